/* channel_values.c: values for the channels of a figure (size, colour, width, ...) by their names: a
 * measure, a column of the actors, a column of the agreements of a tie. Measures are the caller's:
 * this library computes none. */
#include "entente/figure.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/mem.h"

struct ent_channels {
    ent_arena arena;
    const ent_measure_source *measures;
    const ent_words *words;
};

typedef struct grouped {
    double value;
    uint32_t node;
} grouped;

static int by_group(const void *x, const void *y)
{
    const grouped *a = x, *b = y;

    if (a->value < b->value || a->value > b->value)
        return a->value < b->value ? -1 : 1;
    return a->node < b->node ? -1 : a->node > b->node;
}

/* Groups of nodes, such as communities, have the name of the member with most ties; those of one or two
 * are taken together. */
static ent_status member_words(ent_channels *c, const ent_network *n, const double *values,
                               const ent_str **out, ent_diags *diags)
{
    size_t count = ent_node_count(n), *degree = ent_arena_new(&c->arena, count, sizeof *degree);
    ent_str *words = ent_arena_new(&c->arena, count, sizeof *words);
    grouped *order = ent_arena_new(&c->arena, count, sizeof *order);

    if (!words || !degree || !order)
        return ent_out_of_memory(diags);
    for (size_t i = 0; i < ent_tie_count(n); i++) {
        degree[ent_tie_at(n, i)->a]++;
        degree[ent_tie_at(n, i)->b]++;
    }
    for (size_t i = 0; i < count; i++)
        order[i] = (grouped){ values[i], (uint32_t)i };
    qsort(order, count, sizeof *order, by_group);
    for (size_t i = 0, end; i < count; i = end) {
        ent_buf text = { 0 };
        uint32_t hub = order[i].node;
        ent_str word;

        for (end = i + 1; end < count && !(order[end].value > order[i].value); end++)
            if (degree[order[end].node] > degree[hub])
                hub = order[end].node;
        if (end - i < 3)
            ent_buf_str(&text, ent_translate(c->words, ENT_WORD("small groups")));
        else
            ent_say(c->words, &text, ENT_WORD("{1} group"), ent_t(ent_node_name_in(n, hub, c->words)));
        word = ent_arena_str(&c->arena, ent_buf_view(&text));
        ent_buf_destroy(&text);
        if (!word.ptr)
            return ent_out_of_memory(diags);
        for (size_t k = i; k < end; k++)
            words[order[k].node] = word;
    }
    *out = words;
    return ENT_OK;
}

/* Numbers that name groups of ties become words. */
static ent_status group_words(ent_channels *c, const double *values, size_t count,
                              const ent_str **out, ent_diags *diags)
{
    ent_str *words = ent_arena_new(&c->arena, count, sizeof *words);

    if (!words)
        return ent_out_of_memory(diags);
    for (size_t i = 0; i < count; i++) {
        ent_buf text = { 0 };

        ent_buf_number(&text, values[i]);
        words[i] = ent_arena_str(&c->arena, ent_buf_view(&text));
        ent_buf_destroy(&text);
        if (!words[i].ptr)
            return ent_out_of_memory(diags);
    }
    *out = words;
    return ENT_OK;
}

/* ---- columns ---- */

static bool is_node_column(const ent_dataset *d, const char *name)
{
    static const char *const always[] = { "region", "type", "name", "iso3", "id" };

    for (size_t i = 0; i < sizeof always / sizeof *always; i++)
        if (strcmp(name, always[i]) == 0)
            return true;
    return ent_table_has(d, ENT_ACTORS, name) || ent_table_has(d, ENT_AGREEMENTS, name);
}

static ent_status node_column(ent_channels *c, const ent_network *n, const char *name,
                              const ent_str **out, ent_diags *diags)
{
    size_t count = ent_node_count(n);
    ent_str *words = ent_arena_new(&c->arena, count, sizeof *words);

    if (!words)
        return ent_out_of_memory(diags);
    for (size_t i = 0; i < count; i++) {
        words[i] = strcmp(name, "id") == 0 ? ent_node_at(n, i)->id : ent_node_attribute(n, i, name);
        if ((words[i] = ent_arena_str(&c->arena, words[i])).ptr == NULL)
            return ent_out_of_memory(diags);
    }
    *out = words;
    return ENT_OK;
}

/* In a file of one table the columns of agreements are columns of that table. */
static bool is_tie_column(const ent_dataset *d, const char *name)
{
    ent_row row = ent_act_count(d) ? ent_act_at(d, 0).row : (ent_row){ .table = ENT_NONE };

    return strcmp(name, "level") == 0 || ent_table_has(d, ENT_AGREEMENTS, name) ||
           (row.table != ENT_NONE && ent_table_has(d, (ent_table)row.table, name));
}

/* The cell that the agreements of a tie have in a column; "several" when they differ. */
static ent_status tie_column(ent_channels *c, const ent_network *n, const char *name,
                             const ent_str **out, ent_diags *diags)
{
    const ent_dataset *d = ent_network_dataset(n);
    size_t count = ent_tie_count(n);
    ent_str *words = ent_arena_new(&c->arena, count, sizeof *words);

    if (!words)
        return ent_out_of_memory(diags);
    for (size_t i = 0; i < count; i++) {
        const ent_tie *t = ent_tie_at(n, i);
        const ent_evidence *e = ent_tie_evidence(n, t);
        ent_str common = { "", 0 };

        if (strcmp(name, "level") == 0) { /* computed where no cell gives it */
            words[i] = ent_str_of(t->level == ENT_LEVEL_NONE ? "" : ent_level_name(t->level));
            continue;
        }
        for (uint32_t k = 0; k < t->count; k++) {
            ent_str cell;

            if (ent_evidence_by_membership(&e[k]) || ent_network_selection(n)->network == ENT_NET_ACTS)
                continue;
            cell = ent_cell(d, ent_act_at(d, e[k].record).row, name);
            if (k == 0)
                common = ent_arena_str(&c->arena, cell);
            else if (!ent_str_eq(common, cell))
                common = ENT_STR(ENT_WORD("several"));
        }
        if (!common.ptr)
            return ent_out_of_memory(diags);
        words[i] = common;
    }
    *out = words;
    return ENT_OK;
}

/* Words as numbers; false when one is neither a number nor empty. */
static bool as_numbers(ent_channels *c, const ent_str *words, size_t count, const double **out)
{
    double *numbers = ent_arena_new(&c->arena, count, sizeof *numbers);

    for (size_t i = 0; numbers && i < count; i++) {
        numbers[i] = NAN;
        if (words[i].len && !ent_str_number(words[i], &numbers[i]))
            return false;
    }
    *out = numbers;
    return numbers != NULL;
}

/* ---- public API ---- */

typedef struct channel {
    const char *option;
    bool ties, numbers, words; /* of ties, else of nodes; what it can show */
} channel;

static const channel channels[] = {
    [ENT_NODE_SIZE] = { "size", false, true, false },
    [ENT_NODE_COLOUR] = { "colour", false, true, true },
    [ENT_NODE_SHAPE] = { "shape", false, false, true },
    [ENT_TIE_WIDTH] = { "tie-width", true, true, false },
    [ENT_TIE_COLOUR] = { "tie-colour", true, true, true },
    [ENT_TIE_DASH] = { "dash", true, false, true },
};

static_assert(sizeof channels / sizeof *channels == ENT_CHANNEL_COUNT, "a row for each channel");

static ent_status unknown_name(const ent_channels *c, const channel *w, const char *name,
                               ent_diags *diags)
{
    static const char *const columns[] = { "region", "type", "level", "kind" };
    enum { MOST = 256, COLUMNS = sizeof columns / sizeof *columns };
    ent_str names[MOST], near;
    const char *measure;
    size_t count = 0;

    for (size_t i = 0; c->measures && i < MOST - COLUMNS &&
                       (measure = c->measures->name_at(c->measures->ctx, w->ties, i)) != NULL;
         i++)
        names[count++] = ent_str_of(measure);
    for (size_t i = 0; i < COLUMNS; i++)
        names[count++] = ent_str_of(columns[i]);
    near = ent_str_nearest(ent_str_of(name), names, count);
    return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE, "--%s %s: not a measure or column of %s%s%.*s%s",
                    w->option, name, w->ties ? "ties" : "nodes",
                    near.len ? "; did you mean '" : "; `entente list measures` lists the measures",
                    ENT_STR_ARG(near), near.len ? "'?" : "");
}

static ent_status fill_measure(ent_channels *c, const channel *w, const char *name,
                               const ent_network *n, size_t at, ent_mapping *e, ent_diags *diags)
{
    ent_measured found = { 0 };
    ent_status status = ENT_OK;

    if (c->measures)
        status = c->measures->compute(c->measures->ctx, n, name, w->ties, &found, diags);
    if (status != ENT_OK)
        return status;
    if (!found.values)
        return unknown_name(c, w, name, diags);
    if (found.groups && w->words)
        return w->ties ? group_words(c, found.values, ent_tie_count(n), &e->words[at], diags)
                       : member_words(c, n, found.values, &e->words[at], diags);
    if (!w->numbers)
        return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE,
                        "--%s %s: expected a column of words, not a measure; shapes and dashes show categories", w->option, name);
    e->numbers[at] = found.values;
    return ENT_OK;
}

static ent_status fill_one(ent_channels *c, const channel *w, const char *name,
                           const ent_network *n, size_t at, ent_mapping *e, ent_diags *diags)
{
    const ent_dataset *d = ent_network_dataset(n);
    ent_status status;

    if (!(w->ties ? is_tie_column(d, name) : is_node_column(d, name)))
        return fill_measure(c, w, name, n, at, e, diags);
    status = w->ties ? tie_column(c, n, name, &e->words[at], diags)
                     : node_column(c, n, name, &e->words[at], diags);
    if (status == ENT_OK && !w->words) {
        if (!as_numbers(c, e->words[at], w->ties ? ent_tie_count(n) : ent_node_count(n),
                        &e->numbers[at]))
            return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE,
                            "--%s %s: not a column of numbers; use --colour for words", w->option,
                            name);
        e->words[at] = NULL;
    }
    return status;
}

/* Has any node, or tie, of any network a value? */
static bool any_value(const ent_mapping *e, const ent_network *const *networks, size_t count,
                      bool ties)
{
    bool any = false, empty = true;

    for (size_t k = 0; k < count; k++) {
        size_t marks = ties ? ent_tie_count(networks[k]) : ent_node_count(networks[k]);

        empty = empty && marks == 0;
        for (size_t i = 0; i < marks && !any; i++)
            any = e->words[k]     ? e->words[k][i].len > 0
                  : e->numbers[k] ? !isnan(e->numbers[k][i])
                                  : true;
    }
    return any || empty;
}

ent_status ent_channels_new(ent_channels **out, const ent_measure_source *measures, const ent_words *words,
                            ent_diags *diags)
{
    if ((*out = ent_mem_new(1, sizeof **out)) == NULL)
        return ent_out_of_memory(diags);
    (*out)->measures = measures;
    (*out)->words = words;
    return ENT_OK;
}

static bool is_level(const char *name)
{
    return !name || strcmp(name, "level") == 0;
}

ent_status ent_channels_fill(ent_channels *c, const char *const *names,
                             const ent_network *const *networks, size_t count,
                             ent_mapping *mappings, ent_diags *diags)
{
    /* the default, which shows levels by colour and by dash */
    bool by_level = is_level(names[ENT_TIE_COLOUR]) && is_level(names[ENT_TIE_DASH]);
    ent_status status = ENT_OK;

    for (size_t i = 0; i < ENT_CHANNEL_COUNT && status == ENT_OK; i++) {
        const channel *w = &channels[i];

        if (!names[i] || (by_level && i >= ENT_TIE_COLOUR))
            continue;
        mappings[i].name = names[i];
        for (size_t k = 0; k < count && status == ENT_OK; k++)
            status = fill_one(c, w, names[i], networks[k], k, &mappings[i], diags);
        if (status == ENT_OK && !any_value(&mappings[i], networks, count, w->ties))
            status = ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE, "--%s %s: no %s has a value in this column",
                              w->option, names[i], w->ties ? "tie" : "node");
    }
    return status;
}

ent_status ent_channels_words(ent_channels *c, const char *option, const char *name, const ent_network *network,
                              ent_mapping *mapping, ent_diags *diags)
{
    channel of = { option, false, false, true };
    ent_status status = fill_one(c, &of, name, network, 0, mapping, diags);

    mapping->name = name;
    if (status == ENT_OK && !any_value(mapping, &network, 1, false))
        return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE, "--%s %s: no node has a value in this column", option, name);
    return status;
}

ent_status ent_channels_numbers(ent_channels *c, const char *name, const ent_network *network,
                                const double **values, ent_diags *diags)
{
    static const channel of = { "of", false, true, false };
    ent_mapping mapping = { 0 };
    ent_status status = fill_one(c, &of, name, network, 0, &mapping, diags);

    *values = mapping.numbers[0];
    return status;
}

void ent_channels_free(ent_channels *c)
{
    if (!c)
        return;
    ent_arena_destroy(&c->arena);
    ent_mem_free(c);
}
