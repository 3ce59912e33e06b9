/* check.h: what the files of this folder share: the checks of rows against each other. */
#ifndef ENTENTE_DATA_CHECK_CHECK_H
#define ENTENTE_DATA_CHECK_CHECK_H

#include "data/dataset.h"

typedef struct check {
    const ent_dataset *d;
    ent_diags *diags;
} check;

/** Reports a date that is surely before another which it cannot precede. */
void ent_check_order(check *c, ent_row row, const char *later_name, ent_date later, const char *earlier_name,
                     ent_date earlier);

/** Relations, events and offices: ends before starts, relations of something to itself, rings. */
ent_status ent_check_plain_tables(check *c);

/** Asserted counts that cannot be compared with the data, or that the data do not hold. */
void ent_check_assertions(check *c);

#endif
