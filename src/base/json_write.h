/* json_write.h: writing JSON. Commas, colons and escapes are put here; the caller says where lines end.
 *
 *     ent_json_writer w = { .out = &buf };
 *
 *     ent_json_begin_object(&w, NULL);
 *     ent_json_write_text(&w, "title", title);
 *     ent_json_begin_list(&w, "rows");
 *     ent_json_line(&w, 0);
 *     ent_json_write_count(&w, NULL, 3);
 *     ent_json_line(&w, 0);
 *     ent_json_end_list(&w);
 *     ent_json_end_object(&w);               {"title":"...","rows":[
 *                                            3
 *                                            ]}
 *
 * The key is NULL for an item of a list, for the document itself, and for the value after a key from
 * ent_json_key. */
#ifndef ENTENTE_BASE_JSON_WRITE_H
#define ENTENTE_BASE_JSON_WRITE_H

#include "entente/text.h"

typedef struct ent_json_writer {
    ent_buf *out;
    bool spaced; /* blanks after colons and commas and within brackets: { "a": [ 1, 2 ] } */
    enum { ENT_JSON_AT_START, ENT_JSON_AFTER_KEY, ENT_JSON_AFTER_VALUE } at;
    bool line; /* the next key, value or end starts a line, */
    int indent; /* after so many blanks */
} ent_json_writer;

void ent_json_begin_object(ent_json_writer *w, const char *key);
void ent_json_end_object(ent_json_writer *w);
void ent_json_begin_list(ent_json_writer *w, const char *key);
void ent_json_end_list(ent_json_writer *w);

/** Whatever comes next, an end included, starts a new line. */
void ent_json_line(ent_json_writer *w, int indent);
/** A key from data: it is escaped. The keys of the functions below are not. */
void ent_json_key(ent_json_writer *w, ent_str key);

void ent_json_write_text(ent_json_writer *w, const char *key, ent_str value);
void ent_json_write_string(ent_json_writer *w, const char *key, const char *value); /* NULL: "" */
/** 12 significant digits; null when it is not finite. */
void ent_json_write_number(ent_json_writer *w, const char *key, double value);
/** At most so many digits after the point; null when it is not finite. */
void ent_json_write_fixed(ent_json_writer *w, const char *key, double value, int places);
void ent_json_write_count(ent_json_writer *w, const char *key, size_t value);
void ent_json_write_flag(ent_json_writer *w, const char *key, bool value);
void ent_json_write_null(ent_json_writer *w, const char *key);
/** A string of a colour: "#RRGGBB". */
void ent_json_write_colour(ent_json_writer *w, const char *key, uint32_t value);

#endif
