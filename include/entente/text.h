/* text.h: borrowed text and a growable buffer.
 *
 * A field of a table is an ent_str into the bytes of its file: nothing is copied until somebody
 * needs a copy. Writers fill an ent_buf: it remembers the first failure, so that a writer of a
 * hundred calls asks once, at its end. */
#ifndef ENTENTE_TEXT_H
#define ENTENTE_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "entente/status.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct ent_str {
    const char *ptr;
    size_t len;
} ent_str; /* borrowed, never freed; UTF-8; not NUL-terminated unless said so */

#define ENT_STR(literal) ((ent_str){ (literal), sizeof(literal) - 1 })
#define ENT_STR_ARG(s) (int)(s).len, (s).ptr /* for "%.*s" */

ent_str ent_str_of(const char *text); /* NULL is the empty string */

/** Behind the last byte; of the empty text that is NULL, NULL: to add nothing to it is undefined. */
static inline const char *ent_str_end(ent_str s)
{
    return s.len ? s.ptr + s.len : s.ptr;
}

bool ent_str_is(ent_str a, const char *text);
bool ent_str_eq(ent_str a, ent_str b);
bool ent_str_starts(ent_str s, const char *with);
bool ent_str_eq_fold(ent_str a, ent_str b); /* ASCII letters only */
ent_str ent_str_trim(ent_str s);            /* blanks and tabs at both ends */

/** Byte order, shorter first on a common prefix: <0, 0, >0. */
int ent_str_compare(ent_str a, ent_str b);

/** The order of every list that entente prints: runs of digits by value ("2" before "10"), all
 *  else by byte; equal only when the texts are equal. */
int ent_str_compare_natural(ent_str a, ent_str b);

/** The order of names that people read: the same, large and small ASCII letters alike, so that
 *  "ASEAN" stands between "Armenia" and "Belarus". */
int ent_str_compare_names(ent_str a, ent_str b);

/** Takes the next part up to `separator` off `rest`, trimmed; false when nothing is left.
 *  Start with a copy of the whole; "a;b" gives "a", "b"; an empty text gives nothing. */
bool ent_str_next(ent_str *rest, char separator, ent_str *part);

/* One character, in UTF-8 that was checked before: code point, and *len its bytes. */
uint32_t ent_utf8_decode(const char *ptr, const char *end, size_t *len);
size_t ent_utf8_count(ent_str s); /* characters */

/** How far apart two words are: edits (insert, delete, replace, swap neighbours), letters folded. */
size_t ent_str_distance(ent_str a, ent_str b);

/** The candidate nearest to `word`, or an empty string when none is near enough to be meant. */
ent_str ent_str_nearest(ent_str word, const ent_str *candidates, size_t count);

/** The names in a table: the first member of each row is a NUL-terminated name, such as in an array of
 *  `const char *` or of ent_str. A row without a name ends the table early. */
typedef struct ent_names {
    const void *rows;
    size_t count, size; /* rows, and bytes from one to the next */
} ent_names;

#define ENT_NAMES(array) ((ent_names){ (array), sizeof(array) / sizeof *(array), sizeof *(array) })

const char *ent_names_at(ent_names names, size_t i); /* NULL: behind the last */
/** The row of a name, or SIZE_MAX when there is none. */
size_t ent_names_find(ent_names names, ent_str word);
/** The name nearest to `word`, or NULL when none is near enough to be meant. Names of at most four
 *  letters must begin with its first letter and differ by one edit: docx is not dot. */
const char *ent_names_nearest(ent_names names, ent_str word);

typedef struct ent_buf {
    char *data; /* not NUL-terminated; use ent_buf_string for that */
    size_t len, capacity;
    bool failed; /* memory was refused: the content is incomplete */
} ent_buf;

void ent_buf_add(ent_buf *buf, const char *bytes, size_t len);
void ent_buf_str(ent_buf *buf, ent_str s);
void ent_buf_text(ent_buf *buf, const char *text);
void ent_buf_char(ent_buf *buf, char c);
void ent_buf_format(ent_buf *buf, const char *format, ...) ENT_PRINTF(2, 3);
const char *ent_buf_string(ent_buf *buf); /* NUL-terminated; "" when memory was refused */
ent_str ent_buf_view(const ent_buf *buf);
void ent_buf_clear(ent_buf *buf);   /* empty, memory kept */
void ent_buf_destroy(ent_buf *buf); /* an all-zero buffer is valid */

/** Numbers as every output prints them: at most 12 significant digits, shortest form, point as
 *  decimal mark whatever the locale, no "-0"; NaN prints nothing. */
void ent_buf_number(ent_buf *buf, double value);
/** The same for JSON, which knows no infinities: null for them and for NaN. */
void ent_buf_json_number(ent_buf *buf, double value);
/** The same as ent_buf_number with so many digits that count, 1 to 17. */
void ent_buf_digits(ent_buf *buf, double value, int digits);
/** `places` digits after the point, trailing zeros dropped: for coordinates. */
void ent_buf_fixed(ent_buf *buf, double value, int places);
void ent_buf_count(ent_buf *buf, size_t value);

/** Reads a whole field as a decimal number ("12", "-0.5", "1e3"); false when it is anything else,
 *  infinities and NaN included. The locale has no say. */
bool ent_str_number(ent_str s, double *value);

#ifdef __cplusplus
}
#endif
#endif
