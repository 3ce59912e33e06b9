/* date_column.c: see date_column.h. */
#include "data/table/date_column.h"

typedef struct first_cell { /* of one kind */
    size_t count, offset;
    ent_str text;
    ent_date date;
} first_cell;

typedef struct proof {
    bool is_end;
    ent_date_order given;
    first_cell day_first, month_first, either;
    first_cell words[ENT_WORDS_COUNT];
} proof;

static void count_cell(first_cell *first, size_t offset, ent_str text, ent_date date)
{
    if (!first->count++)
        *first = (first_cell){ 1, offset, text, date };
}

static void look(void *ctx, size_t offset, ent_str text)
{
    proof *p = ctx;
    ent_date_cell cell;
    ent_date date;

    text = ent_str_trim(text);
    if (!text.len || ent_date_read(&date, text) == ENT_DATE_OK)
        return;
    cell = ent_date_cell_read(text, p->is_end, p->given);
    if (cell.words)
        count_cell(&p->words[cell.words], offset, text, cell.date);
    if (cell.typed == ENT_TYPED_DAY_FIRST)
        count_cell(&p->day_first, offset, text, cell.date);
    else if (cell.typed == ENT_TYPED_MONTH_FIRST)
        count_cell(&p->month_first, offset, text, cell.date);
    else if (cell.typed == ENT_TYPED_EITHER)
        count_cell(&p->either, offset, text, cell.date);
}

static ent_where where_of(const ent_date_place *at, const first_cell *cell)
{
    return ent_tablefile_where(at->file, cell->offset, at->column);
}

/* ---- the order of day and month ---- */

/* The cells of the column that are no proof, and what the others prove, in one line. */
static void ask(const ent_date_place *at, const proof *p, ent_diags *diags)
{
    if (p->day_first.count)
        ent_find(diags, ENT_CHECK_DATE_FORM, where_of(at, &p->either),
                 "'%.*s' can be read in two ways, and the column has both orders: '%.*s' has the day first, "
                 "'%.*s' the month; write the dates in one order, or as 2015-05-08",
                 ENT_SHOWN(p->either.text), ENT_SHOWN(p->day_first.text), ENT_SHOWN(p->month_first.text));
    else
        ent_find(diags, ENT_CHECK_DATE_FORM, where_of(at, &p->either),
                 "'%.*s' can be read in two ways, and no date of the column '%.*s' has a day past 12, which would "
                 "show the order; give %s DMY (day first) or MDY (month first)",
                 ENT_SHOWN(p->either.text), ENT_SHOWN(at->file->header[at->column]), at->how);
}

static void tell_order(const ent_date_place *at, const proof *p, ent_diags *diags)
{
    const first_cell *shown = p->day_first.count ? &p->day_first : &p->month_first;
    ent_str name = at->file->header[at->column];
    ent_buf others = { 0 };

    if (p->day_first.count && p->month_first.count) {
        ent_warn(diags, where_of(at, shown),
                 "the dates of the column '%.*s' have two orders: '%.*s' has the day first, '%.*s' the month; each is "
                 "read as it must be",
                 ENT_SHOWN(name), ENT_SHOWN(p->day_first.text), ENT_SHOWN(p->month_first.text));
        return;
    }
    if (p->either.count == 1)
        ent_buf_format(&others, "; so is '%.*s', which could be read in two ways", ENT_SHOWN(p->either.text));
    else if (p->either.count)
        ent_buf_format(&others, "; so are %zu that could be read in two ways, such as '%.*s'", p->either.count,
                       ENT_SHOWN(p->either.text));
    ent_note(diags, where_of(at, shown), "the dates of the column '%.*s' are read with the %s first, as in '%.*s'%s (%s %s)",
             ENT_SHOWN(name), p->day_first.count ? "day" : "month", ENT_SHOWN(shown->text), ent_buf_string(&others), at->how,
             p->day_first.count ? "DMY" : "MDY");
    ent_buf_destroy(&others);
}

/* ---- words ---- */

static void put_example(ent_buf *out, const first_cell *cell)
{
    ent_buf_format(out, "'%.*s'", ENT_SHOWN(cell->text));
    if (cell->count > 1)
        ent_buf_format(out, " and %zu more", cell->count - 1);
    ent_buf_text(out, cell->count > 1 ? " are read as " : " is read as ");
}

/* "words in the column 'ended': 'still in force' and 2 more are read as open (has not ended); ..." */
static void tell_words(const ent_date_place *at, const proof *p, ent_diags *diags)
{
    static const char *const meanings[] = {
        [ENT_WORDS_UNKNOWN] = "unknown",
        [ENT_WORDS_OPEN] = "open",
        [ENT_WORDS_ABOUT] = "uncertain",
        [ENT_WORDS_PERIOD] = "some day of the period",
        [ENT_WORDS_REMARK] = "the date without the remark",
    };
    ent_str name = at->file->header[at->column];
    const first_cell *shown = NULL;
    ent_buf text = { 0 };

    for (int w = ENT_WORDS_NONE + 1; w < ENT_WORDS_COUNT; w++) {
        const first_cell *cell = &p->words[w];

        if (!cell->count)
            continue;
        ent_buf_text(&text, shown ? "; " : "");
        shown = shown ? shown : cell;
        put_example(&text, cell);
        ent_buf_text(&text, meanings[w]);
        if (w == ENT_WORDS_OPEN)
            ent_buf_text(&text, at->is_end ? " (has not ended)" : " (has not happened)");
        if (w == ENT_WORDS_UNKNOWN && at->is_end)
            ent_buf_text(&text, " (write '..' where it means: has not ended)");
        if (ent_date_known(cell->date)) {
            ent_buf_text(&text, " (");
            ent_date_write(&text, cell->date);
            ent_buf_char(&text, ')');
        }
    }
    if (shown)
        ent_note(diags, where_of(at, shown), "words in the column '%.*s': %s", ENT_SHOWN(name), ent_buf_string(&text));
    ent_buf_destroy(&text);
}

/* ---- the column ---- */

static void decide(const ent_date_place *at, ent_diags *diags)
{
    proof p = { .is_end = at->is_end, .given = at->given };

    at->state->is_decided = true;
    ent_tablefile_column_cells(at->file, at->column, look, &p);
    tell_words(at, &p, diags);
    if (p.either.count && !p.day_first.count == !p.month_first.count) {
        at->state->has_failed = true;
        ask(at, &p, diags);
        return;
    }
    if (p.day_first.count || p.month_first.count)
        tell_order(at, &p, diags);
    if (!p.day_first.count != !p.month_first.count)
        at->state->order = p.day_first.count ? ENT_ORDER_DMY : ENT_ORDER_MDY;
}

ent_date_cell ent_date_column_read(const ent_date_place *at, ent_str text, ent_diags *diags)
{
    ent_date_cell cell = ent_date_cell_read(text, at->is_end, at->given);
    bool has_order = cell.typed == ENT_TYPED_EITHER || cell.typed == ENT_TYPED_DAY_FIRST ||
                     cell.typed == ENT_TYPED_MONTH_FIRST;

    if ((has_order || cell.words) && !at->state->is_decided)
        decide(at, diags);
    if (cell.typed == ENT_TYPED_EITHER && !at->state->has_failed)
        cell = ent_date_cell_read(text, at->is_end, at->state->order);
    return cell;
}
