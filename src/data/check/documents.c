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

/* ---- the claim of a row in its passage ---- */

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (unsigned char)c >= 0x80;
}

/* Short names (UN, US, CIS) must be whole words in the same case; longer names may be the beginning of
 * a word, so that "Russia" is found in "Russian". */
static bool mentions(ent_str text, ent_str name)
{
    bool strict = name.len <= 5;

    if (name.len < 2)
        return false;
    for (size_t i = 0; i + name.len <= text.len; i++) {
        ent_str here = { text.ptr + i, name.len };

        if (i && is_letter(text.ptr[i - 1]) && is_letter(name.ptr[0]))
            continue;
        if (strict ? !ent_str_eq(here, name) : !ent_str_eq_fold(here, name))
            continue;
        if (!strict || i + name.len == text.len || !is_letter(text.ptr[i + name.len]) ||
            name.len > 3)
            return true;
    }
    return false;
}

static bool names_actor(const ent_dataset *d, uint32_t at, ent_str text)
{
    const ent_actor *actor;
    const ent_str *names;
    size_t count;

    if (at == ENT_NONE)
        return false;
    actor = &d->actors.items[at];
    if (mentions(text, actor->id) || mentions(text, actor->name) || mentions(text, actor->label) ||
        mentions(text, ent_cell(d, actor->row, "name_ru")))
        return true;
    if (!actor->state)
        return actor->part_of != ENT_NONE && actor->part_of != at && actor->type == ENT_BODY &&
               mentions(text, d->actors.items[actor->part_of].label);
    count = ent_world_names(d->world, actor->state, &names);
    for (size_t i = 0; i < count; i++)
        if (mentions(text, names[i]))
            return true;
    return false;
}

/* Does the text hold two successive words of the title with more than three letters, with the short
 * words between them? */
static bool names_title(ent_str title, ent_str text)
{
    ent_str rest = title, word, last = { "", 0 };

    while (ent_str_next(&rest, ' ', &word)) {
        ent_str both = { last.ptr, (size_t)(word.ptr + word.len - last.ptr) };

        if (word.len <= 3)
            continue;
        if (last.len && mentions(text, both))
            return true;
        last = word;
    }
    return false;
}

static bool names_act(const ent_dataset *d, uint32_t at, ent_str text)
{
    const ent_act *act = &d->acts.items[at];
    const uint32_t *rows;
    size_t count = ent_act_parties(d, at, &rows);

    if (ent_date_named_in(act->signed_on, text) || ent_date_named_in(act->in_force, text) ||
        ent_date_named_in(act->ended, text) || names_title(act->title, text) ||
        names_title(act->label, text) || names_actor(d, act->within, text))
        return true;
    for (size_t i = 0; i < count; i++)
        if (names_actor(d, d->parties.items[rows[i]].actor, text))
            return true;
    return false;
}

static bool names_party(const ent_dataset *d, const ent_party *p, ent_str text)
{
    const ent_act *act = &d->acts.items[p->act];
    ent_date date = p->signed_on.kind ? p->signed_on : act->signed_on;

    return names_actor(d, p->actor, text) || names_actor(d, act->within, text) ||
           ent_date_named_in(date, text);
}

static bool names_claim(const ent_dataset *d, ent_table which, size_t n, ent_row row, ent_str text)
{
    switch (which) {
    case ENT_ACTORS:
        return names_actor(d, (uint32_t)n, text) || ent_date_named_in(d->actors.items[n].from, text);
    case ENT_MEMBERSHIPS:
        return names_actor(d, d->memberships.items[n].organization, text) ||
               names_actor(d, d->memberships.items[n].member, text);
    case ENT_AGREEMENTS:
        return names_act(d, (uint32_t)n, text);
    case ENT_PARTIES:
        return names_party(d, &d->parties.items[n], text);
    case ENT_READINGS: {
        uint32_t act = ent_act_find(d, ent_cell(d, row, "agreement"));

        return act == ENT_NONE || names_act(d, act, text) ||
               mentions(text, ent_cell(d, row, "value"));
    }
    default:
        return true; /* the label of a topic is the coder's */
    }
}

static bool has_quote(const ent_dataset *d, ent_row row, ent_str text)
{
    ent_str quote = ent_cell(d, row, "quote");

    return !quote.len || ent_platform_find(text.ptr, text.len, quote.ptr, quote.len) != NULL;
}

static void check_row(library *lib, ent_table which, size_t n, size_t *passages)
{
    ent_row row = ent_table_row(lib->d, which, n);
    ent_citations cites;

    if (!ent_citations_read(&cites, lib->d, row))
        return; /* reported by the checks of the tables */
    for (size_t i = 0; i < cites.count; i++) {
        ent_str text;

        if (!cites.items[i].in_text)
            continue;
        text = passage(lib, row, &cites.items[i]);
        if (!text.len)
            continue;
        *passages += 1;
        if (!names_claim(lib->d, which, n, row, text))
            ent_find(lib->diags, ENT_CHECK_LOCATOR_SILENT, ent_row_where(lib->d, row, "locator"),
                     "the passage mentions neither the subject of the row nor its date: \"%.*s\"",
                     (int)(text.len < 120 ? text.len : 120), text.ptr);
        if (!has_quote(lib->d, row, text))
            ent_find(lib->diags, ENT_CHECK_QUOTE_MISSING, ent_row_where(lib->d, row, "quote"),
                     "the quote is not in the passage");
    }
}

static ent_status open_library(library *lib, const ent_dataset *d, const char *folder,
                               ent_diags *diags)
{
    *lib = (library){ d, folder, ent_mem_new(d->sources.count, sizeof *lib->documents), diags };
    return lib->documents ? ENT_OK : ent_out_of_memory(diags);
}

static void close_library(library *lib)
{
    for (size_t i = 0; lib->documents && i < lib->d->sources.count; i++)
        ent_file_destroy(&lib->documents[i].file), ent_mem_free(lib->documents[i].steps);
    ent_mem_free(lib->documents);
}

ent_status ent_dataset_check_documents(const ent_dataset *d, const char *folder, size_t *passages,
                                       ent_diags *diags)
{
    size_t before = diags->errors;
    library lib;
    ent_status status = open_library(&lib, d, folder, diags);

    *passages = 0;
    for (int t = 0; status == ENT_OK && t < ENT_TABLE_COUNT; t++) {
        if (t == ENT_SOURCES || !d->tables[t].present || !ent_table_has(d, (ent_table)t, "locator"))
            continue;
        for (size_t n = 0; n < ent_table_rows(d, (ent_table)t); n++)
            check_row(&lib, (ent_table)t, n, passages);
    }
    close_library(&lib);
    return status != ENT_OK ? status : diags->errors > before ? ENT_EDATA : ENT_OK;
}

ent_status ent_dataset_passages(const ent_dataset *d, ent_row row, const char *folder, ent_buf *out,
                                ent_diags *diags)
{
    ent_citations cites;
    library lib;
    ent_status status;

    if (!ent_citations_read(&cites, d, row))
        return ENT_OK;
    if ((status = open_library(&lib, d, folder, diags)) != ENT_OK)
        return status;
    for (size_t i = 0; i < cites.count; i++) {
        ent_str text;

        if (!cites.items[i].in_text)
            continue;
        text = passage(&lib, row, &cites.items[i]);
        if (text.len)
            ent_buf_format(out, "%.*s, characters %zu to %zu: \"%.*s\"\n",
                           ENT_STR_ARG(cites.items[i].source), cites.items[i].from,
                           cites.items[i].to, ENT_STR_ARG(text));
    }
    close_library(&lib);
    return out->failed ? ent_out_of_memory(diags) : ENT_OK;
}
