/* export.h: tables of results, networks as files for other programs, and the renderer. */
#ifndef ENTENTE_EXPORT_H
#define ENTENTE_EXPORT_H

#include "entente/network.h"

#ifdef __cplusplus
extern "C" {
#endif

/* ---- tables ---- */

typedef struct ent_sheet ent_sheet; /* columns, rows of texts and numbers, a title, notes */

typedef struct ent_sheet_options {
    size_t width; /* of the terminal, for txt: long texts are cut to fit; 0 = no limit */
} ent_sheet_options;

/** A new table without columns. *sheet is NULL on failure. */
ent_status ent_sheet_new(ent_sheet **sheet, ent_str title, ent_diags *diags);
void ent_sheet_free(ent_sheet *sheet);

/** Adds a column; `is_number` aligns it right. All columns come before the first row. */
void ent_sheet_column(ent_sheet *sheet, ent_str name, bool is_number);
void ent_sheet_row(ent_sheet *sheet);                  /* starts a row */
void ent_sheet_text(ent_sheet *sheet, ent_str text);   /* the next cell; the text is copied */
void ent_sheet_number(ent_sheet *sheet, double value); /* NaN is an empty cell */
void ent_sheet_note(ent_sheet *sheet, ent_str note);   /* a line of the footer */

/** Appends the table in a format of ent_sheet_formats. Numbers have up to 12 significant digits in
 *  csv, tsv and json, 4 decimals in tables for reading. errors ENT_EUSAGE (unknown format),
 *  ENT_ENOMEM (also for anything that was refused while the table was filled) */
ent_status ent_sheet_write(const ent_sheet *sheet, const char *format,
                           const ent_sheet_options *options, ent_buf *out, ent_diags *diags);

/** ENT_EUSAGE, after an error that lists the formats of tables. */
ent_status ent_sheet_unknown(const char *format, ent_diags *diags);

typedef struct ent_format { /* a row of `entente list formats` */
    const char *name, *summary;
    ent_status (*write)(const ent_network *network, ent_str record, ent_buf *out);
    bool rendered; /* `write` describes the network, and the renderer writes the file */
} ent_format;

extern const ent_format ent_sheet_formats[];  /* name NULL at the end; write NULL */

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
ent_status ent_render(const ent_renderer *renderer, ent_str description, ent_buf *out,
                      ent_diags *diags);

/* ---- networks ---- */

extern const ent_format ent_graph_formats[]; /* name NULL at the end */

/** The network format with this name; NULL = none. */
const ent_format *ent_export_find(const char *name);
/** ENT_EUSAGE, after an error that lists the formats of networks. */
ent_status ent_export_unknown(const char *name, ent_diags *diags);

typedef struct ent_export_options {
    ent_str record;               /* says how the network was made; part of the file */
    const ent_renderer *renderer; /* for dot; NULL = found and limited as by default */
} ent_export_options;

#define ENT_EXPORT_OPTIONS_INIT { { "", 0 }, NULL }

/** Appends the network in a format. Nodes carry id, name, label, type, region and the additional
 *  columns of the table of actors; ties carry weight, acts (ids of agreements) and level. DOT is
 *  written by the renderer; all other formats are written by this process.
 *  options  NULL = defaults
 *  errors   ENT_EUSAGE (unknown format), ENT_ESYSTEM (the renderer failed), ENT_ENOMEM */
ent_status ent_export_network(const ent_network *network, const char *format,
                              const ent_export_options *options, ent_buf *out, ent_diags *diags);

#ifdef __cplusplus
}
#endif
#endif
