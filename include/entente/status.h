/* status.h: the results of calls, and the version of the library. */
#ifndef ENTENTE_STATUS_H
#define ENTENTE_STATUS_H

#include "entente/api.h"

#ifdef __cplusplus
extern "C" {
#endif

#define ENT_VERSION "0.1.0"

#if defined(__GNUC__)
#define ENT_PRINTF(format_at, args_at) __attribute__((format(printf, format_at, args_at)))
#else
#define ENT_PRINTF(format_at, args_at)
#endif

/** Every function that can fail returns one of these, after it has reported to an ent_diags. */
typedef enum ent_status {
    ENT_OK = 0,
    ENT_EDATA,     /* the input is invalid */
    ENT_ESYSTEM,   /* a file, a pipe or a child process failed */
    ENT_ENOMEM,    /* memory was refused */
    ENT_EUSAGE,    /* the caller asked for something unknown or impossible */
    ENT_EINTERNAL, /* an invariant of the library does not hold */
    ENT_EPART,     /* no failure: a part of the run was written, and the rest is for other processes
                      (entente/parts.h) */
    ENT_STATUS_COUNT
} ent_status;

/** A short English word for a status ("data", "memory", ...); never NULL. */
ENT_API const char *ent_status_name(ent_status status);

/** The version of the library as built, e.g. "0.1.0". */
ENT_API const char *ent_version(void);

#ifdef __cplusplus
}
#endif
#endif
