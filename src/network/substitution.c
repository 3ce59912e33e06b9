/* substitution.c: see who.h. Members come from the data's own table when that speaks of the organization,
 * else from the register; so does the question who continues whom: the column `predecessor` of the
 * actors first. */
#include "network/substitution.h"

#include <string.h>

#include "base/mem.h"

/* ---- one node ---- */

/* The actor that names this one as its predecessor; ENT_NONE when none does, or several. */
static ent_status read_predecessors(ent_who *who, uint32_t *heir, ent_diags *diags)
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
        several[before] |= heir[before] != ENT_NONE;
        heir[before] = i;
    }
    for (uint32_t i = 0; i < actors; i++)
        if (several[i])
            heir[i] = ENT_NONE;
    ent_mem_free(several);
    return ENT_OK;
}

static uint32_t actor_of(const ent_who *who, const ent_state *state)
{
    uint32_t at = ent_index_find(&who->of_register, state->id);

    return at == ENT_ABSENT ? ENT_NONE : at;
}

static ent_status join_successors(ent_who *who, ent_diags *diags)
{
    const ent_world *world = ent_dataset_world(who->d);
    size_t actors = ent_actor_count(who->d);
    uint32_t *heir = ent_mem_new(actors, sizeof *heir);
    ent_status status;

    if (!heir)
        return ent_out_of_memory(diags);
    memset(heir, 0xff, actors * sizeof *heir);
    status = read_predecessors(who, heir, diags);
    for (uint32_t i = 0; i < actors && status == ENT_OK; i++) {
        const ent_state *state = ent_actor_at(who->d, i)->state;

        if (state && heir[i] == ENT_NONE)
            heir[i] = actor_of(who, ent_world_continuing(world, state));
    }
    for (uint32_t i = 0; i < actors && status == ENT_OK; i++) {
        uint32_t now = i;

        for (size_t step = 0; step < actors && heir[now] != ENT_NONE && heir[now] != now; step++)
            now = heir[now]; /* a ring of predecessors, which is nonsense, ends too */
        who->node_of[i] = now;
    }
    ent_mem_free(heir);
    return status;
}

/* ---- members ---- */

static ent_status sort_memberships(ent_who *who, ent_diags *diags)
{
    size_t actors = ent_actor_count(who->d), count = ent_membership_count(who->d);

    who->first = ent_mem_new(actors + 2, sizeof *who->first);
    who->rows = ent_mem_new(count, sizeof *who->rows);
    if (!who->first || !who->rows)
        return ent_out_of_memory(diags);
    for (size_t i = 0; i < count; i++)
        who->first[ent_membership_at(who->d, i)->organization + 2]++;
    for (size_t i = 2; i < actors + 2; i++)
        who->first[i] += who->first[i - 1];
    for (uint32_t i = 0; i < count; i++)
        who->rows[who->first[ent_membership_at(who->d, i)->organization + 1]++] = i;
    return ENT_OK;
}

static size_t rows_of(const ent_who *who, uint32_t organization, const uint32_t **rows)
{
    *rows = who->rows + who->first[organization];
    return who->first[organization + 1] - who->first[organization];
}

static size_t register_rows(const ent_who *who, const ent_actor *organization,
                            const ent_world_member **rows)
{
    return organization->state && organization->state->is_organization
               ? ent_world_members(ent_dataset_world(who->d), organization->state, rows)
               : 0;
}

bool ent_who_is_bloc(const ent_who *who, uint32_t organization)
{
    const ent_actor *actor = ent_actor_at(who->d, organization);
    const ent_world_member *known;
    const uint32_t *rows;

    return who->selection->blocs != ENT_BLOCS_NODE && actor->type == ENT_ORGANIZATION &&
           (rows_of(who, organization, &rows) || register_rows(who, actor, &known));
}

/* The selection that asks about the day on which members count for the party. */
static ent_selection day_of(const ent_who *who, const ent_party *party)
{
    const ent_act *act = ent_act_at(who->d, party->act);
    ent_selection s = *who->selection;

    s.completion = NULL; /* who was a member is asked here of the register too, which has no rows */
    if (s.as_of.kind == ENT_DATE_UNKNOWN && s.during.kind == ENT_DATE_UNKNOWN)
        s.as_of = party->signed_on.kind ? party->signed_on
                  : act->signed_on.kind ? act->signed_on
                                        : act->in_force;
    return s;
}

static ent_status add_member(ent_who *who, size_t *count, ent_membership m,
                             const ent_selection *s, ent_diags *diags)
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
    if (!ent_mem_reserve((void **)&who->members, &who->room, *count + 1, sizeof *who->members))
        return ent_out_of_memory(diags);
    who->members[(*count)++] = (ent_who_member){ who->node_of[m.member], counts == ENT_UNKNOWN,
                                                 standing.assumed,
                                                 ent_membership_period(&times, &m) };
    return ENT_OK;
}

ent_status ent_who_members(ent_who *who, const ent_party *party, const ent_who_member **members,
                           size_t *count, ent_diags *diags)
{
    ent_selection s = day_of(who, party);
    const ent_world_member *known = NULL;
    const uint32_t *rows;
    size_t own = rows_of(who, party->actor, &rows), others = 0;
    ent_status status = ENT_OK;

    *count = 0;
    if (!own)
        others = register_rows(who, ent_actor_at(who->d, party->actor), &known);
    for (size_t i = 0; i < own && status == ENT_OK; i++)
        status = add_member(who, count, *ent_membership_at(who->d, rows[i]), &s, diags);
    for (size_t i = 0; i < others && status == ENT_OK; i++) {
        ent_membership m = { .member = actor_of(who, known[i].member), .role = ENT_MEMBER,
                             .organization = party->actor, .from = known[i].from,
                             .to = known[i].to, .row = { .table = ENT_NONE } };

        if (m.member != ENT_NONE) /* it always is there: see ent_dataset_load */
            status = add_member(who, count, m, &s, diags);
    }
    *members = who->members;
    who->expanded++;
    who->added += *count;
    return status;
}

/* ---- the door ---- */

ent_status ent_who_init(ent_who *who, const ent_dataset *d, const ent_selection *selection,
                        ent_diags *diags)
{
    size_t actors = ent_actor_count(d);

    *who = (ent_who){ .d = d, .selection = selection };
    if ((who->node_of = ent_mem_new(actors, sizeof *who->node_of)) == NULL)
        return ent_out_of_memory(diags);
    for (uint32_t i = 0; i < actors; i++) {
        const ent_state *state = ent_actor_at(d, i)->state;

        who->node_of[i] = i;
        if (state && !ent_index_add(&who->of_register, state->id, i, NULL))
            return ent_out_of_memory(diags);
    }
    if (selection->succession == ENT_SUCCESSION_CONTINUE) {
        ent_status status = join_successors(who, diags);

        if (status != ENT_OK)
            return status;
    }
    return sort_memberships(who, diags);
}

void ent_who_destroy(ent_who *who)
{
    ent_mem_free(who->node_of);
    ent_mem_free(who->first);
    ent_mem_free(who->rows);
    ent_mem_free(who->members);
    ent_index_destroy(&who->of_register);
    *who = (ent_who){ 0 };
}
