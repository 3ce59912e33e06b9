/* book.h: a workbook while it is being read: what the readers of the two formats (xlsx.c, ods.c) fill, and what
 * workbook.c makes a table of. */
#ifndef ENTENTE_DATA_TABLE_BOOK_H
#define ENTENTE_DATA_TABLE_BOOK_H

#include "base/arena.h"
#include "base/list.h"
#include "data/table/workbook.h"
#include "data/table/xml.h"

typedef struct book_cell {
    uint32_t row, column; /* row from 1, column from 0 */
    uint32_t text;        /* its number in the store */
} book_cell;

typedef ENT_LIST(book_cell) book_cells;

typedef struct book_area { /* merged cells */
    uint32_t top, left, bottom, right;
} book_area;

typedef struct book_sheet {
    ent_str name, part; /* the name is kept in the store; part: of the zip file (xlsx) */
    bool is_hidden, has_cells;
} book_sheet;

typedef struct book {
    const char *file;
    const ent_sheet_choice *choice;
    ent_diags *diags;
    ent_zip zip;
    ent_arena arena;
    ent_cell_store *store;
    ENT_LIST(book_sheet) sheets;
    bool is_named; /* the sheet was chosen by its name, before any cell was read */
    size_t chosen; /* SIZE_MAX: none yet */
    /* of the chosen sheet */
    book_cells cells, errors; /* errors: cells such as #REF!, which are read as empty */
    ENT_LIST(book_area) merged;
    book_cell uncomputed; /* the first formula without a value; row 0: none */
    size_t hidden_rows;
    bool no_memory, too_large;
    bool stop; /* nothing more is needed of the part that is being read */
} book;

/** Reads the sheets' names, and the cells of the chosen one, into the book. */
ent_status ent_xlsx_read(book *b);
ent_status ent_ods_read(book *b);

/** A further sheet; false when memory was refused. */
bool book_add_sheet(book *b, ent_str name, ent_str part, bool is_hidden);
/** Finds the sheet that the user named; without a name none is chosen yet. Call it when all names are known. */
ent_status book_find_sheet(book *b);
/** Appends "'Data', 'Codebook' and 3 more": the sheets but for the chosen one; with `filled` only those that have
 *  cells. Returns how many there are. */
size_t book_name_sheets(const book *b, bool filled, ent_buf *out);
/** Is the sheet the one to read? Without a choice of the user, the first visible sheet with cells becomes the
 *  chosen one by this question, which is asked for its first cell. */
bool book_takes(book *b, size_t sheet);
/** Adds a cell with text, or one with an error. Beyond the limits the book is too large, and stops. */
void book_add(book *b, size_t row, size_t column, uint32_t text);
void book_add_error(book *b, size_t row, size_t column, ent_str text);
void book_add_merged(book *b, book_area area);

/** The place of a cell in the chosen sheet. */
ent_where book_where(const book *b, size_t row, size_t column);
/** An error about the file as a workbook. */
ent_status book_fail(const book *b, const char *why);

#endif
