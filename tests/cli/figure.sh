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
grep -q 'Узлы' ru.svg || fail "English words beside Russian names"
"$ENTENTE" draw "$SOURCE/data/iis" --kind dialogue -o dialogue.svg
"$ENTENTE" draw "$SOURCE/data/iis" --network two-mode --level bilateral -o two.svg
"$ENTENTE" draw "$SOURCE/data/iis" --as-of 1990 -q --allow-empty -o none.svg
"$ENTENTE" draw "$SOURCE/data/iis" --as-of 2021-06-30 -q -o unknown.svg
grep -q 'not known on the day' unknown.svg || fail "unknown ties have no legend entry"
for file in ru dialogue two none unknown; do
    xmllint --noout $file.svg || fail "$file.svg is not XML"
    ok
done
# What a figure says with colour, dash, shape and width: the legend has the words, and as many looks are drawn
encoded() { # NAME LOOKS-OF-TIES FILLS-OF-NODES LEGEND OPTIONS...
    name=$1 looks=$2 fills=$3 legend=$4
    shift 4
    "$ENTENTE" draw "$SOURCE/data/iis" -q "$@" -o $name.svg
    said=$(sed -n '/class="legend"/,/<\/g>/p' $name.svg | grep -o '<text[^>]*>[^<]*' | sed 's/.*>//' | tr '\n' '|')
    case $said in
    *"$legend"*) ok ;;
    *) fail "$name: the legend has not '$legend': $said" ;;
    esac
    drawn=$(grep 'class="edge"' $name.svg | grep -oE 'stroke="[^"]*"|stroke-dasharray="[^"]*"' | sort -u | wc -l)
    [ "$drawn" -ge "$looks" ] || fail "$name: $drawn looks of ties, not $looks"
    drawn=$(grep 'class="node' $name.svg | grep -oE 'fill="#[^"]*"' | sort -u | wc -l)
    [ "$drawn" -ge "$fills" ] || fail "$name: $drawn fills of nodes, not $fills"
    ok
}
encoded kinds 4 1 'Ties: kind, level|agreement, bilateral|agreement, regional|declaration, multilateral|' --tie-colour kind --dash level
encoded classes 4 1 'Ties: tie_weight|1|2|3|4–5|' --network actors --layout stress --tie-colour tie_weight
encoded degrees 2 4 'Degree|1|4–5|7–9|20|Shape: type|state|Nodes|organization, regional|' --network actors --layout stress \
    --colour degree --shape type
encoded widths 3 4 'Width: tie_weight|1|2|3|4–5|Betweenness|0|' --network actors --layout stress \
    --colour betweenness --dash kind --tie-width tie_weight
"$ENTENTE" draw "$SOURCE/data/iis" -o fig.pdf
pdfinfo fig.pdf | grep -q 'Page size: *510.2' || fail "the PDF is not 180 mm wide: $(pdfinfo fig.pdf)"
pdffonts fig.pdf | awk 'NR > 2 && $(NF - 4) != "yes" { exit 1 }' || fail "a font is not embedded"
pdftotext fig.pdf - | grep -q 'United Nations' || fail "text cannot be copied from the PDF"
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
