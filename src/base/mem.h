/* mem.h: the one place that asks for memory, so that a test can refuse the n-th request. */
#ifndef ENTENTE_BASE_MEM_H
#define ENTENTE_BASE_MEM_H

#include <stdbool.h>
#include <stddef.h>

#include "entente/diag.h"

/* Sizes are `count` times `size`, checked for overflow; all three return NULL when refused. */
void *ent_mem_new(size_t count, size_t size);                /* zeroed */
void *ent_mem_resize(void *old, size_t count, size_t size);  /* old stays valid when refused */
char *ent_mem_copy(const char *bytes, size_t len);           /* NUL-terminated copy */
void ent_mem_free(void *ptr);

/** Makes room for `need` items in a growing array by doubling; false when refused. */
bool ent_mem_reserve(void **array, size_t *capacity, size_t need, size_t size);

/** The same with no more room than is asked for: for what is large and will not grow. */
bool ent_mem_reserve_exactly(void **array, size_t *capacity, size_t need);

/** How often this process was refused memory. A program that was refused any, and noticed nothing,
 *  must not take its result for whole: what is written asks this first. */
size_t ent_mem_refusals(void);
/** `status`, but ENT_ENOMEM, after a message, in place of ENT_OK when there were more refusals than
 *  `before`: for the doors of the library, behind which many small texts are made. */
ent_status ent_mem_whole(ent_status status, size_t before, ent_diags *diags);
/** Refusals so far; a buffer that failed already, and is written on, counts among the later ones. */
static inline size_t ent_mem_before(const ent_buf *out)
{
    return ent_mem_refusals() - out->failed;
}

/* For tests: refuse the n-th request from now (1 is the next), once or from then on; 0 stops. */
void ent_mem_refuse(size_t nth, bool from_then_on);
size_t ent_mem_requests(void); /* since ent_mem_refuse was last called */

#endif
