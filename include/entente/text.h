/* text.h: borrowed text and a growing buffer.
 *
 * A field of a table is an ent_str into the bytes of its file: nothing is copied until a copy is needed.
 * Writers fill an ent_buf, which remembers that memory was refused: it is enough to check at the end. */
#ifndef ENTENTE_TEXT_H
#define ENTENTE_TEXT_H

#include "entente/api.h"

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
} ent_str; /* borrowed, never freed; UTF-8; need not be NUL-terminated */

#define ENT_STR(literal) ((ent_str){ (literal), sizeof(literal) - 1 })
#define ENT_STR_ARG(s) (int)(s).len, (s).ptr /* for "%.*s" */

/** A view of a NUL-terminated string; NULL is the empty text. */
ENT_API ent_str ent_str_of(const char *text);

/** One past the last byte; NULL when the pointer is NULL, to which adding 0 is undefined in C. */
static inline const char *ent_str_end(ent_str s)
{
    return s.len ? s.ptr + s.len : s.ptr;
}

/** Equal, byte for byte? */
ENT_API bool ent_str_is(ent_str a, const char *text);
/** Equal, byte for byte? */
ENT_API bool ent_str_eq(ent_str a, ent_str b);
/** Does the text begin with these bytes? */
ENT_API bool ent_str_starts(ent_str s, const char *with);
/** Equal when the case of ASCII letters is ignored? */
ENT_API bool ent_str_eq_fold(ent_str a, ent_str b);
/** Without blanks and tabs at both ends. */
ENT_API ent_str ent_str_trim(ent_str s);

/** Byte order, shorter first on a common prefix: <0, 0, >0. */
ENT_API int ent_str_compare(ent_str a, ent_str b);

/** The order of every list that entente prints: runs of digits by value ("2" before "10"), the rest by
 *  byte; 0 only when the texts are equal. */
ENT_API int ent_str_compare_natural(ent_str a, ent_str b);

/** The same with the case of ASCII letters ignored: the order of names ("Armenia", "ASEAN", "Belarus"). */
ENT_API int ent_str_compare_names(ent_str a, ent_str b);

/** Takes the next part up to `separator` off `rest`, trimmed; false when nothing is left.
 *  Start with a copy of the whole; "a;b" gives "a", "b"; an empty text gives nothing. */
ENT_API bool ent_str_next(ent_str *rest, char separator, ent_str *part);

/** The same for a list whose parts are separated by ';' or ',', as users type lists of words. */
ENT_API bool ent_str_next_item(ent_str *rest, ent_str *item);

/** The code point of the first character of valid UTF-8; *len: its bytes. */
ENT_API uint32_t ent_utf8_decode(const char *ptr, const char *end, size_t *len);
/** Writes a code point as UTF-8. Returns the number of its bytes, at most 4. */
ENT_API size_t ent_utf8_encode(char *out, uint32_t c);
/** The number of characters of valid UTF-8. */
ENT_API size_t ent_utf8_count(ent_str s);

/** Edits between two words (insert, delete, replace, swap neighbours; case of ASCII letters ignored). Only
 *  the first 64 bytes count. */
ENT_API size_t ent_str_distance(ent_str a, ent_str b);

/** The candidate nearest to `word`, or the empty text when none is near enough to be meant. */
ENT_API ent_str ent_str_nearest(ent_str word, const ent_str *candidates, size_t count);

/** The names in a table: the first member of each row is a NUL-terminated name, such as in an array of
 *  `const char *` or of ent_str. A row without a name ends the table early. */
typedef struct ent_names {
    const void *rows;
    size_t count, size; /* rows, and bytes from one to the next */
} ent_names;

#define ENT_NAMES(array) ((ent_names){ (array), sizeof(array) / sizeof *(array), sizeof *(array) })

/** The name of row i; NULL: there is no such row. */
ENT_API const char *ent_names_at(ent_names names, size_t i);
/** The row of a name, or SIZE_MAX when there is none. */
ENT_API size_t ent_names_find(ent_names names, ent_str word);
/** The name nearest to `word`, or NULL when none is near enough to be meant. Names of at most four
 *  letters must begin with its first letter and differ by one edit: docx is not dot. */
ENT_API const char *ent_names_nearest(ent_names names, ent_str word);

/** A growing buffer; all-zero is empty. */
typedef struct ent_buf {
    char *data; /* not NUL-terminated: see ent_buf_string */
    size_t len, capacity;
    bool failed; /* memory was refused: the content is incomplete */
} ent_buf;

/** Appends bytes. */
ENT_API void ent_buf_add(ent_buf *buf, const char *bytes, size_t len);
/** Appends valid UTF-8; of more than `most` characters so many that there are as many with the ellipsis at the end. */
ENT_API void ent_buf_cut(ent_buf *buf, ent_str text, size_t most);
/** Appends a text. */
ENT_API void ent_buf_str(ent_buf *buf, ent_str s);
/** Appends a NUL-terminated string. */
ENT_API void ent_buf_text(ent_buf *buf, const char *text);
/** Appends one byte. */
ENT_API void ent_buf_char(ent_buf *buf, char c);
/** Appends as printf does. */
ENT_API void ent_buf_format(ent_buf *buf, const char *format, ...) ENT_PRINTF(2, 3);
/** The content, NUL-terminated, valid until the next change; "" when memory was refused. */
ENT_API const char *ent_buf_string(ent_buf *buf);
/** The content, valid until the next change. */
ENT_API ent_str ent_buf_view(const ent_buf *buf);
/** Empties the buffer and keeps its memory. */
ENT_API void ent_buf_clear(ent_buf *buf);
/** Frees the memory; the buffer is empty and can be used again. */
ENT_API void ent_buf_destroy(ent_buf *buf);

/** Appends a number as every output prints it: at most 12 significant digits, the shortest form, a point
 *  as decimal mark in any locale, no "-0"; nothing for NaN. */
ENT_API void ent_buf_number(ent_buf *buf, double value);
/** The same for JSON: null for infinities and NaN. */
ENT_API void ent_buf_json_number(ent_buf *buf, double value);
/** The same as ent_buf_number with 1 to 17 significant digits. */
ENT_API void ent_buf_digits(ent_buf *buf, double value, int digits);
/** Appends a number with `places` digits after the point, without trailing zeros: for coordinates. */
ENT_API void ent_buf_fixed(ent_buf *buf, double value, int places);
/** Appends a whole number. */
ENT_API void ent_buf_count(ent_buf *buf, size_t value);

/** Reads a whole text as a decimal number ("12", "-0.5", "1e3") in any locale; false when it is anything
 *  else, also infinite or NaN. */
ENT_API bool ent_str_number(ent_str s, double *value);

#ifdef __cplusplus
}
#endif
#endif
