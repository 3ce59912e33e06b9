/* igraph_scope.c: see igraph_scope.h. Besides the handlers: OpenMP has one thread within a scope,
 * because igraph's PageRank otherwise gives other last digits from run to run, and hangs in a
 * forked child. */
#include "measure/graph/igraph_scope.h"

#include "entente/measure.h"

#ifdef ENT_OPENMP
#include <omp.h>
#endif
#include <stdio.h>

static ent_ig *current; /* the innermost scope: igraph's handlers carry no context */

static void on_error(const char *reason, const char *file, int line, igraph_error_t err)
{
    (void)file, (void)line, (void)err;
    if (current && !current->reason[0]) /* called again by every outer frame, with "" */
        snprintf(current->reason, sizeof current->reason, "%s", reason);
    IGRAPH_FINALLY_FREE(); /* may free `reason`: copy first, then return normally */
}

static void on_warning(const char *reason, const char *file, int line)
{
    (void)file, (void)line;
    if (current && !current->warning[0])
        snprintf(current->warning, sizeof current->warning, "%s", reason);
}

/* Sets the number of OpenMP's threads, and returns what it was. */
static int set_threads(int count)
{
#ifdef ENT_OPENMP
    int old = omp_get_max_threads();

    omp_set_num_threads(count);
    return old;
#else
    return count;
#endif
}

void ent_ig_begin(ent_ig *scope, ent_diags *diags)
{
    *scope = (ent_ig){ .diags = diags, .outer = current, .threads = set_threads(1) };
    current = scope;
    scope->old_error = igraph_set_error_handler(on_error);
    scope->old_warning = igraph_set_warning_handler(on_warning);
}

ent_status ent_ig_end(ent_ig *scope, igraph_error_t err, const char *what)
{
    igraph_set_error_handler(scope->old_error);
    igraph_set_warning_handler(scope->old_warning);
    set_threads(scope->threads);
    current = scope->outer;
    if (err == IGRAPH_ENOMEM)
        return ent_out_of_memory(scope->diags);
    if (err != IGRAPH_SUCCESS) /* inputs were checked before: this is our mistake or igraph's */
        return ent_fail(scope->diags, ENT_EINTERNAL, ENT_NOWHERE, "%s: %s", what,
                        scope->reason[0] ? scope->reason : igraph_strerror(err));
    if (scope->warning[0])
        ent_warn(scope->diags, ENT_NOWHERE, "%s: %s", what, scope->warning);
    return ENT_OK;
}

igraph_error_t ent_ig_chance_begin(ent_ig_chance *chance)
{
    igraph_error_t err = igraph_rng_init(&chance->ours, &igraph_rngtype_pcg32);

    if (err != IGRAPH_SUCCESS)
        return err;
    chance->theirs = ent_igraph_rng_begin(&chance->ours);
    return IGRAPH_SUCCESS;
}

igraph_error_t ent_ig_chance_seed(ent_ig_chance *chance, uint64_t seed)
{
    (void)chance;
    return igraph_rng_seed(igraph_rng_default(), (igraph_uint_t)seed);
}

void ent_ig_chance_end(ent_ig_chance *chance)
{
    ent_igraph_rng_end(&chance->theirs);
    igraph_rng_destroy(&chance->ours);
}

const char *ent_measure_igraph_version(void)
{
    const char *version;

    igraph_version(&version, NULL, NULL, NULL);
    return version;
}
