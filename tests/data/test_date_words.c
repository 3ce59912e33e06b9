/* test_date_words.c: what the cells of date columns say in words, and what stays an error. */
#include <criterion/criterion.h>

#include "data/table/date_words.h"

/* EDTF of the date; "?" for an unknown one, "!" when the cell is not understood. */
static const char *read_cell(const char *text, bool is_end, ent_date_order order, ent_buf *out)
{
    ent_date_cell cell = ent_date_cell_read(ent_str_of(text), is_end, order);

    ent_buf_clear(out);
    if (!cell.words && !ent_date_known(cell.date))
        ent_buf_text(out, cell.typed == ENT_TYPED_EITHER ? "either" : "!");
    else if (cell.date.kind == ENT_DATE_UNKNOWN)
        ent_buf_text(out, "?");
    else
        ent_date_write(out, cell.date);
    return ent_buf_string(out);
}

Test(date_words, cells_mean_what_people_mean)
{
    static const struct {
        const char *text, *in_events, *in_ends;
    } cases[] = {
        /* unknown */
        { "n/a", "?", "?" }, { "N.D.", "?", "?" }, { "-", "?", "?" }, { "\u2014", "?", "?" }, { "?", "?", "?" },
        { " ?? ", "?", "?" }, { "Unknown", "?", "?" }, { "sans date", "?", "?" }, { "...", "?", "?" },
        /* open: only where it is certain */
        { "still in force", "!", ".." }, { "Present", "!", ".." }, { "ongoing", "!", ".." }, { "in kraft", "!", ".." },
        { "not yet ratified", "..", "!" }, { "pending", "..", ".." }, { "not in force", "..", "!" },
        /* about, perhaps */
        { "c. 1373", "1373~", "1373~" }, { "ca. 1950", "1950~", "1950~" }, { "c1950", "1950~", "1950~" },
        { "Circa May 1950", "1950-05~", "1950-05~" }, { "1950 (approx.)", "1950~", "1950~" }, { "[1950]", "1950?", "1950?" },
        { "probably 17 March 1948", "1948-03-17?", "1948-03-17?" }, { "17/3/1948 (?)", "1948-03-17?", "1948-03-17?" },
        /* periods */
        { "1950s", "195X", "195X" }, { "the late 1950s", "!", "!" }, { "late 1950s", "195X", "195X" },
        { "1900s", "!", "!" }, { "19th century", "18XX", "18XX" }, { "spring 1948", "1948", "1948" },
        { "Q3 1950", "1950-07/1950-09", "1950-07/1950-09" }, { "1950 Q4", "1950-10/1950-12", "1950-10/1950-12" },
        { "Q5 1950", "!", "!" }, { "before 1950", "../1949-12-31", "../1949-12-31" }, { "by 1950", "../1950", "../1950" },
        { "after May 1950", "1950-06-01/..", "1950-06-01/.." }, { "1950\u20131955", "1950/1955", "1950/1955" },
        { "1950/55", "1950/1955", "1950/1955" }, { "between 1950 and 1955", "1950/1955", "1950/1955" },
        { "1955 or 1950", "!", "!" }, { "12 March 1950 - 15 April 1950", "1950-03-12/1950-04-15", "1950-03-12/1950-04-15" },
        { "since 1950", "1950", "!" }, { "until 1950", "!", "1950" },
        /* dates with something else */
        { "17 March 1948 [1]", "1948-03-17", "1948-03-17" }, { "1950*", "1950", "1950" },
        { "22 Mar 1956 a", "1956-03-22", "1956-03-22" }, { "(1950)", "1950", "1950" },
        /* plain, and the Roman months of European sheets */
        { "17.III.1948", "1948-03-17", "1948-03-17" }, { "X/5/1948", "!", "!" }, { "1950", "1950", "1950" },
        { "c. 3/4/1950", "?", "?" }, { "3/4/1950", "either", "either" },
        /* not certain, or no date */
        { "in", "!", "!" }, { "x", "!", "!" }, { "yes", "!", "!" }, { "-9", "!", "!" }, { "1950 foo", "!", "!" },
        { "May-54", "!", "!" }, { "17/13/1948", "!", "!" }, { "", "!", "!" }, { "c.", "!", "!" }, { "()", "!", "!" },
        { "[]", "!", "!" }, { "before", "!", "!" }, { "s", "!", "!" },
    };
    ent_buf out = { 0 };

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        cr_expect_str_eq(read_cell(cases[i].text, false, ENT_ORDER_PROVEN, &out), cases[i].in_events, "'%s': %s",
                         cases[i].text, ent_buf_string(&out));
        cr_expect_str_eq(read_cell(cases[i].text, true, ENT_ORDER_PROVEN, &out), cases[i].in_ends, "'%s': %s",
                         cases[i].text, ent_buf_string(&out));
    }
    cr_expect_str_eq(read_cell("c. 3/4/1950", false, ENT_ORDER_MDY, &out), "1950-03-04~");
    cr_expect_str_eq(read_cell("before 3/4/1950", false, ENT_ORDER_DMY, &out), "../1950-04-02");
    ent_buf_destroy(&out);
}

/* Dates of options: what can be read in one way, and both readings of what cannot. */
Test(date_words, a_date_alone_has_its_readings)
{
    static const struct {
        const char *text, *first, *second;
    } cases[] = {
        { "1890", "1890", NULL }, { "1 January 1890", "1890-01-01", NULL }, { "January 1, 1890", "1890-01-01", NULL },
        { "May 1950", "1950-05", NULL }, { "1.1.1890", "1890-01-01", NULL }, { "01/01/1890", "1890-01-01", NULL },
        { "13/1/1890", "1890-01-13", NULL }, { "1/13/1890", "1890-01-13", NULL }, { "Q3 1950", "1950-07/1950-09", NULL },
        { "02/01/1890", "1890-01-02", "1890-02-01" }, { "2010-15", "2010/2015", NULL },
        { "2/1/1950 - 5/1/1960", "1950-01-02/1960-01-05", "1950-02-01/1960-05-01" },
        { "2/1/1950 - 13/1/1960", "1950-01-02/1960-01-13", NULL }, { "2/1/48", NULL, NULL },
        { "c. 1950", NULL, NULL }, { "spring 1948", NULL, NULL }, { "still in force", NULL, NULL }, { "n/a", NULL, NULL },
        { "not yet", NULL, NULL }, { "", NULL, NULL }, { "..", NULL, NULL }, { "30 February 1960", NULL, NULL },
        { "yesterday", NULL, NULL },
    };
    ent_buf out = { 0 };

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *const expected[] = { cases[i].first, cases[i].second };
        ent_date readings[2];
        size_t count = ent_date_readings(ent_str_of(cases[i].text), readings);

        cr_assert_eq(count, (size_t)(!!expected[0] + !!expected[1]), "'%s': %zu readings", cases[i].text, count);
        for (size_t r = 0; r < count; r++) {
            ent_buf_clear(&out);
            ent_date_write(&out, readings[r]);
            cr_assert_str_eq(ent_buf_string(&out), expected[r], "'%s'", cases[i].text);
        }
    }
    ent_buf_destroy(&out);
}
