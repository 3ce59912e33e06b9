/* world.h: the register of states and organizations through time: which names and codes mean whom
 * on which day, who existed, who came after whom, who was a member of what. It is compiled into the
 * library from data/world/, so that it is there wherever the library is. */
#ifndef ENTENTE_WORLD_H
#define ENTENTE_WORLD_H

#include "entente/date.h"
#include "entente/diag.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct ent_world ent_world;

typedef struct ent_state {
    ent_str id;       /* ISO 3166-1 or 3166-3 alpha-3, else letters of our own: data/world/README */
    ent_str name;     /* English, short: today's, or the last */
    ent_str official; /* English, formal */
    ent_str name_ru;  /* Russian, short */
    ent_str region, subregion; /* United Nations M49 */
    ent_str capital;           /* today's, or the last */
    double lat, lon;           /* of the capital, degrees; NaN when not known */
    ent_date from, to;         /* of its first spell, of its last: see ent_world_spells */
    bool is_organization; /* an organization that acts as a party: the EU, BLEU, ASEAN, ... */
    bool is_territory;    /* in ISO 3166-1 and in data, but not a state: Hong Kong, Greenland */
} ent_state;

/** Reads the register. *world is NULL on failure. */
ent_status ent_world_new(ent_world **world, ent_diags *diags);
void ent_world_free(ent_world *world);

size_t ent_world_count(const ent_world *world);
const ent_state *ent_world_at(const ent_world *world, size_t i); /* in the order of ids */

/** The state, territory or organization with this id; NULL = none. */
const ent_state *ent_world_find(const ent_world *world, ent_str id);

/** The organization with this name, as it is written; NULL = none. For the few organizations of a
 *  data package, which go by ids of its own. */
const ent_state *ent_world_organization(const ent_world *world, ent_str name);

/* ---- from a text to a state ---- */

/** The state or organization that a code or a name in any language of the register means, case
 *  folded, blanks and diacritics ignored; NULL when there is none or when it could be several.
 *  Adjectives ("Russian") are not names of states here. What a state of today holds means that
 *  state: "Germany" and "DEU" are Germany; "USSR" is the Soviet Union. */
const ent_state *ent_world_resolve(const ent_world *world, ent_str name);

/** Whom a text means on a day. */
typedef struct ent_identity {
    const ent_state *state; /* NULL: nobody, or it could be several */
    bool outside; /* the state is meant, but did not exist on the day (or not under that code) */
    const ent_state *candidates[4]; /* who could be meant, when state is NULL */
    size_t candidate_count;
} ent_identity;

/** Whom a code of a scheme or a name means on a day.
 *
 *  scheme  "iso3", "iso2", "isonum", "cow", "cowc", "gw", "gwc", "name", or "any": a name or a
 *          code that is a word, never a number. Every scheme of letters also knows the ids of the
 *          register ("AUH", "NATO")
 *  text    as it stands in the data; numbers with or without leading zeros
 *  day     the unknown date: whenever. With it, spans of codes and names decide: COW 260 in 1970 is
 *          West Germany, and 255 in 1995 is Germany. Of a month or year that holds a change, who
 *          held the code on its first day is meant, else who held it first
 *  answer  who holds the code or name on the day; if nobody does, its only or its present holder,
 *          marked as outside; if that could be several, candidates. An unknown name has those as
 *          candidates whose names are one or two letters away
 *  cost    O(length of text), whatever the register holds; the first call makes the keys */
ent_identity ent_world_identify(const ent_world *world, ent_str scheme, ent_str text,
                                ent_date day);

/* ---- what is known of a state ---- */

/** Every text that names the state: names, aliases, adjectives. Returns how many there are; *names
 *  lives until the next call. */
size_t ent_world_names(const ent_world *world, const ent_state *state, const ent_str **names);

/** The code of a state in a scheme ("iso2", "isonum", "cow", "gw"): today's, or the last; empty =
 *  none. */
ent_str ent_world_code(const ent_world *world, const ent_state *state, const char *scheme);
/** The same as it was on a day; empty when it had none then. */
ent_str ent_world_code_on(const ent_world *world, const ent_state *state, const char *scheme,
                          ent_date day);

/** The short name that the state went by on a day: Zaire in 1980. */
ent_str ent_world_name_on(const ent_world *world, const ent_state *state, ent_date day);

typedef struct ent_capital {
    ent_str name; /* empty: none is known */
    double lat, lon;
} ent_capital;

/** The capital on a day; the day unknown: today's, or the last. */
ent_capital ent_world_capital_on(const ent_world *world, const ent_state *state, ent_date day);

typedef struct ent_spell {
    ent_date from, to; /* half-open; unknown from: since before the register begins */
} ent_spell;

/** When the state existed: one spell or several, in order. Returns how many there are. */
size_t ent_world_spells(const ent_world *world, const ent_state *state, const ent_spell **spells);
/** Did it exist on the day, or at some time of the month or year? */
ent_truth ent_world_exists(const ent_world *world, const ent_state *state, ent_date day);

/* ---- who came after whom ---- */

typedef enum ent_succession_kind {
    ENT_CONTINUES, /* the same subject of law goes on: the Soviet Union as Russia */
    ENT_JOINS,     /* it becomes part of one that is there already, or is founded then */
    ENT_SEPARATES, /* a part leaves; the rest goes on */
    ENT_SPLITS     /* it ends, and is followed by several or by one that is not its continuation */
} ent_succession_kind;

typedef struct ent_succession {
    const ent_state *predecessor, *successor;
    ent_succession_kind kind;
    ent_date date;
} ent_succession;

/** All successions, in the order of ids. Returns how many there are. */
size_t ent_world_successions(const ent_world *world, const ent_succession **successions);
/** Appends who stood in the place of a state on a day on which it did not exist: "West Germany or East
 *  Germany" for Germany in 1970. Of more than three, only
 *  those that continue it or that it continues. Nothing when there are none. */
void ent_world_in_place(const ent_world *world, const ent_state *state, ent_date day, ent_buf *out);
/** The state that continues this one until today, or itself: Russia for the Soviet Union. */
const ent_state *ent_world_continuing(const ent_world *world, const ent_state *state);

/* ---- members of organizations ---- */

typedef struct ent_world_member {
    const ent_state *member;
    ent_date from, to; /* half-open */
} ent_world_member;

/** All spells of membership in an organization, by id of the member. Returns how many there are;
 *  0 when its members are not recorded. */
size_t ent_world_members(const ent_world *world, const ent_state *organization,
                         const ent_world_member **members);
/** Does a spell hold the day? Three-valued, as dates are. */
ent_truth ent_spell_holds(ent_date from, ent_date to, ent_date day);

#ifdef __cplusplus
}
#endif
#endif
