/* options.c: the tables of options, the parser that fills the settings from them, and the help. */
#include "cli/options.h"

#include <getopt.h>
#include <string.h>

const opt general_options[] = {
    OPT_FLAG(help, 'h', "help", "show this help"),
    OPT_FLAG(quiet, 'q', "quiet", "print errors only"),
    OPT_FLAG(verbose, 'v', "verbose",
             "print how many rows were counted, and why others were not (--ledger lists each row)"),
    OPT_CHOICE(color, 0, "color", "auto|always|never",
               "colours in messages (default: auto, which respects NO_COLOR)"),
    OPT_SIZE(workers, 0, "workers", "N",
             "number of processes for long computations (default: one per core); results do not "
             "depend on it",
             1, 256),
    OPT_END
};

const opt data_options[] = {
    OPT_TEXT(agreements, 0, "agreements", "FILE",
             "table of agreements (CSV, TSV or JSON, also compressed as .gz)"),
    OPT_TEXT(parties, 0, "parties", "FILE", "table of parties"),
    OPT_TEXT(actors, 0, "actors", "FILE", "table of actors and their attributes"),
    OPT_TEXT(memberships, 0, "memberships", "FILE", "table of memberships in organizations"),
    OPT_TEXT(sources, 0, "sources", "FILE", "table of sources"),
    OPT_TEXT(map, 0, "map", "MAP",
             "how to read files in another form: a map file, or a name from `entente list maps`"),
    OPT_END
};

const opt import_options[] = {
    OPT_TEXT(map, 0, "map", "MAP",
             "how to read the files: a map file, or a name from `entente list maps`"),
    OPT_TEXT(guess, 0, "guess", "FILE", "propose a map for a table, with reasons; import nothing"),
    OPT_TEXT(out, 'o', "out", "DIR", "folder for the data package (with --guess: file for the map)"),
    OPT_FLAG(strict, 0, "strict", "fail if a date, actor or code is not understood"),
    OPT_FLAG(force, 0, "force", "write into a folder that contains other files"),
    OPT_END
};

const opt document_options[] = {
    OPT_TEXT(documents, 0, "documents", "DIR",
             "folder with the documents that the rows were taken from"),
    OPT_END
};

const opt which_options[] = {
    OPT_DATE(as_of, 0, "as-of", "DATE",
             "the network on one day; 2015 means an unknown day in 2015 (for any time in 2015, use "
             "--during 2015)"),
    OPT_DATE(during, 0, "during", "FROM/TO",
             "the network at any time in a period: a year, a month, or 2010/2015"),
    OPT_CHOICE(count, 0, "count", "signed|ratified|in-force|any",
               "when a party counts (default: signed)"),
    OPT_CHOICE(network, 0, "network", "default|ties|two-mode|actors|agreements|members",
               "which nodes and ties. actors: states and organizations, tied if they share an "
               "agreement. ties: a bilateral agreement ties its two parties; a larger one ties each "
               "party to the organization within which it was made, or to the agreement. two-mode: "
               "actors, tied to their agreements. agreements: tied if they share a party. members: "
               "members, tied to their organizations. default: actors; ties if most agreements with "
               "three or more parties were made within organizations; members if the data contain "
               "memberships only"),
    OPT_TEXT(weight, 0, "weight",
             "count|newman|jaccard|cosine|overlap|hypergeometric|binary|column:NAME",
             "weight of a tie (default: count, the number of shared agreements)"),
    OPT_TEXT(level, 0, "level", "LIST",
             "only agreements of these levels, for example bilateral;regional"),
    OPT_TEXT(kind, 0, "kind", "LIST", "only agreements of these kinds, for example treaty;protocol"),
    OPT_TEXT(topic, 0, "topic", "LIST", "only agreements on these topics"),
    OPT_TEXT(within, 0, "within", "LIST", "only agreements made within these organizations"),
    OPT_TEXT(role, 0, "role", "LIST",
             "only these roles create ties (default: party;signatory;member)"),
    OPT_TEXT(only, 0, "only", "ACTORS",
             "show only these actors and what ties them to each other; weights are those of the "
             "whole network"),
    OPT_TEXT(ego, 0, "ego", "ID[:RADIUS]",
             "only nodes within RADIUS steps of one actor (default radius: 1)"),
    OPT_SIZE(max_parties, 0, "max-parties", "N", "leave out agreements with more than N parties", 1,
             1e9),
    OPT_CHOICE(blocs, 0, "blocs", "node|members|both",
               "an organization that is a party counts as itself, as its members on that day, or as "
               "both (default: node)"),
    OPT_CHOICE(succession, 0, "succession", "separate|continue",
               "a state and the state that continues it (Soviet Union, Russia) are two nodes, or one "
               "(default: separate)"),
    OPT_CHOICE(backbone, 0, "backbone", "none|sdsm|fdsm|hypergeometric|disparity",
               "keep only ties that are stronger than expected by chance. sdsm, fdsm and "
               "hypergeometric test the number of shared agreements; disparity tests the weight of a "
               "tie against the other ties of its nodes (default: none)"),
    OPT_REAL(alpha, 0, "alpha", "P", "significance level of the backbone (default: 0.05)", 1e-12, 1),
    OPT_CHOICE(correction, 0, "correction", "holm|bh|none",
               "correction for multiple testing (backbone; default: holm)"),
    OPT_SIZE(samples, 0, "samples", "N",
             "number of random networks for --backbone fdsm, or of completions of the data for "
             "--bounds (default: 1000)",
             2, 1e7),
    OPT_CHOICE(population, 0, "population", "all|cow|gw",
               "which states without ties are nodes: all states in the data that existed at the "
               "time, or only those in the state system of Correlates of War (cow) or of Gleditsch "
               "and Ward (gw) (default: all)"),
    OPT_CHOICE(isolates, 0, "isolates", "keep|drop", "nodes without ties (default: keep)"),
    OPT_CHOICE(unknown, 0, "unknown", "apart|as-tie",
               "ties that may or may not exist at the time: reported apart, or counted as ties "
               "(default: apart)"),
    OPT_CHOICE(open_ended, 0, "open-ended", "holds|unknown",
               "an agreement without a recorded end is still in force, or unknown after the last "
               "day that its source covers (default: holds)"),
    OPT_FLAG(force, 0, "force", "allow very large networks and very long tables of pairs"),
    OPT_FLAG(with_memberships, 0, "with-memberships",
             "membership in an organization creates ties too"),
    OPT_TEXT(ledger, 0, "ledger", "FILE",
             "write a table that says for each row of the data whether it was counted, or why not"),
    OPT_END
};

const opt direction_options[] = {
    OPT_FLAG(directed, 0, "directed",
             "ties have directions, from the column 'side' of the table of parties or the order of "
             "the two columns of a pair"),
    OPT_END
};

const opt output_options[] = {
    OPT_TEXT(out, 'o', "out", "FILE", "output file; - is standard output"),
    OPT_TEXT(format, 0, "format", "FORMAT", "output format (default: the ending of the file name)"),
    OPT_END
};

#define DISTANCE_OPTION                                                                            \
    OPT_TEXT(distance, 0, "distance", "unweighted|inverse|inverse:ALPHA",                          \
             "length of a tie on shortest paths: 1, 1/weight or 1/weight^ALPHA (default: "         \
             "unweighted)")
#define MEASURES_OPTION                                                                            \
    OPT_TEXT(measures, 'm', "measures", "LIST", "names of measures (see `entente list measures`)")
#define RESOLUTION_OPTION                                                                          \
    OPT_REAL(resolution, 0, "resolution", "GAMMA",                                                 \
             "resolution of community detection (default: 1)", 1e-6, 1e6)
#define SEED_OPTION OPT_SIZE(seed, 0, "seed", "N", "random seed (default: 1)", 0, 4e9)

const opt measure_options[] = {
    MEASURES_OPTION,
    OPT_TEXT(describe, 0, "describe", "NAME", "explain one measure: formula, range, source"),
    OPT_CHOICE(scope, 0, "scope", "all|node|tie|network|pair",
               "which statistics: of nodes, ties, pairs or the network (default: all)"),
    OPT_FLAG(long_form, 0, "long", "one row per value: date, scope, measure, node, value"),
    DISTANCE_OPTION,
    OPT_TEXT(community, 0, "community", "METHOD",
             "method of community detection: leiden, louvain, walktrap, infomap, "
             "label-propagation, fast-greedy, leading-eigenvector, edge-betweenness or spinglass "
             "(default: leiden)"),
    OPT_TEXT(agreement, 0, "agreement", "all|METHOD,METHOD",
             "print only how far these community methods agree"),
    OPT_FLAG(projection_report, 0, "projection-report",
             "print only how much of the network comes from its largest agreements, and how it "
             "changes with --max-parties and --weight"),
    RESOLUTION_OPTION,
    SEED_OPTION,
    OPT_CHOICE(null, 0, "null", "none|curveball|degree|density|labels",
               "compare each value with random networks (default: none). curveball keeps the number "
               "of agreements of each party and of parties of each agreement; degree keeps the "
               "degrees; density keeps the number of ties; labels permutes the node labels"),
    OPT_SIZE(runs, 0, "runs", "N",
             "number of random networks with --null (default: 1000), otherwise of searches for "
             "communities (default: 10)",
             1, 1e7),
    OPT_SIZE(top, 0, "top", "N", "only the first N nodes or pairs, ranked by the first measure", 1,
             1e9),
    OPT_END
};

/* The options of measures for verbs whose tables are not those of `entente measure`. */
const opt run_options[] = { MEASURES_OPTION, DISTANCE_OPTION, RESOLUTION_OPTION, SEED_OPTION, OPT_END };

const opt series_options[] = {
    OPT_DATE(from, 0, "from", "DATE", "beginning of the first step, for example 1946 or 1946-05"),
    OPT_DATE(to, 0, "to", "DATE", "end of the last step"),
    OPT_TEXT(step, 0, "step", "1y|6m|10d|...",
             "length of a step in years, months or days (default: 1y)"),
    OPT_CHOICE(at, 0, "at", "during|start|end",
               "the network at any time in the step, on its first day, or on its last day (default: "
               "during)"),
    OPT_TEXT(summary, 0, "summary", "FILE",
             "also write first, last, lowest and highest values to this file"),
    OPT_TEXT(changes, 0, "changes", "FILE",
             "also write each tie that appears or ends, with its agreements, to this file"),
    OPT_TEXT(communities, 0, "communities", "FILE",
             "also write births, deaths, splits and merges of communities to this file"),
    OPT_REAL(match, 0, "match", "J",
             "least Jaccard index at which a community counts as the same in the next step "
             "(default: 0.3)",
             0.01, 1),
    OPT_END
};

const opt bounds_options[] = {
    OPT_FLAG(bounds, 0, "bounds",
             "lowest and highest value that unknown dates, ends, roles and actors allow"),
    OPT_END
};

const opt compare_options[] = {
    OPT_TEXT(against, 0, "against", "OPTIONS", "compare with the same data under other options"),
    OPT_CHOICE(show, 0, "show", "all|summary|nodes|ties", "which table to print (default: all)"),
    OPT_SIZE(permutations, 0, "permutations", "N", "number of permutations of the QAP test (default: 1000)",
             0, 1e7),
    OPT_END
};

const opt draw_options[] = {
    OPT_TEXT(layout, 0, "layout", "NAME",
             "how nodes are placed (see `entente list layouts`; default: auto)"),
    OPT_TEXT(theme, 0, "theme", "NAME|FILE",
             "print, grey, dark, slide, or a theme file (default: print)"),
    OPT_EITHER(width, 0, "width", "MM|NAME",
               "width of the figure, in mm or with a unit: 88, 3.5in, 8cm (default: 180). With the "
               "name of a measure or column of ties: larger values are drawn as wider ties",
               60, 400),
    OPT_REAL(height, 0, "height", "MM", "height of the figure in mm (default: as needed)", 40, 400),
    OPT_TEXT(size, 0, "size", "NAME", "measure or column for the size of nodes (default: degree)"),
    OPT_TEXT(colour, 0, "colour", "NAME",
             "measure or column for the colour of nodes, for example region"),
    OPT_TEXT(shape, 0, "shape", "NAME", "column for the shape of nodes, for example type"),
    OPT_TEXT(tie_colour, 0, "tie-colour", "NAME",
             "measure or column for the colour of ties (default: level)"),
    OPT_TEXT(dash, 0, "dash", "NAME", "column for the dashes of ties (default: level)"),
    OPT_CHOICE(names, 0, "names", "auto|en|ru|iso3|id",
               "labels: English names, Russian names, ISO codes or ids (default: auto, English names "
               "or, where they do not fit, codes)"),
    OPT_TEXT(panels, 0, "panels", "DATES",
             "one panel per date, for example 2010,2015,2021; a year means any time in it"),
    OPT_TEXT(compare, 0, "compare", "DATE,DATE",
             "two dates in one figure: ties that appeared, ended or remained"),
    OPT_TEXT(plot, 0, "plot", "NAME",
             "draw a plot instead of a network: distribution, ranks or series"),
    OPT_TEXT(of, 0, "of", "MEASURE", "measure that the plot shows (default: degree)"),
    OPT_SIZE(top, 0, "top", "N", "--plot ranks: show the first N nodes (default: 30)", 1, 200),
    OPT_TEXT(caption, 0, "caption", "FILE", "also write a caption: .txt, .md or .tex"),
    OPT_TEXT(places, 0, "places", "FILE",
             "keep nodes at the positions that an earlier figure saved with --save-places; a "
             "matrix, columns and circles keep their order"),
    OPT_TEXT(save_places, 0, "save-places", "FILE", "also write the positions of the nodes (CSV)"),
    OPT_FLAG(strict, 0, "strict", "fail if the figure does not pass a print check"),
    OPT_FLAG(allow_empty, 0, "allow-empty", "allow a figure without ties (default: an error)"),
    OPT_TEXT(title, 0, "title", "TEXT", "title, for captions and screen readers"),
    OPT_TEXT(font, 0, "font", "LIST", "font family as in SVG, for example 'Times New Roman, serif'"),
    OPT_SIZE(starts, 0, "starts", "N", "number of layouts tried; the best is kept (default: 16)", 1,
             64),
    OPT_SIZE(seed, 0, "seed", "N", "random seed of the layout (default: 1)", 0, 4e9),
    OPT_SIZE(dpi, 0, "dpi", "N", "resolution of PNG (default: 300)", 30, 2400),
    OPT_END
};

const char *group_title(const opt *group)
{
    return group == general_options     ? "General"
           : group == data_options      ? "Data in single tables or in other forms"
           : group == import_options    ? "Import"
           : group == document_options  ? "Documents"
           : group == which_options     ? "Which network"
           : group == direction_options ? "Directions"
           : group == output_options    ? "Output"
           : group == measure_options   ? "Statistics"
           : group == run_options       ? "Statistics"
           : group == series_options    ? "Steps"
           : group == compare_options   ? "Comparison"
           : group == bounds_options    ? "Incomplete data"
                                        : "Figure";
}

bool choice_word(const char *arg, size_t i, ent_str *word)
{
    ent_str rest = ent_str_of(arg);

    for (size_t n = 0; ent_str_next(&rest, '|', word); n++)
        if (n == i)
            return true;
    return false;
}

int exit_code(ent_status status)
{
    return status == ENT_OK ? EXIT_DONE : status == ENT_EUSAGE ? EXIT_USAGE : EXIT_FAILED;
}

/* ---- one value ---- */

static ent_status bad_value(const opt *o, const char *value, const char *expected,
                            ent_diags *diags)
{
    return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE, "--%s %s: expected %s", o->name, value,
                    expected);
}

static ent_status set_choice(const opt *o, int *field, const char *value, ent_diags *diags)
{
    ent_str words[16], word, near;
    size_t count = 0;

    if (strcmp(o->name, "network") == 0 && strcmp(value, "acts") == 0)
        value = "agreements"; /* the library's short word */
    while (count < 16 && choice_word(o->arg, count, &word)) {
        if (ent_str_is(word, value)) {
            *field = (int)count;
            return ENT_OK;
        }
        words[count++] = word;
    }
    near = ent_str_nearest(ent_str_of(value), words, count);
    if (near.len)
        return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE, "--%s %s: did you mean '%.*s'?", o->name,
                        value, ENT_STR_ARG(near));
    if (strcmp(o->name, "color") == 0)
        return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE,
                        "--color %s: --color is about messages and takes %s; did you mean --colour "
                        "%s, the colour of nodes?",
                        value, o->arg, value);
    return bad_value(o, value, o->arg, diags);
}

static ent_status set_number(const opt *o, void *field, const char *value, ent_diags *diags)
{
    double number;
    bool whole = o->type == OPT_SIZE_TYPE;

    if (!ent_str_number(ent_str_of(value), &number) || number < o->low || number > o->high ||
        (whole && number != (double)(size_t)number))
        return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE, "--%s %s: expected a%s number from %g to %g",
                        o->name, value, whole ? " whole" : "", o->low, o->high);
    if (whole)
        *(size_t *)field = (size_t)number;
    else
        *(double *)field = number;
    return ENT_OK;
}

/* Millimetres in one of a unit of length, or 0. */
static double unit_length(ent_str unit)
{
    static const struct {
        const char *name;
        double mm;
    } units[] = { { "", 1 }, { "mm", 1 }, { "cm", 10 }, { "in", 25.4 }, { "pt", 25.4 / 72 } };

    for (size_t i = 0; i < sizeof units / sizeof *units; i++)
        if (ent_str_is(unit, units[i].name))
            return units[i].mm;
    return 0;
}

/* A length, "88", "88mm", "8.8 cm" or "3.2in", or a name, "agreements". */
static ent_status set_either(const opt *o, number_or_word *field, const char *value,
                             ent_diags *diags)
{
    ent_str number_text = { value, strspn(value, "0123456789.") };
    ent_str unit = ent_str_trim(ent_str_of(value + number_text.len));
    double number;

    if (!number_text.len || !ent_str_number(number_text, &number)) {
        field->word = value;
        return ENT_OK;
    }
    if (unit_length(unit) <= 0)
        return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE,
                        "--%s %s: expected a length in mm, cm, in or pt, such as 88mm, or a name",
                        o->name, value);
    number *= unit_length(unit);
    if (number < o->low || number > o->high)
        return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE,
                        "--%s %s: expected a length from %g to %g mm, or a name", o->name, value,
                        o->low, o->high);
    field->number = number;
    return ENT_OK;
}

static ent_status set_value(settings *set, const opt *o, const char *value, ent_diags *diags)
{
    void *field = (char *)set + o->offset;

    switch (o->type) {
    case OPT_FLAG_TYPE:
        *(bool *)field = true;
        return ENT_OK;
    case OPT_TEXT_TYPE:
        *(const char **)field = value;
        return ENT_OK;
    case OPT_CHOICE_TYPE:
        return set_choice(o, field, value, diags);
    case OPT_EITHER_TYPE:
        return set_either(o, field, value, diags);
    case OPT_DATE_TYPE:
        if (ent_date_read(field, ent_str_of(value)) != ENT_DATE_OK ||
            !ent_date_known(*(ent_date *)field))
            return bad_value(o, value, "a date: 2015, 2015-05, 2015-05-08, or a span 2010/2015",
                             diags);
        return ENT_OK;
    default:
        return set_number(o, field, value, diags);
    }
}

/* ---- the loop ---- */

typedef struct option_list {
    const opt *rows[MOST_OPTIONS];
    struct option longs[MOST_OPTIONS + 1];
    char letters[2 * MOST_OPTIONS + 3];
    size_t count;
} option_list;

static void collect(option_list *list, const command *cmd)
{
    size_t letters = 0;

    list->letters[letters++] = ':';
    list->count = 0;
    for (const opt *const *group = cmd->groups; *group; group++)
        for (const opt *o = *group; o->type != OPT_END_TYPE && list->count < MOST_OPTIONS; o++) {
            list->longs[list->count] = (struct option){
                o->name, o->type == OPT_FLAG_TYPE ? no_argument : required_argument, NULL,
                1000 + (int)list->count
            };
            list->rows[list->count++] = o;
            if (o->letter) {
                list->letters[letters++] = o->letter;
                if (o->type != OPT_FLAG_TYPE)
                    list->letters[letters++] = ':';
            }
        }
    list->letters[letters] = '\0';
    list->longs[list->count] = (struct option){ 0 };
}

static const opt *row_of(const option_list *list, int code)
{
    size_t i = 0;

    if (code >= 1000)
        return list->rows[code - 1000];
    while (i + 1 < list->count && list->rows[i]->letter != code)
        i++; /* getopt returns only letters that it was given */
    return list->rows[i];
}

static ent_status unknown_option(const option_list *list, const command *cmd, const char *word,
                                 ent_diags *diags)
{
    ent_str names[MOST_OPTIONS], near = { "", 0 };
    ent_str given;

    if (strncmp(word, "--", 2) == 0) {
        const char *equals = strchr(word, '=');

        given = (ent_str){ word + 2, (equals ? (size_t)(equals - word) : strlen(word)) - 2 };
        for (size_t i = 0; i < list->count; i++)
            names[i] = ent_str_of(list->rows[i]->name);
        near = ent_str_nearest(given, names, list->count);
    }
    if (strcmp(word, "--assume-open") == 0)
        for (size_t i = 0; i < list->count; i++)
            if (strcmp(list->rows[i]->name, "open-ended") == 0)
                return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE,
                                "unknown option %s; --open-ended holds (the default) assumes that "
                                "agreements without a recorded end are still in force", word);
    if (near.len)
        return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE, "unknown option %s; did you mean --%.*s?",
                        word, ENT_STR_ARG(near));
    return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE,
                    "unknown option %s; `entente %s --help` lists them", word, cmd->name);
}

bool was_given(const settings *set, const char *name)
{
    for (size_t i = 0; i < set->given_count; i++)
        if (strcmp(set->given[i]->name, name) == 0)
            return true;
    return false;
}

/* A second value would silently replace the first. A repeated flag, or the same text again, changes
 * nothing and is accepted. */
static ent_status note_given(settings *set, const opt *o, const char *value, ent_diags *diags)
{
    bool again = was_given(set, o->name) && o->type != OPT_FLAG_TYPE && o->type != OPT_EITHER_TYPE;
    const char *const *text = (const char *const *)((char *)set + o->offset);

    if (again && !(o->type == OPT_TEXT_TYPE && strcmp(*text, value) == 0))
        return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE,
                        "--%s is given twice; expected it once%s", o->name,
                        o->type == OPT_TEXT_TYPE && strcmp(o->arg, "LIST") == 0
                            ? ", as a list with semicolons"
                            : "");
    if (!was_given(set, o->name) && set->given_count < MOST_OPTIONS)
        set->given[set->given_count++] = o;
    return ENT_OK;
}

ent_status parse_options(settings *set, const command *cmd, int argc, char **argv,
                         ent_diags *diags)
{
    option_list list;
    ent_status status = ENT_OK;
    int code;

    collect(&list, cmd);
    opterr = 0;
    optind = 0; /* resets getopt completely; 1 would keep pointers into an earlier argv */
    while ((code = getopt_long(argc, argv, list.letters, list.longs, NULL)) != -1) {
        char letter[3] = { '-', (char)optopt, '\0' };

        if (code == '?' && optopt >= 1000) /* a flag that was given a value */
            return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE, "--%s takes no value",
                            row_of(&list, optopt)->name);
        if (code == '?')
            return unknown_option(&list, cmd, optopt ? letter : argv[optind - 1], diags);
        if (code == ':')
            return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE, "--%s needs a value: %s",
                            row_of(&list, optopt)->name, row_of(&list, optopt)->arg);
        if ((status = note_given(set, row_of(&list, code), optarg, diags)) != ENT_OK ||
            (status = set_value(set, row_of(&list, code), optarg, diags)) != ENT_OK)
            return status;
    }
    for (; optind < argc; optind++) {
        if (set->operand_count == MOST_OPERANDS)
            return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE, "too many operands: %s", argv[optind]);
        set->operands[set->operand_count++] = argv[optind];
    }
    return ENT_OK;
}

/* ---- help ---- */

static void wrap(ent_buf *out, const char *text, size_t indent, size_t column, size_t width)
{
    ent_str rest = ent_str_of(text), word;

    while (ent_str_next(&rest, ' ', &word)) {
        if (!word.len)
            continue;
        if (column > indent && column + 1 + word.len > width) {
            ent_buf_format(out, "\n%*s", (int)indent, "");
            column = indent;
        } else if (column > indent) {
            ent_buf_char(out, ' ');
            column++;
        }
        ent_buf_str(out, word);
        column += word.len;
    }
    ent_buf_char(out, '\n');
}

static void help_option(const opt *o, ent_buf *out)
{
    ent_buf left = { 0 };

    ent_buf_format(&left, "  %c%c%s--%s", o->letter ? '-' : ' ', o->letter ? o->letter : ' ',
                   o->letter ? ", " : "  ", o->name);
    if (o->arg)
        ent_buf_format(&left, " %s", o->arg);
    ent_buf_str(out, ent_buf_view(&left));
    if (left.len > 28)
        ent_buf_format(out, "\n%*s", 30, "");
    else
        ent_buf_format(out, "%*s", (int)(30 - left.len), "");
    wrap(out, o->help, 30, 30, 90);
    ent_buf_destroy(&left);
}

void print_help(const command *cmd, ent_buf *out)
{
    ent_buf_format(out, "entente %s %s\n\n", cmd->name, cmd->operands);
    wrap(out, cmd->summary, 0, 0, 90);
    for (const char *p = cmd->more; p && *p;) {
        const char *end = strchr(p, '\n');
        size_t len = end ? (size_t)(end - p) : strlen(p);

        ent_buf_char(out, '\n');
        if (*p == ' ') { /* an example: printed as it is */
            ent_buf_add(out, p, len);
            ent_buf_char(out, '\n');
        } else {
            ent_buf line = { 0 };

            ent_buf_add(&line, p, len);
            wrap(out, ent_buf_string(&line), 0, 0, 90);
            ent_buf_destroy(&line);
        }
        p = end ? end + 1 : NULL;
    }
    for (const opt *const *group = cmd->groups; *group; group++) {
        ent_buf_format(out, "\n%s:\n", group_title(*group));
        for (const opt *o = *group; o->type != OPT_END_TYPE; o++)
            help_option(o, out);
    }
}
