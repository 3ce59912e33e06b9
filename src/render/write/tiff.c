/* tiff.c: libtiff writes into memory through functions of ours: it goes back to complete its directory. It adds no
 * date, so that the same figure has the same bytes. */
#include "render/write/tiff.h"

#include <string.h>

#include <tiffio.h>

#include "base/mem.h"

typedef struct memory {
    unsigned char *bytes;
    size_t size, room, at;
} memory;

static tmsize_t write_bytes(thandle_t handle, void *from, tmsize_t size)
{
    memory *m = (memory *)handle;
    size_t end = m->at + (size_t)size;

    if (!ent_mem_reserve((void **)&m->bytes, &m->room, end, 1))
        return 0;
    if (m->at > m->size)
        memset(m->bytes + m->size, 0, m->at - m->size);
    memcpy(m->bytes + m->at, from, (size_t)size);
    m->at = end;
    m->size = end > m->size ? end : m->size;
    return size;
}

static tmsize_t read_bytes(thandle_t handle, void *to, tmsize_t size)
{
    memory *m = (memory *)handle;
    size_t left = m->at < m->size ? m->size - m->at : 0, count = (size_t)size < left ? (size_t)size : left;

    if (count)
        memcpy(to, m->bytes + m->at, count);
    m->at += count;
    return (tmsize_t)count;
}

static toff_t seek(thandle_t handle, toff_t offset, int from)
{
    memory *m = (memory *)handle;

    m->at = (size_t)offset + (from == SEEK_CUR ? m->at : from == SEEK_END ? m->size : 0);
    return (toff_t)m->at;
}

static int end(thandle_t handle)
{
    (void)handle;
    return 0;
}

static toff_t size_of(thandle_t handle)
{
    return (toff_t)((memory *)handle)->size;
}

static bool set_tags(TIFF *tiff, const pixels *p, ent_str software, ent_str title)
{
    ent_buf name = { 0 }, words = { 0 };
    bool good;

    ent_buf_str(&name, software);
    ent_buf_str(&words, title);
    good = TIFFSetField(tiff, TIFFTAG_IMAGEWIDTH, (uint32_t)p->width) &&
           TIFFSetField(tiff, TIFFTAG_IMAGELENGTH, (uint32_t)p->height) &&
           TIFFSetField(tiff, TIFFTAG_BITSPERSAMPLE, 8) && TIFFSetField(tiff, TIFFTAG_SAMPLESPERPIXEL, 3) &&
           TIFFSetField(tiff, TIFFTAG_PHOTOMETRIC, PHOTOMETRIC_RGB) &&
           TIFFSetField(tiff, TIFFTAG_PLANARCONFIG, PLANARCONFIG_CONTIG) &&
           TIFFSetField(tiff, TIFFTAG_ORIENTATION, ORIENTATION_TOPLEFT) &&
           TIFFSetField(tiff, TIFFTAG_COMPRESSION, COMPRESSION_LZW) &&
           TIFFSetField(tiff, TIFFTAG_PREDICTOR, PREDICTOR_HORIZONTAL) &&
           TIFFSetField(tiff, TIFFTAG_RESOLUTIONUNIT, RESUNIT_INCH) &&
           TIFFSetField(tiff, TIFFTAG_XRESOLUTION, p->dpi) && TIFFSetField(tiff, TIFFTAG_YRESOLUTION, p->dpi) &&
           TIFFSetField(tiff, TIFFTAG_SOFTWARE, ent_buf_string(&name)) &&
           TIFFSetField(tiff, TIFFTAG_IMAGEDESCRIPTION, ent_buf_string(&words)) &&
           TIFFSetField(tiff, TIFFTAG_ROWSPERSTRIP, TIFFDefaultStripSize(tiff, 0));
    ent_buf_destroy(&name);
    ent_buf_destroy(&words);
    return good;
}

static bool write_rows(TIFF *tiff, const pixels *p, unsigned char *row)
{
    for (size_t y = 0; y < p->height; y++) {
        for (size_t x = 0; x < p->width; x++) {
            uint32_t pixel;

            memcpy(&pixel, p->rows + y * p->stride + 4 * x, sizeof pixel);
            row[3 * x] = (unsigned char)(pixel >> 16);
            row[3 * x + 1] = (unsigned char)(pixel >> 8);
            row[3 * x + 2] = (unsigned char)pixel;
        }
        if (TIFFWriteScanline(tiff, row, (uint32_t)y, 0) != 1)
            return false;
    }
    return true;
}

ent_status write_tiff(const pixels *p, ent_str software, ent_str title, ent_buf *out, ent_diags *diags)
{
    memory m = { 0 };
    unsigned char *row = ent_mem_new(3 * p->width, sizeof *row);
    TIFF *tiff;
    bool good;

    if (!row)
        return ent_out_of_memory(diags);
    TIFFSetErrorHandler(NULL);
    TIFFSetWarningHandler(NULL);
    tiff = TIFFClientOpen("figure", "wl", (thandle_t)&m, read_bytes, write_bytes, seek, end, size_of, NULL, NULL);
    good = tiff && set_tags(tiff, p, software, title) && write_rows(tiff, p, row) && TIFFFlush(tiff);
    if (tiff)
        TIFFClose(tiff);
    if (good)
        ent_buf_add(out, (const char *)m.bytes, m.size);
    ent_mem_free(m.bytes);
    ent_mem_free(row);
    return good ? ENT_OK : ent_fail(diags, ENT_ESYSTEM, ENT_NOWHERE, "cannot write TIFF");
}
