/* columns.h: the columns that entente has a meaning for, by table. Reading goes by these numbers; the
 * column of a file that each of them is stands in `position` of the table. */
#ifndef ENTENTE_DATA_COLUMNS_H
#define ENTENTE_DATA_COLUMNS_H

#include "entente/dataset.h"

enum { ACTOR_ID, ACTOR_NAME, ACTOR_TYPE, ACTOR_LABEL, ACTOR_ISO3, ACTOR_REGION, ACTOR_LAT,
       ACTOR_LON, ACTOR_FROM, ACTOR_TO, ACTOR_PREDECESSOR, ACTOR_PART_OF, ACTOR_COW, ACTOR_GW,
       ACTOR_COLUMNS };
enum { MEMBERSHIP_ORGANIZATION, MEMBERSHIP_MEMBER, MEMBERSHIP_ROLE, MEMBERSHIP_FROM,
       MEMBERSHIP_TO, MEMBERSHIP_COLUMNS };
enum { ACT_ID, ACT_TITLE, ACT_KIND, ACT_LABEL, ACT_LEVEL, ACT_WITHIN, ACT_SIGNED, ACT_IN_FORCE,
       ACT_ENDED, ACT_STATUS, ACT_AS_OF, ACT_TOPIC, ACT_PART_OF, ACT_SUPERSEDES, ACT_PARTY1,
       ACT_PARTY2, ACT_PARTIES, ACT_WEIGHT, ACT_PROPOSED, ACT_SUBMITTED, ACT_ADOPTED, ACT_LEGAL_TYPE,
       ACT_COLUMNS };
enum { PARTY_ACT, PARTY_PARTY, PARTY_ROLE, PARTY_SIGNED, PARTY_RATIFIED, PARTY_IN_FORCE,
       PARTY_WITHDREW, PARTY_TITLE, PARTY_KIND, PARTY_LEVEL, PARTY_TOPIC,
       PARTY_SIDE, PARTY_ENDED, PARTY_WRITTEN, PARTY_COLUMNS };
enum { SOURCE_ID, SOURCE_TITLE, SOURCE_COLUMNS };
enum { MOST_COLUMNS = ACT_COLUMNS };

/** The names of a table's known columns, in the order of the enums above; *required of them, the
 *  first ones, must be there. Every table may also have source, locator and note, which are read only
 *  when asked for. */
const char *const *ent_table_columns(ent_table table, size_t *count, size_t *required);

/* What a column holds. */
typedef enum ent_column_form {
    FORM_TEXT,
    FORM_KEY,          /* an id: each row has another */
    FORM_ACT,          /* the id of an agreement */
    FORM_ACTOR,
    FORM_ORGANIZATION, /* or a body */
    FORM_ACTORS,       /* ids of actors, with ';' between them */
    FORM_ANY,          /* the id of an agreement, or else of an actor */
    FORM_DATE,
    FORM_NUMBER,
    FORM_COUNT,        /* a whole number */
    FORM_STATUS,
    FORM_RELATION,     /* a word of ent_relation_kinds */
    FORM_VOTE,
    FORM_PRECISION,
} ent_column_form;

/** What the known columns of a table without records hold, in their order; NULL for a table with records. */
const ent_column_form *ent_table_forms(ent_table table);

#endif
