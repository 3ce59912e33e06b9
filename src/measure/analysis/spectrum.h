/* spectrum.h: the principal eigenvector of each component. */
#ifndef ENTENTE_MEASURE_ANALYSIS_SPECTRUM_H
#define ENTENTE_MEASURE_ANALYSIS_SPECTRUM_H

#include "measure/graph/graph.h"

/** Principal eigenvector of each component, scaled so that its largest entry is 1; isolates have 0. */
typedef struct work_spectrum {
    double *vector;
    double *value;      /* largest eigenvalue of component i + 1; NaN: the solver did not converge */
    uint32_t leading;   /* the component with the largest eigenvalue; 0: several share it */
    double radius;      /* the largest eigenvalue of all (spectral radius) */
    uint32_t ambiguous; /* size of the first component whose two largest eigenvalues are equal within
                           rounding (its vector is NaN); 0: none */
    bool reported, reported_shared; /* the notes about `ambiguous` and about `leading` were given */
} work_spectrum;

/** The spectrum of the 0/1 matrix or of the weights. */
ent_status ent_work_spectrum(ent_work *work, bool weighted, const work_spectrum **spectrum);
/** The same for measures that read the vector: reports once where it is undefined. */
ent_status ent_work_vectors(ent_work *work, bool weighted, const work_spectrum **spectrum);

#endif
