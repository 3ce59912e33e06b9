"""Foreign tables through maps: every shape, on tables of our own; the account of the rows; wrong
maps and wrong files; the same bytes from shuffled rows; a proposal for an unknown table."""
import csv
import gzip
import json
import os
import random
import re
import subprocess
import sys
import tempfile

ENTENTE, SOURCE = sys.argv[1:3]
folder_of_test = tempfile.TemporaryDirectory()
here = folder_of_test.name
passed = 0


def path(name):
    return os.path.join(here, name)


def put(name, text):
    with open(path(name), 'w', encoding='utf-8', newline='') as f:
        f.write(text if isinstance(text, str) else json.dumps(text))
    return path(name)


def run(*words):
    done = subprocess.run([ENTENTE, *words], capture_output=True, text=True, encoding='utf-8', timeout=300)
    assert done.returncode >= 0, (words, done.returncode, done.stderr[-500:])
    return done


def table(folder, name):
    with open(os.path.join(folder, name + '.csv'), encoding='utf-8', newline='') as f:
        return list(csv.DictReader(f))


def ok(condition, *what):
    global passed
    assert condition, what
    passed += 1


def imported(name, the_map, *files, options=()):
    """The package as a folder; its rows must be accounted for, and it must be sound."""
    folder = path(name)
    done = run('import', '--map', put(name + '.json', dict(name=name, tables=the_map) if isinstance(the_map, list)
                                      else the_map), *files, '-o', folder, *options)
    ok(done.returncode == 0, name, done.stderr)
    checked = run('check', folder)
    ok(checked.returncode == 0, name, checked.stdout[-1000:])
    again = folder + '-again'
    ok(run('import', folder, '-o', again).returncode == 0)
    for file in os.listdir(again):
        ok(open(os.path.join(folder, file), 'rb').read() == open(os.path.join(again, file), 'rb').read(), file)
    return folder


def fates(folder, unit='row'):
    return {row['fate']: int(row['count']) for row in table(folder, 'import-summary') if row['unit'] == unit}


# ---- a membership table: years only, missing codes, ids with ';' ----

ORGANIZATIONS = '''body|country|since|until|status
"Rhine;Main"|Germany|1950|-9|1
"Rhine;Main"|France|1950|1960|1
"Rhine;Main"|France|1970|9999|1
"Rhine;Main"|Switzerland|88|9999|2
"Danube;Sava"|Austria|1955|9999|1
"Danube;Sava"|Ruritania|1955|9999|1
"Danube;Sava"|Hungary|1955|9999|9
"Danube;Sava"|Romania|1955|9999|0
'''
folder = imported('bodies', [{
    'file': 'bodies.csv', 'dialect': {'separator': '|'}, 'shape': 'members',
    'organization': {'id': 'body'},
    'member': {
        'actor': {'column': 'country', 'scheme': 'name'},
        'role': {'column': 'status', 'values': {'1': 'member', '2': 'observer', '9': 'missing', '0': 'none'}},
        'from': {'column': 'since', 'format': 'YYYY', 'unknown': '88'},
        'to': {'column': 'until', 'format': 'YYYY', 'unknown': '-9', 'open': '9999'}}}],
    put('bodies.csv', ORGANIZATIONS))
rows = [(r['organization'], r['member'], r['role'], r['from'], r['to']) for r in table(folder, 'memberships')]
ok(rows == [('Danube;Sava', 'AUT', 'member', '1955', '..'), ('Danube;Sava', 'HUN', 'unknown', '1955', '..'),
            ('Danube;Sava', 'Ruritania', 'member', '1955', '..'),
            ('Rhine;Main', 'CHE', 'observer', '', '..'), ('Rhine;Main', 'DEU', 'member', '1950', ''),
            ('Rhine;Main', 'FRA', 'member', '1950', '1960'), ('Rhine;Main', 'FRA', 'member', '1970', '..')], rows)
ok(fates(folder) == {'used': 6, 'missing': 1, 'not a party': 1}, fates(folder))
report = table(folder, 'import-report')
ok([(r['line'], r['reason'], r['detail']) for r in report if r['reason'] != 'actor outside its time'] ==
   [('7', 'unknown actor', 'Ruritania'), ('9', 'not a party', 'Romania')], report)
names = {r['id']: r['type'] for r in table(folder, 'actors')}
ok(names['Rhine;Main'] == 'organization' and names['Ruritania'] == 'other' and names['FRA'] == 'state', names)
ok(run('import', '--map', path('bodies.json'), path('bodies.csv'), '-o', path('strict'), '--strict').returncode == 1)
ok(not os.path.exists(path('strict')))

# ---- directed pair-years with repeats and a self-loop ----

TRANSFERS = '''from,to,year,value
USA,GBR,1941,5
USA,GBR,1941,7
USA,GBR,1942,12
USA,GBR,1944,1
GBR,USA,1942,3
FRA,FRA,1942,1
USA,CHN,,4
,CHN,1942,4
'''
put('transfers.csv', TRANSFERS)


def transfers(**more):
    return [dict({'shape': 'pairs', 'year': 'year', 'mirror': 'directed', 'repeats': 'sum',
                  'agreement': {'kind': {'text': 'transfer'}, 'weight': 'value'},
                  'party': [{'actor': {'column': 'from', 'scheme': 'iso3'}},
                            {'actor': {'column': 'to', 'scheme': 'iso3'}}]}, **more)]


folder = imported('transfers', transfers(), path('transfers.csv'))
acts = [(r['id'], r['in_force'], r['ended'], r['weight']) for r in table(folder, 'agreements')]
ok(acts == [('GBR-USA_1942', '1942', '1942', '3'), ('USA-GBR_1941', '../1941', '1942', '12'),
            ('USA-GBR_1944', '1944', '1944/..', '1')], acts)
ok([(r['party'], r['side']) for r in table(folder, 'parties') if r['agreement'] == 'USA-GBR_1941'] ==
   [('GBR', 'to'), ('USA', 'from')])
ok(fates(folder) == {'used': 4, 'merged': 1, 'with itself': 1, 'no year': 1, 'no actor or agreement': 1}, fates(folder))
folder = imported('parallel', transfers(repeats='keep', self='keep', spells='keep'), path('transfers.csv'))
ok(len(table(folder, 'agreements')) == 6 and fates(folder)['used'] == 6, fates(folder))
folder = imported('undirected', transfers(mirror='or'), path('transfers.csv'))
ok([(r['id'], r['weight']) for r in table(folder, 'agreements')] ==
   [('GBR-USA_1941', '12'), ('GBR-USA_1944', '1')], table(folder, 'agreements'))
folder = imported('both-ways', transfers(mirror='and'), path('transfers.csv'))
ok([r['id'] for r in table(folder, 'agreements')] == ['GBR-USA_1942'])
ok(fates(folder)['in one direction only'] == 2, fates(folder))

# ---- flags of pair-years: or, and ----

PROMISES = 'a,b,year,defence,talks\n2,200,1950,1,0\n200,2,1950,0,1\n2,200,1951,1,1\n200,2,1951,1,1\n2,200,1952,1,1\n'
put('promises.csv', PROMISES)


def promises(mirror):
    return [{'shape': 'pairs', 'year': 'year', 'mirror': mirror,
             'agreement': {'topic': {'flags': {'defence': 'defence', 'talks': 'consultation'}}},
             'party': [{'actor': {'column': 'a', 'scheme': 'cow'}}, {'actor': {'column': 'b', 'scheme': 'cow'}}]}]


folder = imported('either', promises('or'), path('promises.csv'))
ok([(r['in_force'], r['ended'], r['topic']) for r in table(folder, 'agreements')] ==
   [('../1950', '1952/..', 'defence;consultation')])
folder = imported('each', promises('and'), path('promises.csv'))
ok([(r['in_force'], r['ended'], r['topic']) for r in table(folder, 'agreements')] ==
   [('../1950', '1950', ''), ('1951', '1951', 'defence;consultation')], table(folder, 'agreements'))

# ---- lists: a cell, nested brackets, many columns with roles ----

LISTS = '''name;members;signed;p1;p2;p3;r1;r2;r3
Pact A;ASEAN (Laos, Viet Nam), Japan;03/25/1967;LAO;VNM;JPN;1;1;2
Pact B;1. France 2. Italy;n/a;FRA;ITA;;1;3;
'''
put('lists.csv', LISTS)
folder = imported('brackets', [{
    'dialect': {'separator': ';', 'missing': ['n/a']}, 'shape': 'list', 'keep': {'column': 'name', 'in': 'Pact A'},
    'agreement': {'id': 'name', 'signed': {'column': 'signed', 'format': 'MM/DD/YYYY'}},
    'party': {'actor': {'column': 'members', 'scheme': 'name', 'split': {'at': ',', 'brackets': 'inside'}}}}],
    path('lists.csv'))
ok([r['party'] for r in table(folder, 'parties')] == ['JPN', 'LAO', 'VDR'] or
   [r['party'] for r in table(folder, 'parties')] == ['JPN', 'LAO', 'VNM'], table(folder, 'parties'))
ok(table(folder, 'agreements')[0]['signed'] == '1967-03-25')
ok(fates(folder) == {'used': 1, 'left out by the map': 1})
folder = imported('numbered', [{
    'dialect': {'separator': ';', 'missing': ['n/a']}, 'shape': 'list', 'keep': {'column': 'name', 'not_in': 'Pact A'},
    'agreement': {'id': 'name', 'signed': {'column': 'signed', 'format': 'MM/DD/YYYY'}},
    'party': {'actor': {'column': 'members', 'scheme': 'name', 'split': {'numbered': True}}}}], path('lists.csv'))
ok([r['party'] for r in table(folder, 'parties')] == ['FRA', 'ITA'])
folder = imported('columns', [{
    'dialect': {'separator': ';', 'missing': ['n/a']}, 'shape': 'list', 'agreement': {'id': 'name'},
    'party': {'actor': {'columns': 'p{1..3}', 'scheme': 'iso3'},
              'role': {'columns': 'r1..r3', 'values': {'1': 'party', '2': 'observer', '3': 'none'}}}}],
    path('lists.csv'))
ok([(r['agreement'], r['party'], r['role']) for r in table(folder, 'parties')] ==
   [('Pact A', 'JPN', 'observer'), ('Pact A', 'LAO', 'party'), ('Pact A', 'VNM', 'party'),
    ('Pact B', 'FRA', 'party')], table(folder, 'parties'))
ok(fates(folder, 'cell') == {'used': 4, 'not a party': 1}, fates(folder, 'cell'))

# ---- matrices: both axes, a code that the map does not explain, a gzipped file ----

MATRIX = 'code,year,alpha,beta\n220,1950,1,0\n220,1951,1,-9\n220,1952,0,7\n210,1951,2,1\n210,1952,2,1\n'
with gzip.open(path('matrix.csv.gz'), 'wt') as f:
    f.write(MATRIX)
CELLS = {'0': 'none', '1': 'member', '2': 'observer', '-9': 'missing'}
folder = imported('matrix', [
    {'file': 'matrix.csv', 'shape': 'matrix', 'organization': {},
     'member': {'actor': {'column': 'code', 'scheme': 'cow'}}, 'year': 'year',
     'cells': {'columns': 'alpha..beta', 'are': 'agreements', 'values': CELLS}},
    {'file': 'names.csv', 'shape': 'agreements', 'organization': {'id': {'column': 'short', 'letters': 'lower'},
                                                                 'name': 'name'}}],
    path('matrix.csv.gz'), put('names.csv', 'short,name\nALPHA,Alpha Organization\nGAMMA,Gamma Board\n'))
ok([(r['organization'], r['member'], r['role'], r['from'], r['to']) for r in table(folder, 'memberships')] ==
   [('alpha', 'FRA', 'member', '../1950', '1951'), ('alpha', 'NLD', 'observer', '1951', '1952/..'),
    ('beta', 'FRA', 'unknown', '1951', '1951'), ('beta', 'NLD', 'member', '1951', '1952/..')],
   table(folder, 'memberships'))
ok(fates(folder, 'cell') == {'used': 6, 'not a party': 2, 'missing': 1, 'unknown code': 1}, fates(folder, 'cell'))
ok({r['id']: r['name'] for r in table(folder, 'actors')}['alpha'] == 'Alpha Organization')
reasons = [r['reason'] for r in table(folder, 'import-report')]
ok(reasons.count('agreement not in the list') == 1 and reasons.count('unknown code') == 1, reasons)
folder = imported('turned', [{
    'shape': 'matrix', 'organization': {'id': 'body'}, 'year': 'year',
    'cells': {'columns': ['france', 'dominicanrepublic'], 'are': 'parties', 'scheme': 'name', 'values': CELLS}}],
    put('turned.csv', 'body,year,france,dominicanrepublic\nA,1950,1,0\nA,1951,1,1\n'))
ok([(r['member'], r['from']) for r in table(folder, 'memberships')] == [('DOM', '1951'), ('FRA', '../1950')])

# ---- one file an agreement; letters behind dates; a second file by another key ----

os.mkdir(path('status'))
put('status/1-1.csv', 'Participant,Signature,"Ratification, Accession(a)"\nFrance,1 Mar 1950,22 Mar 1956\nSpain,,3 Apr 1957 a\n')
put('status/1-2.csv', 'Participant,Accession(a)\nFrance,22 Mar 1956 a\n')
put('index.csv', 'chapter,no,title\n1,1,"First treaty. Paris, 1 March 1950"\n1,2,"Second treaty. Rome, 2 May 1951"\n1,3,"Third"\n')
folder = imported('status-tables', [
    {'file': 'status/*.csv', 'shape': 'members', 'agreement': {'id': {'file': True}},
     'party': {'actor': {'column': 'Participant', 'scheme': 'name'},
               'signed': {'column': 'Signature', 'optional': True, 'format': 'D Mon YYYY'},
               'ratified': {'column': ['*Ratification*', '*Accession*'], 'format': 'D Mon YYYY', 'suffix': 'act'}}},
    {'file': 'index.csv', 'shape': 'agreements',
     'agreement': {'id': {'text': '{chapter}-{no}'}, 'title': 'title',
                   'signed': {'column': 'title', 'after': ', ', 'format': 'D Month YYYY'}}}], here)
ok([(r['agreement'], r['party'], r['signed'], r['ratified'], r['act'], r['locator']) for r in table(folder, 'parties')] ==
   [('1-1', 'ESP', '', '1957-04-03', 'a', '1-1.csv#row=3'), ('1-1', 'FRA', '1950-03-01', '1956-03-22', '', '1-1.csv#row=2'),
    ('1-2', 'FRA', '', '1956-03-22', 'a', '1-2.csv#row=2')], table(folder, 'parties'))
ok([(r['id'], r['signed']) for r in table(folder, 'agreements')] == [('1-1', '1950-03-01'), ('1-2', '1951-05-02'), ('1-3', '')])
folder = imported('joined', [
    {'file': 'parts.csv', 'shape': 'members', 'agreement': {'id': 'key', 'join': 'other'},
     'party': {'actor': {'column': 'state', 'scheme': 'iso3'}}},
    {'file': 'acts.csv', 'shape': 'agreements', 'agreement': {'id': 'key', 'join': 'other', 'title': 'title'}}],
    put('parts.csv', 'key,other,state\nX-1,7,FRA\nX-2,7,ITA\nX-3,8,ESP\n'), put('acts.csv', 'key,other,title\nY,7,Seven\nZ,9,Nine\n'))
ok({r['id']: r['title'] for r in table(folder, 'agreements')} == {'X-1': 'Seven', 'X-2': 'Seven', 'X-3': 'X-3', 'Z': 'Nine'})

# ---- spells with days; split dates; sentinels; an end of observation; the last day that counts ----

SPELLS = '''act,state,y1,m1,d1,y2,m2,d2
N,2,1949,4,4,1951,6,19
N,2,1951,6,19,0,0,0
N,220,1949,4,-9,1966,3,10
N,220,2009,4,3,0,0,0
'''


def spells(**more):
    return dict(name='spells', observed_until='2016-12-31', tables=[dict({
        'shape': 'members', 'agreement': {'id': 'act'},
        'party': {'actor': {'column': 'state', 'scheme': 'cow'}, 'signed': {'year': 'y1', 'month': 'm1', 'day': 'd1'},
                  'withdrew': {'year': 'y2', 'month': 'm2', 'day': 'd2', 'open': '0', 'last_day': True}}}, **more)])


folder = imported('spells', spells(), put('spells.csv', SPELLS))
ok([(r['party'], r['signed'], r['withdrew']) for r in table(folder, 'parties')] ==
   [('FRA', '1949-04', '1966-03-11'), ('FRA', '2009-04-03', '2016-12-31/..'), ('USA', '1949-04-04', '2016-12-31/..')],
   table(folder, 'parties'))
ok(len(table(imported('spells-keep', dict(spells(spells='keep'), name='spells-keep'), path('spells.csv')), 'parties')) == 4)
ok(len(table(imported('spells-one', dict(spells(spells='one'), name='spells-one'), path('spells.csv')), 'parties')) == 2)

# ---- a code that passes from one state to another while a row holds ----

folder = imported('passing', dict(spells(), name='passing'), put('passing.csv', SPELLS.splitlines()[0] +
                  '\nP,365,1948,4,6,0,0,0\nP,365,1900,1,1,1930,5,5\nP,220,1948,4,6,0,0,0\n'))
ok([(r['party'], r['signed'], r['withdrew']) for r in table(folder, 'parties')] ==
   [('FRA', '1948-04-06', '2016-12-31/..'), ('RUS', '1900-01-01', '1922-12-30'), ('RUS', '1991-12-26', '2016-12-31/..'),
    ('SUN', '1922-12-30', '1930-05-06'), ('SUN', '1948-04-06', '1991-12-26')], table(folder, 'parties'))
ok(fates(folder) == {'used': 3} and
   sum(r['reason'] == 'passes to another actor' for r in table(folder, 'import-report')) == 2)

# ---- other dialects ----

with open(path('old.txt'), 'wb') as f:
    f.write('a title\rÉtat\tnom\tdate\rFRA\tPacte\t18023\rITA\tPacte\t18023\r'.encode('latin-1'))
folder = imported('old', [{
    'dialect': {'separator': '\t', 'encoding': 'latin-1', 'line_end': 'cr', 'skip': 1, 'quote': ''}, 'shape': 'members',
    'agreement': {'id': 'nom', 'signed': {'column': 3, 'format': 'serial'}},
    'party': {'actor': {'column': 'État', 'scheme': 'iso3'}}}], path('old.txt'))
ok(table(folder, 'agreements')[0]['signed'] == '1949-05-05')
folder = imported('na', [{
    'dialect': {'missing': 'NA', 'header': ['who', 'what']}, 'shape': 'members', 'agreement': {'id': 'what'},
    'party': {'actor': {'column': 'who', 'scheme': 'iso2', 'missing': []}}}], put('na.csv', 'NA,Pact\nZA,Pact\nZA,NA\n'))
ok([r['party'] for r in table(folder, 'parties')] == ['NAM', 'ZAF'] and fates(folder)['no actor or agreement'] == 1)

# ---- the order of rows does not matter ----

random.seed(7)
for name, text in (('transfers', TRANSFERS), ('bodies', ORGANIZATIONS), ('spells', SPELLS), ('promises', PROMISES)):
    lines = text.splitlines(True)
    body = lines[1:]
    random.shuffle(body)
    os.makedirs(path('shuffled'), exist_ok=True)
    put('shuffled/%s.csv' % name, lines[0] + ''.join(body))
    the_map = path({'promises': 'each'}.get(name, name) + '.json')
    ok(run('import', '--map', the_map, path('shuffled/%s.csv' % name), '-o', path('shuffled-' + name)).returncode == 0)
    for part in ('actors', 'agreements', 'parties', 'memberships'):
        one, other = (os.path.join(path(f), part + '.csv') for f in ({'promises': 'each'}.get(name, name), 'shuffled-' + name))
        if os.path.exists(one):
            strip = lambda file: sorted(re.sub(r'row=\d+', '', line) for line in open(file, encoding='utf-8'))
            ok(strip(one) == strip(other), name, part)

# ---- the other verbs take maps ----

done = run('measure', '--map', path('spells.json'), path('spells.csv'), '--during', '2010', '--format', 'csv',
           '--scope', 'node', '--measures', 'degree')
ok(done.returncode == 0 and 'FRA' in done.stdout and ',1\n' in done.stdout, done.stdout, done.stderr)
ok('N' in run('explain', '--map', path('spells.json'), path('spells.csv'), 'FRA', 'USA').stdout)
ok(run('measure', path('spells.csv'), path('na.csv')).returncode == 2)
done = run('graph', '--map', path('spells.json'), path('spells.csv'), '-o', path('spells.csv'))
ok(done.returncode == 2 and open(path('spells.csv')).read() == SPELLS, done.stderr)

# ---- a finding of any check points to the user's file and line, also behind records of several lines ----

PLACES = 'treaty,state,what,topic\nOne,FRA,party,"two\nlines"\nOne,ITA,knight,\nTwo,ESP,party,\nTwo,ESP,party,\n'
the_map = put('places.json', {'name': 'places', 'tables': [{
    'shape': 'members', 'agreement': {'id': 'treaty', 'title': {'text': ' '}}, 'repeats': 'keep',
    'party': {'actor': {'column': 'state', 'scheme': 'iso3'}, 'role': 'what', 'attributes': {'signde': 'topic'}}}]})
for name, text in (('places.csv', PLACES), ('places.json.json', json.dumps(list(csv.DictReader(PLACES.splitlines(True))), indent=1)
                                            .replace('{\n', '{'))):
    done = run('check', '--map', the_map, put(name, text))
    found = {line.rsplit('[', 1)[1].rstrip(']'): line.split(': ')[0] for line in done.stdout.splitlines() if line.endswith(']')}
    lines = [str(i + 1) for i, line in enumerate(text.splitlines()) if 'One' in line or 'Two' in line]
    ok(found['value-unknown'] == '%s:%s' % (path(name), lines[1]), done.stdout, lines)
    ok(found['title-empty'] == '%s:%s' % (path(name), lines[2]), done.stdout, lines)
    ok(found['act-self'] == found['party-repeated'] == '%s:%s' % (path(name), lines[3]), done.stdout, lines)
    ok(found['column-unknown'] == the_map, done.stdout)
    ok('places/' not in done.stdout)
    why = run('explain', '--map', the_map, path(name), 'FRA', 'ITA').stdout
    ok(re.search(r'row +%s:%s\n' % (re.escape(path(name)), lines[1]), why), why)

# ---- wrong maps: one clear line at the place ----

good = {'name': 'x', 'tables': [{'shape': 'members', 'agreement': {'id': 'act'}, 'party': {'actor': 'state'}}]}
WRONG = [
    ('{"name": "x", "tables": []}', 'expected a list of tables'),
    ('{"name": "x"}', "no 'tables'"),
    ('[]', 'expected an object'),
    ('{"name": "X y", "tables": [{"shape": "members", "agreement": {"id": "act"}, "party": {"actor": "state"}}]}', 'other characters'),
    ('{"name": "x",\n "tabels": []}', "2:12: error: unknown key 'tabels'; did you mean 'tables'?"),
    ('{"name": "x", "extends": "x", "tables": []}', "unknown key 'extends'"),
    ('{"name": "x", "tables": [{"shape": "member", "agreement": {"id": "act"}, "party": {"actor": "state"}}]}', "did you mean 'members'"),
    ('{"name": "x", "tables": [{"shape": "members", "agreement": {"id": true}, "party": {"actor": "state"}}]}', 'expected the name of a column'),
    ('{"name": "x", "tables": [{"shape": "members", "agreement": {"id": "akt"}, "party": {"actor": "state"}}]}', "no column 'akt'"),
    ('{"name": "x", "tables": [{"shape": "members", "agreement": {"id": "act"}}]}', "no 'party'"),
    ('{"name": "x", "tables": [{"shape": "pairs", "agreement": {"id": "act"}, "party": {"actor": "state"}}]}', 'a list of two'),
    ('{"name": "x", "tables": [{"shape": "members", "agreement": {"id": "act", "signed": {"column": "y1", "format": "DD.MM.YY"}}, "party": {"actor": "state"}}]}', 'unknown date format'),
    ('{"name": "x", "tables": [{"shape": "members", "agreement": {"id": "act"}, "party": {"actor": {"column": "state", "scheme": "iso9"}}}]}', 'unknown word'),
    ('{"name": "x", "tables": [{"shape": "list", "agreement": {"id": "act"}, "party": {"actor": "state"}}]}', 'split'),
    ('{"name": "x", "tables": [{"shape": "matrix", "agreement": {}, "party": {"actor": "state"}}]}', "needs 'cells'"),
    ('{"name": "x", "tables": [{"shape": "members", "agreement": {"id": {"text": "{act"}}, "party": {"actor": "state"}}]}', "without '}'"),
    ('{"name": "x", "name": "y", "tables": []}', 'already'),
    ('{"name": "x", "tables": [', 'error'),
    ('', 'error'),
    ('\0\1', 'error'),
    ('[' * 5000, 'error'),
]
for text, expected in WRONG:
    done = run('import', '--map', put('wrong.json', text), path('spells.csv'), '-o', path('none'))
    lines = done.stderr.strip().splitlines()
    ok(done.returncode == 1 and expected in done.stderr, text, done.stderr)
    ok('wrong.json:' in lines[0] and ': error: ' in lines[0] and len([l for l in lines if ': error' in l]) == 1, text, lines)
    ok(not os.path.exists(path('none')))
done = run('import', '--map', 'atop-member', path('spells.csv'), '-o', path('none'))
ok(done.returncode == 2 and "did you mean 'atop-members'" in done.stderr, done.stderr)

# ---- wrong files ----

put('good.json', good)
with open(path('matrix.csv.gz'), 'rb') as f:
    whole = f.read()
with open(path('cut.csv.gz'), 'wb') as f:
    f.write(whole[:-20])
done = run('import', '--map', path('good.json'), path('cut.csv.gz'), '-o', path('none'))
ok(done.returncode == 1 and 'cut off' in done.stderr and done.stderr.count('error') == 1, done.stderr)
for text, expected in (('act,state\nA,FRA,x\n', ':2:'), ('act,state\nA,"FRA\n', ':2:3:'), ('', 'empty'),
                       ('act,state\nA,FR\xff\n'.encode('latin-1').decode('latin-1'), None)):
    done = run('import', '--map', path('good.json'), put('bad.csv', text), '-o', path('none'))
    if expected:
        ok(done.returncode == 1 and expected in done.stderr and 'bad.csv' in done.stderr, text, done.stderr)
done = run('import', '--map', path('good.json'), path('missing.csv'), '-o', path('none'))
ok(done.returncode == 1 and 'cannot open' in done.stderr, done.stderr)
os.makedirs(path('somebodys'))
put('somebodys/thesis.txt', 'years of work')
done = run('import', '--map', path('spells.json'), path('spells.csv'), '-o', path('somebodys'))
ok(done.returncode == 2 and os.listdir(path('somebodys')) == ['thesis.txt'], done.stderr)
ok(run('import', '--map', path('spells.json'), path('spells.csv'), '-o', path('somebodys'), '--force').returncode == 0)
ok(run('import', '--map', path('spells.json'), path('spells.csv'), '-o', path('spells.csv')).returncode == 2)
ok(run('import', '--map', path('spells.json'), path('spells.csv'), '-o', path('a/b/c')).returncode == 0)

# ---- a proposal is a map that works ----

for file, shape in (('spells.csv', 'members'), ('transfers.csv', 'pairs')):
    done = run('import', '--guess', path(file))
    proposal = json.loads(done.stdout)
    ok(proposal['tables'][0]['shape'] == shape and 'note' in proposal, done.stdout)
    ok(run('import', '--map', put('proposal.json', done.stdout), path(file), '-o', path('proposal')).returncode == 0)

DAYS = ['%02d/%02d/19%02d' % (d % 28 + 1, d % 12 + 1, 40 + d) for d in range(40)]
STATES = ['France', 'Germany', 'Italy', 'Spain', 'Japan', 'Brazil', 'Kenya', 'India', 'Peru', 'Chile']
PROPOSED = [ # a table, its shape, parties in the package, words of the proposal
    ('cell.csv', 'treaty,members,signed\n' + ''.join(f'T{i},France;Germany,{DAYS[i]}\n' for i in range(40)), 'list', 80,
     ['"DD/MM/YYYY"', '"split"', '";"']),
    ('wide.csv', 'treaty,p1,p2,p3,p4,p5,signed\n' + ''.join(
        f'T{i},' + ','.join('NA' if k == 4 and i % 2 else STATES[(i + k) % len(STATES)] for k in range(5)) +
        f',{1950 + i}-05-01\n' for i in range(30)), 'list', 135, ['"columns"', '"NA"']),
    ('parts.csv', 'state,act,sign_year,sign_month,sign_day\n' + ''.join(
        f'{c},A{i},{1950 + i},{i % 12 + 1},{i % 28 + 1}\n' for i in range(20) for c in ('FRA', 'DEU')), 'members', 40,
     ['"year"', '"month"', '"day"']),
    ('titles.csv', 'id,title,signed,place\n' + ''.join(f'X{i},On things {i},{i % 28 + 1} May {1950 + i},Somewhere {i}\n'
                                                     for i in range(20)), 'agreements', 0, ['own']),
    ('codes.csv', 'ccode1;ccode2;year;value\n' + ''.join(
        f'{a};{b};{y};{a + y}\n' for a in (2, 20, 70, 140) for b in (200, 220, 255, 365) for y in range(1950, 1960)),
     'pairs', None, ['"cow"', '"year"']),
    ('orgs.csv', 'body,country,since\n' + ''.join(f'{o},{c},19{50 + i}\n' for i, o in enumerate(('NATO', 'WEU', 'ASEAN', 'UN'))
                                                  for c in STATES), 'members', None, ['"organization"', '"member"', '"body"']),
    ('My Table.CSV.csv', 'agreement,country\nT1,USA\nT1,Cuba\n', 'members', 2, ['"my-table"']),
]
for name, text, shape, parties, words in PROPOSED:
    done = run('import', '--guess', put(name, text))
    ok(done.returncode == 0, name, done.stderr)
    proposal = json.loads(done.stdout)
    ok(proposal['tables'][0]['shape'] == shape, name, done.stdout)
    ok(all(word in done.stdout for word in words), name, words, done.stdout)
    folder = path(name + '-package')
    made = run('import', '--map', put('proposal.json', done.stdout), path(name), '-o', folder)
    ok(made.returncode == 0, name, made.stderr, done.stdout)
    if parties:
        ok(len(table(folder, 'parties')) == parties, name, len(table(folder, 'parties')), done.stdout)
    checked = run('check', folder)
    ok(checked.returncode == 0, name, checked.stdout)
ok(run('import', '--guess', path('missing.csv')).returncode == 1)
ok(run('import', '--guess', put('empty.csv', '')).returncode == 1)

# ---- the included maps: listed, valid by the schema ----

SCHEMA = json.load(open(os.path.join(SOURCE, 'data/maps/map.schema.json')))
TYPES = {'string': str, 'number': (int, float), 'object': dict, 'array': list, 'boolean': bool}


def valid(value, schema):
    """The part of JSON Schema that the schema of maps uses."""
    if '$ref' in schema:
        return valid(value, SCHEMA['definitions'][schema['$ref'].rsplit('/', 1)[1]])
    if 'oneOf' in schema:
        return sum(valid(value, one) for one in schema['oneOf']) == 1
    if 'enum' in schema:
        return value in schema['enum']
    types = schema.get('type')
    if types:
        types = [types] if isinstance(types, str) else types
        if not any(isinstance(value, TYPES[t]) and (t == 'boolean') == isinstance(value, bool) for t in types):
            return False
    if isinstance(value, str):
        return (re.search(schema.get('pattern', ''), value) is not None and
                schema.get('minLength', 0) <= len(value) <= schema.get('maxLength', 10 ** 9))
    if isinstance(value, dict):
        known, more = schema.get('properties', {}), schema.get('additionalProperties', True)
        return (set(schema.get('required', [])) <= set(value) and
                all(valid(v, known[k]) if k in known else more is True or more is not False and valid(v, more)
                    for k, v in value.items()))
    if isinstance(value, list):
        return (schema.get('minItems', 0) <= len(value) <= schema.get('maxItems', 10 ** 9) and
                all(valid(v, schema.get('items', {})) for v in value))
    return schema.get('minimum', -1e9) <= value <= schema.get('maximum', 1e9) if not isinstance(value, bool) else True


listed = [row['map'] for row in csv.DictReader(run('list', 'maps', '--format', 'csv').stdout.splitlines())]
shipped = sorted(f[:-5] for f in os.listdir(os.path.join(SOURCE, 'data/maps')) if f.endswith('.json') and 'schema' not in f)
ok(sorted(listed) == shipped, listed, shipped)
for name in shipped:
    the_map = json.load(open(os.path.join(SOURCE, 'data/maps', name + '.json'), encoding='utf-8'))
    ok(valid(the_map, SCHEMA) and the_map['name'] == name, name)
    ok(the_map['citation'] and the_map['version'], name)
for name in ('transfers', 'bodies', 'matrix', 'status-tables', 'old'):
    ok(valid(json.load(open(path(name + '.json'))), SCHEMA), name)
ok(not valid(json.loads(WRONG[6][0]), SCHEMA) and not valid(json.loads(WRONG[5][0]), SCHEMA))

print('%d passed, 0 failed' % passed)
