/* draw_settings.c: the table of the options of `entente draw`, and of those without effect. */
#include "cli/verbs/draw_settings.h"

#include <string.h>

#include "cli/formats.h"

bool plot_is(const draw_settings *set, const char *name)
{
    return set->plot && strcmp(set->plot, name) == 0;
}

bool is_over_time(const draw_settings *set)
{
    return plot_is(set, "series") || plot_is(set, "communities");
}

bool has_steps(const draw_settings *set)
{
    return set->base.steps.from.kind || set->base.steps.to.kind || set->base.steps.date_count;
}

/* Dates make a series of data; a table of a series has its own. */
bool is_series_of_data(const draw_settings *set)
{
    return is_over_time(set) && has_steps(set);
}

bool is_drawn_as_table(const draw_settings *set)
{
    return plot_is(set, "communities") && strcmp(format_of(&set->base, "svg"), "csv") == 0;
}

/* Millimetres in a unit of length; 0: unknown. */
static double unit_length(ent_str unit)
{
    static const struct {
        const char *name;
        double mm;
    } units[] = { { "mm", 1 }, { "cm", 10 }, { "in", 25.4 }, { "pt", 25.4 / 72 } };
    size_t i = ent_names_find(ENT_NAMES(units), unit);

    return !unit.len ? 1 : i == SIZE_MAX ? 0 : units[i].mm;
}

/* A length: "88", "88mm", "8.8 cm" or "3.2in". */
static ent_status read_width(void *settings_, char *value, ent_diags *diags)
{
    enum { LOW = 60, HIGH = 400 };
    draw_settings *set = settings_;
    ent_str text = { value, strspn(value, "0123456789.") };
    double length, unit = unit_length(ent_str_trim(ent_str_of(value + text.len)));

    if (!text.len || !ent_str_number(text, &length) || unit <= 0)
        return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE,
                        "--width %s: expected a length in mm, cm, in or pt, such as 88mm (for the width "
                        "of ties: --tie-width)",
                        value);
    length *= unit;
    if (length < LOW || length > HIGH)
        return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE,
                        "--width %s: expected a length from %d to %d mm", value, LOW, HIGH);
    set->figure.width_mm = length;
    return ENT_OK;
}

/* "auto", "none", or the number of ties of each node. */
static ent_status read_simplify(void *settings_, char *value, ent_diags *diags)
{
    enum { MOST = 50 };
    draw_settings *set = settings_;
    ent_str text = ent_str_of(value);
    double each;

    if (ent_str_is(text, "auto"))
        set->figure.simplify = ENT_SIMPLIFY_AUTO;
    else if (ent_str_is(text, "none"))
        set->figure.simplify = ENT_SIMPLIFY_NONE;
    else if (ent_str_number(text, &each) && each >= 1 && each <= MOST && each <= (int)each)
        set->figure.simplify = (int)each;
    else
        return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE,
                        "--simplify %s: expected auto, none or a number from 1 to %d: so many ties of each node, the "
                        "strongest, stay dark",
                        value, MOST);
    return ENT_OK;
}

static const opt options[] = {
    OPT_TEXT(draw_settings, figure.layout, 0, "layout", "NAME",
             "how nodes are placed (see `entente list layouts`; default: auto)"),
    OPT_INPUT(draw_settings, figure.theme, "theme", "NAME|FILE",
              "print, grey, dark, slide, or a theme file (default: print)"),
    OPT_READ(read_width, "width", "MM",
             "width of the figure, in mm or with a unit: 88, 3.5in, 8cm (default: 180)"),
    OPT_TEXT(draw_settings, page, 0, "page", "NAME",
             "size of a journal's column, a slide or a post, instead of --width: nature-1col, slide-16x9, "
             "... (see `entente list sizes`); small text is enlarged where the page asks for it"),
    OPT_REAL(draw_settings, figure.height_mm, "height", "MM",
             "height of the figure in mm (default: as needed, at most 230)", 40, 400),
    OPT_TEXT(draw_settings, channels[ENT_NODE_SIZE], 0, "size", "NAME",
             "measure or column for the size of nodes (default: degree); the name of a page, as of --page, sets "
             "the page"),
    OPT_REAL(draw_settings, figure.size_most, "size-most", "N",
             "value that the largest circle stands for, so that nodes have the same scale in figures of several dates "
             "(default: the largest value of the figure)", 0, 1e12),
    OPT_TEXT(draw_settings, channels[ENT_NODE_COLOUR], 0, "colour", "NAME",
             "measure or column for the colour of nodes, for example region"),
    OPT_TEXT(draw_settings, channels[ENT_NODE_SHAPE], 0, "shape", "NAME",
             "column for the shape of nodes, for example type"),
    OPT_TEXT(draw_settings, channels[ENT_TIE_COLOUR], 0, "tie-colour", "NAME",
             "measure or column for the colour of ties (default: level)"),
    OPT_TEXT(draw_settings, channels[ENT_TIE_WIDTH], 0, "tie-width", "NAME",
             "measure or column for the width of ties (default: the weight, in networks of actors and of "
             "agreements)"),
    OPT_TEXT(draw_settings, channels[ENT_TIE_DASH], 0, "dash", "NAME",
             "column for the dashes of ties (default: level)"),
    OPT_WORDS(draw_settings, figure.names, ent_label_language, "names", "auto|en|ru|iso3|id",
              "labels: English names, Russian names, ISO codes or ids (default: auto, English names, with --as-of those of "
              "that day, or, where they do not fit, codes)"),
    OPT_INPUT(draw_settings, language, "language", "en|ru|fr|es|FILE",
              "language of the legend, notes, caption and of numbers and dates, or the file of a translator "
              "(default: en, with --names ru Russian); in Russian, names are Russian, too"),
    OPT_TEXT(draw_settings, figure.label, 0, "label", "top:N|all|LIST",
             "nodes with a name: the N with most ties, all, or a list of ids or names (default: all, or "
             "top:50 of more than 250 nodes placed by stress)"),
    OPT_TEXT(draw_settings, figure.highlight, 0, "highlight", "LIST",
             "nodes that stand out with their ties, by id or name; all else is paler. --plot series: nodes "
             "whose lines have colours; those of all others are pale"),
    OPT_READ(read_simplify, "simplify", "auto|none|N",
             "keep the N strongest ties of each node dark, with those that hold the network together, and all others "
             "faint; auto does so where lines cross so often that none can be followed (default: auto). Statistics "
             "are those of all ties"),
    OPT_TEXT(draw_settings, collapse, 0, "collapse", "NAME",
             "draw each group of nodes as one node, and count the ties between groups and within them: region, "
             "community, or a column of the actors"),
    OPT_TEXT(draw_settings, panels, 0, "panels", "DATES",
             "one panel per date, for example 2010,2015,2021; a year means any time in it"),
    OPT_TEXT(draw_settings, compare, 0, "compare", "DATE,DATE",
             "two dates in one figure: ties that were entered, ended or were kept"),
    OPT_TEXT(draw_settings, plot, 0, "plot", "NAME",
             "draw a plot instead of a network: distribution, ranks, or, with --from and --to or the table that "
             "`entente series` wrote, series or communities; or memberships"),
    OPT_TEXT(draw_settings, of, 0, "of", "MEASURE",
             "measure that the plot shows (default: degree). --plot series: measures with commas between, a "
             "panel for each (default: ties). Interactive page with --from and --to, or --dates: measures with commas "
             "between (default: degree,betweenness,ties,density). --plot memberships: an organization, or a member"),
    OPT_INPUT(draw_settings, series, "series", "FILE",
              "interactive page: show the measures of this table, which `entente series` wrote, on the slider's day "
              "(without it, --from and --to, or --dates, compute those of --of)"),
    OPT_SIZE(draw_settings, figure.top, "top", "N",
             "--plot ranks: the first N nodes (default: 30); --plot series: the N nodes with the highest values "
             "(default: 8); --plot communities: the N communities with the most members (default: 12); --plot memberships: the first N", 1, 200),
    OPT_TEXT(draw_settings, events, 0, "events", "all|LIST",
             "--plot series: mark the events of the data (events.csv), all or those of these kinds"),
    OPT_OUTPUT(draw_settings, caption, 0, "caption", "FILE",
               "also write a caption: .txt, .md or .tex"),
    OPT_INPUT(draw_settings, places, "places", "FILE",
              "keep nodes and labels at the positions that --save-places wrote, as they are or corrected by hand; a few "
              "rows alone correct the figure without them; a matrix, columns and circles keep their order"),
    OPT_OUTPUT(draw_settings, save_places, 0, "save-places", "FILE",
               "also write the positions of nodes and labels in mm (.csv or .tsv)"),
    OPT_FLAG(draw_settings, figure.strict, 0, "strict",
             "fail if the figure does not pass a print check"),
    OPT_FLAG(draw_settings, figure.allow_empty, 0, "allow-empty",
             "allow a figure without ties (default: an error)"),
    OPT_TEXT(draw_settings, figure.title, 0, "title", "TEXT",
             "title above the figure, also for captions and screen readers (default: none in the figure)"),
    OPT_TEXT(draw_settings, figure.subtitle, 0, "subtitle", "TEXT", "a line under the title"),
    OPT_TEXT(draw_settings, figure.source, 0, "source", "TEXT",
             "source of the data, below the figure"),
    OPT_TEXT(draw_settings, figure.note, 0, "note", "TEXT", "note below the figure"),
    OPT_WORDS(draw_settings, figure.legend, ent_legend_place, "legend", "auto|right|below|none",
              "place of the legend (default: auto, at the right of wide figures, else below)"),
    OPT_TEXT(draw_settings, figure.font, 0, "font", "LIST",
             "font family as in SVG, for example 'Times New Roman, serif'"),
    OPT_SIZE(draw_settings, figure.starts, "starts", "N",
             "number of layouts tried; the best is kept (default: 16)", 1, 64),
    RESOLUTION_OPTION,
    OPT_SIZE(settings, seed, "seed", "N", "random seed of the layout and of communities (default: 1)", 0, 4e9),
    OPT_SIZE(draw_settings, figure.dpi, "dpi", "N", "resolution of PNG and TIFF (default: 300; of TIFF 600)", 30, 2400),
    OPT_END
};
const opt_group draw_figure_group = { "Figure", options };

/* ---- options without effect ---- */

static const draw_settings *own(const settings *set)
{
    return (const draw_settings *)set;
}

static bool has_no_pixels(const settings *set)
{
    const char *format = format_of(set, "svg");

    return strcmp(format, "png") != 0 && strcmp(format, "tiff") != 0;
}

static bool has_no_order(const settings *set)
{
    return !plot_is(own(set), "ranks") && !is_over_time(own(set)) && !plot_is(own(set), "memberships");
}

static bool no_plot(const settings *set)
{
    return !own(set)->plot;
}

static bool is_plot(const settings *set)
{
    return !no_plot(set);
}

static bool as_table(const settings *set)
{
    return is_drawn_as_table(own(set));
}

static bool has_no_lines(const settings *set)
{
    return own(set)->plot && !plot_is(own(set), "series");
}

static bool has_no_communities(const settings *set)
{
    return !plot_is(own(set), "communities");
}

static bool is_no_page(const settings *set)
{
    return strcmp(format_of(set, "svg"), "html") != 0;
}

static bool has_no_measure(const settings *set)
{
    return own(set)->plot ? !has_no_communities(set) : is_no_page(set) || !has_steps(own(set));
}

static bool has_no_steps(const settings *set)
{
    return own(set)->plot ? !is_over_time(own(set)) : is_no_page(set);
}

static bool is_of_memberships(const settings *set)
{
    return plot_is(own(set), "memberships");
}

static bool has_no_period(const settings *set)
{
    return has_no_steps(set) && !is_of_memberships(set);
}

static bool has_no_events(const settings *set)
{
    return !plot_is(own(set), "series") || !is_series_of_data(own(set));
}

static bool has_several(const settings *set)
{
    return own(set)->panels || own(set)->compare;
}

static bool no_date(const settings *set)
{
    return without_date(set) && !has_several(set) && no_plot(set);
}

static bool is_collapsed(const settings *set)
{
    return own(set)->collapse;
}

static const char of_groups[] = "with --collapse, which shows groups, their sizes and the ties between them";
static const char without_period[] = "without --plot series, communities or memberships, or an interactive page";
static const char without_series[] = "without --plot series or communities, or an interactive page";
static const char of_memberships[] = "on --plot memberships, which shows all rows of one actor";
static const char dates_are_given[] = "with --panels or --compare, which give the dates";
static bool has_english_words(const settings *set)
{
    const draw_settings *draw = own(set);

    return strcmp(draw->language, "en") != 0 && (plot_is(draw, "communities") || plot_is(draw, "memberships"));
}

const void_option draw_voids[] = {
    { "language", has_english_words, "on the words of this plot, which are English only", true },
    { "label", is_plot, "on plots, which have no nodes", false },
    { "legend", is_plot, "on plots, whose lines are labelled", false },
    { "highlight", has_no_lines, "on this plot, which has no nodes", false },
    { "caption", as_table, "on a table", false },
    { "dpi", has_no_pixels, "except on PNG and TIFF: other formats have no pixels", false },
    { "simplify", is_plot, "on plots, which have no ties", false },
    { "collapse", is_plot, "on plots, which have no nodes", false },
    { "size", is_collapsed, of_groups, false },
    { "size-most", is_plot, "on plots, which have no circles", false },
    { "colour", is_collapsed, of_groups, false },
    { "shape", is_collapsed, of_groups, false },
    { "tie-colour", is_collapsed, of_groups, false },
    { "tie-width", is_collapsed, of_groups, false },
    { "dash", is_collapsed, of_groups, false },
    { "top", has_no_order, "without --plot ranks, series, communities or memberships", false },
    { "from", has_no_period, without_period, false },
    { "to", has_no_period, without_period, false },
    { "step", has_no_steps, without_series, false },
    { "dates", has_no_steps, without_series, false },
    { "at", has_no_steps, without_series, false },
    { "match", has_no_communities, "without --plot communities", false },
    { "resolution", has_no_communities, "without --plot communities", false },
    { "events", has_no_events, "without --plot series of data, which needs --from and --to", false },
    { "as-of", is_of_memberships, of_memberships, false },
    { "during", is_of_memberships, of_memberships, false },
    { "count", is_of_memberships, of_memberships, false },
    { "network", is_of_memberships, of_memberships, false },
    { "level", is_of_memberships, of_memberships, false },
    { "kind", is_of_memberships, of_memberships, false },
    { "topic", is_of_memberships, of_memberships, false },
    { "within", is_of_memberships, of_memberships, false },
    { "role", is_of_memberships, of_memberships, false },
    { "tie-kinds", is_of_memberships, of_memberships, false },
    { "only", is_of_memberships, of_memberships, false },
    { "max-parties", is_of_memberships, of_memberships, false },
    { "blocs", is_of_memberships, of_memberships, false },
    { "succession", is_of_memberships, of_memberships, false },
    { "unknown", is_of_memberships, of_memberships, false },
    { "open-ended", is_of_memberships, of_memberships, false },
    { "ledger", is_of_memberships, of_memberships, false },
    { "weight", is_of_memberships, of_memberships, false },
    { "ego", is_of_memberships, of_memberships, false },
    { "backbone", is_of_memberships, of_memberships, false },
    { "population", is_of_memberships, of_memberships, false },
    { "isolates", is_of_memberships, of_memberships, false },
    { "with-memberships", is_of_memberships, of_memberships, false },
    { "directed", is_of_memberships, of_memberships, false },
    { "of", has_no_measure, "without a plot of a measure (--plot), or an interactive page with --from and --to, or --dates", false },
    { "documents", is_no_page, "except on interactive pages (-o page.html), which show the passages", false },
    { "series", is_no_page, "except on interactive pages (-o page.html); --plot series takes the table as its data", false },
    { "ledger", has_several, "with --panels or --compare: a ledger describes a single network",
      false },
    { "as-of", has_several, dates_are_given, false },
    { "during", has_several, dates_are_given, false },
    { "open-ended", no_date, "without a date: add --as-of or --during", true },
    { NULL, NULL, NULL, false }
};
