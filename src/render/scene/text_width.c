/* text_width.c: widths of text in the embedded fonts. A letter that they lack has the width of its base
 * letter; in other scripts it has a generous mean, so that a label has more room than it needs, never
 * less. */
#include "render/scene/text_width.h"

#include <math.h>
#include <utf8proc.h>

#include "render/scene/embedded_fonts.h"

/* Cyrillic differs most between the fonts that a reader may have instead of Arial: narrow letters get the
 * room of a mean one. */
static double least_width(uint32_t c)
{
    if (c < 0x400 || c > 0x52f)
        return 0;
    return utf8proc_category((utf8proc_int32_t)c) == UTF8PROC_CATEGORY_LU ? 700 : 560;
}

static double letter(uint32_t c, bool bold)
{
    utf8proc_int32_t parts[4];
    utf8proc_ssize_t count;
    int columns = utf8proc_charwidth((utf8proc_int32_t)c), width = letter_width(c, bold);

    if (width > 0)
        return fmax(width, least_width(c));
    if (columns == 0)
        return 0; /* accents and other combining marks */
    if (columns == 2)
        return 1000;
    count = utf8proc_decompose_char((utf8proc_int32_t)c, parts, 4, UTF8PROC_DECOMPOSE, NULL);
    return count > 1 && (uint32_t)parts[0] != c ? letter((uint32_t)parts[0], bold) : 650;
}

double text_width(ent_str text, double size, bool bold)
{
    const char *end = ent_str_end(text);
    double width = 0;
    size_t len;

    for (const char *p = text.ptr; p < end; p += len)
        width += letter(ent_utf8_decode(p, end, &len), bold);
    return width * size / 1000;
}

/* The text up to `most` characters. */
static ent_str cut(ent_str text, size_t most, bool *was_cut)
{
    const char *end = ent_str_end(text), *p = text.ptr;
    size_t len;

    for (size_t n = 0; p < end && n < most; n++) {
        ent_utf8_decode(p, end, &len);
        p += len;
    }
    *was_cut = p < end;
    return (ent_str){ text.ptr, (size_t)(p - text.ptr) };
}

lines text_lines(ent_str text, double size, bool bold)
{
    enum { WRAP = 16, LONGEST = 26 };
    lines out = { .count = 1 };
    const char *best = NULL, *end = ent_str_end(text);
    size_t all = ent_utf8_count(text), at = 0, best_at = 0, len;

    if (all > WRAP)
        for (const char *p = text.ptr; p < end; p += len, at++) {
            /* the blank nearest to the middle */
            if (ent_utf8_decode(p, end, &len) == ' ' && at > 0 && at + 1 < all &&
                (!best || (at > all / 2 ? at - all / 2 : all / 2 - at) <
                              (best_at > all / 2 ? best_at - all / 2 : all / 2 - best_at))) {
                best = p;
                best_at = at;
            }
        }
    if (best) {
        bool first_cut;

        out.line[0] = cut((ent_str){ text.ptr, (size_t)(best - text.ptr) }, LONGEST, &first_cut);
        if (!first_cut) {
            out.line[1] = cut((ent_str){ best + 1, (size_t)(end - best - 1) }, LONGEST, &out.cut);
            out.count = 2;
        } else {
            out.cut = true;
        }
    } else {
        out.line[0] = cut(text, LONGEST, &out.cut);
    }
    for (size_t i = 0; i < out.count; i++) {
        double width =
            text_width(out.line[i], size, bold) + (out.cut && i + 1 == out.count ? size : 0);

        out.width = width > out.width ? width : out.width;
    }
    return out;
}

/* ---- wrapped text ---- */

static bool is_blank(char c)
{
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

/* The first line of a text: up to the last blank that fits, or to the last letter if no blank does. */
static ent_str first_line(ent_str text, double size, bool bold, double width)
{
    const char *end = ent_str_end(text), *blank = NULL, *p = text.ptr;
    double used = 0;
    size_t len;

    for (; p < end; p += len) {
        double wide = letter(ent_utf8_decode(p, end, &len), bold) * size / 1000;

        if (is_blank(*p))
            blank = p;
        if (p > text.ptr && used + wide > width) {
            p = blank ? blank : p;
            break;
        }
        used += wide;
    }
    return (ent_str){ text.ptr, (size_t)(p - text.ptr) };
}

size_t wrap_text(ent_str text, double size, bool bold, double width, ent_str *parts, size_t room)
{
    size_t count = 0;

    while (count < room) {
        ent_str line;

        while (text.len && is_blank(text.ptr[0]))
            text = (ent_str){ text.ptr + 1, text.len - 1 };
        if (!text.len)
            break;
        line = first_line(text, size, bold, width);
        parts[count++] = ent_str_trim(line);
        text = (ent_str){ text.ptr + line.len, text.len - line.len };
    }
    return count;
}
