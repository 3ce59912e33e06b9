/* page_series.h: measures through time, for an interactive page. */
#ifndef ENTENTE_PAGE_PAGE_SERIES_H
#define ENTENTE_PAGE_PAGE_SERIES_H

#include "base/json_write.h"
#include "entente/webpage.h"

/** Writes the measures of nodes and of the network that the options have through time, as the value of the key
 *  "series" (docs/page.md describes it); nothing where there are none. Rows of ties, and of nodes that the data do
 *  not have, are left out with a message.
 *  errors ENT_EDATA (no row is of the network or of a node of the data), ENT_ENOMEM */
ent_status ent_webpage_series(const ent_dataset *dataset, const ent_webpage_options *options, ent_json_writer *w,
                              ent_diags *diags);

#endif
