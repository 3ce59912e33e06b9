/* common_nodes.c: the nodes that two networks have in common. */
#include "measure/run/common_nodes.h"

static int compare_nodes(const ent_node *a, const ent_node *b)
{
    int order = ent_str_compare_natural(a->id, b->id);

    return order ? order : (a->actor == ENT_NONE) - (b->actor == ENT_NONE);
}

uint32_t ent_number_common(const ent_network *a, const ent_network *b, uint32_t *of_a, uint32_t *of_b)
{
    uint32_t common = 0;

    for (size_t i = 0; i < ent_node_count(a); i++)
        of_a[i] = ENT_NONE;
    for (size_t j = 0; j < ent_node_count(b); j++)
        of_b[j] = ENT_NONE;
    for (size_t i = 0, j = 0; i < ent_node_count(a) && j < ent_node_count(b);) {
        int order = compare_nodes(ent_node_at(a, i), ent_node_at(b, j));

        if (!order)
            of_a[i] = of_b[j] = common++;
        i += order <= 0;
        j += order >= 0;
    }
    return common;
}
