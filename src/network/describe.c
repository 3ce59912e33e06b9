/* describe.c: a selection and a network in words, for captions and records. */
#include "network/network.h"

static void describe_backbone(const ent_selection *s, ent_buf *out)
{
    static const char *const corrections[ENT_CORRECTION_COUNT] = { "Holm", "Benjamini-Hochberg",
                                                                   "no correction" };
    static const char *const tests[ENT_BACKBONE_COUNT] = { "", "SDSM", "FDSM",
                                                           "hypergeometric test", "disparity" };

    ent_buf_format(out, "; backbone: %s", tests[s->backbone]);
    if (s->backbone == ENT_BACKBONE_FDSM)
        ent_buf_format(out, " of %zu samples from seed %llu", s->samples,
                       (unsigned long long)s->seed);
    ent_buf_text(out, ", alpha ");
    ent_buf_number(out, s->alpha);
    ent_buf_format(out, ", %s", corrections[s->correction]);
}

void ent_network_describe(const ent_network *n, ent_buf *out)
{
    ent_buf assumed = { 0 };

    ent_selection_describe(&n->selection, out);
    if (n->selection.backbone)
        ent_buf_format(out, ", %zu tests", n->tests);
    ent_network_describe_assumed(n, &assumed);
    if (assumed.len) {
        ent_buf_text(out, "; ");
        ent_buf_str(out, ent_buf_view(&assumed));
    }
    out->failed |= assumed.failed;
    ent_buf_destroy(&assumed);
}

/* The unit of the weight `count`. */
static const char *counted_by(ent_network_kind kind)
{
    return kind == ENT_NET_MEMBERS ? "memberships"
           : kind == ENT_NET_ACTS  ? "parties in common"
                                   : "agreements";
}

void ent_selection_describe(const ent_selection *s, ent_buf *out)
{
    static const char *const rules[ENT_RULE_COUNT] = { "signed", "ratified", "in force",
                                                       "of any status, drafts and plans too" };
    const struct {
        const char *word, *value;
    } parts[] = { { "level", s->level },   { "kind", s->kind },  { "topic", s->topic },
                  { "within", s->within }, { "roles", s->role }, { "kinds of ties", s->tie_kinds }, { "only", s->only },
                  { "around", s->ego } };

    ent_buf_format(out, "%s%s, %s", ent_network_kind_name(s->network),
                   s->by_default ? " (default)" : "", ent_network_kind_words(s->network));
    if (s->network != ENT_NET_MEMBERS)
        ent_buf_format(out, "; counted when %s", rules[s->count]);
    if (s->directed)
        ent_buf_text(out, "; directed, from the first of a pair to the second");
    if (s->as_of.kind) {
        ent_buf_text(out, "; on ");
        ent_date_write(out, s->as_of);
    } else if (s->during.kind) {
        ent_buf_text(out, "; during ");
        ent_date_write(out, s->during);
    } else {
        ent_buf_text(out, "; at any time");
    }
    ent_buf_format(out, "; weight: %s",
                   s->weight == ENT_WEIGHT_COUNT    ? counted_by(s->network)
                   : s->weight == ENT_WEIGHT_COLUMN ? s->weight_column
                                                    : ent_weight_name(s->weight));
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (parts[i].value)
            ent_buf_format(out, "; %s: %s", parts[i].word, parts[i].value);
    if (s->ego && s->ego_radius != 1)
        ent_buf_format(out, " within %zu steps", s->ego_radius);
    if (s->max_parties)
        ent_buf_format(out, "; agreements of at most %zu parties", s->max_parties);
    if (s->blocs != ENT_BLOCS_NODE)
        ent_buf_format(out, "; organizations %s their members %s",
                       s->blocs == ENT_BLOCS_BOTH ? "and" : "replaced by",
                       s->as_of.kind || s->during.kind ? "of the day" : "of the day of signing");
    if (s->succession == ENT_SUCCESSION_CONTINUE)
        ent_buf_text(out, "; states one with those they continue");
    if (s->population != ENT_POPULATION_ALL)
        ent_buf_format(out, "; states of the system of %s",
                       s->population == ENT_POPULATION_COW ? "Correlates of War"
                                                           : "Gleditsch and Ward");
    if (s->with_memberships)
        ent_buf_text(out, "; with memberships");
    if (s->open_ended == ENT_OPEN_ENDED_UNKNOWN)
        ent_buf_text(out, "; unknown after the last day of which the source speaks");
    if (s->unknown_as_tie)
        ent_buf_text(out, "; unknown counted as ties");
    if (s->drop_isolates)
        ent_buf_text(out, "; without isolates");
    if (s->backbone) /* last: the number of its tests follows */
        describe_backbone(s, out);
}
