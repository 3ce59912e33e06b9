/* dl.c: UCINET's DL: matrices and lists of edges or nodes, with one or two modes. */
#include "data/netfile/network.h"

#include <string.h>

#include "data/netfile/words.h"

typedef enum form { FULL_MATRIX, EDGE_LIST, NODE_LIST } form;

typedef ENT_LIST(uint32_t) nodes;

typedef struct dl {
    network *n;
    net_words words;
    size_t rows, columns;  /* numbers of nodes; columns 0: one mode */
    form form;
    bool no_diagonal;
    bool row_names, column_names; /* embedded in the data */
    nodes row_nodes, column_nodes; /* by their numbers; columns only in files with two modes */
    net_cells cells;
} dl;

/* ---- nodes ---- */

static uint32_t node_by_name(dl *d, ent_str name, bool is_column, size_t line)
{
    size_t before = d->n->nodes.count;
    uint32_t at = net_node_of(d->n, name, line);

    if (net_stops(d->n))
        return 0;
    if (d->n->nodes.count > before)
        d->n->nodes.items[at].is_second = is_column && d->columns;
    else if (d->columns && d->n->nodes.items[at].is_second != is_column)
        net_wrong(d->n, line, "'%.*s' is the name of a row and of a column", (int)(name.len < 60 ? name.len : 60), name.ptr);
    return at;
}

static nodes *nodes_of(dl *d, bool is_column)
{
    return is_column && d->columns ? &d->column_nodes : &d->row_nodes;
}

static void add_name(dl *d, ent_str name, bool is_column, size_t line)
{
    uint32_t at = node_by_name(d, name, is_column, line);

    if (!ENT_LIST_PUSH(nodes_of(d, is_column), at))
        d->n->no_memory = true;
}

/* Nodes without names have their numbers; those of columns go on behind those of rows. */
static void number_nodes(dl *d, bool is_column)
{
    size_t count = is_column ? d->columns : d->rows;

    while (nodes_of(d, is_column)->count < count && !net_stops(d->n)) {
        ent_buf id = { 0 };

        ent_buf_count(&id, nodes_of(d, is_column)->count + 1 + (is_column ? d->rows : 0));
        add_name(d, ent_buf_view(&id), is_column, 1);
        ent_buf_destroy(&id);
    }
}

/* A node in the data: a name, or the number of one. */
static uint32_t node_of(dl *d, net_word word, bool is_column)
{
    bool is_second = is_column && d->columns;
    size_t number, most = is_second ? d->columns : d->rows;

    if (is_column ? d->column_names : d->row_names)
        return node_by_name(d, word.text, is_column, word.line);
    if (net_is_number(word.text, most, &number))
        return nodes_of(d, is_column)->items[number - 1];
    net_wrong(d->n, word.line, "'%.*s' is not the number of a node (1 to %zu)",
              (int)(word.text.len < 60 ? word.text.len : 60), word.text.ptr, most);
    return 0;
}

/* ---- the header ---- */

static bool is_word(ent_str text, const char *word)
{
    return ent_str_eq_fold(text, ent_str_of(word));
}

/* The names between "labels:" and the next keyword: one in each line, or with commas or blanks between them. */
static void read_names(dl *d, bool is_column)
{
    static const char *const keywords[] = { "data:", "column labels", "row labels", "labels embedded", "matrix labels",
                                            "col labels" };
    size_t most = is_column && d->columns ? d->columns : d->rows, lines = 0, commas = 0, found = 0;
    ent_str block = { d->words.p, (size_t)(d->words.end - d->words.p) }, rest, name;
    net_words words;
    net_word word;

    for (size_t i = 0; i < block.len; i++)
        for (size_t k = 0; k < sizeof keywords / sizeof *keywords; k++) {
            size_t len = strlen(keywords[k]);

            if (block.len - i >= len && ent_str_eq_fold((ent_str){ block.ptr + i, len }, ent_str_of(keywords[k])))
                block.len = i;
        }
    rest = block;
    while (ent_str_next(&rest, '\n', &name))
        lines += net_trim(name).len > 0;
    for (size_t i = 0; i < block.len; i++)
        commas += block.ptr[i] == ',';
    words = (net_words){ block.ptr, block.ptr + block.len, d->words.line, commas ? "," : "" };
    rest = block;
    if (lines == most && most > 1 && !memchr(block.ptr, '"', block.len) && !commas) {
        while (ent_str_next(&rest, '\n', &name))
            if ((name = net_trim(name)).len && ++found)
                add_name(d, name, is_column, d->words.line + found);
    } else if (commas + 1 >= most && lines == 1) {
        while (ent_str_next(&rest, ',', &name))
            if ((name = net_trim(name)).len && ++found)
                add_name(d, name, is_column, d->words.line);
    } else {
        while (net_next_word(&words, &word) && ++found)
            add_name(d, word.text, is_column, word.line);
    }
    for (size_t i = 0; i < block.len; i++)
        d->words.line += block.ptr[i] == '\n';
    d->words.p = block.ptr + block.len;
    if (found != most)
        net_wrong(d->n, d->words.line, "%zu labels for %zu nodes", found, most);
}

static void read_format(dl *d, net_word word)
{
    static const struct {
        const char *word;
        form form;
    } forms[] = { { "fullmatrix", FULL_MATRIX }, { "fm", FULL_MATRIX }, { "edgelist1", EDGE_LIST }, { "el1", EDGE_LIST },
                  { "edgelist", EDGE_LIST },     { "edgelist2", EDGE_LIST }, { "el2", EDGE_LIST }, { "nodelist1", NODE_LIST },
                  { "nl1", NODE_LIST },          { "nodelist", NODE_LIST },  { "nodelist2", NODE_LIST }, { "nl2", NODE_LIST } };

    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
        if (is_word(word.text, forms[i].word)) {
            d->form = forms[i].form;
            return;
        }
    net_wrong(d->n, word.line, "unknown format '%.*s'; expected fullmatrix, edgelist1, edgelist2, nodelist1 or nodelist2",
              (int)(word.text.len < 60 ? word.text.len : 60), word.text.ptr);
}

static void read_number(dl *d, net_word keyword, size_t *into)
{
    net_word word;

    if (!net_next_word(&d->words, &word) || !net_is_number(word.text, ENT_LIMIT_ROWS, into))
        net_wrong(d->n, keyword.line, "a number is missing behind '%.*s'",
                  (int)(keyword.text.len < 60 ? keyword.text.len : 60), keyword.text.ptr);
}

/* "labels:", "labels embedded", both also behind "row" and "column". */
static void read_labels(dl *d, bool of_rows, bool of_columns, bool has_colon)
{
    net_words before = d->words;
    net_word word;

    if (!has_colon && net_next_word(&d->words, &word) && word.text.len >= 8 && is_word((ent_str){ word.text.ptr, 8 }, "embedded")) {
        d->row_names |= of_rows;
        d->column_names |= of_columns;
        return;
    }
    if (!has_colon)
        d->words = before;
    read_names(d, !of_rows);
}

/* Reads up to "data:". */
static void read_header(dl *d)
{
    bool rows = true, columns = true;
    size_t matrices = 1;
    net_word word;

    while (!net_stops(d->n) && net_next_word(&d->words, &word)) {
        ent_str text = word.text;
        bool has_colon = text.len && text.ptr[text.len - 1] == ':';

        text.len -= has_colon;
        if (is_word(text, "data"))
            return;
        if (is_word(text, "n") || is_word(text, "nr"))
            read_number(d, word, &d->rows);
        else if (is_word(text, "nc"))
            read_number(d, word, &d->columns);
        else if (is_word(text, "nm"))
            read_number(d, word, &matrices);
        else if (is_word(text, "format") && net_next_word(&d->words, &word))
            read_format(d, word);
        else if (is_word(text, "diagonal") && net_next_word(&d->words, &word))
            d->no_diagonal = is_word(word.text, "absent");
        else if (is_word(text, "row") || is_word(text, "column") || is_word(text, "col"))
            rows = is_word(text, "row"), columns = !rows;
        else if (is_word(text, "labels")) {
            read_labels(d, rows, columns, has_colon);
            rows = columns = true;
        } else if (!is_word(text, "dl"))
            net_wrong(d->n, word.line, "'%.*s' is not read", (int)(text.len < 60 ? text.len : 60), text.ptr);
    }
    if (matrices != 1)
        net_wrong(d->n, 1, "it has %zu matrices; give each a file of its own", matrices);
    else
        net_wrong(d->n, d->words.line, "there is no 'data:'");
}

/* ---- the data ---- */

static void add_cell(dl *d, uint32_t a, uint32_t b, ent_str weight, size_t line)
{
    if (!ENT_LIST_PUSH(&d->cells, (net_cell){ a, b, line, weight }))
        d->n->no_memory = true;
}

/* With the numbers of rows and columns, which become nodes when all have their names. */
static void read_matrix(dl *d)
{
    size_t columns = d->columns ? d->columns : d->rows;
    net_word word;

    for (size_t c = 0; d->column_names && c < columns && !net_stops(d->n); c++)
        if (!net_next_word(&d->words, &word))
            net_wrong(d->n, d->words.line, "the names of the columns are missing");
        else
            add_name(d, word.text, true, word.line);
    for (size_t r = 0; r < d->rows && !net_stops(d->n); r++) {
        if (d->row_names && !net_next_word(&d->words, &word))
            net_wrong(d->n, d->words.line, "the name of row %zu is missing", r + 1);
        else if (d->row_names && (d->columns || !d->column_names))
            add_name(d, word.text, false, word.line);
        for (size_t c = 0; c < columns && !net_stops(d->n); c++) {
            double value;

            if (d->no_diagonal && !d->columns && c == r)
                continue;
            if (!net_next_word(&d->words, &word) || !ent_str_number(word.text, &value))
                net_wrong(d->n, d->words.line, "row %zu of the matrix has other cells than %zu numbers", r + 1, columns);
            else if (value != 0)
                add_cell(d, (uint32_t)r, (uint32_t)c, word.text, word.line);
        }
    }
    for (size_t i = 0; i < d->cells.count && !net_stops(d->n); i++) {
        net_cell *cell = &d->cells.items[i];

        if (cell->a >= d->row_nodes.count || cell->b >= nodes_of(d, true)->count) {
            net_wrong(d->n, cell->line, "a node of the matrix has no name");
            return;
        }
        cell->a = d->row_nodes.items[cell->a];
        cell->b = nodes_of(d, true)->items[cell->b];
    }
}

static void read_list(dl *d)
{
    net_word word, other;

    while (!net_stops(d->n) && net_next_word(&d->words, &word)) {
        uint32_t a = node_of(d, word, false);
        bool first = true;

        while (!net_stops(d->n) && net_next_in_line(&d->words, &other)) {
            double weight;

            if (d->form == EDGE_LIST && !first) {
                if (ent_str_number(other.text, &weight))
                    d->cells.items[d->cells.count - 1].weight = other.text;
                else
                    net_wrong(d->n, other.line, "'%.*s' is not a weight", (int)(other.text.len < 60 ? other.text.len : 60),
                              other.text.ptr);
                break;
            }
            add_cell(d, a, node_of(d, other, true), ENT_STR(""), other.line);
            first = false;
        }
    }
}

void net_read_dl(network *n)
{
    dl d = { .n = n, .words = { n->file.bytes + n->file.start, n->file.bytes + n->file.len, 1, ",=" } };

    read_header(&d);
    if (!net_stops(n) && !d.rows)
        net_wrong(n, 1, "the number of nodes is missing (n=)");
    if (!net_stops(n) && d.rows + d.columns > 10 * (n->file.len + 1000))
        net_wrong(n, 1, "%zu nodes in a file of %zu bytes", d.rows + d.columns, n->file.len);
    d.words.separators = ",";
    n->has_modes = d.columns > 0;
    if (!d.row_names && !(d.column_names && !d.columns))
        number_nodes(&d, false);
    if (!d.column_names)
        number_nodes(&d, true);
    if (!net_stops(n) && d.form == FULL_MATRIX)
        read_matrix(&d);
    else if (!net_stops(n))
        read_list(&d);
    if (!net_stops(n))
        net_add_cells(n, &d.cells, d.columns > 0);
    ENT_LIST_DESTROY(&d.cells);
    ENT_LIST_DESTROY(&d.row_nodes);
    ENT_LIST_DESTROY(&d.column_nodes);
}
