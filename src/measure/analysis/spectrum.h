/* spectrum.h: the principal eigenvector of each component. */
#ifndef ENTENTE_MEASURE_ANALYSIS_SPECTRUM_H
#define ENTENTE_MEASURE_ANALYSIS_SPECTRUM_H

#include "measure/graph/graph.h"

/** Principal vector of each component, its largest entry 1; nodes without ties 0. */
typedef struct work_spectrum {
    double *vector;
    double *value; /* largest eigenvalue of each component, by its number - 1; NaN: not found */
    uint32_t leading;  /* number of the component with the largest; 0 when it is not one alone */
    double radius;     /* the largest eigenvalue */
    uint32_t blurred;  /* nodes of a component whose two largest are too near each other for rounding:
                          its vector is NaN; 0: none */
    bool said, said_shared; /* the notes about that */
} work_spectrum;


/** The spectrum of the 0/1 matrix or of the weights. */
ent_status ent_work_spectrum(ent_work *work, bool weighted, const work_spectrum **spectrum);
/** The same for measures that read the vector: reports once where it is undefined. */
ent_status ent_work_vectors(ent_work *work, bool weighted, const work_spectrum **spectrum);

#endif
