/* words.c: tables of words. The files of data/words are part of the program; a translator's own file has the same
 * form. The Russian table, which the tests keep complete, says which texts there are. */
#include "entente/words.h"

#include <string.h>

#include "base/arena.h"
#include "base/embed.h"
#include "base/file.h"
#include "base/hash_index.h"
#include "base/mem.h"

ENT_EMBEDDED_DECLARE(ent_words_ru);
ENT_EMBEDDED_DECLARE(ent_words_fr);
ENT_EMBEDDED_DECLARE(ent_words_es);

enum { MOST_FORMS = 3 };

static const struct {
    const char *name;
    ent_embedded text;
} languages[] = { { "ru", ENT_EMBEDDED(ent_words_ru) },
                  { "fr", ENT_EMBEDDED(ent_words_fr) },
                  { "es", ENT_EMBEDDED(ent_words_es) } };

/* ---- plural forms ---- */

static size_t form_two(size_t n)
{
    return n != 1;
}

static size_t form_french(size_t n)
{
    return n > 1;
}

static size_t form_slavic(size_t n)
{
    bool teens = n % 100 >= 11 && n % 100 <= 14;

    return n % 10 == 1 && !teens ? 0 : n % 10 >= 2 && n % 10 <= 4 && !teens ? 1 : 2;
}

static size_t form_one(size_t n)
{
    (void)n;
    return 0;
}

typedef struct plural_rule {
    const char *name;
    size_t (*form)(size_t n);
    size_t forms;
} plural_rule;

static const plural_rule rules[] = { { "one-other", form_two, 2 },
                                     { "french", form_french, 2 },
                                     { "slavic", form_slavic, 3 },
                                     { "none", form_one, 1 } };

/* ---- the table ---- */

typedef struct row {
    ent_str english, text;
} row;

typedef enum setting { SET_LANGUAGE, SET_PLURAL, SET_DECIMAL, SET_THOUSANDS, SET_DATE, SET_MONTH, SETTINGS } setting;

static const struct {
    const char *name;
} settings[SETTINGS] = { { "@language" },  { "@plural" }, { "@decimal" },
                         { "@thousands" }, { "@date" },   { "@month" } };

struct ent_words {
    ent_file file;
    ent_arena arena;
    ent_index index; /* English texts to rows */
    row *rows;
    size_t count, room;
    ent_str set[SETTINGS];
    ent_str text;
    const char *language;
    const plural_rule *rule;
};

static size_t count_forms(ent_str text)
{
    size_t count = 1;

    for (size_t i = 0; i < text.len; i++)
        count += text.ptr[i] == '|';
    return count;
}

static ent_status wrong(ent_words *w, ent_str at, ent_diags *diags, const char *what)
{
    return ent_fail(diags, ENT_EDATA, ent_file_where(&w->file, (size_t)(at.ptr - w->file.bytes), at.len),
                    "'%.*s' in a table of words: %s", ENT_STR_ARG(at), what);
}

/* "", or a blank, which the tables write as a word since it could not be seen. */
static ent_str separator(ent_str value)
{
    return ent_str_is(value, "blank") ? ENT_STR("\xc2\xa0") : ent_str_is(value, "none") ? ENT_STR("") : value;
}

static ent_status add_setting(ent_words *w, ent_str name, ent_str value, ent_diags *diags)
{
    size_t i = ent_names_find(ENT_NAMES(settings), name), k;

    if (i == SIZE_MAX)
        return wrong(w, name, diags, "expected @language, @plural, @decimal, @thousands, @date or @month");
    w->set[i] = i == SET_THOUSANDS || i == SET_DECIMAL ? separator(value) : value;
    if (i == SET_PLURAL) {
        if ((k = ent_names_find(ENT_NAMES(rules), value)) == SIZE_MAX)
            return wrong(w, value, diags, "expected a plural rule: one-other, french, slavic or none");
        w->rule = &rules[k];
    }
    if (i == SET_LANGUAGE && (w->language = ent_arena_str(&w->arena, value).ptr) == NULL)
        return ent_out_of_memory(diags);
    return ENT_OK;
}

static ent_status add_row(ent_words *w, ent_str english, ent_str text, ent_diags *diags)
{
    uint32_t found;

    if (count_forms(english) > 1 && (!w->rule || count_forms(text) != w->rule->forms))
        return wrong(w, text, diags, !w->rule ? "expected a row @plural before the words"
                                              : "expected as many forms, with '|' between, as the plural rule has");
    if (!ent_mem_reserve((void **)&w->rows, &w->room, w->count + 1, sizeof *w->rows) ||
        !ent_index_add(&w->index, english, (uint32_t)w->count, &found))
        return ent_out_of_memory(diags);
    if (found != w->count)
        return wrong(w, english, diags, "this text has a row already");
    w->rows[w->count++] = (row){ english, text };
    return ENT_OK;
}

static ent_status read_row(ent_words *w, ent_str line, ent_diags *diags)
{
    ent_str rest = line, english, text;

    if (!ent_str_next(&rest, '\t', &english) || !ent_str_next(&rest, '\t', &text) || !text.len)
        return wrong(w, line, diags, "expected an English text, a tab, and its translation");
    if (english.ptr[0] == '@')
        return add_setting(w, english, text, diags);
    return ent_str_is(english, "english") ? ENT_OK : add_row(w, english, text, diags); /* the head of the table */
}

static ent_status read_rows(ent_words *w, ent_diags *diags)
{
    ent_str rest = { w->file.bytes, w->file.len }, line;
    ent_status status = ENT_OK;

    w->text = rest;
    while (status == ENT_OK && ent_str_next(&rest, '\n', &line)) {
        if (line.len && line.ptr[line.len - 1] == '\r')
            line.len--;
        if (line.len && line.ptr[0] != '#')
            status = read_row(w, line, diags);
    }
    if (status == ENT_OK && (!w->language || !w->rule))
        status = ent_fail(diags, ENT_EDATA, (ent_where){ .file = w->file.name },
                          "a table of words has rows @language and @plural; see data/words/ru.tsv");
    return status;
}

/* ---- reading ---- */

static ent_status from_text(ent_words **out, const char *name, ent_str text, ent_diags *diags)
{
    ent_words *w = ent_mem_new(1, sizeof *w);
    ent_status status;

    *out = NULL;
    if (!w)
        return ent_out_of_memory(diags);
    status = ent_file_wrap(&w->file, name, text, diags);
    if (status == ENT_OK && (status = read_rows(w, diags)) == ENT_OK)
        *out = w;
    else
        ent_words_free(w);
    return status;
}

ent_status ent_words_parse(ent_words **out, ent_str text, ent_diags *diags)
{
    return from_text(out, "words", text, diags);
}

/* Compares the texts of a translator's file with those that there are. */
static ent_status compare(ent_words *w, const ent_words *all, ent_diags *diags)
{
    const row *missing = NULL;
    size_t count = 0;

    for (size_t i = 0; i < w->count; i++)
        if (ent_index_find(&all->index, w->rows[i].english) == ENT_ABSENT)
            return wrong(w, w->rows[i].english, diags, "the program has no such text; data/words/ru.tsv has all");
    for (size_t i = 0; i < all->count; i++)
        if (ent_index_find(&w->index, all->rows[i].english) == ENT_ABSENT) {
            missing = missing ? missing : &all->rows[i];
            count++;
        }
    if (missing)
        ent_warn(diags, (ent_where){ .file = w->file.name }, "%zu of %zu texts are not translated and stay English, such as '%.*s'",
                 count, all->count, ENT_STR_ARG(missing->english));
    return ENT_OK;
}

static ent_status read_file(ent_words **out, const char *path, ent_diags *diags)
{
    ent_words *w = ent_mem_new(1, sizeof *w), *all = NULL;
    ent_status status;

    if (!w)
        return ent_out_of_memory(diags);
    if ((status = ent_file_read(&w->file, path, diags)) == ENT_OK && (status = read_rows(w, diags)) == ENT_OK &&
        (status = ent_words_read(&all, languages[0].name, diags)) == ENT_OK)
        status = compare(w, all, diags);
    ent_words_free(all);
    if (status == ENT_OK)
        *out = w;
    else
        ent_words_free(w);
    return status;
}

ent_status ent_words_read(ent_words **out, const char *language, ent_diags *diags)
{
    *out = NULL;
    if (strcmp(language, "en") == 0)
        return ENT_OK;
    for (size_t i = 0; i < sizeof languages / sizeof *languages; i++)
        if (strcmp(language, languages[i].name) == 0)
            return from_text(out, language, ent_embedded_text(languages[i].text), diags);
    if (!strchr(language, '.') && !strchr(language, '/')) /* no file is called so */
        return ent_fail_unknown(diags, ENT_NOWHERE, "language", ent_str_of(language), ENT_NAMES(languages),
                                "expected en, ru, fr, es or a file of words");
    return read_file(out, language, diags);
}

void ent_words_free(ent_words *w)
{
    if (!w)
        return;
    ent_index_destroy(&w->index);
    ent_arena_destroy(&w->arena);
    ent_mem_free(w->rows);
    ent_file_destroy(&w->file);
    ent_mem_free(w);
}

ent_str ent_words_table(const ent_words *w)
{
    return w ? w->text : ENT_STR("");
}

const char *ent_words_language_at(size_t i)
{
    return i < sizeof languages / sizeof *languages ? languages[i].name : NULL;
}

const char *ent_words_language(const ent_words *w)
{
    return w ? w->language : "en";
}

/* ---- words ---- */

ent_str ent_translate_text(const ent_words *w, ent_str english)
{
    uint32_t i = w ? ent_index_find(&w->index, english) : ENT_ABSENT;

    const char *context = i == ENT_ABSENT && english.len ? memchr(english.ptr, '#', english.len) : NULL;

    if (context)
        english.len = (size_t)(context - english.ptr);
    return i == ENT_ABSENT ? english : w->rows[i].text;
}

ent_str ent_translate(const ent_words *w, const char *english)
{
    return ent_translate_text(w, ent_str_of(english));
}

ent_str ent_translate_form(const ent_words *w, const char *english, size_t number)
{
    ent_str key = ent_str_of(english), rest = ent_translate_text(w, key), part = rest;
    bool translated = rest.ptr != key.ptr;
    size_t form = translated ? w->rule->form(number) : form_two(number);

    if (count_forms(key) == 1)
        return rest;
    for (size_t i = 0; i <= form && ent_str_next(&rest, '|', &part); i++)
        ;
    return part;
}

static void put_arg(const ent_words *w, ent_buf *out, const ent_arg *a)
{
    if (a->is_number)
        ent_words_number(w, out, (double)a->number, 0);
    else
        ent_buf_str(out, a->text);
}

void ent_say_args(const ent_words *w, ent_buf *out, const char *english, const ent_arg *args, size_t count)
{
    size_t number = 0;
    ent_str text;

    for (size_t i = count; i-- > 0;)
        number = args[i].is_number ? args[i].number : number;
    text = ent_translate_form(w, english, number);
    for (size_t i = 0; i < text.len; i++) {
        size_t which = i + 2 < text.len && text.ptr[i] == '{' && text.ptr[i + 2] == '}' ? (size_t)(text.ptr[i + 1] - '1')
                                                                                        : SIZE_MAX;

        if (which < count) {
            put_arg(w, out, &args[which]);
            i += 2;
        } else {
            ent_buf_char(out, text.ptr[i]);
        }
    }
}

void ent_count(const ent_words *w, ent_buf *out, size_t count, const char *forms)
{
    ent_words_number(w, out, (double)count, 0);
    ent_buf_char(out, ' ');
    ent_buf_str(out, ent_translate_form(w, forms, count));
}

/* ---- numbers and dates ---- */

/* A number as the program writes it, with the separators of the language. */
static void put_number(const ent_words *w, ent_buf *out, ent_str number)
{
    enum { GROUPED = 5 }; /* digits from which thousands are set apart */
    size_t first = number.len && number.ptr[0] == '-', whole = first;

    while (whole < number.len && number.ptr[whole] >= '0' && number.ptr[whole] <= '9')
        whole++;
    for (size_t i = 0; i < number.len; i++) {
        if (w && i > first && i < whole && whole - first >= GROUPED && (whole - i) % 3 == 0)
            ent_buf_str(out, w->set[SET_THOUSANDS]);
        if (w && number.ptr[i] == '.' && w->set[SET_DECIMAL].len)
            ent_buf_str(out, w->set[SET_DECIMAL]);
        else
            ent_buf_char(out, number.ptr[i]);
    }
}

void ent_words_number(const ent_words *w, ent_buf *out, double value, int places)
{
    ent_buf text = { 0 };

    ent_buf_fixed(&text, value, places);
    put_number(w, out, ent_buf_view(&text));
    out->failed |= text.failed;
    ent_buf_destroy(&text);
}

void ent_words_digits(const ent_words *w, ent_buf *out, double value)
{
    ent_buf text = { 0 };

    ent_buf_number(&text, value);
    put_number(w, out, ent_buf_view(&text));
    out->failed |= text.failed;
    ent_buf_destroy(&text);
}

static bool has_form(ent_str text, const char *form)
{
    bool good = text.len == strlen(form);

    for (size_t i = 0; i < text.len && good; i++)
        good = form[i] == '0' ? text.ptr[i] >= '0' && text.ptr[i] <= '9' : text.ptr[i] == form[i];
    return good;
}

/* "{d}.{m}.{y}" of 2015-05-08 */
static void put_date(ent_buf *out, ent_str form, ent_str iso)
{
    for (size_t i = 0; i < form.len; i++) {
        char letter = i + 2 < form.len && form.ptr[i] == '{' && form.ptr[i + 2] == '}' ? form.ptr[i + 1] : 0;

        if (letter == 'y')
            ent_buf_add(out, iso.ptr, 4);
        else if (letter == 'm')
            ent_buf_add(out, iso.ptr + 5, 2);
        else if (letter == 'd' && iso.len == 10)
            ent_buf_add(out, iso.ptr + 8, 2);
        else
            ent_buf_char(out, form.ptr[i]);
        i += letter == 'y' || letter == 'm' || letter == 'd' ? 2 : 0;
    }
}

void ent_words_date(const ent_words *w, ent_buf *out, ent_date date)
{
    ent_buf text = { 0 };
    ent_str iso;

    ent_date_write(&text, date);
    iso = ent_buf_view(&text);
    if (w && w->set[SET_DATE].len && has_form(iso, "0000-00-00"))
        put_date(out, w->set[SET_DATE], iso);
    else if (w && w->set[SET_MONTH].len && has_form(iso, "0000-00"))
        put_date(out, w->set[SET_MONTH], iso);
    else
        ent_buf_str(out, iso);
    out->failed |= text.failed;
    ent_buf_destroy(&text);
}
