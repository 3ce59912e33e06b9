# Backbones, null models, communities and their reports, as a user meets them: the same bytes for any
# number of workers and any order of rows; words for what cannot be.
. "$SOURCE/tests/cli/common.sh"
cd "$SOURCE"

cat >"$here/a.csv" <<'X'
agreement,party
T1,A
T1,B
T1,C
T1,D
T2,A
T2,B
T3,A
T3,E
T4,C
T4,D
T4,F
T5,F
T5,B
T6,G
T6,A
T7,B
T7,C
X
{ sed 1q "$here/a.csv"; sed 1d "$here/a.csv" | sort -r -t, -k2; } >"$here/b.csv"
run() { # file, arguments
    file=$1
    shift
    "$ENTENTE" measure "$here/$file" --network actors -q --format csv "$@"
}
same() { # arguments: the same table from both orders of rows, and from 1, 2 and 5 workers
    run a.csv "$@" --workers 1 >"$here/1" || fail "$*"
    [ -s "$here/1" ] || fail "$*: nothing"
    for workers in 2 5; do
        run a.csv "$@" --workers $workers >"$here/2" || fail "$*: $workers workers"
        cmp -s "$here/1" "$here/2" || fail "$*: $workers workers differ from one"
    done
    run b.csv "$@" >"$here/2" || fail "$*: other order"
    cmp -s "$here/1" "$here/2" || fail "$*: the order of rows has a say"
    ok
}
for model in curveball degree density labels; do
    same --null $model --runs 60 -m degree,tie_weight,transitivity,community_quality:louvain
done
for backbone in sdsm fdsm hypergeometric disparity; do
    same --backbone $backbone --alpha 1 --correction none -m backbone_p --scope tie
done
for method in leiden louvain walktrap infomap label-propagation fast-greedy leading-eigenvector \
    edge-betweenness spinglass; do
    same --community $method --runs 5 -m community,consensus,stability
done
same --agreement all
same --projection-report

# another seed, another draw; another resolution, other communities
run a.csv --null curveball --runs 60 -m tie_weight --seed 2 >"$here/2"
run a.csv --null curveball --runs 60 -m tie_weight >"$here/1"
cmp -s "$here/1" "$here/2" && fail "the seed has no say"
[ "$(run a.csv -m communities --resolution 5 --scope network)" != "$(run a.csv -m communities --resolution 0.1 --scope network)" ] ||
    fail "the resolution has no say"
ok

# the record says what was done
"$ENTENTE" measure "$here/a.csv" --network actors --backbone fdsm --samples 50 --correction bh \
    --alpha 0.1 -q | grep -q 'backbone: FDSM of 50 samples from seed 1, alpha 0.1, Benjamini-Hochberg, 21 tests' ||
    fail "the backbone is not in the record"
"$ENTENTE" measure "$here/a.csv" --network actors --null curveball --runs 9 --seed 4 -m ties -q |
    grep -q 'null: curveball, 9 runs from seed 4' || fail "the null is not in the record"
"$ENTENTE" graph "$here/a.csv" --network actors --backbone sdsm -q --format graphml -o - |
    grep -q 'backbone: SDSM, alpha 0.05, Holm' || fail "the backbone is not in the graph"
"$ENTENTE" measure "$here/a.csv" --network actors --backbone fdsm --samples 50 2>&1 >/dev/null |
    grep -q 'no tie can pass; take 420 samples' || fail "too few samples are not noticed"
ok

usage() { # words, arguments
    words=$1
    shift
    code=0
    "$ENTENTE" measure "$here/a.csv" -q "$@" >"$here/out" 2>"$here/err" || code=$?
    [ $code = 2 ] || fail "$*: exit $code"
    grep -qF -- "$words" "$here/err" || fail "$*: said $(cat "$here/err")"
    [ "$(wc -l <"$here/err")" = 1 ] || fail "$*: more than one line"
    ok
}
usage "did you mean 'curveball'" --null curvball
usage "add --network actors" --network ties --null curveball
usage "add --network actors" --network ties --backbone sdsm
usage "add --network actors" --network ties --projection-report
usage "did you mean 'leiden'" --community leidn
usage "did you mean 'walktrap'" -m community:walktrop
usage "at least two methods" --agreement leiden
usage "louvain is given twice" --agreement louvain,louvain
usage "exclude each other" --null degree --agreement all
usage "omit --backbone or --null" --network actors --backbone sdsm --null degree
usage "can be compared with chance" --null degree -m community
usage "--weight hypergeometrc: did you mean 'hypergeometric'" --weight hypergeometrc
usage "one of projections" --network ties --weight overlap
usage "from 1e-12 to 1" --alpha 2

# networks with nothing to draw
printf 'source,target\nA,B\n' >"$here/two.csv"
printf 'agreement,party\nT1,A\n' >"$here/one.csv"
for file in two.csv one.csv; do
    for model in degree density labels curveball; do
        run $file --null $model --runs 5 -m density,transitivity,degree,sigma >/dev/null || fail "$file, $model"
    done
    for backbone in sdsm fdsm hypergeometric disparity; do
        run $file --backbone $backbone -m density >/dev/null || fail "$file, $backbone"
    done
    run $file --agreement all >/dev/null || fail "$file, agreement"
    run $file --projection-report >/dev/null || fail "$file, projection"
    ok
done
end
