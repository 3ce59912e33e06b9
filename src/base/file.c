/* file.c: reads whole inputs, piece by piece, and checks each piece while it is in the cache. Other files
 * rely on valid UTF-8 without NUL or control characters; reading stops at the first wrong byte. */
#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/encoding.h"
#include "base/filetype.h"
#include "base/mem.h"
#include "base/gzip.h"

static bool ends_with(const char *text, const char *end)
{
    size_t a = strlen(text), b = strlen(end);

    return a >= b && strcmp(text + a - b, end) == 0;
}

static ent_where line_of(const ent_file *file, size_t line)
{
    return (ent_where){ .file = file->name, .line = line };
}

/* ---- is it text? ---- */

/* Length of the valid UTF-8 character at p, or 0. Overlong forms and surrogates are invalid. */
static size_t valid_char(const unsigned char *p, size_t left)
{
    unsigned char a = p[0];

    if (a < 0x80)
        return 1;
    if (a < 0xc2 || a > 0xf4)
        return 0;
    if (a < 0xe0)
        return left >= 2 && (p[1] & 0xc0) == 0x80 ? 2 : 0;
    if (a < 0xf0) {
        if (left < 3 || (p[1] & 0xc0) != 0x80 || (p[2] & 0xc0) != 0x80)
            return 0;
        if ((a == 0xe0 && p[1] < 0xa0) || (a == 0xed && p[1] >= 0xa0))
            return 0;
        return 3;
    }
    if (left < 4 || (p[1] & 0xc0) != 0x80 || (p[2] & 0xc0) != 0x80 || (p[3] & 0xc0) != 0x80)
        return 0;
    return (a == 0xf0 && p[1] < 0x90) || (a == 0xf4 && p[1] >= 0x90) ? 0 : 4;
}

enum { PLAIN = 64 };

/* Are these bytes all printable ASCII, tabs or line ends? Written so that compilers turn it into a
 * few instructions for many bytes. */
static bool is_plain(const char *bytes)
{
    const signed char *p = (const signed char *)bytes;
    signed char plain = 1;

    for (int i = 0; i < PLAIN; i++)
        plain &= (signed char)(((p[i] >= 0x20) & (p[i] != 0x7f)) | (p[i] == '\n') | (p[i] == '\r') |
                              (p[i] == '\t'));
    return plain;
}

/* Offset of the first byte that is not text, or `len`. */
static size_t first_bad(ent_file *file, size_t start, size_t len)
{
    const unsigned char *p = (const unsigned char *)file->bytes;
    size_t i = start;

    while (i < len) {
        size_t until = len - i < PLAIN ? len : i + PLAIN;

        if (until - i == PLAIN && is_plain(file->bytes + i)) {
            i = until;
            continue;
        }
        while (i < until) {
            size_t step = valid_char(p + i, len - i);

            if (step == 0 ||
                (p[i] < 0x20 ? p[i] != '\t' && p[i] != '\n' && p[i] != '\r' : p[i] == 0x7f))
                return i;
            if (step > 1)
                file->ascii = false;
            i += step;
        }
    }
    return len;
}

/* Recognizes files that are not text, and UTF-16, by their first bytes. */
static ent_status check_start(ent_file *file, const ent_form *form, ent_diags *diags)
{
    const unsigned char *p = (const unsigned char *)file->bytes;
    const char *advice;

    if (file->len >= 2 && ((p[0] == 0xff && p[1] == 0xfe) || (p[0] == 0xfe && p[1] == 0xff))) {
        file->is_foreign = form->recognize;
        if (form->recognize)
            return ENT_OK;
        return ent_find(diags, ENT_CHECK_FILE_ENCODING, line_of(file, 1),
                        "the file is UTF-16; save it as UTF-8");
    }
    if ((advice = ent_filetype_advice(file->name, p, file->len < ENT_FILETYPE_BYTES
                                                       ? file->len
                                                       : ENT_FILETYPE_BYTES)) != NULL)
        return ent_find(diags, ENT_CHECK_FILE_ENCODING, line_of(file, 1), "%s", advice);
    if (file->len >= 3 && memcmp(p, "\xef\xbb\xbf", 3) == 0)
        file->start = 3;
    return ENT_OK;
}

/* Checks the bytes from *checked on. When more may follow, the last three may be the start of a
 * character and are checked later. */
static ent_status check_text(ent_file *file, const ent_form *form, size_t *checked, bool more, ent_diags *diags)
{
    const unsigned char *p = (const unsigned char *)file->bytes;
    ent_status status;
    size_t bad;

    if (*checked == 0) {
        if (more && file->len < ENT_FILETYPE_BYTES)
            return ENT_OK;
        if ((status = check_start(file, form, diags)) != ENT_OK || file->is_foreign)
            return status;
        file->ascii = true;
        *checked = file->start;
    }
    bad = first_bad(file, *checked, file->len);
    *checked = bad;
    if (bad == file->len || (more && file->len - bad < 4))
        return ENT_OK;
    if (p[bad] >= 0x80 && form->recognize && form->encoding == ENT_UTF8) {
        file->is_foreign = true;
        return ENT_OK;
    }
    if (p[bad] == 0)
        return ent_find(diags, ENT_CHECK_FILE_ENCODING, ent_file_where(file, bad, 1),
                        "a NUL byte; expected text");
    if (p[bad] < 0x80)
        return ent_find(diags, ENT_CHECK_FILE_ENCODING, ent_file_where(file, bad, 1),
                        "control character U+%04X; expected text", p[bad]);
    return ent_find(diags, ENT_CHECK_FILE_ENCODING, ent_file_where(file, bad, 1),
                    "byte 0x%02X is not UTF-8; is the file in Latin-1 or Windows-1252? Save it as "
                    "UTF-8",
                    p[bad]);
}

/* ---- is a record too long? ---- */

typedef struct records {
    size_t skip; /* lines still to be skipped */
    size_t end;  /* a record ended here, and the last one at most a piece later */
    bool open;   /* within quotes */
} records;

static size_t count_of(const char *p, const char *end, char c)
{
    size_t count = 0;

    if ((p = memchr(p, c, (size_t)(end - p))) == NULL)
        return 0;
    for (; p < end; p++)
        count += *p == c;
    return count;
}

/* Finds where records end in the bytes from `from` on. The table's reader looks at every quote later;
 * here it is enough to know whether their number is even. */
static void find_record_ends(records *r, const ent_file *file, size_t from, char quote)
{
    const char *p = file->bytes + from, *end = file->bytes + file->len, *newline;
    bool found = false;

    while (!found && (newline = memchr(p, '\n', (size_t)(end - p))) != NULL) {
        if (!r->skip && quote)
            r->open ^= count_of(p, newline, quote) & 1;
        p = newline + 1;
        if (r->skip ? r->skip-- > 0 : !r->open) {
            r->end = (size_t)(p - file->bytes);
            found = !r->skip;
        }
    }
    if (!r->skip && quote)
        r->open ^= count_of(p, end, quote) & 1;
}

/* ---- other encodings and line ends ---- */

/* Appends text in an older encoding as UTF-8; there is room for three bytes a letter. */
static void add_as_utf8(ent_file *file, ent_encoding encoding, const unsigned char *p, size_t len)
{
    unsigned char *out = (unsigned char *)file->bytes + file->len;

    for (size_t i = 0; i < len; i++) {
        unsigned c = p[i];

        if (encoding == ENT_WINDOWS1252 && c && (c = ent_encoding_windows(p[i])) == 0)
            c = 0xfffd;
        out += ent_utf8_encode((char *)out, c);
    }
    file->len = (size_t)(out - (unsigned char *)file->bytes);
}

/* A CR without LF becomes an LF; a CR at the end waits for the next piece. */
static void end_lines(ent_file *file, size_t from, bool more)
{
    for (size_t i = from ? from - 1 : 0; i < file->len; i++)
        if (file->bytes[i] == '\r' && (i + 1 < file->len ? file->bytes[i + 1] != '\n' : !more))
            file->bytes[i] = '\n';
}

/* ---- reading ---- */

#ifndef ENT_PIECE /* fuzzing uses small pieces, so that small files have several */
#define ENT_PIECE (256 << 10)
#endif

/* Memory for all of a file is allocated when its size is known, but not before its first part has shown
 * that it consists of records and not of one endless line. */
enum { PIECE = ENT_PIECE, WINDOW = 4 * PIECE, FIRST_ROOM = 32 << 20, MARK = 16 };

typedef struct source {
    int fd;
    ent_gzip *gz;     /* NULL: the bytes are as they are stored */
    uint64_t stored;    /* size of the file as it is stored; 0: unknown */
    unsigned char *raw; /* a piece in an older encoding; NULL: pieces are UTF-8 */
} source;

/* The state of reading a file, which goes on from window to window. */
typedef struct ent_file_rest {
    source from;
    ent_form form;
    records r;
    size_t room, checked, until;
} reading;

static bool make_room(ent_file *file, reading *rest)
{
    const source *from = &rest->from;
    size_t *room = &rest->room, need = file->len + (from->raw ? 3 : 1) * (size_t)PIECE + 1;
    size_t all = from->gz || from->raw || rest->form.windows ? 0 : (size_t)from->stored + PIECE + 1;

    if (need <= *room)
        return true;
    if (need > all)
        all = 2 * *room;
    if (!file->len && all > FIRST_ROOM)
        all = FIRST_ROOM;
    return ent_mem_reserve_exactly((void **)&file->bytes, room, need > all ? need : all);
}

/* Up to a piece from a descriptor or a gzip stream, and at least the bytes that tell the type of a file; -1
 * on an error. */
static ssize_t pull(const source *from, char *into)
{
    ssize_t got, all = 0;

    if (from->gz)
        return ent_gzip_read(from->gz, into, PIECE);
    do {
        got = read(from->fd, into + all, PIECE - (size_t)all);
        all += got > 0 ? got : 0;
    } while ((got < 0 && errno == EINTR) || (got > 0 && all < MARK));
    return got < 0 ? got : all;
}

static ent_status unreadable(ent_file *file, const source *from, ent_diags *diags)
{
    const char *why = from->gz ? ent_gzip_error(from->gz) : NULL;

    return ent_find(diags, ENT_CHECK_FILE_UNREADABLE, line_of(file, 0), "cannot read: %s",
                    why ? why : strerror(errno));
}

/* Refuses decompression bombs. */
static ent_status check_growth(const ent_file *file, const source *from, const ent_form *form,
                               ent_diags *diags)
{
    if (!from->gz || form->force || form->windows || file->len <= ENT_LIMIT_UNPACKED ||
        file->len / ENT_LIMIT_GROWTH < ent_gzip_consumed(from->gz))
        return ENT_OK;
    return ent_find(diags, ENT_CHECK_FILE_LIMIT, line_of(file, 0),
                    "unpacks to more than %d times its size (%zu MiB so far); unpack it yourself if "
                    "that is right, or give --force",
                    ENT_LIMIT_GROWTH, file->len >> 20);
}

/* Progress in bytes of the file as it is stored. */
static void report_progress(const ent_file *file, const source *from, ent_diags *diags)
{
    char what[80];

    if (!diags || !diags->progress)
        return;
    snprintf(what, sizeof what, "opening %s", file->name);
    ent_progress(diags, what, from->gz ? ent_gzip_consumed(from->gz) : file->before + file->len, from->stored);
}

/* The first line with a letter outside ASCII, so that a reader sees whether the encoding is right. */
static void show_sample(const ent_file *file, ent_diags *diags)
{
    const char *end = file->bytes + file->len, *p = file->bytes, *from, *to;

    while (p < end && (unsigned char)*p < 0x80)
        p++;
    for (from = p; from > file->bytes && !strchr(",;\t\n\r\"", from[-1]) && p - from < 40;)
        from--;
    for (to = p; to < end && !strchr(",;\t\n\r\"", *to) && to - p < 40;)
        to++;
    while (to < end && ((unsigned char)*to & 0xc0) == 0x80)
        to++;
    while (from < p && ((unsigned char)*from & 0xc0) == 0x80)
        from++;
    ent_note(diags, line_of(file, 0),
             "the file is not UTF-8; it is read as Windows-1252 (Western European), which gives '%.*s'",
             (int)(to - from), from);
}

/* Makes UTF-8 of a whole file in another encoding. */
static ent_status recode(ent_file *file, const ent_form *form, ent_diags *diags)
{
    ent_str text = { file->bytes, file->len };
    bool is_wide = file->len >= 2 && ((unsigned char)*text.ptr == 0xff || (unsigned char)*text.ptr == 0xfe) &&
                   ((unsigned char)text.ptr[1] >= 0xfe);
    const char *doubt = is_wide ? NULL : ent_encoding_doubt(text);
    ent_buf out = { 0 };
    size_t checked = 0;
    ent_status status;

    if (doubt)
        return ent_find(diags, ENT_CHECK_FILE_ENCODING, line_of(file, 0),
                        "the file is not UTF-8, and not Windows-1252 either (%s); save it as UTF-8, in Excel as \"CSV "
                        "UTF-8\"",
                        doubt);
    if (is_wide && !ent_encoding_from_utf16(&out, text)) {
        ent_buf_destroy(&out);
        return ent_find(diags, ENT_CHECK_FILE_ENCODING, line_of(file, 0),
                        "the file is UTF-16, but damaged; save it as UTF-8");
    }
    if (!is_wide)
        ent_encoding_from_windows(&out, text);
    ent_buf_char(&out, '\0');
    if (out.failed) {
        ent_buf_destroy(&out);
        return ent_out_of_memory(diags);
    }
    ent_mem_free(file->bytes);
    file->bytes = out.data;
    file->len = out.len - 1;
    if (form->lone_cr)
        end_lines(file, 0, false);
    if ((status = check_text(file, &(ent_form){ .encoding = ENT_WINDOWS1252 }, &checked, false, diags)) != ENT_OK)
        return status;
    if (is_wide)
        ent_note(diags, line_of(file, 0), "the file is UTF-16, and is read as such");
    else
        show_sample(file, diags);
    return ENT_OK;
}

static void recognize_binary(ent_file *file, const char *bytes, size_t len)
{
    file->is_zip = len >= 4 && memcmp(bytes, "PK\3\4", 4) == 0;
    file->stats = ent_filetype_stats(file->name, (const unsigned char *)bytes, len);
}

/* Reads to the end, or in windows until one is full: then *more. */
static ent_status read_pieces(ent_file *file, reading *rest, bool *more, ent_diags *diags)
{
    const source *from = &rest->from;
    const ent_form *form = &rest->form;
    bool is_binary = false;
    ent_status status;
    ssize_t got = 1;

    *more = false;
    while (got > 0 && !file->cut) {
        size_t before = file->len;

        *more = form->windows && !is_binary && file->len >= rest->until;
        if (*more)
            break;
        if (!make_room(file, rest))
            return ent_out_of_memory(diags);
        got = pull(from, from->raw ? (char *)from->raw : file->bytes + before);
        if (got < 0)
            return unreadable(file, from, diags);
        if (!before && !file->before && form->binary && got > 0)
            recognize_binary(file, from->raw ? (char *)from->raw : file->bytes, (size_t)got);
        is_binary = file->is_zip || file->stats;
        if (is_binary && from->raw && got)
            memcpy(file->bytes + before, from->raw, (size_t)got);
        if (from->raw && !is_binary)
            add_as_utf8(file, form->encoding, from->raw, (size_t)got);
        else
            file->len += (size_t)got;
        if (is_binary || file->is_foreign) {
            if ((status = check_growth(file, from, form, diags)) != ENT_OK)
                return status;
            continue;
        }
        if (form->lone_cr)
            end_lines(file, before, got > 0);
        if (form->records && !form->windows) {
            find_record_ends(&rest->r, file, before, form->quote);
            file->cut = file->len - rest->r.end > (size_t)ENT_LIMIT_LINE + (from->raw ? 3u : 1u) * PIECE;
        }
        if ((status = check_text(file, form, &rest->checked, got > 0, diags)) != ENT_OK ||
            (status = check_growth(file, from, form, diags)) != ENT_OK)
            return status;
        report_progress(file, from, diags);
    }
    file->bytes[file->len] = '\0';
    return file->is_foreign ? recode(file, form, diags) : ENT_OK;
}

static void end_reading(reading *rest)
{
    ent_mem_free(rest->from.raw);
    ent_gzip_close(rest->from.gz);
    if (rest->from.fd >= 0)
        close(rest->from.fd);
}

static void drop_rest(ent_file *file)
{
    if (file->rest)
        end_reading(file->rest);
    ent_mem_free(file->rest);
    file->rest = NULL;
}

ent_status ent_file_more(ent_file *file, size_t keep, ent_diags *diags)
{
    reading *rest = file->rest;
    bool more;
    ent_status status;

    /* a character that was not complete has been passed over as part of a record */
    if (rest->checked < keep && (status = check_text(file, &rest->form, &rest->checked, false, diags)) != ENT_OK)
        return status;
    file->lines_before += count_of(file->bytes, file->bytes + keep, '\n');
    file->before += keep;
    file->len -= keep;
    rest->checked -= keep;
    memmove(file->bytes, file->bytes + keep, file->len + 1);
    file->start = file->last_offset = file->last_line = 0;
    file->last_start = file->last_end = file->last_place = file->last_column = 0;
    if (file->len > (size_t)ENT_LIMIT_LINE) {
        file->cut = true;
        more = false;
        status = ENT_OK;
    } else {
        rest->until = file->len + WINDOW;
        status = read_pieces(file, rest, &more, diags);
    }
    if (!more)
        drop_rest(file);
    return status;
}

ent_status ent_file_read(ent_file *file, const char *path, ent_diags *diags)
{
    return ent_file_read_as(file, path, &(ent_form){ 0 }, diags);
}

ent_status ent_file_read_as(ent_file *file, const char *path, const ent_form *form,
                            ent_diags *diags)
{
    bool standard = strcmp(path, "-") == 0, more = false;
    const char *name = standard ? "(standard input)" : path;
    reading rest = { .form = *form, .r = { .skip = form->skip }, .until = WINDOW };
    source *from = &rest.from;
    ent_status status = ENT_OK;
    struct stat info = { 0 };

    *file = (ent_file){ 0 };
    if ((file->name = ent_mem_copy(name, strlen(name))) == NULL)
        return ent_out_of_memory(diags);
    from->fd = standard ? dup(STDIN_FILENO) : open(path, O_RDONLY | O_CLOEXEC);
    if (from->fd < 0 || fstat(from->fd, &info) != 0)
        status = ent_find(diags, ENT_CHECK_FILE_UNREADABLE, line_of(file, 0), "cannot open: %s",
                          strerror(errno));
    else if (S_ISDIR(info.st_mode))
        status = ent_find(diags, ENT_CHECK_FILE_UNREADABLE, line_of(file, 0),
                          "is a folder; expected a file");
    else if ((ends_with(path, ".gz") && (from->gz = ent_gzip_open(from->fd)) == NULL) ||
             (form->encoding != ENT_UTF8 && (from->raw = ent_mem_new(PIECE, 1)) == NULL))
        status = ent_out_of_memory(diags);
    if (status == ENT_OK) {
        from->stored = S_ISREG(info.st_mode) ? (uint64_t)info.st_size : 0;
        status = read_pieces(file, &rest, &more, diags);
    }
    if (status == ENT_OK && more && (file->rest = ent_mem_new(1, sizeof rest)) == NULL)
        status = ent_out_of_memory(diags);
    if (file->rest)
        *file->rest = rest;
    else
        end_reading(&rest);
    if (status != ENT_OK)
        ent_file_destroy(file);
    return status;
}

ent_status ent_file_wrap(ent_file *file, const char *name, ent_str text, ent_diags *diags)
{
    size_t checked = 0;
    ent_status status;

    *file = (ent_file){ .borrowed = true, .bytes = (char *)text.ptr, .len = text.len };
    if ((file->name = ent_mem_copy(name, strlen(name))) == NULL)
        return ent_out_of_memory(diags);
    if ((status = check_text(file, &(ent_form){ 0 }, &checked, false, diags)) != ENT_OK)
        ent_file_destroy(file);
    return status;
}

void ent_file_destroy(ent_file *file)
{
    drop_rest(file);
    ent_mem_free(file->name);
    if (!file->borrowed)
        ent_mem_free(file->bytes);
    *file = (ent_file){ 0 };
}

/* The end of the line that starts at `start`: a line may be as long as the file. */
static size_t line_end(const ent_file *file, size_t start)
{
    const char *from = file->bytes + start, *end = file->bytes + file->len, *mark;

    if (start >= file->len)
        return start;
    if ((mark = memchr(from, '\n', (size_t)(end - from))) != NULL)
        end = mark;
    if ((mark = memchr(from, '\r', (size_t)(end - from))) != NULL)
        end = mark;
    return (size_t)(end - file->bytes);
}

static size_t characters(const ent_file *file, size_t from, size_t to)
{
    return ent_utf8_count((ent_str){ file->bytes + from, to - from });
}

/* The number of characters before the offset in its line, counted from the last place that was asked for
 * or from the start of the line: from the nearer one. */
static size_t column_before(ent_file *file, size_t start, size_t offset)
{
    size_t column;

    if (offset >= file->last_place)
        column = file->last_column + characters(file, file->last_place, offset);
    else if (offset - start < file->last_place - offset)
        column = characters(file, start, offset);
    else
        column = file->last_column - characters(file, offset, file->last_place);
    file->last_place = offset;
    file->last_column = column;
    return column;
}

ent_where ent_file_where(ent_file *file, size_t offset, size_t span)
{
    ent_where where = { .file = file->name, .span = span };
    size_t at = file->last_offset <= offset ? file->last_offset : 0, from = at;
    size_t line = at ? file->last_line : file->lines_before + 1, start;

    if (offset > file->len)
        offset = file->len;
    if (at == file->last_offset && file->last_place > at) /* up to there no line ends */
        from = file->last_place < offset ? file->last_place : offset;
    for (const char *hit; (hit = memchr(file->bytes + from, '\n', offset - from)) != NULL; line++)
        from = at = (size_t)(hit - file->bytes) + 1;
    start = line == 1 && file->start <= offset ? file->start : at;
    if (line != file->last_line || start != file->last_start) {
        file->last_start = file->last_place = start;
        file->last_column = 0;
        file->last_end = line_end(file, start);
    }
    file->last_offset = at; /* the start of a line */
    file->last_line = line;
    where.line = line;
    where.column = column_before(file, start, offset) + 1;
    where.text = (ent_str){ file->bytes + start, file->last_end - start };
    return where;
}
