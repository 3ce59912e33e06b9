/* test_filetype.c: the first bytes of files that other programs write, and what they are taken for. */
#include <criterion/criterion.h>

#include <string.h>
#include <zlib.h>

#include "base/filetype.h"

typedef struct sample {
    const char *bytes;
    size_t len;
    const char *word, *stats; /* of the advice; NULL: none */
} sample;

#define SAMPLE(bytes, ...) { bytes, sizeof bytes - 1, __VA_ARGS__ }

static const sample samples[] = {
    SAMPLE("%PDF-1.7\n", "PDF", NULL),
    SAMPLE("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0", "old Excel", NULL),
    SAMPLE("RDX2\nX\n", "R data", NULL),
    SAMPLE("RDX3\nX\n", "R data", NULL),
    SAMPLE("RDA2\nA\n", "R data", NULL),
    SAMPLE("RDA3\nA\n", "R data", NULL),
    SAMPLE("X\n\0\0\0\2\0\4", "R data", NULL),
    SAMPLE("X\n\0\0\0\3\0\4", "R data", NULL),
    SAMPLE("<stata_dta><header>", "Stata", "dta"),
    SAMPLE("\x71\x01\x01\x00\x05\x00", "Stata", "dta"),
    SAMPLE("\x69\x02\x01\x00\x05\x00", "Stata", "dta"),
    SAMPLE("\x73\x01\x01\x00\x05\x00", "Stata", "dta"),
    SAMPLE("\x74\x01\x01\x00\x05\x00", NULL, NULL),
    SAMPLE("\x68\x01\x01\x00\x05\x00", NULL, NULL),
    SAMPLE("\x71\x03\x01\x00\x05\x00", NULL, NULL),
    SAMPLE("\x71\x01\x02\x00\x05\x00", NULL, NULL),
    SAMPLE("\x71\x01\x01", NULL, NULL),
    SAMPLE("$FL2@(#) SPSS", "SPSS", "sav"),
    SAMPLE("$FL3@(#) SPSS", "SPSS", "sav"),
    SAMPLE("PAR1\x15\x04", "Parquet", NULL),
    SAMPLE("ARROW1\0\0\xff\xff", "Arrow", NULL),
    SAMPLE("SQLite format 3\0\x10", "SQLite", NULL),
    SAMPLE("BZh91AY&SY\x01", "bzip2", NULL),
    SAMPLE("\xfd" "7zXZ\0\0\4", "(xz)", NULL),
    SAMPLE("\x28\xb5\x2f\xfd\x04", "zstd", NULL),
    SAMPLE("7z\xbc\xaf\x27\x1c\0\4", "7z archive", NULL),
    SAMPLE("Rar!\x1a\x07\0", "RAR", NULL),
    SAMPLE("PK\3\4....mimetypeapplication/vnd.oasis.opendocument.text", "text document", NULL),
    SAMPLE("PK\3\4....word/document.xml", "text document", NULL),
    SAMPLE("PK\3\4....application/vnd.oasis.opendocument.spreadsheet", "LibreOffice", NULL),
    SAMPLE("PK\3\4....xl/workbook.xml", "Excel", NULL),
    SAMPLE("PK\3\4....[Content_Types].xml", "Excel", NULL),
    SAMPLE("PK\3\4....a.txt", "zip file", NULL),
    SAMPLE("\x1f\x8b\x08", "compressed", NULL),
    SAMPLE("a,b\n1,2\n", NULL, NULL),
    SAMPLE("", NULL, NULL),
};

Test(filetype, first_bytes)
{
    for (size_t i = 0; i < sizeof samples / sizeof *samples; i++) {
        const sample *s = &samples[i];
        const char *advice = ent_filetype_advice("table.csv", (const unsigned char *)s->bytes, s->len);
        const char *stats = ent_filetype_stats("table.csv", (const unsigned char *)s->bytes, s->len);

        cr_expect(s->word ? advice && strstr(advice, s->word) : !advice, "%zu: %s", i, advice ? advice : "no advice");
        cr_expect(s->stats ? stats && strcmp(stats, s->stats) == 0 : !stats, "%zu: %s", i, stats ? stats : "none");
    }
}

/* A signature that is cut off, or wrong in its last byte, is none. */
Test(filetype, whole_signatures_only)
{
    cr_expect_null(ent_filetype_advice("t.csv", (const unsigned char *)"%PDF", 4));
    cr_expect_null(ent_filetype_advice("t.csv", (const unsigned char *)"SQLite format ", 14));
    cr_expect_null(ent_filetype_advice("t.csv", (const unsigned char *)"ARROW1\0\1", 8));
    cr_expect_null(ent_filetype_advice("t.csv", (const unsigned char *)"X\n\0\0\1", 5));
    cr_expect_null(ent_filetype_advice("t.csv", (const unsigned char *)"\x28\xb5\x2f\xfe", 4));
    cr_expect_null(ent_filetype_advice("t.csv", (const unsigned char *)"PK\3", 3));
    /* old files of Stata have no signature but their name */
    cr_expect_not_null(ent_filetype_advice("t.dta", (const unsigned char *)"\x02\x03\x04\x05", 4));
    cr_expect_null(ent_filetype_advice("t.dta", (const unsigned char *)" abc", 4));
    cr_expect_null(ent_filetype_advice("t.dtb", (const unsigned char *)"\x02\x03\x04\x05", 4));
}

/* The data files of R are usually compressed. */
Test(filetype, compressed_files_of_r)
{
    static const char *const starts[] = { "RDX3\nX\n", "RDA3\nA\n", "A\n3\n262144\n", "some text, which is not of R" };

    for (int i = 0; i < 4; i++) {
        unsigned char out[200];
        z_stream z = { .next_in = (unsigned char *)starts[i], .avail_in = (unsigned)strlen(starts[i]), .next_out = out,
                       .avail_out = sizeof out };
        const char *advice;

        cr_assert_eq(deflateInit2(&z, 6, Z_DEFLATED, 16 + MAX_WBITS, 8, Z_DEFAULT_STRATEGY), Z_OK);
        cr_assert_eq(deflate(&z, Z_FINISH), Z_STREAM_END);
        advice = ent_filetype_advice("t.bin", out, z.total_out);
        deflateEnd(&z);
        cr_assert_not_null(advice);
        cr_expect_eq(strstr(advice, "readRDS") != NULL, i < 3, "%s", starts[i]);
        cr_expect_null(ent_filetype_stats("t.dta", out, 20));
    }
}
