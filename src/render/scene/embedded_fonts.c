/* embedded_fonts.c: the fonts, and the widths of their letters, which are read once. */
#include "render/scene/embedded_fonts.h"

#include <math.h>

#include <ft2build.h>
#include FT_FREETYPE_H
#include FT_ADVANCES_H

ENT_EMBEDDED_DECLARE(ent_font_regular);
ENT_EMBEDDED_DECLARE(ent_font_bold);
ENT_EMBEDDED_DECLARE(ent_font_italic);

const ent_embedded embedded_fonts[FONT_COUNT] = { ENT_EMBEDDED(ent_font_regular),
                                                  ENT_EMBEDDED(ent_font_bold),
                                                  ENT_EMBEDDED(ent_font_italic) };

/* Latin with the accented letters of Europe, Viet Nam and Africa, Greek, Cyrillic, dashes and quotes. */
static const struct {
    uint32_t first, last;
} ranges[] = { { 0x20, 0x7e },   { 0xa0, 0x24f },     { 0x370, 0x3ff },
               { 0x400, 0x52f }, { 0x1e00, 0x1eff }, { 0x2010, 0x2026 } };

enum { LAST_LETTER = 0x2026 };
static short widths[FONT_ITALIC][LAST_LETTER + 1]; /* regular, bold */

static bool read_widths(FT_Library library, int which)
{
    ent_str font = ent_embedded_text(embedded_fonts[which]);
    FT_Face face;
    FT_Fixed advance;

    if (FT_New_Memory_Face(library, (const FT_Byte *)font.ptr, (FT_Long)font.len, 0, &face))
        return false;
    for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++)
        for (uint32_t c = ranges[i].first; c <= ranges[i].last; c++) {
            FT_UInt glyph = FT_Get_Char_Index(face, c);

            if (glyph && !FT_Get_Advance(face, glyph, FT_LOAD_NO_SCALE, &advance))
                widths[which][c] = (short)rint((double)advance * 1000 / face->units_per_EM);
        }
    FT_Done_Face(face);
    return true;
}

bool embedded_fonts_work(void)
{
    static bool read, work;
    FT_Library library;

    if (!read && FT_Init_FreeType(&library) == 0) {
        work = read_widths(library, FONT_REGULAR) && read_widths(library, FONT_BOLD);
        FT_Done_FreeType(library);
    }
    read = true;
    return work;
}

int letter_width(uint32_t letter, bool bold)
{
    return letter <= LAST_LETTER && embedded_fonts_work()
               ? widths[bold ? FONT_BOLD : FONT_REGULAR][letter]
               : 0;
}
