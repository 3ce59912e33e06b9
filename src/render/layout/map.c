/* map.c: states at their capitals, on quiet land, in the Equal Earth projection (Savric, Patterson, Jenny
 * 2018: equal areas, pleasing shapes, four coefficients). Only the part of the world with the capitals is
 * shown; where they cover less than half of it, the map is centred on them, else at 11 degrees east, so that
 * its edge passes the Bering Strait. Organizations and agreements have no coordinates: a few stand near their
 * members, where there is room, as squares, and many in rows below. */
#include "render/layout/layouts.h"

#include <stdlib.h>

#include "base/mem.h"
#include "render/layout/label_places.h"
#include "render/layout/map.h"
#include "render/scene/drawing.h"
#include "render/scene/geometry.h"

#define USUAL_CENTRE 11.0

/* ---- the part of the world ---- */

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
    frame world = { map_project_from(-180, 0).x, map_project_from(0, 83.6).y, map_project_from(180, 0).x,
                    map_project_from(0, -56).y };
    frame view = { INFINITY, INFINITY, -INFINITY, -INFINITY };
    double w, h, flattest = high > 0 ? wide / high : 2.3, highest = high > 0 ? wide / high : 1.3;

    for (size_t i = 0; i < s->d->node_count; i++) {
        spot p;

        if (!has_coordinates(&s->d->nodes[i]))
            continue;
        p = map_project(m, s->d->nodes[i].lon, s->d->nodes[i].lat);
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

    for (size_t k = 0; k < m->inset_count; k++)
        if (overlap(own, (frame){ m->insets[k].from.x0, m->insets[k].from.y0 - s->d->theme.head - 2,
                                  m->insets[k].from.x1, m->insets[k].from.y1 }) > 0)
            return INFINITY;
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
        scene_word(s, PART_AXES, ent_translate(s->d->words, ENT_WORD("Organizations and agreements have no place of their own: they stand near their members.")),
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
            sum += MAP_PI / 4 * s->d->nodes[i].diameter * s->d->nodes[i].diameter;
    return fmin(0.7 * s->shrink, sqrt(0.01 * 0.5 * wide * wide / fmax(1, sum)));
}

/* The part of the world, its place on the page, and those of the nodes on it. */
static void place_map(map *m, double wide, double high)
{
    scene *s = m->s;

    m->world = choose_view(m, wide, high);
    m->scale = wide / (m->world.x1 - m->world.x0);
    if (high > 0)
        m->scale = fmin(m->scale, high / (m->world.y1 - m->world.y0));
    m->page = (frame){ s->net.x0, s->net.y0, s->net.x0 + (m->world.x1 - m->world.x0) * m->scale,
                       s->net.y0 + (m->world.y1 - m->world.y0) * m->scale };
    for (size_t i = 0; i < s->d->node_count; i++) {
        const node *n = &s->d->nodes[i];
        spot p;

        m->inset_of[i] = NONE;
        if (!has_coordinates(n))
            continue;
        p = map_on_page(m, map_project(m, n->lon, n->lat));
        s->nodes[i].x = hundredth(p.x);
        s->nodes[i].y = hundredth(p.y);
    }
}

/* Ties that no inset shows, and names of nodes on the map itself. */
static ent_status fill_map(map *m, ent_diags *diags)
{
    scene *s = m->s;
    frame net = s->net;
    ent_status status;

    insets_shrink_nodes(m);
    for (size_t i = 0; i < s->d->tie_count; i++) {
        size_t in = m->inset_of[s->d->ties[i].a];

        if (in == NONE || in != m->inset_of[s->d->ties[i].b])
            map_arc(s, i);
    }
    if (m->inset_count && m->beside)
        s->net.x1 = m->page.x1;
    else if (m->inset_count)
        s->net.y1 = m->insets[0].page.y0 - s->d->theme.small - 8;
    status = place_labels_near(s, NEAR_RINGS, diags);
    s->net = net;
    return status;
}

ent_status layout_map(scene *s, ent_diags *diags)
{
    map m = { .s = s, .inset_of = ent_arena_new(&s->arena, s->d->node_count, sizeof *m.inset_of),
              .filled = ent_arena_new(&s->arena, s->d->node_count, sizeof *m.filled) };
    double wide = s->net.x1 - s->net.x0, high = 0;
    ent_status status;

    if (!s->d->node_count)
        return ENT_OK;
    if (!m.inset_of || !m.filled)
        return ent_out_of_memory(diags);
    s->shrink = shrink_for(s);
    size_nodes(s);
    if ((status = choose_centre(&m, diags)) != ENT_OK)
        return status;
    if (s->d->height_mm > 0) /* and a line of words below */
        high = s->net.y1 - s->net.y0 - 2 * s->d->theme.small;
    m.beside = high > 0;
    place_map(&m, m.beside ? wide * 0.62 : wide, high);
    if (!s->in_page && (status = insets_choose(&m, diags)) != ENT_OK) /* in a page a reader enlarges the map */
        return status;
    if (m.beside && !m.inset_count)
        place_map(&m, wide, high);
    if ((status = map_land(&m, diags)) != ENT_OK || (status = place_unlocated(&m, diags)) != ENT_OK ||
        (status = insets_place(&m, diags)) != ENT_OK || (status = fill_map(&m, diags)) != ENT_OK ||
        (status = insets_fill(&m, diags)) != ENT_OK)
        return status;
    map_warn_of_unfilled(&m, diags);
    draw_nodes(s);
    return s->failed ? ent_out_of_memory(diags) : ENT_OK;
}
