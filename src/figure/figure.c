/* figure.c: from a network to the description of its figure. Here is decided what is drawn and how
 * it looks; where it goes is the renderer's part. Colour and dash say the same thing twice, so that
 * grey print and every kind of sight can tell levels apart. */
#include "entente/figure.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/escape.h"
#include "base/mem.h"

const ent_choice ent_layouts[] = {
    { "stress", "distances on paper follow distances in the network; labels are placed with the nodes" },
    { NULL, NULL }
};

const ent_choice ent_figure_formats[] = { { "svg", "vector figure, text as text" },
                                          { "pdf", "vector figure for papers" },
                                          { "png", "pixels, at --dpi" },
                                          { "dot", "Graphviz, with final places" },
                                          { NULL, NULL } };

/* ---- styles of ties ---- */

typedef struct tie_style {
    const char *id, *label, *colour, *tint, *dash, *cap;
    double width;
} tie_style;

/* One for each level, in the order of ent_level; then what is no level. */
enum { STYLE_UNKNOWN = ENT_LEVEL_COUNT, STYLE_COUNT };
static const tie_style styles[STYLE_COUNT] = {
    [ENT_LEVEL_NONE] = { "tie", "tie", "#6B7280", "#F1F1F1", "", "butt", 0.8 },
    [ENT_BILATERAL] = { "bilateral", "bilateral", "#949494", "#F1F1F1", "", "butt", 0.8 },
    [ENT_MULTILATERAL] = { "multilateral", "multilateral", "#C8550A", "#FBE9DC", "", "butt", 1.1 },
    [ENT_REGIONAL] = { "regional", "regional", "#00619A", "#DFECF5", "3.6,2", "butt", 0.9 },
    [ENT_GLOBAL] = { "global", "global", "#2A1A55", "#E6E2F0", "0.01,2.6", "round", 1.4 },
    [ENT_LEVEL_MIXED] = { "several", "several levels", "#3E7D3A", "#E4EFE3", "6,1.6,1.2,1.6",
                          "butt", 1.1 },
    [STYLE_UNKNOWN] = { "unknown", "not known on the day", "#C9A24A", "#F6EEDB", "0.01,1.8",
                        "round", 0.7 },
};

#define STATE_FILL "#6B7280"
#define OTHER_FILL "#A9B0BA"
#define INK "#000000"
#define PAPER "#FFFFFF"

typedef struct figure {
    const ent_network *n;
    const ent_figure_options *options;
    ent_buf *out;
    size_t *degree;    /* of each node */
    uint32_t *place;   /* of each node in the figure, or ENT_NONE when it is not drawn */
    int *node_style;   /* of boxes: the style of their ties */
    size_t drawn, isolates;
    bool used[STYLE_COUNT];
    int style_at[STYLE_COUNT]; /* index in the description */
} figure;

static int style_of(const ent_tie *tie, bool unknown)
{
    return unknown ? STYLE_UNKNOWN : (int)tie->level;
}

static void count_tie(figure *f, const ent_tie *tie, bool unknown)
{
    uint32_t ends[] = { tie->a, tie->b };

    f->used[style_of(tie, unknown)] = true;
    for (int i = 0; i < 2; i++) {
        f->degree[ends[i]] += !unknown;
        if (f->place[ends[i]] == ENT_NONE) {
            f->place[ends[i]] = 0;
            f->drawn++;
        }
        if (!unknown)
            f->node_style[ends[i]] = f->node_style[ends[i]] < 0 ||
                                             f->node_style[ends[i]] == (int)tie->level
                                         ? (int)tie->level
                                         : ENT_LEVEL_NONE;
    }
}

/* What has a tie is drawn; what has none is named in the legend. */
static ent_status survey(figure *f, ent_diags *diags)
{
    size_t nodes = ent_node_count(f->n);
    uint32_t next = 0;

    f->degree = ent_mem_new(nodes, sizeof *f->degree);
    f->place = ent_mem_new(nodes, sizeof *f->place);
    f->node_style = ent_mem_new(nodes, sizeof *f->node_style);
    if (!f->degree || !f->place || !f->node_style)
        return ent_out_of_memory(diags);
    for (size_t i = 0; i < nodes; i++) {
        f->place[i] = ENT_NONE;
        f->node_style[i] = -1;
    }
    for (size_t i = 0; i < ent_tie_count(f->n); i++)
        count_tie(f, ent_tie_at(f->n, i), ent_tie_at(f->n, i)->unknown);
    for (size_t i = 0; i < ent_unknown_tie_count(f->n); i++)
        count_tie(f, ent_unknown_tie_at(f->n, i), true);
    f->isolates = nodes - f->drawn;
    if (!f->drawn) /* nothing but isolates: they are the figure */
        for (size_t i = 0; i < nodes; i++)
            f->place[i] = 0;
    for (size_t i = 0; i < nodes; i++)
        if (f->place[i] != ENT_NONE)
            f->place[i] = next++;
    if (!f->drawn)
        f->isolates = 0;
    return ENT_OK;
}

/* ---- JSON ---- */

static void key(figure *f, const char *name)
{
    ent_buf_format(f->out, "\"%s\":", name);
}

static void text(figure *f, const char *name, ent_str value)
{
    key(f, name);
    ent_escape_json_string(f->out, value);
}

static void number(figure *f, const char *name, double value)
{
    key(f, name);
    ent_buf_fixed(f->out, value, 3);
}

/* ---- words ---- */

static ent_str label_of(const figure *f, size_t node)
{
    const ent_node *n = ent_node_at(f->n, node);
    ent_str russian;

    if (f->options->names == ENT_LABEL_ID)
        return n->id;
    if (f->options->names == ENT_LABEL_RUSSIAN &&
        (russian = ent_node_attribute(f->n, node, "name_ru")).len)
        return russian;
    return n->label;
}

static void plural(ent_buf *out, size_t count, const char *one, const char *many)
{
    ent_buf_format(out, "%zu %s", count, count == 1 ? one : many);
}

/* "Russia: 25 ties" */
static void node_tooltip(figure *f, size_t node, ent_buf *out)
{
    ent_buf_clear(out);
    ent_buf_str(out, ent_node_at(f->n, node)->name);
    ent_buf_text(out, ": ");
    plural(out, f->degree[node], "tie", "ties");
}

static void evidence_title(const ent_network *n, const ent_evidence *e, ent_buf *out)
{
    const ent_dataset *d = ent_network_dataset(n);

    if (e->is_membership && ent_network_selection(n)->network != ENT_NET_ACTORS) {
        ent_buf_text(out, "membership");
        return;
    }
    if (e->is_membership || ent_network_selection(n)->network == ENT_NET_ACTS) {
        ent_buf_str(out, ent_actor_at(d, e->record)->name);
        return;
    }
    ent_buf_str(out, ent_act_at(d, e->record)->title);
    if (ent_date_known(ent_act_at(d, e->record)->signed_on)) {
        ent_buf_text(out, ", ");
        ent_date_write(out, ent_act_at(d, e->record)->signed_on);
    }
}

/* "China – Russia: Agreement on ..., 2015-05-08; and 2 more" */
static void tie_tooltip(figure *f, const ent_tie *tie, ent_buf *out)
{
    enum { NAMED = 3 };
    const ent_evidence *e = ent_tie_evidence(f->n, tie);

    ent_buf_clear(out);
    ent_buf_str(out, ent_node_at(f->n, tie->a)->name);
    ent_buf_text(out, " \xe2\x80\x93 ");
    ent_buf_str(out, ent_node_at(f->n, tie->b)->name);
    ent_buf_text(out, ": ");
    for (uint32_t i = 0; i < tie->count && i < NAMED; i++) {
        if (i)
            ent_buf_text(out, "; ");
        evidence_title(f->n, &e[i], out);
    }
    if (tie->count > NAMED)
        ent_buf_format(out, "; and %u more", tie->count - NAMED);
}

static void title(figure *f, ent_buf *out)
{
    const ent_dataset *d = ent_network_dataset(f->n);

    if (f->options->title)
        ent_buf_text(out, f->options->title);
    else
        ent_buf_str(out, ent_dataset_title(d));
}

static int by_degree(const void *a, const void *b, void *degrees)
{
    const size_t *degree = degrees;
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

    if (degree[x] != degree[y])
        return degree[x] > degree[y] ? -1 : 1;
    return x < y ? -1 : x > y;
}

/* The text alternative: what is drawn, and the fact a reader takes away: who has the most ties. */
static ent_status description(figure *f, ent_buf *out, ent_diags *diags)
{
    size_t nodes = ent_node_count(f->n), types[ENT_NODE_ACT + 1] = { 0 };
    uint32_t *order = ent_mem_new(nodes, sizeof *order);
    static const char *const names[][2] = { { "state", "states" },
                                            { "organization", "organizations" },
                                            { "body", "bodies" },
                                            { "actor", "actors" },
                                            { "agreement", "agreements" } };
    const char *comma = "";

    if (!order)
        return ent_out_of_memory(diags);
    ent_buf_text(out, "Network figure: ");
    for (size_t i = 0; i < nodes; i++) {
        order[i] = (uint32_t)i;
        types[ent_node_at(f->n, i)->type] += f->place[i] != ENT_NONE;
    }
    for (int t = 0; t <= ENT_NODE_ACT; t++)
        if (types[t]) {
            ent_buf_text(out, comma);
            plural(out, types[t], names[t][0], names[t][1]);
            comma = ", ";
        }
    ent_buf_text(out, nodes ? ", " : "");
    plural(out, ent_tie_count(f->n), "tie", "ties");
    ent_buf_text(out, ". ");
    qsort_r(order, nodes, sizeof *order, by_degree, f->degree);
    comma = "Most ties: ";
    for (size_t i = 0; i < nodes && i < 3 && f->degree[order[i]] > 1; i++) {
        ent_buf_text(out, comma);
        ent_buf_str(out, ent_node_at(f->n, order[i])->name);
        ent_buf_format(out, " (%zu)", f->degree[order[i]]);
        comma = ", ";
    }
    ent_buf_text(out, comma[0] == ',' ? ". " : "");
    if (f->isolates) {
        plural(out, f->isolates, "actor has", "actors have");
        ent_buf_text(out, " no tie and are not drawn. ");
    }
    ent_buf_text(out, "Position carries no data beyond closeness in the network.");
    ent_mem_free(order);
    return ENT_OK;
}

/* ---- nodes and ties ---- */

static double diameter(size_t degree)
{
    return 4.2 + 2.3 * sqrt((double)degree);
}

static const char *kind_of(ent_node_type type)
{
    static const char *const kinds[] = { "state", "organization", "body", "other", "act" };

    return kinds[type];
}

static bool is_box(const ent_node *node)
{
    return node->type == ENT_NODE_ORGANIZATION || node->type == ENT_NODE_BODY ||
           node->type == ENT_NODE_ACT;
}

static void act_year(figure *f, const ent_node *node)
{
    ent_buf year = { 0 };
    ent_date date;
    int y, m, d;

    if (node->act == ENT_NONE)
        return;
    date = ent_act_at(ent_network_dataset(f->n), node->act)->signed_on;
    if (!ent_date_known(date) || date.first == ENT_DAY_MIN || date.last == ENT_DAY_MAX)
        return;
    ent_day_split(date.first, &y, &m, &d);
    ent_buf_format(&year, "%d", y);
    ent_buf_char(f->out, ',');
    text(f, "sub", ent_buf_view(&year));
    ent_buf_destroy(&year);
}

static void box_node(figure *f, size_t i)
{
    const tie_style *style =
        &styles[f->node_style[i] < 0 || f->node_style[i] == ENT_LEVEL_MIXED ? ENT_LEVEL_NONE
                                                                             : f->node_style[i]];

    ent_buf_text(f->out, "\"shape\":\"box\",\"inside\":true,\"bold\":true,\"label_size\":7,");
    text(f, "fill", ent_str_of(style->tint));
    ent_buf_char(f->out, ',');
    text(f, "stroke", ent_str_of(style->colour));
    ent_buf_text(f->out, ",\"stroke_width\":0.9");
    act_year(f, ent_node_at(f->n, i));
}

static void circle_node(figure *f, size_t i)
{
    bool state = ent_node_at(f->n, i)->type == ENT_NODE_STATE;

    ent_buf_text(f->out, "\"shape\":\"circle\",\"inside\":false,\"bold\":false,\"label_size\":7,");
    number(f, "diameter", diameter(f->degree[i]));
    ent_buf_char(f->out, ',');
    text(f, "fill", ent_str_of(state ? STATE_FILL : OTHER_FILL));
    ent_buf_text(f->out, ",\"stroke\":\"" PAPER "\",\"stroke_width\":0.4");
}

static void attributes(figure *f, const char *name, ent_str value)
{
    ent_buf_format(f->out, ",\"attrs\":[[\"%s\",", name);
    ent_escape_json_string(f->out, value);
    ent_buf_text(f->out, "]]");
}

static void write_nodes(figure *f)
{
    const char *comma = "";
    ent_buf tip = { 0 };

    key(f, "nodes");
    ent_buf_char(f->out, '[');
    for (size_t i = 0; i < ent_node_count(f->n); i++) {
        const ent_node *node = ent_node_at(f->n, i);
        ent_buf id = { 0 };

        if (f->place[i] == ENT_NONE)
            continue;
        ent_buf_format(f->out, "%s\n{", comma);
        comma = ",";
        /* an act and an actor may share an id; in the figure each node has its own */
        ent_buf_format(&id, "%s%.*s", node->type == ENT_NODE_ACT ? "act:" : "",
                       ENT_STR_ARG(node->id));
        text(f, "id", ent_buf_view(&id));
        ent_buf_destroy(&id);
        ent_buf_char(f->out, ',');
        text(f, "label", label_of(f, i));
        ent_buf_char(f->out, ',');
        node_tooltip(f, i, &tip);
        text(f, "tooltip", ent_buf_view(&tip));
        ent_buf_format(f->out, ",\"kind\":\"%s\",", kind_of(node->type));
        if (is_box(node))
            box_node(f, i);
        else
            circle_node(f, i);
        attributes(f, node->type == ENT_NODE_ACT ? "act" : "actor", node->id);
        ent_buf_char(f->out, '}');
    }
    ent_buf_text(f->out, "\n],");
    ent_buf_destroy(&tip);
}

static void write_tie(figure *f, const ent_tie *tie, bool unknown, const char **comma)
{
    ent_buf tip = { 0 };

    ent_buf_format(f->out, "%s\n{\"a\":%u,\"b\":%u,\"style\":%d,\"unknown\":%s,", *comma,
                   f->place[tie->a], f->place[tie->b], f->style_at[style_of(tie, unknown)],
                   unknown ? "true" : "false");
    *comma = ",";
    tie_tooltip(f, tie, &tip);
    text(f, "tooltip", ent_buf_view(&tip));
    ent_buf_destroy(&tip);
    ent_buf_format(f->out, ",\"attrs\":[[\"acts\",\"%u\"],[\"level\",\"%s\"]]}", tie->count,
                   ent_level_name(tie->level));
}

static void write_ties(figure *f)
{
    const char *comma = "";

    key(f, "ties");
    ent_buf_char(f->out, '[');
    for (size_t i = 0; i < ent_tie_count(f->n); i++)
        write_tie(f, ent_tie_at(f->n, i), ent_tie_at(f->n, i)->unknown, &comma);
    for (size_t i = 0; i < ent_unknown_tie_count(f->n); i++)
        write_tie(f, ent_unknown_tie_at(f->n, i), true, &comma);
    ent_buf_text(f->out, "\n],");
}

static void write_styles(figure *f)
{
    const char *comma = "";
    int index = 0;

    key(f, "styles");
    ent_buf_char(f->out, '[');
    for (int i = 0; i < STYLE_COUNT; i++) {
        const tie_style *s = &styles[i];

        if (!f->used[i])
            continue;
        f->style_at[i] = index++;
        ent_buf_format(f->out,
                       "%s\n{\"id\":\"%s\",\"label\":\"%s\",\"colour\":\"%s\",\"dash\":[%s],"
                       "\"cap\":\"%s\",",
                       comma, s->id, s->label, s->colour, s->dash, s->cap);
        number(f, "width", s->width);
        ent_buf_char(f->out, '}');
        comma = ",";
    }
    ent_buf_text(f->out, "\n],");
}

/* ---- legend ---- */

static void legend_group(figure *f, const char *title_text, const char **comma)
{
    ent_buf_format(f->out, "%s\n{\"title\":\"%s\",\"entries\":[", *comma, title_text);
    *comma = "";
}

static void end_group(figure *f, const char **comma)
{
    ent_buf_text(f->out, "]}");
    *comma = ",";
}

static void legend_ties(figure *f, const char **comma)
{
    bool any = false;

    for (int i = 0; i < STYLE_COUNT; i++)
        any |= f->used[i];
    if (!any)
        return;
    legend_group(f, f->used[ENT_LEVEL_NONE] ? "Ties" : "Ties, by level", comma);
    for (int i = 0; i < STYLE_COUNT; i++) {
        if (!f->used[i])
            continue;
        ent_buf_format(f->out, "%s{\"mark\":\"line\",\"style\":%d,\"label\":\"%s\"}", *comma,
                       f->style_at[i],
                       i == ENT_LEVEL_NONE ? "agreement" : styles[i].label);
        *comma = ",";
    }
    end_group(f, comma);
}

static void legend_boxes(figure *f, ent_node_type type, const char *label, const char **comma)
{
    for (int s = 0; s < STYLE_COUNT; s++)
        for (size_t i = 0; i < ent_node_count(f->n); i++) {
            int style = f->node_style[i] < 0 || f->node_style[i] == ENT_LEVEL_MIXED
                            ? ENT_LEVEL_NONE
                            : f->node_style[i];

            if (f->place[i] == ENT_NONE || ent_node_at(f->n, i)->type != type || style != s)
                continue;
            ent_buf_format(f->out,
                           "%s{\"mark\":\"box\",\"fill\":\"%s\",\"stroke\":\"%s\",\"label\":\"%s%s%s\"}",
                           *comma, styles[s].tint, styles[s].colour, label,
                           s == ENT_LEVEL_NONE ? "" : ", ",
                           s == ENT_LEVEL_NONE ? "" : styles[s].label);
            *comma = ",";
            break;
        }
}

/* Circles of real values: the least, a middle one and the largest number of ties. */
static void legend_sizes(figure *f, const char **comma)
{
    size_t least = SIZE_MAX, most = 0, middle, shown[3], count = 0;
    bool states = false, others = false;

    for (size_t i = 0; i < ent_node_count(f->n); i++) {
        const ent_node *node = ent_node_at(f->n, i);

        if (f->place[i] == ENT_NONE || is_box(node))
            continue;
        states |= node->type == ENT_NODE_STATE;
        others |= node->type != ENT_NODE_STATE;
        least = f->degree[i] < least ? f->degree[i] : least;
        most = f->degree[i] > most ? f->degree[i] : most;
    }
    if (!states && !others)
        return;
    middle = SIZE_MAX;
    for (size_t i = 0; i < ent_node_count(f->n); i++) { /* nearest to half of the largest */
        size_t degree = f->degree[i];

        if (f->place[i] != ENT_NONE && !is_box(ent_node_at(f->n, i)) && degree > least &&
            degree < most &&
            (middle == SIZE_MAX || fabs((double)degree - (double)most / 2) <
                                       fabs((double)middle - (double)most / 2)))
            middle = degree;
    }
    shown[count++] = least;
    if (middle != SIZE_MAX)
        shown[count++] = middle;
    if (most > least)
        shown[count++] = most;
    for (size_t i = 0; i < count; i++) {
        ent_buf_format(f->out, "%s{\"mark\":\"circle\",\"fill\":\"%s\",\"stroke\":\"" PAPER "\",",
                       *comma, states ? STATE_FILL : OTHER_FILL);
        number(f, "diameter", diameter(shown[i]));
        ent_buf_format(f->out, ",\"label\":\"%s, %zu tie%s\"}", states ? "state" : "actor",
                       shown[i], shown[i] == 1 ? "" : "s");
        *comma = ",";
    }
    if (states && others) {
        ent_buf_format(f->out,
                       "%s{\"mark\":\"circle\",\"fill\":\"" OTHER_FILL "\",\"stroke\":\"" PAPER
                       "\",\"diameter\":7,\"label\":\"other actor\"}",
                       *comma);
        *comma = ",";
    }
}

/* Names of isolates, as many as stand on a few short lines. */
static void legend_isolates(figure *f, const char **comma)
{
    enum { LINE = 30, LINES = 8 };
    ent_buf line = { 0 };
    size_t lines = 0, named = 0;

    if (!f->isolates)
        return;
    legend_group(f, "Without a tie, not drawn", comma);
    for (size_t i = 0; i < ent_node_count(f->n) && lines < LINES; i++) {
        ent_str name = label_of(f, i);

        if (f->place[i] != ENT_NONE)
            continue;
        if (line.len && line.len + name.len + 2 > LINE) {
            ent_buf_format(f->out, "%s{\"mark\":\"text\",\"label\":", *comma);
            ent_escape_json_string(f->out, ent_buf_view(&line));
            ent_buf_char(f->out, '}');
            *comma = ",";
            ent_buf_clear(&line);
            if (++lines == LINES)
                break;
        }
        ent_buf_str(&line, name);
        named++;
        if (named < f->isolates)
            ent_buf_text(&line, ", ");
    }
    if (named < f->isolates) {
        ent_buf_clear(&line);
        ent_buf_format(&line, "and %zu more", f->isolates - named);
    }
    if (line.len) {
        ent_buf_format(f->out, "%s{\"mark\":\"text\",\"label\":", *comma);
        ent_escape_json_string(f->out, ent_buf_view(&line));
        ent_buf_char(f->out, '}');
    }
    ent_buf_destroy(&line);
    end_group(f, comma);
}

static void write_legend(figure *f)
{
    const char *comma = "";

    key(f, "legend");
    ent_buf_char(f->out, '[');
    legend_ties(f, &comma);
    if (f->drawn || ent_node_count(f->n)) {
        legend_group(f, "Nodes", &comma);
        legend_sizes(f, &comma);
        legend_boxes(f, ENT_NODE_ORGANIZATION, "organization", &comma);
        legend_boxes(f, ENT_NODE_BODY, "body", &comma);
        legend_boxes(f, ENT_NODE_ACT, "agreement", &comma);
        end_group(f, &comma);
    }
    legend_isolates(f, &comma);
    ent_buf_text(f->out, "\n]");
}

/* ---- the door ---- */

static ent_status check_options(const ent_figure_options *o, ent_diags *diags)
{
    const struct {
        const char *what, *given;
        const ent_choice *list;
    } choices[] = { { "layout", o->layout ? o->layout : "stress", ent_layouts },
                    { "format", o->format, ent_figure_formats } };

    for (size_t c = 0; c < 2; c++) {
        ent_str names[32], near;
        size_t count = 0;
        bool found = false;

        for (const ent_choice *l = choices[c].list; l->name; l++) {
            found |= strcmp(l->name, choices[c].given) == 0;
            names[count++] = ent_str_of(l->name);
        }
        if (found)
            continue;
        near = ent_str_nearest(ent_str_of(choices[c].given), names, count);
        return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE,
                        "a figure has no %s '%s'%s%.*s%s", choices[c].what, choices[c].given,
                        near.len ? "; did you mean '" : "; `entente list` names them",
                        ENT_STR_ARG(near), near.len ? "'?" : "");
    }
    return ENT_OK;
}

static ent_status write_head(figure *f, ent_str record, ent_diags *diags)
{
    const ent_figure_options *o = f->options;
    ent_buf words = { 0 };
    ent_status status;

    ent_buf_text(f->out, "{\"entente_figure\":1,\"action\":\"draw\",");
    text(f, "format", ent_str_of(o->format));
    ent_buf_char(f->out, ',');
    text(f, "name", ent_dataset_name(ent_network_dataset(f->n)));
    ent_buf_char(f->out, ',');
    title(f, &words);
    text(f, "title", ent_buf_view(&words));
    ent_buf_clear(&words);
    status = description(f, &words, diags);
    ent_buf_char(f->out, ',');
    text(f, "desc", ent_buf_view(&words));
    ent_buf_destroy(&words);
    ent_buf_format(f->out, ",\"language\":\"%s\",\"generator\":\"entente %s\",",
                   o->names == ENT_LABEL_RUSSIAN ? "ru" : "en", ent_version());
    text(f, "record", record);
    ent_buf_text(f->out, ",\"page\":{");
    number(f, "width_mm", o->width_mm);
    ent_buf_char(f->out, ',');
    number(f, "height_mm", o->height_mm);
    ent_buf_format(f->out,
                   "},\"dpi\":%zu,\"font\":\"Arial,Helvetica,Liberation Sans,sans-serif\","
                   "\"layout\":{\"name\":\"%s\",\"seed\":%zu,\"starts\":%zu},"
                   "\"ink\":\"" INK "\",\"paper\":\"" PAPER "\",\"halo\":\"" PAPER "\",",
                   o->dpi, o->layout ? o->layout : "stress", o->seed, o->starts);
    return status;
}

ent_status ent_figure_describe(const ent_network *network, const ent_figure_options *options,
                               ent_str record, ent_buf *out, ent_diags *diags)
{
    figure f = { .n = network, .options = options, .out = out };
    ent_status status;

    if ((status = check_options(options, diags)) != ENT_OK ||
        (status = survey(&f, diags)) != ENT_OK || (status = write_head(&f, record, diags)) != ENT_OK)
        goto done;
    write_styles(&f);
    write_nodes(&f);
    write_ties(&f);
    write_legend(&f);
    ent_buf_text(out, "}\n");
    if (out->failed)
        status = ent_out_of_memory(diags);
done:
    ent_mem_free(f.degree);
    ent_mem_free(f.place);
    ent_mem_free(f.node_style);
    return status;
}
