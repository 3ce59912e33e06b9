/* test_selection.c: a selection of actors chooses what is shown of the network that all of them make, and
 * agreements with one party count where margins are asked for: over random data, against the definitions. */
#include <criterion/criterion.h>
#include <math.h>

#include "base/random.h"
#include "network/weights.h"
#include "support.h"

enum { ACTORS = 9, ACTS = 8, SETS = 60 };

typedef struct sample {
    folder files;
    ent_dataset *d;
    bool in[ACTS][ACTORS]; /* as a party that ties */
    bool asked[ACTORS];
    char only[64];
} sample;

static void put_rows(sample *s, ent_random *random, char *acts, char *parties)
{
    static const char *const within[] = { "", "", "A7", "A8" };

    acts += sprintf(acts, "id,title,kind,within,signed,force\n");
    parties += sprintf(parties, "agreement,party,role,withdrew\n");
    for (int t = 0; t < ACTS; t++) {
        uint32_t share = 1 + ent_random_below(random, 4);

        acts += sprintf(acts, "T%d,Act %d,treaty,%s,%u,%u\n", t, t, within[ent_random_below(random, 4)],
                        1950 + ent_random_below(random, 9), 1 + ent_random_below(random, 5));
        for (int i = 0; i < ACTORS; i++) {
            bool observer = ent_random_below(random, 9) == 0;

            if (ent_random_below(random, 5) >= share)
                continue;
            s->in[t][i] = !observer;
            parties += sprintf(parties, "T%d,A%d,%s,%s\n", t, i, observer ? "observer" : "party",
                               ent_random_below(random, 6) ? ".." : "1955/1970");
        }
    }
}

static void make(sample *s, uint64_t seed)
{
    static char acts[2000], parties[8000], members[2000], actors[1000];
    ent_random random = ent_random_stream(seed, 1);
    ent_dataset_options options = { 0 };
    ent_diags diags = { 0 };
    char *at = actors, *m = members, *only = s->only;

    *s = (sample){ 0 };
    put_rows(s, &random, acts, parties);
    at += sprintf(at, "id,name,type\n");
    m += sprintf(m, "organization,member,to\n");
    for (int i = 0; i < ACTORS; i++) {
        at += sprintf(at, "A%d,Actor %d,%s\n", i, i, i < 7 ? "state" : "organization");
        s->asked[i] = ent_random_below(&random, 2) == 0;
        only += s->asked[i] ? sprintf(only, "%sA%d", s->only[0] ? ";" : "", i) : 0;
        for (int o = 7; o < ACTORS; o++)
            if (i != o && ent_random_below(&random, 3) == 0)
                m += sprintf(m, "A%d,A%d,..\n", o, i);
    }
    if (!s->only[0]) {
        strcpy(s->only, "A0");
        s->asked[0] = true;
    }
    folder_make(&s->files);
    options.tables[ENT_ACTORS] = folder_put(&s->files, "actors.csv", actors);
    options.tables[ENT_AGREEMENTS] = folder_put(&s->files, "agreements.csv", acts);
    options.tables[ENT_PARTIES] = folder_put(&s->files, "parties.csv", parties);
    options.tables[ENT_MEMBERSHIPS] = folder_put(&s->files, "memberships.csv", members);
    cr_assert_eq(ent_dataset_read(&s->d, &options, &diags), ENT_OK);
}

static void drop(sample *s)
{
    ent_dataset_free(s->d);
    folder_remove(&s->files);
}

static ent_network *network_of(const sample *s, const ent_selection *selection)
{
    ent_network *n = NULL;
    ent_diags diags = { 0 };

    cr_assert_eq(ent_network_new(&n, s->d, selection, &diags), ENT_OK);
    return n;
}

static uint32_t find_node(const ent_network *n, ent_str id)
{
    for (uint32_t i = 0; i < ent_node_count(n); i++)
        if (ent_str_eq(ent_node_at(n, i)->id, id))
            return i;
    return ENT_NONE;
}

static const ent_tie *unknown_between(const ent_network *n, uint32_t a, uint32_t b)
{
    for (size_t t = 0; t < ent_unknown_tie_count(n); t++)
        if (ent_unknown_tie_at(n, t)->a == a && ent_unknown_tie_at(n, t)->b == b)
            return ent_unknown_tie_at(n, t);
    return NULL;
}

static void same_tie(const ent_network *whole, const ent_tie *x, const ent_network *shown,
                     const ent_tie *y, uint64_t seed)
{
    cr_assert_eq(x != NULL, y != NULL, "set %lu: a tie that only one has", (unsigned long)seed);
    if (!x)
        return;
    cr_assert_eq(x->weight, y->weight, "set %lu: %.17g is %.17g", (unsigned long)seed, x->weight,
                 y->weight);
    cr_assert(x->count == y->count && x->uncertain == y->uncertain && x->level == y->level);
    cr_assert(x->chance == y->chance || (isnan(x->chance) && isnan(y->chance)));
    for (uint32_t i = 0; i < x->count; i++)
        cr_assert_eq(ent_tie_evidence(whole, x)[i].record, ent_tie_evidence(shown, y)[i].record);
}

/* What is shown is the whole network between the nodes that are shown. */
static void expect_induced(const ent_network *whole, const ent_network *shown, uint64_t seed)
{
    uint32_t at[64];

    for (uint32_t i = 0; i < ent_node_count(shown); i++) {
        at[i] = find_node(whole, ent_node_at(shown, i)->id);
        cr_assert_neq(at[i], ENT_NONE);
    }
    for (uint32_t i = 0; i < ent_node_count(shown); i++)
        for (uint32_t j = i + 1; j < ent_node_count(shown); j++) {
            uint32_t x = ent_tie_between(whole, at[i], at[j]), y = ent_tie_between(shown, i, j);

            same_tie(whole, x == ENT_NONE ? NULL : ent_tie_at(whole, x), shown,
                     y == ENT_NONE ? NULL : ent_tie_at(shown, y), seed);
            same_tie(whole, unknown_between(whole, at[i], at[j]), shown, unknown_between(shown, i, j),
                     seed);
        }
}

/* The network shows all selected actors, and no other node but those that tie them: an agreement, or an
 * organization that stands for one or for its members. */
static void expect_asked(const sample *s, const ent_network *whole, const ent_network *shown)
{
    for (uint32_t i = 0; i < ent_node_count(whole); i++) {
        const ent_node *node = ent_node_at(whole, i);
        bool asked = node->actor != ENT_NONE && s->asked[node->id.ptr[1] - '0'], ties = false;

        for (uint32_t k = 0; k < ent_node_count(whole); k++) {
            const ent_node *other = ent_node_at(whole, k);
            bool tied = k != i && (ent_tie_between(whole, i, k) != ENT_NONE ||
                                   unknown_between(whole, i < k ? i : k, i < k ? k : i));

            ties |= tied && other->actor != ENT_NONE && s->asked[other->id.ptr[1] - '0'];
        }
        if (asked)
            cr_expect_neq(find_node(shown, node->id), ENT_NONE);
        else if (find_node(shown, node->id) != ENT_NONE &&
                 ent_network_selection(whole)->network != ENT_NET_ACTS)
            cr_expect(ties && node->type != ENT_NODE_STATE);
        else if (node->type == ENT_NODE_ACT && ent_network_selection(whole)->network != ENT_NET_ACTS)
            cr_expect(!ties, "an agreement that ties who is asked for is not there");
    }
}

static void expect_rows(const ent_network *n)
{
    for (int t = 0; t < ENT_TABLE_COUNT; t++) {
        size_t sum = 0;

        for (int k = 0; k < ENT_BUCKET_COUNT; k++)
            sum += ent_ledger_count(n, (ent_table)t, (ent_bucket)k);
        cr_expect_eq(sum, ent_table_rows(ent_network_dataset(n), (ent_table)t));
    }
}

Test(selection, actors_that_are_shown)
{
    for (uint64_t seed = 1; seed <= SETS; seed++) {
        sample s;
        size_t tried = 0;

        make(&s, seed);
        for (int kind = ENT_NET_TIES; kind <= ENT_NET_MEMBERS; kind++)
            for (int weight = ENT_WEIGHT_COUNT; weight <= ENT_WEIGHT_COLUMN; weight++)
                for (int how = 0; how < 6; how++) {
                    ent_selection all = ENT_SELECTION_INIT, only;
                    ent_network *whole, *shown;
                    ent_diags diags = { 0 };

                    all.network = (ent_network_kind)kind;
                    all.weight = (ent_weight)weight;
                    all.weight_column = weight == ENT_WEIGHT_COLUMN ? "force" : NULL;
                    all.with_memberships = how & 1;
                    all.max_parties = how == 2 ? 4 : 0;
                    all.unknown_as_tie = how == 3;
                    all.backbone = how == 4 ? ENT_BACKBONE_HYPERGEOMETRIC : ENT_BACKBONE_NONE;
                    all.alpha = how == 4 ? 0.5 : 0.05;
                    if (how == 5)
                        cr_assert_eq(ent_date_read(&all.as_of, ENT_STR("1960-01-01")), ENT_DATE_OK);
                    if (ent_network_new(&whole, s.d, &all, &diags) != ENT_OK)
                        continue; /* a weight, or a test, that this kind does not have */
                    tried++;
                    only = all;
                    only.only = s.only;
                    shown = network_of(&s, &only);
                    expect_induced(whole, shown, seed);
                    if (how < 4)
                        expect_asked(&s, whole, shown);
                    expect_rows(shown);
                    cr_expect_eq(ent_backbone_tests(whole), ent_backbone_tests(shown));
                    ent_network_free(whole);
                    ent_network_free(shown);
                }
        cr_assert_gt(tried, 60);
        drop(&s);
    }
}

/* Shown around an ego is the same network, too. */
Test(selection, ego)
{
    for (uint64_t seed = 1; seed <= SETS; seed++)
        for (int weight = ENT_WEIGHT_COUNT; weight <= ENT_WEIGHT_BINARY; weight++) {
            ent_selection all = ENT_SELECTION_INIT, ego;
            ent_network *whole, *shown;
            sample s;

            make(&s, seed);
            all.network = ENT_NET_ACTORS;
            all.weight = (ent_weight)weight;
            ego = all;
            ego.ego = "A1";
            ego.only = seed % 2 ? NULL : s.only;
            whole = network_of(&s, &all);
            shown = network_of(&s, &ego);
            expect_induced(whole, shown, seed);
            ent_network_free(whole);
            ent_network_free(shown);
            drop(&s);
        }
}

/* x and y are all the acts of the two, those with no other party too, and N is all acts. */
static double by_definition(const sample *s, ent_weight weight, int i, int j)
{
    double x = 0, y = 0, both = 0, all = 0, newman = 0, tail = 0;

    for (int t = 0; t < ACTS; t++) {
        double size = 0;

        for (int k = 0; k < ACTORS; k++)
            size += s->in[t][k];
        all += size > 0;
        x += s->in[t][i];
        y += s->in[t][j];
        both += s->in[t][i] && s->in[t][j];
        newman += s->in[t][i] && s->in[t][j] ? 1 / (size - 1) : 0;
    }
    for (double k = both; k <= fmin(x, y); k++) /* C(x, k) C(all - x, y - k) / C(all, y) */
        if (y - k <= all - x)
            tail += exp(lgamma(x + 1) - lgamma(k + 1) - lgamma(x - k + 1) + lgamma(all - x + 1) -
                        lgamma(y - k + 1) - lgamma(all - x - y + k + 1) - lgamma(all + 1) +
                        lgamma(y + 1) + lgamma(all - y + 1));
    switch (weight) {
    case ENT_WEIGHT_NEWMAN:
        return newman;
    case ENT_WEIGHT_JACCARD:
        return both / (x + y - both);
    case ENT_WEIGHT_COSINE:
        return both / sqrt(x * y);
    case ENT_WEIGHT_OVERLAP:
        return both / fmin(x, y);
    case ENT_WEIGHT_HYPERGEOMETRIC:
        return -log(tail);
    default:
        return both;
    }
}

Test(selection, margins_are_those_of_the_data)
{
    size_t compared = 0;

    for (uint64_t seed = 1; seed <= SETS; seed++) {
        sample s;

        make(&s, seed);
        for (int weight = ENT_WEIGHT_COUNT; weight <= ENT_WEIGHT_HYPERGEOMETRIC; weight++) {
            ent_selection selection = ENT_SELECTION_INIT;
            ent_network *n;

            selection.network = ENT_NET_ACTORS;
            selection.weight = (ent_weight)weight;
            n = network_of(&s, &selection);
            for (size_t t = 0; t < ent_tie_count(n); t++) {
                const ent_tie *tie = ent_tie_at(n, t);
                int i = ent_node_at(n, tie->a)->id.ptr[1] - '0',
                    j = ent_node_at(n, tie->b)->id.ptr[1] - '0';

                cr_expect_float_eq(tie->weight, by_definition(&s, (ent_weight)weight, i, j), 1e-9,
                                   "set %lu, weight %d, A%d and A%d: %g", (unsigned long)seed, weight,
                                   i, j, tie->weight);
                compared++;
            }
            ent_network_free(n);
        }
        drop(&s);
    }
    cr_expect_gt(compared, 2000);
}

/* The case of the issue: France in four acts, Germany in two, one of them shared. */
Test(selection, one_party)
{
    static const char rows[] = "agreement,party\nT1,FRA\nT1,DEU\nT2,FRA\nT3,FRA\nT4,FRA\nT5,DEU\n";
    static const double expected[] = { [ENT_WEIGHT_COUNT] = 1, [ENT_WEIGHT_NEWMAN] = 1,
                                       [ENT_WEIGHT_JACCARD] = 1 / 5.0, [ENT_WEIGHT_COSINE] = 0.35355339059327379,
                                       [ENT_WEIGHT_OVERLAP] = 1 / 2.0 };
    sample s = { 0 };
    ent_dataset_options options = { 0 };
    ent_diags diags = { 0 };

    folder_make(&s.files);
    options.path = folder_put(&s.files, "data.csv", rows);
    cr_assert_eq(ent_dataset_read(&s.d, &options, &diags), ENT_OK);
    for (int weight = ENT_WEIGHT_COUNT; weight <= ENT_WEIGHT_OVERLAP; weight++) {
        ent_selection selection = ENT_SELECTION_INIT;
        ent_network *n;

        selection.network = ENT_NET_ACTORS;
        selection.weight = (ent_weight)weight;
        n = network_of(&s, &selection);
        cr_assert_eq(ent_tie_count(n), 1);
        cr_expect_float_eq(ent_tie_at(n, 0)->weight, expected[weight], 1e-12, "weight %d: %g", weight,
                           ent_tie_at(n, 0)->weight);
        cr_expect_eq(ent_ledger_count(n, ENT_PARTIES, ENT_ONE_PARTY), 4); /* the row says so still */
        ent_network_free(n);
    }
    drop(&s);
}
