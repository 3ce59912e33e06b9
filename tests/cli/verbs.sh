# What the verbs do when they are asked for something else than the usual, and what they say.
. "$SOURCE/tests/cli/common.sh"
cd "$SOURCE"

# says CODE WORDS ARGUMENTS...: the exit code and a part of what is printed, on either channel
says() {
    want=$1 words=$2
    shift 2
    code=0
    "$ENTENTE" "$@" >"$here/out" 2>&1 || code=$?
    [ "$code" = "$want" ] || fail "$*: exit $code, not $want: $(head -c 500 "$here/out")"
    grep -qF -- "$words" "$here/out" || fail "$*: not '$words' but: $(head -c 500 "$here/out")"
    ok
}

# ---- no verb, help ----
says 2 'entente check' # nothing asked for: the overview, as a mistake
says 0 'entente measure' --help
says 0 'entente explain' help
says 0 'entente graph DATA' help graph
says 0 'entente check' help nothing
says 2 "did you mean 'graph'?" grap data/iis
says 2 '`entente --help` lists the commands' zzzzzzzzz

# ---- check: findings in forms that programs read ----
printf 'agreement,party\nT1,"A ""quoted"""\nT1,\n' >"$here/bad.csv"
says 1 'bad.csv,3,4,error,value-missing,' check "$here/bad.csv" --format csv
says 1 '"line":3,"column":4,"severity":"error","check":"value-missing"' check "$here/bad.csv" --format json
"$ENTENTE" check "$here/bad.csv" --format json 2>/dev/null >"$here/bad.json" || true
python3 -c 'import json, sys; assert json.load(open(sys.argv[1]))[-1]["line"] == 3' "$here/bad.json" || fail "not JSON"
"$ENTENTE" check data/iis -q --format json | python3 -c 'import json, sys; json.load(sys.stdin)' || fail "not JSON"
says 2 'expected txt, csv or json' check data/iis --format svg
"$ENTENTE" check "$here/bad.csv" --format csv -o "$here/findings.csv" 2>/dev/null || true
head -n 1 "$here/findings.csv" | grep -qx 'file,line,column,severity,check,text' || fail "no findings in the file"
ok

# ---- on a terminal with colours: the line, and a mark below the culprit ----
shown() { "$ENTENTE" graph "$1" -o - --color "$2" 2>&1 >"$here/nothing" || true; }
shown "$here/bad.csv" always >"$here/out"
grep -q "$(printf '\033\\[')" "$here/out" || fail "no colour"
grep -qx '    T1,' "$here/out" || fail "no line: $(cat "$here/out")"
grep -qx '       ^' "$here/out" || fail "no mark below column 4: $(cat "$here/out")"
shown "$here/bad.csv" never >"$here/out"
grep -q "$(printf '\033')" "$here/out" && fail "colour unasked"
ok
# a long line is shown around the culprit; letters of two bytes and tabs do not move the mark
python3 - "$here/long.csv" <<'PY'
open(__import__('sys').argv[1], 'w').write('agreement,party,note\nT1,FRA,\n' + 'T1,DEU,"' + 'é' * 300 + '"x\n')
PY
shown "$here/long.csv" always >"$here/out"
python3 - "$here/out" <<'PY' || fail "the mark does not stand below the letter: $(cat "$here/out")"
import sys
lines = open(sys.argv[1], encoding='utf-8').read().split('\n')
mark = next(i for i, line in enumerate(lines) if line.strip() and set(line.strip()) <= {'^', '~'})
assert lines[mark - 1][lines[mark].index('^')] == 'x', lines
assert len(lines[mark - 1]) < 200, lines
PY
ok

# ---- selections ----
says 0 'RUS' graph data/iis -q --ego RUS:1 --format csv -o -
says 0 'RUS' graph data/iis -q --ego RUS --format csv -o -
says 2 'expected a radius of 0 to 100 steps' graph data/iis --ego RUS:1.5
says 2 'expected a radius' graph data/iis --ego RUS:101
says 2 "unknown actor 'XYZ'" graph data/iis --ego XYZ --format csv -o -
printf 'a,b,agreement,weight\nFRA,DEU,T1,2\nFRA,ITA,T2,3\n' >"$here/w.csv"
says 0 'DEU,FRA,Germany,France,2' graph "$here/w.csv" -q --weight column:weight --format csv -o -
says 2 "no column 'no-such'" graph "$here/w.csv" --weight column:no-such --format csv -o -
says 2 'expected unweighted, inverse' measure "$here/w.csv" --distance crow

# ---- the ledger as a table: a row for each row that was read ----
"$ENTENTE" graph data/iis -q --ledger "$here/ledger.csv" --format csv -o "$here/g.csv"
head -n 1 "$here/ledger.csv" | grep -qx 'table,line,key,party,bucket,why' || fail "no head of the ledger"
rows=$(python3 -c '
import csv, glob
print(sum(sum(1 for r in csv.reader(open(f)) if r) - 1 for f in glob.glob("data/iis/*.csv")))')
[ "$(tail -n +2 "$here/ledger.csv" | grep -c '^parties,')" = "$(python3 -c '
import csv
print(sum(1 for r in csv.reader(open("data/iis/parties.csv"))) - 1)')" ] || fail "the ledger has other rows of parties"
[ "$(tail -n +2 "$here/ledger.csv" | wc -l)" -le "$rows" ] || fail "more rows than were read"
says 2 'choose another output file' graph "$here/w.csv" --ledger "$here/w.csv" -o "$here/g.csv"
grep -q '^FRA,ITA,T2,3$' "$here/w.csv" || fail "an input was overwritten"
ok

# ---- where things go unasked ----
mkdir "$here/empty"
(cd "$here/empty" && "$ENTENTE" draw ../w.csv -q >path && [ "$(cat path)" = out/w.svg ] && grep -q '</svg>' out/w.svg) ||
    fail "draw without -o makes no out/w.svg, or does not say so"
ok

# ---- lists ----
says 0 'FRA,France,' list states --format csv
says 0 'degree,node,' list measures --format csv
says 2 "did you mean 'measures'?" list measure
says 2 'expected measures, layouts' list zzzzzzzzzz
says 2 'expected measures, layouts' list
says 0 'atop-members' list maps
# organizations are no states
"$ENTENTE" list states --format csv | grep -q '^UN,' && fail "an organization among states"
ok

# ---- explain ----
says 2 'unknown option --assume-open; --open-ended holds' explain data/iis RUS CHN --assume-open
says 0 'no tie: nothing in these data names both' explain data/iis RUS MEX
says 2 "unknown actor 'XYZ'" explain data/iis XYZ RUS
says 2 'expected DATA and two actors' explain data/iis RUS
says 2 "unknown table format 'png'" explain data/iis RUS CHN -o "$here/pair.png"
[ ! -e "$here/pair.png" ] || fail "an explanation in a file that is to be PNG"
# what names both and does not tie says why, with the day; organizations are asked as all others are
printf 'agreement,party,signed,ended\nT,USA,1960,\nT,Soviet Union,1960,\nE,USA,1955,1991\nE,Italy,1955,1991\n' >"$here/pairs.csv"
says 0 'no tie     Soviet Union ended on 1991-12-26' explain "$here/pairs.csv" USA SUN --as-of 2015
says 0 'no tie     United States: its participation ended in 1991; Italy: its participation ended in 1991' \
    explain "$here/pairs.csv" USA ITA --as-of 2015
says 0 'no tie     Russia: sponsor, a role that does not tie (--role '\''party;signatory;member;sponsor'\'' includes it)' explain data/iis RUS UN
says 0 'no tie     memberships tie with --with-memberships' explain data/iis RUS SCO
says 0 'no tie     dialogues tie with --tie-kinds talks or --kind dialogue only' explain data/iis RUS CHN
says 0 'no tie     outside the selection of agreements' explain data/iis RUS CHN --level regional
says 0 'no tie     Shanghai Cooperation Organisation: no party, the agreement was made within it' \
    explain data/iis RUS SCO --network actors
end
