/* cmd_explain.c: a tie testifies: the acts behind it, their dates, status, source and place. */
#include "cli/command.h"

#include <string.h>

#include "base/escape.h"
#include "base/mem.h"

typedef struct telling {
    const ent_dataset *d;
    const settings *set;
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
    ent_buf_text(t->out, unknown ? "  [not known to count on that day]\n" : "\n");
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

/* The acts that tie two actors: those of the direct tie, and those that they share through an
 * organization or a hub. The network of actors holds both kinds. */
static ent_status shared_acts(settings *set, const ent_dataset *d, uint32_t a, uint32_t b,
                              ent_network **network, const ent_tie **tie, ent_diags *diags)
{
    ent_selection selection;
    ent_status status;
    uint32_t x, y, at;

    *tie = NULL;
    if ((status = read_selection(&selection, set, diags)) != ENT_OK)
        return status;
    selection.network = ENT_NET_ACTORS;
    selection.weight = ENT_WEIGHT_COUNT;
    selection.unknown_as_tie = true;
    if ((status = ent_network_new(network, d, &selection, diags)) != ENT_OK)
        return status;
    x = ent_node_of_actor(*network, a);
    y = ent_node_of_actor(*network, b);
    if (x != ENT_NONE && y != ENT_NONE && (at = ent_tie_between(*network, x, y)) != ENT_NONE)
        *tie = ent_tie_at(*network, at);
    return ENT_OK;
}

static ent_status tell_all(telling *t, uint32_t a, uint32_t b, settings *set)
{
    uint32_t ends[] = { a, b };
    ent_network *n = NULL;
    const ent_tie *tie = NULL;
    size_t told = 0, apart = 0;
    bool *done = ent_mem_new(ent_act_count(t->d), sizeof *done);
    ent_status status =
        done ? shared_acts(set, t->d, a, b, &n, &tie, t->diags) : ent_out_of_memory(t->diags);

    for (uint32_t i = 0; status == ENT_OK && tie && i < tie->count; i++) {
        const ent_evidence *e = &ent_tie_evidence(n, tie)[i];

        told++;
        if (e->is_membership) {
            status = tell_in_common(t, e->record, ends);
            continue;
        }
        done[e->record] = true;
        status = tell_act(t, e->record, ends, e->unknown);
    }
    for (uint32_t i = 0; status == ENT_OK && i < ent_act_count(t->d); i++) {
        const ent_act *act = ent_act_at(t->d, i); /* a party and the organization it was made in */

        if (!done[i] && ((act->within == a && is_party(t->d, i, b)) ||
                         (act->within == b && is_party(t->d, i, a)))) {
            done[i] = true;
            told++;
            status = tell_act(t, i, ends, false);
        }
    }
    for (uint32_t i = 0; status == ENT_OK && i < ent_membership_count(t->d); i++) {
        const ent_membership *m = ent_membership_at(t->d, i);

        if ((m->organization == a && m->member == b) || (m->organization == b && m->member == a)) {
            told++;
            status = tell_membership(t, m);
        }
    }
    for (uint32_t i = 0; status == ENT_OK && i < ent_act_count(t->d); i++)
        if (!done[i] && is_party(t->d, i, a) && is_party(t->d, i, b)) {
            if (!apart++)
                ent_buf_text(t->out, "\n  Named together, but not tied by it here (role, kind, "
                                     "status or selection):\n");
            status = tell_act(t, i, ends, false);
        }
    if (status == ENT_OK && !told && !apart)
        ent_buf_text(t->out, "  nothing in these data ties them\n");
    ent_network_free(n);
    ent_mem_free(done);
    return status;
}

static int run(settings *set, ent_diags *diags)
{
    size_t last = set->operand_count; /* the two actors stand behind the data */
    ent_buf out = { 0 };
    ent_dataset *d = NULL;
    ent_selection selection;
    uint32_t a, b;
    ent_status status;

    if (last < 2 || (last < 3 && !set->agreements && !set->parties))
        return exit_code(ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE,
                                  "expected DATA and two actors, as in: entente explain DATA RUS "
                                  "CHN"));
    set->operand_count = last - 2;
    if ((status = open_data(&d, set, diags)) != ENT_OK)
        goto done;
    a = ent_actor_meant(d, set->operands[last - 2], diags);
    b = ent_actor_meant(d, set->operands[last - 1], diags);
    if (a == ENT_NONE || b == ENT_NONE) {
        status = ENT_EUSAGE;
        goto done;
    }
    if ((status = read_selection(&selection, set, diags)) != ENT_OK)
        goto done;
    head_selection(&out, &selection, d, "txt", diags); /* in which the other verbs show the tie */
    ent_escape_terminal(&out, ent_actor_at(d, a)->name, 0);
    ent_buf_text(&out, " and ");
    ent_escape_terminal(&out, ent_actor_at(d, b)->name, 0);
    ent_buf_char(&out, '\n');
    status = tell_all(&(telling){ d, set, &out, diags }, a, b, set);
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
