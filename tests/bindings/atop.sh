# The examples that go from ATOP's table to a frame of dyad-years: R and Python find the same.
. "$SOURCE/tests/bindings/common.sh"
table="$SHARED/atop-4.01-members/atop-member-level.csv"
[ -e "$table" ] || table="$SHARED/datasets/atop-4.01-members/atop-member-level.csv"
[ -e "$table" ] || skip "no reference data at $table"
need_python pandas
cd "$TMP"
PYTHONPATH="$SOURCE/bindings/python/src" PYTHONDONTWRITEBYTECODE=1 "$PYTHON" "$SOURCE/examples/atop.py" "$table" 1975 1980 >python.out 2>python.err ||
    fail "Python: $(cat python.err)"
grep -q "8152" python.err || fail "Python: the code that is not known is not named"
need_r utils
install_r
Rscript "$SOURCE/examples/atop.R" "$table" 1975 1980 >r.out 2>r.err || fail "R: $(cat r.err)"
grep -q "atop, row 202, column 'member'" r.err || fail "R: the row is not named: $(cat r.err)"
[ "$(head -n 1 r.out)" = "$(head -n 1 python.out)" ] || fail "R: $(head -n 1 r.out); Python: $(head -n 1 python.out)"
head -n 1 r.out
