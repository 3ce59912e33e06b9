/* command.c: a whole run of the command. The first part of the input is the command line, a word in
 * each line, the verb first; each part behind it is a file of the folder in which the run is made: its
 * name in the first line, then its bytes; `stdin` is standard input. Nothing is left out but the
 * process, and the drawing: the description that the renderer would get is read and not drawn.
 *
 * Asked of any such run: exit 0, 1 or 2; a failure has its words and no output; words are UTF-8
 * without control characters; what was written is whole: JSON and XML can be read. */
#include <dirent.h>
#include <fcntl.h>
#include <ftw.h>
#include <jansson.h>
#include <libxml/parser.h>
#include <signal.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "fuzz.h"
#include "render/description.h"

enum { MOST_WORDS = 60, MOST_FILES = 12 };

int entente_main(int argc, char **argv);
void __sanitizer_set_report_fd(void *fd) __attribute__((weak));

/* ---- what the linker puts in the place of ours (--wrap) ---- */

ent_status __wrap_ent_render(const ent_renderer *renderer, ent_str text, ent_buf *out,
                             ent_diags *diags);
size_t __wrap_ent_parallel_cores(void);

/* No picture: whether the renderer takes the description is asked here, the rest in draw.c. */
ent_status __wrap_ent_render(const ent_renderer *renderer, ent_str text, ent_buf *out,
                             ent_diags *diags)
{
    description d = { 0 };
    ent_status status = description_read(&d, fuzz_put("figure.json", text), diags);

    (void)renderer;
    if (status == ENT_OK)
        ent_buf_text(out, "<svg xmlns=\"http://www.w3.org/2000/svg\"/>\n");
    description_destroy(&d);
    return status;
}

/* What workers do is not seen by who counts edges. */
size_t __wrap_ent_parallel_cores(void)
{
    return 1;
}

/* ---- the folder ---- */

static char inputs[MOST_FILES][32];
static size_t input_count;

static int discard(const char *path, const struct stat *about, int kind, struct FTW *ftw)
{
    (void)about;
    (void)kind;
    (void)ftw;
    return remove(path);
}

static void empty_folder(const char *folder)
{
    nftw(folder, discard, 16, FTW_DEPTH | FTW_PHYS);
}

/* Letters, digits and dots of a name; no path leads out of the folder. */
static void plain_name(char *name, size_t room, ent_str line)
{
    size_t len = 0;

    for (size_t i = 0; i < line.len && len + 1 < room; i++)
        if ((line.ptr[i] >= 'a' && line.ptr[i] <= 'z') || (line.ptr[i] >= '0' && line.ptr[i] <= '9') ||
            (line.ptr[i] == '.' && len))
            name[len++] = line.ptr[i];
    name[len] = '\0';
}

static void write_file(const char *name, ent_str bytes)
{
    int fd = open(name, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW, 0600);

    REQUIRE(fd >= 0 && write(fd, bytes.ptr, bytes.len) == (ssize_t)bytes.len && close(fd) == 0);
}

static void write_inputs(ent_str rest)
{
    for (input_count = 0; rest.len && input_count < MOST_FILES;) {
        ent_str part = fuzz_part(&rest);
        char *name = inputs[input_count];

        plain_name(name, sizeof *inputs, fuzz_line(&part));
        if (name[0]) {
            write_file(name, part);
            input_count++;
        }
    }
}

/* ---- the command line ---- */

/* A path stays in the folder: a slash only behind a digit, where it is part of a date. A number has
 * at most four digits: who asks for a million permutations waits for them. */
static size_t plain_word(char *word, ent_str line)
{
    size_t len = 0, digits = 0;

    for (size_t i = 0; i < line.len; i++) {
        char c = line.ptr[i] == '\0' ? ' ' : line.ptr[i];
        bool after_digit = digits > 0;

        digits = c >= '0' && c <= '9' ? digits + 1 : 0;
        if (digits <= 4)
            word[len++] = (char)(c == '/' && !after_digit ? '_' : c);
    }
    word[len++] = '\0';
    return len;
}

static int read_words(char **argv, char *room, ent_str line)
{
    static char program[] = "entente";
    int argc = 0;

    argv[argc++] = program;
    while (line.len && argc < MOST_WORDS) {
        argv[argc++] = room;
        room += plain_word(room, fuzz_line(&line));
    }
    argv[argc] = NULL;
    return argc;
}

/* ---- the run ---- */

static int redirected(int fd, const char *path, int flags)
{
    int keep = fcntl(fd, F_DUPFD_CLOEXEC, 10), file = open(path, flags, 0600);

    REQUIRE(keep >= 0 && file >= 0 && dup2(file, fd) == fd);
    close(file);
    return keep;
}

static void put_back(int keep, int fd)
{
    dup2(keep, fd);
    close(keep);
}

static int run(int argc, char **argv)
{
    int in = redirected(0, access("stdin", R_OK) == 0 ? "stdin" : "/dev/null", O_RDONLY);
    int out = redirected(1, fuzz_path("stdout"), O_WRONLY | O_CREAT | O_TRUNC);
    int err = redirected(2, fuzz_path("stderr"), O_WRONLY | O_CREAT | O_TRUNC), code;

    if (__sanitizer_set_report_fd)
        __sanitizer_set_report_fd((void *)(intptr_t)err);
    code = entente_main(argc, argv);
    if (__sanitizer_set_report_fd)
        __sanitizer_set_report_fd((void *)(intptr_t)2);
    put_back(in, 0);
    put_back(out, 1);
    put_back(err, 2);
    return code;
}

/* ---- what must hold ---- */

static void read_bytes(ent_buf *into, const char *path)
{
    FILE *file = fopen(path, "rb");
    char piece[4096];
    size_t got;

    while (file && (got = fread(piece, 1, sizeof piece, file)) > 0)
        ent_buf_add(into, piece, got);
    if (file)
        fclose(file);
}

static bool says(ent_str text, const char *word)
{
    return text.len && memmem(text.ptr, text.len, word, strlen(word)) != NULL;
}

static void check_words(int code, const char *verb)
{
    ent_buf out = { 0 }, err = { 0 }, clean = { 0 };
    /* the findings of check are its result; without a verb there is an overview */
    bool silent = strcmp(verb, "check") == 0 || !verb[0];

    read_bytes(&out, fuzz_path("stdout"));
    read_bytes(&err, fuzz_path("stderr"));
    fuzz_text(&clean, ent_buf_view(&err), false);
    REQUIRE(ent_str_eq(ent_buf_view(&clean), ent_buf_view(&err)));
    REQUIRE(!says(ent_buf_view(&err), "(null)"));
    if (!code)
        REQUIRE(!says(ent_buf_view(&err), ": error: "));
    else if (!silent)
        REQUIRE(says(ent_buf_view(&err), ": error: "));
    ent_buf_destroy(&out);
    ent_buf_destroy(&err);
    ent_buf_destroy(&clean);
}

static bool ends_with(const char *name, const char *ending)
{
    size_t len = strlen(name), tail = strlen(ending);

    return len > tail && strcmp(name + len - tail, ending) == 0;
}

static bool is_input(const char *name)
{
    for (size_t i = 0; i < input_count; i++)
        if (strcmp(inputs[i], name) == 0)
            return true;
    return false;
}

static void check_file(const char *name)
{
    ent_buf bytes = { 0 };

    read_bytes(&bytes, name);
    if (ends_with(name, ".json")) {
        json_t *value = json_loadb(bytes.data, bytes.len, JSON_DECODE_ANY | JSON_ALLOW_NUL, NULL);

        REQUIRE(value != NULL);
        json_decref(value);
    } else if (ends_with(name, ".graphml") || ends_with(name, ".gexf") || ends_with(name, ".svg")) {
        xmlDocPtr doc = xmlReadMemory(bytes.data, (int)bytes.len, "memory.xml", NULL,
                                      XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_HUGE);

        REQUIRE(doc != NULL);
        xmlFreeDoc(doc);
    }
    ent_buf_destroy(&bytes);
}

/* The file in -o, when its name says what it is to be. */
static const char *named_output(char **argv)
{
    for (char **word = argv; *word; word++)
        if (strstr(*word, "format") || strcmp(*word, "import") == 0)
            return "";
    for (char **word = argv; word[0] && word[1]; word++)
        if (strcmp(word[0], "-o") == 0)
            return word[1];
    return "";
}

static void check_outputs(int code, const char *output)
{
    DIR *dir = opendir(".");
    struct dirent *item;

    REQUIRE(dir != NULL);
    while ((item = readdir(dir)) != NULL) {
        if (strcmp(item->d_name, ".") == 0 || strcmp(item->d_name, "..") == 0 ||
            is_input(item->d_name))
            continue;
        if (code)
            REQUIRE(strcmp(item->d_name, output) != 0 && item->d_name[0] != '.');
        else if (strcmp(item->d_name, output) == 0)
            check_file(item->d_name);
    }
    closedir(dir);
}

static void whole_run(ent_str command, ent_str files)
{
    char *argv[MOST_WORDS + 1], *room = malloc(command.len + MOST_WORDS + 1);
    int argc, code;

    REQUIRE(room != NULL);
    argc = read_words(argv, room, command);
    write_inputs(files);
    code = run(argc, argv);
    REQUIRE(code >= 0 && code <= 2);
    check_words(code, argc > 1 ? argv[1] : "");
    check_outputs(code, named_output(argv));
    free(room);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static char folder[128];
    static int here;
    ent_str rest = fuzz_input(data, size), command = fuzz_part(&rest);

    if (!folder[0]) {
        here = open(".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
        snprintf(folder, sizeof folder, "%s", fuzz_path("run"));
        fuzz_put("stdout", (ent_str){ "", 0 }); /* so that they are removed at the end */
        fuzz_put("stderr", (ent_str){ "", 0 });
    }
    empty_folder(folder);
    REQUIRE(here >= 0 && mkdir(folder, 0700) == 0 && chdir(folder) == 0);
    whole_run(command, rest);
    REQUIRE(fchdir(here) == 0);
    empty_folder(folder);
    return 0;
}
