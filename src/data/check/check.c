/* check.c: rows that contradict each other. The form of cells is checked while they are read; here are
 * dates, actors, agreements, status and provenance. Findings change nothing in the data and do not
 * depend on the day on which the check runs. */
#include "data/check/check.h"

#include <stdlib.h>
#include <string.h>

#include "base/platform.h"
#include "data/check/documents.h"

static bool role_ties(ent_role role)
{
    return role == ENT_PARTY || role == ENT_SIGNATORY || role == ENT_MEMBER;
}

/* ---- dates ---- */

static void check_future(check *c, ent_row row, const char *column, ent_date date)
{
    if (ent_date_known(date) && date.first > ent_day_of(2200, 12, 31) && date.first != ENT_DAY_MAX)
        ent_find(c->diags, ENT_CHECK_DATE_FUTURE, ent_row_where(c->d, row, column),
                 "'%s' is after the year 2200", column);
}

static void check_act_dates(check *c, const ent_act *act)
{
    ent_check_order(c, act->row, "submitted", act->submitted, "proposed", act->proposed);
    ent_check_order(c, act->row, "adopted", act->adopted, "proposed", act->proposed);
    ent_check_order(c, act->row, "adopted", act->adopted, "submitted", act->submitted);
    ent_check_order(c, act->row, "signed", act->signed_on, "proposed", act->proposed);
    ent_check_order(c, act->row, "signed", act->signed_on, "submitted", act->submitted);
    ent_check_order(c, act->row, "in_force", act->in_force, "adopted", act->adopted);
    ent_check_order(c, act->row, "in_force", act->in_force, "signed", act->signed_on);
    ent_check_order(c, act->row, "ended", act->ended, "in_force", act->in_force);
    ent_check_order(c, act->row, "ended", act->ended, "signed", act->signed_on);
    ent_check_order(c, act->row, "ended", act->ended, "adopted", act->adopted);
    check_future(c, act->row, "signed", act->signed_on);
    check_future(c, act->row, "in_force", act->in_force);
}

static void check_act_status(check *c, const ent_act *act)
{
    bool past = act->as_of.kind == ENT_DATE_UNKNOWN ||
                ent_date_not_after(act->ended, act->as_of) == ENT_YES;

    if (act->stage == ENT_STAGE_IN_FORCE && ent_date_known(act->ended) &&
        act->ended.last != ENT_DAY_MAX && past)
        ent_find(c->diags, ENT_CHECK_STATUS_ENDED, ent_row_where(c->d, act->row, "status"),
                 "status 'in force', but the agreement has an end; the end is used");
    if (act->stage == ENT_STAGE_ENDED && act->ended.kind == ENT_DATE_UNKNOWN)
        ent_find(c->diags, ENT_CHECK_STATUS_ENDED, ent_row_where(c->d, act->row, "status"),
                 "status '%.*s', but 'ended' is empty; the end is unknown",
                 ENT_SHOWN(act->status));
    if (act->stage == ENT_STAGE_BEFORE && ent_date_known(act->in_force))
        ent_find(c->diags, ENT_CHECK_STATUS_ENDED, ent_row_where(c->d, act->row, "status"),
                 "status '%.*s', but the agreement has a date of entry into force", ENT_SHOWN(act->status));
}

/* ---- parties ---- */

static int by_actor(const void *a, const void *b, void *d)
{
    const uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    const uint32_t of_x = ent_party_actor(d, x), of_y = ent_party_actor(d, y);

    if (of_x != of_y)
        return of_x < of_y ? -1 : 1;
    return x < y ? -1 : 1;
}

static bool came_back(const ent_party *first, const ent_party *second)
{
    return ent_date_not_after(first->withdrew, second->signed_on) == ENT_YES ||
           ent_date_not_after(second->withdrew, first->signed_on) == ENT_YES;
}

static void check_repeated_party(check *c, const ent_party *first, const ent_party *second)
{
    const ent_actor *actor = &c->d->actors.items[second->actor];

    if (first->role != second->role && !role_ties(first->role) && !role_ties(second->role))
        return; /* such as initiator and sponsor: two facts */
    if (role_ties(first->role) != role_ties(second->role) && first->role != ENT_OBSERVER &&
        second->role != ENT_OBSERVER)
        return; /* such as party and depositary: two facts */
    if (first->role == ENT_ROLE_UNKNOWN || second->role == ENT_ROLE_UNKNOWN)
        return; /* for some time the source does not know */
    if (came_back(first, second))
        return;
    ent_find(c->diags, ENT_CHECK_PARTY_REPEATED, ent_row_where(c->d, second->row, "party"),
             "'%.*s' is a party of this agreement in another row already", ENT_SHOWN(actor->id));
}

/* Does the date lie between two spells of the register, such as 1945 to 1990 for Germany? Dates that the
 * data give have no such gaps. */
static bool in_a_gap(const ent_dataset *d, const ent_actor *actor, ent_date date)
{
    const ent_state *state = actor->state;
    bool own = actor->from.first != state->from.first || actor->to.last != state->to.last;

    return !own && ent_world_exists(ent_dataset_world(d), state, date) == ENT_NO;
}

static void check_existence(check *c, const ent_party *p, const ent_act *act)
{
    const ent_actor *actor = &c->d->actors.items[p->actor];
    ent_date date = p->signed_on.kind ? p->signed_on : ent_act_concluded(*act);
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
             "%.*s %s %s%s%s%s%s", ENT_SHOWN(actor->name),
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

static void check_party_dates(check *c, const ent_party *p)
{
    ent_check_order(c, p->row, "ratified", p->ratified, "signed", p->signed_on);
    ent_check_order(c, p->row, "in_force", p->in_force, "signed", p->signed_on);
    ent_check_order(c, p->row, "withdrew", p->withdrew, "ratified", p->ratified);
    ent_check_order(c, p->row, "withdrew", p->withdrew, "signed", p->signed_on);
    check_future(c, p->row, "signed", p->signed_on);
    check_future(c, p->row, "ratified", p->ratified);
}

static void check_weight(check *c, const ent_act *act)
{
    const char *column = c->d->weight_column;
    double weight;

    if (column && !ent_act_weight(c->d, act, column, &weight)) {
        ent_str text = ent_cell(c->d, act->row, column);

        ent_find(c->diags, ENT_CHECK_WEIGHT_FORM, ent_row_where(c->d, act->row, column),
                 "'%.*s' is not a weight; expected a number of 0 or more (or use --weight count)",
                 ENT_SHOWN(text));
    }
}

static void check_party_count(check *c, const ent_act *act, const uint32_t *rows, size_t count)
{
    size_t actors = 0, tying = 0, observers = 0;

    for (size_t i = 0; i < count; i++) {
        const ent_party p = ent_party_at(c->d, rows[i]);

        if (i && ent_party_actor(c->d, rows[i - 1]) == p.actor)
            continue;
        actors++;
        tying += role_ties(p.role);
        observers += p.role == ENT_OBSERVER;
    }
    if (!count)
        ent_find(c->diags, ENT_CHECK_ACT_NO_PARTY, ent_row_where(c->d, act->row, NULL),
                 "agreement '%.*s' has no party", ENT_SHOWN(act->id));
    else if (observers == actors)
        ent_find(c->diags, ENT_CHECK_ACT_NO_PARTY, ent_row_where(c->d, act->row, NULL),
                 "agreement '%.*s' has observers but no party", ENT_SHOWN(act->id));
    else if (actors == 1 && tying == 1 && count > 1)
        ent_find(c->diags, ENT_CHECK_ACT_SELF,
                 ent_row_where(c->d, ent_party_at(c->d, rows[count - 1]).row, "party"),
                 "agreement '%.*s' has the same actor as both parties and creates no tie",
                 ENT_SHOWN(act->id));
    else if (actors == 1 && tying == 1)
        ent_find(c->diags, ENT_CHECK_ACT_ONE_PARTY,
                 ent_row_where(c->d, ent_party_at(c->d, rows[0]).row, NULL),
                 "agreement '%.*s' has a single party and creates no tie", ENT_SHOWN(act->id));
    if (act->level == ENT_BILATERAL && tying > 2)
        ent_find(c->diags, ENT_CHECK_ACT_LEVEL, ent_row_where(c->d, act->row, "level"),
                 "the level is bilateral, but there are %zu parties", tying);
}

static void check_act(check *c, size_t i, uint32_t *rows)
{
    const ent_act act = ent_act_at(c->d, i);
    const uint32_t *given;
    size_t count = ent_act_parties(c->d, i, &given);
    ent_party before = { 0 };

    check_act_dates(c, &act);
    check_act_status(c, &act);
    check_weight(c, &act);
    if (count)
        memcpy(rows, given, count * sizeof *rows);
    ent_platform_sort(rows, count, sizeof *rows, by_actor, (void *)c->d);
    for (size_t n = 0; n < count; n++) {
        const ent_party p = ent_party_at(c->d, rows[n]);

        check_party_dates(c, &p);
        check_existence(c, &p, &act);
        if (n && before.actor == p.actor)
            check_repeated_party(c, &before, &p);
        before = p;
    }
    check_party_count(c, &act, rows, count);
}

/* ---- acts that contradict each other ---- */

static ent_status check_same_title(check *c)
{
    ent_index seen = { 0 };
    ent_arena arena = { 0 };
    ent_status status = ENT_OK;

    for (size_t i = 0; i < c->d->acts.count && status == ENT_OK; i++) {
        const ent_act act = ent_act_at(c->d, i);
        ent_buf key = { 0 };
        ent_str kept;
        uint32_t first;

        if (!act.title.len || !ent_date_known(ent_act_concluded(act)) ||
            ent_str_eq(act.title, act.id))
            continue;
        ent_buf_str(&key, act.title);
        ent_buf_char(&key, '\n');
        ent_date_write(&key, ent_act_concluded(act));
        kept = ent_arena_str(&arena, ent_buf_view(&key));
        if (key.failed || !kept.ptr || !ent_index_add(&seen, kept, (uint32_t)i, &first))
            status = ent_out_of_memory(c->diags);
        else if (first != i)
            ent_find(c->diags, ENT_CHECK_ACT_TWICE, ent_row_where(c->d, act.row, "title"),
                     "the same title and date as '%.*s': is it one agreement with two ids?",
                     ENT_SHOWN(ent_act_id(c->d, first)));
        ent_buf_destroy(&key);
    }
    ent_index_destroy(&seen);
    ent_arena_destroy(&arena);
    return status;
}

static void check_act_cycle(check *c, size_t start, bool supersedes)
{
    uint32_t at = (uint32_t)start;

    for (size_t steps = 0; at != ENT_NONE && steps <= c->d->acts.count && steps < 1000; steps++) {
        const ent_act act = ent_act_at(c->d, at);

        at = supersedes ? act.supersedes : act.part_of;
        if (at == start) {
            ent_find(c->diags, ENT_CHECK_ACT_CYCLE,
                     ent_row_where(c->d, ent_act_row(c->d, start),
                                   supersedes ? "supersedes" : "part_of"),
                     "'%.*s' %s itself through other agreements", ENT_SHOWN(ent_act_id(c->d, start)),
                     supersedes ? "supersedes" : "is part of");
            return;
        }
    }
}

/* ---- actors ---- */

/* Does a word mix Latin letters with Cyrillic or Greek ones that look like them? */
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
    if (actor->row.table == ENT_NONE)
        return;
    ent_check_order(c, actor->row, "to", actor->to, "from", actor->from);
    if (mixed_scripts(actor->id) || mixed_scripts(actor->name))
        ent_find(c->diags, ENT_CHECK_TEXT_MIXED, ent_row_where(c->d, actor->row, "id"),
                 "'%.*s' mixes Latin with Cyrillic or Greek letters", ENT_SHOWN(actor->name));
}

/* The first cell that names an actor as a party, as the place of a finding about its name. */
static ent_where party_cell(const ent_dataset *d, size_t actor)
{
    for (size_t i = 0; i < d->parties.count; i++)
        if (ent_party_actor(d, i) == actor)
            return ent_party_where(d, ent_party_at(d, i));
    return ENT_NOWHERE;
}

/* "'2' (United States in COW)" */
static void describe_number(const ent_dataset *d, ent_str id, ent_buf *out)
{
    ent_identity who = ent_world_identify(d->world, ENT_STR("cow"), id, (ent_date){ 0 });

    ent_buf_format(out, "%s'%.*s'", out->len ? ", " : "", ENT_SHOWN(id));
    if (who.state)
        ent_buf_format(out, " (%.*s in COW)", ENT_SHOWN(who.state->name));
}

/* Reports parties given partly as numbers, partly as letters: codes of two schemes. */
static void check_mixed_codes(check *c)
{
    enum { NAMED = 5 };
    size_t numbers = 0, letters = 0, first = 0;
    ent_buf names = { 0 };

    for (size_t i = 0; c->d->shape != ENT_PACKAGE && i < c->d->actors.count; i++) {
        ent_str id = c->d->actors.items[i].id;
        double value;

        if (c->d->actors.items[i].is_reserve)
            continue;
        letters += c->d->actors.items[i].state != NULL;
        if (!ent_str_number(id, &value))
            continue;
        if (!numbers++)
            first = i;
        if (numbers <= NAMED)
            describe_number(c->d, id, &names);
    }
    if (numbers > NAMED)
        ent_buf_format(&names, " and %zu more", numbers - NAMED);
    if (numbers && letters)
        ent_find(c->diags, ENT_CHECK_ACTOR_CODE, party_cell(c->d, first),
                 "parties given by number: %s; %zu others are given by name or ISO code: one state may be "
                 "two nodes (a map reads numbers as codes: \"scheme\": \"cow\")",
                 ent_buf_string(&names), letters);
    ent_buf_destroy(&names);
}

/* Reports organizations that contain each other, by memberships and part_of. Each round removes the
 * actors that contain none of the others left; those that stay are in a cycle or contain one. */
static ent_status check_actor_cycles(check *c)
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
            const ent_membership *m = &c->d->memberships.items[i];

            if (m->role == ENT_MEMBER && open[m->member])
                has[m->organization] = true;
        }
        for (size_t i = 0; i < actors; i++)
            if (c->d->actors.items[i].part_of != ENT_NONE && open[i])
                has[c->d->actors.items[i].part_of] = true;
        for (size_t i = 0; i < actors; i++)
            if (open[i] && !has[i]) {
                open[i] = false;
                changed++;
            }
    }
    for (size_t i = 0; i < actors && !changed; i++)
        if (open[i])
            ent_find(c->diags, ENT_CHECK_ACTOR_CYCLE, ent_row_where(c->d, c->d->actors.items[i].row, "id"),
                     "'%.*s' contains itself through its members", ENT_SHOWN(c->d->actors.items[i].id));
    ent_mem_free(open);
    ent_mem_free(has);
    return ENT_OK;
}

/* ---- provenance ---- */

static void check_provenance(check *c, ent_table which)
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
                     "the row has no source");
        for (size_t n = 0; n < cites.count; n++) {
            if (ent_source_find(c->d, cites.items[n].source) == ENT_NONE)
                ent_find(c->diags, ENT_CHECK_SOURCE_UNKNOWN, ent_row_where(c->d, row, "source"),
                         "unknown source '%.*s'; it is in no row of sources", ENT_SHOWN(cites.items[n].source));
            if (cites.items[n].wrong)
                ent_find(c->diags, ENT_CHECK_LOCATOR_FORM, ent_row_where(c->d, row, "locator"),
                         "%s", cites.items[n].wrong);
        }
    }
}

/* ---- public API ---- */

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
        check_actor(&c, &d->actors.items[i]);
    check_mixed_codes(&c);
    for (size_t i = 0; i < d->acts.count; i++)
        check_act(&c, i, rows);
    ent_mem_free(rows);
    for (size_t i = 0; i < d->acts.count; i++) {
        check_act_cycle(&c, i, false);
        check_act_cycle(&c, i, true);
    }
    for (size_t i = 0; i < d->memberships.count; i++)
        ent_check_order(&c, d->memberships.items[i].row, "to", d->memberships.items[i].to, "from",
                d->memberships.items[i].from);
    if ((status = check_same_title(&c)) != ENT_OK || (status = check_actor_cycles(&c)) != ENT_OK ||
        (status = ent_check_plain_tables(&c)) != ENT_OK)
        return status;
    ent_check_assertions(&c);
    for (int t = 0; t < ENT_TABLE_COUNT; t++)
        if (t != ENT_SOURCES)
            check_provenance(&c, (ent_table)t);
    return diags->errors > before ? ENT_EDATA : ENT_OK;
}
