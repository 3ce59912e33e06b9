/* common.c: the steps that commands share: data, selection, network, ledger, output. */
#include "cli/command.h"

#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/escape.h"
#include "base/mem.h"

ent_status read_data(ent_dataset **dataset, const settings *set, ent_diags *diags)
{
    ent_dataset_options options = { .path = set->operand_count ? set->operands[0] : NULL,
                                    .map = set->map,
                                    .files = set->operands,
                                    .file_count = set->operand_count,
                                    .force = set->force };

    *dataset = NULL;
    if (!set->map && set->operand_count > 1)
        return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE,
                        "expected one data set, not '%s' and '%s'; to read several files in another "
                        "form, use a map (--map)",
                        set->operands[0], set->operands[1]);
    options.tables[ENT_ACTORS] = set->actors;
    options.tables[ENT_MEMBERSHIPS] = set->memberships;
    options.tables[ENT_AGREEMENTS] = set->agreements;
    options.tables[ENT_PARTIES] = set->parties;
    options.tables[ENT_SOURCES] = set->sources;
    return ent_dataset_read(dataset, &options, diags);
}

ent_status open_data(ent_dataset **dataset, settings *set, ent_diags *diags)
{
    ent_status status = read_data(dataset, set, diags);

    if (status != ENT_OK)
        return status;
    if ((status = refuse_tables(set, *dataset, diags)) != ENT_OK ||
        (status = ent_dataset_check(*dataset, diags)) != ENT_OK) {
        ent_dataset_free(*dataset);
        *dataset = NULL;
    }
    messages_flush(diags);
    return status;
}

static ent_status read_weight(ent_selection *s, const char *text, ent_diags *diags)
{
    ent_str names[ENT_WEIGHT_COLUMN], near;

    if (strncmp(text, "column:", 7) == 0 && text[7]) {
        s->weight = ENT_WEIGHT_COLUMN;
        s->weight_column = text + 7;
        return ENT_OK;
    }
    for (int i = ENT_WEIGHT_COUNT; i < ENT_WEIGHT_COLUMN; i++) {
        if (strcmp(text, ent_weight_name((ent_weight)i)) == 0) {
            s->weight = (ent_weight)i;
            return ENT_OK;
        }
        names[i - 1] = ent_str_of(ent_weight_name((ent_weight)i));
    }
    near = ent_str_nearest(ent_str_of(text), names, ENT_WEIGHT_COLUMN - 1);
    return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE, "--weight %s: %s%.*s%s", text,
                    near.len ? "did you mean '" : "expected count, newman, jaccard, cosine, "
                                                  "overlap, hypergeometric, binary or column:NAME",
                    ENT_STR_ARG(near), near.len ? "'?" : "");
}

/* Reads "ID" or "ID:RADIUS". The id is copied into the settings, because their text may be read again
 * for another network. */
static ent_status read_ego(ent_selection *s, settings *set, ent_diags *diags)
{
    const char *colon = strrchr(set->ego, ':');
    size_t len = colon ? (size_t)(colon - set->ego) : 0;
    double radius;

    s->ego = set->ego;
    if (!colon || len >= sizeof set->ego_id || !ent_str_number(ent_str_of(colon + 1), &radius))
        return ENT_OK; /* an id may hold a colon */
    if (radius < 0 || radius > 100 || radius != (double)(size_t)radius)
        return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE,
                        "--ego %s: expected a radius of 0 to 100 steps", set->ego);
    memcpy(set->ego_id, set->ego, len);
    set->ego_id[len] = '\0';
    s->ego = set->ego_id;
    s->ego_radius = (size_t)radius;
    return ENT_OK;
}

void ask_at(ent_date date, ent_date *as_of, ent_date *during)
{
    bool is_day = date.kind == ENT_DATE_POINT && date.first == date.last;

    *as_of = is_day ? date : (ent_date){ 0 };
    *during = is_day ? (ent_date){ 0 } : date;
}

ent_status read_selection(ent_selection *s, settings *set, ent_diags *diags)
{
    ent_status status = ENT_OK;

    *s = (ent_selection)ENT_SELECTION_INIT;
    s->network = (ent_network_kind)set->network;
    s->count = (ent_rule)set->count;
    s->as_of = set->as_of;
    s->during = set->during;
    s->level = set->level;
    s->kind = set->kind;
    s->topic = set->topic;
    s->within = set->within;
    s->role = set->role;
    s->only = set->only;
    s->max_parties = set->max_parties;
    s->unknown_as_tie = set->unknown == 1;
    s->open_ended = (ent_open_ended)set->open_ended;
    s->directed = set->directed;
    s->force = set->force;
    s->with_memberships = set->with_memberships;
    s->drop_isolates = set->isolates == 1;
    s->blocs = (ent_blocs)set->blocs;
    s->succession = (ent_succession_policy)set->succession;
    s->population = (ent_population)set->population;
    s->backbone = (ent_backbone)set->backbone;
    s->alpha = set->alpha;
    s->correction = (ent_correction)set->correction;
    s->samples = set->samples;
    s->seed = set->seed;
    s->workers = set->workers;
    if (s->as_of.kind == ENT_DATE_SPAN)
        return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE,
                        "--as-of takes a day, a month or a year; for a period use --during");
    if (set->weight)
        status = read_weight(s, set->weight, diags);
    if (status == ENT_OK && set->ego)
        status = read_ego(s, set, diags);
    return status;
}

ent_status new_sheet(ent_sheet **sheet, const ent_dataset *dataset, const char *what,
                     ent_diags *diags)
{
    ent_buf title = { 0 };
    ent_status status;

    ent_buf_format(&title, "%.*s: %s", ENT_STR_ARG(ent_dataset_title(dataset)), what);
    status = ent_sheet_new(sheet, ent_buf_view(&title), diags);
    ent_buf_destroy(&title);
    return status;
}

ent_status read_measure_options(ent_measures_options *options, const settings *set,
                                        ent_diags *diags)
{
    *options = (ent_measures_options)ENT_MEASURES_OPTIONS_INIT;
    options->resolution = set->resolution;
    options->seed = set->seed;
    options->workers = set->workers;
    if (set->runs && !set->null)
        options->community_runs = set->runs;
    if (set->community && ent_community_read(&options->community_method,
                                             ent_str_of(set->community), diags) != ENT_OK)
        return ENT_EUSAGE;
    if (set->distance && !ent_distance_read(&options->distance, ent_str_of(set->distance)))
        return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE,
                        "--distance %s: expected unweighted, inverse or inverse:ALPHA",
                        set->distance);
    return ENT_OK;
}

ent_status check_sheet_format(const char *format, ent_diags *diags)
{
    for (const ent_format *f = ent_sheet_formats; f->name; f++)
        if (strcmp(f->name, format) == 0)
            return ENT_OK;
    return ent_sheet_unknown(format, diags);
}

ent_status refuse_part(ent_diags *diags)
{
    return ent_mem_whole(ENT_OK, 0, diags);
}

ent_status save(const char *path, ent_str bytes, ent_diags *diags)
{
    ent_status status = refuse_part(diags);

    return status == ENT_OK ? ent_output_save(path ? path : "-", bytes, diags) : status;
}

/* ---- the ledger ---- */

ent_status refuse_ledger(const settings *set, ent_diags *diags)
{
    if (!set->ledger)
        return ENT_OK;
    return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE,
                    "--ledger needs a single network, as in: entente measure DATA --during 2014 "
                    "--ledger FILE");
}

static void ledger_totals(const ent_network *network, ent_diags *diags)
{
    const ent_dataset *d = ent_network_dataset(network);

    for (int t = 0; t < ENT_TABLE_COUNT; t++) {
        size_t rows = ent_table_rows(d, (ent_table)t);
        ent_buf text = { 0 };
        const char *comma = ": ";

        if (!rows)
            continue;
        ent_buf_format(&text, "%s, %zu row%s", ent_table_name((ent_table)t), rows,
                       rows == 1 ? "" : "s");
        for (int k = 0; k < ENT_BUCKET_COUNT; k++) {
            size_t count = ent_ledger_count(network, (ent_table)t, (ent_bucket)k);

            if (!count)
                continue;
            ent_buf_format(&text, "%s%zu %s", comma, count, ent_bucket_name((ent_bucket)k));
            comma = ", ";
        }
        ent_note(diags, ENT_NOWHERE, "%s", ent_buf_string(&text));
        ent_buf_destroy(&text);
    }
}

static const char *first_column(ent_table table)
{
    static const char *const names[] = { "id", "organization", "id", "agreement",
                                         "id", "agreement",    "id" };

    return names[table];
}

static void ledger_row(ent_sheet *sheet, const ent_network *network, ent_table table, size_t i)
{
    const ent_dataset *d = ent_network_dataset(network);
    ent_row row = ent_table_row(d, table, i);

    ent_sheet_row(sheet);
    ent_sheet_text(sheet, ent_str_of(ent_table_name(table)));
    ent_sheet_number(sheet, (double)ent_row_where(d, row, NULL).line);
    ent_sheet_text(sheet, ent_cell(d, row, first_column(table)));
    ent_sheet_text(sheet, ent_cell(d, row, table == ENT_MEMBERSHIPS ? "member" : "party"));
    ent_sheet_text(sheet, ent_str_of(ent_bucket_name(ent_ledger_bucket(network, table, i))));
}

static ent_status write_ledger(const settings *set, const ent_network *network, ent_diags *diags)
{
    const ent_dataset *d = ent_network_dataset(network);
    ent_sheet *sheet = NULL;
    ent_buf out = { 0 };
    ent_status status = new_sheet(&sheet, d, "ledger", diags);

    if (status != ENT_OK)
        return status;
    ent_sheet_column(sheet, ENT_STR("table"), false);
    ent_sheet_column(sheet, ENT_STR("line"), true);
    ent_sheet_column(sheet, ENT_STR("key"), false);
    ent_sheet_column(sheet, ENT_STR("party"), false);
    ent_sheet_column(sheet, ENT_STR("bucket"), false);
    for (int t = 0; t < ENT_TABLE_COUNT; t++)
        for (size_t i = 0; i < ent_table_rows(d, (ent_table)t); i++)
            ledger_row(sheet, network, (ent_table)t, i);
    status = ent_sheet_write(sheet, ending_of(set->ledger, "csv"), &(ent_sheet_options){ 0 }, &out,
                             diags);
    if (status == ENT_OK)
        status = save(set->ledger, ent_buf_view(&out), diags);
    ent_sheet_free(sheet);
    ent_buf_destroy(&out);
    return status;
}

/* The time that the network is about, for messages. */
static const char *time_words(const ent_selection *selection)
{
    return ent_date_known(selection->as_of)    ? " on that day"
           : ent_date_known(selection->during) ? " in that period"
                                               : "";
}

static void say_unknown(const ent_network *network, ent_diags *diags)
{
    size_t undated = ent_ledger_count(network, ENT_PARTIES, ENT_UNDATED) +
                     ent_ledger_count(network, ENT_MEMBERSHIPS, ENT_UNDATED);

    if (!undated)
        undated = ent_ledger_count(network, ENT_AGREEMENTS, ENT_UNDATED);
    if (undated)
        ent_note(diags, ENT_NOWHERE,
                 "%zu row%s may or may not count%s, and %s left out of all measures (--unknown "
                 "as-tie counts %s)",
                 undated, undated == 1 ? "" : "s", time_words(ent_network_selection(network)),
                 undated == 1 ? "is" : "are", undated == 1 ? "it" : "them");
}

void say_assumed(const ent_network *network, ent_diags *diags)
{
    ent_buf text = { 0 };

    ent_network_describe_assumed(network, &text);
    if (text.len)
        ent_note(diags, ENT_NOWHERE, "%s%s", ent_buf_string(&text),
                 ent_network_assumed_count(network) ? " (--open-ended unknown leaves them out)" : "");
    ent_buf_destroy(&text);
}

ent_status open_network(ent_dataset **dataset, ent_network **network, settings *set,
                        ent_diags *diags)
{
    ent_selection selection;
    ent_status status;

    *dataset = NULL;
    *network = NULL;
    if ((status = read_selection(&selection, set, diags)) != ENT_OK ||
        (status = open_data(dataset, set, diags)) != ENT_OK ||
        (status = ent_network_new(network, *dataset, &selection, diags)) != ENT_OK)
        return status;
    say_unknown(*network, diags);
    say_assumed(*network, diags);
    if (set->verbose)
        ledger_totals(*network, diags);
    return set->ledger ? write_ledger(set, *network, diags) : ENT_OK;
}

/* ---- outputs ---- */

void write_record_of_data(ent_buf *out, const ent_dataset *d)
{
    ent_buf_format(out, "entente %s; data: %.*s, content %.*s", ent_version(),
                   ENT_STR_ARG(ent_dataset_name(d)), ENT_STR_ARG(ent_dataset_fingerprint(d)));
}

void write_record(ent_buf *out, const ent_network *network, const char *more)
{
    write_record_of_data(out, ent_network_dataset(network));
    ent_buf_text(out, "; ");
    ent_network_describe(network, out);
    if (more && more[0])
        ent_buf_format(out, "; %s", more);
}

static void head_line(ent_buf *out, const ent_buf *line, const char *format, ent_diags *diags)
{
    ent_str text = ent_buf_view(line);

    out->failed |= line->failed;
    if (strcmp(format, "txt") == 0) {
        ent_buf_text(out, "Network: ");
        ent_escape_terminal(out, text, 0);
        ent_buf_text(out, "\n\n");
    } else if (strcmp(format, "md") == 0) {
        ent_buf_text(out, "Network: ");
        ent_escape_markdown(out, text);
        ent_buf_text(out, "\n\n");
    } else if (strcmp(format, "tex") == 0) {
        ent_buf_text(out, "% Network: ");
        ent_escape_terminal(out, text, 0);
        ent_buf_char(out, '\n');
    } else {
        ent_note(diags, ENT_NOWHERE, "network: %.*s", ENT_STR_ARG(text));
    }
}

void head_network(ent_buf *out, const ent_network *network, const char *format, ent_diags *diags)
{
    ent_buf line = { 0 };

    ent_network_headline(network, &line);
    head_line(out, &line, format, diags);
    ent_buf_destroy(&line);
}

void head_selection(ent_buf *out, const ent_selection *selection, const ent_dataset *dataset,
                    const char *format, ent_diags *diags)
{
    ent_buf line = { 0 };

    ent_selection_headline(selection, dataset, &line);
    head_line(out, &line, format, diags);
    ent_buf_destroy(&line);
}

void say_network(const ent_network *network, ent_diags *diags)
{
    ent_buf line = { 0 };

    ent_network_headline(network, &line);
    ent_note(diags, ENT_NOWHERE, "network: %s", ent_buf_string(&line));
    ent_buf_destroy(&line);
}

/* Endings are compared without regard to case: MAP.PNG. */
static const char *small_letters(const char *ending)
{
    static const char *const known[] = { "csv", "dot", "eps", "gexf", "gml",     "graphml",
                                         "gv",  "json", "md", "net",  "nodes.csv", "pdf",
                                         "png", "svg", "tex", "tikz", "tsv",     "txt" };

    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (ent_str_eq_fold(ent_str_of(known[i]), ent_str_of(ending)))
            return known[i];
    return ending;
}

const char *ending_of(const char *path, const char *otherwise)
{
    const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
    const char *dot = strrchr(name, '.');

    return dot && dot[1] && strcmp(path, "-") != 0 ? small_letters(dot + 1) : otherwise;
}

const char *format_of(const settings *set, const char *otherwise)
{
    if (set->format)
        return small_letters(set->format);
    return set->out ? ending_of(set->out, otherwise) : otherwise;
}

ent_status write_output(const settings *set, const ent_dataset *dataset, const char *format,
                        bool into_folder, ent_str bytes, ent_diags *diags)
{
    ent_buf path = { 0 };
    settings named = *set;
    ent_status status = ENT_OK;

    if (set->out || !into_folder)
        return save(set->out, bytes, diags);
    mkdir("out", 0777); /* on failure, writing the file reports an error */
    ent_buf_format(&path, "out/%.*s.%s",
                   ENT_STR_ARG(dataset ? ent_dataset_name(dataset) : ENT_STR("series")), format);
    named.out = ent_buf_string(&path);
    if ((status = check_paths(&named, diags)) == ENT_OK && dataset)
        status = refuse_tables(&named, dataset, diags);
    if (status == ENT_OK)
        status = save(ent_buf_string(&path), bytes, diags);
    if (status == ENT_OK) {
        ent_buf_char(&path, '\n');
        status = save(NULL, ent_buf_view(&path), diags);
    }
    ent_buf_destroy(&path);
    return status;
}

size_t terminal_width(void)
{
    struct winsize size;

    if (!isatty(STDOUT_FILENO))
        return 0;
    return ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 20 ? size.ws_col : 80;
}
