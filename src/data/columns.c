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
                                    "part_of", "supersedes", "party1", "party2", "parties", "weight" };
static const char *const parties[] = { "agreement", "party", "role", "signed", "ratified",
                                       "in_force", "withdrew", "title", "kind", "level", "topic",
                                       "side", "ended" };
static const char *const sources[] = { "id", "title" };
static const char *const readings[] = { "agreement", "field" };
static const char *const topics[] = { "id", "label" };

static_assert(LENGTH(actors) == ACTOR_COLUMNS, "a name for each column");
static_assert(LENGTH(memberships) == MEMBERSHIP_COLUMNS, "a name for each column");
static_assert(LENGTH(acts) == ACT_COLUMNS, "a name for each column");
static_assert(LENGTH(parties) == PARTY_COLUMNS, "a name for each column");
static_assert(LENGTH(sources) == SOURCE_COLUMNS, "a name for each column");

const char *const *ent_table_columns(ent_table table, size_t *count, size_t *required)
{
    static const struct {
        const char *const *names;
        size_t count;
    } known[] = { [ENT_ACTORS] = { actors, LENGTH(actors) },
                  [ENT_MEMBERSHIPS] = { memberships, LENGTH(memberships) },
                  [ENT_AGREEMENTS] = { acts, LENGTH(acts) },
                  [ENT_PARTIES] = { parties, LENGTH(parties) },
                  [ENT_SOURCES] = { sources, LENGTH(sources) },
                  [ENT_READINGS] = { readings, LENGTH(readings) },
                  [ENT_TOPICS] = { topics, LENGTH(topics) } };

    static_assert(LENGTH(known) == ENT_TABLE_COUNT, "columns for each table");
    *required = 2;
    *count = known[table].count;
    return known[table].names;
}
