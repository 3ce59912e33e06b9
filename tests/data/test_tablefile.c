/* test_tablefile.c: tables as a slow reader reads them, letter by letter; limits on both sides;
 * what falls on the border of two pieces of a file; files that are cut off. */
#include <criterion/criterion.h>

#include <zlib.h>

#include "data/table/tablefile.h"
#include "support.h"

enum { PIECE = 256 << 10 }; /* files are read in such pieces */

static uint64_t state = 1234567891011u;

static uint64_t random_below(uint64_t limit)
{
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return (state >> 11) % limit;
}

/* ---- rows, written down again in a form without quotes ---- */

static ent_status write_down(void *ctx, ent_tablefile *table, size_t offset, const ent_str *fields)
{
    ent_buf *out = ctx;

    for (size_t c = 0; c < table->columns; c++) {
        ent_str again = ent_tablefile_cell(table, offset, c);

        cr_assert(ent_str_eq(again, fields[c])); /* looked up again by its place */
        ent_buf_str(out, fields[c]);
        ent_buf_char(out, '\x1f');
    }
    ent_buf_char(out, '\x1e');
    return ENT_OK;
}

static ent_status read_text(ent_str text, const ent_dialect *dialect, ent_buf *rows, heard *h)
{
    ent_diags diags = { .sink = hear, .ctx = h };
    ent_tablefile table;
    ent_status status;
    folder f;
    FILE *file;

    folder_make(&f);
    file = fopen(folder_put(&f, "table.csv", ""), "wb");
    fwrite(text.ptr, 1, text.len, file);
    fclose(file);
    if ((status = ent_tablefile_open_as(&table, f.names[0], dialect, &diags)) == ENT_OK)
        status = ent_tablefile_rows(&table, write_down, rows, &diags);
    ent_tablefile_destroy(&table);
    folder_remove(&f);
    return status;
}

/* A table of three columns, and at the same time what its rows must be. */
static void random_table(ent_buf *text, ent_buf *rows)
{
    static const char *const pieces[] = { "a", "longer text ", "\xc3\xa9", "7", " ", "x;y" };
    static const char *const quoted[] = { ",", "\n", "\r\n", "\"\"", "\xe2\x82\xac", "b" };
    size_t count = 1 + random_below(40);

    ent_buf_text(text, "one,two,three\n");
    for (size_t r = 0; r < count; r++) {
        const char *end = random_below(3) ? "\n" : "\r\n";

        for (int c = 0; c < 3; c++) {
            bool quotes = random_below(3) == 0;
            size_t parts = random_below(random_below(9) ? 4 : 40);

            if (c)
                ent_buf_char(text, ',');
            if (quotes)
                ent_buf_char(text, '"');
            for (; parts; parts--) {
                const char *part = quotes ? quoted[random_below(6)] : pieces[random_below(6)];

                ent_buf_text(text, part);
                ent_buf_text(rows, strcmp(part, "\"\"") == 0 ? "\"" : part);
            }
            if (quotes)
                ent_buf_char(text, '"');
            ent_buf_char(rows, '\x1f');
        }
        ent_buf_char(rows, '\x1e');
        if (r + 1 < count || random_below(2))
            ent_buf_text(text, end);
        if (random_below(8) == 0 && r + 1 < count)
            ent_buf_text(text, end); /* a blank line */
    }
}

Test(tablefile, random_tables_come_back)
{
    for (int round = 0; round < 600; round++) {
        ent_buf text = { 0 }, rows = { 0 }, got = { 0 };
        heard h = { "" };

        random_table(&text, &rows);
        cr_assert_eq(read_text(ent_buf_view(&text), &(ent_dialect){ 0 }, &got, &h), ENT_OK, "%s",
                     h.text);
        cr_assert(ent_str_eq(ent_buf_view(&got), ent_buf_view(&rows)), "round %d", round);
        ent_buf_destroy(&text);
        ent_buf_destroy(&rows);
        ent_buf_destroy(&got);
    }
}

/* Something that must not be torn, moved byte by byte over the border of two pieces. */
static void over_the_border(const char *what, const char *expected, const ent_dialect *dialect)
{
    size_t len = strlen(what);

    for (size_t before = 0; before <= len; before++) {
        ent_buf text = { 0 }, got = { 0 };
        heard h = { "" };

        ent_buf_text(&text, "h\n");
        while (text.len + 8 < PIECE - before)
            ent_buf_text(&text, "padding\n");
        while (text.len < PIECE - before)
            ent_buf_char(&text, text.len + 1 < PIECE - before ? 'p' : '\n');
        ent_buf_text(&text, what);
        cr_assert_eq(read_text(ent_buf_view(&text), dialect, &got, &h), ENT_OK, "%zu: %s", before,
                     h.text);
        cr_assert(got.len > strlen(expected) && memcmp(got.data + got.len - strlen(expected),
                                                       expected, strlen(expected)) == 0,
                  "%zu before the border", before);
        ent_buf_destroy(&text);
        ent_buf_destroy(&got);
    }
}

Test(tablefile, nothing_is_torn_between_pieces)
{
    const ent_dialect plain = { 0 }, latin = { .encoding = ENT_WINDOWS1252 },
                      mac = { .lone_cr = true };

    over_the_border("one\r\ntwo\r\n", "one\x1f\x1etwo\x1f\x1e", &plain);
    over_the_border("\"a \"\"b\"\"\r\nc\"\r\nlast", "a \"b\"\r\nc\x1f\x1elast\x1f\x1e", &plain);
    over_the_border("\xf0\x9f\x8c\x8d \xe2\x82\xac \xc3\xa9\n",
                    "\xf0\x9f\x8c\x8d \xe2\x82\xac \xc3\xa9\x1f\x1e", &plain);
    over_the_border("\x80 \xe9\r\n", "\xe2\x82\xac \xc3\xa9\x1f\x1e", &latin);
    over_the_border("one\rtwo\r\nthree\r", "one\x1f\x1etwo\x1f\x1ethree\x1f\x1e", &mac);
}

/* ---- limits ---- */

static void repeat(ent_buf *text, char c, size_t count)
{
    static char many[4096];

    memset(many, c, sizeof many);
    for (; count; count -= count < sizeof many ? count : sizeof many)
        ent_buf_add(text, many, count < sizeof many ? count : sizeof many);
}

/* A row of `fields` fields and `len` bytes, in quotes with line ends if wanted; then one more. */
static ent_status read_long(size_t fields, size_t len, bool lines, heard *h)
{
    ent_buf text = { 0 }, got = { 0 };
    ent_status status;

    for (size_t i = 0; i < fields; i++)
        ent_buf_format(&text, "%sc%zu", i ? "," : "", i);
    ent_buf_char(&text, '\n');
    for (size_t i = 0; i < fields; i++) {
        size_t share = (len - (fields - 1)) / fields + (i < (len - (fields - 1)) % fields);

        if (i)
            ent_buf_char(&text, ',');
        if (lines) {
            ent_buf_text(&text, "\"\n\r\n");
            repeat(&text, 'x', share - 5);
            ent_buf_char(&text, '"');
        } else {
            repeat(&text, 'x', share);
        }
    }
    ent_buf_char(&text, '\n');
    for (size_t i = 0; i < fields; i++)
        ent_buf_text(&text, i ? ",y" : "y");
    h->text[0] = '\0';
    status = read_text(ent_buf_view(&text), &(ent_dialect){ 0 }, &got, h);
    if (status == ENT_OK)
        cr_expect_gt(got.len, len - 5 * fields);
    ent_buf_destroy(&text);
    ent_buf_destroy(&got);
    return status;
}

Test(tablefile, fields_and_rows_up_to_their_limits)
{
    heard h;

    for (int lines = 0; lines < 2; lines++) {
        size_t more = lines ? 2 : 0; /* the quotes are no part of the field */

        cr_expect_eq(read_long(1, ENT_LIMIT_FIELD + more, lines, &h), ENT_OK, "%s", h.text);
        cr_expect_eq(read_long(1, ENT_LIMIT_FIELD + more + 1, lines, &h), ENT_EDATA);
        cr_expect_str_eq(h.text, "table-syntax@2:1 ");
        cr_expect_eq(read_long(5, ENT_LIMIT_LINE, lines, &h), ENT_OK, "%s", h.text);
        cr_expect_eq(read_long(5, ENT_LIMIT_LINE + 1, lines, &h), ENT_EDATA);
        cr_expect_str_eq(h.text, "table-syntax@2:1 ");
        cr_expect_eq(read_long(5, ENT_LIMIT_LINE + 4 * PIECE, lines, &h), ENT_EDATA);
        cr_expect_str_eq(h.text, "table-syntax@2:1 ");
    }
}

static ent_status read_columns(size_t count, heard *h)
{
    ent_buf text = { 0 }, got = { 0 };
    ent_status status;

    for (size_t i = 0; i < count; i++)
        ent_buf_format(&text, "%sc%zu", i ? "," : "", i);
    ent_buf_char(&text, '\n');
    status = read_text(ent_buf_view(&text), &(ent_dialect){ 0 }, &got, h);
    ent_buf_destroy(&text);
    ent_buf_destroy(&got);
    return status;
}

Test(tablefile, columns_up_to_their_limit)
{
    heard h = { "" };

    cr_expect_eq(read_columns(ENT_LIMIT_COLUMNS, &h), ENT_OK);
    cr_expect_eq(read_columns(ENT_LIMIT_COLUMNS + 1, &h), ENT_EDATA);
    cr_expect_str_eq(h.text, "file-limit@1:1 ");
}

/* No more is read of a file than shows that it is wrong. */
Test(tablefile, an_endless_row_is_not_read_to_its_end)
{
    static const char *const starts[] = { "a,b\n1,", "a,b\n1,\"", "", "a,b\n1,2\n\"" };

    for (size_t i = 0; i < sizeof starts / sizeof *starts; i++) {
        const ent_form form = { .records = true, .quote = '"' };
        ent_diags diags = { 0 };
        ent_buf text = { 0 };
        ent_file file;
        folder f;
        FILE *out;

        repeat(&text, 'x', 2 * ENT_LIMIT_LINE);
        folder_make(&f);
        out = fopen(folder_put(&f, "endless.csv", starts[i]), "ab");
        fwrite(text.data, 1, text.len, out);
        fclose(out);
        cr_expect_eq(ent_file_read_as(&file, f.names[0], &form, &diags), ENT_OK);
        cr_expect(file.cut);
        cr_expect_leq(file.len, (size_t)ENT_LIMIT_LINE + 3 * PIECE);
        ent_file_destroy(&file);
        ent_buf_destroy(&text);
        folder_remove(&f);
    }
}

/* Quotes in lines that are passed over open nothing. */
Test(tablefile, quotes_in_lines_before_the_header_mean_nothing)
{
    ent_buf text = { 0 }, got = { 0 };
    heard h = { "" };

    ent_buf_text(&text, "5\" of titles\nmore\na,b\n");
    while (text.len < ENT_LIMIT_LINE + 4 * PIECE)
        ent_buf_text(&text, "1,two and some more of the same kind\n");
    cr_expect_eq(read_text(ent_buf_view(&text), &(ent_dialect){ .skip = 2 }, &got, &h), ENT_OK,
                 "%s", h.text);
    ent_buf_destroy(&text);
    ent_buf_destroy(&got);
}

/* ---- compressed files ---- */

static ent_status read_zipped(size_t keep, size_t damage, size_t *rows, heard *h)
{
    ent_diags diags = { .sink = hear, .ctx = h };
    ent_tablefile table;
    ent_buf got = { 0 };
    ent_status status;
    folder f;
    gzFile gz;
    struct stat info;

    *rows = 0;
    folder_make(&f);
    gz = gzopen(folder_put(&f, "table.csv.gz", ""), "wb");
    gzputs(gz, "a,b\n");
    for (int i = 0; i < 100000; i++)
        gzprintf(gz, "%d,%d\n", i, i * 7919 % 10007);
    gzclose(gz);
    stat(f.names[0], &info);
    if (keep < 100 && truncate(f.names[0], info.st_size * (off_t)keep / 100) != 0)
        abort();
    if (damage) {
        FILE *file = fopen(f.names[0], "r+b");

        fseek(file, (long)damage, SEEK_SET);
        fputs("damage", file);
        fclose(file);
    }
    if ((status = ent_tablefile_open(&table, f.names[0], &diags)) == ENT_OK) {
        status = ent_tablefile_rows(&table, write_down, &got, &diags);
        *rows = table.rows;
    }
    ent_tablefile_destroy(&table);
    ent_buf_destroy(&got);
    folder_remove(&f);
    return status;
}

Test(tablefile, compressed_files_are_read_and_cut_ones_refused)
{
    heard h = { "" };
    size_t rows;

    cr_expect_eq(read_zipped(100, 0, &rows, &h), ENT_OK);
    cr_expect_eq(rows, 100000);
    cr_expect_str_eq(h.text, "");
    for (size_t keep = 1; keep < 100; keep += 14) {
        h.text[0] = '\0';
        cr_expect_eq(read_zipped(keep, 0, &rows, &h), ENT_EDATA);
        cr_expect_str_eq(h.text, "file-unreadable@0:0 ");
    }
    h.text[0] = '\0';
    cr_expect_eq(read_zipped(100, 5000, &rows, &h), ENT_EDATA);
}

/* ---- lists of objects ---- */

/* Cells of all kinds, keys in any order, keys that a row lacks; each looked up a second time as well. */
Test(tablefile, lists_of_objects)
{
    static const char text[] = "[{\"a\":\"x\",\"b\":1.50},\n {\"c\":true,\"a\":null},\n {},\n"
                               " {\"c\":false,\"b\":\"y\",\"d\":-0}]";
    ent_diags diags = { 0 };
    ent_tablefile table;
    ent_buf rows = { 0 };
    folder f;

    folder_make(&f);
    cr_assert_eq(ent_tablefile_open(&table, folder_put(&f, "t.json", text), &diags), ENT_OK);
    cr_expect_eq(table.columns, 4);
    cr_expect_eq(ent_tablefile_rows(&table, write_down, &rows, &diags), ENT_OK);
    cr_expect_str_eq(ent_buf_string(&rows), "x\x1f" "1.50\x1f\x1f\x1f\x1e"
                                            "\x1f\x1f" "true\x1f\x1f\x1e"
                                            "\x1f\x1f\x1f\x1f\x1e"
                                            "\x1fy\x1f" "false\x1f" "-0\x1f\x1e");
    cr_expect_eq(diags.warnings, 1, "numbers are spoken of once");
    ent_buf_destroy(&rows);
    ent_tablefile_destroy(&table);
    folder_remove(&f);
}

Test(tablefile, what_is_no_list_of_objects)
{
    static const struct {
        const char *text, *found;
    } wrong[] = {
        { "", "file-empty@1:" },
        { "{}", "json-syntax@1:1" },
        { "[{},\n 7]", "json-syntax@2:2" },
        { "[{\"a\":\n[]}]", "json-syntax@2:1" },
        { "[{\"a\":{}}]", "json-syntax@1:7" },
    };

    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        heard h = { "" };
        ent_diags diags = { .sink = hear, .ctx = &h };
        ent_tablefile table;
        folder f;

        folder_make(&f);
        cr_expect_eq(ent_tablefile_open(&table, folder_put(&f, "t.json", wrong[i].text), &diags), ENT_EDATA);
        cr_expect(strstr(h.text, wrong[i].found) != NULL, "%s gave \"%s\"", wrong[i].text, h.text);
        ent_tablefile_destroy(&table);
        folder_remove(&f);
    }
}

Test(tablefile, keys_up_to_their_limit)
{
    for (int keys = ENT_LIMIT_COLUMNS; keys <= ENT_LIMIT_COLUMNS + 1; keys++) {
        ent_diags diags = { 0 };
        ent_tablefile table;
        ent_buf text = { 0 };
        folder f;

        ent_buf_text(&text, "[{");
        for (int i = 0; i < keys; i++)
            ent_buf_format(&text, "%s\"k%d\":\"\"", i ? "," : "", i);
        ent_buf_text(&text, "}]");
        folder_make(&f);
        cr_expect_eq(ent_tablefile_open(&table, folder_put(&f, "t.json", ent_buf_string(&text)), &diags),
                     keys > ENT_LIMIT_COLUMNS ? ENT_EDATA : ENT_OK);
        ent_tablefile_destroy(&table);
        ent_buf_destroy(&text);
        folder_remove(&f);
    }
}
