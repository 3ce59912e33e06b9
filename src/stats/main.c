/* main.c: entente-read-stats, which reads a Stata or SPSS file from its standard input and writes it as CSV. It is a
 * program of its own because ReadStat parses binary files from anybody: `entente` starts it with an empty environment
 * and with limits of time and memory, and it opens no file. Messages are lines "error: ..." and "note: ...". */
#include <inttypes.h>
#include <math.h>
#include <readstat.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- the file in memory ---- */

typedef struct memory {
    char *bytes;
    size_t len, at;
} memory;

static int open_memory(const char *path, void *ctx)
{
    (void)path, (void)ctx;
    return 1;
}

static int close_memory(void *ctx)
{
    (void)ctx;
    return 0;
}

static readstat_off_t seek_memory(readstat_off_t offset, readstat_io_flags_t whence, void *ctx)
{
    memory *m = ctx;
    readstat_off_t base = whence == READSTAT_SEEK_SET   ? 0
                          : whence == READSTAT_SEEK_CUR ? (readstat_off_t)m->at
                                                        : (readstat_off_t)m->len;

    if (base + offset < 0 || base + offset > (readstat_off_t)m->len)
        return -1;
    m->at = (size_t)(base + offset);
    return (readstat_off_t)m->at;
}

static ssize_t read_memory(void *into, size_t len, void *ctx)
{
    memory *m = ctx;

    len = len < m->len - m->at ? len : m->len - m->at;
    memcpy(into, m->bytes + m->at, len);
    m->at += len;
    return (ssize_t)len;
}

static readstat_error_t update_memory(long size, readstat_progress_handler progress, void *user, void *ctx)
{
    (void)size, (void)progress, (void)user, (void)ctx;
    return READSTAT_OK;
}

static void fail(const char *why)
{
    fprintf(stderr, "error: %s\n", why);
    exit(1);
}

static void *more(void *old, size_t size)
{
    void *made = realloc(old, size ? size : 1);

    if (!made)
        fail("not enough memory");
    return made;
}

static memory read_input(void)
{
    memory m = { 0 };
    size_t room = 0, got;

    do {
        if (m.len == room)
            m.bytes = more(m.bytes, room = room ? room * 2 : 1 << 20);
        got = fread(m.bytes + m.len, 1, room - m.len, stdin);
        m.len += got;
    } while (got);
    return m;
}

/* ---- what is known of the columns ---- */

typedef enum unit { UNIT_NONE, UNIT_DAYS, UNIT_MONTHS, UNIT_QUARTERS, UNIT_HALVES, UNIT_SECONDS, UNIT_MILLISECONDS } unit;

typedef struct column {
    char *name, *labels; /* labels: the name of a set of them, or NULL */
    unit unit;           /* of dates, since the origin of the program */
    bool labelled;       /* some value was written by its label */
} column;

typedef struct label {
    char *set, *text;
    double value;
    bool tagged; /* of a missing value */
} label;

typedef struct table {
    column *columns;
    label *labels;
    size_t column_count, label_count, label_room, missing, rows;
    bool stata, writes; /* second pass */
} table;

static char *copy(const char *text)
{
    size_t size = text ? strlen(text) + 1 : 0;

    return text ? memcpy(more(NULL, size), text, size) : NULL;
}

/* Stata: days or other units since 1960; SPSS: seconds since 1582-10-14. */
static unit unit_of(const table *t, const char *format)
{
    static const struct {
        const char *start;
        unit unit;
    } stata[] = { { "%td", UNIT_DAYS },     { "%-td", UNIT_DAYS },  { "%d", UNIT_DAYS },         { "%-d", UNIT_DAYS },
                  { "%tm", UNIT_MONTHS },   { "%tq", UNIT_QUARTERS }, { "%th", UNIT_HALVES },
                  { "%tc", UNIT_MILLISECONDS }, { "%tC", UNIT_MILLISECONDS }, { "%-tc", UNIT_MILLISECONDS } },
      spss[] = { { "DATE", UNIT_SECONDS },     { "ADATE", UNIT_SECONDS }, { "EDATE", UNIT_SECONDS }, { "JDATE", UNIT_SECONDS },
                 { "SDATE", UNIT_SECONDS },    { "MOYR", UNIT_SECONDS },  { "YMDHMS", UNIT_SECONDS } };

    if (!format)
        return UNIT_NONE;
    for (size_t i = 0; t->stata && i < sizeof stata / sizeof *stata; i++)
        if (strncmp(format, stata[i].start, strlen(stata[i].start)) == 0)
            return stata[i].unit;
    for (size_t i = 0; !t->stata && i < sizeof spss / sizeof *spss; i++)
        if (strncmp(format, spss[i].start, strlen(spss[i].start)) == 0)
            return spss[i].unit;
    return UNIT_NONE;
}

static int on_variable(int index, readstat_variable_t *variable, const char *labels, void *ctx)
{
    table *t = ctx;
    column *c;

    if (t->writes)
        return READSTAT_HANDLER_OK;
    if (index != (int)t->column_count || index > 32767)
        return READSTAT_HANDLER_ABORT;
    t->columns = more(t->columns, (t->column_count + 1) * sizeof *t->columns);
    c = &t->columns[t->column_count++];
    *c = (column){ copy(readstat_variable_get_name(variable)), copy(labels), UNIT_NONE, false };
    if (readstat_variable_get_type_class(variable) == READSTAT_TYPE_CLASS_NUMERIC)
        c->unit = unit_of(t, readstat_variable_get_format(variable));
    return READSTAT_HANDLER_OK;
}

static int on_label(const char *set, readstat_value_t value, const char *text, void *ctx)
{
    table *t = ctx;

    if (t->writes || !set || !text || readstat_value_type_class(value) != READSTAT_TYPE_CLASS_NUMERIC)
        return READSTAT_HANDLER_OK;
    if (t->label_count == t->label_room)
        t->labels = more(t->labels, (t->label_room = t->label_room ? t->label_room * 2 : 64) * sizeof *t->labels);
    t->labels[t->label_count++] =
        (label){ copy(set), copy(text), readstat_double_value(value), readstat_value_is_tagged_missing(value) != 0 };
    return READSTAT_HANDLER_OK;
}

/* ---- writing ---- */

static void put_text(const char *text)
{
    bool quoted = !*text || strpbrk(text, ",\"\r\n") || text[0] == ' ' || text[strlen(text) - 1] == ' ';

    if (!*text)
        return;
    if (quoted)
        putchar('"');
    for (; *text; text++) {
        if (*text == '"')
            putchar('"');
        putchar((unsigned char)*text < ' ' ? ' ' : *text); /* a row is a line */
    }
    if (quoted)
        putchar('"');
}

/* Years from 1 March, as in base/date.c; days since 1970-01-01. */
static void put_day(int64_t day)
{
    int64_t shifted = day + 719468, era = (shifted >= 0 ? shifted : shifted - 146096) / 146097;
    int rest = (int)(shifted - era * 146097);
    int year_of_era = (rest - rest / 1460 + rest / 36524 - rest / 146096) / 365;
    int day_of_year = rest - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int march_month = (5 * day_of_year + 2) / 153, month = march_month < 10 ? march_month + 3 : march_month - 9;

    printf("%04d-%02d-%02d", (int)(year_of_era + era * 400) + (month <= 2), month,
           day_of_year - (153 * march_month + 2) / 5 + 1);
}

static void put_date(unit of, double value)
{
    const double since_1960 = -3653, since_1582 = -141428;
    int part;

    switch (of) {
    case UNIT_DAYS:
        put_day((int64_t)floor(value + since_1960));
        break;
    case UNIT_MILLISECONDS:
        put_day((int64_t)floor(value / 86400000 + since_1960));
        break;
    case UNIT_SECONDS:
        put_day((int64_t)floor(value / 86400 + since_1582));
        break;
    default: /* months, quarters and halves since 1960: the quarter as "1950 Q3", a half as its year */
        part = of == UNIT_MONTHS ? 12 : of == UNIT_QUARTERS ? 4 : 2;
        value += 1960.0 * part;
        printf("%04d", (int)floor(value / part));
        if (of == UNIT_MONTHS)
            printf("-%02d", (int)(value - floor(value / part) * part) + 1);
        else if (of == UNIT_QUARTERS)
            printf(" Q%d", (int)(value - floor(value / part) * part) + 1);
    }
}

static void put_number(double value, bool is_float)
{
    char text[40];

    if (is_float) {
        for (int digits = 6; digits <= 9; digits++) {
            snprintf(text, sizeof text, "%.*g", digits, value);
            if (strtof(text, NULL) == (float)value)
                break;
        }
    } else {
        for (int digits = 15; digits <= 17; digits++) {
            snprintf(text, sizeof text, "%.*g", digits, value);
            if (strtod(text, NULL) == value)
                break;
        }
    }
    fputs(text, stdout);
}

static const char *label_of(const table *t, const column *c, double value)
{
    for (size_t i = 0; c->labels && i < t->label_count; i++)
        if (!t->labels[i].tagged && t->labels[i].value == value && strcmp(t->labels[i].set, c->labels) == 0)
            return t->labels[i].text;
    return NULL;
}

static int on_value(int row, readstat_variable_t *variable, readstat_value_t value, void *ctx)
{
    table *t = ctx;
    size_t index = (size_t)readstat_variable_get_index(variable);
    column *c;
    double number;
    const char *text;

    if (!t->writes)
        return READSTAT_HANDLER_OK;
    if (index >= t->column_count)
        return READSTAT_HANDLER_ABORT;
    c = &t->columns[index];
    putchar(index ? ',' : '\n');
    t->rows = (size_t)row + 1;
    if (readstat_value_type_class(value) == READSTAT_TYPE_CLASS_STRING) {
        text = readstat_string_value(value);
        put_text(text ? text : "");
    } else if (readstat_value_is_missing(value, variable)) {
        t->missing++;
    } else {
        number = readstat_double_value(value);
        if ((text = label_of(t, c, number)) != NULL) {
            c->labelled = true;
            put_text(text);
        } else if (c->unit != UNIT_NONE && fabs(number) < 1e15) {
            put_date(c->unit, number);
        } else {
            put_number(number, readstat_value_type(value) == READSTAT_TYPE_FLOAT);
        }
    }
    return READSTAT_HANDLER_OK;
}

/* ---- the two passes: the labels may stand behind the values ---- */

static void pass(table *t, memory *m)
{
    readstat_parser_t *parser = readstat_parser_init();
    readstat_error_t error;

    if (!parser)
        fail("not enough memory");
    m->at = 0;
    readstat_set_open_handler(parser, open_memory);
    readstat_set_close_handler(parser, close_memory);
    readstat_set_seek_handler(parser, seek_memory);
    readstat_set_read_handler(parser, read_memory);
    readstat_set_update_handler(parser, update_memory);
    readstat_set_io_ctx(parser, m);
    readstat_set_variable_handler(parser, on_variable);
    readstat_set_value_label_handler(parser, on_label);
    if (t->writes)
        readstat_set_value_handler(parser, on_value);
    error = t->stata ? readstat_parse_dta(parser, "", t) : readstat_parse_sav(parser, "", t);
    readstat_parser_free(parser);
    if (error != READSTAT_OK)
        fail(readstat_error_message(error));
}

int main(int argc, char **argv)
{
    memory m = read_input();
    table t = { .stata = argc > 1 && strcmp(argv[1], "dta") == 0 };

    pass(&t, &m);
    if (!t.column_count)
        fail("it has no variables");
    for (size_t i = 0; i < t.column_count; i++) {
        if (i)
            putchar(',');
        put_text(t.columns[i].name ? t.columns[i].name : "");
    }
    t.writes = true;
    pass(&t, &m);
    putchar('\n');
    fprintf(stderr, "note: %zu row%s and %zu variables", t.rows, t.rows == 1 ? "" : "s", t.column_count);
    for (size_t i = 0, shown = 0; i < t.column_count; i++)
        if (t.columns[i].labelled)
            fprintf(stderr, "%s%s", shown++ ? ", " : "; the labels of values are used for ", t.columns[i].name);
    if (t.missing)
        fprintf(stderr, "; %zu missing value%s", t.missing, t.missing == 1 ? "" : "s");
    fputc('\n', stderr);
    return fflush(stdout) == 0 ? 0 : 1;
}
