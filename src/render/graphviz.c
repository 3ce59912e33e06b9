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
#include "render/svg.h"

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

/* ---- the SVG engine ---- */

static const scene *current; /* gvc hands its job to the engine, nothing of ours */
static ent_buf *into;
static bool *tie_shown;

static size_t number_of(void *object)
{
    char *at = agget(object, "at");

    return at ? (size_t)strtoul(at, NULL, 10) : 0;
}

static void begin_page(GVJ_t *job)
{
    (void)job;
    svg_begin(into, current);
}

static void end_page(GVJ_t *job)
{
    (void)job;
    svg_labels(into, current);
    svg_legend(into, current);
    svg_end(into);
    gvwrite(job, ent_buf_view(into).ptr, into->len);
}

static void begin_edges(GVJ_t *job)
{
    (void)job;
    svg_begin_ties(into);
}

static void begin_edge(GVJ_t *job)
{
    tie_shown[number_of(job->obj->u.e)] = true;
}

/* gvc walks the ties node by node; on paper the pale ones lie below */
static void end_edges(GVJ_t *job)
{
    (void)job;
    for (size_t i = 0; i < current->d->tie_count; i++)
        if (tie_shown[current->order[i]])
            svg_tie(into, current, current->order[i]);
    svg_end_group(into);
}

static void begin_nodes(GVJ_t *job)
{
    (void)job;
    svg_begin_nodes(into);
}

static void begin_node(GVJ_t *job)
{
    svg_node(into, current, number_of(job->obj->u.n));
}

static void end_nodes(GVJ_t *job)
{
    (void)job;
    svg_end_group(into);
}

static gvrender_engine_t engine = { .begin_page = begin_page, .end_page = end_page,
                                    .begin_edges = begin_edges, .end_edges = end_edges,
                                    .begin_edge = begin_edge, .begin_nodes = begin_nodes,
                                    .end_nodes = end_nodes, .begin_node = begin_node };
static gvrender_features_t engine_features = { .flags = GVRENDER_Y_GOES_DOWN,
                                               .default_pad = 0, .color_type = RGBA_BYTE };
static gvdevice_features_t device_features = { .default_dpi = { 72, 72 } };
static gvplugin_installed_t engines[] = { { 0, "entente", 1, &engine, &engine_features },
                                          { 0, NULL, 0, NULL, NULL } };
static gvplugin_installed_t devices[] = { { 0, "entente:entente", 1, NULL, &device_features },
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
    for (size_t i = 0; i < d->tie_count; i++)
        if (!agedge(g, (*nodes)[d->ties[i].a], (*nodes)[d->ties[i].b], NULL, 1))
            return failed(diags, "make a tie");
    return ENT_OK;
}

/* ---- stress ---- */

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
    agattr(g, AGRAPH, "model", d->tie_count < 2 * d->node_count ? "subset" : "shortpath");
    agattr(g, AGRAPH, "splines", "");
    agattr(g, AGRAPH, "overlap", "true");
    agattr(g, AGRAPH, "maxiter", d->node_count > 300 ? "60" : "200");
    agattr(g, AGNODE, "width", "0.1");
    agattr(g, AGNODE, "height", "0.1");
    agattr(g, AGNODE, "shape", "point");
    if ((status = fill(g, d, &nodes, &arena, diags)) == ENT_OK) {
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

/* A straight line as the cubic curve that Graphviz wants. */
static void set_line(const scene *s, void *tie_object, segment l)
{
    ent_buf text = { 0 };
    double dx = (l.x2 - l.x1) / 3, dy = (l.y2 - l.y1) / 3;

    for (int i = 0; i < 4; i++) {
        if (i)
            ent_buf_char(&text, ' ');
        pos_of(s, l.x1 + dx * i, l.y1 + dy * i, &text);
    }
    set(tie_object, "pos", ent_buf_string(&text));
    ent_buf_destroy(&text);
}

static ent_status place(Agraph_t *g, const scene *s, Agnode_t ***nodes, ent_arena *arena,
                        ent_diags *diags)
{
    static const char *const node_names[] = { "at", "pos", "width", "height", NULL };
    static const char *const tie_names[] = { "at", "pos", NULL };
    const description *d = s->d;
    ent_status status;

    declare(g, AGNODE, node_names);
    declare(g, AGEDGE, tie_names);
    if (!agattr(g, AGNODE, "label", NULL))
        agattr(g, AGNODE, "label", "");
    agattr(g, AGRAPH, "outputorder", "edgesfirst");
    agattr(g, AGRAPH, "margin", "0");
    agattr(g, AGRAPH, "pad", "0");
    agattr(g, AGNODE, "fixedsize", "true");
    agattr(g, AGNODE, "shape", "box");
    if ((status = fill(g, d, nodes, arena, diags)) != ENT_OK)
        return status;
    for (size_t i = 0; i < d->node_count; i++) {
        char number[32];

        snprintf(number, sizeof number, "%zu", i);
        set((*nodes)[i], "at", number);
        set((*nodes)[i], "label", "");
        set_pos(s, (*nodes)[i], s->nodes[i].x, s->nodes[i].y);
        set_number((*nodes)[i], "width", s->nodes[i].rx / 36, 4);
        set_number((*nodes)[i], "height", s->nodes[i].ry / 36, 4);
    }
    for (size_t i = 0; i < d->tie_count; i++) {
        Agedge_t *e = agedge(g, (*nodes)[d->ties[i].a], (*nodes)[d->ties[i].b], NULL, 0);
        char number[32];

        snprintf(number, sizeof number, "%zu", i);
        set(e, "at", number);
        set_line(s, e, s->ties[i]);
    }
    return ENT_OK;
}

ent_status graphviz_svg(const scene *s, ent_buf *out, ent_diags *diags)
{
    Agraph_t *g = new_graph(s->d);
    ent_arena arena = { 0 };
    Agnode_t **nodes;
    char *data = NULL;
    unsigned int length = 0;
    ent_buf written = { 0 };
    ent_status status;

    if (!g)
        return failed(diags, "make a graph");
    current = s;
    into = &written;
    if ((tie_shown = ent_arena_new(&arena, s->d->tie_count, sizeof *tie_shown)) == NULL)
        status = ent_out_of_memory(diags);
    else if ((status = place(g, s, &nodes, &arena, diags)) == ENT_OK) {
        if (gvLayout(get_context(), g, "nop2") != 0 ||
            gvRenderData(get_context(), g, "entente", &data, &length) != 0)
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

static ent_status write_dot(Agraph_t *g, ent_buf *out, ent_diags *diags)
{
    char *data = NULL;
    size_t length = 0;
    FILE *stream = open_memstream(&data, &length);
    bool good = stream && agwrite(g, stream) == 0;

    if (stream && fclose(stream) != 0)
        good = false;
    if (good)
        ent_buf_add(out, data, length);
    free(data);
    return !good ? failed(diags, "write DOT") : out->failed ? ent_out_of_memory(diags) : ENT_OK;
}

static const char *dash_name(const style *st)
{
    return !st->dashes ? "solid" : st->round ? "dotted" : "dashed";
}

static void dot_colour(void *object, const char *name, ent_str colour)
{
    ent_buf text = { 0 };

    ent_buf_str(&text, colour);
    set(object, name, ent_buf_string(&text));
    ent_buf_destroy(&text);
}

/* The label as Graphviz breaks lines: \n between. */
static void dot_label(void *object, const char *name, const lines *l, ent_str sub)
{
    ent_buf text = { 0 }, line = { 0 }, escaped = { 0 };

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
    ent_buf_destroy(&text);
    ent_buf_destroy(&line);
    ent_buf_destroy(&escaped);
}

static void dot_node(const scene *s, Agnode_t *object, size_t i)
{
    const node *n = &s->d->nodes[i];
    const placed *p = &s->nodes[i];
    ent_buf at = { 0 };

    set(object, "shape", n->box ? "box" : "circle");
    set(object, "style", n->box ? "filled,rounded" : "filled");
    dot_colour(object, "fillcolor", n->fill);
    dot_colour(object, "color", n->stroke);
    set_number(object, "penwidth", n->stroke_width, 2);
    set_number(object, "fontsize", n->label_size, 2);
    set_text(object, "tooltip", n->tooltip);
    set_text(object, "actor", n->id);
    set_text(object, "class", n->kind);
    if (n->inside) {
        dot_label(object, "label", &p->words, n->sub);
    } else if (!p->no_label) {
        dot_label(object, "xlabel", &p->words, (ent_str){ 0 });
        pos_of(s, p->label_x, p->label_y, &at);
        set(object, "xlp", ent_buf_string(&at));
    }
    ent_buf_destroy(&at);
}

static void dot_tie(const scene *s, Agedge_t *object, size_t i)
{
    const tie *t = &s->d->ties[i];
    const style *st = &s->d->styles[t->style];

    dot_colour(object, "color", st->colour);
    set(object, "style", dash_name(st));
    set_number(object, "penwidth", t->width > 0 ? t->width : st->width, 2);
    set_text(object, "tooltip", t->tooltip);
    set_text(object, "class", st->id);
}

/* A mark or word of the legend: a node of its own, behind all others. */
static Agnode_t *dot_extra(Agraph_t *g, const scene *s, size_t *next, double x, double y, double w,
                           double h, const char *shape)
{
    char name[32];
    Agnode_t *object;

    name_of(name, sizeof name, 'l', (*next)++);
    if ((object = agnode(g, name, 1)) == NULL)
        return NULL;
    set_pos(s, object, x, y);
    set(object, "shape", shape);
    set(object, "class", "legend");
    set_number(object, "width", w / 72, 4);
    set_number(object, "height", h / 72, 4);
    set(object, "label", "");
    return object;
}

static void dot_legend(Agraph_t *g, const scene *s)
{
    size_t next = 0;

    for (size_t i = 0; i < s->key_count; i++) {
        const key *k = &s->keys[i];
        const entry *e = k->entry;
        bool line = e->mark == MARK_LINE;
        double size = e->mark == MARK_CIRCLE ? e->diameter * s->shrink : 13;
        Agnode_t *object = dot_extra(g, s, &next, line ? k->x - 8.5 : k->x, k->y, line ? 0.1 : size,
                                     line ? 0.1 : e->mark == MARK_BOX ? 6.8 : size,
                                     line ? "point" : e->mark == MARK_BOX ? "box" : "circle");

        if (!object)
            return;
        if (line) {
            Agnode_t *end = dot_extra(g, s, &next, k->x + 8.5, k->y, 0.1, 0.1, "point");
            Agedge_t *tie_object = end ? agedge(g, object, end, NULL, 1) : NULL;
            const style *st = &s->d->styles[e->style];

            if (!tie_object)
                return;
            set(object, "style", "invis");
            set(end, "style", "invis");
            set_line(s, tie_object, (segment){ k->x - 8.5, k->y, k->x + 8.5, k->y });
            dot_colour(tie_object, "color", st->colour);
            set(tie_object, "style", dash_name(st));
            set_number(tie_object, "penwidth", st->width, 2);
            set(tie_object, "class", "legend");
        } else {
            set(object, "style", e->mark == MARK_BOX ? "filled,rounded" : "filled");
            dot_colour(object, "fillcolor", e->fill);
            dot_colour(object, "color", e->stroke);
        }
    }
    for (size_t i = 0; i < s->word_count; i++) {
        const word *w = &s->words[i];
        double width = text_width(w->text, w->size, w->bold);
        Agnode_t *object = dot_extra(g, s, &next, w->x + width / 2, w->y - BASELINE * w->size, width,
                                     w->size, "plaintext");

        if (!object)
            return;
        set_text(object, "label", w->text);
        set_number(object, "fontsize", w->size, 2);
    }
}

ent_status graphviz_dot(const scene *s, ent_buf *out, ent_diags *diags)
{
    static const char *const node_names[] = { "style", "fillcolor", "color", "penwidth", "fontsize",
                                              "tooltip", "actor", "class", "xlabel", "xlp", NULL };
    static const char *const tie_names[] = { "color", "style", "penwidth", "tooltip", "class",
                                             NULL };
    Agraph_t *g = new_graph(s->d);
    ent_arena arena = { 0 };
    Agnode_t **nodes;
    ent_buf text = { 0 };
    ent_status status;

    if (!g)
        return failed(diags, "make a graph");
    declare(g, AGNODE, node_names);
    declare(g, AGEDGE, tie_names);
    agattr(g, AGNODE, "label", "\\N"); /* so that the empty ones are written */
    agattr(g, AGNODE, "fontname", "Arial,Helvetica,Liberation Sans,sans-serif");
    agattr(g, AGRAPH, "layout", "nop2");
    agattr(g, AGRAPH, "comment", "");
    agattr(g, AGRAPH, "label", "");
    ent_buf_text(&text, "0,0,");
    ent_buf_fixed(&text, s->width, 2);
    ent_buf_char(&text, ',');
    ent_buf_fixed(&text, s->height, 2);
    agattr(g, AGRAPH, "bb", (char *)ent_buf_string(&text));
    ent_buf_destroy(&text);
    set_text(g, "comment", s->d->record);
    if ((status = place(g, s, &nodes, &arena, diags)) == ENT_OK) {
        for (size_t i = 0; i < s->d->node_count; i++)
            dot_node(s, nodes[i], i);
        for (size_t i = 0; i < s->d->tie_count; i++)
            dot_tie(s, agedge(g, nodes[s->d->ties[i].a], nodes[s->d->ties[i].b], NULL, 0), i);
        dot_legend(g, s);
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
