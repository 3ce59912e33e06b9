# Whole outputs, byte for byte, in every format, for names with special characters and for data/iis.
# ENT_UPDATE_GOLDEN=1 writes them again; read the difference.
. "$SOURCE/tests/cli/common.sh"
cd "$SOURCE"

golden() { # file, arguments
    want=tests/golden/$1
    got=$here/$1
    shift
    "$ENTENTE" "$@" >"$got" 2>"$here/err" || fail "$*: $(cat "$here/err")"
    if [ "${ENT_UPDATE_GOLDEN:-}" ]; then
        cp "$got" "$want"
    fi
    diff -u "$want" "$got" || fail "$want is not what $* prints"
    ok
}
for format in dot graphml gexf gml net csv json; do
    golden "names.$format.out" graph tests/golden/names.csv --as-of 2004 -q --format $format -o -
done
for format in txt csv tsv json md tex; do
    golden "measures.$format.out" measure tests/golden/names.csv -q --format $format
done
golden long.csv.out measure data/iis -q --long --format csv --measures degree,betweenness,density
golden iis.txt.out measure data/iis -q --as-of 2021-06-30 --count in-force
golden bounds.txt.out measure data/iis -q --as-of 2010 --network actors --bounds -m degree,density
golden bounds.csv.out measure data/iis -q --as-of 2010 --network actors --bounds --format csv \
    -m degree,betweenness
golden compare.txt.out compare data/iis -q 2009 2021
golden compare.tex.out compare data/iis -q 2009 2021 --show summary --format tex
golden compare.csv.out compare data/iis -q 2009 2021 --format csv
golden series.txt.out series data/iis -q --from 1999 --to 2021 -m degree,density,ties,transitivity
golden series.csv.out series data/iis -q --from 2014 --to 2016 --format csv --bounds -m density,acts
golden explain.txt.out explain data/iis RUS SCO
golden ledger.txt.out graph data/examples/party-rows.csv -q --format csv -o -
golden check.txt.out check data/iis
for what in layouts themes plots formats checks kinds; do
    golden "list-$what.txt.out" list $what
done
golden directed.csv.out measure tests/golden/arms.csv -q --directed --long --format csv \
    --measures default,closeness_in,closeness_out,triads_030T,pagerank_w,edge_betweenness
golden arms.graphml.out graph tests/golden/arms.csv -q --directed --format graphml -o -
golden arms.net.out graph tests/golden/arms.csv -q --directed --format net -o -
golden pairs.json.out measure tests/golden/arms.csv -q --format json --measures pair
golden groups.csv.out measure data/iis -q --network actors --as-of 2021-06-30 --long --format csv \
    --measures mixing:region,ei_index:region,ei:member=SCO,tie_age,reach:k=3,katz:alpha=0.01
golden describe.txt.out measure --describe bonacich_power
golden help.txt.out measure --help
for name in names iis; do
    case $name in names) data=tests/golden/names.csv ;; iis) data=data/iis ;; esac
    # without the fingerprint: a figure has places that a word more in the data would move
    "$ENTENTE" draw $data -q -o "$here/$name.svg" || fail "draw $data"
    xmllint --noout "$here/$name.svg" || fail "$data: not XML"
    ok
done
end
