/* renderer.c: runs the rendering program as a child process. igraph (GPL) and Graphviz (EPL) cannot
 * be linked into one program, and Graphviz keeps global state and may crash or never finish. So it
 * runs behind pipes, with an empty environment and limits, and is killed when its time is up. */
#include "entente/export.h"

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
#include "base/platform.h"
#include "base/signals.h"

#ifndef ENT_LIBEXEC_DIR
#define ENT_LIBEXEC_DIR "/usr/libexec/entente"
#endif

enum { MAX_MESSAGES = 16384, MAX_PATH = 4096 };

/* ---- finding the program ---- */

static bool is_program(const char *path)
{
    return access(path, X_OK) == 0;
}

/* Beside the running program (a build folder), or in libexec beside its bin folder (an
 * installation, also one that was moved). */
static bool find_beside(char *path, size_t size)
{
    static const char *const places[] = { "/entente-render", "/../libexec/entente/entente-render" };
    char own[MAX_PATH];

    if (!ent_platform_program(own, sizeof own))
        return false;
    *strrchr(own, '/') = '\0';
    for (size_t i = 0; i < sizeof places / sizeof *places; i++)
        if ((size_t)snprintf(path, size, "%s%s", own, places[i]) < size && is_program(path))
            return true;
    return false;
}

/* PATH is never searched: a program of that name there need not be ours. */
static ent_status find_program(const char *given, char *path, size_t size, ent_diags *diags)
{
    const char *named = given ? given : getenv("ENTENTE_RENDER");

    if (named && *named) {
        if ((size_t)snprintf(path, size, "%s", named) < size && is_program(path))
            return ENT_OK;
        return ent_fail(diags, ENT_ESYSTEM, ENT_NOWHERE, "%s'%s' is not a program",
                        given ? "the renderer " : "ENTENTE_RENDER: ", named);
    }
    if (find_beside(path, size) ||
        ((size_t)snprintf(path, size, "%s/entente-render", ENT_LIBEXEC_DIR) < size &&
         is_program(path)))
        return ENT_OK;
    return ent_fail(diags, ENT_ESYSTEM, ENT_NOWHERE,
                    "the program entente-render is not beside entente nor in %s", ENT_LIBEXEC_DIR);
}

/* ---- the child process ---- */

/* In the child, between fork and exec: async-signal-safe calls only. */
static void run_program(const char *path, const ent_renderer *limits, int in, int out, int err)
{
    static char *const environment[] = { "LC_ALL=C", "SERVER_NAME=entente", "PATH=/usr/bin:/bin",
                                         "HOME=/nonexistent", NULL };
    char *const arguments[] = { "entente-render", NULL };

    signal(SIGPIPE, SIG_DFL);
    dup2(in, STDIN_FILENO);
    dup2(out, STDOUT_FILENO);
    dup2(err, STDERR_FILENO);
    /* SIGXCPU first, which is recognized below; SIGKILL a second later */
    setrlimit(RLIMIT_CPU, &(struct rlimit){ limits->seconds, limits->seconds + 1 });
    /* cairo writes PostScript through a temporary file */
    setrlimit(RLIMIT_FSIZE, &(struct rlimit){ limits->output, limits->output });
    setrlimit(RLIMIT_CORE, &(struct rlimit){ 0, 0 });
#ifndef ENTENTE_SANITIZE /* the sanitizer's shadow memory is larger than any sensible limit */
    setrlimit(RLIMIT_AS, &(struct rlimit){ limits->memory, limits->memory });
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

static ent_status start(child *c, const char *path, const ent_renderer *limits, ent_diags *diags)
{
    pid_t own = getpid();
    int pipes[3][2] = { { -1, -1 }, { -1, -1 }, { -1, -1 } };
    ent_status status = ENT_OK;

    *c = (child){ -1, -1, -1, -1 };
    for (int i = 0; i < 3 && status == ENT_OK; i++)
        if (!ent_platform_pipe(pipes[i]))
            status = ent_fail(diags, ENT_ESYSTEM, ENT_NOWHERE, "cannot make a pipe: %s",
                              strerror(errno));
    if (status == ENT_OK && (c->pid = fork()) < 0)
        status = ent_fail(diags, ENT_ESYSTEM, ENT_NOWHERE, "cannot start the renderer: %s",
                          strerror(errno));
    if (c->pid == 0) {
        ent_platform_end_with(own, true); /* nothing would read what it writes */
        run_program(path, limits, pipes[0][0], pipes[1][1], pipes[2][1]);
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

typedef enum outcome { OUTCOME_ENDED, OUTCOME_TOO_LATE, OUTCOME_TOO_LARGE } outcome;

/* Writes the description and reads both outputs until they are closed or a limit is reached. */
static outcome exchange(child *c, const ent_renderer *limits, ent_str description, ent_buf *out,
                        ent_buf *messages)
{
    time_t end = now() + (time_t)limits->seconds;

    while (c->out >= 0 || c->err >= 0) {
        struct pollfd fds[3] = { { c->in, POLLOUT, 0 },
                                 { c->out, POLLIN, 0 },
                                 { c->err, POLLIN, 0 } };
        time_t left = end - now();

        if (left <= 0)
            return OUTCOME_TOO_LATE;
        if (poll(fds, 3, (int)left * 1000) < 0 && errno != EINTR)
            return OUTCOME_TOO_LATE;
        if (c->in >= 0 && fds[0].revents) {
            ssize_t sent = description.len ? write(c->in, description.ptr, description.len) : 0;

            if (sent > 0) {
                description.ptr += sent;
                description.len -= (size_t)sent;
            }
            if (!description.len || (sent < 0 && errno != EINTR && errno != EAGAIN))
                shut(&c->in);
        }
        if (c->out >= 0 && fds[1].revents && !drain(&c->out, out, limits->output))
            return OUTCOME_TOO_LARGE;
        if (c->err >= 0 && fds[2].revents)
            drain(&c->err, messages, MAX_MESSAGES); /* the rest is dropped */
    }
    return OUTCOME_ENDED;
}

/* A note with a code, which the figure recognizes. */
static void pass_on_score(ent_str text, ent_diags *diags)
{
    ent_buf copy = { 0 };

    ent_buf_str(&copy, text);
    ent_deliver(diags, &(ent_diag){ .severity = ENT_NOTE,
                                    .code = "legibility",
                                    .text = ent_buf_string(&copy),
                                    .kind = "legibility" });
    ent_buf_destroy(&copy);
}

/* Reports the child's lines, "error: ...", "note: ..." and "warning: ...". Returns the number of errors. */
static size_t report_messages(ent_str messages, ent_diags *diags)
{
    size_t errors = diags->errors;
    ent_str line;

    while (ent_str_next(&messages, '\n', &line)) {
        if (ent_str_starts(line, "error: "))
            ent_fail(diags, ENT_ESYSTEM, ENT_NOWHERE, "%.*s", (int)(line.len - 7), line.ptr + 7);
        else if (ent_str_starts(line, "warning: "))
            ent_warn(diags, ENT_NOWHERE, "%.*s", (int)(line.len - 9), line.ptr + 9);
        else if (ent_str_starts(line, "note: "))
            pass_on_score((ent_str){ line.ptr + 6, line.len - 6 }, diags);
        else if (line.len)
            ent_warn(diags, ENT_NOWHERE, "the renderer says: %.*s", ENT_STR_ARG(line));
    }
    return diags->errors - errors;
}

static ent_status report_limit(outcome reached, const ent_renderer *limits, ent_diags *diags)
{
    static const char advice[] = "draw a part of the network (--only, --ego, --backbone), or take "
                                 "another --layout";

    if (reached == OUTCOME_TOO_LATE)
        return ent_fail(diags, ENT_ESYSTEM, ENT_NOWHERE,
                        "the figure took more than %zu seconds and was given up; %s",
                        limits->seconds, advice);
    return ent_fail(diags, ENT_ESYSTEM, ENT_NOWHERE,
                    "the figure is larger than %zu MiB and was given up; %s", limits->output >> 20,
                    advice);
}

static ent_status judge(int code, outcome how, const ent_renderer *limits, ent_buf *out,
                        ent_buf *messages, ent_diags *diags)
{
    size_t errors = report_messages(ent_buf_view(messages), diags);

    if (out->failed || messages->failed)
        return ent_out_of_memory(diags);
    if (how == OUTCOME_ENDED && WIFSIGNALED(code) && WTERMSIG(code) == SIGXCPU)
        how = OUTCOME_TOO_LATE;
    if (how == OUTCOME_ENDED && WIFSIGNALED(code) && WTERMSIG(code) == SIGXFSZ)
        how = OUTCOME_TOO_LARGE;
    if (how != OUTCOME_ENDED)
        return report_limit(how, limits, diags);
    if (WIFSIGNALED(code))
        return ent_fail(diags, ENT_ESYSTEM, ENT_NOWHERE, "the renderer ended by signal %d (%s)",
                        WTERMSIG(code), strsignal(WTERMSIG(code)));
    if (WEXITSTATUS(code) == 0 && out->len)
        return ENT_OK;
    return errors ? ENT_ESYSTEM
                  : ent_fail(diags, ENT_ESYSTEM, ENT_NOWHERE, "the renderer failed (exit %d)",
                             WEXITSTATUS(code));
}

/* ---- public API ---- */

ent_status ent_render(const ent_renderer *renderer, ent_str description, ent_buf *out,
                      ent_diags *diags)
{
    static const ent_renderer defaults = ENT_RENDERER_INIT;
    char path[MAX_PATH];
    ent_buf messages = { 0 };
    ent_pipe_signal held;
    ent_status status;
    int code = 0;
    child c;

    renderer = renderer ? renderer : &defaults;
    if ((status = find_program(renderer->program, path, sizeof path, diags)) != ENT_OK)
        return status;
    if ((status = start(&c, path, renderer, diags)) == ENT_OK) {
        outcome how;

        ent_pipe_signal_hold(&held); /* the child may end before it has read everything */
        how = exchange(&c, renderer, description, out, &messages);
        ent_pipe_signal_release(&held);
        if (how != OUTCOME_ENDED)
            kill(c.pid, SIGKILL);
        while (waitpid(c.pid, &code, 0) < 0 && errno == EINTR)
            ;
        status = judge(code, how, renderer, out, &messages, diags);
    }
    if (status != ENT_OK)
        ent_buf_clear(out);
    shut(&c.in);
    shut(&c.out);
    shut(&c.err);
    ent_buf_destroy(&messages);
    return status;
}
