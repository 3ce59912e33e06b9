/* escape.c: a name in every format and position: written by us, read by somebody else, the same.
 * Control characters, which no reader of ours lets through, come out as U+FFFD. */
#include "base/escape.h"
#include "data/table/tablefile.h"
#include "fuzz.h"
#include "readers.h"

/* ---- what is expected ---- */

/* The name with other letters in the place of some of its ASCII ones; NULL: as it is. */
typedef const char *letter_fn(char c);

static const char *none(char c)
{
    (void)c;
    return NULL;
}

static const char *blank_line_ends(char c)
{
    return c == '\n' || c == '\r' || c == '\t' ? " " : NULL;
}

static const char *no_returns(char c)
{
    return c == '\r' ? "" : NULL;
}

static const char *pajek_letters(char c)
{
    return c == '"' ? "'" : blank_line_ends(c);
}

/* U+FDD0 to U+FDEF, and the last two code points of each plane, in their three or four bytes. */
static bool noncharacter(const char *p, size_t bytes)
{
    const unsigned char *b = (const unsigned char *)p;

    if (bytes == 3)
        return (b[1] == 0xbf && b[2] >= 0xbe) || (b[1] == 0xb7 && b[2] >= 0x90 && b[2] <= 0xaf);
    return (b[1] & 0x0f) == 0x0f && b[2] == 0xbf && b[3] >= 0xbe;
}

static void expect(ent_buf *out, ent_str name, letter_fn *instead)
{
    for (const char *p = name.ptr, *end = p + name.len; p < end; p++) {
        unsigned char c = (unsigned char)*p;
        bool c1 = c == 0xc2 && (unsigned char)p[1] < 0xa0;
        bool three = c == 0xef && noncharacter(p, 3), four = c >= 0xf0 && noncharacter(p, 4);

        if ((c < 0x20 && c != '\t' && c != '\n' && c != '\r') || c == 0x7f || c1 || three || four) {
            ent_buf_text(out, "\xef\xbf\xbd");
            p += c1 ? 1 : three ? 2 : four ? 3 : 0;
        } else if (c < 0x80 && instead(*p)) {
            ent_buf_text(out, instead(*p));
        } else {
            ent_buf_char(out, *p);
        }
    }
}

/* ---- the ways ---- */

typedef void escape_fn(ent_buf *buf, ent_str s);
typedef void read_fn(ent_buf *out, ent_str text);

static const struct {
    escape_fn *escape;
    const char *before, *after; /* markup around it */
    read_fn *read;
    letter_fn *instead;
} ways[] = {
    { ent_escape_xml_text, "<e>", "</e>", read_xml_text, none },
    { ent_escape_xml_attr, "<e a=\"", "\"/>", read_xml_attribute, none },
    { ent_escape_json_string, "", "", read_json_string, none },
    { ent_escape_gml_string, "", "", read_gml_string, none },
    { ent_escape_latex, "", "", read_latex, blank_line_ends },
    { ent_escape_markdown, "", "", read_markdown, blank_line_ends },
};

static void there_and_back(ent_str name, size_t way)
{
    ent_buf written = { 0 }, read = { 0 }, expected = { 0 };

    ent_buf_text(&written, ways[way].before);
    ways[way].escape(&written, name);
    ent_buf_text(&written, ways[way].after);
    ways[way].read(&read, ent_buf_view(&written));
    expect(&expected, name, ways[way].instead);
    REQUIRE(ent_str_eq(ent_buf_view(&read), ent_buf_view(&expected)));
    ent_buf_destroy(&written);
    ent_buf_destroy(&read);
    ent_buf_destroy(&expected);
}

/* ---- labels handed to cgraph, Pajek ---- */

static void dot_label(ent_str name)
{
    ent_buf written = { 0 }, read = { 0 }, expected = { 0 };

    ent_escape_dot_label(&written, name);
    read_dot_label(&read, ent_buf_string(&written));
    expect(&expected, name, no_returns);
    REQUIRE(ent_str_eq(ent_buf_view(&read), ent_buf_view(&expected)));
    ent_buf_destroy(&written);
    ent_buf_destroy(&read);
    ent_buf_destroy(&expected);
}

static void pajek(ent_str name)
{
    ent_buf written = { 0 }, expected = { 0 };

    ent_escape_pajek(&written, name);
    expect(&expected, name, pajek_letters);
    REQUIRE(ent_str_eq(ent_buf_view(&written), ent_buf_view(&expected)));
    ent_buf_destroy(&written);
    ent_buf_destroy(&expected);
}

/* ---- CSV ---- */

static ent_status take_row(void *ctx, ent_tablefile *table, size_t offset, const ent_str *fields)
{
    (void)table, (void)offset;
    ent_buf_str(ctx, fields[0]);
    ent_buf_char(ctx, '|');
    ent_buf_str(ctx, fields[1]);
    return ENT_OK;
}

/* The cell, then another cell that must stay what it is. */
static void csv_cell(ent_str name, char separator, bool exact)
{
    ent_buf written = { 0 }, read = { 0 }, expected = { 0 }, ours = { 0 };
    ent_diags diags = fuzz_diags();
    ent_tablefile table;
    read_csv csv = { .separator = separator };
    ent_str cell;

    ent_buf_format(&written, "a%cb\n", separator);
    (exact ? ent_escape_csv_exact : ent_escape_csv_cell)(&written, name, separator);
    ent_buf_format(&written, "%cend\n", separator);
    csv.rest = ent_buf_view(&written);
    for (int i = 0; i < 3; i++)
        REQUIRE(read_csv_field(&csv, &read) && !csv.wrong);
    cell = ent_buf_view(&read);
    if (exact)
        ent_buf_str(&expected, name);
    else
        expect(&expected, name, separator == '\t' ? blank_line_ends : none);
    if (!exact && cell.len && cell.ptr[0] == '\'' && name.len && name.ptr[0] != '\'')
        cell = (ent_str){ cell.ptr + 1, cell.len - 1 }; /* the guard */
    REQUIRE(ent_str_eq(cell, ent_buf_view(&expected)));
    if (!exact && ent_buf_view(&read).len)
        REQUIRE(!strchr("=@\t\r", read.data[0]));
    ent_buf_char(&expected, '|');
    ent_buf_text(&expected, "end");
    REQUIRE(read_csv_field(&csv, &read) && csv.at_end && ent_str_is(ent_buf_view(&read), "end"));

    /* Our own reader reads what we write exactly; but between tabs a quote before a tab and a line end
     * stands for itself, as tables of others have it, and ours have no line ends there. */
    if (separator == '\t' && name.len && memchr(name.ptr, '\t', name.len) &&
        (memchr(name.ptr, '\n', name.len) || memchr(name.ptr, '\r', name.len)))
        exact = false;
    if (exact && ent_tablefile_wrap(&table, separator == '\t' ? "t.tsv" : "t.csv",
                                    ent_buf_view(&written), &diags) == ENT_OK) {
        REQUIRE(ent_tablefile_rows(&table, take_row, &ours, &diags) == ENT_OK);
        REQUIRE(ent_str_eq(ent_buf_view(&ours), ent_buf_view(&expected)));
        ent_tablefile_destroy(&table);
    }
    ent_buf_destroy(&written);
    ent_buf_destroy(&read);
    ent_buf_destroy(&expected);
    ent_buf_destroy(&ours);
}

/* ---- the terminal: any bytes ---- */

static void terminal(ent_str bytes)
{
    ent_buf shown = { 0 }, cut = { 0 }, text = { 0 };

    ent_escape_terminal(&shown, bytes, 0);
    for (size_t i = 0; i < shown.len; i++)
        REQUIRE((unsigned char)shown.data[i] >= 0x20 && shown.data[i] != 0x7f);
    fuzz_text(&text, ent_buf_view(&shown), true); /* nothing to repair: valid UTF-8 */
    REQUIRE(ent_str_eq(ent_buf_view(&text), ent_buf_view(&shown)));
    ent_escape_terminal(&cut, bytes, 5);
    REQUIRE(cut.len <= 5 * 10 + 3);
    ent_buf_destroy(&shown);
    ent_buf_destroy(&cut);
    ent_buf_destroy(&text);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    ent_buf text = { 0 };
    ent_str name;

    fuzz_text(&text, fuzz_input(data, size), true);
    name = ent_str_of(ent_buf_string(&text)); /* up to a NUL: no name has one */
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++)
        there_and_back(name, i);
    dot_label(name);
    pajek(name);
    csv_cell(name, ',', false);
    csv_cell(name, '\t', false);
    csv_cell(name, ',', true);
    csv_cell(name, '\t', true);
    terminal(fuzz_input(data, size));
    ent_buf_destroy(&text);
    return 0;
}
