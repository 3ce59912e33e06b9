/* test_network.c: which ties a network has on a day, and in which bucket of the ledger each row is. */
#include <criterion/criterion.h>
#include <math.h>

#include "support.h"

/* A data set in three tables: A and B sign in 1960, C accedes in 1970 and leaves in 1990; the Union
 * has a convention; two papers are not dated, one is a draft. */
static const char actors[] = "id,name,type,from,to\n"
                             "AAA,Aland,state,,..\nBBB,Borland,state,,..\nCCC,Cland,state,1965,..\n"
                             "DDD,Dland,state,,..\nUNI,The Union,organization,,..\n";
static const char acts[] =
    "id,title,kind,level,within,signed,in_force,ended,status,as_of,topic\n"
    "T1,Treaty,treaty,multilateral,,1960-05-01,1961-01-01,..,in force,,water\n"
    "T2,Pact,treaty,bilateral,,1975,1976,1985-06-30,ended,,air\n"
    "T3,Convention,convention,regional,UNI,1980-03,,..,in force,,water\n"
    "T4,Paper,agreement,bilateral,,,,,signed,2000-01-01,air\n"
    "T5,Plan,agreement,bilateral,,,,,draft,2000-01-01,air\n"
    "T6,Talks,dialogue,bilateral,,1999,,..,ongoing,,air\n"
    "T7,Alone,treaty,,,1999,,..,signed,,air\n";
static const char parties[] =
    "agreement,party,role,signed,ratified,withdrew\n"
    "T1,AAA,party,1960-05-01,1960-12-01,..\nT1,BBB,party,1960-05-01,1962-01-01,..\n"
    "T1,CCC,party,1970-01-01,1971,1990-01-01\n"
    "T1,DDD,observer,1960-05-01,,..\n"
    "T2,AAA,party,,,..\nT2,BBB,party,,,..\n"
    "T3,AAA,party,,,..\nT3,BBB,party,,,..\nT3,CCC,party,,,..\n"
    "T4,AAA,party,,,\nT4,DDD,party,,,\n"
    "T5,BBB,party,,,\nT5,DDD,party,,,\n"
    "T6,CCC,party,,,..\nT6,DDD,party,,,..\n"
    "T7,AAA,party,,,..\n"
    "T2,AAA,party,,,..\n";

static folder files;

static ent_dataset *sample(void)
{
    ent_dataset_options options = { 0 };
    ent_diags diags = { 0 };
    ent_dataset *d = NULL;

    folder_make(&files);
    options.tables[ENT_ACTORS] = folder_put(&files, "actors.csv", actors);
    options.tables[ENT_AGREEMENTS] = folder_put(&files, "agreements.csv", acts);
    options.tables[ENT_PARTIES] = folder_put(&files, "parties.csv", parties);
    cr_assert_eq(ent_dataset_read(&d, &options, &diags), ENT_OK);
    return d;
}

static ent_network *network_of(const ent_dataset *d, const ent_selection *s)
{
    ent_diags diags = { 0 };
    ent_network *n = NULL;

    cr_assert_eq(ent_network_new(&n, d, s, &diags), ENT_OK);
    return n;
}

/* The ties as "AAA-T1 AAA-UNI2": ids of the ends, and the number of acts where there are several. */
static void written(const ent_network *n, bool unknown, char *out, size_t room)
{
    size_t count = unknown ? ent_unknown_tie_count(n) : ent_tie_count(n), len = 0;

    out[0] = '\0';
    for (size_t i = 0; i < count; i++) {
        const ent_tie *t = unknown ? ent_unknown_tie_at(n, i) : ent_tie_at(n, i);
        char times[16] = "";

        if (t->count > 1)
            snprintf(times, sizeof times, "%u", t->count);
        len += (size_t)snprintf(out + len, room - len, "%s%.*s-%.*s%s", i ? " " : "",
                                ENT_STR_ARG(ent_node_at(n, t->a)->id),
                                ENT_STR_ARG(ent_node_at(n, t->b)->id), times);
    }
}

static ent_date date(const char *text)
{
    ent_date d;

    cr_assert_eq(ent_date_read(&d, ent_str_of(text)), ENT_DATE_OK);
    return d;
}

/* The rows of every table are in its buckets, each once. */
static void adds_up(const ent_network *n)
{
    for (int t = 0; t < ENT_TABLE_COUNT; t++) {
        size_t sum = 0;

        for (int k = 0; k < ENT_BUCKET_COUNT; k++)
            sum += ent_ledger_count(n, (ent_table)t, (ent_bucket)k);
        cr_expect_eq(sum, ent_table_rows(ent_network_dataset(n), (ent_table)t));
    }
}

Test(network, days_and_rules)
{
    static const struct {
        ent_rule rule;
        const char *as_of, *during, *known, *unknown;
    } cases[] = {
        /* ever: a hub for the treaty of three, the Union for its convention, the pact direct */
        { ENT_SIGNED, NULL, NULL, "AAA-BBB AAA-DDD AAA-T1 AAA-UNI BBB-T1 BBB-UNI CCC-T1 CCC-UNI", "" },
        /* before C: two parties are a tie, no hub; T4 may or may not have been signed */
        { ENT_SIGNED, "1961", NULL, "AAA-BBB", "AAA-DDD" },
        { ENT_SIGNED, "1960-05-01", NULL, "AAA-BBB", "AAA-DDD" },
        { ENT_SIGNED, "1960-04-30", NULL, "", "AAA-DDD" },
        { ENT_SIGNED, "1960", NULL, "", "AAA-BBB AAA-DDD" }, /* some day of 1960 */
        { ENT_SIGNED, NULL, "1960", "AAA-BBB", "AAA-DDD" },  /* at some time of 1960 */
        { ENT_SIGNED, "1980-03", NULL, "AAA-BBB AAA-T1 BBB-T1 CCC-T1",
          "AAA-DDD AAA-UNI BBB-UNI CCC-UNI" },
        /* the pact ended on 1985-06-30: half-open, so that day it is over */
        { ENT_SIGNED, "1985-06-29", NULL,
          "AAA-BBB AAA-T1 AAA-UNI BBB-T1 BBB-UNI CCC-T1 CCC-UNI", "AAA-DDD" },
        { ENT_SIGNED, "1985-06-30", NULL, "AAA-T1 AAA-UNI BBB-T1 BBB-UNI CCC-T1 CCC-UNI",
          "AAA-DDD" },
        /* C left the treaty: it is a tie of two again */
        { ENT_SIGNED, "1995", NULL, "AAA-BBB AAA-UNI BBB-UNI CCC-UNI", "AAA-DDD" },
        { ENT_SIGNED, "2000-01-01", NULL, "AAA-BBB AAA-DDD AAA-UNI BBB-UNI CCC-UNI", "" },
        /* after the day of its status T4 may have ended */
        /* ... and the plan may have been signed */
        { ENT_SIGNED, "2001", NULL, "AAA-BBB AAA-UNI BBB-UNI CCC-UNI", "AAA-DDD BBB-DDD" },
        /* C, which does not exist yet, is not in the Convention either: it is one of two */
        { ENT_RATIFIED, "1962-01-01", NULL, "AAA-BBB", "AAA-DDD" },
        { ENT_IN_FORCE, "1961-01-01", NULL, "", "AAA-BBB AAA-DDD" },
        { ENT_IN_FORCE, "1962-01-01", NULL, "AAA-BBB", "AAA-DDD" },
        { ENT_IN_FORCE, "1970-01-01", NULL, "AAA-BBB", "AAA-DDD AAA-UNI BBB-UNI CCC-UNI" },
        { ENT_ANY, NULL, NULL,
          "AAA-BBB AAA-DDD AAA-T1 AAA-UNI BBB-DDD BBB-T1 BBB-UNI CCC-T1 CCC-UNI", "" },
    };
    ent_dataset *d = sample();

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        ent_selection s = ENT_SELECTION_INIT;
        char known[512], unknown[512];
        ent_network *n;

        s.network = ENT_NET_TIES;
        s.count = cases[i].rule;
        s.open_ended = ENT_OPEN_ENDED_UNKNOWN;
        if (cases[i].as_of)
            s.as_of = date(cases[i].as_of);
        if (cases[i].during)
            s.during = date(cases[i].during);
        n = network_of(d, &s);
        written(n, false, known, sizeof known);
        written(n, true, unknown, sizeof unknown);
        cr_expect_str_eq(known, cases[i].known, "case %zu: \"%s\"", i, known);
        cr_expect_str_eq(unknown, cases[i].unknown, "case %zu, unknown: \"%s\"", i, unknown);
        adds_up(n);
        ent_network_free(n);
    }
    ent_dataset_free(d);
    folder_remove(&files);
}

Test(network, kinds_and_filters)
{
    ent_dataset *d = sample();
    ent_selection plain = ENT_SELECTION_INIT;
    const struct {
        ent_network_kind network;
        const char *level, *kind, *topic, *within, *role, *only, *ego;
        size_t cap;
        const char *ties;
    } cases[] = {
        { .network = ENT_NET_TWO_MODE, .topic = "water",
          .ties = "AAA-T1 AAA-T3 BBB-T1 BBB-T3 CCC-T1 CCC-T3" },
        { .network = ENT_NET_ACTORS, .topic = "water", .ties = "AAA-BBB2 AAA-CCC2 BBB-CCC2" },
        { .network = ENT_NET_ACTS, .topic = "water", .ties = "T1-T33" },
        { .network = ENT_NET_ACTORS, .cap = 2, .ties = "AAA-BBB AAA-DDD" },
        { .kind = "dialogue", .ties = "CCC-DDD" },
        { .level = "bilateral", .ties = "AAA-BBB AAA-DDD" },
        { .within = "UNI", .ties = "AAA-UNI BBB-UNI CCC-UNI" },
        { .role = "party;observer", .topic = "water",
          .ties = "AAA-T1 AAA-UNI BBB-T1 BBB-UNI CCC-T1 CCC-UNI DDD-T1" },
        /* agreements of three stay what they are: a hub, and what is done in the Union */
        { .only = "AAA,BBB", .ties = "AAA-BBB AAA-T1 AAA-UNI BBB-T1 BBB-UNI" },
        { .network = ENT_NET_ACTORS, .only = "AAA,BBB", .ties = "AAA-BBB3" },
        { .network = ENT_NET_ACTORS, .only = "AAA,BBB", .cap = 2, .ties = "AAA-BBB" },
        { .network = ENT_NET_ACTORS, .ego = "DDD", .ties = "AAA-DDD" },
    };

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        ent_selection s = plain;
        char ties[512];
        ent_network *n;

        s.network = cases[i].network ? cases[i].network : ENT_NET_TIES;
        s.level = cases[i].level;
        s.kind = cases[i].kind;
        s.topic = cases[i].topic;
        s.within = cases[i].within;
        s.role = cases[i].role;
        s.only = cases[i].only;
        s.ego = cases[i].ego;
        s.max_parties = cases[i].cap;
        n = network_of(d, &s);
        written(n, false, ties, sizeof ties);
        cr_expect_str_eq(ties, cases[i].ties, "case %zu: \"%s\"", i, ties);
        adds_up(n);
        ent_network_free(n);
    }
    ent_dataset_free(d);
    folder_remove(&files);
}

Test(network, ledger_gives_reasons)
{
    ent_dataset *d = sample();
    ent_selection s = ENT_SELECTION_INIT;
    ent_network *n;

    s.network = ENT_NET_TIES;
    s.as_of = date("1995");
    n = network_of(d, &s);
    cr_expect_eq(ent_ledger_count(n, ENT_PARTIES, ENT_COUNTED), 5);       /* T1 A B, T3 A B C */
    cr_expect_eq(ent_ledger_count(n, ENT_PARTIES, ENT_ENDED), 4);         /* T1 C, T2 A B A */
    cr_expect_eq(ent_ledger_count(n, ENT_PARTIES, ENT_OUTSIDE), 3);       /* observer, talks */
    cr_expect_eq(ent_ledger_count(n, ENT_PARTIES, ENT_UNDATED), 2);       /* T4 */
    cr_expect_eq(ent_ledger_count(n, ENT_PARTIES, ENT_NOT_YET), 3);       /* T5, T7 */
    cr_expect_eq(ent_ledger_count(n, ENT_AGREEMENTS, ENT_COUNTED), 2);
    ent_network_free(n);
    s.as_of = (ent_date){ 0 };
    n = network_of(d, &s);
    cr_expect_eq(ent_ledger_count(n, ENT_PARTIES, ENT_DUPLICATE), 1); /* T2 A, the same row twice */
    cr_expect_eq(ent_ledger_count(n, ENT_PARTIES, ENT_ONE_PARTY), 1); /* T7 */
    ent_network_free(n);
    ent_dataset_free(d);
    folder_remove(&files);
}

/* Newman's property: a node's strength is the number of its acts with two parties or more. */
Test(network, weights)
{
    ent_dataset *d = sample();
    ent_selection s = ENT_SELECTION_INIT;
    ent_network *n;
    double strength = 0;

    s.network = ENT_NET_ACTORS;
    s.weight = ENT_WEIGHT_NEWMAN;
    n = network_of(d, &s);
    for (size_t i = 0; i < ent_tie_count(n); i++) {
        const ent_tie *t = ent_tie_at(n, i);

        if (ent_str_is(ent_node_at(n, t->a)->id, "AAA") || ent_str_is(ent_node_at(n, t->b)->id, "AAA"))
            strength += t->weight;
    }
    cr_expect_float_eq(strength, 4, 1e-12, "T1 T2 T3 T4: %g", strength);
    ent_network_free(n);
    s.weight = ENT_WEIGHT_JACCARD;
    n = network_of(d, &s);
    /* A: T1 T2 T3 T4, and T7 alone; B: T1 T2 T3; in common 3, of either 5 */
    cr_expect_float_eq(ent_tie_at(n, ent_tie_between(n, 0, 1))->weight, 0.6, 1e-12);
    ent_network_free(n);
    s.weight = ENT_WEIGHT_COSINE;
    n = network_of(d, &s);
    cr_expect_float_eq(ent_tie_at(n, ent_tie_between(n, 0, 1))->weight, 3 / sqrt(15), 1e-12);
    ent_network_free(n);
    ent_dataset_free(d);
    folder_remove(&files);
}

Test(network, wrong_words_are_usage_errors)
{
    ent_dataset *d = sample();
    const ent_selection wrong[] = {
        { .level = "bilatral" }, { .role = "partie" }, { .only = "XXX" }, { .ego = "Alnad" },
        { .weight = ENT_WEIGHT_COLUMN, .weight_column = "nothing" },
        { .weight = ENT_WEIGHT_NEWMAN }, { .as_of = date("1990"), .during = date("1990/1995") },
    };

    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        ent_diags diags = { 0 };
        ent_network *n = NULL;

        cr_expect_eq(ent_network_new(&n, d, &wrong[i], &diags), ENT_EUSAGE, "case %zu", i);
        cr_expect_null(n);
        cr_expect_eq(diags.errors, 1);
    }
    ent_dataset_free(d);
    folder_remove(&files);
}

/* Rows in another order: the same network, the same sums. */
Test(network, order_of_rows_does_not_matter)
{
    ent_diags diags = { 0 };
    ent_selection s = ENT_SELECTION_INIT;
    char first[512] = "", ties[512];

    s.network = ENT_NET_ACTORS;
    for (unsigned turn = 0; turn < 8; turn++) {
        ent_dataset_options options = { .path = NULL };
        char text[1024] = "source,target,weight\n";
        const char *rows[] = { "B,A,2\n", "A,C,1\n", "C,B,4\n", "A,B,0.5\n", "E,D,1\n", "A,B,0.5\n" };
        ent_dataset *d = NULL;
        ent_network *n;
        folder f;

        for (unsigned i = 0; i < 6; i++)
            strcat(text, rows[(i * 5 + turn) % 6]);
        folder_make(&f);
        options.path = folder_put(&f, "pairs.csv", text);
        cr_assert_eq(ent_dataset_read(&d, &options, &diags), ENT_OK);
        n = network_of(d, &s);
        written(n, false, ties, sizeof ties);
        cr_expect_float_eq(ent_tie_at(n, 0)->weight, 3, 1e-12);
        if (turn)
            cr_expect_str_eq(ties, first);
        strcpy(first, ties);
        adds_up(n);
        ent_network_free(n);
        ent_dataset_free(d);
        folder_remove(&f);
    }
    cr_expect_str_eq(first, "A-B3 A-C B-C D-E");
}

/* An act may have the id of an actor: as a node beside actors it has another one. */
Test(network, ids_of_acts_and_actors)
{
    static const struct {
        ent_network_kind kind;
        const char *ties;
    } cases[] = {
        { ENT_NET_TIES, "A-A (act) A-B A (act)-B A (act)-C" },
        { ENT_NET_TWO_MODE, "A-A (act) A-B (act) (act) A (act)-B A (act)-C B-B (act) (act)" },
        { ENT_NET_ACTS, "A-B2" },
    };
    ent_diags diags = { 0 };
    ent_dataset_options options = { 0 };
    ent_dataset *d = NULL;
    folder f;

    folder_make(&f);
    options.path = folder_put(&f, "list.csv", "title,parties\nA,A;B;C\nB,A;B\nX,B (act)\n");
    cr_assert_eq(ent_dataset_read(&d, &options, &diags), ENT_OK);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        ent_selection s = ENT_SELECTION_INIT;
        char ties[512] = "";
        ent_network *n;

        s.network = cases[i].kind;
        n = network_of(d, &s);
        written(n, false, ties, sizeof ties);
        cr_expect(strstr(ties, cases[i].ties) != NULL, "%s", ties);
        ent_network_free(n);
    }
    ent_dataset_free(d);
    folder_remove(&f);
}

/* A club of A, B, C, D: A holds on, of B it is known until 2014 only, C left at some time of 2010,
 * of D the source does not know. The ties to the club, known and unknown. */
static const char club_actors[] = "id,name,type\nAAA,Aland,state\nBBB,Borland,state\n"
                                  "CCC,Cland,state\nDDD,Dland,state\nCLUB,The Club,organization\n"
                                  "RING,The Ring,organization\n";
static const char club_members[] = "organization,member,role,from,to\n"
                                   "CLUB,AAA,member,1990,..\nCLUB,BBB,member,1990,2014-12-31/..\n"
                                   "CLUB,CCC,member,../1990,2010\nCLUB,DDD,unknown,1990,2012\n";

static ent_dataset *club(const char *rows)
{
    ent_dataset_options options = { 0 };
    ent_diags diags = { 0 };
    ent_dataset *d = NULL;

    folder_make(&files);
    options.tables[ENT_ACTORS] = folder_put(&files, "actors.csv", club_actors);
    options.tables[ENT_MEMBERSHIPS] = folder_put(&files, "memberships.csv", rows);
    cr_assert_eq(ent_dataset_read(&d, &options, &diags), ENT_OK);
    cr_expect_eq(ent_dataset_check(d, &diags), ENT_OK);
    cr_expect_eq(diags.warnings, 0);
    return d;
}

Test(network, ends_open_upwards_and_unknown_roles)
{
    static const struct {
        const char *as_of, *during, *known, *unknown;
        bool open;
    } cases[] = {
        { NULL, NULL, "AAA-CLUB BBB-CLUB CCC-CLUB", "CLUB-DDD", false },
        { "1989", NULL, "", "CCC-CLUB", false },
        { "2014-12-30", NULL, "AAA-CLUB BBB-CLUB", "", false },
        { "2014-12-31", NULL, "AAA-CLUB", "BBB-CLUB", false },
        { "2020", NULL, "AAA-CLUB", "BBB-CLUB", false },
        { "2020", NULL, "AAA-CLUB BBB-CLUB", "", true },
        { "2010-06-01", NULL, "AAA-CLUB BBB-CLUB", "CCC-CLUB CLUB-DDD", true },
        { NULL, "2014", "AAA-CLUB BBB-CLUB", "", false },
        { NULL, "2015", "AAA-CLUB", "BBB-CLUB", false },
        { NULL, "2015", "AAA-CLUB BBB-CLUB", "", true },
        { NULL, "2010", "AAA-CLUB BBB-CLUB CCC-CLUB", "CLUB-DDD", false },
        { NULL, "2010-06", "AAA-CLUB BBB-CLUB", "CCC-CLUB CLUB-DDD", false }, /* C may have left */
        { NULL, "2011", "AAA-CLUB BBB-CLUB", "CLUB-DDD", false },
        { NULL, "2013", "AAA-CLUB BBB-CLUB", "", false },
    };
    ent_dataset *d = club(club_members);

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        ent_selection s = { .network = ENT_NET_MEMBERS, .ego_radius = 1 };
        char known[512], unknown[512];
        ent_network *n;

        if (cases[i].as_of)
            s.as_of = date(cases[i].as_of);
        if (cases[i].during)
            s.during = date(cases[i].during);
        s.open_ended = cases[i].open ? ENT_OPEN_ENDED_HOLDS : ENT_OPEN_ENDED_UNKNOWN;
        n = network_of(d, &s);
        written(n, false, known, sizeof known);
        written(n, true, unknown, sizeof unknown);
        cr_expect_str_eq(known, cases[i].known, "case %zu: \"%s\"", i, known);
        cr_expect_str_eq(unknown, cases[i].unknown, "case %zu, unknown: \"%s\"", i, unknown);
        adds_up(n);
        ent_network_free(n);
    }
    ent_dataset_free(d);
    folder_remove(&files);
}

/* The same of parties: whatever --role asks for, an unknown role may be one. */
Test(network, party_of_unknown_role)
{
    static const char rows[] = "agreement,party,role,withdrew\nT1,A,party,..\nT1,B,unknown,..\n"
                               "T2,A,observer,..\nT2,C,party,2000-01-01/..\n";
    ent_dataset_options options = { 0 };
    ent_selection s = ENT_SELECTION_INIT;
    ent_diags diags = { 0 };
    ent_dataset *d = NULL;
    ent_network *n;

    folder_make(&files);
    options.tables[ENT_PARTIES] = folder_put(&files, "parties.csv", rows);
    cr_assert_eq(ent_dataset_read(&d, &options, &diags), ENT_OK);
    n = network_of(d, &s);
    cr_expect_eq(ent_tie_count(n), 0);
    cr_expect_eq(ent_unknown_tie_count(n), 1);
    cr_expect_eq(ent_ledger_count(n, ENT_PARTIES, ENT_UNDATED), 2);
    adds_up(n);
    ent_network_free(n);
    s.role = "observer;party";
    n = network_of(d, &s);
    cr_expect_eq(ent_tie_count(n), 1);
    cr_expect_eq(ent_unknown_tie_count(n), 1);
    ent_network_free(n);
    ent_dataset_free(d);
    folder_remove(&files);
}

/* Who accedes did not sign: it counts from its accession; a pair of years from its first year. */
Test(network, without_a_signature)
{
    static const struct {
        const char *day;
        size_t ties;
    } cases[] = { { "1999-01-01", 0 }, { "2002-01-01", 1 }, { "2004-01-01", 4 } };
    folder own;
    ent_dataset_options options = { 0 };
    ent_diags diags = { 0 };
    ent_dataset *d;

    folder_make(&own);
    options.tables[ENT_AGREEMENTS] = folder_put(
        &own, "agreements.csv", "id,title,kind,signed,in_force\nROME,Rome,treaty,1998-07-17,\n"
                                  "PAIR,Pair,treaty,,2003\n");
    options.tables[ENT_PARTIES] =
        folder_put(&own, "parties.csv",
                   "agreement,party,signed,ratified\nROME,FRA,1998-07-18,2000-06-09\n"
                   "ROME,AFG,,2003-02-10\nROME,KEN,2001-05-05,\nPAIR,USA,,\nPAIR,CAN,,\n");
    cr_assert_eq(ent_dataset_read(&d, &options, &diags), ENT_OK);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        ent_selection s = { .network = ENT_NET_ACTORS, .ego_radius = 1,
                            .as_of = date(cases[i].day) };
        ent_network *n = network_of(d, &s);

        cr_expect_eq(ent_tie_count(n), cases[i].ties, "%s: %zu", cases[i].day,
                     ent_tie_count(n));
        adds_up(n);
        ent_network_free(n);
    }
    ent_dataset_free(d);
    folder_remove(&own);
}

/* An unknown tie weighs what it would if all that is unknown counted: margins of what is known alone
 * gave infinities, or nothing. */
Test(network, weights_of_unknown_ties)
{
    static const ent_network_kind kinds[] = { ENT_NET_ACTORS, ENT_NET_ACTS };
    folder own;
    ent_dataset_options options = { 0 };
    ent_diags diags = { 0 };
    ent_dataset *d;
    size_t seen = 0;

    folder_make(&own);
    options.tables[ENT_AGREEMENTS] =
        folder_put(&own, "agreements.csv", "id,title,kind\nONE,One,treaty\nTWO,Two,treaty\n"
                                           "SIX,Six,treaty\nTEN,Ten,treaty\n");
    options.tables[ENT_PARTIES] = folder_put(
        &own, "parties.csv",
        "agreement,party,role\nONE,FRA,party\nONE,AFG,unknown\nONE,KEN,unknown\n"
        "TWO,USA,unknown\nTWO,CAN,unknown\nTWO,KEN,unknown\nSIX,FRA,party\nSIX,USA,party\n"
        "SIX,CAN,unknown\nTEN,FRA,party\nTEN,GHA,party\nTEN,KEN,party\n");
    cr_assert_eq(ent_dataset_read(&d, &options, &diags), ENT_OK);
    for (int weight = ENT_WEIGHT_COUNT; weight <= ENT_WEIGHT_BINARY; weight++)
        for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++) {
            ent_selection s = { .network = kinds[k], .ego_radius = 1,
                                .weight = (ent_weight)weight };
            ent_network *n = network_of(d, &s), *all;

            s.unknown_as_tie = true;
            all = network_of(d, &s);
            for (size_t i = 0; i < ent_unknown_tie_count(n); i++, seen++) {
                const ent_tie *tie = ent_unknown_tie_at(n, i);
                uint32_t same = ent_tie_between(all, tie->a, tie->b);

                cr_expect_float_eq(tie->weight, same == ENT_NONE ? 0 : ent_tie_at(all, same)->weight,
                                   1e-12, "%s: %u %u: %g", ent_weight_name((ent_weight)weight),
                                   tie->a, tie->b, tie->weight);
            }
            ent_network_free(n);
            ent_network_free(all);
        }
    cr_expect_gt(seen, 50, "%zu", seen);
    ent_dataset_free(d);
    folder_remove(&own);
}

/* Memberships projected, against the sums done plainly: who is in what, pair by pair. */
Test(network, memberships_projected)
{
    enum { MEMBERS = 4, CLUBS = 2 };
    static const char rows[] = "organization,member,role,from,to\n"
                               "CLUB,AAA,member,1990,..\nCLUB,BBB,member,1990,..\n"
                               "CLUB,CCC,member,1990,1995\nCLUB,CCC,member,1997,..\n"
                               "RING,AAA,member,1990,..\nRING,BBB,unknown,1990,..\n"
                               "RING,DDD,member,1990,..\nRING,CCC,observer,1990,..\n";
    static const bool in[CLUBS][MEMBERS] = { { true, true, true, false },
                                             { true, false, false, true } };
    ent_dataset *d = club(rows);
    char ties[512];

    for (int weight = ENT_WEIGHT_COUNT; weight <= ENT_WEIGHT_BINARY; weight++) {
        ent_selection s = { .network = ENT_NET_ACTORS, .ego_radius = 1, .weight = (ent_weight)weight,
                            .during = date("1990/2000") };
        ent_network *n;

        if (weight >= ENT_WEIGHT_HYPERGEOMETRIC && weight <= ENT_WEIGHT_MATCHING)
            continue; /* their formulas have tests of their own (test_backbone.c, tests/cli/statistics.py) */
        n = network_of(d, &s);
        cr_assert_eq(ent_node_count(n), MEMBERS);
        adds_up(n);
        for (uint32_t i = 0; i < MEMBERS; i++)
            for (uint32_t j = i + 1; j < MEMBERS; j++) {
                uint32_t tie = ent_tie_between(n, i, j);
                double both = 0, newman = 0, of_i = 0, of_j = 0, value;

                for (int c = 0; c < CLUBS; c++) {
                    double size = 0;

                    for (int m = 0; m < MEMBERS; m++)
                        size += in[c][m];
                    both += in[c][i] && in[c][j];
                    newman += in[c][i] && in[c][j] ? 1 / (size - 1) : 0;
                    of_i += in[c][i];
                    of_j += in[c][j];
                }
                value = weight == ENT_WEIGHT_COUNT     ? both
                        : weight == ENT_WEIGHT_NEWMAN  ? newman
                        : weight == ENT_WEIGHT_JACCARD ? both / (of_i + of_j - both)
                        : weight == ENT_WEIGHT_COSINE  ? both / sqrt(of_i * of_j)
                        : weight == ENT_WEIGHT_OVERLAP ? both / fmin(of_i, of_j)
                                                       : 1;
                if (both == 0)
                    cr_expect_eq(tie, ENT_NONE);
                else
                    cr_expect_float_eq(ent_tie_at(n, tie)->weight, value, 1e-12, "%d: %u %u",
                                       weight, i, j);
            }
        written(n, true, ties, sizeof ties);
        cr_expect_str_eq(ties, "BBB-DDD", "%s", ties); /* A and B are tied by the Club anyway */
        ent_network_free(n);
    }
    {
        ent_selection s = { .network = ENT_NET_ACTORS, .ego_radius = 1 };
        ent_network *n = network_of(d, &s);
        const ent_tie *tie = ent_tie_at(n, 0);

        cr_expect(ent_str_is(ent_evidence_id(n, ent_tie_evidence(n, tie)), "CLUB"));
        cr_expect_eq(tie->uncertain, 1);
        cr_expect_eq(ent_ledger_count(n, ENT_MEMBERSHIPS, ENT_MERGED), 1); /* C, a second time */
        ent_network_free(n);
        s.network = ENT_NET_TWO_MODE;
        n = network_of(d, &s);
        written(n, false, ties, sizeof ties);
        cr_expect_str_eq(ties, "AAA-CLUB AAA-RING BBB-CLUB CCC-CLUB DDD-RING", "%s", ties);
        ent_network_free(n);
        s.network = ENT_NET_ACTS;
        n = network_of(d, &s);
        written(n, false, ties, sizeof ties);
        cr_expect_str_eq(ties, "CLUB-RING", "%s", ties);
        ent_network_free(n);
        s.network = ENT_NET_ACTORS;
        s.max_parties = 3;
        n = network_of(d, &s);
        cr_expect_eq(ent_ledger_count(n, ENT_MEMBERSHIPS, ENT_OVER_CAP), 0);
        s.max_parties = 2;
        ent_network_free(n);
        n = network_of(d, &s);
        cr_expect_eq(ent_ledger_count(n, ENT_MEMBERSHIPS, ENT_OVER_CAP), 7);
        ent_network_free(n);
    }
    ent_dataset_free(d);
    folder_remove(&files);
}
