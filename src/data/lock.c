/* lock.c: see lock.h. The lock is on the folder itself and ends with its process, so that nothing is left
 * behind after a crash. */
#include "data/lock.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <time.h>
#include <unistd.h>

enum { TRIES = 1200 }; /* a minute */

ent_status ent_folder_lock(int *lock, const char *folder, bool writes, ent_diags *diags)
{
    const struct timespec pause = { .tv_nsec = 50 * 1000 * 1000 };
    int fd = *lock = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC), why;

    if (fd < 0)
        return ENT_OK; /* opening its files reports why */
    for (int i = 0; i < TRIES; i++) {
        if (flock(fd, (writes ? LOCK_EX : LOCK_SH) | LOCK_NB) == 0)
            return ENT_OK;
        if (errno != EWOULDBLOCK && errno != EINTR)
            break;
        nanosleep(&pause, NULL);
    }
    why = errno;
    close(fd);
    *lock = -1;
    if (why != EWOULDBLOCK)
        return ENT_OK;
    return ent_fail(diags, ENT_ESYSTEM, (ent_where){ .file = folder },
                    "another process has been %s this package for a minute; try again when it is done",
                    writes ? "reading or writing" : "writing");
}

void ent_folder_unlock(int lock)
{
    if (lock >= 0)
        close(lock);
}
