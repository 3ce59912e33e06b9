/* load.c: rows into records. One pass over each table, in an order in which a row is read after the
 * rows that it refers to: sources, actors, memberships, agreements, parties, tables without records. Every row that is wrong is
 * reported; the reading fails once, at the end. */
#include "data/read/load.h"

#include "data/read/actors.h"
#include "data/read/tidy.h"

/* ---- sources ---- */

ent_status ent_load_source_row(void *ctx, ent_tablefile *file, size_t offset, const ent_str *fields)
{
    loading *l = ctx;
    ent_dataset *d = l->d;
    const input_row row = { d, l->diags, ENT_SOURCES, offset, fields };
    ent_source *s = ENT_LIST_ADD(&d->sources);
    ent_status status;
    uint32_t found;

    (void)file;
    if (!s)
        return ent_out_of_memory(l->diags);
    ent_input_seen(&row);
    s->row = (ent_row){ ENT_SOURCES, offset };
    status = ent_input_need(&row, SOURCE_ID, &s->id);
    s->title = ent_input_text(&row, SOURCE_TITLE);
    if (!ent_index_add(&d->source_ids, s->id, (uint32_t)d->sources.count - 1, &found))
        return ent_out_of_memory(l->diags);
    return !s->id.len || found == d->sources.count - 1
               ? status
               : ent_worse(status, ent_input_repeated(&row, SOURCE_ID, s->id));
}

/* ---- after the rows ---- */

/* The rows of each act or organization: counted, summed, filled. */
static bool group_rows(const ent_dataset *d, size_t owners, size_t rows,
                       uint32_t (*owner)(const ent_dataset *d, size_t row), uint32_t **first,
                       uint32_t **grouped)
{
    uint32_t *start = *first = ent_mem_new(owners + 2, sizeof **first);

    *grouped = ent_mem_new(rows, sizeof **grouped);
    if (!start || !*grouped)
        return false;
    for (size_t i = 0; i < rows; i++)
        if (owner(d, i) != ENT_NONE)
            start[owner(d, i) + 2]++;
    for (size_t i = 2; i < owners + 2; i++)
        start[i] += start[i - 1];
    for (size_t i = 0; i < rows; i++)
        if (owner(d, i) != ENT_NONE)
            (*grouped)[start[owner(d, i) + 1]++] = (uint32_t)i;
    return true;
}

static uint32_t act_at(const ent_dataset *d, size_t row)
{
    return ent_party_act(d, row);
}

static uint32_t organization_at(const ent_dataset *d, size_t row)
{
    return d->memberships.items[row].organization;
}

static bool make_fingerprint(ent_dataset *d)
{
    ent_buf text = { 0 };

    ent_buf_format(&text, "%016llx%016llx", (unsigned long long)d->sum[0],
                   (unsigned long long)d->sum[1]);
    d->fingerprint = ent_arena_str(&d->arena, ent_buf_view(&text));
    ent_buf_destroy(&text);
    return d->fingerprint.len == 32;
}

/* Weights are used by default when every agreement has one. */
static void find_weights(ent_dataset *d)
{
    size_t weighted = 0;

    if (d->shape != ENT_PACKAGE || !ent_table_has(d, ENT_AGREEMENTS, "weight"))
        return;
    while (weighted < d->acts.count && ent_cell(d, ent_act_row(d, weighted), "weight").len)
        weighted++;
    if (weighted && weighted == d->acts.count)
        d->weight_column = "weight";
}

static ent_status finish(ent_dataset *d, ent_diags *diags)
{
    ent_status status = ENT_OK;

    if (d->shape != ENT_PACKAGE && (status = ent_tidy_name_actors(d, diags)) == ENT_OK)
        ent_tidy_report_unused(d, diags);
    find_weights(d);
    if (status == ENT_OK)
        status = ent_actors_lend_reserves(d, diags);
    if (status == ENT_OK &&
        (!ent_organizations_name(d) ||
         !group_rows(d, d->acts.count, d->parties.count, act_at, &d->act_first, &d->act_rows) ||
         !group_rows(d, d->actors.count, d->memberships.count, organization_at, &d->member_first,
                     &d->member_rows) ||
         !make_fingerprint(d)))
        status = ent_out_of_memory(diags);
    ent_actors_name_on(d, d->name_day);
    return status;
}

/* ---- all tables ---- */

static ent_status load_plain_party(void *ctx, ent_tablefile *file, size_t offset, const ent_str *fields)
{
    loading *l = ctx;

    return l->d->shape == ENT_PARTY_ROWS && ent_input_is_remark(l->d, ENT_PARTIES, offset, fields)
               ? ENT_OK
               : ent_load_party_row(ctx, file, offset, fields);
}

/* How many records will come, so that columns need not move while their number grows. */
static void expect_rows(ent_dataset *d, ent_table which)
{
    size_t rows = ent_tablefile_guess(&d->tables[which].file);

    if (which == ENT_PARTIES)
        d->parties.expected = rows;
    else if (which == ENT_AGREEMENTS)
        d->acts.expected = rows;
    if (which == ENT_AGREEMENTS && d->shape == ENT_PAIR_ROWS)
        d->parties.expected = 2 * rows;
}

static ent_status load_table(loading *l, ent_table which, ent_tablefile_fn *row)
{
    ent_dataset *d = l->d;
    table *t = &d->tables[which];
    ent_status status = ent_input_begin(d, which, l->diags);

    if (status != ENT_OK)
        return status;
    expect_rows(d, which);
    status = which == ENT_AGREEMENTS && d->shape >= ENT_PAIR_ROWS
                 ? ent_tidy_rows(d, l->diags)
                 : ent_tablefile_rows(&t->file, row, l, l->diags);
    ent_remarks_tell(&d->tables[which].remarks, &d->tables[which].file, l->diags);
    if (status == ENT_OK && !t->file.rows)
        ent_find(l->diags, ENT_CHECK_TABLE_EMPTY,
                 ent_tablefile_where(&t->file, SIZE_MAX, ENT_NO_COLUMN),
                 "the table of %s has no rows", ent_table_name(which));
    if (status != ENT_ENOMEM && (which == ENT_ACTORS ||
                                 (which == ENT_AGREEMENTS && d->shape == ENT_PACKAGE)))
        status = ent_worse(status, ent_load_links(l, which));
    return status;
}

ent_status ent_dataset_load(ent_dataset *d, ent_diags *diags)
{
    static const struct {
        ent_table table;
        ent_tablefile_fn *row;
    } order[] = { { ENT_SOURCES, ent_load_source_row },
                  { ENT_ACTORS, ent_load_actor_row },
                  { ENT_MEMBERSHIPS, ent_load_membership_row },
                  { ENT_AGREEMENTS, ent_load_act_row },
                  { ENT_PARTIES, load_plain_party } };
    const size_t *position = d->tables[ENT_PARTIES].position;
    loading l = { .d = d, .diags = diags, .last_id = ENT_STR(""), .last_role = ENT_STR(""),
                  .last_organization = ENT_STR(""), .last_act = ENT_NONE, .role = ENT_PARTY,
                  .describes = !d->tables[ENT_AGREEMENTS].present &&
                               (position[PARTY_TITLE] != ENT_NO_COLUMN ||
                                position[PARTY_KIND] != ENT_NO_COLUMN ||
                                position[PARTY_LEVEL] != ENT_NO_COLUMN ||
                                position[PARTY_TOPIC] != ENT_NO_COLUMN) };
    ent_status worst = ENT_OK;

    for (size_t i = 0; i < sizeof order / sizeof *order && worst != ENT_ENOMEM; i++)
        if (d->tables[order[i].table].present)
            worst = ent_worse(worst, load_table(&l, order[i].table, order[i].row));
    for (int t = ENT_READINGS; t < ENT_TABLE_COUNT && worst != ENT_ENOMEM; t++)
        if (d->tables[t].present) {
            l.plain_table = (ent_table)t;
            worst = ent_worse(worst, load_table(&l, (ent_table)t, ent_load_plain_row));
            ent_index_destroy(&l.ids);
        }
    if (worst == ENT_OK)
        worst = finish(d, diags);
    ent_acts_forget_index(d); /* most networks need none */
    return worst;
}
