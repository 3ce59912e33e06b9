/* world.h: the register of states and organizations through time: their names and codes with the days on
 * which they are valid, existence, succession, membership. It is compiled into the library from
 * data/world/, so that it is always available. A register may fill caches, so it is for one thread at a
 * time. */
#ifndef ENTENTE_WORLD_H
#define ENTENTE_WORLD_H

#include "entente/api.h"
#include "entente/date.h"
#include "entente/diag.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct ent_world ent_world;

typedef struct ent_state {
    ent_str id;       /* ISO 3166-1 or 3166-3 alpha-3, else three letters as in data/world/README */
    ent_str name;     /* English, short: today's, or the last */
    ent_str official; /* English, formal */
    ent_str name_ru;  /* Russian, short */
    ent_str region, subregion; /* United Nations M49 */
    ent_str capital;           /* today's, or the last */
    double lat, lon;           /* of the capital, degrees; NaN when unknown */
    ent_date from, to;         /* start of its first spell, end of its last: see ent_world_spells */
    bool is_organization; /* an organization that acts as a party: the EU, BLEU, ASEAN, ... */
    bool is_territory;    /* in ISO 3166-1 and in data, but not a state: Hong Kong, Greenland */
} ent_state;

/** Reads the register. *world is NULL on failure. errors ENT_ENOMEM */
ENT_API ent_status ent_world_new(ent_world **world, ent_diags *diags);
/** Frees a register and all that was borrowed from it; NULL is ignored. */
ENT_API void ent_world_free(ent_world *world);

/** The number of states, territories and organizations. */
ENT_API size_t ent_world_count(const ent_world *world);
/** The i-th of them in the order of ids. */
ENT_API const ent_state *ent_world_at(const ent_world *world, size_t i);

/** The state, territory or organization with this id; NULL = none. */
ENT_API const ent_state *ent_world_find(const ent_world *world, ent_str id);

/** The organization with exactly this name, official name or other name; NULL = none. cost O(count) */
ENT_API const ent_state *ent_world_organization(const ent_world *world, ent_str name);

/* ---- from a text to a state ---- */

/** The state or organization that a code or a name in any language of the register means, whatever its
 *  case, blanks and diacritics; NULL when it is unknown or ambiguous. Adjectives ("Russian") are not names
 *  of states. A name or code of a state of today means that state: "Germany" and "DEU" are Germany;
 *  "USSR" is the Soviet Union. */
ENT_API const ent_state *ent_world_resolve(const ent_world *world, ent_str name);

/** The meaning of a text on a day. */
typedef struct ent_identity {
    const ent_state *state; /* NULL: unknown or ambiguous */
    bool outside; /* the state did not exist on the day, or did not have that code */
    const ent_state *candidates[4]; /* possible meanings when state is NULL */
    size_t candidate_count;
} ent_identity;

/** The state or organization that a code of a scheme or a name means on a day.
 *
 *  scheme  "iso3", "iso2", "isonum", "cow", "cowc", "gw", "gwc", "name", or "any": a name or a
 *          code that is a word, never a number. Every scheme of letters also knows the ids of the
 *          register ("AUH", "NATO")
 *  text    as in the data; numbers with or without leading zeros
 *  day     the unknown date for any time. A day decides between several holders: COW 260 in 1970 is West
 *          Germany, and 255 in 1995 is Germany. In a month or year with a change, the holder on its first
 *          day is meant, else the first holder in it
 *  answer  the holder of the code or name on the day; if there is none, its only or its present holder,
 *          marked as outside; if that is ambiguous, candidates. The candidates of an unknown name have
 *          names that differ by one or two letters
 *  cost    O(length of text); the first call builds an index */
ENT_API ent_identity ent_world_identify(const ent_world *world, ent_str scheme, ent_str text,
                                ent_date day);

/* ---- facts about a state ---- */

/** All names of a state: names, aliases, adjectives. Returns how many there are; *names
 *  lives as long as the register. */
ENT_API size_t ent_world_names(const ent_world *world, const ent_state *state, const ent_str **names);

/** The present or last code of a state in a scheme ("iso2", "isonum", "cow", "gw"); empty = none. */
ENT_API ent_str ent_world_code(const ent_world *world, const ent_state *state, const char *scheme);
/** The code of a state on a day; empty when it had none then. */
ENT_API ent_str ent_world_code_on(const ent_world *world, const ent_state *state, const char *scheme,
                          ent_date day);

/** The short name of a state on a day: Zaire in 1980. */
ENT_API ent_str ent_world_name_on(const ent_world *world, const ent_state *state, ent_date day);

/** The first day after `day` from which ent_world_name_on gives another name than on the day before; INT32_MAX when it
 *  does not change any more. Days are counted from 1970-01-01. cost: the number of the state's names, squared */
ENT_API int32_t ent_world_name_change(const ent_world *world, const ent_state *state, int32_t day);

typedef struct ent_capital {
    ent_str name; /* empty: unknown */
    double lat, lon;
} ent_capital;

/** The capital on a day; the present or last one when the day is the unknown date. */
ENT_API ent_capital ent_world_capital_on(const ent_world *world, const ent_state *state, ent_date day);

typedef struct ent_spell {
    ent_date from, to; /* half-open; from unknown: since before the register begins */
} ent_spell;

/** The spells in which the state existed, in order. Returns how many there are, at least 1. */
ENT_API size_t ent_world_spells(const ent_world *world, const ent_state *state, const ent_spell **spells);
/** Did the state exist on the day, or at some time of the month or year? */
ENT_API ent_truth ent_world_exists(const ent_world *world, const ent_state *state, ent_date day);

/* ---- successions ---- */

typedef enum ent_succession_kind {
    ENT_CONTINUES, /* the same subject of law continues: the Soviet Union as Russia */
    ENT_JOINS,     /* it becomes part of a state that exists or is founded then */
    ENT_SEPARATES, /* a part leaves; the rest continues */
    ENT_SPLITS     /* it ends and is followed by states that do not continue it */
} ent_succession_kind;

typedef struct ent_succession {
    const ent_state *predecessor, *successor;
    ent_succession_kind kind;
    ent_date date;
} ent_succession;

/** All successions, in the order of ids. Returns how many there are. */
ENT_API size_t ent_world_successions(const ent_world *world, const ent_succession **successions);
/** Appends the states in the place of a state on a day on which it did not exist: "West Germany or East
 *  Germany" for Germany in 1970. Of more than three, only those that continue it or that it continues.
 *  Appends nothing when there are none. */
ENT_API void ent_world_in_place(const ent_world *world, const ent_state *state, ent_date day, ent_buf *out);
/** The last state that continues this one, or itself: Russia for the Soviet Union. */
ENT_API const ent_state *ent_world_continuing(const ent_world *world, const ent_state *state);

/* ---- members of organizations ---- */

typedef struct ent_world_member {
    const ent_state *member;
    ent_date from, to; /* half-open */
} ent_world_member;

/** All spells of membership in an organization, by id of the member. Returns how many there are;
 *  0 when its members are not recorded. */
ENT_API size_t ent_world_members(const ent_world *world, const ent_state *organization,
                         const ent_world_member **members);
/** Is the day in the half-open span? ENT_UNKNOWN when the dates leave it open. */
ENT_API ent_truth ent_spell_holds(ent_date from, ent_date to, ent_date day);

#ifdef __cplusplus
}
#endif
#endif
