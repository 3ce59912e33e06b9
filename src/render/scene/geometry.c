/* geometry.c: boxes, segments and outlines. Places depend only on + - * / and sqrt, which give the
 * same result on every machine. */
#include "render/scene/geometry.h"

#include <math.h>

frame node_frame(const placed *p, double margin)
{
    return (frame){ p->x - p->rx - margin, p->y - p->ry - margin, p->x + p->rx + margin,
                    p->y + p->ry + margin };
}

frame label_frame(const placed *p, double margin)
{
    return (frame){ p->label_x - p->label_w / 2 - margin, p->label_y - p->label_h / 2 - margin,
                    p->label_x + p->label_w / 2 + margin, p->label_y + p->label_h / 2 + margin };
}

double overlap(frame a, frame b)
{
    double w = fmin(a.x1, b.x1) - fmax(a.x0, b.x0), h = fmin(a.y1, b.y1) - fmax(a.y0, b.y0);

    return w > 0 && h > 0 ? w * h : 0;
}

bool passes(segment s, frame b)
{
    double from = 0, to = 1, dx = s.x2 - s.x1, dy = s.y2 - s.y1;

    if ((s.x1 < b.x0 && s.x2 < b.x0) || (s.x1 > b.x1 && s.x2 > b.x1) ||
        (s.y1 < b.y0 && s.y2 < b.y0) || (s.y1 > b.y1 && s.y2 > b.y1))
        return false;
    {
        const double p[4] = { -dx, dx, -dy, dy },
                     q[4] = { s.x1 - b.x0, b.x1 - s.x1, s.y1 - b.y0, b.y1 - s.y1 };

        for (int i = 0; i < 4; i++) {
            if (p[i] == 0) {
                if (q[i] < 0)
                    return false;
            } else if (p[i] < 0) {
                from = fmax(from, q[i] / p[i]);
            } else {
                to = fmin(to, q[i] / p[i]);
            }
        }
    }
    return from < to;
}

static double side_of(double ax, double ay, double bx, double by, double cx, double cy)
{
    return (bx - ax) * (cy - ay) - (by - ay) * (cx - ax);
}

bool crosses(segment s, segment t)
{
    double a, b, c, d;

    if ((s.x1 < t.x1 && s.x1 < t.x2 && s.x2 < t.x1 && s.x2 < t.x2) ||
        (s.x1 > t.x1 && s.x1 > t.x2 && s.x2 > t.x1 && s.x2 > t.x2) ||
        (s.y1 < t.y1 && s.y1 < t.y2 && s.y2 < t.y1 && s.y2 < t.y2) ||
        (s.y1 > t.y1 && s.y1 > t.y2 && s.y2 > t.y1 && s.y2 > t.y2))
        return false;
    a = side_of(s.x1, s.y1, s.x2, s.y2, t.x1, t.y1);
    b = side_of(s.x1, s.y1, s.x2, s.y2, t.x2, t.y2);
    if ((a > 0) == (b > 0))
        return false;
    c = side_of(t.x1, t.y1, t.x2, t.y2, s.x1, s.y1);
    d = side_of(t.x1, t.y1, t.x2, t.y2, s.x2, s.y2);
    return (c > 0) != (d > 0);
}

frame frame_of(const spot *points, size_t count)
{
    frame f = { INFINITY, INFINITY, -INFINITY, -INFINITY };

    for (size_t i = 0; i < count; i++) {
        f.x0 = fmin(f.x0, points[i].x);
        f.y0 = fmin(f.y0, points[i].y);
        f.x1 = fmax(f.x1, points[i].x);
        f.y1 = fmax(f.y1, points[i].y);
    }
    return f;
}

frame mark_frame(const mark *m)
{
    frame f;

    if (m->form == FORM_CIRCLE || m->form == FORM_BOX)
        return (frame){ m->at[0].x - m->at[1].x, m->at[0].y - m->at[1].y, m->at[0].x + m->at[1].x,
                        m->at[0].y + m->at[1].y };
    if (m->form != FORM_CELLS)
        return frame_of(m->at, m->count);
    f = frame_of(m->at + 2, m->count - 2);
    return (frame){ m->at[0].x + f.x0 * m->at[1].x, m->at[0].y + f.y0 * m->at[1].y,
                    m->at[0].x + (f.x1 + 1) * m->at[1].x, m->at[0].y + (f.y1 + 1) * m->at[1].y };
}

static spot bezier(const spot *p, double t)
{
    double u = 1 - t, a = u * u * u, b = 3 * u * u * t, c = 3 * u * t * t, d = t * t * t;

    return (spot){ a * p[0].x + b * p[1].x + c * p[2].x + d * p[3].x,
                   a * p[0].y + b * p[1].y + c * p[2].y + d * p[3].y };
}

size_t mark_outline(const mark *m, spot *out, size_t room)
{
    /* cosine and sine of multiples of 30 degrees */
    static const double c[] = { 1, 0.866, 0.5, 0, -0.5, -0.866, -1, -0.866, -0.5, 0, 0.5, 0.866 };
    enum { PIECES = 10 };
    size_t n = 0;

    if (m->form == FORM_CIRCLE) {
        for (size_t i = 0; i < 12 && n < room; i++)
            out[n++] =
                (spot){ m->at[0].x + m->at[1].x * c[i], m->at[0].y + m->at[1].y * c[(i + 9) % 12] };
    } else if (m->form == FORM_CURVE) {
        if (room)
            out[n++] = m->at[0];
        for (size_t i = 0; i + 3 < m->count; i += 3)
            for (size_t k = 1; k <= PIECES && n < room; k++)
                out[n++] = bezier(m->at + i, (double)k / PIECES);
    } else if (m->form == FORM_LINE || m->form == FORM_AREA) {
        for (size_t i = 0; i < m->count && n < room; i++)
            out[n++] = m->at[i];
    } else if (room >= 4) {
        frame f = mark_frame(m);

        out[n++] = (spot){ f.x0, f.y0 };
        out[n++] = (spot){ f.x1, f.y0 };
        out[n++] = (spot){ f.x1, f.y1 };
        out[n++] = (spot){ f.x0, f.y1 };
    }
    return n;
}

double hundredth(double x)
{
    return floor(x * 100 + 0.5) / 100;
}
