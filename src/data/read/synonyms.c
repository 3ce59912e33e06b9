/* synonyms.c: see synonyms.h. */
#include "data/read/synonyms.h"

#include "data/column_names.h"

/* Finds the columns that the vocabulary has for a table. */
static void find(table *t, ent_table which)
{
    size_t count, required;

    ent_table_columns(which, &count, &required);
    for (size_t i = 0; i < count; i++) {
        size_t at = ent_column_named(&t->file, which, (int)i, NULL, NULL);

        if (at != ENT_NO_COLUMN)
            t->position[i] = at;
    }
}

bool ent_synonyms_parties(table *t)
{
    find(t, ENT_PARTIES);
    if (t->position[PARTY_ENDED] == t->position[PARTY_WITHDREW])
        t->position[PARTY_ENDED] = ENT_NO_COLUMN; /* one column for ends: of the party */
    if (t->position[PARTY_TITLE] == t->position[PARTY_ACT])
        t->position[PARTY_TITLE] = ENT_NO_COLUMN;
    return t->position[PARTY_ACT] != ENT_NO_COLUMN && t->position[PARTY_PARTY] != ENT_NO_COLUMN;
}

bool ent_synonyms_pair(table *t)
{
    size_t one, other;

    if (!ent_columns_pair(&t->file, &one, &other))
        return false;
    t->position[ACT_PARTY1] = one;
    t->position[ACT_PARTY2] = other;
    return true;
}

void ent_synonyms_acts(table *t)
{
    find(t, ENT_AGREEMENTS);
    if (t->position[ACT_TITLE] == t->position[ACT_ID])
        t->position[ACT_TITLE] = ENT_NO_COLUMN; /* a name alone is the id, and from there the title */
}

void ent_synonyms_actors(table *t)
{
    find(t, ENT_ACTORS);
}
