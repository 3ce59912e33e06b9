#!/bin/sh
# run.sh: figures of entente beside what plain tools draw of the same networks, counted by one measure
# (measure.py). Not a test. ggraph is measured too where R and ggraph are installed.
#
#   sh bench/figures/run.sh            the table
#   sh bench/figures/run.sh gallery    also makes docs/gallery/*.svg again
set -eu
cd "$(dirname "$0")/../.."
ENTENTE=build/release/entente
data=data/iis
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT

"$ENTENTE" draw $data -q --layout stress -o "$here/entente.svg"
"$ENTENTE" graph $data --isolates drop -q -o "$here/network.dot"
neato -Tsvg "$here/network.dot" -o "$here/neato.svg"
neato -Goverlap=prism -Gsep=+6 -Tsvg "$here/network.dot" -o "$here/neato-prism.svg"
sfdp -Goverlap=prism -Tsvg "$here/network.dot" -o "$here/sfdp.svg" 2>/dev/null || true
figures="$here/entente.svg $here/neato.svg $here/neato-prism.svg"
[ -s "$here/sfdp.svg" ] && figures="$figures $here/sfdp.svg"
if command -v Rscript >/dev/null && Rscript -e 'library(ggraph)' >/dev/null 2>&1; then
    "$ENTENTE" graph $data --isolates drop -q -o "$here/network.graphml"
    Rscript - "$here" <<'R' >/dev/null 2>&1 && figures="$figures $here/ggraph.svg"
here <- commandArgs(TRUE)[1]
library(ggraph)
g <- igraph::read_graph(file.path(here, "network.graphml"), "graphml")
set.seed(1)
p <- ggraph(g, "stress") + geom_edge_link() + geom_node_point() + geom_node_text(aes(label = name), repel = TRUE)
ggplot2::ggsave(file.path(here, "ggraph.svg"), p, width = 180, height = 100, units = "mm")
R
else
    echo "ggraph is not installed: not measured" >&2
fi
# shellcheck disable=SC2086
python3 bench/figures/measure.py $figures

[ "${1:-}" = gallery ] || exit 0
out=docs/gallery
mkdir -p $out
for layout in stress pyramid blocs bundle matrix map timeline rings columns; do
    "$ENTENTE" draw $data -q --layout $layout -o $out/$layout.svg
done
"$ENTENTE" draw $data -q --network two-mode --layout pyramid -o $out/pyramid-acts.svg
"$ENTENTE" draw $data -q --width 88 --layout column -o $out/column.svg
"$ENTENTE" draw $data -q --theme grey --colour region -o $out/grey.svg
"$ENTENTE" draw $data -q --theme dark --size betweenness -o $out/dark.svg
"$ENTENTE" draw $data -q --panels 2015,2018,2021 -o $out/panels.svg
"$ENTENTE" draw $data -q --compare 2015,2021 -o $out/compare.svg
"$ENTENTE" draw $data -q --plot ranks --of betweenness --top 15 -o $out/ranks.svg
"$ENTENTE" draw $data -q --plot distribution --width 88 -o $out/distribution.svg
"$ENTENTE" draw $data -q --as-of 2015 --plot ranks --bounds --top 15 --width 88 -o $out/bounds.svg
"$ENTENTE" series $data -q --from 2005 --to 2021 -m mean_degree --bounds --samples 200 --format csv -o "$here/series.csv"
"$ENTENTE" draw "$here/series.csv" -q --plot series --of mean_degree --width 88 -o $out/series.svg
