"""Do the bounds hold? Small random data sets whose dates, ends and actors are partly unknown: every
unknown is given a day (all combinations, or many drawn at random), the network of what is then known
is built here by the rules of docs/data.md, and its values must lie between --bounds' lowest and
highest, as must the value that the program reports. Nothing of the program is used but what it prints.

  completions.py ENTENTE [COUNT [SEED]]"""
import csv
import datetime
import itertools
import json
import os
import random
import subprocess
import sys
import tempfile

entente = sys.argv[1]
count = int(sys.argv[2]) if len(sys.argv) > 2 else 40
seed = int(sys.argv[3]) if len(sys.argv) > 3 else 1
MOST = 500  # completions of one data set
NEVER = datetime.date(2090, 1, 1).toordinal()
LONG_AGO = datetime.date(1900, 1, 1).toordinal()
DRAWN = ('density', 'isolates')  # not exact where the nodes differ and not all is tried
YEARS = range(1990, 1996)
TABLES = {
    'actors': 'id name type from to',
    'agreements': 'id title signed in_force ended status as_of',
    'parties': 'agreement party role signed ratified in_force withdrew',
    'memberships': 'organization member role from to',
}


def day(year, month=1, date=1):
    return datetime.date(year, month, date).toordinal()


def some_date(chance, empty, open_ended=False):
    """EDTF as it stands in a table."""
    if chance.random() < empty:
        return ''
    year, month = chance.choice(YEARS), chance.randint(1, 12)
    forms = ['%d' % year, '%d' % year, '%d-%02d' % (year, month),
             '%d-%02d-%02d' % (year, month, chance.randint(1, 28)),
             '%d-%02d-%02d' % (year, month, chance.randint(1, 28)),
             '%d/%d' % (year, year + 1), '../%d' % year]
    if open_ended:
        forms += ['..', '..', '%d-06-30/..' % year]
    return chance.choice(forms)


def days_of(text):
    """First and last day that a date can mean."""
    if '/' in text:
        first, last = text.split('/')
        return (LONG_AGO if first == '..' else days_of(first)[0],
                NEVER if last == '..' else days_of(last)[1])
    parts = [int(part) for part in text.split('-')]
    if len(parts) == 3:
        return day(*parts), day(*parts)
    if len(parts) == 2:
        year, month = parts
        return day(year, month), day(year + month // 12, month % 12 + 1) - 1
    return day(parts[0]), day(parts[0] + 1) - 1


def make(chance):
    actors = ['Q' + letter for letter in 'ABCDEF'[:chance.randint(2, 6)]]
    acts = ['T%d' % i for i in range(chance.randint(1, 4))]
    vague = chance.choice([0.1, 0.4, 0.7])
    data = {name: [] for name in TABLES}
    for actor in actors:
        since, until = some_date(chance, 0.8), some_date(chance, 0.8, True)
        if since and until not in ('', '..') and days_of(until)[1] <= days_of(since)[0]:
            until = ''
        data['actors'].append([actor, 'Land ' + actor, 'state', since, until])
    for act in acts:
        status = chance.choice(['', '', 'signed', 'in force', 'in force', 'ended'])
        as_of = some_date(chance, 0.4) if status else ''
        data['agreements'].append([act, 'Treaty ' + act, some_date(chance, vague),
                                   some_date(chance, vague), some_date(chance, vague, True), status,
                                   '' if '/' in as_of else as_of])
        members = chance.sample(actors, chance.randint(1, min(4, len(actors))))
        if chance.random() < 0.2:  # one that came back
            members.append(members[0])
        for actor in members:
            row = [some_date(chance, 0.7) for _ in range(3)]
            data['parties'].append([act, actor, chance.choice(['party'] * 4 + ['signatory', 'unknown']),
                                    *row, some_date(chance, 0.7, True)])
    if chance.random() < 0.3:
        data['actors'].append(['QO', 'Union of Q', 'organization', '', ''])
        for actor in chance.sample(actors, chance.randint(1, len(actors))):
            data['memberships'].append(['QO', actor, chance.choice(['member'] * 4 + ['unknown']),
                                        some_date(chance, 0.4), some_date(chance, 0.5, True)])
    return data


# ---- rules of docs/data.md, of facts that are known to the day ----


class Facts:
    """Each unknown is asked for by its name and the first and last day that it can be; a completion
    says which day it is."""

    def __init__(self, data, rule, days, is_span):
        self.data, self.rule, self.days, self.is_span = data, rule, days, is_span
        self.unknowns = {}
        self.chosen = None
        self.acts = {row[0]: dict(zip(TABLES['agreements'].split(), row))
                     for row in data['agreements']}
        self.consent = {row[0] for row in data['parties'] if row[4] or row[5]}

    def when(self, name, first, last):
        if first == last:
            return first
        if self.chosen is None:
            self.unknowns[name] = first, last
            return first
        return self.chosen[name]

    def date(self, name, text):
        return self.when(name, *days_of(text))

    def end(self, name, text):
        return NEVER if text == '..' else self.date(name, text)

    def act_start(self, name, act, field):
        first, last = days_of(act[field])
        if self.has_begun(act) and act['as_of'] and first <= days_of(act['as_of'])[0] < last:
            last = days_of(act['as_of'])[0]
        return self.when(name, first, last)

    def has_begun(self, act):
        return self.rule == 'any' or act['status'] == 'in force' and self.rule != 'ratified' or \
            act['status'] in ('signed', 'ended') and self.rule == 'signed'

    def by_status(self, name, act):
        if self.has_begun(act) and act['as_of']:
            return self.when(name, LONG_AGO, days_of(act['as_of'])[0])
        return self.when(name, LONG_AGO, NEVER)

    def start(self, i, row, act):
        _, _, role, signed, ratified, in_force, _ = row
        own = {'signed': signed, 'ratified': ratified, 'in_force': in_force}
        own = {key: text for key, text in own.items() if text}
        dated = {key: self.date(('row', i, key), text) for key, text in own.items()}
        of_act = ('act', row[0])
        only_signed = not ratified and not in_force and \
            (role == 'signatory' or signed and row[0] in self.consent)
        if self.rule == 'signed':
            if signed:
                return dated['signed']
            if dated:
                return min(dated.values())
            for field in ('signed', 'in_force'):
                if act[field]:
                    return self.act_start((of_act, field), act, field)
            return self.by_status((of_act, 'start'), act)
        if self.rule == 'ratified':
            if ratified:
                return dated['ratified']
            return NEVER if only_signed else self.by_status(('row', i, 'start'), act)
        if in_force:
            return dated['in_force']
        if only_signed:
            return NEVER
        whole = self.act_start((of_act, 'in_force'), act, 'in_force') if act['in_force'] else \
            self.by_status((of_act, 'start'), act)
        return max(whole, dated.get('ratified', LONG_AGO))

    def act_end(self, act):
        name = 'act', act['id'], 'end'
        if act['ended']:
            return self.end(name, act['ended'])
        if act['status'] == 'ended':
            return self.when(name, LONG_AGO, days_of(act['as_of'])[0] if act['as_of'] else NEVER)
        if act['status'] in ('signed', 'in force'):
            return self.when(name, days_of(act['as_of'])[1] + 1, NEVER) if act['as_of'] else NEVER
        return self.when(name, LONG_AGO, NEVER)

    def maybe(self, name, role):
        return role != 'unknown' or self.when(name, 0, 1) == 1

    def spells(self):
        """Of each actor its days; of each thing that ties, who was in it and when."""
        lives, tying = {}, {}
        for actor, _, _, since, until in self.data['actors']:
            lives[actor] = (self.date(('actor', actor, 'from'), since) if since else LONG_AGO,
                            self.end(('actor', actor, 'to'), until) if until else NEVER)
        for i, row in enumerate(self.data['parties']):
            act = self.acts[row[0]]
            start, end = self.start(i, row, act), self.act_end(act)
            if row[6]:
                end = min(end, self.end(('row', i, 'end'), row[6]))
            if self.maybe(('row', i, 'role'), row[2]):
                tying.setdefault(row[0], []).append((row[1], start, end))
        for i, (body, member, role, since, until) in enumerate(self.data['memberships']):
            start = self.date(('member', i, 'from'), since) if since else \
                self.when(('member', i, 'from'), LONG_AGO, NEVER)
            end = self.end(('member', i, 'to'), until) if until else \
                self.when(('member', i, 'to'), LONG_AGO, NEVER)
            if self.maybe(('member', i, 'role'), role):
                tying.setdefault(body, []).append((member, start, end))
        return lives, tying

    def values(self):
        lives, tying = self.spells()
        first, last = self.days
        if not self.is_span:
            first = last = self.when('day', first, last)
        if any(start >= end for start, end in lives.values()):
            return {}  # no actor ends before it begins
        there = {a for a, (start, end) in lives.items() if max(start, first) < min(end, last + 1)}
        pairs = set()
        for rows in tying.values():
            for (a, *s), (b, *t) in itertools.combinations(rows, 2):
                start = max(s[0], t[0], lives[a][0], lives[b][0], first)
                end = min(s[1], t[1], lives[a][1], lives[b][1], last + 1)
                if a != b and start < end:
                    pairs.add(frozenset((a, b)))
        nodes = {a for a in there if a != 'QO'}  # it can have no tie
        degree = {a: sum(a in pair for pair in pairs) for a in nodes}
        found = {('degree', a): n for a, n in degree.items()}
        found['ties'] = len(pairs)
        found['isolates'] = sum(n == 0 for n in degree.values())
        if len(nodes) > 1:
            found['density'] = 2 * len(pairs) / (len(nodes) * (len(nodes) - 1))
        return found

    def completions(self, chance):
        self.values()
        names = sorted(self.unknowns, key=repr)
        choices = [self.days_to_try(*self.unknowns[name]) for name in names]
        total = 1
        for days in choices:
            total *= len(days)
        if total <= MOST:
            picks = itertools.product(*choices)
        else:
            picks = ([chance.choice(days) for days in choices] for _ in range(MOST))
        for pick in picks:
            self.chosen = dict(zip(names, pick))
            yield self.values()

    def days_to_try(self, first, last):
        if (first, last) == (0, 1):
            return [0, 1]
        near = {first, last, *(edge + n for edge in self.days for n in (-1, 0, 1)),
                sum(self.days) // 2}
        return sorted(d for d in near if first <= d <= last)


# ---- the program ----


def write(data, folder):
    for name, columns in TABLES.items():
        path = os.path.join(folder, name + '.csv')
        if not data[name]:
            if os.path.exists(path):
                os.remove(path)
            continue
        with open(path, 'w', newline='') as file:
            table = csv.writer(file, lineterminator='\n')
            table.writerow(columns.split())
            table.writerows(data[name])


def ask(folder, words):
    """Value, lowest, highest of each measure."""
    said = subprocess.run([entente, 'measure', folder, '-q', '--network', 'actors', '-m',
                           'degree,ties,isolates,density', '--bounds', '--format', 'json', '--force',
                           '--samples', '1024', '--workers', '1', *words],
                          capture_output=True, text=True, check=False)
    if said.returncode:
        raise SystemExit('%s: %s' % (' '.join(words), said.stderr))
    network, nodes = json.loads(said.stdout)[:2]
    found = {row['measure']: (row['value'], row['low'], row['high']) for row in network['rows']}
    for row in nodes['rows']:
        found['degree', row['id']] = row['degree'], row['degree_low'], row['degree_high']
    return found, nodes['notes']


def within(found, values):
    """The measures that lie outside."""
    for key, value in values.items():
        if key not in found:
            yield key, value, None
            continue
        _, low, high = found[key]
        if low is None or high is None or not low - 1e-9 <= value <= high + 1e-9:
            yield key, value, (low, high)


def try_one(number, folder):
    chance = random.Random('%d %d' % (seed, number))
    data = make(chance)
    rule = chance.choice(['signed', 'in-force', 'in-force', 'ratified'])
    asked = some_date(chance, 0)
    while '/' in asked:
        asked = some_date(chance, 0)
    is_span = chance.random() < 0.5
    words = ['--during' if is_span else '--as-of', asked, '--count', rule,
             '--open-ended', chance.choice(['holds', 'unknown'])]
    if data['memberships']:
        words.append('--with-memberships')
    write(data, folder)
    found, notes = ask(folder, words)
    exact = any('exact' in note and 'completions: exact' in note for note in notes)
    misses = [('value', key, v, low, high) for key, (v, low, high) in found.items()
              if v is not None and (low is None or not low - 1e-9 <= v <= high + 1e-9)]
    tried = 0
    for values in Facts(data, rule, days_of(asked), is_span).completions(chance):
        tried += 1
        out = [entry for entry in within(found, values) if exact or entry[0] not in DRAWN]
        misses += [('completion', *entry) for entry in out]
        if misses:
            break
    return misses, tried, exact, words


def main():
    missed = completions = settled = 0
    with tempfile.TemporaryDirectory() as folder:
        for number in range(count):
            misses, tried, exact, words = try_one(number, folder)
            completions += tried
            settled += exact
            if misses:
                missed += 1
                if missed <= int(os.environ.get('SHOW', 3)):
                    print('data set %d, seed %d: %s' % (number, seed, ' '.join(words)))
                    for miss in misses[:4]:
                        print('  ', *miss)
                    for name in TABLES:
                        if os.path.exists(os.path.join(folder, name + '.csv')):
                            with open(os.path.join(folder, name + '.csv')) as file:
                                print(file.read(), end='')
    print('%d data sets (%d with exact bounds), %d completions: %d intervals miss a value' %
          (count, settled, completions, missed))
    return missed != 0


sys.exit(main())
