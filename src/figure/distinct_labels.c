/* distinct_labels.c: labels that can be told apart. Long titles begin alike ("Optional Protocol to the
 * Convention on ..."), and a figure shows only their beginning: where the beginnings of two are the
 * same, what they share is cut out. */
#include "figure/encode.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

enum {
    SHOWN = 24, /* characters that every layout shows */
    HEAD = 10   /* most characters that are kept in front of the cut */
};

typedef struct entry {
    ent_str label;
    size_t node, shared; /* bytes that it shares with its neighbour in the list */
} entry;

static int by_label(const void *a, const void *b)
{
    const entry *x = a, *y = b;
    size_t len = x->label.len < y->label.len ? x->label.len : y->label.len;
    int order = len ? memcmp(x->label.ptr, y->label.ptr, len) : 0;

    if (order)
        return order;
    if (x->label.len != y->label.len)
        return x->label.len < y->label.len ? -1 : 1;
    return x->node < y->node ? -1 : x->node > y->node;
}

static size_t common(ent_str a, ent_str b)
{
    size_t i = 0;

    while (i < a.len && i < b.len && a.ptr[i] == b.ptr[i])
        i++;
    return i;
}

/* The byte at which the last word before, or around, `at` begins. */
static size_t word_start(ent_str text, size_t at)
{
    while (at > 0 && text.ptr[at - 1] != ' ')
        at--;
    return at;
}

/* The first words of a label, at most HEAD characters. */
static ent_str head_of(ent_str text)
{
    const char *end = ent_str_end(text), *p = text.ptr;
    size_t len;

    for (size_t n = 0; n < HEAD && p < end && *p != ' '; n++, p += len)
        ent_utf8_decode(p, end, &len);
    return (ent_str){ text.ptr, (size_t)(p - text.ptr) };
}

/* "Optional… involvement of children", or, where whole titles are the same, "Optional… 1994 (id)". */
static ent_str shorten(ent_figure *f, const entry *e)
{
    const drawn_node *n = &f->nodes[e->node];
    size_t from = word_start(e->label, e->shared);
    ent_buf text = { 0 };
    ent_str out;

    if (ent_utf8_count(e->label) < SHOWN) {
        ent_buf_str(&text, e->label);
        ent_buf_char(&text, ' ');
    } else {
        ent_buf_str(&text, head_of(e->label));
        ent_buf_text(&text, "\xe2\x80\xa6 ");
    }
    if (e->shared < e->label.len) {
        ent_buf_add(&text, e->label.ptr + from, e->label.len - from);
    } else { /* another label is the same, or begins with it */
        ent_str year = f->nodes[e->node].sub;

        ent_buf_str(&text, year);
        ent_buf_text(&text, year.len ? " (" : "(");
        ent_buf_str(&text, n->id);
        ent_buf_char(&text, ')');
    }
    out = ent_keep_text(f, &text);
    ent_buf_destroy(&text);
    return out;
}

ent_status ent_tell_labels_apart(ent_figure *f, ent_diags *diags)
{
    entry *list = ent_mem_new(f->node_count, sizeof *list);
    size_t count = 0;

    if (!list)
        return ent_out_of_memory(diags);
    for (size_t i = 0; i < f->node_count; i++)
        if (f->nodes[i].type == ENT_NODE_ACT)
            list[count++] = (entry){ f->nodes[i].label, i, 0 };
    if (count)
        qsort(list, count, sizeof *list, by_label);
    for (size_t i = 1; i < count; i++) {
        size_t shared = common(list[i - 1].label, list[i].label);

        list[i - 1].shared = shared > list[i - 1].shared ? shared : list[i - 1].shared;
        list[i].shared = shared;
    }
    for (size_t i = 0; i < count; i++) {
        ent_str label = list[i].label, shared = { label.ptr, list[i].shared };
        bool twin = (i > 0 && ent_str_eq(label, list[i - 1].label)) ||
                    (i + 1 < count && ent_str_eq(label, list[i + 1].label));

        if (twin || ent_utf8_count(shared) + 1 >= SHOWN)
            f->nodes[list[i].node].label = shorten(f, &list[i]);
    }
    ent_mem_free(list);
    return ENT_OK;
}

/* "ASEAN": capitals only, short enough for a place among codes. */
static bool is_short_code(ent_str id)
{
    enum { LONGEST = 7 };

    for (size_t i = 0; i < id.len; i++)
        if (id.ptr[i] < 'A' || id.ptr[i] > 'Z')
            return false;
    return id.len > 1 && id.len <= LONGEST;
}

/* Could circles hold codes? There must be room for so many, and nothing else may depend on sizes or names. */
static bool can_hold_codes(const ent_figure *f)
{
    const double most = 0.95; /* circles for each mm of width */

    return ent_is_plain_layout(f->layout) && f->dense && f->network_count == 1 && !f->two_mode && !f->collapsed_nodes &&
           (double)f->node_count <= most * f->width_mm && !f->options.label && !f->options.place_count &&
           !ent_mapping_of(f, ENT_NODE_SIZE) && !ent_mapping_of(f, ENT_NODE_SHAPE) &&
           strcmp(f->options.format, "html") != 0;
}

/* Names do not fit into circles, nor beside two hundred rows, nor among the lines of a very dense network. */
void ent_choose_labels(ent_figure *f)
{
    enum { LEAST_NODES = 40, MANY_TIES = 8 };
    bool room = can_hold_codes(f);
    bool crowded = (double)f->node_count > f->width_mm * f->layout->crowded ||
                   (room && f->node_count >= LEAST_NODES && f->pair_count > MANY_TIES * f->node_count);

    if (f->layout->codes_inside ? f->options.names <= ENT_LABEL_RUSSIAN
                                : f->options.names == ENT_LABEL_AUTO && crowded) {
        f->options.names = ENT_LABEL_ISO3;
        for (size_t i = 0; i < f->node_count; i++)
            if (f->nodes[i].at != ENT_NONE &&
                (!ent_is_box(f->nodes[i].type) ||
                 ((f->layout->by_closeness || f->layout->marks == MARKS_CELLS) && !f->two_mode &&
                  is_short_code(f->nodes[i].id))))
                f->nodes[i].label = ent_label_of(f, f->nodes[i].net, f->nodes[i].at);
    }
    f->codes = f->options.names == ENT_LABEL_ISO3 || f->options.names == ENT_LABEL_ID;
    f->coded = room && f->options.names == ENT_LABEL_ISO3 && f->pair_count > 5 * f->node_count;
}
