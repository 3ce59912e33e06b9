/* map_ground.c: the projection, and what is drawn of the world on a map and on its insets: land, and ties as arcs.
 * Equal Earth (Savric, Patterson, Jenny 2018): equal areas, pleasing shapes, four coefficients. */
#include <string.h>

#include "base/embed.h"
#include "base/mem.h"
#include "render/layout/map.h"
#include "render/scene/drawing.h"
#include "render/scene/geometry.h"

/* Outlines, one a line: longitude and latitude of each point in hundredths of a degree. Those of countries begin with
 * the id of the state. */
ENT_EMBEDDED_DECLARE(ent_land);
ENT_EMBEDDED_DECLARE(ent_countries);

enum { MOST_CORNERS = 4096 };

/* `east` of the middle, in degrees. */
spot map_project_from(double east, double lat)
{
    static const double a1 = 1.340264, a2 = -0.081106, a3 = 0.000893, a4 = 0.003796;
    double l = fmax(-180, fmin(180, east)), t, t2, t6, x;

    t = asin(sqrt(3) / 2 * sin(lat * MAP_PI / 180));
    t2 = t * t;
    t6 = t2 * t2 * t2;
    x = 2 * sqrt(3) * (l * MAP_PI / 180) * cos(t) /
        (3 * (9 * a4 * t6 * t2 + 7 * a3 * t6 + 3 * a2 * t2 + a1));
    return (spot){ x, -(t * (a1 + a2 * t2 + t6 * (a3 + a4 * t2))) };
}

spot map_project(const map *m, double lon, double lat)
{
    double east = lon - m->centre;

    return map_project_from(east < -180 ? east + 360 : east > 180 ? east - 360 : east, lat);
}

spot map_on_page(const map *m, spot p)
{
    return (spot){ m->page.x0 + (p.x - m->world.x0) * m->scale,
                   m->page.y0 + (p.y - m->world.y0) * m->scale };
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
        spot p = map_on_page(m, map_project_from(o->at[i].x + turn, o->at[i].y));

        if (!n || fabs(p.x - out[n - 1].x) >= 0.35 || fabs(p.y - out[n - 1].y) >= 0.35)
            out[n++] = p;
    }
    return n;
}

static void draw_outline(map *m, spot *a, spot *b, size_t n, const node *country)
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
    if (!country)
        return;
    k->fill = solid(mix(country->fill, m->s->d->theme.land, 0.36));
    k->line = solid(m->s->d->theme.paper); /* a border */
    k->width = 0.3;
    k->title = country->tooltip;
}

/* The node whose colour a country has, or NULL. */
static const node *node_of_country(const description *d, ent_str state)
{
    for (size_t i = 0; i < d->node_count; i++)
        if (d->nodes[i].area.len && ent_str_eq(d->nodes[i].area, state))
            return &d->nodes[i];
    return NULL;
}

static void draw_countries(map *m, outline *o, spot *a, spot *b)
{
    for (const char *at = ent_countries; at < ent_countries + ent_countries_size;) {
        const char *end = memchr(at, ' ', (size_t)(ent_countries + ent_countries_size - at));
        const node *country = node_of_country(m->s->d, (ent_str){ at, (size_t)(end - at) });

        at = end + 1;
        read_outline(m, &at, o);
        if (country)
            m->filled[country - m->s->d->nodes] = true;
        for (int turn = -360; turn <= 360 && country; turn += 360)
            draw_outline(m, a, b, place_outline(m, o, turn, a), country);
    }
}

static bool has_areas(const description *d)
{
    for (size_t i = 0; i < d->node_count; i++)
        if (d->nodes[i].area.len)
            return true;
    return false;
}

ent_status map_land(map *m, ent_diags *diags)
{
    spot *a = ent_mem_new(3 * MOST_CORNERS, sizeof *a), *b = a + MOST_CORNERS;
    outline o = { .at = a + 2 * MOST_CORNERS };

    if (!a)
        return ent_out_of_memory(diags);
    for (const char *at = ent_land; at < ent_land + ent_land_size;) {
        read_outline(m, &at, &o);
        for (int turn = -360; turn <= 360; turn += 360)
            draw_outline(m, a, b, place_outline(m, &o, turn, a), NULL);
    }
    if (has_areas(m->s->d))
        draw_countries(m, &o, a, b);
    ent_mem_free(a);
    return ENT_OK;
}

void map_warn_of_unfilled(const map *m, ent_diags *diags)
{
    enum { MOST_NAMED = 8 };
    const description *d = m->s->d;
    ent_buf text = { 0 };
    size_t count = 0;

    for (size_t i = 0; i < d->node_count; i++) {
        if (!d->nodes[i].area.len || m->filled[i])
            continue;
        if (++count <= MOST_NAMED)
            ent_buf_format(&text, "%s%.*s", count > 1 ? ", " : "", ENT_STR_ARG(d->nodes[i].id));
    }
    if (count)
        ent_warn(diags, ENT_NOWHERE, "%zu state%s no outline on this map, of today's borders, and %s not filled: %s%s", count,
                 count == 1 ? " has" : "s have", count == 1 ? "is" : "are", ent_buf_string(&text), count > MOST_NAMED ? ", ..." : "");
    ent_buf_destroy(&text);
}

/* ---- ties ---- */

void map_arc(scene *s, size_t i)
{
    const tie *t = &s->d->ties[i];
    bool leaves_map = !has_coordinates(&s->d->nodes[t->a]) || !has_coordinates(&s->d->nodes[t->b]);
    spot a = { s->nodes[t->a].x, s->nodes[t->a].y }, b = { s->nodes[t->b].x, s->nodes[t->b].y };
    double bow = leaves_map ? 0.06 : 0.18, dx = b.x - a.x, dy = b.y - a.y, up = dx > 0 ? 1 : -1;
    const spot via[2] = { { a.x + dx / 3 + up * dy * bow, a.y + dy / 3 - up * dx * bow },
                          { a.x + dx * 2 / 3 + up * dy * bow, a.y + dy * 2 / 3 - up * dx * bow } };
    draw_tie(s, i, via);
}
