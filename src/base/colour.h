/* colour.h: colours as 0xRRGGBB: what a reader sees of one on another. */
#ifndef ENTENTE_BASE_COLOUR_H
#define ENTENTE_BASE_COLOUR_H

#include <stdint.h>

#include "entente/api.h"

/** What a colour of this opacity looks like on another. */
ENT_SHARED uint32_t ent_colour_mix(uint32_t top, uint32_t bottom, double opacity);
/** Contrast ratio as WCAG defines it, 1 to 21. */
ENT_SHARED double ent_colour_contrast(uint32_t a, uint32_t b);
/** The opacity with which a colour has a contrast to its ground; 1 if it never has as much. */
double ent_colour_opacity(uint32_t top, uint32_t bottom, double contrast);

#endif
