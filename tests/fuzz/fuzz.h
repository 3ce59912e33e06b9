/* fuzz.h: what the fuzz targets share. A target is LLVMFuzzerTestOneInput in a file of its own
 * under targets/: libFuzzer calls it with the preset `fuzz`, driver.c in every other build. It must
 * hold for any bytes: nothing is allowed to crash, to leak, to fail without a word, or to give back
 * something else than what was put in. */
#ifndef ENTENTE_TESTS_FUZZ_H
#define ENTENTE_TESTS_FUZZ_H

#include <setjmp.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "entente/entente.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* A finding: says which, and aborts, in every build. */
#define REQUIRE(condition)                               \
    do {                                                 \
        if (!(condition))                                \
            fuzz_broken(__FILE__, __LINE__, #condition); \
    } while (0)

_Noreturn void fuzz_broken(const char *file, int line, const char *condition);

/** When set, memory may be refused to the target. What it requires of results then need not hold, and
 *  the driver goes on here; that nothing crashes, and that a failure has its words, is still asked. */
extern sigjmp_buf *fuzz_refused;

static inline ent_str fuzz_input(const uint8_t *data, size_t size)
{
    return (ent_str){ (const char *)data, size };
}

/* ---- an input of several parts ---- */

/** Takes what stands before the next line "%%" off `rest`; the last part is all that is left. */
ent_str fuzz_part(ent_str *rest);
/** Takes the first byte off as a choice, '0' the first; 0 when nothing is left. */
unsigned fuzz_choice(ent_str *rest, unsigned below);
/** Takes the first line off. */
ent_str fuzz_line(ent_str *rest);

/** Any bytes as text: what is not UTF-8 is read as Latin-1; NUL and other control characters, which
 *  no reader lets through, become letters unless they are wanted. */
void fuzz_text(ent_buf *out, ent_str bytes, bool controls);

/* ---- files ---- */

/** The path of a file in a folder of this process (in memory where the system has such); it lives
 *  until the eighth call from now. */
const char *fuzz_path(const char *name);
const char *fuzz_put(const char *name, ent_str bytes);
void fuzz_remove(const char *name);

/* ---- findings ---- */

/** Diagnostics whose sink looks at each finding: one line of words, at a place that can be. */
ent_diags fuzz_diags(void);
/** A failure was told as an error, and nothing that was told as an error passes for a success. */
void fuzz_verdict(ent_status status, const ent_diags *diags);

#endif
