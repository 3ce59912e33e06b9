/* blockmodel.c: blocks of nodes, the densities between them, and their image (see entente/blockmodel.h). */
#include "entente/blockmodel.h"

#include <math.h>
#include <string.h>

#include "base/mem.h"
#include "measure/communities/partition.h"

struct ent_blockmodel {
    ent_arena arena;
    ent_str by;
    bool weighted, is_alpha;
    size_t nodes, count;
    uint32_t *block; /* of a node, from 1; 0: none */
    ent_str *name;
    size_t *size;
    double *density; /* of ties from a block to another */
    double cut, fit;
};

/* ---- blocks ---- */

static ent_status room_for_blocks(ent_blockmodel *b, size_t count, ent_diags *diags)
{
    b->count = count;
    b->name = ent_arena_new(&b->arena, count + 1, sizeof *b->name);
    b->size = ent_arena_new(&b->arena, count + 1, sizeof *b->size);
    b->density = ent_arena_new(&b->arena, count * count + 1, sizeof *b->density);
    return b->name && b->size && b->density ? ENT_OK : ent_out_of_memory(diags);
}

static ent_status blocks_of_column(ent_blockmodel *b, ent_work *w)
{
    const work_column *c;
    ent_status status = ent_work_column(w, b->by, &c);

    if (status != ENT_OK || (status = room_for_blocks(b, c->count, w->diags)) != ENT_OK)
        return status;
    for (size_t i = 0; i < c->count && status == ENT_OK; i++)
        if ((b->name[i] = ent_arena_str(&b->arena, c->names[i])).ptr == NULL)
            status = ent_out_of_memory(w->diags);
    memcpy(b->block, c->group, b->nodes * sizeof *b->block);
    return status;
}

static ent_status blocks_of_measure(ent_blockmodel *b, ent_work *w)
{
    ent_results *r = NULL;
    ent_buf name = { 0 };
    size_t most = 0;
    ent_status status = ent_measures_run_on(&r, w, b->by.ptr);

    for (size_t i = 0; i < b->nodes && status == ENT_OK; i++) {
        b->block[i] = (uint32_t)ent_result_at(r, 0)->values[i];
        most = b->block[i] > most ? b->block[i] : most;
    }
    if (status == ENT_OK)
        status = room_for_blocks(b, most, w->diags);
    for (size_t i = 0; i < b->count && status == ENT_OK; i++) {
        ent_buf_clear(&name);
        ent_buf_count(&name, i + 1);
        if ((b->name[i] = ent_arena_str(&b->arena, ent_buf_view(&name))).ptr == NULL)
            status = ent_out_of_memory(w->diags);
    }
    ent_buf_destroy(&name);
    ent_results_free(r);
    return status;
}

/* A measure, unless the nodes have a column of this name. */
static ent_status find_blocks(ent_blockmodel *b, ent_work *w)
{
    const ent_measure *m = ent_measure_find(b->by);

    if (!m)
        return blocks_of_column(b, w);
    if (m->scope != ENT_SCOPE_NODE || !(m->flags & ENT_MEASURE_CLASS) || memchr(b->by.ptr, ',', b->by.len))
        return ent_fail(w->diags, ENT_EUSAGE, ENT_NOWHERE,
                        "%.*s does not number groups of nodes; expected concor, equivalence_block, community, another "
                        "such measure, or a column of the nodes",
                        ENT_STR_ARG(b->by));
    if ((m->flags & ENT_MEASURE_MATRIX) && w->n > ENT_MATRIX_NODES)
        return ent_fail(w->diags, ENT_EUSAGE, ENT_NOWHERE,
                        "%.*s compares every two nodes and takes at most %d; this network has %u: choose nodes "
                        "(--only), or blocks by community or by a column",
                        ENT_STR_ARG(b->by), ENT_MATRIX_NODES, w->n);
    return blocks_of_measure(b, w);
}

/* ---- densities ---- */

typedef struct pair_sums {
    double pairs, sum, squares;
} pair_sums;

static double left_over(const pair_sums *s)
{
    return s->pairs > 0 ? s->squares - s->sum * s->sum / s->pairs : 0;
}

/* Of every two blocks, over the pairs of two nodes; a tie without directions is there both ways. */
static void add_ties(const ent_blockmodel *b, const ent_work *w, pair_sums *sums)
{
    for (uint32_t t = 0; t < w->m; t++) {
        size_t g = b->block[w->ties[t].a], h = b->block[w->ties[t].b];
        double x = b->weighted ? w->ties[t].weight : 1;

        if (!g || !h)
            continue;
        for (int way = 0; way < (w->directed ? 1 : 2); way++) {
            pair_sums *s = &sums[(way ? h - 1 : g - 1) * b->count + (way ? g - 1 : h - 1)];

            s->sum += x;
            s->squares += x * x;
        }
    }
}

static ent_status find_densities(ent_blockmodel *b, const ent_work *w, double cut)
{
    size_t cells = b->count * b->count;
    pair_sums *sums = ent_mem_new(cells + 1, sizeof *sums), all = { 0 };
    double within = 0;

    if (!sums)
        return ent_out_of_memory(w->diags);
    for (size_t i = 0; i < b->nodes; i++)
        if (b->block[i])
            b->size[b->block[i] - 1]++;
    add_ties(b, w, sums);
    for (size_t k = 0; k < cells; k++) {
        size_t g = k / b->count, h = k % b->count;

        sums[k].pairs = (double)b->size[g] * (double)(b->size[h] - (g == h));
        b->density[k] = sums[k].pairs > 0 ? sums[k].sum / sums[k].pairs : NAN;
        within += left_over(&sums[k]);
        all.pairs += sums[k].pairs;
        all.sum += sums[k].sum;
        all.squares += sums[k].squares;
    }
    b->fit = left_over(&all) > 0 ? 1 - within / left_over(&all) : NAN;
    b->is_alpha = cut == 0;
    b->cut = !b->is_alpha ? cut : all.pairs > 0 ? all.sum / all.pairs : NAN;
    ent_mem_free(sums);
    return ENT_OK;
}

/* ---- public API ---- */

ent_status ent_blockmodel_run(ent_blockmodel **model, const ent_network *network,
                              const ent_blockmodel_options *options, ent_diags *diags)
{
    ent_blockmodel *b = ent_mem_new(1, sizeof *b);
    ent_work *w = NULL;
    ent_status status;

    *model = NULL;
    if (!b)
        return ent_out_of_memory(diags);
    b->nodes = ent_node_count(network);
    b->weighted = options->weighted;
    b->by = ent_arena_str(&b->arena, ent_str_of(options->by ? options->by : "concor"));
    b->block = ent_arena_new(&b->arena, b->nodes + 1, sizeof *b->block);
    if (!b->by.ptr || !b->block)
        status = ent_out_of_memory(diags);
    else if (ent_network_two_mode(network))
        status = ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE,
                          "a block model needs a network of one mode; add --network actors");
    else if ((status = ent_work_of(&w, network, &options->measures, diags)) == ENT_OK &&
             (status = find_blocks(b, w)) == ENT_OK)
        status = find_densities(b, w, options->cut);
    ent_work_free(w);
    if (status == ENT_OK)
        *model = b;
    else
        ent_blockmodel_free(b);
    return status;
}

void ent_blockmodel_free(ent_blockmodel *b)
{
    if (!b)
        return;
    ent_arena_destroy(&b->arena);
    ent_mem_free(b);
}

size_t ent_blockmodel_count(const ent_blockmodel *b)
{
    return b->count;
}

size_t ent_blockmodel_of(const ent_blockmodel *b, size_t node)
{
    return b->block[node] ? b->block[node] - 1 : SIZE_MAX;
}

ent_str ent_blockmodel_name(const ent_blockmodel *b, size_t block)
{
    return b->name[block];
}

size_t ent_blockmodel_size(const ent_blockmodel *b, size_t block)
{
    return b->size[block];
}

double ent_blockmodel_density(const ent_blockmodel *b, size_t from, size_t to)
{
    return b->density[from * b->count + to];
}

double ent_blockmodel_image(const ent_blockmodel *b, size_t from, size_t to)
{
    double density = ent_blockmodel_density(b, from, to);

    return isnan(density) ? NAN : density >= b->cut || work_same(density, b->cut);
}

double ent_blockmodel_cut(const ent_blockmodel *b)
{
    return b->cut;
}

double ent_blockmodel_fit(const ent_blockmodel *b)
{
    return b->fit;
}

void ent_blockmodel_describe(const ent_blockmodel *b, ent_buf *out)
{
    ent_buf_format(out, "blocks by %.*s; densities: %s; image: 1 from %s", ENT_STR_ARG(b->by),
                   b->weighted ? "mean weight of the pairs of two nodes" : "share of the pairs of two nodes that are tied",
                   b->is_alpha ? "the density of the network on, " : "");
    ent_buf_number(out, b->cut);
    ent_buf_text(out, b->is_alpha ? " (alpha)" : " on");
    if (!isnan(b->fit)) {
        ent_buf_text(out, "; share of the variance that the densities explain: ");
        ent_buf_number(out, b->fit);
    }
}
