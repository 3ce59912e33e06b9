/* legend.c: the legend has an entry for each value that occurs and for none that does not, however
 * many there are. */
#include "figure/legend.h"

#include <string.h>

key_group *ent_legend_group(ent_figure *f, ent_str title)
{
    key_group *g = ENT_LIST_ADD(&f->legend);

    g = g ? g : &f->spare_group;
    g->title = title;
    return g;
}

key_entry *ent_legend_entry(ent_figure *f, key_group *g, key_mark mark, ent_str label)
{
    key_entry *e = ENT_LIST_ADD(&g->entries);

    e = e ? e : &f->spare_entry;
    *e = (key_entry){ .mark = mark, .label = label, .opacity = 1, .line_width = 0.4 };
    return e;
}

void ent_legend_finish(ent_figure *f)
{
    size_t kept = 0;

    for (size_t i = 0; i < f->legend.count; i++)
        if (f->legend.items[i].entries.count)
            f->legend.items[kept++] = f->legend.items[i];
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

    while (i < f->styles.count && (!same_look(&f->styles.items[i].look, look) ||
                                   !ent_str_eq(f->styles.items[i].label, label)))
        i++;
    if (i == f->styles.count && !ENT_LIST_PUSH(&f->styles, (line_style){ id, label, *look }))
        return 0;
    return i;
}

ent_str ent_title_of(ent_figure *f, const char *before, const char *name)
{
    ent_buf text = { 0 };
    ent_str out;

    ent_buf_format(&text, "%s%s", before, name);
    if (!before[0] && text.len && text.data[0] >= 'a' && text.data[0] <= 'z')
        text.data[0] = (char)(text.data[0] - 'a' + 'A');
    out = ent_keep_text(f, &text);
    ent_buf_destroy(&text);
    return out;
}
