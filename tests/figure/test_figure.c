/* test_figure.c: what a figure shows, by its description: every value has its entry in the legend. */
#include <criterion/criterion.h>

#include "support.h"

static folder files;

/* Pairs of 6 kinds and 6 topics, each combination once; the last tie has neither. */
static ent_network *network_of(ent_buf *rows, ent_network_kind kind, ent_dataset **d)
{
    ent_dataset_options options = { 0 };
    ent_selection selection = ENT_SELECTION_INIT;
    ent_diags diags = { 0 };
    ent_network *n = NULL;

    folder_make(&files);
    options.path = folder_put(&files, "data.csv", ent_buf_string(rows));
    ent_buf_destroy(rows);
    selection.network = kind;
    cr_assert_eq(ent_dataset_read(d, &options, &diags), ENT_OK);
    cr_assert_eq(ent_network_new(&n, *d, &selection, &diags), ENT_OK);
    return n;
}

static ent_network *combinations(ent_dataset **d)
{
    ent_buf rows = { 0 };

    ent_buf_text(&rows, "party_1,party_2,kind,topic\n");
    for (int i = 0; i < 36; i++)
        ent_buf_format(&rows, "A%d,B%d,kind%d,topic%d\n", i, i, i / 6, i % 6);
    ent_buf_text(&rows, "A36,B36,,\n");
    return network_of(&rows, ENT_NET_TIES, d);
}

/* Agreement i of i + 2 parties, for i from 0 to 9. */
static ent_network *staircase(ent_dataset **d)
{
    ent_buf rows = { 0 };

    ent_buf_text(&rows, "agreement,party,signed\n");
    for (int i = 0; i < 10; i++)
        for (int k = 0; k < i + 2; k++)
            ent_buf_format(&rows, "Treaty%d,P%d,200%d\n", i, k, i);
    return network_of(&rows, ENT_NET_TWO_MODE, d);
}

static size_t occurrences(const char *text, const char *word)
{
    size_t count = 0;

    for (const char *at = strstr(text, word); at; at = strstr(at + 1, word))
        count++;
    return count;
}

/* The description of a figure of one network; the caller destroys it. */
static ent_buf described(const ent_network *n, const ent_figure_options *options)
{
    const ent_network *const one[] = { n };
    ent_diags diags = { 0 };
    ent_figure *figure;
    ent_buf out = { 0 };

    cr_assert_eq(ent_figure_new(&figure, one, 1, options, &diags), ENT_OK);
    cr_assert_eq(ent_figure_describe(figure, ENT_STR("test"), &out, &diags), ENT_OK);
    ent_figure_free(figure);
    return out;
}

Test(figure, legend_names_every_style)
{
    const char *const names[ENT_CHANNEL_COUNT] = { [ENT_TIE_COLOUR] = "kind",
                                                   [ENT_TIE_DASH] = "topic" };
    ent_figure_options options = ENT_FIGURE_OPTIONS_INIT;
    ent_diags diags = { 0 };
    ent_channels *channels = NULL;
    ent_dataset *d = NULL;
    ent_network *n = combinations(&d);
    const ent_network *const one[] = { n };
    ent_buf out;

    cr_assert_eq(ent_channels_new(&channels, NULL, NULL, &diags), ENT_OK);
    cr_assert_eq(ent_channels_fill(channels, names, one, 1, options.mappings, &diags), ENT_OK);
    options.layout = "stress";
    out = described(n, &options);
    /* a style, an entry of the legend */
    cr_expect_eq(occurrences(ent_buf_string(&out), "\"label\":\"kind3, topic4\""), 2);
    cr_expect_eq(occurrences(ent_buf_string(&out), "\"label\":\"not known, not known\""), 2);
    cr_expect_eq(occurrences(ent_buf_string(&out), "\"mark\":\"line\""), 37);
    ent_buf_destroy(&out);
    ent_channels_free(channels);
    ent_network_free(n);
    ent_dataset_free(d);
    folder_remove(&files);
}

Test(figure, a_measure_needs_a_source)
{
    const char *const names[ENT_CHANNEL_COUNT] = { [ENT_NODE_SIZE] = "betweenness" };
    ent_figure_options options = ENT_FIGURE_OPTIONS_INIT;
    ent_diags diags = { 0 };
    ent_channels *channels = NULL;
    ent_dataset *d = NULL;
    ent_network *n = combinations(&d);
    const ent_network *const one[] = { n };

    cr_assert_eq(ent_channels_new(&channels, NULL, NULL, &diags), ENT_OK);
    cr_expect_eq(ent_channels_fill(channels, names, one, 1, options.mappings, &diags), ENT_EUSAGE);
    ent_channels_free(channels);
    ent_network_free(n);
    ent_dataset_free(d);
    folder_remove(&files);
}

static ent_status compute_nothing(void *ctx, const ent_network *network, const char *name, bool of_ties, ent_measured *measured,
                                  ent_diags *diags)
{
    (void)ctx, (void)network, (void)name, (void)of_ties, (void)measured, (void)diags;
    return ENT_OK;
}

static const char *name_of_measure(void *ctx, bool of_ties, size_t i)
{
    static const char *const names[] = { "betweenness", "strength", NULL };

    (void)ctx, (void)of_ties;
    return names[i];
}

/* The nearest of the measures and the columns is suggested, the first and the last of each included. */
Test(figure, misspelt_measures_have_a_suggestion)
{
    static const char *const pairs[][2] = {
        { "betweeness", "did you mean 'betweenness'?" }, { "strenght", "did you mean 'strength'?" },
        { "regoin", "did you mean 'region'?" },          { "kindd", "did you mean 'kind'?" },
        { "xyzxyz", "`entente list measures`" },
    };
    const ent_measure_source measures = { compute_nothing, name_of_measure, NULL };
    ent_dataset *d = NULL;
    ent_network *n = combinations(&d);
    const ent_network *const one[] = { n };

    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        const char *const names[ENT_CHANNEL_COUNT] = { [ENT_NODE_SIZE] = pairs[i][0] };
        ent_figure_options options = ENT_FIGURE_OPTIONS_INIT;
        heard h = { 0 };
        ent_diags diags = { .sink = hear, .ctx = &h };
        ent_channels *channels = NULL;

        cr_assert_eq(ent_channels_new(&channels, &measures, NULL, &diags), ENT_OK);
        cr_expect_eq(ent_channels_fill(channels, names, one, 1, options.mappings, &diags), ENT_EUSAGE);
        cr_expect_not_null(strstr(h.text, pairs[i][1]), "%s", h.text);
        ent_channels_free(channels);
    }
    ent_network_free(n);
    ent_dataset_free(d);
    folder_remove(&files);
}

/* Among codes, an organization is called by its id where that is as short as a code: at most seven capitals. */
Test(figure, short_ids_stand_among_codes)
{
    static const struct {
        const char *id, *label;
    } bodies[] = { { "ABCDEFG", "ABCDEFG" }, { "ABCDEFGH", "Eight letters" }, { "AB", "AB" }, { "A1", "A digit" }, { "AbC", "A small letter" } };
    ent_figure_options options = ENT_FIGURE_OPTIONS_INIT;
    ent_dataset_options read = { 0 };
    ent_selection selection = ENT_SELECTION_INIT;
    ent_diags diags = { 0 };
    ent_dataset *d = NULL;
    ent_network *n = NULL;
    ent_buf out;

    folder_make(&files);
    read.path = folder_put(&files, "pairs.csv", "party_1,party_2\nFRA,ABCDEFG\nFRA,ABCDEFGH\nFRA,AB\nFRA,A1\nFRA,AbC\n");
    read.tables[ENT_ACTORS] =
        folder_put(&files, "actors.csv",
                   "id,name,type\nABCDEFG,Seven letters,organization\nABCDEFGH,Eight letters,organization\n"
                   "AB,Two letters,organization\nA1,A digit,organization\nAbC,A small letter,organization\nFRA,France,state\n");
    selection.network = ENT_NET_TIES;
    options.layout = "column";
    cr_assert_eq(ent_dataset_read(&d, &read, &diags), ENT_OK);
    cr_assert_eq(ent_network_new(&n, d, &selection, &diags), ENT_OK);
    out = described(n, &options);
    cr_expect_not_null(strstr(ent_buf_string(&out), "\"label\":\"FRA\""), "%s", ent_buf_string(&out));
    for (size_t i = 0; i < sizeof bodies / sizeof *bodies; i++) {
        char words[80];

        snprintf(words, sizeof words, "\"label\":\"%s\"", bodies[i].label);
        cr_expect_not_null(strstr(ent_buf_string(&out), words), "%s", words);
    }
    ent_buf_destroy(&out);
    ent_network_free(n);
    ent_dataset_free(d);
    folder_remove(&files);
}

Test(figure, every_layout_has_a_description)
{
    ent_figure_options options = ENT_FIGURE_OPTIONS_INIT;
    ent_dataset *d = NULL;
    ent_network *n = combinations(&d);
    const ent_choice *layout;
    size_t count = 0;

    options.allow_empty = true; /* a timeline of agreements without dates */
    for (; (layout = ent_layout_at(count)) != NULL; count++) {
        ent_buf out;

        if (strcmp(layout->name, "table") == 0) /* of two modes */
            continue;
        options.layout = layout->name;
        out = described(n, &options);
        cr_expect(out.len > 0, "%s", layout->name);
        cr_expect(strlen(layout->summary) > 0, "%s", layout->name);
        ent_buf_destroy(&out);
    }
    cr_expect_geq(count, 11);
    ent_network_free(n);
    ent_dataset_free(d);
    folder_remove(&files);
}

Test(figure, a_table_numbers_the_largest_agreement_first)
{
    ent_figure_options options = ENT_FIGURE_OPTIONS_INIT;
    ent_dataset *d = NULL;
    ent_network *n = staircase(&d);
    ent_buf out;

    options.layout = "table";
    out = described(n, &options);
    cr_expect(strstr(ent_buf_string(&out), "\"number\":1"));
    cr_expect(strstr(strstr(ent_buf_string(&out), "Treaty9"), "\"number\":1,"));
    cr_expect_eq(occurrences(ent_buf_string(&out), "\"number\":"), 9, "the agreement of two is a tie");
    cr_expect_eq(occurrences(ent_buf_string(&out), "\"of_act\":true"), 1);
    ent_buf_destroy(&out);
    ent_network_free(n);
    ent_dataset_free(d);
    folder_remove(&files);
}

Test(figure, a_table_says_what_it_leaves_out)
{
    ent_figure_options options = ENT_FIGURE_OPTIONS_INIT;
    ent_dataset *d = NULL;
    ent_network *n = staircase(&d);
    ent_buf out;

    options.layout = "table";
    options.width_mm = 12; /* room for eight columns */
    out = described(n, &options);
    cr_expect_eq(occurrences(ent_buf_string(&out), "\"number\":"), 8);
    cr_expect(strstr(ent_buf_string(&out), "1 agreement of at most 3 parties found no room"));
    cr_expect(strstr(ent_buf_string(&out), "\"absent\":["));
    ent_buf_destroy(&out);
    ent_network_free(n);
    ent_dataset_free(d);
    folder_remove(&files);
}
