/* description.c: strict reading, by tables of keys (base/schema.h). Colours and keys are checked here, so
 * that no writer meets a text where it expects a colour or a name. */
#include "render/description.h"

#include <assert.h>
#include <math.h>

#include "base/schema.h"

/* ---- parts of nodes and ties ---- */

/* [["key", "text"], ...]; keys become names of attributes */
static ent_status read_pairs(ent_schema_reader *r, const ent_json *list, void *member)
{
    attributes *p = member;

    if (list->type != ENT_JSON_ARRAY)
        return ent_schema_expected(r, list, "a list of pairs");
    if ((p->items = ent_schema_memory(r, ent_json_length(list), sizeof *p->items)) == NULL)
        return ENT_ENOMEM;
    for (const ent_json *i = list->child; i; i = i->next) {
        const ent_json *key = i->type == ENT_JSON_ARRAY ? i->child : NULL;

        if (!key || key->type != ENT_JSON_STRING || !key->next ||
            key->next->type != ENT_JSON_STRING || key->next->next || !key->text.len)
            return ent_schema_expected(r, i, "[\"key\", \"text\"]");
        for (size_t c = 0; c < key->text.len; c++)
            if ((key->text.ptr[c] < 'a' || key->text.ptr[c] > 'z') && key->text.ptr[c] != '_')
                return ent_schema_wrong(r, key, "expected a key of small letters and _");
        p->items[p->count++] = (pair){ key->text, key->next->text };
    }
    return ENT_OK;
}

static const char *const shapes[] = { "circle",   "box",  "square", "diamond",
                                      "triangle", "down", "hexagon" };
static_assert(sizeof shapes / sizeof *shapes == SHAPE_COUNT, "a word for each shape");

static const ent_schema_field style_fields[] = {
    ENT_SCHEMA_TEXT("id", style, id),
    ENT_SCHEMA_TEXT("label", style, label),
    ENT_SCHEMA_COLOUR("colour", style, colour),
    ENT_SCHEMA_NUMBER("width", style, width, 0.05, 20),
    ENT_SCHEMA_WORD("cap", style, cap, ENT_SCHEMA_WORDS("butt", "round")),
    ENT_SCHEMA_NUMBERS("dash", style, dash, dashes, 0, 100),
    ENT_SCHEMA_END
};

static const ent_schema_field node_fields[] = {
    ENT_SCHEMA_TEXT("id", node, id),
    ENT_SCHEMA_TEXT("name", node, name),
    ENT_SCHEMA_TEXT("label", node, label),
    ENT_SCHEMA_TEXT("sub", node, sub),
    ENT_SCHEMA_TEXT("tooltip", node, tooltip),
    ENT_SCHEMA_TEXT("kind", node, kind),
    ENT_SCHEMA_COLOUR("fill", node, fill),
    ENT_SCHEMA_COLOUR("stroke", node, stroke),
    ENT_SCHEMA_WORD("shape", node, shape, shapes),
    ENT_SCHEMA_FLAG("inside", node, inside),
    ENT_SCHEMA_FLAG("bold", node, bold),
    ENT_SCHEMA_NUMBER("diameter", node, diameter, 0, 500),
    ENT_SCHEMA_NUMBER("stroke_width", node, stroke_width, 0, 20),
    ENT_SCHEMA_NUMBER("label_size", node, label_size, 4, 40),
    ENT_SCHEMA_SIZE("group", node, group, 0, 1000),
    ENT_SCHEMA_SIZE("band", node, band, 0, 1000),
    ENT_SCHEMA_SIZE("part_of", node, part_of, 0, MOST_NODES),
    ENT_SCHEMA_SIZE("tier", node, tier, 0, 9),
    ENT_SCHEMA_SIZE("number", node, number, 0, 100000),
    ENT_SCHEMA_SIZE("mode", node, mode, 0, 1),
    ENT_SCHEMA_NUMBER("lat", node, lat, -90, 90),
    ENT_SCHEMA_NUMBER("lon", node, lon, -180, 180),
    ENT_SCHEMA_TEXT("area", node, area),
    ENT_SCHEMA_NUMBER("when", node, when, -10000, 10000),
    ENT_SCHEMA_NUMBER("from", node, from, -10000, 10000),
    ENT_SCHEMA_NUMBER("to", node, to, -10000, 10000),
    ENT_SCHEMA_NUMBER("until", node, until, -10000, 10000),
    ENT_SCHEMA_FLAG("latest", node, latest),
    ENT_SCHEMA_NUMBER("weight", node, weight, -1e300, 1e300),
    ENT_SCHEMA_NUMBER("x", node, x, -1000, 1000),
    ENT_SCHEMA_NUMBER("y", node, y, -1000, 1000),
    ENT_SCHEMA_NUMBER("label_x", node, label_x, -1000, 1000),
    ENT_SCHEMA_NUMBER("label_y", node, label_y, -1000, 1000),
    ENT_SCHEMA_TEXT("side", node, side),
    ENT_SCHEMA_TEXT("in", node, in),
    ENT_SCHEMA_TEXT("act", node, act),
    ENT_SCHEMA_FLAG("apart", node, apart),
    ENT_SCHEMA_FLAG("hollow", node, hollow),
    ENT_SCHEMA_TEXTS("documents", node, documents, document_count, 0),
    ENT_SCHEMA_VALUE("attrs", node, attrs, read_pairs),
    ENT_SCHEMA_END
};

static const node first_node = { .fill = 0x808080,
                                 .stroke = 0xFFFFFF,
                                 .diameter = 6,
                                 .label_size = 7,
                                 .group = NONE,
                                 .band = NONE,
                                 .part_of = NONE,
                                 .lat = NAN,
                                 .lon = NAN,
                                 .when = NAN,
                                 .from = NAN,
                                 .to = NAN,
                                 .until = NAN,
                                 .label_x = NAN,
                                 .label_y = NAN,
                                 .x = NAN,
                                 .y = NAN };

static const ent_schema_field tie_fields[] = {
    ENT_SCHEMA_SIZE("a", tie, a, 0, MOST_TIES),
    ENT_SCHEMA_SIZE("b", tie, b, 0, MOST_TIES),
    ENT_SCHEMA_SIZE("style", tie, style, 0, MOST_STYLES),
    ENT_SCHEMA_TEXT("tooltip", tie, tooltip),
    ENT_SCHEMA_TEXT("sub", tie, sub),
    ENT_SCHEMA_NUMBER("width", tie, width, 0.05, 40),
    ENT_SCHEMA_NUMBER("opacity", tie, opacity, 0.01, 1),
    ENT_SCHEMA_NUMBER("weight", tie, weight, -1e300, 1e300),
    ENT_SCHEMA_FLAG("unknown", tie, unknown),
    ENT_SCHEMA_FLAG("counted", tie, counted),
    ENT_SCHEMA_FLAG("of_act", tie, of_act),
    ENT_SCHEMA_FLAG("faint", tie, faint),
    ENT_SCHEMA_WORD("context", tie, context, ENT_SCHEMA_WORDS("none", "bound", "promoted", "talks", "sets up")),
    ENT_SCHEMA_TEXT("from", tie, from),
    ENT_SCHEMA_TEXT("to", tie, to),
    ENT_SCHEMA_WORD("change", tie, change, ENT_SCHEMA_WORDS("none", "entered", "ended", "kept")),
    ENT_SCHEMA_TEXTS("acts", tie, acts, act_total, 0),
    ENT_SCHEMA_SIZE("act_count", tie, act_count, 0, 1e9),
    ENT_SCHEMA_SIZE("step", tie, step, 0, MOST_STEPS - 1),
    ENT_SCHEMA_TEXT("in", tie, in),
    ENT_SCHEMA_VALUE("attrs", tie, attrs, read_pairs),
    ENT_SCHEMA_END
};

static const ent_schema_field claim_fields[] = {
    ENT_SCHEMA_TEXT("name", claim, name),
    ENT_SCHEMA_TEXT("changes", claim, changes),
    ENT_SCHEMA_SIZE("nodes", claim, nodes, 0, 1e9),
    ENT_SCHEMA_SIZE("ties", claim, ties, 0, 1e9),
    ENT_SCHEMA_SIZE("unknown_ties", claim, unknown_ties, 0, 1e9),
    ENT_SCHEMA_SIZE("acts", claim, acts, 0, 1e9),
    ENT_SCHEMA_TEXTS("absent", claim, absent, absent_count, 0),
    ENT_SCHEMA_END
};

/* ---- legend, levels and blocs ---- */

static const ent_schema_field entry_fields[] = {
    ENT_SCHEMA_WORD("mark", entry, mark, ENT_SCHEMA_WORDS("line", "node", "swatch", "half", "text")),
    ENT_SCHEMA_SIZE("style", entry, style, 0, MOST_STYLES),
    ENT_SCHEMA_WORD("shape", entry, shape, shapes),
    ENT_SCHEMA_NUMBER("diameter", entry, diameter, 0, 500),
    ENT_SCHEMA_NUMBER("width", entry, width, 0, 40),
    ENT_SCHEMA_NUMBER("opacity", entry, opacity, 0.01, 1),
    ENT_SCHEMA_NUMBER("stroke_width", entry, stroke_width, 0, 20),
    ENT_SCHEMA_FLAG("hollow", entry, hollow),
    ENT_SCHEMA_COLOUR("fill", entry, fill),
    ENT_SCHEMA_COLOUR("stroke", entry, stroke),
    ENT_SCHEMA_TEXT("label", entry, label),
    ENT_SCHEMA_END
};

static const entry first_entry = { .mark = MARK_TEXT,
                                   .fill = 0x808080,
                                   .stroke = 0x808080,
                                   .diameter = 6,
                                   .opacity = 1,
                                   .stroke_width = 0.4 };

static const ent_schema_field group_fields[] = {
    ENT_SCHEMA_TEXT("title", group, title),
    ENT_SCHEMA_OBJECTS("entries", group, entries, count, 0, entry_fields, &first_entry), ENT_SCHEMA_END
};

static const ent_schema_field band_fields[] = {
    ENT_SCHEMA_TEXT("label", band, label), ENT_SCHEMA_TEXT("sub", band, sub),
    ENT_SCHEMA_COLOUR("colour", band, colour), ENT_SCHEMA_COLOUR("tint", band, tint), ENT_SCHEMA_END
};

/* ---- plots ---- */

/* [x, y] or [x, y, low, high]; [x] is a gap */
static ent_status read_data(ent_schema_reader *r, const ent_json *list, void *whole)
{
    series *s = whole;

    if (list->type != ENT_JSON_ARRAY)
        return ent_schema_expected(r, list, "a list of lists of numbers");
    if ((s->data = ent_schema_memory(r, ent_json_length(list), sizeof *s->data)) == NULL)
        return ENT_ENOMEM;
    for (const ent_json *i = list->child; i; i = i->next) {
        double v[4] = { 0, NAN, NAN, NAN };
        size_t n = 0;

        for (const ent_json *k = i->child; k; k = k->next, n++)
            if (n < 4 && k->type == ENT_JSON_NUMBER)
                v[n] = k->number;
            else
                return ent_schema_expected(r, k, "one, two or four numbers");
        if (n != 1 && n != 2 && n != 4)
            return ent_schema_expected(r, i, "one, two or four numbers");
        s->data[s->count++] = (datum){ v[0], v[1], v[2], v[3] };
    }
    return ENT_OK;
}

static ent_status read_ticks(ent_schema_reader *r, const ent_json *list, void *member)
{
    axis *a = member;

    if (list->type != ENT_JSON_ARRAY)
        return ent_schema_expected(r, list, "a list of ticks");
    if ((a->ticks = ent_schema_memory(r, ent_json_length(list), sizeof *a->ticks)) == NULL)
        return ENT_ENOMEM;
    for (const ent_json *i = list->child; i; i = i->next) {
        if (i->type != ENT_JSON_ARRAY || !i->child || i->child->type != ENT_JSON_NUMBER ||
            !i->child->next || i->child->next->type != ENT_JSON_STRING)
            return ent_schema_expected(r, i, "[number, \"text\"]");
        a->ticks[a->tick_count++] = (tick){ i->child->number, i->child->next->text };
    }
    return ENT_OK;
}

static const ent_schema_field series_fields[] = {
    ENT_SCHEMA_TEXT("label", series, label),
    ENT_SCHEMA_TEXT("tooltip", series, tooltip),
    ENT_SCHEMA_COLOUR("colour", series, colour),
    ENT_SCHEMA_NUMBER("width", series, width, 0.05, 20),
    ENT_SCHEMA_NUMBERS("dash", series, dash, dashes, 0, 100),
    ENT_SCHEMA_WHOLE("data", read_data),
    ENT_SCHEMA_VALUE("attrs", series, attrs, read_pairs),
    ENT_SCHEMA_END
};

#define AXIS_FIELDS(T, a)                                                                          \
    {                                                                                              \
        ENT_SCHEMA_TEXT("title", T, a.title), ENT_SCHEMA_NUMBER("low", T, a.low, -1e300, 1e300),   \
            ENT_SCHEMA_NUMBER("high", T, a.high, -1e300, 1e300), ENT_SCHEMA_FLAG("log", T, a.log), \
            ENT_SCHEMA_VALUE("ticks", T, a, read_ticks), ENT_SCHEMA_END                            \
    }
static const ent_schema_field x_fields[] = AXIS_FIELDS(plot, x), y_fields[] = AXIS_FIELDS(plot_panel, y);
static const series first_series = { .width = 1 };

static const ent_schema_field panel_fields[] = {
    ENT_SCHEMA_TEXT("title", plot_panel, title),
    ENT_SCHEMA_OBJECT("y", y_fields),
    ENT_SCHEMA_OBJECTS("series", plot_panel, series, series_count, 0, series_fields, &first_series),
    ENT_SCHEMA_END
};

static const ent_schema_field column_fields[] = {
    ENT_SCHEMA_TEXT("label", flow_column, label), ENT_SCHEMA_TEXT("sub", flow_column, sub), ENT_SCHEMA_END
};

static const ent_schema_field block_fields[] = {
    ENT_SCHEMA_SIZE("column", flow_block, column, 0, MOST_FLOW_COLUMNS),
    ENT_SCHEMA_SIZE("size", flow_block, size, 1, 1e6),
    ENT_SCHEMA_SIZE("entered", flow_block, entered, 0, 1e6),
    ENT_SCHEMA_SIZE("left", flow_block, left, 0, 1e6),
    ENT_SCHEMA_FLAG("last", flow_block, last),
    ENT_SCHEMA_TEXT("label", flow_block, label),
    ENT_SCHEMA_TEXT("tooltip", flow_block, tooltip),
    ENT_SCHEMA_COLOUR("colour", flow_block, colour),
    ENT_SCHEMA_VALUE("attrs", flow_block, attrs, read_pairs),
    ENT_SCHEMA_END
};

static const ent_schema_field flow_fields[] = {
    ENT_SCHEMA_SIZE("from", flow_band, from, 0, MOST_FLOW_BLOCKS),
    ENT_SCHEMA_SIZE("to", flow_band, to, 0, MOST_FLOW_BLOCKS),
    ENT_SCHEMA_SIZE("size", flow_band, size, 1, 1e6),
    ENT_SCHEMA_TEXT("tooltip", flow_band, tooltip),
    ENT_SCHEMA_COLOUR("colour", flow_band, colour),
    ENT_SCHEMA_VALUE("attrs", flow_band, attrs, read_pairs),
    ENT_SCHEMA_END
};

static const flow_block first_block = { .size = 1 };
static const flow_band first_band = { .size = 1 };

static const ent_schema_field plot_fields[] = {
    ENT_SCHEMA_WORD("form", plot, form, ENT_SCHEMA_WORDS("bars", "dots", "lines", "flows", "spans")),
    ENT_SCHEMA_OBJECT("x", x_fields),
    ENT_SCHEMA_VALUE("events", plot, events, read_ticks),
    ENT_SCHEMA_OBJECTS("panels", plot, panels, panel_count, MOST_PANELS, panel_fields, NULL),
    ENT_SCHEMA_FLAG("inside", plot, inside),
    ENT_SCHEMA_OBJECTS("columns", plot, columns, column_count, MOST_FLOW_COLUMNS, column_fields, NULL),
    ENT_SCHEMA_OBJECTS("blocks", plot, blocks, block_count, MOST_FLOW_BLOCKS, block_fields, &first_block),
    ENT_SCHEMA_OBJECTS("bands", plot, bands, band_count, 0, flow_fields, &first_band),
    ENT_SCHEMA_END
};

static ent_status read_plot(ent_schema_reader *r, const ent_json *object, void *whole)
{
    description *d = whole;

    if ((d->plot = ent_schema_memory(r, 1, sizeof *d->plot)) == NULL)
        return ENT_ENOMEM;
    return ent_schema_read(r, object, plot_fields, d->plot);
}

/* ---- the figure ---- */

static const ent_schema_field page_fields[] = {
    ENT_SCHEMA_NUMBER("width_mm", description, width_mm, 60, 400),
    ENT_SCHEMA_NUMBER("height_mm", description, height_mm, 0, 400),
    ENT_SCHEMA_NUMBER("most_height_mm", description, most_height_mm, 0, 400),
    ENT_SCHEMA_NUMBER("least_text", description, least_text, 0, 40),
    ENT_SCHEMA_WORD("legend", description, legend_place, ENT_SCHEMA_WORDS("auto", "right", "below")),
    ENT_SCHEMA_END
};

static const ent_schema_field heading_fields[] = { ENT_SCHEMA_TEXT("title", description, heading),
                                                   ENT_SCHEMA_TEXT("subtitle", description, subtitle),
                                                   ENT_SCHEMA_TEXT("source", description, source),
                                                   ENT_SCHEMA_TEXT("note", description, note),
                                                   ENT_SCHEMA_END };

static const ent_schema_field layout_fields[] = { ENT_SCHEMA_TEXT("name", description, layout),
                                                  ENT_SCHEMA_SIZE("seed", description, seed, 0, 4e9),
                                                  ENT_SCHEMA_SIZE("starts", description, starts, 1, 64),
                                                  ENT_SCHEMA_SIZE("ego", description, ego, 0, MOST_TIES),
                                                  ENT_SCHEMA_FLAG("codes", description, codes),
                                                  ENT_SCHEMA_FLAG("fades", description, fades),
                                                  ENT_SCHEMA_FLAG("directed", description, directed),
                                                  ENT_SCHEMA_END };

/* Colours for counts, from few to many. */
static ent_status read_steps(ent_schema_reader *r, const ent_json *list, void *whole)
{
    theme *t = &((description *)whole)->theme;

    if (list->type != ENT_JSON_ARRAY)
        return ent_schema_expected(r, list, "a list of colours");
    for (const ent_json *i = list->child; i; i = i->next)
        if (t->step_count == MOST_STEPS || !ent_schema_colour(&t->steps[t->step_count++], i))
            return ent_schema_wrong(r, i, "expected at most 8 colours, #RRGGBB");
    return ENT_OK;
}

static const ent_schema_field theme_fields[] = {
    ENT_SCHEMA_COLOUR("ink", description, theme.ink),
    ENT_SCHEMA_COLOUR("paper", description, theme.paper),
    ENT_SCHEMA_COLOUR("halo", description, theme.halo),
    ENT_SCHEMA_COLOUR("quiet", description, theme.quiet),
    ENT_SCHEMA_COLOUR("land", description, theme.land),
    ENT_SCHEMA_COLOUR("ground", description, theme.ground),
    ENT_SCHEMA_WHOLE("steps", read_steps),
    ENT_SCHEMA_NUMBER("label", description, theme.label, 4, 40),
    ENT_SCHEMA_NUMBER("small", description, theme.small, 4, 40),
    ENT_SCHEMA_NUMBER("legend", description, theme.legend, 4, 40),
    ENT_SCHEMA_NUMBER("head", description, theme.head, 4, 40),
    ENT_SCHEMA_END
};

static const style first_style = { .width = 1 };
static const tie first_tie = { .opacity = 1, .weight = 1 };

static const ent_schema_field top_fields[] = {
    ENT_SCHEMA_NUMBER("entente_figure", description, version, 2, 2),
    ENT_SCHEMA_WORD("action", description, action, ENT_SCHEMA_WORDS("draw", "graph")),
    ENT_SCHEMA_TEXT("format", description, format),
    ENT_SCHEMA_TEXT("name", description, name),
    ENT_SCHEMA_TEXT("title", description, title),
    ENT_SCHEMA_TEXT("desc", description, desc),
    ENT_SCHEMA_TEXT("language", description, language),
    ENT_SCHEMA_TEXT("generator", description, generator),
    ENT_SCHEMA_TEXT("record", description, record),
    ENT_SCHEMA_OBJECT("page", page_fields),
    ENT_SCHEMA_OBJECT("headings", heading_fields),
    ENT_SCHEMA_TEXT("words", description, word_table),
    ENT_SCHEMA_NUMBER("dpi", description, dpi, 30, 2400),
    ENT_SCHEMA_FLAG("strict", description, strict),
    ENT_SCHEMA_FLAG("directed", description, directed),
    ENT_SCHEMA_TEXT("font", description, font),
    ENT_SCHEMA_OBJECT("layout", layout_fields),
    ENT_SCHEMA_OBJECT("theme", theme_fields),
    ENT_SCHEMA_OBJECTS("styles", description, styles, style_count, MOST_STYLES, style_fields, &first_style),
    ENT_SCHEMA_OBJECTS("nodes", description, nodes, node_count, 0, node_fields, &first_node),
    ENT_SCHEMA_OBJECTS("ties", description, ties, tie_count, MOST_TIES, tie_fields, &first_tie),
    ENT_SCHEMA_SIZE("pair_count", description, pair_count, 0, MOST_TIES),
    ENT_SCHEMA_OBJECTS("networks", description, networks, network_count, 0, claim_fields, NULL),
    ENT_SCHEMA_OBJECTS("legend", description, legend, legend_count, 0, group_fields, NULL),
    ENT_SCHEMA_OBJECTS("bands", description, bands, band_count, 0, band_fields, NULL),
    ENT_SCHEMA_OBJECTS("blocs", description, blocs, bloc_count, 0, band_fields, NULL),
    ENT_SCHEMA_TEXTS("panels", description, panels, panel_count, MOST_PANELS),
    ENT_SCHEMA_TEXTS("notes", description, notes, note_count, 0),
    ENT_SCHEMA_WHOLE("plot", read_plot),
    ENT_SCHEMA_END
};

/* ---- what must fit together ---- */

static ent_status wrong(ent_schema_reader *r, const char *text)
{
    return ent_schema_wrong(r, NULL, "%s", text);
}

static ent_status check_network(ent_schema_reader *r, const description *d)
{
    bool draw = d->action == 0;
    size_t panels = draw ? d->panel_count : 0;

    for (size_t i = 0; i < d->tie_count; i++) {
        const tie *t = &d->ties[i];

        if (t->a >= d->node_count || t->b >= d->node_count || t->a == t->b ||
            (draw && t->style >= d->style_count))
            return wrong(r, "a tie of an unknown node or style");
        if (t->in.len != panels)
            return wrong(r, "a tie without a digit for each panel");
        if (t->step && t->step >= d->theme.step_count)
            return wrong(r, "a tie with a step that has no colour");
    }
    for (size_t i = 0; i < d->node_count; i++) {
        const node *n = &d->nodes[i];

        if ((n->group != NONE && n->group >= d->bloc_count) ||
            (n->band != NONE && n->band >= d->band_count))
            return wrong(r, "a node of an unknown bloc or band");
        if (n->part_of != NONE && (n->part_of >= d->node_count || d->nodes[n->part_of].part_of != NONE))
            return wrong(r, "a node that is part of an unknown node, or of a part");
        if (n->in.len != panels)
            return wrong(r, "a node without a digit for each panel");
    }
    return ENT_OK;
}

static ent_status check_flows(ent_schema_reader *r, const plot *p)
{
    for (size_t i = 0; i < p->block_count; i++)
        if (p->blocks[i].column >= p->column_count)
            return wrong(r, "a block of an unknown column");
    for (size_t i = 0; i < p->band_count; i++) {
        const flow_band *b = &p->bands[i];

        if (b->from >= p->block_count || b->to >= p->block_count ||
            p->blocks[b->from].column + 1 != p->blocks[b->to].column)
            return wrong(r, "a band between blocks that do not stand in columns beside each other");
    }
    return ENT_OK;
}

static ent_status check(ent_schema_reader *r, description *d)
{
    ent_status status;

    if (d->version != 2)
        return wrong(r, "not a figure description of version 2");
    if (d->node_count > MOST_NODES)
        return wrong(r, "more than 5000 nodes; select a part of the network (--ego, --only, --level), or "
                        "write all of it with `entente graph -o FILE.graphml`");
    if (d->pair_count == NONE)
        d->pair_count = d->tie_count;
    if (d->pair_count > d->tie_count)
        return wrong(r, "more pairs than ties");
    if (d->network_count && d->network_count != d->panel_count + 1)
        return wrong(r, "expected networks for the figure and for each of its panels");
    for (size_t g = 0; g < d->legend_count; g++)
        for (size_t i = 0; i < d->legend[g].count; i++)
            if (d->legend[g].entries[i].mark == MARK_LINE &&
                d->legend[g].entries[i].style >= d->style_count)
                return wrong(r, "a legend entry of an unknown style");
    if (d->plot && (status = check_flows(r, d->plot)) != ENT_OK)
        return status;
    return check_network(r, d);
}

ent_status description_read(description *d, const char *path, ent_diags *diags)
{
    ent_schema_reader r = { .file = &d->file, .arena = &d->arena, .diags = diags, .owner = d };
    const ent_json *root;
    ent_status status;

    *d = (description){ .width_mm = 180,
                        .dpi = 300,
                        .seed = 1,
                        .starts = 16,
                        .ego = NONE,
                        .pair_count = NONE,
                        .language = ENT_STR("en"),
                        .font = ENT_STR("sans-serif"),
                        .layout = ENT_STR("stress"),
                        .theme = { .paper = 0xFFFFFF,
                                   .halo = 0xFFFFFF,
                                   .quiet = 0x9AA0A8,
                                   .land = 0xECEDEF,
                                   .ground = 0xF7F7F7,
                                   .label = 7,
                                   .small = 6,
                                   .legend = 6.5,
                                   .head = 7 } };
    if ((status = ent_file_read(&d->file, path, diags)) != ENT_OK ||
        (status = ent_json_read(&root, &d->file, &d->arena, diags)) != ENT_OK ||
        (status = ent_schema_read(&r, root, top_fields, d)) != ENT_OK ||
        (d->word_table.len && (status = ent_words_parse(&d->words, d->word_table, diags)) != ENT_OK))
        return status;
    return check(&r, d);
}

void description_destroy(description *d)
{
    ent_words_free(d->words);
    ent_arena_destroy(&d->arena);
    ent_file_destroy(&d->file);
}
