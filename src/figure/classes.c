/* classes.c: the values of channels, in categories of words and classes of numbers. */
#include "figure/classes.h"

#include <math.h>
#include <stdlib.h>

/* ---- categories ---- */

static int by_name(const void *a, const void *b)
{
    const category *x = a, *y = b;

    return ent_str_compare_natural(x->name, y->name);
}

static int by_count(const void *a, const void *b)
{
    const category *x = a, *y = b;

    if (x->count != y->count)
        return x->count > y->count ? -1 : 1;
    return by_name(a, b);
}

ent_status ent_find_categories(ent_figure *f, categories *c, const ent_str *words, size_t count,
                               size_t most, ent_diags *diags)
{
    ent_index index = { 0 };
    bool good = true;

    *c = (categories){ 0 };
    c->list = ent_arena_new(&f->arena, count, sizeof *c->list);
    c->of = ent_arena_new(&f->arena, count, sizeof *c->of);
    if (!c->list || !c->of)
        return ent_out_of_memory(diags);
    for (size_t i = 0; i < count && good; i++) {
        uint32_t found;

        c->missing |= !words[i].len;
        if (!words[i].len)
            continue;
        good = ent_index_add(&index, words[i], (uint32_t)c->count, &found);
        if (good && found == c->count)
            c->list[c->count++].name = words[i];
        if (good)
            c->list[found].count++;
    }
    ent_index_destroy(&index);
    if (!good)
        return ent_out_of_memory(diags);
    qsort(c->list, c->count, sizeof *c->list, by_count);
    c->shown = c->count > most ? most - 1 : c->count;
    qsort(c->list, c->shown, sizeof *c->list, by_name); /* readers look names up in a legend */
    for (size_t i = 0; i < count; i++) {
        c->of[i] = words[i].len ? c->shown : c->shown + 1;
        for (size_t k = 0; k < c->shown && words[i].len; k++)
            if (ent_str_eq(words[i], c->list[k].name))
                c->of[i] = k;
    }
    return ENT_OK;
}

ent_str ent_category_name(const categories *c, size_t k)
{
    return k < c->shown ? c->list[k].name : k == c->shown ? ENT_STR(ENT_WORD("other")) : ENT_STR(ENT_WORD("not known"));
}

/* ---- classes of numbers ---- */

static int by_number(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return x < y ? -1 : x > y;
}

ent_status ent_find_classes(classes *c, const double *values, size_t count, size_t most,
                            ent_diags *diags)
{
    double *sorted = ent_mem_new(count, sizeof *sorted);
    size_t n = 0, distinct = 0;
    bool heavy;

    *c = (classes){ 0 };
    if (!sorted)
        return ent_out_of_memory(diags);
    for (size_t i = 0; i < count; i++) {
        c->missing |= isnan(values[i]);
        if (!isnan(values[i]))
            sorted[n++] = values[i];
    }
    if (n)
        qsort(sorted, n, sizeof *sorted, by_number);
    for (size_t i = 0; i < n; i++)
        distinct += i == 0 || sorted[i] != sorted[i - 1];
    heavy = n && sorted[0] > 0 && sorted[n - 1] > 6 * sorted[n / 2];
    for (size_t i = 0; i < n; i++) {
        double v = sorted[i];
        bool next;

        if (c->count && v == c->high[c->count - 1])
            continue;
        if (distinct <= most)
            next = true;
        else if (heavy) /* the next class begins where the value has grown by its share */
            next = !c->count ||
                   v >= sorted[0] * pow(sorted[n - 1] / sorted[0], (double)c->count / (double)most);
        else
            next = !c->count || i * most >= c->count * n;
        if (next && c->count < most) {
            c->low[c->count] = v;
            c->high[c->count++] = v;
        } else {
            c->high[c->count - 1] = v;
        }
    }
    ent_mem_free(sorted);
    return ENT_OK;
}

size_t ent_class_of(const classes *c, double value)
{
    size_t k = 0;

    while (k + 1 < c->count && value > c->high[k])
        k++;
    return k;
}

void ent_put_short(const ent_figure *f, ent_buf *out, double value)
{
    ent_words_number(f->words, out, value, fabs(value) >= 100 ? 0 : fabs(value) >= 1 ? 2 : 4);
}

ent_str ent_class_label(ent_figure *f, const classes *c, size_t k)
{
    ent_buf text = { 0 };
    ent_str out;

    ent_put_short(f, &text, c->low[k]);
    if (c->high[k] > c->low[k]) {
        ent_buf_text(&text, "\xe2\x80\x93");
        ent_put_short(f, &text, c->high[k]);
    }
    out = ent_keep_text(f, &text);
    ent_buf_destroy(&text);
    return out;
}

/* ---- values of a channel ---- */

const ent_mapping *ent_mapping_of(const ent_figure *f, ent_channel channel)
{
    return f->options.mappings[channel].name ? &f->options.mappings[channel] : NULL;
}

static double node_number(const ent_figure *f, const ent_mapping *e, size_t i)
{
    const drawn_node *n = &f->nodes[i];

    return n->at == ENT_NONE || !e->numbers[n->net] ? NAN : e->numbers[n->net][n->at];
}

ent_str ent_node_word(const ent_figure *f, const ent_mapping *e, size_t i)
{
    const drawn_node *n = &f->nodes[i];

    return n->at == ENT_NONE || !e->words[n->net] ? ENT_STR("") : e->words[n->net][n->at];
}

static double tie_number(const ent_figure *f, const ent_mapping *e, size_t i)
{
    const drawn_tie *t = &f->ties[i];

    return t->unknown || !e->numbers[t->net] ? NAN : e->numbers[t->net][t->at];
}

ent_str ent_tie_word(const ent_figure *f, const ent_mapping *e, size_t i)
{
    const drawn_tie *t = &f->ties[i];

    return t->unknown || !e->words[t->net] ? ENT_STR("") : e->words[t->net][t->at];
}

ent_status ent_node_words(ent_figure *f, const ent_mapping *e, ent_str **out, ent_diags *diags)
{
    if ((*out = ent_arena_new(&f->arena, f->node_count, sizeof **out)) == NULL)
        return ent_out_of_memory(diags);
    for (size_t i = 0; i < f->node_count; i++)
        (*out)[i] = ent_node_word(f, e, i);
    return ENT_OK;
}

ent_status ent_node_numbers(ent_figure *f, const ent_mapping *e, double **out, ent_diags *diags)
{
    if ((*out = ent_arena_new(&f->arena, f->node_count, sizeof **out)) == NULL)
        return ent_out_of_memory(diags);
    for (size_t i = 0; i < f->node_count; i++)
        (*out)[i] = node_number(f, e, i);
    return ENT_OK;
}

ent_status ent_tie_numbers(ent_figure *f, const ent_mapping *e, double **out, ent_diags *diags)
{
    if ((*out = ent_arena_new(&f->arena, f->tie_count, sizeof **out)) == NULL)
        return ent_out_of_memory(diags);
    for (size_t i = 0; i < f->tie_count; i++)
        (*out)[i] = e ? tie_number(f, e, i) : f->ties[i].unknown ? NAN : f->ties[i].weight;
    return ENT_OK;
}
