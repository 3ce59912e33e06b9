/* test_law.c: treaty law, case by case: whether one agreement ties two states. */
/* fields that a case does not name are those of most */
#pragma GCC diagnostic ignored "-Wmissing-field-initializers"
#include <criterion/criterion.h>

#include "entente/network.h"
#include "support.h"

typedef struct law {
    const char *act; /* signed,in_force,ended,status,as_of[,proposed,submitted,adopted] */
    const char *a, *b; /* role,signed,ratified,in_force,withdrew */
    ent_rule rule;
    const char *as_of, *during;
    bool strict;
    ent_truth tied;
} law;

static const law cases[] = {
    /* a signatory that did not ratify */
    { "1998,2002-07-01,,in force,", "party,,2000-06-09,,", "signatory,2000-12-31,,,", ENT_IN_FORCE, "2003-01-01", NULL, false, ENT_NO },
    { "1998,2002-07-01,,in force,", "party,,2000-06-09,,", "signatory,2000-12-31,,,", ENT_RATIFIED, "2003-01-01", NULL, false, ENT_NO },
    { "1998,2002-07-01,,in force,", "party,,2000-06-09,,", "party,2000-12-31,,,", ENT_IN_FORCE, "2003-01-01", NULL, false, ENT_NO },
    { "1998,2002-07-01,,in force,", "party,,2000-06-09,,", "party,,,,", ENT_IN_FORCE, "2003-01-01", NULL, false, ENT_YES },
    { "1998,2002-07-01,,in force,", "party,,2000-06-09,,", "signatory,2000-12-31,,,", ENT_SIGNED, "2003-01-01", NULL, false, ENT_YES },
    { "1998,2002-07-01,,in force,", "party,,,,", "signatory,,,,", ENT_IN_FORCE, NULL, NULL, false, ENT_NO },
    /* a ratification of which only the year is known */
    { "1993,1997-04-29,,in force,", "party,,1995-03-02,,", "party,,1997,,", ENT_IN_FORCE, "1997-06-01", NULL, false, ENT_UNKNOWN },
    { "1993,1997-04-29,,in force,", "party,,1995-03-02,,", "party,,1997,,", ENT_IN_FORCE, "1998-01-01", NULL, false, ENT_YES },
    /* never parties on one day */
    { "1989,1990-01-01,,in force,", "party,,,,1995-03-01", "party,,1995-09-01,,", ENT_IN_FORCE, NULL, "1995", false, ENT_NO },
    { "1989,1990-01-01,,in force,", "party,,,,1995-09-02", "party,,1995-09-01,,", ENT_IN_FORCE, NULL, "1995", false, ENT_YES },
    { "1989,1990-01-01,,in force,", "party,,,,1995-09", "party,,1995-09-10,,", ENT_IN_FORCE, NULL, "1995", false, ENT_UNKNOWN },
    { "1989,1990-01-01,,in force,", "party,,,,1995", "party,,1995,,", ENT_IN_FORCE, NULL, "1995", false, ENT_YES },
    /* agreements without a recorded end */
    { "1990,1991,,in force,2000-01-01", "party,,,,", "party,,,,", ENT_IN_FORCE, "2005-01-01", NULL, false, ENT_YES },
    { "1990,1991,,in force,2000-01-01", "party,,,,", "party,,,,", ENT_IN_FORCE, "2005-01-01", NULL, true, ENT_UNKNOWN },
    { "1990,1991,..,in force,2000-01-01", "party,,,,", "party,,,,", ENT_IN_FORCE, "2005-01-01", NULL, true, ENT_YES },
    { "1990,1991,2004-01-01,ended,", "party,,,,", "party,,,,", ENT_IN_FORCE, "2004-01-01", NULL, false, ENT_NO },
    { "1990,1991,,ended,", "party,,,,", "party,,,,", ENT_IN_FORCE, "2004-01-01", NULL, false, ENT_UNKNOWN },
    { "1990,1991,2000-12-31/..,,", "party,,,,", "party,,,,", ENT_SIGNED, "2001-01-01", NULL, false, ENT_YES },
    { "1990,1991,2000-12-31/..,,", "party,,,,", "party,,,,", ENT_SIGNED, "2001-01-01", NULL, true, ENT_UNKNOWN },
    /* in force without a date: from as_of on */
    { ",,,in force,2021-11", "party,,,,", "party,,,,", ENT_IN_FORCE, "2021-11", NULL, false, ENT_YES },
    { ",,,in force,2021-11", "party,,,,", "party,,,,", ENT_IN_FORCE, "2022-02-01", NULL, false, ENT_YES },
    { ",,,in force,2021-11", "party,,,,", "party,,,,", ENT_IN_FORCE, "2020-01-01", NULL, false, ENT_UNKNOWN },
    { ",,,in force,2021-11", "party,,,,", "party,,,,", ENT_IN_FORCE, "2021-11-01", NULL, false, ENT_YES },
    { ",,,in force,2021-11", "party,,,,", "party,,,,", ENT_IN_FORCE, "2021-10-31", NULL, false, ENT_UNKNOWN },
    { ",,,in force,2021-11", "party,,,,", "party,,,,", ENT_IN_FORCE, "2021-12-01", NULL, false, ENT_YES },
    { ",,,in force,2021-11-10", "party,,,,", "party,,,,", ENT_IN_FORCE, "2021-11-11", NULL, false, ENT_YES },
    { ",,,in force,2021-11-10", "party,,,,", "party,,,,", ENT_IN_FORCE, "2021-11-11", NULL, true, ENT_UNKNOWN },
    { "2021,,,signed,2021-12-14", "party,,,,", "party,,,,", ENT_SIGNED, "2021-12-14", NULL, false, ENT_YES },
    /* an open end of the agreement is that of a row without its own */
    { "2021,,..,signed,2021-12-14", "party,,,,", "party,,,,", ENT_SIGNED, "2021-12-15", NULL, false, ENT_YES },
    { "2021,,..,signed,2021-12-14", "party,,,,", "party,,,,", ENT_SIGNED, "2021-12-15", NULL, true, ENT_YES },
    /* proposed and submitted only: there under `any`, from the earlier day on */
    { ",,,draft,2021,,2011-09,", "party,,,,", "party,,,,", ENT_ANY, "2012-01-01", NULL, false, ENT_YES },
    { ",,,draft,2021,,2011-09,", "party,,,,", "party,,,,", ENT_ANY, "2011-08-31", NULL, false, ENT_NO },
    { ",,,draft,2021,2011-06-01,2011-09,", "party,,,,", "party,,,,", ENT_ANY, "2011-07-01", NULL, false, ENT_YES },
    { ",,,draft,2021,,2011-09,", "party,,,,", "party,,,,", ENT_SIGNED, "2012-01-01", NULL, false, ENT_NO },
    { ",,,draft,2021,,2011-09,", "party,,,,", "party,,,,", ENT_IN_FORCE, "2012-01-01", NULL, false, ENT_NO },
    { ",,,,,,2011-09,", "party,,,,", "party,,,,", ENT_ANY, "2012-01-01", NULL, false, ENT_YES },
    { ",,,,,,2011-09,", "party,,,,", "party,,,,", ENT_SIGNED, "2012-01-01", NULL, false, ENT_NO },
    { ",,,,,,2011-09,", "party,,,,", "party,,,,", ENT_SIGNED, NULL, NULL, false, ENT_NO },
    { ",,,,,,2011-09,", "party,2012-02-03,,,", "party,2012-02-03,,,", ENT_SIGNED, "2012-03-01", NULL, false, ENT_YES },
    { ",,2013-05-01,draft,2021,,2011-09,", "party,,,,", "party,,,,", ENT_ANY, "2013-05-01", NULL, false, ENT_NO },
    /* a resolution, which has no signatures */
    { ",,,adopted,,,,2018-12-05", "party,,,,", "party,,,,", ENT_SIGNED, "2018-12-05", NULL, false, ENT_YES },
    { ",,,adopted,,,,2018-12-05", "party,,,,", "party,,,,", ENT_SIGNED, "2018-12-04", NULL, false, ENT_NO },
    { ",,,,,,,2018-12-05", "party,,,,", "party,,,,", ENT_SIGNED, "2018-12-05", NULL, false, ENT_YES },
    { ",2019-06-01,,,,,,2018-12-05", "party,,,,", "party,,,,", ENT_SIGNED, "2019-01-01", NULL, false, ENT_YES },
    { ",2019-06-01,,,,,,2018-12-05", "party,,,,", "party,,,,", ENT_IN_FORCE, "2019-01-01", NULL, false, ENT_NO },
    { ",,,adopted,,2018-10-18,,2018-12-05", "party,,,,", "party,,,,", ENT_ANY, "2018-11-01", NULL, false, ENT_YES },
    /* a convention that was adopted, and signed by its parties a year later */
    { ",,,,,,,2003-10-31", "party,2004-03-01,,,", "party,2004-05-01,,,", ENT_SIGNED, "2003-11-01", NULL, false, ENT_NO },
    { ",,,,,,,2003-10-31", "party,2004-03-01,,,", "party,2004-05-01,,,", ENT_SIGNED, "2004-04-30", NULL, false, ENT_NO },
    { ",,,,,,,2003-10-31", "party,2004-03-01,,,", "party,2004-05-01,,,", ENT_SIGNED, "2004-05-01", NULL, false, ENT_YES },
    { ",,,,,,,2003-10-31", "party,2004-03-01,,,", "party,2004-05-01,,,", ENT_ANY, "2003-11-01", NULL, false, ENT_YES },
};

static ent_truth tied(const law *c)
{
    ent_dataset_options options = { 0 };
    ent_selection s = ENT_SELECTION_INIT;
    ent_diags diags = { 0 };
    ent_dataset *d = NULL;
    ent_network *n = NULL;
    ent_truth found;
    char acts[300], parties[300];
    size_t commas = 0;
    folder f;

    folder_make(&f);
    for (const char *comma = c->act; (comma = strchr(comma, ',')) != NULL; comma++)
        commas++;
    snprintf(acts, sizeof acts, "id,title,signed,in_force,ended,status,as_of%s\nT,Treaty,%s\n",
             commas > 4 ? ",proposed,submitted,adopted" : "", c->act);
    snprintf(parties, sizeof parties,
             "agreement,party,role,signed,ratified,in_force,withdrew\nT,AAA,%s\nT,BBB,%s\n", c->a, c->b);
    options.tables[ENT_ACTORS] =
        folder_put(&f, "actors.csv", "id,name,type\nAAA,Aland,state\nBBB,Borland,state\n");
    options.tables[ENT_AGREEMENTS] = folder_put(&f, "agreements.csv", acts);
    options.tables[ENT_PARTIES] = folder_put(&f, "parties.csv", parties);
    cr_assert_eq(ent_dataset_read(&d, &options, &diags), ENT_OK);
    s.network = ENT_NET_ACTORS;
    s.count = c->rule;
    s.open_ended = c->strict ? ENT_OPEN_ENDED_UNKNOWN : ENT_OPEN_ENDED_HOLDS;
    ent_date_read(&s.as_of, ent_str_of(c->as_of ? c->as_of : ""));
    ent_date_read(&s.during, ent_str_of(c->during ? c->during : ""));
    cr_assert_eq(ent_network_new(&n, d, &s, &diags), ENT_OK);
    found = ent_tie_count(n) ? ENT_YES : ent_unknown_tie_count(n) ? ENT_UNKNOWN : ENT_NO;
    ent_network_free(n);
    ent_dataset_free(d);
    folder_remove(&f);
    return found;
}

Test(law, case_by_case)
{
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        cr_expect_eq(tied(&cases[i]), cases[i].tied, "case %zu: %s by rule %d on %s", i, cases[i].act,
                     (int)cases[i].rule, cases[i].as_of ? cases[i].as_of : "any day");
}

/* ---- courses of treaties: any rows, two nodes, one question ---- */



typedef struct course {
    const char *act;     /* signed,in_force,ended,status,as_of,kind,part_of,supersedes */
    const char *parties; /* agreement,party,role,signed,ratified,in_force,withdrew */
    ent_rule rule;
    const char *day; /* "during YEAR" asks about a span, "" about any time */
    ent_truth tied;  /* the two of `between`, AAA and BBB when there is none */
    const char *between, *members, *role, *kind;
    bool strict, blocs;
    ent_succession_policy succession;
} course;

/* what many have in common */
#define SALT "1968-07-01,1970-03-05,..,in force,,,,"
#define FIRST_TWO "T,AAA,party,1968-07-01,1970-02-01,,\nT,BBB,party,1968-07-01,1970-02-01,,\n"
#define BOTH "T,AAA,party,,,,\nT,BBB,party,,,,\n"
#define ACCEDES "T,AAA,party,1968-07-01,1970-02-01,,\nT,BBB,party,,1975-05-02,,\n"
#define LATER "T,AAA,party,1968-07-01,1970-02-01,,\nT,BBB,party,,1975-05-02,1975-06-01,\n"
#define LEFT "T,AAA,party,,,,1990-03-01\nT,BBB,party,,,,\n"
#define BACK                                                                          \
    "T,AAA,party,,1946-01-01,,\nT,BBB,party,,1946-09-24,,1950-05-05\n"                \
    "T,BBB,party,,1990-08-27,,\n"
#define OLD "1945-12-27,1945-12-27,..,in force,,,,"
#define DATELESS ",,,,,,,"
#define OF(a, b) "T," a ",party,,,,\nT," b ",party,,,,\n"
#define IN_UNION "QO,AAA,member,1990-01-01,2000-01-01\n"
#define WITH_UNION "T,QO,party,,,,\nT,BBB,party,,,,\n"

static const course courses[] = {
    /* signature, ratification, entry into force of the agreement */
    { SALT, FIRST_TWO, ENT_SIGNED, "1968-06-30", ENT_NO },
    { SALT, FIRST_TWO, ENT_SIGNED, "1968-07-01", ENT_YES },
    { SALT, FIRST_TWO, ENT_RATIFIED, "1970-01-31", ENT_NO },
    { SALT, FIRST_TWO, ENT_RATIFIED, "1970-02-01", ENT_YES },
    { SALT, FIRST_TWO, ENT_IN_FORCE, "1970-03-04", ENT_NO },
    { SALT, FIRST_TWO, ENT_IN_FORCE, "1970-03-05", ENT_YES },
    { SALT, FIRST_TWO, ENT_ANY, "1968-07-01", ENT_YES },
    /* accession: no signature, bound from then on; entry into force of the party */
    { SALT, ACCEDES, ENT_SIGNED, "1972-01-01", ENT_NO },
    { SALT, ACCEDES, ENT_SIGNED, "1975-05-02", ENT_YES },
    { SALT, ACCEDES, ENT_IN_FORCE, "1975-05-01", ENT_NO },
    { SALT, ACCEDES, ENT_IN_FORCE, "1975-05-02", ENT_YES },
    { SALT, LATER, ENT_RATIFIED, "1975-05-15", ENT_YES },
    { SALT, LATER, ENT_IN_FORCE, "1975-05-15", ENT_NO },
    { SALT, LATER, ENT_IN_FORCE, "1975-06-01", ENT_YES },
    /* applied before the agreement is in force: by both, and by one of them */
    { SALT, "T,AAA,party,,,1969-01-01,\nT,BBB,party,,,1969-02-01,\n", ENT_IN_FORCE, "1969-06-01",
      ENT_YES },
    { SALT, "T,AAA,party,,,1969-01-01,\nT,BBB,party,,,,\n", ENT_IN_FORCE, "1969-06-01", ENT_NO },
    /* a signatory that never ratified is listed all the same */
    { SALT, "T,AAA,party,,1970-02-01,,\nT,BBB,signatory,1968-07-01,,,\n", ENT_ANY, "1980-01-01",
      ENT_YES },
    { SALT, "T,AAA,party,,1970-02-01,,\nT,BBB,signatory,1968-07-01,,,\n", ENT_IN_FORCE, "",
      ENT_NO },
    { "1996-09-24,,..,signed,,,,", "T,AAA,party,,1998-04-06,,\nT,BBB,signatory,1996-09-24,,,\n",
      ENT_RATIFIED, "2020-01-01", ENT_NO },
    /* withdrawal and coming back */
    { OLD, LEFT, ENT_IN_FORCE, "1990-02-28", ENT_YES },
    { OLD, LEFT, ENT_IN_FORCE, "1990-03-01", ENT_NO },
    { OLD, LEFT, ENT_IN_FORCE, "during 1990", ENT_YES },
    { OLD, LEFT, ENT_IN_FORCE, "during 1991", ENT_NO },
    { OLD, BACK, ENT_IN_FORCE, "1949-01-01", ENT_YES },
    { OLD, BACK, ENT_IN_FORCE, "1970-01-01", ENT_NO },
    { OLD, BACK, ENT_IN_FORCE, "during 1951/1989", ENT_NO },
    { OLD, BACK, ENT_IN_FORCE, "during 1950", ENT_YES },
    { OLD, BACK, ENT_IN_FORCE, "1990-08-27", ENT_YES },
    /* the agreement's end ends it for all, whatever a row says */
    { "1972,1972-10-03,2002-06-13,ended,,,,", BOTH, ENT_IN_FORCE, "2002-06-12", ENT_YES },
    { "1972,1972-10-03,2002-06-13,ended,,,,", BOTH, ENT_IN_FORCE, "2002-06-13", ENT_NO },
    { "1972,1972-10-03,2002-06-13,ended,,,,", "T,AAA,party,,,,2010\nT,BBB,party,,,,..\n",
      ENT_IN_FORCE, "2005-01-01", ENT_NO },
    { "1972,1972-10-03,..,in force,,,,", BOTH, ENT_IN_FORCE, "2030-01-01", ENT_YES, .strict = true },
    { "1972,1972-10-03,,terminated,1990-01-01,,,", BOTH, ENT_IN_FORCE, "1980-01-01", ENT_UNKNOWN },
    { "1972,1972-10-03,,terminated,1990-01-01,,,", BOTH, ENT_IN_FORCE, "1990-01-01", ENT_NO },
    { "1972,1972-10-03,2002,superseded,,,,", BOTH, ENT_IN_FORCE, "2001-12-31", ENT_YES },
    { "1972,1972-10-03,2002,superseded,,,,", BOTH, ENT_IN_FORCE, "2003-01-01", ENT_NO },
    /* states that are gone */
    { "1955-05-14,1955-06-04,..,in force,,,,", OF("DDR", "POL"), ENT_IN_FORCE, "1990-10-02",
      ENT_YES, "DDR POL" },
    { "1955-05-14,1955-06-04,..,in force,,,,", OF("DDR", "POL"), ENT_IN_FORCE, "1990-10-03",
      ENT_NO, "DDR POL" },
    { "1955-05-14,1955-06-04,..,in force,,,,", OF("DDR", "POL"), ENT_IN_FORCE, "during 1990",
      ENT_YES, "DDR POL" },
    { "1955-05-14,1955-06-04,..,in force,,,,", OF("DDR", "POL"), ENT_IN_FORCE, "1995-01-01",
      ENT_NO, "DEU POL", .succession = ENT_SUCCESSION_CONTINUE }, /* it joined another */
    { "1966-06-30,1966-06-30,..,in force,,,,", OF("SUN", "FRA"), ENT_IN_FORCE, "1991-12-25",
      ENT_YES, "FRA SUN" },
    { "1966-06-30,1966-06-30,..,in force,,,,", OF("SUN", "FRA"), ENT_IN_FORCE, "1991-12-26",
      ENT_NO, "FRA SUN" },
    { "1966-06-30,1966-06-30,..,in force,,,,", OF("SUN", "FRA"), ENT_IN_FORCE, "1995-01-01",
      ENT_NO, "FRA RUS" },
    { "1966-06-30,1966-06-30,..,in force,,,,", OF("SUN", "FRA"), ENT_IN_FORCE, "1995-01-01",
      ENT_YES, "FRA RUS", .succession = ENT_SUCCESSION_CONTINUE },
    { "1968,1968-06-14,..,in force,,,,", OF("CSK", "HUN"), ENT_IN_FORCE, "1992-12-31", ENT_YES,
      "CSK HUN" },
    { "1968,1968-06-14,..,in force,,,,", OF("CSK", "HUN"), ENT_IN_FORCE, "1993-01-01", ENT_NO,
      "CSK HUN" },
    { "1968,1968-06-14,..,in force,,,,", OF("CSK", "HUN"), ENT_IN_FORCE, "1993-01-01", ENT_NO,
      "CZE HUN", .succession = ENT_SUCCESSION_CONTINUE }, /* no state continues Czechoslovakia */
    { "1954-08-09,1955,..,in force,,,,", OF("YUG", "GRC"), ENT_IN_FORCE, "1992-04-26", ENT_YES,
      "GRC YUG" },
    { "1954-08-09,1955,..,in force,,,,", OF("YUG", "GRC"), ENT_IN_FORCE, "1992-04-27", ENT_NO,
      "GRC YUG" },
    /* states that are not there yet */
    { OLD, OF("SSD", "KEN"), ENT_IN_FORCE, "2011-07-08", ENT_NO, "KEN SSD" },
    { OLD, OF("SSD", "KEN"), ENT_IN_FORCE, "2011-07-09", ENT_YES, "KEN SSD" },
    { OLD, OF("ERI", "ETH"), ENT_IN_FORCE, "1993-05-23", ENT_NO, "ERI ETH" },
    { OLD, OF("ERI", "ETH"), ENT_IN_FORCE, "during 1993", ENT_YES, "ERI ETH" },
    { OLD, OF("CCC", "AAA"), ENT_IN_FORCE, "1960-06-30", ENT_NO, "AAA CCC" },
    { OLD, OF("CCC", "AAA"), ENT_IN_FORCE, "1960-07-01", ENT_YES, "AAA CCC" },
    { OLD, OF("CCC", "AAA"), ENT_IN_FORCE, "1980-01-01", ENT_NO, "AAA CCC" },
    /* starts that are not known to the day */
    { "1990,,..,,,,,", BOTH, ENT_SIGNED, "1989-12-31", ENT_NO },
    { "1990,,..,,,,,", BOTH, ENT_SIGNED, "1990-06-01", ENT_UNKNOWN },
    { "1990,,..,,,,,", BOTH, ENT_SIGNED, "1990", ENT_UNKNOWN },
    { "1990,,..,,,,,", BOTH, ENT_SIGNED, "during 1990", ENT_YES },
    { "1990,,..,,,,,", BOTH, ENT_SIGNED, "1990-12-31", ENT_YES },
    { "1990-05,,..,,,,,", BOTH, ENT_SIGNED, "1990-05-15", ENT_UNKNOWN },
    { "1990-05,,..,,,,,", BOTH, ENT_SIGNED, "1990-06-01", ENT_YES },
    { "1990/1992,,..,,,,,", BOTH, ENT_SIGNED, "1991-01-01", ENT_UNKNOWN },
    { "1990/1992,,..,,,,,", BOTH, ENT_SIGNED, "1993-01-01", ENT_YES },
    { "../1990,,..,,,,,", BOTH, ENT_SIGNED, "1980-01-01", ENT_UNKNOWN },
    { "../1990,,..,,,,,", BOTH, ENT_SIGNED, "1991-01-01", ENT_YES },
    { "1990/..,,..,,,,,", BOTH, ENT_SIGNED, "1989-12-31", ENT_NO },
    { "1990/..,,..,,,,,", BOTH, ENT_SIGNED, "1995-01-01", ENT_UNKNOWN },
    { "199X,,..,,,,,", BOTH, ENT_SIGNED, "1995-01-01", ENT_UNKNOWN },
    { "199X,,..,,,,,", BOTH, ENT_SIGNED, "2000-01-01", ENT_YES },
    { DATELESS, BOTH, ENT_SIGNED, "", ENT_YES },
    { DATELESS, BOTH, ENT_IN_FORCE, "", ENT_UNKNOWN },
    { DATELESS, BOTH, ENT_SIGNED, "1990-01-01", ENT_UNKNOWN },
    /* ends that are not known to the day, or not at all */
    { "1980,,1995,,,,,", BOTH, ENT_SIGNED, "1994-12-31", ENT_YES },
    { "1980,,1995,,,,,", BOTH, ENT_SIGNED, "1995-06-01", ENT_UNKNOWN },
    { "1980,,1995,,,,,", BOTH, ENT_SIGNED, "during 1995", ENT_YES },
    { "1980,,1995,,,,,", BOTH, ENT_SIGNED, "during 1996", ENT_NO },
    { "1980,,1990/..,,,,,", BOTH, ENT_SIGNED, "1989-12-31", ENT_YES, .strict = true },
    { "1980,,1990/..,,,,,", BOTH, ENT_SIGNED, "1995-01-01", ENT_YES },
    { "1980,,1990/..,,,,,", BOTH, ENT_SIGNED, "1995-01-01", ENT_UNKNOWN, .strict = true },
    { "1980,,..,,,,,", "T,AAA,party,,,,../1990\nT,BBB,party,,,,\n", ENT_SIGNED, "1985-01-01",
      ENT_UNKNOWN },
    { "1980,,..,,,,,", "T,AAA,party,,,,../1990\nT,BBB,party,,,,\n", ENT_SIGNED, "1991-01-01",
      ENT_NO },
    { "1980,,,,,,,", BOTH, ENT_SIGNED, "1995-01-01", ENT_YES },
    { "1980,,,,,,,", BOTH, ENT_SIGNED, "1995-01-01", ENT_UNKNOWN, .strict = true },
    /* what is not signed yet, dialogues, parts and what takes another's place */
    { ",,,planned,,,,", BOTH, ENT_SIGNED, "", ENT_NO },
    { ",,,planned,,,,", BOTH, ENT_ANY, "", ENT_YES },
    { "2030-01-01,,,draft,,,,", BOTH, ENT_SIGNED, "", ENT_NO },
    { ",,,proposed,2000-01-01,,,", BOTH, ENT_SIGNED, "1999-01-01", ENT_NO },
    { ",,,proposed,2000-01-01,,,", BOTH, ENT_SIGNED, "2005-01-01", ENT_UNKNOWN },
    { ",,..,signed,2000-01-01,,,", BOTH, ENT_SIGNED, "2000-01-01", ENT_YES },
    { ",,..,signed,2000-01-01,,,", BOTH, ENT_IN_FORCE, "2000-01-01", ENT_UNKNOWN },
    { "1990,,..,,,dialogue,,", BOTH, ENT_SIGNED, "1995-01-01", ENT_NO },
    { "1990,,..,,,dialogue,,", BOTH, ENT_SIGNED, "1995-01-01", ENT_YES, .kind = "dialogue" },
    { "1990,,..,,,,,U", BOTH, ENT_SIGNED, "1995-01-01", ENT_YES },
    { "1990,,..,,,protocol,U,", BOTH, ENT_SIGNED, "1995-01-01", ENT_YES },
    /* roles */
    { OLD, "T,AAA,party,,,,\nT,BBB,observer,,,,\n", ENT_SIGNED, "", ENT_NO },
    { OLD, "T,AAA,party,,,,\nT,BBB,observer,,,,\n", ENT_SIGNED, "", ENT_YES,
      .role = "party;observer" },
    { OLD, "T,AAA,party,,,,\nT,BBB,sponsor,,,,\n", ENT_SIGNED, "", ENT_NO },
    { OLD, "T,AAA,sponsor,,,,\nT,BBB,sponsor,,,,\n", ENT_SIGNED, "", ENT_YES, .role = "sponsor" },
    { OLD, "T,AAA,party,,,,\nT,BBB,depositary,,,,\n", ENT_SIGNED, "", ENT_NO },
    { OLD, "T,AAA,party,,,,\nT,BBB,unknown,,,,\n", ENT_SIGNED, "", ENT_UNKNOWN },
    { OLD, "T,AAA,party,,,,\nT,BBB,unknown,,,,1990\n", ENT_SIGNED, "1995-01-01", ENT_NO },
    /* memberships tie who are in together */
    { OLD, "", ENT_SIGNED, "during 1995", ENT_NO,
      .members = "QO,AAA,member,1990,1995-03-01\nQO,BBB,member,1995-09-01,\n" },
    { OLD, "", ENT_SIGNED, "during 1995", ENT_YES,
      .members = "QO,AAA,member,1990,1995-09-02\nQO,BBB,member,1995-09-01,\n" },
    { OLD, "", ENT_SIGNED, "2005-01-01", ENT_YES,
      .members = "QO,AAA,member,1990,\nQO,BBB,member,1991,\n" },
    { OLD, "", ENT_SIGNED, "2005-01-01", ENT_UNKNOWN, .strict = true,
      .members = "QO,AAA,member,1990,\nQO,BBB,member,1991,\n" },
    { OLD, "", ENT_SIGNED, "2005-01-01", ENT_YES, .strict = true,
      .members = "QO,AAA,member,1990,..\nQO,BBB,member,1991,..\n" },
    { OLD, "", ENT_SIGNED, "2005-01-01", ENT_UNKNOWN,
      .members = "QO,AAA,member,1990,..\nQO,BBB,member,,..\n" },
    { OLD, "", ENT_SIGNED, "2005-01-01", ENT_NO,
      .members = "QO,AAA,member,1990,..\nQO,BBB,observer,1991,..\n" },
    { OLD, "", ENT_SIGNED, "2005-01-01", ENT_UNKNOWN,
      .members = "QO,AAA,member,1990,..\nQO,BBB,unknown,1991,..\n" },
    /* a bloc stands for those who are its members on the day */
    { OLD, WITH_UNION, ENT_SIGNED, "1995-01-01", ENT_NO, .members = IN_UNION },
    { OLD, WITH_UNION, ENT_SIGNED, "1995-01-01", ENT_YES, "BBB QO", .members = IN_UNION },
    { OLD, WITH_UNION, ENT_SIGNED, "1995-01-01", ENT_YES, .members = IN_UNION, .blocs = true },
    { OLD, WITH_UNION, ENT_SIGNED, "1989-12-31", ENT_NO, .members = IN_UNION, .blocs = true },
    { OLD, WITH_UNION, ENT_SIGNED, "2000-01-01", ENT_NO, .members = IN_UNION, .blocs = true },
};

static ent_dataset *read_course(folder *f, const course *c)
{
    ent_dataset_options options = { 0 };
    ent_diags diags = { 0 };
    ent_dataset *d = NULL;
    char text[600];

    options.tables[ENT_ACTORS] = folder_put(
        f, "actors.csv",
        "id,name,type,from,to\nAAA,Aland,state,,\nBBB,Borland,state,,\n"
        "CCC,Cerland,state,1960-07-01,1979-12-31\nQO,Union of lands,organization,,\n");
    snprintf(text, sizeof text,
             "id,title,signed,in_force,ended,status,as_of,kind,part_of,supersedes\nT,Treaty,%s\n"
             "U,Other,1900-01-01,1900-01-01,..,in force,,,,\n",
             c->act);
    options.tables[ENT_AGREEMENTS] = folder_put(f, "agreements.csv", text);
    snprintf(text, sizeof text, "agreement,party,role,signed,ratified,in_force,withdrew\n%s",
             c->parties);
    options.tables[ENT_PARTIES] = folder_put(f, "parties.csv", text);
    if (c->members) {
        snprintf(text, sizeof text, "organization,member,role,from,to\n%s", c->members);
        options.tables[ENT_MEMBERSHIPS] = folder_put(f, "memberships.csv", text);
    }
    cr_assert_eq(ent_dataset_read(&d, &options, &diags), ENT_OK);
    return d;
}

/* Is one of these ties that of the two, "AAA BBB" in alphabetical order? */
static bool has_tie(const ent_network *n, const char *between, size_t count,
                    const ent_tie *at(const ent_network *, size_t))
{
    bool found = false;

    for (size_t i = 0; i < count; i++) {
        const ent_tie *tie = at(n, i);
        ent_str a = ent_node_at(n, tie->a)->id, b = ent_node_at(n, tie->b)->id;
        char pair[2][60];

        snprintf(pair[0], sizeof pair[0], "%.*s %.*s", ENT_STR_ARG(a), ENT_STR_ARG(b));
        snprintf(pair[1], sizeof pair[1], "%.*s %.*s", ENT_STR_ARG(b), ENT_STR_ARG(a));
        found |= strcmp(pair[0], between) == 0 || strcmp(pair[1], between) == 0;
    }
    return found;
}

static ent_truth outcome(const course *c)
{
    const char *between = c->between ? c->between : "AAA BBB";
    ent_selection s = ENT_SELECTION_INIT;
    ent_diags diags = { 0 };
    ent_network *n = NULL;
    bool span = strncmp(c->day, "during ", 7) == 0;
    ent_truth found = ENT_NO;
    ent_dataset *d;
    folder f;

    folder_make(&f);
    d = read_course(&f, c);
    s.network = ENT_NET_ACTORS;
    s.count = c->rule;
    s.role = c->role;
    s.kind = c->kind;
    s.succession = c->succession;
    s.with_memberships = c->members && !c->parties[0];
    s.blocs = c->blocs ? ENT_BLOCS_MEMBERS : ENT_BLOCS_NODE;
    s.open_ended = c->strict ? ENT_OPEN_ENDED_UNKNOWN : ENT_OPEN_ENDED_HOLDS;
    ent_date_read(span ? &s.during : &s.as_of, ent_str_of(span ? c->day + 7 : c->day));
    cr_assert_eq(ent_network_new(&n, d, &s, &diags), ENT_OK);
    if (has_tie(n, between, ent_tie_count(n), ent_tie_at))
        found = ENT_YES;
    else if (has_tie(n, between, ent_unknown_tie_count(n), ent_unknown_tie_at))
        found = ENT_UNKNOWN;
    ent_network_free(n);
    ent_dataset_free(d);
    folder_remove(&f);
    return found;
}

Test(law, courses)
{
    for (size_t i = 0; i < sizeof courses / sizeof *courses; i++) {
        const course *c = &courses[i];
        ent_truth found = outcome(c);

        cr_expect_eq(found, c->tied, "course %zu: %s / %s on %s: %d instead of %d", i, c->act,
                     c->members ? c->members : c->parties, c->day, (int)found, (int)c->tied);
    }
}
