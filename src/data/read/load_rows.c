/* load_rows.c: rows of tables without records: readings, topics, relations, events, offices, votes,
 * assertions. They stay rows; what their columns hold (ent_table_forms) says which references, dates, words
 * and numbers are checked. */
#include "data/read/load.h"

#include <math.h>

#include "data/read/actors.h"

/* Reports a word outside the list of its column. */
static void check_word(const input_row *row, int column, ent_names list)
{
    ent_str word = ent_input_text(row, column);
    const char *near;
    ent_buf expected = { 0 };

    if (!word.len || ent_names_find(list, word) != SIZE_MAX)
        return;
    near = ent_names_nearest(list, word);
    for (size_t i = 0; i < list.count && !near; i++)
        ent_buf_format(&expected, "%s%s", i == 0 ? "" : i + 1 == list.count ? " or " : ", ",
                       ent_names_at(list, i));
    if (near)
        ent_buf_format(&expected, "one of `entente list kinds`; did you mean '%s'?", near);
    ent_input_unknown_word(row, column, word, ent_buf_string(&expected));
    ent_buf_destroy(&expected);
}

static void check_number(const input_row *row, int column, bool whole)
{
    ent_str text = ent_input_text(row, column);
    double number;

    if (text.len && (!ent_str_number(text, &number) || !isfinite(number) || number < 0 ||
                     (whole && number != floor(number))))
        ent_find(row->diags, ENT_CHECK_VALUE_FORM, ent_input_where(row, column),
                 "'%.*s' is not a %snumber of 0 or more; it is ignored", ENT_SHOWN(text),
                 whole ? "whole " : "");
}

static ent_status load_actors(loading *l, const input_row *row, int column)
{
    ent_str rest = ent_input_text(row, column), id;
    ent_status worst = ENT_OK;
    uint32_t actor;

    while (ent_str_next(&rest, ';', &id))
        if (id.len)
            worst = ent_worse(worst, ent_load_actor_called(l, row, column, id, &actor));
    return worst;
}

static ent_status load_act(loading *l, const input_row *row, int column, ent_str id)
{
    return ent_act_find(l->d, id) != ENT_NONE ? ENT_OK
                                              : ent_load_unknown_act(l, row, column, id, false);
}

static ent_status load_any(loading *l, const input_row *row, int column, ent_str id)
{
    return ent_act_find(l->d, id) != ENT_NONE || ent_actor_find(l->d, id) != ENT_NONE ||
                   ent_actor_lend(l->d, id, l->diags) != ENT_NONE
               ? ENT_OK
               : ent_load_unknown_act(l, row, column, id, true);
}

static ent_status load_key(loading *l, const input_row *row, int column, ent_str id)
{
    uint32_t number = (uint32_t)row->d->tables[row->table].rows.count, found;

    if (!ent_index_add(&l->ids, id, number, &found))
        return ent_out_of_memory(l->diags);
    return found == number ? ENT_OK : ent_input_repeated(row, column, id);
}

/* A cell that is not empty. */
static ent_status load_cell(loading *l, const input_row *row, int column, ent_column_form form)
{
    ent_str text = ent_input_text(row, column);
    uint32_t actor;
    ent_date date;

    switch (form) {
    case FORM_TEXT:
        return ENT_OK;
    case FORM_KEY:
        return load_key(l, row, column, text);
    case FORM_ACT:
        return load_act(l, row, column, text);
    case FORM_ACTOR:
        return ent_load_actor_called(l, row, column, text, &actor);
    case FORM_ORGANIZATION:
        return ent_load_organization(l, row, column, &actor);
    case FORM_ACTORS:
        return load_actors(l, row, column);
    case FORM_ANY:
        return load_any(l, row, column, text);
    case FORM_DATE:
        return ent_input_date(row, column, &date);
    case FORM_NUMBER:
    case FORM_COUNT:
        check_number(row, column, form == FORM_COUNT);
        return ENT_OK;
    case FORM_STATUS:
        if (ent_stage_of(text) == ENT_STAGE_UNKNOWN)
            ent_input_unknown_word(row, column, text, "planned, ongoing, ended, ...");
        return ENT_OK;
    case FORM_RELATION:
        check_word(row, column, ent_relation_kinds());
        return ENT_OK;
    case FORM_VOTE:
        check_word(row, column, ent_vote_words());
        return ENT_OK;
    case FORM_PRECISION:
        check_word(row, column, ent_precision_words());
        return ENT_OK;
    }
    return ENT_OK;
}

ent_status ent_load_plain_row(void *ctx, ent_tablefile *file, size_t offset, const ent_str *fields)
{
    loading *l = ctx;
    const input_row row = { l->d, l->diags, l->plain_table, offset, fields };
    const ent_column_form *forms = ent_table_forms(l->plain_table);
    size_t count, required;
    ent_status worst = ENT_OK;
    ent_str text;

    (void)file;
    (void)ent_table_columns(l->plain_table, &count, &required);
    ent_input_seen(&row);
    for (size_t i = 0; i < count && worst != ENT_ENOMEM; i++) {
        if (i < required)
            worst = ent_worse(worst, ent_input_need(&row, (int)i, &text));
        if (ent_input_text(&row, (int)i).len)
            worst = ent_worse(worst, load_cell(l, &row, (int)i, forms[i]));
    }
    return ENT_LIST_PUSH(&l->d->tables[row.table].rows, (ent_row){ row.table, offset })
               ? worst
               : ent_out_of_memory(l->diags);
}
