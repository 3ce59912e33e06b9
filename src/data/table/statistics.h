/* statistics.h: files of Stata and SPSS, which another program turns into CSV. */
#ifndef ENTENTE_DATA_TABLE_STATISTICS_H
#define ENTENTE_DATA_TABLE_STATISTICS_H

#include "base/file.h"

/** Replaces the bytes of a file of statistics by a table in CSV: labels of values instead of their numbers, dates as
 *  2015-05-08, missing values empty. A note says what was read.
 *  errors  ENT_EDATA (damaged), ENT_ESYSTEM (entente-read-stats is not installed, or was stopped), ENT_ENOMEM */
ent_status ent_statistics_convert(ent_file *file, ent_diags *diags);

#endif
