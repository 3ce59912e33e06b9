/* cells.h: tables in memory: rows of cells, each row with the place in a user's file that it comes
 * from. An import makes them, and a data set reads them like the tables of a file. Equal texts are
 * kept once; a cell is the number of its text. */
#ifndef ENTENTE_DATA_TABLE_CELLS_H
#define ENTENTE_DATA_TABLE_CELLS_H

#include "base/arena.h"
#include "base/hash_index.h"
#include "entente/dataset.h"

typedef struct ent_origin {
    uint32_t file, row; /* row 1 is the header, as in RFC 7111 */
    uint32_t line;      /* 0: unknown */
} ent_origin;

typedef struct ent_cells { /* one table */
    const struct ent_cell_store *store;
    uint32_t *header, *numbers; /* numbers of texts; those of the rows, row by row */
    ent_origin *origins;          /* of the rows */
    size_t columns, count;      /* count: cells */
    size_t header_room, room, origin_room;
} ent_cells;

/* The tables of one data set, made by ent_mem_new. All-zero is an empty store. */
typedef struct ent_cell_store {
    ent_arena arena;   /* of the texts */
    ent_str *texts;
    size_t count, room;
    ent_index by_text;
    const char *origin; /* what made the tables, for findings about a whole table: a map */
    struct {
        const char *name, *sheet; /* sheet: of a workbook, or NULL */
    } *files; /* of the users, by ent_origin.file */
    size_t file_count, file_room;
    ent_cells tables[ENT_TABLE_COUNT];
    bool failed; /* memory was refused */
} ent_cell_store;

/** The number of a text, which is kept; the text itself is `store->texts[number]`. */
uint32_t ent_cells_text(ent_cell_store *store, ent_str text);
/** The number of a further file, or of a sheet of a workbook; else `sheet` is NULL. */
uint32_t ent_cells_file(ent_cell_store *store, const char *name, const char *sheet);

/** Adds a column to the header; all columns come before the first row. */
void ent_cells_column(ent_cell_store *store, ent_table table, ent_str name);
/** Adds a cell to the last row. */
void ent_cells_add(ent_cell_store *store, ent_table table, ent_str text);
/** Ends the last row. */
void ent_cells_end(ent_cell_store *store, ent_table table, ent_origin origin);

/** Sorts the rows of all tables in the order in which packages are written; false when memory was
 *  refused, then or before. No text can be added afterwards. */
bool ent_cells_sort(ent_cell_store *store);

static inline size_t ent_cells_rows(const ent_cells *cells)
{
    return cells->columns ? cells->count / cells->columns : 0;
}
static inline ent_str ent_cells_name(const ent_cells *cells, size_t column)
{
    return cells->store->texts[cells->header[column]];
}
static inline ent_str ent_cells_at(const ent_cells *cells, size_t row, size_t column)
{
    return cells->store->texts[cells->numbers[row * cells->columns + column]];
}

/** Appends the table as CSV. */
void ent_cells_write(const ent_cells *cells, ent_buf *out);

void ent_cells_free(ent_cell_store *store);

#endif
