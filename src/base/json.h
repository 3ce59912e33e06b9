/* json.h: reads JSON with the place of each value, which common libraries do not keep: findings about a
 * table, a package or a map point to it. RFC 8259, strict: no comments, no trailing commas, no repeated
 * keys, no NaN, one document. */
#ifndef ENTENTE_BASE_JSON_H
#define ENTENTE_BASE_JSON_H

#include "base/arena.h"
#include "base/file.h"

typedef enum ent_json_type {
    ENT_JSON_NULL,
    ENT_JSON_FALSE,
    ENT_JSON_TRUE,
    ENT_JSON_NUMBER,
    ENT_JSON_STRING,
    ENT_JSON_ARRAY,
    ENT_JSON_OBJECT
} ent_json_type;

typedef struct ent_json {
    ent_json_type type;
    size_t offset, length; /* in the file */
    ent_str key;           /* of a member of an object */
    ent_str text;          /* string: unescaped; number: as written */
    double number;
    struct ent_json *next;  /* the next item or member */
    struct ent_json *child; /* the first item or member */
} ent_json;

/** Reads the whole file as one JSON document into the arena; the texts live as long as file and
 *  arena. *root is NULL on failure, after one finding with its place. */
ent_status ent_json_read(const ent_json **root, ent_file *file, ent_arena *arena,
                         ent_diags *diags);

const ent_json *ent_json_member(const ent_json *object, const char *key); /* NULL when absent */
/** The text of a string member; `otherwise` when it is absent or not a string. */
ent_str ent_json_text(const ent_json *object, const char *key, ent_str otherwise);
const char *ent_json_type_name(ent_json_type type);

#endif
