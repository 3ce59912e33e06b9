"""Files that are not what they seem: other kinds of files, quotes that are data, compressed files with
more in them than meets the eye, folders with pipes and links, folders that are being written; and
what grows faster than its input."""
import fcntl
import gzip
import hashlib
import io
import json
import os
import subprocess
import time
import zipfile

from commands import ENTENTE, SOURCE, finish, ok, put, run

# ---- other kinds of files: what they are, and what to do ----

def archive(*names, mimetype=None):
    out = io.BytesIO()
    with zipfile.ZipFile(out, 'w') as z:
        if mimetype:
            z.writestr('mimetype', mimetype)
        for name in names:
            z.writestr(name, 'x')
    return out.getvalue()


READS_STATISTICS = os.path.exists(os.path.join(os.path.dirname(os.path.abspath(ENTENTE)), 'entente-read-stats'))
DAMAGED = 'the file is damaged, or of an unknown version'
KINDS = {
    'a.rda': (gzip.compress(b'RDX3\nX\n\0\0\0\3'), 'an R data file; in R: x <- get(load('),
    'a.rds': (gzip.compress(b'X\n\0\0\0\3\0\4'), 'an R data file; in R: x <- get(load('),
    'b.rds': (b'X\n\0\0\0\3\0\4', 'an R data file'),
    'a.dta': (b'<stata_dta><header>', DAMAGED if READS_STATISTICS else 'a Stata file; in Stata: export delimited'),
    'b.dta': (b'r\2\1\0' + b'\0' * 40, DAMAGED if READS_STATISTICS else 'a Stata file'),
    'a.sav': (b'$FL2@(#) SPSS DATA FILE', DAMAGED if READS_STATISTICS else 'an SPSS file'),
    'a.parquet': (b'PAR1\x15\4', 'a Parquet file'),
    'a.pdf': (b'%PDF-1.7\n%\xe2\xe3', 'a PDF document'),
    'a.xls': (b'\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1' + b'\0' * 40, 'an old Excel or Word file'),
    'a.xlsx': (archive('[Content_Types].xml', 'xl/workbook.xml'), 'a spreadsheet (Excel); File, Save As, CSV UTF-8'),
    'a.docx': (archive('[Content_Types].xml', 'word/document.xml'), 'a text document'),
    'a.ods': (archive(mimetype='application/vnd.oasis.opendocument.spreadsheet'), 'a spreadsheet (LibreOffice)'),
    'a.zip': (archive('treaties.csv'), 'a spreadsheet or zip file; unpack it'),
    'packed.csv': (gzip.compress(b'agreement,party\nX,A\n'), 'give it a name that ends in .gz'),
    'wrong.csv': (b'RDX3\nX\n\0\0', 'an R data file'),
}
for name, (data, words) in KINDS.items():
    done = run('measure', put(name, data))
    ok(done.returncode == 1 and words in done.stderr and done.stderr.count('\n') == 1, name, done.stderr)
ok(run('measure', put('PAR.csv', 'PAR1,agreement,party\n1,X,A\n1,X,B\n')).returncode == 0)

# ---- quotes in tab-separated files ----

rows = ['X\tA\t2" gun', 'X\tB\t"said ""so"""', 'X\tC\t"open', 'X\tD\tmid"dle\t'.rstrip('\t'), 'X\tE\t"two\nlines"',
        'X\tF\tends"', 'X\tG\t"a" b']
put('quotes.tsv', 'agreement\tparty\tnote\n' + '\n'.join(rows) + '\n')
done = run('import', 'quotes.tsv', '-o', 'quotes')
ok(done.returncode == 0, done.stderr)
import csv  # noqa: E402
ok([r['note'] for r in csv.DictReader(open('quotes/parties.csv', newline=''))] ==
   ['2" gun', 'said "so"', '"open', 'mid"dle', 'two\nlines', 'ends"', '"a" b'])
done = run('check', put('strict.csv', 'agreement,party\nX,2" gun\n'))
ok(done.returncode == 1 and 'a quote inside a field' in done.stdout, done.stdout)

# ---- compressed files: every member, nothing behind them, no bombs ----

one, two = gzip.compress(b'agreement,party\nX,A\n'), gzip.compress(b'X,B\nX,C\n')


def parties(name):
    done = run('measure', name, '-m', 'nodes', '--format', 'csv', '--scope', 'network')
    return done.stdout.splitlines()[-1] if done.returncode == 0 else done.stderr


ok(parties(put('members.csv.gz', one + two)) in ('nodes,3', 'nodes,4'), parties('members.csv.gz'))
ok(parties(put('zeros.csv.gz', one + two + b'\0' * 512)) == parties('members.csv.gz'))
ok(parties(put('named.csv.gz', b'agreement,party\nX,A\nX,B\nX,C\n')) == parties('members.csv.gz'))
for junk in (one + b'junk' + two, one + b'\0\0' + two, one + b'\x1f'):
    said = parties(put('junk.csv.gz', junk))
    ok('junk.csv.gz: error: cannot read: ' in said, said)
ok('cut off' in parties(put('cut.csv.gz', (one + two)[:-4])), parties('cut.csv.gz'))
put('bomb.csv.gz', gzip.compress(b'agreement,party\n' + b'X,A\n' * (20 << 20)))
done = run('check', 'bomb.csv.gz')
ok(done.returncode == 1 and 'bomb.csv.gz: error: unpacks to more than 100 times its size' in done.stdout, done.stdout)


def unpacks_to(size):
    """A table of this size whose .gz is more than a hundred times smaller."""
    row = b'X,A,' + b'z' * 60000 + b'\n'
    table = b'agreement,party,note\n' + row * (size // len(row))
    return put('large.csv.gz', gzip.compress(table + b'Y,B,' + b'z' * (size - len(table) - 5) + b'\n'))


ok(run('check', unpacks_to(64 << 20)).returncode == 0)
done = run('check', unpacks_to((64 << 20) + 1))
ok(done.returncode == 1 and 'large.csv.gz: error: unpacks to more than 100 times its size' in done.stdout, done.stdout)
ok(run('graph', 'large.csv.gz', '--force', '-o', 'large.csv').returncode == 0)
done = run('check', put('name.csv', 'agreement,party\nX,%s\nX,B\n' % ('a' * 65537)))
ok(done.returncode == 1 and 'name.csv:2:3: error: a name of 65537 bytes' in done.stdout, done.stdout[:300])
ok(run('check', put('name.csv', 'agreement,party\nX,%s\nX,B\n' % ('a' * 65536))).returncode == 0)

# ---- folders ----

os.makedirs('pipe')
os.mkfifo('pipe/parties.csv')
done = run('check', 'pipe', seconds=10)
ok(done.returncode == 1 and 'is a pipe or a device' in done.stdout, done.stdout)
put('secret.csv', 'agreement,party\nsecret,A\n')
os.makedirs('link')
os.symlink('../secret.csv', 'link/parties.csv')
done = run('check', 'link')
ok(done.returncode == 1 and 'link/parties.csv: error: is a link that leads out of the package' in done.stdout and
   'secret,' not in done.stdout, done.stdout)
ok(run('check', '--parties', 'link/parties.csv').returncode == 0)  # the user's own word
put('within/real.csv', 'agreement,party\nX,A\nX,B\n')
os.symlink('real.csv', 'within/parties.csv')
ok(run('check', 'within').returncode == 0)
os.symlink('within', 'alias')
ok(run('check', 'alias').returncode == 0)
put('other/treaties.csv', 'agreement,party\nX,A\n')
done = run('check', 'other')
ok('but treaties.csv; name one of these files' in done.stdout, done.stdout)

# ---- a package that is being written is not read, and one that is read is not written ----

ok(run('import', os.path.join(SOURCE, 'data', 'iis'), '-o', 'package').returncode == 0)
lock = os.open('package', os.O_RDONLY)
for mode, words in ((fcntl.LOCK_EX, ['check', 'package']),
                    (fcntl.LOCK_SH, ['import', os.path.join(SOURCE, 'data', 'iis'), '-o', 'package'])):
    fcntl.flock(lock, mode)
    waiting = subprocess.Popen([ENTENTE, *words], stdout=subprocess.DEVNULL)
    time.sleep(0.5)
    ok(waiting.poll() is None, words)
    fcntl.flock(lock, fcntl.LOCK_UN)
    ok(waiting.wait(timeout=60) == 0, words)
    fcntl.flock(lock, mode)
    for seconds, said in (('0', '0 seconds'), ('1', '1 second;')):
        done = run(*words, '--wait', seconds)
        ok(done.returncode == 1 and 'this package, and was not done after ' + said in done.stdout + done.stderr,
           done.stdout + done.stderr)
    fcntl.flock(lock, fcntl.LOCK_UN)
ok(run('check', 'package', '--wait', '86400').returncode == 0)
ok('--wait 86401' in (lambda done: done.stdout + done.stderr)(run('check', 'package', '--wait', '86401')))
os.close(lock)


# ---- time in proportion to the input ----

def seconds_of(*words):
    start = time.process_time(), os.times()
    done = run(*words, seconds=120)
    after = os.times()
    return after.children_user - start[1].children_user, done


def as_json(count, **how):
    return json.dumps([{'agreement': 'T%d' % (i // 4), 'party': 'P%d' % (i % 97), 'signed': '1990-13-01' if i % 50 == 0
                        else '1990-01-02'} for i in range(count)], **how)


put('lines.json', as_json(20000, indent=0))
put('one.json', as_json(20000))
slow, done = seconds_of('check', 'one.json')
fast, _ = seconds_of('check', 'lines.json')
ok('one.json:1:' in done.stdout and slow < 10 * fast + 1, slow, fast)
text = ''.join('A%05d France and Italy met day %05d. ' % (i // 2, i) for i in range(12000))
put('texts/t.txt', text)
md5 = hashlib.md5(text.encode()).hexdigest()
put('cited/sources.csv', 'id,title,file\nS,Text,t.txt\n')
put('cited/actors.csv', 'id,name,type\nFRA,France,state\nITA,Italy,state\n')


def seconds_of_passages(count):
    put('cited/parties.csv', 'agreement,party,source,locator\n' + ''.join(
        'A%05d,%s,S,"char=%d,%d;md5=%s"\n' % (i // 2, 'FRA' if i % 2 else 'ITA', i * 39, i * 39 + 23, md5.upper())
        for i in range(count)))
    taken, done = seconds_of('check', 'cited', '--documents', 'texts')
    ok(done.returncode == 0 and '%d passages opened' % count in done.stdout and '0 errors' in done.stdout,
       done.stdout[-300:])
    return taken


few, many = seconds_of_passages(3000), seconds_of_passages(12000)
ok(many < 8 * few + 0.5, few, many)  # four times as many, not sixteen times as long
finish()
