/* open.c: the data and the network of a command. */
#include "cli/open.h"

#include <string.h>

#include "base/arena.h"
#include "base/list.h"
#include "cli/input_output_paths.h"
#include "cli/print_ledger.h"
#include "cli/messages.h"
#include "cli/parts.h"

ent_status read_data(ent_dataset **dataset, const settings *set, ent_diags *diags)
{
    ent_dataset_options options = set->data;
    const arguments *args = &set->args;

    *dataset = NULL;
    if (!options.map && args->operand_count > 1)
        return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE,
                        "expected one data set, not '%s' and '%s'; to read several files in another "
                        "form, use a map (--map)",
                        args->operands[0], args->operands[1]);
    options.path = args->operand_count ? args->operands[0] : NULL;
    options.files = (const char *const *)args->operands;
    options.file_count = args->operand_count;
    options.name_day = set->todays_names ? (ent_date){ 0 } : set->selection.as_of;
    return ent_dataset_read(dataset, &options, diags);
}

/* ---- notes about how a file is read: the first, and how many more there are ---- */

typedef struct held_notes {
    ent_diags *to;
    ent_arena arena; /* of the texts */
    ENT_LIST(ent_diag) notes;
    bool has_first;
    bool all;            /* say every note */
    ent_buf other_names; /* the first notes about names that are read as actors with another name */
    size_t other_count;
} held_notes;

static const char *keep_text(held_notes *held, const char *text)
{
    return text ? ent_arena_str(&held->arena, ent_str_of(text)).ptr : NULL;
}

/* Passes on what is no note, and the first note. A note that cannot be kept is passed on, too. */
static void hold_note(void *ctx, const ent_diag *diag)
{
    enum { MOST = 3 };
    held_notes *held = ctx;
    ent_diag copy = *diag;

    if (diag->code && strcmp(diag->code, "actor-other-name") == 0) {
        if (held->all)
            ent_deliver(held->to, diag);
        else if (held->other_count++ < MOST)
            ent_buf_format(&held->other_names, "%s%s", held->other_count > 1 ? ", " : "", diag->text);
        return;
    }
    if (diag->severity == ENT_NOTE && held->has_first) {
        copy.text = keep_text(held, diag->text);
        copy.where = (ent_where){ .file = keep_text(held, diag->where.file), .sheet = keep_text(held, diag->where.sheet),
                                  .line = diag->where.line, .column = diag->where.column };
        if (copy.text && ENT_LIST_PUSH(&held->notes, copy))
            return;
    }
    held->has_first |= diag->severity == ENT_NOTE;
    ent_deliver(held->to, diag);
}

/* " --map MAP FILE", for a command that the user can copy. */
static void put_data(const settings *set, ent_buf *out)
{
    if (set->data.map)
        ent_buf_format(out, " --map %s", set->data.map);
    for (size_t i = 0; i < set->args.operand_count; i++)
        ent_buf_format(out, " %s", set->args.operands[i]);
}

/* Every command reads the file again; only the first time the user needs all notes. */
static void say_notes(held_notes *held, const settings *set, bool all)
{
    const char *file = set->args.operand_count ? set->args.operands[0] : NULL;
    ent_buf data = { 0 };

    put_data(set, &data);
    if (held->other_count)
        ent_note(held->to, (ent_where){ .file = file },
                 "%zu name%s read as actors with another name: %s%s; `entente check%s` lists them", held->other_count,
                 held->other_count == 1 ? " is" : "s are", ent_buf_string(&held->other_names),
                 held->other_count > 3 ? ", ..." : "", ent_buf_string(&data));
    ent_buf_destroy(&held->other_names);
    ent_buf_destroy(&data);
    if (held->notes.count > 1 && !all && file && !set->data.map)
        ent_note(held->to, (ent_where){ .file = file },
                 "%zu more notes say how its dates, names and cells were read; `entente check %s` lists them", held->notes.count,
                 file);
    else
        for (size_t i = 0; i < held->notes.count; i++)
            ent_deliver(held->to, &held->notes.items[i]);
    ENT_LIST_DESTROY(&held->notes);
    ent_arena_destroy(&held->arena);
}

static ent_status read_with_few_notes(ent_dataset **dataset, const settings *set, ent_diags *diags)
{
    held_notes held = { .to = diags, .all = set->verbose };
    ent_diags inner = *diags;
    ent_status status;

    inner.sink = hold_note;
    inner.ctx = &held;
    status = read_data(dataset, set, &inner);
    say_notes(&held, set, status != ENT_OK || set->verbose);
    return status;
}

ent_status open_data(ent_dataset **dataset, const settings *set, ent_diags *diags)
{
    ent_status status = read_with_few_notes(dataset, set, diags);

    if (status != ENT_OK)
        return status;
    if ((status = check_paths_of_tables(set, *dataset, NULL, diags)) != ENT_OK ||
        (status = ent_dataset_check(*dataset, diags)) != ENT_OK ||
        (set->parts && (status = add_data_of_parts(*dataset, diags)) != ENT_OK)) {
        ent_dataset_free(*dataset);
        *dataset = NULL;
    }
    messages_flush(diags);
    return status;
}

ent_status read_date_list(const char *option, const char *text, ent_date *dates, size_t most, size_t *count,
                          ent_diags *diags)
{
    ent_str rest = ent_str_of(text), part;

    *count = 0;
    while (ent_str_next(&rest, ',', &part)) {
        if (*count == most)
            return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE, "--%s: at most %zu dates", option, most);
        ent_status status = read_date(option, part, "dates, separated by commas: 2010,2015-05-08", &dates[*count], diags);

        if (status != ENT_OK)
            return status;
        (*count)++;
    }
    return ENT_OK;
}

void select_date(ent_selection *selection, ent_date date)
{
    bool is_day = date.kind == ENT_DATE_POINT && date.first == date.last;

    selection->as_of = is_day ? date : (ent_date){ 0 };
    selection->during = is_day ? (ent_date){ 0 } : date;
}

/* The time that the network is about, for messages. */
static const char *time_words(const ent_selection *selection)
{
    return ent_date_known(selection->as_of)    ? " on that day"
           : ent_date_known(selection->during) ? " in that period"
                                               : "";
}

/* The first party that may count, and how many there are. This looks at every party, and is asked only if there is one, or
 * if the parties have no rows in the ledger, as in lists and pairs of plain files. */
static ent_status count_unknown(const ent_network *network, size_t *count, ent_buf *first, ent_diags *diags)
{
    const ent_dataset *d = ent_network_dataset(network);
    ent_counting *counting;
    ent_status status;

    bool has_rows = ent_table_rows(d, ENT_PARTIES) > 0, has_time = time_words(ent_network_selection(network))[0] != '\0';

    *count = ent_ledger_count(network, ENT_PARTIES, ENT_UNDATED);
    if (ent_network_selection(network)->network == ENT_NET_MEMBERS || (has_rows ? !*count : !has_time))
        return ENT_OK;
    if ((status = ent_counting_new(&counting, network, diags)) != ENT_OK)
        return status;
    for (size_t i = 0; i < ent_party_count(d); i++) {
        const ent_party p = ent_party_at(d, i);

        if (ent_counting_party(counting, (uint32_t)i) != ENT_UNKNOWN || ent_counting_act(counting, p.act) == ENT_NO)
            continue;
        *count += !has_rows;
        if (first->len)
            continue;
        ent_buf_format(first, "%.*s in '%.*s': ", ENT_STR_ARG(ent_actor_at(d, p.actor)->name),
                       ENT_STR_ARG(ent_act_at(d, p.act).title));
        ent_counting_party_reason(counting, (uint32_t)i, first);
    }
    ent_counting_free(counting);
    return ENT_OK;
}

static ent_status say_unknown(const ent_network *network, const settings *set, ent_diags *diags)
{
    size_t undated, memberships = ent_ledger_count(network, ENT_MEMBERSHIPS, ENT_UNDATED);
    ent_buf first = { 0 }, how = { 0 };
    ent_status status = count_unknown(network, &undated, &first, diags);

    if (status == ENT_OK && first.len) {
        ent_buf date = { 0 };
        const ent_selection *s = ent_network_selection(network);

        ent_buf_text(&how, "; `entente agreements");
        put_data(set, &how);
        ent_date_write(&date, s->as_of.kind ? s->as_of : s->during);
        if (date.len)
            ent_buf_format(&how, " --%s %s", s->as_of.kind ? "as-of" : "during", ent_buf_string(&date));
        ent_buf_text(&how, " --show left-out` lists the agreements");
        ent_buf_destroy(&date);
    }
    undated += memberships;
    if (status == ENT_OK && !undated)
        undated = ent_ledger_count(network, ENT_AGREEMENTS, ENT_UNDATED);
    if (status == ENT_OK && undated)
        ent_note(diags, ENT_NOWHERE,
                 "%zu row%s may or may not count%s, and %s left out of all measures (--unknown as-tie counts %s)%s%s%s", undated,
                 undated == 1 ? "" : "s", time_words(ent_network_selection(network)), undated == 1 ? "is" : "are",
                 undated == 1 ? "it" : "them", first.len ? undated == 1 ? ": " : "; the first: " : "", ent_buf_string(&first),
                 ent_buf_string(&how));
    ent_buf_destroy(&first);
    ent_buf_destroy(&how);
    return status;
}

static void say_assumed(const ent_network *network, ent_diags *diags)
{
    ent_buf text = { 0 };

    ent_network_describe_assumed(network, NULL, &text);
    if (text.len)
        ent_note(diags, ENT_NOWHERE, "%s%s", ent_buf_string(&text),
                 ent_network_assumed_count(network) ? " (--open-ended unknown leaves them out; `agreements --show "
                                                       "counted` lists the ends)"
                                                     : "");
    ent_buf_destroy(&text);
}

ent_status open_network(ent_dataset **dataset, ent_network **network, const settings *set,
                        ent_diags *diags)
{
    ent_status status;

    *network = NULL;
    if ((status = open_data(dataset, set, diags)) != ENT_OK ||
        (status = ent_network_new(network, *dataset, &set->selection, diags)) != ENT_OK)
        return status;
    if (!ent_node_count(*network))
        ent_warn(diags, ENT_NOWHERE, "the network has no nodes%s",
                 set->selection.only  ? ": the actors of --only have no place in it (bodies and organizations are "
                                        "nodes where they have a tie)"
                 : set->selection.ego ? ": the actor of --ego has no tie in it"
                                      : "");
    if ((status = say_unknown(*network, set, diags)) != ENT_OK)
        return status;
    say_assumed(*network, diags);
    if (set->verbose)
        ledger_totals(*network, diags);
    return set->ledger && !ent_parts_is_part() ? write_ledger(set, *network, diags) : ENT_OK;
}
