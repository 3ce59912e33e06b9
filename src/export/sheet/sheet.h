/* sheet.h: tables as the writers see them: columns, cells, notes, and how they are shown. */
#ifndef ENTENTE_EXPORT_SHEET_SHEET_H
#define ENTENTE_EXPORT_SHEET_SHEET_H

#include "base/arena.h"
#include "base/list.h"
#include "entente/export.h"

typedef struct sheet_cell {
    ent_str text;
    double number;
    bool is_number;
} sheet_cell;

typedef struct sheet_column {
    ent_str name, head; /* head: by --header; else empty */
    bool is_number;
    int decimals; /* in print, so that all numbers of the column have the same; set by ent_report_write */
    bool mixed;   /* values of several measures: whole numbers stay whole */
} sheet_column;

typedef ENT_LIST(sheet_column) sheet_columns;
typedef ENT_LIST(sheet_cell) sheet_cells;

struct ent_sheet {
    ent_arena arena;
    ent_str title;   /* "ATOP: nodes" */
    ent_str owner, name; /* "atop", "nodes": for labels, keys and the sheets of a workbook */
    sheet_columns columns;
    sheet_cells cells; /* row by row */
    ENT_LIST(ent_str) notes;  /* under the table */
    ENT_LIST(ent_str) record; /* notes that --notes replaced: for places that are not printed */
    size_t width; /* of text tables; 0: as wide as they are */
    bool failed;
    /* how it is shown; set by ent_report_write */
    ent_str label;
    int digits; /* -1: by the column */
};

struct ent_report {
    ent_table_options options;
    ENT_LIST(ent_sheet *) sheets;
    ent_buf head;
    bool several;
};

static inline size_t ent_sheet_rows(const ent_sheet *s)
{
    return s->columns.count ? (s->cells.count + s->columns.count - 1) / s->columns.count : 0;
}

const sheet_cell *ent_sheet_at(const ent_sheet *sheet, size_t row, size_t column);

/** Columns, headers, caption, label, notes and digits of the options; the first column that an option
 *  names and no table has is an error. errors ENT_EUSAGE, ENT_ENOMEM */
ent_status ent_report_arrange(ent_report *report, ent_diags *diags);

/** The head of a column: that of --header, else its name. */
ent_str ent_column_head(const sheet_column *column);
/** The same for print: without --header, the name with blanks for underscores. */
void ent_column_print_head(const sheet_column *column, ent_buf *out);

/** A number for the terminal and Markdown: whole numbers as they are, others with four decimals, small
 *  ones with three significant digits; or with the decimals that were asked for. */
void ent_sheet_readable(const ent_sheet *sheet, double value, ent_buf *out);
/** A cell as it is printed: a number with the decimals of its column and a real minus sign; "<0.001" in
 *  place of a 0.000 that is not 0; names of measures with blanks for underscores. */
void ent_sheet_print_cell(const ent_sheet *sheet, size_t row, size_t column, ent_buf *out);

/* ---- one function for each format ---- */

typedef void ent_table_writer(const ent_report *report, ent_buf *out);

ent_table_writer ent_write_csv, ent_write_tsv, ent_write_json, ent_write_txt, ent_write_md, ent_write_tex,
    ent_write_macros, ent_write_html, ent_write_typst, ent_write_docx, ent_write_xlsx;

/** Calls `write` for each table, with an empty line between them. */
void ent_each_sheet(const ent_report *report, ent_buf *out,
                    void (*write)(const ent_sheet *sheet, ent_buf *out));

#endif
