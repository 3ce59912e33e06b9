/* output.h: the one sink. A file is written whole or not at all: into a temporary file beside it,
 * flushed to the disk, then renamed over the old one. */
#ifndef ENTENTE_OUTPUT_H
#define ENTENTE_OUTPUT_H

#include "entente/diag.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct ent_output ent_output;

/** Starts an output; "-" is standard output. Through a symbolic link its target is written. Devices,
 *  pipes, sockets and descriptors (/dev/stdout, /dev/fd/3) are written directly, and nothing under
 *  /dev or /proc is ever replaced. Folders are refused. *out is NULL on failure. */
ent_status ent_output_begin(ent_output **out, const char *path, ent_diags *diags);
ent_status ent_output_write(ent_output *out, const char *bytes, size_t len, ent_diags *diags);

/** Flushes the file to the disk: what can fail has then been done, but for its renaming. For outputs
 *  that belong together; ent_output_commit does it otherwise. */
ent_status ent_output_finish(ent_output *out, ent_diags *diags);

/** Puts the file in its place; frees the output whatever comes back. */
ent_status ent_output_commit(ent_output *out, ent_diags *diags);
/** Leaves the old file as it was; NULL is fine. */
void ent_output_abort(ent_output *out);

/** Would two outputs be one file, under whatever names ("-": standard output)? Neither need be there
 *  yet. The null device is never one. */
bool ent_output_same(const char *a, const char *b);
/** Is the output a file that is there, and the input the same? */
bool ent_output_destroys(const char *output, const char *input);

/** begin, write, commit. */
ent_status ent_output_save(const char *path, ent_str bytes, ent_diags *diags);

/** Removes the temporary files of this process; safe in a signal handler. */
void ent_output_remove_temporaries(void);

#ifdef __cplusplus
}
#endif
#endif
