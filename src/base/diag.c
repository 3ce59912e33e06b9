/* diag.c: reporting, with a buffer on the stack: a message about refused memory must not need memory. */
#include "entente/diag.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum { LONGEST = 1000 };

static const ent_check_info checks[] = {
#define CHECK_ROW(id, code, severity, summary) { code, ENT_##severity, summary },
    ENT_CHECKS(CHECK_ROW)
#undef CHECK_ROW
};

const ent_check_info *ent_check_at(ent_check_id id)
{
    return &checks[id];
}

const char *ent_status_name(ent_status status)
{
    static const char *const names[] = { "ok",     "data",  "system",
                                         "memory", "usage", "internal", "part" };

    return (unsigned)status < ENT_STATUS_COUNT ? names[status] : "unknown";
}

const char *ent_severity_name(ent_severity severity)
{
    static const char *const names[] = { "note", "warning", "error" };

    return names[severity];
}

/* "C": the letters of a column of a sheet */
static void write_column(ent_buf *buf, size_t column)
{
    if (column > 26)
        write_column(buf, (column - 1) / 26);
    ent_buf_char(buf, (char)('A' + (column - 1) % 26));
}

void ent_where_write(ent_buf *buf, ent_where where)
{
    if (!where.sheet) {
        if (where.line)
            ent_buf_count(buf, where.line);
        if (where.line && where.column)
            ent_buf_format(buf, ":%zu", where.column);
        return;
    }
    ent_buf_text(buf, where.sheet);
    if (*where.sheet && where.line)
        ent_buf_char(buf, '!');
    if (where.line && where.column)
        write_column(buf, where.column);
    if (where.line)
        ent_buf_count(buf, where.line);
}

const char *ent_version(void)
{
    return ENT_VERSION;
}

void ent_deliver(ent_diags *diags, const ent_diag *diag)
{
    if (!diags)
        return;
    *(diag->severity == ENT_ERROR     ? &diags->errors
      : diag->severity == ENT_WARNING ? &diags->warnings
                                      : &diags->notes) += 1;
    if (diags->sink)
        diags->sink(diags->ctx, diag);
}

static void ENT_PRINTF(6, 0) report(ent_diags *diags, ent_severity severity, ent_status status,
                                    const char *code, ent_where where, const char *format,
                                    va_list args)
{
    char text[LONGEST + 8];
    int len = vsnprintf(text, LONGEST, format, args);

    if (len < 0)
        strcpy(text, "(a message that could not be written)");
    if (len >= LONGEST) { /* cut between two characters */
        size_t at = LONGEST - 1;

        while (at && ((unsigned char)text[at - 1] & 0xc0) == 0x80)
            at--;
        if (at && (unsigned char)text[at - 1] >= 0xc0)
            at--;
        strcpy(text + at, "...");
    }
    ent_deliver(diags, &(ent_diag){ severity, status, code, where, text, format });
}

ent_status ent_fail(ent_diags *diags, ent_status status, ent_where where, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    report(diags, ENT_ERROR, status, NULL, where, format, args);
    va_end(args);
    return status;
}

void ent_warn(ent_diags *diags, ent_where where, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    report(diags, ENT_WARNING, ENT_OK, NULL, where, format, args);
    va_end(args);
}

void ent_note(ent_diags *diags, ent_where where, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    report(diags, ENT_NOTE, ENT_OK, NULL, where, format, args);
    va_end(args);
}

void ent_progress(ent_diags *diags, const char *what, uint64_t done, uint64_t total)
{
    if (diags && diags->progress)
        diags->progress(diags->progress_ctx, what, done, total);
}

ent_status ent_out_of_memory(ent_diags *diags)
{
    return ent_fail(diags, ENT_ENOMEM, ENT_NOWHERE, "out of memory");
}

ent_status ent_find(ent_diags *diags, ent_check_id check, ent_where where, const char *format, ...)
{
    const ent_check_info *info = &checks[check];
    ent_status status = info->severity == ENT_ERROR ? ENT_EDATA : ENT_OK;
    va_list args;

    va_start(args, format);
    report(diags, info->severity, status, info->code, where, format, args);
    va_end(args);
    return status;
}

ent_status ent_fail_unknown(ent_diags *diags, ent_where where, const char *noun, ent_str word,
                            ent_names names, const char *otherwise)
{
    ent_status status = where.file ? ENT_EDATA : ENT_EUSAGE;
    const char *near = ent_names_nearest(names, word), *name, *next;
    ent_buf list = { 0 };

    if (near)
        return ent_fail(diags, status, where, "unknown %s '%.*s'; did you mean '%s'?", noun,
                        ENT_STR_ARG(word), near);
    for (size_t i = 0; !otherwise && (name = ent_names_at(names, i)) != NULL; i++) {
        next = ent_names_at(names, i + 1);
        ent_buf_format(&list, "%s%s", i == 0 ? "expected " : next ? ", " : " or ", name);
    }
    status = ent_fail(diags, status, where, "unknown %s '%.*s'; %s", noun, ENT_STR_ARG(word),
                      otherwise ? otherwise : ent_buf_string(&list));
    ent_buf_destroy(&list);
    return status;
}
