/* csv_header.c: see csv_header.h. */
#include "data/table/csv_header.h"

#include <string.h>

#include "data/table/csv_scan.h"

/* How often c occurs in the header, outside quotes: a name can contain any character, line ends too. */
static size_t count_of(const ent_tablefile *table, char c)
{
    const char *p = table->file.bytes + table->header_offset;
    const char *end = table->file.bytes + table->file.len;
    bool quoted = false;
    size_t count = 0;

    for (; p < end && (quoted || *p != '\n'); p++)
        if (table->quote && *p == table->quote)
            quoted = !quoted;
        else if (!quoted)
            count += *p == c;
    return count;
}

/* A file whose header has tabs or semicolons and no comma is read by those, with a warning. */
void ent_csv_choose_separator(ent_tablefile *table, ent_diags *diags)
{
    ent_file *file = &table->file;
    char expected = table->separator;

    if (count_of(table, expected))
        return;
    for (const char *other = ",\t;"; *other; other++)
        if (count_of(table, *other)) {
            static const char *const names[] = { "commas", "tabs", "semicolons" };

            table->separator = *other;
            ent_find(diags, ENT_CHECK_TABLE_DELIMITER,
                     (ent_where){ .file = file->name, .line = 1 },
                     "fields are separated by %s; read as such",
                     names[strchr(",\t;", *other) - ",\t;"]);
            return;
        }
}

/* How many cells of a line are not empty, by this separator; those in quotes do not count. */
static size_t filled_cells(ent_str line, char separator)
{
    size_t filled = 0;
    bool quoted = false, has_text = false;

    for (size_t i = 0; i < line.len; i++) {
        char c = line.ptr[i];

        if (c == '"')
            quoted = !quoted;
        else if (c == separator && !quoted)
            has_text = false;
        else if (!has_text && !memchr(",;\t\r ", c, 5)) {
            has_text = true;
            filled++;
        }
    }
    return filled;
}

/* A title above the table of a plain file: lines with one cell of several words. */
void ent_csv_skip_title(ent_tablefile *table, ent_diags *diags)
{
    enum { MOST_LINES = 10 };
    const ent_file *file = &table->file;
    ent_str title = ENT_STR("");
    size_t at = table->header_offset;

    for (size_t i = 0; i < MOST_LINES && at < file->len; i++) {
        const char *start = file->bytes + at, *newline = memchr(start, '\n', file->len - at);
        ent_str line = { start, newline ? (size_t)(newline - start) : file->len - at };
        size_t most = 0;

        for (const char *s = ",\t;"; *s; s++) {
            size_t filled = filled_cells(line, *s);

            most = filled > most ? filled : most;
        }
        if (most > 1 && title.len) {
            table->header_offset = at;
            ent_note(diags, (ent_where){ .file = file->name, .line = i + 1 },
                     "the lines above this one, such as '%.*s', are read as a title", (int)title.len, title.ptr);
        }
        if (most > 1 || (most == 1 && !memchr(line.ptr, ' ', line.len)))
            return;
        if (most == 1 && !title.len)
            title = (ent_str){ line.ptr, line.len < 60 ? line.len : 60 };
        while (title.len && strchr(",;\t\r", title.ptr[title.len - 1]))
            title.len--;
        at += line.len + (newline != NULL);
    }
}

/* Two rows of names: the second has a name where the first has none, and nothing in the first column. */
ent_status ent_csv_join_header(ent_tablefile *table, ent_diags *diags)
{
    scanner s = ent_csv_scanner(table, table->rows_offset);
    ent_str *second = ent_arena_new(&table->arena, table->columns, sizeof *second);
    size_t missing = 0;
    record rec;

    for (size_t i = 0; i < table->columns; i++)
        missing += !table->header[i].len;
    if (!missing || table->nameless)
        return ENT_OK;
    if (!second)
        return ent_out_of_memory(diags);
    if (ent_csv_record(table, &s, table->rows_offset, second, table->columns, &rec, &table->arena) != SCAN_ROW ||
        rec.count != table->columns || ent_str_trim(second[0]).len || !table->header[0].len)
        return ENT_OK;
    for (size_t i = 0; i < table->columns; i++) {
        second[i] = ent_str_trim(second[i]);
        if (!second[i].len && !table->header[i].len)
            return ENT_OK;
    }
    for (size_t i = 0; i < table->columns; i++)
        table->header[i] = second[i].len ? second[i] : table->header[i];
    ent_note(diags, ent_file_where(&table->file, table->rows_offset, 1),
             "the names of the columns are in two rows; where both have one, that of the second is used");
    table->rows_offset = rec.next;
    return ENT_OK;
}
