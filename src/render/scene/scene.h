/* scene.h: the figure before it is written: a page in points, y downwards, with every mark and word
 * at its place. Layouts put marks and words into it; all writers walk it in one order, part by
 * part. */
#ifndef ENTENTE_RENDER_SCENE_SCENE_H
#define ENTENTE_RENDER_SCENE_SCENE_H

#include "render/description.h"
#include "render/scene/text_width.h"

typedef struct spot {
    double x, y;
} spot;

typedef struct frame {
    double x0, y0, x1, y1;
} frame;

typedef struct segment {
    double x1, y1, x2, y2;
} segment;

/* ---- marks and words ---- */

typedef enum part { /* in the order in which they lie on each other */
                    PART_GROUND,
                    PART_BLOCS,
                    PART_TIES,
                    PART_AXES,
                    PART_NODES,
                    PART_LABELS,
                    PART_LEGEND,
                    PART_COUNT
} part;

typedef enum form {
    FORM_LINE,   /* through the points */
    FORM_CURVE,  /* cubic Bezier: 3n + 1 points */
    FORM_AREA,   /* a closed polygon */
    FORM_CIRCLE, /* centre, half its size */
    FORM_BOX,    /* the same, with round corners */
    FORM_CELLS   /* origin, size of a cell, then column and row of each cell */
} form;

typedef struct ink {
    colour colour;
    double opacity; /* 0: none */
} ink;

typedef struct mark {
    part part;
    form form;
    spot *at;
    size_t count;
    ink fill, line;
    double width;
    const double *dash;
    size_t dashes;
    bool round;    /* ends of dashes */
    bool half;     /* cells: only the half below the diagonal */
    double order;  /* within its part, small below */
    size_t object; /* node (PART_NODES) or tie (PART_TIES), or NONE */
    size_t panel;  /* that it belongs to, or NONE */
    size_t acts_of; /* the tie whose agreements a mark of no node and no tie stands for, or NONE */
    ent_str title; /* what a reader sees who points at it */
} mark;

typedef enum anchor { ANCHOR_START, ANCHOR_MIDDLE, ANCHOR_END } anchor;

typedef struct word {
    part part;
    ent_str text;
    double x, y;       /* on the baseline */
    double size, turn; /* points; degrees clockwise, about (x, y) */
    anchor anchor;
    bool bold, italic, halo;
    colour colour;
    size_t object; /* the node that it names, or NONE */
    size_t panel;
} word;

/* ---- networks ---- */

typedef struct placed {
    double x, y;   /* centre */
    double rx, ry; /* half its size */
    lines words;
    double label_x, label_y, label_w, label_h; /* centre and size of the label */
    int side;      /* of the label: 0 right, 1 left, 2 above, 3 below, 4-7 corners */
    bool no_label; /* there was no room, or none is wanted */
    bool led;      /* a thin line leads from the label to the node */
    bool hidden;   /* not drawn by itself */
} placed;

typedef struct scene {
    const description *d;
    ent_arena arena;
    double width, height;
    frame net;     /* where the network is */
    double shrink; /* of all circles: 1 unless they would fill the page */
    placed *nodes;
    mark *marks;
    word *words;
    size_t mark_count, mark_room, word_count, word_room;
    mark spare_mark; /* what is filled in when memory was refused */
    word spare_word;
    spot spare_point[4];
    size_t panel; /* that is being drawn, or NONE */
    bool failed;
    bool key_below; /* the legend stands below, though the page is wide: there is no room beside */
    size_t unlabelled; /* nodes whose name found no room */
} scene;

/** Lays everything out. */
ent_status scene_make(scene *s, const description *d, ent_diags *diags);
void scene_destroy(scene *s);

/** A new mark with room for `count` points; never NULL (s->failed tells). It may move when the next mark
 *  (or word, for a word) is made. */
mark *scene_mark(scene *s, part p, form f, size_t count);
word *scene_word(scene *s, part p, ent_str text, double x, double y, double size);
/** Text that lives as long as the scene. */
ent_str scene_text(scene *s, const ent_buf *text);
void scene_line(scene *s, part p, segment at, colour c, double width);
mark *scene_box(scene *s, part p, form f, double x, double y, double rx, double ry);
/** The outline of a shape around a centre; circles and boxes as such. */
mark *scene_shape(scene *s, part p, int kind, double x, double y, double rx, double ry);

/** The corners of the box around a word, turned with it; the width table says how wide. */
void word_corners(const word *w, spot corners[4]);
frame frame_of(const spot *points, size_t count);
frame mark_frame(const mark *m);
/** Points on a mark's outline or line, curves flattened; at most `room`. */
size_t mark_outline(const mark *m, spot *out, size_t room);

static inline ink solid(colour c)
{
    return (ink){ c, 1 };
}
colour mix(colour top, colour bottom, double opacity);
double contrast(colour a, colour b);

/** The i-th line of a label, with an ellipsis when it was cut; into `out`. */
void label_line(const lines *l, size_t i, ent_buf *out);

enum { LINE_STEP = 115 }; /* per cent of the size from baseline to baseline */
#define BASELINE 0.355    /* of the size: from the middle of capitals to the baseline */
#define MARGIN 4.0

/* ---- drawing.c: what layouts of nodes and ties share ---- */

/** Half the size of each node, and its label's lines. */
void size_nodes(scene *s);
void size_node(scene *s, size_t i);
/** Puts the label of node i to its side. */
void set_label(scene *s, size_t i);
void draw_node(scene *s, size_t i);
/** A mark without room for words: what would be a box is a square. */
void draw_dot(scene *s, size_t i);
void draw_label(scene *s, size_t i);
/** A label on one line, of at most so many characters. */
ent_str one_line(scene *s, ent_str text, size_t most);
/** The name of node i on one line; a long one among codes is cut early, as it would take their room. */
ent_str name_on_line(scene *s, size_t i);
double name_width(scene *s, size_t i, double size);
/** Where the line from the middle of node i towards (x, y) leaves it, with a small gap. */
spot leave(const scene *s, size_t i, double x, double y);
/** A straight tie; or a curve through `via` (its 2 inner control points). */
mark *draw_tie(scene *s, size_t i, const spot *via);
void style_tie(scene *s, mark *m, size_t i);
/** How many panels stand beside each other. */
size_t panel_columns(const scene *s);
/** All nodes with their labels and the thin lines that lead to them. */
void draw_nodes(scene *s);
/** Ties straight, then nodes and labels: one picture, or one for each panel. */
ent_status draw_network(scene *s, ent_diags *diags);

/* ---- order.c ---- */

/** Nodes by bloc, then by weight, the heaviest first; into order[node_count]. Nodes whose place was
 * kept from another figure stand in front of their bloc, as they stood there. */
typedef enum kept_way { KEPT_DOWN, KEPT_ALONG, KEPT_AROUND, KEPT_AROUND_EGO } kept_way;
ent_status order_by_bloc(scene *s, size_t *order, kept_way by, ent_diags *diags);
/** Where another figure had the node, in points; NaN: not known. */
spot kept_place(const scene *s, size_t i);
/** Sorts nodes by their kept places: downwards, from left to right, or clockwise from the top
 * around the middle of all that were kept; the others follow as they stood. false: none has a
 * place. */
bool order_as_kept(scene *s, size_t *nodes, size_t count, kept_way by);
/** The part of `nodes` whose mode is `mode`, in order. Returns how many. */
size_t of_mode(const scene *s, const size_t *order, size_t mode, size_t *out);

/** Columns in which labels of a height must stand beside each other when rows are closer than that.
 */
size_t stagger_for(double pitch, double size);

/* ---- radial.c ---- */

/** How large node i may be on a ring whose nodes stand so far apart: squares touch by their corners. */
double ring_dot(const scene *s, size_t i, double pitch);
/** Sizes all nodes as dots, as large as a ring whose nodes stand so far apart allows: all are shrunk
 *  alike, so that their sizes say what the legend says. */
void size_dots(scene *s, double pitch);

/** The name of node i on the ray from a centre, starting at a radius; turned so that it is upright.
 */
void radial_label(scene *s, size_t i, spot centre, double angle, double radius, double size);
/** Reorders nodes so that neighbours in the order are tied; the first stays. */
ent_status chain_order(scene *s, size_t *nodes, size_t count, ent_diags *diags);

/* ---- labels.c ---- */

/** Chooses sides for the labels of placed nodes; `far`: also places led to by a thin line. */
ent_status place_labels(scene *s, bool far, ent_diags *diags);

/* ---- grounds.c ---- */

/** Quiet grounds under the nodes of each bloc, and the blocs' names. */
ent_status draw_grounds(scene *s, ent_diags *diags);

/* ---- geometry.c ---- */

bool passes(segment s, frame b); /* does the segment run through the box? */
bool crosses(segment s, segment t);
double overlap(frame a, frame b); /* area in common */
frame node_frame(const placed *p, double margin);
frame label_frame(const placed *p, double margin);

/* ---- graphviz.c ---- */

/** Places by Graphviz's stress layout from a seeded start, in points; y downwards. */
ent_status stress_places(const description *d, size_t start, double *x, double *y,
                         ent_diags *diags);

#endif
