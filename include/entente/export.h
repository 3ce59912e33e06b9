/* export.h: tables of results, networks as files for other programs, and the renderer. */
#ifndef ENTENTE_EXPORT_H
#define ENTENTE_EXPORT_H

#include "entente/api.h"
#include "entente/network.h"

#ifdef __cplusplus
extern "C" {
#endif

/* ---- tables ---- */

typedef struct ent_sheet ent_sheet; /* columns, rows of texts and numbers, a title, notes */

/** A new table without columns. *sheet is NULL on failure; free it with ent_sheet_free. The title is
 *  copied. errors ENT_ENOMEM */
ENT_API ent_status ent_sheet_new(ent_sheet **sheet, ent_str title, ent_diags *diags);
/** NULL is allowed. */
ENT_API void ent_sheet_free(ent_sheet *sheet);

/** What the table holds, in a word or two ("nodes"), and whose it is ("atop"): for its label, for the keys of
 *  macros and for the sheet of a workbook. Both are copied. */
ENT_API void ent_sheet_name(ent_sheet *sheet, ent_str owner, ent_str name);

/** Adds a column; `is_number` aligns it to the right. Add all columns before the first row. */
ENT_API void ent_sheet_column(ent_sheet *sheet, ent_str name, bool is_number);
/** Starts a row; cells that are missing in the one before are empty. */
ENT_API void ent_sheet_row(ent_sheet *sheet);
/** Adds a cell with a copy of the text. */
ENT_API void ent_sheet_text(ent_sheet *sheet, ent_str text);
/** Adds a cell; NaN is empty. */
ENT_API void ent_sheet_number(ent_sheet *sheet, double value);
/** Adds a line below the table. */
ENT_API void ent_sheet_note(ent_sheet *sheet, ent_str note);

/** Makes text tables at most this many columns wide: texts go on in the next line, and columns that do
 *  not fit follow below, beside the first column. 0, the default: as wide as they are. */
ENT_API void ent_sheet_fit(ent_sheet *sheet, size_t width);

/** How tables are shown. Texts are borrowed until the report is freed. */
typedef struct ent_table_options {
    const char *columns; /* names of the columns to show, in this order, with ',' between them; a table that
                          * has none of them is shown whole. NULL = all */
    const char *header;  /* heads in place of names: "degree=Partners;name=State"; NULL = names */
    const char *caption; /* in place of the title; NULL */
    const char *label;   /* for references in LaTeX, HTML, Word and Typst; NULL = by data and table */
    const char *notes;   /* in place of the notes under the table; "none"; NULL = as they are */
    int digits;          /* decimals in formats for readers; -1: 4 in txt and md, 3 elsewhere */
    bool bom;            /* csv and tsv begin with a byte order mark, for Excel */
} ent_table_options;

#define ENT_TABLE_OPTIONS_INIT { .digits = -1 }

typedef struct ent_report ent_report; /* one output: one or several tables, and a line before them */

/** A new report without tables. *report is NULL on failure; free it with ent_report_free.
 *  options  NULL = ENT_TABLE_OPTIONS_INIT
 *  several  it can have several tables: JSON is then a list, also of one
 *  errors   ENT_ENOMEM */
ENT_API ent_status ent_report_new(ent_report **report, const ent_table_options *options, bool several,
                                  ent_diags *diags);
/** Frees the report with its tables; NULL is allowed. */
ENT_API void ent_report_free(ent_report *report);
/** The line before the tables; copied. */
ENT_API void ent_report_head(ent_report *report, ent_str headline);
/** Adds a table, which the report frees from now on, also on failure. errors ENT_ENOMEM */
ENT_API ent_status ent_report_add(ent_report *report, ent_sheet *sheet, ent_diags *diags);
/** Appends the report in a format of ent_sheet_formats; call it once. Numbers have up to 12 significant
 *  digits in csv, tsv, json and xlsx.
 *  errors  ENT_EUSAGE (unknown format, unknown column, more rows than the format has), ENT_ENOMEM (also of
 *          an allocation that was refused while a table was filled) */
ENT_API ent_status ent_report_write(ent_report *report, const char *format, ent_buf *out, ent_diags *diags);

/** Appends one table, as a report with default options would. errors as ent_report_write */
ENT_API ent_status ent_sheet_write(ent_sheet *sheet, const char *format, ent_buf *out, ent_diags *diags);

typedef struct ent_export_options ent_export_options; /* below */

/** A row of `entente list formats`; the functions are private. */
typedef struct ent_format {
    const char *name, *summary;
    void (*write)(const ent_network *network, const ent_export_options *options, ent_buf *out);
    ent_status (*write_checked)(const ent_network *network, const ent_export_options *options, ent_buf *out,
                                ent_diags *diags); /* in place of `write`, where data can be refused */
    bool one_mode; /* has no networks of two modes */
    bool rendered; /* `write` describes the network, and the renderer writes the file */
    void (*write_tables)(const ent_report *report, ent_buf *out);
    bool for_readers; /* tables are ranked and rounded, and all tables are in one file */
    bool has_head;    /* has a place for the line before the tables */
    bool one_table;   /* cannot hold more than one */
    size_t most_rows; /* of a table; 0 = no limit */
    bool for_pages;   /* tables of many columns are hard to read: a note says so */
} ent_format;

/** The formats of tables; the name is NULL at the end. */
ENT_API extern const ent_format ent_sheet_formats[];

/* ---- the renderer ---- */

/** The program entente-render, which draws figures and writes DOT, and its limits. */
typedef struct ent_renderer {
    /* NULL: the program that the environment variable ENTENTE_RENDER names; else entente-render
     * beside the running program, in ../libexec/entente from there, or in the configured libexec
     * folder. PATH is never searched. */
    const char *program;
    size_t seconds;        /* of time, and of processor time */
    size_t output, memory; /* bytes */
} ent_renderer;

#define ENT_RENDERER_INIT { NULL, 120, (size_t)512 << 20, (size_t)4 << 30 }

/** Runs the renderer on a description (ent_figure_describe, ent_plot_describe) and appends the file
 *  that it makes. It is a child process with an empty environment, is killed at a limit, and ends
 *  with this process. SIGPIPE is ignored meanwhile, for the whole process.
 *  renderer  NULL = ENT_RENDERER_INIT
 *  errors    ENT_ESYSTEM (not found, not started, failed or stopped at a limit; its messages are
 *            passed on, and `out` is empty), ENT_ENOMEM */
ENT_API ent_status ent_render(const ent_renderer *renderer, ent_str description, ent_buf *out,
                      ent_diags *diags);

/* ---- networks ---- */

/** The formats of networks; the name is NULL at the end. */
ENT_API extern const ent_format ent_graph_formats[];

/** Values of all pairs of nodes, in the order of ent_results_pair (entente/measure.h). */
typedef struct ent_pair_columns {
    const char *const *names;
    const double *const *values;
    size_t count;
} ent_pair_columns;

struct ent_export_options {
    ent_str record;               /* says how the network was made; part of the file */
    const ent_renderer *renderer; /* for dot; NULL = found and limited as by default */
    const char *codes; /* schemes of ent_code_schemes, with ',' between them: further columns; NULL = none
                        * (of dyads: cow) */
    const ent_pair_columns *pairs; /* further columns of dyads; NULL = none */
    bool continued;                /* dyads: rows of a further year, without a header */
};

#define ENT_EXPORT_OPTIONS_INIT { .record = { "", 0 } }

/** Has dyads.csv rows for this node: a state with a code, in the first scheme of `codes`, at that time? */
ENT_API bool ent_node_is_dyadic(const ent_network *network, size_t node, ent_str codes);

/** The day of a selection, its span, or an unknown date: that of the codes of its actors. */
ENT_API ent_date ent_selection_time(const ent_selection *selection);

/** Appends the network in a format. Nodes carry id, name, label, type, region and the additional
 *  columns of the table of actors; ties carry weight, acts (ids of agreements) and level. DOT is
 *  written by the renderer; all other formats are written by this process.
 *  options  NULL = defaults
 *  errors   ENT_EUSAGE (unknown format), ENT_ESYSTEM (the renderer failed), ENT_ENOMEM */
ENT_API ent_status ent_export_network(const ent_network *network, const char *format,
                              const ent_export_options *options, ent_buf *out, ent_diags *diags);

#ifdef __cplusplus
}
#endif
#endif
