# Every layout, width and theme: well-formed, within the bars of print; and what options promise.
. "$SOURCE/tests/cli/common.sh"
cd "$here"
iis=$SOURCE/data/iis
layouts="stress column pyramid blocs bundle matrix map timeline rings columns table"
checker=$SHARED/tools/figcheck.py
[ -e "$checker" ] || echo "skipped: the figure checker is not at $checker"

# a layout of two modes asks for such a network
modes() { [ "$1" != table ] || echo '--network two-mode'; }

bars() { # file, width, layout
    xmllint --noout "$1" || fail "$1 is not XML"
    ok
    [ -e "$checker" ] || return 0
    fixed=
    [ "$3" = map ] && fixed=--fixed # the data say where capitals are
    # shellcheck disable=SC2086
    python3 "$checker" --bars $fixed --width-mm "$2" "$1" >bars.txt ||
        fail "$1: $(grep MISSED bars.txt)"
    ok
}
for layout in $layouts; do
    for look in 88:print 180:print 88:grey 180:dark; do
        width=${look%:*} theme=${look#*:}
        # the network alone: with the context of these data, six lines of a stress layout run through nodes
        case $layout in stress | column) kinds='--tie-kinds bound' ;; table) kinds='--network two-mode' ;; *) kinds= ;; esac
        "$ENTENTE" draw "$iis" --layout $layout --width $width --theme $theme $kinds -q \
            -o "$layout-$look.svg" || fail "$layout $look"
        bars "$layout-$look.svg" $width $layout
        "$ENTENTE" draw "$iis" --layout $layout --width $width --theme $theme $kinds --strict -q \
            -o strict.svg || fail "$layout $look fails its own print checks"
        ok
    done
done
grep -qE '#([0-9A-F]{2})\1\1' stress-88:grey.svg || fail "no grey in the grey theme"
for file in ./*:grey.svg; do
    colours=$(grep -oE '#[0-9A-F]{6}' "$file" | sort -u | grep -vE '#([0-9A-F]{2})\1\1' || true)
    [ -z "$colours" ] || fail "colours in the grey theme: $colours"
    ok
done

# two modes: agreements of two are ties of the pyramid, one chip for each partner of the one state that
# has nearly all of them
"$ENTENTE" draw "$iis" --network two-mode --layout pyramid --strict -q -o pyramid2.svg ||
    fail "the pyramid of agreements"
bars pyramid2.svg 180 pyramid
grep -q 'Russia is a party to every bilateral agreement' pyramid2.svg || fail "no note about Russia"
grep -q '>Russia-Cuba<' pyramid2.svg && fail "an agreement of two has a box"
ok

# plots, panels, a comparison
printf 'date,scope,node,measure,value\n2000,network,,density,0.1\n2001,network,,density,0.4\n2000,network,,ties,3\n2001,network,,ties,5\n' >series.csv
for width in 88 180; do
    "$ENTENTE" draw "$iis" --plot distribution --width $width -q -o distribution.svg
    "$ENTENTE" draw "$iis" --plot ranks --of betweenness --width $width -q -o ranks.svg
    "$ENTENTE" draw series.csv --plot series --of density,ties --width $width -q -o series.svg
    "$ENTENTE" draw "$iis" --plot series --from 1999 --to 2021 --of ties,density,degree,components --width $width -q \
        -o multiples.svg
    "$ENTENTE" draw "$iis" --panels 2015,2018,2021 --width $width -q -o panels.svg
    "$ENTENTE" draw "$iis" --compare 2015 2021 --width $width -q -o compare.svg
    for name in distribution ranks series multiples panels compare; do
        bars $name.svg $width $name
    done
done
grep -q '>entered, only 2021: [0-9]*<' compare.svg || fail "the comparison has no legend"
grep -q '>Russia<' ranks.svg || fail "no names in the ranks"
# what unknown dates allow: a line behind a dot, a band behind a line
"$ENTENTE" draw "$iis" --as-of 2015 --plot ranks --bounds --samples 40 -q --caption ranks.txt -o ranks.svg
bars ranks.svg 180 ranks
grep -q 'what unknown dates allow' ranks.svg || fail "nothing says what the lines are"
grep -q 'Russia: 2 (2 to 10)' ranks.svg || fail "no bounds of Russia: $(grep -o 'Russia: [^<]*' ranks.svg)"
grep -q 'Largest: SCO (6).*bounds: 9 things not known' ranks.txt || fail "caption: $(cat ranks.txt)"
"$ENTENTE" measure "$iis" --as-of 2015 --bounds --samples 40 -q -m degree --format csv >bounds.csv
grep -q '^RUS,Russia,state,2,2,10,' bounds.csv || fail "the table has other bounds: $(grep RUS bounds.csv)"
"$ENTENTE" series "$iis" --from 2015 --to 2017 -q -m density --bounds --samples 20 --format csv -o bounds.csv
"$ENTENTE" draw bounds.csv --plot series -q --caption series.md -o series.svg
bars series.svg 180 series
grep -q 'pale: what unknown dates allow' series.svg || fail "nothing says what the band is"
"$ENTENTE" draw "$iis" --plot distribution --bounds -q -o no.svg 2>said && fail "bounds of a distribution"
"$ENTENTE" draw "$iis" --plot ranks --of region --bounds -q -o no.svg 2>said && fail "bounds of a column"
"$ENTENTE" draw "$iis" --plot ranks --places p.csv -q -o no.svg 2>said && fail "places of a plot"
[ ! -e no.svg ] || fail "a figure all the same"
ok

# values are shown, and only those that occur stand in the legend
"$ENTENTE" draw "$iis" --colour region --shape type --size betweenness --tie-width tie_agreements \
    --width 180mm -q -o shown.svg
for word in Region Asia 'Shape: type' 'Area: betweenness' 'Width: tie_agreements'; do
    grep -q ">$word<" shown.svg || fail "no '$word' in the legend"
    ok
done
grep -q '>Oceania<' shown.svg && fail "a region without a state is in the legend"
"$ENTENTE" draw "$iis" --colour regoin -q -o no.svg 2>said && fail "a column that is not there"
"$ENTENTE" draw "$iis" --size region -q -o no.svg 2>said && fail "a size by words"
"$ENTENTE" draw "$iis" --size betweeness -q -o no.svg 2>said && fail "a misspelt measure"
grep -q "did you mean 'betweenness'" said || fail "no suggestion: $(cat said)"
[ ! -e no.svg ] || fail "a figure all the same"
ok

# a theme is a file; what it misspells is an error
printf 'base = grey\nstate = #123456\n' >own.theme
"$ENTENTE" draw "$iis" --theme own.theme -q -o own.svg && grep -q '#123456' own.svg || fail "own theme"
printf 'base = print\nstaet = #123456\n' >wrong.theme
"$ENTENTE" draw "$iis" --theme wrong.theme -q -o no.svg 2>said && fail "an unknown key of a theme"
grep -q "wrong.theme:2:1: error: .*did you mean 'state'" said || fail "the theme's error: $(cat said)"
ok

# places are kept
"$ENTENTE" draw "$iis" -q --save-places places.csv -o first.svg
"$ENTENTE" draw "$iis" -q --places places.csv --seed 7 -o second.svg
places() { grep -oE '<circle cx="[0-9.]*" cy="[0-9.]*"' "$1" | head -n 15; }
[ "$(places first.svg)" = "$(places second.svg)" ] || fail "places were not kept"
# in layouts that have an order, the order is kept; a figure of its own places is itself
for layout in $layouts; do
    "$ENTENTE" draw "$iis" --layout $layout $(modes $layout) -q --save-places own.csv -o own.svg
    "$ENTENTE" draw "$iis" --layout $layout $(modes $layout) -q --places own.csv --save-places again.csv -o own.svg
    cmp own.csv again.csv || fail "$layout: places were not kept"
    ok
done
order() { sort -t, -k3,3n "$1" | grep -oE '^(KAZ|TJK)' | tr -d '\n'; }
"$ENTENTE" draw "$iis" --network actors --layout matrix -q --save-places own.csv -o own.svg
sed 's/^KAZ,/XXX,/; s/^TJK,/KAZ,/; s/^XXX,/TJK,/' own.csv >turned.csv
"$ENTENTE" draw "$iis" --network actors --layout matrix --as-of 2019 -q --places turned.csv \
    --save-places again.csv -o own.svg
[ "$(order own.csv)" != "$(order turned.csv)" ] && [ "$(order again.csv)" = "$(order turned.csv)" ] ||
    fail "the rows of a later matrix are not in the order of the first: $(order again.csv)"
ok
printf 'node,x\nRUS,1\n' >few.csv
"$ENTENTE" draw "$iis" -q --places few.csv -o no.svg 2>said && fail "places without y"
ok

# words
"$ENTENTE" draw "$iis" -q --caption caption.txt -o fig.pdf
grep -q '19 states, 5 organizations' caption.txt || fail "caption: $(cat caption.txt)"
"$ENTENTE" draw "$iis" -q --caption caption.tex -o fig.tex
grep -qF '\input{fig.tex}' caption.tex && grep -qF '\caption{' caption.tex || fail "no figure environment"
"$ENTENTE" draw "$iis" -q --caption caption.doc -o fig.pdf 2>said && fail "a caption in a format that is none"
ok

# a narrow, low page cannot hold all names: it is said, and with --strict no figure is written
"$ENTENTE" draw "$iis" --width 60 --height 40 -o tight.svg 2>said
grep -q 'print check' said || fail "nothing is said of a page that is too small"
rm -f tight.svg
"$ENTENTE" draw "$iis" --width 60 --height 40 --strict -q -o tight.svg 2>said && fail "strict"
[ ! -e tight.svg ] || fail "a figure that misses bars was written"
ok

# names that hurt, in every layout and format
python3 - >hostile.csv <<'PY'
import csv, sys
names = ['<script>alert(1)</script>', ']]>', '\\N \\G', '100% & "quoted"', 'A' * 10000, '\u202eRTL\u202c',
         '$x_1^2$ #{}~', 'x\\', '"+"', '-->']
rows = csv.writer(sys.stdout)
rows.writerow(['agreement', 'party', 'signed'])
for i, name in enumerate(names):
    for other in names[:3]:
        if other != name:
            rows.writerow(['T%d %s' % (i, name[:40]), name, '2001'])
            rows.writerow(['T%d %s' % (i, name[:40]), other, '2001'])
PY
for layout in $layouts; do
    for format in svg tex dot; do
        "$ENTENTE" draw hostile.csv -q --layout $layout $(modes $layout) -o hostile.$format || fail "hostile $layout $format"
        ok
    done
    xmllint --noout hostile.svg || fail "hostile $layout: not XML"
    grep -q '<script' hostile.svg && fail "hostile $layout: markup from data"
    neato -n2 -Tsvg hostile.dot >again.svg 2>said || fail "hostile $layout: DOT: $(cat said)"
    if [ -e "$checker" ]; then
        python3 "$checker" hostile.svg | grep -q 'unsafe *-$' || fail "hostile $layout: unsafe"
    fi
done
# Graphviz draws the DOT as we do: the same places
"$ENTENTE" draw "$iis" -q -o fig.dot
"$ENTENTE" draw "$iis" -q -o fig.svg
neato -n2 -Tsvg fig.dot >again.svg
[ "$(grep -c 'class="node state"' again.svg)" = "$(grep -c 'class="node state' fig.svg)" ] &&
    [ "$(grep -c 'class="node state"' again.svg)" -gt 15 ] || fail "states were lost on the way through DOT"

# many nodes: groups have colours and names, and auto says what it chose over what
python3 - >cliques.csv <<'PY'
print('party1,party2')
for clique in range(3):
    for a in range(16):
        for b in range(a):
            print('N%d-%02d,N%d-%02d' % (clique, a, clique, b))
for clique in range(2):
    print('N%d-00,N%d-00' % (clique, clique + 1))
PY
"$ENTENTE" draw cliques.csv -v -o cliques.svg 2>said
grep -q 'note: layout stress: chose stress ([0-9.]*) over .*matrix ([0-9.]*)' said || fail "the choice: $(cat said)"
grep -q 'note: legibility [0-9.]* (ties ' said || fail "no legibility: $(cat said)"
grep -q '; legibility [0-9.]* (ties 1, names 1' cliques.svg || fail "no legibility in the metadata"
[ "$(grep -c '>N[012]-00 group<' cliques.svg)" -ge 3 ] || fail "communities are not named by their hubs"
[ "$(grep -oE 'class="node[^>]*"[^>]*fill="#[0-9A-F]*"|<circle[^>]*fill="#[0-9A-F]*"' cliques.svg |
    grep -oE '#[0-9A-F]*' | sort -u | wc -l)" -ge 4 ] || fail "communities have no colours of their own"
ok
# a matrix that was not asked for says how to get lines
python3 - >dense.csv <<'PY'
print('party1,party2')
for a in range(70):
    for b in range(a):
        if (a * 7 + b * 3) % 4:
            print('N%02d,N%02d' % (a, b))
PY
"$ENTENTE" draw dense.csv -o dense.svg 2>said
grep -q 'layout matrix: chose matrix .* (--layout stress draws circles and lines)$' said || fail "no way to lines: $(cat said)"
"$ENTENTE" draw dense.csv --layout matrix -o dense.svg 2>said
! grep -q 'circles and lines' said || fail "a matrix that was asked for is explained"
ok
# cliques keep their shape: members are nearer to each other than to others
"$ENTENTE" draw cliques.csv --layout stress -q --save-places cliques-places.csv -o cliques.svg
python3 - <<'PY' || fail "clusters are mixed"
import csv
at = {r['node']: (float(r['x']), float(r['y'])) for r in csv.DictReader(open('cliques-places.csv'))}
far = lambda a, b: ((at[a][0] - at[b][0]) ** 2 + (at[a][1] - at[b][1]) ** 2) ** 0.5
bad = sum(min(far(a, b) for b in at if b[:2] != a[:2]) < min(far(a, b) for b in at if b != a and b[:2] == a[:2]) for a in at)
raise SystemExit(bad > 2)
PY
ok
# names of the most important, and nodes that stand out
"$ENTENTE" draw cliques.csv --layout stress --label top:3 -q -o cliques.svg
[ "$(grep -oE '>N[012]-[0-9]*<' cliques.svg | sort -u | tr -d '<>' | paste -sd' ')" = "N0-00 N1-00 N2-00" ] ||
    fail "names of the top three: $(grep -oE '>N[012]-[0-9]*<' cliques.svg | sort -u)"
"$ENTENTE" draw cliques.csv --layout stress --highlight N1-00 -q -o cliques.svg
grep -q '>Highlighted<' cliques.svg || fail "no key of what is highlighted"
ok
end
