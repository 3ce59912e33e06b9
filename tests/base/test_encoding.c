/* test_encoding.c: UTF-16 and Windows-1252 become what iconv makes of them; files in them are read with a note
 * that says so, and what is damaged is refused. */
#include <criterion/criterion.h>

#include <iconv.h>

#include "base/encoding.h"
#include "base/file.h"
#include "support.h"

typedef struct told {
    char text[2000];
    size_t errors;
} told;

static void take(void *ctx, const ent_diag *diag)
{
    told *t = ctx;
    size_t len = strlen(t->text);

    t->errors += diag->severity == ENT_ERROR;
    snprintf(t->text + len, sizeof t->text - len, "%s\n", diag->text);
}

/* The text in another encoding, by iconv. */
static size_t convert(const char *to, const char *from, const char *text, size_t len, char *out, size_t room)
{
    iconv_t way = iconv_open(to, from);
    char *in = (char *)text, *end = out;

    cr_assert_neq(way, (iconv_t)-1);
    cr_assert_neq(iconv(way, &in, &len, &end, &room), (size_t)-1);
    iconv_close(way);
    return (size_t)(end - out);
}

/* Reads bytes as a table's file is read. */
static ent_status read_bytes(ent_file *file, const char *bytes, size_t len, told *t)
{
    const ent_form form = { .recognize = true };
    ent_diags diags = { .sink = take, .ctx = t };
    char path[] = "/tmp/entente-test-XXXXXX";
    int fd = mkstemp(path);
    ent_status status;

    *t = (told){ 0 };
    cr_assert(fd >= 0 && write(fd, bytes, len) == (ssize_t)len && close(fd) == 0);
    status = ent_file_read_as(file, path, &form, &diags);
    unlink(path);
    return status;
}

static const char words[] = "party,title\nCHE,\xc3\x9c" "bereinkommen \xe2\x82\xac 5\nJPN,\xe5\x8d\x94\xe5\xae\x9a\n"
                            "X,\xf0\x90\x80\x80 \xf4\x8f\xbf\xbf \xee\x80\x80 \xed\x9f\xbf\n";

Test(encoding, every_byte_of_windows_1252)
{
    for (unsigned c = 1; c < 256; c++) {
        const char byte = (char)c;
        bool has_none = c == 0x81 || c == 0x8d || c == 0x8f || c == 0x90 || c == 0x9d;
        char right[8] = "\xef\xbf\xbd"; /* U+FFFD */
        size_t len = has_none ? 3 : convert("UTF-8", "WINDOWS-1252", &byte, 1, right, sizeof right);
        ent_buf out = { 0 };

        ent_encoding_from_windows(&out, (ent_str){ &byte, 1 });
        cr_expect(out.len == len && memcmp(out.data, right, len) == 0, "byte %x", c);
        cr_expect_eq(ent_encoding_windows((unsigned char)c) == 0, has_none, "byte %x", c);
        ent_buf_destroy(&out);
    }
}

Test(encoding, utf_16_in_both_orders_is_read)
{
    static const char *const orders[] = { "UTF-16LE", "UTF-16BE" };

    for (int i = 0; i < 2; i++) {
        char wide[1000];
        size_t len = 2 + convert(orders[i], "UTF-8", words, sizeof words - 1, wide + 2, sizeof wide - 2);
        ent_file file;
        told t;

        memcpy(wide, i ? "\xfe\xff" : "\xff\xfe", 2);
        cr_expect_eq(read_bytes(&file, wide, len, &t), ENT_OK);
        cr_expect(file.len == sizeof words - 1 && strcmp(file.bytes, words) == 0, "%s: %s", orders[i], file.bytes);
        cr_expect_not_null(strstr(t.text, "is UTF-16"), "%s", t.text);
        ent_file_destroy(&file);
        cr_expect_neq(read_bytes(&file, wide, len - 1, &t), ENT_OK, "half a character at the end");
        cr_expect_not_null(strstr(t.text, "damaged"), "%s", t.text);
        cr_expect_eq(t.errors, 1);
        ent_file_destroy(&file);
    }
}

/* Halves of pairs: the first alone, the second alone, two firsts, the first at the end. */
Test(encoding, lone_surrogates_are_damage)
{
    static const unsigned char wrong[][6] = {
        { 0xff, 0xfe, 0x00, 0xd8, 'a', 0 }, { 0xff, 0xfe, 0x00, 0xdc, 'a', 0 }, { 0xff, 0xfe, 0xff, 0xdf, 'a', 0 },
        { 0xff, 0xfe, 0x00, 0xd8, 0xff, 0xdb }, { 0xff, 0xfe, 'a', 0, 0xff, 0xdb }, { 0xff, 0xfe, 0x00, 0xd8, 0x00, 0xe0 },
    };

    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        ent_buf out = { 0 };

        cr_expect_not(ent_encoding_from_utf16(&out, (ent_str){ (const char *)wrong[i], 6 }), "%zu", i);
        ent_buf_destroy(&out);
    }
}

Test(encoding, western_european_files_are_shown_and_read)
{
    static const char western[] = "party,title\nCHE,\"\xdc" "bereinkommen\", \x80 5\n",
                      right[] = "party,title\nCHE,\"\xc3\x9c" "bereinkommen\", \xe2\x82\xac 5\n";
    ent_file file;
    told t;

    cr_expect_eq(read_bytes(&file, western, sizeof western - 1, &t), ENT_OK);
    cr_expect_str_eq(file.bytes, right);
    cr_expect_eq(file.len, sizeof right - 1);
    cr_expect_not_null(strstr(t.text, "Windows-1252 (Western European), which gives '\xc3\x9c" "bereinkommen'"), "%s", t.text);
    ent_file_destroy(&file);
}

/* What is neither one nor the other is refused, with the reason. */
Test(encoding, doubts)
{
    static const char *const cases[][2] = {
        { "a\x81", "no meaning" },
        { "K\x9fnig l\x86t", "old Mac" },
        { "\xc3\xbc and \xe9t\xe9", "two encodings" },
        { "\xcf\xee\xf0\xf2\xf3\xe3\xe0\xeb\xe8\xff", "Cyrillic" },
        { "Universit\xe9 \xe0 No\xebl", NULL },
        { "caf\xe9\x80", NULL },
    };

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *doubt = ent_encoding_doubt(ent_str_of(cases[i][0]));

        cr_expect(cases[i][1] ? doubt && strstr(doubt, cases[i][1]) : !doubt, "%zu: %s", i, doubt ? doubt : "no doubt");
    }
}
