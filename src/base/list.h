/* list.h: a growing array of any type.
 *
 *     typedef ENT_LIST(ent_str) names;       a struct of `items`, `count` and `room`; zero is empty
 *     names n = { 0 };
 *
 *     if (!ENT_LIST_PUSH(&n, text))          false: memory was refused, the list is as it was
 *         ...
 *     for (size_t i = 0; i < n.count; i++)
 *         use(n.items[i]);
 *     ENT_LIST_DESTROY(&n);
 *
 * The macros evaluate the list several times. Items move when the list grows. A list holds fewer than
 * 2^32 - 1 items, so that 32 bits can number them and name none. */
#ifndef ENTENTE_BASE_LIST_H
#define ENTENTE_BASE_LIST_H

#include "entente/api.h"

#include <string.h>

#include "base/mem.h"

#define ENT_LIST(type)      \
    struct {                \
        type *items;        \
        size_t count, room; \
    }

/** A new zeroed item at the end, or NULL when memory was refused. */
#define ENT_LIST_ADD(l)                                                              \
    (ENT_LIST_GROW(l, 1) ? memset(&(l)->items[(l)->count++], 0, sizeof *(l)->items) \
                         : NULL)
/** Puts a value at the end; false when memory was refused. */
#define ENT_LIST_PUSH(l, ...) (ENT_LIST_GROW(l, 1) && ((l)->items[(l)->count++] = (__VA_ARGS__), true))
/** Makes room for `more` items by doubling; the new room is not initialized. */
#define ENT_LIST_GROW(l, more)            \
    ((more) <= (l)->room - (l)->count || \
     ent_list_make_room((void **)&(l)->items, &(l)->room, (l)->count, (more), sizeof *(l)->items))
/** The same with no room to spare, when the number of items to come is known. */
#define ENT_LIST_EXPECT(l, more)          \
    ((more) <= (l)->room - (l)->count || \
     ent_list_make_exact_room((void **)&(l)->items, &(l)->room, (l)->count, (more), sizeof *(l)->items))
#define ENT_LIST_DESTROY(l) \
    (ent_mem_free((l)->items), (l)->items = NULL, (l)->count = (l)->room = 0)

ENT_SHARED bool ent_list_make_room(void **items, size_t *room, size_t count, size_t more, size_t size);
bool ent_list_make_exact_room(void **items, size_t *room, size_t count, size_t more, size_t size);

#endif
