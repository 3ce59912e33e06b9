/* json_table.c: see json_table.h. */
#include "data/table/json_table.h"

#include <string.h>

#include "base/mem.h"

static ent_status json_columns(ent_tablefile *table, ent_diags *diags)
{
    ent_index seen = { 0 };
    size_t capacity = 0;
    ent_str *names = NULL;
    ent_status status = ENT_OK;

    for (const ent_json *object = table->list->child; object && status == ENT_OK;
         object = object->next) {
        if (object->type != ENT_JSON_OBJECT) {
            status = ent_find(diags, ENT_CHECK_JSON_SYNTAX,
                              ent_file_where(&table->file, object->offset, 1),
                              "%s in the list; expected an object for each row",
                              ent_json_type_name(object->type));
            break;
        }
        for (const ent_json *m = object->child; m && status == ENT_OK; m = m->next) {
            uint32_t at;

            if (table->columns >= ENT_LIMIT_COLUMNS) {
                status = ent_find(diags, ENT_CHECK_FILE_LIMIT,
                                  ent_file_where(&table->file, m->offset, 1),
                                  "more than %d different keys", ENT_LIMIT_COLUMNS);
            } else if (!m->key.len) {
                status = ent_find(diags, ENT_CHECK_COLUMN_NAMELESS,
                                  ent_file_where(&table->file, m->offset, 1),
                                  "a value whose key is empty; expected the name of a column");
            } else if (m->type == ENT_JSON_ARRAY || m->type == ENT_JSON_OBJECT) {
                status = ent_find(diags, ENT_CHECK_JSON_SYNTAX,
                                  ent_file_where(&table->file, m->offset, 1),
                                  "%s as a value; expected text", ent_json_type_name(m->type));
            } else if (!ent_index_add(&seen, m->key, (uint32_t)table->columns, &at) ||
                       !ent_mem_reserve((void **)&names, &capacity, table->columns + 1,
                                        sizeof *names)) {
                status = ent_out_of_memory(diags);
            } else if (at == table->columns) {
                names[table->columns++] = m->key;
            }
        }
    }
    if (status == ENT_OK) {
        table->header = ent_arena_new(&table->arena, table->columns, sizeof *table->header);
        table->fields = ent_arena_new(&table->arena, table->columns, sizeof *table->fields);
        if (!table->header || !table->fields)
            status = ent_out_of_memory(diags);
        else if (names)
            memcpy(table->header, names, table->columns * sizeof *names);
    }
    ent_mem_free(names);
    ent_index_destroy(&seen);
    return status;
}

ent_status ent_json_table_open(ent_tablefile *table, ent_diags *diags)
{
    size_t rows = 0, i = 0;
    ent_status status;

    if (table->file.len == table->file.start)
        return ent_find(diags, ENT_CHECK_FILE_EMPTY,
                        (ent_where){ .file = table->file.name, .line = 1 },
                        "the file is empty; expected a JSON list of objects");
    if ((status = ent_json_read(&table->list, &table->file, &table->arena, diags)) != ENT_OK)
        return status;
    if (table->list->type != ENT_JSON_ARRAY)
        return ent_find(diags, ENT_CHECK_JSON_SYNTAX,
                        ent_file_where(&table->file, table->list->offset, 1),
                        "%s; expected a list of objects, one for each row",
                        ent_json_type_name(table->list->type));
    if ((status = json_columns(table, diags)) != ENT_OK)
        return status;
    for (const ent_json *object = table->list->child; object; object = object->next)
        rows++;
    if ((table->objects = ent_arena_new(&table->arena, rows, sizeof *table->objects)) == NULL)
        return ent_out_of_memory(diags);
    for (const ent_json *object = table->list->child; object; object = object->next)
        table->objects[i++] = object;
    table->rows = rows;
    return ENT_OK;
}

ent_str ent_json_table_cell(const ent_json *value)
{
    switch (value ? value->type : ENT_JSON_NULL) {
    case ENT_JSON_STRING:
    case ENT_JSON_NUMBER:
        return value->text;
    case ENT_JSON_TRUE:
        return ENT_STR("true");
    case ENT_JSON_FALSE:
        return ENT_STR("false");
    default:
        return ENT_STR("");
    }
}

ent_status ent_json_table_rows(ent_tablefile *table, ent_tablefile_fn *row, void *ctx,
                                ent_diags *diags)
{
    ent_status worst = ENT_OK;

    for (size_t i = 0; i < table->rows; i++) {
        ent_status status;

        for (size_t c = 0; c < table->columns; c++)
            table->fields[c] = ENT_STR("");
        for (const ent_json *m = table->objects[i]->child; m; m = m->next) {
            size_t c = 0;

            while (!ent_str_eq(table->header[c], m->key))
                c++;
            table->fields[c] = ent_json_table_cell(m);
            if (m->type == ENT_JSON_NUMBER && !table->numbers_noted) {
                table->numbers_noted = true;
                ent_warn(diags, ent_file_where(&table->file, m->offset, m->length),
                         "a number where text is expected; numbers are read as the text they are "
                         "written as");
            }
        }
        if ((status = row(ctx, table, table->objects[i]->offset, table->fields)) != ENT_OK) {
            worst = status;
            if (status != ENT_EDATA)
                break;
        }
    }
    return worst;
}
