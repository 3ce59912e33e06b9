# Follows the five recipes of docs/CONTRIBUTING.md in a copy of the sources: a measure, a network format,
# a layout, a map shape and a command are added with the few lines that the recipes name, built, listed
# and run.
. "$SOURCE/tests/cli/common.sh"

tree=$here/tree
mkdir "$tree"
cp -R "$SOURCE/src" "$SOURCE/include" "$SOURCE/data" "$SOURCE/cmake" "$SOURCE/CMakeLists.txt" "$tree"
cd "$tree"

# place after|before FILE TEXT: what is read goes behind, or in front of, the only line with this text
place() {
    [ -f "$2" ] || fail "a recipe names $2, which does not exist"
    [ "$(grep -cF -- "$3" "$2")" = 1 ] || fail "$2: expected one line with '$3'"
    cat >"$here/lines"
    LINES_OF=$here/lines TEXT=$3 WHERE=$1 awk '
        function put() { while ((getline line < ENVIRON["LINES_OF"]) > 0) print line }
        index($0, ENVIRON["TEXT"]) == 0 { print; next }
        ENVIRON["WHERE"] == "before" { put(); print; next }
        { print; put() }' "$2" >"$here/changed"
    mv "$here/changed" "$2"
}
source_file() { # FOLDER FILE OTHER: lists the file in front of another in CMakeLists.txt
    list=src/$1/CMakeLists.txt
    [ "$(grep -c " $3" "$list")" = 1 ] || fail "$list: expected $3 once"
    sed -i "s| $3| $2 $3|" "$list"
}

# ---- a measure: a function and a row in the file of its family ----
family=src/measure/families/degree.c
place before "$family" 'const ent_measure ent_measures_degree[] = {' <<'FUNCTION'
static ent_status pendant(double *values, ent_work *w)
{
    ent_status status = degree(values, w);

    for (uint32_t i = 0; i < w->n && status == ENT_OK; i++)
        values[i] = values[i] == 1;
    return status;
}

FUNCTION
place after "$family" 'const ent_measure ent_measures_degree[] = {' <<'ROW'
    { .name = "pendant", .scope = ENT_SCOPE_NODE, .flags = ENT_MEASURE_INTEGER,
      .summary = "has the node a single partner? 1 yes, 0 no", .unit = "", .low = 0, .high = 1,
      .weight = ENT_MEANS_NOTHING, .formula = "1 if the degree is 1, else 0", .divisor = "",
      .disconnected = "makes no difference", .two_modes = "defined", .cost = "O(n)",
      .source = "Wasserman & Faust 1994, ch. 4", .engine = "own: a part of the graph",
      .compute = pendant },
ROW

# ---- a network format: a function and a row ----
formats=$(grep -l '^const ent_format ent_graph_formats\[\] = {' src/export/network/*.c) || fail "no table of network formats"
place before "$formats" 'const ent_format ent_graph_formats[] = {' <<'FUNCTION'
static void edge_list(const ent_network *n, const ent_export_options *o, ent_buf *out)
{
    (void)o;
    for (size_t i = 0; i < ent_tie_count(n); i++)
        ent_buf_format(out, "%.*s %.*s\n", ENT_STR_ARG(ent_node_at(n, ent_tie_at(n, i)->a)->id),
                       ENT_STR_ARG(ent_node_at(n, ent_tie_at(n, i)->b)->id));
}

FUNCTION
place after "$formats" 'const ent_format ent_graph_formats[] = {' <<'ROW'
    { .name = "edges", .summary = "two ids a line", .write = edge_list },
ROW

# ---- a layout: a function in a file of its own, its row for the renderer, its row for the figure ----
cat >src/render/layout/circle.c <<'FILE'
/* circle.c: all nodes on a circle, in the order of their ids. */
#include "render/layout/layouts.h"

#include <math.h>

#include "render/scene/drawing.h"

ent_status layout_circle(scene *s, ent_diags *diags)
{
    double x = (s->net.x0 + s->net.x1) / 2, y = (s->net.y0 + s->net.y1) / 2;
    double radius = fmin(s->net.x1 - x, s->net.y1 - y) * 0.8;

    size_nodes(s);
    for (size_t i = 0; i < s->d->node_count; i++) {
        double angle = 6.283185307179586 * (double)i / (double)s->d->node_count;

        s->nodes[i].x = x + radius * cos(angle);
        s->nodes[i].y = y + radius * sin(angle);
        set_label(s, i);
    }
    return draw_network(s, diags);
}
FILE
source_file render layout/circle.c layout/columns.c
place after src/render/layout/layouts.h 'ent_status layout_columns(' <<'LINE'
ent_status layout_circle(scene *s, ent_diags *diags);
LINE
place after src/render/layout/layouts.c '{ "columns", layout_columns, ' <<'ROW'
    { "circle", layout_circle, 0 },
ROW
place before src/figure/layouts.c '{ .choice = { "columns", ' <<'ROW'
    { .choice = { "circle", "all nodes on a circle" } },
ROW

# ---- a map shape: a row, and a function in a file of its own ----
place after src/data/import/map.h '#define MAP_SHAPE_ROWS(X)' <<'ROW'
    X(TITLES, titles, MAP_NEEDS_ACT | MAP_NEEDS_ID, "an agreement without its parties")            \
ROW
cat >src/data/import/shape_titles.c <<'FILE'
/* shape_titles.c: a row is an agreement without its parties. */
#include "data/import/rows.h"

ent_status ent_shape_titles(rows *r)
{
    uint32_t act;
    ent_status status = ent_rows_act(r, &act);

    return status != ENT_OK || act == ENT_NONE ? status : ent_rows_count(r, ENT_ROW_USED);
}
FILE
source_file data import/shape_titles.c import/shape_list.c

# ---- a command: a file, its name in commands.[ch] ----
cat >src/cli/verbs/cite.c <<'FILE'
/* cite.c: how to cite this program. */
#include "cli/commands.h"
#include "cli/outputs.h"

typedef struct cite_settings {
    settings base;
    bool bibtex;
} cite_settings;

static ent_status run(settings *base, ent_diags *diags)
{
    bool bibtex = ((cite_settings *)base)->bibtex;
    ent_buf out = { 0 };
    ent_status status;

    ent_buf_format(&out, bibtex ? "@software{entente, version = {%s}}\n" : "entente %s\n",
                   ent_version());
    status = save(base->out, ent_buf_view(&out), diags);
    ent_buf_destroy(&out);
    return status;
}

static const opt options[] = {
    OPT_FLAG(cite_settings, bibtex, 0, "bibtex", "as an entry for BibTeX"),
    OPT_OUTPUT(settings, out, 'o', "out", "FILE", "output file; - is standard output"),
    OPT_END
};
static const opt_group cite_group = { "Citation", options };
static const opt_group *const groups[] = { &cite_group, &general_group, NULL };
static const cite_settings defaults = { .base = SETTINGS_INIT };

const command cmd_cite = {
    .name = "cite",
    .operands = "",
    .summary = "how to cite entente",
    .groups = groups,
    .defaults = &defaults,
    .size = sizeof defaults,
    .run = run
};
FILE
source_file cli verbs/cite.c verbs/check.c
sed -i 's/^extern const command cmd_check,/extern const command cmd_cite, cmd_check,/' src/cli/commands.h
sed -i 's/{ &cmd_check, /{ \&cmd_cite, \&cmd_check, /' src/cli/commands.c
grep -q cmd_cite src/cli/commands.h && grep -q cmd_cite src/cli/commands.c || fail "commands.[ch] have another form"
ok

# ---- built, listed, run ----
cmake -S . -B build/release -G Ninja -DBUILD_TESTING=OFF \
    ${RECIPES_CMAKE:--DCMAKE_BUILD_TYPE=Debug -DCMAKE_C_FLAGS=-O0} >cmake.log 2>&1 || fail "cmake: $(tail -20 cmake.log)"
cmake --build build/release --target entente-cli entente-render >build.log 2>&1 || fail "build: $(grep -A5 error build.log | head -40)"
new=$(find "$tree/build" -name entente -type f | head -1)
data=$SOURCE/data/iis

"$new" list measures | grep -q '^pendant  *node  *has the node' || fail "the measure is not listed"
"$new" measure "$data" -q -m degree,pendant --scope node --format csv |
    awk -F, 'NR > 1 && ($4 == 1) != $5 { exit 1 }' || fail "the measure has other values"
ok
"$new" list formats | grep -q '^graph  *edges  *two ids a line' || fail "the format is not listed"
"$new" graph "$data" -q -o ties.edges || fail "the format is not written"
grep -q '^CHN RUS$' ties.edges || fail "the format: $(cat ties.edges)"
ok
"$new" list layouts | grep -q '^circle  *all nodes on a circle' || fail "the layout is not listed"
"$new" draw "$data" -q --layout circle -o circle.svg || fail "the layout is not drawn"
xmllint --noout circle.svg && grep -q RUS circle.svg || fail "the layout is not well-formed"
ok
printf '{"name": "t", "tables": [{"shape": "titles", "agreement": {"id": "treaty"}}]}' >titles.json
printf 'treaty\nTreaty of Rome\n' >titles.csv
"$new" import --map titles.json titles.csv -o titles -q || fail "the shape is not read"
grep -q 'Treaty of Rome' titles/agreements.csv || fail "the shape: $(cat titles/*.csv)"
ok
"$new" --help | grep -q '^  entente cite  *how to cite entente' || fail "the command is not listed"
"$new" cite --help | grep -q -- '--bibtex  *as an entry for BibTeX' || fail "the option is not in the help"
"$new" cite --bibtex | grep -q '^@software{entente' || fail "the command does not run"
"$new" completion man | grep -q '^.SH "entente cite"' || fail "the command is not in the manual page"
ok
end
