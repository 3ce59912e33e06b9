#!/bin/sh
# run.sh: the long run with libFuzzer and both sanitizers (clang).
#
#   tests/fuzz/run.sh [SECONDS] [TARGET...]
#
# SECONDS for each target (60 unless said) or ten million executions, one target after the other; all
# targets unless some are named.
# Prints a row for each: executions, executions a second, edges covered, findings. What was learnt
# stays in build/fuzz/learnt/TARGET, for the next run; a finding is a file in build/fuzz/broken/TARGET.
# Exit 1 when there is any.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
source=$(cd "$here/../.." && pwd)
build=$source/build/fuzz

seconds=60
case ${1:-} in
'' | *[!0-9]*) ;;
*)
    seconds=$1
    shift
    ;;
esac
[ $# -gt 0 ] || set -- $(ls "$here/targets" | sed 's/\.c$//')

cd "$source"
{ cmake --preset fuzz && cmake --build --preset fuzz; } >"${TMPDIR:-/tmp}/fuzz-build.$$" 2>&1 || {
    cat "${TMPDIR:-/tmp}/fuzz-build.$$" >&2
    exit 2
}
rm -f "${TMPDIR:-/tmp}/fuzz-build.$$"

# What libraries keep for the life of the process is not ours to free; all of ours must be.
export LSAN_OPTIONS="suppressions=$here/lsan.supp:print_suppressions=0"
status=0
printf '%-12s %12s %8s %8s %9s\n' target executions 'per s' edges findings
for target in "$@"; do
    learnt=$build/learnt/$target broken=$build/broken/$target
    mkdir -p "$learnt" "$broken"
    dict=$here/dict/$target.dict
    log=$build/$target.log
    set -- "$learnt" "$here/corpus/$target"
    [ ! -d "$here/found/$target" ] || set -- "$@" "$here/found/$target"
    [ ! -f "$dict" ] || set -- "-dict=$dict" "$@"
    # Graphviz keeps memory on purpose: leaks are looked for at the end there, not at each input
    each=1
    case $target in draw | network) each=0 ;; esac
    "$build/fuzz/fuzz_$target" -detect_leaks=$each -runs=10000000 -max_total_time="$seconds" -max_len=4096 -timeout=20 \
        -rss_limit_mb=2048 -print_final_stats=1 -artifact_prefix="$broken/" "$@" >"$log" 2>&1 || status=1
    runs=$(sed -n 's/^stat::number_of_executed_units: *//p' "$log")
    rate=$(sed -n 's/^stat::average_exec_per_sec: *//p' "$log")
    edges=$(sed -n 's/.* cov: \([0-9]*\).*/\1/p' "$log" | tail -1)
    printf '%-12s %12s %8s %8s %9s\n' "$target" "${runs:-?}" "${rate:-?}" "${edges:-?}" \
        "$(find "$broken" -type f | wc -l)"
done
exit $status
