#!/usr/bin/env python3
"""Figures against the networks that they show: audit.py ENTENTE SOURCE [COUNT [SEED]]

Draws, and asks of each figure: is every tie of the network there, once, between its two nodes and at
their places, with its agreements, weight and certainty; is nothing there that the network does not
have; is each node drawn once or named as left out; do the numbers in the words hold? First the seeds'
system and the examples in every layout, then COUNT random data sets (default 24) of all kinds.
"""
import csv
import json
import os
import random
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
from collections import Counter

entente, source = sys.argv[1:3]
count = int(sys.argv[3]) if len(sys.argv) > 3 else 24
seed = int(sys.argv[4]) if len(sys.argv) > 4 else 1
folder_of_test = tempfile.TemporaryDirectory()
here = folder_of_test.name
passed = 0
LAYOUTS = 'stress column pyramid blocs bundle matrix map timeline rings columns'.split()
THEMES = 'print grey dark slide'.split()
MANY_STATES = ('AUT BEL BGR CHE CZE DEU DNK ESP EST FIN FRA GBR GRC HRV HUN IRL ISL ITA LTU LVA NLD NOR POL PRT '
               'ROU RUS SVK SVN SWE UKR').split()
NUMBER = re.compile(r'-?\d+(?:\.\d+)?')


class Wrong(Exception):
    pass


def need(good, *what):
    if not good:
        raise Wrong(' '.join(map(str, what)))


def run(*args):
    return subprocess.run([entente, *map(str, args)], capture_output=True, text=True, encoding='utf-8')


# ---- reading a figure ----

def listed(text):
    """A list of ids as marks have it: ';' between, '%3B' within."""
    return [re.sub('%(3B|25)', lambda m: {'3B': ';', '25': '%'}[m.group(1)], i) for i in text.split(';') if i]


def numbers(text):
    return [float(x) for x in NUMBER.findall(text or '')]


def shape_of(group):
    return next(e for e in group.iter() if e.tag.rsplit('}', 1)[-1] in ('path', 'circle', 'rect'))


def box_of(shape):
    if shape.get('r'):
        x, y, r = float(shape.get('cx')), float(shape.get('cy')), float(shape.get('r'))
        return x - r, y - r, x + r, y + r
    if shape.get('d') is None:
        x, y, w, h = (float(shape.get(k)) for k in ('x', 'y', 'width', 'height'))
        return x, y, x + w, y + h
    v = numbers(shape.get('d'))
    return min(v[::2]), min(v[1::2]), max(v[::2]), max(v[1::2])


def title_of(group):
    found = next((e for e in group if e.tag.endswith('}title')), None)
    return found.text if found is not None else ''


class Figure:
    def __init__(self, path, panel=None):
        root = ET.parse(path).getroot()
        self.desc = ''.join(e.text or '' for e in root if e.tag.endswith('}desc'))
        self.words = [e.text or '' for e in root.iter() if e.tag.endswith('}text')]
        if panel is not None:
            root = next(e for e in root.iter() if e.get('data-panel') == panel)
        self.root = root
        self.absent = listed(root.get('data-not-drawn'))
        self.nodes = [e for e in root.iter() if e.get('data-id') is not None]
        self.ties = [e for e in root.iter() if e.get('data-source') is not None]
        self.acts = [a for e in root.iter() if e.get('data-act') for a in listed(e.get('data-act'))]
        self.at = {e.get('data-id'): box_of(shape_of(e)) for e in self.nodes}
        # nodes that an inset of a map shows: their dots on the map itself
        self.twins = {e.get('data-twin-of'): box_of(shape_of(e)) for e in root.iter() if e.get('data-twin-of') is not None}

    def count(self, name):
        return int(self.root.get('data-' + name))


# ---- comparing ----

def key(net, a, b):
    return (a, b) if net.get('directed') else tuple(sorted((a, b)))


def check_marks(fig, net):
    known = {key(net, t['source'], t['target']): t for t in net['ties']}
    unknown = {key(net, t['source'], t['target']): t for t in net['unknown_ties']}
    ids = {n['id'] for n in net['nodes']}
    drawn = Counter(e.get('data-id') for e in fig.nodes)
    absent = set(fig.absent)
    need(len(absent) == len(fig.absent), 'named twice as left out')
    need(all(c == 1 for c in drawn.values()), 'nodes drawn twice', [n for n, c in drawn.items() if c > 1])
    need(set(drawn) | absent == ids, 'nodes', sorted((set(drawn) | absent) ^ ids)[:5])
    need(not set(drawn) & absent, 'drawn and left out')
    need(fig.count('nodes') == len(ids) and fig.count('ties') == len(known) and
         fig.count('unknown-ties') == len(unknown), 'counts', fig.root.attrib)
    seen = Counter()
    for e in fig.ties:
        k = key(net, e.get('data-source'), e.get('data-target'))
        seen[k] += 1
        t = unknown.get(k) if e.get('data-unknown') else known.get(k)
        need(t, 'a tie that is not there, or not so', k, e.attrib)
        if e.get('data-acts') is not None:
            need(listed(e.get('data-acts')) == [a for a in t['acts'] if a], 'agreements of', k, e.get('data-acts'), t['acts'])
        else:
            need(int(e.get('data-act-count')) == len(t['acts']), 'agreements of', k)
        need(abs(float(e.get('data-weight')) - t['weight']) <= 1e-9 * max(1, abs(t['weight'])), 'weight of', k)
        need(('not known' in title_of(e)) == bool(e.get('data-unknown')) or not title_of(e), 'title of', k, title_of(e))
    need(all(c == 1 for c in seen.values()), 'ties drawn twice', [k for k, c in seen.items() if c > 1])
    for k in list(known) + list(unknown):
        need(k in seen or set(k) & absent, 'not drawn', k)


def near(box, x, y, wide, high):
    more = 0.2 * min(box[2] - box[0], box[3] - box[1])  # shapes with corners are left at a distance
    return box[0] - wide - more <= x <= box[2] + wide + more and box[1] - high - more <= y <= box[3] + high + more


def check_lines(fig, layout):
    """Each end of a line lies at its node."""
    wide, high = (17, 32) if layout == 'pyramid' else (3, 3)  # side by side on a box; above a chip
    for e in fig.ties:
        v = numbers(shape_of(e).get('d'))
        ids = [e.get('data-source'), e.get('data-target')]
        ends = [fig.at.get(i) for i in ids]
        points = [v[:2], v[-2:]]
        on_map = [fig.twins.get(i, fig.at.get(i)) for i in ids]  # in an inset both ends are there, on the map neither
        need(any(all(b is None or near(b, *p, wide, high) for b, p in zip(boxes, turn))
                 for boxes in (ends, on_map) for turn in (points, points[::-1])),
             'the line of', e.attrib, 'is not at its nodes', points, ends)


def check_cells(fig):
    """Each cell lies in the row and the column of its two ends."""
    size = max((numbers(shape_of(e).get('d'))[2] for e in fig.ties), default=0)
    middle = {n: ((b[0] + b[2]) / 2, (b[1] + b[3]) / 2) for n, b in fig.at.items()}
    gaps = []
    for e in fig.ties:
        a, b = middle[e.get('data-source')], middle[e.get('data-target')]
        cells = []
        for part in shape_of(e).get('d').split('z')[:-1]:
            v = numbers(part)  # a square; or half of one, where it is not known whether there is a tie
            x, y, w, h = v[:4] if len(v) == 5 else (v[0], v[1], v[3], v[2])
            full = 1 if w < 3.7 else 0.94
            cells.append((x + w / full / 2, y + h / full / 2))
        if len(cells) == 2:  # a square: the column of a node is as far to the right as its row is down
            need(abs(cells[0][1] - a[1]) < 0.1 and abs(cells[1][1] - b[1]) < 0.1, 'rows of', e.attrib, cells, a, b)
            gaps += [cells[0][0] - b[1], cells[1][0] - a[1]]
        else:
            row, column = (a, b) if abs(cells[0][1] - a[1]) < 0.1 else (b, a)
            need(abs(cells[0][1] - row[1]) < 0.1 and abs(cells[0][0] - column[0]) < 0.1, 'cell of', e.attrib, cells, a, b)
    need(not gaps or max(gaps) - min(gaps) < 0.15, 'columns are not those of their nodes', size)


def check_table(fig, net):
    """Each cell lies in the row of its party, and all cells of an agreement in one column of each block; or, where the
    parties are columns, the other way round."""
    acts = {n['id'] for n in net['nodes'] if n['type'] == 'agreement'}
    parties = {i for e in fig.ties for i in (e.get('data-source'), e.get('data-target'))} - acts
    turned = len({round(fig.at[p][1]) for p in parties}) == 1 and len(fig.at) - len(parties) > len(parties)
    columns = {}
    for e in fig.ties:
        ends = [e.get('data-source'), e.get('data-target')]
        if not (set(ends) & acts):
            continue
        act, party = ends if (ends[0] in acts) != turned else ends[::-1]  # what has columns, and what has rows
        box, v = fig.at[party], numbers(shape_of(e).get('d'))
        x, y, high = v[0], v[1], max(v[2:4]) if e.get('data-unknown') else v[3]
        need(y - 0.1 <= (box[1] + box[3]) / 2 <= y + high + 0.1, 'row of', e.attrib, v, box)
        columns.setdefault((act, round((box[0] + box[2]) / 2)), set()).add(round(x, 1))
    need(all(len(at) == 1 for at in columns.values()), 'columns of', columns)
    places = [(block, *at) for (act, block), at in columns.items()]
    need(len(places) == len(set(places)), 'two agreements in one column', columns)


def check_words(fig, net, layout, caption):
    """What the words count is what there is."""
    tied = {x for t in net['ties'] + net['unknown_ties'] for x in (t['source'], t['target'])}
    types = Counter(n['type'] for n in net['nodes'] if n['id'] in tied)
    have = {'known': len(net['ties']), 'not known': len(net['unknown_ties'])}
    for words in (fig.desc, caption):
        words = re.sub('^.*?(?=(Matrix of|Network |Agreements ))', '', words).split('. ')[0].split(', made by')[0]
        for n, what, doubt in re.findall(r'(\d+) (state|tie|membership)s?\b( not known)?', words):
            if layout != 'timeline' and what == 'state':
                need(int(n) == types['state'], words, types)
            elif layout != 'timeline':
                need(int(n) == have[doubt.strip() or 'known'], words, have)


def check_acts(fig, net):
    behind = {a for t in net['ties'] + net['unknown_ties'] for a in t['acts']} - {'membership'}
    need(set(fig.acts) <= behind, 'agreements without a tie', sorted(set(fig.acts) - behind)[:3])
    need(max(Counter(fig.acts).values(), default=1) == 1, 'an agreement drawn twice')


def asked(day):
    """A full day asks for the day, a year or a month for what held at some time of it."""
    return ['--as-of' if day.count('-') == 2 else '--during', day]


def audit(data, which, how, panels=()):
    """One figure, of one network or of several days."""
    global passed
    layout = how[how.index('--layout') + 1]
    figure, caption = os.path.join(here, 'f.svg'), os.path.join(here, 'c.txt')
    done = run('draw', data, *which, *how, '-q', '--starts', 1, '--caption', caption, '-o', figure)
    if done.returncode in (1, 2) and re.search('blank|no ties|leaves no|timeline shows', done.stderr):
        return
    try:
        need(done.returncode == 0, done.stderr)
        for letter, day in panels or [(None, None)]:
            made = run('graph', data, *which, *(asked(day) if day else []), '-q', '--format', 'json', '-o', '-')
            need(made.returncode == 0, made.stderr)
            try:
                fig, net = Figure(figure, letter), json.loads(made.stdout)
            except ValueError as e:
                raise Wrong('the network is no JSON:', e, made.args, made.stdout.splitlines()[28])
            check_marks(fig, net)
            if layout == 'timeline':
                check_acts(fig, net)
            elif layout == 'matrix':
                check_cells(fig)
            elif layout == 'table':
                check_table(fig, net)
            else:
                check_lines(fig, layout)
            if not letter:
                check_words(fig, net, layout, open(caption, encoding='utf-8').read())
    except Wrong as w:
        sys.exit(f'FAILED: draw {data} {" ".join(map(str, [*which, *how]))}: {w}')
    passed += 1


def audit_compare(data, which, days):
    global passed
    figure = os.path.join(here, 'f.svg')
    done = run('draw', data, *which, '--compare', ','.join(days), '-q', '--starts', 1, '-o', figure)
    if done.returncode in (1, 2) and re.search('blank|no ties|leaves no', done.stderr):
        return
    try:
        need(done.returncode == 0, done.stderr)
        fig = Figure(figure)
        for day, changes in zip(days, (('ended', 'kept'), ('entered', 'kept'))):
            net = json.loads(run('graph', data, *which, *asked(day), '-q', '--format', 'json', '-o', '-').stdout)
            have = {key(net, t['source'], t['target']) for t in net['ties'] + net['unknown_ties']}
            drawn = [key(net, e.get('data-source'), e.get('data-target')) for e in fig.ties
                     if e.get('data-change') in changes]
            need(sorted(have) == sorted(drawn), day, sorted(have ^ set(drawn))[:4])
            need(day in fig.desc, 'the day is not in the words', fig.desc)
        check_lines(fig, 'stress')
    except Wrong as w:
        sys.exit(f'FAILED: draw {data} {" ".join(which)} --compare {days}: {w}')
    passed += 1


# ---- random data ----

STATES = 'USA CAN MEX FRA GBR DEU ITA ESP PRT NLD BEL POL RUS CHN JPN KOR IND BRA ARG ZAF EGY KEN AUS'.split()
ODD = ['A;B', '100%', 'x%3By', '<b>&"q"', "it's", 'Äö', 'T 1', ';;', 'a%253Bb']


def random_day(r):
    year = r.randint(1990, 2020)
    return r.choice(['%d' % year, '%d-%02d' % (year, r.randint(1, 12)), '%d-%02d-%02d' % (year, r.randint(1, 12), r.randint(1, 28)), ''])


def write(folder, name, head, rows):
    with open(os.path.join(folder, name + '.csv'), 'w', encoding='utf-8', newline='') as f:
        csv.writer(f).writerows([head] + rows)


def random_data(r, folder):
    os.makedirs(folder)
    states = r.sample(STATES, r.randint(3, len(STATES)))
    bodies = ['O%d' % i for i in range(r.randint(0, 4))]
    acts = ['T%d' % i for i in range(r.randint(1, 25))] + r.sample(ODD, r.randint(0, 3))
    write(folder, 'actors', ['id', 'name', 'type'], [[b, 'Body & ' + b, 'organization'] for b in bodies])
    write(folder, 'agreements', ['id', 'title', 'kind', 'level', 'within', 'signed', 'ended'],
          [[a, 'Treaty <' + a + '>', 'treaty', r.choice(['', 'bilateral', 'regional', 'global']),
            r.choice(bodies + ['']), random_day(r), r.choice(['', '', '2010', '2005-06-01', '..'])] for a in acts])
    write(folder, 'parties', ['agreement', 'party', 'role', 'signed', 'withdrew'],
          [[a, p, 'party', r.choice(['', random_day(r)]), r.choice(['', '', '', '2012'])] for a in acts
           for p in r.sample(states + bodies, min(len(states + bodies), r.choice([1, 2, 2, 2, 3, 5, 9])))])
    if bodies:
        write(folder, 'memberships', ['organization', 'member', 'role', 'from', 'to'],
              [[b, s, 'member', random_day(r), ''] for b in bodies for s in r.sample(states, r.randint(1, len(states)))])
    return folder


def random_case(number):
    r = random.Random(seed * 100000 + number)
    data = random_data(r, os.path.join(here, str(number)))
    kind = r.choice('ties two-mode actors acts members'.split())
    which = ['--network', kind]
    how = ['--layout', LAYOUTS[number % len(LAYOUTS)], '--theme', r.choice(THEMES), '--width', r.choice([60, 88, 140, 180])]
    if kind == 'ties' and r.random() < 0.3:
        which.append('--with-memberships')
    if kind == 'actors' and r.random() < 0.5:
        which += ['--weight', r.choice(['newman', 'jaccard', 'cosine', 'binary'])]
    days = sorted({'%d-%02d-%02d' % (r.randint(1995, 2020), r.randint(1, 12), r.randint(1, 28)) for _ in range(3)})
    form = r.random()
    if form < 0.15 and len(days) == 3:
        how[1] = r.choice(['stress', 'column'])
        audit(data, which, how + ['--panels', ','.join(days)], list(zip('abc', days)))
    elif form < 0.25 and len(days) > 1:
        audit_compare(data, which, days[:2])
    else:
        audit(data, which + (['--as-of', days[0]] if r.random() < 0.6 else []), how)


# ---- all of it ----

iis = os.path.join(source, 'data/iis')
for i, layout in enumerate(LAYOUTS):
    looks = [(t, w) for t in THEMES for w in (88, 180)] if count >= 500 else [(THEMES[i % 4], (88, 180)[i % 2])]
    for theme, width in looks:
        audit(iis, [], ['--layout', layout, '--theme', theme, '--width', width])
    for kind in ('two-mode', 'actors', 'members') if count >= 500 else (('two-mode', 'actors', 'members')[i % 3],):
        audit(iis, ['--network', kind, '--as-of', '2021-06-30'], ['--layout', layout])
audit(iis, ['--network', 'two-mode', '--as-of', '2021-06-30'], ['--layout', 'table'])
audit(iis, [], ['--layout', 'stress', '--panels', '2015,2018,2021-06-30'], [('a', '2015'), ('b', '2018'), ('c', '2021-06-30')])
audit_compare(iis, [], ['2015', '2021-06-30'])
# a tie of two nodes of one mode beside a hub: in a matrix each has its own row and column
mixed = os.path.join(here, 'mixed.csv')
with open(mixed, 'w') as f:
    f.write('agreement,party,signed\n' + ''.join(f'Big,{p},2000\n' for p in 'ABCD') + 'Pair,E,2001\nPair,F,2001\n')
audit(mixed, ['--network', 'ties'], ['--layout', 'matrix'])
# few parties of many agreements: these are rows, those of two as well
titles = os.path.join(here, 'titles.csv')
with open(titles, 'w') as f:
    f.write('agreement,party,signed\n' + ''.join(f'Treaty {i:02},{"ABCDEF"[(i * k + k) % 6]},2000\n' for i in range(30) for k in range(1, 4)))
audit(titles, ['--network', 'two-mode'], ['--layout', 'table'])
svg = os.path.join(here, 'titles.svg')
need(run('draw', titles, '--network', 'two-mode', '-o', svg).returncode == 0, 'draw', svg)
at = Figure(svg).at
need(len({round(at[p][1]) for p in 'ABCDEF'}) == 1 < len({at[f'Treaty {i:02}'][1] for i in range(30) if i % 6 != 5}),
     'titles are no rows', at)
need(set(Figure(svg).absent) == {f'Treaty {i:02}' for i in range(5, 30, 6)}, 'agreements of a single party', Figure(svg).absent)
need('Not drawn: 5 agreements of a single one' in ' '.join(Figure(svg).words), 'nothing of agreements of a single party')
# organizations that are the same for all are told in a line, and short names stand above their columns
members = os.path.join(here, 'members')
os.makedirs(members)
write(members, 'actors', ['id', 'name', 'type'], [[f'O{o}', f'O{o}', 'organization'] for o in range(90)])
write(members, 'memberships', ['organization', 'member', 'role', 'from', 'to'],
      [[f'O{o}', p, 'member', '2000', ''] for o in range(90) for i, p in enumerate(MANY_STATES)
       if o < 6 or (o * 7 + i) % (2 + o % 5) == 0])
audit(members, ['--network', 'members'], ['--layout', 'table'])
svg = os.path.join(here, 'members.svg')
need(run('draw', members, '--network', 'members', '--layout', 'table', '-o', svg).returncode == 0, 'draw', svg)
words = Figure(svg).words
need('All are members of: O0, O1, O2, O3, O4, O5.' in ' '.join(words), 'no line of those of all', words)
need('O10' in words and 'O0' not in words, 'no names above columns', words)
# crowded: neighbours in two parts of the world are drawn again, larger
crowd = os.path.join(here, 'crowd.csv')
with open(crowd, 'w') as f:
    f.write('agreement,party,signed\n' + ''.join(f'{a},{p},2000\n' for a, ps in (
        ('North', 'DEU FRA BEL NLD LUX CHE AUT CZE POL HUN SVN HRV SVK ITA'), ('South', 'BRA ARG PRY'),
        ('Far', 'JPN AUS DEU'), ('West', 'GTM HND SLV NIC CRI PAN USA')) for p in ps.split()))
audit(crowd, ['--network', 'actors'], ['--layout', 'map'])
svg = os.path.join(here, 'crowd.svg')
need(run('draw', crowd, '--network', 'actors', '--layout', 'map', '-o', svg).returncode == 0, 'draw', svg)
need({'DEU', 'BEL', 'AUT', 'CZE'} <= Figure(svg).twins.keys(), 'crowded nodes in no inset', sorted(Figure(svg).twins))
need(not {'BRA', 'ARG', 'JPN'} & Figure(svg).twins.keys(), 'nodes with room in an inset', sorted(Figure(svg).twins))
for name in sorted(os.listdir(os.path.join(source, 'data/examples'))):
    if name.endswith('.csv'):
        audit(os.path.join(source, 'data/examples', name), [], ['--layout', 'matrix'])
for number in range(count):
    random_case(number)
print(f'{passed} passed, 0 failed')
