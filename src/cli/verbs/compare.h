/* compare.h: what the files of the command `compare` share. */
#ifndef ENTENTE_CLI_COMPARE_H
#define ENTENTE_CLI_COMPARE_H

#include "cli/commands.h"
#include "cli/settings.h"
#include "entente/compare.h"

/* The tables, by the words of --show. */
typedef enum part { PART_ALL, PART_SUMMARY, PART_NODES, PART_TIES } part;

typedef struct compare_settings {
    settings base;
    const char *against;
    ent_qap_options qap;
    size_t bootstrap; /* samples; 0: none */
    part show;
} compare_settings;

typedef struct side {
    compare_settings set;
    ent_dataset *d;
    bool borrowed; /* the data set belongs to the other side */
    ent_network *n;
    ent_results *r;
} side;

typedef struct comparison {
    const compare_settings *set;
    side sides[2];
    ent_qap qap;
    ent_density_test densities;
    size_t ties[3][3]; /* was, is */
    size_t replaced;   /* of those there in both: made by other agreements, or by more or fewer */
    ent_sheet *sheet;
    bool for_readers;
    ent_diags *diags;
} comparison;

/** Adds the table of nodes. Formats for readers rank them by their values in b, actors first; the others keep the order of ids. */
ent_status compare_nodes(comparison *c);

#endif
