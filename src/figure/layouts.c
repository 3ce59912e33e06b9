/* layouts.c: which layouts there are, and when each suits: one table. `auto` takes the first row
 * that says why it suits. */
#include "figure/model.h"

#include <math.h>
#include <string.h>

enum { SMALL = 60, MATRIX_LEAST = 12, BLOCS_LEAST = 30 };

static bool one_mode(const ent_figure *f)
{
    ent_network_kind kind = ent_network_selection(f->networks[0])->network;

    return !f->two_mode &&
           (kind == ENT_NET_ACTORS || kind == ENT_NET_ACTS || f->tie_count > 3 * f->node_count);
}

static double density(const ent_figure *f)
{
    double n = (double)f->node_count;

    return n > 1 ? 2 * (double)f->tie_count / (n * (n - 1)) : 0;
}

static size_t regions(const ent_figure *f)
{
    ent_str seen[MOST_GROUPS + 4];
    size_t count = 0;

    for (size_t i = 0; i < f->node_count && count < MOST_GROUPS + 4; i++) {
        ent_str region =
            f->nodes[i].at == ENT_NONE
                ? ENT_STR("")
                : ent_node_attribute(f->networks[f->nodes[i].net], f->nodes[i].at, "region");
        size_t k = 0;

        while (k < count && !ent_str_eq(seen[k], region))
            k++;
        if (k == count && region.len)
            seen[count++] = region;
    }
    return count;
}

static const char *suits_panels(const ent_figure *f)
{
    return f->network_count > 1 && !f->options.compare
               ? "codes, and one place for each in all panels"
               : NULL;
}

static size_t boxes(const ent_figure *f)
{
    size_t count = 0;

    for (size_t i = 0; i < f->node_count; i++)
        count += is_box(f->nodes[i].type);
    return count;
}

static const char *suits_columns(const ent_figure *f)
{
    return f->network_count == 1 && f->two_mode && boxes(f) <= 70 &&
                   (f->node_count > 40 || f->tie_count > 2 * f->node_count)
               ? "two modes, and too many ties for lines among scattered nodes"
               : NULL;
}

static const char *suits_table(const ent_figure *f)
{
    return f->network_count == 1 && f->two_mode && f->node_count > SMALL
               ? "two modes, and too many nodes for two columns"
               : NULL;
}

static const char *suits_matrix(const ent_figure *f)
{
    return one_mode(f) && f->network_count == 1 && f->node_count >= MATRIX_LEAST &&
                   density(f) > 0.15
               ? "more than 15 % of all pairs are tied"
               : NULL;
}

static const char *suits_blocs(const ent_figure *f)
{
    return one_mode(f) && f->network_count == 1 && f->node_count >= BLOCS_LEAST && regions(f) > 1
               ? "one mode, many ties, and groups are known"
               : NULL;
}

static const char *suits_column(const ent_figure *f)
{
    return f->width_mm < 100 && f->node_count <= SMALL && f->tie_count <= 3 * f->node_count + 20
               ? "a narrow page"
               : NULL;
}

static const char *suits_stress(const ent_figure *f)
{
    (void)f;
    return "distances in the network can be shown as distances on paper";
}

static const struct row {
    const char *name;
    const char *(*suits)(
        const ent_figure *f); /* why; NULL: it does not. No function: never by itself */
} rows[] = { { "column", suits_panels }, { "columns", suits_columns }, { "matrix", suits_table },
             { "matrix", suits_matrix }, { "blocs", suits_blocs },     { "column", suits_column },
             { "stress", suits_stress } };

const ent_choice ent_layouts[] = {
    { "auto", "chosen by size, density, modes and groups; it is said which and why" },
    { "stress",
      "distances on paper follow distances in the network; labels are placed with the nodes" },
    { "column", "the same for one column of a journal, codes within the nodes" },
    { "pyramid",
      "which states are bound at which level: global, regional, multilateral, bilateral" },
    { "blocs", "groups side by side, strong ties within them dark, all else pale" },
    { "bundle", "a circle of groups, ties bundled by group: for ties between groups" },
    { "matrix", "rows and columns instead of nodes, cells instead of ties: for dense networks" },
    { "map", "states at their capitals, on an equal-area map" },
    { "timeline", "dated acts, a lane for each level" },
    { "rings", "one actor in the middle, the others on rings by their distance" },
    { "columns", "two modes side by side" },
    { NULL, NULL }
};

bool layout_is(const ent_figure *f, const char *name)
{
    return strcmp(f->layout, name) == 0;
}

ent_status choose_layout(ent_figure *f, ent_diags *diags)
{
    const char *given = f->options.layout ? f->options.layout : "auto";
    ent_str names[32], near;
    size_t count = 0;

    f->chosen = strcmp(given, "auto") == 0;
    for (const ent_choice *l = ent_layouts; l->name; l++) {
        names[count++] = ent_str_of(l->name);
        if (strcmp(l->name, given) == 0)
            f->layout = l->name;
    }
    if (!f->layout) {
        near = ent_str_nearest(ent_str_of(given), names, count);
        return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE, "a figure has no layout '%s'%s%.*s%s",
                        given,
                        near.len ? "; did you mean '" : "; `entente list layouts` names them",
                        ENT_STR_ARG(near), near.len ? "'?" : "");
    }
    if (layout_is(f, "timeline") && ent_network_selection(f->networks[0])->network >= ENT_NET_ACTS)
        return ent_fail(
            diags, ENT_EUSAGE, ENT_NOWHERE,
            "a timeline shows agreements, which are not what ties this network; use --network "
            "ties, two-mode or actors");
    for (size_t i = 0; layout_is(f, "auto"); i++)
        if ((f->reason = rows[i].suits(f)) != NULL)
            f->layout = rows[i].name;
    if (ent_network_selection(f->networks[0])->directed &&
        (layout_is(f, "pyramid") || layout_is(f, "timeline") || layout_is(f, "columns")))
        return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE,
                        "--directed: the layout %s shows no directions; expected stress, column, "
                        "rings, map, blocs, bundle or matrix",
                        f->layout);
    if (f->network_count > 1 && !layout_is(f, "stress") && !layout_is(f, "column"))
        return ent_fail(
            diags, ENT_EUSAGE, ENT_NOWHERE,
            "panels and comparisons are drawn with the layouts stress and column, not %s",
            f->layout);
    return ENT_OK;
}

bool is_plain_layout(const ent_figure *f)
{
    return layout_is(f, "stress");
}

/* What never lays lines over words comes first. */
const char *ent_figure_alternative(const ent_figure *f, size_t i)
{
    static const char *const of_two_modes[] = { "columns", "matrix" },
                             *const others[] = { "matrix", "blocs", "bundle" };
    size_t count = f->two_mode ? 2 : 3;

    return f->chosen && f->network_count == 1 && i < count
               ? (f->two_mode ? of_two_modes : others)[i]
               : NULL;
}

double ent_figure_work(const ent_figure *f, const char *layout)
{
    static const char *const by_distance[] = { "stress", "column" };
    double nodes = (double)f->node_count, ties = (double)f->tie_count, work = nodes + ties;
    bool stress = strcmp(layout, "blocs") == 0 && f->pair_count <= 2 * f->node_count;

    for (size_t i = 0; i < sizeof by_distance / sizeof *by_distance; i++)
        stress |= strcmp(layout, by_distance[i]) == 0;
    if (stress) /* the rounds that the renderer makes, each over all pairs */
        work += nodes * nodes * fmax(8, fmin(60, 6e7 / fmax(1, nodes * nodes)));
    return work;
}
