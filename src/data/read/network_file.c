/* network_file.c: see network_file.h. */
#include "data/read/network_file.h"

#include "data/netfile/netfile.h"
#include "data/read/open.h"
#include "data/read/synonyms.h"
#include "data/read/tidy.h"

static const char *plural(size_t count)
{
    return count == 1 ? "" : "s";
}

static void announce(const ent_netfile_facts *facts, const char *path, ent_diags *diags)
{
    const ent_where at = { .file = path };

    if (facts->two_modes)
        ent_note(diags, at,
                 "read as a %s network with two modes: the nodes of the second mode are the agreements, the %zu edge%s their "
                 "parties",
                 facts->form, facts->edges, plural(facts->edges));
    else
        ent_note(diags, at,
                 "read as a %s network of %zu nodes; the file has no agreements, so that each of its %zu edge%s is one "
                 "('edge 1')%s",
                 facts->form, facts->nodes, facts->edges, plural(facts->edges),
                 facts->directed ? "; its edges have a direction, which --directed keeps" : "");
    if (facts->mixed && !facts->two_modes)
        ent_warn(diags, at,
                 "some edges have a direction and others have none; with --directed, all run from the first node to the "
                 "second");
}

static ent_status open_pairs(ent_dataset *d, ent_diags *diags)
{
    d->shape = ENT_PAIR_ROWS;
    ent_synonyms_pair(&d->tables[ENT_AGREEMENTS]);
    return ent_tidy_find_acts(d, ENT_PAIR_ROWS, diags);
}

static ent_status open_parties(ent_dataset *d, ent_diags *diags)
{
    ent_status status = ent_table_of_cells(d, ENT_PARTIES, diags);

    if (status != ENT_OK)
        return status;
    d->shape = ENT_PARTY_ROWS;
    ent_synonyms_parties(&d->tables[ENT_PARTIES]);
    status = ent_table_keep_extra(d, ENT_PARTIES, false, diags);
    return status == ENT_OK ? ent_table_locate(d, ENT_AGREEMENTS, diags) : status;
}

ent_status ent_network_file_open(ent_dataset *d, const char *path, ent_diags *diags)
{
    ent_netfile_facts facts;
    ent_status status;

    if ((d->cells = ent_mem_new(1, sizeof *d->cells)) == NULL)
        return ent_out_of_memory(diags);
    if ((status = ent_netfile_read(d->cells, &facts, path, d->force, diags)) != ENT_OK)
        return status;
    announce(&facts, path, diags);
    if ((status = ent_table_of_cells(d, ENT_AGREEMENTS, diags)) != ENT_OK ||
        (status = facts.two_modes ? open_parties(d, diags) : open_pairs(d, diags)) != ENT_OK ||
        (status = ent_table_of_cells(d, ENT_ACTORS, diags)) != ENT_OK)
        return status;
    return ent_table_locate(d, ENT_ACTORS, diags);
}
