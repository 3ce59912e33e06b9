/* help.c: help from the tables of commands and options. */
#include "cli/help.h"

#include <string.h>

void write_summary(const command *cmd, ent_buf *out)
{
    const char *name;

    ent_buf_text(out, cmd->summary);
    for (size_t i = 0; (name = ent_names_at(cmd->formats, i)) != NULL; i++)
        ent_buf_format(out, "%s %s", i ? "" : ":", name);
    ent_buf_char(out, '\n');
}

void print_overview(const command *const *commands, ent_buf *out)
{
    ent_buf_text(out, "entente: agreement data as networks, statistics and figures\n\n");
    for (; *commands; commands++) {
        ent_buf_format(out, "  entente %-10s %-26s ", (*commands)->name, (*commands)->operands);
        write_summary(*commands, out);
    }
    ent_buf_text(out,
                 "\nDATA is a data package (a folder with agreements.csv, parties.csv, ...), one table with a row for\n"
                 "each party, pair or agreement (CSV, TSV, Excel .xlsx, LibreOffice .ods, Stata .dta or SPSS .sav),\n"
                 "one network file (GraphML, GEXF, GML, Pajek or UCINET DL), or - for standard input.\n`entente COMMAND --help` explains a command. Examples:\n\n"
                 "  entente measure data/examples/party-rows.csv\n"
                 "  entente draw data/examples/party-rows.csv -o figure.svg\n");
}

static void wrap(ent_buf *out, ent_str rest, size_t indent)
{
    enum { WIDTH = 90 };
    size_t column = indent;
    ent_str word;

    while (ent_str_next(&rest, ' ', &word)) {
        if (!word.len)
            continue;
        if (column > indent && column + 1 + word.len > WIDTH) {
            ent_buf_format(out, "\n%*s", (int)indent, "");
            column = indent;
        } else if (column > indent) {
            ent_buf_char(out, ' ');
            column++;
        }
        ent_buf_str(out, word);
        column += word.len;
    }
    ent_buf_char(out, '\n');
}

static void help_option(const opt *o, ent_buf *out)
{
    enum { INDENT = 30 };
    ent_buf left = { 0 };

    ent_buf_format(&left, "  %c%c%s--%s", o->letter ? '-' : ' ', o->letter ? o->letter : ' ',
                   o->letter ? ", " : "  ", o->name);
    if (o->type != OPT_FLAG_TYPE) {
        ent_buf_char(&left, ' ');
        write_arg(o, &left);
    }
    ent_buf_str(out, ent_buf_view(&left));
    if (left.len > INDENT - 2)
        ent_buf_format(out, "\n%*s", INDENT, "");
    else
        ent_buf_format(out, "%*s", (int)(INDENT - left.len), "");
    wrap(out, ent_str_of(o->help), INDENT);
    ent_buf_destroy(&left);
}

bool next_line(const char **rest, ent_str *line)
{
    if (!**rest)
        return false;
    *line = (ent_str){ *rest, strcspn(*rest, "\n") };
    *rest += line->len + ((*rest)[line->len] != '\0');
    return true;
}

void print_help(const command *cmd, ent_buf *out)
{
    const char *rest = cmd->more ? cmd->more : "";
    ent_str line;

    ent_buf_format(out, "entente %s %s\n\n", cmd->name, cmd->operands);
    write_summary(cmd, out);
    while (next_line(&rest, &line)) {
        ent_buf_char(out, '\n');
        if (line.ptr[0] != ' ') {
            wrap(out, line, 0);
            continue;
        }
        ent_buf_str(out, line); /* an example: printed as it is */
        ent_buf_char(out, '\n');
    }
    for (const opt_group *const *group = cmd->groups; *group; group++) {
        ent_buf_format(out, "\n%s:\n", (*group)->title);
        for (const opt *o = (*group)->rows; o->type != OPT_END_TYPE; o++)
            help_option(o, out);
    }
}
