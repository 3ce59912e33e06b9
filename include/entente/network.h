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
    ENT_NET_DEFAULT,  /* by one rule from the data: see ent_network_default */
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
    ENT_WEIGHT_OVERLAP, /* acts in common / acts of the one with fewer */
    ENT_WEIGHT_HYPERGEOMETRIC, /* -ln of the chance of as many or more acts in common */
    ENT_WEIGHT_BINARY,
    ENT_WEIGHT_COLUMN /* sum of a numeric column of the acts */
} ent_weight;

/* An organization that is a party: itself, or its members of the day, or both. */
typedef enum ent_blocs { ENT_BLOCS_NODE, ENT_BLOCS_MEMBERS, ENT_BLOCS_BOTH } ent_blocs;

/* A state and the one that continues it (the Soviet Union and Russia): two nodes, or one. */
typedef enum ent_succession_policy {
    ENT_SUCCESSION_SEPARATE,
    ENT_SUCCESSION_CONTINUE
} ent_succession_policy;
/** What to make of that which is not known: whether an act has begun (acts) and still counts (ends),
 *  whether a party row and a membership count, whether an actor exists, each by its number. An act
 *  that does not count takes all its parties along; a row of which something of its own is not known
 *  stands for itself. */
typedef struct ent_completion {
    const bool *acts, *ends, *parties, *memberships, *actors;
    const struct ent_doubt *pairs; /* who may be apart, sorted, and whether they have met */
    const bool *met;
    size_t pair_count;
} ent_completion;
/** Which ties are more than chance makes: tests of single ties (see ent_backbone_name). */
typedef enum ent_backbone {
    ENT_BACKBONE_NONE,
    ENT_BACKBONE_SDSM,           /* both margins of actors and acts kept on average */
    ENT_BACKBONE_FDSM,           /* both margins kept exactly, by sampling */
    ENT_BACKBONE_HYPERGEOMETRIC, /* acts of each actor kept exactly, all acts alike */
    ENT_BACKBONE_DISPARITY       /* a weight against the other weights of its ends */
} ent_backbone;

typedef enum ent_correction {
    ENT_CORRECTION_HOLM,
    ENT_CORRECTION_BH, /* Benjamini & Hochberg */
    ENT_CORRECTION_NONE
} ent_correction;

/* Which states are there without a tie: all that the register knows to exist on the day, or those in
 * the system of states of Correlates of War, or of Gleditsch and Ward. */
typedef enum ent_population { ENT_POPULATION_ALL, ENT_POPULATION_COW, ENT_POPULATION_GW } ent_population;

/** After the last day of which the source speaks, what has no recorded end holds, or is unknown. */
typedef enum ent_open_ended { ENT_OPEN_ENDED_HOLDS, ENT_OPEN_ENDED_UNKNOWN } ent_open_ended;

typedef struct ent_selection {
    ent_network_kind network;
    ent_rule count;
    ent_date as_of;  /* unknown: not asked */
    ent_date during; /* a span; unknown: not asked */
    ent_weight weight;
    const char *weight_column;
    const char *level, *kind, *topic, *within; /* lists with ';' or ','; NULL = all */
    const char *role;       /* roles that tie; NULL = party;signatory;member */
    const char *only;       /* actors to show; NULL = all. What ties them stays as it is among all */
    const char *ego;        /* an actor */
    size_t ego_radius;      /* steps from the ego */
    size_t max_parties;     /* acts of more are left out; 0 = no cap */
    ent_blocs blocs;        /* members on the day asked for; with none, when the party signed */
    ent_succession_policy succession;
    ent_population population;
    ent_open_ended open_ended;
    bool unknown_as_tie, with_memberships, drop_isolates;
    const ent_completion *completion; /* NULL: what is not known stays so */
    ent_backbone backbone; /* keep only the ties that pass it */
    double alpha;          /* the level that they pass at */
    ent_correction correction;
    size_t samples;        /* of FDSM */
    uint64_t seed;         /* of its samples */
    size_t workers;        /* processes for them; 0 = one for each core */
    bool force;    /* however many pairs there are */
    bool directed; /* ties run from the first of a row's pair to the second: pair rows only */
    bool by_default; /* the kind of network was chosen by the rule: see ent_selection_settle */
} ent_selection;

#define ENT_SELECTION_INIT                                                                         \
    {                                                                                              \
        .network = ENT_NET_DEFAULT, .ego_radius = 1, .alpha = 0.05, .samples = 1000, .seed = 1        \
    }

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

/** What makes a tie: a row of an act's parties (the act), a membership, or, where actors are tied
 *  by what they have in common, an organization of which both are members. */
typedef struct ent_evidence {
    bool is_membership;
    bool unknown;  /* it is not known whether it counts on the day */
    bool assumed;  /* it counts as long as an end that nobody recorded has not come */
    uint32_t record; /* act, actor shared (network of acts), or membership; of a membership in a
                        network of actors: the organization */
} ent_evidence;

typedef struct ent_tie {
    uint32_t a, b; /* nodes, a < b; of directed networks from a to b */
    double weight; /* a strength: more is closer */
    ent_level level; /* of its acts, or ENT_LEVEL_MIXED */
    bool unknown;    /* all its evidence is unknown */
    bool assumed;    /* all its evidence that is known is assumed */
    uint32_t first, count; /* its evidence */
    uint32_t doubtful;     /* evidence behind that, not known to count on the day */
    double chance;         /* its p-value in the backbone; NaN when it was not tested */
} ent_tie;

/** A party that counts in an act that counts: what a projection is made of. */
typedef struct ent_seat {
    uint32_t actor, act; /* of the data set; act, behind the last: the organization with that number */
    double weight;       /* what the act adds to the tie of two of its parties */
} ent_seat;

/** The kind of network that data ask for by themselves: `ties` where at least half of their
 *  agreements of three or more parties were made within an organization, `members` where they have
 *  memberships and no agreements, else `actors`. The day and other selections have no say. */
ent_network_kind ent_network_default(const ent_dataset *dataset);
/** Puts that kind into a selection that names none, and remembers that the rule did. */
void ent_selection_settle(ent_selection *selection, const ent_dataset *dataset);

/** Builds the network that `selection` asks for. *network is NULL on failure.
 *  An organization whose members are neither in the data nor in the register stays a node. A party
 *  row that is replaced by members is one row of the ledger still: counted when one of them is.
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
/** ENT_NONE = not in it; of states that share a node, that node. */
uint32_t ent_node_of_actor(const ent_network *network, uint32_t actor);

uint32_t ent_node_of_act(const ent_network *network, uint32_t act);

size_t ent_tie_count(const ent_network *network);
const ent_tie *ent_tie_at(const ent_network *network, size_t i);
/** With directions: the tie from a to b. */
uint32_t ent_tie_between(const ent_network *network, uint32_t a, uint32_t b);

/** Ties that are not known to exist on the day: kept apart, in no measure. */
size_t ent_unknown_tie_count(const ent_network *network);
const ent_tie *ent_unknown_tie_at(const ent_network *network, size_t i);

/** Ties that are known only because an end that nobody recorded is taken as not come. */
size_t ent_network_assumed_count(const ent_network *network);
/** The last days of which the sources of these ties speak, from the earliest to the latest; false
 *  when no source says. */
bool ent_network_assumed_after(const ent_network *network, int32_t *earliest, int32_t *latest);
/** "12 of 31 ties assumed still in force after 2021-12-14"; nothing when there are none. */
void ent_network_describe_assumed(const ent_network *network, ent_buf *out);

const ent_evidence *ent_tie_evidence(const ent_network *network, const ent_tie *tie);

/** The id of what a piece of evidence names: the act, the actor or organization shared; the word
 *  "membership" when it is one. */
ent_str ent_evidence_id(const ent_network *network, const ent_evidence *evidence);

/** From when to when a piece of evidence ties the two: the later of their starts under the status
 *  rule, the earlier of their ends; unknown dates where nothing says. */
void ent_evidence_spell(const ent_network *network, const ent_tie *tie,
                        const ent_evidence *evidence, ent_date *from, ent_date *to);

/** One thing that decides what is in the network and is not known. */
typedef enum ent_doubt_kind {
    ENT_DOUBT_BEGUN, /* has the act begun to count? */
    ENT_DOUBT_ENDED, /* does it still count? */
    ENT_DOUBT_ROW,   /* a party or membership row, by what it says itself */
    ENT_DOUBT_ACTOR, /* does the actor exist? */
    ENT_DOUBT_APART  /* have two in one act, organization or actor a day in common? */
} ent_doubt_kind;

typedef struct ent_doubt {
    ent_doubt_kind kind;
    ent_table table; /* of the record; of two in an organization ENT_MEMBERSHIPS */
    uint32_t record;
    uint32_t between[2]; /* who may be apart; else both ENT_NONE */
} ent_doubt;

/** All that is not known and could make a difference, in the order of ids. *doubts (NULL when there
 *  are none) is freed by the caller with ent_doubts_free. errors ENT_ENOMEM */
ent_status ent_network_doubts(const ent_network *network, ent_doubt **doubts, size_t *count,
                              ent_diags *diags);
/** An order of doubts by their numbers, in which completions are asked for pairs. */
int ent_doubt_compare(const ent_doubt *a, const ent_doubt *b);
void ent_doubts_free(ent_doubt *doubts);
/** The seats behind a network of actors, of acts, or of both (two-mode), by act, then by actor, both
 *  in the order of their ids: of all who are in it, shown or not, and of parties that are alone in an
 *  act. None for other networks. */
size_t ent_seat_count(const ent_network *network);
const ent_seat *ent_seat_at(const ent_network *network, size_t i);

/** Parties of the act that surely count, shown or not. */
uint32_t ent_network_parties(const ent_network *network, uint32_t act);
/** The acts that tie an actor's node to anybody, shown or not; false where all are shown, and the
 *  ties of the node say it. */
bool ent_node_tying_acts(const ent_network *network, size_t node, uint32_t *count);

/** Tests that the backbone made; 0 without one. */
size_t ent_backbone_tests(const ent_network *network);

/** The value of a node's attribute: a column of actors.csv, or region, type, name, iso3; an act's
 *  column when the node is an act. Empty when it has none. */
ent_str ent_node_attribute(const ent_network *network, size_t node, const char *name);

/* ---- what ties two ---- */

/** An actor, or an agreement that is a node; the other is ENT_NONE. */
typedef struct ent_end {
    uint32_t actor, act;
} ent_end;

typedef enum ent_account_kind {
    ENT_OF_ACT,
    ENT_OF_MEMBERSHIP,   /* of the one in the other */
    ENT_OF_ORGANIZATION, /* both are members of it */
    ENT_OF_ACTOR         /* it is in both agreements */
} ent_account_kind;

/** Something that names both, and whether it ties them in the network. */
typedef struct ent_account {
    ent_account_kind kind;
    uint32_t record; /* the act, membership, organization or actor */
    ent_truth ties;
    bool assumed;    /* it ties as long as an end that nobody recorded has not come */
    ent_str reason;  /* why it does not, or is not known to: "Soviet Union ended on 1991-12-26" */
} ent_account;

typedef struct ent_explanation ent_explanation;

/** What ties two in the network, in the order of the tie's evidence; then the agreements and memberships
 *  that name both and do not tie them. *explanation is NULL on failure. errors ENT_ENOMEM */
ent_status ent_explain(ent_explanation **explanation, const ent_network *network, ent_end a,
                       ent_end b, ent_diags *diags);
void ent_explanation_free(ent_explanation *explanation);
size_t ent_explanation_count(const ent_explanation *explanation);
const ent_account *ent_explanation_at(const ent_explanation *explanation, size_t i);

/* ---- the ledger ---- */

typedef enum ent_bucket {
    ENT_COUNTED,
    ENT_MERGED,     /* another row says the same party already, or has the same node */
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
/** The same of the selection that a network was made by: ent_network_selection. */
void ent_selection_describe(const ent_selection *selection, ent_buf *out);

/** Appends why the network has no ties, and the options that would bring some back: "29 global
 *  agreements have sponsors and fewer than two parties: --role sponsor includes them; ...". Appends
 *  nothing when it has ties. */
void ent_network_absence(const ent_network *network, ent_buf *out);

/** Which network it is, and why: the first line of whatever is shown of it, behind "Network: ". */
void ent_network_headline(const ent_network *network, ent_buf *out);
/** The same before a network was built, or of several that are built by one selection. */
void ent_selection_headline(const ent_selection *selection, const ent_dataset *dataset, ent_buf *out);
/** Where nodes are of two kinds: is it one of the second, that is an agreement among actors, in a
 *  network of members an organization? These are ranked apart from the others. */
bool ent_node_apart(const ent_network *network, size_t node);
/** How many those are; 0 where all nodes are of one kind. */
size_t ent_network_apart(const ent_network *network);

/** How many agreements of each level the selection asks for (by level, kind, topic and organization),
 *  whether they make a tie or not. */
void ent_network_levels(const ent_network *network, size_t counts[ENT_LEVEL_COUNT]);

const char *ent_network_kind_name(ent_network_kind kind);
/** "states and organizations tied by the agreements that they share", ... */
const char *ent_network_kind_words(ent_network_kind kind);
const char *ent_rule_name(ent_rule rule);
const char *ent_weight_name(ent_weight weight);
const char *ent_backbone_name(ent_backbone backbone);       /* "none", "sdsm", ... */
const char *ent_correction_name(ent_correction correction); /* "holm", "bh", "none" */

#ifdef __cplusplus
}
#endif
#endif
