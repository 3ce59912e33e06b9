/* pajek.c: Pajek's .net, with one or two modes, arcs and edges, lists, matrices and time. */
#include "data/netfile/network.h"

#include <string.h>

#include "data/netfile/words.h"

typedef enum section { SECTION_NONE, VERTICES, ARCS, EDGES, ARCS_LIST, EDGES_LIST, MATRIX, OTHER } section;

typedef struct pajek {
    network *n;
    net_words words;
    section section;
    size_t vertices, first_mode; /* first_mode 0: one mode */
    size_t row;                  /* of a matrix */
    net_cells cells;             /* of the matrix */
    ent_str relation;            /* of the arcs that follow, by its name or number */
} pajek;

/* The node with this number; in Pajek all nodes are numbered from 1. */
static uint32_t node_of(pajek *p, ent_str number, size_t line)
{
    size_t at = 0;

    if (!net_is_number(number, p->vertices, &at)) {
        net_wrong(p->n, line, "'%.*s' is not the number of a vertex (1 to %zu)", (int)(number.len < 60 ? number.len : 60),
                  number.ptr, p->vertices);
        return 0;
    }
    return (uint32_t)at - 1;
}

static void make_vertices(pajek *p)
{
    for (size_t i = 1; i <= p->vertices && !net_stops(p->n); i++) {
        ent_buf id = { 0 };
        uint32_t at;

        ent_buf_count(&id, i);
        at = net_node_of(p->n, ent_buf_view(&id), p->words.line);
        ent_buf_destroy(&id);
        if (!net_stops(p->n))
            p->n->nodes.items[at].is_second = p->first_mode && i > p->first_mode;
    }
}

static void begin_section(pajek *p, net_word word)
{
    static const struct {
        const char *word;
        section section;
    } kinds[] = { { "*vertices", VERTICES },    { "*arcs", ARCS },       { "*edges", EDGES }, { "*arcslist", ARCS_LIST },
                  { "*edgeslist", EDGES_LIST }, { "*matrix", MATRIX },   { "*network", SECTION_NONE } };
    net_word more;

    p->section = OTHER;
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (ent_str_eq_fold(word.text, ent_str_of(kinds[i].word)))
            p->section = kinds[i].section;
    p->row = 0;
    if (p->section == OTHER)
        ent_warn(p->n->diags, (ent_where){ .file = p->n->file.name, .line = word.line }, "'%.*s' is not read",
                 (int)(word.text.len < 60 ? word.text.len : 60), word.text.ptr);
    if (p->section == VERTICES) {
        if (p->vertices) {
            net_wrong(p->n, word.line, "it has several networks; give each a file of its own");
            return;
        }
        if (!net_next_in_line(&p->words, &more) || !net_is_number(more.text, ENT_LIMIT_ROWS, &p->vertices)) {
            net_wrong(p->n, word.line, "*Vertices needs the number of vertices");
            return;
        }
        if (net_next_in_line(&p->words, &more) && net_is_number(more.text, p->vertices, &p->first_mode))
            p->n->has_modes = p->first_mode < p->vertices;
        p->first_mode = p->n->has_modes ? p->first_mode : 0;
        if (p->vertices > 10 * (p->n->file.len + 1000))
            net_wrong(p->n, word.line, "%zu vertices in a file of %zu bytes", p->vertices, p->n->file.len);
        make_vertices(p);
    } else if (p->section >= ARCS && p->section <= EDGES && net_next_in_line(&p->words, &more)) { /* *Arcs :2 "trade" */
        p->relation = more.text.len > 1 && more.text.ptr[0] == ':' ? (ent_str){ more.text.ptr + 1, more.text.len - 1 }
                                                                   : more.text;
        if (net_next_in_line(&p->words, &more))
            p->relation = more.text;
        p->relation = net_keep(p->n, p->relation);
    }
}

/* "[1950-1960,1975-*]": the spells of an edge; a single year is a spell of that year. */
static void add_spells(pajek *p, uint32_t edge, ent_str text)
{
    ent_str rest = { text.ptr + 1, text.len - 2 }, part;

    while (ent_str_next(&rest, ',', &part)) {
        const char *hyphen = memchr(part.ptr, '-', part.len);
        ent_str start = { part.ptr, hyphen ? (size_t)(hyphen - part.ptr) : part.len };
        ent_str end = hyphen ? (ent_str){ hyphen + 1, part.len - start.len - 1 } : start;

        net_add_spell(p->n, edge, start, ent_str_is(end, "*") ? ENT_STR("..") : end);
    }
}

static bool is_time(ent_str text)
{
    return text.len > 2 && text.ptr[0] == '[' && text.ptr[text.len - 1] == ']';
}

/* 1 "France" 0.2 0.4 0.5 ic Red [1950-1990] */
static void read_vertex(pajek *p, net_word number)
{
    uint32_t at = node_of(p, number.text, number.line);
    net_word label;

    if (net_stops(p->n))
        return;
    p->n->nodes.items[at].line = number.line;
    if (!net_next_in_line(&p->words, &label))
        return;
    if (label.open)
        net_wrong(p->n, label.line, "a quote is open");
    net_set(p->n, &p->n->of_nodes, at, ENT_STR("label"), label.text);
}

/* 1 2 3.5 l "treaty" [1950-1960] */
static void read_edge(pajek *p, net_word from)
{
    net_word to, more;
    uint32_t edge;

    if (!net_next_in_line(&p->words, &to)) {
        net_wrong(p->n, from.line, "a line with one vertex; expected two");
        return;
    }
    edge = net_add_edge(p->n, node_of(p, from.text, from.line), node_of(p, to.text, to.line), p->section == ARCS,
                        from.line);
    if (net_stops(p->n))
        return;
    net_set(p->n, &p->n->of_edges, edge, ENT_STR("relation"), p->relation);
    for (bool first = true; net_next_in_line(&p->words, &more); first = false) {
        double weight;

        if (first && ent_str_number(more.text, &weight))
            net_set(p->n, &p->n->of_edges, edge, ENT_STR("weight"), more.text);
        else if (is_time(more.text))
            add_spells(p, edge, more.text);
        else if (ent_str_is(more.text, "l") && net_next_in_line(&p->words, &more))
            net_set(p->n, &p->n->of_edges, edge, ENT_STR("label"), more.text);
    }
}

/* 1 2 3 4: from 1 to each of the others */
static void read_list(pajek *p, net_word from)
{
    net_word to;

    while (!net_stops(p->n) && net_next_in_line(&p->words, &to))
        net_add_edge(p->n, node_of(p, from.text, from.line), node_of(p, to.text, to.line), p->section == ARCS_LIST,
                     from.line);
}

static void read_matrix_row(pajek *p, net_word cell)
{
    size_t rows = p->first_mode ? p->first_mode : p->vertices, column = p->first_mode;
    bool more = true;

    if (p->row >= rows) {
        net_wrong(p->n, cell.line, "more than %zu rows in the matrix", rows);
        return;
    }
    for (; more && !net_stops(p->n); more = net_next_in_line(&p->words, &cell), column++) {
        double value;

        if (column >= p->vertices || !ent_str_number(cell.text, &value))
            net_wrong(p->n, cell.line, "a row of the matrix with other cells than %zu numbers", p->vertices - p->first_mode);
        else if (value != 0 && !ENT_LIST_PUSH(&p->cells, (net_cell){ (uint32_t)p->row, (uint32_t)column, cell.line, cell.text }))
            p->n->no_memory = true;
    }
    p->row++;
}

void net_read_pajek(network *n)
{
    pajek p = { .n = n, .words = { n->file.bytes + n->file.start, n->file.bytes + n->file.len, 1, "" } };
    net_word word;

    while (!net_stops(n) && net_next_word(&p.words, &word)) {
        bool is_quoted = word.quoted;

        if (!is_quoted && word.text.ptr[0] == '*')
            begin_section(&p, word);
        else if (!is_quoted && word.text.ptr[0] == '%')
            ;
        else if (p.section == VERTICES)
            read_vertex(&p, word);
        else if (p.section == ARCS || p.section == EDGES)
            read_edge(&p, word);
        else if (p.section == ARCS_LIST || p.section == EDGES_LIST)
            read_list(&p, word);
        else if (p.section == MATRIX)
            read_matrix_row(&p, word);
        else if (p.section == SECTION_NONE)
            net_wrong(n, word.line, "expected *Vertices");
        net_rest_of_line(&p.words);
    }
    if (!net_stops(n))
        net_add_cells(n, &p.cells, p.first_mode > 0);
    ENT_LIST_DESTROY(&p.cells);
}
