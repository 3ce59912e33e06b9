/* file.c: reading whole inputs. One read, one check of every byte: everything behind this door can
 * rely on valid UTF-8 without NUL or control characters. */
#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

#include "base/mem.h"

static bool ends_with(const char *text, const char *end)
{
    size_t a = strlen(text), b = strlen(end);

    return a >= b && strcmp(text + a - b, end) == 0;
}

static ent_where whole(const ent_file *file, size_t line)
{
    return (ent_where){ .file = file->name, .line = line };
}

/* Appends up to `want` bytes from a descriptor or a gzip stream; -1 on an error. */
static ssize_t pull(int fd, gzFile gz, char *into, size_t want)
{
    ssize_t got;

    if (gz)
        return gzread(gz, into, want > (1u << 30) ? 1u << 30 : (unsigned)want);
    do
        got = read(fd, into, want);
    while (got < 0 && errno == EINTR);
    return got;
}

/* How far the reading has come, in bytes of the file as it is stored. */
static void tell(const ent_file *file, gzFile gz, uint64_t stored, ent_diags *diags)
{
    char what[80];

    snprintf(what, sizeof what, "reading %s", file->name);
    ent_progress(diags, what, gz ? (uint64_t)gzoffset(gz) : file->len, stored);
}

static ent_status slurp(ent_file *file, int fd, gzFile gz, ent_diags *diags)
{
    uint64_t stored = 0;
    size_t capacity = 0;
    struct stat info;

    if (fstat(fd, &info) == 0 && S_ISREG(info.st_mode))
        stored = (uint64_t)info.st_size;
    if (!gz && fstat(fd, &info) == 0 && S_ISREG(info.st_mode) && info.st_size > 0)
        if (!ent_mem_reserve((void **)&file->bytes, &capacity, (size_t)info.st_size + 2, 1))
            return ent_out_of_memory(diags);
    for (;;) {
        ssize_t got;

        if (!ent_mem_reserve((void **)&file->bytes, &capacity, file->len + 65536, 1))
            return ent_out_of_memory(diags);
        if ((got = pull(fd, gz, file->bytes + file->len, capacity - file->len - 1)) < 0) {
            int code = 0;
            const char *why = gz ? gzerror(gz, &code) : strerror(errno);

            return ent_find(diags, ENT_CHECK_FILE_UNREADABLE, whole(file, 0), "cannot read: %s",
                            gz && code == Z_BUF_ERROR ? "the compressed file is cut off" : why);
        }
        if (got == 0)
            break;
        file->len += (size_t)got;
        tell(file, gz, stored, diags);
    }
    if (gz) {
        int code = 0;

        gzerror(gz, &code);
        if (code == Z_BUF_ERROR)
            return ent_find(diags, ENT_CHECK_FILE_UNREADABLE, whole(file, 0),
                            "cannot read: the compressed file is cut off");
    }
    file->bytes[file->len] = '\0';
    return ENT_OK;
}

/* Length of the valid UTF-8 character at p, or 0. Overlong forms and surrogates are not valid. */
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

/* Offset of the first byte that is not text, or `len`. */
static size_t first_bad(const char *bytes, size_t start, size_t len)
{
    const unsigned char *p = (const unsigned char *)bytes;
    size_t i = start;

    while (i < len) {
        size_t step;

        while (i + 8 <= len) { /* eight plain characters at once: no high bit, none below 0x20 */
            uint64_t eight;

            memcpy(&eight, p + i, 8);
            if ((eight & 0x8080808080808080u) ||
                ((eight - 0x2020202020202020u) & 0x8080808080808080u) ||
                ((eight + 0x0101010101010101u) & 0x8080808080808080u))
                break;
            i += 8;
        }
        if (i >= len)
            break;
        if (p[i] < 0x20 ? p[i] != '\t' && p[i] != '\n' && p[i] != '\r' : p[i] == 0x7f)
            return i;
        if ((step = valid_char(p + i, len - i)) == 0)
            return i;
        i += step;
    }
    return len;
}

static ent_status check_text(ent_file *file, ent_diags *diags)
{
    const unsigned char *p = (const unsigned char *)file->bytes;
    size_t bad;

    if (file->len >= 2 && ((p[0] == 0xff && p[1] == 0xfe) || (p[0] == 0xfe && p[1] == 0xff)))
        return ent_find(diags, ENT_CHECK_FILE_ENCODING, whole(file, 1),
                        "the file is UTF-16; save it as UTF-8");
    if (file->len >= 2 && p[0] == 0x1f && p[1] == 0x8b)
        return ent_find(diags, ENT_CHECK_FILE_ENCODING, whole(file, 1),
                        "the file is compressed; give it a name that ends in .gz");
    if (file->len >= 4 && memcmp(p, "PK\3\4", 4) == 0)
        return ent_find(diags, ENT_CHECK_FILE_ENCODING, whole(file, 1),
                        "the file is a spreadsheet or zip file; export it as CSV in UTF-8");
    if (file->len >= 3 && memcmp(p, "\xef\xbb\xbf", 3) == 0)
        file->start = 3;
    bad = first_bad(file->bytes, file->start, file->len);
    if (bad == file->len)
        return ENT_OK;
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

/* Characters of Windows-1252 where Latin-1 has controls; 0: none. */
static const uint16_t windows[32] = {
    0x20ac, 0,      0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017d, 0,      0,      0x2018, 0x2019, 0x201c, 0x201d, 0x2022,
    0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0,      0x017e, 0x0178
};

static ent_status to_utf8(ent_file *file, ent_encoding encoding, ent_diags *diags)
{
    const unsigned char *p = (const unsigned char *)file->bytes;
    ent_buf text = { 0 };

    for (size_t i = 0; i < file->len; i++) {
        unsigned c = p[i];

        if (encoding == ENT_WINDOWS1252 && c >= 0x80 && c < 0xa0 && (c = windows[c - 0x80]) == 0)
            c = 0xfffd;
        if (c < 0x80) {
            ent_buf_char(&text, (char)c);
        } else if (c < 0x800) {
            ent_buf_char(&text, (char)(0xc0 | c >> 6));
            ent_buf_char(&text, (char)(0x80 | (c & 0x3f)));
        } else {
            ent_buf_char(&text, (char)(0xe0 | c >> 12));
            ent_buf_char(&text, (char)(0x80 | (c >> 6 & 0x3f)));
            ent_buf_char(&text, (char)(0x80 | (c & 0x3f)));
        }
    }
    ent_buf_string(&text); /* room for the NUL */
    if (text.failed) {
        ent_buf_destroy(&text);
        return ent_out_of_memory(diags);
    }
    ent_mem_free(file->bytes);
    file->bytes = text.data;
    file->len = text.len;
    return ENT_OK;
}

ent_status ent_file_read(ent_file *file, const char *path, ent_diags *diags)
{
    return ent_file_read_as(file, path, ENT_UTF8, false, diags);
}

ent_status ent_file_read_as(ent_file *file, const char *path, ent_encoding encoding, bool lone_cr,
                            ent_diags *diags)
{
    bool standard = strcmp(path, "-") == 0;
    const char *name = standard ? "(standard input)" : path;
    ent_status status = ENT_OK;
    struct stat info;
    gzFile gz = NULL;
    int fd = -1;

    *file = (ent_file){ 0 };
    if ((file->name = ent_mem_copy(name, strlen(name))) == NULL)
        return ent_out_of_memory(diags);
    fd = standard ? dup(STDIN_FILENO) : open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0 || fstat(fd, &info) != 0)
        status = ent_find(diags, ENT_CHECK_FILE_UNREADABLE, whole(file, 0), "cannot open: %s",
                          strerror(errno));
    else if (S_ISDIR(info.st_mode))
        status = ent_find(diags, ENT_CHECK_FILE_UNREADABLE, whole(file, 0),
                          "is a folder; expected a file");
    else if (ends_with(path, ".gz") && (gz = gzdopen(fd, "rb")) == NULL)
        status = ent_out_of_memory(diags);
    if (status == ENT_OK)
        status = slurp(file, fd, gz, diags);
    if (gz)
        gzclose_r(gz);
    else if (fd >= 0)
        close(fd);
    if (status == ENT_OK && encoding != ENT_UTF8)
        status = to_utf8(file, encoding, diags);
    for (size_t i = 0; lone_cr && status == ENT_OK && i < file->len; i++)
        if (file->bytes[i] == '\r' && file->bytes[i + 1] != '\n')
            file->bytes[i] = '\n';
    if (status == ENT_OK)
        status = check_text(file, diags);
    if (status != ENT_OK)
        ent_file_destroy(file);
    return status;
}

ent_status ent_file_wrap(ent_file *file, const char *name, ent_str text, ent_diags *diags)
{
    ent_status status;

    *file = (ent_file){ .borrowed = true, .bytes = (char *)text.ptr, .len = text.len };
    if ((file->name = ent_mem_copy(name, strlen(name))) == NULL)
        return ent_out_of_memory(diags);
    if ((status = check_text(file, diags)) != ENT_OK)
        ent_file_destroy(file);
    return status;
}

void ent_file_destroy(ent_file *file)
{
    ent_mem_free(file->name);
    if (!file->borrowed)
        ent_mem_free(file->bytes);
    *file = (ent_file){ 0 };
}

ent_where ent_file_where(ent_file *file, size_t offset, size_t span)
{
    ent_where where = { .file = file->name, .span = span };
    size_t at = file->last_offset <= offset ? file->last_offset : 0;
    size_t line = at ? file->last_line : 1, start, end;

    if (offset > file->len)
        offset = file->len;
    for (const char *hit; (hit = memchr(file->bytes + at, '\n', offset - at)) != NULL; line++)
        at = (size_t)(hit - file->bytes) + 1;
    file->last_offset = at; /* the start of a line */
    file->last_line = line;
    start = line == 1 && file->start <= offset ? file->start : at;
    end = start;
    while (end < file->len && file->bytes[end] != '\n' && file->bytes[end] != '\r')
        end++;
    where.line = line;
    where.column = ent_utf8_count((ent_str){ file->bytes + start, offset - start }) + 1;
    where.text = (ent_str){ file->bytes + start, end - start };
    return where;
}
