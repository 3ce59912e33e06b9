/* fonts.c: text is drawn with the embedded fonts, so that PDF, PNG and EPS have the same bytes on every
 * machine. fontconfig takes fonts by file name only: each gets a file in memory. fontconfig's own settings
 * are not read, because they differ between machines.
 *
 * Liberation Sans has Latin, Greek, Cyrillic and Hebrew. Other scripts need fonts of the machine. */
#include "render/write/fonts.h"

#include <string.h>

#include <fontconfig/fontconfig.h>
#include <utf8proc.h>

#include "base/platform.h"
#include "render/scene/embedded_fonts.h"

/* Outlines as they are: hinting would move them to the pixels of one size. */
static const char settings[] = "<?xml version=\"1.0\"?><fontconfig><match target=\"pattern\">"
                               "<edit name=\"hinting\" mode=\"assign\"><bool>false</bool></edit>"
                               "</match></fontconfig>";

static bool add_font(FcConfig *config, ent_str font)
{
    char name[32];

    return ent_platform_named_bytes(font.ptr, font.len, name, sizeof name) &&
           FcConfigAppFontAddFile(config, (const FcChar8 *)name);
}

static bool add_fonts(FcConfig *config)
{
    for (size_t i = 0; i < FONT_COUNT; i++)
        if (!add_font(config, ent_embedded_text(embedded_fonts[i])))
            return false;
    return true;
}

/* Has any of these fonts the letter? */
static bool has_letter(const FcFontSet *set, uint32_t letter)
{
    FcCharSet *letters;

    for (int i = 0; set && i < set->nfont; i++)
        if (FcPatternGetCharSet(set->fonts[i], FC_CHARSET, 0, &letters) == FcResultMatch &&
            FcCharSetHasChar(letters, letter))
            return true;
    return false;
}

/* Marks of direction and joining have no shape of their own. */
static bool has_shape(uint32_t letter)
{
    utf8proc_category_t kind = utf8proc_category((utf8proc_int32_t)letter);

    return kind != UTF8PROC_CATEGORY_CC && kind != UTF8PROC_CATEGORY_CF &&
           kind != UTF8PROC_CATEGORY_ZS && kind != UTF8PROC_CATEGORY_MN;
}

/* The scene's first letter that no font of the configuration has; 0: they have all. */
static uint32_t first_lacking(const scene *s, FcConfig *config)
{
    const FcFontSet *own = FcConfigGetFonts(config, FcSetApplication);
    const FcFontSet *machine = FcConfigGetFonts(config, FcSetSystem);
    size_t len;

    for (size_t i = 0; i < s->word_count; i++) {
        const char *p = s->words[i].text.ptr, *end = p + s->words[i].text.len;

        for (; p < end; p += len) {
            uint32_t letter = ent_utf8_decode(p, end, &len);

            if (has_shape(letter) && !has_letter(own, letter) && !has_letter(machine, letter))
                return letter;
        }
    }
    return 0;
}

/* The embedded fonts, with those of the machine as a fallback if asked for; NULL on failure. */
static FcConfig *configure(bool with_machine)
{
    FcConfig *config = FcConfigCreate();

    if (!config)
        return NULL;
    /* a machine without settings has no fonts: that is no error */
    if ((!with_machine ||
         (FcConfigParseAndLoad(config, NULL, FcFalse) && FcConfigBuildFonts(config))) &&
        FcConfigParseAndLoadFromMemory(config, (const FcChar8 *)settings, FcTrue) &&
        add_fonts(config))
        return config;
    FcConfigDestroy(config);
    return NULL;
}

ent_status fonts_choose(const scene *s, ent_diags *diags)
{
    FcConfig *config = configure(false);
    uint32_t lacking;

    if (config && first_lacking(s, config)) {
        FcConfigDestroy(config);
        config = configure(true);
        if (config && (lacking = first_lacking(s, config)))
            ent_warn(diags, ENT_NOWHERE,
                     "no font on this machine has the letter U+%04X: it is drawn as a box; "
                     "SVG and TikZ leave the choice of the font to their reader",
                     lacking);
    }
    if (!config)
        return ent_fail(diags, ENT_ESYSTEM, ENT_NOWHERE, "the figure's fonts cannot be used");
    FcConfigSetCurrent(config);
    FcConfigDestroy(config); /* fontconfig keeps the current one */
    return ENT_OK;
}
