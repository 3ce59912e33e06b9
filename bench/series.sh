#!/bin/sh
# series.sh: what a series costs, as ratios of runs that take turns in one go. Not a test: a busy
# machine is slow. 200 states and 530 organizations, 1816-2014, made up here; the same every time.
set -eu
cd "$(dirname "$0")/.."
ENTENTE=build/release/entente
RUNS=${RUNS:-5}
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT

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
measures=degree,strength,betweenness,closeness,harmonic,eigenvector,density,transitivity
measures=$measures,mean_distance,coreness

once() { # hundredths of a millisecond that a command takes
    start=$(date +%s%N)
    "$@" >/dev/null 2>&1
    echo $((($(date +%s%N) - start) / 10000))
}
series() {
    once "$ENTENTE" series "$here" --from 1816 --to 2014 --network actors --distance inverse -q \
        --format csv "$@"
}
least() { # the lesser of two, the first may be empty
    if [ -z "$1" ] || [ "$2" -lt "$1" ]; then echo "$2"; else echo "$1"; fi
}
read= nets= one= two=
i=0
while [ $i -lt "$RUNS" ]; do
    read=$(least "$read" "$(once "$ENTENTE" check "$here")")
    nets=$(least "$nets" "$(series --workers 1 -m nodes)")
    one=$(least "$one" "$(series --workers 1 -m $measures)")
    two=$(least "$two" "$(series --workers 2 -m $measures)")
    i=$((i + 1))
done
awk -v read="$read" -v nets="$nets" -v one="$one" -v two="$two" 'BEGIN {
    printf "%-52s %9.1f ms\n", "reading and checking", read / 100
    printf "%-52s %9.1f ms\n", "199 networks, their nodes counted", nets / 100
    printf "%-52s %9.1f ms\n", "ten measures, 1 worker", one / 100
    printf "%-52s %9.1f ms\n", "ten measures, 2 workers", two / 100
    printf "%-52s %9.2f\n", "1 worker / 2 workers", one / two
    printf "%-52s %9.2f\n", "all but the measures, of 1 worker", nets / one
}'
