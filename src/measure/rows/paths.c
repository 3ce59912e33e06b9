/* paths.c: what follows from shortest paths. One pass finds all of them under one distance rule and
 * keeps sums for each node; closeness, harmonic centrality, mean distance, diameter come from it.
 *
 * When every tie is 1 long, 256 sources are searched at once, a bit each: a hundredth of what a
 * search from each takes. Otherwise the pass that finds the distances counts the paths too, and
 * betweenness has nothing left to do. */
#include "measure/analysis/shortest_paths.h"

#include <math.h>
#include <string.h>

#include "base/mem.h"

enum { WORDS = 4, BATCH = 64 * WORDS };

typedef struct batch { /* a bit for each of the sources at hand */
    uint64_t word[WORDS];
} batch;

/* ---- every tie 1 long ---- */

/* `found` sources are `d` steps away from node i. */
static void count_at(work_sums *sums, uint32_t i, double d, int found)
{
    sums->reached[i] += found;
    sums->furthest[i] = fmax(sums->furthest[i], d);
    if (d < WORK_NEAR) {
        sums->at[(size_t)i * WORK_NEAR + (size_t)d] += (uint32_t)found;
        return;
    }
    sums->at[(size_t)i * WORK_NEAR] += (uint32_t)found;
    sums->sum[i] += d * found;
    sums->inverse[i] += found / d;
}

/* What reaches a node in one step more is what its neighbours were reached by in this one. */
static bool step(const work_rows *rows, uint32_t i, const batch *now, const batch *all, batch *seen,
                 batch *next)
{
    batch bit = { { 0 } };
    uint64_t left = 0, any = 0;

    for (int k = 0; k < WORDS; k++)
        left |= all->word[k] & ~seen->word[k];
    for (uint32_t k = rows->start[i]; k < rows->start[i + 1] && left; k++)
        for (int j = 0; j < WORDS; j++)
            bit.word[j] |= now[rows->to[k]].word[j];
    for (int k = 0; k < WORDS; k++) {
        next->word[k] = bit.word[k] & ~seen->word[k];
        any |= next->word[k];
    }
    return any != 0;
}

static void search_batch(const work_rows *rows, uint32_t n, work_sums *sums, batch *bits,
                         uint32_t first)
{
    batch *seen = bits, *now = bits + n, *next = bits + 2 * (size_t)n, all = { { 0 } };
    uint32_t last = n - first < BATCH ? n : first + BATCH;
    bool more = true;

    memset(bits, 0, 2 * (size_t)n * sizeof *bits);
    for (uint32_t i = first; i < last; i++) {
        uint64_t bit = (uint64_t)1 << (i - first) % 64;

        seen[i].word[(i - first) / 64] = now[i].word[(i - first) / 64] = bit;
        all.word[(i - first) / 64] |= bit;
    }
    for (double d = 1; more; d++) {
        batch *done = now;

        more = false;
        for (uint32_t i = 0; i < n; i++) {
            int found = 0;

            if (!step(rows, i, now, &all, &seen[i], &next[i]))
                continue;
            for (int k = 0; k < WORDS; k++) {
                found += __builtin_popcountll(next[i].word[k]);
                seen[i].word[k] |= next[i].word[k];
            }
            count_at(sums, i, d, found);
            more = true;
        }
        now = next;
        next = done;
    }
}

static ent_status search_all(ent_work *w, const work_rows *rows, work_sums *sums)
{
    batch *bits = ent_mem_new(3 * (size_t)w->n + 1, sizeof *bits);

    sums->at = ent_mem_new((size_t)w->n * WORK_NEAR + 1, sizeof *sums->at);
    if (!bits || !sums->at) {
        ent_mem_free(bits);
        return ent_out_of_memory(w->diags);
    }
    for (uint32_t first = 0; first < w->n; first += BATCH)
        search_batch(rows, w->n, sums, bits, first);
    for (uint32_t i = 0; i < w->n; i++)
        for (int d = 1; d < WORK_NEAR; d++) {
            double count = sums->at[(size_t)i * WORK_NEAR + (size_t)d];

            sums->sum[i] += count * d;
            sums->inverse[i] += count / d;
        }
    ent_mem_free(bits);
    return ENT_OK;
}

/* ---- the pass ---- */

static void add_distances(work_paths *p, const search *s, uint32_t source, bool directed)
{
    for (uint32_t i = 1; i < s->found; i++) {
        uint32_t v = s->order[i];
        double d = s->far[v];

        p->from.sum[source] += d;
        p->from.inverse[source] += 1 / d;
        p->from.furthest[source] = d;
        p->from.reached[source]++;
        if (!directed)
            continue;
        p->to.sum[v] += d;
        p->to.inverse[v] += 1 / d;
        p->to.furthest[v] = fmax(p->to.furthest[v], d);
        p->to.reached[v]++;
    }
}

/* From every node: the sums of the distances, how many paths pass where, or both. */
static ent_status pass(ent_work *w, work_paths *p, bool sums, bool passages)
{
    search s;
    ent_status status = ent_search_begin(&s, w, p, passages);
    bool long_enough = (double)w->n * w->m > 1e8; /* to be worth a word */
    double once = w->directed ? 1 : 0.5; /* else each pair is met from both its ends */

    for (uint32_t i = 0; i < w->n && status == ENT_OK; i++) {
        ent_search_from(&s, i);
        if (sums)
            add_distances(p, &s, i, w->directed);
        if (passages)
            ent_search_shares(&s, p->betweenness, p->tie_betweenness);
        if (long_enough && (i % 16 == 15 || i + 1 == w->n))
            ent_progress(w->diags, "shortest paths", i + 1, w->n);
    }
    for (uint32_t i = 0; i < w->n && passages; i++)
        p->betweenness[i] *= once;
    for (uint32_t t = 0; t < w->m && passages; t++)
        p->tie_betweenness[t] *= once;
    ent_search_end(&s);
    return status;
}

/* ---- lengths ---- */

/* Weights that are whole numbers, or decimals of few places, are k/10^places with a whole k: 1/w is
 * then a fraction, and any two sums of such fractions can be told apart. Sums of fractions like 1/3
 * have no such k: their last digits are rounding's. Fills k and returns whether all have one. */
static bool as_decimals(const ent_work *w, uint64_t *k)
{
    enum { MOST_PLACES = 12 };
    double tens = 1;

    for (int places = 0; places <= MOST_PLACES; places++, tens *= 10) {
        uint32_t t = 0;

        for (; t < w->m; t++) {
            double number = round(w->ties[t].weight * tens);

            if (!(number >= 1) || number > 0x1p53 || number / tens != w->ties[t].weight)
                break;
            k[t] = (uint64_t)number;
        }
        if (t == w->m)
            return true;
    }
    return false;
}

static uint64_t common_divisor(uint64_t a, uint64_t b)
{
    while (b) {
        uint64_t rest = a % b;

        a = b;
        b = rest;
    }
    return a;
}

/* Weights recur: what was computed for one is kept for the next. */
enum { KEPT = 1024 };

/* The least number that all k divide, when n times as much over the least k fits; else 0. */
static work_whole common_multiple(const uint64_t *k, uint32_t m, uint64_t least, uint32_t n)
{
    work_whole all = 1, most = ((work_whole)1 << 126) / n;
    uint64_t seen[KEPT] = { 0 };

    for (uint32_t t = 0; t < m; t++) {
        uint64_t rest, times;

        if (seen[k[t] % KEPT] == k[t])
            continue;
        seen[k[t] % KEPT] = k[t];
        rest = (uint64_t)(all % k[t]);
        times = rest ? k[t] / common_divisor(k[t], rest) : 1;
        if (all > ((work_whole)1 << 127) / times)
            return 0;
        all *= times;
        if (all / least > most)
            return 0;
    }
    return all;
}

/* 1/w in a unit that all have in common: exact where there is one that leaves room for the sum of n
 * of them, else to some thirty digits. */
static ent_status make_whole(ent_work *w, work_paths *p)
{
    uint64_t *k = ent_mem_new((size_t)w->m + 1, sizeof *k), least = UINT64_MAX;
    uint32_t last[KEPT] = { 0 };
    work_whole unit;
    int bits = 126;

    if (!k)
        return ent_out_of_memory(w->diags);
    if (!w->m || !as_decimals(w, k)) {
        ent_mem_free(k);
        return ENT_OK;
    }
    if ((p->whole = ent_mem_new((size_t)w->m + 1, sizeof *p->whole)) == NULL) {
        ent_mem_free(k);
        return ent_out_of_memory(w->diags);
    }
    for (uint32_t t = 0; t < w->m; t++)
        least = k[t] < least ? k[t] : least;
    if ((unit = common_multiple(k, w->m, least, w->n)) == 0) {
        for (uint32_t n = w->n; n > 1; n = n / 2 + n % 2)
            bits--; /* the longest, 1/least, n times, must fit */
        for (uint64_t room = least; room > 1 && bits < 126; room /= 2)
            bits++;
        unit = (work_whole)1 << bits;
        p->slack = w->n;
    }
    for (uint32_t t = 0; t < w->m; t++) {
        uint32_t same = last[k[t] % KEPT];

        p->whole[t] = same && k[same - 1] == k[t] ? p->whole[same - 1] : unit / k[t];
        last[k[t] % KEPT] = t + 1;
    }
    p->tolerance = 1e-11; /* more than rounding makes of a path of as many ties as there can be */
    ent_mem_free(k);
    return ENT_OK;
}

static ent_status make_lengths(ent_work *w, work_paths *p)
{
    if ((p->length = ent_mem_new((size_t)w->m + 1, sizeof *p->length)) == NULL)
        return ent_out_of_memory(w->diags);
    for (uint32_t t = 0; t < w->m; t++) {
        double weight = w->ties[t].weight;

        p->length[t] = p->alpha == 1 ? 1 / weight : pow(weight, -p->alpha);
        if (!isfinite(p->length[t]) || p->length[t] <= 0)
            return ent_fail(w->diags, ENT_EDATA, ENT_NOWHERE,
                            "weights to the power %g are too large or too small for distances",
                            -p->alpha);
    }
    p->tolerance = 1e-10; /* sums of fractions like 1/3 differ by rounding only */
    return p->alpha == 1 ? make_whole(w, p) : ENT_OK;
}

static ent_status lengths_at(ent_work *w, double alpha, work_paths **paths)
{
    ent_status status = ENT_OK;
    work_paths *p;

    for (p = w->paths; p; p = p->next)
        if (p->alpha == alpha) {
            *paths = p;
            return ENT_OK;
        }
    *paths = NULL;
    if ((p = ent_mem_new(1, sizeof *p)) == NULL)
        return ent_out_of_memory(w->diags);
    p->next = w->paths;
    w->paths = p; /* whatever comes now, ent_work_free finds it */
    p->alpha = alpha;
    if (alpha != 0)
        status = make_lengths(w, p);
    if (status != ENT_OK)
        p->alpha = NAN; /* half made: nobody may take it for done */
    else
        *paths = p;
    return status;
}

/* ---- the parts, made when first asked for ---- */

static bool room_for_sums(work_sums *sums, uint32_t n)
{
    sums->sum = ent_mem_new((size_t)n + 1, sizeof *sums->sum);
    sums->inverse = ent_mem_new((size_t)n + 1, sizeof *sums->inverse);
    sums->furthest = ent_mem_new((size_t)n + 1, sizeof *sums->furthest);
    sums->reached = ent_mem_new((size_t)n + 1, sizeof *sums->reached);
    return sums->sum && sums->inverse && sums->furthest && sums->reached;
}

static void free_sums(work_sums *sums)
{
    ent_mem_free(sums->sum);
    ent_mem_free(sums->inverse);
    ent_mem_free(sums->furthest);
    ent_mem_free(sums->reached);
    ent_mem_free(sums->at);
}

void ent_work_free_paths(ent_work *w)
{
    for (work_paths *p = w->paths, *next; p; p = next) {
        next = p->next;
        free_sums(&p->from);
        if (w->directed)
            free_sums(&p->to);
        ent_mem_free(p->betweenness);
        ent_mem_free(p->tie_betweenness);
        ent_mem_free(p->length);
        ent_mem_free(p->whole);
        ent_mem_free(p);
    }
}

static ent_status room_for(ent_work *w, work_paths *p, bool sums, bool passages)
{
    bool made = true;

    if (sums)
        made = room_for_sums(&p->from, w->n) && (!w->directed || room_for_sums(&p->to, w->n));
    if (passages) {
        p->betweenness = ent_mem_new((size_t)w->n + 1, sizeof *p->betweenness);
        p->tie_betweenness = ent_mem_new((size_t)w->m + 1, sizeof *p->tie_betweenness);
        made = made && p->betweenness && p->tie_betweenness;
    }
    return made ? ENT_OK : ent_out_of_memory(w->diags);
}

/* Makes what is asked for. By lengths one pass does both; by steps sums have a way of their own. */
static ent_status complete(ent_work *w, work_paths *p, bool sums, bool passages)
{
    bool by_length = p->length != NULL;
    ent_status status = room_for(w, p, sums, passages);

    if (status == ENT_OK && sums && !by_length)
        status = search_all(w, &w->out, &p->from);
    if (status == ENT_OK && sums && !by_length && w->directed)
        status = search_all(w, &w->in, &p->to);
    if (status == ENT_OK && (passages || by_length))
        status = pass(w, p, sums && by_length, passages);
    if (status != ENT_OK)
        return status;
    if (sums && !w->directed)
        p->to = p->from;
    p->summed |= sums;
    p->passed |= passages;
    return ENT_OK;
}

static ent_status rule_of(ent_work *w, ent_str argument, double *alpha)
{
    *alpha = w->options.distance;
    if (!argument.len || ent_distance_read(alpha, argument))
        return ENT_OK;
    return ent_fail(w->diags, ENT_EUSAGE, ENT_NOWHERE,
                    "no distance rule '%.*s'; expected unweighted, inverse or inverse:ALPHA",
                    ENT_STR_ARG(argument));
}

static ent_status paths_by(ent_work *w, ent_str argument, bool sums, bool passages,
                           const work_paths **paths)
{
    double alpha;
    work_paths *p = NULL;
    ent_status status = rule_of(w, argument, &alpha);

    *paths = NULL;
    if (status == ENT_OK)
        status = lengths_at(w, alpha, &p);
    if (p && p->length && (sums || passages)) { /* there is none after a failure */
        sums = true; /* they cost nothing beside the search */
        passages |= w->betweenness_wanted;
    }
    if (p) {
        sums &= !p->summed;
        passages &= !p->passed;
        if (sums || passages)
            status = complete(w, p, sums, passages);
    }
    if (status == ENT_OK)
        *paths = p;
    else if (p)
        p->alpha = NAN; /* half made: nobody may take it for done */
    return status;
}

ent_status ent_work_lengths(ent_work *w, ent_str argument, const work_paths **paths)
{
    return paths_by(w, argument, false, false, paths);
}

ent_status ent_work_paths(ent_work *w, ent_str argument, const work_paths **paths)
{
    return paths_by(w, argument, true, false, paths);
}

ent_status ent_work_betweenness(ent_work *w, ent_str argument, const work_paths **paths)
{
    return paths_by(w, argument, false, true, paths);
}

/* ---- of nodes ---- */

static ent_status betweenness(double *values, ent_work *w, ent_str argument)
{
    const work_paths *p;
    ent_status status = ent_work_betweenness(w, argument, &p);

    for (uint32_t i = 0; i < w->n && status == ENT_OK; i++)
        values[i] = p->betweenness[i];
    return status;
}

static ent_status betweenness_invw(double *values, ent_work *w, ent_str argument)
{
    (void)argument;
    return betweenness(values, w, ENT_STR("inverse"));
}

/* Most paths that can pass a node of a mode of `own` nodes beside one of `other`: Borgatti and
 * Everett 1997, equation 7. */
static double most_between(double own, double other)
{
    double s, t;

    if (own < 1 || other < 1)
        return NAN;
    s = floor((own - 1) / other);
    t = fmod(own - 1, other);
    return 0.5 * (other * other * (s + 1) * (s + 1) + other * (s + 1) * (2 * t - s - 1) -
                  t * (2 * s - t + 3));
}

static ent_status betweenness_norm(double *values, ent_work *w, ent_str argument)
{
    double n = w->n, most[2] = { (n - 1) * (n - 2) / (w->directed ? 1 : 2), 0 };
    const work_paths *p;
    ent_status status = ent_work_betweenness(w, argument, &p);

    if (w->two_mode) {
        most[0] = most_between(w->mode_size[0], w->mode_size[1]);
        most[1] = most_between(w->mode_size[1], w->mode_size[0]);
    }
    for (uint32_t i = 0; i < w->n && status == ENT_OK; i++) {
        double divisor = most[w->mode[i]];

        values[i] = (w->two_mode && !w->modes_hold) || n < 3 || !(divisor > 0)
                        ? NAN
                        : p->betweenness[i] / divisor;
    }
    return status;
}

/* The smallest sum of distances there can be; on two modes, all of the other mode 1 away and all of
 * one's own 2. */
static double least_far(const ent_work *w, uint32_t i)
{
    if (!w->two_mode)
        return w->n - 1.0;
    return w->modes_hold
               ? w->mode_size[!w->mode[i]] + 2 * (w->mode_size[w->mode[i]] - 1.0)
               : NAN;
}

static ent_status closeness(double *values, ent_work *w, ent_str argument)
{
    const work_paths *p;
    ent_status status = ent_work_paths(w, argument, &p);

    for (uint32_t i = 0; i < w->n && status == ENT_OK; i++)
        values[i] = w->n > 1 && work_connected(w) ? least_far(w, i) / p->from.sum[i] : NAN;
    return status;
}

static ent_status closeness_invw(double *values, ent_work *w, ent_str argument)
{
    (void)argument;
    return closeness(values, w, ENT_STR("inverse"));
}

static double reached(const ent_work *w, uint32_t i)
{
    return w->component_size[w->component[i] - 1] - 1.0;
}

static ent_status closeness_component(double *values, ent_work *w, ent_str argument)
{
    const work_paths *p;
    ent_status status = ent_work_paths(w, argument, &p);

    for (uint32_t i = 0; i < w->n && status == ENT_OK; i++)
        values[i] = reached(w, i) > 0 ? reached(w, i) / p->from.sum[i] : NAN;
    return status;
}

static ent_status closeness_wf(double *values, ent_work *w, ent_str argument)
{
    const work_paths *p;
    ent_status status = ent_work_paths(w, argument, &p);

    for (uint32_t i = 0; i < w->n && status == ENT_OK; i++) {
        double r = reached(w, i);

        values[i] = w->n < 2 ? NAN : r > 0 ? r / p->from.sum[i] * r / (w->n - 1.0) : 0;
    }
    return status;
}

static ent_status harmonic(double *values, ent_work *w, ent_str argument)
{
    const work_paths *p;
    ent_status status = ent_work_paths(w, argument, &p);

    for (uint32_t i = 0; i < w->n && status == ENT_OK; i++)
        values[i] = p->from.inverse[i];
    return status;
}

static ent_status harmonic_norm(double *values, ent_work *w, ent_str argument)
{
    const work_paths *p;
    ent_status status = ent_work_paths(w, argument, &p);

    for (uint32_t i = 0; i < w->n && status == ENT_OK; i++) {
        double most = w->n - 1.0;

        if (w->two_mode)
            most = w->modes_hold
                       ? w->mode_size[!w->mode[i]] + (w->mode_size[w->mode[i]] - 1.0) / 2
                       : NAN;
        values[i] = most > 0 ? p->from.inverse[i] / most : NAN;
    }
    return status;
}

static ent_status eccentricity(double *values, ent_work *w, ent_str argument)
{
    const work_paths *p;
    ent_status status = ent_work_paths(w, argument, &p);

    for (uint32_t i = 0; i < w->n && status == ENT_OK; i++)
        values[i] = reached(w, i) > 0 ? p->from.furthest[i] : NAN;
    return status;
}

/* Nodes within k steps; steps are counted, whatever their lengths. */
static ent_status reach(double *values, ent_work *w, ent_str argument)
{
    const work_paths *p;
    double steps = 2;
    ent_status status = ent_work_paths(w, ENT_STR("unweighted"), &p);

    if (argument.len)
        ent_str_number(argument, &steps);
    for (uint32_t i = 0; i < w->n && status == ENT_OK; i++) {
        const uint32_t *at = p->from.at + (size_t)i * WORK_NEAR;
        double sum = 0;

        for (int d = 1; d < WORK_NEAR && d <= steps; d++)
            sum += at[d];
        values[i] = steps < WORK_NEAR || !at[0] ? sum
                    : steps >= w->n             ? sum + at[0]
                                                : NAN; /* so far off they are not told apart */
    }
    return status;
}

/* ---- of the network ---- */

static ent_status mean_distance(double *values, ent_work *w, ent_str argument)
{
    const work_paths *p;
    ent_status status = ent_work_paths(w, argument, &p);
    double sum = 0, pairs = 0;

    for (uint32_t i = 0; i < w->n && status == ENT_OK; i++) {
        sum += p->from.sum[i];
        pairs += p->from.reached[i];
    }
    *values = pairs > 0 ? sum / pairs : NAN;
    return status;
}

static ent_status diameter(double *values, ent_work *w, ent_str argument)
{
    const work_paths *p;
    ent_status status = ent_work_paths(w, argument, &p);

    *values = w->m ? 0 : NAN;
    for (uint32_t i = 0; i < w->n && status == ENT_OK && w->m; i++)
        *values = fmax(*values, p->from.furthest[i]);
    return status;
}

static ent_status radius(double *values, ent_work *w, ent_str argument)
{
    const work_paths *p;
    ent_status status = ent_work_paths(w, argument, &p);

    *values = work_connected(w) && w->n > 1 ? INFINITY : NAN;
    for (uint32_t i = 0; i < w->n && status == ENT_OK && !isnan(*values); i++)
        *values = fmin(*values, p->from.furthest[i]);
    return status;
}

static ent_status efficiency_global(double *values, ent_work *w, ent_str argument)
{
    const work_paths *p;
    ent_status status = ent_work_paths(w, argument, &p);
    double sum = 0, n = w->n;

    for (uint32_t i = 0; i < w->n && status == ENT_OK; i++)
        sum += p->from.inverse[i];
    *values = n > 1 ? sum / (n * (n - 1)) : NAN;
    return status;
}

/* Freeman: how far the others stay behind the first, as a share of the most there can be. */
static double centralization(const double *scores, uint32_t n, double most)
{
    double top = 0, sum = 0;

    for (uint32_t i = 0; i < n; i++)
        top = fmax(top, scores[i]);
    for (uint32_t i = 0; i < n; i++)
        sum += top - scores[i];
    return n > 2 ? sum / most : NAN;
}

/* On two modes: of the actors, whose sum is largest when all paths pass one and none another. */
static ent_status centralization_betweenness(double *values, ent_work *w, ent_str argument)
{
    double n = w->n, top = 0, sum = 0, most = (n - 1) * (n - 1) * (n - 2) / (w->directed ? 1 : 2);
    const work_paths *p;
    ent_status status = ent_work_betweenness(w, ENT_STR("unweighted"), &p);

    (void)argument;
    if (w->two_mode)
        most = w->modes_hold && w->mode_size[0] > 1
                   ? (w->mode_size[0] - 1.0) * most_between(w->mode_size[0], w->mode_size[1])
                   : NAN;
    for (uint32_t i = 0; i < w->n && status == ENT_OK; i++)
        if (!w->mode[i])
            top = fmax(top, p->betweenness[i]);
    for (uint32_t i = 0; i < w->n && status == ENT_OK; i++)
        sum += w->mode[i] ? 0 : top - p->betweenness[i];
    *values = most > 0 ? sum / most : NAN;
    return status;
}

static ent_status centralization_closeness(double *values, ent_work *w, ent_str argument)
{
    double n = w->n, *scores = ent_mem_new((size_t)w->n + 1, sizeof *scores);
    ent_status status;

    (void)argument;
    if (!scores)
        return ent_out_of_memory(w->diags);
    status = closeness(scores, w, ENT_STR("unweighted"));
    *values = work_connected(w) ? centralization(scores, w->n, (n - 1) * (n - 2) / (2 * n - 3))
                                : NAN;
    ent_mem_free(scores);
    return status;
}

/* ---- the rows ---- */

#define FREEMAN_1977 "Freeman 1977, Sociometry 40(1), 35-41; computed as in Brandes 2001"
#define FREEMAN_1979 "Freeman 1979, Social Networks 1(3), 215-239"
#define BORGATTI_EVERETT "Borgatti & Everett 1997, Social Networks 19(3), 243-269"
#define ALL_PAIRS "O(n m); O(n m log n) when lengths differ"
#define NO_UPPER_BOUND " Under another distance rule than unweighted there is no upper bound."

const ent_measure ent_measures_paths[] = {
    { .name = "betweenness", .also = "", .scope = ENT_SCOPE_NODE,
      .flags = ENT_MEASURE_DEFAULT | ENT_MEASURE_ARCS | ENT_MEASURE_PASSAGE,
      .summary = "shortest paths between others that pass through the node",
      .unit = "shortest paths", .low = 0, .high = INFINITY, .weight = ENT_MEANS_RULE,
      .formula = "sum over pairs s < t of the share of the shortest s-t paths that pass through "
                 "the node, ends excluded; a pair with several shortest paths counts in fractions",
      .divisor = "", .disconnected = "pairs that cannot reach each other add nothing; isolates 0",
      .two_modes = "defined; pairs of all kinds count", .cost = ALL_PAIRS, .source = FREEMAN_1977,
      .engine = "own: 2 x faster; exact lengths",
      .compute = betweenness },
    { .name = "betweenness_norm", .also = "bip_betweenness_norm", .scope = ENT_SCOPE_NODE,
      .flags = ENT_MEASURE_ARCS | ENT_MEASURE_PASSAGE,
      .summary = "betweenness as a share of the most there can be", .unit = "", .low = 0, .high = 1,
      .weight = ENT_MEANS_RULE, .formula = "betweenness / ((n-1)(n-2)/2)",
      .divisor = "(n-1)(n-2)/2, the pairs of others; with directions (n-1)(n-2)",
      .disconnected = "as betweenness; undefined below three nodes",
      .two_modes = "divided by the largest betweenness that a node of its mode can have, "
                   "(q^2 (s+1)^2 + q (s+1)(2t-s-1) - t(2s-t+3)) / 2 with s = (p-1) div q, "
                   "t = (p-1) mod q, p nodes in its own mode and q in the other "
                   "(" BORGATTI_EVERETT ")",
      .cost = ALL_PAIRS, .source = FREEMAN_1977, .engine = "own: 2 x faster; exact lengths",
      .compute = betweenness_norm },
    { .name = "betweenness_invw", .also = "betweenness_weighted", .scope = ENT_SCOPE_NODE,
      .flags = ENT_MEASURE_ARCS | ENT_MEASURE_PASSAGE,
      .summary = "betweenness where strong ties are short", .unit = "shortest paths", .low = 0,
      .high = INFINITY, .weight = ENT_MEANS_LENGTH,
      .formula = "betweenness over paths whose ties are 1/weight long; of whole numbers "
                 "and decimals lengths are compared as fractions; else lengths that differ by less "
                 "than 1e-10 of their size are equal",
      .divisor = "", .disconnected = "pairs that cannot reach each other add nothing; isolates 0",
      .two_modes = "defined; pairs of all kinds count", .cost = "O(n m log n)",
      .source = "Newman 2001, Physical Review E 64, 016132; Brandes 2001",
      .engine = "own: 2 x faster; exact lengths",
      .compute = betweenness_invw },
    { .name = "closeness", .flags = ENT_MEASURE_UNDIRECTED, .also = "bip_closeness_norm",
      .scope = ENT_SCOPE_NODE,
      .summary = "how near the node is to all others (connected networks only)", .unit = "",
      .low = 0, .high = 1, .weight = ENT_MEANS_RULE,
      .formula = "(n-1) / sum of the distances to all others." NO_UPPER_BOUND,
      .divisor = "n-1, the smallest sum of distances there can be",
      .disconnected = "undefined for every node: use harmonic, closeness_wf or closeness_component",
      .two_modes = "(q + 2(p-1)) / sum of the distances, p nodes in its own mode and q in the "
                   "other "
                   "(" BORGATTI_EVERETT ")",
      .cost = ALL_PAIRS, .source = FREEMAN_1979, .engine = "own: 10 to 40 x faster; exact lengths",
      .compute = closeness },
    { .name = "closeness_component", .also = "", .scope = ENT_SCOPE_NODE,
      .flags = ENT_MEASURE_ONE_MODE | ENT_MEASURE_UNDIRECTED,
      .summary = "how near the node is to those it can reach",
      .unit = "", .low = 0, .high = 1, .weight = ENT_MEANS_RULE,
      .formula = "r / sum of the distances to the r nodes reached." NO_UPPER_BOUND,
      .divisor = "r, the nodes reached",
      .disconnected = "within the component: a pair alone scores 1, so compare only within one "
                      "component; undefined for isolates",
      .two_modes = "undefined", .cost = ALL_PAIRS, .source = FREEMAN_1979,
      .engine = "own: 10 to 40 x faster; exact lengths",
      .compute = closeness_component },
    { .name = "closeness_wf", .also = "closeness_wasserman_faust", .scope = ENT_SCOPE_NODE,
      .flags = ENT_MEASURE_ONE_MODE | ENT_MEASURE_UNDIRECTED,
      .summary = "closeness_component times the share of others reached", .unit = "", .low = 0,
      .high = 1, .weight = ENT_MEANS_RULE,
      .formula = "(r / sum of the distances to the r nodes reached) * r/(n-1)." NO_UPPER_BOUND,
      .divisor = "n-1", .disconnected = "small components are scaled down; isolates 0",
      .two_modes = "undefined", .cost = ALL_PAIRS,
      .source = "Wasserman & Faust 1994, Social Network Analysis, eq. 5.22",
      .engine = "own: 10 to 40 x faster; exact lengths",
      .compute = closeness_wf },
    { .name = "closeness_invw", .flags = ENT_MEASURE_UNDIRECTED, .also = "closeness_weighted",
      .scope = ENT_SCOPE_NODE,
      .summary = "closeness where strong ties are short (connected networks only)",
      .unit = "weight", .low = 0, .high = INFINITY, .weight = ENT_MEANS_LENGTH,
      .formula = "(n-1) / sum of the distances, a tie being 1/weight long", .divisor = "n-1",
      .disconnected = "undefined for every node",
      .two_modes = "the numerator is q + 2(p-1), as for closeness", .cost = "O(n m log n)",
      .source = "Newman 2001, Physical Review E 64, 016132", .engine = "own: 10 to 40 x faster; exact lengths",
      .compute = closeness_invw },
    { .name = "harmonic", .also = "", .scope = ENT_SCOPE_NODE,
      .flags = ENT_MEASURE_DEFAULT | ENT_MEASURE_UNDIRECTED,
      .summary = "nearness to others, each counting one over its distance", .unit = "nodes",
      .low = 0, .high = INFINITY, .weight = ENT_MEANS_RULE,
      .formula = "sum over all others of 1/distance, 0 for those out of reach", .divisor = "",
      .disconnected = "made for it: those out of reach add 0; isolates 0", .two_modes = "defined",
      .cost = ALL_PAIRS, .source = "Rochat 2009; Boldi & Vigna 2014, Internet Mathematics 10(3-4)",
      .engine = "own: 10 to 40 x faster; exact lengths",
      .compute = harmonic },
    { .name = "harmonic_norm", .also = "", .scope = ENT_SCOPE_NODE, .flags = ENT_MEASURE_UNDIRECTED,
      .summary = "harmonic as a share of the most there can be", .unit = "", .low = 0, .high = 1,
      .weight = ENT_MEANS_RULE, .formula = "harmonic / (n-1)." NO_UPPER_BOUND, .divisor = "n-1",
      .disconnected = "as harmonic; undefined for a single node",
      .two_modes = "divided by q + (p-1)/2: all of the other mode 1 away, all of its own 2",
      .cost = ALL_PAIRS, .source = "Rochat 2009; Boldi & Vigna 2014, Internet Mathematics 10(3-4)",
      .engine = "own: 10 to 40 x faster; exact lengths",
      .compute = harmonic_norm },
    { .name = "eccentricity", .also = "", .scope = ENT_SCOPE_NODE, .flags = ENT_MEASURE_UNDIRECTED,
      .summary = "distance to the furthest node that can be reached", .unit = "steps", .low = 0,
      .high = INFINITY, .weight = ENT_MEANS_RULE,
      .formula = "largest distance from the node to a node that it reaches", .divisor = "",
      .disconnected = "within the component; undefined for isolates", .two_modes = "defined",
      .cost = ALL_PAIRS, .source = "Wasserman & Faust 1994, Social Network Analysis, ch. 4",
      .engine = "own: 10 to 40 x faster; exact lengths",
      .compute = eccentricity },
    { .name = "reach", .also = "", .scope = ENT_SCOPE_NODE,
      .flags = ENT_MEASURE_INTEGER | ENT_MEASURE_ARCS,
      .parameter = "k", .summary = "nodes within k steps, itself not counted", .unit = "nodes",
      .low = 0, .high = INFINITY, .weight = ENT_MEANS_NOTHING,
      .formula = "number of other nodes at a distance of k ties or less; k is 2 unless given as "
                 "reach:k=NUMBER (63 at most, or all)",
      .divisor = "", .disconnected = "nodes out of reach are not counted; isolates 0",
      .two_modes = "defined; nodes of both modes count", .cost = ALL_PAIRS,
      .source = "Hanneman & Riddle 2005, Introduction to Social Network Methods, ch. 10",
      .engine = "own: 10 to 40 x faster; exact lengths",
      .compute = reach },
    { .name = "mean_distance", .also = "", .scope = ENT_SCOPE_NETWORK,
      .flags = ENT_MEASURE_DEFAULT | ENT_MEASURE_ARCS,
      .summary = "mean distance of the pairs that can reach each other", .unit = "steps", .low = 0,
      .high = INFINITY, .weight = ENT_MEANS_RULE,
      .formula = "mean of the shortest distances over pairs that can reach each other",
      .divisor = "",
      .disconnected = "pairs out of reach are left out, so a network that falls apart can look "
                      "compact: read it beside largest_component",
      .two_modes = "defined; pairs of all kinds count", .cost = ALL_PAIRS,
      .source = "Watts & Strogatz 1998, Nature 393, 440-442", .engine = "own: 10 to 40 x faster; exact lengths",
      .compute = mean_distance },
    { .name = "diameter", .also = "", .scope = ENT_SCOPE_NETWORK,
      .flags = ENT_MEASURE_DEFAULT | ENT_MEASURE_ARCS,
      .summary = "largest distance between nodes that can reach each other", .unit = "steps",
      .low = 0, .high = INFINITY, .weight = ENT_MEANS_RULE,
      .formula = "largest eccentricity", .divisor = "",
      .disconnected = "over the pairs that can reach each other; undefined without ties",
      .two_modes = "defined", .cost = ALL_PAIRS,
      .source = "Wasserman & Faust 1994, Social Network Analysis, ch. 4", .engine = "own: 10 to 40 x faster; exact lengths",
      .compute = diameter },
    { .name = "radius", .also = "", .scope = ENT_SCOPE_NETWORK, .flags = ENT_MEASURE_UNDIRECTED,
      .summary = "smallest eccentricity (connected networks only)", .unit = "steps", .low = 0,
      .high = INFINITY, .weight = ENT_MEANS_RULE, .formula = "smallest eccentricity",
      .divisor = "", .disconnected = "undefined", .two_modes = "defined", .cost = ALL_PAIRS,
      .source = "Wasserman & Faust 1994, Social Network Analysis, ch. 4", .engine = "own: 10 to 40 x faster; exact lengths",
      .compute = radius },
    { .name = "efficiency_global", .also = "global_efficiency", .scope = ENT_SCOPE_NETWORK,
      .flags = ENT_MEASURE_ARCS,
      .summary = "mean nearness of all pairs", .unit = "", .low = 0, .high = 1,
      .weight = ENT_MEANS_RULE,
      .formula = "mean over all pairs of 1/distance, 0 for pairs out of reach." NO_UPPER_BOUND,
      .divisor = "n(n-1)", .disconnected = "made for it",
      .two_modes = "defined, but it cannot be 1",
      .cost = ALL_PAIRS, .source = "Latora & Marchiori 2001, Physical Review Letters 87, 198701",
      .engine = "own: 10 to 40 x faster; exact lengths",
      .compute = efficiency_global },
    { .name = "centralization_betweenness", .also = "", .scope = ENT_SCOPE_NETWORK,
      .flags = ENT_MEASURE_ARCS | ENT_MEASURE_PASSAGE,
      .summary = "how much betweenness is one node's", .unit = "", .low = 0, .high = 1,
      .weight = ENT_MEANS_NOTHING,
      .formula = "sum over nodes of (largest betweenness - betweenness), divided",
      .divisor = "(n-1)^2 (n-2)/2, the sum on a star: Freeman's maximum; with directions twice "
                 "that",
      .disconnected = "as betweenness; undefined below three nodes",
      .two_modes = "of the actors, divided by (p-1) times the largest betweenness that one of the "
                   "p actors can have (see betweenness_norm)",
      .cost = "O(n m)", .source = FREEMAN_1979, .engine = "own: 2 x faster; exact lengths",
      .compute = centralization_betweenness },
    { .name = "centralization_closeness", .also = "", .scope = ENT_SCOPE_NETWORK,
      .flags = ENT_MEASURE_ONE_MODE | ENT_MEASURE_UNDIRECTED,
      .summary = "how much nearer one node is than the others (connected networks only)",
      .unit = "", .low = 0, .high = 1, .weight = ENT_MEANS_NOTHING,
      .formula = "sum over nodes of (largest closeness - closeness), divided",
      .divisor = "(n-1)(n-2)/(2n-3), the sum on a star: Freeman's maximum",
      .disconnected = "undefined", .two_modes = "undefined", .cost = "O(n m)",
      .source = FREEMAN_1979, .engine = "own: 10 to 40 x faster; exact lengths",
      .compute = centralization_closeness },
    { 0 }
};
