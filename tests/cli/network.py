"""Which network is built when none is asked for, and that every output says it first; agreements among
actors are ranked apart from them; a selection of actors, and agreements with one party, change only what
they must. Formulas here are written from their definitions."""
import csv
import io
import json
import math
import os
import random
import sys

import commands
from commands import finish, here, ok

SOURCE, SHARED = commands.SOURCE, os.path.abspath(sys.argv[3])


def run(*words, code=0):
    return commands.run(*words, code=code)


def path(name):
    return os.path.join(here, name)


def put(name, text):
    return commands.put(path(name), text)


# ---- the rule ----

def kind_of(*data):
    """The kind by default: the same for every verb, and for every day."""
    first = run('measure', *data).stdout.split('\n', 1)[0]
    kind = first.split(',')[0].removeprefix('Network: ')
    ok(first.startswith('Network: ') and '(default' in first and 'Others: --network ' in first, first)
    for verb in (['graph', '--format', 'json', '-o', path('g.json')], ['draw', '--starts', '1', '-o', path('g.svg')]):
        done = run(verb[0], *data, *verb[1:])
        ok('note: network: %s, ' % kind in done.stderr, verb, done.stderr)
    with open(path('g.json'), encoding='utf-8') as file:
        ok('; %s (default), ' % kind in json.load(file)['record'])
    for form in ('csv', 'json'):
        ok('note: network: %s, ' % kind in run('measure', *data, '--format', form).stderr)
    ok(run('measure', *data, '--format', 'md').stdout.startswith('Network: %s, ' % kind))
    ok(run('measure', *data, '--format', 'tex').stdout.startswith('%% Network: %s, ' % kind))
    for words in (['series', *data, '--from', '1950', '--to', '1951'], ['compare', *data, '1950', '1951'],
                  ['measure', *data, '--as-of', '1890'], ['measure', *data, '--null', 'labels', '--runs', '5'],
                  ['measure', *data, '--as-of', '1950', '--bounds'], ['measure', *data, '--isolates', 'drop']):
        ok(run(*words).stdout.startswith('Network: %s, ' % kind), words)
    return kind


TYPES = 'id,name,type\nA,A,state\nB,B,state\nC,C,state\nD,D,state\nO,O,organization\n'


def package(name, acts, parties, memberships=''):
    put(name + '/actors.csv', TYPES)
    if acts:
        put(name + '/agreements.csv', 'id,title,kind,within,signed\n' + acts)
        put(name + '/parties.csv', 'agreement,party,role\n' + parties)
    if memberships:
        put(name + '/memberships.csv', 'organization,member\n' + memberships)
    return path(name)


ROWS = 'agreement,party,signed\n' + ''.join('T1,%s,1950-05-01\n' % s for s in 'ABC') + 'T2,A,1950\nT2,D,1950\n'
ok(kind_of(put('parties.csv', ROWS)) == 'actors')
ok(kind_of(put('pairs.csv', 'source,target,signed,weight\nA,B,1950,3\nB,C,1951,1\n')) == 'actors')
ok(kind_of(put('list.csv', 'title,signed,parties\nOne,1950,A;B;C\nTwo,1951,B;D\n')) == 'actors')
ok(kind_of(os.path.join(SOURCE, 'data', 'iis')) == 'ties')
ABC = ''.join('T1,%s,party\n' % s for s in 'ABC')
BCD = ''.join('T2,%s,party\n' % s for s in 'BCD')
ok(kind_of(package('half', 'T1,One,treaty,O,1950\nT2,Two,treaty,,1950\n', ABC + BCD)) == 'ties')
ok(kind_of(package('third', 'T1,One,treaty,O,1950\nT2,Two,treaty,,1950\nT3,Three,treaty,,1950\n',
                   ABC + BCD + BCD.replace('T2', 'T3'))) == 'actors')
# agreements of two, talks, and parties that only observe do not speak of many
ok(kind_of(package('two', 'T1,One,treaty,O,1950\n', 'T1,A,party\nT1,B,party\nT1,B,party\nT1,C,observer\n')) == 'actors')
ok(kind_of(package('talks', 'T1,One,dialogue,O,1950\nT2,Two,treaty,,1950\n', ABC + BCD)) == 'actors')
ok(kind_of(package('members', '', '', 'O,A\nO,B\n')) == 'members')
ok(kind_of(package('mixed', 'T1,One,treaty,,1950\n', ABC, 'O,A\nO,B\n')) == 'actors')
done = run('compare', path('half'), path('third'), code=2)
ok('a network of ties and a network of actors cannot be compared; choose the same for both with --network' in done.stderr)
run('compare', path('half'), path('third'), '--network', 'actors')
if os.path.isdir(os.path.join(SHARED, 'datasets')):
    for words, kind in ((('atop-members', 'atop-4.01-members/atop-member-level.csv'), 'actors'),
                        (('bits', 'bits-unctad/0-data_cleaned.csv'), 'actors'),
                        (('desta', 'desta-2.0/DESTA.csv'), 'actors'),
                        (('cow-igo-states', 'cow-igo-v3/state_year_format3.csv.gz'), 'members')):
        done = run('measure', '--map', words[0], os.path.join(SHARED, 'datasets', words[1]), '-m', 'ties')
        ok(done.stdout.startswith('Network: %s, ' % kind), words)

# an explicit kind is no default
done = run('measure', path('parties.csv'), '--network', 'actors')
ok(done.stdout.startswith('Network: actors, states and organizations tied by the agreements that they share\n'))
ok('(default' not in done.stdout)
ok(run('explain', path('parties.csv'), 'A', 'B').stdout.startswith('Network: actors, '))

# ---- S7: three states and two agreements are three nodes, and no agreement is ranked among states ----

TWO = put('s7.csv', 'agreement,party\n' + ''.join('T1,%s\nT2,%s\n' % (s, s) for s in ('FRA', 'DEU', 'POL')))
nodes = list(csv.DictReader(io.StringIO(run('measure', TWO, '-m', 'degree', '--format', 'csv').stdout)))
ok({n['id']: n['degree'] for n in nodes} == {'FRA': '2', 'DEU': '2', 'POL': '2'}, nodes)

done = run('measure', TWO, '--network', 'ties', '-m', 'degree,nodes')
ok(done.stdout.split('\n', 1)[0].endswith('2 of 5 nodes are agreements: ranked apart from actors, and counted with '
                                          'them in statistics of the network'), done.stdout)


def blocks(text):
    """{title: [[rank, id, ...], ...]} of a table for the terminal."""
    found, title = {}, None
    for line in text.split('\n'):
        if ': ' in line and not line.startswith(('Network', 'entente')):
            title = line.split(': ')[1]
        elif title and line.split():
            found.setdefault(title, []).append(line.split())
    return found


shown = blocks(done.stdout)
ok([r[:2] for r in shown['actors'][1:]] == [['1=', 'DEU'], ['1=', 'FRA'], ['1=', 'POL']], shown)
ok([r[:2] for r in shown['agreements'][1:3]] == [['1=', 'T1'], ['1=', 'T2']], shown)
shown = blocks(run('measure', TWO, '--network', 'two-mode', '-m', 'degree', '--top', '1').stdout)
# a head, a row, how many share its rank, and the record behind the last
ok([len(shown['actors']), len(shown['agreements'])] == [3, 4], shown)
ok(shown['actors'][2][:4] == ['2', 'more', 'actors', 'share'] and
   shown['agreements'][2][:4] == ['1', 'more', 'agreement', 'shares'], shown)
rows = list(csv.DictReader(io.StringIO(run('measure', TWO, '--network', 'two-mode', '-m', 'degree', '--top', '1',
                                           '--format', 'csv').stdout)))
ok(sorted(r['type'] for r in rows) == ['agreement', 'state'], rows)
DATES = put('dates.csv', 'agreement,party,signed\nT1,FRA,1950\nT1,DEU,1950\nT1,POL,1950/1990\nT2,FRA,1960\nT2,DEU,1960\n')
rows = list(csv.DictReader(io.StringIO(run('measure', DATES, '--network', 'two-mode', '--as-of', '1970-01-01', '--bounds',
                                           '-m', 'degree', '--format', 'csv').stdout)))
ok({r['id']: r['degree_ranks'] for r in rows if r['type'] == 'agreement'} == {'T1': '1..2', 'T2': '1..2'}, rows)
rows = list(csv.DictReader(io.StringIO(run('compare', DATES, '1950-06-01', '1970', '--network', 'two-mode', '-m', 'degree',
                                           '--show', 'nodes', '--format', 'csv').stdout)))
ok({r['id']: r['degree_rank_b'] for r in rows if r['id'] in ('T1', 'T2')} == {'T1': '1=', 'T2': '1='}, rows)
shown = blocks(run('measure', path('members'), '-m', 'degree').stdout)
ok([r[:2] for r in shown['organizations'][1:2]] == [['1', 'O']] and shown['members'][1][0] == '1=', shown)

# ---- the ego of both sides has the radius that was asked for ----

CHAIN = put('chain.csv', 'source,target,signed\nA,B,1950\nB,C,1950\nC,D,1950\n')
rows = list(csv.DictReader(io.StringIO(run('compare', CHAIN, '1950', '1951', '--ego', 'A:2', '--show', 'summary', '--format',
                                           'csv').stdout)))
ok([(r['a'], r['b']) for r in rows if r['what'] == 'nodes'] == [('3', '3')], rows)

# ---- S8: who is shown does not change what ties them ----

TEN = put('s8.csv', 'agreement,party\nT1,FRA\nT1,DEU\n' + ''.join(
    'T2,%s\n' % x for x in ('FRA', 'DEU', 'ITA', 'ESP', 'POL', 'SWE', 'NOR', 'FIN', 'GRC', 'PRT')) +
    'T3,FRA\nT3,ITA\nT4,FRA\nT4,ITA\nT5,FRA\nT5,ESP\nT6,FRA\nT6,ESP\n')


def graph(data, *words):
    return json.loads(run('graph', data, *words, '-q', '--format', 'json', '-o', '-').stdout)


def ties_of(network):
    return {(t['source'], t['target']): t['weight'] for t in network['ties']}


for weight, expected in (('newman', 1 + 1 / 9), ('jaccard', 2 / 6), ('cosine', 2 / math.sqrt(12)), ('overlap', 1)):
    for words in ([], ['--only', 'FRA;DEU'], ['--only', 'DEU;FRA;ITA'], ['--ego', 'DEU']):
        tie = ties_of(graph(TEN, '--weight', weight, *words))[('DEU', 'FRA')]
        ok(abs(tie - expected) < 1e-9, weight, words, tie, expected)
ok([t['acts'] for t in graph(TEN, '--only', 'FRA;DEU', '--max-parties', '5')['ties']] == [['T1']])
rows = list(csv.DictReader(io.StringIO(run('measure', TEN, '--only', 'FRA;DEU', '-m', 'acts,strength_newman', '--format',
                                           'csv').stdout)))
ok({r['id']: r['agreements'] for r in rows} == {'FRA': '6', 'DEU': '2'}, rows)
ok(all(abs(float(r['strength_newman']) - 10 / 9) < 1e-9 for r in rows), rows)
ok('omit --only' in run('measure', TEN, '--only', 'FRA;DEU', '--projection-report', code=2).stderr)
ok('omit --only' in run('measure', TEN, '--network', 'two-mode', '--only', 'FRA;DEU', '--null', 'curveball',
                             code=2).stderr)
run('measure', TEN, '--only', 'FRA;DEU', '--null', 'curveball', '--runs', '5', '-m', 'total_weight')
kept = graph(TEN, '--only', 'FRA;DEU', '--network', 'ties')
ok(set(ties_of(kept)) == {('DEU', 'FRA'), ('DEU', 'T2'), ('FRA', 'T2')}, kept) # of ten, and still a node

# ---- DOT has the directions of the network ----

ARROWS = put('arrows.csv', 'from,to\nFRA,DEU\nDEU,POL\n')
ok(run('graph', ARROWS, '--directed', '-q', '--format', 'dot', '-o', '-').stdout.count(' -> ') == 2)
ok(run('graph', ARROWS, '-q', '--format', 'dot', '-o', '-').stdout.count(' -- ') == 2)

# ---- S9: margins are those of the data ----


def random_rows(r, actors, acts):
    rows = {}
    for t in range(acts):
        members = r.sample(range(actors), r.choice((1, 1, 2, 2, 3, 4)))
        rows['T%d' % t] = ['A%d' % m for m in sorted(members)]
    return rows


def written(name, rows):
    return put(name, 'agreement,party\n' + ''.join('%s,%s\n' % (t, a) for t in rows for a in rows[t]))


def choose(n, k):
    return math.comb(n, k) if 0 <= k <= n else 0


def margins(rows, a, b):
    x = sum(a in rows[t] for t in rows)
    y = sum(b in rows[t] for t in rows)
    return x, y, sum(a in rows[t] and b in rows[t] for t in rows), len(rows)


def chance(rows, a, b):
    x, y, both, acts = margins(rows, a, b)
    return sum(choose(x, k) * choose(acts - x, y - k) for k in range(both, min(x, y) + 1)) / choose(acts, y)


def mean_margins(rows):
    """The bipartite configuration model: {actor: [chance of being in act t]} by its fixed point."""
    actors = sorted({a for t in rows for a in rows[t]})
    degree = {a: sum(a in rows[t] for t in rows) for a in actors}
    x, y = {a: 0.3 for a in actors}, {t: 0.3 for t in rows}
    for _ in range(20000):
        x = {a: degree[a] / sum(y[t] / (1 + x[a] * y[t]) for t in rows) for a in actors}
        y = {t: len(rows[t]) / sum(x[a] / (1 + x[a] * y[t]) for a in actors) for t in rows}
    return {a: [x[a] * y[t] / (1 + x[a] * y[t]) for t in rows] for a in actors}


def tail(chances, least):
    mass = [1.0]
    for q in chances:
        mass = [(mass[k] if k < len(mass) else 0) * (1 - q) + (mass[k - 1] * q if k else 0) for k in range(len(mass) + 1)]
    return sum(mass[least:])


def p_values(data, backbone, *words):
    text = run('measure', data, '--network', 'actors', '--backbone', backbone, '--alpha', '1', '--correction', 'none', '-m',
               'backbone_p', '--scope', 'tie', '--format', 'csv', '-q', *words).stdout
    return {(r['source'], r['target']): float(r['backbone_p']) for r in csv.DictReader(io.StringIO(text))}


alone = 0
for seed in range(3):
    rows = random_rows(random.Random(seed), 8, 20)
    alone += sum(len(rows[t]) == 1 for t in rows)
    data = written('margins%d.csv' % seed, rows)
    for pair, p in p_values(data, 'hypergeometric').items():
        ok(abs(p - chance(rows, *pair)) < 1e-9, seed, pair, p, chance(rows, *pair))
    cells = mean_margins(rows)
    sdsm = p_values(data, 'sdsm')
    for (a, b), p in sdsm.items():
        expected = tail([u * v for u, v in zip(cells[a], cells[b])], margins(rows, a, b)[2])
        ok(abs(p - expected) < 1e-6, seed, a, b, p, expected)
    ok(sdsm)
    # the backbone is computed from all ties, whichever actors are shown
    shown = p_values(data, 'sdsm', '--only', 'A0;A1;A2;A3')
    ok(shown == {pair: p for pair, p in sdsm.items() if not set(pair) - {'A0', 'A1', 'A2', 'A3'}}, shown)
    # an agreement with one party creates no tie, and counts where margins are asked for
    more = written('more%d.csv' % seed, dict(rows, TX=['A0']))
    for weight in ('count', 'newman', 'binary', 'jaccard', 'cosine', 'overlap'):
        before, after = ties_of(graph(data, '--weight', weight)), ties_of(graph(more, '--weight', weight))
        ok(set(before) == set(after))
        for pair in before:
            x, y, both, _ = margins(dict(rows, TX=['A0']), *pair)
            expected = {'jaccard': both / (x + y - both), 'cosine': both / math.sqrt(x * y), 'overlap': both / min(x, y)}
            ok(abs(after[pair] - expected.get(weight, before[pair])) < 1e-9, weight, pair)
ok(alone > 10)

# ---- plots and words of figures rank actors, too ----

svg = run('draw', TWO, '--network', 'two-mode', '--plot', 'ranks', '-o', '-', '-q').stdout
ok('>France<' in svg and '>T1<' not in svg and 'of actors, without 2 agreements' in svg)
HUBS = put('hubs.csv', 'agreement,party\n' + ''.join('T1,%s\n' % x for x in ('FRA', 'DEU', 'POL')) + 'T2,FRA\nT2,DEU\n')
svg = run('draw', HUBS, '--network', 'ties', '-o', '-', '-q').stdout
ok('Most ties: France (2), Germany (2). ' in svg or 'Most ties: Germany (2), France (2). ' in svg, svg[:2000])

# ---- S18: what does not read directions says so ----

ARMS = os.path.join(SOURCE, 'tests', 'golden', 'arms.csv')
SAID = 'directions not read by: katz, clustering, degree_assortativity, spectral_radius'
WORDS = ['measure', ARMS, '--directed', '-m', 'katz,clustering,degree_assortativity,spectral_radius,reciprocity,nodes,outdegree']
for form in ('txt', 'json', 'md'):
    ok(SAID in run(*WORDS, '--format', form).stdout.replace('\\_', '_'), form)
done = run(*WORDS, '--format', 'csv')
ok('note: ' + SAID + '\n' in done.stderr and 'directions' not in done.stdout, done.stderr)
ok('directions not' not in run('measure', ARMS, '-m', 'katz').stdout)
ok('directions not' not in run('measure', ARMS, '--directed', '-m', 'reciprocity,nodes,outdegree').stdout)
ok('the output says so' in run('measure', '--describe', 'katz').stdout.replace('\n', ' '))
ok('make no difference' in run('measure', '--describe', 'nodes').stdout)

finish()
