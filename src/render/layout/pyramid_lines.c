/* pyramid_lines.c: the bands, curves, chips, states and the note of a pyramid. */
#include "render/layout/pyramid.h"

#include <math.h>

#include "render/scene/drawing.h"
#include "render/scene/geometry.h"

#define MARK 1.8         /* radius of the mark of the left-out state */
#define TIMES_END '\x97' /* the last byte of a multiplication sign */

double pyramid_indent(const pyramid *p, double y) /* indent of the left side at a height */
{
    double top = p->band_top[0], low = p->row_y;

    return (low - y) / fmax(1, low - top) * 0.13 * (p->s->net.x1 - p->left);
}

void pyramid_draw_bands(pyramid *p)
{
    scene *s = p->s;
    const theme *t = &s->d->theme;

    for (size_t b = 0; b < s->d->band_count; b++) {
        double top = p->band_top[b], low = p->band_bottom[b], u = pyramid_indent(p, top),
               v = pyramid_indent(p, low);
        mark *m = scene_mark(s, PART_BLOCS, FORM_AREA, 4);
        double size = p->left < 50 ? t->small : t->head, y = (top + low) / 2 + BASELINE * size;

        m->at[0] = (spot){ p->left + u, top };
        m->at[1] = (spot){ s->net.x1 - u, top };
        m->at[2] = (spot){ s->net.x1 - v, low - 1 };
        m->at[3] = (spot){ p->left + v, low - 1 };
        m->fill = solid(s->d->bands[b].tint);
        if (s->d->bands[b].sub.len && s->d->width_mm >= 120) {
            scene_word(s, PART_BLOCS, s->d->bands[b].sub, s->net.x0, y + t->small * 0.75, t->small);
            y -= t->small * 0.6;
        }
        scene_word(s, PART_BLOCS, s->d->bands[b].label, s->net.x0, y, size)->bold = true;
    }
    scene_word(s, PART_BLOCS, ent_translate(s->d->words, ENT_WORD("States")), s->net.x0, p->row_y + BASELINE * t->head,
               p->left < 50 ? t->small : t->head)
        ->bold = true;
}

/* Are there agreements of the left-out state with this one, and how many chips have they? */
size_t pyramid_chips(const pyramid *p, size_t state)
{
    const description *d = p->s->d;
    size_t chips = 0;

    for (size_t k = 0; k < d->tie_count && p->star != NONE; k++)
        if (is_pair(p->s, &d->ties[k]) && other_end(&d->ties[k], p->star) == state) {
            chips = 1;
            for (size_t c = 0; c < d->ties[k].sub.len; c++)
                chips += d->ties[k].sub.ptr[c] == ';';
        }
    return chips;
}

/* "2015", or "'15" or "15" where there is little room. */
static ent_str chip_text(pyramid *p, ent_str year)
{
    ent_buf text = { 0 };
    ent_str out = year;

    if (year.len == 4 && p->pitch < 17) {
        ent_buf_text(&text, p->pitch < 12 ? "" : "'");
        ent_buf_add(&text, year.ptr + 2, 2);
        out = scene_text(p->s, &text);
    }
    ent_buf_destroy(&text);
    return out;
}

static void draw_chip(pyramid *p, size_t i, size_t state, double y)
{
    scene *s = p->s;
    const tie *t = &s->d->ties[i];
    double size = fmax(5, s->d->theme.small - 0.5), x = p->x[state], ry = size / 2 + 1.4;
    mark *m = scene_mark(s, PART_TIES, FORM_LINE, 2);
    ent_str rest = t->sub, year = { "", 0 };

    m->at[0] = (spot){ x, y + ry };
    m->at[1] = (spot){ x, s->nodes[state].y - s->nodes[state].ry - 0.4 };
    style_tie(s, m, i);
    m->width = fmax(m->width, 2);
    do { /* the earliest below */
        ent_str text;
        double rx;

        ent_str_next(&rest, ';', &year);
        text = chip_text(p, year);
        rx = fmin(p->pitch / 2 - 0.4, text_width(text.len ? text : ENT_STR("'99"), size, false) / 2 + 1.6);
        m = scene_box(s, PART_NODES, FORM_AREA, x, y, rx, ry);
        m->fill = solid(s->d->theme.paper);
        m->line = solid(s->d->styles[t->style].colour);
        m->width = 0.6;
        m->title = t->tooltip;
        m->acts_of = i;
        if (text.len)
            scene_word(s, PART_LABELS, text, x, y + BASELINE * size, size)->anchor = ANCHOR_MIDDLE;
        y -= CHIP_STEP;
    } while (rest.len);
}

/* What the left-out state only promotes or talks about with another: an open end above the state. */
static void draw_stub(pyramid *p, size_t i, size_t state, double chip_y)
{
    scene *s = p->s;
    size_t chips = pyramid_chips(p, state);
    double x = p->x[state], top = chip_y - 3 - (chips ? CHIP_STEP * (double)chips : 0);
    mark *m;

    for (size_t k = 0, shift = 0; k < s->d->tie_count; k++) /* beside what else reaches the state */
        if (k != i && other_end(&s->d->ties[k], state) != NONE && (k < i || !s->d->ties[k].context) &&
            !shift++)
            x += p->pitch * (s->d->ties[i].context == CONTEXT_TALKS ? 0.3 : -0.3);
    m = scene_mark(s, PART_TIES, FORM_LINE, 2);
    m->at[0] = (spot){ x, top };
    m->at[1] = (spot){ x, chips ? top + CHIP_STEP - 2.4 : s->nodes[state].y - 0.8 * s->nodes[state].ry };
    style_tie(s, m, i);
    m = scene_shape(s, PART_AXES, SHAPE_CIRCLE, x, top - 1.4, 1.4, 1.4);
    m->fill = solid(s->d->theme.paper);
    m->line = solid(s->d->styles[s->d->ties[i].style].colour);
    m->width = 0.5;
}

static void draw_pair(pyramid *p, size_t i, double chip_y)
{
    scene *s = p->s;
    const tie *t = &s->d->ties[i];
    size_t state = p->star == NONE ? NONE : other_end(t, p->star);

    if (state != NONE && t->context) {
        draw_stub(p, i, state, chip_y);
    } else if (state != NONE) {
        draw_chip(p, i, state, chip_y);
    } else { /* an arc between two of the row */
        double a = p->x[t->a], b = p->x[t->b], y = p->row_y, high = fmin(chip_y + 4, y - 8);
        double rise = p->arcs > 0 ? fmin(p->arcs, 8 + fabs(a - b) * 0.3) : fmin(y - high + 14, 8 + fabs(a - b) * 0.25);
        const spot via[2] = { { a + (b - a) * 0.1, y - rise * 1.33 },
                              { b - (b - a) * 0.1, y - rise * 1.33 } };

        draw_tie(s, i, via);
    }
}

/* The control height of a curve that passes below all boxes of the row between two of them. */
static double below_boxes(const scene *s, const placed *a, const placed *b)
{
    double own = fmax(a->y + a->ry, b->y + b->ry), below = own;

    for (size_t i = 0; i < s->d->node_count; i++) {
        const placed *n = &s->nodes[i];

        if (is_box(s, i) && n->x > fmin(a->x, b->x) && n->x < fmax(a->x, b->x) && n->y - n->ry < own)
            below = fmax(below, n->y + n->ry);
    }
    return own + fmax(8, (below + 3 - own) / 0.75); /* a curve turns at three quarters of its control points */
}

void pyramid_draw_line(pyramid *p, size_t i, double chip_y)
{
    scene *s = p->s;
    const tie *t = &s->d->ties[i];
    size_t box = is_box(s, t->a) ? t->a : is_box(s, t->b) ? t->b : NONE;
    size_t state = box == NONE ? NONE : other_end(t, box), chips;

    if (t->context == CONTEXT_SETS_UP) {
        pyramid_draw_set_up(p, i);
    } else if (box == NONE) {
        draw_pair(p, i, chip_y);
    } else if (is_box(s, state) && pyramid_draw_beside(p, i)) {
        return;
    } else if (is_box(s, state)) {
        const placed *a = &s->nodes[t->a], *b = &s->nodes[t->b], *upper = a->y < b->y ? a : b;
        const placed *lower = upper == a ? b : a;
        bool apart = upper->y + upper->ry < lower->y - lower->ry;
        /* between the two where one stands above the other; else below boxes that may be between them */
        double turn = apart ? (upper->y + upper->ry + lower->y - lower->ry) / 2 : below_boxes(s, a, b);
        const spot via[2] = { { a->x, turn }, { b->x, turn } };

        draw_tie(s, i, via);
    } else if (state != p->star) { /* the note explains what is left out */
        chips = pyramid_chips(p, state);
        pyramid_draw_stem(p, i, box, state,
                   chips ? chip_y - 5.2 - CHIP_STEP * (double)(chips - 1)
                         : p->row_y - s->nodes[state].ry - 0.8);
    }
}

void pyramid_draw_row(pyramid *p)
{
    scene *s = p->s;

    for (size_t k = 0; k < p->row_count; k++) {
        size_t n = p->row[k].node;
        placed *at = &s->nodes[n];
        word *w;

        draw_node(s, n);
        w = scene_word(s, PART_LABELS, one_line(s, s->d->nodes[n].label, LONGEST), at->x,
                       at->y + at->ry + 2 + 0.72 * p->size, p->size);
        w->object = n;
        if (p->turned) {
            w->turn = -90;
            w->anchor = ANCHOR_END;
            w->x += BASELINE * p->size;
            w->y = at->y + at->ry + 2.5;
        } else {
            w->anchor = ANCHOR_MIDDLE;
        }
        at->no_label = true;
    }
}

/* Codes are for the row of states. */
static ent_str star_name(const pyramid *p)
{
    const node *n = &p->s->d->nodes[p->star];

    return p->s->d->codes && n->name.len ? n->name : n->label;
}

/* Has the left-out state a tie with a box, and one that binds it? */
static bool is_star_at(const pyramid *p, size_t box, bool *bound)
{
    bool found = false;

    *bound = false;
    for (size_t i = 0; i < p->s->d->tie_count; i++) {
        const tie *t = &p->s->d->ties[i];

        if (other_end(t, p->star) != box)
            continue;
        found = true;
        *bound |= t->context <= CONTEXT_BOUND;
    }
    return found;
}

double pyramid_mark_room(const pyramid *p, size_t box)
{
    bool bound;

    return p->star != NONE && is_star_at(p, box, &bound) ? MARK + 0.8 : 0;
}

void pyramid_mark_star(pyramid *p)
{
    scene *s = p->s;

    for (size_t i = 0; i < s->d->node_count && p->star != NONE; i++) {
        const placed *b = &s->nodes[i];
        bool bound;
        mark *m;

        if (!is_box(s, i) || !is_star_at(p, i, &bound))
            continue;
        m = scene_shape(s, PART_LABELS, SHAPE_CIRCLE, b->x - b->rx + MARK + 2, b->y, MARK, MARK);
        m->fill = solid(bound ? s->d->nodes[p->star].fill : s->d->theme.paper);
        m->line = solid(bound ? s->d->theme.paper : s->d->nodes[p->star].fill);
        m->width = 0.6;
    }
}

/* "● marks where it is bound, ○ where it promotes or talks." */
static void put_marks(const pyramid *p, ent_buf *text)
{
    const scene *s = p->s;
    bool any_bound = false, any_open = false, bound;

    for (size_t i = 0; i < s->d->node_count; i++)
        if (is_box(s, i) && is_star_at(p, i, &bound)) {
            any_bound |= bound;
            any_open |= !bound;
        }
    for (size_t i = 0; i < s->d->tie_count; i++)
        any_open |= s->d->ties[i].context && joins_states(s, &s->d->ties[i]) &&
                    other_end(&s->d->ties[i], p->star) != NONE;
    if (!any_bound && !any_open)
        return;
    ent_buf_char(text, ' ');
    ent_buf_str(text, ent_translate(s->d->words,
                                    any_bound && any_open
                                        ? ENT_WORD("\xe2\x97\x8f marks where it is bound, \xe2\x97\x8b where it promotes or talks.")
                                    : any_bound ? ENT_WORD("\xe2\x97\x8f marks where it is bound.")
                                                : ENT_WORD("\xe2\x97\x8b marks where it promotes or talks.")));
}

/* What the left-out state has to do with all that is shown. */
static void put_star(const pyramid *p, ent_buf *text)
{
    const scene *s = p->s;
    const description *d = s->d;
    size_t pairs = 0, own = 0;

    for (size_t i = 0; i < d->tie_count; i++) {
        pairs += is_pair(s, &d->ties[i]);
        own += is_pair(s, &d->ties[i]) && other_end(&d->ties[i], p->star) != NONE;
    }
    if (own == pairs)
        ent_say(d->words, text,
                ENT_WORD("{1} is a party to every bilateral agreement shown, and its own lines are left out."),
                ent_t(star_name(p)));
    else
        ent_say(d->words, text,
                ENT_WORD("{1} is a party to the agreements of {2} of {3} pairs, and its own lines are left out."),
                ent_t(star_name(p)), ent_n(own), ent_n(pairs));
    put_marks(p, text);
}

static void put_chips(const pyramid *p, ent_buf *text)
{
    const scene *s = p->s;
    bool empty = false, many = false;

    for (size_t i = 0; i < s->d->tie_count; i++) {
        const tie *t = &s->d->ties[i];

        if (!is_pair(s, t))
            continue;
        empty |= !t->sub.len;
        many |= t->sub.len && t->sub.ptr[t->sub.len - 1] == TIMES_END;
    }
    ent_buf_char(text, ' ');
    ent_buf_str(text, ent_translate(s->d->words,
                               many ? ENT_WORD("Small boxes: the year of each agreement, or how many there are (2\xc3\x97)")
                                    : ENT_WORD("Small boxes: the year of each agreement")));
    if (empty) {
        ent_buf_text(text, "; ");
        ent_buf_str(text, ent_translate(s->d->words, ENT_WORD("empty: year not known")));
    }
    ent_buf_char(text, '.');
}

void pyramid_note_star(pyramid *p)
{
    enum { MOST_NOTE_LINES = 16 };
    scene *s = p->s;
    double size = s->d->theme.small, y = p->bottom + size + 5;
    ent_str parts[MOST_NOTE_LINES];
    ent_buf text = { 0 };
    size_t count;

    if (p->star == NONE)
        return;
    put_star(p, &text);
    put_chips(p, &text);
    count = wrap_text(scene_text(s, &text), size, false, s->net.x1 - s->net.x0, parts, MOST_NOTE_LINES);
    for (size_t i = 0; i < count; i++, y += size * 1.2)
        scene_word(s, PART_LEGEND, parts[i], s->net.x0, y, size)->italic = true;
    ent_buf_destroy(&text);
}
