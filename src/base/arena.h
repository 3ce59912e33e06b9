/* arena.h: small pieces of memory that are freed in one call: the texts and lists of a data set or a
 * network. Pieces never move. */
#ifndef ENTENTE_BASE_ARENA_H
#define ENTENTE_BASE_ARENA_H

#include "entente/text.h"

typedef struct ent_arena {
    struct ent_arena_block *blocks; /* newest first */
} ent_arena;                        /* all-zero is an empty arena */

ENT_SHARED void *ent_arena_new(ent_arena *arena, size_t count, size_t size); /* zeroed, aligned for any type */
/** A NUL-terminated copy; ptr is NULL when memory was refused. */
ENT_SHARED ent_str ent_arena_str(ent_arena *arena, ent_str text);
ENT_SHARED void ent_arena_destroy(ent_arena *arena);

#endif
