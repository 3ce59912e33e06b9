/* guess.c: a map for a table that nobody has mapped yet. What the columns hold and what they
 * are called gives their roles; each choice says why in a note, for a person to correct. */
#include "data/import/import.h"

#include <string.h>

#include "base/escape.h"
#include "base/mem.h"
#include "base/platform.h"

enum { SAMPLE = 200000, MOST_DISTINCT = 400, FEW_CODES = 12, WIDE = 20 };

/* What a column can hold. Formats of dates stand in the order in which they are preferred. */
static const char *const formats[] = { "YYYY-MM-DD", "DD/MM/YYYY", "MM/DD/YYYY", "DD.MM.YYYY",
                                       "DD-MM-YYYY", "D Mon YYYY", "D-Mon-YYYY", "Month D, YYYY",
                                       "Month YYYY", "YYYY/MM/DD", "YYYYMMDD", "edtf" };
static const char *const schemes[] = { "iso3", "name", "iso2", "cowc", "cow", "gw", "isonum" };

enum { FORMATS = sizeof formats / sizeof *formats, SCHEMES = sizeof schemes / sizeof *schemes,
       CODES = 3 }; /* schemes from this one on, and iso2, cowc, are believed less than names */

typedef struct column {
    ent_str name;
    size_t filled, distinct; /* distinct cells, those beyond the first MOST_DISTINCT not counted */
    ent_index seen;
    size_t dates[FORMATS], actors[SCHEMES];
    size_t any_date;              /* cells that are a date of some format */
    size_t numbers, years, small; /* 1500-2200; -99 to 99 */
    size_t parts[3];              /* cells with ';', ',' or '/' whose parts are actors */
    /* chosen */
    int scheme, format; /* -1: none */
    bool is_year, is_codes;
    bool is_mixed;      /* dates of several formats */
    bool is_used;       /* the map speaks of it */
    size_t name_of;     /* the column of the code beside which it has the name; ENT_NO_COLUMN: none */
    size_t has_name;    /* the column of the name beside it */
} column;

typedef struct guess {
    ent_world *world;
    ent_arena arena;
    ent_tablefile file;
    column *columns;
    size_t rows;
    bool full;        /* the sample has enough rows */
    ent_str missing[8];
    size_t missing_count;
    ent_buf *out;
    ent_diags *diags;
} guess;

static const char parters[] = ";,/";

/* ---- looking ---- */

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

static bool is_actor(guess *g, const char *scheme, ent_str text)
{
    return ent_world_identify(g->world, ent_str_of(scheme), text, (ent_date){ 0 }).state != NULL;
}

/* Are all parts of the cell actors by name or code? */
static bool all_actors(guess *g, ent_str cell, char at)
{
    ent_str rest = cell, part;
    size_t count = 0;

    if (cell.len > 4000 || !memchr(cell.ptr, at, cell.len))
        return false;
    while (ent_str_next(&rest, at, &part)) {
        if (!is_actor(g, "any", part))
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

/* Each different cell is looked at once: a table sorted by state starts with one state. */
static void look_closely(guess *g, column *c, ent_str cell)
{
    double value;
    bool number = ent_str_number(cell, &value), is_date_cell = false;

    c->numbers += number;
    c->years += number && cell.len == 4 && value >= 1500 && value <= 2200;
    c->small += number && value > -100 && value < 100;
    for (int i = 0; i < FORMATS; i++)
        if (fields_is_date(ent_str_of(formats[i]), cell)) {
            c->dates[i]++;
            is_date_cell = true;
        }
    c->any_date += is_date_cell;
    for (int i = 0; i < SCHEMES; i++)
        if (number == (i > CODES))
            c->actors[i] += is_actor(g, schemes[i], cell);
    for (int i = 0; i < 3; i++)
        c->parts[i] += letters_only(cell) && all_actors(g, cell, parters[i]);
}

static ent_status look(void *ctx, ent_tablefile *file, size_t offset, const ent_str *row)
{
    guess *g = ctx;

    (void)offset;
    g->rows++;
    for (size_t i = 0; i < file->columns; i++) {
        column *c = &g->columns[i];
        ent_str cell = ent_str_trim(row[i]), kept;

        if (!cell.len || is_missing(g, cell))
            continue;
        c->filled++;
        if (c->distinct == MOST_DISTINCT || ent_index_find(&c->seen, cell) != ENT_ABSENT)
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

/* ---- choosing ---- */

static bool most(const column *c, size_t count)
{
    return c->distinct && count * 10 >= c->distinct * 8;
}

/* Does one of the words stand in the name: anywhere, or at one of its ends? */
static bool names_it(ent_str name, const char *words, bool at_ends)
{
    ent_str rest = ent_str_of(words), word;
    char folded[64];
    size_t len = name.len < sizeof folded ? name.len : sizeof folded;

    for (size_t i = 0; i < len; i++)
        folded[i] = name.ptr[i] >= 'A' && name.ptr[i] <= 'Z' ? (char)(name.ptr[i] + 32)
                                                             : name.ptr[i];
    while (ent_str_next(&rest, ' ', &word))
        for (size_t i = 0; i + word.len <= len; i++)
            if (memcmp(folded + i, word.ptr, word.len) == 0 &&
                (!at_ends || i == 0 || i + word.len == len))
                return true;
    return false;
}

static bool has_word(ent_str name, const char *words)
{
    return names_it(name, words, false);
}

/* Small numbers are codes of states only in a column that is called so. */
static int choose_scheme(const column *c)
{
    int best = -1;

    for (int i = 0; i < SCHEMES; i++) {
        if (!most(c, c->actors[i]) || c->distinct < 2)
            continue;
        if (i > CODES && !has_word(c->name, "cow ccode code state country party member iso gw"))
            continue;
        if (i == 5 && has_word(c->name, "gw"))
            return i;
        if (i == 6 && has_word(c->name, "iso"))
            return i;
        if (best < 0 || c->actors[i] > c->actors[best])
            best = i;
    }
    return best;
}

static void choose(column *c)
{
    c->scheme = choose_scheme(c);
    c->format = -1;
    for (int i = 0; i < FORMATS && c->scheme < 0; i++)
        if (most(c, c->dates[i]) && (c->format < 0 || c->dates[i] > c->dates[c->format]))
            c->format = i;
    if (c->format >= 0 && most(c, c->numbers) && strcmp(formats[c->format], "YYYYMMDD") != 0 &&
        !most(c, c->years))
        c->format = -1; /* numbers that happen to be years */
    c->is_mixed = c->scheme < 0 && c->format < 0 && most(c, c->any_date) && !most(c, c->numbers);
    c->is_year = most(c, c->years) && has_word(c->name, "year yr");
    c->is_codes = most(c, c->small) && c->distinct <= FEW_CODES;
}

/* ---- the parts of a date in three columns ---- */

typedef struct triple {
    size_t year, month, day; /* columns, or ENT_NO_COLUMN */
} triple;

/* The column whose name is that of `at` with one word in place of another. */
static size_t with_word(const guess *g, size_t at, const char *word, const char *other)
{
    ent_str name = g->columns[at].name;
    size_t len = strlen(word), found = ENT_NO_COLUMN;
    ent_buf made = { 0 };

    for (size_t i = 0; i + len <= name.len && found == ENT_NO_COLUMN; i++) {
        if (!ent_str_eq_fold((ent_str){ name.ptr + i, len }, ent_str_of(word)))
            continue;
        ent_buf_clear(&made);
        ent_buf_add(&made, name.ptr, i);
        ent_buf_text(&made, other);
        ent_buf_add(&made, name.ptr + i + len, name.len - i - len);
        for (size_t k = 0; k < g->file.columns; k++)
            if (ent_str_eq_fold(g->columns[k].name, ent_buf_view(&made)))
                found = k;
    }
    ent_buf_destroy(&made);
    return found;
}

static bool is_triple(const guess *g, size_t at, triple *t)
{
    static const char *const words[][3] = { { "year", "month", "day" }, { "yr", "mo", "day" },
                                            { "year", "mon", "day" },   { "yr", "mon", "day" },
                                            { "y", "m", "d" } };

    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        *t = (triple){ at, with_word(g, at, words[i][0], words[i][1]),
                       with_word(g, at, words[i][0], words[i][2]) };
        if (t->month != ENT_NO_COLUMN && most(&g->columns[t->month], g->columns[t->month].small))
            return true;
    }
    return false;
}

/* ---- writing ---- */

static void indent(guess *g, int depth)
{
    ent_buf_char(g->out, '\n');
    for (int i = 0; i < depth; i++)
        ent_buf_text(g->out, "  ");
}

static void key(guess *g, int depth, const char *name)
{
    size_t at = g->out->len;

    while (at && (g->out->data[at - 1] == ' ' || g->out->data[at - 1] == '\n'))
        at--;
    if (at && g->out->data[at - 1] != '{' && g->out->data[at - 1] != '[')
        ent_buf_char(g->out, ',');
    indent(g, depth);
    ent_buf_format(g->out, "\"%s\": ", name);
}

static void text(guess *g, ent_str s)
{
    ent_escape_json_string(g->out, s);
}

static void open_object(guess *g, int depth, const char *name)
{
    key(g, depth, name);
    ent_buf_char(g->out, '{');
}

static void close_object(guess *g, int depth)
{
    indent(g, depth);
    ent_buf_char(g->out, '}');
}

/* The name of a column, which the map then speaks of. */
static void name_column(guess *g, size_t at)
{
    g->columns[at].is_used = true;
    text(g, g->columns[at].name);
}

static void note(guess *g, int depth, const char *why)
{
    key(g, depth, "note");
    text(g, ent_str_of(why));
}

/* Who writes names also writes USA and EU: any name, and any code of letters. */
static ent_str scheme_of(const column *c)
{
    return strcmp(schemes[c->scheme], "name") == 0 ? ENT_STR("any") : ent_str_of(schemes[c->scheme]);
}

static void actor(guess *g, int depth, size_t at)
{
    const column *c = &g->columns[at];
    ent_buf why = { 0 };

    open_object(g, depth, "actor");
    key(g, depth + 1, "column");
    name_column(g, at);
    key(g, depth + 1, "scheme");
    text(g, scheme_of(c));
    if (c->has_name != ENT_NO_COLUMN) {
        key(g, depth + 1, "name");
        name_column(g, c->has_name);
    }
    ent_buf_format(&why, "%zu of %zu different cells are states by this scheme",
                   c->actors[c->scheme], c->distinct);
    note(g, depth + 1, ent_buf_string(&why));
    close_object(g, depth);
    ent_buf_destroy(&why);
}

/* The formats that occur; of day first and month first the more frequent one. */
static void mixed_formats(guess *g, const column *c)
{
    bool comma = false;

    ent_buf_text(g->out, "[ ");
    for (int i = 0; i < FORMATS; i++) {
        if (!c->dates[i] || (i == 1 && c->dates[2] > c->dates[1]) ||
            (i == 2 && c->dates[1] >= c->dates[2]))
            continue;
        ent_buf_text(g->out, comma ? ", " : "");
        text(g, ent_str_of(formats[i]));
        comma = true;
    }
    ent_buf_text(g->out, " ]");
}

/* Day first and month first look the same unless a day is past 12. */
static void date(guess *g, int depth, const char *name, size_t at)
{
    const column *c = &g->columns[at];
    bool both = (c->format >= 0 || c->is_mixed) && c->dates[1] && c->dates[1] == c->dates[2];
    triple t;

    open_object(g, depth, name);
    if (is_triple(g, at, &t)) {
        key(g, depth + 1, "year");
        name_column(g, t.year);
        key(g, depth + 1, "month");
        name_column(g, t.month);
        if (t.day != ENT_NO_COLUMN) {
            key(g, depth + 1, "day");
            name_column(g, t.day);
        }
        note(g, depth + 1, "the names of the columns go together; say with 'open' what stands for "
                           "an end that has not come");
    } else {
        key(g, depth + 1, "column");
        name_column(g, at);
        key(g, depth + 1, "format");
        if (c->is_mixed)
            mixed_formats(g, c);
        else
            text(g, ent_str_of(c->format >= 0 ? formats[c->format] : "edtf"));
        note(g, depth + 1,
             both          ? "day first or month first? no day past 12 tells them apart: look it up"
             : c->is_mixed ? "dates of several formats, tried in this order; what is none of them is "
                             "reported"
                           : "nearly all different cells are dates of this format");
    }
    close_object(g, depth);
}

/* The first column that fits and has one of the words at an end of its name; earlier words win. */
static size_t find_column(const guess *g, const char *words, bool (*fits)(const column *c))
{
    ent_str rest = ent_str_of(words), word;

    while (ent_str_next(&rest, ' ', &word)) {
        char one[16] = { 0 };

        memcpy(one, word.ptr, word.len < sizeof one - 1 ? word.len : sizeof one - 1);
        for (size_t i = 0; i < g->file.columns; i++)
            if (names_it(g->columns[i].name, one, true) && fits(&g->columns[i]))
                return i;
    }
    return ENT_NO_COLUMN;
}

static bool is_date(const column *c)
{
    return c->format >= 0 || c->is_mixed || (most(c, c->years) && c->scheme < 0);
}

static bool is_plain(const column *c)
{
    return c->filled && c->scheme < 0 && !is_date(c) && !c->is_year;
}

/* One where each row has another value. */
static bool is_key(const column *c)
{
    return is_plain(c) && (c->distinct == MOST_DISTINCT || c->distinct * 10 >= c->filled * 9);
}

typedef struct when {
    const char *role, *words;
} when;

/* Dates whose names say what they are; each column once. Of two rows for one role the first that finds a
 * column says it; what the second finds is something else. */
static void dates(guess *g, int depth, const when *roles, size_t count)
{
    bool used[ENT_LIMIT_COLUMNS] = { false };
    const char *said = "";

    for (size_t r = 0; r < count; r++)
        for (size_t i = 0; i < g->file.columns; i++)
            if (!used[i] && is_date(&g->columns[i]) && has_word(g->columns[i].name, roles[r].words)) {
                used[i] = true;
                if (strcmp(said, roles[r].role) != 0)
                    date(g, depth, roles[r].role, i);
                said = roles[r].role;
                break;
            }
}

static size_t date_column(const guess *g, const char *words)
{
    for (size_t i = 0; i < g->file.columns; i++)
        if (is_date(&g->columns[i]) && has_word(g->columns[i].name, words))
            return i;
    return ENT_NO_COLUMN;
}

#define LEAVING "exit withdr leav"
#define ENDING "end term last"

static const when party_dates[] = { { "ratified", "ratif access" },
                                    { "in_force", "force" },
                                    { "withdrew", LEAVING },
                                    { "withdrew", ENDING },
                                    { "signed", "sign begin start entry ent join from date st_ year" } };
static const when act_dates[] = { { "in_force", "force" },
                                  { "ended", "exit withdr end term last" },
                                  { "signed", "sign begin start date adopt beg from year" } };

/* `alone`: a row is an agreement, so its key differs from row to row. */
static void agreement(guess *g, int depth, bool needs_id, bool alone)
{
    size_t id = find_column(g, "id treaty agreement alliance act igo organization number name",
                            alone ? is_key : is_plain);
    size_t title = find_column(g, "title name", is_plain);

    open_object(g, depth, "agreement");
    if (id != ENT_NO_COLUMN) {
        open_object(g, depth + 1, "id");
        key(g, depth + 2, "column");
        name_column(g, id);
        note(g, depth + 2, "its name, and it is no actor, date or year; rows with the same cell "
                           "are one agreement");
        close_object(g, depth + 1);
    } else if (needs_id) {
        open_object(g, depth + 1, "id");
        key(g, depth + 2, "file");
        ent_buf_text(g->out, "true");
        note(g, depth + 2, "no column looks like the key of an agreement: a file for each, named "
                           "by it?");
        close_object(g, depth + 1);
    }
    if (title != ENT_NO_COLUMN && title != id) {
        key(g, depth + 1, "title");
        name_column(g, title);
    }
    /* beside a column for those who left, an end is that of the agreement */
    if (!alone && date_column(g, LEAVING) != ENT_NO_COLUMN && date_column(g, ENDING) != ENT_NO_COLUMN)
        date(g, depth + 1, "ended", date_column(g, ENDING));
    if (alone)
        dates(g, depth + 1, act_dates, sizeof act_dates / sizeof *act_dates);
    close_object(g, depth);
}

static void year(guess *g, int depth)
{
    for (size_t i = 0; i < g->file.columns; i++)
        if (g->columns[i].is_year) {
            key(g, depth, "year");
            name_column(g, i);
            return;
        }
}

static bool has_year(const guess *g)
{
    triple t;

    for (size_t i = 0; i < g->file.columns; i++)
        if (g->columns[i].is_year && !is_triple(g, i, &t))
            return true;
    return false;
}

static void shape(guess *g, const char *name, const char *why)
{
    key(g, 3, "shape");
    text(g, ent_str_of(name));
    note(g, 3, why);
}

static void members(guess *g, size_t at)
{
    bool yearly = has_year(g);

    shape(g, "members", "one column names actors: a row is a party of an agreement (or a member: "
                        "then write 'organization' for 'agreement', 'member' for 'party')");
    agreement(g, 3, true, false);
    open_object(g, 3, "party");
    actor(g, 4, at);
    if (!yearly)
        dates(g, 4, party_dates, sizeof party_dates / sizeof *party_dates);
    close_object(g, 3);
    if (yearly)
        year(g, 3);
}

static void pairs(guess *g, size_t one, size_t other)
{
    bool yearly = has_year(g);

    shape(g, "pairs", "two columns name actors: a row is a pair. Does the order of the two matter? "
                      "then add \"mirror\": \"directed\"");
    agreement(g, 3, false, !yearly);
    key(g, 3, "party");
    ent_buf_char(g->out, '[');
    for (int i = 0; i < 2; i++) {
        if (i)
            ent_buf_char(g->out, ',');
        indent(g, 4);
        ent_buf_char(g->out, '{');
        actor(g, 5, i ? other : one);
        close_object(g, 4);
    }
    indent(g, 3);
    ent_buf_char(g->out, ']');
    if (yearly)
        year(g, 3);
}

static void many_columns(guess *g)
{
    bool first = true;

    shape(g, "list", "several columns name actors: a row is an agreement with its parties");
    agreement(g, 3, true, true);
    open_object(g, 3, "party");
    open_object(g, 4, "actor");
    key(g, 5, "columns");
    ent_buf_char(g->out, '[');
    for (size_t i = 0; i < g->file.columns; i++)
        if (g->columns[i].scheme >= 0 && g->columns[i].name_of == ENT_NO_COLUMN) {
            ent_buf_text(g->out, first ? " " : ", ");
            name_column(g, i);
            first = false;
        }
    ent_buf_text(g->out, " ]");
    for (size_t i = 0; i < g->file.columns; i++)
        if (g->columns[i].scheme >= 0) {
            key(g, 5, "scheme");
            text(g, scheme_of(&g->columns[i]));
            break;
        }
    close_object(g, 4);
    close_object(g, 3);
}

static void one_cell(guess *g, size_t at, char parter)
{
    shape(g, "list", "one column holds lists of actors: a row is an agreement with its parties");
    agreement(g, 3, true, true);
    open_object(g, 3, "party");
    open_object(g, 4, "actor");
    key(g, 5, "column");
    name_column(g, at);
    key(g, 5, "scheme");
    text(g, ENT_STR("any"));
    key(g, 5, "split");
    text(g, (ent_str){ &parter, 1 });
    close_object(g, 4);
    close_object(g, 3);
}

/* A long run of columns with the same few codes. */
static bool find_matrix(const guess *g, size_t *first, size_t *last)
{
    size_t start = 0, best = 0;

    for (size_t i = 0; i <= g->file.columns; i++) {
        const column *c = i < g->file.columns ? &g->columns[i] : NULL;

        /* the run is written "first..last" */
        if (c && (c->is_codes || !c->filled) && !c->is_year && c->scheme < 0 && c->name.len &&
            !ent_platform_find(c->name.ptr, c->name.len, "..", 2))
            continue;
        if (i - start > best) {
            best = i - start;
            *first = start;
            *last = i - 1;
        }
        start = i + 1;
    }
    return best >= WIDE && best * 10 > g->file.columns * 6;
}

static void matrix(guess *g, size_t first, size_t last, size_t row_actor)
{
    size_t states = 0;
    ent_buf run = { 0 };
    bool parties;

    for (size_t i = first; i <= last; i++)
        g->columns[i].is_used = true;
    for (size_t i = first; i <= last; i++)
        states += is_actor(g, "name", g->columns[i].name) || is_actor(g, "iso3", g->columns[i].name);
    parties = row_actor == ENT_NO_COLUMN || states * 2 > last - first;
    shape(g, "matrix", "a long run of columns holds the same few codes: a cell is the standing of "
                       "one in the other");
    if (parties) {
        agreement(g, 3, true, false);
    } else {
        open_object(g, 3, "organization");
        note(g, 4, "the names of the columns");
        close_object(g, 3);
        open_object(g, 3, "member");
        actor(g, 4, row_actor);
        close_object(g, 3);
    }
    year(g, 3);
    open_object(g, 3, "cells");
    ent_buf_str(&run, g->columns[first].name);
    ent_buf_text(&run, "..");
    ent_buf_str(&run, g->columns[last].name);
    key(g, 4, "columns");
    text(g, ent_buf_view(&run));
    g->out->failed |= run.failed;
    ent_buf_destroy(&run);
    key(g, 4, "are");
    text(g, parties ? ENT_STR("parties") : ENT_STR("agreements"));
    if (parties) {
        key(g, 4, "scheme");
        text(g, ENT_STR("name"));
    }
    open_object(g, 4, "values");
    key(g, 5, "0");
    text(g, ENT_STR("none"));
    key(g, 5, "1");
    text(g, ENT_STR("member"));
    close_object(g, 4);
    note(g, 4, "say what each code means: a role, or none, missing, absent");
    close_object(g, 3);
}

static void dialect(guess *g)
{
    char mark = g->file.separator;
    bool comma = false;

    if (mark == ',' && !g->missing_count)
        return;
    open_object(g, 3, "dialect");
    if (mark && mark != ',') {
        key(g, 4, "separator");
        text(g, (ent_str){ &mark, 1 });
    }
    if (g->missing_count) {
        key(g, 4, "missing");
        ent_buf_text(g->out, "[ ");
        for (size_t i = 0; i < g->missing_count; i++, comma = true) {
            ent_buf_text(g->out, comma ? ", " : "");
            text(g, g->missing[i]);
        }
        ent_buf_text(g->out, " ]");
        note(g, 4, "is one of them a value in some column (NA is Namibia in ISO alpha-2)? give "
                   "that column a 'missing' of its own");
    }
    close_object(g, 3);
}

/* ---- a second look: columns beside each other ---- */

enum { MOST_ACTORS = 12, MOST_SPELLS = 50000 };

/* Which columns name the same actor, by code and by name; and whether the year of a row goes on from
 * another row's about the same. */
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

    if (s->spell_count == MOST_SPELLS || !fields_is_year(ent_str_trim(row[s->year]), &year))
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
        who[i] = ent_world_identify(s->g->world,
                                    ent_str_of(schemes[s->g->columns[s->actors[i]].scheme]),
                                    ent_str_trim(row[s->actors[i]]), (ent_date){ 0 })
                     .state;
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

/* Do many rows have one about the same in the year after? */
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

/* The later of two columns that mean the same is the name of the earlier, or the other way round: codes
 * first. */
static void join_columns(second *s)
{
    for (size_t i = 0; i < s->count; i++)
        for (size_t k = i + 1; k < s->count; k++) {
            size_t a = s->actors[i], b = s->actors[k], code = a, name = b;

            if (!s->both[i][k] || s->same[i][k] * 10 < s->both[i][k] * 9 ||
                s->g->columns[a].name_of != ENT_NO_COLUMN ||
                s->g->columns[b].name_of != ENT_NO_COLUMN)
                continue;
            if (strcmp(schemes[s->g->columns[a].scheme], "name") == 0) {
                code = b;
                name = a;
            }
            s->g->columns[name].name_of = code;
            s->g->columns[code].has_name = name;
        }
}

static ent_status second_look(guess *g)
{
    second s = { .g = g, .year = ENT_NO_COLUMN };
    ent_status status;

    for (size_t i = 0; i < g->file.columns; i++) {
        triple t;

        if (g->columns[i].scheme >= 0 && s.count < MOST_ACTORS)
            s.actors[s.count++] = i;
        if (g->columns[i].is_year && !is_triple(g, i, &t) && s.year == ENT_NO_COLUMN)
            s.year = i;
    }
    s.id = find_column(g, "id treaty agreement alliance act igo organization number name", is_plain);
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
        /* a year in which something was signed is a date; years that follow each other are a spell */
        if (s.year != ENT_NO_COLUMN && !goes_on(&s))
            for (size_t i = 0; i < g->file.columns; i++)
                g->columns[i].is_year = false;
    }
    ent_index_destroy(&s.seen);
    return status;
}

/* ---- what is left ---- */

static void tell_unused(guess *g)
{
    ent_buf names = { 0 };

    for (size_t i = 0; i < g->file.columns; i++) {
        const column *c = &g->columns[i];

        if (c->is_used || !c->filled)
            continue;
        if (is_date(c) || c->any_date * 2 > c->distinct || c->scheme >= 0)
            ent_warn(g->diags, ent_tablefile_where(&g->file, SIZE_MAX, i),
                     "the proposal does not use the column '%.*s', which looks like %s; say in the map "
                     "what it is",
                     ENT_STR_ARG(c->name), c->scheme >= 0 ? "actors" : "dates");
        else
            ent_buf_format(&names, "%s%.*s", names.len ? ", " : "", ENT_STR_ARG(c->name));
    }
    if (names.len)
        ent_note(g->diags, (ent_where){ .file = g->file.file.name },
                 "the proposal does not use the columns %s; 'attributes' keeps those that you want",
                 ent_buf_string(&names));
    ent_buf_destroy(&names);
}

static void table(guess *g)
{
    size_t actors[2] = { ENT_NO_COLUMN, ENT_NO_COLUMN }, count = 0, first, last;

    for (size_t i = 0; i < g->file.columns; i++)
        if (g->columns[i].scheme >= 0 && g->columns[i].name_of == ENT_NO_COLUMN && count++ < 2)
            actors[count - 1] = i;
    if (find_matrix(g, &first, &last)) {
        matrix(g, first, last, actors[0]);
        return;
    }
    for (size_t i = 0; i < g->file.columns && !count; i++)
        for (int k = 0; k < 3; k++)
            if (g->columns[i].parts[k] * 2 > g->columns[i].distinct) {
                one_cell(g, i, parters[k]);
                return;
            }
    if (count > 4)
        many_columns(g);
    else if (count >= 2)
        pairs(g, actors[0], actors[1]);
    else if (count == 1)
        members(g, actors[0]);
    else {
        shape(g, "agreements", "no column names states by a code or name of the register: a list of "
                               "agreements? or write 'scheme': \"own\" for an actor of another kind");
        agreement(g, 3, true, true);
    }
}

/* "my treaties.csv.gz" as the name of a map: "my-treaties" */
static void name_of(guess *g, const char *path)
{
    const char *slash = strrchr(path, '/');
    ent_str base = ent_str_of(slash ? slash + 1 : path);
    ent_buf name = { 0 };

    for (size_t i = 0; i < base.len && base.ptr[i] != '.'; i++) {
        char c = base.ptr[i];

        c = c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
        ent_buf_char(&name, (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' ? c : '-');
    }
    key(g, 1, "name");
    text(g, name.len ? ent_buf_view(&name) : ENT_STR("my-data"));
    key(g, 1, "title");
    text(g, base);
    ent_buf_destroy(&name);
}

static void write_map(guess *g, const char *path)
{
    const char *slash = strrchr(path, '/');
    ent_str base = ent_str_of(slash ? slash + 1 : path);

    if (base.len > 3 && memcmp(base.ptr + base.len - 3, ".gz", 3) == 0)
        base.len -= 3;
    ent_buf_char(g->out, '{');
    name_of(g, path);
    note(g, 1, "A proposal from the names of the columns and their first rows: check each line, "
               "correct it, drop the notes. Add version, author, citation and url of the data.");
    key(g, 1, "tables");
    ent_buf_char(g->out, '[');
    indent(g, 2);
    ent_buf_char(g->out, '{');
    key(g, 3, "file");
    text(g, base);
    dialect(g);
    table(g);
    close_object(g, 2);
    indent(g, 1);
    ent_buf_text(g->out, "]\n}\n");
}

ent_status ent_import_guess(const char *path, ent_buf *out, ent_diags *diags)
{
    guess g = { .out = out, .diags = diags };
    size_t refusals = ent_mem_before(out);
    ent_status status;

    if ((status = ent_world_new(&g.world, diags)) != ENT_OK ||
        (status = ent_tablefile_open_as(&g.file, path, &(ent_dialect){ .nameless = true },
                                        diags)) != ENT_OK)
        goto done;
    if ((g.columns = ent_arena_new(&g.arena, g.file.columns, sizeof *g.columns)) == NULL) {
        status = ent_out_of_memory(diags);
        goto done;
    }
    for (size_t i = 0; i < g.file.columns; i++)
        g.columns[i] = (column){ .name = g.file.header[i], .name_of = ENT_NO_COLUMN,
                                 .has_name = ENT_NO_COLUMN };
    status = ent_tablefile_rows(&g.file, look, &g, diags);
    if (status == ENT_EINTERNAL && g.full)
        status = ENT_OK;
    for (size_t i = 0; i < g.file.columns; i++)
        choose(&g.columns[i]);
    if (status == ENT_OK && (status = second_look(&g)) == ENT_OK) {
        write_map(&g, path);
        tell_unused(&g);
        status = ent_mem_whole(ENT_OK, refusals, diags);
    }
done:
    for (size_t i = 0; g.columns && i < g.file.columns; i++)
        ent_index_destroy(&g.columns[i].seen);
    ent_tablefile_destroy(&g.file);
    ent_arena_destroy(&g.arena);
    ent_world_free(g.world);
    return status;
}
