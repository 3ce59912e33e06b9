/* json.c: the JSON reader beside jansson: both take the same documents, with the same values, but
 * for the limits that one of the two has and the other has not. */
#include <jansson.h>

#include "base/json.h"
#include "fuzz.h"

static bool same(const ent_json *ours, const json_t *theirs)
{
    size_t count = 0;
    const char *key;
    json_t *value;

    switch (ours->type) {
    case ENT_JSON_NULL:
        return json_is_null(theirs);
    case ENT_JSON_FALSE:
        return json_is_false(theirs);
    case ENT_JSON_TRUE:
        return json_is_true(theirs);
    case ENT_JSON_NUMBER:
        return json_is_number(theirs) && ours->number == json_number_value(theirs);
    case ENT_JSON_STRING:
        return json_is_string(theirs) &&
               ent_str_eq(ours->text,
                          (ent_str){ json_string_value(theirs), json_string_length(theirs) });
    case ENT_JSON_ARRAY:
        for (const ent_json *item = ours->child; item; item = item->next)
            if (!same(item, json_array_get(theirs, count++)))
                return false;
        return json_is_array(theirs) && json_array_size(theirs) == count;
    default:
        json_object_foreach((json_t *)(uintptr_t)theirs, key,
                            value) if (!ent_json_member(ours, key) ||
                                       !same(ent_json_member(ours, key), value)) return false;
        for (const ent_json *member = ours->child; member; member = member->next)
            count++;
        return json_is_object(theirs) && json_object_size(theirs) == count;
    }
}

static size_t depth_of(const json_t *value)
{
    size_t deepest = 0, i;
    const char *key;
    json_t *child;

    json_array_foreach(value, i, child) deepest =
        depth_of(child) > deepest ? depth_of(child) : deepest;
    json_object_foreach((json_t *)(uintptr_t)value, key, child) deepest =
        depth_of(child) > deepest ? depth_of(child) : deepest;
    return deepest + (json_is_array(value) || json_is_object(value));
}

static bool is_control_text(const char *text)
{
    for (const char *p = text; *p; p++)
        if (((unsigned char)*p < 0x20 && !strchr("\t\n\r", *p)) || *p == 0x7f)
            return true;
    return false;
}

/* Characters that ours takes in no text, escaped or not. */
static bool has_control(const json_t *value)
{
    const char *key;
    json_t *child;
    size_t i;

    json_array_foreach(value, i, child) if (has_control(child)) return true;
    json_object_foreach((json_t *)(uintptr_t)value, key,
                        child) if (is_control_text(key) || has_control(child)) return true;
    return json_is_string(value) && is_control_text(json_string_value(value));
}

/* Ours reads numbers of some sixty letters at most. */
static bool has_long_number(ent_str text)
{
    size_t run = 0;

    for (size_t i = 0; i < text.len && run < 60; i++)
        run = text.ptr[i] && strchr("0123456789.eE+-", text.ptr[i]) ? run + 1 : 0;
    return run == 60;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    ent_str text = fuzz_input(data, size);
    ent_diags diags = fuzz_diags();
    ent_arena arena = { 0 };
    const ent_json *root = NULL;
    json_error_t error = { 0 };
    ent_file file;
    json_t *theirs;
    ent_status status;

    if (size > 2000)
        return 0; /* depth_of is quadratic */
    if ((status = ent_file_wrap(&file, "input.json", text, &diags)) == ENT_OK)
        status = ent_json_read(&root, &file, &arena, &diags);
    fuzz_verdict(status, &diags);
    theirs = json_loadb(text.ptr, text.len,
                        JSON_DECODE_ANY | JSON_REJECT_DUPLICATES | JSON_DECODE_INT_AS_REAL, &error);
    if (status == ENT_OK && theirs)
        REQUIRE(same(root, theirs));
    else if (status == ENT_OK) /* jansson knows no BOM */
        REQUIRE(file.start == 3 || json_error_code(&error) == json_error_numeric_overflow);
    else if (theirs && !memchr(text.ptr, '\0', text.len)) /* jansson ends there */
        REQUIRE(depth_of(theirs) > ENT_LIMIT_DEPTH || has_control(theirs) || has_long_number(text));
    json_decref(theirs);
    ent_arena_destroy(&arena);
    ent_file_destroy(&file);
    return 0;
}
