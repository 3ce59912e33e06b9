/* formats.c: formats of outputs. */
#include "cli/formats.h"

#include <string.h>

static const char *const findings[] = { "txt", "csv", "json" };
static const char *const captions[] = { "txt", "md", "tex" };

/* The tables of the library end with a row without a name. */
#define TABLE(rows) { rows, SIZE_MAX, sizeof *(rows) }

static const struct {
    const char *noun;
    ent_names names;
} kinds[] = { [TABLE_FORMATS] = { "table format", TABLE(ent_sheet_formats) },
              [NETWORK_FORMATS] = { "network format", TABLE(ent_graph_formats) },
              [FIGURE_FORMATS] = { "figure format", TABLE(ent_figure_formats) },
              [FINDING_FORMATS] = { "format of findings", { findings, 3, sizeof *findings } },
              [CAPTION_FORMATS] = { "caption format", { captions, 3, sizeof *captions } } };

bool has_format(format_kind kind, const char *format)
{
    return ent_names_find(kinds[kind].names, ent_str_of(format)) != SIZE_MAX;
}

ent_status require_format(format_kind kind, const char *format, ent_diags *diags)
{
    return has_format(kind, format)
               ? ENT_OK
               : ent_fail_unknown(diags, ENT_NOWHERE, kinds[kind].noun, ent_str_of(format),
                                  kinds[kind].names, NULL);
}

/* Endings are compared without regard to case (MAP.PNG), and three are other names. */
static const char *format_named(const char *ending)
{
    if (ent_str_eq_fold(ENT_STR("gv"), ent_str_of(ending)))
        return "dot";
    if (ent_str_eq_fold(ENT_STR("tikz"), ent_str_of(ending)))
        return "tex";
    if (ent_str_eq_fold(ENT_STR("tif"), ent_str_of(ending)))
        return "tiff";
    for (format_kind kind = TABLE_FORMATS; kind <= FIGURE_FORMATS; kind++) {
        const char *name;

        for (size_t i = 0; (name = ent_names_at(kinds[kind].names, i)) != NULL; i++)
            if (ent_str_eq_fold(ent_str_of(name), ent_str_of(ending)))
                return name;
    }
    return ending;
}

const char *ending_of(const char *path, const char *otherwise)
{
    const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
    const char *dot = strrchr(name, '.');

    return dot && dot[1] && strcmp(path, "-") != 0 ? format_named(dot + 1) : otherwise;
}

const char *format_of(const settings *set, const char *otherwise)
{
    if (set->format)
        return format_named(set->format);
    return set->out ? ending_of(set->out, otherwise) : otherwise;
}

bool is_for_readers(const char *format)
{
    size_t i = ent_names_find(kinds[TABLE_FORMATS].names, ent_str_of(format));

    return i != SIZE_MAX && ent_sheet_formats[i].for_readers;
}
