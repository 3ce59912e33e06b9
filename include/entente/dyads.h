/* dyads.h: a table of numbers about pairs of nodes. */
#ifndef ENTENTE_DYADS_H
#define ENTENTE_DYADS_H

#include "entente/api.h"
#include "entente/diag.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct ent_dyad_table ent_dyad_table;

/** Reads a table of pairs: its first two columns are ids of nodes, the other columns are numbers; an empty cell is 0.
 *  errors  ENT_EDATA, ENT_ESYSTEM, ENT_ENOMEM */
ENT_API ent_status ent_dyad_table_read(ent_dyad_table **table, const char *path, ent_diags *diags);
/** A row; borrowed from the table. */
typedef struct ent_dyad {
    ent_str a, b;         /* as they are written in the table */
    const double *values; /* by column, from 0 */
} ent_dyad;

/** The column of numbers with this name; SIZE_MAX: there is none. */
ENT_API size_t ent_dyad_table_column(const ent_dyad_table *table, ent_str name);
/** The number of rows. */
ENT_API size_t ent_dyad_table_rows(const ent_dyad_table *table);
/** The i-th row. */
ENT_API ent_dyad ent_dyad_table_row(const ent_dyad_table *table, size_t i);
/** A fingerprint of its rows. */
ENT_API uint64_t ent_dyad_table_fingerprint(const ent_dyad_table *table);
/** Frees the table; NULL is allowed. */
ENT_API void ent_dyad_table_free(ent_dyad_table *table);

#ifdef __cplusplus
}
#endif
#endif
