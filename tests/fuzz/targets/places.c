/* places.c: files of places, and tables of series that are plotted. */
#include "fuzz.h"
#include "render/description.h"

static void read_places(const char *path)
{
    ent_diags diags = fuzz_diags();
    ent_places *places;
    ent_status status = ent_places_read(&places, path, &diags);
    const ent_place *list;
    size_t count;

    fuzz_verdict(status, &diags);
    list = ent_places_list(places, &count);
    for (size_t i = 0; i < count; i++)
        REQUIRE(list[i].x >= -1000 && list[i].x <= 1000 && list[i].y >= -1000 && list[i].y <= 1000);
    ent_places_free(places);
}

/* What is described is what the renderer reads. */
static void plot_series(const char *path)
{
    ent_figure_options options = ENT_FIGURE_OPTIONS_INIT;
    ent_diags diags = fuzz_diags();
    ent_buf out = { 0 }, caption = { 0 };
    ent_series_table *table;
    ent_series_plot p = { .name = ENT_STR("series") };
    ent_status status = ent_series_table_read(&table, path, &diags);

    if (status == ENT_OK) {
        p.rows = ent_series_table_rows(table, &p.count);
        status = ent_series_plot_describe(&p, &options, ENT_STR("record"), &out, &caption, &diags);
    }

    fuzz_verdict(status, &diags);
    if (status == ENT_OK) {
        description d;

        status = description_read(&d, fuzz_put("figure.json", ent_buf_view(&out)), &diags);
        REQUIRE(status == ENT_OK);
        description_destroy(&d);
    }
    ent_series_table_free(table);
    ent_buf_destroy(&out);
    ent_buf_destroy(&caption);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const char *path = fuzz_put("places.csv", fuzz_input(data, size));

    read_places(path);
    plot_series(path);
    return 0;
}
