/* writer.h: a scene as text. Each writer is a table of functions in a file of its own; Graphviz's renderer
 * asks for the layers of the figure in order (render_job.c). */
#ifndef ENTENTE_RENDER_WRITE_WRITER_H
#define ENTENTE_RENDER_WRITE_WRITER_H

#include "render/scene/scene.h"

typedef struct writer {
    void (*begin)(ent_buf *out, const scene *s);
    void (*begin_panel)(ent_buf *out, const scene *s, size_t panel); /* NULL: nothing to write */
    void (*end_panel)(ent_buf *out);
    void (*begin_part)(ent_buf *out, const scene *s, part p, size_t panel);
    void (*mark)(ent_buf *out, const scene *s, const mark *m);
    void (*word)(ent_buf *out, const scene *s, const word *w);
    void (*end_part)(ent_buf *out); /* may be NULL, too */
    void (*end)(ent_buf *out);
} writer;

extern const writer svg_writer, tikz_writer;

/** A number with at most two decimals. */
static inline void put_number(ent_buf *out, double value)
{
    ent_buf_fixed(out, value, 2);
}

/** The share of its pitch that a cell fills: large cells leave a gap. */
static inline double cell_size(const mark *m)
{
    return m->at[1].x >= 4 ? 0.94 : 1;
}

#endif
