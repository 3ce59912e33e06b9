/* groups.h: items counted by the values of their fields. */
#ifndef ENTENTE_EXPORT_TABLES_GROUPS_H
#define ENTENTE_EXPORT_TABLES_GROUPS_H

#include "export/tables/fields.h"

enum { MOST_FIELDS = 4, GROUP_COUNTS = 3 }; /* counts: by ent_truth */

/** Items with the same values. */
typedef struct group {
    value of[MOST_FIELDS];
    size_t counts[GROUP_COUNTS];
} group;

typedef struct groups {
    fields *f;
    ent_tabulated of;
    field fields[MOST_FIELDS];
    size_t field_count;
    ENT_LIST(group) list;
    ent_index index;        /* keys → groups */
    bool several[MOST_FIELDS]; /* has an item several values of the field? */
    values found[MOST_FIELDS];
} groups;

/** Finds the fields in a list of names. errors ENT_EUSAGE, ENT_ENOMEM */
ent_status groups_by(groups *g, const char *names, ent_diags *diags);
/** Adds one field. The same errors. */
ent_status groups_field(groups *g, ent_str name, ent_diags *diags);
/** Counts an item once in each combination of its values. errors ENT_ENOMEM */
ent_status groups_add(groups *g, uint32_t item, ent_truth counts, ent_diags *diags);
/** Sorts by the order of words, then by name; what has no value is last. */
void groups_sort(groups *g);
/** Sorts by size, the largest first, and keeps the first `top`. */
void groups_keep(groups *g, size_t top);
/** How many items are in a group, whether they count or not. */
size_t group_size(const group *x);
/** Says below the table that sums may exceed the total, if they may. */
void groups_note(const groups *g, ent_sheet *sheet);
void groups_destroy(groups *g);

int compare_values(const value *a, const value *b);

typedef ENT_LIST(uint32_t) index_list;
/** The agreements that the options show, in the order of time. errors ENT_EUSAGE, ENT_ENOMEM */
ent_status select_acts(fields *f, const ent_tables_options *options, index_list *acts, ent_diags *diags);

#endif
