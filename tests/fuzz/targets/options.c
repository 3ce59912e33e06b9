/* options.c: the command line: a command, then one argument per line. The settings are read and the
 * options checked; nothing is run. */
#include "base/mem.h"
#include "cli/commands.h"
#include "cli/formats.h"
#include "cli/help.h"
#include "cli/void_options.h"
#include "fuzz.h"

enum { MOST_WORDS = 100 };

/* A choice that was made is one of its words; a number is within its bounds. */
static void check_values(const settings *set, const command *cmd)
{
    for (const opt_group *const *group = cmd->groups; *group; group++)
        for (const opt *o = (*group)->rows; o->type != OPT_END_TYPE; o++) {
            const void *field = (const char *)set + o->offset;
            ent_str word;

            if (o->type == OPT_CHOICE_TYPE)
                REQUIRE(*(const int *)field >= 0 &&
                        choice_word(o, (size_t) * (const int *)field, &word));
            if (o->type == OPT_SIZE_TYPE && *(const size_t *)field)
                REQUIRE((double)*(const size_t *)field <= o->high);
            if (o->type == OPT_REAL_TYPE)
                REQUIRE(*(const double *)field <= o->high);
        }
}

static void read_and_check(settings *set, const command *cmd, int argc, char **argv)
{
    ent_diags diags = fuzz_diags();
    ent_status status = read_settings(set, cmd, argc, argv, &diags);
    ent_buf text = { 0 };

    fuzz_verdict(status, &diags);
    if (status != ENT_OK)
        return;
    check_values(set, cmd);
    REQUIRE(set->args.operand_count < (size_t)argc);
    diags = fuzz_diags();
    status = check_options(set, &diags);
    fuzz_verdict(status, &diags);
    ent_selection_describe(&set->selection, NULL, &text);
    REQUIRE(text.len > 0);
    ent_buf_clear(&text);
    print_help(cmd, &text);
    format_of(set, "csv");
    ent_buf_destroy(&text);
}

static void parse(const command *cmd, int argc, char **argv)
{
    settings *set = (void *)ent_mem_copy(cmd->defaults, cmd->size);

    REQUIRE(set != NULL);
    read_and_check(set, cmd, argc, argv);
    ent_mem_free(set);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char *words = malloc(size + 1), *argv[MOST_WORDS + 1];
    ent_str rest = fuzz_input(data, size);
    int argc = 0;

    REQUIRE(words != NULL);
    memcpy(words, data, size);
    words[size] = '\0';
    rest.ptr = words;
    while (rest.len && argc < MOST_WORDS) {
        ent_str line = fuzz_line(&rest);

        argv[argc++] = words + (line.ptr - words);
        words[line.ptr - words + (ptrdiff_t)line.len] = '\0';
    }
    argv[argc] = NULL;
    for (const command *const *c = commands; *c && argc; c++)
        if (strcmp((*c)->name, argv[0]) == 0)
            parse(*c, argc, argv);
    free(words);
    return 0;
}
