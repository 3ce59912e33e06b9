/* diag.h: findings and failures, with their place. The library never prints: it passes each finding to a
 * callback of the caller. */
#ifndef ENTENTE_DIAG_H
#define ENTENTE_DIAG_H

#include "entente/api.h"
#include "entente/text.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef enum ent_severity { ENT_NOTE, ENT_WARNING, ENT_ERROR } ent_severity;

typedef struct ent_where {
    const char *file;    /* as the user wrote it; NULL when no file is involved */
    size_t line, column; /* 1-based, column in characters; 0: unknown */
    const char *sheet;   /* of a workbook: then line and column are a row and a column of this sheet; else NULL */
    ent_str text;        /* the line of the file; empty: unknown */
    size_t span;         /* characters to underline from column on */
    ent_str field;       /* the column of the table */
    ent_str about;       /* the name of what is wrong: keeps findings of one kind apart */
} ent_where;

#define ENT_NOWHERE ((ent_where){ 0 })

typedef struct ent_diag {
    ent_severity severity;
    ent_status status;
    const char *code; /* of the check ("date-impossible"), or NULL */
    ent_where where;
    const char *text; /* one line; may contain characters from data: escape it before printing */
    const char *kind; /* the format of `text`: the same for all findings of one kind */
} ent_diag;

/** Receives a finding; its texts are valid during the call only. */
typedef void ent_sink_fn(void *ctx, const ent_diag *diag);

/** Receives the progress of long work; see ent_progress. */
typedef void ent_progress_fn(void *ctx, const char *what, uint64_t done, uint64_t total);

/** Callbacks for findings and for progress. All-zero is valid: findings are only counted. */
typedef struct ent_diags {
    ent_sink_fn *sink;
    void *ctx;
    size_t errors, warnings, notes;
    ent_progress_fn *progress; /* or NULL */
    void *progress_ctx;
} ent_diags;

/** Reports that `done` of `total` steps of the work `what` ("reading parties.csv", "null models") are done;
 *  total 0: unknown. Ends with done = total. Cheap: call it every few thousand steps, from the main thread
 *  only. */
ENT_API void ent_progress(ent_diags *diags, const char *what, uint64_t done, uint64_t total);

/** Appends the place within its file, as messages show it: "12:3", or "Sheet1!C12" in a workbook ("C12" when the
 *  name of the sheet is empty); nothing when it is unknown. */
ENT_API void ent_where_write(ent_buf *buf, ent_where where);

/** "note", "warning", "error" */
ENT_API const char *ent_severity_name(ent_severity severity);
/** Formats, counts and delivers one error, then returns `status`: reporting is returning. */
ENT_API ent_status ent_fail(ent_diags *diags, ent_status status, ent_where where, const char *format, ...)
    ENT_PRINTF(4, 5);
/** Formats, counts and delivers one warning. */
ENT_API void ent_warn(ent_diags *diags, ent_where where, const char *format, ...) ENT_PRINTF(3, 4);
/** Formats, counts and delivers one note. */
ENT_API void ent_note(ent_diags *diags, ent_where where, const char *format, ...) ENT_PRINTF(3, 4);
/** Reports that memory was refused: ENT_ENOMEM. */
ENT_API ent_status ent_out_of_memory(ent_diags *diags);
/** Counts and delivers a finding that was received elsewhere; `diags` may be NULL. */
ENT_API void ent_deliver(ent_diags *diags, const ent_diag *diag);

/** "unknown NOUN 'x'; did you mean 'y'?" when one of the names is near, else "unknown NOUN 'x'; " and
 *  `otherwise`, such as "see `entente list measures`"; NULL: "expected a, b or c". Returns ENT_EUSAGE, or
 *  ENT_EDATA when the place is in a file. */
ENT_API ent_status ent_fail_unknown(ent_diags *diags, ent_where where, const char *noun, ent_str word,
                            ent_names names, const char *otherwise);

/* The checks, which `entente list checks` prints: code, severity, summary. */
#define ENT_CHECKS(X)                                                                              \
    /* structure */                                                                                \
    X(FILE_UNREADABLE, "file-unreadable", ERROR, "the file cannot be opened or read")              \
    X(FILE_EMPTY, "file-empty", ERROR, "the file has no header")                                   \
    X(FILE_ENCODING, "file-encoding", ERROR, "bytes that are not UTF-8, or control characters")    \
    X(FILE_LIMIT, "file-limit", ERROR, "a line, a field or a table past its limit")                \
    X(TABLE_SYNTAX, "table-syntax", ERROR, "quotes or line ends against RFC 4180")                 \
    X(TABLE_RAGGED, "table-ragged", ERROR, "a row with more or fewer fields than the header")      \
    X(TABLE_EMPTY, "table-empty", WARNING, "a table with a header and no rows")                    \
    X(TABLE_DELIMITER, "table-delimiter", WARNING, "fields are separated by something else than "  \
                                                   "the file's name says")                         \
    X(WORKBOOK_FORM, "workbook-form", ERROR, "a workbook that is damaged, or a sheet that is no table") \
    X(NETWORK_FORM, "network-form", ERROR, "a network file (GraphML, GEXF, ...) that is damaged")    \
    X(CELL_ERROR, "cell-error", WARNING, "a cell of a workbook with an error such as #REF!")       \
    X(COLUMN_MISSING, "column-missing", ERROR, "a column that must be there is not")               \
    X(COLUMN_REPEATED, "column-repeated", ERROR, "two columns with one name")                      \
    X(COLUMN_NAMELESS, "column-nameless", ERROR, "a column without a name")                        \
    X(COLUMN_UNKNOWN, "column-unknown", WARNING, "a column that is near a known name, or unknown") \
    X(COLUMN_UNUSED, "column-unused", WARNING, "a column of dates or parties that is not used")    \
    X(JSON_SYNTAX, "json-syntax", ERROR, "not JSON (RFC 8259), or not a list of flat objects")     \
    X(PACKAGE_FORM, "package-form", ERROR, "datapackage.json lacks what is needed")                \
    X(VALUE_MISSING, "value-missing", ERROR, "an empty cell where a value must be")                \
    X(VALUE_UNKNOWN, "value-unknown", WARNING, "a word outside the list for its column")           \
    X(VALUE_FORM, "value-form", WARNING, "a code or number that has not the form of one")          \
    X(KEY_REPEATED, "key-repeated", ERROR, "the same id twice")                                    \
    X(KEY_DANGLING, "key-dangling", ERROR, "a reference to a row that does not exist")             \
    X(TITLE_EMPTY, "title-empty", WARNING, "an agreement without a title")                               \
    /* dates */                                                                                    \
    X(DATE_FORM, "date-form", ERROR, "not an EDTF date")                                           \
    X(DATE_IMPOSSIBLE, "date-impossible", ERROR, "a day or month that does not exist")             \
    X(DATE_SPAN, "date-span", WARNING, "a span where one event is meant")                          \
    X(DATE_ORDER, "date-order", WARNING, "in force before signature, end before start, ...")       \
    X(DATE_FUTURE, "date-future", WARNING, "an event after the year 2200")                   \
    /* actors */                                                                                   \
    X(ACTOR_UNKNOWN, "actor-unknown", ERROR, "an actor in no table and not in the register")       \
    X(ACTOR_NOT_YET, "actor-not-yet", WARNING, "an agreement before the actor existed, or "     \
                                               "after it ended")                                   \
    X(ACTOR_CODE, "actor-code", WARNING, "an iso3 code on a wrong actor, or of a wrong form")      \
    X(ACTOR_NAME, "actor-name", WARNING, "a name that is not in the register, among names that are") \
    X(ACTOR_OTHER_NAME, "actor-other-name", NOTE, "a name that is read as an actor with another name") \
    X(ACTOR_LIST, "actor-list", WARNING, "a cell with several actors where one is meant")          \
    X(ACTOR_SHARED, "actor-shared", WARNING, "an organization whose id is the code of a state")    \
    X(ACTOR_CYCLE, "actor-cycle", WARNING, "organizations that contain each other")                \
    X(TEXT_HIDDEN, "text-hidden", WARNING, "invisible or direction-changing characters")           \
    X(TEXT_MIXED, "text-mixed", WARNING, "a word with letters of two scripts that look alike")     \
    X(TEXT_BLANKS, "text-blanks", WARNING, "blanks around a value")                                \
    /* acts */                                                                                     \
    X(ACT_NO_PARTY, "act-no-party", WARNING, "an agreement without parties")                             \
    X(ACT_ONE_PARTY, "act-one-party", WARNING, "an agreement with one party that counts")             \
    X(ACT_SELF, "act-self", WARNING, "an agreement of an actor with itself")                             \
    X(PARTY_REPEATED, "party-repeated", WARNING, "the same party twice in an agreement")                 \
    X(ACT_LEVEL, "act-level", WARNING, "a level that contradicts the parties")                     \
    X(ACT_TWICE, "act-twice", WARNING, "the same title and date under two ids")                    \
    X(ACT_CYCLE, "act-cycle", WARNING, "agreements that are part of, or supersede, each other")          \
    X(WEIGHT_FORM, "weight-form", WARNING, "a weight that is not a number of 0 or more")           \
    X(STATUS_ENDED, "status-ended", WARNING, "a status that contradicts the dates")                \
    X(RELATION_SELF, "relation-self", WARNING, "a relation of an agreement or body to itself")    \
    X(RELATION_CYCLE, "relation-cycle", WARNING, "agreements that supersede, or build on, each other") \
    X(ASSERTION_FORM, "assertion-form", WARNING, "an asserted count with an unknown table or column") \
    X(ASSERTION_COUNT, "assertion-count", WARNING, "a count that a source states and the data do not hold") \
    /* provenance */                                                                               \
    X(SOURCE_MISSING, "source-missing", WARNING, "a row without a source")                         \
    X(SOURCE_UNKNOWN, "source-unknown", WARNING, "a source that is in no sources row")             \
    X(LOCATOR_FORM, "locator-form", WARNING, "a locator that cannot be read, or without a source") \
    X(DOCUMENT_MISSING, "document-missing", ERROR, "the document of a locator is not there")       \
    X(LOCATOR_RANGE, "locator-range", ERROR, "a locator past the end of its document")             \
    X(LOCATOR_CHECKSUM, "locator-checksum", ERROR, "the document is not the one that was coded")   \
    X(LOCATOR_SILENT, "locator-silent", ERROR, "the passage does not say what its row says")         \
    X(QUOTE_MISSING, "quote-missing", ERROR, "the quote is not at its place")

typedef enum ent_check_id {
#define ENT_CHECK_ID(id, code, severity, summary) ENT_CHECK_##id,
    ENT_CHECKS(ENT_CHECK_ID)
#undef ENT_CHECK_ID
    ENT_CHECK_COUNT
} ent_check_id;

typedef struct ent_check_info {
    const char *code;
    ent_severity severity;
    const char *summary;
} ent_check_info;

/** The row of a check. */
ENT_API const ent_check_info *ent_check_at(ent_check_id id);

/** Reports a finding under its check. Returns ENT_EDATA when the check is an error, else ENT_OK. */
ENT_API ent_status ent_find(ent_diags *diags, ent_check_id check, ent_where where, const char *format, ...)
    ENT_PRINTF(4, 5);

#ifdef __cplusplus
}
#endif
#endif
