/* column_names.c: see column_names.h. */
#include "data/column_names.h"

#include <string.h>

/* The names of a column, the best first; and parts of names that are typical of it, with blanks between. */
typedef struct column_words {
    int column;
    const char *parts; /* or NULL */
    const char *names[48];
} column_words;

#define TITLE_NAMES                                                                               \
    "agreement_name", "agreement_title", "name_of_agreement", "name_of_the_agreement", "title_of_agreement",             \
    "title_of_the_agreement", "treaty_name", "treaty_title", "name_of_treaty", "name_of_the_treaty", "title_of_treaty",  \
    "title_of_the_treaty", "accord", "pact", "convention", "name_of_accord", "name_of_the_accord", "name_of_convention",  \
    "name_of_the_convention", "name_of_pact", "name_of_the_pact"
#define SIGNED_NAMES                                                                              \
    "signed", "signature", "date_signed", "signed_on", "date_of_signature", "signature_date", "date_of_signing",  \
    "concluded", "concluded_on", "date_of_conclusion", "conclusion_date"
#define IN_FORCE_NAMES                                                                            \
    "in_force", "entry_into_force", "date_of_entry_into_force", "entered_into_force", "in_force_date", "date_in_force", \
    "effective", "effective_date", "effective_from", "effective_since", "came_into_force", "enters_into_force"
#define ENDED_NAMES                                                                               \
    "ended_on", "end_date", "date_ended", "terminated", "terminated_on", "termination", "date_of_termination",           \
    "termination_date", "expired", "expired_on", "expires", "expiry", "expiry_date", "date_of_expiry", "expiration",     \
    "expiration_date", "valid_until", "in_force_until", "lapsed", "lapsed_on", "ceased", "ceased_on", "denounced",       \
    "denounced_on"

static const column_words party_rows[] = {
    { PARTY_ACT, NULL, { "agreement", "agreement_id", "treaty", "treaty_id", "act", "event", "alliance",
                   "organization", "igo", "group", "atopid", "version4id", TITLE_NAMES } },
    { PARTY_PARTY, NULL, { "party", "country", "state", "member", "actor", "participant", "signatory",
                     "node", "stateid", "ccode", "iso3", "person", "country_name", "state_name",
                     "member_state", "contracting_party", "state_party" } },
    { PARTY_ROLE, NULL, { "role" } },
    { PARTY_SIGNED, "sign begin start entry ent join from date st_ year since conclu",
      { SIGNED_NAMES, "date", "start", "begin", "from", "year" } },
    { PARTY_RATIFIED, "ratif access",
      { "ratified", "ratification", "date_ratified", "date_of_ratification", "ratification_date" } },
    { PARTY_IN_FORCE, "force effect", { IN_FORCE_NAMES } },
    { PARTY_WITHDREW, "exit withdr leav", { "withdrew", "withdrawal", "end", "ended", "to", "until" } },
    { PARTY_ENDED, "end term last expir denounc", { "ended", "end", "until", ENDED_NAMES } },
    { PARTY_TITLE, NULL, { "title", "name", TITLE_NAMES } },
    { PARTY_KIND, NULL, { "kind", "type" } },
    { PARTY_LEVEL, NULL, { "level" } },
    { PARTY_TOPIC, NULL, { "topic" } },
};

static const column_words act_rows[] = {
    { ACT_ID, NULL, { "agreement", "agreement_id", "treaty", "id", "act", TITLE_NAMES } },
    { ACT_TITLE, NULL, { "title", "name", TITLE_NAMES } },
    { ACT_KIND, NULL, { "kind", "type" } },
    { ACT_LEVEL, NULL, { "level" } },
    { ACT_SIGNED, "sign begin start date adopt beg from year since conclu",
      { SIGNED_NAMES, "date", "start", "begin", "year" } },
    { ACT_IN_FORCE, "force effect", { IN_FORCE_NAMES } },
    { ACT_ENDED, "exit withdr leav end term last until expir denounc laps ceas",
      { "ended", "end", "until", ENDED_NAMES } },
    { ACT_STATUS, NULL, { "status" } },
    { ACT_AS_OF, NULL, { "as_of" } },
    { ACT_TOPIC, NULL, { "topic" } },
    { ACT_PARTIES, NULL, { "parties", "members", "signatories", "participants", "countries", "states", "member_states",
                     "states_parties", "contracting_parties", "state_parties" } },
    { ACT_WEIGHT, NULL, { "weight", "strength", "value" } },
};

static const column_words node_rows[] = {
    { ACTOR_ID, NULL, { "id", "node", "actor", "code", "party", "country", "state", "name" } },
    { ACTOR_NAME, NULL, { "name", "label", "title" } },
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

/* The tables of the vocabulary. */
static const column_words *words_of(ent_table table, size_t *count)
{
    switch (table) {
    case ENT_PARTIES:
        *count = sizeof party_rows / sizeof *party_rows;
        return party_rows;
    case ENT_AGREEMENTS:
        *count = sizeof act_rows / sizeof *act_rows;
        return act_rows;
    default:
        *count = sizeof node_rows / sizeof *node_rows;
        return node_rows;
    }
}

static const column_words *words_for(ent_table table, int known)
{
    size_t count;
    const column_words *words = words_of(table, &count);

    for (size_t i = 0; i < count; i++)
        if (words[i].column == known)
            return &words[i];
    return NULL;
}

/* The column with this name, as it is or in another spelling. */
static size_t column_called(const ent_tablefile *file, const char *name, ent_column_fits_fn *fits, const void *ctx)
{
    size_t at = ent_tablefile_column(file, name);

    if (at != ENT_NO_COLUMN && (!fits || fits(ctx, at)))
        return at;
    for (size_t i = 0; i < file->columns; i++)
        if (is_named(file->header[i], name) && (!fits || fits(ctx, i)))
            return i;
    return ENT_NO_COLUMN;
}

size_t ent_column_named(const ent_tablefile *file, ent_table table, int known, ent_column_fits_fn *fits, const void *ctx)
{
    const column_words *words = words_for(table, known);
    size_t at = ENT_NO_COLUMN;

    for (size_t i = 0; words && words->names[i] && at == ENT_NO_COLUMN; i++)
        at = column_called(file, words->names[i], fits, ctx);
    return at;
}

bool ent_column_sounds(ent_str name, ent_table table, int known)
{
    const column_words *words = words_for(table, known);
    ent_str rest = ent_str_of(words && words->parts ? words->parts : ""), part;

    while (ent_str_next(&rest, ' ', &part))
        for (size_t i = 0; part.len && i + part.len <= name.len; i++)
            if (ent_str_eq_fold((ent_str){ name.ptr + i, part.len }, part))
                return true;
    return false;
}

bool ent_columns_pair(const ent_tablefile *file, size_t *one, size_t *other)
{
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        *one = column_called(file, pairs[i][0], NULL, NULL);
        *other = column_called(file, pairs[i][1], NULL, NULL);
        if (*one != ENT_NO_COLUMN && *other != ENT_NO_COLUMN)
            return true;
    }
    return false;
}
