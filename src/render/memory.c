/* memory.c: a refused request for memory ends the program with an error message. Graphviz, fontconfig and
 * glib do not check their requests: they would crash, or draw another figure. `entente` keeps the old file
 * and passes the message on. Our own requests come here too.
 *
 * Functions of the program take precedence over those of the C library, also for linked libraries. */
#include <stdlib.h>

#if defined(__GLIBC__) && !defined(ENTENTE_SANITIZE)
#include <dlfcn.h>
#include <errno.h>
#include <stdatomic.h>
#include <unistd.h>

#define NEXT(name)                                              \
    static __typeof__(name) *next;                              \
    if (!next)                                                  \
        next = __extension__(__typeof__(name) *)dlsym(RTLD_NEXT, #name)

static void *check_memory(void *ptr, size_t size)
{
    static const char message[] = "error: out of memory\n";
    static atomic_flag reported = ATOMIC_FLAG_INIT;

    if (ptr || !size)
        return ptr;
    while (atomic_flag_test_and_set(&reported)) /* another thread ends the program */
        pause();
    if (write(STDERR_FILENO, message, sizeof message - 1) < 0)
        _exit(2);
    _exit(1);
}

void *malloc(size_t size)
{
    NEXT(malloc);
    return check_memory(next(size), size);
}

void *calloc(size_t count, size_t size)
{
    NEXT(calloc);
    return check_memory(next(count, size), count && size);
}

void *realloc(void *old, size_t size)
{
    NEXT(realloc);
    return check_memory(next(old, size), size);
}

void *aligned_alloc(size_t alignment, size_t size)
{
    NEXT(aligned_alloc);
    return check_memory(next(alignment, size), size);
}

int posix_memalign(void **out, size_t alignment, size_t size)
{
    NEXT(posix_memalign);
    int code = next(out, alignment, size);

    if (code == ENOMEM)
        check_memory(NULL, size);
    return code;
}
#endif
