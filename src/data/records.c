/* records.c: see records.h. */
#include "data/records.h"

#include <string.h>

#include "data/dataset.h"

enum { LEVEL_OF_ACT }; /* a column that is asked for alone */

/* The fields of a record and their columns. A number is stored as its difference (by bits) to the usual
 * one. Reading is written out field by field, because it happens many times for each record. */
#define ACT_FIELDS(TEXT, DATE, NUMBER) \
    TEXT(0, id)                        \
    TEXT(1, title)                     \
    TEXT(2, label)                     \
    TEXT(3, kind)                      \
    TEXT(4, status)                    \
    TEXT(5, topic)                     \
    DATE(0, proposed)                  \
    DATE(1, submitted)                 \
    DATE(2, adopted)                   \
    DATE(3, signed_on)                 \
    DATE(4, in_force)                  \
    DATE(5, ended)                     \
    DATE(6, as_of)                     \
    NUMBER(LEVEL_OF_ACT, level, ent_level, 0) \
    NUMBER(1, stage, ent_stage, 0)     \
    NUMBER(2, within, uint32_t, ENT_NONE) \
    NUMBER(3, part_of, uint32_t, ENT_NONE) \
    NUMBER(4, supersedes, uint32_t, ENT_NONE)

#define PARTY_FIELDS(TEXT, DATE, NUMBER) \
    TEXT(0, written)                   \
    DATE(0, signed_on)                 \
    DATE(1, ratified)                  \
    DATE(2, in_force)                  \
    DATE(3, withdrew)                  \
    NUMBER(0, act, uint32_t, usual_act(d, at)) \
    NUMBER(1, actor, uint32_t, 0)      \
    NUMBER(2, role, ent_role, 0)       \
    NUMBER(3, side, ent_side, usual_side(d, at))

enum { TEXT = sizeof(const char *) + sizeof(uint32_t) }; /* no text has 4 GiB */

/* ---- one column ---- */

/* Nothing is stored behind the last value. */
static inline bool is_void(const ent_record_column *c, size_t at, bool value)
{
    return !value && at >= c->count;
}

static bool put(const ent_records *r, ent_record_column *c, size_t at, const void *value, size_t size)
{
    if (at >= c->count) {
        size_t expected = r->expected > at ? r->expected * size : 0;

        if (!(c->bytes ? ent_mem_reserve((void **)&c->items, &c->bytes, (at + 1) * size, 1)
                       : ent_mem_reserve_exactly((void **)&c->items, &c->bytes,
                                                 expected ? expected : (at + 8) * size)))
            return false;
        memset(c->items + c->count * size, 0, (at - c->count) * size);
        c->count = at + 1;
    }
    memcpy(c->items + at * size, value, size);
    return true;
}

static inline ent_str text_at(const ent_record_column *c, size_t at)
{
    ent_str text = { 0 };
    uint32_t len;

    if (at < c->count) {
        memcpy(&text.ptr, c->items + at * TEXT, sizeof text.ptr);
        memcpy(&len, c->items + at * TEXT + sizeof text.ptr, sizeof len);
        text.len = len;
    }
    return text;
}

static inline uint32_t number_at(const ent_record_column *c, size_t at)
{
    return at < c->count ? ((const uint32_t *)(const void *)c->items)[at] : 0;
}

static inline ent_date date_at(const ent_record_column *c, size_t at)
{
    return at < c->count ? ((const ent_date *)(const void *)c->items)[at] : (ent_date){ 0 };
}

static inline bool put_text(ent_records *r, ent_record_column *c, size_t at, ent_str text)
{
    unsigned char cell[TEXT];
    uint32_t len = (uint32_t)text.len;

    memcpy(cell, &text.ptr, sizeof text.ptr);
    memcpy(cell + sizeof text.ptr, &len, sizeof len);
    return is_void(c, at, text.ptr) || put(r, c, at, cell, TEXT);
}

static inline bool put_date(ent_records *r, ent_record_column *c, size_t at, ent_date date)
{
    return is_void(c, at, date.kind) || put(r, c, at, &date, sizeof date);
}

static inline bool put_number(ent_records *r, ent_record_column *c, size_t at, uint32_t number)
{
    return is_void(c, at, number) || put(r, c, at, &number, sizeof number);
}

/* ---- rows ---- */

enum { ROW_BITS = 56 };

/* A row as one number; 0: none. */
static bool put_row(ent_records *r, size_t at, ent_row row)
{
    uint64_t word = row.table == ENT_NONE ? 0 : (uint64_t)(row.table + 1) << ROW_BITS | row.offset;

    return is_void(&r->rows, at, word) || put(r, &r->rows, at, &word, sizeof word);
}

static inline ent_row row_at(const ent_records *r, size_t at)
{
    uint64_t word = at < r->rows.count ? ((const uint64_t *)(const void *)r->rows.items)[at] : 0;

    return (ent_row){ word ? (uint32_t)(word >> ROW_BITS) - 1 : ENT_NONE,
                      (size_t)(word & (((uint64_t)1 << ROW_BITS) - 1)) };
}

static bool added(ent_records *r, size_t at, bool done)
{
    r->count += done && at == r->count;
    return done;
}

void ent_records_destroy(ent_records *r)
{
    for (size_t i = 0; i < RECORD_TEXTS; i++)
        ent_mem_free(r->texts[i].items);
    for (size_t i = 0; i < RECORD_DATES; i++)
        ent_mem_free(r->dates[i].items);
    for (size_t i = 0; i < RECORD_NUMBERS; i++)
        ent_mem_free(r->numbers[i].items);
    ent_mem_free(r->rows.items);
    *r = (ent_records){ 0 };
}

/* ---- acts ---- */

static bool same_text(ent_str a, ent_str b)
{
    return a.ptr == b.ptr && a.len == b.len;
}

/* Texts that are those of another field, or empty, are not stored. */
static ent_act without_usual_texts(const ent_act *act)
{
    const ent_str none = { 0 };
    ent_act stored = *act;

    if (!act->id.len)
        stored.id = none;
    if (same_text(act->label, act->title))
        stored.label = none;
    if (same_text(act->title, act->id))
        stored.title = none;
    if (!act->kind.len)
        stored.kind = none;
    if (!act->status.len)
        stored.status = none;
    if (!act->topic.len)
        stored.topic = none;
    return stored;
}

#define PUT_TEXT(n, field) &&put_text(r, &r->texts[n], at, stored.field)
#define PUT_DATE(n, field) &&put_date(r, &r->dates[n], at, stored.field)
#define PUT_NUMBER(n, field, type, usual) \
    &&put_number(r, &r->numbers[n], at, (uint32_t)stored.field ^ (uint32_t)(usual))

bool ent_acts_put(ent_dataset *d, size_t at, const ent_act *act)
{
    const ent_act stored = without_usual_texts(act);
    ent_records *r = &d->acts;

    return added(r, at, put_row(r, at, act->row) ACT_FIELDS(PUT_TEXT, PUT_DATE, PUT_NUMBER));
}

#define GET_TEXT(n, field) record.field = text_at(&r->texts[n], at);
#define GET_DATE(n, field) record.field = date_at(&r->dates[n], at);
#define GET_NUMBER(n, field, type, usual) \
    record.field = (type)(number_at(&r->numbers[n], at) ^ (uint32_t)(usual));

ent_act ent_act_at(const ent_dataset *d, size_t at)
{
    const ent_records *r = &d->acts;
    ent_act record;

    ACT_FIELDS(GET_TEXT, GET_DATE, GET_NUMBER)
    record.row = row_at(r, at);
    record.number = (uint32_t)at;
    if (!record.id.ptr)
        record.id = ENT_STR("");
    if (!record.title.ptr)
        record.title = record.id;
    if (!record.label.ptr)
        record.label = record.title;
    if (!record.kind.ptr)
        record.kind = ENT_STR("");
    if (!record.status.ptr)
        record.status = ENT_STR("");
    if (!record.topic.ptr)
        record.topic = ENT_STR("");
    return record;
}

size_t ent_act_count(const ent_dataset *d)
{
    return d->acts.count;
}

ent_str ent_act_id(const ent_dataset *d, size_t i)
{
    ent_str id = text_at(&d->acts.texts[0], i);

    return id.ptr ? id : ENT_STR("");
}

ent_level ent_act_level(const ent_dataset *d, size_t act)
{
    return (ent_level)number_at(&d->acts.numbers[LEVEL_OF_ACT], act);
}

bool ent_acts_index(ent_dataset *d)
{
    bool done = true;

    for (; d->acts_indexed < d->acts.count && done; d->acts_indexed += done)
        done = ent_index_append(&d->act_ids, ent_act_id(d, d->acts_indexed), (uint32_t)d->acts_indexed);
    return ent_index_settle(&d->act_ids) && done;
}

void ent_acts_forget_index(ent_dataset *d)
{
    ent_index_destroy(&d->act_ids);
    d->acts_indexed = 0;
}

ent_str ent_act_kind(const ent_dataset *d, size_t i)
{
    ent_str kind = text_at(&d->acts.texts[3], i);

    return kind.ptr ? kind : ENT_STR("");
}

ent_row ent_act_row(const ent_dataset *d, size_t i)
{
    return row_at(&d->acts, i);
}

/* ---- parties ---- */

/* In pair rows every agreement has two parties, of a side each. */
static inline uint32_t usual_act(const ent_dataset *d, size_t party)
{
    return d->shape == ENT_PAIR_ROWS ? (uint32_t)(party / 2) : 0;
}

static inline ent_side usual_side(const ent_dataset *d, size_t party)
{
    return d->shape != ENT_PAIR_ROWS ? ENT_SIDE_NONE : party % 2 ? ENT_SIDE_TO : ENT_SIDE_FROM;
}

bool ent_parties_put(ent_dataset *d, size_t at, const ent_party *party)
{
    ent_party stored = *party;
    ent_records *r = &d->parties;

    if (!party->written.len)
        stored.written = (ent_str){ 0 };
    if (party->row.table == ENT_AGREEMENTS) /* the row of its agreement */
        stored.row.table = ENT_NONE;
    return added(r, at, put_row(r, at, stored.row) PARTY_FIELDS(PUT_TEXT, PUT_DATE, PUT_NUMBER));
}

ent_party ent_party_at(const ent_dataset *d, size_t at)
{
    const ent_records *r = &d->parties;
    ent_party record;

    PARTY_FIELDS(GET_TEXT, GET_DATE, GET_NUMBER)
    if (!record.written.ptr)
        record.written = ENT_STR("");
    record.number = (uint32_t)at;
    record.row = row_at(r, at);
    if (record.row.table == ENT_NONE)
        record.row = row_at(&d->acts, record.act);
    return record;
}

size_t ent_party_count(const ent_dataset *d)
{
    return d->parties.count;
}

uint32_t ent_party_act(const ent_dataset *d, size_t i)
{
    return number_at(&d->parties.numbers[0], i) ^ usual_act(d, i);
}

uint32_t ent_party_actor(const ent_dataset *d, size_t i)
{
    return number_at(&d->parties.numbers[1], i);
}
