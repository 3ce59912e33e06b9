# The same input gives the same bytes: twice, in another locale, time zone and folder, with rows in
# another order.
. "$SOURCE/tests/cli/common.sh"
data=$SOURCE/data/iis
shuffled=$here/elsewhere/iis
mkdir -p "$shuffled"
cp "$data"/datapackage.json "$shuffled"
for table in "$data"/*.csv; do
    name=$(basename "$table")
    head -n 1 "$table" >"$shuffled/$name"
    # an order that is no order: by a checksum of each line
    tail -n +2 "$table" | while IFS= read -r row; do
        printf '%s\t%s\n' "$(printf '%s' "$row" | cksum)" "$row"
    done | sort -n | cut -f 2- >>"$shuffled/$name"
done
cmp -s "$data/parties.csv" "$shuffled/parties.csv" && fail "the rows were not shuffled"

outputs() { # data, folder
    for format in svg pdf png eps tex dot; do
        case $format in png) dpi="--dpi 60" ;; *) dpi= ;; esac
        "$ENTENTE" draw "$1" $dpi -q -o "$2/draw.$format" || fail "draw $format"
    done
    for layout in column pyramid blocs bundle matrix map timeline rings columns table; do
        case $layout in table) kind="--network two-mode" ;; *) kind= ;; esac
        # shellcheck disable=SC2086
        "$ENTENTE" draw "$1" --layout $layout $kind -q --caption "$2/$layout.md" --save-places "$2/$layout.csv" \
            -o "$2/$layout.svg" || fail "draw $layout"
        # the caption names the figure's file, which has another folder here
        sed 's|[^ ]*/\(.*svg\)|\1|' "$2/$layout.md" >"$2/$layout.text" && rm "$2/$layout.md"
    done
    for plot in distribution ranks; do
        "$ENTENTE" draw "$1" --plot $plot -q -o "$2/$plot.svg" || fail "plot $plot"
    done
    "$ENTENTE" draw "$1" --panels 2015,2018,2021 -q -o "$2/panels.svg" || fail panels
    "$ENTENTE" draw "$1" --compare 2015,2021 -q -o "$2/compare.svg" || fail compare
    "$ENTENTE" draw "$1" --size betweenness --colour region --tie-colour kind --tie-width tie_agreements -q \
        -o "$2/shown.svg" || fail encodings
    for format in dot graphml gexf gml net csv json; do
        "$ENTENTE" graph "$1" --as-of 2021-06-30 -q -o "$2/graph.$format" || fail "graph $format"
    done
    for format in csv json md tex txt; do
        "$ENTENTE" measure "$1" --measures all --format $format >"$2/measure.$format" 2>/dev/null ||
            fail "measure $format"
        "$ENTENTE" compare "$1" 2009 2021 -q --format $format >"$2/compare.$format" ||
            fail "compare $format"
    done
    "$ENTENTE" series "$1" --from 1999 --to 2021 -q -m default,community --bounds --samples 6 \
        --format csv --changes "$2/changes.csv" --communities "$2/communities.csv" \
        --summary "$2/summary.txt" >"$2/series.csv" || fail "series"
    "$ENTENTE" measure "$1" --as-of 2010 -q --bounds --samples 20 --network actors --format csv \
        -m degree,betweenness,clustering >"$2/bounds.csv" || fail "bounds"
}
mkdir "$here/first" "$here/second" "$here/third"
outputs "$data" "$here/first"
sleep 1.1 # a clock would show
# a locale with a decimal comma, made here: a bare machine has none
localedef -i de_DE -f UTF-8 "$here/de_DE.UTF-8" 2>/dev/null || echo "no German locale could be made"
(
    cd "$here"
    export LOCPATH="$here" LC_ALL=de_DE.UTF-8 TZ=Pacific/Kiritimati
    outputs "$data" "$here/second"
)
(
    cd "$here/elsewhere"
    export TZ=America/Adak
    outputs iis "$here/third"
)
# no font on the machine: its folders lie under empty ones, in a name space of this test's own
mkdir "$here/bare" "$here/empty"
cat >"$here/bare.sh" <<'BARE'
for folder in /usr/share/fonts /usr/local/share/fonts /etc/fonts /var/cache/fontconfig; do
    [ ! -d $folder ] || mount --bind "$1/empty" $folder || exit 77
done
for format in pdf png eps; do
    case $format in png) dpi="--dpi 60" ;; *) dpi= ;; esac
    "$ENTENTE" draw "$SOURCE/data/iis" $dpi -q -o "$1/bare/draw.$format" || exit 1
done
BARE
if unshare -rm true 2>/dev/null; then
    unshare -rm sh "$here/bare.sh" "$here" || fail "no figure without fonts ($?)"
    for file in "$here"/bare/*; do
        cmp "$file" "$here/first/$(basename "$file")" || fail "$(basename "$file") differs without fonts"
        ok
    done
else
    echo "skipped: no name space without fonts can be made here"
fi
for file in "$here"/first/*; do
    name=$(basename "$file")
    cmp "$file" "$here/second/$name" || fail "$name differs in another locale and time zone"
    cmp "$file" "$here/third/$name" || fail "$name differs with shuffled rows"
    ok
    ok
done
end
