/* workbook.c: the readers of workbooks. The input is a zip file when it begins with "PK"; else its parts, each a line
 * with the name of a part and then its text, become one, so that mutants get past the checksums. What is read is
 * a table: every row has a place in the sheet, every cell is valid text and is found again by its place. */
#include <zlib.h>

#include "base/file.h"
#include "data/table/tablefile.h"
#include "fuzz.h"

static void put_number(ent_buf *out, uint32_t value, int bytes)
{
    for (int i = 0; i < bytes; i++)
        ent_buf_char(out, (char)(i < 4 ? value >> 8 * i : 0));
}

/* The fields that the header of a part and its entry in the list share. */
static void put_fields(ent_buf *out, ent_str name, ent_str text)
{
    put_number(out, 0, 8); /* flags, stored, time */
    put_number(out, (uint32_t)crc32(0, (const Bytef *)text.ptr, (uInt)text.len), 4);
    put_number(out, (uint32_t)text.len, 4);
    put_number(out, (uint32_t)text.len, 4);
    put_number(out, (uint32_t)name.len, 2);
    put_number(out, 0, 2);
}

static void make_zip(ent_buf *zip, ent_str rest)
{
    ent_buf list = { 0 };
    uint32_t count = 0, start;

    while (rest.len && count < 100) {
        ent_str text = fuzz_part(&rest), name = fuzz_line(&text);

        name.len = name.len < 100 ? name.len : 100;
        ent_buf_add(&list, "PK\1\2\0\0\0\0", 6);
        put_number(&list, 0, 2);
        put_fields(&list, name, text);
        put_number(&list, 0, 10);
        put_number(&list, (uint32_t)zip->len, 4);
        ent_buf_str(&list, name);
        ent_buf_add(zip, "PK\3\4\0\0", 6);
        put_fields(zip, name, text);
        ent_buf_str(zip, name);
        ent_buf_str(zip, text);
        count++;
    }
    start = (uint32_t)zip->len;
    ent_buf_str(zip, ent_buf_view(&list));
    ent_buf_add(zip, "PK\5\6\0\0\0\0", 8);
    put_number(zip, count, 2);
    put_number(zip, count, 2);
    put_number(zip, (uint32_t)list.len, 4);
    put_number(zip, start, 4);
    put_number(zip, 0, 2);
    ent_buf_destroy(&list);
}

static ent_status look(void *ctx, ent_tablefile *table, size_t offset, const ent_str *fields)
{
    size_t *last = ctx;

    for (size_t c = 0; c < table->columns; c++) {
        ent_where where = ent_tablefile_where(table, offset, c);

        REQUIRE(where.sheet && where.line && where.column);
        REQUIRE(c || where.line > *last); /* rows in the order of the sheet */
        *last = where.line;
        REQUIRE(ent_str_eq(ent_tablefile_cell(table, offset, c), fields[c]));
        REQUIRE(ent_utf8_count(fields[c]) <= fields[c].len);
    }
    return ENT_OK;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    ent_str input = fuzz_input(data, size);
    ent_buf zip = { 0 };
    ent_dialect dialect = { .nameless = size % 2 };
    ent_diags diags = fuzz_diags();
    ent_tablefile table;
    size_t last = 0;
    ent_status status;

    if (ent_str_starts(input, "PK"))
        ent_buf_str(&zip, input);
    else
        make_zip(&zip, input);
    if (!zip.failed && zip.len >= 4 && memcmp(zip.data, "PK\3\4", 4) == 0) {
        status = ent_tablefile_open_as(&table, fuzz_put("book.xlsx", ent_buf_view(&zip)), &dialect, &diags);
        if (status == ENT_OK) {
            REQUIRE(table.sheet.store || fuzz_refused);
            status = ent_tablefile_rows(&table, look, &last, &diags);
            ent_tablefile_destroy(&table);
        }
        fuzz_verdict(status, &diags);
    }
    ent_buf_destroy(&zip);
    return 0;
}
