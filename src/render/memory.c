/* memory.c: in this program, memory that is refused ends it with a line. Graphviz, fontconfig and
 * glib do not look whether they got any: they crash, or go on and make another figure. The caller
 * has the old file still, and passes the line on. Our own requests come here too.
 *
 * The program's functions come before those of the C library for all that is linked with it. */
#include <stdlib.h>

#if defined(__GLIBC__) && !defined(ENTENTE_SANITIZE)
#include <dlfcn.h>
#include <errno.h>
#include <unistd.h>

#define NEXT(name)                                              \
    static __typeof__(name) *next;                              \
    if (!next)                                                  \
        next = __extension__(__typeof__(name) *)dlsym(RTLD_NEXT, #name)

static void *given(void *ptr, size_t size)
{
    static const char words[] = "error: out of memory\n";

    if (ptr || !size)
        return ptr;
    if (write(STDERR_FILENO, words, sizeof words - 1) < 0)
        _exit(2);
    _exit(1);
}

void *malloc(size_t size)
{
    NEXT(malloc);
    return given(next(size), size);
}

void *calloc(size_t count, size_t size)
{
    NEXT(calloc);
    return given(next(count, size), count && size);
}

void *realloc(void *old, size_t size)
{
    NEXT(realloc);
    return given(next(old, size), size);
}

void *aligned_alloc(size_t alignment, size_t size)
{
    NEXT(aligned_alloc);
    return given(next(alignment, size), size);
}

int posix_memalign(void **out, size_t alignment, size_t size)
{
    NEXT(posix_memalign);
    int code = next(out, alignment, size);

    if (code == ENOMEM)
        given(NULL, size);
    return code;
}
#endif
