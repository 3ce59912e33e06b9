/* aggregate.c: see aggregate.h. A cell is a row of numbers: its key, how many rows it has, and sums. Sums are whole
 * numbers of 2^-60, so that they do not depend on the order of the rows. */
#include "data/import/aggregate.h"
#include "data/import/rows.h"

#include <math.h>
#include <string.h>

#include "base/hash.h"
#include "base/platform.h"
#include "data/table/date_format.h"

enum {
    MOST_COLUMNS = 16,
    MOST_CELLS = ENT_LIMIT_ROWS / 2, /* each has two rows of parties */
    KEPT_DATES = 1024,
    SCALE = 60,
    MOST_EXPONENT = 50 /* numbers are below 2^50 */
};

typedef enum unit { UNIT_NONE, UNIT_DAY, UNIT_MONTH, UNIT_YEAR } unit;

/* A key begins with these numbers; those of the texts of columns follow. */
enum { KEY_FROM, KEY_TO, KEY_KIND, KEY_DATE, KEY_COLUMNS = KEY_DATE + 2 };

typedef enum use { IN_KEY, AS_SUM, AS_MEAN } use;

/* An attribute of the map that the cells have, or the weight. */
typedef struct column {
    ent_str name;  /* in the map */
    ent_str shown; /* in the package: "mean_tone" */
    use use;
    const map_value *value; /* in the map's table of the file that is being read */
} column;

__extension__ typedef __int128 whole;

typedef struct sum {
    whole all;
    uint64_t count;
} sum;

struct im_aggregate {
    const char *words;
    unit unit;
    bool by_kind;
    column columns[MOST_COLUMNS];
    size_t column_count, width, sum_count; /* width: of a key */
    ent_str kind;           /* of all rows of the map's table, when it is a fixed text */
    const map_table *table; /* that `value` and `kind` are of */
    uint32_t *keys;
    uint64_t *counts;
    sum *sums;
    size_t count, key_room, count_room, sum_room;
    uint32_t *slots; /* number of a cell, + 1 */
    size_t slot_count;
    struct {
        ent_date date, cell;
    } dates[KEPT_DATES];
    uint32_t *order, *ids; /* of the cells when all are there: by actors and date; the texts of their ids */
};

/* ---- the option ---- */

static ent_status wrong(const ent_import *im, const char *words, ent_str word, const char *what)
{
    return ent_fail(im->diags, ENT_EUSAGE, ENT_NOWHERE, "--aggregate %s: '%.*s' %s", words, ENT_SHOWN(word), what);
}

static const map_value *value_of(const map_table *t, ent_str name)
{
    for (size_t i = 0; i < t->act.attributes.count; i++)
        if (ent_str_eq(t->act.attributes.items[i].name, name))
            return &t->act.attributes.items[i].value;
    return ent_str_is(name, "weight") && t->act.weight.from != MAP_NOTHING ? &t->act.weight : NULL;
}

static ent_status add_column(ent_import *im, ent_str word)
{
    static const char *const before[] = { [IN_KEY] = "", [AS_SUM] = "sum:", [AS_MEAN] = "mean:" };
    im_aggregate *a = im->aggregate;
    column *c = &a->columns[a->column_count];
    ent_buf shown = { 0 };
    size_t len;

    if (a->column_count == MOST_COLUMNS)
        return wrong(im, a->words, word, "is one column too many; at most 16 are kept");
    c->use = ent_str_starts(word, "sum:") ? AS_SUM : ent_str_starts(word, "mean:") ? AS_MEAN : IN_KEY;
    len = strlen(before[c->use]);
    c->name = (ent_str){ word.ptr + len, word.len - len };
    for (size_t i = 0; i < im->map.table_count; i++)
        if (!value_of(&im->map.tables[i], c->name))
            return wrong(im, a->words, word,
                         "names no attribute of the map; expected day, month, year, kind, an attribute, or sum: or mean: "
                         "before a numeric attribute (or before weight)");
    if (c->use == IN_KEY && ent_str_is(c->name, "weight"))
        return wrong(im, a->words, word, "is the number of rows of a cell; write sum:weight or mean:weight");
    ent_buf_format(&shown, "%.*s%s%.*s", (int)(len ? len - 1 : 0), before[c->use], len ? "_" : "", ENT_STR_ARG(c->name));
    c->shown = ent_im_text(im, ent_buf_view(&shown));
    ent_buf_destroy(&shown);
    for (size_t i = 0; i < a->column_count; i++)
        if (ent_str_eq(a->columns[i].shown, c->shown))
            return wrong(im, a->words, word, "is there twice");
    a->column_count++;
    *(c->use == IN_KEY ? &a->width : &a->sum_count) += 1;
    return c->shown.ptr ? ENT_OK : ent_out_of_memory(im->diags);
}

static ent_status read_words(ent_import *im)
{
    static const char *const units[] = { "", "day", "month", "year" };
    im_aggregate *a = im->aggregate;
    ent_str rest = ent_str_of(a->words), word;
    ent_status status = ENT_OK;
    bool is_first = true;

    while (status == ENT_OK && ent_str_next(&rest, ',', &word)) {
        unit given = UNIT_YEAR;

        while (given && !ent_str_is(word, units[given]))
            given--;
        if (is_first != ent_str_is(word, "pair"))
            status = wrong(im, a->words, word, is_first ? "is not the beginning of a cell; expected 'pair', as in "
                                                          "'pair,month'"
                                                        : "is there twice");
        else if (given && a->unit)
            status = wrong(im, a->words, word, "is a second unit of time; expected one of day, month, year");
        else if (given)
            a->unit = given;
        else if (ent_str_is(word, "kind"))
            a->by_kind = true;
        else if (!is_first)
            status = add_column(im, word);
        is_first = false;
    }
    return status == ENT_OK && is_first ? wrong(im, a->words, ENT_STR(""), "names no cell; expected 'pair,month'")
                                        : status;
}

/* ---- the map ---- */

static bool proves_order(const map_date *when)
{
    for (size_t i = 0; when->present && i < when->formats.count; i++)
        if (ent_map_typed_order(when->formats.items[i]) == ENT_ORDER_PROVEN)
            return true;
    return false;
}

static ent_status check_table(const ent_import *im, const map_table *t)
{
    const im_aggregate *a = im->aggregate;
    const map_table *first = im->map.tables;
    const bool dates[] = { t->act.signed_on.present, t->act.in_force.present, t->year.from != MAP_NOTHING };
    const char *what = NULL;

    if (t->shape != MAP_PAIRS)
        what = "the table has another shape than 'pairs'; only rows about two parties are counted";
    else if (t->is_membership)
        what = "the rows are memberships; only agreements are counted";
    else if (t->mirror == MAP_BOTH)
        what = "\"mirror\": \"and\" needs all rows at once; use \"or\" or \"directed\"";
    else if (dates[0] + dates[1] + dates[2] > 1)
        what = "the rows have several dates; a cell has one: keep one of 'signed', 'in_force' and 'year'";
    else if (a->unit && dates[0] + dates[1] + dates[2] == 0)
        what = "the rows have no date; the map names none of 'signed', 'in_force' and 'year'";
    else if (dates[2] && a->unit && a->unit != UNIT_YEAR)
        what = "the rows have years only; use 'year'";
    else if ((t->mirror == MAP_DIRECTED) != (first->mirror == MAP_DIRECTED) || t->act.signed_on.present != first->act.signed_on.present)
        what = "the tables of the map differ in 'mirror' or in the date, and cells are of all of them";
    else if (proves_order(&t->act.signed_on) || proves_order(&t->act.in_force))
        what = "\"typed\" looks through the whole column for the order of day and month, and the rows are read only "
               "once; write \"DMY\", \"MDY\", \"YMD\" or a pattern";
    return what ? ent_fail(im->diags, ENT_EDATA, ent_file_where((ent_file *)&im->map.file, t->act.offset, 1),
                           "--aggregate %s: %s", a->words, what)
                : ENT_OK;
}

static bool is_fixed(const map_value *v)
{
    return v->from == MAP_TEXT && !memchr(v->text.ptr, '{', v->text.len);
}

static void add_word(ent_buf *list, bool there, const char *word)
{
    if (there)
        ent_buf_format(list, "%s%s", list->len ? ", " : "", word);
}

/* Is the attribute in the cells, or in their sums? */
static bool is_kept(const im_aggregate *a, ent_str name)
{
    for (size_t i = 0; i < a->column_count; i++)
        if (ent_str_eq(a->columns[i].name, name))
            return true;
    return false;
}

/* What the map says of rows, and cells of many rows cannot say. */
static void tell_lost(const ent_import *im, const map_table *t)
{
    const im_aggregate *a = im->aggregate;
    const map_act *act = &t->act;
    ent_buf list = { 0 };
    bool of_parties = false;

    for (int i = 0; i < 2; i++) {
        const map_party *p = &t->party[i];

        of_parties |= p->role.from != MAP_NOTHING || p->from.present || p->ratified.present || p->in_force.present ||
                      p->to.present || p->attributes.count;
    }
    add_word(&list, act->id.from != MAP_NOTHING, "id");
    add_word(&list, act->title.from != MAP_NOTHING, "title");
    add_word(&list, act->kind.from != MAP_NOTHING && !a->by_kind && !is_fixed(&act->kind), "kind");
    add_word(&list, act->level.from != MAP_NOTHING, "level");
    add_word(&list, act->within.from != MAP_NOTHING, "within");
    add_word(&list, act->status.from != MAP_NOTHING, "status");
    add_word(&list, act->topic.from != MAP_NOTHING || act->flag_count, "topic");
    add_word(&list, act->ended.present, "ended");
    add_word(&list, act->weight.from != MAP_NOTHING && !is_kept(a, ENT_STR("weight")), "weight");
    for (size_t i = 0; i < act->attributes.count; i++)
        if (!is_kept(a, act->attributes.items[i].name))
            ent_buf_format(&list, "%s%.*s", list.len ? ", " : "", ENT_STR_ARG(act->attributes.items[i].name));
    add_word(&list, of_parties, "roles, dates and attributes of the parties");
    if (list.len)
        ent_note(im->diags, ENT_NOWHERE, "cells of %s do not have what the map says of: %s", a->words,
                 ent_buf_string(&list));
    ent_buf_destroy(&list);
}

ent_status ent_aggregate_new(ent_import *im, const char *words)
{
    im_aggregate *a = im->aggregate = ent_mem_new(1, sizeof *a);
    ent_status status;

    if (!a)
        return ent_out_of_memory(im->diags);
    a->words = words;
    a->width = KEY_COLUMNS;
    if ((status = read_words(im)) != ENT_OK)
        return status;
    for (size_t i = 0; i < im->map.table_count && status == ENT_OK; i++)
        if ((status = check_table(im, &im->map.tables[i])) == ENT_OK)
            tell_lost(im, &im->map.tables[i]);
    for (size_t i = 0; i < a->column_count && status == ENT_OK; i++)
        if (!ENT_LIST_PUSH(&im->act_attributes, a->columns[i].shown))
            status = ent_out_of_memory(im->diags);
    return status;
}

void ent_aggregate_free(ent_import *im)
{
    im_aggregate *a = im->aggregate;

    if (!a)
        return;
    ent_mem_free(a->keys);
    ent_mem_free(a->counts);
    ent_mem_free(a->sums);
    ent_mem_free(a->slots);
    ent_mem_free(a->order);
    ent_mem_free(a->ids);
    ent_mem_free(a);
    im->aggregate = NULL;
}

/* ---- rows ---- */

static void use_table(im_aggregate *a, const map_table *table)
{
    const map_value *kind = &table->act.kind;

    a->table = table;
    a->kind = is_fixed(kind) ? kind->text : ENT_STR("");
    for (size_t i = 0; i < a->column_count; i++)
        a->columns[i].value = value_of(table, a->columns[i].name);
}

/* The month or year that a date lies in, if it is one; a date that is less exact, or in doubt, stays as it is. */
static ent_date coarse(ent_date date, unit to)
{
    int year, month, day, last_year, last_month;
    ent_date made;

    if (!ent_date_known(date) || date.first == ENT_DAY_MIN || date.last == ENT_DAY_MAX || ent_date_uncertain(date))
        return date;
    ent_day_split(date.first, &year, &month, &day);
    ent_day_split(date.last, &last_year, &last_month, &day);
    if (year != last_year || to == UNIT_DAY || (to == UNIT_MONTH && month != last_month))
        return date;
    return ent_date_of_parts((int[3]){ year, to == UNIT_MONTH ? month : 0, 0 }, &made) ? made : date;
}

static ent_date date_of_cell(im_aggregate *a, ent_date date)
{
    size_t slot = (uint32_t)date.first % KEPT_DATES;

    if (!a->unit)
        return (ent_date){ 0 };
    if (memcmp(&a->dates[slot].date, &date, sizeof date) != 0) {
        a->dates[slot].date = date;
        a->dates[slot].cell = coarse(date, a->unit);
    }
    return a->dates[slot].cell;
}

static uint64_t hash_key(const uint32_t *key, size_t width)
{
    return ent_hash((ent_str){ (const char *)key, width * sizeof *key }, 0);
}

static bool grow_slots(im_aggregate *a)
{
    size_t count = a->slot_count ? 2 * a->slot_count : 1024;
    uint32_t *slots = ent_mem_new(count, sizeof *slots);

    if (!slots)
        return false;
    ent_mem_free(a->slots);
    a->slots = slots;
    a->slot_count = count;
    for (size_t i = 0; i < a->count; i++) {
        size_t at = hash_key(a->keys + i * a->width, a->width) & (count - 1);

        while (slots[at])
            at = (at + 1) & (count - 1);
        slots[at] = (uint32_t)i + 1;
    }
    return true;
}

/* The cell with this key; SIZE_MAX: memory was refused. */
static size_t find_cell(im_aggregate *a, const uint32_t *key)
{
    const size_t bytes = a->width * sizeof *key;
    size_t at;

    if (a->count >= a->slot_count / 2 && !grow_slots(a))
        return SIZE_MAX;
    at = hash_key(key, a->width) & (a->slot_count - 1);
    for (; a->slots[at]; at = (at + 1) & (a->slot_count - 1))
        if (memcmp(a->keys + (a->slots[at] - 1) * a->width, key, bytes) == 0)
            return a->slots[at] - 1;
    if (!ent_mem_reserve((void **)&a->keys, &a->key_room, (a->count + 1) * a->width, sizeof *a->keys) ||
        !ent_mem_reserve((void **)&a->counts, &a->count_room, a->count + 1, sizeof *a->counts) ||
        (a->sum_count && !ent_mem_reserve((void **)&a->sums, &a->sum_room, (a->count + 1) * a->sum_count, sizeof *a->sums)))
        return SIZE_MAX;
    memcpy(a->keys + a->count * a->width, key, bytes);
    a->counts[a->count] = 0;
    for (size_t i = 0; i < a->sum_count; i++)
        a->sums[a->count * a->sum_count + i] = (sum){ 0, 0 };
    a->slots[at] = (uint32_t)++a->count;
    return a->count - 1;
}

static ent_status add_number(rows *r, const column *c, sum *into)
{
    ent_str text = ent_fields_text(&r->f, c->value, 0);
    double number;

    if (!text.len)
        return ENT_OK;
    if (!ent_str_number(text, &number) || !(fabs(number) < ldexp(1, MOST_EXPONENT)))
        return ent_im_not_understood(r->im, ent_rows_origin(r), ent_rows_where(r, c->value, 0), "not a number", text,
                                     "is not a number that can be added up; left out of the sum or mean")
                   ? ENT_OK
                   : ent_rows_memory(r);
    into->count++;
    if (__builtin_add_overflow(into->all, (whole)nearbyint(ldexp(number, SCALE)), &into->all))
        return ent_fail(r->im->diags, ENT_EDATA, ent_rows_where(r, c->value, 0),
                        "--aggregate %s: a sum of '%.*s' is too large", r->im->aggregate->words, ENT_STR_ARG(c->name));
    return ENT_OK;
}

ent_status ent_aggregate_row(rows *r, ent_date date, const uint32_t actors[2])
{
    im_aggregate *a = r->im->aggregate;
    bool turned = r->table->mirror != MAP_DIRECTED && actors[0] > actors[1];
    uint32_t key[KEY_COLUMNS + MOST_COLUMNS] = { [KEY_FROM] = actors[turned], [KEY_TO] = actors[!turned] };
    size_t k = KEY_COLUMNS, cell, before = a->count;
    ent_status status = ENT_OK;
    sum *sums;

    if (a->table != r->table)
        use_table(a, r->table);
    date = date_of_cell(a, date);
    memcpy(key + KEY_DATE, &date, sizeof date);
    key[KEY_KIND] = ent_cells_text(r->im->cells, a->by_kind ? ent_fields_text(&r->f, &r->table->act.kind, 0) : a->kind);
    for (size_t i = 0; i < a->column_count; i++)
        if (a->columns[i].use == IN_KEY)
            key[k++] = ent_cells_text(r->im->cells, ent_fields_text(&r->f, a->columns[i].value, 0));
    if (r->im->cells->failed || (cell = find_cell(a, key)) == SIZE_MAX)
        return ent_rows_memory(r);
    if (a->count > before && a->count > MOST_CELLS)
        return ent_fail(r->im->diags, ENT_EUSAGE, ent_rows_where(r, &r->table->party[0].actor.value, 0),
                        "--aggregate %s: more than %d cells; use a longer unit of time, or fewer columns", a->words,
                        MOST_CELLS);
    a->counts[cell]++;
    sums = a->sums + cell * a->sum_count;
    for (size_t i = 0; i < a->column_count && status == ENT_OK; i++)
        if (a->columns[i].use != IN_KEY)
            status = add_number(r, &a->columns[i], sums++);
    return status;
}

/* ---- the package ---- */

static const uint32_t *key_of(const im_aggregate *a, size_t cell)
{
    return a->keys + cell * a->width;
}

static ent_date date_in(const uint32_t *key)
{
    ent_date date;

    memcpy(&date, key + KEY_DATE, sizeof date);
    return date;
}

static int by_key(const void *x, const void *y, void *ctx)
{
    const ent_import *im = ctx;
    const im_aggregate *a = im->aggregate;
    const uint32_t *one = key_of(a, *(const uint32_t *)x), *other = key_of(a, *(const uint32_t *)y);
    int order;

    for (int i = KEY_FROM; i <= KEY_TO; i++)
        if (one[i] != other[i])
            return one[i] < other[i] ? -1 : 1;
    if ((order = ent_im_compare_dates(date_in(one), date_in(other))) != 0)
        return order;
    for (size_t i = KEY_KIND; i < a->width; i = i == KEY_KIND ? KEY_COLUMNS : i + 1)
        if (one[i] != other[i])
            return ent_str_compare_natural(im->cells->texts[one[i]], im->cells->texts[other[i]]);
    return 0;
}

ent_status ent_aggregate_number(ent_import *im, const uint32_t *rank)
{
    im_aggregate *a = im->aggregate;

    ent_mem_free(a->slots);
    a->slots = NULL;
    a->order = ent_mem_new(a->count, sizeof *a->order);
    a->ids = ent_mem_new(a->count, sizeof *a->ids);
    if (!a->order || !a->ids)
        return ent_out_of_memory(im->diags);
    for (size_t i = 0; i < a->count; i++) {
        uint32_t *key = a->keys + i * a->width, from = rank[key[KEY_FROM]], to = rank[key[KEY_TO]];
        bool turned = im->map.tables->mirror != MAP_DIRECTED && from > to;

        key[KEY_FROM] = turned ? to : from;
        key[KEY_TO] = turned ? from : to;
        a->order[i] = (uint32_t)i;
    }
    if (a->count)
        ent_platform_sort(a->order, a->count, sizeof *a->order, by_key, im);
    return ENT_OK;
}

size_t ent_aggregate_count(const ent_import *im)
{
    return im->aggregate ? im->aggregate->count : 0;
}

bool ent_aggregate_dated(const ent_import *im)
{
    return im->aggregate->unit != UNIT_NONE;
}

ent_str ent_aggregate_party(const ent_import *im, size_t i, int which)
{
    const im_aggregate *a = im->aggregate;

    return im->actors.items[key_of(a, a->order[i])[KEY_FROM + which]].id;
}

/* An id that no other text has: in the order of cells, "CAN-USA_1942-03", then "CAN-USA_1942-03-2". */
static ent_str make_id(ent_import *im, size_t i, ent_date date)
{
    ent_cell_store *store = im->cells;
    uint32_t *id = &im->aggregate->ids[i];
    size_t before = store->count, len;
    ent_buf text = { 0 };

    if (*id)
        return store->texts[*id];
    ent_im_pair_id(&text, ent_aggregate_party(im, i, 0), ent_aggregate_party(im, i, 1), date);
    len = text.len;
    for (size_t n = 2; !text.failed && !store->failed && store->count == before; n++) {
        *id = ent_cells_text(store, ent_buf_view(&text));
        text.len = len;
        ent_buf_format(&text, "-%zu", n);
    }
    store->failed |= text.failed;
    ent_buf_destroy(&text);
    return store->failed ? (ent_str){ 0 } : store->texts[*id];
}

/* The sum; the mean of the rows that have a number; empty: none has. */
static ent_str sum_text(ent_import *im, const column *c, const sum *s)
{
    double number = ldexp((double)s->all, -SCALE);
    ent_buf text = { 0 };
    ent_str made;

    if (s->count)
        ent_buf_number(&text, c->use == AS_MEAN ? number / (double)s->count : number);
    made = ent_im_text(im, ent_buf_view(&text));
    im->cells->failed |= text.failed;
    ent_buf_destroy(&text);
    return made;
}

ent_str ent_aggregate_id(const ent_import *im, size_t i)
{
    return im->cells->texts[im->aggregate->ids[i]];
}

void ent_aggregate_act(ent_import *im, size_t i, im_act *act, ent_str *attributes)
{
    im_aggregate *a = im->aggregate;
    const uint32_t *key = key_of(a, a->order[i]);
    const sum *sums = a->sums + a->order[i] * a->sum_count;
    size_t k = KEY_COLUMNS;
    ent_date date = date_in(key);
    ent_buf text = { 0 };

    *act = (im_act){ .kind = im->cells->texts[key[KEY_KIND]], .attributes = attributes, .ended = date };
    *(im->map.tables->act.signed_on.present ? &act->signed_on : &act->in_force) = date;
    act->id = make_id(im, i, date);
    ent_buf_str(&text, im->actors.items[key[KEY_FROM]].name);
    ent_buf_text(&text, " - ");
    ent_buf_str(&text, im->actors.items[key[KEY_TO]].name);
    act->title = ent_im_text(im, ent_buf_view(&text));
    ent_buf_clear(&text);
    ent_buf_count(&text, a->counts[a->order[i]]);
    act->weight = ent_im_text(im, ent_buf_view(&text));
    for (size_t c = 0; c < a->column_count; c++)
        attributes[c] = a->columns[c].use == IN_KEY ? im->cells->texts[key[k++]] : sum_text(im, &a->columns[c], sums++);
    im->cells->failed |= text.failed;
    ent_buf_destroy(&text);
}

void ent_aggregate_tell(const ent_import *im, ent_diags *diags)
{
    if (im->aggregate)
        ent_note(diags, ENT_NOWHERE, "%zu cells of %s; the weight of each is the number of its rows",
                 im->aggregate->count, im->aggregate->words);
}
