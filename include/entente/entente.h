/* entente.h: everything. */
#ifndef ENTENTE_ENTENTE_H
#define ENTENTE_ENTENTE_H

#include "entente/dataset.h"
#include "entente/date.h"
#include "entente/diag.h"
#include "entente/export.h"
#include "entente/figure.h"
#include "entente/import.h"
#include "entente/network.h"
#include "entente/output.h"
#include "entente/status.h"
#include "entente/text.h"
#include "entente/world.h"

#endif
