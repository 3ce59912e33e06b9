/* tie_words.c: names of ties for the legend: by their origin, their level, their weight. */
#include "figure/encode.h"

#include <assert.h>
#include <math.h>
#include <string.h>

/* Levels, then the other styles of a theme. */
static const struct {
    const char *id, *words;
} styles[] = { { "tie", "agreement" },
               { "bilateral", "bilateral" },
               { "multilateral", "multilateral" },
               { "regional", "regional" },
               { "global", "global" },
               { "several", "several levels" },
               { "unknown", "not known on the day" },
               { "entered", "entered" },
               { "ended", "ended" },
               { "kept", "kept" } };

static_assert(sizeof styles / sizeof *styles == STYLE_COUNT, "words for each style");

const char *ent_style_words(int style)
{
    return styles[style].words;
}

const char *ent_style_id(int style)
{
    return styles[style].id;
}

/* ---- agreements and memberships ---- */

typedef struct origins {
    bool acts, memberships;
} origins;

static void add_origins(const ent_figure *f, const drawn_tie *t, origins *m)
{
    const ent_evidence *e = ent_tie_evidence(f->networks[t->net], t->tie);

    for (uint32_t i = 0; i < t->tie->count; i++) {
        m->memberships |= ent_evidence_by_membership(&e[i]);
        m->acts |= !ent_evidence_by_membership(&e[i]);
    }
}

const char *ent_words_without_level(const ent_figure *f)
{
    origins m = { false, false };

    for (size_t i = 0; i < f->tie_count; i++)
        if (!f->ties[i].unknown && f->ties[i].tie->level == ENT_LEVEL_NONE)
            add_origins(f, &f->ties[i], &m);
    if (ent_network_selection(f->networks[0])->network == ENT_NET_ACTS)
        return m.memberships ? "organization in common" : "party in common";
    return !m.memberships ? "agreement" : m.acts ? "agreement or membership"
           : ent_network_selection(f->networks[0])->network == ENT_NET_ACTORS
               ? "organization in common"
               : "membership";
}

/* ---- weights ---- */

static bool has_whole_weights(const ent_figure *f)
{
    for (size_t i = 0; i < f->tie_count; i++)
        if (!f->ties[i].unknown && f->ties[i].weight != floor(f->ties[i].weight))
            return false;
    return true;
}

/* Do weights count things? */
static bool counts_things(const ent_figure *f)
{
    ent_weight weight = ent_network_selection(f->networks[0])->weight;

    return weight <= ENT_WEIGHT_COUNT && (weight != ENT_WEIGHT_DEFAULT || has_whole_weights(f));
}

const char *ent_weight_words(const ent_figure *f)
{
    ent_network_kind kind = ent_network_selection(f->networks[0])->network;
    origins m = { false, false };

    for (size_t i = 0; i < f->tie_count; i++)
        add_origins(f, &f->ties[i], &m);
    if (!counts_things(f))
        return "Weight of the tie";
    if (kind == ENT_NET_ACTS)
        return !m.memberships ? "Parties in common" : m.acts ? "Parties and organizations in common"
                                                             : "Organizations in common";
    if (kind == ENT_NET_ACTORS)
        return !m.memberships ? "Agreements in common"
               : m.acts       ? "Agreements and organizations in common"
                              : "Organizations in common";
    return !m.memberships ? "Agreements" : m.acts ? "Agreements and memberships" : "Memberships";
}

/* " agreements in common", of one " agreement in common" */
static void put_counted(const char *words, bool one, ent_buf *out)
{
    static const char *const pairs[][2] = { { "agreements", "agreement" },
                                            { "organizations", "organization" },
                                            { "parties", "party" },
                                            { "and", "or" } };
    ent_buf low = { 0 };
    ent_str rest, word;

    ent_buf_char(&low, (char)(words[0] - 'A' + 'a'));
    ent_buf_text(&low, words + 1);
    rest = ent_buf_view(&low);
    while (ent_str_next(&rest, ' ', &word)) {
        for (size_t i = 0; one && i < sizeof pairs / sizeof *pairs; i++)
            if (ent_str_is(word, pairs[i][0]))
                word = ent_str_of(pairs[i][1]);
        ent_buf_char(out, ' ');
        ent_buf_str(out, word);
    }
    out->failed |= low.failed;
    ent_buf_destroy(&low);
}

ent_str ent_weight_label(ent_figure *f, const char *where, double low, double high)
{
    bool counts = counts_things(f);
    ent_buf text = { 0 };
    ent_str out;

    ent_buf_text(&text, where);
    ent_buf_text(&text, counts ? "" : "weight ");
    ent_put_short(&text, low);
    if (high == INFINITY) {
        ent_buf_text(&text, " or more");
    } else if (high > low) {
        ent_buf_text(&text, counts && high == low + 1 ? " or " : " to ");
        ent_put_short(&text, high);
    }
    if (counts)
        put_counted(ent_weight_words(f), low == 1 && high == 1, &text);
    out = ent_keep_text(f, &text);
    ent_buf_destroy(&text);
    return out;
}

