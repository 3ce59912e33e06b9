/* page_words.c: see page_words.h. */
#include "page/page_words.h"

#include <string.h>

#include "base/json_write.h"

static const char mark[] = "#page:";

/* The name behind the mark of an English text of pages, which then ends before the mark; empty for other texts. */
static ent_str take_key(ent_str *english)
{
    size_t length = sizeof mark - 1;

    for (size_t i = 0; i + length < english->len; i++)
        if (memcmp(english->ptr + i, mark, length) == 0) {
            ent_str key = { english->ptr + i + length, english->len - i - length };

            english->len = i;
            return key;
        }
    return (ent_str){ 0 };
}

/* What a list of the words has. */
typedef enum column { NAMES, ENGLISH, TRANSLATION } column;

/* A list of the names of the table `rows`, of its English texts, or of the translations of `words`. */
static void put_column(ent_json_writer *w, const char *key_of_list, ent_str rows, column what, const ent_words *words)
{
    ent_str line;

    ent_json_line(w, 0);
    ent_json_begin_list(w, key_of_list);
    while (ent_str_next(&rows, '\n', &line)) {
        ent_str rest = line, english, whole, key;

        if (!line.len || line.ptr[0] == '#' || !ent_str_next(&rest, '\t', &english))
            continue;
        whole = english;
        key = take_key(&english);
        if (!key.len)
            continue;
        ent_json_write_text(w, NULL, what == NAMES ? key : what == ENGLISH ? english : ent_translate_text(words, whole));
    }
    ent_json_end_list(w);
}

ent_status ent_webpage_words(const ent_words *words, bool chosen, ent_buf *out, ent_diags *diags)
{
    ent_json_writer w = { .out = out };
    const char *own = ent_words_language(words);
    ent_words *first = NULL;
    ent_status status = ent_words_read(&first, ent_words_language_at(0), diags);
    ent_str rows = ent_words_table(first); /* every table has the same English texts */

    if (status != ENT_OK)
        return status;
    ent_json_begin_object(&w, NULL);
    if (chosen)
        ent_json_write_string(&w, "chosen", own);
    put_column(&w, "names", rows, NAMES, NULL);
    ent_json_begin_object(&w, "languages");
    put_column(&w, "en", rows, ENGLISH, NULL);
    for (size_t i = 0; ent_words_language_at(i) && status == ENT_OK; i++) {
        const char *language = ent_words_language_at(i);
        ent_words *other = NULL;

        if (strcmp(language, own) == 0)
            continue;
        if ((status = ent_words_read(&other, language, diags)) == ENT_OK)
            put_column(&w, language, rows, TRANSLATION, other);
        ent_words_free(other);
    }
    if (words)
        put_column(&w, own, rows, TRANSLATION, words);
    ent_json_line(&w, 0);
    ent_json_end_object(&w);
    ent_json_end_object(&w);
    ent_words_free(first);
    return status;
}
