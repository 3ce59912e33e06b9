/* zip.c: see zip.h. All numbers are checked against the size of the file before they are used. */
#include "data/table/zip.h"

#include <string.h>

enum {
    END_SIZE = 22,       /* of the record at the end of the file, */
    MOST_COMMENT = 65535, /* behind which a comment may follow */
    LOCATOR_SIZE = 20,   /* of the same for large files (zip64), */
    END64_SIZE = 56,
    ENTRY_SIZE = 46,     /* of an entry of the list of parts, */
    LOCAL_SIZE = 30,     /* and of the header before the bytes of a part */
    STORED = 0,
    DEFLATED = 8
};

const char ENT_ZIP_NO_MEMORY[] = "out of memory";
static const char damaged[] = "the file is damaged or cut off";

static uint32_t number16(const unsigned char *p)
{
    return (uint32_t)p[0] | (uint32_t)p[1] << 8;
}

static uint32_t number32(const unsigned char *p)
{
    return number16(p) | number16(p + 2) << 16;
}

static uint64_t number64(const unsigned char *p)
{
    return (uint64_t)number32(p) | (uint64_t)number32(p + 4) << 32;
}

/* The record at the end, which says where the list is; NULL: there is none. */
static const unsigned char *find_end(const unsigned char *bytes, size_t len)
{
    size_t last = len < END_SIZE + (size_t)MOST_COMMENT ? 0 : len - END_SIZE - MOST_COMMENT;

    for (size_t at = len < END_SIZE ? 0 : len - END_SIZE + 1; at-- > last;)
        if (memcmp(bytes + at, "PK\5\6", 4) == 0)
            return bytes + at;
    return NULL;
}

typedef struct list_place {
    uint64_t start, count;
} list_place;

/* Files of more than 4 GB, and those of writers that always prepare for it, have a second record. */
static bool find_list(const unsigned char *bytes, size_t len, const unsigned char *end, list_place *list)
{
    size_t at = (size_t)(end - bytes);
    const unsigned char *locator;
    uint64_t record;

    *list = (list_place){ number32(end + 16), number16(end + 10) };
    if (at < LOCATOR_SIZE || memcmp(locator = end - LOCATOR_SIZE, "PK\6\7", 4) != 0)
        return list->start <= len;
    record = number64(locator + 8);
    if (record > len || len - record < END64_SIZE || memcmp(bytes + record, "PK\6\6", 4) != 0)
        return false;
    *list = (list_place){ number64(bytes + record + 48), number64(bytes + record + 32) };
    return list->start <= len;
}

/* Sizes and the start that do not fit into 32 bits are in an extra field, in this order. */
static void read_large(const unsigned char *extra, size_t len, uint64_t *const numbers[], size_t count)
{
    while (len >= 4) {
        size_t size = number16(extra + 2);
        const unsigned char *p = extra + 4, *stop;

        if (size > len - 4)
            return;
        stop = p + size;
        for (size_t i = 0; number16(extra) == 1 && i < count; i++)
            if (*numbers[i] == UINT32_MAX && stop - p >= 8) {
                *numbers[i] = number64(p);
                p += 8;
            }
        extra += 4 + size;
        len -= 4 + size;
    }
}

/* One entry of the list; *at moves behind it. */
static bool read_entry(const unsigned char *bytes, size_t len, size_t *at, ent_zip_part *part)
{
    const unsigned char *p = bytes + *at;
    uint64_t size, stored, start;
    size_t name, extra, comment, head;

    if (len - *at < ENTRY_SIZE || memcmp(p, "PK\1\2", 4) != 0)
        return false;
    name = number16(p + 28);
    extra = number16(p + 30);
    comment = number16(p + 32);
    if (len - *at - ENTRY_SIZE < name + extra + comment)
        return false;
    stored = number32(p + 20);
    size = number32(p + 24);
    start = number32(p + 42);
    read_large(p + ENTRY_SIZE + name, extra, (uint64_t *const[]){ &size, &stored, &start }, 3);
    if (start > len || len - start < LOCAL_SIZE || memcmp(bytes + start, "PK\3\4", 4) != 0)
        return false;
    head = LOCAL_SIZE + number16(bytes + start + 26) + number16(bytes + start + 28);
    if (head > len - start || stored > len - start - head || size > SIZE_MAX)
        return false;
    *part = (ent_zip_part){ .name = { (const char *)p + ENTRY_SIZE, name },
                            .bytes = bytes + start + head,
                            .stored = (size_t)stored,
                            .size = (size_t)size,
                            .checksum = number32(p + 16),
                            .method = number16(p + 10),
                            .encrypted = number16(p + 8) & 1 };
    *at += ENTRY_SIZE + name + extra + comment;
    return true;
}

const char *ent_zip_open(ent_zip *zip, const char *text, size_t len)
{
    const unsigned char *bytes = (const unsigned char *)text, *end = find_end(bytes, len);
    list_place list;
    size_t at;

    *zip = (ent_zip){ 0 };
    if (!end || !find_list(bytes, len, end, &list))
        return damaged;
    at = (size_t)list.start;
    for (uint64_t i = 0; i < list.count; i++) {
        ent_zip_part part;

        if (!read_entry(bytes, len, &at, &part)) {
            ent_zip_close(zip);
            return damaged;
        }
        if (!ENT_LIST_PUSH(&zip->parts, part)) {
            ent_zip_close(zip);
            return ENT_ZIP_NO_MEMORY;
        }
    }
    return NULL;
}

void ent_zip_close(ent_zip *zip)
{
    ENT_LIST_DESTROY(&zip->parts);
}

const ent_zip_part *ent_zip_find(const ent_zip *zip, ent_str name)
{
    for (size_t i = 0; i < zip->parts.count; i++)
        if (ent_str_eq_fold(zip->parts.items[i].name, name))
            return &zip->parts.items[i];
    return NULL;
}

/* ---- unpacking ---- */

bool ent_zip_begin(ent_zip_stream *s, const ent_zip_part *part)
{
    *s = (ent_zip_stream){ .part = part };
    if (part->encrypted)
        s->wrong = "it is protected by a password; save it without one";
    else if (part->method != STORED && part->method != DEFLATED)
        s->wrong = "it is compressed in a way that workbooks do not use";
    else if (part->method == DEFLATED) {
        s->stream.next_in = (Bytef *)part->bytes;
        if (inflateInit2(&s->stream, -MAX_WBITS) != Z_OK)
            s->wrong = ENT_ZIP_NO_MEMORY;
    }
    return !s->wrong;
}

static size_t copy_stored(ent_zip_stream *s, char *into, size_t room)
{
    size_t left = s->part->stored - s->done, len = left < room ? left : room;

    if (len)
        memcpy(into, s->part->bytes + s->done, len);
    s->ended = len == left;
    return len;
}

static size_t inflate_some(ent_zip_stream *s, char *into, size_t room)
{
    s->stream.next_out = (Bytef *)into;
    s->stream.avail_out = (uInt)room;
    while (s->stream.avail_out && !s->ended) {
        size_t used = (size_t)(s->stream.next_in - s->part->bytes), left = s->part->stored - used;
        int done;

        s->stream.avail_in = (uInt)(left < (1u << 30) ? left : 1u << 30);
        done = inflate(&s->stream, Z_NO_FLUSH);
        s->ended = done == Z_STREAM_END;
        if (s->ended || done == Z_OK)
            continue;
        if (done != Z_MEM_ERROR && s->stream.avail_out < room)
            break; /* what was unpacked comes first, the error with the next call */
        s->wrong = done == Z_MEM_ERROR ? ENT_ZIP_NO_MEMORY : damaged;
        return SIZE_MAX;
    }
    return room - s->stream.avail_out;
}

size_t ent_zip_read(ent_zip_stream *s, char *into, size_t room)
{
    size_t got;

    if (s->wrong)
        return SIZE_MAX;
    if (s->ended)
        return 0;
    got = s->part->method == STORED ? copy_stored(s, into, room) : inflate_some(s, into, room);
    if (got == SIZE_MAX)
        return got;
    s->checksum = (uint32_t)crc32(s->checksum, (const Bytef *)into, (uInt)got);
    s->done += got;
    if (s->ended && (s->done != s->part->size || s->checksum != s->part->checksum)) {
        s->wrong = damaged;
        return SIZE_MAX;
    }
    return got;
}

void ent_zip_end(ent_zip_stream *s)
{
    if (s->part && s->part->method == DEFLATED)
        inflateEnd(&s->stream);
}
