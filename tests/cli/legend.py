"""Is the legend of every figure true? Each look that occurs has an entry, each entry occurs, no two
entries look alike, circles and lines of the key are as large as in the figure, and no mark of the
network lies under the key.

    legend.py ENTENTE SOURCE
"""
import os
import random
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET

ENTENTE, SOURCE = sys.argv[1:3]
IIS = os.path.join(SOURCE, 'data/iis')
NEAR = 0.03


def tag(e):
    return e.tag.rsplit('}', 1)[-1]


def number(e, name, otherwise=0.0):
    return float(e.get(name, otherwise))


def points(path):
    """Ends of lines and points along curves."""
    at, out, token = [0.0, 0.0], [], re.findall(r'[A-Za-z]|-?[\d.]+', path)
    i, command = 0, ''
    while i < len(token):
        if token[i].isalpha():
            command = token[i]
            i += 1
            if command in 'zZ':
                continue
        if command in 'ML':
            at = [float(token[i]), float(token[i + 1])]
            i += 2
        elif command == 'C':
            c = [float(t) for t in token[i:i + 6]]
            for k in range(1, 11):
                t = k / 10
                u = 1 - t
                out.append([u ** 3 * at[j] + 3 * u * u * t * c[j] + 3 * u * t * t * c[2 + j]
                            + t ** 3 * c[4 + j] for j in (0, 1)])
            at = c[4:6]
            i += 6
            continue
        elif command == 'h':
            at = [at[0] + float(token[i]), at[1]]
            i += 1
        elif command == 'v':
            at = [at[0], at[1] + float(token[i])]
            i += 1
        else:
            raise ValueError('path command %s' % command)
        out.append(list(at))
    return out


def corners(e):
    kind = tag(e)
    if kind == 'circle':
        x, y, r = number(e, 'cx'), number(e, 'cy'), number(e, 'r')
        return [[x - r, y - r], [x + r, y + r]]
    if kind == 'rect':
        x, y = number(e, 'x'), number(e, 'y')
        return [[x, y], [x + number(e, 'width'), y + number(e, 'height')]]
    return points(e.get('d', ''))


def box(e):
    p = corners(e)
    return (min(q[0] for q in p), min(q[1] for q in p), max(q[0] for q in p), max(q[1] for q in p))


def text_box(e):
    size, x, y = number(e, 'font-size'), number(e, 'x'), number(e, 'y')
    width = 0.45 * size * len(''.join(e.itertext()))
    x -= {'middle': width / 2, 'end': width}.get(e.get('text-anchor'), 0)
    return (x, y - 0.7 * size, x + width, y)


def form(e):
    """circle, box, or what kind of symbol, whatever its size and place."""
    kind = tag(e)
    if kind == 'circle':
        return kind
    if kind == 'rect':
        return 'box'
    p = points(e.get('d', ''))
    x0, y0, x1, y1 = box(e)
    if len(p) == 3:
        return 'triangle' if abs(p[0][1] - y0) < 0.1 else 'down'
    if len(p) == 4:
        return 'square' if abs(p[0][0] - x0) < 0.1 and abs(p[0][1] - y0) < 0.1 else 'diamond'
    return '%d corners' % len(p)


def radius(e):
    """Of the circle that has its area."""
    wide = {'circle': 1, 'square': 0.89, 'diamond': 1.2, 'triangle': 1.2, 'down': 1.2, '6 corners': 1.08}
    b = box(e)
    return (b[2] - b[0]) / 2 / wide.get(form(e), 1)


def colour(e):
    """What a reader calls its colour: the fill, or the outline of what is hollow."""
    fill = e.get('fill', 'none')
    stroke = e.get('stroke', 'none')
    return stroke if fill in ('none', PAPER) and stroke != 'none' else fill


class Key:
    def __init__(self, legend):
        self.texts = [e for e in legend.iter() if tag(e) == 'text' and e.get('font-style') != 'italic']
        marks = [e for e in legend.iter() if tag(e) in ('circle', 'rect', 'path')]
        titles = [e for e in self.texts if e.get('font-weight') == 'bold']
        self.boxes = [text_box(e) for e in self.texts] + [box(e) for e in marks]
        self.entries = []  # title, mark
        for m in marks:
            b = box(m)
            over = [t for t in titles if number(t, 'y') < b[1] + 1 and number(t, 'x') <= b[0] + 2]
            over.sort(key=lambda t: (round(number(t, 'x')), number(t, 'y')))
            self.entries.append((''.join(over[-1].itertext()) if over else '', m))

    def of(self, wanted):
        return [m for title, m in self.entries if wanted(title)]


def is_line(e):
    return tag(e) == 'path' and e.get('fill', 'none') == 'none'


def groups(root, name):
    return [g for g in root.iter() if re.match(name + r'(\.panel\d+)?$', g.get('id', ''))]


def meet(a, b):
    return a[0] < b[2] - 0.3 and b[0] < a[2] - 0.3 and a[1] < b[3] - 0.3 and b[1] < a[3] - 0.3


def check(path, layout, panels):
    global PAPER
    root = ET.parse(path).getroot()
    faults = []
    legend = groups(root, 'legend')
    if not legend:
        return faults
    background = groups(root, 'background')
    PAPER = next((e.get('fill') for g in background for e in g if tag(e) == 'rect'), '#FFFFFF')
    key = Key(legend[-1])
    nodes = [e for g in groups(root, 'nodes') for n in g if 'node' in n.get('class', '')
             for e in n if tag(e) in ('circle', 'rect', 'path')]
    edges = [e for g in groups(root, 'edges') for n in g for e in n.iter()
             if tag(e) == 'path' and n.get('class', '') == 'edge']
    cells = [e for e in edges if e.get('fill', 'none') != 'none']
    lines = [e for e in edges if e.get('fill', 'none') == 'none']

    def sized(title):
        return title.startswith('Area: ')

    def shaped(title):
        return title.startswith('Shape: ')

    # no two alike
    seen = {}
    for title, m in key.entries:
        look = (is_line(m), form(m) if not is_line(m) else '', colour(m), m.get('stroke-dasharray'),
                m.get('stroke-opacity'), m.get('fill'))
        if sized(title):
            look = ('size', round(box(m)[2] - box(m)[0], 1), m.get('fill'))
        elif title.startswith('Width: '):
            look = ('width', m.get('stroke-width'))
        elif shaped(title):
            look = ('shape', form(m))
        elif is_line(m):
            look += (m.get('stroke-width'),)
        if tag(m) == 'path' and not is_line(m) and m.get('fill') == GROUND.get(PAPER):
            continue
        if look in seen and 'ground' not in str(look):
            faults.append('two entries look alike: %s and %s: %s' % (seen[look], title, look))
        seen[look] = title

    # nodes
    keyed = [m for title, m in key.entries
             if not sized(title) and not is_line(m) and not shaped(title)
             and title not in ('Cells',) and not CELLS.search(title)]
    hidden_ego = [e for e in nodes if layout == 'rings' and tag(e) == 'rect' and e.get('fill') == PAPER]
    plain = [e for e in nodes if e not in hidden_ego and e.get('fill') != PAPER or layout == 'column']
    if layout != 'timeline' and not panels:
        have = {colour(m) for m in keyed}
        drawn = {colour(e) for e in plain if e not in hidden_ego}
        if drawn - have:
            faults.append('nodes of colours without an entry: %s' % sorted(drawn - have))
        if have - drawn - {colour(e) for e in nodes}:
            faults.append('entries of colours that no node has: %s' % sorted(have - drawn))
        shapes = {form(m) for m in keyed + key.of(shaped)}
        missing = {form(e) for e in nodes if e not in hidden_ego} - shapes
        if missing:
            faults.append('nodes of shapes without an entry: %s' % sorted(map(str, missing)))
    # sizes
    radii = [radius(e) for e in nodes if tag(e) != 'rect']
    for m in key.of(sized):
        r = radius(m)
        if not panels and radii and not any(abs(r - q) <= NEAR for q in radii):
            faults.append('a circle of the key is as large as none of the figure: %s' % r)
    # lines
    if layout not in ('pyramid', 'timeline') and not panels:
        def look(e):
            return e.get('stroke'), e.get('stroke-dasharray')
        drawn = {look(e) for e in lines}
        plain_lines = [m for title, m in key.entries if is_line(m) and not title.startswith('Width: ')]
        have = {look(m) for m in plain_lines}
        of_groups = {colour(m) for m in keyed}
        if have and drawn - have - {(c, None) for c in of_groups}:
            faults.append('lines without an entry: %s' % sorted(map(str, drawn - have)))
        if have - drawn:
            faults.append('entries of lines that do not occur: %s' % sorted(map(str, have - drawn)))
        strengths = {(e.get('stroke'), e.get('stroke-opacity', '1')) for e in lines}
        for m in plain_lines:
            if (m.get('stroke'), m.get('stroke-opacity', '1')) not in strengths:
                faults.append('a line of the key is as pale as none of the figure')
        widths = {number(e, 'stroke-width') for e in lines}
        for m in key.of(lambda t: t.startswith('Width: ')):
            if not any(abs(number(m, 'stroke-width') - w) < 0.011 for w in widths):
                faults.append('a line of the key is as wide as none of the figure')
    # cells
    if cells:
        have = {m.get('fill') for title, m in key.entries if title == 'Cells' or CELLS.search(title)}
        drawn = {e.get('fill') for e in cells} - ({colour(m) for m in keyed} if layout == 'table' else set())
        if drawn - have:
            faults.append('cells of colours without an entry: %s' % sorted(drawn - have))
        halves = {e.get('fill') for e in cells if e.get('data-unknown') == '1'}
        full = {e.get('fill') for e in cells if e.get('data-unknown') != '1'}
        if halves & full:
            faults.append('unknown cells look like known ones')
    # the key's rectangle
    if key.boxes and not panels:
        b = key.boxes
        rectangle = (min(x[0] for x in b), min(x[1] for x in b), max(x[2] for x in b), max(x[3] for x in b))
        words = [e for g in groups(root, 'labels') for e in g.iter() if tag(e) == 'text'
                 and not e.get('transform')]
        under = [e for e in nodes + cells if meet(box(e), rectangle)]
        under += [e for e in words if meet(text_box(e), rectangle)]
        under += [e for e in lines if any(rectangle[0] < x < rectangle[2] and rectangle[1] < y < rectangle[3]
                                          for x, y in points(e.get('d')))]
        if under:
            faults.append('%d marks under the key' % len(under))
    return faults


PAPER = '#FFFFFF'
GROUND = {'#FFFFFF': '#F5F5F6'}
CELLS = re.compile(r'in common$|^Agreements|^Memberships|^Weight of the tie')


def random_table(seed, folder):
    r = random.Random(seed)
    path = os.path.join(folder, 'random%d.csv' % seed)
    codes = r.sample(CODES, r.randint(4, 40))
    with open(path, 'w') as out:
        out.write('agreement,party,signed,ended,level\n')
        for i in range(r.randint(3, 90)):
            for c in r.sample(codes, 2 if r.random() < 0.7 else min(len(codes), r.randint(3, 8))):
                out.write('T%d,%s,%s,%s,\n' % (i, c, r.choice(['19%02d' % r.randint(50, 99), '2000', '']),
                                               r.choice(['', '', '20%02d' % r.randint(1, 20)])))
    return path


CODES = ('FRA DEU GBR ITA ESP PRT NLD BEL USA CAN MEX BRA ARG CHL PER CHN JPN IND IDN VNM THA KOR ZAF NGA KEN '
         'EGY MAR DZA ETH AUS NZL FJI POL CZE HUN ROU BGR GRC TUR IRN').split()
LAYOUTS = 'stress column pyramid blocs bundle matrix map timeline rings columns'.split()


def cases(folder):
    for layout in LAYOUTS:
        for more in ([], ['--network', 'actors'], ['--network', 'two-mode'], ['--with-memberships'],
                     ['--network', 'actors', '--as-of', '2015']):
            yield IIS, layout, more
    yield IIS, 'table', ['--network', 'two-mode']
    yield IIS, 'stress', ['--network', 'actors', '--colour', 'community']  # a long key
    for theme in ('grey', 'dark', 'slide'):
        yield IIS, 'stress', ['--theme', theme, '--network', 'actors', '--colour', 'region']
    for layout in ('stress', 'blocs', 'bundle', 'map', 'rings'):
        for more in (['--size', 'betweenness', '--colour', 'region', '--shape', 'type'],
                     ['--network', 'actors', '--colour', 'community', '--tie-width', 'tie_weight'],
                     ['--network', 'actors', '--tie-colour', 'kind', '--dash', 'level']):
            yield IIS, layout, more
    for seed in range(24):
        table = random_table(seed, folder)
        for k in range(2):
            yield table, LAYOUTS[(2 * seed + k) % len(LAYOUTS)], [
                ['--network', 'actors'], ['--network', 'two-mode'],
                ['--network', 'actors', '--as-of', '2010']][(seed + k) % 3]


def main():
    count = failed = 0
    with tempfile.TemporaryDirectory() as folder:
        figure = os.path.join(folder, 'x.svg')
        for data, layout, more in cases(folder):
            if os.path.exists(figure):
                os.remove(figure)
            run = subprocess.run([ENTENTE, 'draw', data, '--layout', layout, '--starts', '2', '-q', '-o', figure]
                                 + more, capture_output=True, text=True)
            if run.returncode == 1 and 'would be blank' in run.stderr:
                continue
            faults = [run.stderr] if run.returncode else check(figure, layout, False)
            count += 1
            for f in faults:
                failed += 1
                print('FAILED: %s --layout %s %s: %s' % (os.path.basename(data), layout, ' '.join(more), f))
    if count < 60:
        print('FAILED: only %d figures were looked at' % count)
        failed += 1
    print('%d figures, %d faults' % (count, failed))
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main())
