/* child.h: another program as a child process behind pipes. It gets bytes on its standard input, is killed at its
 * limits, and ends with this process. */
#ifndef ENTENTE_BASE_CHILD_H
#define ENTENTE_BASE_CHILD_H

#include "entente/api.h"
#include "entente/text.h"

typedef struct ent_child {
    const char *path;
    char *const *arguments;   /* the first is its name; NULL at the end */
    char *const *environment; /* NULL at the end; NULL: that of this process */
    size_t seconds;           /* of time, and of processor time */
    size_t output, memory;    /* bytes; memory 0: no limit */
} ent_child;

typedef enum ent_child_end {
    ENT_CHILD_ENDED,     /* `code` is its exit code */
    ENT_CHILD_SIGNALLED, /* `code` is the signal */
    ENT_CHILD_TOO_LATE,
    ENT_CHILD_TOO_LARGE,
    ENT_CHILD_NOT_STARTED /* `code` is errno */
} ent_child_end;

/** Runs the program. Appends what it writes to `out` and, up to some thousand bytes, its messages. SIGPIPE is ignored
 *  meanwhile, for the whole process. */
ENT_SHARED ent_child_end ent_child_run(const ent_child *child, ent_str input, ent_buf *out, ent_buf *messages, int *code);

/** Finds a program of ours: beside the running program (a build folder), or in libexec: beside its bin folder (an
 *  installation, also one that was moved) or as configured. PATH is never searched: a program of that name there need
 *  not be ours. */
ENT_SHARED bool ent_child_find(const char *name, char *path, size_t size);

/** The configured libexec folder. */
ENT_SHARED const char *ent_child_libexec(void);

#endif
