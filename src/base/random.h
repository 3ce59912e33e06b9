/* random.h: random numbers that are the same on every machine. There is one stream for each seed and
 * number, so that a draw does not depend on which process makes it, or when. xoshiro256**, seeded by
 * SplitMix64 (Blackman & Vigna 2021, ACM Transactions on Mathematical Software 47(4)). */
#ifndef ENTENTE_BASE_RANDOM_H
#define ENTENTE_BASE_RANDOM_H

#include <stdint.h>

typedef struct ent_random {
    uint64_t s[4];
} ent_random;

static inline uint64_t ent_random_mix(uint64_t *state)
{
    uint64_t z = *state += 0x9e3779b97f4a7c15u;

    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return z ^ (z >> 31);
}

static inline ent_random ent_random_stream(uint64_t seed, uint64_t stream)
{
    uint64_t state = seed;
    ent_random r;

    state = ent_random_mix(&state) ^ stream; /* mixed first: seed 1 stream 2 is not 2 and 1 */
    for (int i = 0; i < 4; i++)
        r.s[i] = ent_random_mix(&state);
    return r;
}

static inline uint64_t ent_random_next(ent_random *r)
{
    uint64_t *s = r->s, x = s[1] * 5, shifted = s[1] << 17;

    x = ((x << 7) | (x >> 57)) * 9;
    s[2] ^= s[0];
    s[3] ^= s[1];
    s[1] ^= s[2];
    s[0] ^= s[3];
    s[2] ^= shifted;
    s[3] = (s[3] << 45) | (s[3] >> 19);
    return x;
}

/** A whole number from 0 to below - 1, all equally likely; below > 0. */
static inline uint32_t ent_random_below(ent_random *r, uint32_t below)
{
    uint64_t product = (ent_random_next(r) >> 32) * below;

    if ((uint32_t)product < below) { /* rejected, or some would be more likely (Lemire 2019) */
        uint32_t least = (uint32_t)(-below) % below;

        while ((uint32_t)product < least)
            product = (ent_random_next(r) >> 32) * below;
    }
    return (uint32_t)(product >> 32);
}

/** A number in [0, 1). */
static inline double ent_random_real(ent_random *r)
{
    return (double)(ent_random_next(r) >> 11) * 0x1p-53;
}

/** Puts the items in an order, all equally likely. */
static inline void ent_random_shuffle(ent_random *r, uint32_t *items, uint32_t count)
{
    for (uint32_t i = count; i > 1; i--) {
        uint32_t j = ent_random_below(r, i), item = items[i - 1];

        items[i - 1] = items[j];
        items[j] = item;
    }
}

#endif
