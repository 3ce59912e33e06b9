/* geometry.h: frames, segments, outlines and colours. */
#ifndef ENTENTE_RENDER_SCENE_GEOMETRY_H
#define ENTENTE_RENDER_SCENE_GEOMETRY_H

#include "base/colour.h"
#include "render/scene/scene.h"

/** Does the segment run through the frame? */
bool passes(segment s, frame b);
bool crosses(segment s, segment t);
/** The area that two frames have in common. */
double overlap(frame a, frame b);
frame node_frame(const placed *p, double margin);
frame label_frame(const placed *p, double margin);
frame frame_of(const spot *points, size_t count);
frame mark_frame(const mark *m);
/** Points on a mark's outline or line, curves flattened. Writes at most `room`. */
size_t mark_outline(const mark *m, spot *out, size_t room);

static inline colour mix(colour top, colour bottom, double opacity)
{
    return ent_colour_mix(top, bottom, opacity);
}

static inline double contrast(colour a, colour b)
{
    return ent_colour_contrast(a, b);
}

/** Rounded to a hundredth of a point, the precision of all writers. */
double hundredth(double x);

#endif
