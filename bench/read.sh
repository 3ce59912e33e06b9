#!/bin/sh
# read.sh [ROWS...]: how fast tables are read, by size; beside others that read the same file, where
# they are installed. Not a test: a busy machine is slow. 10,000 to 1,000,000 rows unless told
# otherwise; 10,000,000 need a GB of disk and two of memory.
set -eu
cd "$(dirname "$0")/.."
cmake --build --preset release --target entente-bench-read >/dev/null
READ=build/release/entente-bench-read
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
[ $# -gt 0 ] || set -- 10000 100000 1000000

# what, command: MB/s of processor time, the best of three runs
other() {
    what=$1
    shift
    best=
    for _ in 1 2 3; do
        # the second line of `times` is what the children took: 0m1.25s 0m0.03s
        took=$("$@" >/dev/null 2>&1; times)
        took=$(echo "$took" | awk 'NR == 2 { split($1 "m" $2, t, /[ms]+/); print t[1] * 60 + t[2] + t[3] * 60 + t[4] }')
        best=$(echo "$took ${best:-$took}" | awk '{ print $1 < $2 ? $1 : $2 }')
    done
    awk -v what="$what" -v bytes="$(wc -c <"$here/parties.csv")" -v took="$best" 'BEGIN {
        printf "          %-40s %7.1f MB/s\n", what, bytes / 1e6 / (took > 0 ? took : 0.01) }'
}
has() { command -v "$1" >/dev/null; }

for rows in "$@"; do
    "$READ" generate "$rows" "$here"
    echo "one file of party rows:"
    "$READ" measure "$here/parties.csv"
    echo "actors, agreements and parties of a package:"
    "$READ" measure "$here/actors.csv" "$here/agreements.csv" "$here/parties.csv"
    echo "the party rows by others, with their start, who read columns of text and dates only:"
    if has Rscript && Rscript -e 'library(data.table)' >/dev/null 2>&1; then
        other 'R data.table::fread, one thread' Rscript -e \
            "invisible(data.table::fread('$here/parties.csv', nThread = 1))"
    fi
    if has python3 && python3 -c 'import pandas' 2>/dev/null; then
        other 'pandas.read_csv' python3 -c "import pandas; pandas.read_csv('$here/parties.csv')"
    fi
    if has mlr; then
        other 'Miller, to nothing' mlr --icsv --ojson filter false "$here/parties.csv"
    fi
    echo
done
