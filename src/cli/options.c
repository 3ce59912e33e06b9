/* options.c: parses arguments by the tables of options. */
#include "cli/options.h"

#include <getopt.h>
#include <string.h>

#include "base/hash.h"

bool has_words(const opt *o)
{
    return o->type == OPT_CHOICE_TYPE || o->type == OPT_SWITCH_TYPE;
}

bool choice_word(const opt *o, size_t i, ent_str *word)
{
    ent_str rest = ent_str_of(o->arg);

    if (o->words) {
        *word = ent_str_of(ent_names_at(o->words(), i));
        return word->len > 0;
    }
    for (size_t n = 0; ent_str_next(&rest, '|', word); n++)
        if (n == i)
            return true;
    return false;
}

void write_arg(const opt *o, ent_buf *out)
{
    ent_str word;

    if (o->arg)
        ent_buf_text(out, o->arg);
    for (size_t i = 0; o->words && choice_word(o, i, &word); i++) {
        ent_buf_text(out, i ? "|" : "");
        ent_buf_str(out, word);
    }
}

/* ---- one value ---- */

static ent_status bad_value(const opt *o, const char *value, const char *expected,
                            ent_diags *diags)
{
    return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE, "--%s %s: expected %s", o->name, value,
                    expected);
}

static ent_status bad_choice(const opt *o, const char *value, const ent_str *words, size_t count,
                             ent_diags *diags)
{
    ent_str near = ent_str_nearest(ent_str_of(value), words, count);
    ent_buf list = { 0 };
    ent_status status;

    if (near.len)
        return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE, "--%s %s: did you mean '%.*s'?", o->name,
                        value, ENT_STR_ARG(near));
    write_arg(o, &list);
    status = strcmp(o->name, "color") == 0
                 ? ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE,
                            "--color %s: --color is about messages and takes %s; did you mean "
                            "--colour %s, the colour of nodes?",
                            value, ent_buf_string(&list), value)
                 : bad_value(o, value, ent_buf_string(&list), diags);
    ent_buf_destroy(&list);
    return status;
}

static ent_status set_choice(const opt *o, void *field, const char *value, ent_diags *diags)
{
    ent_str words[16], word;
    size_t count = 0;

    if (strcmp(o->name, "network") == 0 && strcmp(value, "acts") == 0)
        value = "agreements"; /* the library's short word */
    while (count < 16 && choice_word(o, count, &word)) {
        if (ent_str_is(word, value)) {
            if (o->type == OPT_SWITCH_TYPE)
                *(bool *)field = count == 1;
            else
                *(int *)field = (int)count;
            return ENT_OK;
        }
        words[count++] = word;
    }
    return bad_choice(o, value, words, count, diags);
}

static ent_status set_number(const opt *o, void *field, const char *value, ent_diags *diags)
{
    double number;
    bool whole = o->type == OPT_SIZE_TYPE;

    if (!ent_str_number(ent_str_of(value), &number) || number < o->low || number > o->high ||
        (whole && number != (double)(size_t)number))
        return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE, "--%s %s: expected a%s number from %g to %g",
                        o->name, value, whole ? " whole" : "", o->low, o->high);
    if (whole)
        *(size_t *)field = (size_t)number;
    else
        *(double *)field = number;
    return ENT_OK;
}

/* An empty list would select nothing, and an empty name names no file. */
static ent_status set_text(const opt *o, const char **field, const char *value, ent_diags *diags)
{
    *field = value;
    if (!value[strspn(value, " \t,;")] && strcmp(o->name, "title") != 0)
        return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE, "--%s '%s': expected %s", o->name, value,
                        o->arg);
    return ENT_OK;
}

ent_status read_date(const char *option, ent_str text, const char *expected, ent_date *date, ent_diags *diags)
{
    ent_date readings[2];
    size_t count = ent_date_readings(text, readings);
    ent_buf first = { 0 }, second = { 0 };
    const char *dashes = option ? "--" : "", *blank = option ? " " : "";
    ent_status status;

    option = option ? option : "";
    if (count == 1) {
        *date = readings[0];
        return ENT_OK;
    }
    if (count == 0)
        return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE, "%s%s%s%.*s: expected %s", dashes, option, blank, ENT_STR_ARG(text),
                        expected);
    ent_date_write(&first, readings[0]);
    ent_date_write(&second, readings[1]);
    status = ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE,
                      "%s%s%s%.*s: can be read in two ways; write %s (day first) or %s (month first)", dashes, option,
                      blank, ENT_STR_ARG(text), ent_buf_string(&first), ent_buf_string(&second));
    ent_buf_destroy(&first);
    ent_buf_destroy(&second);
    return status;
}

static ent_status set_value(void *settings, const opt *o, char *value, ent_diags *diags)
{
    void *field = (char *)settings + o->offset;

    switch (o->type) {
    case OPT_FLAG_TYPE:
        *(bool *)field = true;
        return ENT_OK;
    case OPT_TEXT_TYPE:
    case OPT_INPUT_TYPE:
    case OPT_OUTPUT_TYPE:
    case OPT_TABLE_TYPE:
        return set_text(o, field, value, diags);
    case OPT_CHOICE_TYPE:
    case OPT_SWITCH_TYPE:
        return set_choice(o, field, value, diags);
    case OPT_DATE_TYPE:
        return read_date(o->name, ent_str_of(value), "a date: 2015, 2015-05, 2015-05-08, or a span 2010/2015", field,
                         diags);
    case OPT_READ_TYPE:
        return o->read(settings, value, diags);
    default:
        return set_number(o, field, value, diags);
    }
}

/* ---- all arguments ---- */

typedef struct option_list {
    const opt *rows[MOST_OPTIONS];
    struct option longs[MOST_OPTIONS + 1];
    char letters[2 * MOST_OPTIONS + 3];
    size_t count;
} option_list;

static void collect(option_list *list, const opt_group *const *groups)
{
    size_t letters = 0;

    list->letters[letters++] = ':';
    list->count = 0;
    for (; *groups; groups++)
        for (const opt *o = (*groups)->rows; o->type != OPT_END_TYPE && list->count < MOST_OPTIONS;
             o++) {
            list->longs[list->count] = (struct option){
                o->name, o->type == OPT_FLAG_TYPE ? no_argument : required_argument, NULL,
                1000 + (int)list->count
            };
            list->rows[list->count++] = o;
            if (o->letter) {
                list->letters[letters++] = o->letter;
                if (o->type != OPT_FLAG_TYPE)
                    list->letters[letters++] = ':';
            }
        }
    list->letters[letters] = '\0';
    list->longs[list->count] = (struct option){ 0 };
}

static const opt *row_of(const option_list *list, int code)
{
    size_t i = 0;

    if (code >= 1000)
        return list->rows[code - 1000];
    while (i + 1 < list->count && list->rows[i]->letter != code)
        i++; /* getopt returns only letters that it was given */
    return list->rows[i];
}

static ent_status unknown_option(const option_list *list, const char *name, const char *word,
                                 ent_diags *diags)
{
    ent_str names[MOST_OPTIONS], near = { "", 0 };
    bool open_ended = false;

    if (strncmp(word, "--", 2) == 0) {
        for (size_t i = 0; i < list->count; i++) {
            names[i] = ent_str_of(list->rows[i]->name);
            open_ended |= strcmp(list->rows[i]->name, "open-ended") == 0;
        }
        near = ent_str_nearest((ent_str){ word + 2, strcspn(word + 2, "=") }, names, list->count);
        for (size_t i = 0; i < list->count && !near.len; i++)
            if (strncmp(word + 2, names[i].ptr, strcspn(word + 2, "=")) == 0)
                near = names[i];
    }
    if (open_ended && strcmp(word, "--assume-open") == 0)
        return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE,
                        "unknown option %s; --open-ended holds (the default) assumes that "
                        "agreements without a recorded end are still in force",
                        word);
    if (near.len)
        return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE, "unknown option %s; did you mean --%.*s?",
                        word, ENT_STR_ARG(near));
    return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE,
                    "unknown option %s; `entente %s --help` lists them", word, name);
}

static size_t find_given(const arguments *args, const char *name)
{
    size_t i = 0;

    while (i < args->given_count && strcmp(args->given[i]->name, name) != 0)
        i++;
    return i;
}

bool was_given(const void *settings, const char *name)
{
    const arguments *args = settings;

    return find_given(args, name) < args->given_count;
}

/* A second value would silently replace the first. A repeated flag, or the same text again, changes
 * nothing and is accepted. */
static ent_status note_given(arguments *args, const opt *o, const char *value, ent_diags *diags)
{
    size_t i = find_given(args, o->name);
    bool is_text = o->type == OPT_TEXT_TYPE || o->type == OPT_INPUT_TYPE ||
                   o->type == OPT_OUTPUT_TYPE || o->type == OPT_TABLE_TYPE ||
                   o->type == OPT_READ_TYPE;

    if (i < args->given_count && o->type != OPT_FLAG_TYPE &&
        !(is_text && strcmp(args->values[i], value) == 0))
        return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE, "--%s is given twice; expected it once%s",
                        o->name,
                        o->arg && strcmp(o->arg, "LIST") == 0 ? ", as a list with semicolons" : "");
    if (i == args->given_count && i < MOST_OPTIONS) {
        args->given[i] = o;
        args->values[i] = value;
        args->hashes[i] = ent_hash(ent_str_of(value), 0);
        args->given_count++;
    }
    return ENT_OK;
}

/* getopt takes "--top" for --topic where a command has no --top; that would be another question. */
static bool is_abbreviated(const char *word, const char *name)
{
    size_t len = strcspn(word, "=");

    return strncmp(word, "--", 2) == 0 && (len != strlen(name) + 2 || strncmp(word + 2, name, len - 2) != 0);
}

ent_status parse_options(void *settings, const opt_group *const *groups, const char *name, int argc,
                         char **argv, ent_diags *diags)
{
    arguments *args = settings;
    option_list list;
    ent_status status;
    const char *word;
    int code;

    collect(&list, groups);
    opterr = 0;
    optind = 0; /* resets getopt completely; 1 would keep pointers into an earlier argv */
    while ((code = getopt_long(argc, argv, list.letters, list.longs, NULL)) != -1) {
        char letter[3] = { '-', (char)optopt, '\0' };
        ent_buf arg = { 0 };

        if (code == '?' && optopt >= 1000) /* a flag that was given a value */
            return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE, "--%s takes no value",
                            row_of(&list, optopt)->name);
        if (code == '?')
            return unknown_option(&list, name, optopt ? letter : argv[optind - 1], diags);
        if (code == ':') {
            write_arg(row_of(&list, optopt), &arg);
            status = ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE, "--%s needs a value: %s",
                              row_of(&list, optopt)->name, ent_buf_string(&arg));
            ent_buf_destroy(&arg);
            return status;
        }
        word = optarg && optarg == argv[optind - 1] ? argv[optind - 2] : argv[optind - 1];
        if (is_abbreviated(word, row_of(&list, code)->name))
            return unknown_option(&list, name, word, diags);
        if ((status = note_given(args, row_of(&list, code), optarg, diags)) != ENT_OK ||
            (status = set_value(settings, row_of(&list, code), optarg, diags)) != ENT_OK)
            return status;
    }
    args->operands = argv + optind; /* getopt has moved them behind the options */
    args->operand_count = (size_t)(argc - optind);
    return ENT_OK;
}
