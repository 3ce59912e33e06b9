/* channels.h: what the options --size, --colour, --shape, --width, --tie-colour and --dash name. */
#ifndef ENTENTE_CLI_CHANNELS_H
#define ENTENTE_CLI_CHANNELS_H

#include "cli/command.h"

typedef struct channels channels; /* the values; they live as long as it does */

/** Fills the mappings of a figure's options. *channels is to be freed in any case. */
ent_status channels_fill(channels **channels, const settings *set,
                         const ent_network *const *networks, size_t count,
                         ent_figure_options *options, ent_diags *diags);
/** The numbers of one measure or column of the nodes of one network. */
ent_status channels_values(channels **channels, const char *name, const ent_network *network,
                           size_t seed, ent_mapping *values, ent_diags *diags);
void channels_free(channels *channels);

#endif
