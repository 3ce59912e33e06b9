/* tablefile.h: one table: CSV, TSV, a JSON array of flat objects, plain or .gz, a sheet of a workbook, or rows in
 * memory. Rows are
 * read one by one, in one pass; the bytes stay, so that any cell can be looked up by the offset of its row. */
#ifndef ENTENTE_DATA_TABLE_TABLEFILE_H
#define ENTENTE_DATA_TABLE_TABLEFILE_H

#include "base/arena.h"
#include "base/file.h"
#include "base/hash_index.h"
#include "base/json.h"
#include "data/table/workbook.h"

/* For "%.*s": the beginning of a text from data, which may be very long. */
#define ENT_SHOWN(s) (int)((s).len < 60 ? (s).len : 60), (s).ptr

/* How a file is written. All-zero: UTF-8 and RFC 4180. */
typedef struct ent_dialect {
    char separator;        /* 0: by the name of the file, or by its header */
    char quote;            /* 0: '"' */
    bool no_quotes;        /* quotes are ordinary characters */
    ent_encoding encoding;
    bool recognize;        /* an encoding other than UTF-8 is recognized, with a note */
    bool lone_cr;          /* a CR without LF ends a line */
    size_t skip;           /* lines before the header */
    const ent_str *header; /* names of the columns of a file without a header; NULL: it has one */
    size_t columns;
    bool nameless;         /* columns without a name are ignored */
    const char *sheet;     /* of a workbook: a name, or a number from 1; NULL: the first with cells */
    const char *preferred; /* without `sheet`: of the sheet to read if the workbook has it; or NULL */
    bool force;            /* unpack a .gz or a workbook without a limit */
    bool passing;          /* text passes through a window in memory: see ent_tablefile_rows */
} ent_dialect;

/* How far a .tab file of Dataverse has been rewritten, and whether within quotes. */
typedef struct ent_csv_unescaping {
    size_t done;
    bool goes_on, quoted; /* goes_on: within a field */
} ent_csv_unescaping;

typedef struct ent_tablefile {
    ent_file file;
    ent_arena arena;
    ent_arena made;        /* texts made of cells; they live as long as the bytes of their rows */
    bool unescaped;        /* a .tab file of Dataverse, whose quotes and line ends are rewritten */
    ent_csv_unescaping unescaping;
    char separator;        /* ',' '\t' ';' ...; 0: JSON */
    char quote;            /* '\0': quotes are ordinary characters */
    bool nameless;         /* columns without a name are allowed */
    bool lenient;          /* a quote is an ordinary character unless it surrounds a field */
    ent_str *header;       /* names of the columns, trimmed */
    size_t columns;
    size_t header_offset;  /* where the header's record starts */
    size_t rows_offset;    /* where the first row starts */
    size_t rows;           /* counted by ent_tablefile_rows */
    const ent_json *list;  /* JSON: the array */
    const ent_json **objects; /* JSON: its objects, in order */
    const ent_cells *cells; /* a table in memory: an offset is the number of a row */
    ent_workbook_sheet sheet;        /* of a workbook: its cells are those of this sheet; all-zero: none */
    ent_str *fields;       /* of the current row */
    ent_index undoubled;   /* looked-up cells with doubled quotes, by their text in the file */
    ent_str *undoubled_texts; /* and without the doubling */
    size_t undoubled_room;
    bool numbers_noted;    /* the warning about JSON numbers was given */
    size_t last_row, last_column; /* the cell that was looked up last, and where it begins: cells to its */
    const char *last_cell;        /* right are looked for from there */
} ent_tablefile;

/* In tab-separated files a field is quoted when it starts and ends with a quote and all quotes in between
 * are doubled. Any other quote is data (2" gun), since most programs write such files without quotes. The
 * `quote` of a map makes the rule strict. */

/** Opens the file and reads its header. Zeroed on failure. */
ent_status ent_tablefile_open(ent_tablefile *table, const char *path, ent_diags *diags);
/** The same for a file in another dialect. */
ent_status ent_tablefile_open_as(ent_tablefile *table, const char *path,
                                 const ent_dialect *dialect, ent_diags *diags);
/** The same for text compiled into the program. */
ent_status ent_tablefile_wrap(ent_tablefile *table, const char *name, ent_str text,
                              ent_diags *diags);
/** The same for a table in memory, which must live as long. */
ent_status ent_tablefile_of_cells(ent_tablefile *table, const ent_cells *cells, ent_diags *diags);
void ent_tablefile_destroy(ent_tablefile *table);

/** Called for each row with as many fields as the header has; offset names the row. */
typedef ent_status ent_tablefile_fn(void *ctx, ent_tablefile *table, size_t offset,
                                    const ent_str *fields);

/** Hands every row to `row`. Of a text that passes, offsets count from the start of the window and are those of
 *  the current row only; fields live until `row` returns. A ragged row is reported and passed over; a quote error stops the
 *  reading. Returns ENT_EDATA when anything was wrong, or what `row` returned when that was not
 *  ENT_OK or ENT_EDATA. */
ent_status ent_tablefile_rows(ent_tablefile *table, ent_tablefile_fn *row, void *ctx,
                              ent_diags *diags);

/** About how many rows the file has, from its first ones; an open file only. */
size_t ent_tablefile_guess(const ent_tablefile *table);

/** The column with this name (case folded), or ENT_NO_COLUMN. */
#define ENT_NO_COLUMN SIZE_MAX
size_t ent_tablefile_column(const ent_tablefile *table, const char *name);

typedef void ent_tablefile_cell_fn(void *ctx, size_t offset, ent_str cell);

/** Calls `visit` for a column's cell in each row, also while the rows are being read; reports nothing. */
void ent_tablefile_column_cells(ent_tablefile *table, size_t column, ent_tablefile_cell_fn *visit, void *ctx);

/** A cell of the row at `offset`. The text lives as long as the table; it is empty when there is no
 *  such cell, or when memory was refused. */
ent_str ent_tablefile_cell(ent_tablefile *table, size_t offset, size_t column);

/** The place of a cell; column ENT_NO_COLUMN: of the row. offset SIZE_MAX: of the header. */
ent_where ent_tablefile_where(ent_tablefile *table, size_t offset, size_t column);

#endif
