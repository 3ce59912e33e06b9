/* world.h: the register of states: which names and codes mean which state. It is compiled into the
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
    ent_str id;       /* ISO 3166-1 alpha-3 */
    ent_str name;     /* English, short */
    ent_str official; /* English, formal */
    ent_str name_ru;  /* Russian, short */
    ent_str region, subregion; /* United Nations M49 */
    ent_str capital;
    double lat, lon; /* of the capital, degrees; NaN when not known */
    ent_date from, to;
    bool is_organization; /* an organization that acts as a party: the EU, BLEU, ASEAN, ... */
} ent_state;

/** Reads the register. *world is NULL on failure. */
ent_status ent_world_new(ent_world **world, ent_diags *diags);
void ent_world_free(ent_world *world);

size_t ent_world_count(const ent_world *world);
const ent_state *ent_world_at(const ent_world *world, size_t i); /* in the order of ids */

/** The state with this id; NULL = none. */
const ent_state *ent_world_find(const ent_world *world, ent_str id);

/** The state that a code or a name in any language of the register means, case folded, blanks and
 *  diacritics ignored; NULL when there is none or when it could be several. Adjectives
 *  ("Russian") are not names of states here. */
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
 *          code that is a word, never a number
 *  text    as it stands in the data; numbers with or without leading zeros
 *  day     the unknown date: whenever. With it, spans of codes and names decide: COW 260 in 1970 is
 *          West Germany, and 255 in 1995 is Germany
 *  cost    O(1) */
ent_identity ent_world_identify(const ent_world *world, ent_str scheme, ent_str text,
                                ent_date day);

/** Every text that names the state: names, aliases, adjectives. Returns how many there are. */
size_t ent_world_names(const ent_world *world, const ent_state *state, const ent_str **names);

/** The code of a state in a scheme ("iso2", "isonum", "cow", "gw"); empty = none. */
ent_str ent_world_code(const ent_world *world, const ent_state *state, const char *scheme);

#ifdef __cplusplus
}
#endif
#endif
