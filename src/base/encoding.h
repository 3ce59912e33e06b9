/* encoding.h: files of tables that are not UTF-8: UTF-16, which says so itself, and Windows-1252, which is
 * recognized. */
#ifndef ENTENTE_BASE_ENCODING_H
#define ENTENTE_BASE_ENCODING_H

#include "entente/text.h"

/** The character of a byte of Windows-1252; 0: it has none. */
uint32_t ent_encoding_windows(unsigned char byte);

/** Appends text in Windows-1252 (of which Latin-1 is a part, but for its control characters) as UTF-8. Bytes
 *  without a meaning become U+FFFD. */
void ent_encoding_from_windows(ent_buf *out, ent_str text);

/** Why bytes that are not UTF-8 are probably not Windows-1252 either; NULL: they are. */
const char *ent_encoding_doubt(ent_str text);

/** Appends UTF-16 with its byte order mark as UTF-8; false when it is damaged. */
bool ent_encoding_from_utf16(ent_buf *out, ent_str text);

#endif
