"""A sheet that a scholar made for himself: columns under names of his own, former names of states, words among the
dates. What is read in another way than it is written is said, once, by either reader."""
import csv
import json
import re

from commands import check, finish, put, run

RIVERS = put('rivers.csv', """Treaty title,Riparian states,Date of signature,Type,Until
Danube Convention,"Austria, Bavaria and Ottoman Empire",7 November 1857,convention,1921
Rhine Act,Baden; France; Prussia,17 October 1868,convention,still in force
Nile Waters Agreement,Egypt & England,7 May 1929,notes,1959
Indus Waters Treaty,"India, Pakistan",19 September 1960,treaty,
""")
OTHERS = {('Austria', 'Austria-Hungary'), ('Ottoman Empire', 'Turkey'), ('Prussia', 'Germany'), ('England', 'United Kingdom')}


def renamed(text):
    return re.findall(r"'([^']*)' is read as (.*) \[actor-other-name\]", text)


def names(*words):
    done = run('measure', *words, '-m', 'degree', '--scope', 'node', '--format', 'csv')
    return {r['id']: r['name'] for r in csv.DictReader(done.stdout.splitlines())}


# ---- the column of parties, by its cells ----

said = run('check', RIVERS, code=0).stdout
check("the column 'Riparian states' is read as the parties: 10 of 10 different names in it are known" in said, said)
check('ended=Until, parties=Riparian states' in said and 'kind=Type' in said, said)
for heading in ('Between', 'Partners', 'Riparians', 'High contracting parties', 'Parties to the agreement',
                'Countries involved', 'Contracting states', 'X'):
    said = run('check', put('heading.csv', 'Treaty,%s\nA,France; Italy\nB,Spain and Italy\n' % heading), code=0).stdout
    check('parties=%s\n' % heading in said, heading, said)
said = run('check', put('single.csv', 'Treaty,Signatory state\nA,France\nA,Italy\nB,Spain\n'), code=0).stdout
check('read as party rows: agreement=Treaty, party=Signatory state\n' in said, said)
said = run('check', put('two.csv', 'Treaty,First,Second\nA,France,Italy\nB,Spain,Chile\n'), code=1).stdout
check("because several have names of states; the columns that were not understood: 'First', 'Second'; rename" in said, said)
said = run('check', put('no.csv', 'Treaty,Binding,Open\nA,no,in\nB,yes,it\n'), code=1).stdout
check('cannot tell which column holds the parties; ' in said, said)

# ---- one vocabulary ----

proposal = run('import', '--guess', RIVERS, '-o', 'map.json', code=0)
table = json.load(open('map.json'))['tables'][0]['agreement']
check(table['ended']['column'] == 'Until' and table['kind'] == 'Type' and 'Until (ended)' in proposal.stderr, table)
check('no column for ends' not in run('measure', '--map', 'map.json', RIVERS, '--as-of', '1900-01-01').stderr)

# ---- names ----

for words in ([RIVERS], ['--map', 'map.json', RIVERS]):
    found = renamed(run('check', *words).stdout)
    check(set(found) == OTHERS and len(found) == len(OTHERS), words, found)
    said = run('measure', *words, '-m', 'ties').stderr
    check('4 names are read as actors with another name: ' in said and len(re.findall("'[^']*' is read as [A-Z]", said)) == 3, said)
    package = 'package%d' % len(words)
    said = run('import', *words, '-o', package, code=0).stderr
    check(set(renamed(said)) == OTHERS, said)
    rows = list(csv.DictReader(open(package + '/parties.csv')))
    check({(r['party'], r['as_written']) for r in rows if r['as_written']} ==
          {('AUH', 'Austria'), ('TUR', 'Ottoman Empire'), ('DEU', 'Prussia'), ('GBR', 'England')}, rows)
    check('as_written' not in run('check', package).stdout)
report = list(csv.DictReader(open('package3/import-report.csv')))
check({r['detail'] for r in report if r['reason'] == 'read as another name'} == {'%s is %s' % p for p in OTHERS}, report)

# ---- names of the day ----

for words in ([RIVERS], ['--map', 'map.json', RIVERS], ['package1'], ['package3']):
    then, now = names(*words, '--as-of', '1870-01-01'), names(*words)
    check(then['DEU'] == 'Prussia' and then['TUR'] == 'Ottoman Empire' and then['FRA'] == 'France', then)
    check(now['DEU'] == 'Germany' and now['TUR'] == 'Turkey' and set(then) <= set(now), now)
figure = run('draw', RIVERS, '--as-of', '1870-01-01', '-o', '-').stdout
check('>Prussia<' in figure and 'data-id="DEU"' in figure and '>Germany<' not in figure, figure[:300])
figure = run('draw', RIVERS, '--as-of', '1870-01-01', '--names', 'en', '-o', '-').stdout
check('>Germany<' in figure and '>Prussia<' not in figure, figure[:300])
check(run('explain', RIVERS, 'Germany', 'France', '--as-of', '1870-01-01').returncode == 0)
# a name that the data choose is kept
put('own/actors.csv', 'id,name,type\nDEU,German lands,state\n')
put('own/agreements.csv', 'id,title,signed\nA,A,1868\n')
put('own/parties.csv', 'agreement,party\nA,DEU\nA,TUR\n')
check(names('own', '--as-of', '1870-01-01') == {'DEU': 'German lands', 'TUR': 'Ottoman Empire'}, names('own'))
finish()
