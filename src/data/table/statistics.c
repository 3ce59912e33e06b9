/* statistics.c: see statistics.h. ReadStat parses binary files from anybody, so it runs in a process of its own, like
 * the renderer: with an empty environment and limits of time and memory. */
#include "data/table/statistics.h"

#include <string.h>

#include "base/child.h"
#include "base/filetype.h"

enum { MAX_PATH = 4096 };

static ent_status not_installed(const ent_file *file, ent_diags *diags)
{
    return ent_fail(diags, ENT_ESYSTEM, (ent_where){ .file = file->name },
                    "this build reads no Stata and SPSS files: the program entente-read-stats is missing (build entente where "
                    "ReadStat is installed, in Debian libreadstat-dev); or %s",
                    ent_filetype_advice(file->name, (const unsigned char *)file->bytes, file->len));
}

/* Passes on "note: ..." and returns the text of "error: ...". */
static ent_str read_messages(ent_str messages, const ent_file *file, ent_diags *diags)
{
    ent_str line, error = ENT_STR("");

    while (ent_str_next(&messages, '\n', &line))
        if (ent_str_starts(line, "error: "))
            error = (ent_str){ line.ptr + 7, line.len - 7 };
        else if (ent_str_starts(line, "note: "))
            ent_note(diags, (ent_where){ .file = file->name }, "read as %s file: %.*s",
                     strcmp(file->stats, "dta") == 0 ? "a Stata" : "an SPSS", (int)line.len - 6, line.ptr + 6);
    return error;
}

/* The file with these bytes, which must be text as those of any other. */
static ent_status take_text(ent_file *file, ent_buf *text, ent_diags *diags)
{
    ent_file made;
    ent_status status;

    ent_buf_char(text, '\0');
    if (text->failed)
        return ent_out_of_memory(diags);
    status = ent_file_wrap(&made, file->name, (ent_str){ text->data, text->len - 1 }, diags);
    if (status != ENT_OK)
        return status;
    made.borrowed = false;
    *text = (ent_buf){ 0 };
    ent_file_destroy(file);
    *file = made;
    return ENT_OK;
}

ent_status ent_statistics_convert(ent_file *file, ent_diags *diags)
{
    static char *const environment[] = { "LC_ALL=C", "PATH=/usr/bin:/bin", "HOME=/nonexistent", NULL };
    char *const arguments[] = { "entente-read-stats", (char *)file->stats, NULL };
    char path[MAX_PATH];
    const ent_child child = { path, arguments, environment, 120, (size_t)2 << 30, (size_t)4 << 30 };
    const ent_where at = { .file = file->name };
    ent_buf out = { 0 }, messages = { 0 };
    ent_child_end how;
    ent_status status;
    ent_str error;
    int code = 0;

    if (!ent_child_find("entente-read-stats", path, sizeof path))
        return not_installed(file, diags);
    how = ent_child_run(&child, (ent_str){ file->bytes, file->len }, &out, &messages, &code);
    error = read_messages(ent_buf_view(&messages), file, diags);
    if (out.failed || messages.failed)
        status = ent_out_of_memory(diags);
    else if (how == ENT_CHILD_ENDED && code == 0)
        status = take_text(file, &out, diags);
    else if (how == ENT_CHILD_ENDED || how == ENT_CHILD_SIGNALLED)
        status = ent_find(diags, ENT_CHECK_FILE_UNREADABLE, at, "the file is damaged, or of an unknown version: %.*s",
                          error.len ? (int)error.len : 14, error.len ? error.ptr : "reading failed");
    else
        status = ent_fail(diags, ENT_ESYSTEM, at,
                          how == ENT_CHILD_NOT_STARTED ? "cannot start entente-read-stats"
                                                       : "reading it took too long or too much memory and was given up");
    ent_buf_destroy(&out);
    ent_buf_destroy(&messages);
    return status;
}
