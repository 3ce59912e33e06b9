/* void_options.h: options that have no effect, because of the command or of another option. They are
 * usage errors, so that no one relies on an option that did nothing. */
#ifndef ENTENTE_CLI_VOID_OPTIONS_H
#define ENTENTE_CLI_VOID_OPTIONS_H

#include "cli/settings.h"

typedef bool void_test(const settings *set);

/* A command lists the rules for its own options, up to a row without an option. */
typedef struct void_option {
    const char *option;
    void_test *is_void;
    const char *why; /* follows "--OPTION has no effect " */
    bool is_harmless; /* a warning: scripts may give the option to every command */
} void_option;

void_test always, without_date;

/** Checks the options that were given. ENT_EUSAGE after a message. */
ent_status check_options(const settings *set, ent_diags *diags);

#endif
