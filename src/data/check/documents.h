/* documents.h: the citations of a row: its sources and the locators of passages in them. */
#ifndef ENTENTE_DATA_READ_DOCUMENTS_H
#define ENTENTE_DATA_READ_DOCUMENTS_H

#include "base/arena.h"
#include "base/hash_index.h"
#include "entente/dataset.h"

enum { ENT_MOST_CITATIONS = 16 };

typedef struct ent_citation {
    ent_str source;      /* an id of sources.csv */
    ent_str locator;     /* as written; empty = none */
    bool in_text;        /* the locator is a character range (RFC 5147) */
    size_t from, to;     /* characters, half-open */
    ent_str md5, length; /* integrity check, or empty */
    const char *wrong;   /* the error in the locator, or NULL */
    bool opened;         /* its passage could be read */
} ent_citation;

typedef struct ent_citations {
    ent_citation items[ENT_MOST_CITATIONS];
    size_t count;
} ent_citations;

/** The sources of a row, each with its locator. False when they do not fit together. */
bool ent_citations_read(ent_citations *cites, const ent_dataset *d, ent_row row);

/* ---- claims.c ---- */

/** What is prepared once for the claims of a data set: in how many titles each word is. */
typedef struct ent_claims {
    const ent_dataset *d;
    ent_index shared;
    ent_arena arena;
} ent_claims;

/** False when memory was refused; close it also then. */
bool ent_claims_open(ent_claims *claims, const ent_dataset *d);
void ent_claims_close(ent_claims *claims);

/** What a row says and its passages do not: "the party", and its name, which may be empty. */
typedef struct ent_claim {
    const char *missing; /* NULL: the passages support the row */
    ent_str name;
    const char *ways; /* the ways to name it, or NULL */
} ent_claim;

/** Compares the n-th row of a table with its passages, the lines of `text`. Where a source could not be opened,
 *  it may carry one half of the claim. */
ent_claim ent_claim_missing(const ent_claims *claims, ent_table which, size_t n, const ent_citations *cites,
                            ent_str text);

#endif
