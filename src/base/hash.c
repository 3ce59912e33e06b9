/* hash.c: hashes of long texts; see hash.h. */
#include "base/hash.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

uint64_t ent_hash_long(ent_str text, uint64_t seed)
{
    return XXH3_64bits_withSeed(text.ptr, text.len, seed);
}
