/* page_words.h: the words of a page, in all languages that have a table. */
#ifndef ENTENTE_PAGE_PAGE_WORDS_H
#define ENTENTE_PAGE_PAGE_WORDS_H

#include "entente/words.h"

/** Appends {"chosen":"ru","languages":{"en":{KEY:WORD,...},"ru":...}}, the rows "ENGLISH#page:KEY" of the tables.
 *  words   a language, shipped or of a translator
 *  chosen  it is shown first; else the page follows the reader's browser
 *  errors  ENT_ENOMEM */
ent_status ent_webpage_words(const ent_words *words, bool chosen, ent_buf *out, ent_diags *diags);

#endif
