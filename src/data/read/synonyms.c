/* synonyms.c: see synonyms.h. */
#include "data/read/synonyms.h"

typedef struct synonyms {
    int column;
    const char *names[14];
} synonyms;

static const synonyms party_rows[] = {
    { PARTY_ACT, { "agreement", "agreement_id", "treaty", "treaty_id", "act", "event", "alliance",
                   "organization", "igo", "group", "atopid", "version4id" } },
    { PARTY_PARTY, { "party", "country", "state", "member", "actor", "participant", "signatory",
                     "node", "stateid", "ccode", "iso3", "person" } },
    { PARTY_ROLE, { "role" } },
    { PARTY_SIGNED, { "signed", "signature", "date", "start", "begin", "from", "year" } },
    { PARTY_RATIFIED, { "ratified", "ratification" } },
    { PARTY_IN_FORCE, { "in_force", "entry_into_force" } },
    { PARTY_WITHDREW, { "withdrew", "withdrawal", "end", "ended", "to", "until" } },
    { PARTY_ENDED, { "ended", "end", "until" } },
    { PARTY_TITLE, { "title", "name" } },
    { PARTY_KIND, { "kind", "type" } },
    { PARTY_LEVEL, { "level" } },
    { PARTY_TOPIC, { "topic" } },
};

static const synonyms act_rows[] = {
    { ACT_ID, { "agreement", "agreement_id", "treaty", "id", "act" } },
    { ACT_TITLE, { "title", "name" } },
    { ACT_KIND, { "kind", "type" } },
    { ACT_LEVEL, { "level" } },
    { ACT_SIGNED, { "signed", "signature", "date", "start", "begin", "year" } },
    { ACT_IN_FORCE, { "in_force", "entry_into_force" } },
    { ACT_ENDED, { "ended", "end", "until" } },
    { ACT_STATUS, { "status" } },
    { ACT_AS_OF, { "as_of" } },
    { ACT_TOPIC, { "topic" } },
    { ACT_PARTIES, { "parties", "members", "signatories", "participants", "countries", "states" } },
    { ACT_WEIGHT, { "weight", "strength", "value" } },
};

static const synonyms node_rows[] = {
    { ACTOR_ID, { "id", "node", "actor", "code", "party", "country", "state", "name" } },
    { ACTOR_NAME, { "name", "label", "title" } },
};

static const char *const pairs[][2] = {
    { "party1", "party2" },     { "party_1", "party_2" },   { "source", "target" },
    { "from", "to" },           { "node1", "node2" },       { "state1", "state2" },
    { "country1", "country2" }, { "ccode1", "ccode2" },     { "member1", "member2" },
    { "actor1", "actor2" },     { "stateid1", "stateid2" }, { "a", "b" },
};

static void find(table *t, const synonyms *rows, size_t count)
{
    for (size_t i = 0; i < count; i++)
        for (size_t n = 0; rows[i].names[n]; n++) {
            size_t at = ent_tablefile_column(&t->file, rows[i].names[n]);

            if (at != ENT_NO_COLUMN) {
                t->position[rows[i].column] = at;
                break;
            }
        }
}

bool ent_synonyms_parties(table *t)
{
    find(t, party_rows, sizeof party_rows / sizeof *party_rows);
    if (t->position[PARTY_ENDED] == t->position[PARTY_WITHDREW])
        t->position[PARTY_ENDED] = ENT_NO_COLUMN; /* one column for ends: of the party */
    return t->position[PARTY_ACT] != ENT_NO_COLUMN && t->position[PARTY_PARTY] != ENT_NO_COLUMN;
}

bool ent_synonyms_pair(table *t)
{
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        size_t a = ent_tablefile_column(&t->file, pairs[i][0]);
        size_t b = ent_tablefile_column(&t->file, pairs[i][1]);

        if (a != ENT_NO_COLUMN && b != ENT_NO_COLUMN) {
            t->position[ACT_PARTY1] = a;
            t->position[ACT_PARTY2] = b;
            return true;
        }
    }
    return false;
}

void ent_synonyms_acts(table *t)
{
    find(t, act_rows, sizeof act_rows / sizeof *act_rows);
}

void ent_synonyms_actors(table *t)
{
    find(t, node_rows, sizeof node_rows / sizeof *node_rows);
}
