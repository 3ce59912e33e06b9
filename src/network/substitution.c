/* substitution.c: members come from the table of memberships when it has the organization, else
 * from the register; successors from the column `predecessor` of the actors, else from the
 * register. */
#include "network/substitution.h"

#include <string.h>

#include "base/mem.h"

/* ---- one node ---- */

/* The actor that names this one as its predecessor; ENT_NONE when none does, or several. */
static ent_status read_predecessors(ent_substitution *who, uint32_t *successor, ent_diags *diags)
{
    size_t actors = ent_actor_count(who->d);
    bool *several = ent_mem_new(actors, sizeof *several);

    if (!several)
        return ent_out_of_memory(diags);
    for (uint32_t i = 0; i < actors; i++) {
        const ent_actor *actor = ent_actor_at(who->d, i);
        ent_str name = actor->row.table == ENT_ACTORS ? ent_cell(who->d, actor->row, "predecessor")
                                                     : ENT_STR("");
        uint32_t before = name.len ? ent_actor_find(who->d, ent_str_trim(name)) : ENT_NONE;

        if (before == ENT_NONE || before == i)
            continue;
        several[before] |= successor[before] != ENT_NONE;
        successor[before] = i;
    }
    for (uint32_t i = 0; i < actors; i++)
        if (several[i])
            successor[i] = ENT_NONE;
    ent_mem_free(several);
    return ENT_OK;
}

static uint32_t actor_of(const ent_substitution *who, const ent_state *state)
{
    uint32_t at = ent_index_find(&who->by_state, state->id);

    return at == ENT_ABSENT ? ENT_NONE : at;
}

static ent_status join_successors(ent_substitution *who, ent_diags *diags)
{
    const ent_world *world = ent_dataset_world(who->d);
    size_t actors = ent_actor_count(who->d);
    uint32_t *successor = ent_mem_new(actors, sizeof *successor);
    ent_status status;

    if (!successor)
        return ent_out_of_memory(diags);
    memset(successor, 0xff, actors * sizeof *successor);
    status = read_predecessors(who, successor, diags);
    for (uint32_t i = 0; i < actors && status == ENT_OK; i++) {
        const ent_state *state = ent_actor_at(who->d, i)->state;

        if (state && successor[i] == ENT_NONE)
            successor[i] = actor_of(who, ent_world_continuing(world, state));
    }
    for (uint32_t i = 0; i < actors && status == ENT_OK; i++) {
        uint32_t now = i;

        for (size_t step = 0; step < actors && successor[now] != ENT_NONE && successor[now] != now;
             step++)
            now = successor[now]; /* `step` ends a circle of predecessors */
        who->node_of[i] = now;
    }
    ent_mem_free(successor);
    return status;
}

/* ---- members ---- */

static size_t register_rows(const ent_substitution *who, const ent_actor *organization,
                            const ent_world_member **rows)
{
    return organization->state && organization->state->is_organization
               ? ent_world_members(ent_dataset_world(who->d), organization->state, rows)
               : 0;
}

bool ent_is_bloc(const ent_substitution *who, uint32_t organization)
{
    const ent_actor *actor = ent_actor_at(who->d, organization);
    const ent_world_member *known;
    const uint32_t *rows;

    return who->selection->blocs != ENT_BLOCS_NODE && actor->type == ENT_ORGANIZATION &&
           (ent_actor_members(who->d, organization, &rows) || register_rows(who, actor, &known));
}

/* The selection of the day on which the members of the party are those that count. */
static ent_selection on_day_of(const ent_substitution *who, const ent_party *party)
{
    const ent_act act = ent_act_at(who->d, party->act);
    ent_selection s = *who->selection;

    s.completion = NULL; /* members from the register have no rows to complete */
    if (s.as_of.kind == ENT_DATE_UNKNOWN && s.during.kind == ENT_DATE_UNKNOWN)
        s.as_of = party->signed_on.kind         ? party->signed_on
                  : ent_act_concluded(act).kind ? ent_act_concluded(act)
                                                : act.in_force;
    return s;
}

static ent_status add_member(ent_substitution *who, ent_membership m, const ent_selection *s,
                             ent_diags *diags)
{
    bool undated = s->as_of.kind == ENT_DATE_UNKNOWN && s->during.kind == ENT_DATE_UNKNOWN;
    ent_times times = *who->times;
    ent_standing standing;
    ent_truth counts;

    times.selection = s;
    standing = ent_membership_standing(&times, &m);
    counts = undated ? ENT_UNKNOWN : standing.counts;
    if (counts == ENT_NO || m.role != ENT_MEMBER)
        return ENT_OK;
    return ENT_LIST_PUSH(&who->members,
                         (ent_substitute){ who->node_of[m.member], counts == ENT_UNKNOWN,
                                           standing.assumed, ent_membership_period(&times, &m) })
               ? ENT_OK
               : ent_out_of_memory(diags);
}

ent_status ent_substitutes(ent_substitution *who, const ent_party *party,
                           const ent_substitute **members, size_t *count, ent_diags *diags)
{
    ent_selection s = on_day_of(who, party);
    const ent_world_member *known = NULL;
    const uint32_t *rows;
    size_t own = ent_actor_members(who->d, party->actor, &rows), others = 0;
    ent_status status = ENT_OK;

    who->members.count = 0;
    if (!own)
        others = register_rows(who, ent_actor_at(who->d, party->actor), &known);
    for (size_t i = 0; i < own && status == ENT_OK; i++)
        status = add_member(who, *ent_membership_at(who->d, rows[i]), &s, diags);
    for (size_t i = 0; i < others && status == ENT_OK; i++) {
        ent_membership m = { .member = actor_of(who, known[i].member),
                             .role = ENT_MEMBER,
                             .organization = party->actor,
                             .from = known[i].from,
                             .to = known[i].to,
                             .row = { .table = ENT_NONE } };

        if (m.member != ENT_NONE) /* ent_dataset_load adds them all */
            status = add_member(who, m, &s, diags);
    }
    *members = who->members.items;
    *count = who->members.count;
    who->expanded++;
    who->added += *count;
    return status;
}

/* ---- set-up ---- */

ent_status ent_substitution_init(ent_substitution *who, const ent_dataset *d,
                                 const ent_selection *selection, ent_diags *diags)
{
    size_t actors = ent_actor_count(d);

    *who = (ent_substitution){ .d = d, .selection = selection };
    if ((who->node_of = ent_mem_new(actors, sizeof *who->node_of)) == NULL)
        return ent_out_of_memory(diags);
    for (uint32_t i = 0; i < actors; i++) {
        const ent_state *state = ent_actor_at(d, i)->state;

        who->node_of[i] = i;
        if (state && !ent_index_add(&who->by_state, state->id, i, NULL))
            return ent_out_of_memory(diags);
    }
    return selection->succession == ENT_SUCCESSION_CONTINUE ? join_successors(who, diags) : ENT_OK;
}

void ent_substitution_destroy(ent_substitution *who)
{
    ent_mem_free(who->node_of);
    ENT_LIST_DESTROY(&who->members);
    ent_index_destroy(&who->by_state);
    *who = (ent_substitution){ 0 };
}
