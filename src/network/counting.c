/* counting.c: which agreements and parties count in a network, and why others do not, in words. */
#include "network/network.h"
#include "network/reasons.h"
#include "network/tie_kind.h"

struct ent_counting {
    const ent_network *n;
    const ent_dataset *d;
    ent_filter filter;
    ent_selection under_any; /* the selection with --count any, */
    ent_times any_times;     /* and its times; borrowed */
    uint32_t *seen, stamp;   /* by actor: the last tally that met it */
    size_t least;            /* parties that an agreement needs to tie */
};

void ent_counting_free(ent_counting *c)
{
    if (!c)
        return;
    ent_filter_destroy(&c->filter);
    ent_mem_free(c->seen);
    ent_mem_free(c);
}

ent_status ent_counting_new(ent_counting **counting, const ent_network *n, ent_diags *diags)
{
    ent_counting *c = *counting = ent_mem_new(1, sizeof *c);
    ent_status status;

    if (!c)
        return ent_out_of_memory(diags);
    c->n = n;
    c->d = n->d;
    c->under_any = n->selection;
    c->under_any.count = ENT_ANY;
    c->any_times = n->times;
    c->any_times.selection = &c->under_any;
    c->least = n->selection.network == ENT_NET_TWO_MODE || n->selection.network == ENT_NET_ACTS ? 1 : 2;
    status = ent_filter_init(&c->filter, c->d, &n->selection, diags);
    if (status == ENT_OK && (c->seen = ent_mem_new(ent_actor_count(c->d), sizeof *c->seen)) == NULL)
        status = ent_out_of_memory(diags);
    if (status != ENT_OK) {
        ent_counting_free(c);
        *counting = NULL;
    }
    return status;
}

static bool is_unselected_dialogue(const ent_counting *c, const ent_act *act)
{
    return !c->n->selection.kind && ent_is_dialogue(act->kind);
}

/* The filter and the selection that it reads, with --kind dialogue. */
static bool passes_as_dialogue(const ent_counting *c, const ent_act *act)
{
    ent_selection of_dialogues = c->n->selection;
    ent_filter filter = c->filter;

    of_dialogues.kind = "dialogue";
    filter.selection = &of_dialogues;
    return ent_filter_act(&filter, act);
}

bool ent_counting_selects(const ent_counting *c, uint32_t index)
{
    const ent_act act = ent_act_at(c->d, index);

    return ent_filter_act(&c->filter, &act) ||
           (is_unselected_dialogue(c, &act) && passes_as_dialogue(c, &act));
}

ent_truth ent_counting_act(const ent_counting *c, uint32_t act)
{
    ent_bucket bucket = c->n->act_bucket ? (ent_bucket)c->n->act_bucket[act] : ENT_OUTSIDE;

    return bucket == ENT_COUNTED ? ENT_YES : bucket == ENT_UNDATED ? ENT_UNKNOWN : ENT_NO;
}

ent_truth ent_counting_party(const ent_counting *c, uint32_t party)
{
    const ent_party p = ent_party_at(c->d, party);

    if (c->n->selection.network == ENT_NET_MEMBERS ||
        !ent_filter_selects(&c->filter, p.act) ||
        !ent_filter_party(&c->filter, &p) || !ent_filter_actor(&c->filter, p.actor))
        return ENT_NO;
    return ent_party_standing(&c->n->times, &p).counts;
}

ent_truth ent_counting_membership(const ent_counting *c, uint32_t membership)
{
    return ent_membership_standing(&c->n->times, ent_membership_at(c->d, membership)).counts;
}

ent_truth ent_counting_actor(const ent_counting *c, uint32_t actor)
{
    return ent_actor_exists(&c->n->times, actor);
}

uint32_t ent_counting_doubt(const ent_counting *c, uint32_t act)
{
    const uint32_t *rows;
    size_t count = ent_act_parties(c->d, act, &rows);
    uint32_t absent = ENT_NONE;

    for (size_t i = 0; i < count; i++) {
        const ent_party p = ent_party_at(c->d, rows[i]);
        ent_truth counts;

        if (!ent_filter_party(&c->filter, &p) || !ent_filter_actor(&c->filter, p.actor))
            continue;
        counts = ent_party_standing(&c->n->times, &p).counts;
        if (counts == ENT_UNKNOWN)
            return rows[i];
        if (counts == ENT_NO && absent == ENT_NONE && ent_actor_in_gap(&c->n->times, p.actor))
            absent = rows[i];
    }
    return absent;
}

void ent_counting_party_reason(const ent_counting *c, uint32_t party, ent_buf *out)
{
    const ent_party p = ent_party_at(c->d, party);

    ent_party_reason(&c->n->times, &p, out);
}

/* ---- numbers of parties ---- */

enum { ALL_ROLES = (1u << ENT_ROLE_COUNT) - 1 };

/* Different actors in the roles: `selected` ones only; `times` NULL: whether they count or not. */
static size_t parties_in(ent_counting *c, uint32_t act, unsigned roles, bool selected,
                         const ent_times *times)
{
    const uint32_t *rows;
    size_t count = ent_act_parties(c->d, act, &rows), found = 0;

    c->stamp++;
    for (size_t i = 0; i < count; i++) {
        const ent_party p = ent_party_at(c->d, rows[i]);

        if ((p.role != ENT_ROLE_UNKNOWN && !(roles & 1u << p.role)) ||
            (selected && !ent_filter_actor(&c->filter, p.actor)) || c->seen[p.actor] == c->stamp ||
            (times && ent_party_standing(times, &p).counts != ENT_YES))
            continue;
        c->seen[p.actor] = c->stamp;
        found++;
    }
    return found;
}

/* The roles of an agreement, and how many rows have each. */
static unsigned roles_of(const ent_counting *c, uint32_t act, size_t counts[ENT_ROLE_COUNT])
{
    const uint32_t *rows;
    size_t count = ent_act_parties(c->d, act, &rows);
    unsigned roles = 0;

    for (int r = 0; r < ENT_ROLE_COUNT; r++)
        counts[r] = 0;
    for (size_t i = 0; i < count; i++) {
        ent_role role = ent_party_at(c->d, rows[i]).role;

        counts[role]++;
        roles |= role == ENT_ROLE_UNKNOWN ? 0 : 1u << role;
    }
    return roles;
}

/* ---- words ---- */

static void put_options(unsigned roles, bool dialogue, bool any, ent_buf *out)
{
    const char *between = "";
    bool several = (roles & (roles - 1)) != 0;

    ent_buf_text(out, ";");
    if (dialogue)
        ent_buf_text(out, " --kind dialogue");
    if (any)
        ent_buf_text(out, " --count any");
    if (roles) {
        ent_buf_text(out, several ? " --role '" : " --role ");
        for (int r = 0; r < ENT_ROLE_COUNT; r++)
            if (roles & 1u << r) {
                ent_buf_format(out, "%s%s", between, ent_role_name((ent_role)r));
                between = ";";
            }
        ent_buf_text(out, several ? "'" : "");
    }
    ent_buf_text(out, " counts it");
}

/* The fewest options under which the agreement counts; nothing when these do not suffice. */
static void put_remedy(ent_counting *c, uint32_t act, unsigned present, bool dialogue, ent_buf *out)
{
    const ent_times *times[] = { &c->n->times, &c->any_times };
    size_t most = c->n->selection.max_parties;

    for (int any = 0; any < 2; any++)
        for (int widened = 0; widened < 2; widened++) {
            unsigned roles = widened ? present : c->filter.roles;

            if (parties_in(c, act, roles, true, times[any]) < c->least ||
                (most && parties_in(c, act, roles, false, NULL) > most))
                continue;
            if (widened || any || dialogue)
                put_options(widened ? present : 0, dialogue, any, out);
            return;
        }
}

/* "sponsor", "parties" */
static void put_role(ent_role role, bool many, ent_buf *out)
{
    ent_str name = ent_str_of(ent_role_name(role));
    bool ies = many && name.len && name.ptr[name.len - 1] == 'y';

    ent_buf_add(out, name.ptr, name.len - ies);
    ent_buf_text(out, ies ? "ies" : many ? "s" : "");
}

/* "sponsors and adopters only" */
static void put_roles_only(unsigned roles, const size_t counts[ENT_ROLE_COUNT], ent_buf *out)
{
    size_t left = 0, shown = 0;

    for (int r = 0; r < ENT_ROLE_COUNT; r++)
        left += (roles & 1u << r) != 0;
    for (int r = 0; r < ENT_ROLE_COUNT; r++) {
        if (!(roles & 1u << r))
            continue;
        ent_buf_text(out, !shown++ ? "" : shown == left ? " and " : ", ");
        put_role((ent_role)r, counts[r] > 1, out);
    }
    ent_buf_text(out, " only");
}

static void put_outside(const ent_counting *c, ent_buf *out)
{
    const ent_selection *s = &c->n->selection;
    const struct {
        const char *option, *value;
    } words[] = { { "level", s->level }, { "kind", s->kind }, { "topic", s->topic },
                  { "within", s->within } };

    ent_buf_text(out, "outside");
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (words[i].value)
            ent_buf_format(out, " --%s %s", words[i].option, words[i].value);
}

/* Why the first party that does not count, or may not, does not. */
static bool put_party_reason(const ent_counting *c, uint32_t act, ent_truth truth, ent_buf *out)
{
    const uint32_t *rows;
    size_t count = ent_act_parties(c->d, act, &rows);

    for (size_t i = 0; i < count; i++) {
        const ent_party p = ent_party_at(c->d, rows[i]);

        if (!ent_filter_party(&c->filter, &p) || !ent_filter_actor(&c->filter, p.actor) ||
            ent_party_standing(&c->n->times, &p).counts != truth)
            continue;
        ent_party_reason(&c->n->times, &p, out);
        return true;
    }
    return false;
}

/* Too few parties in the roles that tie, whatever the day. */
static void put_too_few(ent_counting *c, uint32_t act, size_t counts[ENT_ROLE_COUNT],
                        unsigned present, ent_buf *out)
{
    const uint32_t *rows;
    size_t given = ent_act_parties(c->d, act, &rows);
    size_t tying = parties_in(c, act, c->filter.roles, false, NULL);

    if (!given) {
        ent_buf_text(out, "no parties in the data");
    } else if (tying >= c->least) {
        ent_buf_text(out, "fewer than two of its parties are among --only");
    } else if (parties_in(c, act, ALL_ROLES, false, NULL) < c->least) {
        ent_role role = ent_party_at(c->d, rows[0]).role;

        ent_buf_format(out, role == ENT_PARTY ? "only one %s" : "only one party, its %s",
                       ent_role_name(role));
    } else {
        put_roles_only(present & ~(tying ? 0 : c->filter.roles), counts, out);
    }
}

void ent_counting_reason(ent_counting *c, uint32_t index, ent_buf *out)
{
    const ent_selection *s = &c->n->selection;
    const ent_act act = ent_act_at(c->d, index);
    ent_truth counts = ent_counting_act(c, index);
    size_t roles[ENT_ROLE_COUNT];
    unsigned present = roles_of(c, index, roles);
    bool dialogue = is_unselected_dialogue(c, &act);

    if (counts == ENT_YES)
        return;
    if (s->network == ENT_NET_MEMBERS) {
        ent_buf_text(out, "a network of members has no agreements");
        return;
    }
    if (!ent_counting_selects(c, index)) {
        put_outside(c, out);
        return;
    }
    if (dialogue)
        ent_buf_text(out, "a dialogue");
    else if (parties_in(c, index, c->filter.roles, true, NULL) < c->least)
        put_too_few(c, index, roles, present, out);
    else if (s->max_parties && parties_in(c, index, c->filter.roles, true, NULL) > s->max_parties)
        ent_buf_format(out, "more parties than --max-parties %zu", s->max_parties);
    else if (counts == ENT_UNKNOWN ? !put_party_reason(c, index, ENT_UNKNOWN, out)
                                   : !put_party_reason(c, index, ENT_NO, out) &&
                                         !put_party_reason(c, index, ENT_UNKNOWN, out))
        ent_buf_text(out, s->weight == ENT_WEIGHT_COLUMN ? "its weight is 0" : "it creates no tie");
    if (counts == ENT_UNKNOWN && !dialogue)
        ent_buf_text(out, "; --unknown as-tie counts it");
    else
        put_remedy(c, index, present, dialogue, out);
}
