/* print_checks.c: measures the finished scene: words on words and on nodes, ties under words and through
 * nodes of other ties, the size of the smallest letter and line as printed. Each failed check is one
 * finding. */
#include "render/scene/print_checks.h"

#include <math.h>
#include <string.h>

#include "base/mem.h"
#include "render/scene/geometry.h"
#include "render/scene/page.h"

#define DEPTH 0.45 /* points of overlap that a reader sees */
#define STRONG 1.6 /* contrast of a line that makes a word hard to read */
#define LEAST_TEXT 5.0
#define MOST_TEXT 10.0
#define LEAST_LINE 0.25
#define LEAST_CONTRAST 4.5

enum { CORNERS = 12, BENDS = 256, FEW_NODES = 20 };

typedef struct body { /* a word or a node: a convex outline */
    spot at[CORNERS];
    size_t count;
    frame box;
    size_t index; /* of the mark or the word */
} body;

typedef struct measures {
    size_t words, nodes, ties, strong;
    size_t word_word, word_node, node_node, outside, under, through, faint;
    double least_text, most_text, least_line;
} measures;

/* ---- outlines ---- */

/* How deep two convex outlines overlap; 0: apart. */
static double depth(const body *a, const body *b)
{
    double best = INFINITY;

    for (int turn = 0; turn < 2; turn++) {
        const body *p = turn ? b : a;

        for (size_t i = 0; i < p->count; i++) {
            spot u = p->at[i], v = p->at[(i + 1) % p->count];
            double nx = v.y - u.y, ny = u.x - v.x, len = sqrt(nx * nx + ny * ny);
            double low[2] = { INFINITY, INFINITY }, high[2] = { -INFINITY, -INFINITY }, in;

            if (len < 1e-9)
                continue;
            for (int k = 0; k < 2; k++) {
                const body *q = k ? b : a;

                for (size_t c = 0; c < q->count; c++) {
                    double along = (q->at[c].x * nx + q->at[c].y * ny) / len;

                    low[k] = fmin(low[k], along);
                    high[k] = fmax(high[k], along);
                }
            }
            if ((in = fmin(high[0], high[1]) - fmax(low[0], low[1])) <= 0)
                return 0;
            best = fmin(best, in);
        }
    }
    return best == INFINITY ? 0 : best;
}

static bool contains(const body *b, spot p)
{
    bool in = false;

    for (size_t i = 0; i < b->count; i++) {
        spot u = b->at[i], v = b->at[i ? i - 1 : b->count - 1];

        if ((u.y > p.y) != (v.y > p.y) && p.x < (v.x - u.x) * (p.y - u.y) / (v.y - u.y) + u.x)
            in = !in;
    }
    return in;
}

/* Does `outer` hold the middle of every side of `inner`? */
static bool wholly_in(const body *inner, const body *outer)
{
    for (size_t i = 0; i < inner->count; i++) {
        spot u = inner->at[i], v = inner->at[(i + 1) % inner->count];

        if (!contains(outer, (spot){ (u.x + v.x) / 2, (u.y + v.y) / 2 }))
            return false;
    }
    return true;
}

/* The length of the segment within a convex outline. */
static double within(segment s, const body *b)
{
    double from = 0, to = 1, area = 0, dx = s.x2 - s.x1, dy = s.y2 - s.y1;

    for (size_t i = 0; i < b->count; i++) {
        spot u = b->at[i], v = b->at[(i + 1) % b->count];

        area += u.x * v.y - v.x * u.y;
    }
    for (size_t i = 0; i < b->count; i++) {
        spot u = b->at[i], v = b->at[(i + 1) % b->count];
        double sign = area > 0 ? 1 : -1;
        double p = sign * ((v.x - u.x) * (s.y1 - u.y) - (v.y - u.y) * (s.x1 - u.x));
        double q = sign * ((v.x - u.x) * (s.y2 - u.y) - (v.y - u.y) * (s.x2 - u.x));

        if (p < 0 && q < 0)
            return 0;
        if (p < 0)
            from = fmax(from, p / (p - q));
        else if (q < 0)
            to = fmin(to, p / (p - q));
    }
    return to > from ? (to - from) * sqrt(dx * dx + dy * dy) : 0;
}

static bool meet(frame a, frame b)
{
    return a.x0 < b.x1 && b.x0 < a.x1 && a.y0 < b.y1 && b.y0 < a.y1;
}

/* ---- collecting ---- */

static size_t collect(const scene *s, body *words, body *nodes, measures *m)
{
    size_t node_count = 0;

    for (size_t i = 0; i < s->word_count; i++) {
        body *b = &words[i];

        b->count = 4;
        word_corners(&s->words[i], b->at);
        b->box = frame_of(b->at, 4);
        b->index = i;
        m->least_text = fmin(m->least_text, s->words[i].size);
        m->most_text = fmax(m->most_text, s->words[i].size);
        m->outside += b->box.x0 < -DEPTH || b->box.y0 < -DEPTH || b->box.x1 > s->width + DEPTH ||
                      b->box.y1 > s->height + DEPTH;
    }
    for (size_t i = 0; i < s->mark_count; i++) {
        const mark *k = &s->marks[i];

        if (k->line.opacity > 0 && k->width > 0 && k->part != PART_LEGEND)
            m->least_line = fmin(m->least_line, k->width);
        if (k->part != PART_NODES)
            continue;
        nodes[node_count].count = mark_outline(k, nodes[node_count].at, CORNERS);
        nodes[node_count].box = mark_frame(k);
        nodes[node_count++].index = i;
    }
    return node_count;
}

/* ---- measuring ---- */

/* The colour under the middle of a word: of the last filled mark there, or of the paper. */
static colour under_word(const scene *s, const body *b, const word *w)
{
    spot middle = { (b->box.x0 + b->box.x1) / 2, (b->box.y0 + b->box.y1) / 2 };
    colour c = s->d->theme.paper;

    for (size_t i = 0; i < s->mark_count; i++) {
        const mark *m = &s->marks[i];
        frame f;

        if (m->part > w->part || m->fill.opacity <= 0 || m->form <= FORM_CURVE ||
            m->form == FORM_CELLS)
            continue;
        f = mark_frame(m);
        if (middle.x > f.x0 && middle.x < f.x1 && middle.y > f.y0 && middle.y < f.y1) {
            body outline = { .count = 0 };

            if (m->form == FORM_AREA && m->count <= CORNERS) {
                outline.count = mark_outline(m, outline.at, CORNERS);
                if (!contains(&outline, middle))
                    continue;
            } else if (m->form == FORM_AREA) {
                continue; /* land */
            }
            c = mix(m->fill.colour, c, m->fill.opacity);
        }
    }
    return c;
}

static void measure_words(const scene *s, const body *words, const body *nodes, size_t node_count,
                          measures *m)
{
    for (size_t i = 0; i < s->word_count; i++) {
        const word *w = &s->words[i];

        for (size_t k = i + 1; k < s->word_count; k++)
            if (meet(words[i].box, words[k].box) && depth(&words[i], &words[k]) > DEPTH)
                m->word_word++;
        if (s->mark_count < 4000 &&
            contrast(w->colour, under_word(s, &words[i], w)) < LEAST_CONTRAST)
            m->faint++;
        for (size_t k = 0; k < node_count; k++)
            if (meet(words[i].box, nodes[k].box) && depth(&words[i], &nodes[k]) > DEPTH &&
                !(w->part > PART_NODES && wholly_in(&words[i], &nodes[k])))
                m->word_node++;
    }
}

static void measure_nodes(const body *nodes, size_t count, measures *m)
{
    for (size_t i = 0; i < count; i++)
        for (size_t k = i + 1; k < count; k++)
            if (meet(nodes[i].box, nodes[k].box) && depth(&nodes[i], &nodes[k]) > DEPTH)
                m->node_node++;
}

static bool near(const body *b, spot p)
{
    return p.x > b->box.x0 - 1.5 && p.x < b->box.x1 + 1.5 && p.y > b->box.y0 - 1.5 &&
           p.y < b->box.y1 + 1.5;
}

static double length_within(const spot *at, size_t count, const body *b)
{
    double sum = 0;

    for (size_t i = 0; i + 1 < count; i++)
        sum += within((segment){ at[i].x, at[i].y, at[i + 1].x, at[i + 1].y }, b);
    return sum;
}

static void measure_tie(const scene *s, const mark *tie_mark, const body *words, const body *nodes,
                        size_t node_count, measures *m)
{
    spot at[BENDS];
    size_t count = mark_outline(tie_mark, at, BENDS);
    frame box = frame_of(at, count);

    box.x1 += 0.001;
    box.y1 += 0.001;
    for (size_t i = 0; i < s->word_count; i++) {
        if (!meet(box, words[i].box) || length_within(at, count, &words[i]) <= 1)
            continue;
        {
            /* a tie that ends in the box in which the word stands is hidden by it */
            size_t own = s->words[i].object;
            bool hidden = own != NONE && s->d->nodes[own].inside;

            m->under += !hidden;
        }
    }
    for (size_t k = 0; k < node_count; k++)
        if (meet(box, nodes[k].box) && count && !near(&nodes[k], at[0]) &&
            !near(&nodes[k], at[count - 1]) && length_within(at, count, &nodes[k]) > 0.8)
            m->through++;
}

static void measure_ties(const scene *s, const body *words, const body *nodes, size_t node_count,
                         measures *m)
{
    for (size_t i = 0; i < s->mark_count; i++) {
        const mark *k = &s->marks[i];

        if (k->part != PART_TIES || k->form > FORM_CURVE)
            continue;
        m->ties++;
        if (contrast(mix(k->line.colour, s->d->theme.paper, k->line.opacity), s->d->theme.paper) <
            STRONG)
            continue;
        m->strong++;
        measure_tie(s, k, words, nodes, node_count, m);
    }
}

/* ---- findings ---- */

static void report(const scene *s, ent_diags *diags, ent_status *status, const char *text)
{
    if (s->d->strict)
        *status = ent_fail(diags, ENT_EDATA, ENT_NOWHERE, "print check: %s", text);
    else
        ent_warn(diags, ENT_NOWHERE, "print check: %s", text);
}

/* What helps where names, or marks, are too near to each other. */
#define LESS_NAMES "a larger page (--width, --height), fewer names (--label top:20) or codes (--names iso3) make room"
#define LESS_MARKS "a larger page (--width, --height) or fewer ties (--backbone, --ego, --only) make room"

/* `what` in the singular and, behind '|', the plural; `remedy`: what the reader of the message can do. */
static void check_count(const scene *s, ent_diags *diags, ent_status *status, size_t found, double allowed,
                        const char *what, const char *remedy)
{
    const char *many = strchr(what, '|') + 1;
    ent_buf text = { 0 };

    if ((double)found <= allowed)
        return;
    ent_buf_format(&text, "%zu ", found);
    if (found == 1)
        ent_buf_str(&text, (ent_str){ what, (size_t)(many - 1 - what) });
    else
        ent_buf_text(&text, many);
    if (allowed >= 1)
        ent_buf_format(&text, " (at most %zu)", (size_t)allowed);
    ent_buf_format(&text, "; %s", remedy);
    report(s, diags, status, ent_buf_string(&text));
    ent_buf_destroy(&text);
}

static void check_size(const scene *s, ent_diags *diags, ent_status *status, double found,
                     double least, double most, const char *what)
{
    ent_buf text = { 0 };

    if (found >= least - 0.04 && found <= most + 0.001)
        return;
    ent_buf_format(&text, "%s is ", what);
    ent_buf_fixed(&text, found, 2);
    ent_buf_text(&text, found < least ? " pt (at least " : " pt (at most ");
    ent_buf_fixed(&text, found < least ? least : most, 2);
    ent_buf_text(&text, ")");
    report(s, diags, status, ent_buf_string(&text));
    ent_buf_destroy(&text);
}

static ent_status check_measures(const scene *s, const measures *m, ent_diags *diags)
{
    bool dense = m->ties > 3 * (m->nodes ? m->nodes : 1);
    double words = (double)m->words, strong = fmax(50, (double)m->strong);
    ent_status status = ENT_OK;

    check_count(s, diags, &status, m->word_word, 0, "word on another word|words on other words", LESS_NAMES);
    check_count(s, diags, &status, m->word_node, 0, "word on a node|words on nodes", LESS_NAMES);
    check_count(s, diags, &status, m->outside, 0, "word leaves the page|words leave the page", LESS_NAMES);
    check_count(s, diags, &status, m->faint, 0, "word is too pale for its ground|words are too pale for their ground",
                "another --theme or --colour helps");
    if (!s->fixed_places) {
        check_count(s, diags, &status, m->node_node, 0, "node on another node|nodes on other nodes", LESS_MARKS);
        check_count(s, diags, &status, m->under, fmax(2, (dense ? 0.5 : 0.15) * words),
                    "tie under words|ties under words", LESS_NAMES);
        check_count(s, diags, &status, m->through, (dense ? 0.1 : 0.02) * strong,
                    "tie through a node that it does not belong to|ties through nodes that they do not belong to",
                    LESS_MARKS);
    }
    if (m->words)
        check_size(s, diags, &status, m->least_text, fmax(LEAST_TEXT, s->d->least_text), INFINITY, "the smallest text");
    check_size(s, diags, &status, m->most_text, 0, s->d->width_mm > 200 ? 40 : fmax(MOST_TEXT, 2 * s->d->least_text),
             "the largest text");
    if (m->least_line < INFINITY)
        check_size(s, diags, &status, m->least_line, LEAST_LINE, INFINITY, "the thinnest line");
    if (s->unlabelled) {
        ent_buf text = { 0 };

        ent_buf_format(&text,
                       "%zu name%s found no room; a larger page (--width, --height), codes "
                       "(--names iso3) or another --layout may hold them",
                       s->unlabelled, s->unlabelled == 1 ? "" : "s");
        report(s, diags, &status, ent_buf_string(&text));
        ent_buf_destroy(&text);
    }
    return status;
}

/* What a reader sees: ties, and the names of the right nodes, on the whole page. */
static void check_reading(const scene *s, const legibility *l, const measures *m, ent_diags *diags,
                          ent_status *status)
{
    static const char *const thirds[] = { "left",  "middle", "right", "upper", "middle", "lower" };
    ent_buf text = { 0 };

    check_count(s, diags, status, l->unseen, 0.05 * (double)m->ties, "tie too pale to be seen|ties too pale to be seen",
                "--tie-width or another --theme helps");
    if (!s->fixed_places)
        check_count(s, diags, status, l->strange, 0.05 * (double)m->words,
                    "name nearer to the mark of another node|names nearer to the mark of another node", LESS_NAMES);
    check_count(s, diags, status, l->overtaken, 0,
                "important node without a name where lesser ones have one|important nodes without a name where lesser ones have one",
                LESS_NAMES);
    check_count(s, diags, status, l->under_key, 0, "mark under the legend|marks under the legend",
                "--legend below moves it");
    if (l->empty_third && s->d->node_count >= FEW_NODES) {
        ent_buf_format(&text, "the %s third of the %s is empty", thirds[l->empty_third - 1],
                       l->empty_third > 3 ? "height" : "width");
        report(s, diags, status, ent_buf_string(&text));
    }
    if (s->height > page_limit(s) + 0.01 && s->d->height_mm <= 0) {
        ent_buf_clear(&text);
        ent_buf_format(&text, "the figure is %.0f mm high, more than a page of a journal (%.0f mm)",
                       s->height / 72 * 25.4, page_limit(s) / 72 * 25.4);
        report(s, diags, status, ent_buf_string(&text));
    }
    ent_buf_destroy(&text);
}

ent_status print_checks(const scene *s, const legibility *l, ent_diags *diags)
{
    measures m = { .least_text = INFINITY, .least_line = INFINITY };
    body *words = ent_mem_new(s->word_count, sizeof *words);
    body *nodes = ent_mem_new(s->mark_count, sizeof *nodes);
    ent_status status = words && nodes ? ENT_OK : ent_out_of_memory(diags);

    if (status == ENT_OK) {
        m.nodes = collect(s, words, nodes, &m);
        m.words = s->word_count;
        measure_words(s, words, nodes, m.nodes, &m);
        measure_nodes(nodes, m.nodes, &m);
        measure_ties(s, words, nodes, m.nodes, &m);
        status = check_measures(s, &m, diags);
        if (!s->d->plot)
            check_reading(s, l, &m, diags, &status);
    }
    ent_mem_free(words);
    ent_mem_free(nodes);
    return status;
}
