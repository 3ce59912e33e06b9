#!/usr/bin/env python3
"""measure.py: what a reader stumbles over in network figures, counted the same way for all of them.

Usage: measure.py FIGURE.svg ...   prints a Markdown table: words on words, words on nodes, ties under
words, ties through nodes, crossings of ties, smallest text at 180 mm, whether there is a legend, and a
title and description. Needs no library. Knows SVG as entente and as Graphviz write it (groups of class
"node" and "edge", text as text) and as R's svglite does: no classes, but the panel is clipped; what
lies in it is a node when closed, a tie when a line; words outside are the legend.
"""
import math, re, sys
import xml.etree.ElementTree as ET

# widths in Arial, near enough: what is not named is 0.556 of the size, capitals 0.68
WIDTHS = {c: w for cs, w in (("ijl'", .22), ("Ift.,:;/| ", .28), ("r()[]-", .33), ("cksvxyzJ", .5),
                             ("mMW@", .85), ("w", .72), ("FTLZ", .61)) for c in cs}


def local(e):
    return e.tag.rsplit('}', 1)[-1]


def width(text, size):
    return size * sum(WIDTHS.get(c, .68 if c.isupper() else .556) for c in text)


def numbers(text):
    return [float(v) for v in re.findall(r'-?\d+\.?\d*(?:e-?\d+)?', text or '')]


def path(d):
    """The points of a path with M, L, H, V and C (also relative m, l, h, v); curves by their ends and two places between."""
    points, command = [], 'M'
    tokens = re.findall(r'[MLHVCZmlhvz]|-?\d+\.?\d*', d)
    i = 0
    while i < len(tokens):
        if tokens[i].isalpha():
            command, i = tokens[i], i + 1
            if command not in 'Zz':
                continue
        if command in 'Zz':
            break
        need = {'C': 6, 'H': 1, 'V': 1, 'h': 1, 'v': 1}.get(command, 2)
        v = [float(t) for t in tokens[i:i + need]]
        i += need
        if command == 'C':
            p = [points[-1]] + [(v[k], v[k + 1]) for k in (0, 2, 4)]
            for t in (1 / 3, 2 / 3, 1):
                u = 1 - t
                w = (u ** 3, 3 * u * u * t, 3 * u * t * t, t ** 3)
                points.append((sum(a * q[0] for a, q in zip(w, p)), sum(a * q[1] for a, q in zip(w, p))))
        else:
            x, y = points[-1] if points and command in 'HVhvml' else (0, 0)
            dx, dy = (v[0], 0) if command in 'Hh' else (0, v[0]) if command in 'Vv' else v
            points.append((v[0], y) if command == 'H' else (x, v[0]) if command == 'V' else (x + dx, y + dy))
    return points


def straightened(points):
    """The two ends of a line that was drawn in many short steps but never bends."""
    (x0, y0), (x1, y1) = points[0], points[-1]
    long = math.hypot(x1 - x0, y1 - y0)
    bent = any(abs(side((x0, y0), (x1, y1), p)) > .3 * long for p in points)
    return points if bent else [points[0], points[-1]]


def clips(root):
    """Of each clip path its area: svglite's panel is smaller than the page."""
    return {c.get('id'): float(c[0].get('width')) * float(c[0].get('height'))
            for c in root.iter() if local(c) == 'clipPath' and len(c) and local(c[0]) == 'rect'}


def read(name):
    root = ET.parse(name).getroot()
    box = numbers(root.get('viewBox'))
    words, nodes, ties, sizes = [], [], [], []
    shift = [0, 0]
    legend = [False]
    svglite = root.get('class') == 'svglite'
    areas = clips(root) if svglite else {}

    def walk(e, role, size, fill):
        fill = e.get('fill', fill)
        covers = fill != 'none' or svglite
        tag, own = local(e), ((e.get('class') or '') + ' ' + (e.get('id') or '')).split()
        for r in ('node', 'edge', 'legend', 'background'):
            if r in own or r + 's' in own:
                role = r
        move = re.search(r'translate\(([-\d.]+)[ ,]+([-\d.]+)\)', e.get('transform') or '')
        if move and tag == 'g':
            shift[:] = float(move.group(1)), float(move.group(2))
        if tag in ('title', 'desc', 'metadata', 'defs') or role == 'background':
            return
        if svglite and tag == 'g':
            clip = re.search(r'#(.*)\)', e.get('clip-path') or '')
            panel = clip and areas.get(clip.group(1), 0) < .98 * box[2] * box[3]
            role = 'panel' if panel else 'legend'
        if role == 'panel':
            role = {'polyline': 'edge', 'line': 'edge', 'circle': 'node'}.get(tag, role)
        own_size = re.search(r'font-size:\s*([\d.]+)', e.get('style') or '')
        if tag == 'text' and (e.text or '').strip():
            sizes.append(float(own_size.group(1) if own_size else e.get('font-size', size)))
        if role == 'legend':
            legend[0] = legend[0] or tag == 'text'
            for c in e:
                walk(c, role, size, fill)
            return
        x, y = shift
        if tag == 'text' and (e.text or '').strip() and e.get('aria-hidden') != 'true':
            s = sizes[-1]
            w = width(e.text, s)
            at = {'middle': .5, 'end': 1}.get(e.get('text-anchor'), 0)
            x0, y0 = float(e.get('x')) + x - at * w, float(e.get('y')) + y
            words.append((x0, y0 - .72 * s, x0 + w, y0 + .2 * s, s))
        if role == 'node' and tag in ('circle', 'ellipse', 'rect', 'polygon', 'path'):
            if tag == 'rect':
                a, b, w, h = (float(e.get(k)) for k in ('x', 'y', 'width', 'height'))
                nodes.append((a + x, b + y, a + w + x, b + h + y, covers))
            elif tag in ('circle', 'ellipse'):
                rx, ry = float(e.get('r') or e.get('rx')), float(e.get('r') or e.get('ry'))
                cx, cy = float(e.get('cx')) + x, float(e.get('cy')) + y
                nodes.append((cx - rx, cy - ry, cx + rx, cy + ry, covers))
            else:
                v = path(e.get('d')) if tag == 'path' else list(zip(*[iter(numbers(e.get('points')))] * 2))
                nodes.append((min(p[0] for p in v) + x, min(p[1] for p in v) + y,
                              max(p[0] for p in v) + x, max(p[1] for p in v) + y, covers))
        if role == 'edge' and tag in ('path', 'polyline', 'line'):
            if tag == 'path':
                v = path(e.get('d'))
            elif tag == 'line':
                v = [(float(e.get('x1')), float(e.get('y1'))), (float(e.get('x2')), float(e.get('y2')))]
            else:
                v = list(zip(*[iter(numbers(e.get('points')))] * 2))
            ties.append(straightened([(p[0] + x, p[1] + y) for p in v]))
        for c in e:
            walk(c, role, size, fill)

    walk(root, '', 14, 'black')
    about = {local(e) for e in root if (e.text or '').strip()} & {'title', 'desc'}
    return box, words, nodes, ties, sizes, legend[0], len(about) == 2


def overlap(a, b, least=.5):
    return min(a[2], b[2]) - max(a[0], b[0]) > least and min(a[3], b[3]) - max(a[1], b[1]) > least


def bounds(points):
    xs, ys = zip(*points)
    return min(xs), min(ys), max(xs), max(ys)


def inside(a, b):
    return a[0] >= b[0] - .5 and a[1] >= b[1] - .5 and a[2] <= b[2] + .5 and a[3] <= b[3] + .5


def length_in(p, q, b):
    t0, t1 = 0.0, 1.0
    d = (q[0] - p[0], q[1] - p[1])
    for v, low, high, at in ((d[0], b[0], b[2], p[0]), (d[1], b[1], b[3], p[1])):
        if abs(v) < 1e-12:
            if not low < at < high:
                return 0
            continue
        u, w = sorted(((low - at) / v, (high - at) / v))
        t0, t1 = max(t0, u), min(t1, w)
    return max(0, t1 - t0) * math.hypot(*d)


def side(a, b, c):
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def cross(p, q, r, s):
    return side(p, q, r) * side(p, q, s) < 0 and side(r, s, p) * side(r, s, q) < 0


def touches(b, p):
    return b[0] - 2 <= p[0] <= b[2] + 2 and b[1] - 2 <= p[1] <= b[3] + 2


def measure(name):
    box, words, nodes, ties, sizes, legend, about = read(name)
    pairs = [list(zip(t, t[1:])) for t in ties]
    scale = 180 / 25.4 * 72 / box[2]
    on_words = sum(overlap(a, b) for i, a in enumerate(words) for b in words[:i])
    on_nodes = sum(overlap(w, n) and not inside(w, n) for w in words for n in nodes)
    under = sum(sum(length_in(p, q, w) for p, q in t) > 1 and
                not any(n[4] and inside(w, n) for n in nodes)
                for t in pairs for w in words)
    through = sum(sum(length_in(p, q, n) for p, q in t) > 1 and
                  not touches(n, t[0][0]) and not touches(n, t[-1][1]) for t in pairs for n in nodes)

    def same_end(a, b):
        return any(math.hypot(p[0] - q[0], p[1] - q[1]) < 1.2 / scale
                   for p in (a[0][0], a[-1][1]) for q in (b[0][0], b[-1][1]))
    boxes = [bounds(t) for t in ties]
    crossings = sum(overlap(boxes[i], boxes[k], -1) and not same_end(a, b) and
                    any(cross(*s, *r) for s in a for r in b)
                    for i, a in enumerate(pairs) for k, b in enumerate(pairs[:i]))
    return (len(nodes), len(ties), len(words), on_words, on_nodes, under, through, crossings,
            round(min(sizes) * scale, 1) if sizes else '-',
            'yes' if legend else 'no', 'yes' if about else 'no')


print('| figure | nodes | ties | words | words on words | words on nodes | ties under words | '
      'ties through nodes | crossings | smallest text, pt | legend | title, description |')
print('|' + '---|' * 12)
for name in sys.argv[1:]:
    print('| ' + ' | '.join(str(v) for v in (re.sub(r'.*/|\.svg$', '', name),) + measure(name)) + ' |')
