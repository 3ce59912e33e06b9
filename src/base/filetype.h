/* filetype.h: files that are no text, told by their first bytes. */
#ifndef ENTENTE_BASE_FILETYPE_H
#define ENTENTE_BASE_FILETYPE_H

#include <stddef.h>

enum { ENT_FOREIGN_START = 4096 }; /* so many bytes are enough to tell */

/** What the file is and what to do, "the file is ...; save it as ..."; NULL: no kind that is known.
 *  `name` is that of the file. */
const char *ent_foreign_advice(const char *name, const unsigned char *bytes, size_t len);

#endif
