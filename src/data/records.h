/* records.h: agreements and parties as columns. Large data consist of records in which most fields have no
 * value; a column takes memory only from the first record on that has one, and fields that mostly repeat
 * another (a title that is the id, the row of a party that is that of its agreement) are stored as nothing. */
#ifndef ENTENTE_DATA_RECORDS_H
#define ENTENTE_DATA_RECORDS_H

#include "entente/dataset.h"

enum { RECORD_TEXTS = 6, RECORD_DATES = 7, RECORD_NUMBERS = 5 };

typedef struct ent_record_column {
    unsigned char *items;
    size_t count, bytes; /* values, the others are zero; bytes of memory */
} ent_record_column;

typedef struct ent_records {
    size_t count, expected; /* records; how many are expected, so that columns need not move */
    ent_record_column texts[RECORD_TEXTS], dates[RECORD_DATES], numbers[RECORD_NUMBERS], rows;
} ent_records; /* all-zero is empty */

/** Appends an act, or replaces one when `at` is less than their count. False when memory was refused; then
 *  nothing is appended. */
bool ent_acts_put(ent_dataset *d, size_t at, const ent_act *act);
bool ent_parties_put(ent_dataset *d, size_t at, const ent_party *party);
/** The level of an act: every tie asks for that of all its acts. */
ent_level ent_act_level(const ent_dataset *d, size_t act);
/** The row of an act; the act and the actor of a party. */
ent_row ent_act_row(const ent_dataset *d, size_t act);
uint32_t ent_party_act(const ent_dataset *d, size_t party);
uint32_t ent_party_actor(const ent_dataset *d, size_t party);
/** Makes the index of the ids of all acts that there are so far; false when memory was refused. */
bool ent_acts_index(ent_dataset *d);
/** Frees it; it is made again when it is asked for. */
void ent_acts_forget_index(ent_dataset *d);
void ent_records_destroy(ent_records *records);

#endif
