/* document.c: describes one measure for a terminal, and all in docs/measures.md. */
#include "measure/families/rows.h"

#include <math.h>
#include <string.h>

/* ---- shared ---- */

static void write_range(ent_buf *out, const ent_measure *row)
{
    ent_buf_char(out, '[');
    ent_buf_number(out, row->low);
    ent_buf_text(out, ", ");
    if (isfinite(row->high)) {
        ent_buf_number(out, row->high);
        ent_buf_char(out, ']');
    } else {
        ent_buf_text(out, "no limit)");
    }
}

static const char *meaning(const ent_measure *row)
{
    switch (row->weight) {
    case ENT_MEANS_STRENGTH:
        return "strength: more counts more";
    case ENT_MEANS_LENGTH:
        return "length: a tie of weight w is 1/w long";
    case ENT_MEANS_RULE:
        return "by the distance rule of the run: by default unweighted (every tie has length 1), or "
               "inverse (1/w), or inverse:ALPHA (1/w^ALPHA)";
    default:
        return "none: only whether there is a tie";
    }
}

static const char *directions(const ent_measure *row)
{
    return row->flags & ENT_MEASURE_DIRECTED     ? "needed; undefined without"
           : row->flags & ENT_MEASURE_UNDIRECTED ? "undefined with them: use the in and out forms"
           : row->flags & ENT_MEASURE_ARCS       ? "followed where there are any"
           : row->flags & ENT_MEASURE_EITHER     ? "make no difference"
                                                 : "ignored: with --directed the measure is that of "
                                                   "the undirected graph, and the output says so";
}

static void write_also(ent_buf *out, const ent_measure *row, const char *quote)
{
    ent_str rest = ent_str_of(row->also), name;
    const char *comma = "";

    while (ent_str_next(&rest, ' ', &name)) {
        ent_buf_format(out, "%s%s%.*s%s", comma, quote, ENT_STR_ARG(name), quote);
        comma = ", ";
    }
}

/* ---- for a terminal ---- */

static void line(ent_buf *out, const char *head, const char *text)
{
    if (text[0])
        ent_buf_format(out, "  %-14s%s\n", head, text);
}

void ent_measure_describe(const ent_measure *row, ent_buf *out)
{
    ent_buf_format(out, "%s: %s\n\n", row->name, row->summary);
    line(out, "of",
         row->scope == ENT_SCOPE_NODE   ? "each node"
         : row->scope == ENT_SCOPE_TIE  ? "each tie"
         : row->scope == ENT_SCOPE_PAIR ? "each pair of nodes"
                                        : "the network");
    if (row->also[0]) {
        ent_buf_format(out, "  %-14s", "other names");
        write_also(out, row, "");
        ent_buf_char(out, '\n');
    }
    line(out, "formula", row->formula);
    line(out, "divided by", row->divisor);
    line(out, "unit", row->unit[0] ? row->unit : "a pure number");
    ent_buf_format(out, "  %-14s", "range");
    if (row->flags & ENT_MEASURE_CLASS)
        ent_buf_text(out, "a number that names a group; its size means nothing");
    else
        write_range(out, row);
    ent_buf_char(out, '\n');
    line(out, "weights", meaning(row));
    line(out, "disconnected", row->disconnected);
    line(out, "two modes", row->two_modes);
    line(out, "directions", directions(row));
    if (row->flags & (ENT_MEASURE_CHANCE | ENT_MEASURE_SAMPLED))
        line(out, "chance", "depends on the seed; the same seed gives the same values");
    line(out, "cost", row->cost);
    line(out, "source", row->source);
    line(out, "computed by", row->engine);
}

/* ---- docs/measures.md ---- */

static const char introduction[] =
    "# Measures\n"
    "\n"
    "This page is generated from the registry of measures: `entente list measures` prints the same "
    "rows, `entente measure --describe NAME` prints one of them. `entente measure DATA -m NAME,NAME` "
    "computes them. Other names are accepted, and `default`, `all`, `node`, `tie`, `network` and "
    "`pair` for groups. In formulas n is the number of nodes, m the number of ties.\n"
    "\n"
    "## Conventions\n"
    "\n"
    "- **One tie a pair.** Several agreements between two nodes are one tie, which lists them all: "
    "parallel agreements are never parallel paths. There are no loops. Ties that may not exist on the "
    "day are in no measure by default (`--unknown as-tie` includes them).\n"
    "- **Directions.** Agreements have none: ties are undirected, in whatever order the parties are "
    "listed. Where rows of pairs have a from and a to (a guarantor, supplier or donor and the other "
    "side), `--directed` tells them apart. Measures then follow the arcs, or have an in and an out "
    "form, or ignore the directions; each row states which, and the output of a directed network "
    "names the last kind (*directions not read by*).\n"
    "- **Isolates are included.** Nodes without a tie belong to the population: they count in n, in "
    "density, in mean degree and in centralization. `--isolates drop` removes them, and the "
    "output says so.\n"
    "- **A weight is a strength.** More agreements in common are a stronger tie. Measures of strength "
    "(strength, eigenvector_w, pagerank_w, constraint_w, community) use weights directly. Paths need "
    "lengths, and a strong tie is a short one: the distance rule turns weights into lengths. The "
    "default is `unweighted` (every tie has length 1); the others are `--distance inverse` (1/w) and "
    "`--distance inverse:ALPHA` (1/w^ALPHA), and are part of the name of the column "
    "(`betweenness:inverse`). A weight is never used as a length.\n"
    "- **Equal lengths.** Under `inverse`, where all weights are whole numbers (agreements in common) or "
    "decimals of at most 12 places, lengths are compared as exact fractions (to about "
    "thirty digits when their common denominator is longer). Other weights (Newman's, cosine) are rounded sums of "
    "fractions, and so are lengths under `inverse:ALPHA`: there, two paths whose lengths differ by less "
    "than 1e-10 of their size are equally short, so that 1/3 + 1/3 + 1/3 is 1. "
    "Steps are counted as whole numbers.\n"
    "- **Undefined is empty.** An undefined value (closeness on a disconnected network, "
    "clustering of a node with one partner) is an empty cell, `null` in JSON: never 0.\n"
    "- **Disconnected networks.** Each row states the rule. Distances are summed over "
    "the pairs that can reach each other; `harmonic` is defined on every network, and is computed by "
    "default. `eigenvector` is solved for each component.\n"
    "- **Two modes.** Networks of actors and agreements, and of members and organizations, have ties "
    "between the modes only. Normalizations take that into account where there is an accepted way "
    "(Borgatti & Everett 1997); otherwise the measure is undefined there. Where an organization is a "
    "member of another, ties are not only between modes, and normalized values are undefined.\n"
    "- **Normalization.** Raw and normalized values are separate measures, and the divisor is "
    "stated. Normalized values of networks of different size are comparable only "
    "as far as the divisor is. Centralization is Freeman's: the sum of the differences to the "
    "largest value, divided by the largest that this sum can be; each row below states that maximum."
    "\n"
    "- **Ranks.** The largest value has rank 1. Equal values share a rank and are marked: 1, 2=, "
    "2=, 4. Values that differ by less than 1e-10 of their size are equal, since such digits come "
    "from rounding. Numbers of groups (component, community) have no rank.\n"
    "- **Groups.** Components and communities are numbered by decreasing size, equals by their "
    "first node.\n"
    "- **Columns, numbers, pairs.** NAME:COLUMN reads a column of the nodes (`ei_index:region`); "
    "`community` stands for the communities found, `member=ID` for membership of an organization on "
    "the day (`ei:member=SCO`). NAME:NUMBER sets a number (`reach:k=3`, `katz:alpha=0.05`). `mixing` "
    "gives a value for each pair of groups. Measures of pairs have a row for any two nodes, tied "
    "or not, and are computed only when named: `--measures distance,common_agreements` or `pair`; above "
    "a million pairs only with `--top N` or `--force`.\n"
    "- **Matrices.** Measures that need a matrix of all nodes by all nodes are left out of groups, and "
    "undefined, above 1000 nodes.\n"
    "- **Newman's weights.** An agreement of k parties gives each of its pairs 1/(k-1), and so "
    "each party 1 in all: the strength of a state by Newman's weights is its number of agreements of two "
    "or more parties, whatever the other parties are. Only the weights of single ties say something new.\n"
    "- **Similarities.** Jaccard and cosine weights say how similar the agreements of two parties are, not "
    "how many they share: two states with one agreement in common and no other have similarity 1. Paths "
    "and strengths of such weights are paths and strengths of similarity.\n"
    "- **Large networks.** `betweenness_sampled`, `closeness_sampled`, `harmonic_sampled`, `mean_distance_sampled`, "
    "`diameter_at_least` and `diameter_at_most` search paths from some nodes only (500, or NAME:NUMBER), with a standard "
    "error beside them. Groups take them in the place of betweenness where that would take hours, and say so.\n"
    "- **Chance.** Communities and sampled measures depend on it. Communities are searched several times, with different random "
    "numbers, and the best division is kept; `community_agreement` says how many searches found it. "
    "Modularity has many near-best divisions, so do not read one as the only one: "
    "`consensus` and `stability` say what many searches, each in another order of nodes, have in "
    "common, and `--agreement all` how far methods agree.\n"
    "- **Projections** (`--network actors`) are clustered by construction: every agreement of k parties "
    "ties all k(k-1)/2 pairs. Density, transitivity and clustering then say more about the size "
    "of agreements than about the choices of states: see *Comparison with chance*.\n"
    "- **Digits.** Values are printed with at most 12 significant digits. Results do not depend "
    "on the order of rows in the data.\n"
    "\n"
    "Not available, and why: a small-world coefficient without a null model (a projection is "
    "clustered and compact by construction); weighted degree assortativity, whose definitions "
    "disagree; clustering and constraint of two-mode networks by the formulas of one mode (`reinforcement` is "
    "the version for two modes); closeness of a disconnected network as one number for all nodes "
    "(use `harmonic`, `closeness_wf` and `component_size`).\n";

static void document_row(ent_buf *out, const ent_measure *row)
{
    char first = row->summary[0];

    ent_buf_format(out, "\n#### %s\n\n", row->name);
    ent_buf_format(out, "%c%s.\n\n", first >= 'a' && first <= 'z' ? first - 'a' + 'A' : first, row->summary + 1);
    ent_buf_format(out, "- formula: %s\n", row->formula);
    if (row->divisor[0])
        ent_buf_format(out, "- divided by: %s\n", row->divisor);
    ent_buf_format(out, "- unit: %s; range: ", row->unit[0] ? row->unit : "a pure number");
    if (row->flags & ENT_MEASURE_CLASS)
        ent_buf_text(out, "a number that names a group");
    else
        write_range(out, row);
    ent_buf_format(out, "\n- weights: %s\n", meaning(row));
    ent_buf_format(out, "- disconnected: %s\n", row->disconnected);
    ent_buf_format(out, "- two modes: %s\n", row->two_modes);
    ent_buf_format(out, "- directions: %s\n", directions(row));
    if (row->flags & (ENT_MEASURE_CHANCE | ENT_MEASURE_SAMPLED))
        ent_buf_text(out, "- chance: depends on the seed\n");
    ent_buf_format(out, "- cost: %s\n", row->cost);
    ent_buf_format(out, "- source: %s\n", row->source);
    ent_buf_format(out, "- computed by: %s\n", row->engine);
    if (row->also[0]) {
        ent_buf_text(out, "- other names: ");
        write_also(out, row, "`");
        ent_buf_char(out, '\n');
    }
}

/* A table of engines, each with its measures, in the order in which the registry names them. */
static void document_engines(ent_buf *out)
{
    size_t count = ent_measure_count(), by_igraph = 0;

    for (size_t i = 0; i < count; i++)
        by_igraph += ent_measure_by_igraph(ent_measure_at(i));
    ent_buf_format(out,
                   "\n## Engines\n\n"
                   "igraph computes %zu of the %zu measures. The others are computed by entente: "
                   "igraph has no such measure, or is slower on whole jobs, or gives other digits "
                   "from run to run. `tests/measure/test_engines.c` compares every measure that "
                   "igraph has with igraph's function; `bench/measures.c` measures both.\n\n"
                   "| computed by | measures |\n|---|---|\n",
                   by_igraph, count);
    for (size_t i = 0; i < count; i++) {
        const char *engine = ent_measure_at(i)->engine;
        size_t first = 0;

        while (strcmp(ent_measure_at(first)->engine, engine) != 0)
            first++;
        if (first < i)
            continue;
        ent_buf_format(out, "| %s |", engine);
        for (size_t k = i; k < count; k++)
            if (strcmp(ent_measure_at(k)->engine, engine) == 0)
                ent_buf_format(out, "%s %s", k == i ? "" : ",", ent_measure_at(k)->name);
        ent_buf_text(out, " |\n");
    }
}

void ent_measures_document(ent_buf *out)
{
    static const char *const titles[ENT_SCOPE_COUNT] = { "Of nodes", "Of ties", "Of the network",
                                                         "Of pairs" };

    ent_buf_text(out, introduction);
    ent_chance_document(out);
    ent_buf_text(out, "\n## All measures\n\n"
                      "Those marked * are computed by default.\n\n"
                      "| measure | of | unit | range | weights | summary |\n"
                      "|---|---|---|---|---|---|\n");
    for (size_t i = 0; i < ent_measure_count(); i++) {
        const ent_measure *row = ent_measure_at(i);

        ent_buf_format(out, "| %s%s | %s | %s | ", row->name,
                       row->flags & ENT_MEASURE_DEFAULT ? " *" : "", ent_scope_name(row->scope),
                       row->unit);
        if (row->flags & ENT_MEASURE_CLASS)
            ent_buf_text(out, "a group");
        else
            write_range(out, row);
        ent_buf_format(out, " | %s | %s |\n", ent_meaning_name(row->weight), row->summary);
    }
    document_engines(out);
    for (int scope = 0; scope < ENT_SCOPE_COUNT; scope++) {
        ent_buf_format(out, "\n## %s\n", titles[scope]);
        for (size_t i = 0; i < ent_measure_count(); i++)
            if ((int)ent_measure_at(i)->scope == scope)
                document_row(out, ent_measure_at(i));
    }
}
