/* guess_columns.c: what the cells of an unknown table are: dates, actors, numbers, codes. */
#include "data/import/guess.h"

#include <string.h>

#include "base/mem.h"
#include "data/table/date_format.h"
#include "data/table/date_words.h"
#include "data/world/party_list.h"

enum { SAMPLE = 200000 };

static const char *const missing_words[] = { "NA", "N/A", "n/a", "NULL", "null", "None", "." };

static bool is_missing(guess *g, ent_str cell)
{
    for (size_t i = 0; i < sizeof missing_words / sizeof *missing_words; i++) {
        ent_str word = ent_str_of(missing_words[i]);

        if (!ent_str_eq(cell, word))
            continue;
        for (size_t k = 0; k < g->missing_count; k++)
            if (ent_str_eq(g->missing[k], word))
                return true;
        g->missing[g->missing_count++] = word;
        return true;
    }
    return false;
}

static const ent_state *actor_of(const guess *g, map_scheme scheme, ent_str text)
{
    return ent_world_identify(g->world, ent_str_of(ent_map_schemes[scheme]), text, (ent_date){ 0 }).state;
}

bool ent_guess_is_actor(const guess *g, map_scheme scheme, ent_str text)
{
    return actor_of(g, scheme, text) != NULL;
}

/* Are all parts of the cell actors by name or code? */
static bool all_actors(guess *g, ent_str cell, char at)
{
    ent_str rest = cell, part;
    size_t count = 0;

    if (cell.len > 4000 || !memchr(cell.ptr, at, cell.len))
        return false;
    while (ent_str_next(&rest, at, &part)) {
        if (!ent_guess_is_actor(g, MAP_ANY, part))
            return false;
        count++;
    }
    return count > 1;
}

static bool letters_only(ent_str text)
{
    for (size_t i = 0; i < text.len; i++)
        if (text.ptr[i] >= '0' && text.ptr[i] <= '9')
            return false;
    return true;
}

/* Each different cell counts once: the first rows of a table that is sorted by state have one state. */
static void look_closely(guess *g, guess_column *c, ent_str cell)
{
    ent_date_cell date = ent_date_cell_read(cell, true, ENT_ORDER_PROVEN);
    double value;
    bool number = ent_str_number(cell, &value), is_date_cell = false;

    c->numbers += number;
    c->years += number && cell.len == 4 && value >= 1500 && value <= 2200;
    c->small += number && value > -100 && value < 100;
    for (int i = 0; i < GUESS_FORMATS; i++)
        if (ent_date_has_format(ent_str_of(ent_guess_formats[i]), cell)) {
            c->dates[i]++;
            is_date_cell = true;
        }
    /* a date that no calendar has, such as 31/2/1950, shows what the column is, too */
    c->typed += is_date_cell || date.typed != ENT_TYPED_NONE;
    c->any_date += is_date_cell || date.typed != ENT_TYPED_NONE || date.words != ENT_WORDS_NONE ||
                   ent_date_cell_read(cell, false, ENT_ORDER_PROVEN).words != ENT_WORDS_NONE;
    for (int i = 0; i < GUESS_SCHEMES; i++) {
        const ent_state *actor =
            number == (i >= GUESS_NUMERIC) ? actor_of(g, ent_guess_schemes[i], cell) : NULL;

        c->actors[i] += actor != NULL;
        c->organizations[i] += actor && actor->is_organization;
    }
    for (int i = 0; i < GUESS_SEPARATORS; i++)
        c->lists[i] += letters_only(cell) && all_actors(g, cell, ent_guess_separators[i]);
}

/* Keeps a row that is no data, if it is one. */
static bool keep_remark(guess *g, size_t offset, const ent_str *row)
{
    size_t at;
    ent_str text;

    if (!ent_remarks_has(&g->file, row, &at) || at == ENT_NO_COLUMN || g->left_count > GUESS_MOST_REMARKS)
        return true;
    text = ent_str_trim(row[at]);
    if (text.len < 4 && memchr(text.ptr, '*', text.len))
        return true; /* as a pattern of a map it would match other cells */
    if (g->left_count++ == GUESS_MOST_REMARKS)
        return true;
    text = ent_arena_str(&g->arena, text);
    g->left_out[g->left_count - 1].column = at;
    g->left_out[g->left_count - 1].text = text;
    if (!g->remarks.count++) {
        g->remarks.offset = offset;
        g->remarks.text = text;
    }
    return text.ptr != NULL;
}

static ent_status look(void *ctx, ent_tablefile *file, size_t offset, const ent_str *row)
{
    guess *g = ctx;

    g->rows++;
    if (!keep_remark(g, offset, row))
        return ent_out_of_memory(g->diags);
    for (size_t i = 0; i < file->columns; i++) {
        guess_column *c = &g->columns[i];
        ent_str cell = ent_str_trim(row[i]), kept;

        if (!cell.len || is_missing(g, cell))
            continue;
        c->filled++;
        if (c->distinct == GUESS_MOST_DISTINCT || ent_index_find(&c->seen, cell) != ENT_ABSENT)
            continue;
        if (!(kept = ent_arena_str(&g->arena, cell)).ptr ||
            !ent_index_add(&c->seen, kept, 0, NULL))
            return ent_out_of_memory(g->diags);
        c->distinct++;
        look_closely(g, c, cell);
    }
    g->full = g->rows == SAMPLE;
    return g->full ? ENT_EINTERNAL : ENT_OK; /* any status but ENT_EDATA ends the reading */
}

ent_status ent_guess_look(guess *g)
{
    ent_status status = ent_tablefile_rows(&g->file, look, g, g->diags);

    for (size_t i = 0; i < g->file.columns; i++)
        g->columns[i].is_list = ent_party_list_has_names(g->world, &g->file, i);
    return status == ENT_EINTERNAL && g->full ? ENT_OK : status;
}

/* ---- columns beside each other ---- */

enum { MOST_ACTORS = 12, MOST_SPELLS = 50000 };

/* Which columns name the same actor, and do rows about the same actors have consecutive years? */
typedef struct second {
    guess *g;
    size_t actors[MOST_ACTORS], count;
    size_t same[MOST_ACTORS][MOST_ACTORS], both[MOST_ACTORS][MOST_ACTORS];
    size_t year, id; /* columns, or ENT_NO_COLUMN */
    ent_index seen;  /* "id actor actor year" */
    struct spell {
        ent_str about;
        int year;
    } *spells;
    size_t spell_count;
} second;

static bool keep_spell(second *s, const ent_str *row)
{
    ent_buf about = { 0 };
    struct spell *at = &s->spells[s->spell_count];
    bool done = true;
    int year;

    if (s->spell_count == MOST_SPELLS || !ent_fields_is_year(ent_str_trim(row[s->year]), &year))
        return true;
    if (s->id != ENT_NO_COLUMN)
        ent_buf_str(&about, row[s->id]);
    for (size_t i = 0; i < s->count; i++) {
        ent_buf_char(&about, '\x1f');
        ent_buf_str(&about, row[s->actors[i]]);
    }
    ent_buf_format(&about, "\x1f%d", year);
    at->about = about.failed ? (ent_str){ NULL, 0 } : ent_arena_str(&s->g->arena, ent_buf_view(&about));
    at->year = year;
    if (!at->about.ptr || !ent_index_add(&s->seen, at->about, 0, NULL))
        done = false;
    s->spell_count++;
    ent_buf_destroy(&about);
    return done;
}

static ent_status look_again(void *ctx, ent_tablefile *file, size_t offset, const ent_str *row)
{
    second *s = ctx;
    const ent_state *who[MOST_ACTORS];

    (void)file, (void)offset;
    for (size_t i = 0; i < s->count; i++)
        who[i] = actor_of(s->g, ent_guess_schemes[s->g->columns[s->actors[i]].scheme],
                          ent_str_trim(row[s->actors[i]]));
    for (size_t i = 0; i < s->count; i++)
        for (size_t k = i + 1; k < s->count; k++)
            if (who[i] && who[k]) {
                s->both[i][k]++;
                s->same[i][k] += who[i] == who[k];
            }
    if (s->year != ENT_NO_COLUMN && !keep_spell(s, row))
        return ent_out_of_memory(s->g->diags);
    s->g->full = ++s->g->rows == SAMPLE;
    return s->g->full ? ENT_EINTERNAL : ENT_OK;
}

/* Do many rows have another one about the same actors in the next year? */
static bool goes_on(const second *s)
{
    size_t next = 0;

    for (size_t i = 0; i < s->spell_count; i++) {
        ent_str about = s->spells[i].about;
        ent_buf text = { 0 };

        while (about.len && about.ptr[about.len - 1] != '\x1f')
            about.len--;
        ent_buf_str(&text, about);
        ent_buf_format(&text, "%d", s->spells[i].year + 1);
        next += !text.failed && ent_index_find(&s->seen, ent_buf_view(&text)) != ENT_ABSENT;
        ent_buf_destroy(&text);
    }
    return next * 10 >= s->spell_count * 3;
}

/* Of two columns for the same actor one is the code, the other the name: the first, unless it has names. */
static void join_columns(second *s)
{
    for (size_t i = 0; i < s->count; i++)
        for (size_t k = i + 1; k < s->count; k++) {
            size_t a = s->actors[i], b = s->actors[k], code = a, name = b;

            if (!s->both[i][k] || s->same[i][k] * 10 < s->both[i][k] * 9 ||
                s->g->columns[a].name_of != ENT_NO_COLUMN ||
                s->g->columns[b].name_of != ENT_NO_COLUMN)
                continue;
            if (ent_guess_schemes[s->g->columns[a].scheme] == MAP_NAME) {
                code = b;
                name = a;
            }
            s->g->columns[name].name_of = code;
            s->g->columns[code].has_name = name;
        }
}

ent_status ent_guess_compare_columns(guess *g)
{
    second s = { .g = g, .year = ENT_NO_COLUMN };
    ent_status status;

    for (size_t i = 0; i < g->file.columns; i++) {
        guess_triple t;

        if (g->columns[i].scheme >= 0 && s.count < MOST_ACTORS)
            s.actors[s.count++] = i;
        if (g->columns[i].is_year && !ent_guess_triple(g, i, &t) && s.year == ENT_NO_COLUMN)
            s.year = i;
    }
    s.id = ent_guess_id(g, ent_guess_is_plain);
    if ((s.spells = ent_arena_new(&g->arena, MOST_SPELLS, sizeof *s.spells)) == NULL)
        return ent_out_of_memory(g->diags);
    g->rows = 0;
    g->full = false;
    if (!g->file.list)
        g->file.rows = 0;
    status = ent_tablefile_rows(&g->file, look_again, &s, NULL);
    if (status == ENT_EINTERNAL && g->full)
        status = ENT_OK;
    if (status == ENT_OK) {
        join_columns(&s);
        /* a year of signature is a date; consecutive years are a spell */
        if (s.year != ENT_NO_COLUMN && !goes_on(&s))
            for (size_t i = 0; i < g->file.columns; i++)
                g->columns[i].is_year = false;
    }
    ent_index_destroy(&s.seen);
    return status;
}
