"""Simplified figures: no tie is left out, what is dark is what the note says, statistics do not change, and what cannot
be simplified is refused.

    simplify.py ENTENTE SOURCE
"""
import json
import random
import re
import xml.etree.ElementTree as ET

from commands import check, finish, outcome, put, run

NOTE = re.compile(r'Simplified: (\d+) of (\d+) ties are dark: of each node (?:the (\d+) that are|that which is) strongest among')


def groups_of(nodes, between, seed):
    """Four dense groups with chance ties between them, and weights 1 to 4 within."""
    chance, rows = random.Random(seed), []
    for i in range(nodes):
        for k in range(i):
            times = chance.randint(1, 4) if i % 4 == k % 4 else chance.random() < between
            rows += ['A%d-%d-%d,%s\n' % (i, k, n, actor) for n in range(times) for actor in ('Actor %02d' % i, 'Actor %02d' % k)]
    return 'agreement,party\n' + ''.join(rows)


def draw(name, *options):
    said = run('draw', data, '--network', 'actors', *options, '-o', name, code=0).stderr
    root = ET.parse(name).getroot()
    ties = {}
    for e in root.iter():
        if e.get('data-source') is not None:
            line = next(x for x in e.iter() if x.get('stroke') not in (None, 'none'))
            ties[e.get('data-source'), e.get('data-target')] = float(line.get('stroke-width'))
    text = ' '.join(e.text or '' for e in root.iter() if e.tag.endswith('}text'))
    return root, ties, NOTE.search(text), said


data = put('dense.csv', groups_of(64, 0.3, 5))
run('graph', data, '--network', 'actors', '--format', 'json', '-q', '-o', 'net.json', code=0)
net = json.load(open('net.json'))
weight = {(t['source'], t['target']): t['weight'] for t in net['ties']}
strength = {n['id']: sum(w for t, w in weight.items() if n['id'] in t) for n in net['nodes']}
relative = {t: round(w / (strength[t[0]] * strength[t[1]]) ** 0.5, 12) for t, w in weight.items()}

for options, each in ((('--layout', 'stress'), None), (('--simplify', '1'), 1), (('--simplify', '3'), 3)):
    root, ties, note, said = draw('x.svg', *options)
    check(note, options, 'no note', said)
    dark = {t for t, width in ties.items() if width > 0.35}
    check(set(ties) == set(weight), options, 'ties', len(ties), len(weight))
    check(root.get('data-ties') == str(len(weight)), options, root.get('data-ties'))
    check((len(dark), len(ties)) == (int(note[1]), int(note[2])), options, note[0], len(dark))
    check('%d of %d ties are faint; --simplify none' % (len(ties) - len(dark), len(ties)) in said, options, said)
    each = each or int(note[3] or 1)
    check(int(note[3] or 1) == each, options, note[0])
    for n in net['nodes']:  # the strongest ties of each node are dark, as many as were asked for
        own = sorted((t for t in weight if n['id'] in t), key=lambda t: -relative[t])
        check(all(t in dark for t in own[:each] if relative[t] > relative[own[each]]), options, n['id'], 'lost a strong tie')
        check(sum(t in dark for t in own) >= each, options, n['id'], 'has too few dark ties')
    reached, rest = {net['nodes'][0]['id']}, set(dark)
    while True:
        step = {t for t in rest if reached & set(t)}
        if not step:
            break
        rest -= step
        reached |= {i for t in step for i in t}
    check(len(reached) == len(net['nodes']), options, 'the dark ties do not hold the network together', len(reached))

root, ties, note, said = draw('none.svg', '--layout', 'stress', '--simplify', 'none')
check(not note and 'faint' not in said and len(ties) == len(weight), 'none', said)
check(open('x.svg').read() == (draw('again.svg', '--simplify', '3'), open('again.svg').read())[1], 'other bytes')

few = put('few.csv', 'agreement,party\nA,FRA\nA,DEU\nB,DEU\nB,ITA\n')
code, _, said = outcome('draw', few, '-o', 'few.svg')
check(code == 0 and 'implified' not in said, 'a small network', said)
for words in (('--layout', 'matrix'), ('--network', 'two-mode'), ('--collapse', 'region'), ('--layout', 'map')):
    code, _, said = outcome('draw', few, *words, '--simplify', '2', '-o', 'no.svg')
    check(code == 2 and '--simplify makes lines faint' in said, words, code, said)
for value in ('0', '51', '1.5', 'all'):
    code, _, said = outcome('draw', few, '--simplify', value, '-o', 'no.svg')
    check(code == 2 and 'expected auto, none or a number from 1 to 50' in said, value, code, said)
finish()
