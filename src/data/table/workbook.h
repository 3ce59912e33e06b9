/* workbook.h: one sheet of a workbook (.xlsx, .ods) as a table in memory. */
#ifndef ENTENTE_DATA_TABLE_WORKBOOK_H
#define ENTENTE_DATA_TABLE_WORKBOOK_H

#include "base/file.h"
#include "data/table/cells.h"

/* Which sheet, and what of it. */
typedef struct ent_sheet_choice {
    const char *sheet; /* its name, or its number from 1; NULL: the first one with cells */
    const char *preferred; /* without `sheet`: the name of the one to read if the workbook has it; or NULL */
    size_t skip;       /* rows before the header; the rows are those of the sheet, from 1 */
    const ent_str *header; /* names of the columns of a sheet without a header; NULL: it has one */
    size_t columns;
    bool nameless; /* columns without a name are part of the table; else they are left out, with a warning */
    bool force;    /* no limit to unpacking */
} ent_sheet_choice;

typedef struct ent_workbook_sheet {
    ent_cell_store *store; /* the table is store->tables[0]; the `line` and `row` of a row are its row in the sheet */
    size_t header_row;     /* 0: it has none */
    const char *name;      /* these two live as long as the store */
    const uint32_t *columns; /* where the columns of the table are in the sheet, from 0 */
} ent_workbook_sheet;

enum {
    ENT_LIMIT_SHEET_CELLS = 20000000, /* with text */
    ENT_LIMIT_SHEET_AREA = 50000000,  /* of the table, with its empty cells */
    ENT_LIMIT_SHEET_ROWS = 1 << 20,   /* as in Excel and LibreOffice, */
    ENT_LIMIT_SHEET_COLUMNS = 1 << 14 /* and columns */
};

/** Reads a sheet of a file that is a workbook. Empty rows, and rows and columns around the table, are left
 *  out; a title above it too, with a note. `sheet->store` belongs to the caller; NULL on failure.
 *  errors  ENT_EDATA, ENT_ENOMEM */
ent_status ent_workbook_read(ent_workbook_sheet *sheet, const ent_file *file, const ent_sheet_choice *choice,
                             ent_diags *diags);

#endif
