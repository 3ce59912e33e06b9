/* formats.c: formats of outputs. */
#include "cli/formats.h"

#include <string.h>

ent_choice format_at(format_kind kind, size_t i)
{
    static const ent_choice findings[] = { { "txt", "" }, { "csv", "" }, { "json", "" } };
    static const ent_choice captions[] = { { "txt", "" }, { "md", "" }, { "tex", "" } };
    static const ent_choice none = { NULL, NULL };

    switch (kind) {
    case TABLE_FORMATS:
        return (ent_choice){ ent_sheet_formats[i].name, ent_sheet_formats[i].summary };
    case NETWORK_FORMATS:
        return (ent_choice){ ent_graph_formats[i].name, ent_graph_formats[i].summary };
    case FIGURE_FORMATS:
        return ent_figure_formats[i];
    case FINDING_FORMATS:
        return i < 3 ? findings[i] : none;
    case CAPTION_FORMATS:
        return i < 3 ? captions[i] : none;
    default:
        return none;
    }
}

ent_status require_format(format_kind kind, const char *format, ent_diags *diags)
{
    static const char *const whose[] = { "",           "tables have",   "networks have",
                                         "figures have", "findings have", "captions have" };
    enum { MOST = 16 };
    ent_str names[MOST];
    size_t count = 0;

    for (const char *name; count < MOST && (name = format_at(kind, count).name) != NULL; count++) {
        if (strcmp(name, format) == 0)
            return ENT_OK;
        names[count] = ent_str_of(name);
    }
    return ent_fail_format(diags, whose[kind], format, names, count);
}

/* Endings are compared without regard to case (MAP.PNG), and two are other names. */
static const char *format_named(const char *ending)
{
    static const format_kind kinds[] = { TABLE_FORMATS, NETWORK_FORMATS, FIGURE_FORMATS };

    if (ent_str_eq_fold(ENT_STR("gv"), ent_str_of(ending)))
        return "dot";
    if (ent_str_eq_fold(ENT_STR("tikz"), ent_str_of(ending)))
        return "tex";
    for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++) {
        const char *name;

        for (size_t i = 0; (name = format_at(kinds[k], i).name) != NULL; i++)
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
    return strcmp(format, "txt") == 0 || strcmp(format, "md") == 0 || strcmp(format, "tex") == 0;
}
