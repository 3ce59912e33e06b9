# common.sh: what the tests of whole commands share. ENTENTE, SOURCE, SHARED come from CMake.
set -eu
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
passed=0

fail() {
    echo "FAILED: $*" >&2
    exit 1
}
ok() { passed=$((passed + 1)); }
end() { echo "$passed passed, 0 failed"; }

# Skips plainly when the reference data are absent (77: ctest shows "skipped").
need_shared() {
    if [ ! -e "$SHARED/$1" ]; then
        echo "skipped: no reference data at $SHARED/$1"
        exit 77
    fi
}
