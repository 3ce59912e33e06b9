/* check.c: checks data and lists every finding with its place. */

#include <string.h>

#include "base/escape.h"
#include "base/json_write.h"
#include "cli/commands.h"
#include "cli/formats.h"
#include "cli/input_output_paths.h"
#include "cli/messages.h"
#include "cli/open.h"
#include "cli/outputs.h"

typedef struct findings {
    const char *format;
    ent_json_writer json; /* also has the output of the other formats */
    ent_diags *diags; /* for messages that are not about the data */
} findings;

static void write_csv(ent_buf *out, const ent_diag *diag)
{
    ent_buf file = { 0 };

    ent_buf_str(&file, ent_str_of(diag->where.file));
    if (diag->where.sheet)
        ent_buf_format(&file, ":%s", diag->where.sheet);
    ent_escape_csv_cell(out, ent_buf_view(&file), ',');
    out->failed |= file.failed;
    ent_buf_destroy(&file);
    ent_buf_format(out, ",%zu,%zu,%s,%s,", diag->where.line, diag->where.column,
                   ent_severity_name(diag->severity), diag->code ? diag->code : "");
    ent_escape_csv_cell(out, ent_str_of(diag->text), ',');
    ent_buf_char(out, '\n');
}

static void write_json(ent_json_writer *w, const ent_diag *diag)
{
    ent_json_line(w, 2);
    ent_json_begin_object(w, NULL);
    ent_json_write_string(w, "file", diag->where.file);
    if (diag->where.sheet)
        ent_json_write_string(w, "sheet", diag->where.sheet);
    ent_json_write_count(w, "line", diag->where.line);
    ent_json_write_count(w, "column", diag->where.column);
    ent_json_write_string(w, "severity", ent_severity_name(diag->severity));
    ent_json_write_string(w, "check", diag->code);
    ent_json_write_string(w, "text", diag->text);
    ent_json_end_object(w);
}

static void collect(void *ctx, const ent_diag *diag)
{
    findings *f = ctx;

    if (diag->status == ENT_ENOMEM)
        ent_out_of_memory(f->diags);
    else if (strcmp(f->format, "csv") == 0)
        write_csv(f->json.out, diag);
    else if (strcmp(f->format, "json") == 0)
        write_json(&f->json, diag);
    else
        message_line(f->json.out, diag, false);
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

static ent_status run(settings *set, ent_diags *diags)
{
    const char *format = format_of(set, "txt");
    ent_buf out = { 0 };
    findings f = { .format = format, .json.out = &out, .diags = diags };
    ent_diags found = { .sink = collect, .ctx = &f, .progress = diags->progress,
                        .progress_ctx = diags->progress_ctx };
    ent_dataset *d = NULL;
    size_t passages = 0;
    ent_status status, written;

    if ((status = require_format(FINDING_FORMATS, format, diags)) != ENT_OK)
        return status;
    if (strcmp(format, "csv") == 0)
        ent_buf_text(&out, "file,line,column,severity,check,text\n");
    else if (strcmp(format, "json") == 0)
        ent_json_begin_list(&f.json, NULL);
    if ((status = read_data(&d, set, &found)) == ENT_OK) {
        if ((status = check_paths_of_tables(set, d, "-", diags)) != ENT_OK)
            goto done;
        status = ent_dataset_check(d, &found);
        if (status != ENT_ENOMEM) {
            ent_status imported = ent_dataset_check_import(d, &found);

            status = status == ENT_OK ? imported : status;
        }
        if (set->documents && status != ENT_ENOMEM) {
            ent_status opened = ent_dataset_check_documents(d, set->documents, &passages, &found);

            status = status == ENT_OK ? opened : status;
            if (opened == ENT_OK && !passages)
                ent_warn(diags, ENT_NOWHERE,
                         "--documents has no effect: no row of these data refers to a passage");
        }
    }
    if (strcmp(format, "json") == 0) {
        ent_json_line(&f.json, 0);
        ent_json_end_list(&f.json);
        ent_buf_char(&out, '\n');
    }
    if (strcmp(format, "txt") == 0)
        totals(&out, d, &found, passages, set->documents != NULL);
    written = save(set->out, ent_buf_view(&out), diags);
    status = written != ENT_OK ? written : status;
done:
    ent_dataset_free(d);
    ent_buf_destroy(&out);
    return status;
}

static const opt_group *const groups[] = { &document_group, &data_group, &output_group,
                                           &general_group, NULL };

static const settings defaults = SETTINGS_INIT;

const command cmd_check = {
    .name = "check",
    .operands = "DATA",
    .summary = "check data: every finding with its file, line and column",
    .more = "Findings are errors or warnings. Data with errors cannot be used. With --documents, every "
            "passage that a row refers to is opened: it must exist, be unchanged, and name the party or "
            "date of the row.\n"
            "  entente check data/iis\n"
            "  entente check data/examples/party-rows.csv --format csv -o findings.csv",
    .groups = groups,
    .defaults = &defaults,
    .size = sizeof defaults,
    .run = run
};
