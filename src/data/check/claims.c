/* claims.c: do the passages that a row cites say what it says? They are prose: titles are abbreviated, "we" is
 * the author's state, numbers are words. So titles are compared word by word, and a row needs two facts that
 * belong together, such as a party and the title of its agreement: one alone is found nearly everywhere. */
#include "data/check/documents.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "data/dataset.h"

typedef struct claim {
    const ent_dataset *d;
    const ent_index *shared;
    ent_row row;
    size_t number; /* of the row in its table */
    ent_str text; /* of all passages */
    ent_str passages[ENT_MOST_CITATIONS];
    size_t count;
    const ent_citations *cites;
    bool partial; /* another source of the row could not be opened */
} claim;

static const double much = 0.68, some = 0.3; /* of a title */

/* ---- words ---- */

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (unsigned char)c >= 0x80;
}

/* Is the byte part of a word? Dashes and quotes of typography (U+2000 to U+203F) are not. */
static bool in_word(ent_str s, size_t i)
{
    size_t lead = i;

    if ((unsigned char)s.ptr[i] < 0x80)
        return is_letter(s.ptr[i]) || (s.ptr[i] >= '0' && s.ptr[i] <= '9');
    while (lead && i - lead < 2 && ((unsigned char)s.ptr[lead] & 0xc0) == 0x80)
        lead--;
    return !((unsigned char)s.ptr[lead] == 0xe2 && lead + 1 < s.len && (unsigned char)s.ptr[lead + 1] == 0x80);
}

static char upper(char c)
{
    return c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c;
}

/* The next word of letters and digits; *rest goes on behind it. */
static bool next_word(ent_str *rest, ent_str *word)
{
    size_t from = 0, to;

    while (from < rest->len && !in_word(*rest, from))
        from++;
    for (to = from; to < rest->len && in_word(*rest, to);)
        to++;
    *word = (ent_str){ rest->ptr + from, to - from };
    *rest = (ent_str){ rest->ptr + to, rest->len - to };
    return word->len > 0;
}

static bool is_acronym(ent_str word)
{
    for (size_t i = 0; i < word.len; i++)
        if (word.ptr[i] < 'A' || word.ptr[i] > 'Z')
            return false;
    return word.len > 1;
}

/* Does the word carry meaning in a title? */
static bool carries(ent_str word)
{
    static const char *const common[] = { "with", "from", "between", "their", "that", "this", "other",
                                          "into", "upon", "about", "under" };

    if (ent_names_find(ENT_NAMES(common), word) != SIZE_MAX)
        return false;
    return word.len > 3 || is_acronym(word) || (word.len && word.ptr[0] >= '0' && word.ptr[0] <= '9') ||
           (word.len == 3 && word.ptr[0] >= 'A' && word.ptr[0] <= 'Z' && !ent_str_is(word, "The"));
}

/* Is it the same word, perhaps with another ending: agreement, agreements; combat, combating? */
static bool same_word(ent_str a, ent_str b)
{
    size_t shorter = a.len < b.len ? a.len : b.len, longer = a.len < b.len ? b.len : a.len;
    size_t stem = longer > 6 ? longer - 3 : longer > 4 ? longer - 1 : longer;

    if (is_acronym(a) || is_acronym(b))
        return ent_str_eq(a, b);
    if (a.len && a.ptr[0] >= '0' && a.ptr[0] <= '9')
        return ent_str_eq(a, b);
    if (shorter > 7 && shorter - 1 < stem) /* destabilize, destabilization */
        stem = shorter - 1;
    return shorter >= stem && ent_str_eq_fold((ent_str){ a.ptr, stem }, (ent_str){ b.ptr, stem });
}

static bool has_word(ent_str text, ent_str word)
{
    ent_str other;

    while (next_word(&text, &other))
        if (same_word(word, other))
            return true;
    return false;
}

/* A hyphen is as good as a blank. */
static bool same_letters(ent_str a, ent_str b, bool strict)
{
    for (size_t i = 0; i < a.len; i++) {
        char x = a.ptr[i] == '-' ? ' ' : a.ptr[i], y = b.ptr[i] == '-' ? ' ' : b.ptr[i];

        if (x != y && (strict || upper(x) != upper(y)))
            return false;
    }
    return true;
}

/* Short names (UN, US, CIS) must be whole words in the same case; longer names may be the beginning of
 * a word, so that "Brazil" is found in "Brazilian". */
static bool mentions(ent_str text, ent_str name)
{
    bool strict = name.len <= 5;

    if (name.len < 2)
        return false;
    for (size_t i = 0; i + name.len <= text.len; i++) {
        ent_str here = { text.ptr + i, name.len };

        if (i && in_word(text, i - 1) && in_word(name, 0))
            continue;
        if (!same_letters(here, name, strict))
            continue;
        if (!strict || i + name.len == text.len || !in_word(text, i + name.len) ||
            (name.len > 3 && is_letter(text.ptr[i + name.len]) && !is_acronym(name)))
            return true;
    }
    return false;
}

/* ---- titles ---- */

enum { MOST_WORDS = 64, STEM = 6 };

/* The beginning of a word in small letters: the key under which it is counted. */
static ent_str stem_of(ent_str word, char *space)
{
    size_t len = word.len < STEM ? word.len : STEM;

    for (size_t i = 0; i < len; i++)
        space[i] = word.ptr[i] >= 'A' && word.ptr[i] <= 'Z' ? (char)(word.ptr[i] - 'A' + 'a') : word.ptr[i];
    return (ent_str){ space, len };
}

/* Counts the titles with each word. */
static bool count_words(ent_index *shared, ent_arena *arena, ent_str name)
{
    ent_index here = { 0 };
    char space[STEM];
    ent_str word;
    bool done = true;

    while (done && next_word(&name, &word)) {
        ent_str stem = stem_of(word, space);
        uint32_t count = ent_index_find(shared, stem), found;

        if (!carries(word) || ent_index_find(&here, stem) != ENT_ABSENT)
            continue;
        if (count == ENT_ABSENT)
            stem = ent_arena_str(arena, stem);
        done = stem.ptr && ent_index_add(shared, stem, 1, &found);
        if (done && count != ENT_ABSENT)
            ent_index_move(shared, stem, count + 1);
    }
    ent_index_destroy(&here);
    return done;
}

bool ent_claims_open(ent_claims *claims, const ent_dataset *d)
{
    bool done = true;

    *claims = (ent_claims){ .d = d };
    for (size_t i = 0; i < d->acts.count && done; i++)
        done = count_words(&claims->shared, &claims->arena, ent_act_at(d, i).title);
    for (size_t i = 0; i < ent_table_rows(d, ENT_TOPICS) && done; i++)
        done = count_words(&claims->shared, &claims->arena,
                           ent_cell(d, ent_table_row(d, ENT_TOPICS, i), "label"));
    return done;
}

void ent_claims_close(ent_claims *claims)
{
    ent_index_destroy(&claims->shared);
    ent_arena_destroy(&claims->arena);
}

/* What a word tells: the less, the more titles of the data have it. */
static double weight_of(const claim *c, ent_str word)
{
    char space[STEM];
    uint32_t count = ent_index_find(c->shared, stem_of(word, space));
    double titles = (double)(c->d->acts.count + ent_table_rows(c->d, ENT_TOPICS));

    return log((titles + 2) / (count == ENT_ABSENT ? 1 : count));
}

typedef struct title {
    ent_str words[MOST_WORDS]; /* all, for initials */
    bool carries[MOST_WORDS], found[MOST_WORDS];
    size_t count;
} title;

/* Marks the words of the title that the text abbreviates: IIS for "international information security". */
static void find_initials(title *t, ent_str acronym)
{
    for (size_t from = 0; from < t->count; from++) {
        size_t letters = 0, to = from;

        for (; to < t->count && letters < acronym.len; to++) {
            if (upper(t->words[to].ptr[0]) == acronym.ptr[letters])
                letters++;
            else if (t->carries[to])
                break;
        }
        if (letters < acronym.len)
            continue;
        for (size_t i = from; i < to; i++)
            t->found[i] = true;
    }
}

/* The share of a title that the text has, by its words and what they tell. */
static double share_in(const claim *c, ent_str text, ent_str name)
{
    title t = { .count = 0 };
    double all = 0, found = 0;
    ent_str rest = name, word;

    while (t.count < MOST_WORDS && next_word(&rest, &word)) {
        bool repeated = false;

        for (size_t i = 0; i < t.count; i++)
            repeated |= ent_str_eq_fold(t.words[i], word);
        t.words[t.count] = word;
        t.carries[t.count] = carries(word) && !repeated;
        t.found[t.count] = t.carries[t.count] && has_word(text, word);
        t.count++;
    }
    for (rest = text; next_word(&rest, &word);)
        if (word.len > 2 && is_acronym(word))
            find_initials(&t, word);
    for (size_t i = 0; i < t.count; i++) {
        double weight = t.carries[i] ? weight_of(c, t.words[i]) : 0;

        all += weight;
        found += t.found[i] ? weight : 0;
    }
    return all > 0 ? found / all : 0;
}

/* The largest share in one passage: a title is not spread over several. */
static double share_of(const claim *c, ent_str name)
{
    double most = 0;

    for (size_t i = 0; i < c->count; i++)
        most = fmax(most, share_in(c, c->passages[i], name));
    return most;
}

static bool names_title(const claim *c, ent_str name)
{
    return name.len > 3 && share_of(c, name) >= much;
}

/* ---- numbers ---- */

/* "thirteen", "a hundred"; false for numbers without a word here. */
static bool number_words(double number, ent_buf *out)
{
    static const char *const small[] = { "zero",    "one",     "two",       "three",    "four",
                                         "five",    "six",     "seven",     "eight",    "nine",
                                         "ten",     "eleven",  "twelve",    "thirteen", "fourteen",
                                         "fifteen", "sixteen", "seventeen", "eighteen", "nineteen" };
    static const char *const tens[] = { "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety" };
    int whole = (int)number;

    if (number < 0 || number >= 100)
        return false;
    if (whole < 20)
        ent_buf_text(out, small[whole]);
    else
        ent_buf_format(out, "%s%s%s", tens[whole / 10 - 2], whole % 10 ? "-" : "", whole % 10 ? small[whole % 10] : "");
    if (number == whole + 0.5)
        ent_buf_text(out, " and a half");
    return number == whole || number == whole + 0.5;
}

/* Are these words in the text, in any case of letters? */
static bool has_words(ent_str text, ent_str words)
{
    for (size_t i = 0; i + words.len <= text.len; i++)
        if (same_letters((ent_str){ text.ptr + i, words.len }, words, false) && (!i || !in_word(text, i - 1)) &&
            (i + words.len == text.len || !in_word(text, i + words.len)))
            return true;
    return false;
}

static bool has_number(ent_str text, double number)
{
    ent_buf words = { 0 }, digits = { 0 };
    bool found;

    ent_buf_number(&digits, number);
    found = has_words(text, ent_buf_view(&digits));
    if (number_words(number, &words))
        found |= has_words(text, ent_buf_view(&words));
    found |= (number == 12 && has_words(text, ENT_STR("dozen"))) ||
             (number == 18 && has_words(text, ENT_STR("one and a half dozen"))) ||
             (number == 24 && has_words(text, ENT_STR("two dozen")));
    ent_buf_destroy(&words);
    ent_buf_destroy(&digits);
    return found;
}

/* ---- actors ---- */

static bool actor_in(const claim *c, const ent_actor *actor, ent_str text)
{
    const ent_dataset *d = c->d;
    const ent_str *names;
    size_t count;

    if (mentions(text, actor->id) || mentions(text, actor->name) || mentions(text, actor->label) ||
        mentions(text, ent_cell(d, actor->row, "name_ru")))
        return true;
    if (!actor->state)
        return actor->name.len > 3 && share_in(c, text, actor->name) >= 0.6;
    count = ent_world_names(d->world, actor->state, &names);
    for (size_t i = 0; i < count; i++)
        if (mentions(text, names[i]))
            return true;
    return false;
}

/* "OEWG" of OEWG-2021: the letters in front of a number. */
static bool names_acronym(ent_str text, ent_str id)
{
    size_t len = 0;

    while (len < id.len && id.ptr[len] >= 'A' && id.ptr[len] <= 'Z')
        len++;
    return len > 2 && len + 1 < id.len && id.ptr[len + 1] >= '0' && id.ptr[len + 1] <= '9' &&
           mentions(text, (ent_str){ id.ptr, len });
}

/* Who writes or speaks in a source says "we": an actor whom its title, author or publisher names. */
static bool speaks(const claim *c, const ent_actor *actor)
{
    static const char *const columns[] = { "title", "author", "publisher" };
    bool we = false;
    ent_str rest = c->text, word;

    while (!we && next_word(&rest, &word))
        we = ent_str_eq_fold(word, ENT_STR("we")) || ent_str_eq_fold(word, ENT_STR("our")) ||
             ent_str_is(word, "us");
    for (size_t i = 0; we && i < c->cites->count; i++) {
        uint32_t source = ent_source_find(c->d, c->cites->items[i].source);

        for (size_t n = 0; source != ENT_NONE && c->cites->items[i].in_text && n < 3; n++)
            if (actor_in(c, actor, ent_cell(c->d, c->d->sources.items[source].row, columns[n])))
                return true;
    }
    return false;
}

static bool names_actor(const claim *c, uint32_t at)
{
    const ent_actor *actor;

    if (at == ENT_NONE)
        return false;
    actor = &c->d->actors.items[at];
    return actor_in(c, actor, c->text) || speaks(c, actor) ||
           (!actor->state && names_acronym(c->text, actor->id));
}

static bool names_id(const claim *c, const char *column)
{
    return names_actor(c, ent_actor_find(c->d, ent_cell(c->d, c->row, column)));
}

/* ---- agreements ---- */

static bool names_date(const claim *c, ent_date date)
{
    for (size_t i = 0; i < c->count; i++)
        if (ent_date_named_in(date, c->passages[i]))
            return true;
    return false;
}

/* A year alone tells little. */
static bool names_day(const claim *c, ent_date date)
{
    enum { MONTH = 31 };

    return ent_date_known(date) && date.last - date.first < MONTH && names_date(c, date);
}

static bool any_date(const claim *c, const ent_act *act, bool (*named)(const claim *c, ent_date date))
{
    const ent_date dates[] = { act->proposed, act->submitted, act->adopted, act->signed_on, act->in_force,
                               act->ended };

    for (size_t i = 0; i < sizeof dates / sizeof *dates; i++)
        if (named(c, dates[i]))
            return true;
    return false;
}

enum { FEW = 3 };

/* Its parties, all if they are few, else some of them. */
static bool names_parties(const claim *c, uint32_t at)
{
    const uint32_t *rows;
    size_t count = ent_act_parties(c->d, at, &rows), found = 0;

    for (size_t i = 0; i < count; i++)
        found += names_actor(c, ent_party_actor(c->d, rows[i]));
    return count && found >= (count < FEW ? count : FEW);
}

static bool has_title(const claim *c, const ent_act *act)
{
    ent_str symbol = ent_cell(c->d, act->row, "symbol");

    return names_title(c, act->title) || share_of(c, act->label) >= 0.99 ||
           (symbol.len > 3 && mentions(c->text, symbol));
}

/* Something of an agreement that is enough where one of its parties is named: its day; or its year or its
 * organization with a part of its title. */
static bool hints_at(const claim *c, const ent_act *act, uint32_t party)
{
    uint32_t of = act->within;
    bool apart = of != ENT_NONE && of != party &&
                 (party == ENT_NONE || c->d->actors.items[party].part_of != of);

    return any_date(c, act, names_day) ||
           ((any_date(c, act, names_date) || (apart && names_actor(c, of))) && share_of(c, act->title) >= some);
}

/* Does the text speak of this agreement: by its title, or by its parties with its date or kind? */
static bool names_act(const claim *c, uint32_t at)
{
    ent_act act;
    const uint32_t *rows;
    size_t count;

    if (at == ENT_NONE)
        return false;
    act = ent_act_at(c->d, at);
    if (has_title(c, &act))
        return true;
    count = ent_act_parties(c->d, at, &rows);
    if (names_parties(c, at) &&
        (any_date(c, &act, count > 1 ? names_date : names_day) ||
         (count > 1 && count <= FEW && has_word(c->text, act.kind))))
        return true;
    return names_actor(c, act.within) && any_date(c, &act, names_day);
}

/* ---- rows ---- */

static ent_claim lacks(const char *what, ent_str name)
{
    return (ent_claim){ what, name, NULL };
}

static ent_claim lacks_all_of(const char *what, ent_str name, const char *ways)
{
    return (ent_claim){ what, name, ways };
}

static ent_claim lacks_actor(const claim *c, const char *what, uint32_t actor)
{
    return lacks(what, c->d->actors.items[actor].label);
}

static ent_claim holds(void)
{
    return lacks(NULL, ENT_STR(""));
}

static ent_claim missing_party(const claim *c)
{
    const ent_party p = ent_party_at(c->d, c->number);
    const ent_act act = ent_act_at(c->d, p.act);

    if (!names_actor(c, p.actor) && !c->partial) /* the other source may list the parties */
        return lacks_actor(c, "the party", p.actor);
    return names_day(c, p.signed_on) || hints_at(c, &act, p.actor) || names_act(c, p.act)
               ? holds()
               : lacks_all_of("the agreement", act.label,
                              "its title, its date, its organization or its other parties");
}

static ent_claim missing_membership(const claim *c)
{
    const ent_membership *m = &c->d->memberships.items[c->number];

    bool of = names_actor(c, m->organization), who = names_actor(c, m->member);

    if ((of && who) || (c->partial && (of || who)))
        return holds();
    return of ? lacks_actor(c, "the member", m->member) : lacks_actor(c, "the organization", m->organization);
}

static bool names_person(const claim *c)
{
    ent_str rest = ent_cell(c->d, c->row, "person"), word;

    while (next_word(&rest, &word))
        if (word.len > 3 && has_word(c->text, word))
            return true;
    return false;
}

static ent_claim missing_office(const claim *c)
{
    if (!names_id(c, "body"))
        return lacks("the body", ent_cell(c->d, c->row, "body"));
    return names_id(c, "holder") || names_person(c) ||
                   (!ent_cell(c->d, c->row, "holder").len && !ent_cell(c->d, c->row, "person").len &&
                    names_title(c, ent_cell(c->d, c->row, "office")))
               ? holds()
               : lacks("the holder of the office", ent_cell(c->d, c->row, "holder"));
}

static bool names_end(const claim *c, const char *column)
{
    uint32_t act = ent_act_find(c->d, ent_cell(c->d, c->row, column));

    return act != ENT_NONE ? names_act(c, act) : names_id(c, column);
}

static ent_claim missing_relation(const claim *c)
{
    return !names_end(c, "from") ? lacks("one end", ent_cell(c->d, c->row, "from"))
           : !names_end(c, "to") ? lacks("one end", ent_cell(c->d, c->row, "to"))
                                 : holds();
}

static bool cell_number(const claim *c, const char *column)
{
    double number;

    return ent_str_number(ent_cell(c->d, c->row, column), &number) && has_number(c->text, number);
}

static ent_claim missing_vote(const claim *c)
{
    if (!names_end(c, "agreement"))
        return lacks("the agreement", ent_cell(c->d, c->row, "agreement"));
    return names_id(c, "voter") || cell_number(c, "count") || names_title(c, ent_cell(c->d, c->row, "group")) ||
                   (!ent_cell(c->d, c->row, "voter").len && !ent_cell(c->d, c->row, "count").len &&
                    has_word(c->text, ent_cell(c->d, c->row, "vote")))
               ? holds()
               : lacks("who voted, or how many", ent_cell(c->d, c->row, "voter"));
}

static ent_date cell_date(const claim *c, const char *column)
{
    ent_date date;

    ent_date_read(&date, ent_cell(c->d, c->row, column));
    return date;
}

static ent_claim missing_event(const claim *c)
{
    ent_str kind = ent_cell(c->d, c->row, "kind"), rest = ent_cell(c->d, c->row, "participants"), id;
    bool place = names_title(c, ent_cell(c->d, c->row, "place")), who = names_id(c, "within");

    while (!who && ent_str_next(&rest, ';', &id))
        who = names_actor(c, ent_actor_find(c->d, id));
    if (names_title(c, ent_cell(c->d, c->row, "title")))
        return holds();
    if ((!kind.len || has_word(c->text, kind)) && (who || place))
        return holds();
    return (who || place) && (names_date(c, cell_date(c, "from")) || cell_number(c, "count"))
               ? holds()
               : lacks_all_of("the event", ent_cell(c->d, c->row, "id"),
                              "its title, or who met or where, with its kind, date or count");
}

/* Any word that carries something: the statement is the coder's. */
static bool has_any_word(ent_str text, ent_str words)
{
    ent_str word;

    while (next_word(&words, &word))
        if (carries(word) && has_word(text, word))
            return true;
    return false;
}

static ent_claim missing_assertion(const claim *c)
{
    if (!cell_number(c, "number"))
        return lacks("the number", ent_cell(c->d, c->row, "number"));
    return has_any_word(c->text, ent_cell(c->d, c->row, "statement")) ? holds()
                                                                      : lacks("what is counted", ENT_STR(""));
}

static bool names_value(const claim *c)
{
    ent_str value = ent_cell(c->d, c->row, "value"), rest = value, part;
    ent_date date;

    if (mentions(c->text, value) || share_of(c, value) >= 0.5 || cell_number(c, "value"))
        return true;
    if (ent_date_read(&date, value) == ENT_DATE_OK && names_date(c, date))
        return true;
    while (ent_str_next(&rest, ';', &part))
        if (names_actor(c, ent_actor_find(c->d, part)))
            return true;
    return false;
}

static ent_claim missing_reading(const claim *c)
{
    uint32_t at = ent_act_find(c->d, ent_cell(c->d, c->row, "agreement"));
    const uint32_t *rows;
    size_t count;
    bool any = false;

    if (at == ENT_NONE || names_act(c, at))
        return holds();
    count = ent_act_parties(c->d, at, &rows);
    for (size_t i = 0; i < count && !any; i++)
        any = names_actor(c, ent_party_actor(c->d, rows[i]));
    if (!any && !names_actor(c, ent_act_at(c->d, at).within) && share_of(c, ent_act_at(c->d, at).title) < some)
        return lacks("the agreement", ent_act_at(c->d, at).label);
    return names_value(c) ? holds() : lacks("the value", ent_cell(c->d, c->row, "value"));
}

static ent_claim missing_topic(const claim *c)
{
    return share_of(c, ent_cell(c->d, c->row, "id")) >= 0.5 ||
                   share_of(c, ent_cell(c->d, c->row, "label")) >= 0.5
               ? holds()
               : lacks("the topic", ent_cell(c->d, c->row, "id"));
}

ent_claim ent_claim_missing(const ent_claims *claims, ent_table which, size_t n, const ent_citations *cites,
                            ent_str text)
{
    claim c = { .d = claims->d, .shared = &claims->shared, .row = ent_table_row(claims->d, which, n),
                .number = n, .text = text, .cites = cites };
    ent_str passage;

    while (c.count < ENT_MOST_CITATIONS && ent_str_next(&text, '\n', &passage))
        c.passages[c.count++] = passage;
    for (size_t i = 0; i < cites->count; i++)
        c.partial |= !cites->items[i].opened;
    switch (which) {
    case ENT_ACTORS:
        return names_actor(&c, (uint32_t)n) ? holds() : lacks_actor(&c, "the actor", (uint32_t)n);
    case ENT_MEMBERSHIPS:
        return missing_membership(&c);
    case ENT_AGREEMENTS:
        return names_act(&c, (uint32_t)n) ? holds()
                                          : lacks_all_of("the agreement", ent_act_at(c.d, n).label,
                                                         "its title, or its parties with its date or kind");
    case ENT_PARTIES:
        return missing_party(&c);
    case ENT_READINGS:
        return missing_reading(&c);
    case ENT_TOPICS:
        return missing_topic(&c);
    case ENT_RELATIONS:
        return missing_relation(&c);
    case ENT_EVENTS:
        return missing_event(&c);
    case ENT_OFFICES:
        return missing_office(&c);
    case ENT_VOTES:
        return missing_vote(&c);
    case ENT_ASSERTIONS:
        return missing_assertion(&c);
    default:
        return holds();
    }
}
