/* model.h: a figure before it is described: nodes, ties, styles, legend, with every choice made. */
#ifndef ENTENTE_FIGURE_MODEL_H
#define ENTENTE_FIGURE_MODEL_H

#include "base/arena.h"
#include "base/index.h"
#include "figure/theme.h"

enum { MOST_STYLES = 64, MOST_BLOCS = 40, MOST_BANDS = 8, MOST_LEGEND = 12 };
enum { MOST_ENTRIES = MOST_STYLES + 2 }; /* of a group: a style for each */

#define NOWHERE SIZE_MAX

typedef enum shape {
    SHAPE_CIRCLE,
    SHAPE_BOX,
    SHAPE_SQUARE,
    SHAPE_DIAMOND,
    SHAPE_TRIANGLE,
    SHAPE_DOWN,
    SHAPE_HEXAGON
} shape;

typedef struct drawn_node {
    uint32_t net, at; /* the last network that it is in, and its number there; ENT_NONE: an act */
    uint32_t act;     /* the agreement that it stands for, by number in the data, or ENT_NONE */
    bool apart;       /* an agreement that is no node of the network */
    ent_str id, name, label, sub;
    ent_node_type type;
    ent_date when;
    double lat, lon;
    size_t degree;
    double strength;
    size_t levels[ENT_LEVEL_COUNT]; /* ties of each level */
    uint32_t fill, line;
    double line_width, diameter;
    shape shape;
    bool inside, bold;
    size_t group, band;
    const ent_place *place;
    char in[ENT_FIGURE_NETWORKS + 1];
} drawn_node;

/* A tie of one network or, in a comparison, of both. Each panel has ties of its own, since what makes
 * them differs. */
typedef struct drawn_tie {
    uint32_t a, b;    /* drawn nodes; of directed networks from a to b */
    uint32_t net, at; /* the last network that it is in, and its number there */
    const ent_tie *tie;
    bool unknown;
    bool counted; /* unknown, and a tie of the network all the same */
    bool of_act;  /* an agreement of two, which is a node of the network */
    const uint32_t *acts; /* of those: the agreements, by number in the data */
    size_t act_count;
    size_t style;
    double width, opacity, weight; /* width 0: the style's */
    size_t step;
    bool strong;
    char in[ENT_FIGURE_NETWORKS + 1];
} drawn_tie;

typedef struct line_style {
    const char *id; /* a class */
    ent_str label;
    tie_style look;
} line_style;

typedef enum key_mark { KEY_LINE, KEY_NODE, KEY_SWATCH, KEY_HALF, KEY_TEXT } key_mark;

typedef struct key_entry {
    key_mark mark;
    size_t style;
    shape shape;
    double diameter, width, opacity, line_width;
    uint32_t fill, line;
    ent_str label;
} key_entry;

typedef struct key_group {
    ent_str title;
    key_entry entries[MOST_ENTRIES];
    size_t count;
} key_group;

typedef struct named_colour {
    ent_str label, sub;
    uint32_t colour, tint;
} named_colour;

struct ent_figure {
    const ent_network *const *networks;
    size_t network_count;
    ent_figure_options options;
    theme theme;
    ent_arena arena;
    ent_index by_id;
    drawn_node *nodes;
    drawn_tie *ties;
    size_t node_count, node_room, tie_count, tie_room;
    size_t pair_count; /* the first so many ties join different pairs, later ones a pair again */
    size_t known_ties, unknown_ties; /* of all networks, laid on each other */
    size_t isolates; /* in no tie, not drawn */
    size_t undated;  /* acts without a day, that a timeline cannot show */
    size_t first_signatures, entries_into_force; /* acts that stand at such a day on a timeline */
    ent_str *isolate_names;
    line_style styles[MOST_STYLES];
    size_t style_count;
    key_group legend[MOST_LEGEND];
    size_t legend_count;
    named_colour blocs[MOST_BLOCS], bands[MOST_BANDS];
    size_t bloc_count, band_count;
    ent_str notes[16];
    size_t note_count;
    double width_mm, height_mm;
    const char *layout, *reason;
    size_t ego; /* a drawn node, or NOWHERE */
    bool chosen; /* the layout, by choose_layout */
    bool two_mode, dense, codes;
    bool panels; /* a picture for each network */
    ent_str size_words, colour_words; /* for the caption: "area: number of ties" */
};


/* ---- model.c ---- */

/** Nodes and ties of all networks together, what is tied to nothing left out. */
ent_status model_fill(ent_figure *f, ent_diags *diags);
/** Acts with a day, instead of nodes and ties. */
ent_status model_acts(ent_figure *f, ent_diags *diags);
/** In a network of two modes: acts of two become ties between the two, others stay nodes. */
ent_status model_join_pairs(ent_figure *f, ent_diags *diags);
ent_str keep_text(ent_figure *f, const ent_buf *text);
ent_str label_of(const ent_figure *f, size_t net, size_t node);
bool is_box(ent_node_type type);
/** The level that most of a node's ties have. */
ent_level main_level(const drawn_node *n);
/** "not known on the day", or what fits when no day was asked for. */
const char *unknown_words(const ent_figure *f);
const char *level_words(int style); /* "bilateral", ..., "several levels" */

/* ---- claims.c ---- */

/** What the figure and its panels claim to show, for the marks' data and for the words: the key
 *  "networks" of the description. */
ent_status write_claims(const ent_figure *f, ent_buf *out, ent_diags *diags);
/** "2015" of a panel titled "a  2015". */
ent_str panel_day(const ent_figure *f, size_t net);

/* ---- labels.c ---- */

/** Cuts long labels of agreements that begin alike, and would look the same, so that they differ. */
ent_status tell_labels_apart(ent_figure *f, ent_diags *diags);

/* ---- layouts.c ---- */

/** Chooses the layout, or takes the one that was asked for. */
ent_status choose_layout(ent_figure *f, ent_diags *diags);
bool layout_is(const ent_figure *f, const char *name);

/** Other layouts that can show the same, for when the chosen one misses print checks: the i-th, or
 *  NULL behind the last and where the user chose or several networks are shown. */
const char *ent_figure_alternative(const ent_figure *f, size_t i);
/** About how many steps the renderer takes to place the same in another layout: a count that depends
 *  on neither machine nor load. */
double ent_figure_work(const ent_figure *f, const char *layout);
/** The layout that `auto` takes when no other suits. */
bool is_plain_layout(const ent_figure *f);

/* ---- encode.c ---- */

/** Sizes, colours, shapes, widths, dashes; blocs and bands; the legend. */
ent_status encode(ent_figure *f, ent_diags *diags);

/* ---- figure.c ---- */

/** ent_figure_new with the reason for which the layout was taken; NULL: it was asked for. */
ent_status ent_figure_make(ent_figure **out, const ent_network *const *networks, size_t count,
                           const ent_figure_options *options, const char *reason,
                           ent_diags *diags);
void write_json_text(ent_buf *out, const char *key, ent_str value);
void write_json_number(ent_buf *out, const char *key, double value, int places);
void write_json_count(ent_buf *out, const char *key, size_t value);
void write_json_colour(ent_buf *out, const char *key, uint32_t value);
void write_json_head(ent_buf *out, const ent_figure_options *o, const theme *t, ent_str name,
                     ent_str title, ent_str desc, ent_str record, double width_mm,
                     double height_mm);
ent_status check_format(const ent_figure_options *o, ent_diags *diags);

/* ---- caption.c ---- */

/** The text alternative. */
void describe_in_words(const ent_figure *f, ent_buf *out);

#endif
