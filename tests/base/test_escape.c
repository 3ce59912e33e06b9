/* test_escape.c: names are data in every format: what was escaped reads back as it was, and what
 * would be a command is none. The decoders here are plain ones of our own. */
#include <criterion/criterion.h>

#include "base/escape.h"
#include "base/json.h"
#include "support.h"

typedef void escape_fn(ent_buf *buf, ent_str s);

static const char *const samples[] = {
    "",
    "plain",
    "a & b < c > d \" e ' f",
    "]]><script>alert(1)</script>",
    "\\N \\G \\l \\\" \\\\",
    "&amp; &#39; &lt;",
    "tab\there, line\nhere",
    "=1+1",
    "@SUM(A1)",
    "＝1",
    "-",
    "-5",
    " blanks ",
    "semi;colon, comma",
    "\"quoted\"",
    "%d %s $x_1^2~{}#",
    "Österreich Россия 中国 😀",
    "\xe2\x80\xa8line separator",
    "[x]*",
};
enum { SAMPLES = sizeof samples / sizeof *samples };

/* Entities in XML, HTML, DOT and GML, decoded. */
static void decode_entities(const char *in, char *out)
{
    static const char *const names[][2] = {
        { "&amp;", "&" }, { "&lt;", "<" }, { "&gt;", ">" }, { "&quot;", "\"" }
    };

    while (*in) {
        bool found = false;

        for (size_t i = 0; i < 4 && !found; i++)
            if (strncmp(in, names[i][0], strlen(names[i][0])) == 0) {
                *out++ = names[i][1][0];
                in += strlen(names[i][0]);
                found = true;
            }
        if (!found && strncmp(in, "&#", 2) == 0) {
            unsigned long c = strtoul(in + 2, (char **)&in, 10);

            in++;
            if (c < 0x80) {
                *out++ = (char)c;
            } else if (c < 0x800) {
                *out++ = (char)(0xc0 | c >> 6);
                *out++ = (char)(0x80 | (c & 63));
            } else if (c < 0x10000) {
                *out++ = (char)(0xe0 | c >> 12);
                *out++ = (char)(0x80 | (c >> 6 & 63));
                *out++ = (char)(0x80 | (c & 63));
            } else {
                *out++ = (char)(0xf0 | c >> 18);
                *out++ = (char)(0x80 | (c >> 12 & 63));
                *out++ = (char)(0x80 | (c >> 6 & 63));
                *out++ = (char)(0x80 | (c & 63));
            }
        } else if (!found) {
            *out++ = *in++;
        }
    }
    *out = '\0';
}

static void unquote(const char *in, char *out)
{
    size_t len = strlen(in);

    memcpy(out, in + 1, len - 2);
    out[len - 2] = '\0';
}

static void decode_quoted_entities(const char *in, char *out)
{
    char inner[512];

    unquote(in, inner);
    decode_entities(inner, out);
}

static void decode_json(const char *in, char *out)
{
    ent_diags diags = { 0 };
    ent_arena arena = { 0 };
    ent_file file = { 0 };
    const ent_json *root = NULL;

    cr_assert_eq(ent_file_wrap(&file, "t", ent_str_of(in), &diags), ENT_OK);
    cr_assert_eq(ent_json_read(&root, &file, &arena, &diags), ENT_OK, "%s", in);
    sprintf(out, "%.*s", ENT_STR_ARG(root->text));
    ent_arena_destroy(&arena);
    ent_file_destroy(&file);
}

static void exact_csv(ent_buf *buf, ent_str s)
{
    ent_escape_csv_exact(buf, s, ',');
}

static void decode_csv(const char *in, char *out)
{
    bool quoted = *in == '"';

    for (in += quoted; *in; in++) {
        if (quoted && *in == '"') {
            in++;
            if (*in != '"') {
                cr_assert_eq(*in, '\0', "text after a quote");
                break;
            }
        }
        *out++ = *in;
    }
    *out = '\0';
}

Test(escape, reads_back_as_it_was)
{
    static const struct {
        const char *name;
        escape_fn *escape;
        void (*decode)(const char *in, char *out);
    } formats[] = {
        { "xml text", ent_escape_xml_text, decode_entities },
        { "xml attribute", ent_escape_xml_attr, decode_entities },
        { "json", ent_escape_json_string, decode_json },
        { "gml", ent_escape_gml_string, decode_quoted_entities },
        { "csv", exact_csv, decode_csv },
    };

    for (size_t f = 0; f < sizeof formats / sizeof *formats; f++)
        for (size_t i = 0; i < SAMPLES; i++) {
            ent_buf buf = { 0 };
            char back[1024];

            formats[f].escape(&buf, ent_str_of(samples[i]));
            formats[f].decode(ent_buf_string(&buf), back);
            cr_expect_str_eq(back, samples[i], "%s: %s", formats[f].name, ent_buf_string(&buf));
            ent_buf_destroy(&buf);
        }
}

/* An empty field is NULL and 0: nothing is added to it (clang's sanitizer looks). */
Test(escape, nothing_at_all)
{
    static const struct {
        escape_fn *escape;
        const char *out;
    } cases[] = { { ent_escape_xml_text, "" },   { ent_escape_xml_attr, "" },
                  { ent_escape_json_string, "\"\"" }, { ent_escape_gml_string, "\"\"" },
                  { exact_csv, "" },             { ent_escape_latex, "" },
                  { ent_escape_markdown, "" },   { ent_escape_pajek, "" } };

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        ent_buf buf = { 0 };

        cases[i].escape(&buf, (ent_str){ 0 });
        cr_expect_str_eq(ent_buf_string(&buf), cases[i].out, "case %zu", i);
        ent_buf_destroy(&buf);
    }
}

/* Every single character, and every pair with each special one, in every format. */
Test(escape, no_character_gets_out)
{
    static const struct {
        const char *name;
        escape_fn *escape;
        const char *never; /* characters that may not stand in the result */
    } formats[] = {
        { "xml text", ent_escape_xml_text, "<>" },
        { "xml attribute", ent_escape_xml_attr, "<>\"'\n\t" },
        { "gml", ent_escape_gml_string, "\n\r\x7f" },
        { "pajek", ent_escape_pajek, "\"\n\r" },
        { "latex", ent_escape_latex, "\n<>|\"`" },
    };

    for (size_t f = 0; f < sizeof formats / sizeof *formats; f++)
        for (int c = 1; c < 128; c++) {
            char text[3] = { (char)c, (char)(c % 3 ? '"' : '&'), '\0' };
            ent_buf buf = { 0 };
            const char *out;

            formats[f].escape(&buf, ent_str_of(text));
            out = ent_buf_string(&buf);
            cr_expect_eq(out[strcspn(out, formats[f].never)], '\0', "%s: character %d gives %s",
                         formats[f].name, c, out);
            for (const char *p = out; *p; p++)
                cr_expect((unsigned char)*p >= 0x20 || *p == '\t' || *p == '\n',
                          "%s: control character %d", formats[f].name, *p);
            ent_buf_destroy(&buf);
        }
}

Test(escape, formulas_and_commands)
{
    static const struct {
        const char *text, *csv, *tsv, *latex, *markdown, *terminal;
    } cases[] = {
        { "=1+1", "'=1+1", "'=1+1", "=1+1", "=1+1", "=1+1" },
        { "-5", "-5", "-5", "-{}5", "-5", "-5" },
        { "-a", "'-a", "'-a", "-{}a", "-a", "-a" },
        { "a,b", "\"a,b\"", "a,b", "a,b", "a,b", "a,b" },
        { "a\tb", "\"a\tb\"", "a b", "a b", "a b", "a\\x09b" },
        { "-\"\t", "\"'-\"\"\t\"", "\"'-\"\" \"", "-{}\\char34{} ", "-\" ", "-\"\\x09" },
        { "\\x{}", "\\x{}", "\\x{}", "\\textbackslash{}x\\{\\}", "\\\\x\\{\\}", "\\x{}" },
        { "[1]", "[1]", "[1]", "{}[1]", "\\[1\\]", "[1]" },
        { "a|b", "a|b", "a|b", "a\\textbar{}b", "a\\|b", "a|b" },
        { "\x1b[31m", "\"\"", "", "", "", "\\x1B[31m" },
        { "a\xe2\x80\xae" "b", "", "", "", "", "a\\u{202E}b" },
        { "a\xff" "b", "", "", "", "", "a\\xFFb" },
        { "\xe0\x80\xae", "", "", "", "", "\\xE0\\x80\\xAE" },
        { "\xed\xa0\x80", "", "", "", "", "\\xED\\xA0\\x80" },
        { "\xf4\x90\x80\x80", "", "", "", "", "\\xF4\\x90\\x80\\x80" },
    };

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        ent_str s = ent_str_of(cases[i].text);
        ent_buf buf = { 0 };

        ent_escape_terminal(&buf, s, 0);
        cr_expect_str_eq(ent_buf_string(&buf), cases[i].terminal);
        if (cases[i].latex[0]) {
            ent_buf_clear(&buf);
            ent_escape_csv_cell(&buf, s, ',');
            cr_expect_str_eq(ent_buf_string(&buf), cases[i].csv);
            ent_buf_clear(&buf);
            ent_escape_csv_cell(&buf, s, '\t');
            cr_expect_str_eq(ent_buf_string(&buf), cases[i].tsv);
            ent_buf_clear(&buf);
            ent_escape_latex(&buf, s);
            cr_expect_str_eq(ent_buf_string(&buf), cases[i].latex);
            ent_buf_clear(&buf);
            ent_escape_markdown(&buf, s);
            cr_expect_str_eq(ent_buf_string(&buf), cases[i].markdown);
        }
        ent_buf_destroy(&buf);
    }
    for (size_t i = 0; i < 3; i++) { /* no end of a line or cell inside a cell of TSV */
        static const char *const ends[] = { "a\tb", "a\nb", "a\rb" };
        ent_buf buf = { 0 };

        ent_escape_csv_cell(&buf, ent_str_of(ends[i]), '\t');
        cr_expect_str_eq(ent_buf_string(&buf), "a b");
        ent_buf_destroy(&buf);
    }
    for (size_t limit = 1; limit < 5; limit++) {
        ent_buf buf = { 0 };

        ent_escape_terminal(&buf, ENT_STR("дддддд"), limit);
        cr_expect_eq(ent_utf8_count(ent_buf_view(&buf)), limit + 3);
        ent_buf_destroy(&buf);
    }
}
