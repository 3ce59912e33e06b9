/* keys.c: see keys.h. */
#include "data/keys.h"

#include "data/columns.h"

/* The table whose ids a column holds, or ENT_TABLE_COUNT. */
static ent_table target_of(ent_table table, size_t column)
{
    const ent_column_form *forms = ent_table_forms(table);

    if (table == ENT_MEMBERSHIPS)
        return column <= MEMBERSHIP_MEMBER ? ENT_ACTORS : ENT_TABLE_COUNT;
    if (table == ENT_PARTIES)
        return column == PARTY_ACT     ? ENT_AGREEMENTS
               : column == PARTY_PARTY ? ENT_ACTORS
                                       : ENT_TABLE_COUNT;
    if (!forms)
        return ENT_TABLE_COUNT;
    switch (forms[column]) {
    case FORM_ACT:
        return ENT_AGREEMENTS;
    case FORM_ACTOR:
    case FORM_ORGANIZATION:
        return ENT_ACTORS;
    default:
        return ENT_TABLE_COUNT;
    }
}

static void foreign_key(ent_json_writer *w, int indent, const char *column, ent_table target)
{
    ent_json_line(w, indent);
    ent_json_begin_object(w, NULL);
    ent_json_write_string(w, "fields", column);
    ent_json_begin_object(w, "reference");
    ent_json_write_string(w, "resource", ent_table_name(target));
    ent_json_write_string(w, "fields", "id");
    ent_json_end_object(w);
    ent_json_end_object(w);
}

static bool has_key(ent_table table)
{
    const ent_column_form *forms = ent_table_forms(table);

    return table == ENT_ACTORS || table == ENT_AGREEMENTS || table == ENT_SOURCES || table == ENT_TOPICS ||
           (forms && forms[0] == FORM_KEY);
}

static bool has_column(const ent_str *header, size_t columns, const char *name)
{
    for (size_t i = 0; i < columns; i++)
        if (ent_str_is(header[i], name))
            return true;
    return !header;
}

void ent_describe_keys(ent_json_writer *w, int indent, ent_table table, const ent_str *header, size_t there,
                       const bool *complete)
{
    size_t count, required, written = 0;
    const char *const *columns = ent_table_columns(table, &count, &required);

    if (has_key(table)) {
        ent_json_line(w, indent);
        ent_json_write_string(w, "primaryKey", "id");
    }
    for (size_t i = 0; i < count; i++) {
        ent_table target = target_of(table, i);

        if (target == ENT_TABLE_COUNT || !complete[target] || !has_column(header, there, columns[i]))
            continue;
        if (!written++) {
            ent_json_line(w, indent);
            ent_json_begin_list(w, "foreignKeys");
        }
        foreign_key(w, indent + 2, columns[i], target);
    }
    if (written) {
        ent_json_line(w, indent);
        ent_json_end_list(w);
    }
}
