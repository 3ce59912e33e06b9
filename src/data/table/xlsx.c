/* xlsx.c: workbooks of Excel (Office Open XML). A cell refers to its text and to its format by numbers, so that
 * the shared strings and the styles are read first. */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "data/table/book.h"
#include "data/table/cell_value.h"

typedef struct relation {
    ent_str id, target;
} relation;

typedef struct number_format {
    unsigned id;
    cell_format format;
} number_format;

typedef struct xlsx {
    book *b;
    ENT_LIST(relation) relations; /* of the part that was read last */
    ent_str folder;               /* of the workbook's part: "xl/" */
    ent_str book_part, strings_part, styles_part;
    bool since_1904;
    ENT_LIST(uint32_t) strings;        /* numbers of texts in the store */
    ENT_LIST(number_format) formats;   /* the workbook's own */
    ENT_LIST(cell_format) styles;      /* by the number that cells have */
    bool in_styles;                    /* within cellXfs */
    /* the text that is being collected */
    ent_buf text;
    bool in_text;
    size_t in_phonetic; /* depth in phonetic runs, which are not part of the text */
    /* the sheet that is being read */
    size_t sheet, row, column;
    char type;      /* of the cell: n, s (shared), t (text of a formula or inline), b, e, d */
    size_t style;
    bool has_formula, is_hidden; /* is_hidden: the row, until it is counted */
    ent_buf made;   /* the text of a number */
} xlsx;

static const char *attribute(const char **attributes, const char *name, const char *otherwise)
{
    const char *value = ent_xml_attribute(attributes, name);

    return value ? value : otherwise;
}

static bool is_true(const char *text)
{
    return strcmp(text, "1") == 0 || strcmp(text, "true") == 0 || strcmp(text, "on") == 0;
}

static ent_str keep(xlsx *x, ent_str text)
{
    ent_str kept = ent_arena_str(&x->b->arena, text);

    if (!kept.ptr)
        x->b->no_memory = x->b->stop = true;
    return kept.ptr ? kept : ENT_STR("");
}

static void no_text(void *ctx, const char *text, size_t len)
{
    (void)ctx, (void)text, (void)len;
}

static void no_end(void *ctx, const char *name)
{
    (void)ctx, (void)name;
}

/* Reads a part; a part that is missing is as an empty one unless it is `needed`. */
static ent_status read_part(xlsx *x, ent_str name, bool needed, ent_xml_handler handler)
{
    const ent_zip_part *part = ent_zip_find(&x->b->zip, name);
    ent_status status;

    if (!part)
        return needed ? book_fail(x->b, "a part that it names is missing; the file is damaged") : ENT_OK;
    handler.ctx = x;
    handler.stop = &x->b->stop;
    x->b->stop = false;
    status = ent_xml_read(part, &handler, x->b->file, x->b->choice->force, x->b->diags);
    return status == ENT_OK && (x->b->no_memory || x->text.failed || x->made.failed)
               ? ent_out_of_memory(x->b->diags)
               : status;
}

/* ---- relations: which part is what ---- */

/* "worksheets/sheet1.xml" of "xl/": "xl/worksheets/sheet1.xml" */
static ent_str resolve(xlsx *x, ent_str folder, const char *target)
{
    ent_buf path = { 0 };
    ent_str made;

    if (*target == '/') {
        target++;
    } else {
        while (strncmp(target, "../", 3) == 0 && folder.len) {
            target += 3;
            for (folder.len--; folder.len && folder.ptr[folder.len - 1] != '/';)
                folder.len--;
        }
        ent_buf_str(&path, folder);
    }
    ent_buf_text(&path, target);
    made = keep(x, ent_buf_view(&path));
    x->b->no_memory |= path.failed;
    ent_buf_destroy(&path);
    return made;
}

static bool ends_with(const char *text, const char *end)
{
    size_t a = strlen(text), b = strlen(end);

    return a >= b && strcmp(text + a - b, end) == 0;
}

static void relation_start(void *ctx, const char *name, const char **attributes)
{
    xlsx *x = ctx;
    const char *type = attribute(attributes, "Type", ""), *target = attribute(attributes, "Target", "");
    ent_str path;

    if (strcmp(name, "Relationship") != 0 || strcmp(attribute(attributes, "TargetMode", ""), "External") == 0)
        return;
    path = resolve(x, x->folder, target);
    if (ends_with(type, "/officeDocument"))
        x->book_part = path;
    else if (ends_with(type, "/sharedStrings"))
        x->strings_part = path;
    else if (ends_with(type, "/styles"))
        x->styles_part = path;
    else if (ends_with(type, "/worksheet") &&
             !ENT_LIST_PUSH(&x->relations,
                            (relation){ keep(x, ent_str_of(attribute(attributes, "Id", ""))), path }))
        x->b->no_memory = x->b->stop = true;
}

static ent_status read_relations(xlsx *x, const char *file)
{
    ent_buf path = { 0 };
    ent_status status;

    ent_buf_str(&path, x->folder);
    ent_buf_text(&path, "_rels/");
    ent_buf_text(&path, file);
    ent_buf_text(&path, ".rels");
    status = path.failed ? ent_out_of_memory(x->b->diags)
                         : read_part(x, ent_buf_view(&path), true,
                                     (ent_xml_handler){ relation_start, no_end, no_text, NULL, NULL, NULL });
    ent_buf_destroy(&path);
    return status;
}

/* ---- the workbook: names of sheets ---- */

static void book_start(void *ctx, const char *name, const char **attributes)
{
    xlsx *x = ctx;

    if (strcmp(name, "workbookPr") == 0) {
        x->since_1904 = is_true(attribute(attributes, "date1904", "0"));
    } else if (strcmp(name, "sheet") == 0) {
        ent_str id = ent_str_of(attribute(attributes, "id", "")), part = ENT_STR("");

        for (size_t i = 0; i < x->relations.count; i++)
            if (ent_str_eq(x->relations.items[i].id, id))
                part = x->relations.items[i].target;
        if (part.len) /* else a sheet that is a chart */
            book_add_sheet(x->b, ent_str_of(attribute(attributes, "name", "")), part,
                           strcmp(attribute(attributes, "state", "visible"), "visible") != 0);
    }
}

static ent_status read_book(xlsx *x)
{
    ent_status status = read_relations(x, "");
    const char *slash;

    if (status != ENT_OK)
        return status;
    if (!x->book_part.len)
        return book_fail(x->b, "it names no workbook; the file is damaged");
    x->folder = x->book_part;
    while (x->folder.len && x->folder.ptr[x->folder.len - 1] != '/')
        x->folder.len--;
    slash = x->book_part.ptr + x->folder.len;
    if ((status = read_relations(x, slash)) != ENT_OK)
        return status;
    return read_part(x, x->book_part, true, (ent_xml_handler){ book_start, no_end, no_text, NULL, NULL, NULL });
}

/* ---- styles: which cells are dates ---- */

static cell_format format_of(const xlsx *x, unsigned id)
{
    for (size_t i = 0; i < x->formats.count; i++)
        if (x->formats.items[i].id == id)
            return x->formats.items[i].format;
    return cell_format_of_number(id);
}

static void styles_start(void *ctx, const char *name, const char **attributes)
{
    xlsx *x = ctx;
    unsigned id = (unsigned)ent_xml_number(attribute(attributes, "numFmtId", "0"));

    if (strcmp(name, "numFmt") == 0) {
        number_format own = { id, cell_format_of_code(ent_str_of(attribute(attributes, "formatCode", ""))) };

        x->b->no_memory |= !ENT_LIST_PUSH(&x->formats, own);
    } else if (strcmp(name, "cellXfs") == 0) {
        x->in_styles = true;
    } else if (strcmp(name, "xf") == 0 && x->in_styles) {
        x->b->no_memory |= !ENT_LIST_PUSH(&x->styles, format_of(x, id));
    }
    x->b->stop |= x->b->no_memory;
}

static void styles_end(void *ctx, const char *name)
{
    xlsx *x = ctx;

    if (strcmp(name, "cellXfs") == 0)
        x->in_styles = false;
}

/* ---- texts ---- */

static void add_text(void *ctx, const char *text, size_t len)
{
    xlsx *x = ctx;

    if (x->in_text && !x->in_phonetic)
        ent_buf_add(&x->text, text, len);
}

static int hexadecimal(const char *p)
{
    int value = 0;

    for (int i = 0; i < 4; i++) {
        int c = p[i] >= '0' && p[i] <= '9' ? p[i] - '0' : (p[i] | 0x20) >= 'a' && (p[i] | 0x20) <= 'f'
                                                              ? (p[i] | 0x20) - 'a' + 10
                                                              : -1;

        if (c < 0)
            return -1;
        value = value * 16 + c;
    }
    return value;
}

/* Excel writes characters that XML cannot hold as _x000D_, and an underscore before such a text as _x005F_.
 * Of the former only line ends and tabs may be in a cell; the others stay as they are written. */
static ent_str without_escapes(ent_buf *text)
{
    char *from = text->data, *into = text->data, *end;

    if (!text->len || !memchr(text->data, '_', text->len))
        return ent_buf_view(text);
    end = text->data + text->len;
    while (from < end) {
        int c = end - from >= 7 && from[0] == '_' && from[1] == 'x' && from[6] == '_' ? hexadecimal(from + 2)
                                                                                       : -1;

        if (c == '\r' || c == '\n' || c == '\t' || c == '_') {
            *into++ = (char)c;
            from += 7;
        } else {
            *into++ = *from++;
        }
    }
    text->len = (size_t)(into - text->data);
    return ent_buf_view(text);
}

static void strings_start(void *ctx, const char *name, const char **attributes)
{
    xlsx *x = ctx;

    (void)attributes;
    if (strcmp(name, "si") == 0)
        ent_buf_clear(&x->text);
    else if (strcmp(name, "t") == 0)
        x->in_text = true;
    else if (strcmp(name, "rPh") == 0)
        x->in_phonetic++;
}

static void strings_end(void *ctx, const char *name)
{
    xlsx *x = ctx;

    if (strcmp(name, "t") == 0) {
        x->in_text = false;
    } else if (strcmp(name, "rPh") == 0) {
        x->in_phonetic--;
    } else if (strcmp(name, "si") == 0) {
        uint32_t number = ent_cells_text(x->b->store, without_escapes(&x->text));

        x->b->no_memory |= x->b->store->failed || !ENT_LIST_PUSH(&x->strings, number);
        x->b->stop |= x->b->no_memory;
    }
}

/* ---- a sheet ---- */

/* "C12": column 2, row 12; false when it is none, or past the limits of a sheet. */
static bool read_reference(const char *text, size_t *row, size_t *column, const char **end)
{
    *row = *column = 0;
    for (; *text >= 'A' && *text <= 'Z'; text++)
        if ((*column = *column * 26 + (size_t)(*text - 'A' + 1)) > ENT_LIMIT_SHEET_COLUMNS)
            return false;
    for (; *text >= '0' && *text <= '9'; text++)
        if ((*row = *row * 10 + (size_t)(*text - '0')) > ENT_LIMIT_SHEET_ROWS)
            return false;
    *end = text;
    return *row && (*column)-- > 0;
}

static void start_row(xlsx *x, const char **attributes)
{
    const char *number = ent_xml_attribute(attributes, "r");

    x->row = number ? ent_xml_number(number) : x->row + 1;
    x->column = SIZE_MAX; /* so that the next one is 0 */
    x->is_hidden = is_true(attribute(attributes, "hidden", "0"));
}

static void start_cell(xlsx *x, const char **attributes)
{
    const char *end;

    x->column++;
    x->type = 'n';
    x->style = SIZE_MAX;
    x->has_formula = false;
    ent_buf_clear(&x->text);
    for (; *attributes; attributes += 2) {
        const char *value = attributes[1];

        if (strcmp(*attributes, "r") == 0) {
            if (!read_reference(value, &x->row, &x->column, &end))
                x->b->too_large = x->b->stop = true;
        } else if (strcmp(*attributes, "s") == 0) {
            x->style = ent_xml_number(value);
        } else if (strcmp(*attributes, "t") == 0) {
            x->type = strcmp(value, "str") == 0 || strcmp(value, "inlineStr") == 0 ? 't' : *value;
        }
    }
}

static void add_merged(xlsx *x, const char *reference)
{
    size_t top, left, bottom, right;
    const char *end;

    if (x->sheet == x->b->chosen && read_reference(reference, &top, &left, &end) && *end == ':' &&
        read_reference(end + 1, &bottom, &right, &end))
        book_add_merged(x->b, (book_area){ (uint32_t)top, (uint32_t)left, (uint32_t)bottom, (uint32_t)right });
}

static void sheet_start(void *ctx, const char *name, const char **attributes)
{
    xlsx *x = ctx;

    if (strcmp(name, "c") == 0)
        start_cell(x, attributes);
    else if (strcmp(name, "v") == 0 || strcmp(name, "t") == 0)
        x->in_text = true;
    else if (strcmp(name, "row") == 0)
        start_row(x, attributes);
    else if (strcmp(name, "f") == 0)
        x->has_formula = true;
    else if (strcmp(name, "rPh") == 0)
        x->in_phonetic++;
    else if (strcmp(name, "mergeCell") == 0)
        add_merged(x, attribute(attributes, "ref", ""));
}

/* The number of the cell's text in the store; ENT_ABSENT: the cell is empty. */
static uint32_t text_of_cell(xlsx *x)
{
    cell_format format = x->style < x->styles.count ? x->styles.items[x->style] : CELL_NUMBER;
    ent_str text = ent_buf_view(&x->text);
    size_t shared;

    ent_buf_clear(&x->made);
    switch (x->type) {
    case 's':
        shared = text.len && text.len < 11 ? ent_xml_number(ent_buf_string(&x->text)) : SIZE_MAX;
        return shared < x->strings.count ? x->strings.items[shared] : ENT_ABSENT;
    case 't':
        text = without_escapes(&x->text);
        break;
    case 'b':
        text = ent_str_is(text, "1") || ent_str_is(text, "true") ? ENT_STR("TRUE") : ENT_STR("FALSE");
        break;
    case 'd':
        cell_write_date(&x->made, text, format == CELL_NUMBER ? CELL_DATE : format);
        text = ent_buf_view(&x->made);
        break;
    default:
        cell_write_serial(&x->made, text, format, x->since_1904);
        text = ent_buf_view(&x->made);
    }
    return text.len ? ent_cells_text(x->b->store, text) : ENT_ABSENT;
}

static void end_cell(xlsx *x)
{
    book *b = x->b;
    uint32_t text;

    x->in_text = false;
    if (!x->text.len) {
        if (x->has_formula && x->type == 'n' && !b->uncomputed.row && book_takes(b, x->sheet))
            b->uncomputed = (book_cell){ (uint32_t)x->row, (uint32_t)x->column, 0 };
        return;
    }
    if (!book_takes(b, x->sheet)) {
        b->stop = true; /* another sheet: it is enough to know that it has cells */
        return;
    }
    b->hidden_rows += x->is_hidden;
    x->is_hidden = false;
    if (x->type == 'e') {
        book_add_error(b, x->row, x->column, ent_buf_view(&x->text));
        return;
    }
    text = text_of_cell(x);
    if (b->store->failed || x->made.failed)
        b->no_memory = b->stop = true;
    else if (text != ENT_ABSENT && b->store->texts[text].len)
        book_add(b, x->row, x->column, text);
}

static void sheet_end(void *ctx, const char *name)
{
    xlsx *x = ctx;

    if (strcmp(name, "c") == 0)
        end_cell(x);
    else if (strcmp(name, "v") == 0 || strcmp(name, "t") == 0)
        x->in_text = false;
    else if (strcmp(name, "rPh") == 0 && x->in_phonetic)
        x->in_phonetic--;
}

static ent_status read_sheets(xlsx *x)
{
    static const ent_xml_handler sheet = { sheet_start, sheet_end, add_text, NULL, NULL, NULL };
    ent_status status = ENT_OK;
    book *b = x->b;

    for (size_t i = 0; i < b->sheets.count && status == ENT_OK && !b->too_large; i++) {
        if (b->is_named && i != b->chosen)
            continue;
        x->sheet = i;
        x->row = x->in_phonetic = 0;
        x->column = SIZE_MAX;
        x->in_text = false;
        status = read_part(x, b->sheets.items[i].part, true, sheet);
    }
    return status;
}

ent_status ent_xlsx_read(book *b)
{
    xlsx x = { .b = b, .folder = ENT_STR(""), .book_part = ENT_STR(""), .strings_part = ENT_STR(""),
               .styles_part = ENT_STR("") };
    ent_status status;

    if ((status = read_book(&x)) == ENT_OK && (status = book_find_sheet(b)) == ENT_OK &&
        (status = read_part(&x, x.styles_part, false,
                            (ent_xml_handler){ styles_start, styles_end, no_text, NULL, NULL, NULL })) == ENT_OK &&
        (status = read_part(&x, x.strings_part, false,
                            (ent_xml_handler){ strings_start, strings_end, add_text, NULL, NULL, NULL })) == ENT_OK)
        status = read_sheets(&x);
    ENT_LIST_DESTROY(&x.relations);
    ENT_LIST_DESTROY(&x.strings);
    ENT_LIST_DESTROY(&x.formats);
    ENT_LIST_DESTROY(&x.styles);
    ent_buf_destroy(&x.text);
    ent_buf_destroy(&x.made);
    return status;
}
