/* findings.c: see findings.h.
 *
 *   numbers | the length of each text | the texts, each with a NUL behind it */
#include "base/findings.h"

#include <string.h>

enum { FILE_TEXT, SHEET_TEXT, MESSAGE, CODE, KIND, SOURCE, FIELD, ABOUT, TEXTS };

typedef struct packed {
    uint64_t severity, status, line, column, span;
    uint64_t length[TEXTS]; /* ABSENT: a null pointer */
} packed;

static const uint64_t ABSENT = UINT64_MAX;

static uint64_t room_of(uint64_t length)
{
    return length == ABSENT ? 0 : length + 1;
}

static ent_str text_of(const char *text)
{
    return (ent_str){ text, text ? strlen(text) : 0 };
}

void ent_findings_pack(void *buf, const ent_diag *diag)
{
    const ent_where *where = &diag->where;
    const ent_str texts[TEXTS] = { text_of(where->file), text_of(where->sheet), text_of(diag->text),
                                   text_of(diag->code),  text_of(diag->kind),   where->text,
                                   where->field,         where->about };
    packed p = { .severity = diag->severity, .status = diag->status, .line = where->line,
                 .column = where->column, .span = where->span };

    for (int i = 0; i < TEXTS; i++)
        p.length[i] = texts[i].ptr ? texts[i].len : ABSENT;
    ent_buf_add(buf, (const char *)&p, sizeof p);
    for (int i = 0; i < TEXTS; i++)
        if (texts[i].ptr) {
            ent_buf_str(buf, texts[i]);
            ent_buf_char(buf, '\0');
        }
}

/* Sinks keep the code, so that it has to be the constant of the check. */
static const char *constant_code(const char *code)
{
    for (int i = 0; code && i < ENT_CHECK_COUNT; i++)
        if (strcmp(ent_check_at((ent_check_id)i)->code, code) == 0)
            return ent_check_at((ent_check_id)i)->code;
    return NULL;
}

/* Takes one finding off the bytes. */
static bool take_finding(ent_str *bytes, ent_diag *diag)
{
    ent_str texts[TEXTS] = { { 0 } };
    packed p;

    if (bytes->len < sizeof p)
        return false;
    memcpy(&p, bytes->ptr, sizeof p);
    *bytes = (ent_str){ bytes->ptr + sizeof p, bytes->len - sizeof p };
    for (int i = 0; i < TEXTS; i++) {
        uint64_t room = room_of(p.length[i]);

        if (room > bytes->len || (room && bytes->ptr[room - 1]))
            return false;
        if (room)
            texts[i] = (ent_str){ bytes->ptr, room - 1 };
        *bytes = (ent_str){ bytes->ptr + room, bytes->len - room };
    }
    *diag = (ent_diag){ .severity = (ent_severity)p.severity,
                        .status = (ent_status)p.status,
                        .code = constant_code(texts[CODE].ptr),
                        .where = { .file = texts[FILE_TEXT].ptr, .line = p.line, .column = p.column,
                                   .sheet = texts[SHEET_TEXT].ptr, .text = texts[SOURCE],
                                   .span = p.span, .field = texts[FIELD], .about = texts[ABOUT] },
                        .text = texts[MESSAGE].ptr,
                        .kind = texts[KIND].ptr };
    return p.severity <= ENT_ERROR && p.status < ENT_STATUS_COUNT && diag->text;
}

bool ent_findings_unpack(ent_str bytes, ent_diags *diags)
{
    ent_diag diag;

    while (bytes.len) {
        if (!take_finding(&bytes, &diag))
            return false;
        ent_deliver(diags, &diag);
    }
    return true;
}
