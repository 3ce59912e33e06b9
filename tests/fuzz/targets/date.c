/* date.c: EDTF dates: what is read is written so that it is read again as the same; comparisons
 * agree with the days that the dates can mean. Two dates, a line each. */
#include "fuzz.h"

static ent_date read_date(ent_str text)
{
    ent_date date, again;
    ent_buf written = { 0 }, twice = { 0 };
    ent_date_error error = ent_date_read(&date, text);

    if (error != ENT_DATE_OK) {
        REQUIRE(date.kind == ENT_DATE_UNKNOWN);
        return date;
    }
    REQUIRE(date.first <= date.last || !ent_date_known(date));
    ent_date_write(&written, date);
    REQUIRE(ent_date_read(&again, ent_buf_view(&written)) == ENT_DATE_OK);
    REQUIRE(memcmp(&date, &again, sizeof date) == 0);
    ent_date_write(&twice, again);
    REQUIRE(ent_str_eq(ent_buf_view(&written), ent_buf_view(&twice)));
    ent_buf_destroy(&written);
    ent_buf_destroy(&twice);
    return date;
}

static void check_day(int32_t day)
{
    int year, month, of_month;

    if (day <= ENT_DAY_MIN || day >= ENT_DAY_MAX)
        return;
    ent_day_split(day, &year, &month, &of_month);
    REQUIRE(month >= 1 && month <= 12 && of_month >= 1 && of_month <= 31);
    REQUIRE(ent_day_of(year, month, of_month) == day);
}

/* By the sets of days: a before b when each day of a is before each of b. */
static ent_truth before_by_days(ent_date a, ent_date b)
{
    return a.last < b.first ? ENT_YES : a.first >= b.last ? ENT_NO : ENT_UNKNOWN;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    ent_str rest = fuzz_input(data, size);
    ent_str first = fuzz_line(&rest);
    ent_date a = read_date(first), b = read_date(rest);

    check_day(a.first);
    check_day(b.last);
    if (a.kind == ENT_DATE_POINT && b.kind == ENT_DATE_POINT) {
        REQUIRE(ent_date_before(a, b) == before_by_days(a, b));
        REQUIRE(ent_date_before(a, b) != ENT_YES || ent_date_before(b, a) == ENT_NO);
    }
    ent_date_named_in(a, rest);
    ent_date_named_in(b, first);
    return 0;
}
