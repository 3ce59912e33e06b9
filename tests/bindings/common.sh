# Sourced by the tests of the bindings: a folder that goes at the end, and skipping.
set -e
export LC_ALL=C.UTF-8
TMP=$(mktemp -d)
trap 'rm -rf "$TMP"' EXIT

skip() {
    echo "skipped: $*"
    exit 77
}

fail() {
    echo "FAILED: $*" >&2
    exit 1
}

# R with the packages named, which looks for nothing on the net
need_r() {
    command -v Rscript >/dev/null || skip "R is not installed"
    for package in "$@"; do
        Rscript -e "if (!requireNamespace('$package', quietly = TRUE)) quit(status = 1)" >/dev/null 2>&1 ||
            skip "the R package $package is not installed"
    done
    mkdir -p "$TMP/none/src/contrib"
    : >"$TMP/none/src/contrib/PACKAGES"
    echo "options(repos = c(CRAN = 'file://$TMP/none'))" >"$TMP/profile"
    export R_PROFILE_USER="$TMP/profile"
}

# installs the R package into a folder of the test
install_r() {
    mkdir "$TMP/lib"
    cp -RL "$SOURCE/bindings/r" "$TMP/entente"
    R CMD INSTALL --no-docs -l "$TMP/lib" "$TMP/entente" >"$TMP/install.log" 2>&1 || {
        cat "$TMP/install.log"
        fail "the R package does not install"
    }
    export R_LIBS="$TMP/lib"
}

# a Python with these modules: the first on the PATH, else Debian's
need_python() {
    for PYTHON in python3 /usr/bin/python3; do
        command -v $PYTHON >/dev/null || continue
        missing=
        for module in "$@"; do
            $PYTHON -c "import $module" >/dev/null 2>&1 || missing=$module
        done
        [ -n "$missing" ] || return 0
    done
    skip "Python has no module $missing"
}
