"""Soak: many random data sets through the verbs. Each must be refused by all verbs or by none, with
no crash; its ledger must add up; its bytes must be the same when it is run again with its rows
shuffled; and what `graph` writes must come back from independent readers as the same network.

  python3 soak.py ENTENTE              300 data sets, as ctest runs it
  python3 soak.py ENTENTE 10000        the long form
  python3 soak.py ENTENTE 1 --seed 77  the one data set with seed 77, kept in a folder

Readers here are Python's own XML and JSON parsers and small ones for GML, Pajek and DOT; then networkx,
igraph and Graphviz's gvpr read every data set, where they are installed (others.py).
"""
import argparse
import collections
import concurrent.futures
import csv
import gzip
import html
import io
import json
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as xml

import common

FORMATS = ('graphml', 'gexf', 'gml', 'net', 'csv', 'json', 'dot')
BUCKETS = {'counted', 'merged', 'not yet', 'ended', 'undated', 'one party', 'outside the selection',
           'over the party cap', 'duplicate'}

# ---- random data ----

STATES = 'AUT DEU CHE FRA GBR USA RUS CHN IND BRA ZAF EGY JPN TUR SUN GFR YUG'.split()
ODD = ['<b>&amp;</b>', '<script>alert(1)</script>', '"quoted"', "it's", 'a\\N\\G\\l', '\\input{x}',
       '=1+1', '+cmd', '-2', '@SUM(A1)', ']]>', '%s%n', '&lt;', '$x_1^2$ #~{}', 'C:\\dir\\',
       'مصر الكبرى', 'ישראל', 'Ελλάς', '中华人民共和国', 'Россия', '🇪🇺 🤝', 'e\u0301a\u0308',
       'ﬁ ﬂ', 'I\u0307stanbul', 'a\u200bb', '\u202eevil', 'line\nbreak', 'tab\there', '{"a":1}',
       '-->', '*Edges', '[', '>', "';--", 'NULL', 'NaN', '0', '1e999', '\ufffd', '𝔘𝔫𝔦𝔠𝔬𝔡𝔢', '$(id)']


def word(r):
    k = r.random()
    if k < 0.35:
        return r.choice(ODD) + (' %d' % r.randrange(9) if r.random() < 0.5 else '')
    if k < 0.4:
        return ' '.join(r.choice(ODD) for _ in range(r.randrange(5, 40)))
    if k < 0.43:
        return 'Long name ' + 'x' * r.randrange(50, 400)
    return ' '.join(r.choice('North South Pact Union of the Sea Trade Border Great Isle'.split())
                    for _ in range(r.randrange(1, 5))) + ' %d' % r.randrange(40)


def day(r):
    y, m, d = r.randrange(1900, 2030), r.randrange(1, 13), r.randrange(1, 29)
    return r.choice([
        '', '%04d' % y, '%04d-%02d' % (y, m), '%04d-%02d-%02d' % (y, m, d),
        '%04d-%02d-%02d' % (y, m, d), '%04d-%02d-%02d?' % (y, m, d), '%04d~' % y, '%03dX' % (y // 10),
        '%02dXX' % (y // 100), '%04d-XX' % y, '%04d/%04d' % (y, y + r.randrange(1, 9)),
        '%04d-%02d/%04d-%02d' % (y, m, y + 1, m), '../%04d' % y, '%04d/..' % y, '%04d-%02d-XX' % (y, m),
        '%04d%%' % y])


def end(r):
    return r.choice(['', '', '..', '..', day(r)])


class Data:
    """A random data set: tables as lists of rows, and how they are stored."""

    def __init__(self, seed):
        r = self.r = random.Random(seed)
        self.shape = r.choice(['package', 'package', 'package', 'party', 'pair', 'list'])
        self.ending = r.choice(['csv', 'csv', 'csv', 'tsv', 'json', 'csv.gz', 'json.gz', 'tsv.gz'])
        self.tables = getattr(self, self.shape)()
        other = random.Random(-1 - seed)
        if other.random() < 0.1:
            self.spoil(other)
        self.rows = sum(len(t) - 1 for t in self.tables.values())

    def spoil(self, r):
        """Makes one thing wrong: a date that no calendar has, a date that is none, an empty cell where a
        value must be, a row twice, a reference to nothing."""
        rows = r.choice([t for t in self.tables.values() if len(t) > 1])
        head, row = rows[0], r.choice(rows[1:])
        dates = [i for i, name in enumerate(head)
                 if name in ('signed', 'in_force', 'ended', 'from', 'to', 'ratified', 'withdrew')]
        kind = r.randrange(5)
        if kind < 2 and dates:
            row[r.choice(dates)] = ('1950-13-01', 'in spring')[kind]
        elif kind == 2:
            row[0] = ''
        elif kind == 3:
            rows.append(list(row))
        else:
            row[0], row[1] = row[0] + ' of nothing', ''

    def ids(self, count, prefix):
        r, found = self.r, []
        for i in range(count):
            odd = r.random() < 0.15
            found.append('%s%d%s' % (prefix, i, r.choice(['<', '&', '"', "'", '\\', 'é', '文', ' x',
                                                          '-', '.', ':', '%', '🤝']) if odd else ''))
        return found

    def package(self):
        r = self.r
        own = self.ids(r.randrange(1, 12), 'x')
        bodies = self.ids(r.randrange(0, 3), 'org')
        actors = [['id', 'name', 'type', 'region', 'from', 'to', 'note']]
        for i in own + bodies:
            begin = r.choice(['', '1880', '1890-05'])
            actors.append([i, word(r), 'organization' if i in bodies else 'state',
                           r.choice(['', 'Europe', word(r)]), begin, r.choice(['', '', '..', '2035']),
                           r.choice(['', word(r)])])
        known = own + bodies + r.sample(STATES, r.randrange(0, 9))
        acts = self.ids(r.randrange(1, 25), 'A')
        agreements = [['id', 'title', 'kind', 'level', 'signed', 'in_force', 'ended', 'status', 'own']]
        for i in acts:
            agreements.append([i, word(r), r.choice(['', 'treaty', 'dialogue', word(r)]),
                               r.choice(['', 'bilateral', 'multilateral', 'regional', 'global']),
                               day(r), day(r), end(r),
                               r.choice(['', 'signed', 'in force', 'ended', 'draft', 'ongoing']),
                               r.choice(['', str(r.randrange(99)), word(r)])])
        parties = [['agreement', 'party', 'role', 'signed', 'ratified', 'withdrew', 'note']]
        for i in acts:
            chosen = [r.choice(known) for _ in range(r.choice([0, 1, 2, 2, 2, 3, 5, 12]))]
            for party in chosen:
                parties.append([i, party, r.choice(['', 'party', 'party', 'signatory', 'observer',
                                                    'unknown']), day(r), day(r), end(r),
                                r.choice(['', word(r)])])
        memberships = [['organization', 'member', 'role', 'from', 'to']]
        for i in bodies:
            for _ in range(r.randrange(0, 6)):
                memberships.append([i, r.choice(own), r.choice(['', 'member', 'associate']),
                                    day(r), end(r)])
        tables = {'actors': actors, 'agreements': agreements, 'parties': parties}
        if len(memberships) > 1:
            tables['memberships'] = memberships
        return tables

    def names(self):
        r = self.r
        return [word(r) for _ in range(r.randrange(2, 12))] + r.sample(STATES, r.randrange(0, 5))

    def party(self):
        r, names = self.r, self.names()
        rows = [['agreement', 'party', 'role', 'signed', 'withdrew', 'level']]
        for i in range(r.randrange(1, 20)):
            act, level = word(r) + ' %d' % i, r.choice(['', 'bilateral', 'multilateral'])
            for _ in range(r.choice([1, 2, 2, 3, 6])):
                rows.append([act, r.choice(names), r.choice(['', 'party', 'observer']), day(r), end(r),
                             level])
        return {'data': rows}

    def pair(self):
        r, names = self.r, self.names()
        rows = [['party1', 'party2', 'weight', 'signed', 'title']]
        for _ in range(r.randrange(1, 40)):
            rows.append([r.choice(names), r.choice(names), str(r.choice([1, 2, 0.5, 7])), day(r),
                         word(r)])
        return {'data': rows}

    def list(self):
        r, names = self.r, [n.replace(';', ',') for n in self.names()]
        rows = [['title', 'signed', 'parties']]
        for i in range(r.randrange(1, 20)):
            rows.append([word(r) + ' %d' % i, day(r),
                         ';'.join(r.choice(names) for _ in range(r.choice([1, 2, 3, 5])))])
        return {'data': rows}

    def write(self, folder, shuffled=False):
        """Writes the tables into a folder; returns what to call the data."""
        for name, rows in self.tables.items():
            head, rows = rows[0], rows[1:]
            if shuffled:
                random.Random(1).shuffle(rows)
            text = self.as_text(head, rows)
            opened = gzip.open if self.ending.endswith('.gz') else open
            with opened(os.path.join(folder, '%s.%s' % (name, self.ending)), 'wb') as file:
                file.write(text.encode('utf-8'))
        return folder if self.shape == 'package' else os.path.join(folder, 'data.' + self.ending)

    def as_text(self, head, rows):
        if self.ending.startswith('json'):
            return json.dumps([dict(zip(head, row)) for row in rows],
                              ensure_ascii=len(rows) % 2 == 0)
        out = io.StringIO()
        writer = csv.writer(out, delimiter='\t' if self.ending.startswith('tsv') else ',',
                            lineterminator='\r\n' if len(rows) % 3 == 0 else '\n')
        writer.writerow(head)
        writer.writerows(rows)
        return out.getvalue()


# ---- readers: each returns (nodes, ties); a node is a dict, a tie (a, b): dict with indexes ----

def read_json(text):
    root = json.loads(text)
    nodes = root['nodes']
    place = {n['id']: i for i, n in enumerate(nodes)}
    assert len(place) == len(nodes), 'an id twice in JSON'
    return nodes, {(place[t['source']], place[t['target']]):
                   {'weight': t['weight'], 'level': t['level'], 'acts': ';'.join(t['acts'])}
                   for t in root['ties']}


def read_graphml(text):
    n = '{http://graphml.graphdrawing.org/xmlns}'
    root = xml.fromstring(text)
    keys = {k.get('id'): k.get('attr.name') for k in root.iter(n + 'key')}

    def data(element):
        return {keys[d.get('key')]: d.text or '' for d in element.iter(n + 'data')}

    place = {e.get('id'): i for i, e in enumerate(root.iter(n + 'node'))}
    return ([data(e) for e in root.iter(n + 'node')],
            {(place[e.get('source')], place[e.get('target')]): data(e) for e in root.iter(n + 'edge')})


def read_gexf(text):
    n = '{http://www.gexf.net/1.2draft}'
    root = xml.fromstring(text)
    titles = {a.get('class'): {x.get('id'): x.get('title') for x in a}
              for a in root.iter(n + 'attributes')}

    def data(element, kind):
        return {titles[kind][a.get('for')]: a.get('value') for a in element.iter(n + 'attvalue')}

    place = {e.get('id'): i for i, e in enumerate(root.iter(n + 'node'))}
    return ([data(e, 'node') for e in root.iter(n + 'node')],
            {(place[e.get('source')], place[e.get('target')]):
             {**data(e, 'edge'), 'weight': e.get('weight')} for e in root.iter(n + 'edge')})


def read_gml(text):
    tokens = iter(re.findall(r'"[^"]*"|[^\s\[\]"]+|[\[\]]', text))

    def pairs():
        found = []
        for token in tokens:
            if token == ']':
                break
            value = next(tokens)
            found.append((token, pairs() if value == '[' else
                          html.unescape(value[1:-1]) if value[0] == '"' else value))
        return found

    graph = dict(pairs())['graph']
    nodes = [dict(v) for k, v in graph if k == 'node']
    for node in nodes:
        node['name'], node['id'] = node['label'], node.get('name')
    edges = [dict(v) for k, v in graph if k == 'edge']
    return nodes, {(int(e['source']), int(e['target'])): e for e in edges}


def read_pajek(text):
    """By lines: a name is between the first quote and the last."""
    nodes, ties, part = [], {}, None
    for line in text.split('\n'):
        if line.startswith('*') and not line.startswith('"'):
            part = line.split()[0].lower()
        elif part == '*vertices' and line:
            nodes.append({'name': line[line.index('"') + 1:line.rindex('"')]})
        elif part in ('*edges', '*arcs') and line:
            a, b, weight = line.split()[:3]
            ties[int(a) - 1, int(b) - 1] = {'weight': weight}
    return nodes, ties


def shown(value):
    """An attribute as Graphviz shows it: entities and escapes resolved."""
    return html.unescape(re.sub(r'\\(.)', lambda m: '\n' if m[1] == 'n' else m[1], value))


def read_dot(text):
    """What libcgraph writes: an object a statement, its attributes in brackets. Graphviz resolves
    entities and escapes when it shows a text."""
    nodes, ties = {}, {}
    quoted = r'"(?:[^"\\]|\\.)*"'
    statement = re.compile(r'\tn(\d+)(?: -- n(\d+))?\t\[((?:%s|[^"\]])*)\];' % quoted, re.S)

    def value(text):
        return shown(text[1:-1].replace('\\\n', '').replace('\\"', '"') if text[0] == '"' else text)

    for a, b, attributes in statement.findall(text):
        found = {k: value(v) for k, v in re.findall(r'(?s)(\w+)=(%s|[^\s,\]]+)' % quoted, attributes)}
        if b:
            ties[int(a), int(b)] = found
        else:
            nodes[int(a)] = found
    return [nodes[i] for i in range(len(nodes))], ties


READERS = {'graphml': read_graphml, 'gexf': read_gexf, 'gml': read_gml, 'net': read_pajek,
           'dot': read_dot}


def plain(text):
    """Without what a format may write otherwise: blanks, quotes, backslashes, what is hidden."""
    return re.sub(r'[\s"\'\\]+', '', text or '')


def same(format, nodes, ties, network):
    """Raises when a network that came back is not the one of the JSON."""
    want_nodes, want_ties = network
    assert len(nodes) == len(want_nodes), '%d nodes, not %d' % (len(nodes), len(want_nodes))
    if format == 'dot': # either end first
        ties = {ends if ends in want_ties else ends[::-1]: t for ends, t in ties.items()}
    assert set(ties) == set(want_ties), 'ties: %r' % (set(ties) ^ set(want_ties))
    exact = format in ('graphml', 'gexf', 'gml')
    # in GraphML a node is known by its name, as igraph wants it
    names = {'name': 'id', 'label': 'name', 'kind': 'type', 'region': 'region'}
    if format == 'graphml':
        nodes = [{names[key]: value for key, value in got.items() if key in names} for got in nodes]
    for got, want in zip(nodes, want_nodes):
        for key in ('id', 'name', 'type', 'region'):
            if key not in got:
                assert format in ('net', 'dot') or not want.get(key) or key == 'id', key
                continue
            a, b = got[key], want.get(key, '')
            assert (a == b) if exact else (plain(a) == plain(b)), '%s: %r, not %r' % (key, a, b)
    for ends, want in want_ties.items():
        got = ties[ends]
        assert float(got['weight']) == float(want['weight']), ends
        for key in ('level', 'acts'):
            if key in got:
                a, b = got[key], want[key]
                assert (a == b) if exact else (plain(a) == plain(b)), '%s: %r, not %r' % (key, a, b)
            else:
                assert format == 'net' or not want[key], key


def same_csv(text, network):
    """The table of ties; a formula has an apostrophe before it."""
    nodes, ties = network
    place = {n['id']: i for i, n in enumerate(nodes)}

    def cell(s):
        return s[1:] if re.match(r"'[=+\-@\t\r]", s) else s

    rows = list(csv.DictReader(io.StringIO(text, newline='')))
    found = {(place[cell(x['source'])], place[cell(x['target'])]): x for x in rows}
    assert len(found) == len(rows) and set(found) == set(ties), 'ties in CSV'
    for ends, x in found.items():
        assert float(x['weight']) == float(ties[ends]['weight']), ends
        assert cell(x['acts']) == ties[ends]['acts'] and cell(x['level']) == ties[ends]['level'], ends
        for side, end in zip(('source_name', 'target_name'), ends):
            assert cell(x[side]) == nodes[end]['name'], side


def by_number(attributes):
    """igraph leaves what GML writes by its number in Unicode as it is."""
    return {k: re.sub('&#([0-9]+);', lambda m: chr(int(m[1])), v)
            for k, v in attributes.items() if isinstance(v, str)}


class Others:
    """networkx, igraph and gvpr in a process that stays (others.py); for one thread."""

    def __init__(self):
        # Debian's own Python is the one that Debian's libraries belong to
        python = '/usr/bin/python3' if os.path.exists('/usr/bin/python3') else sys.executable
        self.process = subprocess.Popen(
            [python, os.path.join(os.path.dirname(os.path.abspath(__file__)), 'others.py')],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def read(self, folder, network):
        """How many programs read the same network; raises when one reads another."""
        self.process.stdin.write(folder + '\n')
        self.process.stdin.flush()
        answers = json.loads(self.process.stdout.readline())
        for reader, answer in answers.items():
            program, format = reader.split()
            try:
                assert not isinstance(answer, str), answer
                nodes, ties = answer
                for node in nodes: # what igraph and Graphviz use for themselves
                    if format == 'gml':
                        node['name'], node['id'] = node['label'], node.get('name', '')
                        node.update(by_number(node) if program == 'igraph' else {})
                    elif format == 'net':
                        node.pop('id', None)
                        node.pop('type', None)
                    elif format == 'dot':
                        node.update({k: shown(v) for k, v in node.items()})
                        node['id'] = node.pop('actor', '') or node.pop('act', '')
                if format == 'dot':
                    ties = [[a, b, {k: shown(v) for k, v in t.items()}] for a, b, t in ties]
                if reader == 'igraph gml':
                    ties = [[a, b, {**t, **by_number(t)}] for a, b, t in ties]
                found = {(a, b): tie for a, b, tie in ties}
                assert len(found) == len(ties), 'a tie twice'
                if program == 'networkx': # either end first
                    found = {e if e in network[1] else e[::-1]: t for e, t in found.items()}
                same(format, nodes, found, network)
            except (AssertionError, KeyError, ValueError) as wrong:
                raise AssertionError('%s: %s' % (reader, wrong))
        return len(answers)

    def close(self):
        self.process.stdin.close()
        self.process.wait()


# ---- one data set ----

class Worker:
    """What a thread keeps: the program, loaded once where serve.c can do that, and other readers."""

    def __init__(self, entente, serve):
        self.entente = entente
        self.server = common.Server(entente, [serve]) if serve else None
        self.others = Others()

    def run(self, arguments, inside):
        options = {'env': common.environment(), 'timeout': 180}
        if self.server:
            return self.server.run(arguments, os.getcwd(), inside=inside, **options)
        return subprocess.run([self.entente, *arguments], capture_output=True, **options)

    def close(self):
        self.others.close()
        if self.server:
            self.server.close()


class Run:
    def __init__(self, worker, seed):
        self.worker = worker
        self.data = Data(seed)
        self.folder = tempfile.mkdtemp(prefix='entente-soak-')
        places = [os.path.join(self.folder, name, 'soak') for name in ('in', 'again')]
        for place in places: # of one name, because outputs name their data
            os.makedirs(place)
        self.input = self.data.write(places[0])
        self.again = self.data.write(places[1], True)

    def go(self, verb, name, *more, data=None, inside=True):
        """Runs a verb into a file; its bytes, or None when the data were refused."""
        path = os.path.join(self.folder, name)
        done = self.worker.run([verb, data or self.input, '-q', *more, '-o', path], inside)
        assert done.returncode in (0, 1), '%s %s: exit %d: %r' % (verb, name, done.returncode,
                                                                  done.stderr[-500:])
        assert not common.SANITIZER.search(done.stderr), done.stderr
        if verb == 'check':
            return done.returncode == 0
        if done.returncode:
            assert b'error: ' in done.stderr, '%s %s fails without a word' % (verb, name)
            assert not os.path.exists(path), '%s %s fails and writes' % (verb, name)
            return None
        with open(path, 'rb') as file:
            return file.read()

    def ledger(self, path):
        with open(path, encoding='utf-8', newline='') as file:
            rows = list(csv.reader(file))[1:]
        tables = {}
        for row in rows:
            assert row[4] in BUCKETS, row
            tables[row[0]] = tables.get(row[0], 0) + 1
        if self.data.shape == 'package':
            want = {k: len(t) - 1 for k, t in self.data.tables.items() if len(t) > 1}
            assert tables == want, 'ledger: %r, rows: %r' % (tables, want)
        else:
            assert len(rows) == self.data.rows, 'ledger: %d, rows: %d' % (len(rows), self.data.rows)

    def through(self):
        r = self.data.r
        kind = ['--network', r.choice(['ties', 'default', 'actors', 'two-mode', 'acts'])]
        if r.random() < 0.5:
            kind += ['--as-of', str(r.randrange(1930, 2025))]
        runs = [('graph', 'out.' + f, kind) for f in FORMATS]
        runs += [('measure', 'measures.csv', kind + ['--ledger', os.path.join(self.folder, 'ledger.csv'),
                                                     '--workers', '1']),
                 ('draw', 'out.svg', kind + ['--starts', '1', '--allow-empty'])]
        accepted = self.go('check', 'findings.txt')
        if not accepted:
            runs = r.sample(runs, 3)
        made = {name: self.go(verb, name, *more) for verb, name, more in runs}
        refused = [name for name, bytes in made.items() if bytes is None]
        assert len(refused) in (0, len(made)), 'check: %s; refused: %s' % (accepted, refused)
        assert accepted == (not refused), 'check: %s; refused: %s' % (accepted, refused)
        if refused:
            return False, 0
        self.ledger(os.path.join(self.folder, 'ledger.csv'))
        network = read_json(made['out.json'].decode('utf-8'))
        for format, read in READERS.items():
            try:
                same(format, *read(made['out.' + format].decode('utf-8')), network)
            except (AssertionError, KeyError, ValueError, xml.ParseError, StopIteration) as wrong:
                raise AssertionError('%s: %s' % (format, wrong))
        same_csv(made['out.csv'].decode('utf-8'), network)
        xml.fromstring(made['out.svg'])
        for (verb, name, more), again in zip(r.sample(runs, 2), (self.again, self.input)):
            other = self.go(verb, 'again-' + name, *more, data=again, inside=False)
            assert other == made[name], '%s: other bytes%s' % (
                name, ' of shuffled rows' if again == self.again else '')
        return True, self.worker.others.read(self.folder, network)

    def close(self):
        shutil.rmtree(self.folder, ignore_errors=True)


def one(worker, seed, keep):
    run = Run(worker, seed)
    try:
        return seed, *run.through(), None
    except (AssertionError, subprocess.TimeoutExpired, KeyError) as wrong:
        return seed, False, 0, '%s, %s: %s: %s' % (run.data.shape, run.data.ending,
                                                   type(wrong).__name__, str(wrong)[:600])
    finally:
        if keep:
            print('kept:', run.folder)
        else:
            run.close()


def main():
    p = argparse.ArgumentParser()
    p.add_argument('entente')
    p.add_argument('count', nargs='?', type=int, default=300)
    p.add_argument('--seed', type=int, default=1, help='of the first data set; the next has one more')
    p.add_argument('--jobs', type=int, default=2)
    p.add_argument('--serve', help='serve.so, as it was built; without it the program is loaded for each run')
    a = p.parse_args()
    workers = collections.deque(Worker(os.path.abspath(a.entente), a.serve and os.path.abspath(a.serve))
                                for _ in range(a.jobs))

    def work(seed):
        worker = workers.popleft()
        try:
            return one(worker, seed, a.count == 1)
        finally:
            workers.append(worker)

    wrong = accepted = read = done = 0
    with concurrent.futures.ThreadPoolExecutor(a.jobs) as pool:
        for seed, fine, others, why in pool.map(work, range(a.seed, a.seed + a.count)):
            done += 1
            accepted += fine
            read += others
            if why:
                wrong += 1
                print('seed %d: %s' % (seed, why), flush=True)
            if done % 500 == 0:
                print('%d of %d, %d wrong' % (done, a.count, wrong), flush=True)
    for worker in workers:
        worker.close()
    print('%d data sets: %d taken, %d refused as wrong; %d readings by other programs'
          % (a.count, accepted, a.count - accepted - wrong, read))
    print('%d passed, %d failed' % (a.count - wrong, wrong))
    return 1 if wrong or (a.count >= 100 and accepted < a.count * 0.6) else 0


if __name__ == '__main__':
    sys.exit(main())
