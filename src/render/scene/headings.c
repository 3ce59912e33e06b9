/* headings.c: title and subtitle above the figure, source and note below it, each wrapped to the page's
 * width. They are left out by default, because publishers want titles outside the figure's file. */
#include "render/scene/headings.h"

#define TITLE_SCALE 1.4 /* of the size of the legend's titles */
#define SUBTITLE_SCALE 1.1

enum { MOST_HEADING_LINES = 64 };

typedef struct heading {
    ent_str text;
    double size;
    bool bold;
} heading;

/* 0: title, 1: subtitle, 2: note, 3: source */
static heading heading_of(const scene *s, int i)
{
    const description *d = s->d;
    const heading all[] = { { d->heading, d->theme.head * TITLE_SCALE, true },
                            { d->subtitle, d->theme.head * SUBTITLE_SCALE, false },
                            { d->note, d->theme.small, false },
                            { d->source, d->theme.small, false } };

    return all[i];
}

static double room(const scene *s)
{
    return s->width - 2 * MARGIN;
}

static double heights(const scene *s, int from, int to)
{
    ent_str broken[MOST_HEADING_LINES];
    double sum = 0;

    for (int i = from; i < to; i++) {
        heading h = heading_of(s, i);

        sum += (double)wrap_text(h.text, h.size, h.bold, room(s), broken, MOST_HEADING_LINES) * h.size *
               LINE_STEP / 100;
    }
    return sum > 0 ? sum + s->d->theme.small : 0; /* with a gap to the network */
}

double title_height(const scene *s)
{
    return heights(s, 0, 2);
}

double source_height(const scene *s)
{
    return heights(s, 2, 4);
}

static void draw(scene *s, int from, int to, double y)
{
    ent_str broken[MOST_HEADING_LINES];

    for (int i = from; i < to; i++) {
        heading h = heading_of(s, i);
        size_t count = wrap_text(h.text, h.size, h.bold, room(s), broken, MOST_HEADING_LINES);

        for (size_t k = 0; k < count; k++) {
            y += h.size * LINE_STEP / 100;
            scene_word(s, PART_HEADINGS, broken[k], MARGIN, y - 0.2 * h.size, h.size)->bold = h.bold;
        }
    }
}

void headings_draw(scene *s)
{
    draw(s, 0, 2, MARGIN);
    draw(s, 2, 4, s->height - MARGIN - source_height(s) + s->d->theme.small);
}
