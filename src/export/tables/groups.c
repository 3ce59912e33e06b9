/* groups.c: see groups.h. */
#include "export/tables/groups.h"

#include <stdlib.h>
#include <string.h>

/* ---- which agreements ---- */

static ent_status actors_named(fields *f, const char *list, index_list *actors, ent_diags *diags)
{
    ent_str rest = ent_str_of(list), name;
    ent_status status = ENT_OK;

    while (status == ENT_OK && ent_str_next_item(&rest, &name)) {
        ent_str copy = ent_arena_str(&f->texts, name);
        uint32_t actor = copy.ptr ? ent_actor_meant(f->d, copy.ptr, diags) : ENT_NONE;

        if (!copy.ptr || (actor != ENT_NONE && !ENT_LIST_PUSH(actors, actor)))
            status = ent_out_of_memory(diags);
        else if (actor == ENT_NONE)
            status = ENT_EUSAGE;
    }
    return status;
}

static ent_status roles_named(const char *list, unsigned *roles, ent_diags *diags)
{
    ent_str rest = ent_str_of(list), name;
    const char *words[ENT_ROLE_COUNT];

    for (int r = 0; r < ENT_ROLE_COUNT; r++)
        words[r] = ent_role_name((ent_role)r);
    while (ent_str_next_item(&rest, &name)) {
        ent_role role = ent_role_of(name);

        if (role == ENT_ROLE_COUNT)
            return ent_fail_unknown(diags, ENT_NOWHERE, "role", name, ENT_NAMES(words),
                                    "see `entente list kinds`");
        *roles |= 1u << role;
    }
    return ENT_OK;
}

/* Does the agreement name all of them in one of the roles? Without actors: anyone? */
static bool names_actors(const fields *f, uint32_t act, const index_list *actors, unsigned roles)
{
    const uint32_t *parties;
    size_t count = ent_act_parties(f->d, act, &parties), found = 0;
    bool any = false;

    for (size_t i = 0; i < count; i++)
        any |= (roles & 1u << ent_party_at(f->d, parties[i]).role) != 0;
    for (size_t k = 0; k < actors->count; k++)
        for (size_t i = 0; i < count; i++) {
            const ent_party p = ent_party_at(f->d, parties[i]);

            if (p.actor == actors->items[k] && (!roles || roles & 1u << p.role)) {
                found++;
                break;
            }
        }
    return found == actors->count && (any || !roles);
}

/* An agreement that counts is also among those left out when a party of it is left out because of doubt, or did not
 * exist. */
static bool is_shown(const fields *f, ent_shown show, uint32_t act)
{
    ent_truth counts = ent_counting_act(f->counting, act);

    return show == ENT_SHOW_ALL || (show == ENT_SHOW_COUNTED) == (counts == ENT_YES) ||
           (show == ENT_SHOW_LEFT_OUT && ent_counting_doubt(f->counting, act) != ENT_NONE);
}

ent_status select_acts(fields *f, const ent_tables_options *options, index_list *acts, ent_diags *diags)
{
    index_list named = { 0 };
    unsigned roles = 0;
    ent_status status = actors_named(f, options->party, &named, diags);

    if (status == ENT_OK && options->roles)
        status = roles_named(options->roles, &roles, diags);
    for (uint32_t i = 0; i < ent_act_count(f->d) && status == ENT_OK; i++)
        if (ent_counting_selects(f->counting, i) && names_actors(f, i, &named, roles) &&
            is_shown(f, options->show, i) && !ENT_LIST_PUSH(acts, i))
            status = ent_out_of_memory(diags);
    ENT_LIST_DESTROY(&named);
    if (status == ENT_OK && !sort_acts(f->d, acts->items, acts->count))
        status = ent_out_of_memory(diags);
    return status;
}

/* ---- groups ---- */

ent_status groups_field(groups *g, ent_str name, ent_diags *diags)
{
    if (g->field_count == MOST_FIELDS)
        return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE, "at most %d columns can be counted by",
                        (int)MOST_FIELDS);
    return field_find(g->f, g->of, name, &g->fields[g->field_count++], diags);
}

ent_status groups_by(groups *g, const char *names, ent_diags *diags)
{
    ent_str rest = ent_str_of(names), name;
    ent_status status = ENT_OK;

    while (status == ENT_OK && ent_str_next_item(&rest, &name))
        status = groups_field(g, name, diags);
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

size_t group_size(const group *x)
{
    return x->counts[ENT_YES] + x->counts[ENT_NO] + x->counts[ENT_UNKNOWN];
}

static int by_size(const void *a, const void *b)
{
    size_t x = group_size(a), y = group_size(b);

    return x != y ? (x > y ? -1 : 1) : by_values(a, b);
}

void groups_keep(groups *g, size_t top)
{
    if (g->list.count)
        qsort(g->list.items, g->list.count, sizeof *g->list.items, by_size);
    g->list.count = g->list.count > top ? top : g->list.count;
}

void groups_note(const groups *g, ent_sheet *sheet)
{
    static const char *const nouns[] = { "an agreement", "a party", "a tie" };
    ent_buf text = { 0 };

    for (size_t i = 0; i < g->field_count; i++)
        if (g->several[i] && (!i || strcmp(g->fields[i].name, g->fields[0].name) != 0))
            ent_buf_format(&text, "%s%s", text.len ? " or " : "", g->fields[i].name);
    if (text.len) {
        ent_buf note = { 0 };

        ent_buf_format(&note, "%s with several values of %s counts once in each and once in a total: the "
                              "numbers may add up to more than the total",
                       nouns[g->of], ent_buf_string(&text));
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
