/* tiff.h: pixels as TIFF, which publishers of journals ask for. */
#ifndef ENTENTE_RENDER_WRITE_TIFF_H
#define ENTENTE_RENDER_WRITE_TIFF_H

#include "entente/diag.h"
#include "entente/text.h"

typedef struct pixels {
    const unsigned char *rows; /* 32 bits a pixel, 0x00RRGGBB in the order of the machine */
    size_t width, height, stride;
    double dpi;
} pixels;

/** Appends an RGB file without alpha and layers, compressed by LZW, with its resolution. */
ent_status write_tiff(const pixels *p, ent_str software, ent_str title, ent_buf *out, ent_diags *diags);

#endif
