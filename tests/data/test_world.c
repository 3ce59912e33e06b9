/* test_world.c: the register through time: one answer for each trap, tables that agree with
 * themselves, and with the lists that others made. */
#include <criterion/criterion.h>
#include <criterion/parameterized.h>

#include <math.h>

#include "data/table/tablefile.h"
#include "support.h"

#define STATES ENT_SHARED_DIR "/datasets/states"
#define KNOWN ENT_SOURCE_DIR "/tests/known"

static ent_world *world;
static ent_diags quiet;

static void open_world(void)
{
    cr_assert_eq(ent_world_new(&world, &quiet), ENT_OK);
}

static void close_world(void)
{
    ent_world_free(world);
}

TestSuite(world, .init = open_world, .fini = close_world);

static ent_date day(const char *text)
{
    ent_date date;

    cr_assert_eq(ent_date_read(&date, ent_str_of(text)), ENT_DATE_OK, "%s", text);
    return date;
}

static const ent_state *state(const char *id)
{
    return ent_world_find(world, ent_str_of(id));
}

static bool is(ent_str a, const char *b)
{
    return ent_str_is(a, b);
}

/* ---- identification of states ---- */

struct trap {
    char scheme[8], text[48], day[16], id[16];
    int outside;
};

ParameterizedTestParameters(identify, traps)
{
    static struct trap cases[] = {
        /* Germany: two numbers, two lists */
        { "cow", "255", "1930-01-01", "DEU", 0 },
        { "cow", "255", "1970-01-01", "DEU", 1 },
        { "cow", "255", "1995-01-01", "DEU", 0 },
        { "cow", "260", "1970-01-01", "GFR", 0 },
        { "cow", "260", "1990-10-02", "GFR", 0 },
        { "cow", "255", "1990-10-03", "DEU", 0 },
        { "cow", "260", "1990", "GFR", 0 },
        { "cow", "255", "1990", "DEU", 0 },
        { "cow", "260", "1995-01-01", "GFR", 1 },
        { "gw", "260", "1970-01-01", "GFR", 0 },
        { "gw", "260", "1995-01-01", "DEU", 0 },
        { "gw", "255", "1930-01-01", "DEU", 0 },
        { "gw", "255", "1995-01-01", "DEU", 1 },
        { "iso3", "DEU", "", "DEU", 0 },
        { "iso3", "DEU", "1970-01-01", "DEU", 1 },
        { "isonum", "280", "1980-01-01", "GFR", 0 },
        { "isonum", "276", "2000-01-01", "DEU", 0 },
        { "name", "Germany", "", "DEU", 0 },
        { "name", "Germany", "1970-01-01", "DEU", 1 },
        { "name", "Federal Republic of Germany", "1970-01-01", "GFR", 0 },
        { "name", "Federal Republic of Germany", "", "DEU", 0 },
        { "name", "Prussia", "1860-01-01", "DEU", 0 },
        /* Russia and the Soviet Union: one number, two states */
        { "cow", "365", "1900-01-01", "RUS", 0 },
        { "cow", "365", "1970-01-01", "SUN", 0 },
        { "cow", "0365", "1991", "SUN", 0 },
        { "cow", "365", "1992", "RUS", 0 },
        { "cow", "365", "", "RUS", 0 },
        { "cowc", "RUS", "1970-01-01", "SUN", 0 },
        { "iso3", "RUS", "1970-01-01", "RUS", 1 },
        { "name", "USSR", "", "SUN", 0 },
        { "name", "СССР", "1970-01-01", "SUN", 0 },
        { "any", "SUN", "1970-01-01", "SUN", 0 },
        /* Yugoslavia and Serbia */
        { "cow", "345", "1900-01-01", "SRB", 0 },
        { "cow", "345", "1970-01-01", "YUG", 0 },
        { "cow", "345", "1943-01-01", "YUG", 1 },
        { "cow", "345", "1992", "YUG", 0 },
        { "cow", "345", "2000-01-01", "SCG", 0 },
        { "cow", "345", "2010-01-01", "SRB", 0 },
        { "gw", "340", "1900-01-01", "SRB", 0 },
        { "gw", "345", "2000-01-01", "SCG", 0 },
        { "name", "Yugoslavia", "", "YUG", 0 },
        { "name", "Yugoslavia", "1999-01-01", "SCG", 0 },
        { "iso3", "YUG", "1999-01-01", "SCG", 0 },
        { "iso2", "CS", "1990-01-01", "CSK", 0 },
        { "iso2", "CS", "2005-01-01", "SCG", 0 },
        /* Viet Nam */
        { "cow", "816", "1960-01-01", "VDR", 0 },
        { "cow", "816", "1980-01-01", "VNM", 0 },
        { "cow", "817", "1960-01-01", "RVN", 0 },
        { "gw", "815", "1850-01-01", "ANM", 0 },
        { "name", "Viet Nam", "", "VNM", 0 },
        { "name", "Viet Nam", "1960-01-01", "VNM", 1 },
        /* Yemen */
        { "cow", "678", "1980-01-01", "YAR", 0 },
        { "cow", "679", "2000-01-01", "YEM", 0 },
        { "cow", "680", "1980-01-01", "YMD", 0 },
        { "gw", "678", "1980-01-01", "YAR", 0 },
        { "gw", "678", "2000-01-01", "YEM", 0 },
        /* the two Congos, Korea, Austria */
        { "name", "Congo", "", "COG", 0 },
        { "name", "Zaire", "1980-01-01", "COD", 0 },
        { "name", "Congo, Dem. Rep.", "", "COD", 0 },
        { "cow", "484", "1970-01-01", "COG", 0 },
        { "cow", "490", "1970-01-01", "COD", 0 },
        { "name", "Korea", "1900-01-01", "KOE", 0 },
        { "name", "Austria", "1850-01-01", "AUH", 0 },
        { "name", "Austria", "1950-01-01", "AUT", 0 },
        { "name", "Austria", "1940-01-01", "AUT", 1 },
        /* letters that are also words */
        { "iso2", "NA", "", "NAM", 0 },
        { "any", "AU", "", "AUS", 0 },
        { "any", "EU", "", "EU", 0 },
        { "isonum", "4", "", "AFG", 0 },
        { "isonum", "004", "", "AFG", 0 },
        /* outside their spell */
        { "cow", "290", "1942-01-01", "POL", 1 },
        { "cow", "366", "1960-01-01", "EST", 1 },
        { "cow", "40", "1907-06-01", "CUB", 1 },
        { "name", "Ukraine", "1956-03-22", "UKR", 1 },
        /* spellings */
        { "name", "antiguabarbuda", "", "ATG", 0 },
        { "name", "COTE DIVOIRE", "", "CIV", 0 },
        { "name", "The former Yugoslav Republic of Macedonia", "", "MKD", 0 },
        { "iso3", "EUE", "", "EU", 0 },
        { "name", "BLEU (Belgium-Luxembourg Economic Union)", "", "BLEU", 0 },
        { "iso3", "AUH", "1900-01-01", "AUH", 0 },
    };

    return cr_make_param_array(struct trap, cases, sizeof cases / sizeof *cases);
}

ParameterizedTest(struct trap *t, identify, traps)
{
    ent_identity who;

    open_world();
    who = ent_world_identify(world, ent_str_of(t->scheme), ent_str_of(t->text), day(t->day));
    cr_assert(who.state, "%s %s %s: not identified", t->scheme, t->text, t->day);
    cr_expect(is(who.state->id, t->id), "%s %s %s: %.*s", t->scheme, t->text, t->day,
              ENT_STR_ARG(who.state->id));
    cr_expect_eq(who.outside, t->outside, "%s %s %s: outside", t->scheme, t->text, t->day);
    close_world();
}

static bool suggests(const ent_identity *who, const char *id)
{
    for (size_t i = 0; i < who->candidate_count; i++)
        if (is(who->candidates[i]->id, id))
            return true;
    return false;
}

Test(world, what_could_be_several_is_not_guessed)
{
    ent_date never = { 0 };
    static const char *const wrong[] = { "-2", "2.5", "2 0", "2,", "", ".", "2e0", "USA" };
    ent_identity korea = ent_world_identify(world, ENT_STR("name"), ENT_STR("Korea"), never);
    ent_identity cs = ent_world_identify(world, ENT_STR("iso2"), ENT_STR("CS"), never);
    ent_identity number = ent_world_identify(world, ENT_STR("any"), ENT_STR("260"), never);
    ent_identity unknown = ent_world_identify(world, ENT_STR("cow"), ENT_STR("9999"), never);
    ent_identity empty = ent_world_identify(world, ENT_STR("name"), ENT_STR("  "), never);

    cr_expect(!korea.state && suggests(&korea, "KOR") && suggests(&korea, "PRK"));
    cr_expect(!cs.state && suggests(&cs, "CSK") && suggests(&cs, "SCG"));
    cr_expect(!number.state && !number.candidate_count, "a number is no word");
    cr_expect(!unknown.state && !empty.state);
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        cr_expect_null(ent_world_identify(world, ENT_STR("cow"), ent_str_of(wrong[i]), never).state,
                       "%s", wrong[i]);
    cr_expect_eq(ent_world_identify(world, ENT_STR("cow"), ENT_STR("20.0"), never).state,
                 state("CAN"));
    cr_expect_null(ent_world_resolve(world, ENT_STR("Korea")));
    cr_expect_null(ent_world_resolve(world, ENT_STR("Russian")), "an adjective");
}

Test(world, a_slip_of_the_pen_has_candidates)
{
    static const char *const slips[][2] = {
        { "Germny", "DEU" },        { "Grmeany", "DEU" },   { "Germanyy", "DEU" },
        { "United Sates", "USA" },  { "Buglaria", "BGR" },  { "Росия", "RUS" },
        { "Switserland", "CHE" },   { "Finnland", "FIN" },
    };

    for (size_t i = 0; i < sizeof slips / sizeof *slips; i++) {
        ent_identity who = ent_world_identify(world, ENT_STR("name"), ent_str_of(slips[i][0]),
                                              (ent_date){ 0 });

        cr_expect(!who.state && suggests(&who, slips[i][1]), "%s", slips[i][0]);
    }
}

/* ---- through time ---- */

Test(world, spells_names_codes_and_capitals_have_their_days)
{
    const ent_spell *spells;
    ent_capital capital;

    cr_assert_eq(ent_world_spells(world, state("DEU"), &spells), 2);
    cr_expect_eq(spells[0].to.first, ent_day_of(1945, 5, 9));
    cr_expect_eq(spells[1].from.first, ent_day_of(1990, 10, 3));
    cr_assert_eq(ent_world_spells(world, state("FRA"), &spells), 1);
    cr_expect_eq(ent_world_exists(world, state("EST"), day("1930-01-01")), ENT_YES);
    cr_expect_eq(ent_world_exists(world, state("EST"), day("1960-01-01")), ENT_NO);
    cr_expect_eq(ent_world_exists(world, state("SUN"), day("1991-12-25")), ENT_YES);
    cr_expect_eq(ent_world_exists(world, state("SUN"), day("1991-12-26")), ENT_NO, "half-open");
    cr_expect_eq(ent_world_exists(world, state("SUN"), day("1991")), ENT_UNKNOWN);

    cr_expect(is(ent_world_name_on(world, state("COD"), day("1980-01-01")), "Zaire"));
    cr_expect(is(ent_world_name_on(world, state("COD"), day("2000-01-01")), "Democratic Republic of the Congo"));
    cr_expect(is(ent_world_name_on(world, state("TUR"), day("1900-01-01")), "Ottoman Empire"));
    cr_expect(is(ent_world_code(world, state("DEU"), "cow"), "255"));
    cr_expect(is(ent_world_code(world, state("DEU"), "gw"), "260"));
    cr_expect(is(ent_world_code_on(world, state("DEU"), "gw", day("1930-01-01")), "255"));
    cr_expect(is(ent_world_code_on(world, state("ROU"), "iso3", day("1990-01-01")), "ROM"));
    cr_expect(is(ent_world_code(world, state("ROU"), "iso3"), "ROU"));
    cr_expect(is(ent_world_code(world, state("NAM"), "iso2"), "NA"));
    cr_expect(is(ent_world_code(world, state("AUH"), "iso3"), ""), "no code of ISO");

    capital = ent_world_capital_on(world, state("RUS"), day("1900-01-01"));
    cr_expect(is(capital.name, "Saint Petersburg") && fabs(capital.lat - 59.94) < 0.01);
    cr_expect(is(ent_world_capital_on(world, state("GFR"), day("1970-01-01")).name, "Bonn"));
    cr_expect(is(ent_world_capital_on(world, state("BRA"), (ent_date){ 0 }).name, "Brasília"));
    cr_expect(is(state("BRA")->capital, "Brasília"));
    cr_expect(isnan(ent_world_capital_on(world, state("NATO"), day("1970-01-01")).lat));
}

Test(world, successions)
{
    const ent_succession *rows;
    size_t count = ent_world_successions(world, &rows);

    cr_expect_eq(ent_world_continuing(world, state("SUN")), state("RUS"));
    cr_expect_eq(ent_world_continuing(world, state("GFR")), state("DEU"));
    cr_expect_eq(ent_world_continuing(world, state("SCG")), state("SRB"));
    cr_expect_eq(ent_world_continuing(world, state("YUG")), state("YUG"), "no state continues it");
    cr_expect_eq(ent_world_continuing(world, state("DDR")), state("DDR"), "it joined");
    cr_expect_eq(ent_world_continuing(world, state("FRA")), state("FRA"));
    for (size_t i = 0; i < count; i++) {
        const ent_spell *spells;
        size_t spell_count = ent_world_spells(world, rows[i].successor, &spells);

        cr_expect_neq(rows[i].predecessor, rows[i].successor);
        /* it is there, or comes back some day */
        cr_expect(ent_world_exists(world, rows[i].successor, rows[i].date) != ENT_NO ||
                      spells[spell_count - 1].to.kind == ENT_DATE_OPEN,
                  "%.*s after %.*s", ENT_STR_ARG(rows[i].successor->id),
                  ENT_STR_ARG(rows[i].predecessor->id));
        if (rows[i].kind == ENT_CONTINUES) /* without a day between */
            cr_expect(ent_world_exists(world, rows[i].predecessor, rows[i].date) == ENT_NO &&
                          ent_world_exists(world, rows[i].successor, rows[i].date) == ENT_YES,
                      "%.*s", ENT_STR_ARG(rows[i].predecessor->id));
    }
}

/* Members that were not yet independent when they became members. */
static bool before_independence(const ent_state *organization, const ent_state *member)
{
    static const char *const pairs[][2] = {
        { "UN", "BLR" },      { "UN", "UKR" },      { "UN", "SYR" },      { "UN", "PHL" },
        { "UN", "IND" },      { "CARICOM", "ATG" }, { "CARICOM", "BLZ" }, { "CARICOM", "DMA" },
        { "CARICOM", "KNA" }, { "CARICOM", "LCA" }, { "CARICOM", "VCT" }, { "LAS", "JOR" },
        { "LAS", "PSE" },     { "LAS", "SYR" },     { "OPEC", "KWT" },    { "OPEC", "QAT" },
        { "SACU", "BWA" },    { "SACU", "LSO" },    { "SACU", "SWZ" },
    };

    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        if (is(organization->id, pairs[i][0]) && is(member->id, pairs[i][1]))
            return true;
    return false;
}

Test(world, members_are_there_when_they_are_members)
{
    for (size_t i = 0; i < ent_world_count(world); i++) {
        const ent_state *organization = ent_world_at(world, i);
        const ent_world_member *members;
        size_t count = ent_world_members(world, organization, &members);

        cr_expect(!count || organization->is_organization);
        for (size_t m = 0; m < count; m++) {
            cr_expect(!members[m].member->is_organization);
            cr_expect(members[m].member->is_territory ||
                          ent_world_exists(world, members[m].member, members[m].from) != ENT_NO ||
                          before_independence(organization, members[m].member),
                      "%.*s in %.*s", ENT_STR_ARG(members[m].member->id),
                      ENT_STR_ARG(organization->id));
            cr_expect_neq(ent_world_exists(world, organization, members[m].from), ENT_NO,
                          "%.*s in %.*s", ENT_STR_ARG(members[m].member->id),
                          ENT_STR_ARG(organization->id));
            cr_expect_neq(ent_date_not_after(members[m].to, members[m].from), ENT_YES);
        }
    }
}

/* ---- every row of our own tables leads back to its state ---- */

typedef void row_fn(void *ctx, ent_tablefile *file, const ent_str *fields);

typedef struct walk {
    row_fn *row;
    void *ctx;
    size_t rows;
} walk;

static ent_status step(void *ctx, ent_tablefile *file, size_t offset, const ent_str *fields)
{
    walk *w = ctx;

    (void)offset;
    w->row(w->ctx, file, fields);
    w->rows++;
    return ENT_OK;
}

static size_t each_row(const char *path, row_fn *row, void *ctx)
{
    ent_dialect dialect = { 0 };
    ent_tablefile file;
    walk w = { row, ctx, 0 };

    cr_assert_eq(ent_tablefile_open_as(&file, path, &dialect, &quiet), ENT_OK, "%s", path);
    cr_assert_eq(ent_tablefile_rows(&file, step, &w, &quiet), ENT_OK, "%s", path);
    ent_tablefile_destroy(&file);
    return w.rows;
}

static ent_str cell(ent_tablefile *file, const ent_str *fields, const char *column)
{
    size_t at = ent_tablefile_column(file, column);

    cr_assert_neq(at, ENT_NO_COLUMN, "no column %s", column);
    return fields[at];
}

static ent_date date_cell(ent_tablefile *file, const ent_str *fields, const char *column)
{
    ent_date date;

    cr_assert_eq(ent_date_read(&date, cell(file, fields, column)), ENT_DATE_OK);
    return date;
}

/* The first day of a row, the day before its last, or whenever. */
static ent_date some_day(ent_tablefile *file, const ent_str *fields)
{
    ent_date from = date_cell(file, fields, "from"), to = date_cell(file, fields, "to");

    return ent_date_known(from) ? ent_date_of_day(from.last)
           : ent_date_known(to) ? ent_date_of_day(to.first - 1)
                                : from;
}

static void own_code(void *ctx, ent_tablefile *file, const ent_str *fields)
{
    ent_date when = some_day(file, fields);
    ent_identity who = ent_world_identify(world, cell(file, fields, "scheme"),
                                          cell(file, fields, "code"), when);

    (void)ctx;
    cr_assert(who.state, "%.*s", ENT_STR_ARG(cell(file, fields, "code")));
    cr_expect(ent_str_eq(who.state->id, cell(file, fields, "state")), "%.*s %.*s: %.*s",
              ENT_STR_ARG(cell(file, fields, "scheme")), ENT_STR_ARG(cell(file, fields, "code")),
              ENT_STR_ARG(who.state->id));
    if (!who.state->is_territory && (is(cell(file, fields, "scheme"), "cow") ||
                                     is(cell(file, fields, "scheme"), "gw")))
        cr_expect(!who.outside, "%.*s %.*s: outside", ENT_STR_ARG(cell(file, fields, "scheme")),
                  ENT_STR_ARG(cell(file, fields, "code")));
}

static void own_name(void *ctx, ent_tablefile *file, const ent_str *fields)
{
    ent_str name = cell(file, fields, "name");
    char id[8] = "";
    ent_identity who;

    (void)ctx;
    if (is(cell(file, fields, "kind"), "adjective"))
        return;
    memcpy(id, cell(file, fields, "state").ptr, 3);
    who = ent_world_identify(world, ENT_STR("name"), name, some_day(file, fields));
    cr_expect(who.state ? is(who.state->id, id) : suggests(&who, id), "%.*s is not %s",
              ENT_STR_ARG(name), id);
    if (!who.state) /* the only name that two states share */
        cr_expect(is(name, "Korea") || is(name, "Корея"), "%.*s", ENT_STR_ARG(name));
}

Test(world, every_code_and_name_leads_to_its_state)
{
    cr_expect_gt(each_row(ENT_SOURCE_DIR "/data/world/codes.csv", own_code, NULL), 1500);
    cr_expect_gt(each_row(ENT_SOURCE_DIR "/data/world/names.csv", own_name, NULL), 1200);
    for (size_t i = 0; i < ent_world_count(world); i++) {
        const ent_state *s = ent_world_at(world, i);

        cr_expect(!i || ent_str_compare(ent_world_at(world, i - 1)->id, s->id) < 0);
        cr_expect_eq(ent_world_resolve(world, s->name), s, "%.*s", ENT_STR_ARG(s->name));
        if (!is(s->id, "AU")) /* an id that is Australia's code before it is the Union's */
            cr_expect_eq(ent_world_resolve(world, s->id), s, "%.*s", ENT_STR_ARG(s->id));
    }
}

/* ---- against the lists of others ---- */

static void skip_without(const char *path)
{
    struct stat info;

    if (stat(path, &info) != 0)
        cr_skip_test("skipped: no %s", path);
}

static ent_date day_of_columns(ent_tablefile *file, const ent_str *f, const char *y,
                               const char *m, const char *d)
{
    double year, month, dom;

    ent_str_number(cell(file, f, y), &year);
    ent_str_number(cell(file, f, m), &month);
    ent_str_number(cell(file, f, d), &dom);
    return ent_date_of_day(ent_day_of((int)year, (int)month, (int)dom));
}

/* On its first day and on its last the code is held, and by the same name's state. */
static void spell_holds(const char *scheme, ent_str code, ent_str name, ent_date first,
                        ent_date last)
{
    ent_identity a = ent_world_identify(world, ent_str_of(scheme), code, first);
    ent_identity b = ent_world_identify(world, ent_str_of(scheme), code, last);

    cr_assert(a.state && b.state, "%s %.*s", scheme, ENT_STR_ARG(code));
    cr_expect(!a.outside && !b.outside, "%s %.*s (%.*s) outside", scheme, ENT_STR_ARG(code),
              ENT_STR_ARG(name));
    cr_expect(ent_world_identify(world, ENT_STR("name"), name, (ent_date){ 0 }).state ||
                  is(name, "Korea"),
              "%.*s", ENT_STR_ARG(name));
}

static void cow_spell(void *ctx, ent_tablefile *file, const ent_str *f)
{
    ent_date first = day_of_columns(file, f, "styear", "stmonth", "stday");
    ent_date last = day_of_columns(file, f, "endyear", "endmonth", "endday");

    (void)ctx;
    spell_holds("cow", cell(file, f, "ccode"), cell(file, f, "statenme"), first, last);
    spell_holds("cowc", cell(file, f, "stateabb"), cell(file, f, "statenme"), first, last);
}

static void cw_spell(void *ctx, ent_tablefile *file, const ent_str *f)
{
    (void)ctx;
    spell_holds("cow", cell(file, f, "ccode"), cell(file, f, "cw_name"),
                date_cell(file, f, "start"), date_cell(file, f, "end"));
}

static void gw_spell(void *ctx, ent_tablefile *file, const ent_str *f)
{
    (void)ctx;
    spell_holds("gw", cell(file, f, "gwcode"), cell(file, f, "gw_name"),
                date_cell(file, f, "start"), date_cell(file, f, "end"));
    spell_holds("gwc", cell(file, f, "gw_abb"), cell(file, f, "gw_name"),
                date_cell(file, f, "start"), date_cell(file, f, "end"));
}

Test(world, every_spell_of_the_state_systems)
{
    skip_without(STATES);
    cr_expect_eq(each_row(STATES "/cow-states2016.csv", cow_spell, NULL), 243);
    cr_expect_eq(each_row(STATES "/cw_system.csv", cw_spell, NULL), 243);
    cr_expect_eq(each_row(STATES "/gw_system.csv", gw_spell, NULL), 239);
}

static void iso_row(void *ctx, ent_tablefile *file, const ent_str *f)
{
    ent_str alpha3 = cell(file, f, "alpha-3"), alpha2 = cell(file, f, "alpha-2");
    const ent_state *s = ent_world_find(world, alpha3);
    ent_date now = day("2020-01-01");

    (void)ctx;
    cr_assert(s, "%.*s", ENT_STR_ARG(alpha3));
    cr_expect_eq(ent_world_identify(world, ENT_STR("iso2"), alpha2, now).state, s);
    cr_expect_eq(ent_world_identify(world, ENT_STR("iso3"), alpha3, now).state, s);
    cr_expect_eq(
        ent_world_identify(world, ENT_STR("isonum"), cell(file, f, "country-code"), now).state, s);
    cr_expect_eq(ent_world_resolve(world, cell(file, f, "name")), s, "%.*s",
                 ENT_STR_ARG(cell(file, f, "name")));
    cr_expect(ent_str_eq(ent_world_code(world, s, "iso2"), alpha2));
    cr_expect(ent_str_eq(ent_world_code(world, s, "iso3"), alpha3));
    cr_expect(ent_str_eq(ent_world_code(world, s, "isonum"), cell(file, f, "country-code")));
    if (!is(alpha3, "TWN") && !is(alpha3, "ATA")) { /* not in the list of regions of M49 */
        cr_expect(ent_str_eq(s->region, cell(file, f, "region")), "%.*s", ENT_STR_ARG(alpha3));
        cr_expect(ent_str_eq(s->subregion, cell(file, f, "sub-region")), "%.*s",
                  ENT_STR_ARG(alpha3));
    }
}

Test(world, every_code_of_iso)
{
    skip_without(STATES);
    cr_expect_eq(each_row(STATES "/iso3166-all.csv", iso_row, NULL), 249);
}

/* Capitals where we know better, or count otherwise, with the reason. */
static const char *const other_capitals[] = {
    "BRA", "TUN", "SAU", "DJI", /* there the point is the middle of the land */
    "BOL",                      /* the seat of government, not Sucre */
    "TUR", "MAR", "GRC", "MWI", "TZA", "ALB", "HND", "NIC", "UPC", "ANM", "PLW",
    /* moved: there only the later one, or another day */
};

static void capital_row(void *ctx, ent_tablefile *file, const ent_str *f)
{
    ent_date from = date_cell(file, f, "stdate"), to = date_cell(file, f, "enddate");
    ent_date middle = ent_date_of_day(from.first + (to.first - from.first) / 2);
    const char *scheme = ctx;
    ent_str code = cell(file, f, ent_tablefile_column(file, "gwcode") != ENT_NO_COLUMN ? "gwcode"
                                                                                       : "ccode");
    ent_identity who = ent_world_identify(world, ent_str_of(scheme), code, middle);
    ent_capital capital;
    double lat, lon;

    if (is(code, "679") && is(ent_str_of(scheme), "gw"))
        return; /* a number that the list of states itself does not have */
    cr_assert(who.state, "%s %.*s", scheme, ENT_STR_ARG(code));
    if (who.outside)
        return;
    capital = ent_world_capital_on(world, who.state, middle);
    for (size_t i = 0; i < sizeof other_capitals / sizeof *other_capitals; i++)
        if (is(who.state->id, other_capitals[i]))
            return;
    cr_assert(ent_str_number(cell(file, f, "lat"), &lat) &&
              ent_str_number(cell(file, f, "lng"), &lon));
    cr_expect(fabs(capital.lat - lat) <= 0.3 && fabs(capital.lon - lon) <= 0.3,
              "%.*s: %.*s at %g, %g", ENT_STR_ARG(who.state->id), ENT_STR_ARG(capital.name), lat,
              lon);
}

Test(world, capitals_stand_where_others_put_them)
{
    skip_without(STATES);
    cr_expect_eq(each_row(STATES "/cow_capitals.csv", capital_row, "cow"), 242);
    cr_expect_eq(each_row(STATES "/gw_capitals.csv", capital_row, "gw"), 264);
}

typedef struct tally { /* what a list expects of each year */
    int expected[2100], held[2100];
    ent_str codes[400];
    char space[400][8];
    size_t count;
} tally;

static void expected_row(void *ctx, ent_tablefile *file, const ent_str *f)
{
    tally *t = ctx;
    double year, value;

    if (is(cell(file, f, "metric"), "n_nodes") || is(cell(file, f, "metric"), "n_parties_of"))
        if (ent_str_number(cell(file, f, "time"), &year) &&
            ent_str_number(cell(file, f, "value"), &value))
            t->expected[(int)year] = (int)value;
}

static void node_row(void *ctx, ent_tablefile *file, const ent_str *f)
{
    tally *t = ctx;
    ent_str code = cell(file, f, "node");

    for (size_t i = 0; i < t->count; i++)
        if (ent_str_eq(t->codes[i], code))
            return;
    memcpy(t->space[t->count], code.ptr, code.len);
    t->codes[t->count] = (ent_str){ t->space[t->count], code.len };
    t->count++;
}

Test(world, as_many_states_in_each_year_as_counted_elsewhere)
{
    static tally t;
    size_t years = 0;

    each_row(KNOWN "/cow_state_system/expected.csv", expected_row, &t);
    each_row(KNOWN "/cow_state_system/nodes.csv", node_row, &t);
    cr_assert_eq(t.count, 217);
    for (int year = 1816; year <= 2016; year++) {
        char text[8];

        snprintf(text, sizeof text, "%d", year);
        for (size_t i = 0; i < t.count; i++) {
            ent_identity who = ent_world_identify(world, ENT_STR("cow"), t.codes[i], day(text));

            t.held[year] += !who.outside;
        }
        cr_expect_eq(t.held[year], t.expected[year], "%d: %d of %d", year, t.held[year],
                     t.expected[year]);
        years += t.expected[year] > 0;
    }
    cr_expect_eq(years, 201);
}

static void ally_row(void *ctx, ent_tablefile *file, const ent_str *f)
{
    const ent_state *ally = ent_world_find(world, cell(file, f, "party"));
    const ent_world_member *members;
    size_t count = ent_world_members(world, state("NATO"), &members);
    ent_date start = date_cell(file, f, "start");
    bool found = false;

    (void)ctx;
    for (size_t i = 0; i < count; i++)
        found |= ent_world_continuing(world, members[i].member) == ally &&
                 members[i].from.first == start.first;
    cr_expect(found, "%.*s", ENT_STR_ARG(cell(file, f, "party")));
}

Test(world, members_of_the_alliance_in_each_year)
{
    static tally t;
    const ent_world_member *members;
    size_t count = ent_world_members(world, state("NATO"), &members);

    each_row(KNOWN "/nato_by_year/expected.csv", expected_row, &t);
    each_row(KNOWN "/nato_by_year/parties.csv", ally_row, NULL);
    for (int year = 1949; year <= 2024; year++) {
        ent_date last = ent_date_of_day(ent_day_of(year, 12, 31));

        for (size_t i = 0; i < count; i++)
            t.held[year] += ent_spell_holds(members[i].from, members[i].to, last) == ENT_YES;
        cr_expect_eq(t.held[year], t.expected[year], "%d", year);
    }
}
