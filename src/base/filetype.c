/* filetype.c: one row for each type of file, with advice how to convert it. */
#include "base/filetype.h"

#include <stdbool.h>
#include <string.h>
#include <zlib.h>

#include "base/platform.h"

static const char r_advice[] =
    "the file is an R data file; in R: x <- get(load(\"FILE\")) for .rda, or x <- readRDS(\"FILE\") for .rds; then use "
    "the R package, entente::ent_measure(x), or write.csv(x, \"table.csv\", row.names = FALSE, na = \"\", "
    "fileEncoding = \"UTF-8\"), and give table.csv";
static const char stata_advice[] =
    "the file is a Stata file; in Stata: export delimited using table.csv; or in R: "
    "write.csv(haven::read_dta(\"FILE\"), \"table.csv\", row.names = FALSE, na = \"\"); or in Python: "
    "pandas.read_stata(\"FILE\").to_csv(\"table.csv\", index=False); and give table.csv";
static const char spss_advice[] =
    "the file is an SPSS file; in SPSS: File, Export, CSV; or in R: "
    "write.csv(haven::read_sav(\"FILE\"), \"table.csv\", row.names = FALSE, na = \"\"); and give table.csv";

/* Types with a signature at their start. */
static const struct {
    const char *mark;
    size_t len;
    const char *advice;
} kinds[] = {
    { "%PDF-", 5, "the file is a PDF document; entente reads tables: copy its table into a "
                 "spreadsheet and save that as CSV in UTF-8" },
    { "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 8,
      "the file is an old Excel or Word file; open it and save its table as CSV UTF-8" },
    { "RDX2\n", 5, r_advice },
    { "RDX3\n", 5, r_advice },
    { "RDA2\n", 5, r_advice },
    { "RDA3\n", 5, r_advice },
    { "X\n\0\0\0", 5, r_advice },
    { "<stata_dta>", 11, stata_advice },
    { "$FL2@", 5, spss_advice },
    { "$FL3@", 5, spss_advice },
    { "PAR1\x15", 5, "the file is a Parquet file; pipe it: duckdb -csv -c \"FROM 'FILE'\" | entente measure - ; or in "
                     "Python: pandas.read_parquet(FILE).to_csv(\"table.csv\", index=False), and give table.csv" },
    { "ARROW1\0\0", 8, "the file is an Arrow (Feather) file; in Python: pandas.read_feather(FILE)"
                   ".to_csv(\"table.csv\", index=False), and give table.csv" },
    { "SQLite format 3", 15, "the file is an SQLite database; export its table as CSV in UTF-8: "
                             "sqlite3 -header -csv FILE 'SELECT * FROM TABLE' > table.csv" },
    { "BZh91AY&SY", 10, "the file is compressed (bzip2); unpack it, or give it as .gz" },
    { "\xfd" "7zXZ", 5, "the file is compressed (xz); unpack it, or give it as .gz" },
    { "\x28\xb5\x2f\xfd", 4, "the file is compressed (zstd); unpack it, or give it as .gz" },
    { "7z\xbc\xaf\x27\x1c", 6, "the file is a 7z archive; unpack it and give the table in it" },
    { "Rar!\x1a", 5, "the file is a RAR archive; unpack it and give the table in it" },
};

static bool holds(const unsigned char *bytes, size_t len, const char *words)
{
    return ent_platform_find((const char *)bytes, len, words, strlen(words)) != NULL;
}

/* Spreadsheets and documents are zip files; the names in them tell which. */
static const char *zip_advice(const unsigned char *bytes, size_t len)
{
    if (holds(bytes, len, "opendocument.text") || holds(bytes, len, "word/"))
        return "the file is a text document (Word or LibreOffice); entente reads tables: copy its "
               "table into a spreadsheet and save that as CSV in UTF-8";
    if (holds(bytes, len, "opendocument.spreadsheet"))
        return "the file is a spreadsheet (LibreOffice); File, Save As, Text CSV, character set "
               "UTF-8";
    if (holds(bytes, len, "xl/") || holds(bytes, len, "[Content_Types].xml"))
        return "the file is a spreadsheet (Excel); File, Save As, CSV UTF-8 (comma delimited)";
    return "the file is a spreadsheet or zip file; unpack it, or export it as CSV in UTF-8";
}

/* .rda and .rds files are usually compressed. */
static const char *gzip_advice(const unsigned char *bytes, size_t len)
{
    unsigned char start[16] = { 0 };
    z_stream stream = { .next_in = (Bytef *)bytes, .avail_in = (uInt)len, .next_out = start,
                        .avail_out = sizeof start };
    bool is_r = false;

    if (inflateInit2(&stream, 16 + MAX_WBITS) == Z_OK) {
        inflate(&stream, Z_SYNC_FLUSH);
        is_r = memcmp(start, "RDX", 3) == 0 || memcmp(start, "RDA", 3) == 0 ||
               memcmp(start, "X\n\0\0", 4) == 0 || memcmp(start, "A\n3\n", 4) == 0;
        inflateEnd(&stream);
    }
    return is_r ? r_advice : "the file is compressed; give it a name that ends in .gz";
}

static bool ends_with(const char *name, const char *end)
{
    size_t a = strlen(name), b = strlen(end);

    return a >= b && strcmp(name + a - b, end) == 0;
}

const char *ent_filetype_stats(const char *name, const unsigned char *bytes, size_t len)
{
    const char *advice = len && bytes[0] != 0x1f ? ent_filetype_advice(name, bytes, len) : NULL;

    return advice == stata_advice ? "dta" : advice == spss_advice ? "sav" : NULL;
}

const char *ent_filetype_advice(const char *name, const unsigned char *bytes, size_t len)
{
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (len >= kinds[i].len && memcmp(bytes, kinds[i].mark, kinds[i].len) == 0)
            return kinds[i].advice;
    if (len >= 4 && memcmp(bytes, "PK\3\4", 4) == 0)
        return zip_advice(bytes, len);
    if (len >= 2 && bytes[0] == 0x1f && bytes[1] == 0x8b)
        return gzip_advice(bytes, len);
    /* Stata 4 to 12: a version, a byte order, 1, 0 */
    if (len >= 4 && ((bytes[0] >= 0x69 && bytes[0] <= 0x73 && (bytes[1] == 1 || bytes[1] == 2) &&
                      bytes[2] == 1) ||
                     (ends_with(name, ".dta") && bytes[0] < 0x20)))
        return stata_advice;
    return NULL;
}
