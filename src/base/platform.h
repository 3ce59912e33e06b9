/* platform.h: what Linux offers and POSIX does not, in two ways: Linux's own, and, when ENT_POSIX is
 * defined (CMake: ENTENTE_POSIX), one that needs POSIX.1-2008 only. No other file asks on which system it
 * runs. */
#ifndef ENTENTE_BASE_PLATFORM_H
#define ENTENTE_BASE_PLATFORM_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

/** A pipe whose ends are closed on exec. */
bool ent_platform_pipe(int ends[2]);

/** In a child: ends this process when its parent ends, and now when it did already. Without Linux that
 *  is noticed within a second of computing, by SIGVTALRM; when an exec follows, not before the program
 *  writes to a pipe that its parent had. */
void ent_platform_end_with(pid_t parent, bool exec_follows);

/** Processors that this process may use; at least 1. */
size_t ent_platform_processors(void);

/** Bytes that no one can guess; false when the system gave none. */
bool ent_platform_random(void *bytes, size_t len);

/** Creates a file that was not there, open for reading and writing, closed on exec. The template ends in
 *  XXXXXX, which becomes its name. The mode is cut by the umask. -1 and errno on failure. */
int ent_platform_create(char *path_template, mode_t mode);

/** Writes all of the bytes. False and errno on failure. */
bool ent_platform_write(int fd, const char *bytes, size_t len);

/** Zeroed memory that children share, for munmap; NULL on failure. */
void *ent_platform_shared(size_t size);

/** Asks for large pages where the memory is; a hint. */
void ent_platform_prefer_large_pages(void *memory, size_t bytes, size_t large_page);

/** A file with these bytes that has a name for as long as this process runs: in memory, or in the
 *  folder of temporary files. It stays open. False and errno on failure. */
bool ent_platform_named_bytes(const char *bytes, size_t len, char *path, size_t room);

/** The program of this name in the folders of PATH; false when there is none. */
bool ent_platform_in_path(const char *name, char *path, size_t room);

/** Keeps the name that this program was called by (argv[0], which must stay), for systems that do not tell its path. */
void ent_platform_called(const char *name);

/** The path of the running program; false when neither the system nor that name tells. */
bool ent_platform_program(char *path, size_t room);

/** The first place of `part` in `bytes`, or NULL (memmem). */
const char *ent_platform_find(const char *bytes, size_t len, const char *part, size_t part_len);

/** qsort with a context for the comparison, which must tell any two items apart: the order of equal
 *  items differs between systems. */
void ent_platform_sort(void *items, size_t count, size_t size,
                       int (*compare)(const void *a, const void *b, void *ctx), void *ctx);

/** Makes malloc keep what is freed, for programs that build many networks one after another: asking the
 *  system again takes longer than filling the memory. Nothing without glibc. */
void ent_platform_keep_memory(void);

#endif
