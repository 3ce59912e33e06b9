/* settings.c: groups of options that commands share, and how settings are read. */
#include "cli/settings.h"

#include <string.h>

static const opt general_options[] = {
    OPT_FLAG(settings, help, 'h', "help", "show this help"),
    OPT_FLAG(settings, quiet, 'q', "quiet", "print errors only"),
    OPT_FLAG(settings, verbose, 'v', "verbose",
             "print how many rows were counted, and why others were not (--ledger lists each row)"),
    OPT_WORDS(settings, color, int, "color", "auto|always|never",
              "colours in messages (default: auto, which respects NO_COLOR)"),
    OPT_SIZE(settings, workers, "workers", "N",
             "number of processes for long computations (default: one per core); results do not "
             "depend on it",
             1, 256),
    OPT_SIZE(settings, wait, "wait", "SECONDS",
             "how long to wait while another process writes the same data package, or reads one that is to be "
             "written (default: 60)",
             0, 86400),
    OPT_END
};
const opt_group general_group = { "General", general_options };

static const opt data_options[] = {
    OPT_INPUT(settings, data.tables[ENT_AGREEMENTS], "agreements", "FILE",
              "table of agreements (CSV, TSV, JSON, .xlsx or .ods, also compressed as .gz)"),
    OPT_INPUT(settings, data.tables[ENT_PARTIES], "parties", "FILE", "table of parties"),
    OPT_INPUT(settings, data.tables[ENT_ACTORS], "actors", "FILE",
              "table of actors and their attributes"),
    OPT_INPUT(settings, data.tables[ENT_MEMBERSHIPS], "memberships", "FILE",
              "table of memberships in organizations"),
    OPT_INPUT(settings, data.tables[ENT_SOURCES], "sources", "FILE", "table of sources"),
    OPT_INPUT(settings, data.map, "map", "MAP",
              "how to read files in another form: a map file, or a name from `entente list maps`"),
    SHEET_OPTION,
    DATE_FORMAT_OPTION,
    OPT_END
};
const opt_group data_group = { "Data in single tables or in other forms", data_options };

static const opt document_options[] = {
    OPT_TEXT(settings, documents, 0, "documents", "DIR",
             "folder with the documents that the rows were taken from"),
    OPT_END
};
const opt_group document_group = { "Documents", document_options };

/* ---- the selection ---- */

#define WEIGHT_WORDS                                                                               \
    "count|newman|jaccard|cosine|overlap|hypergeometric|phi|yule|bonacich|matching|binary|column:NAME"

static ent_status read_weight(void *settings_, char *text, ent_diags *diags)
{
    ent_selection *s = &((settings *)settings_)->selection;
    const char *const *all = ent_weight_names().rows, *near;
    ent_names names = { all + ENT_WEIGHT_COUNT, ENT_WEIGHT_COLUMN - ENT_WEIGHT_COUNT, sizeof *all };
    size_t i = ent_names_find(names, ent_str_of(text));

    if (strncmp(text, "column:", 7) == 0 && text[7]) {
        s->weight = ENT_WEIGHT_COLUMN;
        s->weight_column = text + 7;
        return ENT_OK;
    }
    if (i != SIZE_MAX) {
        s->weight = (ent_weight)(ENT_WEIGHT_COUNT + i);
        return ENT_OK;
    }
    near = ent_names_nearest(names, ent_str_of(text));
    return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE, "--weight %s: %s%s%s", text,
                    near ? "did you mean '" : "expected " WEIGHT_WORDS, near ? near : "",
                    near ? "'?" : "");
}

/* "ID" or "ID:RADIUS"; an id may contain a colon. */
static ent_status read_ego(void *settings_, char *text, ent_diags *diags)
{
    ent_selection *s = &((settings *)settings_)->selection;
    char *colon = strrchr(text, ':');
    double radius;

    s->ego = text;
    if (!colon || !ent_str_number(ent_str_of(colon + 1), &radius))
        return ENT_OK;
    if (radius < 0 || radius > 100 || radius != (double)(size_t)radius)
        return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE,
                        "--ego %s: expected a radius of 0 to 100 steps", text);
    *colon = '\0';
    s->ego_radius = (size_t)radius;
    return ENT_OK;
}

static const opt counting_options[] = {
    OPT_DATE(settings, selection.as_of, "as-of", "DATE",
             "the network on one day (1890-01-01, 1 January 1890); 2015 means one unknown day of 2015, so that only ties that "
             "held the whole year are certain (for ties that held at some time in 2015, use "
             "--during 2015)"),
    OPT_DATE(settings, selection.during, "during", "FROM/TO",
             "what held at some time of a period: a year, a month, or 2010/2015 (2015 is included)"),
    OPT_CHOICE(settings, selection.count, ent_rule, "count", ent_rule_names,
              "from which date a party counts (default: signed)"),
    OPT_CHOICE(settings, selection.network, ent_network_kind, "network", ent_network_kind_names,
              "which nodes and ties. actors: states and organizations, tied if they share an "
              "agreement. ties: a bilateral agreement ties its two parties; one of three or more ties "
              "each party to the organization within which it was made or, without one, to the "
              "agreement itself. two-mode: actors, tied to their agreements. agreements: tied if "
              "they share a party. members: members, tied to their organizations. default: members "
              "if the data have memberships only, else ties if at least half of the agreements with "
              "three or more parties were made within organizations, else actors"),
    OPT_TEXT(settings, selection.level, 0, "level", "LIST",
             "only agreements of these levels, for example bilateral,regional"),
    OPT_TEXT(settings, selection.kind, 0, "kind", "LIST",
             "only agreements of these kinds, for example treaty,protocol"),
    OPT_TEXT(settings, selection.topic, 0, "topic", "LIST", "only agreements on these topics"),
    OPT_TEXT(settings, selection.within, 0, "within", "LIST",
             "only agreements made within these organizations"),
    OPT_TEXT(settings, selection.role, 0, "role", "LIST",
             "only parties with these roles create ties (default: party,signatory,member)"),
    OPT_TEXT(settings, selection.tie_kinds, 0, "tie-kinds", "LIST",
             "bound (parties, signatories and members), promoted (sponsors, initiators, adopters, "
             "drafters and participants) and talks (dialogues). Promoters and dialogues count from the "
             "proposal on, whatever --count (default: bound; `entente draw` adds the others as context)"),
    OPT_TEXT(settings, selection.only, 0, "only", "ACTORS",
             "show only these actors and what ties them to each other; weights are those of the "
             "whole network"),
    OPT_SIZE(settings, selection.max_parties, "max-parties", "N",
             "leave out agreements with more than N parties", 1, 1e9),
    OPT_CHOICE(settings, selection.blocs, ent_blocs, "blocs", ent_blocs_names,
              "an organization that is a party counts as itself, as its members on that day, or as "
              "both (default: node)"),
    OPT_CHOICE(settings, selection.succession, ent_succession_policy, "succession", ent_succession_names,
              "a state and the state that continues it (Soviet Union, Russia) are two nodes, or one "
              "(default: separate)"),
    OPT_SWITCH(settings, selection.unknown_as_tie, "unknown", "apart|as-tie",
               "ties that may or may not exist at the time: reported apart, or counted as ties "
               "(default: apart)"),
    OPT_CHOICE(settings, selection.open_ended, ent_open_ended, "open-ended", ent_open_ended_names,
              "an agreement without a recorded end is still in force, or unknown after the last "
              "day that its source covers (default: holds)"),
    OPT_FLAG(settings, force, 0, "force", "allow very large networks and very long tables of pairs"),
    OPT_TABLE(settings, ledger, "ledger",
              "write a table that says for each row of the data whether it was counted, or why not"),
    OPT_END
};
const opt_group counting_group = { "Which agreements count", counting_options };

static const opt selection_options[] = {
    OPT_READ(read_weight, "weight", WEIGHT_WORDS,
             "weight of a tie (default: count, the number of shared agreements)"),
    OPT_READ(read_ego, "ego", "ID[:RADIUS]",
             "only nodes within RADIUS steps of one actor (default radius: 1)"),
    OPT_CHOICE(settings, selection.backbone, ent_backbone, "backbone", ent_backbone_names,
              "keep only the backbone, the ties that are stronger than expected by chance. sdsm, fdsm and "
              "hypergeometric test the number of shared agreements; disparity tests the weight of a "
              "tie against the other ties of its nodes (default: none)"),
    OPT_REAL(settings, selection.alpha, "alpha", "P",
             "significance level of the backbone (default: 0.05)", 1e-12, 1),
    OPT_CHOICE(settings, selection.correction, ent_correction, "correction", ent_correction_names,
              "correction for multiple testing (backbone; default: holm)"),
    OPT_SIZE(settings, selection.samples, "samples", "N",
             "size of the random sample: of networks for --backbone fdsm, or of completions for --bounds, "
             "where a completion is the data with a possible value for each unknown one (default: 1000)",
             2, 1e7),
    OPT_CHOICE(settings, selection.population, ent_population, "population", ent_population_names,
              "which states without ties are nodes: all states in the data that existed at the "
              "time, or only those in the state system of Correlates of War (cow) or of Gleditsch "
              "and Ward (gw) (default: all)"),
    OPT_SWITCH(settings, selection.drop_isolates, "isolates", "keep|drop",
               "nodes without ties (default: keep); with drop, nodes with an unknown tie stay"),
    OPT_FLAG(settings, selection.with_memberships, 0, "with-memberships",
             "membership in an organization creates ties too"),
    OPT_END
};
const opt_group selection_group = { "Which network", selection_options };

static const opt direction_options[] = {
    OPT_FLAG(settings, selection.directed, 0, "directed",
             "ties have directions, from the column 'side' of the table of parties or the order of "
             "the two columns of a pair"),
    OPT_END
};
const opt_group direction_group = { "Directions", direction_options };

/* ---- statistics ---- */

ent_status read_distance(void *settings_, char *text, ent_diags *diags)
{
    if (ent_distance_read(&((settings *)settings_)->measuring.distance, ent_str_of(text)))
        return ENT_OK;
    return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE,
                    "--distance %s: expected unweighted, inverse or inverse:ALPHA", text);
}

static const opt run_options[] = { MEASURES_OPTION, DISTANCE_OPTION, RESOLUTION_OPTION, SEED_OPTION,
                                   OPT_END };
const opt_group run_group = { "Statistics", run_options };

static const opt bounds_options[] = {
    OPT_FLAG(settings, bounds, 0, "bounds",
             "lowest and highest value that unknown dates, ends, roles and actors allow"),
    OPT_END
};
const opt_group bounds_group = { "Incomplete data", bounds_options };

static const opt output_options[] = {
    OPT_OUTPUT(settings, out, 'o', "out", "FILE", "output file; - is standard output"),
    OPT_TEXT(settings, format, 0, "format", "FORMAT",
             "output format (default: the ending of the file name)"),
    OPT_END
};
const opt_group output_group = { "Output", output_options };

ent_status read_codes(void *settings_, char *text, ent_diags *diags)
{
    ((settings *)settings_)->codes = text;
    return ent_codes_check(text, diags);
}

/* ---- how tables are shown ---- */

static ent_status read_digits(void *settings_, char *text, ent_diags *diags)
{
    double digits;

    if (!ent_str_number(ent_str_of(text), &digits) || digits < 0 || digits > 12 || digits != (int)digits)
        return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE, "--digits %s: expected 0 to 12", text);
    ((settings *)settings_)->table.digits = (int)digits;
    return ENT_OK;
}

static const opt table_options[] = {
    OPT_TEXT(settings, table.header, 0, "header", "LIST",
             "heads in place of the names of columns, as in 'degree=Partners;name=State'"),
    OPT_READ(read_digits, "digits", "N",
             "decimals of numbers, in formats for readers (default: 4 in txt and md, 3 in docx, html, "
             "tex, typ and xlsx)"),
    OPT_TEXT(settings, table.caption, 0, "caption", "TEXT", "title of the table"),
    OPT_TEXT(settings, table.label, 0, "label", "NAME",
             "name for references to the table (tex, docx, html, typ)"),
    OPT_TEXT(settings, table.notes, 0, "notes", "TEXT",
             "text under the table in place of the line that says how it was made, which stays in the "
             "file but is not printed; none: no text"),
    OPT_FLAG(settings, table.bom, 0, "bom", "begin csv and tsv with a byte order mark, for Excel"),
    OPT_END
};
const opt_group table_group = { "Tables", table_options };

/* ---- reading ---- */

ent_status read_settings(settings *set, const command *cmd, int argc, char **argv, ent_diags *diags)
{
    ent_status status = parse_options(set, cmd->groups, cmd->name, argc, argv, diags);

    if (status != ENT_OK)
        return status;
    if (set->selection.as_of.kind == ENT_DATE_SPAN)
        return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE,
                        "--as-of takes a day, a month or a year; for a period use --during");
    set->command = cmd;
    ent_wait_for_packages((unsigned)set->wait);
    set->data.force = set->selection.force = set->force;
    set->selection.seed = set->measuring.seed = set->seed;
    set->selection.workers = set->measuring.workers = set->workers;
    return ENT_OK;
}

bool has_option(const command *cmd, const char *name)
{
    for (const opt_group *const *group = cmd->groups; *group; group++)
        for (const opt *o = (*group)->rows; o->type != OPT_END_TYPE; o++)
            if (strcmp(o->name, name) == 0)
                return true;
    return false;
}

int exit_code(ent_status status)
{
    return status == ENT_OK || status == ENT_EPART ? EXIT_DONE : status == ENT_EUSAGE ? EXIT_USAGE : EXIT_FAILED;
}
