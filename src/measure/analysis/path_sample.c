/* path_sample.c: see path_sample.h. Sources are drawn without replacement, each node as likely as any other, so
 * that n/K times the sum over K sources estimates a total over all n nodes without bias, with the standard error
 * n sqrt((1 - K/n) s^2 / K) (Brandes & Pich 2007; Cochran 1977, chapter 2). From all nodes it is the total. */
#include "measure/analysis/path_sample.h"

#include <string.h>

#include "base/mem.h"
#include "base/random.h"
#include "measure/analysis/shortest_paths.h"

/* Mean and sum of squared differences to it, updated with each source (Welford 1962): of values that are all
 * large and nearly equal a difference of sums would be rounding. */
typedef struct moments {
    double mean, squares;
} moments;

static void add_value(moments *m, double value, double count)
{
    double off = value - m->mean;

    m->mean += off / count;
    m->squares += off * (value - m->mean);
}

/* `once`: how much one of the values counts. */
static sampled_total total_of(const moments *m, double nodes, double sources, double once)
{
    double left_out = 1 - sources / nodes;
    double variance = sources > 1 ? m->squares / (sources - 1) : NAN;

    return (sampled_total){ once * nodes * m->mean,
                            sources == nodes ? 0 : once * nodes * sqrt(left_out * variance / sources) };
}

/* ---- room ---- */

typedef struct collection {
    moments *moments[SAMPLED_OF_NODES];
    double *current[SAMPLED_OF_NODES]; /* of the paths from the current source */
    double *by_tie;
    double *sum, *reached; /* of each source: of its distances, and how many nodes it reaches */
    double *eccentric;     /* of each component: twice the least eccentricity of a source in it */
    uint32_t *drawn;
} collection;

static void discard(collection *c)
{
    for (int k = 0; k < SAMPLED_OF_NODES; k++) {
        ent_mem_free(c->moments[k]);
        ent_mem_free(c->current[k]);
    }
    ent_mem_free(c->by_tie);
    ent_mem_free(c->sum);
    ent_mem_free(c->reached);
    ent_mem_free(c->eccentric);
    ent_mem_free(c->drawn);
}

/* Room for the collection and for what remains of it. */
static bool has_room(collection *c, work_sample *sample, ent_work *w)
{
    size_t n = (size_t)w->n + 1;
    bool made = true;

    *c = (collection){ .by_tie = ent_mem_new((size_t)w->m + 1, sizeof *c->by_tie),
                       .sum = ent_mem_new(n, sizeof *c->sum),
                       .reached = ent_mem_new(n, sizeof *c->reached),
                       .eccentric = ent_mem_new(n, sizeof *c->eccentric),
                       .drawn = ent_mem_new(n, sizeof *c->drawn) };
    for (int k = 0; k < SAMPLED_OF_NODES; k++) {
        c->moments[k] = ent_mem_new(n, sizeof *c->moments[k]);
        c->current[k] = ent_mem_new(n, sizeof *c->current[k]);
        sample->of_nodes[k] = work_room(w, n, sizeof *sample->of_nodes[k]);
        made = made && c->moments[k] && c->current[k] && sample->of_nodes[k];
    }
    return made && c->by_tie && c->sum && c->reached && c->eccentric && c->drawn;
}

/* ---- from one source ---- */

static void collect(collection *c, const ent_work *w, search *s, uint32_t source, uint32_t done)
{
    double *ecc = &c->eccentric[w->component[source] - 1], furthest = 0;

    for (int k = 0; k < SAMPLED_OF_NODES; k++)
        memset(c->current[k], 0, w->n * sizeof *c->current[k]);
    ent_search_from(s, source);
    ent_search_shares(s, c->current[SAMPLED_PASSING], c->by_tie);
    for (uint32_t i = 1; i < s->found; i++) {
        uint32_t v = s->order[i];

        furthest = s->far[v];
        c->current[SAMPLED_FAR][v] = s->far[v];
        c->current[SAMPLED_INVERSE][v] = 1 / s->far[v];
        c->sum[done] += s->far[v];
        c->reached[done]++;
    }
    *ecc = fmin(*ecc, 2 * furthest);
    for (int k = 0; k < SAMPLED_OF_NODES; k++)
        for (uint32_t v = 0; v < w->n; v++)
            add_value(&c->moments[k][v], c->current[k][v], done + 1.0);
}

/* ---- of the network ---- */

/* The sum of distances over the number of pairs, a ratio of two totals (Cochran 1977, chapter 6). */
static sampled_total mean_of(const collection *c, const ent_work *w, uint32_t sources)
{
    double sum = 0, pairs = 0, squares = 0, ratio, part = sources / (double)w->n;

    for (uint32_t i = 0; i < sources; i++) {
        sum += c->sum[i];
        pairs += c->reached[i];
    }
    if (!(pairs > 0))
        return (sampled_total){ NAN, NAN };
    ratio = sum / pairs;
    for (uint32_t i = 0; i < sources; i++)
        squares += (c->sum[i] - ratio * c->reached[i]) * (c->sum[i] - ratio * c->reached[i]);
    return (sampled_total){ ratio, sources == w->n ? 0
                                   : sources < 2   ? NAN
                                                   : sqrt((1 - part) * squares / (sources - 1) * sources) / pairs };
}

/* No two nodes are further apart than by way of a source: twice its eccentricity. Where a component has no
 * source, no path in it has more ties than it has other nodes. */
static double longest_at_most(const collection *c, const ent_work *w, const work_paths *p)
{
    double most = w->m ? 0 : NAN, length = 1;

    for (uint32_t t = 0; t < w->m && p->length; t++)
        length = t ? fmax(length, p->length[t]) : p->length[t];
    for (uint32_t k = 0; k < w->component_count && w->m; k++)
        most = fmax(most, fmin(c->eccentric[k], (w->component_size[k] - 1) * length));
    return most;
}

static ent_status fill(work_sample *sample, collection *c, ent_work *w, const work_paths *p)
{
    ent_random random = ent_random_stream(w->options.seed, 0);
    double once = w->directed ? 1 : 0.5; /* without directions a pair is met from both its ends */
    search s;
    ent_status status;

    for (uint32_t i = 0; i < w->n; i++)
        c->drawn[i] = i;
    ent_random_shuffle(&random, c->drawn, w->n);
    for (uint32_t k = 0; k < w->component_count; k++)
        c->eccentric[k] = INFINITY;
    if ((status = ent_search_begin(&s, w, p, true)) != ENT_OK)
        return status;
    for (uint32_t i = 0; i < sample->sources; i++) {
        collect(c, w, &s, c->drawn[i], i);
        sample->longest = fmax(sample->longest, s.far[s.order[s.found - 1]]);
        if (w->m > 1e6 && (i % 16 == 15 || i + 1 == sample->sources))
            ent_progress(w->diags, "shortest paths of a sample", i + 1, sample->sources);
    }
    ent_search_end(&s);
    for (int k = 0; k < SAMPLED_OF_NODES; k++)
        for (uint32_t v = 0; v < w->n; v++)
            sample->of_nodes[k][v] = total_of(&c->moments[k][v], w->n, sample->sources,
                                              k == SAMPLED_PASSING ? once : 1);
    sample->mean_distance = mean_of(c, w, sample->sources);
    if (!w->m)
        sample->longest = NAN;
    sample->longest_at_most = sample->sources == w->n ? sample->longest : longest_at_most(c, w, p);
    return ENT_OK;
}

ent_status ent_work_sample(ent_work *w, uint32_t sources, const work_sample **found)
{
    const work_paths *paths;
    work_sample *sample;
    collection c = { 0 };
    ent_status status = ent_work_lengths(w, (ent_str){ 0 }, &paths);

    *found = NULL;
    if (status != ENT_OK)
        return status;
    sources = sources < w->n ? sources : w->n;
    for (sample = w->samples; sample; sample = sample->next)
        if (sample->sources == sources && sample->alpha == w->options.distance) {
            *found = sample;
            return ENT_OK;
        }
    if ((sample = work_room(w, 1, sizeof *sample)) == NULL || !has_room(&c, sample, w)) {
        discard(&c);
        return ent_out_of_memory(w->diags);
    }
    sample->sources = sources;
    sample->alpha = w->options.distance;
    status = fill(sample, &c, w, paths);
    discard(&c);
    if (status == ENT_OK) {
        sample->next = w->samples;
        w->samples = sample;
        *found = sample;
    }
    return status;
}
