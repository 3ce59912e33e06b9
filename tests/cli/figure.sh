# Figures: well-formed, of the width asked for, within the bars of print.
. "$SOURCE/tests/cli/common.sh"
cd "$here"
for width in 88 180; do
    names=en
    [ $width = 88 ] && names=id
    "$ENTENTE" draw "$SOURCE/data/iis" --width $width --names $names -o fig$width.svg
    xmllint --noout fig$width.svg || fail "not XML"
    grep -q "width=\"${width}mm\"" fig$width.svg || fail "not $width mm wide"
    for part in '<title id=' '<desc id=' 'role="img"' 'class="legend"' 'class="edge"' 'class="node state"'; do
        grep -qF "$part" fig$width.svg || fail "no $part"
        ok
    done
    if [ -e "$SHARED/tools/figcheck.py" ]; then
        python3 "$SHARED/tools/figcheck.py" --bars --width-mm $width fig$width.svg >bars.txt ||
            fail "a bar is missed: $(grep MISSED bars.txt)"
        ok
    else
        echo "skipped: the figure checker is not at $SHARED/tools/figcheck.py"
    fi
done
# Russian names, the whole network of dialogues, two modes, no tie at all: each a figure
"$ENTENTE" draw "$SOURCE/data/iis" --names ru -o ru.svg && grep -q 'Россия' ru.svg || fail "no Russian names"
"$ENTENTE" draw "$SOURCE/data/iis" --kind dialogue -o dialogue.svg
"$ENTENTE" draw "$SOURCE/data/iis" --network two-mode --level bilateral -o two.svg
"$ENTENTE" draw "$SOURCE/data/iis" --as-of 1990 -q -o none.svg
"$ENTENTE" draw "$SOURCE/data/iis" --as-of 2021-06-30 -q -o unknown.svg
grep -q 'not known on the day' unknown.svg || fail "unknown ties have no legend entry"
for file in ru dialogue two none unknown; do
    xmllint --noout $file.svg || fail "$file.svg is not XML"
    ok
done
"$ENTENTE" draw "$SOURCE/data/iis" -o fig.pdf
pdfinfo fig.pdf | grep -q 'Page size: *510.2' || fail "the PDF is not 180 mm wide: $(pdfinfo fig.pdf)"
pdffonts fig.pdf | awk 'NR > 2 && $(NF - 4) != "yes" { exit 1 }' || fail "a font is not embedded"
pdftotext fig.pdf - | grep -q Uzbekistan || fail "text cannot be copied from the PDF"
ok
"$ENTENTE" draw "$SOURCE/data/iis" -o fig.dot
dot -Tcanon fig.dot >/dev/null 2>&1 || fail "Graphviz does not read the DOT"
"$ENTENTE" graph "$SOURCE/data/iis" -o graph.dot
dot -Tcanon graph.dot >/dev/null 2>&1 || fail "Graphviz does not read the graph"
"$ENTENTE" graph "$SOURCE/data/iis" -o graph.graphml && xmllint --noout graph.graphml
"$ENTENTE" graph "$SOURCE/data/iis" -o graph.gexf && xmllint --noout graph.gexf
ok
# within the time that was given
for layout in strss spring; do
    "$ENTENTE" draw "$SOURCE/data/iis" --layout $layout -o no.svg 2>said && fail "layout $layout"
    [ ! -e no.svg ] || fail "a figure all the same"
    ok
done
end
