/* network.h: from agreements to ties: which rows count on a day, which actors they tie, and why other
 * rows do not count.
 *
 * Nodes are in the order of their ids, ties in the order of their ends, the agreements of a tie in the
 * order of their ids; nothing depends on the order of rows. Ties are undirected by default, without
 * loops and without parallels: several agreements between two nodes (in one direction) are one tie,
 * which lists them all. Indices of nodes and ties are positions in these orders; ENT_NONE means none. */
#ifndef ENTENTE_NETWORK_H
#define ENTENTE_NETWORK_H

#include "entente/api.h"
#include "entente/dataset.h"
#include "entente/words.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef enum ent_network_kind {
    ENT_NET_DEFAULT,  /* chosen from the data: see ent_network_default */
    ENT_NET_TIES,     /* states and organizations; agreements of three or more have a hub */
    ENT_NET_TWO_MODE, /* actors and agreements */
    ENT_NET_ACTORS,   /* actors, tied by agreements in common */
    ENT_NET_ACTS,     /* agreements, tied by parties in common */
    ENT_NET_MEMBERS,  /* actors and organizations, tied by membership */
    ENT_NET_COUNT
} ent_network_kind;

/** When a party counts in an agreement: from its signature, its ratification, the entry into force, or
 *  any of them and drafts too. */
typedef enum ent_rule { ENT_SIGNED, ENT_RATIFIED, ENT_IN_FORCE, ENT_ANY, ENT_RULE_COUNT } ent_rule;

typedef enum ent_weight {
    ENT_WEIGHT_DEFAULT, /* the weight column of a pair-row file if there is one, else count */
    ENT_WEIGHT_COUNT,   /* agreements in common */
    ENT_WEIGHT_NEWMAN,  /* sum over agreements in common of 1/(parties - 1): Newman 2001 */
    ENT_WEIGHT_JACCARD, /* agreements in common / agreements of either */
    ENT_WEIGHT_COSINE,  /* agreements in common / sqrt(agreements of one * agreements of the other) */
    ENT_WEIGHT_OVERLAP, /* agreements in common / agreements of the one with fewer */
    ENT_WEIGHT_HYPERGEOMETRIC, /* -ln of the probability of as many or more agreements in common */
    ENT_WEIGHT_PHI,      /* correlation of the two rows of the table of actors and agreements */
    ENT_WEIGHT_YULE,     /* Yule's Q of the four-fold table of two actors */
    ENT_WEIGHT_BONACICH, /* Bonacich 1972: overlap, whatever the numbers of agreements of the two */
    ENT_WEIGHT_MATCHING, /* share of agreements that both are in, or neither */
    ENT_WEIGHT_BINARY,
    ENT_WEIGHT_COLUMN, /* sum of a numeric column of the agreements */
    ENT_WEIGHT_KIND_COUNT
} ent_weight;

/** An organization that is a party: itself, or its members on the day, or both. */
typedef enum ent_blocs {
    ENT_BLOCS_NODE,
    ENT_BLOCS_MEMBERS,
    ENT_BLOCS_BOTH,
    ENT_BLOCS_COUNT
} ent_blocs;

/** A state and the one that continues it (the Soviet Union and Russia): two nodes, or one. */
typedef enum ent_succession_policy {
    ENT_SUCCESSION_SEPARATE,
    ENT_SUCCESSION_CONTINUE,
    ENT_SUCCESSION_COUNT
} ent_succession_policy;

/** One way of resolving everything that is unknown: whether an agreement has begun to count (acts) and
 *  still counts (ends), whether a party row and a membership count, whether an actor exists; each
 *  array by the index of its record. An agreement that does not count has no parties that count. */
typedef struct ent_completion {
    const bool *acts, *ends, *parties, *memberships, *actors;
    const struct ent_uncertainty *pairs; /* by ent_uncertainty_compare */
    const bool *met;                     /* have the pairs a day in common? */
    size_t pair_count;
} ent_completion;

/** The statistical test that a tie must pass to be kept. */
typedef enum ent_backbone {
    ENT_BACKBONE_NONE,
    ENT_BACKBONE_SDSM,           /* both margins of actors and agreements kept on average */
    ENT_BACKBONE_FDSM,           /* both margins kept exactly, by sampling */
    ENT_BACKBONE_HYPERGEOMETRIC, /* agreements of each actor kept exactly, all agreements alike */
    ENT_BACKBONE_DISPARITY,      /* a weight against the other weights of its ends */
    ENT_BACKBONE_COUNT
} ent_backbone;

typedef enum ent_correction {
    ENT_CORRECTION_HOLM,
    ENT_CORRECTION_BH, /* Benjamini & Hochberg */
    ENT_CORRECTION_NONE,
    ENT_CORRECTION_COUNT
} ent_correction;

/** What a tie rests on, the strongest first: parties, signatories and members are bound; sponsors,
 *  initiators, adopters, drafters and participants promote an agreement; a dialogue is talks. */
typedef enum ent_tie_kind {
    ENT_TIE_BOUND,
    ENT_TIE_PROMOTED,
    ENT_TIE_TALKS,
    ENT_TIE_KIND_COUNT
} ent_tie_kind;

/** The states that are nodes without a tie: all that exist on the day, or only those in the system of
 *  states of Correlates of War, or of Gleditsch and Ward. */
typedef enum ent_population {
    ENT_POPULATION_ALL,
    ENT_POPULATION_COW,
    ENT_POPULATION_GW,
    ENT_POPULATION_COUNT
} ent_population;

/** After the last day that the source covers, a tie without a recorded end holds, or is unknown. */
typedef enum ent_open_ended {
    ENT_OPEN_ENDED_HOLDS,
    ENT_OPEN_ENDED_UNKNOWN,
    ENT_OPEN_ENDED_COUNT
} ent_open_ended;

/** Which rows make the network, and how. Texts are borrowed by the network: keep them as long as it. */
typedef struct ent_selection {
    ent_network_kind network;
    ent_rule count;
    ent_date as_of;  /* a day; kind ENT_DATE_UNKNOWN: any time */
    ent_date during; /* a span; kind ENT_DATE_UNKNOWN: any time. Not both */
    ent_weight weight;
    const char *weight_column;
    const char *level, *kind, *topic, *within; /* lists separated by ';' or ','; NULL = all */
    const char *role;       /* roles that create ties; NULL = party;signatory;member */
    const char *tie_kinds;  /* kinds of ties, by which rows of promoters and dialogues tie too, under
                               the rule ENT_ANY; NULL = bound. Not together with `role` */
    const char *only;       /* actors to show; NULL = all. Their weights do not change */
    const char *ego;        /* an actor; NULL = none */
    size_t ego_radius;      /* in steps */
    size_t max_parties;     /* agreements of more are left out; 0 = no limit */
    ent_blocs blocs;        /* members on the selected day; by default, on the day of signature */
    ent_succession_policy succession;
    ent_population population;
    ent_open_ended open_ended;
    bool unknown_as_tie, with_memberships, drop_isolates;
    const ent_completion *completion; /* NULL: unknown stays unknown */
    ent_backbone backbone;
    double alpha;          /* of its tests */
    ent_correction correction;
    size_t samples;        /* of FDSM */
    uint64_t seed;         /* of the samples */
    size_t workers;        /* processes for the samples; 0 = one for each core */
    bool force;    /* no limit on the number of ties */
    bool directed; /* ties run from the first of a pair to the second: pair rows, or a column side */
    bool by_default; /* `network` was chosen by ent_selection_settle */
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
    ENT_NODE_OTHER, /* an actor of unknown type */
    ENT_NODE_ACT,
    ENT_NODE_TYPE_COUNT
} ent_node_type;

typedef struct ent_node {
    ent_str id, name, label;
    ent_node_type type;
    uint32_t actor, act; /* one of them is ENT_NONE */
} ent_node;

typedef enum ent_evidence_kind {
    ENT_EVIDENCE_ACT,          /* the agreement ties them */
    ENT_EVIDENCE_MEMBERSHIP,   /* of one in the other */
    ENT_EVIDENCE_ORGANIZATION, /* both are members of it */
    ENT_EVIDENCE_ACTOR         /* it is party of both agreements */
} ent_evidence_kind;

/** Eight bytes, because large networks consist mostly of evidence. */
typedef struct ent_evidence {
    ent_evidence_kind kind : 8;
    bool unknown : 1; /* it may or may not count on the day */
    bool assumed : 1; /* it counts while an end that is not recorded has not come */
    uint8_t tie_kind; /* an ent_tie_kind: the weaker of both ends and of the agreement */
    uint32_t record; /* the agreement, membership, organization or actor */
} ent_evidence;

/** Is it a membership, or an organization that both are members of? */
static inline bool ent_evidence_by_membership(const ent_evidence *evidence)
{
    return evidence->kind == ENT_EVIDENCE_MEMBERSHIP || evidence->kind == ENT_EVIDENCE_ORGANIZATION;
}

typedef struct ent_tie {
    uint32_t a, b; /* nodes, a < b; in directed networks from a to b */
    double weight; /* a strength: larger is closer */
    ent_level level; /* of its agreements, or ENT_LEVEL_MIXED */
    ent_tie_kind kind; /* the strongest of its evidence */
    bool unknown;    /* all its evidence is unknown */
    bool assumed;    /* all its known evidence is assumed */
    uint32_t first, count; /* its evidence */
    uint32_t uncertain;    /* evidence after that, which may or may not count */
    double chance;         /* its p-value in the backbone; NaN without a test */
} ent_tie;

/** A party that counts in an agreement that counts, or a member in its organization: an entry of the
 *  incidence matrix from which a projection is made. */
typedef struct ent_incidence {
    uint32_t actor;
    ent_evidence_kind kind; /* ENT_EVIDENCE_ACT or ENT_EVIDENCE_ORGANIZATION */
    uint32_t record;        /* the agreement, or the organization (an actor) */
    double weight;          /* its share of the tie of two of its parties */
} ent_incidence;

/** The default kind of network: `ties` where at least half of the agreements of three or more parties
 *  were made within an organization, `members` where the data have memberships and no agreements,
 *  else `actors`. The day and other selections have no influence. cost O(party rows) */
ENT_API ent_network_kind ent_network_default(const ent_dataset *dataset);
/** Sets the default kind in a selection that has none, and by_default. */
ENT_API void ent_selection_settle(ent_selection *selection, const ent_dataset *dataset);

/** Builds a network. *network is NULL on failure; free it with ent_network_free. The dataset and the
 *  texts of the selection must outlive it. An organization without recorded members stays a node. A
 *  party row that is replaced by members is one row of the ledger, counted when one of them is.
 *  errors ENT_EUSAGE (unknown level, role, actor, ...), ENT_EDATA (a weight that is not a number, too
 *         many ties without `force`), ENT_ENOMEM, ENT_EINTERNAL (the ledger does not add up)
 *  cost   O(party rows) for ties and two-mode, O(sum of squared numbers of parties) for projections */
ENT_API ent_status ent_network_new(ent_network **network, const ent_dataset *dataset,
                           const ent_selection *selection, ent_diags *diags);
/** NULL is allowed. */
ENT_API void ent_network_free(ent_network *network);

/** The data that the network was built from. */
ENT_API const ent_dataset *ent_network_dataset(const ent_network *network);
/** The selection that it was built by, with the default kind and weight resolved. */
ENT_API const ent_selection *ent_network_selection(const ent_network *network);
/** Do all ties join two sets of nodes (two-mode, members)? */
ENT_API bool ent_network_two_mode(const ent_network *network);

/** Number of nodes. */
ENT_API size_t ent_node_count(const ent_network *network);
/** The i-th node, i < ent_node_count. */
ENT_API const ent_node *ent_node_at(const ent_network *network, size_t i);
/** The node of an actor; states that share a node have the same. ENT_NONE: not in the network. */
ENT_API uint32_t ent_node_of_actor(const ent_network *network, uint32_t actor);
/** The node of an agreement, or ENT_NONE. */
ENT_API uint32_t ent_node_of_act(const ent_network *network, uint32_t act);

/** Number of ties, without unknown ones. */
ENT_API size_t ent_tie_count(const ent_network *network);
/** The i-th tie, i < ent_tie_count. */
ENT_API const ent_tie *ent_tie_at(const ent_network *network, size_t i);
/** The tie of two nodes, in a directed network from a to b; ENT_NONE: none. cost O(log ties) */
ENT_API uint32_t ent_tie_between(const ent_network *network, uint32_t a, uint32_t b);

typedef ent_status ent_day_fn(void *ctx, int32_t day);

/** Calls `each` with `ctx` for every day of the network's period, but the first, on which ties or nodes can change; in
 *  order, until one fails. errors those of `each`, ENT_ENOMEM */
ENT_API ent_status ent_network_each_day(const ent_network *network, ent_day_fn *each, void *ctx, ent_diags *diags);

/** Number of ties that may or may not exist on the day. No measure includes them. */
ENT_API size_t ent_unknown_tie_count(const ent_network *network);
/** The i-th of them. */
ENT_API const ent_tie *ent_unknown_tie_at(const ent_network *network, size_t i);

/** Number of ties that hold only while ends that are not recorded have not come. */
ENT_API size_t ent_network_assumed_count(const ent_network *network);
/** The range of the last days that the sources of assumed ties cover; false: no source says. */
ENT_API bool ent_network_assumed_after(const ent_network *network, int32_t *earliest, int32_t *latest);
/** Appends "12 of 31 ties assumed still in force after 2021-12-14"; nothing without such ties. */
ENT_API void ent_network_describe_assumed(const ent_network *network, const ent_words *words, ent_buf *out);

/** The evidence of a tie: tie->count items that count, then tie->uncertain items that may. */
ENT_API const ent_evidence *ent_tie_evidence(const ent_network *network, const ent_tie *tie);
/** The id of the agreement, organization or actor; the word "membership" for a membership. */
ENT_API ent_str ent_evidence_id(const ent_network *network, const ent_evidence *evidence);
/** The same from the kind and the record of the evidence. */
ENT_API ent_str ent_evidence_name(const ent_dataset *dataset, ent_evidence_kind kind, uint32_t record);
/** The time during which a piece of evidence ties the two: from the later start to the earlier end;
 *  unknown dates where the data have none. */
ENT_API void ent_evidence_spell(const ent_network *network, const ent_tie *tie,
                        const ent_evidence *evidence, ent_date *from, ent_date *to);

/** Something unknown that decides what is in the network. */
typedef enum ent_uncertainty_kind {
    ENT_UNCERTAIN_START, /* has the agreement begun to count? */
    ENT_UNCERTAIN_END,   /* does it still count? */
    ENT_UNCERTAIN_ROW,   /* does the party or membership row count? */
    ENT_UNCERTAIN_ACTOR, /* does the actor exist? */
    ENT_UNCERTAIN_PAIR   /* were two in one agreement, organization or actor at the same time? */
} ent_uncertainty_kind;

typedef struct ent_uncertainty {
    ent_uncertainty_kind kind;
    ent_table table; /* of the record; for a pair in an organization ENT_MEMBERSHIPS */
    uint32_t record;
    uint32_t between[2]; /* the pair; else both ENT_NONE */
} ent_uncertainty;

/** Everything unknown that could change the network, in the order of ids. *found is NULL when there is
 *  nothing; free it with ent_uncertainties_free. errors ENT_ENOMEM. cost builds the network again */
ENT_API ent_status ent_network_uncertainties(const ent_network *network, ent_uncertainty **found,
                                     size_t *count, ent_diags *diags);
/** The order of the pairs of an ent_completion, for qsort and bsearch on ent_uncertainty. */
ENT_API int ent_uncertainty_compare(const void *a, const void *b);
/** NULL is allowed. */
ENT_API void ent_uncertainties_free(ent_uncertainty *uncertainties);

/** Finds the entries of the incidence matrix, which most uses of a network do without. errors ENT_ENOMEM.
 *  cost builds the network again, but for one with a backbone */
ENT_API ent_status ent_network_find_incidences(const ent_network *network, ent_diags *diags);
/** The entries of the incidence matrix behind a network of actors, of agreements or of both, in the
 *  order of agreements, then of organizations, then of actors: of all actors, shown or not, and of
 *  agreements with a single party too. 0 for other networks, and before ent_network_find_incidences. */
ENT_API size_t ent_incidence_count(const ent_network *network);
/** The i-th entry. */
ENT_API const ent_incidence *ent_incidence_at(const ent_network *network, size_t i);

/** Number of parties of the agreement that surely count, shown or not. */
ENT_API uint32_t ent_network_parties(const ent_network *network, uint32_t act);
/** *count becomes the number of agreements that tie a node, shown or not. false, and *count unchanged,
 *  when all actors are shown: then the evidence of its ties has them all. */
ENT_API bool ent_node_tying_acts(const ent_network *network, size_t node, uint32_t *count);

/** Number of tests that the backbone made; 0 without one. */
ENT_API size_t ent_backbone_tests(const ent_network *network);

/** An attribute of a node: id, name, type, region, iso3, or a column of the table of actors; of an
 *  agreement, a column of its table. Empty when it has none. Borrowed from the dataset. */
ENT_API ent_str ent_node_attribute(const ent_network *network, size_t node, const char *name);
/** The name of an actor in the language of words, where the data or the register of states have it (Russian); else
 *  "". */
ENT_API ent_str ent_actor_name_in(const ent_dataset *dataset, uint32_t actor, const ent_words *words);
/** The same of a node; its label where there is none. */
ENT_API ent_str ent_node_name_in(const ent_network *network, size_t node, const ent_words *words);

/* ---- explanations ---- */

/** An actor, or an agreement that is a node; the other is ENT_NONE. */
typedef struct ent_end {
    uint32_t actor, act;
} ent_end;

/** A record that names both ends, and whether it ties them. */
typedef struct ent_account {
    ent_evidence_kind kind;
    uint32_t record; /* the agreement, membership, organization or actor */
    ent_truth ties;
    bool assumed;    /* it ties while an end that is not recorded has not come */
    uint8_t tie_kind; /* an ent_tie_kind, where it ties or may */
    ent_str reason;  /* why it does not tie, or may not: "Soviet Union ended on 1991-12-26" */
} ent_account;

typedef struct ent_explanation ent_explanation;

/** Explains a tie, or why there is none: first the evidence of the tie, in its order, then the other
 *  agreements and memberships that name both ends. *explanation is NULL on failure.
 *  errors ENT_ENOMEM. cost O(agreements + memberships) */
ENT_API ent_status ent_explain(ent_explanation **explanation, const ent_network *network, ent_end a,
                       ent_end b, ent_diags *diags);
/** NULL is allowed. */
ENT_API void ent_explanation_free(ent_explanation *explanation);
/** Number of accounts. */
ENT_API size_t ent_explanation_count(const ent_explanation *explanation);
/** The i-th account. */
ENT_API const ent_account *ent_explanation_at(const ent_explanation *explanation, size_t i);

/* ---- agreements that count ---- */

/** Which agreements and parties count in a network, and why the others do not. */
typedef struct ent_counting ent_counting;

/** The network must outlive it. *counting is NULL on failure. errors ENT_ENOMEM */
ENT_API ent_status ent_counting_new(ent_counting **counting, const ent_network *network, ent_diags *diags);
/** NULL is allowed. */
ENT_API void ent_counting_free(ent_counting *counting);

/** Is it one of the agreements that level, kind, topic and within select? Dialogues are selected when
 *  no kind is, although they do not count. */
ENT_API bool ent_counting_selects(const ent_counting *counting, uint32_t act);
/** Does the agreement count: has it the parties that a tie needs at the selected time? Unknown when
 *  this depends on something unknown. */
ENT_API ent_truth ent_counting_act(const ent_counting *counting, uint32_t act);
/** Does the party count in its agreement, whether the agreement counts or not? */
ENT_API ent_truth ent_counting_party(const ent_counting *counting, uint32_t party);
/** Does the membership hold, or the actor exist, at the selected time? */
ENT_API ent_truth ent_counting_membership(const ent_counting *counting, uint32_t membership);
ENT_API ent_truth ent_counting_actor(const ent_counting *counting, uint32_t actor);
/** Appends why the agreement does not count, or may not, and the options that count it: "sponsors only;
 *  --role sponsor counts it". Nothing when it counts. */
ENT_API void ent_counting_reason(ent_counting *counting, uint32_t act, ent_buf *out);
/** Appends why a party does not count, or may not: "Germany did not exist as such from 1945-05-09 to 1990-10-03". Nothing
 *  when it counts. */
ENT_API void ent_counting_party_reason(const ent_counting *counting, uint32_t party, ent_buf *out);
/** Of an agreement that counts: the first party of which it is unknown whether it counts, else one that did not exist as
 *  such; ENT_NONE: there is none. */
ENT_API uint32_t ent_counting_doubt(const ent_counting *counting, uint32_t act);

/* ---- the ledger ---- */

/** What became of a row. */
typedef enum ent_bucket {
    ENT_COUNTED,
    ENT_MERGED,     /* another row names the same party, or one that has the same node */
    ENT_NOT_YET,    /* not yet signed, ratified or in force on the day */
    ENT_ENDED,
    ENT_UNDATED,    /* unknown on the day */
    ENT_ONE_PARTY,  /* no second party that counts */
    ENT_OUTSIDE,    /* outside the selection: level, kind, topic, role, actor */
    ENT_OVER_CAP,   /* of an agreement of more than max_parties */
    ENT_DUPLICATE,  /* equal to another row */
    ENT_BUCKET_COUNT
} ent_bucket;

/** Number of rows of a table in a bucket. The sum over all buckets is the number of rows. */
ENT_API size_t ent_ledger_count(const ent_network *network, ent_table table, ent_bucket bucket);
/** The bucket of a row. */
ENT_API ent_bucket ent_ledger_bucket(const ent_network *network, ent_table table, size_t row);

/* ---- descriptions ---- */

/** Appends how the network was made, for captions and records: "ties; signed; on 2021-06-30; ...". */
ENT_API void ent_network_describe(const ent_network *network, const ent_words *words, ent_buf *out);
/** The same of a selection with its default kind resolved. */
ENT_API void ent_selection_describe(const ent_selection *selection, const ent_words *words, ent_buf *out);

/** Appends why the network has no ties, and the options that would add some: "29 global agreements
 *  have sponsors and fewer than two parties: --role sponsor includes them; ...". Nothing when it has
 *  ties. */
ENT_API void ent_network_absence(const ent_network *network, ent_buf *out);

/** What the weights of ties count, in a word or two: "agreements", the name of a column, or that of the weight. */
ENT_API const char *ent_weight_unit(const ent_selection *selection);
/** Appends the kind of network, and the reason when it is the default. */
ENT_API void ent_network_headline(const ent_network *network, ent_buf *out);
/** The same before a network is built. */
ENT_API void ent_selection_headline(const ent_selection *selection, const ent_dataset *dataset, ent_buf *out);
/** Appends the kinds that could be chosen instead of the default (". Others: --network ties|..."); nothing after a choice. */
ENT_API void ent_selection_others(const ent_selection *selection, const ent_dataset *dataset, ent_buf *out);
/** Is the node of the second kind: an agreement among actors, or, in a network of members, an
 *  organization? These are ranked separately. */
ENT_API bool ent_node_apart(const ent_network *network, size_t node);
/** Number of those nodes; 0 when all nodes are of one kind. */
ENT_API size_t ent_network_apart(const ent_network *network);

/** Number of selected agreements of each level, whether they create a tie or not. */
ENT_API void ent_network_levels(const ent_network *network, size_t counts[ENT_LEVEL_COUNT]);

/* ---- names: that of a value, NULL beyond the last; and the list, in the order of the enum ---- */

/** "default", "ties", "two-mode", "actors", "agreements", "members" */
ENT_API const char *ent_network_kind_name(ent_network_kind kind);
/** The list. */
ENT_API ent_names ent_network_kind_names(void);
/** "bound", "promoted", "talks" */
ENT_API const char *ent_tie_kind_name(ent_tie_kind kind);
/** The list. */
ENT_API ent_names ent_tie_kind_names(void);
/** "signed", "ratified", "in-force", "any" */
ENT_API const char *ent_rule_name(ent_rule rule);
/** The list. */
ENT_API ent_names ent_rule_names(void);
/** "default", "count", "newman", ... */
ENT_API const char *ent_weight_name(ent_weight weight);
/** The list. */
ENT_API ent_names ent_weight_names(void);
/** "node", "members", "both" */
ENT_API const char *ent_blocs_name(ent_blocs blocs);
/** The list. */
ENT_API ent_names ent_blocs_names(void);
/** "separate", "continue" */
ENT_API const char *ent_succession_name(ent_succession_policy succession);
/** The list. */
ENT_API ent_names ent_succession_names(void);
/** "none", "sdsm", "fdsm", "hypergeometric", "disparity" */
ENT_API const char *ent_backbone_name(ent_backbone backbone);
/** The list. */
ENT_API ent_names ent_backbone_names(void);
/** "holm", "bh", "none" */
ENT_API const char *ent_correction_name(ent_correction correction);
/** The list. */
ENT_API ent_names ent_correction_names(void);
/** "all", "cow", "gw" */
ENT_API const char *ent_population_name(ent_population population);
/** The list. */
ENT_API ent_names ent_population_names(void);
/** "holds", "unknown" */
ENT_API const char *ent_open_ended_name(ent_open_ended open_ended);
/** The list. */
ENT_API ent_names ent_open_ended_names(void);
/** "state", "organization", "body", "other", "agreement" */
ENT_API const char *ent_node_type_name(ent_node_type type);
/** The list. */
ENT_API ent_names ent_node_type_names(void);
/** "counted", "merged", "not yet", ... */
ENT_API const char *ent_bucket_name(ent_bucket bucket);
/** The list. */
ENT_API ent_names ent_bucket_names(void);
/** A description: "states and organizations tied by the agreements that they share", ... */
ENT_API const char *ent_network_kind_words(ent_network_kind kind);

#ifdef __cplusplus
}
#endif
#endif
