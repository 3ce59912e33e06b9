/* lock.h: who reads or writes a data package at the time. A package is several files: whoever reads
 * them while they are replaced would get a mixture, and so would two who replace them at once. */
#ifndef ENTENTE_DATA_WRITE_LOCK_H
#define ENTENTE_DATA_WRITE_LOCK_H

#include "entente/diag.h"

/** Locks a folder for reading (with others) or for writing (alone); waits a minute for those who
 *  have it, then fails. *lock is -1 when the file system knows no locks: then there is none.
 *  errors ENT_ESYSTEM */
ent_status ent_folder_lock(int *lock, const char *folder, bool writes, ent_diags *diags);
/** Does nothing for -1. */
void ent_folder_unlock(int lock);

#endif
