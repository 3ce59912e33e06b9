/* table.c: a network of two modes as a table: agreements are numbered columns, with a key of their titles
 * below, and their parties rows, with a cell for each tie. Rows stand in one column of the page or in several
 * beside each other. Parties of one group with the same agreements share a row. Agreements of two are not columns: the codes of
 * the partners stand at the end of the row. */
#include "render/layout/layouts.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "render/layout/node_order.h"
#include "render/layout/table.h"
#include "render/layout/titles.h"
#include "render/scene/drawing.h"
#include "render/scene/geometry.h"

enum { LONGEST_CODE = 8, MOST_BLOCKS = 4 };

#define BETWEEN 12.0    /* points between blocks */
#define CHIP_SIZE 5.0   /* of the codes of partners */
#define MARK_HIGH 5.0   /* of the marks under short names */
#define LOWER 0.45       /* chips stand so much below the middle of capitals, for their descenders */

/* ---- the size of everything ---- */

static bool begins_group(const table *t, size_t r)
{
    const size_t *states = t->states;
    size_t last = t->state_count - 1;

    if (table_group(t, states[0]) == table_group(t, states[last]) || table_group(t, states[t->rows[r].first]) == NONE)
        return false; /* one group needs no heading */
    return r == 0 || table_group(t, states[t->rows[r].first]) != table_group(t, states[t->rows[r - 1].first]);
}

/* "FRA", "FRA 2": the partner, and the number of agreements with it. */
static ent_str chip_text(const table *t, const partner *p)
{
    scene *s = t->s;
    const tie *e = &s->d->ties[p->tie];
    ent_str code = one_line(s, s->d->nodes[p->node].id, LONGEST_CODE), out;
    ent_buf text = { 0 };

    if (e->act_total < 2)
        return code;
    ent_buf_format(&text, "%.*s %zu", ENT_STR_ARG(code), e->act_total);
    out = scene_text(s, &text);
    ent_buf_destroy(&text);
    return out;
}

static double chip_width(const table *t, const partner *p)
{
    return text_width(chip_text(t, p), CHIP_SIZE, false) + 3;
}

/* "ASEAN": names that stand above their columns, without numbers and a key. */
static bool are_names_short(const table *t)
{
    enum { SHORT = 10 };

    for (size_t k = 0; k < t->act_count; k++)
        if (ent_utf8_count(t->s->d->nodes[t->acts[k]].label) > SHORT)
            return false;
    return true;
}

/* Above a column. */
static ent_str head_of(table *t, size_t k)
{
    ent_buf text = { 0 };
    ent_str out;

    if (t->heads)
        return t->s->d->nodes[t->acts[k]].label;
    ent_buf_format(&text, "%zu", t->s->d->nodes[t->acts[k]].number);
    out = scene_text(t->s, &text);
    ent_buf_destroy(&text);
    return out;
}

static double widest_head(const table *t)
{
    double width = text_width(ENT_STR("000"), t->number_size, true);

    for (size_t k = 0; k < t->act_count && t->heads; k++)
        width = fmax(width, text_width(t->s->d->nodes[t->acts[k]].label, t->number_size, false));
    return width;
}

/* The names of a row one after the other, or its partners. Returns the number of lines; draws when `at` is given:
 * the left end, and the middle of the first line. */
static size_t flow_names(table *t, const row *r, const spot *at);
static size_t flow_chips(table *t, const row *r, const spot *at);

static double widest_name(const table *t)
{
    double width = 0;

    for (size_t i = 0; i < t->state_count; i++)
        width = fmax(width, text_width(table_name(t, t->states[i]), t->size, false));
    return width;
}

/* The height of a heading, in lines. */
static double head_lines(const table *t)
{
    return fmax(1.35, (t->s->d->theme.small + 2) / t->high);
}

/* The lines of the table, with those of headings; of rows, too. */
static double count_lines(table *t)
{
    double all = 0;

    for (size_t r = 0; r < t->row_count; r++) {
        size_t names = flow_names(t, &t->rows[r], NULL), chips = flow_chips(t, &t->rows[r], NULL);

        t->rows[r].lines = (double)(names > chips ? names : chips) + (names > 1 || chips > 1 ? 0.25 : 0);
        all += t->rows[r].lines + (begins_group(t, r) ? head_lines(t) : 0);
    }
    return all;
}

/* Fills the page with so many blocks. */
static void try_blocks(table *t, size_t blocks, double wide, double high)
{
    enum { ROUNDS = 4 };
    double all;

    t->blocks = blocks;
    t->block_wide = (wide - (double)(blocks - 1) * BETWEEN) / (double)blocks;
    t->size = t->s->d->theme.small;
    t->high = 1.2 * t->size;
    for (int round = 0; round < ROUNDS; round++) {
        t->name_wide = t->merged ? fmax(0.34 * t->block_wide, t->codes ? 60 : 110) : widest_name(t) + 8;
        t->chip_wide = t->partner_count ? fmax(0.3 * t->block_wide, 60) : 0;
        t->wide = fmin(t->partner_count > t->state_count ? 4.4 : 11, fmax(0.5, (t->block_wide - t->name_wide - t->chip_wide - 4) /
                                        fmax(1, t->columns_end)));
        if (t->partner_count)
            t->chip_wide = t->block_wide - t->name_wide - 4 - t->wide * t->columns_end;
        t->number_size = fmin(t->s->d->theme.small, 5.5);
        t->number_high = widest_head(t) * (double)stagger_for(t->wide, t->number_size) + 5 +
                         (t->heads ? MARK_HIGH : 0);
        all = count_lines(t) / (double)blocks + (blocks > 1 ? 1.5 : 0);
        t->high = fmin(t->s->d->theme.small * 1.5, (high - t->number_high) / fmax(1, all));
        t->size = fmax(5, fmin(t->s->d->theme.small, t->high * 0.95));
    }
    t->quality = fmin(1, t->wide / 4) * fmin(1, t->high / 6.2);
    if (t->high < 5) /* words touch */
        t->quality *= t->high * t->high / 25;
}

static void size_table(table *t, double wide, double high)
{
    const double enough = 0.6; /* names are given up only for less */
    size_t best = 1;
    double quality = 0;
    bool codes = false;

    for (int with = 0; with < 2 && quality < enough; with++) {
        t->codes = with;
        for (size_t blocks = 1; blocks <= MOST_BLOCKS; blocks++) {
            try_blocks(t, blocks, wide, high);
            if (t->quality > (with && !codes ? 1.2 : 1.02) * quality) {
                quality = t->quality;
                best = blocks;
                codes = t->codes;
            }
        }
    }
    t->codes = codes;
    try_blocks(t, best, wide, high);
}

/* ---- drawing ---- */

static void draw_name(table *t, size_t n, double x, double y)
{
    scene *s = t->s;
    placed *p = &s->nodes[n];
    word *w;

    p->x = x + 2;
    p->y = y;
    p->rx = p->ry = fmin(1.7, 0.3 * t->high);
    p->no_label = true;
    draw_dot(s, n);
    w = scene_word(s, PART_LABELS, table_name(t, n), x + 5.5, y + BASELINE * t->size, t->size);
    w->object = n;
}

static size_t flow_names(table *t, const row *r, const spot *at)
{
    double x = 0, room = t->name_wide;
    size_t line = 0;

    for (size_t i = 0; i < r->count; i++) {
        size_t n = t->states[r->first + i];
        double own = text_width(table_name(t, n), t->size, false) + 8;

        if (x > 0 && x + own > room) {
            line++;
            x = 0;
        }
        if (at)
            draw_name(t, n, at->x + x, at->y + (double)line * t->high);
        x += own;
    }
    return line + 1;
}

static size_t other_end_of(const tie *e, size_t n)
{
    return e->a == n ? e->b : e->a;
}

static void draw_chip(table *t, const partner *p, double x, double y)
{
    scene *s = t->s;
    double width = chip_width(t, p) - 1;
    const tie *e = &s->d->ties[p->tie];
    colour c = table_colour(t, p->node);
    bool again = p->node < other_end_of(e, p->node); /* the tie has a mark in the row of the first of the two */
    mark *m = scene_box(s, again ? PART_AXES : PART_TIES, FORM_AREA, x + width / 2, y + LOWER,
                        width / 2, fmin(3.2, t->high / 2 - 0.12));
    word *w;

    m->fill = (ink){ c, e->unknown ? 0 : ent_colour_opacity(c, s->d->theme.paper, 1.6) };
    if (e->unknown) {
        m->line = solid(c);
        m->width = 0.4;
    }
    m->object = again ? NONE : p->tie;
    m->title = e->tooltip;
    w = scene_word(s, PART_LABELS, chip_text(t, p), x + width / 2, y + BASELINE * CHIP_SIZE, CHIP_SIZE);
    w->anchor = ANCHOR_MIDDLE;
}

static size_t flow_chips(table *t, const row *r, const spot *at)
{
    size_t state = t->at[t->states[r->first]], line = 0;
    double x = 0;

    for (size_t i = t->first_partner[state]; i < t->first_partner[state + 1]; i++) {
        double own = chip_width(t, &t->partners[i]);

        if (x > 0 && x + own > t->chip_wide) {
            line++;
            x = 0;
        }
        if (at)
            draw_chip(t, &t->partners[i], at->x + x, at->y + (double)line * t->high);
        x += own;
    }
    return line + 1;
}

/* Each state of a row has its share of the height of a cell. */
static void draw_cells(table *t, const row *r, double left)
{
    scene *s = t->s;
    double high = r->lines * t->high, each = high / (double)r->count;

    for (size_t i = 0; i < r->count; i++)
        for (size_t k = 0; k < t->act_count; k++) {
            size_t state = t->states[r->first + i], tie_of = table_cell(t, state, k);
            mark *m;

            if (!tie_of)
                continue;
            m = scene_mark(s, PART_TIES, FORM_CELLS, 3);
            if (!m->count)
                return;
            m->at[0] = (spot){ left + t->column_at[k] * t->wide, r->y + (double)i * each };
            m->at[1] = (spot){ t->wide - fmin(0.4, 0.1 * t->wide), each - (r->count > 1 ? 0 : fmin(0.3, 0.06 * each)) };
            m->at[2] = (spot){ 0, 0 };
            m->half = s->d->ties[tie_of - 1].unknown;
            m->fill = solid(m->half ? s->d->theme.quiet : table_colour(t, state));
            m->object = tie_of - 1;
            m->title = s->d->ties[tie_of - 1].tooltip;
        }
}

/* Pale areas under the cells of a row, one for each group of columns, make empty cells visible. */
static void draw_ground(table *t, const row *r, double left)
{
    double high = r->lines * t->high;

    for (size_t k = 0, end; k < t->act_count; k = end) {
        double x0 = left + t->column_at[k] * t->wide, x1;

        for (end = k + 1; end < t->act_count && table_group(t, t->acts[end]) == table_group(t, t->acts[k]); end++)
            ;
        x1 = left + (t->column_at[end - 1] + 1) * t->wide;
        scene_box(t->s, PART_GROUND, FORM_AREA, (x0 + x1) / 2, r->y + high / 2, (x1 - x0) / 2,
                  high / 2 - 0.25)
            ->fill = solid(t->s->d->theme.ground);
    }
}

/* Above the codes of partners. */
static void draw_chip_heading(table *t, double x, double bottom)
{
    scene *s = t->s;
    static const char *const words[] = { ENT_WORD("agreements of#two, with"), ENT_WORD("two, with") };

    for (int i = 0; i < 2; i++)
        scene_word(s, PART_AXES, ent_translate(s->d->words, words[i]), x, bottom - 2 - (1 - i) * (CHIP_SIZE + 1), CHIP_SIZE)
            ->italic = true;
}

/* The numbers of the agreements, or their short names, above a block. */
static void draw_heads(table *t, double left, double bottom, bool first)
{
    scene *s = t->s;
    size_t every = stagger_for(t->wide, t->number_size);
    double step = widest_head(t) + 1;

    for (size_t k = 0; k < t->act_count; k++) {
        double x = left + (t->column_at[k] + 0.5) * t->wide;
        double lift = (double)(k % every) * step + (t->heads ? MARK_HIGH : 0);
        word *w;

        if (t->heads && first)
            title_mark(s, t->acts[k], (spot){ x, bottom - 0.5 * MARK_HIGH }, fmin(1.7, 0.35 * t->wide));

        w = scene_word(s, PART_LABELS, head_of(t, k), x + BASELINE * t->number_size, bottom - 1.5 - lift,
                       t->number_size);
        w->turn = -90;
        w->object = t->acts[k];
        if (k % every)
            scene_line(s, PART_AXES, (segment){ x, bottom - 0.5 - (t->heads ? MARK_HIGH : 0), x, bottom - 1 - lift },
                       mix(s->d->theme.quiet, s->d->theme.paper, 0.6), 0.25);
    }
}

static void draw_heading(table *t, size_t bloc, double x, double y)
{
    scene *s = t->s;
    word *w = scene_word(s, PART_AXES, s->d->blocs[bloc].label, x, y + BASELINE * s->d->theme.small,
                         s->d->theme.small);

    w->bold = true;
}

/* Draws the rows block by block. Returns the height of the highest. */
static double draw_rows(table *t, spot corner, double all)
{
    double x = corner.x, used = 0, each = all / (double)t->blocks, bottom = 0;

    for (size_t r = 0, block = 0; r < t->row_count; r++) {
        row *own = &t->rows[r];
        double head = begins_group(t, r) ? head_lines(t) : 0, left;

        if (r == 0 || (block + 1 < t->blocks && used + 0.5 * (head + own->lines) > each * (double)(block + 1))) {
            block += r > 0;
            x = corner.x + (double)block * (t->block_wide + BETWEEN);
            own->y = corner.y + t->number_high;
            draw_heads(t, x + t->name_wide + 2, own->y, block == 0);
            if (t->partner_count)
                draw_chip_heading(t, x + t->name_wide + 5 + t->columns_end * t->wide, own->y);
        } else {
            own->y = t->rows[r - 1].y + t->rows[r - 1].lines * t->high;
        }
        used += head + own->lines;
        left = x + t->name_wide + 2;
        if (head > 0)
            draw_heading(t, table_group(t, t->states[own->first]), x, own->y + 0.55 * head * t->high);
        own->y += head * t->high;
        draw_ground(t, own, left);
        draw_cells(t, own, left);
        flow_names(t, own, &(spot){ x, own->y + t->high / 2 });
        flow_chips(t, own, &(spot){ left + t->columns_end * t->wide + 3, own->y + t->high / 2 });
        bottom = fmax(bottom, own->y + own->lines * t->high);
    }
    return bottom - corner.y;
}

/* Titles can be read in rows, without a key of numbers, where the parties are few enough for columns. */
static bool is_list(const table *t)
{
    enum { MOST_PARTIES = 18, MOST_TITLES = 150 };

    return t->state_count <= MOST_PARTIES && t->act_count <= MOST_TITLES && 2 * t->act_count >= 3 * t->state_count;
}

ent_status layout_table(scene *s, ent_diags *diags)
{
    table t = { .s = s };
    double wide = s->net.x1 - s->net.x0, high, key;
    ent_status status = table_read(&t, diags);

    if (status != ENT_OK || !t.state_count)
        return status;
    if (is_list(&t)) {
        table_list(&t);
        return s->failed ? ent_out_of_memory(diags) : ENT_OK;
    }
    t.heads = are_names_short(&t);
    key = t.heads ? 0 : titles_height(s, t.acts, t.act_count, wide);
    high = s->d->height_mm > 0 ? s->net.y1 - s->net.y0 : TABLE_MOST_HIGH / 25.4 * 72 - 2 * MARGIN - 50;
    size_table(&t, wide, fmax(100, high - key - 14));
    high = draw_rows(&t, (spot){ s->net.x0, s->net.y0 }, count_lines(&t));
    if (!t.heads)
        titles_draw(s, t.acts, t.act_count, (spot){ s->net.x0, s->net.y0 + high + 12 }, wide);
    return s->failed ? ent_out_of_memory(diags) : ENT_OK;
}
