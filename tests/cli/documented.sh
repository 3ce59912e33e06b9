# What the README and the documentation show is what the program prints; help, usage, exit codes.
. "$SOURCE/tests/cli/common.sh"
cd "$SOURCE"

# every "$ build/release/entente measure ..." of the README is followed by its output
awk '/^    \$ build\/release\/entente measure/ { n++; on = 1; print substr($0, 7) > "'"$here"'/command" n; next }
     on && /^    / { print substr($0, 5) > "'"$here"'/expected" n; next }
     on && /^$/ { print "" > "'"$here"'/expected" n; next }
     { on = 0 }' README.md
[ -e "$here/expected2" ] || fail "README shows fewer tables than it did"
for command in "$here"/command*; do
    n=${command##*command}
    sed "s|build/release/entente|$ENTENTE|" "$command" >"$here/run"
    sh "$here/run" 2>/dev/null | sed '/^entente /d' >"$here/printed"
    sed -i -e :a -e '/^\n*$/{$d;N;ba' -e '}' "$here/printed" "$here/expected$n"
    diff "$here/expected$n" "$here/printed" || fail "README shows another table: $(cat "$command")"
    ok
done

"$ENTENTE" list measures --format md | diff docs/measures.md - >/dev/null || fail "docs/measures.md is old"
"$ENTENTE" completion man | diff docs/entente.1 - >/dev/null || fail "docs/entente.1 is old"
"$ENTENTE" draw data/iis --layout pyramid -o "$here/iis.svg" && cmp "$here/iis.svg" docs/iis.svg || fail "docs/iis.svg is old"
ok

"$ENTENTE" explain data/iis RUS CHN >"$here/said"
grep -q 'signed     2015-05-08' "$here/said" || fail "explain does not give the day"
grep -q 'source     boyko-2021' "$here/said" || fail "explain does not give the source"
"$ENTENTE" explain data/iis Russia 'Viet Nam' | grep -q '2018-09-06' || fail "explain by name"
"$ENTENTE" explain data/iis RUS IDN | grep -q 'reading    status = ready for signing' || fail "no readings"
ok
if [ -e "$SHARED/seeds" ]; then
    "$ENTENTE" explain data/iis RUS CHN --documents "$SHARED/seeds" | grep -q 'passage .*May 8, 2015' ||
        fail "explain does not print the passage"
    "$ENTENTE" check data/iis --documents "$SHARED/seeds" | grep -q ': 0 errors, 0 warnings$' ||
        fail "data/iis and its documents do not agree"
    ok
else
    echo "skipped: the documents are not at $SHARED/seeds"
fi

# time matters
ties() { "$ENTENTE" measure data/iis -q --measures ties --scope network --format csv "$@" | sed -n 's/^ties,//p'; }
[ "$(ties --as-of 2010)" -lt "$(ties --as-of 2021-06-30)" ] || fail "2010 has as many ties as 2021"
"$ENTENTE" graph data/iis --as-of 2021-06-30 -q --format json -o "$here/g.json"
python3 - "$here/g.json" <<'PY' || fail "an undated agreement is counted on a day"
import json, sys
g = json.load(open(sys.argv[1]))
known = {a for t in g['ties'] for a in t['acts']}
unknown = {a for t in g['unknown_ties'] for a in t['acts']}
assert 'RU-CN-2015' in known and 'RU-VN-2018' in known and 'CSTO-2017' in known
assert 'RU-CU' in unknown and 'RU-CU' not in known and 'RU-ID' not in known
PY
ok

# who existed on a day, as of the day
"$ENTENTE" list actors --as-of 1970-01-01 --format csv >"$here/then"
grep -q '^GFR,West Germany,state,Europe,1949-05-23,1990-10-03,Bonn,50.73,7.1,,,280,260,GFR,260,GFR$' \
    "$here/then" || fail "no West Germany in 1970"
grep -q '^COD,Democratic Republic of the Congo,.*,Kinshasa,.*,ZAR,ZR,180,490,' "$here/then" ||
    fail "no code of the day"
grep -q '^BEN,Dahomey,' "$here/then" || fail "no name of the day"
! grep -qE '^(DEU|RUS|UKR|EST|CSTO|SCO|HKG),' "$here/then" || fail "who did not exist in 1970"
"$ENTENTE" list actors --as-of 2020-01-01 --format json | grep -q '"id": *"DEU"' || fail "no Germany"
"$ENTENTE" list actors data/iis --as-of 2000 --format csv >"$here/then"
grep -q '^CIS,' "$here/then" && ! grep -q '^SCO,' "$here/then" || fail "actors of data on a day"
ok

# blocs and successors
printf 'agreement,party,signed\nA,EU,1972-07-22\nA,Switzerland,1972-07-22\nB,USSR,1970\nB,Chile,1970\nC,Russia,2000\nC,Chile,2000\n' >"$here/blocs.csv"
"$ENTENTE" measure "$here/blocs.csv" --network actors --scope network --measures ties --format txt >"$here/m" 2>"$here/err"
grep -q 'Soviet Union and Russia, which continues it, are two nodes' "$here/err" || fail "two nodes are not said"
"$ENTENTE" measure "$here/blocs.csv" --network actors --blocs members --succession continue --scope network --format txt -v >"$here/m" 2>"$here/err"
grep -q '1 party row of organizations stands for 6 memberships of the day' "$here/err" || fail "blocs are not said"
grep -q 'parties, 6 rows: 6 counted' "$here/err" || fail "ledger of blocs: $(cat "$here/err")"
tr '\n' ' ' <"$here/m" | tr -s ' ' | grep -q 'replaced by their members of the day of signing; states one with those they continue' ||
    fail "the policies are not in the output"
ok

usage() { # expected words, arguments
    words=$1
    shift
    code=0
    "$ENTENTE" "$@" >"$here/out" 2>"$here/err" || code=$?
    [ $code = 2 ] || fail "$*: exit $code"
    grep -qF -- "$words" "$here/err" || fail "$*: said $(cat "$here/err")"
    [ "$(wc -l <"$here/err")" = 1 ] || fail "$*: more than one line"
    ok
}
usage "did you mean 'measure'?" measrue data/iis
usage 'did you mean --measures?' measure data/iis --measurs degree
usage "did you mean 'betweenness'" measure data/iis --measures betweeness
usage "did you mean 'two-mode'?" measure data/iis --network two-mod
usage 'expected a date' measure data/iis --as-of yesterday
usage 'write 1890-01-02 (day first) or 1890-02-01 (month first)' measure data/iis --as-of 02/01/1890
usage 'write 2015-04-03 (day first) or 2015-03-04 (month first)' draw data/iis --panels 2010,3/4/2015 -o "$here/x.svg"
usage 'expected a date' measure data/iis --during 'spring 2015'
usage "did you mean 'Russia'" explain data/iis Rusia CHN
usage "unknown network format 'doc'" graph data/iis -o "$here/x.doc"
usage 'directions are read from rows of pairs' measure data/iis --directed
usage 'expected katz:alpha=NUMBER' measure data/iis --measures katz:much
usage "no node has a value in a column 'blok'" measure data/iis --measures ei:blok
usage '--as-of needs a value' measure data/iis --as-of
usage 'expected a whole number' measure data/iis --top 0.5
"$ENTENTE" --version | grep -q '^entente [0-9]' || fail "no version"
for verb in check graph measure regress blockmodel draw explain list jobs completion; do
    "$ENTENTE" $verb --help | grep -q "^entente $verb" || fail "no help for $verb"
    ok
done
# every example in the help runs as it stands
mkdir -p "$here/examples/.local/share/bash-completion/completions"
ln -s "$SOURCE/data" "$here/examples/data"
for verb in check graph measure series compare regress blockmodel draw explain import list jobs completion; do
    "$ENTENTE" $verb --help
done | sed -n 's/^  entente /"$ENTENTE" /p' >"$here/examples/all"
[ "$(wc -l <"$here/examples/all")" -ge 30 ] || fail "fewer examples in the help than there were"
while IFS= read -r example; do
    (cd "$here/examples" && HOME=$here/examples sh -c "$example" >said 2>&1) ||
        fail "an example in the help fails: $example: $(cat "$here/examples/said")"
    ok
done <"$here/examples/all"
for shell in bash zsh fish; do
    "$ENTENTE" completion $shell >"$here/completion" && [ -s "$here/completion" ] || fail "$shell"
    ok
done
bash -n "$here/completion" 2>/dev/null || true
"$ENTENTE" completion bash | bash -n || fail "the bash completion does not parse"

# options and operands in any order; -- ends options; standard input and output
"$ENTENTE" measure -q --format csv --measures degree data/examples/pair-rows.csv >"$here/a"
"$ENTENTE" measure data/examples/pair-rows.csv -q --measures degree --format csv >"$here/b"
"$ENTENTE" measure -q --measures degree --format csv - <data/examples/pair-rows.csv >"$here/c"
cmp "$here/a" "$here/b" && cmp "$here/a" "$here/c" || fail "order of arguments"
gzip -c data/examples/pair-rows.csv >"$here/pair.csv.gz"
"$ENTENTE" measure -q --measures degree --format csv "$here/pair.csv.gz" | cmp - "$here/a" || fail ".gz"
ok
for file in party-rows pair-rows list-rows; do
    "$ENTENTE" measure data/examples/$file.csv >"$here/out" 2>"$here/err" || fail "$file"
    grep -q "read as ${file%-rows} rows" "$here/err" || fail "$file is not announced"
    ok
done
"$ENTENTE" measure tests/known/karate_unweighted/edges.csv 2>/dev/null | grep -q '^ties *78$' || fail karate
ok
end
