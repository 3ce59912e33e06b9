/* mem.c: see mem.h. Refusing for tests costs nothing measurable, so that it is in every build: what is
 * tested is what is installed. */
#include "base/mem.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/platform.h"

static size_t requests, refusals, refuse_at;
static bool refuse_on;

static bool refused(void)
{
    requests++;
    return refuse_at && (requests == refuse_at || (refuse_on && requests > refuse_at));
}

static void *counted(void *given)
{
    refusals += !given;
    return given;
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

size_t ent_mem_refusals(void)
{
    return refusals;
}

/* Large memory is given in large pages where the system has them: faulting in small ones can take longer
 * than filling them. Sizes are rounded to whole large pages, less what malloc adds, so that the hint
 * covers all of the mapping, which can still grow without being copied. */
enum { LARGE_PAGE = 2 << 20, LARGE = LARGE_PAGE / 2, MALLOC_ADDS = 64 };

static size_t rounded(size_t bytes)
{
    if (bytes < LARGE || bytes > SIZE_MAX - 2 * LARGE_PAGE)
        return bytes ? bytes : 1;
    return (bytes + MALLOC_ADDS + LARGE_PAGE - 1) / LARGE_PAGE * LARGE_PAGE - MALLOC_ADDS;
}

static void *hint(void *ptr, size_t bytes)
{
    if (ptr && bytes >= LARGE)
        ent_platform_prefer_large_pages(ptr, bytes, LARGE_PAGE);
    return ptr;
}

void *ent_mem_new(size_t count, size_t size)
{
    size_t bytes;

    if (refused() || __builtin_mul_overflow(count, size, &bytes))
        return counted(NULL);
    bytes = rounded(bytes);
    return counted(hint(calloc(1, bytes), bytes));
}

void *ent_mem_resize(void *old, size_t count, size_t size)
{
    size_t bytes;

    if (refused() || __builtin_mul_overflow(count, size, &bytes))
        return counted(NULL);
    bytes = rounded(bytes);
    return counted(hint(realloc(old, bytes), bytes));
}

char *ent_mem_copy(const char *bytes, size_t len)
{
    char *copy;

    copy = len == SIZE_MAX || refused() ? NULL : malloc(len + 1);
    if (counted(copy)) {
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

bool ent_mem_reserve_exactly(void **array, size_t *capacity, size_t need)
{
    void *bigger;

    if (need <= *capacity)
        return true;
    if ((bigger = ent_mem_resize(*array, need, 1)) == NULL)
        return false;
    *array = bigger;
    *capacity = need;
    return true;
}
