/* mem.c: see mem.h. The hook is two integers and costs nothing measurable; a build without it
 * would leave the tests proving another program than the one that ships. */
#include "base/mem.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static size_t requests, refuse_at;
static bool refuse_on;

static bool refused(void)
{
    requests++;
    return refuse_at && (requests == refuse_at || (refuse_on && requests > refuse_at));
}

void ent_mem_refuse(size_t nth, bool from_then_on)
{
    requests = 0;
    refuse_at = nth;
    refuse_on = from_then_on;
}

size_t ent_mem_requests(void)
{
    return requests;
}

void *ent_mem_new(size_t count, size_t size)
{
    size_t bytes;

    if (refused() || __builtin_mul_overflow(count, size, &bytes))
        return NULL;
    return calloc(1, bytes ? bytes : 1);
}

void *ent_mem_resize(void *old, size_t count, size_t size)
{
    size_t bytes;

    if (refused() || __builtin_mul_overflow(count, size, &bytes))
        return NULL;
    return realloc(old, bytes ? bytes : 1);
}

char *ent_mem_copy(const char *bytes, size_t len)
{
    char *copy;

    if (len == SIZE_MAX || refused())
        return NULL;
    if ((copy = malloc(len + 1)) != NULL) {
        if (len)
            memcpy(copy, bytes, len);
        copy[len] = '\0';
    }
    return copy;
}

void ent_mem_free(void *ptr)
{
    free(ptr);
}

bool ent_mem_reserve(void **array, size_t *capacity, size_t need, size_t size)
{
    size_t wanted = *capacity ? *capacity : 8;
    void *bigger;

    if (need <= *capacity)
        return true;
    while (wanted < need)
        if (__builtin_mul_overflow(wanted, (size_t)2, &wanted))
            return false;
    if ((bigger = ent_mem_resize(*array, wanted, size)) == NULL)
        return false;
    *array = bigger;
    *capacity = wanted;
    return true;
}
