/* platform.c: see platform.h. */
#include "base/platform.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#ifdef ENT_POSIX
#include <sys/time.h>
#else
#include <sched.h>
#include <sys/prctl.h>
#include <sys/random.h>
#endif
#ifdef __APPLE__
#include <mach-o/dyld.h>
#endif

/* ---- files ---- */

int ent_platform_create(char *path_template, mode_t mode)
{
    static const char letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    enum { ATTEMPTS = 100, PLACES = 6, LETTERS = sizeof letters - 1 };
    char *places = path_template + strlen(path_template) - PLACES;
    unsigned char bytes[PLACES];
    int fd = -1;

    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
        if (!ent_platform_random(bytes, sizeof bytes))
            return -1;
        for (int i = 0; i < PLACES; i++)
            places[i] = letters[bytes[i] % LETTERS];
        fd = open(path_template, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, mode);
        if (fd >= 0 || errno != EEXIST)
            break;
    }
    return fd;
}

#ifdef ENT_POSIX
/* Open, and without a name any more. */
static int temporary_file(void)
{
    const char *folder = getenv("TMPDIR");
    char path[PATH_MAX];
    int fd;

    if (snprintf(path, sizeof path, "%s/entente-XXXXXX", folder && *folder ? folder : "/tmp") >=
        (int)sizeof path) {
        errno = ENAMETOOLONG;
        return -1;
    }
    if ((fd = ent_platform_create(path, 0600)) >= 0)
        unlink(path);
    return fd;
}
#endif

bool ent_platform_write(int fd, const char *bytes, size_t len)
{
    while (len) {
        ssize_t done = write(fd, bytes, len);

        if (done < 0 && errno == EINTR)
            continue;
        if (done == 0)
            errno = ENOSPC;
        if (done <= 0)
            return false;
        bytes += done;
        len -= (size_t)done;
    }
    return true;
}

bool ent_platform_named_bytes(const char *bytes, size_t len, char *path, size_t room)
{
#ifdef ENT_POSIX
    int fd = temporary_file();
    const char *folder = "/dev/fd";
#else
    int fd = memfd_create("entente", MFD_CLOEXEC);
    const char *folder = "/proc/self/fd";
#endif

    if (fd < 0)
        return false;
    if ((size_t)snprintf(path, room, "%s/%d", folder, fd) < room && ent_platform_write(fd, bytes, len))
        return true;
    close(fd);
    return false;
}

bool ent_platform_in_path(const char *name, char *path, size_t room)
{
    const char *folder = getenv("PATH");
    struct stat info;

    for (folder = folder ? folder : "/usr/bin:/bin"; *folder; folder += *folder == ':') {
        int len = (int)strcspn(folder, ":");

        if (len > 0 && (size_t)snprintf(path, room, "%.*s/%s", len, folder, name) < room && access(path, X_OK) == 0 &&
            stat(path, &info) == 0 && S_ISREG(info.st_mode))
            return true;
        folder += len;
    }
    return false;
}

static const char *called;

void ent_platform_called(const char *name)
{
    called = name;
}

bool ent_platform_program(char *path, size_t room)
{
#if defined(__APPLE__)
    uint32_t size = (uint32_t)room;

    return _NSGetExecutablePath(path, &size) == 0;
#elif defined(ENT_POSIX)
    char found[PATH_MAX], *real = NULL;

    /* the name of a program that was found in PATH has no slash */
    if (called && (strchr(called, '/') || ent_platform_in_path(called, found, sizeof found)))
        real = realpath(strchr(called, '/') ? called : found, NULL);
    if (real && strlen(real) < room) {
        memcpy(path, real, strlen(real) + 1);
        free(real);
        return true;
    }
    free(real);
    return false;
#else
    ssize_t len = readlink("/proc/self/exe", path, room - 1);

    if (len <= 0)
        return false;
    path[len] = '\0';
    return true;
#endif
}

/* ---- processes ---- */

bool ent_platform_pipe(int ends[2])
{
#ifdef ENT_POSIX
    if (pipe(ends) != 0)
        return false;
    fcntl(ends[0], F_SETFD, FD_CLOEXEC);
    fcntl(ends[1], F_SETFD, FD_CLOEXEC);
    return true;
#else
    return pipe2(ends, O_CLOEXEC) == 0;
#endif
}

#ifdef ENT_POSIX
static volatile pid_t expected_parent;

static void end_without_parent(int signal)
{
    (void)signal;
    if (getppid() != expected_parent)
        _exit(127);
}
#endif

void ent_platform_end_with(pid_t parent, bool exec_follows)
{
#ifdef ENT_POSIX
    struct sigaction check = { .sa_handler = end_without_parent, .sa_flags = SA_RESTART };

    expected_parent = parent;
    if (!exec_follows) {
        sigaction(SIGVTALRM, &check, NULL);
        setitimer(ITIMER_VIRTUAL, &(struct itimerval){ { 1, 0 }, { 1, 0 } }, NULL);
    }
#else
    (void)exec_follows;
    prctl(PR_SET_PDEATHSIG, SIGKILL);
#endif
    if (getppid() != parent) /* it ended before that was asked for */
        _exit(127);
}

size_t ent_platform_processors(void)
{
#ifdef ENT_POSIX
    long count = sysconf(_SC_NPROCESSORS_ONLN);

    return count > 0 ? (size_t)count : 1;
#else
    cpu_set_t mine;

    if (sched_getaffinity(0, sizeof mine, &mine) == 0 && CPU_COUNT(&mine) > 0)
        return (size_t)CPU_COUNT(&mine);
    return 1;
#endif
}

/* ---- memory ---- */

bool ent_platform_random(void *bytes, size_t len)
{
#ifdef ENT_POSIX
    int fd = open("/dev/urandom", O_RDONLY | O_CLOEXEC);
    bool done = fd >= 0 && read(fd, bytes, len) == (ssize_t)len;

    if (fd >= 0)
        close(fd);
    return done;
#else
    return getrandom(bytes, len, GRND_NONBLOCK) == (ssize_t)len;
#endif
}

void *ent_platform_shared(size_t size)
{
    void *memory;
#ifdef ENT_POSIX
    int fd = temporary_file();

    if (fd < 0 || ftruncate(fd, (off_t)size) != 0)
        memory = MAP_FAILED;
    else
        memory = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    if (fd >= 0)
        close(fd);
#else
    memory = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
#endif
    return memory == MAP_FAILED ? NULL : memory;
}

void ent_platform_prefer_large_pages(void *memory, size_t bytes, size_t large_page)
{
#ifdef ENT_POSIX
    (void)memory, (void)bytes, (void)large_page;
#else
    enum { SMALL_PAGE = 4096 };
    uintptr_t start = (uintptr_t)memory / SMALL_PAGE * SMALL_PAGE;
    uintptr_t end = ((uintptr_t)memory + bytes + SMALL_PAGE - 1) / SMALL_PAGE * SMALL_PAGE;

    madvise((void *)start, end - start, MADV_HUGEPAGE);
#ifdef MADV_POPULATE_WRITE
    /* malloc has written its word in front before it could be told: the first large page stays in
     * small ones, and those are best given together. */
    madvise((void *)start, end - start < large_page ? end - start : large_page, MADV_POPULATE_WRITE);
#endif
#endif
}

const char *ent_platform_find(const char *bytes, size_t len, const char *part, size_t part_len)
{
#ifdef ENT_POSIX
    const char *at = bytes, *end = bytes + len;

    if (!part_len)
        return bytes;
    while ((size_t)(end - at) >= part_len &&
           (at = memchr(at, part[0], (size_t)(end - at) - part_len + 1)) != NULL) {
        if (memcmp(at, part, part_len) == 0)
            return at;
        at++;
    }
    return NULL;
#else
    return memmem(bytes, len, part, part_len);
#endif
}

#ifdef ENT_POSIX
static void swap_items(char *a, char *b, size_t size)
{
    while (size--) {
        char swap = *a;

        *a++ = *b;
        *b++ = swap;
    }
}
#endif

void ent_platform_sort(void *items, size_t count, size_t size,
                       int (*compare)(const void *a, const void *b, void *ctx), void *ctx)
{
#ifdef ENT_POSIX
    /* a heap: no memory, no bad case */
    char *base = items;
    size_t start = count / 2, end = count;

    while (end > 1) {
        size_t root, child;

        if (start)
            start--;
        else
            swap_items(base, base + --end * size, size);
        for (root = start; (child = 2 * root + 1) < end; root = child) {
            if (child + 1 < end &&
                compare(base + child * size, base + (child + 1) * size, ctx) < 0)
                child++;
            if (compare(base + root * size, base + child * size, ctx) >= 0)
                break;
            swap_items(base + root * size, base + child * size, size);
        }
    }
#else
    if (count)
        qsort_r(items, count, size, compare, ctx);
#endif
}

void ent_platform_keep_memory(void)
{
#ifdef __GLIBC__
    mallopt(M_MMAP_THRESHOLD, 8 << 20); /* what is larger goes back, and grows without being copied */
    mallopt(M_TRIM_THRESHOLD, 256 << 20);
#endif
}
