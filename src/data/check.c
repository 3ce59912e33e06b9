/* check.c: what rows say against each other. The form of the cells was checked on reading; here
 * are dates, actors, acts, status and provenance. Nothing is changed or left out: a finding is a
 * word to the person who owns the data. No clock is asked: the same data give the same findings. */
#include "data/dataset.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/platform.h"
#include "data/read/documents.h"

typedef struct check {
    const ent_dataset *d;
    ent_diags *diags;
} check;

#define SHOWN(s) (int)((s).len < 60 ? (s).len : 60), (s).ptr

static bool ties(ent_role role)
{
    return role == ENT_PARTY || role == ENT_SIGNATORY || role == ENT_MEMBER;
}

/* ---- dates ---- */

static void ordered(check *c, ent_row row, const char *later_name, ent_date later,
                    const char *earlier_name, ent_date earlier)
{
    ent_buf a = { 0 }, b = { 0 };

    if (ent_date_before(later, earlier) != ENT_YES || later.kind == ENT_DATE_OPEN)
        return;
    ent_date_write(&a, later);
    ent_date_write(&b, earlier);
    ent_find(c->diags, ENT_CHECK_DATE_ORDER, ent_row_where(c->d, row, later_name),
             "%s %s is before %s %s; both are kept as they are", later_name, ent_buf_string(&a),
             earlier_name, ent_buf_string(&b));
    ent_buf_destroy(&a);
    ent_buf_destroy(&b);
}

static void future(check *c, ent_row row, const char *column, ent_date date)
{
    if (ent_date_known(date) && date.first > ent_day_of(2200, 12, 31) && date.first != ENT_DAY_MAX)
        ent_find(c->diags, ENT_CHECK_DATE_FUTURE, ent_row_where(c->d, row, column),
                 "%s after the year 2200", column);
}

static void act_dates(check *c, const ent_act *act)
{
    ordered(c, act->row, "in_force", act->in_force, "signed", act->signed_on);
    ordered(c, act->row, "ended", act->ended, "in_force", act->in_force);
    ordered(c, act->row, "ended", act->ended, "signed", act->signed_on);
    future(c, act->row, "signed", act->signed_on);
    future(c, act->row, "in_force", act->in_force);
}

static void act_status(check *c, const ent_act *act)
{
    bool past = act->as_of.kind == ENT_DATE_UNKNOWN ||
                ent_date_not_after(act->ended, act->as_of) == ENT_YES;

    if (act->stage == ENT_STAGE_IN_FORCE && ent_date_known(act->ended) &&
        act->ended.last != ENT_DAY_MAX && past)
        ent_find(c->diags, ENT_CHECK_STATUS_ENDED, ent_row_where(c->d, act->row, "status"),
                 "status 'in force', but it has an end; the end is used");
    if (act->stage == ENT_STAGE_ENDED && act->ended.kind == ENT_DATE_UNKNOWN)
        ent_find(c->diags, ENT_CHECK_STATUS_ENDED, ent_row_where(c->d, act->row, "status"),
                 "status '%.*s' without a date in 'ended': when it ended is unknown",
                 SHOWN(act->status));
    if (act->stage == ENT_STAGE_BEFORE && ent_date_known(act->in_force))
        ent_find(c->diags, ENT_CHECK_STATUS_ENDED, ent_row_where(c->d, act->row, "status"),
                 "status '%.*s', but it has a date of entry into force", SHOWN(act->status));
}

/* ---- parties ---- */

static int by_actor(const void *a, const void *b, void *d)
{
    const ent_party *x = &PARTIES((const ent_dataset *)d)[*(const uint32_t *)a];
    const ent_party *y = &PARTIES((const ent_dataset *)d)[*(const uint32_t *)b];

    if (x->actor != y->actor)
        return x->actor < y->actor ? -1 : 1;
    return *(const uint32_t *)a < *(const uint32_t *)b ? -1 : 1;
}

static bool came_back(const ent_party *first, const ent_party *second)
{
    return ent_date_not_after(first->withdrew, second->signed_on) == ENT_YES ||
           ent_date_not_after(second->withdrew, first->signed_on) == ENT_YES;
}

static void repeated_party(check *c, const ent_party *first, const ent_party *second)
{
    const ent_actor *actor = &ACTORS(c->d)[second->actor];

    if (first->role != second->role && !ties(first->role) && !ties(second->role))
        return; /* initiator and sponsor: two facts */
    if (ties(first->role) != ties(second->role) && first->role != ENT_OBSERVER &&
        second->role != ENT_OBSERVER)
        return; /* party and depositary: two facts */
    if (first->role == ENT_ROLE_UNKNOWN || second->role == ENT_ROLE_UNKNOWN)
        return; /* a time of which the source does not know */
    if (came_back(first, second))
        return;
    ent_find(c->diags, ENT_CHECK_PARTY_REPEATED, ent_row_where(c->d, second->row, "party"),
             "'%.*s' is a party of this act in another row already", SHOWN(actor->id));
}

/* Between two spells of the register: Germany from 1945 to 1990. The data's own days have none. */
static bool in_a_gap(const ent_dataset *d, const ent_actor *actor, ent_date date)
{
    const ent_state *state = actor->state;
    bool own = actor->from.first != state->from.first || actor->to.last != state->to.last;

    return !own && ent_world_exists(ent_dataset_world(d), state, date) == ENT_NO;
}

static void existence(check *c, const ent_party *p, const ent_act *act)
{
    const ent_actor *actor = &ACTORS(c->d)[p->actor];
    ent_date date = p->signed_on.kind ? p->signed_on : act->signed_on;
    bool early = ent_date_before(date, actor->from) == ENT_YES;
    bool late = actor->to.kind == ENT_DATE_POINT && ent_date_before(actor->to, date) == ENT_YES;
    const ent_world *world = ent_dataset_world(c->d);
    ent_buf text = { 0 }, then = { 0 };

    if (!early && !late && !(actor->state && ent_date_known(date) && in_a_gap(c->d, actor, date)))
        return;
    ent_date_write(&text, early ? actor->from : late ? actor->to : date);
    if (actor->state)
        ent_world_in_place(world, actor->state, date, &then);
    ent_find(c->diags, ENT_CHECK_ACTOR_NOT_YET,
             ent_row_where(c->d, p->row, p->signed_on.kind ? "signed" : "party"),
             "%.*s %s %s%s%s%s%s", SHOWN(actor->name),
             early  ? "begins"
             : late ? "ended"
                    : "did not exist as such on",
             ent_buf_string(&text),
             early  ? ", after this agreement"
             : late ? ", before this agreement"
                    : ", the day of this agreement",
             then.len ? "; did you mean " : "", then.len ? ent_buf_string(&then) : "",
             then.len ? "?" : "");
    ent_buf_destroy(&text);
    ent_buf_destroy(&then);
}

static void party_dates(check *c, const ent_party *p)
{
    ordered(c, p->row, "ratified", p->ratified, "signed", p->signed_on);
    ordered(c, p->row, "in_force", p->in_force, "signed", p->signed_on);
    ordered(c, p->row, "withdrew", p->withdrew, "ratified", p->ratified);
    ordered(c, p->row, "withdrew", p->withdrew, "signed", p->signed_on);
    future(c, p->row, "signed", p->signed_on);
    future(c, p->row, "ratified", p->ratified);
}

static void act_weight(check *c, const ent_act *act)
{
    const char *column = c->d->weight_column;
    double weight;

    if (column && !ent_act_weight(c->d, act, column, &weight)) {
        ent_str text = ent_cell(c->d, act->row, column);

        ent_find(c->diags, ENT_CHECK_WEIGHT_FORM, ent_row_where(c->d, act->row, column),
                 "'%.*s' is not a weight; without a number in it, only --weight count is possible",
                 SHOWN(text));
    }
}

static void count_parties(check *c, const ent_act *act, const uint32_t *rows, size_t count)
{
    size_t actors = 0, tying = 0, observers = 0;

    for (size_t i = 0; i < count; i++) {
        const ent_party *p = &PARTIES(c->d)[rows[i]];

        if (i && PARTIES(c->d)[rows[i - 1]].actor == p->actor)
            continue;
        actors++;
        tying += ties(p->role);
        observers += p->role == ENT_OBSERVER;
    }
    if (!count)
        ent_find(c->diags, ENT_CHECK_ACT_NO_PARTY, ent_row_where(c->d, act->row, NULL),
                 "the act '%.*s' has no party", SHOWN(act->id));
    else if (observers == actors)
        ent_find(c->diags, ENT_CHECK_ACT_NO_PARTY, ent_row_where(c->d, act->row, NULL),
                 "the act '%.*s' has observers but no party", SHOWN(act->id));
    else if (actors == 1 && tying == 1 && count > 1)
        ent_find(c->diags, ENT_CHECK_ACT_SELF,
                 ent_row_where(c->d, PARTIES(c->d)[rows[count - 1]].row, "party"),
                 "agreement '%.*s' has one actor as both parties; it creates no tie",
                 SHOWN(act->id));
    else if (actors == 1 && tying == 1)
        ent_find(c->diags, ENT_CHECK_ACT_ONE_PARTY,
                 ent_row_where(c->d, PARTIES(c->d)[rows[0]].row, NULL),
                 "agreement '%.*s' has only one party; it creates no tie", SHOWN(act->id));
    if (act->level == ENT_BILATERAL && tying > 2)
        ent_find(c->diags, ENT_CHECK_ACT_LEVEL, ent_row_where(c->d, act->row, "level"),
                 "level bilateral, but %zu parties", tying);
}

static void check_act(check *c, size_t i, uint32_t *rows)
{
    const ent_act *act = &ACTS(c->d)[i];
    const uint32_t *given;
    size_t count = ent_act_parties(c->d, i, &given);

    act_dates(c, act);
    act_status(c, act);
    act_weight(c, act);
    if (count)
        memcpy(rows, given, count * sizeof *rows);
    ent_platform_sort(rows, count, sizeof *rows, by_actor, (void *)c->d);
    for (size_t n = 0; n < count; n++) {
        const ent_party *p = &PARTIES(c->d)[rows[n]];

        party_dates(c, p);
        existence(c, p, act);
        if (n && PARTIES(c->d)[rows[n - 1]].actor == p->actor)
            repeated_party(c, &PARTIES(c->d)[rows[n - 1]], p);
    }
    count_parties(c, act, rows, count);
}

/* ---- acts against each other ---- */

static ent_status twice(check *c)
{
    ent_index seen = { 0 };
    ent_arena arena = { 0 };
    ent_status status = ENT_OK;

    for (size_t i = 0; i < c->d->acts.count && status == ENT_OK; i++) {
        const ent_act *act = &ACTS(c->d)[i];
        ent_buf key = { 0 };
        ent_str kept;
        uint32_t first;

        if (!act->title.len || !ent_date_known(act->signed_on) || ent_str_eq(act->title, act->id))
            continue;
        ent_buf_str(&key, act->title);
        ent_buf_char(&key, '\n');
        ent_date_write(&key, act->signed_on);
        kept = ent_arena_str(&arena, ent_buf_view(&key));
        if (key.failed || !kept.ptr || !ent_index_add(&seen, kept, (uint32_t)i, &first))
            status = ent_out_of_memory(c->diags);
        else if (first != i)
            ent_find(c->diags, ENT_CHECK_ACT_TWICE, ent_row_where(c->d, act->row, "title"),
                     "the same title and date as '%.*s': is it one act under two ids?",
                     SHOWN(ACTS(c->d)[first].id));
        ent_buf_destroy(&key);
    }
    ent_index_destroy(&seen);
    ent_arena_destroy(&arena);
    return status;
}

static void act_cycle(check *c, size_t start, bool supersedes)
{
    uint32_t at = (uint32_t)start;

    for (size_t steps = 0; at != ENT_NONE && steps <= c->d->acts.count && steps < 1000; steps++) {
        const ent_act *act = &ACTS(c->d)[at];

        at = supersedes ? act->supersedes : act->part_of;
        if (at == start) {
            ent_find(c->diags, ENT_CHECK_ACT_CYCLE,
                     ent_row_where(c->d, ACTS(c->d)[start].row,
                                   supersedes ? "supersedes" : "part_of"),
                     "'%.*s' %s itself in the end", SHOWN(ACTS(c->d)[start].id),
                     supersedes ? "supersedes" : "is part of");
            return;
        }
    }
}

/* ---- actors ---- */

/* Does a word mix Latin letters with Cyrillic or Greek ones, which look alike? */
static bool mixed_scripts(ent_str s)
{
    const char *end = ent_str_end(s);
    bool latin = false, other = false;

    for (const char *p = s.ptr; p < end;) {
        size_t len;
        uint32_t ch = ent_utf8_decode(p, end, &len);
        bool is_latin = (ch >= 'a' && ch <= 'z') || (ch >= 'A' && ch <= 'Z');
        bool is_other = ch >= 0x370 && ch < 0x530;

        if (!is_latin && !is_other && ch < 0x80)
            latin = other = false; /* a new word */
        latin |= is_latin;
        other |= is_other;
        if (latin && other)
            return true;
        p += len;
    }
    return false;
}

static void check_actor(check *c, const ent_actor *actor)
{
    if (actor->row.file == ENT_NONE)
        return;
    ordered(c, actor->row, "to", actor->to, "from", actor->from);
    if (mixed_scripts(actor->id) || mixed_scripts(actor->name))
        ent_find(c->diags, ENT_CHECK_TEXT_MIXED, ent_row_where(c->d, actor->row, "id"),
                 "'%.*s' mixes Latin with Cyrillic or Greek letters", SHOWN(actor->name));
}

/* The first party row of an actor, as the place of what is wrong with its name. */
static ent_where party_cell(const ent_dataset *d, size_t actor)
{
    static const char *const columns[] = { "parties", "party1", "party2" };

    for (size_t i = 0; i < d->parties.count; i++)
        if (PARTIES(d)[i].actor == actor)
            return ent_row_where(d, PARTIES(d)[i].row,
                                 PARTIES(d)[i].row.file == ENT_PARTIES ? "party"
                                                                       : columns[PARTIES(d)[i].side]);
    return ENT_NOWHERE;
}

/* "'2' (United States in COW)" */
static void name_number(const ent_dataset *d, ent_str id, ent_buf *out)
{
    ent_identity who = ent_world_identify(d->world, ENT_STR("cow"), id, (ent_date){ 0 });

    ent_buf_format(out, "%s'%.*s'", out->len ? ", " : "", SHOWN(id));
    if (who.state)
        ent_buf_format(out, " (%.*s in COW)", SHOWN(who.state->name));
}

/* Codes of two kinds for the same sort of thing: some parties as numbers, some as letters. */
static void mixed_codes(check *c)
{
    enum { NAMED = 5 };
    size_t numbers = 0, letters = 0, first = 0;
    ent_buf names = { 0 };

    for (size_t i = 0; c->d->shape != ENT_PACKAGE && i < c->d->actors.count; i++) {
        ent_str id = ACTORS(c->d)[i].id;
        double value;

        if (ACTORS(c->d)[i].is_reserve)
            continue;
        letters += ACTORS(c->d)[i].state != NULL;
        if (!ent_str_number(id, &value))
            continue;
        if (!numbers++)
            first = i;
        if (numbers <= NAMED)
            name_number(c->d, id, &names);
    }
    if (numbers > NAMED)
        ent_buf_format(&names, " and %zu more", numbers - NAMED);
    if (numbers && letters)
        ent_find(c->diags, ENT_CHECK_ACTOR_CODE, party_cell(c->d, first),
                 "parties given by number: %s; %zu are given by name or ISO code: the same state may "
                 "be there twice (a map reads numbers as codes: \"scheme\": \"cow\")",
                 ent_buf_string(&names), letters);
    ent_buf_destroy(&names);
}

/* Organizations that contain each other, by memberships and part_of. Walked with marks, not by
 * recursion: each round removes those that contain nobody left; what stays is in or above a ring. */
static ent_status actor_cycles(check *c)
{
    size_t actors = c->d->actors.count, changed = 1;
    bool *open = ent_mem_new(actors, sizeof *open), *has = ent_mem_new(actors, sizeof *has);

    if (!open || !has) {
        ent_mem_free(open);
        ent_mem_free(has);
        return ent_out_of_memory(c->diags);
    }
    memset(open, 1, actors * sizeof *open);
    for (size_t round = 0; changed && round < 100; round++) {
        changed = 0;
        memset(has, 0, actors * sizeof *has);
        for (size_t i = 0; i < c->d->memberships.count; i++) {
            const ent_membership *m = &MEMBERSHIPS(c->d)[i];

            if (m->role == ENT_MEMBER && open[m->member])
                has[m->organization] = true;
        }
        for (size_t i = 0; i < actors; i++)
            if (ACTORS(c->d)[i].part_of != ENT_NONE && open[i])
                has[ACTORS(c->d)[i].part_of] = true;
        for (size_t i = 0; i < actors; i++)
            if (open[i] && !has[i]) {
                open[i] = false;
                changed++;
            }
    }
    for (size_t i = 0; i < actors && !changed; i++)
        if (open[i])
            ent_find(c->diags, ENT_CHECK_ACTOR_CYCLE, ent_row_where(c->d, ACTORS(c->d)[i].row, "id"),
                     "'%.*s' contains itself through its members", SHOWN(ACTORS(c->d)[i].id));
    ent_mem_free(open);
    ent_mem_free(has);
    return ENT_OK;
}

/* ---- provenance ---- */

static void provenance(check *c, ent_table which)
{
    size_t rows = ent_table_rows(c->d, which);

    if (!c->d->tables[ENT_SOURCES].present || !c->d->tables[which].present ||
        !ent_table_has(c->d, which, "source"))
        return;
    for (size_t i = 0; i < rows; i++) {
        ent_row row = ent_table_row(c->d, which, i);
        ent_citations cites;

        if (!ent_citations_read(&cites, c->d, row)) {
            ent_find(c->diags, ENT_CHECK_LOCATOR_FORM, ent_row_where(c->d, row, "locator"),
                     "more locators than sources, or more than %d", ENT_MOST_CITATIONS);
            continue;
        }
        if (!cites.count)
            ent_find(c->diags, ENT_CHECK_SOURCE_MISSING, ent_row_where(c->d, row, "source"),
                     "a row without a source");
        for (size_t n = 0; n < cites.count; n++) {
            if (ent_source_find(c->d, cites.items[n].source) == ENT_NONE)
                ent_find(c->diags, ENT_CHECK_SOURCE_UNKNOWN, ent_row_where(c->d, row, "source"),
                         "'%.*s' is in no row of sources", SHOWN(cites.items[n].source));
            if (cites.items[n].wrong)
                ent_find(c->diags, ENT_CHECK_LOCATOR_FORM, ent_row_where(c->d, row, "locator"),
                         "%s", cites.items[n].wrong);
        }
    }
}

/* ---- all of it ---- */

ent_status ent_dataset_check(const ent_dataset *d, ent_diags *diags)
{
    check c = { d, diags };
    size_t before = diags->errors, most = 0;
    ent_status status;
    uint32_t *rows;

    for (size_t i = 0; i < d->acts.count; i++) {
        size_t count = d->act_first[i + 1] - d->act_first[i];

        most = count > most ? count : most;
    }
    if ((rows = ent_mem_new(most, sizeof *rows)) == NULL)
        return ent_out_of_memory(diags);
    for (size_t i = 0; i < d->actors.count; i++)
        check_actor(&c, &ACTORS(d)[i]);
    mixed_codes(&c);
    for (size_t i = 0; i < d->acts.count; i++)
        check_act(&c, i, rows);
    ent_mem_free(rows);
    for (size_t i = 0; i < d->acts.count; i++) {
        act_cycle(&c, i, false);
        act_cycle(&c, i, true);
    }
    for (size_t i = 0; i < d->memberships.count; i++)
        ordered(&c, MEMBERSHIPS(d)[i].row, "to", MEMBERSHIPS(d)[i].to, "from",
                MEMBERSHIPS(d)[i].from);
    if ((status = twice(&c)) != ENT_OK || (status = actor_cycles(&c)) != ENT_OK)
        return status;
    for (int t = 0; t < ENT_TABLE_COUNT; t++)
        if (t != ENT_SOURCES)
            provenance(&c, (ent_table)t);
    return diags->errors > before ? ENT_EDATA : ENT_OK;
}
