#!/bin/sh
# speed.sh: how long figures take, entente beside ggraph in the same run. Not a test; a busy machine
# makes both slower, so the load is printed and the ratio says more than the seconds.
#
#   sh bench/figures/speed.sh [DATA]    DATA/atop-4.01-members/atop-member-level.csv is other people's
#
# Limits: data/iis 0.5 s, ATOP 2000 2 s, 1,000 nodes with 20,000 ties 10 s, on one core.
set -eu
top=$(cd "$(dirname "$0")/../.." && pwd)
ENTENTE=${ENTENTE:-$top/build/release/entente}
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
one=
command -v taskset >/dev/null && one="taskset -c 0"

# seconds COMMAND ...: the time it takes, or - when it fails
seconds() {
    start=$(date +%s.%N)
    # shellcheck disable=SC2086
    if $one "$@" >/dev/null 2>&1; then
        echo "$(date +%s.%N) $start" | awk '{ printf "%.2f", $1 - $2 }'
    else
        echo -
    fi
}

# row NAME LIMIT DATA [OPTIONS]
row() {
    name=$1 limit=$2
    shift 2
    ours=$(seconds "$ENTENTE" draw "$@" --isolates drop --workers 1 -q -o "$here/x.svg")
    theirs=-
    if [ "$ggraph" ]; then
        "$ENTENTE" graph "$@" --isolates drop -q -o "$here/network.graphml"
        theirs=$(seconds Rscript "$top/bench/figures/ggraph.R" "$here/network.graphml" "$here/y.svg" default)
    fi
    echo "$name $limit $ours $theirs" | awk '{
        ratio = $3 == "-" || $4 == "-" ? "-" : sprintf("%.2f", $3 / $4)
        print "| " $1 " | " $2 " | " $3 " | " $4 " | " ratio " | " ($3 != "-" && $3 <= $2 ? "held" : "missed") " |" }'
}

ggraph=yes
Rscript -e 'library(ggraph); library(svglite)' >/dev/null 2>&1 || {
    ggraph=
    echo "ggraph or svglite is not installed: not timed" >&2
}
[ -r /proc/loadavg ] && echo "load of the machine: $(cut -d' ' -f1-3 /proc/loadavg) on $(nproc) cores"
echo '| figure | limit, s | entente, s | ggraph, s | ratio | limit |'
echo '|---|---|---|---|---|---|'
row iis 0.5 "$top/data/iis"
atop=${1:-}/atop-4.01-members/atop-member-level.csv
if [ -e "$atop" ]; then
    "$ENTENTE" import -q --map atop-members "$atop" -o "$here/atop" 2>/dev/null
    row atop-2000 2 "$here/atop" --network actors --as-of 2000
else
    echo "atop-2000: skipped, no $atop" >&2
fi
awk 'BEGIN { srand(1); print "from,to"
    while (n < 20000) {
        a = int(rand() * 1000); b = int(rand() * 1000)
        if (a < b && !((a, b) in seen)) { seen[a, b] = 1; n++; print "Node " a ",Node " b }
    } }' >"$here/large.csv"
row 1000-nodes 10 "$here/large.csv"
