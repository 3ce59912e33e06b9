/* support.h: what tests share: files made on the spot, findings that are kept. */
#ifndef ENTENTE_TESTS_SUPPORT_H
#define ENTENTE_TESTS_SUPPORT_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "entente/entente.h"

/* A folder of this test's own; removed by the system's cleaning of temporary files and by us. */
typedef struct folder {
    char path[64];
    char names[16][160];
    size_t count;
} folder;

static inline void folder_make(folder *f)
{
    f->count = 0;
    strcpy(f->path, "/tmp/entente-test-XXXXXX");
    if (!mkdtemp(f->path))
        abort();
}

static inline const char *folder_put(folder *f, const char *name, const char *text)
{
    char path[64];
    FILE *file;

    memcpy(path, f->path, sizeof path);
    snprintf(f->names[f->count], sizeof f->names[0], "%s/%s", path, name);
    if ((file = fopen(f->names[f->count], "wb")) == NULL)
        abort();
    fwrite(text, 1, strlen(text), file);
    fclose(file);
    return f->names[f->count++];
}

static inline void folder_remove(folder *f)
{
    for (size_t i = 0; i < f->count; i++)
        unlink(f->names[i]);
    rmdir(f->path);
}

/* Findings, joined as "code@line:column " in one text. */
typedef struct heard {
    char text[8192];
} heard;

static inline void hear(void *ctx, const ent_diag *diag)
{
    heard *h = ctx;
    size_t len = strlen(h->text);

    if (diag->severity != ENT_NOTE)
        snprintf(h->text + len, sizeof h->text - len, "%s@%zu:%zu ",
                 diag->code ? diag->code : diag->text, diag->where.line, diag->where.column);
}

static inline bool is_folder(const char *path)
{
    struct stat info;

    return stat(path, &info) == 0 && S_ISDIR(info.st_mode);
}

#endif
