/* registry.c: joins the families, and finds rows by name. */
#include "measure/work.h"

#include <string.h>

static const ent_measure *const families[] = {
    ent_measures_degree, ent_measures_paths, ent_measures_spectral, ent_measures_cohesion,
    ent_measures_holes,  ent_measures_groups, ent_measures_ties,     ent_measures_linear,
    ent_measures_roles,  ent_measures_census, ent_measures_pairs,    ent_measures_balance,
    ent_measures_directed, ent_measures_chance,
};

enum { FAMILIES = sizeof families / sizeof *families, MOST_NAMES = 800 };

size_t ent_measure_count(void)
{
    size_t count = 0;

    for (size_t f = 0; f < FAMILIES; f++)
        for (const ent_measure *row = families[f]; row->name; row++)
            count++;
    return count;
}

const ent_measure *ent_measure_at(size_t i)
{
    for (size_t f = 0; f < FAMILIES; f++)
        for (const ent_measure *row = families[f]; row->name; row++)
            if (i-- == 0)
                return row;
    return NULL;
}

/* What stands before the colon. */
static ent_str base(ent_str name)
{
    const char *colon = name.len ? memchr(name.ptr, ':', name.len) : NULL;

    return colon ? (ent_str){ name.ptr, (size_t)(colon - name.ptr) } : name;
}

static bool has_name(const ent_measure *row, ent_str name)
{
    ent_str rest = ent_str_of(row->also), other;

    if (ent_str_eq_fold(base(ent_str_of(row->name)), name))
        return true;
    while (ent_str_next(&rest, ' ', &other))
        if (ent_str_eq_fold(other, name))
            return true;
    return false;
}

/* Two rows may share what stands before the colon: modularity, and modularity:COLUMN. */
const ent_measure *ent_measure_find(ent_str name)
{
    ent_str word = base(name);
    bool column = word.len < name.len;
    const ent_measure *other = NULL;

    for (size_t f = 0; f < FAMILIES; f++)
        for (const ent_measure *row = families[f]; row->name; row++)
            if (has_name(row, word)) {
                if (((row->flags & ENT_MEASURE_COLUMN) != 0) == column)
                    return row;
                other = row;
            }
    return other;
}

ent_str ent_measure_suggest(ent_str name)
{
    ent_str names[MOST_NAMES];
    size_t count = 0;

    for (size_t f = 0; f < FAMILIES; f++)
        for (const ent_measure *row = families[f]; row->name; row++) {
            ent_str rest = ent_str_of(row->also), other;

            if (count < MOST_NAMES)
                names[count++] = base(ent_str_of(row->name));
            while (count < MOST_NAMES && ent_str_next(&rest, ' ', &other))
                names[count++] = other;
        }
    return ent_str_nearest(base(name), names, count);
}

bool ent_measure_undirected(const ent_measure *row)
{
    return !(row->flags & (ENT_MEASURE_ARCS | ENT_MEASURE_DIRECTED | ENT_MEASURE_UNDIRECTED |
                           ENT_MEASURE_EITHER));
}

const char *ent_scope_name(ent_scope scope)
{
    static const char *const names[ENT_SCOPE_COUNT] = { "node", "tie", "network", "pair" };

    return names[scope];
}

const char *ent_meaning_name(ent_meaning meaning)
{
    static const char *const names[] = { "none", "strength", "length 1/weight", "distance rule" };

    return names[meaning];
}
