/* test_dot.c: DOT is read again by Graphviz's own reader: directions, and texts longer than the 16,384 bytes
 * that it takes in one piece. */
#include <criterion/criterion.h>

#include <graphviz/cgraph.h>

#include "render/write/dot.h"

enum { IDS = 6000 };

static Agraph_t *write_and_read(description *d)
{
    ent_buf out = { 0 };
    ent_diags diags = { 0 };
    Agraph_t *g;

    cr_assert_eq(dot_network(d, &out, &diags), ENT_OK);
    g = agmemread(ent_buf_string(&out));
    cr_assert_not_null(g, "Graphviz cannot read the DOT");
    ent_buf_destroy(&out);
    return g;
}

Test(dot, long_lists_and_directions_are_read_again)
{
    ent_buf ids = { 0 }, run = { 0 };
    node nodes[2] = { { .label = ENT_STR("A \"quoted\" \\N") }, { .label = ENT_STR("B") } };
    pair acts = { .key = ENT_STR("acts") };
    tie ties[2] = { { .a = 0, .b = 1, .attrs = { &acts, 1 } }, { .a = 1, .b = 0 } };
    description d = { .nodes = nodes, .node_count = 2, .ties = ties, .tie_count = 2, .pair_count = 1 };

    for (int i = 0; i < IDS; i++) {
        ent_buf_format(&ids, "%sagreement %d", i ? ";" : "", i);
        ent_buf_text(&run, "no_separator");
    }
    acts.value = ent_buf_view(&ids);
    nodes[1].label = ent_buf_view(&run);
    for (int directed = 0; directed < 2; directed++) {
        Agraph_t *g;
        Agnode_t *a, *b;

        d.directed = directed;
        g = write_and_read(&d);
        a = agnode(g, "n0", 0);
        b = agnode(g, "n1", 0);
        cr_expect_eq(agisdirected(g), directed);
        cr_expect_eq(agnedges(g), directed ? 2 : 1);
        cr_expect_str_eq(agget(agedge(g, a, b, NULL, 0), "acts"), ent_buf_string(&ids));
        cr_expect_str_eq(agget(a, "label"), "A \"quoted\" \\\\N");
        cr_expect_gt(strlen(agget(b, "label")), 7000, "a text without a separator is cut");
        agclose(g);
    }
    ent_buf_destroy(&ids);
    ent_buf_destroy(&run);
}
