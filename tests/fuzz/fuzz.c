/* fuzz.c: see fuzz.h. */
#include "fuzz.h"

#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

sigjmp_buf *fuzz_refused;

static _Noreturn void broken(const char *file, int line, const char *condition)
{
    fprintf(stderr, "%s:%d: does not hold: %s\n", file, line, condition);
    abort();
}

void fuzz_broken(const char *file, int line, const char *condition)
{
    if (fuzz_refused)
        siglongjmp(*fuzz_refused, 1);
    broken(file, line, condition);
}

/* ---- parts ---- */

ent_str fuzz_part(ent_str *rest)
{
    static const char separator[] = "\n%%\n";
    const char *at = rest->len ? memmem(rest->ptr, rest->len, separator, 4) : NULL;
    ent_str part = *rest;

    if (!at) {
        *rest = (ent_str){ rest->ptr + rest->len, 0 };
        return part;
    }
    part.len = (size_t)(at - rest->ptr) + 1;
    *rest = (ent_str){ at + 4, rest->len - part.len - 3 };
    return part;
}

unsigned fuzz_choice(ent_str *rest, unsigned below)
{
    unsigned value;

    if (!rest->len)
        return 0;
    value = (unsigned char)(rest->ptr[0] - '0') % below; /* digits are what they say */
    *rest = (ent_str){ rest->ptr + 1, rest->len - 1 };
    return value;
}

ent_str fuzz_line(ent_str *rest)
{
    const char *end = rest->len ? memchr(rest->ptr, '\n', rest->len) : NULL;
    ent_str line = { rest->ptr, end ? (size_t)(end - rest->ptr) : rest->len };
    size_t taken = line.len + (end ? 1 : 0);

    *rest = (ent_str){ rest->ptr + taken, rest->len - taken };
    return line;
}

/* The bytes of the UTF-8 character at p; 0: there is none. Written by the tables of RFC 3629, not
 * by the reader of ours that it is to test. */
static size_t character(const unsigned char *p, size_t left)
{
    static const struct {
        unsigned char from, to, second_from, second_to;
        size_t len;
    } rows[] = { { 0x00, 0x7f, 0, 0, 1 },       { 0xc2, 0xdf, 0x80, 0xbf, 2 },
                 { 0xe0, 0xe0, 0xa0, 0xbf, 3 }, { 0xe1, 0xec, 0x80, 0xbf, 3 },
                 { 0xed, 0xed, 0x80, 0x9f, 3 }, { 0xee, 0xef, 0x80, 0xbf, 3 },
                 { 0xf0, 0xf0, 0x90, 0xbf, 4 }, { 0xf1, 0xf3, 0x80, 0xbf, 4 },
                 { 0xf4, 0xf4, 0x80, 0x8f, 4 } };

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        if (*p < rows[i].from || *p > rows[i].to)
            continue;
        if (rows[i].len > left)
            return 0;
        if (rows[i].len > 1 && (p[1] < rows[i].second_from || p[1] > rows[i].second_to))
            return 0;
        for (size_t k = 2; k < rows[i].len; k++)
            if (p[k] < 0x80 || p[k] > 0xbf)
                return 0;
        return rows[i].len;
    }
    return 0;
}

void fuzz_text(ent_buf *out, ent_str bytes, bool controls)
{
    const unsigned char *p = (const unsigned char *)bytes.ptr, *end = p + bytes.len;

    while (p < end) {
        size_t len = character(p, (size_t)(end - p));
        bool control = len == 1 && (*p < 0x20 || *p == 0x7f) && *p != '\t' && *p != '\n';

        if (len == 0) {
            ent_buf_char(out, (char)(0xc0 | *p >> 6));
            ent_buf_char(out, (char)(0x80 | (*p & 0x3f)));
            len = 1;
        } else if (control && !controls) {
            ent_buf_char(out, (char)(*p % 26 + 'a'));
        } else {
            ent_buf_add(out, (const char *)p, len);
        }
        p += len;
    }
    REQUIRE(!out->failed);
}

/* ---- files ---- */

static char folder[64];
static char names[64][32]; /* of files that were made */
static size_t name_count;

static void remove_folder(void)
{
    for (size_t i = 0; i < name_count; i++)
        unlink(fuzz_path(names[i]));
    rmdir(folder);
}

static void make_folder(void)
{
    static const char *const roots[] = { "/dev/shm", "/tmp" };

    for (size_t i = 0; i < 2; i++) {
        snprintf(folder, sizeof folder, "%s/entente-fuzz-XXXXXX", roots[i]);
        if (mkdtemp(folder)) {
            atexit(remove_folder);
            return;
        }
    }
    abort();
}

static void remember(const char *name)
{
    for (size_t i = 0; i < name_count; i++)
        if (strcmp(names[i], name) == 0)
            return;
    if (name_count == sizeof names / sizeof *names)
        abort();
    snprintf(names[name_count++], sizeof *names, "%s", name);
}

const char *fuzz_path(const char *name)
{
    static char paths[8][128];
    static size_t turn;
    char *path = paths[turn++ % 8];

    if (!folder[0])
        make_folder();
    snprintf(path, sizeof *paths, "%s/%s", folder, name);
    return path;
}

const char *fuzz_put(const char *name, ent_str bytes)
{
    const char *path = fuzz_path(name);
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);

    remember(name);
    if (fd < 0 || write(fd, bytes.ptr, bytes.len) != (ssize_t)bytes.len || close(fd) != 0)
        abort();
    return path;
}

void fuzz_remove(const char *name)
{
    unlink(fuzz_path(name));
}

/* ---- findings ---- */

static void hear(void *ctx, const ent_diag *diag)
{
    (void)ctx;
    REQUIRE(diag->text && diag->text[0]);
    REQUIRE(diag->severity == ENT_NOTE || diag->severity == ENT_WARNING ||
            diag->severity == ENT_ERROR);
    REQUIRE(!diag->where.column || diag->where.line);
    REQUIRE(!diag->where.text.len || !memchr(diag->where.text.ptr, '\n', diag->where.text.len));
}

ent_diags fuzz_diags(void)
{
    return (ent_diags){ .sink = hear };
}

void fuzz_verdict(ent_status status, const ent_diags *diags)
{
    if ((status == ENT_OK) != (diags->errors == 0))
        broken(__FILE__, __LINE__, "a failure has its words, and a success none");
    if (status == ENT_EINTERNAL || (status == ENT_ENOMEM && !fuzz_refused))
        broken(__FILE__, __LINE__, "a failure has a reason");
}
