/* refuse.c: memory that is refused, for a program that knows nothing of it (LD_PRELOAD). Libraries
 * ask malloc and not our mem.c; so the n-th request of the whole process can be refused here, or
 * all from the n-th on.
 *
 *   REFUSE_AT=n     the n-th request, from 1, gets NULL
 *   REFUSE_ON=1     all later ones too
 *   REFUSE_WHO=f    writes into f which library asked for it
 *   REFUSE_COUNT=f  writes into f how many requests there were, and how many before main
 *
 * Requests are counted by the process; one that it forks goes on from the number it had. */
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *old, size_t size);
void *__libc_memalign(size_t alignment, size_t size);

static atomic_ulong requests;
static unsigned long before_main, refuse_at;
static int refuse_on;

/* The loader runs this after the constructors of all libraries, and before main; serve.c runs it in each
 * copy of the process. */
void refuse_begin(void);
__attribute__((constructor)) void refuse_begin(void)
{
    const char *at = getenv("REFUSE_AT");

    before_main = atomic_load(&requests);
    refuse_at = at ? strtoul(at, NULL, 10) : 0;
    refuse_on = getenv("REFUSE_ON") != NULL;
    if (refuse_at && refuse_at <= before_main)
        refuse_at = before_main + 1;
}

__attribute__((destructor)) static void end(void)
{
    const char *path = getenv("REFUSE_COUNT");
    unsigned long all = atomic_load(&requests);
    char text[64];
    int fd, len;

    if (!path || (fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0666)) < 0)
        return;
    len = snprintf(text, sizeof text, "%lu %lu\n", all, before_main);
    if (write(fd, text, (size_t)len) != len)
        abort();
    close(fd);
}

static void tell(const void *caller)
{
    const char *path = getenv("REFUSE_WHO");
    Dl_info info;
    int fd;

    if (!path || !dladdr(caller, &info) || (fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0666)) < 0)
        return;
    if (write(fd, info.dli_fname, strlen(info.dli_fname)) < 0)
        abort();
    close(fd);
}

static int refused(const void *caller)
{
    unsigned long n = atomic_fetch_add(&requests, 1) + 1;

    if (!refuse_at || n < refuse_at || (n > refuse_at && !refuse_on))
        return 0;
    if (n == refuse_at)
        tell(caller);
    errno = ENOMEM;
    return 1;
}

void *malloc(size_t size)
{
    return refused(__builtin_return_address(0)) ? NULL : __libc_malloc(size);
}

void *calloc(size_t count, size_t size)
{
    return refused(__builtin_return_address(0)) ? NULL : __libc_calloc(count, size);
}

void *realloc(void *old, size_t size)
{
    return refused(__builtin_return_address(0)) ? NULL : __libc_realloc(old, size);
}

void *reallocarray(void *old, size_t count, size_t size)
{
    size_t bytes;

    if (__builtin_mul_overflow(count, size, &bytes)) {
        errno = ENOMEM;
        return NULL;
    }
    return refused(__builtin_return_address(0)) ? NULL : __libc_realloc(old, bytes);
}

void *memalign(size_t alignment, size_t size);
static void *aligned(const void *caller, size_t alignment, size_t size)
{
    return refused(caller) ? NULL : __libc_memalign(alignment, size);
}

void *memalign(size_t alignment, size_t size)
{
    return aligned(__builtin_return_address(0), alignment, size);
}

void *aligned_alloc(size_t alignment, size_t size)
{
    return aligned(__builtin_return_address(0), alignment, size);
}

int posix_memalign(void **out, size_t alignment, size_t size)
{
    void *got = aligned(__builtin_return_address(0), alignment, size);

    if (!got)
        return ENOMEM;
    *out = got;
    return 0;
}
