/* words.c: see words.h. */
#include "data/netfile/words.h"

#include <string.h>

static bool is_blank(const net_words *w, char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n' || (c && strchr(w->separators, c) != NULL);
}

static bool take_word(net_words *w, net_word *word)
{
    char quote = *w->p;

    *word = (net_word){ { w->p, 0 }, w->line, quote == '"' || quote == '\'', false };
    if (word->quoted) {
        const char *close = memchr(w->p + 1, quote, (size_t)(w->end - w->p) - 1);

        word->open = !close;
        close = close ? close : w->end;
        word->text = (ent_str){ w->p + 1, (size_t)(close - w->p) - 1 };
        for (const char *p = w->p; p < close; p++)
            w->line += *p == '\n';
        w->p = close + !word->open;
        return true;
    }
    while (w->p < w->end && !is_blank(w, *w->p))
        w->p++;
    word->text.len = (size_t)(w->p - word->text.ptr);
    return true;
}

bool net_next_word(net_words *w, net_word *word)
{
    while (w->p < w->end && is_blank(w, *w->p))
        w->line += *w->p++ == '\n';
    return w->p < w->end && take_word(w, word);
}

bool net_next_in_line(net_words *w, net_word *word)
{
    while (w->p < w->end && is_blank(w, *w->p) && *w->p != '\n')
        w->p++;
    return w->p < w->end && *w->p != '\n' && take_word(w, word);
}

ent_str net_rest_of_line(net_words *w)
{
    ent_str rest = { w->p, 0 };
    const char *newline = memchr(w->p, '\n', (size_t)(w->end - w->p));

    rest.len = (size_t)((newline ? newline : w->end) - w->p);
    w->p += rest.len + (newline != NULL);
    w->line += newline != NULL;
    return net_trim(rest);
}

ent_str net_trim(ent_str text)
{
    while (text.len && strchr(" \t\r\n", text.ptr[text.len - 1]))
        text.len--;
    while (text.len && strchr(" \t\r\n", *text.ptr)) {
        text.ptr++;
        text.len--;
    }
    return text;
}

bool net_is_number(ent_str text, size_t most, size_t *number)
{
    double value;

    if (!ent_str_number(text, &value) || value < 1 || value > (double)most || value != (double)(size_t)value)
        return false;
    *number = (size_t)value;
    return true;
}
