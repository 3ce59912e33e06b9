/* renderer.c: the rendering program as a child at arm's length. igraph and Graphviz do not go
 * together in one program (GPL and EPL), Graphviz keeps global state and may crash or never finish:
 * so it gets a pipe, an empty environment, limits, and is killed when its time is up. */
#include "figure/renderer.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#ifdef __linux__
#include <sys/prctl.h>
#endif
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/mem.h"

#ifndef ENT_LIBEXEC_DIR
#define ENT_LIBEXEC_DIR "/usr/libexec/entente"
#endif

enum { MOST_WORDS = 16384 };

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

static void limit(unsigned what, size_t value)
{
    struct rlimit limits = { value, value };

    setrlimit(what, &limits);
}

/* A renderer whose `entente` was killed has nobody to draw for. */
static void end_with(pid_t parent)
{
#ifdef __linux__
    prctl(PR_SET_PDEATHSIG, SIGKILL);
#endif
    if (getppid() != parent) /* it ended before that was asked for */
        _exit(127);
}

/* In the child, between fork and exec: only calls that are safe there. */
static void become(const char *path, const render_limits *most, int in, int out, int err)
{
    static char *const environment[] = { "LC_ALL=C", "SERVER_NAME=entente", "PATH=/usr/bin:/bin",
                                         "HOME=/nonexistent", NULL };
    char *const arguments[] = { "entente-render", NULL };

    dup2(in, STDIN_FILENO);
    dup2(out, STDOUT_FILENO);
    dup2(err, STDERR_FILENO);
    /* one second later the kernel kills without a signal that says why */
    setrlimit(RLIMIT_CPU, &(struct rlimit){ most->seconds, most->seconds + 1 });
    limit(RLIMIT_FSIZE, most->output); /* cairo makes PostScript in a temporary file */
    limit(RLIMIT_CORE, 0);
#ifndef ENTENTE_SANITIZE /* the sanitizer's shadow memory is larger than any sensible limit */
    limit(RLIMIT_AS, most->memory);
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

static ent_status start(child *c, const char *path, const render_limits *most, ent_diags *diags)
{
    pid_t own = getpid();
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
    if (c->pid == 0) {
        end_with(own);
        become(path, most, pipes[0][0], pipes[1][1], pipes[2][1]);
    }
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

/* Appends what can be read; closes the descriptor at its end. false: it would be more than `most`. */
static bool drain(int *fd, ent_buf *into, size_t most)
{
    char piece[65536];
    ssize_t got = read(*fd, piece, sizeof piece);

    if (got > 0) {
        if ((size_t)got > most - into->len)
            return false;
        ent_buf_add(into, piece, (size_t)got);
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

typedef enum outcome { OUTCOME_ENDED, OUTCOME_LATE, OUTCOME_LARGE } outcome;

/* Feeds, reads and waits, until the child has said all or a limit is met. */
static outcome talk(child *c, const render_limits *most, ent_str description, ent_buf *out,
                    ent_buf *words)
{
    time_t end = now() + (time_t)most->seconds;

    while (c->out >= 0 || c->err >= 0) {
        struct pollfd fds[3] = { { c->in, POLLOUT, 0 }, { c->out, POLLIN, 0 }, { c->err, POLLIN, 0 } };
        time_t left = end - now();

        if (left <= 0)
            return OUTCOME_LATE;
        if (poll(fds, 3, (int)left * 1000) < 0 && errno != EINTR)
            return OUTCOME_LATE;
        if (c->in >= 0 && fds[0].revents) {
            ssize_t sent = description.len ? write(c->in, description.ptr, description.len) : 0;

            if (sent > 0) {
                description.ptr += sent;
                description.len -= (size_t)sent;
            }
            if (!description.len || (sent < 0 && errno != EINTR && errno != EAGAIN))
                shut(&c->in);
        }
        if (c->out >= 0 && fds[1].revents && !drain(&c->out, out, most->output))
            return OUTCOME_LARGE;
        if (c->err >= 0 && fds[2].revents)
            drain(&c->err, words, MOST_WORDS); /* what is said beyond is the same again */
    }
    return OUTCOME_ENDED;
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

static ent_status given_up(outcome how, const render_limits *most, ent_diags *diags)
{
    static const char advice[] = "draw a part of the network (--only, --ego, --backbone), or take "
                                 "another --layout";

    if (how == OUTCOME_LATE)
        return ent_fail(diags, ENT_ESYSTEM, ENT_NOWHERE,
                        "the figure took more than %zu seconds and was given up; %s", most->seconds,
                        advice);
    return ent_fail(diags, ENT_ESYSTEM, ENT_NOWHERE,
                    "the figure is larger than %zu MiB and was given up; %s", most->output >> 20,
                    advice);
}

static ent_status verdict(int code, outcome how, const render_limits *most, ent_buf *out,
                          ent_buf *words, ent_diags *diags)
{
    size_t errors = pass_on(ent_buf_view(words), diags);

    if (out->failed || words->failed)
        return ent_out_of_memory(diags);
    if (how == OUTCOME_ENDED && WIFSIGNALED(code) && WTERMSIG(code) == SIGXCPU)
        how = OUTCOME_LATE;
    if (how == OUTCOME_ENDED && WIFSIGNALED(code) && WTERMSIG(code) == SIGXFSZ)
        how = OUTCOME_LARGE;
    if (how != OUTCOME_ENDED)
        return given_up(how, most, diags);
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

ent_status render_with(const char *program, const render_limits *most, ent_str description,
                       ent_buf *out, ent_diags *diags)
{
    struct sigaction ignore = { .sa_handler = SIG_IGN }, old;
    ent_buf words = { 0 };
    ent_status status;
    int code = 0;
    child c;

    sigaction(SIGPIPE, &ignore, &old); /* a child that dies early must not take us along */
    if ((status = start(&c, program, most, diags)) == ENT_OK) {
        outcome how = talk(&c, most, description, out, &words);

        if (how != OUTCOME_ENDED)
            kill(c.pid, SIGKILL);
        while (waitpid(c.pid, &code, 0) < 0 && errno == EINTR)
            ;
        status = verdict(code, how, most, out, &words, diags);
    }
    if (status != ENT_OK)
        ent_buf_clear(out); /* a part of a figure is none */
    shut(&c.in);
    shut(&c.out);
    shut(&c.err);
    sigaction(SIGPIPE, &old, NULL);
    ent_buf_destroy(&words);
    return status;
}

ent_status ent_render(ent_str description, ent_buf *out, ent_diags *diags)
{
    static const render_limits most = { .seconds = 120,
                                        .output = (size_t)512 << 20,
                                        .memory = (size_t)4 << 30 };
    char path[4096];

    if (!find_program(path, sizeof path))
        return ent_fail(diags, ENT_ESYSTEM, ENT_NOWHERE,
                        "the program entente-render is not beside entente nor in %s",
                        ENT_LIBEXEC_DIR);
    return render_with(path, &most, description, out, diags);
}
