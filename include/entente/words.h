/* words.h: the words of figures and pages in a language: plural forms, numbers and dates too. Code names a word
 * or a sentence by its English, in the macro ENT_WORD; a table of each language (data/words) translates it. */
#ifndef ENTENTE_WORDS_H
#define ENTENTE_WORDS_H

#include "entente/api.h"
#include "entente/date.h"
#include "entente/diag.h"

#ifdef __cplusplus
extern "C" {
#endif

/** Marks English text that data/words translates: tests/cli/words.py finds it by this name. What follows a '#' is a
 *  hint for the translator and is not printed: "global#level" may be another word than "global". */
#define ENT_WORD(english) english

/** A language; NULL is English. */
typedef struct ent_words ent_words;

/** Reads a language: "en", "ru", "fr", "es", or the file of a translator, in the form of data/words/ru.tsv.
 *  *words   NULL for English; free with ent_words_free
 *  errors   ENT_EUSAGE (unknown language), ENT_EDATA (an unknown English text, a wrong number of plural forms),
 *           ENT_ESYSTEM, ENT_ENOMEM; a warning tells of words that the file lacks */
ENT_API ent_status ent_words_read(ent_words **words, const char *language, ent_diags *diags);
/** The same from the text of such a file. errors as ent_words_read */
ENT_API ent_status ent_words_parse(ent_words **words, ent_str text, ent_diags *diags);
/** NULL is allowed. */
ENT_API void ent_words_free(ent_words *words);
/** The text of the language's table, for a program that gets the words by other ways (a page's script); "" for
 *  English. Rows are English and translation, with a tab between; plural forms have '|' between. Lives as long as
 *  `words`. */
ENT_API ent_str ent_words_table(const ent_words *words);
/** The languages that have a table, other than English: "ru", ...; NULL beyond the last. */
ENT_API const char *ent_words_language_at(size_t i);
/** "ru", as in xml:lang. */
ENT_API const char *ent_words_language(const ent_words *words);

/** The translation of a word or sentence without numbers; the English where there is none. */
ENT_API ent_str ent_translate(const ent_words *words, const char *english);
/** The same for text that may be no word of the program, such as the name of a region in the data. */
ENT_API ent_str ent_translate_text(const ent_words *words, ent_str english);

typedef struct ent_arg { /* what stands at {1}, {2}, ... */
    ent_str text;
    size_t number;
    bool is_number;
} ent_arg;

static inline ent_arg ent_n(size_t number)
{
    ent_arg a = { { "", 0 }, number, true };

    return a;
}

static inline ent_arg ent_t(ent_str text)
{
    ent_arg a = { text, 0, false };

    return a;
}

/** Appends a sentence with its arguments: "{1} of {2} agreements drawn". Where it has forms ("{1} tie|{1} ties"),
 *  the first number chooses one. Failures are recorded in `out`. */
ENT_API void ent_say_args(const ent_words *words, ent_buf *out, const char *english, const ent_arg *args,
                          size_t count);
#define ent_say(words, out, english, ...)                                                          \
    ent_say_args(words, out, english, (const ent_arg[]){ __VA_ARGS__ },                            \
                 sizeof((const ent_arg[]){ __VA_ARGS__ }) / sizeof(ent_arg))
/** Appends a number and the form of a word that it asks for: ent_count(w, out, 2, "tie|ties") is "2 ties". */
ENT_API void ent_count(const ent_words *words, ent_buf *out, size_t count, const char *forms);

/** The form of a word that a number asks for: "ties". */
ENT_API ent_str ent_translate_form(const ent_words *words, const char *forms, size_t number);

/** Appends a number of at most so many decimals, with the separators of the language. */
ENT_API void ent_words_number(const ent_words *words, ent_buf *out, double value, int places);
/** The same with all digits that matter, as ent_buf_number. */
ENT_API void ent_words_digits(const ent_words *words, ent_buf *out, double value);
/** Appends a date as the language writes it; dates that are no day, month or year stay as ent_date_write has
 *  them. */
ENT_API void ent_words_date(const ent_words *words, ent_buf *out, ent_date date);

#ifdef __cplusplus
}
#endif
#endif
