/* options.h: options as tables. The same rows parse arguments, print the help and the manual page, and
 * feed shell completion. A row points at a field of the settings of its command. */
#ifndef ENTENTE_CLI_OPTIONS_H
#define ENTENTE_CLI_OPTIONS_H

#include "entente/entente.h"

typedef enum opt_type {
    OPT_END_TYPE,
    OPT_TEXT_TYPE,
    OPT_INPUT_TYPE,  /* the name of a file that is read */
    OPT_OUTPUT_TYPE, /* the name of a file that is written */
    OPT_TABLE_TYPE,  /* the same, a table */
    OPT_FLAG_TYPE,
    OPT_SIZE_TYPE,
    OPT_REAL_TYPE,
    OPT_DATE_TYPE,
    OPT_CHOICE_TYPE, /* an enum: the index of a word */
    OPT_SWITCH_TYPE, /* a bool: the second of two words is true */
    OPT_READ_TYPE    /* read by a function of the command */
} opt_type;

typedef ent_status opt_read_fn(void *settings, char *value, ent_diags *diags);

typedef struct opt {
    opt_type type;
    size_t offset;
    char letter;                /* 0: none */
    const char *name, *arg;     /* of choices, the words: "signed|ratified"; of flags NULL */
    const char *help;
    double low, high;           /* of numbers */
    ent_names (*words)(void); /* of choices without `arg` */
    opt_read_fn *read;
} opt;

/* No default branch: a row whose field has another type does not compile. T is the type of the settings,
 * m the field. */
#define OPT_FIELD(T, m, field_type) _Generic(((T *)0)->m, field_type : offsetof(T, m))
#define OPT_ROW(kind, T, m, field_type, ...)                                                       \
    {                                                                                              \
        .type = kind, .offset = OPT_FIELD(T, m, field_type), __VA_ARGS__                           \
    }
#define OPT_NAMED(l, n, a, h) .letter = l, .name = n, .arg = a, .help = h

#define OPT_TEXT(T, m, letter, name, arg, help)                                                    \
    OPT_ROW(OPT_TEXT_TYPE, T, m, const char *, OPT_NAMED(letter, name, arg, help))
#define OPT_INPUT(T, m, name, arg, help)                                                           \
    OPT_ROW(OPT_INPUT_TYPE, T, m, const char *, OPT_NAMED(0, name, arg, help))
#define OPT_OUTPUT(T, m, letter, name, arg, help)                                                  \
    OPT_ROW(OPT_OUTPUT_TYPE, T, m, const char *, OPT_NAMED(letter, name, arg, help))
#define OPT_TABLE(T, m, name, help)                                                                \
    OPT_ROW(OPT_TABLE_TYPE, T, m, const char *, OPT_NAMED(0, name, "FILE", help))
#define OPT_FLAG(T, m, letter, name, help)                                                         \
    OPT_ROW(OPT_FLAG_TYPE, T, m, bool, OPT_NAMED(letter, name, NULL, help))
#define OPT_SIZE(T, m, name, arg, help, l, h)                                                      \
    OPT_ROW(OPT_SIZE_TYPE, T, m, size_t, OPT_NAMED(0, name, arg, help), .low = l, .high = h)
#define OPT_REAL(T, m, name, arg, help, l, h)                                                      \
    OPT_ROW(OPT_REAL_TYPE, T, m, double, OPT_NAMED(0, name, arg, help), .low = l, .high = h)
#define OPT_DATE(T, m, name, arg, help)                                                            \
    OPT_ROW(OPT_DATE_TYPE, T, m, ent_date, OPT_NAMED(0, name, arg, help))
/* words: "en|ru|iso3", in the order of the enum */
#define OPT_WORDS(T, m, type, name, words, help)                                                   \
    OPT_ROW(OPT_CHOICE_TYPE, T, m, type, OPT_NAMED(0, name, words, help))
#define OPT_CHOICE(T, m, type, name, names, help)                                                  \
    OPT_ROW(OPT_CHOICE_TYPE, T, m, type, OPT_NAMED(0, name, NULL, help), .words = names)
#define OPT_SWITCH(T, m, name, words, help)                                                        \
    OPT_ROW(OPT_SWITCH_TYPE, T, m, bool, OPT_NAMED(0, name, words, help))
#define OPT_READ(reader, name_, arg_, help_)                                                       \
    {                                                                                              \
        .type = OPT_READ_TYPE, .name = name_, .arg = arg_, .help = help_, .read = reader           \
    }
#define OPT_END { .type = OPT_END_TYPE }

typedef struct opt_group {
    const char *title; /* "Which network" */
    const opt *rows;   /* up to OPT_END */
} opt_group;

enum { MOST_OPTIONS = 100 };

/* The arguments of a command. The settings of every command begin with it. */
typedef struct arguments {
    const opt *given[MOST_OPTIONS]; /* the rows of the options that were given, */
    const char *values[MOST_OPTIONS]; /* and their values; NULL of flags */
    uint64_t hashes[MOST_OPTIONS];    /* of the values as they were given: readers may cut them */
    size_t given_count;
    char **operands;
    size_t operand_count;
} arguments;

/** Fills settings from the arguments after the command's name, which are reordered. ENT_EUSAGE after a
 *  message; it refers to the help of the command called `name`. */
ent_status parse_options(void *settings, const opt_group *const *groups, const char *name, int argc,
                         char **argv, ent_diags *diags);

/** Reads the date of an option (NULL: an operand), as people type it. ENT_EUSAGE when it is none (the message says what is expected), or
 *  when day and month can be read in either order. */
ent_status read_date(const char *option, ent_str text, const char *expected, ent_date *date, ent_diags *diags);

/** Was the option with this name given? */
bool was_given(const void *settings, const char *name);

/** The i-th word of a choice; false behind the last. */
bool choice_word(const opt *o, size_t i, ent_str *word);
/** The argument as the help shows it: "signed|ratified|any"; nothing for flags. */
void write_arg(const opt *o, ent_buf *out);
bool has_words(const opt *o);

#endif
