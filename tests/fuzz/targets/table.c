/* table.c: the table reader. The first byte says as what: CSV, TSV or JSON under that name, or a
 * dialect. What it hands on is what a plain reader of RFC 4180 finds, is found again cell by cell,
 * and comes back when it is written and read once more. */
#include "base/escape.h"
#include "data/table/tablefile.h"
#include "fuzz.h"
#include "readers.h"

enum { MOST_COMPARED = 64 }; /* columns */

typedef struct seen {
    ent_buf again;   /* the table, written by us */
    ent_buf cells;   /* lengths and bytes of all cells */
    read_csv *other; /* a second reader of the same bytes; NULL: there is none */
    size_t rows;
} seen;

static void note(ent_buf *cells, ent_str cell)
{
    ent_buf_format(cells, "%zu:", cell.len);
    ent_buf_str(cells, cell);
}

/* The next record of the other reader that our reader hands on: not a blank line, not a ragged one.
 */
static void next_record(read_csv *other, ent_buf *fields, size_t columns)
{
    size_t count;
    bool blank;

    do {
        ent_buf more = { 0 };

        for (count = 0; !count || !other->at_end; count++)
            REQUIRE(read_csv_field(other, count < columns ? &fields[count] : &more));
        blank = count == 1 && !other->quoted && !fields[0].len;
        REQUIRE(!other->wrong);
        ent_buf_destroy(&more);
    } while (count != columns || blank);
}

static void compare_row(read_csv *other, const ent_str *fields, size_t columns)
{
    ent_buf theirs[MOST_COMPARED] = { 0 };

    if (columns > MOST_COMPARED)
        return;
    next_record(other, theirs, columns);
    for (size_t c = 0; c < columns; c++) {
        REQUIRE(ent_str_eq(ent_buf_view(&theirs[c]), fields[c]));
        ent_buf_destroy(&theirs[c]);
    }
}

static ent_status look(void *ctx, ent_tablefile *table, size_t offset, const ent_str *fields)
{
    seen *s = ctx;

    s->rows++;
    for (size_t c = 0; c < table->columns; c++) {
        ent_where where = ent_tablefile_where(table, offset, c);

        REQUIRE(ent_str_eq(ent_tablefile_cell(table, offset, c), fields[c]));
        REQUIRE(where.line >= 1 && where.column >= 1);
        note(&s->cells, fields[c]);
        ent_buf_text(&s->again, c ? "," : "");
        if (table->columns == 1 && !fields[c].len)
            ent_buf_text(&s->again, "\"\""); /* else it would be a blank line */
        ent_escape_csv_exact(&s->again, fields[c], ',');
    }
    ent_buf_char(&s->again, '\n');
    if (s->other)
        compare_row(s->other, fields, table->columns);
    return ENT_OK;
}

static ent_status read_table(seen *s, ent_tablefile *table, ent_diags *diags)
{
    ent_status status;

    for (size_t c = 0; c < table->columns; c++) {
        ent_buf_text(&s->again, c ? "," : "");
        ent_escape_csv_exact(&s->again, table->header[c], ',');
    }
    ent_buf_char(&s->again, '\n');
    ent_tablefile_guess(table);
    status = ent_tablefile_rows(table, look, s, diags);
    REQUIRE(!s->again.failed && !s->cells.failed);
    return status;
}

/* What was written is one table with the same cells. */
static void read_again(const seen *s)
{
    ent_diags diags = fuzz_diags();
    seen twice = { 0 };
    ent_tablefile table;

    REQUIRE(ent_tablefile_wrap(&table, "again.csv", ent_buf_view(&s->again), &diags) == ENT_OK);
    REQUIRE(read_table(&twice, &table, &diags) == ENT_OK);
    REQUIRE(twice.rows == s->rows);
    REQUIRE(ent_str_eq(ent_buf_view(&twice.cells), ent_buf_view(&s->cells)));
    ent_tablefile_destroy(&table);
    ent_buf_destroy(&twice.again);
    ent_buf_destroy(&twice.cells);
}

/* The header as the plain reader finds it, blank lines before it passed over. */
static void pass_header(read_csv *other, const ent_tablefile *table)
{
    ent_buf field = { 0 };
    size_t columns = 0;

    do
        REQUIRE(read_csv_field(other, &field));
    while (other->at_end && !other->quoted && !field.len);
    for (columns = 1; !other->at_end; columns++)
        REQUIRE(read_csv_field(other, &field));
    REQUIRE(columns == table->columns && !other->wrong);
    ent_buf_destroy(&field);
}

/* Blanks around a name do not come back: of a delimited header they are dropped. */
static bool is_trimmed(const ent_tablefile *table)
{
    for (size_t c = 0; c < table->columns; c++)
        if (ent_str_trim(table->header[c]).len != table->header[c].len)
            return false;
    return true;
}

static ent_dialect dialect_of(ent_str *rest)
{
    static const ent_str header[] = { { "one", 3 }, { "two", 3 }, { "three", 5 } };
    static const char separators[] = ",;\t|", quotes[] = "\0\"'";
    ent_dialect d = { 0 };

    d.separator = separators[fuzz_choice(rest, 4)];
    d.quote = quotes[fuzz_choice(rest, 3)];
    d.encoding = (ent_encoding)fuzz_choice(rest, 3);
    d.skip = fuzz_choice(rest, 3);
    d.lone_cr = fuzz_choice(rest, 2);
    d.no_quotes = fuzz_choice(rest, 2);
    d.nameless = fuzz_choice(rest, 2);
    if (fuzz_choice(rest, 2)) {
        d.header = header;
        d.columns = 3;
    }
    return d;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const names[] = { "table.csv", "table.tsv", "table.json" };
    ent_str rest = fuzz_input(data, size);
    unsigned kind = fuzz_choice(&rest, 4);
    ent_diags diags = fuzz_diags();
    ent_tablefile table;
    seen s = { 0 };
    ent_status status;

    if (kind < 3) {
        status = ent_tablefile_wrap(&table, names[kind], rest, &diags);
    } else {
        ent_dialect dialect = dialect_of(&rest);

        status = ent_tablefile_open_as(&table, fuzz_put("dialect.csv", rest), &dialect, &diags);
        if (status == ENT_OK && dialect.header)
            REQUIRE(table.columns == 3);
    }
    if (status == ENT_OK) {
        read_csv other = { .rest = { table.file.bytes + table.file.start,
                                     table.file.len - table.file.start },
                           .separator = table.separator };

        if (kind < 2 && !table.lenient) { /* the plain reader has no quotes that are data */
            pass_header(&other, &table);
            s.other = &other;
        }
        status = read_table(&s, &table, &diags);
        s.other = NULL;
        if (status == ENT_OK && table.columns && !table.nameless && is_trimmed(&table))
            read_again(&s);
        ent_tablefile_destroy(&table);
    }
    fuzz_verdict(status, &diags);
    ent_buf_destroy(&s.again);
    ent_buf_destroy(&s.cells);
    return 0;
}
