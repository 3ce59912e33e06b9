/* import.h: foreign tables, by a map, as the tables of a data package; and what became of every
 * row. */
#ifndef ENTENTE_IMPORT_H
#define ENTENTE_IMPORT_H

#include "entente/dataset.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct ent_import ent_import;

typedef struct ent_import_options {
    const char *map;          /* a file, or the name of a map that comes along */
    const char *const *files; /* files and folders */
    size_t file_count;
    bool force;  /* unpack whatever comes out of a .gz */
    bool strict; /* an actor, date or word that is not understood is an error */
} ent_import_options;

/** Reads the files by the map, row by row, and folds what they say into the tables of a package.
 *  *import is NULL on failure.
 *  errors ENT_EUSAGE (no such map), ENT_EDATA (a wrong map, with its place; a file that is not what
 *  the map says; with `strict` anything that was not understood), ENT_ENOMEM
 *  cost   O(cells) time, memory in proportion to what is kept */
ent_status ent_import_new(ent_import **import, const ent_import_options *options,
                          ent_diags *diags);
void ent_import_free(ent_import *import);

/** Appends a table of the package as CSV; nothing when the package has no such table. */
void ent_import_table(const ent_import *import, ent_table table, ent_buf *csv);
/** The package's datapackage.json. */
ent_str ent_import_descriptor(const ent_import *import);
/** Rows that were left out or not understood, as CSV: file, line, reason, detail. */
ent_str ent_import_report(const ent_import *import);
/** What became of the rows of each file, as CSV. */
ent_str ent_import_summary(const ent_import *import);

/** The name of the map, for the name of the data set. */
ent_str ent_import_name(const ent_import *import);
ent_str ent_import_title(const ent_import *import);

typedef enum ent_row_fate {
    ENT_ROW_USED,
    ENT_ROW_MERGED,   /* says the same as another */
    ENT_ROW_FILTERED, /* the map leaves it out */
    ENT_ROW_EMPTY,    /* names no actor, or no agreement */
    ENT_ROW_UNDATED,  /* speaks of a year, and names none */
    ENT_ROW_NONE,     /* says: not a party */
    ENT_ROW_MISSING,  /* says: not known; kept with the role "unknown" */
    ENT_ROW_ABSENT,   /* says: one of the two did not exist */
    ENT_ROW_UNKNOWN,  /* a code that the map does not explain */
    ENT_ROW_SELF,     /* an actor with itself */
    ENT_ROW_ONE_WAY,  /* a pair without its mirror row, where the map asks for both */
    ENT_ROW_FATES
} ent_row_fate;

const char *ent_row_fate_name(ent_row_fate fate);
/** Rows of all files, or cells of wide tables, with this fate. */
size_t ent_import_rows(const ent_import *import, ent_row_fate fate);
size_t ent_import_cells(const ent_import *import, ent_row_fate fate);

/** Says in notes what was read, used and left out. */
void ent_import_tell(const ent_import *import, ent_diags *diags);

/** Writes the package into a folder: its tables, datapackage.json last, and what became of the
 *  rows (import-summary.csv, import-report.csv). The folder is made when it is not there; one that
 *  holds something else than a package is refused unless `force`.
 *  errors ENT_EUSAGE, ENT_ESYSTEM, ENT_ENOMEM */
ent_status ent_import_save(const ent_import *import, const char *folder, bool force,
                           ent_diags *diags);
/** The same for data that were read already: their tables in canonical form. A package that was
 *  written so comes back byte for byte. */
ent_status ent_dataset_save(const ent_dataset *dataset, const char *folder, bool force,
                            ent_diags *diags);

typedef struct ent_map_info {
    ent_str name, title, version, citation;
} ent_map_info;

typedef void ent_map_fn(void *ctx, const ent_map_info *info);

/** Hands on the maps that come along, in the order of their names. The texts live as long as the
 *  call. */
ent_status ent_maps_each(ent_map_fn *visit, void *ctx, ent_diags *diags);

/** Appends a map for a table that nobody has mapped yet, with the reasons for it, as a proposal. */
ent_status ent_import_guess(const char *path, ent_buf *out, ent_diags *diags);

#ifdef __cplusplus
}
#endif
#endif
