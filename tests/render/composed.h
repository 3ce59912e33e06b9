/* composed.h: a figure that is laid out from its description in JSON, as the program does it. */
#ifndef ENTENTE_TESTS_RENDER_COMPOSED_H
#define ENTENTE_TESTS_RENDER_COMPOSED_H

#include "render/compose.h"
#include "render/graphviz/context.h"
#include "support.h"

typedef struct composed {
    description d;
    scene s;
} composed;

/* Whatever it returns, composed_destroy is to be called. */
static inline ent_status composed_make(composed *c, const char *json, ent_diags *diags)
{
    folder f;
    ent_status status;

    *c = (composed){ 0 };
    folder_make(&f);
    graphviz_begin();
    status = description_read(&c->d, folder_put(&f, "figure.json", json), diags);
    folder_remove(&f);
    return status == ENT_OK ? compose(&c->s, &c->d, diags) : status;
}

static inline void composed_destroy(composed *c)
{
    scene_destroy(&c->s);
    description_destroy(&c->d);
    graphviz_end();
}

#endif
