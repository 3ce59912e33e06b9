# Who may include what (docs/architecture.md), and public headers that stand alone.
. "$SOURCE/tests/cli/common.sh"
cd "$SOURCE"

# stage: what it may include of ours
may() {
    stage=$1
    shift
    for file in $(find src/"$stage" -name "*.[ch]"); do
        for other in $(sed -n 's/^#include "\([a-z]*\)\/.*/\1/p' "$file" | sort -u); do
            [ "$other" = entente ] && continue
            case " $stage $* " in
            *" $other "*) ok ;;
            *) fail "$file includes $other/, which $stage may not" ;;
            esac
        done
    done
}
may base
may data base
may network base data
may measure base network
may export base
may figure base data export
may page base data network
may render base
may stats
may cli base

# public headers by stage: nothing points back
header() {
    file=include/entente/$1.h
    shift
    for other in $(sed -n 's/^#include "entente\/\([a-z]*\)\.h"/\1/p' "$file"); do
        case " api $* " in
        *" $other "*) ok ;;
        *) fail "$file includes entente/$other.h" ;;
        esac
    done
}
header status
header text status
header diag text
header date text
header output diag
header world date diag
header dataset date diag world
header import dataset
header words date diag
header network dataset words
header measure network
header bounds measure
header compare measure
header series measure bounds compare
header null measure
header projection network
header export network
header tables network export
header figure network export words
header webpage figure network words

foreign() {
    where=$(grep -rlE "#include *[<\"]($1)" src include | grep -vE "^src/($2)/" || true)
    [ -z "$where" ] || fail "$1 included outside src/($2): $where"
    ok
}
foreign 'igraph' 'measure'
foreign 'graphviz|cairo|librsvg' 'render'
foreign 'readstat' 'stats'

# the sources never print or end the process, but for the programs
where=$(grep -rnE '\b(printf|puts|fputs|exit|abort)\(' src --include=*.c |
    grep -vE '^src/(cli|render|stats)/|snprintf|_exit' || true)
[ -z "$where" ] || fail "the library prints or exits: $where"
# all memory comes from one place (render/memory.c hands on what the C library gives; the reader of statistics files stands alone)
where=$(grep -rnE '\b(malloc|calloc|realloc|strdup)\(' src --include=*.c | grep -vE '^src/(base/mem|render/memory|stats/main)\.c' || true)
[ -z "$where" ] || fail "memory from elsewhere: $where"
# every number is a double: why CMakeLists.txt leaves out -Wdouble-promotion
where=$(grep -rnE '\bfloat (\*|[a-z_]+( =|;|\[|,|\)))' src include --include=*.[ch] || true)
[ -z "$where" ] || fail "float: $where"
# the end of a text that may be empty (NULL): ent_str_end
where=$(grep -rnE '\bend = ([a-z]+)\.ptr \+ \1\.len\b' src --include=*.[ch] || true)
[ -z "$where" ] || fail "NULL + 0 is undefined, use ent_str_end: $where"
# escaping in one place
where=$(grep -rnE '&(amp|lt|quot);' src --include=*.c | grep -v '^src/base/escape.c' || true)
[ -z "$where" ] || fail "escaping elsewhere: $where"

for file in include/entente/*.h; do
    "${CC:-cc}" -std=c11 -Wall -Wextra -Werror -Iinclude -fsyntax-only -x c "$file" ||
        fail "$file does not stand alone"
    ok
done
end
