/* words.h: the words of a text file with a network: numbers, keywords and quoted names, with their lines. */
#ifndef ENTENTE_DATA_NETFILE_WORDS_H
#define ENTENTE_DATA_NETFILE_WORDS_H

#include "entente/text.h"

#include <stdbool.h>
#include <stddef.h>

typedef struct net_words {
    const char *p, *end;
    size_t line;            /* of p */
    const char *separators; /* beside blanks, such as "," */
} net_words;

typedef struct net_word {
    ent_str text; /* without its quotes */
    size_t line;
    bool quoted, open; /* open: the closing quote is missing */
} net_word;

/** The next word; false at the end of the text. */
bool net_next_word(net_words *words, net_word *word);
/** The next word of the same line; false at its end. */
bool net_next_in_line(net_words *words, net_word *word);
/** The rest of the line, which is passed over. */
ent_str net_rest_of_line(net_words *words);

/** Without blanks and line ends around it. */
ent_str net_trim(ent_str text);

/** A whole number from 1 to `most`; false for anything else. */
bool net_is_number(ent_str text, size_t most, size_t *number);

#endif
