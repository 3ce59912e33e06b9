# The Python module: a wheel that builds without a network, and its tests with pandas, networkx and igraph.
. "$SOURCE/tests/bindings/common.sh"
need_python pip setuptools wheel pytest pandas networkx igraph
cp -R "$SOURCE/bindings/python" "$TMP/python"
cd "$TMP/python"
"$PYTHON" -m pip wheel -q --no-index --no-build-isolation --no-deps -w "$TMP/wheel" . >"$TMP/wheel.log" 2>&1 || {
    cat "$TMP/wheel.log"
    fail "the wheel does not build"
}
"$PYTHON" -m pip install -q --no-index --no-deps --target "$TMP/installed" "$TMP"/wheel/entente-*.whl >"$TMP/install.log" 2>&1 || {
    cat "$TMP/install.log"
    fail "the wheel does not install"
}
[ -f "$TMP/installed/entente/py.typed" ] || fail "py.typed is not in the wheel"
ENTENTE_IIS="$SOURCE/data/iis" PYTHONPATH="$TMP/installed" "$PYTHON" -W error::DeprecationWarning:entente -m pytest -q -p no:cacheprovider ||
    fail "tests of the Python module"
if command -v mypy >/dev/null; then
    mypy --strict --ignore-missing-imports --cache-dir "$TMP/mypy" --python-executable "$(command -v "$PYTHON")" src/entente || fail "types"
fi
