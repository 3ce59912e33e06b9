# What is installed works from another place: the command finds its renderer, and a program of
# somebody else builds against the library, by pkg-config and by CMake.
. "$SOURCE/tests/cli/common.sh"
prefix=$here/prefix
DESTDIR='' cmake --install "$BINARY" --prefix "$prefix" >"$here/log" 2>&1 || fail "$(tail -n 5 "$here/log")"
cd "$here"
env -i PATH=/usr/bin:/bin "$prefix/bin/entente" draw "$prefix/share/entente/iis" -q -o fig.svg ||
    fail "the installed command does not draw"
grep -q '</svg>' fig.svg || fail "no figure"
"$prefix/bin/entente" --version >version
ok

mkdir -p consumer
cat >consumer/main.c <<'C'
#include <entente/entente.h>
#include <stdio.h>

int main(int argc, char **argv)
{
    ent_dataset_options options = { .path = argc > 1 ? argv[1] : "" };
    ent_selection selection = ENT_SELECTION_INIT;
    ent_diags diags = { 0 };
    ent_dataset *data = NULL;
    ent_network *network = NULL;
    int status = 1;

    if (ent_dataset_read(&data, &options, &diags) == ENT_OK &&
        ent_network_new(&network, data, &selection, &diags) == ENT_OK) {
        printf("%zu nodes, %zu ties\n", ent_node_count(network), ent_tie_count(network));
        status = 0;
    }
    ent_network_free(network);
    ent_dataset_free(data);
    return status;
}
C
cat >consumer/CMakeLists.txt <<'C'
cmake_minimum_required(VERSION 3.20)
project(consumer C)
find_package(entente REQUIRED)
add_executable(consumer main.c)
target_link_libraries(consumer PRIVATE entente::entente)
C
flags=
[ "$SANITIZE" = ON ] && flags=-fsanitize=address,undefined
expected=$("$prefix/bin/entente" measure "$prefix/share/entente/iis" -q --scope network --format csv \
    --measures nodes,ties | awk -F, '$1 == "nodes" { n = $2 } $1 == "ties" { t = $2 } END { print n " nodes, " t " ties" }')
libdir=$(dirname "$(find "$prefix" -name entente.pc | head -n 1)")
# shellcheck disable=SC2046
PKG_CONFIG_PATH=$libdir cc -std=c17 $flags consumer/main.c -o by-pkg-config \
    $(PKG_CONFIG_PATH=$libdir pkg-config --cflags --libs --static entente) || fail "pkg-config"
[ "$(./by-pkg-config "$prefix/share/entente/iis")" = "$expected" ] || fail "by pkg-config: not $expected"
ok
cmake -G Ninja -S consumer -B by-cmake -DCMAKE_PREFIX_PATH="$prefix" -DCMAKE_C_FLAGS="$flags" >log 2>&1 &&
    cmake --build by-cmake >>log 2>&1 || fail "$(tail -n 20 log)"
[ "$(by-cmake/consumer "$prefix/share/entente/iis")" = "$expected" ] || fail "by CMake: not $expected"
ok
for file in share/man/man1/entente.1 include/entente/entente.h share/doc/entente/LICENSE; do
    [ -s "$prefix/$file" ] || fail "$file is not installed"
    ok
done
end
