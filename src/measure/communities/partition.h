/* partition.h: groups of nodes by a column, by membership or by the communities found. */
#ifndef ENTENTE_MEASURE_COMMUNITIES_PARTITION_H
#define ENTENTE_MEASURE_COMMUNITIES_PARTITION_H

#include "measure/graph/graph.h"

/** The groups of a column of the nodes: numbered from 1 in the order of their names; nodes without
 *  a value are in group 0. The column "community" has the communities found. */
typedef struct work_column {
    ent_str column;
    uint32_t *group, count;
    ent_str *names; /* by number - 1 */
    struct work_column *next;
} work_column;


ent_status ent_work_column(ent_work *work, ent_str column, const work_column **groups);

#endif
