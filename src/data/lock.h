/* lock.h: locks on the folder of a data package. A package is several files: without a lock, a reader could
 * get a mixture of old and new tables, and two writers could leave one. */
#ifndef ENTENTE_DATA_WRITE_LOCK_H
#define ENTENTE_DATA_WRITE_LOCK_H

#include "entente/diag.h"

/** Locks a folder for reading (shared) or for writing (exclusive). Waits as long as
 *  ent_wait_for_packages says, then fails.
 *  *lock is -1 when the file system has no locks; the folder is then not locked.
 *  errors ENT_ESYSTEM */
ent_status ent_folder_lock(int *lock, const char *folder, bool writes, ent_diags *diags);
/** Does nothing for -1. */
void ent_folder_unlock(int lock);

#endif
