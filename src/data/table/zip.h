/* zip.h: the parts of a zip file in memory, which is what workbooks (.xlsx, .ods) are. Our own reader,
 * because a workbook needs only stored and deflated parts: libzip brings encryption and three more
 * compressions, minizip reads from named files, and neither limits what a part may unpack to. */
#ifndef ENTENTE_DATA_TABLE_ZIP_H
#define ENTENTE_DATA_TABLE_ZIP_H

#include <zlib.h>

#include "base/list.h"
#include "entente/text.h"

typedef struct ent_zip_part {
    ent_str name;
    const unsigned char *bytes; /* as they are stored */
    size_t stored, size;        /* bytes stored, and unpacked */
    uint32_t checksum;
    unsigned method;
    bool encrypted;
} ent_zip_part;

typedef struct ent_zip {
    ENT_LIST(ent_zip_part) parts;
} ent_zip; /* all-zero is empty */

/** Reads the list of parts from a whole file, which must outlive the list. NULL, or what is wrong
 *  ("out of memory" for ENT_ZIP_NO_MEMORY). */
extern const char ENT_ZIP_NO_MEMORY[];
const char *ent_zip_open(ent_zip *zip, const char *bytes, size_t len);
void ent_zip_close(ent_zip *zip);

/** The part with this name (case of letters ignored), or NULL. */
const ent_zip_part *ent_zip_find(const ent_zip *zip, ent_str name);

typedef struct ent_zip_stream {
    const ent_zip_part *part;
    z_stream stream;
    uint32_t checksum;
    size_t done; /* bytes unpacked so far */
    bool ended;
    const char *wrong; /* after an error */
} ent_zip_stream;

/** Starts to unpack a part; false: see `wrong`. Must be ended in any case. */
bool ent_zip_begin(ent_zip_stream *s, const ent_zip_part *part);
/** Unpacks up to `room` bytes; 0 at the end; SIZE_MAX on an error. */
size_t ent_zip_read(ent_zip_stream *s, char *into, size_t room);
void ent_zip_end(ent_zip_stream *s);

#endif
