# R CMD build and R CMD check of the R package end without an error or a warning.
. "$SOURCE/tests/bindings/common.sh"
need_r testthat igraph knitr rmarkdown
cp -RL "$SOURCE/bindings/r" "$TMP/entente"
cd "$TMP"
R CMD build entente >build.log 2>&1 || {
    cat build.log
    fail "R CMD build"
}
_R_CHECK_FORCE_SUGGESTS_=false R CMD check --no-manual entente_*.tar.gz >check.log 2>&1 || {
    cat check.log entente.Rcheck/tests/*.fail
    fail "R CMD check"
}
grep "^Status:" check.log
! grep -E "^Status:.*(ERROR|WARNING)" check.log || fail "R CMD check is not clean: $(grep -B2 -A8 WARNING check.log)"
grep -q "RUS" entente.Rcheck/entente/doc/entente.html || fail "the vignette has no numbers"
