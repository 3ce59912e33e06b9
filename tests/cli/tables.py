"""The commands that answer questions with tables, against a second implementation that reads the csv files: one row
an agreement with what its rows say; counted as the ledger says; numbers that add up; and every option that is said
to count an agreement does so.

usage: tables.py ENTENTE SOURCE
"""
import collections
import csv
import io
import os
import re
import shlex
import subprocess
import sys
import tempfile

ENTENTE, SOURCE = sys.argv[1:3]
IIS = os.path.join(SOURCE, 'data/iis')
passed = 0


def ok(condition, *what):
    global passed
    assert condition, what
    passed += 1


def run(*words):
    done = subprocess.run([ENTENTE, *words], capture_output=True, text=True, encoding='utf-8', timeout=120)
    assert done.returncode == 0, (words, done.stderr)
    return done.stdout


def rows_of(*words):
    return list(csv.DictReader(io.StringIO(run(*words, '-q', '--format', 'csv'))))


def table(name, folder=IIS):
    with open(os.path.join(folder, name + '.csv'), encoding='utf-8', newline='') as f:
        return list(csv.DictReader(f))


acts = {r['id']: r for r in table('agreements')}
parties = collections.defaultdict(list)
for r in table('parties'):
    parties[r['agreement']].append(r)
ROLES = sorted({r['role'] or 'party' for rows in parties.values() for r in rows})

# ---- one row an agreement ----

listed = rows_of('agreements', IIS)
ok(sorted(r['id'] for r in listed) == sorted(acts))
for row in listed:
    act = acts[row['id']]
    for column in ('title', 'kind', 'level', 'within', 'signed', 'in_force', 'status', 'ended'):
        ok(row[column] == act[column], row['id'], column, row[column], act[column])
    for column in ('topic', 'source'):
        ok(row[column].split(';') == list(dict.fromkeys(act[column].split(';'))), row['id'], column)
    for role in ROLES:
        named = [r['party'] for r in parties[row['id']] if (r['role'] or 'party') == role]
        ok(row[role] == ';'.join(named), row['id'], role, row[role], named)
    ok(row['counted'] in ('yes', 'no', 'unknown') and (row['counted'] == 'yes') == (row['why'] == ''), row)

# ---- counted as the ledger says, and what is said to count an agreement does ----

SELECTIONS = ['', '--count any', '--count in-force', '--count ratified', '--as-of 2018-12-31', '--during 2015/2018',
              '--as-of 2018-12-31 --count in-force', '--as-of 2021-11 --count in-force', '--network two-mode',
              '--network actors', '--network agreements', '--only RUS,CHN', '--max-parties 5', '--blocs members',
              '--role sponsor', "--role 'sponsor;adopter' --network two-mode", '--unknown as-tie --as-of 2018',
              '--kind dialogue', "--level global --role 'sponsor;adopter' --count any", '--succession continue',
              '--topic cybercrime', '--within CSTO', '--open-ended unknown --as-of 2022']
TRUTH = {'counted': 'yes', 'undated': 'unknown'}
with tempfile.TemporaryDirectory() as folder:
    ledger = os.path.join(folder, 'ledger.csv')
    for selection in SELECTIONS:
        words = shlex.split(selection)
        listed = rows_of('agreements', IIS, *words, '--ledger', ledger)
        with open(ledger, encoding='utf-8', newline='') as f:
            buckets = {r['key']: r['bucket'] for r in csv.DictReader(f) if r['table'] == 'agreements'}
        for row in listed:
            ok(row['counted'] == TRUTH.get(buckets[row['id']], 'no'), selection, row['id'], buckets[row['id']], row)
        ok(sum(b == 'counted' for b in buckets.values()) == sum(r['counted'] == 'yes' for r in listed), selection)
        remedies = collections.defaultdict(list)
        for row in listed:
            ok(row['counted'] == 'yes' or row['why'], selection, row)
            said = re.search(r'; (--.*) counts it$', row['why'])
            if said:
                remedies[said[1]].append(row['id'])
        for remedy, ids in remedies.items():
            options = shlex.split(remedy)
            kept, at = [], 0
            while at < len(words):  # an option is given once
                if words[at] not in options:
                    kept += words[at:at + 2]
                at += 2
            then = {r['id']: r['counted'] for r in rows_of('agreements', IIS, *kept, *options)}
            for i in ids:
                ok(then.get(i) == 'yes', selection, i, remedy, then.get(i))
ok(any('counts it' in r['why'] for r in rows_of('agreements', IIS)))

# ---- which of them ----

shown = {s: [r['id'] for r in rows_of('agreements', IIS, '--show', s)] for s in ('all', 'counted', 'left-out')}
ok(sorted(shown['counted'] + shown['left-out']) == sorted(shown['all']) and shown['counted'] and shown['left-out'])
for names in ('RUS', 'RUS,CHN', 'Russia;China;Brazil'):
    ids = {'Russia': 'RUS', 'China': 'CHN', 'Brazil': 'BRA'}
    wanted = {ids.get(n, n) for n in re.split('[;,]', names)}
    expected = {i for i in acts if wanted <= {r['party'] for r in parties[i]}}
    ok({r['id'] for r in rows_of('agreements', IIS, '--party', names)} == expected and expected, names)

# ---- counted by columns ----

for by in ('level', 'level,kind', 'within', 'status', 'topic', 'region,level', 'binding'):
    listed = rows_of('agreements', IIS, '--by', by)
    total = listed.pop()
    ok(list(total.values())[0] == 'total' and int(total['agreements']) == len(acts), by, total)
    for row in listed + [total]:
        ok(int(row['agreements']) == int(row['counted']) + int(row['unknown']) + int(row['not_counted']), by, row)
    if by in ('level', 'level,kind', 'within', 'status', 'binding'):
        columns = by.split(',')
        expected = collections.Counter(tuple(a[c] or '(none)' for c in columns) for a in acts.values())
        ok({tuple(r[c] for c in columns): int(r['agreements']) for r in listed} == expected, by)
        ok(sum(int(r['agreements']) for r in listed) == len(acts), by)
    if by == 'topic':
        expected = collections.Counter(t or '(none)' for a in acts.values() for t in a['topic'].split(';'))
        ok({r['topic']: int(r['agreements']) for r in listed} == expected, by)

# ---- cross tables ----

names = {r['id']: r for r in table('actors')}
counted_acts = {r['id'] for r in rows_of('agreements', IIS, '--show', 'counted')}
TIE = {'party', 'signatory', 'member', 'unknown', ''}


def values(field, act, rows):
    if field == 'party':
        return {r['party'] for r in rows}
    if field == 'role':
        return {r['role'] or 'party' for r in rows}
    if field == 'region':
        return {names[r['party']]['region'] if r['party'] in names else '' for r in rows} - {''}
    if field in ('year', 'decade'):
        date = act['signed'] or act.get('adopted') or act['in_force'] or act.get('submitted') or act.get('proposed') or ''
        years = {d[:4] if field == 'year' else d[:3] + '0s' for d in date.split('/') if d}
        return (years if len(years) == 1 else {date}) - {''}
    return set(act[field].split(';')) - {''}


def cross(items, rows, columns):
    cells, down, right = collections.Counter(), collections.Counter(), collections.Counter()
    for act, named in items:
        first, second = values(rows, act, named) or {'(none)'}, values(columns, act, named) or {'(none)'}
        cells.update((a, b) for a in first for b in second)
        down.update(first)
        right.update(second)
    return cells, down, right


for rows, columns in (('topic', 'party'), ('party', 'topic'), ('level', 'year'), ('decade', 'kind'), ('within', 'kind'), ('party', 'party'),
                      ('role', 'level'), ('status', 'source')):
    for show in ('all', 'counted'):
        for of in ('agreements', 'parties'):
            items = [(a, [r for r in parties[i] if show == 'all' or r['role'] in TIE]) for i, a in acts.items()
                     if show == 'all' or i in counted_acts]
            if of == 'parties':
                items = [(a, [r]) for a, named in items for r in named]
            cells, down, right = cross(items, rows, columns)
            got = rows_of('table', IIS, '--rows', rows, '--columns', columns, '--show', show, '--of', of)
            total = got.pop()
            key = next(iter(total))
            heads = [c for c in total if c not in (key, 'total')]
            what = (rows, columns, show, of)
            ok(set(heads) == set(right) and {r[key] for r in got} == set(down), what, set(heads) ^ set(right),
               {r[key] for r in got} ^ set(down))
            for row in got:
                ok(int(row['total']) == down[row[key]], what, row)
                ok(all(int(row[c]) == cells[row[key], c] for c in heads), what, row)
            ok(all(int(total[c]) == right[c] for c in heads) and int(total['total']) == len(items), what, total)
top = rows_of('table', IIS, '--rows', 'party', '--show', 'all', '--top', '3')
ok([r['party'] for r in top][:1] == ['RUS'] and len(top) == 4 and int(top[3]['agreements']) == len(acts), top)
ok(int(top[0]['agreements']) >= int(top[1]['agreements']) >= int(top[2]['agreements']), top)

# ties: each is of the network that `graph` writes
ties = list(csv.DictReader(io.StringIO(run('graph', IIS, '-q', '--format', 'csv', '-o', '-'))))
of_ties = rows_of('table', IIS, '--rows', 'party', '--of', 'ties')
ok(int(of_ties.pop()['ties']) == len(ties))
degree = collections.Counter(end for t in ties for end in (t['source'], t['target']))
ok({r['party']: int(r['ties']) for r in of_ties if r['party'] != '(none)'} ==
   {i: n for i, n in degree.items() if i not in acts})

# ---- actors ----

for words in ([], ['--level', 'bilateral'], ['--topic', 'cybercrime']):
    selected = {r['id']: r for r in rows_of('agreements', IIS, *words)}
    by_role = collections.Counter((p, r) for i in selected for p, r in
                                  {(row['party'], row['role'] or 'party') for row in parties[i]})
    counted = collections.Counter(p for i, a in selected.items() if a['counted'] == 'yes'
                                  for p in {row['party'] for row in parties[i] if row['role'] in TIE})
    member = collections.defaultdict(list)
    for row in table('memberships'):
        member[row['member'], row['role'] or 'member'].append(row['organization'])
    listed = rows_of('actors', IIS, *words)
    ok({r['id'] for r in listed} >= set(names))
    for row in listed:
        ok(int(row['counted']) == counted[row['id']], words, row, counted[row['id']])
        for role in ROLES:
            ok(int(row[role]) == by_role[row['id'], role], words, row, role)
        for role in {r for m, r in member}:
            ok(sorted(filter(None, row[role + '_of'].split(';'))) == sorted(member[row['id'], role]), row, role)
then = {r['id'] for r in rows_of('actors', IIS, '--as-of', '2000')}
ok('CIS' in then and 'SCO' not in then)

# ---- text tables are whole, and not too wide ----

for words in (['actors', IIS], ['table', IIS, '--rows', 'topic', '--columns', 'party'],
              ['table', IIS, '--rows', 'party', '--columns', 'year', '--show', 'all'], ['agreements', IIS], ['agreements', IIS, '--by', 'level,kind'],
              ['agreements', IIS, '--columns', 'id,title,note,source,topic,locator']):
    text = run(*words, '-q')
    ok(max(len(line) for line in text.splitlines()) <= 100, words)
    ok('...' not in text, words)
words = collections.Counter(re.findall(r'\w+', run('agreements', IIS, '-q', '--columns', 'id,title', '--text-width', '60')))
for act in acts.values():
    ok(all(words[w] for w in re.findall(r'\w+', act['title']) if len(w) <= 14), act['title'])

print('%d passed, 0 failed' % passed)
