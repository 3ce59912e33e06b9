/* model.h: a figure before it is described: nodes, ties, styles and legend, with every choice made. */
#ifndef ENTENTE_FIGURE_MODEL_H
#define ENTENTE_FIGURE_MODEL_H

#include "base/arena.h"
#include "base/hash_index.h"
#include "base/list.h"
#include "figure/layouts.h"
#include "figure/theme.h"

enum { MOST_BLOCS = 40, MANY_NODES = 75 };

#define NOWHERE SIZE_MAX

typedef enum node_shape {
    NODE_CIRCLE,
    NODE_BOX,
    NODE_SQUARE,
    NODE_DIAMOND,
    NODE_TRIANGLE,
    NODE_DOWN,
    NODE_HEXAGON,
    NODE_SHAPE_COUNT
} node_shape;

typedef struct drawn_node {
    uint32_t net, at; /* the last network that it is in, and its number there; ENT_NONE: an agreement
                         of a timeline */
    uint32_t act;     /* the agreement that it stands for, by number in the data, or ENT_NONE */
    bool apart;       /* an agreement, or a body of the context, that is no node of the network */
    bool hollow;      /* of drafts and proposals */
    bool rare;        /* its colour is that of all rare groups together */
    const uint32_t *documents; /* agreements that a box of the context stands for, or that its body made */
    size_t document_count;
    ent_str id, name, label, sub;
    ent_node_type type;
    ent_date when, until; /* until: the end of an agreement of a timeline */
    double lat, lon;
    size_t degree;
    size_t members; /* of a group that is drawn as one node; else 0 */
    double strength;
    size_t levels[ENT_LEVEL_COUNT]; /* ties of each level */
    uint32_t fill, line;
    double line_width, diameter;
    node_shape shape;
    bool inside, bold;
    size_t group, band;
    size_t part_of; /* the drawn node of the organization beside which a body stands, or NOWHERE */
    size_t number; /* in a key of titles, from 1; 0: it has none */
    const ent_place *place;
    char in[ENT_FIGURE_NETWORKS + 1];
} drawn_node;

/* A tie of one network or, in a comparison, of both. Each panel has ties of its own, since their
 * agreements differ. */
typedef struct drawn_tie {
    uint32_t a, b;    /* drawn nodes; in directed networks from a to b */
    uint32_t net, at; /* the last network that it is in, and its number there */
    const ent_tie *tie;
    bool unknown;
    bool unsure;    /* unknown in one of the networks, whatever it is in the last */
    bool counted; /* unknown, and a tie of the network all the same */
    bool of_act;  /* an agreement of two, which is a node of the network */
    const uint32_t *acts; /* of those: the agreements, by number in the data */
    size_t act_count;
    size_t style;
    double width, opacity, weight; /* width 0: the style's */
    size_t step;
    bool strong;
    bool faint; /* a simplified figure leaves it in the background */
    char in[ENT_FIGURE_NETWORKS + 1];
} drawn_tie;

/* A line that is no tie of the network: agreements that are promoted, or talks. */
typedef struct context_tie {
    uint32_t a, b;     /* drawn nodes */
    uint32_t from, to; /* drawn nodes that the agreements tie; in a pyramid `b` is a box of agreements */
    ent_tie_kind kind;
    bool weaker;  /* a stronger kind of tie joins the same two, and is drawn instead */
    bool sets_up; /* the agreement at `a` set up the body at `b`; `kind` says nothing */
    const uint32_t *acts; /* by number in the data */
    size_t act_count, style;
} context_tie;

typedef struct line_style {
    const char *id; /* a class */
    ent_str label;
    tie_look look;
} line_style;

typedef enum key_mark { KEY_LINE, KEY_NODE, KEY_SWATCH, KEY_HALF, KEY_TEXT, KEY_MARK_COUNT } key_mark;

typedef struct key_entry { /* of the legend */
    key_mark mark;
    size_t style;
    node_shape shape;
    double diameter, width, opacity, line_width;
    uint32_t fill, line;
    bool hollow; /* a dashed outline */
    ent_str label;
} key_entry;

typedef struct key_group {
    ent_str title;
    ENT_LIST(key_entry) entries;
} key_group;

typedef struct named_colour {
    ent_str label, sub;
    uint32_t colour, tint;
    ent_level level; /* of a band */
    bool unknown;    /* of a bloc: its nodes have no group */
} named_colour;

struct ent_figure {
    const ent_network *const *networks;
    size_t network_count;
    ent_figure_options options;
    const ent_words *words; /* NULL: English */
    figure_theme theme;
    ent_arena arena;
    ent_index by_id;
    drawn_node *nodes;
    drawn_tie *ties;
    size_t node_count, node_room, tie_count, tie_room;
    size_t pair_count; /* the first so many ties join different pairs, later ones a pair again */
    size_t faint_count; /* of a simplified figure: the last so many ties; 0: all are alike */
    unsigned strongest; /* and so many of each node are not among them */
    bool has_hubs;      /* of a simplified figure: neighbours are hardly ever shared */
    size_t known_ties, unknown_ties; /* of all networks together */
    ent_selection wide_selection; /* that of the network, with all kinds of ties */
    const char *no_context;       /* why the context is left out; NULL: it is not, or there is none */
    ent_network *wide;            /* the network of it, for the context; NULL: none is drawn */
    ENT_LIST(context_tie) context;
    size_t strange_places; /* rows of options.places whose node is not drawn */
    size_t isolates; /* without a tie, not drawn */
    ent_str *isolate_names;
    /* of a timeline: agreements without a day, and those placed at another day than that of their
     * signature; bounds: at the last day that it can have been */
    size_t undated, first_signatures, entries_into_force, bounds;
    ENT_LIST(line_style) styles;
    ENT_LIST(key_group) legend;
    key_group spare_group; /* what is added when memory was refused, which ent_figure_make reports */
    key_entry spare_entry;
    named_colour blocs[MOST_BLOCS], bands[ENT_LEVEL_COUNT];
    size_t bloc_count, band_count;
    ENT_LIST(ent_str) notes;
    double width_mm, height_mm;
    const layout_rule *layout;
    const char *reason; /* why it was chosen, or "" */
    size_t ego;  /* a drawn node, or NOWHERE */
    bool chosen; /* the layout, by `auto` */
    bool two_mode, dense, codes;
    bool coded; /* circles of a dense network hold codes, since beside them ties would run under these */
    bool panels; /* a picture for each network */
    ent_str left_out;       /* what found no room in a table, in words; else "" */
    size_t collapsed_nodes; /* of which the groups of the figure consist; 0: it shows no groups as nodes */
    bool areas; /* on a map: countries have the colours of their nodes */
    bool agreements_as_ties; /* agreements of two are drawn as ties */
    ent_str size_words, colour_words; /* for the caption: "number of ties" */
};

/* ---- model.c ---- */

/** Nodes and ties of all networks together, in the order of the networks. */
ent_status ent_model_add_ties(ent_figure *f, ent_diags *diags);
/** Sorts them by id and counts them; nodes without a tie are listed as isolates. */
ent_status ent_model_finish(ent_figure *f, ent_diags *diags);
/** Empties it again. */
void ent_model_clear(ent_figure *f);
/** The drawn node of a network's node, made when it is new; NOWHERE when memory was refused. */
size_t ent_model_node(ent_figure *f, size_t net, size_t at);
/** The same of a node of the context, which the network does not have. */
size_t ent_model_apart(ent_figure *f, const ent_node *node);
/** A box of agreements, which is no node of the network, behind all nodes. */
size_t ent_model_box(ent_figure *f, ent_str id, ent_str label);
/** Copies text that lives as long as the figure; "" when memory was refused. */
ent_str ent_keep_text(ent_figure *f, const ent_buf *text);
/** Adds a note below the figure. */
void ent_add_note(ent_figure *f, ent_str text);
ent_str ent_label_of(const ent_figure *f, size_t net, size_t node);
ent_str ent_year_text(ent_figure *f, ent_date date); /* "" when it is unknown */
bool ent_is_box(ent_node_type type);
/** Is it of the second mode: an agreement among parties, an organization among members? */
bool ent_is_second_mode(const ent_figure *f, const drawn_node *n);
/** The region of a drawn node; "" when it has none. */
ent_str ent_node_region(const ent_figure *f, size_t node);
/** Do the groups have colours? */
bool ent_are_blocs_coloured(const ent_figure *f);
/** The level that most of a node's ties have. */
ent_level ent_main_level(const drawn_node *n);
/** "state", and its forms for ent_count: "state|states". */
ent_str ent_kind_word(const ent_figure *f, ent_node_type type);
const char *ent_kind_forms(ent_node_type type);
/** "not known on the day", or what fits when no day was asked for. */
ent_str ent_unknown_words(const ent_figure *f);
/** "2015" of a panel titled "a  2015". */
ent_str ent_panel_day(const ent_figure *f, size_t net);
/** Text that lives as long as the figure: a sentence with its arguments, as ent_say has them. */
ent_str ent_said_args(ent_figure *f, const char *english, const ent_arg *args, size_t count);
#define ent_said(f, english, ...)                                                                  \
    ent_said_args(f, english, (const ent_arg[]){ __VA_ARGS__ },                                    \
                  sizeof((const ent_arg[]){ __VA_ARGS__ }) / sizeof(ent_arg))

/* ---- pairs.c ---- */

/** In a two-mode network: agreements of two become ties between the two, others stay nodes. */
ent_status ent_model_join_pairs(ent_figure *f, ent_diags *diags);

/** Is one actor in two thirds of the agreements of two actors, and in at least five? In other words, most of their
 *  boxes would say its name again. False also when memory was refused. */
bool ent_has_star_of_pairs(const ent_figure *f);

/* ---- collapse.c ---- */

/** Makes one node of each group of options.collapse. errors ENT_EUSAGE (several networks, two modes, directions) */
ent_status ent_collapse(ent_figure *f, ent_diags *diags);

/* ---- numbered.c ---- */

/** Leaves out of a table agreements of a single party, organizations that are the same for all, and, where there are too many,
 *  the smallest; of boxes and lines, agreements of a single party where there are many. Notes them. */
ent_status ent_keep_telling(ent_figure *f, ent_diags *diags);
/** Numbers the agreements of a table, once nodes have their groups: those of parties of several groups first. */
ent_status ent_number_agreements(ent_figure *f, ent_diags *diags);
/** "Agreements: 1 Treaty on ... (1970); 2 ...", for the caption. */
void ent_list_numbers(const ent_figure *f, ent_buf *out);

/* ---- simplify.c ---- */

enum { SIMPLIFY_FITTING = -2 }; /* options.simplify: as many of each node as can be followed */

/** Marks ties as faint, and puts them behind all others, as options.simplify says. */
ent_status ent_simplify(ent_figure *f, ent_diags *diags);

/* ---- timeline.c ---- */

/** Agreements with a day, instead of nodes and ties. errors ENT_EDATA when there is none and an empty
 *  figure is not allowed */
ent_status ent_model_timeline(ent_figure *f, ent_diags *diags);
/** Notes which days it shows, where they are not those of signature. */
void ent_note_days(ent_figure *f);

/* ---- distinct_labels.c ---- */

/** Replaces names by codes where there is no room for names, and decides whether circles hold them. */
void ent_choose_labels(ent_figure *f);
/** Cuts long labels of agreements that begin alike, and would look the same, so that they differ. */
ent_status ent_tell_labels_apart(ent_figure *f, ent_diags *diags);

/* ---- figure.c ---- */

/** ent_figure_new with the reason for which the layout was taken; NULL: it was asked for. */
ent_status ent_figure_make(ent_figure **out, const ent_network *const *networks, size_t count,
                           const ent_figure_options *options, const char *reason,
                           ent_diags *diags);

#endif
