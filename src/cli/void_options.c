/* void_options.c: the rules for options that several commands have. */
#include "cli/void_options.h"

#include <string.h>
#include <sys/stat.h>

#include "cli/formats.h"
#include "cli/measure_list.h"
#include "cli/parts.h"

bool always(const settings *set)
{
    (void)set;
    return true;
}

/* Ends matter only for a day or a period. */
bool without_date(const settings *set)
{
    return !set->selection.as_of.kind && !set->selection.during.kind;
}

static bool without_backbone(const settings *set)
{
    return !set->selection.backbone;
}

static bool without_fdsm(const settings *set)
{
    return set->selection.backbone != ENT_BACKBONE_FDSM && !has_option(set->command, "bounds");
}

static bool without_samples(const settings *set)
{
    return set->selection.backbone != ENT_BACKBONE_FDSM && !set->bounds;
}

static bool of_members(const settings *set)
{
    return set->selection.network == ENT_NET_MEMBERS;
}

static bool of_agreements(const settings *set)
{
    return set->selection.network == ENT_NET_ACTS;
}

static bool around_an_actor(const settings *set)
{
    return set->selection.ego != NULL;
}

static bool without_isolates(const settings *set)
{
    return set->selection.drop_isolates;
}

static bool without_lengths(const settings *set)
{
    return !any_measure(set, uses_length, NULL);
}

static bool when_quiet(const settings *set)
{
    return set->quiet;
}

static bool counts_no_rows(const settings *set)
{
    return !has_option(set->command, "ledger");
}

static bool with_map(const settings *set)
{
    return set->data.map != NULL;
}

/* ---- how tables are shown: only commands with the group of options for tables ---- */

static bool in_format(const settings *set, const char *const *formats)
{
    const char *format = format_of(set, "txt");

    if (!has_option(set->command, "digits"))
        return true; /* another option of the same name */
    for (; *formats; formats++)
        if (strcmp(*formats, format) == 0)
            return true;
    return false;
}

static bool has_no_caption(const settings *set)
{
    static const char *const fine[] = { "txt", "md", "docx", "html", "tex", "typ", "json", "xlsx", NULL };

    return !in_format(set, fine);
}

static bool has_no_label(const settings *set)
{
    static const char *const fine[] = { "docx", "html", "tex", "typ", NULL };

    return !in_format(set, fine);
}

static bool has_no_notes(const settings *set)
{
    static const char *const fine[] = { "txt", "md", "docx", "html", "tex", "typ", "json", "xlsx", "macros",
                                        NULL };

    return !in_format(set, fine);
}

static bool has_all_digits(const settings *set)
{
    static const char *const fine[] = { "txt", "md", "docx", "html", "tex", "typ", "xlsx", "macros", NULL };

    return !in_format(set, fine);
}

static bool has_no_mark(const settings *set)
{
    static const char *const fine[] = { "csv", "tsv", NULL };

    return !in_format(set, fine);
}

static bool without_parts(const settings *set)
{
    return !set->parts;
}

static bool computes_part(const settings *set)
{
    return set->part > 0;
}

static bool has_no_job(const settings *set)
{
    return !job_of(set);
}

static const void_option rules[] = {
    { "part", without_parts, "without --parts, the folder of the parts", false },
    { "partial", without_parts, "without --parts, the folder of the parts", false },
    { "partial", computes_part, "with --part, which merges nothing", false },
    { "parts", has_no_job,
      "here: only null models, bounds, QAP permutations, series, consensus communities and --backbone fdsm are "
      "computed in parts",
      false },
    { "caption", has_no_caption, "on this format, which has no place for a title", false },
    { "label", has_no_label, "on this format: only docx, html, tex and typ have labels", false },
    { "notes", has_no_notes, "on this format, which has no notes", false },
    { "digits", has_all_digits, "on this format, which has all digits", false },
    { "bom", has_no_mark, "on this format: only csv and tsv have a byte order mark", false },
    { "date-format", with_map, "with --map: the map says how its dates are written", false },
    { "alpha", without_backbone, "without --backbone", false },
    { "correction", without_backbone, "without --backbone", false },
    { "samples", without_fdsm, "without --backbone fdsm", false },
    { "samples", without_samples, "without --backbone fdsm or --bounds", false },
    { "count", of_members, "on a network of members: memberships are not signed", false },
    { "weight", of_members, "on a network of members: a membership weighs 1", false },
    { "level", of_members, "on a network of members: levels are of agreements", false },
    { "kind", of_members, "on a network of members: kinds are of agreements", false },
    { "tie-kinds", of_members, "on a network of members, whose ties are memberships", false },
    { "topic", of_members, "on a network of members: topics are of agreements", false },
    { "max-parties", of_members, "on a network of members: parties are of agreements", false },
    { "blocs", of_members, "on a network of members: parties are of agreements", false },
    { "with-memberships", of_members, "on a network of members, whose ties are the memberships",
      false },
    { "isolates", around_an_actor, "with --ego: the network around an actor has no isolates", false },
    { "population", around_an_actor, "with --ego: the network around an actor has no isolates",
      false },
    { "population", without_isolates, "with --isolates drop: it selects isolates", false },
    { "population", of_agreements, "on a network of agreements, which has no states", false },
    { "distance", without_lengths, "on these measures: none uses the length of ties", false },
    { "verbose", when_quiet, "with --quiet", false },
    { "verbose", counts_no_rows, "here: no rows are counted", true },
    { NULL, NULL, NULL, false }
};

static ent_status check_rules(const void_option *rule, const settings *set, ent_diags *diags)
{
    for (; rule && rule->option; rule++) {
        if (!was_given(set, rule->option) || !rule->is_void(set))
            continue;
        if (!rule->is_harmless)
            return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE, "--%s has no effect %s", rule->option,
                            rule->why);
        ent_warn(diags, ENT_NOWHERE, "--%s has no effect %s", rule->option, rule->why);
    }
    return ENT_OK;
}

ent_status check_options(const settings *set, ent_diags *diags)
{
    struct stat info;
    ent_status status;

    /* a missing folder would look like one without documents */
    if (set->documents && (stat(set->documents, &info) != 0 || !S_ISDIR(info.st_mode)))
        return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE, "--documents %s: no such folder",
                        set->documents);
    if ((status = check_rules(set->command->voids, set, diags)) != ENT_OK)
        return status;
    return check_rules(rules, set, diags);
}
