/* guess.c: a map for an unknown table. The contents and the names of its columns give their roles; each
 * choice has its reason in a note, for a person to correct. */
#include "data/import/guess.h"

#include <string.h>

#include "base/mem.h"
#include "data/column_names.h"
#include "data/netfile/netfile.h"
#include "entente/import.h"

/* ---- writing: each key on a separate line ---- */

static void put_text(guess *g, int depth, const char *key, ent_str value)
{
    ent_json_line(&g->map, 2 * depth);
    ent_json_write_text(&g->map, key, value);
}

static void put_note(guess *g, int depth, const char *why)
{
    put_text(g, depth, "note", ent_str_of(why));
}

static void open_object(guess *g, int depth, const char *key)
{
    ent_json_line(&g->map, 2 * depth);
    ent_json_begin_object(&g->map, key);
}

static void close_object(guess *g, int depth)
{
    ent_json_line(&g->map, 2 * depth);
    ent_json_end_object(&g->map);
}

static void open_list(guess *g, int depth, const char *key)
{
    ent_json_line(&g->map, 2 * depth);
    ent_json_begin_list(&g->map, key);
}

/* The name of a column, which the map then uses. */
static void put_column(guess *g, int depth, const char *key, size_t at)
{
    if (!g->columns[at].used_as)
        g->columns[at].used_as = key;
    put_text(g, depth, key, g->columns[at].name);
}

static void put_shape(guess *g, map_shape shape, const char *why)
{
    put_text(g, 3, "shape", ent_str_of(ent_map_shapes[shape]));
    put_note(g, 3, why);
}

/* ---- actors and dates ---- */

/* Tables with names also have USA and EU: any name, and any code of letters. */
static void put_scheme(guess *g, int depth, const guess_column *c)
{
    map_scheme scheme = ent_guess_schemes[c->scheme];

    put_text(g, depth, "scheme", ent_str_of(ent_map_schemes[scheme == MAP_NAME ? MAP_ANY : scheme]));
}

static void put_actor(guess *g, int depth, size_t at)
{
    const guess_column *c = &g->columns[at];
    ent_buf why = { 0 };

    open_object(g, depth, "actor");
    g->columns[at].used_as = "actor";
    if (c->has_name != ENT_NO_COLUMN)
        g->columns[c->has_name].used_as = "name of the actor";
    put_column(g, depth + 1, "column", at);
    put_scheme(g, depth + 1, c);
    if (c->has_name != ENT_NO_COLUMN)
        put_column(g, depth + 1, "name", c->has_name);
    ent_buf_format(&why, "%zu of %zu different cells are states by this scheme",
                   c->actors[c->scheme], c->distinct);
    put_note(g, depth + 1, ent_buf_string(&why));
    close_object(g, depth);
    ent_buf_destroy(&why);
}

static void put_date(guess *g, int depth, const char *key, size_t at)
{
    const guess_column *c = &g->columns[at];
    /* day first and month first look the same unless a day is past 12 */
    bool either = (c->format >= 0 || c->is_mixed) && c->dates[GUESS_DAY_FIRST] &&
                  c->dates[GUESS_DAY_FIRST] == c->dates[GUESS_MONTH_FIRST];
    guess_triple t;

    open_object(g, depth, key);
    g->columns[at].used_as = key;
    if (ent_guess_triple(g, at, &t)) {
        put_column(g, depth + 1, "year", t.year);
        put_column(g, depth + 1, "month", t.month);
        if (t.day != ENT_NO_COLUMN)
            put_column(g, depth + 1, "day", t.day);
        put_note(g, depth + 1, "the names of the columns belong together; 'open' names the cells that "
                               "mean: has not ended");
    } else {
        put_column(g, depth + 1, "column", at);
        ent_json_line(&g->map, 2 * depth + 2);
        ent_json_write_string(&g->map, "format",
                              c->is_mixed || either ? "typed" : c->format >= 0 ? ent_guess_formats[c->format] : "edtf");
        put_note(g, depth + 1,
                 either        ? "day first or month first? no day past 12 shows it: look it up, and write DMY or MDY"
                 : c->is_mixed ? "dates as people type them, of several formats or with words such as 'unknown'; "
                                 "others are reported"
                               : "nearly all different cells are dates of this format");
    }
    close_object(g, depth);
}

/* A date of the map, and the known column whose names its column may have. */
typedef struct when {
    const char *key;
    ent_table table;
    int column;
} when;

typedef struct dates_left {
    const guess *g;
    bool used[ENT_LIMIT_COLUMNS];
} dates_left;

static bool is_date_left(const void *ctx, size_t column)
{
    const dates_left *left = ctx;

    return !left->used[column] && ent_guess_is_date(&left->g->columns[column]);
}

/* Is it a column that the vocabulary has for one of the roles? */
static bool is_named_date(const guess *g, const when *roles, size_t count, size_t column)
{
    bool found = false;

    for (size_t r = 0; r < count && !found; r++)
        found = ent_column_named(&g->file, roles[r].table, roles[r].column, NULL, NULL) == column;
    return found;
}

/* The column for a date: by its name, else by a part of its name. */
static size_t column_for_date(const dates_left *left, const when *roles, size_t count, const when *role)
{
    const guess *g = left->g;
    size_t at = ent_column_named(&g->file, role->table, role->column, is_date_left, left);

    for (size_t i = 0; i < g->file.columns && at == ENT_NO_COLUMN; i++)
        if (is_date_left(left, i) && ent_column_sounds(g->columns[i].name, role->table, role->column) &&
            !is_named_date(g, roles, count, i))
            at = i;
    return at;
}

/* Dates whose names tell their role; each column once. Of two rows for one key the first that finds a
 * column is used; the column of the second is something else. */
static void put_dates(guess *g, int depth, const when *roles, size_t count)
{
    dates_left left = { .g = g };
    const char *before = "";

    for (size_t r = 0; r < count; r++) {
        size_t at = column_for_date(&left, roles, count, &roles[r]);

        if (at == ENT_NO_COLUMN)
            continue;
        left.used[at] = true;
        if (strcmp(before, roles[r].key) != 0)
            put_date(g, depth, roles[r].key, at);
        before = roles[r].key;
    }
}

static size_t date_that_sounds(const guess *g, ent_table table, int known)
{
    for (size_t i = 0; i < g->file.columns; i++)
        if (ent_guess_is_date(&g->columns[i]) && ent_column_sounds(g->columns[i].name, table, known))
            return i;
    return ENT_NO_COLUMN;
}

static const when party_dates[] = { { "ratified", ENT_PARTIES, PARTY_RATIFIED },
                                    { "in_force", ENT_PARTIES, PARTY_IN_FORCE },
                                    { "withdrew", ENT_PARTIES, PARTY_WITHDREW },
                                    { "withdrew", ENT_PARTIES, PARTY_ENDED },
                                    { "signed", ENT_PARTIES, PARTY_SIGNED } };
static const when act_dates[] = { { "in_force", ENT_AGREEMENTS, ACT_IN_FORCE },
                                  { "ended", ENT_AGREEMENTS, ACT_ENDED },
                                  { "signed", ENT_AGREEMENTS, ACT_SIGNED } };

/* ---- agreements ---- */

static bool is_text_left(const void *ctx, size_t column)
{
    const guess *g = ctx;

    return ent_guess_is_plain(&g->columns[column]) && !g->columns[column].used_as;
}

/* What the reader of plain files understands by the name of the column. */
static void put_words(guess *g, int depth)
{
    static const struct {
        const char *key;
        int column;
    } words[] = { { "kind", ACT_KIND }, { "level", ACT_LEVEL }, { "status", ACT_STATUS }, { "topic", ACT_TOPIC } };

    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        size_t at = ent_column_named(&g->file, ENT_AGREEMENTS, words[i].column, is_text_left, g);

        if (at != ENT_NO_COLUMN)
            put_column(g, depth, words[i].key, at);
    }
}

/* `alone`: a row is an agreement, so its id differs from row to row. */
static void put_agreement(guess *g, int depth, bool needs_id, bool alone)
{
    size_t id = ent_guess_id(g, alone ? ent_guess_is_key : ent_guess_is_plain);
    size_t title = ent_guess_find(g, "title name", ent_guess_is_plain);
    size_t ended = date_that_sounds(g, ENT_PARTIES, PARTY_ENDED);

    open_object(g, depth, "agreement");
    if (id != ENT_NO_COLUMN || needs_id)
        open_object(g, depth + 1, "id");
    if (id != ENT_NO_COLUMN) {
        put_column(g, depth + 2, "column", id);
        put_note(g, depth + 2, "by its name, and it has no actors, dates or years; rows with the same "
                               "cell are one agreement");
        close_object(g, depth + 1);
    } else if (needs_id) {
        ent_json_line(&g->map, 2 * depth + 4);
        ent_json_write_flag(&g->map, "file", true);
        put_note(g, depth + 2, "no column looks like the id of an agreement: is there a file for each, "
                               "with the id as its name?");
        close_object(g, depth + 1);
    }
    if (title != ENT_NO_COLUMN && title != id)
        put_column(g, depth + 1, "title", title);
    put_words(g, depth + 1);
    /* beside a column for those who left, an end is that of the agreement */
    if (!alone && date_that_sounds(g, ENT_PARTIES, PARTY_WITHDREW) != ENT_NO_COLUMN && ended != ENT_NO_COLUMN)
        put_date(g, depth + 1, "ended", ended);
    if (alone)
        put_dates(g, depth + 1, act_dates, sizeof act_dates / sizeof *act_dates);
    close_object(g, depth);
}

static void put_year(guess *g, int depth)
{
    for (size_t i = 0; i < g->file.columns; i++)
        if (g->columns[i].is_year) {
            put_column(g, depth, "year", i);
            return;
        }
}

static bool has_year(const guess *g)
{
    guess_triple t;

    for (size_t i = 0; i < g->file.columns; i++)
        if (g->columns[i].is_year && !ent_guess_triple(g, i, &t))
            return true;
    return false;
}

/* ---- shapes ---- */

static size_t organization_column(const guess *g)
{
    for (size_t i = 0; i < g->file.columns; i++)
        if (g->columns[i].is_organizations)
            return i;
    return ENT_NO_COLUMN;
}

static void put_organization(guess *g, size_t at)
{
    open_object(g, 3, "organization");
    open_object(g, 4, "id");
    put_column(g, 5, "column", at);
    put_note(g, 5, "most of its cells are organizations that the register knows; the other actors are "
                   "their members");
    close_object(g, 4);
    close_object(g, 3);
}

static void put_members(guess *g, size_t at)
{
    size_t organization = organization_column(g);
    bool yearly = has_year(g);

    if (organization != ENT_NO_COLUMN) {
        put_shape(g, MAP_MEMBERS, "one column names states, another organizations: a row is a member of "
                                  "an organization");
        put_organization(g, organization);
    } else {
        put_shape(g, MAP_MEMBERS,
                  "one column names actors: a row is a party of an agreement (or a member: then write "
                  "'organization' for 'agreement', 'member' for 'party')");
        put_agreement(g, 3, true, false);
    }
    open_object(g, 3, organization != ENT_NO_COLUMN ? "member" : "party");
    put_actor(g, 4, at);
    if (!yearly)
        put_dates(g, 4, party_dates, sizeof party_dates / sizeof *party_dates);
    close_object(g, 3);
    if (yearly)
        put_year(g, 3);
}

static void put_pairs(guess *g, size_t one, size_t other)
{
    bool yearly = has_year(g);

    put_shape(g, MAP_PAIRS, "two columns name actors: a row is a pair. Does the order of the two matter? "
                            "then add \"mirror\": \"directed\"");
    put_agreement(g, 3, false, !yearly);
    open_list(g, 3, "party");
    for (int i = 0; i < 2; i++) {
        open_object(g, 4, NULL);
        put_actor(g, 5, i ? other : one);
        close_object(g, 4);
    }
    ent_json_line(&g->map, 6);
    ent_json_end_list(&g->map);
    if (yearly)
        put_year(g, 3);
}

/* Rules that leave remarks and totals out, which would become agreements: one for each column that has some. */
static void put_keep(guess *g)
{
    if (!g->left_count || g->left_count > GUESS_MOST_REMARKS)
        return;
    open_list(g, 3, "keep");
    for (size_t i = 0; i < g->file.columns; i++) {
        bool is_open = false;

        for (size_t k = 0; k < g->left_count; k++) {
            if (g->left_out[k].column != i)
                continue;
            if (!is_open) {
                ent_json_begin_object(&g->map, NULL);
                ent_json_write_text(&g->map, "column", g->columns[i].name);
                ent_json_begin_list(&g->map, "not_in");
                is_open = true;
            }
            ent_json_write_text(&g->map, NULL, g->left_out[k].text);
        }
        if (is_open) {
            ent_json_end_list(&g->map);
            ent_json_end_object(&g->map);
        }
    }
    ent_json_end_list(&g->map);
    ent_remarks_tell(&g->remarks, &g->file, g->diags);
}

static void put_many_columns(guess *g)
{
    const guess_column *first = NULL;

    put_shape(g, MAP_LIST, "several columns name actors: a row is an agreement with its parties");
    put_keep(g);
    put_agreement(g, 3, true, true);
    open_object(g, 3, "party");
    open_object(g, 4, "actor");
    open_list(g, 5, "columns");
    for (size_t i = 0; i < g->file.columns; i++) {
        guess_column *c = &g->columns[i];

        if (c->scheme < 0)
            continue;
        first = first ? first : c;
        if (c->name_of != ENT_NO_COLUMN)
            continue;
        c->used_as = "actor";
        ent_json_write_text(&g->map, NULL, c->name);
    }
    ent_json_end_list(&g->map);
    if (first)
        put_scheme(g, 5, first);
    close_object(g, 4);
    close_object(g, 3);
}

static void put_one_cell(guess *g, size_t at, ent_str separator)
{
    put_shape(g, MAP_LIST, "one column holds lists of actors: a row is an agreement with its parties");
    put_keep(g);
    put_agreement(g, 3, true, true);
    open_object(g, 3, "party");
    open_object(g, 4, "actor");
    g->columns[at].used_as = "parties";
    put_column(g, 5, "column", at);
    put_text(g, 5, "scheme", ENT_STR("any"));
    put_text(g, 5, "split", separator);
    close_object(g, 4);
    close_object(g, 3);
}

static void put_cells(guess *g, size_t first, size_t last, bool parties)
{
    ent_buf run = { 0 };

    ent_buf_str(&run, g->columns[first].name);
    ent_buf_text(&run, "..");
    ent_buf_str(&run, g->columns[last].name);
    open_object(g, 3, "cells");
    put_text(g, 4, "columns", ent_buf_view(&run));
    g->map.out->failed |= run.failed;
    ent_buf_destroy(&run);
    put_text(g, 4, "are", ent_str_of(ent_map_axes[parties ? MAP_ARE_PARTIES : MAP_ARE_AGREEMENTS]));
    if (parties)
        put_text(g, 4, "scheme", ENT_STR("name"));
    open_object(g, 4, "values");
    put_text(g, 5, "0", ENT_STR("none"));
    put_text(g, 5, "1", ENT_STR("member"));
    close_object(g, 4);
    put_note(g, 4, "say what each code means: a role, or none, missing, absent");
    close_object(g, 3);
}

static void put_matrix(guess *g, size_t first, size_t last, size_t row_actor)
{
    size_t states = 0;
    bool parties;

    for (size_t i = first; i <= last; i++) {
        ent_str name = g->columns[i].name;

        g->columns[i].used_as = "cells";
        states += ent_guess_is_actor(g, MAP_NAME, name) || ent_guess_is_actor(g, MAP_ISO3, name);
    }
    parties = row_actor == ENT_NO_COLUMN || states * 2 > last - first;
    put_shape(g, MAP_MATRIX, "a long run of columns holds the same few codes: a cell is the role of an "
                             "actor in an agreement or organization");
    if (parties) {
        put_agreement(g, 3, true, false);
    } else {
        open_object(g, 3, "organization");
        put_note(g, 4, "the names of the columns");
        close_object(g, 3);
        open_object(g, 3, "member");
        put_actor(g, 4, row_actor);
        close_object(g, 3);
    }
    put_year(g, 3);
    put_cells(g, first, last, parties);
}

/* How the lists of actors in a column are split; empty: its cells are no lists. */
static ent_str list_separator(const guess_column *c)
{
    if (c->is_list)
        return ENT_STR("names");
    for (int k = 0; k < GUESS_SEPARATORS; k++)
        if (c->lists[k] * 2 > c->distinct)
            return (ent_str){ &ent_guess_separators[k], 1 };
    return ENT_STR("");
}

static void put_shape_of_table(guess *g)
{
    size_t actors[2] = { ENT_NO_COLUMN, ENT_NO_COLUMN }, count = 0, first, last;

    for (size_t i = 0; i < g->file.columns; i++)
        if (g->columns[i].scheme >= 0 && g->columns[i].name_of == ENT_NO_COLUMN && count++ < 2)
            actors[count - 1] = i;
    if (ent_guess_find_matrix(g, &first, &last)) {
        put_matrix(g, first, last, actors[0]);
        return;
    }
    for (size_t i = 0; i < g->file.columns && count < 2; i++) {
        ent_str separator = list_separator(&g->columns[i]);

        if (separator.len) {
            put_one_cell(g, i, separator);
            return;
        }
    }
    if (count > 4)
        put_many_columns(g);
    else if (count >= 2)
        put_pairs(g, actors[0], actors[1]);
    else if (count == 1)
        put_members(g, actors[0]);
    else {
        put_shape(g, MAP_AGREEMENTS,
                  "no column names states by a code or name of the register: a list of agreements? or "
                  "write 'scheme': \"own\" for actors of another kind");
        put_agreement(g, 3, true, true);
    }
}

/* ---- the map ---- */

static void put_dialect(guess *g)
{
    char mark = g->file.separator;

    if ((!mark || mark == ',') && !g->missing_count && !g->sheet)
        return;
    open_object(g, 3, "dialect");
    if (g->sheet)
        put_text(g, 4, "sheet", ent_str_of(g->sheet));
    if (mark && mark != ',')
        put_text(g, 4, "separator", (ent_str){ &mark, 1 });
    if (g->missing_count) {
        open_list(g, 4, "missing");
        for (size_t i = 0; i < g->missing_count; i++)
            ent_json_write_text(&g->map, NULL, g->missing[i]);
        ent_json_end_list(&g->map);
        put_note(g, 4, "is one of them a value in some column (NA is Namibia in ISO alpha-2)? then give "
                       "that column a 'missing' of its own");
    }
    close_object(g, 3);
}

/* "my treaties.csv.gz" as the name of a map: "my-treaties" */
static void put_name(guess *g, ent_str base)
{
    ent_buf name = { 0 };

    for (size_t i = 0; i < base.len && base.ptr[i] != '.'; i++) {
        char c = base.ptr[i];

        c = c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
        ent_buf_char(&name, (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' ? c : '-');
    }
    put_text(g, 1, "name", name.len ? ent_buf_view(&name) : ENT_STR("my-data"));
    ent_buf_destroy(&name);
}

static void put_map(guess *g, const char *path)
{
    const char *slash = strrchr(path, '/');
    ent_str base = ent_str_of(slash ? slash + 1 : path);

    ent_json_begin_object(&g->map, NULL);
    put_name(g, base);
    put_text(g, 1, "title", base);
    put_note(g, 1, "A proposal from the names of the columns and their first rows: check each line, "
                   "correct it, delete the notes. Add version, author, citation and url of the data.");
    open_list(g, 1, "tables");
    open_object(g, 2, NULL);
    if (base.len > 3 && memcmp(base.ptr + base.len - 3, ".gz", 3) == 0)
        base.len -= 3;
    put_text(g, 3, "file", base);
    put_dialect(g);
    put_shape_of_table(g);
    close_object(g, 2);
    ent_json_line(&g->map, 2);
    ent_json_end_list(&g->map);
    close_object(g, 0);
    ent_buf_char(g->map.out, '\n');
}

/* ---- what became of each column ---- */

/* "Treaty (id), Country (actor)" */
static void tell_used(guess *g)
{
    ent_buf names = { 0 };

    for (size_t i = 0; i < g->file.columns; i++)
        if (g->columns[i].used_as)
            ent_buf_format(&names, "%s%.*s (%s)", names.len ? ", " : "", ENT_STR_ARG(g->columns[i].name),
                           strcmp(g->columns[i].used_as, "column") == 0 ? "id" : g->columns[i].used_as);
    if (names.len)
        ent_note(g->diags, (ent_where){ .file = g->file.file.name }, "the proposal uses the columns %s",
                 ent_buf_string(&names));
    ent_buf_destroy(&names);
}

static const char *reason_unused(const guess_column *c)
{
    return !c->filled                          ? "empty"
           : ent_guess_most(c, c->numbers)     ? "numbers"
           : c->distinct * 10 <= c->filled * 3 ? "a few words that recur"
                                               : "texts";
}

static void tell_unused(guess *g)
{
    ent_buf names = { 0 };

    for (size_t i = 0; i < g->file.columns; i++) {
        const guess_column *c = &g->columns[i];

        if (c->used_as)
            continue;
        if (ent_guess_is_date(c) || c->any_date * 2 > c->distinct || c->scheme >= 0)
            ent_warn(g->diags, ent_tablefile_where(&g->file, SIZE_MAX, i),
                     "the proposal does not use the column '%.*s', which looks like %s; add it to the "
                     "map",
                     ENT_STR_ARG(c->name), c->scheme >= 0 ? "actors" : "dates");
        else
            ent_buf_format(&names, "%s%.*s (%s)", names.len ? ", " : "", ENT_STR_ARG(c->name), reason_unused(c));
    }
    if (names.len)
        ent_note(g->diags, (ent_where){ .file = g->file.file.name },
                 "the proposal does not use the columns %s; 'attributes' keeps those that you want",
                 ent_buf_string(&names));
    ent_buf_destroy(&names);
}

/* ---- public API ---- */

ent_status ent_import_guess(const char *path, const char *sheet, ent_buf *out, ent_diags *diags)
{
    guess g = { .map = { .out = out, .spaced = true }, .diags = diags, .sheet = sheet };
    size_t refusals = ent_mem_before(out);
    ent_status status;
    ent_str stem;

    if (ent_netfile_is(ent_str_of(path), &stem))
        return ent_fail(diags, ENT_EUSAGE, (ent_where){ .file = path },
                        "a network file needs no map: give it to any command as it is");
    if ((status = ent_world_new(&g.world, diags)) != ENT_OK ||
        (status = ent_tablefile_open_as(&g.file, path, &(ent_dialect){ .nameless = true, .sheet = sheet, .recognize = true },
                                        diags)) != ENT_OK)
        goto done;
    if ((g.columns = ent_arena_new(&g.arena, g.file.columns, sizeof *g.columns)) == NULL) {
        status = ent_out_of_memory(diags);
        goto done;
    }
    for (size_t i = 0; i < g.file.columns; i++)
        g.columns[i] = (guess_column){ .name = g.file.header[i], .name_of = ENT_NO_COLUMN,
                                       .has_name = ENT_NO_COLUMN };
    if ((status = ent_guess_look(&g)) != ENT_OK)
        goto done;
    ent_guess_choose(&g);
    if ((status = ent_guess_compare_columns(&g)) != ENT_OK)
        goto done;
    put_map(&g, path);
    tell_used(&g);
    tell_unused(&g);
    status = ent_mem_whole(ENT_OK, refusals, diags);
done:
    for (size_t i = 0; g.columns && i < g.file.columns; i++)
        ent_index_destroy(&g.columns[i].seen);
    ent_tablefile_destroy(&g.file);
    ent_arena_destroy(&g.arena);
    ent_world_free(g.world);
    return status;
}
