/* distances.c: one pass finds all shortest paths under one distance rule and keeps their sums for each
 * node; closeness, harmonic centrality, mean distance and diameter are made from these.
 *
 * When every tie has length 1, 256 sources are searched at once, a bit each, which takes a hundredth
 * of the time of separate searches. Otherwise the pass that finds the distances counts the paths
 * too. */
#include "measure/analysis/shortest_paths.h"

#include <math.h>
#include <string.h>

#include "base/mem.h"

enum { WORDS = 4, BATCH = 64 * WORDS };

typedef struct batch { /* a bit for each source of the batch */
    uint64_t word[WORDS];
} batch;

/* ---- distance rules ---- */

bool ent_distance_read(double *alpha, ent_str text)
{
    static const char inverse[] = "inverse:";
    size_t len = sizeof inverse - 1;

    if (ent_str_is(text, "unweighted")) {
        *alpha = 0;
        return true;
    }
    if (ent_str_is(text, "inverse")) {
        *alpha = 1;
        return true;
    }
    return ent_str_starts(text, inverse) &&
           ent_str_number((ent_str){ text.ptr + len, text.len - len }, alpha) && *alpha >= 0 &&
           *alpha <= 100;
}

void ent_distance_write(ent_buf *out, double alpha)
{
    ent_buf_text(out, alpha == 0 ? "unweighted" : "inverse");
    if (alpha != 0 && alpha != 1) {
        ent_buf_char(out, ':');
        ent_buf_number(out, alpha);
    }
}

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

    sums->at = work_room(w, (size_t)w->n * WORK_NEAR + 1, sizeof *sums->at);
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
    if ((p->whole = work_room(w, (size_t)w->m + 1, sizeof *p->whole)) == NULL) {
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
    if ((p->length = work_room(w, (size_t)w->m + 1, sizeof *p->length)) == NULL)
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
    if ((p = work_room(w, 1, sizeof *p)) == NULL)
        return ent_out_of_memory(w->diags);
    p->next = w->paths;
    w->paths = p;
    p->alpha = alpha;
    if (alpha != 0)
        status = make_lengths(w, p);
    if (status != ENT_OK)
        p->alpha = NAN; /* incomplete: no later request may find it */
    else
        *paths = p;
    return status;
}

/* ---- parts, made when first asked for ---- */

static bool room_for_sums(ent_work *w, work_sums *sums)
{
    size_t n = (size_t)w->n + 1;

    sums->sum = work_room(w, n, sizeof *sums->sum);
    sums->inverse = work_room(w, n, sizeof *sums->inverse);
    sums->furthest = work_room(w, n, sizeof *sums->furthest);
    sums->reached = work_room(w, n, sizeof *sums->reached);
    return sums->sum && sums->inverse && sums->furthest && sums->reached;
}

static ent_status room_for(ent_work *w, work_paths *p, bool sums, bool passages)
{
    bool made = true;

    if (sums)
        made = room_for_sums(w, &p->from) && (!w->directed || room_for_sums(w, &p->to));
    if (passages) {
        p->betweenness = work_room(w, (size_t)w->n + 1, sizeof *p->betweenness);
        p->tie_betweenness = work_room(w, (size_t)w->m + 1, sizeof *p->tie_betweenness);
        made = made && p->betweenness && p->tie_betweenness;
    }
    return made ? ENT_OK : ent_out_of_memory(w->diags);
}

/* Computes the requested parts. By lengths one pass yields both; by steps distances come from the
 * search of 256 sources. */
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
                    "unknown distance rule '%.*s'; expected unweighted, inverse or inverse:ALPHA",
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
        p->alpha = NAN; /* incomplete: no later request may find it */
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
