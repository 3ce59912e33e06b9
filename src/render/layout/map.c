/* map.c: states at their capitals, on quiet land, in the Equal Earth projection (Savric,
 * Patterson, Jenny 2018: equal areas, pleasing shapes, four coefficients). The map is centred at 11
 * degrees east, so that its edge passes the Bering Strait. If all capitals are near each other, only that
 * part of the world is shown. Organizations and agreements have no coordinates: they are in a row below. */
#include "render/layout/layouts.h"

#include <math.h>
#include <stdlib.h>

#include "base/embed.h"
#include "base/mem.h"
#include "render/layout/label_places.h"
#include "render/scene/drawing.h"
#include "render/scene/geometry.h"

/* Outlines, one a line: longitude and latitude of each point in hundredths of a degree. */
ENT_EMBEDDED_DECLARE(ent_land);

#define PI 3.14159265358979323846
#define CENTRE 11.0

enum { MOST_CORNERS = 4096 };

typedef struct map {
    scene *s;
    frame world; /* the part of the world that is shown, in projected units */
    frame page;  /* its place on the page */
    double scale;
} map;

static spot project(double lon, double lat)
{
    static const double a1 = 1.340264, a2 = -0.081106, a3 = 0.000893, a4 = 0.003796;
    double l = lon - CENTRE, t, t2, t6, x;

    if (l < -180)
        l += 360;
    if (l > 180)
        l -= 360;
    t = asin(sqrt(3) / 2 * sin(lat * PI / 180));
    t2 = t * t;
    t6 = t2 * t2 * t2;
    x = 2 * sqrt(3) * (l * PI / 180) * cos(t) /
        (3 * (9 * a4 * t6 * t2 + 7 * a3 * t6 + 3 * a2 * t2 + a1));
    return (spot){ x, -(t * (a1 + a2 * t2 + t6 * (a3 + a4 * t2))) };
}

static spot on_page(const map *m, spot p)
{
    return (spot){ m->page.x0 + (p.x - m->world.x0) * m->scale,
                   m->page.y0 + (p.y - m->world.y0) * m->scale };
}

/* ---- the part of the world ---- */

static bool has_coordinates(const node *n)
{
    return !isnan(n->lat) && !isnan(n->lon);
}

/* The whole world, or the part with the capitals and some room around. */
static frame choose_view(const scene *s, double wide, double high)
{
    frame world = { project(CENTRE - 180, 0).x, project(0, 83.6).y, project(CENTRE + 180, 0).x,
                    project(0, -56).y };
    frame view = { INFINITY, INFINITY, -INFINITY, -INFINITY };
    double w, h, most = fmin(wide / high, (world.x1 - world.x0) / (world.y1 - world.y0));

    for (size_t i = 0; i < s->d->node_count; i++) {
        spot p;

        if (!has_coordinates(&s->d->nodes[i]))
            continue;
        p = project(s->d->nodes[i].lon, s->d->nodes[i].lat);
        view = (frame){ fmin(view.x0, p.x), fmin(view.y0, p.y), fmax(view.x1, p.x),
                        fmax(view.y1, p.y) };
    }
    if (!(view.x1 >= view.x0))
        return world;
    w = fmax(0.5, (view.x1 - view.x0) * 1.3);
    h = fmax(0.3, (view.y1 - view.y0) * 1.35);
    if (w > 0.62 * (world.x1 - world.x0) || h > 0.75 * (world.y1 - world.y0))
        return world;
    if (w / h < most)
        w = h * most;
    else
        h = w / most;
    w = fmin(w, world.x1 - world.x0);
    h = fmin(h, world.y1 - world.y0);
    view.x0 = fmin(fmax((view.x0 + view.x1) / 2 - w / 2, world.x0), world.x1 - w);
    view.y0 = fmin(fmax((view.y0 + view.y1) / 2 - h / 2, world.y0), world.y1 - h);
    return (frame){ view.x0, view.y0, view.x0 + w, view.y0 + h };
}

/* ---- land ---- */

/* Cuts a ring at one side of the page: keeps where sign * coordinate <= limit. */
static size_t cut_side(const spot *in, size_t count, spot *out, bool is_x, double sign,
                       double limit)
{
    size_t n = 0;

    for (size_t i = 0; i < count && n + 2 < MOST_CORNERS; i++) {
        spot p = in[i], q = in[(i + 1) % count];
        double a = sign * (is_x ? p.x : p.y), b = sign * (is_x ? q.x : q.y);

        if (a <= limit)
            out[n++] = p;
        if ((a <= limit) != (b <= limit)) {
            double t = (limit - a) / (b - a);

            out[n++] = (spot){ p.x + t * (q.x - p.x), p.y + t * (q.y - p.y) };
        }
    }
    return n;
}

/* Reads a whole number of hundredths of a degree and the blank behind it. */
static double read_hundredths(const char **at)
{
    bool negative = **at == '-';
    int value = 0;

    for (*at += negative; **at >= '0' && **at <= '9'; ++*at)
        value = 10 * value + (**at - '0');
    *at += **at == ' ';
    return (negative ? -value : value) / 100.0;
}

/* Reads an outline up to the end of its line; points nearer to each other than a hair are dropped. */
static size_t read_outline(const map *m, const char **at, spot *out)
{
    size_t n = 0;

    while (**at != '\n' && n < MOST_CORNERS) {
        double longitude = read_hundredths(at), latitude = read_hundredths(at);
        spot p = on_page(m, project(longitude, latitude));

        if (!n || fabs(p.x - out[n - 1].x) >= 0.35 || fabs(p.y - out[n - 1].y) >= 0.35)
            out[n++] = p;
    }
    ++*at;
    return n;
}

static ent_status draw_land(map *m, ent_diags *diags)
{
    spot *a = ent_mem_new(2 * MOST_CORNERS, sizeof *a), *b = a + MOST_CORNERS;

    if (!a)
        return ent_out_of_memory(diags);
    for (const char *at = ent_land; at < ent_land + ent_land_size;) {
        size_t n = read_outline(m, &at, a);
        frame f;
        mark *k;

        n = cut_side(a, n, b, true, 1, m->page.x1);
        n = cut_side(b, n, a, true, -1, -m->page.x0);
        n = cut_side(a, n, b, false, 1, m->page.y1);
        n = cut_side(b, n, a, false, -1, -m->page.y0);
        f = frame_of(a, n);
        if (n < 3 || (f.x1 - f.x0 < 1 && f.y1 - f.y0 < 1))
            continue;
        k = scene_mark(m->s, PART_GROUND, FORM_AREA, n);
        for (size_t i = 0; i < k->count; i++)
            k->at[i] = a[i];
        k->fill = solid(m->s->d->theme.land);
    }
    ent_mem_free(a);
    return ENT_OK;
}

/* ---- nodes without coordinates ---- */

typedef struct unlocated {
    double x;
    size_t node;
} unlocated;

static int by_x(const void *a, const void *b)
{
    const unlocated *p = a, *q = b;

    if (p->x != q->x)
        return p->x < q->x ? -1 : 1;
    return p->node < q->node ? -1 : p->node > q->node;
}

static double mean_x(const scene *s, size_t i)
{
    double sum = 0, count = 0;

    for (size_t t = 0; t < s->d->tie_count; t++) {
        const tie *e = &s->d->ties[t];
        size_t other = e->a == i ? e->b : e->b == i ? e->a : NONE;

        if (other != NONE && has_coordinates(&s->d->nodes[other])) {
            sum += s->nodes[other].x;
            count++;
        }
    }
    return count > 0 ? sum / count : (s->net.x0 + s->net.x1) / 2;
}

/* Rows below the map; each node is near the middle of its neighbours. */
static ent_status place_unlocated(map *m, ent_diags *diags)
{
    scene *s = m->s;
    unlocated *unlocated_nodes = ent_arena_new(&s->arena, s->d->node_count, sizeof *unlocated_nodes);
    size_t count = 0;
    double y = m->page.y1 + 14;

    if (!unlocated_nodes)
        return ent_out_of_memory(diags);
    for (size_t i = 0; i < s->d->node_count; i++)
        if (!has_coordinates(&s->d->nodes[i]))
            unlocated_nodes[count++] = (unlocated){ mean_x(s, i), i };
    if (count)
        qsort(unlocated_nodes, count, sizeof *unlocated_nodes, by_x);
    for (size_t i = 0; i < count;) {
        size_t end = i;
        double total = 0, x, slack;

        for (; end < count; end++) { /* as many as stand in one row */
            const placed *p = &s->nodes[unlocated_nodes[end].node];
            double w =
                s->d->nodes[unlocated_nodes[end].node].inside ? 2 * p->rx : fmax(2 * p->rx, p->label_w);

            if (end > i && total + w + 6 > s->net.x1 - s->net.x0)
                break;
            total += w + 6;
        }
        slack = (s->net.x1 - s->net.x0 - total) / (double)(end - i + 1);
        x = s->net.x0 + slack;
        for (; i < end; i++) {
            placed *p = &s->nodes[unlocated_nodes[i].node];
            double w = s->d->nodes[unlocated_nodes[i].node].inside ? 2 * p->rx : fmax(2 * p->rx, p->label_w);

            p->x = x + w / 2;
            p->y = y;
            x += w + 6 + slack;
        }
        y += 26;
    }
    s->net.y1 = fmax(m->page.y1, count ? y - 8 : 0);
    return ENT_OK;
}

/* ---- layout ---- */

static void draw_arc(map *m, size_t i)
{
    scene *s = m->s;
    const tie *t = &s->d->ties[i];
    bool leaves_map = !has_coordinates(&s->d->nodes[t->a]) || !has_coordinates(&s->d->nodes[t->b]);
    spot a = { s->nodes[t->a].x, s->nodes[t->a].y }, b = { s->nodes[t->b].x, s->nodes[t->b].y };
    double bow = leaves_map ? 0.06 : 0.18, dx = b.x - a.x, dy = b.y - a.y, up = dx > 0 ? 1 : -1;
    const spot via[2] = { { a.x + dx / 3 + up * dy * bow, a.y + dy / 3 - up * dx * bow },
                          { a.x + dx * 2 / 3 + up * dy * bow, a.y + dy * 2 / 3 - up * dx * bow } };
    draw_tie(s, i, via);
}

ent_status layout_map(scene *s, ent_diags *diags)
{
    map m = { .s = s };
    double wide = s->net.x1 - s->net.x0, high;
    ent_status status;

    if (!s->d->node_count)
        return ENT_OK;
    s->shrink *= 0.7;
    size_nodes(s);
    high = s->d->height_mm > 0 ? s->net.y1 - s->net.y0 : wide / 1.9;
    m.world = choose_view(s, wide, high);
    m.scale = fmin(wide / (m.world.x1 - m.world.x0), high / (m.world.y1 - m.world.y0));
    m.page = (frame){ s->net.x0, s->net.y0, s->net.x0 + (m.world.x1 - m.world.x0) * m.scale,
                      s->net.y0 + (m.world.y1 - m.world.y0) * m.scale };
    if ((status = draw_land(&m, diags)) != ENT_OK)
        return status;
    for (size_t i = 0; i < s->d->node_count; i++) {
        const node *n = &s->d->nodes[i];
        spot p;

        if (!has_coordinates(n))
            continue;
        p = on_page(&m, project(n->lon, n->lat));
        s->nodes[i].x = hundredth(p.x);
        s->nodes[i].y = hundredth(p.y);
    }
    if ((status = place_unlocated(&m, diags)) != ENT_OK ||
        (status = place_labels(s, true, diags)) != ENT_OK)
        return status;
    for (size_t i = 0; i < s->d->tie_count; i++)
        draw_arc(&m, i);
    draw_nodes(s);
    return s->failed ? ent_out_of_memory(diags) : ENT_OK;
}
