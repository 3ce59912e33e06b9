/* colour.c: mixing and contrast of colours. */
#include "base/colour.h"

#include <math.h>

uint32_t ent_colour_mix(uint32_t top, uint32_t bottom, double opacity)
{
    uint32_t out = 0;

    for (int shift = 16; shift >= 0; shift -= 8) {
        double a = top >> shift & 255, b = bottom >> shift & 255;

        out |= (uint32_t)(a * opacity + b * (1 - opacity) + 0.5) << shift;
    }
    return out;
}

static double luminance(uint32_t c)
{
    static const double part_of[] = { 0.0722, 0.7152, 0.2126 };
    double sum = 0;

    for (int i = 0; i < 3; i++) {
        double v = (c >> (8 * i) & 255) / 255.0;

        sum += part_of[i] * (v <= 0.04045 ? v / 12.92 : pow((v + 0.055) / 1.055, 2.4));
    }
    return sum;
}

double ent_colour_contrast(uint32_t a, uint32_t b)
{
    double x = luminance(a), y = luminance(b);

    return (fmax(x, y) + 0.05) / (fmin(x, y) + 0.05);
}

double ent_colour_opacity(uint32_t top, uint32_t bottom, double contrast)
{
    double low = 0, high = 1;

    for (int step = 0; step < 9; step++) {
        double middle = (low + high) / 2;

        if (ent_colour_contrast(ent_colour_mix(top, bottom, middle), bottom) < contrast)
            low = middle;
        else
            high = middle;
    }
    return high;
}
