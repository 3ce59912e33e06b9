/* map.h: a part of the world on a part of the page; and the enlarged parts beside it. */
#ifndef ENTENTE_RENDER_LAYOUT_MAP_H
#define ENTENTE_RENDER_LAYOUT_MAP_H

#include <math.h>

#include "render/scene/scene.h"

#define MAP_PI 3.14159265358979323846

enum { MOST_INSETS = 3, NEAR_RINGS = 4 };

/* A crowded part of the map that is drawn again, larger. */
typedef struct inset {
    frame from; /* on the map */
    frame page; /* its own place */
    double zoom;
} inset;

typedef struct map {
    scene *s;
    double centre; /* the meridian in the middle */
    frame world;   /* the part of the world that is shown, in projected units */
    frame page;    /* its place on the page */
    double scale;
    inset insets[MOST_INSETS];
    size_t inset_count;
    bool beside;      /* insets stand at the right of the map, else below it */
    spot *on_map;     /* of each node, its place on the map itself */
    size_t *inset_of; /* of each node, or NONE */
    bool *filled;     /* of each node: an outline shows its country */
} map;

static inline bool has_coordinates(const node *n)
{
    return !isnan(n->lat) && !isnan(n->lon);
}

/* Projected: so many degrees east of the middle of the map, and north. */
spot map_project_from(double east, double lat);
spot map_project(const map *m, double lon, double lat);
spot map_on_page(const map *m, spot projected);

/* The land of the map's part of the world. */
ent_status map_land(map *m, ent_diags *diags);
/* Names the nodes that are countries to be filled, and have no outline. */
void map_warn_of_unfilled(const map *m, ent_diags *diags);
/* Tie i as an arc. */
void map_arc(scene *s, size_t i);

/* Chooses the crowded parts: the nodes have their places. */
ent_status insets_choose(map *m, ent_diags *diags);
/* Draws them below what the map has so far, with land. */
ent_status insets_place(map *m, ent_diags *diags);
/* Nodes that an inset shows become dots without a name; insets_fill gives them their size and place there,
 * with ties among them and names. */
void insets_shrink_nodes(map *m);
ent_status insets_fill(map *m, ent_diags *diags);

#endif
