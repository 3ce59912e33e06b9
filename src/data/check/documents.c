/* documents.c: opening the passages that rows cite. A locator is an RFC 5147 fragment: a range of
 * characters, with the MD5 or the length of the whole document, so that a changed document is noticed
 * before a wrong sentence is read from it. */
#include "data/check/documents.h"

#include <md5.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "base/platform.h"
#include "data/dataset.h"

/* ---- citations ---- */

static ent_str behind(ent_str s, const char *start)
{
    size_t len = strlen(start);

    return (ent_str){ s.ptr + len, s.len - len };
}

static bool whole_number(ent_str s, size_t *value)
{
    *value = 0;
    if (!s.len || s.len > 12)
        return false;
    for (size_t i = 0; i < s.len; i++) {
        if (s.ptr[i] < '0' || s.ptr[i] > '9')
            return false;
        *value = *value * 10 + (size_t)(s.ptr[i] - '0');
    }
    return true;
}

static void read_range(ent_citation *cite)
{
    ent_str range = behind(cite->locator, "char="), from = { 0 }, to = { 0 };

    cite->in_text = true;
    if (!ent_str_next(&range, ',', &from) || !ent_str_next(&range, ',', &to) || range.len ||
        !whole_number(from, &cite->from) || !whole_number(to, &cite->to) ||
        cite->from >= cite->to)
        cite->wrong = "the locator is not of the form char=START,END;md5=...";
}

bool ent_citations_read(ent_citations *cites, const ent_dataset *d, ent_row row)
{
    ent_str sources = ent_cell(d, row, "source"), locators, part;
    size_t at = 0;

    *cites = (ent_citations){ 0 };
    while (ent_str_next(&sources, ';', &part)) {
        if (!part.len)
            continue;
        if (cites->count == ENT_MOST_CITATIONS)
            return false;
        cites->items[cites->count++].source = part;
    }
    locators = ent_cell(d, row, "locator");
    while (ent_str_next(&locators, ';', &part)) {
        ent_citation *last = at ? &cites->items[at - 1] : NULL;

        if (ent_str_starts(part, "md5=") || ent_str_starts(part, "length=")) { /* of the locator before */
            if (!last)
                return false;
            *(part.ptr[0] == 'm' ? &last->md5 : &last->length) =
                behind(part, part.ptr[0] == 'm' ? "md5=" : "length=");
            continue;
        }
        if (at >= cites->count)
            return !part.len;
        cites->items[at].locator = part;
        if (ent_str_starts(part, "char="))
            read_range(&cites->items[at]);
        at++;
    }
    for (size_t i = 0; i < cites->count; i++)
        if (cites->items[i].in_text && !cites->items[i].md5.len && !cites->items[i].length.len &&
            !cites->items[i].wrong)
            cites->items[i].wrong = "the locator has no integrity check (md5= or length=)";
    return true;
}

/* ---- documents ---- */

enum { STEP = 1024 };

typedef struct document {
    ent_file file;
    bool opened, there;
    char md5[MD5_DIGEST_STRING_LENGTH];
    size_t characters;
    size_t *steps; /* offsets of every STEP-th character */
} document;

typedef struct library {
    const ent_dataset *d;
    const char *folder;
    document *documents; /* one for each source */
    ent_claims claims;
    ent_diags *diags;
} library;

/* Characters as RFC 5147 counts them: a line end is one character, also CR LF. */
static size_t count_characters(ent_str s)
{
    size_t count = ent_utf8_count(s);

    for (size_t i = 0; i + 1 < s.len; i++)
        count -= s.ptr[i] == '\r' && s.ptr[i + 1] == '\n';
    return count;
}

static bool starts_character(const ent_file *file, size_t i)
{
    unsigned char c = (unsigned char)file->bytes[i];

    return (c & 0xc0) != 0x80 && !(c == '\n' && i && file->bytes[i - 1] == '\r');
}

/* Where every 1,024th character starts, so that a passage is found without counting from the start. */
static bool mark_steps(document *doc)
{
    size_t at = 0;

    if ((doc->steps = ent_mem_new(doc->characters / STEP + 1, sizeof *doc->steps)) == NULL)
        return false;
    for (size_t i = 0; i < doc->file.len; i++)
        if (starts_character(&doc->file, i) && at++ % STEP == 0)
            doc->steps[(at - 1) / STEP] = i;
    return true;
}

/* The offset of a character; the end of the document behind the last. */
static size_t offset_of(const document *doc, size_t character)
{
    size_t i, at = character / STEP * STEP;

    if (character >= doc->characters)
        return doc->file.len;
    for (i = doc->steps[character / STEP]; at < character; at += starts_character(&doc->file, i))
        i++;
    return i;
}

static ent_str cut(const document *doc, size_t from, size_t to)
{
    size_t start = offset_of(doc, from);

    return (ent_str){ doc->file.bytes + start, offset_of(doc, to) - start };
}

static void open_document(library *lib, uint32_t source)
{
    document *doc = &lib->documents[source];
    ent_row row = lib->d->sources.items[source].row;
    ent_str name = ent_cell(lib->d, row, "file");
    ent_diags quiet = { 0 };
    ent_buf path = { 0 };
    struct stat info;

    if (doc->opened)
        return;
    doc->opened = true;
    if (!name.len || memchr(name.ptr, '/', name.len) || name.ptr[0] == '.') {
        ent_find(lib->diags, ENT_CHECK_DOCUMENT_MISSING, ent_row_where(lib->d, row, "file"),
                 "rows cite passages of '%.*s', but its column 'file' names no file of the documents folder",
                 ENT_STR_ARG(lib->d->sources.items[source].id));
        return;
    }
    ent_buf_format(&path, "%s/%.*s", lib->folder, ENT_STR_ARG(name));
    if ((stat(ent_buf_string(&path), &info) == 0 && !S_ISREG(info.st_mode)) ||
        ent_file_read(&doc->file, ent_buf_string(&path), &quiet) != ENT_OK) {
        ent_find(lib->diags, ENT_CHECK_DOCUMENT_MISSING, ent_row_where(lib->d, row, "file"),
                 "no document '%.*s' in %s", ENT_STR_ARG(name), lib->folder);
    } else {
        MD5Data((const uint8_t *)doc->file.bytes, doc->file.len, doc->md5);
        doc->characters = count_characters((ent_str){ doc->file.bytes, doc->file.len });
        doc->there = mark_steps(doc);
        if (!doc->there)
            ent_out_of_memory(lib->diags);
    }
    ent_buf_destroy(&path);
}

/* The passage of a citation, or an empty text after a finding. */
static ent_str passage(library *lib, ent_row row, const ent_citation *cite)
{
    uint32_t source = ent_source_find(lib->d, cite->source);
    document *doc;
    size_t length;

    if (source == ENT_NONE || cite->wrong)
        return ENT_STR(""); /* reported by the checks of the tables */
    open_document(lib, source);
    doc = &lib->documents[source];
    if (!doc->there)
        return ENT_STR("");
    if ((cite->md5.len && !ent_str_eq_fold(cite->md5, ent_str_of(doc->md5))) ||
        (cite->length.len &&
         (!whole_number(cite->length, &length) || length != doc->characters))) {
        ent_find(lib->diags, ENT_CHECK_LOCATOR_CHECKSUM, ent_row_where(lib->d, row, "locator"),
                 "%s has changed since this row was coded", doc->file.name);
        return ENT_STR("");
    }
    if (cite->to > doc->characters) {
        ent_find(lib->diags, ENT_CHECK_LOCATOR_RANGE, ent_row_where(lib->d, row, "locator"),
                 "characters %zu to %zu of %s, which has %zu characters", cite->from, cite->to,
                 doc->file.name, doc->characters);
        return ENT_STR("");
    }
    return cut(doc, cite->from, cite->to);
}

/* ---- rows ---- */

static bool has_quote(const ent_dataset *d, ent_row row, ent_str text)
{
    ent_str quote = ent_cell(d, row, "quote");

    return !quote.len || ent_platform_find(text.ptr, text.len, quote.ptr, quote.len) != NULL;
}

/* Adds a passage to the text of its row. In a document of 2021 "this year" is 2021. */
static void add_passage(const library *lib, const ent_citation *cite, ent_str text, ent_buf *all)
{
    static const ent_str this_year = { "this year", 9 };
    ent_str date = ent_cell(lib->d, lib->d->sources.items[ent_source_find(lib->d, cite->source)].row, "date");

    for (size_t i = 0; i < text.len; i++)
        ent_buf_char(all, text.ptr[i] == '\n' || text.ptr[i] == '\r' ? ' ' : text.ptr[i]);
    if (date.len >= 4 && ent_platform_find(text.ptr, text.len, this_year.ptr, this_year.len))
        ent_buf_format(all, " (%.4s)", date.ptr);
    ent_buf_char(all, '\n');
}

/* The beginning of the first line of a text, in whole characters. */
static ent_str shown(ent_str text)
{
    enum { MOST = 160 };
    ent_str line;

    (void)ent_str_next(&text, '\n', &line);
    if (line.len > MOST)
        for (line.len = MOST; line.len && ((unsigned char)line.ptr[line.len] & 0xc0) == 0x80;)
            line.len--;
    return line;
}

static void report(const library *lib, ent_row row, const ent_claim *claim, ent_str passages, size_t count)
{
    ent_buf what = { 0 };

    ent_buf_text(&what, claim->missing);
    if (claim->name.len)
        ent_buf_format(&what, " '%.*s'", ENT_SHOWN(claim->name));
    if (claim->ways)
        ent_buf_format(&what, " (%s)", claim->ways);
    ent_find(lib->diags, ENT_CHECK_LOCATOR_SILENT, ent_row_where(lib->d, row, "locator"),
             "the passage%s not name %s: \"%.*s\"%s", count > 1 ? "s do" : " does", ent_buf_string(&what),
             ENT_STR_ARG(shown(passages)), count > 1 ? " ..." : "");
    ent_buf_destroy(&what);
}

static void check_row(library *lib, ent_table which, size_t n, size_t *passages)
{
    ent_row row = ent_table_row(lib->d, which, n);
    ent_citations cites;
    ent_buf all = { 0 };
    ent_claim claim;
    size_t opened = 0;
    bool quoted = false;

    if (!ent_citations_read(&cites, lib->d, row))
        return; /* reported by the checks of the tables */
    for (size_t i = 0; i < cites.count; i++) {
        ent_str text = cites.items[i].in_text ? passage(lib, row, &cites.items[i]) : ENT_STR("");

        cites.items[i].opened = text.len > 0;
        if (!text.len)
            continue;
        opened++;
        quoted |= has_quote(lib->d, row, text);
        add_passage(lib, &cites.items[i], text, &all);
    }
    *passages += opened;
    if (opened) {
        claim = ent_claim_missing(&lib->claims, which, n, &cites, ent_buf_view(&all));
        if (claim.missing)
            report(lib, row, &claim, ent_buf_view(&all), opened);
        if (!quoted)
            ent_find(lib->diags, ENT_CHECK_QUOTE_MISSING, ent_row_where(lib->d, row, "quote"),
                     "the quote is not in the passage");
    }
    ent_buf_destroy(&all);
}

static ent_status open_library(library *lib, const ent_dataset *d, const char *folder,
                               ent_diags *diags)
{
    *lib = (library){ .d = d, .folder = folder, .diags = diags,
                      .documents = ent_mem_new(d->sources.count, sizeof *lib->documents) };
    return lib->documents ? ENT_OK : ent_out_of_memory(diags);
}

static void close_library(library *lib)
{
    for (size_t i = 0; lib->documents && i < lib->d->sources.count; i++)
        ent_file_destroy(&lib->documents[i].file), ent_mem_free(lib->documents[i].steps);
    ent_mem_free(lib->documents);
    ent_claims_close(&lib->claims);
}

ent_status ent_dataset_check_documents(const ent_dataset *d, const char *folder, size_t *passages,
                                       ent_diags *diags)
{
    size_t before = diags->errors;
    library lib;
    ent_status status = open_library(&lib, d, folder, diags);

    *passages = 0;
    if (status == ENT_OK && !ent_claims_open(&lib.claims, d))
        status = ent_out_of_memory(diags);
    for (int t = 0; status == ENT_OK && t < ENT_TABLE_COUNT; t++) {
        if (t == ENT_SOURCES || !d->tables[t].present || !ent_table_has(d, (ent_table)t, "locator"))
            continue;
        for (size_t n = 0; n < ent_table_rows(d, (ent_table)t); n++)
            check_row(&lib, (ent_table)t, n, passages);
    }
    close_library(&lib);
    return status != ENT_OK ? status : diags->errors > before ? ENT_EDATA : ENT_OK;
}

struct ent_documents {
    library library;
};

ent_status ent_documents_open(ent_documents **documents, const ent_dataset *d, const char *folder, ent_diags *diags)
{
    ent_status status;

    *documents = ent_mem_new(1, sizeof **documents);
    if (!*documents)
        return ent_out_of_memory(diags);
    if ((status = open_library(&(*documents)->library, d, folder, diags)) != ENT_OK)
        ent_documents_close(*documents), *documents = NULL;
    return status;
}

void ent_documents_close(ent_documents *documents)
{
    if (documents)
        close_library(&documents->library);
    ent_mem_free(documents);
}

void ent_documents_passages(ent_documents *documents, ent_row row, ent_passage_take *take, void *ctx)
{
    library *lib = &documents->library;
    ent_citations cites;

    if (!ent_citations_read(&cites, lib->d, row))
        return; /* reported by the checks of the tables */
    for (size_t i = 0; i < cites.count; i++) {
        ent_str text = cites.items[i].in_text ? passage(lib, row, &cites.items[i]) : ENT_STR("");

        if (text.len)
            take(ctx, cites.items[i].source, cites.items[i].from, cites.items[i].to, text);
    }
}

static void put_passage(void *out, ent_str source, size_t from, size_t to, ent_str text)
{
    ent_buf_format(out, "%.*s, characters %zu to %zu: \"%.*s\"\n", ENT_STR_ARG(source), from, to, ENT_STR_ARG(text));
}

ent_status ent_dataset_passages(const ent_dataset *d, ent_row row, const char *folder, ent_buf *out,
                                ent_diags *diags)
{
    ent_documents *documents;
    ent_status status = ent_documents_open(&documents, d, folder, diags);

    if (status != ENT_OK)
        return status;
    ent_documents_passages(documents, row, put_passage, out);
    ent_documents_close(documents);
    return out->failed ? ent_out_of_memory(diags) : ENT_OK;
}
