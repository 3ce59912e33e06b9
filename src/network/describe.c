/* describe.c: a selection and a network in words, for captions and records. */
#include "network/network.h"

/* "; WORDS" */
static void put_part(const ent_words *words, const char *english, ent_buf *out)
{
    ent_buf_text(out, "; ");
    ent_buf_str(out, ent_translate(words, english));
}

static void describe_backbone(const ent_selection *s, const ent_words *words, ent_buf *out)
{
    static const char *const corrections[ENT_CORRECTION_COUNT] = { "Holm", "Benjamini-Hochberg",
                                                                   ENT_WORD("no correction") };
    static const char *const tests[ENT_BACKBONE_COUNT] = { "", "SDSM", "FDSM", ENT_WORD("hypergeometric test"),
                                                           ENT_WORD("disparity") };
    ent_buf alpha = { 0 };

    ent_buf_text(out, "; ");
    ent_say(words, out, ENT_WORD("backbone: {1}"), ent_t(ent_translate(words, tests[s->backbone])));
    if (s->backbone == ENT_BACKBONE_FDSM) {
        ent_buf_char(out, ' ');
        ent_say(words, out, ENT_WORD("of {1} samples from seed {2}"), ent_n(s->samples), ent_n((size_t)s->seed));
    }
    ent_words_digits(words, &alpha, s->alpha);
    ent_buf_text(out, ", ");
    ent_say(words, out, ENT_WORD("alpha {1}, {2}"), ent_t(ent_buf_view(&alpha)),
            ent_t(ent_translate(words, corrections[s->correction])));
    out->failed |= alpha.failed;
    ent_buf_destroy(&alpha);
}

void ent_network_describe(const ent_network *n, const ent_words *words, ent_buf *out)
{
    ent_buf assumed = { 0 };

    ent_selection_describe(&n->selection, words, out);
    if (n->selection.backbone) {
        ent_buf_text(out, ", ");
        ent_count(words, out, n->tests, ENT_WORD("tests|tests"));
    }
    ent_network_describe_assumed(n, words, &assumed);
    if (assumed.len) {
        ent_buf_text(out, "; ");
        ent_buf_str(out, ent_buf_view(&assumed));
    }
    out->failed |= assumed.failed;
    ent_buf_destroy(&assumed);
}

const char *ent_weight_unit(const ent_selection *s)
{
    if (s->weight != ENT_WEIGHT_COUNT)
        return s->weight == ENT_WEIGHT_COLUMN ? s->weight_column : ent_weight_name(s->weight);
    return s->network == ENT_NET_MEMBERS ? ENT_WORD("memberships")
           : s->network == ENT_NET_ACTS  ? ENT_WORD("parties in common")
                                         : ENT_WORD("agreements");
}

static void describe_date(const ent_selection *s, const ent_words *words, ent_buf *out)
{
    ent_buf date = { 0 };

    ent_words_date(words, &date, s->as_of.kind ? s->as_of : s->during);
    if (!s->as_of.kind && !s->during.kind) {
        put_part(words, ENT_WORD("at any time"), out);
    } else {
        ent_buf_text(out, "; ");
        ent_say(words, out, s->as_of.kind ? ENT_WORD("on {1}") : ENT_WORD("during {1}"), ent_t(ent_buf_view(&date)));
    }
    out->failed |= date.failed;
    ent_buf_destroy(&date);
}

/* What narrows the selection, in the words of the data. */
static void describe_values(const ent_selection *s, const ent_words *words, ent_buf *out)
{
    const struct {
        const char *sentence, *value;
    } parts[] = { { ENT_WORD("level: {1}"), s->level },
                  { ENT_WORD("kind: {1}"), s->kind },
                  { ENT_WORD("topic: {1}"), s->topic },
                  { ENT_WORD("within: {1}"), s->within },
                  { ENT_WORD("roles: {1}"), s->role },
                  { ENT_WORD("kinds of ties: {1}"), s->tie_kinds },
                  { ENT_WORD("only: {1}"), s->only },
                  { ENT_WORD("around: {1}"), s->ego } };

    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (parts[i].value) {
            ent_buf_text(out, "; ");
            ent_say(words, out, parts[i].sentence, ent_t(ent_translate(words, parts[i].value)));
        }
    if (s->ego && s->ego_radius != 1) {
        ent_buf_char(out, ' ');
        ent_say(words, out, ENT_WORD("within {1} steps"), ent_n(s->ego_radius));
    }
    if (s->max_parties) {
        ent_buf_text(out, "; ");
        ent_say(words, out, ENT_WORD("agreements of at most {1} parties"), ent_n(s->max_parties));
    }
}

static void describe_actors(const ent_selection *s, const ent_words *words, ent_buf *out)
{
    bool day = s->as_of.kind || s->during.kind, both = s->blocs == ENT_BLOCS_BOTH;

    if (s->blocs != ENT_BLOCS_NODE)
        put_part(words,
                 both ? day ? ENT_WORD("organizations and their members of the day")
                            : ENT_WORD("organizations and their members of the day of signing")
                 : day ? ENT_WORD("organizations replaced by their members of the day")
                       : ENT_WORD("organizations replaced by their members of the day of signing"),
                 out);
    if (s->succession == ENT_SUCCESSION_CONTINUE)
        put_part(words, ENT_WORD("states one with those they continue"), out);
    if (s->population != ENT_POPULATION_ALL)
        put_part(words,
                 s->population == ENT_POPULATION_COW ? ENT_WORD("states of the system of Correlates of War")
                                                     : ENT_WORD("states of the system of Gleditsch and Ward"),
                 out);
}

void ent_selection_describe(const ent_selection *s, const ent_words *words, ent_buf *out)
{
    static const char *const rules[ENT_RULE_COUNT] = {
        ENT_WORD("counted when signed"), ENT_WORD("counted when ratified"), ENT_WORD("counted when in force"),
        ENT_WORD("counted when of any status, drafts and plans too")
    };

    ent_say(words, out, s->by_default ? ENT_WORD("{1} (default), {2}#network") : ENT_WORD("{1}, {2}#network"),
            ent_t(ent_str_of(ent_network_kind_name(s->network))),
            ent_t(ent_translate(words, ent_network_kind_words(s->network))));
    if (s->network != ENT_NET_MEMBERS)
        put_part(words, rules[s->count], out);
    if (s->directed)
        put_part(words, ENT_WORD("directed, from the first of a pair to the second"), out);
    describe_date(s, words, out);
    ent_buf_text(out, "; ");
    ent_say(words, out, ENT_WORD("weight: {1}"),
            ent_t(ent_translate(words, ent_weight_unit(s))));
    describe_values(s, words, out);
    describe_actors(s, words, out);
    if (s->with_memberships)
        put_part(words, ENT_WORD("with memberships"), out);
    if (s->open_ended == ENT_OPEN_ENDED_UNKNOWN)
        put_part(words, ENT_WORD("unknown after the last day of which the source speaks"), out);
    if (s->unknown_as_tie)
        put_part(words, ENT_WORD("unknown counted as ties"), out);
    if (s->drop_isolates)
        put_part(words, ENT_WORD("without isolates"), out);
    if (s->backbone) /* last: the number of its tests follows */
        describe_backbone(s, words, out);
}
