/* list.c: lists measures, layouts, formats, checks, words of columns, states; actors of a data set. */

#include <math.h>
#include <string.h>
#include <unistd.h>

#include "cli/commands.h"
#include "cli/formats.h"
#include "cli/open.h"
#include "cli/outputs.h"
#include "cli/void_options.h"
#include "entente/measure.h"
#include "entente/tables.h"

static void two_columns(ent_sheet *s, const char *a, const char *b)
{
    ent_sheet_column(s, ent_str_of(a), false);
    ent_sheet_column(s, ent_str_of(b), false);
}

static void row(ent_sheet *s, const char *a, const char *b)
{
    ent_sheet_row(s);
    ent_sheet_text(s, ent_str_of(a));
    ent_sheet_text(s, ent_str_of(b));
}

static void three_cells(ent_sheet *s, const char *a, const char *b, const char *c)
{
    row(s, a, b);
    ent_sheet_text(s, ent_str_of(c));
}

static void measures(ent_sheet *s)
{
    ent_sheet_column(s, ENT_STR("measure"), false);
    ent_sheet_column(s, ENT_STR("of"), false);
    ent_sheet_column(s, ENT_STR("summary"), false);
    for (size_t i = 0; i < ent_measure_count(); i++) {
        const ent_measure *m = ent_measure_at(i);

        three_cells(s, m->name, ent_scope_name(m->scope), m->summary);
    }
}

static void choices(ent_sheet *s, const char *head, const ent_choice *c)
{
    two_columns(s, head, "summary");
    for (; c->name; c++)
        row(s, c->name, c->summary);
}

static void layouts(ent_sheet *s)
{
    const ent_choice *c;

    two_columns(s, "layout", "summary");
    for (size_t i = 0; (c = ent_layout_at(i)) != NULL; i++)
        row(s, c->name, c->summary);
}

static void themes(ent_sheet *s)
{
    choices(s, "theme", ent_themes);
}

static void plots(ent_sheet *s)
{
    choices(s, "plot", ent_plots);
}

static void sizes(ent_sheet *s)
{
    ent_page p;

    ent_sheet_column(s, ENT_STR("size"), false);
    ent_sheet_column(s, ENT_STR("page"), false);
    ent_sheet_column(s, ENT_STR("width_mm"), true);
    ent_sheet_column(s, ENT_STR("height_mm"), true);
    ent_sheet_column(s, ENT_STR("height_is"), false);
    ent_sheet_column(s, ENT_STR("least_text_pt"), true);
    ent_sheet_column(s, ENT_STR("source"), false);
    for (size_t i = 0; ent_page_at(i, &p); i++) {
        ent_sheet_row(s);
        ent_sheet_text(s, p.name);
        ent_sheet_text(s, p.summary);
        ent_sheet_number(s, p.width_mm > 0 ? p.width_mm : NAN);
        ent_sheet_number(s, p.height_mm > 0 ? p.height_mm : NAN);
        ent_sheet_text(s, ent_str_of(p.exact ? "exact" : p.height_mm > 0 ? "most" : ""));
        ent_sheet_number(s, p.least_text > 0 ? p.least_text : NAN);
        ent_sheet_text(s, p.source);
    }
}

static void formats(ent_sheet *s)
{
    ent_sheet_column(s, ENT_STR("command"), false);
    two_columns(s, "format", "summary");
    for (const ent_choice *f = ent_figure_formats; f->name; f++)
        three_cells(s, "draw", f->name, f->summary);
    for (const ent_format *f = ent_graph_formats; f->name; f++)
        three_cells(s, "graph", f->name, f->summary);
    for (const ent_format *f = ent_sheet_formats; f->name; f++)
        three_cells(s, "measure", f->name, f->summary);
}

static void checks(ent_sheet *s)
{
    ent_sheet_column(s, ENT_STR("check"), false);
    two_columns(s, "severity", "summary");
    for (int i = 0; i < ENT_CHECK_COUNT; i++) {
        const ent_check_info *check = ent_check_at((ent_check_id)i);

        three_cells(s, check->code, ent_severity_name(check->severity), check->summary);
    }
}

/* The words that the columns of a package take. */
static void words(ent_sheet *s, const char *column, ent_names names, const char *meaning)
{
    const char *word;

    for (size_t i = 0; (word = ent_names_at(names, i)) != NULL; i++)
        three_cells(s, column, word, meaning);
}

static void kinds(ent_sheet *s)
{
    static const char *const stages[] = { "", "not yet signed", "signed", "in force", "ended" };
    const char *status;
    ent_stage stage;

    ent_sheet_column(s, ENT_STR("column"), false);
    two_columns(s, "word", "meaning");
    for (int i = 0; i < ENT_OTHER; i++)
        three_cells(s, "type", ent_actor_type_name((ent_actor_type)i), "of an actor");
    for (int i = ENT_BILATERAL; i < ENT_LEVEL_MIXED; i++)
        three_cells(s, "level", ent_level_name((ent_level)i), "of an agreement");
    for (int i = 0; i < ENT_ROLE_OTHER; i++)
        three_cells(s, "role", ent_role_name((ent_role)i),
                    i <= ENT_MEMBER ? "creates ties by default (--tie-kinds bound)"
                    : i >= ENT_SPONSOR && i <= ENT_PARTICIPANT
                        ? "creates ties with --tie-kinds promoted, or if --role names it"
                        : "creates ties if --role names it");
    three_cells(s, "role", ent_role_name(ENT_ROLE_UNKNOWN),
                "not known whether a party or member: an unknown tie, whatever --role");
    for (int i = 0; i < ENT_TIE_KIND_COUNT; i++)
        three_cells(s, "tie kind", ent_tie_kind_name((ent_tie_kind)i), "of a tie: see --tie-kinds");
    for (size_t i = 0; (status = ent_status_word(i, &stage)) != NULL; i++)
        three_cells(s, "status", status, stages[stage]);
    words(s, "kind", ent_relation_kinds(), "of a relation between agreements and bodies");
    words(s, "vote", ent_vote_words(), "on an agreement");
    words(s, "precision", ent_precision_words(), "of a count that a source asserts");
    three_cells(s, "kind", "dialogue",
                "not an agreement: ties only with --tie-kinds talks or --kind dialogue; other kinds are "
                "free text");
}

static void map_row(void *ctx, const ent_map_info *info)
{
    const ent_str cells[] = { info->name, info->title, info->version, info->citation };

    ent_sheet_row(ctx);
    for (size_t i = 0; i < sizeof cells / sizeof *cells; i++)
        ent_sheet_text(ctx, cells[i]);
}

static ent_status maps(ent_sheet *s, settings *set, ent_diags *diags)
{
    (void)set;
    two_columns(s, "map", "data");
    two_columns(s, "version", "cite as");
    return ent_maps_each(map_row, s, diags);
}

static void columns(ent_sheet *s, const char *const *names)
{
    for (; *names; names++)
        ent_sheet_column(s, ent_str_of(*names), false);
}

static ent_status actors_of_data(ent_sheet *s, settings *set, ent_diags *diags)
{
    static const char *const names[] = { "id", "name", "type", "region", "from", "to", NULL };
    ent_date day = set->selection.as_of;
    ent_dataset *d = NULL;
    ent_status status;

    columns(s, names);
    set->args.operands++;
    set->args.operand_count--;
    if ((status = open_data(&d, set, diags)) != ENT_OK)
        return status;
    for (size_t i = 0; i < ent_actor_count(d); i++) {
        const ent_actor *a = ent_actor_at(d, i);

        if (a->is_reserve || (ent_date_known(day) &&
                              ent_spell_holds(a->from, a->to, day) == ENT_NO))
            continue;
        ent_sheet_row(s);
        ent_sheet_text(s, a->id);
        ent_sheet_text(s, a->name);
        ent_sheet_text(s, ent_str_of(ent_actor_type_name(a->type)));
        ent_sheet_text(s, a->region);
        date_cell(s, a->from);
        date_cell(s, a->to);
    }
    ent_dataset_free(d);
    return ENT_OK;
}

static const char *type_of(const ent_state *state)
{
    return state->is_organization ? "organization" : state->is_territory ? "territory" : "state";
}

/* The period of existence that contains the day; without a day, from the first to the last. */
static ent_spell spell_on(const ent_world *w, const ent_state *state, ent_date day)
{
    const ent_spell *spells;
    size_t count = ent_world_spells(w, state, &spells);

    for (size_t i = 0; i < count && ent_date_known(day); i++)
        if (ent_spell_holds(spells[i].from, spells[i].to, day) != ENT_NO)
            return spells[i];
    return (ent_spell){ state->from, state->to };
}

static const char *const code_schemes[] = { "iso3", "iso2", "isonum", "cow", "cowc", "gw", "gwc", NULL };

static void register_row(ent_sheet *s, const ent_world *w, const ent_state *state, ent_date day)
{
    ent_capital capital = ent_world_capital_on(w, state, day);
    ent_spell spell = spell_on(w, state, day);

    ent_sheet_row(s);
    ent_sheet_text(s, state->id);
    ent_sheet_text(s, ent_world_name_on(w, state, day));
    ent_sheet_text(s, ent_str_of(type_of(state)));
    ent_sheet_text(s, state->region);
    date_cell(s, spell.from);
    date_cell(s, spell.to);
    ent_sheet_text(s, capital.name);
    ent_sheet_number(s, capital.lat);
    ent_sheet_number(s, capital.lon);
    for (const char *const *scheme = code_schemes; *scheme; scheme++)
        ent_sheet_text(s, ent_world_code_on(w, state, *scheme, day));
}

static void register_columns(ent_sheet *s)
{
    static const char *const names[] = { "id", "name", "type", "region", "from", "to", "capital", NULL };

    columns(s, names);
    ent_sheet_column(s, ENT_STR("lat"), true);
    ent_sheet_column(s, ENT_STR("lon"), true);
    columns(s, code_schemes);
}

/* The actors that exist on the day, with name, capital and codes of that day; without a day, all. */
static ent_status actors_of_register(ent_sheet *s, settings *set, ent_diags *diags)
{
    ent_date day = set->selection.as_of;
    ent_world *w;
    ent_status status = ent_world_new(&w, diags);

    register_columns(s);
    for (size_t i = 0; status == ENT_OK && i < ent_world_count(w); i++) {
        const ent_state *state = ent_world_at(w, i);

        if (!state->is_territory && (!ent_date_known(day) || ent_world_exists(w, state, day) != ENT_NO))
            register_row(s, w, state, day);
    }
    ent_world_free(w);
    return status;
}

/* What a name or a code means, on the day. */
static ent_status actor_named(ent_sheet *s, settings *set, ent_diags *diags)
{
    const char *word = set->args.operands[1];
    ent_date day = set->selection.as_of;
    ent_identity who = { 0 };
    ent_world *w;
    ent_status status = ent_world_new(&w, diags);

    if (status != ENT_OK)
        return status;
    who = ent_world_identify(w, ENT_STR("any"), ent_str_of(word), day);
    register_columns(s);
    if (who.state) {
        register_row(s, w, who.state, day);
        ent_note(diags, ENT_NOWHERE, "'%s' is %.*s (%.*s)%s", word, ENT_STR_ARG(who.state->name),
                 ENT_STR_ARG(who.state->id), who.outside ? ", which did not exist as such on that day" : "");
    }
    for (size_t i = 0; i < who.candidate_count; i++)
        register_row(s, w, who.candidates[i], day);
    if (who.candidate_count)
        ent_note(diags, ENT_NOWHERE, "'%s' is not known, or is the name of several; these may be meant", word);
    if (!who.state && !who.candidate_count)
        status = ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE,
                          "'%s' is neither a file or folder nor a name or code in the register of states and organizations; "
                          "`entente list actors` prints all",
                          word);
    ent_world_free(w);
    return status;
}

static ent_status states(ent_sheet *s, settings *set, ent_diags *diags)
{
    static const char *const names[] = { "id", "name", "official", "name_ru", "type", "region",
                                         "subregion", "from", "to", "capital", NULL };
    ent_world *w;
    ent_status status = ent_world_new(&w, diags);

    (void)set;
    columns(s, names);
    for (size_t i = 0; status == ENT_OK && i < ent_world_count(w); i++) {
        const ent_state *state = ent_world_at(w, i);
        const ent_str cells[] = { state->id,
                                  state->name,
                                  state->official,
                                  state->name_ru,
                                  ent_str_of(type_of(state)),
                                  state->region,
                                  state->subregion };

        if (state->is_organization)
            continue;
        ent_sheet_row(s);
        for (size_t c = 0; c < sizeof cells / sizeof *cells; c++)
            ent_sheet_text(s, cells[c]);
        date_cell(s, state->from);
        date_cell(s, state->to);
        ent_sheet_text(s, state->capital);
    }
    ent_world_free(w);
    return status;
}

static ent_status actors(ent_sheet *s, settings *set, ent_diags *diags)
{
    bool of_data = set->args.operand_count == 2 || set->data.map;

    for (int t = 0; t < ENT_TABLE_COUNT; t++)
        of_data |= set->data.tables[t] != NULL;
    if (!set->data.map && set->args.operand_count == 2 && strcmp(set->args.operands[1], "-") != 0 &&
        access(set->args.operands[1], F_OK) != 0)
        return actor_named(s, set, diags);
    return of_data ? actors_of_data(s, set, diags) : actors_of_register(s, set, diags);
}

/* The rows of the table of the data that the first operand names. */
static ent_status rows_of_data(ent_sheet *s, settings *set, ent_diags *diags)
{
    ent_table table = ent_table_of(ent_str_of(set->args.operands[0]));
    ent_dataset *d = NULL;
    ent_status status;

    set->args.operands++;
    set->args.operand_count--;
    if ((status = open_data(&d, set, diags)) == ENT_OK) {
        status = ent_tabulate_rows(s, d, table, set->selection.as_of, is_for_readers(format_of(set, "txt")),
                                   diags);
        ent_sheet_fit(s, 100);
    }
    set->args.operands--;
    set->args.operand_count++;
    ent_dataset_free(d);
    return status;
}

static const struct {
    const char *name;
    void (*fill)(ent_sheet *s);
    ent_status (*read)(ent_sheet *s, settings *set, ent_diags *diags); /* or this */
} lists[] = { { "measures", measures, NULL }, { "layouts", layouts, NULL },
              { "themes", themes, NULL },     { "plots", plots, NULL },
              { "sizes", sizes, NULL },
              { "formats", formats, NULL },   { "checks", checks, NULL },
              { "kinds", kinds, NULL },       { "maps", NULL, maps },
              { "states", NULL, states },     { "actors", NULL, actors },
              { "memberships", NULL, rows_of_data }, { "offices", NULL, rows_of_data },
              { "relations", NULL, rows_of_data },   { "events", NULL, rows_of_data },
              { "votes", NULL, rows_of_data },       { "assertions", NULL, rows_of_data },
              { "sources", NULL, rows_of_data } };

static ent_status fill(ent_sheet *s, settings *set, ent_diags *diags)
{
    static const char expected[] = "expected measures, layouts, themes, plots, sizes, formats, checks, kinds, "
                                   "maps, states, actors [DATA]; or, with DATA, memberships, offices, "
                                   "relations, events, votes, assertions, sources";
    ent_str what = ent_str_of(set->args.operand_count ? set->args.operands[0] : NULL);
    size_t i = ent_names_find(ENT_NAMES(lists), what);

    if (!what.len)
        return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE, "%s", expected);
    if (i == SIZE_MAX)
        return ent_fail_unknown(diags, ENT_NOWHERE, "list", what, ENT_NAMES(lists), expected);
    if (set->args.operand_count > 1 && lists[i].read != actors && lists[i].read != rows_of_data)
        return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE,
                        "`entente list %s` takes no operand; remove '%s'", lists[i].name,
                        set->args.operands[1]);
    if (lists[i].read)
        return lists[i].read(s, set, diags);
    lists[i].fill(s);
    return ENT_OK;
}

/* docs/measures.md, which is no table. */
static bool is_document(const settings *set)
{
    return set->args.operand_count == 1 && strcmp(set->args.operands[0], "measures") == 0 &&
           strcmp(format_of(set, "txt"), "md") == 0;
}

static ent_status write_document(const settings *set, ent_diags *diags)
{
    ent_buf out = { 0 };
    ent_status status;

    ent_measures_document(&out);
    status = out.failed ? ent_out_of_memory(diags) : save(set->out, ent_buf_view(&out), diags);
    ent_buf_destroy(&out);
    return status;
}

static ent_status run(settings *set, ent_diags *diags)
{
    const char *format = format_of(set, "txt");
    bool titled = strcmp(format, "txt") != 0 && strcmp(format, "md") != 0 && strcmp(format, "json") != 0;
    ent_report *report = NULL;
    ent_sheet *sheet = NULL;
    ent_str name;
    ent_status status;

    if (is_document(set))
        return write_document(set, diags);
    name = ent_str_of(set->args.operand_count ? set->args.operands[0] : NULL);
    if ((status = new_report(&report, set, false, diags)) == ENT_OK &&
        (status = ent_sheet_new(&sheet, titled ? name : ENT_STR(""), diags)) == ENT_OK) {
        ent_sheet_name(sheet, ENT_STR(""), name);
        if ((status = ent_report_add(report, sheet, diags)) == ENT_OK &&
            (status = fill(sheet, set, diags)) == ENT_OK)
            status = write_report(report, set, NULL, diags);
    }
    ent_report_free(report);
    return status;
}

static const opt day_options[] = {
    OPT_DATE(settings, selection.as_of, "as-of", "DATE",
             "only actors that existed on this day, with their names at the time; only memberships, "
             "offices, events, relations and votes of that time"),
    COLUMNS_OPTION,
    OPT_END
};
static const opt_group day_group = { "Which rows and columns", day_options };
static const opt_group *const groups[] = { &day_group, &data_group, &output_group, &table_group,
                                           &general_group, NULL };

static bool not_of_data(const settings *set)
{
    const char *what = set->args.operand_count ? set->args.operands[0] : "";

    return strcmp(what, "actors") != 0 && ent_table_of(ent_str_of(what)) == ENT_TABLE_COUNT;
}

static bool not_of_days(const settings *set)
{
    const char *what = set->args.operand_count ? set->args.operands[0] : "";

    return not_of_data(set) || strcmp(what, "sources") == 0 || strcmp(what, "assertions") == 0;
}

static const char no_table[] = "on the document of measures, which is no table";
static const char elsewhere[] = "except on lists of data: actors, offices, ...";
static const void_option voids[] = {
    { "as-of", not_of_days, "except on lists of data whose rows have days: actors, offices, ...", false },
    { "agreements", not_of_data, elsewhere, false },
    { "parties", not_of_data, elsewhere, false },
    { "actors", not_of_data, elsewhere, false },
    { "memberships", not_of_data, elsewhere, false },
    { "sources", not_of_data, elsewhere, false },
    { "map", not_of_data, elsewhere, false },
    { "sheet", not_of_data, elsewhere, false },
    { "date-format", not_of_data, elsewhere, false },
    { "columns", is_document, no_table, false },
    { "header", is_document, no_table, false },
    { "digits", is_document, no_table, false },
    { "caption", is_document, no_table, false },
    { "notes", is_document, no_table, false },
    { NULL, NULL, NULL, false }
};

static const settings defaults = SETTINGS_INIT;

const command cmd_list = {
    .name = "list",
    .operands = "measures|formats|offices|...",
    .summary = "list measures, formats, layouts, states, ...",
    .more = "The lists are measures, layouts, themes, plots, sizes (of pages), formats, checks, kinds (words that are "
            "allowed in columns), maps, states (of the register) and actors (of the register, or of "
            "DATA; `entente actors` has their agreements too; with a NAME, what it means). With DATA: memberships, offices, relations, "
            "events, votes, assertions (with the numbers in the data) and sources.\n"
            "  entente list measures\n"
            "  entente list actors --as-of 1970-01-01\n"
            "  entente list actors Prussia\n"
            "  entente list actors data/iis --format csv\n"
            "  entente list memberships data/iis --as-of 2010-01-01",
    .groups = groups,
    .voids = voids,
    .defaults = &defaults,
    .size = sizeof defaults,
    .run = run
};
