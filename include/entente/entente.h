/* entente.h: the whole public API. Functions of measure.h, blockmodel.h, bounds.h, compare.h, null.h, projection.h, regress.h and
 * series.h are in libentente-measure, which links igraph (GPL); all others are in libentente. */
#ifndef ENTENTE_ENTENTE_H
#define ENTENTE_ENTENTE_H

#include "entente/blockmodel.h"
#include "entente/bounds.h"
#include "entente/compare.h"
#include "entente/dataset.h"
#include "entente/date.h"
#include "entente/diag.h"
#include "entente/dyads.h"
#include "entente/export.h"
#include "entente/figure.h"
#include "entente/import.h"
#include "entente/measure.h"
#include "entente/network.h"
#include "entente/null.h"
#include "entente/output.h"
#include "entente/parts.h"
#include "entente/projection.h"
#include "entente/regress.h"
#include "entente/series.h"
#include "entente/status.h"
#include "entente/tables.h"
#include "entente/text.h"
#include "entente/webpage.h"
#include "entente/words.h"
#include "entente/world.h"

#endif
