/* file.h: a whole input in memory, checked to be UTF-8 text, and places in it. */
#ifndef ENTENTE_BASE_FILE_H
#define ENTENTE_BASE_FILE_H

#include "entente/diag.h"

typedef struct ent_file {
    char *name;  /* as the user wrote it; "(standard input)" for "-" */
    char *bytes; /* NUL-terminated past len */
    size_t len;
    size_t start;  /* 3 when a byte order mark was passed over, else 0 */
    bool borrowed; /* the bytes belong to the caller, such as text compiled into the program */
    bool ascii;    /* no byte is above 0x7f */
    bool is_foreign; /* not UTF-8, but in an encoding that was recognized, and converted */
    bool is_zip;   /* not text, but a zip file, which the form allowed */
    const char *stats; /* not text, but a file of Stata ("dta") or SPSS ("sav"), which the form allowed; or NULL */
    bool cut;      /* reading stopped within a record that is too long */
    struct ent_file_rest *rest; /* more is still to be read by ent_file_more; NULL: `bytes` are all */
    size_t before, lines_before; /* bytes and lines that ent_file_more has dropped */
    /* the last place: places are mostly asked for in order */
    size_t last_offset, last_line;            /* its line: start and number */
    size_t last_start, last_end;              /* of the line's text */
    size_t last_place, last_column;           /* the place, and the characters before it in its line */
} ent_file;

enum {
    ENT_LIMIT_LINE = 16 << 20, /* one record; longer is a lost quote */
    ENT_LIMIT_FIELD = 4 << 20, /* one field */
    ENT_LIMIT_COLUMNS = 1000,
    ENT_LIMIT_NAME = 64 << 10, /* an id or a name; they are repeated in every output */
    ENT_LIMIT_UNPACKED = 64 << 20, /* any .gz may unpack to this size; beyond it, */
    ENT_LIMIT_GROWTH = 100,        /* to at most so many times its own size */
    ENT_LIMIT_ROWS = 50000000, /* of a file that is kept; of one that is not, see ENT_LIMIT_ROWS_PASSING */
    ENT_LIMIT_DEPTH = 64 /* of JSON */
};
#define ENT_LIMIT_ROWS_PASSING 4000000000u /* of a file of which only a window is in memory */

typedef enum ent_encoding { ENT_UTF8, ENT_LATIN1, ENT_WINDOWS1252 } ent_encoding;

/* How a file is encoded and divided. All-zero: UTF-8. */
typedef struct ent_form {
    ent_encoding encoding; /* converted to UTF-8 */
    bool lone_cr;          /* a CR without LF ends a line, and becomes one */
    bool records;          /* lines are records: none may be longer than ENT_LIMIT_LINE */
    char quote;            /* line ends between two of these do not end a record; 0: all do */
    size_t skip;           /* lines before the first record, in which quotes have no meaning */
    bool recognize;        /* text in UTF-16 or Windows-1252 is converted, with a note */
    bool binary;           /* a zip file (a workbook) or a file of statistics is read as it is: nothing else of the form
                            * applies to it */
    bool force;            /* no limit to what a .gz unpacks to */
    bool windows;          /* of text, only the first window is read, and ent_file_more goes on; there is no limit to
                            * its size, packed or not, and no encoding is recognized */
} ent_form;

/** Reads `path` ("-" is standard input; ".gz" is unpacked) and checks that it is UTF-8 text.
 *  Zeroed on failure. */
ent_status ent_file_read(ent_file *file, const char *path, ent_diags *diags);
/** The same for a file of another form. Stops within a record that is too long: then the file is `cut`,
 *  which the caller has to report. */
ent_status ent_file_read_as(ent_file *file, const char *path, const ent_form *form,
                            ent_diags *diags);

/** Drops the bytes before `keep`, the start of a record, and reads further ones. Offsets count from `keep` then. A
 *  record that is too long ends the reading, as above. */
ent_status ent_file_more(ent_file *file, size_t keep, ent_diags *diags);

/** The same as ent_file_read for text in memory, which must outlive the file. */
ent_status ent_file_wrap(ent_file *file, const char *name, ent_str text, ent_diags *diags);
void ent_file_destroy(ent_file *file);

/** The place of the byte at `offset`, with its line and `span` characters to underline. */
ent_where ent_file_where(ent_file *file, size_t offset, size_t span);

#endif
