"""encoding.py ENTENTE: does each mark of a figure look as the legend says that its value looks? The values are
those that `measure` and `graph` give for the same network; the legend is read as a person reads it, a mark
and the words to its right.
"""
import collections
import csv
import io
import json
import math
import os
import random
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as xml

SVG = '{http://www.w3.org/2000/svg}'
STATES = ('FRA ITA AUT CHE DEU ESP PRT NLD BEL DNK SWE NOR FIN POL USA CAN MEX BRA ARG CHL EGY DZA MAR NGA KEN ETH '
          'IND CHN JPN KOR THA VNM').split()
Look = collections.namedtuple('Look', 'fill stroke width dash corners size')


def data(seed):
    """Treaties of two and of several, with levels, some without a known day."""
    r = random.Random(seed)
    rows = ['agreement,party,signed,level,kind,form']
    hubs = r.sample(STATES, 3)
    for i in range(34):
        many = r.random() < 0.2
        who = set(r.sample(STATES, r.randrange(3, 5)) if many else [r.choice(hubs), r.choice(STATES)])
        day = r.choice(['1950', '1960-05', '1970-05-08', '195X', ''])
        level = r.choice(['multilateral', 'regional']) if many else r.choice(['bilateral', 'bilateral', ''])
        kind = r.choice(['treaty', 'memorandum', 'protocol', ''])
        form = r.choice(['written', 'oral', ''])
        rows += ['T%d,%s,%s,%s,%s,%s' % (i, p, day, level, kind, form) for p in sorted(who)]
    return '\n'.join(rows) + '\n'


def heavy(seed):
    """A chain in which each tie has twice the agreements of the one before."""
    chain = random.Random(seed).sample(STATES, 9)
    rows = ['agreement,party,signed']
    for i, pair in enumerate(zip(chain, chain[1:])):
        rows += ['T%d_%d,%s,1950' % (i, k, p) for k in range(2 ** i) for p in pair]
    return '\n'.join(rows) + '\n'


def numbers(text):
    return [float(x) for x in re.findall(r'-?\d+(?:\.\d+)?', text)]


def box(element):
    """Left, top, right, bottom of a mark."""
    get = lambda name: float(element.get(name, 0))
    if element.tag == SVG + 'circle':
        return get('cx') - get('r'), get('cy') - get('r'), get('cx') + get('r'), get('cy') + get('r')
    if element.tag == SVG + 'rect':
        return get('x'), get('y'), get('x') + get('width'), get('y') + get('height')
    n = numbers(element.get('d', ''))
    return min(n[::2]), min(n[1::2]), max(n[::2]), max(n[1::2])


def look(element):
    """What tells one mark from another: colours, width, dash, how many corners, how large."""
    corners = 0 if element.tag == SVG + 'circle' else 4 if element.tag == SVG + 'rect' else len(
        re.findall('[ML]', element.get('d', '')))
    left, top, right, bottom = box(element)
    return Look(element.get('fill'), element.get('stroke'), element.get('stroke-width'),
                element.get('stroke-dasharray'), corners, max(right - left, bottom - top))


def read_legend(root):
    """{title: [(words, look)]}: a mark belongs to the words beside it, words to the title above them."""
    group = next(g for g in root.iter(SVG + 'g') if g.get('id') == 'legend')
    marks = [m for m in group if m.tag != SVG + 'text' and m.tag in (SVG + 'path', SVG + 'circle', SVG + 'rect')]
    legend, title = {}, None
    for text in [t for t in group if t.tag == SVG + 'text']:
        words, x, y = ''.join(text.itertext()), float(text.get('x')), float(text.get('y')) - 2.3
        if text.get('font-weight') == 'bold':
            title = words
            legend[title] = []
            continue
        beside = [m for m in marks if box(m)[2] <= x + 1 and x - box(m)[2] < 30 and
                  abs((box(m)[1] + box(m)[3]) / 2 - y) < 2.5]
        if beside and title:
            legend[title].append((words, look(beside[0])))
    return legend


def read_figure(path):
    root = xml.parse(path).getroot()
    nodes, ties = {}, []
    _, _, width, height = numbers(root.get('viewBox'))
    for mark in root.iter():
        if mark.tag in (SVG + 'path', SVG + 'circle') and (mark.get('d') or mark.get('r')):
            left, top, right, bottom = box(mark)
            assert left >= -1 and top >= -1 and right <= width + 1 and bottom <= height + 1, 'a mark outside the page'
    for g in root.iter(SVG + 'g'):
        mark = next((m for m in g if m.tag in (SVG + 'path', SVG + 'circle', SVG + 'rect')), None)
        if mark is not None and g.get('data-id'):
            nodes[g.get('data-id')] = look(mark)
        if mark is not None and g.get('data-source'):
            ties.append((g.get('data-source'), g.get('data-target'), g.get('data-unknown') == '1', look(mark)))
    return read_legend(root), nodes, ties


def in_class(words, value):
    """Is a number within what the legend says: '3' or '4–7'?"""
    ends = [float(x) for x in words.split('\u2013')]
    return ends[0] - 1e-2 * abs(ends[0]) - 1e-9 <= value <= ends[-1] + 1e-2 * abs(ends[-1]) + 1e-9


class Figure:
    def __init__(self, entente, seed, *options, data=data):
        self.where = 'seed %d, %s' % (seed, ' '.join(options))
        which = ['--network', 'actors', '--as-of', '1965', '-q']
        with tempfile.TemporaryDirectory() as folder:
            path, out = os.path.join(folder, 't.csv'), os.path.join(folder, 'f.svg')
            with open(path, 'w') as file:
                file.write(data(seed))
            self.rows = data(seed).split('\n')

            def run(*words):
                done = subprocess.run([entente, *words], capture_output=True, text=True)
                assert done.returncode == 0, '%s: %s' % (self.where, done.stderr)
                return done.stdout
            run('draw', path, *which, '--layout', 'stress', '--starts', '1', '--names', 'id', *options, '--caption', os.path.join(folder, 'c.txt'), '-o', out)
            with open(os.path.join(folder, 'c.txt'), encoding='utf-8') as file:
                self.caption = ' '.join(file.read().split())
            self.legend, self.nodes, self.ties = read_figure(out)
            self.graph = json.loads(run('graph', path, *which, '--format', 'json', '-o', '-'))
            rows = csv.DictReader(io.StringIO(run('measure', path, *which, '-m', 'degree,strength', '--scope', 'node',
                                                  '--format', 'csv', '-o', '-')))
            self.measures = {x['id']: x for x in rows}

    def group(self, beginning):
        found = [v for k, v in self.legend.items() if k.startswith(beginning)]
        assert len(found) == 1, '%s: no legend %r in %r' % (self.where, beginning, list(self.legend))
        return found[0]

    def fail(self, *words):
        raise AssertionError(self.where + ': ' + ' '.join(map(str, words)))

    # -- what is asked --

    def areas(self, measure):
        """The area of a circle is its value; small ones have a least size."""
        circles = {i: n.size for i, n in self.nodes.items() if n.corners == 0}
        most = max(circles, key=lambda i: float(self.measures[i][measure]))
        for i, size in circles.items():
            share = float(self.measures[i][measure]) / float(self.measures[most][measure])
            want = max(min(circles.values()), circles[most] * math.sqrt(share))
            if abs(size - want) > 0.05:
                self.fail('the circle of', i, 'is', size, 'wide, not', want)
        for words, mark in self.group('Area'):
            same = [n for i, n in circles.items() if in_class(words, float(self.measures[i][measure]))]
            if not same or abs(same[0] - mark.size) > 0.05:
                self.fail('the key says', words, 'with', mark.size, 'and the figure has', same[:1])

    def isolates(self):
        """The caption names those without a tie, all of them."""
        tied = {x for t in self.graph['ties'] + self.graph['unknown_ties'] for x in (t['source'], t['target'])}
        want = sorted(n['id'] for n in self.graph['nodes'] if n['id'] not in tied)
        said = re.search(r'Without a tie and not drawn: (\d+) actors? \(([^)]*)\)', self.caption)
        if not want or not said or int(said[1]) != len(want) or sorted(said[2].split(', ')) != want:
            self.fail('without a tie:', want, 'and the caption has', said and said[0])

    def two_words(self):
        """Colour is one column, dash another."""
        entries = dict(self.group('Ties'))
        for a, b, hidden, mark in self.ties:
            found = [words for words, key in entries.items() if (key.stroke, key.dash) == (mark.stroke, mark.dash)]
            if hidden:
                continue
            acts = next(t['acts'] for t in self.graph['ties'] if (t['source'], t['target']) == (a, b))
            words = []
            for column in (4, 5):
                cells = {row.split(',')[column] for row in self.rows if row.split(',')[0] in acts}
                words.append('several' if len(cells) > 1 else min(cells) or 'not known')
            if found != [', '.join(words)]:
                self.fail(a, b, 'with', words, 'looks like', found)

    def regions(self):
        entries = {words: mark for words, mark in self.group('Region')}
        want = {n['id']: n['region'] for n in self.graph['nodes']}
        for i, n in self.nodes.items():
            mark = entries.get(want[i])
            if not mark or (mark.fill, mark.corners) != (n.fill, n.corners):
                self.fail(i, 'of', want[i], 'looks', n, 'and the key', mark)
        looks = [(m.fill, m.corners) for m in entries.values()]
        if len(set(looks)) != len(looks) or set(entries) != {want[i] for i in self.nodes}:
            self.fail('regions in the key:', sorted(entries))

    def shades(self, measure, least=2):
        """Nodes coloured by a number: the class of the colour holds the number, and darker is more."""
        entries = [x for x in self.group(measure.capitalize()) if re.match(r'[\d.]', x[0])]
        for i, n in self.nodes.items():
            classes = [words for words, mark in entries if mark.fill == n.fill]
            if len(classes) != 1 or not in_class(classes[0], float(self.measures[i][measure])):
                self.fail(i, 'with', self.measures[i][measure], 'has the colour of', classes)
        light = [sum(int(mark.fill[k:k + 2], 16) * w for k, w in ((1, .3), (3, .6), (5, .1))) for _, mark in entries]
        if len(entries) < least:
            self.fail(len(entries), 'classes of many values')
        if light not in (sorted(light), sorted(light, reverse=True)) or len(set(light)) < len(light):
            self.fail('shades are in no order:', light)

    def lines(self):
        """Ties: colour and dash are the level, width is the weight; what is not known has a look of its own."""
        tie = {(t['source'], t['target']): t for t in self.graph['ties']}
        levels = {words: mark for words, mark in self.group('Ties')}
        widths = self.group('Width')
        unknown = {mark.dash for *_, hidden, mark in self.ties if hidden}
        for a, b, hidden, mark in self.ties:
            if hidden:
                if (a, b) in tie:
                    self.fail(a, b, 'is known and drawn as unknown')
                continue
            t = tie[a, b]
            level = {'several': 'several levels', '': 'agreement'}.get(t['level'], t['level'])
            entry = levels.get(level)
            if not entry or (entry.stroke, entry.dash) != (mark.stroke, mark.dash):
                self.fail(a, b, 'of level', level, 'looks', mark, 'and the key', entry, 'of', sorted(levels))
            fits = [words for words, key in widths if key.width == mark.width]
            if len(fits) != 1 or not in_class(fits[0], t['weight']):
                self.fail(a, b, 'of weight', t['weight'], 'has the width of', fits)
            if mark.dash in unknown:
                self.fail(a, b, 'is known and has the dash of what is not')
        drawn = sorted((a, b) for a, b, hidden, _ in self.ties if not hidden)
        if drawn != sorted(tie):
            self.fail('ties drawn:', len(drawn), 'of', len(tie))


def main(entente):
    for seed in (1, 2):
        f = Figure(entente, seed, '--size', 'strength', '--tie-width', 'weight')
        f.areas('strength')
        f.lines()
        f.isolates()
        Figure(entente, seed, '--colour', 'region', '--size', 'degree').regions()
        Figure(entente, seed, '--colour', 'degree', '--theme', 'grey').shades('degree')
        Figure(entente, seed, '--colour', 'strength').shades('strength')
        Figure(entente, seed, '--colour', 'strength', data=heavy).shades('strength', 4)
        Figure(entente, seed, '--tie-colour', 'kind', '--dash', 'form').two_words()
    print('12 figures look as their legends say')


if __name__ == '__main__':
    try:
        main(os.path.abspath(sys.argv[1]))
    except AssertionError as wrong:
        print('FAILED:', wrong)
        sys.exit(1)
