/* description.c: strict reading: an unknown key, a wrong type or a number out of range is one clear
 * error. Colours and keys are checked here, so that nothing behind can be talked into markup. */
#include "render/description.h"

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

    for (const ent_json *i = list ? list->child : NULL; i; i = i->next)
        count++;
    return count;
}

/* ---- fields as tables ---- */

typedef enum kind { K_TEXT, K_COLOUR, K_NUMBER, K_SIZE, K_FLAG, K_LIST, K_OBJECT } kind;

typedef struct field {
    const char *key;
    kind kind;
    size_t offset;
    double low, high;
    void (*list)(reader *r, void *owner, const ent_json *value);
} field;

static bool is_colour(ent_str s)
{
    if (s.len != 7 || s.ptr[0] != '#')
        return false;
    for (size_t i = 1; i < 7; i++)
        if (!strchr("0123456789abcdefABCDEF", s.ptr[i]))
            return false;
    return true;
}

static void read_field(reader *r, void *owner, const field *f, const ent_json *value)
{
    void *at = (char *)owner + f->offset;
    bool number = value->type == ENT_JSON_NUMBER && value->number >= f->low &&
                  value->number <= f->high;

    switch (f->kind) {
    case K_TEXT:
        if (value->type != ENT_JSON_STRING || value->text.len > 100000)
            wrong(r, value, "expected a text");
        *(ent_str *)at = value->text;
        break;
    case K_COLOUR:
        if (value->type != ENT_JSON_STRING || !is_colour(value->text))
            wrong(r, value, "expected a colour, #RRGGBB");
        *(ent_str *)at = value->text;
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
            f->list(r, owner, value);
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

static void dashes(reader *r, void *owner, const ent_json *value)
{
    style *s = owner;

    for (const ent_json *i = value->child; i; i = i->next) {
        if (i->type != ENT_JSON_NUMBER || i->number < 0 || i->number > 100 ||
            s->dashes == MOST_DASHES) {
            wrong(r, i, "expected at most 8 lengths of dashes in points");
            return;
        }
        s->dash[s->dashes++] = i->number;
    }
}

/* The index of a word in "a|b|c"; reports others. */
static int word_of(reader *r, const ent_json *at, ent_str text, const char *words)
{
    ent_str rest = ent_str_of(words), word;

    for (int i = 0; ent_str_next(&rest, '|', &word); i++)
        if (ent_str_eq(word, text))
            return i;
    wrong(r, at, "a word that is not known here");
    return 0;
}

static void read_shape(reader *r, void *owner, const ent_json *value)
{
    ((node *)owner)->box = word_of(r, value, value->text, "circle|box") == 1;
}

static const field style_fields[] = {
    { "id", K_TEXT, offsetof(style, id), 0, 0, NULL },
    { "label", K_TEXT, offsetof(style, label), 0, 0, NULL },
    { "colour", K_COLOUR, offsetof(style, colour), 0, 0, NULL },
    { "width", K_NUMBER, offsetof(style, width), 0.05, 20, NULL },
    { "dash", K_LIST, 0, 0, 0, dashes },
    { NULL, K_TEXT, 0, 0, 0, NULL }
};

static const field node_fields[] = {
    { "id", K_TEXT, offsetof(node, id), 0, 0, NULL },
    { "label", K_TEXT, offsetof(node, label), 0, 0, NULL },
    { "sub", K_TEXT, offsetof(node, sub), 0, 0, NULL },
    { "tooltip", K_TEXT, offsetof(node, tooltip), 0, 0, NULL },
    { "kind", K_TEXT, offsetof(node, kind), 0, 0, NULL },
    { "fill", K_COLOUR, offsetof(node, fill), 0, 0, NULL },
    { "stroke", K_COLOUR, offsetof(node, stroke), 0, 0, NULL },
    { "inside", K_FLAG, offsetof(node, inside), 0, 0, NULL },
    { "bold", K_FLAG, offsetof(node, bold), 0, 0, NULL },
    { "diameter", K_NUMBER, offsetof(node, diameter), 0, 500, NULL },
    { "stroke_width", K_NUMBER, offsetof(node, stroke_width), 0, 20, NULL },
    { "label_size", K_NUMBER, offsetof(node, label_size), 4, 40, NULL },
    { "attrs", K_LIST, 0, 0, 0, node_attrs },
    { NULL, K_TEXT, 0, 0, 0, NULL }
};

static const field tie_fields[] = {
    { "a", K_SIZE, offsetof(tie, a), 0, MOST_NODES, NULL },
    { "b", K_SIZE, offsetof(tie, b), 0, MOST_NODES, NULL },
    { "style", K_SIZE, offsetof(tie, style), 0, MOST_STYLES, NULL },
    { "tooltip", K_TEXT, offsetof(tie, tooltip), 0, 0, NULL },
    { "width", K_NUMBER, offsetof(tie, width), 0.05, 40, NULL },
    { "unknown", K_FLAG, offsetof(tie, unknown), 0, 0, NULL },
    { "attrs", K_LIST, 0, 0, 0, tie_attrs },
    { NULL, K_TEXT, 0, 0, 0, NULL }
};

/* Some members are words of a list: taken out before the table sees the object. */
static const ent_json *take(const ent_json *object, const char *key, ent_json *copy,
                            ent_json *rest, size_t room)
{
    const ent_json *found = NULL;
    size_t count = 0;
    ent_json **tail = &copy->child;

    *copy = *object;
    copy->child = NULL;
    for (const ent_json *m = object->type == ENT_JSON_OBJECT ? object->child : NULL;
         m && count < room; m = m->next) {
        if (ent_str_is(m->key, key)) {
            found = m;
            continue;
        }
        rest[count] = *m;
        rest[count].next = NULL;
        *tail = &rest[count];
        tail = &rest[count++].next;
    }
    return found;
}

static void styles(reader *r, void *owner, const ent_json *list)
{
    description *d = owner;

    d->styles = get_memory(r, length(list), sizeof *d->styles);
    for (const ent_json *i = list->child; i && r->status == ENT_OK; i = i->next) {
        ent_json copy, rest[32];
        const ent_json *cap = take(i, "cap", &copy, rest, 32);
        style *s = &d->styles[d->style_count++];

        s->colour = ENT_STR("#000000");
        s->width = 1;
        read_object(r, s, style_fields, &copy);
        s->round = cap && word_of(r, cap, cap->text, "butt|round") == 1;
    }
}

static void nodes(reader *r, void *owner, const ent_json *list)
{
    description *d = owner;

    if (length(list) > MOST_NODES) {
        wrong(r, list, "more than 5000 nodes; draw a part of the network, or use `entente graph`");
        return;
    }
    d->nodes = get_memory(r, length(list), sizeof *d->nodes);
    for (const ent_json *i = list->child; i && r->status == ENT_OK; i = i->next) {
        ent_json copy, rest[32];
        const ent_json *shape = take(i, "shape", &copy, rest, 32);
        node *n = &d->nodes[d->node_count++];

        n->fill = ENT_STR("#808080");
        n->stroke = ENT_STR("#FFFFFF");
        n->diameter = 6;
        n->label_size = 7;
        read_object(r, n, node_fields, &copy);
        if (shape)
            read_shape(r, n, shape);
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
    for (const ent_json *i = list->child; i && r->status == ENT_OK; i = i->next)
        read_object(r, &d->ties[d->tie_count++], tie_fields, i);
}

static const field entry_fields[] = {
    { "style", K_SIZE, offsetof(entry, style), 0, MOST_STYLES, NULL },
    { "diameter", K_NUMBER, offsetof(entry, diameter), 0, 500, NULL },
    { "fill", K_COLOUR, offsetof(entry, fill), 0, 0, NULL },
    { "stroke", K_COLOUR, offsetof(entry, stroke), 0, 0, NULL },
    { "label", K_TEXT, offsetof(entry, label), 0, 0, NULL },
    { NULL, K_TEXT, 0, 0, 0, NULL }
};

static void entries(reader *r, void *owner, const ent_json *list)
{
    group *g = owner;

    g->entries = get_memory(r, length(list), sizeof *g->entries);
    for (const ent_json *i = list->child; i && r->status == ENT_OK; i = i->next) {
        ent_json copy, rest[32];
        const ent_json *word = take(i, "mark", &copy, rest, 32);
        entry *e = &g->entries[g->count++];

        e->fill = e->stroke = ENT_STR("#808080");
        e->diameter = 6;
        read_object(r, e, entry_fields, &copy);
        if (word)
            e->mark = (mark)word_of(r, word, word->text, "line|circle|box|text");
        else
            wrong(r, i, "a legend entry without a mark");
    }
}

static const field group_fields[] = { { "title", K_TEXT, offsetof(group, title), 0, 0, NULL },
                                      { "entries", K_LIST, 0, 0, 0, entries },
                                      { NULL, K_TEXT, 0, 0, 0, NULL } };

static void legend(reader *r, void *owner, const ent_json *list)
{
    description *d = owner;

    d->legend = get_memory(r, length(list), sizeof *d->legend);
    for (const ent_json *i = list->child; i && r->status == ENT_OK; i = i->next)
        read_object(r, &d->legend[d->legend_count++], group_fields, i);
}

static void page(reader *r, void *owner, const ent_json *object)
{
    static const field fields[] = {
        { "width_mm", K_NUMBER, offsetof(description, width_mm), 60, 400, NULL },
        { "height_mm", K_NUMBER, offsetof(description, height_mm), 0, 400, NULL },
        { NULL, K_TEXT, 0, 0, 0, NULL }
    };

    read_object(r, owner, fields, object);
}

static void layout(reader *r, void *owner, const ent_json *object)
{
    static const field fields[] = {
        { "name", K_TEXT, offsetof(description, layout), 0, 0, NULL },
        { "seed", K_SIZE, offsetof(description, seed), 0, 4e9, NULL },
        { "starts", K_SIZE, offsetof(description, starts), 1, 64, NULL },
        { NULL, K_TEXT, 0, 0, 0, NULL }
    };

    read_object(r, owner, fields, object);
}

static const field top_fields[] = {
    { "format", K_TEXT, offsetof(description, format), 0, 0, NULL },
    { "name", K_TEXT, offsetof(description, name), 0, 0, NULL },
    { "title", K_TEXT, offsetof(description, title), 0, 0, NULL },
    { "desc", K_TEXT, offsetof(description, desc), 0, 0, NULL },
    { "language", K_TEXT, offsetof(description, language), 0, 0, NULL },
    { "generator", K_TEXT, offsetof(description, generator), 0, 0, NULL },
    { "record", K_TEXT, offsetof(description, record), 0, 0, NULL },
    { "page", K_OBJECT, 0, 0, 0, page },
    { "dpi", K_NUMBER, offsetof(description, dpi), 30, 2400, NULL },
    { "font", K_TEXT, offsetof(description, font), 0, 0, NULL },
    { "layout", K_OBJECT, 0, 0, 0, layout },
    { "ink", K_COLOUR, offsetof(description, ink), 0, 0, NULL },
    { "paper", K_COLOUR, offsetof(description, paper), 0, 0, NULL },
    { "halo", K_COLOUR, offsetof(description, halo), 0, 0, NULL },
    { "styles", K_LIST, 0, 0, 0, styles },
    { "nodes", K_LIST, 0, 0, 0, nodes },
    { "ties", K_LIST, 0, 0, 0, ties },
    { "legend", K_LIST, 0, 0, 0, legend },
    { NULL, K_TEXT, 0, 0, 0, NULL }
};

static void check(reader *r)
{
    description *d = r->d;

    if (d->draw && !ent_str_is(d->layout, "stress"))
        wrong(r, NULL, "a layout that is not known");
    for (size_t i = 0; i < d->tie_count && r->status == ENT_OK; i++) {
        const tie *t = &d->ties[i];

        if (t->a >= d->node_count || t->b >= d->node_count || t->a == t->b ||
            (d->draw && t->style >= d->style_count))
            wrong(r, NULL, "a tie of a node or style that does not exist");
    }
    for (size_t g = 0; g < d->legend_count && r->status == ENT_OK; g++)
        for (size_t i = 0; i < d->legend[g].count; i++)
            if (d->legend[g].entries[i].mark == MARK_LINE &&
                d->legend[g].entries[i].style >= d->style_count)
                wrong(r, NULL, "a legend entry of a style that does not exist");
}

ent_status description_read(description *d, const char *path, ent_diags *diags)
{
    const ent_json *root, *action, *version;
    ent_json copy, second, rest[64], more[64];
    reader r = { d, diags, ENT_OK };

    *d = (description){ .width_mm = 180, .dpi = 300, .seed = 1, .starts = 16,
                        .language = ENT_STR("en"), .font = ENT_STR("sans-serif"),
                        .layout = ENT_STR("stress"), .ink = ENT_STR("#000000"),
                        .paper = ENT_STR("#FFFFFF"), .halo = ENT_STR("#FFFFFF") };
    if ((r.status = ent_file_read(&d->file, path, diags)) != ENT_OK ||
        (r.status = ent_json_read(&root, &d->file, &d->arena, diags)) != ENT_OK)
        return r.status;
    version = take(root, "entente_figure", &copy, rest, 64);
    if (!version || version->type != ENT_JSON_NUMBER || version->number != 1) {
        wrong(&r, root, "not a figure description of version 1");
        return r.status;
    }
    action = take(&copy, "action", &second, more, 64);
    d->draw = !action || word_of(&r, action, action->text, "draw|graph") == 0;
    read_object(&r, d, top_fields, &second);
    check(&r);
    return r.status;
}

void description_destroy(description *d)
{
    ent_arena_destroy(&d->arena);
    ent_file_destroy(&d->file);
}
