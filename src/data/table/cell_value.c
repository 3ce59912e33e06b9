/* cell_value.c: see cell_value.h. */
#include "data/table/cell_value.h"

#include <math.h>
#include <string.h>

#include "entente/date.h"

/* ---- formats ---- */

typedef struct letters {
    bool day, month, year, hour, second, minute_or_month;
} letters;

/* Takes one sign, or one quoted or bracketed part, off the code and notes what it shows. */
static void take_part(ent_str *code, letters *seen)
{
    char c = *code->ptr, closing = c == '"' ? '"' : c == '[' ? ']' : '\0';
    size_t taken = 1;

    if (closing) {
        const char *end = code->len > 1 ? memchr(code->ptr + 1, closing, code->len - 1) : NULL;
        char first = code->len > 1 ? (char)(code->ptr[1] | 0x20) : '\0';

        taken = end ? (size_t)(end - code->ptr) + 1 : code->len;
        /* [h]:mm counts hours past 24; [$-409] and [Red] show nothing */
        seen->hour |= c == '[' && (first == 'h' || first == 's' || (first == 'm' && taken <= 4)) &&
                      (taken == 3 || (taken > 3 && (code->ptr[2] | 0x20) == first));
    } else if (c == '\\' || c == '_' || c == '*') {
        taken = code->len > 1 ? 2 : 1;
    } else if (code->len >= 5 && ent_str_eq_fold((ent_str){ code->ptr, 5 }, ENT_STR("am/pm"))) {
        taken = 5;
    } else if (code->len >= 7 && ent_str_eq_fold((ent_str){ code->ptr, 7 }, ENT_STR("general"))) {
        taken = 7;
    } else {
        char letter = (char)(c | 0x20);

        seen->day |= letter == 'd';
        seen->year |= letter == 'y';
        seen->hour |= letter == 'h';
        seen->second |= letter == 's';
        seen->minute_or_month |= letter == 'm';
    }
    code->ptr += taken;
    code->len -= taken;
}

cell_format cell_format_of_code(ent_str code)
{
    letters seen = { 0 };

    while (code.len && *code.ptr != ';')
        take_part(&code, &seen);
    seen.month = seen.minute_or_month && (seen.day || seen.year || (!seen.hour && !seen.second));
    if (seen.day || (seen.month && !seen.year))
        return CELL_DATE;
    if (seen.month)
        return CELL_MONTH;
    return seen.year ? CELL_YEAR : seen.hour || seen.second || seen.minute_or_month ? CELL_TIME : CELL_NUMBER;
}

cell_format cell_format_of_number(unsigned number)
{
    if ((number >= 18 && number <= 21) || (number >= 32 && number <= 35) || (number >= 45 && number <= 47) ||
        number == 55 || number == 56)
        return CELL_TIME;
    if (number == 17 || number == 36 || number == 57)
        return CELL_MONTH;
    return (number >= 14 && number <= 22) || (number >= 27 && number <= 31) || (number >= 50 && number <= 58)
               ? CELL_DATE
               : CELL_NUMBER;
}

/* ---- numbers ---- */

/* Written as spreadsheets show it: at most 15 digits, with or without a sign and a point. */
static bool is_simple(ent_str text)
{
    size_t digits = 0, points = 0;

    for (size_t i = text.len && *text.ptr == '-'; i < text.len; i++) {
        digits += text.ptr[i] >= '0' && text.ptr[i] <= '9';
        points += text.ptr[i] == '.';
    }
    return digits && digits <= 15 && points <= 1 && digits + points + (*text.ptr == '-') == text.len &&
           !(points && text.ptr[text.len - 1] == '0') && text.ptr[text.len - 1] != '.';
}

void cell_write_number(ent_buf *out, ent_str number)
{
    enum { DIGITS = 15 };
    double value;

    if (is_simple(number) || !ent_str_number(number, &value))
        ent_buf_str(out, number);
    else if (value == floor(value) && fabs(value) < 1e15)
        ent_buf_format(out, "%.0f", value);
    else
        ent_buf_digits(out, value, DIGITS);
}

/* ---- dates and times ---- */

static void write_day(ent_buf *out, int year, int month, int day, cell_format format)
{
    /* the first of a month may stand for the month; any other day is meant */
    int parts = format == CELL_MONTH && day == 1 ? 2 : format == CELL_YEAR && day == 1 && month == 1 ? 1 : 3;

    ent_buf_format(out, "%s%04d", year < 0 ? "-" : "", year < 0 ? -year : year);
    if (parts > 1)
        ent_buf_format(out, "-%02d", month);
    if (parts > 2)
        ent_buf_format(out, "-%02d", day);
}

static void write_time(ent_buf *out, double seconds)
{
    unsigned long long whole = (unsigned long long)(seconds + 0.5);

    ent_buf_format(out, "%02llu:%02llu:%02llu", whole / 3600, whole / 60 % 60, whole % 60);
}

void cell_write_serial(ent_buf *out, ent_str serial, cell_format format, bool since_1904)
{
    enum { FALSE_DAY = 60, LAST = 2958465 /* 9999-12-31 */ };
    int year, month, day;
    double value;
    int32_t number;

    if (format == CELL_NUMBER || !ent_str_number(serial, &value) || fabs(value) > LAST) {
        cell_write_number(out, serial);
        return;
    }
    if (format == CELL_TIME) {
        write_time(out, fabs(value) * 86400);
        return;
    }
    number = (int32_t)floor(value);
    if (!since_1904 && (number == 0 || number == FALSE_DAY)) { /* no days: readers of dates report them */
        ent_buf_text(out, number ? "1900-02-29" : "1900-01-00");
        return;
    }
    if (since_1904)
        number += ent_day_of(1904, 1, 1);
    else
        number += ent_day_of(1899, 12, number > 0 && number < FALSE_DAY ? 31 : 30);
    ent_day_split(number, &year, &month, &day);
    write_day(out, year, month, day, format);
}

void cell_write_date(ent_buf *out, ent_str iso, cell_format format)
{
    const char *t = memchr(iso.ptr, 'T', iso.len);
    ent_str day = t ? (ent_str){ iso.ptr, (size_t)(t - iso.ptr) } : iso;

    if (format == CELL_YEAR && day.len == 10 && memcmp(day.ptr + 4, "-01-01", 6) == 0)
        day.len = 4;
    else if (format == CELL_MONTH && day.len == 10 && memcmp(day.ptr + 7, "-01", 3) == 0)
        day.len = 7;
    ent_buf_str(out, day);
}

void cell_write_duration(ent_buf *out, ent_str iso)
{
    double seconds = 0, number = 0;
    ent_str all = iso;

    if (ent_str_starts(iso, "PT")) {
        iso.ptr += 2;
        iso.len -= 2;
    }
    while (iso.len) {
        size_t n = 0;

        while (n < iso.len && ((iso.ptr[n] >= '0' && iso.ptr[n] <= '9') || iso.ptr[n] == '.'))
            n++;
        if (n == iso.len || !ent_str_number((ent_str){ iso.ptr, n }, &number) || number > 1e9) {
            ent_buf_str(out, all);
            return;
        }
        seconds += number * (iso.ptr[n] == 'H' ? 3600 : iso.ptr[n] == 'M' ? 60 : 1);
        iso.ptr += n + 1;
        iso.len -= n + 1;
    }
    write_time(out, seconds);
}
