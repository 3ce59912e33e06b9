/* channels.c: values for the channels of a figure (size, colour, width, ...) by their names: a
 * measure, a column of the actors, a word about the acts of a tie. */
#include "cli/channels.h"

#include <math.h>
#include <string.h>

#include "base/arena.h"
#include "base/mem.h"
#include "entente/measure.h"

enum { MOST_RUNS = 6 * ENT_FIGURE_NETWORKS };

struct channels {
    ent_arena arena;
    ent_results *runs[MOST_RUNS];
    size_t run_count;
};

/* ---- measures ---- */

static ent_status add_run(channels *c, const ent_network *n, const char *name, size_t seed,
                          const ent_result **result, ent_diags *diags)
{
    ent_measures_options options = ENT_MEASURES_OPTIONS_INIT;
    ent_results *run;
    ent_status status;

    options.seed = seed;
    if ((status = ent_measures_run(&run, n, name, &options, diags)) != ENT_OK)
        return status;
    c->runs[c->run_count++] = run;
    *result = ent_result_at(run, ent_results_count(run) - 1);
    return ENT_OK;
}

/* Numbers that name groups are words. */
static ent_status class_words(channels *c, const ent_result *r, const ent_str **out,
                              ent_diags *diags)
{
    ent_str *words = ent_arena_new(&c->arena, r->count, sizeof *words);

    if (!words)
        return ent_out_of_memory(diags);
    for (size_t i = 0; i < r->count; i++) {
        ent_buf text = { 0 };

        ent_buf_number(&text, r->values[i]);
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

static ent_status node_column(channels *c, const ent_network *n, const char *name,
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

/* In a plain file the columns of agreements stand in the table of its rows. */
static bool is_tie_column(const ent_dataset *d, const char *name)
{
    ent_row row = ent_act_count(d) ? ent_act_at(d, 0)->row : (ent_row){ .file = ENT_NONE };

    return strcmp(name, "level") == 0 || ent_table_has(d, ENT_AGREEMENTS, name) ||
           (row.file != ENT_NONE && ent_table_has(d, (ent_table)row.file, name));
}

/* What the acts of a tie say in a column; "several" when they differ. */
static ent_status tie_column(channels *c, const ent_network *n, const char *name,
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
        ent_str said = { "", 0 };

        if (strcmp(name, "level") == 0) { /* known also where no cell says it */
            words[i] = ent_str_of(t->level == ENT_LEVEL_NONE ? "" : ent_level_name(t->level));
            continue;
        }
        for (uint32_t k = 0; k < t->count; k++) {
            ent_str cell;

            if (e[k].is_membership || ent_network_selection(n)->network == ENT_NET_ACTS)
                continue;
            cell = ent_cell(d, ent_act_at(d, e[k].record)->row, name);
            if (k == 0)
                said = ent_arena_str(&c->arena, cell);
            else if (!ent_str_eq(said, cell))
                said = ENT_STR("several");
        }
        if (!said.ptr)
            return ent_out_of_memory(diags);
        words[i] = said;
    }
    *out = words;
    return ENT_OK;
}

/* Words as numbers; false when one is neither a number nor empty. */
static bool as_numbers(channels *c, const ent_str *words, size_t count, const double **out)
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

/* ---- the door ---- */

typedef struct wish {
    ent_channel channel;
    const char *option, *name;
    bool numbers, words; /* what the channel can show */
} wish;

static ent_status unknown_name(const wish *w, bool ties, ent_diags *diags)
{
    static const char *const columns[] = { "region", "type", "level", "kind" };
    enum { MOST = 256 };
    ent_str names[MOST], near;
    size_t count = 0;

    for (size_t i = 0; i < ent_measure_count() && count < MOST - 4; i++)
        if (ent_measure_at(i)->scope == (ties ? ENT_SCOPE_TIE : ENT_SCOPE_NODE))
            names[count++] = ent_str_of(ent_measure_at(i)->name);
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++)
        names[count++] = ent_str_of(columns[i]);
    near = ent_str_nearest(ent_str_of(w->name), names, count);
    return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE,
                    "--%s %s: neither a measure of %s nor a column%s%.*s%s", w->option, w->name,
                    ties ? "ties" : "nodes",
                    near.len ? "; did you mean '" : "; `entente list measures` names the measures",
                    ENT_STR_ARG(near), near.len ? "'?" : "");
}

static ent_status fill_one(channels *c, const wish *w, const ent_network *n, size_t at, size_t seed,
                           ent_mapping *e, ent_diags *diags)
{
    bool ties = w->channel >= ENT_TIE_WIDTH;
    const ent_dataset *d = ent_network_dataset(n);
    const char *name = ties && strcmp(w->name, "acts") == 0 ? "tie_acts" : w->name;
    const ent_measure *m = ent_measure_find(ent_str_of(name));
    const ent_result *result;
    ent_status status;

    if (!(ties ? is_tie_column(d, name) : is_node_column(d, name))) {
        if (!m || m->scope != (ties ? ENT_SCOPE_TIE : ENT_SCOPE_NODE))
            return unknown_name(w, ties, diags);
        if ((status = add_run(c, n, name, seed, &result, diags)) != ENT_OK)
            return status;
        if ((m->flags & ENT_MEASURE_CLASS) && w->words)
            return class_words(c, result, &e->words[at], diags);
        if (!w->numbers)
            return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE,
                            "--%s %s: is a number; shapes and dashes show words", w->option,
                            w->name);
        e->numbers[at] = result->values;
        return ENT_OK;
    }
    status = ties ? tie_column(c, n, name, &e->words[at], diags)
                  : node_column(c, n, name, &e->words[at], diags);
    if (status == ENT_OK && !w->words) {
        if (!as_numbers(c, e->words[at], ties ? ent_tie_count(n) : ent_node_count(n),
                        &e->numbers[at]))
            return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE,
                            "--%s %s: not a column of numbers; --colour shows words", w->option,
                            w->name);
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

ent_status channels_fill(channels **out, const settings *set, const ent_network *const *networks,
                         size_t count, ent_figure_options *options, ent_diags *diags)
{
    const wish wishes[] = {
        { ENT_NODE_SIZE, "size", set->size, true, false },
        { ENT_NODE_COLOUR, "colour", set->colour, true, true },
        { ENT_NODE_SHAPE, "shape", set->shape, false, true },
        { ENT_TIE_WIDTH, "width", set->width.word, true, false },
        { ENT_TIE_COLOUR, "tie-colour", set->tie_colour, true, true },
        { ENT_TIE_DASH, "dash", set->dash, false, true },
    };
    bool by_level = (!set->tie_colour || strcmp(set->tie_colour, "level") == 0) &&
                    (!set->dash || strcmp(set->dash, "level") == 0);
    channels *c = ent_mem_new(1, sizeof *c);
    ent_status status = c ? ENT_OK : ent_out_of_memory(diags);

    *out = c;
    for (size_t i = 0; i < sizeof wishes / sizeof *wishes && status == ENT_OK; i++) {
        ent_mapping *e = &options->mappings[wishes[i].channel];
        bool ties;

        if (!wishes[i].name)
            continue;
        if (by_level && wishes[i].channel >= ENT_TIE_COLOUR)
            continue; /* the default, which shows levels by colour and by dash */
        e->name = wishes[i].name;
        for (size_t k = 0; k < count && status == ENT_OK; k++)
            status = fill_one(c, &wishes[i], networks[k], k, set->seed, e, diags);
        ties = wishes[i].channel >= ENT_TIE_WIDTH;
        if (status == ENT_OK && !any_value(e, networks, count, ties))
            status = ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE, "--%s %s: no %s has a value in it",
                              wishes[i].option, wishes[i].name, ties ? "tie" : "node");
    }
    return status;
}

ent_status channels_values(channels **out, const char *name, const ent_network *network,
                           size_t seed, ent_mapping *values, ent_diags *diags)
{
    const wish w = { ENT_NODE_SIZE, "of", name, true, false };

    if (!*out && (*out = ent_mem_new(1, sizeof **out)) == NULL)
        return ent_out_of_memory(diags);
    values->name = name;
    return fill_one(*out, &w, network, 0, seed, values, diags);
}

void channels_free(channels *c)
{
    if (!c)
        return;
    for (size_t i = 0; i < c->run_count; i++)
        ent_results_free(c->runs[i]);
    ent_arena_destroy(&c->arena);
    ent_mem_free(c);
}
