/* readers.c: see readers.h. */
#include "readers.h"

#include <graphviz/cgraph.h>
#include <jansson.h>
#include <libxml/parser.h>
#include <libxml/tree.h>

read_network *read_network_new(void)
{
    read_network *n = calloc(1, sizeof *n);

    REQUIRE(n != NULL);
    return n;
}

void read_network_free(read_network *n)
{
    for (size_t i = 0; i < READ_MOST; i++)
        ent_buf_destroy(&n->names[i]);
    free(n);
}

static ent_buf *new_node(read_network *n)
{
    REQUIRE(n->nodes < READ_MOST);
    return &n->names[n->nodes++];
}

static void new_tie(read_network *n, size_t a, size_t b, double weight)
{
    REQUIRE(n->tie_count < READ_MOST && a < n->nodes && b < n->nodes);
    n->ties[n->tie_count++] = (read_tie){ a, b, weight };
}

/* ---- XML ---- */

static xmlDocPtr read_xml(ent_str text)
{
    return xmlReadMemory(text.ptr, (int)text.len, "memory.xml", NULL,
                         XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING |
                             XML_PARSE_HUGE);
}

bool read_is_xml(ent_str text)
{
    xmlDocPtr doc = read_xml(text);
    bool is = doc != NULL;

    xmlFreeDoc(doc);
    return is;
}

static void add_content(ent_buf *out, xmlNodePtr node)
{
    xmlChar *text = xmlNodeGetContent(node);

    if (text)
        ent_buf_text(out, (const char *)text);
    xmlFree(text);
}

static void add_attribute(ent_buf *out, xmlNodePtr node, const char *name)
{
    xmlChar *text = xmlGetProp(node, (const xmlChar *)name);

    if (text)
        ent_buf_text(out, (const char *)text);
    xmlFree(text);
}

static bool has_attribute(xmlNodePtr node, const char *name, const char *value)
{
    ent_buf text = { 0 };
    bool is;

    add_attribute(&text, node, name);
    is = ent_str_is(ent_buf_view(&text), value);
    ent_buf_destroy(&text);
    return is;
}

static double number_attribute(xmlNodePtr node, const char *name)
{
    ent_buf text = { 0 };
    double number;

    add_attribute(&text, node, name);
    number = strtod(ent_buf_string(&text), NULL);
    ent_buf_destroy(&text);
    return number;
}

static bool is_element(xmlNodePtr node, const char *name)
{
    return node->type == XML_ELEMENT_NODE && strcmp((const char *)node->name, name) == 0;
}

static xmlNodePtr child_named(xmlNodePtr node, const char *name)
{
    for (xmlNodePtr child = node ? node->children : NULL; child; child = child->next)
        if (is_element(child, name))
            return child;
    return NULL;
}

static xmlNodePtr first_of(xmlNodePtr list)
{
    return list ? list->children : NULL;
}

/* The number of the node, among `nodes`, whose id an attribute of an edge names. */
static size_t end_of(xmlNodePtr edge, const char *name, xmlNodePtr nodes)
{
    ent_buf id = { 0 };
    size_t i = 0;

    add_attribute(&id, edge, name);
    for (; nodes; nodes = nodes->next)
        if (is_element(nodes, "node")) {
            if (has_attribute(nodes, "id", ent_buf_string(&id)))
                break;
            i++;
        }
    REQUIRE(nodes != NULL);
    ent_buf_destroy(&id);
    return i;
}

static xmlNodePtr root_of(xmlDocPtr doc, const char *name)
{
    REQUIRE(doc != NULL);
    REQUIRE(is_element(xmlDocGetRootElement(doc), name));
    return xmlDocGetRootElement(doc);
}

static void read_markup(ent_buf *out, ent_str markup, bool attribute)
{
    xmlDocPtr doc = read_xml(markup);
    xmlNodePtr root = root_of(doc, "e");

    REQUIRE(!xmlFirstElementChild(root)); /* nothing of the name became an element */
    if (attribute)
        add_attribute(out, root, "a");
    else
        add_content(out, root);
    xmlFreeDoc(doc);
}

void read_xml_text(ent_buf *out, ent_str markup)
{
    read_markup(out, markup, false);
}

void read_xml_attribute(ent_buf *out, ent_str markup)
{
    read_markup(out, markup, true);
}

read_network *read_graphml(ent_str text)
{
    xmlDocPtr doc = read_xml(text);
    xmlNodePtr graph = child_named(root_of(doc, "graphml"), "graph");
    read_network *n = read_network_new();

    REQUIRE(graph != NULL);
    n->directed = has_attribute(graph, "edgedefault", "directed");
    for (xmlNodePtr node = graph->children; node; node = node->next)
        if (is_element(node, "node")) {
            ent_buf *name = new_node(n);

            for (xmlNodePtr data = node->children; data; data = data->next)
                if (is_element(data, "data") && has_attribute(data, "key", "v1"))
                    add_content(name, data);
        } else if (is_element(node, "edge")) {
            ent_buf weight = { 0 };

            add_content(&weight, child_named(node, "data"));
            new_tie(n, end_of(node, "source", graph->children), end_of(node, "target", graph->children),
                    strtod(ent_buf_string(&weight), NULL));
            ent_buf_destroy(&weight);
        }
    xmlFreeDoc(doc);
    return n;
}

read_network *read_gexf(ent_str text)
{
    xmlDocPtr doc = read_xml(text);
    xmlNodePtr graph = child_named(root_of(doc, "gexf"), "graph"), nodes;
    read_network *n = read_network_new();

    REQUIRE(graph != NULL);
    n->directed = has_attribute(graph, "defaultedgetype", "directed");
    nodes = first_of(child_named(graph, "nodes"));
    for (xmlNodePtr node = nodes; node; node = node->next)
        if (is_element(node, "node"))
            add_attribute(new_node(n), node, "label");
    for (xmlNodePtr edge = first_of(child_named(graph, "edges")); edge; edge = edge->next)
        if (is_element(edge, "edge"))
            new_tie(n, end_of(edge, "source", nodes), end_of(edge, "target", nodes),
                    number_attribute(edge, "weight"));
    xmlFreeDoc(doc);
    return n;
}

/* ---- JSON ---- */

void read_json_string(ent_buf *out, ent_str text)
{
    json_t *value = json_loadb(text.ptr, text.len, JSON_DECODE_ANY | JSON_ALLOW_NUL, NULL);

    REQUIRE(json_is_string(value));
    ent_buf_add(out, json_string_value(value), json_string_length(value));
    json_decref(value);
}

static size_t node_with_id(const json_t *nodes, const json_t *id)
{
    for (size_t i = 0; i < json_array_size(nodes); i++)
        if (json_equal(json_object_get(json_array_get(nodes, i), "id"), id))
            return i;
    fuzz_broken(__FILE__, __LINE__, "the end of a tie is one of the nodes");
}

read_network *read_json_network(ent_str text)
{
    json_t *root = json_loadb(text.ptr, text.len, JSON_REJECT_DUPLICATES, NULL);
    json_t *nodes = json_object_get(root, "nodes"), *ties = json_object_get(root, "ties");
    read_network *n = read_network_new();

    REQUIRE(json_is_array(nodes) && json_is_array(ties));
    n->directed = json_is_true(json_object_get(root, "directed"));
    for (size_t i = 0; i < json_array_size(nodes); i++) {
        const json_t *name = json_object_get(json_array_get(nodes, i), "name");

        REQUIRE(json_is_string(name));
        ent_buf_text(new_node(n), json_string_value(name));
    }
    for (size_t i = 0; i < json_array_size(ties); i++) {
        const json_t *tie = json_array_get(ties, i);

        new_tie(n, node_with_id(nodes, json_object_get(tie, "source")),
                node_with_id(nodes, json_object_get(tie, "target")),
                json_number_value(json_object_get(tie, "weight")));
    }
    json_decref(root);
    return n;
}

/* ---- DOT ---- */

void read_dot_label(ent_buf *out, const char *label)
{
    for (const char *p = label; *p; p++)
        if (p[0] == '\\') {
            p++;
            REQUIRE(*p == '\\' || *p == 'n'); /* all else has a meaning to Graphviz */
            ent_buf_char(out, *p == 'n' ? '\n' : '\\');
        } else if (strncmp(p, "&amp;", 5) == 0) {
            ent_buf_char(out, '&');
            p += 4;
        } else if (strncmp(p, "&#45;", 5) == 0 || strncmp(p, "&#46;", 5) == 0) {
            ent_buf_char(out, p[3] == '5' ? '-' : '.');
            p += 4;
        } else if (strncmp(p, "&#65279;", 8) == 0) {
            ent_buf_text(out, "\xef\xbb\xbf");
            p += 7;
        } else {
            REQUIRE(*p != '&');
            ent_buf_char(out, *p);
        }
}

static Agraph_t *parse_dot(ent_str text)
{
    ent_buf whole = { 0 };
    Agraph_t *g;

    ent_buf_str(&whole, text);
    agseterr(AGMAX); /* nothing is printed */
    g = agmemread(ent_buf_string(&whole));
    ent_buf_destroy(&whole);
    REQUIRE(g != NULL);
    return g;
}

/* "n12" is 12: nodes stand in the file as ties come to them. */
static size_t dot_index(Agnode_t *node)
{
    REQUIRE(agnameof(node)[0] == 'n');
    return strtoul(agnameof(node) + 1, NULL, 10);
}

read_network *read_dot(ent_str text)
{
    Agraph_t *g = parse_dot(text);
    read_network *n = read_network_new();

    n->directed = agisdirected(g);
    n->nodes = (size_t)agnnodes(g);
    REQUIRE(n->nodes <= READ_MOST);
    for (Agnode_t *v = agfstnode(g); v; v = agnxtnode(g, v)) {
        REQUIRE(dot_index(v) < n->nodes && agget(v, "label"));
        read_dot_label(&n->names[dot_index(v)], agget(v, "label"));
        for (Agedge_t *e = agfstout(g, v); e; e = agnxtout(g, e)) {
            REQUIRE(agget(e, "weight"));
            new_tie(n, dot_index(agtail(e)), dot_index(aghead(e)),
                    strtod(agget(e, "weight"), NULL));
        }
    }
    agclose(g);
    return n;
}

/* ---- GML ---- */

typedef struct gml_reader {
    const char *p, *end;
} gml_reader;

static void gml_blanks(gml_reader *r)
{
    while (r->p < r->end && strchr(" \n\t", *r->p))
        r->p++;
}

static bool gml_is(gml_reader *r, const char *word)
{
    size_t len = strlen(word);

    gml_blanks(r);
    if ((size_t)(r->end - r->p) < len || memcmp(r->p, word, len) != 0)
        return false;
    r->p += len;
    return true;
}

static void add_utf8(ent_buf *out, unsigned long c)
{
    char bytes[5] = { 0 };

    if (c < 0x80) {
        ent_buf_char(out, (char)c);
        return;
    }
    if (c < 0x800) {
        bytes[0] = (char)(0xc0 | c >> 6);
        bytes[1] = (char)(0x80 | (c & 0x3f));
    } else if (c < 0x10000) {
        bytes[0] = (char)(0xe0 | c >> 12);
        bytes[1] = (char)(0x80 | (c >> 6 & 0x3f));
        bytes[2] = (char)(0x80 | (c & 0x3f));
    } else {
        bytes[0] = (char)(0xf0 | c >> 18);
        bytes[1] = (char)(0x80 | (c >> 12 & 0x3f));
        bytes[2] = (char)(0x80 | (c >> 6 & 0x3f));
        bytes[3] = (char)(0x80 | (c & 0x3f));
    }
    ent_buf_text(out, bytes);
}

static void gml_text(gml_reader *r, ent_buf *out)
{
    REQUIRE(gml_is(r, "\""));
    for (; r->p < r->end && *r->p != '"'; r->p++) {
        REQUIRE((unsigned char)*r->p < 0x80 && (unsigned char)*r->p >= 0x20);
        if (*r->p != '&') {
            ent_buf_char(out, *r->p);
        } else if (strncmp(r->p, "&amp;", 5) == 0) {
            ent_buf_char(out, '&');
            r->p += 4;
        } else if (strncmp(r->p, "&quot;", 6) == 0) {
            ent_buf_char(out, '"');
            r->p += 5;
        } else {
            char *after;

            REQUIRE(r->p[1] == '#');
            add_utf8(out, strtoul(r->p + 2, &after, 10));
            REQUIRE(*after == ';');
            r->p = after;
        }
    }
    REQUIRE(r->p < r->end);
    r->p++;
}

void read_gml_string(ent_buf *out, ent_str text)
{
    gml_reader r = { text.ptr, text.ptr + text.len };

    gml_text(&r, out);
    REQUIRE(r.p == r.end);
}

static double gml_number(gml_reader *r)
{
    char *after;
    double value;

    gml_blanks(r);
    value = strtod(r->p, &after);
    REQUIRE(after > r->p);
    r->p = after;
    return value;
}

static void gml_node(gml_reader *r, read_network *n)
{
    ent_buf ignored = { 0 };

    REQUIRE(gml_is(r, "[") && gml_is(r, "id") && gml_number(r) == (double)n->nodes);
    REQUIRE(gml_is(r, "label"));
    gml_text(r, new_node(n));
    while (gml_is(r, "name") || gml_is(r, "type") || gml_is(r, "region"))
        gml_text(r, &ignored);
    REQUIRE(gml_is(r, "]"));
    ent_buf_destroy(&ignored);
}

static void gml_edge(gml_reader *r, read_network *n)
{
    ent_buf ignored = { 0 };
    double a, b, weight;

    REQUIRE(gml_is(r, "[") && gml_is(r, "source"));
    a = gml_number(r);
    REQUIRE(gml_is(r, "target"));
    b = gml_number(r);
    REQUIRE(gml_is(r, "weight"));
    weight = gml_number(r);
    while (gml_is(r, "acts") || gml_is(r, "level"))
        gml_text(r, &ignored);
    REQUIRE(gml_is(r, "]"));
    new_tie(n, (size_t)a, (size_t)b, weight);
    ent_buf_destroy(&ignored);
}

read_network *read_gml(ent_str text)
{
    ent_buf whole = { 0 }, ignored = { 0 };
    read_network *n = read_network_new();
    gml_reader r;

    ent_buf_str(&whole, text);
    r.p = ent_buf_string(&whole);
    r.end = r.p + text.len;
    REQUIRE(gml_is(&r, "Creator"));
    gml_text(&r, &ignored);
    REQUIRE(gml_is(&r, "graph") && gml_is(&r, "[") && gml_is(&r, "comment"));
    gml_text(&r, &ignored);
    REQUIRE(gml_is(&r, "directed"));
    n->directed = gml_number(&r) == 1;
    while (gml_is(&r, "node"))
        gml_node(&r, n);
    while (gml_is(&r, "edge"))
        gml_edge(&r, n);
    REQUIRE(gml_is(&r, "]"));
    gml_blanks(&r);
    REQUIRE(r.p == r.end);
    ent_buf_destroy(&whole);
    ent_buf_destroy(&ignored);
    return n;
}

/* ---- Pajek ---- */

read_network *read_pajek(ent_str text)
{
    read_network *n = read_network_new();
    ent_str line = fuzz_line(&text);
    size_t count;

    REQUIRE(ent_str_starts(line, "% "));
    line = fuzz_line(&text);
    REQUIRE(ent_str_starts(line, "*Vertices "));
    count = strtoul(line.ptr + 10, NULL, 10);
    for (size_t i = 0; i < count; i++) {
        char *after;

        line = fuzz_line(&text);
        REQUIRE(strtoul(line.ptr, &after, 10) == i + 1 && after[0] == ' ' && after[1] == '"');
        REQUIRE(line.ptr + line.len > after + 2 && line.ptr[line.len - 1] == '"');
        ent_buf_add(new_node(n), after + 2, (size_t)(line.ptr + line.len - 1 - (after + 2)));
        REQUIRE(!memchr(after + 2, '"', (size_t)(line.ptr + line.len - 1 - (after + 2))));
    }
    line = fuzz_line(&text);
    REQUIRE(ent_str_is(line, "*Edges") || ent_str_is(line, "*Arcs"));
    n->directed = ent_str_is(line, "*Arcs");
    while (text.len) {
        char *at;
        size_t a, b;

        line = fuzz_line(&text);
        a = strtoul(line.ptr, &at, 10);
        b = strtoul(at, &at, 10);
        new_tie(n, a - 1, b - 1, strtod(at, &at));
        REQUIRE(at == line.ptr + line.len);
    }
    return n;
}

/* ---- LaTeX and Markdown ---- */

static const struct {
    const char *written, *shown;
} latex_words[] = { { "\\textbackslash{}", "\\" },
                    { "\\textasciitilde{}", "~" },
                    { "\\textasciicircum{}", "^" },
                    { "\\textless{}", "<" },
                    { "\\textgreater{}", ">" },
                    { "\\textbar{}", "|" },
                    { "\\char34{}", "\"" },
                    { "\\textasciigrave{}", "`" },
                    { "\\{", "{" },
                    { "\\}", "}" },
                    { "\\%", "%" },
                    { "\\$", "$" },
                    { "\\#", "#" },
                    { "\\&", "&" },
                    { "\\_", "_" },
                    { "-{}", "-" } };

enum { LATEX_WORDS = sizeof latex_words / sizeof *latex_words };

static size_t latex_word(const char *p, const char *end)
{
    size_t k = 0;

    while (k < LATEX_WORDS &&
           !((size_t)(end - p) >= strlen(latex_words[k].written) &&
             memcmp(p, latex_words[k].written, strlen(latex_words[k].written)) == 0))
        k++;
    return k;
}

void read_latex(ent_buf *out, ent_str text)
{
    const char *p = text.ptr, *end = p + text.len;

    if (text.len > 2 && memcmp(p, "{}", 2) == 0 && strchr("[*", p[2])) /* after a row's end */
        p += 2;
    while (p < end) {
        size_t k = latex_word(p, end);

        if (k < LATEX_WORDS) {
            ent_buf_text(out, latex_words[k].shown);
            p += strlen(latex_words[k].written);
            continue;
        }
        REQUIRE(*p != '\0' && !strchr("\\{}%$#&_~^<>|\"`-\n\r\t", *p));
        ent_buf_char(out, *p++);
    }
}

void read_markdown(ent_buf *out, ent_str text)
{
    for (const char *p = text.ptr, *end = p + text.len; p < end; p++) {
        if (*p == '\\') {
            REQUIRE(p + 1 < end && strchr("\\`*_{}[]#!|<>&~$^@:", p[1]) && p[1]);
            p++;
        } else {
            REQUIRE(*p != '\0' && !strchr("\\`*_{}[]#!|<>&~$^@\n\r\t", *p));
        }
        ent_buf_char(out, *p);
    }
}

/* ---- CSV ---- */

static char next_letter(read_csv *csv)
{
    char c = csv->rest.ptr[0];

    csv->rest = (ent_str){ csv->rest.ptr + 1, csv->rest.len - 1 };
    return c;
}

static bool is_next(const read_csv *csv, char c)
{
    return csv->rest.len && csv->rest.ptr[0] == c;
}

/* A line end, of one letter or two, is taken; false when there is none. */
static bool take_line_end(read_csv *csv)
{
    if (csv->rest.len > 1 && csv->rest.ptr[0] == '\r' && csv->rest.ptr[1] == '\n')
        next_letter(csv);
    else if (!is_next(csv, '\n'))
        return false;
    next_letter(csv);
    return true;
}

static void quoted_field(read_csv *csv, ent_buf *field)
{
    next_letter(csv);
    while (csv->rest.len) {
        char c = next_letter(csv);

        if (c == '"' && is_next(csv, '"'))
            next_letter(csv);
        else if (c == '"')
            return;
        ent_buf_char(field, c);
    }
    csv->wrong = true; /* never closed */
}

bool read_csv_field(read_csv *csv, ent_buf *field)
{
    ent_buf_clear(field);
    if (!csv->rest.len && !csv->open)
        return false;
    csv->at_end = csv->open = false;
    csv->quoted = is_next(csv, '"');
    if (csv->quoted)
        quoted_field(csv, field);
    while (csv->rest.len) {
        char c;

        if (is_next(csv, csv->separator)) {
            next_letter(csv);
            csv->open = true;
            return true;
        }
        if (take_line_end(csv))
            break;
        c = next_letter(csv);
        if (csv->quoted || c == '"' || c == '\r')
            csv->wrong = true;
        ent_buf_char(field, c);
    }
    csv->at_end = true;
    return true;
}
