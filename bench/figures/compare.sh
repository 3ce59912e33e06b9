#!/bin/sh
# compare.sh: the same networks by entente, plain and tuned neato, and ggraph (default and tuned),
# counted by measure.py. Not a test. Networks of other people's data are read from a folder that
# holds theirs as their owners give them; without it only data/iis is compared, which is said.
#
#   sh bench/figures/compare.sh [-o DIR] [DATA]   figures stay in DIR (docs/gallery/compare: only iis)
#
# DATA/atop-4.01-members/atop-member-level.csv, DATA/cow-igo-v3/igo_year_format3.csv,
# DATA/un-treaties/index.csv and DATA/un-treaties/treaties/4-*.csv
set -eu
top=$(cd "$(dirname "$0")/../.." && pwd)
ENTENTE=${ENTENTE:-$top/build/release/entente}
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
keep=
[ "${1:-}" = -o ] && { keep=$2; shift 2; }
data=${1:-}
ggraph=yes
if ! Rscript -e 'library(ggraph); library(svglite)' >/dev/null 2>&1; then
    ggraph=
    echo "ggraph or svglite is not installed: not measured" >&2
fi

# others NAME DATA [OPTIONS of the network]: what plain tools draw of it
others() {
    name=$1
    shift
    "$ENTENTE" graph "$@" --isolates drop -q -o "$here/network.dot"
    "$ENTENTE" graph "$@" --isolates drop -q -o "$here/network.graphml"
    neato -Tsvg "$here/network.dot" -o "$here/$name-neato.svg"
    neato -Goverlap=prism -Gsep=+6 -Gsplines=line -Nfontsize=8 -Tsvg "$here/network.dot" \
        -o "$here/$name-neato-tuned.svg"
    figures="$figures $here/$name-neato.svg $here/$name-neato-tuned.svg"
    [ "$ggraph" ] || return 0
    for how in default tuned; do
        Rscript "$top/bench/figures/ggraph.R" "$here/network.graphml" \
            "$here/$name-ggraph-$how.svg" $how >/dev/null 2>&1 || {
            echo "ggraph ($how) draws no $name" >&2
            continue
        }
        figures="$figures $here/$name-ggraph-$how.svg"
    done
}

# ours NAME LAYOUT DATA [OPTIONS]
ours() {
    name=$1 layout=$2
    shift 2
    "$ENTENTE" draw "$@" --isolates drop -q --layout "$layout" -o "$here/$name-entente-$layout.svg"
    figures="$figures $here/$name-entente-$layout.svg"
}

# compare NAME "LAYOUTS" DATA [OPTIONS]
compare() {
    name=$1 layouts=$2
    shift 2
    figures=
    for layout in $layouts; do ours "$name" "$layout" "$@"; done
    others "$name" "$@"
    # shellcheck disable=SC2086
    python3 "$top/bench/figures/measure.py" $figures | sed "$head"
    head='1,2d'
}

# foreign NAME FILE MAP: the package of a foreign file, or a word that it is absent
foreign() {
    if [ -z "$data" ] || ! [ -e "$data/$2" ]; then
        echo "$1: skipped, no ${data:-DATA}/$2" >&2
        return 1
    fi
    "$ENTENTE" import -q --map "$3" "$data/$2" -o "$here/data-$1" 2>/dev/null
}

head=
compare iis stress "$top/data/iis"
compare iis-two-mode "stress columns" "$top/data/iis" --network two-mode
foreign atop atop-4.01-members/atop-member-level.csv atop-members &&
    compare atop-2000 "blocs bundle matrix" "$here/data-atop" --network actors --as-of 2000
foreign igo cow-igo-v3/igo_year_format3.csv cow-igo-organizations &&
    compare igo-1950 matrix "$here/data-igo" --network actors --as-of 1950
if [ "$data" ] && [ -d "$data/un-treaties/treaties" ]; then
    mkdir -p "$here/un/treaties"
    cp "$data"/un-treaties/treaties/4-*.csv "$here/un/treaties/"
    cp "$data/un-treaties/index.csv" "$here/un/"
fi
data=$here
foreign un-rights un un-treaties &&
    compare un-rights "columns matrix" "$here/data-un-rights" --network two-mode
[ "$keep" ] || exit 0
mkdir -p "$keep"
case $keep in
    *docs/*) cp "$here"/iis-*.svg "$keep" ;;
    *) cp "$here"/*.svg "$keep" ;;
esac
