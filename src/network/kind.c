/* kind.c: the default kind of network. A table of treaties is read to see ties between states;
 * where agreements are made in organizations, ties between all parties would only be cliques. The
 * rule depends on the data alone, not on the day or other selections, so that every command and
 * every step of a series uses the same kind. */
#include "entente/network.h"

#include "network/tie_kind.h"

enum { MANY = 3 }; /* parties of a larger agreement */

typedef struct shape {   /* of the agreements of a data set */
    size_t many, within; /* larger agreements, and those of them made within an organization */
} shape;

/* Has the agreement MANY parties in roles that create ties by default? A party that joined twice is
 * one. */
static bool is_of_many(const ent_dataset *d, uint32_t act)
{
    const uint32_t *rows;
    size_t count = ent_act_parties(d, act, &rows), found = 0;
    uint32_t seen[MANY];

    if (ent_is_dialogue(ent_act_kind(d, act)))
        return false;
    for (size_t i = 0; i < count && found < MANY; i++) {
        const ent_party p = ent_party_at(d, rows[i]);
        bool again = p.role != ENT_PARTY && p.role != ENT_SIGNATORY && p.role != ENT_MEMBER &&
                     p.role != ENT_ROLE_UNKNOWN;

        for (size_t k = 0; k < found; k++)
            again |= seen[k] == p.actor;
        if (!again)
            seen[found++] = p.actor;
    }
    return found == MANY;
}

static shape shape_of(const ent_dataset *d)
{
    shape s = { 0 };

    for (uint32_t i = 0; i < ent_act_count(d); i++)
        if (is_of_many(d, i)) {
            s.many++;
            s.within += ent_act_at(d, i).within != ENT_NONE;
        }
    return s;
}

ent_network_kind ent_network_default(const ent_dataset *d)
{
    shape s = shape_of(d);

    if (!ent_act_count(d) && ent_membership_count(d))
        return ENT_NET_MEMBERS;
    return s.many && 2 * s.within >= s.many ? ENT_NET_TIES : ENT_NET_ACTORS;
}

void ent_selection_settle(ent_selection *s, const ent_dataset *d)
{
    if (s->network != ENT_NET_DEFAULT)
        return;
    s->network = ent_network_default(d);
    s->by_default = true;
}

const char *ent_network_kind_words(ent_network_kind kind)
{
    static const char *const words[ENT_NET_COUNT] = {
        "",
        ENT_WORD("in which an agreement of two parties ties them, and one of three or more ties each party to the "
                 "organization within which it was made or, without one, to the agreement itself"),
        ENT_WORD("parties and the agreements that they are party to (two modes)"),
        ENT_WORD("states and organizations tied by the agreements that they share"),
        ENT_WORD("agreements tied by the parties that they share"),
        ENT_WORD("members and the organizations that they belong to (two modes)"),
    };

    return words[kind];
}

static void write_reason(const ent_dataset *d, ent_network_kind kind, ent_buf *out)
{
    shape s = shape_of(d);

    if (kind == ENT_NET_MEMBERS)
        ent_buf_text(out, " for data of memberships only");
    else if (kind == ENT_NET_TIES)
        ent_buf_format(out, " because %zu of %zu agreements of three or more parties %s made within an organization",
                       s.within, s.many, s.many == 1 ? "was" : "were");
}

void ent_selection_others(const ent_selection *selection, const ent_dataset *d, ent_buf *out)
{
    const char *bar = ". Others: --network ";
    ent_selection s = *selection;

    ent_selection_settle(&s, d);
    for (int other = ENT_NET_TIES; other < ENT_NET_COUNT && s.by_default; other++)
        if (other != (int)s.network) {
            ent_buf_format(out, "%s%s", bar, ent_network_kind_name((ent_network_kind)other));
            bar = "|";
        }
}

void ent_selection_headline(const ent_selection *selection, const ent_dataset *d, ent_buf *out)
{
    ent_selection s = *selection;

    ent_selection_settle(&s, d);
    ent_buf_format(out, "%s, %s", ent_network_kind_name(s.network),
                   ent_network_kind_words(s.network));
    if (s.by_default) {
        ent_buf_text(out, " (default");
        write_reason(d, s.network, out);
        ent_buf_char(out, ')');
    }
}

bool ent_node_apart(const ent_network *n, size_t i)
{
    ent_network_kind kind = ent_network_selection(n)->network;
    ent_node_type type = ent_node_at(n, i)->type;

    return kind == ENT_NET_MEMBERS ? type == ENT_NODE_ORGANIZATION || type == ENT_NODE_BODY
                                   : kind != ENT_NET_ACTS && type == ENT_NODE_ACT;
}

size_t ent_network_apart(const ent_network *n)
{
    size_t apart = 0;

    for (size_t i = 0; i < ent_node_count(n); i++)
        apart += ent_node_apart(n, i);
    return apart == ent_node_count(n) ? 0 : apart;
}

void ent_network_headline(const ent_network *n, ent_buf *out)
{
    bool members = ent_network_selection(n)->network == ENT_NET_MEMBERS;
    size_t apart = ent_network_apart(n);

    ent_selection_headline(ent_network_selection(n), ent_network_dataset(n), out);
    if (apart)
        ent_buf_format(out,
                       ". %zu of %zu nodes are %s: ranked apart from %s, and counted with them in "
                       "statistics of the network",
                       apart, ent_node_count(n), members ? "organizations" : "agreements",
                       members ? "members" : "actors");
}
