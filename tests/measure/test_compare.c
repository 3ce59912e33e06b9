/* test_compare.c: the correlation of two networks against Pearson's formula over all pairs, and its
 * p against all permutations there are. */
#include <criterion/criterion.h>
#include <math.h>

#include "entente/compare.h"
#include "support.h"

#include "base/mem.h"

enum { MOST = 8 };

typedef struct sample {
    ent_dataset *d;
    ent_network *n;
    folder files;
} sample;

static sample read_text(const char *text, ent_network_kind kind)
{
    ent_dataset_options options = { 0 };
    ent_selection selection = { .network = kind, .ego_radius = 1 };
    ent_diags diags = { 0 };
    sample s = { 0 };

    folder_make(&s.files);
    options.path = folder_put(&s.files, "data.csv", text);
    cr_assert_eq(ent_dataset_read(&s.d, &options, &diags), ENT_OK);
    cr_assert_eq(ent_network_new(&s.n, s.d, &selection, &diags), ENT_OK);
    return s;
}

static void forget(sample *s)
{
    ent_network_free(s->n);
    ent_dataset_free(s->d);
    folder_remove(&s->files);
}

/* All nodes are there in both, in the same order: a chain of ties of weight 1 sees to it. */
static sample random_pairs(unsigned seed, int nodes)
{
    char text[4096] = "source,target,weight\n";

    srand(seed);
    for (int i = 0; i < nodes; i++)
        for (int j = i + 1; j < nodes; j++)
            if (j == i + 1 || rand() % 3 == 0)
                sprintf(text + strlen(text), "N%d,N%d,%d\n", i, j, 1 + (rand() % 5) * (rand() % 2));
    return read_text(text, ENT_NET_ACTORS);
}

/* Parties of acts: actors A0.., acts T0..; each actor in the first act. */
static sample random_acts(unsigned seed, int actors, int acts)
{
    char text[4096] = "agreement,party\n";

    srand(seed);
    for (int t = 0; t < acts; t++)
        for (int a = 0; a < actors; a++)
            if (rand() % 2 || a == t || (t == 0 && a >= acts))
                sprintf(text + strlen(text), "T%d,A%d\n", t, a);
    return read_text(text, ENT_NET_TWO_MODE);
}

static double weight(const ent_network *n, int i, int j)
{
    uint32_t tie = ent_tie_between(n, (uint32_t)i, (uint32_t)j);

    return tie == ENT_NONE ? 0 : ent_tie_at(n, tie)->weight;
}

static int mode_of(const ent_network *n, int i)
{
    return ent_node_at(n, (size_t)i)->type == ENT_NODE_ACT;
}

/* Pearson over the pairs that count, the nodes of b renamed. */
static double pearson(const ent_network *a, const ent_network *b, const int *name)
{
    int nodes = (int)ent_node_count(a);
    double n = 0, x = 0, y = 0, xx = 0, yy = 0, xy = 0;

    for (int i = 0; i < nodes; i++)
        for (int j = i + 1; j < nodes; j++) {
            double p = weight(a, i, j), q = weight(b, name[i], name[j]);

            if (ent_network_two_mode(a) && mode_of(a, i) == mode_of(a, j))
                continue;
            n++;
            x += p;
            y += q;
            xx += p * p;
            yy += q * q;
            xy += p * q;
        }
    return (n * xy - x * y) / sqrt((n * xx - x * x) * (n * yy - y * y));
}

typedef struct tally {
    const ent_network *a, *b;
    double r, all, larger, smaller, outside, sum;
} tally;

static void permute(tally *t, int *name, int at)
{
    int nodes = (int)ent_node_count(t->a);

    if (at == nodes) {
        double r = pearson(t->a, t->b, name);

        t->all++;
        t->sum += r;
        t->larger += r >= t->r - 1e-9;
        t->smaller += r <= t->r + 1e-9;
        t->outside += fabs(r) >= fabs(t->r) - 1e-9;
        return;
    }
    for (int k = at; k < nodes; k++) {
        int swap = name[at];

        if (mode_of(t->b, name[at]) != mode_of(t->b, name[k]) && ent_network_two_mode(t->b))
            continue;
        name[at] = name[k];
        name[k] = swap;
        permute(t, name, at + 1);
        name[k] = name[at];
        name[at] = swap;
    }
}

static void check(sample *a, sample *b)
{
    ent_qap_options options = { .permutations = 20000, .seed = 7, .workers = 1 };
    tally t = { .a = a->n, .b = b->n };
    int name[MOST];
    ent_diags diags = { 0 };
    ent_qap qap, again;

    for (int i = 0; i < MOST; i++)
        name[i] = i;
    cr_assert_eq(ent_node_count(a->n), ent_node_count(b->n));
    t.r = pearson(a->n, b->n, name);
    permute(&t, name, 0);
    cr_assert_eq(ent_network_qap(&qap, a->n, b->n, &options, &diags), ENT_OK);
    cr_expect_float_eq(qap.correlation, t.r, 1e-9, "%g, right is %g", qap.correlation, t.r);
    cr_expect_float_eq(qap.larger, t.larger / t.all, 0.015, "%g %g", qap.larger, t.larger / t.all);
    cr_expect_float_eq(qap.smaller, t.smaller / t.all, 0.015);
    cr_expect_float_eq(qap.two_sided, t.outside / t.all, 0.015);
    cr_expect_float_eq(qap.mean, t.sum / t.all, 0.02, "%g %g", qap.mean, t.sum / t.all);
    options.workers = 2;
    cr_assert_eq(ent_network_qap(&again, a->n, b->n, &options, &diags), ENT_OK);
    cr_expect_eq(again.larger, qap.larger);
    cr_expect_eq(again.mean, qap.mean);
    forget(a);
    forget(b);
}

Test(compare, qap_of_one_mode)
{
    for (unsigned seed = 1; seed <= 4; seed++) {
        sample a = random_pairs(seed, 6), b = random_pairs(seed + 100, 6);

        check(&a, &b);
    }
}

Test(compare, qap_of_two_modes)
{
    for (unsigned seed = 1; seed <= 4; seed++) {
        sample a = random_acts(seed, 4, 3), b = random_acts(seed + 100, 4, 3);

        check(&a, &b);
    }
}

/* With itself: 1; p is what it can be at least. Without ties: no correlation, and no p. */
Test(compare, limits)
{
    ent_qap_options options = { .permutations = 99, .seed = 1, .workers = 1 };
    sample a = random_pairs(3, 8),
           none = read_text("source,target,signed\nN0,N1,1990\n", ENT_NET_ACTORS);
    ent_diags diags = { 0 };
    ent_qap qap;

    cr_assert_eq(ent_network_qap(&qap, a.n, a.n, &options, &diags), ENT_OK);
    cr_expect_float_eq(qap.correlation, 1, 1e-12);
    cr_expect_float_eq(qap.larger, 0.01, 1e-12, "%g", qap.larger);
    cr_expect_float_eq(qap.smaller, 1, 1e-12);
    cr_assert_eq(ent_network_qap(&qap, a.n, none.n, &options, &diags), ENT_OK);
    cr_expect_eq(qap.nodes, 2); /* one pair: nothing varies */
    cr_expect(isnan(qap.correlation) && isnan(qap.two_sided));
    forget(&a);
    forget(&none);
}

/* Two data sets in which the same states have other numbers. */
static void collect(void *ctx, const ent_tie_change *c)
{
    sprintf((char *)ctx + strlen(ctx), "%s>%s ", ent_tie_state_name(c->was),
            ent_tie_state_name(c->is));
}

Test(compare, ties_by_id)
{
    sample a = read_text("source,target\nB,C\nA,B\nD,E\n", ENT_NET_ACTORS);
    sample b = read_text("source,target\nC,D\nX,A\nB,A\n", ENT_NET_ACTORS);
    ent_diags diags = { 0 };
    char text[256] = "";

    cr_assert_eq(ent_network_compare(a.n, b.n, collect, text, &diags), ENT_OK);
    /* A-B stays, A-X is new, B-C ends, C-D is new, D-E ends */
    cr_expect_str_eq(text, "tie>tie none>tie tie>none none>tie tie>none ", "%s", text);
    forget(&a);
    forget(&b);
}

Test(compare, refused_memory)
{
    sample a = random_pairs(3, 8), b = random_pairs(5, 8);
    ent_qap_options options = { .permutations = 100, .seed = 1, .workers = 1 };
    bool through = false;

    for (size_t nth = 1; !through; nth++) {
        ent_diags diags = { 0 };
        char text[2048] = "";
        ent_status compared, correlated;
        ent_qap qap;

        ent_mem_refuse(nth, true);
        compared = ent_network_compare(a.n, b.n, collect, text, &diags);
        correlated = ent_network_qap(&qap, a.n, b.n, &options, &diags);
        through = ent_mem_requests() < nth;
        ent_mem_refuse(0, false);
        cr_expect_eq(compared == ENT_OK && correlated == ENT_OK, through, "refusal %zu", nth);
        cr_expect_eq(diags.errors > 0, !through);
    }
    forget(&a);
    forget(&b);
}
