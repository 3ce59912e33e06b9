"""A sheet that a scholar made for himself: columns under names of his own, former names of states, words among the
dates. What is read in another way than it is written is said, once, by either reader."""
import csv
import json
import re

from commands import check, finish, put, run

RIVERS = put('rivers.csv', """Treaty title,Riparian states,Date of signature,Type,Until
Danube Convention,"Austria, Bavaria and Ottoman Empire",7 November 1857,convention,1921
Rhine Act,Baden; France; Netherlands; Prussia,17 October 1868,convention,still in force
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
check("the column 'Riparian states' is read as the parties: 11 of 11 different names in it are known" in said, said)
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
for words in ([RIVERS], ['--map', 'map.json', RIVERS], ['package1'], ['package3']):
    check("Germany, party (written 'Prussia')" in run('explain', *words, 'FRA', 'DEU').stdout, words)
check('`entente check --map map.json rivers.csv` lists them' in
      run('measure', '--map', 'map.json', RIVERS, '-m', 'ties').stderr)
# a name that the data choose is kept
put('own/actors.csv', 'id,name,type\nDEU,German lands,state\n')
put('own/agreements.csv', 'id,title,signed\nA,A,1868\n')
put('own/parties.csv', 'agreement,party\nA,DEU\nA,TUR\n')
check(names('own', '--as-of', '1870-01-01') == {'DEU': 'German lands', 'TUR': 'Ottoman Empire'}, names('own'))

# ---- words among the dates ----

WORDS = put('words.csv', 'Treaty,Parties,Signed,In force,Ended\nA,France; Italy,1900,retroactive,superseded 1921?\n'
            'B,Spain; Chile,unclear case,1920,denounced in 1930\n' +
            ''.join('C%d,Peru; Brazil,%d May 1950,%d June 1951,%d July 1952\n' % (d, d, d, d) for d in range(1, 12)))
run('import', '--guess', WORDS, '-o', 'words.json', code=0)
for words in ([WORDS], ['--map', 'words.json', WORDS]):
    said = run('check', *words, code=0).stdout
    check('0 errors, 2 warnings' in said and "'retroactive' is not a date" in said and "'unclear case' is not a date" in said,
          words, said)
    run('import', *words, '-o', 'dates%d' % len(words), code=0)
    said = run('check', 'dates%d' % len(words), code=0).stdout
    check(len(words) == 1 or "import-report.csv: warning: 2 values were not understood when these data were imported: 2 not a date "
          "('retroactive', 'unclear case')" in said, said)
    rows = {r['id']: r for r in csv.DictReader(open('dates%d/agreements.csv' % len(words)))}
    check((rows['A']['ended'], rows['A']['in_force'], rows['B']['ended'], rows['B']['signed']) == ('1921?', '', '1930', ''),
          words, rows)

# ---- an actor is found by the name that the sheet has for it ----

EMPIRES = put('empires.csv', 'title,parties,signed\nDual Alliance,"Austria, Germany",1879-10-07\n'
              'Old Act,"Ceylon, India",1949-05-01\nLater Act,"Sri Lanka, India",1980-05-01\n')
TAKEN = "'Austria' is taken as Austria-Hungary"
said = run('explain', EMPIRES, 'Austria', 'Germany', code=0)
check('Austria-Hungary and Germany' in said.stdout and said.stderr.count(TAKEN) == 1, said)
for words in (['--ego', 'Austria'], ['--only', 'Austria,Germany']):
    said = run('measure', EMPIRES, '-m', 'ties', '--format', 'csv', *words, code=0)
    check(said.stdout.splitlines()[1].split(',')[-1] == '1' and said.stderr.count(TAKEN) == 1, words, said)
said = run('draw', EMPIRES, '--network', 'actors', '--highlight', 'Austria', '-o', 'empires.svg', code=0)
check(said.stderr.count(TAKEN) == 1, said.stderr)
run('draw', EMPIRES, '--network', 'actors', '--highlight', 'Bavaria', '-o', 'empires.svg', code=2)

# ---- agreements after the day have the names of their own day ----

said = run('agreements', EMPIRES, '--as-of', '1950', '--columns', 'id,parties', '--format', 'csv', code=0).stdout
check('"Ceylon, India"' in said and '"Sri Lanka, India"' in said, said)

# ---- the states of Hesse have names that a reader knows; the old words of the lists are read ----

HESSE = put('hesse.csv', 'title,parties,signed\nCustoms,Hesse Grand Ducal; Hesse Electoral; Baden,1834-01-01\n')
check(names(HESSE) == {'HSG': 'Grand Duchy of Hesse', 'HSE': 'Electorate of Hesse', 'BAD': 'Baden'}, names(HESSE))

# ---- a party that did not exist as such, or in a part of the year ----

said = run('measure', RIVERS, '-m', 'ties', '--as-of', '1965').stderr
check('1 party did not exist as such then, and its agreements do not count for it: Germany (in its place: ' in said and
      'West Germany' in said and '--succession continue' in said, said)
check('did not exist as such' not in run('measure', RIVERS, '-m', 'ties', '--as-of', '1930').stderr)
check('did not exist as such' not in run('measure', RIVERS, '-m', 'ties', '--as-of', '1965', '--succession', 'continue').stderr)
said = run('explain', RIVERS, 'France', 'West Germany', '--as-of', '1965', code=2).stderr
check('in no row of these data; they have Germany (DEU), which came before or after it' in said, said)
for words in ([RIVERS], ['--map', 'map.json', RIVERS], ['package1']):
    done = run('measure', *words, '-m', 'ties', '--as-of', '1990', '--ledger', 'ledger.csv')
    check("1 row may or may not count on that day" in done.stderr and
          "Germany in 'Rhine Act': Germany existed in a part of that time only, from 1990-10-03" in done.stderr and
          ' --as-of 1990 --show left-out` lists the agreements' in done.stderr, words, done.stderr)
    shown = run('agreements', *words, '--as-of', '1990', '--show', 'left-out', '--format', 'csv').stdout
    row = {r['id']: r for r in csv.DictReader(shown.splitlines())}['Rhine Act']
    check(row['counted'] == 'yes' and row['why'].startswith('Germany may count or not: Germany existed in a part'), row)
    check('Rhine Act' not in run('agreements', *words, '--as-of', '1930', '--show', 'left-out', '--format', 'csv').stdout)
why = [r['why'] for r in csv.DictReader(open('ledger.csv')) if r['party'] == 'DEU']
check(why == ['Germany existed in a part of that time only, from 1990-10-03'], why)

# ---- small helps ----

check("did you mean 'United Kingdom'?" in run('explain', RIVERS, 'Egypt', 'Britian', code=2).stderr)
done = run('list', 'actors', 'Prussia', '--format', 'csv', code=0)
check([r['id'] for r in csv.DictReader(done.stdout.splitlines())] == ['DEU'] and "'Prussia' is Germany (DEU)" in done.stderr)
check('neither a file or folder nor a name' in run('list', 'actors', 'nofile.csv', code=2).stderr)
check('package9: note: wrote a data package: 4 agreements, 11 parties, 11 actors' in
      run('import', RIVERS, '-o', 'package9', code=0).stderr)
finish()
