/* names.c: the word for each value of the options of a selection. Command lines, records and
 * messages take it from here. */
#include "entente/network.h"

/* X_name(value) is the name of a value, NULL beyond the last; X_names() is the list. */
#define NAMES(x, type, count, ...)                                                   \
    static const char *const x##_list[] = { __VA_ARGS__ };                           \
    _Static_assert(sizeof x##_list / sizeof *x##_list == (count), "a name a value"); \
                                                                                     \
    const char *x##_name(type value)                                                 \
    {                                                                                \
        return (size_t)value < (count) ? x##_list[value] : NULL;                     \
    }                                                                                \
                                                                                     \
    ent_names x##_names(void)                                                        \
    {                                                                                \
        return ENT_NAMES(x##_list);                                                  \
    }

NAMES(ent_network_kind, ent_network_kind, ENT_NET_COUNT, "default", "ties", "two-mode", "actors",
      "agreements", "members")
NAMES(ent_tie_kind, ent_tie_kind, ENT_TIE_KIND_COUNT, "bound", "promoted", "talks")
NAMES(ent_rule, ent_rule, ENT_RULE_COUNT, "signed", "ratified", "in-force", "any")
NAMES(ent_weight, ent_weight, ENT_WEIGHT_KIND_COUNT, "default", "count", "newman", "jaccard",
      "cosine", "overlap", "hypergeometric", "phi", "yule", "bonacich", "matching", "binary", "column")
NAMES(ent_blocs, ent_blocs, ENT_BLOCS_COUNT, "node", "members", "both")
NAMES(ent_succession, ent_succession_policy, ENT_SUCCESSION_COUNT, "separate", "continue")
NAMES(ent_backbone, ent_backbone, ENT_BACKBONE_COUNT, "none", "sdsm", "fdsm", "hypergeometric",
      "disparity")
NAMES(ent_correction, ent_correction, ENT_CORRECTION_COUNT, "holm", "bh", "none")
NAMES(ent_population, ent_population, ENT_POPULATION_COUNT, "all", "cow", "gw")
NAMES(ent_open_ended, ent_open_ended, ENT_OPEN_ENDED_COUNT, "holds", "unknown")
NAMES(ent_node_type, ent_node_type, ENT_NODE_TYPE_COUNT, "state", "organization", "body", "other",
      "agreement")
NAMES(ent_bucket, ent_bucket, ENT_BUCKET_COUNT, "counted", "merged", "not yet", "ended", "undated",
      "one party", "outside the selection", "over the party cap", "duplicate")
