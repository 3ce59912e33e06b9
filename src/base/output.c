/* output.c: see output.h. Raw descriptors instead of FILE*: each write is a call whose failure a
 * test can bring about and that cannot hide in a buffer until exit. */
#include "entente/output.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/signals.h"

enum { AT_ONCE = 16 }; /* outputs open at one time */

struct ent_output {
    char *path;
    char *temporary; /* NULL when writing directly */
    int fd;
    int slot;
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
    ent_mem_free(out->path);
    ent_mem_free(out);
}

static mode_t default_mode(void)
{
    mode_t mask = umask(0);

    umask(mask);
    return 0666 & ~mask;
}

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
    const char *slash = strrchr(out->path, '/');
    size_t folder = slash ? (size_t)(slash - out->path) + 1 : 0, len = strlen(out->path);
    sigset_t old;

    if ((out->temporary = ent_mem_new(1, len + sizeof suffix + 2)) == NULL)
        return ent_out_of_memory(diags);
    memcpy(out->temporary, out->path, folder);
    snprintf(out->temporary + folder, len - folder + sizeof suffix + 2, ".%.40s%s",
             out->path + folder, suffix);
    ent_signals_hold(&old); /* no file that the handler does not know of */
    if ((out->fd = mkostemp(out->temporary, O_CLOEXEC)) >= 0)
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

ent_status ent_output_begin(ent_output **out, const char *path, ent_diags *diags)
{
    ent_status status = ENT_OK;
    struct stat info;
    ent_output *o;

    *out = NULL;
    if (!path[0])
        return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE, "the output has an empty name");
    if ((o = ent_mem_new(1, sizeof *o)) == NULL)
        return ent_out_of_memory(diags);
    o->fd = o->slot = -1;
    o->mode = default_mode();
    if ((o->path = ent_mem_copy(path, strlen(path))) == NULL) {
        status = ent_out_of_memory(diags);
    } else if (strcmp(path, "-") == 0) {
        o->fd = STDOUT_FILENO;
    } else if (stat(path, &info) != 0) {
        status = begin_temporary(o, diags);
    } else if (S_ISDIR(info.st_mode)) {
        status = ent_fail(diags, ENT_ESYSTEM, at(path), "is a folder; expected a file to write");
    } else if (S_ISREG(info.st_mode)) {
        o->mode = info.st_mode & 07777;
        status = begin_temporary(o, diags);
    } else if ((o->fd = open(path, O_WRONLY | O_CLOEXEC)) < 0) {
        status = system_failure(path, "open for writing", diags);
    }
    if (status != ENT_OK)
        ent_output_abort(o);
    else
        *out = o;
    return status;
}

ent_status ent_output_write(ent_output *out, const char *bytes, size_t len, ent_diags *diags)
{
    while (len) {
        ssize_t done = write(out->fd, bytes, len);

        if (done < 0 && errno == EINTR)
            continue;
        if (done <= 0) {
            if (done == 0)
                errno = ENOSPC;
            return system_failure(out->path, "write", diags);
        }
        bytes += done;
        len -= (size_t)done;
    }
    return ENT_OK;
}

/* The rename itself must reach the disk; a folder that cannot be synced is not a failure. */
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
    if (out->temporary && (fchmod(out->fd, out->mode) != 0 || fsync(out->fd) != 0))
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
        if (rename(out->temporary, out->path) != 0) {
            status = system_failure(out->path, "replace", diags);
        } else {
            if (out->slot >= 0)
                temporaries[out->slot] = NULL;
            ent_mem_free(out->temporary);
            out->temporary = NULL;
            sync_folder(out->path);
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
