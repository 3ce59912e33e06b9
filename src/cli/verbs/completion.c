/* completion.c: completion for shells, and the manual page, from the tables of options. */

#include <string.h>

#include "cli/commands.h"
#include "cli/help.h"
#include "cli/outputs.h"
#include "cli/void_options.h"

static void words_of(const opt *o, ent_buf *out)
{
    ent_str word;

    for (size_t i = 0; has_words(o) && choice_word(o, i, &word); i++) {
        ent_buf_text(out, i ? " " : "");
        ent_buf_str(out, word);
    }
}

static void bash(const command *const *all, ent_buf *out)
{
    ent_buf_text(out, "_entente() {\n"
                      "    local word=${COMP_WORDS[COMP_CWORD]} last=${COMP_WORDS[COMP_CWORD-1]}\n"
                      "    local verb=${COMP_WORDS[1]} options=\n"
                      "    if [ \"$COMP_CWORD\" -eq 1 ]; then\n"
                      "        COMPREPLY=($(compgen -W \"");
    for (const command *const *c = all; *c; c++)
        ent_buf_format(out, "%s ", (*c)->name);
    ent_buf_text(out, "--help --version\" -- \"$word\"))\n        return\n    fi\n"
                      "    case $verb:$last in\n");
    for (const command *const *c = all; *c; c++)
        for (const opt_group *const *g = (*c)->groups; *g; g++)
            for (const opt *o = (*g)->rows; o->type != OPT_END_TYPE; o++) {
                if (!has_words(o))
                    continue;
                ent_buf_format(out, "    %s:--%s) COMPREPLY=($(compgen -W \"", (*c)->name, o->name);
                words_of(o, out);
                ent_buf_text(out, "\" -- \"$word\")); return ;;\n");
            }
    ent_buf_text(out, "    esac\n    case $verb in\n");
    for (const command *const *c = all; *c; c++) {
        ent_buf_format(out, "    %s) options=\"", (*c)->name);
        for (const opt_group *const *g = (*c)->groups; *g; g++)
            for (const opt *o = (*g)->rows; o->type != OPT_END_TYPE; o++)
                ent_buf_format(out, "--%s ", o->name);
        ent_buf_text(out, "\" ;;\n");
    }
    ent_buf_text(out, "    esac\n"
                      "    case $word in\n"
                      "    -*) COMPREPLY=($(compgen -W \"$options\" -- \"$word\")) ;;\n"
                      "    *) COMPREPLY=($(compgen -f -- \"$word\")) ;;\n"
                      "    esac\n}\ncomplete -o filenames -F _entente entente\n");
}

/* Text inside single quotes of a shell. */
static void quoted(ent_buf *out, const char *text, const char *also)
{
    for (; *text; text++) {
        if (*text == '\'')
            ent_buf_text(out, "'\\''");
        else {
            if (strchr(also, *text))
                ent_buf_char(out, '\\');
            ent_buf_char(out, *text);
        }
    }
}

static void zsh(const command *const *all, ent_buf *out)
{
    ent_buf_text(out, "#compdef entente\n_entente() {\n    local -a verbs=(\n");
    for (const command *const *c = all; *c; c++) {
        ent_buf_format(out, "        '%s:", (*c)->name);
        quoted(out, (*c)->summary, ":");
        ent_buf_text(out, "'\n");
    }
    ent_buf_text(out, "    )\n    if (( CURRENT == 2 )); then\n        _describe verb verbs\n"
                      "        return\n    fi\n    case $words[2] in\n");
    for (const command *const *c = all; *c; c++) {
        ent_buf_format(out, "    %s) _arguments", (*c)->name);
        for (const opt_group *const *g = (*c)->groups; *g; g++)
            for (const opt *o = (*g)->rows; o->type != OPT_END_TYPE; o++) {
                ent_buf_format(out, " \\\n        '--%s%s[", o->name, o->type != OPT_FLAG_TYPE ? "=" : "");
                quoted(out, o->help, "[]");
                ent_buf_char(out, ']');
                if (has_words(o)) {
                    ent_buf_text(out, ":value:(");
                    words_of(o, out);
                    ent_buf_char(out, ')');
                } else if (o->type != OPT_FLAG_TYPE) {
                    bool file = strcmp(o->arg, "FILE") == 0 || strcmp(o->arg, "DIR") == 0;

                    ent_buf_text(out, file ? ":file:_files" : ":value:");
                }
                ent_buf_char(out, '\'');
            }
        ent_buf_text(out, " \\\n        '*:file:_files' ;;\n");
    }
    ent_buf_text(out, "    esac\n}\n_entente \"$@\"\n");
}

static void fish(const command *const *all, ent_buf *out)
{
    for (const command *const *c = all; *c; c++) {
        ent_buf_format(out, "complete -c entente -n __fish_use_subcommand -a %s -d '", (*c)->name);
        quoted(out, (*c)->summary, "");
        ent_buf_text(out, "'\n");
        for (const opt_group *const *g = (*c)->groups; *g; g++)
            for (const opt *o = (*g)->rows; o->type != OPT_END_TYPE; o++) {
                ent_buf_format(out, "complete -c entente -n '__fish_seen_subcommand_from %s' -l %s",
                               (*c)->name, o->name);
                if (o->letter)
                    ent_buf_format(out, " -s %c", o->letter);
                if (has_words(o)) {
                    ent_buf_text(out, " -x -a '");
                    words_of(o, out);
                    ent_buf_char(out, '\'');
                } else if (o->type != OPT_FLAG_TYPE) {
                    ent_buf_text(out, " -r");
                }
                ent_buf_text(out, " -d '");
                quoted(out, o->help, "");
                ent_buf_text(out, "'\n");
            }
    }
}

/* Text in a manual page: escapes backslashes, hyphens, and a dot or quote that begins a line. */
static void roff(ent_buf *out, const char *text)
{
    for (const char *p = text; *p; p++) {
        if (*p == '\\')
            ent_buf_text(out, "\\e");
        else if (*p == '-')
            ent_buf_text(out, "\\-");
        else {
            if ((p == text || p[-1] == '\n') && (*p == '.' || *p == '\''))
                ent_buf_text(out, "\\&");
            ent_buf_char(out, *p);
        }
    }
}

static void roff_paragraphs(ent_buf *out, const char *text)
{
    ent_str line;

    while (next_line(&text, &line)) {
        bool example = line.ptr[0] == ' ';
        ent_buf copy = { 0 };

        ent_buf_str(&copy, line);
        ent_buf_text(out, example ? ".nf\n" : ".PP\n");
        roff(out, ent_buf_string(&copy));
        ent_buf_text(out, example ? "\n.fi\n" : "\n");
        ent_buf_destroy(&copy);
    }
}

static void manual(const command *const *all, ent_buf *out)
{
    ent_buf_format(out,
                   ".TH ENTENTE 1 \"\" \"entente %s\" \"User Commands\"\n.SH NAME\n"
                   "entente \\- agreement data as networks, statistics and figures\n"
                   ".SH SYNOPSIS\n.B entente\n.I COMMAND DATA\n[options]\n.SH DESCRIPTION\n",
                   ent_version());
    roff(out, "entente turns agreement data, that is treaties and other instruments between states "
              "and organizations, into a network, its statistics and figures. DATA is a data "
              "package (a folder with agreements.csv, parties.csv, ...), one CSV or TSV file (one row "
              "per party, pair or agreement), or - for standard input. Results go to standard "
              "output, messages to standard error.\n");
    for (const command *const *c = all; *c; c++) {
        ent_buf_format(out, ".SH \"entente %s\"\n.B entente %s\n.I ", (*c)->name, (*c)->name);
        roff(out, (*c)->operands);
        ent_buf_text(out, "\n.PP\n");
        write_summary(*c, out);
        roff_paragraphs(out, (*c)->more ? (*c)->more : "");
        for (const opt_group *const *g = (*c)->groups; *g; g++)
            for (const opt *o = (*g)->rows; o->type != OPT_END_TYPE && *g != &general_group; o++) {
                ent_buf_text(out, ".TP\n.B ");
                if (o->letter)
                    ent_buf_format(out, "\\-%c, ", o->letter);
                ent_buf_text(out, "\\-\\-");
                roff(out, o->name);
                if (o->type != OPT_FLAG_TYPE) {
                    ent_buf arg = { 0 };

                    ent_buf_text(out, " \\fI");
                    write_arg(o, &arg);
                    roff(out, ent_buf_string(&arg));
                    ent_buf_destroy(&arg);
                    ent_buf_text(out, "\\fR");
                }
                ent_buf_char(out, '\n');
                roff(out, o->help);
                ent_buf_char(out, '\n');
            }
    }
    ent_buf_text(out, ".SH \"OPTIONS OF ALL COMMANDS\"\n");
    for (const opt *o = general_group.rows; o->type != OPT_END_TYPE; o++) {
        ent_buf_text(out, ".TP\n.B \\-\\-");
        roff(out, o->name);
        ent_buf_char(out, '\n');
        roff(out, o->help);
        ent_buf_char(out, '\n');
    }
    ent_buf_text(out, ".SH \"EXIT STATUS\"\n0 success, 1 an error in the data or the system, 2 an error in the arguments.\n"
                      ".SH ENVIRONMENT\n.TP\nNO_COLOR\nturns off colours in messages.\n");
}

static const struct {
    const char *name;
    void (*write)(const command *const *all, ent_buf *out);
} writers[] = { { "bash", bash }, { "zsh", zsh }, { "fish", fish }, { "man", manual } };

static ent_status run(settings *set, ent_diags *diags)
{
    ent_buf out = { 0 };
    ent_status status;
    size_t i = 0, count = sizeof writers / sizeof *writers;

    while (i < count && (set->args.operand_count != 1 || strcmp(set->args.operands[0], writers[i].name) != 0))
        i++;
    if (i == count)
        return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE,
                                  "expected bash, zsh, fish or man");
    writers[i].write(set->commands, &out);
    status = save(set->out, ent_buf_view(&out), diags);
    ent_buf_destroy(&out);
    return status;
}

static const opt_group *const groups[] = { &output_group, &general_group, NULL };

static const void_option voids[] = {
    { "format", always, "here: the operand selects the output", false }, { NULL, NULL, NULL, false }
};

static const settings defaults = SETTINGS_INIT;

const command cmd_completion = {
    .name = "completion",
    .operands = "bash|zsh|fish|man",
    .summary = "shell completion, or the manual page",
    .more =
        "  entente completion bash > ~/.local/share/bash-completion/completions/entente",
    .groups = groups,
    .voids = voids,
    .defaults = &defaults,
    .size = sizeof defaults,
    .run = run
};
