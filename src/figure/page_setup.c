/* page_setup.c: the beginning of a description: format, page, theme. */
#include "figure/describe.h"

#include <math.h>
#include <string.h>

const ent_choice ent_figure_formats[] = {
    { "svg", "vector figure, text as text" },
    { "pdf", "vector figure for papers" },
    { "png", "pixels, at --dpi (default: 300)" },
    { "tiff", "pixels, at --dpi (default: 600), for journals that take no other format" },
    { "eps", "vector figure for older presses, no transparency" },
    { "tex", "TikZ, in the type of the paper" },
    { "dot", "Graphviz, with final places" },
    { "html", "interactive page, one file that needs no network" },
    { NULL, NULL }
};

ent_status ent_check_figure_format(const char *format, ent_diags *diags)
{
    ent_names names = ENT_NAMES(ent_figure_formats);

    static const char *const internal[] = { "places", "places.tsv", "page-map" };

    for (size_t i = 0; i < sizeof internal / sizeof *internal; i++)
        if (strcmp(format, internal[i]) == 0)
            return ENT_OK;
    if (ent_names_find(names, ent_str_of(format)) != SIZE_MAX)
        return ENT_OK;
    if (strcmp(format, "docx") == 0)
        return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE,
                        "a figure is not written as a Word file; write it as .png (300 dots per inch) or .svg, and in Word choose "
                        "Insert, Picture; --caption caption.txt writes the words below it");
    return ent_fail_unknown(diags, ENT_NOWHERE, "figure format", ent_str_of(format), names, NULL);
}

void ent_write_finite(ent_json_writer *w, const char *key, double value, int places)
{
    if (isfinite(value))
        ent_json_write_fixed(w, key, value, places);
}

void ent_write_dash(ent_json_writer *w, const tie_look *look)
{
    ent_json_begin_list(w, "dash");
    for (size_t i = 0; i < look->dashes; i++)
        ent_json_write_fixed(w, NULL, look->dash[i], 3);
    ent_json_end_list(w);
}

static void write_theme(ent_json_writer *w, const figure_theme *t)
{
    ent_json_begin_object(w, "theme");
    ent_json_write_colour(w, "ink", t->ink);
    ent_json_write_colour(w, "paper", t->paper);
    ent_json_write_colour(w, "halo", t->halo);
    ent_json_write_colour(w, "quiet", t->quiet);
    ent_json_write_colour(w, "land", t->land);
    ent_json_write_colour(w, "ground", t->ground);
    ent_json_write_fixed(w, "label", t->label, 3);
    ent_json_write_fixed(w, "small", t->small, 3);
    ent_json_write_fixed(w, "legend", t->legend, 3);
    ent_json_write_fixed(w, "head", t->head, 3);
    ent_json_begin_list(w, "steps");
    for (size_t i = 0; i < t->step_count; i++)
        ent_json_write_colour(w, NULL, t->steps[i]);
    ent_json_end_list(w);
    ent_json_end_object(w);
}

/* A heading is some lines of text, not a paragraph of the paper. */
static ent_status check_heading(const char *name, const char *text, ent_diags *diags)
{
    enum { LONGEST = 600 };

    if (ent_utf8_count(ent_str_of(text)) <= LONGEST)
        return ENT_OK;
    return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE, "the %s of the figure is longer than %d letters; the text of a paper "
                    "belongs to its caption", name, LONGEST);
}

ent_status ent_check_headings(const ent_figure_options *o, ent_diags *diags)
{
    ent_status status;

    if ((status = check_heading("title", o->title, diags)) != ENT_OK ||
        (status = check_heading("subtitle", o->subtitle, diags)) != ENT_OK ||
        (status = check_heading("source", o->source, diags)) != ENT_OK)
        return status;
    return check_heading("note", o->note, diags);
}

static void write_headings(ent_json_writer *w, const ent_figure_options *o)
{
    ent_json_begin_object(w, "headings");
    ent_json_write_text(w, "title", ent_str_of(o->title));
    ent_json_write_text(w, "subtitle", ent_str_of(o->subtitle));
    ent_json_write_text(w, "source", ent_str_of(o->source));
    ent_json_write_text(w, "note", ent_str_of(o->note));
    ent_json_end_object(w);
}

void ent_write_head(ent_json_writer *w, const ent_figure_options *o, const figure_theme *t,
                    const description_head *head)
{
    static const char *const places[] = { "auto", "right", "below", "auto" }; /* none: no entries */
    const char *font = o->font ? o->font : "Arial,Helvetica,Liberation Sans,sans-serif";

    ent_json_begin_object(w, NULL);
    ent_json_write_count(w, "entente_figure", 2);
    ent_json_write_string(w, "action", "draw");
    ent_json_write_string(w, "format", o->format);
    ent_json_write_text(w, "name", head->name);
    ent_json_write_text(w, "title", head->title);
    ent_json_write_text(w, "desc", head->desc);
    ent_json_write_string(w, "language",
                          o->words ? ent_words_language(o->words) : o->names == ENT_LABEL_RUSSIAN ? "ru" : "en");
    ent_json_write_text(w, "words", ent_words_table(o->words));
    ent_json_write_string(w, "generator", "entente " ENT_VERSION);
    ent_json_write_text(w, "record", head->record);
    ent_json_begin_object(w, "page");
    ent_write_finite(w, "width_mm", head->width_mm, 3);
    ent_write_finite(w, "height_mm", head->height_mm, 3);
    ent_write_finite(w, "most_height_mm", o->most_height_mm, 3);
    ent_write_finite(w, "least_text", o->least_text, 3);
    ent_json_write_string(w, "legend", places[o->legend]);
    ent_json_end_object(w);
    write_headings(w, o);
    ent_json_write_count(w, "dpi", o->dpi);
    ent_json_write_flag(w, "strict", o->strict);
    ent_json_write_string(w, "font", font);
    write_theme(w, t);
}
