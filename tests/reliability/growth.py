"""Time in proportion to the input. Each kind of input is made in three sizes, n, 2n and 4n; the cost of a command
is the number of instructions that valgrind's callgrind counts, so that a busy machine changes nothing. The
growth is (cost(4n) - cost(2n)) / (cost(2n) - cost(n)), which is free of the cost of starting: 2 for linear
time, 4 for quadratic time. A growth of more than 2.3 is a failure.

  python3 growth.py ENTENTE             the table, as ctest runs it
  python3 growth.py ENTENTE --only X    only kinds whose name contains X
"""
import argparse
import concurrent.futures
import glob
import gzip
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile

MOST = 2.3
KINDS = []


def kind(name, start, *command):
    """Registers a function that makes the input of size n; `start` is the smallest n."""
    def add(function):
        KINDS.append((name, start, command, function))
        return function
    return add


def rows_of(n, date='1990-01-02'):
    return [('T%d' % (i // 4), 'P%d' % (i % 97), date) for i in range(n)]


def lines(rows, separator=','):
    return ''.join(separator.join(row) + '\n' for row in (('agreement', 'party', 'signed'), *rows))


def objects(rows):
    return [dict(zip(('agreement', 'party', 'signed'), row)) for row in rows]


def put(path, data):
    os.makedirs(os.path.dirname(path) or '.', exist_ok=True)
    with open(path, 'wb') as file:
        file.write(data if isinstance(data, bytes) else data.encode())


@kind('rows of CSV', 2000, 'check', 'in.csv')
def csv_rows(n):
    put('in.csv', lines(rows_of(n)))


@kind('rows of TSV', 2000, 'check', 'in.tsv')
def tsv_rows(n):
    put('in.tsv', lines(rows_of(n), '\t'))


@kind('JSON in one line', 2000, 'check', 'in.json')
def json_one_line(n):
    put('in.json', json.dumps(objects(rows_of(n))))


@kind('JSON, indented', 2000, 'check', 'in.json')
def json_indented(n):
    put('in.json', json.dumps(objects(rows_of(n)), indent=2))


@kind('compressed rows', 2000, 'check', 'in.csv.gz')
def compressed(n):
    put('in.csv.gz', gzip.compress(''.join(lines([(a, p + hashlib.md5(b'%d' % i).hexdigest()[:8], d)
                                                  for i, (a, p, d) in enumerate(rows_of(n))])).encode()))


@kind('pairs without ids', 2000, 'table', 'in.csv', '--rows', 'year')
def pairs(n):
    put('in.csv', 'party1,party2,signed\n' + ''.join(
        'P%d,P%d,%d\n' % (i % 29, 29 + i * 7 % 31, 1900 + i % 90) for i in range(n)))


@kind('findings in CSV', 1000, 'check', 'in.csv', '--format', 'csv')
def csv_findings(n):
    put('in.csv', lines(rows_of(n, '1990-13-01')))


@kind('findings in JSON in one line', 1000, 'check', 'in.json', '--format', 'csv')
def json_findings(n):
    put('in.json', json.dumps(objects(rows_of(n, '1990-13-01'))))


@kind('columns', 200, 'check', 'in.csv')
def columns(n):
    names = ['agreement', 'party', *('column%d' % i for i in range(n))]
    put('in.csv', '\n'.join([','.join(names)] + [','.join(['T%d' % (i // 2), 'P%d' % i] + ['x'] * n)
                                                 for i in range(20)]) + '\n')


@kind('length of names', 10000, 'graph', 'in.csv', '--network', 'actors', '--format', 'graphml', '-o', 'out')
def names(n):
    put('in.csv', 'agreement,party\n' + ''.join('T%d,%s\n' % (i // 2, chr(65 + i) * n) for i in range(8)))


@kind('agreements that are part of one another', 1000, 'check', '.')
def nesting(n):
    put('agreements.csv', 'id,title,part_of\n' + ''.join(
        'T%d,Title %d,%s\n' % (i, i, 'T%d' % (i - 1) if i else '') for i in range(n)))
    put('parties.csv', 'agreement,party\n' + ''.join('T%d,FRA\nT%d,DEU\n' % (i, i) for i in range(n)))


@kind('organizations within one another', 250, 'graph', '.', '--network', 'actors', '--blocs', 'members',
      '--as-of', '2000', '-o', 'out.csv')
def organizations(n):
    put('actors.csv', 'id,name,type\n' + ''.join('O%d,Club %d,organization\n' % (i, i) for i in range(n)))
    put('memberships.csv', 'organization,member,from,to\n' + ''.join(
        'O%d,%s,1990,..\n' % (i, 'O%d' % (i + 1) if i + 1 < n else 'FRA') for i in range(n)))
    put('parties.csv', 'agreement,party,signed\nT,O0,1995\nT,DEU,1995\n')


@kind('passages', 500, 'check', '.', '--documents', 'texts')
def passages(n):
    text = ''.join('A%05d France and Italy met day %05d. ' % (i // 2, i) for i in range(n))
    md5 = hashlib.md5(text.encode()).hexdigest()
    put('texts/t.txt', text)
    put('sources.csv', 'id,title,file\nS,Text,t.txt\n')
    put('actors.csv', 'id,name,type\nFRA,France,state\nITA,Italy,state\n')
    put('parties.csv', 'agreement,party,source,locator\n' + ''.join(
        'A%05d,%s,S,"char=%d,%d;md5=%s"\n' % (i // 2, 'FRA' if i % 2 else 'ITA', i * 39, i * 39 + 23, md5)
        for i in range(n)))


@kind('parties of one agreement', 1000, 'graph', 'in.csv', '--network', 'two-mode', '-o', 'out.graphml')
def parties(n):
    put('in.csv', 'agreement,party\n' + ''.join('T,P%d\n' % i for i in range(n)))


@kind('isolates in a figure', 200, 'draw', 'in.csv', '--network', 'actors', '-o', 'out.svg', '--starts', '1')
def isolates(n):
    put('in.csv', 'agreement,party\nT,A\nT,B\n' + ''.join('T%d,P%d\n' % (i, i) for i in range(n)))


@kind('ties', 2000, 'graph', 'in.csv', '--network', 'actors', '-o', 'out.csv')
def ties(n):
    put('in.csv', 'source,target\n' + ''.join('P%d,P%d\n' % (i, i + 1) for i in range(n)))


@kind('statistics', 1000, 'measure', 'in.csv', '--network', 'actors', '-m', 'degree,strength,coreness,component',
      '--format', 'csv', '-o', 'out.csv')
def statistics(n):
    ties(n)


@kind('a ledger', 2000, 'graph', 'in.csv', '-o', 'out.csv', '--ledger', 'ledger.csv')
def ledger(n):
    put('in.csv', lines(rows_of(n)))


@kind('agreements behind one tie', 500, 'explain', 'in.csv', 'FRA', 'DEU', '--network', 'actors')
def explained(n):
    put('in.csv', lines([('T%d' % (i // 2), ('FRA', 'DEU')[i % 2], '1990') for i in range(n)]))


@kind('rows of an import', 1000, 'import', 'in.csv', '-o', 'package')
def imported(n):
    put('in.csv', lines(rows_of(n)))


@kind('rows of an import with a map', 1000, 'import', '--map', 'map.json', 'in.json', '-o', 'package')
def mapped(n):
    put('map.json', json.dumps({'name': 'm', 'tables': [
        {'shape': 'members', 'agreement': {'id': 'agreement', 'signed': {'column': 'signed', 'format': 'YYYY-MM-DD'}},
         'party': {'actor': {'column': 'party'}}}]}))
    put('in.json', json.dumps(objects(rows_of(n))))


def counted(n, pairs):
    """n rows of events of so many pairs of actors, in twelve months."""
    put('map.json', json.dumps({'name': 'm', 'tables': [
        {'shape': 'pairs', 'mirror': 'directed', 'agreement': {'signed': {'column': 'date', 'format': 'YYYY-MM-DD'}},
         'party': [{'actor': {'column': 'party1'}}, {'actor': {'column': 'party2'}}]}]}))
    put('in.csv', 'party1,party2,date\n' + ''.join(
        'P%d,Q%d,1990-%02d-02\n' % (i % pairs % 97, i % pairs // 97, i % 12 + 1) for i in range(n)))


@kind('counted rows of few cells', 4000, 'import', '--map', 'map.json', 'in.csv', '--aggregate', 'pair,month', '-o', 'package')
def few_cells(n):
    counted(n, 97)


@kind('counted rows of a cell each', 1000, 'import', '--map', 'map.json', 'in.csv', '--aggregate', 'pair,month', '-o', 'package')
def many_cells(n):
    counted(n, n)


@kind('rows of a proposed map', 500, 'import', '--guess', 'in.csv')
def guessed(n):
    put('in.csv', lines(rows_of(n)))


def cost(entente, made, n, command):
    """Millions of instructions of the command and of the processes that it starts."""
    folder = tempfile.mkdtemp(prefix='entente-growth-')
    try:
        subprocess.run([sys.executable, os.path.abspath(__file__), '--make', made, str(n)], cwd=folder, check=True)
        done = subprocess.run(['valgrind', '--tool=callgrind', '--callgrind-out-file=/dev/null', '--trace-children=yes',
                               '--log-file=log.%p', entente, *command, '-q'], cwd=folder, capture_output=True, text=True)
        counts = [int(x) for log in glob.glob(os.path.join(folder, 'log.*'))
                  for x in re.findall(r'Collected : (\d+)', open(log).read())]
        found = 'findings' in made
        if done.returncode != found or not counts:
            sys.exit('%s, %d: exit %d: %s' % (made, n, done.returncode, (done.stdout + done.stderr)[-500:]))
        return sum(counts) / 1e6
    finally:
        shutil.rmtree(folder)


def main():
    if sys.argv[1] == '--make':
        next(k for k in KINDS if k[0] == sys.argv[2])[3](int(sys.argv[3]))
        return 0
    p = argparse.ArgumentParser()
    p.add_argument('entente', type=os.path.abspath)
    p.add_argument('--only', default='')
    p.add_argument('--jobs', type=int, default=2)
    a = p.parse_args()
    if not shutil.which('valgrind'):
        print('skipped: no valgrind')
        return 77
    kinds = [k for k in KINDS if a.only in k[0]]
    with concurrent.futures.ThreadPoolExecutor(a.jobs) as pool:
        costs = [[pool.submit(cost, a.entente, name, n, command) for n in (start, 2 * start, 4 * start)]
                 for name, start, command, _ in kinds]
        bad = 0
        print('| input | n | instructions at n, 2n, 4n (millions) | growth per doubling |\n| --- | --- | --- | --- |')
        for (name, start, _, _), futures in zip(kinds, costs):
            one, two, four = (f.result() for f in futures)
            growth = (four - two) / max(two - one, 1e-9)
            bad += growth > MOST
            print('| %s | %d | %.1f, %.1f, %.1f | %.2f |%s' % (name, start, one, two, four, growth,
                                                              ' FAILED' if growth > MOST else ''), flush=True)
    print('%d passed, %d failed' % (len(kinds) - bad, bad))
    return 1 if bad else 0


if __name__ == '__main__':
    sys.exit(main())
