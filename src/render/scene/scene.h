/* scene.h: the figure before it is written: a page in points, y downwards, with the place of every mark
 * and word. Layouts add marks and words; writers visit them part by part, in paint order. */
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

typedef enum part { /* in paint order, the lowest first */
                    PART_GROUND,
                    PART_BLOCS,
                    PART_TIES,
                    PART_AXES,
                    PART_NODES,
                    PART_LABELS,
                    PART_LEGEND,
                    PART_HEADINGS, /* title, subtitle, note and source */
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
    bool round; /* ends of dashes */
    bool half;  /* cells: only the half below the diagonal */
    double order;    /* paint order within its part, the smallest below */
    size_t sequence; /* number of the mark: keeps equal marks in the order in which they were made */
    size_t object;   /* node (PART_NODES) or tie (PART_TIES), or NONE */
    size_t panel;    /* of the mark, or NONE */
    size_t twin_of;  /* the node that the mark shows a second time, or NONE */
    size_t acts_of;  /* the tie whose agreements a mark of no node and no tie stands for, or NONE */
    ent_str title;   /* tooltip */
    const attributes *attrs; /* what a mark of a plot stands for, or NULL */
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
    size_t object; /* the node that the word names, or NONE */
    size_t panel;
} word;

/* ---- networks ---- */

typedef struct placed {
    double x, y;   /* centre */
    double rx, ry; /* half its size */
    lines words;
    double label_x, label_y, label_w, label_h; /* centre and size of the label */
    int side;      /* of the label: 0 right, 1 left, 2 above, 3 below, 4-7 corners */
    bool no_label; /* the layout draws none, or there was no room */
    bool leader;   /* a thin line joins the label to the node */
    bool hidden;   /* the node is not drawn */
    bool nameless; /* its name stands elsewhere */
} placed;

typedef struct scene {
    const description *d;
    ent_arena arena;
    double width, height;
    double top, bottom; /* heights of the headings above and below all else */
    frame net;     /* where the network is */
    double shrink; /* scale of all circles: below 1 where they would fill the page */
    placed *nodes;
    mark *marks;
    word *words;
    size_t mark_count, mark_room, word_count, word_room;
    mark spare_mark; /* takes what is written after memory was refused */
    word spare_word;
    spot spare_point[4];
    size_t panel;      /* being drawn, or NONE */
    frame gap;         /* where the last row of panels has room for more; empty: nowhere */
    bool failed;       /* memory was refused */
    bool legend_below; /* there is no room beside the network, or the layout takes the whole width */
    bool fixed_places; /* the data place the nodes */
    bool opaque;       /* the format has no transparency */
    bool in_page;      /* an SVG for the interactive page */
    ent_str reading;   /* how well it can be read: a note for its metadata */
    size_t unlabelled; /* nodes without their name for lack of room */
} scene;

void scene_destroy(scene *s);

/** A new mark with room for `count` points; never NULL (s->failed tells of a failure). The next mark may
 *  move it. The same holds for words. */
mark *scene_mark(scene *s, part p, form f, size_t count);
word *scene_word(scene *s, part p, ent_str text, double x, double y, double size);
/** Text that lives as long as the scene. */
ent_str scene_text(scene *s, const ent_buf *text);
void scene_line(scene *s, part p, segment at, colour c, double width);
mark *scene_box(scene *s, part p, form f, double x, double y, double rx, double ry);
/** The outline of a shape around a centre; a circle or a box becomes a mark of that form. */
mark *scene_shape(scene *s, part p, int kind, double x, double y, double rx, double ry);

/** The corners of the box around a word, turned with it. */
void word_corners(const word *w, spot corners[4]);
/** The i-th line of a label into `out`, with an ellipsis if the label was cut. */
void label_line(const lines *l, size_t i, ent_buf *out);

static inline ink solid(colour c)
{
    return (ink){ c, 1 };
}

enum { LINE_STEP = 115 }; /* per cent of the size from baseline to baseline */
#define BASELINE 0.355    /* of the size: from the middle of capitals to the baseline */
#define MARGIN 4.0

#endif
