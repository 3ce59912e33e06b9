/* igraph_scope.h: every call of igraph that can fail is made within a scope. igraph aborts by
 * default, and its handlers are process-wide without a context pointer; a scope sets our handlers and
 * restores the previous ones. Scopes nest. */
#ifndef ENTENTE_MEASURE_GRAPH_IGRAPH_SCOPE_H
#define ENTENTE_MEASURE_GRAPH_IGRAPH_SCOPE_H

#include "entente/diag.h"

#include "measure/graph/igraph_compat.h"

typedef struct ent_ig {
    ent_diags *diags;
    igraph_error_handler_t *old_error;
    igraph_warning_handler_t *old_warning;
    struct ent_ig *outer;
    int threads; /* those that OpenMP had */
    char reason[200], warning[200]; /* igraph's own words, the first of each */
} ent_ig;

void ent_ig_begin(ent_ig *scope, ent_diags *diags);
/** Restores the handlers and OpenMP's threads. Reports `err` as "WHAT: reason" and turns it into a status. */
ent_status ent_ig_end(ent_ig *scope, igraph_error_t err, const char *what);

/** An igraph random number generator for one computation; the caller's is restored at its end. The
 *  struct must stay where it is until then. */
typedef struct ent_ig_chance {
    igraph_rng_t ours;
    ent_igraph_rng theirs;
} ent_ig_chance;

igraph_error_t ent_ig_chance_begin(ent_ig_chance *chance);
igraph_error_t ent_ig_chance_seed(ent_ig_chance *chance, uint64_t seed);
void ent_ig_chance_end(ent_ig_chance *chance);

#endif
