/* census.c: how often small patterns occur: three nodes, four connected nodes, and on two
 * modes the squares. Counted by formulas from degrees, triangles and partners in common (no pattern
 * is looked at one by one but cliques of four); patterns as they are, no tie beside those drawn. */
#include "measure/families/rows.h"

#include <math.h>

#include "base/mem.h"
#include "measure/analysis/triangles.h"

static double choose2(double k)
{
    return k * (k - 1) / 2;
}

/* ---- three nodes ---- */

typedef struct triads {
    double with[4]; /* triples with so many ties */
} triads;

static ent_status count_triads(ent_work *w, triads *t)
{
    double n = w->n, m = w->pair_count, triangles = 0, paths = 0;
    ent_status status = ent_work_triangles(w);

    for (uint32_t i = 0; i < w->n && status == ENT_OK; i++) {
        triangles += w->triangles[i] / 3;
        paths += choose2(work_degree(w, i));
    }
    triangles = round(triangles);
    t->with[3] = triangles;
    t->with[2] = paths - 3 * triangles;
    t->with[1] = m * (n - 2) - 2 * t->with[2] - 3 * triangles;
    t->with[0] = n * (n - 1) * (n - 2) / 6 - t->with[1] - t->with[2] - triangles;
    if (w->n < 3)
        *t = (triads){ { 0 } };
    return status;
}

#define TRIADS(ties)                                             \
    static ent_status triads_##ties(double *values, ent_work *w) \
    {                                                            \
        triads t = { { 0 } };                                    \
        ent_status status = count_triads(w, &t);                 \
                                                                 \
        *values = t.with[ties];                                  \
        return status;                                           \
    }

TRIADS(0)
TRIADS(1)
TRIADS(2)
TRIADS(3)

/* ---- four nodes ---- */

typedef enum motif { STAR, PATH, SQUARE, PAW, DIAMOND, CLIQUE, MOTIFS } motif;

/* Squares, chords or not: half the sum over pairs of choose(partners in common, 2). */
static bool count_squares(const ent_work *w, double *squares)
{
    uint32_t *common = ent_mem_new((size_t)w->n + 1, sizeof *common);

    *squares = 0;
    for (uint32_t i = 0; i < w->n && common; i++) {
        for (uint32_t k = w->start[i]; k < w->start[i + 1]; k++)
            for (uint32_t q = w->neighbor[k], e = w->start[q]; e < w->start[q + 1]; e++)
                if (w->neighbor[e] < i)
                    common[w->neighbor[e]]++;
        for (uint32_t k = w->start[i]; k < w->start[i + 1]; k++)
            for (uint32_t q = w->neighbor[k], e = w->start[q]; e < w->start[q + 1]; e++)
                if (w->neighbor[e] < i) {
                    *squares += choose2(common[w->neighbor[e]]) / 2;
                    common[w->neighbor[e]] = 0;
                }
    }
    ent_mem_free(common);
    return common != NULL;
}

/* Cliques of four a < b < c < d: ties c-d among the common partners of a and b. On large networks a
 * common partner has a mark. */
static bool count_fours_by_marks(const ent_work *w, double *fours)
{
    uint32_t *mark = ent_mem_new((size_t)w->n + 1, sizeof *mark);

    for (uint32_t t = 0; t < w->pair_count && mark; t++) {
        uint32_t a = w->pairs[t].a, b = w->pairs[t].b;

        if (w->common[t] < 2)
            continue;
        for (uint32_t k = w->start[a]; k < w->start[a + 1]; k++)
            mark[w->neighbor[k]] = 1;
        for (uint32_t k = w->start[b]; k < w->start[b + 1]; k++)
            mark[w->neighbor[k]] += mark[w->neighbor[k]] && w->neighbor[k] > b;
        for (uint32_t k = w->start[b]; k < w->start[b + 1]; k++)
            for (uint32_t c = w->neighbor[k], e = w->start[c]; mark[c] == 2 && e < w->start[c + 1];
                 e++)
                *fours += w->neighbor[e] > c && mark[w->neighbor[e]] == 2;
        for (uint32_t k = w->start[a]; k < w->start[a + 1]; k++)
            mark[w->neighbor[k]] = 0;
    }
    ent_mem_free(mark);
    return mark != NULL;
}

/* On others they are bits. */
static bool count_fours_by_bits(const ent_work *w, double *fours)
{
    size_t words;
    uint64_t *bits = ent_work_bits(w, &words), *both = ent_mem_new(words + 1, sizeof *both);

    for (uint32_t t = 0; t < w->pair_count && bits && both; t++) {
        const uint64_t *a = bits + w->pairs[t].a * words, *b = bits + w->pairs[t].b * words;
        uint32_t first = w->pairs[t].b;

        if (w->common[t] < 2)
            continue;
        for (size_t k = 0; k < words; k++)
            both[k] = a[k] & b[k];
        for (uint32_t k = w->start[first]; k < w->start[first + 1]; k++) {
            uint32_t c = w->neighbor[k]; /* a < b < c < d: each once */

            if (c < first || !(both[c / 64] >> c % 64 & 1))
                continue;
            for (size_t j = c / 64; j < words; j++) {
                uint64_t rest = both[j] & bits[c * words + j];

                if (j == c / 64)
                    rest &= c % 64 == 63 ? 0 : ~(uint64_t)0 << (c % 64 + 1);
                *fours += __builtin_popcountll(rest);
            }
        }
    }
    ent_mem_free(bits);
    ent_mem_free(both);
    return bits && both;
}

enum { MOST_BITS = 4096 };

static bool count_fours(const ent_work *w, double *fours)
{
    *fours = 0;
    return w->n <= MOST_BITS ? count_fours_by_bits(w, fours) : count_fours_by_marks(w, fours);
}

/* Patterns wherever their ties are, then less those that lie in a pattern of more ties. */
static ent_status count_motifs(ent_work *w)
{
    double star = 0, path = 0, square = 0, paw = 0, diamond = 0, clique = 0, triangles = 0, *found;
    ent_status status = ent_work_triangles(w);

    if (w->motifs)
        return ENT_OK;
    if (status == ENT_OK && (!count_squares(w, &square) || !count_fours(w, &clique)))
        status = ent_out_of_memory(w->diags);
    if (status != ENT_OK)
        return status;
    for (uint32_t i = 0; i < w->n; i++) {
        double k = work_degree(w, i);

        star += k * (k - 1) * (k - 2) / 6;
        paw += k > 2 ? w->triangles[i] * (k - 2) : 0;
        triangles += w->triangles[i] / 3;
    }
    for (uint32_t t = 0; t < w->pair_count; t++) {
        path += (work_degree(w, w->pairs[t].a) - 1.0) * (work_degree(w, w->pairs[t].b) - 1.0);
        diamond += choose2(w->common[t]);
    }
    path -= 3 * round(triangles);
    if ((found = w->motifs = ent_mem_new(MOTIFS, sizeof *found)) == NULL)
        return ent_out_of_memory(w->diags);
    found[CLIQUE] = clique;
    found[DIAMOND] = diamond - 6 * clique;
    found[PAW] = round(paw) - 4 * found[DIAMOND] - 12 * clique;
    found[SQUARE] = round(square) - found[DIAMOND] - 3 * clique;
    found[PATH] = path - 2 * found[PAW] - 4 * found[SQUARE] - 6 * found[DIAMOND] - 12 * clique;
    found[STAR] = round(star) - found[PAW] - 2 * found[DIAMOND] - 4 * clique;
    return ENT_OK;
}

#define MOTIF(name, which)                                   \
    static ent_status name(double *values, ent_work *w)      \
    {                                                        \
        ent_status status = count_motifs(w);                 \
                                                             \
        *values = status == ENT_OK ? w->motifs[which] : NAN; \
        return status;                                       \
    }

MOTIF(motif_star, STAR)
MOTIF(motif_path, PATH)
MOTIF(motif_square, SQUARE)
MOTIF(motif_paw, PAW)
MOTIF(motif_diamond, DIAMOND)
MOTIF(motif_clique, CLIQUE)

/* ---- two modes ---- */

/* Paths of three ties, and how many of them close to a square. */
static ent_status reinforcement(double *values, ent_work *w)
{
    double squares, paths = 0;

    if (!count_squares(w, &squares))
        return ent_out_of_memory(w->diags);
    for (uint32_t t = 0; t < w->pair_count; t++)
        paths += (work_degree(w, w->pairs[t].a) - 1.0) * (work_degree(w, w->pairs[t].b) - 1.0);
    *values = w->modes_hold && paths > 0 ? 4 * squares / paths : NAN;
    return ENT_OK;
}

/* ---- the rows ---- */

#define HOLLAND "Holland & Leinhardt 1976, Sociological Methodology 7, 1-45"
#define MILO "Milo et al. 2002, Science 298, 824-827"
#define ROW_OF(row_name, other, what, text, the_unit, who, price)                      \
    {                                                                                  \
        .name = #row_name, .also = other, .scope = ENT_SCOPE_NETWORK,                  \
        .flags = ENT_MEASURE_INTEGER, .summary = what, .unit = the_unit, .low = 0,     \
        .high = INFINITY, .weight = ENT_MEANS_NOTHING, .formula = text, .divisor = "", \
        .disconnected = "isolates count among the triples",                            \
        .two_modes = "defined; patterns with a triangle do not occur", .cost = price,  \
        .source = who, .engine = "own: 14 x faster", .compute = row_name               \
    }
#define TRIAD_ROW(ties, what)                                           \
    ROW_OF(triads_##ties, "", what,                                     \
           "number of sets of three nodes with " #ties " of the three " \
           "ties",                                                      \
           "triples", HOLLAND, "O(sum of squared degrees)")
#define MOTIF_ROW(row_name, what, text)                                                          \
    {                                                                                            \
        .name = #row_name, .also = "", .scope = ENT_SCOPE_NETWORK, .flags = ENT_MEASURE_INTEGER, \
        .summary = what, .unit = "sets of four", .low = 0, .high = INFINITY,                     \
        .weight = ENT_MEANS_NOTHING,                                                             \
        .formula = "number of sets of four nodes whose ties are " text ", and no other. A "      \
                   "projection is full of those with triangles by construction",                 \
        .divisor = "", .disconnected = "only connected sets are counted",                        \
        .two_modes = "defined; patterns with a triangle do not occur",                           \
        .cost = "O(sum of squared degrees + triangles n / 64)", .source = MILO,                  \
        .engine = "own: 1000 x faster", .compute = row_name                                      \
    }

const ent_measure ent_measures_census[] = {
    TRIAD_ROW(0, "triples of nodes without a tie"),
    TRIAD_ROW(1, "triples of nodes with one tie"),
    TRIAD_ROW(2, "triples of nodes with two ties"),
    TRIAD_ROW(3, "triples of nodes with all three ties"),
    MOTIF_ROW(motif_star, "four nodes: one tied to three", "those of one node to the three others"),
    MOTIF_ROW(motif_path, "four nodes in a row", "a path of three ties"),
    MOTIF_ROW(motif_square, "four nodes in a ring", "a ring of four"),
    MOTIF_ROW(motif_paw, "a triangle with a fourth node attached to one corner", "a triangle and one more"),
    MOTIF_ROW(motif_diamond, "four nodes: two triangles on one tie", "all six but one"),
    MOTIF_ROW(motif_clique, "four nodes, all tied", "all six"),
    { .name = "reinforcement", .also = "clustering_two_mode robins_alexander",
      .scope = ENT_SCOPE_NETWORK, .flags = ENT_MEASURE_TWO_MODE,
      .summary = "clustering of two modes: actors that share an agreement share others", .unit = "",
      .low = 0, .high = 1, .weight = ENT_MEANS_NOTHING,
      .formula = "4 squares / paths of three ties: the share of the paths actor-agreement-actor-agreement that "
                 "close",
      .divisor = "paths of three ties", .disconnected = "undefined without a path of three ties",
      .two_modes = "made for them", .cost = "O(sum of squared degrees)",
      .source = "Robins & Alexander 2004, Computational & Mathematical Organization Theory 10(1), "
                "69-94",
      .engine = ENT_NO_IGRAPH,
      .compute = reinforcement },
    { 0 }
};
