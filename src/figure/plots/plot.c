/* plot.c: what all plots have in common: they are described for the renderer in the same themes as
 * networks, so that a paper's figures match. */
#include "figure/plots/plot.h"

#include <math.h>

const ent_choice ent_plots[] = {
    { "distribution", "how many nodes have how much of a measure: bars" },
    { "ranks", "nodes by a measure, the largest first: dots, with bounds where they are known" },
    { "series", "measures over time, of data or of the table of a series: lines, a panel for each measure" },
    { "communities", "communities from date to date: blocks of members, and bands of those who stay or move" },
    { "memberships", "life lines: the members of an organization, or the organizations of an actor, from when to when" },
    { NULL, NULL }
};

double ent_plot_step(double range, double ticks)
{
    double rough = range / ticks, power = pow(10, floor(log10(rough)));

    return rough / power <= 1.0001   ? power
           : rough / power <= 2.0001 ? 2 * power
           : rough / power <= 5.0001 ? 5 * power
                                     : 10 * power;
}

void ent_plot_number(ent_json_writer *w, double value)
{
    ent_json_write_fixed(w, NULL, value, 9);
}

void ent_plot_axis(ent_json_writer *w, const ent_words *words, const plot_axis *a)
{
    ent_buf text = { 0 };

    ent_json_begin_object(w, a->key);
    ent_json_write_text(w, "title", a->title);
    ent_write_finite(w, "low", a->low, 9);
    ent_write_finite(w, "high", a->high, 9);
    ent_json_begin_list(w, "ticks");
    for (double v = ceil(a->low / a->step - 1e-9) * a->step;
         a->step > 0 && v <= a->high + a->step * 1e-6; v += a->step) {
        ent_buf_clear(&text);
        ent_words_digits(words, &text, fabs(v) < a->step * 1e-6 ? 0 : v);
        ent_json_begin_list(w, NULL);
        ent_plot_number(w, v);
        ent_json_write_text(w, NULL, ent_buf_view(&text));
        ent_json_end_list(w);
    }
    ent_json_end_list(w);
    ent_json_end_object(w);
    ent_buf_destroy(&text);
}

void ent_plot_attribute(ent_json_writer *w, const char *key, ent_str value)
{
    ent_json_begin_list(w, NULL);
    ent_json_write_string(w, NULL, key);
    ent_json_write_text(w, NULL, value);
    ent_json_end_list(w);
}

double ent_plot_year(int32_t day)
{
    int y, m, d;

    ent_day_split(day, &y, &m, &d);
    return y + (day - ent_day_of(y, 1, 1)) / 365.25;
}

void ent_plot_events(ent_json_writer *w, const ent_plot_event *events, size_t count)
{
    ent_buf text = { 0 };

    ent_json_begin_list(w, "events");
    for (size_t i = 0; i < count; i++) {
        ent_buf_clear(&text);
        ent_date_write(&text, events[i].when);
        ent_buf_text(&text, " ");
        ent_buf_str(&text, events[i].title);
        ent_json_begin_list(w, NULL);
        ent_json_write_fixed(w, NULL, ent_plot_year(events[i].when.first), 4);
        ent_json_write_text(w, NULL, ent_buf_view(&text));
        ent_json_end_list(w);
    }
    ent_json_end_list(w);
    ent_buf_destroy(&text);
}

void ent_plot_begin_panel(ent_json_writer *w)
{
    ent_json_begin_list(w, "panels");
    ent_json_begin_object(w, NULL);
}

void ent_plot_end_panel(ent_json_writer *w)
{
    ent_json_end_list(w);
    ent_json_end_object(w);
    ent_json_end_list(w);
}

ent_status ent_plot_begin(ent_json_writer *w, figure_theme *t, const ent_figure_options *o,
                          ent_str name, ent_str desc, ent_str record, ent_diags *diags)
{
    ent_status status;

    if ((status = ent_check_figure_format(o->format, diags)) != ENT_OK ||
        (status = ent_check_headings(o, diags)) != ENT_OK ||
        (status = ent_theme_for(t, o, diags)) != ENT_OK)
        return status;
    ent_write_head(w, o, t,
                   &(description_head){ .name = name,
                                        .title = o->title ? ent_str_of(o->title) : name,
                                        .desc = desc,
                                        .record = record,
                                        .width_mm = o->width_mm > 0 ? o->width_mm : t->width,
                                        .height_mm = o->height_mm > 0 ? o->height_mm : t->height });
    ent_json_begin_object(w, "layout");
    ent_json_write_string(w, "name", "plot");
    ent_json_write_count(w, "seed", 1);
    ent_json_write_count(w, "starts", 1);
    ent_json_end_object(w);
    return ENT_OK;
}

void ent_plot_caption(const ent_figure_options *o, ent_str name, ent_str desc, ent_str record,
                      ent_buf *out)
{
    ent_buf_str(out, o->title ? ent_str_of(o->title) : name);
    ent_buf_text(out, ". ");
    ent_buf_str(out, desc);
    ent_buf_char(out, ' ');
    ent_say(o->words, out, ENT_WORD("Made by {1}."), ent_t(record));
}
