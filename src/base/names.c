/* names.c: looking for a name in a table of any rows. */
#include "entente/text.h"

const char *ent_names_at(ent_names names, size_t i)
{
    return i < names.count ? *(const char *const *)((const char *)names.rows + i * names.size) : NULL;
}

size_t ent_names_find(ent_names names, ent_str word)
{
    const char *name;

    for (size_t i = 0; (name = ent_names_at(names, i)) != NULL; i++)
        if (ent_str_is(word, name))
            return i;
    return SIZE_MAX;
}

static size_t distance_allowed(ent_str word, ent_str name)
{
    enum { SHORT = 4 };

    if (name.len <= SHORT)
        return word.len && (word.ptr[0] | 0x20) == (name.ptr[0] | 0x20);
    return word.len < 4 ? 1 : word.len < 9 ? 2 : 3;
}

const char *ent_names_nearest(ent_names names, ent_str word)
{
    const char *found = NULL, *name;
    size_t best = SIZE_MAX;

    for (size_t i = 0; (name = ent_names_at(names, i)) != NULL; i++) {
        ent_str candidate = ent_str_of(name);
        size_t allowed = distance_allowed(word, candidate), distance;

        if (candidate.len > word.len + allowed || word.len > candidate.len + allowed)
            continue;
        distance = ent_str_distance(word, candidate);
        if (distance <= allowed && distance < word.len && distance < best) {
            best = distance;
            found = name;
        }
    }
    return found;
}
