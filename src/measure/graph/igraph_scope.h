/* igraph_scope.h: igraph behind a scope. igraph aborts by default, and its handlers are process-wide with no
 * context pointer: this is the one place that knows. A scope stands around every call that can
 * fail; scopes nest. */
#ifndef ENTENTE_MEASURE_GRAPH_IGRAPH_SCOPE_H
#define ENTENTE_MEASURE_GRAPH_IGRAPH_SCOPE_H

#include "entente/diag.h"

#include <igraph/igraph.h>

typedef struct ent_ig {
    ent_diags *diags;
    igraph_error_handler_t *old_error;
    igraph_warning_handler_t *old_warning;
    struct ent_ig *outer;
    char reason[200], warning[200]; /* igraph's own words, the first of each */
} ent_ig;

void ent_ig_begin(ent_ig *scope, ent_diags *diags);
/** Puts the handlers back. Reports `err` as "WHAT: reason" and turns it into a status. */
ent_status ent_ig_end(ent_ig *scope, igraph_error_t err, const char *what);
/** The same without a word: for callers that have another way. */
void ent_ig_leave(ent_ig *scope);

/** An igraph random number generator of our own for one computation; the host's is put back. */
typedef struct ent_ig_chance {
    igraph_rng_t ours, theirs;
} ent_ig_chance;

igraph_error_t ent_ig_chance_begin(ent_ig_chance *chance);
igraph_error_t ent_ig_chance_seed(ent_ig_chance *chance, uint64_t seed);
void ent_ig_chance_end(ent_ig_chance *chance);

#endif
