#!/bin/sh
# valgrind.sh [BUILD]: memcheck over a handful of whole commands, the renderer too: no errors, nothing
# of ours lost. tests/proof/valgrind.supp names what libraries lose. Slow: some minutes.
set -eu
cd "$(dirname "$0")/../.."
build=${1:-build/release}
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
cat >"$here/description.py" <<'PY'
"""What entente would send to its renderer, caught by a renderer that only keeps it."""
import os, subprocess, sys
build, here = sys.argv[1:]
os.makedirs(here + '/bin')
os.symlink('/bin/cat', here + '/cat')
with open(here + '/bin/entente', 'wb') as copy, open(build + '/entente', 'rb') as whole:
    copy.write(whole.read())
with open(here + '/bin/entente-render', 'w') as script:
    script.write(f'#!/bin/sh\nexec cat >{here}/description.json\n')
os.chmod(here + '/bin/entente', 0o755)
os.chmod(here + '/bin/entente-render', 0o755)
subprocess.run([here + '/bin/entente', 'draw', 'data/iis', '-q', '-o', here + '/x.svg'], stderr=subprocess.DEVNULL)
PY
python3 "$here/description.py" "$build" "$here"
failed=0
checked=0

check() { # INPUT COMMAND...
    input=$1
    shift
    if valgrind -q --error-exitcode=99 --leak-check=full --errors-for-leak-kinds=definite --show-leak-kinds=definite \
        --trace-children=no --child-silent-after-fork=yes --suppressions=tests/proof/valgrind.supp \
        "$@" <"$input" >"$here/out" 2>"$here/err"; then
        checked=$((checked + 1))
    else
        echo "valgrind.sh: $*: exit $?"
        head -n 40 "$here/err"
        failed=1
    fi
}
e=$build/entente
check /dev/null "$e" check data/iis
check /dev/null "$e" check data/examples/pair-rows.csv
check /dev/null "$e" graph data/examples/party-rows.csv --format graphml -o -
check /dev/null "$e" graph data/iis --format json -o -
check /dev/null "$e" measure data/examples/list-rows.csv --measures default --workers 1
check /dev/null "$e" measure data/iis --measures default --workers 1 --format csv
check /dev/null "$e" explain data/iis RUS CHN
check /dev/null "$e" compare data/iis 2009 2021 --workers 1
check /dev/null "$e" import data/iis -o "$here/iis"
check /dev/null "$e" import --guess data/examples/party-rows.csv
check /dev/null "$e" list states
check /dev/null "$e" draw data/examples/party-rows.csv -o "$here/f.svg"
check "$here/description.json" "$build/entente-render"
[ "$failed" = 0 ] || exit 1
echo "valgrind.sh: $checked commands, nothing wrong"
