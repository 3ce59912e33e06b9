/* explain.c: the agreements behind a tie, with dates, status, source and place; and those that name
 * both actors without tying them, with the reason. Text for the terminal, a table for other formats. */

#include <string.h>

#include "base/escape.h"
#include "cli/commands.h"
#include "cli/formats.h"
#include "cli/print_ledger.h"
#include "cli/open.h"
#include "cli/outputs.h"
#include "cli/void_options.h"

typedef struct telling {
    const ent_dataset *d;
    const settings *set;
    const ent_network *n;
    ent_end ends[2];
    ent_buf *out;
    ent_diags *diags;
} telling;

/* The actor of the end, or one that shares its node. */
static bool is_end(const telling *t, int end, uint32_t actor)
{
    uint32_t own = t->ends[end].actor, node;

    if (own == ENT_NONE || own == actor)
        return own == actor;
    node = ent_node_of_actor(t->n, own);
    return node != ENT_NONE && ent_node_of_actor(t->n, actor) == node;
}

static bool is_either(const telling *t, uint32_t actor)
{
    return is_end(t, 0, actor) || is_end(t, 1, actor);
}

static void line(telling *t, const char *name, ent_str value)
{
    if (!value.len)
        return;
    ent_buf_format(t->out, "    %-10s ", name);
    ent_escape_terminal(t->out, value, 0);
    ent_buf_char(t->out, '\n');
}

static void date_line(telling *t, const char *name, ent_date date)
{
    ent_buf text = { 0 };

    ent_date_write(&text, date);
    line(t, name, ent_buf_view(&text));
    ent_buf_destroy(&text);
}

/* "boyko-2021 (char=100,200)", with the passage itself if the documents are available. */
static ent_status source_lines(telling *t, ent_row row)
{
    ent_str rest = ent_cell(t->d, row, "source"), part;
    ent_where where = ent_row_where(t->d, row, NULL);
    ent_buf text = { 0 }, passages = { 0 };
    ent_status status = ENT_OK;

    while (ent_str_next(&rest, ';', &part)) {
        uint32_t source = ent_source_find(t->d, part);

        ent_buf_clear(&text);
        ent_buf_str(&text, part);
        if (source != ENT_NONE) {
            ent_buf_text(&text, ": ");
            ent_buf_str(&text, ent_source_at(t->d, source)->title);
        }
        line(t, "source", ent_buf_view(&text));
    }
    line(t, "place", ent_cell(t->d, row, "locator"));
    if (where.file) {
        ent_buf_clear(&text);
        where.column = 0;
        ent_buf_format(&text, "%s:", where.file);
        ent_where_write(&text, where);
        line(t, "row", ent_buf_view(&text));
    }
    if (t->set->documents) {
        status = ent_dataset_passages(t->d, row, t->set->documents, &passages, t->diags);
        rest = ent_buf_view(&passages);
        while (ent_str_next(&rest, '\n', &part))
            line(t, "passage", part);
    }
    ent_buf_destroy(&text);
    ent_buf_destroy(&passages);
    return status;
}

static ent_status tell_party(telling *t, const ent_party *p)
{
    const ent_actor *actor = ent_actor_at(t->d, p->actor);
    ent_buf text = { 0 };

    ent_buf_str(&text, actor->name);
    ent_buf_format(&text, ", %s", ent_role_name(p->role));
    if (p->written.len)
        ent_buf_format(&text, " (written '%.*s')", ENT_STR_ARG(p->written));
    line(t, "party", ent_buf_view(&text));
    ent_buf_destroy(&text);
    date_line(t, "  signed", p->signed_on);
    date_line(t, "  ratified", p->ratified);
    date_line(t, "  in force", p->in_force);
    date_line(t, "  withdrew", p->withdrew);
    return p->row.table == ENT_PARTIES ? source_lines(t, p->row) : ENT_OK;
}

/* The contradicting statements of sources about the act. */
static ent_status tell_readings(telling *t, const ent_act *act)
{
    ent_status status = ENT_OK;

    for (size_t i = 0; i < ent_table_rows(t->d, ENT_READINGS) && status == ENT_OK; i++) {
        ent_row row = ent_table_row(t->d, ENT_READINGS, i);
        ent_buf text = { 0 };

        if (!ent_str_eq(ent_cell(t->d, row, "agreement"), act->id))
            continue;
        ent_buf_str(&text, ent_cell(t->d, row, "field"));
        ent_buf_text(&text, " = ");
        ent_buf_str(&text, ent_cell(t->d, row, "value"));
        ent_buf_text(&text, ent_str_is(ent_cell(t->d, row, "chosen"), "yes") ? " (chosen)" : "");
        line(t, "reading", ent_buf_view(&text));
        line(t, "  because", ent_cell(t->d, row, "reason"));
        ent_buf_destroy(&text);
        status = source_lines(t, row);
    }
    return status;
}

/* "promoted"; empty where no kinds of ties were asked for, or where it does not tie. */
static ent_str kind_word(const telling *t, const ent_account *account)
{
    return ent_network_selection(t->n)->tie_kinds && account->ties != ENT_NO
               ? ent_str_of(ent_tie_kind_name((ent_tie_kind)account->tie_kind))
               : ENT_STR("");
}

static void reason_line(telling *t, const ent_account *account)
{
    line(t, "tie kind", kind_word(t, account));
    if (account->reason.len)
        line(t, account->ties == ENT_NO ? "no tie" : "unknown", account->reason);
}

/* The remark after a title. */
static const char *mark_of(const ent_account *account)
{
    return account->ties == ENT_UNKNOWN               ? "  [may or may not count]\n"
           : account->ties == ENT_YES && account->reason.len ? "  [counted, although uncertain]\n"
           : account->ties == ENT_YES && account->assumed
               ? "  [assumed still in force: no end is recorded]\n"
               : "\n";
}

static ent_status tell_act(telling *t, const ent_account *account)
{
    const ent_act act = ent_act_at(t->d, account->record);
    const uint32_t *rows;
    size_t count = ent_act_parties(t->d, account->record, &rows);
    ent_status status;

    ent_buf_text(t->out, "\n  ");
    ent_escape_terminal(t->out, act.title.len ? act.title : act.id, 0);
    ent_buf_text(t->out, mark_of(account));
    line(t, "id", act.id);
    reason_line(t, account);
    line(t, "kind", act.kind);
    line(t, "level", ent_str_of(ent_level_name(act.level)));
    if (act.within != ENT_NONE)
        line(t, "within", ent_actor_at(t->d, act.within)->name);
    date_line(t, "proposed", act.proposed);
    date_line(t, "submitted", act.submitted);
    date_line(t, "adopted", act.adopted);
    date_line(t, "signed", act.signed_on);
    date_line(t, "in force", act.in_force);
    date_line(t, "ended", act.ended);
    line(t, "status", act.status);
    date_line(t, "as of", act.as_of);
    line(t, "topic", act.topic);
    line(t, "note", ent_cell(t->d, act.row, "note"));
    if ((status = source_lines(t, act.row)) != ENT_OK)
        return status;
    for (size_t i = 0; i < count && status == ENT_OK; i++) {
        const ent_party p = ent_party_at(t->d, rows[i]);

        if (is_either(t, p.actor))
            status = tell_party(t, &p);
    }
    return status == ENT_OK ? tell_readings(t, &act) : status;
}

static void membership_title(const telling *t, const ent_membership *m, ent_buf *text)
{
    ent_buf_format(text, "%.*s, %s of %.*s", ENT_STR_ARG(ent_actor_at(t->d, m->member)->name),
                   ent_role_name(m->role), ENT_STR_ARG(ent_actor_at(t->d, m->organization)->name));
}

static ent_status tell_membership(telling *t, const ent_membership *m, const ent_account *account)
{
    ent_buf text = { 0 };

    membership_title(t, m, &text);
    ent_buf_text(t->out, "\n  ");
    ent_escape_terminal(t->out, ent_buf_view(&text), 0);
    ent_buf_text(t->out, mark_of(account));
    ent_buf_destroy(&text);
    reason_line(t, account);
    date_line(t, "from", m->from);
    date_line(t, "to", m->to);
    return source_lines(t, m->row);
}

/* The rows by which both are members of an organization. */
static ent_status tell_in_common(telling *t, const ent_account *account)
{
    const uint32_t *rows;
    size_t count = ent_actor_members(t->d, account->record, &rows);
    ent_status status = ENT_OK;

    for (size_t i = 0; i < count && status == ENT_OK; i++) {
        const ent_membership *m = ent_membership_at(t->d, rows[i]);

        if (is_either(t, m->member))
            status = tell_membership(t, m, account);
    }
    return status;
}

/* The rows by which an actor is a party to both agreements. */
static ent_status tell_actor(telling *t, const ent_account *account)
{
    ent_status status = ENT_OK;

    ent_buf_text(t->out, "\n  ");
    ent_escape_terminal(t->out, ent_actor_at(t->d, account->record)->name, 0);
    ent_buf_text(t->out, mark_of(account));
    line(t, "id", ent_actor_at(t->d, account->record)->id);
    for (int e = 0; e < 2 && t->ends[e].act != ENT_NONE; e++) {
        const uint32_t *rows;
        size_t count = ent_act_parties(t->d, t->ends[e].act, &rows);

        for (size_t i = 0; i < count && status == ENT_OK; i++) {
            const ent_party p = ent_party_at(t->d, rows[i]);

            if (p.actor == account->record) {
                line(t, "agreement", ent_act_at(t->d, t->ends[e].act).title);
                status = tell_party(t, &p);
            }
        }
    }
    return status;
}

static ent_status tell_account(telling *t, const ent_account *account)
{
    switch (account->kind) {
    case ENT_EVIDENCE_ACT:
        return tell_act(t, account);
    case ENT_EVIDENCE_MEMBERSHIP:
        return tell_membership(t, ent_membership_at(t->d, account->record), account);
    case ENT_EVIDENCE_ORGANIZATION:
        return tell_in_common(t, account);
    default:
        return tell_actor(t, account);
    }
}

static ent_str name_of_end(const telling *t, int end)
{
    ent_act act;

    if (t->ends[end].act == ENT_NONE)
        return ent_actor_at(t->d, t->ends[end].actor)->name;
    act = ent_act_at(t->d, t->ends[end].act);
    return act.title.len ? act.title : act.id;
}

static ent_status tell_all(telling *t, const ent_explanation *x)
{
    size_t apart = 0;
    ent_buf head = { 0 };
    ent_status status = ENT_OK;

    ent_network_headline(t->n, &head);
    ent_buf_text(t->out, "Network: ");
    ent_escape_terminal(t->out, ent_buf_view(&head), 0);
    ent_buf_text(t->out, "\n\n");
    ent_buf_destroy(&head);
    ent_escape_terminal(t->out, name_of_end(t, 0), 0);
    ent_buf_text(t->out, " and ");
    ent_escape_terminal(t->out, name_of_end(t, 1), 0);
    ent_buf_char(t->out, '\n');
    for (size_t i = 0; i < ent_explanation_count(x) && status == ENT_OK; i++) {
        const ent_account *account = ent_explanation_at(x, i);

        if (account->ties == ENT_NO && !apart++)
            ent_buf_text(t->out, "\n  These name both, but do not tie them here:\n");
        status = tell_account(t, account);
    }
    if (!ent_explanation_count(x))
        ent_buf_text(t->out, "  no tie: nothing in these data names both\n");
    return status;
}

/* ---- the table ---- */

static void add_role(ent_buf *text, ent_role role)
{
    ent_buf_text(text, text->len ? ";" : "");
    ent_buf_text(text, ent_role_name(role));
}

/* The roles of one end in its rows. */
static void role_cell(const telling *t, ent_sheet *sheet, const ent_account *account, int end)
{
    const uint32_t *rows;
    size_t count = 0;
    ent_buf text = { 0 };

    if (account->kind == ENT_EVIDENCE_ACT) {
        count = ent_act_parties(t->d, account->record, &rows);
        for (size_t i = 0; i < count; i++)
            if (is_end(t, end, ent_party_at(t->d, rows[i]).actor))
                add_role(&text, ent_party_at(t->d, rows[i]).role);
    } else if (account->kind == ENT_EVIDENCE_MEMBERSHIP) {
        const ent_membership *m = ent_membership_at(t->d, account->record);

        if (is_end(t, end, m->member))
            add_role(&text, m->role);
    } else if (account->kind == ENT_EVIDENCE_ORGANIZATION) {
        count = ent_actor_members(t->d, account->record, &rows);
        for (size_t i = 0; i < count; i++)
            if (is_end(t, end, ent_membership_at(t->d, rows[i])->member))
                add_role(&text, ent_membership_at(t->d, rows[i])->role);
    } else if (t->ends[end].act != ENT_NONE) {
        count = ent_act_parties(t->d, t->ends[end].act, &rows);
        for (size_t i = 0; i < count; i++)
            if (ent_party_at(t->d, rows[i]).actor == account->record)
                add_role(&text, ent_party_at(t->d, rows[i]).role);
    }
    ent_sheet_text(sheet, ent_buf_view(&text));
    ent_buf_destroy(&text);
}

/* The id is that of the ties that `entente graph` writes. Returns the row that has the sources. */
static ent_row what_cells(const telling *t, ent_sheet *sheet, const ent_account *account)
{
    ent_date none = { 0 };
    ent_buf title = { 0 };
    const ent_membership *m;
    const ent_actor *actor;

    if (account->kind == ENT_EVIDENCE_ACT) {
        const ent_act act = ent_act_at(t->d, account->record);

        ent_sheet_text(sheet, act.id);
        ent_sheet_text(sheet, act.title);
        ent_sheet_text(sheet, act.kind);
        date_cell(sheet, act.signed_on);
        date_cell(sheet, act.in_force);
        date_cell(sheet, act.ended);
        ent_sheet_text(sheet, act.status);
        return act.row;
    }
    m = account->kind == ENT_EVIDENCE_MEMBERSHIP ? ent_membership_at(t->d, account->record) : NULL;
    actor = m ? NULL : ent_actor_at(t->d, account->record);
    if (m)
        membership_title(t, m, &title);
    else
        ent_buf_str(&title, actor->name);
    ent_sheet_text(sheet, m ? ENT_STR("membership") : actor->id);
    ent_sheet_text(sheet, ent_buf_view(&title));
    ent_sheet_text(sheet, account->kind == ENT_EVIDENCE_ACTOR ? ENT_STR("actor") : ENT_STR("membership"));
    date_cell(sheet, none);
    date_cell(sheet, m ? m->from : none);
    date_cell(sheet, m ? m->to : none);
    ent_sheet_text(sheet, ENT_STR(""));
    ent_buf_destroy(&title);
    return m ? m->row : actor->row;
}

static void table_row(const telling *t, ent_sheet *sheet, const ent_account *account)
{
    static const char *const ties[] = { "no", "yes", "unknown" };
    ent_row row;

    ent_sheet_row(sheet);
    row = what_cells(t, sheet, account);
    role_cell(t, sheet, account, 0);
    role_cell(t, sheet, account, 1);
    ent_sheet_text(sheet, ent_str_of(ties[account->ties]));
    ent_sheet_text(sheet, account->reason.len || account->ties != ENT_YES || !account->assumed
                              ? account->reason
                              : ENT_STR("assumed still in force: no end is recorded"));
    ent_sheet_text(sheet, ent_cell(t->d, row, "source"));
    ent_sheet_text(sheet, ent_cell(t->d, row, "locator"));
    if (ent_network_selection(t->n)->tie_kinds)
        ent_sheet_text(sheet, kind_word(t, account));
}

static ent_status write_table(const telling *t, const ent_explanation *x)
{
    static const char *const columns[] = { "id",     "title",  "kind",   "signed", "in_force",
                                           "ended",  "status", "role_a", "role_b", "ties",
                                           "reason", "source", "locator", "tie_kind" };
    bool kinds = ent_network_selection(t->n)->tie_kinds != NULL;
    ent_report *report = NULL;
    ent_sheet *sheet = NULL;
    ent_buf what = { 0 }, record = { 0 };
    ent_status status = new_report(&report, t->set, false, t->diags);

    ent_buf_format(&what, "%.*s and %.*s", ENT_STR_ARG(name_of_end(t, 0)),
                   ENT_STR_ARG(name_of_end(t, 1)));
    if (status == ENT_OK)
        status = add_sheet(&sheet, report, t->d, ent_buf_string(&what), "evidence", t->diags);
    if (status == ENT_OK) {
        add_columns(sheet, columns, sizeof columns / sizeof *columns - !kinds, false);
        for (size_t i = 0; i < ent_explanation_count(x); i++)
            table_row(t, sheet, ent_explanation_at(x, i));
        write_record(&record, t->n, NULL);
        ent_sheet_note(sheet, ent_buf_view(&record));
        head_network(report, t->set, t->n, t->diags);
        status = write_report(report, t->set, t->d, t->diags);
    }
    ent_report_free(report);
    ent_buf_destroy(&what);
    ent_buf_destroy(&record);
    return status;
}

/* ---- the two ends ---- */

/* The agreement with this id, or with the id of its node, in networks whose nodes are agreements. */
static uint32_t act_meant(const ent_dataset *d, ent_network_kind kind, const char *text)
{
    static const char mark[] = " (act)";
    ent_str word = ent_str_trim(ent_str_of(text));
    size_t own = sizeof mark - 1;

    if (kind == ENT_NET_ACTORS || kind == ENT_NET_MEMBERS)
        return ENT_NONE;
    if (kind != ENT_NET_ACTS && ent_actor_find(d, word) != ENT_NONE)
        return ENT_NONE;
    while (ent_act_find(d, word) == ENT_NONE && word.len > own &&
           ent_str_eq((ent_str){ word.ptr + word.len - own, own }, ENT_STR(" (act)")))
        word.len -= own;
    return ent_act_find(d, word);
}

static ent_status end_meant(ent_end *end, const ent_dataset *d, ent_network_kind kind,
                            const char *text, ent_diags *diags)
{
    *end = (ent_end){ ENT_NONE, act_meant(d, kind, text) };
    if (end->act == ENT_NONE)
        end->actor = ent_actor_meant(d, text, diags);
    return end->act == ENT_NONE && end->actor == ENT_NONE ? ENT_EUSAGE : ENT_OK;
}

static ent_status explain(telling *t, settings *set, const char *format)
{
    size_t last = set->args.operand_count; /* the two follow the data */
    ent_network_kind kind = ent_network_selection(t->n)->network;
    ent_explanation *x = NULL;
    ent_status status;

    for (int e = 0; e < 2; e++)
        if ((status = end_meant(&t->ends[e], t->d, kind, set->args.operands[last + (size_t)e], t->diags)) !=
            ENT_OK)
            return status;
    if (t->ends[0].act == t->ends[1].act && t->ends[0].actor == t->ends[1].actor)
        return ent_fail(t->diags, ENT_EUSAGE, ENT_NOWHERE,
                        "'%s' and '%s' are the same actor; expected two", set->args.operands[last],
                        set->args.operands[last + 1]);
    if ((status = ent_explain(&x, t->n, t->ends[0], t->ends[1], t->diags)) == ENT_OK)
        status = strcmp(format, "txt") == 0 ? tell_all(t, x) : write_table(t, x);
    ent_explanation_free(x);
    if (status == ENT_OK && t->out->failed)
        status = ent_out_of_memory(t->diags);
    if (status == ENT_OK && strcmp(format, "txt") == 0)
        status = save(set->out, ent_buf_view(t->out), t->diags);
    return status;
}

static ent_status run(settings *set, ent_diags *diags)
{
    const char *format = format_of(set, "txt");
    size_t last = set->args.operand_count;
    ent_buf out = { 0 };
    ent_dataset *d = NULL;
    ent_network *n = NULL;
    ent_status status;

    if (last < 2 || (last < 3 && !set->data.tables[ENT_AGREEMENTS] && !set->data.tables[ENT_PARTIES] && !set->data.tables[ENT_MEMBERSHIPS]))
        return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE,
                                  "expected DATA and two actors, as in: entente explain DATA RUS "
                                  "CHN");
    set->args.operand_count = last - 2;
    if ((status = require_format(TABLE_FORMATS, format, diags)) == ENT_OK &&
        (status = open_data(&d, set, diags)) == ENT_OK &&
        (status = ent_network_new(&n, d, &set->selection, diags)) == ENT_OK)
        status = explain(&(telling){ .d = d, .set = set, .n = n, .out = &out, .diags = diags }, set,
                         format);
    if (status == ENT_OK && set->ledger)
        status = write_ledger(set, n, diags);
    ent_buf_destroy(&out);
    ent_network_free(n);
    ent_dataset_free(d);
    return status;
}

static const opt options[] = { COLUMNS_OPTION, OPT_END };
static const opt_group own_group = { "Which columns", options };
static const opt_group *const groups[] = { &own_group, &counting_group, &selection_group, &direction_group,
                                           &document_group, &data_group, &output_group,
                                           &table_group, &general_group, NULL };

static bool as_table(const settings *set)
{
    return strcmp(format_of(set, "txt"), "txt") != 0;
}

static bool as_text(const settings *set)
{
    return !as_table(set);
}

static const char no_table[] = "on the text form, which is no table: choose another --format";
static const void_option voids[] = {
    { "documents", as_table, "on a table: passages are printed in the text form", false },
    { "columns", as_text, no_table, false },
    { "header", as_text, no_table, false },
    { "digits", as_text, no_table, false },
    { "caption", as_text, no_table, false },
    { "notes", as_text, no_table, false },
    { "verbose", always, "here: no rows are counted", true },
    { NULL, NULL, NULL, false }
};

static const settings defaults = SETTINGS_INIT;

const command cmd_explain = {
    .name = "explain",
    .operands = "DATA A B",
    .summary = "the agreements behind a tie, with dates, status and source",
    .more =
        "A and B are ids, names or codes; if agreements are nodes (--network two-mode, agreements or "
        "ties), also their ids. Agreements that name both without tying them follow, with the reason. "
        "With --documents, the passages themselves are printed. All formats but txt have a table of "
        "the agreements, with dates, the roles of both, whether it ties them, the reason if not, "
        "source and place.\n"
        "  entente explain data/iis RUS CHN\n"
        "  entente explain data/iis Russia SCO --as-of 2015\n"
        "  entente explain data/iis RUS CHN -o evidence.csv",
    .groups = groups,
    .voids = voids,
    .defaults = &defaults,
    .size = sizeof defaults,
    .run = run
};
