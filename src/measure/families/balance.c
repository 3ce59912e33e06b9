/* balance.c: ties that have a sign. The sign of a tie is that of the sum of a numeric column over
 * its acts: alliances 1, rivalries -1. Triads are counted only when all three ties are there. */
#include "measure/families/rows.h"

#include <math.h>

#include "base/mem.h"

/* The sign of each tie: -1, 0 or 1. The caller frees it. */
static ent_status read_signs(ent_work *w, double **signs)
{
    const ent_dataset *d = w->network ? ent_network_dataset(w->network) : NULL;
    double *sign = *signs = ent_mem_new((size_t)w->m + 1, sizeof *sign);
    ent_str name = ent_arena_str(&w->arena, w->argument);

    if (!sign || !name.ptr)
        return ent_out_of_memory(w->diags);
    if (!d || ent_network_selection(w->network)->network == ENT_NET_ACTS)
        return ent_fail(w->diags, ENT_EUSAGE, ENT_NOWHERE,
                        "signs are read from a column of agreements; expected ties made by agreements");
    for (uint32_t t = 0; t < w->m; t++) {
        const ent_tie *tie = ent_tie_at(w->network, t);
        const ent_evidence *e = ent_tie_evidence(w->network, tie);

        for (uint32_t j = 0; j < tie->count; j++) {
            bool by_act = !ent_evidence_by_membership(&e[j]);
            ent_row row = by_act ? ent_act_at(d, e[j].record).row : (ent_row){ ENT_NONE, 0 };
            ent_str text = ent_cell(d, row, name.ptr);
            double value;

            if (!ent_str_trim(text).len)
                continue;
            if (!ent_str_number(ent_str_trim(text), &value))
                return ent_fail(w->diags, ENT_EDATA, ent_row_where(d, row, name.ptr),
                                "'%.*s' is no sign; expected a number",
                                (int)(text.len < 60 ? text.len : 60), text.ptr);
            sign[t] += value;
        }
        sign[t] = sign[t] > 0 ? 1 : sign[t] < 0 ? -1 : 0;
    }
    return ENT_OK;
}

static ent_status count_signs(double *values, ent_work *w, double wanted)
{
    double *sign;
    ent_status status = read_signs(w, &sign);

    *values = 0;
    for (uint32_t t = 0; t < w->m && status == ENT_OK; t++)
        *values += sign[t] == wanted;
    ent_mem_free(sign);
    return status;
}

static ent_status positive_ties(double *values, ent_work *w)
{
    return count_signs(values, w, 1);
}

static ent_status negative_ties(double *values, ent_work *w)
{
    return count_signs(values, w, -1);
}

static ent_status degree_of_sign(double *values, ent_work *w, double wanted)
{
    double *sign;
    ent_status status = read_signs(w, &sign);

    for (uint32_t i = 0; i < w->n; i++)
        values[i] = 0;
    for (uint32_t t = 0; t < w->m && status == ENT_OK; t++)
        if (sign[t] == wanted) {
            values[w->ties[t].a]++;
            values[w->ties[t].b]++;
        }
    ent_mem_free(sign);
    return status;
}

static ent_status positive_degree(double *values, ent_work *w)
{
    return degree_of_sign(values, w, 1);
}

static ent_status negative_degree(double *values, ent_work *w)
{
    return degree_of_sign(values, w, -1);
}

/* triads[k]: triangles with k negative ties; those with a tie of no sign are left out. */
static ent_status count_triads(ent_work *w, double triads[4])
{
    double *sign, *mark = ent_mem_new((size_t)w->n + 1, sizeof *mark);
    ent_status status = read_signs(w, &sign);

    if (status == ENT_OK && !mark)
        status = ent_out_of_memory(w->diags);
    for (uint32_t a = 0; a < w->n && status == ENT_OK; a++) {
        for (uint32_t k = w->start[a]; k < w->start[a + 1]; k++)
            mark[w->neighbor[k]] = sign[w->tie_to[k]];
        for (uint32_t k = w->start[a]; k < w->start[a + 1]; k++)
            for (uint32_t b = w->neighbor[k], e = w->start[b]; e < w->start[b + 1]; e++) {
                double x = sign[w->tie_to[k]], y = sign[w->tie_to[e]], z = mark[w->neighbor[e]];

                if (a < b && b < w->neighbor[e] && x != 0 && y != 0 && z != 0)
                    triads[(x < 0) + (y < 0) + (z < 0)]++;
            }
        for (uint32_t k = w->start[a]; k < w->start[a + 1]; k++)
            mark[w->neighbor[k]] = 0;
    }
    ent_mem_free(sign);
    ent_mem_free(mark);
    return status;
}

#define TRIADS(name, sum)                               \
    static ent_status name(double *values, ent_work *w) \
    {                                                   \
        double t[4] = { 0 };                            \
        ent_status status = count_triads(w, t);         \
                                                        \
        *values = sum;                                  \
        return status;                                  \
    }

TRIADS(triads_0_negative, t[0])
TRIADS(triads_1_negative, t[1])
TRIADS(triads_2_negative, t[2])
TRIADS(triads_3_negative, t[3])
TRIADS(balanced_triads, t[0] + t[2])
TRIADS(unbalanced_triads, t[1] + t[3])
TRIADS(balance, t[0] + t[1] + t[2] + t[3] > 0 ? (t[0] + t[2]) / (t[0] + t[1] + t[2] + t[3]) : NAN)

#define SIGN "; the sign of a tie is that of the sum of the column over its agreements"
#define HARARY "Heider 1946; Cartwright & Harary 1956, Psychological Review 63(5), 277-293"
#define SIGNED_ROW(row_name, other, of, whole, what, text, the_unit, most)              \
    {                                                                                   \
        .name = #row_name ":COLUMN", .also = other, .scope = of,                        \
        .flags = ENT_MEASURE_COLUMN | ENT_MEASURE_UNDIRECTED | whole, .summary = what,  \
        .unit = the_unit, .low = 0, .high = most, .weight = ENT_MEANS_NOTHING,          \
        .formula = text SIGN, .divisor = "", .disconnected = "makes no difference",     \
        .two_modes = "defined; without triangles there are no triads",                  \
        .cost = "O(sum of squared degrees)", .source = HARARY, .engine = ENT_NO_IGRAPH, \
        .compute = row_name                                                             \
    }
#define COUNT_ROW(name, other, what, text, unit) \
    SIGNED_ROW(name, other, ENT_SCOPE_NETWORK, ENT_MEASURE_INTEGER, what, text, unit, INFINITY)

const ent_measure ent_measures_balance[] = {
    SIGNED_ROW(positive_degree, "", ENT_SCOPE_NODE, ENT_MEASURE_INTEGER,
               "partners by ties of positive sign", "number of positive ties of the node", "nodes",
               INFINITY),
    SIGNED_ROW(negative_degree, "", ENT_SCOPE_NODE, ENT_MEASURE_INTEGER,
               "partners by ties of negative sign", "number of negative ties of the node", "nodes",
               INFINITY),
    COUNT_ROW(positive_ties, "n_positive_ties", "ties of positive sign", "number of positive ties",
              "ties"),
    COUNT_ROW(negative_ties, "n_negative_ties", "ties of negative sign", "number of negative ties",
              "ties"),
    COUNT_ROW(balanced_triads, "", "triangles with no or two negative ties",
              "number of triangles whose signs multiply to +", "triads"),
    COUNT_ROW(unbalanced_triads, "", "triangles with one or three negative ties",
              "number of triangles whose signs multiply to -", "triads"),
    COUNT_ROW(triads_0_negative, "", "triangles without a negative tie",
              "number of triangles with three positive ties", "triads"),
    COUNT_ROW(triads_1_negative, "", "triangles with one negative tie",
              "number of triangles with one negative tie", "triads"),
    COUNT_ROW(triads_2_negative, "", "triangles with two negative ties",
              "number of triangles with two negative ties", "triads"),
    COUNT_ROW(triads_3_negative, "", "triangles with three negative ties",
              "number of triangles with three negative ties", "triads"),
    SIGNED_ROW(balance, "", ENT_SCOPE_NETWORK, 0, "balanced triangles as a share of all",
               "balanced_triads / triangles of three signed ties", "", 1),
    { 0 }
};
