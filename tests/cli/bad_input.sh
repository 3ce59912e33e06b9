# Bad input: one clear line with its place, a nonzero exit, the old output as it was. Our own small
# cases by name; tests/hostile has the corpus of bad files.
. "$SOURCE/tests/cli/common.sh"
cd "$here"
cp "$SOURCE/data/examples/party-rows.csv" good.csv

bad() { # place and words, file
    echo before >out.svg
    code=0
    "$ENTENTE" draw "$2" -o out.svg >said 2>&1 || code=$?
    [ $code = 1 ] || fail "$2: exit $code, $(cat said)"
    grep -qF "$1" said || fail "$2: expected '$1', said $(cat said)"
    [ "$(cat out.svg)" = before ] || fail "$2: the old output is gone"
    ok
}
printf 'agreement,party\nX,A\nX\n' >short.csv
bad 'short.csv:3:1: error: 1 field; expected 2' short.csv
printf 'agreement,party\nX,A\nX,"B\n' >open.csv
bad 'open.csv:3:3: error: a quote that is opened here' open.csv
printf 'agreement,party,signed\nX,A,1950-02-30\nX,B,1950\n' >day.csv
bad "day.csv:2:5: error: '1950-02-30' is not a day" day.csv
printf 'name,colour\nX,A\n' >none.csv
bad 'none.csv:1:1: error: cannot tell which column holds the parties' none.csv
printf 'agreement,party\nX,\201\n' >latin.csv
bad 'latin.csv: error: the file is not UTF-8, and not Windows-1252 either' latin.csv
printf 'agreement,party\nX,A\0B\n' >nul.csv
bad 'nul.csv:2:4: error: a NUL byte' nul.csv
printf '\377\376a' >utf16.csv
bad 'utf16.csv: error: the file is UTF-16, but damaged' utf16.csv
: >empty.csv
bad 'empty.csv:1: error: the file is empty' empty.csv
printf '[{"agreement":"X","party":"A"},{"agreement":"X","party":]' >broken.json
bad 'broken.json:1:57: error: expected a value' broken.json
printf '\037\213\010\0\0\0\0\0\0\003' >cut.csv.gz
bad 'cut.csv.gz: error: cannot read' cut.csv.gz
bad 'missing.csv: error: cannot open' missing.csv
mkdir folder
bad 'folder: error: no table' folder

# a projection that would explode says how large it is before it is begun; --force goes on
parties() { # parties, acts
    awk -v n="$1" -v acts="$2" 'BEGIN { print "agreement,party,signed"
        for (a = 1; a <= acts; a++) for (i = 1; i <= n; i++) print "T" a ",p" i ",2001" }'
}
ties() { "$ENTENTE" measure "$@" --network actors -q -m ties --format csv 2>said | sed -n 's/^ties,//p'; }
parties 5000 1 >most.csv
[ "$(ties most.csv)" = 12497500 ] || fail "an act of 5,000 parties: $(cat said)"
parties 5001 1 >more.csv
[ -z "$(ties more.csv)" ] || fail "an act of 5,001 parties was projected"
grep -q 'more.csv:2:1: error: an agreement of 5001 parties would tie 12502500 pairs' said || fail "$(cat said)"
[ "$(ties more.csv --force)" = 12502500 ] || fail "--force: $(cat said)"
parties 3200 10 >many.csv
[ -z "$(ties many.csv)" ] || fail "51 million links were made"
grep -q 'error: this network has 51184000 links' said || fail "$(cat said)"
ok

# the world around
"$ENTENTE" measure good.csv -o folder 2>said && fail "a folder was written"
grep -q 'is a folder' said || fail "$(cat said)"
"$ENTENTE" measure good.csv -o good.csv 2>said && fail "the input was overwritten"
cmp good.csv "$SOURCE/data/examples/party-rows.csv" || fail "the input was changed"
if [ -e /dev/full ]; then
    "$ENTENTE" measure good.csv >/dev/full 2>said && fail "a full disk was not noticed"
    grep -q 'cannot write' said || fail "$(cat said)"
fi
[ -z "$(ls -A | grep '^\.' || true)" ] || fail "temporary files stayed: $(ls -A)"
ok

# names are data in every format
printf 'source,target\n"<script>alert(1)</script>","a\\N""]]>%%&"\n"=1+1","\\input{x}"\n' >names.csv
for format in svg dot; do "$ENTENTE" draw names.csv -q -o n.$format || fail "draw $format"; done
for format in graphml gexf json csv; do "$ENTENTE" graph names.csv -q -o g.$format || fail "graph $format"; done
for format in tex md csv json; do "$ENTENTE" measure names.csv -q --format $format -o m.$format || fail "measure $format"; done
xmllint --noout n.svg g.graphml g.gexf || fail "not XML"
! grep -q '<script' n.svg g.graphml g.gexf || fail "a script element"
python3 -c 'import json; json.load(open("g.json")); json.load(open("m.json"))' || fail "not JSON"
! grep -qE '(^|,)=1' g.csv m.csv || fail "a formula in CSV"
! grep -qF '\input' m.tex || fail "a command in LaTeX"
dot -Tcanon n.dot >/dev/null 2>&1 || fail "not DOT"
ok

end
