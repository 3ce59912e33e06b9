/* csv_scan.h: records and fields of delimited text (RFC 4180). */
#ifndef ENTENTE_DATA_TABLE_CSV_SCAN_H
#define ENTENTE_DATA_TABLE_CSV_SCAN_H

#include "data/table/tablefile.h"

typedef enum scan { SCAN_ROW, SCAN_BLANK, SCAN_END, SCAN_WRONG } scan;

typedef struct record {
    size_t next;       /* offset behind the record */
    size_t count;      /* fields, those past the room included */
    const char *wrong; /* the error after SCAN_WRONG; NULL: memory was refused */
    size_t wrong_at;
} record;

enum { SCAN_MOST_AHEAD = 16 };

typedef struct scanner {
    const char *base, *end;
    const char *record;       /* the start of the current record */
    const char *block, *next; /* the 64 bytes that `marks` are of; those behind them */
    uint64_t marks;           /* those still to come */
    uint64_t ahead[SCAN_MOST_AHEAD]; /* of the blocks that were scanned together */
    size_t at, count;         /* how many of them are behind; how many there are */
    size_t stride;            /* how many blocks to scan together: one cell needs few, a table many */
    char letters[4];          /* separator, LF, CR, quote */
    bool cut;                 /* the file goes on behind the end */
    bool lenient;             /* a quote that does not pair is a letter */
} scanner;

scanner ent_csv_scanner(const ent_tablefile *table, size_t offset);

/** Reads the record at `offset`, where the scanner is. Fields past `room` are counted, not kept; texts that
 *  need a copy go to the arena. */
scan ent_csv_record(const ent_tablefile *table, scanner *s, size_t offset, ent_str *fields,
                    size_t room, record *rec, ent_arena *arena);

/** Reads the field at `p`, with doubled quotes still doubled (*doubled), and returns the place behind it;
 *  NULL: it is wrong, as *rec says. */
const char *ent_csv_field(scanner *s, const char *p, ent_str *field, bool *doubled, record *rec);

/** Writes the text of a quoted field with its doubled quotes made single into a buffer of its length. */
ent_str ent_csv_undouble(ent_str field, char mark, char *into);

/** Rewrites a .tab file of Dataverse, which has every text in quotes and \", \n and \t within them: a quote is
 *  doubled instead, and line ends and tabs become blanks, so that all places stay the same. Goes on where it ended
 *  before. */
void ent_csv_unescape_dataverse(ent_file *file, ent_csv_unescaping *state);

#endif
