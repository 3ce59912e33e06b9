/* date_typed.c: see date_typed.h. A text is divided into numbers and names of months; which of them there are, and
 * in which order, tells what it means. */
#include "data/table/date_typed.h"

#include <string.h>

enum { MOST_TOKENS = 4, MONTH = -1, ROMAN = -2 };

typedef struct token {
    int digits; /* of a number; MONTH; ROMAN: a month between a day and a year */
    int value;
} token;

/* The names of each month but the English ones: French, German, Italian, Portuguese, Russian, Spanish. */
static const char *const foreign[12] = {
    "janvier janv januar jänner gennaio gen janeiro enero ene января январь янв",
    "février févr fév februar febbraio fevereiro fev febrero февраля февраль фев",
    "mars märz mrz marzo março марта март мар",
    "avril avr aprile abril abr апреля апрель апр",
    "mai maggio mag maio mayo мая май",
    "juin juni giugno giu junho junio июня июнь июн",
    "juillet juil juli luglio lug julho julio июля июль июл",
    "août aout agosto ago августа август авг",
    "septembre settembre set setembro septiembre сентября сентябрь сен сент",
    "octobre oktober okt ottobre ott outubro out octubre октября октябрь окт",
    "novembre novembro noviembre ноября ноябрь ноя нояб",
    "décembre déc dezember dez dicembre dic dezembro diciembre декабря декабрь дек",
};
static const char *const english[12] = { "january", "february", "march",     "april",   "may",      "june",
                                         "july",    "august",   "september", "october", "november", "december" };
static const char *const ignored[] = { "the", "of", "de", "del", "di", "den", "le", "st", "nd", "rd", "th", "er",
                                       "г", "года", "monday", "tuesday", "wednesday", "thursday", "friday",
                                       "saturday", "sunday", "mon", "tue", "wed", "thu", "fri", "sat", "sun" };

static bool is_letter(char c)
{
    return (c | 0x20) >= 'a' && (c | 0x20) <= 'z' ? true : (unsigned char)c >= 0x80;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static ent_str take(ent_str *text, bool (*fits)(char c))
{
    ent_str taken = { text->ptr, 0 };

    while (taken.len < text->len && fits(text->ptr[taken.len]))
        taken.len++;
    text->ptr += taken.len;
    text->len -= taken.len;
    return taken;
}

static int month_of(ent_str word)
{
    for (int m = 0; m < 12; m++) {
        ent_str rest = ent_str_of(foreign[m]), name;

        if (word.len >= 3 && word.len <= strlen(english[m]) &&
            ent_str_eq_fold(word, (ent_str){ english[m], word.len }))
            return m + 1; /* Sep, Sept, September */
        while (ent_str_next(&rest, ' ', &name))
            if (ent_str_eq_fold(word, name))
                return m + 1;
    }
    return 0;
}

/* 17.III.1948 */
static int roman_month(ent_str word)
{
    static const char *const numerals[] = { "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii" };

    for (int m = 0; m < 12; m++)
        if (ent_str_eq_fold(word, ent_str_of(numerals[m])))
            return m + 1;
    return 0;
}

static bool is_ignored(ent_str word)
{
    for (size_t i = 0; i < sizeof ignored / sizeof *ignored; i++)
        if (ent_str_eq_fold(word, ent_str_of(ignored[i])))
            return true;
    return false;
}

/* Cuts off a time: "2010-05-08 13:30:00", "2010-05-08T00:00:00Z". */
static ent_str without_time(ent_str text)
{
    for (size_t i = 4; i + 2 < text.len; i++) {
        size_t digits = 0;

        if ((text.ptr[i] != ' ' && text.ptr[i] != 'T') || !is_digit(text.ptr[i + 1]) || !is_digit(text.ptr[i - 1]))
            continue;
        while (i + 1 + digits < text.len && is_digit(text.ptr[i + 1 + digits]))
            digits++;
        if (digits <= 2 && i + 1 + digits < text.len && text.ptr[i + 1 + digits] == ':')
            return (ent_str){ text.ptr, i };
    }
    return text;
}

/* 0: the text is no date. */
static size_t tokens_of(ent_str text, token *tokens)
{
    size_t count = 0;

    while (text.len) {
        ent_str part = take(&text, is_digit);
        token t = { (int)part.len, 0 };

        if (part.len) {
            for (size_t i = 0; i < part.len && i < 9; i++)
                t.value = t.value * 10 + (part.ptr[i] - '0');
        } else if ((part = take(&text, is_letter)).len) {
            t.value = month_of(part);
            t.digits = MONTH;
            if (!t.value && count == 1 && tokens[0].digits != MONTH && (t.value = roman_month(part)) != 0)
                t.digits = ROMAN;
            if (!t.value && !is_ignored(part))
                return 0;
            if (!t.value)
                continue;
        } else if (memchr(" /-.,'", *text.ptr, 6)) {
            text.ptr++;
            text.len--;
            continue;
        } else {
            return 0;
        }
        if (count == MOST_TOKENS)
            return 0;
        tokens[count++] = t;
    }
    return count;
}

static ent_typed made(int parts[3], int year, int month, int day)
{
    parts[0] = year;
    parts[1] = month;
    parts[2] = day;
    return ENT_TYPED_DATE;
}

static ent_typed two_tokens(const token *t, int parts[3])
{
    bool year_first = t[0].digits == 4;
    const token *year = &t[!year_first], *other = &t[year_first];

    if (year->digits != 4)
        return year->digits == 2 && other->digits == MONTH ? ENT_TYPED_SHORT_YEAR : ENT_TYPED_NONE;
    if (other->digits == ROMAN)
        return ENT_TYPED_NONE;
    if (other->digits == 1 && other->value == 0)
        return made(parts, year->value, 0, 0); /* 1950.0: a year that passed through a column of numbers */
    if (other->digits > 2 || other->value < 1 || other->value > 12)
        return ENT_TYPED_NONE;
    return made(parts, year->value, other->value, 0);
}

/* Three numbers, the first two not the year. */
static ent_typed by_order(int a, int b, int year, ent_date_order order, int parts[3])
{
    if (order == ENT_ORDER_DMY || order == ENT_ORDER_MDY) {
        bool day_first = order == ENT_ORDER_DMY;

        if ((day_first ? b : a) > 12)
            return ENT_TYPED_IMPOSSIBLE;
        return made(parts, year, day_first ? b : a, day_first ? a : b);
    }
    if (a > 12 && b > 12)
        return ENT_TYPED_IMPOSSIBLE;
    if (a == b)
        return made(parts, year, a, a);
    if (a <= 12 && b <= 12)
        return ENT_TYPED_EITHER;
    made(parts, year, a > 12 ? b : a, a > 12 ? a : b);
    return a > 12 ? ENT_TYPED_DAY_FIRST : ENT_TYPED_MONTH_FIRST;
}

static ent_typed three_tokens(const token *t, ent_date_order order, int parts[3])
{
    int months = 0, month = 0, years = 0, year = 0;
    int days[3], day_count = 0;

    for (int i = 0; i < 3; i++) {
        if (t[i].digits == MONTH || (t[i].digits == ROMAN && t[2].digits == 4)) {
            months++;
            month = t[i].value;
        } else if (t[i].digits == 4) {
            years++;
            year = i;
        } else if (t[i].digits > 2 || t[i].digits == ROMAN) {
            return ENT_TYPED_NONE;
        } else {
            days[day_count++] = t[i].value;
        }
    }
    if (!years && months <= 1)
        return ENT_TYPED_SHORT_YEAR;
    if (years != 1 || months > 1 || (!months && year == 1))
        return ENT_TYPED_NONE;
    if (months)
        return made(parts, t[year].value, month, days[0]);
    if (year == 2)
        return by_order(days[0], days[1], t[2].value, order, parts);
    return order == ENT_ORDER_YDM ? made(parts, t[0].value, days[1], days[0])
                                  : made(parts, t[0].value, days[0], days[1]);
}

size_t ent_date_simplify(ent_str text, char *into, size_t room)
{
    static const struct {
        const char *from, *to;
    } signs[] = { { "\u00a0", " " }, { "\u202f", " " }, { "\u2013", "-" }, { "\u2014", "-" }, { "\u2011", "-" } };
    size_t len = 0;

    while (text.len && len < room) {
        size_t taken = 1;

        into[len] = *text.ptr;
        for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
            if (ent_str_starts(text, signs[i].from)) {
                taken = strlen(signs[i].from);
                into[len] = *signs[i].to;
            }
        text.ptr += taken;
        text.len -= taken;
        len++;
    }
    return text.len ? 0 : len;
}

ent_typed ent_date_typed(ent_str text, ent_date_order order, int parts[3])
{
    char simple[64];
    ent_str plain = { simple, ent_date_simplify(text, simple, sizeof simple) };
    token tokens[MOST_TOKENS];
    size_t count = tokens_of(without_time(ent_str_trim(plain)), tokens);
    ent_typed kind = ENT_TYPED_NONE;

    parts[0] = parts[1] = parts[2] = 0;
    if (count == 2 && tokens[0].digits == 4 && tokens[1].digits != MONTH && tokens[1].value &&
        memchr(simple, '.', plain.len))
        return kind; /* 1950.5 is a number */
    if (count == 1 && tokens[0].digits == 4)
        kind = made(parts, tokens[0].value, 0, 0);
    else if (count == 1 && tokens[0].digits == 8)
        kind = made(parts, tokens[0].value / 10000, tokens[0].value / 100 % 100, tokens[0].value % 100);
    else if (count == 2)
        kind = two_tokens(tokens, parts);
    else if (count == 3)
        kind = three_tokens(tokens, order, parts);
    if (parts[0] && (parts[1] > 12 || parts[2] > 31 || (count > 2 && (!parts[1] || !parts[2])))) {
        parts[0] = parts[1] = parts[2] = 0;
        kind = ENT_TYPED_IMPOSSIBLE;
    }
    return kind;
}

ent_names ent_date_order_names(void)
{
    static const char *const words[ENT_ORDER_COUNT] = { "proven", "DMY", "MDY", "YMD", "YDM" };

    return ENT_NAMES(words);
}
