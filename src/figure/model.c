/* model.c: from networks to the nodes and ties of one figure. Several networks (days, panels) are
 * joined: a node or tie is one thing that knows in which of them it occurs. */
#include "figure/model.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

bool ent_is_box(ent_node_type type)
{
    return type == ENT_NODE_ORGANIZATION || type == ENT_NODE_BODY || type == ENT_NODE_ACT;
}

ent_str ent_keep_text(ent_figure *f, const ent_buf *text)
{
    ent_str copy = ent_arena_str(&f->arena, ent_buf_view(text));

    return copy.ptr ? copy : ENT_STR("");
}

ent_str ent_said_args(ent_figure *f, const char *english, const ent_arg *args, size_t count)
{
    ent_buf text = { 0 };
    ent_str out;

    ent_say_args(f->words, &text, english, args, count);
    out = ent_keep_text(f, &text);
    ent_buf_destroy(&text);
    return out;
}

/* Are names Russian because all words are? */
static bool has_russian_names(const ent_figure *f)
{
    return f->options.names == ENT_LABEL_AUTO && strcmp(ent_words_language(f->words), "ru") == 0;
}

ent_str ent_label_of(const ent_figure *f, size_t net, size_t node)
{
    const ent_network *n = f->networks[net];
    const ent_node *at = ent_node_at(n, node);
    ent_str other = { "", 0 };

    switch (f->options.names) {
    case ENT_LABEL_ID:
        return at->id;
    case ENT_LABEL_ISO3:
        other = ent_node_attribute(n, node, "iso3");
        return other.len ? other : at->type == ENT_NODE_ACT ? at->label : at->id;
    case ENT_LABEL_RUSSIAN:
        other = ent_node_attribute(n, node, "name_ru");
        break;
    default:
        other = has_russian_names(f) ? ent_node_attribute(n, node, "name_ru") : other;
        break;
    }
    return other.len ? other : at->label;
}

/* "asean": an organization that has no name but its id, in small letters, which stand for its acronym. */
static bool is_plain_acronym(const ent_node *n)
{
    enum { LONGEST = 10 };

    for (size_t i = 0; i < n->id.len; i++)
        if (!(n->id.ptr[i] >= 'a' && n->id.ptr[i] <= 'z') && !(n->id.ptr[i] >= '0' && n->id.ptr[i] <= '9'))
            return false;
    return n->type == ENT_NODE_ORGANIZATION && n->id.len > 0 && n->id.len <= LONGEST && ent_str_eq(n->label, n->id);
}

static ent_str in_capitals(ent_figure *f, ent_str small)
{
    ent_buf text = { 0 };
    ent_str out;

    for (size_t i = 0; i < small.len; i++)
        ent_buf_char(&text, small.ptr[i] >= 'a' && small.ptr[i] <= 'z' ? (char)(small.ptr[i] - 'a' + 'A') : small.ptr[i]);
    out = ent_keep_text(f, &text);
    ent_buf_destroy(&text);
    return out;
}

/* Where all nodes are agreements there is one mode. */
bool ent_is_second_mode(const ent_figure *f, const drawn_node *n)
{
    ent_network_kind kind = ent_network_selection(f->networks[0])->network;

    return kind == ENT_NET_MEMBERS ? f->two_mode && ent_is_box(n->type)
                                   : kind != ENT_NET_ACTS && n->type == ENT_NODE_ACT;
}

ent_level ent_main_level(const drawn_node *n)
{
    ent_level best = ENT_LEVEL_NONE;

    for (int l = 1; l < ENT_LEVEL_MIXED; l++)
        if (n->levels[l] > (best ? n->levels[best] : 0))
            best = (ent_level)l;
    return best;
}

ent_str ent_unknown_words(const ent_figure *f)
{
    const ent_selection *s = ent_network_selection(f->networks[0]);

    return ent_translate(f->words, f->network_count > 1        ? ENT_WORD("not known at one of the dates")
                              : ent_date_known(s->as_of)  ? ENT_WORD("not known on the day")
                              : ent_date_known(s->during) ? ENT_WORD("not known over the span")
                                                          : ENT_WORD("not known to count"));
}

ent_str ent_kind_word(const ent_figure *f, ent_node_type type)
{
    static const char *const words[] = { ENT_WORD("state"), ENT_WORD("organization"), ENT_WORD("body"),
                                         ENT_WORD("other actor"), ENT_WORD("agreement") };

    return ent_translate(f->words, words[type]);
}

const char *ent_kind_forms(ent_node_type type)
{
    static const char *const forms[] = { ENT_WORD("state|states"), ENT_WORD("organization|organizations"),
                                         ENT_WORD("body|bodies"), ENT_WORD("other actor|other actors"),
                                         ENT_WORD("agreement|agreements") };

    return forms[type];
}

ent_str ent_panel_day(const ent_figure *f, size_t net)
{
    ent_str title = ent_str_of(f->options.panel_titles[net]), letter;

    ent_str_next(&title, ' ', &letter);
    return ent_str_trim(title);
}

bool ent_are_blocs_coloured(const ent_figure *f)
{
    return f->bloc_count > 1 && f->blocs[0].colour != f->theme.quiet;
}

void ent_add_note(ent_figure *f, ent_str text)
{
    (void)ENT_LIST_PUSH(&f->notes, ent_translate_text(f->words, text)); /* ent_figure_make reports it when memory was refused */
}

ent_str ent_node_region(const ent_figure *f, size_t node)
{
    const drawn_node *n = &f->nodes[node];

    return n->at == ENT_NONE ? ENT_STR("") : ent_node_attribute(f->networks[n->net], n->at, "region");
}

/* ---- nodes ---- */

ent_str ent_year_text(ent_figure *f, ent_date date)
{
    ent_buf text = { 0 };
    ent_str out = { "", 0 };
    int y, m, d;

    if (!ent_date_known(date) || date.first == ENT_DAY_MIN || date.last == ENT_DAY_MAX)
        return out;
    ent_day_split(date.first, &y, &m, &d);
    ent_buf_format(&text, "%d", y);
    out = ent_keep_text(f, &text);
    ent_buf_destroy(&text);
    return out;
}

/* The year below a label that does not contain it. */
static ent_str year_below(ent_figure *f, ent_str label, ent_date date)
{
    ent_str year = ent_year_text(f, date);

    for (size_t i = 0; year.len && i + year.len <= label.len; i++)
        if (memcmp(label.ptr + i, year.ptr, year.len) == 0)
            return (ent_str){ "", 0 };
    return year;
}

size_t ent_model_node(ent_figure *f, size_t net, size_t at)
{
    const ent_network *n = f->networks[net];
    const ent_node *node = ent_node_at(n, at);
    ent_str id = node->id;
    uint32_t found;
    drawn_node *d;

    if (!ent_index_add(&f->by_id, id, (uint32_t)f->node_count, &found))
        return NOWHERE;
    if (found == f->node_count) {
        if (!ent_mem_reserve((void **)&f->nodes, &f->node_room, f->node_count + 1,
                             sizeof *f->nodes))
            return NOWHERE;
        d = &f->nodes[f->node_count++];
        *d = (drawn_node){ .group = NOWHERE,
                                            .part_of = NOWHERE, .band = NOWHERE, .lat = NAN, .lon = NAN };
        memset(d->in, '0', f->network_count);
    }
    d = &f->nodes[found];
    d->net = (uint32_t)net;
    d->at = (uint32_t)at;
    d->id = id;
    d->name = has_russian_names(f) ? ent_node_attribute(n, at, "name_ru") : node->name;
    d->name = d->name.len ? d->name : node->name;
    d->label = ent_label_of(f, net, at);
    if (is_plain_acronym(node)) {
        d->name = in_capitals(f, d->name);
        d->label = f->options.names == ENT_LABEL_ID ? d->label : in_capitals(f, d->label);
    }
    d->type = node->type;
    d->act = node->act;
    if (node->actor != ENT_NONE) {
        const ent_actor *a = ent_actor_at(ent_network_dataset(n), node->actor);

        d->lat = a->lat;
        d->lon = a->lon;
        if (a->state && isnan(d->lat)) {
            d->lat = a->state->lat;
            d->lon = a->state->lon;
        }
    } else if (node->act != ENT_NONE) {
        d->when = ent_act_concluded(ent_act_at(ent_network_dataset(n), node->act));
        d->sub = year_below(f, d->label, d->when);
    }
    return found;
}

size_t ent_model_apart(ent_figure *f, const ent_node *node)
{
    uint32_t found;

    if (!ent_index_add(&f->by_id, node->id, (uint32_t)f->node_count, &found))
        return NOWHERE;
    if (found < f->node_count)
        return found;
    if ((found = (uint32_t)ent_model_box(f, node->id, node->label)) == (uint32_t)NOWHERE)
        return NOWHERE;
    f->nodes[found].name = node->name;
    f->nodes[found].type = node->type;
    return found;
}

size_t ent_model_box(ent_figure *f, ent_str id, ent_str label)
{
    if (!ent_mem_reserve((void **)&f->nodes, &f->node_room, f->node_count + 1, sizeof *f->nodes))
        return NOWHERE;
    f->nodes[f->node_count] = (drawn_node){ .id = id,
                                            .name = label,
                                            .label = label,
                                            .type = ENT_NODE_ACT,
                                            .at = ENT_NONE,
                                            .act = ENT_NONE,
                                            .apart = true,
                                            .sub = { "", 0 },
                                            .group = NOWHERE,
                                            .part_of = NOWHERE,
                                            .band = NOWHERE,
                                            .lat = NAN,
                                            .lon = NAN };
    memset(f->nodes[f->node_count].in, '1', f->network_count);
    return f->node_count++;
}

/* ---- ties ---- */

/* The numbers of drawn ties, by a key of twelve bytes: both nodes, and the panel. */
typedef struct tie_index {
    ent_index index;
    ent_figure *f;
} tie_index;

static bool is_directed(const ent_figure *f)
{
    return ent_network_selection(f->networks[0])->directed;
}

static size_t tie_for(tie_index *t, size_t net, size_t a, size_t b)
{
    ent_figure *f = t->f;
    bool turn = b < a && !is_directed(f);
    uint32_t ends[3] = { (uint32_t)(turn ? b : a), (uint32_t)(turn ? a : b),
                         f->panels ? (uint32_t)net : 0 },
             found;
    ent_str key = ent_arena_str(&f->arena, (ent_str){ (const char *)ends, sizeof ends });

    if (!key.ptr || !ent_index_add(&t->index, key, (uint32_t)f->tie_count, &found))
        return NOWHERE;
    if (found == f->tie_count) {
        if (!ent_mem_reserve((void **)&f->ties, &f->tie_room, f->tie_count + 1, sizeof *f->ties))
            return NOWHERE;
        f->ties[f->tie_count++] = (drawn_tie){ .a = ends[0], .b = ends[1], .opacity = 1 };
        memset(f->ties[found].in, '0', f->network_count);
    }
    return found;
}

static bool add_tie(tie_index *t, size_t net, size_t at, const ent_tie *tie, bool counted)
{
    ent_figure *f = t->f;
    size_t a = ent_model_node(f, net, tie->a), b = ent_model_node(f, net, tie->b), i;
    drawn_tie *d;

    if (a == NOWHERE || b == NOWHERE || (i = tie_for(t, net, a, b)) == NOWHERE)
        return false;
    d = &f->ties[i];
    d->net = (uint32_t)net;
    d->at = (uint32_t)at;
    d->tie = tie;
    d->unknown = tie->unknown || !counted;
    d->unsure |= d->unknown;
    d->counted = counted;
    d->weight = tie->weight;
    d->in[net] = '1';
    f->nodes[a].in[net] = f->nodes[b].in[net] = '1';
    return true;
}

static int by_id(const void *a, const void *b)
{
    const drawn_node *x = a, *y = b;

    return ent_str_compare_natural(x->id, y->id);
}

static uint32_t least_end(const drawn_tie *t)
{
    return t->a < t->b ? t->a : t->b;
}

static uint32_t other_end(const drawn_tie *t)
{
    return t->a < t->b ? t->b : t->a;
}

static bool same_pair(const drawn_tie *x, const drawn_tie *y)
{
    return least_end(x) == least_end(y) && other_end(x) == other_end(y);
}

/* By pair; of one pair by direction, then by network. */
static int by_ends(const void *a, const void *b)
{
    const drawn_tie *x = a, *y = b;

    if (least_end(x) != least_end(y))
        return least_end(x) < least_end(y) ? -1 : 1;
    if (other_end(x) != other_end(y))
        return other_end(x) < other_end(y) ? -1 : 1;
    if (x->a != y->a)
        return x->a < y->a ? -1 : 1;
    return x->net < y->net ? -1 : x->net > y->net;
}

/* Is the tie behind this one, in the order of pairs and networks, the same in the next panel? */
static bool goes_on(const ent_figure *f, size_t i)
{
    const drawn_tie *t = &f->ties[i], *next = t + 1;

    return i + 1 < f->tie_count && next->a == t->a && next->b == t->b && next->net == t->net + 1;
}

/* Marks the ties that the panel before has as well, and in the panel behind it a known tie that ended. */
static void mark_changes(ent_figure *f)
{
    for (size_t i = 0; i < f->tie_count && f->panels; i++) {
        drawn_tie *t = &f->ties[i];

        if (goes_on(f, i))
            t[1].in[t[1].net] = '2';
        else if (t->net + 1 < f->network_count && !t->unknown)
            t->in[t->net + 1] = '3';
    }
}

/* Of the ties of one pair the first stays in front; the others follow behind all pairs. */
static ent_status part_pairs(ent_figure *f, ent_diags *diags)
{
    drawn_tie *again = ent_mem_new(f->tie_count, sizeof *again);
    size_t later = 0;

    if (!again)
        return ent_out_of_memory(diags);
    f->pair_count = 0;
    for (size_t i = 0; i < f->tie_count; i++)
        if (f->pair_count && same_pair(&f->ties[f->pair_count - 1], &f->ties[i]))
            again[later++] = f->ties[i];
        else
            f->ties[f->pair_count++] = f->ties[i];
    if (later)
        memcpy(f->ties + f->pair_count, again, later * sizeof *again);
    ent_mem_free(again);
    return ENT_OK;
}

/* By id, so that the order of the networks does not matter. */
static ent_status sort_all(ent_figure *f, ent_diags *diags)
{
    uint32_t *now = ent_mem_new(f->node_count, sizeof *now);

    if (!now)
        return ent_out_of_memory(diags);
    for (size_t i = 0; i < f->node_count; i++)
        f->nodes[i].degree = i; /* where it was */
    if (f->node_count)
        qsort(f->nodes, f->node_count, sizeof *f->nodes, by_id);
    for (size_t i = 0; i < f->node_count; i++) {
        now[f->nodes[i].degree] = (uint32_t)i;
        f->nodes[i].degree = 0;
    }
    for (size_t i = 0; i < f->tie_count; i++) {
        drawn_tie *t = &f->ties[i];
        uint32_t a = now[t->a], b = now[t->b];
        bool turn = b < a && !is_directed(f);

        t->a = turn ? b : a;
        t->b = turn ? a : b;
    }
    if (f->tie_count)
        qsort(f->ties, f->tie_count, sizeof *f->ties, by_ends);
    ent_mem_free(now);
    return ENT_OK;
}

/* To be called before part_pairs: in panels a tie of a pair counts once, with its last state. */
static void count_degrees(ent_figure *f)
{
    for (size_t i = 0; i < f->tie_count; i++) {
        const drawn_tie *t = &f->ties[i], *last = NULL;
        uint32_t ends[] = { t->a, t->b };
        bool known = false;

        for (size_t k = i; k < f->tie_count && f->ties[k].a == t->a && f->ties[k].b == t->b; k++) {
            last = f->ties[k].unknown ? last : &f->ties[k];
            known |= f->ties[k].counted;
            i = k;
        }
        f->known_ties += known;
        f->unknown_ties += !known;
        for (int e = 0; e < 2 && last; e++) {
            f->nodes[ends[e]].degree++;
            f->nodes[ends[e]].strength += last->weight;
            f->nodes[ends[e]].levels[last->tie->level]++;
        }
    }
}

static int by_name(const void *a, const void *b)
{
    return ent_str_compare_names(*(const ent_str *)a, *(const ent_str *)b);
}

static ent_status note_isolates(ent_figure *f, ent_diags *diags)
{
    size_t last = f->network_count - 1, nodes = ent_node_count(f->networks[last]);

    if ((f->isolate_names = ent_arena_new(&f->arena, nodes, sizeof *f->isolate_names)) == NULL)
        return ent_out_of_memory(diags);
    for (size_t i = 0; i < nodes; i++) {
        const ent_node *n = ent_node_at(f->networks[last], i);

        if (ent_index_find(&f->by_id, n->id) == ENT_ABSENT)
            f->isolate_names[f->isolates++] =
                is_plain_acronym(n) ? in_capitals(f, ent_label_of(f, last, i)) : ent_label_of(f, last, i);
    }
    if (f->isolates)
        qsort(f->isolate_names, f->isolates, sizeof *f->isolate_names, by_name);
    if (f->node_count) /* else they are the ent_figure */
        return ENT_OK;
    for (size_t i = 0; i < nodes; i++)
        if (ent_model_node(f, last, i) == NOWHERE)
            return ent_out_of_memory(diags);
    for (size_t i = 0; i < f->node_count; i++)
        memset(f->nodes[i].in, '1', f->network_count);
    f->isolates = 0;
    return ENT_OK;
}

static void find_places(ent_figure *f)
{
    f->strange_places = 0;
    for (size_t i = 0; i < f->options.place_count; i++) {
        const ent_place *p = &f->options.places[i];
        bool known = false;

        for (size_t k = 0; k < f->node_count; k++)
            if (ent_str_eq(f->nodes[k].id, p->node)) {
                f->nodes[k].place = p;
                known = true;
            }
        f->strange_places += !known;
    }
}

void ent_model_clear(ent_figure *f)
{
    ent_index_destroy(&f->by_id);
    f->by_id = (ent_index){ 0 };
    f->node_count = f->tie_count = f->pair_count = 0;
    f->known_ties = f->unknown_ties = f->isolates = 0;
}

ent_status ent_model_add_ties(ent_figure *f, ent_diags *diags)
{
    tie_index index = { .f = f };
    bool good = true;

    for (size_t net = 0; net < f->network_count; net++) {
        const ent_network *n = f->networks[net];

        for (size_t i = 0; i < ent_tie_count(n) && good; i++)
            good = add_tie(&index, net, i, ent_tie_at(n, i), true);
        for (size_t i = 0; i < ent_unknown_tie_count(n) && good; i++)
            good = add_tie(&index, net, i, ent_unknown_tie_at(n, i), false);
    }
    ent_index_destroy(&index.index);
    return good ? ENT_OK : ent_out_of_memory(diags);
}

ent_status ent_model_finish(ent_figure *f, ent_diags *diags)
{
    ent_status status;

    f->two_mode = ent_network_two_mode(f->networks[0]);
    if ((status = note_isolates(f, diags)) != ENT_OK || (status = sort_all(f, diags)) != ENT_OK)
        return status;
    mark_changes(f);
    count_degrees(f);
    find_places(f);
    return part_pairs(f, diags);
}

