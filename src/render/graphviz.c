/* graphviz.c: the only file that knows Graphviz, because its state is global, its messages come in
 * pieces and its signatures change: one place to adapt.
 *
 * The context holds the core and neato plug-ins, linked in, and our own engine: no font, no
 * configuration file and no other plug-in of the machine can change what comes out. Graphviz is
 * given generated names, numbers that we made and escaped text. */
#include "render/graphviz.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <graphviz/cgraph.h>
#include <graphviz/gvc.h>
#include <graphviz/gvplugin.h>
#include <graphviz/gvplugin_device.h>
#include <graphviz/gvplugin_render.h>

#include "base/escape.h"

extern gvplugin_library_t gvplugin_core_LTX_library, gvplugin_neato_layout_LTX_library;
extern size_t gvwrite(GVJ_t *job, const char *s, size_t len); /* no public header declares it */

/* ---- messages ---- */

static char said[400]; /* the pieces of Graphviz's messages, joined */

static int hear(char *piece)
{
    size_t len = strlen(said), more = strlen(piece);

    more = len + more < sizeof said ? more : sizeof said - 1 - len;
    memcpy(said + len, piece, more);
    said[len + more] = '\0';
    return 0;
}

static ent_status failed(ent_diags *diags, const char *what)
{
    return ent_fail(diags, ENT_ESYSTEM, ENT_NOWHERE, "Graphviz cannot %s%s%s", what,
                    said[0] ? ": " : "", said);
}

/* ---- our engines ---- */

static const scene *current; /* gvc hands its job to the engine, nothing of ours */
static const writer *wanted;
static ent_buf *into;
static part next_part;

/* Writes the parts that lie below, then those up to `last`. */
static void advance(part last)
{
    for (; next_part <= last; next_part++)
        write_part(wanted, into, current, next_part);
}

static void begin_page(GVJ_t *job)
{
    (void)job;
    next_part = 0;
    wanted->begin(into, current);
    advance(PART_BLOCS);
}

/* gvc walks the ties node by node; on paper the pale ones lie below, as the scene has them */
static void end_edges(GVJ_t *job)
{
    (void)job;
    advance(PART_AXES);
}

static void end_nodes(GVJ_t *job)
{
    (void)job;
    advance(PART_LABELS);
}

static void end_page(GVJ_t *job)
{
    advance(PART_LEGEND);
    wanted->end(into, current);
    gvwrite(job, ent_buf_view(into).ptr, into->len);
}

static gvrender_engine_t engine = {
    .begin_page = begin_page, .end_page = end_page, .end_edges = end_edges, .end_nodes = end_nodes
};
static gvrender_features_t engine_features = { .flags = GVRENDER_Y_GOES_DOWN,
                                               .default_pad = 0,
                                               .color_type = RGBA_BYTE };
static gvdevice_features_t device_features = { .default_dpi = { 72, 72 } };
static gvplugin_installed_t engines[] = { { 0, "svg", 1, &engine, &engine_features },
                                          { 1, "tex", 1, &engine, &engine_features },
                                          { 0, NULL, 0, NULL, NULL } };
static gvplugin_installed_t devices[] = { { 0, "entente-svg:svg", 1, NULL, &device_features },
                                          { 1, "entente-tex:tex", 1, NULL, &device_features },
                                          { 0, NULL, 0, NULL, NULL } };
static gvplugin_api_t apis[] = { { API_device, devices }, { API_render, engines }, { 0, NULL } };
static gvplugin_library_t ours = { "entente", apis };

/* ---- the context ---- */

static GVC_t *context;

void graphviz_begin(void)
{
    static const char *const variables[] = { "GVBINDIR", "GV_FILE_PATH", "DOTFONTPATH",
                                             "GDFONTPATH" };

    for (size_t i = 0; i < sizeof variables / sizeof *variables; i++)
        unsetenv(variables[i]);
    setenv("SERVER_NAME", "entente", 1); /* no files by name from attributes */
    agseterrf(hear);
}

static GVC_t *get_context(void)
{
    static const lt_symlist_t plugins[] = {
        { "gvplugin_core_LTX_library", &gvplugin_core_LTX_library },
        { "gvplugin_neato_layout_LTX_library", &gvplugin_neato_layout_LTX_library },
        { "gvplugin_entente_LTX_library", &ours },
        { NULL, NULL }
    };

    if (!context)
        context = gvContextPlugins(plugins, 0);
    return context;
}

void graphviz_end(void)
{
    if (context)
        gvFreeContext(context);
    context = NULL;
}

/* ---- graphs ---- */

static void name_of(char *out, size_t room, char letter, size_t i)
{
    snprintf(out, room, "%c%zu", letter, i);
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

/* Text as Graphviz must have it: escapes doubled, in pieces that its reader takes. */
static void set_text(void *object, const char *name, ent_str text)
{
    ent_buf escaped = { 0 };

    if (text.len > 8000) { /* its reader stops at strings of 16,384; cut at a character */
        text.len = 8000;
        while (text.len && ((unsigned char)text.ptr[text.len] & 0xc0) == 0x80)
            text.len--;
    }
    ent_escape_dot_label(&escaped, text);
    set(object, name, ent_buf_string(&escaped));
    ent_buf_destroy(&escaped);
}

static void declare(Agraph_t *g, int kind, const char *const *names)
{
    for (; *names; names++)
        agattr(g, kind, (char *)*names, "");
}

static Agraph_t *new_graph(const description *d)
{
    Agraph_t *g = agopen("entente", Agstrictundirected, NULL);

    (void)d;
    return g;
}

/* All nodes, then all ties, each with its number: the shape that layout and engine need. */
static ent_status fill(Agraph_t *g, const description *d, Agnode_t ***nodes, ent_arena *arena,
                       ent_diags *diags)
{
    char name[32];

    if ((*nodes = ent_arena_new(arena, d->node_count, sizeof **nodes)) == NULL)
        return ent_out_of_memory(diags);
    for (size_t i = 0; i < d->node_count; i++) {
        name_of(name, sizeof name, 'n', i);
        if (((*nodes)[i] = agnode(g, name, 1)) == NULL)
            return failed(diags, "make a node");
    }
    for (size_t i = 0; i < d->pair_count; i++)
        if (!agedge(g, (*nodes)[d->ties[i].a], (*nodes)[d->ties[i].b], NULL, 1))
            return failed(diags, "make a tie");
    return ENT_OK;
}

/* Members of a bloc are held together as if the heaviest were tied to all. */
static ent_status hold_blocs(Agraph_t *g, const description *d, Agnode_t **nodes, ent_diags *diags)
{
    for (size_t bloc = 0; bloc < d->bloc_count; bloc++) {
        size_t heaviest = NONE;

        for (size_t i = 0; i < d->node_count; i++)
            if (d->nodes[i].group == bloc && d->nodes[i].shape != SHAPE_BOX &&
                (heaviest == NONE || d->nodes[i].weight > d->nodes[heaviest].weight))
                heaviest = i;
        for (size_t i = 0; i < d->node_count && heaviest != NONE; i++)
            if (d->nodes[i].group == bloc && i != heaviest && d->nodes[i].shape != SHAPE_BOX &&
                !agedge(g, nodes[heaviest], nodes[i], NULL, 1))
                return failed(diags, "make a tie");
    }
    return ENT_OK;
}

/* ---- stress ---- */

/* A round costs the square of the nodes, several times. Work is counted, not timed: what a figure
 * looks like must not depend on how busy the machine is. */
static size_t rounds_for(size_t nodes)
{
    enum { SMALL = 300, FEW = 8 };
    double rounds = nodes > SMALL ? fmin(60, 6e7 / ((double)nodes * (double)nodes)) : 200;

    return rounds < FEW ? FEW : (size_t)rounds;
}

ent_status stress_places(const description *d, size_t start, double *x, double *y, ent_diags *diags)
{
    static const char *const node_names[] = { "width", "height", "label", "shape", NULL };
    Agraph_t *g = new_graph(d);
    ent_arena arena = { 0 };
    Agnode_t **nodes;
    char number[32];
    ent_status status;

    if (!g)
        return failed(diags, "make a graph");
    declare(g, AGNODE, node_names);
    snprintf(number, sizeof number, "%zu", start + 1);
    agattr(g, AGRAPH, "start", number);
    agattr(g, AGRAPH, "mode", "major");
    agattr(g, AGRAPH, "model", d->pair_count < 2 * d->node_count ? "subset" : "shortpath");
    agattr(g, AGRAPH, "splines", "");
    agattr(g, AGRAPH, "overlap", "true");
    agattr(g, AGRAPH, "packmode", "array"); /* components are packed again, by us; others are slow */
    snprintf(number, sizeof number, "%zu", rounds_for(d->node_count));
    agattr(g, AGRAPH, "maxiter", number);
    agattr(g, AGNODE, "width", "0.1");
    agattr(g, AGNODE, "height", "0.1");
    agattr(g, AGNODE, "shape", "point");
    if ((status = fill(g, d, &nodes, &arena, diags)) == ENT_OK &&
        (status = hold_blocs(g, d, nodes, diags)) == ENT_OK) {
        if (gvLayout(get_context(), g, "neato") != 0)
            status = failed(diags, "lay the network out");
        for (size_t i = 0; i < d->node_count && status == ENT_OK; i++) {
            x[i] = ND_coord(nodes[i]).x;
            y[i] = -ND_coord(nodes[i]).y;
            if (!isfinite(x[i]) || !isfinite(y[i]))
                x[i] = y[i] = 0;
        }
        gvFreeLayout(get_context(), g);
    }
    agclose(g);
    ent_arena_destroy(&arena);
    return status;
}

/* ---- the final graph ---- */

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

/* The mark that stands for each tie and each node: the first of its kind. */
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

        if (m->object == NONE)
            continue;
        if (m->part == PART_NODES)
            f->node[m->object] = m;
        else if (m->part == PART_TIES && m->form <= FORM_CURVE && m->object < s->d->pair_count)
            f->tie[m->object] = m;
    }
    return true;
}

static Agedge_t *edge_of(Agraph_t *g, const description *d, Agnode_t **nodes, size_t i)
{
    return agedge(g, nodes[d->ties[i].a], nodes[d->ties[i].b], NULL, 0);
}

/* Nodes and ties where the scene has them. */
static ent_status place(Agraph_t *g, const scene *s, const shown *f, Agnode_t ***nodes,
                        ent_arena *arena, ent_diags *diags)
{
    static const char *const node_names[] = { "pos", "width", "height", "style", NULL };
    static const char *const tie_names[] = { "pos", NULL };
    const description *d = s->d;
    char name[32];

    declare(g, AGNODE, node_names);
    declare(g, AGEDGE, tie_names);
    if (!agattr(g, AGNODE, "label", NULL))
        agattr(g, AGNODE, "label", "");
    agattr(g, AGRAPH, "outputorder", "edgesfirst");
    agattr(g, AGRAPH, "margin", "0");
    agattr(g, AGRAPH, "pad", "0");
    agattr(g, AGNODE, "fixedsize", "true");
    agattr(g, AGNODE, "shape", "box");
    if ((*nodes = ent_arena_new(arena, d->node_count, sizeof **nodes)) == NULL)
        return ent_out_of_memory(diags);
    for (size_t i = 0; i < d->node_count; i++) {
        const mark *m = f->node[i];
        Agnode_t *n;

        name_of(name, sizeof name, 'n', i);
        if ((n = (*nodes)[i] = agnode(g, name, 1)) == NULL)
            return failed(diags, "make a node");
        set(n, "label", "");
        if (m) {
            frame box = mark_frame(m);

            set_pos(s, n, (box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2);
            set_number(n, "width", (box.x1 - box.x0) / 72, 4);
            set_number(n, "height", (box.y1 - box.y0) / 72, 4);
        } else {
            set_pos(s, n, s->nodes[i].x, s->nodes[i].y);
            set_number(n, "width", 0.01, 4);
            set_number(n, "height", 0.01, 4);
            set(n, "style", "invis");
        }
    }
    for (size_t i = 0; i < d->tie_count; i++) {
        Agedge_t *e;

        if (!f->tie[i])
            continue;
        if ((e = agedge(g, (*nodes)[d->ties[i].a], (*nodes)[d->ties[i].b], NULL, 1)) == NULL)
            return failed(diags, "make a tie");
        set_curve(s, e, f->tie[i]);
    }
    return ENT_OK;
}

ent_status graphviz_walk(const scene *s, const writer *w, ent_buf *out, ent_diags *diags)
{
    Agraph_t *g = new_graph(s->d);
    ent_arena arena = { 0 };
    Agnode_t **nodes;
    char *data = NULL;
    unsigned int length = 0;
    ent_buf written = { 0 };
    ent_status status = ENT_OK;
    shown f;

    if (!g)
        return failed(diags, "make a graph");
    current = s;
    wanted = w;
    into = &written;
    if (!find_shown(&f, s, &arena))
        status = ent_out_of_memory(diags);
    else if ((status = place(g, s, &f, &nodes, &arena, diags)) == ENT_OK) {
        const char *device = w == &svg_writer ? "entente-svg" : "entente-tex";

        if (gvLayout(get_context(), g, "nop2") != 0 ||
            gvRenderData(get_context(), g, device, &data, &length) != 0)
            status = failed(diags, "write the figure");
        else
            ent_buf_add(out, data, length);
        if (data)
            gvFreeRenderData(data);
        gvFreeLayout(get_context(), g);
    }
    if (status == ENT_OK && (written.failed || out->failed))
        status = ent_out_of_memory(diags);
    ent_buf_destroy(&written);
    ent_arena_destroy(&arena);
    agclose(g);
    return status;
}

/* ---- DOT ---- */

/* Graphviz's reader stops at strings of 16,384 bytes: long ones are written in pieces. */
static void add_in_pieces(ent_buf *out, const char *text, size_t len)
{
    enum { PIECE = 8000 };
    size_t in_string = 0, from = 0;
    bool quoted = false;

    for (size_t i = 0; i < len; i++) {
        char c = text[i];

        if (quoted && c == '\\' && i + 1 < len) {
            i++;
            in_string += 2;
            continue;
        }
        if (c == '"') {
            quoted = !quoted;
            in_string = 0;
        } else if (quoted && ++in_string > PIECE && ((unsigned char)c & 0xc0) != 0x80) {
            ent_buf_add(out, text + from, i - from);
            ent_buf_text(out, "\" + \"");
            from = i;
            in_string = 0;
        }
    }
    ent_buf_add(out, text + from, len - from);
}

static ent_status write_dot(Agraph_t *g, ent_buf *out, ent_diags *diags)
{
    char *data = NULL;
    size_t length = 0;
    FILE *stream = open_memstream(&data, &length);
    bool good = stream && agwrite(g, stream) == 0;

    if (stream && fclose(stream) != 0)
        good = false;
    if (good)
        add_in_pieces(out, data, length);
    free(data);
    return !good ? failed(diags, "write DOT") : out->failed ? ent_out_of_memory(diags) : ENT_OK;
}

static void colour_text(ent_buf *out, ink i)
{
    ent_buf_format(out, "#%06x", (unsigned)i.colour);
    if (i.opacity < 1)
        ent_buf_format(out, "%02x", (unsigned)(i.opacity * 255 + 0.5));
}

static void dot_colour(void *object, const char *name, ink i)
{
    ent_buf text = { 0 };

    colour_text(&text, i);
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

/* ---- all else: drawing operations that are painted behind the graph ---- */

/* An operation whose argument is text: the number of its bytes, then the bytes. */
static void operation(ent_buf *out, const char *letter, ent_str text)
{
    ent_buf_format(out, "%s %zu -", letter, text.len);
    ent_buf_str(out, text);
    ent_buf_char(out, ' ');
}

static void points(ent_buf *out, const scene *s, const char *letter, const spot *at, size_t count)
{
    ent_buf_format(out, "%s %zu ", letter, count);
    for (size_t i = 0; i < count; i++) {
        put_number(out, at[i].x);
        ent_buf_char(out, ' ');
        put_number(out, s->height - at[i].y);
        ent_buf_char(out, ' ');
    }
}

static void pen(ent_buf *out, const mark *m)
{
    ent_buf text = { 0 };
    bool line = m->line.opacity > 0 && m->width > 0;

    colour_text(&text, line ? m->line : (ink){ 0, 0 });
    operation(out, "c", ent_buf_view(&text));
    ent_buf_clear(&text);
    colour_text(&text, m->fill);
    operation(out, "C", ent_buf_view(&text));
    ent_buf_clear(&text);
    ent_buf_text(&text, "setlinewidth(");
    put_number(&text, line ? m->width : 0.01);
    ent_buf_char(&text, ')');
    operation(out, "S", ent_buf_view(&text));
    operation(out, "S", ent_str_of(!m->dashes ? "solid" : m->round ? "dotted" : "dashed"));
    ent_buf_destroy(&text);
}

static void behind_mark(ent_buf *out, const scene *s, const mark *m)
{
    bool filled = m->fill.opacity > 0;
    spot corners[4];

    pen(out, m);
    switch (m->form) {
    case FORM_CIRCLE:
        ent_buf_text(out, filled ? "E " : "e ");
        put_number(out, m->at[0].x);
        ent_buf_char(out, ' ');
        put_number(out, s->height - m->at[0].y);
        ent_buf_char(out, ' ');
        put_number(out, m->at[1].x);
        ent_buf_char(out, ' ');
        put_number(out, m->at[1].y);
        ent_buf_char(out, ' ');
        break;
    case FORM_BOX:
        points(out, s, filled ? "P" : "p", corners, mark_outline(m, corners, 4));
        break;
    case FORM_CELLS:
        for (size_t i = 2; i < m->count; i++) {
            double x = m->at[0].x + m->at[i].x * m->at[1].x,
                   y = m->at[0].y + m->at[i].y * m->at[1].y, w = m->at[1].x * cell_size(m),
                   h = m->at[1].y * cell_size(m);
            const spot cell[4] = { { x, y }, { x, y + h }, { x + w, y + h }, { x + w, y } };

            points(out, s, "P", cell, m->half ? 3 : 4);
        }
        break;
    case FORM_AREA:
        points(out, s, filled ? "P" : "p", m->at, m->count);
        break;
    default:
        points(out, s, m->form == FORM_CURVE ? "B" : "L", m->at, m->count);
    }
}

/* Backslashes would be escapes to somebody on the way, and have no escape there themselves. */
static void plain_text(ent_buf *out, ent_str text)
{
    for (size_t i = 0; i < text.len; i++) {
        unsigned char c = (unsigned char)text.ptr[i];

        if (c == '\\')
            ent_buf_text(out, "\xe2\xa7\xb5");
        else
            ent_buf_char(out, c < 0x20 ? ' ' : (char)c);
    }
}

static void behind_word(ent_buf *out, const scene *s, const word *w)
{
    ent_buf text = { 0 };

    colour_text(&text, solid(w->colour));
    operation(out, "c", ent_buf_view(&text));
    ent_buf_format(out, "t %d F ", (w->bold ? 1 : 0) + (w->italic ? 2 : 0));
    put_number(out, w->size);
    ent_buf_char(out, ' ');
    ent_buf_clear(&text);
    ent_buf_str(&text, s->d->font);
    operation(out, "", ent_buf_view(&text));
    ent_buf_text(out, "T ");
    put_number(out, w->x);
    ent_buf_char(out, ' ');
    put_number(out, s->height - w->y);
    ent_buf_format(out, " %d ", (int)w->anchor - 1);
    put_number(out, text_width(w->text, w->size, w->bold));
    ent_buf_clear(&text);
    plain_text(&text, w->text);
    operation(out, "", ent_buf_view(&text));
    out->failed |= text.failed;
    ent_buf_destroy(&text);
}

static void set_behind(Agraph_t *g, const scene *s, const shown *f)
{
    ent_buf ops = { 0 };
    mark page = { .form = FORM_AREA, .fill = solid(s->d->theme.paper), .count = 4 };
    spot corners[4] = { { 0, 0 }, { s->width, 0 }, { s->width, s->height }, { 0, s->height } };

    page.at = corners;
    behind_mark(&ops, s, &page);
    for (int p = 0; p < PART_COUNT; p++) {
        for (size_t i = 0; i < s->mark_count; i++) {
            const mark *m = &s->marks[i];
            bool in_graph = m->object != NONE && ((p == PART_NODES && f->node[m->object] == m) ||
                                                  (p == PART_TIES && f->tie[m->object] == m));

            if (m->part == (part)p && !in_graph)
                behind_mark(&ops, s, m);
        }
        for (size_t i = 0; i < s->word_count; i++) {
            const word *w = &s->words[i];

            if (w->part == (part)p && (w->object == NONE || !f->node[w->object] ||
                                       s->nodes[w->object].no_label || s->d->panel_count))
                behind_word(&ops, s, w);
        }
    }
    agattr(g, AGRAPH, "_background", "");
    set(g, "_background", ent_buf_string(&ops));
    ent_buf_destroy(&ops);
}

ent_status graphviz_dot(const scene *s, ent_buf *out, ent_diags *diags)
{
    static const char *const node_names[] = { "fillcolor", "color",   "penwidth", "fontsize",
                                              "fontcolor", "tooltip", "actor",    "class",
                                              "xlabel",    "xlp",     NULL };
    static const char *const tie_names[] = {
        "color", "style", "penwidth", "tooltip", "class", NULL
    };
    Agraph_t *g = new_graph(s->d);
    ent_arena arena = { 0 };
    Agnode_t **nodes;
    ent_buf text = { 0 };
    ent_status status;
    shown f;

    if (!g)
        return failed(diags, "make a graph");
    declare(g, AGNODE, node_names);
    declare(g, AGEDGE, tie_names);
    agattr(g, AGNODE, "label", "\\N"); /* so that the empty ones are written */
    agattr(g, AGNODE, "fontname", "Arial,Helvetica,Liberation Sans,sans-serif");
    agattr(g, AGRAPH, "layout", "nop2");
    agattr(g, AGRAPH, "comment", "");
    agattr(g, AGRAPH, "label", "");
    agattr(g, AGRAPH, "bgcolor", "");
    dot_colour(g, "bgcolor", solid(s->d->theme.paper));
    ent_buf_text(&text, "0,0,");
    put_number(&text, s->width);
    ent_buf_char(&text, ',');
    put_number(&text, s->height);
    agattr(g, AGRAPH, "bb", (char *)ent_buf_string(&text));
    ent_buf_destroy(&text);
    set_text(g, "comment", s->d->record);
    if (!find_shown(&f, s, &arena))
        status = ent_out_of_memory(diags);
    else if ((status = place(g, s, &f, &nodes, &arena, diags)) == ENT_OK) {
        for (size_t i = 0; i < s->d->node_count; i++)
            dot_node(s, nodes[i], i, s->d->panel_count ? NULL : f.node[i]);
        for (size_t i = 0; i < s->d->tie_count; i++)
            if (f.tie[i])
                dot_tie(s, edge_of(g, s->d, nodes, i), i, f.tie[i]);
        set_behind(g, s, &f);
        status = write_dot(g, out, diags);
    }
    agclose(g);
    ent_arena_destroy(&arena);
    return status;
}

static void set_pairs(Agraph_t *g, int kind, void *object, const pair *pairs, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        ent_buf name = { 0 };

        ent_buf_str(&name, pairs[i].key);
        if (!agattr(g, kind, (char *)ent_buf_string(&name), NULL))
            agattr(g, kind, (char *)ent_buf_string(&name), "");
        set_text(object, ent_buf_string(&name), pairs[i].value);
        ent_buf_destroy(&name);
    }
}

ent_status graphviz_graph(const description *d, ent_buf *out, ent_diags *diags)
{
    Agraph_t *g = new_graph(d);
    ent_arena arena = { 0 };
    Agnode_t **nodes;
    ent_status status;

    if (!g)
        return failed(diags, "make a graph");
    agattr(g, AGRAPH, "comment", "");
    agattr(g, AGNODE, "label", "");
    set_text(g, "comment", d->record);
    if ((status = fill(g, d, &nodes, &arena, diags)) == ENT_OK) {
        for (size_t i = 0; i < d->node_count; i++) {
            set_text(nodes[i], "label", d->nodes[i].label);
            set_pairs(g, AGNODE, nodes[i], d->nodes[i].attrs, d->nodes[i].attr_count);
        }
        for (size_t i = 0; i < d->tie_count; i++)
            set_pairs(g, AGEDGE, agedge(g, nodes[d->ties[i].a], nodes[d->ties[i].b], NULL, 0),
                      d->ties[i].attrs, d->ties[i].attr_count);
        status = write_dot(g, out, diags);
    }
    agclose(g);
    ent_arena_destroy(&arena);
    return status;
}
