/* partition.c: groups of nodes: by a column of the actors, by the communities found ("community"), or
 * by membership in an organization on the day ("member=ID"). Groups are numbered in the order of their
 * names, so that results do not depend on the order of rows. */
#include "measure/communities/partition.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "measure/communities/communities.h"
#include "network/status.h"

typedef struct named {
    ent_str name;
    uint32_t node;
} named;

static int by_name(const void *a, const void *b)
{
    const named *x = a, *y = b;
    int order = ent_str_compare_natural(x->name, y->name);

    return order ? order : x->node < y->node ? -1 : x->node > y->node;
}

/* ---- the name of each node's group ---- */

static ent_status name_by_community(ent_work *w, named *list)
{
    const work_division *d;
    ent_status status = ent_work_communities(w, &d);
    ent_buf text = { 0 };

    for (uint32_t i = 0; i < w->n && status == ENT_OK; i++) {
        ent_buf_clear(&text);
        ent_buf_count(&text, d->community[i]);
        list[i] = (named){ ent_arena_str(&w->arena, ent_buf_view(&text)), i };
        if (!list[i].name.ptr)
            status = ent_out_of_memory(w->diags);
    }
    ent_buf_destroy(&text);
    return status;
}

static ent_status name_by_membership(ent_work *w, ent_str organization, named *list)
{
    const ent_dataset *d = w->network ? ent_network_dataset(w->network) : NULL;
    uint32_t actor = d ? ent_actor_find(d, organization) : ENT_NONE;

    if (actor == ENT_NONE)
        return ent_fail(w->diags, ENT_EUSAGE, ENT_NOWHERE, "no actor '%.*s' to be a member of",
                        ENT_STR_ARG(organization));
    for (uint32_t i = 0; i < w->n; i++)
        list[i] = (named){ ENT_STR("other"), i };
    for (size_t k = 0; k < ent_membership_count(d); k++) {
        const ent_membership *m = ent_membership_at(d, k);
        uint32_t node = ent_node_of_actor(w->network, m->member);

        if (m->organization == actor && node != ENT_NONE && m->role == ENT_MEMBER &&
            ent_membership_standing(ent_network_times(w->network), m).counts == ENT_YES)
            list[node].name = ENT_STR("member");
    }
    return ENT_OK;
}

static ent_status name_by_attribute(ent_work *w, ent_str column, named *list)
{
    uint32_t without = 0;

    for (uint32_t i = 0; i < w->n; i++) {
        ent_str value = w->network ? ent_node_attribute(w->network, i, column.ptr) : (ent_str){ 0 };

        list[i] = (named){ ent_arena_str(&w->arena, value), i };
        if (!list[i].name.ptr)
            return ent_out_of_memory(w->diags);
        without += value.len == 0;
    }
    if (without == w->n && w->n)
        return ent_fail(w->diags, ENT_EUSAGE, ENT_NOWHERE, "no node has a value in a column '%s'",
                        column.ptr);
    if (without)
        ent_note(w->diags, ENT_NOWHERE,
                 "%u of %u nodes have no value in the column '%s': their ties are left out",
                 without, w->n, column.ptr);
    return ENT_OK;
}

/* ---- groups ---- */

static void number_groups(const named *list, uint32_t n, work_column *c)
{
    for (uint32_t i = 0; i < n; i++) {
        if (list[i].name.len && (!i || !ent_str_eq(list[i].name, list[i - 1].name)))
            c->names[c->count++] = list[i].name;
        c->group[list[i].node] = c->count; /* empty names come first: group 0 */
    }
}

ent_status ent_work_column(ent_work *w, ent_str column, const work_column **groups)
{
    static const char member[] = "member=";
    size_t len = sizeof member - 1;
    named *list;
    work_column *c;
    ent_status status;

    for (c = w->columns; c; c = c->next)
        if (ent_str_eq(c->column, column)) {
            *groups = c;
            return ENT_OK;
        }
    *groups = NULL;
    list = ent_mem_new((size_t)w->n + 1, sizeof *list);
    c = work_room(w, 1, sizeof *c);
    if (c) {
        c->group = work_room(w, (size_t)w->n + 1, sizeof *c->group);
        c->names = work_room(w, (size_t)w->n + 1, sizeof *c->names);
    }
    column = ent_arena_str(&w->arena, column);
    if (!list || !c || !c->group || !c->names || !column.ptr)
        status = ent_out_of_memory(w->diags);
    else if (ent_str_is(column, "community"))
        status = name_by_community(w, list);
    else if (column.len > len && memcmp(column.ptr, member, len) == 0)
        status = name_by_membership(w, (ent_str){ column.ptr + len, column.len - len }, list);
    else
        status = name_by_attribute(w, column, list);
    if (status == ENT_OK) {
        if (w->n)
            qsort(list, w->n, sizeof *list, by_name);
        number_groups(list, w->n, c);
        c->column = column;
        c->next = w->columns;
        *groups = w->columns = c;
    }
    ent_mem_free(list);
    return status;
}
