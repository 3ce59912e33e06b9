/* test_dot.c: DOT is read again by Graphviz's own reader: directions, and texts longer than the 16,384 bytes
 * that it takes in one piece. */
#include <criterion/criterion.h>

#include <graphviz/cgraph.h>
#include <math.h>

#include "render/composed.h"
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

/* Numbers of an attribute, separated by anything else. */
static int numbers_of(void *object, const char *name, double *out, int most)
{
    const char *at = agget(object, (char *)name);
    int count = 0;

    for (char *end; at && *at && count < most; at = end) {
        out[count] = strtod(at, &end);
        if (end == at)
            end++;
        else
            count++;
    }
    return count;
}

/* Each node and each tie of a figure is where the scene has it, in points, y upwards; sizes are in inches. */
Test(dot, a_figure_keeps_its_places)
{
    static const char json[] =
        "{\"entente_figure\":2,\"page\":{\"width_mm\":100,\"height_mm\":80},"
        "\"styles\":[{\"id\":\"bilateral\",\"colour\":\"#808080\",\"width\":1.3}],"
        "\"nodes\":[{\"id\":\"a\",\"label\":\"A\",\"diameter\":9,\"x\":20,\"y\":30,\"fill\":\"#112233\",\"tooltip\":\"first\"},"
        "{\"id\":\"b\",\"label\":\"B\",\"diameter\":6,\"x\":50,\"y\":40},"
        "{\"id\":\"c\",\"label\":\"C\",\"diameter\":6,\"x\":70,\"y\":60}],"
        "\"ties\":[{\"a\":0,\"b\":1,\"style\":0,\"tooltip\":\"one\"},{\"a\":2,\"b\":1,\"style\":0,\"width\":2}],\"pair_count\":2}";
    static const char *const names[] = { "n0", "n1", "n2" }, *const labels[] = { "A", "B", "C" };
    ent_diags diags = { 0 };
    ent_buf out = { 0 };
    Agnode_t *nodes[3];
    Agraph_t *g;
    composed c;
    double v[4];

    cr_assert_eq(composed_make(&c, json, &diags), ENT_OK);
    cr_assert_eq(dot_figure(&c.s, &out, &diags), ENT_OK);
    cr_assert_not_null(g = agmemread(ent_buf_string(&out)));
    cr_expect_eq(agnnodes(g), 3);
    cr_expect_eq(agnedges(g), 2);
    for (int i = 0; i < 3; i++) {
        const placed *p = &c.s.nodes[i];

        cr_assert_not_null(nodes[i] = agnode(g, (char *)names[i], 0));
        cr_assert_eq(numbers_of(nodes[i], "pos", v, 4), 2);
        cr_expect(fabs(v[0] - p->x) < 0.01 && fabs(v[1] - (c.s.height - p->y)) < 0.01, "%s: %s", names[i], agget(nodes[i], "pos"));
        cr_assert_eq(numbers_of(nodes[i], "width", v, 4), 1);
        cr_expect_float_eq(v[0] * 72, 2 * p->rx, 0.02);
        cr_assert_eq(numbers_of(nodes[i], "height", v, 4), 1);
        cr_expect_float_eq(v[0] * 72, 2 * p->ry, 0.02);
        cr_expect_str_eq(agget(nodes[i], "xlabel"), labels[i]);
        cr_assert_eq(numbers_of(nodes[i], "xlp", v, 4), 2);
        cr_expect(fabs(v[0] - p->label_x) < 0.01 && fabs(v[1] - (c.s.height - p->label_y)) < 0.01);
        cr_expect_str_eq(agget(nodes[i], "style"), "filled");
    }
    cr_expect_str_eq(agget(nodes[0], "fillcolor"), "#112233");
    cr_expect_str_eq(agget(nodes[0], "tooltip"), "first");
    for (int i = 0; i < 2; i++) {
        Agedge_t *e = agedge(g, nodes[c.d.ties[i].a], nodes[c.d.ties[i].b], NULL, 0);

        cr_assert_not_null(e);
        cr_expect_str_eq(agget(e, "class"), "bilateral");
        cr_expect_str_eq(agget(e, "style"), "solid");
        cr_expect_str_eq(agget(e, "penwidth"), i ? "2" : "1.3");
        cr_expect_str_eq(agget(e, "tooltip"), i ? "" : "one");
    }
    cr_assert_eq(numbers_of(g, "bb", v, 4), 4);
    cr_expect(v[0] == 0 && v[1] == 0 && fabs(v[2] - c.s.width) < 0.02 && fabs(v[3] - c.s.height) < 0.02);
    agclose(g);
    ent_buf_destroy(&out);
    composed_destroy(&c);
}
