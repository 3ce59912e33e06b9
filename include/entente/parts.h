/* parts.h: one long run, computed in parts: by several processes, on one machine or on many, at any time.
 *
 * What is divided is a run of independent tasks: random networks of a null model, completions of incomplete
 * data, permutations, samples of a backbone, searches for communities, steps of a series. Part K of N has
 * every N-th of them. The same program, with the same data and options, computes each part into a file, and
 * later merges them: the results have the bytes of one process.
 *
 * A part says what it was made from, and has a checksum. It is written as a whole or not at all, so that a
 * process may be killed at any time. Parts that are missing, damaged or of something else are named, and only
 * those have to be computed again.
 *
 * The division belongs to the process: set it before the run, and end it after. */
#ifndef ENTENTE_PARTS_H
#define ENTENTE_PARTS_H

#include "entente/api.h"
#include "entente/diag.h"

#ifdef __cplusplus
extern "C" {
#endif

/* The names of what can be divided. */
#define ENT_JOB_NULL "null model"
#define ENT_JOB_BOUNDS "bounds"
#define ENT_JOB_PERMUTATIONS "permutations"
#define ENT_JOB_SAMPLES "samples of the backbone"
#define ENT_JOB_SEARCHES "searches for communities"
#define ENT_JOB_SERIES "series"

typedef struct ent_parts_options {
    const char *folder; /* of the parts; made when a part is written */
    const char *job;    /* what is divided, by its name above; other work is done in every process */
    size_t part, of;    /* 1 to `of`; 0: merge the parts */
    bool partial;       /* merge the parts that are there */
    const char *program; /* name and versions of what computes */
    uint64_t command;   /* a fingerprint of everything that decides the results but the data */
} ent_parts_options;

/** Divides the first run with the name `job` that follows. The texts must stay until ent_parts_end.
 *  With a part, the call that contains the run returns ENT_EPART when the part is in its file; without, it
 *  takes its results from the parts, and fails with ENT_EDATA when one does not fit. */
ENT_API void ent_parts_begin(const ent_parts_options *options);

/** Adds a fingerprint of data to those that parts must agree on; call it before the run, for all data. */
ENT_API void ent_parts_add_data(uint64_t fingerprint);

/** Does this process compute a part, and no results? */
ENT_API bool ent_parts_is_part(void);

/** Appends what results lack, after a merge of parts that were not complete; else nothing. */
ENT_API void ent_parts_describe(ent_buf *out);

/** Ends the division. */
ENT_API void ent_parts_end(void);

#ifdef __cplusplus
}
#endif
#endif
