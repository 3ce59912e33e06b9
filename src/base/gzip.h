/* gzip.h: reads a gzip file piece by piece. zlib's own file functions ignore what follows the last member
 * that they understand; here that is an error. */
#ifndef ENTENTE_BASE_GZIP_H
#define ENTENTE_BASE_GZIP_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

typedef struct ent_gzip ent_gzip;

/** Reads from `fd`, which the caller closes. NULL: out of memory. A file that is not compressed is read
 *  as it is. */
ent_gzip *ent_gzip_open(int fd);
void ent_gzip_close(ent_gzip *gz);

/** Up to `room` bytes; 0 at the end; -1 on an error: see ent_gzip_error. */
ssize_t ent_gzip_read(ent_gzip *gz, char *into, size_t room);
/** The last error; NULL: see errno. */
const char *ent_gzip_error(const ent_gzip *gz);
/** Bytes of the file that were read so far. */
uint64_t ent_gzip_consumed(const ent_gzip *gz);

#endif
