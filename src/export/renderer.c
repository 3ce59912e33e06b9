/* renderer.c: runs the rendering program as a child process. igraph (GPL) and Graphviz (EPL) cannot
 * be linked into one program, and Graphviz keeps global state and may crash or never finish. So it
 * runs behind pipes, with an empty environment and limits, and is killed when its time is up. */
#include "entente/export.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/child.h"

enum { MAX_PATH = 4096 };

static ent_status find_program(const char *given, char *path, size_t size, ent_diags *diags)
{
    const char *named = given ? given : getenv("ENTENTE_RENDER");

    if (named && *named) {
        if ((size_t)snprintf(path, size, "%s", named) < size && access(path, X_OK) == 0)
            return ENT_OK;
        return ent_fail(diags, ENT_ESYSTEM, ENT_NOWHERE, "%s'%s' is not a program",
                        given ? "the renderer " : "ENTENTE_RENDER: ", named);
    }
    if (ent_child_find("entente-render", path, size))
        return ENT_OK;
    return ent_fail(diags, ENT_ESYSTEM, ENT_NOWHERE, "the program entente-render is not beside entente nor in %s",
                    ent_child_libexec());
}

/* A note with a code, which the figure recognizes. */
static void pass_on_score(ent_str text, ent_diags *diags)
{
    ent_buf copy = { 0 };

    ent_buf_str(&copy, text);
    ent_deliver(diags, &(ent_diag){ .severity = ENT_NOTE,
                                    .code = "legibility",
                                    .text = ent_buf_string(&copy),
                                    .kind = "legibility" });
    ent_buf_destroy(&copy);
}

/* Reports the child's lines, "error: ...", "note: ..." and "warning: ...". Returns the number of errors. */
static size_t report_messages(ent_str messages, ent_diags *diags)
{
    size_t errors = diags->errors;
    ent_str line;

    while (ent_str_next(&messages, '\n', &line)) {
        if (ent_str_starts(line, "error: "))
            ent_fail(diags, ENT_ESYSTEM, ENT_NOWHERE, "%.*s", (int)(line.len - 7), line.ptr + 7);
        else if (ent_str_starts(line, "warning: "))
            ent_warn(diags, ENT_NOWHERE, "%.*s", (int)(line.len - 9), line.ptr + 9);
        else if (ent_str_starts(line, "note: "))
            pass_on_score((ent_str){ line.ptr + 6, line.len - 6 }, diags);
        else if (line.len)
            ent_warn(diags, ENT_NOWHERE, "the renderer says: %.*s", ENT_STR_ARG(line));
    }
    return diags->errors - errors;
}

static ent_status report_limit(ent_child_end reached, const ent_renderer *limits, ent_diags *diags)
{
    static const char advice[] = "draw a part of the network (--only, --ego, --backbone), or take "
                                 "another --layout";

    if (reached == ENT_CHILD_TOO_LATE)
        return ent_fail(diags, ENT_ESYSTEM, ENT_NOWHERE,
                        "the figure took more than %zu seconds and was given up; %s",
                        limits->seconds, advice);
    return ent_fail(diags, ENT_ESYSTEM, ENT_NOWHERE,
                    "the figure is larger than %zu MiB and was given up; %s", limits->output >> 20,
                    advice);
}

static ent_status judge(int code, ent_child_end how, const ent_renderer *limits, ent_buf *out,
                        ent_buf *messages, ent_diags *diags)
{
    size_t errors = report_messages(ent_buf_view(messages), diags);

    if (out->failed || messages->failed)
        return ent_out_of_memory(diags);
    if (how == ENT_CHILD_NOT_STARTED)
        return ent_fail(diags, ENT_ESYSTEM, ENT_NOWHERE, "cannot start the renderer: %s", strerror(code));
    if (how == ENT_CHILD_SIGNALLED)
        return ent_fail(diags, ENT_ESYSTEM, ENT_NOWHERE, "the renderer ended by signal %d (%s)", code,
                        strsignal(code));
    if (how != ENT_CHILD_ENDED)
        return report_limit(how, limits, diags);
    if (code == 0 && out->len)
        return ENT_OK;
    return errors ? ENT_ESYSTEM
                  : ent_fail(diags, ENT_ESYSTEM, ENT_NOWHERE, "the renderer failed (exit %d)", code);
}

/* ---- public API ---- */

ent_status ent_render(const ent_renderer *renderer, ent_str description, ent_buf *out,
                      ent_diags *diags)
{
    static const ent_renderer defaults = ENT_RENDERER_INIT;
    static char *const environment[] = { "LC_ALL=C", "SERVER_NAME=entente", "PATH=/usr/bin:/bin",
                                         "HOME=/nonexistent", NULL };
    static char *const arguments[] = { "entente-render", NULL };
    char path[MAX_PATH];
    ent_buf messages = { 0 };
    ent_status status;
    int code = 0;

    renderer = renderer ? renderer : &defaults;
    if ((status = find_program(renderer->program, path, sizeof path, diags)) != ENT_OK)
        return status;
    {
        const ent_child child = { path, arguments, environment, renderer->seconds, renderer->output, renderer->memory };
        ent_child_end how = ent_child_run(&child, description, out, &messages, &code);

        status = judge(code, how, renderer, out, &messages, diags);
    }
    if (status != ENT_OK)
        ent_buf_clear(out);
    ent_buf_destroy(&messages);
    return status;
}
