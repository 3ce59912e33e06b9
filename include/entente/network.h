/* network.h: from acts to ties: which rows count on a day, what ties whom, and the account of every
 * row that does not.
 *
 * Nodes are in the order of their ids, ties in the order of their ends, the acts of a tie in the
 * order of their ids: nothing depends on the order of rows. Ties are undirected unless directions
 * are asked for, without loops and without parallels: several acts between two nodes (one way) are
 * one tie that knows them all. */
#ifndef ENTENTE_NETWORK_H
#define ENTENTE_NETWORK_H

#include "entente/dataset.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef enum ent_network_kind {
    ENT_NET_TIES,     /* states and organizations; hubs for acts of many */
    ENT_NET_TWO_MODE, /* actors and acts */
    ENT_NET_ACTORS,   /* actors, tied by acts in common */
    ENT_NET_ACTS,     /* acts, tied by parties in common */
    ENT_NET_MEMBERS   /* actors and organizations, tied by membership */
} ent_network_kind;

typedef enum ent_rule { ENT_SIGNED, ENT_RATIFIED, ENT_IN_FORCE, ENT_ANY } ent_rule;

typedef enum ent_weight {
    ENT_WEIGHT_DEFAULT, /* the weight column of a pair-row file if there is one, else count */
    ENT_WEIGHT_COUNT,   /* acts in common */
    ENT_WEIGHT_NEWMAN,  /* sum over acts in common of 1/(parties - 1): Newman 2001 */
    ENT_WEIGHT_JACCARD, /* acts in common / acts of either */
    ENT_WEIGHT_COSINE,  /* acts in common / sqrt(acts of one * acts of the other) */
    ENT_WEIGHT_BINARY,
    ENT_WEIGHT_COLUMN /* sum of a numeric column of the acts */
} ent_weight;

typedef struct ent_selection {
    ent_network_kind network;
    ent_rule count;
    ent_date as_of;  /* unknown: not asked */
    ent_date during; /* a span; unknown: not asked */
    ent_weight weight;
    const char *weight_column;
    const char *level, *kind, *topic, *within; /* lists with ';' or ','; NULL = all */
    const char *role;       /* roles that tie; NULL = party;signatory;member */
    const char *only;       /* actors to keep; NULL = all */
    const char *ego;        /* an actor */
    size_t ego_radius;      /* steps from the ego */
    size_t max_parties;     /* acts of more are left out; 0 = no cap */
    bool unknown_as_tie, assume_open, with_memberships, drop_isolates;
    bool directed; /* ties run from the first of a row's pair to the second: pair rows only */
} ent_selection;

#define ENT_SELECTION_INIT { .network = ENT_NET_TIES, .ego_radius = 1 }

typedef struct ent_network ent_network;

typedef enum ent_node_type {
    ENT_NODE_STATE,
    ENT_NODE_ORGANIZATION,
    ENT_NODE_BODY,
    ENT_NODE_OTHER, /* an actor whose type is not known */
    ENT_NODE_ACT
} ent_node_type;

typedef struct ent_node {
    ent_str id, name, label;
    ent_node_type type;
    uint32_t actor, act; /* one of them is ENT_NONE */
} ent_node;

/** What makes a tie: a row of an act's parties (the act), or a membership. */
typedef struct ent_evidence {
    bool is_membership;
    bool unknown;  /* it is not known whether it counts on the day */
    uint32_t record; /* act, actor shared (network of acts), or membership */
} ent_evidence;

typedef struct ent_tie {
    uint32_t a, b; /* nodes, a < b; of directed networks from a to b */
    double weight; /* a strength: more is closer */
    ent_level level; /* of its acts, or ENT_LEVEL_MIXED */
    bool unknown;    /* all its evidence is unknown */
    uint32_t first, count; /* its evidence */
    uint32_t doubtful;     /* evidence behind that, not known to count on the day */
} ent_tie;

/** Builds the network that `selection` asks for. *network is NULL on failure.
 *  errors ENT_EUSAGE (unknown level, role, actor, ...), ENT_EDATA (a weight column that is not a
 *  number), ENT_ENOMEM, ENT_EINTERNAL (the ledger does not add up)
 *  cost O(party rows) for ties and two-mode, O(sum of parties squared) for actors */
ent_status ent_network_new(ent_network **network, const ent_dataset *dataset,
                           const ent_selection *selection, ent_diags *diags);
void ent_network_free(ent_network *network);

const ent_dataset *ent_network_dataset(const ent_network *network);
const ent_selection *ent_network_selection(const ent_network *network);
bool ent_network_two_mode(const ent_network *network); /* ties only join the two sets */

size_t ent_node_count(const ent_network *network);
const ent_node *ent_node_at(const ent_network *network, size_t i);
uint32_t ent_node_of_actor(const ent_network *network, uint32_t actor); /* ENT_NONE = not in it */

size_t ent_tie_count(const ent_network *network);
const ent_tie *ent_tie_at(const ent_network *network, size_t i);
/** With directions: the tie from a to b. */
uint32_t ent_tie_between(const ent_network *network, uint32_t a, uint32_t b);

/** Ties that are not known to exist on the day: kept apart, in no measure. */
size_t ent_unknown_tie_count(const ent_network *network);
const ent_tie *ent_unknown_tie_at(const ent_network *network, size_t i);

const ent_evidence *ent_tie_evidence(const ent_network *network, const ent_tie *tie);

/** The value of a node's attribute: a column of actors.csv, or region, type, name, iso3; an act's
 *  column when the node is an act. Empty when it has none. */
ent_str ent_node_attribute(const ent_network *network, size_t node, const char *name);

/* ---- the ledger ---- */

typedef enum ent_bucket {
    ENT_COUNTED,
    ENT_MERGED,     /* another row says the same party already */
    ENT_NOT_YET,    /* on the day: not signed, ratified, in force */
    ENT_ENDED,
    ENT_UNDATED,    /* unknown on the day */
    ENT_ONE_PARTY,  /* no second party that ties */
    ENT_OUTSIDE,    /* outside the selection: level, kind, topic, role, actor */
    ENT_OVER_CAP,   /* of an act with more than max_parties */
    ENT_DUPLICATE,  /* the very same row twice */
    ENT_BUCKET_COUNT
} ent_bucket;

const char *ent_bucket_name(ent_bucket bucket); /* "not yet", ... */

/** Rows of a table that ended in a bucket. Over all buckets: the rows of the table. */
size_t ent_ledger_count(const ent_network *network, ent_table table, ent_bucket bucket);
ent_bucket ent_ledger_bucket(const ent_network *network, ent_table table, size_t row);

/* ---- words ---- */

/** How the network was made, for captions and footers: "ties; signed; on 2021-06-30; ...". */
void ent_network_describe(const ent_network *network, ent_buf *out);

const char *ent_network_kind_name(ent_network_kind kind);
const char *ent_rule_name(ent_rule rule);
const char *ent_weight_name(ent_weight weight);

#ifdef __cplusplus
}
#endif
#endif
