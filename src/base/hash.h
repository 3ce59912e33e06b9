/* hash.h: 64-bit hashes of texts, the same on every machine. Ids, codes and dates are short: they take two
 * loads and one multiplication; longer texts take XXH3. */
#ifndef ENTENTE_BASE_HASH_H
#define ENTENTE_BASE_HASH_H

#include <string.h>

#include "entente/text.h"

__extension__ typedef unsigned __int128 ent_product;

/** Both halves of the product, combined: every bit of the result depends on every bit of the factors. */
static inline uint64_t ent_hash_mix(uint64_t a, uint64_t b)
{
    ent_product product = (ent_product)a * b;

    return (uint64_t)product ^ (uint64_t)(product >> 64);
}

static inline uint64_t ent_load(const char *p, size_t count)
{
    uint64_t bytes = 0;

    memcpy(&bytes, p, count);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    bytes = __builtin_bswap64(bytes);
#endif
    return bytes; /* the first byte lowest */
}

/** Are two texts equal? No function call for short ones. */
static inline bool ent_same(ent_str a, ent_str b)
{
    const size_t len = a.len;

    if (len != b.len)
        return false;
    if (len > 16)
        return memcmp(a.ptr, b.ptr, len) == 0;
    if (len >= 8)
        return !((ent_load(a.ptr, 8) ^ ent_load(b.ptr, 8)) |
                 (ent_load(a.ptr + len - 8, 8) ^ ent_load(b.ptr + len - 8, 8)));
    if (len >= 4)
        return !((ent_load(a.ptr, 4) ^ ent_load(b.ptr, 4)) |
                 (ent_load(a.ptr + len - 4, 4) ^ ent_load(b.ptr + len - 4, 4)));
    return !len || (a.ptr[0] == b.ptr[0] && a.ptr[len / 2] == b.ptr[len / 2] &&
                    a.ptr[len - 1] == b.ptr[len - 1]);
}

/** A text of at most eight bytes as one integer; different texts of one length have different ones. */
static inline uint64_t ent_word(ent_str text)
{
    const unsigned char *p = (const unsigned char *)text.ptr;
    const size_t len = text.len;

    if (len == 8)
        return ent_load(text.ptr, 8);
    if (len >= 4)
        return ent_load(text.ptr, 4) | ent_load(text.ptr + len - 4, 4) << 8 * (len - 4);
    return !len ? 0
                : p[0] | (uint64_t)p[len / 2] << 8 * (len / 2) |
                      (uint64_t)p[len - 1] << 8 * (len - 1);
}

uint64_t ent_hash_long(ent_str text, uint64_t seed);

static inline uint64_t ent_hash(ent_str text, uint64_t seed)
{
    const char *p = text.ptr;
    uint64_t a = 0, b = 0;

    if (text.len > 16)
        return ent_hash_long(text, seed);
    if (text.len >= 8) {
        a = ent_load(p, 8);
        b = ent_load(p + text.len - 8, 8);
    } else if (text.len >= 4) {
        a = ent_load(p, 4);
        b = ent_load(p + text.len - 4, 4);
    } else if (text.len) {
        a = (uint64_t)(unsigned char)p[0] << 16 | (uint64_t)(unsigned char)p[text.len / 2] << 8 |
            (unsigned char)p[text.len - 1];
    }
    return ent_hash_mix(a ^ seed ^ 0xa0761d6478bd642fu,
                        b ^ (seed << 32 | seed >> 32) ^ 0xe7037ed1a0b428dbu * (text.len + 1));
}

#endif
