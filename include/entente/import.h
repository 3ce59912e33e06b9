/* import.h: tables of other projects become the tables of a data package, by a map that says what their
 * columns mean (docs/maps.md). Every row that was read has one fate, and all fates are reported. */
#ifndef ENTENTE_IMPORT_H
#define ENTENTE_IMPORT_H

#include "entente/api.h"
#include "entente/dataset.h"

#ifdef __cplusplus
extern "C" {
#endif

/* ---- reading ---- */

typedef struct ent_import ent_import;

typedef struct ent_import_options {
    const char *map;          /* a file, or the name of an included map */
    const char *const *files; /* files and folders */
    size_t file_count;
    const char *sheet; /* of workbooks: a name, or a number from 1, unless the map names one */
    /* count the rows about two actors in cells instead of keeping them: "pair,month", "pair,year,kind,mean:tone"
     * (docs/maps.md); or NULL. Text of any size passes through a window in memory. */
    const char *aggregate;
    bool force;  /* unpack .gz files without a limit */
    bool strict; /* an actor, date or word that is not understood is an error */
} ent_import_options;

/** Reads the files by the map, row by row, and folds the rows into the tables of a package.
 *  *import is NULL on failure; else it belongs to the caller.
 *  errors ENT_EUSAGE (unknown map, no file for it), ENT_EDATA (an error in the map or a file, with its
 *         place; a value that was not understood, with `strict`; no row is used), ENT_ESYSTEM, ENT_ENOMEM
 *  cost   O(cells) time; memory in proportion to the facts that are kept, and to the files unless rows are counted */
ENT_API ent_status ent_import_new(ent_import **import, const ent_import_options *options,
                          ent_diags *diags);
/** Frees an import; NULL is allowed. */
ENT_API void ent_import_free(ent_import *import);

/* ---- results: views live as long as the import ---- */

/** The number of rows of a table of the package. */
ENT_API size_t ent_import_table_rows(const ent_import *import, ent_table table);
/** Appends a table of the package as CSV; nothing when the package has no such table. */
ENT_API void ent_import_table(const ent_import *import, ent_table table, ent_buf *csv);
/** The package's datapackage.json. */
ENT_API ent_str ent_import_descriptor(const ent_import *import);
/** The rows that were left out and the values that were not understood, as CSV: file, line, row, reason,
 *  detail. */
ENT_API ent_str ent_import_report(const ent_import *import);
/** How many rows and cells of each file have which fate, as CSV: file, unit, fate, count. */
ENT_API ent_str ent_import_summary(const ent_import *import);
/** The name of the map, which is also that of the package. */
ENT_API ent_str ent_import_name(const ent_import *import);
/** The title of the data. */
ENT_API ent_str ent_import_title(const ent_import *import);

/** What became of a row, or of a cell of a wide table. */
typedef enum ent_row_fate {
    ENT_ROW_USED,
    ENT_ROW_MERGED,   /* says the same as another row */
    ENT_ROW_FILTERED, /* left out by a rule of the map */
    ENT_ROW_EMPTY,    /* has no actor, or no agreement */
    ENT_ROW_UNDATED,  /* has no year where one is needed */
    ENT_ROW_NONE,     /* says: not a party */
    ENT_ROW_MISSING,  /* says: unknown whether a party; kept with the role "unknown" */
    ENT_ROW_ABSENT,   /* says: one of the two did not exist */
    ENT_ROW_UNKNOWN,  /* has a code that the map does not explain */
    ENT_ROW_SELF,     /* pairs an actor with itself */
    ENT_ROW_ONE_WAY,  /* has no mirror row, where the map asks for one */
    ENT_ROW_FATES
} ent_row_fate;

/** The name of a fate, as in the summary: "used", "left out by the map". */
ENT_API const char *ent_row_fate_name(ent_row_fate fate);
/** The number of rows of all files with this fate. */
ENT_API size_t ent_import_rows(const ent_import *import, ent_row_fate fate);
/** The number of cells of wide tables with this fate. */
ENT_API size_t ent_import_cells(const ent_import *import, ent_row_fate fate);

/** Gives notes about the numbers of rows and cells that were read, used and left out. */
ENT_API void ent_import_tell(const ent_import *import, ent_diags *diags);

/* ---- writing ---- */

/** Writes the package into a folder: its tables, import-summary.csv, import-report.csv and, last,
 *  datapackage.json. The folder is made when it does not exist; one with other files than a package is
 *  refused unless `force`. Either all files are written or none.
 *  errors ENT_EUSAGE, ENT_ESYSTEM, ENT_ENOMEM */
ENT_API ent_status ent_import_save(const ent_import *import, const char *folder, bool force,
                           ent_diags *diags);
/** Writes data that were read as a package: its tables in canonical form. A package that was written so
 *  comes back byte for byte. Plain files and network files become a package: dates in EDTF, columns with
 *  our names. Errors as above; ENT_EUSAGE also for a plain file with memberships. */
ENT_API ent_status ent_dataset_save(const ent_dataset *dataset, const char *folder, bool force,
                            ent_diags *diags);

/* ---- maps ---- */

typedef struct ent_map_info {
    ent_str name, title, version, citation; /* they live as long as the call */
} ent_map_info;

typedef void ent_map_fn(void *ctx, const ent_map_info *info);

/** Calls `visit` for each included map, in the order of `entente list maps`. */
ENT_API ent_status ent_maps_each(ent_map_fn *visit, void *ctx, ent_diags *diags);

/** Appends a proposal of a map for an unknown table, as JSON with a note for each choice. Reads at most
 *  200,000 rows, twice. `sheet`: of a workbook, or NULL.
 *  errors ENT_EDATA, ENT_ESYSTEM, ENT_ENOMEM */
ENT_API ent_status ent_import_guess(const char *path, const char *sheet, ent_buf *out, ent_diags *diags);

#ifdef __cplusplus
}
#endif
#endif
