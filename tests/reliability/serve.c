/* serve.c: many runs of one program without loading it each time (LD_PRELOAD). Loading libraries takes
 * most of the time of a small run; so a process that has loaded them, and has not come to main, makes a
 * copy of itself for each run, or calls main itself as often as it is asked to.
 *
 * A request on descriptor SERVE_IN: a number of bytes (uint32), and so many bytes: words that each end
 * with a 0 byte: "copy" or "inside"; the folder; the files for standard input, output and errors; the environment as
 * NAME=VALUE, an empty word; the arguments. The answer on descriptor SERVE_OUT is the number of the
 * process, and when it ended, its status as of waitpid (two int32). Without descriptors nothing is
 * different from a run without this library. */
#include <dlfcn.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { MOST_BYTES = 1 << 16, MOST_WORDS = 256, LOST = 120 };

typedef int main_function(int, char **, char **);
typedef int start_function(main_function *, int, char **, void (*)(void), void (*)(void),
                           void (*)(void), void *);

/* Of refuse.c, when that is loaded too. */
void refuse_begin(void) __attribute__((weak));

static main_function *real_main;

static void all_of(int fd, void *to, size_t len)
{
    for (size_t done = 0; done < len;) {
        ssize_t got = read(fd, (char *)to + done, len - done);

        if (got <= 0)
            _exit(0); /* the client has closed the connection */
        done += (size_t)got;
    }
}

static void answer(int fd, int32_t number)
{
    if (write(fd, &number, sizeof number) != sizeof number)
        _exit(LOST);
}

/* Puts a file in the place of a standard descriptor. */
static void stand_in(int fd, const char *path)
{
    int opened = open(path, fd ? O_WRONLY | O_CREAT | O_TRUNC : O_RDONLY, 0600);

    if (opened < 0 || dup2(opened, fd) < 0)
        _exit(LOST);
    close(opened);
}

/* The words from here to an empty one. */
static int words(char **at, char *end, char **out, int most)
{
    int n = 0;

    while (*at < end && **at && n < most) {
        out[n++] = *at;
        *at += strlen(*at) + 1;
    }
    out[n] = NULL;
    *at += 1;
    return n;
}

static int run(char *at, char *end)
{
    static char *settings[MOST_WORDS + 1], *arguments[MOST_WORDS + 1];
    int count;

    at += strlen(at) + 1;
    if (chdir(at))
        _exit(LOST);
    for (int fd = 0; fd < 3; fd++) {
        at += strlen(at) + 1;
        stand_in(fd, at);
    }
    at += strlen(at) + 1;
    words(&at, end, settings, MOST_WORDS);
    count = words(&at, end, arguments, MOST_WORDS);
    environ = settings;
    if (refuse_begin)
        refuse_begin();
    return real_main(count, arguments, settings);
}

static int serve(int argc, char **argv, char **envp)
{
    static char bytes[MOST_BYTES + 2];
    const char *from = getenv("SERVE_IN"), *to = getenv("SERVE_OUT");
    int in, out;

    if (!from || !to)
        return real_main(argc, argv, envp);
    for (in = atoi(from), out = atoi(to);;) {
        uint32_t len;
        int status;
        pid_t child = 0;

        all_of(in, &len, sizeof len);
        if (len > MOST_BYTES)
            _exit(LOST);
        all_of(in, bytes, len);
        memset(bytes + len, 0, 2);
        if (strcmp(bytes, "copy") == 0) {
            if ((child = fork()) < 0)
                _exit(LOST);
            if (!child) {
                close(in);
                close(out);
                return run(bytes, bytes + len);
            }
            answer(out, child);
            while (waitpid(child, &status, 0) < 0)
                ;
        } else {
            answer(out, getpid());
            status = run(bytes, bytes + len) << 8;
            fflush(NULL);
        }
        answer(out, status);
    }
}

/* Called by the first instructions of every program, instead of the C library's own. */
int __libc_start_main(main_function *program, int argc, char **argv, void (*init)(void),
                      void (*fini)(void), void (*rtld_fini)(void), void *stack_end);
int __libc_start_main(main_function *program, int argc, char **argv, void (*init)(void),
                      void (*fini)(void), void (*rtld_fini)(void), void *stack_end)
{
    start_function *start;

    *(void **)(void *)&start = dlsym(RTLD_NEXT, "__libc_start_main");
    real_main = program;
    return start(serve, argc, argv, init, fini, rtld_fini, stack_end);
}
