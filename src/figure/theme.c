/* theme.c: reading themes. An unknown key is an error: a misspelt colour must not go unnoticed. */
#include "figure/theme.h"

#include <string.h>

#include "base/embed.h"

ENT_EMBEDDED_DECLARE(ent_theme_print);
ENT_EMBEDDED_DECLARE(ent_theme_grey);
ENT_EMBEDDED_DECLARE(ent_theme_dark);
ENT_EMBEDDED_DECLARE(ent_theme_slide);

const ent_choice ent_themes[] = {
    { "print", "for paper: white page, colours that survive grey copies" },
    { "grey", "no colour: shapes and dashes take its place" },
    { "dark", "light on dark, for screens" },
    { "slide", "for a projector: 254 by 143 mm, large text" },
    { NULL, NULL }
};

static const ent_embedded embedded[] = { ENT_EMBEDDED(ent_theme_print), ENT_EMBEDDED(ent_theme_grey),
                                         ENT_EMBEDDED(ent_theme_dark), ENT_EMBEDDED(ent_theme_slide) };

typedef enum kind { K_COLOUR, K_NUMBER, K_STYLE, K_GROUPS, K_STEPS } kind;

#define COLOUR(m) { #m, K_COLOUR, offsetof(figure_theme, m) }
#define NUMBER(m) { #m, K_NUMBER, offsetof(figure_theme, m) }
#define STYLE(name, i) { name, K_STYLE, offsetof(figure_theme, styles) + (i) * sizeof(tie_look) }

static const struct field {
    const char *key;
    kind kind;
    size_t offset;
} fields[] = {
    COLOUR(paper), COLOUR(ink), COLOUR(halo), COLOUR(quiet), COLOUR(land), COLOUR(ground),
    COLOUR(rim), COLOUR(state), COLOUR(other), COLOUR(missing), NUMBER(label), NUMBER(small),
    NUMBER(legend), NUMBER(head), NUMBER(width), NUMBER(height), STYLE("none", ENT_LEVEL_NONE),
    STYLE("bilateral", ENT_BILATERAL), STYLE("multilateral", ENT_MULTILATERAL),
    STYLE("regional", ENT_REGIONAL), STYLE("global", ENT_GLOBAL),
    STYLE("several", ENT_LEVEL_MIXED), STYLE("unknown", STYLE_UNKNOWN),
    STYLE("entered", STYLE_ENTERED), STYLE("ended", STYLE_ENDED), STYLE("kept", STYLE_KEPT),
    { "groups", K_GROUPS, 0 }, { "steps", K_STEPS, 0 }
};

enum { FIELDS = sizeof fields / sizeof *fields };

typedef struct reader {
    figure_theme *t;
    ent_file *file;
    ent_diags *diags;
    size_t depth;
} reader;

static ent_status wrong(reader *r, ent_str at, const char *expected)
{
    return ent_fail(r->diags, ENT_EDATA,
                    ent_file_where(r->file, (size_t)(at.ptr - r->file->bytes), at.len),
                    "'%.*s' in a theme: expected %s", ENT_STR_ARG(at), expected);
}

static bool read_colour(uint32_t *out, ent_str text)
{
    static const char digits[] = "0123456789abcdef0123456789ABCDEF";
    uint32_t c = 0;

    if (text.len != 7 || text.ptr[0] != '#')
        return false;
    for (size_t i = 1; i < 7; i++) {
        const char *at = text.ptr[i] ? strchr(digits, text.ptr[i]) : NULL;

        if (!at)
            return false;
        c = c << 4 | (uint32_t)((at - digits) % 16);
    }
    *out = c;
    return true;
}

/* "#949494 #F1F1F1 0.8 3.6,2"; "solid"; "round 0.01,2.6" */
static ent_status read_style(reader *r, tie_look *style, ent_str value)
{
    static const char expected[] = "a colour, a tint, a width in points, and solid or dashes "
                                   "(#949494 #F1F1F1 0.8 3.6,2)";
    ent_str part, rest = value, number;

    *style = (tie_look){ 0 };
    if (!ent_str_next(&rest, ' ', &part) || !read_colour(&style->colour, part))
        return wrong(r, value, expected);
    if (!ent_str_next(&rest, ' ', &part) || !read_colour(&style->tint, part))
        return wrong(r, value, expected);
    if (!ent_str_next(&rest, ' ', &part) || !ent_str_number(part, &style->width) ||
        style->width < 0.25 || style->width > 20)
        return wrong(r, value, expected);
    if (!ent_str_next(&rest, ' ', &part))
        return wrong(r, value, expected);
    if (ent_str_is(part, "solid"))
        return rest.len ? wrong(r, value, expected) : ENT_OK;
    if (ent_str_is(part, "round")) {
        style->round = true;
        if (!ent_str_next(&rest, ' ', &part))
            return wrong(r, value, expected);
    }
    while (ent_str_next(&part, ',', &number))
        if (style->dashes == 8 || !ent_str_number(number, &style->dash[style->dashes]) ||
            style->dash[style->dashes] < 0 || style->dash[style->dashes++] > 100)
            return wrong(r, value, expected);
    return style->dashes % 2 ? wrong(r, value, expected) : ENT_OK;
}

static ent_status read_colours(reader *r, uint32_t *out, size_t *count, size_t most, ent_str value)
{
    ent_str rest = value, part;

    *count = 0;
    while (ent_str_next(&rest, ' ', &part))
        if (part.len && (*count == most || !read_colour(&out[(*count)++], part)))
            return wrong(r, part,
                         "colours, #RRGGBB, with blanks between; at most six groups and "
                         "eight steps");
    return *count ? ENT_OK : wrong(r, value, "colours");
}

static ent_status read_named(reader *r, ent_str name);

static ent_status read_line(reader *r, ent_str key, ent_str value)
{
    char *at;

    if (ent_str_is(key, "base"))
        return r->depth ? wrong(r, key, "a theme without a base here") : read_named(r, value);
    for (size_t i = 0; i < FIELDS; i++) {
        if (!ent_str_is(key, fields[i].key))
            continue;
        at = (char *)r->t + fields[i].offset;
        switch (fields[i].kind) {
        case K_COLOUR:
            return read_colour((uint32_t *)(void *)at, value)
                       ? ENT_OK
                       : wrong(r, value, "a colour, #RRGGBB");
        case K_NUMBER:
            return ent_str_number(value, (double *)(void *)at) && *(double *)(void *)at >= 0 &&
                           *(double *)(void *)at <= 400
                       ? ENT_OK
                       : wrong(r, value, "a number from 0 to 400");
        case K_STYLE:
            return read_style(r, (tie_look *)(void *)at, value);
        case K_GROUPS:
            return read_colours(r, r->t->groups, &r->t->group_count, MOST_GROUPS, value);
        default:
            return read_colours(r, r->t->steps, &r->t->step_count, MOST_STEPS, value);
        }
    }
    return ent_fail_unknown(r->diags,
                            ent_file_where(r->file, (size_t)(key.ptr - r->file->bytes), key.len),
                            "theme key", key, ENT_NAMES(fields), "see data/themes/print.theme");
}

static ent_status read_lines(reader *r)
{
    ent_str rest = { r->file->bytes, r->file->len }, line;
    ent_status status = ENT_OK;

    while (status == ENT_OK && ent_str_next(&rest, '\n', &line)) {
        ent_str key, value;

        if (line.len && line.ptr[line.len - 1] == '\r')
            line = ent_str_trim((ent_str){ line.ptr, line.len - 1 });
        if (!line.len || line.ptr[0] == ';')
            continue;
        value = line;
        if (!memchr(line.ptr, '=', line.len) || !ent_str_next(&value, '=', &key))
            return wrong(r, line, "key = value");
        status = read_line(r, key, ent_str_trim(value));
    }
    return status;
}

/* An included theme, which may be the base of another. */
static ent_status read_named(reader *r, ent_str name)
{
    for (size_t i = 0; ent_themes[i].name; i++) {
        ent_file file = { 0 };
        reader base = { r->t, &file, r->diags, r->depth + 1 };
        ent_status status;
        bool is_base = i == 0;

        if (!ent_str_is(name, ent_themes[i].name))
            continue;
        status = ent_file_wrap(&file, ent_themes[i].name, ent_embedded_text(embedded[i]), r->diags);
        base.depth = is_base; /* all others are based on it */
        if (status == ENT_OK)
            status = read_lines(&base);
        ent_file_destroy(&file);
        return status;
    }
    return wrong(r, name, "the name of an included theme (`entente list themes`)");
}

ent_status ent_theme_read(figure_theme *t, const char *name, ent_diags *diags)
{
    ent_file file = { 0 };
    reader r = { t, &file, diags, 0 };
    ent_status status;

    *t = (figure_theme){ 0 };
    if (!name)
        name = ent_themes[0].name;
    if (ent_names_find(ENT_NAMES(ent_themes), ent_str_of(name)) != SIZE_MAX)
        return read_named(&r, ent_str_of(name));
    if (!strchr(name, '.') && !strchr(name, '/')) /* no file is called so */
        return ent_fail_unknown(diags, ENT_NOWHERE, "theme", ent_str_of(name),
                                ENT_NAMES(ent_themes), "expected print, grey, dark, slide or a file");
    if ((status = read_named(&r, ent_str_of(ent_themes[0].name))) != ENT_OK ||
        (status = ent_file_read(&file, name, diags)) != ENT_OK)
        return status;
    status = read_lines(&r);
    ent_file_destroy(&file);
    return status;
}

ent_status ent_theme_for(figure_theme *t, const ent_figure_options *o, ent_diags *diags)
{
    ent_status status = ent_theme_read(t, o->theme, diags);
    double scale = status == ENT_OK && t->small > 0 ? o->least_text / t->small : 1;

    if (scale > 1) {
        t->label *= scale;
        t->small *= scale;
        t->legend *= scale;
        t->head *= scale;
    }
    return status;
}

/* ---- dashes ---- */

void ent_set_dash(tie_look *look, size_t k)
{
    static const tie_look dashes[] = { { .dashes = 0 },
                                       { .dashes = 2, .dash = { 3.6, 2 } },
                                       { .dashes = 2, .dash = { 0.01, 2.4 }, .round = true },
                                       { .dashes = 4, .dash = { 6, 1.6, 1.2, 1.6 } },
                                       { .dashes = 2, .dash = { 1.6, 1.2 } },
                                       { .dashes = 2, .dash = { 8, 2 } } };
    const tie_look *from = &dashes[k % (sizeof dashes / sizeof *dashes)];

    look->dashes = from->dashes;
    look->round = from->round;
    memcpy(look->dash, from->dash, sizeof look->dash);
}
