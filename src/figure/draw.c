/* draw.c: from networks to the bytes of a figure. Unless a layout was asked for, those that suit are drawn,
 * and the one that is read best, as the renderer measures it, is taken. */
#include "figure/context.h"

#include <string.h>

#include "base/mem.h"

/* Most steps that are spent on a layout which may not be taken: a few seconds. */
#define MOST_WORK 1e8
/* Legibility below which a reader hardly sees single ties. */
#define POOR_SCORE 4.2

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

typedef struct trial { /* a layout that was tried */
    ent_figure *figure;
    ent_buf file, messages;
    size_t missed; /* print checks */
    double score;  /* legibility, 0 to 10 */
    ent_buf reading;
} trial;

typedef struct keeper {
    trial *trial;
    ent_diags *diags;
} keeper;

/* "legibility 7.8 (ties 1.00, ...)" */
static void keep_score(trial *t, const char *text)
{
    ent_str words = ent_str_of(text), first;

    ent_buf_clear(&t->reading);
    ent_buf_text(&t->reading, text);
    ent_str_next(&words, ' ', &first);
    if (ent_str_next(&words, ' ', &first) && !ent_str_number(first, &t->score))
        t->score = 0;
}

/* Keeps a message until its figure is chosen: a line each, led by its severity. An error ends the
 * run and is passed on at once, with its place. */
static void keep_message(void *ctx, const ent_diag *diag)
{
    keeper *k = ctx;

    if (diag->code && strcmp(diag->code, "legibility") == 0) {
        keep_score(k->trial, diag->text);
        return;
    }
    if (diag->severity == ENT_ERROR) {
        k->diags->errors++;
        if (k->diags->sink)
            k->diags->sink(k->diags->ctx, diag);
        return;
    }
    ent_buf_char(&k->trial->messages, "nw"[diag->severity]);
    ent_buf_text(&k->trial->messages, diag->text);
    ent_buf_char(&k->trial->messages, '\n');
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

static void trial_destroy(trial *t)
{
    ent_figure_free(t->figure);
    ent_buf_destroy(&t->file);
    ent_buf_destroy(&t->messages);
    ent_buf_destroy(&t->reading);
    *t = (trial){ 0 };
}

/* Draws in a layout, however many checks it misses. */
static ent_status try_layout(const request *r, const char *layout, const char *reason, trial *out,
                             ent_diags *diags)
{
    request own = *r;
    keeper k = { out, diags };
    ent_diags kept = { .sink = keep_message, .ctx = &k };
    ent_status status;

    own.options.layout = layout;
    own.options.strict = false;
    status = render(&out->figure, &own, reason, &out->file, &kept);
    out->missed = kept.warnings;
    return out->messages.failed ? ent_out_of_memory(diags) : status;
}

/* Need no other layout be tried? Kept places are those of a layout; lines among few nodes are read well. Where
 * agreements of all levels are shown, the pyramid is always tried. */
static bool is_good(const request *r, const trial *t)
{
    enum { SMALL = 60 };

    if (t->figure->wide)
        return false;
    return r->options.place_count > 0 || t->figure->layout->marks == MARKS_AGREEMENTS || /* a star says nothing more */
           (t->missed == 0 && t->figure->node_count <= SMALL && t->figure->layout->marks != MARKS_CELLS &&
            !t->figure->layout->group_names);
}

/* Layouts that could replace a figure's own; a note names those that would be too much work. */
static size_t find_others(const ent_figure *first, const char **others, size_t room,
                          ent_diags *diags)
{
    const layout_rule *layout;
    size_t count = 0;

    for (size_t i = 0; count < room && (layout = ent_layout_alternative(first, i)) != NULL; i++)
        if (layout == first->layout ||
            (layout->no_directions && ent_network_selection(first->networks[0])->directed))
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

static const char *simplified_words(const trial *t)
{
    return t->figure->strongest ? ", simplified" : "";
}

/* "chose stress, simplified (7.8) over matrix (6.4)" */
static void add_loser(ent_buf *losers, const trial *t)
{
    ent_buf_format(losers, "%s%s%s (", losers->len ? ", " : "", ent_figure_layout(t->figure), simplified_words(t));
    ent_buf_fixed(losers, t->score, 1);
    ent_buf_char(losers, ')');
}

static void give_reason(trial *best, const ent_buf *losers)
{
    ent_buf text = { 0 };
    ent_str kept;

    if (!losers->len)
        return;
    ent_buf_format(&text, "chose %s%s (", ent_figure_layout(best->figure), simplified_words(best));
    ent_buf_fixed(&text, best->score, 1);
    ent_buf_text(&text, ") over ");
    ent_buf_str(&text, ent_buf_view(losers));
    ent_buf_text(&text, best->figure->wide && best->figure->layout->bands
                            ? ": it shows which level stands above which"
                            : " by legibility, 0 to 10");
    kept = ent_keep_text(best->figure, &text);
    best->figure->reason = kept.len ? kept.ptr : best->figure->reason;
    ent_buf_destroy(&text);
}

/* A pyramid of all levels says more than its legibility does: it is taken unless it misses more checks or is read
 * far worse, as one that is higher than a page. */
static bool prefers_pyramid(const trial *pyramid, const trial *other)
{
    const double far = 0.75;

    return pyramid->missed <= other->missed && pyramid->score >= far * other->score;
}

/* Read better? */
static bool is_better(const trial *other, const trial *best)
{
    if (other->figure->wide && other->figure->layout->bands != best->figure->layout->bands)
        return other->figure->layout->bands ? prefers_pyramid(other, best) : !prefers_pyramid(best, other);
    return other->score > best->score;
}

/* ---- simplified figures ---- */

/* The value of a part of the legibility, such as "tangle". */
static double part_of(trial *t, const char *name)
{
    const char *at = strstr(ent_buf_string(&t->reading), name);
    ent_str words = ent_str_of(at ? at : ""), word;
    double value = 1;

    if (ent_str_next(&words, ' ', &word) && ent_str_next(&words, ',', &word) && !ent_str_number(word, &value))
        value = 1;
    return value;
}

/* Lines that cross so often that no reader follows them. */
static bool is_hairball(const request *r, trial *t)
{
    const double poor = 6.2, tangled = 0.6;

    return r->options.simplify == ENT_SIMPLIFY_AUTO && ent_can_simplify(t->figure, t->figure->layout) &&
           t->score < poor && part_of(t, "tangle ") < tangled;
}

/* A matrix of so many rows shows blocks, but hardly who is in them. Titles of agreements have more room in its rows than
 * among dots. */
static bool is_large_matrix(const request *r, const trial *t)
{
    return r->options.simplify == ENT_SIMPLIFY_AUTO && t->figure->layout->marks == MARKS_CELLS &&
           t->figure->node_count > MANY_NODES &&
           ent_network_selection(t->figure->networks[0])->network != ENT_NET_ACTS && ent_can_simplify(t->figure, ent_plain_layout());
}

/* Draws lines again with the strongest ties of each node dark and all others faint. Without a layout that was asked for,
 * `losers` gets the other. */
static ent_status try_simplified(const request *r, trial *best, ent_buf *losers, ent_diags *diags)
{
    /* Readers preferred the blocks of a matrix where groups, not hubs, are what there is to see: a chain of strong
     * ties breaks groups up. */
    const double groups_lost = 1.5;
    bool lines = best->figure->layout->marks == MARKS_TIES;
    request own = *r;
    trial other = { 0 };
    ent_status status;

    own.options.simplify = SIMPLIFY_FITTING;
    status = try_layout(&own, (lines ? best->figure->layout : ent_plain_layout())->choice.name, losers ? "read best" : NULL, &other, diags);
    if (status == ENT_OK && !lines && !other.figure->has_hubs)
        other.score -= groups_lost;
    if (status == ENT_OK && (lines || other.score > best->score)) {
        trial worse = *best;

        *best = other;
        other = worse;
    }
    if (status == ENT_OK && losers)
        add_loser(losers, &other);
    trial_destroy(&other);
    return status;
}

/* Keeps the layout that is read best. A trial that fails ends the run: the choice must not depend on how
 * busy the machine was. */
static ent_status try_others(const request *r, trial *best, ent_diags *diags)
{
    enum { MOST = 4 };
    const char *others[MOST];
    size_t count = find_others(best->figure, others, MOST, diags);
    ent_buf losers = { 0 };
    ent_status status = ENT_OK;

    for (size_t i = 0; i < count && status == ENT_OK; i++) {
        trial other = { 0 };

        status = try_layout(r, others[i], "read best", &other, diags);
        if (status == ENT_OK && is_better(&other, best)) {
            trial worse = *best;

            *best = other;
            other = worse;
        }
        if (status == ENT_OK)
            add_loser(&losers, &other);
        trial_destroy(&other);
    }
    if (status == ENT_OK && (is_hairball(r, best) || is_large_matrix(r, best)))
        status = try_simplified(r, best, &losers, diags);
    if (status == ENT_OK)
        give_reason(best, &losers);
    ent_buf_destroy(&losers);
    return status;
}

/* What is not in the figure is said on the terminal, too. */
static void name_left_out(const trial *best, ent_diags *diags)
{
    if (best->figure->left_out.len)
        ent_note(diags, ENT_NOWHERE, "%.*s", ENT_STR_ARG(best->figure->left_out));
}

/* Where no layout is read well, less must be drawn. */
static void name_ways_out(const trial *best, ent_diags *diags)
{
    const ent_figure *f = best->figure;

    if (f->tie_count > 300 && best->score < POOR_SCORE)
        ent_note(diags, ENT_NOWHERE,
                 "%zu ties among %zu nodes are too many to see one by one: --backbone, --ego, --only or "
                 "--level draws fewer%s",
                 f->tie_count, f->node_count,
                 f->two_mode ? "" : ", and --collapse region or community draws groups");
}

static ent_status deliver(ent_figure **figure, const request *r, trial *best, ent_buf *out,
                          ent_diags *diags)
{
    deliver_messages(&best->messages, diags);
    if (r->options.verbose && best->reading.len)
        ent_note(diags, ENT_NOWHERE, "%s", ent_buf_string(&best->reading));
    ent_buf_str(out, ent_buf_view(&best->file));
    *figure = best->figure;
    best->figure = NULL;
    return ENT_OK;
}

static ent_status draw_chosen(ent_figure **figure, request *r, ent_buf *out, ent_diags *diags)
{
    trial best = { 0 };
    ent_status status = try_layout(r, NULL, NULL, &best, diags);

    if (status == ENT_OK && !is_good(r, &best))
        status = try_others(r, &best, diags);
    if (status == ENT_OK && r->options.strict && best.missed > 0) {
        keeper k = { &best, diags };
        ent_diags kept = { .sink = keep_message, .ctx = &k };
        ent_figure *again = NULL;

        r->options.layout = ent_figure_layout(best.figure);
        /* each missed check is an error now */
        status = render(&again, r, best.figure->reason, out, &kept);
        *figure = again;
    } else if (status == ENT_OK) {
        name_left_out(&best, diags);
        name_ways_out(&best, diags);
        status = deliver(figure, r, &best, out, diags);
    }
    trial_destroy(&best);
    return status;
}

/* In the layout that was asked for. */
static ent_status draw_given(ent_figure **figure, const request *r, ent_buf *out, ent_diags *diags)
{
    trial own = { 0 };
    keeper k = { &own, diags };
    ent_diags kept = { .sink = keep_message, .ctx = &k };
    ent_status status = render(&own.figure, r, NULL, &own.file, &kept);

    if (status == ENT_OK && is_hairball(r, &own))
        status = try_simplified(r, &own, NULL, diags);
    if (status == ENT_OK) {
        name_left_out(&own, diags);
        status = deliver(figure, r, &own, out, diags);
    }
    trial_destroy(&own);
    return status;
}

/* What is drawn of what, on the terminal as in the figure. */
static void note_account(const ent_figure *f, ent_diags *diags)
{
    ent_buf text = { 0 };

    ent_context_account(f, NULL, &text);
    if (text.len)
        ent_note(diags, ENT_NOWHERE, "%s", ent_buf_string(&text));
    else if (f->no_context)
        ent_note(diags, ENT_NOWHERE, "agreements that are promoted, and talks, are not shown %s", f->no_context);
    ent_buf_destroy(&text);
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
    status = chosen ? draw_chosen(figure, &r, out, diags) : draw_given(figure, &r, out, diags);
    if ((status = ent_mem_whole(status, refusals, diags)) != ENT_OK) {
        ent_figure_free(*figure);
        *figure = NULL;
    } else if (chosen && (*figure)->reason[0] &&
               (options->layout || !ent_is_plain_layout((*figure)->layout) ||
                ent_str_starts(ent_str_of((*figure)->reason), "chose"))) {
        ent_note(diags, ENT_NOWHERE, "layout %s: %s%s", ent_figure_layout(*figure), (*figure)->reason,
                 (*figure)->layout->marks == MARKS_CELLS && !(*figure)->two_mode
                     ? " (--layout stress draws circles and lines)"
                     : "");
    }
    if (status == ENT_OK) {
        note_account(*figure, diags);
        if ((*figure)->faint_count)
            ent_note(diags, ENT_NOWHERE, "simplified: %zu of %zu ties are faint; --simplify none draws all ties alike",
                     (*figure)->faint_count, (*figure)->tie_count);
        if ((*figure)->strange_places)
            ent_note(diags, ENT_NOWHERE, "--places: %zu of %zu rows are of nodes that this figure does not draw",
                     (*figure)->strange_places, options->place_count);
    }
    return status;
}
