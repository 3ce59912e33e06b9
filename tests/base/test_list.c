/* test_list.c: a growing array keeps what it holds, whatever is refused. */
#include <criterion/criterion.h>

#include "base/list.h"

typedef struct point {
    int x, y;
} point;

Test(list, keeps_items_in_order_as_it_grows)
{
    ENT_LIST(point) l = { 0 };
    point *added;

    for (int i = 0; i < 1000; i++)
        cr_assert(ENT_LIST_PUSH(&l, (point){ i, -i }));
    cr_assert_not_null(added = ENT_LIST_ADD(&l));
    cr_assert(added->x == 0 && added->y == 0);
    cr_assert_eq(l.count, 1001);
    for (int i = 0; i < 1000; i++)
        cr_assert(l.items[i].x == i && l.items[i].y == -i);
    ENT_LIST_DESTROY(&l);
    cr_assert(!l.items && !l.count && !l.room);
}

Test(list, room_that_is_expected_is_exact)
{
    ENT_LIST(int) l = { 0 };

    cr_assert(ENT_LIST_EXPECT(&l, 37));
    cr_assert_eq(l.room, 37);
    cr_assert(ENT_LIST_GROW(&l, 37));
    cr_assert_eq(l.room, 37);
    cr_assert(!ENT_LIST_GROW(&l, (size_t)UINT32_MAX));
    cr_assert(!ENT_LIST_EXPECT(&l, SIZE_MAX));
    ENT_LIST_DESTROY(&l);
}

Test(list, refused_memory_leaves_it_as_it_was)
{
    ENT_LIST(int) l = { 0 };

    for (int i = 0; i < 8; i++)
        cr_assert(ENT_LIST_PUSH(&l, i));
    ent_mem_refuse(1, true);
    cr_assert(!ENT_LIST_PUSH(&l, 8));
    cr_assert_null(ENT_LIST_ADD(&l));
    ent_mem_refuse(0, false);
    cr_assert_eq(l.count, 8);
    cr_assert_eq(l.items[7], 7);
    ENT_LIST_DESTROY(&l);
}
