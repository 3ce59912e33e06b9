/* tablefile.c: RFC 4180, strictly, and JSON tables. The reader is ours because a wrong row must be
 * shown where it stands, in physical lines, and because one pass over the bytes is the limit of how
 * fast a table can be read. */
#include "data/tablefile.h"

#include <string.h>

#include "base/index.h"
#include "base/mem.h"

/* ---- delimited text: one record ---- */

typedef enum scan { SCAN_ROW, SCAN_BLANK, SCAN_END, SCAN_WRONG } scan;

typedef struct record {
    size_t next;       /* offset behind the record */
    size_t count;      /* fields, those past the room included */
    const char *wrong; /* what, after SCAN_WRONG */
    size_t wrong_at;
} record;

/* One field from `p` on: its text into *field when that is not NULL (doubled quotes still doubled;
 * *doubled tells), the place behind it returned. */
static const char *scan_field(const char *p, const char *end, char separator, char mark,
                              ent_str *field, bool *doubled, record *rec, const char *base)
{
    const char *start = p;

    *doubled = false;
    if (mark && p < end && *p == mark) {
        const char *open = p++;

        for (;;) {
            const char *quote = memchr(p, mark, (size_t)(end - p));

            if (!quote) {
                rec->wrong = "a quote that is opened here and never closed";
                rec->wrong_at = (size_t)(open - base);
                return NULL;
            }
            if (quote + 1 < end && quote[1] == mark) {
                *doubled = true;
                p = quote + 2;
                continue;
            }
            *field = (ent_str){ open + 1, (size_t)(quote - open) - 1 };
            p = quote + 1;
            break;
        }
        if (p < end && *p != separator && *p != '\n' && !(*p == '\r' && p + 1 < end && p[1] == '\n')) {
            rec->wrong = "text after a closing quote; expected a separator or the end of the line "
                         "(a quote inside a field is doubled: \"\")";
            rec->wrong_at = (size_t)(p - base);
            return NULL;
        }
        return p;
    }
    while (p < end && *p != separator && *p != '\n' && *p != '\r') {
        if (mark && *p == mark) {
            rec->wrong = "a quote inside a field that does not start with one; put the whole field "
                         "in quotes and double the inner ones";
            rec->wrong_at = (size_t)(p - base);
            return NULL;
        }
        p++;
    }
    if (p < end && *p == '\r' && !(p + 1 < end && p[1] == '\n')) {
        rec->wrong = "a line end of the old Macintosh form (CR alone); save the file with LF or "
                     "CRLF line ends";
        rec->wrong_at = (size_t)(p - base);
        return NULL;
    }
    *field = (ent_str){ start, (size_t)(p - start) };
    return p;
}

/* The text of a quoted field with its doubled quotes made single. */
static ent_str undouble(ent_str field, char mark, char *into)
{
    size_t len = 0;

    for (size_t i = 0; i < field.len; i++) {
        into[len++] = field.ptr[i];
        if (field.ptr[i] == mark)
            i++;
    }
    return (ent_str){ into, len };
}

/* Reads the record at `offset`. Fields past `room` are counted, not kept. When `arena` is NULL,
 * doubled quotes stay doubled and `doubled_at` gets the index of a field that has them. */
static scan scan_record(const ent_tablefile *table, size_t offset, ent_str *fields, size_t room,
                        record *rec, ent_arena *arena)
{
    const char *base = table->file.bytes, *p = base + offset, *end = base + table->file.len;

    *rec = (record){ 0 };
    if (p >= end)
        return SCAN_END;
    if (*p == '\n' || (*p == '\r' && p + 1 < end && p[1] == '\n')) {
        rec->next = offset + (*p == '\n' ? 1 : 2);
        return SCAN_BLANK;
    }
    for (;;) {
        ent_str field = { 0 };
        bool doubled;

        if ((p = scan_field(p, end, table->separator, table->quote, &field, &doubled, rec, base)) == NULL)
            return SCAN_WRONG;
        if (field.len > ENT_LIMIT_FIELD || (size_t)(p - base) - offset > ENT_LIMIT_LINE) {
            rec->wrong = "a field of more than 4 MiB or a row of more than 16 MiB: is a quote "
                         "missing?";
            rec->wrong_at = offset;
            return SCAN_WRONG;
        }
        if (rec->count < room && doubled && arena) {
            char *copy = ent_arena_new(arena, field.len, 1);

            if (!copy) {
                rec->wrong = NULL; /* memory */
                return SCAN_WRONG;
            }
            field = undouble(field, table->quote, copy);
        }
        if (rec->count < room)
            fields[rec->count] = field;
        rec->count++;
        if (p < end && *p == table->separator) {
            p++;
            continue;
        }
        if (p < end && *p == '\r')
            p++;
        if (p < end && *p == '\n')
            p++;
        rec->next = (size_t)(p - base);
        return SCAN_ROW;
    }
}

/* ---- the header ---- */

/* The object of a JSON table that starts at `offset`. */
static const ent_json *object_at(const ent_tablefile *table, size_t offset)
{
    size_t low = 0, high = table->rows;

    while (low < high) {
        size_t middle = (low + high) / 2;

        if (table->objects[middle]->offset < offset)
            low = middle + 1;
        else
            high = middle;
    }
    return table->objects[low];
}

ent_where ent_tablefile_where(ent_tablefile *table, size_t offset, size_t column)
{
    const char *base = table->file.bytes;
    size_t start = offset == SIZE_MAX ? table->header_offset : offset, at = start, span = 1;

    if (column == ENT_NO_COLUMN || table->list)
        goto done;
    for (size_t i = 0; i <= column; i++) {
        const char *p, *end = base + table->file.len;
        ent_str field = { 0 };
        record rec = { 0 };
        bool doubled;

        if ((p = scan_field(base + at, end, table->separator, table->quote, &field, &doubled, &rec, base)) == NULL)
            break;
        if (i == column)
            span = ent_utf8_count((ent_str){ base + at, (size_t)(p - base) - at });
        else if (p < end && *p == table->separator)
            at = (size_t)(p - base) + 1;
        else
            break; /* a short row: its last field */
    }
done:
    if (table->list && offset != SIZE_MAX && column != ENT_NO_COLUMN)
        for (const ent_json *m = object_at(table, offset)->child; m; m = m->next)
            if (ent_str_eq(m->key, table->header[column])) {
                at = m->offset;
                span = m->length < 80 ? m->length : 80;
            }
    return ent_file_where(&table->file, at, span ? span : 1);
}

size_t ent_tablefile_column(const ent_tablefile *table, const char *name)
{
    for (size_t i = 0; i < table->columns; i++)
        if (ent_str_eq_fold(table->header[i], ent_str_of(name)))
            return i;
    return ENT_NO_COLUMN;
}

static ent_status check_header(ent_tablefile *table, ent_diags *diags)
{
    ent_status status = ENT_OK;
    ent_index seen = { 0 };

    for (size_t i = 0; i < table->columns; i++) {
        uint32_t first;

        if (!table->header[i].len) {
            if (table->nameless)
                continue;
            status = ent_find(diags, ENT_CHECK_COLUMN_NAMELESS,
                              ent_tablefile_where(table, SIZE_MAX, i),
                              "column %zu has no name", i + 1);
            continue;
        }
        if (!ent_index_add(&seen, table->header[i], (uint32_t)i, &first)) {
            status = ent_out_of_memory(diags);
            break;
        }
        if (first != i)
            status = ent_find(diags, ENT_CHECK_COLUMN_REPEATED,
                              ent_tablefile_where(table, SIZE_MAX, i),
                              "a second column named '%.*s'", ENT_STR_ARG(table->header[i]));
    }
    ent_index_destroy(&seen);
    return status;
}

static size_t count_of(ent_str line, char c)
{
    size_t count = 0;

    for (size_t i = 0; i < line.len; i++)
        count += line.ptr[i] == c;
    return count;
}

/* A file whose header has no comma but tabs or semicolons is read by those, with a word. */
static void choose_separator(ent_tablefile *table, ent_diags *diags)
{
    ent_file *file = &table->file;
    const char *line = file->bytes + table->header_offset;
    const char *newline = memchr(line, '\n', file->len - table->header_offset);
    ent_str header = { line, newline ? (size_t)(newline - line)
                                     : file->len - table->header_offset };
    char expected = table->separator;

    if (count_of(header, expected))
        return;
    for (const char *other = ",\t;"; *other; other++)
        if (count_of(header, *other)) {
            static const char *const names[] = { "commas", "tabs", "semicolons" };

            table->separator = *other;
            ent_find(diags, ENT_CHECK_TABLE_DELIMITER,
                     (ent_where){ .file = file->name, .line = 1 },
                     "fields are separated by %s; read as such",
                     names[strchr(",\t;", *other) - ",\t;"]);
            return;
        }
}

/* Whole lines before the header: titles, notes. Quotes have no meaning in them. */
static void skip_lines(ent_tablefile *table, size_t count)
{
    ent_file *file = &table->file;

    for (; count; count--) {
        const char *start = file->bytes + table->header_offset;
        const char *newline = memchr(start, '\n', file->len - table->header_offset);

        table->header_offset = newline ? (size_t)(newline - file->bytes) + 1 : file->len;
    }
}

static ent_status given_header(ent_tablefile *table, const ent_dialect *dialect, ent_diags *diags)
{
    table->columns = dialect->columns;
    table->rows_offset = table->header_offset;
    table->header = ent_arena_new(&table->arena, table->columns, sizeof *table->header);
    table->fields = ent_arena_new(&table->arena, table->columns, sizeof *table->fields);
    if (!table->header || !table->fields)
        return ent_out_of_memory(diags);
    memcpy(table->header, dialect->header, table->columns * sizeof *table->header);
    return check_header(table, diags);
}

static ent_status open_delimited(ent_tablefile *table, const ent_dialect *dialect,
                                 ent_diags *diags)
{
    ent_file *file = &table->file;
    record rec;
    scan got;

    table->header_offset = file->start;
    skip_lines(table, dialect->skip);
    table->quote = dialect->no_quotes ? '\0' : dialect->quote ? dialect->quote : '"';
    table->nameless = dialect->nameless;
    if (dialect->separator)
        table->separator = dialect->separator;
    else
        choose_separator(table, diags);
    if (dialect->header)
        return given_header(table, dialect, diags);
    while ((got = scan_record(table, table->header_offset, NULL, 0, &rec, NULL)) == SCAN_BLANK)
        table->header_offset = rec.next;
    if (got == SCAN_END)
        return ent_find(diags, ENT_CHECK_FILE_EMPTY, (ent_where){ .file = file->name, .line = 1 },
                        "the file is empty; expected a header line with the names of the columns");
    if (got == SCAN_WRONG)
        return ent_find(diags, ENT_CHECK_TABLE_SYNTAX, ent_file_where(file, rec.wrong_at, 1), "%s",
                        rec.wrong);
    if (rec.count > ENT_LIMIT_COLUMNS)
        return ent_find(diags, ENT_CHECK_FILE_LIMIT,
                        ent_file_where(file, table->header_offset, 1),
                        "%zu columns; at most %d are read", rec.count, ENT_LIMIT_COLUMNS);
    table->columns = rec.count;
    table->header = ent_arena_new(&table->arena, table->columns, sizeof *table->header);
    table->fields = ent_arena_new(&table->arena, table->columns, sizeof *table->fields);
    if (!table->header || !table->fields ||
        scan_record(table, table->header_offset, table->header, table->columns, &rec,
                    &table->arena) != SCAN_ROW)
        return ent_out_of_memory(diags);
    table->rows_offset = rec.next;
    for (size_t i = 0; i < table->columns; i++)
        table->header[i] = ent_str_trim(table->header[i]);
    return check_header(table, diags);
}

/* ---- JSON ---- */

static ent_status json_columns(ent_tablefile *table, ent_diags *diags)
{
    ent_index seen = { 0 };
    size_t capacity = 0;
    ent_str *names = NULL;
    ent_status status = ENT_OK;

    for (const ent_json *object = table->list->child; object && status == ENT_OK;
         object = object->next) {
        if (object->type != ENT_JSON_OBJECT) {
            status = ent_find(diags, ENT_CHECK_JSON_SYNTAX,
                              ent_file_where(&table->file, object->offset, 1),
                              "%s in the list; expected an object for each row",
                              ent_json_type_name(object->type));
            break;
        }
        for (const ent_json *m = object->child; m && status == ENT_OK; m = m->next) {
            uint32_t at;

            if (table->columns >= ENT_LIMIT_COLUMNS) {
                status = ent_find(diags, ENT_CHECK_FILE_LIMIT,
                                  ent_file_where(&table->file, m->offset, 1),
                                  "more than %d different keys", ENT_LIMIT_COLUMNS);
            } else if (m->type == ENT_JSON_ARRAY || m->type == ENT_JSON_OBJECT) {
                status = ent_find(diags, ENT_CHECK_JSON_SYNTAX,
                                  ent_file_where(&table->file, m->offset, 1),
                                  "%s as a value; expected text", ent_json_type_name(m->type));
            } else if (!ent_index_add(&seen, m->key, (uint32_t)table->columns, &at) ||
                       !ent_mem_reserve((void **)&names, &capacity, table->columns + 1,
                                        sizeof *names)) {
                status = ent_out_of_memory(diags);
            } else if (at == table->columns) {
                names[table->columns++] = m->key;
            }
        }
    }
    if (status == ENT_OK) {
        table->header = ent_arena_new(&table->arena, table->columns, sizeof *table->header);
        table->fields = ent_arena_new(&table->arena, table->columns, sizeof *table->fields);
        if (!table->header || !table->fields)
            status = ent_out_of_memory(diags);
        else if (table->columns)
            memcpy(table->header, names, table->columns * sizeof *names);
    }
    ent_mem_free(names);
    ent_index_destroy(&seen);
    return status;
}

static ent_status open_json(ent_tablefile *table, ent_diags *diags)
{
    size_t rows = 0, i = 0;
    ent_status status;

    if (table->file.len == table->file.start)
        return ent_find(diags, ENT_CHECK_FILE_EMPTY,
                        (ent_where){ .file = table->file.name, .line = 1 },
                        "the file is empty; expected a JSON list of objects");
    if ((status = ent_json_read(&table->list, &table->file, &table->arena, diags)) != ENT_OK)
        return status;
    if (table->list->type != ENT_JSON_ARRAY)
        return ent_find(diags, ENT_CHECK_JSON_SYNTAX,
                        ent_file_where(&table->file, table->list->offset, 1),
                        "%s; expected a list of objects, one for each row",
                        ent_json_type_name(table->list->type));
    if ((status = json_columns(table, diags)) != ENT_OK)
        return status;
    for (const ent_json *object = table->list->child; object; object = object->next)
        rows++;
    if ((table->objects = ent_arena_new(&table->arena, rows, sizeof *table->objects)) == NULL)
        return ent_out_of_memory(diags);
    for (const ent_json *object = table->list->child; object; object = object->next)
        table->objects[i++] = object;
    table->rows = rows;
    return ENT_OK;
}

static ent_str json_cell(const ent_json *value)
{
    switch (value ? value->type : ENT_JSON_NULL) {
    case ENT_JSON_STRING:
    case ENT_JSON_NUMBER:
        return value->text;
    case ENT_JSON_TRUE:
        return ENT_STR("true");
    case ENT_JSON_FALSE:
        return ENT_STR("false");
    default:
        return ENT_STR("");
    }
}

static ent_status json_rows(ent_tablefile *table, ent_tablefile_fn *row, void *ctx,
                            ent_diags *diags)
{
    ent_status worst = ENT_OK;

    for (size_t i = 0; i < table->rows; i++) {
        ent_status status;

        for (size_t c = 0; c < table->columns; c++)
            table->fields[c] = ENT_STR("");
        for (const ent_json *m = table->objects[i]->child; m; m = m->next) {
            size_t c = 0;

            while (!ent_str_eq(table->header[c], m->key))
                c++;
            table->fields[c] = json_cell(m);
            if (m->type == ENT_JSON_NUMBER && !table->numbers_noted) {
                table->numbers_noted = true;
                ent_warn(diags, ent_file_where(&table->file, m->offset, m->length),
                         "a number where text is expected; numbers are read as the text they are "
                         "written as");
            }
        }
        if ((status = row(ctx, table, table->objects[i]->offset, table->fields)) != ENT_OK) {
            worst = status;
            if (status != ENT_EDATA)
                break;
        }
    }
    return worst;
}

/* ---- the door ---- */

static ent_status open_text(ent_tablefile *table, const char *path, const ent_dialect *dialect,
                            ent_diags *diags)
{
    size_t len = strlen(path);
    ent_status status;

    if (len > 3 && strcmp(path + len - 3, ".gz") == 0)
        len -= 3;
    if (len > 5 && strncmp(path + len - 5, ".json", 5) == 0) {
        status = open_json(table, diags);
    } else {
        table->separator = len > 4 && (strncmp(path + len - 4, ".tsv", 4) == 0 ||
                                       strncmp(path + len - 4, ".tab", 4) == 0)
                               ? '\t'
                               : ',';
        status = open_delimited(table, dialect, diags);
    }
    return status;
}

ent_status ent_tablefile_open(ent_tablefile *table, const char *path, ent_diags *diags)
{
    return ent_tablefile_open_as(table, path, &(ent_dialect){ 0 }, diags);
}

ent_status ent_tablefile_open_as(ent_tablefile *table, const char *path,
                                 const ent_dialect *dialect, ent_diags *diags)
{
    ent_status status;

    *table = (ent_tablefile){ 0 };
    if ((status = ent_file_read_as(&table->file, path, dialect->encoding, dialect->lone_cr,
                                   diags)) == ENT_OK)
        status = open_text(table, path, dialect, diags);
    if (status != ENT_OK)
        ent_tablefile_destroy(table);
    return status;
}

ent_status ent_tablefile_wrap(ent_tablefile *table, const char *name, ent_str text,
                              ent_diags *diags)
{
    ent_status status;

    *table = (ent_tablefile){ 0 };
    if ((status = ent_file_wrap(&table->file, name, text, diags)) == ENT_OK)
        status = open_text(table, name, &(ent_dialect){ 0 }, diags);
    if (status != ENT_OK)
        ent_tablefile_destroy(table);
    return status;
}

void ent_tablefile_destroy(ent_tablefile *table)
{
    ent_file_destroy(&table->file);
    ent_arena_destroy(&table->arena);
    for (int i = 0; i < 4; i++)
        ent_buf_destroy(&table->scratch[i]);
    *table = (ent_tablefile){ 0 };
}

static ent_status ragged(ent_tablefile *table, size_t offset, size_t fields, ent_diags *diags)
{
    return ent_find(diags, ENT_CHECK_TABLE_RAGGED,
                    ent_tablefile_where(table, offset, ENT_NO_COLUMN),
                    "%zu field%s; expected %zu, as in the header", fields, fields == 1 ? "" : "s",
                    table->columns);
}

ent_status ent_tablefile_rows(ent_tablefile *table, ent_tablefile_fn *row, void *ctx,
                              ent_diags *diags)
{
    size_t offset = table->rows_offset;
    ent_status worst = ENT_OK;
    record rec;
    scan got;

    if (table->list)
        return json_rows(table, row, ctx, diags);
    for (; (got = scan_record(table, offset, table->fields, table->columns, &rec, &table->arena)) !=
           SCAN_END;
         offset = rec.next) {
        ent_status status;

        if (got == SCAN_BLANK)
            continue;
        if (got == SCAN_WRONG)
            return rec.wrong ? ent_find(diags, ENT_CHECK_TABLE_SYNTAX,
                                        ent_file_where(&table->file, rec.wrong_at, 1), "%s",
                                        rec.wrong)
                             : ent_out_of_memory(diags);
        if (table->rows == ENT_LIMIT_ROWS)
            return ent_find(diags, ENT_CHECK_FILE_LIMIT,
                            ent_tablefile_where(table, offset, ENT_NO_COLUMN),
                            "more than %d rows", ENT_LIMIT_ROWS);
        table->rows++;
        status = rec.count == table->columns ? row(ctx, table, offset, table->fields)
                                             : ragged(table, offset, rec.count, diags);
        if (status != ENT_OK) {
            worst = status;
            if (status != ENT_EDATA)
                break;
        }
    }
    return worst;
}

static ent_str delimited_cell(ent_tablefile *table, size_t offset, size_t column)
{
    const char *base = table->file.bytes, *p = base + offset, *end = base + table->file.len;

    for (size_t i = 0;; i++, p++) {
        ent_str field = { 0 };
        ent_buf *scratch;
        record rec;
        bool doubled;

        if ((p = scan_field(p, end, table->separator, table->quote, &field, &doubled, &rec, base)) == NULL)
            return ENT_STR("");
        if (i < column && (p >= end || *p != table->separator))
            return ENT_STR("");
        if (i < column)
            continue;
        if (!doubled)
            return field;
        scratch = &table->scratch[table->scratch_turn++ % 4];
        ent_buf_clear(scratch);
        ent_buf_str(scratch, field); /* room enough: undoubling only shortens */
        return scratch->failed ? ENT_STR("") : undouble(field, table->quote, scratch->data);
    }
}

ent_str ent_tablefile_cell(ent_tablefile *table, size_t offset, size_t column)
{
    if (column >= table->columns)
        return ENT_STR("");
    if (!table->list)
        return delimited_cell(table, offset, column);
    for (const ent_json *m = object_at(table, offset)->child; m; m = m->next)
        if (ent_str_eq(m->key, table->header[column]))
            return json_cell(m);
    return ENT_STR("");
}
