/* parallel.h: independent tasks in a pool of processes. Processes and not threads, because igraph keeps
 * global state that two threads corrupt.
 *
 * The pool exists for one call. It forks the workers; each has a copy of the caller's memory, takes one
 * task after the other from a shared counter, and sends results and findings through a pipe. What a task
 * changes in memory is lost: its result is what it writes to `out`. Results and findings are taken in the
 * order of tasks, in the calling process, so that the number of workers changes nothing but the time.
 *
 * For the calling program:
 *  - fork copies the calling thread only. Locks that other threads hold at that moment (of malloc too,
 *    outside glibc) stay held in the workers. A program with threads should run with one worker.
 *  - Workers have default signal handlers and no standard error, and end with their parent. The pool waits
 *    for its own children only; the program must not ignore SIGCHLD.
 *  - A worker runs nested calls itself: there are never more processes than workers. */
#ifndef ENTENTE_BASE_PARALLEL_H
#define ENTENTE_BASE_PARALLEL_H

#include "entente/diag.h"

typedef struct ent_parallel {
    const char *name; /* for progress, and for parts (base/parts.h); NULL: none */
    size_t tasks;
    size_t workers; /* 0: one for each processor; 1: this process, unless `apart` */
    bool apart;     /* fork for one worker too, so that a crash is an error */
    bool partial;   /* `take` can do without some tasks: of parts only */
    unsigned limit; /* seconds that a task of a worker may take; 0: no limit */
    void *ctx;
    /** Does one task; writes its result to `out`. */
    ent_status (*run)(void *ctx, size_t task, ent_buf *out, ent_diags *diags);
    /** Takes one result: called for task 0, 1, 2, ... */
    ent_status (*take)(void *ctx, size_t task, ent_str result, ent_diags *diags);
} ent_parallel;

/** Runs all tasks. The first that fails, in the order of tasks, ends the run with its status and findings;
 *  workers are then killed. No process is left. When the system refuses processes, this one does the tasks.
 *  errors those of the callbacks; ENT_ESYSTEM when a worker ended early; ENT_ENOMEM */
ENT_SHARED ent_status ent_parallel_run(const ent_parallel *parallel, ent_diags *diags);

/** Processors that this process may use; at least 1. */
size_t ent_parallel_cores(void);

#endif
