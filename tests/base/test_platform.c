/* test_platform.c: what the system is asked for; in the build with ENTENTE_POSIX, the plain way. */
#include <criterion/criterion.h>
#include <errno.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/wait.h>

#include "base/embed.h"
#include "base/platform.h"
#include "base/random.h"
#include "base/signals.h"
#include "support.h"

Test(platform, pipes_are_closed_on_exec)
{
    int ends[2];

    cr_assert(ent_platform_pipe(ends));
    cr_expect(fcntl(ends[0], F_GETFD) & FD_CLOEXEC);
    cr_expect(fcntl(ends[1], F_GETFD) & FD_CLOEXEC);
    close(ends[0]);
    close(ends[1]);
}

Test(platform, created_files_are_new_and_have_the_mode)
{
    char a[] = "/tmp/entente-a-XXXXXX", b[] = "/tmp/entente-b-XXXXXX", no[] = "/nonexistent/XXXXXX";
    struct stat info;
    int fd, other;

    umask(022);
    cr_assert((fd = ent_platform_create(a, 0666)) >= 0);
    cr_assert((other = ent_platform_create(b, 0600)) >= 0);
    cr_assert(fstat(fd, &info) == 0);
    cr_expect_eq(info.st_mode & 0777, 0644);
    cr_assert(fstat(other, &info) == 0);
    cr_expect_eq(info.st_mode & 0777, 0600);
    cr_expect(access(a, R_OK) == 0 && strcmp(a + 15, "XXXXXX") != 0);
    cr_expect_eq(ent_platform_create(no, 0600), -1);
    cr_expect_eq(errno, ENOENT);
    unlink(a);
    unlink(b);
}

Test(platform, named_bytes_can_be_read_by_name)
{
    char path[64], bytes[8] = "";
    int fd;

    cr_assert(ent_platform_named_bytes("letters", 7, path, sizeof path));
    cr_assert((fd = open(path, O_RDONLY)) >= 0);
    cr_assert_eq(read(fd, bytes, 7), 7);
    cr_expect_str_eq(bytes, "letters");
}

Test(platform, shared_memory_is_written_by_children)
{
    int *number = ent_platform_shared(sizeof *number);
    pid_t child;

    cr_assert_not_null(number);
    cr_assert_eq(*number, 0);
    if ((child = fork()) == 0) {
        *number = 7;
        _exit(0);
    }
    waitpid(child, NULL, 0);
    cr_expect_eq(*number, 7);
    munmap(number, sizeof *number);
}

Test(platform, a_child_ends_with_its_parent, .timeout = 60)
{
    int ends[2];
    pid_t parent;
    char byte;

    cr_assert(ent_platform_pipe(ends));
    if ((parent = fork()) == 0) {
        pid_t own = getpid();

        if (fork() == 0) { /* computes for ever, and holds the pipe open */
            ent_platform_end_with(own, false);
            cr_assert_eq(write(ends[1], "", 1), 1);
            for (volatile unsigned i = 0;; i++)
                ;
        }
        cr_assert_eq(read(ends[0], &byte, 1), 1);
        _exit(0);
    }
    close(ends[1]);
    waitpid(parent, NULL, 0);
    cr_expect_eq(read(ends[0], &byte, 1), 0); /* the end of the pipe: both are gone */
}

static int by_number(const void *a, const void *b, void *ctx)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

    ++*(size_t *)ctx;
    return x < y ? -1 : x > y;
}

Test(platform, sorts)
{
    ent_random random = ent_random_stream(5, 0);
    uint32_t list[257];
    size_t calls = 0;

    for (size_t count = 0; count <= 257; count++) {
        for (size_t i = 0; i < count; i++)
            list[i] = ent_random_below(&random, 300);
        ent_platform_sort(list, count, sizeof *list, by_number, &calls);
        for (size_t i = 1; i < count; i++)
            cr_assert(list[i - 1] <= list[i]);
    }
    cr_expect_gt(calls, 0);
}

Test(platform, finds_parts)
{
    static const char bytes[] = "aabaabaac";

    cr_expect_eq(ent_platform_find(bytes, 9, "aac", 3), bytes + 6);
    cr_expect_eq(ent_platform_find(bytes, 9, "aab", 3), bytes);
    cr_expect_null(ent_platform_find(bytes, 8, "aac", 3));
    cr_expect_null(ent_platform_find(bytes, 0, "a", 1));
    cr_expect_eq(ent_platform_find(bytes, 9, "", 0), bytes);
}

Test(platform, a_broken_pipe_ends_no_one)
{
    ent_pipe_signal held;
    int ends[2];

    cr_assert(ent_platform_pipe(ends));
    close(ends[0]);
    ent_pipe_signal_hold(&held);
    cr_expect_eq(write(ends[1], "", 1), -1);
    cr_expect_eq(errno, EPIPE);
    ent_pipe_signal_release(&held);
}

ENT_EMBEDDED_DECLARE(ent_theme_print);

Test(platform, embedded_files_are_whole)
{
    ent_str text = ent_embedded_text((ent_embedded)ENT_EMBEDDED(ent_theme_print));
    char *bytes = NULL;
    struct stat info;
    int fd = open(ENT_SOURCE_DIR "/data/themes/print.theme", O_RDONLY);

    cr_assert(fd >= 0 && fstat(fd, &info) == 0);
    cr_assert_eq(text.len, (size_t)info.st_size);
    bytes = mmap(NULL, text.len, PROT_READ, MAP_PRIVATE, fd, 0);
    cr_expect_eq(memcmp(bytes, text.ptr, text.len), 0);
}
