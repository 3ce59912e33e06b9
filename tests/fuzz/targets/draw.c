/* draw.c: the renderer on any description that it accepts: the scene is made, and SVG, TikZ and DOT
 * are written, well-formed, and the same when they are written again. */
#include "fuzz.h"
#include "readers.h"
#include "render/graphviz.h"

enum { MOST_NODES_DRAWN = 12, MOST_TIES_DRAWN = 30 };

static ent_status draw(const description *d, const char *format, ent_buf *out)
{
    ent_diags diags = fuzz_diags();
    scene s;
    ent_status status = scene_make(&s, d, &diags);

    if (status == ENT_OK)
        status = write_scene(&s, ent_str_of(format), out, &diags);
    scene_destroy(&s);
    fuzz_verdict(status, &diags);
    return status;
}

static void draw_twice(const description *d, const char *format)
{
    ent_buf once = { 0 }, twice = { 0 };

    if (draw(d, format, &once) == ENT_OK) {
        REQUIRE(draw(d, format, &twice) == ENT_OK);
        REQUIRE(ent_str_eq(ent_buf_view(&once), ent_buf_view(&twice)));
        if (strcmp(format, "svg") == 0)
            REQUIRE(read_is_xml(ent_buf_view(&once)));
    }
    ent_buf_destroy(&once);
    ent_buf_destroy(&twice);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const formats[] = { "svg", "tex", "dot", "places" };
    ent_str rest = fuzz_input(data, size);
    unsigned format = fuzz_choice(&rest, 4);
    ent_diags diags = fuzz_diags();
    description d;
    ent_status status;

    graphviz_begin();
    status = description_read(&d, fuzz_put("figure.json", rest), &diags);
    if (status == ENT_OK && d.node_count <= MOST_NODES_DRAWN && d.tie_count <= MOST_TIES_DRAWN) {
        d.starts = 1;
        draw_twice(&d, formats[format]);
    }
    description_destroy(&d);
    graphviz_end();
    return 0;
}
