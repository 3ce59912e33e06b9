/* legend.c: the legend has an entry for each value that occurs and for none that does not, however
 * many there are. */
#include "figure/legend.h"

#include <utf8proc.h>

key_group *ent_legend_group(ent_figure *f, ent_str title)
{
    key_group *g = ENT_LIST_ADD(&f->legend);

    g = g ? g : &f->spare_group;
    g->title = ent_translate_text(f->words, title);
    return g;
}

key_entry *ent_legend_entry(ent_figure *f, key_group *g, key_mark mark, ent_str label)
{
    key_entry *e = ENT_LIST_ADD(&g->entries);

    e = e ? e : &f->spare_entry;
    *e = (key_entry){ .mark = mark, .label = ent_translate_text(f->words, label), .opacity = 1, .line_width = 0.4 };
    return e;
}

/* Titles of agreements that name groups would take the page. */
static ent_str cut_label(ent_figure *f, ent_str label)
{
    enum { MOST = 60 };
    ent_buf text = { 0 };

    ent_buf_cut(&text, label, MOST);
    label = ent_keep_text(f, &text);
    ent_buf_destroy(&text);
    return label;
}

void ent_legend_finish(ent_figure *f)
{
    size_t kept = 0;

    for (size_t i = 0; i < f->legend.count; i++) {
        key_group *g = &f->legend.items[i];

        for (size_t k = 0; k < g->entries.count; k++)
            g->entries.items[k].label = cut_label(f, g->entries.items[k].label);
        if (g->entries.count)
            f->legend.items[kept++] = *g;
    }
    f->legend.count = kept;
}

void ent_legend_destroy(ent_figure *f)
{
    for (size_t i = 0; i < f->legend.count; i++)
        ENT_LIST_DESTROY(&f->legend.items[i].entries);
    ENT_LIST_DESTROY(&f->legend);
    ENT_LIST_DESTROY(&f->spare_group.entries);
    ENT_LIST_DESTROY(&f->styles);
}

/* Member by member: the bytes between members have no meaning. */
static bool same_look(const tie_look *a, const tie_look *b)
{
    bool same = a->colour == b->colour && a->tint == b->tint && a->width == b->width &&
                a->round == b->round && a->dashes == b->dashes;

    for (size_t i = 0; i < a->dashes && same; i++)
        same = a->dash[i] == b->dash[i];
    return same;
}

size_t ent_legend_style(ent_figure *f, const char *id, ent_str label, const tie_look *look)
{
    size_t i = 0;

    label = ent_translate_text(f->words, label);
    while (i < f->styles.count && (!same_look(&f->styles.items[i].look, look) ||
                                   !ent_str_eq(f->styles.items[i].label, label)))
        i++;
    if (i == f->styles.count && !ENT_LIST_PUSH(&f->styles, (line_style){ id, label, *look }))
        return 0;
    return i;
}

ent_str ent_title_of(ent_figure *f, const char *sentence, const char *name)
{
    ent_str word = ent_translate(f->words, name);

    return sentence ? ent_said(f, sentence, ent_t(word)) : ent_capitalize(f, word);
}

ent_str ent_capitalize(ent_figure *f, ent_str word)
{
    ent_buf text = { 0 };
    char first[4];
    size_t len;
    ent_str out;

    if (!word.len)
        return word;
    ent_buf_add(&text, first,
                (size_t)utf8proc_encode_char(
                    utf8proc_toupper((utf8proc_int32_t)ent_utf8_decode(word.ptr, ent_str_end(word), &len)),
                    (utf8proc_uint8_t *)first));
    ent_buf_str(&text, (ent_str){ word.ptr + len, word.len - len });
    out = ent_keep_text(f, &text);
    ent_buf_destroy(&text);
    return out;
}
