/* office.c: see office.h. */
#include "export/sheet/office.h"

#include <stdio.h>
#include <zlib.h>

#include "base/escape.h"

static void put16(ent_buf *out, unsigned value)
{
    ent_buf_char(out, (char)(value & 0xff));
    ent_buf_char(out, (char)(value >> 8 & 0xff));
}

static void put32(ent_buf *out, uint32_t value)
{
    put16(out, value & 0xffff);
    put16(out, value >> 16);
}

/* The fields that the header of an entry and the directory share; the time is that of an archive without
 * times, 1980-01-01. */
static void entry_fields(ent_buf *out, const office_part *part, size_t name_length)
{
    put16(out, 20); /* version needed: deflate */
    put16(out, 0x800); /* names are UTF-8 */
    put16(out, 8);     /* deflate */
    put16(out, 0);
    put16(out, 0x21);
    put32(out, part->crc);
    put32(out, part->packed);
    put32(out, part->size);
    put16(out, (unsigned)name_length);
    put16(out, 0); /* no extra field */
}

static bool deflate_into(ent_buf *packed, ent_str content)
{
    z_stream z = { .next_in = (Bytef *)(uintptr_t)content.ptr, .avail_in = (uInt)content.len };
    Bytef piece[1 << 14];
    int result = Z_OK;

    if (content.len > UINT32_MAX / 2 || deflateInit2(&z, 6, Z_DEFLATED, -MAX_WBITS, 8,
                                                     Z_DEFAULT_STRATEGY) != Z_OK)
        return false;
    while (result == Z_OK) {
        z.next_out = piece;
        z.avail_out = sizeof piece;
        result = deflate(&z, Z_FINISH);
        ent_buf_add(packed, (char *)piece, sizeof piece - z.avail_out);
    }
    deflateEnd(&z);
    return result == Z_STREAM_END && !packed->failed;
}

void ent_office_add(office_file *file, const char *name, ent_str content)
{
    office_part *part = ENT_LIST_ADD(&file->parts);
    ent_buf packed = { 0 };
    size_t length = strlen(name);

    if (!part || !deflate_into(&packed, content)) {
        file->out->failed = true;
        ent_buf_destroy(&packed);
        return;
    }
    snprintf(part->name, sizeof part->name, "%s", name);
    part->crc = (uint32_t)crc32(0, (const Bytef *)content.ptr, (uInt)content.len);
    part->size = (uint32_t)content.len;
    part->packed = (uint32_t)packed.len;
    part->offset = (uint32_t)file->out->len;
    put32(file->out, 0x04034b50);
    entry_fields(file->out, part, length);
    ent_buf_add(file->out, name, length);
    ent_buf_str(file->out, ent_buf_view(&packed));
    ent_buf_destroy(&packed);
}

void ent_office_end(office_file *file)
{
    ent_buf *out = file->out;
    size_t start = out->len, end;

    for (size_t i = 0; i < file->parts.count; i++) {
        const office_part *part = &file->parts.items[i];
        size_t length = strlen(part->name);

        put32(out, 0x02014b50);
        put16(out, 20);
        entry_fields(out, part, length);
        put16(out, 0); /* no comment */
        put16(out, 0); /* the one disk */
        put16(out, 0);
        put32(out, 0);
        put32(out, part->offset);
        ent_buf_add(out, part->name, length);
    }
    end = out->len;
    put32(out, 0x06054b50);
    put32(out, 0);
    put16(out, (unsigned)file->parts.count);
    put16(out, (unsigned)file->parts.count);
    put32(out, (uint32_t)(end - start));
    put32(out, (uint32_t)start);
    put16(out, 0);
    ENT_LIST_DESTROY(&file->parts);
}

void ent_office_text(ent_buf *out, ent_str text)
{
    ent_buf clean = { 0 };
    const char *end = ent_str_end(text), *p = text.ptr;
    size_t len;

    for (; p < end; p += len) {
        uint32_t c = ent_utf8_decode(p, end, &len);

        if ((c & 0xfffe) == 0xfffe || (c >= 0xfdd0 && c <= 0xfdef))
            ent_buf_text(&clean, "\xEF\xBF\xBD");
        else
            ent_buf_add(&clean, p, len);
    }
    ent_escape_xml_attr(out, ent_buf_view(&clean));
    out->failed |= clean.failed;
    ent_buf_destroy(&clean);
}

static const char declaration[] = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

static void properties(office_file *file, const ent_report *r)
{
    ent_buf part = { 0 };

    ent_buf_text(&part, declaration);
    ent_buf_text(&part,
                 "<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/"
                 "core-properties\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>");
    if (r->sheets.count)
        ent_office_text(&part, r->sheets.items[0]->title);
    ent_buf_text(&part, "</dc:title><dc:description>");
    for (size_t i = 0; i < r->sheets.count; i++) {
        const ent_sheet *s = r->sheets.items[i];

        for (size_t k = 0; k < s->record.count + s->notes.count; k++) {
            ent_office_text(&part, k < s->record.count ? s->record.items[k]
                                                       : s->notes.items[k - s->record.count]);
            ent_buf_char(&part, ' ');
        }
    }
    ent_buf_text(&part, "</dc:description></cp:coreProperties>");
    ent_office_add(file, "docProps/core.xml", ent_buf_view(&part));
    file->out->failed |= part.failed;
    ent_buf_destroy(&part);
}

void ent_office_begin(office_file *file, const ent_report *r, const char *main_part, const char *types)
{
    ent_buf part = { 0 };

    ent_buf_format(&part,
                   "%s<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
                   "<Default Extension=\"rels\" "
                   "ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
                   "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
                   "<Override PartName=\"/docProps/core.xml\" "
                   "ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/>"
                   "%s</Types>",
                   declaration, types);
    ent_office_add(file, "[Content_Types].xml", ent_buf_view(&part));
    ent_buf_clear(&part);
    ent_buf_format(&part,
                   "%s<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
                   "<Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/"
                   "relationships/officeDocument\" Target=\"%s\"/>"
                   "<Relationship Id=\"rId2\" Type=\"http://schemas.openxmlformats.org/package/2006/"
                   "relationships/metadata/core-properties\" Target=\"docProps/core.xml\"/>"
                   "</Relationships>",
                   declaration, main_part);
    ent_office_add(file, "_rels/.rels", ent_buf_view(&part));
    file->out->failed |= part.failed;
    ent_buf_destroy(&part);
    properties(file, r);
}
