/* findings.h: findings as bytes, for a pipe or a file. The bytes hold no addresses: another process, on
 * another machine of the same kind, can read them. */
#ifndef ENTENTE_BASE_FINDINGS_H
#define ENTENTE_BASE_FINDINGS_H

#include "entente/diag.h"

/** Appends a finding to an ent_buf: the sink of a worker. */
void ent_findings_pack(void *buf, const ent_diag *diag);

/** Delivers the findings that were packed, in their order. False: the bytes are damaged, and what follows the
 *  damage was not delivered. */
bool ent_findings_unpack(ent_str bytes, ent_diags *diags);

#endif
