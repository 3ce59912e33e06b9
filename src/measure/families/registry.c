/* registry.c: joins the families, and finds rows by name. */
#include "measure/families/rows.h"

#include <string.h>

static const ent_measure *const families[] = {
    ent_measures_degree, ent_measures_paths, ent_measures_spectral, ent_measures_core, ent_measures_cohesion,
    ent_measures_holes,  ent_measures_groups, ent_measures_ties,     ent_measures_linear,
    ent_measures_roles,  ent_measures_census, ent_measures_pairs,    ent_measures_balance,
    ent_measures_positions, ent_measures_layers, ent_measures_directed, ent_measures_sampled,  ent_measures_chance,
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

bool ent_measure_by_igraph(const ent_measure *row)
{
    return strncmp(row->engine, "own:", 4) != 0;
}

bool ent_measure_undirected(const ent_measure *row)
{
    return !(row->flags & (ENT_MEASURE_ARCS | ENT_MEASURE_DIRECTED | ENT_MEASURE_UNDIRECTED |
                           ENT_MEASURE_EITHER));
}

static bool contains(ent_str text, ent_str part)
{
    for (size_t i = 0; part.len && i + part.len <= text.len; i++)
        if (ent_str_eq_fold((ent_str){ text.ptr + i, part.len }, part))
            return true;
    return false;
}

/* Names that hold the word, or that the word holds ("closeness_centrality"); the first few. */
static size_t names_about(ent_str word, ent_str *names, size_t most)
{
    enum { SHORTEST = 4 };
    size_t count = 0;

    for (size_t f = 0; f < FAMILIES; f++)
        for (const ent_measure *row = families[f]; row->name && count < most; row++) {
            ent_str name = base(ent_str_of(row->name));

            if (name.len >= SHORTEST && word.len >= SHORTEST &&
                (contains(word, name) || contains(name, word)) &&
                (!count || !ent_str_eq(names[count - 1], name)))
                names[count++] = name;
        }
    return count;
}

ent_status ent_measure_unknown(ent_str name, ent_diags *diags)
{
    enum { MOST = 4 };
    ent_str names[MOST], meant = ent_measure_suggest(name), word = base(name);
    size_t count = meant.len ? 0 : names_about(word, names, MOST);
    ent_buf text = { 0 };
    ent_status status;

    if (!meant.len && !count && contains(word, ENT_STR("central"))) {
        static const char *const usual[MOST] = { "degree", "betweenness", "closeness",
                                                 "eigenvector" };

        for (count = 0; count < MOST; count++)
            names[count] = ent_str_of(usual[count]);
    }
    if (meant.len)
        names[count++] = meant;
    for (size_t i = 0; i < count; i++)
        ent_buf_format(&text, "%s'%.*s'", i == 0 ? "; did you mean " : i + 1 < count ? ", " : " or ",
                       ENT_STR_ARG(names[i]));
    status = ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE, "unknown measure '%.*s'%s%s", ENT_STR_ARG(name),
                      ent_buf_string(&text),
                      meant.len ? "?"
                      : count   ? "? `entente list measures` names all"
                                : "; `entente list measures` names them");
    ent_buf_destroy(&text);
    return status;
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
