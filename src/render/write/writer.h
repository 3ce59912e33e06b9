/* writer.h: how a scene becomes a file: one table, each writer a file of its own. All are asked for
 * the same things in the same order, part by part; SVG and TikZ are asked by a render engine inside
 * gvc. */
#ifndef ENTENTE_RENDER_WRITE_WRITER_H
#define ENTENTE_RENDER_WRITE_WRITER_H

#include "render/scene/scene.h"

typedef struct writer {
    const char *format;
    void (*begin)(ent_buf *out, const scene *s);
    void (*begin_panel)(ent_buf *out, const scene *s, size_t panel); /* NULL: no sign of panels */
    void (*end_panel)(ent_buf *out, const scene *s, size_t panel);
    void (*begin_part)(ent_buf *out, const scene *s, part p, size_t panel);
    void (*mark)(ent_buf *out, const scene *s, const mark *m);
    void (*word)(ent_buf *out, const scene *s, const word *w);
    void (*end_part)(ent_buf *out, const scene *s, part p);
    void (*end)(ent_buf *out, const scene *s);
} writer;

extern const writer svg_writer, tikz_writer;

/** Writes one part of the scene. Of a figure in panels, all that belongs to a panel stands
 *  together, where its ties lie. */
void write_part(const writer *w, ent_buf *out, const scene *s, part p);

/** A number with at most two digits behind the point. */
void put_number(ent_buf *out, double value);

/** The scene in a format of the table; ENT_EUSAGE when there is none of that name. */
ent_status write_scene(const scene *s, ent_str format, ent_buf *out, ent_diags *diags);

/** A little less than the whole leaves light between large cells. */
static inline double cell_size(const mark *m)
{
    return m->at[1].x >= 4 ? 0.94 : 1;
}

#endif
