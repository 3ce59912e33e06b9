/* sorted_table.h: a table in canonical form: rows in natural order, cells exact, quoted only where needed.
 * The same rows in any order give the same bytes. */
#ifndef ENTENTE_DATA_WRITE_SORTED_TABLE_H
#define ENTENTE_DATA_WRITE_SORTED_TABLE_H

#include "base/arena.h"
#include "entente/date.h"

typedef struct lines {
    ent_arena arena;
    ent_buf header, row;
    ent_str *items;
    size_t count, room;
    bool started, failed;
} lines; /* all-zero is an empty table */

void lines_column(lines *l, ent_str name);
void lines_cell(lines *l, ent_str text);
void lines_date_cell(lines *l, ent_date date);
void lines_end(lines *l); /* ends a row */

/** Appends the table; false when memory was refused, then or before. */
bool lines_write(lines *l, ent_buf *out);
void lines_destroy(lines *l);

#endif
