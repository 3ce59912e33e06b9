/* test_parallel.c: the same results in the same order for any number of workers; failures, crashes
 * and time limits end the run with words and leave no process behind. */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <criterion/criterion.h>

#include "base/mem.h"
#include "base/parallel.h"

typedef struct job {
    pid_t caller;
    size_t fail_at, crash_at, sleep_at; /* SIZE_MAX: never */
    size_t taken;
    bool in_caller;
    size_t lengths[300];
    char words[4000];
} job;

static const job calm = { .fail_at = SIZE_MAX, .crash_at = SIZE_MAX, .sleep_at = SIZE_MAX };

static void keep(void *ctx, const ent_diag *diag)
{
    job *j = ctx;
    size_t len = strlen(j->words);

    snprintf(j->words + len, sizeof j->words - len, "%s:%zu:%s;",
             diag->where.file ? diag->where.file : "-", diag->where.line, diag->text);
}

/* Task t writes t * 977 bytes, unevenly long in time too; every fiftieth has a note. */
static ent_status do_task(void *ctx, size_t task, ent_buf *out, ent_diags *diags)
{
    const job *j = ctx;

    if (task == j->crash_at)
        raise(SIGKILL);
    if (task == j->sleep_at)
        sleep(20);
    if (task % 50 == 0)
        ent_note(diags, (ent_where){ .file = "f.csv", .line = task }, "note %zu", task);
    if (task == j->fail_at)
        return ent_fail(diags, ENT_EDATA, ENT_NOWHERE, "task %zu", task);
    for (size_t i = 0; i < task * 977; i++)
        ent_buf_char(out, (char)('a' + (task + i) % 26));
    return ENT_OK;
}

static ent_status take(void *ctx, size_t task, ent_str result, ent_diags *diags)
{
    job *j = ctx;

    (void)diags;
    cr_assert_eq(task, j->taken++);
    j->in_caller = getpid() == j->caller;
    j->lengths[task] = result.len;
    for (size_t i = 0; i < result.len; i += 100)
        cr_assert_eq(result.ptr[i], (char)('a' + (task + i) % 26));
    return ENT_OK;
}

static ent_status go(job *j, size_t tasks, size_t workers, bool apart, unsigned limit)
{
    ent_parallel p = { .tasks = tasks, .workers = workers, .apart = apart, .limit = limit,
                       .ctx = j, .run = do_task, .take = take };
    ent_diags diags = { .sink = keep, .ctx = j };
    ent_status status;

    j->caller = getpid();
    status = ent_parallel_run(&p, &diags);
    cr_expect(waitpid(-1, NULL, WNOHANG) == -1 && errno == ECHILD, "a process is left");
    return status;
}

Test(parallel, same_for_any_number_of_workers)
{
    for (size_t workers = 0; workers < 6; workers++) {
        job j = calm;

        cr_expect_eq(go(&j, 300, workers, workers == 1, 0), ENT_OK);
        cr_expect_eq(j.taken, 300);
        cr_expect(j.in_caller);
        for (size_t t = 0; t < 300; t++)
            cr_expect_eq(j.lengths[t], t * 977);
        cr_expect_str_eq(j.words, "f.csv:0:note 0;f.csv:50:note 50;f.csv:100:note 100;"
                                  "f.csv:150:note 150;f.csv:200:note 200;f.csv:250:note 250;");
    }
}

Test(parallel, first_failure_in_the_order_of_tasks)
{
    for (size_t workers = 1; workers < 5; workers++) {
        job j = calm;

        j.fail_at = 70;
        cr_expect_eq(go(&j, 300, workers, true, 0), ENT_EDATA);
        cr_expect_eq(j.taken, 70);
        cr_expect_str_eq(j.words, "f.csv:0:note 0;f.csv:50:note 50;-:0:task 70;");
    }
}

Test(parallel, crash_and_limit_are_errors)
{
    job crash = calm, slow = calm, none = calm;

    crash.crash_at = 7;
    cr_expect_eq(go(&crash, 20, 2, true, 0), ENT_ESYSTEM);
    cr_expect(strstr(crash.words, "worker process ended early"), "%s", crash.words);
    slow.sleep_at = 3;
    cr_expect_eq(go(&slow, 5, 1, true, 1), ENT_ESYSTEM);
    cr_expect(strstr(slow.words, "stopped after 1 seconds"), "%s", slow.words);
    cr_expect_eq(go(&none, 0, 2, true, 0), ENT_OK);
}

Test(parallel, without_new_processes_it_is_done_here)
{
    struct rlimit files, old;
    job j = calm;
    int next = dup(0); /* the first number that is free: no pipe can be made below it */

    cr_assert(next > 0 && getrlimit(RLIMIT_NOFILE, &old) == 0);
    close(next);
    files = (struct rlimit){ (rlim_t)next, old.rlim_max };
    cr_assert_eq(setrlimit(RLIMIT_NOFILE, &files), 0);
    cr_expect_eq(go(&j, 60, 2, true, 0), ENT_OK);
    setrlimit(RLIMIT_NOFILE, &old);
    cr_expect_eq(j.taken, 60);
    cr_expect(j.in_caller);
}

Test(parallel, refused_memory)
{
    ent_status status = ENT_ENOMEM;

    for (size_t n = 1; status == ENT_ENOMEM && n < 2000; n++) {
        job j = calm;

        ent_mem_refuse(n, false);
        status = go(&j, 12, 2, true, 0);
        ent_mem_refuse(0, false);
        cr_assert(status == ENT_OK || status == ENT_ENOMEM);
    }
    cr_expect_eq(status, ENT_OK);
}
