"""coverage.py GCOVR.json MISSED.txt: lines and branches that ran, by folder of src; the rest, line
by line, into MISSED.txt. Fails below the goals.

"refused" counts missed branches at lines that ask for memory or look whether a request was refused:
they belong to the tests that refuse memory (tests/reliability), and are counted here all the same.
"""
import json
import re
import sys
from collections import defaultdict

GOALS = defaultdict(lambda: (90, 0), base=(95, 90), data=(95, 90))  # lines, branches, in percent
REFUSED = re.compile(r'out_of_memory|ENT_ENOMEM|failed|ent_(mem|arena|list)_|room_for|_new\(|_add\(')


def main(counts, missed_path):
    table = defaultdict(lambda: [0] * 5)  # lines, run, branches, taken, missed where memory is refused
    missed = open(missed_path, 'w')
    for file in json.load(open(counts))['files']:
        folder = table[file['file'].split('/')[1]]
        source = open(file['file']).read().split('\n')
        for line in file['lines']:
            if line['gcovr/noncode']:
                continue
            branches = line['branches']
            taken = sum(b['count'] > 0 for b in branches)
            text = source[line['line_number'] - 1]
            around = ' '.join(source[max(0, line['line_number'] - 2):line['line_number'] + 1])
            folder[0] += 1
            folder[1] += line['count'] > 0
            folder[2] += len(branches)
            folder[3] += taken
            if REFUSED.search(around):
                folder[4] += len(branches) - taken
            if not line['count'] or taken < len(branches):
                what = f'{taken}/{len(branches)}' if line['count'] else 'line'
                missed.write(f"{file['file']}:{line['line_number']}: {what}: {text.strip()}\n")
    ok = True
    print(f"{'folder':9}{'lines':>8}{'run':>8}{'branches':>10}{'taken':>8}{'refused':>9}{'without':>9}")
    for name, (lines, run, branches, taken, refused) in sorted(table.items()):
        by_line, by_branch = 100 * run / lines, 100 * taken / max(branches, 1)
        without = 100 * taken / max(branches - refused, 1)
        good = by_line >= GOALS[name][0] and by_branch >= GOALS[name][1]
        ok = ok and good
        print(f'{name:9}{lines:8}{by_line:7.1f}%{branches:10}{by_branch:7.1f}%{refused:9}{without:8.1f}%'
              + ('' if good else '  below its goal'))
    return 0 if ok else 1


if __name__ == '__main__':
    sys.exit(main(*sys.argv[1:]))
