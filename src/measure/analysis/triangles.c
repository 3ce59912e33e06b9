/* triangles.c: partners in common of tied pairs, and triangles at each node. Many measures share them;
 * on networks that are nearly complete, counting bits takes a tenth of igraph's time. */
#include "measure/analysis/triangles.h"

#include "base/mem.h"

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
    w->common = work_room(w, (size_t)w->pair_count + 1, sizeof *w->common);
    w->triangles = work_room(w, (size_t)w->n + 1, sizeof *w->triangles);
    made = w->common && w->triangles &&
           (w->n <= 512 || w->pair_count > (size_t)w->n * w->n / 32 ? count_by_bits(w)
                                                                    : count_forward(w));
    for (uint32_t t = 0; t < w->pair_count && made; t++) {
        w->triangles[w->pairs[t].a] += w->common[t] / 2; /* each over two ties at the node */
        w->triangles[w->pairs[t].b] += w->common[t] / 2;
    }
    if (made)
        return ENT_OK;
    w->triangles = w->common = NULL;
    return ent_out_of_memory(w->diags);
}
