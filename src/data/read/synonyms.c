/* synonyms.c: see synonyms.h. */
#include "data/read/synonyms.h"

#include <string.h>

typedef struct synonyms {
    int column;
    const char *names[28];
} synonyms;

#define TITLE_NAMES                                                                               \
    "agreement_name", "agreement_title", "name_of_agreement", "name_of_the_agreement", "title_of_agreement",             \
    "title_of_the_agreement", "treaty_name", "treaty_title", "name_of_treaty", "name_of_the_treaty", "title_of_treaty",  \
    "title_of_the_treaty"
#define SIGNED_NAMES                                                                              \
    "signed", "signature", "date_signed", "signed_on", "date_of_signature", "signature_date", "date_of_signing"
#define IN_FORCE_NAMES                                                                            \
    "in_force", "entry_into_force", "date_of_entry_into_force", "entered_into_force", "in_force_date", "date_in_force"

static const synonyms party_rows[] = {
    { PARTY_ACT, { "agreement", "agreement_id", "treaty", "treaty_id", "act", "event", "alliance",
                   "organization", "igo", "group", "atopid", "version4id", TITLE_NAMES } },
    { PARTY_PARTY, { "party", "country", "state", "member", "actor", "participant", "signatory",
                     "node", "stateid", "ccode", "iso3", "person", "country_name", "state_name",
                     "member_state", "contracting_party", "state_party" } },
    { PARTY_ROLE, { "role" } },
    { PARTY_SIGNED, { SIGNED_NAMES, "date", "start", "begin", "from", "year" } },
    { PARTY_RATIFIED, { "ratified", "ratification", "date_ratified", "date_of_ratification", "ratification_date" } },
    { PARTY_IN_FORCE, { IN_FORCE_NAMES } },
    { PARTY_WITHDREW, { "withdrew", "withdrawal", "end", "ended", "to", "until" } },
    { PARTY_ENDED, { "ended", "end", "until" } },
    { PARTY_TITLE, { "title", "name", TITLE_NAMES } },
    { PARTY_KIND, { "kind", "type" } },
    { PARTY_LEVEL, { "level" } },
    { PARTY_TOPIC, { "topic" } },
};

static const synonyms act_rows[] = {
    { ACT_ID, { "agreement", "agreement_id", "treaty", "id", "act", TITLE_NAMES } },
    { ACT_TITLE, { "title", "name", TITLE_NAMES } },
    { ACT_KIND, { "kind", "type" } },
    { ACT_LEVEL, { "level" } },
    { ACT_SIGNED, { SIGNED_NAMES, "date", "start", "begin", "year" } },
    { ACT_IN_FORCE, { IN_FORCE_NAMES } },
    { ACT_ENDED, { "ended", "end", "until", "end_date", "date_ended", "terminated", "termination", "date_of_termination",
                   "termination_date" } },
    { ACT_STATUS, { "status" } },
    { ACT_AS_OF, { "as_of" } },
    { ACT_TOPIC, { "topic" } },
    { ACT_PARTIES, { "parties", "members", "signatories", "participants", "countries", "states", "member_states",
                     "states_parties", "contracting_parties", "state_parties" } },
    { ACT_WEIGHT, { "weight", "strength", "value" } },
};

static const synonyms node_rows[] = {
    { ACTOR_ID, { "id", "node", "actor", "code", "party", "country", "state", "name" } },
    { ACTOR_NAME, { "name", "label", "title" } },
};

static const char *const pairs[][2] = {
    { "party1", "party2" },     { "source", "target" },
    { "from", "to" },           { "node1", "node2" },       { "state1", "state2" },
    { "country1", "country2" }, { "ccode1", "ccode2" },     { "member1", "member2" },
    { "actor1", "actor2" },     { "stateid1", "stateid2" }, { "state_a", "state_b" },
    { "country_a", "country_b" }, { "party_a", "party_b" }, { "member_a", "member_b" },
    { "actor_a", "actor_b" },   { "side_a", "side_b" },     { "a", "b" },
};

/* Is the name of a column this one, when blanks, hyphens and dots count as "_", but not before a number, and what is in
 * brackets behind it does not count? */
static bool is_named(ent_str column, const char *name)
{
    const char *bracket = column.len ? memchr(column.ptr, '(', column.len) : NULL; /* "Date (d/m/y)" */
    size_t len = 0;
    char plain[64];

    if (bracket && bracket > column.ptr)
        column = ent_str_trim((ent_str){ column.ptr, (size_t)(bracket - column.ptr) });
    for (size_t i = 0; i < column.len && len < sizeof plain; i++) {
        char c = column.ptr[i];

        if (c == '_' && i + 1 < column.len && column.ptr[i + 1] >= '1' && column.ptr[i + 1] <= '9')
            continue;
        if (strchr(" -.", c) && i + 1 < column.len && column.ptr[i + 1] >= '1' && column.ptr[i + 1] <= '9')
            continue; /* "State 1" is state1 */
        plain[len++] = strchr(" -.", c) ? '_' : c;
    }
    return ent_str_eq_fold((ent_str){ plain, len }, ent_str_of(name));
}

static size_t column_named(const table *t, const char *name)
{
    size_t at = ent_tablefile_column(&t->file, name);

    for (size_t i = 0; at == ENT_NO_COLUMN && i < t->file.columns; i++)
        if (is_named(t->file.header[i], name))
            at = i;
    return at;
}

static void find(table *t, const synonyms *rows, size_t count)
{
    for (size_t i = 0; i < count; i++)
        for (size_t n = 0; rows[i].names[n]; n++) {
            size_t at = column_named(t, rows[i].names[n]);

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
    if (t->position[PARTY_TITLE] == t->position[PARTY_ACT])
        t->position[PARTY_TITLE] = ENT_NO_COLUMN;
    return t->position[PARTY_ACT] != ENT_NO_COLUMN && t->position[PARTY_PARTY] != ENT_NO_COLUMN;
}

bool ent_synonyms_pair(table *t)
{
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        size_t a = column_named(t, pairs[i][0]), b = column_named(t, pairs[i][1]);

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
    if (t->position[ACT_TITLE] == t->position[ACT_ID])
        t->position[ACT_TITLE] = ENT_NO_COLUMN; /* a name alone is the id, and from there the title */
}

void ent_synonyms_actors(table *t)
{
    find(t, node_rows, sizeof node_rows / sizeof *node_rows);
}
