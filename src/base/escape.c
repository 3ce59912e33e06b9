/* escape.c: see escape.h. */
#include "base/escape.h"

#include <string.h>

static const char REPLACEMENT[] = "\xef\xbf\xbd";

/* Code points that Unicode reserves for no character. XML and PDF refuse some of them. */
static bool is_noncharacter(uint32_t c)
{
    return (c & 0xfffe) == 0xfffe || (c >= 0xfdd0 && c <= 0xfdef);
}

static bool is_control(uint32_t c)
{
    return (c < 0x20 && c != '\t' && c != '\n' && c != '\r') || (c >= 0x7f && c < 0xa0) ||
           is_noncharacter(c);
}

bool ent_is_hidden(uint32_t c)
{
    return (c >= 0x80 && c < 0xa0) || c == 0x61c || (c >= 0x200b && c <= 0x200f) ||
           (c >= 0x202a && c <= 0x202e) || (c >= 0x2060 && c <= 0x2064) ||
           (c >= 0x2066 && c <= 0x2069) || c == 0xfeff || (c >= 0xe0000 && c <= 0xe007f) ||
           is_noncharacter(c);
}

/* The escape of an ASCII character in one format; NULL: itself. */
typedef const char *escape_fn(char c);

static void escape(ent_buf *buf, ent_str s, escape_fn *escape_of)
{
    const char *end = ent_str_end(s), *plain = s.ptr, *p = s.ptr;

    while (p < end) {
        size_t len = 1;
        uint32_t c = (unsigned char)*p < 0x80 ? (uint32_t)*p : ent_utf8_decode(p, end, &len);
        const char *text = is_control(c) ? REPLACEMENT : c < 0x80 ? escape_of((char)c) : NULL;

        if (text) {
            ent_buf_add(buf, plain, (size_t)(p - plain));
            ent_buf_text(buf, text);
            plain = p + len;
        }
        p += len;
    }
    ent_buf_add(buf, plain, (size_t)(end - plain));
}

static const char *xml_text(char c)
{
    return c == '&' ? "&amp;" : c == '<' ? "&lt;" : c == '>' ? "&gt;" : c == '\r' ? "&#13;" : NULL;
}

void ent_escape_xml_text(ent_buf *buf, ent_str s)
{
    escape(buf, s, xml_text);
}

static const char *xml_attr(char c)
{
    switch (c) {
    case '"':
        return "&quot;";
    case '\'':
        return "&#39;";
    case '\t':
        return "&#9;";
    case '\n':
        return "&#10;";
    default:
        return xml_text(c);
    }
}

void ent_escape_xml_attr(ent_buf *buf, ent_str s)
{
    escape(buf, s, xml_attr);
}

static const char *dot_label(char c)
{
    return c == '\\' ? "\\\\" : c == '&' ? "&amp;" : c == '\n' ? "\\n" : c == '\r' ? "" : NULL;
}

/* libcgraph does not quote these texts, and cannot read them back: it takes the first three for numbers
 * and drops a byte order mark. */
void ent_escape_dot_label(ent_buf *buf, ent_str s)
{
    static const char *const cases[][2] = {
        { "-", "&#45;" }, { ".", "&#46;" }, { "-.", "&#45;." }, { "\xef\xbb\xbf", "&#65279;" }
    };

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        if (ent_str_is(s, cases[i][0])) {
            ent_buf_text(buf, cases[i][1]);
            return;
        }
    escape(buf, s, dot_label);
}

static const char *json(char c)
{
    switch (c) {
    case '"':
        return "\\\"";
    case '\\':
        return "\\\\";
    case '<':
        return "\\u003c";
    case '\t':
        return "\\t";
    case '\n':
        return "\\n";
    case '\r':
        return "\\r";
    default:
        return NULL;
    }
}

void ent_escape_json_string(ent_buf *buf, ent_str s)
{
    const char *end = ent_str_end(s), *p = s.ptr, *plain = p;

    ent_buf_char(buf, '"');
    /* U+2028 and U+2029 end a line in scripts that the JSON may be put into */
    for (; end - p > 2; p++)
        if (memcmp(p, "\xe2\x80\xa8", 3) == 0 || memcmp(p, "\xe2\x80\xa9", 3) == 0) {
            escape(buf, (ent_str){ plain, (size_t)(p - plain) }, json);
            ent_buf_text(buf, (unsigned char)p[2] == 0xa8 ? "\\u2028" : "\\u2029");
            p += 2;
            plain = p + 1;
        }
    escape(buf, (ent_str){ plain, (size_t)(end - plain) }, json);
    ent_buf_char(buf, '"');
}

/* = + - @ and their full-width forms, tab, CR and LF start a formula somewhere. */
static bool starts_formula(ent_str s)
{
    static const char *const wide[] = { "\xef\xbc\x9d", "\xef\xbc\x8b", "\xef\xbc\x8d",
                                        "\xef\xbc\xa0" };

    if (s.len && strchr("=+-@\t\r\n", s.ptr[0]))
        return true;
    for (size_t i = 0; i < sizeof wide / sizeof *wide; i++)
        if (s.len >= 3 && memcmp(s.ptr, wide[i], 3) == 0)
            return true;
    return false;
}

static const char *csv_quoted(char c)
{
    return c == '"' ? "\"\"" : NULL;
}

static const char *tsv_letters(char c)
{
    return c == '\t' || c == '\n' || c == '\r' ? " " : csv_quoted(c);
}

/* U+FEFF at the start of a file would be taken for a byte order mark, and dropped. */
static bool starts_with_mark(ent_str s)
{
    return s.len >= 3 && memcmp(s.ptr, "\xef\xbb\xbf", 3) == 0;
}

/* Would the cell be read differently without quotes? */
static bool needs_quotes(ent_str s, char separator)
{
    if (!s.len)
        return false;
    if (s.ptr[0] == ' ' || s.ptr[s.len - 1] == ' ' || starts_with_mark(s))
        return true;
    for (size_t i = 0; i < s.len; i++)
        if (s.ptr[i] == separator || strchr("\",;\t\r\n", s.ptr[i]))
            return true;
    return false;
}

void ent_escape_csv_cell(ent_buf *buf, ent_str s, char separator)
{
    bool tabs = separator == '\t'; /* in TSV only quotes need quotes */
    bool quote = tabs ? s.len && memchr(s.ptr, '"', s.len) : needs_quotes(s, separator);
    double number;

    if (quote)
        ent_buf_char(buf, '"');
    if (starts_formula(s) && !ent_str_number(s, &number))
        ent_buf_char(buf, '\'');
    escape(buf, s, tabs ? tsv_letters : csv_quoted);
    if (quote)
        ent_buf_char(buf, '"');
}

/* Control characters stay: an id must not become another one. */
void ent_escape_csv_exact(ent_buf *buf, ent_str s, char separator)
{
    const char *plain = s.ptr, *end = ent_str_end(s), *p;

    if (!needs_quotes(s, separator)) {
        ent_buf_str(buf, s);
        return;
    }
    ent_buf_char(buf, '"');
    while ((p = memchr(plain, '"', (size_t)(end - plain))) != NULL) {
        ent_buf_add(buf, plain, (size_t)(p - plain) + 1);
        ent_buf_char(buf, '"');
        plain = p + 1;
    }
    ent_buf_add(buf, plain, (size_t)(end - plain));
    ent_buf_char(buf, '"');
}

static const char *latex(char c)
{
    switch (c) {
    case '\\':
        return "\\textbackslash{}";
    case '{':
        return "\\{";
    case '}':
        return "\\}";
    case '%':
        return "\\%";
    case '$':
        return "\\$";
    case '#':
        return "\\#";
    case '&':
        return "\\&";
    case '_':
        return "\\_";
    case '~':
        return "\\textasciitilde{}";
    case '^':
        return "\\textasciicircum{}";
    case '<':
        return "\\textless{}";
    case '>':
        return "\\textgreater{}";
    case '|':
        return "\\textbar{}";
    case '"':
        return "\\char34{}"; /* \textquotedbl is not in the fonts that LaTeX takes unasked */
    case '\n':
    case '\r':
    case '\t':
        return " ";
    case '-':
        return "-{}"; /* never an en dash by accident */
    case '`':
        return "\\textasciigrave{}"; /* never ?` or !` */
    default:
        return NULL;
    }
}

void ent_escape_latex(ent_buf *buf, ent_str s)
{
    if (s.len && strchr("[*", s.ptr[0]))
        ent_buf_text(buf, "{}"); /* after \\ these would be its argument */
    escape(buf, s, latex);
}

static const char *markdown(char c)
{
    static const char special[] = "\\`*_{}[]()#+-.!|<>&~$^@"; /* $ ^ @: mathematics, notes and citations */
    static const char escaped[][3] = { "\\\\", "\\`", "\\*", "\\_", "\\{", "\\}", "\\[",
                                       "\\]",  "\\(", "\\)", "\\#", "\\+", "\\-", "\\.",
                                       "\\!",  "\\|", "\\<", "\\>", "\\&", "\\~", "\\$", "\\^", "\\@" };
    const char *at;

    if (c == '\n' || c == '\r' || c == '\t')
        return " ";
    if (c == '(' || c == ')' || c == '-' || c == '.' || c == '+')
        return NULL; /* harmless inside a cell, and common in names */
    return c && (at = strchr(special, c)) != NULL ? escaped[at - special] : NULL;
}

/* A colon before a blank or at the end is an ordinary one; others could begin an emoji or an address. */
void ent_escape_markdown(ent_buf *buf, ent_str s)
{
    const char *colon;

    while (s.len && (colon = memchr(s.ptr, ':', s.len)) != NULL) {
        size_t before = (size_t)(colon - s.ptr);

        escape(buf, (ent_str){ s.ptr, before }, markdown);
        s = (ent_str){ colon + 1, s.len - before - 1 };
        ent_buf_text(buf, s.len && s.ptr[0] != ' ' ? "\\:" : ":");
    }
    escape(buf, s, markdown);
}

static const char *nothing(char c)
{
    (void)c;
    return NULL;
}

void ent_escape_controls(ent_buf *buf, ent_str s)
{
    escape(buf, s, nothing);
}

void ent_escape_gml_string(ent_buf *buf, ent_str s)
{
    const char *end = ent_str_end(s);
    size_t len;

    ent_buf_char(buf, '"');
    for (const char *p = s.ptr; p < end; p += len) {
        uint32_t c = ent_utf8_decode(p, end, &len);

        if (c == '&')
            ent_buf_text(buf, "&amp;");
        else if (c == '"')
            ent_buf_text(buf, "&quot;");
        else if (c < 0x20 || c >= 0x7f)
            ent_buf_format(buf, "&#%u;", (unsigned)(is_control(c) ? 0xfffd : c));
        else
            ent_buf_char(buf, (char)c);
    }
    ent_buf_char(buf, '"');
}

static const char *pajek(char c)
{
    return c == '"' ? "'" : c == '\n' || c == '\r' || c == '\t' ? " " : NULL;
}

/* The character of "&#233;" at the start of the text; *len: its length. 0: there is none. */
static uint32_t numeric_entity(ent_str s, size_t *len)
{
    uint32_t code = 0;

    *len = 2;
    while (*len < s.len && *len < 9 && s.ptr[*len] >= '0' && s.ptr[*len] <= '9')
        code = code * 10 + (uint32_t)(s.ptr[(*len)++] - '0');
    if (!ent_str_starts(s, "&#") || *len >= s.len || s.ptr[*len] != ';' || code < ' ' || code > 0x10ffff ||
        (code >= 0xd800 && code < 0xe000))
        return 0;
    ++*len;
    return code;
}

void ent_unescape_gml(ent_buf *buf, ent_str s)
{
    static const char *const entities[][2] = { { "&amp;", "&" }, { "&quot;", "\"" }, { "&lt;", "<" }, { "&gt;", ">" },
                                               { "&apos;", "'" } };

    while (s.len) {
        size_t len = 0;
        uint32_t c = numeric_entity(s, &len);
        char character[4];

        if (c)
            ent_buf_add(buf, character, ent_utf8_encode(character, c));
        for (size_t i = 0; !c && i < sizeof entities / sizeof *entities; i++)
            if (ent_str_starts(s, entities[i][0])) {
                ent_buf_text(buf, entities[i][1]);
                len = strlen(entities[i][0]);
                c = 1;
            }
        if (!c) {
            ent_buf_char(buf, *s.ptr);
            len = 1;
        }
        s.ptr += len;
        s.len -= len;
    }
}

void ent_escape_pajek(ent_buf *buf, ent_str s)
{
    escape(buf, s, pajek);
}

/* Decoded from `len` bytes: overlong, a surrogate, or beyond the last code point. */
static bool is_no_character(uint32_t c, size_t len)
{
    static const uint32_t least[] = { 0, 0, 0x80, 0x800, 0x10000 };

    return c < least[len] || (c >= 0xd800 && c < 0xe000) || c > 0x10ffff;
}

void ent_escape_terminal(ent_buf *buf, ent_str s, size_t limit)
{
    const char *end = ent_str_end(s), *p = s.ptr;
    size_t shown = 0;

    while (p < end) {
        size_t len;
        unsigned char byte = (unsigned char)*p;
        uint32_t c = ent_utf8_decode(p, end, &len);
        bool broken = byte >= 0x80 && (byte < 0xc2 || byte > 0xf4 || len == 1);

        /* file names need not be UTF-8: each byte behind the first must be a continuation */
        for (size_t i = 1; i < len && !broken; i++)
            broken = ((unsigned char)p[i] & 0xc0) != 0x80;
        broken = broken || is_no_character(c, len);
        if (limit && shown++ == limit) {
            ent_buf_text(buf, "...");
            return;
        }
        if (broken) {
            ent_buf_format(buf, "\\x%02X", byte);
            len = 1;
        } else if (c < 0x20 || c == 0x7f) {
            ent_buf_format(buf, "\\x%02X", (unsigned)c);
        } else if (ent_is_hidden(c) || c == 0x2028 || c == 0x2029) {
            ent_buf_format(buf, "\\u{%04X}", (unsigned)c);
        } else {
            ent_buf_add(buf, p, len);
        }
        p += len;
    }
}

/* Do these two characters follow place i of the id? */
static bool follows(ent_str id, size_t i, const char *two)
{
    return i + 2 < id.len && id.ptr[i + 1] == two[0] && id.ptr[i + 2] == two[1];
}

void ent_escape_list_item(ent_buf *buf, ent_str id)
{
    for (size_t from = 0, i = 0; i <= id.len; i++) {
        bool semicolon = i < id.len && id.ptr[i] == ';';
        bool escape = i < id.len && id.ptr[i] == '%' && (follows(id, i, "3B") || follows(id, i, "25"));

        if (!semicolon && !escape && i < id.len)
            continue;
        ent_buf_add(buf, id.ptr + from, i - from);
        ent_buf_text(buf, semicolon ? "%3B" : escape ? "%25" : "");
        from = i + 1;
    }
}
