/* test_zip.c: zip files as writers make them, put together here byte by byte: extra fields, comments, records for
 * large files; and what is wrong with them. */
#include <criterion/criterion.h>

#include "data/table/zip.h"

typedef struct spec { /* of a zip file of two parts */
    bool large;       /* sizes, starts and the place of the list are in the records for large files */
    int comment;      /* bytes behind the end */
    unsigned flags, method;
    uint32_t more_size, more_checksum; /* added to what is right */
} spec;

static const char first[] = "agreement,party\nA,CHE\n", second[] = "1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1";

static void put(ent_buf *out, uint64_t number, int bytes)
{
    for (int i = 0; i < bytes; i++)
        ent_buf_char(out, (char)(number >> 8 * i));
}

static size_t deflated(const char *text, unsigned char *out, size_t room)
{
    z_stream z = { .next_in = (unsigned char *)(uintptr_t)text, .avail_in = (unsigned)strlen(text), .next_out = out,
                   .avail_out = (unsigned)room };

    cr_assert_eq(deflateInit2(&z, 6, Z_DEFLATED, -MAX_WBITS, 8, Z_DEFAULT_STRATEGY), Z_OK);
    cr_assert_eq(deflate(&z, Z_FINISH), Z_STREAM_END);
    deflateEnd(&z);
    return z.total_out;
}

/* One part with its header at the end of `out`, and its entry at the end of `list`. */
static void add_part(ent_buf *out, ent_buf *list, const spec *s, const char *name, const char *text, bool stored)
{
    unsigned char packed[200];
    size_t len = stored ? strlen(text) : deflated(text, packed, sizeof packed), start = out->len;
    uint32_t sum = (uint32_t)crc32(0, (const unsigned char *)text, (unsigned)strlen(text)) + s->more_checksum;
    uint64_t size = strlen(text) + s->more_size;
    unsigned method = s->method ? s->method : stored ? 0 : 8;

    ent_buf_add(out, "PK\3\4", 4);
    put(out, 20, 2), put(out, s->flags, 2), put(out, method, 2), put(out, 0, 4), put(out, sum, 4);
    put(out, len, 4), put(out, size, 4), put(out, strlen(name), 2), put(out, 9, 2);
    ent_buf_text(out, name);
    put(out, 0x5455, 2), put(out, 5, 2), put(out, 0, 5); /* a time; the entry has another field */
    ent_buf_add(out, stored ? text : (const char *)packed, len);

    ent_buf_add(list, "PK\1\2", 4);
    put(list, 20, 2), put(list, 20, 2), put(list, s->flags, 2), put(list, method, 2), put(list, 0, 4), put(list, sum, 4);
    put(list, s->large ? UINT32_MAX : len, 4), put(list, s->large ? UINT32_MAX : size, 4);
    put(list, strlen(name), 2), put(list, s->large ? 6 + 28 : 6, 2), put(list, 3, 2), put(list, 0, 8);
    put(list, s->large ? UINT32_MAX : start, 4);
    ent_buf_text(list, name);
    put(list, 0x7875, 2), put(list, 2, 2), put(list, 0xffff, 2);
    if (s->large)
        put(list, 1, 2), put(list, 24, 2), put(list, size, 8), put(list, len, 8), put(list, start, 8);
    ent_buf_text(list, "why");
}

static ent_buf zip_of(const spec *s)
{
    ent_buf out = { 0 }, list = { 0 };
    size_t start, record;

    add_part(&out, &list, s, "xl/First.csv", first, true);
    add_part(&out, &list, s, "second", second, false);
    start = out.len;
    ent_buf_str(&out, ent_buf_view(&list));
    record = out.len;
    if (s->large) {
        ent_buf_add(&out, "PK\6\6", 4);
        put(&out, 44, 8), put(&out, 45, 2), put(&out, 45, 2), put(&out, 0, 8), put(&out, 2, 8), put(&out, 2, 8);
        put(&out, list.len, 8), put(&out, start, 8);
        ent_buf_add(&out, "PK\6\7", 4);
        put(&out, 0, 4), put(&out, record, 8), put(&out, 1, 4);
    }
    ent_buf_add(&out, "PK\5\6", 4);
    put(&out, 0, 4), put(&out, s->large ? 0xffff : 2, 2), put(&out, s->large ? 0xffff : 2, 2);
    put(&out, list.len, 4), put(&out, s->large ? UINT32_MAX : start, 4), put(&out, (uint64_t)s->comment, 2);
    put(&out, 0, s->comment);
    ent_buf_destroy(&list);
    return out;
}

/* Unpacks a part in pieces; NULL when it is as it should be, else what is wrong. */
static const char *read_part(const ent_zip_part *part, const char *right)
{
    ent_zip_stream s;
    char text[200];
    size_t len = 0, got = 0;
    const char *wrong;

    if (ent_zip_begin(&s, part))
        while ((got = ent_zip_read(&s, text + len, 7)) != SIZE_MAX && got)
            len += got;
    wrong = s.wrong;
    ent_zip_end(&s);
    cr_expect(wrong || (len == strlen(right) && memcmp(text, right, len) == 0));
    return wrong;
}

Test(zip, parts_are_found_and_unpacked)
{
    static const spec specs[] = { { 0 }, { .comment = 1 }, { .comment = 65535 }, { .large = true }, { .large = true, .comment = 30 } };

    for (size_t i = 0; i < sizeof specs / sizeof *specs; i++) {
        ent_buf bytes = zip_of(&specs[i]);
        ent_zip zip;

        cr_assert_null(ent_zip_open(&zip, bytes.data, bytes.len), "%zu", i);
        cr_expect_eq(zip.parts.count, 2);
        cr_expect_null(ent_zip_find(&zip, ENT_STR("xl/First")));
        cr_expect_null(read_part(ent_zip_find(&zip, ENT_STR("XL/first.csv")), first));
        cr_expect_null(read_part(ent_zip_find(&zip, ENT_STR("second")), second));
        ent_zip_close(&zip);
        ent_buf_destroy(&bytes);
    }
}

Test(zip, wrong_parts_are_named)
{
    static const struct {
        spec spec;
        const char *first, *second;
    } wrong[] = {
        { { .flags = 1 }, "password", "password" },
        { { .method = 12 }, "compressed in a way", "compressed in a way" },
        { { .more_checksum = 1 }, "damaged", "damaged" },
        { { .more_size = 1 }, "damaged", "damaged" },
        { { .method = 8 }, "damaged", NULL },
        { { .flags = 2 }, NULL, NULL },
    };

    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        ent_buf bytes = zip_of(&wrong[i].spec);
        const char *a, *b;
        ent_zip zip;

        cr_assert_null(ent_zip_open(&zip, bytes.data, bytes.len));
        a = read_part(ent_zip_find(&zip, ENT_STR("xl/First.csv")), first);
        b = read_part(ent_zip_find(&zip, ENT_STR("second")), second);
        cr_expect(wrong[i].first ? a && strstr(a, wrong[i].first) : !a, "%zu: %s", i, a ? a : "good");
        cr_expect(wrong[i].second ? b && strstr(b, wrong[i].second) : !b, "%zu: %s", i, b ? b : "good");
        ent_zip_close(&zip);
        ent_buf_destroy(&bytes);
    }
}

/* Cut off at any byte, and without its first: no part is read from elsewhere. */
Test(zip, cut_files_are_damaged)
{
    for (int large = 0; large < 2; large++) {
        spec s = { .large = large };
        ent_buf bytes = zip_of(&s);
        ent_zip zip;

        for (size_t len = 0; len < bytes.len; len++)
            cr_expect_not_null(ent_zip_open(&zip, bytes.data, len), "%zu of %zu", len, bytes.len);
        cr_expect_not_null(ent_zip_open(&zip, bytes.data + 1, bytes.len - 1));
        ent_buf_destroy(&bytes);
    }
}
