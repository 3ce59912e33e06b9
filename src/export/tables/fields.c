/* fields.c: the fields of agreements, parties and ties, by name. */
#include "export/tables/fields.h"

#include <stdlib.h>
#include <string.h>

typedef struct field_row {
    const char *name;
    void (*of_act)(fields *f, uint32_t act, values *out);     /* of an agreement, */
    void (*of_actor)(fields *f, uint32_t actor, values *out); /* or of its parties */
    bool of_role;                                             /* the roles of its parties */
} field_row;

/* ---- values ---- */

static void add_value(fields *f, values *out, ent_str key, ent_str label, int order)
{
    for (size_t i = 0; i < out->count; i++)
        if (ent_str_eq(out->items[i].key, key))
            return;
    if (key.len && !ENT_LIST_PUSH(out, (value){ key, label.len ? label : key, order }))
        f->failed = true;
}

static void add_text(fields *f, values *out, ent_str text)
{
    add_value(f, out, text, text, 0);
}

static void add_list(fields *f, values *out, ent_str cell)
{
    ent_str part;

    while (ent_str_next(&cell, ';', &part))
        add_text(f, out, part);
}

static void add_made(fields *f, values *out, ent_buf *text)
{
    ent_str copy = ent_arena_str(&f->texts, ent_buf_view(text));

    f->failed |= text->failed || !copy.ptr;
    if (copy.ptr)
        add_text(f, out, copy);
    ent_buf_destroy(text);
}

static void add_date(fields *f, values *out, ent_date date)
{
    ent_buf text = { 0 };

    ent_date_write(&text, date);
    add_made(f, out, &text);
}

/* ---- dates ---- */

typedef struct act_dates {
    ent_date proposed, submitted, adopted, signed_on, in_force, ended;
} act_dates;

static act_dates dates_of(const ent_act *act)
{
    return (act_dates){ act->proposed,  act->submitted, act->adopted,
                        act->signed_on, act->in_force,  act->ended };
}

/* The first date on which one of the parties joined: of agreements without dates of their own. */
static ent_date date_of_parties(const ent_dataset *d, const ent_act *act)
{
    const uint32_t *parties;
    size_t count = ent_act_parties(d, act->number, &parties);
    ent_date first = { 0 };

    for (size_t i = 0; i < count; i++) {
        const ent_party p = ent_party_at(d, parties[i]);
        ent_date date = ent_date_known(p.signed_on)  ? p.signed_on
                        : ent_date_known(p.ratified) ? p.ratified
                                                      : p.in_force;

        if (ent_date_known(date) && (!ent_date_known(first) || date.first < first.first ||
                                     (date.first == first.first && date.last < first.last)))
            first = date;
    }
    return first;
}

ent_date date_of_act(const ent_dataset *d, ent_act act)
{
    act_dates are = dates_of(&act);
    const ent_date order[] = { are.signed_on, are.adopted, are.in_force, are.submitted, are.proposed };

    for (size_t i = 0; i < sizeof order / sizeof *order; i++)
        if (ent_date_known(order[i]))
            return order[i];
    return date_of_parties(d, &act);
}

void put_dates(const ent_dataset *d, ent_act act, ent_buf *out)
{
    act_dates are = dates_of(&act);
    const struct {
        const char *word;
        ent_date date;
    } all[] = { { "proposed", are.proposed }, { "submitted", are.submitted },
                { "adopted", are.adopted },   { "signed", are.signed_on },
                { "in force", are.in_force }, { "ended", are.ended } };
    const char *between = "";
    bool said = false; /* the status is one of the words */

    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        if (!ent_date_known(all[i].date))
            continue;
        ent_buf_format(out, "%s%s ", between, all[i].word);
        ent_date_write(out, all[i].date);
        between = "; ";
        said |= ent_str_is(act.status, all[i].word);
    }
    if (!between[0] && ent_date_known(date_of_parties(d, &act))) {
        ent_buf_text(out, "first party ");
        ent_date_write(out, date_of_parties(d, &act));
        between = "; ";
    }
    if (!said)
        ent_buf_format(out, "%s%.*s", act.status.len ? between : "", ENT_STR_ARG(act.status));
}

/* ---- fields of agreements ---- */

#define TEXT_FIELD(name, text)                                                                     \
    static void put_##name(fields *f, uint32_t act, values *out)                                   \
    {                                                                                              \
        const ent_act a = ent_act_at(f->d, act);                                                   \
                                                                                                   \
        add_text(f, out, text);                                                                    \
    }
TEXT_FIELD(id, a.id)
TEXT_FIELD(title, a.title)
TEXT_FIELD(kind, a.kind)
TEXT_FIELD(status, a.status)
TEXT_FIELD(legal_type, ent_cell(f->d, a.row, "legal_type"))

#define DATE_FIELD(name, date)                                                                     \
    static void put_##name(fields *f, uint32_t act, values *out)                                   \
    {                                                                                              \
        add_date(f, out, date);                                                                    \
    }
DATE_FIELD(proposed, ent_act_at(f->d, act).proposed)
DATE_FIELD(submitted, ent_act_at(f->d, act).submitted)
DATE_FIELD(adopted, ent_act_at(f->d, act).adopted)
DATE_FIELD(signed_on, ent_act_at(f->d, act).signed_on)
DATE_FIELD(in_force, ent_act_at(f->d, act).in_force)
DATE_FIELD(ended, ent_act_at(f->d, act).ended)
DATE_FIELD(as_of, ent_act_at(f->d, act).as_of)

static void put_level(fields *f, uint32_t act, values *out)
{
    ent_level level = ent_act_at(f->d, act).level;
    ent_str word = ent_str_of(ent_level_name(level));

    add_value(f, out, word, word, (int)level);
}

static void put_within(fields *f, uint32_t act, values *out)
{
    uint32_t within = ent_act_at(f->d, act).within;

    if (within != ENT_NONE)
        add_value(f, out, ent_actor_at(f->d, within)->id, ent_actor_at(f->d, within)->label, 0);
}

/* The period of so many years in which the agreement falls, as "1958" or "1950s"; or the date when it is not known
 * to such a period. */
static void put_period(fields *f, uint32_t act, int years, const char *suffix, values *out)
{
    ent_date date = date_of_act(f->d, ent_act_at(f->d, act));
    ent_buf text = { 0 };
    int first, last, month, day;

    if (!ent_date_known(date))
        return;
    ent_day_split(date.first, &first, &month, &day);
    ent_day_split(date.last, &last, &month, &day);
    if (first / years == last / years)
        ent_buf_format(&text, "%04d%s", first / years * years, suffix);
    else
        ent_date_write(&text, date);
    add_made(f, out, &text);
}

static void put_year(fields *f, uint32_t act, values *out)
{
    put_period(f, act, 1, "", out);
}

static void put_decade(fields *f, uint32_t act, values *out)
{
    put_period(f, act, 10, "s", out);
}

static void put_topic(fields *f, uint32_t act, values *out)
{
    ent_str cell = ent_act_at(f->d, act).topic, part;

    while (ent_str_next(&cell, ';', &part)) {
        uint32_t row = ent_index_find(&f->topics, part);
        ent_str label = { "", 0 };

        if (row != ENT_ABSENT)
            label = ent_cell(f->d, ent_table_row(f->d, ENT_TOPICS, row), "label");
        add_value(f, out, part, label, 0);
    }
}

static void put_source(fields *f, uint32_t act, values *out)
{
    add_list(f, out, ent_cell(f->d, ent_act_at(f->d, act).row, "source"));
}

static void put_counted(fields *f, uint32_t act, values *out)
{
    static const char *const words[] = { "no", "yes", "unknown" };
    ent_truth truth = ent_counting_act(f->counting, act);
    ent_str word = ent_str_of(words[truth]);

    add_value(f, out, word, word, truth == ENT_YES ? 0 : truth == ENT_UNKNOWN ? 1 : 2);
}

/* Of an agreement that counts: "Germany may count or not: Germany existed in a part of that time only, ...", or why it
 * does not. */
static void put_doubt(fields *f, uint32_t act, ent_buf *out)
{
    uint32_t party = ent_counting_act(f->counting, act) == ENT_YES ? ent_counting_doubt(f->counting, act) : ENT_NONE;

    if (party == ENT_NONE)
        return;
    ent_buf_format(out, "%s%.*s %s: ", out->len ? "; " : "",
                   ENT_STR_ARG(ent_actor_at(f->d, ent_party_at(f->d, party).actor)->name),
                   ent_counting_party(f->counting, party) == ENT_UNKNOWN ? "may count or not" : "does not");
    ent_counting_party_reason(f->counting, party, out);
}

static void put_why(fields *f, uint32_t act, values *out)
{
    ent_buf text = { 0 };

    ent_counting_reason(f->counting, act, &text);
    put_doubt(f, act, &text);
    add_made(f, out, &text);
}

/* "yes", or "no: sponsors only; --role sponsor counts it" */
static void put_counts(fields *f, uint32_t act, values *out)
{
    static const char *const words[] = { "no: ", "yes", "unknown: " };
    ent_buf text = { 0 };

    ent_buf_text(&text, words[ent_counting_act(f->counting, act)]);
    ent_counting_reason(f->counting, act, &text);
    put_doubt(f, act, &text);
    add_made(f, out, &text);
}

/* "bilateral agreement" */
static void put_what(fields *f, uint32_t act, values *out)
{
    const ent_act a = ent_act_at(f->d, act);
    const char *level = ent_level_name(a.level);
    ent_buf text = { 0 };

    ent_buf_format(&text, "%s%s%.*s", level, level[0] && a.kind.len ? " " : "", ENT_STR_ARG(a.kind));
    add_made(f, out, &text);
}

static void put_all_dates(fields *f, uint32_t act, values *out)
{
    ent_buf text = { 0 };

    put_dates(f->d, ent_act_at(f->d, act), &text);
    add_made(f, out, &text);
}

static void put_all_parties(fields *f, uint32_t act, values *out)
{
    enum { MOST_NAMES = 8 };
    ent_buf text = { 0 };

    put_parties(f, act, MOST_NAMES, &text);
    add_made(f, out, &text);
}

/* ---- fields of actors ---- */

static void put_actor(fields *f, uint32_t actor, values *out)
{
    add_value(f, out, ent_actor_at(f->d, actor)->id, ent_actor_at(f->d, actor)->name, 0);
}

static void put_region(fields *f, uint32_t actor, values *out)
{
    add_text(f, out, ent_actor_at(f->d, actor)->region);
}

static void put_type(fields *f, uint32_t actor, values *out)
{
    ent_actor_type type = ent_actor_at(f->d, actor)->type;
    ent_str word = ent_str_of(ent_actor_type_name(type));

    add_value(f, out, word, word, (int)type);
}

static const field_row rows[] = {
    { .name = "id", .of_act = put_id },
    { .name = "title", .of_act = put_title },
    { .name = "kind", .of_act = put_kind },
    { .name = "legal_type", .of_act = put_legal_type },
    { .name = "level", .of_act = put_level },
    { .name = "within", .of_act = put_within },
    { .name = "proposed", .of_act = put_proposed },
    { .name = "submitted", .of_act = put_submitted },
    { .name = "adopted", .of_act = put_adopted },
    { .name = "signed", .of_act = put_signed_on },
    { .name = "in_force", .of_act = put_in_force },
    { .name = "ended", .of_act = put_ended },
    { .name = "as_of", .of_act = put_as_of },
    { .name = "year", .of_act = put_year },
    { .name = "decade", .of_act = put_decade },
    { .name = "status", .of_act = put_status },
    { .name = "topic", .of_act = put_topic },
    { .name = "source", .of_act = put_source },
    { .name = "counted", .of_act = put_counted },
    { .name = "why", .of_act = put_why },
    { .name = "counts", .of_act = put_counts },
    { .name = "what", .of_act = put_what },
    { .name = "dates", .of_act = put_all_dates },
    { .name = "parties", .of_act = put_all_parties },
    { .name = "party", .of_actor = put_actor },
    { .name = "region", .of_actor = put_region },
    { .name = "type", .of_actor = put_type },
    { .name = "role", .of_role = true },
};

/* ---- parties in words ---- */

static bool is_shown(fields *f, uint32_t party)
{
    return !f->counted || ent_counting_party(f->counting, party) == ENT_YES;
}

/* The label of an actor. Data that are read as of a day have names of that day; an agreement of a later one has the
 * name of its own day: Sri Lanka in 1980, although Ceylon is asked about in 1950. */
static ent_str name_in(const fields *f, ent_act act, const ent_actor *a)
{
    ent_date asked = ent_network_selection(f->n)->as_of, own = ent_act_concluded(act);
    const ent_world *world = ent_dataset_world(f->d);

    if (!a->state || !ent_date_known(asked) || !ent_date_known(own) || own.first <= asked.last ||
        ent_str_eq(a->label, a->state->name) || !ent_str_eq(a->label, ent_world_name_on(world, a->state, asked)))
        return a->label;
    return ent_world_name_on(world, a->state, own);
}

static size_t put_names(fields *f, uint32_t act, ent_role role, bool ids, size_t most, ent_buf *out)
{
    const uint32_t *parties;
    size_t count = ent_act_parties(f->d, act, &parties), shown = 0, all = 0;

    for (size_t i = 0; i < count; i++)
        all += ent_party_at(f->d, parties[i]).role == role && is_shown(f, parties[i]);
    for (size_t i = 0; i < count; i++) {
        const ent_party p = ent_party_at(f->d, parties[i]);
        const ent_actor *actor = ent_actor_at(f->d, p.actor);

        if (p.role != role || !is_shown(f, parties[i]))
            continue;
        if (most && all > most + 1 && shown == most) {
            ent_buf_format(out, " and %zu more", all - most);
            break;
        }
        ent_buf_text(out, !shown++ ? "" : ids ? ";" : ", ");
        ent_buf_str(out, ids ? actor->id : name_in(f, ent_act_at(f->d, act), actor));
    }
    return all;
}

void put_role(fields *f, uint32_t act, ent_role role, bool names, ent_buf *out)
{
    put_names(f, act, role, !names, 0, out);
}

/* "sponsor: ", "signatories: " */
static void put_role_word(ent_role role, size_t count, ent_buf *out)
{
    ent_str word = ent_str_of(ent_role_name(role));
    bool y = count > 1 && word.ptr[word.len - 1] == 'y';

    word.len -= y;
    ent_buf_str(out, word);
    ent_buf_text(out, y ? "ies: " : count > 1 ? "s: " : ": ");
}

void put_parties(fields *f, uint32_t act, size_t most, ent_buf *out)
{
    for (int r = 0; r < ENT_ROLE_COUNT; r++) {
        ent_buf names = { 0 };
        size_t count = put_names(f, act, (ent_role)r, false, most, &names);

        if (count) {
            ent_buf_text(out, out->len ? "; " : "");
            if (r == ENT_ROLE_UNKNOWN)
                ent_buf_text(out, "role not known: ");
            else if (r != ENT_PARTY)
                put_role_word((ent_role)r, count, out);
            ent_buf_str(out, ent_buf_view(&names));
        }
        out->failed |= names.failed;
        ent_buf_destroy(&names);
    }
}

/* ---- looking up, and values of items ---- */

ent_status fields_init(fields *f, const ent_network *n, ent_diags *diags)
{
    const ent_dataset *d = ent_network_dataset(n);

    *f = (fields){ .d = d, .n = n };
    for (size_t i = 0; i < ent_table_rows(d, ENT_TOPICS); i++) {
        ent_str id = ent_cell(d, ent_table_row(d, ENT_TOPICS, i), "id");
        uint32_t found;

        if (id.len && !ent_index_add(&f->topics, id, (uint32_t)i, &found))
            return ent_out_of_memory(diags);
    }
    return ent_counting_new(&f->counting, n, diags);
}

void fields_destroy(fields *f)
{
    ent_counting_free(f->counting);
    ent_index_destroy(&f->topics);
    ent_arena_destroy(&f->texts);
}

ent_status field_find(fields *f, ent_tabulated of, ent_str name, field *found, ent_diags *diags)
{
    static const ent_table tables[] = { ENT_AGREEMENTS, ENT_PARTIES, ENT_ACTORS };
    size_t i = ent_names_find(ENT_NAMES(rows), name);
    ent_str copy;

    *found = (field){ 0 };
    if (i != SIZE_MAX) {
        *found = (field){ .row = &rows[i], .name = rows[i].name };
        if (rows[i].of_role && of == ENT_TAB_TIES)
            return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE,
                            "a tie has no role; roles are of parties (--of parties)");
        return ENT_OK;
    }
    if ((copy = ent_arena_str(&f->texts, name)).ptr == NULL)
        return ent_out_of_memory(diags);
    for (i = 0; i < sizeof tables / sizeof *tables; i++)
        if (ent_table_has(f->d, tables[i], copy.ptr)) {
            *found = (field){ .name = copy.ptr, .table = tables[i] };
            return ENT_OK;
        }
    return ent_fail_unknown(diags, ENT_NOWHERE, "column", name, ENT_NAMES(rows), NULL);
}

static void values_of_act(fields *f, const field *x, uint32_t act, values *out)
{
    if (x->row)
        x->row->of_act(f, act, out);
    else
        add_list(f, out, ent_cell(f->d, ent_act_at(f->d, act).row, x->name));
}

static void values_of_actor(fields *f, const field *x, uint32_t actor, values *out)
{
    if (x->row)
        x->row->of_actor(f, actor, out);
    else
        add_list(f, out, ent_cell(f->d, ent_actor_at(f->d, actor)->row, x->name));
}

static void values_of_party(fields *f, const field *x, uint32_t party, values *out)
{
    const ent_party p = ent_party_at(f->d, party);

    if (x->row && x->row->of_role) {
        ent_str word = ent_str_of(ent_role_name(p.role));

        add_value(f, out, word, word, (int)p.role);
    } else if (!x->row && x->table == ENT_PARTIES) {
        add_list(f, out, ent_cell(f->d, p.row, x->name));
    } else {
        values_of_actor(f, x, p.actor, out);
    }
}

static bool is_of_act(const field *x)
{
    return x->row ? x->row->of_act != NULL : x->table == ENT_AGREEMENTS;
}

static void values_of_tie(fields *f, const field *x, uint32_t index, values *out)
{
    const ent_tie *tie = ent_tie_at(f->n, index);
    const ent_evidence *evidence = ent_tie_evidence(f->n, tie);
    const uint32_t ends[] = { tie->a, tie->b };

    for (size_t i = 0; is_of_act(x) && i < tie->count; i++)
        if (evidence[i].kind == ENT_EVIDENCE_ACT)
            values_of_act(f, x, evidence[i].record, out);
    for (size_t i = 0; !is_of_act(x) && i < 2; i++)
        if (ent_node_at(f->n, ends[i])->actor != ENT_NONE)
            values_of_actor(f, x, ent_node_at(f->n, ends[i])->actor, out);
}

void field_values(fields *f, const field *x, ent_tabulated of, uint32_t item, values *out)
{
    const uint32_t *parties;
    size_t count;

    out->count = 0;
    if (of == ENT_TAB_TIES) {
        values_of_tie(f, x, item, out);
    } else if (is_of_act(x)) {
        values_of_act(f, x, of == ENT_TAB_PARTIES ? ent_party_at(f->d, item).act : item, out);
    } else if (of == ENT_TAB_PARTIES) {
        values_of_party(f, x, item, out);
    } else {
        count = ent_act_parties(f->d, item, &parties);
        for (size_t i = 0; i < count; i++)
            if (is_shown(f, parties[i]))
                values_of_party(f, x, parties[i], out);
    }
}

/* ---- order ---- */

typedef struct dated_act {
    int32_t first, last;
    ent_str id;
    uint32_t act;
} dated_act;

static int by_date(const void *a, const void *b)
{
    const dated_act *x = a, *y = b;

    if (x->first != y->first)
        return x->first < y->first ? -1 : 1;
    if (x->last != y->last)
        return x->last < y->last ? -1 : 1;
    return ent_str_compare_natural(x->id, y->id);
}

bool sort_acts(const ent_dataset *d, uint32_t *acts, size_t count)
{
    dated_act *list = ent_mem_new(count, sizeof *list);

    for (size_t i = 0; list && i < count; i++) {
        const ent_act act = ent_act_at(d, acts[i]);
        ent_date date = date_of_act(d, act);
        bool known = ent_date_known(date);

        list[i] = (dated_act){ known ? date.first : ENT_DAY_MAX, known ? date.last : ENT_DAY_MAX,
                               act.id, acts[i] };
    }
    if (list && count)
        qsort(list, count, sizeof *list, by_date);
    for (size_t i = 0; list && i < count; i++)
        acts[i] = list[i].act;
    ent_mem_free(list);
    return list != NULL;
}
