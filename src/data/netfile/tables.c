/* tables.c: a network as tables. The id of an actor is that of its node, unless the ids are mere numbers: then it is
 * the name or label, which people know. Edges become agreements that say which edge they are. */
#include "data/netfile/network.h"

#include <string.h>

#include "base/mem.h"

typedef struct maker {
    network *n;
    ent_cell_store *store;
    uint32_t file;
    ent_netfile_facts *facts;
    uint32_t *of_nodes, *of_edges; /* owner * columns + column: a text of the store, + 1; 0: none */
    ent_str *ids, *labels;         /* of nodes */
} maker;

/* ---- attributes by owner ---- */

static uint32_t *grid_of(maker *m, const net_values *values, size_t owners)
{
    size_t columns = values->names.count;
    uint32_t *grid = ent_mem_new(owners * columns + 1, sizeof *grid);

    for (size_t i = 0; grid && i < values->all.count; i++)
        grid[values->all.items[i].owner * columns + values->all.items[i].column] =
            ent_cells_text(m->store, values->all.items[i].text) + 1;
    m->n->no_memory |= !grid;
    return grid;
}

static ent_str value_at(const maker *m, const net_values *values, size_t owner, uint32_t column)
{
    const uint32_t *grid = values == &m->n->of_nodes ? m->of_nodes : m->of_edges;
    uint32_t text = column == ENT_ABSENT ? 0 : grid[owner * values->names.count + column];

    return text ? m->store->texts[text - 1] : ENT_STR("");
}

static uint32_t column_of(const net_values *values, const char *name)
{
    return ent_index_find(&values->by_name, ent_str_of(name));
}

/* ---- ids and labels of nodes ---- */

/* "12", "n12": made by a program. */
static bool is_number(ent_str id)
{
    size_t i = id.len > 1 && (id.ptr[0] | 0x20) == 'n';

    for (; i < id.len; i++)
        if (id.ptr[i] < '0' || id.ptr[i] > '9')
            return false;
    return id.len > 0;
}

/* Has every node a value, each another one? */
static bool identifies(const maker *m, uint32_t column)
{
    ent_index seen = { 0 };
    bool unique = column != ENT_ABSENT;

    for (size_t i = 0; i < m->n->nodes.count && unique; i++) {
        ent_str text = value_at(m, &m->n->of_nodes, i, column);
        uint32_t first = (uint32_t)i;

        unique = text.len && ent_index_add(&seen, text, (uint32_t)i, &first) && first == i;
    }
    ent_index_destroy(&seen);
    return unique;
}

static void choose_ids(maker *m)
{
    const net_values *values = &m->n->of_nodes;
    uint32_t name = column_of(values, "name"), label = column_of(values, "label"), key = ENT_ABSENT;
    bool numbers = true;

    for (size_t i = 0; i < m->n->nodes.count; i++)
        numbers &= is_number(m->n->nodes.items[i].id);
    if (numbers)
        key = identifies(m, name) ? name : identifies(m, label) ? label : ENT_ABSENT;
    for (size_t i = 0; i < m->n->nodes.count; i++) {
        ent_str text = value_at(m, values, i, label);

        m->ids[i] = key == ENT_ABSENT ? m->n->nodes.items[i].id : value_at(m, values, i, key);
        if (!text.len)
            text = value_at(m, values, i, name);
        m->labels[i] = text.len ? text : m->ids[i];
    }
}

/* ---- two modes ---- */

/* Marks of modes: igraph's logical `type`, networkx' `bipartite`, and our `kind`. */
static bool find_modes(maker *m)
{
    static const struct {
        const char *name, *first, *second;
    } marks[] = { { "type", "false", "true" }, { "type", "FALSE", "TRUE" }, { "type", "0", "1" }, { "bipartite", "0", "1" },
                  { "mode", "0", "1" }, { "mode", "1", "2" } };
    const net_values *values = &m->n->of_nodes;

    if (m->n->has_modes)
        return true;
    for (size_t k = 0; k < sizeof marks / sizeof *marks; k++) {
        uint32_t column = column_of(values, marks[k].name);
        bool fits = column != ENT_ABSENT;
        size_t second = 0;

        for (size_t i = 0; i < m->n->nodes.count && fits; i++) {
            ent_str text = value_at(m, values, i, column);

            m->n->nodes.items[i].is_second = ent_str_is(text, marks[k].second);
            second += m->n->nodes.items[i].is_second;
            fits = m->n->nodes.items[i].is_second || ent_str_is(text, marks[k].first);
        }
        if (fits && second && second < m->n->nodes.count)
            return true;
    }
    return false;
}

/* Does every edge join both modes? A warning says when one does not. */
static bool edges_join_modes(maker *m)
{
    for (size_t i = 0; i < m->n->edges.count; i++) {
        const net_edge *e = &m->n->edges.items[i];

        if (m->n->nodes.items[e->a].is_second != m->n->nodes.items[e->b].is_second)
            continue;
        ent_warn(m->n->diags, (ent_where){ .file = m->n->file.name, .line = e->line },
                 "the nodes have two modes, but this edge joins two of one mode; all are read as actors");
        return false;
    }
    return true;
}

/* ---- columns ---- */

typedef struct columns {
    const net_values *values;
    ENT_LIST(uint32_t) kept; /* those that are attributes of the table */
} columns;

static bool is_one_of(ent_str name, const char *names)
{
    ent_str rest = ent_str_of(names), one;

    while (ent_str_next(&rest, ' ', &one))
        if (ent_str_eq_fold(name, one))
            return true;
    return false;
}

/* Adds the attributes as columns. Names that have another meaning in our tables get a prefix; those in `left_out` are
 * read already. */
static void add_columns(maker *m, columns *c, ent_table table, const char *left_out, const char *taken, const char *prefix)
{
    for (uint32_t i = 0; i < c->values->names.count; i++) {
        ent_str name = c->values->names.items[i];
        ent_buf made = { 0 };

        if (is_one_of(name, left_out))
            continue;
        if (is_one_of(name, taken))
            ent_buf_text(&made, prefix);
        ent_buf_str(&made, name);
        ent_cells_column(m->store, table, ent_buf_view(&made));
        m->n->no_memory |= made.failed || !ENT_LIST_PUSH(&c->kept, i);
        ent_buf_destroy(&made);
    }
}

static void add_values(maker *m, const columns *c, ent_table table, size_t owner)
{
    for (size_t i = 0; i < c->kept.count; i++)
        ent_cells_add(m->store, table, value_at(m, c->values, owner, c->kept.items[i]));
}

static void end_row(maker *m, ent_table table, size_t row, size_t line)
{
    if (!m->n->no_memory) /* else a column or a cell of the row may be missing */
        ent_cells_end(m->store, table, (ent_origin){ m->file, (uint32_t)row, (uint32_t)line });
}

/* The attribute that says what kind of actor a node is: all its values are our types. */
static uint32_t type_column(const maker *m)
{
    static const char *const names[] = { "kind", "type", "actor_type" };

    for (size_t k = 0; k < sizeof names / sizeof *names; k++) {
        uint32_t column = column_of(&m->n->of_nodes, names[k]);
        bool fits = column != ENT_ABSENT;

        for (size_t i = 0; i < m->n->nodes.count && fits; i++) {
            ent_str text = value_at(m, &m->n->of_nodes, i, column);

            fits = !text.len || (m->facts->two_modes && m->n->nodes.items[i].is_second) ||
                   ent_actor_type_of(text) != ENT_ACTOR_TYPE_COUNT;
        }
        if (fits)
            return column;
    }
    return ENT_ABSENT;
}

static void make_actors(maker *m)
{
    columns c = { .values = &m->n->of_nodes };
    uint32_t type = type_column(m);
    ent_buf left_out = { 0 };

    ent_buf_text(&left_out, "id name label ");
    if (type != ENT_ABSENT)
        ent_buf_str(&left_out, c.values->names.items[type]);
    if (m->facts->two_modes)
        ent_buf_text(&left_out, " type bipartite");
    ent_cells_column(m->store, ENT_ACTORS, ENT_STR("id"));
    ent_cells_column(m->store, ENT_ACTORS, ENT_STR("name"));
    ent_cells_column(m->store, ENT_ACTORS, ENT_STR("type"));
    add_columns(m, &c, ENT_ACTORS, ent_buf_string(&left_out),
                "type from to part_of predecessor node actor code party country state title source locator note quote",
                "node_");
    for (size_t i = 0; i < m->n->nodes.count; i++) {
        if (m->facts->two_modes && m->n->nodes.items[i].is_second)
            continue;
        ent_cells_add(m->store, ENT_ACTORS, m->ids[i]);
        ent_cells_add(m->store, ENT_ACTORS, m->labels[i]);
        ent_cells_add(m->store, ENT_ACTORS, value_at(m, &m->n->of_nodes, i, type));
        add_values(m, &c, ENT_ACTORS, i);
        end_row(m, ENT_ACTORS, i + 2, m->n->nodes.items[i].line);
    }
    ENT_LIST_DESTROY(&c.kept);
    ent_buf_destroy(&left_out);
}

/* ---- edges ---- */

/* "edge 3", and the second spell of it "edge 3, spell 2" */
static void put_id(ent_buf *id, size_t edge, size_t spell)
{
    ent_buf_clear(id);
    ent_buf_format(id, "edge %zu", edge + 1);
    if (spell)
        ent_buf_format(id, ", spell %zu", spell + 1);
}

static void add_edge_row(maker *m, const columns *c, size_t edge, size_t nth, const net_spell *spell, ent_buf *text)
{
    const net_edge *e = &m->n->edges.items[edge];
    const char *slash = strrchr(m->n->file.name, '/');
    ent_str label = value_at(m, &m->n->of_edges, edge, column_of(&m->n->of_edges, "label"));

    put_id(text, edge, nth);
    ent_cells_add(m->store, ENT_AGREEMENTS, ent_buf_view(text));
    ent_buf_format(text, " of %s", slash ? slash + 1 : m->n->file.name);
    if (label.len)
        ent_buf_format(text, ": %.*s", (int)(label.len < 1000 ? label.len : 1000), label.ptr);
    ent_cells_add(m->store, ENT_AGREEMENTS, ent_buf_view(text));
    ent_cells_add(m->store, ENT_AGREEMENTS, m->ids[e->a]);
    ent_cells_add(m->store, ENT_AGREEMENTS, m->ids[e->b]);
    if (m->n->spells.count) {
        ent_cells_add(m->store, ENT_AGREEMENTS, spell ? spell->start : ENT_STR(""));
        ent_cells_add(m->store, ENT_AGREEMENTS, spell ? spell->end : ENT_STR(""));
    }
    add_values(m, c, ENT_AGREEMENTS, edge);
    end_row(m, ENT_AGREEMENTS, edge + 2, e->line);
}

static void make_pairs(maker *m)
{
    columns c = { .values = &m->n->of_edges };
    bool has_spells = m->n->spells.count > 0;
    ent_buf text = { 0 };
    size_t s = 0;

    ent_cells_column(m->store, ENT_AGREEMENTS, ENT_STR("id"));
    ent_cells_column(m->store, ENT_AGREEMENTS, ENT_STR("title"));
    ent_cells_column(m->store, ENT_AGREEMENTS, ENT_STR("party1"));
    ent_cells_column(m->store, ENT_AGREEMENTS, ENT_STR("party2"));
    if (has_spells) {
        ent_cells_column(m->store, ENT_AGREEMENTS, ENT_STR("signed"));
        ent_cells_column(m->store, ENT_AGREEMENTS, ENT_STR("ended"));
    }
    add_columns(m, &c, ENT_AGREEMENTS, "label",
                has_spells ? "id title name agreement treaty act party1 party2 parties members level status within part_of "
                             "supersedes source locator note quote as_of signed ended start end date"
                           : "id title name agreement treaty act party1 party2 parties members level status within part_of "
                             "supersedes source locator note quote as_of",
                "edge_");
    for (size_t i = 0; i < m->n->edges.count; i++) {
        size_t nth = 0;

        if (s >= m->n->spells.count || m->n->spells.items[s].edge != i)
            add_edge_row(m, &c, i, 0, NULL, &text);
        for (; s < m->n->spells.count && m->n->spells.items[s].edge == i; s++)
            add_edge_row(m, &c, i, nth++, &m->n->spells.items[s], &text);
    }
    m->n->no_memory |= text.failed;
    ent_buf_destroy(&text);
    ENT_LIST_DESTROY(&c.kept);
}

/* Nodes of the second mode are agreements, edges their parties. */
static void make_parties(maker *m)
{
    columns of_acts = { .values = &m->n->of_nodes }, of_parties = { .values = &m->n->of_edges };

    ent_cells_column(m->store, ENT_AGREEMENTS, ENT_STR("id"));
    ent_cells_column(m->store, ENT_AGREEMENTS, ENT_STR("title"));
    add_columns(m, &of_acts, ENT_AGREEMENTS, "id name label title type bipartite short region",
                "kind level within part_of supersedes parties party1 party2 status source locator note quote as_of weight",
                "node_");
    for (size_t i = 0; i < m->n->nodes.count; i++) {
        if (!m->n->nodes.items[i].is_second)
            continue;
        ent_cells_add(m->store, ENT_AGREEMENTS, m->ids[i]);
        ent_cells_add(m->store, ENT_AGREEMENTS, m->labels[i]);
        add_values(m, &of_acts, ENT_AGREEMENTS, i);
        end_row(m, ENT_AGREEMENTS, i + 2, m->n->nodes.items[i].line);
    }
    ent_cells_column(m->store, ENT_PARTIES, ENT_STR("agreement"));
    ent_cells_column(m->store, ENT_PARTIES, ENT_STR("party"));
    add_columns(m, &of_parties, ENT_PARTIES, "",
                "agreement party id title kind level topic type name side ended source locator note quote", "edge_");
    for (size_t i = 0; i < m->n->edges.count; i++) {
        const net_edge *e = &m->n->edges.items[i];
        bool second_first = m->n->nodes.items[e->a].is_second;

        ent_cells_add(m->store, ENT_PARTIES, m->ids[second_first ? e->a : e->b]);
        ent_cells_add(m->store, ENT_PARTIES, m->ids[second_first ? e->b : e->a]);
        add_values(m, &of_parties, ENT_PARTIES, i);
        end_row(m, ENT_PARTIES, i + 2, e->line);
    }
    ENT_LIST_DESTROY(&of_acts.kept);
    ENT_LIST_DESTROY(&of_parties.kept);
}

/* Where some edges have a weight, the others weigh 1, as in the programs that wrote them. */
static void fill_weights(network *n)
{
    uint32_t column = column_of(&n->of_edges, "weight");
    bool *has = ent_mem_new(n->edges.count + 1, sizeof *has);
    size_t missing = 0;

    n->no_memory |= !has;
    for (size_t i = 0; has && i < n->of_edges.all.count; i++)
        has[n->of_edges.all.items[i].owner] |= n->of_edges.all.items[i].column == column;
    for (size_t i = 0; has && column != ENT_ABSENT && i < n->edges.count; i++)
        if (!has[i]) {
            net_set(n, &n->of_edges, (uint32_t)i, ENT_STR("weight"), ENT_STR("1"));
            missing++;
        }
    if (missing)
        ent_note(n->diags, (ent_where){ .file = n->file.name }, "%zu edge%s without a weight weigh%s 1", missing,
                 missing == 1 ? "" : "s", missing == 1 ? "s" : "");
    ent_mem_free(has);
}

ent_status net_make_tables(network *n, ent_cell_store *store, ent_netfile_facts *facts)
{
    maker m = { .n = n, .store = store, .facts = facts };
    size_t directed = 0;

    facts->nodes = n->nodes.count;
    facts->edges = n->edges.count;
    for (size_t i = 0; i < n->edges.count; i++)
        directed += n->edges.items[i].directed;
    facts->directed = directed > 0;
    facts->mixed = directed && directed < n->edges.count;
    fill_weights(n);
    m.file = ent_cells_file(store, n->file.name, NULL);
    m.of_nodes = grid_of(&m, &n->of_nodes, n->nodes.count);
    m.of_edges = grid_of(&m, &n->of_edges, n->edges.count);
    m.ids = ent_arena_new(&n->arena, n->nodes.count, sizeof *m.ids);
    m.labels = ent_arena_new(&n->arena, n->nodes.count, sizeof *m.labels);
    n->no_memory |= !m.ids || !m.labels;
    if (!n->no_memory && !store->failed) {
        store->origin = store->files[m.file].name;
        choose_ids(&m);
        facts->two_modes = find_modes(&m) && edges_join_modes(&m);
        make_actors(&m);
        if (facts->two_modes)
            make_parties(&m);
        else
            make_pairs(&m);
    }
    ent_mem_free(m.of_nodes);
    ent_mem_free(m.of_edges);
    return ENT_OK;
}
