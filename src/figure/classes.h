/* classes.h: values of nodes or ties in a few categories or classes, as a figure can show them. */
#ifndef ENTENTE_FIGURE_CLASSES_H
#define ENTENTE_FIGURE_CLASSES_H

#include "figure/model.h"

typedef struct category {
    ent_str name;
    size_t count;
} category;

typedef struct categories { /* of words */
    category *list;         /* in the order of their names, then those behind `shown` */
    size_t count, shown;    /* those behind `shown`, the rarest, are "other" */
    bool missing;
    size_t *of; /* of each item: its category; `shown` for other, `shown` + 1 when it is unknown */
} categories;

/** At most `most` categories, "other" among them. */
ent_status ent_find_categories(ent_figure *f, categories *c, const ent_str *words, size_t count,
                               size_t most, ent_diags *diags);
/** The name of a category, "other" or "not known". */
ent_str ent_category_name(const categories *c, size_t k);

enum { MOST_CLASSES = 5 };

typedef struct classes { /* of numbers, from low to high */
    double low[MOST_CLASSES], high[MOST_CLASSES];
    size_t count;
    bool missing;
} classes;

/** A class for each value when they are few; else classes that double where the tail is heavy, and
 *  equal shares of the values elsewhere. */
ent_status ent_find_classes(classes *c, const double *values, size_t count, size_t most,
                            ent_diags *diags);
size_t ent_class_of(const classes *c, double value);
ent_str ent_class_label(ent_figure *f, const classes *c, size_t k); /* "3–7" */
/** A number with as many digits as a legend needs. */
void ent_put_short(const ent_figure *f, ent_buf *out, double value);

/* ---- values of a channel ---- */

/** The mapping of a channel, or NULL when it is not used. */
const ent_mapping *ent_mapping_of(const ent_figure *f, ent_channel channel);
ent_str ent_node_word(const ent_figure *f, const ent_mapping *e, size_t node);
ent_str ent_tie_word(const ent_figure *f, const ent_mapping *e, size_t tie);
/** Values of all nodes or ties in the figure's memory. */
ent_status ent_node_words(ent_figure *f, const ent_mapping *e, ent_str **out, ent_diags *diags);
ent_status ent_node_numbers(ent_figure *f, const ent_mapping *e, double **out, ent_diags *diags);
/** Without a mapping: their weights, NaN: unknown. */
ent_status ent_tie_numbers(ent_figure *f, const ent_mapping *e, double **out, ent_diags *diags);

#endif
