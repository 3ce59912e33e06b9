/* xml.c: see xml.h. */
#include "data/table/xml.h"

#include <expat.h>
#include <string.h>

#include "base/file.h"
#include "base/mem.h"

enum { PIECE = 64 << 10, MOST_DEPTH = 256 };

typedef struct reading {
    XML_Parser parser;
    const ent_xml_handler *handler;
    size_t depth;
    const char *wrong;
} reading;

/* ---- memory: expat's requests can be refused like all others ---- */

static void *request(size_t size)
{
    return ent_mem_new(size, 1);
}

static void *request_again(void *old, size_t size)
{
    return ent_mem_resize(old, size, 1);
}

/* ---- callbacks ---- */

static const char *local(const char *name)
{
    const char *colon = strchr(name, ':');

    return colon ? colon + 1 : name;
}

static void finish(reading *r)
{
    XML_StopParser(r->parser, XML_FALSE);
}

static void XMLCALL on_start(void *ctx, const XML_Char *name, const XML_Char **attributes)
{
    reading *r = ctx;

    if (++r->depth > MOST_DEPTH) {
        r->wrong = "its elements are nested too deeply";
        finish(r);
        return;
    }
    if (r->handler->line)
        *r->handler->line = XML_GetCurrentLineNumber(r->parser);
    r->handler->start(r->handler->ctx, local(name), attributes);
    if (*r->handler->stop)
        finish(r);
}

static void XMLCALL on_end(void *ctx, const XML_Char *name)
{
    reading *r = ctx;

    r->depth--;
    r->handler->end(r->handler->ctx, local(name));
    if (*r->handler->stop)
        finish(r);
}

static void XMLCALL on_text(void *ctx, const XML_Char *text, int len)
{
    reading *r = ctx;

    r->handler->text(r->handler->ctx, text, (size_t)len);
    if (*r->handler->stop)
        finish(r);
}

static void XMLCALL on_doctype(void *ctx, const XML_Char *name, const XML_Char *system, const XML_Char *public,
                               int internal)
{
    reading *r = ctx;

    (void)name, (void)system, (void)public, (void)internal;
    r->wrong = "it declares a document type, which could hide entities; remove the line <!DOCTYPE ...>";
    finish(r);
}

const char *ent_xml_attribute(const char **attributes, const char *name)
{
    for (; *attributes; attributes += 2)
        if (strcmp(strncmp(*attributes, "calcext:", 8) == 0 ? *attributes : local(*attributes), name) == 0)
            return attributes[1];
    return NULL;
}

/* ---- reading ---- */

static ent_status fail(const ent_zip_part *part, const char *file, const char *why, ent_diags *diags)
{
    return ent_find(diags, ENT_CHECK_WORKBOOK_FORM, (ent_where){ .file = file },
                    "cannot read the part '%.*s' of the workbook: %s", ENT_STR_ARG(part->name), why);
}

static ent_status check_growth(const ent_zip_stream *stream, const char *file, bool force, ent_diags *diags)
{
    if (force || stream->done <= ENT_LIMIT_UNPACKED || stream->done / ENT_LIMIT_GROWTH < stream->part->stored)
        return ENT_OK;
    return ent_find(diags, ENT_CHECK_FILE_LIMIT, (ent_where){ .file = file },
                    "its part '%.*s' unpacks to more than %d times its size (%zu MiB so far); save the sheet as "
                    "CSV, or give --force",
                    ENT_STR_ARG(stream->part->name), ENT_LIMIT_GROWTH, stream->done >> 20);
}

static ent_status parse(reading *r, ent_zip_stream *stream, const char *file, bool force, ent_diags *diags)
{
    ent_status status;
    size_t got = 1;

    while (got) {
        void *room = XML_GetBuffer(r->parser, PIECE);

        if (!room)
            return ent_out_of_memory(diags);
        got = ent_zip_read(stream, room, PIECE);
        if (stream->wrong == ENT_ZIP_NO_MEMORY)
            return ent_out_of_memory(diags);
        if (got == SIZE_MAX)
            return fail(stream->part, file, stream->wrong, diags);
        if ((status = check_growth(stream, file, force, diags)) != ENT_OK)
            return status;
        if (XML_ParseBuffer(r->parser, (int)got, got == 0) == XML_STATUS_OK)
            continue;
        if (r->wrong)
            return fail(stream->part, file, r->wrong, diags);
        if (*r->handler->stop)
            return ENT_OK;
        if (XML_GetErrorCode(r->parser) == XML_ERROR_NO_MEMORY)
            return ent_out_of_memory(diags);
        return fail(stream->part, file, XML_ErrorString(XML_GetErrorCode(r->parser)), diags);
    }
    return ENT_OK;
}

static bool begin(reading *r)
{
    static const XML_Memory_Handling_Suite memory = { request, request_again, ent_mem_free };

    if ((r->parser = XML_ParserCreate_MM(NULL, &memory, NULL)) == NULL)
        return false;
    XML_SetUserData(r->parser, r);
    XML_SetElementHandler(r->parser, on_start, on_end);
    XML_SetCharacterDataHandler(r->parser, on_text);
    XML_SetStartDoctypeDeclHandler(r->parser, on_doctype);
    return true;
}

static void end(reading *r)
{
    if (r->parser)
        XML_ParserFree(r->parser);
}

ent_status ent_xml_read(const ent_zip_part *part, const ent_xml_handler *handler, const char *file, bool force,
                        ent_diags *diags)
{
    reading r = { .handler = handler };
    ent_zip_stream stream;
    ent_status status;

    if (!ent_zip_begin(&stream, part))
        status = stream.wrong == ENT_ZIP_NO_MEMORY ? ent_out_of_memory(diags)
                                                   : fail(part, file, stream.wrong, diags);
    else if (!begin(&r))
        status = ent_out_of_memory(diags);
    else
        status = parse(&r, &stream, file, force, diags);
    end(&r);
    ent_zip_end(&stream);
    return status;
}

ent_status ent_xml_read_file(const ent_file *file, const ent_xml_handler *handler, const char *form, ent_diags *diags)
{
    reading r = { .handler = handler };
    enum XML_Status got = XML_STATUS_OK;
    ent_status status = ENT_OK;

    if (!begin(&r))
        return ent_out_of_memory(diags);
    if (file->is_foreign) /* its bytes are UTF-8 by now, whatever its first line says */
        XML_SetEncoding(r.parser, "UTF-8");
    for (size_t at = file->start; got == XML_STATUS_OK && at <= file->len; at += PIECE) {
        size_t len = file->len - at < PIECE ? file->len - at : PIECE;

        got = XML_Parse(r.parser, file->bytes + at, (int)len, len < PIECE);
    }
    if (got != XML_STATUS_OK && !r.wrong && *handler->stop)
        ; /* the handler reported why */
    else if (got != XML_STATUS_OK && !r.wrong && XML_GetErrorCode(r.parser) == XML_ERROR_NO_MEMORY)
        status = ent_out_of_memory(diags);
    else if (got != XML_STATUS_OK)
        status = ent_find(diags, ENT_CHECK_NETWORK_FORM,
                          (ent_where){ .file = file->name, .line = XML_GetCurrentLineNumber(r.parser),
                                       .column = XML_GetCurrentColumnNumber(r.parser) + 1 },
                          "cannot read the %s file: %s", form,
                          r.wrong ? r.wrong : XML_ErrorString(XML_GetErrorCode(r.parser)));
    end(&r);
    return status;
}

size_t ent_xml_number(const char *text)
{
    size_t value = 0;

    for (; *text >= '0' && *text <= '9'; text++) {
        if (value > (SIZE_MAX - 9) / 10)
            return SIZE_MAX;
        value = value * 10 + (size_t)(*text - '0');
    }
    return value;
}
