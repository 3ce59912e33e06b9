# The R package: its own tests with the real igraph, tidygraph and knitr; the numbers of README.
. "$SOURCE/tests/bindings/common.sh"
need_r testthat igraph knitr rmarkdown
install_r
cd "$TMP/entente/tests"
Rscript -e 'library(testthat); library(entente); test_dir("testthat", reporter = "summary", stop_on_failure = TRUE, stop_on_warning = TRUE)' ||
    fail "tests of the R package"
cd "$SOURCE"
Rscript tests/bindings/readme.R README.md || fail "numbers of README"
