/* legibility.h: how well can the figure be read? */
#ifndef ENTENTE_RENDER_SCENE_LEGIBILITY_H
#define ENTENTE_RENDER_SCENE_LEGIBILITY_H

#include "render/scene/scene.h"

typedef enum legibility_part {
    READ_TIES,   /* ties that can be seen */
    READ_NAMES,  /* nodes that are named, the important ones counting more */
    READ_OWN,    /* names that are nearer to their own mark than to another */
    READ_CLEAN,  /* words that touch no others, and nodes that are no wall */
    READ_ROOM,   /* use of the page */
    READ_TANGLE, /* few crossings for each tie */
    READ_NEAR,   /* tied nodes that are near each other */
    READ_APART,  /* ties that run through no foreign node */
    READ_HUES,   /* groups that colours tell apart */
    READ_SIZE,   /* size of the names */
    READ_LOAD,   /* few enough marks to be taken in */
    READ_FULL,   /* of a matrix: cells that hold something */
    READ_PARTS
} legibility_part;

typedef struct legibility {
    double part[READ_PARTS]; /* 0 to 1, 1 is best */
    double score;            /* 0 to 10 */
    size_t unseen;           /* ties that are too pale for what lies under them */
    size_t strange;          /* names that are nearer to the mark of another node */
    size_t overtaken;        /* nodes without a name that are more important than most that have one */
    size_t under_key;        /* marks and names under the legend */
    int empty_third;         /* of the page: 0 none, 1 left, 2 middle, 3 right, 4 top, 5 middle, 6 bottom */
} legibility;

#define LEAST_CONTRAST_OF_TIES 1.5

/** Measures the finished scene of a network. errors ENT_ENOMEM */
ent_status measure_legibility(const scene *s, legibility *l, ent_diags *diags);
/** "7.8 (ties 1.00, names 0.98, ...)" */
void write_legibility(const legibility *l, ent_buf *out);

#endif
