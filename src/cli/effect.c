/* effect.c: options that would have no effect, because of the command or of another option. They are
 * usage errors, so that no one relies on an option that did nothing. */
#include "cli/command.h"

#include <string.h>
#include <sys/stat.h>

/* ---- properties of the requested measures ---- */

typedef bool measure_test(const ent_measure *m, const settings *set);

static bool by_chance(const ent_measure *m, const settings *set)
{
    (void)set;
    return (m->flags & ENT_MEASURE_CHANCE) != 0;
}

/* The resolution is used by community detection and by modularity. */
static bool by_resolution(const ent_measure *m, const settings *set)
{
    return by_chance(m, set) || strncmp(m->name, "modularity", strlen("modularity")) == 0;
}

static bool by_length(const ent_measure *m, const settings *set)
{
    (void)set;
    return m->weight == ENT_MEANS_RULE;
}

/* The first word of --scope is "all"; the others are the scopes in order. */
static bool in_scope(const ent_measure *m, const settings *set)
{
    return (int)m->scope == set->scope - 1;
}

/* Is the measure shown in a table of `entente compare`? */
static bool comparable(const ent_measure *m, const settings *set)
{
    return (m->scope == ENT_SCOPE_NETWORK && set->show != 2) ||
           (m->scope == ENT_SCOPE_NODE && !(m->flags & ENT_MEASURE_CLASS) && set->show != 1);
}

/* The next word of a list separated by ',' or ';'. */
static bool next_name(ent_str *rest, ent_str *name)
{
    size_t at = 0;

    if (!rest->len)
        return false;
    while (at < rest->len && rest->ptr[at] != ',' && rest->ptr[at] != ';')
        at++;
    *name = ent_str_trim((ent_str){ rest->ptr, at });
    at += at < rest->len;
    *rest = (ent_str){ rest->ptr + at, rest->len - at };
    return true;
}

static bool any_measure(measure_test *test, unsigned flags, const settings *set)
{
    for (size_t i = 0; i < ent_measure_count(); i++)
        if ((ent_measure_at(i)->flags & flags) == flags && test(ent_measure_at(i), set))
            return true;
    return false;
}

/* Does any of the requested measures, or of the default measures, pass the test? Unknown names are
 * skipped; ent_measures_run reports them. */
static bool measures(const settings *set, const command *cmd, measure_test *test)
{
    static const char *const groups[] = { "all", "node", "tie", "network", "pair" };
    ent_str rest = ent_str_of(set->measures), name;
    bool found = false;

    if (!set->measures)
        return cmd != &cmd_compare && any_measure(test, ENT_MEASURE_DEFAULT, set);
    while (!found && next_name(&rest, &name)) {
        const ent_measure *m = ent_measure_find(name);

        found = ent_str_is(name, "default") ? any_measure(test, ENT_MEASURE_DEFAULT, set)
                                            : m && test(m, set);
        for (size_t i = 0; i < sizeof groups / sizeof *groups; i++)
            found = found || ent_str_is(name, groups[i]);
    }
    return found;
}

/* ---- conditions under which an option has no effect ---- */

typedef bool void_test(const settings *set, const command *cmd);

static bool without_backbone(const settings *set, const command *cmd)
{
    (void)cmd;
    return !set->backbone;
}

static bool without_samples(const settings *set, const command *cmd)
{
    (void)cmd;
    return set->backbone != ENT_BACKBONE_FDSM && !set->bounds;
}

/* Ends matter only for a day or a period. */
static bool without_a_day(const settings *set, const command *cmd)
{
    return (cmd == &cmd_measure || cmd == &cmd_graph || cmd == &cmd_draw) && !set->as_of.kind &&
           !set->during.kind && !set->panels && !set->compare && !set->plot;
}

static bool of_members(const settings *set, const command *cmd)
{
    (void)cmd;
    return was_given(set, "network") && set->network == ENT_NET_MEMBERS;
}

static bool of_acts(const settings *set, const command *cmd)
{
    (void)cmd;
    return was_given(set, "network") && set->network == ENT_NET_ACTS;
}

static bool around_an_actor(const settings *set, const command *cmd)
{
    (void)cmd;
    return set->ego != NULL;
}

static bool without_isolates(const settings *set, const command *cmd)
{
    (void)cmd;
    return set->isolates == 1;
}

static bool without_communities(const settings *set, const command *cmd)
{
    return !set->communities && !measures(set, cmd, by_chance);
}

static bool report_of_its_own(const settings *set, const command *cmd)
{
    (void)cmd;
    return set->agreement || set->projection_report;
}

static bool projection_report(const settings *set, const command *cmd)
{
    (void)cmd;
    return set->projection_report;
}

static bool agreement_report(const settings *set, const command *cmd)
{
    (void)cmd;
    return set->agreement != NULL;
}

static bool beside_a_null(const settings *set, const command *cmd)
{
    (void)cmd;
    return set->null != 0;
}

static bool in_long_form(const settings *set, const command *cmd)
{
    (void)cmd;
    return set->long_form;
}

/* Scopes whose rows are not ranked: tie, network. */
static bool unranked_scope(const settings *set, const command *cmd)
{
    (void)cmd;
    return set->scope == 2 || set->scope == 3;
}

static bool nothing_to_search(const settings *set, const command *cmd)
{
    return !set->null && !set->agreement && !measures(set, cmd, by_chance);
}

static bool no_communities_measured(const settings *set, const command *cmd)
{
    return !set->communities && !set->agreement && !measures(set, cmd, by_resolution);
}

static bool no_method_measured(const settings *set, const command *cmd)
{
    return !measures(set, cmd, by_chance);
}

static bool no_lengths_measured(const settings *set, const command *cmd)
{
    return !measures(set, cmd, by_length);
}

static bool without_qap(const settings *set, const command *cmd)
{
    (void)cmd;
    return set->show == 2 || set->show == 3; /* nodes, ties */
}

static bool only_ties_shown(const settings *set, const command *cmd)
{
    (void)cmd;
    return set->show == 3;
}

static bool not_png(const settings *set, const command *cmd)
{
    (void)cmd;
    return strcmp(format_of(set, "svg"), "png") != 0;
}

static bool not_ranks(const settings *set, const command *cmd)
{
    (void)cmd;
    return !set->plot || strcmp(set->plot, "ranks") != 0;
}

static bool no_plot(const settings *set, const command *cmd)
{
    (void)cmd;
    return !set->plot;
}

static bool several_networks(const settings *set, const command *cmd)
{
    (void)cmd;
    return set->panels || set->compare;
}

static bool without_map(const settings *set, const command *cmd)
{
    (void)cmd;
    return !set->map;
}

static bool only_a_guess(const settings *set, const command *cmd)
{
    (void)cmd;
    return set->guess != NULL;
}

static bool no_list_of_actors(const settings *set, const command *cmd)
{
    (void)cmd;
    return !set->operand_count || strcmp(set->operands[0], "actors") != 0;
}

static bool a_table(const settings *set, const command *cmd)
{
    (void)cmd;
    return strcmp(format_of(set, "txt"), "txt") != 0;
}

static bool always(const settings *set, const command *cmd)
{
    (void)set;
    (void)cmd;
    return true;
}

/* ---- the table ---- */

static const struct rule {
    const command *cmd; /* NULL: every verb that has the option */
    const char *option;
    void_test *is_void;
    const char *why; /* follows "--OPTION has no effect " */
} rules[] = {
    { NULL, "alpha", without_backbone, "without --backbone" },
    { NULL, "correction", without_backbone, "without --backbone" },
    { &cmd_graph, "samples", without_samples, "without --backbone fdsm" },
    { &cmd_compare, "samples", without_samples, "without --backbone fdsm" },
    { &cmd_explain, "samples", without_samples, "without --backbone fdsm" },
    { NULL, "samples", without_samples, "without --backbone fdsm or --bounds" },
    { NULL, "count", of_members, "on a network of members: memberships are not signed" },
    { NULL, "weight", of_members, "on a network of members: a membership weighs 1" },
    { NULL, "level", of_members, "on a network of members: levels are of agreements" },
    { NULL, "kind", of_members, "on a network of members: kinds are of agreements" },
    { NULL, "topic", of_members, "on a network of members: topics are of agreements" },
    { NULL, "max-parties", of_members, "on a network of members: parties are of agreements" },
    { NULL, "blocs", of_members, "on a network of members: parties are of agreements" },
    { NULL, "with-memberships", of_members, "on a network of members, whose ties are the memberships" },
    { NULL, "isolates", around_an_actor, "with --ego: the network around an actor has no isolates" },
    { NULL, "population", around_an_actor,
      "with --ego: the network around an actor has no isolates" },
    { NULL, "population", without_isolates, "with --isolates drop: it selects isolates" },
    { NULL, "population", of_acts, "on a network of agreements, which has no states" },
    { &cmd_series, "match", without_communities, "without --communities or measures of communities" },
    { NULL, "scope", report_of_its_own, "on this report, which has its own table" },
    { NULL, "long", report_of_its_own, "on this report, which has its own table" },
    { NULL, "long", beside_a_null, "with --null, whose table has one row per value already" },
    { &cmd_measure, "top", report_of_its_own, "on this report, which has its own table" },
    { &cmd_measure, "top", beside_a_null, "with --null: all values are shown" },
    { &cmd_measure, "top", in_long_form, "with --long: all values are shown" },
    { &cmd_measure, "top", unranked_scope, "on this --scope: only nodes and pairs are ranked" },
    { &cmd_measure, "distance", report_of_its_own, "on this report, which has no paths" },
    { &cmd_measure, "resolution", projection_report, "on this report, which has no communities" },
    { &cmd_measure, "community", projection_report, "on this report, which has no communities" },
    { &cmd_measure, "community", agreement_report, "with --agreement, which names the methods" },
    { &cmd_measure, "runs", projection_report, "on this report, which involves no chance" },
    { &cmd_measure, "runs", nothing_to_search, "without --null or measures of communities" },
    { &cmd_measure, "community", no_method_measured, "on these measures: none detects communities" },
    { NULL, "resolution", no_communities_measured, "on these measures: none detects communities" },
    { NULL, "distance", no_lengths_measured, "on these measures: none uses the length of ties" },
    { &cmd_compare, "permutations", without_qap, "with this --show: the QAP test is in the summary" },
    { &cmd_compare, "measures", only_ties_shown, "with --show ties" },
    { &cmd_explain, "documents", a_table, "on a table: passages are printed in the text form" },
    { &cmd_draw, "dpi", not_png, "except on PNG: other formats have no pixels" },
    { &cmd_draw, "top", not_ranks, "without --plot ranks" },
    { &cmd_draw, "of", no_plot, "without --plot" },
    { &cmd_draw, "ledger", several_networks,
      "with --panels or --compare: a ledger describes a single network" },
    { &cmd_draw, "as-of", several_networks, "with --panels or --compare, which give the dates" },
    { &cmd_draw, "during", several_networks, "with --panels or --compare, which give the dates" },
    { &cmd_import, "map", only_a_guess, "with --guess" },
    { &cmd_import, "strict", only_a_guess, "with --guess" },
    { &cmd_import, "force", only_a_guess, "with --guess" },
    { &cmd_import, "strict", without_map, "without --map: data in entente's own form are always checked" },
    { &cmd_list, "as-of", no_list_of_actors, "except on `list actors`" },
    { &cmd_list, "agreements", no_list_of_actors, "except on `list actors`" },
    { &cmd_list, "parties", no_list_of_actors, "except on `list actors`" },
    { &cmd_list, "actors", no_list_of_actors, "except on `list actors`" },
    { &cmd_list, "memberships", no_list_of_actors, "except on `list actors`" },
    { &cmd_list, "sources", no_list_of_actors, "except on `list actors`" },
    { &cmd_list, "map", no_list_of_actors, "except on `list actors`" },
    { &cmd_completion, "format", always, "here: the operand selects the output" },
};

/* --describe reads no data, so no other option has an effect. */
static ent_status check_describe(const settings *set, ent_diags *diags)
{
    static const char *const fine[] = { "describe", "out", "quiet", "verbose", "color", "workers" };

    if (set->operand_count)
        return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE,
                        "--describe explains a measure and reads no data; remove '%s'",
                        set->operands[0]);
    for (size_t i = 0; i < set->given_count; i++) {
        bool other = true;

        for (size_t k = 0; k < sizeof fine / sizeof *fine; k++)
            other = other && strcmp(set->given[i]->name, fine[k]) != 0;
        if (other)
            return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE, "--%s has no effect with --describe",
                            set->given[i]->name);
    }
    return ENT_OK;
}

/* An empty list would select nothing. */
static ent_status check_lists(const settings *set, ent_diags *diags)
{
    for (size_t i = 0; i < set->given_count; i++) {
        const opt *o = set->given[i];
        const char *text;

        if (o->type != OPT_TEXT_TYPE || strcmp(o->name, "title") == 0)
            continue;
        text = *(const char *const *)((const char *)set + o->offset);
        if (text && !text[strspn(text, " \t,;")])
            return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE, "--%s '%s': expected %s", o->name, text,
                            o->arg);
    }
    return ENT_OK;
}

/* A missing folder would look like one without documents. */
static ent_status check_documents(const settings *set, ent_diags *diags)
{
    struct stat info;

    if (!set->documents || (stat(set->documents, &info) == 0 && S_ISDIR(info.st_mode)))
        return ENT_OK;
    return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE, "--documents %s: no such folder",
                    set->documents);
}

/* Refuses measures that need another option, and those that no table of the command would show. */
static ent_status check_measures(const settings *set, const command *cmd, ent_diags *diags)
{
    ent_str rest = ent_str_of(set->measures), name;

    while (next_name(&rest, &name)) {
        const ent_measure *m = ent_measure_find(name);

        if (!m)
            continue;
        if ((m->flags & ENT_MEASURE_NULL) && !set->null)
            return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE,
                            "-m %.*s: needs a null model; %s", ENT_STR_ARG(name),
                            cmd == &cmd_measure ? "add --null curveball"
                                                : "use `entente measure` with --null curveball");
        if ((m->flags & ENT_MEASURE_BACKBONE) && !set->backbone)
            return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE,
                            "-m %.*s: needs a backbone; add --backbone sdsm",
                            ENT_STR_ARG(name));
        if (cmd == &cmd_series && m->scope == ENT_SCOPE_PAIR)
            return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE,
                            "-m %.*s: a series has no measures of pairs; use `entente measure` with --as-of",
                            ENT_STR_ARG(name));
        if (cmd == &cmd_compare && !comparable(m, set))
            return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE,
                            "-m %.*s: not shown in any table of this comparison; expected numeric "
                            "measures of %s",
                            ENT_STR_ARG(name),
                            set->show == 1   ? "the network"
                            : set->show == 2 ? "nodes"
                                             : "nodes or of the network");
    }
    if (cmd == &cmd_measure && set->scope && !report_of_its_own(set, cmd) &&
        !measures(set, cmd, in_scope))
        return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE,
                        "--scope %s: none of these measures has this scope (see `entente list "
                        "measures`)",
                        ent_scope_name((ent_scope)(set->scope - 1)));
    return ENT_OK;
}

/* Scripts may give these options to every command: a warning is enough. */
static void warn_of_harmless(const settings *set, const command *cmd, ent_diags *diags)
{
    bool chance = set->null || set->bounds || set->agreement || set->communities ||
                  set->backbone == ENT_BACKBONE_FDSM ||
                  (cmd == &cmd_compare && !without_qap(set, cmd)) ||
                  (!set->projection_report && measures(set, cmd, by_chance));

    if (was_given(set, "seed") && cmd != &cmd_draw && !chance)
        ent_warn(diags, ENT_NOWHERE, "--seed has no effect here: nothing is random");
    if (was_given(set, "open-ended") && without_a_day(set, cmd))
        ent_warn(diags, ENT_NOWHERE,
                 "--open-ended has no effect without a date: add --as-of or --during");
    if (set->verbose && cmd != &cmd_graph && cmd != &cmd_measure && cmd != &cmd_series &&
        cmd != &cmd_draw)
        ent_warn(diags, ENT_NOWHERE, "--verbose has no effect on `entente %s`, which counts no rows",
                 cmd->name);
}

/* Without -o, results go to standard output, which another output may name too. */
static ent_status check_outputs(const settings *set, const command *cmd, ent_diags *diags)
{
    settings named = *set;

    if (!set->out && cmd != &cmd_graph && cmd != &cmd_draw && cmd != &cmd_import)
        named.out = "-";
    return check_paths(&named, diags);
}

ent_status check_effect(const settings *set, const command *cmd, ent_diags *diags)
{
    ent_status status;

    if (set->describe)
        return check_describe(set, diags);
    if ((status = check_lists(set, diags)) != ENT_OK ||
        (status = check_documents(set, diags)) != ENT_OK ||
        (status = check_outputs(set, cmd, diags)) != ENT_OK)
        return status;
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
        const struct rule *r = &rules[i];

        if ((!r->cmd || r->cmd == cmd) && was_given(set, r->option) && r->is_void(set, cmd))
            return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE, "--%s has no effect %s", r->option,
                            r->why);
    }
    if (set->quiet && set->verbose)
        return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE, "--verbose has no effect with --quiet");
    warn_of_harmless(set, cmd, diags);
    return check_measures(set, cmd, diags);
}
