/* columns.c: see columns.h. */
#include "data/columns.h"

#include <assert.h>

#define LENGTH(array) (sizeof(array) / sizeof *(array))

static const char *const actors[] = { "id",  "name", "type", "short", "iso3", "region",
                                      "lat", "lon",  "from", "to",    "predecessor", "part_of",
                                      "cow", "gw" };
static const char *const memberships[] = { "organization", "member", "role", "from", "to" };
static const char *const acts[] = { "id",     "title",  "kind",     "short",  "level",  "within",
                                    "signed", "in_force", "ended",  "status", "as_of",  "topic",
                                    "part_of", "supersedes", "party1", "party2", "parties", "weight",
                                    "proposed", "submitted", "adopted", "legal_type" };
static const char *const parties[] = { "agreement", "party", "role", "signed", "ratified",
                                       "in_force", "withdrew", "title", "kind", "level", "topic",
                                       "side", "ended", "as_written" };
static const char *const sources[] = { "id", "title" };
static const char *const readings[] = { "agreement", "field" };
static const char *const topics[] = { "id", "label" };
static const char *const relations[] = { "from", "kind", "to", "date" };
static const char *const events[] = { "id",    "title",        "kind",  "within",    "from",  "to",
                                      "place", "participants", "count", "agreement", "status" };
static const char *const offices[] = { "body", "office", "holder", "person", "from", "to" };
static const char *const votes[] = { "agreement", "vote", "voter", "count", "group", "date" };
static const char *const assertions[] = { "id",    "statement", "number", "precision",
                                          "table", "where",     "as_of" };

static const ent_column_form reading_forms[] = { FORM_ACT, FORM_TEXT };
static const ent_column_form topic_forms[] = { FORM_TEXT, FORM_TEXT };
static const ent_column_form relation_forms[] = { FORM_ANY, FORM_RELATION, FORM_ANY, FORM_DATE };
static const ent_column_form event_forms[] = { FORM_KEY,  FORM_TEXT,   FORM_TEXT,  FORM_ORGANIZATION,
                                        FORM_DATE, FORM_DATE,   FORM_TEXT,  FORM_ACTORS,
                                        FORM_COUNT, FORM_ACT,   FORM_STATUS };
static const ent_column_form office_forms[] = { FORM_ORGANIZATION, FORM_TEXT, FORM_ACTOR,
                                         FORM_TEXT,         FORM_DATE, FORM_DATE };
static const ent_column_form vote_forms[] = { FORM_ACT,   FORM_VOTE, FORM_ACTOR,
                                       FORM_COUNT, FORM_TEXT, FORM_DATE };
static const ent_column_form assertion_forms[] = { FORM_KEY,  FORM_TEXT, FORM_NUMBER, FORM_PRECISION,
                                            FORM_TEXT, FORM_TEXT, FORM_DATE };

static_assert(LENGTH(actors) == ACTOR_COLUMNS, "a name for each column");
static_assert(LENGTH(memberships) == MEMBERSHIP_COLUMNS, "a name for each column");
static_assert(LENGTH(acts) == ACT_COLUMNS, "a name for each column");
static_assert(LENGTH(parties) == PARTY_COLUMNS, "a name for each column");
static_assert(LENGTH(sources) == SOURCE_COLUMNS, "a name for each column");
static_assert(LENGTH(relations) == LENGTH(relation_forms), "a form for each column");
static_assert(LENGTH(events) == LENGTH(event_forms), "a form for each column");
static_assert(LENGTH(offices) == LENGTH(office_forms), "a form for each column");
static_assert(LENGTH(votes) == LENGTH(vote_forms), "a form for each column");
static_assert(LENGTH(assertions) == LENGTH(assertion_forms), "a form for each column");

static const struct {
    const char *const *names;
    size_t count, required;
    const ent_column_form *forms; /* NULL: the table has records */
} known[] = { [ENT_ACTORS] = { actors, LENGTH(actors), 2, NULL },
              [ENT_MEMBERSHIPS] = { memberships, LENGTH(memberships), 2, NULL },
              [ENT_AGREEMENTS] = { acts, LENGTH(acts), 2, NULL },
              [ENT_PARTIES] = { parties, LENGTH(parties), 2, NULL },
              [ENT_SOURCES] = { sources, LENGTH(sources), 2, NULL },
              [ENT_READINGS] = { readings, LENGTH(readings), 2, reading_forms },
              [ENT_TOPICS] = { topics, LENGTH(topics), 2, topic_forms },
              [ENT_RELATIONS] = { relations, LENGTH(relations), 3, relation_forms },
              [ENT_EVENTS] = { events, LENGTH(events), 2, event_forms },
              [ENT_OFFICES] = { offices, LENGTH(offices), 2, office_forms },
              [ENT_VOTES] = { votes, LENGTH(votes), 2, vote_forms },
              [ENT_ASSERTIONS] = { assertions, LENGTH(assertions), 2, assertion_forms } };

static_assert(LENGTH(known) == ENT_TABLE_COUNT, "columns for each table");

const char *const *ent_table_columns(ent_table table, size_t *count, size_t *required)
{
    *required = known[table].required;
    *count = known[table].count;
    return known[table].names;
}

const ent_column_form *ent_table_forms(ent_table table)
{
    return known[table].forms;
}
