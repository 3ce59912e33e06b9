/* tablefile.c: tables of delimited text, of JSON and in memory. The reader is our own because a wrong row
 * must be shown with its line, and because one pass over the bytes is fastest. */
#include "data/table/csv_header.h"
#include "data/table/csv_scan.h"
#include "data/table/json_table.h"

#include <stdio.h>
#include <string.h>

#include "base/hash_index.h"
#include "base/mem.h"
#include "data/table/statistics.h"

/* Why there is no record, after SCAN_WRONG. */
static ent_status no_record(ent_tablefile *table, const record *rec, ent_diags *diags)
{
    return rec->wrong ? ent_find(diags, ENT_CHECK_TABLE_SYNTAX,
                                 ent_file_where(&table->file, rec->wrong_at, 1), "%s", rec->wrong)
                      : ent_out_of_memory(diags);
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

/* The row of the user's file that a row in memory comes from; its header comes from the map. */
static ent_where where_of_cells(const ent_tablefile *table, size_t row, size_t column)
{
    const ent_cell_store *store = table->cells->store;
    ent_where where = { .file = store->origin };

    if (table->sheet.store)
        where = (ent_where){ .file = table->file.name, .sheet = table->sheet.name,
                             .line = row == SIZE_MAX ? table->sheet.header_row : table->cells->origins[row].line,
                             .column = column < table->columns ? table->sheet.columns[column] + 1u : 0 };
    else if (row != SIZE_MAX)
        where = (ent_where){ .file = store->files[table->cells->origins[row].file].name,
                             .sheet = store->files[table->cells->origins[row].file].sheet,
                             .line = table->cells->origins[row].line };
    if (column < table->columns)
        where.field = table->header[column];
    return where;
}

ent_where ent_tablefile_where(ent_tablefile *table, size_t offset, size_t column)
{
    const char *base = table->file.bytes;
    size_t start = offset == SIZE_MAX ? table->header_offset : offset, at = start, span = 1;
    ent_where where;
    scanner s;

    if (table->cells)
        return where_of_cells(table, offset, column);
    if (offset == SIZE_MAX && table->file.before) /* the header has passed */
        return (ent_where){ .file = table->file.name, .line = 1 };
    if (column == ENT_NO_COLUMN || table->list)
        goto done;
    s = ent_csv_scanner(table, start);
    for (size_t i = 0; i <= column; i++) {
        ent_str field;
        record rec;
        bool doubled;
        const char *p = ent_csv_field(&s, base + at, &field, &doubled, &rec);

        if (!p)
            break;
        if (i == column)
            span = ent_utf8_count((ent_str){ base + at, (size_t)(p - base) - at });
        else if (p < s.end && *p == table->separator)
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
    where = ent_file_where(&table->file, at, span ? span : 1);
    if (column < table->columns)
        where.field = table->header[column];
    return where;
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

/* Lines before the header, such as titles and notes, in which quotes have no meaning. */
static void skip_lines(ent_tablefile *table, size_t count)
{
    ent_file *file = &table->file;

    for (; count; count--) {
        const char *start = file->bytes + table->header_offset;
        const char *newline = memchr(start, '\n', file->len - table->header_offset);

        table->header_offset = newline ? (size_t)(newline - file->bytes) + 1 : file->len;
    }
}

static char quote_of(const ent_dialect *dialect)
{
    return dialect->no_quotes ? '\0' : dialect->quote ? dialect->quote : '"';
}

/* The bytes of a table that passes do not stay. */
static ent_status keep_header(ent_tablefile *table, ent_diags *diags)
{
    for (size_t i = 0; i < table->columns && table->file.rest; i++)
        if (!(table->header[i] = ent_arena_str(&table->arena, table->header[i])).ptr)
            return ent_out_of_memory(diags);
    return check_header(table, diags);
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
    ent_status status;
    record rec;
    scanner s;
    scan got;

    table->header_offset = file->start;
    skip_lines(table, dialect->skip);
    table->quote = quote_of(dialect);
    table->nameless = dialect->nameless;
    if (dialect->recognize && !dialect->skip && !dialect->header)
        ent_csv_skip_title(table, diags);
    if (dialect->separator)
        table->separator = dialect->separator;
    else
        ent_csv_choose_separator(table, diags);
    table->lenient = table->separator == '\t' && !dialect->quote && !dialect->no_quotes;
    if (dialect->header)
        return given_header(table, dialect, diags);
    s = ent_csv_scanner(table, table->header_offset);
    while ((got = ent_csv_record(table, &s, table->header_offset, NULL, 0, &rec, NULL)) == SCAN_BLANK)
        table->header_offset = rec.next;
    if (got == SCAN_END)
        return ent_find(diags, ENT_CHECK_FILE_EMPTY, (ent_where){ .file = file->name, .line = 1 },
                        "the file is empty; expected a header line with the names of the columns");
    if (got == SCAN_WRONG)
        return no_record(table, &rec, diags);
    if (rec.count > ENT_LIMIT_COLUMNS)
        return ent_find(diags, ENT_CHECK_FILE_LIMIT,
                        ent_file_where(file, table->header_offset, 1),
                        "%zu columns; at most %d are read", rec.count, ENT_LIMIT_COLUMNS);
    table->columns = rec.count;
    table->header = ent_arena_new(&table->arena, table->columns, sizeof *table->header);
    table->fields = ent_arena_new(&table->arena, table->columns, sizeof *table->fields);
    s = ent_csv_scanner(table, table->header_offset);
    if (!table->header || !table->fields)
        return ent_out_of_memory(diags);
    if (ent_csv_record(table, &s, table->header_offset, table->header, table->columns, &rec,
                    &table->arena) == SCAN_WRONG)
        return no_record(table, &rec, diags);
    table->rows_offset = rec.next;
    for (size_t i = 0; i < table->columns; i++)
        table->header[i] = ent_str_trim(table->header[i]);
    if (dialect->recognize && (status = ent_csv_join_header(table, diags)) != ENT_OK)
        return status;
    return keep_header(table, diags);
}

/* ---- tables in memory ---- */

static bool is_ascii(const ent_cell_store *store)
{
    for (size_t i = 0; i < store->count; i++)
        for (size_t k = 0; k < store->texts[i].len; k++)
            if ((unsigned char)store->texts[i].ptr[k] >= 0x80)
                return false;
    return true;
}

static ent_status take_cells(ent_tablefile *table, const ent_cells *cells, ent_diags *diags)
{
    table->cells = cells;
    table->columns = cells->columns;
    table->file.ascii = is_ascii(cells->store);
    table->header = ent_arena_new(&table->arena, table->columns, sizeof *table->header);
    table->fields = ent_arena_new(&table->arena, table->columns, sizeof *table->fields);
    if (!table->file.name || !table->header || !table->fields)
        return ent_out_of_memory(diags);
    for (size_t i = 0; i < table->columns; i++)
        table->header[i] = ent_str_trim(ent_cells_name(cells, i));
    return check_header(table, diags);
}

ent_status ent_tablefile_of_cells(ent_tablefile *table, const ent_cells *cells, ent_diags *diags)
{
    const char *origin = cells->store->origin;
    ent_status status;

    *table = (ent_tablefile){ 0 };
    table->file.name = ent_mem_copy(origin, strlen(origin));
    if ((status = take_cells(table, cells, diags)) != ENT_OK)
        ent_tablefile_destroy(table);
    return status;
}

/* The bytes of the workbook are not needed any more when its cells have been read. */
static ent_status open_workbook(ent_tablefile *table, const ent_dialect *dialect, ent_diags *diags)
{
    const ent_sheet_choice choice = { .sheet = dialect->sheet, .preferred = dialect->preferred,
                                      .skip = dialect->skip, .header = dialect->header,
                                      .columns = dialect->columns, .nameless = dialect->nameless,
                                      .force = dialect->force };
    ent_status status = ent_workbook_read(&table->sheet, &table->file, &choice, diags);

    ent_mem_free(table->file.bytes);
    table->file.bytes = NULL;
    table->file.len = 0;
    table->nameless = dialect->nameless;
    return status == ENT_OK ? take_cells(table, &table->sheet.store->tables[0], diags) : status;
}

static ent_status no_sheets(const ent_tablefile *table, ent_diags *diags)
{
    return ent_fail(diags, ENT_EUSAGE, (ent_where){ .file = table->file.name },
                    "a sheet is given, but the file is no workbook (.xlsx, .ods) and has no sheets");
}

static ent_status rows_of_cells(ent_tablefile *table, ent_tablefile_fn *row, void *ctx)
{
    ent_status worst = ENT_OK;

    table->rows = ent_cells_rows(table->cells);
    for (size_t i = 0; i < table->rows; i++) {
        ent_status status;

        for (size_t c = 0; c < table->columns; c++)
            table->fields[c] = ent_cells_at(table->cells, i, c);
        if ((status = row(ctx, table, i, table->fields)) != ENT_OK) {
            worst = status;
            if (status != ENT_EDATA)
                break;
        }
    }
    return worst;
}

/* ---- public API ---- */

/* Does the name have this ending, before an optional .gz? */
static bool is_named(const char *path, const char *end)
{
    size_t len = strlen(path), tail = strlen(end);

    if (len > 3 && strcmp(path + len - 3, ".gz") == 0)
        len -= 3;
    return len > tail && strncmp(path + len - tail, end, tail) == 0;
}

static bool is_tabbed(const char *path)
{
    return is_named(path, ".tsv") || is_named(path, ".tab");
}

static ent_status open_text(ent_tablefile *table, const char *path, const ent_dialect *dialect,
                            ent_diags *diags)
{
    if (table->file.is_zip)
        return open_workbook(table, dialect, diags);
    if (dialect->sheet)
        return no_sheets(table, diags);
    if (table->file.stats) {
        ent_status status = ent_statistics_convert(&table->file, diags);

        table->separator = ',';
        return status == ENT_OK ? open_delimited(table, dialect, diags) : status;
    }
    if (is_named(path, ".json"))
        return ent_json_table_open(table, diags);
    if (is_named(path, ".tab") && !table->file.borrowed && !dialect->quote && !dialect->no_quotes)
        table->unescaped = true;
    if (table->unescaped)
        ent_csv_unescape_dataverse(&table->file, &table->unescaping);
    table->separator = is_tabbed(path) ? '\t' : ',';
    return open_delimited(table, dialect, diags);
}

ent_status ent_tablefile_open(ent_tablefile *table, const char *path, ent_diags *diags)
{
    return ent_tablefile_open_as(table, path, &(ent_dialect){ 0 }, diags);
}

ent_status ent_tablefile_open_as(ent_tablefile *table, const char *path,
                                 const ent_dialect *dialect, ent_diags *diags)
{
    const ent_form form = { .encoding = dialect->encoding, .lone_cr = dialect->lone_cr,
                            .records = !is_named(path, ".json"),
                            .quote = is_tabbed(path) && !dialect->quote ? '\0' : quote_of(dialect),
                            .skip = dialect->skip, .binary = true, .recognize = dialect->recognize && !dialect->passing,
                            .force = dialect->force,
                            .windows = dialect->passing && !is_named(path, ".json") };
    ent_status status;

    *table = (ent_tablefile){ 0 };
    if ((status = ent_file_read_as(&table->file, path, &form, diags)) == ENT_OK)
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
    ent_arena_destroy(&table->made);
    ent_cells_free(table->sheet.store);
    ent_index_destroy(&table->undoubled);
    ent_mem_free(table->undoubled_texts);
    *table = (ent_tablefile){ 0 };
}

static ent_status ragged(ent_tablefile *table, size_t offset, size_t fields, ent_diags *diags)
{
    return ent_find(diags, ENT_CHECK_TABLE_RAGGED,
                    ent_tablefile_where(table, offset, ENT_NO_COLUMN),
                    "%zu field%s; expected %zu, as in the header", fields, fields == 1 ? "" : "s",
                    table->columns);
}

size_t ent_tablefile_guess(const ent_tablefile *table)
{
    enum { SAMPLE = 64 << 10 };
    const char *start, *line, *end, *p;
    size_t left = table->file.len - table->rows_offset, lines = 1;

    if (table->cells)
        return ent_cells_rows(table->cells);
    if (table->list)
        return table->rows;
    line = start = table->file.bytes + table->rows_offset;
    end = left < SAMPLE ? start + left : start + SAMPLE;
    for (; (p = memchr(line, '\n', (size_t)(end - line))) != NULL; line = p + 1)
        lines += p - line > 1; /* but for blank lines */
    return left < SAMPLE ? lines : (size_t)((double)left / SAMPLE * 1.02 * (double)lines);
}

/* Reports progress in bytes. */
static void tell(const ent_tablefile *table, size_t offset, ent_diags *diags)
{
    char what[80];

    if (!diags || !diags->progress)
        return;
    snprintf(what, sizeof what, "reading %s", table->file.name);
    if (!table->file.before) /* else the windows tell */
        ent_progress(diags, what, offset, table->file.len);
}

/* Goes on to the next window, which starts with the record at *offset. */
static ent_status move_window(ent_tablefile *table, scanner *s, size_t *offset, ent_diags *diags)
{
    ent_status status = ent_file_more(&table->file, *offset, diags);

    ent_arena_destroy(&table->made);
    if (table->unescaped && status == ENT_OK) {
        table->unescaping.done -= *offset;
        ent_csv_unescape_dataverse(&table->file, &table->unescaping);
    }
    *offset = 0;
    *s = ent_csv_scanner(table, 0);
    return status;
}

static ent_status too_many(ent_tablefile *table, size_t offset, ent_diags *diags)
{
    return ent_find(diags, ENT_CHECK_FILE_LIMIT, ent_tablefile_where(table, offset, ENT_NO_COLUMN),
                    "more than %zu rows", table->rows);
}

ent_status ent_tablefile_rows(ent_tablefile *table, ent_tablefile_fn *row, void *ctx,
                              ent_diags *diags)
{
    enum { OFTEN = 4096 };
    const size_t most = table->file.rest ? ENT_LIMIT_ROWS_PASSING : ENT_LIMIT_ROWS;
    size_t offset = table->rows_offset;
    ent_status worst = ENT_OK, status;
    scanner s;
    record rec;
    scan got;

    if (table->cells)
        return rows_of_cells(table, row, ctx);
    if (table->list)
        return ent_json_table_rows(table, row, ctx, diags);
    s = ent_csv_scanner(table, offset);
    for (;; offset = rec.next) {
        got = ent_csv_record(table, &s, offset, table->fields, table->columns, &rec, &table->made);
        /* what touches the end of a window may go on in the next */
        if (table->file.rest && (got == SCAN_WRONG || rec.next == table->file.len)) {
            if ((status = move_window(table, &s, &offset, diags)) != ENT_OK)
                return status;
            rec.next = offset;
            continue;
        }
        if (got == SCAN_END)
            break;
        if (got == SCAN_BLANK)
            continue;
        if (got == SCAN_WRONG)
            return no_record(table, &rec, diags);
        if (table->rows == most)
            return too_many(table, offset, diags);
        if (++table->rows % OFTEN == 0)
            tell(table, offset, diags);
        status = rec.count == table->columns ? row(ctx, table, offset, table->fields)
                                             : ragged(table, offset, rec.count, diags);
        if (status != ENT_OK) {
            worst = status;
            if (status != ENT_EDATA)
                break;
        }
    }
    tell(table, table->file.len, diags);
    return worst;
}

/* A cell with doubled quotes, without the doubling. Each text is made once and kept, so that cells live
 * as long as the table however often they are asked for. */
static ent_str undoubled(ent_tablefile *table, ent_str field)
{
    uint32_t at = ent_index_find(&table->undoubled, field);
    ent_str copy;

    if (at != ENT_ABSENT)
        return table->undoubled_texts[at];
    at = (uint32_t)table->undoubled.count;
    if (!ent_mem_reserve((void **)&table->undoubled_texts, &table->undoubled_room, at + 1u,
                         sizeof *table->undoubled_texts) ||
        !(copy = ent_arena_str(&table->arena, field)).ptr)
        return ENT_STR("");
    table->undoubled_texts[at] = ent_csv_undouble(field, table->quote, (char *)copy.ptr);
    return ent_index_add(&table->undoubled, field, at, NULL) ? table->undoubled_texts[at] : ENT_STR("");
}

static ent_str delimited_cell(ent_tablefile *table, size_t offset, size_t column)
{
    bool goes_on = table->last_cell && table->last_row == offset && table->last_column <= column;
    const char *p = goes_on ? table->last_cell : table->file.bytes + offset;
    scanner s = ent_csv_scanner(table, (size_t)(p - table->file.bytes));

    s.record = table->file.bytes + offset;
    for (size_t i = goes_on ? table->last_column : 0;; i++, p++) {
        ent_str field;
        record rec;
        bool doubled;

        if (i == column) {
            table->last_row = offset;
            table->last_column = column;
            table->last_cell = p;
        }
        if ((p = ent_csv_field(&s, p, &field, &doubled, &rec)) == NULL)
            return ENT_STR("");
        if (i < column && (p >= s.end || *p != table->separator))
            return ENT_STR("");
        if (i < column)
            continue;
        return doubled ? undoubled(table, field) : field;
    }
}

ent_str ent_tablefile_cell(ent_tablefile *table, size_t offset, size_t column)
{
    if (column >= table->columns)
        return ENT_STR("");
    if (table->cells)
        return ent_cells_at(table->cells, offset, column);
    if (!table->list)
        return delimited_cell(table, offset, column);
    for (const ent_json *m = object_at(table, offset)->child; m; m = m->next)
        if (ent_str_eq(m->key, table->header[column]))
            return ent_json_table_cell(m);
    return ENT_STR("");
}

void ent_tablefile_column_cells(ent_tablefile *table, size_t column, ent_tablefile_cell_fn *visit, void *ctx)
{
    size_t rows = table->cells ? ent_cells_rows(table->cells) : table->list ? table->rows : 0;
    size_t offset = table->rows_offset;
    record rec;
    scanner s;
    scan got;

    for (size_t i = 0; i < rows; i++) {
        size_t at = table->cells ? i : table->objects[i]->offset;

        visit(ctx, at, ent_tablefile_cell(table, at, column));
    }
    if (table->cells || table->list)
        return;
    s = ent_csv_scanner(table, offset);
    for (; (got = ent_csv_record(table, &s, offset, NULL, 0, &rec, NULL)) == SCAN_BLANK || got == SCAN_ROW;
         offset = rec.next)
        if (got == SCAN_ROW && rec.count == table->columns)
            visit(ctx, offset, ent_tablefile_cell(table, offset, column));
}
