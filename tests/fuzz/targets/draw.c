/* draw.c: the renderer behind its reader: a description that it accepts becomes a scene and a file
 * that is well-formed, and the same when it is made again, which one input in four asks for. The
 * first line of the input are choices, a byte each, out of which the description is made, with the
 * ends of every range among them; the other lines are the words. So nearly every input is drawn:
 * mutated JSON would mostly be refused. */
#include "base/escape.h"
#include "fuzz.h"
#include "readers.h"
#include "render/compose.h"
#include "render/graphviz/context.h"
#include "render/write/formats.h"

enum { MOST_DRAWN = 7 }; /* placing nodes takes nearly all of the time */

typedef struct source {
    ent_str choices, words;
    ent_buf json;
} source;

static unsigned choose(source *s, unsigned below)
{
    return fuzz_choice(&s->choices, below);
}

static void put(source *s, const char *text)
{
    ent_buf_text(&s->json, text);
}

/* "key":"the next line" */
static void put_text(source *s, const char *key)
{
    ent_buf text = { 0 };

    fuzz_text(&text, fuzz_line(&s->words), false);
    ent_buf_format(&s->json, ",\"%s\":", key);
    ent_escape_json_string(&s->json, ent_buf_view(&text));
    ent_buf_destroy(&text);
}

static void put_word(source *s, const char *key, const char *const *words, unsigned count)
{
    ent_buf_format(&s->json, ",\"%s\":\"%s\"", key, words[choose(s, count)]);
}

/* A number between the two, or one of them; every eighth is left out. */
static void put_number_of(source *s, const char *key, double low, double high)
{
    unsigned c = choose(s, 256);

    if (c % 8 == 7)
        return;
    ent_buf_format(&s->json, ",\"%s\":", key);
    ent_buf_number(&s->json, c == 0 ? low : c == 1 ? high : low + (high - low) * (c % 32) / 31);
}

static void put_count(source *s, const char *key, unsigned below)
{
    ent_buf_format(&s->json, ",\"%s\":%u", key, choose(s, below));
}

static void put_colour(source *s, const char *key)
{
    ent_buf_format(&s->json, ",\"%s\":\"#%02X%02X%02X\"", key, choose(s, 256), choose(s, 3) * 127,
                   choose(s, 2) * 255);
}

static void put_digits(source *s, unsigned panels, unsigned below)
{
    if (!panels)
        return;
    put(s, ",\"in\":\"");
    for (unsigned i = 0; i < panels; i++)
        ent_buf_char(&s->json, (char)('0' + choose(s, below)));
    put(s, "\"");
}

static void put_dashes(source *s)
{
    unsigned count = choose(s, 9);

    put(s, ",\"dash\":[");
    for (unsigned i = 0; i < count; i++)
        ent_buf_format(&s->json, "%s%u", i ? "," : "", choose(s, 20));
    put(s, "]");
}

/* ---- the parts ---- */

static const char *const shapes[] = { "circle",   "box",  "square", "diamond",
                                      "triangle", "down", "hexagon" };

static void put_node(source *s, unsigned i, unsigned panels)
{
    static const char *const sides[] = {
        "", "left", "right", "above", "inside", "below left", "x"
    };
    unsigned what = choose(s, 64);

    ent_buf_format(&s->json, "%s{\"id\":\"n%u\"", i ? "," : "", i);
    put_text(s, "label");
    put_word(s, "shape", shapes, 7);
    put_number_of(s, "diameter", 0, what % 4 ? 20 : 500);
    put_number_of(s, "label_size", 4, 40);
    put_number_of(s, "weight", what % 8 == 1 ? -1e300 : 0, what % 8 == 1 ? 1e300 : 10);
    put_count(s, "mode", 2);
    put_count(s, "group", 2);
    put_count(s, "band", 2);
    put_number_of(s, "when", what % 8 == 2 ? -10000 : 1900, what % 8 == 2 ? 10000 : 2020);
    put_number_of(s, "lat", -90, 90);
    put_number_of(s, "lon", -180, 180);
    if (what & 8) {
        put_number_of(s, "x", what & 16 ? -1000 : 0, what & 16 ? 1000 : 100);
        put_number_of(s, "y", what & 16 ? -1000 : 0, what & 16 ? 1000 : 100);
        put_word(s, "side", sides, 7);
    }
    if (what & 32) {
        put_text(s, "sub");
        put_text(s, "tooltip");
        put_text(s, "kind");
        put_number_of(s, "stroke_width", 0, 20);
        put(s, ",\"bold\":true,\"inside\":true");
    }
    put_digits(s, panels, 2);
    put(s, "}");
}

static void put_tie(source *s, unsigned i, unsigned nodes, unsigned panels)
{
    unsigned a = choose(s, nodes), b = (a + 1 + choose(s, nodes - 1)) % nodes;
    unsigned what = choose(s, 16);

    ent_buf_format(&s->json, "%s{\"a\":%u,\"b\":%u,\"style\":%u", i ? "," : "", a, b, choose(s, 2));
    put_number_of(s, "width", 0.05, what % 4 ? 3 : 40);
    put_number_of(s, "opacity", 0.01, 1);
    put_number_of(s, "weight", what % 8 == 1 ? -1e300 : 0, what % 8 == 1 ? 1e300 : 10);
    put_count(s, "step", 3);
    put(s, what & 8 ? ",\"unknown\":true" : "");
    put_digits(s, panels, 3);
    put(s, "}");
}

static void put_legend(source *s)
{
    static const char *const marks[] = { "line", "node", "swatch", "half", "text" };
    unsigned groups = choose(s, 4);

    put(s, ",\"legend\":[");
    for (unsigned g = 0; g < groups; g++) {
        unsigned entries = choose(s, 5);

        put(s, g ? ",{\"title\":\"\",\"entries\":[" : "{\"title\":\"t\",\"entries\":[");
        for (unsigned i = 0; i < entries; i++) {
            ent_buf_format(&s->json, "%s{\"style\":%u", i ? "," : "", choose(s, 2));
            put_word(s, "mark", marks, 5);
            put_word(s, "shape", shapes, 7);
            put_number_of(s, "diameter", 0, 500);
            put_number_of(s, "width", 0, 40);
            put_text(s, "label");
            put(s, "}");
        }
        put(s, "]}");
    }
    put(s, "]");
}

static void put_axis(source *s, const char *key)
{
    unsigned what = choose(s, 8);

    ent_buf_format(&s->json, "\"%s\":{\"log\":%s", key, what & 1 ? "true" : "false");
    put_text(s, "title");
    put_number_of(s, "low", what & 2 ? -1e300 : 0, what & 4 ? 1e300 : 10);
    put_number_of(s, "high", what & 2 ? -1e300 : 0, what & 4 ? 1e300 : 10);
    ent_buf_format(&s->json, ",\"ticks\":[[%u,\"a\"],[%u,\"b\"]]},", choose(s, 20), choose(s, 20));
}

static void put_plot(source *s)
{
    static const char *const forms[] = { "bars", "dots", "lines" };
    unsigned data = choose(s, 6);

    put(s, ",\"plot\":{");
    put_axis(s, "x");
    ent_buf_format(&s->json, "\"events\":[[%u,\"e\"]],\"panels\":[{", choose(s, 20));
    put_axis(s, "y");
    put(s, "\"series\":[{\"label\":\"s\"");
    put_text(s, "tooltip");
    put_dashes(s);
    put(s, ",\"data\":[");
    for (unsigned i = 0; i < data; i++)
        if (choose(s, 4))
            ent_buf_format(&s->json, choose(s, 2) ? "%s[%u,%u]" : "%s[%u,%u,1,2e200]", i ? "," : "",
                           choose(s, 20), choose(s, 20));
        else
            ent_buf_format(&s->json, "%s[%u]", i ? "," : "", choose(s, 20));
    put(s, "]}]}]");
    put_word(s, "form", forms, 3);
    put(s, "}");
}

static void put_style(source *s, const char *id)
{
    ent_buf_format(&s->json, "{\"id\":\"%s\"", id);
    put_text(s, "label");
    put_colour(s, "colour");
    put_number_of(s, "width", 0.05, 20);
    put_dashes(s);
    put(s, "}");
}

static void describe(source *s)
{
    static const char *const layouts[] = { "stress", "column",  "blocs",   "bundle",
                                           "matrix", "map",     "pyramid", "timeline",
                                           "rings",  "columns", "plot" };
    unsigned layout = choose(s, 11), nodes = choose(s, MOST_DRAWN + 1);
    unsigned ties = nodes > 1 ? choose(s, 2 * MOST_DRAWN) : 0;
    unsigned panels = choose(s, 4) == 1 ? 1 + choose(s, 12) : 0;

    put(s, "{\"entente_figure\":2,\"page\":{\"width_mm\":60");
    put_number_of(s, "height_mm", 0, 400);
    put(s, "},\"theme\":{\"ink\":\"#000000\",\"steps\":[\"#111111\",\"#777777\",\"#EEEEEE\"]");
    put_number_of(s, "small", 4, 40);
    put_number_of(s, "legend", 4, 40);
    put_number_of(s, "head", 4, 40);
    put_colour(s, "paper");
    ent_buf_format(&s->json, "},\"layout\":{\"name\":\"%s\",\"starts\":1", layouts[layout]);
    if (nodes && choose(s, 2))
        put_count(s, "ego", nodes + 1);
    put(s, choose(s, 2) ? ",\"codes\":true}" : "}");
    put_text(s, "title");
    put_text(s, "record");
    put(s, ",\"styles\":[");
    put_style(s, "one");
    put(s, ",");
    put_style(s, "two");
    put(s, "],\"nodes\":[");
    for (unsigned i = 0; i < nodes; i++)
        put_node(s, i, panels);
    put(s, "],\"ties\":[");
    for (unsigned i = 0; i < ties; i++)
        put_tie(s, i, nodes, panels);
    put(s, "],\"bands\":[{\"label\":\"up\"},{\"label\":\"down\"}],\"blocs\":[{\"label\":\"a\"},"
           "{\"label\":\"b\"}],\"panels\":[");
    for (unsigned i = 0; i < panels; i++)
        put(s, i ? ",\"p\"" : "\"p\"");
    put(s, "],\"notes\":[\"a note\"]");
    put_legend(s);
    if (layout == 10)
        put_plot(s);
    put(s, "}");
}

/* ---- drawing ---- */

static ent_status draw(const description *d, const char *format, ent_buf *out)
{
    ent_diags diags = fuzz_diags();
    scene s;
    ent_status status = compose(&s, d, &diags);

    if (status == ENT_OK)
        status = write_scene(&s, ent_str_of(format), out, &diags);
    scene_destroy(&s);
    fuzz_verdict(status, &diags);
    return status;
}

/* No number was written that is none, unless a word of the input looks like one. */
static void check_text(ent_str text, ent_str words)
{
    if (memmem(words.ptr, words.len, "nan", 3) || memmem(words.ptr, words.len, "inf", 3))
        return;
    REQUIRE(!memmem(text.ptr, text.len, "=\"nan", 5) && !memmem(text.ptr, text.len, "=\"-nan", 6));
    REQUIRE(!memmem(text.ptr, text.len, "=\"inf", 5) && !memmem(text.ptr, text.len, "=\"-inf", 6));
}

static void draw_and_look(const description *d, const char *format, ent_str words, bool again)
{
    ent_buf once = { 0 }, twice = { 0 };

    if (draw(d, format, &once) == ENT_OK) {
        if (again) {
            REQUIRE(draw(d, format, &twice) == ENT_OK);
            REQUIRE(ent_str_eq(ent_buf_view(&once), ent_buf_view(&twice)));
        }
        if (strcmp(format, "svg") == 0) {
            REQUIRE(read_is_xml(ent_buf_view(&once)));
            check_text(ent_buf_view(&once), words);
        }
    }
    ent_buf_destroy(&once);
    ent_buf_destroy(&twice);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const formats[] = { "svg", "tex", "dot", "places" };
    source s = { .words = fuzz_input(data, size) };
    ent_diags diags = fuzz_diags();
    const char *format;
    description d;
    bool again;

    s.choices = fuzz_line(&s.words);
    format = formats[choose(&s, 4)];
    again = choose(&s, 4) == 1;
    describe(&s);
    graphviz_begin();
    if (description_read(&d, fuzz_put("figure.json", ent_buf_view(&s.json)), &diags) == ENT_OK)
        draw_and_look(&d, format, fuzz_input(data, size), again);
    fuzz_verdict(diags.errors ? ENT_EDATA : ENT_OK, &diags);
    description_destroy(&d);
    graphviz_end();
    ent_buf_destroy(&s.json);
    return 0;
}
