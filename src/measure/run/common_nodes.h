/* common_nodes.h: the nodes that two networks have in common. */
#ifndef ENTENTE_MEASURE_RUN_COMMON_NODES_H
#define ENTENTE_MEASURE_RUN_COMMON_NODES_H

#include "entente/network.h"

/** Numbers the nodes that both networks have, by their ids, from 0; ENT_NONE for the others. Returns how many they
 *  are. */
uint32_t ent_number_common(const ent_network *a, const ent_network *b, uint32_t *of_a, uint32_t *of_b);

#endif
