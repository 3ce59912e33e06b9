/* canonical.c: see canonical.h. */
#include "data/write/canonical.h"

static void add_date(ent_cell_store *store, ent_table which, ent_date date)
{
    ent_buf text = { 0 };

    ent_date_write(&text, date);
    store->failed |= text.failed;
    ent_cells_add(store, which, ent_buf_view(&text));
    ent_buf_destroy(&text);
}

static void add_columns(ent_cell_store *store, ent_table which, const char *const *names, size_t count)
{
    for (size_t i = 0; i < count; i++)
        ent_cells_column(store, which, ent_str_of(names[i]));
}

/* Is the name that of a known column of the table, or of a column that names a source of the package? */
static bool is_taken(ent_table which, ent_str name)
{
    static const char *const others[] = { "source", "locator", "binding" };
    size_t count, required;
    const char *const *known = ent_table_columns(which, &count, &required);

    for (size_t i = 0; i < count; i++)
        if (ent_str_eq_fold(name, ent_str_of(known[i])))
            return true;
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (ent_str_eq_fold(name, ent_str_of(others[i])))
            return true;
    return false;
}

/* The attributes of the file's table `from` as columns of the table `to`. */
static void add_extra_columns(const ent_dataset *d, ent_cell_store *store, ent_table to, ent_table from)
{
    const table *t = &d->tables[from];

    for (size_t i = 0; i < t->extra_count; i++) {
        ent_buf name = { 0 };

        ent_buf_text(&name, is_taken(to, t->extra[i]) ? "own_" : "");
        ent_buf_str(&name, t->extra[i]);
        store->failed |= name.failed;
        ent_cells_column(store, to, ent_buf_view(&name));
        ent_buf_destroy(&name);
    }
}

static void add_extra(const ent_dataset *d, ent_cell_store *store, ent_table to, ent_table from, ent_row row)
{
    table *t = (table *)&d->tables[from]; /* looking up a cell changes only a cache */
    size_t column = 0;

    for (size_t i = 0; i < t->extra_count; i++, column++) { /* in the order of the columns of the file */
        while (t->file.header[column].ptr != t->extra[i].ptr)
            column++;
        ent_cells_add(store, to, row.table == (uint32_t)from
                                     ? ent_str_trim(ent_tablefile_cell(&t->file, row.offset, column))
                                     : ENT_STR(""));
    }
}

static void make_actors(const ent_dataset *d, ent_cell_store *store)
{
    static const char *const names[] = { "id", "name", "type", "region", "from", "to" };

    add_columns(store, ENT_ACTORS, names, sizeof names / sizeof *names);
    add_extra_columns(d, store, ENT_ACTORS, ENT_ACTORS);
    for (size_t i = 0; i < d->actors.count; i++) {
        const ent_actor *a = &d->actors.items[i];
        bool known = a->row.table == ENT_ACTORS && !a->state; /* the register has the dates of states */

        if (a->is_reserve)
            continue;
        ent_cells_add(store, ENT_ACTORS, a->id);
        ent_cells_add(store, ENT_ACTORS, a->name);
        ent_cells_add(store, ENT_ACTORS, a->type == ENT_OTHER ? ENT_STR("") : ent_str_of(ent_actor_type_name(a->type)));
        ent_cells_add(store, ENT_ACTORS, a->region);
        add_date(store, ENT_ACTORS, known ? a->from : (ent_date){ 0 });
        add_date(store, ENT_ACTORS, known ? a->to : (ent_date){ 0 });
        add_extra(d, store, ENT_ACTORS, ENT_ACTORS, a->row);
        ent_cells_end(store, ENT_ACTORS, (ent_origin){ 0 });
    }
}

static void make_acts(const ent_dataset *d, ent_cell_store *store)
{
    static const char *const names[] = { "id", "title", "kind", "level", "signed", "in_force", "ended", "status",
                                         "as_of", "topic", "weight" };
    bool weighted = d->weight_column != NULL;
    ent_table from = d->tables[ENT_AGREEMENTS].present ? ENT_AGREEMENTS : ENT_PARTIES;

    add_columns(store, ENT_AGREEMENTS, names, sizeof names / sizeof *names - !weighted);
    if (from == ENT_AGREEMENTS)
        add_extra_columns(d, store, ENT_AGREEMENTS, ENT_AGREEMENTS);
    for (size_t i = 0; i < d->acts.count; i++) {
        const ent_act a = ent_act_at(d, i);

        ent_cells_add(store, ENT_AGREEMENTS, a.id);
        ent_cells_add(store, ENT_AGREEMENTS, a.title.len ? a.title : a.id);
        ent_cells_add(store, ENT_AGREEMENTS, a.kind);
        ent_cells_add(store, ENT_AGREEMENTS, ent_str_of(ent_level_name(a.level)));
        add_date(store, ENT_AGREEMENTS, a.signed_on);
        add_date(store, ENT_AGREEMENTS, a.in_force);
        add_date(store, ENT_AGREEMENTS, a.ended);
        ent_cells_add(store, ENT_AGREEMENTS, a.status);
        add_date(store, ENT_AGREEMENTS, a.as_of);
        ent_cells_add(store, ENT_AGREEMENTS, a.topic);
        if (weighted)
            ent_cells_add(store, ENT_AGREEMENTS, ent_cell(d, a.row, d->weight_column));
        if (from == ENT_AGREEMENTS)
            add_extra(d, store, ENT_AGREEMENTS, ENT_AGREEMENTS, a.row);
        ent_cells_end(store, ENT_AGREEMENTS, (ent_origin){ 0 });
    }
}

static void make_parties(const ent_dataset *d, ent_cell_store *store)
{
    static const char *const names[] = { "agreement", "party", "role", "signed", "ratified", "in_force", "withdrew",
                                         "side" };
    static const char *const sides[] = { "", "from", "to" };
    bool has_sides = d->shape == ENT_PAIR_ROWS || ent_table_has(d, ENT_PARTIES, "side"), has_written = false;

    for (size_t i = 0; i < d->parties.count && !has_written; i++)
        has_written = ent_party_at(d, i).written.len > 0;
    add_columns(store, ENT_PARTIES, names, sizeof names / sizeof *names - !has_sides);
    if (has_written)
        ent_cells_column(store, ENT_PARTIES, ENT_STR("as_written"));
    if (d->shape == ENT_PARTY_ROWS)
        add_extra_columns(d, store, ENT_PARTIES, ENT_PARTIES);
    for (size_t i = 0; i < d->parties.count; i++) {
        const ent_party p = ent_party_at(d, i);

        ent_cells_add(store, ENT_PARTIES, ent_act_at(d, p.act).id);
        ent_cells_add(store, ENT_PARTIES, d->actors.items[p.actor].id);
        ent_cells_add(store, ENT_PARTIES, ent_str_of(ent_role_name(p.role)));
        add_date(store, ENT_PARTIES, p.signed_on);
        add_date(store, ENT_PARTIES, p.ratified);
        add_date(store, ENT_PARTIES, p.in_force);
        add_date(store, ENT_PARTIES, p.withdrew);
        if (has_sides)
            ent_cells_add(store, ENT_PARTIES, ent_str_of(sides[p.side]));
        if (has_written)
            ent_cells_add(store, ENT_PARTIES, p.written);
        if (d->shape == ENT_PARTY_ROWS)
            add_extra(d, store, ENT_PARTIES, ENT_PARTIES, p.row);
        ent_cells_end(store, ENT_PARTIES, (ent_origin){ 0 });
    }
}

void ent_canonical_tables(const ent_dataset *d, ent_cell_store *store)
{
    make_actors(d, store);
    make_acts(d, store);
    make_parties(d, store);
}
