/* isolates.c: the names of isolates: as many as fit on a few short lines, and the number of the rest. */
#include "figure/encode.h"

/* A line of the legend, or of the notes where the page is narrow. */
static void add_line(ent_figure *f, key_group *g, ent_buf *line, const char *end)
{
    ent_buf_text(line, end);
    if (g)
        ent_legend_entry(f, g, KEY_TEXT, ent_keep_text(f, line));
    else
        ent_add_note(f, ent_keep_text(f, line));
    ent_buf_clear(line);
}

/* "cow:8152": a code of another list, which says nothing to a reader; it is counted. */
static bool is_foreign_code(ent_str name)
{
    ent_str rest = name, scheme;
    double number;

    return ent_str_next(&rest, ':', &scheme) && scheme.len < name.len && ent_str_number(rest, &number);
}

void ent_name_isolates(ent_figure *f)
{
    enum { LONGEST = 40 };
    bool many = f->node_count > MANY_NODES; /* which need the room */
    bool wide = f->width_mm >= 140 && !f->layout->bands && !f->panels && f->options.legend != ENT_LEGEND_NONE;
    size_t room = wide ? many ? 26 : 30 : (size_t)(f->width_mm * 0.9), lines = 0, named = 0;
    ent_buf line = { 0 };
    key_group *g = wide ? ent_legend_group(f, ENT_STR(ENT_WORD("Without a tie, not drawn"))) : NULL;
    ent_str between = wide ? ENT_STR("") : ent_said(f, ENT_WORD("Without a tie, not drawn: {1}"), ent_t(ENT_STR("")));

    for (size_t i = 0; i < f->isolates; i++) {
        ent_str name = f->isolate_names[i];

        if (ent_utf8_count(name) > LONGEST || is_foreign_code(name))
            continue;
        if (line.len && ent_utf8_count(ent_buf_view(&line)) + ent_utf8_count(name) + 3 > room) {
            if (lines + 2 >= (many ? 5 : 8))
                break; /* the last line is for the number of the rest */
            add_line(f, g, &line, ",");
            lines++;
            between = ENT_STR("");
        }
        ent_buf_str(&line, between);
        ent_buf_str(&line, name);
        between = ENT_STR(", ");
        named++;
    }
    if (named < f->isolates) {
        if (line.len && ent_utf8_count(ent_buf_view(&line)) + 14 > room)
            add_line(f, g, &line, "");
        ent_buf_text(&line, line.len ? " " : "");
        ent_say(f->words, &line, ENT_WORD("and {1} more"), ent_n(f->isolates - named));
    }
    add_line(f, g, &line, "");
    ent_buf_destroy(&line);
}
