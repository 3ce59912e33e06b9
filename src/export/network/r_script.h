/* r_script.h: networks as scripts of R that make their objects from values in the script: no package of ours, no
 * other file. */
#ifndef ENTENTE_EXPORT_NETWORK_R_SCRIPT_H
#define ENTENTE_EXPORT_NETWORK_R_SCRIPT_H

#include "export/network/columns.h"

/** A value of a vector: writes that of item `at`. */
typedef void ent_r_value_fn(const void *ctx, size_t at, ent_buf *out);

/** Writes "NAME = c(...)", in lines of some values; without values, "NAME = KIND(0)". NULL: without "NAME = ". */
void ent_r_vector(ent_buf *out, const char *name, const char *kind, size_t count, ent_r_value_fn *value, const void *ctx);

/** Writes the record as comments. */
void ent_r_comment(ent_buf *out, ent_str record);

/** Writes `nodes`, a data frame of the columns of the nodes of a network, in the order `order` (NULL: as they are).
 *  Columns of the data become numbers where all their values are. */
void ent_r_nodes(const ent_network *network, const ent_export_options *options, const uint32_t *order, ent_buf *out);

#endif
