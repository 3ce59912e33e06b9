/* simd.h: functions that are compiled twice, once for processors that do four numbers at a time;
 * which of the two runs is found out at the start. Both add and multiply in the same order, without
 * fused operations: the bits are the same. */
#ifndef ENTENTE_MEASURE_GRAPH_SIMD_H
#define ENTENTE_MEASURE_GRAPH_SIMD_H

#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) && defined(__gnu_linux__) && \
    !defined(ENTENTE_SANITIZE)
#define ENT_WIDE __attribute__((target_clones("avx2", "default")))
#else
#define ENT_WIDE
#endif

#endif
