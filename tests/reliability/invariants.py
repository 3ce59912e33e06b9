"""What must hold between networks and statistics of the same data, whatever the data are: random data
sets, each asked many things in two ways that must give one answer.

  python3 invariants.py ENTENTE              20 data sets, as ctest runs it
  python3 invariants.py ENTENTE 2000 --seed 1000
  python3 invariants.py ENTENTE 1 --seed 77  the one data set with seed 77, kept in a folder

Asked: a day is within its span, and a span within all time; a step of a series and a side of a
comparison are the measure of that time; the value is within its bounds; no actor outside its days;
other ids, other order of rows, one more isolate, a second data set beside it change what they must
and nothing else; a selection of actors, kinds or surroundings shows a part and changes none; a tie is
explained by its own agreements; each row is in one bucket of the ledger.
"""
import argparse
import collections
import concurrent.futures
import csv
import io
import json
import math
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile

import common

STATES = {'FRA': None, 'ITA': None, 'AUT': None, 'CHE': None, 'SUN': ('1922-12-30', '1991-12-26'),
          'GFR': ('1949', '1990-10-03'), 'YUG': ('1918', '1992-04-27'), 'NAM': ('1990-03-21', None)}
KINDS = ('treaty', 'agreement', 'memorandum')
TABLES = {
    'actors': ['id', 'name', 'type', 'from', 'to'],
    'agreements': ['id', 'title', 'kind', 'level', 'signed', 'in_force', 'ended', 'status', 'within'],
    'parties': ['agreement', 'party', 'role', 'signed', 'ratified', 'withdrew'],
    'memberships': ['organization', 'member', 'role', 'from', 'to'],
}
IDS = {'actors': ('id',), 'agreements': ('id', 'within'), 'parties': ('agreement', 'party'),
       'memberships': ('organization', 'member')}  # the cells that name something


# ---- random data ----

def date(r, precise=False):
    y, m, d = r.randrange(1940, 2010), r.randrange(1, 13), r.randrange(1, 29)
    exact = ['%04d-%02d-%02d' % (y, m, d), '%04d' % y, '%04d-%02d' % (y, m)]
    return r.choice(exact if precise else 3 * exact + ['%03dX' % (y // 10), '%04d/%04d' % (y, y + 4), ''])


def end(r, start):
    year = re.match(r'\d{4}', start)
    later = '%04d' % (int(year[0]) + r.randrange(1, 30)) if year else ''
    return r.choice(['', '', '..', later, later and later + '-06-15'])


def random_tables(seed, prefix=''):
    """Rows as dicts. Own ids begin with the prefix; with one, no state of the register is named."""
    r = random.Random(seed)
    states = [prefix + 's%d' % i for i in range(r.randrange(2, 8))]
    bodies = [prefix + 'o%d' % i for i in range(r.randrange(0, 3))]
    actors = []
    for i in states + bodies:
        begin = r.choice(['', '', '1935', date(r, True)])
        actors.append({'id': i, 'name': 'Name of ' + i, 'type': 'organization' if i in bodies else 'state',
                       'from': begin, 'to': end(r, begin) if begin else ''})
    known = states + bodies + ([] if prefix else r.sample(sorted(STATES), r.randrange(0, 6)))
    agreements, parties, memberships = [], [], []
    for k in range(r.randrange(2, 16)):
        act, signed = prefix + 'a%d' % k, date(r)
        agreements.append({
            'id': act, 'title': 'Title of ' + act, 'kind': r.choice(KINDS),
            'level': r.choice(['', 'bilateral', 'multilateral']), 'signed': signed,
            'in_force': r.choice(['', '', date(r)]), 'ended': end(r, signed),
            'status': r.choice(['', '', 'in force', 'signed']),
            'within': r.choice([''] + bodies) if bodies else ''})
        for who in r.sample(known, min(len(known), r.choice([1, 2, 2, 2, 3, 4, 6]))):
            own = r.choice(['', '', '', date(r)])
            parties.append({'agreement': act, 'party': who,
                            'role': r.choice(['', 'party', 'party', 'signatory', 'observer', 'unknown']),
                            'signed': own, 'ratified': r.choice(['', '', date(r)]),
                            'withdrew': r.choice(['', '', '', end(r, own)])})
    for body in bodies:
        for who in r.sample(states, r.randrange(0, len(states))):
            start = date(r)
            memberships.append({'organization': body, 'member': who, 'role': '', 'from': start,
                                'to': end(r, start)})
    return {'actors': actors, 'agreements': agreements, 'parties': parties, 'memberships': memberships}


def renamed(tables, new):
    return {t: [{k: new.get(v, v) if k in IDS[t] else v for k, v in row.items()} for row in rows]
            for t, rows in tables.items()}


def shuffled(tables, seed):
    r, out = random.Random(seed), {}
    for t, rows in tables.items():
        out[t] = list(rows)
        r.shuffle(out[t])
    return out


# ---- networks ----

Network = collections.namedtuple('Network', 'nodes ties unknown directed')


def read_network(text):
    root = json.loads(text)
    directed = bool(root.get('directed'))

    def ties(rows):
        found = {}
        for t in rows:
            key = (t['source'], t['target']) if directed else tuple(sorted((t['source'], t['target'])))
            assert key not in found, 'a tie twice: %r' % (key,)
            found[key] = (t.get('weight'), frozenset(t.get('acts', ())))
        return found

    known = ties(root['ties'])
    unknown = ties(root['unknown_ties'])
    ids = [n['id'] for n in root['nodes']]
    assert len(set(ids)) == len(ids), 'a node twice'
    for a, b in list(known) + list(unknown):
        assert a in ids and b in ids, 'a tie without its node: %s, %s' % (a, b)
    return Network(set(ids), known, unknown, directed)


def acts_of(ties, ends):
    return ties[ends][1] if ends in ties else frozenset()


def within(small, large, what):
    """Every tie that is known in the one is known in the other, with at least its agreements; what is
    possible in the one is possible in the other."""
    for ends in small.ties:
        assert ends in large.ties, '%s: tie %s-%s %r is missing in the larger' % (
            what, *ends, sorted(acts_of(small.ties, ends)))
        more = acts_of(small.ties, ends) - acts_of(large.ties, ends)
        assert not more, '%s: %s-%s by %r' % (what, *ends, sorted(more))
    for ends in small.unknown:
        assert ends in large.ties or ends in large.unknown, '%s: unknown tie %s-%s is missing' % (what, *ends)


def equal(one, other, what, unknown=True):
    assert one.nodes == other.nodes, '%s: nodes %r' % (what, sorted(one.nodes ^ other.nodes)[:6])
    for name, a, b in (('ties', one.ties, other.ties), ('unknown ties', one.unknown, other.unknown)):
        if name == 'ties' or unknown:
            differ = [k for k in set(a) | set(b) if a.get(k) != b.get(k)]
            assert not differ, '%s: %s %r: %r and %r' % (what, name, differ[0], a.get(differ[0]), b.get(differ[0]))


# ---- one data set ----

class Case:
    def __init__(self, program, seed):
        self.program, self.seed = program, seed
        self.random = random.Random(seed)
        self.folder = tempfile.mkdtemp(prefix='entente-invariants-')
        self.tables = random_tables(seed)
        self.data = self.write('data', self.tables)
        r = self.random
        self.network = r.choice(['ties', 'actors', 'actors', 'two-mode', 'acts', 'members'])
        self.count = r.choice(['signed', 'signed', 'ratified', 'in-force', 'any'])
        self.which = ['--network', self.network]
        if self.network != 'members':  # memberships are not signed
            self.which += ['--count', self.count]
        if r.random() < 0.3 and self.network != 'members':
            self.which += ['--open-ended', 'unknown']
        if r.random() < 0.2 and self.network in ('actors', 'two-mode', 'acts'):
            self.which += ['--with-memberships']
        self.year = r.randrange(1945, 2009)
        self.day = '%04d-%02d-%02d' % (self.year, r.randrange(1, 13), r.randrange(1, 29))

    def write(self, name, tables):
        folder = os.path.join(self.folder, name)
        os.makedirs(folder)
        for table, columns in TABLES.items():
            if not tables[table]:
                continue
            with open(os.path.join(folder, table + '.csv'), 'w', newline='', encoding='utf-8') as file:
                writer = csv.DictWriter(file, columns, lineterminator='\n')
                writer.writeheader()
                writer.writerows(tables[table])
        return folder

    def run(self, *arguments):
        done = subprocess.run([self.program, *arguments, '-q', '--workers', '1'], capture_output=True, text=True,
                              timeout=300, env=common.environment(), cwd=self.folder)
        self.said = ' '.join(arguments).replace(self.folder, '.')
        assert done.returncode in (0, 1) and not common.SANITIZER.search(done.stderr.encode()), '%s: exit %d: %s' % (
            self.said, done.returncode, done.stderr[-300:])
        if done.returncode:
            assert 'error: ' in done.stderr, '%s: exit 1 without a word' % self.said
            return None
        return done.stdout

    def graph(self, *more, data=None, which=None):
        text = self.run('graph', data or self.data, *(self.which if which is None else which), *more,
                        '--format', 'json', '-o', '-')
        # a selection that leaves nothing is an error
        return read_network(text) if text is not None else Network(set(), {}, {}, False)

    def table(self, verb, *more, data=None):
        text = self.run(verb, data or self.data, *more, '--format', 'csv', '-o', '-')
        return list(csv.DictReader(io.StringIO(text))) if text is not None else None

    def measures(self, *more, names='density,degree,strength,ties,isolates,betweenness', data=None):
        rows = self.table('measure', *self.which, '-m', names, '--scope', 'all', '--long', *more, data=data)
        return {(x['measure'], x['node']): x['value'] for x in rows} if rows is not None else {}

    # -- time --

    def times_are_within_each_other(self):
        """A network of `ties` has other hubs on a day, so only the possible is compared elsewhere."""
        if self.network == 'ties':
            return
        span = '%d/%d' % (self.year - self.random.randrange(1, 9), self.year + self.random.randrange(1, 9))
        day, during, all_time = self.graph('--as-of', self.day), self.graph('--during', span), self.graph()
        year = self.graph('--during', str(self.year))
        within(day, year, '%s in %d' % (self.day, self.year))
        within(day, during, '%s in %s' % (self.day, span))
        within(year, during, '%d in %s' % (self.year, span))
        within(during, all_time, '%s in all time' % span)

    def a_series_is_the_measure_of_each_step(self):
        names = 'density,degree,strength,ties'
        for at in ('during', 'start'):
            rows = self.table('series', *self.which, '--from', str(self.year), '--to', str(self.year + 1), '--at', at,
                              '-m', names)
            if rows is None:
                continue
            for step in (self.year, self.year + 1):
                when = ['--during', str(step)] if at == 'during' else ['--as-of', '%d-01-01' % step]
                alone = self.measures(*when, names=names)
                found = {(x['measure'], x['node']): x['value'] for x in rows if x['date'].startswith(str(step))}
                found = {k: v for k, v in found.items() if v or k in alone}
                alone = {k: v for k, v in alone.items() if v or k in found}
                assert found == alone, 'series --at %s at %d: %r' % (at, step, sorted(set(found.items()) ^ set(alone.items()))[:4])

    def a_side_of_a_comparison_is_its_network(self):
        other = '%04d-03-01' % (self.year + self.random.randrange(-20, 20))
        rows = self.table('compare', self.day, other, *self.which, '--show', 'ties')
        a, b = self.graph('--as-of', self.day), self.graph('--as-of', other)
        if rows is None:
            assert not (a.ties or b.ties or a.unknown or b.unknown) or not (a.nodes & b.nodes), 'compare fails where both have ties'
            return
        for side, n in (('a', a), ('b', b)):
            found = {tuple(sorted((x['source'], x['target']))): x['weight_' + side] for x in rows
                     if x['weight_' + side] and x['agreements_' + side]}
            for ends, (weight, acts) in n.ties.items():
                assert ends in found, 'side %s of %s lacks %s-%s' % (side, (self.day, other), *ends)
                assert float(found[ends]) == float(weight), 'side %s: weight of %s-%s' % (side, *ends)
            more = [e for e in found if e not in n.ties and e not in n.unknown]
            assert not more, 'side %s has %r' % (side, more[0])

    def no_actor_outside_its_days(self):
        n = self.graph('--as-of', self.day)
        if self.network == 'acts':
            return
        days = dict(STATES)
        days.update({x['id']: (x['from'] or None, x['to'] or None) for x in self.tables['actors']})
        for ident in n.nodes & set(k for k, v in days.items() if v):
            begin, over = days[ident]
            # only what is so on every reading of a year or month
            gone = over and over != '..' and self.day >= last_day(over)
            early = begin and self.day < begin[:10]
            assert not gone and not early, '%s is there on %s: %r' % (ident, self.day, days[ident])

    def a_missing_end_is_an_assumption(self):
        base = [x for x in self.which if x not in ('--open-ended', 'unknown')] + ['--as-of', self.day]
        holds = self.graph(*base, '--open-ended', 'holds', which=[])
        strict = self.graph(*base, '--open-ended', 'unknown', which=[])
        if self.network == 'ties':
            return
        within(strict, holds, 'strict in holds')
        for ends in holds.ties:
            assert ends in strict.ties or ends in strict.unknown, '%s-%s holds, and is impossible in the strict reading' % ends

    def unknown_ties_can_be_ties(self):
        when = ['--as-of', self.day]
        apart, tied = self.graph(*when), self.graph(*when, '--unknown', 'as-tie')
        if self.network != 'ties':
            assert set(tied.ties) == set(apart.ties) | set(apart.unknown), 'as-tie: %r' % (
                set(tied.ties) ^ (set(apart.ties) | set(apart.unknown)))

    # -- values --

    def a_value_is_within_its_bounds(self):
        when = self.random.choice([['--as-of', self.day], ['--during', str(self.year)], []])
        names = 'density,degree,ties,isolates,strength,betweenness,transitivity,components,mean_degree,total_weight'
        for scope in ('node', 'network'):
            rows = self.table('measure', *self.which, *when, '-m', names, '--scope', scope, '--bounds',
                              '--samples', '40')
            for row in rows or ():
                for value in [k for k in row if k + '_low' in row]:
                    check_bounds(row[value], row[value + '_low'], row[value + '_high'],
                                 '%s of %s %s' % (value, row.get('id', ''), when))
                if 'value' in row and 'low' in row:
                    check_bounds(row['value'], row['low'], row['high'], row.get('measure', ''))

    def totals_are_those_of_the_network(self):
        when = self.random.choice([['--as-of', self.day], ['--during', str(self.year)], []])
        n, values = self.graph(*when), self.measures(*when)
        if not values:
            return
        assert float(values[('ties', '')]) == len(n.ties), 'ties %s, not %d' % (values[('ties', '')], len(n.ties))
        degree = collections.Counter(e for ends in n.ties for e in ends)
        strength = collections.Counter()
        for ends, (weight, _) in n.ties.items():
            for e in ends:
                strength[e] += weight
        for node in n.nodes:
            assert float(values.get(('degree', node)) or 0) == degree[node], 'degree of %s' % node
            assert math.isclose(float(values.get(('strength', node)) or 0), strength[node], rel_tol=1e-9), 'strength of %s' % node
        assert float(values[('isolates', '')]) == sum(not degree[x] for x in n.nodes), 'isolates'

    def every_row_is_in_one_bucket(self):
        path = os.path.join(self.folder, 'ledger.csv')
        if self.run('measure', self.data, *self.which, '--as-of', self.day, '--ledger', path, '-m', 'ties') is None:
            return
        with open(path, newline='', encoding='utf-8') as file:
            found = collections.Counter(row[0] for row in list(csv.reader(file))[1:])
        want = {t: len(rows) for t, rows in self.tables.items() if rows}
        assert found == want, 'ledger %r, rows %r' % (dict(found), want)

    # -- the same data said otherwise --

    def ids_have_no_say(self):
        own = [x['id'] for t in ('actors', 'agreements') for x in self.tables[t]]
        fresh = ['%s%03d' % (self.random.choice('kmqz'), i) for i in self.random.sample(range(1000), len(own))]
        new = dict(zip(own, fresh))
        data = self.write('renamed', renamed(self.tables, new))
        when = self.random.choice([['--as-of', self.day], []])
        one, other = self.graph(*when), self.graph(*when, data=data)

        def ident(x):
            return new.get(x, x)

        def ties(found):
            return {tuple(sorted(map(ident, ends))): (w, frozenset(map(ident, acts)))
                    for ends, (w, acts) in found.items()}

        equal(Network(set(map(ident, one.nodes)), ties(one.ties), ties(one.unknown), False), other, 'other ids')
        a, b = self.measures(*when), self.measures(*when, data=data)
        assert {(m, ident(x)) for m, x in a} == set(b), 'other ids: other values'
        for (m, x), value in a.items():
            same_number(value, b[m, ident(x)], 'other ids: %s of %s' % (m, x))

    def order_has_no_say(self):
        data = os.path.join(self.folder, 'shuffled', 'data')  # of one name: outputs name their data
        self.write('shuffled/data', shuffled(self.tables, self.seed))
        for words in (['graph', '--format', 'graphml'], ['measure', '--long', '--format', 'csv', '-m', 'density,degree,pagerank'],
                      ['series', '--from', '1950', '--to', '1953', '-m', 'ties', '--format', 'csv'],
                      ['measure', '--bounds', '--samples', '10', '--as-of', self.day, '-m', 'degree', '--format', 'csv']):
            a, b = (self.run(words[0], d, *self.which, *words[1:], '-o', '-') for d in (self.data, data))
            assert a == b, 'other order of rows, other bytes of %s' % words[0]

    def an_isolate_is_only_itself(self):
        tables = dict(self.tables)
        tables['actors'] = tables['actors'] + [{'id': 'alone', 'name': 'Alone', 'type': 'state', 'from': '', 'to': ''}]
        data = self.write('isolate', tables)
        when = self.random.choice([['--as-of', self.day], []])
        one, other = self.graph(*when), self.graph(*when, data=data)
        extra = {'alone'} & other.nodes  # not where only members or agreements are nodes
        equal(Network(one.nodes | extra, one.ties, one.unknown, False), other, 'an isolate more')
        if self.network in ('actors', 'two-mode') and one.nodes:
            assert extra, 'the isolate is not there'

    def two_data_sets_stay_apart(self):
        one, two = random_tables(self.seed, 'p'), random_tables(self.seed + 1, 'q')
        both = {t: one[t] + two[t] for t in TABLES}
        parts = [self.write(name, tables) for name, tables in (('one', one), ('two', two), ('both', both))]
        when = self.random.choice([['--as-of', self.day], []])
        a, b, joined = (self.graph(*when, data=d) for d in parts)
        # what is assumed after the last day that a source speaks of may be another day for both
        equal(Network(a.nodes | b.nodes, {**a.ties, **b.ties}, {**a.unknown, **b.unknown}, False), joined,
              'two data sets', unknown='--open-ended' not in self.which)

    # -- selections --

    def a_selection_of_actors_shows_a_part(self):
        when = self.random.choice([['--as-of', self.day], []])
        n = self.graph(*when)
        actors = sorted(n.nodes & (set(STATES) | {x['id'] for x in self.tables['actors']}))
        if self.network not in ('actors', 'members') or len(actors) < 3:
            return
        some = set(self.random.sample(actors, self.random.randrange(2, len(actors))))
        shown = self.graph(*when, '--only', ';'.join(sorted(some)))
        if not shown.nodes and not any(a in some and b in some for a, b in n.ties):
            return  # nothing is left, and that is said
        for ends, tie in n.ties.items():
            if set(ends) <= some:
                assert shown.ties.get(ends) == tie, '--only %s: %s-%s %r, was %r' % (
                    sorted(some), *ends, shown.ties.get(ends), tie)
        more = [e for e in shown.ties if e not in n.ties]
        assert not more, '--only makes a tie: %r' % (more[0],)
        who = self.random.choice(sorted(some))
        around = self.graph(*when, '--ego', who)
        for ends, tie in around.ties.items():
            assert n.ties.get(ends) == tie, '--ego %s: %s-%s %r, was %r' % (who, *ends, tie, n.ties.get(ends))
        lost = [e for e in n.ties if who in e and e not in around.ties]
        assert not lost, '--ego %s loses %r' % (who, lost[0])

    def kinds_add_up(self):
        if self.network != 'actors' or '--with-memberships' in self.which:
            return
        when = self.random.choice([['--as-of', self.day], []])
        n, sums, seen = self.graph(*when), collections.Counter(), collections.defaultdict(set)
        present = {x['kind'] for x in self.tables['agreements']}
        for kind in present:
            part = self.graph(*when, '--kind', kind)
            for ends, (weight, acts) in part.ties.items():
                sums[ends] += weight
                seen[ends] |= acts
        assert set(sums) == set(n.ties), 'kinds: %r' % (set(sums) ^ set(n.ties))
        for ends, (weight, acts) in n.ties.items():
            assert sums[ends] == weight and seen[ends] == acts, 'kinds of %s-%s: %r, not %r' % (*ends, sums[ends], weight)

    def a_tie_is_explained_by_its_agreements(self):
        when = self.random.choice([['--as-of', self.day], []])
        if self.network != 'actors' or '--with-memberships' in self.which:
            return
        n = self.graph(*when)
        for ends in self.random.sample(sorted(n.ties), min(3, len(n.ties))):
            text = self.run('explain', self.data, *ends, *self.which, *when)
            assert text is not None, 'no explanation of %s-%s' % ends
            said = re.split(r'(?m)^ *These name both', text)[0]
            found = {x for title, x in re.findall(r'(?m)^  (\S.*)\n    id +(\S+)$', said) if '[may or may not' not in title}
            assert acts_of(n.ties, ends) <= found, 'explain %s %s: %r, the tie has %r' % (
                *ends, sorted(found), sorted(acts_of(n.ties, ends)))
            more = found - acts_of(n.ties, ends)
            assert not more, 'explain %s %s: %r is not of the tie' % (*ends, sorted(more))

    def close(self):
        shutil.rmtree(self.folder, ignore_errors=True)


def last_day(text):
    """The day on which something is over, whatever its month and day were."""
    return text if len(text) == 10 else text + '-12-31' if len(text) == 4 else text + '-31'


def number(text):
    return math.nan if text in ('', None) else float(text)


def same_number(a, b, what):
    x, y = number(a), number(b)
    assert (math.isnan(x) and math.isnan(y)) or math.isclose(x, y, rel_tol=1e-7, abs_tol=1e-9), '%s: %s and %s' % (what, a, b)


def check_bounds(value, low, high, what):
    v, lo, hi = number(value), number(low), number(high)
    if math.isnan(v):
        return
    slack = 1e-9 * max(1, abs(v))
    assert not math.isnan(lo) and not math.isnan(hi), '%s: %s without bounds' % (what, value)
    assert lo - slack <= v <= hi + slack, '%s: %s is not in [%s, %s]' % (what, value, low, high)


INVARIANTS = [Case.times_are_within_each_other, Case.a_series_is_the_measure_of_each_step,
              Case.a_side_of_a_comparison_is_its_network, Case.no_actor_outside_its_days,
              Case.a_missing_end_is_an_assumption, Case.unknown_ties_can_be_ties,
              Case.a_value_is_within_its_bounds, Case.totals_are_those_of_the_network,
              Case.every_row_is_in_one_bucket, Case.ids_have_no_say, Case.order_has_no_say,
              Case.an_isolate_is_only_itself, Case.two_data_sets_stay_apart,
              Case.a_selection_of_actors_shows_a_part, Case.kinds_add_up,
              Case.a_tie_is_explained_by_its_agreements]


def one(program, seed, keep, only):
    case, wrong = Case(program, seed), []
    try:
        if case.run('check', case.data) is None:
            return seed, False, []
        for invariant in INVARIANTS:
            if only and only not in invariant.__name__:
                continue
            try:
                invariant(case)
            except (AssertionError, KeyError, ValueError, subprocess.TimeoutExpired) as why:
                wrong.append('%s (%s): %s: %s' % (invariant.__name__, ' '.join(case.which), type(why).__name__, str(why)[:500]))
        return seed, True, wrong
    finally:
        if keep:
            print('kept:', case.folder)
        else:
            case.close()


def main():
    p = argparse.ArgumentParser()
    p.add_argument('entente', type=os.path.abspath)
    p.add_argument('count', nargs='?', type=int, default=20)
    p.add_argument('--seed', type=int, default=1, help='of the first data set; the next has one more')
    p.add_argument('--jobs', type=int, default=2)
    p.add_argument('--only', help='only invariants with this in their name')
    a = p.parse_args()
    bad = sound = 0
    with concurrent.futures.ThreadPoolExecutor(a.jobs) as pool:
        runs = pool.map(lambda s: one(a.entente, s, a.count == 1, a.only), range(a.seed, a.seed + a.count))
        for seed, fine, wrong in runs:
            sound += fine
            bad += bool(wrong)
            for why in wrong:
                print('seed %d: %s' % (seed, why), flush=True)
    print('%d data sets, %d without errors of their own; %d passed, %d failed' % (a.count, sound, a.count - bad, bad))
    return 1 if bad or sound < a.count / 2 else 0


if __name__ == '__main__':
    sys.exit(main())
