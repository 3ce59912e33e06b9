/* network.c: networks in every format. The lines of the input are names: of actors and agreements,
 * ids, regions, a column of the user's own; the first byte chooses the kind of network. What is
 * written is read by somebody else's reader, and is the same network. */
#include "base/escape.h"
#include "export/formats.h"
#include "fuzz.h"
#include "readers.h"
#include "render/write/dot.h"

enum { MOST_WORDS = 24 };

typedef struct words {
    ent_buf lines[MOST_WORDS];
    size_t count;
} words;

static void take_words(words *w, ent_str rest)
{
    while (rest.len && w->count < MOST_WORDS)
        fuzz_text(&w->lines[w->count++], fuzz_line(&rest), false);
}

static ent_str word_of(const words *w, size_t i)
{
    return w->count ? ent_buf_view(&w->lines[i % w->count]) : ENT_STR("x");
}

/* ---- three tables of them ---- */

static void put_cells(ent_buf *out, const ent_str *cells, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        ent_buf_text(out, i ? "," : "");
        ent_escape_csv_exact(out, cells[i], ',');
    }
    ent_buf_char(out, '\n');
}

/* An id is a word with a number, so that no two are the same. */
static void put_id(ent_buf *out, const words *w, size_t i)
{
    ent_buf_clear(out);
    ent_buf_format(out, "%zu", i);
    ent_buf_str(out, ent_str_trim(word_of(w, i)));
}

static void put_tables(const words *w)
{
    size_t n = w->count < 3 ? 3 : w->count;
    ent_buf actors = { 0 }, acts = { 0 }, parties = { 0 }, id = { 0 }, act = { 0 };

    ent_buf_text(&actors, "id,name,type,region,note of ours\n");
    ent_buf_text(&acts, "id,title,signed\n");
    ent_buf_text(&parties, "agreement,party\n");
    for (size_t i = 0; i < n; i++) {
        put_id(&id, w, i);
        put_cells(&actors,
                  (ent_str[]){ ent_buf_view(&id), word_of(w, i + 1), ENT_STR("organization"),
                               word_of(w, i + 2), word_of(w, i + 3) },
                  5);
    }
    for (size_t k = 0; k < n / 2 + 1; k++) {
        put_id(&act, w, 100 + k);
        put_cells(&acts, (ent_str[]){ ent_buf_view(&act), word_of(w, k), ENT_STR("1950") }, 3);
        for (size_t i = 0; i < 3; i++) {
            put_id(&id, w, (k * (k + 1) + i * (k + 1)) % n);
            put_cells(&parties, (ent_str[]){ ent_buf_view(&act), ent_buf_view(&id) }, 2);
        }
    }
    fuzz_put("actors.csv", ent_buf_view(&actors));
    fuzz_put("agreements.csv", ent_buf_view(&acts));
    fuzz_put("parties.csv", ent_buf_view(&parties));
    ent_buf_destroy(&actors);
    ent_buf_destroy(&acts);
    ent_buf_destroy(&parties);
    ent_buf_destroy(&id);
    ent_buf_destroy(&act);
}

/* ---- the formats ---- */

static void expect_name(ent_buf *out, ent_str name, bool pajek)
{
    for (size_t i = 0; i < name.len; i++) {
        unsigned char c = (unsigned char)name.ptr[i];

        if (c == 0xc2 && (unsigned char)name.ptr[i + 1] < 0xa0) { /* C1 */
            ent_buf_text(out, "\xef\xbf\xbd");
            i++;
        } else if (c == 0xef && (unsigned char)name.ptr[i + 1] == 0xbf &&
                   (unsigned char)name.ptr[i + 2] > 0xbd) { /* no characters */
            ent_buf_text(out, "\xef\xbf\xbd");
            i += 2;
        } else {
            ent_buf_char(out, pajek && c == '"' ? '\'' : pajek && c < 0x20 ? ' ' : (char)c);
        }
    }
}

static bool close_to(double a, double b)
{
    double difference = a > b ? a - b : b - a;

    return difference <= 1e-11 * (a > 0 ? a : 1); /* 12 digits are written */
}

static void compare(const ent_network *n, read_network *r, bool pajek, bool labels)
{
    ent_buf expected = { 0 };

    REQUIRE(r->nodes == ent_node_count(n) && r->tie_count == ent_tie_count(n));
    for (size_t i = 0; i < r->nodes; i++) {
        const ent_node *at = ent_node_at(n, i);

        ent_buf_clear(&expected);
        expect_name(&expected, labels ? at->label : at->name, pajek);
        REQUIRE(ent_str_eq(ent_buf_view(&r->names[i]), ent_buf_view(&expected)));
    }
    for (size_t i = 0; i < r->tie_count; i++) {
        uint32_t number = ent_tie_between(n, (uint32_t)r->ties[i].a, (uint32_t)r->ties[i].b);

        REQUIRE(number != ENT_NONE && close_to(ent_tie_at(n, number)->weight, r->ties[i].weight));
    }
    ent_buf_destroy(&expected);
    read_network_free(r);
}

static void check_csv(ent_str text, size_t rows)
{
    read_csv csv = { text, .separator = ',' };
    ent_buf field = { 0 };
    size_t columns = 0, first = 0, records = 0;

    while (read_csv_field(&csv, &field)) {
        REQUIRE(!csv.wrong);
        columns++;
        if (!csv.at_end)
            continue;
        first = first ? first : columns;
        REQUIRE(columns == first);
        columns = 0;
        records++;
    }
    REQUIRE(records == rows + 1);
    ent_buf_destroy(&field);
}

static void check_format(const ent_network *n, const char *format, read_network *(*read)(ent_str),
                         size_t rows)
{
    ent_export_options options = { .record = ENT_STR("made \"so\" & <thus>") };
    ent_diags diags = fuzz_diags();
    ent_buf out = { 0 };

    REQUIRE(ent_export_network(n, format, &options, &out, &diags) == ENT_OK);
    if (read)
        compare(n, read(ent_buf_view(&out)), strcmp(format, "net") == 0, false);
    else
        check_csv(ent_buf_view(&out), rows);
    ent_buf_destroy(&out);
}

/* By way of the description and cgraph, as `entente graph` writes it. */
static void check_dot(const ent_network *n)
{
    ent_diags diags = fuzz_diags();
    ent_buf json = { 0 }, dot = { 0 };
    description d;

    ent_graph_description(n, &(ent_export_options){ .record = ENT_STR("record") }, &json);
    REQUIRE(description_read(&d, fuzz_put("graph.json", ent_buf_view(&json)), &diags) == ENT_OK);
    REQUIRE(dot_network(&d, &dot, &diags) == ENT_OK);
    compare(n, read_dot(ent_buf_view(&dot)), false, true);
    description_destroy(&d);
    ent_buf_destroy(&json);
    ent_buf_destroy(&dot);
}

static void check_all(const ent_network *n)
{
    check_format(n, "graphml", read_graphml, 0);
    check_format(n, "gexf", read_gexf, 0);
    check_format(n, "gml", read_gml, 0);
    check_format(n, "net", read_pajek, 0);
    check_format(n, "csv", NULL, ent_tie_count(n));
    check_format(n, "nodes.csv", NULL, ent_node_count(n));
    check_format(n, "json", read_json_network, 0);
    check_dot(n);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const ent_network_kind kinds[] = { ENT_NET_TIES, ENT_NET_TWO_MODE, ENT_NET_ACTORS,
                                              ENT_NET_ACTS };
    ent_str rest = fuzz_input(data, size);
    unsigned kind = fuzz_choice(&rest, 4);
    ent_diags diags = fuzz_diags();
    ent_dataset_options options = { 0 };
    ent_selection selection = ENT_SELECTION_INIT;
    ent_dataset *dataset;
    ent_network *network;
    words w = { 0 };
    ent_status status;

    take_words(&w, rest);
    put_tables(&w);
    options.tables[ENT_ACTORS] = fuzz_path("actors.csv");
    options.tables[ENT_AGREEMENTS] = fuzz_path("agreements.csv");
    options.tables[ENT_PARTIES] = fuzz_path("parties.csv");
    status = ent_dataset_read(&dataset, &options, &diags);
    fuzz_verdict(status, &diags);
    if (status == ENT_OK) {
        selection.network = kinds[kind];
        REQUIRE(ent_network_new(&network, dataset, &selection, &diags) == ENT_OK);
        check_all(network);
        ent_network_free(network);
    }
    ent_dataset_free(dataset);
    for (size_t i = 0; i < w.count; i++)
        ent_buf_destroy(&w.lines[i]);
    return 0;
}
