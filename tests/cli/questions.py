"""docs/questions.md shows what the program prints, and each answer is the table that a second implementation makes
from the csv files of data/iis.

usage: questions.py ENTENTE SOURCE [--write]     --write puts the present outputs into the page
"""
import collections
import csv
import io
import os
import re
import shlex
import subprocess
import sys

ENTENTE, SOURCE = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
PAGE = os.path.join(SOURCE, 'docs/questions.md')
passed = 0
if not os.path.exists(os.path.join(SOURCE, 'data/iis/offices.csv')):
    print('skipped: data/iis has no offices yet')
    sys.exit(77)


def ok(condition, *what):
    global passed
    assert condition, what
    passed += 1


def run(words):
    done = subprocess.run([ENTENTE, *words], capture_output=True, text=True, encoding='utf-8', cwd=SOURCE, timeout=120)
    assert done.returncode == 0, (words, done.stderr)
    return done.stdout


# ---- the page ----

def printed(command):
    """The output without the line that says how it was made, which has the fingerprint of the data."""
    text = run(shlex.split(command)[1:])
    return re.split(r'^entente \d', text, flags=re.M)[0].strip('\n').split('\n')


def renewed(page):
    lines, new, at = page.split('\n'), [], 0
    while at < len(lines):
        new.append(lines[at])
        at += 1
        if not new[-1].startswith('    $ entente '):
            continue
        while at < len(lines) and (lines[at].startswith('    ') or
                                   (not lines[at] and any(l.startswith('    ') and not l.startswith('    $')
                                                          for l in lines[at + 1:at + 2]))):
            at += 1
        new += [('    ' + line).rstrip() for line in printed(new[-1][6:])]
    return '\n'.join(new)


with open(PAGE, encoding='utf-8') as f:
    page = f.read()
if sys.argv[3:] == ['--write']:
    with open(PAGE, 'w', encoding='utf-8') as f:
        f.write(renewed(page))
    sys.exit(0)
ok(renewed(page) == page, 'docs/questions.md is old: python3 tests/cli/questions.py ENTENTE . --write')
COMMANDS = re.findall(r'^    \$ entente (.*)$', page, flags=re.M)
ok(len(COMMANDS) == 10, len(COMMANDS))

# ---- the same tables made from the csv files ----


def table(name):
    with open(os.path.join(SOURCE, 'data/iis', name + '.csv'), encoding='utf-8', newline='') as f:
        return list(csv.DictReader(f))


def rows(words):
    return list(csv.DictReader(io.StringIO(run([*words, '-q', '--format', 'csv']))))


acts = {r['id']: r for r in table('agreements')}
parties = collections.defaultdict(list)
for r in table('parties'):
    parties[r['agreement']].append((r['party'], r['role'] or 'party'))
TIE = {'party', 'signatory', 'member'}
BEFORE = {'planned', 'proposed', 'draft', 'ready for signing', 'rejected', 'under negotiation', 'wished for'}


def named(act, *roles):
    return list(dict.fromkeys(p for p, r in parties[act] if r in roles))


def bound(act):
    return sorted({p for p, r in parties[act] if r in TIE})


# (a) level x kind: how many agreements, whether they count or not; two bound parties are needed to count
got = rows(['agreements', 'data/iis', '--by', 'level,kind'])
total = got.pop()
expected = collections.Counter((a['level'] or '(none)', a['kind'] or '(none)') for a in acts.values())
ok({(r['level'], r['kind']): int(r['agreements']) for r in got} == expected)
ok(sum(int(r['counted']) for r in got) == int(total['counted']) and int(total['agreements']) == len(acts))
for r in got:
    can = [i for i, a in acts.items() if (a['level'] or '(none)', a['kind'] or '(none)') == (r['level'], r['kind']) and
           len(bound(i)) > 1 and a['kind'] != 'dialogue' and a['status'] not in BEFORE]
    ok(int(r['counted']) + int(r['unknown']) <= len(can), r, can)
    ok(r['level'] != 'bilateral' or r['kind'] == 'dialogue' or int(r['counted']) + int(r['unknown']) == len(can), r, can)

# (b) global agreements with sponsors
got = rows(['agreements', 'data/iis', '--level', 'global', '--with-role', 'sponsor'])
ok({r['id']: r['sponsor'].split(';') for r in got} ==
   {i: named(i, 'sponsor') for i, a in acts.items() if a['level'] == 'global' and named(i, 'sponsor')})
rules = next(r for r in got if r['id'] == 'RULES-2011')
ok(set(rules['sponsor'].split(';')) >= {'RUS', 'CHN', 'TJK', 'UZB'}, rules)

# (c) dialogues: who takes part
got = rows(['agreements', 'data/iis', '--kind', 'dialogue'])
ok({r['id'] for r in got} == {i for i, a in acts.items() if a['kind'] == 'dialogue'} and len(got) > 9)
for r in got:
    ok(sorted(p for role in {x for _, x in parties[r['id']]} for p in r[role].split(';')) ==
       sorted(p for p, _ in parties[r['id']]), r)

# (d) topics by parties, of the agreements that count
counted = {r['id'] for r in rows(['agreements', 'data/iis', '--show', 'counted'])}
cells = collections.Counter((t or '(none)', p) for i in counted for t in set(acts[i]['topic'].split(';')) for p in bound(i))
got = rows(['table', 'data/iis', '--rows', 'topic', '--columns', 'party'])
ok({(r['topic'], p): int(n) for r in got[:-1] for p, n in r.items() if p not in ('topic', 'total') and n != '0'} == cells)
ok(int(got[-1]['total']) == len(counted))

# (e) on a day: nothing that was concluded later, nothing that had ended; everything that surely was there
got = rows(['agreements', 'data/iis', '--as-of', '2018-12-31', '--show', 'counted'])
DAY = re.compile(r'\d{4}-\d\d-\d\d')
for r in got:
    date = r['signed'] or r['adopted'] or r['in_force']
    ok(date and date[:4] <= '2018' and len(bound(r['id'])) > 1, r)
    ok(r['ended'] in ('', '..') or r['ended'][:4] >= '2018', r)
ok({r['id'] for r in got} >= {i for i, a in acts.items() if DAY.fullmatch(a['signed']) and a['signed'] <= '2018-12-31' and
                             a['ended'] in ('', '..') and a['kind'] != 'dialogue' and len(bound(i)) > 1})
ok({r['id'] for r in got} >= {'SCO-2009', 'RU-CN-2015', 'CSTO-2017'} and 'RU-IR-2020' not in {r['id'] for r in got})

# (f) asserted counts: the number, and the difference to the data
asserted = {r['id']: r for r in table('assertions')}
got = rows(['list', 'assertions', 'data/iis'])
ok([r['id'] for r in got] == list(asserted))
for r in got:
    ok(r['statement'] == asserted[r['id']]['statement'] and r['number'] == asserted[r['id']]['number'], r)
    if r['agrees'] == 'not comparable':
        ok(not r['data'] and not r['difference'], r)
        continue
    ok(int(r['data']) - int(r['number']) == int(r['difference']), r)
    ok(r['agrees'] != 'yes' or asserted[r['id']]['precision'] not in ('', 'exact') or r['difference'] == '0', r)
    where, which = asserted[r['id']]['where'], asserted[r['id']]['table'] or 'agreements'
    conditions = [c.strip().split('=', 1) for c in where.split(';') if c.strip()]
    if asserted[r['id']]['as_of'] or not conditions:
        continue
    found = 0
    for row in table(which):
        fits = True
        who, what = {c: v.split('|') for c, v in conditions if c in ('party', 'role')}, None
        for column, values in conditions:
            if which == 'agreements' and column in ('party', 'role'):
                continue
            cell = row.get(column, '')
            fits &= any(v in ([cell] + cell.split(';')) for v in values.split('|'))
        if which == 'agreements' and who:
            fits &= any(p in who.get('party', [p]) and x in who.get('role', [x]) for p, x in parties[row['id']])
        found += fits
    ok(int(r['data']) + int(r['undated']) == found, r, found)

# (g) offices, (h) relations: every row, with the names of its ends
names = {r['id']: r['short'] or r['name'] for r in table('actors')}
got = rows(['list', 'offices', 'data/iis'])
ok([(r['body'], r['office'], r['holder'], r['person'], r['from'], r['to']) for r in got] ==
   [(r['body'], r['office'], r['holder'], r['person'], r['from'], r['to']) for r in table('offices')])
ok(all(r['body_name'] == names.get(r['body'], r['body']) for r in got))
ok(any(r['body'] == 'AHC' and r['office'] == 'chair' and r['holder_name'] == 'Algeria' for r in got), got)
held = collections.defaultdict(set)
for r in table('offices'):
    held[r['holder']].add(r['body'] + '=' + r['office'])
ok({r['id']: set(r['offices'].split(';')) for r in rows(['actors', 'data/iis']) if r['offices']} ==
   {i: h for i, h in held.items() if i})
titles = {**names, **{i: a['short'] or a['title'] for i, a in acts.items()}}
got = rows(['list', 'relations', 'data/iis'])
ok(sorted((r['from'], r['kind'], r['to'], r['date']) for r in got) ==
   sorted((r['from'], r['kind'], r['to'], r['date']) for r in table('relations')))
ok(all(r['from_name'] == titles[r['from']] and r['to_name'] == titles[r['to']] for r in got))
dates = [r['date'] for r in got if r['date']]
ok(dates == sorted(dates, key=lambda d: d[:4]) and [r['date'] for r in got][:len(dates)] == dates, dates)
ok(any(r['kind'] == 'sets up' and r['to'] == 'AHC' for r in got))

# (i) who proposed what
got = rows(['agreements', 'data/iis', '--with-role', 'initiator,sponsor,drafter'])
for role in ('initiator', 'sponsor', 'drafter'):
    ok({r['id']: r[role].split(';') for r in got if r[role]} == {i: named(i, role) for i in acts if named(i, role)}, role)
ok(all(r['initiator'] or r['sponsor'] or r['drafter'] for r in got))
got = rows(['agreements', 'data/iis', '--with-role', 'sponsor', '--party', 'KAZ'])
ok({r['id'] for r in got} == {i for i in acts if 'KAZ' in named(i, 'sponsor')} and got)
got = rows(['table', 'data/iis', '--rows', 'party', '--columns', 'role', '--of', 'parties', '--show', 'all'])
cells = collections.Counter(x for i in acts for x in parties[i])
ok({(r['party'], x.split(' (')[0]): int(n) for r in got[:-1] for x, n in r.items()
    if x not in ('party', 'total') and n != '0'} == cells)

# the other lists, and days
for name in ('events', 'votes', 'memberships', 'sources'):
    got = rows(['list', name, 'data/iis'])
    key = {'votes': 'agreement', 'memberships': 'member'}.get(name, 'id')
    ok(collections.Counter(r[key] for r in got) == collections.Counter(r[key] for r in table(name)), name)
then = rows(['list', 'memberships', 'data/iis', '--as-of', '2000-01-01'])
ok(then and all(r['from'] <= '2000-01-01' or not r['from'][:1].isdigit() for r in then), then)
ok(len(then) < len(table('memberships')))
print('%d passed, 0 failed' % passed)
