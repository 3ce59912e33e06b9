/* test_date.c: EDTF read and written back, days and the calendar, three-valued comparison. */
#include <criterion/criterion.h>

#include "support.h"

static ent_date date(const char *text)
{
    ent_date d;

    cr_assert_eq(ent_date_read(&d, ent_str_of(text)), ENT_DATE_OK, "%s", text);
    return d;
}

/* The calendar by counting one day after the other. */
Test(date, every_day_of_eight_centuries)
{
    static const int lengths[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
    int32_t day = ent_day_of(1500, 1, 1);

    cr_expect_eq(ent_day_of(1970, 1, 1), 0);
    for (int y = 1500; y < 2300; y++)
        for (int m = 1; m <= 12; m++) {
            bool leap = m == 2 && ((y % 4 == 0 && y % 100 != 0) || y % 400 == 0);

            for (int d = 1; d <= lengths[m - 1] + leap; d++, day++) {
                int year, month, day_of_month;

                ent_day_split(day, &year, &month, &day_of_month);
                cr_assert(ent_day_of(y, m, d) == day && year == y && month == m &&
                              day_of_month == d, "%d-%d-%d", y, m, d);
            }
        }
}

/* Text, and the first and the last day that it can mean. */
Test(date, what_a_date_can_mean)
{
    static const struct {
        const char *text, *first, *last;
    } cases[] = {
        { "2015-05-08", "2015-05-08", "2015-05-08" }, { "2015-05", "2015-05-01", "2015-05-31" },
        { "2015-02", "2015-02-01", "2015-02-28" },    { "2000-02", "2000-02-01", "2000-02-29" },
        { "2015", "2015-01-01", "2015-12-31" },       { "201X", "2010-01-01", "2019-12-31" },
        { "20XX", "2000-01-01", "2099-12-31" },       { "2015~", "2015-01-01", "2015-12-31" },
        { "2015-05-08?", "2015-05-08", "2015-05-08" }, { "2015-05-XX", "2015-05-01", "2015-05-31" },
        { "2015-XX-XX", "2015-01-01", "2015-12-31" }, { "0001", "0001-01-01", "0001-12-31" },
        { "2015-05/2015-07", "2015-05-01", "2015-07-31" }, { "-0044", "-0044-01-01", "-0044-12-31" },
        { "-00XX", "-0099-01-01", "-0001-12-31" },
    };

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        ent_date d = date(cases[i].text);
        ent_buf back = { 0 };

        cr_expect_eq(d.first, date(cases[i].first).first, "%s", cases[i].text);
        cr_expect_eq(d.last, date(cases[i].last).last, "%s", cases[i].text);
        ent_date_write(&back, d);
        cr_expect_str_eq(ent_buf_string(&back), cases[i].text);
        ent_buf_destroy(&back);
    }
}

Test(date, open_ends)
{
    static const char *const texts[] = { "..", "../2015", "2015/..", "2015/", "/2015" };

    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        ent_buf back = { 0 };

        ent_date_write(&back, date(texts[i]));
        cr_expect_str_eq(ent_buf_string(&back), texts[i]);
        ent_buf_destroy(&back);
    }
    cr_expect_eq(date("../2015").first, ENT_DAY_MIN);
    cr_expect_eq(date("2015/..").last, ENT_DAY_MAX);
    cr_expect_not(ent_date_known(date("")));
    cr_expect_not(ent_date_known(date("..")));
    cr_expect(ent_date_uncertain(date("2015?")));
}

Test(date, what_is_no_date)
{
    static const struct {
        const char *text;
        ent_date_error error;
    } cases[] = {
        { "2015-02-30", ENT_DATE_IMPOSSIBLE }, { "2015-13", ENT_DATE_IMPOSSIBLE },
        { "2015-00", ENT_DATE_IMPOSSIBLE },    { "2015-01-00", ENT_DATE_IMPOSSIBLE },
        { "1900-02-29", ENT_DATE_IMPOSSIBLE }, { "2016/2015", ENT_DATE_BACKWARDS },
        { "08.05.2015", ENT_DATE_BAD_FORM },   { "2015-5-8", ENT_DATE_BAD_FORM },
        { "15", ENT_DATE_BAD_FORM },           { "2015-05-08T00:00", ENT_DATE_BAD_FORM },
        { "201X-05", ENT_DATE_BAD_FORM },      { "2015-XX-08", ENT_DATE_BAD_FORM },
        { "20X5", ENT_DATE_BAD_FORM },         { "2015/2016/2017", ENT_DATE_BAD_FORM },
        { " 2015", ENT_DATE_BAD_FORM },        { "2015--05", ENT_DATE_BAD_FORM },
        { "May 2015", ENT_DATE_BAD_FORM },     { "20155", ENT_DATE_BAD_FORM },
        { "../..", ENT_DATE_BAD_FORM },        { "/", ENT_DATE_BAD_FORM },
        { "/..", ENT_DATE_BAD_FORM },          { "2015-0", ENT_DATE_BAD_FORM },
        { "2015-05-", ENT_DATE_BAD_FORM },     { "2015-05-0", ENT_DATE_BAD_FORM },
        { "2015-1X", ENT_DATE_BAD_FORM },      { "2015-X1", ENT_DATE_BAD_FORM },
        { "2015?~", ENT_DATE_BAD_FORM },       { "2015-02-29/2016", ENT_DATE_IMPOSSIBLE },
        { "2015/2016-02-30", ENT_DATE_IMPOSSIBLE }, { "2015/x", ENT_DATE_BAD_FORM },
    };

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        ent_date d;

        cr_expect_eq(ent_date_read(&d, ent_str_of(cases[i].text)), cases[i].error, "'%s'",
                     cases[i].text);
        cr_expect_eq(d.kind, ENT_DATE_UNKNOWN);
    }
}

Test(date, the_last_day_of_every_month)
{
    static const int years[] = { 1600, 1900, 2000, 2015, 2016 };

    for (size_t y = 0; y < sizeof years / sizeof *years; y++)
        for (int month = 1; month <= 12; month++)
            for (int day = 1; day <= 32; day++) {
                bool leap = years[y] == 1600 || years[y] == 2000 || years[y] == 2016;
                int last = month == 2 ? 28 + leap : 30 + ((month + month / 8) & 1);
                char text[32];
                ent_date d;

                snprintf(text, sizeof text, "%d-%02d-%02d", years[y], month, day);
                cr_expect_eq(ent_date_read(&d, ent_str_of(text)),
                             day <= last ? ENT_DATE_OK : ENT_DATE_IMPOSSIBLE, "%s", text);
            }
}

/* The comparison against its definition: over every pair of days that the two can mean. */
Test(date, comparison_is_three_valued)
{
    static const char *const texts[] = { "2015-05-08", "2015-05", "2015-06", "2015",
                                         "2015-05-07", "2014",    "2016",    "2015-05-31" };
    size_t n = sizeof texts / sizeof *texts;

    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < n; k++) {
            ent_date a = date(texts[i]), b = date(texts[k]);
            bool some_yes = false, some_no = false, before_yes = false, before_no = false;

            for (int32_t x = a.first; x <= a.last; x++)
                for (int32_t y = b.first; y <= b.last; y++) {
                    *(x <= y ? &some_yes : &some_no) = true;
                    *(x < y ? &before_yes : &before_no) = true;
                }
            cr_expect_eq(ent_date_not_after(a, b),
                         some_yes && some_no ? ENT_UNKNOWN : some_yes ? ENT_YES : ENT_NO,
                         "%s not after %s", texts[i], texts[k]);
            cr_expect_eq(ent_date_before(a, b),
                         before_yes && before_no ? ENT_UNKNOWN : before_yes ? ENT_YES : ENT_NO,
                         "%s before %s", texts[i], texts[k]);
        }
    cr_expect_eq(ent_date_before(date(""), date("2015")), ENT_UNKNOWN);
    cr_expect_eq(ent_date_not_after(date("2015"), date("..")), ENT_YES);
    cr_expect_eq(ent_date_not_after(date(".."), date("2015")), ENT_NO);
}

Test(date, named_in_a_passage)
{
    static const struct {
        const char *date, *text;
        bool named;
    } cases[] = {
        { "2015-05-08", "signed on May 8, 2015 in Moscow", true },
        { "2015-05-08", "signed on 08.05.2015", true },
        { "2015-05-08", "signed on May 9, 2015", false },
        { "2015-05-08", "signed on June 8, 2015", false },
        { "2015-05-08", "signed on May 18, 2015", false },
        { "2015-05", "in May of 2015", true },
        { "2015", "since 2015", true },
        { "2015", "resolution 20151", false },
        { "2015-05-XX", "in May of 2015", true },
        { "2015-05-XX", "in June of 2015", false },
        { "2015-XX-XX", "in 2015", true },
        { "2015/2018", "from 2014 to 2018", true }, /* either end will do */
        { "2015/2018", "from 2015 on", true },
        { "2015/2018", "in 2016", false },
        { "2015/..", "from 2015 on", true },
        { "..", "from 2015 on", false },
        { "", "from 2015 on", false },
    };

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        cr_expect_eq(ent_date_named_in(date(cases[i].date), ent_str_of(cases[i].text)),
                     cases[i].named, "%s in '%s'", cases[i].date, cases[i].text);
}
