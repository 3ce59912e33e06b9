/* description.c: what entente-render reads from its pipe: indexes, counts and sizes of what is
 * accepted are within bounds, since the layouts trust them. */
#include "fuzz.h"
#include "render/description.h"

static void check_texts(const ent_str *texts, size_t count)
{
    for (size_t i = 0; i < count; i++)
        REQUIRE(texts[i].len == 0 || texts[i].ptr);
}

static void check(const description *d)
{
    REQUIRE(d->width_mm >= 60 && d->width_mm <= 400 && d->height_mm >= 0 && d->height_mm <= 400);
    REQUIRE(d->node_count <= MOST_NODES && d->tie_count <= MOST_TIES);
    REQUIRE(d->panel_count <= MOST_PANELS && d->style_count <= MOST_STYLES);
    for (size_t i = 0; i < d->tie_count; i++)
        REQUIRE(d->ties[i].a < d->node_count && d->ties[i].b < d->node_count &&
                d->ties[i].a != d->ties[i].b);
    for (size_t i = 0; i < d->node_count; i++) {
        REQUIRE(d->nodes[i].shape >= 0 && d->nodes[i].shape < SHAPE_COUNT);
        REQUIRE(d->nodes[i].group == NONE || d->nodes[i].group < d->bloc_count);
        REQUIRE(d->nodes[i].diameter >= 0 && d->nodes[i].diameter < 1e6);
    }
    check_texts(d->panels, d->panel_count);
    check_texts(d->notes, d->note_count);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    ent_diags diags = fuzz_diags();
    description d;
    ent_status status =
        description_read(&d, fuzz_put("figure.json", fuzz_input(data, size)), &diags);

    fuzz_verdict(status, &diags);
    if (status == ENT_OK)
        check(&d);
    description_destroy(&d);
    return 0;
}
