/* child.c: see child.h. */
#include "base/child.h"

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

#include "base/platform.h"
#include "base/signals.h"

#ifndef ENT_LIBEXEC_DIR
#define ENT_LIBEXEC_DIR "/usr/libexec/entente"
#endif

enum { MAX_MESSAGES = 16384, MAX_PATH = 4096 };

extern char **environ;

/* ---- finding programs of ours ---- */

const char *ent_child_libexec(void)
{
    return ENT_LIBEXEC_DIR;
}

bool ent_child_find(const char *name, char *path, size_t size)
{
    static const char *const places[] = { "/", "/../libexec/entente/" };
    char own[MAX_PATH];

    if (ent_platform_program(own, sizeof own)) {
        *strrchr(own, '/') = '\0';
        for (size_t i = 0; i < sizeof places / sizeof *places; i++)
            if ((size_t)snprintf(path, size, "%s%s%s", own, places[i], name) < size && access(path, X_OK) == 0)
                return true;
    }
    return (size_t)snprintf(path, size, "%s/%s", ENT_LIBEXEC_DIR, name) < size && access(path, X_OK) == 0;
}

/* ---- the child process ---- */

/* In the child, between fork and exec: async-signal-safe calls only. */
static void run_program(const ent_child *child, int in, int out, int err)
{
    signal(SIGPIPE, SIG_DFL);
    dup2(in, STDIN_FILENO);
    dup2(out, STDOUT_FILENO);
    dup2(err, STDERR_FILENO);
    /* SIGXCPU first, which is recognized below; SIGKILL a second later */
    setrlimit(RLIMIT_CPU, &(struct rlimit){ child->seconds, child->seconds + 1 });
    /* cairo writes PostScript through a temporary file */
    setrlimit(RLIMIT_FSIZE, &(struct rlimit){ child->output, child->output });
    setrlimit(RLIMIT_CORE, &(struct rlimit){ 0, 0 });
#ifndef ENTENTE_SANITIZE /* the sanitizer's shadow memory is larger than any sensible limit */
    if (child->memory)
        setrlimit(RLIMIT_AS, &(struct rlimit){ child->memory, child->memory });
#endif
    execve(child->path, child->arguments, child->environment ? child->environment : environ);
    _exit(127);
}

typedef struct running {
    pid_t pid;
    int in, out, err; /* our ends; -1 when closed */
} running;

static void shut(int *fd)
{
    if (*fd >= 0)
        close(*fd);
    *fd = -1;
}

/* False: errno says why. */
static bool start(running *c, const ent_child *child)
{
    pid_t own = getpid();
    int pipes[3][2] = { { -1, -1 }, { -1, -1 }, { -1, -1 } };
    bool started = true;

    *c = (running){ -1, -1, -1, -1 };
    for (int i = 0; i < 3 && started; i++)
        started = ent_platform_pipe(pipes[i]);
    if (started)
        started = (c->pid = fork()) >= 0;
    if (c->pid == 0) {
        ent_platform_end_with(own, true); /* nothing would read what it writes */
        run_program(child, pipes[0][0], pipes[1][1], pipes[2][1]);
    }
    shut(&pipes[0][0]);
    shut(&pipes[1][1]);
    shut(&pipes[2][1]);
    c->in = pipes[0][1];
    c->out = pipes[1][0];
    c->err = pipes[2][0];
    return started && fcntl(c->in, F_SETFL, O_NONBLOCK) == 0;
}

/* Appends the available bytes; closes the descriptor at its end. false: more than `limit` bytes. */
static bool drain(int *fd, ent_buf *into, size_t limit)
{
    char chunk[65536];
    ssize_t got = read(*fd, chunk, sizeof chunk);

    if (got > 0) {
        if ((size_t)got > limit - into->len)
            return false;
        ent_buf_add(into, chunk, (size_t)got);
    } else if (got == 0 || (errno != EINTR && errno != EAGAIN)) {
        shut(fd);
    }
    return true;
}

static time_t now(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec;
}

/* Writes the input and reads both outputs until they are closed or a limit is reached. */
static ent_child_end exchange(running *c, const ent_child *limits, ent_str input, ent_buf *out, ent_buf *messages)
{
    time_t end = now() + (time_t)limits->seconds;

    while (c->out >= 0 || c->err >= 0) {
        struct pollfd fds[3] = { { c->in, POLLOUT, 0 },
                                 { c->out, POLLIN, 0 },
                                 { c->err, POLLIN, 0 } };
        time_t left = end - now();

        if (left <= 0)
            return ENT_CHILD_TOO_LATE;
        if (poll(fds, 3, (int)left * 1000) < 0 && errno != EINTR)
            return ENT_CHILD_TOO_LATE;
        if (c->in >= 0 && fds[0].revents) {
            ssize_t sent = input.len ? write(c->in, input.ptr, input.len) : 0;

            if (sent > 0) {
                input.ptr += sent;
                input.len -= (size_t)sent;
            }
            if (!input.len || (sent < 0 && errno != EINTR && errno != EAGAIN))
                shut(&c->in);
        }
        if (c->out >= 0 && fds[1].revents && !drain(&c->out, out, limits->output))
            return ENT_CHILD_TOO_LARGE;
        if (c->err >= 0 && fds[2].revents)
            drain(&c->err, messages, MAX_MESSAGES); /* the rest is dropped */
    }
    return ENT_CHILD_ENDED;
}

ent_child_end ent_child_run(const ent_child *child, ent_str input, ent_buf *out, ent_buf *messages, int *code)
{
    ent_child_end how = ENT_CHILD_NOT_STARTED;
    ent_pipe_signal held;
    int status = 0;
    running c;

    if (!start(&c, child)) {
        *code = errno;
    } else {
        ent_pipe_signal_hold(&held); /* the child may end before it has read everything */
        how = exchange(&c, child, input, out, messages);
        ent_pipe_signal_release(&held);
        if (how != ENT_CHILD_ENDED)
            kill(c.pid, SIGKILL);
    }
    shut(&c.in);
    shut(&c.out);
    shut(&c.err);
    while (c.pid > 0 && waitpid(c.pid, &status, 0) < 0 && errno == EINTR)
        ;
    if (how != ENT_CHILD_ENDED)
        return how;
    *code = WIFSIGNALED(status) ? WTERMSIG(status) : WEXITSTATUS(status);
    if (WIFSIGNALED(status) && *code == SIGXCPU)
        return ENT_CHILD_TOO_LATE;
    if (WIFSIGNALED(status) && *code == SIGXFSZ)
        return ENT_CHILD_TOO_LARGE;
    return WIFSIGNALED(status) ? ENT_CHILD_SIGNALLED : ENT_CHILD_ENDED;
}
