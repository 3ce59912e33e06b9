/* open.c: see open.h. */
#include "data/read/open.h"

#include "data/read/synonyms.h"

void ent_table_forget_columns(table *t)
{
    for (int i = 0; i < MOST_COLUMNS; i++)
        t->position[i] = ENT_NO_COLUMN;
}

static ent_status opened(table *t, ent_status status)
{
    ent_table_forget_columns(t);
    t->present = status == ENT_OK;
    return status;
}

ent_status ent_table_open(ent_dataset *d, ent_table which, const char *path, bool plain,
                          ent_diags *diags)
{
    table *t = &d->tables[which];

    return opened(t, ent_tablefile_open_as(&t->file, path, &(ent_dialect){ .sheet = d->sheet, .recognize = plain,
                                                                        .preferred = plain ? NULL : ent_table_name(which),
                                                                        .force = d->force }, diags));
}

ent_status ent_table_of_cells(ent_dataset *d, ent_table which, ent_diags *diags)
{
    table *t = &d->tables[which];

    return opened(t, ent_tablefile_of_cells(&t->file, &d->cells->tables[which], diags));
}

bool ent_table_knows(const table *t, size_t column)
{
    for (int i = 0; i < MOST_COLUMNS; i++)
        if (t->position[i] == column)
            return true;
    return false;
}

/* Reports a column whose name is nearly that of a known column which the file lacks. */
static void near_miss(table *t, ent_table which, size_t column, ent_diags *diags)
{
    size_t count, required, missing = 0;
    const char *const *known = ent_table_columns(which, &count, &required);
    ent_str names[MOST_COLUMNS], name = t->file.header[column], near;

    for (size_t i = 0; i < count; i++)
        if (t->position[i] == ENT_NO_COLUMN)
            names[missing++] = ent_str_of(known[i]);
    near = ent_str_nearest(name, names, missing);
    if (near.len && name.len > 3 && ent_str_distance(name, near) <= 2)
        ent_find(diags, ENT_CHECK_COLUMN_UNKNOWN,
                 ent_tablefile_where(&t->file, SIZE_MAX, column),
                 "unknown column '%.*s'; did you mean '%.*s'?", ENT_STR_ARG(name),
                 ENT_STR_ARG(near));
}

ent_status ent_table_keep_extra(ent_dataset *d, ent_table which, bool native, ent_diags *diags)
{
    static const char *const others[] = { "source", "locator", "note", "quote", "binding" };
    table *t = &d->tables[which];

    if ((t->extra = ent_arena_new(&d->arena, t->file.columns, sizeof *t->extra)) == NULL)
        return ent_out_of_memory(diags);
    for (size_t c = 0; c < t->file.columns; c++) {
        bool known = ent_table_knows(t, c);

        for (size_t i = 0; native && i < sizeof others / sizeof *others; i++)
            known |= ent_str_eq_fold(t->file.header[c], ent_str_of(others[i]));
        if (known)
            continue;
        if (native)
            near_miss(t, which, c, diags);
        t->extra[t->extra_count++] = t->file.header[c];
    }
    return ENT_OK;
}

ent_status ent_table_locate(ent_dataset *d, ent_table which, ent_diags *diags)
{
    table *t = &d->tables[which];
    bool nodes = which == ENT_ACTORS && d->shape != ENT_PACKAGE; /* of a plain file */
    size_t count, required;
    const char *const *known = ent_table_columns(which, &count, &required);
    ent_status status;

    for (size_t i = 0; i < count; i++)
        t->position[i] = ent_tablefile_column(&t->file, known[i]);
    if (nodes)
        ent_synonyms_actors(t);
    if ((status = ent_table_keep_extra(d, which, true, diags)) != ENT_OK)
        return status;
    for (size_t i = 0; i < (nodes ? 1 : required) && !(t->file.list && !t->file.rows); i++)
        if (t->position[i] == ENT_NO_COLUMN)
            status = ent_find(diags, ENT_CHECK_COLUMN_MISSING,
                              ent_tablefile_where(&t->file, SIZE_MAX, ENT_NO_COLUMN),
                              "no column '%s'; the table of %s needs it", known[i],
                              ent_table_name(which));
    return status;
}
