# The installed tree works from any folder: the command finds its renderer, and the examples build and run by
# CMake and by pkg-config, with the shared and with the static libraries.
. "$SOURCE/tests/cli/common.sh"
prefix=$here/prefix
DESTDIR='' cmake --install "$BINARY" --prefix "$prefix" >"$here/log" 2>&1 || fail "$(tail -n 5 "$here/log")"
cd "$here"
data=$prefix/share/entente/iis
env -i PATH=/usr/bin:/bin "$prefix/bin/entente" draw "$data" -q -o fig.svg ||
    fail "the installed command does not draw"
grep -q '</svg>' fig.svg || fail "no figure"
"$prefix/bin/entente" --version >version
grep -q "version: $(sed -n 's/^entente \([0-9.]*\).*/\1/p' version)\$" "$SOURCE/CITATION.cff" ||
    fail "CITATION.cff has another version than the program"
"$prefix/bin/entente" doctor --format csv | grep -q "^files of the bindings,ok,$prefix/share/entente/bindings," ||
    fail "doctor does not find the installed bindings"
ok

libdir=$(dirname "$(find "$prefix" -name entente.pc | head -n 1)")
export PKG_CONFIG_PATH="$libdir" LD_LIBRARY_PATH="${libdir%/pkgconfig}"
flags=
[ "$SANITIZE" = ON ] && flags=-fsanitize=address,undefined
"$prefix/bin/entente" measure "$data" -q --as-of 2021-12-14 --scope node -m betweenness --format csv >table.csv

# what each example prints is what the command prints of the same data
check() {
    "$1"/statistics "$data" 2021-12-14 >statistics.txt || fail "$1/statistics"
    awk -F, '$1 == "RUS" { printf "%.4f\n", $NF }' table.csv >wanted
    awk '$1 == "RUS" { print $3 }' statistics.txt | cmp - wanted || fail "$1/statistics: $(cat statistics.txt)"
    "$1"/changes "$data" 2010-01-01 2021-12-14 | grep -q '^ASEAN - RUS: RU-ASEAN-2018' || fail "$1/changes"
    ENTENTE_RENDER=$prefix/libexec/entente/entente-render "$1"/figure "$data" "$1/f.svg" "$1/n.dot" >"$1/caption" 2>"$1/said" ||
        fail "$1/figure: $(cat "$1/said")"
    grep -q '</svg>' "$1/f.svg" && grep -q 'graph' "$1/n.dot" && grep -q 'states' "$1/caption" || fail "$1/figure"
    ok
}
for kind in shared static; do
    mkdir -p pc-$kind
    for example in statistics changes figure; do
        library=entente
        [ $example = statistics ] && library=entente-measure
        if [ $kind = shared ]; then libraries=$(pkg-config --libs $library); else
            libraries="-L${libdir%/pkgconfig} $(pkg-config --variable=static_libs $library)"; fi
        # shellcheck disable=SC2046,SC2086
        cc -std=c17 $flags "$SOURCE/examples/$example.c" -o pc-$kind/$example $(pkg-config --cflags $library) \
            $libraries || fail "pkg-config, $kind: $example"
    done
    check pc-$kind
    static=OFF
    [ $kind = static ] && static=ON
    cmake -G Ninja -S "$SOURCE/examples" -B cmake-$kind -DCMAKE_PREFIX_PATH="$prefix" -DENTENTE_USE_STATIC=$static \
        -DCMAKE_C_FLAGS="$flags" >log 2>&1 && cmake --build cmake-$kind >>log 2>&1 || fail "$(tail -n 20 log)"
    check cmake-$kind
done

# what the shared libraries export begins with ent_
for library in "${libdir%/pkgconfig}"/*.so; do
    names=$(nm -D --defined-only "$library" | awk '$3 !~ /^ent_/ && $2 != "A" { print $3 }')
    [ -z "$names" ] || fail "$library exports $names"
    readelf -d "$library" | grep -q 'SONAME.*\.so\.0' || fail "$library has no SONAME"
    ok
done
for file in share/man/man1/entente.1 include/entente/entente.h share/doc/entente/LICENSE \
    share/entente/bindings/r/DESCRIPTION share/entente/bindings/r/inst/extdata/iis/agreements.csv; do
    [ -s "$prefix/$file" ] || fail "$file is not installed"
    ok
done
end
