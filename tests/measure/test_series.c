/* test_series.c: steps, against the same thing done step by step by hand; what changed, against a
 * plain look at every pair; communities that last, on a story made for them. */
#include <criterion/criterion.h>
#include <math.h>

#include "entente/series.h"
#include "support.h"

#include "base/mem.h"

static folder files;

static ent_date date(const char *text)
{
    ent_date d;

    cr_assert_eq(ent_date_read(&d, ent_str_of(text)), ENT_DATE_OK);
    return d;
}

static ent_dataset *read_pairs(const char *text)
{
    ent_dataset_options options = { 0 };
    ent_diags diags = { 0 };
    ent_dataset *d = NULL;

    folder_make(&files);
    options.path = folder_put(&files, "pairs.csv", text);
    cr_assert_eq(ent_dataset_read(&d, &options, &diags), ENT_OK);
    return d;
}

static void done(ent_dataset *d)
{
    ent_dataset_free(d);
    folder_remove(&files);
}

/* Ties come and go from 1990 on, without order; some ends are not known to the year, some not. */
static ent_dataset *random_pairs(unsigned seed)
{
    static char text[8192];
    size_t len = (size_t)sprintf(text, "source,target,agreement,signed,ended\n");

    srand(seed);
    for (int i = 0; i < 60; i++) {
        int a = rand() % 9, b = rand() % 9, from = 1990 + rand() % 10, to = from + rand() % 6;
        int how = rand() % 5;
        char end[32] = "";

        if (a == b)
            continue;
        if (how < 3)
            snprintf(end, sizeof end, "%d%s", to, how == 2 ? "/.." : "");
        else if (how == 3)
            strcpy(end, "..");
        len += (size_t)sprintf(text + len, "N%d,N%d,T%d,%d-%02d,%s\n", a, b, i, from,
                               1 + rand() % 12, end);
    }
    return read_pairs(text);
}

static ent_series *series_of(const ent_dataset *d, const ent_series_options *o)
{
    ent_diags diags = { 0 };
    ent_series *s = NULL;

    cr_assert_eq(ent_series_run(&s, d, o, &diags), ENT_OK);
    return s;
}

Test(series, steps_have_their_names)
{
    static const struct {
        const char *from, *to, *step;
        ent_moment at;
        const char *dates;
    } cases[] = {
        { "1990", "1992", "1y", ENT_AT_DURING, "1990 1991 1992 " },
        { "1990", "1993", "2y", ENT_AT_DURING, "1990/1991 1992/1993 " },
        { "1990", "1992", "2y", ENT_AT_DURING, "1990/1991 1992 " }, /* cut at the end */
        { "1990", "1990", "6m", ENT_AT_DURING, "1990-01/1990-06 1990-07/1990-12 " },
        { "1990-05", "1990-07", "1m", ENT_AT_DURING, "1990-05 1990-06 1990-07 " },
        { "1990-05-10", "1991", "1y", ENT_AT_DURING,
          "1990-05-10/1991-05-09 1991-05-10/1991-12-31 " },
        { "1992-02-28", "1992-03-02", "2d", ENT_AT_DURING,
          "1992-02-28/1992-02-29 1992-03-01/1992-03-02 " },
        { "1992-02-28", "1992-03-01", "1d", ENT_AT_DURING, "1992-02-28 1992-02-29 1992-03-01 " },
        { "1990", "1991", "1y", ENT_AT_START, "1990-01-01 1991-01-01 " },
        { "1990", "1991", "1y", ENT_AT_END, "1990-12-31 1991-12-31 " },
    };
    ent_dataset *d = read_pairs("source,target,signed\nA,B,1990\n");

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        ent_series_options o = ENT_SERIES_OPTIONS_INIT;
        char text[256] = "";
        ent_series *s;

        o.from = date(cases[i].from);
        o.to = date(cases[i].to);
        o.at = cases[i].at;
        o.measures = "ties";
        cr_assert(ent_span_read(&o.step, ent_str_of(cases[i].step)));
        s = series_of(d, &o);
        for (size_t k = 0; k < ent_series_steps(s); k++) {
            strncat(text, ent_series_date(s, k).ptr, ent_series_date(s, k).len);
            strcat(text, " ");
        }
        cr_expect_str_eq(text, cases[i].dates, "%s", text);
        ent_series_free(s);
    }
    done(d);
}

/* Steps at single dates: a day is a day, a year any time in it, and their values are those of that network. */
Test(series, steps_at_given_dates)
{
    static const char *const texts[] = { "1991", "1993-06-15", "1995-03", "1996/1998" };
    enum { COUNT = sizeof texts / sizeof *texts };
    ent_dataset *d = random_pairs(3);
    ent_series_options o = ENT_SERIES_OPTIONS_INIT;
    ent_date given[COUNT], open = { 0 };
    ent_diags diags = { 0 };
    ent_series *s;

    for (size_t i = 0; i < COUNT; i++)
        given[i] = date(texts[i]);
    o.dates = given;
    o.date_count = COUNT;
    o.measures = "ties";
    s = series_of(d, &o);
    cr_assert_eq(ent_series_steps(s), COUNT);
    for (size_t i = 0; i < COUNT; i++) {
        ent_selection selection = ENT_SELECTION_INIT;
        ent_network *n = NULL;

        *(given[i].first == given[i].last ? &selection.as_of : &selection.during) = given[i];
        cr_assert_eq(ent_network_new(&n, d, &selection, &diags), ENT_OK);
        cr_expect(ent_str_is(ent_series_date(s, i), texts[i]));
        cr_expect_eq((size_t)ent_series_column_at(s, i, 0, NULL).values[0], ent_tie_count(n));
        ent_network_free(n);
    }
    ent_series_free(s);
    o.dates = &open;
    o.date_count = 1;
    cr_expect_eq(ent_series_run(&s, d, &o, &diags), ENT_EUSAGE);
    cr_expect_null(s);
    done(d);
}

Test(series, wrong_words_are_refused)
{
    static const char *const spans[] = { "", "y", "0y", "1.5y", "1w", "-1m", "1 year" };
    static const char *const backwards[] = { "1995", "1990" };
    ent_dataset *d = read_pairs("source,target,signed\nA,B,1990\n");
    ent_series_options o = ENT_SERIES_OPTIONS_INIT;
    ent_diags diags = { 0 };
    ent_series *s = NULL;
    ent_span span;

    for (size_t i = 0; i < sizeof spans / sizeof *spans; i++)
        cr_expect_not(ent_span_read(&span, ent_str_of(spans[i])), "'%s'", spans[i]);
    cr_expect_eq(ent_series_run(&s, d, &o, &diags), ENT_EUSAGE);
    o.from = date(backwards[0]);
    o.to = date(backwards[1]);
    cr_expect_eq(ent_series_run(&s, d, &o, &diags), ENT_EUSAGE);
    o.from = o.to;
    o.measures = "degreee";
    cr_expect_eq(ent_series_run(&s, d, &o, &diags), ENT_EUSAGE);
    cr_expect_eq(diags.errors, 3);
    cr_expect_null(s);
    done(d);
}

/* Each step is what the same network asked by itself gives. */
Test(series, steps_are_networks)
{
    static const char *const measures = "degree,strength,betweenness,tie_weight,density,components";

    for (unsigned seed = 1; seed <= 5; seed++) {
        ent_dataset *d = random_pairs(seed);

        for (ent_moment at = ENT_AT_DURING; at <= ENT_AT_END; at++) {
            ent_series_options o = ENT_SERIES_OPTIONS_INIT;
            ent_diags diags = { 0 };
            ent_series *s;

            o.from = date("1989");
            o.to = date("2006");
            o.at = at;
            o.measures = measures;
            o.workers = 1 + seed % 3;
            s = series_of(d, &o);
            cr_assert_eq(ent_series_steps(s), 18);
            for (size_t k = 0; k < 18; k++) {
                ent_selection selection = ENT_SELECTION_INIT;
                char day[16];
                ent_network *n = NULL;
                ent_results *r = NULL;

                snprintf(day, sizeof day, "%zu%s", 1989 + k,
                         at == ENT_AT_DURING  ? ""
                         : at == ENT_AT_START ? "-01-01"
                                              : "-12-31");
                *(at == ENT_AT_DURING ? &selection.during : &selection.as_of) = date(day);
                cr_assert_eq(ent_network_new(&n, d, &selection, &diags), ENT_OK);
                cr_assert_eq(ent_measures_run(&r, n, measures, NULL, &diags), ENT_OK);
                cr_assert_eq(ent_results_count(r), ent_series_columns(s));
                cr_expect_eq(ent_series_unknown(s, k), ent_unknown_tie_count(n));
                for (size_t c = 0; c < ent_results_count(r); c++) {
                    ent_series_column column = ent_series_column_at(s, k, c, NULL);
                    const ent_result *result = ent_result_at(r, c);

                    cr_assert(ent_str_eq(column.name, result->name));
                    cr_assert_eq(column.count, result->count);
                    for (size_t i = 0; i < result->count; i++)
                        cr_expect(column.values[i] == result->values[i] ||
                                  (isnan(column.values[i]) && isnan(result->values[i])));
                }
                ent_results_free(r);
                ent_network_free(n);
            }
            ent_series_free(s);
        }
        done(d);
    }
}

static ent_tie_state state_of(const ent_network *n, ent_series_node a, ent_series_node b)
{
    uint32_t x = ent_node_of_actor(n, a.actor), y = ent_node_of_actor(n, b.actor);

    if (x == ENT_NONE || y == ENT_NONE)
        return ENT_TIE_NONE;
    if (ent_tie_between(n, x, y) != ENT_NONE)
        return ENT_TIE_THERE;
    for (size_t i = 0; i < ent_unknown_tie_count(n); i++) {
        const ent_tie *t = ent_unknown_tie_at(n, i);

        if ((t->a == x && t->b == y) || (t->a == y && t->b == x))
            return ENT_TIE_UNKNOWN;
    }
    return ENT_TIE_NONE;
}

/* Every pair of actors, looked at plainly: it is told when it differs, and only then. */
Test(series, changes_are_all_that_changed)
{
    for (unsigned seed = 1; seed <= 5; seed++) {
        ent_dataset *d = random_pairs(seed);
        ent_series_options o = ENT_SERIES_OPTIONS_INIT;
        ent_network *before = NULL, *after = NULL;
        ent_diags diags = { 0 };
        ent_series *s;
        size_t told = 0;

        o.from = date("1989");
        o.to = date("2006");
        o.measures = "ties";
        o.changes = true;
        s = series_of(d, &o);
        for (size_t step = 0; step < ent_series_steps(s); step++) {
            ent_selection selection = ENT_SELECTION_INIT;

            cr_assert_eq(ent_date_read(&selection.during, ent_series_date(s, step)), ENT_DATE_OK);
            cr_assert_eq(ent_network_new(&after, d, &selection, &diags), ENT_OK);
            for (uint32_t a = 0; a < ent_actor_count(d) && before; a++)
                for (uint32_t b = a + 1; b < ent_actor_count(d); b++) {
                    ent_series_node x = { a, ENT_NONE }, y = { b, ENT_NONE };
                    ent_tie_state was = state_of(before, x, y), is = state_of(after, x, y);
                    size_t found = 0;

                    for (size_t i = 0; i < ent_series_changes(s); i++) {
                        ent_series_change c = ent_series_change_at(s, i);

                        if (c.step != step || !((c.a.actor == a && c.b.actor == b) ||
                                                (c.a.actor == b && c.b.actor == a)))
                            continue;
                        found++;
                        cr_expect_eq(c.before, was);
                        cr_expect_eq(c.after, is);
                        cr_expect_neq(ent_act_find(d, c.act), ENT_NONE);
                        cr_expect_eq(c.from.first,
                                     ent_act_at(d, ent_act_find(d, c.act)).signed_on.first);
                    }
                    told += found;
                    cr_expect_eq(found > 0, was != is);
                }
            ent_network_free(before);
            before = after;
        }
        cr_expect_eq(told, ent_series_changes(s));
        cr_expect(told > 0);
        ent_network_free(before);
        ent_series_free(s);
        done(d);
    }
}

/* 1: two groups, A-D and E-H. 2: they are one. 3: E-H are apart again. 4: A-D are gone. */
Test(series, communities_last)
{
    static const char *const first = "ABCD", *const second = "EFGH";
    char text[4096] = "source,target,signed,ended\n";
    ent_series_options o = ENT_SERIES_OPTIONS_INIT;
    ent_dataset *d;
    ent_series *s;
    char told[512] = "";

    for (int i = 0; i < 4; i++)
        for (int j = i + 1; j < 4; j++) {
            sprintf(text + strlen(text), "%c,%c,2001,2003-06\n", first[i], first[j]);
            sprintf(text + strlen(text), "%c,%c,2001,2004-06\n", second[i], second[j]);
        }
    for (int i = 0; i < 4; i++)
        for (int j = 0; j < 4; j++)
            sprintf(text + strlen(text), "%c,%c,2002-01-01,2003-01-01\n", first[i], second[j]);
    d = read_pairs(text);
    o.from = date("2001");
    o.to = date("2004");
    o.measures = "ties";
    o.communities = true;
    s = series_of(d, &o);
    cr_expect_eq(ent_series_columns(s), 1); /* communities were not asked for as a measure */
    for (size_t i = 0; i < ent_series_events(s); i++) {
        ent_series_event e = ent_series_event_at(s, i);

        sprintf(told + strlen(told), "%zu:%s %u", e.step + 1, ent_fate_name(e.fate), e.community);
        if (e.other)
            sprintf(told + strlen(told), "<%u", e.other);
        sprintf(told + strlen(told), " (%zu) ", e.size);
    }
    cr_expect_str_eq(told,
                     "1:birth 1 (4) 1:birth 2 (4) 2:continues 1 (8) 2:merge 1<2 (8) "
                     "3:continues 1 (4) 3:split 3<1 (4) 4:death 1 (4) 4:continues 3 (4) ",
                     "%s", told);
    for (size_t i = 0; i < 8; i++) {
        const ent_series_node *nodes;

        cr_assert_eq(ent_series_nodes(s, 2, &nodes), 8);
        cr_expect_eq(ent_series_communities(s, 2)[i],
                     strchr(first, ent_series_node_id(d, nodes[i]).ptr[0]) ? 1 : 3);
        cr_expect_eq(ent_series_communities(s, 3)[i],
                     strchr(first, ent_series_node_id(d, nodes[i]).ptr[0]) ? 0 : 3);
    }
    ent_series_free(s);
    done(d);
}

/* Whatever request for memory is refused, the run fails with a word, or does without; in this
 * process, where the hook reaches. */
Test(series, refused_memory)
{
    ent_dataset *d = random_pairs(1);
    ent_series_options o = ENT_SERIES_OPTIONS_INIT;
    bool through = false;

    o.from = date("1994");
    o.to = date("1996");
    o.measures = "degree,tie_weight,density";
    o.workers = 1;
    o.samples = 2;
    o.communities = o.changes = true;
    for (size_t nth = 1; !through; nth += 1 + nth / 16) {
        ent_diags diags = { 0 };
        ent_series *s = NULL;
        ent_status status;

        ent_mem_refuse(nth, true);
        status = ent_series_run(&s, d, &o, &diags);
        /* communities are searched in a process of their own, whose requests we do not see */
        through = ent_mem_requests() < nth && status == ENT_OK;
        ent_mem_refuse(0, false);
        if (through) {
            cr_expect_eq(status, ENT_OK);
        } else {
            cr_expect_neq(status, ENT_OK, "refusal %zu went unseen", nth);
            cr_expect(diags.errors > 0);
            cr_expect_null(s);
        }
        ent_series_free(s);
    }
    done(d);
}
