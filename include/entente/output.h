/* output.h: the one sink. A file is written whole or not at all: into a temporary file beside it,
 * flushed to the disk, then renamed over the old one. */
#ifndef ENTENTE_OUTPUT_H
#define ENTENTE_OUTPUT_H

#include "entente/diag.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct ent_output ent_output;

/** Starts an output; "-" is standard output. Devices and pipes are written directly. Folders are
 *  refused. *out is NULL on failure. */
ent_status ent_output_begin(ent_output **out, const char *path, ent_diags *diags);
ent_status ent_output_write(ent_output *out, const char *bytes, size_t len, ent_diags *diags);

/** Flushes the file to the disk: what can fail has then been done, but for its renaming. For outputs
 *  that belong together; ent_output_commit does it otherwise. */
ent_status ent_output_finish(ent_output *out, ent_diags *diags);

/** Puts the file in its place; frees the output whatever comes back. */
ent_status ent_output_commit(ent_output *out, ent_diags *diags);
/** Leaves the old file as it was; NULL is fine. */
void ent_output_abort(ent_output *out);

/** begin, write, commit. */
ent_status ent_output_save(const char *path, ent_str bytes, ent_diags *diags);

/** Removes the temporary files of this process; safe in a signal handler. */
void ent_output_remove_temporaries(void);

#ifdef __cplusplus
}
#endif
#endif
