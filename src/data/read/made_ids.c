/* made_ids.c: ids of agreements that have none. An id must not depend on the order of rows: it is made of
 * the parties ("AAA|BBB"), and agreements of the same parties are numbered ("AAA|BBB #2") in the order of
 * their rows' cells. */
#include <stdlib.h>

#include "base/platform.h"
#include "data/read/tidy.h"

typedef struct making {
    ent_dataset *d;
    ent_index numbers;        /* of ids without "#2" */
    ENT_LIST(ent_str) stems;  /* these ids */
    ENT_LIST(ent_str) actors; /* of one agreement */
    uint32_t *stem;           /* of each agreement */
    ent_buf text;
} making;

static int by_actor_id(const void *a, const void *b)
{
    return ent_str_compare_natural(*(const ent_str *)a, *(const ent_str *)b);
}

/* The ids of the parties, in order; with the agreement's own id in front if it has one. */
static void write_stem(making *m, uint32_t act)
{
    ent_str own = ent_act_id(m->d, act);

    qsort(m->actors.items, m->actors.count, sizeof *m->actors.items, by_actor_id);
    ent_buf_clear(&m->text);
    if (own.len) {
        ent_buf_str(&m->text, own);
        ent_buf_text(&m->text, ": ");
    }
    for (size_t i = 0; i < m->actors.count; i++) {
        if (i)
            ent_buf_char(&m->text, '|');
        ent_buf_str(&m->text, m->actors.items[i]);
    }
}

static bool number_stem(making *m, uint32_t *number)
{
    ent_str text;

    *number = ent_index_find(&m->numbers, ent_buf_view(&m->text));
    if (*number != ENT_ABSENT || m->text.failed)
        return !m->text.failed;
    *number = (uint32_t)m->stems.count;
    text = ent_arena_str(&m->d->arena, ent_buf_view(&m->text));
    return text.ptr && ENT_LIST_PUSH(&m->stems, text) && ent_index_add(&m->numbers, text, *number, NULL);
}

static bool find_stems(making *m)
{
    const ent_dataset *d = m->d;
    size_t party = 0;
    bool done = true;

    for (uint32_t act = 0; act < d->acts.count && done; act++) {
        m->actors.count = 0;
        for (; party < d->parties.count && ent_party_act(d, party) == act && done; party++)
            done = ENT_LIST_PUSH(&m->actors, d->actors.items[ent_party_actor(d, party)].id);
        write_stem(m, act);
        done = done && number_stem(m, &m->stem[act]);
    }
    return done;
}

static int by_cells(const void *a, const void *b, void *dataset)
{
    const uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    ent_dataset *d = dataset;
    ent_tablefile *file = &d->tables[ENT_AGREEMENTS].file;
    const size_t at[] = { ent_act_row(d, x).offset, ent_act_row(d, y).offset };
    int order = 0;

    for (size_t column = 0; column < file->columns && !order; column++)
        order = ent_str_compare(ent_tablefile_cell(file, at[0], column),
                                ent_tablefile_cell(file, at[1], column));
    return order ? order : x < y ? -1 : x > y;
}

/* Without a title of its own an agreement is called by its new id. */
static bool rename_act(making *m, uint32_t at, ent_str id)
{
    const table *t = &m->d->tables[ENT_AGREEMENTS];
    ent_act act = ent_act_at(m->d, at);

    if (!id.ptr)
        return false;
    if (!act.title.len ||
        (act.title.ptr == act.id.ptr && t->position[ACT_TITLE] != t->position[ACT_ID]))
        act.title = id;
    act.label = act.title;
    act.id = id;
    return ent_acts_put(m->d, at, &act);
}

/* Names the agreements of one stem. */
static bool name_acts(making *m, uint32_t stem, uint32_t *acts, size_t count)
{
    bool done = true;

    if (count > 1)
        ent_platform_sort(acts, count, sizeof *acts, by_cells, m->d);
    for (size_t i = 0; i < count && done; i++) {
        ent_str id = m->stems.items[stem];

        if (i) {
            ent_buf_clear(&m->text);
            ent_buf_str(&m->text, id);
            ent_buf_text(&m->text, " #");
            ent_buf_count(&m->text, i + 1);
            id = m->text.failed ? (ent_str){ 0 } : ent_arena_str(&m->d->arena, ent_buf_view(&m->text));
        }
        done = rename_act(m, acts[i], id);
    }
    return done;
}

static bool name_all(making *m)
{
    size_t count = m->d->acts.count, stems;
    uint32_t *start = NULL, *acts = NULL;
    bool done = find_stems(m);

    ent_index_destroy(&m->numbers);
    stems = m->stems.count;
    done = done && (start = ent_mem_new(stems + 2, sizeof *start)) != NULL &&
           (acts = ent_mem_new(count, sizeof *acts)) != NULL;
    for (size_t i = 0; i < count && done; i++)
        start[m->stem[i] + 2]++;
    for (size_t i = 2; i < stems + 2 && done; i++)
        start[i] += start[i - 1];
    for (size_t i = 0; i < count && done; i++)
        acts[start[m->stem[i] + 1]++] = (uint32_t)i;
    for (uint32_t i = 0; i < stems && done; i++)
        done = name_acts(m, i, acts + start[i], start[i + 1] - start[i]);
    ent_mem_free(start);
    ent_mem_free(acts);
    return done;
}

/* Has every agreement an id of its own? Also true when memory was refused. */
static bool are_named(ent_dataset *d, bool *refused)
{
    for (uint32_t i = 0; i < d->acts.count; i++)
        if (!ent_act_id(d, i).len)
            return false;
    *refused = !ent_acts_index(d);
    for (uint32_t i = 0; i < d->acts.count && !*refused; i++)
        if (ent_index_find(&d->act_ids, ent_act_id(d, i)) != i)
            return false;
    return true;
}

ent_status ent_tidy_make_ids(ent_dataset *d, ent_diags *diags)
{
    making m = { .d = d };
    bool refused = false;

    if (!are_named(d, &refused)) {
        ent_acts_forget_index(d);
        m.stem = ent_mem_new(d->acts.count, sizeof *m.stem);
        refused = !m.stem || !name_all(&m);
    }
    ent_index_destroy(&m.numbers);
    ENT_LIST_DESTROY(&m.stems);
    ENT_LIST_DESTROY(&m.actors);
    ent_mem_free(m.stem);
    ent_buf_destroy(&m.text);
    return refused ? ent_out_of_memory(diags) : ENT_OK;
}
