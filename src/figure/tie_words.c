/* tie_words.c: names of ties for the legend: by their origin, their level, their weight. */
#include "figure/encode.h"

#include <assert.h>
#include <math.h>
#include <string.h>

/* Levels, then the other styles of a theme. */
static const struct {
    const char *id, *words;
} styles[] = { { "tie", ENT_WORD("agreement") },
               { "bilateral", ENT_WORD("bilateral") },
               { "multilateral", ENT_WORD("multilateral") },
               { "regional", ENT_WORD("regional") },
               { "global", ENT_WORD("global") },
               { "several", ENT_WORD("several levels") },
               { "unknown", ENT_WORD("not known on the day") },
               { "entered", ENT_WORD("entered") },
               { "ended", ENT_WORD("ended") },
               { "kept", ENT_WORD("kept") } };

static_assert(sizeof styles / sizeof *styles == STYLE_COUNT, "words for each style");

const char *ent_style_words(int style)
{
    return styles[style].words;
}

const char *ent_style_id(int style)
{
    return styles[style].id;
}

ent_str ent_level_of_nodes(const ent_figure *f, ent_level level)
{
    static const char *const words[ENT_LEVEL_COUNT] = {
        [ENT_LEVEL_NONE] = ENT_WORD("agreement"),
        [ENT_BILATERAL] = ENT_WORD("bilateral#level"),
        [ENT_MULTILATERAL] = ENT_WORD("multilateral#level"),
        [ENT_REGIONAL] = ENT_WORD("regional#level"),
        [ENT_GLOBAL] = ENT_WORD("global#level"),
        [ENT_LEVEL_MIXED] = ENT_WORD("several levels"),
    };

    return ent_translate(f->words, words[level]);
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
        return m.memberships ? ENT_WORD("organization in common") : ENT_WORD("party in common");
    return !m.memberships ? ENT_WORD("agreement")
           : m.acts       ? ENT_WORD("agreement or membership")
           : ent_network_selection(f->networks[0])->network == ENT_NET_ACTORS ? ENT_WORD("organization in common")
                                                                              : ENT_WORD("membership");
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

/* What the weight counts: a title, and its forms behind a number. */
typedef struct counted {
    const char *title, *forms;
} counted;

static counted what_is_counted(const ent_figure *f)
{
    static const counted things[3][3] = {
        { { ENT_WORD("Parties in common"), ENT_WORD("party in common|parties in common") },
          { ENT_WORD("Parties and organizations in common"),
            ENT_WORD("party or organization in common|parties and organizations in common") },
          { ENT_WORD("Organizations in common"), ENT_WORD("organization in common|organizations in common") } },
        { { ENT_WORD("Agreements in common"), ENT_WORD("agreement in common|agreements in common") },
          { ENT_WORD("Agreements and organizations in common"),
            ENT_WORD("agreement or organization in common|agreements and organizations in common") },
          { ENT_WORD("Organizations in common"), ENT_WORD("organization in common|organizations in common") } },
        { { ENT_WORD("Agreements"), ENT_WORD("agreement|agreements") },
          { ENT_WORD("Agreements and memberships"), ENT_WORD("agreement or membership|agreements and memberships") },
          { ENT_WORD("Memberships"), ENT_WORD("membership|memberships") } }
    };
    ent_network_kind kind = ent_network_selection(f->networks[0])->network;
    origins m = { false, false };

    for (size_t i = 0; i < f->tie_count; i++)
        add_origins(f, &f->ties[i], &m);
    return things[kind == ENT_NET_ACTS ? 0 : kind == ENT_NET_ACTORS ? 1 : 2][!m.memberships ? 0 : m.acts ? 1 : 2];
}

const char *ent_weight_words(const ent_figure *f)
{
    return counts_things(f) ? what_is_counted(f).title : ENT_WORD("Weight of the tie");
}

/* "3 or more", "0.25 to 0.4", "1 or 2", "4" */
static void put_range(const ent_figure *f, double low, double high, bool counts, ent_buf *out)
{
    ent_buf from = { 0 }, to = { 0 };
    ent_arg ends[2];

    ent_put_short(f, &from, low);
    ent_put_short(f, &to, high);
    ends[0] = ent_t(ent_buf_view(&from));
    ends[1] = ent_t(ent_buf_view(&to));
    if (high == INFINITY)
        ent_say_args(f->words, out, ENT_WORD("{1} or more"), ends, 1);
    else if (!(high > low))
        ent_buf_str(out, ends[0].text);
    else if (counts && high == low + 1)
        ent_say_args(f->words, out, ENT_WORD("{1} or {2}"), ends, 2);
    else
        ent_say_args(f->words, out, ENT_WORD("{1} to {2}"), ends, 2);
    out->failed |= from.failed || to.failed;
    ent_buf_destroy(&from);
    ent_buf_destroy(&to);
}

ent_str ent_weight_label(ent_figure *f, const char *where, double low, double high)
{
    enum { MANY = 5 }; /* takes the form of many things in every language */
    bool counts = counts_things(f);
    ent_buf range = { 0 }, text = { 0 };
    ent_str out;

    put_range(f, low, high, counts, &range);
    if (counts) {
        ent_buf_str(&text, ent_buf_view(&range));
        ent_buf_char(&text, ' ');
        ent_buf_str(&text, ent_translate_form(f->words, what_is_counted(f).forms, high < 1e6 ? (size_t)high : MANY));
    } else {
        ent_say(f->words, &text, ENT_WORD("weight {1}"), ent_t(ent_buf_view(&range)));
    }
    out = where ? ent_said(f, where, ent_t(ent_buf_view(&text))) : ent_keep_text(f, &text);
    ent_buf_destroy(&text);
    ent_buf_destroy(&range);
    return out;
}
