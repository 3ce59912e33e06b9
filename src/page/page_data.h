/* page_data.h: the data of an interactive page. */
#ifndef ENTENTE_PAGE_PAGE_DATA_H
#define ENTENTE_PAGE_PAGE_DATA_H

#include "entente/webpage.h"

/** Appends the data as JSON that may stand in a script element: docs/page.md describes it.
 *  errors ENT_ENOMEM */
ent_status ent_webpage_data(const ent_network *network, const ent_webpage_options *options, ent_buf *out,
                         ent_diags *diags);

#endif
