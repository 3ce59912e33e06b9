/* page.c: the file: a skeleton with the style sheet, the script, the figure and the data in their places.
 * The policy in its head allows this script and this style sheet, by their hashes, and nothing else: no
 * request leaves the page, and no name in the data can become code. */
#include "entente/webpage.h"

#include <sha2.h>

#include "base/embed.h"
#include "base/escape.h"
#include "base/mem.h"
#include "page/page_data.h"
#include "page/page_words.h"

ENT_EMBEDDED_DECLARE(ent_page_page_html);
ENT_EMBEDDED_DECLARE(ent_page_page_css);
ENT_EMBEDDED_DECLARE(ent_page_words_js);
ENT_EMBEDDED_DECLARE(ent_page_status_js);
ENT_EMBEDDED_DECLARE(ent_page_find_js);
ENT_EMBEDDED_DECLARE(ent_page_figure_js);
ENT_EMBEDDED_DECLARE(ent_page_map_js);
ENT_EMBEDDED_DECLARE(ent_page_measures_js);
ENT_EMBEDDED_DECLARE(ent_page_panel_js);
ENT_EMBEDDED_DECLARE(ent_page_time_js);
ENT_EMBEDDED_DECLARE(ent_page_filters_js);
ENT_EMBEDDED_DECLARE(ent_page_views_js);
ENT_EMBEDDED_DECLARE(ent_page_export_js);
ENT_EMBEDDED_DECLARE(ent_page_main_js);

static const ent_embedded skeleton = ENT_EMBEDDED(ent_page_page_html), style = ENT_EMBEDDED(ent_page_page_css);
/* One script element, in this order: a file uses those before it. */
static const ent_embedded scripts[] = { ENT_EMBEDDED(ent_page_words_js),   ENT_EMBEDDED(ent_page_status_js),
                                        ENT_EMBEDDED(ent_page_find_js),    ENT_EMBEDDED(ent_page_figure_js),
                                        ENT_EMBEDDED(ent_page_map_js), ENT_EMBEDDED(ent_page_measures_js), ENT_EMBEDDED(ent_page_panel_js),   ENT_EMBEDDED(ent_page_time_js),
                                        ENT_EMBEDDED(ent_page_filters_js), ENT_EMBEDDED(ent_page_views_js),
                                        ENT_EMBEDDED(ent_page_export_js),  ENT_EMBEDDED(ent_page_main_js) };

ent_status ent_webpage_check(const ent_selection *s, const ent_webpage_options *o, ent_diags *diags)
{
    const char *why = NULL;

    if (s->network == ENT_NET_ACTS)
        why = "--network agreements: a page shows networks of ties, two-mode, actors or members";
    else if (s->during.kind)
        why = "--during: a page shows single days, and any time; give the first one with --as-of "
              "2015-05-08";
    else if (ent_date_known(o->day) && o->day.first != o->day.last)
        why = "--as-of: a page shows single days, and any time; give a whole date such as 2015-05-08";
    else if (s->directed)
        why = "--directed: a page shows no directions";
    else if (s->blocs != ENT_BLOCS_NODE)
        why = "--blocs: on a page, organizations are nodes";
    else if (s->backbone != ENT_BACKBONE_NONE)
        why = "--backbone: a page shows all ties, and filters them by level, kind, topic, role and region";
    else if (s->population != ENT_POPULATION_ALL)
        why = "--population: a page shows all states that exist on its day";
    else if (s->weight != ENT_WEIGHT_DEFAULT && s->weight != ENT_WEIGHT_COUNT &&
             s->weight != ENT_WEIGHT_BINARY && s->weight != ENT_WEIGHT_COLUMN)
        why = "--weight: a page shows the number of agreements; expected count, binary or a column";
    return why ? ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE, "%s", why) : ENT_OK;
}

/* "sha256-..." as a policy names the text of a script or style element. */
static void put_hash(ent_buf *out, ent_str text)
{
    static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    uint8_t digest[SHA256_DIGEST_LENGTH + 1] = { 0 }; /* a multiple of three bytes */
    SHA2_CTX context;

    SHA256Init(&context);
    SHA256Update(&context, (const uint8_t *)text.ptr, text.len);
    SHA256Final(digest, &context);
    ent_buf_text(out, "sha256-");
    for (size_t i = 0; i < sizeof digest; i += 3) {
        unsigned three = (unsigned)digest[i] << 16 | (unsigned)digest[i + 1] << 8 | digest[i + 2];

        for (int shift = 18; shift >= 0; shift -= 6)
            if (i + 3 < sizeof digest || shift > 0) /* the last byte is no part of the digest */
                ent_buf_char(out, letters[three >> shift & 63]);
    }
    ent_buf_char(out, '=');
}

typedef struct page {
    const ent_network *network;
    const ent_webpage_options *options;
    ent_str figure, script;
    ent_diags *diags;
} page;

static void put_line(ent_buf *out, const char *text)
{
    ent_escape_xml_text(out, ent_str_of(text ? text : ""));
}

/* What stands for a mark of the skeleton. */
static ent_status put_part(const page *p, ent_str mark, ent_buf *out)
{
    if (ent_str_is(mark, "title"))
        ent_escape_xml_text(out, p->options->title ? ent_str_of(p->options->title)
                                                   : ent_dataset_title(ent_network_dataset(p->network)));
    else if (ent_str_is(mark, "subtitle"))
        put_line(out, p->options->subtitle);
    else if (ent_str_is(mark, "note"))
        put_line(out, p->options->note);
    else if (ent_str_is(mark, "source"))
        put_line(out, p->options->source);
    else if (ent_str_is(mark, "record"))
        ent_escape_xml_attr(out, p->options->record);
    else if (ent_str_is(mark, "style-hash"))
        put_hash(out, ent_embedded_text(style));
    else if (ent_str_is(mark, "script-hash"))
        put_hash(out, p->script);
    else if (ent_str_is(mark, "style"))
        ent_buf_str(out, ent_embedded_text(style));
    else if (ent_str_is(mark, "script"))
        ent_buf_str(out, p->script);
    else if (ent_str_is(mark, "figure"))
        ent_buf_str(out, p->figure);
    else if (ent_str_is(mark, "map"))
        ent_buf_str(out, p->options->map.len ? p->options->map : ENT_STR("null"));
    else if (ent_str_is(mark, "data"))
        return ent_webpage_data(p->network, p->options, out, p->diags);
    else if (ent_str_is(mark, "words"))
        return ent_webpage_words(p->options->words, p->options->chosen, out, p->diags);
    else
        return ent_fail(p->diags, ENT_EINTERNAL, ENT_NOWHERE, "the page's skeleton has a mark '%.*s'",
                        ENT_STR_ARG(mark));
    return ENT_OK;
}

/* The skeleton, in which {{MARK}} stands for a part. */
static ent_status fill_skeleton(const page *p, ent_buf *out)
{
    ent_str rest = ent_embedded_text(skeleton);
    ent_status status = ENT_OK;

    while (rest.len && status == ENT_OK) {
        ent_str mark;
        size_t to = 0;

        while (to < rest.len && !ent_str_starts((ent_str){ rest.ptr + to, rest.len - to }, "{{"))
            to++;
        ent_buf_add(out, rest.ptr, to);
        rest = (ent_str){ rest.ptr + to, rest.len - to };
        if (!rest.len)
            break;
        rest = (ent_str){ rest.ptr + 2, rest.len - 2 };
        ent_str_next(&rest, '}', &mark);
        status = put_part(p, mark, out);
        rest = (ent_str){ rest.ptr + 1, rest.len - 1 }; /* the second '}' */
    }
    return status;
}

ent_status ent_webpage_write(const ent_network *network, ent_str figure, const ent_webpage_options *options,
                          ent_buf *out, ent_diags *diags)
{
    size_t refusals = ent_mem_before(out);
    ent_buf script = { 0 };
    page p = { .network = network, .options = options, .figure = figure, .diags = diags };
    ent_status status = ent_webpage_check(ent_network_selection(network), options, diags);

    for (size_t i = 0; i < sizeof scripts / sizeof *scripts; i++)
        ent_buf_str(&script, ent_embedded_text(scripts[i]));
    p.script = ent_buf_view(&script);
    if (status == ENT_OK)
        status = fill_skeleton(&p, out);
    ent_buf_destroy(&script);
    return ent_mem_whole(status, refusals, diags);
}
