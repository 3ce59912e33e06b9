/* model.c: from networks to the nodes and ties of one figure. Several networks (days, panels) are
 * laid on each other: a node or tie is one thing that knows in which of them it is. */
#include "figure/model.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

bool is_box(ent_node_type type)
{
    return type == ENT_NODE_ORGANIZATION || type == ENT_NODE_BODY || type == ENT_NODE_ACT;
}

ent_str keep_text(ent_figure *f, const ent_buf *text)
{
    ent_str copy = ent_arena_str(&f->arena, ent_buf_view(text));

    return copy.ptr ? copy : ENT_STR("");
}

ent_str label_of(const ent_figure *f, size_t net, size_t node)
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
        break;
    }
    return other.len ? other : at->label;
}

ent_level main_level(const drawn_node *n)
{
    ent_level best = ENT_LEVEL_NONE;

    for (int l = 1; l < ENT_LEVEL_MIXED; l++)
        if (n->levels[l] > (best ? n->levels[best] : 0))
            best = (ent_level)l;
    return best;
}

const char *level_words(int style)
{
    static const char *const words[STYLE_COUNT] = { "agreement",
                                                    "bilateral",
                                                    "multilateral",
                                                    "regional",
                                                    "global",
                                                    "several levels",
                                                    "not known on the day",
                                                    "entered",
                                                    "ended",
                                                    "kept" };

    return words[style];
}

const char *unknown_words(const ent_figure *f)
{
    const ent_selection *s = ent_network_selection(f->networks[0]);

    return f->network_count > 1        ? "not known at one of the dates"
           : ent_date_known(s->as_of)  ? "not known on the day"
           : ent_date_known(s->during) ? "not known over the span"
                                       : "not known to count";
}

/* ---- nodes ---- */

static ent_str year_of(ent_figure *f, ent_date date)
{
    ent_buf text = { 0 };
    ent_str out = { "", 0 };
    int y, m, d;

    if (!ent_date_known(date) || date.first == ENT_DAY_MIN || date.last == ENT_DAY_MAX)
        return out;
    ent_day_split(date.first, &y, &m, &d);
    ent_buf_format(&text, "%d", y);
    out = keep_text(f, &text);
    ent_buf_destroy(&text);
    return out;
}

/* The year below a label that does not say it itself. */
static ent_str year_below(ent_figure *f, ent_str label, ent_date date)
{
    ent_str year = year_of(f, date);

    for (size_t i = 0; year.len && i + year.len <= label.len; i++)
        if (memcmp(label.ptr + i, year.ptr, year.len) == 0)
            return (ent_str){ "", 0 };
    return year;
}

/* The drawn node of a network's node, made when it is new; NOWHERE when memory was refused. */
static size_t node_for(ent_figure *f, size_t net, size_t at)
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
        *d = (drawn_node){ .group = NOWHERE, .band = NOWHERE, .lat = NAN, .lon = NAN };
        memset(d->in, '0', f->network_count);
    }
    d = &f->nodes[found];
    d->net = (uint32_t)net;
    d->at = (uint32_t)at;
    d->id = id;
    d->name = node->name;
    d->label = label_of(f, net, at);
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
        d->when = ent_act_at(ent_network_dataset(n), node->act)->signed_on;
        d->sub = year_below(f, d->label, d->when);
    }
    return found;
}

/* ---- ties ---- */

/* Number of the drawn tie between two drawn nodes: a key of twelve bytes in an index. */
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
    size_t a = node_for(f, net, tie->a), b = node_for(f, net, tie->b), i;
    drawn_tie *d;

    if (a == NOWHERE || b == NOWHERE || (i = tie_for(t, net, a, b)) == NOWHERE)
        return false;
    d = &f->ties[i];
    d->net = (uint32_t)net;
    d->at = (uint32_t)at;
    d->tie = tie;
    d->unknown = tie->unknown || !counted;
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

/* What a reader who goes from panel to panel has seen before. */
static void mark_old(ent_figure *f)
{
    for (size_t i = 1; i < f->tie_count; i++) {
        drawn_tie *t = &f->ties[i];

        if (f->panels && t[-1].a == t->a && t[-1].b == t->b && t[-1].net + 1 == t->net)
            t->in[t->net] = '2';
    }
}

/* Of the ties of one pair the first stays in front; the others go behind all pairs, in order. */
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

/* In the order of ids, however the networks came. */
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

/* Before pairs are parted: in panels a tie of a pair counts once, as the last of them has it. */
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
            f->isolate_names[f->isolates++] = label_of(f, last, i);
    }
    if (f->isolates)
        qsort(f->isolate_names, f->isolates, sizeof *f->isolate_names, by_name);
    if (f->node_count) /* else they are the ent_figure */
        return ENT_OK;
    for (size_t i = 0; i < nodes; i++)
        if (node_for(f, last, i) == NOWHERE)
            return ent_out_of_memory(diags);
    for (size_t i = 0; i < f->node_count; i++)
        memset(f->nodes[i].in, '1', f->network_count);
    f->isolates = 0;
    return ENT_OK;
}

static void find_places(ent_figure *f)
{
    for (size_t i = 0; i < f->options.place_count; i++) {
        const ent_place *p = &f->options.places[i];

        for (size_t k = 0; k < f->node_count; k++)
            if (ent_str_eq(f->nodes[k].id, p->node))
                f->nodes[k].place = p;
    }
}

ent_status model_fill(ent_figure *f, ent_diags *diags)
{
    tie_index index = { .f = f };
    bool good = true;
    ent_status status;

    for (size_t net = 0; net < f->network_count; net++) {
        const ent_network *n = f->networks[net];

        for (size_t i = 0; i < ent_tie_count(n) && good; i++)
            good = add_tie(&index, net, i, ent_tie_at(n, i), true);
        for (size_t i = 0; i < ent_unknown_tie_count(n) && good; i++)
            good = add_tie(&index, net, i, ent_unknown_tie_at(n, i), false);
    }
    ent_index_destroy(&index.index);
    if (!good)
        return ent_out_of_memory(diags);
    f->two_mode = ent_network_two_mode(f->networks[0]);
    if ((status = note_isolates(f, diags)) != ENT_OK || (status = sort_all(f, diags)) != ENT_OK)
        return status;
    mark_old(f);
    count_degrees(f);
    find_places(f);
    return part_pairs(f, diags);
}

/* ---- acts of two as ties ---- */

enum { ENDS = 3 }; /* of a node: the first two that it is tied to, and how many there are */

/* An act that joins two actors, and nothing else, in a network of two modes. */
static bool joins_two(const ent_figure *f, size_t node, const uint32_t *ends)
{
    const uint32_t *own = &ends[ENDS * node];

    return f->nodes[node].type == ENT_NODE_ACT && f->nodes[node].degree == 2 && own[2] == 2 &&
           !is_box(f->nodes[own[0]].type) && !is_box(f->nodes[own[1]].type);
}

static uint32_t *find_ends(const ent_figure *f)
{
    uint32_t *ends = ent_mem_new(ENDS * f->node_count, sizeof *ends);

    for (size_t i = 0; ends && i < f->tie_count; i++) {
        uint32_t pair[] = { f->ties[i].a, f->ties[i].b };

        for (int e = 0; e < 2; e++) {
            uint32_t *own = &ends[ENDS * pair[e]];

            if (own[2] < 2)
                own[own[2]] = pair[1 - e];
            own[2]++;
        }
    }
    return ends;
}

static uint32_t act_of(const ent_figure *f, size_t node)
{
    return ent_node_at(f->networks[f->nodes[node].net], f->nodes[node].at)->act;
}

/* The tie that the act between a and b becomes: one for all acts of the same two. */
static bool join(ent_figure *f, size_t first, const drawn_tie *from, uint32_t act, const uint32_t *ends)
{
    uint32_t a = ends[0] < ends[1] ? ends[0] : ends[1], b = ends[0] < ends[1] ? ends[1] : ends[0];
    uint32_t *acts;
    drawn_tie *tie = NULL;

    for (size_t i = first; i < f->tie_count && !tie; i++)
        if (f->ties[i].a == a && f->ties[i].b == b)
            tie = &f->ties[i];
    if (!tie) {
        tie = &f->ties[f->tie_count++]; /* there is room: two ties became one */
        *tie = *from;
        tie->a = a;
        tie->b = b;
        tie->of_act = true;
        tie->acts = NULL;
        tie->act_count = 0;
    }
    if ((acts = ent_arena_new(&f->arena, tie->act_count + 1, sizeof *acts)) == NULL)
        return false;
    if (tie->act_count)
        memcpy(acts, tie->acts, tie->act_count * sizeof *acts);
    acts[tie->act_count++] = act;
    tie->acts = acts;
    tie->weight = (double)tie->act_count;
    return true;
}

ent_status model_join_pairs(ent_figure *f, ent_diags *diags)
{
    uint32_t *ends = find_ends(f), *now = ent_mem_new(f->node_count, sizeof *now);
    drawn_tie *old = ent_mem_new(f->tie_count, sizeof *old);
    bool *gone = ent_mem_new(f->node_count, sizeof *gone);
    size_t count = f->tie_count, nodes = 0, first;
    ent_status status = ends && now && old && gone ? ENT_OK : ent_out_of_memory(diags);

    if (status == ENT_OK) {
        if (count)
            memcpy(old, f->ties, count * sizeof *old);
        for (size_t i = 0; i < f->node_count; i++)
            gone[i] = joins_two(f, i, ends);
        f->tie_count = 0;
        for (size_t i = 0; i < count; i++)
            if (!gone[old[i].a] && !gone[old[i].b])
                f->ties[f->tie_count++] = old[i];
        first = f->tie_count;
        for (size_t i = 0; i < count; i++) {
            uint32_t act = gone[old[i].a] ? old[i].a : old[i].b;

            /* once for each act: at the first of its two ties */
            if (gone[act] && (old[i].a == ends[ENDS * act] || old[i].b == ends[ENDS * act]) &&
                !join(f, first, &old[i], act_of(f, act), &ends[ENDS * act]))
                status = ent_out_of_memory(diags);
        }
        for (size_t i = 0; i < f->node_count; i++) {
            now[i] = (uint32_t)nodes;
            if (!gone[i])
                f->nodes[nodes++] = f->nodes[i];
        }
        f->node_count = nodes;
        for (size_t i = 0; i < f->tie_count; i++) {
            f->ties[i].a = now[f->ties[i].a];
            f->ties[i].b = now[f->ties[i].b];
        }
        f->pair_count = f->tie_count; /* a network of two modes has no ties of two actors */
    }
    ent_mem_free(ends);
    ent_mem_free(now);
    ent_mem_free(old);
    ent_mem_free(gone);
    return status;
}

/* ---- acts on a line of time ---- */

static int by_day(const void *a, const void *b)
{
    const drawn_node *x = a, *y = b;

    if (x->when.first != y->when.first)
        return x->when.first < y->when.first ? -1 : 1;
    return ent_str_compare_natural(x->id, y->id);
}

static bool has_day(ent_date date)
{
    return ent_date_known(date) && date.first != ENT_DAY_MIN;
}

/* The earliest of one kind of date over the parties of an act. */
static ent_date earliest(const ent_dataset *d, uint32_t act, bool in_force)
{
    const uint32_t *rows;
    size_t given = ent_act_parties(d, act, &rows);
    ent_date best = { 0 };

    for (size_t i = 0; i < given; i++) {
        const ent_party *p = ent_party_at(d, rows[i]);
        ent_date date = in_force ? p->in_force : p->signed_on;

        if (has_day(date) && (!has_day(best) || date.first < best.first))
            best = date;
    }
    return best;
}

/* Where an act stands on a line of time: the day of its signature, else of the first signature by a
 * party, else of its entry into force. */
static ent_date day_of_act(ent_figure *f, const ent_dataset *d, uint32_t record)
{
    const ent_act *act = ent_act_at(d, record);
    ent_date days[] = { act->signed_on, earliest(d, record, false), act->in_force,
                        earliest(d, record, true) };
    size_t i = 0;

    while (i < 3 && !has_day(days[i]))
        i++;
    if (has_day(days[i])) {
        f->first_signatures += i == 1;
        f->entries_into_force += i > 1;
    }
    return days[i];
}

static ent_status add_act(ent_figure *f, const ent_dataset *d, uint32_t record, ent_diags *diags)
{
    const ent_act *act = ent_act_at(d, record);
    ent_date day = day_of_act(f, d, record);
    const uint32_t *rows;
    uint32_t at;
    drawn_node *n;

    if (!has_day(day)) {
        f->undated++;
        return ENT_OK;
    }
    if (!ent_mem_reserve((void **)&f->nodes, &f->node_room, f->node_count + 1, sizeof *f->nodes))
        return ent_out_of_memory(diags);
    n = &f->nodes[f->node_count++];
    *n = (drawn_node){ .net = 0,
                       .at = ENT_NONE,
                       .group = NOWHERE,
                       .band = NOWHERE,
                       .lat = NAN,
                       .lon = NAN,
                       .name = act->title,
                       .type = ENT_NODE_ACT,
                       .when = day };
    n->act = record;
    n->apart = (at = ent_node_of_act(f->networks[0], record)) == ENT_NONE;
    n->id = n->apart ? act->id : ent_node_at(f->networks[0], at)->id;
    n->label = f->options.names == ENT_LABEL_ID ? act->id : act->label;
    n->sub = year_of(f, day);
    n->degree = ent_act_parties(d, record, &rows);
    n->levels[act->level] = 1;
    memset(n->in, '1', f->network_count);
    return ENT_OK;
}

ent_status model_acts(ent_figure *f, ent_diags *diags)
{
    const ent_dataset *d = ent_network_dataset(f->networks[0]);
    bool *seen = ent_mem_new(ent_act_count(d), sizeof *seen);
    ent_status status = seen ? ENT_OK : ent_out_of_memory(diags);

    f->node_count = 0;
    for (size_t i = 0; i < f->tie_count && status == ENT_OK; i++) {
        const drawn_tie *t = &f->ties[i];
        const ent_evidence *e = ent_tie_evidence(f->networks[t->net], t->tie);

        for (uint32_t k = 0; k < t->tie->count && status == ENT_OK; k++) {
            if (e[k].is_membership || seen[e[k].record])
                continue;
            seen[e[k].record] = true;
            status = add_act(f, d, e[k].record, diags);
        }
    }
    f->tie_count = f->pair_count = 0;
    if (f->node_count)
        qsort(f->nodes, f->node_count, sizeof *f->nodes, by_day);
    ent_mem_free(seen);
    return status;
}
