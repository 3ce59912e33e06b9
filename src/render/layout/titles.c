/* titles.c: a key of titles, in the order of their numbers: down the first column, then the next. */
#include "render/layout/titles.h"

#include <math.h>

#include "render/scene/drawing.h"
#include "render/scene/geometry.h"

enum { BETWEEN = 10 };

#define HEADING 1.3 /* the height of a heading, in lines */

typedef struct key_title {
    title text;
    bool first; /* of its group, which has a heading */
} key_title;

typedef struct key {
    scene *s;
    const size_t *nodes;
    key_title *titles;
    size_t count, columns;
    double size, step, wide, number_wide; /* wide: a column */
} key;

static ent_str full_title(const scene *s, size_t i)
{
    const ent_str name = s->d->nodes[i].name;

    return name.len ? name : s->d->nodes[i].label;
}

/* " (1989; 196)": the year, unless the title has it, and the number of parties; it is never cut off. */
static ent_str end_of(scene *s, size_t i)
{
    const node *n = &s->d->nodes[i];
    size_t parties = 0;
    ent_buf text = { 0 };
    ent_str out;

    for (size_t e = 0; e < s->d->tie_count; e++)
        parties += s->d->ties[e].a == i || s->d->ties[e].b == i;
    ent_buf_format(&text, " (%.*s%s%zu)", ENT_STR_ARG(n->sub), n->sub.len ? "; " : "", parties);
    out = scene_text(s, &text);
    ent_buf_destroy(&text);
    return out;
}

/* The first words of a text that fit, which are taken from it. At least one letter is. */
static ent_str take_line(ent_str *rest, double size, double room)
{
    const char *end = ent_str_end(*rest), *fits = NULL;
    size_t len;
    ent_str line;

    for (const char *p = rest->ptr; p <= end; p += len) {
        ent_str head = { rest->ptr, (size_t)(p - rest->ptr) };
        bool blank = p == end || *p == ' ';

        len = 1;
        if (blank && head.len) {
            if (fits && text_width(head, size, false) > room)
                break;
            fits = p;
        }
        if (p < end)
            ent_utf8_decode(p, end, &len);
    }
    fits = fits ? fits : end;
    line = (ent_str){ rest->ptr, (size_t)(fits - rest->ptr) };
    *rest = ent_str_trim((ent_str){ fits, (size_t)(end - fits) });
    return line;
}

/* Of a text that is too long, what fits with an ellipsis, and an end behind it. */
static ent_str cut_to_fit(scene *s, ent_str text, ent_str end, double size, double room)
{
    size_t most = ent_utf8_count(text);
    ent_str line = text;
    ent_buf whole = { 0 };

    room -= text_width(end, size, false);
    while (most > 2 && text_width(line, size, false) > room)
        line = one_line(s, text, --most);
    ent_buf_str(&whole, line);
    ent_buf_str(&whole, end);
    line = scene_text(s, &whole);
    ent_buf_destroy(&whole);
    return line;
}

void title_break(scene *s, size_t n, double size, double room, size_t most, bool ends, title *out)
{
    ent_str rest = full_title(s, n), end = ends ? end_of(s, n) : ENT_STR("");
    double last = room - text_width(end, size, false);

    out->count = 0;
    while (out->count + 1 < most && text_width(rest, size, false) > last)
        out->lines[out->count++] = cut_to_fit(s, take_line(&rest, size, room), ENT_STR(""), size, room);
    out->lines[out->count++] = cut_to_fit(s, rest, end, size, room);
}

static key key_of(scene *s, const size_t *nodes, size_t count, double wide)
{
    key k = { .s = s, .nodes = nodes, .titles = ent_arena_new(&s->arena, count, sizeof *k.titles) };
    bool headed = false;

    s->failed |= !k.titles;
    k.count = k.titles ? count : 0;
    k.size = fmax(5, s->d->theme.small * 0.88);
    k.step = k.size * 1.16;
    k.columns = wide < 44 * k.size ? 1 : wide < 70 * k.size ? 2 : 3;
    k.wide = (wide - (double)(k.columns - 1) * BETWEEN) / (double)k.columns;
    k.number_wide = text_width(ENT_STR("000"), k.size, true) + 9;
    for (size_t i = 1; i < k.count; i++)
        headed |= s->d->nodes[nodes[i]].group != s->d->nodes[nodes[i - 1]].group;
    for (size_t i = 0; i < k.count; i++) {
        k.titles[i].first =
            headed && (i == 0 || s->d->nodes[nodes[i]].group != s->d->nodes[nodes[i - 1]].group);
        title_break(s, nodes[i], k.size, k.wide - k.number_wide, TITLE_LINES, true, &k.titles[i].text);
    }
    return k;
}

/* Heights are in lines. */
static double lines_of(const key *k, size_t i)
{
    return (double)k->titles[i].text.count + (k->titles[i].first ? HEADING : 0);
}

/* The lines that the columns need at least, for no entry to be parted. */
static double fill_columns(const key *k)
{
    double all = 0, most = 0;

    for (size_t i = 0; i < k->count; i++) {
        double own = lines_of(k, i);

        all += own;
        most = fmax(most, own);
    }
    for (double high = fmax(most, all / (double)k->columns);; high += 0.5) {
        double used = 0;
        size_t column = 0;

        for (size_t i = 0; i < k->count; i++) {
            double own = lines_of(k, i);

            if (used + own > high + 0.01) {
                column++;
                used = 0;
            }
            used += own;
        }
        if (column < k->columns || high > all)
            return high;
    }
}

double titles_height(scene *s, const size_t *nodes, size_t count, double wide)
{
    key k = key_of(s, nodes, count, wide);

    return count ? fill_columns(&k) * k.step : 0;
}

/* ---- drawing ---- */

static void draw_heading(const key *k, size_t first, double x, double y)
{
    size_t bloc = k->s->d->nodes[first].group;
    ent_str label = bloc == NONE ? ent_translate(k->s->d->words, ENT_WORD("Several groups")) : k->s->d->blocs[bloc].label;

    scene_word(k->s, PART_LABELS, label, x, y + BASELINE * k->size, k->size)->bold = true;
}

void title_mark(scene *s, size_t n, spot at, double radius)
{
    placed *p = &s->nodes[n];
    mark *m = scene_shape(s, PART_NODES, SHAPE_SQUARE, at.x, at.y, radius, radius);

    p->x = at.x;
    p->y = at.y;
    p->rx = p->ry = radius;
    p->no_label = true;
    m->fill = solid(s->d->nodes[n].fill);
    m->line = solid(s->d->nodes[n].stroke);
    m->width = 0.6;
    m->object = n;
    m->title = s->d->nodes[n].tooltip;
}

void title_draw(scene *s, size_t n, const title *text, double size, double step, double number_wide, spot at)
{
    double x = at.x, y = at.y;
    ent_buf number = { 0 };
    word *w;

    title_mark(s, n, (spot){ x + 2.5, y }, 2);
    ent_buf_format(&number, "%zu", s->d->nodes[n].number);
    w = scene_word(s, PART_LABELS, scene_text(s, &number), x + number_wide - 3, y + BASELINE * size,
                   size);
    w->bold = true;
    w->anchor = ANCHOR_END;
    ent_buf_destroy(&number);
    for (size_t l = 0; l < text->count; l++) {
        w = scene_word(s, PART_LABELS, text->lines[l], x + number_wide, y + (double)l * step + BASELINE * size,
                       size);
        w->object = n;
    }
}

void titles_draw(scene *s, const size_t *nodes, size_t count, spot corner, double wide)
{
    key k = key_of(s, nodes, count, wide);
    double high = count ? fill_columns(&k) : 0, used = 0;
    size_t column = 0;

    for (size_t i = 0; i < count; i++) {
        double own = lines_of(&k, i), x, y;

        if (used + own > high + 0.01) {
            column++;
            used = 0;
        }
        x = corner.x + (double)column * (k.wide + BETWEEN);
        y = corner.y + (used + 0.5) * k.step;
        if (k.titles[i].first) {
            draw_heading(&k, nodes[i], x, y + 0.15 * k.step);
            y += HEADING * k.step;
        }
        title_draw(s, nodes[i], &k.titles[i].text, k.size, k.step, k.number_wide, (spot){ x, y });
        used += own;
    }
}
