/* scene.h: the figure before it is written: a page in points, y downwards, with every mark and word
 * at its place. All writers walk it in one order: paper, ties, nodes, labels, legend. */
#ifndef ENTENTE_RENDER_SCENE_H
#define ENTENTE_RENDER_SCENE_H

#include "render/description.h"
#include "render/metrics.h"

typedef struct frame {
    double x0, y0, x1, y1;
} frame;

typedef struct placed {
    double x, y;          /* centre */
    double rx, ry;        /* half its size */
    lines words;
    double label_x, label_y, label_w, label_h; /* centre and size of the label */
    int side;             /* of the label: 0 right, 1 left, 2 above, 3 below, 4-7 corners */
    bool no_label;        /* there was no room */
} placed;

typedef struct segment {
    double x1, y1, x2, y2;
} segment;

typedef struct word { /* a text of the legend: starts at x, on the baseline y */
    ent_str text;
    double x, y, size;
    bool bold;
} word;

typedef struct key { /* a mark of the legend */
    const entry *entry;
    double x, y; /* centre */
} key;

typedef struct scene {
    const description *d;
    ent_arena arena;
    double width, height;
    frame net; /* where the network is */
    double shrink; /* of all circles: 1 unless they would fill the page */
    placed *nodes;
    segment *ties;
    word *words;
    key *keys;
    size_t word_count, key_count;
    size_t *order; /* ties, pale and thin first */
} scene;

/** Lays everything out. */
ent_status scene_make(scene *s, const description *d, ent_diags *diags);
void scene_destroy(scene *s);

/** The i-th line of a label, with an ellipsis when it was cut; into `out`. */
void label_line(const lines *l, size_t i, ent_buf *out);

enum { LINE_STEP = 115 }; /* per cent of the size from baseline to baseline */
#define BASELINE 0.355    /* of the size: from the middle of capitals to the baseline */
#define SUB_SIZE 6.0

/* ---- places.c ---- */

/** Places the nodes and their labels within s->net. */
ent_status place_nodes(scene *s, ent_diags *diags);

/* ---- graphviz.c ---- */

/** Places by Graphviz's stress layout from a seeded start, in points; y upwards. */
ent_status stress_places(const description *d, size_t start, double *x, double *y,
                         ent_diags *diags);

#endif
