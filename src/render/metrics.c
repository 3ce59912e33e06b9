/* metrics.c: advance widths of Helvetica (which Arial shares) in 1/1000 em, for ASCII; other
 * letters by their base letter or a mean of their script. A label may be some per cent wider on
 * paper: the layout leaves room. */
#include "render/metrics.h"

#include <utf8proc.h>

static const short widths[2][95] = { /* regular, bold */
                                     { 278, 278, 355, 556, 556, 889, 667, 191, 333,  333, 389, 584,
                                       278, 333, 278, 278, 556, 556, 556, 556, 556,  556, 556, 556,
                                       556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722,
                                       722, 667, 611, 778, 722, 278, 500, 667, 556,  833, 722, 778,
                                       667, 778, 722, 667, 611, 722, 667, 944, 667,  667, 611, 278,
                                       278, 278, 469, 556, 333, 556, 556, 500, 556,  556, 278, 556,
                                       556, 222, 222, 500, 222, 833, 556, 556, 556,  556, 333, 500,
                                       278, 556, 500, 722, 500, 500, 500, 334, 260,  334, 584 },
                                     { 278, 333, 474, 556, 556, 889, 722, 238, 333, 333, 389, 584,
                                       278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556, 556,
                                       556, 556, 333, 333, 584, 584, 584, 611, 975, 722, 722, 722,
                                       722, 667, 611, 778, 722, 278, 556, 722, 611, 833, 722, 778,
                                       667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 333,
                                       278, 333, 584, 556, 333, 556, 611, 556, 611, 556, 333, 611,
                                       611, 278, 278, 556, 278, 889, 611, 611, 611, 611, 389, 556,
                                       333, 611, 556, 778, 556, 556, 500, 389, 280, 389, 584 }
};

static double letter(uint32_t c, bool bold)
{
    utf8proc_int32_t parts[4];
    utf8proc_ssize_t count;

    if (c >= 0x20 && c < 0x7f)
        return widths[bold][c - 0x20];
    if (utf8proc_charwidth((utf8proc_int32_t)c) == 0)
        return 0; /* marks that sit on a letter */
    if (utf8proc_charwidth((utf8proc_int32_t)c) == 2)
        return 1000;
    count = utf8proc_decompose_char((utf8proc_int32_t)c, parts, 4, UTF8PROC_DECOMPOSE, NULL);
    if (count > 1 && parts[0] >= 0x20 && parts[0] < 0x7f)
        return widths[bold][parts[0] - 0x20];
    if (c >= 0x370 && c < 0x530) /* Greek, Cyrillic */
        return utf8proc_category((utf8proc_int32_t)c) == UTF8PROC_CATEGORY_LU ? 720 : 590;
    return c == 0x2013 ? 556 : c == 0x2014 || c == 0x2026 ? 1000 : 620;
}

double text_width(ent_str text, double size, bool bold)
{
    const char *end = text.ptr + text.len;
    double width = 0;
    size_t len;

    for (const char *p = text.ptr; p < end; p += len)
        width += letter(ent_utf8_decode(p, end, &len), bold);
    return width * size / 1000;
}

/* The text up to `most` characters. */
static ent_str cut(ent_str text, size_t most, bool *was_cut)
{
    const char *end = text.ptr + text.len, *p = text.ptr;
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
    enum { WRAP = 16, LONGEST = 22 };
    lines out = { .count = 1 };
    const char *best = NULL, *end = text.ptr + text.len;
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
