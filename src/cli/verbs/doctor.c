/* doctor.c: prints which parts of entente, and which programs that work with it, are there and answer. */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/child.h"
#include "base/platform.h"
#include "cli/commands.h"
#include "cli/outputs.h"
#include "cli/void_options.h"

enum { MAX_PATH = 4096 };

typedef struct finding {
    bool is_there;
    ent_buf what; /* its version or place, or why it does not work */
} finding;

/* What is asked about: a part of entente, which it needs or not, or another program. */
typedef struct part {
    const char *name;
    bool needed;
    void (*look)(const struct part *part, finding *f);
    const char *arguments[4]; /* of another program, from its name on */
    const char *remedy;       /* in one line, when it is missing */
} part;

/* The first line of a text. */
static ent_str first_line(ent_str text)
{
    ent_str line = ENT_STR("");

    ent_str_next(&text, '\n', &line);
    return line.len > 100 ? (ent_str){ line.ptr, 100 } : line;
}

/* ---- parts of entente ---- */

static void look_program(const part *p, finding *f)
{
    char path[MAX_PATH];

    (void)p;
    f->is_there = true;
    ent_buf_format(&f->what, "version %s with igraph %s", ent_version(), ent_measure_igraph_version());
    if (ent_platform_program(path, sizeof path))
        ent_buf_format(&f->what, ", %s", path);
}

static void look_register(const part *p, finding *f)
{
    ent_world *world = NULL;
    size_t states = 0, organizations = 0;

    (void)p;
    if (ent_world_new(&world, NULL) != ENT_OK) {
        ent_buf_text(&f->what, "cannot be read");
        return;
    }
    for (size_t i = 0; i < ent_world_count(world); i++) {
        bool is_organization = ent_world_at(world, i)->is_organization;

        organizations += is_organization;
        states += !is_organization;
    }
    f->is_there = states > 0;
    ent_buf_format(&f->what, "%zu states and %zu organizations, part of the program", states, organizations);
    ent_world_free(world);
}

/* Keeps the last message. */
static void keep_message(void *ctx, const ent_diag *diag)
{
    ent_buf *text = ctx;

    if (diag->severity != ENT_ERROR)
        return;
    ent_buf_clear(text);
    ent_buf_text(text, diag->text);
}

/* Draws two nodes and a tie. */
static void look_renderer(const part *p, finding *f)
{
    static const char figure[] = "{\"entente_figure\":2,\"action\":\"graph\",\"format\":\"dot\",\"nodes\":[{\"id\":\"a\"},"
                                 "{\"id\":\"b\"}],\"ties\":[{\"a\":0,\"b\":1}]}";
    ent_diags diags = { .sink = keep_message, .ctx = &f->what };
    const char *named = getenv("ENTENTE_RENDER");
    ent_buf drawn = { 0 };
    char path[MAX_PATH];

    (void)p;
    f->is_there = ent_render(NULL, ent_str_of(figure), &drawn, &diags) == ENT_OK;
    if (f->is_there)
        ent_buf_format(&f->what, "draws; %s",
                       named ? named : ent_child_find("entente-render", path, sizeof path) ? path : "found");
    ent_buf_destroy(&drawn);
}

static void look_statistics(const part *p, finding *f)
{
    char path[MAX_PATH];

    (void)p;
    f->is_there = ent_child_find("entente-read-stats", path, sizeof path);
    ent_buf_text(&f->what, f->is_there ? path : "not built");
}

/* The folder of the R package, the Python module, the filter and the LaTeX package: installed, or in the source tree. */
static void look_bindings(const part *p, finding *f)
{
    static const char *const places[] = { "/../share/entente/bindings", "/../../bindings" };
    static const char known[] = "/latex/entente.sty";
    char own[MAX_PATH], path[MAX_PATH], *real;

    (void)p;
    if (!ent_platform_program(own, sizeof own)) {
        ent_buf_text(&f->what, "the folder of this program is not known");
        return;
    }
    *strrchr(own, '/') = '\0';
    for (size_t i = 0; i < sizeof places / sizeof *places && !f->is_there; i++)
        if ((size_t)snprintf(path, sizeof path, "%s%s%s", own, places[i], known) < sizeof path &&
            (real = realpath(path, NULL)) != NULL) {
            ent_buf_format(&f->what, "%.*s", (int)(strlen(real) - strlen(known)), real);
            f->is_there = true;
            free(real);
        }
    if (!f->is_there)
        ent_buf_text(&f->what, "neither beside the program nor in ../share/entente");
}

/* ---- other programs ---- */

/* Runs the program and keeps the first line that it prints. */
static void look_command(const part *p, finding *f)
{
    char path[MAX_PATH];
    char *const words[] = { (char *)p->arguments[0], (char *)p->arguments[1], (char *)p->arguments[2], NULL };
    const ent_child child = { path, words, NULL, 30, 1 << 20, 0 };
    ent_buf out = { 0 }, messages = { 0 };
    ent_str line;
    int code = 0;

    if (!ent_platform_in_path(p->arguments[0], path, sizeof path)) {
        ent_buf_format(&f->what, "no program '%s' in the PATH", p->arguments[0]);
        return;
    }
    f->is_there = ent_child_run(&child, ENT_STR(""), &out, &messages, &code) == ENT_CHILD_ENDED && code == 0 && out.len;
    line = first_line(ent_buf_view(&out));
    if (f->is_there)
        ent_buf_format(&f->what, "%.*s", ENT_STR_ARG(line));
    else
        ent_buf_format(&f->what, "%s is there, but not this", p->arguments[0]);
    ent_buf_destroy(&out);
    ent_buf_destroy(&messages);
}

static const part parts[] = {
    { "entente", true, look_program, { NULL }, "" },
    { "register of states", true, look_register, { NULL }, "build the program again" },
    { "renderer (draw)", true, look_renderer, { NULL },
      "put entente-render beside entente or into ../libexec/entente, or name it in ENTENTE_RENDER" },
    { "Stata and SPSS files", false, look_statistics, { NULL },
      "build entente with ReadStat (Debian: apt install libreadstat-dev), or save the table as CSV" },
    { "files of the bindings", false, look_bindings, { NULL },
      "take the folder bindings from the sources of entente: it has the R package, the Python module, the filter and "
      "entente.sty" },
    { "fonts for other scripts", false, look_command, { "fc-match", "-f", "%{family}" },
      "install fontconfig and a font such as Noto Sans (Debian: apt install fontconfig fonts-noto-cjk); Latin, Greek and "
      "Cyrillic are part of the renderer" },
    { "R", false, look_command, { "Rscript", "-e", "cat(R.version.string)" }, "install R (Debian: apt install r-base-core)" },
    { "R package entente", false, look_command, { "Rscript", "-e", "cat(as.character(packageVersion('entente')))" },
      "in R: install.packages('FOLDER/r', repos = NULL, type = 'source'), with the folder of the files of the bindings" },
    { "Python", false, look_command, { "python3", "--version", NULL }, "install Python 3 (Debian: apt install python3)" },
    { "Python module entente", false, look_command, { "python3", "-c", "import entente; print(entente.__version__)" },
      "copy python from the folder of the files of the bindings, and: pip install ./python" },
    { "pandoc", false, look_command, { "pandoc", "--version", NULL }, "install pandoc (Debian: apt install pandoc)" },
    { "Quarto", false, look_command, { "quarto", "--version", NULL }, "see https://quarto.org/docs/get-started/" },
    { "LaTeX", false, look_command, { "pdflatex", "--version", NULL },
      "install TeX Live (Debian: apt install texlive-latex-recommended)" },
    { "LaTeX package entente.sty", false, look_command, { "kpsewhich", "entente.sty", NULL },
      "copy latex/entente.sty from the folder of the files of the bindings beside your paper, or into ~/texmf/tex/latex" },
};

static ent_status fill(ent_sheet *sheet, bool *complete)
{
    static const char *const names[] = { "part", "state", "found", "remedy" };

    *complete = true;
    add_columns(sheet, names, sizeof names / sizeof *names, false);
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        finding f = { 0 };

        parts[i].look(&parts[i], &f);
        *complete &= f.is_there || !parts[i].needed;
        ent_sheet_row(sheet);
        ent_sheet_text(sheet, ent_str_of(parts[i].name));
        ent_sheet_text(sheet, ent_str_of(f.is_there ? "ok" : parts[i].needed ? "missing, needed" : "missing"));
        ent_sheet_text(sheet, ent_buf_view(&f.what));
        ent_sheet_text(sheet, ent_str_of(f.is_there ? "" : parts[i].remedy));
        ent_buf_destroy(&f.what);
    }
    return ENT_OK;
}

static ent_status run(settings *set, ent_diags *diags)
{
    ent_report *report;
    ent_sheet *sheet;
    bool complete = true;
    ent_status status;

    if (set->args.operand_count)
        return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE, "doctor needs no '%s'", set->args.operands[0]);
    if ((status = new_report(&report, set, false, diags)) == ENT_OK &&
        (status = ent_sheet_new(&sheet, ENT_STR("entente and what works with it"), diags)) == ENT_OK) {
        ent_sheet_name(sheet, ENT_STR(""), ENT_STR("doctor"));
        if ((status = ent_report_add(report, sheet, diags)) == ENT_OK && (status = fill(sheet, &complete)) == ENT_OK)
            status = write_report(report, set, NULL, diags);
    }
    ent_report_free(report);
    if (status == ENT_OK && !complete)
        status = ent_fail(diags, ENT_ESYSTEM, ENT_NOWHERE, "a part that entente needs is missing; the table says what to do");
    return status;
}

static const opt_group *const groups[] = { &output_group, &table_group, &general_group, NULL };
static const void_option voids[] = { { NULL, NULL, NULL, false } };
static const settings defaults = SETTINGS_INIT;

const command cmd_doctor = {
    .name = "doctor",
    .operands = "",
    .summary = "say what is installed, what is missing, and what to do",
    .more = "Looks for the parts of entente (renderer, register of states, reader of Stata and SPSS files) and for the programs "
            "and packages that work with it: R, Python, pandoc, Quarto, LaTeX. The exit code is 1 if a part is missing that "
            "entente needs to work, else 0.\n"
            "  entente doctor\n"
            "  entente doctor --format json",
    .groups = groups,
    .voids = voids,
    .defaults = &defaults,
    .size = sizeof defaults,
    .run = run
};
