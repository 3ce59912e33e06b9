"""The commands for tables on public data sets, read by their maps: numbers against plain counts of the files, within
seconds. Skips without the reference data.

usage: table_datasets.py ENTENTE SHARED
"""
import collections
import csv
import io
import os
import subprocess
import sys
import time

ENTENTE, SHARED = sys.argv[1:3]
DATA = os.path.join(SHARED, 'datasets')
if not os.path.isdir(DATA):
    print('skipped: no reference data at %s' % DATA)
    sys.exit(77)
passed = 0


def ok(condition, *what):
    global passed
    assert condition, what
    passed += 1


def rows(command, the_map, *files, options=(), limit=20):
    begin = time.time()
    done = subprocess.run([ENTENTE, command, '--map', the_map, *[os.path.join(DATA, f) for f in files], '-q', '--format',
                           'csv', *options], capture_output=True, text=True, encoding='utf-8', timeout=300)
    assert done.returncode == 0, done.stderr
    ok(time.time() - begin < limit, the_map, time.time() - begin)
    return list(csv.DictReader(io.StringIO(done.stdout)))


def raw(file, **dialect):
    with open(os.path.join(DATA, file), encoding='utf-8', newline='') as f:
        return list(csv.DictReader(f, **dialect))


# ATOP: alliances by promise, and by the year of signature
ATOP = 'atop-4.01-members/atop-member-level.csv'
members = raw(ATOP)
got = rows('table', 'atop-members', ATOP, options=['--rows', 'topic', '--show', 'all'])
total = got.pop()
promises = {'defense': 'defense', 'offense': 'offense', 'neutrality': 'neutral', 'nonaggression': 'nonagg',
            'consultation': 'consul'}
number = {r['topic']: int(r['agreements']) for r in got}
for topic, column in promises.items():
    ok(number[topic] == len({r['atopid'] for r in members if r[column] == '1'}), topic, number)
ok(int(total['agreements']) == len({r['atopid'] for r in members}) == 745)
years = {}
for r in members:
    year = r.get('yrent', '')
    if year.isdigit():
        years[r['atopid']] = min(years.get(r['atopid'], '9999'), year)
got = rows('agreements', 'atop-members', ATOP, options=['--columns', 'id,year'])
ok({r['id']: r['year'] for r in got} == years or not years, len(years))
got = rows('agreements', 'atop-members', ATOP)
ok({r['id'] for r in got} == {r['atopid'] for r in members})
got = rows('table', 'atop-members', ATOP, options=['--rows', 'party', '--columns', 'party', '--show', 'all'])
cells = {(r['party'], c): int(n) for r in got[:-1] for c, n in r.items() if c != 'party' and n}
ok(all(cells[a, b] == cells[b, a] for a, b in cells if b not in ('total', 'party (party)') and (b, a) in cells))

# DESTA: kinds of entries
desta = raw('desta-2.0/DESTA.csv', delimiter=';')
kinds = collections.Counter(r['entry_type'] for r in desta)
got = rows('agreements', 'desta', 'desta-2.0/DESTA.csv', options=['--by', 'kind'])
ok({r['kind']: int(r['agreements']) for r in got} ==
   {'trade agreement': kinds['base_treaty'], 'accession': kinds['accession'], 'protocol': kinds['protocol or amendment'],
    'total': kinds['base_treaty'] + kinds['accession'] + kinds['protocol or amendment']}, got, kinds)

# United Nations: a row of a treaty is a party
treaties = os.path.join(DATA, 'un-treaties/treaties')
lines = sum(len(raw(os.path.join('un-treaties/treaties', f))) for f in os.listdir(treaties))
got = rows('table', 'un-treaties', 'un-treaties', options=['--rows', 'region', '--of', 'parties', '--show', 'all'])
ok(int(got[-1]['parties']) == lines, got[-1], lines)
got = rows('agreements', 'un-treaties', 'un-treaties')
ok(len(got) == 401 and sum(r['counted'] == 'yes' for r in got) <= 324)

# COW: memberships without agreements
got = rows('actors', 'cow-igo-states', 'cow-igo-v3/state_year_format3.csv.gz', 'cow-igo-v3/igo_year_format3.csv',
           options=['--as-of', '2010-07-01'])
members = {r['id']: r['member_of'].split(';') for r in got if r['type'] == 'state'}
ok(sum('un' in m for m in members.values()) == 192, sum('un' in m for m in members.values()))
ok(sum('nato' in m for m in members.values()) == 28)
print('%d passed, 0 failed' % passed)
