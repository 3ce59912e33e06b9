/* analysed.h: what analysers, which look at one file at a time, cannot see: reporting a failure is
 * returning one. Included before every file by analyse.sh. */
#include "entente/diag.h"
#include "base/mem.h"

#ifndef ENTENTE_DEFINES_FAILURES
#define ent_out_of_memory(diags) ((void)ent_out_of_memory(diags), ENT_ENOMEM)
#define ent_fail(diags, status, ...) ((void)ent_fail(diags, status, __VA_ARGS__), (status))
#endif
