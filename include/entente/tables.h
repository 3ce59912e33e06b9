/* tables.h: questions about the data, answered as tables: agreements, actors, cross tables. */
#ifndef ENTENTE_TABLES_H
#define ENTENTE_TABLES_H

#include "entente/api.h"
#include "entente/export.h"

#ifdef __cplusplus
extern "C" {
#endif

/** What is counted in a cross table. */
typedef enum ent_tabulated {
    ENT_TAB_AGREEMENTS,
    ENT_TAB_PARTIES,
    ENT_TAB_TIES,
    ENT_TABULATED_COUNT
} ent_tabulated;

/** "agreements", "parties", "ties" */
ENT_API ent_names ent_tabulated_names(void);

/** Which agreements a table has: all that are selected, those that count, or those that do not. */
typedef enum ent_shown { ENT_SHOW_ALL, ENT_SHOW_COUNTED, ENT_SHOW_LEFT_OUT, ENT_SHOWN_COUNT } ent_shown;

/** "all", "counted", "left-out" */
ENT_API ent_names ent_shown_names(void);

typedef struct ent_tables_options {
    ent_shown show;
    const char *party;   /* actors that an agreement must all name, in any role; NULL: any */
    const char *roles;   /* only agreements that name an actor in one of these roles (with `party`: all of
                          * those actors); NULL: any */
    const char *columns; /* of a table of agreements, separated by ',' or ';'; NULL: a choice */
    const char *by;      /* columns by which agreements are counted; NULL: they are listed */
    ent_tabulated of;    /* what a cross table counts, */
    const char *rows, *across; /* and the columns that make its rows and its columns; NULL: one column */
    size_t top;          /* only so many rows and columns, the largest; 0: all */
    bool readers;        /* names in place of ids, and columns that are made to be read */
} ent_tables_options;

#define ENT_TABLES_OPTIONS_INIT { .columns = NULL }

/** Adds columns and rows to an empty table: one row an agreement, in the order of time, with its dates,
 *  status, parties by role, topics and source, whether it counts in the network, and why not. With `by`,
 *  one row for each combination of values, with the number of agreements, of those that count, that may
 *  count and that do not.
 *
 *  Columns are: id, title, kind, legal_type, level, within, the dates, year, status, topic, source,
 *  counted (yes, no, unknown), why, region and type of the parties; the roles (the ids of the parties in
 *  this role); what, dates, parties and counts (for readers); and every column of the table of agreements.
 *  errors ENT_EUSAGE (unknown column, actor), ENT_ENOMEM */
ENT_API ent_status ent_tabulate_agreements(ent_sheet *sheet, const ent_network *network,
                                   const ent_tables_options *options, ent_diags *diags);

/** Adds a cross table: how many agreements, parties or ties have a value of `rows` and one of `across`,
 *  with totals. An item with several values counts once in each, and once in a total. Columns are those of
 *  ent_tabulate_agreements, and party (every actor in it) and role. Agreements are by default those that
 *  count, with the parties that count; ties are always those of the network.
 *  errors ENT_EUSAGE (unknown column, actor; too large to be read, or at all), ENT_ENOMEM */
ENT_API ent_status ent_tabulate_cross(ent_sheet *sheet, const ent_network *network,
                              const ent_tables_options *options, ent_diags *diags);

/** Adds one row an actor of the data that exists at the selected time: name, type, region, existence, the
 *  number of agreements that count and, by role, of those that are shown; memberships, members, offices.
 *  errors ENT_ENOMEM */
ENT_API ent_status ent_tabulate_actors(ent_sheet *sheet, const ent_network *network,
                               const ent_tables_options *options, ent_diags *diags);

/** Adds the rows of a table of the data: memberships, sources, relations, events, offices, votes or
 *  assertions, with the names of actors and agreements; events, relations and votes in the order of time.
 *  Assertions have the number in the data and the difference to it. `day`: only rows that hold, or may hold,
 *  on this day; the unknown date: all.
 *  errors ENT_EUSAGE (not one of these; the data have no such rows), ENT_ENOMEM */
ENT_API ent_status ent_tabulate_rows(ent_sheet *sheet, const ent_dataset *dataset, ent_table table, ent_date day,
                             bool readers, ent_diags *diags);

#ifdef __cplusplus
}
#endif
#endif
