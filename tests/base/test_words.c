/* Words of other languages: plural forms, sentences, numbers, dates, tables of translators. */
#include <criterion/criterion.h>

#include "entente/words.h"

static ent_words *read_words(const char *language)
{
    ent_diags diags = { 0 };
    ent_words *words = NULL;

    cr_assert_eq(ent_words_read(&words, language, &diags), ENT_OK);
    return words;
}

static void expect(const ent_buf *out, const char *text)
{
    cr_assert_str_eq(ent_buf_string((ent_buf *)out), text);
}

static void expect_count(const ent_words *w, size_t count, const char *text)
{
    ent_buf out = { 0 };

    ent_count(w, &out, count, ENT_WORD("tie|ties"));
    expect(&out, text);
    ent_buf_destroy(&out);
}

Test(words, numbers_choose_forms)
{
    ent_words *ru = read_words("ru"), *fr = read_words("fr"), *es = read_words("es");

    expect_count(NULL, 1, "1 tie");
    expect_count(NULL, 0, "0 ties");
    expect_count(NULL, 12345, "12345 ties");
    expect_count(ru, 1, "1 связь");
    expect_count(ru, 2, "2 связи");
    expect_count(ru, 5, "5 связей");
    expect_count(ru, 11, "11 связей");
    expect_count(ru, 21, "21 связь");
    expect_count(ru, 112, "112 связей");
    expect_count(ru, 1024, "1024 связи");
    expect_count(ru, 12345, "12\xc2\xa0" "345 связей");
    expect_count(fr, 0, "0 lien");
    expect_count(fr, 1, "1 lien");
    expect_count(fr, 2, "2 liens");
    expect_count(es, 0, "0 vínculos");
    ent_words_free(ru);
    ent_words_free(fr);
    ent_words_free(es);
}

Test(words, sentences_have_arguments)
{
    ent_words *ru = read_words("ru");
    ent_buf out = { 0 };

    ent_say(NULL, &out, ENT_WORD("{1} of {2} agreements drawn"), ent_n(3), ent_n(5));
    expect(&out, "3 of 5 agreements drawn");
    ent_buf_clear(&out);
    ent_say(ru, &out, ENT_WORD("{1} of {2} agreements drawn"), ent_n(3), ent_n(5));
    expect(&out, "показано соглашений: 3 из 5");
    ent_buf_clear(&out);
    ent_say(NULL, &out, "{1} {3} {x} {", ent_t(ENT_STR("{2}"))); /* arguments are not read again */
    expect(&out, "{2} {3} {x} {");
    cr_assert(ent_str_is(ent_translate(NULL, ENT_WORD("global#level")), "global"));
    cr_assert(ent_str_is(ent_translate(ru, ENT_WORD("global#level")), "глобальный уровень"));
    cr_assert(ent_str_is(ent_translate(ru, "no word of the program"), "no word of the program"));
    ent_buf_destroy(&out);
    ent_words_free(ru);
}

Test(words, numbers_and_dates_have_separators)
{
    ent_words *ru = read_words("ru");
    ent_buf out = { 0 };
    ent_date date;

    ent_words_number(ru, &out, -12345.678, 2);
    expect(&out, "-12\xc2\xa0" "345,68");
    ent_buf_clear(&out);
    ent_words_digits(ru, &out, 0.25);
    expect(&out, "0,25");
    ent_buf_clear(&out);
    ent_date_read(&date, ENT_STR("2015-05-08"));
    ent_words_date(ru, &out, date);
    ent_buf_char(&out, ' ');
    ent_date_read(&date, ENT_STR("2015-05"));
    ent_words_date(ru, &out, date);
    ent_buf_char(&out, ' ');
    ent_date_read(&date, ENT_STR("2015"));
    ent_words_date(ru, &out, date);
    ent_buf_char(&out, ' ');
    ent_date_read(&date, ENT_STR("2015-05-08"));
    ent_words_date(NULL, &out, date);
    expect(&out, "08.05.2015 05.2015 2015 2015-05-08");
    ent_buf_destroy(&out);
    ent_words_free(ru);
}

static ent_status parse(const char *text)
{
    ent_diags diags = { 0 };
    ent_words *words = NULL;
    ent_status status = ent_words_parse(&words, ent_str_of(text), &diags);

    ent_words_free(words);
    return status;
}

Test(words, wrong_tables_are_errors)
{
    cr_expect_eq(parse("@language\tde\n@plural\tone-other\ntie|ties\tBindung|Bindungen\n"), ENT_OK);
    cr_expect_eq(parse("@plural\tone-other\ntie|ties\tBindung|Bindungen\n"), ENT_EDATA);
    cr_expect_eq(parse("@language\tde\n@plural\tfour\n"), ENT_EDATA);
    cr_expect_eq(parse("@language\tde\n@plural\tone-other\ntie|ties\tBindungen\n"), ENT_EDATA);
    cr_expect_eq(parse("@language\tde\ntie|ties\tBindung|Bindungen\n"), ENT_EDATA);
    cr_expect_eq(parse("@language\tde\n@plural\tnone\ntie\n"), ENT_EDATA);
    cr_expect_eq(parse("@language\tde\n@plural\tnone\nstate\tStaat\nstate\tLand\n"), ENT_EDATA);
    cr_expect_eq(parse("@langage\tde\n@plural\tnone\n"), ENT_EDATA);
}
