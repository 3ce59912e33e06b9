/* options.c: the command line: a verb, then an argument in each line. Parsed, and the selection and
 * the options of measures made of it; nothing is run. */
#include "cli/command.h"
#include "fuzz.h"

enum { MOST_WORDS = 100 };

/* A choice that was made is one of its words; a number is within its bounds. */
static void check_values(const settings *set, const command *cmd)
{
    for (const opt *const *group = cmd->groups; *group; group++)
        for (const opt *o = *group; o->type != OPT_END_TYPE; o++) {
            const char *field = (const char *)set + o->offset;
            ent_str word;

            if (o->type == OPT_CHOICE_TYPE)
                REQUIRE(*(const int *)(const void *)field >= 0 &&
                        choice_word(o->arg, (size_t) * (const int *)(const void *)field, &word));
            if (o->type == OPT_SIZE_TYPE && *(const size_t *)(const void *)field)
                REQUIRE((double)*(const size_t *)(const void *)field <= o->high);
            if (o->type == OPT_REAL_TYPE)
                REQUIRE(*(const double *)(const void *)field <= o->high);
        }
}

static void parse(const command *cmd, int argc, char **argv)
{
    settings set = { .seed = 1,
                     .resolution = 1,
                     .alpha = 0.05,
                     .samples = 1000,
                     .match = 0.3,
                     .permutations = 1000,
                     .dpi = 300,
                     .starts = 16 };
    ent_diags diags = fuzz_diags();
    ent_status status = parse_options(&set, cmd, argc, argv, &diags);
    ent_measures_options measures;
    ent_selection selection;
    ent_buf text = { 0 };

    fuzz_verdict(status, &diags);
    if (status != ENT_OK)
        return;
    check_values(&set, cmd);
    REQUIRE(set.operand_count < (size_t)argc);
    status = read_selection(&selection, &set, &diags);
    fuzz_verdict(status, &diags);
    if (status == ENT_OK) {
        ent_selection_describe(&selection, &text);
        REQUIRE(text.len > 0);
    }
    diags = fuzz_diags();
    fuzz_verdict(read_measure_options(&measures, &set, &diags), &diags);
    ent_buf_clear(&text);
    print_help(cmd, &text);
    format_of(&set, "csv");
    ent_buf_destroy(&text);
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
