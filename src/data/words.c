/* words.c: the words of a data set: names of tables, and what stands in columns such as `type`, `level`,
 * `role` and `status`. */
#include "entente/dataset.h"

#include <assert.h>

#define LENGTH(array) (sizeof(array) / sizeof *(array))

static const char *const table_names[] = { "actors",    "memberships", "agreements", "parties",
                                           "sources",   "readings",    "topics",     "relations",
                                           "events",    "offices",     "votes",      "assertions" };
static const char *const type_names[] = { "state", "organization", "body", "other" };
static const char *const level_names[] = { "",         "bilateral", "multilateral",
                                           "regional", "global",    "several" };
static const char *const role_names[] = { "party",     "signatory",  "member",      "associate",
                                          "observer",  "partner",    "depositary",  "sponsor",
                                          "initiator", "adopter",    "drafter",     "participant",
                                          "chair",     "vice-chair", "rapporteur",  "officer",
                                          "other",     "unknown" };
static const char *const relation_kinds[] = { "sets up",    "extends", "builds on", "supersedes",
                                              "amends",     "draft of", "implements" };
static const char *const vote_words[] = { "for",       "against",  "abstained", "not voting",
                                          "consensus", "majority", "opposed" };
static const char *const precision_words[] = { "exact", "about", "at least", "at most" };

static_assert(LENGTH(table_names) == ENT_TABLE_COUNT, "a name for each table");
static_assert(LENGTH(type_names) == ENT_ACTOR_TYPE_COUNT, "a word for each type");
static_assert(LENGTH(level_names) == ENT_LEVEL_COUNT, "a word for each level");
static_assert(LENGTH(role_names) == ENT_ROLE_COUNT, "a word for each role");

static const struct {
    const char *word;
    ent_stage stage;
} statuses[] = {
    { "planned", ENT_STAGE_BEFORE },
    { "proposed", ENT_STAGE_BEFORE },
    { "draft", ENT_STAGE_BEFORE },
    { "under preparation", ENT_STAGE_BEFORE },
    { "under negotiation", ENT_STAGE_BEFORE },
    { "ready for signing", ENT_STAGE_BEFORE },
    { "signed", ENT_STAGE_SIGNED },
    { "adopted", ENT_STAGE_SIGNED },
    { "approved", ENT_STAGE_SIGNED },
    { "ongoing", ENT_STAGE_SIGNED },
    { "ratified", ENT_STAGE_SIGNED },
    { "in force", ENT_STAGE_IN_FORCE },
    { "ended", ENT_STAGE_ENDED },
    { "terminated", ENT_STAGE_ENDED },
    { "expired", ENT_STAGE_ENDED },
    { "superseded", ENT_STAGE_ENDED },
};

const char *ent_table_name(ent_table table)
{
    return table_names[table];
}

const char *ent_actor_type_name(ent_actor_type type)
{
    return type_names[type];
}

const char *ent_level_name(ent_level level)
{
    return level_names[level];
}

const char *ent_role_name(ent_role role)
{
    return role_names[role];
}

static size_t position_of(ent_str text, const char *const *words, size_t count)
{
    size_t i = 0;

    while (i < count && !ent_str_is(text, words[i]))
        i++;
    return i;
}

ent_table ent_table_of(ent_str name)
{
    return (ent_table)position_of(name, table_names, ENT_TABLE_COUNT);
}

ent_actor_type ent_actor_type_of(ent_str text)
{
    return (ent_actor_type)position_of(text, type_names, ENT_ACTOR_TYPE_COUNT);
}

ent_level ent_level_of(ent_str text)
{
    size_t level = position_of(text, level_names, ENT_LEVEL_MIXED);

    return level == ENT_LEVEL_MIXED ? ENT_LEVEL_COUNT : (ent_level)level;
}

ent_role ent_role_of(ent_str text)
{
    return (ent_role)position_of(text, role_names, ENT_ROLE_COUNT);
}

ent_names ent_relation_kinds(void)
{
    return ENT_NAMES(relation_kinds);
}

ent_names ent_vote_words(void)
{
    return ENT_NAMES(vote_words);
}

ent_names ent_precision_words(void)
{
    return ENT_NAMES(precision_words);
}

const char *ent_status_word(size_t n, ent_stage *stage)
{
    if (n >= LENGTH(statuses))
        return NULL;
    *stage = statuses[n].stage;
    return statuses[n].word;
}

ent_stage ent_stage_of(ent_str status)
{
    for (size_t i = 0; i < LENGTH(statuses); i++)
        if (ent_str_eq_fold(status, ent_str_of(statuses[i].word)))
            return statuses[i].stage;
    return ENT_STAGE_UNKNOWN;
}
