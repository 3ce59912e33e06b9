/* map_words.c: the words of the choices in a map, in the order of their enums. */
#include "data/import/map.h"

const char *const ent_map_letters[] = { "as is", "lower", "upper" };
const char *const ent_map_brackets[] = { "keep", "inside", "outside", "both" };
const char *const ent_map_schemes[] = { "any",  "name", "iso3", "iso2", "isonum",
                                        "cow",  "cowc", "gw",   "gwc",  "own" };
const char *const ent_map_empties[] = { "unknown", "open" };
const char *const ent_map_axes[] = { "agreements", "parties" };
const char *const ent_map_spells[] = { "join", "keep", "one" };
const char *const ent_map_repeats[] = { "one", "keep", "sum" };
const char *const ent_map_mirrors[] = { "or", "and", "directed" };
const char *const ent_map_selves[] = { "drop", "keep" };

#define SHAPE_WORD(id, word, needs, summary) #word,
const char *const ent_map_shapes[] = { MAP_SHAPE_ROWS(SHAPE_WORD) };
