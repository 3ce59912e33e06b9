/* description.h: what `entente` asks for: a figure, or a plain graph, as JSON on standard input. */
#ifndef ENTENTE_RENDER_DESCRIPTION_H
#define ENTENTE_RENDER_DESCRIPTION_H

#include "base/arena.h"
#include "base/json.h"

enum { MOST_NODES = 5000, MOST_TIES = 200000, MOST_DASHES = 8, MOST_STYLES = 32 };

typedef struct pair {
    ent_str key, value;
} pair;

typedef struct style { /* of ties */
    ent_str id, label, colour;
    double width, dash[MOST_DASHES];
    size_t dashes;
    bool round;
} style;

typedef struct node {
    ent_str id, label, sub, tooltip, kind, fill, stroke;
    bool box, inside, bold;
    double diameter, stroke_width, label_size;
    pair *attrs;
    size_t attr_count;
} node;

typedef struct tie {
    size_t a, b, style;
    ent_str tooltip;
    double width; /* 0: the style's */
    bool unknown;
    pair *attrs;
    size_t attr_count;
} tie;

typedef enum mark { MARK_LINE, MARK_CIRCLE, MARK_BOX, MARK_TEXT } mark;

typedef struct entry { /* of the legend */
    mark mark;
    size_t style;
    double diameter;
    ent_str fill, stroke, label;
} entry;

typedef struct group {
    ent_str title;
    entry *entries;
    size_t count;
} group;

typedef struct description {
    ent_file file;
    ent_arena arena;
    bool draw; /* else: only DOT of the graph, without places */
    ent_str format, name, title, desc, language, generator, record, font, layout;
    ent_str ink, paper, halo;
    double width_mm, height_mm, dpi;
    size_t seed, starts;
    style *styles;
    node *nodes;
    tie *ties;
    group *legend;
    size_t style_count, node_count, tie_count, legend_count;
} description;

/** Reads and checks a description; the texts live as long as it does. */
ent_status description_read(description *d, const char *path, ent_diags *diags);
void description_destroy(description *d);

#endif
