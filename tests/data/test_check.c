/* test_check.c: what can be wrong between rows that are right by themselves. */
#include <criterion/criterion.h>

#include "support.h"

typedef struct tables {
    const char *actors, *acts, *parties, *memberships, *path; /* NULL: none */
} tables;

static heard check(tables t)
{
    heard h = { "" };
    ent_diags diags = { .sink = hear, .ctx = &h };
    ent_dataset_options options = { 0 };
    ent_dataset *d = NULL;
    folder f;

    folder_make(&f);
    if (t.actors)
        options.tables[ENT_ACTORS] = folder_put(&f, "actors.csv", t.actors);
    if (t.acts)
        options.tables[ENT_AGREEMENTS] = folder_put(&f, "agreements.csv", t.acts);
    if (t.parties)
        options.tables[ENT_PARTIES] = folder_put(&f, "parties.csv", t.parties);
    if (t.memberships)
        options.tables[ENT_MEMBERSHIPS] = folder_put(&f, "memberships.csv", t.memberships);
    if (t.path)
        options.path = folder_put(&f, "plain.csv", t.path);
    if (ent_dataset_read(&d, &options, &diags) == ENT_OK)
        ent_dataset_check(d, &diags);
    ent_dataset_free(d);
    folder_remove(&f);
    return h;
}

static size_t times(const char *text, const char *word)
{
    size_t count = 0;

    for (; (text = strstr(text, word)) != NULL; text++)
        count++;
    return count;
}

#define PARTIES "agreement,party\nT1,FRA\nT1,DEU\n"

Test(check, rings_of_acts)
{
    heard h = check((tables){ .acts = "id,title,part_of,supersedes\nT1,One,T2,\nT2,Two,T1,\nT3,Three,T1,T3\n",
                              .parties = PARTIES });

    /* the two of the ring, not the one that leads into it; and one that replaces itself */
    cr_expect_eq(times(h.text, "act-cycle@"), 3, "%s", h.text);
    cr_expect(strstr(h.text, "act-cycle@2:8") && strstr(h.text, "act-cycle@3:8") &&
              strstr(h.text, "act-cycle@4:13"), "%s", h.text);
}

Test(check, rings_of_organizations)
{
    static const char orgs[] = "id,name,type,part_of\nO1,Alpha,organization,O2\nO2,Beta,organization,\n"
                               "O3,Gamma,organization,\n";
    heard h = check((tables){ .actors = orgs, .acts = "id,title\nT1,One\n", .parties = PARTIES,
                              .memberships = "organization,member\nO1,O2\nO3,FRA\n" });

    cr_expect_eq(times(h.text, "actor-cycle@"), 2, "%s", h.text);
    h = check((tables){ .actors = orgs, .acts = "id,title\nT1,One\n", .parties = PARTIES,
                        .memberships = "organization,member\nO2,O3\nO3,FRA\n" });
    cr_expect_eq(times(h.text, "actor-cycle@"), 0, "%s", h.text);
}

/* Two rows of one party: a mistake, or two facts. */
Test(check, parties_twice)
{
    static const struct {
        const char *first, *second;
        bool found;
    } pairs[] = {
        { "party,1960,", "party,1960,", true },
        { "party,1960,1970", "party,1980,", false },      /* came back */
        { "party,1980,", "party,1960,1970", false },      /* in the other order of rows */
        { "party,1960,1990", "party,1980,", true },
        { "initiator,1960,", "sponsor,1960,", false },
        { "party,1960,", "depositary,1960,", false },
        { "party,1960,", "observer,1960,", true },
        { "depositary,1960,", "observer,1960,", false },
        { "party,1960,", "unknown,1970,", false },
    };

    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        char rows[256];
        heard h;

        snprintf(rows, sizeof rows,
                 "agreement,party,role,signed,withdrew\nT1,DEU,party,,\nT1,FRA,%s\nT1,FRA,%s\n",
                 pairs[i].first, pairs[i].second);
        h = check((tables){ .acts = "id,title\nT1,One\n", .parties = rows });
        cr_expect_eq(times(h.text, "party-repeated@4:4"), pairs[i].found, "%s + %s: %s", pairs[i].first,
                     pairs[i].second, h.text);
    }
}

Test(check, status_against_dates)
{
    static const struct {
        const char *row, *found; /* NULL: nothing */
    } rows[] = {
        { "T1,One,1960,1961,1970,in force,", "status-ended@2:" },
        { "T1,One,1960,1961,1970,in force,1980", "status-ended@2:" },
        { "T1,One,1960,1961,1970,in force,1965", NULL }, /* it had not ended yet on that day */
        { "T1,One,1960,1961,..,in force,", NULL },
        { "T1,One,1960,1961,,ended,", "status-ended@2:" },
        { "T1,One,1960,1961,,proposed,", "status-ended@2:" },
        { "T1,One,1960,,,proposed,", NULL },
    };

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char acts[256];
        heard h;

        snprintf(acts, sizeof acts, "id,title,signed,in_force,ended,status,as_of\n%s\n", rows[i].row);
        h = check((tables){ .acts = acts, .parties = PARTIES });
        cr_expect(rows[i].found ? strstr(h.text, rows[i].found) != NULL
                                : strstr(h.text, "status-ended") == NULL,
                  "%s: %s", rows[i].row, h.text);
    }
}

/* Where weights count unasked, each is looked at; an agreement without one in a package makes them no
 * weights at all. */
Test(check, weights)
{
    heard h = check((tables){ .path = "party1,party2,weight\nA,B,2\nA,C,x\nB,C,-1\nB,D,\nC,D,0.5\n" });

    cr_expect_eq(times(h.text, "weight-form@"), 3, "%s", h.text);
    cr_expect(strstr(h.text, "weight-form@3:5") && strstr(h.text, "weight-form@4:5") &&
              strstr(h.text, "weight-form@5:5"), "%s", h.text);
    h = check((tables){ .acts = "id,title,weight\nT1,One,two\n", .parties = PARTIES });
    cr_expect(strstr(h.text, "weight-form@2:8"), "%s", h.text);
    h = check((tables){ .acts = "id,title,weight\nT1,One,two\nT2,Two,\n", .parties = PARTIES });
    cr_expect(!strstr(h.text, "weight-form"), "%s", h.text);
}

Test(check, numbers_and_codes)
{
    heard h = check((tables){ .path = "agreement,party\nT1,FRA\nT1,255\nT2,255\nT2,DEU\n" });

    cr_expect(strstr(h.text, "actor-code@3:4"), "%s", h.text);
    h = check((tables){ .path = "agreement,party\nT1,FRA\nT1,DEU\n" });
    cr_expect(!strstr(h.text, "actor-code"), "%s", h.text);
}

/* Rows that point at what is not there. */
Test(check, dangling)
{
    heard h = check((tables){ .acts = "id,title,part_of,supersedes\nT1,One,T9,T8\n", .parties = PARTIES });

    cr_expect(strstr(h.text, "key-dangling@2:8") && strstr(h.text, "key-dangling@2:11"), "%s", h.text);
    h = check((tables){ .actors = "id,name,type,part_of\nO1,Alpha,organization,O9\n",
                        .acts = "id,title\nT1,One\n", .parties = PARTIES });
    cr_expect(strstr(h.text, "key-dangling@2:"), "%s", h.text);
    h = check((tables){ .acts = "id,title,signed\nT1,One,1970/1960\n", .parties = PARTIES });
    cr_expect(strstr(h.text, "date-form@2:8"), "%s", h.text);
    h = check((tables){ .actors = "id,name,lat,lon\nFRA,France,91,2\n", .acts = "id,title\nT1,One\n",
                        .parties = PARTIES });
    cr_expect(strstr(h.text, "value-form@2:"), "%s", h.text);
    h = check((tables){ .acts = "id,title\nT1,One\n", .parties = "agreement,party,side\nT1,FRA,up\nT1,DEU,from\n" });
    cr_expect(strstr(h.text, "value-unknown@2:"), "%s", h.text);
    h = check((tables){ .acts = "id,title\nT1,One\n", .parties = PARTIES,
                        .memberships = "organization,member,role\nUN,FRA,guest star\n" });
    cr_expect(strstr(h.text, "value-unknown@2:"), "%s", h.text);
}
