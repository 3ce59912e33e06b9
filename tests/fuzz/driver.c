/* driver.c: runs a target without libFuzzer: all files of some folders, then a number of mutants of
 * them, the same each time. It takes those of libFuzzer's options that it needs, and one of its own:
 * with -refuse=N each file is run again with requests for memory refused, one at a time and then from
 * one on: N of its requests each way, all of them when there are no more.
 *
 *     fuzz_NAME [-runs=N] [-seed=N] [-dict=FILE] [-refuse=N] FOLDER... */
#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/random.h"
#include "fuzz.h"

typedef struct input {
    char path[512];
    uint8_t *bytes;
    size_t size;
} input;

typedef struct store {
    input *items;
    size_t count, room;
} store;

enum { LONGEST = 1 << 16 };

static input *add(store *s)
{
    if (s->count == s->room) {
        s->room = s->room ? 2 * s->room : 64;
        if ((s->items = realloc(s->items, s->room * sizeof *s->items)) == NULL)
            abort();
    }
    s->items[s->count] = (input){ 0 };
    return &s->items[s->count++];
}

static void read_file(store *s, const char *path)
{
    FILE *file = fopen(path, "rb");
    input *item = add(s);

    if (!file || (item->bytes = malloc(LONGEST)) == NULL) {
        fprintf(stderr, "cannot read %s\n", path);
        exit(2);
    }
    snprintf(item->path, sizeof item->path, "%s", path);
    item->size = fread(item->bytes, 1, LONGEST, file);
    fclose(file);
}

static int by_path(const void *a, const void *b)
{
    return strcmp(((const input *)a)->path, ((const input *)b)->path);
}

/* A folder that is not there is empty: most targets have found nothing yet. */
static void read_folder(store *s, const char *folder)
{
    DIR *dir = opendir(folder);
    struct dirent *entry;
    size_t first = s->count;

    while (dir && (entry = readdir(dir)) != NULL) {
        char path[512];

        if (entry->d_name[0] == '.')
            continue;
        snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
        read_file(s, path);
    }
    if (dir)
        closedir(dir);
    if (s->count > first)
        qsort(s->items + first, s->count - first, sizeof *s->items, by_path);
}

/* ---- the dictionary: lines name="text", with \" \\ and \xNN ---- */

static size_t unescape(uint8_t *out, const char *from, const char *end)
{
    size_t len = 0;

    for (const char *p = from; p < end; p++)
        if (p[0] == '\\' && p[1] == 'x') {
            char digits[3] = { p[2], p[3], '\0' };

            out[len++] = (uint8_t)strtoul(digits, NULL, 16);
            p += 3;
        } else {
            p += p[0] == '\\';
            out[len++] = (uint8_t)*p;
        }
    return len;
}

static void read_dictionary(store *words, const char *path)
{
    FILE *file = fopen(path, "rb");
    char line[512];

    while (file && fgets(line, sizeof line, file)) {
        const char *first = strchr(line, '"'), *last = strrchr(line, '"');
        input *word;

        if (line[0] == '#' || !first || last == first)
            continue;
        word = add(words);
        if ((word->bytes = malloc(sizeof line)) == NULL)
            abort();
        word->size = unescape(word->bytes, first + 1, last);
    }
    if (file)
        fclose(file);
}

/* ---- mutants ---- */

typedef struct mutant {
    uint8_t bytes[LONGEST];
    size_t size;
} mutant;

/* Puts `piece` in the place of `cut` bytes. */
static void replace(mutant *m, size_t at, size_t cut, const uint8_t *piece, size_t size)
{
    if (m->size - cut + size > LONGEST)
        return;
    memmove(m->bytes + at + size, m->bytes + at + cut, m->size - at - cut);
    if (size)
        memcpy(m->bytes + at, piece, size);
    m->size = m->size - cut + size;
}

static size_t below(ent_random *random, size_t n)
{
    return n ? ent_random_below(random, (uint32_t)n) : 0;
}

static void mutate(mutant *m, ent_random *random, const store *seeds, const store *words)
{
    static const char marks[] = ",;:\"'\n\r\t -./%?~{}[]()<>&=#0129aZ\\\0\x7f\x80\xff";
    size_t at = below(random, m->size + 1), len = below(random, m->size - at + 1);
    const input *other = &seeds->items[below(random, seeds->count)];
    size_t from = below(random, other->size + 1);
    uint8_t piece[256];

    len = len > 200 ? below(random, 200) : len;
    memcpy(piece, m->bytes + at, len);
    switch (below(random, 7)) {
    case 0: /* one bit */
        if (at < m->size)
            m->bytes[at] ^= (uint8_t)(1u << below(random, 8));
        break;
    case 1: /* a letter that means something */
        replace(m, at, at < m->size, (const uint8_t *)marks + below(random, sizeof marks - 1), 1);
        break;
    case 2:
        replace(m, at, 0, (const uint8_t *)marks + below(random, sizeof marks - 1), 1);
        break;
    case 3: /* a piece less */
        replace(m, at, len, NULL, 0);
        break;
    case 4: /* a piece twice, or elsewhere */
        replace(m, below(random, m->size + 1), 0, piece, len);
        break;
    case 5: /* a piece of another */
        replace(m, at, 0, other->bytes + from, below(random, other->size - from + 1));
        break;
    default:
        if (words->count) {
            const input *word = &words->items[below(random, words->count)];

            replace(m, at, 0, word->bytes, word->size);
        }
    }
}

/* ---- */

/* Copies the input into a block of exactly its size, so that a sanitizer reports a read past its end. */
static void run(const uint8_t *bytes, size_t size)
{
    uint8_t *copy = malloc(size ? size : 1);

    if (!copy)
        abort();
    memcpy(copy, bytes, size);
    LLVMFuzzerTestOneInput(copy, size);
    free(copy);
}

static int started_in; /* the folder, which a target may leave */
static const uint8_t *at_hand;
static size_t at_hand_size;

/* What broke the target stays where it was started, for a look. */
static void save_at_hand(int number)
{
    FILE *file = fchdir(started_in) == 0 ? fopen("fuzz-broken", "wb") : NULL;

    if (file) {
        fwrite(at_hand, 1, at_hand_size, file);
        fclose(file);
        fputs("the input is in the file fuzz-broken\n", stderr);
    }
    signal(number, SIG_DFL);
    raise(number);
}

static void run_mutants(const store *seeds, const store *words, unsigned long runs, uint64_t seed)
{
    static mutant m;
    ent_random random = ent_random_stream(seed, 0);

    for (unsigned long i = 0; i < runs; i++) {
        const input *first = &seeds->items[below(&random, seeds->count)];

        m.size = first->size;
        memcpy(m.bytes, first->bytes, first->size);
        for (size_t edits = 1 + below(&random, 5); edits > 0; edits--)
            mutate(&m, &random, seeds, words);
        at_hand = m.bytes;
        at_hand_size = m.size;
        run(m.bytes, m.size);
    }
}

/* What a run that was cut short held is lost: test_memory.c looks for leaks. */
static void run_refused(const input *item, size_t nth, bool from_then_on)
{
    sigjmp_buf back;

    fuzz_refused = &back;
    if (sigsetjmp(back, 0) == 0) {
        ent_mem_refuse(nth, from_then_on);
        LLVMFuzzerTestOneInput(item->bytes, item->size);
    }
    ent_mem_refuse(0, false);
    fuzz_refused = NULL;
}

/* How many requests were refused. */
static size_t refuse(const input *item, size_t most)
{
    size_t requests, refused = 0;

    ent_mem_refuse(0, false);
    LLVMFuzzerTestOneInput(item->bytes, item->size);
    requests = ent_mem_requests();
    for (size_t i = 0; i < requests && i < most; i++) {
        size_t nth = 1 + (requests <= most ? i : i * (requests - 1) / (most > 1 ? most - 1 : 1));

        run_refused(item, nth, false);
        run_refused(item, nth, true);
        refused += 2;
    }
    return refused;
}

int main(int argc, char **argv)
{
    store seeds = { 0 }, words = { 0 };
    unsigned long runs = 0, seed = 1, most = 0;
    size_t refused = 0;

    started_in = open(".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    signal(SIGABRT, save_at_hand);
    signal(SIGSEGV, save_at_hand);
    for (int i = 1; i < argc; i++)
        if (strncmp(argv[i], "-runs=", 6) == 0)
            runs = strtoul(argv[i] + 6, NULL, 10);
        else if (strncmp(argv[i], "-seed=", 6) == 0)
            seed = strtoul(argv[i] + 6, NULL, 10);
        else if (strncmp(argv[i], "-refuse=", 8) == 0)
            most = strtoul(argv[i] + 8, NULL, 10);
        else if (strncmp(argv[i], "-dict=", 6) == 0)
            read_dictionary(&words, argv[i] + 6);
        else
            read_folder(&seeds, argv[i]);
    if (!seeds.count) {
        fprintf(stderr, "no inputs in the folders that were named\n");
        return 2;
    }
    for (size_t i = 0; i < seeds.count; i++) {
        at_hand = seeds.items[i].bytes;
        at_hand_size = seeds.items[i].size;
        run(at_hand, at_hand_size);
        refused += refuse(&seeds.items[i], most);
    }
    run_mutants(&seeds, &words, runs, seed);
    printf("%zu files, %zu runs with memory refused, %lu mutants\n", seeds.count, refused, runs);
    for (size_t i = 0; i < seeds.count; i++)
        free(seeds.items[i].bytes);
    for (size_t i = 0; i < words.count; i++)
        free(words.items[i].bytes);
    free(seeds.items);
    free(words.items);
    return 0;
}
