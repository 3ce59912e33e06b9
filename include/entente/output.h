/* output.h: writes a file as a whole or not at all: into a temporary file beside it, which is flushed to
 * the disk and renamed. */
#ifndef ENTENTE_OUTPUT_H
#define ENTENTE_OUTPUT_H

#include "entente/api.h"
#include "entente/diag.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct ent_output ent_output;

/** Starts an output; "-" is standard output. Through a symbolic link its target is written. Devices,
 *  pipes, sockets and descriptors (/dev/stdout, /dev/fd/3) are written directly, and nothing under
 *  /dev or /proc is ever replaced. Folders are refused. *out is NULL on failure. */
ENT_API ent_status ent_output_begin(ent_output **out, const char *path, ent_diags *diags);
/** Writes bytes. */
ENT_API ent_status ent_output_write(ent_output *out, const char *bytes, size_t len, ent_diags *diags);

/** Flushes the file to the disk, after which only renaming it can fail. For several outputs that belong
 *  together; ent_output_commit does it too. */
ENT_API ent_status ent_output_finish(ent_output *out, ent_diags *diags);

/** Puts the file in its place. Frees the output, also on failure. */
ENT_API ent_status ent_output_commit(ent_output *out, ent_diags *diags);
/** Frees the output and leaves the old file as it was; NULL is valid. */
ENT_API void ent_output_abort(ent_output *out);

/** Would two outputs be one file, perhaps under different names ("-": standard output)? They need not
 *  exist. The null device does not count. */
ENT_API bool ent_output_same(const char *a, const char *b);
/** Is the output an existing file, and the input the same file? */
ENT_API bool ent_output_destroys(const char *output, const char *input);

/** Writes a whole file: begin, write, commit. */
ENT_API ent_status ent_output_save(const char *path, ent_str bytes, ent_diags *diags);

/** Removes the temporary files of this process; async-signal-safe. */
ENT_API void ent_output_remove_temporaries(void);

#ifdef __cplusplus
}
#endif
#endif
