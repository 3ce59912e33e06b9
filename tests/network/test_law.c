/* test_law.c: treaty law, case by case: whether one agreement ties two states. */
#include <criterion/criterion.h>

#include "entente/network.h"
#include "support.h"

typedef struct law {
    const char *act; /* signed,in_force,ended,status,as_of */
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
    /* ends that nobody recorded */
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
    { "2021,,,signed,2021-12-14", "party,,,,", "party,,,,", ENT_SIGNED, "2021-12-14", NULL, false, ENT_YES },
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
    folder f;

    folder_make(&f);
    snprintf(acts, sizeof acts, "id,title,signed,in_force,ended,status,as_of\nT,Treaty,%s\n", c->act);
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
        cr_expect_eq(tied(&cases[i]), cases[i].tied, "case %zu: %s", i, cases[i].act);
}
