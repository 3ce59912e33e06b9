/* context.c: the context of a figure comes from the network of all kinds of ties: each agreement that
 * ties in it by promotion or talks, with the nodes that it ties there. In most layouts it becomes a
 * line between two of them. A pyramid shows agreements by level, so there an agreement that states
 * promote becomes a box with a line to each of them; what no state promotes is counted in the box of
 * the body that made it. */
#include "figure/context.h"

#include <stdlib.h>
#include <string.h>

#include "figure/encode.h"

enum { LEAST_WIDTH = 120 }; /* mm, below which lines of the context would cover the ties */

/* ---- the network of all kinds ---- */

static bool has_levels(const ent_dataset *d)
{
    for (size_t i = 0; i < ent_act_count(d); i++)
        if (ent_act_at(d, i).level != ENT_LEVEL_NONE)
            return true;
    return false;
}

/* Channels have values for nodes and ties of the network alone. */
static bool has_mapping(const ent_figure *f)
{
    for (int c = 0; c < ENT_CHANNEL_COUNT; c++)
        if (ent_mapping_of(f, (ent_channel)c))
            return true;
    return false;
}

static bool has_context(const ent_dataset *d)
{
    for (size_t i = 0; i < ent_party_count(d); i++) {
        ent_role role = ent_party_at(d, i).role;

        if (role >= ENT_SPONSOR && role <= ENT_PARTICIPANT)
            return true;
    }
    for (size_t i = 0; i < ent_act_count(d); i++)
        if (ent_str_eq_fold(ent_act_at(d, i).kind, ENT_STR("dialogue")))
            return true;
    return false;
}

/* Why a figure of data with levels shows only what binds. */
static const char *why_no_context(const ent_figure *f)
{
    const ent_selection *s = &f->wide_selection;

    if (!f->layout->context && !(f->layout->on_land && ent_is_in_page(f)))
        return "in this layout; stress and pyramid show them";
    if (s->only || s->ego)
        return "with --only and --ego";
    if (f->options.simplify > 0)
        return "with --simplify";
    if (has_mapping(f))
        return "with colours, sizes or widths by values";
    return f->width_mm < LEAST_WIDTH ? "on less than 120 mm of --width" : NULL;
}

ent_status ent_context_open(ent_figure *f, ent_diags *diags)
{
    const ent_network *n = f->networks[0];
    ent_diags silent = { 0 };

    f->wide_selection = *ent_network_selection(n);
    if (f->network_count > 1 || f->wide_selection.network != ENT_NET_TIES || f->wide_selection.role ||
        f->wide_selection.kind || f->wide_selection.tie_kinds || f->wide_selection.directed ||
        f->wide_selection.backbone || f->wide_selection.with_memberships || f->wide_selection.drop_isolates ||
        !ent_tie_count(n) || !has_levels(ent_network_dataset(n)) || !has_context(ent_network_dataset(n)))
        return ENT_OK;
    f->no_context = why_no_context(f);
    if (f->no_context)
        return ENT_OK;
    f->wide_selection.tie_kinds = "bound,promoted,talks";
    (void)diags; /* what it notes was noted of the network itself */
    return ent_network_new(&f->wide, ent_network_dataset(n), &f->wide_selection, &silent);
}

void ent_context_close(ent_figure *f)
{
    ent_network_free(f->wide);
    f->wide = NULL;
}

/* ---- nodes ---- */

static bool has_weak_evidence(const ent_network *n, const ent_tie *tie)
{
    const ent_evidence *e = ent_tie_evidence(n, tie);

    for (uint32_t i = 0; i < tie->count; i++)
        if (e[i].tie_kind != ENT_TIE_BOUND)
            return true;
    return false;
}

static uint32_t node_in(const ent_network *n, const ent_node *node)
{
    return node->actor != ENT_NONE ? ent_node_of_actor(n, node->actor) : ent_node_of_act(n, node->act);
}

/* The drawn node of a node of the wide network; made when it is not there yet. */
static bool draw_node(ent_figure *f, const ent_node *node)
{
    uint32_t own = node_in(f->networks[0], node = ent_context_mark(f, node));
    size_t at = own != ENT_NONE ? ent_model_node(f, 0, own) : ent_model_apart(f, node);

    if (at != NOWHERE)
        f->nodes[at].in[0] = '1';
    return at != NOWHERE;
}

/* Organizations within which agreements of a single party were made: they hold these as documents. */
static bool draw_makers(ent_figure *f)
{
    const ent_dataset *d = ent_network_dataset(f->wide);
    bool good = true;

    for (size_t a = 0; a < ent_act_count(d) && good; a++) {
        uint32_t within = ent_act_at(d, a).within;
        uint32_t node = within == ENT_NONE ? ENT_NONE : ent_node_of_actor(f->wide, within);

        if (node != ENT_NONE && ent_ledger_bucket(f->wide, ENT_AGREEMENTS, a) == ENT_ONE_PARTY)
            good = draw_node(f, ent_node_at(f->wide, node));
    }
    return good;
}

ent_status ent_context_nodes(ent_figure *f, ent_diags *diags)
{
    bool good = true;

    for (size_t t = 0; f->wide && t < ent_tie_count(f->wide) && good; t++) {
        const ent_tie *tie = ent_tie_at(f->wide, t);

        if (has_weak_evidence(f->wide, tie))
            good = draw_node(f, ent_node_at(f->wide, tie->a)) && draw_node(f, ent_node_at(f->wide, tie->b));
    }
    if (good && f->wide && f->layout->bands) /* elsewhere a box without a line would say nothing */
        good = draw_makers(f);
    return good ? ENT_OK : ent_out_of_memory(diags);
}

/* ---- agreements of the context ---- */

typedef struct work {
    ent_figure *f;
    const ent_dataset *d;
    uint32_t *drawn;    /* by node of the wide network: the drawn node, or ENT_NONE */
    uint32_t *of_actor; /* the same by actor */
    uint32_t *order;    /* the agreements in the order of their ids, whatever that of their rows */
} work;

typedef struct ordered_act {
    ent_str id;
    uint32_t act;
} ordered_act;

static int by_id(const void *a, const void *b)
{
    return ent_str_compare_natural(((const ordered_act *)a)->id, ((const ordered_act *)b)->id);
}

static bool order_acts(work *w)
{
    size_t count = ent_act_count(w->d);
    ordered_act *acts = ent_mem_new(count, sizeof *acts);

    w->order = ent_arena_new(&w->f->arena, count, sizeof *w->order);
    for (size_t a = 0; acts && a < count; a++)
        acts[a] = (ordered_act){ ent_act_id(w->d, a), (uint32_t)a };
    if (acts)
        qsort(acts, count, sizeof *acts, by_id);
    for (size_t a = 0; acts && w->order && a < count; a++)
        w->order[a] = acts[a].act;
    ent_mem_free(acts);
    return acts && w->order;
}

static bool work_init(work *w, ent_figure *f)
{
    ent_index index = { 0 };
    size_t nodes = ent_node_count(f->wide), actors;
    bool good = true;

    w->f = f;
    w->d = ent_network_dataset(f->wide);
    actors = ent_actor_count(w->d);
    w->drawn = ent_arena_new(&f->arena, nodes, sizeof *w->drawn);
    w->of_actor = ent_arena_new(&f->arena, actors, sizeof *w->of_actor);
    if (!w->drawn || !w->of_actor || !order_acts(w))
        return false;
    for (size_t i = 0; i < f->node_count && good; i++)
        good = ent_index_add(&index, f->nodes[i].id, (uint32_t)i, &(uint32_t){ 0 });
    for (size_t i = 0; i < actors; i++)
        w->of_actor[i] = ENT_NONE;
    for (size_t i = 0; i < nodes && good; i++) {
        const ent_node *n = ent_node_at(f->wide, i);
        uint32_t at = ent_index_find(&index, ent_context_mark(f, n)->id);

        w->drawn[i] = at == ENT_ABSENT ? ENT_NONE : at;
        if (n->actor != ENT_NONE)
            w->of_actor[n->actor] = w->drawn[i];
    }
    ent_index_destroy(&index);
    return good;
}

typedef struct promoted { /* an agreement that is promoted or talked about */
    uint32_t act;
    ent_tie_kind kind;
    uint32_t *states, *boxes; /* drawn nodes */
    size_t state_count, box_count;
    uint32_t place; /* the drawn body, else organization, in which it was made, or ENT_NONE */
    bool hollow;    /* a draft or proposal */
} promoted;

static void add_once(uint32_t *list, size_t *count, uint32_t node)
{
    size_t i = 0;

    while (i < *count && list[i] < node)
        i++;
    if (i < *count && list[i] == node)
        return;
    memmove(&list[i + 1], &list[i], (*count - i) * sizeof *list);
    list[i] = node;
    ++*count;
}

static void find_place(const work *w, promoted *p)
{
    const ent_figure *f = w->f;
    uint32_t within = ent_act_at(w->d, p->act).within;

    p->place = ENT_NONE;
    for (size_t i = 0; i < p->box_count; i++) { /* a body rather than the organization */
        const drawn_node *n = &f->nodes[p->boxes[i]];

        if (p->place == ENT_NONE ||
            (n->type == ENT_NODE_BODY && f->nodes[p->place].type != ENT_NODE_BODY))
            p->place = p->boxes[i];
    }
    if (p->place == ENT_NONE && within != ENT_NONE)
        p->place = w->of_actor[within];
    p->hollow = ent_act_at(w->d, p->act).stage == ENT_STAGE_BEFORE ||
                ent_act_only_proposed(ent_act_at(w->d, p->act));
}

typedef void visit_evidence(void *ctx, const ent_tie *tie, const ent_evidence *evidence);

static void visit_acts(const ent_network *n, visit_evidence *visit, void *ctx)
{
    for (size_t t = 0; t < ent_tie_count(n); t++) {
        const ent_tie *tie = ent_tie_at(n, t);
        const ent_evidence *e = ent_tie_evidence(n, tie);

        for (uint32_t i = 0; i < tie->count; i++)
            if (e[i].kind == ENT_EVIDENCE_ACT)
                visit(ctx, tie, &e[i]);
    }
}

typedef struct finding {
    const work *w;
    promoted *by_act; /* kind: the strongest */
    uint32_t *room;   /* by act: 2 for each of its ties */
} finding;

static void find_kind(void *ctx, const ent_tie *tie, const ent_evidence *e)
{
    finding *x = ctx;
    promoted *p = &x->by_act[e->record];

    (void)tie;
    if (!x->room[e->record] || (ent_tie_kind)e->tie_kind < p->kind)
        p->kind = (ent_tie_kind)e->tie_kind;
    x->room[e->record] += 2;
}

static void find_ends(void *ctx, const ent_tie *tie, const ent_evidence *e)
{
    finding *x = ctx;
    promoted *p = &x->by_act[e->record];
    uint32_t ends[2] = { tie->a, tie->b };

    for (int k = 0; k < 2 && p->states; k++) {
        uint32_t at = x->w->drawn[ends[k]];

        if (at == ENT_NONE)
            continue;
        if (ent_is_box(x->w->f->nodes[at].type))
            add_once(p->boxes, &p->box_count, at);
        else
            add_once(p->states, &p->state_count, at);
    }
}

/* The agreements of the wide network that do not bind, in the order of ids. */
static promoted *find_promoted(const work *w, size_t *count)
{
    ent_arena *arena = &w->f->arena;
    size_t acts = ent_act_count(w->d);
    finding x = { w, ent_arena_new(arena, acts, sizeof *x.by_act),
                  ent_arena_new(arena, acts, sizeof *x.room) };
    promoted *list = ent_arena_new(arena, acts, sizeof *list);

    *count = 0;
    if (!x.by_act || !x.room || !list)
        return NULL;
    visit_acts(w->f->wide, find_kind, &x);
    for (size_t a = 0; a < acts; a++) {
        promoted *p = &x.by_act[a];

        p->act = (uint32_t)a;
        if (!x.room[a] || p->kind == ENT_TIE_BOUND)
            continue;
        p->states = ent_arena_new(arena, x.room[a], sizeof *p->states);
        p->boxes = ent_arena_new(arena, x.room[a], sizeof *p->boxes);
        if (!p->states || !p->boxes)
            return NULL;
    }
    visit_acts(w->f->wide, find_ends, &x);
    for (size_t i = 0; i < acts; i++) {
        promoted *p = &x.by_act[w->order[i]];

        if (!p->states)
            continue;
        find_place(w, p);
        list[(*count)++] = *p;
    }
    return list;
}

/* ---- lines ---- */

static context_tie *add_line(ent_figure *f, uint32_t a, uint32_t b, ent_tie_kind kind)
{
    uint32_t first = a < b ? a : b, second = a < b ? b : a;
    context_tie *t = NULL;

    for (size_t i = 0; i < f->context.count; i++) {
        t = &f->context.items[i];
        if (t->a == first && t->b == second && t->kind == kind)
            return t;
    }
    t = ENT_LIST_ADD(&f->context);
    if (t)
        *t = (context_tie){ .a = first, .b = second, .kind = kind, .from = first, .to = second };
    return t;
}

static bool add_act(ent_figure *f, context_tie *t, uint32_t act)
{
    uint32_t *acts = t ? ent_arena_new(&f->arena, t->act_count + 1, sizeof *acts) : NULL;

    if (!acts)
        return false;
    if (t->act_count)
        memcpy(acts, t->acts, t->act_count * sizeof *acts);
    acts[t->act_count++] = act;
    t->acts = acts;
    return true;
}

/* What ties no two marks is counted at the body that made it. */
static bool count_document(ent_figure *f, const promoted *p)
{
    drawn_node *n = p->place == ENT_NONE ? NULL : &f->nodes[p->place];
    uint32_t *acts;

    if (!n)
        return true;
    for (size_t i = 0; i < n->document_count; i++)
        if (n->documents[i] == p->act)
            return true;
    if ((acts = ent_arena_new(&f->arena, n->document_count + 1, sizeof *acts)) == NULL)
        return false;
    if (n->document_count)
        memcpy(acts, n->documents, n->document_count * sizeof *acts);
    acts[n->document_count++] = p->act;
    n->documents = acts;
    return true;
}

/* Does a tie of the network, or a line of a stronger kind, join the same two? */
static bool is_weaker(const ent_figure *f, const context_tie *t)
{
    for (size_t k = 0; k < f->context.count; k++) {
        const context_tie *o = &f->context.items[k];

        if (o->a == t->a && o->b == t->b && o->kind < t->kind)
            return true;
    }
    for (size_t k = 0; k < f->tie_count; k++)
        if ((f->ties[k].a == t->a && f->ties[k].b == t->b) || (f->ties[k].a == t->b && f->ties[k].b == t->a))
            return true;
    return false;
}

/* Lines beside each other are hard to follow: of two nodes only the strongest is drawn. A page, where each kind can be
 * hidden, has all. */
static void mark_weaker(ent_figure *f)
{
    for (size_t i = 0; i < f->context.count && !ent_is_in_page(f); i++)
        f->context.items[i].weaker = is_weaker(f, &f->context.items[i]);
}

typedef struct linking {
    work *w;
    bool good;
} linking;

static void link_tie(void *ctx, const ent_tie *tie, const ent_evidence *e)
{
    linking *x = ctx;
    uint32_t a = x->w->drawn[tie->a], b = x->w->drawn[tie->b];

    if (!x->good || a == ENT_NONE || b == ENT_NONE || e->tie_kind == ENT_TIE_BOUND)
        return;
    if (a == b) /* a body and what it is part of */
        x->good = count_document(x->w->f, &(promoted){ .act = e->record, .place = a });
    else
        x->good = add_act(x->w->f, add_line(x->w->f, a, b, (ent_tie_kind)e->tie_kind), e->record);
}

/* The ties of the wide network that do not bind, as lines. */
static bool link_ties(work *w)
{
    linking x = { w, true };

    visit_acts(w->f->wide, link_tie, &x);
    mark_weaker(w->f);
    return x.good;
}

/* ---- boxes of a pyramid ---- */

static bool same_states(const promoted *x, const promoted *y)
{
    return x->state_count == y->state_count &&
           memcmp(x->states, y->states, x->state_count * sizeof *x->states) == 0;
}

/* The year of an agreement: of its conclusion, else of its proposal. */
static ent_str year_of_act(ent_figure *f, ent_act act)
{
    ent_date concluded = ent_act_concluded(act), first = ent_act_first_date(act);

    return ent_year_text(f, ent_date_known(concluded) ? concluded
                            : ent_date_known(first)   ? first
                                                      : act.as_of);
}

static void add_year(ent_str year, ent_str *low, ent_str *high)
{
    if (!year.len)
        return;
    if (!low->len || ent_str_compare_natural(year, *low) < 0)
        *low = year;
    if (!high->len || ent_str_compare_natural(year, *high) > 0)
        *high = year;
}

/* "2011", "2011-2015"; "" without a year. */
static void put_years(ent_buf *out, ent_str low, ent_str high)
{
    ent_buf_str(out, low);
    if (!ent_str_eq(low, high)) {
        ent_buf_text(out, "\xe2\x80\x93");
        ent_buf_str(out, high);
    }
}

static bool contains(ent_str text, ent_str part)
{
    for (size_t i = 0; i + part.len <= text.len; i++)
        if (memcmp(text.ptr + i, part.ptr, part.len) == 0)
            return true;
    return false;
}

/* The two or more words that both labels begin with; "" when there are fewer. */
static ent_str common_words(ent_str a, ent_str b)
{
    size_t same = 0, words = 0, count = 0;

    while (same < a.len && same < b.len && a.ptr[same] == b.ptr[same]) {
        same++;
        if ((same == a.len || a.ptr[same] == ' ') && (same == b.len || b.ptr[same] == ' ')) {
            words = same;
            count++;
        }
    }
    return (ent_str){ a.ptr, count > 1 ? words : 0 };
}

static ent_str short_of(const ent_dataset *d, uint32_t act)
{
    ent_str label = ent_cell(d, ent_act_at(d, act).row, "short");

    return label.len ? label : ent_act_at(d, act).title;
}

/* A box for the agreements at `members` of the list: drafts of the same states in the same place. */
static bool add_box(const work *w, const promoted *list, const size_t *members, size_t count)
{
    ent_figure *f = w->f;
    const ent_dataset *d = w->d;
    const promoted *p = &list[members[0]];
    const ent_act act = ent_act_at(d, p->act);
    ent_str label = short_of(d, p->act), low = { "", 0 }, high = { "", 0 }, id;
    uint32_t *acts = ent_arena_new(&f->arena, count, sizeof *acts);
    ent_buf text = { 0 };
    size_t at;
    bool good = acts != NULL;

    for (size_t i = 0; i < count && good; i++) {
        acts[i] = list[members[i]].act;
        add_year(year_of_act(f, ent_act_at(d, acts[i])), &low, &high);
        label = i ? common_words(label, short_of(d, acts[i])) : label;
    }
    if (count > 1 && !label.len) {
        bool body = p->place != ENT_NONE &&
                    (f->nodes[p->place].type == ENT_NODE_BODY || p->state_count > 1);

        ent_count(f->words, &text, count, ENT_WORD("draft|drafts"));
        if (body)
            ent_buf_format(&text, ", %.*s", ENT_STR_ARG(f->nodes[p->place].label));
        label = ent_keep_text(f, &text);
        if (!body && p->state_count == 1)
            label = ent_said(f, ENT_WORD("{1} of {2}"), ent_t(label), ent_t(f->nodes[p->states[0]].name));
        ent_buf_clear(&text);
    }
    ent_buf_text(&text, "agreement:");
    ent_buf_str(&text, act.id);
    id = ent_keep_text(f, &text);
    ent_buf_clear(&text);
    at = good ? ent_model_box(f, id, label) : NOWHERE;
    if (at == NOWHERE) {
        ent_buf_destroy(&text);
        return false;
    }
    if (low.len && !(count == 1 && contains(label, low))) {
        put_years(&text, low, high);
        f->nodes[at].sub = ent_keep_text(f, &text);
    }
    f->nodes[at].documents = acts;
    f->nodes[at].document_count = count;
    f->nodes[at].hollow = p->hollow;
    f->nodes[at].levels[act.level] = 1;
    for (size_t i = 0; i < p->state_count && good; i++) {
        context_tie *t = ENT_LIST_ADD(&f->context);

        if (!t) {
            good = false;
            break;
        }
        *t = (context_tie){ .a = p->states[i], .b = (uint32_t)at, .kind = p->kind,
                            .from = p->states[i],
                            .to = p->place != ENT_NONE ? p->place : p->states[i],
                            .acts = acts, .act_count = count };
    }
    ent_buf_destroy(&text);
    return good;
}

static bool is_of_two(const ent_figure *f, const promoted *p)
{
    return p->state_count == 2 && !p->box_count &&
           ent_act_at(ent_network_dataset(f->wide), p->act).within == ENT_NONE;
}

static bool link_boxes(const work *w)
{
    ent_figure *f = w->f;
    size_t count, *members;
    promoted *list = find_promoted(w, &count);
    bool *done = ent_arena_new(&f->arena, count, sizeof *done), good = list && done;

    members = ent_arena_new(&f->arena, count, sizeof *members);
    good = good && members;
    for (size_t i = 0; i < count && good; i++) {
        const promoted *p = &list[i];
        size_t group = 0;

        if (done[i])
            continue;
        done[i] = true;
        if (p->kind == ENT_TIE_TALKS || is_of_two(f, p)) {
            for (size_t x = 0; x < p->state_count && good; x++) {
                if (p->box_count)
                    good = add_act(f, add_line(f, p->states[x], p->place, p->kind), p->act);
                for (size_t y = x + 1; y < p->state_count && good && !p->box_count; y++)
                    good = add_act(f, add_line(f, p->states[x], p->states[y], p->kind), p->act);
            }
            for (size_t x = 1; x < p->box_count && good && !p->state_count; x++)
                good = add_act(f, add_line(f, p->boxes[0], p->boxes[x], p->kind), p->act);
        } else if (!p->state_count) {
            good = count_document(f, p);
        } else {
            members[group++] = i;
            for (size_t k = i + 1; k < count && p->hollow; k++)
                if (!done[k] && list[k].kind == p->kind && list[k].hollow &&
                    list[k].place == p->place && same_states(p, &list[k]) && !is_of_two(f, &list[k])) {
                    done[k] = true;
                    members[group++] = k;
                }
            good = add_box(w, list, members, group);
        }
    }
    return good;
}

/* ---- levels and words ---- */

static void give_level(void *ctx, const ent_tie *tie, const ent_evidence *e)
{
    work *w = ctx;
    uint32_t ends[2] = { tie->a, tie->b };

    for (int k = 0; k < 2; k++)
        if (w->drawn[ends[k]] != ENT_NONE && !w->f->nodes[w->drawn[ends[k]]].degree)
            w->f->nodes[w->drawn[ends[k]]].levels[ent_act_at(w->d, e->record).level]++;
}

/* Documents that only their own organization made are counted at it, too. */
static bool count_lone_documents(const work *w, const uint8_t *shown)
{
    ent_figure *f = w->f;
    const ent_dataset *d = w->d;
    bool good = true;

    for (size_t i = 0; i < ent_act_count(d) && good; i++) {
        uint32_t a = w->order[i], within = ent_act_at(d, a).within;
        uint32_t at;

        if (shown[a] || within == ENT_NONE || ent_ledger_bucket(f->wide, ENT_AGREEMENTS, a) != ENT_ONE_PARTY)
            continue;
        if ((at = w->of_actor[within]) == ENT_NONE)
            continue;
        good = count_document(f, &(promoted){ .act = a, .place = at });
        if (!f->nodes[at].degree)
            f->nodes[at].levels[ent_act_at(d, a).level]++;
    }
    return good;
}

/* Below the name of an organization or body: the number of its documents. */
static void name_documents(ent_figure *f)
{
    ent_buf text = { 0 };

    for (size_t i = 0; i < f->node_count; i++) {
        drawn_node *n = &f->nodes[i];

        if (!n->document_count || n->type == ENT_NODE_ACT)
            continue;
        ent_buf_clear(&text);
        ent_count(f->words, &text, n->document_count, ENT_WORD("document|documents"));
        n->sub = ent_keep_text(f, &text);
    }
    ent_buf_destroy(&text);
}

ent_status ent_context_link(ent_figure *f, ent_diags *diags)
{
    size_t counts[ENT_TIE_KIND_COUNT + 1] = { 0 };
    uint8_t *shown = NULL;
    work w;
    bool good;

    if (!f->wide)
        return ENT_OK;
    good = work_init(&w, f);
    if (good) {
        visit_acts(f->wide, give_level, &w);
        good = f->agreements_as_ties ? link_boxes(&w) : link_ties(&w);
        if (f->layout->bands)
            ent_context_place_bodies(f, w.of_actor);
        good = good && (!f->layout->bands || ent_context_set_up(f, w.of_actor));
    }
    good = good && (shown = ent_context_shown(f, counts)) != NULL && count_lone_documents(&w, shown);
    ent_mem_free(shown);
    if (!good)
        return ent_out_of_memory(diags);
    name_documents(f);
    return ENT_OK;
}
