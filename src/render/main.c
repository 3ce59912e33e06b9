/* main.c: reads a description from standard input, writes the finished file to standard output and findings
 * to standard error, one a line: "error: ..." or "warning: ...". Only `entente` starts this program. */
#include <stdio.h>
#include <string.h>

#include "base/escape.h"
#include "base/mem.h"
#include "entente/output.h"
#include "render/compose.h"
#include "render/graphviz/context.h"
#include "render/scene/embedded_fonts.h"
#include "render/scene/kept_places.h"
#include "render/write/dot.h"
#include "render/write/formats.h"

#ifdef ENTENTE_SANITIZE
/* Graphviz and fontconfig keep memory for the life of the process. */
const char *__lsan_default_suppressions(void);
const char *__lsan_default_suppressions(void)
{
    return "leak:libgvc.so\nleak:libcgraph.so\nleak:libgvplugin\nleak:libfontconfig.so\n"
           "leak:libpango\nleak:librsvg\nleak:libglib\nleak:libgobject\n";
}

/* A list of suppressions on standard error would be taken for findings. */
const char *__lsan_default_options(void);
const char *__lsan_default_options(void)
{
    return "print_suppressions=0";
}
#endif

static void print_finding(void *ctx, const ent_diag *diag)
{
    ent_buf line = { 0 };

    (void)ctx;
    ent_buf_format(&line, "%s: ", ent_severity_name(diag->severity));
    ent_escape_terminal(&line, ent_str_of(diag->text), 0);
    ent_buf_char(&line, '\n');
    fputs(line.failed ? "error: out of memory\n" : ent_buf_string(&line), stderr);
    ent_buf_destroy(&line);
}

static ent_status draw(description *d, ent_buf *out, ent_diags *diags)
{
    scene s;
    ent_status status = are_corrections(d) ? keep_the_rest(d, diags) : ENT_OK;

    if (status != ENT_OK)
        return status;
    status = compose(&s, d, diags);
    if (status == ENT_OK)
        status = write_scene(&s, d->format, out, diags);
    scene_destroy(&s);
    return status;
}

int main(int argc, char **argv)
{
    ent_diags diags = { .sink = print_finding };
    description d = { 0 };
    ent_buf out = { 0 };
    ent_status status;

    if (argc == 2 && strcmp(argv[1], "--version") == 0) {
        printf("entente-render %s\n", ent_version());
        return 0;
    }
    if (argc > 1) {
        fputs("error: entente-render takes a description on standard input and no arguments\n",
              stderr);
        return 2;
    }
    graphviz_begin();
    status = embedded_fonts_work() ? description_read(&d, "-", &diags)
                                   : ent_fail(&diags, ENT_EINTERNAL, ENT_NOWHERE,
                                              "the embedded fonts cannot be read");
    if (status == ENT_OK)
        status = d.action == 0 ? draw(&d, &out, &diags) : dot_network(&d, &out, &diags);
    status = ent_mem_whole(status, 0, &diags); /* a refused request may have gone unnoticed */
    if (status == ENT_OK)
        status = ent_output_save("-", ent_buf_view(&out), &diags);
    graphviz_end();
    ent_buf_destroy(&out);
    description_destroy(&d);
    return status == ENT_OK ? 0 : 1;
}
