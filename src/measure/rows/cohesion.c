/* cohesion.c: how the network hangs together: components, cores, triangles, cut points. */
#include "measure/graph/graph.h"

#include <math.h>

#include "base/mem.h"

/* ---- what is shared ---- */

uint64_t *ent_work_bits(const ent_work *w, size_t *words)
{
    uint64_t *bits;

    *words = ((size_t)w->n + 63) / 64;
    if ((bits = ent_mem_new((size_t)w->n * *words + 1, sizeof *bits)) == NULL)
        return NULL;
    for (uint32_t i = 0; i < w->n; i++)
        for (uint32_t k = w->start[i]; k < w->start[i + 1]; k++)
            bits[i * *words + w->neighbor[k] / 64] |= (uint64_t)1 << w->neighbor[k] % 64;
    return bits;
}

/* On small or dense networks: the partners of both ends as bits. */
static bool count_by_bits(ent_work *w)
{
    size_t words;
    uint64_t *bits = ent_work_bits(w, &words);

    for (uint32_t t = 0; t < w->pair_count && bits; t++) {
        const uint64_t *a = bits + w->pairs[t].a * words, *b = bits + w->pairs[t].b * words;
        int both = 0;

        for (size_t k = 0; k < words; k++)
            both += __builtin_popcountll(a[k] & b[k]);
        w->common[t] = both;
    }
    ent_mem_free(bits);
    return bits != NULL;
}

/* On large ones: each triangle is met once, from its node of fewest ties, so that no node of many
 * has all pairs of its partners looked at. */
static bool count_forward(ent_work *w)
{
    work_rows on = { ent_mem_new((size_t)w->n + 1, sizeof *on.start),
                     ent_mem_new((size_t)w->pair_count + 1, sizeof *on.to),
                     ent_mem_new((size_t)w->pair_count + 1, sizeof *on.tie) };
    uint32_t *mark = ent_mem_new((size_t)w->n + 1, sizeof *mark), kept = 0;
    bool made = on.start && on.to && on.tie && mark;

    for (uint32_t i = 0; i < w->n && made; i++) {
        for (uint32_t k = w->start[i]; k < w->start[i + 1]; k++) {
            uint32_t j = w->neighbor[k], mine = work_degree(w, i), other = work_degree(w, j);

            if (mine < other || (mine == other && i < j)) {
                on.to[kept] = j;
                on.tie[kept++] = w->tie_to[k];
            }
        }
        on.start[i + 1] = kept;
    }
    for (uint32_t i = 0; i < w->n && made; i++) {
        for (uint32_t k = on.start[i]; k < on.start[i + 1]; k++)
            mark[on.to[k]] = on.tie[k] + 1;
        for (uint32_t k = on.start[i]; k < on.start[i + 1]; k++)
            for (uint32_t j = on.to[k], e = on.start[j]; e < on.start[j + 1]; e++)
                if (mark[on.to[e]]) {
                    w->common[on.tie[k]]++;
                    w->common[on.tie[e]]++;
                    w->common[mark[on.to[e]] - 1]++;
                }
        for (uint32_t k = on.start[i]; k < on.start[i + 1]; k++)
            mark[on.to[k]] = 0;
    }
    ent_mem_free(on.start);
    ent_mem_free(on.to);
    ent_mem_free(on.tie);
    ent_mem_free(mark);
    return made;
}

ent_status ent_work_triangles(ent_work *w)
{
    bool made;

    if (w->triangles)
        return ENT_OK;
    w->common = ent_mem_new((size_t)w->pair_count + 1, sizeof *w->common);
    w->triangles = ent_mem_new((size_t)w->n + 1, sizeof *w->triangles);
    made = w->common && w->triangles &&
           (w->n <= 512 || w->pair_count > (size_t)w->n * w->n / 32 ? count_by_bits(w)
                                                                    : count_forward(w));
    for (uint32_t t = 0; t < w->pair_count && made; t++) {
        w->triangles[w->pairs[t].a] += w->common[t] / 2; /* each over two ties at the node */
        w->triangles[w->pairs[t].b] += w->common[t] / 2;
    }
    if (made)
        return ENT_OK;
    ent_mem_free(w->triangles);
    ent_mem_free(w->common);
    w->triangles = w->common = NULL;
    return ent_out_of_memory(w->diags);
}

/* Every maximal clique; more than that are not waited for. */
enum { MOST_CLIQUES = 1000000 };

static igraph_error_t meet(const igraph_vector_int_t *clique, void *work)
{
    ent_work *w = work;

    w->cliques++;
    w->largest_clique = fmax(w->largest_clique, (double)igraph_vector_int_size(clique));
    return w->cliques > MOST_CLIQUES ? IGRAPH_STOP : IGRAPH_SUCCESS;
}

static ent_status count_cliques(ent_work *w)
{
    igraph_error_t err;
    ent_status status;
    ent_ig scope;

    if (w->cliques_counted)
        return ENT_OK;
    if ((status = ent_work_igraph(w)) != ENT_OK)
        return status;
    w->cliques = w->largest_clique = 0;
    ent_ig_begin(&scope, w->diags);
    err = ent_igraph_maximal_cliques(&w->ig, meet, w);
    if ((status = ent_ig_end(&scope, err, "cliques")) != ENT_OK)
        return status;
    if (w->cliques > MOST_CLIQUES) {
        ent_note(w->diags, ENT_NOWHERE,
                 "more than %d maximal cliques: cliques and clique_number are left undefined",
                 MOST_CLIQUES);
        w->cliques = w->largest_clique = NAN;
    }
    w->cliques_counted = true;
    return ENT_OK;
}

/* Batagelj and Zaversnik: nodes stand by degree; the first is taken away, and those of its
 * neighbours that have more ties left move one place group down. */
static void peel(const ent_work *w, uint32_t *left, uint32_t *first, uint32_t *order,
                 uint32_t *place)
{
    for (uint32_t i = 0; i < w->n; i++)
        first[(left[i] = work_degree(w, i)) + 1]++;
    for (uint32_t d = 0; d < w->n; d++)
        first[d + 1] += first[d];
    for (uint32_t i = 0; i < w->n; i++) {
        place[i] = first[left[i]]++;
        order[place[i]] = i;
    }
    for (uint32_t d = w->n; d > 0; d--)
        first[d] = first[d - 1];
    first[0] = 0;
    for (uint32_t at = 0; at < w->n; at++) {
        uint32_t i = order[at];

        for (uint32_t k = w->start[i]; k < w->start[i + 1]; k++) {
            uint32_t j = w->neighbor[k], head;

            if (left[j] <= left[i])
                continue;
            head = order[first[left[j]]]; /* j changes places with the first of its group */
            order[place[j]] = head;
            place[head] = place[j];
            place[j] = first[left[j]]++;
            order[place[j]] = j;
            left[j]--;
        }
    }
}

ent_status ent_work_coreness(ent_work *w)
{
    uint32_t *left, *first, *order, *place;
    bool made;

    if (w->coreness)
        return ENT_OK;
    w->coreness = ent_mem_new((size_t)w->n + 1, sizeof *w->coreness);
    left = ent_mem_new((size_t)w->n + 1, sizeof *left);
    first = ent_mem_new((size_t)w->n + 2, sizeof *first);
    order = ent_mem_new((size_t)w->n + 1, sizeof *order);
    place = ent_mem_new((size_t)w->n + 1, sizeof *place);
    made = w->coreness && left && first && order && place;
    if (made)
        peel(w, left, first, order, place);
    for (uint32_t i = 0; i < w->n && made; i++)
        w->coreness[i] = left[i];
    ent_mem_free(left);
    ent_mem_free(first);
    ent_mem_free(order);
    ent_mem_free(place);
    if (made)
        return ENT_OK;
    ent_mem_free(w->coreness);
    w->coreness = NULL;
    return ent_out_of_memory(w->diags);
}

static double pairs_at(const ent_work *w, uint32_t i)
{
    double k = work_degree(w, i);

    return k * (k - 1) / 2;
}

/* ---- of nodes ---- */

static ent_status component(double *values, ent_work *w, ent_str argument)
{
    (void)argument;
    for (uint32_t i = 0; i < w->n; i++)
        values[i] = w->component[i];
    return ENT_OK;
}

static ent_status component_size(double *values, ent_work *w, ent_str argument)
{
    (void)argument;
    for (uint32_t i = 0; i < w->n; i++)
        values[i] = w->component_size[w->component[i] - 1];
    return ENT_OK;
}

static ent_status coreness(double *values, ent_work *w, ent_str argument)
{
    ent_status status = ent_work_coreness(w);

    (void)argument;
    for (uint32_t i = 0; i < w->n && status == ENT_OK; i++)
        values[i] = w->coreness[i];
    return status;
}

static ent_status clustering(double *values, ent_work *w, ent_str argument)
{
    ent_status status = ent_work_triangles(w);

    (void)argument;
    for (uint32_t i = 0; i < w->n && status == ENT_OK; i++)
        values[i] = work_degree(w, i) > 1 ? w->triangles[i] / pairs_at(w, i) : NAN;
    return status;
}

/* Nodes whose loss would cut their component; *count of them. Values may be NULL. */
static ent_status find_articulation(ent_work *w, double *values, double *count)
{
    igraph_vector_int_t result = { 0 };
    igraph_error_t err;
    ent_status status;
    ent_ig scope;

    if ((status = ent_work_igraph(w)) != ENT_OK)
        return status;
    ent_ig_begin(&scope, w->diags);
    if ((err = igraph_vector_int_init(&result, 0)) == IGRAPH_SUCCESS &&
        (err = igraph_articulation_points(&w->ig, &result)) == IGRAPH_SUCCESS) {
        *count = (double)igraph_vector_int_size(&result);
        for (uint32_t i = 0; i < w->n && values; i++)
            values[i] = 0;
        for (igraph_integer_t i = 0; i < igraph_vector_int_size(&result) && values; i++)
            values[VECTOR(result)[i]] = 1;
    }
    igraph_vector_int_destroy(&result);
    return ent_ig_end(&scope, err, "articulation");
}

static ent_status articulation(double *values, ent_work *w, ent_str argument)
{
    double count;

    (void)argument;
    return find_articulation(w, values, &count);
}

/* Barrat: pairs of partners that are tied, each weighing what the ties to the two weigh. */
static ent_status clustering_w(double *values, ent_work *w, ent_str argument)
{
    ent_status status = ent_work_triangles(w);

    (void)argument;
    for (uint32_t i = 0; i < w->n && status == ENT_OK; i++) {
        double sum = 0, degree = work_degree(w, i);

        for (uint32_t k = w->start[i]; k < w->start[i + 1]; k++)
            sum += w->pairs[w->tie_to[k]].weight * w->common[w->tie_to[k]];
        values[i] = degree > 1 ? sum / (w->strength[i] * (degree - 1)) : NAN;
    }
    return status;
}

/* ---- of the network ---- */

static ent_status components(double *values, ent_work *w, ent_str argument)
{
    (void)argument;
    *values = w->component_count;
    return ENT_OK;
}

static ent_status largest_component(double *values, ent_work *w, ent_str argument)
{
    (void)argument;
    *values = w->n ? (double)w->component_size[0] : NAN;
    return ENT_OK;
}

static ent_status max_coreness(double *values, ent_work *w, ent_str argument)
{
    ent_status status = ent_work_coreness(w);

    (void)argument;
    *values = w->n ? 0 : NAN;
    for (uint32_t i = 0; i < w->n && status == ENT_OK; i++)
        *values = fmax(*values, w->coreness[i]);
    return status;
}

static ent_status triangles(double *values, ent_work *w, ent_str argument)
{
    ent_status status = ent_work_triangles(w);

    (void)argument;
    *values = 0;
    for (uint32_t i = 0; i < w->n && status == ENT_OK; i++)
        *values += w->triangles[i];
    *values /= 3;
    return status;
}

static ent_status transitivity(double *values, ent_work *w, ent_str argument)
{
    ent_status status = ent_work_triangles(w);
    double closed = 0, all = 0;

    (void)argument;
    for (uint32_t i = 0; i < w->n && status == ENT_OK; i++) {
        closed += w->triangles[i];
        all += pairs_at(w, i);
    }
    *values = all > 0 ? closed / all : NAN;
    return status;
}

static ent_status mean_clustering(double *values, ent_work *w, bool all)
{
    ent_status status = ent_work_triangles(w);
    double sum = 0, count = 0;

    for (uint32_t i = 0; i < w->n && status == ENT_OK; i++) {
        bool defined = work_degree(w, i) > 1;

        sum += defined ? w->triangles[i] / pairs_at(w, i) : 0;
        count += defined || all;
    }
    *values = count > 0 ? sum / count : NAN;
    return status;
}

static ent_status clustering_mean(double *values, ent_work *w, ent_str argument)
{
    (void)argument;
    return mean_clustering(values, w, false);
}

static ent_status clustering_mean0(double *values, ent_work *w, ent_str argument)
{
    (void)argument;
    return mean_clustering(values, w, true);
}

static ent_status articulations(double *values, ent_work *w, ent_str argument)
{
    (void)argument;
    return find_articulation(w, NULL, values);
}

static ent_status bridges(double *values, ent_work *w, ent_str argument)
{
    igraph_vector_int_t result = { 0 };
    igraph_error_t err;
    ent_status status;
    ent_ig scope;

    (void)argument;
    if ((status = ent_work_igraph(w)) != ENT_OK)
        return status;
    ent_ig_begin(&scope, w->diags);
    if ((err = igraph_vector_int_init(&result, 0)) == IGRAPH_SUCCESS &&
        (err = igraph_bridges(&w->ig, &result)) == IGRAPH_SUCCESS)
        *values = (double)igraph_vector_int_size(&result);
    igraph_vector_int_destroy(&result);
    return ent_ig_end(&scope, err, "bridges");
}

static ent_status cliques(double *values, ent_work *w, ent_str argument)
{
    ent_status status = count_cliques(w);

    (void)argument;
    *values = w->cliques;
    return status;
}

static ent_status clique_number(double *values, ent_work *w, ent_str argument)
{
    ent_status status = count_cliques(w);

    (void)argument;
    *values = w->n ? w->largest_clique : NAN;
    return status;
}

/* ---- the rows ---- */

#define WATTS_STROGATZ "Watts & Strogatz 1998, Nature 393, 440-442"
#define CLUSTERED                                                                                  \
    ". A projection is clustered by construction: every act of three or more closes triangles"
#define ALL_TRIANGLES "O(sum of squared degrees)"
#define NO_TRIANGLES "undefined: two modes have no triangles; see reinforcement"
#define DEFINED "makes no difference"

const ent_measure ent_measures_cohesion[] = {
    { .name = "coreness", .also = "k_core core_number", .scope = ENT_SCOPE_NODE,
      .flags = ENT_MEASURE_DEFAULT | ENT_MEASURE_INTEGER,
      .summary = "the densest core that the node belongs to", .unit = "ties", .low = 0,
      .high = INFINITY, .weight = ENT_MEANS_NOTHING,
      .formula = "largest k such that the node is in a set whose members have k ties or more "
                 "within the set",
      .divisor = "", .disconnected = DEFINED "; isolates 0", .two_modes = "defined", .cost = "O(m)",
      .source = "Seidman 1983, Social Networks 5(3), 269-287; Batagelj & Zaversnik 2003",
      .engine = "own: not decided",
      .compute = coreness },
    { .name = "clustering", .also = "local_clustering", .scope = ENT_SCOPE_NODE,
      .flags = ENT_MEASURE_DEFAULT | ENT_MEASURE_ONE_MODE,
      .summary = "share of the pairs of its partners that are tied themselves", .unit = "",
      .low = 0,
      .high = 1, .weight = ENT_MEANS_NOTHING,
      .formula = "triangles at the node / (k(k-1)/2), k its degree" CLUSTERED,
      .divisor = "k(k-1)/2", .disconnected = "undefined below degree 2", .two_modes = NO_TRIANGLES,
      .cost = ALL_TRIANGLES, .source = WATTS_STROGATZ, .engine = "own: 7 x faster",
      .compute = clustering },
    { .name = "clustering_w", .also = "barrat clustering_weighted", .scope = ENT_SCOPE_NODE,
      .flags = ENT_MEASURE_ONE_MODE,
      .summary = "clustering, triangles over strong ties counting more", .unit = "", .low = 0,
      .high = 1, .weight = ENT_MEANS_STRENGTH,
      .formula = "sum over ordered pairs of tied partners j, q of (w_ij + w_iq)/2, "
                 "divided" CLUSTERED,
      .divisor = "s(k-1), s the strength and k the degree",
      .disconnected = "undefined below degree 2", .two_modes = NO_TRIANGLES,
      .cost = ALL_TRIANGLES, .source = "Barrat et al. 2004, PNAS 101(11), 3747-3752",
      .engine = "own: 7 x faster",
      .compute = clustering_w },
    { .name = "articulation", .also = "cutpoint", .scope = ENT_SCOPE_NODE,
      .flags = ENT_MEASURE_INTEGER,
      .summary = "would the loss of the node cut its component? 1 yes, 0 no",
      .unit = "", .low = 0, .high = 1, .weight = ENT_MEANS_NOTHING,
      .formula = "1 when there are more components without the node, else 0", .divisor = "",
      .disconnected = DEFINED, .two_modes = "defined", .cost = "O(m)",
      .source = "Tarjan 1972, SIAM Journal on Computing 1(2), 146-160", .engine = "igraph_articulation_points",
      .compute = articulation },
    { .name = "component", .also = "", .scope = ENT_SCOPE_NODE,
      .flags = ENT_MEASURE_DEFAULT | ENT_MEASURE_CLASS | ENT_MEASURE_INTEGER,
      .summary = "number of its component, the largest being 1", .unit = "", .low = 1,
      .high = INFINITY, .weight = ENT_MEANS_NOTHING,
      .formula = "components (nodes that reach each other) numbered by decreasing size, equals by "
                 "their first node",
      .divisor = "", .disconnected = "made for it", .two_modes = "defined", .cost = "O(m)",
      .source = "definition", .engine = "own: a part of the graph",
      .compute = component },
    { .name = "component_size", .also = "", .scope = ENT_SCOPE_NODE,
      .flags = ENT_MEASURE_INTEGER, .summary = "nodes in its component, itself counted",
      .unit = "nodes", .low = 1, .high = INFINITY, .weight = ENT_MEANS_NOTHING,
      .formula = "number of nodes that it reaches, plus 1", .divisor = "",
      .disconnected = "made for it; isolates 1", .two_modes = "both modes together", .cost = "O(m)",
      .source = "definition", .engine = "own: a part of the graph",
      .compute = component_size },
    { .name = "components", .also = "n_components", .scope = ENT_SCOPE_NETWORK,
      .flags = ENT_MEASURE_DEFAULT | ENT_MEASURE_INTEGER,
      .summary = "parts that do not reach each other, isolates among them", .unit = "components",
      .low = 0, .high = INFINITY, .weight = ENT_MEANS_NOTHING,
      .formula = "number of components; every isolate is one", .divisor = "",
      .disconnected = "made for it", .two_modes = "defined", .cost = "O(m)", .source = "definition",
      .engine = "own: a part of the graph",
      .compute = components },
    { .name = "largest_component", .also = "", .scope = ENT_SCOPE_NETWORK,
      .flags = ENT_MEASURE_DEFAULT | ENT_MEASURE_INTEGER,
      .summary = "nodes of the largest component",
      .unit = "nodes", .low = 1, .high = INFINITY, .weight = ENT_MEANS_NOTHING,
      .formula = "number of nodes of the largest component", .divisor = "",
      .disconnected = "made for it", .two_modes = "both modes together", .cost = "O(m)",
      .source = "definition", .engine = "own: a part of the graph",
      .compute = largest_component },
    { .name = "max_coreness", .also = "degeneracy", .scope = ENT_SCOPE_NETWORK,
      .flags = ENT_MEASURE_INTEGER, .summary = "largest coreness", .unit = "ties", .low = 0,
      .high = INFINITY, .weight = ENT_MEANS_NOTHING, .formula = "largest coreness of a node",
      .divisor = "", .disconnected = DEFINED, .two_modes = "defined", .cost = "O(m)",
      .source = "Seidman 1983, Social Networks 5(3), 269-287", .engine = "own: not decided",
      .compute = max_coreness },
    { .name = "triangles", .also = "n_triangles", .scope = ENT_SCOPE_NETWORK,
      .flags = ENT_MEASURE_ONE_MODE | ENT_MEASURE_INTEGER,
      .summary = "triples of nodes that are all tied", .unit = "triangles", .low = 0,
      .high = INFINITY, .weight = ENT_MEANS_NOTHING,
      .formula = "number of triples of nodes with all three ties" CLUSTERED, .divisor = "",
      .disconnected = DEFINED, .two_modes = NO_TRIANGLES, .cost = ALL_TRIANGLES,
      .source = "definition", .engine = "own: 7 x faster",
      .compute = triangles },
    { .name = "transitivity", .also = "global_clustering", .scope = ENT_SCOPE_NETWORK,
      .flags = ENT_MEASURE_DEFAULT | ENT_MEASURE_ONE_MODE,
      .summary = "share of the paths of two ties that are closed by a third", .unit = "", .low = 0,
      .high = 1, .weight = ENT_MEANS_NOTHING,
      .formula = "3 triangles / sum over nodes of k(k-1)/2" CLUSTERED,
      .divisor = "connected triples",
      .disconnected = "undefined when no node has two ties", .two_modes = NO_TRIANGLES,
      .cost = ALL_TRIANGLES, .source = "Wasserman & Faust 1994, Social Network Analysis, ch. 6",
      .engine = "own: 7 x faster",
      .compute = transitivity },
    { .name = "clustering_mean", .also = "", .scope = ENT_SCOPE_NETWORK,
      .flags = ENT_MEASURE_DEFAULT | ENT_MEASURE_ONE_MODE,
      .summary = "mean clustering of the nodes for which it is defined", .unit = "", .low = 0,
      .high = 1, .weight = ENT_MEANS_NOTHING,
      .formula = "mean of clustering over nodes of degree 2 or more" CLUSTERED, .divisor = "",
      .disconnected = "undefined when no node has two ties", .two_modes = NO_TRIANGLES,
      .cost = ALL_TRIANGLES, .source = WATTS_STROGATZ, .engine = "own: 7 x faster",
      .compute = clustering_mean },
    { .name = "clustering_mean0", .also = "", .scope = ENT_SCOPE_NETWORK,
      .flags = ENT_MEASURE_ONE_MODE, .summary = "mean clustering, nodes below degree 2 counting 0",
      .unit = "", .low = 0, .high = 1, .weight = ENT_MEANS_NOTHING,
      .formula = "sum of clustering / n, 0 for nodes below degree 2" CLUSTERED, .divisor = "n",
      .disconnected = "isolates count 0", .two_modes = NO_TRIANGLES, .cost = ALL_TRIANGLES,
      .source = WATTS_STROGATZ, .engine = "own: 7 x faster",
      .compute = clustering_mean0 },
    { .name = "cliques", .also = "n_maximal_cliques", .scope = ENT_SCOPE_NETWORK,
      .flags = ENT_MEASURE_ONE_MODE | ENT_MEASURE_INTEGER,
      .summary = "sets of nodes that are all tied and cannot grow", .unit = "cliques", .low = 0,
      .high = INFINITY, .weight = ENT_MEANS_NOTHING,
      .formula = "number of maximal cliques, isolates among them; every act of a projection is "
                 "one, or inside one. Undefined above a million",
      .divisor = "", .disconnected = DEFINED, .two_modes = "undefined: two modes have no triangles",
      .cost = "can grow as 3^(n/3)", .source = "Luce & Perry 1949, Psychometrika 14, 95-116; "
                                              "Eppstein, Loffler & Strash 2010",
      .engine = "igraph_maximal_cliques_callback",
      .compute = cliques },
    { .name = "clique_number", .also = "", .scope = ENT_SCOPE_NETWORK,
      .flags = ENT_MEASURE_ONE_MODE | ENT_MEASURE_INTEGER,
      .summary = "nodes of the largest set that are all tied", .unit = "nodes", .low = 1,
      .high = INFINITY, .weight = ENT_MEANS_NOTHING,
      .formula = "size of the largest clique. Undefined when there are more than a million maximal "
                 "ones",
      .divisor = "", .disconnected = DEFINED, .two_modes = "undefined: two modes have no triangles",
      .cost = "can grow as 3^(n/3)", .source = "Luce & Perry 1949, Psychometrika 14, 95-116",
      .engine = "igraph_maximal_cliques_callback",
      .compute = clique_number },
    { .name = "articulations", .also = "n_articulation", .scope = ENT_SCOPE_NETWORK,
      .flags = ENT_MEASURE_INTEGER, .summary = "nodes whose loss would cut their component",
      .unit = "nodes", .low = 0, .high = INFINITY, .weight = ENT_MEANS_NOTHING,
      .formula = "number of nodes with articulation 1", .divisor = "", .disconnected = DEFINED,
      .two_modes = "defined", .cost = "O(m)",
      .source = "Tarjan 1972, SIAM Journal on Computing 1(2), 146-160", .engine = "igraph_articulation_points",
      .compute = articulations },
    { .name = "bridges", .also = "n_bridges", .scope = ENT_SCOPE_NETWORK,
      .flags = ENT_MEASURE_INTEGER, .summary = "ties whose loss would cut their component",
      .unit = "ties", .low = 0, .high = INFINITY, .weight = ENT_MEANS_NOTHING,
      .formula = "number of ties without which there are more components", .divisor = "",
      .disconnected = DEFINED, .two_modes = "defined", .cost = "O(m)",
      .source = "Tarjan 1972, SIAM Journal on Computing 1(2), 146-160", .engine = "igraph_bridges",
      .compute = bridges },
    { 0 }
};
