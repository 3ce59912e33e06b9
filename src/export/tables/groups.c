/* groups.c: see groups.h. */
#include "export/tables/groups.h"

#include <stdlib.h>

/* ---- lists of names ---- */

bool next_name(ent_str *rest, ent_str *name)
{
    size_t at = 0;

    while (at < rest->len && rest->ptr[at] != ';' && rest->ptr[at] != ',')
        at++;
    if (!rest->len)
        return false;
    *name = ent_str_trim((ent_str){ rest->ptr, at });
    at += at < rest->len;
    rest->ptr += at;
    rest->len -= at;
    return true;
}

ent_status actors_named(fields *f, const char *list, actor_list *actors, ent_diags *diags)
{
    ent_str rest = ent_str_of(list), name;
    ent_status status = ENT_OK;

    while (status == ENT_OK && next_name(&rest, &name)) {
        ent_str copy = ent_arena_str(&f->texts, name);
        uint32_t actor = copy.ptr ? ent_actor_meant(f->d, copy.ptr, diags) : ENT_NONE;

        if (!copy.ptr || (actor != ENT_NONE && !ENT_LIST_PUSH(actors, actor)))
            status = ent_out_of_memory(diags);
        else if (actor == ENT_NONE)
            status = ENT_EUSAGE;
    }
    return status;
}

bool names_actors(fields *f, uint32_t act, const actor_list *actors)
{
    const uint32_t *parties;
    size_t count = ent_act_parties(f->d, act, &parties), found = 0;

    for (size_t k = 0; k < actors->count; k++)
        for (size_t i = 0; i < count; i++)
            if (ent_party_at(f->d, parties[i])->actor == actors->items[k]) {
                found++;
                break;
            }
    return found == actors->count;
}

/* ---- groups ---- */

ent_status groups_by(groups *g, const char *names, ent_diags *diags)
{
    ent_str rest = ent_str_of(names), name;
    ent_status status = ENT_OK;

    while (status == ENT_OK && next_name(&rest, &name)) {
        if (g->field_count == MOST_FIELDS)
            return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE, "at most %d columns can be counted by",
                            (int)MOST_FIELDS);
        status = field_find(g->f, g->of, name, &g->fields[g->field_count++], diags);
    }
    return status;
}

static ent_status count_in(groups *g, const value of[MOST_FIELDS], ent_truth counts, ent_diags *diags)
{
    ent_buf key = { 0 };
    ent_str kept;
    uint32_t found;
    group *x;

    for (size_t i = 0; i < g->field_count; i++) {
        ent_buf_str(&key, of[i].key);
        ent_buf_char(&key, '\x1f');
    }
    found = key.failed ? ENT_ABSENT : ent_index_find(&g->index, ent_buf_view(&key));
    if (found == ENT_ABSENT) {
        kept = ent_arena_str(&g->f->texts, ent_buf_view(&key));
        x = kept.ptr && !key.failed ? ENT_LIST_ADD(&g->list) : NULL;
        if (!x || !ent_index_add(&g->index, kept, (uint32_t)(g->list.count - 1), &found)) {
            ent_buf_destroy(&key);
            return ent_out_of_memory(diags);
        }
        for (size_t i = 0; i < g->field_count; i++)
            x->of[i] = of[i];
    }
    g->list.items[found].counts[counts]++;
    ent_buf_destroy(&key);
    return ENT_OK;
}

ent_status groups_add(groups *g, uint32_t item, ent_truth counts, ent_diags *diags)
{
    static const value none = { { "(none)", 6 }, { "(none)", 6 }, INT32_MAX };
    size_t at[MOST_FIELDS] = { 0 }, k = 0;
    ent_status status = ENT_OK;

    for (size_t i = 0; i < g->field_count; i++) {
        field_values(g->f, &g->fields[i], g->of, item, &g->found[i]);
        g->several[i] |= g->found[i].count > 1;
        if (!g->found[i].count && !ENT_LIST_PUSH(&g->found[i], none))
            return ent_out_of_memory(diags);
    }
    while (k < g->field_count && status == ENT_OK) { /* all combinations, the first field fastest */
        value of[MOST_FIELDS];

        for (size_t i = 0; i < g->field_count; i++)
            of[i] = g->found[i].items[at[i]];
        status = count_in(g, of, counts, diags);
        for (k = 0; k < g->field_count && ++at[k] == g->found[k].count; k++)
            at[k] = 0;
    }
    return status;
}

int compare_values(const value *a, const value *b)
{
    int names;

    if (a->order != b->order)
        return a->order < b->order ? -1 : 1;
    names = ent_str_compare_names(a->label, b->label);
    return names ? names : ent_str_compare(a->key, b->key);
}

static int by_values(const void *a, const void *b)
{
    const group *x = a, *y = b;
    int order = 0;

    for (size_t i = 0; i < MOST_FIELDS && !order; i++)
        order = compare_values(&x->of[i], &y->of[i]);
    return order;
}

void groups_sort(groups *g)
{
    if (g->list.count)
        qsort(g->list.items, g->list.count, sizeof *g->list.items, by_values);
}

void groups_note(const groups *g, ent_sheet *sheet)
{
    ent_buf text = { 0 };

    for (size_t i = 0; i < g->field_count; i++)
        if (g->several[i])
            ent_buf_format(&text, "%s%s", text.len ? " or " : "", g->fields[i].name);
    if (text.len) {
        ent_buf note = { 0 };

        ent_buf_format(&note, "an agreement with several values of %s counts once in each; the total "
                              "counts it once, so that the rows may add up to more",
                       ent_buf_string(&text));
        ent_sheet_note(sheet, ent_buf_view(&note));
        ent_buf_destroy(&note);
    }
    ent_buf_destroy(&text);
}

void groups_destroy(groups *g)
{
    ENT_LIST_DESTROY(&g->list);
    ent_index_destroy(&g->index);
    for (size_t i = 0; i < MOST_FIELDS; i++)
        ENT_LIST_DESTROY(&g->found[i]);
}
