/* start_places.c: the graph that Graphviz lays out. Names and labels stay with us. */
#include "render/graphviz/start_places.h"

#include <math.h>
#include <stdio.h>

#include "base/mem.h"
#include "render/graphviz/context.h"

/* All nodes, then a tie for each pair. */
static ent_status add_network(Agraph_t *g, const description *d, Agnode_t ***nodes, ent_diags *diags)
{
    if ((*nodes = ent_mem_new(d->node_count, sizeof **nodes)) == NULL)
        return ent_out_of_memory(diags);
    for (size_t i = 0; i < d->node_count; i++) {
        char name[32];

        snprintf(name, sizeof name, "n%zu", i);
        if (((*nodes)[i] = agnode(g, name, 1)) == NULL)
            return graphviz_failed(diags, "make a node");
    }
    for (size_t i = 0; i < d->pair_count; i++)
        if (!agedge(g, (*nodes)[d->ties[i].a], (*nodes)[d->ties[i].b], NULL, 1))
            return graphviz_failed(diags, "make a tie");
    return ENT_OK;
}

/* Members of a bloc are held together as if the heaviest were tied to all. */
static ent_status hold_blocs(Agraph_t *g, const description *d, Agnode_t **nodes, ent_diags *diags)
{
    for (size_t bloc = 0; bloc < d->bloc_count; bloc++) {
        size_t heaviest = NONE;

        for (size_t i = 0; i < d->node_count; i++)
            if (d->nodes[i].group == bloc && d->nodes[i].shape != SHAPE_BOX &&
                (heaviest == NONE || d->nodes[i].weight > d->nodes[heaviest].weight))
                heaviest = i;
        for (size_t i = 0; i < d->node_count && heaviest != NONE; i++)
            if (d->nodes[i].group == bloc && i != heaviest && d->nodes[i].shape != SHAPE_BOX &&
                !agedge(g, nodes[heaviest], nodes[i], NULL, 1))
                return graphviz_failed(diags, "make a tie");
    }
    return ENT_OK;
}

/* A round costs the square of the nodes, several times. Work is counted, not timed: what a figure
 * looks like must not depend on how busy the machine is. */
static size_t rounds_for(size_t nodes)
{
    enum { SMALL = 300, FEW = 8 };
    double rounds = nodes > SMALL ? fmin(60, 6e7 / ((double)nodes * (double)nodes)) : 200;

    return rounds < FEW ? FEW : (size_t)rounds;
}

ent_status start_places(const description *d, size_t start, double *x, double *y, ent_diags *diags)
{
    Agraph_t *g = agopen("network", Agstrictundirected, NULL);
    Agnode_t **nodes;
    char number[32];
    ent_status status;

    if (!g)
        return graphviz_failed(diags, "make a graph");
    snprintf(number, sizeof number, "%zu", start + 1);
    agattr(g, AGRAPH, "start", number);
    agattr(g, AGRAPH, "mode", "major");
    agattr(g, AGRAPH, "model", d->pair_count < 2 * d->node_count ? "subset" : "shortpath");
    agattr(g, AGRAPH, "splines", "");
    agattr(g, AGRAPH, "overlap", "true");
    agattr(g, AGRAPH, "packmode", "array"); /* components are packed by our layout; other modes are slow */
    snprintf(number, sizeof number, "%zu", rounds_for(d->node_count));
    agattr(g, AGRAPH, "maxiter", number);
    agattr(g, AGNODE, "label", "");
    agattr(g, AGNODE, "width", "0.1");
    agattr(g, AGNODE, "height", "0.1");
    agattr(g, AGNODE, "shape", "point");
    if ((status = add_network(g, d, &nodes, diags)) == ENT_OK &&
        (status = hold_blocs(g, d, nodes, diags)) == ENT_OK) {
        if (gvLayout(graphviz_context(), g, "neato") != 0)
            status = graphviz_failed(diags, "lay the network out");
        for (size_t i = 0; i < d->node_count && status == ENT_OK; i++) {
            x[i] = ND_coord(nodes[i]).x;
            y[i] = -ND_coord(nodes[i]).y;
            if (!isfinite(x[i]) || !isfinite(y[i]))
                x[i] = y[i] = 0;
        }
        gvFreeLayout(graphviz_context(), g);
    }
    agclose(g);
    ent_mem_free(nodes);
    return status;
}
