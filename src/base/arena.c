/* arena.c: see arena.h. A list of blocks, each filled from its start. */
#include "base/arena.h"

#include <stdalign.h>
#include <string.h>

#include "base/mem.h"

enum { BLOCK = 64 * 1024, ALIGN = alignof(max_align_t) };

struct ent_arena_block {
    struct ent_arena_block *next;
    size_t used, size;
    alignas(max_align_t) char bytes[];
};

static void *take(ent_arena *arena, size_t bytes, size_t align)
{
    struct ent_arena_block *block = arena->blocks;
    size_t start = block ? (block->used + align - 1) / align * align : 0;

    if (!block || start > block->size || bytes > block->size - start) {
        size_t size = bytes > BLOCK / 4 ? bytes : BLOCK, total;

        if (__builtin_add_overflow(size, sizeof *block, &total))
            return NULL;
        if ((block = ent_mem_new(1, total)) == NULL)
            return NULL;
        block->size = size;
        if (size != BLOCK && arena->blocks) { /* a big piece: keep filling the present block */
            block->next = arena->blocks->next;
            arena->blocks->next = block;
        } else {
            block->next = arena->blocks;
            arena->blocks = block;
        }
        start = 0;
    }
    block->used = start + bytes;
    return block->bytes + start;
}

void *ent_arena_new(ent_arena *arena, size_t count, size_t size)
{
    size_t bytes;

    if (__builtin_mul_overflow(count, size, &bytes))
        return NULL;
    return take(arena, bytes ? bytes : 1, ALIGN);
}

ent_str ent_arena_str(ent_arena *arena, ent_str text)
{
    char *copy = text.len == SIZE_MAX ? NULL : take(arena, text.len + 1, 1);

    if (!copy)
        return (ent_str){ 0 };
    if (text.len)
        memcpy(copy, text.ptr, text.len);
    copy[text.len] = '\0';
    return (ent_str){ copy, text.len };
}

void ent_arena_destroy(ent_arena *arena)
{
    while (arena->blocks) {
        struct ent_arena_block *next = arena->blocks->next;

        ent_mem_free(arena->blocks);
        arena->blocks = next;
    }
}
