/* writer.h: how a scene becomes a file: one table, each writer a file of its own. All are asked for
 * the same things in the same order, part by part; SVG and TikZ are asked by a render engine inside
 * gvc. */
#ifndef ENTENTE_RENDER_WRITER_H
#define ENTENTE_RENDER_WRITER_H

#include <math.h>

#include "render/scene.h"

typedef struct writer {
    const char *format;
    void (*begin)(ent_buf *out, const scene *s);
    void (*begin_part)(ent_buf *out, const scene *s, part p);
    void (*mark)(ent_buf *out, const scene *s, const mark *m);
    void (*word)(ent_buf *out, const scene *s, const word *w);
    void (*end_part)(ent_buf *out, const scene *s, part p);
    void (*end)(ent_buf *out, const scene *s);
} writer;

extern const writer svg_writer, tikz_writer;

/** Writes one part of the scene. */
void write_part(const writer *w, ent_buf *out, const scene *s, part p);

/** A number with at most two digits behind the point. */
void put_number(ent_buf *out, double value);

/** The scene in a format of the table; ENT_EUSAGE when there is none of that name. */
ent_status write_scene(const scene *s, ent_str format, ent_buf *out, ent_diags *diags);

/** A size of half a cell less than the whole leaves light between large cells. */
static inline double cell_size(const mark *m)
{
    return m->at[1].x >= 4 ? 0.94 : 1;
}

/* How many cells from the i-th on stand side by side: written as one where they are too small for
 * the gaps between them to be seen. */
static inline size_t cell_run(const mark *m, size_t i)
{
    size_t run = 1;

    while (m->at[1].x < 3 && i + run < m->count && m->at[i + run].y == m->at[i].y &&
           fabs(m->at[i + run].x - m->at[i + run - 1].x - 1) < 1e-9)
        run++;
    return run;
}

#endif
