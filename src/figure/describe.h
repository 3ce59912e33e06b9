/* describe.h: a figure as the renderer reads it, and the words that go with it. */
#ifndef ENTENTE_FIGURE_DESCRIBE_H
#define ENTENTE_FIGURE_DESCRIBE_H

#include "base/json_write.h"
#include "figure/model.h"

/* ---- page_setup.c ---- */

typedef struct description_head {
    ent_str name, title, desc, record;
    double width_mm, height_mm;
} description_head;

/** Begins a description: what figures of networks and plots have in common. */
void ent_write_head(ent_json_writer *w, const ent_figure_options *o, const figure_theme *t,
                    const description_head *head);
/** A number that is left out when it is not finite. */
void ent_write_finite(ent_json_writer *w, const char *key, double value, int places);
/** The lengths of dashes and gaps. */
void ent_write_dash(ent_json_writer *w, const tie_look *look);
/** errors ENT_EUSAGE (a title, subtitle, source or note that is too long) */
ent_status ent_check_headings(const ent_figure_options *o, ent_diags *diags);
/** errors ENT_EUSAGE (unknown format) */
ent_status ent_check_figure_format(const char *format, ent_diags *diags);

/* ---- stated_counts.c ---- */

/** What the figure and its panels claim to show, for the data attributes of the marks and for the
 *  words: the key "networks" of the description. */
ent_status ent_write_claims(const ent_figure *f, ent_json_writer *w, ent_diags *diags);

/* ---- tooltips.c ---- */

/** Each replaces what `out` holds. */
void ent_node_tooltip(const ent_figure *f, const drawn_node *n, ent_buf *out);
void ent_tie_tooltip(const ent_figure *f, const drawn_tie *t, ent_buf *out);
void ent_context_tooltip(const ent_figure *f, const context_tie *t, ent_buf *out);
/** The year of the one agreement of a tie, or the number of its agreements. */
void ent_tie_year(const ent_figure *f, const drawn_tie *t, ent_buf *out);

/* ---- caption.c ---- */

/** The text alternative. */
void ent_write_alternative(const ent_figure *f, ent_buf *out);

#endif
