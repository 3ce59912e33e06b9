/* rows.c: rows into acts and claims, by the shape that the map gives the table. Every row has
 * one fate, and every cell of a wide table; nothing passes by without being counted. */
#include "data/import/import.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/mem.h"

/* What a cell of a matrix says, remembered for short cells: there are millions, of few kinds. */
typedef struct meaning {
    uint64_t cell;
    bool known;
    ent_row_fate fate; /* ENT_ROW_USED: a role */
    ent_str role;
} meaning;

enum { MEANINGS = 64, FIRST_YEAR = 1700, YEARS = 400 };

typedef struct rows {
    ent_import *im;
    map_table *table;
    fields f;
    ent_tablefile file;
    uint32_t number; /* of the file */
    uint32_t row;    /* 1 is the header */
    size_t offset;
    uint32_t line;   /* of the row: line feeds before `counted`, + 1 */
    size_t counted;
    /* matrices */
    meaning meanings[MEANINGS];
    uint32_t *open;    /* of each column: the last claim made, + 1 */
    uint32_t *columns; /* of each column: its act; or by year, its actor, + 1 */
} rows;

static im_file *file_of(const rows *r)
{
    return &IM(r->im->files, im_file)[r->number];
}

static ent_origin place_of(const rows *r)
{
    return (ent_origin){ r->number, r->row, r->line };
}

/* Goes on to the line of the byte at `offset`. */
static void count_lines(rows *r, size_t offset)
{
    const char *p = r->file.file.bytes + r->counted, *end = r->file.file.bytes + offset;

    for (; (p = memchr(p, '\n', (size_t)(end - p))) != NULL; p++)
        r->line++;
    r->counted = offset;
}

static ent_where where_of(rows *r, const map_value *value, size_t nth)
{
    return fields_where(&r->f, r->offset, value, nth);
}

static ent_status count(rows *r, ent_row_fate fate)
{
    file_of(r)->rows[fate]++;
    return ENT_OK;
}

static ent_status memory(rows *r)
{
    return ent_out_of_memory(r->im->diags);
}

/* Counts a row that is left out, and puts it into the report. */
static ent_status leave(rows *r, ent_row_fate fate, ent_str detail)
{
    if (!im_event_add(r->im, place_of(r), ent_row_fate_name(fate), detail))
        return memory(r);
    return count(r, fate);
}

/* ---- acts ---- */

static uint32_t find_act(const ent_import *im, ent_str id, bool organization)
{
    return ent_index_find(organization ? &im->organization_ids : &im->act_ids, id);
}

uint32_t im_act_of(ent_import *im, ent_str id, bool organization, ent_origin place)
{
    uint32_t at = find_act(im, id, organization);
    im_act *act;

    if (at != ENT_ABSENT)
        return at;
    if ((act = im_add(&im->acts, sizeof *act)) == NULL)
        return ENT_NONE;
    act->id = im_text(im, id);
    act->place = place;
    act->membership = organization;
    at = (uint32_t)im->acts.count - 1;
    return act->id.ptr && ent_index_add(organization ? &im->organization_ids : &im->act_ids, act->id,
                                        at, NULL)
               ? at
               : ENT_NONE;
}

static ent_status contradicts(rows *r, im_act *act, const char *field, ent_str said)
{
    ent_buf detail = { 0 };
    bool done;

    if (act->told)
        return ENT_OK;
    act->told = true;
    ent_buf_format(&detail, "%.*s: %s '%.*s', and another row says something else",
                   ENT_STR_ARG(act->id), field, ENT_STR_ARG(said));
    done = !detail.failed && im_event_add(r->im, place_of(r),
                                          "two values for one agreement", ent_buf_view(&detail));
    ent_buf_destroy(&detail);
    return done ? ENT_OK : memory(r);
}

/* Rows that contradict each other: the first in natural order holds, whatever the order of rows. */
static ent_status settle(rows *r, im_act *act, ent_str *into, const char *field, ent_str text)
{
    if (!text.len || (into->len && ent_str_eq(*into, text)))
        return ENT_OK;
    if (into->len) {
        ent_status status = contradicts(r, act, field, text);

        if (status != ENT_OK || ent_str_compare_natural(*into, text) <= 0)
            return status;
    }
    *into = im_text(r->im, text);
    return into->ptr ? ENT_OK : memory(r);
}

static bool same_date(ent_date a, ent_date b)
{
    return a.first == b.first && a.last == b.last && a.kind == b.kind && a.form_a == b.form_a &&
           a.form_b == b.form_b;
}

static ent_status settle_date(rows *r, im_act *act, ent_date *into, const char *field,
                              ent_date date)
{
    if (date.kind == ENT_DATE_UNKNOWN || same_date(*into, date))
        return ENT_OK;
    if (into->kind != ENT_DATE_UNKNOWN) {
        ent_status status = contradicts(r, act, field, ENT_STR("a date"));

        if (status != ENT_OK || into->first < date.first ||
            (into->first == date.first && into->last <= date.last))
            return status;
    }
    *into = date;
    return ENT_OK;
}

/* ---- dates ---- */

/* The date that the row gives; what is no date is reported, and unknown. `suffix`, when wanted. */
static ent_status read_date(rows *r, const map_date *when, size_t nth, ent_date *date,
                            ent_str *suffix)
{
    ent_str found, letters;

    if (fields_date(&r->f, when, nth, date, &found, &letters) != FIELDS_OK) {
        const map_value *value = when->value.from != MAP_NOTHING ? &when->value : &when->year;

        if (!im_not_understood(r->im, place_of(r), where_of(r, value, nth), "not a date", found,
                               "not a date of the form that the map gives; read as unknown"))
            return memory(r);
    }
    if (date->kind == ENT_DATE_OPEN)
        *date = r->im->still;
    if (suffix && letters.len)
        *suffix = letters;
    return ENT_OK;
}

/* The year that the row speaks of. 0: none, and the row was left out. */
static ent_status read_year(rows *r, int *year)
{
    ent_str text = fields_text(&r->f, &r->table->year, 0);

    *year = 0;
    if (!fields_is_year(text, year))
        return leave(r, ENT_ROW_UNDATED, text);
    if (!r->im->last_year || *year > r->im->last_year)
        r->im->last_year = *year;
    if (!r->im->first_year || *year < r->im->first_year)
        r->im->first_year = *year;
    return ENT_OK;
}

static ent_date date_of_year(int year)
{
    ent_date date;
    char text[8];
    int len = snprintf(text, sizeof text, year < 0 ? "-%04d" : "%04d", year < 0 ? -year : year);

    ent_date_read(&date, (ent_str){ text, (size_t)len });
    return date;
}

/* ---- attributes ---- */

static size_t column_of(im_list *names, ent_str name)
{
    for (size_t i = 0; i < names->count; i++)
        if (ent_str_eq(IM(*names, ent_str)[i], name))
            return i;
    return names->count;
}

static ent_status attribute(rows *r, im_list *names, ent_str **values, ent_str name, ent_str value)
{
    size_t at = column_of(names, name);

    if (!value.len)
        return ENT_OK;
    if (!*values &&
        (*values = ent_arena_new(&r->im->arena, names->count, sizeof **values)) == NULL)
        return memory(r);
    if ((*values)[at].len && ent_str_compare_natural((*values)[at], value) <= 0)
        return ENT_OK;
    (*values)[at] = im_text(r->im, value);
    return (*values)[at].ptr ? ENT_OK : memory(r);
}

static ent_status attributes(rows *r, im_list *names, ent_str **values, const map_attributes *from,
                             size_t nth)
{
    ent_status status = ENT_OK;

    for (size_t i = 0; i < from->count && status == ENT_OK; i++) {
        const map_value *value = &from->items[i].value;

        status = attribute(r, names, values, from->items[i].name,
                           fields_text(&r->f, value, value->from == MAP_EACH ? nth : 0));
    }
    return status;
}

/* ---- the act of a row ---- */

static uint32_t topic_bit(ent_import *im, ent_str topic)
{
    for (size_t i = 0; i < im->topic_count; i++)
        if (ent_str_eq(im->topics[i], topic))
            return 1u << i;
    if (im->topic_count == IM_TOPICS)
        return 0; /* ent_map_read has refused more */
    im->topics[im->topic_count] = topic;
    return 1u << im->topic_count++;
}

static bool is_yes(ent_str text)
{
    double number;

    if (ent_str_number(text, &number))
        return number > 0;
    return ent_str_eq_fold(text, ENT_STR("true")) || ent_str_eq_fold(text, ENT_STR("yes")) ||
           ent_str_eq_fold(text, ENT_STR("y"));
}

static uint32_t read_flags(rows *r)
{
    uint32_t bits = 0;

    for (size_t i = 0; i < r->table->act.flag_count; i++) {
        const map_flag *flag = &r->table->act.flags[i];

        if (is_yes(fields_text(&r->f, &flag->value, 0)))
            bits |= topic_bit(r->im, flag->topic);
    }
    return bits;
}

static ent_status describe(rows *r, uint32_t at)
{
    const map_act *how = &r->table->act;
    im_act *act = &IM(r->im->acts, im_act)[at];
    im_list *names = act->membership ? &r->im->organization_attributes : &r->im->act_attributes;
    const struct {
        const map_value *value;
        ent_str *into;
        const char *field;
    } texts[] = { { &how->title, &act->title, "title" },    { &how->kind, &act->kind, "kind" },
                  { &how->level, &act->level, "level" },    { &how->within, &act->within, "within" },
                  { &how->status, &act->status, "status" }, { &how->topic, &act->topic, "topic" },
                  { &how->weight, &act->weight, "weight" } };
    const struct {
        const map_date *when;
        ent_date *into;
        const char *field;
    } dates[] = { { &how->signed_on, &act->signed_on, "signed" },
                  { &how->in_force, &act->in_force, "in force" },
                  { &how->ended, &act->ended, "ended" } };
    ent_status status = ENT_OK;

    act->flags |= read_flags(r);
    for (size_t i = 0; i < sizeof texts / sizeof *texts && status == ENT_OK; i++)
        if (texts[i].value->from != MAP_NOTHING)
            status = settle(r, act, texts[i].into, texts[i].field,
                            fields_text(&r->f, texts[i].value, 0));
    for (size_t i = 0; i < sizeof dates / sizeof *dates && status == ENT_OK; i++) {
        ent_date date;
        ent_str suffix = ENT_STR("");

        if (!dates[i].when->present)
            continue;
        if ((status = read_date(r, dates[i].when, 0, &date, &suffix)) == ENT_OK)
            status = settle_date(r, act, dates[i].into, dates[i].field, date);
        if (status == ENT_OK && suffix.len)
            status = attribute(r, names, &act->attributes, dates[i].when->suffix, suffix);
    }
    return status == ENT_OK ? attributes(r, names, &act->attributes, &how->attributes, 0) : status;
}

/* Acts with the same second key are a chain. */
static ent_status join_act(rows *r, uint32_t at)
{
    ent_str key = fields_text(&r->f, &r->table->act.join, 0);
    uint32_t first;

    if (!key.len || IM(r->im->acts, im_act)[at].has_join)
        return ENT_OK;
    IM(r->im->acts, im_act)[at].has_join = true;
    if (!(key = im_text(r->im, key)).ptr || !ent_index_add(&r->im->join_ids, key, at, &first))
        return memory(r);
    if (first != at) {
        IM(r->im->acts, im_act)[at].joined = IM(r->im->acts, im_act)[first].joined;
        IM(r->im->acts, im_act)[first].joined = at + 1;
    }
    return ENT_OK;
}

/* The act that the row names. ENT_NONE with ENT_OK: none, and the row was left out. */
static ent_status act_of_row(rows *r, uint32_t *at)
{
    ent_str id = fields_text(&r->f, &r->table->act.id, 0);
    ent_status status;

    *at = ENT_NONE;
    if (!id.len)
        return leave(r, ENT_ROW_EMPTY, r->table->is_membership ? ENT_STR("no organization")
                                                               : ENT_STR("no agreement"));
    if ((*at = im_act_of(r->im, id, r->table->is_membership, place_of(r))) == ENT_NONE)
        return memory(r);
    status = r->table->act.join.from != MAP_NOTHING ? join_act(r, *at) : ENT_OK;
    return status == ENT_OK ? describe(r, *at) : status;
}

/* ---- claims ---- */

/* Words with a meaning of their own among the roles. */
static ent_row_fate fate_of_role(ent_str role)
{
    if (ent_str_is(role, "none"))
        return ENT_ROW_NONE;
    if (ent_str_is(role, "absent"))
        return ENT_ROW_ABSENT;
    return ent_str_is(role, "missing") ? ENT_ROW_MISSING : ENT_ROW_USED;
}

static ent_status add_claim(rows *r, im_claim claim)
{
    im_claim *at = im_add(&r->im->claims, sizeof *at);

    if (!at)
        return memory(r);
    claim.place = place_of(r);
    claim.table = r->table;
    *at = claim;
    IM(r->im->acts, im_act)[claim.act].has_party = true;
    return ENT_OK;
}

/* The day on which the actor of a claim is looked up: the first that the row knows. */
static ent_date day_of(const rows *r, const im_claim *claim)
{
    ent_date days[] = { claim->from, claim->in_force, claim->ratified, { 0 }, { 0 } };

    if (claim->by_year)
        return date_of_year(claim->first);
    if (claim->act != ENT_NONE) {
        days[3] = IM(r->im->acts, im_act)[claim->act].signed_on;
        days[4] = IM(r->im->acts, im_act)[claim->act].in_force;
    }
    for (size_t i = 0; i < sizeof days / sizeof *days; i++)
        if (ent_date_known(days[i]))
            return days[i];
    return (ent_date){ 0 };
}

/* The dates, role and attributes that the row gives a party; its fate. */
static ent_status read_claim(rows *r, const map_party *p, size_t nth, im_claim *claim,
                             ent_row_fate *fate)
{
    ent_str role = fields_text(&r->f, &p->role, p->role.from == MAP_EACH ? nth : 0);
    const struct {
        const map_date *when;
        ent_date *into;
    } dates[] = { { &p->from, &claim->from },
                  { &p->ratified, &claim->ratified },
                  { &p->in_force, &claim->in_force },
                  { &p->to, &claim->to } };
    ent_status status = ENT_OK;

    *fate = fate_of_role(role);
    if (*fate == ENT_ROW_NONE || *fate == ENT_ROW_ABSENT)
        return ENT_OK;
    claim->doubt = *fate == ENT_ROW_MISSING;
    claim->role = claim->doubt ? ENT_STR("") : im_text(r->im, role);
    if (!claim->doubt && !claim->role.ptr)
        return memory(r);
    for (size_t i = 0; i < sizeof dates / sizeof *dates && status == ENT_OK; i++) {
        ent_str suffix = ENT_STR("");

        status = read_date(r, dates[i].when, nth, dates[i].into, &suffix);
        if (status == ENT_OK && suffix.len)
            status = attribute(r, &r->im->party_attributes, &claim->attributes,
                               dates[i].when->suffix, suffix);
    }
    return status == ENT_OK ? attributes(r, &r->im->party_attributes, &claim->attributes,
                                         &p->attributes, nth)
                            : status;
}

static ent_status find_actor(rows *r, const map_actor *how, size_t nth, ent_str text, ent_str name,
                             ent_date day, uint32_t *actor)
{
    ent_where where = where_of(r, how->value.from != MAP_NOTHING ? &how->value : &how->name, nth);

    *actor = im_actor_of(r->im, how, text, name, day, place_of(r), where);
    return *actor == ENT_NONE ? memory(r) : ENT_OK;
}

/* A claim that outlives its actor goes on with whoever has the code then: one row, two claims. */
static ent_status add_spell(rows *r, const map_actor *how, ent_str text, ent_str name,
                            im_claim claim)
{
    ent_date start = day_of(r, &claim), change;
    ent_status status = ENT_OK;

    while (!claim.by_year && status == ENT_OK) {
        im_claim before = claim;

        change = im_passes_on(r->im, how, text, claim.actor, start, claim.to);
        if (change.kind == ENT_DATE_UNKNOWN)
            break;
        before.to = change;
        if ((status = add_claim(r, before)) != ENT_OK ||
            (status = find_actor(r, how, 0, text, name, change, &claim.actor)) != ENT_OK)
            return status;
        claim.from = start = change;
        claim.in_force = claim.in_force.kind ? change : claim.in_force;
        if (!im_event_add(r->im, place_of(r), "passes to another actor",
                          IM(r->im->actors, im_actor)[claim.actor].id))
            return memory(r);
    }
    return status == ENT_OK ? add_claim(r, claim) : status;
}

/* ---- members: a row is one party of one act ---- */

static ent_status on_members(rows *r)
{
    const map_party *p = &r->table->party[0];
    ent_str text = fields_text(&r->f, &p->actor.value, 0);
    ent_str name = fields_text(&r->f, &p->actor.name, 0);
    im_claim claim = { .act = ENT_NONE };
    ent_row_fate fate;
    ent_status status;
    int year = 0;

    if (!text.len && !name.len)
        return leave(r, ENT_ROW_EMPTY, ENT_STR("no actor"));
    if (r->table->year.from != MAP_NOTHING) {
        if ((status = read_year(r, &year)) != ENT_OK || !year)
            return status;
        claim.by_year = true;
        claim.first = claim.last = (int16_t)year;
    }
    if ((status = act_of_row(r, &claim.act)) != ENT_OK || claim.act == ENT_NONE)
        return status;
    if ((status = read_claim(r, p, 0, &claim, &fate)) != ENT_OK)
        return status;
    if (fate == ENT_ROW_NONE || fate == ENT_ROW_ABSENT)
        return leave(r, fate, text.len ? text : name);
    if ((status = find_actor(r, &p->actor, 0, text, name, day_of(r, &claim), &claim.actor)) !=
            ENT_OK ||
        (status = add_spell(r, &p->actor, text, name, claim)) != ENT_OK)
        return status;
    return count(r, fate);
}

/* ---- lists: a row is an act with all its parties ---- */

static bool is_blank_or(char c, const char *others)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || (c && strchr(others, c) != NULL);
}

static ent_str stripped(ent_str s, const char *marks)
{
    while (s.len && is_blank_or(s.ptr[0], marks))
        s.ptr++, s.len--;
    while (s.len && is_blank_or(s.ptr[s.len - 1], marks))
        s.len--;
    return s;
}

/* "12. X": the length of the number with its dot; 0: none. */
static size_t numeral(ent_str s)
{
    size_t n = 0;

    while (n < s.len && s.ptr[n] >= '0' && s.ptr[n] <= '9')
        n++;
    return n && n + 1 < s.len && s.ptr[n] == '.' && s.ptr[n + 1] == ' ' ? n + 2 : 0;
}

/* Does a new part start at `at`: a separator, or a number in a numbered list? *len: of the mark. */
static bool parts_at(const map_split *split, ent_str cell, size_t at, size_t *len)
{
    *len = 1;
    if (split->numbered) {
        if (at && cell.ptr[at - 1] != ' ' && cell.ptr[at - 1] != '\n')
            return false;
        *len = numeral((ent_str){ cell.ptr + at, cell.len - at });
        return *len > 0;
    }
    return split->at.len && memchr(split->at.ptr, cell.ptr[at], split->at.len) != NULL;
}

typedef ent_status part_fn(rows *r, ent_str part, void *ctx);

/* Hands on the parts of a cell. Separators inside brackets part only what the map wants of them. */
static ent_status split_cell(rows *r, const map_split *split, ent_str cell, part_fn *part,
                             void *ctx)
{
    bool inside = ent_str_is(split->brackets, "inside"), both = ent_str_is(split->brackets, "both");
    bool outside = ent_str_is(split->brackets, "outside");
    size_t start = 0, depth = 0;
    ent_status status = ENT_OK;

    for (size_t i = 0; i <= cell.len && status == ENT_OK; i++) {
        char c = i < cell.len ? cell.ptr[i] : '\0';
        bool opens = c == '(' && (inside || both || outside);
        bool closes = c == ')' && depth && (inside || both || outside);
        size_t mark = 1;
        bool parts = i == cell.len || opens || closes ||
                     ((!depth || inside || both) && parts_at(split, cell, i, &mark));
        ent_str text = { cell.ptr + start, i - start };

        if (!parts)
            continue;
        text = stripped(text, "");
        /* "ASEAN (A, B)": the name before a bracket is wanted, or what is in the bracket */
        if (text.len && !(depth && outside) && !(opens && inside))
            status = part(r, text, ctx);
        if (opens)
            depth++;
        if (closes)
            depth--;
        start = i + mark;
        i += mark - 1;
    }
    return status;
}

typedef struct listing {
    const map_party *party;
    im_claim claim;
    size_t nth;
    size_t made;
    int year; /* 0: the row speaks of none */
    ent_row_fate last; /* of the last part that made no claim */
} listing;

static ent_status list_part(rows *r, ent_str part, void *ctx)
{
    listing *l = ctx;
    im_claim claim = l->claim;
    ent_status status =
        find_actor(r, &l->party->actor, l->nth, part, ENT_STR(""), day_of(r, &claim), &claim.actor);

    if (status == ENT_OK && (status = add_claim(r, claim)) == ENT_OK)
        l->made++;
    return status;
}

static ent_status list_column(rows *r, listing *l)
{
    const map_party *p = l->party;
    ent_str text = fields_text(&r->f, &p->actor.value, l->nth);
    ent_str name = fields_text(&r->f, &p->actor.name, l->nth);
    ent_row_fate fate;
    ent_status status;

    if (!text.len && !name.len)
        return ENT_OK;
    l->claim = (im_claim){ .act = l->claim.act, .by_year = l->year != 0, .first = (int16_t)l->year,
                           .last = (int16_t)l->year };
    if ((status = read_claim(r, p, l->nth, &l->claim, &fate)) != ENT_OK)
        return status;
    file_of(r)->cells[fate]++;
    if (fate == ENT_ROW_NONE || fate == ENT_ROW_ABSENT) {
        l->last = fate;
        return ENT_OK;
    }
    if (p->actor.split.on)
        return split_cell(r, &p->actor.split, text.len ? text : name, list_part, l);
    if ((status = find_actor(r, &p->actor, l->nth, text, name, day_of(r, &l->claim),
                             &l->claim.actor)) != ENT_OK ||
        (status = add_claim(r, l->claim)) != ENT_OK)
        return status;
    l->made++;
    return ENT_OK;
}

static ent_status on_list(rows *r)
{
    listing l = { .party = &r->table->party[0], .last = ENT_ROW_EMPTY };
    size_t columns = l.party->actor.value.from == MAP_EACH ? l.party->actor.value.column_count : 1;
    ent_status status;

    if (r->table->year.from != MAP_NOTHING && ((status = read_year(r, &l.year)) != ENT_OK || !l.year))
        return status;
    if ((status = act_of_row(r, &l.claim.act)) != ENT_OK || l.claim.act == ENT_NONE)
        return status;
    for (l.nth = 0; l.nth < columns && status == ENT_OK; l.nth++)
        status = list_column(r, &l);
    if (status != ENT_OK)
        return status;
    return l.made ? count(r, ENT_ROW_USED) : leave(r, l.last, ENT_STR("no actor"));
}

/* ---- pairs ---- */

static double read_weight(rows *r)
{
    double weight = NAN;
    ent_str text = fields_text(&r->f, &r->table->act.weight, 0);

    if (text.len && !ent_str_number(text, &weight))
        weight = NAN;
    return weight;
}

/* A pair with an id is an act of two. */
static ent_status pair_act(rows *r, uint32_t act, im_claim claims[2])
{
    ent_status status = ENT_OK;

    for (int i = 0; i < 2 && status == ENT_OK; i++) {
        claims[i].act = act;
        claims[i].side = ent_str_is(r->table->mirror, "directed") ? (uint8_t)(i + 1) : 0;
        status = add_claim(r, claims[i]);
    }
    return status;
}

/* Two actors as a row names them. */
typedef struct named_pair {
    ent_str texts[2], names[2];
    uint32_t actors[2];
    int year; /* 0: the row speaks of none */
} named_pair;

/* Does the map say more of pairs than most do? */
static bool says_more(const map_table *t)
{
    bool more = t->act.level.from || t->act.within.from || t->act.topic.from;

    for (int i = 0; i < 2; i++) {
        const map_party *p = &t->party[i];

        more |= p->role.from || p->from.present || p->ratified.present || p->in_force.present ||
                p->to.present || p->attributes.count;
    }
    return more;
}

static ent_status read_more(rows *r, im_pair *pair)
{
    const map_act *how = &r->table->act;
    im_pair_more *more;

    if (!says_more(r->table))
        return ENT_OK;
    if ((more = ent_arena_new(&r->im->arena, 1, sizeof *more)) == NULL)
        return memory(r);
    *more = (im_pair_more){ .level = im_text(r->im, fields_text(&r->f, &how->level, 0)),
                            .within = im_text(r->im, fields_text(&r->f, &how->within, 0)),
                            .topic = im_text(r->im, fields_text(&r->f, &how->topic, 0)) };
    pair->more = more;
    return more->level.ptr && more->within.ptr && more->topic.ptr ? ENT_OK : memory(r);
}

/* What the row says of the two, whoever they are. */
static ent_status read_pair(rows *r, int year, im_pair *pair)
{
    const map_act *how = &r->table->act;
    const struct {
        const map_date *when;
        ent_date *into;
    } dates[] = { { &how->signed_on, &pair->from },
                  { &how->in_force, &pair->in_force },
                  { &how->ended, &pair->to } };
    ent_status status;

    *pair = (im_pair){ .by_year = year != 0, .first = (int16_t)year, .last = (int16_t)year,
                       .flags = read_flags(r), .weight = read_weight(r),
                       .kind = im_text(r->im, fields_text(&r->f, &how->kind, 0)),
                       .title = im_text(r->im, fields_text(&r->f, &how->title, 0)),
                       .status = im_text(r->im, fields_text(&r->f, &how->status, 0)),
                       .place = place_of(r), .table = r->table };
    if (!pair->kind.ptr || !pair->title.ptr || !pair->status.ptr)
        return memory(r);
    for (size_t i = 0; i < sizeof dates / sizeof *dates; i++) {
        ent_str suffix = ENT_STR("");

        if ((status = read_date(r, dates[i].when, 0, dates[i].into, &suffix)) != ENT_OK ||
            (suffix.len && (status = attribute(r, &r->im->act_attributes, &pair->attributes,
                                               dates[i].when->suffix, suffix)) != ENT_OK))
            return status;
    }
    if ((status = read_more(r, pair)) != ENT_OK)
        return status;
    return attributes(r, &r->im->act_attributes, &pair->attributes, &how->attributes, 0);
}

static ent_status add_pair(rows *r, im_pair pair, const uint32_t actors[2])
{
    const im_actor *all = IM(r->im->actors, im_actor);
    im_pair *at = im_add(&r->im->pairs, sizeof *at);

    if (!at)
        return memory(r);
    pair.turned = ent_str_compare_natural(all[actors[0]].id, all[actors[1]].id) > 0;
    pair.a = actors[pair.turned];
    pair.b = actors[!pair.turned];
    if (pair.more && pair.turned) { /* its sides are those of a and b */
        im_pair_more *turned = ent_arena_new(&r->im->arena, 1, sizeof *turned);

        if (!turned)
            return memory(r);
        *turned = *pair.more;
        turned->sides[0] = pair.more->sides[1];
        turned->sides[1] = pair.more->sides[0];
        pair.more = turned;
    }
    *at = pair;
    return ENT_OK;
}

static ent_date start_of_pair(const im_pair *pair)
{
    return pair->by_year                     ? date_of_year(pair->first)
           : ent_date_known(pair->in_force) ? pair->in_force
                                             : pair->from;
}

/* One without an id is kept as it is, to be folded with the other rows of the two. It goes on with
 * whoever has a code after an actor of it ended. */
static ent_status pair_alone(rows *r, named_pair *two, im_pair pair)
{
    ent_status status = ENT_OK;

    while (status == ENT_OK && !pair.by_year) {
        ent_date start = start_of_pair(&pair), change = { 0 };
        im_pair before = pair;
        int who = 0;

        for (int i = 0; i < 2; i++) {
            ent_date own = im_passes_on(r->im, &r->table->party[i].actor, two->texts[i],
                                        two->actors[i], start, pair.to);

            if (own.kind && (!change.kind || own.first < change.first)) {
                change = own;
                who = i;
            }
        }
        if (!change.kind)
            break;
        before.to = change;
        if ((status = add_pair(r, before, two->actors)) != ENT_OK ||
            (status = find_actor(r, &r->table->party[who].actor, 0, two->texts[who],
                                 two->names[who], change, &two->actors[who])) != ENT_OK)
            return status;
        *(ent_date_known(pair.in_force) ? &pair.in_force : &pair.from) = change;
    }
    return status == ENT_OK ? add_pair(r, pair, two->actors) : status;
}

static ent_status on_pairs(rows *r)
{
    im_claim claims[2] = { { .act = ENT_NONE }, { .act = ENT_NONE } };
    named_pair two = { 0 };
    im_pair pair = { 0 };
    uint32_t act = ENT_NONE;
    ent_row_fate fate = ENT_ROW_USED;
    ent_status status = ENT_OK;

    for (int i = 0; i < 2; i++) {
        two.texts[i] = fields_text(&r->f, &r->table->party[i].actor.value, 0);
        two.names[i] = fields_text(&r->f, &r->table->party[i].actor.name, 0);
        if (!two.texts[i].len && !two.names[i].len)
            return leave(r, ENT_ROW_EMPTY, i ? ENT_STR("no second actor") : ENT_STR("no actor"));
    }
    if (r->table->year.from != MAP_NOTHING &&
        ((status = read_year(r, &two.year)) != ENT_OK || !two.year))
        return status;
    if (r->table->act.id.from != MAP_NOTHING &&
        ((status = act_of_row(r, &act)) != ENT_OK || act == ENT_NONE))
        return status;
    if (act == ENT_NONE && (status = read_pair(r, two.year, &pair)) != ENT_OK)
        return status;
    for (int i = 0; i < 2; i++) {
        const map_party *p = &r->table->party[i];
        ent_row_fate own;

        claims[i].act = act;
        claims[i].by_year = act != ENT_NONE && two.year;
        claims[i].first = claims[i].last = (int16_t)two.year;
        if ((status = read_claim(r, p, 0, &claims[i], &own)) != ENT_OK)
            return status;
        fate = own > fate ? own : fate;
        if ((status = find_actor(r, &p->actor, 0, two.texts[i], two.names[i],
                                 act == ENT_NONE ? start_of_pair(&pair) : day_of(r, &claims[i]),
                                 &two.actors[i])) != ENT_OK)
            return status;
        claims[i].actor = two.actors[i];
    }
    if (fate == ENT_ROW_NONE || fate == ENT_ROW_ABSENT)
        return leave(r, fate, two.texts[0]);
    if (claims[0].actor == claims[1].actor && !ent_str_is(r->table->self, "keep"))
        return leave(r, ENT_ROW_SELF, IM(r->im->actors, im_actor)[claims[0].actor].id);
    if (pair.more) /* read_more made it for this row alone */
        memcpy(((im_pair_more *)pair.more)->sides, claims, sizeof claims);
    status = act != ENT_NONE ? pair_act(r, act, claims) : pair_alone(r, &two, pair);
    return status == ENT_OK ? count(r, fate) : status;
}

/* ---- agreements: a row is an act whose parties are elsewhere ---- */

/* The acts that the row's second key finds are described by it, when no act has its id. */
static ent_status list_joined(rows *r, bool *found)
{
    ent_str id = fields_text(&r->f, &r->table->act.id, 0);
    ent_str key = fields_text(&r->f, &r->table->act.join, 0);
    uint32_t at = key.len && find_act(r->im, id, r->table->is_membership) == ENT_ABSENT
                      ? ent_index_find(&r->im->join_ids, key)
                      : ENT_ABSENT;
    ent_status status = ENT_OK;

    for (*found = false; at != ENT_ABSENT && status == ENT_OK;) {
        *found = true;
        IM(r->im->acts, im_act)[at].listed = true;
        status = describe(r, at);
        at = IM(r->im->acts, im_act)[at].joined ? IM(r->im->acts, im_act)[at].joined - 1
                                                : ENT_ABSENT;
    }
    return status;
}

static ent_status on_agreements(rows *r)
{
    uint32_t act;
    bool found;
    ent_status status = list_joined(r, &found);

    if (status != ENT_OK)
        return status;
    if (found)
        return count(r, ENT_ROW_USED);
    if ((status = act_of_row(r, &act)) != ENT_OK || act == ENT_NONE)
        return status;
    found = IM(r->im->acts, im_act)[act].listed;
    IM(r->im->acts, im_act)[act].listed = true;
    return count(r, found ? ENT_ROW_MERGED : ENT_ROW_USED);
}

/* ---- matrices: a cell is the standing of one in another ---- */

static meaning meaning_of(rows *r, ent_str cell)
{
    uint64_t key = 0;
    meaning *kept = NULL, m;
    ent_str role;

    if (cell.len < sizeof key) {
        memcpy(&key, cell.ptr, cell.len);
        key |= (uint64_t)(cell.len + 1) << 56;
        kept = &r->meanings[(key ^ key >> 7 ^ key >> 56) % MEANINGS];
        if (kept->known && kept->cell == key)
            return *kept;
    }
    role = fields_meaning(&r->f, &r->table->cells, cell);
    m = (meaning){ .cell = key, .known = true, .fate = fate_of_role(role), .role = role };
    if (!role.len)
        m.fate = ENT_ROW_NONE; /* an empty cell of which the map says nothing */
    else if (r->table->cells.has_values && m.fate == ENT_ROW_USED &&
             ent_str_eq(role, ent_str_trim(cell)) &&
             ent_index_find(&r->table->cells.by_cell, role) == ENT_ABSENT)
        m.fate = ENT_ROW_UNKNOWN;
    if (m.fate == ENT_ROW_USED && (m.role = im_text(r->im, role)).ptr == NULL)
        m.fate = ENT_ROW_FATES; /* memory */
    if (kept && m.fate != ENT_ROW_FATES)
        *kept = m;
    return m;
}

/* The actor of a column in a year: names in headers mean other states at other times. */
static ent_status actor_of_column(rows *r, size_t j, int year, ent_date day, uint32_t *actor)
{
    size_t column = r->table->cells.columns[j];
    ent_str name = r->file.header[column];
    uint32_t *kept = year >= FIRST_YEAR && year < FIRST_YEAR + YEARS
                         ? &r->columns[j * YEARS + (size_t)(year - FIRST_YEAR)]
                         : NULL;

    if (kept && *kept) {
        *actor = *kept - 1;
        return ENT_OK;
    }
    *actor = im_actor_of(r->im, &r->table->party[0].actor, name, ENT_STR(""), day, place_of(r),
                         ent_tablefile_where(&r->file, SIZE_MAX, column));
    if (*actor == ENT_NONE)
        return memory(r);
    if (kept)
        *kept = *actor + 1;
    return ENT_OK;
}

/* A cell like the one of the year before goes on with its claim. */
static ent_status matrix_claim(rows *r, size_t j, im_claim claim)
{
    im_claim *before = r->open[j] ? &IM(r->im->claims, im_claim)[r->open[j] - 1] : NULL;
    ent_status status;

    if (before && claim.by_year && before->act == claim.act && before->actor == claim.actor &&
        before->role.ptr == claim.role.ptr && before->doubt == claim.doubt &&
        before->last + 1 == claim.first) {
        before->last = claim.last;
        return ENT_OK;
    }
    if ((status = add_claim(r, claim)) == ENT_OK)
        r->open[j] = (uint32_t)r->im->claims.count;
    return status;
}

static ent_status matrix_cell(rows *r, size_t j, im_claim claim, ent_date day)
{
    ent_str cell = r->f.row[r->table->cells.columns[j]];
    meaning m = meaning_of(r, cell);
    ent_status status;

    if (m.fate == ENT_ROW_FATES)
        return memory(r);
    file_of(r)->cells[m.fate]++;
    if (m.fate == ENT_ROW_UNKNOWN &&
        !im_not_understood(r->im, place_of(r),
                           ent_tablefile_where(&r->file, r->offset, r->table->cells.columns[j]),
                           ent_row_fate_name(m.fate), cell,
                           "a code that the map's 'values' do not explain; left out"))
        return memory(r);
    if (m.fate != ENT_ROW_USED && m.fate != ENT_ROW_MISSING)
        return ENT_OK;
    claim.doubt = m.fate == ENT_ROW_MISSING;
    claim.role = claim.doubt ? ENT_STR("") : m.role;
    if (!r->table->cells_are_parties)
        claim.act = r->columns[j];
    else if ((status = actor_of_column(r, j, claim.first, day, &claim.actor)) != ENT_OK)
        return status;
    return matrix_claim(r, j, claim);
}

static ent_status on_matrix(rows *r)
{
    const map_party *p = &r->table->party[0];
    size_t *cells = file_of(r)->cells, used = cells[ENT_ROW_USED], doubt = cells[ENT_ROW_MISSING];
    im_claim claim = { .act = ENT_NONE };
    ent_date day = { 0 };
    ent_status status;
    int year = 0;

    if (r->table->year.from != MAP_NOTHING) {
        if ((status = read_year(r, &year)) != ENT_OK || !year)
            return status;
        claim.by_year = true;
        claim.first = claim.last = (int16_t)year;
        day = date_of_year(year);
    }
    if (r->table->cells_are_parties) {
        if ((status = act_of_row(r, &claim.act)) != ENT_OK || claim.act == ENT_NONE)
            return status;
    } else {
        ent_str text = fields_text(&r->f, &p->actor.value, 0);
        ent_str name = fields_text(&r->f, &p->actor.name, 0);

        if (!text.len && !name.len)
            return leave(r, ENT_ROW_EMPTY, ENT_STR("no actor"));
        if ((status = find_actor(r, &p->actor, 0, text, name, day, &claim.actor)) != ENT_OK)
            return status;
    }
    for (size_t j = 0; j < r->table->cells.column_count; j++)
        if ((status = matrix_cell(r, j, claim, day)) != ENT_OK)
            return status;
    cells = file_of(r)->cells;
    if (cells[ENT_ROW_USED] > used)
        return count(r, ENT_ROW_USED);
    return cells[ENT_ROW_MISSING] > doubt ? count(r, ENT_ROW_MISSING)
                                          : leave(r, ENT_ROW_NONE, ENT_STR("no cell names a member"));
}

static ent_status prepare_matrix(rows *r)
{
    size_t count = r->table->cells.column_count;
    bool parties = r->table->cells_are_parties;
    ent_status status;

    r->open = ent_mem_new(count, sizeof *r->open);
    r->columns = ent_mem_new(parties ? count * YEARS : count, sizeof *r->columns);
    if (!r->open || !r->columns)
        return memory(r);
    count_lines(r, r->file.header_offset);
    for (size_t j = 0; j < count && !parties; j++) {
        ent_str name = r->file.header[r->table->cells.columns[j]];

        if ((r->columns[j] = im_act_of(r->im, name, r->table->is_membership,
                                       (ent_origin){ r->number, 1, r->line })) == ENT_NONE)
            return memory(r);
        if ((status = describe(r, r->columns[j])) != ENT_OK) /* fixed texts: check_matrix */
            return status;
    }
    return ENT_OK;
}

/* ---- one file ---- */

/* Does a rule of the map leave the row out? */
static bool left_out(rows *r, ent_str *why)
{
    for (size_t i = 0; i < r->table->keep_count; i++) {
        const map_keep *keep = &r->table->keeps[i];
        bool in = false;

        *why = fields_text(&r->f, &keep->value, 0);
        for (size_t k = 0; k < keep->words.count && !in; k++)
            in = fields_match(keep->words.items[k], *why);
        if (in != keep->keep)
            return true;
    }
    return false;
}

static ent_status on_row(void *ctx, ent_tablefile *file, size_t offset, const ent_str *row)
{
    static ent_status (*const shapes[MAP_SHAPES])(rows * r) = { on_members, on_pairs, on_list,
                                                                on_matrix, on_agreements };
    rows *r = ctx;
    ent_str why;

    (void)file;
    r->row++;
    r->offset = offset;
    count_lines(r, offset);
    r->f.row = row;
    if (left_out(r, &why))
        return leave(r, ENT_ROW_FILTERED, why);
    return shapes[r->table->shape](r);
}

/* "treaties/1-5-a.csv.gz": "1-5-a" */
static ent_str stem_of(const char *path)
{
    ent_str name = ent_str_of(path);
    const char *dot;

    for (size_t i = name.len; i > 0; i--)
        if (name.ptr[i - 1] == '/') {
            name = (ent_str){ name.ptr + i, name.len - i };
            break;
        }
    if (name.len > 3 && memcmp(name.ptr + name.len - 3, ".gz", 3) == 0)
        name.len -= 3;
    for (dot = name.ptr + name.len; dot > name.ptr && *dot != '.';)
        dot--;
    if (dot > name.ptr)
        name.len = (size_t)(dot - name.ptr);
    return name;
}

ent_status im_read(ent_import *im, map_table *table, const char *path, uint32_t number)
{
    rows r = { .im = im, .table = table, .number = number, .row = table->dialect.header ? 0 : 1,
               .line = 1 };
    ent_status status;

    if ((status = ent_tablefile_open_as(&r.file, path, &table->dialect, im->diags)) != ENT_OK)
        return status;
    r.f = (fields){ .map = &im->map, .table = table, .file = &r.file, .stem = stem_of(path),
                    .arena = &r.file.arena, .diags = im->diags };
    if (ent_cells_file(im->cells, r.file.file.name) == ENT_ABSENT) {
        ent_tablefile_destroy(&r.file);
        return ent_out_of_memory(im->diags);
    }
    if ((status = fields_bind(&r.f)) == ENT_OK && table->shape == MAP_MATRIX)
        status = prepare_matrix(&r);
    im->has_listing |= table->shape == MAP_AGREEMENTS;
    if (status == ENT_OK)
        status = ent_tablefile_rows(&r.file, on_row, &r, im->diags);
    ent_mem_free(r.open);
    ent_mem_free(r.columns);
    fields_destroy(&r.f);
    ent_tablefile_destroy(&r.file);
    return status;
}
