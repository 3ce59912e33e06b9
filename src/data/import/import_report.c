/* import_report.c: the files beside the tables of a package: the descriptor, the report of rows that were left out
 * or not understood, and the summary of the fates of all rows. */
#include "data/import/import.h"

#include <stdlib.h>
#include <string.h>

#include "base/escape.h"
#include "base/json_write.h"
#include "data/keys.h"

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
        { "as_written", "name of the party in the data, when the actor has another one" },
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

/* A member of an object, on a separate line. */
static void text_line(ent_json_writer *w, int indent, const char *key, ent_str value)
{
    ent_json_line(w, indent);
    ent_json_write_text(w, key, value);
}

static void end_list(ent_json_writer *w, int indent)
{
    ent_json_line(w, indent);
    ent_json_end_list(w);
}

static void describe_fields(ent_json_writer *w, const ent_cells *cells)
{
    ent_json_line(w, 8);
    ent_json_begin_list(w, "fields");
    for (size_t i = 0; i < cells->columns; i++) {
        ent_str name = ent_cells_name(cells, i);
        const char *meaning = meaning_of(name);

        ent_json_line(w, 10);
        ent_json_begin_object(w, NULL);
        ent_json_write_text(w, "name", name);
        ent_json_write_string(w, "type", "string");
        if (meaning)
            ent_json_write_string(w, "description", meaning);
        ent_json_end_object(w);
    }
    end_list(w, 8);
}

static void describe_table(ent_json_writer *w, const ent_import *im, ent_table table)
{
    const bool complete[ENT_TABLE_COUNT] = { [ENT_ACTORS] = im_has_table(im, ENT_ACTORS),
                                             [ENT_AGREEMENTS] = im_has_table(im, ENT_AGREEMENTS) };
    const char *name = ent_table_name(table);
    ent_buf path = { 0 };

    ent_buf_format(&path, "%s.csv", name);
    ent_json_line(w, 4);
    ent_json_begin_object(w, NULL);
    text_line(w, 6, "name", ent_str_of(name));
    text_line(w, 6, "path", ent_buf_view(&path));
    text_line(w, 6, "profile", ENT_STR("tabular-data-resource"));
    text_line(w, 6, "encoding", ENT_STR("utf-8"));
    ent_json_line(w, 6);
    ent_json_begin_object(w, "schema");
    describe_fields(w, &im->cells->tables[table]);
    ent_describe_keys(w, 8, table, NULL, 0, complete);
    ent_json_line(w, 6);
    ent_json_end_object(w);
    ent_json_line(w, 4);
    ent_json_end_object(w);
    w->out->failed |= path.failed;
    ent_buf_destroy(&path);
}

static ent_status write_descriptor(ent_import *im)
{
    ent_json_writer w = { .out = &im->descriptor, .spaced = true };

    ent_json_begin_object(&w, NULL);
    text_line(&w, 2, "profile", ENT_STR("tabular-data-package"));
    text_line(&w, 2, "name", im->map.name);
    text_line(&w, 2, "title", im->map.title);
    if (im->map.version.len)
        text_line(&w, 2, "version", im->map.version);
    ent_json_line(&w, 2);
    ent_json_begin_list(&w, "sources");
    ent_json_begin_object(&w, NULL);
    ent_json_write_text(&w, "title", im->map.citation.len ? im->map.citation : im->map.title);
    if (im->map.url.len)
        ent_json_write_text(&w, "path", im->map.url);
    ent_json_end_object(&w);
    ent_json_end_list(&w);
    ent_json_line(&w, 2);
    ent_json_begin_list(&w, "resources");
    for (int t = 0; t < ENT_TABLE_COUNT; t++)
        if (im_has_table(im, (ent_table)t))
            describe_table(&w, im, (ent_table)t);
    end_list(&w, 2);
    ent_json_line(&w, 0);
    ent_json_end_object(&w);
    ent_buf_char(w.out, '\n');
    return w.out->failed ? ent_out_of_memory(im->diags) : ENT_OK;
}

/* ---- the report and the summary ---- */

const char *ent_row_fate_name(ent_row_fate fate)
{
    static const char *const names[ENT_ROW_FATES] = {
        "used",          "merged",      "left out by the map", "no actor or agreement",
        "no year",       "not a party", "missing",             "did not exist",
        "unknown code",  "with itself", "in one direction only"
    };

    return names[fate];
}

/* Of rows that are counted, the report has the first of each reason. */
static bool is_one_more(ent_import *im, const char *reason, bool *kept)
{
    size_t i = 0;

    while (i < im->reasons.count && strcmp(im->reasons.items[i].reason, reason) != 0)
        i++;
    if (i == im->reasons.count && !ENT_LIST_PUSH(&im->reasons, (im_reason){ reason, 0 }))
        return false;
    *kept = ++im->reasons.items[i].count <= IM_MOST_EVENTS;
    return true;
}

bool ent_im_report(ent_import *im, ent_origin place, const char *reason, ent_str detail)
{
    bool kept = true;
    im_event *event;

    if (im->aggregate && !is_one_more(im, reason, &kept))
        return false;
    if (!kept)
        return true;
    event = ENT_LIST_ADD(&im->events);
    if (!event)
        return false;
    *event = (im_event){ place, reason, ent_im_text(im, detail) };
    return event->detail.ptr != NULL;
}

bool ent_im_not_understood(ent_import *im, ent_origin place, ent_where where, const char *reason,
                       ent_str detail, const char *more)
{
    int len = (int)(detail.len < 60 ? detail.len : 60);

    im->not_understood++;
    if (im->strict)
        ent_fail(im->diags, ENT_EDATA, where, "'%.*s' %s", len, detail.ptr, more);
    else if (im->told++ < IM_MOST_WARNINGS)
        ent_warn(im->diags, where, "'%.*s' %s", len, detail.ptr, more);
    place.line = (uint32_t)where.line;
    return ent_im_report(im, place, reason, detail);
}

ent_str ent_im_file_name(const char *path)
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
    im_event *events = im->events.items;
    ent_buf *out = &im->report;

    if (im->events.count)
        qsort(events, im->events.count, sizeof *events, by_place);
    ent_buf_text(out, "file,line,row,reason,detail\n");
    for (size_t i = 0; i < im->events.count; i++) {
        const im_event *e = &events[i];

        ent_escape_csv_cell(out, ent_im_file_name(im->files.items[e->place.file].name), ',');
        if (e->place.line)
            ent_buf_format(out, ",%u,%u,%s,", e->place.line, e->place.row, e->reason);
        else
            ent_buf_format(out, ",,%u,%s,", e->place.row, e->reason);
        ent_escape_csv_cell(out, e->detail, ',');
        ent_buf_char(out, '\n');
    }
    for (size_t i = 0; i < im->reasons.count; i++)
        if (im->reasons.items[i].count > IM_MOST_EVENTS)
            ent_buf_format(out, ",,,%s,and %zu more\n", im->reasons.items[i].reason,
                           im->reasons.items[i].count - IM_MOST_EVENTS);
    return out->failed ? ent_out_of_memory(im->diags) : ENT_OK;
}

static ent_status write_summary(ent_import *im)
{
    ent_buf *out = &im->summary;

    ent_buf_text(out, "file,unit,fate,count\n");
    for (size_t i = 0; i < im->files.count; i++) {
        const im_file *file = &im->files.items[i];

        for (int k = 0; k < 2; k++)
            for (int fate = 0; fate < ENT_ROW_FATES; fate++) {
                size_t count = k ? file->cells[fate] : file->rows[fate];

                if (!count)
                    continue;
                ent_escape_csv_cell(out, ent_im_file_name(file->name), ',');
                ent_buf_format(out, ",%s,%s,%zu\n", k ? "cell" : "row",
                               ent_row_fate_name((ent_row_fate)fate), count);
            }
    }
    return out->failed ? ent_out_of_memory(im->diags) : ENT_OK;
}

ent_status ent_im_write_account(ent_import *im)
{
    ent_status status;

    if ((status = write_descriptor(im)) != ENT_OK || (status = write_report(im)) != ENT_OK)
        return status;
    return write_summary(im);
}
