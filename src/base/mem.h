/* mem.h: all memory is allocated here, so that a test can refuse the n-th request. */
#ifndef ENTENTE_BASE_MEM_H
#define ENTENTE_BASE_MEM_H

#include <stdbool.h>
#include <stddef.h>

#include "entente/diag.h"

/* Sizes are `count` times `size`, checked for overflow; all three return NULL when refused. */
ENT_SHARED void *ent_mem_new(size_t count, size_t size);                /* zeroed */
ENT_SHARED void *ent_mem_resize(void *old, size_t count, size_t size);  /* old stays valid when refused */
ENT_SHARED char *ent_mem_copy(const char *bytes, size_t len);           /* NUL-terminated copy */
ENT_SHARED void ent_mem_free(void *ptr);

/** Makes room for `need` items in a growing array by doubling; false when refused. */
ENT_SHARED bool ent_mem_reserve(void **array, size_t *capacity, size_t need, size_t size);

/** The same without room to spare: for large arrays that will not grow. `need` is in bytes. */
bool ent_mem_reserve_exactly(void **array, size_t *capacity, size_t need);

/** How often this process was refused memory. A result that was made meanwhile may be incomplete. */
size_t ent_mem_refusals(void);
/** `status`, or ENT_ENOMEM, after a message, when it is ENT_OK and memory was refused since `before`: for
 *  public functions that make many small texts without checking each. */
static inline ent_status ent_mem_whole(ent_status status, size_t before, ent_diags *diags)
{
    return status == ENT_OK && ent_mem_refusals() != before ? ent_out_of_memory(diags) : status;
}
/** The refusals so far, for ent_mem_whole; a buffer that has failed already counts as a later one. */
static inline size_t ent_mem_before(const ent_buf *out)
{
    return ent_mem_refusals() - out->failed;
}

/* For tests: refuse the n-th request from now (1 is the next), once or from then on; 0 stops. */
void ent_mem_refuse(size_t nth, bool from_then_on);
size_t ent_mem_requests(void); /* since ent_mem_refuse was last called */

#endif
