/* collapse.c: a figure of groups: the nodes of a group become one circle, and the ties between two groups one tie,
 * which counts them. Ties within a group have no line: its name says how many there are. Each circle and each tie stands on
 * the node and the tie of the network that represent it, so that channels find their values there. */
#include "figure/encode.h"

#include <math.h>
#include <string.h>

#include "base/mem.h"

enum { MOST_COLLAPSED = 30 };

typedef struct collapsing {
    ent_figure *f;
    categories groups;
    drawn_node *nodes;
    drawn_tie *ties; /* of each pair of groups: [a * count + b], a < b; weight 0: none */
    size_t count, *members, *within;
    bool *counted; /* by agreement: does the current tie count it already? */
} collapsing;

/* "no region", for nodes in no group */
static ent_str name_of(collapsing *c, size_t group)
{
    ent_buf text = { 0 };
    ent_str out;

    if (group <= c->groups.shown)
        return ent_translate_text(c->f->words, ent_category_name(&c->groups, group));
    ent_say(c->f->words, &text, ENT_WORD("no {1}"), ent_t(ent_translate(c->f->words, c->f->options.collapse.name)));
    out = ent_keep_text(c->f, &text);
    ent_buf_destroy(&text);
    return out;
}

/* "Africa (52), 1033 ties within": spaces that do not break leave one for two lines. */
static void label_group(collapsing *c, size_t group)
{
    drawn_node *n = &c->nodes[group];
    ent_buf text = { 0 };

    for (size_t i = 0; i < n->name.len; i++)
        if (n->name.ptr[i] == ' ')
            ent_buf_text(&text, "\xc2\xa0");
        else
            ent_buf_char(&text, n->name.ptr[i]);
    ent_say(c->f->words, &text,
            ENT_WORD("\xc2\xa0({2}), {1}\xc2\xa0tie\xc2\xa0within|\xc2\xa0({2}), {1}\xc2\xa0ties\xc2\xa0within"),
            ent_n(c->within[group]), ent_n(c->members[group]));
    n->label = ent_keep_text(c->f, &text);
    ent_buf_destroy(&text);
}

static bool add_nodes(collapsing *c)
{
    ent_figure *f = c->f;
    double *sizes = ent_arena_new(&f->arena, ent_node_count(f->networks[0]), sizeof *sizes);

    if (!sizes)
        return false;
    for (size_t i = 0; i < f->node_count; i++) {
        drawn_node *n = &c->nodes[c->groups.of[i]];

        if (!c->members[c->groups.of[i]]++) {
            *n = f->nodes[i]; /* represents the group */
            n->id = n->name = name_of(c, c->groups.of[i]);
            n->sub = (ent_str){ "", 0 };
            n->type = ENT_NODE_OTHER;
            n->act = ENT_NONE;
            n->apart = true;
            n->degree = 0;
            n->strength = 0;
            n->place = NULL;
        }
        sizes[n->at] = (double)c->members[c->groups.of[i]];
    }
    for (size_t i = 0; i < ent_node_count(f->networks[0]); i++)
        sizes[i] = sizes[i] > 0 ? sizes[i] : NAN;
    f->options.mappings[ENT_NODE_SIZE] = (ent_mapping){ .name = ENT_WORD("nodes in the group"), .numbers = { sizes } };
    f->options.mappings[ENT_NODE_COLOUR] = f->options.collapse;
    return true;
}

/* Ties between two groups count in the tie of both; ties that may not count only where there are no others. */
static void add_tie(collapsing *c, const drawn_tie *t)
{
    size_t x = c->groups.of[t->a], y = c->groups.of[t->b], a = x < y ? x : y, b = x < y ? y : x;
    drawn_tie *own = &c->ties[a * c->count + b];

    if (a == b) {
        c->within[a] += !t->unknown;
        return;
    }
    if (!own->tie || (own->unknown && !t->unknown)) {
        *own = *t;
        own->a = (uint32_t)a;
        own->b = (uint32_t)b;
        own->of_act = true;
        own->weight = 0;
    }
    own->weight += own->unknown == t->unknown;
}

/* The agreements of the ties between two groups, each once. */
static bool list_acts(collapsing *c, drawn_tie *own)
{
    ent_figure *f = c->f;
    const ent_network *n = f->networks[0];
    size_t all = ent_act_count(ent_network_dataset(n));
    uint32_t *acts = ent_arena_new(&f->arena, all, sizeof *acts);

    if (!acts)
        return false;
    memset(c->counted, 0, all);
    own->acts = acts;
    own->act_count = 0;
    for (size_t i = 0; i < f->tie_count; i++) {
        const drawn_tie *t = &f->ties[i];
        size_t x = c->groups.of[t->a], y = c->groups.of[t->b];
        const ent_evidence *e = ent_tie_evidence(n, t->tie);

        if (t->unknown != own->unknown || !((x == own->a && y == own->b) || (x == own->b && y == own->a)))
            continue;
        for (uint32_t k = 0; k < t->tie->count + (t->unknown ? t->tie->uncertain : 0); k++)
            if (e[k].kind == ENT_EVIDENCE_ACT)
                c->counted[e[k].record] = true;
    }
    for (size_t i = 0; i < all; i++)
        if (c->counted[i])
            acts[own->act_count++] = (uint32_t)i;
    return true;
}

static bool add_ties(collapsing *c)
{
    ent_figure *f = c->f;
    double *widths = ent_arena_new(&f->arena, ent_tie_count(f->networks[0]), sizeof *widths);
    size_t count = 0;

    if (!widths)
        return false;
    for (size_t i = 0; i < f->tie_count; i++)
        add_tie(c, &f->ties[i]);
    for (size_t i = 0; i < c->count * c->count; i++)
        if (c->ties[i].tie && !list_acts(c, &c->ties[i]))
            return false;
    for (size_t i = 0; i < ent_tie_count(f->networks[0]); i++)
        widths[i] = NAN;
    for (size_t i = 0; i < c->count * c->count; i++) {
        const drawn_tie *t = &c->ties[i];

        if (!t->tie)
            continue;
        if (!t->unknown)
            widths[t->at] = t->weight;
        f->ties[count++] = *t; /* never more than there were */
    }
    f->tie_count = f->pair_count = count;
    f->options.mappings[ENT_TIE_WIDTH] = (ent_mapping){ .name = ENT_WORD("ties between"), .numbers = { widths } };
    return true;
}

/* Groups without members are left out. */
static bool replace_nodes(collapsing *c)
{
    ent_figure *f = c->f;
    uint32_t *now = ent_arena_new(&f->arena, c->count, sizeof *now);
    size_t count = 0;

    if (!now)
        return false;
    for (size_t g = 0; g < c->count; g++) {
        now[g] = (uint32_t)count;
        if (!c->members[g])
            continue;
        label_group(c, g);
        f->nodes[count] = c->nodes[g];
        f->nodes[count++].members = c->members[g];
    }
    f->node_count = count;
    for (size_t i = 0; i < f->tie_count; i++) {
        drawn_tie *t = &f->ties[i];

        t->a = now[t->a];
        t->b = now[t->b];
        f->nodes[t->a].degree += !t->unknown;
        f->nodes[t->b].degree += !t->unknown;
        f->nodes[t->a].strength += t->unknown ? 0 : t->weight;
        f->nodes[t->b].strength += t->unknown ? 0 : t->weight;
    }
    return true;
}

static ent_status check(const ent_figure *f, ent_diags *diags)
{
    if (f->network_count > 1)
        return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE,
                        "--collapse shows one network; --panels and --compare show several");
    if (f->two_mode)
        return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE,
                        "--collapse: agreements belong to no group; expected --network actors or ties");
    if (ent_network_selection(f->networks[0])->directed)
        return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE, "--collapse counts ties without their directions; remove --directed");
    return ENT_OK;
}

ent_status ent_collapse(ent_figure *f, ent_diags *diags)
{
    size_t acts = ent_act_count(ent_network_dataset(f->networks[0]));
    collapsing c = { .f = f };
    ent_str *words;
    ent_status status = check(f, diags);

    if (status != ENT_OK || !f->tie_count ||
        (status = ent_node_words(f, &f->options.collapse, &words, diags)) != ENT_OK ||
        (status = ent_find_categories(f, &c.groups, words, f->node_count, MOST_COLLAPSED, diags)) != ENT_OK)
        return status;
    c.count = c.groups.shown + 2;
    f->collapsed_nodes = f->node_count;
    c.nodes = ent_arena_new(&f->arena, c.count, sizeof *c.nodes);
    c.ties = ent_arena_new(&f->arena, c.count * c.count, sizeof *c.ties);
    c.members = ent_arena_new(&f->arena, c.count, sizeof *c.members);
    c.within = ent_arena_new(&f->arena, c.count, sizeof *c.within);
    c.counted = ent_arena_new(&f->arena, acts, sizeof *c.counted);
    if (!c.nodes || !c.ties || !c.members || !c.within || !c.counted || !add_nodes(&c) || !add_ties(&c) ||
        !replace_nodes(&c))
        return ent_out_of_memory(diags);
    ent_add_note(f, ENT_STR(ENT_WORD("Circles are groups, with the number of their nodes; numbers at lines: ties between two groups.")));
    return ENT_OK;
}
