/* render_job.c: the figure as a Graphviz graph with a layer for each part. gvc finds our plug-in by its
 * format, begins the page and goes from layer to layer; the plug-in writes the layer that it is asked for.
 * Only layers, no nodes or edges: gvc would draw edges node by node, but on paper pale ties lie below. */
#include "render/write/render_job.h"

#include <graphviz/gvplugin_device.h>
#include <graphviz/gvplugin_render.h>

#include "render/graphviz/context.h"

typedef struct layer {
    part part;
    size_t panel;
} layer;

typedef struct page { /* the context of a job */
    const scene *s;
    const writer *w;
    ent_buf *out;
    layer layers[PART_COUNT * (1 + MOST_PANELS)];
    size_t count;
} page;

/* ---- the plug-in ---- */

static void begin_graph(GVJ_t *job)
{
    const page *p = job->context;

    p->w->begin(p->out, p->s);
}

static void write_layer(const page *p, layer l)
{
    const scene *s = p->s;
    bool any = l.panel == NONE && (l.part == PART_GROUND || l.part == PART_LEGEND), begun = any;

    if (any)
        p->w->begin_part(p->out, s, l.part, l.panel);
    for (size_t i = 0; i < s->mark_count + s->word_count; i++) {
        const mark *m = i < s->mark_count ? &s->marks[i] : NULL;
        const word *w = m ? NULL : &s->words[i - s->mark_count];

        if ((m ? m->part : w->part) != l.part || (m ? m->panel : w->panel) != l.panel)
            continue;
        if (!begun)
            p->w->begin_part(p->out, s, l.part, l.panel);
        begun = true;
        if (m)
            p->w->mark(p->out, s, m);
        else
            p->w->word(p->out, s, w);
    }
    if (begun && p->w->end_part)
        p->w->end_part(p->out);
}

static void begin_layer(GVJ_t *job, char *name, int number, int count)
{
    const page *p = job->context;
    layer l = p->layers[number - 1];

    (void)name, (void)count;
    if (l.panel != NONE && l.part == 0 && p->w->begin_panel)
        p->w->begin_panel(p->out, p->s, l.panel);
    write_layer(p, l);
    if (l.panel != NONE && l.part + 1 == PART_COUNT && p->w->end_panel)
        p->w->end_panel(p->out);
}

static void end_graph(GVJ_t *job)
{
    const page *p = job->context;

    p->w->end(p->out);
}

static gvrender_engine_t engine = { .begin_graph = begin_graph,
                                    .begin_layer = begin_layer,
                                    .end_graph = end_graph };
/* GVRENDER_DOES_MAPS: else a page has no id, and gvc copies it for every layer after the first */
static gvrender_features_t engine_features = { .flags = GVRENDER_Y_GOES_DOWN | GVRENDER_DOES_MAPS,
                                               .color_type = RGBA_BYTE };
static gvdevice_features_t device_features = { .flags = GVDEVICE_DOES_LAYERS,
                                               .default_dpi = { 72, 72 } };
static gvplugin_installed_t engines[] = { { 0, "entente", 1, &engine, &engine_features },
                                          { 0, NULL, 0, NULL, NULL } };
static gvplugin_installed_t devices[] = { { 0, "entente:entente", 1, NULL, &device_features },
                                          { 0, NULL, 0, NULL, NULL } };
static gvplugin_api_t apis[] = { { API_device, devices }, { API_render, engines }, { 0, NULL } };
static gvplugin_library_t plugin = { "entente", apis };

/* ---- the graph ---- */

/* The parts in paint order. Panels lie beside each other, so that all parts of a panel can come
 * together, where the ties of a single picture are. */
static void list_layers(page *p)
{
    for (part a = 0; a < PART_COUNT; a++) {
        for (size_t panel = 0; a == PART_TIES && panel < p->s->d->panel_count; panel++)
            for (part b = 0; b < PART_COUNT; b++)
                p->layers[p->count++] = (layer){ b, panel };
        p->layers[p->count++] = (layer){ a, NONE };
    }
}

static void name_layers(const page *p, ent_buf *names)
{
    static const char *const parts[PART_COUNT] = { "ground", "blocs",  "ties",  "axes",
                                                   "nodes",  "labels", "legend",
                                                   "headings" };

    for (size_t i = 0; i < p->count; i++)
        ent_buf_format(names, "%s%s", i ? ":" : "", parts[p->layers[i].part]);
}

ent_status render_job(const scene *s, const writer *w, ent_buf *out, ent_diags *diags)
{
    page p = { .s = s, .w = w, .out = out };
    Agraph_t *g = agopen("figure", Agundirected, NULL);
    GVC_t *context = graphviz_context();
    ent_buf names = { 0 };
    ent_status status = ENT_OK;

    if (!g || !context)
        return graphviz_failed(diags, "make a graph");
    list_layers(&p);
    name_layers(&p, &names);
    agattr(g, AGRAPH, "layers", (char *)ent_buf_string(&names));
    ent_buf_destroy(&names);
    gvAddLibrary(context, &plugin);
    if (gvLayout(context, g, "nop2") != 0 || gvRenderContext(context, g, "entente", &p) != 0)
        status = graphviz_failed(diags, "write the figure");
    gvFreeLayout(context, g);
    agclose(g);
    return status == ENT_OK && out->failed ? ent_out_of_memory(diags) : status;
}
