/* scene.c: sizes of things, the legend, the page; places.c does the rest. */
#include "render/scene.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { LEGEND_TITLE = 7 };
#define LEGEND_TEXT 6.5
#define MARGIN 4.0
#define SAMPLE 17.0 /* of a line, in points */

void label_line(const lines *l, size_t i, ent_buf *out)
{
    ent_buf_clear(out);
    ent_buf_str(out, l->line[i]);
    if (l->cut && i + 1 == l->count)
        ent_buf_text(out, "\xe2\x80\xa6");
}

/* ---- nodes ---- */

static void size_node(scene *s, size_t i)
{
    const node *n = &s->d->nodes[i];
    placed *p = &s->nodes[i];
    double step = n->label_size * LINE_STEP / 100;

    p->words = text_lines(n->label, n->label_size, n->bold);
    p->label_w = p->words.width;
    p->label_h = step * (double)p->words.count - (step - n->label_size);
    if (n->box) {
        double sub = n->sub.len ? SUB_SIZE * LINE_STEP / 100 : 0;
        double inner = fmax(p->label_w, text_width(n->sub, SUB_SIZE, false));

        p->rx = inner / 2 + 3.5;
        p->ry = (p->label_h + sub) / 2 + 2.5;
    } else {
        p->rx = p->ry = n->diameter * s->shrink / 2;
    }
}

/* Circles take a tenth of the page at most. */
static double shrink_for(const description *d, double area)
{
    double sum = 0;

    for (size_t i = 0; i < d->node_count; i++)
        if (!d->nodes[i].box)
            sum += d->nodes[i].diameter * d->nodes[i].diameter * 0.785;
    return sum > 0.1 * area ? sqrt(0.1 * area / sum) : 1;
}

/* ---- legend ---- */

typedef struct cursor {
    double x, y;
} cursor;

static double entry_height(const scene *s, const entry *e)
{
    return e->mark == MARK_CIRCLE ? fmax(9.5, e->diameter * s->shrink + 1.5) : 9.5;
}

static double mark_room(const scene *s, const group *g)
{
    double room = 0;

    for (size_t i = 0; i < g->count; i++) {
        const entry *e = &g->entries[i];
        double width = e->mark == MARK_LINE     ? SAMPLE
                       : e->mark == MARK_CIRCLE ? e->diameter * s->shrink
                       : e->mark == MARK_BOX    ? 13
                                                : 0;

        room = fmax(room, width);
    }
    return room;
}

static double group_width(const scene *s, const group *g)
{
    double marks = mark_room(s, g), width = text_width(g->title, LEGEND_TITLE, true);

    for (size_t i = 0; i < g->count; i++)
        width = fmax(width, (marks > 0 ? marks + 4 : 0) +
                                text_width(g->entries[i].label, LEGEND_TEXT, false));
    return width;
}

static double group_height(const scene *s, const group *g)
{
    double height = g->title.len ? 11 : 0;

    for (size_t i = 0; i < g->count; i++)
        height += entry_height(s, &g->entries[i]);
    return height;
}

static void add_word(scene *s, ent_str text, double x, double y, double size, bool bold)
{
    s->words[s->word_count++] = (word){ text, x, y, size, bold };
}

static void set_group(scene *s, const group *g, cursor at)
{
    double marks = mark_room(s, g);

    if (g->title.len) {
        add_word(s, g->title, at.x, at.y + 5.5 + BASELINE * LEGEND_TITLE, LEGEND_TITLE, true);
        at.y += 11;
    }
    for (size_t i = 0; i < g->count; i++) {
        const entry *e = &g->entries[i];
        double height = entry_height(s, e), middle = at.y + height / 2;

        if (e->mark != MARK_TEXT)
            s->keys[s->key_count++] = (key){ e, at.x + marks / 2, middle };
        add_word(s, e->label, at.x + (marks > 0 ? marks + 4 : 0), middle + BASELINE * LEGEND_TEXT,
                 LEGEND_TEXT, false);
        at.y += height;
    }
}

/* At the right of a wide page, below on a narrow one. Returns the room that it takes. */
static double set_legend(scene *s, bool right, bool measure_only)
{
    const description *d = s->d;
    cursor at = { MARGIN, 0 };
    double width = 0, height = 0, row = 0;

    for (size_t i = 0; i < d->legend_count; i++) {
        width = fmax(width, group_width(s, &d->legend[i]));
        height += group_height(s, &d->legend[i]) + 6;
    }
    if (right) {
        if (!measure_only) {
            at.x = s->width - MARGIN - width;
            at.y = fmax(MARGIN, (s->height - height) / 2);
            for (size_t i = 0; i < d->legend_count; i++) {
                set_group(s, &d->legend[i], at);
                at.y += group_height(s, &d->legend[i]) + 6;
            }
        }
        return width > 0 ? width + 2 * MARGIN + 4 : 0;
    }
    height = 0; /* groups side by side, in rows */
    if (!measure_only)
        at.y = s->net.y1 + 6;
    for (size_t i = 0; i < d->legend_count; i++) {
        double w = group_width(s, &d->legend[i]), h = group_height(s, &d->legend[i]);

        if (at.x > MARGIN && at.x + w > s->width - MARGIN) {
            at.x = MARGIN;
            at.y += row + 4;
            height += row + 4;
            row = 0;
        }
        if (!measure_only)
            set_group(s, &d->legend[i], at);
        at.x += w + 12;
        row = fmax(row, h);
    }
    return d->legend_count ? height + row + 10 : 0;
}

/* ---- ties ---- */

/* Where the line from the middle of p towards (x, y) leaves it, with a small gap. */
static void leave(const placed *p, bool is_box, double x, double y, double *ox, double *oy)
{
    double dx = x - p->x, dy = y - p->y, far = sqrt(dx * dx + dy * dy), reach;

    if (far < 1e-6) {
        *ox = p->x;
        *oy = p->y;
        return;
    }
    reach = is_box ? fmin(dx != 0 ? p->rx / fabs(dx) : 1e9, dy != 0 ? p->ry / fabs(dy) : 1e9) * far
                   : p->rx;
    reach = fmin(reach + 0.8, far);
    *ox = p->x + dx / far * reach;
    *oy = p->y + dy / far * reach;
}

static double width_of(const description *d, size_t i)
{
    return d->ties[i].width > 0 ? d->ties[i].width : d->styles[d->ties[i].style].width;
}

typedef struct drawn {
    size_t tie;
    double strength;
} drawn;

static int pale_first(const void *a, const void *b)
{
    const drawn *x = a, *y = b;

    if (x->strength != y->strength)
        return x->strength < y->strength ? -1 : 1;
    return x->tie < y->tie ? -1 : 1;
}

static ent_status draw_ties(scene *s, ent_diags *diags)
{
    const description *d = s->d;
    drawn *order = ent_arena_new(&s->arena, d->tie_count, sizeof *order);

    s->ties = ent_arena_new(&s->arena, d->tie_count, sizeof *s->ties);
    s->order = ent_arena_new(&s->arena, d->tie_count, sizeof *s->order);
    if (!order || !s->ties || !s->order)
        return ent_out_of_memory(diags);
    for (size_t i = 0; i < d->tie_count; i++) {
        const tie *t = &d->ties[i];
        const placed *a = &s->nodes[t->a], *b = &s->nodes[t->b];
        segment *l = &s->ties[i];

        leave(a, d->nodes[t->a].box, b->x, b->y, &l->x1, &l->y1);
        leave(b, d->nodes[t->b].box, a->x, a->y, &l->x2, &l->y2);
        order[i] = (drawn){ i, t->unknown ? 0 : width_of(d, i) };
    }
    qsort(order, d->tie_count, sizeof *order, pale_first);
    for (size_t i = 0; i < d->tie_count; i++)
        s->order[i] = order[i].tie;
    return ENT_OK;
}

/* ---- the door ---- */

static double legend_height(const scene *s)
{
    double height = 2 * MARGIN;

    for (size_t i = 0; i < s->d->legend_count; i++)
        height += group_height(s, &s->d->legend[i]) + 6;
    return height;
}

/* A page whose height is ours to choose ends where the network and the legend end; the network
 * stands in the middle of its part. */
static void crop_page(scene *s)
{
    const description *d = s->d;
    bool right = d->width_mm >= 140;
    double low = s->net.y1, high = s->net.y0, left = s->net.x1, end = s->net.x0, shift, content,
           aside;

    if (d->height_mm > 0 || !d->node_count)
        return;
    for (size_t i = 0; i < d->node_count; i++) {
        const placed *p = &s->nodes[i];
        bool beside = !p->no_label && !d->nodes[i].inside;
        double label = beside ? p->label_h / 2 : 0, wide = beside ? p->label_w / 2 : 0;

        left = fmin(left, fmin(p->x - p->rx, beside ? p->label_x - wide : p->x));
        end = fmax(end, fmax(p->x + p->rx, beside ? p->label_x + wide : p->x));

        low = fmin(low, fmin(p->y - p->ry, label > 0 ? p->label_y - label : p->y));
        high = fmax(high, fmax(p->y + p->ry, label > 0 ? p->label_y + label : p->y));
    }
    content = high - low + 2 * MARGIN + 4;
    if (right) {
        s->height = fmax(content, legend_height(s));
        shift = (s->height - (high - low)) / 2 - low;
    } else {
        s->height -= s->net.y1 - s->net.y0 - content;
        shift = MARGIN + 2 - low;
    }
    s->height = floor(s->height * 100 + 0.5) / 100;
    shift = floor(shift * 100 + 0.5) / 100;
    aside = floor(((s->net.x0 + s->net.x1) - (left + end)) * 50 + 0.5) / 100;
    s->net.y1 = right ? s->height - MARGIN : MARGIN + content;
    for (size_t i = 0; i < d->node_count; i++) {
        s->nodes[i].x += aside;
        s->nodes[i].label_x += aside;
        s->nodes[i].y += shift;
        s->nodes[i].label_y += shift;
    }
}

static void set_page(scene *s)
{
    const description *d = s->d;
    bool right = d->width_mm >= 140;
    double n = (double)d->node_count, most = 170 / 25.4 * 72, legend, net_width;

    s->width = d->width_mm / 25.4 * 72;
    s->height = d->height_mm / 25.4 * 72;
    s->shrink = shrink_for(d, s->width * s->width * 0.6);
    legend = set_legend(s, right, true);
    net_width = right ? s->width - legend : s->width;
    if (s->height <= 0) {
        double net = fmin(net_width * 0.95, net_width * (0.45 + 0.009 * n) + 20);

        s->height = fmin(right ? fmax(net, legend_height(s)) : net + legend, most);
    }
    s->height = floor(s->height * 100 + 0.5) / 100;
    s->net = (frame){ MARGIN, MARGIN, net_width - MARGIN, s->height - MARGIN - (right ? 0 : legend) };
}

ent_status scene_make(scene *s, const description *d, ent_diags *diags)
{
    size_t words = d->legend_count, keys = 0;
    ent_status status;

    *s = (scene){ .d = d };
    for (size_t i = 0; i < d->legend_count; i++) {
        words += d->legend[i].count;
        keys += d->legend[i].count;
    }
    s->nodes = ent_arena_new(&s->arena, d->node_count, sizeof *s->nodes);
    s->words = ent_arena_new(&s->arena, words + 2, sizeof *s->words);
    s->keys = ent_arena_new(&s->arena, keys, sizeof *s->keys);
    if (!s->nodes || !s->words || !s->keys)
        return ent_out_of_memory(diags);
    set_page(s);
    for (size_t i = 0; i < d->node_count; i++)
        size_node(s, i);
    if ((status = place_nodes(s, diags)) != ENT_OK)
        return status;
    crop_page(s);
    set_legend(s, d->width_mm >= 140, false);
    return draw_ties(s, diags);
}

void scene_destroy(scene *s)
{
    ent_arena_destroy(&s->arena);
}
