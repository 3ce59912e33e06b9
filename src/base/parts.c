/* parts.c: see entente/parts.h.
 *
 *   part K of N:  tasks K-1, K-1+N, ... → pool of workers → file part-K-of-N
 *   merge:        files → tasks 0, 1, 2, ... → take, as if they came from workers
 *
 * A file has a line with the checksum of the rest, lines that say what the part was made from, an empty line,
 * and a frame for each task: three numbers, the result, the findings. A part fits when these lines are those
 * that this process would write. */
#include "base/parts.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/findings.h"
#include "base/hash.h"
#include "base/mem.h"
#include "entente/output.h"

static struct { /* of this process */
    bool active, begun; /* begun: the run that is divided was found */
    ent_parts_options options;
    uint64_t data;
    ent_buf lack; /* what a partial merge lacks */
} now;

void ent_parts_begin(const ent_parts_options *options)
{
    ent_parts_end();
    now.active = true;
    now.options = *options;
}

void ent_parts_add_data(uint64_t fingerprint)
{
    now.data = ent_hash_mix(now.data ^ 0x9e3779b97f4a7c15u, fingerprint ^ 0xe7037ed1a0b428dbu);
}

bool ent_parts_is_part(void)
{
    return now.active && now.options.part;
}

void ent_parts_describe(ent_buf *out)
{
    ent_buf_str(out, ent_buf_view(&now.lack));
}

void ent_parts_end(void)
{
    ent_buf_destroy(&now.lack);
    memset(&now, 0, sizeof now);
}

/* ---- the file of a part ---- */

#define FIRST_LINE "entente part 1 %016llx\n"

enum { FIRST_LENGTH = 15 + 16 + 1 };

typedef struct frame { /* before the result and the findings of a task */
    uint64_t task, bytes, words;
} frame;

static void write_first_line(char line[FIRST_LENGTH + 1], ent_str rest)
{
    snprintf(line, FIRST_LENGTH + 1, FIRST_LINE, (unsigned long long)ent_hash_long(rest, 0));
}

/* What parts must agree on, the most general first, because a difference is named by its first line. */
static const char *const differences[] = { "was made by another program", "was made on another kind of machine",
                                           "is of another command or of other options", "is of other data",
                                           "is of other work" };

static void write_origin(ent_buf *out, const ent_parallel *p)
{
    const uint32_t one = 1;
    bool little;

    memcpy(&little, &one, sizeof little);
    ent_buf_format(out, "program: %s\n", now.options.program);
    ent_buf_format(out, "machine: %zu bits, %s-endian\n", 8 * sizeof(size_t), little ? "little" : "big");
    ent_buf_format(out, "command: %016llx\n", (unsigned long long)now.options.command);
    ent_buf_format(out, "data: %016llx\n", (unsigned long long)now.data);
    ent_buf_format(out, "work: %s, %zu tasks\n", p->name, p->tasks);
}

static void write_head(ent_buf *out, const ent_parallel *p, size_t part, size_t of)
{
    write_origin(out, p);
    ent_buf_format(out, "part: %zu of %zu\n\n", part, of);
}

static void write_path(ent_buf *out, size_t part, size_t of)
{
    int digits = snprintf(NULL, 0, "%zu", of);

    ent_buf_clear(out);
    ent_buf_format(out, "%s/part-%0*zu-of-%zu", now.options.folder, digits, part, of);
}

typedef struct part {
    enum { MISSING, UNREADABLE, DAMAGED, FOREIGN, FITS } state;
    const char *why; /* it does not fit */
    char *map;       /* the whole file */
    size_t len;
    ent_str frames; /* those not yet taken */
} part;

static void close_part(part *file)
{
    if (file->map)
        munmap(file->map, file->len);
    file->map = NULL;
}

static void map_file(part *file, const char *path)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    struct stat info;

    file->state = fd < 0 && errno == ENOENT ? MISSING : UNREADABLE;
    file->why = "cannot be read";
    if (fd < 0)
        return;
    if (fstat(fd, &info) == 0 && S_ISREG(info.st_mode)) {
        file->state = DAMAGED;
        file->why = "is damaged";
        file->len = (size_t)info.st_size;
        file->map = file->len ? mmap(NULL, file->len, PROT_READ, MAP_PRIVATE, fd, 0) : NULL;
        if (file->map == MAP_FAILED) {
            file->map = NULL;
            file->state = UNREADABLE;
            file->why = "cannot be read";
        }
    }
    close(fd);
}

/* Names the first line that differs. */
static const char *difference(ent_str head, ent_str expected)
{
    size_t i = 0, line = 0;

    for (; i < head.len && i < expected.len && head.ptr[i] == expected.ptr[i]; i++)
        line += head.ptr[i] == '\n';
    return line < sizeof differences / sizeof *differences ? differences[line] : "has the name of another part";
}

/* Opens a part and compares it with what this process would write. */
static void open_part(part *file, const char *path, ent_str expected)
{
    char first[FIRST_LENGTH + 1];
    ent_str rest;

    *file = (part){ 0 };
    map_file(file, path);
    if (!file->map || file->len < FIRST_LENGTH)
        return;
    rest = (ent_str){ file->map + FIRST_LENGTH, file->len - FIRST_LENGTH };
    write_first_line(first, rest);
    if (memcmp(first, file->map, FIRST_LENGTH) != 0)
        return;
    if (rest.len < expected.len || memcmp(rest.ptr, expected.ptr, expected.len) != 0) {
        file->state = FOREIGN;
        file->why = difference(rest, expected);
        return;
    }
    file->state = FITS;
    file->frames = (ent_str){ rest.ptr + expected.len, rest.len - expected.len };
}

/* ---- computing a part ---- */

typedef struct share {
    const ent_parallel *p;
    ent_buf *content;
} share;

static size_t task_of(size_t i)
{
    return i * now.options.of + now.options.part - 1;
}

static ent_status run_task(void *ctx, size_t i, ent_buf *out, ent_diags *diags)
{
    const share *s = ctx;
    ent_buf bytes = { 0 }, words = { 0 };
    ent_diags packed = { .sink = ent_findings_pack, .ctx = &words };
    ent_status status = s->p->run(s->p->ctx, task_of(i), &bytes, &packed);
    frame head = { task_of(i), bytes.len, words.len };

    if (status == ENT_OK && (bytes.failed || words.failed))
        status = ent_out_of_memory(&packed);
    ent_buf_add(out, (const char *)&head, sizeof head);
    ent_buf_str(out, ent_buf_view(&bytes));
    ent_buf_str(out, ent_buf_view(&words));
    if (status != ENT_OK)
        ent_findings_unpack(ent_buf_view(&words), diags);
    ent_buf_destroy(&bytes);
    ent_buf_destroy(&words);
    return status;
}

static ent_status keep_task(void *ctx, size_t i, ent_str result, ent_diags *diags)
{
    share *s = ctx;

    (void)i;
    ent_buf_str(s->content, result);
    return s->content->failed ? ent_out_of_memory(diags) : ENT_OK;
}

static ent_status compute(const ent_parallel *p, const char *path, ent_str head, ent_diags *diags)
{
    char first[FIRST_LENGTH + 1] = { 0 };
    ent_buf content = { 0 };
    share s = { p, &content };
    size_t before = now.options.part - 1;
    ent_parallel work = { .name = p->name,
                          .tasks = p->tasks > before ? (p->tasks - before - 1) / now.options.of + 1 : 0,
                          .workers = p->workers, .apart = p->apart, .limit = p->limit,
                          .ctx = &s, .run = run_task, .take = keep_task };
    ent_status status;

    ent_buf_add(&content, first, FIRST_LENGTH);
    ent_buf_str(&content, head);
    if ((status = ent_parallel_run(&work, diags)) == ENT_OK && content.failed)
        status = ent_out_of_memory(diags);
    if ((status = ent_mem_whole(status, 0, diags)) == ENT_OK) {
        write_first_line(first, (ent_str){ content.data + FIRST_LENGTH, content.len - FIRST_LENGTH });
        memcpy(content.data, first, FIRST_LENGTH);
        status = ent_output_save(path, ent_buf_view(&content), diags);
    }
    if (status == ENT_OK)
        ent_note(diags, ENT_NOWHERE,
                 "part %zu of %zu is written to '%s', %zu of %zu tasks; results are written when all parts are "
                 "merged",
                 now.options.part, now.options.of, path, work.tasks, p->tasks);
    ent_buf_destroy(&content);
    return status;
}

static ent_status write_part(const ent_parallel *p, ent_diags *diags)
{
    const ent_parts_options *o = &now.options;
    ent_buf path = { 0 }, head = { 0 };
    part old = { 0 };
    ent_status status = ENT_OK;

    write_path(&path, o->part, o->of);
    write_head(&head, p, o->part, o->of);
    if (path.failed || head.failed)
        status = ent_out_of_memory(diags);
    else if (mkdir(o->folder, 0777) != 0 && errno != EEXIST)
        status = ent_fail(diags, ENT_ESYSTEM, (ent_where){ .file = o->folder }, "cannot make the folder: %s",
                          strerror(errno));
    else
        open_part(&old, ent_buf_string(&path), ent_buf_view(&head));
    if (old.state == FITS)
        ent_note(diags, ENT_NOWHERE, "part %zu of %zu is there already: '%s'", o->part, o->of,
                 ent_buf_string(&path));
    else if (old.state != MISSING)
        ent_warn(diags, (ent_where){ .file = ent_buf_string(&path) }, "part %zu of %zu %s; it is computed again",
                 o->part, o->of, old.why);
    close_part(&old);
    if (status == ENT_OK && old.state != FITS)
        status = compute(p, ent_buf_string(&path), ent_buf_view(&head), diags);
    ent_buf_destroy(&path);
    ent_buf_destroy(&head);
    return status == ENT_OK ? ENT_EPART : status;
}

/* ---- merging ---- */

/* The N of part-K-of-N; 0 for any other name. */
static size_t parts_of_name(const char *name)
{
    const char *of = strstr(name, "-of-");
    size_t digits = strlen(of ? of + 4 : "");
    size_t count = 0;

    if (!of || strncmp(name, "part-", 5) != 0 || digits < 1 || digits > 6 ||
        (size_t)(of - name) != 5 + digits || strspn(name + 5, "0123456789") != digits ||
        strspn(of + 4, "0123456789") != digits)
        return 0;
    for (const char *digit = of + 4; *digit; digit++) /* at most six */
        count = 10 * count + (size_t)(*digit - '0');
    return count;
}

/* The number of parts, from the names in the folder. */
static ent_status count_parts(size_t *of, ent_diags *diags)
{
    const char *folder = now.options.folder;
    DIR *names = opendir(folder);
    size_t low = SIZE_MAX, high = 0;
    struct dirent *entry;

    if (!names)
        return ent_fail(diags, ENT_ESYSTEM, (ent_where){ .file = folder }, "cannot read the folder of parts: %s",
                        strerror(errno));
    while ((entry = readdir(names)) != NULL) {
        size_t n = parts_of_name(entry->d_name);

        low = n && n < low ? n : low;
        high = n > high ? n : high;
    }
    closedir(names);
    *of = high;
    if (!high)
        return ent_fail(diags, ENT_EDATA, (ent_where){ .file = folder },
                        "there are no parts here; compute them first, with --part 1/N to --part N/N");
    if (low != high)
        return ent_fail(diags, ENT_EDATA, (ent_where){ .file = folder },
                        "there are parts of %zu and parts of %zu here; remove those that are not meant", low, high);
    return ENT_OK;
}

/* "2, 5-9": the parts that do not fit; with `state`, those in it only. */
static size_t list_parts(ent_buf *out, const part *parts, size_t of, bool missing_only)
{
    size_t count = 0;

    for (size_t k = 0, last; k < of; k = last + 1) {
        last = k;
        if (missing_only ? parts[k].state != MISSING : parts[k].state == FITS)
            continue;
        while (last + 1 < of && (missing_only ? parts[last + 1].state == MISSING : parts[last + 1].state != FITS))
            last++;
        ent_buf_format(out, "%s%zu", count ? ", " : "", k + 1);
        if (last > k)
            ent_buf_format(out, "%s%zu", last > k + 1 ? "-" : ", ", last + 1);
        count += last + 1 - k;
    }
    return count;
}

/* Names the parts that do not fit: as errors, or as warnings in a partial merge. */
static ent_status report(const part *parts, size_t of, bool warns, ent_diags *diags)
{
    const char *folder = now.options.folder;
    ent_buf text = { 0 };
    ent_status status = ENT_OK;
    size_t missing;

    for (size_t k = 0; k < of; k++) {
        if (parts[k].state == MISSING || parts[k].state == FITS)
            continue;
        write_path(&text, k + 1, of);
        if (warns)
            ent_warn(diags, (ent_where){ .file = ent_buf_string(&text) }, "part %zu of %zu %s", k + 1, of,
                     parts[k].why);
        else
            status = ent_fail(diags, ENT_EDATA, (ent_where){ .file = ent_buf_string(&text) },
                              "part %zu of %zu %s; compute it again, with --part %zu/%zu", k + 1, of, parts[k].why,
                              k + 1, of);
    }
    ent_buf_clear(&text);
    missing = list_parts(&text, parts, of, true);
    if (missing && warns)
        ent_warn(diags, (ent_where){ .file = folder }, "part%s %s of %zu %s missing", missing == 1 ? "" : "s",
                 ent_buf_string(&text), of, missing == 1 ? "is" : "are");
    else if (missing == 1)
        status = ent_fail(diags, ENT_EDATA, (ent_where){ .file = folder },
                          "part %s of %zu is missing; compute it, with --part %s/%zu", ent_buf_string(&text), of,
                          ent_buf_string(&text), of);
    else if (missing)
        status = ent_fail(diags, ENT_EDATA, (ent_where){ .file = folder },
                          "parts %s of %zu are missing; compute them, with --part K/%zu", ent_buf_string(&text), of,
                          of);
    ent_buf_destroy(&text);
    return status;
}

/* Says what results lack. */
static void note_lack(const ent_parallel *p, const part *parts, size_t of)
{
    size_t lost = 0;

    ent_buf_clear(&now.lack);
    for (size_t task = 0; task < p->tasks; task++)
        lost += parts[task % of].state != FITS;
    ent_buf_format(&now.lack, "PARTIAL: of %zu parts, these are missing: ", of);
    list_parts(&now.lack, parts, of, false);
    ent_buf_format(&now.lack, " (%.3g %% of the %s)", 100 * (double)lost / (double)(p->tasks ? p->tasks : 1),
                   p->name);
}

static ent_status take_task(const ent_parallel *p, size_t task, part *from, ent_diags *diags)
{
    ent_str *rest = &from->frames, bytes, words;
    frame head = { .task = SIZE_MAX };

    if (rest->len >= sizeof head)
        memcpy(&head, rest->ptr, sizeof head);
    if (head.task != task || head.bytes > rest->len - sizeof head ||
        head.words > rest->len - sizeof head - head.bytes)
        return ent_fail(diags, ENT_EINTERNAL, ENT_NOWHERE, "a part lacks the result of task %zu", task);
    bytes = (ent_str){ rest->ptr + sizeof head, head.bytes };
    words = (ent_str){ bytes.ptr + bytes.len, head.words };
    *rest = (ent_str){ words.ptr + words.len, rest->len - sizeof head - head.bytes - head.words };
    if (!ent_findings_unpack(words, diags))
        return ent_fail(diags, ENT_EINTERNAL, ENT_NOWHERE, "a part has unreadable findings of task %zu", task);
    return p->take(p->ctx, task, bytes, diags);
}

static ent_status check_parts(const ent_parallel *p, const part *parts, size_t of, ent_diags *diags)
{
    size_t fit = 0;

    for (size_t k = 0; k < of; k++)
        fit += parts[k].state == FITS;
    if (now.options.partial && !p->partial)
        return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE, "--partial: a %s cannot be merged without some of its parts",
                        p->name);
    if (fit == of || !now.options.partial || !fit)
        return report(parts, of, false, diags);
    note_lack(p, parts, of);
    return report(parts, of, true, diags);
}

static ent_status merge(const ent_parallel *p, ent_diags *diags)
{
    ent_buf path = { 0 }, head = { 0 };
    part *parts = NULL;
    size_t of = 0;
    ent_status status = count_parts(&of, diags);

    if (status == ENT_OK && (parts = ent_mem_new(of, sizeof *parts)) == NULL)
        status = ent_out_of_memory(diags);
    for (size_t k = 0; k < of && status == ENT_OK; k++) {
        ent_buf_clear(&head);
        write_path(&path, k + 1, of);
        write_head(&head, p, k + 1, of);
        if (path.failed || head.failed)
            status = ent_out_of_memory(diags);
        else
            open_part(&parts[k], ent_buf_string(&path), ent_buf_view(&head));
    }
    if (status == ENT_OK)
        status = check_parts(p, parts, of, diags);
    for (size_t task = 0; task < p->tasks && status == ENT_OK; task++)
        if (parts[task % of].state == FITS)
            status = take_task(p, task, &parts[task % of], diags);
    for (size_t k = 0; parts && k < of; k++)
        close_part(&parts[k]);
    ent_mem_free(parts);
    ent_buf_destroy(&path);
    ent_buf_destroy(&head);
    return status;
}

ent_status ent_parts_run(const ent_parallel *p, ent_diags *diags)
{
    if (!now.active || now.begun || strcmp(now.options.job, p->name) != 0)
        return ent_parallel_run(p, diags);
    now.begun = true;
    return now.options.part ? write_part(p, diags) : merge(p, diags);
}
