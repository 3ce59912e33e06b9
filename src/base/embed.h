/* embed.h: files that are part of the program, so that a copied binary knows what an installed one does.
 * CMake's ent_embed() names them and writes a source file that holds their bytes: by the assembler, or,
 * where that is not the GNU one (ENT_POSIX), as C arrays. */
#ifndef ENTENTE_BASE_EMBED_H
#define ENTENTE_BASE_EMBED_H

#include "entente/text.h"

#define ENT_EMBEDDED_DECLARE(symbol) \
    extern const char symbol[];      \
    extern const size_t symbol##_size

typedef struct ent_embedded {
    const char *bytes;
    const size_t *size; /* known to the linker, not to the compiler */
} ent_embedded;

#define ENT_EMBEDDED(symbol) { symbol, &symbol##_size }

static inline ent_str ent_embedded_text(ent_embedded e)
{
    return (ent_str){ e.bytes, *e.size };
}

/* For the source files that ent_embed() writes. */
#define ENT_EMBED_FILE(symbol, path)                \
    __asm__(".section .rodata\n"                    \
            ".global " #symbol "\n"                 \
            ".global " #symbol "_size\n"            \
            #symbol ":\n"                           \
            ".incbin \"" path "\"\n"                \
            #symbol "_end:\n"                       \
            ".byte 0\n"                             \
            ".balign 8\n"                           \
            #symbol "_size:\n"                      \
            ENT_EMBED_WORD " " #symbol "_end - " #symbol "\n" \
            ".previous\n")

#if __SIZEOF_SIZE_T__ == 8
#define ENT_EMBED_WORD ".quad"
#else
#define ENT_EMBED_WORD ".long"
#endif

#endif
