/* output.c: see output.h. Descriptors instead of FILE*: a write that fails is reported at once, not when
 * a buffer is flushed at exit. */
#include "entente/output.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/platform.h"
#include "base/signals.h"

enum { AT_ONCE = 16 }; /* outputs open at one time */

struct ent_output {
    char *path;      /* as it was given: for messages */
    char *target;    /* the file that is replaced: where a symbolic link leads */
    char *temporary; /* NULL when writing directly */
    int fd;
    int slot;
    bool replaces; /* a file that is there: its mode is kept */
    mode_t mode;
};

static char *volatile temporaries[AT_ONCE]; /* read by the signal handler */

void ent_output_remove_temporaries(void)
{
    for (int i = 0; i < AT_ONCE; i++)
        if (temporaries[i])
            unlink(temporaries[i]);
}

static ent_where at(const char *path)
{
    return (ent_where){ .file = path };
}

static ent_status system_failure(const char *path, const char *what, ent_diags *diags)
{
    return ent_fail(diags, ENT_ESYSTEM, at(path), "cannot %s: %s", what, strerror(errno));
}

void ent_output_abort(ent_output *out)
{
    if (!out)
        return;
    if (out->fd > STDERR_FILENO)
        close(out->fd);
    if (out->temporary) {
        unlink(out->temporary);
        if (out->slot >= 0)
            temporaries[out->slot] = NULL;
    }
    ent_mem_free(out->temporary);
    ent_mem_free(out->target);
    ent_mem_free(out->path);
    ent_mem_free(out);
}

/* ---- resolving paths ---- */

/* The path with links in its folder resolved; NULL when there is no such folder, or no memory. */
static char *place_of(const char *path)
{
    const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
    char *folder = slash ? ent_mem_copy(path, slash == path ? 1 : (size_t)(slash - path))
                         : ent_mem_copy(".", 1);
    char real[PATH_MAX], *place = NULL;

    if (folder && realpath(folder, real)) {
        size_t len = strlen(real), more = strlen(name);

        if ((place = ent_mem_new(1, len + more + 2)) != NULL)
            snprintf(place, len + more + 2, "%s%s%s", real, len == 1 ? "" : "/", name);
    }
    ent_mem_free(folder);
    return place;
}

/* The path with all links resolved; the file need not exist. NULL: no such folder, a circle of links, no
 * memory. */
static char *follow(const char *path)
{
    enum { MOST_LINKS = 32 };
    char *at = place_of(path);

    for (int i = 0; at && i < MOST_LINKS; i++) {
        struct stat info;
        char to[PATH_MAX], *next;
        const char *slash = strrchr(at, '/');
        size_t folder = (size_t)(slash - at) + 1;
        ssize_t len;

        if (lstat(at, &info) != 0 || !S_ISLNK(info.st_mode))
            return at;
        if ((len = readlink(at, to, sizeof to - 1)) < 0)
            break;
        to[len] = '\0';
        if (to[0] == '/')
            folder = 0;
        if ((next = ent_mem_new(1, folder + (size_t)len + 1)) != NULL) {
            memcpy(next, at, folder);
            memcpy(next + folder, to, (size_t)len + 1);
        }
        ent_mem_free(at);
        at = next ? place_of(next) : NULL;
        ent_mem_free(next);
    }
    ent_mem_free(at);
    return NULL;
}

/* The descriptor that a path such as /dev/fd/3 means, or -1. */
static int descriptor(const char *path)
{
    static const char *const folders[] = { "/dev/fd/", "/proc/self/fd/" };
    static const char *const names[] = { "/dev/stdin", "/dev/stdout", "/dev/stderr" };

    for (int i = 0; i < 3; i++)
        if (strcmp(path, names[i]) == 0)
            return i;
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) {
        size_t len = strlen(folders[i]);
        int number = 0;

        if (strncmp(path, folders[i], len) != 0 || !path[len])
            continue;
        while (path[len] >= '0' && path[len] <= '9' && number < 1 << 16)
            number = 10 * number + (path[len++] - '0');
        if (!path[len])
            return number;
    }
    return -1;
}

/* Files of the system, which are never replaced or created. */
static bool is_of_system(const char *place)
{
    return (strncmp(place, "/dev/", 5) == 0 && strncmp(place, "/dev/shm/", 9) != 0) ||
           strncmp(place, "/proc/", 6) == 0 || strncmp(place, "/sys/", 5) == 0;
}

/* The status of a file; "-" is standard output. */
static bool look(const char *path, struct stat *info)
{
    int fd = strcmp(path, "-") == 0 ? STDOUT_FILENO : descriptor(path);

    return fd >= 0 ? fstat(fd, info) == 0 : stat(path, info) == 0;
}

static bool is_null_device(const struct stat *info)
{
    struct stat null;

    return S_ISCHR(info->st_mode) && stat("/dev/null", &null) == 0 && null.st_rdev == info->st_rdev;
}

bool ent_output_same(const char *a, const char *b)
{
    struct stat x, y;
    bool there = look(a, &x), same;
    char *p, *q;

    if (strcmp(a, "-") == 0 && strcmp(b, "-") == 0)
        return true;
    if (there != look(b, &y))
        return false;
    if (there)
        return x.st_dev == y.st_dev && x.st_ino == y.st_ino && !is_null_device(&x);
    p = follow(a);
    q = follow(b);
    same = p && q ? strcmp(p, q) == 0 : strcmp(a, b) == 0;
    ent_mem_free(p);
    ent_mem_free(q);
    return same;
}

bool ent_output_destroys(const char *output, const char *input)
{
    struct stat x, y;

    return strcmp(input, "-") != 0 && look(output, &x) && S_ISREG(x.st_mode) && look(input, &y) &&
           x.st_dev == y.st_dev && x.st_ino == y.st_ino;
}

/* ---- writing ---- */

static void remember(ent_output *out)
{
    for (int i = 0; i < AT_ONCE && out->slot < 0; i++)
        if (!temporaries[i]) {
            temporaries[i] = out->temporary;
            out->slot = i;
        }
}

static ent_status begin_temporary(ent_output *out, ent_diags *diags)
{
    static const char suffix[] = ".XXXXXX";
    const char *slash = strrchr(out->target, '/');
    size_t folder = slash ? (size_t)(slash - out->target) + 1 : 0, len = strlen(out->target);
    sigset_t old;

    if ((out->temporary = ent_mem_new(1, len + sizeof suffix + 2)) == NULL)
        return ent_out_of_memory(diags);
    memcpy(out->temporary, out->target, folder);
    snprintf(out->temporary + folder, len - folder + sizeof suffix + 2, ".%.40s%s",
             out->target + folder, suffix);
    ent_signals_hold(&old); /* the handler must know every temporary file */
    if ((out->fd = ent_platform_create(out->temporary, out->mode & 0777)) >= 0)
        remember(out);
    ent_signals_release(&old);
    if (out->fd < 0) {
        ent_status status = system_failure(out->path, "write in its folder", diags);

        ent_mem_free(out->temporary);
        out->temporary = NULL;
        return status;
    }
    return ENT_OK;
}

/* A socket cannot be opened; it has to be connected to. */
static int connect_socket(const char *path)
{
    struct sockaddr_un name = { .sun_family = AF_UNIX };
    int fd;

    if (strlen(path) >= sizeof name.sun_path) {
        errno = ENAMETOOLONG;
        return -1;
    }
    memcpy(name.sun_path, path, strlen(path) + 1);
    fd = socket(AF_UNIX, SOCK_STREAM, 0);
    if (fd >= 0)
        fcntl(fd, F_SETFD, FD_CLOEXEC);
    if (fd >= 0 && connect(fd, (const struct sockaddr *)&name, sizeof name) != 0) {
        int why = errno;

        close(fd);
        errno = why;
        fd = -1;
    }
    return fd;
}

/* Devices, pipes, sockets and open descriptors are written to as they are. */
static ent_status begin_direct(ent_output *out, bool is_socket, ent_diags *diags)
{
    int fd = descriptor(out->path);

    if (fd == STDOUT_FILENO || fd == STDERR_FILENO)
        out->fd = fd;
    else if (fd >= 0)
        out->fd = fcntl(fd, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
    else if (is_socket)
        out->fd = connect_socket(out->path);
    else
        out->fd = open(out->path, O_WRONLY | O_CLOEXEC);
    return out->fd >= 0 ? ENT_OK : system_failure(out->path, "open for writing", diags);
}

static ent_status begin(ent_output *out, ent_diags *diags)
{
    struct stat info;
    bool there;

    if (strcmp(out->path, "-") == 0) {
        out->fd = STDOUT_FILENO;
        return ENT_OK;
    }
    if (descriptor(out->path) >= 0)
        return begin_direct(out, false, diags);
    there = stat(out->path, &info) == 0;
    if (there && S_ISDIR(info.st_mode))
        return ent_fail(diags, ENT_ESYSTEM, at(out->path), "is a folder; expected a file to write");
    if ((out->target = follow(out->path)) == NULL && lstat(out->path, &info) == 0 &&
        S_ISLNK(info.st_mode)) {
        errno = ELOOP;
        return system_failure(out->path, "open for writing", diags);
    }
    if (!out->target) /* there is no such folder: creating the file will say so */
        out->target = ent_mem_copy(out->path, strlen(out->path));
    if (!out->target)
        return ent_out_of_memory(diags);
    if ((there && !S_ISREG(info.st_mode)) || is_of_system(out->target))
        return begin_direct(out, there && S_ISSOCK(info.st_mode), diags);
    out->replaces = there;
    if (there)
        out->mode = info.st_mode & 07777;
    return begin_temporary(out, diags);
}

ent_status ent_output_begin(ent_output **out, const char *path, ent_diags *diags)
{
    ent_status status = ENT_OK;
    ent_output *o;

    *out = NULL;
    if (!path[0])
        return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE, "the output has an empty name");
    if ((o = ent_mem_new(1, sizeof *o)) == NULL)
        return ent_out_of_memory(diags);
    o->fd = o->slot = -1;
    o->mode = 0666;
    o->path = ent_mem_copy(path, strlen(path));
    status = o->path ? begin(o, diags) : ent_out_of_memory(diags);
    if (status != ENT_OK)
        ent_output_abort(o);
    else
        *out = o;
    return status;
}

ent_status ent_output_write(ent_output *out, const char *bytes, size_t len, ent_diags *diags)
{
    return ent_platform_write(out->fd, bytes, len) ? ENT_OK : system_failure(out->path, "write", diags);
}

/* Flushes the rename to the disk; failing to do so is not an error. */
static void sync_folder(const char *path)
{
    const char *slash = strrchr(path, '/');
    char *folder = slash ? ent_mem_copy(path, slash == path ? 1 : (size_t)(slash - path))
                         : ent_mem_copy(".", 1);
    int fd = folder ? open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC) : -1;

    if (fd >= 0) {
        fsync(fd);
        close(fd);
    }
    ent_mem_free(folder);
}

ent_status ent_output_finish(ent_output *out, ent_diags *diags)
{
    ent_status status = ENT_OK;

    if (out->fd <= STDERR_FILENO)
        return ENT_OK;
    if (out->temporary &&
        ((out->replaces && fchmod(out->fd, out->mode) != 0) || fsync(out->fd) != 0))
        status = system_failure(out->path, "write", diags);
    if (close(out->fd) != 0 && status == ENT_OK)
        status = system_failure(out->path, "write", diags);
    out->fd = -1;
    return status;
}

ent_status ent_output_commit(ent_output *out, ent_diags *diags)
{
    ent_status status = ent_output_finish(out, diags);

    if (status == ENT_OK && out->temporary) {
        if (rename(out->temporary, out->target) != 0) {
            status = system_failure(out->path, "replace", diags);
        } else {
            if (out->slot >= 0)
                temporaries[out->slot] = NULL;
            ent_mem_free(out->temporary);
            out->temporary = NULL;
            sync_folder(out->target);
        }
    }
    ent_output_abort(out);
    return status;
}

ent_status ent_output_save(const char *path, ent_str bytes, ent_diags *diags)
{
    ent_output *out;
    ent_status status;

    if ((status = ent_output_begin(&out, path, diags)) != ENT_OK)
        return status;
    if ((status = ent_output_write(out, bytes.ptr, bytes.len, diags)) != ENT_OK) {
        ent_output_abort(out);
        return status;
    }
    return ent_output_commit(out, diags);
}
