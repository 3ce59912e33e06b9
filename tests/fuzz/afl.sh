#!/bin/sh
# afl.sh [SECONDS] [TARGET...]: fuzzes targets with afl++ (in Debian: afl++) instead of libFuzzer, so long each
# (default: 600 seconds, and only `command`: whole command lines with their files). Both sanitizers watch.
# Prints a row for each: executions, executions a second, edges covered, crashes, hangs. A finding is a file in
# build/afl/out/TARGET/default/crashes; exit 1 when there is any. What was learnt is the start of the next run.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
source=$(cd "$here/../.." && pwd)
build=$source/build/afl

seconds=600
case ${1:-} in
'' | *[!0-9]*) ;;
*)
    seconds=$1
    shift
    ;;
esac
[ $# -gt 0 ] || set -- command

command -v afl-clang-fast >/dev/null || {
    echo 'afl-clang-fast is missing; in Debian it is in the package afl++' >&2
    exit 2
}
export AFL_QUIET=1
log=${TMPDIR:-/tmp}/afl-build.$$
{
    cmake --preset fuzz -B "$build" -DCMAKE_C_COMPILER=afl-clang-fast -S "$source" &&
        cmake --build "$build" --target $(printf 'fuzz_%s ' "$@")
} >"$log" 2>&1 || {
    cat "$log" >&2
    exit 2
}
rm -f "$log"

# One line of the statistics.
stat() { sed -n "s/^$1 *: *//p" "$2"; }

# a leak is not asked for in each run of a process that goes on; run.sh does that
export ASAN_OPTIONS=abort_on_error=1:symbolize=0:detect_leaks=0 UBSAN_OPTIONS=abort_on_error=1:symbolize=0
export AFL_NO_UI=1 AFL_NO_AFFINITY=1 AFL_SKIP_CPUFREQ=1 AFL_I_DONT_CARE_ABOUT_MISSING_CRASHES=1 AFL_AUTORESUME=1
status=0
printf '%-12s %12s %8s %8s %8s %6s\n' target executions 'per s' edges crashes hangs
for target in "$@"; do
    seeds=$build/seeds/$target out=$build/out/$target dict=$here/dict/$target.dict
    rm -rf "$seeds"
    mkdir -p "$seeds" "$out"
    for folder in corpus found; do
        [ ! -d "$here/$folder/$target" ] || cp "$here/$folder/$target"/* "$seeds"
    done
    set -- -V "$seconds" -i "$seeds" -o "$out" -m none -t 10000+
    [ ! -f "$dict" ] || set -- "$@" -x "$dict"
    afl-fuzz "$@" -- "$build/fuzz/fuzz_$target" >"$build/$target.log" 2>&1 || {
        tail -20 "$build/$target.log" >&2
        exit 2
    }
    stats=$out/default/fuzzer_stats
    crashes=$(stat saved_crashes "$stats")
    [ "$crashes" = 0 ] || status=1
    printf '%-12s %12s %8s %8s %8s %6s\n' "$target" "$(stat execs_done "$stats")" "$(stat execs_per_sec "$stats")" \
        "$(stat edges_found "$stats")" "$crashes" "$(stat saved_hangs "$stats")"
done
exit $status
