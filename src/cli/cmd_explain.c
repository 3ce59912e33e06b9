/* cmd_explain.c: a tie testifies: the acts behind it, their dates, status, source and place. */
#include "cli/command.h"

#include <string.h>

#include "base/escape.h"
#include "base/mem.h"

typedef struct telling {
    const ent_dataset *d;
    settings *set;
    ent_buf *out;
    ent_diags *diags;
} telling;

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

/* "boyko-2021 (char=100,200)", with the passage itself when the documents are at hand */
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
        ent_buf_format(&text, "%s:%zu", where.file, where.line);
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
    line(t, "party", ent_buf_view(&text));
    ent_buf_destroy(&text);
    date_line(t, "  signed", p->signed_on);
    date_line(t, "  ratified", p->ratified);
    date_line(t, "  in force", p->in_force);
    date_line(t, "  withdrew", p->withdrew);
    return p->row.file == ENT_PARTIES ? source_lines(t, p->row) : ENT_OK;
}

/* Where sources contradict each other about the act: what each says. */
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

static ent_status tell_act(telling *t, size_t index, const uint32_t *ends, bool unknown)
{
    const ent_act *act = ent_act_at(t->d, index);
    const uint32_t *rows;
    size_t count = ent_act_parties(t->d, index, &rows);
    ent_status status;

    ent_buf_text(t->out, "\n  ");
    ent_escape_terminal(t->out, act->title.len ? act->title : act->id, 0);
    ent_buf_text(t->out, unknown ? "  [not known to count]\n" : "\n");
    line(t, "id", act->id);
    line(t, "kind", act->kind);
    line(t, "level", ent_str_of(ent_level_name(act->level)));
    if (act->within != ENT_NONE)
        line(t, "within", ent_actor_at(t->d, act->within)->name);
    date_line(t, "signed", act->signed_on);
    date_line(t, "in force", act->in_force);
    date_line(t, "ended", act->ended);
    line(t, "status", act->status);
    date_line(t, "as of", act->as_of);
    line(t, "topic", act->topic);
    line(t, "note", ent_cell(t->d, act->row, "note"));
    if ((status = source_lines(t, act->row)) != ENT_OK)
        return status;
    for (size_t i = 0; i < count && status == ENT_OK; i++) {
        const ent_party *p = ent_party_at(t->d, rows[i]);

        if (p->actor == ends[0] || p->actor == ends[1])
            status = tell_party(t, p);
    }
    return status == ENT_OK ? tell_readings(t, act) : status;
}

static ent_status tell_membership(telling *t, const ent_membership *m)
{
    ent_buf text = { 0 };

    ent_buf_format(&text, "%.*s, %s of %.*s", ENT_STR_ARG(ent_actor_at(t->d, m->member)->name),
                   ent_role_name(m->role), ENT_STR_ARG(ent_actor_at(t->d, m->organization)->name));
    ent_buf_text(t->out, "\n  ");
    ent_escape_terminal(t->out, ent_buf_view(&text), 0);
    ent_buf_char(t->out, '\n');
    ent_buf_destroy(&text);
    date_line(t, "from", m->from);
    date_line(t, "to", m->to);
    return source_lines(t, m->row);
}

/* An organization of which both are members: by which rows. */
static ent_status tell_in_common(telling *t, uint32_t organization, const uint32_t *ends)
{
    const uint32_t *rows;
    size_t count = ent_actor_members(t->d, organization, &rows);
    ent_status status = ENT_OK;

    for (size_t i = 0; i < count && status == ENT_OK; i++) {
        const ent_membership *m = ent_membership_at(t->d, rows[i]);

        if (m->member == ends[0] || m->member == ends[1])
            status = tell_membership(t, m);
    }
    return status;
}

/* ---- what ties two actors ---- */

static bool is_party(const ent_dataset *d, size_t act, uint32_t actor)
{
    const uint32_t *rows;
    size_t count = ent_act_parties(d, act, &rows);

    for (size_t i = 0; i < count; i++)
        if (ent_party_at(d, rows[i])->actor == actor)
            return true;
    return false;
}

static bool is_named(const ent_dataset *d, size_t act, uint32_t a, uint32_t b)
{
    uint32_t within = ent_act_at(d, act)->within;

    return (is_party(d, act, a) && is_party(d, act, b)) ||
           (within == a && is_party(d, act, b)) || (within == b && is_party(d, act, a));
}

/* The network of a kind, with the selection that was asked for. */
static ent_status network_of(telling *t, ent_network_kind kind, ent_network **network)
{
    ent_selection selection;
    ent_status status = read_selection(&selection, t->set, t->diags);

    if (status != ENT_OK)
        return status;
    selection.network = kind;
    selection.weight = ENT_WEIGHT_COUNT;
    selection.unknown_as_tie = true;
    selection.backbone = ENT_BACKBONE_NONE;
    return ent_network_new(network, t->d, &selection, t->diags);
}

static const ent_tie *tie_of(const ent_network *n, const uint32_t *ends)
{
    uint32_t x = ent_node_of_actor(n, ends[0]), y = ent_node_of_actor(n, ends[1]), at;

    if (x == ENT_NONE || y == ENT_NONE || (at = ent_tie_between(n, x, y)) == ENT_NONE)
        return NULL;
    return ent_tie_at(n, at);
}

/* What a network says of the two; `done` marks the acts, and what is marked is told already. */
static ent_status tell_tie(telling *t, const ent_network *n, const uint32_t *ends, bool *done,
                           size_t *told)
{
    const ent_tie *tie = tie_of(n, ends);
    ent_status status = ENT_OK;

    for (uint32_t i = 0; status == ENT_OK && tie && i < tie->count; i++) {
        const ent_evidence *e = &ent_tie_evidence(n, tie)[i];
        const ent_membership *m = e->is_membership ? ent_membership_at(t->d, e->record) : NULL;

        if (!e->is_membership && done[e->record])
            continue;
        *told += 1;
        if (!e->is_membership) {
            done[e->record] = true;
            status = tell_act(t, e->record, ends, e->unknown);
        } else if (ent_network_selection(n)->network == ENT_NET_ACTORS) {
            status = tell_in_common(t, e->record, ends);
        } else {
            status = tell_membership(t, m);
        }
    }
    return status;
}

/* Acts that name both and do not tie them here, each with its reason. */
static ent_status tell_apart(telling *t, const ent_network *n, const uint32_t *ends,
                             const bool *done, size_t *apart)
{
    ent_status status = ENT_OK;

    for (uint32_t i = 0; status == ENT_OK && i < ent_act_count(t->d); i++) {
        ent_buf reason = { 0 };

        if (done[i] || !is_named(t->d, i, ends[0], ends[1]))
            continue;
        if (!(*apart)++)
            ent_buf_text(t->out, "\n  Named together, but not tied by it here:\n");
        if ((status = tell_act(t, i, ends, false)) == ENT_OK)
            status = ent_network_act_reason(n, i, ends[0], ends[1], &reason, t->diags);
        line(t, "no tie", ent_buf_view(&reason));
        ent_buf_destroy(&reason);
    }
    for (uint32_t i = 0; status == ENT_OK && i < ent_membership_count(t->d); i++) {
        const ent_membership *m = ent_membership_at(t->d, i);
        bool both = (m->organization == ends[0] && m->member == ends[1]) ||
                    (m->organization == ends[1] && m->member == ends[0]);

        if (!both || ent_network_selection(n)->with_memberships ||
            ent_network_selection(n)->network == ENT_NET_MEMBERS)
            continue;
        *apart += 1;
        status = tell_membership(t, m);
        line(t, "no tie", ENT_STR("memberships tie with --with-memberships, or in --network members"));
    }
    return status;
}

/* States are tied by the acts that they share, through whatever node the network shows them; a party
 * and the organization that an act was made in, where the network ties such. */
static ent_status tell_all(telling *t, const uint32_t *ends, ent_network_kind kind)
{
    ent_network *shared = NULL, *own = NULL;
    size_t told = 0, apart = 0;
    bool *done = ent_mem_new(ent_act_count(t->d), sizeof *done);
    ent_status status = done ? ENT_OK : ent_out_of_memory(t->diags);

    if (status == ENT_OK && kind != ENT_NET_MEMBERS &&
        (status = network_of(t, ENT_NET_ACTORS, &shared)) == ENT_OK)
        status = tell_tie(t, shared, ends, done, &told);
    if (status == ENT_OK && (kind == ENT_NET_TIES || kind == ENT_NET_MEMBERS) &&
        (status = network_of(t, kind, &own)) == ENT_OK)
        status = tell_tie(t, own, ends, done, &told);
    if (status == ENT_OK)
        status = tell_apart(t, own ? own : shared, ends, done, &apart);
    if (status == ENT_OK && !told && !apart)
        ent_buf_text(t->out, "  nothing in these data ties them\n");
    ent_network_free(shared);
    ent_network_free(own);
    ent_mem_free(done);
    return status;
}

static int run(settings *set, ent_diags *diags)
{
    size_t last = set->operand_count; /* the two actors stand behind the data */
    ent_buf out = { 0 };
    ent_dataset *d = NULL;
    ent_selection selection;
    const char *format = format_of(set, "txt");
    uint32_t ends[2];
    ent_status status;

    if (strcmp(format, "txt") != 0)
        return exit_code(ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE,
                                  "explanations have no format '%s'; expected txt: `entente graph` "
                                  "writes ties with their agreements as json or csv", format));
    if (last < 2 || (last < 3 && !set->agreements && !set->parties))
        return exit_code(ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE,
                                  "expected DATA and two actors, as in: entente explain DATA RUS "
                                  "CHN"));
    set->operand_count = last - 2;
    if ((status = open_data(&d, set, diags)) != ENT_OK)
        goto done;
    ends[0] = ent_actor_meant(d, set->operands[last - 2], diags);
    ends[1] = ent_actor_meant(d, set->operands[last - 1], diags);
    if (ends[0] == ENT_NONE || ends[1] == ENT_NONE) {
        status = ENT_EUSAGE;
        goto done;
    }
    if ((status = read_selection(&selection, set, diags)) != ENT_OK)
        goto done;
    head_selection(&out, &selection, d, "txt", diags); /* in which the other verbs show the tie */
    ent_escape_terminal(&out, ent_actor_at(d, ends[0])->name, 0);
    ent_buf_text(&out, " and ");
    ent_escape_terminal(&out, ent_actor_at(d, ends[1])->name, 0);
    ent_buf_char(&out, '\n');
    status = tell_all(&(telling){ d, set, &out, diags }, ends,
                      selection.network == ENT_NET_DEFAULT ? ent_network_default(d)
                                                           : selection.network);
    if (status == ENT_OK && out.failed)
        status = ent_out_of_memory(diags);
    if (status == ENT_OK)
        status = save(set->out, ent_buf_view(&out), diags);
done:
    ent_buf_destroy(&out);
    ent_dataset_free(d);
    return exit_code(status);
}

static const opt *const groups[] = { which_options, document_options, data_options, output_options,
                                     general_options, NULL };

const command cmd_explain = {
    "explain", "DATA A B", "the acts behind one tie, with dates, status, source and place",
    "A and B are ids, names or codes. With --documents the passages themselves are printed.\n"
    "  entente explain data/iis RUS CHN\n"
    "  entente explain data/iis Russia SCO --as-of 2015",
    groups, run
};
