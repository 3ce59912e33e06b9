/* guess_roles.c: which column has which role, by its cells and its name. */
#include "data/import/guess.h"

#include <string.h>

#include "base/platform.h"

enum { FEW_CODES = 12, WIDE = 20 };

const char *const ent_guess_formats[] = { "YYYY-MM-DD", "DD/MM/YYYY",    "MM/DD/YYYY", "DD.MM.YYYY",
                                          "DD-MM-YYYY", "D Mon YYYY",    "D-Mon-YYYY", "Month D, YYYY",
                                          "Month YYYY", "YYYY/MM/DD",    "YYYYMMDD",   "edtf" };
const map_scheme ent_guess_schemes[] = { MAP_ISO3, MAP_NAME, MAP_ISO2, MAP_COWC,
                                         MAP_COW,  MAP_GW,   MAP_ISONUM };
const char ent_guess_separators[] = { ';', ',', '/' };

bool ent_guess_most(const guess_column *c, size_t count)
{
    return c->distinct && count * 10 >= c->distinct * 8;
}

bool ent_guess_name_has(ent_str name, const char *words, bool at_ends)
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
    return ent_guess_name_has(name, words, false);
}

/* Small numbers are codes of states only if the name of the column says so. */
static int choose_scheme(const guess_column *c)
{
    int best = -1;

    for (int i = 0; i < GUESS_SCHEMES; i++) {
        if (!ent_guess_most(c, c->actors[i]) || c->distinct < 2)
            continue;
        if (i >= GUESS_NUMERIC && !has_word(c->name, "cow ccode code state country party member iso gw"))
            continue;
        if ((ent_guess_schemes[i] == MAP_GW && has_word(c->name, "gw")) ||
            (ent_guess_schemes[i] == MAP_ISONUM && has_word(c->name, "iso")))
            return i;
        if (best < 0 || c->actors[i] > c->actors[best])
            best = i;
    }
    return best;
}

static void choose(guess_column *c)
{
    c->scheme = choose_scheme(c);
    c->format = -1;
    for (int i = 0; i < GUESS_FORMATS && c->scheme < 0; i++)
        if (ent_guess_most(c, c->dates[i]) && (c->format < 0 || c->dates[i] > c->dates[c->format]))
            c->format = i;
    if (c->format >= 0 && ent_guess_most(c, c->numbers) && c->format != GUESS_COMPACT &&
        !ent_guess_most(c, c->years))
        c->format = -1; /* numbers that happen to be years */
    c->is_mixed = c->scheme < 0 && c->typed && ent_guess_most(c, c->any_date) && !ent_guess_most(c, c->numbers) &&
                  (c->format < 0 || c->any_date > c->dates[c->format]);
    if (c->is_mixed)
        c->format = -1;
    c->is_year = ent_guess_most(c, c->years) && has_word(c->name, "year yr");
    c->is_codes = ent_guess_most(c, c->small) && c->distinct <= FEW_CODES;
}

/* Organizations that the register knows (NATO, WEU) beside a column of states are not parties: they are
 * what the states are members of. */
static void set_organizations_apart(guess *g)
{
    size_t states = 0;

    for (size_t i = 0; i < g->file.columns; i++) {
        guess_column *c = &g->columns[i];

        c->is_organizations = c->scheme >= 0 && c->organizations[c->scheme] * 2 > c->actors[c->scheme];
        states += c->scheme >= 0 && !c->is_organizations;
    }
    for (size_t i = 0; i < g->file.columns; i++) {
        g->columns[i].is_organizations &= states > 0;
        if (g->columns[i].is_organizations)
            g->columns[i].scheme = -1;
    }
}

void ent_guess_choose(guess *g)
{
    for (size_t i = 0; i < g->file.columns; i++)
        choose(&g->columns[i]);
    set_organizations_apart(g);
}

/* ---- the parts of a date in three columns ---- */

/* The column with the same name as `at`, but for one word that is replaced. */
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

bool ent_guess_triple(const guess *g, size_t at, guess_triple *t)
{
    static const char *const words[][3] = { { "year", "month", "day" }, { "yr", "mo", "day" },
                                            { "year", "mon", "day" },   { "yr", "mon", "day" },
                                            { "y", "m", "d" } };

    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        *t = (guess_triple){ at, with_word(g, at, words[i][0], words[i][1]),
                       with_word(g, at, words[i][0], words[i][2]) };
        if (t->month != ENT_NO_COLUMN && ent_guess_most(&g->columns[t->month], g->columns[t->month].small))
            return true;
    }
    return false;
}

size_t ent_guess_find(const guess *g, const char *words, bool (*fits)(const guess_column *c))
{
    ent_str rest = ent_str_of(words), word;

    while (ent_str_next(&rest, ' ', &word)) {
        char one[16] = { 0 };

        memcpy(one, word.ptr, word.len < sizeof one - 1 ? word.len : sizeof one - 1);
        for (size_t i = 0; i < g->file.columns; i++)
            if (ent_guess_name_has(g->columns[i].name, one, true) && fits(&g->columns[i]))
                return i;
    }
    return ENT_NO_COLUMN;
}

size_t ent_guess_id(const guess *g, bool (*fits)(const guess_column *c))
{
    return ent_guess_find(g, "id treaty agreement alliance act igo organization number name", fits);
}

bool ent_guess_is_date(const guess_column *c)
{
    return c->format >= 0 || c->is_mixed || (ent_guess_most(c, c->years) && c->scheme < 0);
}

bool ent_guess_is_plain(const guess_column *c)
{
    return c->filled && c->scheme < 0 && !ent_guess_is_date(c) && !c->is_year;
}

bool ent_guess_is_key(const guess_column *c)
{
    return ent_guess_is_plain(c) && (c->distinct == GUESS_MOST_DISTINCT || c->distinct * 10 >= c->filled * 9);
}

bool ent_guess_find_matrix(const guess *g, size_t *first, size_t *last)
{
    size_t start = 0, best = 0;

    for (size_t i = 0; i <= g->file.columns; i++) {
        const guess_column *c = i < g->file.columns ? &g->columns[i] : NULL;

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
