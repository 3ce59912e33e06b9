"""The totals of any table are those of the network that it names: nodes, ties, unknown ties and isolates of
`measure` are those of the network as JSON, of the caption of a figure, of a series at that date and of the side of a
comparison.

usage: totals.py ENTENTE SOURCE [SEED]
"""
import csv
import io
import json
import os
import random
import re
import subprocess
import sys
import tempfile

PROGRAM, SOURCE = sys.argv[1:3]
SEED = int(sys.argv[3]) if len(sys.argv) > 3 else 1
STATES = 'USA CAN MEX FRA GBR DEU ITA ESP PRT NLD BEL POL RUS CHN JPN KOR IND BRA'.split()
NAMES = ('nodes', 'ties', 'isolates')


def run(*words):
    done = subprocess.run([PROGRAM, *map(str, words)], capture_output=True, text=True, timeout=60)
    if done.returncode not in (0, 1):
        sys.exit(f'FAILED: {" ".join(map(str, words))}: exit {done.returncode}: {done.stderr}')
    return done


def need(made, what, got, want):
    if got != want:
        sys.exit(f'FAILED: {what}: {got}, not {want}: {made}')


def rows(text):
    return list(csv.DictReader(io.StringIO(text)))


def of_json(data, which, when):
    """What all others must say, counted in the network itself."""
    done = run('graph', data, *which, *when, '-q', '--format', 'json', '-o', '-')
    if done.returncode:
        return None
    network = json.loads(done.stdout)
    tied = {t[end] for t in network['ties'] for end in ('source', 'target')}
    half = {t[end] for t in network['unknown_ties'] for end in ('source', 'target')}
    return {'nodes': len(network['nodes']), 'ties': len(network['ties']), 'unknown': len(network['unknown_ties']),
            'isolates': len({n['id'] for n in network['nodes']} - tied), 'tied': tied, 'half': half}


def of_measure(data, which, when, want, made):
    out = run('measure', data, *which, *when, '-q', '--scope', 'network', '-m', ','.join(NAMES), '--format', 'csv')
    table = {r['measure']: r['value'] for r in rows(out.stdout)}
    for name in NAMES:
        need(made, f'measure, {name}', int(table[name]), want[name])


def of_series(data, which, date, want, made):
    out = run('series', data, *which, '--from', date, '--to', date, '-q', '-m', ','.join(NAMES), '--format', 'csv',
              '--at', 'during' if date.count('-') < 2 else 'start')
    table = {r['measure']: r['value'] for r in rows(out.stdout) if r['scope'] == 'network'}
    for name in NAMES:
        need(made, f'series, {name}', int(table[name]), want[name])


def of_compare(data, which, dates, want, made):
    done = run('compare', data, *dates, *which, '-q', '--show', 'summary', '--format', 'csv')
    table = rows(done.stdout)
    first, a, b = list(table[0])[:3]
    for row in table:
        if row[first] in ('nodes', 'ties', 'unknown ties'):
            name = row[first].split()[0]
            need(made, f'compare, {row[first]}', (int(row[a]), int(row[b])), (want[0][name], want[1][name]))


def of_draw(data, which, when, want, made, folder):
    caption = os.path.join(folder, 'caption.txt')
    done = run('draw', data, *which, *when, '-q', '--starts', 1, '--caption', caption, '-o', os.path.join(folder, 'f.svg'))
    if done.returncode:
        if want['ties']:
            sys.exit(f'FAILED: no figure of {want["ties"]} ties: {made}: {done.stderr}')
        return
    with open(caption, encoding='utf-8') as file:
        words = file.read()
    ties = re.search(r'\b(\d[\d,]*) (?:ties?|memberships?)\b(?! not known)', words)
    unknown = re.search(r'\b(\d[\d,]*) (?:ties?|memberships?) not known', words)
    need(made, f'caption, ties ({words})', int(ties[1].replace(',', '')) if ties else 0, want['ties'])
    need(made, f'caption, unknown ties ({words})', int(unknown[1].replace(',', '')) if unknown else 0, want['unknown'])


def try_one(data, which, dates, folder):
    sides = []
    for date in dates:
        when = ['--as-of' if date.count('-') == 2 else '--during', date]
        made = f'{data} {" ".join(which)} {date}'
        want = of_json(data, which, when)
        sides.append(want)
        if not want:
            continue
        of_measure(data, which, when, want, made)
        of_series(data, which, date, want, made)
        of_draw(data, which, when, want, made, folder)
    if all(sides) and len(sides) == 2:
        of_compare(data, which, dates, sides, f'{data} {" ".join(which)} {dates}')


def random_data(r, folder):
    """Agreements and parties, some without dates, some ended, some parties that left."""
    day = lambda low, high: r.choice(['', str(r.randint(low, high)), f'{r.randint(low, high)}-0{r.randint(1, 9)}-1{r.randint(0, 9)}'])
    with open(os.path.join(folder, 'agreements.csv'), 'w') as acts, open(os.path.join(folder, 'parties.csv'), 'w') as parties:
        acts.write('id,title,kind,signed,in_force,ended\n')
        parties.write('agreement,party,role,withdrew\n')
        for i in range(r.randint(4, 25)):
            acts.write(f'A{i},Agreement {i},treaty,{day(1980, 2000)},,{day(2001, 2015) if r.random() < 0.3 else ""}\n')
            for party in r.sample(STATES, r.choice([1, 2, 2, 3, 5])):
                parties.write(f'A{i},{party},{"unknown" if r.random() < 0.1 else "party"},{day(2001, 2015) if r.random() < 0.2 else ""}\n')
    return folder


with tempfile.TemporaryDirectory() as folder:
    iis, examples = os.path.join(SOURCE, 'data/iis'), os.path.join(SOURCE, 'data/examples')
    for which in ([], ['--network', 'actors'], ['--network', 'two-mode'], ['--network', 'members']):
        try_one(iis, which, ['2012-06-30', '2021'], folder)
    for name in sorted(os.listdir(examples)):
        if name.endswith('.csv') and 'actors' not in name:
            try_one(os.path.join(examples, name), [], ['2000', '2010-06-30'], folder)
    for k in range(10):
        r = random.Random(SEED + k)
        here = os.path.join(folder, str(k))
        os.mkdir(here)
        which = r.choice([['--network', 'actors'], ['--network', 'ties'], ['--network', 'two-mode'], ['--network', 'acts'],
                          ['--network', 'actors', '--unknown', 'as-tie'], ['--network', 'actors', '--count', 'in-force']])
        try_one(random_data(r, here), which, [f'{r.randint(1985, 2000)}-06-15', f'{r.randint(2001, 2018)}'], folder)
print('all tables say the same')
