/* identify.c: the state that a code or a name means on a day. One table of keys for all schemes:
 *
 *   "cow:365" → Russia to 1922 → the Soviet Union to 1991 → Russia since
 *   "name:austria" → Austria → Austria-Hungary to 1918
 *
 * Each key has a chain of its holders through time; the day chooses from the chain. Keys are folded to
 * letters and digits without marks, so that "Côte d'Ivoire" and "COTE DIVOIRE" are one. */
#include "data/world/identify.h"
#include "data/world/tables.h"

#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>
#include <xxhash.h>

#include "data/world/other_name.h"

enum { LONGEST_KEY = 1024, NEAR_LEAST = 4, NEAR_MOST = 40 };
#define END UINT32_MAX /* of a chain */

/* ---- keys ---- */

static size_t fold_plain(ent_str text, char *into)
{
    size_t len = 0;

    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];

        if (c >= 'A' && c <= 'Z')
            into[len++] = (char)(c + ('a' - 'A'));
        else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
            into[len++] = c;
        else if (c & 0x80)
            return SIZE_MAX; /* not ASCII */
    }
    return len;
}

/* Folds a text to letters and digits without marks; 0 when nothing is left or the text is too long. */
static size_t fold(ent_str text, char *into, size_t room)
{
    enum { CODES = 256 };
    utf8proc_int32_t codes[CODES];
    utf8proc_ssize_t count, len = 0;

    if (text.len > room)
        return 0;
    if ((len = (utf8proc_ssize_t)fold_plain(text, into)) >= 0)
        return (size_t)len;
    count = utf8proc_decompose((const utf8proc_uint8_t *)text.ptr, (utf8proc_ssize_t)text.len,
                               codes, CODES,
                               UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD |
                                   UTF8PROC_STRIPMARK);
    if (count < 0 || count > CODES)
        return 0;
    len = 0;
    for (utf8proc_ssize_t i = 0; i < count && (size_t)len + 4 < room; i++) {
        utf8proc_category_t category = utf8proc_category(codes[i]);

        if (category <= UTF8PROC_CATEGORY_LO || category == UTF8PROC_CATEGORY_ND)
            len += utf8proc_encode_char(codes[i], (utf8proc_uint8_t *)into + len);
    }
    return (size_t)len;
}

/* "scheme:text" with the text folded and without leading zeros of numbers; empty when nothing is left. */
static ent_str key_of(const char *scheme, ent_str text, char space[LONGEST_KEY])
{
    size_t prefix = strlen(scheme), len, zeros = 0;
    char *folded = space + prefix + 1;
    bool digits = true;

    memcpy(space, scheme, prefix);
    space[prefix] = ':';
    len = fold(text, folded, LONGEST_KEY - prefix - 1);
    for (size_t i = 0; i < len; i++)
        digits &= folded[i] >= '0' && folded[i] <= '9';
    while (digits && zeros + 1 < len && folded[zeros] == '0')
        zeros++;
    memmove(folded, folded + zeros, len - zeros);
    return len ? (ent_str){ space, prefix + 1 + len - zeros } : ENT_STR("");
}

static bool add_key(ent_world *world, const char *scheme, ent_str text, holder row)
{
    char space[LONGEST_KEY];
    ent_str key = key_of(scheme, text, space);
    uint32_t found, at = (uint32_t)world->holders.count;
    holder *slot;

    if (!key.len)
        return true;
    found = ent_index_find(&world->keys, key);
    for (uint32_t i = found; i != ENT_ABSENT && row.is_name; i = world->holders.items[i].next)
        if (world->holders.items[i].state == row.state && !ent_date_known(world->holders.items[i].to) &&
            !ent_date_known(world->holders.items[i].from))
            return true; /* another spelling of the same name */
    if ((slot = ENT_LIST_ADD(&world->holders)) == NULL)
        return false;
    *slot = row;
    slot->next = END;
    if (found == ENT_ABSENT) {
        key = ent_arena_str(&world->arena, key);
        return key.ptr && ent_index_add(&world->keys, key, at, NULL);
    }
    while (world->holders.items[found].next != END)
        found = world->holders.items[found].next;
    world->holders.items[found].next = at;
    return true;
}

static bool add_names(ent_world *world, uint32_t i)
{
    const entry *e = &world->entries.items[i];
    ent_str rest = e->other_names, part;
    holder whole = { .state = i, .is_name = true }, primary = whole;
    bool done;

    primary.primary = true;
    /* data often have names of organizations in columns of codes: see find_code */
    done = add_key(world, e->state.is_organization ? "organization" : "id", e->state.id,
                   primary) &&
           add_key(world, "name", e->state.name, primary) &&
           add_key(world, "name", e->state.official, whole);
    for (uint32_t n = 0; n < e->names.count && done; n++) {
        const name_row *row = &world->names.items[e->names.first + n];
        holder spell = { row->from, row->to, i, END, false, true };

        if (row->kind != NAME_ADJECTIVE)
            done = add_key(world, "name", row->name, spell);
    }
    if (done && e->state.is_organization)
        done = add_key(world, "name", e->state.name_ru, whole);
    while (done && ent_str_next(&rest, ';', &part))
        done = add_key(world, "name", part, whole) && add_key(world, "organization", part, whole);
    return done;
}

static bool make_keys(ent_world *world)
{
    char scheme[16];

    for (uint32_t i = 0; i < world->entries.count; i++)
        if (!add_names(world, i))
            return false;
    for (size_t i = 0; i < world->codes.count; i++) {
        const code_row *row = &world->codes.items[i];

        memcpy(scheme, row->scheme.ptr, row->scheme.len);
        scheme[row->scheme.len] = '\0';
        if (!add_key(world, scheme, row->code,
                     (holder){ row->from, row->to, row->state, END,
                               ent_str_eq(row->code, world->entries.items[row->state].state.id), false }))
            return false;
    }
    return true;
}

static bool have_keys(ent_world *world)
{
    if (!world->keys_made && !(world->keys_made = make_keys(world))) {
        ent_index_destroy(&world->keys); /* no memory: nothing is found, and the next call tries again */
        world->holders.count = 0;
    }
    return world->keys_made;
}

static uint32_t look_up(const ent_world *world, const char *scheme, ent_str text)
{
    char space[LONGEST_KEY];
    ent_str key = key_of(scheme, text, space);

    return key.len ? ent_index_find(&world->keys, key) : ENT_ABSENT;
}

/* ---- the choice from a chain ---- */

/* How well a holder fits the day. */
typedef struct claim {
    int rank; /* 0: not at all */
    int32_t since; /* of two holders in a month or year, the first is meant */
} claim;

static bool dated(const holder *h)
{
    return h->from.kind != ENT_DATE_UNKNOWN || ent_date_known(h->to);
}

/* For a text that no state held on the day, or without a day: today's holder, then the one whose own id or
 * name it is; but before these a state that existed on the day. */
static claim claim_at_any_time(const ent_world *world, const holder *h, ent_date day)
{
    const ent_state *state = &world->entries.items[h->state].state;
    bool open = !ent_date_known(h->to);
    int there = ent_date_known(day) && ent_world_exists(world, state, day) != ENT_NO ? 4 : 0;

    return (claim){ there + (open && !ent_date_known(state->to) ? 4
                             : h->primary                       ? 3
                             : open                             ? 2
                                                                : 1),
                    0 };
}

static claim claim_on(const ent_world *world, const holder *h, ent_date day)
{
    ent_truth exists = ent_world_exists(world, &world->entries.items[h->state].state, day);
    int32_t first = ent_date_known(h->from) ? h->from.first : ENT_DAY_MIN;

    if (!ent_date_known(day) || ent_spell_holds(h->from, h->to, day) == ENT_NO)
        return (claim){ 0, 0 };
    return (claim){ (exists != ENT_NO ? 4 : 0) + (dated(h) ? 2 : 1),
                    first > day.first ? first : day.first };
}

static void add_candidate(ent_identity *answer, const ent_state *state)
{
    for (size_t i = 0; i < answer->candidate_count; i++)
        if (answer->candidates[i] == state)
            return;
    if (answer->candidate_count < sizeof answer->candidates / sizeof *answer->candidates)
        answer->candidates[answer->candidate_count++] = state;
}

typedef claim claim_fn(const ent_world *world, const holder *h, ent_date day);

/* The best claim of the chain; NULL, with candidates, when two states have it. */
static const holder *best_of(const ent_world *world, uint32_t first, ent_date day,
                             claim_fn *claim_of, ent_identity *answer)
{
    const holder *best = NULL;
    claim most = { 0, 0 };
    bool shared = false;

    for (uint32_t i = first; i != END; i = world->holders.items[i].next) {
        const holder *h = &world->holders.items[i];
        claim c = claim_of(world, h, day);
        bool better = c.rank > most.rank || (c.rank == most.rank && c.since < most.since);

        if (c.rank && (!best || better)) {
            best = h;
            most = c;
            shared = false;
        } else if (c.rank && c.rank == most.rank && c.since == most.since &&
                   h->state != best->state) {
            shared = true;
        }
    }
    for (uint32_t i = first; i != END && shared; i = world->holders.items[i].next) {
        claim c = claim_of(world, &world->holders.items[i], day);

        if (c.rank == most.rank)
            add_candidate(answer, &world->entries.items[world->holders.items[i].state].state);
    }
    return shared ? NULL : best;
}

static ent_identity choose(const ent_world *world, uint32_t first, ent_date day)
{
    ent_identity answer = { 0 };
    const holder *h = best_of(world, first, day, claim_on, &answer);
    bool held = h != NULL;

    if (!h && !answer.candidate_count) /* no holder on that day */
        h = best_of(world, first, day, claim_at_any_time, &answer);
    if (!h)
        return answer;
    answer = (ent_identity){ .state = &world->entries.items[h->state].state };
    answer.outside = ent_date_known(day) &&
                     ((!held && !h->is_name) ||
                      ent_world_exists(world, answer.state, day) == ENT_NO);
    return answer;
}

/* ---- suggestions for misspelled names ---- */

/* Two names are near when they are equal after at most one letter is deleted from each: one letter was
 * added, missing or wrong, or two were swapped. So each name has as forms itself and itself without
 * each of its letters; names that share a form with the text are found without a walk over all names. */
typedef bool form_fn(void *ctx, uint64_t form);

static bool each_form(ent_str key, form_fn *then, void *ctx)
{
    char shorter[NEAR_MOST];
    size_t len;

    if (!then(ctx, XXH3_64bits(key.ptr, key.len)))
        return false;
    for (size_t at = 0; at < key.len; at += len) {
        ent_utf8_decode(key.ptr + at, key.ptr + key.len, &len);
        memcpy(shorter, key.ptr, at);
        memcpy(shorter + at, key.ptr + at + len, key.len - at - len);
        if (!then(ctx, XXH3_64bits(shorter, key.len - len)))
            return false;
    }
    return true;
}

static bool keep_form(void *ctx, uint64_t form)
{
    ent_world *world = ctx;
    near_form *row = ENT_LIST_ADD(&world->near_forms);

    if (row)
        *row = (near_form){ form, (uint32_t)world->near_names.count - 1 };
    return row != NULL;
}

static bool keep_near(ent_world *world, uint32_t state, ent_str name)
{
    char space[LONGEST_KEY];
    ent_str key = { space, fold(name, space, sizeof space) };
    near_name *row;

    if (key.len < NEAR_LEAST || key.len > NEAR_MOST)
        return true;
    if ((row = ENT_LIST_ADD(&world->near_names)) == NULL)
        return false;
    *row = (near_name){ ent_arena_str(&world->arena, key), state };
    return row->key.ptr && each_form(row->key, keep_form, world);
}

static int by_form(const void *a, const void *b)
{
    const near_form *x = a, *y = b;

    if (x->form != y->form)
        return x->form < y->form ? -1 : 1;
    return x->name < y->name ? -1 : x->name > y->name;
}

static bool make_near(ent_world *world)
{
    for (uint32_t i = 0; i < world->entries.count; i++) {
        const entry *e = &world->entries.items[i];
        ent_str rest = e->other_names, part;

        if (!keep_near(world, i, e->state.name) || !keep_near(world, i, e->state.official))
            return false;
        for (uint32_t n = 0; n < e->names.count; n++)
            if (world->names.items[e->names.first + n].kind != NAME_ADJECTIVE &&
                !keep_near(world, i, world->names.items[e->names.first + n].name))
                return false;
        while (ent_str_next(&rest, ';', &part))
            if (!keep_near(world, i, part))
                return false;
    }
    qsort(world->near_forms.items, world->near_forms.count, sizeof(near_form), by_form);
    return true;
}

typedef struct suggestion {
    const ent_world *world;
    ent_str key;
    size_t distance; /* to look for: 1, then 2 */
    ent_identity answer;
} suggestion;

static bool suggest_form(void *ctx, uint64_t form)
{
    suggestion *s = ctx;
    const near_form *forms = s->world->near_forms.items;
    const near_name *names = s->world->near_names.items;
    size_t low = 0, high = s->world->near_forms.count;

    while (low < high) {
        size_t middle = (low + high) / 2;

        if (forms[middle].form < form)
            low = middle + 1;
        else
            high = middle;
    }
    for (; low < s->world->near_forms.count && forms[low].form == form; low++) {
        const near_name *near = &names[forms[low].name];

        if (ent_str_distance(near->key, s->key) == s->distance)
            add_candidate(&s->answer, &s->world->entries.items[near->state].state);
    }
    return true;
}

static ent_identity suggest(ent_world *world, ent_str text)
{
    char space[LONGEST_KEY];
    suggestion s = { .world = world, .key = { space, fold(text, space, sizeof space) } };

    if (s.key.len < NEAR_LEAST || s.key.len > NEAR_MOST)
        return s.answer;
    if (!world->near_made && !(world->near_made = make_near(world))) {
        world->near_names.count = world->near_forms.count = 0; /* no memory: no suggestions */
        return s.answer;
    }
    for (s.distance = 1; s.distance <= 2; s.distance++)
        each_form(s.key, suggest_form, &s);
    return s.answer;
}

/* ---- public API ---- */

/* Looks a word up in several schemes, in this order. Codes of states come before ids of organizations: AU
 * is Australia, not the African Union. */
static uint32_t find_exactly(const ent_world *world, ent_str text)
{
    static const char *const schemes[] = { "id", "name", "iso3", "iso2", "organization", "ggo" };
    double number;

    if (ent_str_number(text, &number))
        return ENT_ABSENT; /* a node called 2 is not the United States */
    for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++) {
        uint32_t at = look_up(world, schemes[i], text);

        if (at != ENT_ABSENT)
            return at;
    }
    return ENT_ABSENT;
}

/* Without marks of footnotes at its end and without "former": "USSR [1]", "France*". */
static ent_str without_marks(ent_str text)
{
    static const char *const marks[] = { "*", "†", "‡", "¹", "²", "³" }, *const former[] = { "former ", "ex-" };
    size_t before;

    for (size_t i = 0; i < sizeof former / sizeof *former; i++) {
        size_t len = strlen(former[i]);

        if (text.len > len && ent_str_eq_fold((ent_str){ text.ptr, len }, ent_str_of(former[i])))
            text = ent_str_trim((ent_str){ text.ptr + len, text.len - len });
    }
    do {
        before = text.len;
        for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
            size_t len = strlen(marks[i]);

            if (text.len > len && memcmp(text.ptr + text.len - len, marks[i], len) == 0)
                text = ent_str_trim((ent_str){ text.ptr, text.len - len });
        }
        if (text.len > 3 && text.ptr[text.len - 1] == ']' && memchr(text.ptr, '[', text.len))
            text = ent_str_trim((ent_str){ text.ptr, (size_t)((const char *)memchr(text.ptr, '[', text.len) - text.ptr) });
    } while (text.len != before);
    return text;
}

static bool are_related(const ent_world *world, const ent_state *a, const ent_state *b)
{
    for (size_t i = 0; i < world->successions.count; i++) {
        const ent_succession *s = &world->successions.items[i];

        if ((s->predecessor == a && s->successor == b) || (s->predecessor == b && s->successor == a))
            return true;
    }
    return a == b;
}

/* A name with another one behind it, such as "Germany (FRG)" or "Burma (Myanmar)": when both name the same state, or
 * one that the other came from, the name in brackets is meant. */
static uint32_t find_doubled(const ent_world *world, ent_str text)
{
    const char *open = memchr(text.ptr, '(', text.len);
    uint32_t outer, inner;

    if (!open || open == text.ptr || text.ptr[text.len - 1] != ')')
        return ENT_ABSENT;
    outer = find_exactly(world, ent_str_trim((ent_str){ text.ptr, (size_t)(open - text.ptr) }));
    inner = find_exactly(world, ent_str_trim((ent_str){ open + 1, text.len - (size_t)(open - text.ptr) - 2 }));
    return outer != ENT_ABSENT && inner != ENT_ABSENT &&
                   are_related(world, choose(world, outer, (ent_date){ 0 }).state, choose(world, inner, (ent_date){ 0 }).state)
               ? inner
               : ENT_ABSENT;
}

static uint32_t find_word(const ent_world *world, ent_str text)
{
    uint32_t at = find_exactly(world, text);
    ent_str plain;

    if (at != ENT_ABSENT || !text.len)
        return at;
    plain = without_marks(text);
    if (plain.len < text.len && plain.len > 2)
        at = find_exactly(world, plain);
    return at != ENT_ABSENT ? at : find_doubled(world, plain);
}

/* The digits of a whole number, perhaps written as "2.0" by a program. Folding alone would read the
 * missing value -2 as 2. */
static ent_str whole_number(ent_str text)
{
    size_t len = 0, rest;

    while (len < text.len && text.ptr[len] >= '0' && text.ptr[len] <= '9')
        len++;
    rest = len;
    if (len && rest < text.len && text.ptr[rest] == '.')
        for (rest++; rest < text.len && text.ptr[rest] == '0';)
            rest++;
    return rest == text.len ? (ent_str){ text.ptr, len } : ENT_STR("");
}

static uint32_t find_code(const ent_world *world, ent_str scheme, ent_str text)
{
    static const char *const more[] = { "id", "organization", "ggo" };
    char name[16];
    uint32_t at;

    if (scheme.len >= sizeof name)
        return ENT_ABSENT;
    memcpy(name, scheme.ptr, scheme.len);
    name[scheme.len] = '\0';
    if (ent_str_is(scheme, "isonum") || ent_str_is(scheme, "cow") || ent_str_is(scheme, "gw"))
        return look_up(world, name, whole_number(text));
    if ((at = look_up(world, name, text)) != ENT_ABSENT || ent_str_is(scheme, "name"))
        return at;
    for (size_t i = 0; i < sizeof more / sizeof *more && at == ENT_ABSENT; i++)
        at = look_up(world, more[i], text);
    return at;
}

static bool is_any(ent_str scheme)
{
    return !scheme.len || ent_str_is(scheme, "any");
}

ent_identity ent_world_look_up(const ent_world *constant, ent_str scheme, ent_str text, ent_date day)
{
    ent_world *world = (ent_world *)constant; /* the keys are a cache */
    uint32_t first;

    text = ent_str_trim(text);
    if (!text.len || !have_keys(world))
        return (ent_identity){ 0 };
    first = is_any(scheme) ? find_word(world, text) : find_code(world, scheme, text);
    return first != ENT_ABSENT ? choose(world, first, day) : (ent_identity){ 0 };
}

ent_identity ent_world_identify(const ent_world *world, ent_str scheme, ent_str text, ent_date day)
{
    ent_identity who = ent_world_look_up(world, scheme, text, day);

    text = ent_str_trim(text);
    return who.state || who.candidate_count || !text.len || !(is_any(scheme) || ent_str_is(scheme, "name"))
               ? who
               : suggest((ent_world *)world, text);
}

const ent_state *ent_world_resolve(const ent_world *world, ent_str name)
{
    ent_world *cache = (ent_world *)world;
    uint32_t first = have_keys(cache) ? find_word(world, name) : ENT_ABSENT;

    return first == ENT_ABSENT ? NULL : choose(world, first, (ent_date){ 0 }).state;
}

bool ent_world_is_other_name(const ent_world *world, const ent_state *state, ent_str text)
{
    const entry *e = (const entry *)state; /* the state is its first member */
    const ent_str own[] = { state->name, state->official, state->name_ru, state->id };
    char one[LONGEST_KEY], other[LONGEST_KEY];
    bool has_article = text.len > 4 && ent_str_eq_fold((ent_str){ text.ptr, 4 }, ENT_STR("the "));
    ent_str typed = { one, fold(has_article ? (ent_str){ text.ptr + 4, text.len - 4 } : text, one, sizeof one) };

    for (size_t i = 0; i < sizeof own / sizeof *own; i++)
        if (ent_str_eq((ent_str){ other, fold(own[i], other, sizeof other) }, typed))
            return false;
    for (uint32_t i = 0; i < e->codes.count; i++) {
        ent_str code = world->codes.items[e->codes.first + i].code;

        if (ent_str_eq((ent_str){ other, fold(code, other, sizeof other) }, typed))
            return false;
    }
    return true;
}
