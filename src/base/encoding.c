/* encoding.c: see encoding.h. */
#include "base/encoding.h"

#include <string.h>

/* Characters of Windows-1252 where Latin-1 has controls; 0: none. */
static const uint16_t windows[32] = { 0x20ac, 0,      0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021,
                                      0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0,      0x017d, 0,
                                      0,      0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014,
                                      0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0,      0x017e, 0x0178 };

uint32_t ent_encoding_windows(unsigned char byte)
{
    return byte >= 0x80 && byte < 0xa0 ? windows[byte - 0x80] : byte;
}

static void put(ent_buf *out, uint32_t c)
{
    char bytes[4];

    ent_buf_add(out, bytes, ent_utf8_encode(bytes, c));
}

void ent_encoding_from_windows(ent_buf *out, ent_str text)
{
    for (size_t i = 0; i < text.len; i++) {
        uint32_t c = ent_encoding_windows((unsigned char)text.ptr[i]);

        put(out, c || !text.ptr[i] ? c : 0xfffd);
    }
}

static bool is_ascii_letter(unsigned char c)
{
    return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
}

/* Signs of Windows-1252 that stand between letters in no word, but are letters in the encoding of old Macs. */
static bool is_no_letter(unsigned char c)
{
    return c >= 0x80 && c < 0xa0 && !strchr("\x8a\x8c\x8e\x91\x92\x96\x97\x9a\x9c\x9e\x9f", c);
}

const char *ent_encoding_doubt(ent_str text)
{
    const unsigned char *p = (const unsigned char *)text.ptr;
    size_t letters = 0, runs = 0;

    for (size_t i = 0; i < text.len; i++) {
        unsigned char before = i ? p[i - 1] : ' ', after = i + 1 < text.len ? p[i + 1] : ' ';

        if (p[i] < 0x80)
            continue;
        if (p[i] < 0xa0 && !windows[p[i] - 0x80])
            return "some bytes have no meaning in Windows-1252";
        if (is_no_letter(p[i]) && is_ascii_letter(before) && is_ascii_letter(after))
            return "signs stand between letters as if it were in the encoding of an old Mac";
        if (p[i] >= 0xc3 && p[i] <= 0xc5 && after >= 0x80 && after < 0xc0)
            return "other parts of it look like UTF-8: two encodings in one file";
        if (p[i] >= 0xc0) {
            letters++;
            runs += before >= 0xc0 || after >= 0xc0;
        }
    }
    return runs * 2 > letters ? "its letters look like Cyrillic or Greek" : NULL;
}

bool ent_encoding_from_utf16(ent_buf *out, ent_str text)
{
    const unsigned char *p = (const unsigned char *)text.ptr;
    bool is_little = text.len >= 2 && p[0] == 0xff;

    for (size_t i = 2; i + 1 < text.len; i += 2) {
        uint32_t c = is_little ? p[i] | (uint32_t)p[i + 1] << 8 : p[i + 1] | (uint32_t)p[i] << 8;

        if (c >= 0xd800 && c < 0xe000) {
            uint32_t low = 0;

            if (c < 0xdc00 && i + 3 < text.len)
                low = is_little ? p[i + 2] | (uint32_t)p[i + 3] << 8 : p[i + 3] | (uint32_t)p[i + 2] << 8;
            if (low < 0xdc00 || low >= 0xe000)
                return false;
            c = 0x10000 + ((c - 0xd800) << 10) + (low - 0xdc00);
            i += 2;
        }
        put(out, c);
    }
    return text.len % 2 == 0;
}
