/* documents.h: the citations of a row: its sources and the locators of passages in them. */
#ifndef ENTENTE_DATA_READ_DOCUMENTS_H
#define ENTENTE_DATA_READ_DOCUMENTS_H

#include "entente/dataset.h"

enum { ENT_MOST_CITATIONS = 16 };

typedef struct ent_citation {
    ent_str source;      /* an id of sources.csv */
    ent_str locator;     /* as written; empty = none */
    bool in_text;        /* the locator is a character range (RFC 5147) */
    size_t from, to;     /* characters, half-open */
    ent_str md5, length; /* integrity check, or empty */
    const char *wrong;   /* the error in the locator, or NULL */
} ent_citation;

typedef struct ent_citations {
    ent_citation items[ENT_MOST_CITATIONS];
    size_t count;
} ent_citations;

/** The sources of a row, each with its locator. False when they do not fit together. */
bool ent_citations_read(ent_citations *cites, const ent_dataset *d, ent_row row);

#endif
