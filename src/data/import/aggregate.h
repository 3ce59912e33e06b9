/* aggregate.h: rows about two actors that are counted instead of kept: all rows of a cell (two actors, a month, a
 * kind) become one agreement, so that memory is in proportion to the cells and not to the rows. */
#ifndef ENTENTE_DATA_IMPORT_AGGREGATE_H
#define ENTENTE_DATA_IMPORT_AGGREGATE_H

#include "data/import/import.h"

/** Reads the words of the option, such as "pair,month,kind,mean:tone", and compares them with the map. */
ent_status ent_aggregate_new(ent_import *im, const char *words);
void ent_aggregate_free(ent_import *im);

struct rows; /* of rows.h */

/** Counts a row about these two in its cell. */
ent_status ent_aggregate_row(struct rows *r, ent_date date, const uint32_t actors[2]);

/** Actors have got new numbers, in the order of their ids; puts the cells into the order of these. */
ent_status ent_aggregate_number(ent_import *im, const uint32_t *rank);

size_t ent_aggregate_count(const ent_import *im);
/** Do cells have dates? */
bool ent_aggregate_dated(const ent_import *im);
/** The i-th cell as an agreement, in the order of the cells; `attributes` has room for one of each column of the
 *  agreements. The store of cells fails when memory is refused. */
void ent_aggregate_act(ent_import *im, size_t i, im_act *act, ent_str *attributes);
/** The id that ent_aggregate_act gave the i-th cell. */
ent_str ent_aggregate_id(const ent_import *im, size_t i);
/** The parties of the i-th cell: the first and the second. */
ent_str ent_aggregate_party(const ent_import *im, size_t i, int which);
/** Gives a note about the number of cells. */
void ent_aggregate_tell(const ent_import *im, ent_diags *diags);

#endif
