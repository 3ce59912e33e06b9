"""Identification of actors: organizations whose ids are codes of states, unknown names, cells that look like
lists, unused columns; and messages that are printed once for each kind."""
import csv
import io
import os
import re

from commands import finish, ok, put, run


def ties(*words):
    done = run('graph', *words, '--format', 'csv', '-o', '-')
    ok(done.returncode == 0, words, done.stderr)
    return {(r['source'], r['target']) for r in csv.DictReader(io.StringIO(done.stdout))}


def warnings(*words):
    """{check: [line, ...]}"""
    found = {}
    for line in run('check', *words).stdout.splitlines():
        if line.endswith(']'):
            found.setdefault(line.rsplit('[', 1)[1][:-1], []).append(line)
    return found


# ---- organizations of the data: not the states whose codes they have ----

MEMBERS = 'organization,member\nNAM,CUB\nNAM,IND\nNAM,NAM\nSADC,NAM\nEU,DEU\nCAN,COL\n'
put('p/memberships.csv', MEMBERS)
put('p/actors.csv', 'id,name,type\nSADC,SADC,organization\n')
put('p/agreements.csv', 'id,title,kind,within\nT1,x,treaty,NAM\nT2,y,treaty,CAN\n')
put('p/parties.csv', 'agreement,party\nT1,CUB\nT1,IND\nT1,NAM\nT2,COL\nT2,FRA\nT2,DEU\n')
OF_NAM = 'NAM (organization)'
ok(ties('p', '--network', 'members') == {('CUB', OF_NAM), ('IND', OF_NAM), ('NAM', OF_NAM), ('NAM', 'SADC'),
                                         ('DEU', 'EU'), ('CAN', 'COL')}, ties('p', '--network', 'members'))
ok(ties('p', '--network', 'ties') == {('CUB', OF_NAM), ('IND', OF_NAM), ('NAM', OF_NAM), ('CAN', 'COL'), ('CAN', 'FRA'),
                                      ('CAN', 'DEU')}, ties('p', '--network', 'ties'))
ok(len(warnings('p')['actor-shared']) == 2 and 'a code or name of Namibia' in warnings('p')['actor-shared'][0], warnings('p'))
done = run('check', 'p')
ok(done.returncode == 0 and 'actor-cycle' not in done.stdout, done.stdout)
# declared, it is what the table of actors says, without a word
put('d/memberships.csv', 'organization,member\nNAM,CUB\nNAM,IND\n')
put('d/actors.csv', 'id,name,type\nNAM,Non-Aligned Movement,organization\n')
ok(ties('d', '--network', 'members') == {('CUB', 'NAM'), ('IND', 'NAM')} and 'actor-shared' not in warnings('d'))
put('d/agreements.csv', 'id,title,kind\nT,x,treaty\n')
put('d/parties.csv', 'agreement,party\nT,NAM\nT,FRA\n')
ok(('FRA', 'NAM') in ties('d', '--network', 'ties'), ties('d', '--network', 'ties'))
# by a map
put('m.csv', 'org,state\nNAM,Cuba\nNAM,India\nNAM,Namibia\nSADC,Namibia\n')
put('m.json', '{"name":"m","tables":[{"shape":"members","organization":{"id":"org"},'
              '"member":{"actor":{"column":"state","scheme":"any"}}}]}')
WANTED = {('CUB', OF_NAM), ('IND', OF_NAM), ('NAM', OF_NAM), ('NAM', 'SADC')}
ok(ties('--map', 'm.json', 'm.csv', '--network', 'members') == WANTED)
ok(run('import', '--map', 'm.json', 'm.csv', '-o', 'imported').returncode == 0)
ok(ties('imported', '--network', 'members') == WANTED)
# beside a plain file: the nodes' table, the memberships' table
PLAIN = put('plain.csv', 'agreement,party\nT1,NAM\nT1,France\nT1,Cuba\nT2,Namibia\nT2,India\n')
put('nodes.csv', 'id,name,type\nNAM,Non-Aligned,organization\n')
BOTH = {('CUB', 'T1'), ('FRA', 'T1'), (OF_NAM, 'T1'), ('IND', 'T2'), ('NAM', 'T2')}
ok(ties(PLAIN, '--actors', 'nodes.csv', '--network', 'two-mode') == BOTH)
put('m1.csv', 'organization,member\nNAM,Cuba\nNAM,India\nEU,Germany\n')
ok(ties(PLAIN, '--memberships', 'm1.csv', '--network', 'two-mode', '--with-memberships') ==
   BOTH | {('CUB', OF_NAM), ('IND', OF_NAM), ('DEU', 'EU')})
ok(ties(put('coded.csv', 'agreement,party\nT1,NAM\nT1,FRA\nT1,ZAF\n'), '--memberships', 'm1.csv', '--network', 'two-mode') ==
   {('NAM', 'T1'), ('FRA', 'T1'), ('T1', 'ZAF')})  # among codes, a code

# ---- unknown names ----

NAMES = put('names.csv', 'agreement,party\nA,France\nA,Frnace\nB,Korea\nB,Italy\nB,Spain\nC,Frnace\nC,UK\n')
unknown = warnings(NAMES)['actor-name']
ok(len(unknown) == 2 and unknown[0].startswith("names.csv:3:3: warning: 'Frnace'") and 'France (FRA)?' in unknown[0] and
   unknown[1].startswith("names.csv:4:3: warning: 'Korea'") and 'North Korea' in unknown[1] and 'South Korea' in unknown[1],
   unknown)
ok("'Frnace'" in run('measure', NAMES, '-m', 'degree').stderr)
ok(warnings(put('pair.csv', 'party1,party2\nFrance,Italy\nFrnace,Spain\n'))['actor-name'][0].startswith('pair.csv:3:1:'))
ok(warnings(put('list.csv', 'id,parties\nA,France;Italy\nB,Frnace;Spain\n'))['actor-name'][0].startswith('list.csv:3:3:'))
ok('actor-name' not in warnings(put('people.csv', 'agreement,party\nA,Ann\nA,Bob\nB,Eve\n')))
many = put('many.csv', 'agreement,party\n' + ''.join('A,%s\n' % s for s in ('France', 'Italy', 'Spain', 'Peru', 'Chile', 'Cuba',
           'India', 'China', 'Japan', 'Kenya', 'Ghana', 'Egypt')) + ''.join('A,unknown %d\n' % i for i in range(12)))
said = run('measure', many, '-m', 'degree').stderr
ok(said.count('[actor-name]') == 10 and 'many.csv: note: 2 more findings like these' in said, said)
ok(len(warnings(many)['actor-name']) == 12)

# ---- cells that look like lists, unused columns, columns of unknown meaning ----

acts = put('acts.csv', 'Treaty,Date signed,Parties,Seat\nA,17/3/1948,"USA, Canada, Russia",France\n'
                                 'B,May 1954,"France, Germany",Spain\nC,1986,"Ruritania, Bordavia",Italy\n')
found = warnings(acts)
ok('actor-list' not in found, found)
ok(len(found['column-unused']) == 1 and "'Seat' looks like parties" in found['column-unused'][0] and
   '`entente import --guess acts.csv`' in found['column-unused'][0], found)
said = run('measure', acts, '-m', 'degree', '--format', 'csv').stdout
ok([line.split(',')[0] for line in said.split()[1:] if line[0] in 'BCDFRU'] ==
   ['Bordavia', 'CAN', 'DEU', 'FRA', 'RUS', 'Ruritania', 'USA'], said)
ok('actor-list' not in warnings(put('ok.csv', 'id,parties\nA,"Korea, South; Congo, Republic of; France"\n')))
ok('column-unused' not in warnings(put('plain2.csv', 'agreement,party,signed,seats\nA,France,1950,1950\nA,Italy,1950,1951\n')))
done = run('measure', put('none.csv', 'name,colour\nX,A\n'))
ok("not understood: 'colour'; rename" in done.stderr and '`entente import --guess none.csv -o map.json`, then `entente '
   'check none.csv --map map.json`' in done.stderr, done.stderr)
done = run('check', put('codes.csv', 'agreement,party\nA,2\nA,220\nA,France\nB,Italy\nB,Spain\n'))
ok('codes.csv:2:3: warning' in done.stdout and "'2' (United States" in done.stdout and "'220'" in done.stdout, done.stdout)

# a name means its holder on the days of its rows
said = run('measure', put('then.csv', 'Treaty,signed,Parties\nMoscow,1970-08-12,"Soviet Union; Federal Republic of Germany"\n'
                          'Unity,1990-09-12,"France; Germany"\nElysee,1963-01-22,"France; West Germany"\n'),
           '-m', 'degree', '--format', 'csv').stdout
ok([line.split(',')[0] for line in said.split('\n')[1:] if line] == ['DEU', 'FRA', 'GFR', 'SUN'], said)

# ---- messages: once a kind, with their number and the first places; check lists all ----

dates = put('dates.csv', 'agreement,party,signed\n' + ''.join('A%d,France,day %d\nA%d,Italy,1950\n' % (i, i, i)
                                                            for i in range(1, 24)))
said = run('measure', dates).stderr.splitlines()
told = [line for line in said if 'is not a date' in line]
ok(len(told) == 1 and told[0].startswith("dates.csv:2:11: warning: 'day 1' is not a date and is read as unknown") and
   "(23 times: 2:11, 4:11 'day 2', " in told[0] and told[0].endswith(', ...) [value-unknown]'), told)
ok(run('check', dates).stdout.count('[value-unknown]') == 23)
twice = put('q/agreements.csv', 'id,title,kind,signed\n' + ''.join('A%d,Same,treaty,1950-01-01\n' % i for i in range(60)))
put('q/parties.csv', 'agreement,party\n' + ''.join('A%d,FRA\nA%d,ITA\n' % (i, i) for i in range(60)))
said = run('measure', 'q', '-m', 'degree').stderr
ok(said.count('[act-twice]') == 1 and '(59 times: 3:4, ' in said, said)
ok(run('check', 'q').stdout.count('[act-twice]') == 59)
wrong = put('w/parties.csv', 'agreement,party,signed,ratified\nA,FRA,x,\nA,ITA,1950,y\nA,ESP,z,y\n')
said = run('measure', '--parties', wrong).stderr
ok(said.count('[value-unknown]') == 2, said)  # one a column

# ---- maps that lose rows ----

LOSING = ('{"name":"l","tables":[{"shape":"pairs","party":[{"actor":{"column":"code","scheme":"iso3"}},'
          '{"actor":{"column":"name","scheme":"name"}}]%s}]}')
put('same.csv', 'code,name\nFRA,France\nITA,Italy\nESP,Spain\nFRA,Italy\n')
done = run('import', '--map', put('l.json', LOSING % ''), 'same.csv', '-o', 'l')
ok(done.returncode == 0 and 'l.json: warning: 75 % of the rows (3 of 4) are left out (see import-report.csv): 3 with itself: do both' in done.stderr,
   done.stderr)
ok('warning: 75 %' in run('measure', '--map', 'l.json', 'same.csv').stderr)
ok('left out (' not in run('import', '--map', put('k.json', LOSING % ',"self":"keep"'), 'same.csv', '-o', 'k').stderr)
put('sum.csv', 'code,name\nFRA,France\n,\n' + 'FRA,Italy\nITA,Spain\nESP,France\n' * 4)
done = run('measure', '--map', 'l.json', 'sum.csv')  # neither reason is a tenth alone
ok('warning: 14 % of the rows (2 of 14) are left out (see import-report.csv): 1 no actor or agreement; 1 with itself' in done.stderr,
   done.stderr)
put('all.csv', 'code,name\nFRA,France\nITA,Italy\n')
done = run('import', '--map', 'l.json', 'all.csv', '-o', 'all')
ok(done.returncode == 1 and 'none of the 2 rows is used' in done.stderr and not os.path.exists('all'), done.stderr)

# ---- ends: of the agreement and of a party, each in its column; what is not read is said ----

put('ends.csv', 'agreement,party,signed,ended,withdrew\n'
    'Pact,Poland,1955-05-14,1991-07-01,\nPact,Hungary,1955-05-14,1991-07-01,\nPact,Albania,1955-05-14,1991-07-01,1968-09-13\n')
ok(ties('ends.csv', '--as-of', '1960-01-01') == {('ALB', 'HUN'), ('ALB', 'POL'), ('HUN', 'POL')})
ok(ties('ends.csv', '--as-of', '1975-01-01') == {('HUN', 'POL')})
ok(ties('ends.csv', '--as-of', '2000-01-01') == set())
the_map = run('import', '--guess', 'ends.csv', '-o', '-', code=0).stdout
run('import', '--map', put('ends.json', the_map), 'ends.csv', '-o', 'ends', code=0)
ok(ties('ends', '--as-of', '1975-01-01') == {('HUN', 'POL')} and ties('ends', '--as-of', '2000-01-01') == set(), the_map)
found = warnings(put('expiry.csv', 'agreement,party,ending\n' + ''.join('A,%s,2001-02-03\n' % c for c in ('FRA', 'DEU', 'ITA'))))
ok("rename it 'ended'" in ' '.join(found['column-unused']), found)
found = warnings(put('status.csv', 'agreement,party,status\nA,FRA,terminated\nA,DEU,terminated\n'))
ok("'status' is not used" in ' '.join(found['column-unused']), found)

# ---- a state that did not exist on the day, and who stood in its place ----

found = warnings(put('gap.csv', 'agreement,party,signed\nA,Germany,1970-05-01\nA,Poland,1970-05-01\n'))['actor-not-yet']
ok('did not exist as such on 1970-05-01' in found[0] and 'did you mean East Germany or West Germany?' in found[0], found)
found = warnings(put('late.csv', 'agreement,party,signed\nA,Soviet Union,1995\nA,Poland,1995\n'))['actor-not-yet']
ok('did you mean Russia?' in found[0], found)
done = run('explain', 'gap.csv', 'Germany', 'Poland', '--as-of', '1975-01-01')
ok('Germany did not exist as such from 1945-05-09 to 1990-10-03' in done.stdout, done.stdout)
put('ended.csv', 'agreement,party,signed\nA,Soviet Union,1980-01-01\nA,Poland,1980-01-01\n')
for words, said in ((['--as-of', '2000-01-01'], True), (['--as-of', '1985-01-01'], False), ([], False),
                    (['--as-of', '2000-01-01', '--succession', 'continue'], False)):
    done = run('measure', 'ended.csv', '-m', 'ties', *words)
    ok(('1 party had ended by then, and its agreements no longer count for it: Soviet Union (continued by Russia)'
        in done.stderr) == said, words, done.stderr)

# ---- names of other times: who stands for them is said, and one can be kept apart ----

put('old.csv', 'Agreement title,Countries,Signed on,Notes\nA,Kingdom of Sardinia; Ottoman Empire; UK; Great Britain,1853,x\n'
    'B,Prussia; Persia; Siam; Kingdom of Italy; Russian Empire; Siam (apart),1860,y\n')
said = run('check', 'old.csv').stdout
renamed = re.findall(r"note: '([^']*)' is read as (.*) \[actor-other-name\]", said)
ok(renamed == [('Kingdom of Sardinia', 'Italy'), ('Ottoman Empire', 'Turkey'), ('UK', 'United Kingdom'),
               ('Great Britain', 'United Kingdom'), ('Prussia', 'Germany'), ('Persia', 'Iran'), ('Siam', 'Thailand'),
               ('Kingdom of Italy', 'Italy'), ('Russian Empire', 'Russia')], renamed)
ok("such as 'Kingdom of Sardinia (apart)'" in said and "'Siam (apart)' is not in the register" in said, said)
said = run('measure', 'old.csv', '-m', 'ties').stderr
ok("9 names are read as actors with another name: 'Kingdom of Sardinia' is read as Italy" in said and
   said.count('is read as') == 3, said)
ok('id=Agreement title, signed=Signed on, parties=Countries; kept as attributes: Notes\n' in said, said)
for title in ('Name of agreement', 'Name of treaty', 'Title of agreement', 'Title of the treaty'):
    said = run('check', put('title.csv', title + ',Countries\nA,France; Italy\n')).stdout
    ok('id=%s, parties=Countries\n' % title in said, said)
    said = run('check', put('title.csv', 'ID,%s,Countries\n1,A,France; Italy\n' % title)).stdout
    ok('id=ID, title=%s, parties=Countries\n' % title in said, said)
found = warnings(put('begins.csv', 'Treaty,Countries,In force\nA,France; Italy,still in force\nB,France; Italy,maybe\n'))['value-unknown']
ok("the column 'In force' holds beginnings (in_force)" in found[0] and "such as 'ended'; leave this cell empty" in found[0] and
   '14 March 1884, 3.11.1906, May 1882' in found[1] and '..' not in found[1].replace('...', ''), found)
finish()
