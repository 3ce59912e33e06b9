"""Imports and reads of one package at the same time. Two packages with the same ids and other contents are
imported into one folder again and again, while others check it, read it and copy it. Each run waits until the
folder is free (without its lock a tenth of the runs fail), and whatever is read is one of the two packages
whole, never agreements of one with parties of the other.

  python3 races.py ENTENTE [COUNT] [--jobs N]     1,000 runs, 8 at a time; ctest runs 200
"""
import argparse
import collections
import concurrent.futures
import os
import random
import shutil
import subprocess
import sys
import tempfile

import common

ROWS = 400


def package(folder, which):
    """All agreements of package A are of 1990 and have parties of A only; likewise B, of 2000."""
    os.makedirs(folder)
    year, parties = (('1990', ('FRA', 'DEU', 'ITA')), ('2000', ('USA', 'CAN', 'MEX')))[which]
    with open(os.path.join(folder, 'agreements.csv'), 'w') as file:
        file.write('id,title,signed\n' + ''.join('T%d,Treaty %d,%s\n' % (i, i, year) for i in range(ROWS)))
    with open(os.path.join(folder, 'parties.csv'), 'w') as file:
        file.write('agreement,party\n' + ''.join('T%d,%s\n' % (i, p) for i in range(ROWS) for p in parties))


def network(entente, data, cwd):
    done = subprocess.run([entente, 'graph', data, '--network', 'actors', '-q', '--format', 'json', '-o', '-'], cwd=cwd,
                          capture_output=True, env=common.environment())
    return done.returncode, done.stdout.split(b'"ties"')[-1], done.stderr


def main():
    p = argparse.ArgumentParser()
    p.add_argument('entente', type=os.path.abspath)
    p.add_argument('count', nargs='?', type=int, default=1000)
    p.add_argument('--jobs', type=int, default=8)
    p.add_argument('--seed', type=int, default=1)
    a = p.parse_args()
    chance, fates, bad = random.Random(a.seed), collections.Counter(), []
    here = tempfile.mkdtemp(prefix='entente-races-')
    try:
        whole = []
        for which, name in enumerate('ab'):
            package(os.path.join(here, name), which)
            subprocess.run([a.entente, 'import', name, '-o', 'whole' + name, '-q'], cwd=here, check=True)
            whole.append(network(a.entente, 'whole' + name, here)[1])
        assert whole[0] != whole[1]
        subprocess.run([a.entente, 'import', 'a', '-o', 'p', '-q'], cwd=here, check=True)

        def one(task):
            number, what = task
            if what == 'read':
                code, ties, said = network(a.entente, 'p', here)
                return what, code, said, None if code or ties in whole else 'a mixture was read'
            if what == 'import':
                words = ['import', chance.choice('ab'), '-o', 'p', '-q']
            elif what == 'check':
                words = ['check', 'p', '-q']
            else:
                words = ['import', 'p', '-o', 'copy%d' % number, '-q']
            done = subprocess.run([a.entente, *words], cwd=here, capture_output=True, env=common.environment())
            why = None
            if what == 'copy' and not done.returncode:
                why = None if network(a.entente, words[3], here)[1] in whole else 'a mixture was copied'
                shutil.rmtree(os.path.join(here, words[3]))
            return what, done.returncode, done.stderr + done.stdout, why

        tasks = [(i, chance.choice(('import', 'import', 'read', 'check', 'copy'))) for i in range(a.count)]
        with concurrent.futures.ThreadPoolExecutor(a.jobs) as pool:
            for what, code, said, why in pool.map(one, tasks):
                fates['%s: %s' % (what, 'done' if not code else 'error')] += 1
                if code:
                    why = 'exit %d: %r' % (code, said[-300:])
                if why:
                    bad.append('%s: %s' % (what, why))
        code, ties, said = network(a.entente, 'p', here)
        if code or ties not in whole:
            bad.append('at the end: exit %d, %r' % (code, said))
        left = [name for name in os.listdir(os.path.join(here, 'p')) if name.startswith('.')]
        if left:
            bad.append('left over: %s' % left)
    finally:
        shutil.rmtree(here)
    for line in bad[:20]:
        print('FAILED: ' + line)
    print(', '.join('%d %s' % (n, fate) for fate, n in sorted(fates.items())))
    print('%d runs, %d at a time; %d failed' % (a.count, a.jobs, len(bad)))
    return 1 if bad else 0


if __name__ == '__main__':
    sys.exit(main())
