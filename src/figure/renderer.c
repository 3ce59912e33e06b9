/* renderer.c: the rendering program as a child at arm's length. igraph and Graphviz do not go
 * together in one program (GPL and EPL), Graphviz keeps global state and may crash or never finish:
 * so it gets a pipe, an empty environment, limits, and is killed when its time is up. */
#include "entente/figure.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/mem.h"

#ifndef ENT_LIBEXEC_DIR
#define ENT_LIBEXEC_DIR "/usr/libexec/entente"
#endif

enum { SECONDS = 120, MOST_OUTPUT = 512 << 20, MOST_WORDS = 16384 };

/* Beside the running program (a build folder), in libexec beside its bin (an installed one, wherever
 * it was moved to), or where the build said that it would be installed. Never by PATH: that is the
 * user's. */
static bool find_program(char *path, size_t room)
{
    static const char *const places[] = { "/entente-render", "/../libexec/entente/entente-render" };
    char own[4096];
    ssize_t len = readlink("/proc/self/exe", own, sizeof own - 1);

    if (len > 0) {
        own[len] = '\0';
        *strrchr(own, '/') = '\0';
        for (size_t i = 0; i < sizeof places / sizeof *places; i++)
            if ((size_t)snprintf(path, room, "%s%s", own, places[i]) < room &&
                access(path, X_OK) == 0)
                return true;
    }
    return (size_t)snprintf(path, room, "%s/entente-render", ENT_LIBEXEC_DIR) < room &&
           access(path, X_OK) == 0;
}

static void limit(unsigned what, rlim_t value)
{
    struct rlimit limits = { value, value };

    setrlimit(what, &limits);
}

/* In the child, between fork and exec: only calls that are safe there. */
static void become(const char *path, int in, int out, int err)
{
    static char *const environment[] = { "LC_ALL=C", "SERVER_NAME=entente", "PATH=/usr/bin:/bin",
                                         "HOME=/nonexistent", NULL };
    char *const arguments[] = { "entente-render", NULL };

    dup2(in, STDIN_FILENO);
    dup2(out, STDOUT_FILENO);
    dup2(err, STDERR_FILENO);
    limit(RLIMIT_CPU, SECONDS);
    limit(RLIMIT_FSIZE, MOST_OUTPUT); /* cairo makes PostScript in a temporary file */
    limit(RLIMIT_CORE, 0);
#ifndef ENTENTE_SANITIZE /* the sanitizer's shadow memory is larger than any sensible limit */
    limit(RLIMIT_AS, (rlim_t)4 << 30);
#endif
    execve(path, arguments, environment);
    _exit(127);
}

typedef struct child {
    pid_t pid;
    int in, out, err; /* our ends; -1 when closed */
} child;

static void shut(int *fd)
{
    if (*fd >= 0)
        close(*fd);
    *fd = -1;
}

static ent_status start(child *c, const char *path, ent_diags *diags)
{
    int pipes[3][2] = { { -1, -1 }, { -1, -1 }, { -1, -1 } };
    ent_status status = ENT_OK;

    *c = (child){ -1, -1, -1, -1 };
    for (int i = 0; i < 3 && status == ENT_OK; i++)
        if (pipe2(pipes[i], O_CLOEXEC) != 0)
            status = ent_fail(diags, ENT_ESYSTEM, ENT_NOWHERE, "cannot make a pipe: %s",
                              strerror(errno));
    if (status == ENT_OK && (c->pid = fork()) < 0)
        status = ent_fail(diags, ENT_ESYSTEM, ENT_NOWHERE, "cannot start the renderer: %s",
                          strerror(errno));
    if (c->pid == 0)
        become(path, pipes[0][0], pipes[1][1], pipes[2][1]);
    shut(&pipes[0][0]);
    shut(&pipes[1][1]);
    shut(&pipes[2][1]);
    c->in = pipes[0][1];
    c->out = pipes[1][0];
    c->err = pipes[2][0];
    if (status == ENT_OK && fcntl(c->in, F_SETFL, O_NONBLOCK) != 0)
        status = ENT_ESYSTEM;
    return status;
}

/* Appends what can be read; closes the descriptor at its end. */
static void drain(int *fd, ent_buf *into, size_t most)
{
    char piece[65536];
    ssize_t got = read(*fd, piece, sizeof piece);

    if (got > 0) {
        if (into->len < most)
            ent_buf_add(into, piece, (size_t)got);
    } else if (got == 0 || (errno != EINTR && errno != EAGAIN)) {
        shut(fd);
    }
}

static time_t now(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec;
}

/* Feeds, reads and waits; false when the time was up. */
static bool talk(child *c, ent_str description, ent_buf *out, ent_buf *words)
{
    time_t end = now() + SECONDS;

    while (c->out >= 0 || c->err >= 0) {
        struct pollfd fds[3] = { { c->in, POLLOUT, 0 }, { c->out, POLLIN, 0 }, { c->err, POLLIN, 0 } };
        time_t left = end - now();

        if (left <= 0)
            return false;
        if (poll(fds, 3, (int)left * 1000) < 0 && errno != EINTR)
            return false;
        if (c->in >= 0 && fds[0].revents) {
            ssize_t sent = description.len ? write(c->in, description.ptr, description.len) : 0;

            if (sent > 0) {
                description.ptr += sent;
                description.len -= (size_t)sent;
            }
            if (!description.len || (sent < 0 && errno != EINTR && errno != EAGAIN))
                shut(&c->in);
        }
        if (c->out >= 0 && fds[1].revents)
            drain(&c->out, out, MOST_OUTPUT);
        if (c->err >= 0 && fds[2].revents)
            drain(&c->err, words, MOST_WORDS);
    }
    return true;
}

/* The child's lines, "error: ..." and "warning: ...", as findings of ours. */
static size_t pass_on(ent_str words, ent_diags *diags)
{
    size_t errors = diags->errors;
    ent_str line;

    while (ent_str_next(&words, '\n', &line)) {
        if (ent_str_starts(line, "error: "))
            ent_fail(diags, ENT_ESYSTEM, ENT_NOWHERE, "%.*s", (int)(line.len - 7), line.ptr + 7);
        else if (ent_str_starts(line, "warning: "))
            ent_warn(diags, ENT_NOWHERE, "%.*s", (int)(line.len - 9), line.ptr + 9);
        else if (line.len)
            ent_warn(diags, ENT_NOWHERE, "the renderer says: %.*s", ENT_STR_ARG(line));
    }
    return diags->errors - errors;
}

static ent_status verdict(int code, bool in_time, ent_buf *out, ent_buf *words, ent_diags *diags)
{
    size_t errors = pass_on(ent_buf_view(words), diags);

    if (out->failed || words->failed)
        return ent_out_of_memory(diags);
    if (!in_time)
        return ent_fail(diags, ENT_ESYSTEM, ENT_NOWHERE,
                        "the figure took more than %d seconds and was given up", SECONDS);
    if (WIFSIGNALED(code))
        return ent_fail(diags, ENT_ESYSTEM, ENT_NOWHERE,
                        "the renderer ended by signal %d (%s)", WTERMSIG(code),
                        strsignal(WTERMSIG(code)));
    if (WEXITSTATUS(code) == 0 && out->len)
        return ENT_OK;
    return errors ? ENT_ESYSTEM
                  : ent_fail(diags, ENT_ESYSTEM, ENT_NOWHERE, "the renderer failed (exit %d)",
                             WEXITSTATUS(code));
}

ent_status ent_render(ent_str description, ent_buf *out, ent_diags *diags)
{
    char path[4096];
    struct sigaction ignore = { .sa_handler = SIG_IGN }, old;
    ent_buf words = { 0 };
    ent_status status;
    bool in_time;
    int code = 0;
    child c;

    if (!find_program(path, sizeof path))
        return ent_fail(diags, ENT_ESYSTEM, ENT_NOWHERE,
                        "the program entente-render is not beside entente nor in %s",
                        ENT_LIBEXEC_DIR);
    sigaction(SIGPIPE, &ignore, &old); /* a child that dies early must not take us along */
    if ((status = start(&c, path, diags)) == ENT_OK) {
        in_time = talk(&c, description, out, &words);
        if (!in_time)
            kill(c.pid, SIGKILL);
        while (waitpid(c.pid, &code, 0) < 0 && errno == EINTR)
            ;
        status = verdict(code, in_time, out, &words, diags);
    }
    shut(&c.in);
    shut(&c.out);
    shut(&c.err);
    sigaction(SIGPIPE, &old, NULL);
    ent_buf_destroy(&words);
    return status;
}
