/* tikz.c: writing TikZ, for figures in the type of the paper. One picture in big points with its
 * bounding box set, colours defined in front, text escaped; \figfont can be redefined. Words start,
 * end or stand in the middle at their place, because the font of the paper has other widths.
 */
#include "render/write/writer.h"

#include <stdlib.h>

#include "base/escape.h"

static void put_point(ent_buf *out, const scene *s, spot p)
{
    ent_buf_char(out, '(');
    put_number(out, p.x);
    ent_buf_char(out, ',');
    put_number(out, s->height - p.y);
    ent_buf_char(out, ')');
}

static void put_colour(ent_buf *out, colour c)
{
    ent_buf_format(out, "entente%06X", (unsigned)c);
}

static int by_value(const void *a, const void *b)
{
    colour x = *(const colour *)a, y = *(const colour *)b;

    return x < y ? -1 : x > y;
}

static void define_colours(ent_buf *out, const scene *s)
{
    enum { MOST = 64 }; /* a theme has about forty */
    colour seen[MOST];
    size_t count = 0;

    for (size_t i = 0; i < 2 * s->mark_count + s->word_count + 2; i++) {
        const mark *m = i < 2 * s->mark_count ? &s->marks[i / 2] : NULL;
        colour c = m ? (i % 2 ? m->fill.colour : m->line.colour)
                   : i < 2 * s->mark_count + s->word_count ? s->words[i - 2 * s->mark_count].colour
                   : i % 2                                 ? s->d->theme.paper
                                                           : s->d->theme.halo;
        size_t k = 0;

        while (k < count && seen[k] != c)
            k++;
        if (k == count && count < MOST)
            seen[count++] = c;
    }
    qsort(seen, count, sizeof *seen, by_value);
    for (size_t k = 0; k < count; k++) {
        ent_buf_text(out, "\\definecolor{");
        put_colour(out, seen[k]);
        ent_buf_format(out, "}{HTML}{%06X}\n", (unsigned)seen[k]);
    }
}

/* A comment ends with its line: characters that end a line become blanks. */
static void comment(ent_buf *out, ent_str text)
{
    const char *end = ent_str_end(text);
    size_t len;

    ent_buf_text(out, "% ");
    for (const char *p = text.ptr; p < end; p += len) {
        uint32_t c = ent_utf8_decode(p, end, &len);

        if (c < 0x20 || c == 0x7f || c == 0x85 || c == 0x2028 || c == 0x2029)
            ent_buf_char(out, ' ');
        else
            ent_buf_add(out, p, len);
    }
    ent_buf_char(out, '\n');
}

static void begin(ent_buf *out, const scene *s)
{
    comment(out, s->d->title);
    comment(out, s->d->record);
    ent_buf_text(out, "% \\usepackage{tikz} is all that this needs; \\renewcommand\\figfont{...} "
                      "for other type\n"
                      "\\providecommand\\figfont{\\sffamily}\n");
    define_colours(out, s);
    ent_buf_text(out, "\\begin{tikzpicture}[x=1bp,y=1bp,inner sep=0pt,outer sep=0pt]\n"
                      "\\useasboundingbox (0,0) rectangle ");
    put_point(out, s, (spot){ s->width, 0 });
    ent_buf_text(out, ";\n");
    if (s->d->theme.paper != 0xFFFFFF) {
        ent_buf_text(out, "\\fill[");
        put_colour(out, s->d->theme.paper);
        ent_buf_text(out, "] (0,0) rectangle ");
        put_point(out, s, (spot){ s->width, 0 });
        ent_buf_text(out, ";\n");
    }
}

static void begin_part(ent_buf *out, const scene *s, part p, size_t panel)
{
    static const char *const names[PART_COUNT] = { "ground", "blocs",  "ties",  "axes",
                                                   "nodes",  "labels", "legend",
                                                   "headings" };

    (void)s, (void)panel;
    ent_buf_format(out, "%% %s\n", names[p]);
}

static void options(ent_buf *out, const mark *m)
{
    const char *comma = "";

    ent_buf_char(out, '[');
    if (m->fill.opacity > 0) {
        ent_buf_text(out, "fill=");
        put_colour(out, m->fill.colour);
        if (m->fill.opacity < 1) {
            ent_buf_text(out, ",fill opacity=");
            put_number(out, m->fill.opacity);
        }
        comma = ",";
    }
    if (m->line.opacity > 0 && m->width > 0) {
        ent_buf_format(out, "%sdraw=", comma);
        put_colour(out, m->line.colour);
        ent_buf_text(out, ",line width=");
        put_number(out, m->width);
        ent_buf_text(out, "bp");
        if (m->line.opacity < 1) {
            ent_buf_text(out, ",draw opacity=");
            put_number(out, m->line.opacity);
        }
        if (m->round)
            ent_buf_text(out, ",line cap=round");
        for (size_t i = 0; i + 1 < m->dashes; i += 2) {
            ent_buf_text(out, i ? " on " : ",dash pattern=on ");
            put_number(out, m->dash[i]);
            ent_buf_text(out, "bp off ");
            put_number(out, m->dash[i + 1]);
            ent_buf_text(out, "bp");
        }
    }
    ent_buf_text(out, "] ");
}

static void rectangle(ent_buf *out, const scene *s, spot a, spot b)
{
    put_point(out, s, a);
    ent_buf_text(out, " rectangle ");
    put_point(out, s, b);
}

static void half_cell(ent_buf *out, const scene *s, spot a, double wide, double high)
{
    put_point(out, s, a);
    ent_buf_text(out, " -- ");
    put_point(out, s, (spot){ a.x, a.y + high });
    ent_buf_text(out, " -- ");
    put_point(out, s, (spot){ a.x + wide, a.y + high });
    ent_buf_text(out, " -- cycle");
}

static void put_mark(ent_buf *out, const scene *s, const mark *m)
{
    const spot *at = m->at;

    ent_buf_text(out, "\\path");
    options(out, m);
    switch (m->form) {
    case FORM_CIRCLE:
        put_point(out, s, at[0]);
        ent_buf_text(out, " circle[radius=");
        put_number(out, at[1].x);
        ent_buf_char(out, ']');
        break;
    case FORM_BOX:
        ent_buf_text(out, "[rounded corners=1.8bp] ");
        rectangle(out, s, (spot){ at[0].x - at[1].x, at[0].y - at[1].y },
                  (spot){ at[0].x + at[1].x, at[0].y + at[1].y });
        break;
    case FORM_CELLS:
        for (size_t i = 2; i < m->count; i++) {
            spot a = { at[0].x + at[i].x * at[1].x, at[0].y + at[i].y * at[1].y };

            ent_buf_text(out, i > 2 ? " " : "");
            if (m->half) {
                half_cell(out, s, a, at[1].x * cell_size(m), at[1].y * cell_size(m));
                continue;
            }
            rectangle(out, s, a,
                      (spot){ a.x + at[1].x * cell_size(m), a.y + at[1].y * cell_size(m) });
        }
        break;
    case FORM_CURVE:
        for (size_t i = 0; i < m->count; i++) {
            ent_buf_text(out, i == 0       ? ""
                              : i % 3 == 1 ? " .. controls "
                              : i % 3 == 2 ? " and "
                                           : " .. ");
            put_point(out, s, at[i]);
        }
        break;
    default:
        for (size_t i = 0; i < m->count; i++) {
            ent_buf_text(out, i ? " -- " : "");
            put_point(out, s, at[i]);
        }
        ent_buf_text(out, m->form == FORM_AREA ? " -- cycle" : "");
    }
    ent_buf_text(out, ";\n");
}

static void put_word(ent_buf *out, const scene *s, const word *w)
{
    static const char *const anchors[] = { "base west", "base", "base east" };

    ent_buf_format(out, "\\node[anchor=%s,text=", anchors[w->anchor]);
    put_colour(out, w->colour);
    if (w->halo) {
        ent_buf_text(out, ",fill=");
        put_colour(out, s->d->theme.halo);
        ent_buf_text(out, ",fill opacity=0.8,text opacity=1");
    }
    if (w->turn != 0) {
        ent_buf_text(out, ",rotate=");
        put_number(out, -w->turn);
    }
    ent_buf_text(out, ",font=\\figfont\\fontsize{");
    put_number(out, w->size);
    ent_buf_text(out, "bp}{");
    put_number(out, w->size * LINE_STEP / 100);
    ent_buf_format(out, "bp}\\selectfont%s%s] at ", w->bold ? "\\bfseries" : "",
                   w->italic ? "\\itshape" : "");
    put_point(out, s, (spot){ w->x, w->y });
    ent_buf_text(out, " {");
    ent_escape_latex(out, w->text);
    ent_buf_text(out, "};\n");
}

static void end(ent_buf *out)
{
    ent_buf_text(out, "\\end{tikzpicture}\n");
}

const writer tikz_writer = { begin, NULL, NULL, begin_part, put_mark, put_word, NULL, end };
