/* render_job.h: Graphviz's renderer with our writers. */
#ifndef ENTENTE_RENDER_WRITE_RENDER_JOB_H
#define ENTENTE_RENDER_WRITE_RENDER_JOB_H

#include "render/write/writer.h"

ent_status render_job(const scene *s, const writer *w, ent_buf *out, ent_diags *diags);

#endif
