/* list.c: growing; see list.h. */
#include "base/list.h"

#include <stdint.h>

static const size_t MOST = UINT32_MAX - 1;

bool ent_list_make_room(void **items, size_t *room, size_t count, size_t more, size_t size)
{
    if (more > MOST - count || !ent_mem_reserve(items, room, count + more, size))
        return false;
    if (*room > MOST)
        *room = MOST;
    return true;
}

bool ent_list_make_exact_room(void **items, size_t *room, size_t count, size_t more, size_t size)
{
    size_t bytes = 0, need;

    if (more > MOST - count || __builtin_mul_overflow(count + more, size, &need) ||
        !ent_mem_reserve_exactly(items, &bytes, need))
        return false;
    *room = count + more;
    return true;
}
