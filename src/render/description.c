/* description.c: strict reading: an unknown key, a wrong type or a number out of range is one clear
 * error. Colours and keys are checked here, so that nothing behind can be talked into markup. */
#include "render/description.h"

#include <math.h>
#include <string.h>

typedef struct reader {
    description *d;
    ent_diags *diags;
    ent_status status; /* the first failure; later calls do nothing */
} reader;

static void wrong(reader *r, const ent_json *at, const char *what)
{
    if (r->status == ENT_OK)
        r->status = ent_fail(r->diags, ENT_EDATA,
                             ent_file_where(&r->d->file, at ? at->offset : 0, 1), "%s", what);
}

static void *get_memory(reader *r, size_t count, size_t size)
{
    void *p = ent_arena_new(&r->d->arena, count, size);

    if (!p && r->status == ENT_OK)
        r->status = ent_out_of_memory(r->diags);
    return p;
}

static size_t length(const ent_json *list)
{
    size_t count = 0;

    for (const ent_json *i = list->child; i; i = i->next)
        count++;
    return count;
}

/* ---- fields as tables ---- */

typedef enum kind { K_TEXT, K_WORD, K_COLOUR, K_NUMBER, K_SIZE, K_FLAG, K_LIST, K_OBJECT } kind;

typedef struct field {
    const char *key;
    kind kind;
    size_t offset;
    double low, high;
    const char *words; /* of K_WORD: the index of one of "a|b|c" */
    void (*read)(reader *r, void *owner, const ent_json *value);
} field;

#define TEXT(type, m)                                   \
    {                                                   \
#m, K_TEXT, offsetof(type, m), 0, 0, NULL, NULL \
    }
#define WORD(type, m, words)                             \
    {                                                    \
#m, K_WORD, offsetof(type, m), 0, 0, words, NULL \
    }
#define COLOUR(type, m)                                   \
    {                                                     \
#m, K_COLOUR, offsetof(type, m), 0, 0, NULL, NULL \
    }
#define NUMBER(type, m, low, high)                             \
    {                                                          \
#m, K_NUMBER, offsetof(type, m), low, high, NULL, NULL \
    }
#define SIZE(type, m, high)                                \
    {                                                      \
#m, K_SIZE, offsetof(type, m), 0, high, NULL, NULL \
    }
#define FLAG(type, m)                                   \
    {                                                   \
#m, K_FLAG, offsetof(type, m), 0, 0, NULL, NULL \
    }
#define LIST(key, reader)                  \
    {                                      \
        key, K_LIST, 0, 0, 0, NULL, reader \
    }
#define OBJECT(key, reader)                  \
    {                                        \
        key, K_OBJECT, 0, 0, 0, NULL, reader \
    }
#define END                               \
    {                                     \
        NULL, K_TEXT, 0, 0, 0, NULL, NULL \
    }

static bool read_colour(colour *out, const ent_json *value)
{
    colour c = 0;

    if (value->type != ENT_JSON_STRING || value->text.len != 7 || value->text.ptr[0] != '#')
        return false;
    for (size_t i = 1; i < 7; i++) {
        static const char digits[] = "0123456789abcdef0123456789ABCDEF";
        const char *at = strchr(digits, value->text.ptr[i]);

        if (!at || !*at)
            return false;
        c = c << 4 | (colour)((at - digits) % 16);
    }
    *out = c;
    return true;
}

static int word_of(reader *r, const ent_json *value, const char *words)
{
    ent_str rest = ent_str_of(words), word;

    for (int i = 0; value->type == ENT_JSON_STRING && ent_str_next(&rest, '|', &word); i++)
        if (ent_str_eq(word, value->text))
            return i;
    wrong(r, value, "a word that is not known here");
    return 0;
}

static void read_field(reader *r, void *owner, const field *f, const ent_json *value)
{
    void *at = (char *)owner + f->offset;
    bool number =
        value->type == ENT_JSON_NUMBER && value->number >= f->low && value->number <= f->high;

    switch (f->kind) {
    case K_TEXT:
        if (value->type != ENT_JSON_STRING || value->text.len > 100000)
            wrong(r, value, "expected a text");
        *(ent_str *)at = value->text;
        break;
    case K_WORD:
        *(int *)at = word_of(r, value, f->words);
        break;
    case K_COLOUR:
        if (!read_colour(at, value))
            wrong(r, value, "expected a colour, #RRGGBB");
        break;
    case K_NUMBER:
        if (!number)
            wrong(r, value, "expected a number within its range");
        *(double *)at = value->number;
        break;
    case K_SIZE:
        if (!number || value->number != (double)(size_t)value->number)
            wrong(r, value, "expected a whole number within its range");
        else
            *(size_t *)at = (size_t)value->number;
        break;
    case K_FLAG:
        if (value->type != ENT_JSON_TRUE && value->type != ENT_JSON_FALSE)
            wrong(r, value, "expected true or false");
        *(bool *)at = value->type == ENT_JSON_TRUE;
        break;
    default:
        if (value->type != (f->kind == K_LIST ? ENT_JSON_ARRAY : ENT_JSON_OBJECT))
            wrong(r, value, f->kind == K_LIST ? "expected a list" : "expected an object");
        else
            f->read(r, owner, value);
    }
}

static void read_object(reader *r, void *owner, const field *fields, const ent_json *object)
{
    if (object->type != ENT_JSON_OBJECT) {
        wrong(r, object, "expected an object");
        return;
    }
    for (const ent_json *m = object->child; m && r->status == ENT_OK; m = m->next) {
        const field *f = fields;

        while (f->key && !ent_str_is(m->key, f->key))
            f++;
        if (!f->key)
            wrong(r, m, "a key that is not known here");
        else
            read_field(r, owner, f, m);
    }
}

/* ---- parts ---- */

/* [["key", "text"], ...]; keys become attribute names, so they are checked */
static size_t read_pairs(reader *r, pair **pairs, const ent_json *list)
{
    size_t count = 0;

    if ((*pairs = get_memory(r, length(list), sizeof **pairs)) == NULL)
        return 0;
    for (const ent_json *i = list->child; i && r->status == ENT_OK; i = i->next) {
        const ent_json *key = i->type == ENT_JSON_ARRAY ? i->child : NULL;

        if (!key || key->type != ENT_JSON_STRING || !key->next ||
            key->next->type != ENT_JSON_STRING || key->next->next || !key->text.len) {
            wrong(r, i, "expected [\"key\", \"text\"]");
            break;
        }
        for (size_t c = 0; c < key->text.len; c++)
            if ((key->text.ptr[c] < 'a' || key->text.ptr[c] > 'z') && key->text.ptr[c] != '_')
                wrong(r, key, "expected a key of small letters and _");
        (*pairs)[count++] = (pair){ key->text, key->next->text };
    }
    return count;
}

static void node_attrs(reader *r, void *owner, const ent_json *value)
{
    node *n = owner;

    n->attr_count = read_pairs(r, &n->attrs, value);
}

static void tie_attrs(reader *r, void *owner, const ent_json *value)
{
    tie *t = owner;

    t->attr_count = read_pairs(r, &t->attrs, value);
}

static size_t read_dashes(reader *r, double *dash, const ent_json *value)
{
    size_t count = 0;

    for (const ent_json *i = value->child; i; i = i->next) {
        if (i->type != ENT_JSON_NUMBER || i->number < 0 || i->number > 100 ||
            count == MOST_DASHES) {
            wrong(r, i, "expected at most 8 lengths of dashes in points");
            break;
        }
        dash[count++] = i->number;
    }
    return count;
}

static void style_dash(reader *r, void *owner, const ent_json *value)
{
    style *s = owner;

    s->dashes = read_dashes(r, s->dash, value);
}

static void series_dash(reader *r, void *owner, const ent_json *value)
{
    series *s = owner;

    s->dashes = read_dashes(r, s->dash, value);
}

static const field style_fields[] = { TEXT(style, id),
                                      TEXT(style, label),
                                      COLOUR(style, colour),
                                      NUMBER(style, width, 0.05, 20),
                                      WORD(style, cap, "butt|round"),
                                      LIST("dash", style_dash),
                                      END };

#define SHAPES "circle|box|square|diamond|triangle|down|hexagon"

static void tie_acts(reader *r, void *owner, const ent_json *value);

static const field node_fields[] = { TEXT(node, id),
                                     TEXT(node, name),
                                     TEXT(node, label),
                                     TEXT(node, sub),
                                     TEXT(node, tooltip),
                                     TEXT(node, kind),
                                     COLOUR(node, fill),
                                     COLOUR(node, stroke),
                                     WORD(node, shape, SHAPES),
                                     FLAG(node, inside),
                                     FLAG(node, bold),
                                     NUMBER(node, diameter, 0, 500),
                                     NUMBER(node, stroke_width, 0, 20),
                                     NUMBER(node, label_size, 4, 40),
                                     SIZE(node, group, 1000),
                                     SIZE(node, band, 1000),
                                     SIZE(node, mode, 1),
                                     NUMBER(node, lat, -90, 90),
                                     NUMBER(node, lon, -180, 180),
                                     NUMBER(node, when, -10000, 10000),
                                     NUMBER(node, weight, -1e300, 1e300),
                                     NUMBER(node, x, -1000, 1000),
                                     NUMBER(node, y, -1000, 1000),
                                     TEXT(node, side),
                                     TEXT(node, in),
                                     TEXT(node, act),
                                     FLAG(node, apart),
                                     LIST("attrs", node_attrs),
                                     END };

static const field tie_fields[] = { SIZE(tie, a, MOST_NODES),
                                    SIZE(tie, b, MOST_NODES),
                                    SIZE(tie, style, MOST_STYLES),
                                    TEXT(tie, tooltip),
                                    TEXT(tie, sub),
                                    NUMBER(tie, width, 0.05, 40),
                                    NUMBER(tie, opacity, 0.01, 1),
                                    NUMBER(tie, weight, -1e300, 1e300),
                                    FLAG(tie, unknown),
                                    FLAG(tie, counted),
                                    FLAG(tie, of_act),
                                    WORD(tie, change, "none|entered|ended|kept"),
                                    LIST("acts", tie_acts),
                                    SIZE(tie, act_count, 1e9),
                                    SIZE(tie, step, MOST_STEPS - 1),
                                    TEXT(tie, in),
                                    LIST("attrs", tie_attrs),
                                    END };

static void styles(reader *r, void *owner, const ent_json *list)
{
    description *d = owner;

    if (length(list) > MOST_STYLES) {
        wrong(r, list, "more than 64 styles");
        return;
    }
    d->styles = get_memory(r, length(list), sizeof *d->styles);
    for (const ent_json *i = list->child; i && r->status == ENT_OK; i = i->next) {
        style *s = &d->styles[d->style_count++];

        s->width = 1;
        read_object(r, s, style_fields, i);
    }
}

static void nodes(reader *r, void *owner, const ent_json *list)
{
    description *d = owner;

    if (length(list) > MOST_NODES) {
        wrong(r, list, "more than 5000 nodes; select a part of the network (--ego, --only, --level), or write "
              "all of it with `entente graph -o FILE.graphml`");
        return;
    }
    d->nodes = get_memory(r, length(list), sizeof *d->nodes);
    for (const ent_json *i = list->child; i && r->status == ENT_OK; i = i->next) {
        node *n = &d->nodes[d->node_count++];

        *n = (node){ .fill = 0x808080,
                     .stroke = 0xFFFFFF,
                     .diameter = 6,
                     .label_size = 7,
                     .group = NONE,
                     .band = NONE,
                     .lat = NAN,
                     .lon = NAN,
                     .when = NAN,
                     .x = NAN,
                     .y = NAN };
        read_object(r, n, node_fields, i);
    }
}

static void ties(reader *r, void *owner, const ent_json *list)
{
    description *d = owner;

    if (length(list) > MOST_TIES) {
        wrong(r, list, "more than 200000 ties");
        return;
    }
    d->ties = get_memory(r, length(list), sizeof *d->ties);
    for (const ent_json *i = list->child; i && r->status == ENT_OK; i = i->next) {
        tie *t = &d->ties[d->tie_count++];

        *t = (tie){ .opacity = 1, .weight = 1 };
        read_object(r, t, tie_fields, i);
    }
}

static const field entry_fields[] = { WORD(entry, mark, "line|node|swatch|half|text"),
                                      SIZE(entry, style, MOST_STYLES),
                                      WORD(entry, shape, SHAPES),
                                      NUMBER(entry, diameter, 0, 500),
                                      NUMBER(entry, width, 0, 40),
                                      NUMBER(entry, opacity, 0.01, 1),
                                      NUMBER(entry, stroke_width, 0, 20),
                                      COLOUR(entry, fill),
                                      COLOUR(entry, stroke),
                                      TEXT(entry, label),
                                      END };

static void entries(reader *r, void *owner, const ent_json *list)
{
    group *g = owner;

    g->entries = get_memory(r, length(list), sizeof *g->entries);
    for (const ent_json *i = list->child; i && r->status == ENT_OK; i = i->next) {
        entry *e = &g->entries[g->count++];

        *e = (entry){ .mark = MARK_TEXT,
                      .fill = 0x808080,
                      .stroke = 0x808080,
                      .diameter = 6,
                      .opacity = 1,
                      .stroke_width = 0.4 };
        read_object(r, e, entry_fields, i);
    }
}

static const field group_fields[] = { TEXT(group, title), LIST("entries", entries), END };

static void legend(reader *r, void *owner, const ent_json *list)
{
    description *d = owner;

    d->legend = get_memory(r, length(list), sizeof *d->legend);
    for (const ent_json *i = list->child; i && r->status == ENT_OK; i = i->next)
        read_object(r, &d->legend[d->legend_count++], group_fields, i);
}

static const field band_fields[] = { TEXT(band, label), TEXT(band, sub), COLOUR(band, colour),
                                     COLOUR(band, tint), END };

static size_t read_bands(reader *r, band **out, const ent_json *list)
{
    size_t count = 0;

    if ((*out = get_memory(r, length(list), sizeof **out)) == NULL)
        return 0;
    for (const ent_json *i = list->child; i && r->status == ENT_OK; i = i->next)
        read_object(r, &(*out)[count++], band_fields, i);
    return count;
}

static void bands(reader *r, void *owner, const ent_json *list)
{
    description *d = owner;

    d->band_count = read_bands(r, &d->bands, list);
}

static void blocs(reader *r, void *owner, const ent_json *list)
{
    description *d = owner;

    d->bloc_count = read_bands(r, &d->blocs, list);
}

static size_t read_texts(reader *r, ent_str **out, const ent_json *list)
{
    size_t count = 0;

    if ((*out = get_memory(r, length(list), sizeof **out)) == NULL)
        return 0;
    for (const ent_json *i = list->child; i && r->status == ENT_OK; i = i->next) {
        if (i->type != ENT_JSON_STRING)
            wrong(r, i, "expected a text");
        (*out)[count++] = i->text;
    }
    return count;
}

static void tie_acts(reader *r, void *owner, const ent_json *list)
{
    tie *t = owner;

    t->act_total = read_texts(r, &t->acts, list);
}

static void network_absent(reader *r, void *owner, const ent_json *list)
{
    claim *n = owner;

    n->absent_count = read_texts(r, &n->absent, list);
}

static void networks(reader *r, void *owner, const ent_json *list)
{
    static const field fields[] = { TEXT(claim, name),
                                    SIZE(claim, nodes, 1e9),
                                    SIZE(claim, ties, 1e9),
                                    SIZE(claim, unknown_ties, 1e9),
                                    SIZE(claim, acts, 1e9),
                                    LIST("absent", network_absent),
                                    END };
    description *d = owner;

    d->networks = get_memory(r, length(list), sizeof *d->networks);
    for (const ent_json *i = list->child; i && r->status == ENT_OK; i = i->next)
        read_object(r, &d->networks[d->network_count++], fields, i);
}

static void panels(reader *r, void *owner, const ent_json *list)
{
    description *d = owner;

    if (length(list) > MOST_PANELS)
        wrong(r, list, "more than 12 panels");
    else
        d->panel_count = read_texts(r, &d->panels, list);
}

static void notes(reader *r, void *owner, const ent_json *list)
{
    description *d = owner;

    d->note_count = read_texts(r, &d->notes, list);
}

static void page(reader *r, void *owner, const ent_json *object)
{
    static const field fields[] = { NUMBER(description, width_mm, 60, 400),
                                    NUMBER(description, height_mm, 0, 400), END };

    read_object(r, owner, fields, object);
}

static void layout(reader *r, void *owner, const ent_json *object)
{
    static const field fields[] = {
        { "name", K_TEXT, offsetof(description, layout), 0, 0, NULL, NULL },
        SIZE(description, seed, 4e9),
        { "starts", K_SIZE, offsetof(description, starts), 1, 64, NULL, NULL },
        SIZE(description, ego, MOST_NODES),
        FLAG(description, codes),
        FLAG(description, directed),
        END
    };

    read_object(r, owner, fields, object);
}

static void steps(reader *r, void *owner, const ent_json *list)
{
    theme *t = owner;

    for (const ent_json *i = list->child; i && r->status == ENT_OK; i = i->next)
        if (t->step_count == MOST_STEPS || !read_colour(&t->steps[t->step_count++], i))
            wrong(r, i, "expected at most 8 colours, #RRGGBB");
}

static void read_theme(reader *r, void *owner, const ent_json *object)
{
    static const field fields[] = { COLOUR(theme, ink),          COLOUR(theme, paper),
                                    COLOUR(theme, halo),         COLOUR(theme, quiet),
                                    COLOUR(theme, land),         COLOUR(theme, ground),
                                    LIST("steps", steps),        NUMBER(theme, label, 4, 40),
                                    NUMBER(theme, small, 4, 40), NUMBER(theme, legend, 4, 40),
                                    NUMBER(theme, head, 4, 40),  END };

    read_object(r, &((description *)owner)->theme, fields, object);
}

/* ---- plots ---- */

/* [x, y] or [x, y, low, high] */
static void data(reader *r, void *owner, const ent_json *list)
{
    series *s = owner;

    s->data = get_memory(r, length(list), sizeof *s->data);
    for (const ent_json *i = list->child; i && r->status == ENT_OK; i = i->next) {
        double v[4] = { 0, 0, NAN, NAN };
        size_t n = 0;

        for (const ent_json *k = i->child; k; k = k->next, n++)
            if (n < 4 && k->type == ENT_JSON_NUMBER)
                v[n] = k->number;
            else
                wrong(r, k, "expected two or four numbers");
        if (n != 2 && n != 4)
            wrong(r, i, "expected two or four numbers");
        s->data[s->count++] = (datum){ v[0], v[1], v[2], v[3] };
    }
}

static void plot_series(reader *r, void *owner, const ent_json *list)
{
    static const field fields[] = { TEXT(series, label),
                                    TEXT(series, tooltip),
                                    COLOUR(series, colour),
                                    NUMBER(series, width, 0.05, 20),
                                    LIST("dash", series_dash),
                                    LIST("data", data),
                                    END };
    plot *p = owner;

    p->series = get_memory(r, length(list), sizeof *p->series);
    for (const ent_json *i = list->child; i && r->status == ENT_OK; i = i->next) {
        series *s = &p->series[p->series_count++];

        s->width = 1;
        read_object(r, s, fields, i);
    }
}

static void ticks(reader *r, void *owner, const ent_json *list)
{
    axis *a = owner;

    a->ticks = get_memory(r, length(list), sizeof *a->ticks);
    for (const ent_json *i = list->child; i && r->status == ENT_OK; i = i->next) {
        if (i->type != ENT_JSON_ARRAY || !i->child || i->child->type != ENT_JSON_NUMBER ||
            !i->child->next || i->child->next->type != ENT_JSON_STRING) {
            wrong(r, i, "expected [number, \"text\"]");
            return;
        }
        a->ticks[a->tick_count++] = (tick){ i->child->number, i->child->next->text };
    }
}

static const field axis_fields[] = { TEXT(axis, title),
                                     NUMBER(axis, low, -1e300, 1e300),
                                     NUMBER(axis, high, -1e300, 1e300),
                                     FLAG(axis, log),
                                     LIST("ticks", ticks),
                                     END };

static void x_axis(reader *r, void *owner, const ent_json *object)
{
    read_object(r, &((plot *)owner)->x, axis_fields, object);
}

static void y_axis(reader *r, void *owner, const ent_json *object)
{
    read_object(r, &((plot *)owner)->y, axis_fields, object);
}

static void read_plot(reader *r, void *owner, const ent_json *object)
{
    static const field fields[] = { WORD(plot, form, "bars|dots|lines"), OBJECT("x", x_axis),
                                    OBJECT("y", y_axis), LIST("series", plot_series), END };
    description *d = owner;

    if ((d->plot = get_memory(r, 1, sizeof *d->plot)) != NULL)
        read_object(r, d->plot, fields, object);
}

static const field top_fields[] = { { "entente_figure", K_NUMBER, offsetof(description, version), 2,
                                      2, NULL, NULL },
                                    WORD(description, action, "draw|graph"),
                                    TEXT(description, format),
                                    TEXT(description, name),
                                    TEXT(description, title),
                                    TEXT(description, desc),
                                    TEXT(description, language),
                                    TEXT(description, generator),
                                    TEXT(description, record),
                                    OBJECT("page", page),
                                    NUMBER(description, dpi, 30, 2400),
                                    FLAG(description, strict),
                                    TEXT(description, font),
                                    OBJECT("layout", layout),
                                    OBJECT("theme", read_theme),
                                    LIST("styles", styles),
                                    LIST("nodes", nodes),
                                    LIST("ties", ties),
                                    SIZE(description, pair_count, MOST_TIES),
                                    LIST("networks", networks),
                                    LIST("legend", legend),
                                    LIST("bands", bands),
                                    LIST("blocs", blocs),
                                    LIST("panels", panels),
                                    LIST("notes", notes),
                                    OBJECT("plot", read_plot),
                                    END };

static void check(reader *r)
{
    description *d = r->d;
    bool draw = d->action == 0;

    if (d->pair_count == NONE)
        d->pair_count = d->tie_count;
    if (d->pair_count > d->tie_count)
        wrong(r, NULL, "more pairs than ties");
    if (d->network_count && d->network_count != d->panel_count + 1)
        wrong(r, NULL, "networks are expected of the figure and of each of its panels");
    for (size_t i = 0; i < d->tie_count && r->status == ENT_OK; i++) {
        const tie *t = &d->ties[i];

        if (t->a >= d->node_count || t->b >= d->node_count || t->a == t->b ||
            (draw && t->style >= d->style_count))
            wrong(r, NULL, "a tie of a node or style that does not exist");
        if (t->in.len != (d->panel_count && draw ? d->panel_count : 0))
            wrong(r, NULL, "a tie that does not say in which panels it is");
        if (t->step && t->step >= d->theme.step_count)
            wrong(r, NULL, "a tie of a step that has no colour");
    }
    for (size_t i = 0; i < d->node_count && r->status == ENT_OK; i++) {
        const node *n = &d->nodes[i];

        if ((n->group != NONE && n->group >= d->bloc_count) ||
            (n->band != NONE && n->band >= d->band_count))
            wrong(r, NULL, "a node of a bloc or band that does not exist");
        if (n->in.len != (d->panel_count && draw ? d->panel_count : 0))
            wrong(r, NULL, "a node that does not say in which panels it is");
    }
    for (size_t g = 0; g < d->legend_count && r->status == ENT_OK; g++)
        for (size_t i = 0; i < d->legend[g].count; i++)
            if (d->legend[g].entries[i].mark == MARK_LINE &&
                d->legend[g].entries[i].style >= d->style_count)
                wrong(r, NULL, "a legend entry of a style that does not exist");
}

ent_status description_read(description *d, const char *path, ent_diags *diags)
{
    const ent_json *root;
    reader r = { d, diags, ENT_OK };

    *d = (description){ .width_mm = 180,
                        .dpi = 300,
                        .seed = 1,
                        .starts = 16,
                        .ego = NONE,
                        .pair_count = NONE,
                        .language = ENT_STR("en"),
                        .font = ENT_STR("sans-serif"),
                        .layout = ENT_STR("stress"),
                        .theme = { .paper = 0xFFFFFF,
                                   .halo = 0xFFFFFF,
                                   .quiet = 0x9AA0A8,
                                   .land = 0xECEDEF,
                                   .ground = 0xF7F7F7,
                                   .label = 7,
                                   .small = 6,
                                   .legend = 6.5,
                                   .head = 7 } };
    if ((r.status = ent_file_read(&d->file, path, diags)) != ENT_OK ||
        (r.status = ent_json_read(&root, &d->file, &d->arena, diags)) != ENT_OK)
        return r.status;
    read_object(&r, d, top_fields, root);
    if (d->version != 2)
        wrong(&r, root, "not a figure description of version 2");
    check(&r);
    return r.status;
}

void description_destroy(description *d)
{
    ent_arena_destroy(&d->arena);
    ent_file_destroy(&d->file);
}
