/* dot.c: DOT, written by cgraph. A figure's nodes and ties have their final places, so that
 * `neato -n2` draws it the same; all other marks are drawn behind them, by the attribute _background. */
#include "render/write/dot.h"

#include <stdio.h>

#include "base/escape.h"
#include "render/graphviz/context.h"
#include "render/scene/geometry.h"
#include "render/write/writer.h"
#include "render/write/xdot.h"

/* ---- cgraph ---- */

static int put_text(void *out, const char *text)
{
    ent_buf_text(out, text);
    return 0;
}

static int flush(void *out)
{
    (void)out;
    return 0;
}

static Agiodisc_t into_buffer = { .putstr = put_text, .flush = flush };

static Agraph_t *new_graph(const description *d)
{
    Agdisc_t disc = { .io = &into_buffer };

    return agopen("entente", d->directed ? Agstrictdirected : Agstrictundirected, &disc);
}

/* Writes and closes a graph. */
static ent_status finish(Agraph_t *g, ent_status status, ent_buf *out, ent_diags *diags)
{
    if (status == ENT_OK && agwrite(g, out) != 0)
        status = graphviz_failed(diags, "write DOT");
    agclose(g);
    return status == ENT_OK && out->failed ? ent_out_of_memory(diags) : status;
}

static Agnode_t *add_node(Agraph_t *g, size_t i)
{
    char name[32];

    snprintf(name, sizeof name, "n%zu", i);
    return agnode(g, name, 1);
}

static void set(void *object, const char *name, const char *value)
{
    agset(object, (char *)name, (char *)value);
}

static void set_number(void *object, const char *name, double value, int places)
{
    ent_buf text = { 0 };

    ent_buf_fixed(&text, value, places);
    set(object, name, ent_buf_string(&text));
    ent_buf_destroy(&text);
}

/* How much of a text Graphviz can read again. Its reader stops at 16,384 bytes in one piece; cgraph breaks
 * longer lines, but only between a separator and a letter or digit. */
static size_t readable_length(ent_str text)
{
    enum { LONGEST = 8000 }; /* escapes may double it */
    size_t piece = 0;
    bool separator = false;

    for (size_t i = 0; i < text.len; i++) {
        unsigned char c = (unsigned char)text.ptr[i];
        bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                      c == '_' || c >= 0x80;

        piece = separator && letter ? 0 : piece + 1;
        separator = !letter;
        if (piece > LONGEST && (c & 0xc0) != 0x80)
            return i;
    }
    return text.len;
}

static void set_text(void *object, const char *name, ent_str text)
{
    ent_buf escaped = { 0 };

    text.len = readable_length(text);
    ent_escape_dot_label(&escaped, text);
    set(object, name, ent_buf_string(&escaped));
    ent_buf_destroy(&escaped);
}

static void declare(Agraph_t *g, int kind, const char *const *names)
{
    for (; *names; names++)
        agattr(g, kind, (char *)*names, "");
}

/* ---- places ---- */

static void pos_of(const scene *s, double x, double y, ent_buf *out)
{
    ent_buf_fixed(out, x, 2);
    ent_buf_char(out, ',');
    ent_buf_fixed(out, s->height - y, 2);
}

static void set_pos(const scene *s, void *object, double x, double y)
{
    ent_buf text = { 0 };

    pos_of(s, x, y, &text);
    ent_buf_char(&text, '!');
    set(object, "pos", ent_buf_string(&text));
    ent_buf_destroy(&text);
}

/* A line as the cubic curves that Graphviz wants. */
static void set_curve(const scene *s, void *object, const mark *m)
{
    ent_buf text = { 0 };

    for (size_t i = 0; m->form == FORM_CURVE && i < m->count; i++) {
        if (i)
            ent_buf_char(&text, ' ');
        pos_of(s, m->at[i].x, m->at[i].y, &text);
    }
    for (size_t i = 0; m->form == FORM_LINE && i + 1 < m->count; i++)
        for (int k = i ? 1 : 0; k < 4; k++) {
            if (i || k)
                ent_buf_char(&text, ' ');
            pos_of(s, m->at[i].x + (m->at[i + 1].x - m->at[i].x) * k / 3,
                   m->at[i].y + (m->at[i + 1].y - m->at[i].y) * k / 3, &text);
        }
    set(object, "pos", ent_buf_string(&text));
    ent_buf_destroy(&text);
}

/* ---- a figure ---- */

/* The mark that represents each node and each tie: the first of its kind, and of several ties of one
 * pair that of the first. */
typedef struct shown {
    const mark **node, **tie;
} shown;

static bool find_shown(shown *f, const scene *s, ent_arena *arena)
{
    f->node = ent_arena_new(arena, s->d->node_count, sizeof *f->node);
    f->tie = ent_arena_new(arena, s->d->tie_count, sizeof *f->tie);
    if (!f->node || !f->tie)
        return false;
    for (size_t i = s->mark_count; i-- > 0;) {
        const mark *m = &s->marks[i];

        if (m->object != NONE && m->part == PART_NODES)
            f->node[m->object] = m;
        else if (m->object != NONE && m->part == PART_TIES && m->form <= FORM_CURVE)
            f->tie[m->object] = m;
    }
    return true;
}

static void dot_colour(void *object, const char *name, ink i)
{
    ent_buf text = { 0 };

    xdot_colour(&text, i);
    set(object, name, ent_buf_string(&text));
    ent_buf_destroy(&text);
}

/* The label as Graphviz breaks lines: \n between. */
static void dot_label(void *object, const char *name, const lines *l, ent_str sub)
{
    ent_buf line = { 0 }, escaped = { 0 };

    for (size_t i = 0; i < l->count; i++) {
        label_line(l, i, &line);
        ent_buf_text(&escaped, i ? "\\n" : "");
        ent_escape_dot_label(&escaped, ent_buf_view(&line));
    }
    if (sub.len) {
        ent_buf_text(&escaped, "\\n");
        ent_escape_dot_label(&escaped, sub);
    }
    set(object, name, ent_buf_string(&escaped));
    ent_buf_destroy(&line);
    ent_buf_destroy(&escaped);
}

static void dot_node(const scene *s, Agnode_t *object, size_t i, const mark *m)
{
    static const char *const shapes[SHAPE_COUNT] = { "circle",   "box",         "square", "diamond",
                                                     "triangle", "invtriangle", "hexagon" };
    const node *n = &s->d->nodes[i];
    const placed *p = &s->nodes[i];
    ent_buf at = { 0 };

    set_text(object, "tooltip", n->tooltip);
    set_text(object, "actor", n->id);
    set_text(object, "class", n->kind);
    if (!m)
        return;
    set(object, "shape", shapes[n->shape]);
    set(object, "style", n->shape == SHAPE_BOX ? "filled,rounded" : "filled");
    dot_colour(object, "fillcolor", m->fill);
    dot_colour(object, "color", m->line);
    set_number(object, "penwidth", m->width, 2);
    set_number(object, "fontsize", n->label_size, 2);
    dot_colour(object, "fontcolor", solid(s->d->theme.ink));
    if (p->no_label)
        return;
    if (n->inside) {
        dot_label(object, "label", &p->words, n->shape == SHAPE_BOX ? n->sub : ENT_STR(""));
    } else {
        dot_label(object, "xlabel", &p->words, ENT_STR(""));
        pos_of(s, p->label_x, p->label_y, &at);
        set(object, "xlp", ent_buf_string(&at));
    }
    ent_buf_destroy(&at);
}

static void dot_tie(const scene *s, Agedge_t *object, size_t i, const mark *m)
{
    dot_colour(object, "color", m->line);
    set(object, "style", !m->dashes ? "solid" : m->round ? "dotted" : "dashed");
    set_number(object, "penwidth", m->width, 2);
    set_text(object, "tooltip", s->d->ties[i].tooltip);
    set_text(object, "class", s->d->styles[s->d->ties[i].style].id);
}

/* A node where the scene has it; invisible if the layout draws none. */
static ent_status place_node(Agraph_t *g, const scene *s, size_t i, const mark *m, Agnode_t **n,
                             ent_diags *diags)
{
    if ((*n = add_node(g, i)) == NULL)
        return graphviz_failed(diags, "make a node");
    set(*n, "label", "");
    if (m) {
        frame box = mark_frame(m);

        set_pos(s, *n, (box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2);
        set_number(*n, "width", (box.x1 - box.x0) / 72, 4);
        set_number(*n, "height", (box.y1 - box.y0) / 72, 4);
    } else {
        set_pos(s, *n, s->nodes[i].x, s->nodes[i].y);
        set_number(*n, "width", 0.01, 4);
        set_number(*n, "height", 0.01, 4);
        set(*n, "style", "invis");
    }
    dot_node(s, *n, i, s->d->panel_count ? NULL : m);
    return ENT_OK;
}

static ent_status add_network(Agraph_t *g, const scene *s, shown *f, Agnode_t **nodes, ent_diags *diags)
{
    const description *d = s->d;
    ent_status status = ENT_OK;

    for (size_t i = 0; i < d->node_count && status == ENT_OK; i++)
        status = place_node(g, s, i, f->node[i], &nodes[i], diags);
    for (size_t i = 0; i < d->tie_count && status == ENT_OK; i++) {
        Agnode_t *a = nodes[d->ties[i].a], *b = nodes[d->ties[i].b];
        Agedge_t *e;

        if (!f->tie[i])
            continue;
        if (agedge(g, a, b, NULL, 0)) {
            f->tie[i] = NULL; /* an earlier tie of the pair is the edge */
        } else if ((e = agedge(g, a, b, NULL, 1)) != NULL) {
            set_curve(s, e, f->tie[i]);
            dot_tie(s, e, i, f->tie[i]);
        } else {
            status = graphviz_failed(diags, "make a tie");
        }
    }
    return status;
}

/* Everything that is neither a node nor an edge of the graph. */
static void set_background(Agraph_t *g, const scene *s, const shown *f)
{
    ent_buf ops = { 0 };
    spot corners[4] = { { 0, 0 }, { s->width, 0 }, { s->width, s->height }, { 0, s->height } };
    const mark paper = {
        .form = FORM_AREA, .fill = solid(s->d->theme.paper), .at = corners, .count = 4
    };

    xdot_mark(&ops, s, &paper);
    for (part p = 0; p < PART_COUNT; p++) {
        for (size_t i = 0; i < s->mark_count; i++) {
            const mark *m = &s->marks[i];
            bool in_graph = m->object != NONE && ((p == PART_NODES && f->node[m->object] == m) ||
                                                  (p == PART_TIES && f->tie[m->object] == m));

            if (m->part == p && !in_graph)
                xdot_mark(&ops, s, m);
        }
        for (size_t i = 0; i < s->word_count; i++) {
            const word *w = &s->words[i];

            if (w->part == p && (w->object == NONE || !f->node[w->object] ||
                                 s->nodes[w->object].no_label || s->d->panel_count))
                xdot_word(&ops, s, w);
        }
    }
    agattr(g, AGRAPH, "_background", (char *)ent_buf_string(&ops));
    ent_buf_destroy(&ops);
}

static void declare_attributes(Agraph_t *g, const scene *s)
{
    static const char *const node_names[] = {
        "fillcolor", "color", "penwidth", "fontsize", "fontcolor", "tooltip", "actor",
        "class",     "xlabel", "xlp",     NULL
    };
    static const char *const tie_names[] = { "color", "style", "penwidth", "tooltip", "class", NULL };
    static const char *const place_names[] = { "pos", "width", "height", "style", NULL };
    static const char *const graph_names[] = { "comment", "label", "bgcolor", "bb", NULL };
    ent_buf box = { 0 };

    declare(g, AGNODE, node_names);
    declare(g, AGEDGE, tie_names);
    agattr(g, AGNODE, "label", "\\N"); /* so that empty labels are written */
    agattr(g, AGNODE, "fontname", "Arial,Helvetica,Liberation Sans,sans-serif");
    agattr(g, AGRAPH, "layout", "nop2");
    declare(g, AGRAPH, graph_names);
    declare(g, AGNODE, place_names);
    agattr(g, AGEDGE, "pos", "");
    agattr(g, AGRAPH, "outputorder", "edgesfirst");
    agattr(g, AGRAPH, "margin", "0");
    agattr(g, AGRAPH, "pad", "0");
    agattr(g, AGNODE, "fixedsize", "true");
    agattr(g, AGNODE, "shape", "box");
    ent_buf_text(&box, "0,0,");
    put_number(&box, s->width);
    ent_buf_char(&box, ',');
    put_number(&box, s->height);
    set(g, "bb", ent_buf_string(&box));
    ent_buf_destroy(&box);
    set_text(g, "comment", s->d->record);
    dot_colour(g, "bgcolor", solid(s->d->theme.paper));
}

ent_status dot_figure(const scene *s, ent_buf *out, ent_diags *diags)
{
    Agraph_t *g = new_graph(s->d);
    ent_arena arena = { 0 };
    Agnode_t **nodes = ent_arena_new(&arena, s->d->node_count, sizeof *nodes);
    ent_status status;
    shown f;

    if (!g || !nodes || !find_shown(&f, s, &arena)) {
        ent_arena_destroy(&arena);
        return ent_out_of_memory(diags);
    }
    declare_attributes(g, s);
    if ((status = add_network(g, s, &f, nodes, diags)) == ENT_OK)
        set_background(g, s, &f);
    ent_arena_destroy(&arena);
    return finish(g, status, out, diags);
}

/* ---- a network without places ---- */

static void set_pairs(Agraph_t *g, int kind, void *object, const attributes *p)
{
    for (size_t i = 0; i < p->count; i++) {
        ent_buf name = { 0 };

        ent_buf_str(&name, p->items[i].key);
        if (!agattr(g, kind, (char *)ent_buf_string(&name), NULL))
            agattr(g, kind, (char *)ent_buf_string(&name), "");
        set_text(object, ent_buf_string(&name), p->items[i].value);
        ent_buf_destroy(&name);
    }
}

ent_status dot_network(const description *d, ent_buf *out, ent_diags *diags)
{
    Agraph_t *g = new_graph(d);
    ent_arena arena = { 0 };
    Agnode_t **nodes = ent_arena_new(&arena, d->node_count, sizeof *nodes);
    ent_status status = ENT_OK;

    if (!g || !nodes) {
        ent_arena_destroy(&arena);
        return ent_out_of_memory(diags);
    }
    agattr(g, AGRAPH, "comment", "");
    agattr(g, AGNODE, "label", "");
    set_text(g, "comment", d->record);
    for (size_t i = 0; i < d->node_count && status == ENT_OK; i++) {
        if ((nodes[i] = add_node(g, i)) == NULL)
            status = graphviz_failed(diags, "make a node");
        else {
            set_text(nodes[i], "label", d->nodes[i].label);
            set_pairs(g, AGNODE, nodes[i], &d->nodes[i].attrs);
        }
    }
    for (size_t i = 0; i < d->tie_count && status == ENT_OK; i++) {
        Agedge_t *e = agedge(g, nodes[d->ties[i].a], nodes[d->ties[i].b], NULL, 1);

        if (!e)
            status = graphviz_failed(diags, "make a tie");
        else
            set_pairs(g, AGEDGE, e, &d->ties[i].attrs);
    }
    ent_arena_destroy(&arena);
    return finish(g, status, out, diags);
}
