/* page_data.c: what the script of a page is given: actors, agreements with their parties, memberships and
 * sources, as they are in the tables, and, for each row and status rule, on which days it counts. So the
 * rules of status stay in network/status.c; the script only looks days up. Equal lists of days are stored
 * once ("runs"). Records are objects without empty fields; parties and memberships, of which there are
 * many, are arrays. */
#include "page/page_data.h"

#include <math.h>

#include "base/arena.h"
#include "base/hash_index.h"
#include "base/json_write.h"
#include "base/mem.h"
#include "network/network.h"
#include "network/runs.h"
#include "network/substitution.h"
#include "network/tie_kind.h"
#include "page/page_series.h"

/* Equal pieces of JSON, stored once. */
typedef struct pool {
    ent_index known;       /* JSON → its number */
    ENT_LIST(ent_str) all; /* the same, by number */
} pool;

typedef struct page_data {
    const ent_network *n;
    const ent_dataset *d;
    const ent_selection *s;
    const ent_times *times;
    ent_substitution substitution; /* states that share a node */
    ent_json_writer w;
    uint32_t *number;      /* by actor: its place in the list of actors, or ENT_NONE */
    ent_runs runs;         /* of the row that is being written */
    pool days;             /* runs */
    pool passages;
    ent_date day;          /* that the figure shows; unknown: any time */
    ent_documents *documents; /* with the passages; NULL: none are wanted */
    ENT_LIST(uint32_t) cited; /* numbers of the passages of the agreement that is being written */
    ent_arena arena;
    ent_diags *diags;
} page_data;

/* ---- pools ---- */

/* The number of what `text` holds, which is destroyed. */
static ent_status number_in_pool(page_data *p, pool *in, ent_buf *text, uint32_t *number)
{
    bool failed = text->failed;

    *number = failed ? 0 : ent_index_find(&in->known, ent_buf_view(text));
    if (*number == ENT_ABSENT) {
        ent_str kept = ent_arena_str(&p->arena, ent_buf_view(text));

        failed = !kept.ptr || !ent_index_add(&in->known, kept, (uint32_t)in->all.count, number) ||
                 !ENT_LIST_PUSH(&in->all, kept);
    }
    ent_buf_destroy(text);
    return failed ? ent_out_of_memory(p->diags) : ENT_OK;
}

static void write_pool(page_data *p, const char *key, const pool *of)
{
    ent_json_begin_list(&p->w, key);
    for (size_t i = 0; i < of->all.count; i++) {
        ent_buf_text(p->w.out, i ? ",\n" : "\n");
        ent_buf_str(p->w.out, of->all.items[i]);
    }
    ent_json_end_list(&p->w);
}

static void destroy_pool(pool *one)
{
    ent_index_destroy(&one->known);
    ENT_LIST_DESTROY(&one->all);
}

/* ---- runs ---- */

/* [ever, answer, first day, answer, first day, answer, ...] */
static void put_runs(ent_buf *out, const ent_runs *runs)
{
    ent_buf_format(out, "[%d,%d", (int)runs->ever, (int)runs->list.items[0].answer);
    for (size_t i = 1; i < runs->list.count; i++)
        ent_buf_format(out, ",%d,%d", (int)runs->list.items[i].first, (int)runs->list.items[i].answer);
    ent_buf_char(out, ']');
}

static ent_status number_runs(page_data *p, uint32_t *number)
{
    ent_buf text = { 0 };

    put_runs(&text, &p->runs);
    return number_in_pool(p, &p->days, &text, number);
}

/* ---- fields ---- */

static void text_field(page_data *p, const char *key, ent_str text)
{
    if (text.len)
        ent_json_write_text(&p->w, key, text);
}

static void cell_field(page_data *p, ent_row row, const char *column)
{
    text_field(p, column, ent_cell(p->d, row, column));
}

/* The sources of a row: a single one once, however many places in it there are. */
static void list_sources(page_data *p, ent_row row, ent_buf *out)
{
    ent_str cell = ent_cell(p->d, row, "source"), rest = cell, first, part;
    bool same = true;

    ent_str_next(&rest, ';', &first);
    while (ent_str_next(&rest, ';', &part))
        same &= ent_str_eq(part, first);
    ent_buf_str(out, same && cell.len ? first : cell);
}

/* Nothing where they are those of another row. */
static void source_field(page_data *p, ent_row row, const ent_row *other)
{
    ent_buf own = { 0 }, others = { 0 };

    list_sources(p, row, &own);
    if (other)
        list_sources(p, *other, &others);
    if (!other || !ent_str_eq(ent_buf_view(&own), ent_buf_view(&others)))
        text_field(p, "source", ent_buf_view(&own));
    p->w.out->failed |= own.failed || others.failed;
    ent_buf_destroy(&own);
    ent_buf_destroy(&others);
}

/* The places in the sources, without the fingerprints of the documents, which readers do not need. */
static void locator_field(page_data *p, ent_row row)
{
    ent_str rest = ent_cell(p->d, row, "locator"), part;
    ent_buf text = { 0 };

    while (ent_str_next(&rest, ';', &part))
        if (!ent_str_starts(part, "md5=") && !ent_str_starts(part, "length=")) {
            ent_buf_text(&text, text.len ? ";" : "");
            ent_buf_str(&text, part);
        }
    text_field(p, "locator", ent_buf_view(&text));
    p->w.out->failed |= text.failed;
    ent_buf_destroy(&text);
}

static void date_field(page_data *p, const char *key, ent_date date)
{
    ent_buf text = { 0 };

    if (date.kind) {
        ent_date_write(&text, date);
        text_field(p, key, ent_buf_view(&text));
    }
    p->w.out->failed |= text.failed;
    ent_buf_destroy(&text);
}

/* ---- actors ---- */

/* Numbers the actors that some row names, or that have the node of one that is named. */
static ent_status number_actors(page_data *p)
{
    size_t count = ent_actor_count(p->d);
    uint32_t next = 0;

    p->number = ent_mem_new(count, sizeof *p->number);
    if (!p->number)
        return ent_out_of_memory(p->diags);
    for (size_t i = 0; i < count; i++)
        if (!ent_actor_at(p->d, i)->is_reserve)
            p->number[i] = p->number[p->substitution.node_of[i]] = 1;
    for (size_t i = 0; i < ent_membership_count(p->d); i++) {
        const ent_membership *m = ent_membership_at(p->d, i);

        if (m->row.table == ENT_MEMBERSHIPS)
            p->number[m->member] = p->number[m->organization] = 1;
    }
    for (size_t i = 0; i < count; i++)
        p->number[i] = p->number[i] ? next++ : ENT_NONE;
    return ENT_OK;
}

/* [name, day, name from that day on, ...] where the register has names of other days and the data have none of their own. */
static void write_names(page_data *p, const ent_actor *actor)
{
    const ent_world *world = ent_dataset_world(p->d);
    const ent_state *state = actor->state;
    int32_t day = INT32_MIN, next;

    if (!state || state->is_organization || (next = ent_world_name_change(world, state, day)) == INT32_MAX ||
        (!ent_str_eq(actor->name, state->name) && !ent_str_eq(actor->name, ent_world_name_on(world, state, p->day))))
        return;
    ent_json_begin_list(&p->w, "names");
    ent_json_write_text(&p->w, NULL, ent_world_name_on(world, state, ent_date_of_day(next - 1)));
    for (; next != INT32_MAX; day = next, next = ent_world_name_change(world, state, day)) {
        ent_json_write_number(&p->w, NULL, next);
        ent_json_write_text(&p->w, NULL, ent_world_name_on(world, state, ent_date_of_day(next)));
    }
    ent_json_end_list(&p->w);
}

static ent_status write_actor(page_data *p, uint32_t index)
{
    const ent_actor *actor = ent_actor_at(p->d, index);
    uint32_t runs, node = p->substitution.node_of[index];
    ent_status status;

    if ((status = ent_actor_runs(p->times, index, &p->runs, p->diags)) != ENT_OK ||
        (status = number_runs(p, &runs)) != ENT_OK)
        return status;
    ent_json_line(&p->w, 0);
    ent_json_begin_object(&p->w, NULL);
    ent_json_write_text(&p->w, "id", actor->id);
    ent_json_write_text(&p->w, "name", actor->name);
    if (!ent_str_eq(actor->label, actor->name))
        text_field(p, "short", actor->label);
    ent_json_write_string(&p->w, "type", ent_actor_type_name(actor->type));
    text_field(p, "region", actor->region);
    text_field(p, "iso3", ent_actor_code(p->d, index, ENT_STR("iso3"), (ent_date){ 0 }));
    date_field(p, "from", actor->from);
    date_field(p, "to", actor->to);
    write_names(p, actor);
    if (!isnan(actor->lat) && !isnan(actor->lon)) {
        ent_json_write_fixed(&p->w, "lat", actor->lat, 2);
        ent_json_write_fixed(&p->w, "lon", actor->lon, 2);
    }
    if (node != index)
        ent_json_write_count(&p->w, "node", p->number[node]);
    if (ent_actor_in_population(p->s, actor, false))
        ent_json_write_flag(&p->w, "isolate", true); /* a node also without a tie */
    ent_json_write_count(&p->w, "exists", runs);
    ent_json_end_object(&p->w);
    return ENT_OK;
}

static ent_status write_actors(page_data *p)
{
    ent_status status = ENT_OK;

    ent_json_begin_list(&p->w, "actors");
    for (uint32_t i = 0; i < ent_actor_count(p->d) && status == ENT_OK; i++)
        if (p->number[i] != ENT_NONE)
            status = write_actor(p, i);
    ent_json_end_list(&p->w);
    return status;
}

/* ---- parties ---- */

/* The number of its runs; a list of four, by status rule, when they differ. */
static ent_status write_counts(page_data *p, const ent_party *party)
{
    uint32_t runs[ENT_RULE_COUNT] = { 0 };
    bool same = true;
    ent_status status = ENT_OK;

    for (int rule = 0; rule < ENT_RULE_COUNT && status == ENT_OK; rule++) {
        status = ent_party_runs(p->times, party, (ent_rule)rule, &p->runs, p->diags);
        if (status == ENT_OK)
            status = number_runs(p, &runs[rule]);
        same &= runs[rule] == runs[0];
    }
    if (status != ENT_OK)
        return status;
    if (!same)
        ent_json_begin_list(&p->w, NULL);
    for (int rule = 0; rule < (same ? 1 : ENT_RULE_COUNT); rule++)
        ent_json_write_count(&p->w, NULL, runs[rule]);
    if (!same)
        ent_json_end_list(&p->w);
    return ENT_OK;
}

/* Its own dates, source and place; nothing where they are those of the agreement. */
static void write_own(page_data *p, const ent_party *party)
{
    ent_act act = ent_act_at(p->d, party->act);
    bool elsewhere = !ent_str_eq(ent_cell(p->d, party->row, "locator"), ent_cell(p->d, act.row, "locator"));

    ent_json_begin_object(&p->w, NULL);
    date_field(p, "signed", party->signed_on);
    date_field(p, "ratified", party->ratified);
    date_field(p, "in_force", party->in_force);
    date_field(p, "withdrew", party->withdrew);
    source_field(p, party->row, &act.row);
    if (elsewhere)
        locator_field(p, party->row);
    if (party->row.table == ENT_PARTIES)
        cell_field(p, party->row, "quote");
    ent_json_end_object(&p->w);
}

/* [actor, role, kind of tie, runs, {own}] */
static ent_status write_party(page_data *p, const ent_party *party)
{
    ent_status status;

    ent_json_begin_list(&p->w, NULL);
    ent_json_write_count(&p->w, NULL, p->number[party->actor]);
    ent_json_write_count(&p->w, NULL, party->role);
    ent_json_write_count(&p->w, NULL, ent_tie_kind_of_party(p->d, party));
    if ((status = write_counts(p, party)) == ENT_OK)
        write_own(p, party);
    ent_json_end_list(&p->w);
    return status;
}

/* ---- passages ---- */

enum { LONGEST_PASSAGE = 500 }; /* characters; a longer one is cut after a word: a page quotes, it does not reprint */

/* Its text with single blanks. */
static void put_quotation(ent_buf *out, ent_str text)
{
    size_t characters = 0, word_end = 0;

    for (size_t i = 0; i < text.len; i++) {
        bool blank = text.ptr[i] == ' ' || text.ptr[i] == '\n' || text.ptr[i] == '\r' || text.ptr[i] == '\t';

        if (blank && (!out->len || out->data[out->len - 1] == ' '))
            continue;
        if (blank)
            word_end = out->len;
        if (((unsigned char)text.ptr[i] & 0xC0) != 0x80 && ++characters > LONGEST_PASSAGE) {
            out->len = word_end ? word_end : out->len;
            ent_buf_text(out, " …");
            return;
        }
        ent_buf_char(out, blank ? ' ' : text.ptr[i]);
    }
}

typedef struct quoting {
    page_data *p;
    ent_status status;
} quoting;

/* [source, first character, last character, text] */
static void take_passage(void *ctx, ent_str source, size_t from, size_t to, ent_str text)
{
    quoting *q = ctx;
    ent_buf json = { 0 }, words = { 0 };
    ent_json_writer w = { .out = &json };
    uint32_t number = 0;
    bool listed = false;

    if (q->status != ENT_OK)
        return;
    put_quotation(&words, text);
    ent_json_begin_list(&w, NULL);
    ent_json_write_text(&w, NULL, source);
    ent_json_write_count(&w, NULL, from);
    ent_json_write_count(&w, NULL, to);
    ent_json_write_text(&w, NULL, ent_buf_view(&words));
    ent_json_end_list(&w);
    json.failed |= words.failed;
    ent_buf_destroy(&words);
    q->status = number_in_pool(q->p, &q->p->passages, &json, &number);
    for (size_t i = 0; i < q->p->cited.count; i++)
        listed |= q->p->cited.items[i] == number;
    if (q->status == ENT_OK && !listed && !ENT_LIST_PUSH(&q->p->cited, number))
        q->status = ent_out_of_memory(q->p->diags);
}

/* Those of the agreement and of its parties, each once. */
static ent_status write_passages(page_data *p, const ent_act *act, const uint32_t *parties, size_t count)
{
    quoting q = { p, ENT_OK };

    if (!p->documents)
        return ENT_OK;
    p->cited.count = 0;
    ent_documents_passages(p->documents, act->row, take_passage, &q);
    for (size_t i = 0; i < count; i++)
        if (ent_party_at(p->d, parties[i]).row.table == ENT_PARTIES)
            ent_documents_passages(p->documents, ent_party_at(p->d, parties[i]).row, take_passage, &q);
    if (q.status != ENT_OK || !p->cited.count)
        return q.status;
    ent_json_begin_list(&p->w, "passages");
    for (size_t i = 0; i < p->cited.count; i++)
        ent_json_write_count(&p->w, NULL, p->cited.items[i]);
    ent_json_end_list(&p->w);
    return ENT_OK;
}

/* ---- agreements ---- */

static void write_dates(page_data *p, const ent_act *act)
{
    date_field(p, "proposed", act->proposed);
    date_field(p, "submitted", act->submitted);
    date_field(p, "adopted", act->adopted);
    date_field(p, "signed", act->signed_on);
    date_field(p, "in_force", act->in_force);
    date_field(p, "ended", act->ended);
    date_field(p, "as_of", act->as_of);
}

static ent_status write_agreement(page_data *p, uint32_t index)
{
    ent_act act = ent_act_at(p->d, index);
    uint32_t node = ent_node_of_act(p->n, index);
    const uint32_t *rows;
    size_t count = ent_act_parties(p->d, index, &rows);
    double weight;
    ent_status status = ENT_OK;

    ent_json_line(&p->w, 0);
    ent_json_begin_object(&p->w, NULL);
    ent_json_write_text(&p->w, "id", act.id);
    text_field(p, "title", act.title);
    if (!ent_str_eq(act.label, act.title))
        text_field(p, "short", act.label);
    text_field(p, "kind", act.kind);
    text_field(p, "level", ent_str_of(ent_level_name(act.level)));
    if (act.within != ENT_NONE)
        ent_json_write_count(&p->w, "within", p->number[act.within]);
    text_field(p, "topic", act.topic);
    text_field(p, "status", act.status);
    write_dates(p, &act);
    source_field(p, act.row, NULL);
    locator_field(p, act.row);
    cell_field(p, act.row, "quote");
    if (node != ENT_NONE && !ent_str_eq(ent_node_at(p->n, node)->id, act.id))
        ent_json_write_text(&p->w, "node", ent_node_at(p->n, node)->id);
    if (p->s->weight == ENT_WEIGHT_COLUMN && ent_act_weight(p->d, &act, p->s->weight_column, &weight) &&
        weight <= 0)
        ent_json_write_flag(&p->w, "weightless", true); /* it creates no tie */
    ent_json_begin_list(&p->w, "parties");
    for (size_t i = 0; i < count && status == ENT_OK; i++) {
        ent_party party = ent_party_at(p->d, rows[i]);

        status = write_party(p, &party);
    }
    ent_json_end_list(&p->w);
    if (status == ENT_OK)
        status = write_passages(p, &act, rows, count);
    ent_json_end_object(&p->w);
    return status;
}

static ent_status write_agreements(page_data *p)
{
    ent_status status = ENT_OK;

    ent_json_begin_list(&p->w, "agreements");
    for (uint32_t i = 0; i < ent_act_count(p->d) && status == ENT_OK; i++)
        status = write_agreement(p, i);
    ent_json_end_list(&p->w);
    return status;
}

/* ---- memberships and sources ---- */

/* [organization, member, role, kind of tie, runs, {own}] */
static ent_status write_membership(page_data *p, const ent_membership *m)
{
    uint32_t runs;
    ent_status status;

    if ((status = ent_membership_runs(p->times, m, &p->runs, p->diags)) != ENT_OK ||
        (status = number_runs(p, &runs)) != ENT_OK)
        return status;
    ent_json_line(&p->w, 0);
    ent_json_begin_list(&p->w, NULL);
    ent_json_write_count(&p->w, NULL, p->number[m->organization]);
    ent_json_write_count(&p->w, NULL, p->number[m->member]);
    ent_json_write_count(&p->w, NULL, m->role);
    ent_json_write_count(&p->w, NULL, ent_tie_kind_of_role(m->role));
    ent_json_write_count(&p->w, NULL, runs);
    ent_json_begin_object(&p->w, NULL);
    date_field(p, "from", m->from);
    date_field(p, "to", m->to);
    source_field(p, m->row, NULL);
    locator_field(p, m->row);
    ent_json_end_object(&p->w);
    ent_json_end_list(&p->w);
    return ENT_OK;
}

/* Only where they create ties: else nothing on the page shows them. */
static ent_status write_memberships(page_data *p)
{
    bool tie = p->s->network == ENT_NET_MEMBERS || p->s->with_memberships;
    ent_status status = ENT_OK;

    ent_json_begin_list(&p->w, "memberships");
    for (size_t i = 0; i < ent_membership_count(p->d) && tie && status == ENT_OK; i++)
        if (ent_membership_at(p->d, i)->row.table == ENT_MEMBERSHIPS)
            status = write_membership(p, ent_membership_at(p->d, i));
    ent_json_end_list(&p->w);
    return status;
}

static void write_sources(page_data *p)
{
    static const char *const columns[] = { "id",   "type", "title",   "author", "publisher",
                                           "date", "url",  "language" };

    ent_json_begin_list(&p->w, "sources");
    for (size_t i = 0; i < ent_source_count(p->d); i++) {
        ent_json_line(&p->w, 0);
        ent_json_begin_object(&p->w, NULL);
        for (size_t k = 0; k < sizeof columns / sizeof *columns; k++)
            cell_field(p, ent_source_at(p->d, i)->row, columns[k]);
        ent_json_end_object(&p->w);
    }
    ent_json_end_list(&p->w);
}

/* ---- measures ---- */

/* Of the figure's network: for each its name, its meaning, and the values of the listed actors. */
static void write_measures(page_data *p, const ent_webpage_options *o)
{
    ent_json_begin_list(&p->w, "measures");
    for (size_t k = 0; k < o->measure_count; k++) {
        ent_json_line(&p->w, 0);
        ent_json_begin_object(&p->w, NULL);
        ent_json_write_string(&p->w, "name", o->measures[k].name);
        ent_json_write_string(&p->w, "summary", o->measures[k].summary);
        ent_json_begin_list(&p->w, "values");
        for (size_t i = 0; i < ent_node_count(p->n); i++)
            if (ent_node_at(p->n, i)->actor != ENT_NONE)
                ent_json_write_fixed(&p->w, NULL, o->measures[k].values[i], 5);
        ent_json_end_list(&p->w);
        ent_json_end_object(&p->w);
    }
    ent_json_end_list(&p->w);
    ent_json_line(&p->w, 0);
    ent_json_begin_list(&p->w, "measured"); /* the actors whose values these are */
    for (size_t i = 0; i < ent_node_count(p->n) && o->measure_count; i++)
        if (ent_node_at(p->n, i)->actor != ENT_NONE)
            ent_json_write_count(&p->w, NULL, p->number[ent_node_at(p->n, i)->actor]);
    ent_json_end_list(&p->w);
}

/* ---- the selection ---- */

static void write_selection(page_data *p)
{
    const ent_selection *s = p->s;
    const struct {
        const char *key, *value;
    } lists[] = { { "level", s->level }, { "kind", s->kind }, { "topic", s->topic },
                  { "within", s->within }, { "role", s->role }, { "only", s->only },
                  { "tie-kinds", s->tie_kinds }, { "ego", s->ego } };

    ent_json_begin_object(&p->w, "selection");
    ent_json_write_string(&p->w, "network", ent_network_kind_name(s->network));
    ent_json_write_count(&p->w, "rule", s->count);
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
        if (lists[i].value)
            ent_json_write_string(&p->w, lists[i].key, lists[i].value);
    if (s->ego)
        ent_json_write_count(&p->w, "radius", s->ego_radius);
    if (s->max_parties)
        ent_json_write_count(&p->w, "max-parties", s->max_parties);
    ent_json_write_flag(&p->w, "memberships", s->with_memberships);
    ent_json_write_flag(&p->w, "unknown-as-tie", s->unknown_as_tie);
    ent_json_write_flag(&p->w, "drop-isolates", s->drop_isolates);
    ent_json_write_flag(&p->w, "continue", s->succession == ENT_SUCCESSION_CONTINUE);
    ent_json_write_flag(&p->w, "strict-ends", s->open_ended == ENT_OPEN_ENDED_UNKNOWN);
    ent_json_end_object(&p->w);
}

static void write_head(page_data *p, const ent_webpage_options *o)
{
    ent_json_write_count(&p->w, "entente_page", 1);
    ent_json_write_text(&p->w, "name", ent_dataset_name(p->d));
    ent_json_write_text(&p->w, "title", ent_dataset_title(p->d));
    ent_json_write_text(&p->w, "record", o->record);
    ent_json_write_string(&p->w, "layout", o->layout ? o->layout : "");
    if (ent_date_known(o->day))
        ent_json_write_number(&p->w, "day", o->day.first);
    ent_json_line(&p->w, 0);
    write_selection(p);
    ent_json_line(&p->w, 0);
    ent_json_begin_list(&p->w, "roles");
    for (int i = 0; i < ENT_ROLE_COUNT; i++)
        ent_json_write_string(&p->w, NULL, ent_role_name((ent_role)i));
    ent_json_end_list(&p->w);
    ent_json_line(&p->w, 0);
}

static ent_status write_all(page_data *p, const ent_webpage_options *o)
{
    ent_status status;

    ent_json_begin_object(&p->w, NULL);
    write_head(p, o);
    if ((status = number_actors(p)) != ENT_OK || (status = write_actors(p)) != ENT_OK)
        return status;
    ent_json_line(&p->w, 0);
    if ((status = write_agreements(p)) != ENT_OK)
        return status;
    ent_json_line(&p->w, 0);
    if ((status = write_memberships(p)) != ENT_OK)
        return status;
    ent_json_line(&p->w, 0);
    write_sources(p);
    ent_json_line(&p->w, 0);
    write_measures(p, o);
    ent_json_line(&p->w, 0);
    if ((status = ent_webpage_series(p->d, o, &p->w, p->diags)) != ENT_OK)
        return status;
    write_pool(p, "runs", &p->days);
    if (p->documents)
        write_pool(p, "passages", &p->passages);
    ent_json_end_object(&p->w);
    return p->w.out->failed ? ent_out_of_memory(p->diags) : ENT_OK;
}

/* A page that lacks passages which were asked for is not written. */
static ent_status write_quoting(page_data *p, const ent_webpage_options *options)
{
    size_t errors = p->diags->errors;
    ent_status status = ent_documents_open(&p->documents, p->d, options->documents, p->diags);

    if (status == ENT_OK)
        status = write_all(p, options);
    ent_documents_close(p->documents);
    if (status == ENT_OK && p->diags->errors > errors)
        return ENT_EDATA;
    if (status == ENT_OK && !p->passages.all.count)
        ent_warn(p->diags, ENT_NOWHERE, "--documents has no effect: no row of these data refers to a passage");
    return status;
}

ent_status ent_webpage_data(const ent_network *n, const ent_webpage_options *options, ent_buf *out,
                         ent_diags *diags)
{
    page_data p = { .n = n,
                    .d = ent_network_dataset(n),
                    .s = ent_network_selection(n),
                    .times = ent_network_times(n),
                    .w = { .out = out },
                    .day = options->day,
                    .diags = diags };
    ent_status status = ent_substitution_init(&p.substitution, p.d, p.s, diags);

    if (status == ENT_OK)
        status = options->documents ? write_quoting(&p, options) : write_all(&p, options);
    ent_substitution_destroy(&p.substitution);
    ent_runs_destroy(&p.runs);
    destroy_pool(&p.days);
    destroy_pool(&p.passages);
    ENT_LIST_DESTROY(&p.cited);
    ent_arena_destroy(&p.arena);
    ent_mem_free(p.number);
    return status;
}
