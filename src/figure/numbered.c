/* numbered.c: agreements that are numbered columns of a table, with a key of their titles. There is room for the
 * agreements with most parties; the others are left out, and counted in a note. */
#include "figure/encode.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

typedef struct entry {
    size_t node, parties, group; /* group: the region of three parties in four, or SIZE_MAX */
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

/* ---- what has room ---- */

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

static void note_left_out(ent_figure *f, size_t acts, size_t actors, size_t limit)
{
    ent_buf agreements = { 0 }, others = { 0 };

    ent_count(f->words, &agreements, acts, ENT_WORD("agreement|agreements"));
    if (actors)
        ent_say(f->words, &others,
                ENT_WORD("{1} actor that is party to no other|{1} actors that are party to no others"), ent_n(actors));
    f->left_out = actors ? ent_said(f,
                                      ENT_WORD("{1} of at most {2} parties found no room, nor {3}; --only, --topic or "
                                               "--level draws them."),
                                      ent_t(ent_buf_view(&agreements)), ent_n(limit), ent_t(ent_buf_view(&others)))
                           : ent_said(f,
                                      ENT_WORD("{1} of at most {2} parties found no room; --only, --topic or --level "
                                               "draws them."),
                                      ent_t(ent_buf_view(&agreements)), ent_n(limit));
    ent_add_note(f, f->left_out);
    ent_buf_destroy(&agreements);
    ent_buf_destroy(&others);
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

ent_status ent_keep_largest(ent_figure *f, ent_diags *diags)
{
    size_t *parties = count_parties(f), count = 0, most, actors = 0;
    entry *list = ent_mem_new(f->node_count, sizeof *list);
    bool *gone = ent_mem_new(f->node_count, sizeof *gone);
    uint32_t *now = ent_mem_new(f->node_count, sizeof *now);
    ent_status status = parties && list && gone && now ? ENT_OK : ent_out_of_memory(diags);

    for (size_t i = 0; i < f->node_count && status == ENT_OK; i++)
        if (ent_is_second_mode(f, &f->nodes[i]))
            list[count++] = (entry){ i, parties[i], SIZE_MAX };
    most = most_columns(f, f->node_count - count);
    if (status == ENT_OK && count > most) {
        qsort(list, count, sizeof *list, in_order);
        while (most > 0 && list[0].parties > 1 && list[most - 1].parties < 2)
            most--; /* some of many of a single party would say nothing */
        for (size_t i = most; i < count; i++)
            gone[list[i].node] = true;
        for (size_t i = 0; i < f->tie_count; i++)
            for (int e = 0; e < 2; e++)
                if (gone[e ? f->ties[i].b : f->ties[i].a])
                    parties[e ? f->ties[i].a : f->ties[i].b]--;
        for (size_t i = 0; i < f->node_count; i++)
            if (!ent_is_second_mode(f, &f->nodes[i]) && !parties[i]) {
                gone[i] = true;
                actors++;
            }
        note_left_out(f, count - most, actors, list[most].parties);
        remove_nodes(f, gone, now);
    }
    ent_mem_free(parties);
    ent_mem_free(list);
    ent_mem_free(gone);
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
