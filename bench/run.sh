#!/bin/sh
# run.sh: how fast the main things are, beside limits that hold for this machine only. Not a test:
# a busy machine is slow. Each figure is the least of several runs.
set -eu
cd "$(dirname "$0")/.."
ENTENTE=build/release/entente
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT

# least wall time in milliseconds of N runs
least() {
    runs=$1
    shift
    best=
    i=0
    while [ $i -lt "$runs" ]; do
        start=$(date +%s%N)
        "$@" >/dev/null 2>&1
        took=$((($(date +%s%N) - start) / 10000))
        if [ -z "$best" ] || [ "$took" -lt "$best" ]; then best=$took; fi
        i=$((i + 1))
    done
    echo "$best"
}
# what, limit in ms, runs, command
row() {
    what=$1
    limit=$2
    runs=$3
    shift 3
    took=$(least "$runs" "$@")
    awk -v what="$what" -v took="$took" -v limit="$limit" 'BEGIN {
        printf "%-52s %9.1f ms   limit %6d ms   %5.2f of it\n", what, took / 100, limit, took / 100 / limit }'
}

# Random numbers by Park and Miller's generator: its products are exact in awk's doubles.

# 20,000 party rows, 2,000 acts of ten parties among 200 actors; the same every time
awk 'BEGIN {
    seed = 12345
    print "agreement,party,signed"
    for (a = 0; a < 2000; a++) {
        split("", seen)
        for (k = 0; k < 10; ) {
            seed = (seed * 16807) % 2147483647
            p = int(seed / 65536) % 200
            if (p in seen) continue
            seen[p] = 1; k++
            printf "T%05d,P%03d,%d-%02d\n", a, p, 1950 + a % 70, 1 + a % 12
        }
    }
}' >"$here/large.csv"

# a network of 200 actors and 8,000 ties, as pairs
awk 'BEGIN {
    seed = 99
    print "source,target,weight"
    while (n < 8000) {
        seed = (seed * 16807) % 2147483647; a = int(seed / 65536) % 200
        seed = (seed * 16807) % 2147483647; b = int(seed / 65536) % 200
        if (a >= b || (a, b) in seen) continue
        seen[a, b] = 1; n++
        printf "P%03d,P%03d,%d\n", a, b, 1 + n % 5
    }
}' >"$here/dense.csv"

both() {
    "$ENTENTE" measure "$1" --network actors --format csv -q -o "$here/m.csv" &&
        "$ENTENTE" draw "$1" --network actors -q -o "$here/d.svg"
}
all_and_svg() {
    "$ENTENTE" measure "$here/dense.csv" --measures all --format json -q -o "$here/m.json" &&
        "$ENTENTE" draw "$here/dense.csv" -q -o "$here/d.svg"
}

cmake --build build/release --target bench-measures >/dev/null
build/release/bench-measures
row 'measure data/iis' 50 10 "$ENTENTE" measure data/iis
row 'check data/iis' 50 10 "$ENTENTE" check data/iis
row 'draw data/iis to SVG' 1000 5 "$ENTENTE" draw data/iis -q -o "$here/iis.svg"
row 'draw data/iis to PDF' 1000 5 "$ENTENTE" draw data/iis -q -o "$here/iis.pdf"
row '20,000 party rows: usual measures' 500 5 "$ENTENTE" measure "$here/large.csv" --network actors --format csv
row '20,000 party rows: usual measures and an SVG' 500 5 both "$here/large.csv"
row '200 actors, 8,000 ties: usual measures' 500 5 "$ENTENTE" measure "$here/dense.csv" --format csv
row '200 actors, 8,000 ties: all measures and an SVG' 500 5 all_and_svg

# null models and backbones of states in intergovernmental organizations in 2000, when the data (a row
# a state and year, a column an organization) is there
igo=${ENTENTE_SHARED_DIR:-../shared}/datasets/cow-igo-v3/state_year_format3.csv.gz
if [ -e "$igo" ]; then
    gzip -dc "$igo" | awk -F, 'NR == 1 { for (c = 4; c <= NF; c++) name[c] = $c; print "agreement,party" }
        $2 == 2000 { for (c = 4; c <= NF; c++) if ($c == 1) print name[c] "," $3 }' >"$here/igo.csv"
    row 'import, state-year matrix of 8.3 million cells (gz)' 2000 5 "$ENTENTE" import -q \
        --map cow-igo-states "$igo" -o "$here/igo"
    nulls() {
        "$ENTENTE" measure "$here/igo.csv" --network actors -q --format csv -o "$here/n.csv" \
            --null curveball --runs 1000 "$@"
    }
    backbone() {
        "$ENTENTE" graph "$here/igo.csv" --network actors -q --format csv -o "$here/b.csv" "$@"
    }
    row '1,000 curveball nulls: z of all 18,132 ties' 5000 3 nulls -m tie_weight
    row '  the same in one process' 10000 3 nulls -m tie_weight --workers 1
    row '1,000 curveball nulls: 10 measures' 60000 1 nulls -m \
        degree,strength,eigenvector_w,coreness,clustering,transitivity,density,harmonic,closeness,pagerank
    row 'SDSM, exact tails, 18,132 ties' 2000 3 backbone --backbone sdsm
    row 'FDSM, 1,000 samples' 5000 3 backbone --backbone fdsm --correction bh
else
    echo "skipped: no $igo"
fi
