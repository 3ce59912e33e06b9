/* embed.h: files that are part of the program. A copied binary has them, as an installed one has. */
#ifndef ENTENTE_DATA_EMBED_H
#define ENTENTE_DATA_EMBED_H

/** The bytes of a file as `symbol`, their end as `symbol`_end; a NUL stands behind them. */
#define ENT_EMBED(symbol, path)                                                                    \
    extern const char symbol[], symbol##_end[];                                                    \
    __asm__(".section .rodata\n"                                                                   \
            ".global " #symbol "\n"                                                                \
            ".global " #symbol "_end\n"                                                            \
            #symbol ":\n"                                                                          \
            ".incbin \"" path "\"\n"                                                               \
            #symbol "_end:\n"                                                                      \
            ".byte 0\n"                                                                            \
            ".previous\n")

#endif
