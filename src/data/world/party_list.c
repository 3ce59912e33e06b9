/* party_list.c: see party_list.h. */
#include "data/world/party_list.h"

#include <string.h>

enum { MOST_BREAKS = 4, MOST_CELLS = 2000 }; /* breaks within a name; cells that are looked at */

static const char and_word[] = " and ";

/* The next place where a part may end, from `from` on; *len: of the separator. SIZE_MAX: the text ends. */
static size_t find_break(ent_str text, size_t from, size_t *len)
{
    for (size_t i = from; i < text.len; i++) {
        ent_str here = { text.ptr + i, text.len - i };

        *len = strchr(",;\n/&", *here.ptr) ? 1 : 0;
        if (here.len >= sizeof and_word - 1 &&
            ent_str_eq_fold((ent_str){ here.ptr, sizeof and_word - 1 }, ent_str_of(and_word)))
            *len = sizeof and_word - 1;
        if (*len)
            return i;
    }
    return SIZE_MAX;
}

/* Without blanks, and without the "and" of ", and". */
static ent_str clean(ent_str part)
{
    part = ent_str_trim(part);
    if (part.len > 4 && ent_str_eq_fold((ent_str){ part.ptr, 4 }, ENT_STR("and ")))
        part = ent_str_trim((ent_str){ part.ptr + 4, part.len - 4 });
    return part;
}

static bool is_known(const ent_world *world, ent_str part)
{
    return part.len && ent_world_resolve(world, part) != NULL;
}

/* Where the first part of a list ends: behind the longest name of the register, or at the first break. An "and"
 * is a break only if one of its sides is known. */
static size_t end_of_part(const ent_world *world, ent_str text, size_t *separator)
{
    size_t end = SIZE_MAX, from = 0, len = 0, first = SIZE_MAX, first_len = 0;

    *separator = 0;
    for (int breaks = 0; breaks <= MOST_BREAKS && from <= text.len; breaks++) {
        size_t at = find_break(text, from, &len), stop = at == SIZE_MAX ? text.len : at;
        size_t next_len, next = at == SIZE_MAX ? SIZE_MAX : find_break(text, at + len, &next_len);
        ent_str part = clean((ent_str){ text.ptr, stop });
        bool is_and = at != SIZE_MAX && len > 1;

        if (is_known(world, part)) {
            end = stop;
            *separator = at == SIZE_MAX ? 0 : len;
        }
        if (first == SIZE_MAX &&
            (!is_and || is_known(world, part) ||
             is_known(world, clean((ent_str){ text.ptr + at + len,
                                              (next == SIZE_MAX ? text.len : next) - at - len })))) {
            first = stop;
            first_len = at == SIZE_MAX ? 0 : len;
        }
        if (at == SIZE_MAX)
            break;
        from = at + len;
    }
    if (end != SIZE_MAX)
        return end;
    *separator = first_len;
    return first == SIZE_MAX ? text.len : first;
}

bool ent_party_list_next(const ent_world *world, ent_str *rest, ent_str *part)
{
    size_t end, separator;

    if (!world)
        return ent_str_next(rest, ';', part);
    if (!rest->len)
        return false;
    end = end_of_part(world, *rest, &separator);
    *part = clean((ent_str){ rest->ptr, end });
    rest->ptr += end + separator;
    rest->len -= end + separator;
    return true;
}

typedef struct look {
    const ent_world *world;
    size_t cells, lists, parts, known;
} look;

static void look_at(void *ctx, size_t offset, ent_str cell)
{
    look *l = ctx;
    size_t parts = 0;
    ent_str part;

    (void)offset;
    if (l->cells >= MOST_CELLS || !cell.len || memchr(cell.ptr, ';', cell.len))
        return;
    l->cells++;
    while (ent_party_list_next(l->world, &cell, &part))
        if (part.len) {
            parts++;
            l->known += is_known(l->world, part);
        }
    l->parts += parts;
    l->lists += parts > 1;
}

bool ent_party_list_has_names(const ent_world *world, ent_tablefile *table, size_t column)
{
    look l = { .world = world };

    ent_tablefile_column_cells(table, column, look_at, &l);
    return l.lists && l.known * 2 > l.parts;
}
