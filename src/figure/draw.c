/* draw.c: from networks to the bytes of a figure. A layout that was chosen automatically and misses
 * print checks is replaced by the alternative that misses fewest. */
#include "figure/model.h"

#include <string.h>

#include "base/mem.h"

/* Most steps that are spent on a layout which may not be taken: a few seconds. */
#define MOST_WORK 1e8

typedef struct request { /* the arguments of ent_figure_draw */
    const ent_network *const *networks;
    size_t count;
    ent_figure_options options;
    ent_str record;
} request;

static ent_status render(ent_figure **figure, const request *r, const char *reason, ent_buf *out,
                         ent_diags *diags)
{
    ent_buf record = { 0 }, description = { 0 };
    ent_status status = ent_figure_make(figure, r->networks, r->count, &r->options, reason, diags);

    if (status == ENT_OK) {
        ent_buf_str(&record, r->record);
        ent_buf_format(&record, "; layout: %s, seed %zu", ent_figure_layout(*figure),
                       r->options.seed);
        status = ent_figure_describe(*figure, ent_buf_view(&record), &description, diags);
    }
    if (status == ENT_OK)
        status = ent_render(r->options.renderer, ent_buf_view(&description), out, diags);
    ent_buf_destroy(&record);
    ent_buf_destroy(&description);
    return status;
}

/* ---- messages of a trial ---- */

typedef struct keeper {
    ent_buf *messages;
    ent_diags *diags;
} keeper;

/* Keeps a message until its figure is chosen: a line each, led by its severity. An error ends the
 * run and is passed on at once, with its place. */
static void keep_message(void *ctx, const ent_diag *diag)
{
    keeper *k = ctx;

    if (diag->severity == ENT_ERROR) {
        k->diags->errors++;
        if (k->diags->sink)
            k->diags->sink(k->diags->ctx, diag);
        return;
    }
    ent_buf_char(k->messages, "nw"[diag->severity]);
    ent_buf_text(k->messages, diag->text);
    ent_buf_char(k->messages, '\n');
}

static void deliver_messages(const ent_buf *messages, ent_diags *diags)
{
    ent_str rest = ent_buf_view(messages), line;

    while (ent_str_next(&rest, '\n', &line)) {
        const char *text = line.ptr + 1;
        int len = (int)line.len - 1;

        if (len < 0)
            continue;
        if (line.ptr[0] == 'w')
            ent_warn(diags, ENT_NOWHERE, "%.*s", len, text);
        else
            ent_note(diags, ENT_NOWHERE, "%.*s", len, text);
    }
}

/* ---- trials ---- */

typedef struct trial { /* a layout that was tried */
    ent_figure *figure;
    ent_buf file, messages;
    size_t missed; /* print checks */
} trial;

static void trial_destroy(trial *t)
{
    ent_figure_free(t->figure);
    ent_buf_destroy(&t->file);
    ent_buf_destroy(&t->messages);
    *t = (trial){ 0 };
}

/* Draws in a layout, however many checks it misses. */
static ent_status try_layout(const request *r, const char *layout, const char *reason, trial *out,
                             ent_diags *diags)
{
    request own = *r;
    keeper k = { &out->messages, diags };
    ent_diags kept = { .sink = keep_message, .ctx = &k };
    ent_status status;

    own.options.layout = layout;
    own.options.strict = false;
    status = render(&out->figure, &own, reason, &out->file, &kept);
    out->missed = kept.warnings;
    return out->messages.failed ? ent_out_of_memory(diags) : status;
}

/* Layouts that could replace a figure's own; a note names those that would be too much work. */
static size_t find_others(const ent_figure *first, const char **others, size_t room,
                          ent_diags *diags)
{
    const layout_rule *layout;
    size_t count = 0;

    for (size_t i = 0; count < room && (layout = ent_layout_alternative(first, i)) != NULL; i++)
        if (layout == first->layout)
            continue;
        else if (ent_layout_work(first, layout) > MOST_WORK)
            ent_note(diags, ENT_NOWHERE,
                     "layout %s was not tried: too much work for a network of this size; --layout "
                     "%s draws it all the same",
                     layout->choice.name, layout->choice.name);
        else
            others[count++] = layout->choice.name;
    return count;
}

/* Keeps the layout that misses fewest checks. A trial that fails ends the run: the choice must not
 * depend on how busy the machine was. */
static ent_status try_others(const request *r, trial *best, ent_diags *diags)
{
    enum { MOST = 4 };
    const char *others[MOST];
    size_t count = find_others(best->figure, others, MOST, diags);
    ent_buf reason = { 0 };
    ent_status status = ENT_OK;

    ent_buf_format(&reason, "%s would miss bars of print", ent_figure_layout(best->figure));
    for (size_t i = 0; i < count && best->missed > 0 && status == ENT_OK; i++) {
        trial other = { 0 };

        status = try_layout(r, others[i], ent_buf_string(&reason), &other, diags);
        if (status == ENT_OK && other.missed < best->missed) {
            trial worse = *best;

            *best = other;
            other = worse;
        }
        trial_destroy(&other);
    }
    ent_buf_destroy(&reason);
    return status;
}

static ent_status draw_chosen(ent_figure **figure, request *r, ent_buf *out, ent_diags *diags)
{
    trial best = { 0 };
    ent_status status = try_layout(r, NULL, NULL, &best, diags);

    if (status == ENT_OK && best.missed > 0)
        status = try_others(r, &best, diags);
    if (status == ENT_OK && r->options.strict && best.missed > 0) {
        r->options.layout = ent_figure_layout(best.figure);
        /* each missed check is an error now */
        status = render(figure, r, best.figure->reason, out, diags);
    } else if (status == ENT_OK) {
        deliver_messages(&best.messages, diags);
        ent_buf_str(out, ent_buf_view(&best.file));
        *figure = best.figure;
        best.figure = NULL;
    }
    trial_destroy(&best);
    return status;
}

ent_status ent_figure_draw(ent_figure **figure, const ent_network *const *networks, size_t count,
                           const ent_figure_options *options, ent_str record, ent_buf *out,
                           ent_diags *diags)
{
    size_t refusals = ent_mem_before(out);
    request r = { networks, count, *options, record };
    bool chosen = !options->layout || strcmp(options->layout, "auto") == 0;
    ent_status status;

    *figure = NULL;
    status = chosen ? draw_chosen(figure, &r, out, diags) : render(figure, &r, NULL, out, diags);
    if ((status = ent_mem_whole(status, refusals, diags)) != ENT_OK) {
        ent_figure_free(*figure);
        *figure = NULL;
    } else if (chosen && (*figure)->reason[0] && (options->layout || !ent_is_plain_layout((*figure)->layout))) {
        ent_note(diags, ENT_NOWHERE, "layout %s: %s", ent_figure_layout(*figure), (*figure)->reason);
    }
    return status;
}
