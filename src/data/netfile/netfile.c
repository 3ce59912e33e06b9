/* netfile.c: see netfile.h. */
#include "data/netfile/network.h"


static const struct {
    const char *ending, *form;
    void (*read)(network *n);
} forms[] = {
    { ".graphml", "GraphML", net_read_graphml }, { ".gexf", "GEXF", net_read_gexf }, { ".gml", "GML", net_read_gml },
    { ".net", "Pajek", net_read_pajek },         { ".paj", "Pajek", net_read_pajek }, { ".dl", "UCINET DL", net_read_dl },
};

/* The row of `forms`; SIZE_MAX: none. *stem: the name without the ending. */
static size_t form_of(ent_str name, ent_str *stem)
{
    if (name.len > 3 && ent_str_eq_fold((ent_str){ name.ptr + name.len - 3, 3 }, ENT_STR(".gz")))
        name.len -= 3;
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        ent_str ending = ent_str_of(forms[i].ending);

        if (name.len > ending.len &&
            ent_str_eq_fold((ent_str){ name.ptr + name.len - ending.len, ending.len }, ending)) {
            *stem = (ent_str){ name.ptr, name.len - ending.len };
            return i;
        }
    }
    return SIZE_MAX;
}

bool ent_netfile_is(ent_str name, ent_str *stem)
{
    return form_of(name, stem) != SIZE_MAX;
}

static void destroy_values(net_values *values)
{
    ENT_LIST_DESTROY(&values->all);
    ENT_LIST_DESTROY(&values->names);
    ent_index_destroy(&values->by_name);
}

ent_status ent_netfile_read(ent_cell_store *store, ent_netfile_facts *facts, const char *path, bool force,
                            ent_diags *diags)
{
    ent_str stem;
    size_t form = form_of(ent_str_of(path), &stem);
    network n = { .diags = diags, .form = forms[form].form };

    *facts = (ent_netfile_facts){ .form = n.form };
    n.status = ent_file_read_as(&n.file, path, &(ent_form){ .recognize = true, .force = force }, diags);
    if (n.status == ENT_OK)
        forms[form].read(&n);
    if (!net_stops(&n) && !n.nodes.count)
        net_wrong(&n, 0, "it has no nodes");
    if (!net_stops(&n))
        n.status = net_make_tables(&n, store, facts);
    if (n.no_memory || store->failed)
        n.status = ent_out_of_memory(diags);
    destroy_values(&n.of_nodes);
    destroy_values(&n.of_edges);
    ENT_LIST_DESTROY(&n.nodes);
    ENT_LIST_DESTROY(&n.edges);
    ENT_LIST_DESTROY(&n.spells);
    ent_index_destroy(&n.by_id);
    ent_file_destroy(&n.file);
    ent_arena_destroy(&n.arena);
    return n.status;
}
