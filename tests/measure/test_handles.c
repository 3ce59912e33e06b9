/* test_handles.c: freeing NULL does nothing, for every handle of both libraries. */
#include <criterion/criterion.h>

#include "entente/entente.h"

Test(handles, nothing_is_freed)
{
    ent_blockmodel_free(NULL);
    ent_bounds_free(NULL);
    ent_channels_free(NULL);
    ent_counting_free(NULL);
    ent_dataset_free(NULL);
    ent_dyad_table_free(NULL);
    ent_explanation_free(NULL);
    ent_figure_free(NULL);
    ent_import_free(NULL);
    ent_network_free(NULL);
    ent_nulls_free(NULL);
    ent_places_free(NULL);
    ent_projection_report_free(NULL);
    ent_regression_free(NULL);
    ent_report_free(NULL);
    ent_results_free(NULL);
    ent_series_free(NULL);
    ent_series_table_free(NULL);
    ent_sheet_free(NULL);
    ent_uncertainties_free(NULL);
    ent_words_free(NULL);
    ent_world_free(NULL);
}
