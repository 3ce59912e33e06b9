/* lock.c: see lock.h. The lock is on the folder itself and ends with its process, so that nothing is left
 * behind after a crash. */
#include "data/lock.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <time.h>
#include <unistd.h>

#include "entente/dataset.h"

enum { TRIES_A_SECOND = 20 };

static unsigned patience = 60; /* seconds */

void ent_wait_for_packages(unsigned seconds)
{
    patience = seconds;
}

ent_status ent_folder_lock(int *lock, const char *folder, bool writes, ent_diags *diags)
{
    const struct timespec pause = { .tv_nsec = 1000 * 1000 * 1000 / TRIES_A_SECOND };
    int fd = *lock = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC), why;

    if (fd < 0)
        return ENT_OK; /* opening its files reports why */
    for (unsigned tries = 0;; tries++) {
        if (flock(fd, (writes ? LOCK_EX : LOCK_SH) | LOCK_NB) == 0)
            return ENT_OK;
        if ((errno != EWOULDBLOCK && errno != EINTR) || tries / TRIES_A_SECOND >= patience)
            break;
        nanosleep(&pause, NULL);
    }
    why = errno;
    close(fd);
    *lock = -1;
    if (why != EWOULDBLOCK)
        return ENT_OK;
    return ent_fail(diags, ENT_ESYSTEM, (ent_where){ .file = folder },
                    "another process is %s this package, and was not done after %u second%s; try again when it "
                    "is, or wait longer with --wait SECONDS",
                    writes ? "reading or writing" : "writing", patience, patience == 1 ? "" : "s");
}

void ent_folder_unlock(int lock)
{
    if (lock >= 0)
        close(lock);
}
