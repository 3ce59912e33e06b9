"""The maps that come along, on the data they are for: every row accounted for, the packages sound
and stable, and the facts that the descriptions of the data state. Skips without the reference data."""
import collections
import csv
import gzip
import io
import os
import subprocess
import sys
import tempfile

ENTENTE, SHARED = sys.argv[1:3]
DATA = os.path.join(SHARED, 'datasets')
if not os.path.isdir(DATA):
    print('skipped: no reference data at %s' % DATA)
    sys.exit(77)

folder_of_test = tempfile.TemporaryDirectory()
here = folder_of_test.name
passed = 0
csv.field_size_limit(1 << 30)


def ok(condition, *what):
    global passed
    assert condition, what
    passed += 1


def run(*words):
    done = subprocess.run([ENTENTE, *words], capture_output=True, text=True, encoding='utf-8', timeout=300)
    assert done.returncode >= 0, (words, done.returncode)
    return done


def source(file):
    return os.path.join(DATA, file)


def raw(file, **dialect):
    opener = gzip.open if file.endswith('.gz') else open
    with opener(source(file), 'rt', encoding='utf-8', newline='') as f:
        return list(csv.DictReader(f, **dialect))


def table(folder, name):
    with open(os.path.join(folder, name + '.csv'), encoding='utf-8', newline='') as f:
        return list(csv.DictReader(f))


LEFT_OUT = ('left out by the map', 'no actor or agreement', 'no year', 'not a party', 'did not exist', 'unknown code',
            'with itself')


def package(name, files, rows, the_map=None):
    """Imports, and holds: rows read = used + reported; `check` finds no error; the package written
    again is the same bytes."""
    folder = os.path.join(here, name)
    done = run('import', '--map', the_map or name, *[source(f) for f in files], '-o', folder)
    ok(done.returncode == 0, name, done.stderr[-2000:])
    fates = collections.Counter()
    for row in table(folder, 'import-summary'):
        if row['unit'] == 'row':
            fates[row['fate']] += int(row['count'])
    ok(sum(fates.values()) == rows, name, fates, rows)
    reported = collections.Counter(row['reason'] for row in table(folder, 'import-report'))
    for fate in LEFT_OUT:
        ok(reported[fate] >= fates[fate], name, fate, reported, fates)
    checked = run('check', folder, '-q')
    ok(checked.returncode == 0, name, checked.stdout[-2000:])
    again = folder + '-again'
    ok(run('import', '-q', folder, '-o', again).returncode == 0, name)
    for file in os.listdir(again):
        ok(open(os.path.join(folder, file), 'rb').read() == open(os.path.join(again, file), 'rb').read(), name, file)
    return folder, fates


def count(rows, *columns):
    return len({tuple(row[c] for c in columns) for row in rows})


# ---- ATOP ----

members = raw('atop-4.01-members/atop-member-level.csv')
folder, fates = package('atop-members', ['atop-4.01-members/atop-member-level.csv'], 2398)
parties, acts = table(folder, 'parties'), {r['id']: r for r in table(folder, 'agreements')}
nato = [r for r in parties if r['agreement'] == '3180']
ok(len(acts) == 745 and len(nato) == 30)
ok([(r['signed'], r['withdrew']) for r in nato if r['party'] == 'GFR'] == [('1954-10-23', '1990-10-03')])
ok([r['signed'] for r in nato if r['party'] == 'DEU'] == ['1990-10-03'])
ok(sum(r['signed'] == '1949-04-04' for r in nato) == 12)
ok(all(r['withdrew'] == '2016-12-31/..' for r in nato if r['party'] != 'GFR'))
german = [r for r in parties if r['agreement'] == '1020']
ok(len(german) == 20 and not [r for r in german if r['signed'] <= '1849-06-01' < r['withdrew']])
PROMISES = {'defense': 'defense', 'offense': 'offense', 'neutrality': 'neutral', 'nonaggression': 'nonagg',
            'consultation': 'consul'}
for topic, column in PROMISES.items():
    promised = {r['atopid'] for r in members if r[column] == '1'}
    ok({i for i, r in acts.items() if topic in r['topic'].split(';')} == promised, topic)
the_map = os.path.join(here, 'raw-atop.json')
with open(the_map, 'w') as f:
    f.write('{"name": "raw-atop", "tables": [{"shape": "members", "spells": "keep", "repeats": "keep", "agreement": '
            '{"id": "atopid"}, "party": {"actor": {"column": "member", "scheme": "own"}, "withdrew": {"year": "yrexit", '
            '"month": "moexit", "day": "dayexit", "open": "0"}, "attributes": {"defense": "defense", "offense": "offense", '
            '"neutral": "neutral", "nonagg": "nonagg", "consul": "consul", "active": "active", "ineffect": "ineffect"}}}]}')
folder, fates = package('raw-atop', ['atop-4.01-members/atop-member-level.csv'], 2398, the_map)
rows = table(folder, 'parties')
ok(len(rows) == 2398 and count(rows, 'party') == 208)
ok(sum(r['withdrew'] == '..' for r in rows) == 1062 == sum(r['ineffect'] == '1' for r in rows))
ok([sum(r[c] == '1' for r in rows) for c in ('defense', 'offense', 'neutral', 'nonagg', 'consul', 'active')] ==
   [994, 230, 265, 1394, 1214, 1070])
ok(len([r for r in rows if r['agreement'] == '3180']) == 42)
ok(len(rows) - count(rows, 'agreement', 'party') == 243)

folder, fates = package('atop-alliances', ['atop-4.01-members/atop-alliance-level.csv'], 745)
ok(len(table(folder, 'agreements')) == 745)
ok(sum(r['ended'] == '2016-12-31/..' for r in table(folder, 'agreements')) == 334)

folder, fates = package('atop-dyad-years', ['atop-5.1-dyad-year/atop_alliance.csv'], 273296)
ok(fates['used'] == 136648 == fates['merged'], fates)
last = [r for r in table(folder, 'agreements') if r['ended'] == '2018/..']
defence = {r['id'] for r in last if 'defense' in r['topic'].split(';')}
pairs = collections.defaultdict(list)
for r in table(folder, 'parties'):
    pairs[r['agreement']].append(r['party'])
ok(sum('USA' in pairs[i] for i in defence) == 66)
either = {frozenset((r['ccode1'], r['ccode2'])) for r in raw('atop-5.1-dyad-year/atop_alliance.csv')
          if r['year'] == '2018' and r['atop_defense'] == '1'}
ok(len(defence) == len(either), len(defence), len(either))

# ---- COW ----

folder, fates = package('cow-contiguity', ['cow-contiguity/contdir.csv'], 847)
# a spell that outlives a state is two agreements, of one row
kinds = collections.Counter(kind for kind, row in {(r['kind'], r['locator']) for r in table(folder, 'agreements')})
ok(sorted(kinds.values()) == [25, 25, 128, 195, 474], kinds)
ok([(r['in_force'], r['ended']) for r in table(folder, 'agreements') if r['id'].endswith('SUN-USA_1959-01')] ==
   [('1959-01', '1991-12-26')])
ok([(r['in_force'], r['ended']) for r in table(folder, 'agreements') if r['id'].startswith('CAN-USA_')] ==
   [('1920-01', '2016-12/..')])

folder, fates = package('cow-igo-states', ['cow-igo-v3/state_year_format3.csv.gz', 'cow-igo-v3/igo_year_format3.csv'],
                        15557 + 19335)
spells = table(folder, 'memberships')


def in_year(organization, year, role='member'):
    return len({r['member'] for r in spells if r['organization'] == organization and r['role'] == role and
                r['from'].lstrip('./') <= str(year) <= r['to'][:4]})


ok([in_year('nato', 1949), in_year('nato', 2010), in_year('un', 2014), in_year('eu', 2014), in_year('asean', 2010)] ==
   [12, 28, 193, 28, 10])
cells = {r['fate']: int(r['count']) for r in table(folder, 'import-summary') if r['unit'] == 'cell'}
ok(cells == {'missing': 138874, 'did not exist': 5459286, 'not a party': 2170313, 'used': 535772 + 861 + 2332}, cells)
tie = run('graph', folder, '--network', 'actors', '--role', 'member;associate', '--during', '2010', '--format', 'csv', '-o', '-')
weights = {(r['source'], r['target']): int(r['weight']) for r in csv.DictReader(io.StringIO(tie.stdout))}
ok(weights['DEU', 'FRA'] == 96 and max(weights.values()) == 101 == weights['FRA', 'NLD'])

folder, fates = package('cow-igo-organizations', ['cow-igo-v3/igo_year_format3.csv'], 19335)
cells = {r['fate']: int(r['count']) for r in table(folder, 'import-summary') if r['unit'] == 'cell'}
ok(cells == {'missing': 190750, 'did not exist': 1294458, 'not a party': 2170685, 'used': 536320 + 1095 + 2387}, cells)

folder, fates = package('cow-igo-dyad-years', ['cow-igo-v3/cow_igo_ndy.csv.gz'], 917695)
weights = {r['id']: r['weight'] for r in table(folder, 'agreements') if r['in_force'].lstrip('./') <= '2010' <= r['ended'][:4]}
ok([w for i, w in weights.items() if i.startswith('DEU-FRA_')] == ['96'])
weights = {i: r for i, r in ((r['id'], r) for r in table(folder, 'agreements'))
           if r['in_force'].lstrip('./') <= '1914' <= r['ended'][:4]}
ok(max(int(r['weight']) for r in weights.values()) == 29)

# ---- the United Nations ----

files = ['un-treaties/treaties', 'un-treaties/index.csv']
rows = sum(len(raw('un-treaties/treaties/' + f)) for f in os.listdir(source('un-treaties/treaties')))
ok(rows == 23757)
folder, fates = package('un-treaties', ['un-treaties'], rows + 401)
parties = table(folder, 'parties')
ok(len(table(folder, 'agreements')) == 401 and count(parties, 'agreement') == 324)


def status(treaty):
    rows = [r for r in parties if r['agreement'] == treaty]
    return len(rows), sum(r['signed'] != '' for r in rows), sum(r['ratified'] != '' for r in rows)


ok(status('1-1') == (49, 0, 49) and status('3-3') == (190, 60, 190), status('1-1'), status('3-3'))
ok(status('4-11') == (196, 140, 194) and status('18-10') == (153, 139, 122), status('4-11'), status('18-10'))
signed_only = {r['party'] for r in parties if r['agreement'] == '18-10' and r['signed'] and not r['ratified']}
ok(len(signed_only) == 31 and {'YEM', 'ZWE'} <= signed_only)

# ---- trade, investment, environment, peace ----

desta = raw('desta-2.0/DESTA.csv', delimiter=';')
folder, fates = package('desta', ['desta-2.0/DESTA.csv'], 1217)
acts = {r['id']: r for r in table(folder, 'agreements')}
kinds = collections.Counter(r['entry_type'] for r in desta)
ok(kinds == {'base_treaty': 842, 'accession': 199, 'negotiation': 82, 'protocol or amendment': 34, 'withdrawal': 30,
             'consolidated': 30}, kinds)
ok(len(acts) == 842 + 199 + 34 and fates['left out by the map'] == 82 + 30 + 30)
parties = collections.defaultdict(list)
for r in table(folder, 'parties'):
    parties[r['agreement']].append(r['party'])
ok(acts['636']['signed'] == '1992' and acts['636']['in_force'] == '1994' and sorted(parties['636']) == ['CAN', 'MEX', 'USA'])
ok(len(parties['253']) == 91)
kept = ('base_treaty', 'accession', 'protocol or amendment')
filled = sum(r['c%d' % i] != 'NA' for r in desta for i in range(1, 92))
ok(filled == 7772)
ok([int(r['count']) for r in table(folder, 'import-summary') if r['unit'] == 'cell'] ==
   [sum(r['c%d' % i] != 'NA' for r in desta if r['entry_type'] in kept for i in range(1, 92))])

MANY = 'many-treaties/'
folder, fates = package('many-ggo', [MANY + 'parties-GGO.csv.gz', MANY + 'agreements-GGO.csv'], 98320 + 4532)
parties = table(folder, 'parties')
cites = [r for r in parties if r['agreement'] == 'CITES_1973A']
ok(count(cites, 'party') == 182 and count([r for r in parties if r['agreement'] == 'VIENNA_1985A'], 'party') == 197)
ok([(r['signed'], r['ratified'], r['in_force'], r['withdrew']) for r in cites if r['party'] == 'USA'] ==
   [('1973-03-03', '1974-01-14', '1975-07-01', '..')])
ok(count(parties, 'agreement') == 3510)
reasons = collections.Counter(r['reason'] for r in table(folder, 'import-report'))
ok(reasons['agreement not in the list'] == 339, reasons)
topics = collections.Counter(r['TypeDomain'] for r in raw(MANY + 'agreements-GGO.csv'))
ok([topics[t] for t in ('Environment', 'Trade', 'Health', 'Human Rights', 'Security')] == [3682, 622, 162, 29, 7])

folder, fates = package('many-ieadb', [MANY + 'parties-IEADB.csv', MANY + 'agreements-IEADB.csv'], 15463 + 3583)
parties = table(folder, 'parties')
ok(count(parties, 'agreement') == 4415, count(parties, 'agreement'))
ok(not [r for r in parties if r['in_force'][:2] == '28' or r['in_force'][:2] == '29' or r['signed'][:2] == '26'])
folder, fates = package('many-desta', [MANY + 'parties-DESTA.csv', MANY + 'agreements-DESTA.csv'], 7466 + 987)
ok(count(table(folder, 'parties'), 'agreement') == 958)
folder, fates = package('many-gptad', [MANY + 'parties-GPTAD.csv'], 2192)
folder, fates = package('many-tfdd', [MANY + 'parties-TFDD.csv'], 1832)
folder, fates = package('gptad', [MANY + 'GPTAD.csv'], 352)
ok(next(r['signed'] for r in table(folder, 'agreements') if r['id'] == 'AEC') == '1991-06-03')
folder, fates = package('huggo', [MANY + 'HUGGO_MEM_env_reconciled.csv'], 7377)
ok([(r['signed'], r['withdrew']) for r in table(folder, 'parties')
    if r['agreement'] == 'INTRSC_1972A' and r['party'] == 'DDR'] == [('', '1990-10-03')])

folder, fates = package('bits', ['bits-unctad/3-iso.csv'], 2577)
acts = {r['id']: r for r in table(folder, 'agreements')}
first = acts['Germany - Pakistan BIT (1959)']
ok((first['signed'], first['in_force'], first['ended'], first['status']) == ('1959-11-25', '1962-04-28', '', 'in force'))
second = acts['Afghanistan - Germany BIT (2005)']
ok((second['signed'], second['in_force']) == ('2005-04-20', '2007-10-12'))
# one treaty of the 1979 in force has no second party in the table, and is reported
ok(collections.Counter(r['status'] for r in acts.values()) == {'in force': 1978, 'signed': 318, 'terminated': 280})
ok(fates['no actor or agreement'] == 1)
german = {'DEU', 'GFR'}
ok(sum(r['party'] in german for r in table(folder, 'parties')) == 133,
   sum(r['party'] in german for r in table(folder, 'parties')))
named, fates = package('bits-names', ['bits-unctad/0-data_cleaned.csv'], 2577, 'bits')
ok(len(set(acts) ^ {r['id'] for r in table(named, 'agreements')}) < 60)

folder, fates = package('pax', ['pax-v2/pax_all_agreements_data.csv'], 1789)
acts = {r['id']: r for r in table(folder, 'agreements')}
parties = collections.defaultdict(list)
for r in table(folder, 'parties'):
    parties[r['agreement']].append(r['party'])
ok(len(acts) == 1789 and acts['556']['signed'] == '1998-04-10' and parties['556'] == ['GBR', 'IRL'])
ok(acts['389']['signed'] == '1995-11-21' and parties['389'] == ['BIH'])
ok(collections.Counter(r['kind'] for r in acts.values()) == {'Intra': 1293, 'InterIntra': 234, 'IntraLocal': 190, 'Inter': 72})

folder, fates = package('coe', ['coe-treaties/conventions_treaty_level_agg_final.csv'], 221)
cyber = next(r for r in table(folder, 'agreements') if r['id'] == '185')
ok((cyber['signed'], cyber['ratifications_needed'], cyber['signed_at_opening'], cyber['ratifications'],
    cyber['signed_only']) == ('2001-11-23', '5', '26', '41', '4'))

print('%d passed, 0 failed' % passed)
