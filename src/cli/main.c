/* main.c: finds the command and runs it. */
#include "cli/command.h"

#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

const command *const commands[] = { &cmd_check,   &cmd_graph,  &cmd_measure, &cmd_series,
                                    &cmd_compare, &cmd_draw,   &cmd_explain, &cmd_import,
                                    &cmd_list,    &cmd_completion, NULL };

/* Opens the standard descriptors that are closed, so that no data file gets the number of one. */
static void hold_descriptors(void)
{
    int fd;

    do
        fd = open("/dev/null", O_RDWR);
    while (fd >= 0 && fd <= STDERR_FILENO);
    if (fd > STDERR_FILENO)
        close(fd);
}

static void on_signal(int number)
{
    ent_output_remove_temporaries(); /* NOLINT(bugprone-signal-handler): unlink, nothing else */
    signal(number, SIG_DFL);
    raise(number);
}

static void set_signals(void)
{
    static const int ends[] = { SIGINT, SIGTERM, SIGHUP };

    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        signal(ends[i], on_signal);
    signal(SIGXFSZ, SIG_IGN); /* the write fails and says so */
}

static void overview(ent_buf *out)
{
    ent_buf_text(out, "entente: agreement data as networks, statistics and figures\n\n");
    for (const command *const *c = commands; *c; c++)
        ent_buf_format(out, "  entente %-10s %-26s %s\n", (*c)->name, (*c)->operands,
                       (*c)->summary);
    ent_buf_text(out,
                 "\nDATA is a data package (a folder with agreements.csv, parties.csv, ...), one "
                 "CSV or TSV\nfile (one row per party, pair or agreement), or - for standard input.\n"
                 "`entente COMMAND --help` explains a command. Examples:\n\n"
                 "  entente measure treaties.csv\n"
                 "  entente draw treaties.csv -o treaties.svg\n");
}

static const command *find_command(const char *name)
{
    for (const command *const *c = commands; *c; c++)
        if (strcmp((*c)->name, name) == 0)
            return *c;
    return NULL;
}

static int unknown_verb(const char *name, ent_diags *diags)
{
    ent_str names[16], near;
    size_t count = 0;

    for (const command *const *c = commands; *c; c++)
        names[count++] = ent_str_of((*c)->name);
    near = ent_str_nearest(ent_str_of(name), names, count);
    ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE, "unknown command '%s'%s%.*s%s", name,
             near.len ? "; did you mean '" : "; `entente --help` lists the commands", ENT_STR_ARG(near),
             near.len ? "'?" : "");
    return EXIT_USAGE;
}

static int print(ent_buf *text, ent_diags *diags)
{
    ent_status status = save(NULL, ent_buf_view(text), diags);

    ent_buf_destroy(text);
    return exit_code(status);
}

static bool wants_colour(int choice)
{
    const char *none = getenv("NO_COLOR");

    return choice == 1 || (choice == 0 && !(none && none[0]) && isatty(STDERR_FILENO));
}

/* Progress is a line that is overwritten, which needs a terminal that can do so. */
static bool wants_progress(bool quiet)
{
    const char *terminal = getenv("TERM");

    return !quiet && isatty(STDERR_FILENO) && terminal && strcmp(terminal, "dumb") != 0;
}

static int run(const command *cmd, int argc, char **argv, messages *said, ent_diags *diags)
{
    settings set = { .seed = 1, .resolution = 1, .alpha = 0.05, .samples = 1000, .match = 0.3,
                     .permutations = 1000, .dpi = 300, .starts = 16 };
    ent_status status = parse_options(&set, cmd, argc, argv, diags);

    if (status != ENT_OK)
        return exit_code(status);
    if (set.help) {
        ent_buf text = { 0 };

        print_help(cmd, &text);
        return print(&text, diags);
    }
    said->quiet = set.quiet;
    said->colour = wants_colour(set.color);
    if (status != ENT_OK || (status = check_effect(&set, cmd, diags)) != ENT_OK)
        return exit_code(status);
    diags->progress = wants_progress(set.quiet) ? messages_progress : NULL;
    diags->progress_ctx = said;
    return cmd->run(&set, diags);
}

static int answer(int argc, char **argv, messages *said, ent_diags *diags)
{
    const char *verb = argc > 1 ? argv[1] : "--help";
    const command *cmd;
    ent_buf text = { 0 };
    int code;

    if (strcmp(verb, "--version") == 0) {
        ent_buf_format(&text, "entente %s\n", ent_version());
        return print(&text, diags);
    }
    if (strcmp(verb, "--help") == 0 || strcmp(verb, "-h") == 0 || strcmp(verb, "help") == 0) {
        if (argc > 2 && (cmd = find_command(argv[2])) != NULL)
            print_help(cmd, &text);
        else
            overview(&text);
        code = print(&text, diags);
        return argc > 1 ? code : EXIT_USAGE;
    }
    if ((cmd = find_command(verb)) == NULL)
        return unknown_verb(verb, diags);
    return run(cmd, argc - 1, argv + 1, said, diags);
}

int main(int argc, char **argv)
{
    messages said = { 0 };
    ent_diags diags = { .sink = messages_sink, .ctx = &said };
    int code;

    hold_descriptors();
    set_signals();
    said.colour = wants_colour(0);
    code = messages_begin(&said) ? answer(argc, argv, &said, &diags)
                                 : exit_code(ent_out_of_memory(&diags));
    messages_end(&said);
    return code;
}
