/* table.h: a network of two modes as a table: parties, agreements, and a cell for each tie. */
#ifndef ENTENTE_RENDER_LAYOUT_TABLE_H
#define ENTENTE_RENDER_LAYOUT_TABLE_H

#include "render/scene/scene.h"

#define TABLE_MOST_HIGH 222.0 /* millimetres */

typedef struct partner {
    size_t state, tie, node; /* the node is party to an agreement with the state */
} partner;

typedef struct row { /* parties with the same agreements */
    size_t first, count; /* of the states */
    double lines, y;
} row;

typedef struct table {
    scene *s;
    size_t *states, *acts, state_count, act_count;
    size_t *at;     /* of a node: its place among states, or among acts */
    size_t *tie_of; /* state by act: the tie and 1, or 0 */
    double *column_at, columns_end;
    size_t *degree; /* of a state: its cells */
    partner *partners;
    size_t partner_count, *first_partner; /* of a state: partners[first_partner[i]..first_partner[i+1]] */
    row *rows;
    size_t row_count;
    bool merged, codes; /* codes: the rows have ids for names */
    bool heads;         /* short names of agreements or organizations stand above their columns */
    /* the page */
    size_t blocks;
    double block_wide, name_wide, chip_wide, wide, high, size, number_size, number_high, quality;
} table;

/* The tie and 1, or 0. */
static inline size_t table_cell(const table *t, size_t state, size_t act)
{
    return t->tie_of[t->at[state] * t->act_count + act];
}

static inline size_t table_group(const table *t, size_t state)
{
    return t->s->d->nodes[state].group;
}

/* The colour of the group of a party; of none, that of the cells of a matrix. */
colour table_colour(const table *t, size_t state);
/* The name of a party on one line. */
ent_str table_name(const table *t, size_t state);

/* Parties, agreements, cells, and rows of parties. */
ent_status table_read(table *t, ent_diags *diags);
/* Agreements are rows with their titles, and the few parties columns. */
void table_list(table *t);

#endif
