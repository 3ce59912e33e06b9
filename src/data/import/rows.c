/* rows.c: see rows.h. */
#include "data/import/rows.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

im_file *ent_rows_file(const rows *r)
{
    return &r->im->files.items[r->number];
}

/* Goes on to the line of the current row. */
static void count_lines(rows *r)
{
    const ent_file *file = &r->file.file;
    const char *p, *end = file->bytes + r->offset;

    if (r->counted < file->before) {
        r->counted = file->before;
        r->line = (uint32_t)file->lines_before + 1;
    }
    for (p = file->bytes + (r->counted - file->before); (p = memchr(p, '\n', (size_t)(end - p))) != NULL; p++)
        r->line++;
    r->counted = file->before + r->offset;
}

ent_origin ent_rows_origin(rows *r)
{
    if (!r->file.sheet.store)
        count_lines(r);
    return (ent_origin){ r->number, r->row, r->line };
}

ent_where ent_rows_where(rows *r, const map_value *value, size_t nth)
{
    return ent_fields_where(&r->f, r->offset, value, nth);
}

ent_status ent_rows_count(rows *r, ent_row_fate fate)
{
    ent_rows_file(r)->rows[fate]++;
    return ENT_OK;
}

ent_status ent_rows_memory(rows *r)
{
    return ent_out_of_memory(r->im->diags);
}

ent_status ent_rows_leave(rows *r, ent_row_fate fate, ent_str detail)
{
    if (!ent_im_report(r->im, ent_rows_origin(r), ent_row_fate_name(fate), detail))
        return ent_rows_memory(r);
    return ent_rows_count(r, fate);
}

/* ---- acts ---- */

uint32_t ent_im_find_act(const ent_import *im, ent_str id, bool organization)
{
    return ent_index_find(organization ? &im->organization_ids : &im->act_ids, id);
}

uint32_t ent_im_act(ent_import *im, ent_str id, bool organization, ent_origin place)
{
    uint32_t at = ent_im_find_act(im, id, organization);
    im_act *act;

    if (at != ENT_ABSENT)
        return at;
    if ((act = ENT_LIST_ADD(&im->acts)) == NULL)
        return ENT_NONE;
    act->id = ent_im_text(im, id);
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
    ent_buf_format(&detail, "%.*s: %s '%.*s', and another value in another row",
                   ENT_STR_ARG(act->id), field, ENT_STR_ARG(said));
    done = !detail.failed && ent_im_report(r->im, ent_rows_origin(r),
                                          "two values for one agreement", ent_buf_view(&detail));
    ent_buf_destroy(&detail);
    return done ? ENT_OK : ent_rows_memory(r);
}

/* When rows contradict each other, the first value in natural order is used, in any order of rows. */
static ent_status settle(rows *r, im_act *act, ent_str *into, const char *field, ent_str text)
{
    if (!text.len || (into->len && ent_str_eq(*into, text)))
        return ENT_OK;
    if (into->len) {
        ent_status status = contradicts(r, act, field, text);

        if (status != ENT_OK || ent_str_compare_natural(*into, text) <= 0)
            return status;
    }
    *into = ent_im_text(r->im, text);
    return into->ptr ? ENT_OK : ent_rows_memory(r);
}

int ent_im_compare_dates(ent_date a, ent_date b)
{
    if (a.kind != b.kind)
        return a.kind < b.kind ? -1 : 1;
    if (a.first != b.first)
        return a.first < b.first ? -1 : 1;
    if (a.last != b.last)
        return a.last < b.last ? -1 : 1;
    if (a.form_a != b.form_a)
        return a.form_a < b.form_a ? -1 : 1;
    return a.form_b < b.form_b ? -1 : a.form_b > b.form_b;
}

static ent_status settle_date(rows *r, im_act *act, ent_date *into, const char *field,
                              ent_date date)
{
    if (date.kind == ENT_DATE_UNKNOWN || ent_im_compare_dates(*into, date) == 0)
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

void ent_im_pair_id(ent_buf *id, ent_str from, ent_str to, ent_date start)
{
    ent_buf_str(id, from);
    ent_buf_char(id, '-');
    ent_buf_str(id, to);
    if (ent_date_known(start)) {
        ent_buf_char(id, '_');
        ent_date_write(id, start);
    }
}

/* ---- dates ---- */

ent_status ent_rows_date(rows *r, const map_date *when, size_t nth, ent_date *date, ent_str *suffix)
{
    ent_str found, letters;

    fields_error error = ent_fields_date(&r->f, when, nth, date, &found, &letters);

    if (error == FIELDS_ASKED)
        return ENT_EDATA;
    if (error != FIELDS_OK) {
        const map_value *value = when->value.from != MAP_NOTHING ? &when->value : &when->year;

        if (!ent_im_not_understood(r->im, ent_rows_origin(r), ent_rows_where(r, value, nth), "not a date", found,
                               "is not a date in the format of the map; read as unknown"))
            return ent_rows_memory(r);
    }
    if (date->kind == ENT_DATE_OPEN)
        *date = r->im->still;
    if (suffix && letters.len)
        *suffix = letters;
    return ENT_OK;
}

ent_status ent_rows_year(rows *r, int *year)
{
    ent_str text = ent_fields_text(&r->f, &r->table->year, 0);

    *year = 0;
    if (!ent_fields_is_year(text, year))
        return ent_rows_leave(r, ENT_ROW_UNDATED, text);
    if (!r->im->last_year || *year > r->im->last_year)
        r->im->last_year = *year;
    if (!r->im->first_year || *year < r->im->first_year)
        r->im->first_year = *year;
    return ENT_OK;
}

ent_date ent_date_of_year(const char *before, int year, const char *behind)
{
    char text[24];
    ent_date date;
    int len = snprintf(text, sizeof text, "%s%s%04d%s", before, year < 0 ? "-" : "", abs(year),
                       behind);

    ent_date_read(&date, (ent_str){ text, (size_t)len });
    return date;
}

/* ---- attributes ---- */

static size_t column_of(const im_names *names, ent_str name)
{
    for (size_t i = 0; i < names->count; i++)
        if (ent_str_eq(names->items[i], name))
            return i;
    return names->count;
}

ent_status ent_rows_attribute(rows *r, const im_names *names, ent_str **values, ent_str name,
                              ent_str value)
{
    size_t at = column_of(names, name);

    if (!value.len)
        return ENT_OK;
    if (!*values &&
        (*values = ent_arena_new(&r->im->arena, names->count, sizeof **values)) == NULL)
        return ent_rows_memory(r);
    if ((*values)[at].len && ent_str_compare_natural((*values)[at], value) <= 0)
        return ENT_OK;
    (*values)[at] = ent_im_text(r->im, value);
    return (*values)[at].ptr ? ENT_OK : ent_rows_memory(r);
}

ent_status ent_rows_attributes(rows *r, const im_names *names, ent_str **values,
                               const map_attributes *from, size_t nth)
{
    ent_status status = ENT_OK;

    for (size_t i = 0; i < from->count && status == ENT_OK; i++) {
        const map_value *value = &from->items[i].value;

        status = ent_rows_attribute(r, names, values, from->items[i].name,
                           ent_fields_text(&r->f, value, value->from == MAP_EACH ? nth : 0));
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
        return 0; /* a map has no more: map_values.c */
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

uint32_t ent_rows_flags(rows *r)
{
    uint32_t bits = 0;

    for (size_t i = 0; i < r->table->act.flag_count; i++) {
        const map_flag *flag = &r->table->act.flags[i];

        if (is_yes(ent_fields_text(&r->f, &flag->value, 0)))
            bits |= topic_bit(r->im, flag->topic);
    }
    return bits;
}

ent_status ent_rows_describe(rows *r, uint32_t at)
{
    const map_act *how = &r->table->act;
    im_act *act = &r->im->acts.items[at];
    const im_names *names = act->membership ? &r->im->organization_attributes : &r->im->act_attributes;
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

    act->flags |= ent_rows_flags(r);
    for (size_t i = 0; i < sizeof texts / sizeof *texts && status == ENT_OK; i++)
        if (texts[i].value->from != MAP_NOTHING)
            status = settle(r, act, texts[i].into, texts[i].field,
                            ent_fields_text(&r->f, texts[i].value, 0));
    for (size_t i = 0; i < sizeof dates / sizeof *dates && status == ENT_OK; i++) {
        ent_date date;
        ent_str suffix = ENT_STR("");

        if (!dates[i].when->present)
            continue;
        if ((status = ent_rows_date(r, dates[i].when, 0, &date, &suffix)) == ENT_OK)
            status = settle_date(r, act, dates[i].into, dates[i].field, date);
        if (status == ENT_OK && suffix.len)
            status = ent_rows_attribute(r, names, &act->attributes, dates[i].when->suffix, suffix);
    }
    return status == ENT_OK ? ent_rows_attributes(r, names, &act->attributes, &how->attributes, 0) : status;
}

/* Acts with the same second key are linked. */
static ent_status join_act(rows *r, uint32_t at)
{
    ent_str key = ent_fields_text(&r->f, &r->table->act.join, 0);
    uint32_t first;

    if (!key.len || r->im->acts.items[at].has_join)
        return ENT_OK;
    r->im->acts.items[at].has_join = true;
    if (!(key = ent_im_text(r->im, key)).ptr || !ent_index_add(&r->im->join_ids, key, at, &first))
        return ent_rows_memory(r);
    if (first != at) {
        r->im->acts.items[at].joined = r->im->acts.items[first].joined;
        r->im->acts.items[first].joined = at + 1;
    }
    return ENT_OK;
}

ent_status ent_rows_act(rows *r, uint32_t *at)
{
    ent_str id = ent_fields_text(&r->f, &r->table->act.id, 0);
    ent_status status;

    *at = ENT_NONE;
    if (!id.len)
        return ent_rows_leave(r, ENT_ROW_EMPTY, r->table->is_membership ? ENT_STR("no organization")
                                                               : ENT_STR("no agreement"));
    if ((*at = ent_im_act(r->im, id, r->table->is_membership, ent_rows_origin(r))) == ENT_NONE)
        return ent_rows_memory(r);
    status = r->table->act.join.from != MAP_NOTHING ? join_act(r, *at) : ENT_OK;
    return status == ENT_OK ? ent_rows_describe(r, *at) : status;
}

/* ---- claims ---- */

ent_row_fate ent_rows_fate_of_role(ent_str role)
{
    if (ent_str_is(role, "none"))
        return ENT_ROW_NONE;
    if (ent_str_is(role, "absent"))
        return ENT_ROW_ABSENT;
    return ent_str_is(role, "missing") ? ENT_ROW_MISSING : ENT_ROW_USED;
}

ent_status ent_rows_add_claim(rows *r, im_claim claim)
{
    im_claim *at = ENT_LIST_ADD(&r->im->claims);

    if (!at)
        return ent_rows_memory(r);
    claim.place = ent_rows_origin(r);
    claim.table = r->table;
    *at = claim;
    r->im->acts.items[claim.act].has_party = true;
    return ENT_OK;
}

ent_date ent_rows_day(const rows *r, const im_claim *claim)
{
    ent_date days[] = { claim->from, claim->in_force, claim->ratified, { 0 }, { 0 } };

    if (claim->by_year)
        return ent_date_of_year("", claim->first, "");
    if (claim->act != ENT_NONE) {
        days[3] = r->im->acts.items[claim->act].signed_on;
        days[4] = r->im->acts.items[claim->act].in_force;
    }
    for (size_t i = 0; i < sizeof days / sizeof *days; i++)
        if (ent_date_known(days[i]))
            return days[i];
    return (ent_date){ 0 };
}

ent_status ent_rows_claim(rows *r, const map_party *p, size_t nth, im_claim *claim,
                             ent_row_fate *fate)
{
    ent_str role = ent_fields_text(&r->f, &p->role, p->role.from == MAP_EACH ? nth : 0);
    const struct {
        const map_date *when;
        ent_date *into;
    } dates[] = { { &p->from, &claim->from },
                  { &p->ratified, &claim->ratified },
                  { &p->in_force, &claim->in_force },
                  { &p->to, &claim->to } };
    ent_status status = ENT_OK;

    *fate = ent_rows_fate_of_role(role);
    if (*fate == ENT_ROW_NONE || *fate == ENT_ROW_ABSENT)
        return ENT_OK;
    claim->doubt = *fate == ENT_ROW_MISSING;
    claim->role = claim->doubt ? ENT_STR("") : ent_im_text(r->im, role);
    if (!claim->doubt && !claim->role.ptr)
        return ent_rows_memory(r);
    for (size_t i = 0; i < sizeof dates / sizeof *dates && status == ENT_OK; i++) {
        ent_str suffix = ENT_STR("");

        status = ent_rows_date(r, dates[i].when, nth, dates[i].into, &suffix);
        if (status == ENT_OK && suffix.len)
            status = ent_rows_attribute(r, &r->im->party_attributes, &claim->attributes,
                               dates[i].when->suffix, suffix);
    }
    return status == ENT_OK ? ent_rows_attributes(r, &r->im->party_attributes, &claim->attributes,
                                         &p->attributes, nth)
                            : status;
}

ent_status ent_rows_actor(rows *r, const map_actor *how, size_t nth, ent_str text, ent_str name,
                             ent_date day, uint32_t *actor, ent_str *written)
{
    const map_value *value = how->value.from != MAP_NOTHING ? &how->value : &how->name;
    const im_spot spot = { &r->file, r->offset, ent_fields_column(value, nth), r->number, r->row };

    *actor = ent_im_actor(r->im, how, text, name, day, &spot, written);
    return *actor == ENT_NONE ? ent_rows_memory(r) : ENT_OK;
}

ent_status ent_rows_add_spell(rows *r, const map_actor *how, ent_str text, ent_str name,
                            im_claim claim)
{
    ent_date start = ent_rows_day(r, &claim), change;
    ent_status status = ENT_OK;

    while (!claim.by_year && status == ENT_OK) {
        im_claim before = claim;

        change = ent_im_passes_on(r->im, how, text, claim.actor, start, claim.to);
        if (change.kind == ENT_DATE_UNKNOWN)
            break;
        before.to = change;
        if ((status = ent_rows_add_claim(r, before)) != ENT_OK ||
            (status = ent_rows_actor(r, how, 0, text, name, change, &claim.actor,
                                     &claim.written)) != ENT_OK)
            return status;
        claim.from = start = change;
        claim.in_force = claim.in_force.kind ? change : claim.in_force;
        if (!ent_im_report(r->im, ent_rows_origin(r), "passes to another actor",
                          r->im->actors.items[claim.actor].id))
            return ent_rows_memory(r);
    }
    return status == ENT_OK ? ent_rows_add_claim(r, claim) : status;
}
