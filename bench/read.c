/* read.c: how fast tables are read into records, beside two newline scans of the same files: one
 * reads the file as well, piece by piece, and keeps nothing; one finds it in memory, and is the
 * limit. Not a test: a busy machine is slow. Each rate is the best of several runs, in processor
 * time.
 *
 *   entente-bench-read generate ROWS FOLDER                 three tables, the same every time
 *   entente-bench-read measure PARTIES                      party rows as a plain file
 *   entente-bench-read measure ACTORS AGREEMENTS PARTIES    tables of a data package
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "entente/entente.h"

enum { RUNS = 5, ACTORS = 200, MOST_PARTIES = 18, HUGE_PAGE = 2 << 20 };

/* ---- tables ---- */

/* Marsaglia's xorshift: a few lines, and the same on every machine. */
static uint64_t next_random(uint64_t *state)
{
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    return *state;
}

static uint64_t below(uint64_t *state, uint64_t limit)
{
    return (next_random(state) >> 11) % limit;
}

static void put_date(FILE *file, uint64_t *state, int year)
{
    fprintf(file, "%d-%02d-%02d", year, 1 + (int)below(state, 12), 1 + (int)below(state, 28));
}

/* One agreement of 2 to 18 parties: signed, ratified a year later, in force the year after that for
 * three of four, left by one of twenty. */
static size_t put_agreement(FILE *acts, FILE *parties, size_t n, size_t room, uint64_t *state)
{
    size_t count = 2 + below(state, MOST_PARTIES - 1);
    int year = 1900 + (int)below(state, 110), day = 1 + (int)below(state, 28);
    uint64_t first = below(state, ACTORS), step = 1 + below(state, ACTORS / MOST_PARTIES - 1);

    if (count > room)
        count = room;
    fprintf(acts,
            "T%07zu,Treaty number %zu on matters of common interest,treaty,multilateral,"
            "%d-06-%02d,%d,,in force\n",
            n, n, year, day, year + 2);
    for (size_t i = 0; i < count; i++) {
        fprintf(parties, "T%07zu,P%03u,party,%d-06-%02d,", n,
                (unsigned)((first + i * step) % ACTORS), year, day);
        put_date(parties, state, year + 1);
        fputc(',', parties);
        if (below(state, 4))
            put_date(parties, state, year + 2);
        fputc(',', parties);
        if (below(state, 20) == 0)
            put_date(parties, state, year + 9);
        fputc('\n', parties);
    }
    return count;
}

static FILE *make(const char *folder, const char *name)
{
    char path[4096];
    FILE *file;

    snprintf(path, sizeof path, "%s/%s", folder, name);
    if ((file = fopen(path, "wb")) == NULL) {
        perror(path);
        exit(1);
    }
    return file;
}

static int generate(size_t rows, const char *folder)
{
    FILE *actors = make(folder, "actors.csv"), *acts = make(folder, "agreements.csv");
    FILE *parties = make(folder, "parties.csv");
    uint64_t state = 88172645463325252u;

    fputs("id,name,type\n", actors);
    for (unsigned i = 0; i < ACTORS; i++)
        fprintf(actors, "P%03u,Party number %u,organization\n", i, i);
    fputs("id,title,kind,level,signed,in_force,ended,status\n", acts);
    fputs("agreement,party,role,signed,ratified,in_force,withdrew\n", parties);
    for (size_t n = 0, done = 0; done < rows; n++)
        done += put_agreement(acts, parties, n, rows - done, &state);
    return fclose(actors) | fclose(acts) | fclose(parties) ? 1 : 0;
}

/* ---- rates ---- */

static double now(void)
{
    struct timespec t;

    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static size_t peak_memory(void)
{
    struct rusage usage;

    getrusage(RUSAGE_SELF, &usage);
    return (size_t)usage.ru_maxrss * 1024;
}

static void tell_error(void *ctx, const ent_diag *diag)
{
    (void)ctx;
    if (diag->severity == ENT_ERROR)
        fprintf(stderr, "%s:%zu: %s\n", diag->where.file ? diag->where.file : "", diag->where.line,
                diag->text);
}

typedef struct run {
    double seconds;
    size_t rows, memory;
} run;

/* In a process of its own, as a user's command would: memory is new to it. */
static run read_once(const ent_dataset_options *options)
{
    run result = { 0 };
    int ends[2];
    pid_t child;

    if (pipe(ends) != 0 || (child = fork()) < 0)
        exit(1);
    if (child == 0) {
        ent_diags diags = { .sink = tell_error };
        ent_dataset *d;
        size_t before = peak_memory();
        double start = now();

        if (ent_dataset_read(&d, options, &diags) != ENT_OK)
            exit(1);
        result = (run){ now() - start, ent_party_count(d), peak_memory() - before };
        exit(write(ends[1], &result, sizeof result) != (ssize_t)sizeof result);
    }
    close(ends[1]);
    if (read(ends[0], &result, sizeof result) != (ssize_t)sizeof result)
        exit(1);
    close(ends[0]);
    waitpid(child, NULL, 0);
    return result;
}

static run read_tables(const ent_dataset_options *options)
{
    run best = read_once(options);

    for (int i = 1; i < RUNS; i++) {
        run again = read_once(options);

        if (again.seconds < best.seconds)
            best = again;
    }
    return best;
}

/* The file in memory, in large pages where the system has them: nothing holds the scan up. */
static char *load(const char *path, size_t *len)
{
    FILE *file = fopen(path, "rb");
    char *bytes = NULL;
    long size;

    if (!file || fseek(file, 0, SEEK_END) != 0 || (size = ftell(file)) < 0) {
        perror(path);
        exit(1);
    }
    rewind(file);
    bytes = aligned_alloc(HUGE_PAGE, ((size_t)size / HUGE_PAGE + 1) * HUGE_PAGE);
    if (!bytes)
        exit(1);
    madvise(bytes, ((size_t)size / HUGE_PAGE + 1) * HUGE_PAGE, MADV_HUGEPAGE);
    *len = fread(bytes, 1, (size_t)size, file);
    fclose(file);
    return bytes;
}

static size_t lines_in(const char *bytes, size_t len)
{
    size_t lines = 0;

    for (const char *p = bytes, *end = bytes + len;
         (p = memchr(p, '\n', (size_t)(end - p))) != NULL; p++)
        lines++;
    return lines;
}

/* Seconds to count the lines of a file in memory. */
static double scan_memory(const char *path, size_t *len)
{
    char *bytes = load(path, len);
    double best = 1e9;
    volatile size_t lines = 0;

    for (int i = 0; i < 2 * RUNS; i++) {
        double start = now();

        lines += lines_in(bytes, *len);
        best = now() - start < best ? now() - start : best;
    }
    (void)lines; /* counted for the work of it */
    free(bytes);
    return best;
}

/* Seconds to read a file and count its lines. */
static double scan_file(const char *path)
{
    static char piece[256 << 10];
    double best = 1e9;
    volatile size_t lines = 0;

    for (int i = 0; i < RUNS; i++) {
        int file = open(path, O_RDONLY);
        double start = now();
        ssize_t got;

        while ((got = read(file, piece, sizeof piece)) > 0)
            lines += lines_in(piece, (size_t)got);
        best = now() - start < best ? now() - start : best;
        close(file);
    }
    (void)lines;
    return best;
}

static void print(const run *best, size_t bytes, double memory, double file)
{
    double size = (double)bytes / 1e6;

    printf(
        "%9zu party rows %7.1f MB: %7.1f MB/s   scan with reading %7.1f MB/s, 1/%-4.1f   scan in "
        "memory %7.1f MB/s, 1/%-4.1f   peak memory %.2f x the files\n",
        best->rows, size, size / best->seconds, size / file, best->seconds / file, size / memory,
        best->seconds / memory, (double)best->memory / (double)bytes);
}

static int measure(char **files, int count)
{
    ent_dataset_options options = { 0 };
    double memory = 0, file = 0;
    size_t bytes = 0;
    run best;

    if (count == 1) {
        options.path = files[0];
    } else {
        options.tables[ENT_ACTORS] = files[0];
        options.tables[ENT_AGREEMENTS] = files[1];
        options.tables[ENT_PARTIES] = files[2];
    }
    best = read_tables(&options);
    for (int i = 0; i < count; i++) {
        size_t len;

        file += scan_file(files[i]);
        memory += scan_memory(files[i], &len);
        bytes += len;
    }
    print(&best, bytes, memory, file);
    return 0;
}

int main(int argc, char **argv)
{
    if (argc == 4 && strcmp(argv[1], "generate") == 0)
        return generate((size_t)strtoull(argv[2], NULL, 10), argv[3]);
    if ((argc == 3 || argc == 5) && strcmp(argv[1], "measure") == 0)
        return measure(argv + 2, argc - 2);
    fputs("usage: entente-bench-read generate ROWS FOLDER | measure [ACTORS AGREEMENTS] PARTIES\n",
          stderr);
    return 2;
}
