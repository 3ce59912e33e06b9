/* tidy.c: one plain file of one of three tidy shapes, recognized by the names in its header: a row for
 * each party, for each pair, or for each agreement with a list of parties. A note says what was
 * understood. */
#include "data/read/tidy.h"

#include "data/read/actors.h"
#include "data/read/load.h"
#include "data/read/open.h"
#include "data/read/party_column.h"
#include "data/read/title_column.h"
#include "data/world/party_list.h"
#include "data/read/synonyms.h"

/* ---- the header ---- */

/* "; kept as attributes: No., Remarks" */
static void put_unused(ent_buf *out, const table *t)
{
    enum { MOST = 8 };
    size_t count = 0;

    for (size_t c = 0; c < t->file.columns; c++)
        if (t->file.header[c].len && !ent_table_knows(t, c) && count++ < MOST)
            ent_buf_format(out, "%s%.*s", count == 1 ? "; kept as attributes: " : ", ", ENT_SHOWN(t->file.header[c]));
    if (count > MOST)
        ent_buf_format(out, " and %zu more", count - MOST);
}

/* "party rows: agreement=treaty, party=country; kept as attributes: notes" */
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
    put_unused(&text, t);
    ent_note(diags, (ent_where){ .file = t->file.file.name }, "read as %s%s", shape,
             ent_buf_string(&text));
    ent_buf_destroy(&text);
}

ent_status ent_tidy_find_acts(ent_dataset *d, ent_shape shape, ent_diags *diags)
{
    table *t = &d->tables[ENT_AGREEMENTS];

    d->shape = shape;
    ent_synonyms_acts(t);
    if (shape == ENT_LIST_ROWS && t->position[ACT_ID] == ENT_NO_COLUMN)
        t->position[ACT_ID] = t->position[ACT_TITLE];
    if (shape == ENT_LIST_ROWS && t->position[ACT_ID] == ENT_NO_COLUMN) {
        size_t first;

        if (!ent_title_column_find(t, &first))
            return ent_out_of_memory(diags);
        if (first != ENT_NO_COLUMN)
            ent_note(diags, ent_tablefile_where(&t->file, SIZE_MAX, first),
                     "the column '%.*s' is read as the titles: it is the first, and its cells differ",
                     ENT_SHOWN(t->file.header[first]));
        t->position[ACT_ID] = first;
    }
    if (t->position[ACT_WEIGHT] != ENT_NO_COLUMN && shape == ENT_PAIR_ROWS) {
        ent_str column = ent_arena_str(&d->arena, t->file.header[t->position[ACT_WEIGHT]]);

        if ((d->weight_column = column.ptr) == NULL)
            return ent_out_of_memory(diags);
    }
    return ent_table_keep_extra(d, ENT_AGREEMENTS, false, diags);
}

static ent_status find_acts(ent_dataset *d, ent_shape shape, const char *name, ent_diags *diags)
{
    ent_status status = ent_tidy_find_acts(d, shape, diags);

    announce(d, ENT_AGREEMENTS, name, diags);
    return status;
}

static ent_status find_parties(ent_dataset *d, ent_diags *diags)
{
    d->shape = ENT_PARTY_ROWS;
    announce(d, ENT_PARTIES, "party rows", diags);
    return ent_table_keep_extra(d, ENT_PARTIES, false, diags);
}

/* "'Between', 'Signed'": the columns without a meaning. */
static void put_unknown(ent_buf *out, const table *t)
{
    enum { MOST = 8 };
    size_t count = 0;

    for (size_t c = 0; c < t->file.columns; c++)
        if (t->file.header[c].len && !ent_table_knows(t, c) && count++ < MOST)
            ent_buf_format(out, "%s'%.*s'", count == 1 ? "" : ", ", ENT_SHOWN(t->file.header[c]));
    if (count > MOST)
        ent_buf_format(out, " and %zu more", count - MOST);
}

static ent_status not_recognized(table *t, const ent_party_column *parties, ent_diags *diags)
{
    const char *file = t->file.file.name;
    ent_buf names = { 0 };
    ent_status status;

    put_unknown(&names, t);
    status = ent_find(
        diags, ENT_CHECK_COLUMN_MISSING, ent_tablefile_where(&t->file, SIZE_MAX, ENT_NO_COLUMN),
        "cannot tell which column holds the parties%s; the columns that were not understood: %s; rename one of them 'parties' (lists of names) or "
        "'party' (one in each row, beside 'agreement'), or two of them 'party1' and 'party2'; or make a file that says which "
        "column is what: `entente import --guess %s -o map.json`, then `entente check %s --map map.json`",
        parties->candidates > 1 ? ", because several have names of states" : "", ent_buf_string(&names), file, file);
    ent_buf_destroy(&names);
    return status;
}

static void tell_party_column(table *t, const ent_party_column *found, ent_diags *diags)
{
    ent_note(diags, ent_tablefile_where(&t->file, SIZE_MAX, found->column),
             "the column '%.*s' is read as the parties: %zu of %zu different names in it are known",
             ENT_SHOWN(t->file.header[found->column]), found->known, found->names);
}

/* No column has a name for the parties: one of them may have cells that are names of states. */
static ent_status open_by_cells(ent_dataset *d, ent_diags *diags)
{
    table *acts = &d->tables[ENT_AGREEMENTS], *parties = &d->tables[ENT_PARTIES];
    ent_party_column found;

    if (!ent_party_column_find(d, acts, &found))
        return ent_out_of_memory(diags);
    if (found.column == ENT_NO_COLUMN)
        return not_recognized(acts, &found, diags);
    if (found.has_lists) {
        tell_party_column(acts, &found, diags);
        acts->position[ACT_PARTIES] = found.column;
        return find_acts(d, ENT_LIST_ROWS, "list rows", diags);
    }
    *parties = *acts;
    *acts = (table){ 0 };
    ent_table_forget_columns(parties);
    ent_synonyms_parties(parties);
    if (parties->position[PARTY_ACT] == ENT_NO_COLUMN)
        return not_recognized(parties, &found, diags);
    tell_party_column(parties, &found, diags);
    parties->position[PARTY_PARTY] = found.column;
    return find_parties(d, diags);
}

ent_status ent_tidy_open(ent_dataset *d, const char *path, ent_diags *diags)
{
    table *t = &d->tables[ENT_PARTIES];
    ent_status status;

    if ((status = ent_table_open(d, ENT_PARTIES, path, true, diags)) != ENT_OK)
        return status;
    if (ent_synonyms_parties(t))
        return find_parties(d, diags);
    ent_table_forget_columns(t);
    d->tables[ENT_AGREEMENTS] = *t; /* the rows are acts: the table of agreements holds them */
    *t = (table){ 0 };
    t = &d->tables[ENT_AGREEMENTS];
    if (ent_synonyms_pair(t))
        return find_acts(d, ENT_PAIR_ROWS, "pair rows", diags);
    ent_synonyms_acts(t);
    return t->position[ACT_PARTIES] != ENT_NO_COLUMN ? find_acts(d, ENT_LIST_ROWS, "list rows", diags)
                                                     : open_by_cells(d, diags);
}

/* ---- rows that are acts: pairs and lists ---- */

static ent_status add_party(const input_row *row, uint32_t act, ent_str id, int column)
{
    ent_dataset *d = row->d;
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
    if ((party.actor = ent_actor_make(d, id)) == ENT_NONE ||
        !ent_parties_put(d, d->parties.count, &party))
        return ent_out_of_memory(row->diags);
    d->actors.items[party.actor].is_party = true;
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
    const ent_str title = ent_input_text(&row, ACT_TITLE);
    ent_act act = { .within = ENT_NONE, .part_of = ENT_NONE, .supersedes = ENT_NONE,
                    .row = { ENT_AGREEMENTS, offset } };
    ent_status status;

    (void)file;
    if (ent_input_is_remark(d, ENT_AGREEMENTS, offset, fields))
        return ENT_OK;
    ent_input_seen(&row);
    status = ent_load_act_cells(&row, false, &act);
    act.id = ent_input_text(&row, ACT_ID);
    act.title = title.len ? title : act.id; /* also when the id is made later */
    act.label = act.title;
    if (!ent_acts_put(d, index, &act))
        return ent_out_of_memory(at->diags);
    if (d->shape == ENT_LIST_ROWS)
        return ent_worse(status, add_list(&row, index));
    for (int c = ACT_PARTY1; c <= ACT_PARTY2; c++)
        status = ent_worse(status, add_party(&row, index, ent_input_text(&row, c), c));
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

    return status == ENT_OK ? ent_tidy_make_ids(d, diags) : status;
}
