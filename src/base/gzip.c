/* gzip.c: see gzip.h. */
#include "base/gzip.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>
#include <zlib.h>

#include "base/mem.h"

enum { STORED = 64 << 10 };

struct ent_gzip {
    int fd;
    z_stream stream;
    bool begun;  /* the first bytes have been read */
    bool plain;  /* the file is not compressed */
    bool ended;  /* a member has ended: another may follow, or zeros that fill a block */
    bool padded; /* such zeros were read */
    uint64_t consumed;
    const char *wrong;
    unsigned char stored[STORED];
};

ent_gzip *ent_gzip_open(int fd)
{
    ent_gzip *p = ent_mem_new(1, sizeof *p);

    if (!p)
        return NULL;
    p->fd = fd;
    if (inflateInit2(&p->stream, 16 + MAX_WBITS) != Z_OK) {
        ent_mem_free(p);
        return NULL;
    }
    return p;
}

void ent_gzip_close(ent_gzip *p)
{
    if (!p)
        return;
    inflateEnd(&p->stream);
    ent_mem_free(p);
}

const char *ent_gzip_error(const ent_gzip *p)
{
    return p->wrong;
}

uint64_t ent_gzip_consumed(const ent_gzip *p)
{
    return p->consumed;
}

static ssize_t wrong(ent_gzip *p, const char *what)
{
    p->wrong = what;
    return -1;
}

/* Reads more of the file after the bytes that are left; 0 at its end. */
static ssize_t refill(ent_gzip *p)
{
    ssize_t got;

    if (p->stream.avail_in)
        memmove(p->stored, p->stream.next_in, p->stream.avail_in);
    do
        got = read(p->fd, p->stored + p->stream.avail_in, STORED - p->stream.avail_in);
    while (got < 0 && errno == EINTR);
    p->stream.next_in = p->stored;
    if (got > 0) {
        p->stream.avail_in += (uInt)got;
        p->consumed += (uint64_t)got;
    }
    return got;
}

static ssize_t begin(ent_gzip *p)
{
    ssize_t got = 1;

    while (p->stream.avail_in < 2 && got > 0)
        got = refill(p);
    p->begun = true;
    p->plain = p->stream.avail_in < 2 || p->stored[0] != 0x1f || p->stored[1] != 0x8b;
    return got < 0 ? -1 : 0;
}

static ssize_t copy(ent_gzip *p, char *into, size_t room)
{
    size_t len;
    ssize_t got;

    if (!p->stream.avail_in && (got = refill(p)) <= 0)
        return got;
    len = p->stream.avail_in < room ? p->stream.avail_in : room;
    memcpy(into, p->stream.next_in, len);
    p->stream.next_in += len;
    p->stream.avail_in -= (uInt)len;
    return (ssize_t)len;
}

/* After a member: another one, or only zeros. */
static ssize_t next_member(ent_gzip *p)
{
    for (; p->stream.avail_in && !*p->stream.next_in; p->padded = true) {
        p->stream.next_in++;
        p->stream.avail_in--;
    }
    if (!p->stream.avail_in)
        return 0;
    if (p->padded || *p->stream.next_in != 0x1f)
        return wrong(p, "other bytes follow the compressed ones; is the file damaged, or two files in one?");
    inflateReset(&p->stream);
    p->ended = false;
    return 0;
}

ssize_t ent_gzip_read(ent_gzip *p, char *into, size_t room)
{
    if (!p->begun && begin(p) < 0)
        return -1;
    if (p->plain)
        return copy(p, into, room);
    p->stream.next_out = (Bytef *)into;
    p->stream.avail_out = (uInt)room;
    while (p->stream.avail_out) {
        int done;

        if (!p->stream.avail_in) {
            ssize_t got = refill(p);

            if (got < 0)
                return -1;
            if (got == 0 && !p->ended)
                return wrong(p, "the compressed file is cut off");
            if (got == 0)
                break;
        }
        if (p->ended && next_member(p) < 0)
            return -1;
        if (p->ended)
            continue;
        done = inflate(&p->stream, Z_NO_FLUSH);
        p->ended = done == Z_STREAM_END;
        if (done == Z_MEM_ERROR) {
            errno = ENOMEM;
            return -1;
        }
        if (done != Z_OK && done != Z_STREAM_END && done != Z_BUF_ERROR)
            return wrong(p, "the compressed file is damaged");
    }
    return (ssize_t)(room - p->stream.avail_out);
}
