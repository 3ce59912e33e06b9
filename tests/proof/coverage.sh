#!/bin/sh
# coverage.sh [NAME]: which lines and branches of src the tests run, by folder; those whose name
# matches NAME when one is given. Fails below the goals. The lines that no test ran stand in
# build/coverage/missed.txt. Needs gcovr.
set -eu
cd "$(dirname "$0")/../.."
cmake --preset coverage >/dev/null
cmake --build --preset coverage
find build/coverage -name '*.gcda' -delete
ctest --preset coverage -j2 --timeout 3600 -E cli/install ${1:+-R "$1"} || echo "coverage.sh: a test failed"
gcovr -r . --filter src/ --json build/coverage/gcovr.json build/coverage
python3 tests/proof/coverage.py build/coverage/gcovr.json build/coverage/missed.txt
