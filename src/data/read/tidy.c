/* tidy.c: one plain file of one of three tidy shapes, recognized by the names in its header: a row for
 * each party, for each pair, or for each agreement with a list of parties. A note says what was
 * understood. */
#include "data/read/tidy.h"

#include <stdlib.h>

#include "data/read/actors.h"
#include "data/read/load.h"
#include "data/read/open.h"
#include "data/world/party_list.h"
#include "data/read/synonyms.h"

/* ---- the header ---- */

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

static ent_status find_acts(ent_dataset *d, ent_shape shape, const char *name, ent_diags *diags)
{
    table *t = &d->tables[ENT_AGREEMENTS];

    d->shape = shape;
    ent_synonyms_acts(t);
    if (shape == ENT_LIST_ROWS && t->position[ACT_ID] == ENT_NO_COLUMN)
        t->position[ACT_ID] = t->position[ACT_TITLE];
    announce(d, ENT_AGREEMENTS, name, diags);
    if (t->position[ACT_WEIGHT] != ENT_NO_COLUMN && shape == ENT_PAIR_ROWS) {
        ent_str column = ent_arena_str(&d->arena, t->file.header[t->position[ACT_WEIGHT]]);

        if ((d->weight_column = column.ptr) == NULL)
            return ent_out_of_memory(diags);
    }
    return ent_table_keep_extra(d, ENT_AGREEMENTS, false, diags);
}

static ent_status not_recognized(table *t, ent_diags *diags)
{
    return ent_find(diags, ENT_CHECK_COLUMN_MISSING,
                    ent_tablefile_where(&t->file, SIZE_MAX, ENT_NO_COLUMN),
                    "cannot tell what these columns are; expected agreement and party (a row for each "
                    "party), party1 and party2 (a row for each pair; also source and target, from and "
                    "to), or parties (a row for each agreement, ';' between them); or try: `entente import "
                    "--guess %s`, which proposes a map for --map",
                    t->file.file.name);
}

ent_status ent_tidy_open(ent_dataset *d, const char *path, ent_diags *diags)
{
    table *t = &d->tables[ENT_PARTIES];
    ent_status status;

    if ((status = ent_table_open(d, ENT_PARTIES, path, true, diags)) != ENT_OK)
        return status;
    if (ent_synonyms_parties(t)) {
        d->shape = ENT_PARTY_ROWS;
        announce(d, ENT_PARTIES, "party rows", diags);
        return ent_table_keep_extra(d, ENT_PARTIES, false, diags);
    }
    ent_table_forget_columns(t);
    d->tables[ENT_AGREEMENTS] = *t; /* the rows are acts: the table of agreements holds them */
    *t = (table){ 0 };
    t = &d->tables[ENT_AGREEMENTS];
    if (ent_synonyms_pair(t))
        return find_acts(d, ENT_PAIR_ROWS, "pair rows", diags);
    ent_synonyms_acts(t);
    return t->position[ACT_PARTIES] != ENT_NO_COLUMN
               ? find_acts(d, ENT_LIST_ROWS, "list rows", diags)
               : not_recognized(t, diags);
}

/* ---- rows that are acts: pairs and lists ---- */

static ent_status add_party(const input_row *row, uint32_t act, ent_str id, int column)
{
    ent_party party = { .act = act, .role = ENT_PARTY, .row = { ENT_AGREEMENTS, row->offset },
                        .side = column == ACT_PARTY1   ? ENT_SIDE_FROM
                                : column == ACT_PARTY2 ? ENT_SIDE_TO
                                                       : ENT_SIDE_NONE };
    ent_status status;

    if (!id.len)
        return ent_find(row->diags, ENT_CHECK_VALUE_MISSING, ent_input_where(row, column),
                        "no party; expected a name or a code");
    if ((status = ent_input_check_length(row, column, id)) != ENT_OK)
        return status;
    if ((party.actor = ent_actor_make(row->d, id)) == ENT_NONE ||
        !ENT_LIST_PUSH(&row->d->parties, party))
        return ent_out_of_memory(row->diags);
    row->d->actors.items[party.actor].is_party = true;
    return ENT_OK;
}

static ent_status add_list(const input_row *row, uint32_t act)
{
    ent_str rest = ent_input_text(row, ACT_PARTIES), part;
    const ent_world *names = row->d->lists_by_names ? row->d->world : NULL;
    ent_status status = ENT_OK;

    if (!rest.len)
        return ent_find(row->diags, ENT_CHECK_VALUE_MISSING, ent_input_where(row, ACT_PARTIES),
                        "no parties; expected names or codes with ';' between them");
    while (ent_party_list_next(names, &rest, &part))
        if (part.len)
            status = ent_worse(status, add_party(row, act, part, ACT_PARTIES));
    return status;
}

static ent_status read_row(void *ctx, ent_tablefile *file, size_t offset, const ent_str *fields)
{
    const input_row *at = ctx;
    const input_row row = { at->d, at->diags, ENT_AGREEMENTS, offset, fields };
    ent_dataset *d = at->d;
    uint32_t index = (uint32_t)d->acts.count;
    ent_act *act = ENT_LIST_ADD(&d->acts);
    ent_status status;

    (void)file;
    if (!act)
        return ent_out_of_memory(at->diags);
    ent_input_seen(&row);
    *act = (ent_act){ .id = ent_input_text(&row, ACT_ID), .title = ent_input_text(&row, ACT_TITLE),
                      .within = ENT_NONE, .part_of = ENT_NONE, .supersedes = ENT_NONE,
                      .row = { ENT_AGREEMENTS, offset } };
    status = ent_load_act_cells(&row, false, act);
    if (d->shape == ENT_LIST_ROWS)
        return ent_worse(status, add_list(&row, index));
    for (int c = ACT_PARTY1; c <= ACT_PARTY2; c++)
        status = ent_worse(status, add_party(&row, index, ent_input_text(&row, c), c));
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
        ids[i - first] = d->actors.items[d->parties.items[i].actor].id;
    qsort(ids, end - first, sizeof *ids, by_actor_id);
    if (d->acts.items[act].id.len) {
        ent_buf_str(&text, d->acts.items[act].id);
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

        if (d->acts.items[i].id.len && !ent_index_add(&seen, d->acts.items[i].id, i, &found))
            status = ent_out_of_memory(diags);
        repeats += found != i || !d->acts.items[i].id.len;
    }
    ent_index_destroy(&seen);
    for (uint32_t i = 0; i < count && status == ENT_OK; i++) {
        uint32_t first = party;

        while (party < d->parties.count && d->parties.items[party].act == i)
            party++;
        names[i] = (unnamed){ repeats ? made_id(d, i, first, party) : d->acts.items[i].id,
                              &d->tables[ENT_AGREEMENTS].file, d->acts.items[i].row.offset, i };
        if (!names[i].id.ptr)
            status = ent_out_of_memory(diags);
    }
    if (status == ENT_OK && count)
        qsort(names, count, sizeof *names, by_id_and_cells);
    for (size_t i = 0, nth = 1; i < count && status == ENT_OK; i++) {
        ent_act *act = &d->acts.items[names[i].act];
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

ent_status ent_tidy_rows(ent_dataset *d, ent_diags *diags)
{
    input_row at = { .d = d, .diags = diags };
    table *t = &d->tables[ENT_AGREEMENTS];
    ent_status status;

    if (d->shape == ENT_LIST_ROWS &&
        (d->lists_by_names = ent_party_list_has_names(d->world, &t->file, t->position[ACT_PARTIES])))
        ent_note(diags, ent_tablefile_where(&t->file, SIZE_MAX, t->position[ACT_PARTIES]),
                 "the parties in a cell are divided at commas, 'and', '&', '/' and line ends: most parts are names in "
                 "the register");
    status = ent_tablefile_rows(&d->tables[ENT_AGREEMENTS].file, read_row, &at, diags);

    return status == ENT_OK ? number_acts(d, diags) : status;
}
