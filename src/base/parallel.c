/* parallel.c: see parallel.h.
 *
 *   counter (shared) → worker: next task → frame through its pipe → parent: kept → taken in order
 *
 * A worker takes the next task when it has finished one, so that tasks of different length share the
 * processors. It ends by _exit: the caller's exit handlers and buffers belong to the caller. */
#include "base/parallel.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdatomic.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/findings.h"
#include "base/mem.h"
#include "base/platform.h"

enum { MOST_WORKERS = 256, PIPE_BYTES = 1 << 20 };

typedef struct frame { /* before the bytes of a result */
    size_t task, words, bytes;
    ent_status status;
} frame;

typedef struct worker {
    pid_t process;
    int pipe;
    ent_buf received; /* until a frame is complete */
} worker;

typedef struct result {
    bool there;
    frame head;
    ent_buf bytes; /* findings, then the result */
} result;

static bool inside; /* this process is a worker, which runs nested tasks itself */

size_t ent_parallel_cores(void)
{
    return ent_platform_processors();
}

static void tell_progress(const ent_parallel *p, size_t taken, ent_diags *diags)
{
    if (p->name)
        ent_progress(diags, p->name, taken, p->tasks);
}

/* ---- a worker ---- */

static void work(const ent_parallel *p, atomic_size_t *next, int pipe)
{
    size_t task, refusals = ent_mem_refusals();

    inside = true;
    while ((task = atomic_fetch_add(next, 1)) < p->tasks) {
        ent_buf words = { 0 }, bytes = { 0 };
        ent_diags diags = { .sink = ent_findings_pack, .ctx = &words };
        frame head;

        memset(&head, 0, sizeof head);
        head.task = task;
        alarm(p->limit);
        head.status = p->run(p->ctx, task, &bytes, &diags);
        alarm(0);
        if (head.status == ENT_OK && (bytes.failed || ent_mem_refusals() != refusals))
            head.status = ent_out_of_memory(&diags);
        head.words = words.failed ? 0 : words.len;
        head.bytes = head.status == ENT_OK ? bytes.len : 0;
        if (!ent_platform_write(pipe, (const char *)&head, sizeof head) ||
            !ent_platform_write(pipe, words.data, head.words) || !ent_platform_write(pipe, bytes.data, head.bytes))
            return;
        ent_buf_destroy(&words);
        ent_buf_destroy(&bytes);
    }
}

/* Removes the caller's signal handlers, which would, for example, remove its temporary files. */
static void become_worker(void)
{
    static const int signals[] = { SIGINT, SIGTERM, SIGHUP, SIGPIPE, SIGALRM };
    sigset_t none;
#ifndef ENTENTE_SANITIZE
    int null;
#endif

    for (size_t i = 0; i < sizeof signals / sizeof *signals; i++)
        signal(signals[i], SIG_DFL);
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
#ifndef ENTENTE_SANITIZE
    /* Findings go through the pipe; messages of the C library about a crash would be printed among the
     * caller's, which reports it itself. */
    null = open("/dev/null", O_WRONLY | O_CLOEXEC);
    if (null >= 0) {
        dup2(null, STDERR_FILENO);
        close(null);
    }
#endif
}

static bool start(const ent_parallel *p, worker *w, worker *others, size_t count,
                  atomic_size_t *next)
{
    pid_t parent = getpid();
    int ends[2];

    if (!ent_platform_pipe(ends))
        return false;
#ifdef F_SETPIPE_SZ
    fcntl(ends[1], F_SETPIPE_SZ, PIPE_BYTES); /* fewer reads; may be refused */
#endif
    if ((w->process = fork()) == 0) {
        become_worker();
        close(ends[0]);
        for (size_t i = 0; i < count; i++)
            close(others[i].pipe);
        ent_platform_end_with(parent, false);
        work(p, next, ends[1]);
        _exit(0);
    }
    close(ends[1]);
    if (w->process < 0) {
        close(ends[0]);
        return false;
    }
    w->pipe = ends[0];
    return true;
}

/* ---- the parent ---- */

typedef struct gathering {
    const ent_parallel *p;
    worker workers[MOST_WORKERS];
    size_t count;
    int ended_by; /* the signal that ended a worker; 0 = none */
    result *results;
    size_t taken;
    ent_diags *diags;
} gathering;

static ent_status take_in_order(gathering *g)
{
    while (g->taken < g->p->tasks && g->results[g->taken].there) {
        result *r = &g->results[g->taken];
        ent_status status = r->head.status;

        ent_findings_unpack((ent_str){ r->bytes.data, r->head.words }, g->diags);
        if (status == ENT_ENOMEM && !r->head.words)
            ent_out_of_memory(g->diags); /* the worker had no memory for its own message */
        if (status == ENT_OK)
            status =
                g->p->take(g->p->ctx, g->taken,
                           (ent_str){ r->bytes.data + r->head.words, r->head.bytes }, g->diags);
        ent_buf_destroy(&r->bytes);
        g->taken++;
        if (status != ENT_OK)
            return status;
        tell_progress(g->p, g->taken, g->diags);
    }
    return ENT_OK;
}

static ent_status open_frames(gathering *g, worker *w)
{
    size_t at = 0;

    while (w->received.len - at >= sizeof(frame)) {
        frame head;
        result *r;

        memcpy(&head, w->received.data + at, sizeof head);
        if (w->received.len - at - sizeof head < head.words + head.bytes)
            break;
        r = &g->results[head.task];
        r->head = head;
        r->there = true;
        ent_buf_add(&r->bytes, w->received.data + at + sizeof head, head.words + head.bytes);
        if (r->bytes.failed)
            return ent_out_of_memory(g->diags);
        at += sizeof head + head.words + head.bytes;
    }
    if (at) {
        memmove(w->received.data, w->received.data + at, w->received.len - at);
        w->received.len -= at;
    }
    return ENT_OK;
}

static void reap(gathering *g, worker *w)
{
    int how = 0;

    close(w->pipe);
    w->pipe = -1;
    while (waitpid(w->process, &how, 0) < 0 && errno == EINTR)
        ;
    if (WIFSIGNALED(how))
        g->ended_by = WTERMSIG(how);
    ent_buf_destroy(&w->received);
}

static ent_status receive_from(gathering *g, worker *w)
{
    static char bytes[PIPE_BYTES];
    ssize_t len = read(w->pipe, bytes, sizeof bytes);

    if (len < 0 && errno == EINTR)
        return ENT_OK;
    if (len <= 0) {
        reap(g, w);
        return ENT_OK;
    }
    ent_buf_add(&w->received, bytes, (size_t)len);
    return w->received.failed ? ent_out_of_memory(g->diags) : open_frames(g, w);
}

static ent_status early_end(const gathering *g)
{
    if (g->ended_by == SIGALRM && g->p->limit)
        return ent_fail(g->diags, ENT_ESYSTEM, ENT_NOWHERE,
                        "a computation was stopped after %u seconds", g->p->limit);
    return ent_fail(g->diags, ENT_ESYSTEM, ENT_NOWHERE,
                    "a worker process ended early%s%s; memory may be short",
                    g->ended_by ? ": " : "", g->ended_by ? strsignal(g->ended_by) : "");
}

static ent_status gather(gathering *g)
{
    ent_status status = ENT_OK;

    while (status == ENT_OK && g->taken < g->p->tasks) {
        struct pollfd waiting[MOST_WORKERS];
        worker *of[MOST_WORKERS];
        nfds_t count = 0;

        for (size_t i = 0; i < g->count; i++)
            if (g->workers[i].pipe >= 0) {
                of[count] = &g->workers[i];
                waiting[count++] = (struct pollfd){ g->workers[i].pipe, POLLIN, 0 };
            }
        if (!count || g->ended_by)
            return early_end(g);
        if (poll(waiting, count, -1) < 0 && errno != EINTR)
            return ent_fail(g->diags, ENT_ESYSTEM, ENT_NOWHERE, "cannot wait for workers: %s",
                            strerror(errno));
        for (nfds_t i = 0; i < count && status == ENT_OK; i++)
            if (waiting[i].revents)
                status = receive_from(g, of[i]);
        if (status == ENT_OK)
            status = take_in_order(g);
    }
    return status;
}

static ent_status run_here(const ent_parallel *p, ent_diags *diags)
{
    ent_status status = ENT_OK;
    ent_buf bytes = { 0 };

    for (size_t task = 0; task < p->tasks && status == ENT_OK; task++) {
        ent_buf_clear(&bytes);
        status = p->run(p->ctx, task, &bytes, diags);
        if (status == ENT_OK)
            status = bytes.failed ? ent_out_of_memory(diags)
                                  : p->take(p->ctx, task, ent_buf_view(&bytes), diags);
        if (status == ENT_OK)
            tell_progress(p, task + 1, diags);
    }
    ent_buf_destroy(&bytes);
    return status;
}

static ent_status run_apart(const ent_parallel *p, size_t workers, ent_diags *diags)
{
    atomic_size_t *next = ent_platform_shared(sizeof *next);
    gathering *g = ent_mem_new(1, sizeof *g);
    ent_status status;

    if (g)
        g->results = ent_mem_new(p->tasks, sizeof *g->results);
    if (!g || !g->results || !next) {
        status = next ? ent_out_of_memory(diags) : run_here(p, diags);
        goto done;
    }
    g->p = p;
    g->diags = diags;
    atomic_init(next, 0);
    while (g->count < workers && start(p, &g->workers[g->count], g->workers, g->count, next))
        g->count++;
    status = g->count ? gather(g) : run_here(p, diags);
    for (size_t i = 0; i < g->count; i++)
        if (g->workers[i].pipe >= 0) {
            if (status != ENT_OK) /* its results are not needed any more */
                kill(g->workers[i].process, SIGKILL);
            reap(g, &g->workers[i]);
        }
    for (size_t t = 0; t < p->tasks; t++)
        ent_buf_destroy(&g->results[t].bytes);
done:
    if (next)
        munmap(next, sizeof *next);
    if (g)
        ent_mem_free(g->results);
    ent_mem_free(g);
    return status;
}

ent_status ent_parallel_run(const ent_parallel *p, ent_diags *diags)
{
    size_t workers = p->workers ? p->workers : ent_parallel_cores();

    if (workers > p->tasks)
        workers = p->tasks;
    if (workers > MOST_WORKERS)
        workers = MOST_WORKERS;
    if (!workers || inside || (workers == 1 && !p->apart))
        return run_here(p, diags);
    return run_apart(p, workers, diags);
}
