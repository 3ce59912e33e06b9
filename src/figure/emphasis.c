/* emphasis.c: what the user points at: the nodes that have a name, and those that stand out with their
 * ties while all else fades. */
#include "figure/encode.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/colour.h"
#include "base/mem.h"

/* ---- lists of nodes ---- */

/* The node of the actor that is meant by another name of it, as `explain` and --ego find it. */
static ent_status find_meant(const ent_figure *f, ent_str word, bool *found, bool *known, ent_diags *diags)
{
    const ent_dataset *d = f->network_count ? ent_network_dataset(f->networks[0]) : NULL;
    ent_diags quiet = { 0 };
    ent_buf text = { 0 };
    uint32_t actor = ENT_NONE;
    bool failed;

    ent_buf_str(&text, word);
    if (d && (actor = ent_actor_meant(d, ent_buf_string(&text), &quiet)) != ENT_NONE && quiet.notes)
        ent_note(diags, ENT_NOWHERE, "'%.*s' is taken as %.*s", ENT_STR_ARG(word), ENT_STR_ARG(ent_actor_at(d, actor)->name));
    for (size_t i = 0; actor != ENT_NONE && i < f->node_count; i++)
        if (ent_str_eq(f->nodes[i].id, ent_actor_at(d, actor)->id))
            found[i] = *known = true;
    failed = text.failed;
    ent_buf_destroy(&text);
    return failed ? ent_out_of_memory(diags) : ENT_OK;
}

/* Ids, codes or names, with commas or semicolons between; sets the flag of each node. A word that names
 * no node of the figure is an error. */
static ent_status find_nodes(const ent_figure *f, const char *option, const char *list, bool *found,
                             ent_diags *diags)
{
    char between = strchr(list, ';') ? ';' : ',';
    ent_str rest = ent_str_of(list), word;
    ent_status status;

    while (ent_str_next(&rest, between, &word)) {
        bool known = false;

        word = ent_str_trim(word);
        if (!word.len)
            continue;
        for (size_t i = 0; i < f->node_count; i++) {
            const drawn_node *n = &f->nodes[i];

            if (!ent_str_eq(n->id, word) && !ent_str_eq(n->name, word) && !ent_str_eq(n->label, word))
                continue;
            found[i] = known = true;
        }
        if (!known && (status = find_meant(f, word, found, &known, diags)) != ENT_OK)
            return status;
        if (!known)
            return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE,
                            "--%s: no node of this figure is called '%.*s'; expected ids or names of "
                            "nodes that are drawn",
                            option, ENT_STR_ARG(word));
    }
    return ENT_OK;
}

/* ---- names ---- */

typedef struct ranked {
    size_t degree, node;
    double strength;
} ranked;

static int by_importance(const void *a, const void *b)
{
    const ranked *x = a, *y = b;

    if (x->degree != y->degree)
        return x->degree > y->degree ? -1 : 1;
    if (x->strength != y->strength)
        return x->strength > y->strength ? -1 : 1;
    return x->node < y->node ? -1 : 1;
}

/* "top:20" */
static ent_status find_top(const ent_figure *f, ent_str number, bool *found, ent_diags *diags)
{
    ranked *order = ent_mem_new(f->node_count, sizeof *order);
    double most;

    if (!order)
        return ent_out_of_memory(diags);
    if (!ent_str_number(number, &most) || most < 1 || most > 5000) {
        ent_mem_free(order);
        return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE,
                        "--label top:%.*s: expected a number from 1 to 5000, as in top:20",
                        ENT_STR_ARG(number));
    }
    for (size_t i = 0; i < f->node_count; i++)
        order[i] = (ranked){ f->nodes[i].degree, i, f->nodes[i].strength };
    if (f->node_count)
        qsort(order, f->node_count, sizeof *order, by_importance);
    for (size_t k = 0; k < f->node_count && (double)k < most; k++)
        found[order[k].node] = true;
    ent_mem_free(order);
    return ENT_OK;
}

/* Titles of agreements take the room of many names. */
static bool are_titles_long(const ent_figure *f)
{
    enum { LONG = 24 };
    size_t letters = 0;

    for (size_t i = 0; i < f->node_count; i++)
        letters += ent_utf8_count(f->nodes[i].label);
    return letters > LONG * f->node_count;
}

ent_status ent_choose_names(ent_figure *f, ent_diags *diags)
{
    enum { MOST_NAMES = 250, FEW = 20, MANY = 50 };
    bool dots = f->layout->by_closeness && !f->layout->codes_inside && f->node_count > MANY_NODES && !f->two_mode,
         titles = dots && are_titles_long(f), many = f->layout->by_closeness && f->node_count > MOST_NAMES && !f->layout->codes_inside;
    const char *which = f->options.label ? f->options.label : titles ? "top:20" : many ? "top:50" : "all";
    ent_str words = ent_str_of(which);
    bool *named;
    ent_status status;

    if (ent_str_is(words, "all"))
        return ENT_OK;
    if ((named = ent_arena_new(&f->arena, f->node_count, sizeof *named)) == NULL)
        return ent_out_of_memory(diags);
    status = ent_str_starts(words, "top:")
                 ? find_top(f, (ent_str){ words.ptr + 4, words.len - 4 }, named, diags)
                 : find_nodes(f, "label", which, named, diags);
    for (size_t i = 0; i < f->node_count && status == ENT_OK; i++)
        if (!named[i] && !f->nodes[i].inside)
            f->nodes[i].label = ENT_STR("");
    if (!f->options.label)
        ent_add_note(f, ent_said(f, ENT_WORD("Names: the {1} nodes with most ties."), ent_n(titles ? FEW : MANY)));
    return status;
}

/* ---- nodes that stand out ---- */

static void fade_node(const ent_figure *f, drawn_node *n)
{
    const double paler = 0.3;

    n->fill = ent_colour_mix(n->fill, f->theme.paper, paler);
    if (n->inside)
        n->line = ent_colour_mix(n->line, f->theme.paper, paler);
}

/* "Highlighted: Russia, China" */
static void add_legend(ent_figure *f, const bool *chosen)
{
    enum { MOST = 6 };
    key_group *g = ent_legend_group(f, ENT_STR(ENT_WORD("Highlighted")));
    size_t count = 0, shown = 0;

    for (size_t i = 0; i < f->node_count; i++)
        count += chosen[i];
    for (size_t i = 0; i < f->node_count && shown < MOST; i++)
        if (chosen[i]) {
            ent_legend_entry(f, g, KEY_TEXT, f->nodes[i].name);
            shown++;
        }
    if (count > shown)
        ent_legend_entry(f, g, KEY_TEXT, ent_said(f, ENT_WORD("and {1} more"), ent_n(count - shown)));
}

ent_status ent_highlight(ent_figure *f, ent_diags *diags)
{
    bool *chosen, *near;
    ent_status status;

    if (!f->options.highlight)
        return ENT_OK;
    chosen = ent_arena_new(&f->arena, f->node_count, sizeof *chosen);
    near = ent_arena_new(&f->arena, f->node_count, sizeof *near);
    if (!chosen || !near)
        return ent_out_of_memory(diags);
    if ((status = find_nodes(f, "highlight", f->options.highlight, chosen, diags)) != ENT_OK)
        return status;
    for (size_t i = 0; i < f->tie_count; i++) {
        drawn_tie *t = &f->ties[i];
        bool own = chosen[t->a] || chosen[t->b];
        uint32_t colour = f->styles.items[t->style].look.colour;

        near[t->a] |= own;
        near[t->b] |= own;
        t->opacity = own ? fmax(t->opacity, ent_colour_opacity(colour, f->theme.paper, 3.2))
                         : fmin(t->opacity, ent_colour_opacity(colour, f->theme.paper, 1.25));
        if (own)
            t->width = fmax(t->width > 0 ? t->width : f->styles.items[t->style].look.width, 1);
    }
    for (size_t i = 0; i < f->node_count; i++) {
        f->nodes[i].bold |= chosen[i];
        if (chosen[i]) {
            f->nodes[i].line = f->theme.ink;
            f->nodes[i].line_width = 1.2;
        } else if (!near[i]) {
            fade_node(f, &f->nodes[i]);
        }
    }
    add_legend(f, chosen);
    return ENT_OK;
}
