/* names.c: the word for each value of the options of a selection. Command lines, records and
 * messages take it from here. */
#include "entente/network.h"

/* NULL beyond the last value, so that a caller can list the names. */
#define NAMES(function, type, count, ...)                                                   \
    const char *function(type value)                                                        \
    {                                                                                       \
        static const char *const names[] = { __VA_ARGS__ };                                 \
                                                                                            \
        _Static_assert(sizeof names / sizeof *names == (count), "one name for each value"); \
        return (size_t)value < (count) ? names[value] : NULL;                               \
    }

NAMES(ent_network_kind_name, ent_network_kind, ENT_NET_COUNT, "default", "ties", "two-mode",
      "actors", "agreements", "members")
NAMES(ent_rule_name, ent_rule, ENT_RULE_COUNT, "signed", "ratified", "in-force", "any")
NAMES(ent_weight_name, ent_weight, ENT_WEIGHT_KIND_COUNT, "default", "count", "newman", "jaccard",
      "cosine", "overlap", "hypergeometric", "binary", "column")
NAMES(ent_blocs_name, ent_blocs, ENT_BLOCS_COUNT, "node", "members", "both")
NAMES(ent_succession_name, ent_succession_policy, ENT_SUCCESSION_COUNT, "separate", "continue")
NAMES(ent_backbone_name, ent_backbone, ENT_BACKBONE_COUNT, "none", "sdsm", "fdsm", "hypergeometric",
      "disparity")
NAMES(ent_correction_name, ent_correction, ENT_CORRECTION_COUNT, "holm", "bh", "none")
NAMES(ent_population_name, ent_population, ENT_POPULATION_COUNT, "all", "cow", "gw")
NAMES(ent_open_ended_name, ent_open_ended, ENT_OPEN_ENDED_COUNT, "holds", "unknown")
NAMES(ent_node_type_name, ent_node_type, ENT_NODE_TYPE_COUNT, "state", "organization", "body",
      "other", "agreement")
NAMES(ent_bucket_name, ent_bucket, ENT_BUCKET_COUNT, "counted", "merged", "not yet", "ended",
      "undated", "one party", "outside the selection", "over the party cap", "duplicate")
