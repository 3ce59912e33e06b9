/* numbered.c: agreements that are numbered columns of a table, with a key of their titles. There is room for the
 * agreements with most parties, or for the organizations that tell members apart; what is left out is counted in a note. */
#include "figure/encode.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

typedef struct entry {
    size_t node, parties, group; /* group: the region of three parties in four, or SIZE_MAX; before: how much it tells */
} entry;


/* Ties whose days are unknown count as well: they have cells. */
static size_t *count_parties(const ent_figure *f)
{
    size_t *parties = ent_mem_new(f->node_count, sizeof *parties);

    for (size_t i = 0; parties && i < f->tie_count; i++) {
        parties[f->ties[i].a]++;
        parties[f->ties[i].b]++;
    }
    return parties;
}

/* Agreements of all regions first, then region by region, the largest first. */
static int in_order(const void *a, const void *b)
{
    const entry *x = a, *y = b;

    if (x->group + 1 != y->group + 1) /* SIZE_MAX becomes 0 */
        return x->group + 1 < y->group + 1 ? -1 : 1;
    if (x->parties != y->parties)
        return x->parties > y->parties ? -1 : 1;
    return x->node < y->node ? -1 : x->node > y->node;
}

/* ---- what is drawn ---- */

typedef struct columns { /* agreements, or organizations, and the rows beside them */
    ent_figure *f;
    entry *list;
    size_t *parties; /* of each node, certain or not */
    size_t *known;   /* those of certain ties */
    bool *gone;      /* is the node left out? */
    size_t count, rows;
} columns;

/* The more rows there are, the fewer columns stand beside their names, and fewer still beside the partners of
 * many agreements of two. */
static size_t most_columns(const ent_figure *f, size_t rows)
{
    size_t pairs = 0;
    double most = rows > 120 ? 40 : rows > 60 ? 60 : 120;

    for (size_t i = 0; i < f->tie_count; i++)
        pairs += f->ties[i].of_act;
    most = 2 * pairs > rows ? 0.65 * most : most;

    return (size_t)(most * f->width_mm / 180);
}

static bool are_organizations(const ent_figure *f)
{
    return ent_network_selection(f->networks[0])->network == ENT_NET_MEMBERS;
}

/* "13 agreements", "13 organizations" */
static void count_columns(const ent_figure *f, size_t count, ent_buf *out)
{
    ent_count(f->words, out, count, ent_kind_forms(are_organizations(f) ? ENT_NODE_ORGANIZATION : ENT_NODE_ACT));
}

static void add_sentence(ent_buf *out, ent_str sentence)
{
    ent_buf_text(out, out->len ? " " : "");
    ent_buf_str(out, sentence);
}

/* Takes columns from the end of the list; returns how many are left. */
static size_t drop_last(columns *c, size_t count)
{
    while (count && c->count)
        c->gone[c->list[--c->count].node] = true, count--;
    return c->count;
}

/* Takes out the columns of which `says` is true, and names them in a sentence. */
static void fold(columns *c, bool (*says)(const columns *c, const entry *e), const char *sentence, ent_buf *out)
{
    enum { LEAST = 5 };
    ent_figure *f = c->f;
    ent_buf names = { 0 };
    size_t found = 0, kept = 0;

    for (size_t i = 0; i < c->count; i++)
        found += says(c, &c->list[i]);
    if (found < LEAST || found == c->count)
        return;
    for (size_t i = 0; i < c->count; i++)
        if (says(c, &c->list[i])) {
            ent_buf_text(&names, names.len ? ", " : "");
            ent_buf_str(&names, f->nodes[c->list[i].node].label);
            c->gone[c->list[i].node] = true;
        } else {
            c->list[kept++] = c->list[i];
        }
    c->count = kept;
    add_sentence(out, ent_said(f, sentence, ent_t(ent_buf_view(&names))));
    ent_buf_destroy(&names);
}

static bool has_all(const columns *c, const entry *e)
{
    return c->known[e->node] == c->rows;
}

static bool has_none_known(const columns *c, const entry *e)
{
    return !c->known[e->node];
}

/* Organizations with short names that are the same for all members differ in nothing: they are told in a line. */
static void fold_equal(columns *c, ent_buf *out)
{
    enum { SHORT = 10 };

    if (!are_organizations(c->f))
        return;
    for (size_t i = 0; i < c->count; i++)
        if (ent_utf8_count(c->f->nodes[c->list[i].node].label) > SHORT)
            return;
    fold(c, has_all, ENT_WORD("All are members of: {1}."), out);
    fold(c, has_none_known, ENT_WORD("Not drawn, since no membership is known to hold: {1}."), out);
}

/* An agreement with a single one of these parties shows no tie between parties. Such columns are left out: of numbered
 * columns always, of boxes when there are many and most of them are such. */
static void drop_single(columns *c, ent_buf *out)
{
    enum { LEAST = 3, MANY_BOXES = 60 };
    size_t single = 0, pairs = 0;
    ent_buf count = { 0 };

    for (size_t i = 0; i < c->f->tie_count; i++)
        pairs += c->f->ties[i].of_act;
    while (single < c->count && c->list[c->count - 1 - single].parties < 2)
        single++;
    if (!single || c->count - single + pairs < LEAST ||
        (!c->f->layout->numbered && (c->count <= MANY_BOXES || 2 * single <= c->count)))
        return;
    count_columns(c->f, single, &count);
    drop_last(c, single);
    add_sentence(out, ent_said(c->f, ENT_WORD("Not drawn: {1} of a single one of these parties."), ent_t(ent_buf_view(&count))));
    ent_buf_destroy(&count);
}

/* Organizations of half of the members tell them apart best. */
static int by_telling(const void *a, const void *b)
{
    const entry *x = a, *y = b;

    return x->group != y->group ? (x->group > y->group ? -1 : 1) : in_order(a, b);
}

static void drop_without_room(columns *c, size_t most, ent_buf *out)
{
    bool organizations = are_organizations(c->f);
    ent_buf count = { 0 };

    if (c->count <= most)
        return;
    for (size_t i = 0; i < c->count && organizations; i++) {
        size_t known = c->known[c->list[i].node];

        c->list[i].group = known * (c->rows - known);
    }
    if (organizations)
        qsort(c->list, c->count, sizeof *c->list, by_telling);
    count_columns(c->f, c->count - most, &count);
    add_sentence(out, organizations
                          ? ent_said(c->f,
                                     ENT_WORD("{1} of which nearly all, or the fewest, are members found no room; --only draws "
                                              "them."),
                                     ent_t(ent_buf_view(&count)))
                          : ent_said(c->f,
                                     ENT_WORD("{1} of at most {2} parties found no room; --only, --topic or --level "
                                              "draws them."),
                                     ent_t(ent_buf_view(&count)), ent_n(c->list[most].parties)));
    drop_last(c, c->count - most);
    ent_buf_destroy(&count);
}

/* Rows without a cell, once columns are left out. */
static void drop_empty_rows(columns *c, ent_buf *out)
{
    ent_figure *f = c->f;
    size_t actors = 0;

    for (size_t i = 0; i < f->tie_count; i++)
        for (int e = 0; e < 2; e++)
            if (c->gone[e ? f->ties[i].b : f->ties[i].a])
                c->parties[e ? f->ties[i].a : f->ties[i].b]--;
    for (size_t i = 0; i < f->node_count; i++)
        if (!ent_is_second_mode(f, &f->nodes[i]) && !c->parties[i]) {
            c->gone[i] = true;
            actors++;
        }
    if (actors)
        add_sentence(out, ent_said(f, ENT_WORD("{1} actor of these alone is not drawn.|{1} actors of these alone are not drawn."),
                                   ent_n(actors)));
}

/* Takes out nodes that are marked, and their ties; `now`: room for a number for each node. */
static void remove_nodes(ent_figure *f, const bool *gone, uint32_t *now)
{
    size_t nodes = 0, ties = 0, pairs = 0;

    for (size_t i = 0; i < f->tie_count; i++) {
        if (gone[f->ties[i].a] || gone[f->ties[i].b])
            continue;
        pairs += i < f->pair_count;
        f->ties[ties++] = f->ties[i];
    }
    for (size_t i = 0; i < f->node_count; i++) {
        now[i] = (uint32_t)nodes;
        if (!gone[i])
            f->nodes[nodes++] = f->nodes[i];
    }
    for (size_t i = 0; i < ties; i++) {
        f->ties[i].a = now[f->ties[i].a];
        f->ties[i].b = now[f->ties[i].b];
    }
    f->node_count = nodes;
    f->tie_count = ties;
    f->pair_count = pairs;
}

static void keep_telling(columns *c)
{
    ent_figure *f = c->f;
    ent_buf out = { 0 };

    for (size_t i = 0; i < f->tie_count; i++) {
        c->known[f->ties[i].a] += !f->ties[i].unknown;
        c->known[f->ties[i].b] += !f->ties[i].unknown;
    }
    for (size_t i = 0; i < f->node_count; i++)
        if (ent_is_second_mode(f, &f->nodes[i]))
            c->list[c->count++] = (entry){ i, c->parties[i], SIZE_MAX };
    c->rows = f->node_count - c->count;
    if (c->count)
        qsort(c->list, c->count, sizeof *c->list, in_order);
    drop_single(c, &out);
    if (f->layout->numbered) {
        fold_equal(c, &out);
        drop_without_room(c, most_columns(f, c->rows), &out);
    }
    if (out.len) {
        drop_empty_rows(c, &out);
        f->left_out = ent_keep_text(f, &out);
        ent_add_note(f, f->left_out);
    }
    ent_buf_destroy(&out);
}

ent_status ent_keep_telling(ent_figure *f, ent_diags *diags)
{
    columns c = { .f = f,
                  .parties = count_parties(f),
                  .known = ent_mem_new(f->node_count, sizeof *c.known),
                  .list = ent_mem_new(f->node_count, sizeof *c.list),
                  .gone = ent_mem_new(f->node_count, sizeof *c.gone) };
    uint32_t *now = ent_mem_new(f->node_count, sizeof *now);
    ent_status status = c.parties && c.known && c.list && c.gone && now ? ENT_OK : ent_out_of_memory(diags);

    if (status == ENT_OK) {
        keep_telling(&c);
        remove_nodes(f, c.gone, now);
    }
    ent_mem_free(c.parties);
    ent_mem_free(c.known);
    ent_mem_free(c.list);
    ent_mem_free(c.gone);
    ent_mem_free(now);
    return status;
}

/* ---- numbers ---- */

/* The group to which three parties in four belong. */
static size_t home_of(const ent_figure *f, size_t act, size_t parties, size_t *counts)
{
    for (size_t g = 0; g < f->bloc_count; g++)
        counts[g] = 0;
    for (size_t i = 0; i < f->tie_count; i++) {
        const drawn_tie *t = &f->ties[i];
        size_t other = t->a == act ? t->b : t->b == act ? t->a : NOWHERE;

        if (other != NOWHERE && f->nodes[other].group != NOWHERE)
            counts[f->nodes[other].group]++;
    }
    for (size_t g = 0; g < f->bloc_count; g++)
        if (f->bloc_count > 1 && 4 * counts[g] >= 3 * parties)
            return g;
    return NOWHERE;
}

ent_status ent_number_agreements(ent_figure *f, ent_diags *diags)
{
    size_t *parties = count_parties(f), *counts = ent_mem_new(MOST_BLOCS, sizeof *counts), count = 0;
    entry *list = ent_mem_new(f->node_count, sizeof *list);
    ent_status status = parties && counts && list ? ENT_OK : ent_out_of_memory(diags);

    for (size_t i = 0; i < f->node_count && status == ENT_OK; i++)
        if (ent_is_second_mode(f, &f->nodes[i]))
            list[count++] = (entry){ i, parties[i], home_of(f, i, parties[i], counts) };
    if (count)
        qsort(list, count, sizeof *list, in_order);
    for (size_t i = 0; i < count; i++) {
        f->nodes[list[i].node].number = i + 1;
        f->nodes[list[i].node].group = list[i].group;
    }
    ent_mem_free(parties);
    ent_mem_free(counts);
    ent_mem_free(list);
    return status;
}

static const drawn_node *find_number(const ent_figure *f, size_t number)
{
    for (size_t i = 0; i < f->node_count; i++)
        if (f->nodes[i].number == number)
            return &f->nodes[i];
    return NULL;
}

void ent_list_numbers(const ent_figure *f, ent_buf *out)
{
    const drawn_node *n;
    ent_buf list = { 0 };

    if (!f->layout->numbered || !find_number(f, 1))
        return;
    for (size_t k = 1; (n = find_number(f, k)) != NULL; k++) {
        ent_buf_format(&list, "%s%zu ", k > 1 ? "; " : "", k);
        ent_buf_str(&list, n->name);
        if (n->sub.len)
            ent_buf_format(&list, " (%.*s)", ENT_STR_ARG(n->sub));
    }
    ent_say(f->words, out, ENT_WORD("Agreements: {1}."), ent_t(ent_buf_view(&list)));
    ent_buf_char(out, ' ');
    out->failed |= list.failed;
    ent_buf_destroy(&list);
}
