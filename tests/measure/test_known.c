/* test_known.c: networks that others have measured. Each folder of known/ has an input and
 * expected.csv (metric,node,value,time,basis), agreed on by two or more other programs; here every
 * value is compared through the front door: file, data set, network, run. */
#include "entente/dataset.h"
#include "entente/measure.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <criterion/criterion.h>

#define KNOWN ENT_SOURCE_DIR "/tests/known"

enum { PLAIN, NEWMAN, TWO_MODE, SIGNED, NETWORKS }; /* what a metric is about */

struct known_case {
    const char *name;
    bool parties, nodes, dated, directed, sign, only_nodes;
    const char *columns;
};

static const struct known_case cases[] = {
    { "borgatti_holes", .nodes = true },
    { "feld_adolescents", .nodes = true },
    { "freeman_circle7", .nodes = true },
    { "freeman_complete6", .nodes = true },
    { "freeman_star7", .nodes = true },
    { "gahuku_gama_alliances", .nodes = true, .sign = true },
    { "hightech_advice", .nodes = true, .directed = true,
      .columns = "modularity:dept,assortativity:dept" },
    { "karate_unweighted", .nodes = true,
      .columns = "modularity:club,modularity:optimum,assortativity:club,assortativity:optimum" },
    { "karate_weighted", .nodes = true,
      .columns = "modularity:club,modularity:optimum,assortativity:club,assortativity:optimum,"
                 "modularity_w:club,modularity_w:optimum" },
    { "krackhardt_kite", .nodes = true },
    { "taro_exchange", .nodes = true },
    { "us_borders", .nodes = true },
    { "newman_2001_example", .parties = true },
    { "southern_women", .parties = true },
    { "desta_1945_1990", .parties = true },
    { "nato_by_year", .parties = true, .dated = true },
    { "atop_1815_1873", .parties = true, .dated = true },
    { "cow_state_system", .parties = true, .dated = true, .only_nodes = true },
};

/* What is asked of signed ties. */
#define SIGNS                                                                                      \
    "positive_ties:sign,negative_ties:sign,balanced_triads:sign,unbalanced_triads:sign,"           \
    "triads_0_negative:sign,triads_1_negative:sign,triads_2_negative:sign,triads_3_negative:sign," \
    "positive_degree:sign"

/* ---- expected.csv ---- */

enum { METRIC, NODE, VALUE, TIME, BASIS, FIELDS };

/* Splits a line of CSV in place; fields may be quoted. */
static void split(char *line, char *field[FIELDS])
{
    char *at = line;

    for (int f = 0; f < FIELDS; f++) {
        char *to = at;
        bool quoted = *at == '"';

        field[f] = at;
        for (at += quoted; *at && *at != '\n' && (quoted || *at != ','); at++) {
            if (quoted && *at == '"' && at[1] != '"')
                quoted = false;
            else
                *to++ = *at, at += quoted && *at == '"';
        }
        if (*at)
            at++;
        *to = '\0';
    }
}

/* ---- the networks of a case ---- */

typedef struct bench {
    const struct known_case *c;
    ent_dataset *data, *signed_data;
    ent_network *network[NETWORKS];
    ent_results *results[NETWORKS];
    char time[8];
    size_t compared, wrong, without;
    double worst;
    char missing[4000]; /* metrics that entente does not have, ' ' between */
} bench;

static void print_diag(void *ctx, const ent_diag *diag)
{
    (void)ctx;
    if (diag->severity == ENT_ERROR)
        fprintf(stderr, "%s:%zu: %s\n", diag->where.file ? diag->where.file : "", diag->where.line,
                diag->text);
}

static void forget(bench *b)
{
    for (int i = 0; i < NETWORKS; i++) {
        ent_results_free(b->results[i]);
        ent_network_free(b->network[i]);
        b->results[i] = NULL;
        b->network[i] = NULL;
    }
}

static const ent_network *network(bench *b, int which)
{
    ent_selection selection = ENT_SELECTION_INIT;
    ent_diags diags = { .sink = print_diag };
    char names[400];

    if (b->network[which])
        return b->network[which];
    if (b->c->parties) {
        selection.network = which == TWO_MODE ? ENT_NET_TWO_MODE : ENT_NET_ACTORS;
        selection.weight = which == NEWMAN ? ENT_WEIGHT_NEWMAN : ENT_WEIGHT_COUNT;
    }
    if (b->time[0]) { /* the graph of a year has no parties without a tie */
        selection.drop_isolates = true;
        /* "DEU" of NATO is the Federal Republic on every day */
        selection.succession = ENT_SUCCESSION_CONTINUE;
        cr_assert_eq(ent_date_read(&selection.during, ent_str_of(b->time)), ENT_DATE_OK);
    }
    selection.directed = b->c->directed;
    cr_assert_eq(ent_network_new(&b->network[which], which == SIGNED ? b->signed_data : b->data,
                                 &selection, &diags),
                 ENT_OK);
    snprintf(names, sizeof names, "all%s%s", b->c->columns ? "," : "",
             b->c->columns ? b->c->columns : "");
    if (which == SIGNED)
        snprintf(names, sizeof names, SIGNS);
    cr_assert_eq(ent_measures_run(&b->results[which], b->network[which], names, NULL, &diags),
                 ENT_OK);
    return b->network[which];
}

/* An act and an actor may share an id: of two modes, `act` says which is meant. */
/* An act is called "ID (act)" where an actor has its id. */
static uint32_t node_named(const ent_network *net, const char *id, size_t len, bool act)
{
    for (uint32_t i = 0; i < ent_node_count(net); i++) {
        ent_str own = ent_node_at(net, i)->id, rest = { own.ptr + len, own.len - len };

        if ((ent_node_at(net, i)->type == ENT_NODE_ACT) == act && own.len >= len &&
            memcmp(own.ptr, id, len) == 0 && (!rest.len || (act && ent_str_is(rest, " (act)"))))
            return i;
    }
    return ENT_NONE;
}

static uint32_t tie_named(const ent_network *net, const char *node)
{
    const char *bar = strchr(node, '|');
    uint32_t x, y;

    cr_assert(bar != NULL, "'%s' is not a tie", node);
    x = node_named(net, node, (size_t)(bar - node), false);
    y = node_named(net, bar + 1, strlen(bar + 1), false);
    return x == ENT_NONE || y == ENT_NONE ? ENT_NONE : ent_tie_between(net, x, y);
}

/* ---- one expected value ---- */

/* Metrics with another name here; `which` is the network they are about. */
static const struct renamed {
    const char *metric, *measure;
    int which;
} renames[] = {
    { "tie_newman", "tie_weight", NEWMAN },
    { "n_incidences", "ties", TWO_MODE },
    { "n_parties_with_ties", "nodes", PLAIN },
    { "n_parties_of", "degree", TWO_MODE },
    { "bip_degree_norm", "degree_norm", TWO_MODE },
    { "bip_closeness_norm", "closeness", TWO_MODE },
    { "bip_betweenness_norm", "betweenness_norm", TWO_MODE },
    { "bip_betweenness", "betweenness", TWO_MODE },
    { "density_two_mode", "density", TWO_MODE },
    { "n_positive_ties", "positive_ties:sign", SIGNED },
    { "n_negative_ties", "negative_ties:sign", SIGNED },
    { "balanced_triads", "balanced_triads:sign", SIGNED },
    { "unbalanced_triads", "unbalanced_triads:sign", SIGNED },
    { "triads_0_negative", "triads_0_negative:sign", SIGNED },
    { "triads_1_negative", "triads_1_negative:sign", SIGNED },
    { "triads_2_negative", "triads_2_negative:sign", SIGNED },
    { "triads_3_negative", "triads_3_negative:sign", SIGNED },
    { "positive_degree", "positive_degree:sign", SIGNED },
};

static void note_missing(bench *b, const char *metric)
{
    size_t len = strlen(b->missing);
    char word[64];

    b->without++;
    snprintf(word, sizeof word, " %s ", metric);
    if (!strstr(b->missing, word) && len + strlen(metric) + 2 < sizeof b->missing)
        snprintf(b->missing + len, sizeof b->missing - len, "%s%s ", len ? "" : " ", metric);
}

static void compare(bench *b, char *field[FIELDS], double found)
{
    double expected = strtod(field[VALUE], NULL);
    double off = fabs(found - expected), size = fabs(expected);

    b->compared++;
    if (off <= (size > 0 ? 1e-9 * size : 1e-9)) { /* they agree to 1e-8, and have 12 digits */
        if (size > 0 && off / size > b->worst)
            b->worst = off / size;
        return;
    }
    b->wrong++;
    cr_expect(b->wrong > 20, "%s: %s %s %s: %.12g, expected %s (%s)", b->c->name, field[METRIC],
              field[NODE], field[TIME], found, field[VALUE], field[BASIS]);
}

/* Counts of nodes that no measure has: acts and parties of the list as given. */
static bool counted(bench *b, const char *metric, double *value)
{
    bool acts = strcmp(metric, "n_agreements") == 0, parties = strcmp(metric, "n_parties") == 0;
    const ent_network *net;

    if (!acts && !parties)
        return false;
    net = network(b, TWO_MODE);
    *value = 0;
    for (size_t i = 0; i < ent_node_count(net); i++)
        *value += (ent_node_at(net, i)->type == ENT_NODE_ACT) == acts;
    return true;
}

static void check_line(bench *b, char *field[FIELDS])
{
    static const char agreement[] = "agreement:";
    const char *metric = field[METRIC], *node = field[NODE];
    bool act = strcmp(metric, "n_parties_of") == 0;
    int which = PLAIN;
    const ent_network *net;
    const ent_result *result;
    size_t at = 0;
    double value;

    if (strcmp(field[TIME], b->time) != 0) {
        forget(b);
        snprintf(b->time, sizeof b->time, "%s", field[TIME]);
    }
    if (b->c->parties && counted(b, metric, &value)) {
        compare(b, field, value);
        return;
    }
    if (strncmp(metric, "newman:", 7) == 0) {
        metric += 7;
        which = NEWMAN;
    }
    for (size_t i = 0; i < sizeof renames / sizeof *renames; i++)
        if (strcmp(metric, renames[i].metric) == 0) {
            metric = renames[i].measure;
            which = renames[i].which;
        }
    if (strncmp(node, agreement, sizeof agreement - 1) == 0) {
        node += sizeof agreement - 1;
        act = true;
    }
    net = network(b, which);
    if (strcmp(metric, "tie") == 0) { /* dated cases: the pair is tied in that year */
        compare(b, field, tie_named(net, node) != ENT_NONE);
        return;
    }
    if ((result = ent_results_find(b->results[which], ent_str_of(metric))) == NULL) {
        note_missing(b, metric);
        return;
    }
    if (result->measure->scope == ENT_SCOPE_TIE)
        at = tie_named(net, node);
    else if (result->measure->scope == ENT_SCOPE_NODE)
        at = node_named(net, node, strlen(node), act);
    compare(b, field, at < result->count ? result->values[at] : NAN);
}

/* ---- a case ---- */

/* States with their spells in the system, as parties of one act: a row a spell. */
static void write_spells(const char *nodes, const char *parties)
{
    FILE *from = fopen(nodes, "r"), *to = fopen(parties, "w");
    char line[1000];

    cr_assert(from && to && fgets(line, sizeof line, from));
    fputs("agreement,party,start,end\n", to);
    while (fgets(line, sizeof line, from)) {
        char *end = strrchr(line, ',');

        *end = '\0';
        fprintf(to, "system,%.*s,%s,%s", (int)strcspn(line, ","), line, strrchr(line, ',') + 1,
                end + 1);
    }
    fclose(from);
    fclose(to);
}

static void read_case(bench *b)
{
    char input[500], nodes[500], spells[] = "/tmp/entente-known-XXXXXX.csv";
    ent_dataset_options options = { 0 };
    ent_diags diags = { .sink = print_diag };

    snprintf(input, sizeof input, KNOWN "/%s/%s.csv", b->c->name,
             b->c->parties ? "parties" : "edges");
    snprintf(nodes, sizeof nodes, KNOWN "/%s/nodes.csv", b->c->name);
    options.path = input;
    if (b->c->only_nodes) {
        close(mkstemps(spells, 4));
        write_spells(nodes, spells);
        options.path = spells;
    }
    if (b->c->nodes)
        options.tables[ENT_ACTORS] = nodes;
    cr_assert_eq(ent_dataset_read(&b->data, &options, &diags), ENT_OK, "%s cannot be read",
                 b->c->name);
    if (b->c->only_nodes)
        unlink(spells);
    snprintf(input, sizeof input, KNOWN "/%s/signed.csv", b->c->name);
    if (b->c->sign)
        cr_assert_eq(ent_dataset_read(&b->signed_data, &options, &diags), ENT_OK);
}

static size_t check_case(const struct known_case *c)
{
    bench b = { .c = c };
    char path[500], line[2000], *field[FIELDS];
    FILE *expected;

    read_case(&b);
    snprintf(path, sizeof path, KNOWN "/%s/expected.csv", c->name);
    cr_assert((expected = fopen(path, "r")) != NULL);
    cr_assert(fgets(line, sizeof line, expected) != NULL);
    while (fgets(line, sizeof line, expected)) {
        split(line, field);
        check_line(&b, field);
    }
    fclose(expected);
    forget(&b);
    ent_dataset_free(b.data);
    ent_dataset_free(b.signed_data);
    printf("%-22s %5zu values compared, %zu wrong, largest difference %.1e; without: %zu (%s)\n",
           c->name, b.compared, b.wrong, b.worst, b.without, b.missing);
    cr_expect_eq(b.wrong, 0, "%s: %zu values are wrong", c->name, b.wrong);
    cr_expect_eq(b.without, 0, "%s: no measure for %zu values: %s", c->name, b.without, b.missing);
    return b.compared;
}

Test(known, every_value, .timeout = 1200 * ENT_SLOWER)
{
    size_t compared = 0;

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        compared += check_case(&cases[i]);
    printf("%zu values compared in all\n", compared);
    cr_expect_geq(compared, 23700);
}
