#include "figure/model.h"

const ent_choice ent_plots[] = { { NULL, NULL } };
