#!/bin/sh
# networks.sh: 24 networks of real data by entente (what it chooses itself) beside ggraph, used with care
# (ggraph.R). Not a test. DATA is a folder with the tables as their owners give them (docs/maps.md).
#
#   sh bench/figures/networks.sh DATA DIR [NAME...]   DIR/ours, DIR/ggraph, and DIR/NAME.png: ours, ggraph
#
# Needs rsvg-convert, ImageMagick, R with ggraph, graphlayouts.
set -eu
top=$(cd "$(dirname "$0")/../.." && pwd)
ENTENTE=${ENTENTE:-$top/build/release/entente}
data=${1:?the folder of the tables} out=${2:?the folder of the pictures}
shift 2
mkdir -p "$out/ours" "$out/ggraph" "$out/data"
[ -e "$out/data/iis" ] || ln -s "$top/data/iis" "$out/data/iis"

# package NAME MAP FILE: the package of a foreign table, made once
package() {
    [ -e "$out/data/$1" ] || "$ENTENTE" import -q --map "$2" "$data/$3" -o "$out/data/$1" 2>/dev/null
}
package atop atop-members atop-4.01-members/atop-member-level.csv
package pax pax pax-v2
package bits bits bits-unctad
package desta desta desta-2.0
package igo cow-igo-organizations cow-igo-v3/igo_year_format3.csv
package un un-treaties un-treaties
package contig cow-contiguity cow-contiguity
package gptad many-gptad many-treaties
package ieadb many-ieadb many-treaties
package tfdd many-tfdd many-treaties

# beside NAME COLOUR PACKAGE [OPTIONS]: both pictures of one network
beside() {
    name=$1 colour=$2 package=$3
    shift 3
    case $wanted in *" $name "* | "  ") ;; *) return 0 ;; esac
    "$ENTENTE" draw "$out/data/$package" "$@" -o "$out/ours/$name.svg" 2>"$out/ours/$name.txt" || {
        cat "$out/ours/$name.txt" >&2
        return 0
    }
    rsvg-convert -w 1063 "$out/ours/$name.svg" -o "$out/ours/$name.png"
    "$ENTENTE" graph "$out/data/$package" "$@" -q --format graphml -o "$out/ggraph/$name.graphml"
    height=$(($(identify -format %h "$out/ours/$name.png") * 180 / 1063))
    [ $height -ge 90 ] || height=110
    [ $height -le 180 ] || height=150
    Rscript "$top/bench/figures/ggraph.R" "$out/ggraph/$name.graphml" "$out/ggraph/$name.png" careful "$colour" \
        180 $height >/dev/null 2>"$out/ggraph/$name.txt" || echo "$name: ggraph draws nothing: $(tail -1 "$out/ggraph/$name.txt")" >&2
    [ -e "$out/ggraph/$name.png" ] || return 0
    convert "$out/ours/$name.png" "$out/ggraph/$name.png" -background white -alpha remove -gravity center +append \
        -resize 1600x +dither -colors 128 -strip "PNG8:$out/$name.png"
    echo "$name"
}
wanted=" $* "
beside iis level iis
beside iis-agreements level iis --network two-mode
beside atop-1914 region atop --as-of 1914-07 --network actors
beside atop-1939 region atop --as-of 1939-08 --network actors
beside pax type pax
beside bits-1980 region bits --as-of 1980
beside atop-1956 community atop --as-of 1956 --network actors
beside desta-2000 region desta --as-of 2000 --level bilateral
beside atop-1985 region atop --as-of 1985 --network actors
beside igo-2010 region igo --as-of 2010 --network actors --backbone sdsm
beside bits-2015 region bits --as-of 2015
beside un-rights region un --as-of 2010 --network two-mode --topic "Human Rights"
beside atop-1925 region atop --as-of 1925 --network actors
beside atop-1970 community atop --as-of 1970 --network actors
beside atop-2005 region atop --as-of 2005 --network actors
beside igo-1900 region igo --as-of 1900 --network actors
beside igo-1980 region igo --as-of 1980 --network actors --backbone sdsm
beside bits-1990 region bits --as-of 1990
beside desta-1990 region desta --as-of 1990 --level bilateral
beside desta-2010 region desta --as-of 2010 --level bilateral
beside contig-2000 region contig --as-of 2000
beside gptad-2000 region gptad --as-of 2000
beside ieadb-1975 region ieadb --as-of 1975 --ego USA
beside tfdd-1990 region tfdd --as-of 1990
