/* jobs.c: prints scripts that compute a command in parts: on a cluster, or with make or GNU parallel. */

#include <string.h>

#include "base/mem.h"
#include "cli/commands.h"
#include "cli/outputs.h"
#include "cli/parts.h"
#include "cli/void_options.h"

typedef struct jobs_settings {
    settings base;
    const char *folder;
} jobs_settings;

typedef struct script {
    ent_buf *out;
    char **words; /* the command, without the name of the program */
    size_t count, parts;
    const char *folder;
    bool has_workers;
} script;

/* ---- words of a shell ---- */

static void add_word(ent_buf *out, const char *word)
{
    static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./,:=+@%";

    if (word[0] && !word[strspn(word, plain)]) {
        ent_buf_text(out, word);
        return;
    }
    ent_buf_char(out, '\'');
    for (; *word; word++)
        if (*word == '\'')
            ent_buf_text(out, "'\\''");
        else
            ent_buf_char(out, *word);
    ent_buf_char(out, '\'');
}

/* The command with its parts: of one, `part` is the word for K. */
static void add_command(const script *s, const char *program, const char *workers, const char *part)
{
    ent_buf_text(s->out, program);
    for (size_t i = 0; i < s->count; i++) {
        ent_buf_char(s->out, ' ');
        add_word(s->out, s->words[i]);
    }
    if (!s->has_workers)
        ent_buf_format(s->out, " --workers %s", workers);
    ent_buf_text(s->out, " --parts ");
    add_word(s->out, s->folder);
    if (part)
        ent_buf_format(s->out, " --part %s", part);
    ent_buf_char(s->out, '\n');
}

static const char shell_program[] = "\"${ENTENTE:-entente}\"";

/* ---- the scripts ---- */

/* What differs between schedulers. */
typedef struct scheduler {
    const char *name, *submit, *array; /* `array`: followed by the number of parts */
    const char *log, *log_name;        /* before and behind the folder */
    const char *after, *task, *workers, *example;
} scheduler;

static const scheduler slurm = { .name = "Slurm",
                                 .submit = "sbatch --parsable --job-name=entente",
                                 .array = "--array=1-",
                                 .log = "--output=",
                                 .log_name = "/part-%a.log",
                                 .after = "--dependency=\"afterany:${array%%;*}\"",
                                 .task = "SLURM_ARRAY_TASK_ID",
                                 .workers = "\"${SLURM_CPUS_PER_TASK:-1}\"",
                                 .example = "--time=1:00:00 --cpus-per-task=2 --mem=2G" };
static const scheduler sge = { .name = "Grid Engine",
                               .submit = "qsub -terse -cwd -V -S /bin/sh -N entente -j y",
                               .array = "-t 1-",
                               .log = "-o ",
                               .log_name = "",
                               .after = "-hold_jid \"${array%%.*}\"",
                               .task = "SGE_TASK_ID",
                               .workers = "\"${NSLOTS:-1}\"",
                               .example = "-l h_rt=1:00:00 -pe smp 2" };

#define END_OF_JOB "END_OF_JOB"
#define BEGIN_JOB " \"$@\" <<'" END_OF_JOB "'\n#!/bin/sh\nexec "

/* The job that merges waits for all parts, whether they succeeded or not: it names those that did not. */
static void cluster(const script *s, const scheduler *to)
{
    ent_buf folder = { 0 }, task = { 0 };

    add_word(&folder, s->folder);
    ent_buf_format(&task, "\"$%s/%zu\"", to->task, s->parts);
    ent_buf_format(s->out,
                   "#!/bin/sh\n"
                   "# Submits a command to %s in %zu parts, and a job that merges them. Options are passed on:\n"
                   "#   sh SCRIPT %s\n"
                   "# Submitted again, it computes only the parts that are missing or do not fit.\n"
                   "set -e\nmkdir -p %s\narray=$(%s %s%zu %s%s%s" BEGIN_JOB,
                   to->name, s->parts, to->example, ent_buf_string(&folder), to->submit, to->array, s->parts, to->log,
                   ent_buf_string(&folder), to->log_name);
    add_command(s, shell_program, to->workers, ent_buf_string(&task));
    ent_buf_format(s->out, END_OF_JOB "\n)\n%s %s %s%s/merge.log" BEGIN_JOB, to->submit, to->after, to->log,
                   ent_buf_string(&folder));
    add_command(s, shell_program, to->workers, NULL);
    ent_buf_text(s->out, END_OF_JOB "\n");
    s->out->failed |= folder.failed || task.failed;
    ent_buf_destroy(&folder);
    ent_buf_destroy(&task);
}

static void write_slurm(const script *s)
{
    cluster(s, &slurm);
}

static void write_sge(const script *s)
{
    cluster(s, &sge);
}

static void write_parallel(const script *s)
{
    ent_buf part = { 0 };

    ent_buf_format(&part, "'{part}/%zu'", s->parts);
    ent_buf_format(s->out,
                   "#!/bin/sh\n"
                   "# Computes a command in %zu parts with GNU parallel, and merges them. Options are passed on:\n"
                   "#   sh SCRIPT -j 8 --sshloginfile hosts\n"
                   "set -e\nseq %zu | parallel \"$@\" -q -I '{part}' ",
                   s->parts, s->parts);
    add_command(s, shell_program, "1", ent_buf_string(&part));
    ent_buf_text(s->out, "exec ");
    add_command(s, shell_program, "1", NULL);
    s->out->failed |= part.failed;
    ent_buf_destroy(&part);
}

/* make replaces $ in recipes. */
static void add_recipe(const script *s, const char *part)
{
    ent_buf text = { 0 };
    script recipe = *s;

    recipe.out = &text;
    add_command(&recipe, "", "1", NULL);
    ent_buf_text(s->out, "\t\"$(ENTENTE)\"");
    for (size_t i = 0; i + 1 < text.len; i++)
        ent_buf_add(s->out, text.data[i] == '$' ? "$$" : text.data + i, text.data[i] == '$' ? 2 : 1);
    ent_buf_text(s->out, part);
    ent_buf_char(s->out, '\n');
    s->out->failed |= text.failed;
    ent_buf_destroy(&text);
}

static void write_make(const script *s)
{
    ent_buf part = { 0 };

    ent_buf_format(s->out,
                   "# Computes a command in %zu parts, and merges them:\n"
                   "#   make -j 8 -f FILE\n"
                   "ENTENTE ?= entente\nparts =",
                   s->parts);
    for (size_t k = 1; k <= s->parts; k++)
        ent_buf_format(s->out, " part-%zu", k);
    ent_buf_text(s->out, "\n.PHONY: merge $(parts)\nmerge: $(parts)\n");
    add_recipe(s, "");
    ent_buf_text(s->out, "$(parts): part-%:\n");
    ent_buf_format(&part, " --part $*/%zu", s->parts);
    add_recipe(s, ent_buf_string(&part));
    s->out->failed |= part.failed;
    ent_buf_destroy(&part);
}

static const struct {
    const char *name;
    void (*write)(const script *s);
    bool needs_out; /* its standard output is a log */
} kinds[] = { { "slurm", write_slurm, true },
              { "sge", write_sge, true },
              { "make", write_make, false },
              { "parallel", write_parallel, false } };

/* ---- the command ---- */

/* Reads the words as the command will, so that a mistake is not found by every part. */
static ent_status check_command(settings *inner, const command *cmd, const script *s, size_t kind,
                                char **words, ent_diags *diags)
{
    ent_status status = read_settings(inner, cmd, (int)s->count, words, diags);

    if (status != ENT_OK)
        return status;
    if (inner->parts)
        return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE, "leave out --parts, which the script adds: --folder says where");
    if (!job_of(inner))
        return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE,
                        "nothing in this command is computed in parts: expected a null model, bounds, a QAP test, a "
                        "series, consensus communities or --backbone fdsm");
    if (inner->args.operand_count && strcmp(inner->args.operands[0], "-") == 0)
        return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE, "parts cannot share standard input; give a file");
    if (kinds[kind].needs_out && !inner->out && !cmd->into_folder)
        return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE,
                        "the command needs -o FILE: on a cluster, standard output is a log");
    for (size_t i = 0; i < s->count; i++)
        if (strchr(s->words[i], '\n'))
            return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE, "an argument has a line end, which scripts cannot hold");
    return check_options(inner, diags);
}

static const command *named(const command *const *all, const char *name)
{
    while (*all && strcmp((*all)->name, name) != 0)
        all++;
    return *all;
}

static ent_status check_words(script *s, size_t kind, const command *const *all, ent_diags *diags)
{
    const command *cmd = named(all, s->words[0]);
    settings *inner = cmd ? (void *)ent_mem_copy(cmd->defaults, cmd->size) : NULL;
    char **words = ent_mem_new(s->count + 1, sizeof *words);
    bool whole = words && (inner || !cmd);
    ent_status status;

    for (size_t i = 0; whole && i < s->count; i++) /* copies: options are cut and reordered while they are read */
        whole = (words[i] = ent_mem_copy(s->words[i], strlen(s->words[i]))) != NULL;
    if (!whole)
        status = ent_out_of_memory(diags);
    else if (!cmd || !has_option(cmd, "parts"))
        status = ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE,
                          "'%s' is not computed in parts; expected measure, series, compare, regress, graph or draw",
                          s->words[0]);
    else
        status = check_command(inner, cmd, s, kind, words, diags);
    if (status == ENT_OK)
        s->has_workers = was_given(inner, "workers");
    for (size_t i = 0; words && i < s->count; i++)
        ent_mem_free(words[i]);
    ent_mem_free(words);
    ent_mem_free(inner);
    return status;
}

static ent_status run(settings *base, ent_diags *diags)
{
    const arguments *args = &base->args;
    ent_names names = { kinds, sizeof kinds / sizeof *kinds, sizeof *kinds };
    ent_buf out = { 0 };
    script s = { .out = &out, .folder = ((jobs_settings *)base)->folder };
    double parts = 0;
    size_t kind;
    ent_status status;

    if (args->operand_count < 3 || !ent_str_number(ent_str_of(args->operands[1]), &parts) || parts < 1 ||
        parts > MOST_PARTS || parts != (double)(size_t)parts)
        return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE,
                        "expected a scheduler, a number of parts and a command, as in: entente jobs slurm 64 -- "
                        "measure data --null curveball -o null.csv");
    if ((kind = ent_names_find(names, ent_str_of(args->operands[0]))) == SIZE_MAX)
        return ent_fail_unknown(diags, ENT_NOWHERE, "scheduler", ent_str_of(args->operands[0]), names, NULL);
    s.parts = (size_t)parts;
    s.words = args->operands + 2;
    s.count = args->operand_count - 2;
    if ((status = check_words(&s, kind, base->commands, diags)) != ENT_OK)
        return status;
    kinds[kind].write(&s);
    status = out.failed ? ent_out_of_memory(diags) : save(base->out, ent_buf_view(&out), diags);
    ent_buf_destroy(&out);
    return status;
}

static const opt own_options[] = {
    OPT_TEXT(jobs_settings, folder, 0, "folder", "DIR", "folder of the parts and logs (default: parts)"),
    OPT_OUTPUT(settings, out, 'o', "out", "FILE", "the script; - is standard output"),
    OPT_END
};
static const opt_group own_group = { "The script", own_options };
static const opt_group *const groups[] = { &own_group, &general_group, NULL };

static const void_option voids[] = { { "workers", always, "here; give it to the command behind --", false },
                                     { "wait", always, "here; give it to the command behind --", false },
                                     { NULL, NULL, NULL, false } };

static const jobs_settings defaults = { .base = SETTINGS_INIT, .folder = "parts" };

const command cmd_jobs = {
    .name = "jobs",
    .operands = "SCHEDULER N -- COMMAND ...",
    .summary = "scripts that compute a command in N parts",
    .more =
        "Prints a script that computes a long command in N parts, each a process of its own, and then merges "
        "them. The results have the bytes of one process. slurm and sge print a shell script that submits an array "
        "of jobs and a job that merges; make prints a makefile; parallel prints a shell script for GNU parallel. "
        "Parts are computed of null models, bounds, QAP permutations, series, consensus communities and --backbone "
        "fdsm. The variable ENTENTE can have the path of the program.\n"
        "A script can be run again: parts that are complete are not computed again. A part can also be computed by "
        "hand, with --parts DIR --part K/N after the command, and merged with --parts DIR; with --partial, before "
        "all parts are there.\n"
        "  entente jobs slurm 64 -- measure data/iis --network actors --null curveball --runs 100000 -m "
        "transitivity -o null.csv\n"
        "  entente jobs make 4 -o series.mk -- series data/iis --from 1999 --to 2021 -o series.csv",
    .groups = groups,
    .voids = voids,
    .defaults = &defaults,
    .size = sizeof defaults,
    .run = run
};
