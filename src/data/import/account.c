/* account.c: what goes beside the tables of a package: its descriptor, what became of every row, and
 * the sums of that. */
#include "data/import/import.h"

#include <stdlib.h>
#include <string.h>

#include "base/escape.h"

/* ---- the descriptor ---- */

static const char *meaning_of(ent_str column)
{
    static const struct {
        const char *name, *meaning;
    } known[] = {
        { "id", "key" },
        { "agreement", "id of the agreement" },
        { "party", "id of the actor" },
        { "organization", "id of the organization" },
        { "member", "id of the actor" },
        { "signed", "EDTF date of signature" },
        { "ratified", "EDTF date of ratification, accession or the like" },
        { "in_force", "EDTF date of entry into force" },
        { "ended", "EDTF date of the end; '..' is open, 2014/.. not before 2014" },
        { "withdrew", "EDTF date of the end for the party" },
        { "from", "EDTF date" },
        { "to", "EDTF date of the end; '..' is open, 2014/.. not before 2014" },
        { "source", "id of a row of sources" },
        { "locator", "row of the file that it was read from (RFC 7111)" },
    };

    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (ent_str_is(column, known[i].name))
            return known[i].meaning;
    return NULL;
}

static void string_member(ent_buf *out, const char *name, ent_str text)
{
    ent_buf_format(out, "\"%s\": ", name);
    ent_escape_json_string(out, text);
}

static void describe_fields(ent_buf *out, const ent_cells *cells)
{
    const char *comma = "";

    for (size_t i = 0; i < cells->columns; i++) {
        ent_str column = ent_cells_name(cells, i);
        const char *meaning = meaning_of(column);

        ent_buf_format(out, "%s\n          { ", comma);
        string_member(out, "name", column);
        ent_buf_text(out, ", \"type\": \"string\"");
        if (meaning) {
            ent_buf_text(out, ", ");
            string_member(out, "description", ent_str_of(meaning));
        }
        ent_buf_text(out, " }");
        comma = ",";
    }
}

static void foreign_key(ent_buf *out, const char *before, const char *column, const char *table)
{
    ent_buf_format(out,
                   "%s\n          { \"fields\": \"%s\", \"reference\": "
                   "{ \"resource\": \"%s\", \"fields\": \"id\" } }",
                   before, column, table);
}

static void describe_keys(ent_buf *out, ent_table table, bool has_agreements, bool has_actors)
{
    if (table == ENT_ACTORS || table == ENT_AGREEMENTS || table == ENT_SOURCES)
        ent_buf_text(out, ",\n        \"primaryKey\": \"id\"");
    if (table == ENT_PARTIES && has_agreements && has_actors) {
        ent_buf_text(out, ",\n        \"foreignKeys\": [");
        foreign_key(out, "", "agreement", "agreements");
        foreign_key(out, ",", "party", "actors");
        ent_buf_text(out, "\n        ]");
    }
    if (table == ENT_MEMBERSHIPS && has_actors) {
        ent_buf_text(out, ",\n        \"foreignKeys\": [");
        foreign_key(out, "", "organization", "actors");
        foreign_key(out, ",", "member", "actors");
        ent_buf_text(out, "\n        ]");
    }
}

static ent_status write_descriptor(ent_import *im)
{
    ent_buf *out = &im->descriptor;
    const char *comma = "";

    ent_buf_text(out, "{\n  \"profile\": \"tabular-data-package\",\n  ");
    string_member(out, "name", im->map.name);
    ent_buf_text(out, ",\n  ");
    string_member(out, "title", im->map.title);
    if (im->map.version.len) {
        ent_buf_text(out, ",\n  ");
        string_member(out, "version", im->map.version);
    }
    ent_buf_text(out, ",\n  \"sources\": [ { ");
    string_member(out, "title", im->map.citation.len ? im->map.citation : im->map.title);
    if (im->map.url.len) {
        ent_buf_text(out, ", ");
        string_member(out, "path", im->map.url);
    }
    ent_buf_text(out, " } ],\n  \"resources\": [");
    for (int t = 0; t < ENT_TABLE_COUNT; t++) {
        if (!im_has_table(im, (ent_table)t))
            continue;
        ent_buf_format(out, "%s\n    {\n      \"name\": \"%s\",\n      \"path\": \"%s.csv\",\n", comma,
                       ent_table_name((ent_table)t), ent_table_name((ent_table)t));
        ent_buf_text(out, "      \"profile\": \"tabular-data-resource\",\n"
                          "      \"encoding\": \"utf-8\",\n      \"schema\": {\n"
                          "        \"fields\": [");
        describe_fields(out, &im->cells->tables[t]);
        ent_buf_text(out, "\n        ]");
        describe_keys(out, (ent_table)t, im_has_table(im, ENT_AGREEMENTS),
                      im_has_table(im, ENT_ACTORS));
        ent_buf_text(out, "\n      }\n    }");
        comma = ",";
    }
    ent_buf_text(out, "\n  ]\n}\n");
    return out->failed ? ent_out_of_memory(im->diags) : ENT_OK;
}

/* ---- the report and the summary ---- */

ent_str im_file_name(const char *path)
{
    const char *slash = strrchr(path, '/');

    return ent_str_of(slash ? slash + 1 : path);
}

static int by_place(const void *x, const void *y)
{
    const im_event *a = x, *b = y;

    if (a->place.file != b->place.file)
        return a->place.file < b->place.file ? -1 : 1;
    if (a->place.row != b->place.row)
        return a->place.row < b->place.row ? -1 : 1;
    if (strcmp(a->reason, b->reason) != 0)
        return strcmp(a->reason, b->reason);
    return ent_str_compare(a->detail, b->detail);
}

static ent_status write_report(ent_import *im)
{
    im_event *events = IM(im->events, im_event);
    ent_buf *out = &im->report;

    if (im->events.count)
        qsort(events, im->events.count, sizeof *events, by_place);
    ent_buf_text(out, "file,line,row,reason,detail\n");
    for (size_t i = 0; i < im->events.count; i++) {
        const im_event *e = &events[i];

        ent_escape_csv_cell(out, im_file_name(IM(im->files, im_file)[e->place.file].name), ',');
        if (e->place.line)
            ent_buf_format(out, ",%u,%u,%s,", e->place.line, e->place.row, e->reason);
        else
            ent_buf_format(out, ",,%u,%s,", e->place.row, e->reason);
        ent_escape_csv_cell(out, e->detail, ',');
        ent_buf_char(out, '\n');
    }
    return out->failed ? ent_out_of_memory(im->diags) : ENT_OK;
}

static ent_status write_summary(ent_import *im)
{
    ent_buf *out = &im->summary;

    ent_buf_text(out, "file,unit,fate,count\n");
    for (size_t i = 0; i < im->files.count; i++) {
        const im_file *file = &IM(im->files, im_file)[i];

        for (int k = 0; k < 2; k++)
            for (int fate = 0; fate < ENT_ROW_FATES; fate++) {
                size_t count = k ? file->cells[fate] : file->rows[fate];

                if (!count)
                    continue;
                ent_escape_csv_cell(out, im_file_name(file->name), ',');
                ent_buf_format(out, ",%s,%s,%zu\n", k ? "cell" : "row",
                               ent_row_fate_name((ent_row_fate)fate), count);
            }
    }
    return out->failed ? ent_out_of_memory(im->diags) : ENT_OK;
}

ent_status im_write_account(ent_import *im)
{
    ent_status status;

    if ((status = write_descriptor(im)) != ENT_OK || (status = write_report(im)) != ENT_OK)
        return status;
    return write_summary(im);
}
