/* actors.c: actors as a table: existence, agreements by role, memberships. */
#include <stdlib.h>

#include "export/tables/groups.h"

typedef struct actors {
    fields f;
    ent_sheet *sheet;
    const ent_tables_options *options;
    ent_diags *diags;
    index_list acts;                       /* that are shown */
    uint32_t *named[ENT_ROLE_COUNT];       /* by actor: agreements that name it in the role; NULL: none */
    uint32_t *counted;                     /* by actor: agreements that count and in which it counts */
    bool joined[ENT_ROLE_COUNT];           /* roles of memberships that occur */
    index_list *memberships;               /* by actor: rows of its memberships */
} actors;

/* ---- counting ---- */

static bool add_once(uint32_t *numbers, const uint32_t *rows, size_t at, const ent_dataset *d, bool any_role,
                     const bool *counts)
{
    const ent_party p = ent_party_at(d, rows[at]);

    for (size_t i = 0; i < at; i++) { /* another row of the same agreement names it */
        const ent_party q = ent_party_at(d, rows[i]);

        if (q.actor == p.actor && (any_role || q.role == p.role) && (!counts || counts[i]))
            return false;
    }
    numbers[p.actor]++;
    return true;
}

static ent_status count_act(actors *t, uint32_t act)
{
    const uint32_t *rows;
    size_t count = ent_act_parties(t->f.d, act, &rows), all = ent_actor_count(t->f.d);
    bool act_counts = ent_counting_act(t->f.counting, act) == ENT_YES;
    bool *counts = ent_mem_new(count + 1, sizeof *counts);

    if (!counts)
        return ent_out_of_memory(t->diags);
    for (size_t i = 0; i < count; i++) {
        ent_role role = ent_party_at(t->f.d, rows[i]).role;

        counts[i] = act_counts && ent_counting_party(t->f.counting, rows[i]) == ENT_YES;
        if (t->options->show == ENT_SHOW_COUNTED && !counts[i])
            continue;
        if (!t->named[role] && (t->named[role] = ent_mem_new(all, sizeof *t->named[role])) == NULL)
            break;
        add_once(t->named[role], rows, i, t->f.d, false, NULL);
        if (counts[i])
            add_once(t->counted, rows, i, t->f.d, true, counts);
    }
    ent_mem_free(counts);
    return ENT_OK;
}

static ent_status count_all(actors *t)
{
    size_t all = ent_actor_count(t->f.d);
    ent_status status;

    t->counted = ent_mem_new(all, sizeof *t->counted);
    t->memberships = ent_mem_new(all, sizeof *t->memberships);
    if (!t->counted || !t->memberships)
        return ent_out_of_memory(t->diags);
    for (size_t i = 0; i < ent_party_count(t->f.d); i++) { /* the same columns whatever is selected */
        ent_role role = ent_party_at(t->f.d, i).role;

        if (!t->named[role] && (t->named[role] = ent_mem_new(all, sizeof *t->named[role])) == NULL)
            return ent_out_of_memory(t->diags);
    }
    for (uint32_t i = 0; i < ent_membership_count(t->f.d); i++) {
        const ent_membership *m = ent_membership_at(t->f.d, i);

        t->joined[m->role] = true;
        if (!ENT_LIST_PUSH(&t->memberships[m->member], i))
            return ent_out_of_memory(t->diags);
    }
    status = select_acts(&t->f, t->options, &t->acts, t->diags);
    for (size_t i = 0; i < t->acts.count && status == ENT_OK; i++)
        status = count_act(t, t->acts.items[i]);
    return status;
}

/* ---- cells ---- */

static void date_cell(actors *t, ent_date date)
{
    ent_buf text = { 0 };

    ent_date_write(&text, date);
    ent_sheet_text(t->sheet, ent_buf_view(&text));
    ent_buf_destroy(&text);
}

/* The organizations of its memberships in the role that hold, or may hold, at the selected time. */
static size_t put_organizations(actors *t, uint32_t actor, ent_role role, ent_buf *out)
{
    const index_list *rows = &t->memberships[actor];
    size_t shown = 0;

    for (size_t i = 0; i < rows->count; i++) {
        const ent_membership *m = ent_membership_at(t->f.d, rows->items[i]);
        const ent_actor *body = ent_actor_at(t->f.d, m->organization);
        ent_truth holds = ent_counting_membership(t->f.counting, rows->items[i]);

        if (m->role != role || holds == ENT_NO)
            continue;
        ent_buf_text(out, !shown++ ? "" : t->options->readers ? ", " : ";");
        ent_buf_str(out, t->options->readers ? body->label : body->id);
        if (holds == ENT_UNKNOWN && t->options->readers)
            ent_buf_char(out, '?');
    }
    return shown;
}

static void memberships_cell(actors *t, uint32_t actor)
{
    ent_buf text = { 0 }, names = { 0 };

    for (int r = 0; r < ENT_ROLE_COUNT; r++) {
        ent_buf_clear(&names);
        if (!t->joined[r] || !put_organizations(t, actor, (ent_role)r, &names))
            continue;
        ent_buf_text(&text, text.len ? "; " : "");
        if (r != ENT_MEMBER && r != ENT_PARTY)
            ent_buf_format(&text, "%s: ", ent_role_name((ent_role)r));
        ent_buf_str(&text, ent_buf_view(&names));
    }
    ent_sheet_text(t->sheet, ent_buf_view(&text));
    t->f.failed |= text.failed || names.failed;
    ent_buf_destroy(&text);
    ent_buf_destroy(&names);
}

/* Does the office last, or may it, at the selected time? */
static bool office_holds(const actors *t, ent_row row)
{
    const ent_selection *s = ent_network_selection(t->f.n);
    ent_date day = s->as_of.kind ? s->as_of : s->during, from = { 0 }, to = { 0 };

    ent_date_read(&from, ent_cell(t->f.d, row, "from"));
    ent_date_read(&to, ent_cell(t->f.d, row, "to"));
    return !ent_date_known(day) || ent_spell_holds(from, to, day) != ENT_NO;
}

/* "chair: Ad Hoc Committee", or AHC=chair */
static void offices_cell(actors *t, uint32_t actor)
{
    ent_str id = ent_actor_at(t->f.d, actor)->id;
    ent_buf text = { 0 };

    for (size_t i = 0; i < ent_table_rows(t->f.d, ENT_OFFICES); i++) {
        ent_row row = ent_table_row(t->f.d, ENT_OFFICES, i);
        ent_str body = ent_cell(t->f.d, row, "body"), office = ent_cell(t->f.d, row, "office");
        uint32_t known = ent_actor_find(t->f.d, body);

        if (!ent_str_eq(ent_cell(t->f.d, row, "holder"), id) || !office_holds(t, row))
            continue;
        if (t->options->readers && known != ENT_NONE)
            body = ent_actor_at(t->f.d, known)->label;
        ent_buf_text(&text, !text.len ? "" : t->options->readers ? "; " : ";");
        ent_buf_format(&text, t->options->readers ? "%.*s: %.*s" : "%.*s=%.*s",
                       ENT_STR_ARG(t->options->readers ? office : body),
                       ENT_STR_ARG(t->options->readers ? body : office));
    }
    ent_sheet_text(t->sheet, ent_buf_view(&text));
    t->f.failed |= text.failed;
    ent_buf_destroy(&text);
}

static size_t members_of(actors *t, uint32_t actor)
{
    const uint32_t *rows;
    size_t count = ent_actor_members(t->f.d, actor, &rows), found = 0;

    for (size_t i = 0; i < count; i++)
        found += ent_membership_at(t->f.d, rows[i])->role == ENT_MEMBER &&
                 ent_counting_membership(t->f.counting, rows[i]) == ENT_YES;
    return found;
}

/* ---- for readers ---- */

/* "1991-12-26 to ..": nothing when neither is known */
static void exists_cell(actors *t, const ent_actor *a)
{
    ent_buf text = { 0 };

    if (ent_date_known(a->from)) {
        ent_buf_text(&text, "from ");
        ent_date_write(&text, a->from);
    }
    if (ent_date_known(a->to)) {
        ent_buf_text(&text, text.len ? " to " : "to ");
        ent_date_write(&text, a->to);
    }
    ent_sheet_text(t->sheet, ent_buf_view(&text));
    ent_buf_destroy(&text);
}

/* "party 12, sponsor 3" */
static void roles_cell(actors *t, uint32_t actor)
{
    ent_buf text = { 0 };

    for (int r = 0; r < ENT_ROLE_COUNT; r++)
        if (t->named[r] && t->named[r][actor])
            ent_buf_format(&text, "%s%s %u", text.len ? ", " : "", ent_role_name((ent_role)r),
                           (unsigned)t->named[r][actor]);
    ent_sheet_text(t->sheet, ent_buf_view(&text));
    ent_buf_destroy(&text);
}

static void columns_for_readers(actors *t)
{
    static const struct {
        const char *name;
        bool number;
    } columns[] = { { "name", false },    { "type", false },  { "region", false },      { "exists", false },
                    { "counted", true }, { "agreements by role", false }, { "member of", false } };

    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++)
        ent_sheet_column(t->sheet, ent_str_of(columns[i].name), columns[i].number);
    if (ent_table_rows(t->f.d, ENT_OFFICES))
        ent_sheet_column(t->sheet, ENT_STR("offices"), false);
}

static void row_for_readers(actors *t, uint32_t actor)
{
    const ent_actor *a = ent_actor_at(t->f.d, actor);

    ent_sheet_row(t->sheet);
    ent_sheet_text(t->sheet, a->name);
    ent_sheet_text(t->sheet, ent_str_of(ent_actor_type_name(a->type)));
    ent_sheet_text(t->sheet, a->region);
    exists_cell(t, a);
    ent_sheet_number(t->sheet, t->counted[actor]);
    roles_cell(t, actor);
    memberships_cell(t, actor);
    if (ent_table_rows(t->f.d, ENT_OFFICES))
        offices_cell(t, actor);
}

/* ---- for programs ---- */

static void columns_for_programs(actors *t)
{
    static const char *const texts[] = { "id", "name", "type", "region", "from", "to" };
    ent_buf name = { 0 };

    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        ent_sheet_column(t->sheet, ent_str_of(texts[i]), false);
    ent_sheet_column(t->sheet, ENT_STR("counted"), true);
    for (int r = 0; r < ENT_ROLE_COUNT; r++)
        if (t->named[r])
            ent_sheet_column(t->sheet, ent_str_of(ent_role_name((ent_role)r)), true);
    for (int r = 0; r < ENT_ROLE_COUNT; r++)
        if (t->joined[r]) {
            ent_buf_clear(&name);
            ent_buf_format(&name, "%s_of", ent_role_name((ent_role)r));
            ent_sheet_column(t->sheet, ent_buf_view(&name), false);
        }
    ent_sheet_column(t->sheet, ENT_STR("members"), true);
    if (ent_table_rows(t->f.d, ENT_OFFICES))
        ent_sheet_column(t->sheet, ENT_STR("offices"), false);
    t->f.failed |= name.failed;
    ent_buf_destroy(&name);
}

static void row_for_programs(actors *t, uint32_t actor)
{
    const ent_actor *a = ent_actor_at(t->f.d, actor);
    ent_buf text = { 0 };

    ent_sheet_row(t->sheet);
    ent_sheet_text(t->sheet, a->id);
    ent_sheet_text(t->sheet, a->name);
    ent_sheet_text(t->sheet, ent_str_of(ent_actor_type_name(a->type)));
    ent_sheet_text(t->sheet, a->region);
    date_cell(t, a->from);
    date_cell(t, a->to);
    ent_sheet_number(t->sheet, t->counted[actor]);
    for (int r = 0; r < ENT_ROLE_COUNT; r++)
        if (t->named[r])
            ent_sheet_number(t->sheet, t->named[r][actor]);
    for (int r = 0; r < ENT_ROLE_COUNT; r++)
        if (t->joined[r]) {
            ent_buf_clear(&text);
            put_organizations(t, actor, (ent_role)r, &text);
            ent_sheet_text(t->sheet, ent_buf_view(&text));
        }
    ent_sheet_number(t->sheet, (double)members_of(t, actor));
    if (ent_table_rows(t->f.d, ENT_OFFICES))
        offices_cell(t, actor);
    t->f.failed |= text.failed;
    ent_buf_destroy(&text);
}

/* ---- the table ---- */

static bool is_listed(const actors *t, uint32_t actor)
{
    return !ent_actor_at(t->f.d, actor)->is_reserve && ent_counting_actor(t->f.counting, actor) != ENT_NO;
}

typedef struct listed {
    const ent_actor *actor;
    uint32_t index;
} listed;

static int by_type_and_name(const void *a, const void *b)
{
    const ent_actor *x = ((const listed *)a)->actor, *y = ((const listed *)b)->actor;
    int names;

    if (x->type != y->type)
        return x->type < y->type ? -1 : 1;
    names = ent_str_compare_names(x->name, y->name);
    return names ? names : ent_str_compare(x->id, y->id);
}

static void put_rows(actors *t)
{
    size_t shown = 0, all = 0;
    listed *order = ent_mem_new(ent_actor_count(t->f.d) + 1, sizeof *order);
    ent_buf text = { 0 };

    t->f.failed |= !order;
    (t->options->readers ? columns_for_readers : columns_for_programs)(t);
    for (uint32_t i = 0; order && i < ent_actor_count(t->f.d); i++) {
        all += !ent_actor_at(t->f.d, i)->is_reserve;
        if (is_listed(t, i))
            order[shown++] = (listed){ ent_actor_at(t->f.d, i), i };
    }
    if (shown)
        qsort(order, shown, sizeof *order, by_type_and_name);
    for (size_t i = 0; i < shown; i++)
        (t->options->readers ? row_for_readers : row_for_programs)(t, order[i].index);
    ent_mem_free(order);
    ent_buf_format(&text, "%zu actor%s", shown, shown == 1 ? "" : "s");
    if (shown < all)
        ent_buf_format(&text, " that existed then, of %zu in the data", all);
    ent_sheet_note(t->sheet, ent_buf_view(&text));
    ent_buf_destroy(&text);
}

ent_status ent_tabulate_actors(ent_sheet *sheet, const ent_network *n, const ent_tables_options *options,
                               ent_diags *diags)
{
    actors t = { .sheet = sheet, .options = options, .diags = diags };
    ent_status status = fields_init(&t.f, n, diags);

    if (status == ENT_OK)
        status = count_all(&t);
    if (status == ENT_OK)
        put_rows(&t);
    if (status == ENT_OK && t.f.failed)
        status = ent_out_of_memory(diags);
    for (size_t i = 0; t.memberships && i < ent_actor_count(t.f.d); i++)
        ENT_LIST_DESTROY(&t.memberships[i]);
    for (int r = 0; r < ENT_ROLE_COUNT; r++)
        ent_mem_free(t.named[r]);
    ent_mem_free(t.memberships);
    ent_mem_free(t.counted);
    ENT_LIST_DESTROY(&t.acts);
    fields_destroy(&t.f);
    return status;
}
