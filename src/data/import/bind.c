/* bind.c: see bind.h. */
#include "data/import/bind.h"

#include <math.h>
#include <string.h>

#include "base/mem.h"
#include "data/table/date_format.h"

static char folded(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

bool ent_fields_match(ent_str pattern, ent_str text)
{
    size_t p = 0, t = 0, star = SIZE_MAX, back = 0;

    while (t < text.len) {
        if (p < pattern.len && pattern.ptr[p] == '*') {
            star = p++;
            back = t;
        } else if (p < pattern.len && folded(pattern.ptr[p]) == folded(text.ptr[t])) {
            p++;
            t++;
        } else if (star != SIZE_MAX) {
            p = star + 1;
            t = ++back;
        } else {
            return false;
        }
    }
    while (p < pattern.len && pattern.ptr[p] == '*')
        p++;
    return p == pattern.len;
}

bool ent_fields_in_words(const ent_words *words, ent_str text)
{
    for (size_t i = 0; i < words->count; i++)
        if (ent_fields_match(words->items[i], text))
            return true;
    return false;
}

/* ---- columns ---- */

static size_t column_named(const ent_tablefile *file, ent_str name)
{
    for (size_t i = 0; i < file->columns; i++)
        if (ent_str_eq(file->header[i], name))
            return i;
    for (size_t i = 0; i < file->columns; i++)
        if (file->header[i].len && ent_fields_match(name, file->header[i]))
            return i;
    return ENT_NO_COLUMN;
}

static ent_status no_column(fields *f, const map_value *v, ent_str name)
{
    ent_str near = ent_str_nearest(name, f->file->header, f->file->columns);

    return ent_map_wrong(f->map, v->offset, f->diags, "no column '%.*s' in %s%s%.*s%s",
                     ENT_STR_ARG(name), f->file->file.name, near.len ? "; did you mean '" : "",
                     ENT_STR_ARG(near), near.len ? "'?" : "");
}

static ent_status bind_column(fields *f, map_value *v)
{
    if (v->number) {
        v->column = v->number <= f->file->columns ? v->number - 1 : ENT_NO_COLUMN;
        if (v->column == ENT_NO_COLUMN && !v->optional)
            return ent_map_wrong(f->map, v->offset, f->diags, "column %zu; %s has %zu", v->number,
                             f->file->file.name, f->file->columns);
        return ENT_OK;
    }
    v->column = ENT_NO_COLUMN;
    for (size_t i = 0; i < v->names.count && v->column == ENT_NO_COLUMN; i++)
        v->column = column_named(f->file, v->names.items[i]);
    return v->column == ENT_NO_COLUMN && !v->optional ? no_column(f, v, v->names.items[0]) : ENT_OK;
}

static ent_status add_column(fields *f, map_value *v, size_t column)
{
    if (v->column_count == ENT_LIMIT_COLUMNS)
        return ent_map_wrong(f->map, v->offset, f->diags, "more than %d columns", ENT_LIMIT_COLUMNS);
    if (!v->columns &&
        (v->columns = ent_mem_new(ENT_LIMIT_COLUMNS, sizeof *v->columns)) == NULL)
        return ent_out_of_memory(f->diags);
    v->columns[v->column_count++] = column;
    return ENT_OK;
}

/* "c{1..91}": c1, c2, ...; false when the pattern is not of this kind. */
static bool numbered(ent_str pattern, ent_str *before, ent_str *behind, size_t *from, size_t *to)
{
    const char *open = memchr(pattern.ptr, '{', pattern.len);
    const char *close = memchr(pattern.ptr, '}', pattern.len), *dots;
    double low, high;

    if (!open || !close || close < open || (dots = memchr(open, '.', (size_t)(close - open))) == NULL ||
        dots[1] != '.' ||
        !ent_str_number((ent_str){ open + 1, (size_t)(dots - open) - 1 }, &low) ||
        !ent_str_number((ent_str){ dots + 2, (size_t)(close - dots) - 2 }, &high) || low < 0 ||
        high < low || high > 100000)
        return false;
    *before = (ent_str){ pattern.ptr, (size_t)(open - pattern.ptr) };
    *behind = (ent_str){ close + 1, pattern.len - (size_t)(close - pattern.ptr) - 1 };
    *from = (size_t)low;
    *to = (size_t)high;
    return true;
}

static ent_status bind_numbered(fields *f, map_value *v, ent_str before, ent_str behind,
                                size_t from, size_t to)
{
    ent_status status = ENT_OK;

    for (size_t n = from; n <= to && status == ENT_OK; n++) {
        size_t column;

        ent_buf_clear(&f->scratch);
        ent_buf_str(&f->scratch, before);
        ent_buf_count(&f->scratch, n);
        ent_buf_str(&f->scratch, behind);
        column = column_named(f->file, ent_buf_view(&f->scratch));
        status = column == ENT_NO_COLUMN ? no_column(f, v, ent_buf_view(&f->scratch))
                                         : add_column(f, v, column);
    }
    return status;
}

/* "first..last" in the order of the header, or a pattern with '*', or one name. */
static ent_status bind_range(fields *f, map_value *v, ent_str pattern)
{
    size_t before = v->column_count;
    ent_status status = ENT_OK;

    for (size_t i = 1; i + 2 < pattern.len; i++)
        if (pattern.ptr[i] == '.' && pattern.ptr[i + 1] == '.') {
            ent_str first = { pattern.ptr, i };
            ent_str last = { pattern.ptr + i + 2, pattern.len - i - 2 };
            size_t a = column_named(f->file, first), b = column_named(f->file, last);

            if (a == ENT_NO_COLUMN || b == ENT_NO_COLUMN)
                return no_column(f, v, a == ENT_NO_COLUMN ? first : last);
            for (size_t c = a; c <= b && status == ENT_OK; c++)
                status = add_column(f, v, c);
            return status;
        }
    for (size_t c = 0; c < f->file->columns && status == ENT_OK; c++)
        if (f->file->header[c].len && ent_fields_match(pattern, f->file->header[c]))
            status = add_column(f, v, c);
    if (status == ENT_OK && v->column_count == before)
        status = no_column(f, v, pattern);
    return status;
}

static ent_status bind_each(fields *f, map_value *v)
{
    ent_status status = ENT_OK;

    for (size_t i = 0; i < v->names.count && status == ENT_OK; i++) {
        ent_str before, behind;
        size_t from, to;

        status = numbered(v->names.items[i], &before, &behind, &from, &to)
                     ? bind_numbered(f, v, before, behind, from, to)
                     : bind_range(f, v, v->names.items[i]);
    }
    return status;
}

/* The {column}s of a text, in their order. */
static ent_status bind_text(fields *f, map_value *v)
{
    ent_status status = ENT_OK;

    for (size_t i = 0; i < v->text.len && status == ENT_OK; i++) {
        const char *close;
        ent_str name;
        size_t column;

        if (v->text.ptr[i] != '{')
            continue;
        if ((close = memchr(v->text.ptr + i, '}', v->text.len - i)) == NULL)
            return ent_map_wrong(f->map, v->offset, f->diags, "a '{' without '}'");
        name = (ent_str){ v->text.ptr + i + 1, (size_t)(close - v->text.ptr) - i - 1 };
        column = column_named(f->file, name);
        status = column == ENT_NO_COLUMN && !v->optional ? no_column(f, v, name)
                                                         : add_column(f, v, column);
        i = (size_t)(close - v->text.ptr);
    }
    return status;
}

typedef struct binding {
    fields *f;
    ent_status status;
} binding;

static void bind_value(void *ctx, map_value *v)
{
    binding *b = ctx;
    ent_status status = ENT_OK;

    v->column = ENT_NO_COLUMN;
    v->column_count = 0;
    if (b->status != ENT_OK)
        return;
    switch (v->from) {
    case MAP_COLUMN:
        status = bind_column(b->f, v);
        break;
    case MAP_EACH:
        status = bind_each(b->f, v);
        break;
    case MAP_TEXT:
        status = bind_text(b->f, v);
        break;
    default:
        break;
    }
    b->status = status;
}

/* With several columns of actors, there are as many columns of roles, or one. */
static ent_status check_counts(fields *f)
{
    map_party *p = &f->table->party[0];
    size_t count = p->actor.value.column_count;

    if (p->actor.value.from == MAP_EACH && p->role.from == MAP_EACH &&
        p->role.column_count != count)
        return ent_map_wrong(f->map, p->role.offset, f->diags,
                         "%zu columns of roles beside %zu of actors", p->role.column_count, count);
    return ENT_OK;
}

ent_status ent_fields_bind(fields *f)
{
    binding b = { f, ENT_OK };

    f->table->act.ended.is_end = f->table->party[0].to.is_end = f->table->party[1].to.is_end = true;
    if ((f->dates = ent_arena_new(&f->file->arena, f->file->columns, sizeof *f->dates)) == NULL)
        return ent_out_of_memory(f->diags);
    ent_map_each_value(f->table, bind_value, &b);
    return b.status == ENT_OK ? check_counts(f) : b.status;
}

void ent_fields_destroy(fields *f)
{
    ent_buf_destroy(&f->scratch);
}

/* ---- texts ---- */

static bool is_missing(fields *f, const map_value *v, ent_str cell)
{
    const ent_words *words = v->missing.items ? &v->missing : &f->table->missing;

    for (size_t i = 0; i < words->count; i++)
        if (ent_str_eq(words->items[i], cell))
            return true;
    return false;
}

static ent_str replaced(fields *f, const map_value *v, ent_str text)
{
    for (size_t i = 0; i + 1 < v->replace.count; i += 2) {
        ent_str from = v->replace.items[i], to = v->replace.items[i + 1], made;
        bool found = false;

        ent_buf_clear(&f->scratch);
        for (size_t k = 0; k < text.len;) {
            if (k + from.len <= text.len && memcmp(text.ptr + k, from.ptr, from.len) == 0) {
                ent_buf_str(&f->scratch, to);
                k += from.len;
                found = true;
            } else {
                ent_buf_char(&f->scratch, text.ptr[k++]);
            }
        }
        if (found && (made = ent_arena_str(f->arena, ent_buf_view(&f->scratch))).ptr)
            text = ent_str_trim(made);
    }
    return text;
}

/* The part behind the last `mark`; the whole text when there is none. */
static ent_str behind(ent_str text, ent_str mark)
{
    for (size_t i = text.len; mark.len && i >= mark.len; i--)
        if (memcmp(text.ptr + i - mark.len, mark.ptr, mark.len) == 0)
            return ent_str_trim((ent_str){ text.ptr + i, text.len - i });
    return text;
}

/* ASCII letters only: codes, not names. */
static ent_str with_letters(fields *f, ent_str text, bool upper)
{
    ent_str made = ent_arena_str(f->arena, text);

    for (size_t i = 0; made.ptr && i < made.len; i++) {
        char c = made.ptr[i];

        if (upper ? c >= 'a' && c <= 'z' : c >= 'A' && c <= 'Z')
            ((char *)made.ptr)[i] = (char)(c ^ 0x20);
    }
    return made.ptr ? made : text;
}

/* The text after the changes that the map asks for, in this order. */
static ent_str changed(fields *f, const map_value *v, ent_str text)
{
    if (!text.len)
        return text;
    if (v->replace.count)
        text = replaced(f, v, text);
    if (v->after.len)
        text = behind(text, v->after);
    return v->letters ? with_letters(f, text, v->letters == MAP_UPPER) : text;
}

ent_str ent_fields_meaning(fields *f, const map_value *v, ent_str cell)
{
    uint32_t at;

    cell = ent_str_trim(cell);
    if (v->meanings.items) {
        if ((at = ent_index_find(&v->by_cell, cell)) != ENT_ABSENT)
            return v->meanings.items[at];
        if (!cell.len || is_missing(f, v, cell))
            return ENT_STR("");
        if (v->otherwise.ptr)
            return v->otherwise;
    } else if (cell.len && is_missing(f, v, cell)) {
        return ENT_STR("");
    }
    return changed(f, v, cell);
}

static ent_str filled(fields *f, const map_value *v)
{
    ent_buf text = { 0 };
    size_t nth = 0;
    bool any = !v->column_count;
    ent_str made = ENT_STR("");

    for (size_t i = 0; i < v->text.len; i++) {
        ent_str cell;
        size_t column;

        if (v->text.ptr[i] != '{') {
            ent_buf_char(&text, v->text.ptr[i]);
            continue;
        }
        column = v->columns[nth++];
        cell = column == ENT_NO_COLUMN ? ENT_STR("") : ent_str_trim(f->row[column]);
        if (is_missing(f, v, cell))
            cell = ENT_STR("");
        any |= cell.len > 0;
        ent_buf_str(&text, cell);
        while (v->text.ptr[i] != '}')
            i++;
    }
    if (any && !text.failed && (made = ent_arena_str(f->arena, ent_buf_view(&text))).ptr == NULL)
        made = ENT_STR("");
    ent_buf_destroy(&text);
    return made;
}

ent_str ent_fields_text(fields *f, const map_value *v, size_t nth)
{
    switch (v->from) {
    case MAP_COLUMN:
        return v->column == ENT_NO_COLUMN ? ENT_STR("") : ent_fields_meaning(f, v, f->row[v->column]);
    case MAP_EACH:
        return nth < v->column_count ? ent_fields_meaning(f, v, f->row[v->columns[nth]]) : ENT_STR("");
    case MAP_TEXT:
        return v->column_count ? ent_fields_meaning(f, v, filled(f, v)) : v->text;
    case MAP_FILE:
        return ent_fields_meaning(f, v, f->stem);
    default:
        return ENT_STR("");
    }
}

size_t ent_fields_column(const map_value *v, size_t nth)
{
    return v->from == MAP_COLUMN                          ? v->column
           : v->from == MAP_EACH && nth < v->column_count ? v->columns[nth]
                                                          : ENT_NO_COLUMN;
}

ent_where ent_fields_where(fields *f, size_t offset, const map_value *v, size_t nth)
{
    return ent_tablefile_where(f->file, offset, ent_fields_column(v, nth));
}

/* ---- dates ---- */

/* EDTF; two dots between two dates mean a slash. */
static bool from_edtf(fields *f, ent_str text, ent_date *date)
{
    if (ent_date_read(date, text) == ENT_DATE_OK)
        return true;
    for (size_t i = 4; i + 4 < text.len; i++)
        if (text.ptr[i] == '.' && text.ptr[i + 1] == '.') {
            ent_buf_clear(&f->scratch);
            ent_buf_add(&f->scratch, text.ptr, i);
            ent_buf_char(&f->scratch, '/');
            ent_buf_add(&f->scratch, text.ptr + i + 2, text.len - i - 2);
            return ent_date_read(date, ent_buf_view(&f->scratch)) == ENT_DATE_OK;
        }
    return false;
}

/* Only letters, dots and brackets behind a date: the kind of act, such as "a" for accession. */
static bool is_suffix(ent_str rest)
{
    for (size_t i = 0; i < rest.len; i++)
        if (!strchr("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ(). ,", rest.ptr[i]))
            return false;
    return true;
}

/* A date as people type it. */
static fields_error from_typed(fields *f, const map_date *when, size_t nth, ent_date_order order, ent_str text,
                               ent_date *date)
{
    size_t column = ent_fields_column(&when->value, nth);
    ent_date_column none = { 0 };
    const ent_date_place at = { f->file, column, when->is_end, order, "\"format\":",
                                column == ENT_NO_COLUMN ? &none : &f->dates[column] };
    ent_date_cell cell = column == ENT_NO_COLUMN ? ent_date_cell_read(text, when->is_end, order)
                                                 : ent_date_column_read(&at, text, f->diags);

    *date = cell.date;
    if (cell.typed == ENT_TYPED_EITHER && column != ENT_NO_COLUMN)
        return FIELDS_ASKED;
    return cell.words || ent_date_known(cell.date) ? FIELDS_OK : FIELDS_NOT_A_DATE;
}

static fields_error from_formats(fields *f, const map_date *when, size_t nth, ent_str text, ent_date *date,
                                 ent_str *suffix)
{
    static ent_str edtf[] = { { "edtf", 4 } };
    const ent_str *formats = when->formats.count ? when->formats.items : edtf;
    size_t count = when->formats.count ? when->formats.count : 1;

    for (size_t i = 0; i < count; i++) {
        ent_date_order order = ent_map_typed_order(formats[i]);
        fields_error error;
        int parts[3];
        ent_str rest;

        if (order != ENT_ORDER_COUNT) {
            if (from_edtf(f, text, date))
                return FIELDS_OK;
            if ((error = from_typed(f, when, nth, order, text, date)) != FIELDS_NOT_A_DATE)
                return error;
        } else if (ent_str_is(formats[i], "edtf")) {
            if (from_edtf(f, text, date))
                return FIELDS_OK;
        } else if (ent_str_is(formats[i], "serial")) {
            if (ent_date_of_serial(text, date))
                return FIELDS_OK;
        } else if (ent_date_by_pattern(formats[i], text, parts, &rest) &&
                   (!rest.len || (when->suffix.len && is_suffix(rest))) && ent_date_of_parts(parts, date)) {
            *suffix = ent_str_trim(rest);
            return FIELDS_OK;
        }
    }
    return FIELDS_NOT_A_DATE;
}

/* An unknown month or day is 0: an empty cell, a word, a negative number. */
static int part(ent_str text)
{
    double value;

    return ent_str_number(text, &value) && value > 0 && value < 10000 ? (int)value : 0;
}

bool ent_fields_is_year(ent_str text, int *year)
{
    double value;

    if (!ent_str_number(text, &value) || value < -9999 || value > 9999 || value == 0 ||
        value != floor(value))
        return false;
    *year = (int)value;
    return true;
}

static void nothing_given(const map_date *when, ent_date *date)
{
    if (when->empty == MAP_EMPTY_OPEN)
        ent_date_read(date, ENT_STR(".."));
}

static fields_error from_parts(fields *f, const map_date *when, size_t nth, ent_date *date,
                               ent_str *found)
{
    ent_str year = ent_fields_text(f, &when->year, nth);
    int parts[3];

    *found = year;
    if (!year.len) {
        nothing_given(when, date);
        return FIELDS_OK;
    }
    if (ent_fields_in_words(&when->open, year)) {
        ent_date_read(date, ENT_STR(".."));
        return FIELDS_OK;
    }
    if (ent_fields_in_words(&when->unknown, year))
        return FIELDS_OK;
    if (!ent_fields_is_year(year, &parts[0]))
        return FIELDS_NOT_A_DATE;
    parts[1] = part(ent_fields_text(f, &when->month, nth));
    parts[2] = part(ent_fields_text(f, &when->day, nth));
    if (ent_date_of_parts(parts, date))
        return FIELDS_OK;
    *date = (ent_date){ 0 };
    return FIELDS_NOT_A_DATE;
}

fields_error ent_fields_date(fields *f, const map_date *when, size_t nth, ent_date *date,
                         ent_str *found, ent_str *suffix)
{
    fields_error error = FIELDS_OK;

    *date = (ent_date){ 0 };
    *found = *suffix = ENT_STR("");
    if (!when->present)
        return FIELDS_OK;
    if (when->year.from != MAP_NOTHING) {
        error = from_parts(f, when, nth, date, found);
    } else {
        *found = ent_fields_text(f, &when->value, nth);
        if (!found->len)
            nothing_given(when, date);
        else if (ent_fields_in_words(&when->open, *found))
            ent_date_read(date, ENT_STR(".."));
        else if (!ent_fields_in_words(&when->unknown, *found) &&
                 (error = from_formats(f, when, nth, *found, date, suffix)) != FIELDS_OK)
            *date = (ent_date){ 0 };
    }
    /* "until the 3rd" with the 3rd included ends on the 4th */
    if (when->last_day && date->kind == ENT_DATE_POINT && date->first == date->last)
        *date = ent_date_of_day(date->last + 1);
    return error;
}
