/* remarks.h: rows of a table that are no data: remarks below it, totals. */
#ifndef ENTENTE_DATA_TABLE_REMARKS_H
#define ENTENTE_DATA_TABLE_REMARKS_H

#include "data/table/tablefile.h"

typedef struct ent_remarks {
    size_t count, offset; /* of all such rows, empty ones too; where the first with a text is */
    ent_str text;         /* of that row */
} ent_remarks;

/** Is a row no data, but an empty row, a remark (one cell only) or a total ("Total", and numbers)? A table of less than
 *  three columns has no such rows. *at is the column of the first cell with a text, or ENT_NO_COLUMN. */
bool ent_remarks_has(const ent_tablefile *file, const ent_str *fields, size_t *at);

/** Warns, in one line, that such rows are left out. */
void ent_remarks_tell(const ent_remarks *remarks, ent_tablefile *file, ent_diags *diags);

#endif
