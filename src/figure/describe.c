/* describe.c: a figure of networks, written down for the renderer, which decides where everything
 * goes. */
#include "figure/describe.h"

#include <assert.h>
#include <math.h>

/* ---- parts ---- */

static void begin_item(ent_json_writer *w)
{
    ent_json_line(w, 0);
    ent_json_begin_object(w, NULL);
}

static void end_lines(ent_json_writer *w)
{
    ent_json_line(w, 0);
    ent_json_end_list(w);
}

static void write_layout(const ent_figure *f, ent_json_writer *w)
{
    ent_json_begin_object(w, "layout");
    ent_json_write_string(w, "name", f->layout->choice.name);
    ent_json_write_count(w, "seed", f->options.seed);
    ent_json_write_count(w, "starts", f->options.starts);
    if (f->ego != NOWHERE)
        ent_json_write_count(w, "ego", f->ego);
    ent_json_write_flag(w, "codes", f->codes);
    if (f->options.highlight)
        ent_json_write_flag(w, "fades", true);
    if (ent_network_selection(f->networks[0])->directed)
        ent_json_write_flag(w, "directed", true);
    ent_json_end_object(w);
}

static void write_styles(const ent_figure *f, ent_json_writer *w)
{
    ent_json_begin_list(w, "styles");
    for (size_t i = 0; i < f->styles.count; i++) {
        const line_style *s = &f->styles.items[i];

        begin_item(w);
        ent_json_write_string(w, "id", s->id);
        ent_json_write_text(w, "label", s->label);
        ent_json_write_colour(w, "colour", s->look.colour);
        ent_write_finite(w, "width", s->look.width, 3);
        ent_json_write_string(w, "cap", s->look.round ? "round" : "butt");
        ent_write_dash(w, &s->look);
        ent_json_end_object(w);
    }
    end_lines(w);
}

static void write_named(ent_json_writer *w, const char *key, const named_colour *list, size_t count)
{
    ent_json_begin_list(w, key);
    for (size_t i = 0; i < count; i++) {
        begin_item(w);
        ent_json_write_text(w, "label", list[i].label);
        ent_json_write_text(w, "sub", list[i].sub);
        ent_json_write_colour(w, "colour", list[i].colour);
        ent_json_write_colour(w, "tint", list[i].tint);
        ent_json_end_object(w);
    }
    ent_json_end_list(w);
}

static void write_panels(const ent_figure *f, ent_json_writer *w)
{
    ent_json_begin_list(w, "panels");
    for (size_t i = 0; i < f->network_count; i++)
        ent_json_write_string(w, NULL, f->options.panel_titles[i]);
    ent_json_end_list(w);
}

static void write_notes(const ent_figure *f, ent_json_writer *w)
{
    ent_json_begin_list(w, "notes");
    for (size_t i = 0; i < f->notes.count; i++)
        ent_json_write_text(w, NULL, f->notes.items[i]);
    ent_json_end_list(w);
}

/* ---- nodes ---- */

static const char *const shapes[] = { "circle",   "box",  "square", "diamond",
                                      "triangle", "down", "hexagon" };
static const char *const kinds[] = { "state", "organization", "body", "other", "act" };

static_assert(sizeof shapes / sizeof *shapes == NODE_SHAPE_COUNT, "a word for each shape");
static_assert(sizeof kinds / sizeof *kinds == ENT_NODE_ACT + 1, "a word for each kind of node");

static double label_size(const ent_figure *f, const drawn_node *n)
{
    const figure_theme *t = &f->theme;

    if (f->coded && n->inside && !ent_is_box(n->type))
        return t->small - 1;
    if (n->part_of != NOWHERE)
        return t->small;
    if (f->layout->by_closeness && !f->layout->codes_inside && !ent_is_box(n->type) &&
        f->node_count > MANY_NODES) { /* the names of hubs are larger */
        size_t most = 1;

        for (size_t i = 0; i < f->node_count; i++)
            most = f->nodes[i].degree > most ? f->nodes[i].degree : most;
        return t->label * (0.74 + 0.24 * sqrt((double)n->degree / (double)most));
    }
    if (!f->layout->codes_inside)
        return t->label;
    return ent_is_box(n->type) ? t->label - (f->panels ? 1.5 : 0) : t->small - (f->panels ? 0.8 : 0);
}

static double year_of_day(double day)
{
    int y, m, d;

    ent_day_split((int32_t)day, &y, &m, &d);
    return y + (day - ent_day_of(y, 1, 1)) / 365.25;
}

/* The year of a date with its fraction: of the middle of what it can mean, when that is a year or
 * less. */
static double year_of(ent_date date)
{
    if (!ent_date_known(date) || date.first == ENT_DAY_MIN)
        return NAN;
    return year_of_day(date.last == ENT_DAY_MAX || date.last - date.first > 400
                           ? date.first
                           : ((double)date.first + (double)date.last) / 2);
}

/* Beginning and end of an agreement of a timeline, and how exact the beginning is. */
static void write_life(const drawn_node *n, ent_json_writer *w)
{
    enum { MONTH = 31 };
    bool bound = n->when.first == ENT_DAY_MIN;

    ent_write_finite(w, "when", bound ? year_of_day(n->when.last) : year_of(n->when), 4);
    if (bound)
        ent_json_write_flag(w, "latest", true);
    else if (n->when.last != ENT_DAY_MAX && n->when.last - n->when.first > MONTH) {
        ent_write_finite(w, "from", year_of_day(n->when.first), 4);
        ent_write_finite(w, "to", year_of_day(n->when.last), 4);
    }
    ent_write_finite(w, "until", year_of(n->until), 4);
}

/* The row within its level: organizations above their bodies, these above what they adopted, drafts below. */
static size_t tier_of(const drawn_node *n)
{
    return n->type == ENT_NODE_BODY ? 1 : n->type != ENT_NODE_ACT || !n->apart ? 0 : n->hollow ? 3 : 2;
}

static void write_acts(const ent_figure *f, const char *key, const uint32_t *acts, size_t count,
                       ent_json_writer *w)
{
    ent_json_begin_list(w, key);
    for (size_t i = 0; i < count; i++)
        ent_json_write_text(w, NULL, ent_act_id(ent_network_dataset(f->networks[0]), acts[i]));
    ent_json_end_list(w);
}

/* The id of the state that a node is; "": it is none. */
static ent_str area_of(const ent_figure *f, const drawn_node *n)
{
    uint32_t actor = n->at == ENT_NONE ? ENT_NONE : ent_node_at(f->networks[n->net], n->at)->actor;
    const ent_state *state = actor == ENT_NONE ? NULL : ent_actor_at(ent_network_dataset(f->networks[0]), actor)->state;

    return state ? state->id : ENT_STR("");
}

static void write_node(const ent_figure *f, const drawn_node *n, ent_buf *tip, ent_json_writer *w)
{
    ent_str area;

    begin_item(w);
    ent_json_write_text(w, "id", n->id);
    if (!ent_str_eq(n->name, n->label))
        ent_json_write_text(w, "name", n->name);
    ent_json_write_text(w, "label", n->label);
    if (n->sub.len)
        ent_json_write_text(w, "sub", n->sub);
    ent_node_tooltip(f, n, tip);
    ent_json_write_text(w, "tooltip", ent_buf_view(tip));
    ent_json_write_string(w, "kind", kinds[n->type]);
    ent_json_write_string(w, "shape", shapes[n->shape]);
    ent_json_write_flag(w, "inside", n->inside);
    ent_json_write_flag(w, "bold", n->bold);
    ent_write_finite(w, "diameter", n->diameter, 3);
    ent_write_finite(w, "label_size", label_size(f, n), 3);
    ent_json_write_colour(w, "fill", n->fill);
    ent_json_write_colour(w, "stroke", n->line);
    ent_write_finite(w, "stroke_width", n->line_width, 3);
    if (n->group != NOWHERE)
        ent_json_write_count(w, "group", n->group);
    if (n->band != NOWHERE)
        ent_json_write_count(w, "band", n->band);
    if (f->wide && n->band != NOWHERE)
        ent_json_write_count(w, "tier", tier_of(n));
    if (n->part_of != NOWHERE)
        ent_json_write_count(w, "part_of", n->part_of);
    ent_json_write_count(w, "mode", ent_is_second_mode(f, n));
    if (n->number)
        ent_json_write_count(w, "number", n->number);
    ent_write_finite(w, "lat", n->lat, 4);
    ent_write_finite(w, "lon", n->lon, 4);
    if (f->areas && (area = area_of(f, n)).len)
        ent_json_write_text(w, "area", area);
    if (f->layout->marks == MARKS_AGREEMENTS)
        write_life(n, w);
    else
        ent_write_finite(w, "when", year_of(n->when), 4);
    ent_write_finite(w, "weight", n->strength, 6);
    if (n->place) {
        ent_write_finite(w, "x", n->place->x, 4);
        ent_write_finite(w, "y", n->place->y, 4);
        ent_json_write_text(w, "side", n->place->side);
        ent_write_finite(w, "label_x", n->place->label_x, 4);
        ent_write_finite(w, "label_y", n->place->label_y, 4);
    }
    if (f->panels)
        ent_json_write_string(w, "in", n->in);
    if (n->act != ENT_NONE)
        ent_json_write_text(w, "act", ent_act_id(ent_network_dataset(f->networks[0]), n->act));
    if (n->apart)
        ent_json_write_flag(w, "apart", true);
    if (n->hollow)
        ent_json_write_flag(w, "hollow", true);
    if (n->document_count)
        write_acts(f, "documents", n->documents, n->document_count, w);
    ent_json_end_object(w);
}

static void write_nodes(const ent_figure *f, ent_json_writer *w)
{
    ent_buf tip = { 0 };

    ent_json_begin_list(w, "nodes");
    for (size_t i = 0; i < f->node_count; i++)
        write_node(f, &f->nodes[i], &tip, w);
    end_lines(w);
    w->out->failed |= tip.failed;
    ent_buf_destroy(&tip);
}

/* ---- ties ---- */

/* The agreements that create the tie, by the ids that the network's files have; where there would be
 * too many ids, their number. */
static void write_evidence(const ent_figure *f, const drawn_tie *t, ent_json_writer *w)
{
    enum { MOST_LISTED = 5000 };
    const ent_network *n = f->networks[t->net];
    const ent_evidence *e = ent_tie_evidence(n, t->tie);

    if (t->of_act) {
        ent_json_write_flag(w, "of_act", true);
    } else if (f->tie_count > MOST_LISTED) {
        ent_json_write_count(w, "act_count", t->tie->count);
        return;
    }
    ent_json_begin_list(w, "acts");
    for (size_t i = 0; i < (t->of_act ? t->act_count : t->tie->count); i++)
        ent_json_write_text(w, NULL,
                            t->of_act ? ent_act_id(ent_network_dataset(n), t->acts[i])
                                      : ent_evidence_id(n, &e[i]));
    ent_json_end_list(w);
}

static const char *change_of(const drawn_tie *t)
{
    return t->in[0] == '0' ? "entered" : t->in[1] == '0' ? "ended" : "kept";
}

static void write_tie(const ent_figure *f, const drawn_tie *t, ent_buf *tip, ent_json_writer *w)
{
    begin_item(w);
    ent_json_write_count(w, "a", t->a);
    ent_json_write_count(w, "b", t->b);
    ent_json_write_count(w, "style", t->style);
    ent_tie_tooltip(f, t, tip);
    ent_json_write_text(w, "tooltip", ent_buf_view(tip));
    if (f->collapsed_nodes) { /* the number is written beside the line */
        ent_buf_clear(tip);
        ent_buf_format(tip, "%zu", (size_t)t->weight);
        ent_json_write_text(w, "sub", ent_buf_view(tip));
    } else if (f->agreements_as_ties) {
        ent_tie_year(f, t, tip);
        ent_json_write_text(w, "sub", ent_buf_view(tip));
    }
    if (t->width > 0)
        ent_write_finite(w, "width", t->width, 3);
    if (t->opacity < 1)
        ent_write_finite(w, "opacity", t->opacity, 3);
    if (isfinite(t->weight) && (t->weight < 1 || t->weight > 1)) /* all digits, for comparisons */
        ent_json_write_number(w, "weight", t->weight);
    if (t->step)
        ent_json_write_count(w, "step", t->step);
    if (t->unknown)
        ent_json_write_flag(w, "unknown", true);
    if (t->faint)
        ent_json_write_flag(w, "faint", true);
    if (t->unknown && t->counted)
        ent_json_write_flag(w, "counted", true);
    if (f->options.compare)
        ent_json_write_string(w, "change", change_of(t));
    write_evidence(f, t, w);
    if (f->panels)
        ent_json_write_string(w, "in", t->in);
    ent_json_end_object(w);
}

/* Does a tie of the network, or a line of the context before this one, join the same two? */
static bool repeats_pair(const ent_figure *f, size_t i)
{
    const context_tie *t = &f->context.items[i];

    for (size_t k = 0; k < i; k++)
        if (f->context.items[k].a == t->a && f->context.items[k].b == t->b)
            return true;
    for (size_t k = 0; k < f->tie_count; k++)
        if ((f->ties[k].a == t->a && f->ties[k].b == t->b) ||
            (f->ties[k].a == t->b && f->ties[k].b == t->a))
            return true;
    return false;
}

static void write_context_tie(const ent_figure *f, const context_tie *t, ent_buf *tip,
                              ent_json_writer *w)
{
    begin_item(w);
    ent_json_write_count(w, "a", t->a);
    ent_json_write_count(w, "b", t->b);
    ent_json_write_count(w, "style", t->style);
    ent_context_tooltip(f, t, tip);
    ent_json_write_text(w, "tooltip", ent_buf_view(tip));
    ent_json_write_string(w, "context", t->sets_up ? "sets up" : ent_tie_kind_name(t->kind));
    ent_json_write_text(w, "from", f->nodes[t->from].id);
    ent_json_write_text(w, "to", f->nodes[t->to].id);
    write_acts(f, "acts", t->acts, t->act_count, w);
    ent_json_end_object(w);
}

/* Lines of the context follow the ties; those that repeat a pair are the last. Returns how many do not. */
static size_t write_context(const ent_figure *f, ent_buf *tip, ent_json_writer *w)
{
    size_t first = 0;

    for (int again = 0; again < 2; again++)
        for (size_t i = 0; i < f->context.count; i++)
            if (!f->context.items[i].weaker && repeats_pair(f, i) == again) {
                write_context_tie(f, &f->context.items[i], tip, w);
                first += !again;
            }
    return first;
}

static void write_ties(const ent_figure *f, ent_json_writer *w)
{
    ent_buf tip = { 0 };
    size_t context;

    ent_json_begin_list(w, "ties");
    for (size_t i = 0; i < f->tie_count; i++)
        write_tie(f, &f->ties[i], &tip, w);
    context = write_context(f, &tip, w);
    end_lines(w);
    ent_json_write_count(w, "pair_count", f->pair_count + context);
    w->out->failed |= tip.failed;
    ent_buf_destroy(&tip);
}

/* ---- the legend ---- */

static const char *const marks[] = { "line", "node", "swatch", "half", "text" };

static_assert(sizeof marks / sizeof *marks == KEY_MARK_COUNT, "a word for each mark");

static void write_entry(const key_entry *e, ent_json_writer *w)
{
    begin_item(w);
    ent_json_write_string(w, "mark", marks[e->mark]);
    ent_json_write_text(w, "label", e->label);
    if (e->mark == KEY_LINE) {
        ent_json_write_count(w, "style", e->style);
        if (e->width > 0)
            ent_write_finite(w, "width", e->width, 3);
        ent_write_finite(w, "opacity", e->opacity, 3);
    } else if (e->mark != KEY_TEXT) {
        ent_json_write_string(w, "shape", shapes[e->shape]);
        ent_write_finite(w, "diameter", e->diameter, 3);
        ent_json_write_colour(w, "fill", e->fill);
        ent_json_write_colour(w, "stroke", e->line);
        ent_write_finite(w, "stroke_width", e->line_width, 3);
        if (e->hollow)
            ent_json_write_flag(w, "hollow", true);
    }
    ent_json_end_object(w);
}

static void write_legend(const ent_figure *f, ent_json_writer *w)
{
    ent_json_begin_list(w, "legend");
    for (size_t i = 0; i < f->legend.count && f->options.legend != ENT_LEGEND_NONE; i++) {
        const key_group *g = &f->legend.items[i];

        begin_item(w);
        ent_json_write_text(w, "title", g->title);
        ent_json_begin_list(w, "entries");
        for (size_t k = 0; k < g->entries.count; k++)
            write_entry(&g->entries.items[k], w);
        ent_json_end_list(w);
        ent_json_end_object(w);
    }
    end_lines(w);
}

/* ---- public API ---- */

ent_status ent_figure_describe(const ent_figure *f, ent_str record, ent_buf *out, ent_diags *diags)
{
    const ent_dataset *d = ent_network_dataset(f->networks[0]);
    size_t refusals = ent_mem_before(out);
    ent_json_writer w = { .out = out };
    ent_buf words = { 0 };
    ent_status status;

    ent_write_alternative(f, &words);
    ent_write_head(&w, &f->options, &f->theme,
                   &(description_head){
                       .name = ent_dataset_name(d),
                       .title = f->options.title ? ent_str_of(f->options.title) : ent_dataset_title(d),
                       .desc = ent_buf_view(&words),
                       .record = record,
                       .width_mm = f->width_mm,
                       .height_mm = f->height_mm });
    write_layout(f, &w);
    write_styles(f, &w);
    write_named(&w, "bands", f->bands, f->band_count);
    write_named(&w, "blocs", f->blocs, f->bloc_count);
    if (f->panels)
        write_panels(f, &w);
    write_nodes(f, &w);
    write_ties(f, &w);
    status = ent_write_claims(f, &w, diags);
    write_legend(f, &w);
    write_notes(f, &w);
    ent_json_end_object(&w);
    ent_buf_char(out, '\n');
    ent_buf_destroy(&words);
    return ent_mem_whole(status, refusals, diags);
}
