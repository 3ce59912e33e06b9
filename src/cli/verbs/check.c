/* check.c: checks data and lists every finding with its place. */
#include "cli/command.h"

#include <string.h>

#include "base/escape.h"

typedef struct findings {
    const char *format;
    ent_buf *out;
    size_t count;
    ent_diags *diags; /* for messages that are not about the data */
} findings;

static void write_csv(ent_buf *out, const ent_diag *diag)
{
    static const char *const names[] = { "note", "warning", "error" };

    ent_escape_csv_cell(out, ent_str_of(diag->where.file), ',');
    ent_buf_format(out, ",%zu,%zu,%s,%s,", diag->where.line, diag->where.column,
                   names[diag->severity], diag->code ? diag->code : "");
    ent_escape_csv_cell(out, ent_str_of(diag->text), ',');
    ent_buf_char(out, '\n');
}

static void write_json(ent_buf *out, const ent_diag *diag, bool first)
{
    static const char *const names[] = { "note", "warning", "error" };

    ent_buf_format(out, "%s\n  {\"file\":", first ? "" : ",");
    ent_escape_json_string(out, ent_str_of(diag->where.file));
    ent_buf_format(out, ",\"line\":%zu,\"column\":%zu,\"severity\":\"%s\",\"check\":",
                   diag->where.line, diag->where.column, names[diag->severity]);
    ent_escape_json_string(out, ent_str_of(diag->code));
    ent_buf_text(out, ",\"text\":");
    ent_escape_json_string(out, ent_str_of(diag->text));
    ent_buf_char(out, '}');
}

static void collect(void *ctx, const ent_diag *diag)
{
    findings *f = ctx;

    if (diag->status == ENT_ENOMEM)
        ent_out_of_memory(f->diags);
    else if (strcmp(f->format, "csv") == 0)
        write_csv(f->out, diag);
    else if (strcmp(f->format, "json") == 0)
        write_json(f->out, diag, f->count == 0);
    else
        message_line(f->out, diag, false);
    f->count++;
}

static void totals(ent_buf *out, const ent_dataset *d, const ent_diags *found, size_t passages,
                   bool documents)
{
    const char *comma = "";

    for (int t = 0; d && t < ENT_TABLE_COUNT; t++) {
        size_t rows = ent_table_rows(d, (ent_table)t);

        if (!rows)
            continue;
        ent_buf_format(out, "%s%zu %s", comma, rows, ent_table_name((ent_table)t));
        comma = ", ";
    }
    if (documents)
        ent_buf_format(out, "; %zu passages opened", passages);
    ent_buf_format(out, "%s%zu error%s, %zu warning%s\n", d ? ": " : "", found->errors,
                   found->errors == 1 ? "" : "s", found->warnings,
                   found->warnings == 1 ? "" : "s");
}

static int run(settings *set, ent_diags *diags)
{
    const char *format = format_of(set, "txt");
    ent_buf out = { 0 };
    findings f = { format, &out, 0, diags };
    ent_diags found = { .sink = collect, .ctx = &f, .progress = diags->progress,
                        .progress_ctx = diags->progress_ctx };
    ent_dataset *d = NULL;
    size_t passages = 0;
    ent_status status, written;

    if (strcmp(format, "txt") != 0 && strcmp(format, "csv") != 0 && strcmp(format, "json") != 0)
        return exit_code(ent_fail_format(diags, "findings have", format,
                                         (const ent_str[]){ ENT_STR("txt"), ENT_STR("csv"),
                                                            ENT_STR("json") },
                                         3));
    if (strcmp(format, "csv") == 0)
        ent_buf_text(&out, "file,line,column,severity,check,text\n");
    else if (strcmp(format, "json") == 0)
        ent_buf_char(&out, '[');
    if ((status = read_data(&d, set, &found)) == ENT_OK) {
        if ((status = refuse_tables(set, d, diags)) != ENT_OK)
            goto done;
        status = ent_dataset_check(d, &found);
        if (set->documents && status != ENT_ENOMEM) {
            ent_status opened = ent_dataset_check_documents(d, set->documents, &passages, &found);

            status = status == ENT_OK ? opened : status;
            if (opened == ENT_OK && !passages)
                ent_warn(diags, ENT_NOWHERE,
                         "--documents has no effect: no row of these data refers to a passage");
        }
    }
    if (strcmp(format, "json") == 0)
        ent_buf_text(&out, "\n]\n");
    else if (strcmp(format, "txt") == 0)
        totals(&out, d, &found, passages, set->documents != NULL);
    written = save(set->out, ent_buf_view(&out), diags);
    status = written != ENT_OK ? written : status;
done:
    ent_dataset_free(d);
    ent_buf_destroy(&out);
    return exit_code(status);
}

static const opt *const groups[] = { document_options, data_options, output_options,
                                     general_options, NULL };

const command cmd_check = {
    "check", "DATA", "check data: every finding with its file, line and column",
    "Findings are errors or warnings. Data with errors cannot be used. With --documents, every "
    "passage that a row refers to is opened: it must exist, be unchanged, and name the party or date "
    "of the row.\n"
    "  entente check data/iis\n"
    "  entente check treaties.csv --format csv -o findings.csv",
    groups, run
};
