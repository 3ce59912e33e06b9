/* byte_scan.h: finds four letters in blocks of 64 bytes, as bit sets; tables are read with it. SSE2 where
 * it is available, else 64-bit arithmetic; both give the same. */
#ifndef ENTENTE_BASE_BYTE_SCAN_H
#define ENTENTE_BASE_BYTE_SCAN_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

enum { ENT_BLOCK = 64 };

/* Bytes of a word that equal `c`, as their high bits. Exact: nothing is carried between bytes. */
static inline uint64_t ent_word_equal(uint64_t word, unsigned char c)
{
    const uint64_t low = 0x7f7f7f7f7f7f7f7fu;
    uint64_t x = word ^ 0x0101010101010101u * c;

    return ~(((x & low) + low) | x | low);
}

/** Bit i is set when bytes[i] is one of the four letters. */
static inline uint64_t ent_marks_plain(const char *bytes, const char letters[4])
{
    uint64_t marks = 0;

    for (int w = 0; w < 8; w++) {
        uint64_t word, found = 0;

        memcpy(&word, bytes + 8 * w, 8);
        for (int c = 0; c < 4; c++)
            found |= ent_word_equal(word, (unsigned char)letters[c]);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
        found = __builtin_bswap64(found);
#endif
        marks |= (found >> 7) * 0x0102040810204080u >> 56 << (8 * w);
    }
    return marks;
}

/** The marks of `count` blocks. */
static inline void ent_marks(const char *bytes, size_t count, const char letters[4],
                             uint64_t *marks)
{
#ifdef __SSE2__
    const __m128i a = _mm_set1_epi8(letters[0]), b = _mm_set1_epi8(letters[1]),
                  c = _mm_set1_epi8(letters[2]), d = _mm_set1_epi8(letters[3]);

    for (size_t i = 0; i < count; i++, bytes += ENT_BLOCK) {
        uint64_t found[4];

        for (int part = 0; part < 4; part++) {
            __m128i x = _mm_loadu_si128((const __m128i *)(const void *)(bytes + 16 * part));
            __m128i ab = _mm_or_si128(_mm_cmpeq_epi8(x, a), _mm_cmpeq_epi8(x, b));
            __m128i cd = _mm_or_si128(_mm_cmpeq_epi8(x, c), _mm_cmpeq_epi8(x, d));

            found[part] = (unsigned)_mm_movemask_epi8(_mm_or_si128(ab, cd));
        }
        marks[i] = found[0] | found[1] << 16 | found[2] << 32 | found[3] << 48;
    }
#else
    for (size_t i = 0; i < count; i++)
        marks[i] = ent_marks_plain(bytes + ENT_BLOCK * i, letters);
#endif
}

#endif
