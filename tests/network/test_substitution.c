/* test_substitution.c: organizations replaced by their members on the day, and states that share a node with
 * the state that they continue. In every case each row is in one bucket of the ledger. */
#include <criterion/criterion.h>

#include "support.h"

/* The Union has members of its own in the data, the European Union those of the register, the Club
 * none at all. Newland names Oldland as its predecessor. */
static const char actors[] =
    "id,name,type,from,to,predecessor\n"
    "AAA,Aland,state,,..,\nBBB,Borland,state,,..,\nCCC,Cland,state,,..,\nDDD,Dland,state,,..,\n"
    "OLD,Oldland,state,,1980,\nNEW,Newland,state,1980,..,OLD\n"
    "UNI,The Union,organization,,..,\nEU,European Union,organization,,..,\n"
    "CLUB,The Club,organization,,..,\n";
static const char memberships[] =
    "organization,member,role,from,to\n"
    "UNI,AAA,member,1960-01-01,1980-01-01\nUNI,BBB,member,1960-01-01,..\n"
    "UNI,CCC,member,,..\nUNI,DDD,observer,1960-01-01,..\n";
static const char acts[] = "id,title,kind,signed,ended\n"
                           "T1,Free trade,agreement,1972-07-22,..\n"
                           "T2,Union and Dland,agreement,1970-01-01,..\n"
                           "T3,Moscow,treaty,1970-08-12,..\n"
                           "T4,Later,treaty,1992-11-09,..\n"
                           "T5,Both names,treaty,1990-01-01,..\n"
                           "T6,Union with a member,agreement,1970-01-01,..\n"
                           "T7,No date,agreement,,..\n"
                           "T8,Old and new,treaty,1970-01-01,..\n"
                           "T9,Club,agreement,1970-01-01,..\n";
static const char parties[] = "agreement,party,role\n"
                              "T1,EU,party\nT1,CHE,party\n"
                              "T2,UNI,party\nT2,DDD,party\n"
                              "T3,SUN,party\nT3,GFR,party\n"
                              "T4,RUS,party\nT4,DEU,party\n"
                              "T5,SUN,party\nT5,RUS,party\nT5,DDD,party\n"
                              "T6,UNI,party\nT6,AAA,party\nT6,DDD,party\n"
                              "T7,UNI,party\nT7,DDD,party\n"
                              "T8,OLD,party\nT8,NEW,party\nT8,DDD,party\n"
                              "T9,CLUB,party\nT9,DDD,party\n";

static folder files;

static ent_dataset *sample(void)
{
    ent_dataset_options options = { 0 };
    ent_diags diags = { 0 };
    ent_dataset *d = NULL;

    folder_make(&files);
    options.tables[ENT_ACTORS] = folder_put(&files, "actors.csv", actors);
    options.tables[ENT_MEMBERSHIPS] = folder_put(&files, "memberships.csv", memberships);
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
    for (int t = 0; t < ENT_TABLE_COUNT; t++) {
        size_t sum = 0;

        for (int k = 0; k < ENT_BUCKET_COUNT; k++)
            sum += ent_ledger_count(n, (ent_table)t, (ent_bucket)k);
        cr_assert_eq(sum, ent_table_rows(d, (ent_table)t), "%s", ent_table_name((ent_table)t));
    }
    return n;
}

static uint32_t node(const ent_network *n, const char *id)
{
    return ent_node_of_actor(n, ent_actor_find(ent_network_dataset(n), ent_str_of(id)));
}

/* Acts behind the tie of two; 0: none. */
static uint32_t acts_between(const ent_network *n, const char *a, const char *b)
{
    uint32_t x = node(n, a), y = node(n, b), tie;

    if (x == ENT_NONE || y == ENT_NONE || (tie = ent_tie_between(n, x, y)) == ENT_NONE)
        return 0;
    return ent_tie_at(n, tie)->count;
}

static bool unknown_between(const ent_network *n, const char *a, const char *b)
{
    for (size_t i = 0; i < ent_unknown_tie_count(n); i++) {
        const ent_tie *t = ent_unknown_tie_at(n, i);

        if ((t->a == node(n, a) && t->b == node(n, b)) ||
            (t->b == node(n, a) && t->a == node(n, b)))
            return true;
    }
    return false;
}

static size_t ties_of(const ent_network *n, const char *id)
{
    size_t count = 0;

    for (size_t i = 0; i < ent_tie_count(n); i++)
        count += ent_tie_at(n, i)->a == node(n, id) || ent_tie_at(n, i)->b == node(n, id);
    return count;
}

static ent_bucket bucket_of(const ent_network *n, const char *agreement, const char *party)
{
    const ent_dataset *d = ent_network_dataset(n);

    for (size_t i = 0; i < ent_table_rows(d, ENT_PARTIES); i++) {
        ent_row row = ent_table_row(d, ENT_PARTIES, i);

        if (ent_str_is(ent_cell(d, row, "agreement"), agreement) &&
            ent_str_is(ent_cell(d, row, "party"), party))
            return ent_ledger_bucket(n, ENT_PARTIES, i);
    }
    return ENT_BUCKET_COUNT;
}

static ent_selection actors_network(void)
{
    return (ent_selection){ .network = ENT_NET_ACTORS, .count = ENT_SIGNED, .ego_radius = 1 };
}

/* Organizations of data go by ids of their own; the register is asked by the name. */
Test(who, ids_of_the_data_are_not_those_of_the_register)
{
    ent_dataset_options options = { 0 };
    ent_diags diags = { 0 };
    ent_selection s = actors_network();
    ent_dataset *d = NULL;
    ent_network *n;

    folder_make(&files);
    options.tables[ENT_ACTORS] = folder_put(
        &files, "actors.csv",
        "id,name,type,from\nNATO,A club of gardeners,organization,\n"
        "ALLIANCE,North Atlantic Treaty Organization,organization,\nCHE,Switzerland,state,\n");
    options.tables[ENT_AGREEMENTS] =
        folder_put(&files, "agreements.csv", "id,title,kind,signed\nA,A,treaty,1950\n"
                                             "B,B,treaty,1950\n");
    options.tables[ENT_PARTIES] = folder_put(&files, "parties.csv",
                                             "agreement,party\nA,NATO\nA,CHE\nB,ALLIANCE\n"
                                             "B,CHE\n");
    cr_assert_eq(ent_dataset_read(&d, &options, &diags), ENT_OK);
    s.blocs = ENT_BLOCS_MEMBERS;
    n = network_of(d, &s);
    cr_expect_eq(acts_between(n, "NATO", "CHE"), 1, "the gardeners have no recorded members");
    cr_expect_eq(acts_between(n, "ISL", "CHE"), 1);
    cr_expect_eq(ties_of(n, "CHE"), 1 + 12, "the twelve of 1949");
    ent_network_free(n);
    ent_dataset_free(d);
    folder_remove(&files);
}

Test(who, an_organization_is_a_node_unless_said)
{
    ent_dataset *d = sample();
    ent_selection s = actors_network();
    ent_network *n = network_of(d, &s);

    cr_expect_eq(acts_between(n, "EU", "CHE"), 1);
    cr_expect_eq(acts_between(n, "UNI", "DDD"), 3);
    cr_expect_eq(node(n, "FRA"), ENT_NONE, "a member that the data do not name");
    cr_expect_neq(node(n, "SUN"), node(n, "RUS"));
    ent_network_free(n);
    ent_dataset_free(d);
    folder_remove(&files);
}

Test(who, members_of_the_day_of_signing_when_no_day_is_asked)
{
    ent_dataset *d = sample();
    ent_selection s = actors_network();
    ent_network *n;

    s.blocs = ENT_BLOCS_MEMBERS;
    n = network_of(d, &s);
    /* the register: the six of 1972, Germany as the state it was */
    cr_expect_eq(ties_of(n, "CHE"), 6);
    cr_expect_eq(acts_between(n, "CHE", "GFR"), 1);
    cr_expect_eq(acts_between(n, "CHE", "DNK"), 0, "not before 1973");
    cr_expect_eq(node(n, "EU"), ENT_NONE);
    /* the data: Aland and Borland surely, Cland perhaps, the observer not */
    cr_expect_eq(acts_between(n, "AAA", "DDD"), 2, "as a member, and for itself");
    cr_expect_eq(acts_between(n, "BBB", "DDD"), 2);
    cr_expect_eq(acts_between(n, "CCC", "DDD"), 0);
    cr_expect(unknown_between(n, "CCC", "DDD"));
    cr_expect_eq(bucket_of(n, "T6", "UNI"), ENT_COUNTED);
    cr_expect_eq(bucket_of(n, "T6", "AAA"), ENT_COUNTED);
    /* an organization without recorded members remains a node */
    cr_expect_eq(acts_between(n, "CLUB", "DDD"), 1);
    ent_network_free(n);
    ent_dataset_free(d);
    folder_remove(&files);
}

Test(who, members_of_the_day_that_is_asked_about)
{
    ent_dataset *d = sample();
    ent_selection s = actors_network();
    ent_network *n;

    s.blocs = ENT_BLOCS_MEMBERS;
    cr_assert_eq(ent_date_read(&s.as_of, ENT_STR("2010-01-01")), ENT_DATE_OK);
    n = network_of(d, &s);
    cr_expect_eq(ties_of(n, "CHE"), 27);
    cr_expect_eq(acts_between(n, "CHE", "GFR"), 0);
    cr_expect_eq(acts_between(n, "CHE", "DEU"), 1);
    cr_expect_eq(acts_between(n, "BBB", "DDD"), 2, "T2 and T6; T7 is undated");
    cr_expect_eq(acts_between(n, "AAA", "DDD"), 1, "T6, for itself: it left the Union in 1980");
    ent_network_free(n);

    s.blocs = ENT_BLOCS_BOTH;
    n = network_of(d, &s);
    cr_expect_eq(ties_of(n, "CHE"), 28);
    cr_expect_eq(acts_between(n, "EU", "FRA"), 1);
    ent_network_free(n);
    ent_dataset_free(d);
    folder_remove(&files);
}

Test(who, one_node_with_those_it_continues)
{
    ent_dataset *d = sample();
    ent_selection s = actors_network();
    ent_buf words = { 0 };
    ent_network *n;

    s.succession = ENT_SUCCESSION_CONTINUE;
    n = network_of(d, &s);
    cr_expect_eq(node(n, "SUN"), node(n, "RUS"));
    cr_expect_eq(node(n, "GFR"), node(n, "DEU"));
    cr_expect_eq(acts_between(n, "RUS", "DEU"), 2);
    cr_expect(ent_str_is(ent_node_at(n, node(n, "SUN"))->id, "RUS"));
    cr_expect_eq(acts_between(n, "RUS", "DDD"), 1);
    cr_expect_eq(bucket_of(n, "T5", "RUS"), ENT_MERGED, "the Soviet Union is there already");
    cr_expect_eq(node(n, "OLD"), node(n, "NEW"), "as the data say");
    cr_expect_eq(acts_between(n, "NEW", "DDD"), 1);
    cr_expect_eq(ent_ledger_count(n, ENT_ACTORS, ENT_MERGED), 1);
    ent_network_describe(n, NULL, &words);
    cr_expect(strstr(ent_buf_string(&words), "one with those they continue"));
    ent_buf_destroy(&words);
    ent_network_free(n);

    s.only = "SUN;DDD"; /* either name selects the common node */
    n = network_of(d, &s);
    cr_expect_eq(acts_between(n, "RUS", "DDD"), 1);
    cr_expect_eq(node(n, "DEU"), ENT_NONE);
    ent_network_free(n);
    s.only = NULL;
    s.ego = "SUN";
    n = network_of(d, &s);
    cr_expect_eq(acts_between(n, "RUS", "DEU"), 2);
    ent_network_free(n);
    ent_dataset_free(d);
    folder_remove(&files);
}

Test(who, both_policies_together)
{
    ent_dataset *d = sample();
    ent_selection s = actors_network();
    ent_network *n;

    s.succession = ENT_SUCCESSION_CONTINUE;
    s.blocs = ENT_BLOCS_MEMBERS;
    n = network_of(d, &s);
    cr_expect_eq(ties_of(n, "CHE"), 6);
    cr_expect_eq(acts_between(n, "CHE", "DEU"), 1, "West Germany of 1972");
    ent_network_free(n);
    ent_dataset_free(d);
    folder_remove(&files);
}

Test(who, the_population_of_a_day_is_who_existed)
{
    ent_dataset_options options = { 0 };
    ent_diags diags = { 0 };
    ent_selection s = actors_network();
    ent_dataset *d = NULL;
    ent_network *n;

    folder_make(&files);
    options.path = folder_put(&files, "plain.csv",
                              "agreement,party,signed\nA,Estonia,1995\nA,Finland,1995\n"
                              "B,Czechoslovakia,1930\nB,France,1930\n");
    cr_assert_eq(ent_dataset_read(&d, &options, &diags), ENT_OK);
    cr_assert_eq(ent_date_read(&s.as_of, ENT_STR("1930-01-01")), ENT_DATE_OK);
    n = network_of(d, &s);
    cr_expect_eq(ent_node_count(n), 4, "Estonia between the wars");
    ent_network_free(n);
    cr_assert_eq(ent_date_read(&s.as_of, ENT_STR("1960-01-01")), ENT_DATE_OK);
    n = network_of(d, &s);
    cr_expect_eq(node(n, "EST"), ENT_NONE);
    cr_expect_eq(ent_node_count(n), 3);
    ent_network_free(n);
    cr_assert_eq(ent_date_read(&s.as_of, ENT_STR("1991-01-01")), ENT_DATE_OK);
    s.count = ENT_IN_FORCE;
    n = network_of(d, &s);
    cr_expect_neq(node(n, "CSK"), ENT_NONE, "isolate");
    ent_network_free(n);
    s.as_of = (ent_date){ 0 };
    cr_assert_eq(ent_date_read(&s.during, ENT_STR("1939/1941")), ENT_DATE_OK);
    n = network_of(d, &s);
    cr_expect_neq(node(n, "EST"), ENT_NONE, "at some time of the span");
    ent_network_free(n);
    ent_dataset_free(d);
    folder_remove(&files);
}

/* Names of ended states and of organizations, and rows without any date. */
Test(who, a_plain_file_knows_those_who_ended)
{
    heard h = { "" };
    ent_diags diags = { .sink = hear, .ctx = &h };
    ent_dataset_options options = { 0 };
    ent_selection s = actors_network();
    ent_dataset *d = NULL;
    ent_network *n;

    folder_make(&files);
    options.path = folder_put(&files, "plain.csv",
                              "agreement,party\nA,USSR\nA,Yugoslavia\nB,Germany\nB,EEC\n");
    cr_assert_eq(ent_dataset_read(&d, &options, &diags), ENT_OK, "%s", h.text);
    n = network_of(d, &s);
    cr_expect_eq(acts_between(n, "SUN", "YUG"), 1);
    cr_expect_eq(acts_between(n, "DEU", "EU"), 1);
    cr_expect_eq(ent_node_count(n), 4);
    cr_expect_eq(ent_node_at(n, node(n, "EU"))->type, ENT_NODE_ORGANIZATION);
    ent_network_free(n);
    s.blocs = ENT_BLOCS_MEMBERS; /* no date: all members of any time, as unknown ties */
    n = network_of(d, &s);
    cr_expect_eq(ent_tie_count(n), 1);
    cr_expect(unknown_between(n, "DEU", "FRA"));
    ent_network_free(n);
    ent_dataset_free(d);
    folder_remove(&files);
}
