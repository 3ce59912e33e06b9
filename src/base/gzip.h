/* gzip.h: the bytes of a gzip file, unpacked as they are asked for. zlib's own file functions pass
 * over whatever follows the last member that they understand; here every byte is accounted for. */
#ifndef ENTENTE_BASE_GZIP_H
#define ENTENTE_BASE_GZIP_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

typedef struct ent_packed ent_packed;

/** Reads from `fd`, which stays the caller's. NULL: out of memory. A file that is not compressed,
 *  whatever its name says, is handed on as it is. */
ent_packed *ent_packed_open(int fd);
void ent_packed_close(ent_packed *packed);

/** Up to `room` bytes; 0 at the end; -1 on an error, which `ent_packed_error` names. */
ssize_t ent_packed_read(ent_packed *packed, char *into, size_t room);
/** What was wrong; NULL: errno says it. */
const char *ent_packed_error(const ent_packed *packed);
/** How many bytes of the file were taken so far. */
uint64_t ent_packed_taken(const ent_packed *packed);

#endif
