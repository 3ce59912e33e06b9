/* page_sizes.c: pages, columns, slides and posts by name, from the table data/pages/pages.tsv, which is part of
 * the program. */
#include "entente/figure.h"

#include "base/embed.h"

ENT_EMBEDDED_DECLARE(ent_pages);

static const ent_embedded table = ENT_EMBEDDED(ent_pages);

/* A number; 0 where the cell is empty. */
static double number(ent_str cell)
{
    double value = 0;

    return ent_str_number(cell, &value) ? value : 0;
}

static ent_str next_cell(ent_str *row)
{
    ent_str cell = { "", 0 };

    ent_str_next(row, '\t', &cell);
    return cell;
}

bool ent_page_at(size_t i, ent_page *p)
{
    ent_str rest = ent_embedded_text(table), row;

    for (size_t k = 0; k <= i + 1; k++) /* the first row names the columns */
        if (!ent_str_next(&rest, '\n', &row) || !row.len)
            return false;
    p->name = next_cell(&row);
    p->width_mm = number(next_cell(&row));
    p->height_mm = number(next_cell(&row));
    p->exact = ent_str_is(next_cell(&row), "exact");
    p->least_text = number(next_cell(&row));
    p->dpi = (size_t)number(next_cell(&row));
    p->summary = next_cell(&row);
    p->source = next_cell(&row);
    return true;
}

size_t ent_page_find(ent_str name)
{
    ent_page p;

    for (size_t i = 0; ent_page_at(i, &p); i++)
        if (ent_str_eq(p.name, name))
            return i;
    return SIZE_MAX;
}

static ent_status unknown(const char *name, ent_diags *diags)
{
    enum { MOST = 64 };
    ent_str names[MOST], near;
    size_t count = 0;
    ent_page p;

    while (count < MOST && ent_page_at(count, &p))
        names[count++] = p.name;
    near = ent_str_nearest(ent_str_of(name), names, count);
    return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE, "unknown page '%s'; %s%.*s%s`entente list sizes` lists the pages",
                    name, near.len ? "did you mean '" : "", ENT_STR_ARG(near), near.len ? "'? " : "");
}

ent_status ent_figure_set_page(ent_figure_options *o, const char *name, ent_diags *diags)
{
    size_t at = ent_page_find(ent_str_of(name));
    ent_page p;

    if (at == SIZE_MAX || !ent_page_at(at, &p))
        return unknown(name, diags);
    o->width_mm = p.width_mm;
    if (p.exact)
        o->height_mm = p.height_mm;
    else
        o->most_height_mm = p.height_mm;
    o->least_text = p.least_text;
    o->dpi = p.dpi ? p.dpi : o->dpi;
    return ENT_OK;
}
