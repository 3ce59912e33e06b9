/* theme.c: theme files: colours and sizes of what was read are within their bounds. */
#include "figure/theme.h"
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    ent_diags diags = fuzz_diags();
    figure_theme t;
    ent_status status = ent_theme_read(&t, fuzz_put("my.theme", fuzz_input(data, size)), &diags);

    fuzz_verdict(status, &diags);
    if (status != ENT_OK)
        return 0;
    REQUIRE(t.paper <= 0xffffff && t.ink <= 0xffffff);
    REQUIRE(t.label >= 0 && t.label <= 400 && t.width >= 0 && t.width <= 400);
    REQUIRE(t.group_count >= 1 && t.group_count <= MOST_GROUPS);
    REQUIRE(t.step_count >= 1 && t.step_count <= MOST_STEPS);
    for (int i = 0; i < STYLE_COUNT; i++)
        REQUIRE(t.styles[i].width >= 0.25 && t.styles[i].dashes <= 8);
    return 0;
}
