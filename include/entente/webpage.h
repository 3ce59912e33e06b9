/* webpage.h: an interactive page of a network: one HTML file that needs no network, with the figure, the
 * agreements behind it, and a script that shows any day, status rule and part of them (docs/page.md). */
#ifndef ENTENTE_WEBPAGE_H
#define ENTENTE_WEBPAGE_H

#include "entente/api.h"
#include "entente/figure.h"
#include "entente/network.h"
#include "entente/words.h"

#ifdef __cplusplus
extern "C" {
#endif

/** A measure of the nodes, for the page to show. */
typedef struct ent_webpage_measure {
    const char *name, *summary;
    const double *values; /* by node; NaN: undefined */
} ent_webpage_measure;

typedef struct ent_webpage_options {
    ent_str record;   /* says how the page was made */
    const char *title;    /* NULL: that of the data */
    const char *subtitle, *note, *source; /* lines at the head and under the figure; NULL: none */
    ent_date day;     /* the day that is shown first; unknown: any time */
    const ent_words *words; /* a language; NULL is English */
    bool chosen;            /* the page begins with that language; else with that of the reader's browser */
    const char *layout; /* of the figure, for the command that the page names */
    ent_str map; /* its nodes on a map: a figure of the layout "map" in the format "page-map"; empty: none */
    const ent_webpage_measure *measures;
    size_t measure_count;
    const ent_series_row *series; /* measures through time, as they are in the table of a series */
    size_t series_count;
    ent_str series_record; /* says how they were made */
    const char *documents; /* folder of the documents that rows cite: their passages are in the page; NULL: none */
} ent_webpage_options;

/** Can a page show the network? Its script follows the rules of a network of ties, two modes, actors or
 *  members on single days. errors ENT_EUSAGE, with what to change */
ENT_API ent_status ent_webpage_check(const ent_selection *selection, const ent_webpage_options *options,
                                  ent_diags *diags);

/** Appends the page.
 *  network  at any time: the page has a day of its own
 *  figure   its figure in the format "html"
 *  errors   those of ent_webpage_check, ENT_ENOMEM
 *  cost     each party row is asked for its status on each day on which it can change */
ENT_API ent_status ent_webpage_write(const ent_network *network, ent_str figure,
                                  const ent_webpage_options *options, ent_buf *out, ent_diags *diags);

#ifdef __cplusplus
}
#endif
#endif
