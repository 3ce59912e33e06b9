/* parts.c: which run of a command is divided, and what its parts must agree on. */
#include "cli/parts.h"

#include <stdio.h>
#include <string.h>

#include "base/hash.h"
#include "cli/formats.h"
#include "cli/measure_list.h"

static ent_status read_part(void *settings_, char *text, ent_diags *diags)
{
    settings *set = settings_;
    char *slash = strchr(text, '/');
    double part, of;

    if (!slash || !ent_str_number((ent_str){ text, (size_t)(slash - text) }, &part) ||
        !ent_str_number(ent_str_of(slash + 1), &of) || of < 1 || of > MOST_PARTS || part < 1 || part > of ||
        part != (double)(size_t)part || of != (double)(size_t)of)
        return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE,
                        "--part %s: expected K/N with K from 1 to N, as in 3/64; N is at most %d", text, MOST_PARTS);
    set->part = (size_t)part;
    set->part_count = (size_t)of;
    return ENT_OK;
}

static const opt parts_options[] = {
    OPT_TEXT(settings, parts, 0, "parts", "DIR",
             "merge the parts of a long computation from this folder; with --part, compute one of them. The "
             "results are the same as without parts (`entente jobs` prints scripts for clusters)"),
    OPT_READ(read_part, "part", "K/N", "compute part K of N into the folder of --parts, and no results"),
    OPT_FLAG(settings, partial, 0, "partial", "merge the parts that are there; the results say what is missing"),
    OPT_END
};
const opt_group parts_group = { "Long computations in parts", parts_options };

const char *job_of(const settings *set)
{
    const char *job = set->command->job ? set->command->job(set) : NULL;

    return job                                                 ? job
           : set->bounds                                       ? ENT_JOB_BOUNDS
           : any_measure(set, uses_consensus, NULL)            ? ENT_JOB_SEARCHES
           : set->selection.backbone == ENT_BACKBONE_FDSM      ? ENT_JOB_SAMPLES
                                                               : NULL;
}

/* ---- what parts must agree on ---- */

/* Options that decide how results look, or how fast they are there, but not what is computed. */
static bool is_neutral(const opt *o)
{
    static const char *const neutral[] = { "parts",   "part",    "partial", "workers", "wait", "quiet", "verbose",
                                           "color",   "force",   "ledger",  "out",     "format", "columns" };

    for (const opt *row = table_group.rows; row->type != OPT_END_TYPE; row++)
        if (row == o)
            return true;
    return ent_names_find(ENT_NAMES(neutral), ent_str_of(o->name)) != SIZE_MAX;
}

static bool is_file(const opt *o)
{
    return o->type == OPT_INPUT_TYPE || o->type == OPT_OUTPUT_TYPE || o->type == OPT_TABLE_TYPE;
}

/* The options, in the order of the tables, and the operands that are no data. The values of files do not count:
 * the data have their own fingerprint, and outputs may be elsewhere. */
static uint64_t command_fingerprint(const settings *set, const char *job)
{
    uint64_t hash = ent_hash(ent_str_of(set->command->name), set->args.operand_count);
    ent_date date;

    for (const opt_group *const *g = set->command->groups; *g; g++)
        for (const opt *o = (*g)->rows; o->type != OPT_END_TYPE; o++)
            for (size_t i = 0; i < set->args.given_count; i++)
                if (set->args.given[i] == o && !is_neutral(o))
                    hash = ent_hash(ent_str_of(o->name), ent_hash_mix(hash ^ 1, is_file(o) ? 2 : set->args.hashes[i]));
    for (size_t i = 0; i < set->args.operand_count; i++)
        if (ent_date_read(&date, ent_str_of(set->args.operands[i])) == ENT_DATE_OK)
            hash = ent_hash(ent_str_of(set->args.operands[i]), hash);
    if (strcmp(job, ENT_JOB_SERIES) == 0) /* its parts have the rows of the table */
        hash = ent_hash(ent_str_of(format_of(set, "txt")), hash);
    return hash;
}

void begin_parts(const settings *set)
{
    static char program[64];
    const char *job = job_of(set);
    ent_buf text = { 0 };

    if (!set->parts || !job)
        return;
    ent_buf_format(&text, "entente %s, igraph %s", ent_version(), ent_measure_igraph_version());
    snprintf(program, sizeof program, "%s", ent_buf_string(&text));
    ent_buf_destroy(&text);
    ent_parts_begin(&(ent_parts_options){ .folder = set->parts,
                                          .job = job,
                                          .part = set->part,
                                          .of = set->part_count,
                                          .partial = set->partial,
                                          .program = program,
                                          .command = command_fingerprint(set, job) });
}

static void add_number(ent_buf *out, uint32_t number)
{
    ent_buf_add(out, (const char *)&number, sizeof number);
}

/* The fingerprint of the content, which is the same for any order of rows, and the order: a result of a part may
 * have numbers of records. */
ent_status add_data_of_parts(const ent_dataset *d, ent_diags *diags)
{
    ent_buf order = { 0 };
    ent_status status = ENT_OK;

    ent_buf_str(&order, ent_dataset_fingerprint(d));
    for (size_t i = 0; i < ent_actor_count(d); i++)
        ent_buf_str(&order, ent_actor_at(d, i)->id);
    for (size_t i = 0; i < ent_act_count(d); i++)
        ent_buf_str(&order, ent_act_id(d, i));
    for (size_t i = 0; i < ent_party_count(d); i++) {
        add_number(&order, ent_party_at(d, i).act);
        add_number(&order, ent_party_at(d, i).actor);
    }
    for (size_t i = 0; i < ent_membership_count(d); i++) {
        add_number(&order, ent_membership_at(d, i)->organization);
        add_number(&order, ent_membership_at(d, i)->member);
    }
    if (order.failed)
        status = ent_out_of_memory(diags);
    else
        ent_parts_add_data(ent_hash(ent_buf_view(&order), 0));
    ent_buf_destroy(&order);
    return status;
}
