/* formats.h: the formats that a command can write, by the tables of the library, and the one that is
 * asked for. */
#ifndef ENTENTE_CLI_FORMATS_H
#define ENTENTE_CLI_FORMATS_H

#include "cli/settings.h"

typedef enum format_kind {
    NO_FORMATS,
    TABLE_FORMATS,
    NETWORK_FORMATS,
    FIGURE_FORMATS,
    FINDING_FORMATS,
    CAPTION_FORMATS
} format_kind;

bool has_format(format_kind kind, const char *format);
/** ENT_EUSAGE, after a message, if the kind has no such format. */
ent_status require_format(format_kind kind, const char *format, ent_diags *diags);

/** "csv" from "out/iis.csv" or "out/IIS.CSV"; `otherwise` if the name has no ending. */
const char *ending_of(const char *path, const char *otherwise);
/** The format from --format, else from -o, else `otherwise`. */
const char *format_of(const settings *set, const char *otherwise);

/** Is it a table format for readers (txt, md, docx, tex, ...), in which tables have titles and ranks? */
bool is_for_readers(const char *format);

#endif
