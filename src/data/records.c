/* records.c: see records.h. */
#include "data/records.h"

#include <stddef.h>
#include <string.h>

#include "data/dataset.h"

/* Where the fields of a record are. `none`: bits of the numbers whose usual value is ENT_NONE. */
typedef struct layout {
    size_t texts, dates, numbers;
    size_t text[RECORD_TEXTS], date[RECORD_DATES], number[RECORD_NUMBERS], row;
    unsigned none;
} layout;

enum { TEXT = sizeof(const char *) + sizeof(uint32_t) }; /* no text has 4 GiB */

static const layout of_act = {
    .texts = 6,
    .text = { offsetof(ent_act, id), offsetof(ent_act, title), offsetof(ent_act, label),
              offsetof(ent_act, kind), offsetof(ent_act, status), offsetof(ent_act, topic) },
    .dates = 7,
    .date = { offsetof(ent_act, proposed), offsetof(ent_act, submitted), offsetof(ent_act, adopted),
              offsetof(ent_act, signed_on), offsetof(ent_act, in_force), offsetof(ent_act, ended),
              offsetof(ent_act, as_of) },
    .numbers = 5,
    .number = { offsetof(ent_act, level), offsetof(ent_act, stage), offsetof(ent_act, within),
                offsetof(ent_act, part_of), offsetof(ent_act, supersedes) },
    .none = 1u << 2 | 1u << 3 | 1u << 4,
    .row = offsetof(ent_act, row)
};

static const layout of_party = {
    .dates = 4,
    .date = { offsetof(ent_party, signed_on), offsetof(ent_party, ratified), offsetof(ent_party, in_force),
              offsetof(ent_party, withdrew) },
    .numbers = 4,
    .number = { offsetof(ent_party, act), offsetof(ent_party, actor), offsetof(ent_party, role),
                offsetof(ent_party, side) },
    .row = offsetof(ent_party, row)
};

/* ---- one column ---- */

static bool put(const ent_records *r, ent_record_column *c, size_t at, const void *value, size_t size)
{
    static const unsigned char zero[16];

    if (at >= c->count) {
        size_t expected = r->expected > at ? r->expected * size : 0;

        if (memcmp(value, zero, size) == 0)
            return true;
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

static inline void get(const ent_record_column *c, size_t at, void *value, size_t size)
{
    if (at < c->count)
        memcpy(value, c->items + at * size, size);
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
    uint32_t number = 0;

    get(c, at, &number, sizeof number);
    return number;
}

/* ---- records ---- */

/* A row as one number; 0: none. */
enum { ROW_BITS = 56 };

static uint64_t packed(ent_row row)
{
    return row.table == ENT_NONE ? 0 : (uint64_t)(row.table + 1) << ROW_BITS | row.offset;
}

static inline ent_row unpacked(uint64_t word)
{
    return (ent_row){ word ? (uint32_t)(word >> ROW_BITS) - 1 : ENT_NONE,
                      (size_t)(word & (((uint64_t)1 << ROW_BITS) - 1)) };
}

static bool put_record(ent_records *r, const layout *l, size_t at, const void *record)
{
    const char *from = record;
    ent_row row;
    uint64_t word;
    bool done = true;

    for (size_t i = 0; i < l->texts && done; i++) {
        unsigned char cell[TEXT];
        ent_str text;
        uint32_t len;

        memcpy(&text, from + l->text[i], sizeof text);
        len = (uint32_t)text.len;
        memcpy(cell, &text.ptr, sizeof text.ptr);
        memcpy(cell + sizeof text.ptr, &len, sizeof len);
        done = put(r, &r->texts[i], at, cell, TEXT);
    }
    for (size_t i = 0; i < l->dates && done; i++)
        done = put(r, &r->dates[i], at, from + l->date[i], sizeof(ent_date));
    for (size_t i = 0; i < l->numbers && done; i++) {
        uint32_t number;

        memcpy(&number, from + l->number[i], sizeof number);
        number = l->none >> i & 1 ? ~number : number;
        done = put(r, &r->numbers[i], at, &number, sizeof number);
    }
    memcpy(&row, from + l->row, sizeof row);
    word = packed(row);
    done = done && put(r, &r->rows, at, &word, sizeof word);
    if (done && at == r->count)
        r->count++;
    return done;
}

/* Into a zeroed record. */
static inline void get_record(const ent_records *r, const layout *l, size_t at, void *record)
{
    char *into = record;
    uint64_t word = 0;
    ent_row row;

    for (size_t i = 0; i < l->texts; i++) {
        ent_str text = text_at(&r->texts[i], at);

        memcpy(into + l->text[i], &text, sizeof text);
    }
    for (size_t i = 0; i < l->dates; i++)
        get(&r->dates[i], at, into + l->date[i], sizeof(ent_date));
    for (size_t i = 0; i < l->numbers; i++) {
        uint32_t number = number_at(&r->numbers[i], at);

        number = l->none >> i & 1 ? ~number : number;
        memcpy(into + l->number[i], &number, sizeof number);
    }
    get(&r->rows, at, &word, sizeof word);
    row = unpacked(word);
    memcpy(into + l->row, &row, sizeof row);
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

bool ent_acts_put(ent_dataset *d, size_t at, const ent_act *act)
{
    ent_act stored = *act;

    if (!act->id.len)
        stored.id = (ent_str){ 0 };
    if (same_text(act->label, act->title))
        stored.label = (ent_str){ 0 };
    if (same_text(act->title, act->id))
        stored.title = (ent_str){ 0 };
    if (!act->kind.len)
        stored.kind = (ent_str){ 0 };
    if (!act->status.len)
        stored.status = (ent_str){ 0 };
    if (!act->topic.len)
        stored.topic = (ent_str){ 0 };
    return put_record(&d->acts, &of_act, at, &stored);
}

ent_act ent_act_at(const ent_dataset *d, size_t i)
{
    ent_act act = { .number = (uint32_t)i };

    get_record(&d->acts, &of_act, i, &act);
    if (!act.id.ptr)
        act.id = ENT_STR("");
    if (!act.title.ptr)
        act.title = act.id;
    if (!act.label.ptr)
        act.label = act.title;
    if (!act.kind.ptr)
        act.kind = ENT_STR("");
    if (!act.status.ptr)
        act.status = ENT_STR("");
    if (!act.topic.ptr)
        act.topic = ENT_STR("");
    return act;
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

/* ---- parties ---- */

/* In pair rows every agreement has two parties; a difference to that is stored. */
static inline uint32_t usual_act(const ent_dataset *d, size_t i)
{
    return d->shape == ENT_PAIR_ROWS ? (uint32_t)(i / 2) : 0;
}

bool ent_parties_put(ent_dataset *d, size_t at, const ent_party *party)
{
    ent_party stored = *party;

    stored.act -= usual_act(d, at);
    if (party->row.table == ENT_AGREEMENTS) /* the row of its agreement */
        stored.row.table = ENT_NONE;
    return put_record(&d->parties, &of_party, at, &stored);
}

ent_party ent_party_at(const ent_dataset *d, size_t i)
{
    ent_party party = { .number = (uint32_t)i };

    get_record(&d->parties, &of_party, i, &party);
    party.act += usual_act(d, i);
    if (party.row.table == ENT_NONE) {
        uint64_t word = 0;

        get(&d->acts.rows, party.act, &word, sizeof word);
        party.row = unpacked(word);
    }
    return party;
}

size_t ent_party_count(const ent_dataset *d)
{
    return d->parties.count;
}

uint32_t ent_party_act(const ent_dataset *d, size_t i)
{
    return number_at(&d->parties.numbers[0], i) + usual_act(d, i);
}

uint32_t ent_party_actor(const ent_dataset *d, size_t i)
{
    return number_at(&d->parties.numbers[1], i);
}
