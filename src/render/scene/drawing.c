/* drawing.c: nodes, labels and ties as marks and words, for all layouts. */
#include "render/scene/drawing.h"

#include <math.h>

#include "render/scene/geometry.h"
#include "render/scene/kept_places.h"

/* ---- sizes ---- */

static void size_node(scene *s, size_t i)
{
    const node *n = &s->d->nodes[i];
    placed *p = &s->nodes[i];
    double step = n->label_size * LINE_STEP / 100;

    p->words = text_lines(n->label, n->label_size, n->bold);
    p->label_w = p->words.width;
    p->label_h = step * (double)p->words.count - (step - n->label_size);
    if (n->shape == SHAPE_BOX) {
        double small = s->d->theme.small, sub = n->sub.len ? small * LINE_STEP / 100 : 0;
        double inner = fmax(p->label_w, text_width(n->sub, small, false));

        p->rx = inner / 2 + 3.5;
        p->ry = (p->label_h + sub) / 2 + 2.5;
    } else {
        p->rx = p->ry = n->diameter * (n->inside ? 1 : s->shrink) / 2;
    }
}

void size_nodes(scene *s)
{
    for (size_t i = 0; i < s->d->node_count; i++)
        size_node(s, i);
}

void set_label(scene *s, size_t i)
{
    static const double dx[] = { 1, -1, 0, 0, 1, -1, 1, -1 }, dy[] = { 0, 0, -1, 1, -1, -1, 1, 1 };
    placed *p = &s->nodes[i];
    bool corner = p->side >= 4;

    if (s->d->nodes[i].inside) {
        p->label_x = p->x;
        p->label_y = p->y;
        return;
    }
    p->label_x = p->x + dx[p->side] * ((corner ? p->rx * 0.7 : p->rx) + 1.8 + p->label_w / 2);
    p->label_y = p->y + dy[p->side] * ((corner ? p->ry * 0.7 : p->ry) + 1.0 + p->label_h / 2);
}

/* ---- nodes and labels ---- */

ent_str one_line(scene *s, ent_str text, size_t most)
{
    ent_buf line = { 0 };

    if (ent_utf8_count(text) <= most)
        return text;
    ent_buf_cut(&line, text, most);
    text = scene_text(s, &line);
    ent_buf_destroy(&line);
    return text;
}

ent_str name_on_line(scene *s, size_t i)
{
    return one_line(s, s->d->nodes[i].label, s->d->codes ? 16 : 34);
}

double name_width(scene *s, size_t i, double size)
{
    const node *n = &s->d->nodes[i];

    return text_width(name_on_line(s, i), size, n->bold && n->shape == SHAPE_BOX);
}

void dash_outline(mark *m)
{
    static const double dash[] = { 2.2, 1.4 };

    m->dash = dash;
    m->dashes = sizeof dash / sizeof *dash;
}

void draw_node(scene *s, size_t i)
{
    const node *n = &s->d->nodes[i];
    const placed *p = &s->nodes[i];
    mark *m = scene_shape(s, PART_NODES, n->shape, p->x, p->y, p->rx, p->ry);

    m->fill = solid(n->fill);
    m->line = solid(n->stroke);
    m->width = n->stroke_width;
    m->object = i;
    m->title = n->tooltip;
    if (n->hollow)
        dash_outline(m);
}

void draw_dot(scene *s, size_t i)
{
    const node *n = &s->d->nodes[i];
    const placed *p = &s->nodes[i];
    bool box = n->shape == SHAPE_BOX;
    mark *m = scene_shape(s, PART_NODES, box ? SHAPE_SQUARE : n->shape, p->x, p->y, p->rx, p->rx);

    m->fill = solid(!box               ? n->fill
                    : n->group != NONE ? s->d->blocs[n->group].colour
                                       : s->d->theme.ink);
    m->object = i;
    m->title = n->tooltip;
}

void draw_label(scene *s, size_t i)
{
    const node *n = &s->d->nodes[i];
    const placed *p = &s->nodes[i];
    double step = n->label_size * LINE_STEP / 100, small = s->d->theme.small;
    double lines_high = step * (double)(p->words.count - 1);
    double sub = n->shape == SHAPE_BOX && n->inside && n->sub.len ? small * LINE_STEP / 100 : 0;
    double x = p->label_x, y = p->label_y - lines_high / 2 - sub / 2 + BASELINE * n->label_size;
    ent_buf line = { 0 };
    /* a label beside a node starts or ends there, whatever its width in the font of the reader */
    anchor hold = n->inside || p->side == 2 || p->side == 3      ? ANCHOR_MIDDLE
                  : p->side == 1 || p->side == 5 || p->side == 7 ? ANCHOR_END
                                                                 : ANCHOR_START;

    if (hold == ANCHOR_START)
        x -= p->label_w / 2;
    else if (hold == ANCHOR_END)
        x += p->label_w / 2;
    for (size_t k = 0; k < p->words.count; k++, y += step) {
        word *w;

        label_line(&p->words, k, &line);
        w = scene_word(s, PART_LABELS, scene_text(s, &line), x, y, n->label_size);
        w->bold = n->bold;
        w->anchor = hold;
        w->halo = !n->inside;
        w->object = i;
    }
    if (sub > 0) {
        word *w = scene_word(s, PART_LABELS, n->sub, p->label_x,
                             y - step + n->label_size * 0.2 + small * 0.95, small);

        w->anchor = ANCHOR_MIDDLE;
        w->object = i;
    }
    ent_buf_destroy(&line);
}

static void draw_leader(scene *s, size_t i)
{
    const placed *p = &s->nodes[i];
    frame f = label_frame(p, 0);
    double x = fmin(fmax(p->x, f.x0), f.x1), y = fmin(fmax(p->y, f.y0), f.y1);

    scene_line(s, PART_AXES, (segment){ p->x, p->y, x, y }, mix(s->d->theme.ink, s->d->theme.paper, 0.6), 0.35);
}

/* ---- ties ---- */

/* Where the line from the middle of node i towards (x, y) leaves it, with a small gap. */
static spot border_point(const scene *s, size_t i, double x, double y)
{
    const placed *p = &s->nodes[i];
    double dx = x - p->x, dy = y - p->y, far = sqrt(dx * dx + dy * dy), reach;

    if (far < 1e-6)
        return (spot){ p->x, p->y };
    reach = s->d->nodes[i].shape == SHAPE_BOX
                ? fmin(dx != 0 ? p->rx / fabs(dx) : 1e9, dy != 0 ? p->ry / fabs(dy) : 1e9) * far
                : p->rx * (s->d->nodes[i].shape == SHAPE_CIRCLE ? 1 : 1.15);
    reach = fmin(reach + 0.8, far);
    return (spot){ p->x + dx / far * reach, p->y + dy / far * reach };
}

void style_tie(scene *s, mark *m, size_t i)
{
    const tie *t = &s->d->ties[i];
    const style *st = &s->d->styles[t->style];

    m->line = (ink){ st->colour, t->opacity };
    m->width = t->width > 0 ? t->width : st->width;
    m->dash = st->dash;
    m->dashes = st->dashes;
    m->round = st->cap == 1;
    m->object = i;
    m->title = t->tooltip;
    m->order = t->unknown ? 0 : m->width * t->opacity;
}

mark *draw_arrow(scene *s, mark *m, size_t at)
{
    double long_by = 3 + 1.3 * m->width, wide_by = 1.1 + 0.75 * m->width, dx, dy, far;
    size_t last = m->count - 1;
    spot tip, before;
    ink paint = m->line;
    mark *head;

    if (m->count < 2)
        return m;
    tip = m->at[last];
    before = m->at[last - 1];
    dx = tip.x - before.x;
    dy = tip.y - before.y;
    far = sqrt(dx * dx + dy * dy);
    if (far < 1e-6)
        return m;
    dx /= far;
    dy /= far;
    m->at[last] = (spot){ tip.x - dx * long_by * 0.8, tip.y - dy * long_by * 0.8 };
    paint.opacity = fmax(paint.opacity, 0.5); /* the direction of a pale line must be visible */
    head = scene_mark(s, PART_AXES, FORM_AREA, 3);
    head->at[0] = tip;
    head->at[1] = (spot){ tip.x - dx * long_by - dy * wide_by, tip.y - dy * long_by + dx * wide_by };
    head->at[2] = (spot){ tip.x - dx * long_by + dy * wide_by, tip.y - dy * long_by - dx * wide_by };
    head->fill = paint;
    return at < s->mark_count ? &s->marks[at] : &s->spare_mark;
}

mark *draw_tie(scene *s, size_t i, const spot *via)
{
    const tie *t = &s->d->ties[i];
    const placed *a = &s->nodes[t->a], *b = &s->nodes[t->b];
    mark *m = scene_mark(s, PART_TIES, via ? FORM_CURVE : FORM_LINE, via ? 4 : 2);

    if (via) {
        m->at[0] = border_point(s, t->a, via[0].x, via[0].y);
        m->at[1] = via[0];
        m->at[2] = via[1];
        m->at[3] = border_point(s, t->b, via[1].x, via[1].y);
    } else {
        m->at[0] = border_point(s, t->a, b->x, b->y);
        m->at[1] = border_point(s, t->b, a->x, a->y);
    }
    style_tie(s, m, i);
    if (s->d->directed)
        m = draw_arrow(s, m, s->mark_count - 1);
    return m;
}

/* ---- the whole network, once or in panels ---- */

/* A node with its label, and the leader between them. */
static void draw_named(scene *s, size_t i)
{
    draw_node(s, i);
    if (s->nodes[i].no_label)
        return;
    draw_label(s, i);
    if (s->nodes[i].leader)
        draw_leader(s, i);
}

void draw_nodes(scene *s)
{
    keep_labels(s);
    for (size_t i = 0; i < s->d->node_count; i++)
        if (!s->nodes[i].hidden)
            draw_named(s, i);
}

/* A line of the context along the tie of the same two, talks on the other side. */
static void draw_beside(scene *s, size_t i)
{
    const tie *t = &s->d->ties[i];
    const placed *a = &s->nodes[t->a], *b = &s->nodes[t->b];
    double dx = b->x - a->x, dy = b->y - a->y, far = fmax(1, sqrt(dx * dx + dy * dy));
    double by = t->context == CONTEXT_TALKS ? -1.8 : 1.8;
    mark *m = draw_tie(s, i, NULL);

    for (size_t k = 0; k < m->count; k++)
        m->at[k] = (spot){ m->at[k].x - dy / far * by, m->at[k].y + dx / far * by };
}

/* A straight tie; of two in opposite directions each is moved to its right, so that both are seen. */
static void draw_directed(scene *s, size_t i)
{
    const tie *t = &s->d->ties[i];
    const placed *a = &s->nodes[t->a], *b = &s->nodes[t->b];
    double dx = b->x - a->x, dy = b->y - a->y, far = fmax(1, hypot(dx, dy)), by = 1.6;
    size_t from = s->mark_count;

    draw_tie(s, i, NULL);
    for (size_t k = from; k < s->mark_count; k++) /* the line and its head */
        for (size_t p = 0; p < s->marks[k].count; p++)
            s->marks[k].at[p] = (spot){ s->marks[k].at[p].x - dy / far * by, s->marks[k].at[p].y + dx / far * by };
}

/* Is there a tie of the same two in the other direction? */
static bool has_reverse(const description *d, size_t i)
{
    const tie *t = &d->ties[i];
    size_t from = i < d->pair_count ? d->pair_count : 0, to = i < d->pair_count ? d->tie_count : d->pair_count;

    for (size_t k = from; k < to && d->directed; k++)
        if (d->ties[k].a == t->b && d->ties[k].b == t->a && !d->ties[k].context)
            return true;
    return false;
}

static ent_status draw_once(scene *s)
{
    for (size_t i = 0; i < s->d->tie_count; i++)
        if (!s->d->ties[i].context && has_reverse(s->d, i))
            draw_directed(s, i);
        else if (i < s->d->pair_count || !s->d->ties[i].context)
            draw_tie(s, i, NULL);
        else
            draw_beside(s, i);
    draw_nodes(s);
    return ENT_OK;
}

/* A thin line, with a cross in its middle, where the panel before has a tie. It is no tie of this panel. */
static void draw_ended(scene *s, size_t i)
{
    enum { ARM = 2 };
    const placed *a = &s->nodes[s->d->ties[i].a], *b = &s->nodes[s->d->ties[i].b];
    double x = (a->x + b->x) / 2, y = (a->y + b->y) / 2;
    colour grey = mix(s->d->theme.quiet, s->d->theme.paper, 0.75);

    scene_line(s, PART_BLOCS, (segment){ a->x, a->y, b->x, b->y }, mix(grey, s->d->theme.paper, 0.6), 0.35);
    scene_line(s, PART_BLOCS, (segment){ x - ARM, y - ARM, x + ARM, y + ARM }, grey, 0.7);
    scene_line(s, PART_BLOCS, (segment){ x - ARM, y + ARM, x + ARM, y - ARM }, grey, 0.7);
}

static void panel_tie(scene *s, size_t i, char state)
{
    mark *m;

    if (state == TIE_ENDED)
        draw_ended(s, i);
    if (state != TIE_NEW && state != TIE_OLD)
        return;
    m = draw_tie(s, i, NULL);
    if (state == TIE_OLD) { /* pale: the reader looks for new ties */
        m->line.opacity = fmin(0.42, 0.7 * m->line.opacity);
        m->width = fmin(m->width, 0.6);
        m->order = -1;
    }
}

/* Are nodes of panels circles with codes, or dots with a code beside some? */
static bool are_dots(const scene *s)
{
    for (size_t i = 0; i < s->d->node_count; i++)
        if (s->d->nodes[i].shape != SHAPE_BOX)
            return !s->d->nodes[i].inside;
    return false;
}

/* Points that a node needs each way. */
static double room_for_node(const scene *s)
{
    return are_dots(s) ? 16 : 32;
}

static void panel_node(scene *s, size_t i, bool present)
{
    if (present) {
        draw_named(s, i);
    } else { /* a dot keeps its place for the next panel */
        double r = are_dots(s) ? 1 : 1.6;
        mark *m = scene_shape(s, PART_GROUND, SHAPE_CIRCLE, s->nodes[i].x, s->nodes[i].y, r, r);

        m->fill = (ink){ s->d->theme.quiet, 0.45 };
    }
}

size_t panel_columns(const scene *s)
{
    size_t count = s->d->panel_count, columns = count < 3 ? count : count == 4 ? 2 : 3;
    double room = room_for_node(s);

    while (columns > 1 && s->width / (double)columns * (s->width / (double)columns) <
                              room * room * (double)s->d->node_count)
        columns--;
    return columns;
}

void note_panel_gap(scene *s, spot corner, double wide, double high)
{
    size_t columns = panel_columns(s), last = s->d->panel_count % columns, row = s->d->panel_count / columns;

    if (last)
        s->gap = (frame){ corner.x + (double)last * wide, corner.y + (double)row * high,
                          corner.x + (double)columns * wide, corner.y + (double)(row + 1) * high };
}

void draw_panel_head(scene *s, size_t panel, double x, double y, double width)
{
    const description *d = s->d;
    ent_str changes = d->network_count ? d->networks[panel + 1].changes : ENT_STR("");
    double size = d->theme.head + 1, title = text_width(d->panels[panel], size, true) + 6;

    scene_word(s, PART_AXES, d->panels[panel], x, y, size)->bold = true;
    if (changes.len && title + text_width(changes, d->theme.small, false) <= width)
        scene_word(s, PART_AXES, changes, x + title, y, d->theme.small);
}

/* One layout for all panels: only what is drawn differs. */
static ent_status draw_panels(scene *s)
{
    const description *d = s->d;
    size_t columns = panel_columns(s);
    double w = s->net.x1 - s->net.x0 + 6, h = s->net.y1 - s->net.y0 + d->theme.head + 8;

    keep_labels(s);
    for (size_t p = 0; p < d->panel_count; p++) {
        double dx = (double)(p % columns) * w, dy = (double)(p / columns) * h;

        s->panel = p;
        for (size_t i = 0; i < d->node_count; i++) {
            s->nodes[i].x += dx, s->nodes[i].label_x += dx;
            s->nodes[i].y += dy, s->nodes[i].label_y += dy;
        }
        for (size_t i = 0; i < d->tie_count; i++)
            panel_tie(s, i, d->ties[i].in.ptr[p]);
        for (size_t i = 0; i < d->node_count; i++)
            panel_node(s, i, d->nodes[i].in.ptr[p] != '0');
        draw_panel_head(s, p, s->net.x0 + dx, s->net.y0 + dy - 3, w - 8);
        if (p % columns)
            scene_line(s, PART_AXES,
                       (segment){ s->net.x0 + dx - 3, s->net.y0 + dy - d->theme.head,
                                  s->net.x0 + dx - 3, s->net.y1 + dy },
                       mix(d->theme.quiet, d->theme.paper, 0.5), 0.4);
        for (size_t i = 0; i < d->node_count; i++) {
            s->nodes[i].x -= dx, s->nodes[i].label_x -= dx;
            s->nodes[i].y -= dy, s->nodes[i].label_y -= dy;
        }
    }
    s->panel = NONE;
    note_panel_gap(s, (spot){ s->net.x0, s->net.y0 }, w, h);
    s->net.x1 += (double)(columns - 1) * w;
    s->net.y1 += (double)((d->panel_count - 1) / columns) * h;
    return ENT_OK;
}

ent_status draw_network(scene *s, ent_diags *diags)
{
    ent_status status = s->d->panel_count ? draw_panels(s) : draw_once(s);

    return s->failed ? ent_out_of_memory(diags) : status;
}
