/* shape_list.c: a row is an agreement with all its parties, in several columns or in one cell. */
#include "data/import/rows.h"
#include "data/world/party_list.h"

#include <string.h>

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

/* Is there a separator at `at`, or a number in a numbered list? *len is its length. */
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

/* At commas, "and" and the like between names of the register. */
static ent_status split_names(rows *r, ent_str cell, part_fn *part, void *ctx)
{
    ent_status status = ENT_OK;
    ent_str name;

    while (status == ENT_OK && ent_party_list_next(r->im->world, &cell, &name))
        if (name.len)
            status = part(r, name, ctx);
    return status;
}

/* Calls `part` for the parts of a cell. Separators inside brackets count only if the map asks for it. */
static ent_status split_cell(rows *r, const map_split *split, ent_str cell, part_fn *part,
                             void *ctx)
{
    bool inside = split->brackets == MAP_INSIDE, both = split->brackets == MAP_BOTH_SIDES;
    bool outside = split->brackets == MAP_OUTSIDE;
    size_t start = 0, depth = 0;
    ent_status status = ENT_OK;

    if (split->names)
        return split_names(r, cell, part, ctx);
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
        /* "ASEAN (A, B)": the name before the bracket, or the names in it */
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
    int year; /* 0: the row has none */
    ent_row_fate last; /* of the last part that made no claim */
} listing;

static ent_status list_part(rows *r, ent_str part, void *ctx)
{
    listing *l = ctx;
    im_claim claim = l->claim;
    ent_status status =
        ent_rows_actor(r, &l->party->actor, l->nth, part, ENT_STR(""), ent_rows_day(r, &claim), &claim.actor,
                       &claim.written);

    if (status == ENT_OK && (status = ent_rows_add_claim(r, claim)) == ENT_OK)
        l->made++;
    return status;
}

static ent_status list_column(rows *r, listing *l)
{
    const map_party *p = l->party;
    ent_str text = ent_fields_text(&r->f, &p->actor.value, l->nth);
    ent_str name = ent_fields_text(&r->f, &p->actor.name, l->nth);
    ent_row_fate fate;
    ent_status status;

    if (!text.len && !name.len)
        return ENT_OK;
    l->claim = (im_claim){ .act = l->claim.act, .by_year = l->year != 0, .first = (int16_t)l->year,
                           .last = (int16_t)l->year };
    if ((status = ent_rows_claim(r, p, l->nth, &l->claim, &fate)) != ENT_OK)
        return status;
    ent_rows_file(r)->cells[fate]++;
    if (fate == ENT_ROW_NONE || fate == ENT_ROW_ABSENT) {
        l->last = fate;
        return ENT_OK;
    }
    if (p->actor.split.on)
        return split_cell(r, &p->actor.split, text.len ? text : name, list_part, l);
    if ((status = ent_rows_actor(r, &p->actor, l->nth, text, name, ent_rows_day(r, &l->claim),
                             &l->claim.actor, &l->claim.written)) != ENT_OK ||
        (status = ent_rows_add_claim(r, l->claim)) != ENT_OK)
        return status;
    l->made++;
    return ENT_OK;
}

ent_status ent_shape_list(rows *r)
{
    listing l = { .party = &r->table->party[0], .last = ENT_ROW_EMPTY };
    size_t columns = l.party->actor.value.from == MAP_EACH ? l.party->actor.value.column_count : 1;
    ent_status status;

    if (r->table->year.from != MAP_NOTHING && ((status = ent_rows_year(r, &l.year)) != ENT_OK || !l.year))
        return status;
    if ((status = ent_rows_act(r, &l.claim.act)) != ENT_OK || l.claim.act == ENT_NONE)
        return status;
    for (l.nth = 0; l.nth < columns && status == ENT_OK; l.nth++)
        status = list_column(r, &l);
    if (status != ENT_OK)
        return status;
    return l.made ? ent_rows_count(r, ENT_ROW_USED) : ent_rows_leave(r, l.last, ENT_STR("no actor"));
}
