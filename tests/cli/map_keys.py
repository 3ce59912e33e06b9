"""What a map accepts arrives in the package, or is an error at its line and column of the map. The keys
are asked of the reader itself (it lists them when it meets one that it does not know), so that none can
be forgotten; each is tried in each shape on a small table whose values are found in nothing else."""
import json
import os
import re
import shutil

import commands
from commands import finish, ok, put

TABLE = '''act,one,two,word,level,status,num,role,d1,d2,d3,d4,year,cell,list,other,sec,y,m,d
T1,FRA,ITA,wordtoken,regional,in force,7.25,observer,1951-02-03,1952-03-04,1953-04-05,1954-05-06,1950,1,FRA;ITA,GBR,key,1961,7,8
'''
put('t.csv', TABLE)


def run(the_map):
    """(error of the map, all cells of the package)"""
    shutil.rmtree('out', ignore_errors=True)
    text = json.dumps({'name': 'keys', 'tables': [the_map]}, indent=1)
    done = commands.run('import', '--map', put('map.json', text), 't.csv', '-o', 'out')
    if done.returncode:
        if 'none of the 1 rows is used' in done.stderr:
            return None, {}
        ok(re.search(r'^map\.json:\d+:\d+: error: ', done.stderr, re.M), the_map, done.stderr)
        return done.stderr, None
    tables = {name: open('out/' + name, encoding='utf-8').read() for name in sorted(os.listdir('out'))
              if name.endswith('.csv') and not name.startswith('import-')}
    if 'agreements.csv' not in tables and 'memberships.csv' not in tables:
        return None, tables
    checked = commands.run('check', 'out')
    ok(checked.returncode == 0, the_map, checked.stdout)
    return None, tables


ONE, TWO = ({'actor': {'column': c, 'scheme': 'iso3'}} for c in ('one', 'two'))
SHAPES = {
    'members': {'shape': 'members', 'agreement': {'id': 'act'}, 'party': ONE},
    'memberships': {'shape': 'members', 'organization': {'id': 'act'}, 'member': ONE},
    'pairs': {'shape': 'pairs', 'agreement': {}, 'party': [ONE, TWO]},
    'pairs with id': {'shape': 'pairs', 'agreement': {'id': 'act'}, 'party': [ONE, TWO]},
    'list': {'shape': 'list', 'agreement': {'id': 'act'}, 'party': {'actor': {'columns': ['one', 'two'],
                                                                              'scheme': 'iso3'}}},
    'list of members': {'shape': 'list', 'organization': {'id': 'act'},
                        'member': {'actor': {'columns': ['one', 'two'], 'scheme': 'iso3'}}},
    'matrix': {'shape': 'matrix', 'organization': {}, 'member': ONE, 'cells': {'columns': ['cell']}},
    'matrix of agreements': {'shape': 'matrix', 'agreement': {}, 'party': ONE, 'cells': {'columns': ['cell']}},
    'matrix of parties': {'shape': 'matrix', 'agreement': {'id': 'act'},
                          'cells': {'columns': ['cell'], 'are': 'parties', 'scheme': 'name'}},
    'agreements': {'shape': 'agreements', 'agreement': {'id': 'act'}},
    'organizations': {'shape': 'agreements', 'organization': {'id': 'act'}},
}
DAY = '1951-02-03'
ACT = {  # a value, and what must be found
    'id': ('act', 'T1'), 'title': ('word', 'wordtoken'), 'name': ('word', 'wordtoken'), 'kind': ('word', 'wordtoken'),
    'level': ('level', 'regional'), 'within': ('word', 'wordtoken'), 'status': ('status', 'in force'),
    'topic': ('word', 'wordtoken'), 'weight': ('num', '7.25'), 'join': ('sec', None), 'signed': ('d1', DAY),
    'in_force': ('d1', DAY), 'ended': ('d1', DAY), 'attributes': ({'more': 'word'}, 'wordtoken'),
}
PARTY = {
    'actor': ({'column': 'other', 'scheme': 'iso3'}, 'GBR'), 'role': ('role', 'observer'), 'signed': ('d1', DAY),
    'from': ('d1', DAY), 'ratified': ('d1', DAY), 'in_force': ('d1', DAY), 'withdrew': ('d1', DAY), 'to': ('d1', DAY),
    'attributes': ({'more': 'word'}, 'wordtoken'),
}
ACTOR = {
    'column': ('other', 'GBR'), 'columns': (['one', 'other'], 'GBR'), 'text': ('GBR', 'GBR'), 'file': (True, 't'),
    'missing': (['FRA'], None), 'values': ({'FRA': 'GBR'}, 'GBR'), 'otherwise': ('GBR', None), 'replace': ({'FRA': 'GBR'}, 'GBR'),
    'after': ('F', 'RA'), 'letters': ('lower', None), 'optional': (True, None), 'scheme': ('own', None),
    'name': ('word', None), 'split': (';', None), 'organization': (True, None),
}
DATE = {
    'column': ('d2', '1952-03-04'), 'columns': (['d2', 'd3'], '1953-04-05'), 'text': ('1952-03-04', '1952-03-04'),
    'file': (True, None), 'missing': ([DAY], None), 'values': ({DAY: '1952-03-04'}, '1952-03-04'),
    'otherwise': ('1952', None), 'replace': ({'1951': '1957'}, '1957-02-03'), 'after': ('-', None), 'letters': ('upper', None),
    'optional': (True, None), 'year': ('y', '1961'), 'month': ('m', '1961-07'), 'day': ('d', '1961-07-08'),
    'format': ('YYYY-DD-MM', '1951-03-02'), 'open': (DAY, '..'), 'unknown': (DAY, None), 'empty': ('open', None),
    'last_day': (True, '1951-02-04'), 'suffix': ('kind_of_act', None),
}


def expected(error):
    """The words of "expected a, b or c"."""
    found = re.search(r'; expected (.*)', error)
    ok(found, error)
    return set(re.split(', | or ', found.group(1)))


def keys_of(*path):
    """What the reader lists when the object at the path has a key that is not known."""
    the_map = json.loads(json.dumps(SHAPES['list'] if path[:1] != ('cells',) else SHAPES['matrix']))
    at = the_map
    for step in path:
        if not isinstance(at.get(step), dict):
            at[step] = {}
        at = at[step]
    at['zzzzzzzzzzzzzzzz'] = 1
    error, _ = run(the_map)
    return expected(error)


def arrives(what, the_map, token):
    error, tables = run(the_map)
    if error is None and token is not None:
        ok(tables and any(token in re.split(r'[,\n;"/]', text) for text in tables.values()), what, token, tables)


def copy(name):
    return json.loads(json.dumps(SHAPES[name]))


for path, known in ((('agreement',), ACT), (('party',), PARTY), (('party', 'actor'), ACTOR),
                    (('agreement', 'signed'), DATE)):
    ok(keys_of(*path) == set(known), path, keys_of(*path) ^ set(known))
reached = set()
for name in SHAPES:
    for act in ('agreement', 'organization'):
        if act not in SHAPES[name]:
            continue
        for key, (value, token) in ACT.items():
            the_map = copy(name)
            the_map[act][key] = value
            arrives((name, act, key), the_map, token)
        for key in ('signed', 'in_force', 'ended'):
            the_map = copy(name)
            the_map[act][key] = {'column': 'list', 'format': 'YYYY', 'after': ';', 'open': 'ITA'}
            arrives((name, act, key, 'open'), the_map, '..')
        the_map = copy(name)
        the_map[act]['topic'] = {'flags': {'cell': 'flagtoken'}}
        arrives((name, act, 'flags'), the_map, 'flagtoken')
    for key, (value, token) in PARTY.items():
        for i in range(2):
            the_map = copy(name)
            party = the_map.get('party', the_map.get('member'))
            if isinstance(party, list):
                party[i][key] = value
            elif party is None:
                the_map['party'] = {'actor': 'one', key: value}
            else:
                party[key] = value
            arrives((name, 'party', i, key), the_map, token)
    for key, (value, token) in ACTOR.items():
        the_map = copy(name)
        party = the_map.get('party', the_map.get('member'))
        party = party[0] if isinstance(party, list) else party
        if party is None:
            continue
        if key in ('column', 'columns', 'text', 'file'):
            party['actor'] = {'scheme': party['actor']['scheme']}
        if key == 'otherwise':
            party['actor']['values'] = {'x': 'y'}
        if name.startswith('list') and key == 'column':
            key, value = 'columns', ['one', 'other']
        party['actor'][key] = value
        arrives((name, 'actor', key), the_map, token)
    for key, (value, token) in DATE.items():
        for where in ('act', 'party'):
            the_map = copy(name)
            if where == 'act':
                holder = the_map.get('agreement', the_map.get('organization'))
            else:
                party = the_map.get('party', the_map.get('member'))
                holder = party[0] if isinstance(party, list) else party
            if holder is None:
                continue
            date = {'column': 'd1'}
            if key in ('column', 'columns', 'text', 'file', 'year', 'month', 'day'):
                date = {} if key in ('column', 'columns', 'text', 'file') else {'year': 'y'}
            if key == 'day':
                date['month'] = 'm'
            if key == 'otherwise':
                date['values'] = {'x': 'y'}
            date[key] = value
            holder['signed'] = date
            arrives((name, where, 'date', key), the_map, token)
    # words without values: a year, letters behind a date, two keys for one thing
    the_map = copy(name)
    the_map['year'] = 'year'
    arrives((name, 'year'), the_map, '1950')
    for act in ('agreement', 'organization'):
        if act in SHAPES[name] and not name.startswith('matrix'):
            the_map = copy(name)
            the_map[act]['signed'] = {'text': '1951-02-03 tok', 'format': 'YYYY-MM-DD', 'suffix': 'letters'}
            arrives((name, act, 'suffix'), the_map, 'tok')
            the_map = copy(name)
            the_map[act].update(title='word', name='word')
            ok(run(the_map)[0] is not None, name)
            the_map = copy(name)
            the_map[act]['attributes'] = {'title': 'word', 'id': 'word'}
            ok(run(the_map)[0] is not None, name)

# ---- the schema for editors and the page for people know the keys and words of the reader ----

SCHEMA = json.load(open(os.path.join(commands.SOURCE, 'data/maps/map.schema.json')))
DEFINED = SCHEMA['definitions']


def options(schema):
    """The forms that a value can have."""
    if '$ref' in schema:
        return options(DEFINED[schema['$ref'].rsplit('/', 1)[1]])
    return [form for one in schema['oneOf'] for form in options(one)] if 'oneOf' in schema else [schema]


def compare(schema, *path):
    """Asks the reader for the keys of each object and the words of each choice in the schema."""
    for form in options(schema):
        if 'enum' in form:
            the_map = json.loads(json.dumps(SHAPES['matrix' if path[0] == 'cells' else 'list']))
            at = the_map
            for step in path[:-1]:
                if not isinstance(at.get(step), dict):
                    at[step] = {}
                at = at[step]
            at[path[-1]] = 'zzzzzzzzzzzzzzzz'
            ok(expected(run(the_map)[0]) == set(form['enum']), path)
        elif 'properties' in form and 'flags' not in form['properties']:
            known = set(form['properties']) - {'note'}
            ok(keys_of(*path) == known, path, keys_of(*path) ^ known)
            for key, value in form['properties'].items():
                if path.count(key) == 0 and key not in ('organization', 'member', 'name', 'from', 'to'):
                    compare(value, *path, key)


compare(DEFINED['table'])
PAGE = open(os.path.join(commands.SOURCE, 'docs/maps.md'), encoding='utf-8').read()
ok(re.findall(r'^\| `(\w+)` \|', PAGE[PAGE.index('### Shapes'):PAGE.index('### Dialect')], re.M) ==
   DEFINED['table']['properties']['shape']['enum'])

# ---- words that say what happens to rows: they change something, or are an error ----

ROWS = '''act,one,two,word,level,status,num,role,d1,d2,d3,d4,year,cell,list,other,sec,y,m,d
'''
for act, one, two, year, num in (('T1', 'FRA', 'ITA', 1950, 5), ('T1', 'FRA', 'ITA', 1950, 7), ('T1', 'ITA', 'FRA', 1951, 5),
                                 ('T1', 'FRA', 'ITA', 1951, 5), ('T1', 'FRA', 'ITA', 1952, 5), ('T1', 'FRA', 'ITA', 1955, 5),
                                 ('T1', 'ESP', 'ESP', 1950, 1)):
    ROWS += '%s,%s,%s,w,,,%d,,%d-01-01,%d-01-01,,,%d,1,%s;%s,,,,,\n' % (act, one, two, num, year, year + 1, year, one, two)
put('t.csv', ROWS)
WORDS = {'spells': ('keep', 'one'), 'repeats': ('keep', 'sum'), 'mirror': ('and', 'directed'), 'self': ('keep',)}
for name in SHAPES:
    base = copy(name)
    if name not in ('agreements', 'organizations'):
        base['year'] = 'year'
    if name == 'pairs':
        base['agreement']['weight'] = 'num'
    _, usual = run(base)
    ok(usual is not None, name)
    for key, words in WORDS.items():
        if name.startswith('matrix') and key == 'repeats':
            continue  # years of a matrix are spells before anything is repeated
        for word in words:
            the_map = dict(base, **{key: word})
            error, tables = run(the_map)
            ok(error or tables != usual, name, key, word)
finish()
