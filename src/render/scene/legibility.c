/* legibility.c: how well can the figure be read? The print checks say whether it is clean; these measures
 * say whether a reader sees the network: its ties, its groups, the names of what matters. Their product orders
 * layouts, each raised to a weight: one that fails spoils the figure. Weights were fitted to figures that
 * were judged by eye (docs/figure-description.md says how well). */
#include "render/scene/legibility.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "render/scene/geometry.h"
#include "render/scene/page.h"

enum { GRID = 36, MOST_SEGMENTS = 2500, BENDS = 64 };

static const struct {
    const char *name;
    double weight;
} parts[READ_PARTS] = {
    [READ_TIES] = { "ties", 0.2 },    [READ_NAMES] = { "names", 0.6 }, [READ_OWN] = { "own", 0.3 },
    [READ_CLEAN] = { "clean", 0.3 },  [READ_ROOM] = { "room", 0.1 },   [READ_TANGLE] = { "tangle", 0.04 },
    [READ_NEAR] = { "near", 0.4 },    [READ_APART] = { "apart", 0.15 }, [READ_HUES] = { "hues", 0.2 },
    [READ_SIZE] = { "size", 0.35 },   [READ_LOAD] = { "load", 0.15 },  [READ_FULL] = { "full", 0.2 },
};

/* Above so many nodes the lines of a dense network hide each other and the names, which rows and columns keep. */
enum { MANY_ROWS = 75 };

/* What no measure shows: circles and bands place nodes by their group, so that a reader cannot follow
 * a tie to a neighbour, and in a matrix no path can be followed. The factors are what was left of the scores by eye. */
static const struct {
    const char *layout;
    double factor;
} forms[] = { { "blocs", 0.8 }, { "bundle", 0.8 }, { "matrix", 0.9 }, { "pyramid", 0.8 }, { "rings", 0.85 } };


/* ---- ties ---- */

/* What a reader follows: ties in the background of a simplified figure are not. */
static bool is_tie(const scene *s, const mark *m)
{
    return m->part == PART_TIES && m->object != NONE && !s->d->ties[m->object].faint;
}

static bool is_in(frame f, spot p)
{
    return p.x > f.x0 && p.x < f.x1 && p.y > f.y0 && p.y < f.y1;
}

/* The colour of areas under a place: of grounds, hulls, cells. */
static colour ground_at(const scene *s, spot p)
{
    colour c = s->d->theme.paper;

    for (size_t i = 0; i < s->mark_count && s->marks[i].part < PART_TIES; i++) {
        const mark *m = &s->marks[i];

        if (m->fill.opacity > 0 && m->form > FORM_CURVE && m->form != FORM_CELLS && m->count < 12 &&
            is_in(mark_frame(m), p))
            c = mix(m->fill.colour, c, m->fill.opacity);
    }
    return c;
}

static spot middle_of(const mark *m)
{
    spot at[BENDS];
    size_t count;

    if (m->form == FORM_CELLS) {
        frame f = mark_frame(m);

        return (spot){ (f.x0 + f.x1) / 2, (f.y0 + f.y1) / 2 };
    }
    count = mark_outline(m, at, BENDS);
    if (count == 2)
        return (spot){ (at[0].x + at[1].x) / 2, (at[0].y + at[1].y) / 2 };
    return count ? at[count / 2] : (spot){ 0, 0 };
}

static void measure_ties(const scene *s, legibility *l)
{
    size_t count = 0;

    for (size_t i = 0; i < s->mark_count; i++) {
        const mark *m = &s->marks[i];
        ink paint = m->form > FORM_CURVE ? m->fill : m->line;
        colour under;

        if (!is_tie(s, m) || s->d->ties[m->object].unknown)
            continue;
        count++;
        under = ground_at(s, middle_of(m));
        l->unseen += contrast(mix(paint.colour, under, paint.opacity), under) <
                     (m->form == FORM_CELLS ? 1.1 : LEAST_CONTRAST_OF_TIES - 0.02);
    }
    if (s->d->fades)
        l->unseen = 0;
    l->part[READ_TIES] = count ? 1 - (double)l->unseen / (double)count : 1;
}

/* ---- crossings ---- */

typedef struct piece {
    segment at;
    size_t tie;
} piece;

/* The segments of ties; of very many only every n-th tie. Returns the number of segments. */
static size_t collect_pieces(const scene *s, piece *out, double *sampled)
{
    size_t ties = 0, count = 0, step, seen = 0;

    for (size_t i = 0; i < s->mark_count; i++)
        ties += is_tie(s, &s->marks[i]) && s->marks[i].form <= FORM_CURVE;
    step = ties / 800 + 1;
    for (size_t i = 0; i < s->mark_count; i++) {
        spot at[BENDS];
        size_t bends;

        if (!is_tie(s, &s->marks[i]) || s->marks[i].form > FORM_CURVE || seen++ % step)
            continue;
        bends = mark_outline(&s->marks[i], at, BENDS);
        for (size_t k = 0; k + 1 < bends && count < MOST_SEGMENTS; k++)
            out[count++] = (piece){ { at[k].x, at[k].y, at[k + 1].x, at[k + 1].y }, s->marks[i].object };
    }
    *sampled = ties ? (double)((ties + step - 1) / step) / (double)ties : 1;
    return count;
}

static void measure_tangle(const scene *s, const piece *pieces, size_t count, double sampled,
                           legibility *l)
{
    double crossings = 0, drawn = 0, through = 0;

    for (size_t i = 0; i < count; i++) {
        const tie *a = &s->d->ties[pieces[i].tie];

        drawn += i == 0 || pieces[i].tie != pieces[i - 1].tie;
        for (size_t k = i + 1; k < count; k++) {
            const tie *b = &s->d->ties[pieces[k].tie];

            if (a->a != b->a && a->a != b->b && a->b != b->a && a->b != b->b)
                crossings += crosses(pieces[i].at, pieces[k].at);
        }
        for (size_t n = 0; n < s->d->node_count; n++)
            if (n != a->a && n != a->b && !s->nodes[n].hidden && s->nodes[n].rx > 0)
                through += passes(pieces[i].at, node_frame(&s->nodes[n], -0.2 * s->nodes[n].rx));
    }
    if (!(drawn > 0)) {
        l->part[READ_TANGLE] = l->part[READ_APART] = 1;
        return;
    }
    /* each line crosses `crossings` of the sampled ones, twice as many halves */
    l->part[READ_TANGLE] = 1 / (1 + 2 * crossings / drawn / sampled / 12);
    l->part[READ_APART] = 1 / (1 + through / drawn);
}

static bool has_two_modes(const scene *s)
{
    for (size_t i = 0; i < s->d->node_count; i++)
        if (s->d->nodes[i].mode)
            return true;
    return false;
}

/* Are nodes that are tied nearer to each other than any two nodes are? Then distances show the network.
 * Rows, columns and bands place nodes by something else. */
static void measure_nearness(const scene *s, legibility *l)
{
    double tied = 0, ties = 0, any = 0, pairs = 0, share;
    size_t n = s->d->node_count, step = n / 300 + 1;

    for (size_t i = 0; i < s->mark_count; i++) {
        const mark *m = &s->marks[i];
        const placed *a, *b;

        if (!is_tie(s, m) || m->form > FORM_CURVE)
            continue;
        a = &s->nodes[s->d->ties[m->object].a];
        b = &s->nodes[s->d->ties[m->object].b];
        tied += sqrt((a->x - b->x) * (a->x - b->x) + (a->y - b->y) * (a->y - b->y));
        ties++;
    }
    for (size_t i = 0; i < n; i += step)
        for (size_t k = i + 1; k < n; k++) {
            double dx = s->nodes[i].x - s->nodes[k].x, dy = s->nodes[i].y - s->nodes[k].y;

            any += sqrt(dx * dx + dy * dy);
            pairs++;
        }
    if (!(ties > 0) || !(any > 0) || s->d->band_count || has_two_modes(s)) {
        /* there a reader follows lines, and crossings spoil that */
        l->part[READ_NEAR] = ties > 0 && !s->d->band_count ? 0.3 + 0.45 * sqrt(l->part[READ_TANGLE]) : 0.75;
        return;
    }
    share = tied / ties / (any / pairs);
    l->part[READ_NEAR] = fmin(1, fmax(0, (1.1 - share) / 0.8));
}

/* ---- names ---- */

/* From the border of a word to that of a node; 0: they touch. */
static double gap(frame f, const placed *p)
{
    double dx = fmax(0, fmax(f.x0 - p->x, p->x - f.x1)), dy = fmax(0, fmax(f.y0 - p->y, p->y - f.y1));

    return fmax(0, sqrt(dx * dx + dy * dy) - fmax(p->rx, p->ry));
}

static bool seems_to_name_another(const scene *s, const word *w)
{
    const placed *own = &s->nodes[w->object];
    spot corners[4];
    frame f;
    double far;

    if (s->d->nodes[w->object].inside || own->leader)
        return false;
    word_corners(w, corners);
    f = frame_of(corners, 4);
    far = gap(f, own);
    for (size_t i = 0; i < s->d->node_count; i++)
        if (i != w->object && !s->nodes[i].hidden && !s->d->nodes[i].inside &&
            gap(f, &s->nodes[i]) + 0.3 < far)
            return true;
    return false;
}

static int by_number(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return x < y ? -1 : x > y;
}

/* A node without a label has none on purpose. */
static bool is_to_be_named(const scene *s, size_t i)
{
    return !s->nodes[i].hidden && s->d->nodes[i].label.len;
}

/* Nodes without a name whose weight is above that of half of those that have one. */
static void find_overtaken(const scene *s, const size_t *named, double *weights, legibility *l)
{
    size_t count = 0;
    double middle;

    for (size_t i = 0; i < s->d->node_count; i++)
        if (named[i])
            weights[count++] = s->d->nodes[i].weight;
    if (!count)
        return;
    qsort(weights, count, sizeof *weights, by_number);
    middle = weights[count / 2];
    for (size_t i = 0; i < s->d->node_count; i++)
        l->overtaken += !named[i] && is_to_be_named(s, i) && s->d->nodes[i].weight > middle;
}

/* Is it a matrix of nodes by the same nodes? Each pair of cells mirrors the other. */
static bool is_square(const scene *s)
{
    for (size_t i = 0; i < s->mark_count; i++)
        if (is_tie(s, &s->marks[i]) && s->marks[i].form == FORM_CELLS)
            return s->marks[i].count > 3;
    return false;
}

static bool is_cut(ent_str text)
{
    return text.len >= 3 && memcmp(ent_str_end(text) - 3, "\xe2\x80\xa6", 3) == 0;
}

/* `named`: room for two numbers for each node. */
static void measure_names(const scene *s, size_t *named, double *weights, legibility *l)
{
    double all = 0, have = 0, sizes = 0;
    size_t words = 0;
    bool square = is_square(s); /* columns are in the order of rows: half of their names lead to the others */
    size_t *cut = named + s->d->node_count;

    for (size_t i = 0; i < s->word_count; i++) {
        const word *w = &s->words[i];

        if (w->object == NONE || w->part != PART_LABELS)
            continue;
        named[w->object]++;
        cut[w->object] |= is_cut(w->text);
        words++;
        sizes += w->size;
        if (s->d->node_count <= 1500 && s->nodes[w->object].no_label == false)
            l->strange += seems_to_name_another(s, w);
    }
    for (size_t i = 0; i < s->d->node_count; i++) {
        double weight = sqrt(fmax(0, s->d->nodes[i].weight) + 1);

        if (!is_to_be_named(s, i))
            continue;
        all += weight;
        have += weight * (square ? fmin(1, 0.8 * (double)named[i]) : named[i] > 0) * (cut[i] ? 0.6 : 1);
    }
    find_overtaken(s, named, weights, l);
    l->part[READ_NAMES] = all > 0 ? have / all : 1;
    l->part[READ_OWN] = words ? 1 - (double)l->strange / (double)words : 1;
    l->part[READ_SIZE] = words ? fmin(1, fmax(0, (sizes / (double)words - 4) / 3)) : 0;
}

/* Boxes that cover a fifth of the network's frame begin to hide its ties; half of it is a wall. 0 to 1. */
static double wall_of_nodes(const scene *s)
{
    double frame_area = (s->net.x1 - s->net.x0) * (s->net.y1 - s->net.y0), area = 0;

    for (size_t i = 0; i < s->mark_count; i++)
        if (s->marks[i].part == PART_NODES) {
            frame f = mark_frame(&s->marks[i]);

            area += (f.x1 - f.x0) * (f.y1 - f.y0);
        }
    return fmin(1, fmax(0, (area / fmax(1, frame_area) - 0.2) / 0.3));
}

static void measure_clean(const scene *s, legibility *l)
{
    const double touch = 0.16; /* boxes hold ascenders and descenders: words on neighbouring lines may share a little */
    size_t bad = 0, words = 0;

    for (size_t i = 0; i < s->word_count && s->word_count < 3000; i++) {
        const word *w = &s->words[i];
        spot corners[4];
        frame f;
        bool touches = false;

        if (w->part >= PART_LEGEND)
            continue;
        words++;
        word_corners(w, corners);
        f = frame_of(corners, 4);
        for (size_t k = 0; k < s->word_count && !touches && w->turn == 0; k++) {
            spot others[4];

            if (k == i || s->words[k].turn != 0)
                continue;
            word_corners(&s->words[k], others);
            touches = overlap(f, frame_of(others, 4)) > touch * (f.x1 - f.x0) * (f.y1 - f.y0);
        }
        bad += touches;
    }
    l->part[READ_CLEAN] = (words ? 1 - (double)bad / (double)words : 1) * (1 - wall_of_nodes(s));
}

/* ---- the page ---- */

static void take(const scene *s, frame f, unsigned char *cells)
{
    int x0 = (int)floor(f.x0 / s->width * GRID), x1 = (int)floor(f.x1 / s->width * GRID),
        y0 = (int)floor(f.y0 / s->height * GRID), y1 = (int)floor(f.y1 / s->height * GRID);

    for (int y = y0 < 0 ? 0 : y0; y <= y1 && y < GRID; y++)
        for (int x = x0 < 0 ? 0 : x0; x <= x1 && x < GRID; x++)
            cells[y * GRID + x] = 1;
}

static void take_line(const scene *s, const mark *m, unsigned char *cells)
{
    spot at[BENDS];
    size_t count = mark_outline(m, at, BENDS);

    for (size_t k = 0; k + 1 < count; k++)
        for (int step = 0; step <= 24; step++) {
            double x = at[k].x + (at[k + 1].x - at[k].x) * step / 24,
                   y = at[k].y + (at[k + 1].y - at[k].y) * step / 24;

            take(s, (frame){ x, y, x, y }, cells);
        }
}

static void measure_room(const scene *s, legibility *l)
{
    unsigned char cells[GRID * GRID] = { 0 };
    double used = 0, thirds[6] = { 0 };

    for (size_t i = 0; i < s->mark_count; i++) {
        const mark *m = &s->marks[i];

        if (m->form <= FORM_CURVE)
            take_line(s, m, cells);
        else
            take(s, mark_frame(m), cells);
    }
    for (size_t i = 0; i < s->word_count; i++) {
        spot corners[4];

        word_corners(&s->words[i], corners);
        take(s, frame_of(corners, 4), cells);
    }
    for (int y = 0; y < GRID; y++)
        for (int x = 0; x < GRID; x++) {
            used += cells[y * GRID + x];
            thirds[x / (GRID / 3)] += cells[y * GRID + x];
            thirds[3 + y / (GRID / 3)] += cells[y * GRID + x];
        }
    l->part[READ_ROOM] = used / (GRID * GRID);
    for (int k = 0; k < 6; k++)
        if (thirds[k] < 0.04 * GRID * GRID / 3)
            l->empty_third = k + 1;
}

static bool is_mark_of_network(const mark *m)
{
    return m->part == PART_NODES || (m->part == PART_TIES && m->form == FORM_CELLS);
}

static void find_under_key(const scene *s, legibility *l)
{
    frame key[600];
    size_t count = 0;

    for (size_t i = 0; i < s->word_count && count < 600; i++)
        if (s->words[i].part >= PART_LEGEND) {
            spot corners[4];

            word_corners(&s->words[i], corners);
            key[count++] = frame_of(corners, 4);
        }
    for (size_t i = 0; i < s->mark_count && count < 600; i++)
        if (s->marks[i].part >= PART_LEGEND)
            key[count++] = mark_frame(&s->marks[i]);
    for (size_t i = 0; i < s->mark_count; i++) {
        bool under = false;
        frame f;

        if (!is_mark_of_network(&s->marks[i]))
            continue;
        f = mark_frame(&s->marks[i]);
        for (size_t k = 0; k < count && !under; k++)
            under = overlap(f, key[k]) > 0.5;
        l->under_key += under;
    }
}

/* ---- colours, number of marks, cells ---- */

static void measure_hues(const scene *s, legibility *l)
{
    enum { MOST = 12 };
    colour seen[MOST];
    size_t count = 0;

    for (size_t i = 0; i < s->mark_count; i++) {
        colour c = s->marks[i].fill.colour;
        size_t k = 0;

        if (s->marks[i].part != PART_NODES || s->marks[i].fill.opacity <= 0)
            continue;
        while (k < count && seen[k] != c)
            k++;
        if (k == count && count < MOST)
            seen[count++] = c;
    }
    l->part[READ_HUES] = s->d->node_count <= 30 ? 1 : count >= 3 ? 1 : count == 2 ? 0.6 : 0;
}

static void measure_load(const scene *s, legibility *l)
{
    double n = (double)s->d->node_count, cells = 0, ties = 0;
    bool square = true; /* a table of two modes is in order: its empty cells say something */

    for (size_t i = 0; i < s->d->node_count; i++)
        square &= !s->d->nodes[i].mode;
    for (size_t i = 0; i < s->mark_count; i++) {
        cells += is_tie(s, &s->marks[i]) && s->marks[i].form == FORM_CELLS ? (double)s->marks[i].count - 2 : 0;
        ties += is_tie(s, &s->marks[i]) && s->marks[i].form <= FORM_CURVE;
    }
    l->part[READ_LOAD] = 1 / (1 + n / 150 + ties / 3000);
    l->part[READ_FULL] = square && cells > 0 && n > 1 ? fmin(1, cells / (n * (n - 1)) / 0.25) : 1;
}

/* ---- all of it ---- */

static double weigh(const scene *s, const legibility *l)
{
    const double least = 0.05; /* no part makes all others worthless */
    double product = 10;

    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
        if (ent_str_is(s->d->layout, forms[i].layout))
            product *= forms[i].factor;
    if (ent_str_is(s->d->layout, "columns") && s->d->node_count > MANY_ROWS) /* lines vanish behind boxes */
        product *= 0.9;
    if (s->d->node_count > MANY_ROWS && is_square(s))
        product *= 1.2;
    for (size_t i = 0; i < READ_PARTS; i++)
        product *= pow(fmax(least, l->part[i]), parts[i].weight);
    if (s->d->height_mm <= 0 && s->height > 0) /* what is higher than a page is printed smaller */
        product *= fmin(1, page_limit(s) / s->height);
    return product;
}

ent_status measure_legibility(const scene *s, legibility *l, ent_diags *diags)
{
    size_t *named = ent_mem_new(2 * s->d->node_count, sizeof *named);
    double *weights = ent_mem_new(s->d->node_count, sizeof *weights), sampled = 1;
    piece *pieces = ent_mem_new(MOST_SEGMENTS, sizeof *pieces);
    ent_status status = named && weights && pieces ? ENT_OK : ent_out_of_memory(diags);

    *l = (legibility){ 0 };
    if (status == ENT_OK) {
        size_t count = collect_pieces(s, pieces, &sampled);

        measure_ties(s, l);
        measure_tangle(s, pieces, count, sampled, l);
        measure_nearness(s, l);
        measure_names(s, named, weights, l);
        measure_clean(s, l);
        measure_room(s, l);
        find_under_key(s, l);
        measure_hues(s, l);
        measure_load(s, l);
        l->score = weigh(s, l);
    }
    ent_mem_free(named);
    ent_mem_free(weights);
    ent_mem_free(pieces);
    return status;
}

void write_legibility(const legibility *l, ent_buf *out)
{
    ent_buf_fixed(out, l->score, 1);
    for (size_t i = 0; i < READ_PARTS; i++) {
        ent_buf_format(out, "%s%s ", i ? ", " : " (", parts[i].name);
        ent_buf_fixed(out, l->part[i], 2);
    }
    ent_buf_char(out, ')');
}
