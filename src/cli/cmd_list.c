/* cmd_list.c: what there is: measures, layouts, formats, checks, kinds; actors of a data set. */
#include "cli/command.h"

#include <string.h>

#include "entente/measure.h"

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

static void measures(ent_sheet *s)
{
    ent_sheet_column(s, ENT_STR("measure"), false);
    ent_sheet_column(s, ENT_STR("of"), false);
    ent_sheet_column(s, ENT_STR("summary"), false);
    for (size_t i = 0; i < ent_measure_count(); i++) {
        const ent_measure *m = ent_measure_at(i);

        row(s, m->name, ent_scope_name(m->scope));
        ent_sheet_text(s, ent_str_of(m->summary));
    }
}

static void layouts(ent_sheet *s)
{
    two_columns(s, "layout", "summary");
    for (const ent_choice *c = ent_layouts; c->name; c++)
        row(s, c->name, c->summary);
}

static void themes(ent_sheet *s)
{
    two_columns(s, "theme", "summary");
    for (const ent_choice *c = ent_themes; c->name; c++)
        row(s, c->name, c->summary);
}

static void plots(ent_sheet *s)
{
    two_columns(s, "plot", "summary");
    for (const ent_choice *c = ent_plots; c->name; c++)
        row(s, c->name, c->summary);
}

static void formats(ent_sheet *s)
{
    ent_sheet_column(s, ENT_STR("verb"), false);
    two_columns(s, "format", "summary");
    for (const ent_choice *c = ent_figure_formats; c->name; c++) {
        row(s, "draw", c->name);
        ent_sheet_text(s, ent_str_of(c->summary));
    }
    row(s, "graph", "dot");
    ent_sheet_text(s, ENT_STR("Graphviz, without places"));
    for (const ent_format *f = ent_graph_formats; f->name; f++) {
        row(s, "graph", f->name);
        ent_sheet_text(s, ent_str_of(f->summary));
    }
    for (const ent_format *f = ent_sheet_formats; f->name; f++) {
        row(s, "measure", f->name);
        ent_sheet_text(s, ent_str_of(f->summary));
    }
}

static void checks(ent_sheet *s)
{
    static const char *const severities[] = { "note", "warning", "error" };

    ent_sheet_column(s, ENT_STR("check"), false);
    two_columns(s, "severity", "summary");
    for (int i = 0; i < ENT_CHECK_COUNT; i++) {
        const ent_check_info *check = ent_check_at((ent_check_id)i);

        row(s, check->code, severities[check->severity]);
        ent_sheet_text(s, ent_str_of(check->summary));
    }
}

/* The words that the columns of a package take. */
static void kinds(ent_sheet *s)
{
    static const char *const statuses[] = {
        "planned", "proposed", "draft", "under preparation", "under negotiation",
        "ready for signing", "signed", "adopted", "approved", "ongoing", "ratified", "in force",
        "ended", "terminated", "expired", "superseded"
    };
    static const char *const stages[] = { "", "not yet signed", "signed", "in force", "ended" };

    ent_sheet_column(s, ENT_STR("column"), false);
    two_columns(s, "word", "meaning");
    for (int i = 0; i < ENT_OTHER; i++) {
        row(s, "type", ent_actor_type_name((ent_actor_type)i));
        ent_sheet_text(s, ENT_STR("of an actor"));
    }
    for (int i = ENT_BILATERAL; i < ENT_LEVEL_MIXED; i++) {
        row(s, "level", ent_level_name((ent_level)i));
        ent_sheet_text(s, ENT_STR("of an act"));
    }
    for (int i = 0; i < ENT_ROLE_OTHER; i++) {
        row(s, "role", ent_role_name((ent_role)i));
        ent_sheet_text(s, i <= ENT_MEMBER ? ENT_STR("ties unless --role says otherwise")
                                          : ENT_STR("ties when --role names it"));
    }
    for (size_t i = 0; i < sizeof statuses / sizeof *statuses; i++) {
        row(s, "status", statuses[i]);
        ent_sheet_text(s, ent_str_of(stages[ent_stage_of(ent_str_of(statuses[i]))]));
    }
    row(s, "kind", "dialogue");
    ent_sheet_text(s, ENT_STR("no instrument: ties only with --kind dialogue; other kinds are free"));
}

static ent_status actors(ent_sheet *s, settings *set, ent_diags *diags)
{
    static const char *const columns[] = { "id", "name", "type", "region", "from", "to" };
    ent_dataset *d = NULL;
    ent_status status;

    for (size_t c = 0; c < sizeof columns / sizeof *columns; c++)
        ent_sheet_column(s, ent_str_of(columns[c]), false);
    set->operands[0] = set->operands[1];
    set->operand_count--;
    if ((status = open_data(&d, set, diags)) != ENT_OK)
        return status;
    for (size_t i = 0; i < ent_actor_count(d); i++) {
        const ent_actor *a = ent_actor_at(d, i);
        ent_buf from = { 0 }, to = { 0 };

        ent_date_write(&from, a->from);
        ent_date_write(&to, a->to);
        ent_sheet_row(s);
        ent_sheet_text(s, a->id);
        ent_sheet_text(s, a->name);
        ent_sheet_text(s, ent_str_of(ent_actor_type_name(a->type)));
        ent_sheet_text(s, a->region);
        ent_sheet_text(s, ent_buf_view(&from));
        ent_sheet_text(s, ent_buf_view(&to));
        ent_buf_destroy(&from);
        ent_buf_destroy(&to);
    }
    ent_dataset_free(d);
    return ENT_OK;
}

static ent_status states(ent_sheet *s, ent_diags *diags)
{
    static const char *const columns[] = { "id", "name", "official", "name_ru", "region",
                                           "subregion", "capital" };
    ent_world *w;
    ent_status status = ent_world_new(&w, diags);

    for (size_t c = 0; c < sizeof columns / sizeof *columns; c++)
        ent_sheet_column(s, ent_str_of(columns[c]), false);
    for (size_t i = 0; status == ENT_OK && i < ent_world_count(w); i++) {
        const ent_state *state = ent_world_at(w, i);
        const ent_str cells[] = { state->id,     state->name,      state->official, state->name_ru,
                                  state->region, state->subregion, state->capital };

        ent_sheet_row(s);
        for (size_t c = 0; c < sizeof cells / sizeof *cells; c++)
            ent_sheet_text(s, cells[c]);
    }
    ent_world_free(w);
    return status;
}

static const struct {
    const char *name;
    void (*fill)(ent_sheet *s);
} lists[] = { { "measures", measures }, { "layouts", layouts }, { "formats", formats },
              { "checks", checks },     { "kinds", kinds },     { "themes", themes },
              { "plots", plots } };

static ent_status fill(ent_sheet *s, settings *set, ent_diags *diags)
{
    const char *what = set->operand_count ? set->operands[0] : "";
    ent_str names[8], near;
    size_t count = sizeof lists / sizeof *lists;

    if (strcmp(what, "actors") == 0 && set->operand_count == 2)
        return actors(s, set, diags);
    if (strcmp(what, "states") == 0)
        return states(s, diags);
    for (size_t i = 0; i < count; i++) {
        if (strcmp(lists[i].name, what) == 0) {
            lists[i].fill(s);
            return ENT_OK;
        }
        names[i] = ent_str_of(lists[i].name);
    }
    near = ent_str_nearest(ent_str_of(what), names, count);
    return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE, "%s%s%s%.*s%s", what[0] ? "no list '" : "",
                    what, what[0] ? (near.len ? "'; did you mean '" : "'; ") : "",
                    near.len ? (int)near.len : 0, near.ptr,
                    near.len ? "'?"
                             : "expected measures, layouts, themes, plots, formats, checks, "
                               "kinds, states, or actors DATA");
}

static int run(settings *set, ent_diags *diags)
{
    ent_sheet_options options = { terminal_width() };
    const char *format = format_of(set, "txt");
    ent_sheet *sheet = NULL;
    ent_buf out = { 0 };
    ent_status status;

    if (set->operand_count == 1 && strcmp(set->operands[0], "measures") == 0 &&
        strcmp(format, "md") == 0) {
        ent_measures_document(&out);
        status = out.failed ? ent_out_of_memory(diags) : ENT_OK;
    } else if ((status = ent_sheet_new(&sheet, ENT_STR(""), diags)) == ENT_OK &&
               (status = fill(sheet, set, diags)) == ENT_OK) {
        status = ent_sheet_write(sheet, format, &options, &out, diags);
    }
    if (status == ENT_OK)
        status = ent_output_save(set->out ? set->out : "-", ent_buf_view(&out), diags);
    ent_sheet_free(sheet);
    ent_buf_destroy(&out);
    return exit_code(status);
}

static const opt *const groups[] = { data_options, output_options, general_options, NULL };

const command cmd_list = {
    "list", "measures|layouts|formats|...", "what there is, and the words that columns take",
    "measures, layouts, themes, plots, formats, checks, kinds (words of the columns), states (the register), "
    "actors DATA.\n"
    "  entente list measures\n"
    "  entente list actors data/iis --format csv",
    groups, run
};
