/* table_list.c: a table of few parties: agreements are rows with their titles, in one column of the page or several
 * beside each other, and parties are columns, with a cell for each tie. Agreements of two that are not rows are
 * counted below, in a cell for each pair of parties. */
#include <math.h>

#include "base/mem.h"
#include "render/layout/table.h"
#include "render/layout/titles.h"
#include "render/scene/drawing.h"
#include "render/scene/geometry.h"

enum { MOST_COLUMNS = 3 };

#define BETWEEN 14.0    /* points between columns of the page */
#define SLANT 0.7071068 /* cosine and sine of 45 degrees */
#define NUMBER_SIZE 5.0 /* of the counts of agreements of two */

typedef struct list {
    table *t;
    title *titles;
    bool cut; /* titles take one line */
    size_t columns;
    double size, step, number_wide, year_wide, title_wide, cell, head, wide; /* wide: a column of the page */
    double widest;                                                /* title on one line, with its number and year */
    double overhang;                                              /* of the last slanted name */
    bool slanted;                                                 /* the names of parties */
} list;

/* The lines of each title: a row has room for them, and a little air. */
static double row_high(const list *l, size_t i)
{
    return l->step * (double)l->titles[i].count + 0.22 * l->size;
}

static double pairs_high(const list *l)
{
    double n = (double)l->t->state_count;

    return l->t->partner_count ? (n + 1.2) * fmax(l->step, 7) : 0;
}

static double widest_name(const list *l)
{
    double width = 0;

    for (size_t i = 0; i < l->t->state_count; i++)
        width = fmax(width, text_width(table_name(l->t, l->t->states[i]), l->size, false));
    return width;
}

/* On one line, with its number. */
static double longest_title(const list *l)
{
    double width = 0;
    title whole;

    for (size_t i = 0; i < l->t->act_count; i++) {
        title_break(l->t->s, l->t->acts[i], l->size, INFINITY, 1, false, &whole);
        width = fmax(width, text_width(whole.lines[0], l->size, false));
    }
    return width + l->number_wide + l->year_wide + 2;
}

/* The rows in so many columns of the page; their height. */
static double arrange(list *l, size_t columns, bool cut, double wide)
{
    table *t = l->t;
    double n = (double)t->state_count, name = widest_name(l), all = 0;

    l->columns = columns;
    l->cut = cut;
    l->slanted = false;
    for (int round = 0; round < 2; round++) { /* the end of the last slanted name needs room at the right */
        l->overhang = l->slanted ? fmax(0, name * SLANT - 2) : 0;
        l->wide = (wide - BETWEEN * (double)(columns - 1)) / (double)columns - l->overhang;
        l->cell = fmin(fmin(16, name + 5 > 16 ? 12 : 16), fmax(4.6, 0.38 * l->wide / n));
        l->slanted = name + 2 > l->cell;
        l->cell = fmax(l->cell, l->slanted ? 1.5 * l->size : 0); /* slanted lines of words beside each other */
    }
    l->head = l->slanted ? name * SLANT + l->size + 3 : l->size + 6;
    l->title_wide = fmin(l->wide - n * l->cell - 6, l->widest);
    l->wide = l->title_wide + n * l->cell + 6;
    for (size_t i = 0; i < t->act_count; i++) {
        title_break(t->s, t->acts[i], l->size, l->title_wide - l->number_wide - l->year_wide, cut ? 1 : 2, false, &l->titles[i]);
        all += row_high(l, i);
    }
    return l->head + (all + pairs_high(l)) / (double)columns + 2 * l->step;
}

/* As many columns as leave every title its line; else titles in full rather than cut, and few columns rather
 * than many. */
static void size_list(list *l, double wide, double high)
{
    l->widest = INFINITY;
    for (size_t columns = MOST_COLUMNS; columns > 1; columns--) {
        arrange(l, columns, false, wide);
        if (longest_title(l) <= l->title_wide && (double)l->t->act_count > 12 * (double)columns) {
            l->widest = longest_title(l);
            arrange(l, columns, false, wide);
            return;
        }
    }
    for (size_t columns = 1; columns <= MOST_COLUMNS; columns++)
        for (int cut = 0; cut < 2; cut++) {
            double found = arrange(l, columns, cut, wide);

            if (l->title_wide < 22 * l->size && columns > 1) { /* no title can be read */
                arrange(l, columns - 1, true, wide);
                return;
            }
            if (found <= high) {
                l->widest = fmax(longest_title(l), 0.5 * l->title_wide);
                arrange(l, columns, cut, wide);
                return;
            }
        }
}

/* ---- drawing ---- */

/* The names of the parties above a block; the first block has their marks. */
static void draw_heads(list *l, double left, double bottom, bool first)
{
    table *t = l->t;
    scene *s = t->s;

    for (size_t i = 0; i < t->state_count; i++) {
        size_t n = t->states[i];
        double x = left + ((double)i + 0.5) * l->cell;
        word *w = scene_word(s, PART_LABELS, table_name(t, n), x + (l->slanted ? BASELINE * l->size * 0.6 : 0), bottom - 6,
                             l->size);

        w->object = n;
        w->anchor = l->slanted ? ANCHOR_START : ANCHOR_MIDDLE;
        w->turn = l->slanted ? -45 : 0;
        if (!first)
            continue;
        s->nodes[n].x = x;
        s->nodes[n].y = bottom - 2.6;
        s->nodes[n].rx = s->nodes[n].ry = 1.7;
        s->nodes[n].no_label = true;
        draw_dot(s, n);
    }
}

/* A cell, or half of one where the tie is not known. */
static mark *draw_cell(list *l, size_t of, spot corner, spot size, colour c)
{
    scene *s = l->t->s;
    mark *m = scene_mark(s, PART_TIES, FORM_CELLS, 3);

    if (!m->count)
        return m;
    m->at[0] = corner;
    m->at[1] = size;
    m->at[2] = (spot){ 0, 0 };
    m->half = s->d->ties[of].unknown;
    m->fill = solid(m->half ? s->d->theme.quiet : c);
    m->object = of;
    m->title = s->d->ties[of].tooltip;
    return m;
}

static void draw_row(list *l, size_t i, spot corner)
{
    table *t = l->t;
    scene *s = t->s;
    double high = row_high(l, i), left = corner.x + l->title_wide + 6, right = left + l->cell * (double)t->state_count;

    title_draw(s, t->acts[i], &l->titles[i], l->size, l->step, l->number_wide,
               (spot){ corner.x, corner.y + 0.11 * l->size + l->step / 2 });
    if (s->d->nodes[t->acts[i]].sub.len)
        scene_word(s, PART_LABELS, s->d->nodes[t->acts[i]].sub, left - 6, corner.y + 0.11 * l->size + l->step / 2 + BASELINE * l->size,
                   l->size)
            ->anchor = ANCHOR_END;
    scene_box(s, PART_GROUND, FORM_AREA, (left + right) / 2, corner.y + high / 2, (right - left) / 2, high / 2 - 0.3)->fill =
        solid(s->d->theme.ground);
    for (size_t k = 0; k < t->state_count; k++) {
        size_t of = table_cell(t, t->states[k], i);

        if (of)
            draw_cell(l, of - 1, (spot){ left + (double)k * l->cell, corner.y }, (spot){ l->cell, high },
                      table_colour(t, t->states[k]));
    }
}

/* The agreements of two of a pair: "4", and "4+1" where one more may count on the day. */
static void draw_count(list *l, size_t state, const partner *p, spot middle)
{
    table *t = l->t;
    scene *s = t->s;
    size_t counts[2] = { 0, 0 }, last = t->first_partner[t->at[state] + 1];
    ent_buf text = { 0 };

    for (size_t k = t->first_partner[t->at[state]]; k < last; k++) {
        const tie *e = &s->d->ties[t->partners[k].tie];

        if (t->partners[k].node == p->node)
            counts[e->unknown] += e->act_total ? e->act_total : 1;
    }
    if (counts[0] && counts[1])
        ent_buf_format(&text, "%zu+%zu", counts[0], counts[1]);
    else
        ent_buf_format(&text, "%zu", counts[0] + counts[1]);
    scene_word(s, PART_LABELS, scene_text(s, &text), middle.x, middle.y + BASELINE * NUMBER_SIZE, NUMBER_SIZE)->anchor =
        ANCHOR_MIDDLE;
    ent_buf_destroy(&text);
}

/* The cells of a pair's row that are filled; two ties of a pair share a cell and one number. */
static void draw_pairs_of(list *l, size_t i, double left, double y, double step)
{
    table *t = l->t;
    scene *s = t->s;
    size_t state = t->states[i], last = NONE;

    for (size_t k = t->first_partner[t->at[state]]; k < t->first_partner[t->at[state] + 1]; k++) {
        const partner *p = &t->partners[k];
        size_t column = 0;
        double x;
        mark *m;

        while (t->states[column] != p->node)
            column++;
        if (column >= i)
            continue;
        x = left + (double)column * l->cell;
        m = draw_cell(l, p->tie, (spot){ x, y }, (spot){ l->cell, step }, s->d->theme.quiet);
        m->order = m->half;
        m->fill.opacity = m->half ? 1 : ent_colour_opacity(s->d->theme.quiet, s->d->theme.paper, 1.6);
        if (p->node != last)
            draw_count(l, state, p, (spot){ x + l->cell / 2, y + step / 2 });
        last = p->node;
    }
}

/* How many agreements of two each pair has, below the diagonal: as few cells as pairs. */
static void draw_pairs(list *l, spot corner)
{
    table *t = l->t;
    scene *s = t->s;
    double left = corner.x + l->title_wide + 6, step = fmax(l->step, 7), y = corner.y + 2 * step;
    word *w = scene_word(s, PART_AXES, ent_translate(s->d->words, ENT_WORD("Agreements of two, counted:")), left - 4,
                         corner.y + 1.3 * step + BASELINE * l->size, l->size);

    w->italic = true;
    w->anchor = ANCHOR_END;
    for (size_t i = 1; i < t->state_count; i++, y += step) {
        w = scene_word(s, PART_LABELS, table_name(t, t->states[i]), left - 4, y + step / 2 + BASELINE * l->size, l->size);
        w->anchor = ANCHOR_END;
        w->object = t->states[i];
        for (size_t k = 0; k < i; k++)
            scene_box(s, PART_GROUND, FORM_AREA, left + ((double)k + 0.5) * l->cell, y + step / 2, l->cell / 2 - 0.3,
                      step / 2 - 0.3)
                ->fill = solid(s->d->theme.ground);
        draw_pairs_of(l, i, left, y, step);
    }
}

void table_list(table *t)
{
    scene *s = t->s;
    list l = { .t = t, .titles = ent_arena_new(&s->arena, t->act_count, sizeof *l.titles) };
    double high = s->d->height_mm > 0 ? s->net.y1 - s->net.y0 : TABLE_MOST_HIGH / 25.4 * 72 - 2 * MARGIN - 50, all = 0, used = 0;
    spot at = { s->net.x0, s->net.y0 };
    size_t column = 0;

    s->failed |= !l.titles;
    if (s->failed)
        return;
    l.size = fmax(5, s->d->theme.small);
    l.step = l.size * LINE_STEP / 100;
    l.number_wide = text_width(ENT_STR("000"), l.size, true) + 9;
    for (size_t i = 0; i < t->act_count; i++) {
        ent_str year = s->d->nodes[t->acts[i]].sub;

        l.year_wide = fmax(l.year_wide, year.len ? text_width(year, l.size, false) + 6 : 0);
    }
    size_list(&l, s->net.x1 - s->net.x0, high);
    for (size_t i = 0; i < t->act_count; i++)
        all += row_high(&l, i);
    for (size_t i = 0; i < t->act_count; i++) {
        double own = row_high(&l, i);
        bool next = column + 1 < l.columns && used + own / 2 > (all + pairs_high(&l)) / (double)l.columns * (double)(column + 1);

        if (i == 0 || next) {
            column += next;
            at.x = s->net.x0 + (double)column * (l.wide + BETWEEN + (l.slanted ? l.overhang : 0));
            at.y = s->net.y0 + l.head;
            draw_heads(&l, at.x + l.title_wide + 6, at.y, i == 0);
        }
        draw_row(&l, i, at);
        at.y += own;
        used += own;
    }
    if (t->partner_count)
        draw_pairs(&l, at);
}
