/* filetype.h: recognizes files that are not text by their first bytes. */
#ifndef ENTENTE_BASE_FILETYPE_H
#define ENTENTE_BASE_FILETYPE_H

#include <stddef.h>

enum { ENT_FILETYPE_BYTES = 4096 }; /* enough to recognize a file */

/** "the file is ...; save it as ...", or NULL when the type is unknown. `name` is the file's. */
const char *ent_filetype_advice(const char *name, const unsigned char *bytes, size_t len);

/** The kind of a file of statistics that entente-read-stats can read: "dta" (Stata) or "sav" (SPSS); NULL: none. */
const char *ent_filetype_stats(const char *name, const unsigned char *bytes, size_t len);

#endif
