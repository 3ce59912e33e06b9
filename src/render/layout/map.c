/* map.c: states at their capitals, on quiet land, in the Equal Earth projection (Savric, Patterson, Jenny
 * 2018: equal areas, pleasing shapes, four coefficients). Only the part of the world with the capitals is
 * shown; where they cover less than half of it, the map is centred on them, else at 11 degrees east, so that
 * its edge passes the Bering Strait. Organizations and agreements have no coordinates: a few stand near their
 * members, where there is room, and many in rows below. */
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
#define USUAL_CENTRE 11.0

enum { MOST_CORNERS = 4096, NEAR_RINGS = 4 };

typedef struct map {
    scene *s;
    double centre; /* the meridian in the middle */
    frame world;   /* the part of the world that is shown, in projected units */
    frame page;    /* its place on the page */
    double scale;
} map;

/* `east` of the middle, in degrees. */
static spot project_from(double east, double lat)
{
    static const double a1 = 1.340264, a2 = -0.081106, a3 = 0.000893, a4 = 0.003796;
    double l = fmax(-180, fmin(180, east)), t, t2, t6, x;

    t = asin(sqrt(3) / 2 * sin(lat * PI / 180));
    t2 = t * t;
    t6 = t2 * t2 * t2;
    x = 2 * sqrt(3) * (l * PI / 180) * cos(t) /
        (3 * (9 * a4 * t6 * t2 + 7 * a3 * t6 + 3 * a2 * t2 + a1));
    return (spot){ x, -(t * (a1 + a2 * t2 + t6 * (a3 + a4 * t2))) };
}

static spot project(const map *m, double lon, double lat)
{
    double east = lon - m->centre;

    return project_from(east < -180 ? east + 360 : east > 180 ? east - 360 : east, lat);
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

static int by_number(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return x < y ? -1 : x > y;
}

/* The middle of the shortest arc that holds all longitudes; the usual one if that is half the world. */
static ent_status choose_centre(map *m, ent_diags *diags)
{
    const description *d = m->s->d;
    double *lon = ent_mem_new(d->node_count + 1, sizeof *lon), gap = 0, from = 0;
    size_t count = 0;

    if (!lon)
        return ent_out_of_memory(diags);
    for (size_t i = 0; i < d->node_count; i++)
        if (has_coordinates(&d->nodes[i]))
            lon[count++] = d->nodes[i].lon;
    qsort(lon, count, sizeof *lon, by_number);
    for (size_t i = 0; i < count; i++) {
        double next = i + 1 < count ? lon[i + 1] : lon[0] + 360;

        if (next - lon[i] > gap) {
            gap = next - lon[i];
            from = next;
        }
    }
    m->centre = count && gap > 180 ? from + (360 - gap) / 2 : USUAL_CENTRE;
    m->centre -= m->centre > 180 ? 360 : 0;
    ent_mem_free(lon);
    return ENT_OK;
}

/* The part with the capitals and some room around, of a shape that suits the page. */
static frame choose_view(const map *m, double wide, double high)
{
    const scene *s = m->s;
    frame world = { project_from(-180, 0).x, project_from(0, 83.6).y, project_from(180, 0).x,
                    project_from(0, -56).y };
    frame view = { INFINITY, INFINITY, -INFINITY, -INFINITY };
    double w, h, flattest = high > 0 ? wide / high : 2.3, highest = high > 0 ? wide / high : 1.3;

    for (size_t i = 0; i < s->d->node_count; i++) {
        spot p;

        if (!has_coordinates(&s->d->nodes[i]))
            continue;
        p = project(m, s->d->nodes[i].lon, s->d->nodes[i].lat);
        view = (frame){ fmin(view.x0, p.x), fmin(view.y0, p.y), fmax(view.x1, p.x),
                        fmax(view.y1, p.y) };
    }
    if (!(view.x1 >= view.x0))
        return world;
    w = fmin(fmax(0.5, (view.x1 - view.x0) * 1.16), world.x1 - world.x0);
    h = fmin(fmax(0.3, (view.y1 - view.y0) * 1.2), world.y1 - world.y0);
    h = fmin(fmax(h, w / flattest), world.y1 - world.y0);
    w = fmin(fmax(w, h * highest), world.x1 - world.x0);
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

typedef struct outline {
    spot *at; /* degrees east of the middle and north, without a jump at the edge of the map */
    size_t count;
} outline;

/* Reads an outline up to the end of its line. */
static void read_outline(const map *m, const char **at, outline *o)
{
    double east = 0;

    o->count = 0;
    while (**at != '\n') {
        double longitude = read_hundredths(at) - m->centre, latitude = read_hundredths(at);

        if (o->count == 0)
            east = longitude;
        else
            east = longitude - 360 * floor((longitude - east + 180) / 360);
        if (o->count < MOST_CORNERS)
            o->at[o->count++] = (spot){ east, latitude };
    }
    ++*at;
}

/* The outline on the page, turned by so many degrees; points nearer to each other than a hair are
 * dropped. */
static size_t place_outline(const map *m, const outline *o, double turn, spot *out)
{
    size_t n = 0;

    for (size_t i = 0; i < o->count; i++) {
        spot p = on_page(m, project_from(o->at[i].x + turn, o->at[i].y));

        if (!n || fabs(p.x - out[n - 1].x) >= 0.35 || fabs(p.y - out[n - 1].y) >= 0.35)
            out[n++] = p;
    }
    return n;
}

static void draw_outline(map *m, spot *a, spot *b, size_t n)
{
    frame f;
    mark *k;

    n = cut_side(a, n, b, true, 1, m->page.x1);
    n = cut_side(b, n, a, true, -1, -m->page.x0);
    n = cut_side(a, n, b, false, 1, m->page.y1);
    n = cut_side(b, n, a, false, -1, -m->page.y0);
    f = frame_of(a, n);
    if (n < 3 || (f.x1 - f.x0 < 1 && f.y1 - f.y0 < 1) || f.x1 - f.x0 < 0.05)
        return;
    k = scene_mark(m->s, PART_GROUND, FORM_AREA, n);
    for (size_t i = 0; i < k->count; i++)
        k->at[i] = a[i];
    k->fill = solid(m->s->d->theme.land);
}

static ent_status draw_land(map *m, ent_diags *diags)
{
    spot *a = ent_mem_new(3 * MOST_CORNERS, sizeof *a), *b = a + MOST_CORNERS;
    outline o = { .at = a + 2 * MOST_CORNERS };

    if (!a)
        return ent_out_of_memory(diags);
    for (const char *at = ent_land; at < ent_land + ent_land_size;) {
        read_outline(m, &at, &o);
        for (int turn = -360; turn <= 360; turn += 360)
            draw_outline(m, a, b, place_outline(m, &o, turn, a));
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

/* The middle of the located neighbours of a node; of none, that of the map. */
static spot middle_of_members(const map *m, size_t i)
{
    const scene *s = m->s;
    spot sum = { 0, 0 };
    double count = 0;

    for (size_t t = 0; t < s->d->tie_count; t++) {
        const tie *e = &s->d->ties[t];
        size_t other = e->a == i ? e->b : e->b == i ? e->a : NONE;

        if (other != NONE && has_coordinates(&s->d->nodes[other])) {
            sum.x += s->nodes[other].x;
            sum.y += s->nodes[other].y;
            count++;
        }
    }
    return count > 0 ? (spot){ sum.x / count, sum.y / count }
                     : (spot){ (m->page.x0 + m->page.x1) / 2, (m->page.y0 + m->page.y1) / 2 };
}

/* Half the width of a node and of a name beside it. */
static double half_width(const scene *s, size_t i)
{
    const placed *p = &s->nodes[i];

    return s->d->nodes[i].inside ? p->rx : fmax(p->rx, p->label_w / 2);
}

/* Rows below the map; each node is near the middle of its neighbours. */
static void place_in_rows(map *m, unlocated *list, size_t count)
{
    scene *s = m->s;
    double y = m->page.y1 + 14, wide = s->net.x1 - s->net.x0;

    for (size_t i = 0; i < count;) {
        size_t end = i;
        double total = 0, x, slack;

        for (; end < count; end++) { /* as many as stand in one row */
            double w = 2 * half_width(s, list[end].node);

            if (end > i && total + w + 6 > wide)
                break;
            total += w + 6;
        }
        slack = (wide - total) / (double)(end - i + 1);
        x = s->net.x0 + slack;
        for (; i < end; i++) {
            placed *p = &s->nodes[list[i].node];
            double w = 2 * half_width(s, list[i].node);

            p->x = x + w / 2;
            p->y = y;
            x += w + 6 + slack;
        }
        y += 26;
    }
    s->net.y1 = fmax(m->page.y1, count ? y - 8 : 0);
}

/* What is lost when node i stands at a place: the way to its members, and room for others and for their
 * names. Infinite: something is there. */
static double cost_of_place(const map *m, const unlocated *list, size_t placed_count, size_t i, spot at,
                            spot goal)
{
    enum { AIR = 16 };
    const scene *s = m->s;
    frame own = { at.x - half_width(s, i), at.y - s->nodes[i].ry, at.x + half_width(s, i),
                  at.y + s->nodes[i].ry };
    double cost = 0.6 * sqrt((at.x - goal.x) * (at.x - goal.x) + (at.y - goal.y) * (at.y - goal.y));

    for (size_t k = 0; k < s->d->node_count; k++) {
        const placed *p = &s->nodes[k];
        double dx, dy;

        if (!has_coordinates(&s->d->nodes[k]))
            continue;
        dx = fmax(0, fmax(own.x0 - p->x, p->x - own.x1));
        dy = fmax(0, fmax(own.y0 - p->y, p->y - own.y1));
        if (dx < p->rx + 2 && dy < p->rx + 2)
            return INFINITY;
        if (dx < 3 * AIR && dy < AIR) /* names are wide */
            cost += 14 * (1 - dx / (3 * AIR)) * (1 - dy / AIR);
    }
    for (size_t k = 0; k < placed_count; k++) {
        const placed *p = &s->nodes[list[k].node];
        double w = half_width(s, list[k].node) + 4, h = p->ry + 5;

        if (own.x1 > p->x - w && own.x0 < p->x + w && own.y1 > p->y - h && own.y0 < p->y + h)
            return INFINITY;
    }
    return cost;
}

/* Each takes the cheapest free place on the map. Returns false if one finds none. */
static bool place_on_map(map *m, const unlocated *list, size_t count)
{
    enum { STEP = 5 };
    scene *s = m->s;

    for (size_t k = 0; k < count; k++) {
        size_t i = list[k].node;
        spot goal = middle_of_members(m, i), best = { 0, 0 };
        double least = INFINITY, w = half_width(s, i), h = s->nodes[i].ry;

        for (double y = m->page.y0 + h; y <= m->page.y1 - h; y += STEP)
            for (double x = m->page.x0 + w; x <= m->page.x1 - w; x += STEP) {
                double cost = cost_of_place(m, list, k, i, (spot){ x, y }, goal);

                if (cost < least) {
                    least = cost;
                    best = (spot){ x, y };
                }
            }
        if (least == INFINITY)
            return false;
        s->nodes[i].x = hundredth(best.x);
        s->nodes[i].y = hundredth(best.y);
    }
    return true;
}

static ent_status place_unlocated(map *m, ent_diags *diags)
{
    scene *s = m->s;
    unlocated *list = ent_arena_new(&s->arena, s->d->node_count, sizeof *list);
    double area = 0, page = (m->page.x1 - m->page.x0) * (m->page.y1 - m->page.y0);
    size_t count = 0;

    if (!list)
        return ent_out_of_memory(diags);
    for (size_t i = 0; i < s->d->node_count; i++)
        if (!has_coordinates(&s->d->nodes[i])) {
            list[count++] = (unlocated){ middle_of_members(m, i).x, i };
            area += 4 * half_width(s, i) * s->nodes[i].ry;
        }
    if (count)
        qsort(list, count, sizeof *list, by_x);
    s->net.y1 = m->page.y1;
    if (area > 0.2 * page || !place_on_map(m, list, count))
        place_in_rows(m, list, count);
    else if (count)
        scene_word(s, PART_AXES, ent_translate(s->d->words, ENT_WORD("Boxes have no place of their own: they stand near their members.")),
                   m->page.x0, m->page.y1 + s->d->theme.small + 2, s->d->theme.small)
            ->italic = true;
    return ENT_OK;
}

/* ---- layout ---- */

/* Capitals are nearer to each other than nodes of other layouts: circles take a hundredth of the map. */
static double shrink_for(const scene *s)
{
    double wide = s->net.x1 - s->net.x0, sum = 0;

    for (size_t i = 0; i < s->d->node_count; i++)
        if (has_coordinates(&s->d->nodes[i]))
            sum += PI / 4 * s->d->nodes[i].diameter * s->d->nodes[i].diameter;
    return fmin(0.7 * s->shrink, sqrt(0.01 * 0.5 * wide * wide / fmax(1, sum)));
}

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
    double wide = s->net.x1 - s->net.x0, high = 0;
    ent_status status;

    if (!s->d->node_count)
        return ENT_OK;
    s->shrink = shrink_for(s);
    size_nodes(s);
    if ((status = choose_centre(&m, diags)) != ENT_OK)
        return status;
    if (s->d->height_mm > 0) /* and a line of words below */
        high = s->net.y1 - s->net.y0 - 2 * s->d->theme.small;
    m.world = choose_view(&m, wide, high);
    m.scale = wide / (m.world.x1 - m.world.x0);
    if (high > 0)
        m.scale = fmin(m.scale, high / (m.world.y1 - m.world.y0));
    m.page = (frame){ s->net.x0, s->net.y0, s->net.x0 + (m.world.x1 - m.world.x0) * m.scale,
                      s->net.y0 + (m.world.y1 - m.world.y0) * m.scale };
    if ((status = draw_land(&m, diags)) != ENT_OK)
        return status;
    for (size_t i = 0; i < s->d->node_count; i++) {
        const node *n = &s->d->nodes[i];
        spot p;

        if (!has_coordinates(n))
            continue;
        p = on_page(&m, project(&m, n->lon, n->lat));
        s->nodes[i].x = hundredth(p.x);
        s->nodes[i].y = hundredth(p.y);
    }
    if ((status = place_unlocated(&m, diags)) != ENT_OK ||
        (status = place_labels_near(s, NEAR_RINGS, diags)) != ENT_OK)
        return status;
    for (size_t i = 0; i < s->d->tie_count; i++)
        draw_arc(&m, i);
    draw_nodes(s);
    return s->failed ? ent_out_of_memory(diags) : ENT_OK;
}
