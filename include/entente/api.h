/* api.h: marks the functions and tables that a program may use. Everything else is hidden in the
 * shared libraries. */
#ifndef ENTENTE_API_H
#define ENTENTE_API_H

#if defined(__GNUC__)
#define ENT_API __attribute__((visibility("default")))
#else
#define ENT_API
#endif

/* Used by libentente-measure and not by programs: no part of the public API. */
#define ENT_SHARED ENT_API

#endif
