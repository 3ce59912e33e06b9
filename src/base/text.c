/* text.c: comparing, splitting and decoding borrowed text. Only ASCII letters have case, in any locale:
 * two ids must mean the same everywhere. */
#include "entente/text.h"

#include <string.h>

ent_str ent_str_of(const char *text)
{
    return text ? (ent_str){ text, strlen(text) } : (ent_str){ "", 0 };
}

bool ent_str_eq(ent_str a, ent_str b)
{
    return a.len == b.len && (a.len == 0 || memcmp(a.ptr, b.ptr, a.len) == 0);
}

bool ent_str_is(ent_str a, const char *text)
{
    return ent_str_eq(a, ent_str_of(text));
}

static char fold(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

bool ent_str_eq_fold(ent_str a, ent_str b)
{
    if (a.len != b.len)
        return false;
    for (size_t i = 0; i < a.len; i++)
        if (fold(a.ptr[i]) != fold(b.ptr[i]))
            return false;
    return true;
}

bool ent_str_starts(ent_str s, const char *with)
{
    size_t len = strlen(with);

    return s.len >= len && memcmp(s.ptr, with, len) == 0;
}

ent_str ent_str_trim(ent_str s)
{
    while (s.len && (s.ptr[0] == ' ' || s.ptr[0] == '\t')) {
        s.ptr++;
        s.len--;
    }
    while (s.len && (s.ptr[s.len - 1] == ' ' || s.ptr[s.len - 1] == '\t'))
        s.len--;
    return s;
}

int ent_str_compare(ent_str a, ent_str b)
{
    size_t common = a.len < b.len ? a.len : b.len;
    int order = common ? memcmp(a.ptr, b.ptr, common) : 0;

    if (order)
        return order;
    return (a.len > b.len) - (a.len < b.len);
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Takes a run of digits off `s`, without its leading zeros. */
static ent_str digits(ent_str *s)
{
    ent_str run = { s->ptr, 0 };

    while (s->len && is_digit(s->ptr[0])) {
        s->ptr++;
        s->len--;
        run.len++;
    }
    while (run.len > 1 && run.ptr[0] == '0') {
        run.ptr++;
        run.len--;
    }
    return run;
}

static unsigned char folded(char c, bool fold)
{
    return (unsigned char)(fold && c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
}

static int compare_runs(ent_str a, ent_str b, bool fold)
{
    ent_str x = a, y = b;

    while (x.len && y.len) {
        if (is_digit(x.ptr[0]) && is_digit(y.ptr[0])) {
            ent_str m = digits(&x), n = digits(&y);

            if (m.len != n.len)
                return m.len < n.len ? -1 : 1;
            if (memcmp(m.ptr, n.ptr, m.len) != 0)
                return memcmp(m.ptr, n.ptr, m.len);
        } else {
            if (folded(x.ptr[0], fold) != folded(y.ptr[0], fold))
                return folded(x.ptr[0], fold) < folded(y.ptr[0], fold) ? -1 : 1;
            x.ptr++, y.ptr++;
            x.len--, y.len--;
        }
    }
    if (x.len || y.len)
        return x.len ? 1 : -1;
    return ent_str_compare(a, b); /* "01" and "1" are not equal */
}

int ent_str_compare_natural(ent_str a, ent_str b)
{
    return compare_runs(a, b, false);
}

int ent_str_compare_names(ent_str a, ent_str b)
{
    return compare_runs(a, b, true);
}

/* Takes the part before `cut` off the rest; without a cut, all of it. */
static bool take_part(ent_str *rest, const char *cut, ent_str *part)
{
    if (rest->len == 0)
        return false;
    part->ptr = rest->ptr;
    part->len = cut ? (size_t)(cut - rest->ptr) : rest->len;
    if (cut) {
        rest->len -= part->len + 1;
        rest->ptr = cut + 1;
    } else {
        rest->ptr += rest->len;
        rest->len = 0;
    }
    *part = ent_str_trim(*part);
    return true;
}

bool ent_str_next(ent_str *rest, char separator, ent_str *part)
{
    return take_part(rest, rest->len ? memchr(rest->ptr, separator, rest->len) : NULL, part);
}

bool ent_str_next_item(ent_str *rest, ent_str *item)
{
    size_t at = 0;

    while (at < rest->len && rest->ptr[at] != ';' && rest->ptr[at] != ',')
        at++;
    return take_part(rest, at < rest->len ? rest->ptr + at : NULL, item);
}

uint32_t ent_utf8_decode(const char *ptr, const char *end, size_t *len)
{
    const unsigned char *p = (const unsigned char *)ptr;
    size_t left = (size_t)(end - ptr), need = p[0] < 0x80 ? 1 : p[0] < 0xe0 ? 2 : p[0] < 0xf0 ? 3 : 4;
    uint32_t c;

    if (need > left) { /* cannot happen in checked text */
        *len = left ? 1 : 0;
        return 0xfffd;
    }
    c = need == 1 ? p[0] : p[0] & (0x7fu >> need);
    for (size_t i = 1; i < need; i++)
        c = c << 6 | (p[i] & 0x3fu);
    *len = need;
    return c;
}

size_t ent_utf8_encode(char *out, uint32_t c)
{
    size_t len = c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;

    for (size_t i = len; i-- > 1; c >>= 6)
        out[i] = (char)(0x80 | (c & 0x3f));
    out[0] = (char)(len == 1 ? c : (0xf00u >> len & 0xffu) | c);
    return len;
}

size_t ent_utf8_count(ent_str s)
{
    size_t count = 0;

    for (size_t i = 0; i < s.len; i++)
        count += ((unsigned char)s.ptr[i] & 0xc0) != 0x80;
    return count;
}

void ent_buf_cut(ent_buf *buf, ent_str text, size_t most)
{
    const char *end = ent_str_end(text), *p = text.ptr;
    size_t len;

    if (ent_utf8_count(text) <= most) {
        ent_buf_str(buf, text);
        return;
    }
    for (size_t n = 1; p < end && n < most; n++, p += len)
        ent_utf8_decode(p, end, &len);
    ent_buf_add(buf, text.ptr, (size_t)(p - text.ptr));
    ent_buf_text(buf, "\xe2\x80\xa6");
}

/* Optimal string alignment in three rolling rows; words are cut at 64 bytes, far past any typo. */
size_t ent_str_distance(ent_str a, ent_str b)
{
    enum { LONGEST = 64 };
    size_t rows[3][LONGEST + 1], *before = rows[0], *last = rows[1], *now = rows[2];

    if (a.len > LONGEST)
        a.len = LONGEST;
    if (b.len > LONGEST)
        b.len = LONGEST;
    for (size_t j = 0; j <= b.len; j++)
        last[j] = before[j] = j;
    for (size_t i = 1; i <= a.len; i++) {
        size_t *spare = before;

        now[0] = i;
        for (size_t j = 1; j <= b.len; j++) {
            bool same = fold(a.ptr[i - 1]) == fold(b.ptr[j - 1]);
            size_t best = last[j - 1] + !same;

            if (last[j] + 1 < best)
                best = last[j] + 1;
            if (now[j - 1] + 1 < best)
                best = now[j - 1] + 1;
            if (i > 1 && j > 1 && fold(a.ptr[i - 1]) == fold(b.ptr[j - 2]) &&
                fold(a.ptr[i - 2]) == fold(b.ptr[j - 1]) && before[j - 2] + 1 < best)
                best = before[j - 2] + 1;
            now[j] = best;
        }
        before = last, last = now, now = spare;
    }
    return last[b.len];
}

ent_str ent_str_nearest(ent_str word, const ent_str *candidates, size_t count)
{
    size_t best = word.len < 4 ? 1 : word.len < 9 ? 2 : 3;
    ent_str found = { "", 0 };

    for (size_t i = 0; i < count; i++) {
        size_t longer = candidates[i].len > word.len ? candidates[i].len - word.len
                                                     : word.len - candidates[i].len;
        size_t distance = longer > 3 ? longer : ent_str_distance(word, candidates[i]);

        if (distance < best || (distance == best && !found.len && distance < word.len)) {
            best = distance;
            found = candidates[i];
        }
    }
    return found;
}
