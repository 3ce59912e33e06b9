/* pyramid.h: what the placing and the drawing of a pyramid share. */
#ifndef ENTENTE_RENDER_LAYOUT_PYRAMID_H
#define ENTENTE_RENDER_LAYOUT_PYRAMID_H

#include "render/scene/scene.h"

enum { LONGEST = 20 }; /* characters of the name of a state */

#define CHIP_STEP 10.6 /* from a chip to the one above it */

typedef struct ranked {
    double key;
    size_t node;
} ranked;

typedef struct pyramid {
    scene *s;
    ranked *row;             /* the states, left to right */
    size_t row_count, star; /* star: the state that is left out, or NONE */
    double *x;             /* of each node */
    double left, pitch, row_y, bottom, size;
    double *band_top, *band_bottom;
    double *wide, *high; /* half the size of each box with the bodies beside it */
    double *shift, *sink; /* of each box from the middle of that, to the right and down */
    bool *framed;         /* there are bodies beside it */
    size_t *hub;          /* of each box: the one beside which it stands, or NONE */
    double *stem;   /* of each box: where it runs down */
    double *rail_y; /* of each box: the height of its rail */
    bool turned;
    double arcs; /* the height of the arcs where there are no boxes above them, else 0 */
} pyramid;

static inline bool is_box(const scene *s, size_t i)
{
    return s->d->nodes[i].shape == SHAPE_BOX;
}

static inline size_t other_end(const tie *t, size_t i)
{
    return t->a == i ? t->b : t->b == i ? t->a : NONE;
}

static inline bool joins_states(const scene *s, const tie *t)
{
    return !is_box(s, t->a) && !is_box(s, t->b);
}

/* A tie of the network between two states. */
static inline bool is_pair(const scene *s, const tie *t)
{
    return !t->context && joins_states(s, t);
}

/* Is the tie drawn as a curve from the box? */
static inline bool has_curve(const pyramid *p, const tie *t, size_t box)
{
    size_t other = other_end(t, box);

    return other != NONE && other != p->star && !is_box(p->s, other);
}

/* ---- pyramid_families.c ---- */

/** The sizes of all boxes with their bodies, which have so much room side by side. */
void pyramid_size_families(pyramid *p, double room);
/** Puts the middle of an organization and its bodies there. */
void pyramid_place_family(pyramid *p, size_t organization, double x, double y);
void pyramid_draw_frames(pyramid *p);
/** Tie i, if one of its boxes stands beside the other for it. */
bool pyramid_draw_beside(pyramid *p, size_t i);
/** Tie i, from an agreement to the body that it set up. */
void pyramid_draw_set_up(pyramid *p, size_t i);

/* ---- pyramid_rails.c ---- */

/** Where the tie of a box comes down to a state: ties that arrive there are side by side, in the order of boxes. */
double pyramid_arrival(const pyramid *p, size_t box, size_t state);
/** Has a box ties to states? */
bool pyramid_has_stem(const pyramid *p, size_t box);
/** Chooses where the stem of a placed box runs down: not where others do. */
void pyramid_choose_stem(pyramid *p, size_t box, const double *others, size_t count);
/** Where the stem of a box runs down. */
double pyramid_stem(const pyramid *p, size_t box);
/** Gives each box with ties to states a rail, from `top` down; returns the height of all. */
double pyramid_place_rails(pyramid *p, double top);
/** Tie i, from a box to a state, where it ends at the height `end`. */
void pyramid_draw_stem(pyramid *p, size_t i, size_t box, size_t state, double end);

/* ---- pyramid_lines.c ---- */

/** The indent of the left side at a height. */
double pyramid_indent(const pyramid *p, double y);
/** How many chips the agreements of the left-out state with this one have; 0 without agreements. */
size_t pyramid_chips(const pyramid *p, size_t state);
void pyramid_draw_bands(pyramid *p);
/** A tie, or a line of the context. */
void pyramid_draw_line(pyramid *p, size_t i, double chip_y);
void pyramid_draw_row(pyramid *p);
/** By how much the mark of the left-out state widens a box to each side; 0: the box has none. */
double pyramid_mark_room(const pyramid *p, size_t box);
/** Marks each box that the left-out state has to do with. */
void pyramid_mark_star(pyramid *p);
/** What the left-out state has to do with all that is shown, below the states. */
void pyramid_note_star(pyramid *p);

#endif
