/* fold.c: many rows become one fact. Consecutive years become a spell, spells that touch become one, repeats
 * and mirror rows count once, and pairs without an id become agreements of two.
 *
 * A spell that starts in the first year of the data may have begun before, and one that lasts to the last
 * year may go on: they are written "../1816" and "2014/..". */
#include "data/import/aggregate.h"
#include "data/import/rows.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/platform.h"

/* ---- dates ---- */

static ent_date start_of_year(const ent_import *im, int year)
{
    return ent_date_of_year(year == im->first_year ? "../" : "", year, "");
}

/* The end of a spell; the last year of the data comes from the map, or else from the rows. */
static ent_date end_of_year(const ent_import *im, int year)
{
    int observed = im->last_year, month, day;

    if (ent_date_known(im->map.observed))
        ent_day_split(im->map.observed.first, &observed, &month, &day);
    return ent_date_of_year("", year, year >= observed ? "/.." : "");
}

static int compare_places(ent_origin a, ent_origin b)
{
    if (a.file != b.file)
        return a.file < b.file ? -1 : 1;
    return a.row < b.row ? -1 : a.row > b.row;
}

static int compare_attributes(const ent_str *a, const ent_str *b, size_t count)
{
    if (!a || !b)
        return a ? 1 : b ? -1 : 0;
    for (size_t i = 0; i < count; i++) {
        int order = ent_str_compare_natural(a[i], b[i]);

        if (order)
            return order;
    }
    return 0;
}

static int compare_sides(const im_claim *a, const im_claim *b, size_t attributes)
{
    int order;

    if (a->doubt != b->doubt)
        return a->doubt ? 1 : -1;
    if ((order = ent_str_compare_natural(a->role, b->role)) != 0 ||
        (order = ent_im_compare_dates(a->from, b->from)) != 0 ||
        (order = ent_im_compare_dates(a->ratified, b->ratified)) != 0 ||
        (order = ent_im_compare_dates(a->in_force, b->in_force)) != 0 ||
        (order = ent_im_compare_dates(a->to, b->to)) != 0)
        return order;
    return compare_attributes(a->attributes, b->attributes, attributes);
}

static int compare_more(const im_pair_more *a, const im_pair_more *b, size_t attributes)
{
    int order;

    if (a == b || !a || !b)
        return a == b ? 0 : a ? 1 : -1;
    if ((order = ent_str_compare_natural(a->level, b->level)) != 0 ||
        (order = ent_str_compare_natural(a->within, b->within)) != 0 ||
        (order = ent_str_compare_natural(a->topic, b->topic)) != 0 ||
        (order = compare_sides(&a->sides[0], &b->sides[0], attributes)) != 0)
        return order;
    return compare_sides(&a->sides[1], &b->sides[1], attributes);
}

/* Changes the fate of a row. */
static void moved(ent_import *im, ent_origin place, ent_row_fate from, ent_row_fate to)
{
    im_file *file = &im->files.items[place.file];

    if (!file->rows[from])
        return; /* the row made several claims and keeps its fate */
    file->rows[from]--;
    file->rows[to]++;
}

/* ---- numbers of actors ---- */

/* Pairs and claims are sorted by the numbers of their actors, which must not depend on the order of rows. */

static int by_actor_id(const void *x, const void *y, void *im)
{
    const im_actor *actors = ((const ent_import *)im)->actors.items;

    return ent_str_compare_natural(actors[*(const uint32_t *)x].id,
                                   actors[*(const uint32_t *)y].id);
}

static ent_status number_by_id(ent_import *im)
{
    size_t count = im->actors.count;
    uint32_t *order = ent_arena_new(&im->arena, count, sizeof *order);
    uint32_t *rank = ent_arena_new(&im->arena, count, sizeof *rank);
    im_actor *sorted = ent_arena_new(&im->arena, count, sizeof *sorted);

    if (!order || !rank || !sorted)
        return ent_out_of_memory(im->diags);
    for (size_t i = 0; i < count; i++)
        order[i] = (uint32_t)i;
    if (count)
        ent_platform_sort(order, count, sizeof *order, by_actor_id, im);
    for (size_t i = 0; i < count; i++) {
        rank[order[i]] = (uint32_t)i;
        sorted[i] = im->actors.items[order[i]];
        ent_index_move(&im->actor_ids, sorted[i].key, (uint32_t)i);
    }
    if (count)
        memcpy(im->actors.items, sorted, count * sizeof *sorted);
    for (size_t i = 0; i < im->claims.count; i++)
        im->claims.items[i].actor = rank[im->claims.items[i].actor];
    for (size_t i = 0; i < im->pairs.count; i++) {
        im_pair *pair = &im->pairs.items[i];

        pair->a = rank[pair->a];
        pair->b = rank[pair->b];
    }
    return im->aggregate ? ent_aggregate_number(im, rank) : ENT_OK;
}

/* ---- pairs ---- */

static int by_pair(const void *x, const void *y, void *ctx)
{
    const ent_import *im = ctx;
    const im_pair *a = x, *b = y;
    int order;

    if (a->a != b->a)
        return a->a < b->a ? -1 : 1;
    if (a->b != b->b)
        return a->b < b->b ? -1 : 1;
    if ((order = ent_str_compare_natural(a->kind, b->kind)) != 0)
        return order;
    if (a->first != b->first)
        return a->first < b->first ? -1 : 1;
    if ((order = ent_im_compare_dates(a->from, b->from)) != 0 ||
        (order = ent_im_compare_dates(a->in_force, b->in_force)) != 0 ||
        (order = ent_im_compare_dates(a->to, b->to)) != 0)
        return order;
    if (a->turned != b->turned)
        return a->turned ? 1 : -1;
    if (a->flags != b->flags)
        return a->flags < b->flags ? -1 : 1;
    if (a->weight != b->weight && !(isnan(a->weight) && isnan(b->weight)))
        return a->weight < b->weight || isnan(b->weight) ? -1 : 1;
    if ((order = compare_attributes(a->attributes, b->attributes, im->act_attributes.count)) != 0 ||
        (order = compare_more(a->more, b->more, im->party_attributes.count)) != 0 ||
        (order = ent_str_compare(a->written[0], b->written[0])) != 0 ||
        (order = ent_str_compare(a->written[1], b->written[1])) != 0)
        return order;
    return compare_places(a->place, b->place);
}

/* Two rows about the same two actors at the same time. */
static bool same_moment(const im_pair *a, const im_pair *b)
{
    return a->a == b->a && a->b == b->b && ent_str_eq(a->kind, b->kind) && a->first == b->first &&
           !ent_im_compare_dates(a->from, b->from) && !ent_im_compare_dates(a->in_force, b->in_force) &&
           !ent_im_compare_dates(a->to, b->to);
}

static double sum_of(double a, double b)
{
    return isnan(a) ? b : isnan(b) ? a : a + b;
}

/* Joins the topics of two rows: "trade;transit". */
static bool add_topic(ent_import *im, im_pair_more *more, ent_str topic)
{
    ent_str rest = more->topic, part;
    ent_buf both = { 0 };

    if (!topic.len)
        return true;
    while (ent_str_next(&rest, ';', &part))
        if (ent_str_eq(part, topic))
            return true;
    ent_buf_str(&both, more->topic);
    if (both.len)
        ent_buf_char(&both, ';');
    ent_buf_str(&both, topic);
    more->topic = both.failed ? (ent_str){ NULL, 0 } : ent_im_text(im, ent_buf_view(&both));
    ent_buf_destroy(&both);
    return more->topic.ptr != NULL;
}

/* Of two rows that become one, the second fills the gaps of the first. */
static void join_more(ent_import *im, im_pair *into, const im_pair *from)
{
    im_pair_more *made;

    if (!from->more || compare_more(into->more, from->more, im->party_attributes.count) == 0)
        return;
    if (!into->more) {
        into->more = from->more;
        return;
    }
    if ((made = ent_arena_new(&im->arena, 1, sizeof *made)) == NULL)
        return; /* ent_import_new reports the refusal */
    *made = *into->more;
    if (!made->level.len)
        made->level = from->more->level;
    if (!made->within.len)
        made->within = from->more->within;
    if (!add_topic(im, made, from->more->topic))
        made->topic = into->more->topic;
    into->more = made;
}

/* Rows of one direction that say the same: one, or their sum. Rows `from` to `to` of the array,
 * written from `into` on; returns the end of what was written. */
static size_t fold_repeats(ent_import *im, im_pair *pairs, size_t from, size_t to, size_t into)
{
    bool sum = pairs[from].table->repeats == MAP_SUM_REPEATS;
    bool keep = pairs[from].table->repeats == MAP_KEEP_REPEATS;

    for (size_t i = from; i < to; i++) {
        im_pair *before = into > from && i > from ? &pairs[into - 1] : NULL;

        if (keep || !before || before->turned != pairs[i].turned) {
            pairs[into++] = pairs[i];
            continue;
        }
        before->flags |= pairs[i].flags;
        join_more(im, before, &pairs[i]);
        before->weight = sum ? sum_of(before->weight, pairs[i].weight)
                         : isnan(before->weight) ? pairs[i].weight
                                                 : before->weight;
        moved(im, pairs[i].place, ENT_ROW_USED, ENT_ROW_MERGED);
    }
    return into;
}

/* A row and its mirror row are one; their flags are joined by "or" or by "and". */
static size_t fold_mirror(ent_import *im, im_pair *pairs, size_t from, size_t to)
{
    bool both = pairs[from].table->mirror == MAP_BOTH;
    size_t there = from, turned, into = from;

    if (pairs[from].table->mirror == MAP_DIRECTED)
        return to;
    for (turned = from; turned < to && !pairs[turned].turned;)
        turned++;
    /* the first row of one direction with the first of the other, and so on */
    for (size_t back = turned; there < turned || back < to;) {
        bool paired = there < turned && back < to;
        im_pair made = there < turned ? pairs[there++] : pairs[back++];

        if (both && !paired) {
            moved(im, made.place, ENT_ROW_USED, ENT_ROW_ONE_WAY);
            continue;
        }
        if (paired) {
            const im_pair *b = &pairs[back++];

            made.flags = both ? made.flags & b->flags : made.flags | b->flags;
            join_more(im, &made, b);
            if (isnan(made.weight) || b->weight > made.weight)
                made.weight = b->weight;
            moved(im, b->place, ENT_ROW_USED, ENT_ROW_MERGED);
        }
        made.turned = false;
        pairs[into++] = made;
    }
    return into;
}

static bool goes_on(const ent_import *im, const im_pair *a, const im_pair *b)
{
    bool one = b->table->spells == MAP_ONE_SPELL; /* gaps or not */

    return a->by_year && b->by_year && a->a == b->a && a->b == b->b && a->turned == b->turned &&
           ent_str_eq(a->kind, b->kind) && ent_str_eq(a->title, b->title) && a->flags == b->flags &&
           (a->weight == b->weight || (isnan(a->weight) && isnan(b->weight))) &&
           ent_str_eq(a->status, b->status) && (b->first == a->last + 1 || (one && b->first > a->last)) &&
           compare_attributes(a->attributes, b->attributes, im->act_attributes.count) == 0 &&
           compare_more(a->more, b->more, im->party_attributes.count) == 0;
}

/* Consecutive years with the same flags and weight are one spell. The array is sorted by pair, kind and
 * year; a spell in the other direction, or of a parallel row, may be in between. */
static size_t fold_years(const ent_import *im, im_pair *pairs, size_t count)
{
    size_t into = 0;

    for (size_t i = 0; i < count; i++) {
        bool joined = false;

        if (pairs[i].table->spells != MAP_KEEP_SPELLS)
            for (size_t k = into; k > 0 && into - k < 4 && !joined; k--)
                if (goes_on(im, &pairs[k - 1], &pairs[i])) {
                    pairs[k - 1].last = pairs[i].last;
                    joined = true;
                }
        if (!joined)
            pairs[into++] = pairs[i];
    }
    return into;
}

/* "CAN-USA_1942", then "CAN-USA_1942-2". */
static uint32_t act_of_pair(ent_import *im, const im_pair *pair)
{
    const im_actor *actors = im->actors.items;
    ent_date start = ent_date_known(pair->from) ? pair->from : pair->in_force;
    ent_buf id = { 0 };
    uint32_t at = ENT_NONE;
    size_t len, before = im->acts.count;

    ent_im_pair_id(&id, actors[pair->turned ? pair->b : pair->a].id, actors[pair->turned ? pair->a : pair->b].id,
                   pair->by_year ? (ent_date){ 0 } : start);
    if (pair->by_year)
        ent_buf_format(&id, "_%d", pair->first);
    len = id.len;
    for (size_t n = 2; !id.failed; n++) {
        at = ent_im_act(im, ent_buf_view(&id), false, pair->place);
        if (at == ENT_NONE || im->acts.count > before)
            break;
        id.len = len;
        ent_buf_format(&id, "-%zu", n);
    }
    if (id.failed)
        at = ENT_NONE;
    ent_buf_destroy(&id);
    return at;
}

static ent_str title_of_pair(ent_import *im, const im_pair *pair)
{
    const im_actor *actors = im->actors.items;
    ent_buf title = { 0 };
    ent_str made = { 0 };

    ent_buf_str(&title, actors[pair->turned ? pair->b : pair->a].name);
    ent_buf_text(&title, " - ");
    ent_buf_str(&title, actors[pair->turned ? pair->a : pair->b].name);
    if (!title.failed)
        made = ent_im_text(im, ent_buf_view(&title));
    ent_buf_destroy(&title);
    return made;
}

static ent_status make_act(ent_import *im, const im_pair *pair)
{
    bool directed = pair->table->mirror == MAP_DIRECTED;
    uint32_t at = act_of_pair(im, pair);
    im_act *act;
    ent_buf number = { 0 };

    if (at == ENT_NONE)
        return ent_out_of_memory(im->diags);
    act = &im->acts.items[at];
    act->title = pair->title.len ? pair->title : title_of_pair(im, pair);
    act->kind = pair->kind;
    act->status = pair->status;
    act->flags = pair->flags;
    act->signed_on = pair->from;
    act->in_force = pair->in_force;
    act->ended = pair->to;
    act->attributes = pair->attributes;
    if (pair->more) {
        act->level = pair->more->level;
        act->within = pair->more->within;
        act->topic = pair->more->topic;
    }
    act->has_party = true;
    act->listed = true;
    if (pair->by_year) {
        act->in_force = start_of_year(im, pair->first);
        act->ended = end_of_year(im, pair->last);
    }
    if (!isnan(pair->weight)) {
        ent_buf_number(&number, pair->weight);
        act->weight = ent_im_text(im, ent_buf_view(&number));
        ent_buf_destroy(&number);
    }
    if (!act->title.ptr)
        return ent_out_of_memory(im->diags);
    for (int i = 0; i < 2; i++) {
        im_claim *claim = ENT_LIST_ADD(&im->claims);

        if (!claim)
            return ent_out_of_memory(im->diags);
        if (pair->more)
            *claim = pair->more->sides[(i == 0) == pair->turned];
        claim->act = at;
        claim->actor = (i == 0) == pair->turned ? pair->b : pair->a;
        claim->written = pair->written[(i == 0) == pair->turned];
        claim->side = directed ? (uint8_t)(i + 1) : 0;
        claim->by_year = false;
        claim->first = claim->last = 0;
        claim->place = pair->place;
        claim->table = pair->table;
    }
    return ENT_OK;
}

static ent_status fold_pairs(ent_import *im)
{
    im_pair *pairs = im->pairs.items;
    size_t count = im->pairs.count, kept = 0;
    ent_status status = ENT_OK;

    if (!count)
        return ENT_OK;
    ent_platform_sort(pairs, count, sizeof *pairs, by_pair, im);
    for (size_t i = 0, next; i < count; i = next) {
        size_t end;

        for (next = i + 1; next < count && same_moment(&pairs[i], &pairs[next]);)
            next++;
        end = fold_repeats(im, pairs, i, next, i);
        end = fold_mirror(im, pairs, i, end);
        memmove(pairs + kept, pairs + i, (end - i) * sizeof *pairs);
        kept += end - i;
    }
    im->pairs.count = fold_years(im, pairs, kept);
    if ((pairs = ent_mem_resize(pairs, im->pairs.count, sizeof *pairs)) == NULL)
        return ent_out_of_memory(im->diags);
    im->pairs.items = pairs;
    im->pairs.room = im->pairs.count;
    for (size_t i = 0; i < im->pairs.count && status == ENT_OK; i++)
        status = make_act(im, &pairs[i]);
    ENT_LIST_DESTROY(&im->pairs);
    return status;
}

/* ---- claims ---- */

static ent_date start_of(const im_claim *c)
{
    return c->in_force.kind ? c->in_force : c->from.kind ? c->from : c->ratified;
}

static int by_claim(const void *x, const void *y, void *ctx)
{
    const ent_import *im = ctx;
    const im_claim *a = x, *b = y;
    int order;

    if (a->act != b->act)
        return a->act < b->act ? -1 : 1;
    if (a->actor != b->actor)
        return a->actor < b->actor ? -1 : 1;
    if (a->doubt != b->doubt)
        return a->doubt ? 1 : -1;
    if ((order = ent_str_compare_natural(a->role, b->role)) != 0)
        return order;
    if (a->side != b->side)
        return a->side < b->side ? -1 : 1;
    if (a->by_year != b->by_year)
        return a->by_year ? 1 : -1;
    if (a->first != b->first)
        return a->first < b->first ? -1 : 1;
    if ((order = ent_im_compare_dates(start_of(a), start_of(b))) != 0 ||
        (order = ent_im_compare_dates(a->from, b->from)) != 0 ||
        (order = ent_im_compare_dates(a->ratified, b->ratified)) != 0 ||
        (order = ent_im_compare_dates(a->to, b->to)) != 0 ||
        (order = compare_attributes(a->attributes, b->attributes, im->party_attributes.count)) != 0 ||
        (order = ent_str_compare(a->written, b->written)) != 0)
        return order;
    return compare_places(a->place, b->place);
}

static bool same_party(const im_claim *a, const im_claim *b)
{
    return a->act == b->act && a->actor == b->actor && a->doubt == b->doubt &&
           a->by_year == b->by_year && a->side == b->side && ent_str_eq(a->role, b->role);
}

static bool same_claim(const ent_import *im, const im_claim *a, const im_claim *b)
{
    return a->first == b->first && a->last == b->last && !ent_im_compare_dates(a->from, b->from) &&
           !ent_im_compare_dates(a->ratified, b->ratified) && !ent_im_compare_dates(a->in_force, b->in_force) &&
           !ent_im_compare_dates(a->to, b->to) &&
           !compare_attributes(a->attributes, b->attributes, im->party_attributes.count);
}

/* Does b begin before or where a ends? Both days must be known for that. */
static bool touches(const im_claim *a, const im_claim *b)
{
    ent_date start = start_of(b);

    if (a->by_year)
        return b->first <= a->last + 1;
    if (a->to.kind == ENT_DATE_OPEN)
        return true;
    return a->to.kind == ENT_DATE_POINT && ent_date_known(start) && start.first <= a->to.last;
}

/* The later of two ends; an open end is the latest, a missing one the earliest. */
static ent_date later_end(ent_date a, ent_date b)
{
    if (a.kind == ENT_DATE_OPEN || b.kind == ENT_DATE_OPEN)
        return a.kind == ENT_DATE_OPEN ? a : b;
    if (!a.kind || !b.kind)
        return a.kind ? b : a;
    return a.last >= b.last ? a : b;
}

static void extend(im_claim *a, const im_claim *b)
{
    if (b->last > a->last)
        a->last = b->last;
    a->to = later_end(a->to, b->to);
    if (!a->ratified.kind)
        a->ratified = b->ratified;
}

static void date_claim(const ent_import *im, im_claim *c)
{
    if (!c->by_year)
        return;
    c->from = start_of_year(im, c->first);
    c->to = end_of_year(im, c->last);
}

static ent_status fold_claims(ent_import *im)
{
    im_claim *claims = im->claims.items;
    size_t into = 0;

    if (im->claims.count)
        ent_platform_sort(claims, im->claims.count, sizeof *claims, by_claim, im);
    for (size_t i = 0; i < im->claims.count; i++) {
        im_claim *before = into ? &claims[into - 1] : NULL, *c = &claims[i];
        bool keep = c->table->spells == MAP_KEEP_SPELLS, one = c->table->spells == MAP_ONE_SPELL;

        if (before && same_party(before, c) && same_claim(im, before, c)) {
            if (c->table->repeats != MAP_KEEP_REPEATS) {
                moved(im, c->place, ENT_ROW_USED, ENT_ROW_MERGED);
                continue;
            }
        } else if (before && !keep && same_party(before, c) && (one || touches(before, c))) {
            extend(before, c);
            continue;
        }
        claims[into++] = *c;
    }
    im->claims.count = into;
    for (size_t i = 0; i < into; i++)
        date_claim(im, &claims[i]);
    return ENT_OK;
}

ent_status ent_im_fold(ent_import *im)
{
    ent_status status;

    if ((status = ent_im_name_actors(im)) != ENT_OK || (status = number_by_id(im)) != ENT_OK || (status = fold_pairs(im)) != ENT_OK)
        return status;
    return fold_claims(im);
}
