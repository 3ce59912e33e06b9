/* date_format.c: see date_format.h. */
#include "data/table/date_format.h"

#include <string.h>

static const char *const months[] = { "jan", "feb", "mar", "apr", "may", "jun",
                                      "jul", "aug", "sep", "oct", "nov", "dec" };
static const char *const long_months[] = { "january",   "february", "march",    "april",
                                           "may",       "june",     "july",     "august",
                                           "september", "october",  "november", "december" };

static bool digits(ent_str *text, size_t least, size_t most, int *value)
{
    size_t n = 0;

    *value = 0;
    while (n < most && n < text->len && text->ptr[n] >= '0' && text->ptr[n] <= '9')
        *value = *value * 10 + (text->ptr[n++] - '0');
    text->ptr += n;
    text->len -= n;
    return n >= least;
}

static bool month_word(ent_str *text, int *month)
{
    for (int m = 0; m < 12; m++) {
        const char *const forms[] = { long_months[m], months[m] };

        for (int i = 0; i < 2; i++) {
            ent_str word = ent_str_of(forms[i]);

            if (text->len >= word.len && ent_str_eq_fold((ent_str){ text->ptr, word.len }, word)) {
                text->ptr += word.len;
                text->len -= word.len;
                *month = m + 1;
                return true;
            }
        }
    }
    return false;
}

bool ent_date_by_pattern(ent_str pattern, ent_str text, int date[3], ent_str *rest)
{
    date[0] = date[1] = date[2] = 0;
    while (pattern.len) {
        size_t taken;
        bool fits;

        if (ent_str_starts(pattern, "YYYY")) {
            bool negative = text.len && *text.ptr == '-';

            text.ptr += negative;
            text.len -= negative;
            fits = digits(&text, 4, 4, &date[0]);
            date[0] = negative ? -date[0] : date[0];
            taken = 4;
        } else if (ent_str_starts(pattern, "Month") || ent_str_starts(pattern, "Mon")) {
            fits = month_word(&text, &date[1]);
            taken = ent_str_starts(pattern, "Month") ? 5 : 3;
        } else if (ent_str_starts(pattern, "MM")) {
            fits = digits(&text, pattern.len > 2 && pattern.ptr[2] != 'D' ? 1 : 2, 2, &date[1]);
            taken = 2;
        } else if (ent_str_starts(pattern, "M")) {
            fits = digits(&text, 1, 2, &date[1]);
            taken = 1;
        } else if (ent_str_starts(pattern, "DD")) {
            fits = digits(&text, pattern.len > 2 ? 1 : 2, 2, &date[2]);
            taken = 2;
        } else if (ent_str_starts(pattern, "D")) {
            fits = digits(&text, 1, 2, &date[2]);
            taken = 1;
        } else {
            fits = text.len && *text.ptr == *pattern.ptr;
            text.ptr += fits;
            text.len -= fits;
            taken = 1;
        }
        if (!fits)
            return false;
        pattern.ptr += taken;
        pattern.len -= taken;
    }
    *rest = text;
    return true;
}

static char *put_digits(char *p, int number, int digits)
{
    for (int i = digits - 1; i >= 0; i--, number /= 10)
        p[i] = (char)('0' + number % 10);
    return p + digits;
}

/* Event data have a date a row: no printf. */
bool ent_date_of_parts(const int parts[3], ent_date *date)
{
    char text[16], *p = text;
    int year = parts[0] < 0 ? -parts[0] : parts[0];

    *date = (ent_date){ 0 };
    if (year > 9999 || parts[1] < 0 || parts[1] > 99 || parts[2] < 0 || parts[2] > 99)
        return false;
    if (parts[0] < 0)
        *p++ = '-';
    p = put_digits(p, year, 4);
    for (int i = 1; i < 3 && parts[i]; i++) {
        *p++ = '-';
        p = put_digits(p, parts[i], 2);
    }
    return ent_date_read(date, (ent_str){ text, (size_t)(p - text) }) == ENT_DATE_OK;
}

bool ent_date_of_serial(ent_str text, ent_date *date)
{
    double serial;

    if (!ent_str_number(text, &serial) || serial < 1 || serial > 2958465)
        return false;
    *date = ent_date_of_day(ent_day_of(1899, 12, 30) + (int32_t)serial);
    return true;
}

bool ent_date_has_format(ent_str format, ent_str text)
{
    int parts[3];
    ent_date date;
    ent_str rest;

    if (ent_str_is(format, "edtf"))
        return ent_date_read(&date, text) == ENT_DATE_OK && ent_date_known(date);
    if (ent_str_is(format, "serial"))
        return ent_date_of_serial(text, &date);
    return ent_date_by_pattern(format, text, parts, &rest) && !rest.len && ent_date_of_parts(parts, &date);
}
