/* compare.c: compares two networks: of two dates, two selections or two data sets. */

#include <math.h>
#include <string.h>

#include "base/mem.h"
#include "cli/commands.h"
#include "cli/formats.h"
#include "cli/print_ledger.h"
#include "cli/measure_list.h"
#include "cli/open.h"
#include "cli/outputs.h"
#include "cli/parts.h"
#include "cli/verbs/compare.h"
#include "cli/void_options.h"
#include "entente/compare.h"


/* ---- what is compared ---- */

/* A word that can be read as a date is a date; a file of that name can be given as ./2009. */
static bool is_date(const char *text)
{
    ent_date readings[2];

    return ent_date_readings(ent_str_of(text), readings) > 0 && ent_date_known(readings[0]);
}

/* Reads the words of --against as options that override those of the command. Quotes protect blanks. */
static ent_status read_against(side *b, char *text, ent_diags *diags)
{
    char *words[64] = { "against" };
    int count = 1;
    ent_status status;

    while (*text && count < 63) {
        char end = ' ', *to;

        text += strspn(text, " \t");
        if (!*text)
            break;
        words[count++] = to = text;
        while (*text && (end != ' ' || (*text != ' ' && *text != '\t'))) {
            if (end == ' ' && (*text == '\'' || *text == '"'))
                end = *text;
            else if (end != ' ' && *text == end)
                end = ' ';
            else
                *to++ = *text;
            text++;
        }
        if (end != ' ')
            return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE, "--against: unclosed quote");
        text += *text != '\0';
        *to = '\0';
    }
    words[count] = NULL;
    b->set.base.args.given_count = 0; /* these may be given again */
    if ((status = read_settings(&b->set.base, b->set.base.command, count, words, diags)) != ENT_OK)
        return status;
    if (b->set.base.args.operand_count || count == 1)
        return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE,
                        "--against takes options, as in --against '--count in-force --as-of 2015'");
    b->set.base.args.operand_count = 1;
    return ENT_OK;
}

static ent_status refuse_operands(ent_diags *diags)
{
    return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE,
                    "expected DATA and two dates, two data sets, or DATA and --against OPTIONS, as "
                    "in: entente compare data/iis 2009 2021");
}

/* Fills the settings of both sides. `against` is the caller's copy of the option's text. */
static ent_status read_sides(comparison *c, compare_settings *set, char *against,
                             ent_diags *diags)
{
    side *a = &c->sides[0], *b = &c->sides[1];
    const ent_dataset_options *data = &set->base.data;
    bool tables = data->tables[ENT_AGREEMENTS] || data->tables[ENT_PARTIES] ||
                  data->tables[ENT_MEMBERSHIPS];
    arguments *args = &set->base.args;
    size_t count = args->operand_count, dates = 0;
    ent_date when[2];
    ent_status status;

    a->set = b->set = *set;
    for (; dates < 2 && dates < count && is_date(args->operands[count - 1 - dates]); dates++)
        if ((status = read_date(NULL, ent_str_of(args->operands[count - 1 - dates]), "a date", &when[dates], diags)) !=
            ENT_OK)
            return status;
    if (dates == 2) {
        if (count - dates + tables < 1 || count > 3 || against)
            return refuse_operands(diags);
        if (set->base.selection.as_of.kind || set->base.selection.during.kind)
            return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE,
                            "dates are given both as operands and by --as-of or --during");
        select_date(&a->set.base.selection, when[1]);
        select_date(&b->set.base.selection, when[0]);
        a->set.base.args.operand_count = b->set.base.args.operand_count = count - 2;
        b->borrowed = true;
        return ENT_OK;
    }
    if (against) {
        if (count + tables < 1 || count > 1)
            return refuse_operands(diags);
        b->borrowed = true;
        if (strstr(against, "--during")) /* which replaces --as-of, and the other way round */
            b->set.base.selection.as_of = (ent_date){ 0 };
        if (strstr(against, "--as-of"))
            b->set.base.selection.during = (ent_date){ 0 };
        return read_against(b, against, diags);
    }
    if (count != 2 || dates)
        return refuse_operands(diags);
    a->set.base.args.operand_count = b->set.base.args.operand_count = 1;
    b->set.base.args.operands++;
    return ENT_OK;
}

static ent_status open_side(side *s, side *other, const settings *first, ent_diags *diags)
{
    ent_status status = ENT_OK;

    if (s->borrowed)
        s->d = other->d;
    else
        status = open_data(&s->d, &s->set.base, diags);
    if (status == ENT_OK)
        status = ent_network_new(&s->n, s->d, &s->set.base.selection, diags);
    if (status == ENT_OK)
        status = ent_measures_run(&s->r, s->n, first->measures, &first->measuring, diags);
    return status;
}

/* ---- the summary ---- */

static void summary_row(comparison *c, const char *what, double a, double b)
{
    ent_sheet_row(c->sheet);
    ent_sheet_text(c->sheet, ent_str_of(what));
    ent_sheet_number(c->sheet, a);
    ent_sheet_number(c->sheet, b);
    ent_sheet_number(c->sheet, b - a);
}

static void one_number(comparison *c, const char *what, double value)
{
    ent_sheet_row(c->sheet);
    ent_sheet_text(c->sheet, ent_str_of(what));
    ent_sheet_text(c->sheet, ENT_STR(""));
    ent_sheet_text(c->sheet, ENT_STR(""));
    ent_sheet_number(c->sheet, value);
}

static void summary_table(comparison *c)
{
    const ent_qap *q = &c->qap;
    double kept = (double)c->ties[ENT_TIE_THERE][ENT_TIE_THERE], all = 0;
    ent_buf name = { 0 };

    ent_sheet_column(c->sheet, ENT_STR("what"), false);
    ent_sheet_column(c->sheet, ENT_STR("a"), true);
    ent_sheet_column(c->sheet, ENT_STR("b"), true);
    ent_sheet_column(c->sheet, ENT_STR("change"), true);
    for (size_t i = 0; i < ent_results_count(c->sides[0].r); i++) {
        const ent_result *a = ent_result_at(c->sides[0].r, i);

        if (a->measure->scope != ENT_SCOPE_NETWORK)
            continue;
        ent_buf_clear(&name);
        ent_buf_str(&name, a->name);
        summary_row(c, ent_buf_string(&name), a->values[0],
                    ent_result_at(c->sides[1].r, i)->values[0]);
    }
    for (int other = 0; other < 3; other++)
        all += (double)(c->ties[other][ENT_TIE_THERE] +
                        (other == ENT_TIE_THERE ? 0 : c->ties[ENT_TIE_THERE][other]));
    one_number(c, "ties entered", (double)c->ties[ENT_TIE_NONE][ENT_TIE_THERE]);
    one_number(c, "ties ended", (double)c->ties[ENT_TIE_THERE][ENT_TIE_NONE]);
    one_number(c, "ties kept", kept);
    one_number(c, "of these, agreements changed", (double)c->replaced);
    one_number(c, "ties that became unknown", (double)c->ties[ENT_TIE_THERE][ENT_TIE_UNKNOWN]);
    one_number(c, "ties that became known", (double)c->ties[ENT_TIE_UNKNOWN][ENT_TIE_THERE]);
    one_number(c, "share of ties kept", all > 0 ? kept / all : NAN);
    one_number(c, "nodes in both", (double)q->nodes);
    one_number(c, "correlation (QAP)", q->correlation);
    one_number(c, "p (one-sided, upper)", q->larger);
    one_number(c, "p (one-sided, lower)", q->smaller);
    one_number(c, "p (two-sided)", q->two_sided);
    if (c->set->bootstrap) {
        summary_row(c, "density of the nodes in both", c->densities.first, c->densities.second);
        one_number(c, "standard error of the difference (bootstrap)", c->densities.se);
        one_number(c, "t of the difference (bootstrap)", c->densities.t);
        one_number(c, "p of the difference (two-sided)", c->densities.p);
    }
    ent_buf_destroy(&name);
}

/* ---- ties ---- */

/* Is the tie made by the same records in both networks? */
static bool same_evidence(const comparison *c, const ent_tie_change *t)
{
    const ent_network *a = c->sides[0].n, *b = c->sides[1].n;

    if (!t->before || !t->after || t->before->count != t->after->count)
        return false;
    for (uint32_t i = 0; i < t->before->count; i++)
        if (!ent_str_eq(ent_evidence_id(a, &ent_tie_evidence(a, t->before)[i]),
                           ent_evidence_id(b, &ent_tie_evidence(b, t->after)[i])))
            return false;
    return true;
}

static void count_tie(void *ctx, const ent_tie_change *change)
{
    comparison *c = ctx;

    c->ties[change->was][change->is]++;
    c->replaced += change->was == ENT_TIE_THERE && change->is == ENT_TIE_THERE && !same_evidence(c, change);
}

static void acts_cell(comparison *c, const ent_network *n, const ent_tie *tie)
{
    ent_buf text = { 0 };

    for (uint32_t i = 0; tie && i < tie->count; i++) {
        ent_buf_text(&text, i ? ";" : "");
        ent_buf_str(&text, ent_evidence_id(n, &ent_tie_evidence(n, tie)[i]));
    }
    ent_sheet_text(c->sheet, ent_buf_view(&text));
    ent_buf_destroy(&text);
}

static const char *fate(const ent_tie_change *t)
{
    static const char *const names[3][3] = {
        { "", "possibly entered", "entered" },
        { "possibly ended", "possibly kept", "became known" },
        { "ended", "became unknown", "kept" },
    };

    return names[t->was][t->is];
}

/* Formats for readers name the actors, and leave out ties that did not change. */
static void tie_row(void *ctx, const ent_tie_change *t)
{
    comparison *c = ctx;
    const ent_network *n = t->after ? c->sides[1].n : c->sides[0].n;
    const ent_tie *tie = t->after ? t->after : t->before;
    const ent_node *a = ent_node_at(n, tie->a), *b = ent_node_at(n, tie->b);
    bool replaced = t->was == t->is && !same_evidence(c, t);

    if (c->for_readers && t->was == t->is && !replaced)
        return;
    ent_sheet_row(c->sheet);
    ent_sheet_text(c->sheet, c->for_readers ? a->name : a->id);
    ent_sheet_text(c->sheet, c->for_readers ? b->name : b->id);
    ent_sheet_text(c->sheet, c->for_readers && replaced ? ENT_STR("kept, agreements changed") : ent_str_of(fate(t)));
    ent_sheet_number(c->sheet, t->before ? t->before->weight : NAN);
    ent_sheet_number(c->sheet, t->after ? t->after->weight : NAN);
    acts_cell(c, c->sides[0].n, t->before);
    acts_cell(c, c->sides[1].n, t->after);
}

static ent_status tie_table(comparison *c)
{
    static const char *const columns[] = { "source",   "target", "tie",   "weight_a",
                                           "weight_b", "agreements_a", "agreements_b" };

    static const char *const of_readers[] = { "tie of", "with", "what happened" };

    for (size_t i = 0; i < 7; i++)
        ent_sheet_column(c->sheet, ent_str_of(c->for_readers && i < 3 ? of_readers[i] : columns[i]), i == 3 || i == 4);
    return ent_network_compare(c->sides[0].n, c->sides[1].n, tie_row, c, c->diags);
}

/* ---- the command ---- */

/* Adds ": a = any time in 2009, b = any time in 2021" to the title, because columns are headed by a and b. */
static void name_sides(const comparison *c, ent_buf *title)
{
    for (int i = 0; i < 2; i++) {
        const ent_selection *s = &c->sides[i].set.base.selection;

        ent_buf_text(title, i ? ", b = " : ": a = ");
        if (c->set->against)
            ent_buf_text(title, i ? c->set->against : "the other options");
        else if (c->sides[1].borrowed) {
            ent_buf_text(title, s->as_of.kind ? "" : "any time in ");
            ent_date_write(title, s->as_of.kind ? s->as_of : s->during);
        } else
            ent_buf_str(title, ent_dataset_name(c->sides[i].d));
    }
}

static ent_status add_part(comparison *c, part what, ent_str record, bool notes, ent_report *out)
{
    static const char *const titles[] = { "", "two networks compared", "nodes", "ties" };
    static const char *const names[] = { "", "comparison", "compared nodes", "compared ties" };
    ent_buf title = { 0 };
    ent_status status;

    ent_buf_text(&title, titles[what]);
    name_sides(c, &title);
    status = add_sheet(&c->sheet, out, c->sides[0].d, ent_buf_string(&title), names[what], c->diags);
    ent_buf_destroy(&title);
    if (status != ENT_OK)
        return status;
    if (what == PART_SUMMARY)
        summary_table(c);
    else
        status = what == PART_NODES ? compare_nodes(c) : tie_table(c);
    if (notes)
        ent_sheet_note(c->sheet, record);
    return status;
}

/* csv and tsv contain one table (default: ties); the other formats contain all, one after the other. */
static bool shows_one(const compare_settings *set, const char *format)
{
    return strcmp(format, "csv") == 0 || strcmp(format, "tsv") == 0 || set->show;
}

static ent_status add_all(comparison *c, const char *format, ent_str record, ent_report *out)
{
    ent_status status = ENT_OK;

    if (shows_one(c->set, format))
        return add_part(c, c->set->show ? c->set->show : PART_TIES, record, true, out);
    for (part i = PART_SUMMARY; i <= PART_TIES && status == ENT_OK; i++)
        status = add_part(c, i, record, i == PART_TIES, out);
    return status;
}

static void describe(const comparison *c, ent_buf *out)
{
    ent_buf more = { 0 };

    ent_results_describe(c->sides[0].r, &more);
    for (int i = 0; i < 2; i++) {
        ent_buf_format(out, i ? " | b: " : "a: ");
        write_record(out, c->sides[i].n, NULL);
    }
    if (more.len) {
        ent_buf_text(out, " | ");
        ent_buf_str(out, ent_buf_view(&more));
    }
    ent_buf_format(out, " | QAP (correlation of the two networks, tested by exchanging nodes): %zu permutations from seed %zu, p with one added",
                   c->qap.permutations, c->set->base.seed);
    if (c->set->bootstrap)
        ent_buf_format(out, " | bootstrap of nodes: %zu samples from seed %zu", c->set->bootstrap, c->set->base.seed);
    ent_buf_destroy(&more);
}

/* Is the measure shown in a table of the comparison? */
static bool is_shown(const ent_measure *m, part show)
{
    return (m->scope == ENT_SCOPE_NETWORK && show != PART_NODES) ||
           (m->scope == ENT_SCOPE_NODE && !(m->flags & ENT_MEASURE_CLASS) && show != PART_SUMMARY);
}

static ent_status check_comparison(const compare_settings *set, ent_diags *diags)
{
    static const char *const scopes[] = { "nodes or of the network", "the network", "nodes", "" };
    ent_str rest = ent_str_of(set->base.measures), name;
    ent_status status;

    if ((status = refuse_ledger(&set->base, diags)) != ENT_OK ||
        (status = check_measures(&set->base, false, diags)) != ENT_OK)
        return status;
    for (const ent_measure *m; was_given(set, "measures") && (m = next_measure(&rest, &name));)
        if (!is_shown(m, set->show))
            return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE,
                            "-m %.*s: not shown in any table of this comparison; expected numeric "
                            "measures of %s",
                            ENT_STR_ARG(name), scopes[set->show]);
    return ENT_OK;
}

static ent_status compare(comparison *c, ent_diags *diags)
{
    const settings *base = &c->set->base;
    ent_qap_options qap = { .permutations = c->set->qap.permutations,
                            .seed = base->seed,
                            .workers = base->workers };
    ent_network_kind kinds[2];
    ent_status status;

    for (int i = 0; i < 2; i++) {
        if ((status = open_side(&c->sides[i], &c->sides[!i], base, diags)) != ENT_OK)
            return status;
        kinds[i] = ent_network_selection(c->sides[i].n)->network;
    }
    if (kinds[0] != kinds[1])
        return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE,
                        "a network of %s and a network of %s cannot be compared; choose the same for "
                        "both with --network",
                        ent_network_kind_name(kinds[0]), ent_network_kind_name(kinds[1]));
    if ((status = ent_network_compare(c->sides[0].n, c->sides[1].n, count_tie, c, diags)) != ENT_OK)
        return status;
    if (c->set->bootstrap &&
        (status = ent_network_compare_densities(&c->densities, c->sides[0].n, c->sides[1].n, c->set->bootstrap,
                                                c->set->base.seed, diags)) != ENT_OK)
        return status;
    return ent_network_qap(&c->qap, c->sides[0].n, c->sides[1].n, &qap, diags);
}

static ent_status run(settings *base, ent_diags *diags)
{
    compare_settings *set = (compare_settings *)base;
    const char *format = format_of(base, "txt");
    char *against = set->against ? ent_mem_copy(set->against, strlen(set->against)) : NULL;
    comparison c = { .set = set, .for_readers = is_for_readers(format), .diags = diags };
    ent_report *out = NULL;
    ent_buf record = { 0 };
    ent_status status;

    if (set->against && !against)
        status = ent_out_of_memory(diags);
    else if ((status = require_format(TABLE_FORMATS, format, diags)) == ENT_OK &&
             (status = check_comparison(set, diags)) == ENT_OK &&
             (status = read_sides(&c, set, against, diags)) == ENT_OK &&
             (status = compare(&c, diags)) == ENT_OK &&
             (status = new_report(&out, base, !shows_one(set, format), diags)) == ENT_OK) {
        describe(&c, &record);
        head_network(out, base, c.sides[0].n, diags);
        status = add_all(&c, format, ent_buf_view(&record), out);
        if (status == ENT_OK)
            status = write_report(out, base, c.sides[0].d, diags);
    }
    ent_report_free(out);
    ent_buf_destroy(&record);
    for (int i = 0; i < 2; i++) {
        ent_results_free(c.sides[i].r);
        ent_network_free(c.sides[i].n);
        if (!c.sides[i].borrowed)
            ent_dataset_free(c.sides[i].d);
    }
    ent_mem_free(against);
    return status;
}

static const opt options[] = {
    COLUMNS_OPTION,
    OPT_TEXT(compare_settings, against, 0, "against", "OPTIONS",
             "compare with the same data under other options"),
    OPT_WORDS(compare_settings, show, part, "show", "all|summary|nodes|ties",
              "which table to print (default: all)"),
    OPT_SIZE(compare_settings, qap.permutations, "permutations", "N",
             "number of permutations of the QAP test (default: 1000)", 0, 1e7),
    OPT_SIZE(compare_settings, bootstrap, "bootstrap", "N",
             "compare the densities, too: with the standard error of N bootstrap samples of the nodes in both", 2, 1e7),
    OPT_END
};
static const opt_group compare_group = { "Comparison", options };
static const opt_group *const groups[] = { &compare_group, &counting_group, &selection_group,
                                           &run_group, &parts_group, &data_group, &output_group, &table_group,
                                           &general_group, NULL };

static part shown_part(const settings *set)
{
    return ((const compare_settings *)set)->show;
}

static bool without_qap(const settings *set)
{
    return shown_part(set) >= PART_NODES;
}

static bool without_densities(const settings *set)
{
    return shown_part(set) != PART_SUMMARY && (shown_part(set) || shows_one((const compare_settings *)set, format_of(set, "txt")));
}

static bool only_ties(const settings *set)
{
    return shown_part(set) == PART_TIES;
}

static bool no_resolution(const settings *set)
{
    return !any_measure(set, uses_resolution, NULL);
}

static bool not_random(const settings *set)
{
    return without_qap(set) && !is_random(set);
}

static const char *job(const settings *set)
{
    (void)set;
    return ENT_JOB_PERMUTATIONS;
}

static const void_option voids[] = {
    { "permutations", without_qap, "with this --show: the QAP test is in the summary", false },
    { "bootstrap", without_densities, "on this table: densities are in the summary (--show summary)", false },
    { "measures", only_ties, "with --show ties", false },
    { "resolution", no_resolution, "on these measures: none detects communities", false },
    { "seed", not_random, "here: nothing is random", true },
    { "verbose", always, "here: no rows are counted", true },
    { NULL, NULL, NULL, false }
};

static const compare_settings defaults = {
    .base = { .selection = ENT_SELECTION_INIT, .measuring = ENT_MEASURES_OPTIONS_INIT, .seed = 1,
              .table = ENT_TABLE_OPTIONS_INIT,
              .measures = "degree,nodes,ties,isolates,density,components,transitivity" },
    .qap = ENT_QAP_OPTIONS_INIT
};

const command cmd_compare = {
    .name = "compare",
    .operands = "DATA A B [options]",
    .summary = "compare two dates, selections or data sets",
    .more =
        "A and B are two dates (a year, a month or a period means any time in it, as with --during; a day is that day, as "
        "with --as-of) or two data sets; or "
        "DATA is compared with itself under other options (--against). The output has ties that "
        "entered, ended and were kept, with their agreements; values and ranks of nodes; and the "
        "correlation of the two networks with its p value (quadratic assignment procedure, QAP). csv "
        "and tsv contain the ties (default; see --show).\n"
        "  entente compare data/iis 2009 2021\n"
        "  entente compare data/iis --as-of 2021 --against '--count in-force'\n"
        "  entente compare data/examples/party-rows.csv data/examples/list-rows.csv --format csv -o ties.csv",
    .groups = groups,
    .voids = voids,
    .defaults = &defaults,
    .size = sizeof defaults,
    .job = job,
    .run = run
};
