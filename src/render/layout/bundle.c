/* bundle.c: all nodes on one circle, by group. Each tie is bent towards the middle of both groups (Holten
 * 2006), so that ties between groups form bundles; single ties cannot be followed. */
#include "render/layout/layouts.h"

#include <math.h>

#include "base/mem.h"
#include "render/layout/node_order.h"
#include "render/layout/radial.h"
#include "render/scene/drawing.h"
#include "render/scene/geometry.h"

#define PI 3.14159265358979323846
#define STRENGTH 0.82 /* of the bundling: 0 gives straight lines, 1 lines through the middle of the groups */
#define SPACE 2.2     /* between groups, in units of the space of one node */

typedef struct ring {
    scene *s;
    size_t *order, group_count;
    double *angle; /* of each node */
    spot centre;
    double radius, size;
} ring;

/* ---- nodes and groups on the circle ---- */

static void put_nodes(ring *r)
{
    scene *s = r->s;
    size_t n = s->d->node_count;
    double turn = 2 * PI / ((double)n + SPACE * (double)r->group_count),
           at = -PI / 2 + SPACE / 2 * turn;

    for (size_t k = 0; k < n; k++) {
        size_t i = r->order[k];

        if (k > 0 && s->d->nodes[i].group != s->d->nodes[r->order[k - 1]].group)
            at += SPACE * turn;
        at += turn / 2;
        r->angle[i] = at;
        at += turn / 2;
    }
}

static size_t count_groups(const ring *r)
{
    size_t count = 0;

    for (size_t k = 0; k < r->s->d->node_count; k++)
        count +=
            k == 0 || r->s->d->nodes[r->order[k]].group != r->s->d->nodes[r->order[k - 1]].group;
    return count;
}

static spot on_ray(const ring *r, double angle, double radius)
{
    return (spot){ r->centre.x + radius * cos(angle), r->centre.y + radius * sin(angle) };
}

/* An arc in the colour of the group, outside its nodes. */
static void group_arc(ring *r, size_t from, size_t to)
{
    scene *s = r->s;
    size_t group_of = s->d->nodes[r->order[from]].group, pieces = (to - from) / 4 + 2;
    double half = PI / ((double)s->d->node_count + SPACE * (double)r->group_count);
    double a = r->angle[r->order[from]] - half, b = r->angle[r->order[to - 1]] + half;
    double step = (b - a) / (double)pieces, pull = 4.0 / 3 * tan(step / 4), radius = r->radius + 6;
    mark *m = scene_mark(s, PART_BLOCS, FORM_CURVE, 3 * pieces + 1);

    for (size_t i = 0; i < pieces && m->count; i++) {
        double u = a + step * (double)i, v = u + step;
        spot p = on_ray(r, u, radius), q = on_ray(r, v, radius);

        m->at[3 * i] = p;
        m->at[3 * i + 1] = (spot){ p.x - pull * radius * sin(u), p.y + pull * radius * cos(u) };
        m->at[3 * i + 2] = (spot){ q.x + pull * radius * sin(v), q.y - pull * radius * cos(v) };
        m->at[3 * i + 3] = q;
    }
    m->line = solid(group_of != NONE ? s->d->blocs[group_of].colour : s->d->theme.quiet);
    m->width = 2.2;
}

/* Groups have no names on the circle; the legend names them. */
static void draw_groups(ring *r)
{
    size_t n = r->s->d->node_count;

    for (size_t k = 0; k < n;) {
        size_t end = k;

        while (end < n && r->s->d->nodes[r->order[end]].group == r->s->d->nodes[r->order[k]].group)
            end++;
        group_arc(r, k, end);
        k = end;
    }
}

/* ---- ties ---- */

/* A cubic curve. Its two control points are drawn towards points in the direction of the middle of both
 * groups. */
static void bundle_tie(ring *r, size_t i, const double *middle)
{
    scene *s = r->s;
    const tie *t = &s->d->ties[i];
    spot a = { s->nodes[t->a].x, s->nodes[t->a].y }, b = { s->nodes[t->b].x, s->nodes[t->b].y };
    bool within = s->d->nodes[t->a].group == s->d->nodes[t->b].group;
    double apart = fabs(r->angle[t->a] - r->angle[t->b]);
    /* ties within a group stay near the circle, ties between groups pass near its centre */
    double far = within ? fmax(0.45, 0.93 - 0.55 * apart) : 0.30;
    spot p = on_ray(r, within ? (r->angle[t->a] + r->angle[t->b]) / 2 : middle[t->a],
                    r->radius * far),
         q = on_ray(r, within ? (r->angle[t->a] + r->angle[t->b]) / 2 : middle[t->b],
                    r->radius * far);
    spot via[2];

    via[0] = (spot){ STRENGTH * p.x + (1 - STRENGTH) * (a.x + (b.x - a.x) / 3),
                     STRENGTH * p.y + (1 - STRENGTH) * (a.y + (b.y - a.y) / 3) };
    via[1] = (spot){ STRENGTH * q.x + (1 - STRENGTH) * (b.x + (a.x - b.x) / 3),
                     STRENGTH * q.y + (1 - STRENGTH) * (b.y + (a.y - b.y) / 3) };
    draw_tie(s, i, via);
}

static ent_status draw_ties(ring *r, ent_diags *diags)
{
    scene *s = r->s;
    size_t n = s->d->node_count, from = 0;
    double *middle = ent_arena_new(&s->arena, n, sizeof *middle); /* angle of the middle of each node's group */

    if (!middle)
        return ent_out_of_memory(diags);
    for (size_t k = 0; k <= n; k++)
        if (k == n ||
            (k > 0 && s->d->nodes[r->order[k]].group != s->d->nodes[r->order[k - 1]].group)) {
            for (size_t i = from; i < k; i++)
                middle[r->order[i]] = (r->angle[r->order[from]] + r->angle[r->order[k - 1]]) / 2;
            from = k;
        }
    for (size_t i = 0; i < s->d->tie_count; i++)
        bundle_tie(r, i, middle);
    return ENT_OK;
}

/* ---- layout ---- */

static ent_status order_nodes(ring *r, ent_diags *diags)
{
    scene *s = r->s;
    size_t n = s->d->node_count;
    ent_status status;

    r->order = ent_arena_new(&s->arena, n, sizeof *r->order);
    r->angle = ent_arena_new(&s->arena, n, sizeof *r->angle);
    if (!r->order || !r->angle)
        return ent_out_of_memory(diags);
    if ((status = order_by_bloc(s, r->order, KEPT_AROUND, diags)) != ENT_OK)
        return status;
    for (size_t k = 0; k < n && status == ENT_OK;) {
        size_t end = k;

        while (end < n && s->d->nodes[r->order[end]].group == s->d->nodes[r->order[k]].group)
            end++;
        if (!order_as_kept(s, r->order + k, end - k, KEPT_AROUND))
            status = chain_order(s, r->order + k, end - k, diags);
        k = end;
    }
    r->group_count = count_groups(r);
    return status;
}

ent_status layout_bundle(scene *s, ent_diags *diags)
{
    ring r = { .s = s };
    size_t n = s->d->node_count, stagger;
    double widest = 0, room, pitch;
    ent_status status;

    if (!n)
        return ENT_OK;
    size_nodes(s);
    if ((status = order_nodes(&r, diags)) != ENT_OK)
        return status;
    room = fmin(s->net.x1 - s->net.x0, most_height(s, 80)) / 2;
    r.size = s->d->theme.small;
    stagger = 1;
    for (int round = 0; round < 4; round++) {
        widest = 0;
        for (size_t i = 0; i < n; i++)
            widest = fmax(widest, name_width(s, i, r.size));
        r.radius = fmin(230, room - 11 - (double)stagger * (widest + 3));
        r.radius = fmax(r.radius, room * 0.35);
        pitch = 2 * PI * (r.radius + 9) / ((double)n + SPACE * (double)r.group_count);
        r.size = fmax(5, fmin(s->d->theme.small, pitch * 1.02));
        stagger = stagger_for(pitch, r.size);
    }
    r.centre = (spot){ (s->net.x0 + s->net.x1) / 2, s->net.y0 + room };
    put_nodes(&r);
    size_dots(s, pitch * r.radius / (r.radius + 9));
    for (size_t k = 0; k < n; k++) {
        size_t i = r.order[k];
        placed *p = &s->nodes[i];
        spot at = on_ray(&r, r.angle[i], r.radius);
        double shift = (double)(k % stagger) * (widest + 3);

        p->x = hundredth(at.x);
        p->y = hundredth(at.y);
        radial_label(s, i, r.centre, r.angle[i], r.radius + 10 + shift, r.size);
        if (shift > 0) {
            spot from = on_ray(&r, r.angle[i], r.radius + 8),
                 to = on_ray(&r, r.angle[i], r.radius + 9 + shift);

            scene_line(s, PART_AXES, (segment){ from.x, from.y, to.x, to.y },
                       mix(s->d->theme.quiet, s->d->theme.paper, 0.6), 0.25);
        }
    }
    draw_groups(&r);
    if ((status = draw_ties(&r, diags)) != ENT_OK)
        return status;
    for (size_t i = 0; i < n; i++)
        draw_dot(s, i);
    return s->failed ? ent_out_of_memory(diags) : ENT_OK;
}
