"""import --aggregate: rows of events are counted in cells while they pass. Random rows with the mess of real ones are
counted here, too, and the packages compared; a pipe, a .gz and another order of the rows give the same bytes; limits
hold on both sides; memory does not grow with the rows.

usage: aggregate.py ENTENTE SOURCE
"""
import csv
import gzip
import io
import json
import math
import os
import random
import subprocess
from collections import Counter, defaultdict

from commands import ENTENTE, check, finish, outcome, put

NAMES = {'USA': 'USA', 'United States': 'USA', 'u.s.a.': 'USA', ' Russia ': 'RUS', 'RUS': 'RUS', 'Fédération de Russie': None,
         'China': 'CHN', "People's Republic of China": 'CHN', 'Côte d\'Ivoire': 'CIV', 'Ivory Coast': 'CIV',
         'Atlantis': 'Atlantis', 'Rebels, "Northern"': 'Rebels, "Northern"', 'Two\nlines': 'Two\nlines'}
del NAMES['Fédération de Russie']
KINDS = ['meeting', 'protocol', 'x "quoted"', '']
DATES = {'2014-03-01': ('2014-03-01', '2014-03', '2014'), '2014-03-31': ('2014-03-31', '2014-03', '2014'),
         '2014-03': ('2014-03',) * 2 + ('2014',), '2014': ('2014',) * 3, '2015-01-01': ('2015-01-01', '2015-01', '2015'),
         '2014-12-31/2015-01-01': ('2014-12-31/2015-01-01',) * 3, '2014-02/2014-03': ('2014-02/2014-03',) * 2 + ('2014',),
         '2014~': ('2014~',) * 3, '2014-03-05?': ('2014-03-05?',) * 3, '': ('',) * 3, 'nonsense': ('',) * 3,
         '31/12/2014': ('',) * 3}
UNITS = {'day': 0, 'month': 1, 'year': 2}
COLUMNS = ['who', 'whom', 'day', 'kind', 'tone', 'size', 'place', 'use']


def map_of(**more):
    table = {'shape': 'pairs',
             'keep': [{'column': 'use', 'not_in': ['drop']}],
             'agreement': {'signed': 'day', 'kind': 'kind', 'weight': 'size',
                           'attributes': {'tone': 'tone', 'place': 'place'}},
             'party': [{'actor': {'column': 'who', 'scheme': 'any'}},
                       {'actor': {'column': 'whom', 'scheme': 'any'},
                        'role': {'column': 'use', 'values': {'none': 'none', '?': 'missing'}, 'otherwise': 'party'}}]}
    table.update(more)
    return json.dumps({'name': 'events', 'tables': [table]})


def rows_at_random(count, seed):
    dice = random.Random(seed)
    names, dates = list(NAMES), list(DATES)
    for i in range(count):
        tone = dice.choice(['', 'n/a', '%.2f' % dice.uniform(-10, 10), '%d' % dice.randrange(5)])
        yield [dice.choice(names + ['']) if dice.random() < .2 else dice.choice(names), dice.choice(names),
               dice.choice(dates), dice.choice(KINDS), tone, str(dice.randrange(1, 9)), dice.choice('ab'),
               dice.choices(['', 'drop', 'none', '?'], [20, 1, 1, 1])[0]]


def text_of(rows):
    out = io.StringIO()
    csv.writer(out, lineterminator='\n').writerows([COLUMNS] + rows)
    return out.getvalue()


def number(text):
    try:
        return float(text)
    except ValueError:
        return None


def count_here(rows, words, directed):
    """What the package must say: the cells, and the fates of the rows."""
    cells, fates = defaultdict(list), Counter()
    unit = next((u for u in words if u in UNITS), None)
    for who, whom, day, kind, tone, size, place, use in rows:
        if use == 'drop':
            fates['left out by the map'] += 1
        elif not who.strip() or not whom.strip():
            fates['no actor or agreement'] += 1
        elif use in ('none', '?'):
            fates['not a party' if use == 'none' else 'missing'] += 1
        elif NAMES[who] == NAMES[whom]:
            fates['with itself'] += 1
        else:
            fates['used'] += 1
            two = (NAMES[who], NAMES[whom]) if directed else tuple(sorted((NAMES[who], NAMES[whom])))
            key = two + (DATES[day][UNITS[unit]] if unit else '', (kind or 'agreement') if 'kind' in words else 'agreement',
                         place if 'place' in words else '')
            cells[key].append((tone, size))
    result = {}
    for key, items in cells.items():
        tones = [number(t) for t, _ in items if number(t) is not None]
        sizes = [number(s) for _, s in items]
        result[key] = (len(items), math.fsum(tones) / len(tones) if tones and 'mean:tone' in words else None,
                       math.fsum(sizes) if 'sum:weight' in words else None)
    return result, fates


def package_cells(folder, directed):
    parties = defaultdict(list)
    for row in csv.DictReader(open(folder + '/parties.csv', newline='', encoding='utf-8')):
        parties[row['agreement']].append((row.get('side', ''), row['party']))
    cells, ids = {}, set()
    for row in csv.DictReader(open(folder + '/agreements.csv', newline='', encoding='utf-8')):
        two = sorted(parties[row['id']]) if directed else sorted(parties[row['id']])
        key = tuple(p for _, p in two) + (row.get('signed', ''), row['kind'], row.get('place', ''))
        check(key not in cells and row['id'] not in ids and len(two) == 2, 'a cell twice', key)
        check(row.get('ended', '') == row.get('signed', ''), 'a cell ends in its own unit', row)
        ids.add(row['id'])
        cells[key] = (int(row['weight']), number(row.get('mean_tone') or 'none'), number(row.get('sum_weight') or 'none'))
    return cells


def bytes_of(folder):
    """The package, without the report, whose lines follow the rows."""
    return {name: open(os.path.join(folder, name), 'rb').read() for name in sorted(os.listdir(folder))
            if name not in ('import-report.csv', 'import-summary.csv')}


def fates_of(folder):
    return {row['fate']: int(row['count']) for row in csv.DictReader(open(folder + '/import-summary.csv', newline=''))}


def same_number(a, b):
    return a == b or (a is not None and b is not None and math.isclose(a, b, rel_tol=1e-11, abs_tol=1e-12))


def compare(name, rows, words, directed):
    spec, folder = ','.join(words), name + '.out'
    code, _, err = outcome('import', '-q', name + '.csv', '--map', name + '.json', '--aggregate', spec, '-o', folder)
    check(code == 0, spec, err[-500:])
    wanted, fates = count_here(rows, words, directed)
    # kinds that the register of kinds spells otherwise would be another cell: they stay as they are
    found = package_cells(folder, directed)
    check(set(found) == set(wanted), spec, 'cells', sorted(set(found) ^ set(wanted))[:4])
    for key in set(found) & set(wanted):
        check(found[key][0] == wanted[key][0] and all(same_number(a, b) for a, b in zip(found[key], wanted[key])), spec,
              key, found[key], wanted[key])
    check(fates_of(folder) == dict(fates), spec, fates_of(folder), dict(fates))
    code, _, err = outcome('check', folder)
    check(code in (0, 1) and 'error' not in err.split('\n')[0], 'the package can be read', err[:300])
    return folder


def correct():
    for seed, (mirror, words) in enumerate([('directed', ['pair', 'month', 'kind', 'mean:tone']),
                                            ('or', ['pair', 'month', 'mean:tone', 'sum:weight']), ('or', ['pair', 'year']),
                                            ('directed', ['pair', 'day', 'place', 'sum:weight']),
                                            ('directed', ['pair', 'kind'])]):
        rows = list(rows_at_random(3000, seed))
        name = put('random%d.csv' % seed, text_of(rows))[:-4]
        put(name + '.json', map_of(mirror=mirror))
        folder = compare(name, rows, words, mirror == 'directed')
        random.Random(seed).shuffle(rows)
        put(name + '.csv', text_of(rows))
        again = bytes_of(folder)
        outcome('import', '-q', name + '.csv', '--map', name + '.json', '--aggregate', ','.join(words), '-o', folder)
        check(bytes_of(folder) == again, words, 'another order of rows gives other bytes')


def many_windows():
    """Files of several windows: places of messages, quotes, a pipe, a .gz."""
    rows = list(rows_at_random(60000, 99))
    for i in (40000, 50000):
        rows[i][3] = 'long ' * 60000  # a record of 300 kB
    text = text_of(rows)
    put('large.csv', text)
    put('large.json', map_of(mirror='directed'))
    put('large.csv.gz', gzip.compress(text.encode(), 1))
    compare('large', rows, ['pair', 'month', 'place'], True)
    want = bytes_of('large.out')
    report = open('large.out/import-report.csv', newline='').read()
    check('left out by the map,and ' in report and report.count('left out by the map') == 1001, 'the report is cut, and says so')
    for name, how in (('large.csv.gz', {}), ('-', {'stdin': subprocess.PIPE})):
        done = subprocess.run([ENTENTE, 'import', '-q', name, '--map', 'large.json', '--aggregate', 'pair,month,place', '-o',
                               'other'], capture_output=True, input=text.encode() if how else None)
        check(done.returncode == 0 and bytes_of('other') == want, name, done.stderr[-300:])
    lines = text.split('\n')
    at = next(i for i in range(len(lines) - 1, 0, -1) if lines[i].startswith('USA,'))  # in the last window
    for what, line, message in (('ragged', 'USA,RUS', 'large2.csv:%d' % (at + 1)), ('bytes', 'USA,\udcff,2014,,,,,', ':%d' % (at + 1)),
                                ('quote', 'USA,"R"US,2014,,,,,', 'large2.csv:%d:8' % (at + 1))):
        changed = lines[:at] + [line] + lines[at + 1:]
        put('large2.csv', '\n'.join(changed).encode('utf-8', 'surrogateescape'))
        code, _, err = outcome('import', '-q', 'large2.csv', '--map', 'large.json', '--aggregate', 'pair,month', '-o', 'o2')
        check(code == 1 and message in err, what, message, err[-600:])


def limits():
    head = ','.join(COLUMNS) + '\n'
    # plain text may be as long as it likes, packed or not
    put('bomb.csv.gz', gzip.compress((head + 'USA,RUS,2014-03-01,,,,a,\n' * 3000000).encode(), 1))
    code, _, err = outcome('import', '-q', 'bomb.csv.gz', '--map', 'large.json', '-o', 'bomb')
    check(code == 1 and 'unpacks to more than 100 times' in err, 'kept rows: the limit holds', err[-300:])
    code, _, err = outcome('import', '-q', 'bomb.csv.gz', '--map', 'large.json', '--aggregate', 'pair,month', '-o', 'bomb')
    check(code == 0 and fates_of('bomb') == {'used': 3000000}, 'counted rows: it does not', err[-300:])
    # one field, one record
    for size, good in ((4 << 20, True), ((4 << 20) + 1, False), (17 << 20, False)):
        put('field.csv', head + 'USA,RUS,2014-03-01,%s,,,a,\n' % ('k' * size))
        code, _, err = outcome('import', '-q', 'field.csv', '--map', 'large.json', '--aggregate', 'pair,month', '-o', 'field')
        check((code == 0) == good and ('longer' in err or 'MiB' in err or good), size, err[-300:])
    put('open.csv', head + 'USA,RUS,"2014-03-01,,,,a,\n' + 'x,' * (9 << 20))
    code, _, err = outcome('import', '-q', 'open.csv', '--map', 'large.json', '--aggregate', 'pair,month', '-o', 'open')
    check(code == 1 and 'open.csv:2:9' in err and 'never closed' not in err and 'quote' in err, 'a lost quote', err[-300:])


def usage():
    put('one.csv', text_of([['USA', 'RUS', '2014-03-01', '', '1', '1', 'a', '']]))
    put('years.json', map_of(agreement={}, year='day'))
    put('undated.json', map_of(agreement={}))
    put('typed.json', map_of(agreement={'signed': {'column': 'day', 'format': 'typed'}}))
    put('both.json', map_of(mirror='and'))
    put('members.json', json.dumps({'name': 'm', 'tables': [{'shape': 'members', 'agreement': {'id': 'kind'}, 'party': {'actor': 'who'}}]}))
    for words, which, message in (('month', 'large', "expected 'pair'"), (',pair', 'large', "expected 'pair'"),
                                  ('pair,month,year', 'large', 'a second unit'), ('pair,tnoe', 'large', 'names no attribute'),
                                  ('pair,sum:tone,sum:tone', 'large', 'is there twice'), ('pair,weight', 'large', 'sum:weight'),
                                  ('pair,month', 'years', 'years only'), ('pair,month', 'undated', 'no date'),
                                  ('pair,month', 'typed', 'DMY'), ('pair,month', 'both', 'mirror'),
                                  ('pair,month', 'members', 'pairs')):
        code, _, err = outcome('import', 'one.csv', '--map', which + '.json', '--aggregate', words, '-o', 'usage')
        check(code and message in err and not os.path.exists('usage'), words, which, code, err[-300:])
    code, _, err = outcome('import', 'one.csv', '--aggregate', 'pair', '-o', 'usage')
    check(code == 2 and '--map' in err, err)
    code, _, err = outcome('import', 'one.csv', '--map', 'undated.json', '--aggregate', 'pair', '-o', 'usage')
    check(code == 0 and open('usage/agreements.csv').readline() == 'id,title,kind,weight,source\n', err)
    code, _, err = outcome('import', 'one.csv', '--map', 'large.json', '--aggregate', 'pair,month', '-o', 'usage')
    check('do not have what the map says of: kind, weight, tone, place, roles' in err, 'what is lost is told', err)


correct()
many_windows()
limits()
usage()
finish()
