/* matrix.c: nodes as rows and columns, ties as cells, for dense networks, whose lines would only cross.
 * Rows are ordered by bloc, then by weight, with a gap between blocs. In a two-mode network actors are rows
 * and agreements columns; if nodes of one mode are tied to each other, all nodes are both. */
#include "render/layout/layouts.h"

#include <math.h>
#include <string.h>

#include "render/layout/node_order.h"
#include "render/scene/drawing.h"
#include "render/scene/geometry.h"
#include "render/scene/kept_places.h"
#include "render/scene/legend.h"
#include "render/scene/page.h"

enum { CROWD = 5000, LONGEST = 30, LONGEST_CODE = 8 };
#define GAP 0.4 /* between blocs, in cells */

/* Where the names of rows, or of columns, stand. */
typedef struct naming {
    size_t sides;   /* 2: by turns left and right, or above and below */
    size_t stagger; /* on each side in so many lines */
    size_t every;   /* only of each so many-th row */
} naming;

typedef struct matrix {
    scene *s;
    size_t *rows, *columns, row_count, column_count;
    double *row_at, *column_at; /* of a node: in cells from the upper left */
    double rows_end, columns_end;
    double left, top, wide, high; /* wide, high: a cell */
    double size;                  /* of text */
    naming by_row, by_column;
    double width, names;          /* of the longest row's name; height of the names of columns */
    bool square;                  /* one mode: rows are columns */
    bool columns_nameless, rows_nameless; /* they are too slim for names, which would take the room of the cells */
    double slimmest;              /* the least width of a cell in a square, by its height */
} matrix;

/* Numbers along one side; blocs stand apart. Returns where the side ends. */
static double line_up(const scene *s, const size_t *nodes, size_t count, double *at)
{
    double x = 0;

    for (size_t i = 0; i < count; i++) {
        x += i > 0 && s->d->nodes[nodes[i]].group != s->d->nodes[nodes[i - 1]].group ? GAP : 0;
        at[nodes[i]] = x++;
    }
    return x;
}

/* Among codes, a few long names would take the room of the cells; agreements have no codes. */
static size_t longest(const scene *s, size_t n)
{
    return s->d->codes && !ent_str_is(s->d->nodes[n].kind, "act") ? LONGEST_CODE : LONGEST;
}

static double widest(scene *s, const size_t *nodes, size_t count, double size)
{
    double width = 0;

    for (size_t i = 0; i < count; i++)
        width =
            fmax(width, text_width(one_line(s, s->d->nodes[nodes[i]].label, longest(s, nodes[i])), size, false));
    return width;
}

static double label_size(const matrix *m, double pitch)
{
    return fmin(m->s->d->theme.small, fmax(5, pitch * 1.05));
}

/* ---- rows and columns ---- */

/* The room of the names of rows on one side; in a square also that of columns. */
static double names_room(const matrix *m, const naming *n)
{
    bool none = n == &m->by_row ? m->rows_nameless : m->columns_nameless;

    return none ? 0 : (double)n->stagger * (m->width + 3);
}

/* Does the i-th row or column have its name at the far side: right of the cells, or below them? */
static bool is_far(const naming *n, size_t i)
{
    return i / n->every % n->sides == 1;
}

/* How far the name of the i-th row or column stands behind those that are next to the cells. */
static double shift_of(const matrix *m, const naming *n, size_t i)
{
    return (double)(i / n->every / n->sides % n->stagger) * (m->width + 3);
}

/* From a name in another column, or from the far side, to its row. */
static void draw_guide(matrix *m, segment at)
{
    scene_line(m->s, PART_AXES, at, mix(m->s->d->theme.quiet, m->s->d->theme.paper, 0.6), 0.25);
}

/* The names left of the cells end at x. */
static void row_label(matrix *m, size_t i, double x, double y)
{
    scene *s = m->s;
    size_t n = m->rows[i];
    double shift = shift_of(m, &m->by_row, i), right = m->left + m->columns_end * m->wide;
    bool far = is_far(&m->by_row, i);
    word *w = scene_word(s, PART_LABELS, one_line(s, s->d->nodes[n].label, longest(s, n)),
                         far ? right + 4 + shift : x - shift, y + BASELINE * m->size, m->size);

    w->anchor = far ? ANCHOR_START : ANCHOR_END;
    w->object = n;
    if (far)
        draw_guide(m, (segment){ right + 0.5, y, right + 3 + shift, y });
    else if (shift > 0)
        draw_guide(m, (segment){ x - shift + 1, y, x + 0.5, y });
}

/* Is node n in the panel that is drawn? */
static bool is_here(const scene *s, size_t n)
{
    return s->panel == NONE || s->d->nodes[n].in.ptr[s->panel] != '0';
}

static void row_labels(matrix *m)
{
    scene *s = m->s;

    for (size_t i = 0; i < m->row_count; i++) {
        size_t n = m->rows[i];
        double y = m->top + (m->row_at[n] + 0.5) * m->high,
               radius = fmin(2, fmin(m->wide, m->high) * 0.42);

        if (!is_here(s, n))
            continue;
        if (!m->rows_nameless && i % m->by_row.every == 0)
            row_label(m, i, m->left - 2 * radius - 3, y);
        else
            s->unlabelled++;
        s->nodes[n].x = m->left - radius - 1.5;
        s->nodes[n].y = y;
        s->nodes[n].rx = s->nodes[n].ry = radius;
        s->nodes[n].no_label = true;
        draw_dot(s, n);
    }
}

static double column_radius(const matrix *m)
{
    return m->square ? 0 : fmin(2, fmin(m->wide, m->high) * 0.42);
}

/* The nodes of columns, where they are not those of the rows. */
static void column_dots(matrix *m)
{
    scene *s = m->s;
    double radius = column_radius(m);

    for (size_t i = 0; i < m->column_count; i++) {
        placed *p = &s->nodes[m->columns[i]];

        if (!is_here(s, m->columns[i]))
            continue;
        p->x = m->left + (m->column_at[m->columns[i]] + 0.5) * m->wide;
        p->y = m->top - radius - 1.5;
        p->rx = p->ry = radius;
        p->no_label = true;
        draw_dot(s, m->columns[i]);
    }
}

static void column_labels(matrix *m)
{
    scene *s = m->s;

    for (size_t i = 0; i < m->column_count && !m->columns_nameless; i += m->by_column.every) {
        size_t n = m->columns[i];
        bool far = is_far(&m->by_column, i);
        double x = m->left + (m->column_at[n] + 0.5) * m->wide, shift = shift_of(m, &m->by_column, i),
               above = m->top - 3 - 2 * column_radius(m), below = m->top + m->rows_end * m->high;
        word *w;

        if (!is_here(s, n))
            continue;
        w = scene_word(s, PART_LABELS, one_line(s, s->d->nodes[n].label, longest(s, n)),
                       x + BASELINE * m->size, far ? below + 4 + shift : above - shift, m->size);
        w->turn = -90;
        w->anchor = far ? ANCHOR_END : ANCHOR_START;
        w->object = n;
        if (far)
            draw_guide(m, (segment){ x, below + 0.5, x, below + 3 + shift });
        else if (shift > 0)
            draw_guide(m, (segment){ x, above - shift + 1, x, above + 0.5 });
    }
}

/* Above the matrix, on two lines: the second where the first has no room. */
static void bloc_names(matrix *m)
{
    scene *s = m->s;
    double size = s->d->theme.head, right = m->left + m->rows_end * m->wide;
    double end[2] = { -INFINITY, -INFINITY };

    for (size_t i = 0, k; i < m->row_count; i = k) {
        size_t bloc = s->d->nodes[m->rows[i]].group;
        double half, x;
        int line = 0;
        word *w;

        for (k = i; k < m->row_count && s->d->nodes[m->rows[k]].group == bloc; k++)
            ;
        if (bloc == NONE)
            return;
        half = text_width(s->d->blocs[bloc].label, size, true) / 2;
        x = m->left + (m->row_at[m->rows[i]] + (double)(k - i) / 2) * m->wide;
        x = fmax(fmin(x, right - half), m->left + half);
        while (line < 2 && x - half < end[line] + 3)
            line++;
        if (line == 2) {
            s->unlabelled++;
            continue;
        }
        end[line] = x + half;
        w = scene_word(s, PART_AXES, s->d->blocs[bloc].label, x,
                       m->top - 4 - m->names - line * (size + 2), size);
        w->anchor = ANCHOR_MIDDLE;
        w->bold = true;
    }
}

/* A pale background under each pair of blocs makes empty cells visible. */
static void ground(matrix *m)
{
    scene *s = m->s;

    for (size_t i = 0; i < m->row_count;) {
        size_t row_end = i;

        while (row_end < m->row_count &&
               s->d->nodes[m->rows[row_end]].group == s->d->nodes[m->rows[i]].group)
            row_end++;
        for (size_t k = 0; k < m->column_count;) {
            size_t column_end = k;
            double x, y, w, h;

            while (column_end < m->column_count &&
                   s->d->nodes[m->columns[column_end]].group == s->d->nodes[m->columns[k]].group)
                column_end++;
            x = m->left + m->column_at[m->columns[k]] * m->wide;
            y = m->top + m->row_at[m->rows[i]] * m->high;
            w = (double)(column_end - k) * m->wide;
            h = (double)(row_end - i) * m->high;
            scene_box(s, PART_GROUND, FORM_AREA, x + w / 2, y + h / 2, w / 2, h / 2)->fill =
                solid(s->d->theme.ground);
            k = column_end;
        }
        i = row_end;
    }
}

/* ---- cells ---- */

/* Each tie in the cell of its row and column, with its agreements to be read by who points at it;
 * in a square also in the mirrored cell, which is the same tie the other way. */
static void draw_cells(matrix *m)
{
    const description *d = m->s->d;

    for (size_t i = 0; i < d->tie_count; i++) {
        const tie *t = &d->ties[i];
        bool mirrored = m->square && !d->directed;
        bool turned = !m->square && d->nodes[t->a].mode == 1;
        size_t row = turned ? t->b : t->a, column = turned ? t->a : t->b;
        mark *k;

        if (m->s->panel != NONE && t->in.ptr[m->s->panel] != TIE_NEW && t->in.ptr[m->s->panel] != TIE_OLD)
            continue;
        k = scene_mark(m->s, PART_TIES, FORM_CELLS, mirrored ? 4 : 3);
        if (!k->count)
            return;
        k->at[0] = (spot){ m->left, m->top };
        k->at[1] = (spot){ m->wide, m->high };
        k->at[2] = (spot){ m->column_at[column], m->row_at[row] };
        if (mirrored)
            k->at[3] = (spot){ m->column_at[row], m->row_at[column] };
        k->half = t->unknown; /* no colour for counts, which would read as few */
        k->fill = solid(t->unknown ? d->theme.quiet : d->theme.steps[t->step]);
        k->object = i;
        if (d->tie_count <= CROWD) /* too many tooltips make the file large */
            k->title = t->tooltip;
    }
}

/* ---- layout ---- */

/* Nodes of one mode only, or a tie between two of one: then each node needs a row and a column. */
static bool within_a_mode(const description *d)
{
    size_t modes[2] = { 0, 0 };

    for (size_t i = 0; i < d->node_count; i++)
        modes[d->nodes[i].mode]++;
    for (size_t i = 0; i < d->tie_count; i++)
        if (d->nodes[d->ties[i].a].mode == d->nodes[d->ties[i].b].mode)
            return true;
    return !modes[0] || !modes[1];
}

/* Within a bloc, tied nodes stand beside each other, unless nearly all are tied or the order is kept. */
static ent_status show_clusters(scene *s, size_t *order, ent_diags *diags)
{
    size_t n = s->d->node_count;
    ent_status status = ENT_OK;

    for (size_t i = 0, end; i < n && status == ENT_OK; i = end) {
        size_t inside = 0;
        bool kept = false;

        for (end = i; end < n && s->d->nodes[order[end]].group == s->d->nodes[order[i]].group; end++)
            kept |= !isnan(kept_place(s, order[end]).x);
        for (size_t t = 0; t < s->d->tie_count; t++)
            inside += s->d->nodes[s->d->ties[t].a].group == s->d->nodes[order[i]].group &&
                      s->d->nodes[s->d->ties[t].b].group == s->d->nodes[order[i]].group;
        if (!kept && end - i > 2 && (double)inside < 0.6 * (double)((end - i) * (end - i - 1)) / 2)
            status = chain_order(s, order + i, end - i, diags);
    }
    return status;
}

static ent_status measure(matrix *m, ent_diags *diags)
{
    scene *s = m->s;
    size_t n = s->d->node_count, *order = ent_arena_new(&s->arena, 3 * n, sizeof *order);
    ent_status status;

    m->row_at = ent_arena_new(&s->arena, 2 * n, sizeof *m->row_at);
    if (!order || !m->row_at)
        return ent_out_of_memory(diags);
    m->column_at = m->row_at + n;
    m->rows = order + n;
    m->columns = order + 2 * n;
    if ((status = order_by_bloc(s, order, KEPT_DOWN, diags)) != ENT_OK)
        return status;
    m->square = within_a_mode(s->d);
    if (m->square) {
        if ((status = show_clusters(s, order, diags)) != ENT_OK)
            return status;
        memcpy(m->rows, order, n * sizeof *m->rows);
        memcpy(m->columns, order, n * sizeof *m->columns);
        m->row_count = m->column_count = n;
    } else {
        m->row_count = of_mode(s, order, 0, m->rows);
        m->column_count = of_mode(s, order, 1, m->columns);
    }
    m->rows_end = line_up(s, m->rows, m->row_count, m->row_at);
    m->columns_end = line_up(s, m->columns, m->column_count, m->column_at);
    return ENT_OK;
}

enum { MOST_STAGGER = 3 };

/* How names that need so many lines stand: by turns at both sides, then in several lines, then not all. */
static naming find_naming(size_t needed, size_t most_stagger)
{
    naming n = { needed > 1 ? 2 : 1, 1, 1 };

    n.stagger = (needed + n.sides - 1) / n.sides;
    n.stagger = n.stagger < most_stagger ? n.stagger : most_stagger;
    n.every = (needed + n.sides * n.stagger - 1) / (n.sides * n.stagger);
    return n;
}

/* Cells as large as the page allows with the names of rows where by_row has them: square in a network of one mode,
 * or a little slimmer. Names need room, room makes cells, cells make names. Returns how many lines the names of
 * rows need. */
static size_t fit_cells(matrix *m, double page_wide, double page_high)
{
    enum { LARGEST = 21, ROUNDS = 6 };
    const theme *t = &m->s->d->theme;

    m->size = t->small;
    m->by_column = (naming){ 1, 1, 1 };
    for (int round = 0; round < ROUNDS; round++) {
        double below = 4;

        m->width = widest(m->s, m->rows, m->row_count, m->size);
        m->names = m->square ? names_room(m, &m->by_column) + 1
                             : fmin(140, widest(m->s, m->columns, m->column_count, m->size) + 4);
        if (m->square)
            below = (double)(m->by_column.sides - 1) * names_room(m, &m->by_column) + 2 * t->head + 8;
        m->wide = (page_wide - (double)m->by_row.sides * names_room(m, &m->by_row) - 7) / m->columns_end;
        m->high = (page_high - m->names - below) / m->rows_end;
        m->wide = fmin(LARGEST, fmax(0.01, m->wide));
        m->high = fmin(LARGEST, fmax(0.01, m->high));
        if (m->square) {
            m->wide = fmin(m->wide, m->high);
            m->high = fmin(m->high, m->wide / m->slimmest);
        }
        m->wide = fmin(m->wide, fmax(2.5 * m->high, m->size));
        m->high = fmin(m->high, fmax(2.5 * m->wide, m->size));
        m->size = label_size(m, (double)m->by_row.sides * m->high);
        if (m->square)
            m->by_column = find_naming(stagger_for(m->wide, m->size), m->slimmest < 1 ? 1 : MOST_STAGGER);
    }
    if (!m->square) /* their titles are long */
        m->by_column = (naming){ 1, 1, stagger_for(m->wide, m->size) };
    return stagger_for(m->high, m->size);
}

/* Names of rows in no more lines than they need. */
static void size_cells(matrix *m, double page_wide, double page_high)
{
    size_t needed = 1, have = 0;

    while (have < needed && have < 2 * MOST_STAGGER) {
        m->by_row = find_naming(++have, MOST_STAGGER);
        have = m->by_row.sides * m->by_row.stagger;
        needed = fit_cells(m, page_wide, page_high);
    }
    for (int round = 0; round < 3 && have < needed; round++) {
        m->by_row = find_naming(2 * needed, page_wide > 400 ? MOST_STAGGER : 1);
        m->by_row.every = (needed + 2 * m->by_row.stagger - 1) / (2 * m->by_row.stagger);
        have = needed;
        needed = fit_cells(m, page_wide, page_high);
    }
}

/* A square of which names would take the room, and most would find none: its columns, which are in the order of the rows,
 * have none, and panels show groups alone. */
static void give_up_names(matrix *m, size_t most_every, double page_wide, double page_high)
{
    if (!m->square || m->by_row.every <= most_every)
        return;
    m->columns_nameless = true;
    m->rows_nameless = m->s->d->panel_count > 0;
    m->by_row = (naming){ 1, 1, 1 };
    m->by_row.every = fit_cells(m, page_wide, page_high);
    m->by_row.every = fit_cells(m, page_wide, page_high);
}

/* Rows, columns and cells, from the upper left of a frame. */
static void draw_matrix(matrix *m, double x, double y)
{
    scene *s = m->s;

    m->left = x + names_room(m, &m->by_row) + 7;
    m->top = y + m->names + (m->square ? 2 * s->d->theme.head + 8 : 4 + 2 * column_radius(m));
    ground(m);
    row_labels(m);
    if (!m->square)
        column_dots(m);
    column_labels(m);
    if (m->square)
        bloc_names(m);
    draw_cells(m);
}

/* The same rows and columns in each panel. */
static void draw_panels(matrix *m)
{
    scene *s = m->s;
    size_t columns = panel_columns(s), rows = (s->d->panel_count + columns - 1) / columns, unlabelled = 0;
    double head = s->d->theme.head + 10, wide = (s->net.x1 - s->net.x0) / (double)columns,
           high = fmin(wide + 10, most_height(s, 80) / (double)rows - head);

    size_cells(m, wide - 8, high);
    give_up_names(m, 1, wide - 8, high);
    for (size_t p = 0; p < s->d->panel_count; p++) {
        double x = s->net.x0 + (double)(p % columns) * wide,
               y = s->net.y0 + (double)(p / columns) * (high + head) + head;

        s->panel = p;
        s->unlabelled = 0;
        draw_panel_head(s, p, x, y - 5, wide - 8);
        draw_matrix(m, x, y);
        unlabelled = s->unlabelled > unlabelled ? s->unlabelled : unlabelled;
    }
    s->panel = NONE;
    s->unlabelled = unlabelled;
    note_panel_gap(s, (spot){ s->net.x0, s->net.y0 + head }, wide, high + head);
}

/* Where the names of rows have no room, the legend stands below, and the cells take the width and the height of a page.
 * Columns, which are in the order of the rows, then have names in one line at most: more would take the room of rows. */
static void widen(matrix *m)
{
    scene *s = m->s;
    double page = page_limit(s);

    s->legend_below = s->d->legend_place != LEGEND_RIGHT;
    page_begin(s);
    m->slimmest = 0.75;
    page -= s->top + s->bottom + notes_height(s) + 2 * MARGIN + 2 + (legend_beside(s) ? 0 : legend_size(s).height + 6);
    size_cells(m, s->net.x1 - s->net.x0, s->d->height_mm > 0 ? s->net.y1 - s->net.y0 : page);
}

ent_status layout_matrix(scene *s, ent_diags *diags)
{
    matrix m = { .s = s, .slimmest = 1 };
    ent_status status = measure(&m, diags);

    if (status != ENT_OK || !m.row_count)
        return status;
    if (s->d->panel_count) {
        draw_panels(&m);
    } else {
        size_cells(&m, s->net.x1 - s->net.x0, most_height(s, 80));
        if (m.square && m.by_row.stagger * m.by_row.every > 1)
            widen(&m);
        give_up_names(&m, 2, s->net.x1 - s->net.x0, most_height(s, 80));
        draw_matrix(&m, s->net.x0, s->net.y0);
    }
    return s->failed ? ent_out_of_memory(diags) : ENT_OK;
}
