/* embed.h: a file as a part of the program, so that a copied binary knows what an installed one
 * does. EMBED(name, path) defines name and name_end, the bytes of the file between them. */
#ifndef ENTENTE_BASE_EMBED_H
#define ENTENTE_BASE_EMBED_H

#define EMBED(symbol, path)                                                                        \
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
