/* layouts.c: the table of layouts, and the choice between them. */
#include "figure/layouts.h"

#include <math.h>
#include <string.h>

#include "figure/model.h"

enum { SMALL = 60, MOST_CODES = 40, MATRIX_LEAST = 12, FULL_LEAST = 8 };

#define ALWAYS_CODES (-1.0)
#define NEVER_CODES INFINITY

/* ---- reasons to take a layout ---- */

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

static size_t boxes(const ent_figure *f)
{
    size_t count = 0;

    for (size_t i = 0; i < f->node_count; i++)
        count += ent_is_box(f->nodes[i].type);
    return count;
}

static const char *suits_matrix(const ent_figure *f)
{
    if (f->panels)
        return f->node_count > MOST_CODES && !f->two_mode && density(f) > 0.6
                   ? ENT_WORD("most pairs are tied in one of the panels")
                   : NULL;
    if (f->network_count > 1 || f->collapsed_nodes)
        return NULL;
    if (one_mode(f) && f->node_count >= FULL_LEAST && density(f) > 0.6)
        return ENT_WORD("more than 60 % of all pairs are tied");
    return one_mode(f) && f->node_count >= MATRIX_LEAST && density(f) > 0.15
               ? ENT_WORD("more than 15 % of all pairs are tied")
               : NULL;
}

/* A tie of two columns has no cell; NULL: there is none. */
static const drawn_tie *tie_of_columns(const ent_figure *f)
{
    for (size_t i = 0; i < f->tie_count; i++)
        if (ent_is_second_mode(f, &f->nodes[f->ties[i].a]) && ent_is_second_mode(f, &f->nodes[f->ties[i].b]))
            return &f->ties[i];
    return NULL;
}

/* Few parties of many agreements: these are rows of a table, with their titles in full. */
static bool is_list(const ent_figure *f)
{
    enum { MOST_PARTIES = 18, LEAST_TITLES = 24, MOST_TITLES = 75 };
    size_t titles = 0;

    for (size_t i = 0; i < f->node_count; i++)
        titles += ent_is_second_mode(f, &f->nodes[i]);
    return f->two_mode && titles >= LEAST_TITLES && titles <= MOST_TITLES && f->node_count - titles <= MOST_PARTIES &&
           2 * (f->node_count - titles) <= titles && !tie_of_columns(f);
}

static bool is_no_list(const ent_figure *f)
{
    return !is_list(f);
}

/* The agreements of a table are those of three or more. */
static const char *suits_table(const ent_figure *f)
{
    enum { LEAST_COLUMNS = 3 };
    size_t columns = 0;

    for (size_t i = 0; i < f->node_count; i++)
        columns += ent_is_second_mode(f, &f->nodes[i]) && f->nodes[i].degree > 2;
    if (f->network_count == 1 && is_list(f))
        return ENT_WORD("two modes, of few parties and many titles");
    return f->network_count == 1 && f->two_mode && f->node_count > SMALL && columns >= LEAST_COLUMNS &&
                   !tie_of_columns(f)
               ? ENT_WORD("two modes, and too many nodes for two columns")
               : NULL;
}

/* Agreements of one party only, most with a day: lines from it to each would show nothing but their number. */
static const char *suits_timeline(const ent_figure *f)
{
    size_t agreements = 0, dated = 0, hub;

    if (f->network_count > 1 || !f->two_mode || f->node_count <= MOST_CODES || !f->tie_count ||
        strcmp(f->options.format, "html") == 0 || ent_network_selection(f->networks[0])->directed)
        return NULL;
    hub = ent_is_second_mode(f, &f->nodes[f->ties[0].a]) ? f->ties[0].b : f->ties[0].a;
    for (size_t i = 0; i < f->tie_count; i++)
        if (f->ties[i].a != hub && f->ties[i].b != hub)
            return NULL;
    for (size_t i = 0; i < f->node_count; i++) {
        agreements += f->nodes[i].type == ENT_NODE_ACT;
        dated += f->nodes[i].type == ENT_NODE_ACT && ent_date_known(f->nodes[i].when);
    }
    return agreements + 1 == f->node_count && 10 * dated >= 9 * agreements
               ? ENT_WORD("one party, and the days of its agreements")
               : NULL;
}

/* Titles are named in two columns, or counted in bars; a table holds agreements of three or more only. */
static const char *suits_columns(const ent_figure *f)
{
    return f->network_count == 1 && !is_list(f) && f->two_mode && (boxes(f) <= 70 || !suits_table(f)) &&
                   (f->node_count > 40 || f->tie_count > 2 * f->node_count)
               ? ENT_WORD("two modes, and too many ties for lines among scattered nodes")
               : NULL;
}

static const char *suits_column(const ent_figure *f)
{
    if (f->panels && f->node_count <= MOST_CODES)
        return ENT_WORD("codes, and one place for each in all panels");
    return !f->panels && f->width_mm < 100 && f->node_count <= SMALL && f->tie_count <= 3 * f->node_count + 20
               ? ENT_WORD("a narrow page")
               : NULL;
}

static const char *suits_stress(const ent_figure *f)
{
    (void)f;
    return ENT_WORD("distances in the network can be shown as distances on paper");
}

/* ---- tests ---- */

static bool always(const ent_figure *f)
{
    (void)f;
    return true;
}

static bool is_dense(const ent_figure *f)
{
    return f->dense;
}

static bool is_one_mode(const ent_figure *f)
{
    return !f->two_mode;
}

/* Where the renderer does not make circles of blocs. */
static bool are_blocs_slow(const ent_figure *f)
{
    return f->pair_count <= 2 * f->node_count;
}

/* "Alliance" of "Alliance 2340"; nothing of a title that says more. */
static ent_str numbered_word(ent_str title)
{
    size_t digits = 0;

    while (digits < title.len && title.ptr[title.len - 1 - digits] >= '0' && title.ptr[title.len - 1 - digits] <= '9')
        digits++;
    for (size_t i = 0; i + digits < title.len; i++)
        if (title.ptr[i] >= '0' && title.ptr[i] <= '9')
            return ENT_STR("");
    return (ent_str){ title.ptr, digits ? title.len - digits : 0 };
}

/* Do titles say nothing but a number behind the same words? */
static bool are_titles_numbers(const ent_figure *f)
{
    enum { LEAST = 12 };
    ent_str first = { "", 0 };
    size_t count = 0;

    for (size_t i = 0; i < f->node_count; i++) {
        ent_str word;

        if (!ent_is_second_mode(f, &f->nodes[i]))
            continue;
        word = numbered_word(f->nodes[i].name);
        if (!word.len || (count && !ent_str_eq(word, first)))
            return false;
        first = word;
        count++;
    }
    return count >= LEAST;
}

/* Boxes of so many agreements would hide the network, boxes of mere numbers say nothing, and those of the partners
 * of one actor only repeat its name. */
static bool has_many_pairs(const ent_figure *f)
{
    enum { MANY = 90 };

    return f->two_mode && (f->node_count > MANY || are_titles_numbers(f) ||
                           (f->tie_count < 2 * f->node_count && ent_has_star_of_pairs(f))); /* else columns show them */
}

static bool dense_lines(const ent_figure *f)
{
    return f->pair_count > 3 * f->node_count + 20 || f->node_count > 90;
}

/* Arcs of hundreds of ties cover each other and the land, however few they are for each node. */
static bool dense_map(const ent_figure *f)
{
    return f->tie_count > 150;
}

static bool dense_columns(const ent_figure *f)
{
    return dense_lines(f) && f->tie_count > 300;
}

static bool dense_bundle(const ent_figure *f)
{
    return f->tie_count > 3 * f->node_count + 20;
}

static bool dense_rings(const ent_figure *f)
{
    return dense_lines(f) && dense_bundle(f);
}

/* Where the renderer makes circles of blocs. */
static bool dense_blocs(const ent_figure *f)
{
    return f->tie_count > 2 * f->node_count;
}

/* ---- the table ---- */

static const layout_rule layouts[] = {
    { .choice = { "auto", "chosen by size, density, modes and groups; a note says which and why" } },
    { .choice = { "stress", "distances on paper follow distances in the network; labels are placed "
                            "with the nodes" },
      .turn = 4, .suits = suits_stress, .for_one_mode = 1, .for_two_modes = 2, .is_slow = always,
      .agreements_as_ties = has_many_pairs, .panels = true, .dense = dense_lines, .crowded = 0.6, .context = true, .by_closeness = true },
    { .choice = { "column", "the same for one column of a journal, codes within the nodes" },
      .turn = 3, .suits = suits_column, .is_slow = always, .panels = true, .dense = dense_lines,
      .fixed_size = true, .codes_inside = true, .context = true, .by_closeness = true },
    { .choice = { "pyramid", "which states are bound at which level: global, regional, multilateral, "
                             "bilateral" },
      .caption = ENT_WORD("Agreements by level, and who is bound by them"),
      .no_directions = true, .fixed_size = true, .crowded = ALWAYS_CODES,
      .agreements_as_ties = always, .bands = true, .context = true },
    /* not for auto: readers prefer stress, which shows groups by colour and keeps the ties between them */
    { .choice = { "blocs", "groups side by side, strong ties within them dark, all else pale" },
      .is_slow = are_blocs_slow,
      .dense = dense_blocs, .dots = is_dense, .crowded = 0.35, .dark_ties = true,
      .pale_between = true, .groups = true, .group_names = always, .group_shapes = true,
      .by_closeness = true },
    { .choice = { "bundle", "a circle of groups, ties bundled by group: for ties between groups" },
      .caption = ENT_WORD("Network on a circle, ties bundled by group"),
      .for_one_mode = 3, .dense = dense_bundle, .dots = always, .crowded = 0.6, .dark_ties = true,
      .groups = true, .fullest = 0.35 },
    { .choice = { "matrix", "rows and columns instead of nodes, cells instead of ties: for dense "
                            "networks" },
      .caption = ENT_WORD("Matrix of a network"),
      .turn = 2, .suits = suits_matrix, .for_one_mode = 2, .panels = true, .marks = MARKS_CELLS,
      .dots = always, .fixed_size = true, .crowded = 0.36, .rows = true, .groups = true,
      .group_names = is_one_mode },
    { .choice = { "map", "states at their capitals, on an equal-area map" },
      .caption = ENT_WORD("Network on a map"),
      .dense = dense_map, .crowded = 0.25, .on_land = true, .agreements_as_ties = always },
    { .choice = { "timeline", "dated agreements, a lane for each level" },
      .caption = ENT_WORD("Agreements on a line of time"),
      .turn = 1, .suits = suits_timeline, .no_directions = true, .marks = MARKS_AGREEMENTS, .fixed_size = true,
      .crowded = NEVER_CODES, .bands = true },
    { .choice = { "rings", "one actor in the middle, the others on rings by their distance" },
      .caption = ENT_WORD("Network around one actor"),
      .dense = dense_rings, .crowded = 0.25, .around_ego = true, .fullest = 0.5 },
    { .choice = { "columns", "two modes side by side" },
      .turn = 1, .suits = suits_columns, .for_two_modes = 1, .no_directions = true,
      .dense = dense_columns, .fixed_size = true, .crowded = 0.6, .rows = true },
    { .choice = { "table", "parties as rows, agreements as numbered columns with a key of their titles: for "
                           "dense networks of two modes" },
      .caption = ENT_WORD("Parties by agreement"),
      .turn = 2, .suits = suits_table, .for_two_modes = 3, .no_directions = true, .marks = MARKS_CELLS,
      .dots = always, .fixed_size = true, .crowded = NEVER_CODES, .agreements_as_ties = is_no_list,
      .numbered = true, .rows = true, .groups = true },
};

enum { LAYOUTS = sizeof layouts / sizeof *layouts };

const ent_choice *ent_layout_at(size_t i)
{
    return i < LAYOUTS ? &layouts[i].choice : NULL;
}

bool ent_is_plain_layout(const layout_rule *l)
{
    return l->suits == suits_stress;
}

const layout_rule *ent_plain_layout(void)
{
    size_t i = 0;

    while (!ent_is_plain_layout(&layouts[i]))
        i++;
    return &layouts[i];
}

/* ---- the choice ---- */

/* Rows of one page, each no thinner than the thinnest line that prints. */
static bool has_too_many_rows(const ent_figure *f, const layout_rule *l)
{
    enum { MOST_ROWS = 1500 };

    return l->rows && (f->two_mode ? boxes(f) : f->node_count) > MOST_ROWS;
}

/* So many lines that they would cover the page and none could be seen. In a page they can be hidden. */
static bool has_too_many_lines(const ent_figure *f, const layout_rule *l)
{
    enum { FEW = 1500 };

    return l->fullest > 0 && f->tie_count > FEW && density(f) > l->fullest && strcmp(f->options.format, "html") != 0;
}

static const layout_rule *choose(ent_figure *f)
{
    for (unsigned turn = 1;; turn++) /* the last one always suits */
        for (size_t i = 0; i < LAYOUTS; i++)
            if (layouts[i].turn == turn && !has_too_many_rows(f, &layouts[i]) &&
                (f->reason = layouts[i].suits(f)) != NULL)
                return &layouts[i];
}

/* Cells have no colours for what was entered or ended. */
static bool shows_several(const ent_figure *f, const layout_rule *l)
{
    return l->panels && (f->panels || l->marks != MARKS_CELLS);
}

/* "stress, column": the layouts that show several networks, or directions. */
static void list_layouts(const ent_figure *f, ent_buf *out, bool several)
{
    for (size_t i = 1; i < LAYOUTS; i++)
        if (several ? shows_several(f, &layouts[i]) : !layouts[i].no_directions)
            ent_buf_format(out, "%s%s", out->len ? ", " : "", layouts[i].choice.name);
}

/* Is what was asked for, or for two modes every layout, without room? */
static ent_status check_rows(const ent_figure *f, ent_diags *diags)
{
    bool too_many = has_too_many_rows(f, f->layout);

    for (size_t i = 0; i < LAYOUTS && f->chosen && f->two_mode; i++)
        too_many |= has_too_many_rows(f, &layouts[i]);
    if (!too_many)
        return ENT_OK;
    return ent_fail(diags, ENT_EDATA, ENT_NOWHERE,
                    "%zu %s are too many for one figure: each would be thinner than the thinnest line that "
                    "prints; --level, --topic, --during, --only or --ego draws fewer, --network actors ties "
                    "actors by what they share, and --layout stress draws all as dots",
                    f->two_mode ? boxes(f) : f->node_count, f->two_mode ? "agreements or organizations" : "nodes");
}

static ent_status check_lines(const ent_figure *f, ent_diags *diags)
{
    return has_too_many_lines(f, f->layout)
               ? ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE,
                          "layout %s: %zu ties among %zu nodes, %.0f %% of all pairs, would cover each other and the page; "
                          "--layout matrix shows all of them, --backbone, --only or --level draws fewer, and "
                          "--collapse region draws groups",
                          f->layout->choice.name, f->tie_count, f->node_count, 100 * density(f))
               : ENT_OK;
}

bool ent_can_simplify(const ent_figure *f, const layout_rule *layout)
{
    return layout->by_closeness && !layout->groups && f->network_count == 1 && !f->two_mode &&
           !f->collapsed_nodes &&
           !f->wide && !ent_network_selection(f->networks[0])->directed && !ent_is_in_page(f);
}

static ent_status check_layout(const ent_figure *f, ent_diags *diags)
{
    const ent_selection *s = ent_network_selection(f->networks[0]);
    const layout_rule *l = f->layout;
    const drawn_tie *tie;
    ent_buf others = { 0 };
    ent_status status = ENT_OK;

    if (l->marks == MARKS_AGREEMENTS && s->network >= ENT_NET_ACTS)
        return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE,
                        "layout %s shows the agreements that create ties, but the nodes of this "
                        "network are not tied by agreements; expected --network ties, two-mode or "
                        "actors",
                        l->choice.name);
    if (f->collapsed_nodes && (!l->by_closeness || l->codes_inside) && l->marks != MARKS_CELLS)
        return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE,
                        "layout %s does not show groups as nodes; expected stress or matrix, or no --collapse",
                        l->choice.name);
    if (f->options.simplify > 0 && !ent_can_simplify(f, l))
        return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE,
                        "--simplify makes lines faint of one network without directions, whose nodes are actors or agreements "
                        "placed by their ties; expected --network actors or ties, --layout stress, and no --panels, --compare, "
                        "--collapse, --directed or interactive page");
    if (l->numbered && !f->two_mode)
        return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE,
                        "layout %s shows parties and their agreements, or members and their organizations; expected "
                        "--network two-mode or members",
                        l->choice.name);
    if (l->numbered && (tie = tie_of_columns(f)) != NULL)
        return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE,
                        "layout %s: %.*s and %.*s are tied, but both are columns, so that the tie has no cell; "
                        "expected another layout, such as matrix",
                        l->choice.name, ENT_STR_ARG(f->nodes[tie->a].name), ENT_STR_ARG(f->nodes[tie->b].name));
    if (s->directed && l->no_directions) {
        list_layouts(f, &others, false);
        status = ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE,
                          "--directed: layout %s shows no directions; expected one of %s",
                          l->choice.name, ent_buf_string(&others));
    } else if (f->network_count > 1 && !shows_several(f, l)) {
        list_layouts(f, &others, true);
        status = ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE,
                          "layout %s shows no %s; expected one of %s", l->choice.name,
                          f->panels ? "panels" : "comparisons", ent_buf_string(&others));
    }
    ent_buf_destroy(&others);
    return status;
}

static void warn_without_levels(const ent_figure *f, ent_diags *diags)
{
    size_t counts[ENT_LEVEL_COUNT], levels = 0;

    ent_network_levels(f->networks[0], counts);
    for (int level = ENT_BILATERAL; level <= ENT_GLOBAL; level++)
        levels += counts[level];
    if (!levels)
        ent_warn(diags, ENT_NOWHERE,
                 "layout %s: no agreement has a level (column 'level'), so that there is a single band",
                 f->layout->choice.name);
}

/* In a page every tie is a line between two nodes, which can be shown and hidden by itself. */
static bool suits_page(const layout_rule *l)
{
    return l->marks == MARKS_TIES && !l->bands;
}

/* The page has a matrix and a timeline of its own, so only places of nodes are to be chosen. */
static ent_status choose_for_page(ent_figure *f, ent_diags *diags)
{
    f->layout = f->chosen ? ent_plain_layout() : f->layout;
    f->chosen = false;
    return suits_page(f->layout)
               ? ENT_OK
               : ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE,
                          "layout %s draws no line for each tie, which an interactive page needs; leave "
                          "--layout out, or take stress, rings, columns, blocs, bundle or map",
                          f->layout->choice.name);
}

ent_status ent_choose_layout(ent_figure *f, ent_diags *diags)
{
    const char *given = f->options.layout ? f->options.layout : layouts[0].choice.name;
    size_t at = ent_names_find(ENT_NAMES(layouts), ent_str_of(given));
    ent_status status = ENT_OK;

    if (at == SIZE_MAX)
        return ent_fail_unknown(diags, ENT_NOWHERE, "layout", ent_str_of(given), ENT_NAMES(layouts),
                                "`entente list layouts` lists the layouts");
    f->chosen = at == 0;
    f->layout = !f->chosen ? &layouts[at] : f->options.simplify > 0 ? ent_plain_layout() : choose(f);
    f->chosen &= f->options.simplify <= 0;
    if (ent_is_in_page(f))
        status = choose_for_page(f, diags);
    if (f->layout->bands)
        warn_without_levels(f, diags);
    if (status == ENT_OK)
        status = check_rows(f, diags);
    if (status == ENT_OK)
        status = check_lines(f, diags);
    return status == ENT_OK ? check_layout(f, diags) : status;
}

bool ent_is_in_page(const ent_figure *f)
{
    return strcmp(f->options.format, "html") == 0 || strcmp(f->options.format, "page-map") == 0;
}

bool ent_draws_dots(const ent_figure *f)
{
    return f->layout->dots && f->layout->dots(f);
}

const layout_rule *ent_layout_alternative(const ent_figure *f, size_t i)
{
    if (!f->chosen || f->network_count > 1 || f->collapsed_nodes)
        return NULL;
    if (f->wide) { /* others would show less */
        for (size_t k = 0; k < LAYOUTS && i == 0; k++)
            if (layouts[k].context && layouts[k].bands)
                return &layouts[k];
        return NULL;
    }
    for (size_t k = 0; k < LAYOUTS; k++)
        if ((!f->two_mode || !layouts[k].suits || layouts[k].suits(f)) &&
            (f->two_mode ? layouts[k].for_two_modes : layouts[k].for_one_mode) == i + 1)
            return has_too_many_rows(f, &layouts[k]) || has_too_many_lines(f, &layouts[k]) ? f->layout : &layouts[k];
    return NULL;
}

double ent_layout_work(const ent_figure *f, const layout_rule *layout)
{
    double nodes = (double)f->node_count, work = nodes + (double)f->tie_count;

    if (layout->is_slow && layout->is_slow(f)) /* the rounds of the renderer, each over all pairs */
        work += nodes * nodes * fmax(8, fmin(60, 6e7 / fmax(1, nodes * nodes)));
    return work;
}
