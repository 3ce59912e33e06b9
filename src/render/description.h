/* description.h: the figure, or the network, that `entente` asks for, as JSON on standard input
 * (docs/figure-description.md). */
#ifndef ENTENTE_RENDER_DESCRIPTION_H
#define ENTENTE_RENDER_DESCRIPTION_H

#include "base/arena.h"
#include "base/json.h"
#include "entente/words.h"

enum {
    MOST_NODES = 5000,
    MOST_TIES = 200000,
    MOST_DASHES = 8,
    MOST_STYLES = 64,
    MOST_STEPS = 8,
    MOST_PANELS = 12,
    MOST_FLOW_COLUMNS = 60, /* of flows */
    MOST_FLOW_BLOCKS = 400
};

#define NONE SIZE_MAX

typedef uint32_t colour; /* 0xRRGGBB */

typedef struct pair {
    ent_str key, value;
} pair;

typedef struct attributes {
    pair *items;
    size_t count;
} attributes;

typedef struct style { /* of ties */
    ent_str id, label;
    colour colour;
    double width, dash[MOST_DASHES];
    size_t dashes;
    int cap; /* butt, round */
} style;

typedef enum shape {
    SHAPE_CIRCLE,
    SHAPE_BOX,
    SHAPE_SQUARE,
    SHAPE_DIAMOND,
    SHAPE_TRIANGLE,
    SHAPE_DOWN,
    SHAPE_HEXAGON,
    SHAPE_COUNT
} shape;

typedef struct node {
    ent_str id, name, label, sub, tooltip, kind;
    colour fill, stroke;
    int shape;
    bool inside, bold;
    double diameter, stroke_width, label_size;
    size_t group, band; /* NONE: of no group, on no level */
    size_t part_of;     /* the organization beside which it stands, or NONE */
    size_t tier;        /* rows within a level of a pyramid, the highest first */
    size_t number;      /* in a key of titles, from 1; 0: it has none */
    size_t mode;        /* 0 actors, 1 acts, of networks of two modes */
    double lat, lon;    /* NaN: not known */
    ent_str area;       /* on a map: the country that has the colour of the node, by its code; "": none */
    double when;        /* a year with its fraction */
    double from, to;    /* what it can have been; NaN: it is exact */
    double until;       /* the end of an agreement; NaN: not known, or none */
    bool latest;        /* `when` is only the latest that it can have been */
    double weight;      /* orders nodes where the layout leaves the order free */
    double x, y;        /* a place to keep, millimetres from the upper left; NaN: free */
    double label_x, label_y; /* the same of the middle of its label */
    ent_str side;       /* of the label at a place to keep */
    ent_str in;         /* one digit for each panel: 0 absent, 1 present */
    ent_str act;        /* the id of the agreement that the node represents */
    bool apart;         /* an agreement, or a body, that is no node of the network */
    bool hollow;        /* a box with a dashed outline: drafts and proposals */
    ent_str *documents; /* ids of agreements that the node stands for */
    size_t document_count;
    attributes attrs;
} node;

enum { TIE_ABSENT = '0', TIE_NEW, TIE_OLD, TIE_ENDED }; /* ended: only the panel before has it */

typedef enum change { CHANGE_NONE, CHANGE_ENTERED, CHANGE_ENDED, CHANGE_KEPT } change;

typedef enum tie_context { CONTEXT_NONE, CONTEXT_BOUND, CONTEXT_PROMOTED, CONTEXT_TALKS,
                           CONTEXT_SETS_UP } tie_context;

typedef struct tie { /* with `of_act` an agreement, drawn as a tie, that is no tie of the network */
    size_t a, b, style;
    ent_str tooltip, sub;
    double width; /* 0: the style's */
    double opacity, weight;
    bool unknown, counted; /* counted: an unknown tie that the network counts */
    bool of_act;
    bool faint;            /* in the background of a simplified figure */
    int context;           /* enum tie_context: no tie of the network */
    ent_str from, to;      /* ids of what its agreements tie; of context only */
    int change;            /* between two days: enum change */
    ent_str *acts;         /* ids of the agreements behind the tie */
    size_t act_total;      /* number of ids */
    size_t act_count;      /* number of agreements, where a list of ids would be too long */
    size_t step;           /* of the colours for counts, in a matrix */
    ent_str in;            /* one digit for each panel: TIE_ABSENT, ... */
    attributes attrs;
} tie;

typedef enum mark_kind { MARK_LINE, MARK_NODE, MARK_SWATCH, MARK_HALF, MARK_TEXT } mark_kind;

typedef struct claim { /* the content of the figure or of a panel */
    ent_str name;        /* of the panel */
    ent_str changes;     /* "22 ties, 15 new, 6 ended" */
    size_t nodes, ties, unknown_ties, acts;
    ent_str *absent; /* ids of nodes that the figure leaves out */
    size_t absent_count;
} claim;

typedef struct entry { /* of the legend */
    int mark;          /* mark_kind */
    size_t style;
    int shape;
    double diameter, width, opacity, stroke_width;
    colour fill, stroke;
    bool hollow; /* a dashed outline */
    ent_str label;
} entry;

typedef struct group {
    ent_str title;
    entry *entries;
    size_t count;
} group;

typedef enum legend_place { LEGEND_AUTO, LEGEND_RIGHT, LEGEND_BELOW } legend_place;

typedef struct band { /* a level, or a bloc: a name and its colours */
    ent_str label, sub;
    colour colour, tint;
} band;

typedef struct theme {
    colour ink, paper, halo, quiet, land, ground;
    colour steps[MOST_STEPS];
    size_t step_count;
    double label, small, legend, head; /* sizes of text in points */
} theme;

typedef struct tick {
    double at;
    ent_str label;
} tick;

typedef struct axis {
    ent_str title;
    double low, high;
    bool log;
    tick *ticks;
    size_t tick_count;
} axis;

typedef struct datum {
    double x, y, low, high; /* y NaN: a gap in a line. low to high: bounds of x in ranked dots, of y elsewhere; NaN: none */
} datum;

typedef struct series {
    ent_str label, tooltip;
    colour colour;
    double width, dash[MOST_DASHES];
    size_t dashes;
    datum *data;
    size_t count;
    attributes attrs;
} series;

typedef struct plot_panel {
    ent_str title;
    axis y;
    series *series;
    size_t series_count;
} plot_panel;

typedef struct flow_column { /* a date */
    ent_str label, sub;
} flow_column;

typedef struct flow_block { /* members of a column */
    size_t column, size, entered, left; /* of `size`: those in no block of the columns beside it */
    bool last;                          /* below all others */
    ent_str label, tooltip;
    colour colour;
    attributes attrs;
} flow_block;

typedef struct flow_band { /* members of two blocks in columns beside each other */
    size_t from, to, size;
    ent_str tooltip;
    colour colour;
    attributes attrs;
} flow_band;

typedef struct plot {
    int form; /* bars, dots, lines, flows, spans */
    axis x;   /* of all panels; its ticks, */
    axis events; /* and, as ticks, what happened */
    plot_panel *panels;
    size_t panel_count;
    bool inside;          /* of flows, with all that follows: names stand in the blocks */
    flow_column *columns;
    flow_block *blocks;
    flow_band *bands;
    size_t column_count, block_count, band_count;
} plot;

typedef struct description {
    ent_file file;
    ent_arena arena;
    double version;
    int action; /* draw, graph: only DOT of the network, without places */
    ent_str format, name, title, desc, language, generator, record, font;
    ent_str word_table; /* of its language; "": English */
    ent_words *words;   /* the same, read */
    ent_str heading, subtitle, source, note; /* drawn above and below the figure; "": none */
    int legend_place;                        /* enum legend_place */
    double width_mm, height_mm, dpi;
    double most_height_mm, least_text;       /* of the page: millimetres, points; 0: the usual limits */
    bool strict;
    ent_str layout;
    size_t seed, starts, ego;
    bool directed; /* ties run from a to b: they end in an arrow */
    bool codes;    /* labels are short */
    bool fades;    /* ties are pale on purpose, so that others stand out */
    theme theme;
    style *styles;
    node *nodes;
    tie *ties;
    size_t pair_count; /* ties that join different pairs come first; later ones repeat a pair */
    claim *networks; /* of the figure, then one for each panel */
    group *legend;
    band *bands, *blocs;
    ent_str *panels, *notes;
    size_t style_count, node_count, tie_count, network_count, legend_count, band_count, bloc_count, panel_count,
        note_count;
    plot *plot; /* NULL: a network */
} description;

/** Reads and checks a description; the texts live as long as it does. */
ent_status description_read(description *d, const char *path, ent_diags *diags);
void description_destroy(description *d);

#endif
