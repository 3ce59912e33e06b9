/* compare.h: comparisons of numbers for qsort. */
#ifndef ENTENTE_BASE_COMPARE_H
#define ENTENTE_BASE_COMPARE_H

#include <stdint.h>

static inline int ent_by_u32(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

    return x < y ? -1 : x > y;
}

#endif
