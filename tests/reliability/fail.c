/* fail.c: system calls that fail, for a program that knows nothing of it (LD_PRELOAD).
 *
 *   FAIL_CALL=write|fsync|close|rename|open|mkostemp|fchmod|read|fork|pipe|mkdir|remove|fstat
 *   FAIL_AT=n      the n-th of these calls, from 1, fails; a closed file is closed nevertheless
 *   FAIL_ERRNO=e   with this number; 0: writes and reads do a byte only, other calls nothing odd
 *   FAIL_ON=1      all later ones too
 *   FAIL_COUNT=f   writes into f how many there were
 *
 * What the C library calls within itself is not counted. Workers count on where their parent is, so
 * that one call of all fails, not one in each process. */
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

static const char *call;
static atomic_ulong *calls; /* shared with workers */
static unsigned long fail_at;
static int fail_errno, fail_on;

/* dlsym gives functions as data, which ISO C has no word for. */
#define REAL(name) __typeof__(name) *real_##name = __extension__(__typeof__(name) *)dlsym(RTLD_NEXT, #name)

ssize_t __read_chk(int fd, void *bytes, size_t len, size_t room);
int __open_2(const char *path, int flags);

__attribute__((constructor)) static void begin(void)
{
    const char *at = getenv("FAIL_AT"), *number = getenv("FAIL_ERRNO");

    calls = mmap(NULL, sizeof *calls, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (calls == MAP_FAILED)
        abort();
    call = getenv("FAIL_CALL");
    fail_at = at ? strtoul(at, NULL, 10) : 0;
    fail_errno = number ? atoi(number) : EIO;
    fail_on = getenv("FAIL_ON") != NULL;
}

__attribute__((destructor)) static void end(void)
{
    const char *path = getenv("FAIL_COUNT");
    FILE *file = path ? fopen(path, "w") : NULL;

    if (file) {
        fprintf(file, "%lu\n", atomic_load(calls));
        fclose(file);
    }
}

static int now(const char *name)
{
    unsigned long count;

    if (!call || strcmp(call, name) != 0)
        return 0;
    count = atomic_fetch_add(calls, 1) + 1;
    return fail_at && (count == fail_at || (fail_on && count > fail_at));
}

/* Does this call fail? Says so with its number. */
static int fails(const char *name)
{
    if (!now(name) || !fail_errno)
        return 0;
    errno = fail_errno;
    return 1;
}

ssize_t write(int fd, const void *bytes, size_t len)
{
    REAL(write);

    if (!now("write"))
        return real_write(fd, bytes, len);
    if (!fail_errno)
        return real_write(fd, bytes, len ? 1 : 0);
    errno = fail_errno;
    return -1;
}

ssize_t read(int fd, void *bytes, size_t len)
{
    REAL(read);

    if (!now("read"))
        return real_read(fd, bytes, len);
    if (!fail_errno)
        return real_read(fd, bytes, len ? 1 : 0);
    errno = fail_errno;
    return -1;
}

ssize_t __read_chk(int fd, void *bytes, size_t len, size_t room)
{
    (void)room;
    return read(fd, bytes, len);
}

int close(int fd)
{
    REAL(close);
    int result = real_close(fd);

    return fails("close") ? -1 : result;
}

int fsync(int fd)
{
    REAL(fsync);

    return fails("fsync") ? -1 : real_fsync(fd);
}

int fchmod(int fd, mode_t mode)
{
    REAL(fchmod);

    return fails("fchmod") ? -1 : real_fchmod(fd, mode);
}

int fstat(int fd, struct stat *info)
{
    REAL(fstat);

    return fails("fstat") ? -1 : real_fstat(fd, info);
}

int rename(const char *from, const char *to)
{
    REAL(rename);

    return fails("rename") ? -1 : real_rename(from, to);
}

int remove(const char *path)
{
    REAL(remove);

    return fails("remove") ? -1 : real_remove(path);
}

int mkdir(const char *path, mode_t mode)
{
    REAL(mkdir);

    return fails("mkdir") ? -1 : real_mkdir(path, mode);
}

int mkostemp(char *path, int flags)
{
    REAL(mkostemp);

    return fails("mkostemp") ? -1 : real_mkostemp(path, flags);
}

int open(const char *path, int flags, ...)
{
    REAL(open);
    mode_t mode = 0;
    va_list args;

    va_start(args, flags);
    if (flags & O_CREAT)
        mode = va_arg(args, mode_t);
    va_end(args);
    return fails("open") ? -1 : real_open(path, flags, mode);
}

int __open_2(const char *path, int flags)
{
    return open(path, flags);
}

pid_t fork(void)
{
    REAL(fork);

    return fails("fork") ? -1 : real_fork();
}

int pipe2(int ends[2], int flags)
{
    REAL(pipe2);

    return fails("pipe") ? -1 : real_pipe2(ends, flags);
}

int pipe(int ends[2])
{
    return pipe2(ends, 0);
}
