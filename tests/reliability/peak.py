"""Memory in proportion to the input. A table is made in two sizes; the largest resident memory of a command on the
second less that on the first, divided by the difference of the sizes of the files, is free of what the program takes
to start. The system counts the memory (ru_maxrss), so that a busy machine changes nothing.

  python3 peak.py ENTENTE            a million rows and half of them, as ctest runs it
  python3 peak.py ENTENTE ROWS       another number of rows, at least 100,000: 10,000,000 take 450 MB of disk
"""
import os
import subprocess
import sys
import tempfile


def day(i):
    return '%d-%02d-%02d' % (1900 + i % 120, 1 + i % 12, 1 + i % 28)


def party_rows(rows):
    """Five parties for each agreement, of 200 states."""
    yield 'agreement,party,signed\n'
    for i in range(rows):
        yield 'a%07d,p%03d,%s\n' % (i // 5, i * 7919 % 200 if i % 5 else i // 5 * 31 % 200, day(i // 5))


def pair_rows(rows):
    """Pairs without ids, each an agreement of its own: ids are made for them."""
    yield 'party1,party2,signed\n'
    for i in range(rows):
        a, b = i * 7919 % 200, i * 104729 // 200 % 199
        yield 'p%03d,p%03d,%s\n' % (a, b + (b >= a), day(i))


def event_rows(rows):
    """The same pairs and years again and again, to be counted."""
    yield 'a,b,day\n'
    for i in range(rows):
        yield 'p%02d,q%02d,%s\n' % (i * 7919 % 40, i * 104729 % 40, day(i))


EVENTS = """{"name": "events", "tables": [{"shape": "pairs", "agreement": {"signed": "day"}, "party": [
  {"actor": {"column": "a", "scheme": "own"}}, {"actor": {"column": "b", "scheme": "own"}}]}]}"""

# what, rows, command, bytes of memory for each byte of the file
CASES = [('party rows', party_rows, ['graph', '--network', 'actors', '--force'], 5.0),
         ('counted rows', event_rows, ['import', '--map', 'events.json', '--aggregate', 'pair', '--force'], 0.1),
         ('pair rows', pair_rows, ['graph', '--network', 'actors', '--force'], 8.0)]


def peak(entente, command, table, folder):
    """Kilobytes of the process, and of no other."""
    child = subprocess.Popen([entente, command[0], table, *command[1:], '-o', os.path.join(folder, 'ties.csv')], cwd=folder,
                             stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        sys.exit('%s failed with exit code %d' % (' '.join(command), child.returncode))
    return usage.ru_maxrss * 1024


def main():
    entente = os.path.abspath(sys.argv[1])
    most = int(sys.argv[2]) if len(sys.argv) > 2 else 1000000
    failed = 0
    for what, rows, command, limit in CASES:
        sizes, peaks = [], []
        with tempfile.TemporaryDirectory() as folder:
            with open(os.path.join(folder, 'events.json'), 'w', encoding='ascii') as file:
                file.write(EVENTS)
            for count in (most // 2, most):
                table = os.path.join(folder, 'rows.csv')
                with open(table, 'w', encoding='ascii') as file:
                    file.writelines(rows(count))
                sizes.append(os.path.getsize(table))
                peaks.append(peak(entente, command, table, folder))
        ratio = (peaks[1] - peaks[0]) / (sizes[1] - sizes[0])
        failed += ratio > limit
        print('%s %s: %d rows, %.1f MB, take %.1f MB; %.2f times the file for each further row, at most %g'
              % ('FAILED' if ratio > limit else 'ok', what, most, sizes[1] / 1e6, peaks[1] / 1e6, ratio, limit))
    return failed != 0


if __name__ == '__main__':
    sys.exit(main())
