/* main.c: finds the command and runs it. */
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/platform.h"
#include "cli/commands.h"
#include "cli/help.h"
#include "cli/input_output_paths.h"
#include "cli/messages.h"
#include "cli/outputs.h"
#include "cli/parts.h"
#include "cli/void_options.h"

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

static int unknown_command(const char *name, ent_diags *diags)
{
    const char *names[32];
    size_t count = 0;

    for (const command *const *c = commands; *c; c++)
        names[count++] = (*c)->name;
    return exit_code(ent_fail_unknown(diags, ENT_NOWHERE, "command", ent_str_of(name),
                                      (ent_names){ names, count, sizeof *names },
                                      "`entente --help` lists the commands"));
}

static ent_status print(ent_buf *text, ent_diags *diags)
{
    ent_status status = save(NULL, ent_buf_view(text), diags);

    ent_buf_destroy(text);
    return status;
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

static ent_status run(settings *set, const command *cmd, int argc, char **argv, messages *said,
                      ent_diags *diags)
{
    ent_buf text = { 0 };
    ent_status status;

    set->commands = commands;
    if ((status = read_settings(set, cmd, argc, argv, diags)) != ENT_OK)
        return status;
    if (set->help) {
        print_help(cmd, &text);
        return print(&text, diags);
    }
    said->quiet = set->quiet;
    said->colour = wants_colour(set->color);
    if ((status = check_paths(set, cmd->into_folder ? NULL : "-", diags)) != ENT_OK ||
        (status = check_options(set, diags)) != ENT_OK)
        return status;
    diags->progress = wants_progress(set->quiet) ? messages_progress : NULL;
    diags->progress_ctx = said;
    begin_parts(set);
    status = cmd->run(set, diags);
    ent_parts_end();
    return status;
}

static int run_command(const command *cmd, int argc, char **argv, messages *said, ent_diags *diags)
{
    settings *set = (void *)ent_mem_copy(cmd->defaults, cmd->size);
    ent_status status = set ? run(set, cmd, argc, argv, said, diags) : ent_out_of_memory(diags);

    ent_mem_free(set);
    return exit_code(status);
}

static int answer(int argc, char **argv, messages *said, ent_diags *diags)
{
    const char *name = argc > 1 ? argv[1] : "--help";
    const command *cmd;
    ent_buf text = { 0 };
    int code;

    if (strcmp(name, "--version") == 0) {
        ent_buf_format(&text, "entente %s\n", ent_version());
        return exit_code(print(&text, diags));
    }
    if (strcmp(name, "--help") == 0 || strcmp(name, "-h") == 0 || strcmp(name, "help") == 0) {
        if (argc > 2 && (cmd = find_command(argv[2])) != NULL)
            print_help(cmd, &text);
        else
            print_overview(commands, &text);
        code = exit_code(print(&text, diags));
        return argc > 1 ? code : EXIT_USAGE;
    }
    if ((cmd = find_command(name)) == NULL)
        return unknown_command(name, diags);
    return run_command(cmd, argc - 1, argv + 1, said, diags);
}

int main(int argc, char **argv)
{
    messages said = { 0 };
    ent_diags diags = { .sink = messages_sink, .ctx = &said };
    int code;

    hold_descriptors();
    ent_platform_called(argv[0]);
    set_signals();
    ent_platform_keep_memory();
    said.colour = wants_colour(0);
    code = messages_begin(&said) ? answer(argc, argv, &said, &diags)
                                 : exit_code(ent_out_of_memory(&diags));
    messages_end(&said);
    return code;
}
