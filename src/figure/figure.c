/* figure.c: from a network to the description of its figure. Here is decided what is drawn and how
 * it looks (model.c, layouts.c, encode.c), and written down for the renderer, which decides where
 * it goes. */
#include "figure/model.h"

#include <math.h>
#include <string.h>

#include "base/escape.h"
#include "base/mem.h"

const ent_choice ent_figure_formats[] = { { "svg", "vector figure, text as text" },
                                          { "pdf", "vector figure for papers" },
                                          { "png", "pixels, at --dpi" },
                                          { "eps",
                                            "vector figure for older presses, no transparency" },
                                          { "tex", "TikZ, in the type of the paper" },
                                          { "dot", "Graphviz, with final places" },
                                          { NULL, NULL } };

/* ---- JSON ---- */

static void write_key(ent_buf *out, const char *key)
{
    if (out->len && out->data[out->len - 1] != '{')
        ent_buf_char(out, ',');
    ent_buf_format(out, "\"%s\":", key);
}

void write_json_text(ent_buf *out, const char *key, ent_str value)
{
    write_key(out, key);
    ent_escape_json_string(out, value);
}

void write_json_number(ent_buf *out, const char *key, double value, int places)
{
    if (!isfinite(value))
        return;
    write_key(out, key);
    ent_buf_fixed(out, value, places);
}

/* With all its digits: it is compared with the network's. */
static void write_json_exactly(ent_buf *out, const char *key, double value)
{
    if (!isfinite(value))
        return;
    write_key(out, key);
    ent_buf_number(out, value);
}

void write_json_colour(ent_buf *out, const char *key, uint32_t value)
{
    write_key(out, key);
    ent_buf_format(out, "\"#%06X\"", (unsigned)value);
}

void write_json_count(ent_buf *out, const char *key, size_t value)
{
    write_key(out, key);
    ent_buf_count(out, value);
}

static void write_flag(ent_buf *out, const char *key, bool value)
{
    write_key(out, key);
    ent_buf_text(out, value ? "true" : "false");
}

static void begin_list(ent_buf *out, const char *key)
{
    write_key(out, key);
    ent_buf_char(out, '[');
}

static void begin_item(ent_buf *out)
{
    ent_buf_text(out, out->len && out->data[out->len - 1] == '[' ? "\n{" : ",\n{");
}

static void write_list(ent_buf *out, const char *key, const double *values, size_t count)
{
    begin_list(out, key);
    for (size_t i = 0; i < count; i++) {
        ent_buf_text(out, i ? "," : "");
        ent_buf_fixed(out, values[i], 3);
    }
    ent_buf_char(out, ']');
}

/* ---- words ---- */

static void plural(ent_buf *out, size_t count, const char *one, const char *many)
{
    ent_buf_format(out, "%zu %s", count, count == 1 ? one : many);
}

/* "Russia: 25 ties" */
static void node_tooltip(const ent_figure *f, const drawn_node *n, ent_buf *out)
{
    bool members = ent_network_selection(f->networks[0])->network == ENT_NET_MEMBERS;

    ent_buf_clear(out);
    ent_buf_str(out, n->name);
    if (n->at == ENT_NONE) {
        ent_buf_text(out, ", ");
        ent_date_write(out, n->when);
        ent_buf_text(out, ": ");
        plural(out, n->degree, "party", "parties");
    } else {
        ent_buf_text(out, ": ");
        plural(out, n->degree, members ? "membership" : "tie", members ? "memberships" : "ties");
    }
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

/* "2 agreements and 1 organization in common" */
static void count_evidence(const ent_network *n, const ent_tie *tie, ent_buf *out)
{
    ent_network_kind kind = ent_network_selection(n)->network;
    const ent_evidence *e = ent_tie_evidence(n, tie);
    size_t counts[2] = { 0, 0 };

    for (uint32_t i = 0; i < tie->count; i++)
        counts[e[i].is_membership]++;
    if (counts[0] && kind == ENT_NET_ACTS)
        plural(out, counts[0], "party in common", "parties in common");
    else if (counts[0])
        plural(out, counts[0], "agreement", "agreements");
    ent_buf_text(out, counts[0] && counts[1] ? " and " : "");
    if (counts[1] && kind == ENT_NET_ACTORS)
        plural(out, counts[1], "organization in common", "organizations in common");
    else if (counts[1])
        plural(out, counts[1], "membership", "memberships");
}

/* "China – Russia: Agreement on ..., 2015-05-08; and 2 more". In a crowd the acts are only counted:
 * each title would stand in the file a hundred times. */
static void tie_tooltip(const ent_figure *f, const drawn_tie *t, ent_buf *out)
{
    enum { NAMED = 3, CROWD = 600 };
    const ent_network *n = f->networks[t->net];
    const ent_evidence *e = ent_tie_evidence(n, t->tie);

    ent_buf_clear(out);
    ent_buf_str(out, f->nodes[t->a].name);
    ent_buf_text(out, " \xe2\x80\x93 ");
    ent_buf_str(out, f->nodes[t->b].name);
    if (t->unknown) {
        ent_buf_text(out, " (");
        ent_buf_text(out, t->counted || !f->panels ? unknown_words(f) : "not known at this date");
        ent_buf_char(out, ')');
    }
    ent_buf_text(out, ": ");
    if (t->of_act) {
        plural(out, t->act_count, "agreement", "agreements");
        return;
    }
    if (f->tie_count > CROWD) {
        count_evidence(n, t->tie, out);
        return;
    }
    for (uint32_t i = 0; i < t->tie->count && i < NAMED; i++) {
        if (i)
            ent_buf_text(out, "; ");
        evidence_title(n, &e[i], out);
    }
    if (t->tie->count > NAMED)
        ent_buf_format(out, "; and %u more", t->tie->count - NAMED);
}

/* The year of the one act of a tie, or how many acts there are: for the pyramid. */
static void tie_sub(const ent_figure *f, const drawn_tie *t, ent_buf *out)
{
    const ent_network *n = f->networks[t->net];
    const ent_evidence *e = ent_tie_evidence(n, t->tie);
    int y, m, d;

    ent_buf_clear(out);
    if (t->tie->count > 1 || (f->two_mode && t->weight > 1)) {
        ent_buf_format(out, "%u\xc3\x97", t->tie->count > 1 ? t->tie->count : (unsigned)t->weight);
    } else if (t->tie->count == 1 && !e->is_membership &&
               ent_network_selection(n)->network != ENT_NET_ACTS) {
        ent_date date = ent_act_at(ent_network_dataset(n), e->record)->signed_on;

        if (ent_date_known(date) && date.first != ENT_DAY_MIN) {
            ent_day_split(date.first, &y, &m, &d);
            ent_buf_format(out, "%d", y);
        }
    }
}

static double year_of(ent_date date)
{
    double day;
    int y, m, d;

    if (!ent_date_known(date) || date.first == ENT_DAY_MIN)
        return NAN;
    /* the middle of what the date can mean, when it is a year or less */
    day = date.last == ENT_DAY_MAX || date.last - date.first > 400
              ? date.first
              : ((double)date.first + (double)date.last) / 2;
    ent_day_split((int32_t)day, &y, &m, &d);
    return y + (day - ent_day_of(y, 1, 1)) / 365.25;
}

/* ---- parts ---- */

void write_json_head(ent_buf *out, const ent_figure_options *o, const theme *t, ent_str name,
                     ent_str title, ent_str desc, ent_str record, double width_mm, double height_mm)
{
    ent_buf_text(out, "{\"entente_figure\":2,\"action\":\"draw\"");
    write_json_text(out, "format", ent_str_of(o->format));
    write_json_text(out, "name", name);
    write_json_text(out, "title", title);
    write_json_text(out, "desc", desc);
    write_json_text(out, "language", o->names == ENT_LABEL_RUSSIAN ? ENT_STR("ru") : ENT_STR("en"));
    write_json_text(out, "generator", ENT_STR("entente " ENT_VERSION));
    write_json_text(out, "record", record);
    write_key(out, "page");
    ent_buf_char(out, '{');
    write_json_number(out, "width_mm", width_mm, 3);
    write_json_number(out, "height_mm", height_mm, 3);
    ent_buf_char(out, '}');
    write_json_count(out, "dpi", o->dpi);
    write_flag(out, "strict", o->strict);
    write_json_text(out, "font",
                    ent_str_of(o->font ? o->font : "Arial,Helvetica,Liberation Sans,sans-serif"));
    write_key(out, "theme");
    ent_buf_char(out, '{');
    write_json_colour(out, "ink", t->ink);
    write_json_colour(out, "paper", t->paper);
    write_json_colour(out, "halo", t->halo);
    write_json_colour(out, "quiet", t->quiet);
    write_json_colour(out, "land", t->land);
    write_json_colour(out, "ground", t->ground);
    write_json_number(out, "label", t->label, 3);
    write_json_number(out, "small", t->small, 3);
    write_json_number(out, "legend", t->legend, 3);
    write_json_number(out, "head", t->head, 3);
    begin_list(out, "steps");
    for (size_t i = 0; i < t->step_count; i++)
        ent_buf_format(out, "%s\"#%06X\"", i ? "," : "", (unsigned)t->steps[i]);
    ent_buf_text(out, "]}");
}

static void write_layout(const ent_figure *f, ent_buf *out)
{
    write_key(out, "layout");
    ent_buf_char(out, '{');
    write_json_text(out, "name", ent_str_of(f->layout));
    write_json_count(out, "seed", f->options.seed);
    write_json_count(out, "starts", f->options.starts);
    if (f->ego != NOWHERE)
        write_json_count(out, "ego", f->ego);
    write_flag(out, "codes", f->codes);
    if (ent_network_selection(f->networks[0])->directed)
        write_flag(out, "directed", true);
    ent_buf_char(out, '}');
}

static void write_styles(const ent_figure *f, ent_buf *out)
{
    begin_list(out, "styles");
    for (size_t i = 0; i < f->style_count; i++) {
        const line_style *s = &f->styles[i];

        begin_item(out);
        write_json_text(out, "id", ent_str_of(s->id));
        write_json_text(out, "label", s->label);
        write_json_colour(out, "colour", s->look.colour);
        write_json_number(out, "width", s->look.width, 3);
        write_json_text(out, "cap", s->look.round ? ENT_STR("round") : ENT_STR("butt"));
        write_list(out, "dash", s->look.dash, s->look.dashes);
        ent_buf_char(out, '}');
    }
    ent_buf_text(out, "\n]");
}

static const char *shape_name(shape s)
{
    static const char *const names[] = { "circle",   "box",  "square", "diamond",
                                         "triangle", "down", "hexagon" };

    return names[s];
}

static const char *kind_of(ent_node_type type)
{
    static const char *const kinds[] = { "state", "organization", "body", "other", "act" };

    return kinds[type];
}

static double label_size(const ent_figure *f, const drawn_node *n)
{
    bool panels = f->panels;

    if (!layout_is(f, "column"))
        return f->theme.label;
    return is_box(n->type) ? f->theme.label - (panels ? 1.5 : 0)
                           : f->theme.small - (panels ? 0.8 : 0);
}

/* Agreements among actors, organizations among members: columns of a matrix. Where all nodes are
 * agreements there is one mode. */
static bool second_mode(const ent_figure *f, const drawn_node *n)
{
    ent_network_kind kind = ent_network_selection(f->networks[0])->network;

    return kind == ENT_NET_MEMBERS ? f->two_mode && is_box(n->type)
                                   : kind != ENT_NET_ACTS && n->type == ENT_NODE_ACT;
}

static void write_node(const ent_figure *f, const drawn_node *n, ent_buf *tip, ent_buf *out)
{
    begin_item(out);
    write_json_text(out, "id", n->id);
    if (!ent_str_eq(n->name, n->label))
        write_json_text(out, "name", n->name);
    write_json_text(out, "label", n->label);
    if (n->sub.len)
        write_json_text(out, "sub", n->sub);
    node_tooltip(f, n, tip);
    write_json_text(out, "tooltip", ent_buf_view(tip));
    write_json_text(out, "kind", ent_str_of(kind_of(n->type)));
    write_json_text(out, "shape", ent_str_of(shape_name(n->shape)));
    write_flag(out, "inside", n->inside);
    write_flag(out, "bold", n->bold);
    write_json_number(out, "diameter", n->diameter, 3);
    write_json_number(out, "label_size", label_size(f, n), 3);
    write_json_colour(out, "fill", n->fill);
    write_json_colour(out, "stroke", n->line);
    write_json_number(out, "stroke_width", n->line_width, 3);
    if (n->group != NOWHERE)
        write_json_count(out, "group", n->group);
    if (n->band != NOWHERE)
        write_json_count(out, "band", n->band);
    write_json_count(out, "mode", second_mode(f, n));
    write_json_number(out, "lat", n->lat, 4);
    write_json_number(out, "lon", n->lon, 4);
    write_json_number(out, "when", year_of(n->when), 4);
    write_json_number(out, "weight", n->strength, 6);
    if (n->place) {
        write_json_number(out, "x", n->place->x, 4);
        write_json_number(out, "y", n->place->y, 4);
        write_json_text(out, "side", n->place->side);
    }
    if (f->panels)
        write_json_text(out, "in", ent_str_of(n->in));
    if (n->act != ENT_NONE)
        write_json_text(out, "act", ent_act_at(ent_network_dataset(f->networks[0]), n->act)->id);
    if (n->apart)
        write_flag(out, "apart", true);
    ent_buf_char(out, '}');
}

static void write_nodes(const ent_figure *f, ent_buf *out)
{
    ent_buf tip = { 0 };

    begin_list(out, "nodes");
    for (size_t i = 0; i < f->node_count; i++)
        write_node(f, &f->nodes[i], &tip, out);
    ent_buf_text(out, "\n]");
    out->failed |= tip.failed;
    ent_buf_destroy(&tip);
}

/* What makes the tie: the ids that the network's files have; where there would be too many, how
 * many there are. */
static void write_evidence(const ent_figure *f, const drawn_tie *t, ent_buf *out)
{
    enum { MOST_LISTED = 5000 };
    const ent_network *n = f->networks[t->net];
    const ent_evidence *e = ent_tie_evidence(n, t->tie);

    if (t->of_act) {
        write_flag(out, "of_act", true);
    } else if (f->tie_count > MOST_LISTED) {
        write_json_count(out, "act_count", t->tie->count);
        return;
    }
    begin_list(out, "acts");
    for (size_t i = 0; i < (t->of_act ? t->act_count : t->tie->count); i++) {
        ent_buf_text(out, i ? "," : "");
        ent_escape_json_string(out, t->of_act ? ent_act_at(ent_network_dataset(n), t->acts[i])->id
                                              : ent_evidence_id(n, &e[i]));
    }
    ent_buf_char(out, ']');
}

static const char *change_of(const drawn_tie *t)
{
    return t->in[0] == '0' ? "entered" : t->in[1] == '0' ? "ended" : "kept";
}

static void write_ties(const ent_figure *f, ent_buf *out)
{
    ent_buf tip = { 0 };

    begin_list(out, "ties");
    for (size_t i = 0; i < f->tie_count; i++) {
        const drawn_tie *t = &f->ties[i];

        begin_item(out);
        write_json_count(out, "a", t->a);
        write_json_count(out, "b", t->b);
        write_json_count(out, "style", t->style);
        tie_tooltip(f, t, &tip);
        write_json_text(out, "tooltip", ent_buf_view(&tip));
        if (layout_is(f, "pyramid")) {
            tie_sub(f, t, &tip);
            write_json_text(out, "sub", ent_buf_view(&tip));
        }
        if (t->width > 0)
            write_json_number(out, "width", t->width, 3);
        if (t->opacity < 1)
            write_json_number(out, "opacity", t->opacity, 3);
        if (t->weight < 1 || t->weight > 1)
            write_json_exactly(out, "weight", t->weight);
        if (t->step)
            write_json_count(out, "step", t->step);
        if (t->unknown)
            write_flag(out, "unknown", true);
        if (t->unknown && t->counted)
            write_flag(out, "counted", true);
        if (f->options.compare)
            write_json_text(out, "change", ent_str_of(change_of(t)));
        write_evidence(f, t, out);
        if (f->panels)
            write_json_text(out, "in", ent_str_of(t->in));
        ent_buf_char(out, '}');
    }
    ent_buf_text(out, "\n]");
    out->failed |= tip.failed;
    ent_buf_destroy(&tip);
}

static void write_legend(const ent_figure *f, ent_buf *out)
{
    static const char *const marks[] = { "line", "node", "swatch", "half", "text" };

    begin_list(out, "legend");
    for (size_t i = 0; i < f->legend_count; i++) {
        const key_group *g = &f->legend[i];

        begin_item(out);
        write_json_text(out, "title", g->title);
        begin_list(out, "entries");
        for (size_t k = 0; k < g->count; k++) {
            const key_entry *e = &g->entries[k];

            begin_item(out);
            write_json_text(out, "mark", ent_str_of(marks[e->mark]));
            write_json_text(out, "label", e->label);
            if (e->mark == KEY_LINE) {
                write_json_count(out, "style", e->style);
                if (e->width > 0)
                    write_json_number(out, "width", e->width, 3);
                write_json_number(out, "opacity", e->opacity, 3);
            } else if (e->mark != KEY_TEXT) {
                write_json_text(out, "shape", ent_str_of(shape_name(e->shape)));
                write_json_number(out, "diameter", e->diameter, 3);
                write_json_colour(out, "fill", e->fill);
                write_json_colour(out, "stroke", e->line);
                write_json_number(out, "stroke_width", e->line_width, 3);
            }
            ent_buf_char(out, '}');
        }
        ent_buf_text(out, "]}");
    }
    ent_buf_text(out, "\n]");
}

static void write_named(ent_buf *out, const char *key, const named_colour *list, size_t count)
{
    begin_list(out, key);
    for (size_t i = 0; i < count; i++) {
        begin_item(out);
        write_json_text(out, "label", list[i].label);
        write_json_text(out, "sub", list[i].sub);
        write_json_colour(out, "colour", list[i].colour);
        write_json_colour(out, "tint", list[i].tint);
        ent_buf_char(out, '}');
    }
    ent_buf_char(out, ']');
}

static void write_texts(ent_buf *out, const char *key, const ent_str *list, size_t count)
{
    begin_list(out, key);
    for (size_t i = 0; i < count; i++) {
        ent_buf_text(out, i ? "," : "");
        ent_escape_json_string(out, list[i]);
    }
    ent_buf_char(out, ']');
}

/* ---- the door ---- */

ent_status check_format(const ent_figure_options *o, ent_diags *diags)
{
    ent_str names[16];
    size_t count = 0;

    if (strcmp(o->format, "places") == 0)
        return ENT_OK;
    for (const ent_choice *l = ent_figure_formats; l->name; l++) {
        if (strcmp(l->name, o->format) == 0)
            return ENT_OK;
        names[count++] = ent_str_of(l->name);
    }
    return ent_fail_format(diags, "figures have", o->format, names, count);
}

/* Whom the rings are about: who was named, else who has most ties. */
static void find_ego(ent_figure *f)
{
    f->ego = NOWHERE;
    for (size_t i = 0; i < f->node_count; i++) {
        if (f->options.ego && ent_str_is(f->nodes[i].id, f->options.ego)) {
            f->ego = i;
            return;
        }
        if (f->ego == NOWHERE || f->nodes[i].degree > f->nodes[f->ego].degree)
            f->ego = i;
    }
}

/* Names do not fit into circles, nor beside two hundred rows. */
static void choose_names(ent_figure *f)
{
    double n = (double)f->node_count, room = f->width_mm;
    bool crowded =
        (layout_is(f, "matrix") && n > room * 0.36) || (layout_is(f, "bundle") && n > room * 0.6) ||
        (layout_is(f, "blocs") && n > room * 0.35) || (layout_is(f, "columns") && n > room * 0.6) ||
        (layout_is(f, "stress") && n > room * 0.6) ||
        ((layout_is(f, "map") || layout_is(f, "rings")) && n > room * 0.25) ||
        layout_is(f, "pyramid") || layout_is(f, "column");

    if (layout_is(f, "column") ? f->options.names <= ENT_LABEL_RUSSIAN
                               : f->options.names == ENT_LABEL_AUTO && crowded) {
        f->options.names = ENT_LABEL_ISO3;
        for (size_t i = 0; i < f->node_count; i++)
            if (!is_box(f->nodes[i].type))
                f->nodes[i].label = label_of(f, f->nodes[i].net, f->nodes[i].at);
    }
    f->codes = f->options.names == ENT_LABEL_ISO3 || f->options.names == ENT_LABEL_ID;
}

/* A figure that would show nothing is an error, with what became of the agreements. */
static ent_status refuse_blank(const ent_figure *f, ent_diags *diags)
{
    ent_buf why = { 0 };
    ent_status status;

    for (size_t i = 0; i < f->network_count; i++)
        if (ent_tie_count(f->networks[i]))
            return ENT_OK;
    ent_network_absence(f->networks[f->network_count - 1], &why);
    status = ent_fail(diags, ENT_EDATA, ENT_NOWHERE,
                      "the figure would be blank, since the network has no ties: %s; --allow-empty "
                      "writes it all the same",
                      ent_buf_string(&why));
    ent_buf_destroy(&why);
    return status;
}

/* A line of time without a day. */
static ent_status refuse_undated(const ent_figure *f, ent_diags *diags)
{
    return ent_fail(diags, ENT_EDATA, ENT_NOWHERE,
                    "the timeline would be blank: of %zu agreement%s none has a known day, nor has "
                    "any of its parties; --allow-empty writes it all the same",
                    f->undated, f->undated == 1 ? "" : "s");
}

ent_status ent_figure_make(ent_figure **out, const ent_network *const *networks, size_t count,
                           const ent_figure_options *options, const char *reason, ent_diags *diags)
{
    size_t refusals = ent_mem_refusals();
    ent_figure *f = ent_mem_new(1, sizeof *f);
    ent_status status;

    *out = NULL;
    if (!f)
        return ent_out_of_memory(diags);
    f->networks = networks;
    f->network_count = count;
    f->options = *options;
    f->panels = count > 1 && !options->compare;
    if ((f->reason = ent_arena_str(&f->arena, ent_str_of(reason)).ptr) == NULL)
        f->reason = "";
    if ((status = check_format(options, diags)) != ENT_OK ||
        (status = theme_read(&f->theme, options->theme ? options->theme : "print", diags)) !=
            ENT_OK)
        goto done;
    if (!options->allow_empty && (status = refuse_blank(f, diags)) != ENT_OK)
        goto done;
    f->width_mm = options->width_mm > 0 ? options->width_mm : f->theme.width;
    f->height_mm = options->height_mm > 0 ? options->height_mm : f->theme.height;
    if ((status = model_fill(f, diags)) != ENT_OK || (status = choose_layout(f, diags)) != ENT_OK)
        goto done;
    if (layout_is(f, "pyramid") && f->two_mode && (status = model_join_pairs(f, diags)) != ENT_OK)
        goto done;
    find_ego(f);
    choose_names(f);
    f->dense = f->pair_count > 3 * f->node_count + 20 || f->node_count > 90;
    if (layout_is(f, "matrix") || layout_is(f, "columns") || layout_is(f, "timeline") ||
        layout_is(f, "pyramid") || layout_is(f, "map") || layout_is(f, "rings"))
        f->dense = f->dense && ((layout_is(f, "columns") && f->tie_count > 300) ||
                                (layout_is(f, "rings") && f->tie_count > 3 * f->node_count + 20));
    if (layout_is(f, "bundle"))
        f->dense = f->tie_count > 3 * f->node_count + 20;
    if (layout_is(f, "blocs")) /* where the renderer makes circles of blocs */
        f->dense = f->tie_count > 2 * f->node_count;
    if (layout_is(f, "timeline")) {
        if ((status = model_acts(f, diags)) == ENT_OK && !f->node_count && !options->allow_empty)
            status = refuse_undated(f, diags);
        if (status != ENT_OK)
            goto done;
    }
    if ((status = tell_labels_apart(f, diags)) != ENT_OK)
        goto done;
    status = encode(f, diags);
    if (layout_is(f, "rings") && f->ego != NOWHERE) { /* its name within: all lines meet there */
        drawn_node *n = &f->nodes[f->ego];

        n->shape = SHAPE_BOX;
        n->inside = n->bold = true;
        n->line = f->theme.ink;
        n->fill = f->theme.paper;
        n->line_width = 1.2;
    }
done:
    if ((status = ent_mem_whole(status, refusals, diags)) != ENT_OK) {
        ent_figure_free(f);
        return status;
    }
    *out = f;
    return ENT_OK;
}

ent_status ent_figure_new(ent_figure **out, const ent_network *const *networks, size_t count,
                          const ent_figure_options *options, ent_diags *diags)
{
    return ent_figure_make(out, networks, count, options, NULL, diags);
}

void ent_figure_free(ent_figure *f)
{
    if (!f)
        return;
    ent_mem_free(f->nodes);
    ent_mem_free(f->ties);
    ent_index_destroy(&f->by_id);
    ent_arena_destroy(&f->arena);
    ent_mem_free(f);
}

const char *ent_figure_layout(const ent_figure *f)
{
    return f->layout;
}

const char *ent_figure_reason(const ent_figure *f)
{
    return f->reason;
}

ent_status ent_figure_describe(const ent_figure *f, ent_str record, ent_buf *out, ent_diags *diags)
{
    const ent_dataset *d = ent_network_dataset(f->networks[0]);
    size_t refusals = ent_mem_before(out);
    ent_buf words = { 0 };
    ent_status status;

    describe_in_words(f, &words);
    write_json_head(out, &f->options, &f->theme, ent_dataset_name(d),
                    f->options.title ? ent_str_of(f->options.title) : ent_dataset_title(d),
                    ent_buf_view(&words), record, f->width_mm, f->height_mm);
    write_layout(f, out);
    write_styles(f, out);
    write_named(out, "bands", f->bands, f->band_count);
    write_named(out, "blocs", f->blocs, f->bloc_count);
    if (f->panels) {
        ent_str titles[ENT_FIGURE_NETWORKS];

        for (size_t i = 0; i < f->network_count; i++)
            titles[i] = ent_str_of(f->options.panel_titles[i]);
        write_texts(out, "panels", titles, f->network_count);
    }
    write_nodes(f, out);
    write_ties(f, out);
    write_json_count(out, "pair_count", f->pair_count);
    status = write_claims(f, out, diags);
    write_legend(f, out);
    write_texts(out, "notes", f->notes, f->note_count);
    ent_buf_text(out, "}\n");
    ent_buf_destroy(&words);
    return ent_mem_whole(status, refusals, diags);
}
