/* date.c: reading, writing and comparing EDTF dates. The C library's time functions are not used: they
 * have time zones and begin in 1970. */
#include "entente/date.h"

#include <stdlib.h>
#include <string.h>

#include "base/hash.h"

/* How one end of a date was written, so that it can be written in the same form. */
enum {
    FORM_NONE,    /* no end: "2015/" */
    FORM_OPEN,    /* ".." */
    FORM_DAY,     /* 2015-05-08 */
    FORM_MONTH,   /* 2015-05 */
    FORM_YEAR,    /* 2015 */
    FORM_DECADE,  /* 201X */
    FORM_CENTURY, /* 20XX */
    FORM_DAY_X,   /* 2015-05-XX */
    FORM_MONTH_X, /* 2015-XX */
    FORM_BOTH_X,  /* 2015-XX-XX */
    FORM_MASK = 0x0f,
    UNCERTAIN = 0x10,  /* ? */
    APPROXIMATE = 0x20 /* ~ */
};

/* 24 bits hold the days of all years of four digits and the two extremes. */
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wconversion"
static inline ent_date make(int32_t first, int32_t last, ent_date_kind kind, unsigned form_a,
                     unsigned form_b)
{
    return (ent_date){ first, kind, form_a, last, form_b, 0 };
}
#pragma GCC diagnostic pop

static bool is_leap(int year)
{
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

static int days_in(int year, int month)
{
    static const int lengths[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };

    return month == 2 && is_leap(year) ? 29 : lengths[month - 1];
}

/* Years are counted from 1 March, so that the leap day is a year's last; 400 years are 146,097 days,
 * and 1970-01-01 is day 719,468 from 0000-03-01. */
static inline int32_t day_of(int year, int month, int day)
{
    static const int before[] = { 306, 337, 0, 31, 61, 92, 122, 153, 184, 214, 245, 275 };
    enum { ERAS = 100, ERA = 400, ERA_DAYS = 146097 }; /* so that no year is below 0 */
    unsigned y = (unsigned)(year + ERAS * ERA - (month <= 2)), century = y / 100;

    return (int32_t)(y * 365 + y / 4 - century + century / 4) + before[month - 1] + day - 1 -
           719468 - ERAS * ERA_DAYS;
}

int32_t ent_day_of(int year, int month, int day)
{
    return day_of(year, month, day);
}

void ent_day_split(int32_t day, int *year, int *month, int *day_of_month)
{
    int64_t shifted = (int64_t)day + 719468;
    int64_t era = (shifted >= 0 ? shifted : shifted - 146096) / 146097;
    int rest = (int)(shifted - era * 146097);
    int year_of_era = (rest - rest / 1460 + rest / 36524 - rest / 146096) / 365;
    int day_of_year = rest - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int march_month = (5 * day_of_year + 2) / 153;

    *day_of_month = day_of_year - (153 * march_month + 2) / 5 + 1;
    *month = march_month < 10 ? march_month + 3 : march_month - 9;
    *year = (int)(year_of_era + era * 400) + (*month <= 2);
}

typedef struct end {
    int32_t first, last;
    uint8_t form;
} end;

/* Two digits, or XX (*hidden). */
static bool two_digits(ent_str *s, int *value, bool *hidden)
{
    if (s->len < 2)
        return false;
    *hidden = s->ptr[0] == 'X' && s->ptr[1] == 'X';
    if (!*hidden) {
        if (s->ptr[0] < '0' || s->ptr[0] > '9' || s->ptr[1] < '0' || s->ptr[1] > '9')
            return false;
        *value = (s->ptr[0] - '0') * 10 + s->ptr[1] - '0';
    }
    s->ptr += 2;
    s->len -= 2;
    return true;
}

/* Four digits, of which the last or the last two may be X. */
static bool read_year(ent_str *s, int *first, int *last, uint8_t *form)
{
    bool negative = s->len && s->ptr[0] == '-';
    int value = 0, unit = 1;

    if (negative) {
        s->ptr++;
        s->len--;
    }
    if (s->len < 4)
        return false;
    *form = FORM_YEAR;
    for (int i = 0; i < 4; i++) {
        char c = s->ptr[i];

        if (c == 'X' && i >= 2)
            unit *= 10;
        else if (c < '0' || c > '9' || unit > 1)
            return false;
        value = value * 10 + (c == 'X' ? 0 : c - '0');
    }
    s->ptr += 4;
    s->len -= 4;
    if (unit > 1)
        *form = unit == 10 ? FORM_DECADE : FORM_CENTURY;
    *first = negative ? -(value + unit - 1) : value;
    *last = !negative ? value + unit - 1 : value || unit == 1 ? -value : -1; /* 0 has no sign */
    return true;
}

static bool take(ent_str *s, char c)
{
    if (!s->len || s->ptr[0] != c)
        return false;
    s->ptr++;
    s->len--;
    return true;
}

static ent_date_error read_end(ent_str s, end *out)
{
    int year, year_last, month = 0, day = 0;
    bool month_hidden = false, day_hidden = false, has_month = false, has_day = false;
    uint8_t form;

    if (!read_year(&s, &year, &year_last, &form))
        return ENT_DATE_BAD_FORM;
    if (take(&s, '-')) {
        if (form != FORM_YEAR || !two_digits(&s, &month, &month_hidden))
            return ENT_DATE_BAD_FORM;
        has_month = true;
        if (take(&s, '-')) {
            if (!two_digits(&s, &day, &day_hidden) || (month_hidden && !day_hidden))
                return ENT_DATE_BAD_FORM;
            has_day = true;
        }
    }
    if (take(&s, '%'))
        form |= UNCERTAIN | APPROXIMATE;
    else if (take(&s, '?'))
        form |= UNCERTAIN;
    else if (take(&s, '~'))
        form |= APPROXIMATE;
    if (s.len)
        return ENT_DATE_BAD_FORM;
    if (has_month && !month_hidden && (month < 1 || month > 12))
        return ENT_DATE_IMPOSSIBLE;
    if (has_day && !day_hidden && (day < 1 || day > days_in(year, month)))
        return ENT_DATE_IMPOSSIBLE;
    if (!has_month || month_hidden) {
        out->first = ent_day_of(year, 1, 1);
        out->last = ent_day_of(year_last, 12, 31);
        if (month_hidden)
            form = (uint8_t)((form & ~FORM_MASK) | (has_day ? FORM_BOTH_X : FORM_MONTH_X));
    } else if (!has_day || day_hidden) {
        out->first = ent_day_of(year, month, 1);
        out->last = ent_day_of(year, month, days_in(year, month));
        form = (uint8_t)((form & ~FORM_MASK) | (day_hidden ? FORM_DAY_X : FORM_MONTH));
    } else {
        out->first = out->last = ent_day_of(year, month, day);
        form = (uint8_t)((form & ~FORM_MASK) | FORM_DAY);
    }
    out->form = form;
    return ENT_DATE_OK;
}

/* 2015-05-08, the form of nearly all dates in large tables: all digits at once. False: another form. */
static inline bool read_day(ent_date *date, const char *p)
{
    const uint64_t sixes = 0x0606060606060606u, high = 0xf0f0f0f0f0f0f0f0u;
    uint64_t front = ent_load(p, 8);
    uint64_t digits = (front & 0xffffffffu) | (front >> 40 & 0xffff) << 32 |
                      ent_load(p + 2, 8) >> 48 << 48; /* YYYYMMDD */
    int year, month, day;

    if (p[4] != '-' || p[7] != '-' ||
        ((digits & high) | ((digits + sixes) & high) >> 4) != 0x3333333333333333u)
        return false;
    digits &= ~high;
    digits = digits * 10 + (digits >> 8); /* of every second byte: the number of two digits */
    year = (int)(digits & 0xff) * 100 + (int)(digits >> 16 & 0xff);
    month = (int)(digits >> 32 & 0xff);
    day = (int)(digits >> 48 & 0xff);
    if (month < 1 || month > 12 || day < 1 || (day > 28 && day > days_in(year, month)))
        return false;
    year = day_of(year, month, day);
    *date = make(year, year, ENT_DATE_POINT, FORM_DAY, FORM_NONE);
    return true;
}

/* Not inlined, so that the common case stays fast. */
__attribute__((noinline)) static ent_date_error read_any(ent_date *date, ent_str text)
{
    end a = { ENT_DAY_MIN, ENT_DAY_MAX, FORM_NONE }, b = a;
    const char *slash = memchr(text.ptr, '/', text.len);
    ent_date_error error;

    if (ent_str_is(text, "..")) {
        *date = make(ENT_DAY_MAX, ENT_DAY_MAX, ENT_DATE_OPEN, FORM_OPEN, FORM_NONE);
        return ENT_DATE_OK;
    }
    if (!slash) {
        if ((error = read_end(text, &a)) == ENT_DATE_OK)
            *date = make(a.first, a.last, ENT_DATE_POINT, a.form, FORM_NONE);
        return error;
    }
    {
        ent_str left = { text.ptr, (size_t)(slash - text.ptr) };
        ent_str right = { slash + 1, text.len - left.len - 1 };

        if (ent_str_is(left, ".."))
            a.form = FORM_OPEN;
        else if (left.len && (error = read_end(left, &a)) != ENT_DATE_OK)
            return error;
        if (ent_str_is(right, ".."))
            b.form = FORM_OPEN;
        else if (right.len && (error = read_end(right, &b)) != ENT_DATE_OK)
            return error;
        if ((a.form & FORM_MASK) <= FORM_OPEN && (b.form & FORM_MASK) <= FORM_OPEN)
            return ENT_DATE_BAD_FORM; /* a span of nothing */
    }
    if (a.first > b.last)
        return ENT_DATE_BACKWARDS;
    *date = make(a.first, b.last, ENT_DATE_SPAN, a.form, b.form);
    return ENT_DATE_OK;
}

ent_date_error ent_date_read(ent_date *date, ent_str text)
{
    if (text.len == 10 && read_day(date, text.ptr))
        return ENT_DATE_OK;
    *date = (ent_date){ 0 };
    return text.len ? read_any(date, text) : ENT_DATE_OK;
}

static void write_end(ent_buf *buf, int32_t day, uint8_t form)
{
    int year, month, dom, shown;

    if ((form & FORM_MASK) == FORM_NONE)
        return;
    if ((form & FORM_MASK) == FORM_OPEN) {
        ent_buf_text(buf, "..");
        return;
    }
    ent_day_split(day, &year, &month, &dom);
    shown = abs(year);
    if (year < 0)
        ent_buf_char(buf, '-');
    switch (form & FORM_MASK) {
    case FORM_DECADE:
        ent_buf_format(buf, "%03dX", shown / 10);
        break;
    case FORM_CENTURY:
        ent_buf_format(buf, "%02dXX", shown / 100);
        break;
    default:
        ent_buf_format(buf, "%04d", shown);
    }
    switch (form & FORM_MASK) {
    case FORM_DAY:
        ent_buf_format(buf, "-%02d-%02d", month, dom);
        break;
    case FORM_MONTH:
        ent_buf_format(buf, "-%02d", month);
        break;
    case FORM_DAY_X:
        ent_buf_format(buf, "-%02d-XX", month);
        break;
    case FORM_MONTH_X:
        ent_buf_text(buf, "-XX");
        break;
    case FORM_BOTH_X:
        ent_buf_text(buf, "-XX-XX");
        break;
    default:
        break;
    }
    if (form & (UNCERTAIN | APPROXIMATE))
        ent_buf_char(buf, !(form & APPROXIMATE) ? '?' : !(form & UNCERTAIN) ? '~' : '%');
}

void ent_date_write(ent_buf *buf, ent_date date)
{
    switch (date.kind) {
    case ENT_DATE_UNKNOWN:
        break;
    case ENT_DATE_OPEN:
        ent_buf_text(buf, "..");
        break;
    case ENT_DATE_POINT:
        write_end(buf, date.first, date.form_a);
        break;
    default:
        write_end(buf, date.first, date.form_a);
        ent_buf_char(buf, '/');
        write_end(buf, date.last, date.form_b);
    }
}

bool ent_date_known(ent_date date)
{
    return date.kind == ENT_DATE_POINT || date.kind == ENT_DATE_SPAN;
}

bool ent_date_uncertain(ent_date date)
{
    return ((date.form_a | date.form_b) & (UNCERTAIN | APPROXIMATE)) != 0;
}

ent_date ent_date_of_day(int32_t day)
{
    return make(day, day, ENT_DATE_POINT, FORM_DAY, FORM_NONE);
}

ent_truth ent_date_not_after(ent_date a, ent_date b)
{
    if (a.kind == ENT_DATE_UNKNOWN || b.kind == ENT_DATE_UNKNOWN)
        return ENT_UNKNOWN;
    if (a.kind == ENT_DATE_OPEN)
        return ENT_NO;
    if (b.kind == ENT_DATE_OPEN)
        return ENT_YES;
    return a.last <= b.first ? ENT_YES : a.first > b.last ? ENT_NO : ENT_UNKNOWN;
}

ent_truth ent_date_before(ent_date a, ent_date b)
{
    return ent_truth_not(ent_date_not_after(b, a));
}

/* ---- dates in prose ---- */

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* A whole number in the text: "8" is not in "18". Leading zeros do not matter. */
static bool has_number(ent_str text, int number)
{
    for (size_t i = 0; i < text.len;) {
        long value = 0;
        size_t digits = 0;

        while (i + digits < text.len && is_digit(text.ptr[i + digits])) {
            if (digits < 9)
                value = value * 10 + (text.ptr[i + digits] - '0');
            digits++;
        }
        if (digits && digits < 9 && value == number)
            return true;
        i += digits ? digits : 1;
    }
    return false;
}

static bool has_word(ent_str text, const char *word)
{
    size_t len = strlen(word);

    for (size_t i = 0; i + len <= text.len; i++)
        if (ent_str_eq_fold((ent_str){ text.ptr + i, len }, (ent_str){ word, len }))
            return true;
    return false;
}

static bool end_named(int32_t day, uint8_t form, ent_str text)
{
    static const char *const months[] = { "January",   "February", "March",    "April",
                                          "May",       "June",     "July",     "August",
                                          "September", "October",  "November", "December" };
    int year, month, dom;

    ent_day_split(day, &year, &month, &dom);
    form &= FORM_MASK;
    if (form == FORM_NONE || form == FORM_OPEN || !has_number(text, year))
        return false;
    if (form == FORM_DAY || form == FORM_MONTH || form == FORM_DAY_X)
        if (!has_word(text, months[month - 1]) && !has_number(text, month))
            return false;
    return form != FORM_DAY || has_number(text, dom);
}

bool ent_date_named_in(ent_date date, ent_str text)
{
    if (date.kind == ENT_DATE_POINT)
        return end_named(date.first, date.form_a, text);
    if (date.kind == ENT_DATE_SPAN)
        return end_named(date.first, date.form_a, text) || end_named(date.last, date.form_b, text);
    return false;
}
