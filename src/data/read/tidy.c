/* tidy.c: one plain file: three tidy shapes, told by the names in the header. What was understood
 * is announced, so that nobody has to guess what a guess was. */
#include "data/dataset.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

/* ---- the header ---- */

typedef struct synonyms {
    int column;
    const char *names[14];
} synonyms;

static const synonyms party_rows[] = {
    { PARTY_ACT, { "agreement", "agreement_id", "treaty", "treaty_id", "act", "event", "alliance",
                   "organization", "igo", "group", "atopid", "version4id" } },
    { PARTY_PARTY, { "party", "country", "state", "member", "actor", "participant", "signatory",
                     "node", "stateid", "ccode", "iso3", "person" } },
    { PARTY_ROLE, { "role" } },
    { PARTY_SIGNED, { "signed", "signature", "date", "start", "begin", "from", "year" } },
    { PARTY_RATIFIED, { "ratified", "ratification" } },
    { PARTY_IN_FORCE, { "in_force", "entry_into_force" } },
    { PARTY_WITHDREW, { "withdrew", "withdrawal", "end", "ended", "to", "until" } },
    { PARTY_ENDED, { "ended", "end", "until" } },
    { PARTY_TITLE, { "title", "name" } },
    { PARTY_KIND, { "kind", "type" } },
    { PARTY_LEVEL, { "level" } },
    { PARTY_TOPIC, { "topic" } },
};

static const synonyms act_rows[] = {
    { ACT_ID, { "agreement", "agreement_id", "treaty", "id", "act" } },
    { ACT_TITLE, { "title", "name" } },
    { ACT_KIND, { "kind", "type" } },
    { ACT_LEVEL, { "level" } },
    { ACT_SIGNED, { "signed", "signature", "date", "start", "begin", "year" } },
    { ACT_IN_FORCE, { "in_force", "entry_into_force" } },
    { ACT_ENDED, { "ended", "end", "until" } },
    { ACT_STATUS, { "status" } },
    { ACT_AS_OF, { "as_of" } },
    { ACT_TOPIC, { "topic" } },
    { ACT_PARTIES, { "parties", "members", "signatories", "participants", "countries", "states" } },
    { ACT_WEIGHT, { "weight", "strength", "value" } },
};

static const synonyms node_rows[] = {
    { ACTOR_ID, { "id", "node", "actor", "code", "party", "country", "state", "name" } },
    { ACTOR_NAME, { "name", "label", "title" } },
};

static const char *const pairs[][2] = {
    { "party1", "party2" },     { "party_1", "party_2" },   { "source", "target" },
    { "from", "to" },           { "node1", "node2" },       { "state1", "state2" },
    { "country1", "country2" }, { "ccode1", "ccode2" },     { "member1", "member2" },
    { "actor1", "actor2" },     { "stateid1", "stateid2" }, { "a", "b" },
};

static void map(table *t, const synonyms *rows, size_t count)
{
    for (size_t i = 0; i < count; i++)
        for (size_t n = 0; rows[i].names[n]; n++) {
            size_t at = ent_tablefile_column(&t->file, rows[i].names[n]);

            if (at != ENT_NO_COLUMN) {
                t->position[rows[i].column] = at;
                break;
            }
        }
}

static bool has_pair(table *t)
{
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        size_t a = ent_tablefile_column(&t->file, pairs[i][0]);
        size_t b = ent_tablefile_column(&t->file, pairs[i][1]);

        if (a != ENT_NO_COLUMN && b != ENT_NO_COLUMN) {
            t->position[ACT_PARTY1] = a;
            t->position[ACT_PARTY2] = b;
            return true;
        }
    }
    return false;
}

static bool has_party_and_act(table *t)
{
    map(t, party_rows, sizeof party_rows / sizeof *party_rows);
    if (t->position[PARTY_ENDED] == t->position[PARTY_WITHDREW])
        t->position[PARTY_ENDED] = ENT_NO_COLUMN; /* one column for ends: of the party */
    return t->position[PARTY_ACT] != ENT_NO_COLUMN && t->position[PARTY_PARTY] != ENT_NO_COLUMN;
}

static void forget(table *t)
{
    for (int i = 0; i < MOST_COLUMNS; i++)
        t->position[i] = ENT_NO_COLUMN;
}

/* "party rows: agreement=treaty, party=country" */
static void announce(ent_dataset *d, ent_table which, const char *shape, ent_diags *diags)
{
    table *t = &d->tables[which];
    size_t count, required;
    const char *const *known = ent_table_columns(which, &count, &required);
    ent_buf text = { 0 };
    const char *comma = ": ";

    for (size_t i = 0; i < count; i++)
        if (t->position[i] != ENT_NO_COLUMN) {
            ent_buf_text(&text, comma);
            ent_buf_text(&text, known[i]);
            ent_buf_char(&text, '=');
            ent_buf_str(&text, t->file.header[t->position[i]]);
            comma = ", ";
        }
    ent_note(diags, (ent_where){ .file = t->file.file.name }, "read as %s%s", shape,
             ent_buf_string(&text));
    ent_buf_destroy(&text);
}

/* Columns that no synonym took are attributes of the user's own. */
static ent_status leftovers(ent_dataset *d, ent_table which, ent_diags *diags)
{
    table *t = &d->tables[which];

    if ((t->extra = ent_arena_new(&d->arena, t->file.columns, sizeof *t->extra)) == NULL)
        return ent_out_of_memory(diags);
    for (size_t c = 0; c < t->file.columns; c++) {
        bool meant = false;

        for (int i = 0; i < MOST_COLUMNS; i++)
            meant |= t->position[i] == c;
        if (!meant)
            t->extra[t->extra_count++] = t->file.header[c];
    }
    return ENT_OK;
}

void ent_plain_actors(ent_dataset *d)
{
    map(&d->tables[ENT_ACTORS], node_rows, sizeof node_rows / sizeof *node_rows);
}

/* ---- rows that are acts: pairs and lists ---- */

typedef struct plain {
    ent_dataset *d;
    ent_diags *diags;
} plain;

static ent_status add_party(plain *p, uint32_t act, ent_str id, ent_row row, int column)
{
    ent_party *party;
    uint32_t actor;

    if (!id.len)
        return ent_find(p->diags, ENT_CHECK_VALUE_MISSING,
                        ent_tablefile_where(&p->d->tables[ENT_AGREEMENTS].file, row.offset,
                                            p->d->tables[ENT_AGREEMENTS].position[column]),
                        "no party; expected a name or a code");
    if (id.len > ENT_LIMIT_NAME)
        return ent_find(p->diags, ENT_CHECK_FILE_LIMIT,
                        ent_tablefile_where(&p->d->tables[ENT_AGREEMENTS].file, row.offset,
                                            p->d->tables[ENT_AGREEMENTS].position[column]),
                        "a name of %zu bytes; at most %d are read: is a quote missing?", id.len,
                        ENT_LIMIT_NAME);
    if ((actor = ent_actor_make(p->d, id)) == ENT_NONE ||
        (party = ent_list_add(&p->d->parties, sizeof *party)) == NULL)
        return ent_out_of_memory(p->diags);
    *party = (ent_party){ .act = act, .actor = actor, .role = ENT_PARTY, .row = row,
                          .side = column == ACT_PARTY1   ? ENT_SIDE_FROM
                                  : column == ACT_PARTY2 ? ENT_SIDE_TO
                                                         : ENT_SIDE_NONE };
    ((ent_actor *)p->d->actors.items)[actor].is_party = true;
    return ENT_OK;
}

static ent_status act_cells(plain *p, size_t offset, const ent_str *fields, ent_act *act)
{
    ent_dataset *d = p->d;
    ent_status status = ENT_OK, one;
    const struct {
        int column;
        ent_date *date;
    } dates[] = { { ACT_SIGNED, &act->signed_on },
                  { ACT_IN_FORCE, &act->in_force },
                  { ACT_ENDED, &act->ended },
                  { ACT_AS_OF, &act->as_of } };

    act->title = ent_field(d, ENT_AGREEMENTS, fields, ACT_TITLE);
    act->kind = ent_field(d, ENT_AGREEMENTS, fields, ACT_KIND);
    act->topic = ent_field(d, ENT_AGREEMENTS, fields, ACT_TOPIC);
    act->status = ent_field(d, ENT_AGREEMENTS, fields, ACT_STATUS);
    act->stage = ent_stage_of(act->status);
    act->level = ent_level_of(ent_field(d, ENT_AGREEMENTS, fields, ACT_LEVEL));
    if (act->level == ENT_LEVEL_COUNT)
        act->level = ENT_LEVEL_NONE;
    for (size_t i = 0; i < sizeof dates / sizeof *dates; i++)
        if ((one = ent_read_date(d, ENT_AGREEMENTS, offset, fields, dates[i].column,
                                 dates[i].date, p->diags)) != ENT_OK)
            status = one;
    return status;
}

static ent_status read_row(void *ctx, ent_tablefile *file, size_t offset, const ent_str *fields)
{
    plain *p = ctx;
    ent_dataset *d = p->d;
    ent_row row = { ENT_AGREEMENTS, offset };
    uint32_t index = (uint32_t)d->acts.count;
    ent_act *act = ent_list_add(&d->acts, sizeof *act);
    ent_status status, one;
    ent_str rest, part;

    (void)file;
    if (!act)
        return ent_out_of_memory(p->diags);
    ent_row_seen(d, ENT_AGREEMENTS, offset, fields, p->diags);
    *act = (ent_act){ .row = row, .within = ENT_NONE, .part_of = ENT_NONE,
                      .supersedes = ENT_NONE };
    act->id = ent_field(d, ENT_AGREEMENTS, fields, ACT_ID);
    status = act_cells(p, offset, fields, act);
    if (d->shape == ENT_PAIR_ROWS) {
        for (int c = ACT_PARTY1; c <= ACT_PARTY2; c++)
            if ((one = add_party(p, index, ent_field(d, ENT_AGREEMENTS, fields, c), row, c)) !=
                ENT_OK)
                status = one;
        return status;
    }
    rest = ent_field(d, ENT_AGREEMENTS, fields, ACT_PARTIES);
    if (!rest.len)
        return ent_find(p->diags, ENT_CHECK_VALUE_MISSING,
                        ent_tablefile_where(file, offset,
                                            d->tables[ENT_AGREEMENTS].position[ACT_PARTIES]),
                        "no parties; expected names or codes with ';' between them");
    while (ent_str_next(&rest, ';', &part))
        if (part.len && (one = add_party(p, index, part, row, ACT_PARTIES)) != ENT_OK)
            status = one;
    return status;
}

/* ---- ids of acts that have none ----
 * An id must not depend on the order of rows: it is made of the parties, and acts of the same
 * parties are numbered in the order of their rows' cells. */

typedef struct unnamed {
    ent_str id;
    ent_tablefile *file;
    size_t offset;
    uint32_t act;
} unnamed;

static int by_id_and_cells(const void *a, const void *b)
{
    const unnamed *x = a, *y = b;
    int order = ent_str_compare_natural(x->id, y->id);

    for (size_t column = 0; column < x->file->columns && !order; column++)
        order = ent_str_compare(ent_tablefile_cell(x->file, x->offset, column),
                                ent_tablefile_cell(y->file, y->offset, column));
    return order;
}

static int by_actor_id(const void *a, const void *b)
{
    const ent_str *x = a, *y = b;

    return ent_str_compare_natural(*x, *y);
}

/* "A|B": the ids of the act's parties, in order; with the act's own id in front if it has one. */
static ent_str made_id(ent_dataset *d, uint32_t act, uint32_t first, uint32_t end)
{
    ent_str *ids = ent_mem_new(end - first, sizeof *ids), made = { 0 };
    ent_buf text = { 0 };

    if (!ids)
        return made;
    for (uint32_t i = first; i < end; i++)
        ids[i - first] = ACTORS(d)[PARTIES(d)[i].actor].id;
    qsort(ids, end - first, sizeof *ids, by_actor_id);
    if (ACTS(d)[act].id.len) {
        ent_buf_str(&text, ACTS(d)[act].id);
        ent_buf_text(&text, ": ");
    }
    for (uint32_t i = 0; i < end - first; i++) {
        if (i)
            ent_buf_char(&text, '|');
        ent_buf_str(&text, ids[i]);
    }
    if (!text.failed)
        made = ent_arena_str(&d->arena, ent_buf_view(&text));
    ent_buf_destroy(&text);
    ent_mem_free(ids);
    return made;
}

static ent_status number_acts(ent_dataset *d, ent_diags *diags)
{
    size_t count = d->acts.count;
    unnamed *names = ent_mem_new(count, sizeof *names);
    ent_status status = ENT_OK;
    uint32_t party = 0;
    ent_index seen = { 0 };
    size_t repeats = 0;

    if (!names)
        return ent_out_of_memory(diags);
    for (uint32_t i = 0; i < count; i++) { /* is every id given, and given once? */
        uint32_t found = i;

        if (ACTS(d)[i].id.len && !ent_index_add(&seen, ACTS(d)[i].id, i, &found))
            status = ent_out_of_memory(diags);
        repeats += found != i || !ACTS(d)[i].id.len;
    }
    ent_index_destroy(&seen);
    for (uint32_t i = 0; i < count && status == ENT_OK; i++) {
        uint32_t first = party;

        while (party < d->parties.count && PARTIES(d)[party].act == i)
            party++;
        names[i] = (unnamed){ repeats ? made_id(d, i, first, party) : ACTS(d)[i].id,
                              &d->tables[ENT_AGREEMENTS].file, ACTS(d)[i].row.offset, i };
        if (!names[i].id.ptr)
            status = ent_out_of_memory(diags);
    }
    if (status == ENT_OK && count)
        qsort(names, count, sizeof *names, by_id_and_cells);
    for (size_t i = 0, nth = 1; i < count && status == ENT_OK; i++) {
        ent_act *act = &ACTS(d)[names[i].act];
        uint32_t found;

        nth = i && ent_str_eq(names[i].id, names[i - 1].id) ? nth + 1 : 1;
        act->id = names[i].id;
        if (nth > 1) {
            ent_buf text = { 0 };

            ent_buf_str(&text, names[i].id);
            ent_buf_format(&text, " #%zu", nth);
            act->id = ent_arena_str(&d->arena, ent_buf_view(&text));
            ent_buf_destroy(&text);
        }
        if (!act->title.len)
            act->title = act->id;
        act->label = act->title;
        if (!act->id.ptr || !ent_index_add(&d->act_ids, act->id, names[i].act, &found))
            status = ent_out_of_memory(diags);
    }
    ent_mem_free(names);
    return status;
}

/* ---- the door ---- */

static ent_status find_acts(ent_dataset *d, const char *shape, ent_diags *diags)
{
    table *t = &d->tables[ENT_AGREEMENTS];

    map(t, act_rows, sizeof act_rows / sizeof *act_rows);
    if (d->shape == ENT_LIST_ROWS && t->position[ACT_ID] == ENT_NO_COLUMN)
        t->position[ACT_ID] = t->position[ACT_TITLE];
    announce(d, ENT_AGREEMENTS, shape, diags);
    if (t->position[ACT_WEIGHT] != ENT_NO_COLUMN && d->shape == ENT_PAIR_ROWS) {
        ent_str name = ent_arena_str(&d->arena, t->file.header[t->position[ACT_WEIGHT]]);

        if ((d->weight_column = name.ptr) == NULL)
            return ent_out_of_memory(diags);
    }
    return leftovers(d, ENT_AGREEMENTS, diags);
}

ent_status ent_plain_rows(ent_dataset *d, ent_diags *diags)
{
    plain p = { d, diags };
    ent_status status = ent_tablefile_rows(&d->tables[ENT_AGREEMENTS].file, read_row, &p, diags);

    return status == ENT_OK ? number_acts(d, diags) : status;
}

static ent_status not_recognized(table *t, ent_diags *diags)
{
    return ent_find(diags, ENT_CHECK_COLUMN_MISSING,
                    ent_tablefile_where(&t->file, SIZE_MAX, ENT_NO_COLUMN),
                    "these columns are none of the plain shapes: agreement and party (a row for each "
                    "party), party1 and party2 (a row for each pair; also source and target, from and "
                    "to), or parties (a row for each agreement, ';' between them); `entente import "
                    "--guess %s` proposes a map for them, to be given by --map",
                    t->file.file.name);
}

ent_status ent_plain_open(ent_dataset *d, const char *path, ent_diags *diags)
{
    table *t = &d->tables[ENT_PARTIES];
    ent_status status;

    if ((status = ent_table_open(d, ENT_PARTIES, path, diags)) != ENT_OK)
        return status;
    if (has_party_and_act(t)) {
        d->shape = ENT_PARTY_ROWS;
        announce(d, ENT_PARTIES, "party rows", diags);
        return leftovers(d, ENT_PARTIES, diags);
    }
    forget(t);
    d->tables[ENT_AGREEMENTS] = *t; /* the rows are acts: the table of agreements holds them */
    *t = (table){ 0 };
    t = &d->tables[ENT_AGREEMENTS];
    if (has_pair(t)) {
        d->shape = ENT_PAIR_ROWS;
        return find_acts(d, "pair rows", diags);
    }
    map(t, act_rows, sizeof act_rows / sizeof *act_rows);
    if (t->position[ACT_PARTIES] == ENT_NO_COLUMN)
        return not_recognized(t, diags);
    d->shape = ENT_LIST_ROWS;
    return find_acts(d, "list rows", diags);
}
