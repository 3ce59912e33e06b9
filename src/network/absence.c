/* absence.c: why a network has no ties, in words: why the selected agreements create none, and the
 * option that would add them. */
#include "data/records.h"
#include "network/reasons.h"

/* The first that holds for an agreement. */
typedef enum cause {
    CAUSE_SELECTED, /* outside --level, --kind, --topic or --within */
    CAUSE_DIALOGUE, /* creates ties only when selected */
    CAUSE_EMPTY,    /* no party rows at all */
    CAUSE_ROLES,    /* too few parties in a role that creates ties, enough in others */
    CAUSE_ONE_PARTY,
    CAUSE_ACTORS, /* enough parties, but too few selected ones */
    CAUSE_NOT_YET,
    CAUSE_ENDED,
    CAUSE_UNKNOWN,
    CAUSE_CAP,
    CAUSE_OTHER, /* it counts, but creates no tie */
    CAUSE_COUNT
} cause;

typedef struct account {
    const ent_network *n;
    const ent_dataset *d;
    const ent_selection *s;
    ent_filter filter;
    ent_filter dialogues; /* the same, but for --kind dialogue */
    ent_selection of_dialogues;
    size_t least; /* parties that an agreement needs to tie */
    size_t acts[CAUSE_COUNT];
    size_t roles[ENT_ROLE_COUNT]; /* agreements of CAUSE_ROLES that have such parties */
    int level[CAUSE_COUNT];       /* the one level of all agreements of a cause; -1: several */
} account;

/* ---- counting ---- */

static cause cause_of(const account *a, const ent_act *act, const ent_tally *t)
{
    const ent_selection *s = a->s;
    size_t known = t->by_bucket[ENT_COUNTED], unknown = t->by_bucket[ENT_UNDATED];

    if (!ent_filter_act(&a->filter, act))
        return !s->kind && ent_filter_act(&a->dialogues, act) ? CAUSE_DIALOGUE : CAUSE_SELECTED;
    if (!t->all)
        return CAUSE_EMPTY;
    if (t->tying < a->least)
        return t->all >= a->least && t->all > t->tying ? CAUSE_ROLES : CAUSE_ONE_PARTY;
    if (t->selected < a->least)
        return CAUSE_ACTORS;
    if (known + unknown < a->least)
        return t->by_bucket[ENT_ENDED] ? CAUSE_ENDED : CAUSE_NOT_YET;
    if (known < a->least)
        return CAUSE_UNKNOWN;
    return s->max_parties && t->selected > s->max_parties ? CAUSE_CAP : CAUSE_OTHER;
}

static void count_roles(account *a, const uint32_t *rows, size_t given)
{
    bool seen[ENT_ROLE_COUNT] = { false };

    for (size_t i = 0; i < given; i++)
        seen[ent_party_at(a->d, rows[i]).role] = true;
    for (int r = 0; r < ENT_ROLE_COUNT; r++)
        a->roles[r] += seen[r] && !ent_filter_role(&a->filter, (ent_role)r);
}

static void count_acts(account *a)
{
    for (size_t i = 0; i < ent_act_count(a->d); i++) {
        const ent_act act = ent_act_at(a->d, i);
        const uint32_t *rows;
        size_t given = ent_act_parties(a->d, i, &rows);
        ent_tally t = ent_tally_parties(ent_network_times(a->n), &a->filter, NULL, (uint32_t)i);
        cause c = cause_of(a, &act, &t);

        a->level[c] = !a->acts[c] || a->level[c] == (int)act.level ? (int)act.level : -1;
        a->acts[c]++;
        if (c == CAUSE_ROLES)
            count_roles(a, rows, given);
    }
}

/* ---- words ---- */

/* "29 global agreements" */
static void put_acts(const account *a, cause c, const char *what, ent_buf *out)
{
    const char *level = a->level[c] > 0 && a->level[c] < ENT_LEVEL_MIXED
                            ? ent_level_name((ent_level)a->level[c])
                            : "";

    if (out->len)
        ent_buf_text(out, "; ");
    ent_buf_format(out, "%zu %s%s%s%s", a->acts[c], level, level[0] ? " " : "", what,
                   a->acts[c] == 1 ? "" : "s");
}

static const char *one_or_many(size_t count, const char *one, const char *many)
{
    return count == 1 ? one : many;
}

/* The most frequent roles first: "a, b and c" or "a;b;c". */
static void put_roles(const account *a, const char *plural, const char *between, const char *last,
                      ent_buf *out)
{
    enum { SHOWN = 4 };
    bool used[ENT_ROLE_COUNT] = { false };
    int order[SHOWN], count = 0;

    for (; count < SHOWN; count++) {
        int best = -1;

        for (int r = 0; r < ENT_ROLE_COUNT; r++)
            if (a->roles[r] && !used[r] && (best < 0 || a->roles[r] > a->roles[best]))
                best = r;
        if (best < 0)
            break;
        used[best] = true;
        order[count] = best;
    }
    for (int i = 0; i < count; i++)
        ent_buf_format(out, "%s%s%s",
                       !i               ? ""
                       : i + 1 == count ? last
                                        : between,
                       ent_role_name((ent_role)order[i]), plural);
}

static void say_roles(const account *a, ent_buf *out)
{
    size_t count = a->acts[CAUSE_ROLES];

    put_acts(a, CAUSE_ROLES, "agreement", out);
    ent_buf_text(out, one_or_many(count, " has ", " have "));
    put_roles(a, "s", ", ", " or ", out);
    ent_buf_format(out, " and %s: --role ", a->least > 1 ? "fewer than two parties" : "no parties");
    put_roles(a, "", ";", ";", out);
    ent_buf_format(out, " includes %s", one_or_many(count, "it", "them"));
}

static void say_selected(const account *a, ent_buf *out)
{
    const ent_selection *s = a->s;
    const struct {
        const char *option, *value;
    } words[] = {
        { "level", s->level }, { "kind", s->kind }, { "topic", s->topic }, { "within", s->within }
    };

    put_acts(a, CAUSE_SELECTED, "agreement", out);
    ent_buf_text(out, one_or_many(a->acts[CAUSE_SELECTED], " is outside", " are outside"));
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (words[i].value)
            ent_buf_format(out, " --%s %s", words[i].option, words[i].value);
}

static void say_day(const account *a, cause c, ent_buf *out)
{
    const ent_selection *s = a->s;
    size_t count = a->acts[c];

    put_acts(a, c, "agreement", out);
    if (c == CAUSE_UNKNOWN) {
        ent_buf_format(out, " may count or not: --unknown as-tie includes %s",
                       one_or_many(count, "it", "them"));
        return;
    }
    ent_buf_text(out, c == CAUSE_ENDED
                          ? one_or_many(count, " has ended", " have ended")
                          : one_or_many(count, " does not count yet", " do not count yet"));
    if (s->as_of.kind) {
        ent_buf_text(out, " on ");
        ent_date_write(out, s->as_of);
    } else if (s->during.kind) {
        ent_buf_text(out, " during ");
        ent_date_write(out, s->during);
    } else {
        ent_buf_format(out, " (--count %s)", ent_rule_name(s->count));
    }
}

static void say_cause(const account *a, cause c, ent_buf *out)
{
    const char *has = a->acts[c] == 1 ? "has" : "have";

    switch (c) {
    case CAUSE_ROLES:
        say_roles(a, out);
        return;
    case CAUSE_SELECTED:
        say_selected(a, out);
        return;
    case CAUSE_DIALOGUE:
        put_acts(a, c, "dialogue", out);
        ent_buf_format(out, "%s no agreement: --kind dialogue includes %s",
                       one_or_many(a->acts[c], " is", " are"), one_or_many(a->acts[c], "it", "them"));
        return;
    case CAUSE_NOT_YET:
    case CAUSE_ENDED:
    case CAUSE_UNKNOWN:
        say_day(a, c, out);
        return;
    default:
        break;
    }
    put_acts(a, c, "agreement", out);
    if (c == CAUSE_CAP)
        ent_buf_format(out, " %s more parties than --max-parties %zu", has, a->s->max_parties);
    else if (c == CAUSE_OTHER)
        ent_buf_format(out, a->acts[c] == 1 ? " counts, but creates no tie%s" : " count, but create no tie%s",
                       a->s->backbone ? " that the backbone keeps (--alpha)"
                       : a->s->ego    ? " around the actor of --ego"
                                      : " in this network");
    else
        ent_buf_format(out, " %s %s", has,
                       c == CAUSE_EMPTY       ? "no parties in the data"
                       : c == CAUSE_ONE_PARTY ? "fewer than two parties"
                                              : "no two parties among the actors of --only");
}

static void say_unknown(size_t count, ent_buf *out)
{
    ent_buf_format(out, "of %zu tie%s it is unknown whether %s: --unknown as-tie includes %s",
                   count, count == 1 ? "" : "s", one_or_many(count, "it holds", "they hold"),
                   one_or_many(count, "it", "them"));
}

static void say_acts(account *a, ent_buf *out)
{
    ent_diags silent = { 0 };

    if (ent_filter_init(&a->filter, a->d, a->s, &silent) == ENT_OK) {
        a->of_dialogues = *a->s;
        a->of_dialogues.kind = "dialogue";
        a->dialogues = a->filter; /* borrows its lists */
        a->dialogues.selection = &a->of_dialogues;
        count_acts(a);
    }
    for (int c = CAUSE_EMPTY; c < CAUSE_COUNT; c++)
        if (a->acts[c])
            say_cause(a, (cause)c, out);
    if (a->acts[CAUSE_DIALOGUE])
        say_cause(a, CAUSE_DIALOGUE, out);
    if (!out->len && a->acts[CAUSE_SELECTED])
        say_cause(a, CAUSE_SELECTED, out);
    ent_filter_destroy(&a->filter);
}

void ent_network_absence(const ent_network *n, ent_buf *out)
{
    account a = { .n = n, .d = ent_network_dataset(n), .s = ent_network_selection(n), .least = 2 };
    ent_buf words = { 0 };

    if (ent_tie_count(n))
        return;
    if (a.s->network == ENT_NET_TWO_MODE)
        a.least = 1;
    if (ent_unknown_tie_count(n))
        say_unknown(ent_unknown_tie_count(n), &words);
    else if (a.s->network == ENT_NET_MEMBERS)
        ent_buf_text(&words, ent_membership_count(a.d) ? "no membership counts in this selection"
                                                       : "the data have no memberships");
    else if (!ent_act_count(a.d))
        ent_buf_text(&words, ent_membership_count(a.d)
                                 ? "the data have memberships and no agreements: --network members "
                                   "includes them"
                                 : "the data have no agreements");
    else
        say_acts(&a, &words);
    ent_buf_str(out, ent_buf_view(&words));
    out->failed |= words.failed;
    ent_buf_destroy(&words);
}

void ent_network_levels(const ent_network *n, size_t counts[ENT_LEVEL_COUNT])
{
    const ent_dataset *d = ent_network_dataset(n);
    ent_diags silent = { 0 };
    ent_filter filter;

    for (int level = 0; level < ENT_LEVEL_COUNT; level++)
        counts[level] = 0;
    if (ent_filter_init(&filter, d, ent_network_selection(n), &silent) == ENT_OK)
        for (size_t i = 0; i < ent_act_count(d); i++)
            if (ent_filter_selects(&filter, (uint32_t)i))
                counts[ent_act_level(d, i)]++;
    ent_filter_destroy(&filter);
}
