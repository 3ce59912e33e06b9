/* messages.h: diagnostics as lines on standard error. */
#ifndef ENTENTE_CLI_MESSAGES_H
#define ENTENTE_CLI_MESSAGES_H

#include "entente/entente.h"

enum { MOST_GROUPS = 64, MOST_PLACES = 6 };

/* Findings of one kind in one column of one file, which are shown as one line with their number and the
 * first places. */
typedef struct message_group {
    ent_severity severity;
    uint64_t kind; /* hash: findings of other processes have their own copy of the text */
    const char *code;
    char file[96], sheet[40], field[48], about[64];
    size_t count, more; /* `more`: groups of the same kind that are not shown */
    struct {
        size_t line, column;
        char value[28]; /* the first word in quotes */
    } places[MOST_PLACES];
    ent_buf text, source; /* of the first: the message, and the line of data that it points at */
} message_group;

typedef struct messages {
    bool quiet, colour;
    message_group groups[MOST_GROUPS]; /* not yet shown */
    size_t group_count, bytes, held_back;
    ent_buf line;     /* the message that is being composed */
    bool no_memory;   /* was reported; once is enough */
    int64_t started, shown; /* progress: first reported, last shown; milliseconds */
    bool progress_line;     /* a line of progress is on the terminal */
} messages;

/** Allocates room for messages, so that none needs memory later; false on failure. */
bool messages_begin(messages *m);
void messages_sink(void *ctx, const ent_diag *diag);
/** Shows progress in a line that is overwritten, and erased at the end: on a terminal, for work that
 *  takes longer than a second. */
void messages_progress(void *ctx, const char *what, uint64_t done, uint64_t total);
/** Shows the findings that are being gathered, before messages about something else. */
void messages_flush(ent_diags *diags);
/** The same; notes how many messages were not shown. */
void messages_end(messages *m);
/** Appends one message as a line: file:line:column: severity: text. */
void message_line(ent_buf *out, const ent_diag *diag, bool colour);

#endif
