/* parts.h: runs that can be divided; see entente/parts.h. */
#ifndef ENTENTE_BASE_PARTS_H
#define ENTENTE_BASE_PARTS_H

#include "base/parallel.h"
#include "entente/parts.h"

/** The same as ent_parallel_run, but computes a part, or takes the results from parts, when this process
 *  divides runs of this name. `take` may then lack tasks, if the run allows that (`partial`).
 *  errors those of ent_parallel_run; ENT_EPART, ENT_EDATA, ENT_ESYSTEM */
ENT_SHARED ent_status ent_parts_run(const ent_parallel *parallel, ent_diags *diags);

#endif
