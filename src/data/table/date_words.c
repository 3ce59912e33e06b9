/* date_words.c: see date_words.h. Words are removed from the ends of a cell until a date is left. Only what is
 * certain is read: "1900s" can be a decade or a century and stays an error. */
#include "data/table/date_words.h"

#include <string.h>

#include "data/table/date_format.h"

/* ---- whole cells; with '|' between the words ---- */

static const char unknown_words[] =
    "n/a|na|n.a.|n.a|n/d|nd|n.d.|n.d|#n/a|nan|nat|null|nil|none|no date|undated|date unknown|unknown|not known|unk|unk.|"
    "unclear|not available|not applicable|not stated|not given|not recorded|no data|no information|missing|tbd|tbc|tba|"
    "to be determined|to be confirmed|0000-00-00|00/00/0000|"
    "inconnu|inconnue|s.d.|s. d.|sans date|s/d|unbekannt|k.a.|k. a.|keine angabe|o.j.|o. j.|o.d.|o. d.|ohne datum|"
    "desconocido|desconocida|sin fecha|s.f.|s. f.|sconosciuto|sconosciuta|desconhecido|desconhecida|sem data|"
    "неизвестно|нет данных|б. д.|б.д.";
static const char open_words[] =
    "still in force|in force|currently in force|in effect|still in effect|still valid|valid|present|the present|"
    "to present|to the present|ongoing|on-going|current|currently|continuing|continues|active|still active|open|"
    "open ended|open-ended|openended|indefinite|indefinitely|unlimited|perpetual|permanent|no end|no end date|not ended|"
    "not terminated|not yet|not yet ended|not yet terminated|never|pending|to date|until now|until today|"
    "until present|until the present|now|today|"
    "en vigueur|toujours en vigueur|en cours|a ce jour|à ce jour|in kraft|noch in kraft|laufend|unbefristet|heute|"
    "bis heute|vigente|en vigor|actualidad|in vigore|em vigor|действует|по настоящее время|наст. время";
static const char not_happened_words[] =
    "not yet|never|pending|not signed|not yet signed|unsigned|not ratified|not yet ratified|never ratified|unratified|"
    "not in force|not yet in force|never in force|never entered into force|not entered into force|"
    "not yet entered into force|did not enter into force|pas encore|noch nicht|todavía no|non encore ratifié|не вступил";

/* ---- words before and behind a date ---- */

static const char about_before[] = "circa |ca. |ca |ca.|c. |c.|c |cca. |cca |cca.|approximately |approx. |approx |approx.|about |"
                                   "around |roughly |estimated |est. |est |um |etwa |vers |env. |environ |hacia |около |"
                                   "~|≈|±";
static const char about_behind[] = "(approximately)|(approx.)|(approx)|(circa)|(ca.)|(ca)|(c.)|(estimated)|(est.)|(est)|"
                                   "approximately|approx.|approx|circa|ca.|~";
static const char perhaps_before[] = "probably |prob. |possibly |perhaps |presumably |wohl |peut-être |";
static const char perhaps_behind[] = "(?)|?|(probably)|(uncertain)|(disputed)";
static const char before_words[] = "before |prior to |earlier than |vor |avant |<";
static const char by_words[] = "by |no later than |not later than |at the latest |<=|≤";
static const char after_words[] = "after |later than |nach |après |>";
static const char from_words[] = "not before |no earlier than |not earlier than |>=|≥";
static const char since_words[] = "since |from |as of |as from |seit |depuis ";
static const char until_words[] = "until |till |bis |jusqu'en ";
static const char ended_words[] =
    "superseded in |superseded |replaced in |replaced |terminated in |terminated on |terminated |ended in |ended on |ended |"
    "expired in |expired on |expired |lapsed in |lapsed |denounced in |denounced on |denounced |dissolved in |dissolved |"
    "abrogated in |abrogated |annulled in |annulled |cancelled in |cancelled |";
static const char part_words[] =
    "early in |early |mid-|mid |middle of |late in |late |end of |beginning of |start of |spring of |spring |summer of |summer |"
    "autumn of |autumn |fall of |fall |winter of |winter |anfang |mitte |ende |frühjahr |sommer |herbst |début |fin ";

/* Is the text one of the words, in lower case? */
static bool is_one_of(ent_str text, const char *words)
{
    ent_str rest = ent_str_of(words), word;

    while (ent_str_next(&rest, '|', &word))
        if (ent_str_eq(text, word))
            return true;
    return false;
}

/* The next of a list of words; unlike ent_str_next it keeps the blanks. */
static bool next_word(const char **words, ent_str *word)
{
    size_t len = strcspn(*words, "|");

    *word = (ent_str){ *words, len };
    *words += len + ((*words)[len] == '|');
    return len > 0;
}

/* Takes one of the words off the start of the text. */
static bool take_start(ent_str *text, const char *words)
{
    ent_str word;

    while (next_word(&words, &word))
        if (text->len > word.len && memcmp(text->ptr, word.ptr, word.len) == 0) {
            *text = ent_str_trim((ent_str){ text->ptr + word.len, text->len - word.len });
            return true;
        }
    return false;
}

static bool take_end(ent_str *text, const char *words)
{
    ent_str word;

    while (next_word(&words, &word))
        if (text->len > word.len && memcmp(text->ptr + text->len - word.len, word.ptr, word.len) == 0) {
            *text = ent_str_trim((ent_str){ text->ptr, text->len - word.len });
            return true;
        }
    return false;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* In lower case where letters are ASCII, and with plain blanks and hyphens. 0: too long for a date. */
static size_t simplify(ent_str text, char *into, size_t room)
{
    size_t len = ent_date_simplify(text, into, room);

    for (size_t i = 0; i < len; i++)
        if (into[i] >= 'A' && into[i] <= 'Z')
            into[i] = (char)(into[i] | 0x20);
    return len;
}

/* ---- dates ---- */

static ent_date of_text(ent_buf *text)
{
    ent_date date = { 0 };

    if (ent_date_read(&date, ent_buf_view(text)) != ENT_DATE_OK)
        date = (ent_date){ 0 };
    ent_buf_destroy(text);
    return date;
}

static ent_date qualified(ent_date date, char qualifier)
{
    ent_buf text = { 0 };

    if (date.kind != ENT_DATE_POINT || ent_date_uncertain(date))
        return date;
    ent_date_write(&text, date);
    ent_buf_char(&text, qualifier);
    return of_text(&text);
}

/* From one date to another, either of which may be unknown: "../1950". */
static ent_date span(ent_date first, ent_date last)
{
    ent_buf text = { 0 };

    if (ent_date_known(first))
        ent_date_write(&text, first);
    else
        ent_buf_text(&text, "..");
    ent_buf_char(&text, '/');
    if (ent_date_known(last))
        ent_date_write(&text, last);
    else
        ent_buf_text(&text, "..");
    return of_text(&text);
}

static ent_date_cell plain_date(ent_str text, ent_date_order order)
{
    ent_date_cell cell = { ENT_WORDS_NONE, ENT_TYPED_NONE, { 0 } };
    int parts[3];

    if (text.len && ent_date_read(&cell.date, text) == ENT_DATE_OK && cell.date.kind == ENT_DATE_POINT) {
        cell.typed = ENT_TYPED_DATE;
        return cell;
    }
    cell.date = (ent_date){ 0 };
    cell.typed = ent_date_typed(text, order, parts);
    if (parts[0] && !ent_date_of_parts(parts, &cell.date))
        cell.typed = ENT_TYPED_IMPOSSIBLE;
    return cell;
}

static bool has_date(const ent_date_cell *cell)
{
    return cell->typed != ENT_TYPED_NONE;
}

/* A year of four digits at the start of the text; *year. */
static bool starts_with_year(ent_str text, int *year)
{
    if (text.len < 4 || (text.len > 4 && is_digit(text.ptr[4])))
        return false;
    *year = 0;
    for (int i = 0; i < 4; i++) {
        if (!is_digit(text.ptr[i]))
            return false;
        *year = *year * 10 + (text.ptr[i] - '0');
    }
    return true;
}

/* ---- periods ---- */

static ent_date_cell period(ent_date date)
{
    return (ent_date_cell){ ENT_WORDS_PERIOD, ent_date_known(date) ? ENT_TYPED_DATE : ENT_TYPED_NONE, date };
}

/* "1950s", "the 1950s", "19th century" */
static ent_date_cell decade_or_century(ent_str text)
{
    ent_buf made = { 0 };
    int year = 0, digits = 0;

    take_start(&text, "the ");
    if (starts_with_year(text, &year) && year % 10 == 0 && year % 100 != 0 &&
        is_one_of((ent_str){ text.ptr + 4, text.len - 4 }, "s|'s|er|-e")) {
        ent_buf_format(&made, "%03dX", year / 10);
        return period(of_text(&made));
    }
    for (year = 0; digits < 2 && (size_t)digits < text.len && is_digit(text.ptr[digits]); digits++)
        year = year * 10 + (text.ptr[digits] - '0');
    if (year > 1 && is_one_of((ent_str){ text.ptr + digits, text.len - (size_t)digits },
                              "th century|st century|nd century|rd century|th c.|st c.|th cent.")) {
        ent_buf_format(&made, "%02dXX", year - 1);
        return period(of_text(&made));
    }
    return (ent_date_cell){ ENT_WORDS_NONE, ENT_TYPED_NONE, { 0 } };
}

/* "Q3 1950", "1950 Q3", "1950-Q3" */
static ent_date_cell quarter(ent_str text)
{
    ent_buf made = { 0 };
    int year, nth;
    const char *q = memchr(text.ptr, 'q', text.len);

    if (text.len != 7 || !q || !starts_with_year(q == text.ptr ? (ent_str){ q + 3, 4 } : text, &year) ||
        (q != text.ptr && q != text.ptr + 5) || q[1] < '1' || q[1] > '4')
        return (ent_date_cell){ ENT_WORDS_NONE, ENT_TYPED_NONE, { 0 } };
    nth = q[1] - '0';
    ent_buf_format(&made, "%04d-%02d/%04d-%02d", year, nth * 3 - 2, year, nth * 3);
    return period(of_text(&made));
}

/* Two dates with a word or a hyphen between them, or "1950-55": some day between. */
static ent_date_cell between(ent_str text, ent_date_order order)
{
    static const char *const separators[] = { " - ", " to ", " and ", " or ", " / ", "-", "/" };
    int year;

    take_start(&text, "between |from ");
    if (text.len == 7 && starts_with_year(text, &year) && strchr("-/", text.ptr[4]) && is_digit(text.ptr[5]) &&
        is_digit(text.ptr[6])) {
        int last = (text.ptr[5] - '0') * 10 + (text.ptr[6] - '0');
        ent_buf made = { 0 };

        ent_buf_format(&made, "%04d/%04d", year, year / 100 * 100 + last);
        return last > 12 && last > year % 100 ? period(of_text(&made))
                                              : (ent_buf_destroy(&made), plain_date(text, order));
    }
    for (size_t s = 0; s < sizeof separators / sizeof *separators; s++)
        for (size_t i = 4; i + 4 < text.len; i++) {
            ent_str behind = { text.ptr + i, text.len - i };
            size_t len = strlen(separators[s]);
            ent_date_cell first, last;

            if (!ent_str_starts(behind, separators[s]))
                continue;
            first = plain_date(ent_str_trim((ent_str){ text.ptr, i }), order);
            last = plain_date(ent_str_trim((ent_str){ behind.ptr + len, behind.len - len }), order);
            if (!has_date(&first) || !has_date(&last))
                continue;
            if (!ent_date_known(first.date) || !ent_date_known(last.date)) /* of which one needs an order */
                return (ent_date_cell){ ENT_WORDS_PERIOD, ent_date_known(first.date) ? last.typed : first.typed, { 0 } };
            return period(span(first.date, last.date));
        }
    return (ent_date_cell){ ENT_WORDS_NONE, ENT_TYPED_NONE, { 0 } };
}

/* "before 1950", "after May 1950" */
static ent_date_cell one_sided(ent_str text, ent_date_order order)
{
    static const struct {
        const char *words;
        bool is_before, includes;
    } kinds[] = { { from_words, false, true }, { by_words, true, true }, { before_words, true, false },
                  { after_words, false, false } };

    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        ent_date_cell cell;
        ent_date edge;

        if (!take_start(&text, kinds[i].words))
            continue;
        cell = plain_date(text, order);
        cell.words = ENT_WORDS_PERIOD;
        if (!ent_date_known(cell.date))
            return cell;
        edge = cell.date;
        if (!kinds[i].includes)
            edge = ent_date_of_day(kinds[i].is_before ? cell.date.first - 1 : cell.date.last + 1);
        cell.date = kinds[i].is_before ? span((ent_date){ 0 }, edge) : span(edge, (ent_date){ 0 });
        return cell;
    }
    return (ent_date_cell){ ENT_WORDS_NONE, ENT_TYPED_NONE, { 0 } };
}

/* A date or a period without further words around it. */
static ent_date_cell core(ent_str text, bool is_end, ent_date_order order)
{
    ent_date_cell cell = plain_date(text, order);

    if (has_date(&cell))
        return cell;
    if ((cell = decade_or_century(text)).typed || (cell = quarter(text)).typed ||
        (cell = one_sided(text, order)).typed || (cell = between(text, order)).typed)
        return cell;
    if (take_start(&text, part_words)) { /* with the precision of what follows */
        cell = plain_date(text, order);
        if (!has_date(&cell))
            cell = decade_or_century(text);
        cell.words = has_date(&cell) ? ENT_WORDS_PERIOD : ENT_WORDS_NONE;
    } else if (take_start(&text, is_end ? until_words : since_words) || (is_end && take_start(&text, ended_words))) {
        cell = plain_date(text, order);
        cell.words = has_date(&cell) ? ENT_WORDS_REMARK : ENT_WORDS_NONE;
    }
    return cell;
}

/* ---- remarks ---- */

/* The letters of the United Nations for the kind of a party's act: accession, succession, ... */
static bool take_kind_of_act(ent_str *text)
{
    static const char letters[] = " aa| a| ad| s| d| p| r| n| c";
    ent_str rest = *text;

    if (text->len < 6 || !take_end(&rest, letters) || !rest.len || !is_digit(rest.ptr[rest.len - 1]))
        return false;
    *text = rest;
    return true;
}

/* "[1]", "(signed)", "*", "¹" behind a date */
static bool take_remark(ent_str *text)
{
    static const char marks[] = "*|†|‡|§|¹|²|³|⁴|⁵";
    char close = text->len ? text->ptr[text->len - 1] : '\0', open = close == ']' ? '[' : '(';

    if (take_end(text, marks) || take_kind_of_act(text))
        return true;
    if (close != ']' && close != ')')
        return false;
    for (size_t i = text->len - 1; i > 4; i--)
        if (text->ptr[i - 1] == open) {
            *text = ent_str_trim((ent_str){ text->ptr, i - 1 });
            return true;
        }
    return false;
}

/* Only hyphens, dots and question marks: nothing is said. */
static bool is_only_marks(ent_str text)
{
    for (size_t i = 0; i < text.len; i++)
        if (!memchr("-?._ /", text.ptr[i], 6))
            return false;
    return text.len && !ent_str_is(text, ".."); /* which is an open end */
}

static ent_date_cell in_words(ent_str text, bool is_end)
{
    ent_date_cell cell = { ENT_WORDS_NONE, ENT_TYPED_NONE, { 0 } };

    if (is_only_marks(text) || is_one_of(text, unknown_words)) {
        cell.words = ENT_WORDS_UNKNOWN;
    } else if (is_one_of(text, is_end ? open_words : not_happened_words)) {
        cell.words = ENT_WORDS_OPEN;
        ent_date_read(&cell.date, ENT_STR(".."));
    }
    return cell;
}

ent_date_cell ent_date_cell_read(ent_str raw, bool is_end, ent_date_order order)
{
    char simple[96], qualifier = '\0';
    ent_str text = { simple, simplify(raw, simple, sizeof simple) };
    ent_date_cell cell;
    bool has_remark = false;

    text = ent_str_trim(text);
    if (!text.len)
        return (ent_date_cell){ ENT_WORDS_NONE, ENT_TYPED_NONE, { 0 } };
    cell = plain_date(ent_str_trim(raw), order);
    if (has_date(&cell) || (cell = in_words(text, is_end)).words)
        return cell;
    if (text.ptr[0] == '[' && text.ptr[text.len - 1] == ']') { /* a librarian's conjecture */
        text = ent_str_trim((ent_str){ text.ptr + 1, text.len - 2 });
        qualifier = '?';
    } else if (text.ptr[0] == '(' && text.ptr[text.len - 1] == ')') {
        text = ent_str_trim((ent_str){ text.ptr + 1, text.len - 2 });
        has_remark = true;
    }
    for (bool more = true; more;) {
        more = false;
        if (take_start(&text, about_before) || take_end(&text, about_behind))
            qualifier = '~', more = true;
        else if (take_start(&text, perhaps_before) || take_end(&text, perhaps_behind))
            qualifier = '?', more = true;
        else if (text.len >= 5 && text.ptr[0] == 'c' && is_digit(text.ptr[1]) && is_digit(text.ptr[4]))
            text.ptr++, text.len--, qualifier = '~', more = true; /* c1950 */
        else if (take_remark(&text))
            has_remark = more = true;
    }
    cell = core(text, is_end, order);
    if (!has_date(&cell))
        return (ent_date_cell){ ENT_WORDS_NONE, ENT_TYPED_NONE, { 0 } };
    if (qualifier) {
        cell.date = qualified(cell.date, qualifier);
        cell.words = cell.words ? cell.words : ENT_WORDS_ABOUT;
    } else if (has_remark && !cell.words) {
        cell.words = ENT_WORDS_REMARK;
    }
    return cell;
}

/* A date alone, or a period with two ends. "Spring 1948" is a whole year here and not what was asked for. */
static bool is_plain(const ent_date_cell *cell)
{
    return ent_date_known(cell->date) &&
           (cell->words == ENT_WORDS_NONE || (cell->words == ENT_WORDS_PERIOD && cell->date.kind == ENT_DATE_SPAN));
}

size_t ent_date_readings(ent_str text, ent_date readings[2])
{
    static const ent_date_order orders[] = { ENT_ORDER_DMY, ENT_ORDER_MDY };
    ent_date_cell cell;
    size_t count = 0;

    if (ent_date_read(&readings[0], text) == ENT_DATE_OK)
        return ent_date_known(readings[0]);
    cell = ent_date_cell_read(text, false, ENT_ORDER_PROVEN);
    if (is_plain(&cell)) {
        readings[0] = cell.date;
        return 1;
    }
    for (size_t i = 0; cell.typed == ENT_TYPED_EITHER && i < sizeof orders / sizeof *orders; i++) {
        ent_date_cell other = ent_date_cell_read(text, false, orders[i]);

        if (is_plain(&other))
            readings[count++] = other.date;
    }
    return count;
}
