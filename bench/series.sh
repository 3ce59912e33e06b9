#!/bin/sh
# series.sh: what a series costs, as ratios of runs that take turns in one go. Not a test: a busy
# machine is slow. 200 states and 530 organizations, 1816-2014, made up here; the same every time. DATA is the
# folder of a data package to take instead, such as COW IGO. With R and its package igraph, series.R does the
# same work beside it.
set -eu
cd "$(dirname "$0")/.."
ENTENTE=build/release/entente
RUNS=${RUNS:-5}
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT

make_data() {
    # Random numbers by Park and Miller's generator: its products are exact in awk's doubles. States and
    # organizations begin ever faster; a state joins a third of those that there are, some leave.
    awk -v folder="$here" 'function chance(below) {
        seed = (seed * 16807) % 2147483647
        return int(seed / 65536) % below
    }
    BEGIN {
        seed = 2014
        actors = folder "/actors.csv"; members = folder "/memberships.csv"
        print "id,name,type,from,to" >actors
        print "organization,member,role,from,to" >members
        for (i = 0; i < 200; i++) {
            born[i] = 1816 + int(198 * sqrt(i / 200))
            printf "S%03d,State %d,state,%d,..\n", i, i, born[i] >actors
        }
        for (o = 0; o < 530; o++) {
            year = 1816 + int(198 * sqrt(sqrt(o / 530)))
            printf "O%03d,Organization %d,organization,,\n", o, o >actors
            for (i = 0; i < 200; i++) {
                if (chance(3) || born[i] > 2010) continue
                from = (year > born[i] ? year : born[i]) + chance(5)
                printf "O%03d,S%03d,%s,%d,%s\n", o, i, chance(20) ? "member" : "unknown", from,
                    (chance(4) ? ".." : from + 5 + chance(40)) >members
            }
        }
    }'
}
measures=degree,strength,betweenness,closeness,harmonic,eigenvector,density,transitivity
measures=$measures,mean_distance,coreness

data=${DATA:-$here}
[ -n "${DATA:-}" ] || make_data

# hundredths of a millisecond that a command takes, and that processors work for it
once() {
    start=$(date +%s%N)
    work=$(LC_ALL=C sh -c '"$@" >/dev/null 2>&1; times' sh "$@" | awk '
        function cents(t, part) { split(t, part, "[ms]"); return 1e5 * (60 * part[1] + part[2]) }
        NR == 2 { printf "%d", cents($1) + cents($2) }')
    echo $((($(date +%s%N) - start) / 10000)) "$work"
}
series() {
    once "$ENTENTE" series "$data" --from 1816 --to 2014 --network actors -q --format csv "$@"
}
least() { # of two pairs, each number by itself; the first pair may be empty
    if [ -z "$1" ]; then
        echo "$2"
    else
        echo "$1 $2" | awk '{ print ($3 < $1 ? $3 : $1), ($4 < $2 ? $4 : $2) }'
    fi
}
read= nets= one= two= all= both=
i=0
while [ $i -lt "$RUNS" ]; do
    read=$(least "$read" "$(once "$ENTENTE" check "$data")")
    nets=$(least "$nets" "$(series --workers 1 -m nodes)")
    one=$(least "$one" "$(series --workers 1 --distance inverse -m $measures)")
    two=$(least "$two" "$(series --workers 2 --distance inverse -m $measures)")
    all=$(least "$all" "$(series --workers 1 --distance inverse -m $measures,community)")
    both=$(least "$both" "$(series --workers 2 --distance inverse -m $measures,community)")
    i=$((i + 1))
done
r1= r10=
if Rscript -e 'library(igraph)' >/dev/null 2>&1; then
    r1=$(once Rscript bench/series.R "$data" 1816 2014 "$here/r.csv" 1)
    r10=$(once Rscript bench/series.R "$data" 1816 2014 "$here/r.csv" 10)
fi
{
    echo "reading and checking: $read"
    echo "199 networks, their nodes counted: $nets"
    echo "ten measures, 1 worker: $one"
    echo "ten measures, 2 workers: $two"
    echo "and communities, best of 10 searches, 1 worker: $all"
    echo "and communities, best of 10 searches, 2 workers: $both"
    [ -z "$r1" ] || echo "R igraph: one search for communities: $r1"
    [ -z "$r10" ] || echo "R igraph: best of 10 searches: $r10"
} | awk -F ': ' '{
    split($NF, t, " "); wall[NR] = t[1]; work[NR] = t[2]
    sub(/: [0-9 ]*$/, "")
    printf "%-52s %9.1f ms, processors %9.1f ms\n", $0, t[1] / 100, t[2] / 100
}
END {
    printf "%-52s %9.2f\n", "1 worker / 2 workers, with communities", wall[5] / wall[6]
    printf "%-52s %9.2f\n", "all but the measures, of 1 worker", wall[2] / wall[3]
    for (i = 7; i <= NR; i++)
        printf "R igraph (%s) / 2 workers: %.2f; processors / 1 worker: %.2f\n", i == 7 ? "1 search" : "10 searches",
            wall[i] / wall[6], work[i] / work[5]
}'
