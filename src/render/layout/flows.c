/* flows.c: blocks of members in columns, one for each date, and bands of members between them.
 *
 *   1914          1939         Blocks are ordered in sweeps from column to column, each by the middle of the
 *   +----+        +----+       blocks that its members come from or go to, and the order with the fewest
 *   |    |========|    |       crossings of members is kept. At the foot of a side of a block are the members
 *   +----+\      /+----+       who have no block in the column beside it: a wedge leads in or out.
 *   +----+ \====/ +----+
 *   |    |========|    |       A block is wide enough for its name where there are few columns; else names
 *   +----+        +----+       stand beside the first and last columns, where a community begins, and in the
 *                              legend. */
#include "render/layout/layouts.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "render/scene/drawing.h"
#include "render/scene/geometry.h"

#define GAP 5.0 /* points between blocks */
enum { SWEEPS = 12, BENDS = 18, LINES_IN_BLOCK = 4 };

typedef struct placing { /* of a block */
    double top, middle, wish;
    double in, out; /* members on its left and right side that have their place */
} placing;

typedef struct diagram {
    scene *s;
    const plot *p;
    placing *at;      /* by block */
    size_t *order;    /* blocks, column by column, from the top */
    size_t *best;     /* the same, with the fewest crossings */
    size_t *first;    /* of each column: its first place in `order`; one more at the end */
    size_t *band_order;
    double unit, width, pitch, left, top, high; /* points for a member; of blocks; from column to column */
} diagram;

/* ---- order ---- */

static ent_status begin(diagram *g, ent_diags *diags)
{
    ent_arena *arena = &g->s->arena;
    const plot *p = g->p;
    size_t n = 0;

    g->at = ent_arena_new(arena, p->block_count, sizeof *g->at);
    g->order = ent_arena_new(arena, p->block_count, sizeof *g->order);
    g->best = ent_arena_new(arena, p->block_count, sizeof *g->best);
    g->first = ent_arena_new(arena, p->column_count + 1, sizeof *g->first);
    g->band_order = ent_arena_new(arena, p->band_count, sizeof *g->band_order);
    if (!g->at || !g->order || !g->best || !g->first || !g->band_order)
        return ent_out_of_memory(diags);
    for (size_t c = 0; c < p->column_count; c++) {
        g->first[c] = n;
        for (size_t i = 0; i < p->block_count; i++)
            if (p->blocks[i].column == c)
                g->order[n++] = i;
    }
    g->first[p->column_count] = n;
    return ENT_OK;
}

/* The middles of the blocks of a column in members, with a member of room between them. */
static void stack_members(diagram *g, size_t c)
{
    double sum = 0, y;

    for (size_t i = g->first[c]; i < g->first[c + 1]; i++)
        sum += (double)g->p->blocks[g->order[i]].size;
    y = -sum / 2;
    for (size_t i = g->first[c]; i < g->first[c + 1]; i++) {
        double size = (double)g->p->blocks[g->order[i]].size;

        g->at[g->order[i]].middle = y + size / 2;
        y += size;
    }
}

static bool stands_before(const diagram *g, size_t a, size_t b)
{
    if (g->p->blocks[a].last != g->p->blocks[b].last)
        return g->p->blocks[b].last;
    return g->at[a].wish < g->at[b].wish;
}

/* Sorts a column by the middles of the blocks at one side; a block without a band keeps its place. */
static void sort_column(diagram *g, size_t c, bool by_left)
{
    for (size_t i = g->first[c]; i < g->first[c + 1]; i++) {
        size_t block = g->order[i];
        double sum = 0, size = 0;

        for (size_t k = 0; k < g->p->band_count; k++) {
            const flow_band *b = &g->p->bands[k];

            if ((by_left ? b->to : b->from) != block)
                continue;
            sum += g->at[by_left ? b->from : b->to].middle * (double)b->size;
            size += (double)b->size;
        }
        g->at[block].wish = size > 0 ? sum / size : g->at[block].middle;
    }
    for (size_t i = g->first[c] + 1; i < g->first[c + 1]; i++) { /* stable: equal wishes keep their order */
        size_t block = g->order[i], k = i;

        for (; k > g->first[c] && stands_before(g, block, g->order[k - 1]); k--)
            g->order[k] = g->order[k - 1];
        g->order[k] = block;
    }
    stack_members(g, c);
}

/* Pairs of members whose bands cross. */
static double crossings(const diagram *g)
{
    double sum = 0;

    for (size_t i = 0; i < g->p->band_count; i++)
        for (size_t k = i + 1; k < g->p->band_count; k++) {
            const flow_band *a = &g->p->bands[i], *b = &g->p->bands[k];
            double left = g->at[a->from].middle - g->at[b->from].middle;
            double right = g->at[a->to].middle - g->at[b->to].middle;

            if (g->p->blocks[a->from].column == g->p->blocks[b->from].column && left * right < 0)
                sum += (double)a->size * (double)b->size;
        }
    return sum;
}

static void copy_order(const diagram *g, size_t *to, const size_t *from)
{
    for (size_t i = 0; i < g->p->block_count; i++)
        to[i] = from[i];
}

static void order_blocks(diagram *g)
{
    size_t columns = g->p->column_count;
    double least = INFINITY;

    for (size_t i = 0; i < g->p->block_count; i++)
        g->at[i].wish = 0;
    for (size_t c = 0; c < columns; c++)
        stack_members(g, c);
    for (size_t sweep = 0; sweep < SWEEPS; sweep++) {
        double now;

        for (size_t k = 1; k < columns; k++)
            sort_column(g, sweep % 2 ? columns - 1 - k : k, sweep % 2 == 0);
        if ((now = crossings(g)) < least - 0.5) {
            least = now;
            copy_order(g, g->best, g->order);
        }
    }
    copy_order(g, g->order, g->best);
}

/* ---- places ---- */

static double column_x(const diagram *g, size_t c)
{
    return g->left + (double)c * g->pitch;
}

static double height_of(const diagram *g, size_t block)
{
    return (double)g->p->blocks[block].size * g->unit;
}

/* As many points for a member as the fullest column allows. */
static void find_unit(diagram *g)
{
    g->unit = INFINITY;
    for (size_t c = 0; c < g->p->column_count; c++) {
        double members = 0, count = (double)(g->first[c + 1] - g->first[c]);

        for (size_t i = g->first[c]; i < g->first[c + 1]; i++)
            members += (double)g->p->blocks[g->order[i]].size;
        if (members > 0)
            g->unit = fmin(g->unit, fmax(0.05, (g->high - GAP * (count - 1)) / members));
    }
}

/* So high that small blocks have room for their names, within half to four fifths of the width. */
static double wanted_height(const diagram *g)
{
    enum { ROOM = 7 };
    double wide = g->s->net.x1 - g->s->net.x0, least = INFINITY, most = 0;

    for (size_t i = 0; i < g->p->block_count; i++)
        if (!g->p->blocks[i].last)
            least = fmin(least, (double)g->p->blocks[i].size);
    for (size_t c = 0; c < g->p->column_count; c++) {
        double members = 0;

        for (size_t i = g->first[c]; i < g->first[c + 1]; i++)
            members += (double)g->p->blocks[g->order[i]].size;
        most = fmax(most, members * ROOM / least + GAP * (double)(g->first[c + 1] - g->first[c]));
    }
    return fmax(fmin(most, fmin(430, wide * 0.8)), fmin(260, wide * 0.5));
}

static void place_blocks(diagram *g)
{
    for (size_t c = 0; c < g->p->column_count; c++) {
        double sum = 0, y;

        for (size_t i = g->first[c]; i < g->first[c + 1]; i++)
            sum += height_of(g, g->order[i]) + (i > g->first[c] ? GAP : 0);
        y = g->top + (g->high - sum) / 2;
        for (size_t i = g->first[c]; i < g->first[c + 1]; i++) {
            placing *at = &g->at[g->order[i]];

            at->top = y;
            at->middle = y + height_of(g, g->order[i]) / 2;
            y += height_of(g, g->order[i]) + GAP;
        }
    }
}

/* ---- marks ---- */

static const diagram *sorted; /* for qsort */

static int by_ends(const void *a, const void *b)
{
    const flow_band *x = &sorted->p->bands[*(const size_t *)a], *y = &sorted->p->bands[*(const size_t *)b];
    double p = sorted->at[x->from].top, q = sorted->at[y->from].top;
    double u = sorted->at[x->to].top, v = sorted->at[y->to].top;

    if (p != q)
        return p < q ? -1 : 1;
    if (u != v)
        return u < v ? -1 : 1;
    return *(const size_t *)a < *(const size_t *)b ? -1 : 1;
}

/* The upper edge of a band, or the lower, from left to right: an S. */
static void edge(mark *m, size_t from, bool backwards, spot a, spot b)
{
    for (size_t i = 0; i < BENDS && from + i < m->count; i++) {
        double t = (double)(backwards ? BENDS - 1 - i : i) / (BENDS - 1);

        m->at[from + i] = (spot){ a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t * t * (3 - 2 * t) };
    }
}

static void draw_band(const diagram *g, const flow_band *b)
{
    placing *from = &g->at[b->from], *to = &g->at[b->to];
    double x0 = column_x(g, g->p->blocks[b->from].column) + g->width, x1 = column_x(g, g->p->blocks[b->to].column);
    double y0 = from->top + from->out * g->unit, y1 = to->top + to->in * g->unit, thick = (double)b->size * g->unit;
    mark *m = scene_mark(g->s, PART_TIES, FORM_AREA, 2 * BENDS);

    edge(m, 0, false, (spot){ x0, y0 }, (spot){ x1, y1 });
    edge(m, BENDS, true, (spot){ x0, y0 + thick }, (spot){ x1, y1 + thick });
    m->fill = (ink){ b->colour, 0.4 };
    m->title = b->tooltip;
    m->attrs = &b->attrs;
    m->order = -(double)b->size; /* thin bands lie on thick ones */
    from->out += (double)b->size;
    to->in += (double)b->size;
}

static void draw_bands(diagram *g)
{
    for (size_t i = 0; i < g->p->band_count; i++)
        g->band_order[i] = i;
    sorted = g;
    if (g->p->band_count)
        qsort(g->band_order, g->p->band_count, sizeof *g->band_order, by_ends);
    for (size_t i = 0; i < g->p->band_count; i++)
        draw_band(g, &g->p->bands[g->band_order[i]]);
}

/* "+3" */
static ent_str signed_number(scene *s, const char *sign, size_t number)
{
    ent_buf text = { 0 };
    ent_str kept;

    ent_buf_format(&text, "%s%zu", sign, number);
    kept = scene_text(s, &text);
    ent_buf_destroy(&text);
    return kept;
}

/* Members who enter (at the left side) or leave (at the right), at the foot of the block. */
static void draw_wedge(const diagram *g, size_t i, bool enters)
{
    scene *s = g->s;
    const flow_block *b = &g->p->blocks[i];
    size_t count = enters ? b->entered : b->left;
    double thick = (double)count * g->unit, reach = fmin(11, (g->pitch - g->width) * 0.3);
    double x = column_x(g, b->column) + (enters ? 0 : g->width), way = enters ? -1 : 1;
    double low = g->at[i].top + height_of(g, i);
    mark *m;

    if (!count)
        return;
    m = scene_mark(s, PART_BLOCS, FORM_AREA, 3);
    m->at[0] = (spot){ x, low - thick };
    m->at[1] = (spot){ x + way * reach, low - thick * 0.25 };
    m->at[2] = (spot){ x, low };
    m->fill = solid(mix(b->colour, s->d->theme.paper, 0.35));
    m->title = b->tooltip;
}

/* The number of a wedge, where it has room and meets no other word. */
static void write_wedge(const diagram *g, size_t i, bool enters)
{
    scene *s = g->s;
    const flow_block *b = &g->p->blocks[i];
    size_t count = enters ? b->entered : b->left;
    double size = fmax(5, s->d->theme.small - 1), thick = (double)count * g->unit;
    double x = column_x(g, b->column) + (enters ? -2 : g->width + 2);
    double y = g->at[i].top + height_of(g, i) - thick * 0.38 + BASELINE * size;
    spot corners[4];
    frame own;
    word *w;

    if (!count || thick < size * 0.9 || g->pitch - g->width < 2 * size)
        return;
    w = scene_word(s, PART_LABELS, signed_number(s, enters ? "+" : "\xe2\x88\x92", count), x, y, size);
    w->anchor = enters ? ANCHOR_END : ANCHOR_START;
    word_corners(w, corners);
    own = frame_of(corners, 4);
    for (size_t k = 0; k + 1 < s->word_count; k++) {
        word_corners(&s->words[k], corners);
        if (overlap(own, frame_of(corners, 4)) > 0) {
            s->word_count--;
            return;
        }
    }
}

static colour readable_on(const scene *s, colour ground)
{
    return contrast(s->d->theme.paper, ground) >= contrast(s->d->theme.ink, ground) ? s->d->theme.paper
                                                                                  : s->d->theme.ink;
}

static void draw_block(const diagram *g, size_t i)
{
    const flow_block *b = &g->p->blocks[i];
    mark *m = scene_box(g->s, PART_NODES, FORM_AREA, column_x(g, b->column) + g->width / 2, g->at[i].middle, g->width / 2,
                        height_of(g, i) / 2);

    m->fill = solid(b->colour);
    m->title = b->tooltip;
    m->attrs = &b->attrs;
}

/* ---- words ---- */

typedef struct fitted {
    ent_str line[LINES_IN_BLOCK];
    size_t count;
    double size;
} fitted;

/* Does all of the text fit on so many lines? */
static bool fits(ent_str text, double size, double width, size_t most, fitted *out)
{
    ent_str last;

    out->size = size;
    out->count = most ? wrap_text(text, size, false, width, out->line, most > LINES_IN_BLOCK ? LINES_IN_BLOCK : most) : 0;
    if (!out->count)
        return false;
    last = out->line[out->count - 1];
    for (size_t i = 0; i < out->count; i++)
        if (text_width(out->line[i], size, false) > width + 0.01)
            return false;
    return last.ptr + last.len == text.ptr + text.len;
}

/* The names of all members of a label, "A, B", of the first, or none; then its number, unless it is 0. */
static ent_str shorter(scene *s, ent_str label, size_t names, size_t number)
{
    const char *comma = memchr(label.ptr, ',', label.len);
    ent_buf text = { 0 };
    ent_str kept;

    if (names == 1 && comma) {
        ent_buf_add(&text, label.ptr, (size_t)(comma - label.ptr));
        ent_buf_text(&text, "\xe2\x80\xa6");
    } else if (names) {
        ent_buf_str(&text, label);
    }
    if (number)
        ent_buf_format(&text, text.len ? "  %zu" : "%zu", number);
    kept = scene_text(s, &text);
    ent_buf_destroy(&text);
    return kept;
}

/* As much of a label as fits, in at most so many points of height. Returns how many names there are. */
static size_t fit(scene *s, ent_str label, size_t number, double width, double height, fitted *out)
{
    double size = s->d->theme.small;

    for (size_t names = 2; names-- + 1 > (number ? 0 : 1);) {
        ent_str text = shorter(s, label, names + 1, number);

        for (int small = 0; small < 2; small++) {
            double now = small ? fmin(size, 5) : size;

            if (fits(text, now, width, (size_t)fmax(0, (height - now * 0.1) / (now * LINE_STEP / 100)), out))
                return names + 1;
        }
        if (!names)
            break;
    }
    if (number && fits(shorter(s, label, 0, number), 5, width, height >= 5.5, out))
        return 0;
    out->count = 0;
    return 0;
}

/* The name and the number in a block; false: no name has room. */
static bool write_inside(const diagram *g, size_t i)
{
    scene *s = g->s;
    const flow_block *b = &g->p->blocks[i];
    fitted f;
    size_t names = fit(s, b->label, b->size, g->width - 4, height_of(g, i), &f);
    double step = f.size * LINE_STEP / 100, y = g->at[i].middle - step * ((double)f.count - 1) / 2 + BASELINE * f.size;

    for (size_t k = 0; k < f.count; k++, y += step) {
        word *w = scene_word(s, PART_LABELS, f.line[k], column_x(g, b->column) + g->width / 2, y, f.size);

        w->anchor = ANCHOR_MIDDLE;
        w->colour = readable_on(s, b->colour);
    }
    return names > 0;
}

/* In narrow blocks only the number, where it has room. */
static void write_number(const diagram *g, size_t i)
{
    scene *s = g->s;
    const flow_block *b = &g->p->blocks[i];
    double size = fmax(5, s->d->theme.small - 0.5);
    ent_str text = signed_number(s, "", b->size);
    word *w;

    if (height_of(g, i) < size + 0.5 || text_width(text, size, false) > g->width - 0.5)
        return;
    w = scene_word(s, PART_LABELS, text, column_x(g, b->column) + g->width / 2, g->at[i].middle + BASELINE * size, size);
    w->anchor = ANCHOR_MIDDLE;
    w->colour = readable_on(s, b->colour);
}

/* Is there a block of this name in the column before? */
static bool continues(const diagram *g, size_t i)
{
    const flow_block *b = &g->p->blocks[i];

    for (size_t k = 0; k < g->p->block_count; k++)
        if (g->p->blocks[k].column + 1 == b->column && ent_str_eq(g->p->blocks[k].label, b->label))
            return true;
    return false;
}

typedef struct side_name {
    size_t block;
    double y;
} side_name;

/* Names beside the blocks of a column, pushed apart. */
static void write_beside(const diagram *g, size_t c, bool at_left)
{
    scene *s = g->s;
    double size = s->d->theme.small, step = size * 1.12, x = column_x(g, c) + (at_left ? -3 : g->width + 3);
    size_t count = g->first[c + 1] - g->first[c];
    side_name *names = ent_arena_new(&s->arena, count, sizeof *names);
    double room = at_left ? x - s->net.x0 : s->net.x1 - x;

    if (!names) {
        s->failed = true;
        return;
    }
    for (size_t k = 0; k < count; k++) {
        double y = g->at[g->order[g->first[c] + k]].middle;

        names[k] = (side_name){ g->order[g->first[c] + k], k && y < names[k - 1].y + step ? names[k - 1].y + step : y };
    }
    for (size_t k = count; k-- > 0;)
        names[k].y = fmin(names[k].y, k + 1 < count ? names[k + 1].y - step : g->top + g->high);
    for (size_t k = 0; k < count; k++) {
        const flow_block *b = &g->p->blocks[names[k].block];
        fitted f;

        if (fit(s, b->label, 0, room, size * 1.3, &f))
            scene_word(s, PART_LABELS, f.line[0], x, names[k].y + BASELINE * f.size, f.size)->anchor =
                at_left ? ANCHOR_END : ANCHOR_START;
    }
}

/* The name of a community that begins between the first and the last column, where its band has room. */
static void write_begin(const diagram *g, size_t i)
{
    scene *s = g->s;
    const flow_block *b = &g->p->blocks[i];
    fitted f;

    if (fit(s, b->label, 0, g->pitch - g->width - 4, fmin(height_of(g, i), s->d->theme.small * 1.3), &f))
        scene_word(s, PART_LABELS, f.line[0], column_x(g, b->column) + g->width + 2, g->at[i].middle + BASELINE * f.size,
                   f.size)
            ->halo = true;
}

static void write_names(diagram *g)
{
    bool inside = g->p->inside;
    size_t last = g->p->column_count - 1;

    for (size_t i = 0; i < g->p->block_count; i++) {
        if (inside) {
            g->s->unlabelled += !write_inside(g, i) && !g->p->blocks[i].last;
            continue;
        }
        write_number(g, i);
        if (g->p->blocks[i].column > 0 && g->p->blocks[i].column < last && !continues(g, i))
            write_begin(g, i);
    }
    if (inside)
        return;
    write_beside(g, 0, true);
    write_beside(g, last, false);
}

static void write_heads(const diagram *g)
{
    scene *s = g->s;
    double size = s->d->theme.head, small = s->d->theme.small, end = -1e9, sub_end = -1e9;

    for (size_t c = 0; c < g->p->column_count; c++) {
        const flow_column *column = &g->p->columns[c];
        double x = column_x(g, c) + g->width / 2, half = text_width(column->label, size, true) / 2;
        word *w;

        if (x - half > end + 3) {
            w = scene_word(s, PART_AXES, column->label, x, g->top - 16, size);
            w->anchor = ANCHOR_MIDDLE;
            w->bold = true;
            end = x + half;
        }
        half = text_width(column->sub, small, false) / 2;
        if (x - half > sub_end + 3) {
            scene_word(s, PART_AXES, column->sub, x, g->top - 7, small)->anchor = ANCHOR_MIDDLE;
            sub_end = x + half;
        }
    }
}

/* The widest name of the blocks of a column. */
static double widest_name(const diagram *g, size_t c)
{
    double widest = 0;

    for (size_t i = g->first[c]; i < g->first[c + 1]; i++)
        widest = fmax(widest, text_width(g->p->blocks[g->order[i]].label, g->s->d->theme.small, false));
    return widest;
}

ent_status layout_flows(scene *s, ent_diags *diags)
{
    const plot *p = s->d->plot;
    diagram g = { .s = s, .p = p };
    double wide = s->net.x1 - s->net.x0, n = (double)p->column_count, margin[2] = { 0, 0 };
    ent_status status;

    if (p->column_count < 2 || !p->block_count)
        return ent_fail(diags, ENT_EDATA, ENT_NOWHERE, "flows without columns or blocks");
    if ((status = begin(&g, diags)) != ENT_OK)
        return status;
    order_blocks(&g);
    if (!p->inside) {
        margin[0] = fmin(widest_name(&g, 0) + 4, wide * 0.16);
        margin[1] = fmin(widest_name(&g, p->column_count - 1) + 4, wide * 0.16);
    }
    wide -= margin[0] + margin[1];
    g.width = p->inside ? fmin(100, wide / n * 0.62) : fmin(12, wide / n * 0.4);
    g.pitch = (wide - g.width) / (n - 1);
    g.left = s->net.x0 + margin[0];
    g.top = s->net.y0 + 24;
    g.high = s->d->height_mm > 0 ? fmax(40, s->net.y1 - g.top) : wanted_height(&g);
    find_unit(&g);
    place_blocks(&g);
    draw_bands(&g);
    for (size_t i = 0; i < p->block_count; i++) {
        draw_wedge(&g, i, true);
        draw_wedge(&g, i, false);
        draw_block(&g, i);
    }
    write_names(&g);
    for (size_t i = 0; i < p->block_count; i++) {
        write_wedge(&g, i, true);
        write_wedge(&g, i, false);
    }
    write_heads(&g);
    return s->failed ? ent_out_of_memory(diags) : ENT_OK;
}
