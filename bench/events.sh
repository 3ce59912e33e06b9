#!/bin/sh
# events.sh [ROWS]: how fast event rows are counted from a pipe (import --aggregate), in rows per second of processor time,
# with the largest resident memory; beside an import of the same map that keeps 3,000,000 rows. Not a test: a busy machine
# is slow. 10,000,000 rows unless told otherwise; 100,000,000 are 7.2 GB in the pipe and take some minutes.
set -eu
cd "$(dirname "$0")/.."
cmake --build --preset release --target entente-bench-events entente-cli >/dev/null
EVENTS=$PWD/build/release/entente-bench-events ENTENTE=$PWD/build/release/entente exec python3 - "${1:-10000000}" <<'PYTHON'
import os
import subprocess
import sys
import tempfile


def measure(what, rows, *words):
    with tempfile.TemporaryDirectory() as folder:
        events = subprocess.Popen([os.environ['EVENTS'], str(rows)], stdout=subprocess.PIPE)
        child = subprocess.Popen([os.environ['ENTENTE'], 'import', '-q', '-', '--map', 'bench/events.json', *words, '-o',
                                  folder + '/package'], stdin=events.stdout, stderr=subprocess.DEVNULL)
        events.stdout.close()
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        events.wait()
        if child.returncode:
            sys.exit('%s failed' % what)
    took = usage.ru_utime + usage.ru_stime
    print('%-42s %10d rows: %9.0f rows/s of processor time, %5.0f MB' % (what, rows, rows / took, usage.ru_maxrss / 1024))


most = int(sys.argv[1])
measure('kept', min(3000000, most))
for cells in ('pair,month', 'pair,year', 'pair'):
    measure('counted by ' + cells, min(3000000, most), '--aggregate', cells)
measure('counted by pair,month', most, '--aggregate', 'pair,month')
PYTHON
