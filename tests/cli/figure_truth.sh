# What a figure must not do: be blank, leave things out, or say what is not so, without a word.
. "$SOURCE/tests/cli/common.sh"
cd "$here"
iis=$SOURCE/data/iis

refused() { # words of the error; then the command
    words=$1
    shift
    rm -f no.svg
    if "$ENTENTE" draw "$@" -q -o no.svg 2>said; then fail "draw $*: rc 0"; fi
    [ ! -e no.svg ] || fail "draw $*: a figure all the same"
    grep -qE "$words" said || fail "draw $*: no '$words' in: $(cat said)"
    ok
}

# ---- blank figures ----

printf 'agreement,party,role,signed\nA,FRA,sponsor,2000\nA,DEU,sponsor,2000\nB,FRA,party,2001\n' >sponsors.csv
refused 'sponsors and fewer than two parties: --role sponsor includes it' sponsors.csv --network actors
refused '1 agreement has fewer than two parties' sponsors.csv --network actors
"$ENTENTE" draw sponsors.csv --network actors --role sponsor -q -o x.svg || fail "the option named brings no tie"
"$ENTENTE" draw sponsors.csv --network actors --allow-empty -q -o x.svg || fail "--allow-empty"
refused '1 agreement has fewer than two parties; 1 agreement does not count yet on 1750' sponsors.csv \
    --network actors --as-of 1750 --role sponsor,party
refused 'the figure would be blank' "$iis" --as-of 1750
refused 'global agreements have .*--role .*includes' "$iis" --level global
refused 'the data have no memberships' sponsors.csv --network members
printf 'agreement,party\nA,FRA\nA,DEU\n' >undated.csv
refused 'the timeline would be blank: of 1 agreement none has a known day' undated.csv --layout timeline \
    --network actors
# agreements tied by parties are all of one mode: they are rows
"$ENTENTE" draw "$iis" --network acts --layout matrix -q -o acts.svg
[ "$(grep -c 'text' acts.svg)" -gt 20 ] || fail "a matrix of agreements without rows"
ok

# ---- timelines ----

# 500 agreements in 20 years: each has its mark; the words count what is drawn
python3 - >many.csv <<'PY'
print('agreement,party,signed')
for i in range(500):
    for party in ('A%d' % (i % 40), 'B%d' % (i % 37)):
        print('T%d,%s,%d-%02d' % (i, party, 1990 + i % 20, 1 + i % 12))
PY
"$ENTENTE" draw many.csv --layout timeline -q --caption many.txt -o many.svg
[ "$(grep -c 'class="node' many.svg)" = 500 ] || fail "$(grep -c 'class="node' many.svg) of 500 agreements"
grep -q 'line of time: 500 agreements' many.txt || fail "caption: $(cat many.txt)"
grep -q '>500 agreements at the day of the first signature by a party<' many.svg || fail "no word of what the days are"
xmllint --noout many.svg
# with names too long for rows they are counted by year: a cell for each
sed 's/^T/Agreement on many things and on more of them with number /' many.csv >long.csv
"$ENTENTE" draw long.csv --layout timeline -q -o long.svg
[ "$(grep -c 'class="node' long.svg)" = 500 ] || fail "$(grep -c 'class="node' long.svg) of 500 agreements in columns"
grep -q '>Agreements a year; a cell is one of them.<' long.svg || fail "nothing says that agreements are counted"
# the end of an agreement, a year without a day, and a day of which only the latest is known
printf 'agreement,party,signed,ended\nA,FRA,2001-05-02,2009-05-02\nA,DEU,2001-05-02,2009-05-02\nB,FRA,2003,\nB,ITA,2003,\nC,DEU,../2006-01-31,\nC,ITA,../2006-01-31,\n' >lives.csv
"$ENTENTE" draw lives.csv --layout timeline -q -o lives.svg
[ "$(grep -c 'class="node' lives.svg)" = 3 ] || fail "$(grep -c 'class="node' lives.svg) of 3 agreements"
for words in 'A line runs from an agreement to its end, where it is known. A thin line covers the days that its day can have been.' \
    '1 agreement at the last day that the data allow (hollow): its day is not known'; do
    grep -qF ">$words<" lives.svg || fail "no words: $words"
done
# days on the rows of parties count, and agreements without a day are said
printf 'agreement,party,signed\nA,FRA,2001-05\nA,DEU,2000-01-31\nB,FRA,\nB,DEU,\n' >days.csv
"$ENTENTE" draw days.csv --layout timeline -q -o days.svg
grep -q '>A, 2000-01-31: 2 parties<' days.svg || fail "the day of the first signature: $(grep '<title' days.svg)"
grep -q '>1 agreement without a known day is not drawn<' days.svg || fail "an undated agreement is gone in silence"
ok

# ---- panels of matrices ----

"$ENTENTE" draw "$iis" --network actors --layout matrix --panels 2015,2021 -q -o panels.svg
python3 - panels.svg "$ENTENTE" "$iis" <<'PY' || fail "panels of a matrix show other ties than their networks have"
import json, re, subprocess, sys
import xml.etree.ElementTree as ET
root = ET.parse(sys.argv[1]).getroot()
for panel, year in (('a', '2015'), ('b', '2021')):
    made = subprocess.run([sys.argv[2], 'graph', sys.argv[3], '--network', 'actors', '--during', year, '--format', 'json',
                           '-q', '-o', '-'], stdout=subprocess.PIPE, check=True)
    ties = json.loads(made.stdout)['ties']
    group = next(e for e in root.iter() if e.get('data-panel') == panel)
    drawn = {(e.get('data-source'), e.get('data-target')) for e in group.iter()
             if e.get('data-source') and e.get('data-unknown') != '1'}
    want = {(t['source'], t['target']) for t in ties}
    assert {tuple(sorted(k)) for k in drawn} == {tuple(sorted(k)) for k in want}, (panel, len(drawn), len(want))
    assert len(want) > 3
PY
refused 'layout matrix shows no comparisons; expected one of stress, column' "$iis" --network actors --layout matrix \
    --compare 2015,2021
ok

# ---- rows without room ----

# as many agreements as have room are bars, each of which is there; more are refused with the ways out
python3 - >bars.csv <<'PY'
print('agreement,party,signed')
for i in range(1600):
    for party in ('A%d' % (i % 40), 'B%d' % (i % 37)):
        print('Agreement %d,%s,2001' % (i, party))
PY
refused '1600 agreements or organizations are too many for one figure: .*--network actors' bars.csv --network two-mode
head -n 1801 bars.csv >fewer.csv
"$ENTENTE" draw fewer.csv --network two-mode --layout columns -o bars.svg 2>said
[ "$(grep -c 'class="node act' bars.svg)" = 900 ] || fail "$(grep -c 'class="node act' bars.svg) of 900 agreements"
grep -q '900 names found no room' said || fail "nothing says that agreements have no names: $(cat said)"
ok

# ---- unknown ties in a matrix, words of ties, levels that are not drawn ----

# all five colours of counts are used: what is not known has none of them
python3 - >matrix.csv <<'PY'
print('agreement,party,signed,ended')
n = 0
for pair, count in (('FRA DEU', 1), ('FRA ITA', 4), ('DEU ITA', 9), ('FRA ESP', 20), ('DEU ESP', 45)):
    for i in range(count):
        n += 1
        for party in pair.split():
            print('T%d,%s,1950,2020' % (n, party))
for party in ('ITA', 'ESP'):
    print('U,%s,,2020' % party)
PY
"$ENTENTE" draw matrix.csv --network actors --layout matrix --as-of 2000 -q -o matrix.svg
python3 - matrix.svg <<'PY' || fail "cells that are not known look like others"
import re, sys
svg = open(sys.argv[1]).read()
cells = re.findall(r'<g class="edge"[^>]*>.*?</g>', svg, re.S)
fill = lambda c: re.search(r'fill="(#\w+)"', c).group(1)
unknown = {fill(c) for c in cells if 'data-unknown="1"' in c}
known = {fill(c) for c in cells if 'data-unknown="1"' not in c}
sys.exit(not (len(unknown) == 1 and len(known) == 5 and not unknown & known))
PY
ok
# memberships are not agreements
printf 'organization,member\nX,FRA\nX,DEU\nY,FRA\nY,DEU\nY,ITA\n' >memberships.csv
printf 'id,name,type\nX,X,organization\nY,Y,organization\n' >actors.csv
for network in members 'actors --with-memberships'; do
    # shellcheck disable=SC2086
    "$ENTENTE" draw --actors actors.csv --memberships memberships.csv --network $network \
        -q --caption members.txt -o members.svg
    grep -qE 'made by [0-9]+ agreement|Ties: agreement' members.txt && fail "memberships are called agreements: $(cat members.txt)"
    sed '/<metadata>/,/<.metadata>/d' members.svg | grep -qi 'agreement' && fail "$network: agreements in the key"
    ok
done
grep -q 'made by 2 organizations' members.txt || fail "caption: $(cat members.txt)"
"$ENTENTE" draw "$iis" --layout pyramid --tie-kinds bound -q -o pyramid.svg
grep -q '>[0-9]* global agreements make no tie and are not drawn<' pyramid.svg || fail "the global level is gone in silence"
"$ENTENTE" draw "$iis" --layout pyramid -q -o pyramid.svg
grep -q '>[0-9]* of [0-9]* agreements drawn: ' pyramid.svg || fail "the figure does not say what it leaves out"
grep -q '>Global<' pyramid.svg || fail "no band of the global level"
[ "$(grep -c '×' pyramid.svg)" = 0 ] || fail "a number of agreements instead of their years"
"$ENTENTE" draw "$iis" --network two-mode --layout stress -q -o two.svg
[ "$(grep -c '>2020<' two.svg)" -le 1 ] || fail "a year that the label has already"
python3 - >dense.csv <<'PY'
print('agreement,party,signed')
for a in range(20):
    for b in range(a):
        for k in range(3 if (a + b) % 13 == 0 else 1 + (a + b) % 2):
            print('T%d-%d-%d,A%d,2000\nT%d-%d-%d,A%d,2000' % (a, b, k, a, a, b, k, b))
PY
"$ENTENTE" draw dense.csv --network actors --layout bundle -q -o bundle.svg
grep -q '>3 or more agreements in common<' bundle.svg && grep -q '>1 or 2 agreements in common<' bundle.svg || fail "how strong the dark ties are"
ok

# ---- titles that begin alike differ where they are cut ----

python3 - >alike.csv <<'PY'
print('agreement,party,signed')
start = 'Optional Protocol to the Convention on the Rights of the Child '
for i, end in enumerate(['on the sale of children', 'on armed conflict', 'on communications']):
    for party in ('FRA', 'DEU', 'ITA'):
        print('%s,%s,200%d' % (start + end, party, i))
PY
for layout in columns stress timeline matrix; do
    "$ENTENTE" draw alike.csv --network two-mode --layout $layout --names en -q -o alike.svg
    grep -q "sale" alike.svg || fail "$layout: a label without its end"
    grep -q 'Optional…' alike.svg || fail "$layout: a label without its beginning"
    grep -q "armed" alike.svg || fail "$layout: a label without its end"
    ok
done

# ---- a dense network of two modes: every party, every agreement, every tie ----

python3 - >dense.csv <<'PY'
print('agreement,party,signed')
for i in range(24):  # nested: agreement i lacks 4 parties more than the one before
    for k in range(4 * i, 110):
        print('Convention number %d on a subject that takes many words,Party %d of the data,19%02d' % (i, k, 50 + i))
for i in range(30):
    for k in (i, i + 60):
        print('Pair %d,Party %d of the data,1990' % (i, k))
PY
"$ENTENTE" draw dense.csv --network two-mode --strict --caption dense.txt -o dense.svg 2>said || fail "a dense network: $(cat said)"
grep -q 'layout table: chose table' said || fail "auto does not take the table: $(cat said)"
ok
for k in 0 57 109; do
    grep -q ">Party $k of the data<" dense.svg || fail "a table without party $k"
done
for k in 0 12 23; do
    grep -q ">Convention number $k on a subject" dense.svg || fail "a table without the title of agreement $k"
    grep -q " Convention number $k on a subject" dense.txt || fail "a caption without the title of agreement $k"
done
[ "$(grep -o 'data-act="Pair[^"]*"' dense.svg | sort -u | wc -l)" = 30 ] || fail "a table without some agreements of two"
ok
if [ -e "$SHARED/tools/figaudit.py" ]; then
    "$ENTENTE" graph dense.csv --network two-mode --format json -q -o dense.json
    python3 "$SHARED/tools/figaudit.py" --quiet dense.svg dense.json || fail "a table that is not its network"
    ok
fi

# what has no room is said, in the figure, in the caption and on the terminal
"$ENTENTE" draw dense.csv --network two-mode --layout table --width 60 --caption dense.txt -o dense.svg 2>said ||
    fail "a narrow table"
for file in said dense.txt dense.svg; do
    grep -q '[0-9]* agreements of at most [0-9]* parties found no room' "$file" || fail "nothing in $file about agreements left out"
    ok
done

# of many agreements of a single party, boxes and lines show only those that tie parties, and say so
python3 - >single.csv <<'PY'
print('agreement,party')
for i in range(80):
    print(f'Own {i},Party {i % 12}')
for i in range(11):
    print(f'Pair {i},Party {i}\nPair {i},Party {i + 1}')
PY
"$ENTENTE" draw single.csv --network two-mode --layout stress -o single.svg 2>said || fail "a network of single parties"
grep -q 'Not drawn: 80 agreements of a single one' said || fail "nothing of agreements of a single party: $(cat said)"
grep -q 'Not drawn: 80 agreements of a single one' single.svg || fail "nothing of agreements of a single party in the figure"
[ "$(grep -o 'data-act="Pair[^"]*"' single.svg | sort -u | wc -l)" = 11 ] || fail "agreements of two are not drawn"
ok

# ---- ties keep off nodes and words, also with the context of data/iis ----

"$ENTENTE" draw "$iis" --layout stress --strict -q -o x.svg || fail "the network of data/iis misses a print check"
ok

# ---- groups as nodes ----

# 2 ties within Europe, 2 to Asia, 1 of which by two agreements; BRA alone in the Americas
cat >groups.csv <<'END'
agreement,party,signed
A,FRA,2000
A,DEU,2000
B,FRA,2001
B,ITA,2001
C,FRA,2002
C,JPN,2002
D,DEU,2003
D,JPN,2003
E,DEU,2004
E,JPN,2004
F,BRA,2005
F,JPN,2005
END
"$ENTENTE" draw groups.csv --network actors --collapse region -q --caption groups.txt -o groups.svg
for words in 'Europe.(3),<' '>2.ties.within<' 'Asia.(1),<' '>0.ties.within<' 'data-act="C;D;E"' 'data-act="F"'; do
    grep -q "$words" groups.svg || fail "--collapse region: no $words"
    ok
done
grep -q '3 groups of 5 nodes, by region, 5 ties' groups.txt || fail "the caption does not count groups: $(cat groups.txt)"
if [ -e "$SHARED/tools/figaudit.py" ]; then
    "$ENTENTE" graph groups.csv --network actors --format json -q -o groups.json
    python3 "$SHARED/tools/figaudit.py" --quiet groups.svg groups.json || fail "--collapse: not the network"
    ok
fi
"$ENTENTE" draw groups.csv --network actors --collapse region --layout matrix -q -o x.svg || fail "a matrix of groups"
refused 'does not show groups as nodes' groups.csv --network actors --collapse region --layout map
refused 'agreements belong to no group' groups.csv --network two-mode --collapse region
refused 'collapse shows one network' groups.csv --network actors --collapse region --panels 2001,2004
refused 'no node has a value|not a measure or column' groups.csv --network actors --collapse nonsense
refused 'with --collapse' groups.csv --network actors --collapse region --colour region

# ---- directions ----

printf 'source,target,year\nUSA,FRA,2000\nUSA,DEU,2000\nFRA,USA,2001\nDEU,ITA,2001\n' >arms.csv
for layout in stress column rings map; do
    "$ENTENTE" draw arms.csv --directed --layout $layout -q -o arms.svg || fail "--directed --layout $layout"
    heads=$(sed -n '/id="axes"/,/<\/g>/p' arms.svg | grep -cE '<path d="M[^"]*L[^"]*L[^"]*Z" fill="#') || true
    [ "$heads" = 4 ] || fail "$layout: $heads arrows, not 4"
    grep -q '>Arrows run from the first of a pair to the second' arms.svg || fail "nothing says what arrows are"
    ok
done
"$ENTENTE" draw arms.csv --directed --layout matrix -q -o arms.svg
[ "$(grep 'class="edge"' arms.svg | head -1 | grep -o 'M[0-9]' | wc -l)" = 1 ] ||
    fail "a tie of one direction has two cells: $(grep 'class="edge"' arms.svg | head -1)"

# ---- options ----

wrong() { # words of the error; then the command: a usage error
    words=$1
    shift
    code=0
    "$ENTENTE" draw "$@" -q -o no.svg 2>said || code=$?
    [ $code = 2 ] || fail "draw $*: exit code $code, not 2: $(cat said)"
    [ ! -e no.svg ] || fail "draw $*: a figure all the same"
    grep -q -- "$words" said || fail "draw $*: no '$words' in: $(cat said)"
    ok
}
for width in 8.8cm 88mm '88 mm' 3.4646in; do
    "$ENTENTE" draw "$iis" --width "$width" -q -o width.svg
    grep -q 'width="8[78].*mm"' width.svg || fail "--width $width: $(grep -o 'width="[^"]*mm"' width.svg)"
    ok
done
wrong 'expected a length in mm, cm, in or pt' "$iis" --width 8em
wrong 'from 60 to 400 mm' "$iis" --width 8mm
wrong 'shows no directions' arms.csv --directed --layout timeline
wrong 'did you mean --colour region' "$iis" --color region
printf 'date,scope,node,measure,value\n2000,network,,density,0.1\n2001,network,,density,0.4\n' >series.csv
wrong '--only has no effect on the finished table' series.csv --plot series --only FRA
wrong 'a series of data needs --from and --to' "$iis" --plot series
if "$ENTENTE" draw days.csv --plot series -q -o no.svg 2>said; then fail "a series of data without dates"; fi
grep -q 'to draw a series of data, add --from and --to' said || fail "no way to a series: $(cat said)"
"$ENTENTE" draw "$iis" --caption fig.tex -o fig.svg 2>said
grep -q 'LaTeX cannot include' said || fail "a caption for LaTeX around an SVG"
ok

# ---- countries have the colour of their node, and only where a colour was asked for ----

"$ENTENTE" draw "$iis" --layout map -q -o plain.svg || fail "a map"
"$ENTENTE" draw "$iis" --layout map --colour strength -q -o areas.svg || fail "a map with countries"
[ "$(grep -o '<title>China: 3 ties' plain.svg | wc -l)" = 1 ] || fail "countries without a colour"
ok
python3 - areas.svg <<'PYTHON' || fail "countries in other colours than their nodes"
import re, sys
text = open(sys.argv[1], encoding="utf-8").read()
area = dict(re.findall(r'<g><title>([^<]*)</title><path [^>]*fill="#(\w{6})"', text))
node = dict(re.findall(r'<title>([^<]*)</title><circle [^>]*fill="#(\w{6})"', text))
land, share = (0xEC, 0xED, 0xEF), 0.36
parts = lambda c: [int(c[i:i + 2], 16) for i in (0, 2, 4)]
assert len(area) > 15 and "Russia: 19 ties" in area, area
for name, colour in area.items():
    mixed = [share * n + (1 - share) * l for n, l in zip(parts(node[name]), land)]
    assert all(abs(a - b) <= 1 for a, b in zip(parts(colour), mixed)), (name, colour, node[name])
PYTHON
ok

# ---- countries without an outline of today are named ----

printf 'agreement,party,signed\nx,SUN,1980\nx,FRA,1980\nx,DDR,1980\n' >former.csv
"$ENTENTE" draw former.csv --network actors --as-of 1985 --layout map --colour degree -o former.svg 2>said || fail "a map of former states"
grep -q '2 states have no outline on this map, of today.s borders, and are not filled: DDR, SUN' said ||
    fail "nothing of countries without an outline: $(cat said)"
grep -q 'states without one, such as former ones, are not filled' former.svg || fail "no note of countries without an outline"
"$ENTENTE" draw former.csv --network actors --as-of 1985 --layout map -o former.svg 2>said || fail "a map without colours"
grep -q 'no outline' said && fail "outlines are named though no country is filled"
ok

end
