/* context.c: one context for the life of the program, as every context leaks a little. */
#include "render/graphviz/context.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <graphviz/gvplugin.h>

extern gvplugin_library_t gvplugin_neato_layout_LTX_library;

static GVC_t *context;
static char messages[400]; /* Graphviz sends them in pieces, to a function without context */

static int add_message(char *piece)
{
    size_t used = strlen(messages);

    snprintf(messages + used, sizeof messages - used, "%s", piece);
    return 0;
}

void graphviz_begin(void)
{
    static const char *const variables[] = { "GVBINDIR", "GV_FILE_PATH", "DOTFONTPATH",
                                             "GDFONTPATH" };

    for (size_t i = 0; i < sizeof variables / sizeof *variables; i++)
        unsetenv(variables[i]);
    setenv("SERVER_NAME", "entente", 1); /* no files by name from attributes */
    agseterrf(add_message);
}

void graphviz_end(void)
{
    if (context)
        gvFreeContext(context);
    context = NULL;
}

GVC_t *graphviz_context(void)
{
    static const lt_symlist_t plugins[] = {
        { "gvplugin_neato_layout_LTX_library", &gvplugin_neato_layout_LTX_library }, { NULL, NULL }
    };

    if (!context)
        context = gvContextPlugins(plugins, 0);
    return context;
}

ent_status graphviz_failed(ent_diags *diags, const char *what)
{
    return ent_fail(diags, ENT_ESYSTEM, ENT_NOWHERE, "Graphviz cannot %s%s%s", what,
                    messages[0] ? ": " : "", messages);
}
