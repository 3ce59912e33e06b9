/* office.h: the container of Word and Excel files: XML parts in a ZIP archive (ECMA-376, Office Open XML). */
#ifndef ENTENTE_EXPORT_SHEET_OFFICE_H
#define ENTENTE_EXPORT_SHEET_OFFICE_H

#include "export/sheet/sheet.h"

typedef struct office_part {
    char name[48];
    uint32_t crc, packed, size, offset;
} office_part;

/** An archive while it is written; all-zero but for `out`. Its bytes depend on the parts alone: entries
 *  carry no time. */
typedef struct office_file {
    ent_buf *out;
    ENT_LIST(office_part) parts;
} office_file;

/** Appends a part, compressed. */
void ent_office_add(office_file *file, const char *name, ent_str content);
/** Writes the directory of the archive and frees the list of parts. */
void ent_office_end(office_file *file);

/** The parts that both kinds of document have: the list of the types of all parts (`types`: Override
 *  elements), the relations to the main part, and the properties: title and the note that says how the
 *  tables were made. */
void ent_office_begin(office_file *file, const ent_report *report, const char *main_part,
                      const char *types);

/** Text in XML 1.0, which has no noncharacters: they become U+FFFD. */
void ent_office_text(ent_buf *out, ent_str text);

#endif
