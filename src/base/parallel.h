/* parallel.h: independent tasks in several processes. Processes, because igraph keeps global state
 * and two threads in it corrupt each other.
 *
 * Results are taken in the order of tasks, in the process that called, whoever computed them and
 * whenever: nothing downstream can follow the number of workers. A worker sees the memory of the
 * caller as it was at the start; what it changes stays with it, so that a task must hand all it has
 * to say to `out`. Findings travel too and are delivered in the order of tasks. */
#ifndef ENTENTE_BASE_PARALLEL_H
#define ENTENTE_BASE_PARALLEL_H

#include "entente/diag.h"

typedef struct ent_parallel {
    size_t tasks;
    size_t workers; /* 0: one for each core; one works in this process, unless apart */
    bool apart;     /* in processes of their own whatever the number: a crash is an error then */
    unsigned limit; /* seconds that a task may take, in processes of their own; 0 = no limit */
    void *ctx;
    /** Does one task; writes its result to `out`. */
    ent_status (*run)(void *ctx, size_t task, ent_buf *out, ent_diags *diags);
    /** Takes one result: called for task 0, 1, 2, ... */
    ent_status (*take)(void *ctx, size_t task, ent_str result, ent_diags *diags);
} ent_parallel;

/** Runs all tasks. The first that fails, in the order of tasks, ends the run with its status and
 *  its words; later ones are thrown away and their workers killed. No process is left behind. When
 *  the system refuses processes, the tasks are done in this one.
 *  errors those of the functions; ENT_ESYSTEM when a worker ended early; ENT_ENOMEM */
ent_status ent_parallel_run(const ent_parallel *parallel, ent_diags *diags);

/** Cores that this process may use; at least 1. */
size_t ent_parallel_cores(void);

#endif
