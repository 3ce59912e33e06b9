#!/bin/sh
# analyse.sh [FILE...]: what analysers find in the sources (all of them, or the files given): nothing,
# or it fails. gcc's -fanalyzer, clang-tidy (.clang-tidy says which checks, and why not others) and
# cppcheck (the list below). Findings of libraries' headers do not count.
set -eu
cd "$(dirname "$0")/../.."
build=build/clang
found=$build/found.txt
cmake --preset clang -DBUILD_TESTING=OFF >/dev/null
[ $# -gt 0 ] || set -- $(find src -name "*.c")
: >"$found"

model="-include $PWD/tests/proof/analysed.h"
for file in "$@"; do
    case $file in
    src/base/diag.c) defines=-DENTENTE_DEFINES_FAILURES ;;
    *) defines= ;;
    esac
    # shellcheck disable=SC2086
    clang-tidy -p "$build" --quiet $(printf -- '--extra-arg=%s ' $model $defines) "$file" 2>/dev/null |
        grep -E "^$PWD/(src|include)/.*(warning|error):" >>"$found" || true
    # the command of this file from the list of all, with the analyser instead of an output
    python3 - "$build" "$file" "$model $defines" <<'PY' | sh 2>&1 | grep -E '^[^ ]*(src|include)/.*\[-Wanalyzer' >>"$found" || true
import json, re, sys
build, file, model = sys.argv[1:]
for entry in json.load(open(f'{build}/compile_commands.json')):
    if entry['file'].endswith('/' + file):
        words = re.sub(r' -o \S+', ' -o /dev/null', entry['command'])
        words = re.sub(r'^\S+', 'gcc', words).replace(' -Werror', '')
        print(f"cd '{entry['directory']}' && {words} {model} -fanalyzer")
PY
done
# nullPointerArithmeticRedundantCheck: an array is asked for and its parts are named before it is looked
#   at; nothing is read. internalAstError: its reader, not our syntax. encode.c: ties are told apart by
#   colour, by dash or by both, so that one of the two is there. layout_pyramid.c: `other < box` is an
#   order, no limit. tikz.c: `seen` is read below its count only.
cppcheck --project="$build/compile_commands.json" --enable=warning,performance,portability --inline-suppr \
    --quiet --template='{file}:{line}: {severity}: {message} [{id}]' '--file-filter=*src/*' \
    --suppress=nullPointerArithmeticRedundantCheck --suppress=internalAstError \
    --suppress=nullPointerRedundantCheck:src/figure/encode.c \
    --suppress=arrayIndexThenCheck:src/render/layout/pyramid.c --suppress=uninitvar:src/render/write/tikz.c 2>>"$found"
if [ -s "$found" ]; then
    sed "s|$PWD/||" "$found" | sort -u
    exit 1
fi
echo "analyse.sh: nothing found in $# files"
