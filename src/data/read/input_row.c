/* input_row.c: see input_row.h. */
#include "data/read/input_row.h"

#include <math.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

#include "base/escape.h"

/* ---- fingerprint and hidden characters ---- */

/* A cell counts by its text and its column's name, whatever the order of columns and rows. */
ent_status ent_input_begin(ent_dataset *d, ent_table which, ent_diags *diags)
{
    table *t = &d->tables[which];

    if ((t->seeds = ent_arena_new(&d->arena, t->file.columns, sizeof *t->seeds)) == NULL)
        return ent_out_of_memory(diags);
    for (size_t c = 0; c < t->file.columns; c++)
        t->seeds[c] = XXH3_64bits_withSeed(t->file.header[c].ptr, t->file.header[c].len,
                                           (XXH64_hash_t)which);
    return ENT_OK;
}

static uint32_t hidden_in(ent_str s)
{
    const char *end = ent_str_end(s);

    for (const char *p = s.ptr; p < end;) {
        size_t len = 1;

        if ((unsigned char)*p >= 0x80) {
            uint32_t c = ent_utf8_decode(p, end, &len);

            if (ent_is_hidden(c))
                return c;
        }
        p += len;
    }
    return 0;
}

void ent_input_seen(const input_row *row)
{
    table *t = &row->d->tables[row->table];
    uint64_t sum = 0;

    for (size_t c = 0; c < t->file.columns; c++)
        if (row->fields[c].len)
            sum += XXH3_64bits_withSeed(row->fields[c].ptr, row->fields[c].len, t->seeds[c]);
    row->d->sum[0] += XXH3_64bits(&sum, sizeof sum);
    row->d->sum[1] += XXH3_64bits_withSeed(&sum, sizeof sum, 1);
    for (size_t c = 0; c < t->file.columns && !t->file.file.ascii; c++) {
        uint32_t hidden = hidden_in(row->fields[c]);

        if (hidden)
            ent_find(row->diags, ENT_CHECK_TEXT_HIDDEN,
                     ent_tablefile_where(&t->file, row->offset, c),
                     "invisible character U+%04X in '%.*s'", (unsigned)hidden,
                     ENT_SHOWN(row->fields[c]));
    }
}

/* ---- rows that are no data ---- */

bool ent_input_is_remark(ent_dataset *d, ent_table which, size_t offset, const ent_str *fields)
{
    table *t = &d->tables[which];
    size_t at;

    if (!ent_remarks_has(&t->file, fields, &at))
        return false;
    t->remarks.count++;
    if (at != ENT_NO_COLUMN && !t->remarks.text.len) {
        t->remarks.offset = offset;
        t->remarks.text = ent_arena_str(&d->arena, ent_str_trim(fields[at]));
    }
    return true;
}

/* ---- findings ---- */

ent_where ent_input_where(const input_row *row, int column)
{
    table *t = &row->d->tables[row->table];

    return ent_tablefile_where(&t->file, row->offset, t->position[column]);
}

void ent_input_unknown_word(const input_row *row, int column, ent_str word, const char *expected)
{
    size_t count, required;

    ent_find(row->diags, ENT_CHECK_VALUE_UNKNOWN, ent_input_where(row, column),
             "unknown %s '%.*s'; expected %s",
             ent_table_columns(row->table, &count, &required)[column], ENT_SHOWN(word), expected);
}

ent_status ent_input_repeated(const input_row *row, int column, ent_str id)
{
    return ent_find(row->diags, ENT_CHECK_KEY_REPEATED, ent_input_where(row, column),
                    "another row has the id '%.*s' already", ENT_SHOWN(id));
}

ent_status ent_input_check_length(const input_row *row, int column, ent_str text)
{
    return text.len <= ENT_LIMIT_NAME
               ? ENT_OK
               : ent_find(row->diags, ENT_CHECK_FILE_LIMIT, ent_input_where(row, column),
                          "a name of %zu bytes; the limit is %d bytes; is a quote missing?", text.len,
                          ENT_LIMIT_NAME);
}

/* ---- cells ---- */

bool ent_input_is_blank(ent_str s)
{
    const char *end = ent_str_end(s);

    for (const char *p = s.ptr; p < end;) {
        size_t len;
        uint32_t c = ent_utf8_decode(p, end, &len);

        if (c != ' ' && c != '\t' && c != '\n' && c != '\r' && c != 0xa0 && c != 0x3000 &&
            !(c >= 0x2000 && c <= 0x200b))
            return false;
        p += len;
    }
    return true;
}

ent_status ent_input_need_closer(const input_row *row, int column, ent_str *out)
{
    size_t at = row->d->tables[row->table].position[column], count, required;
    ent_str raw = at == ENT_NO_COLUMN ? ENT_STR("") : row->fields[at];
    ent_status status;

    *out = ent_str_trim(raw);
    if (out->len != raw.len && out->len)
        ent_find(row->diags, ENT_CHECK_TEXT_BLANKS, ent_input_where(row, column),
                 "blanks around '%.*s'; they are ignored", ENT_STR_ARG(*out));
    if ((status = ent_input_check_length(row, column, *out)) != ENT_OK || !ent_input_is_blank(*out))
        return status;
    return ent_find(row->diags, ENT_CHECK_VALUE_MISSING, ent_input_where(row, column),
                    "no value for '%s'; every row of %s needs one",
                    ent_table_columns(row->table, &count, &required)[column],
                    ent_table_name(row->table));
}

double ent_input_number(const input_row *row, int column, double low, double high)
{
    ent_str text = ent_input_text(row, column);
    double number;

    if (!text.len)
        return NAN;
    if (ent_str_number(text, &number) && number >= low && number <= high)
        return number;
    ent_find(row->diags, ENT_CHECK_VALUE_FORM, ent_input_where(row, column),
             "'%.*s' is not a number from %g to %g; it is ignored", ENT_STR_ARG(text), low, high);
    return NAN;
}
