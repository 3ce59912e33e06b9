/* schema.h: JSON objects into structs. A row says for one key which type its value has and to which
 * member it goes; the reader refuses unknown keys ("did you mean ...?"), wrong types and numbers out of
 * range, each with its place in the file.
 *
 *     static const ent_schema_field fields[] = {
 *         ENT_SCHEMA_TEXT("id", node, id),
 *         ENT_SCHEMA_NUMBER("width", node, width, 0.05, 20),
 *         ENT_SCHEMA_WORD("cap", style, cap, ENT_SCHEMA_WORDS("butt", "round")),
 *         ENT_SCHEMA_VALUE("dates", node, dates, read_dates),
 *         ENT_SCHEMA_END
 *     };
 *
 * A row whose member has another type does not compile. Members that no key names keep what they were. */
#ifndef ENTENTE_BASE_SCHEMA_H
#define ENTENTE_BASE_SCHEMA_H

#include "base/json.h"

typedef struct ent_schema_reader {
    ent_file *file;
    ent_arena *arena;
    ent_diags *diags;
    const char *comment; /* a key that is ignored in every object, or NULL */
    void *owner;         /* for the caller's own functions */
} ent_schema_reader;

/** Reads one value into a member of a struct. */
typedef ent_status ent_schema_read_fn(ent_schema_reader *r, const ent_json *value, void *member);

typedef enum ent_schema_type {
    ENT_SCHEMA_IS_TEXT,
    ENT_SCHEMA_IS_WORD,
    ENT_SCHEMA_IS_COLOUR,
    ENT_SCHEMA_IS_NUMBER,
    ENT_SCHEMA_IS_SIZE,
    ENT_SCHEMA_IS_FLAG,
    ENT_SCHEMA_IS_VALUE,
    ENT_SCHEMA_IS_OBJECT,
    ENT_SCHEMA_IS_OBJECTS,
    ENT_SCHEMA_IS_TEXTS,
    ENT_SCHEMA_IS_NUMBERS,
    ENT_SCHEMA_IS_IGNORED
} ent_schema_type;

typedef struct ent_schema_field {
    const char *key;
    ent_schema_type type;
    size_t offset;
    double low, high; /* of a number, a size and each number of a list */
    size_t most;      /* words; or items of a list, 0: any number */
    size_t count_at;  /* of a list: the offset of its count */
    const char *const *words;
    ent_schema_read_fn *read;
    const struct ent_schema_field *fields; /* of an object, or of each in a list */
    size_t size;                           /* of the struct of each in a list, */
    const void *initial;                   /* and what it is before it is read; NULL: zeroed */
} ent_schema_field;

/* The offset of a member, which must have the type. */
#define ENT_SCHEMA_AT(T, m, type) _Generic(((T *)0)->m, type: offsetof(T, m))

#define ENT_SCHEMA_ROW(k, is, at) .key = (k), .type = ENT_SCHEMA_IS_##is, .offset = (at)

/** A string into an ent_str. */
#define ENT_SCHEMA_TEXT(key, T, m) { ENT_SCHEMA_ROW(key, TEXT, ENT_SCHEMA_AT(T, m, ent_str)) }
/** One of an array of words: its index into an enum or an int. */
#define ENT_SCHEMA_WORD(key, T, m, ...)                                          \
    {                                                                            \
        ENT_SCHEMA_ROW(key, WORD, offsetof(T, m)), .words = (__VA_ARGS__),       \
        .most = sizeof(__VA_ARGS__) / sizeof(const char *)                       \
    }
#define ENT_SCHEMA_WORDS(...) ((const char *const[]){ __VA_ARGS__ })
/** "#RRGGBB" into a uint32_t. */
#define ENT_SCHEMA_COLOUR(key, T, m) { ENT_SCHEMA_ROW(key, COLOUR, ENT_SCHEMA_AT(T, m, uint32_t)) }
/** A number within [from, to] into a double. */
#define ENT_SCHEMA_NUMBER(key, T, m, from, to) \
    { ENT_SCHEMA_ROW(key, NUMBER, ENT_SCHEMA_AT(T, m, double)), .low = (from), .high = (to) }
/** A whole number within [from, to] into a size_t. */
#define ENT_SCHEMA_SIZE(key, T, m, from, to) \
    { ENT_SCHEMA_ROW(key, SIZE, ENT_SCHEMA_AT(T, m, size_t)), .low = (from), .high = (to) }
/** true or false into a bool. */
#define ENT_SCHEMA_FLAG(key, T, m) { ENT_SCHEMA_ROW(key, FLAG, ENT_SCHEMA_AT(T, m, bool)) }
/** Any value, read by a function of the caller that gets the address of the member, */
#define ENT_SCHEMA_VALUE(key, T, m, reader) \
    { ENT_SCHEMA_ROW(key, VALUE, offsetof(T, m)), .read = (reader) }
/** or that of the whole struct. */
#define ENT_SCHEMA_WHOLE(key, reader) { ENT_SCHEMA_ROW(key, VALUE, 0), .read = (reader) }
/** An object whose keys go to the struct itself. */
#define ENT_SCHEMA_OBJECT(key, of) { ENT_SCHEMA_ROW(key, OBJECT, 0), .fields = (of) }
/** A list of objects into an array of structs and its count; `first` is the address of the struct that
 *  each starts as, or NULL; `limit` 0: any number of them. */
#define ENT_SCHEMA_OBJECTS(key, T, m, count, limit, of, first)                   \
    {                                                                            \
        ENT_SCHEMA_ROW(key, OBJECTS, offsetof(T, m)),                            \
        .count_at = ENT_SCHEMA_AT(T, count, size_t), .most = (limit),            \
        .fields = (of), .size = sizeof *((T *)0)->m, .initial = (first)          \
    }
/** A list of strings into an array of ent_str and its count. */
#define ENT_SCHEMA_TEXTS(key, T, m, count, limit)                                \
    {                                                                            \
        ENT_SCHEMA_ROW(key, TEXTS, ENT_SCHEMA_AT(T, m, ent_str *)),              \
        .count_at = ENT_SCHEMA_AT(T, count, size_t), .most = (limit)             \
    }
/** A list of numbers within [from, to] into a member that is an array of double, and its count. */
#define ENT_SCHEMA_NUMBERS(key, T, m, count, from, to)                           \
    {                                                                            \
        ENT_SCHEMA_ROW(key, NUMBERS, offsetof(T, m)), .low = (from), .high = (to), \
        .count_at = ENT_SCHEMA_AT(T, count, size_t),                             \
        .most = sizeof((T *)0)->m / sizeof(double)                               \
    }
#define ENT_SCHEMA_IGNORED(key) { ENT_SCHEMA_ROW(key, IGNORED, 0) }
#define ENT_SCHEMA_END { .key = NULL }

/** Reads an object. One finding, ENT_EDATA, about the first thing that is wrong; two keys that go to
 *  one member are an error too. */
ent_status ent_schema_read(ent_schema_reader *r, const ent_json *object,
                           const ent_schema_field *fields, void *into);

/** Finds the index of a string among words; *which is left alone when it is none of them. */
ent_status ent_schema_word(ent_schema_reader *r, const ent_json *value, const char *const *words,
                           size_t count, size_t *which);
/** "#RRGGBB"; false when the value is something else. */
bool ent_schema_colour(uint32_t *out, const ent_json *value);
/** How many items or members a list or an object has. */
size_t ent_json_length(const ent_json *value);

/** One finding at a value: ENT_EDATA. */
ent_status ent_schema_wrong(ent_schema_reader *r, const ent_json *at, const char *format, ...)
    ENT_PRINTF(3, 4);
/** "a number; expected a text": ENT_EDATA. */
ent_status ent_schema_expected(ent_schema_reader *r, const ent_json *at, const char *what);
/** Zeroed memory in the arena; NULL after a finding. */
void *ent_schema_memory(ent_schema_reader *r, size_t count, size_t size);

#endif
