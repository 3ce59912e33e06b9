/* options.c: the tables of options that commands share, and the loop over them. */
#include "cli/options.h"

#include <getopt.h>
#include <string.h>

const opt general_options[] = {
    OPT_FLAG(help, 'h', "help", "show this help"),
    OPT_FLAG(quiet, 'q', "quiet", "no words but errors"),
    OPT_FLAG(verbose, 'v', "verbose", "how many rows counted, and why others did not (--ledger lists each)"),
    OPT_CHOICE(color, 0, "color", "auto|always|never", "colour in messages (also NO_COLOR)"),
    OPT_SIZE(workers, 0, "workers", "N",
             "processes for long computations (default: one for each core); results are the "
             "same for any number",
             1, 256),
    OPT_END
};

const opt data_options[] = {
    OPT_TEXT(agreements, 0, "agreements", "FILE", "the table of agreements (CSV, TSV, JSON; .gz)"),
    OPT_TEXT(parties, 0, "parties", "FILE", "the table of parties"),
    OPT_TEXT(actors, 0, "actors", "FILE", "the table of actors, or nodes with attributes"),
    OPT_TEXT(memberships, 0, "memberships", "FILE", "the table of memberships"),
    OPT_TEXT(sources, 0, "sources", "FILE", "the table of sources"),
    OPT_TEXT(map, 0, "map", "MAP", "read foreign files by a map: a file, or a name of `list maps`"),
    OPT_END
};

const opt import_options[] = {
    OPT_TEXT(map, 0, "map", "MAP", "how to read the files: a file, or a name of `list maps`"),
    OPT_TEXT(guess, 0, "guess", "FILE", "propose a map for a table, with reasons, and stop"),
    OPT_TEXT(out, 'o', "out", "DIR", "the folder for the data package (or FILE for --guess)"),
    OPT_FLAG(strict, 0, "strict", "fail on any date, actor or code that is not understood"),
    OPT_FLAG(force, 0, "force", "write into a folder that holds other files"),
    OPT_END
};

const opt document_options[] = {
    OPT_TEXT(documents, 0, "documents", "DIR", "folder of the documents that rows were read from"),
    OPT_END
};

const opt which_options[] = {
    OPT_DATE(as_of, 0, "as-of", "DATE", "the network on a day; 2015 is a day in 2015 that is not known (--during: at any time in it)"),
    OPT_DATE(during, 0, "during", "FROM/TO", "what held at some time of a span, a year, a month"),
    OPT_CHOICE(count, 0, "count", "signed|ratified|in-force|any",
               "what makes a party count (default: signed)"),
    OPT_CHOICE(network, 0, "network", "default|ties|two-mode|actors|acts|members",
               "nodes and ties (default: actors, that is states and organizations tied by the "
               "agreements that they share; ties where most agreements of three or more parties were "
               "made within organizations; members where there are memberships only)"),
    OPT_TEXT(weight, 0, "weight",
             "count|newman|jaccard|cosine|overlap|hypergeometric|binary|column:NAME",
             "how strong a tie is (default: count)"),
    OPT_TEXT(level, 0, "level", "LIST", "only acts of these levels: bilateral;regional"),
    OPT_TEXT(kind, 0, "kind", "LIST", "only acts of these kinds: treaty;agreement"),
    OPT_TEXT(topic, 0, "topic", "LIST", "only acts on these topics"),
    OPT_TEXT(within, 0, "within", "LIST", "only acts made within these organizations"),
    OPT_TEXT(role, 0, "role", "LIST", "roles that tie (default: party;signatory;member)"),
    OPT_TEXT(only, 0, "only", "ACTORS",
             "show only these actors and what ties them; weights, hubs and parties stay as among all"),
    OPT_TEXT(ego, 0, "ego", "ID[:RADIUS]", "only what is around one actor"),
    OPT_SIZE(max_parties, 0, "max-parties", "N", "leave out acts of more parties", 1, 1e9),
    OPT_CHOICE(blocs, 0, "blocs", "node|members|both",
               "an organization that is a party: itself, or its members of the day"),
    OPT_CHOICE(succession, 0, "succession", "separate|continue",
               "a state and the one that continues it: two nodes, or one"),
    OPT_CHOICE(backbone, 0, "backbone", "none|sdsm|fdsm|hypergeometric|disparity",
               "only ties that are more than chance makes: acts in common against a null of the "
               "two modes, or weights against the others of a node (disparity)"),
    OPT_REAL(alpha, 0, "alpha", "P", "level of the backbone's tests (default: 0.05)", 1e-12, 1),
    OPT_CHOICE(correction, 0, "correction", "holm|bh|none",
               "of the backbone, for the number of its tests (default: holm)"),
    OPT_SIZE(samples, 0, "samples", "N",
             "networks that fdsm draws, completions of the data for --bounds (default: 1000)", 2,
             1e7),
    OPT_CHOICE(population, 0, "population", "all|cow|gw",
               "states that stay without a tie: all that the data name and that existed on the day, or of "
               "these only those in the state system of Correlates of War, or of Gleditsch and Ward"),
    OPT_CHOICE(isolates, 0, "isolates", "keep|drop", "actors without a tie (default: kept)"),
    OPT_CHOICE(unknown, 0, "unknown", "apart|as-tie",
               "ties that are not known to exist on the day (default: apart)"),
    OPT_CHOICE(open_ended, 0, "open-ended", "holds|unknown",
               "an agreement without a recorded end, after the last day of which its source speaks "
               "(default: holds)"),
    OPT_FLAG(force, 0, "force", "make networks, and measures of pairs, however many pairs there are"),
    OPT_FLAG(with_memberships, 0, "with-memberships",
             "membership in an organization ties too (also two-mode, actors, acts)"),
    OPT_TEXT(ledger, 0, "ledger", "FILE", "write what became of every row, row by row (CSV)"),
    OPT_END
};

const opt direction_options[] = { OPT_FLAG(directed, 0, "directed",
                                           "ties run one way, by the column side of parties or the order of the columns of a pair"),
                                  OPT_END };

const opt output_options[] = {
    OPT_TEXT(out, 'o', "out", "FILE", "where to write; - is standard output"),
    OPT_TEXT(format, 0, "format", "FORMAT", "what to write, when the file's name does not say"),
    OPT_END
};

const opt measure_options[] = {
    OPT_TEXT(measures, 'm', "measures", "LIST", "which measures (see `entente list measures`)"),
    OPT_TEXT(describe, 0, "describe", "NAME", "explain one measure: formula, range, source"),
    OPT_CHOICE(scope, 0, "scope", "all|node|tie|network|pair",
               "statistics of what (default: all)"),
    OPT_FLAG(long_form, 0, "long", "a row for each value: date, scope, measure, node, value"),
    OPT_TEXT(distance, 0, "distance", "unweighted|inverse|inverse:ALPHA",
             "how long a tie is, for paths (default: unweighted)"),
    OPT_TEXT(community, 0, "community", "METHOD",
             "how communities are found: leiden (default), louvain, walktrap, infomap, "
             "label-propagation, fast-greedy, leading-eigenvector, edge-betweenness, spinglass"),
    OPT_TEXT(agreement, 0, "agreement", "all|METHOD,METHOD",
             "a table of its own: how far these ways to find communities agree"),
    OPT_FLAG(projection_report, 0, "projection-report",
             "a table of its own: what a projection owes to its largest acts, to a cap, to the "
             "choice of weights"),
    OPT_REAL(resolution, 0, "resolution", "GAMMA", "of communities (default: 1)", 1e-6, 1e6),
    OPT_SIZE(seed, 0, "seed", "N", "of everything that involves chance (default: 1)", 0, 4e9),
    OPT_CHOICE(null, 0, "null", "none|curveball|degree|density|labels",
               "beside each value: what chance gives when it keeps the acts of each party and the "
               "parties of each act (curveball), the degrees, the number of ties, or all but who "
               "is who (labels)"),
    OPT_SIZE(runs, 0, "runs", "N",
             "random networks with --null (default: 1000), else searches for communities (default: 10)",
             1, 1e7),
    OPT_SIZE(top, 0, "top", "N", "the first N nodes or pairs only, by the first measure", 1, 1e9),
    OPT_END
};

/* the same for verbs that compute measures, but do not show them in measure's tables */
const opt run_options[] = {
    OPT_TEXT(measures, 'm', "measures", "LIST", "which measures (see `entente list measures`)"),
    OPT_TEXT(distance, 0, "distance", "unweighted|inverse|inverse:ALPHA",
             "how long a tie is, for paths (default: unweighted)"),
    OPT_REAL(resolution, 0, "resolution", "GAMMA", "of communities (default: 1)", 1e-6, 1e6),
    OPT_SIZE(seed, 0, "seed", "N", "of everything that involves chance (default: 1)", 0, 4e9),
    OPT_END
};

const opt series_options[] = {
    OPT_DATE(from, 0, "from", "DATE", "the first step begins with it: 1946, 1946-05"),
    OPT_DATE(to, 0, "to", "DATE", "the last step holds its last day"),
    OPT_TEXT(step, 0, "step", "1y|6m|10d|...", "how long a step is (default: 1y)"),
    OPT_CHOICE(at, 0, "at", "during|start|end",
               "what held at some time of the step, on its first, on its last day"),
    OPT_TEXT(summary, 0, "summary", "FILE", "write the summary too: first, last, lowest, highest"),
    OPT_TEXT(changes, 0, "changes", "FILE",
             "write each tie that appears or ends, and the acts that did it"),
    OPT_TEXT(communities, 0, "communities", "FILE",
             "write births, deaths, splits and merges of communities"),
    OPT_REAL(match, 0, "match", "J",
             "a community stays itself from this Jaccard index on (default: 0.3)", 0.01, 1),
    OPT_END
};

const opt bounds_options[] = {
    OPT_FLAG(bounds, 0, "bounds", "the lowest and highest value over all that is not known: dates, ends, roles, actors"),
    OPT_END
};

const opt compare_options[] = {
    OPT_TEXT(against, 0, "against", "OPTIONS", "compare with the same data under other options"),
    OPT_CHOICE(show, 0, "show", "all|summary|nodes|ties", "which part (default: all)"),
    OPT_SIZE(permutations, 0, "permutations", "N", "of the QAP test (default: 1000)", 0, 1e7),
    OPT_END
};

const opt draw_options[] = {
    OPT_TEXT(layout, 0, "layout", "NAME", "how nodes are placed (default: auto; see `entente list layouts`)"),
    OPT_TEXT(theme, 0, "theme", "NAME|FILE", "print, grey, dark, slide, or a file (default: print)"),
    OPT_EITHER(width, 0, "width", "MM|NAME", "width of the figure in mm, or with a unit: 3.5in, 8cm (default: 180); with the name of "
               "a measure or column: wide ties have a large value", 60, 400),
    OPT_REAL(height, 0, "height", "MM", "height of the figure in mm (default: as much as it needs)", 40, 400),
    OPT_TEXT(size, 0, "size", "NAME", "nodes are larger for this measure or column (default: degree)"),
    OPT_TEXT(colour, 0, "colour", "NAME", "colour of nodes by a measure or column: region"),
    OPT_TEXT(shape, 0, "shape", "NAME", "shape of nodes by a column: type"),
    OPT_TEXT(tie_colour, 0, "tie-colour", "NAME", "colour of ties (default: level)"),
    OPT_TEXT(dash, 0, "dash", "NAME", "dashes of ties (default: level)"),
    OPT_CHOICE(names, 0, "names", "auto|en|ru|iso3|id",
               "labels: English or Russian names, or codes (codes where it is crowded)"),
    OPT_TEXT(panels, 0, "panels", "DATES", "a panel for each date; a year means at any time in it: 2010,2015,2021"),
    OPT_TEXT(compare, 0, "compare", "DATE,DATE", "two dates in one figure: ties that entered, ended, were kept"),
    OPT_TEXT(plot, 0, "plot", "NAME", "no network but a plot: distribution, ranks, series"),
    OPT_TEXT(of, 0, "of", "MEASURE", "what a plot shows (default: degree)"),
    OPT_SIZE(top, 0, "top", "N", "ranks: the first N (default: 30)", 1, 200),
    OPT_TEXT(caption, 0, "caption", "FILE", "write the caption too: .txt, .md, .tex"),
    OPT_TEXT(places, 0, "places", "FILE", "keep nodes where an earlier figure had them; in a matrix, in columns and on circles: in "
             "the order that they had"),
    OPT_TEXT(save_places, 0, "save-places", "FILE", "write where the nodes are (CSV)"),
    OPT_FLAG(strict, 0, "strict", "fail when the figure misses a bar of print"),
    OPT_FLAG(allow_empty, 0, "allow-empty", "write a figure that shows no ties (default: an error)"),
    OPT_TEXT(title, 0, "title", "TEXT", "of the figure, for its description"),
    OPT_TEXT(font, 0, "font", "LIST", "type, as SVG names it: 'Times New Roman, serif'"),
    OPT_SIZE(starts, 0, "starts", "N", "layouts tried; the best is kept (default: 16)", 1, 64),
    OPT_SIZE(seed, 0, "seed", "N", "random seed of the layout (default: 1)", 0, 4e9),
    OPT_SIZE(dpi, 0, "dpi", "N", "resolution of PNG (default: 300)", 30, 2400),
    OPT_END
};

const char *group_title(const opt *group)
{
    return group == general_options     ? "In general"
           : group == data_options      ? "Single tables, given or replaced; foreign files"
           : group == import_options    ? "Import"
           : group == document_options  ? "Documents"
           : group == which_options     ? "Which network"
           : group == direction_options ? "Directions"
           : group == output_options    ? "Output"
           : group == measure_options   ? "Statistics"
           : group == run_options       ? "Statistics"
           : group == series_options    ? "Steps"
           : group == compare_options   ? "Comparison"
           : group == bounds_options    ? "What is not known"
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
                        "--color %s: expected %s, for the colour of messages; nodes of a figure are "
                        "coloured by --colour: did you mean --colour %s?",
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

/* "88", "88mm", "8.8 cm" or "3.2in": a length; "acts": a name. */
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
        i++; /* getopt gives no letter that it was not given */
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
                                "unknown option %s; --open-ended holds, the default, takes what has "
                                "no recorded end as going on, --open-ended unknown does not", word);
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

/* An option that is given again would take the place of the first in silence; flags say the same
 * again, and a choice that is made twice alike changes nothing. */
static ent_status note_given(settings *set, const opt *o, const char *value, ent_diags *diags)
{
    bool again = was_given(set, o->name) && o->type != OPT_FLAG_TYPE && o->type != OPT_EITHER_TYPE;
    const char *const *text = (const char *const *)((char *)set + o->offset);

    if (again && !(o->type == OPT_TEXT_TYPE && strcmp(*text, value) == 0))
        return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE,
                        "--%s is given twice; expected it once%s", o->name,
                        o->type == OPT_TEXT_TYPE && strcmp(o->arg, "LIST") == 0
                            ? ", with ';' between the words"
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
    optind = 0; /* forgets the words of an earlier call, which 1 does not: they may be gone */
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
        if (*p == ' ') { /* an example: as it stands */
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
