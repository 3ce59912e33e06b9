/* journal.c: writes down what a program does to files (LD_PRELOAD), for a simulation of power loss.
 *
 *   JOURNAL=FILE   the journal. Each entry is a line: the operation, numbers, and the length of a path or of
 *                  bytes, which follow the line:
 *                    create FD LEN path    write FD LEN bytes    sync FD 0    close FD 0
 *                    folder FD LEN path    rename LEN_FROM LEN_TO from to     remove 0 LEN path
 *                    mkdir 0 LEN path
 *
 * Only files that are created, and folders that are opened, are followed. */
#include <dlfcn.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { MOST = 1024 };
static int journal = -1;
static char followed[MOST];

/* dlsym gives functions as data, which ISO C has no word for. */
#define REAL(name) __typeof__(name) *real_##name = __extension__(__typeof__(name) *)dlsym(RTLD_NEXT, #name)

__attribute__((constructor)) static void begin(void)
{
    const char *path = getenv("JOURNAL");
    REAL(open);

    if (path)
        journal = real_open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
}

static void note(const char *what, long number, const void *bytes, size_t len)
{
    char line[64];
    int head = snprintf(line, sizeof line, "%s %ld %zu\n", what, number, len);
    REAL(write);

    if (journal < 0)
        return;
    if (real_write(journal, line, (size_t)head) != head || (len && real_write(journal, bytes, len) != (ssize_t)len))
        abort();
}

static int follow(int fd, const char *what, const char *path)
{
    if (fd >= 0 && fd < MOST) {
        followed[fd] = 1;
        note(what, fd, path, strlen(path));
    }
    return fd;
}

static int is_followed(int fd)
{
    return fd >= 0 && fd < MOST && followed[fd];
}

int open(const char *path, int flags, ...)
{
    REAL(open);
    mode_t mode = 0;
    va_list args;
    int fd;

    va_start(args, flags);
    if (flags & O_CREAT)
        mode = va_arg(args, mode_t);
    va_end(args);
    fd = real_open(path, flags, mode);
    return flags & O_CREAT ? follow(fd, "create", path) : flags & O_DIRECTORY ? follow(fd, "folder", path) : fd;
}

int mkostemp(char *path, int flags)
{
    REAL(mkostemp);
    int fd = real_mkostemp(path, flags);

    return follow(fd, "create", path);
}

ssize_t write(int fd, const void *bytes, size_t len)
{
    REAL(write);
    ssize_t done = real_write(fd, bytes, len);

    if (is_followed(fd) && done > 0)
        note("write", fd, bytes, (size_t)done);
    return done;
}

int fsync(int fd)
{
    REAL(fsync);
    int result = real_fsync(fd);

    if (is_followed(fd) && result == 0)
        note("sync", fd, NULL, 0);
    return result;
}

int close(int fd)
{
    REAL(close);

    if (is_followed(fd)) {
        note("close", fd, NULL, 0);
        followed[fd] = 0;
    }
    return real_close(fd);
}

int rename(const char *from, const char *to)
{
    REAL(rename);
    int result = real_rename(from, to);
    char both[8192];

    if (result == 0) {
        int len = snprintf(both, sizeof both, "%s%s", from, to);

        note("rename", (long)strlen(from), both, (size_t)len);
    }
    return result;
}

static int gone(int result, const char *path)
{
    if (result == 0)
        note("remove", 0, path, strlen(path));
    return result;
}

int remove(const char *path)
{
    REAL(remove);

    return gone(real_remove(path), path);
}

int unlink(const char *path)
{
    REAL(unlink);

    return gone(real_unlink(path), path);
}

int mkdir(const char *path, mode_t mode)
{
    REAL(mkdir);
    int result = real_mkdir(path, mode);

    if (result == 0)
        note("mkdir", 0, path, strlen(path));
    return result;
}
