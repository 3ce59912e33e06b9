"""What the tests of reliability share: a small data set, the verbs over it, and one judgement of a
run that something was done to: it did all of its work, or it said in a line what was wrong, ended
with a code, and left what was there before."""
import argparse
import concurrent.futures
import os
import re
import select
import shutil
import signal
import struct
import subprocess
import tempfile

PACKAGE = {
    'actors.csv': 'id,name,type,region\nEFTA,European Free Trade Association,organization,Europe\n',
    'agreements.csv': 'id,title,kind,level,signed,in_force,ended,status\n'
                      'A1,Treaty of two,treaty,bilateral,1990-05-01,1991,,in force\n'
                      'A2,Charter of four,treaty,multilateral,1995-06,,..,signed\n'
                      'A3,Second treaty,agreement,bilateral,2001,2002-01-01,2010,ended\n'
                      'A4,"A ""quoted"" act",agreement,multilateral,201X,,,signed\n',
    'parties.csv': 'agreement,party,role,signed,withdrew\n'
                   'A1,AUT,party,1990-05-01,\nA1,DEU,party,1990-05-01,\n'
                   'A2,AUT,party,1995-06,\nA2,DEU,party,1995-07,2005\nA2,CHE,party,,\n'
                   'A2,EFTA,party,,\nA3,CHE,party,2001,\nA3,LIE,party,2001,\n'
                   'A4,DEU,party,,\nA4,CHE,observer,,\nA4,LIE,unknown,,\n',
    'memberships.csv': 'organization,member,from,to\nEFTA,CHE,1960-05-03,..\n'
                       'EFTA,LIE,1991-09-01,..\nEFTA,AUT,1960-05-03,1995-01-01\n',
}
PAIRS = 'party1,party2,signed,title\nAUT,DEU,1990,One\nDEU,CHE,1991,Two\nCHE,AUT,1992,Three\n'
MAP = """{ "entente_map": 1, "name": "pairs", "title": "Pairs", "rows": "pairs" }"""
OLD = 'what was there before\n'

# name: arguments, outputs. The outputs hold something old when the verb begins.
VERBS = {
    'check': (['check', 'p'], []),
    'explain': (['explain', 'p', 'AUT', 'DEU'], []),
    'list': (['list', 'actors', 'p'], []),
    'list-states': (['list', 'states'], []),
    'guess': (['import', '--guess', 'pairs.csv', '-o', 'guess.json'], ['guess.json']),
    'import': (['import', 'p', '-o', 'package'], ['package']),
    'measure': (['measure', 'p', '-o', 'out.csv', '--ledger', 'ledger.csv', '--workers', '1'],
                ['ledger.csv', 'out.csv']),
    'measure-gz': (['measure', 'pairs.csv.gz', '-o', 'out.json', '--workers', '1'], ['out.json']),
    'measure-all': (['measure', 'p', '--network', 'actors', '-m', 'all', '-o', 'out.json',
                     '--workers', '1'], ['out.json']),
    'measure-apart': (['measure', 'p', '--network', 'actors', '--null', 'curveball', '--runs', '4', '-m', 'transitivity',
                       '-o', 'out.csv', '--workers', '2'], ['out.csv']),
    'compare': (['compare', 'p', '1992', '2003', '--permutations', '20', '-o', 'out.csv'],
                ['out.csv']),
    'series': (['series', 'p', '--from', '1990', '--to', '1992', '-o', 'out.csv', '--workers', '1'],
               ['out.csv']),
    'draw': (['draw', 'p', '-o', 'out.svg', '--starts', '1', '--caption', 'caption.txt'],
             ['caption.txt', 'out.svg']),
}
for form in ('graphml', 'gexf', 'gml', 'net', 'csv', 'json', 'dot'):
    VERBS['graph-' + form] = (['graph', 'p', '-o', 'out.' + form], ['out.' + form])

SANITIZER = re.compile(rb'(Address|Leak|UndefinedBehavior)Sanitizer|runtime error:')


def environment(**more):
    """What a run sees; nothing of the caller's that could change words."""
    keep = {k: os.environ[k] for k in ('PATH', 'TMPDIR', 'LSAN_OPTIONS') if k in os.environ}
    return {**keep, 'LC_ALL': 'C', 'HOME': '/nonexistent', **more}


class Server:
    """Runs of one program, each a copy of a process that has loaded it (serve.c). With it a run takes a
    quarter of the time. For one thread."""

    def __init__(self, program, shims):
        self.program = program
        asks, self.asked = os.pipe()
        self.told, tells = os.pipe()
        self.process = subprocess.Popen(
            [program], pass_fds=(asks, tells), stdin=subprocess.DEVNULL,
            env=environment(LD_PRELOAD=':'.join(shims), SERVE_IN=str(asks), SERVE_OUT=str(tells)))
        os.close(asks)
        os.close(tells)
        self.files = tempfile.mkdtemp(prefix='entente-served-')

    def answer(self, timeout):
        if not select.select([self.told], [], [], timeout)[0]:
            return None
        said = os.read(self.told, 4)
        if said:
            return struct.unpack('i', said)[0]
        code = self.process.wait() # it died in a run that was made inside
        return -code if code < 0 else code << 8

    def run(self, arguments, cwd, env, stdin=os.devnull, timeout=300, inside=False):
        """As subprocess.run with what is printed captured. Inside: not even a copy of the process is
        made; when the run dies, the server does, and that is its answer."""
        out, err = (os.path.join(self.files, name) for name in ('out', 'err'))
        words = ['inside' if inside else 'copy', cwd, stdin, out, err, *('%s=%s' % pair for pair in env.items()), '', self.program,
                 *arguments]
        request = b''.join(word.encode() + b'\0' for word in words)
        os.write(self.asked, struct.pack('I', len(request)) + request)
        child = self.answer(60)
        status = self.answer(timeout)
        if status is None:
            os.kill(child, signal.SIGKILL)
            self.answer(60)
            raise subprocess.TimeoutExpired([self.program, *arguments], timeout)
        with open(out, 'rb') as one, open(err, 'rb') as other:
            return subprocess.CompletedProcess([self.program, *arguments],
                                               os.waitstatus_to_exitcode(status), one.read(),
                                               other.read())

    def close(self):
        os.close(self.asked)
        self.process.wait()
        os.close(self.told)
        shutil.rmtree(self.files, ignore_errors=True)


class Place:
    """A folder with inputs, outputs of before, and the judgement of what a run left."""

    def __init__(self, entente, verb, parent=None):
        self.entente = entente
        self.verb = verb
        self.server = None
        self.arguments, self.outputs = VERBS[verb]
        self.path = tempfile.mkdtemp(prefix='entente-', dir=parent)
        os.mkdir(self.at('p'))
        for name, text in PACKAGE.items():
            self.put('p/' + name, text)
        self.put('pairs.csv', PAIRS)
        subprocess.run(['gzip', '-kn', self.at('pairs.csv')], check=True)
        self.put_old()
        self.before = self.state()
        self.reference = self.run()
        assert self.reference.returncode == 0, self.reference.stderr
        self.after = self.state()
        self.put_old()

    def at(self, name):
        return os.path.join(self.path, name)

    def put(self, name, text):
        with open(self.at(name), 'w') as file:
            file.write(text)

    def put_old(self):
        """The outputs as they were: a file of one line, or a package of one act."""
        for name in self.outputs:
            if name != 'package':
                self.put(name, OLD)
                continue
            shutil.rmtree(self.at(name), ignore_errors=True)
            os.mkdir(self.at(name))
            self.put('package/datapackage.json', '{ "resources": [] }\n')
            self.put('package/parties.csv', 'agreement,party\nX,AUT\nX,DEU\n')
            self.put('package/sources.csv', 'id,title\ns,old\n')

    def state(self):
        """All that is in the folder, as {name: bytes}."""
        found = {}
        for folder, _, names in os.walk(self.path):
            for name in names:
                path = os.path.join(folder, name)
                with open(path, 'rb') as file:
                    found[os.path.relpath(path, self.path)] = file.read()
        return found

    def run(self, prefix=(), **options):
        options.setdefault('env', environment())
        options.setdefault('stdin', subprocess.DEVNULL)
        options.setdefault('stdout', subprocess.PIPE)
        options.setdefault('stderr', subprocess.PIPE)
        options.setdefault('timeout', 300)
        if self.server and not prefix:
            return self.server.run(self.arguments, self.path, options['env'],
                                   stdin=getattr(options['stdin'], 'name', os.devnull),
                                   timeout=options['timeout'])
        return subprocess.run([*prefix, self.entente, *self.arguments], cwd=self.path, **options)

    def outputs_of(self, state):
        """The outputs one by one: an output of several files is one thing."""
        return [{k: v for k, v in state.items() if k == o or k.startswith(o + '/')}
                for o in self.outputs]

    def leavings(self, state):
        return sorted(set(state) - set(self.before) - set(self.after))

    def is_unfinished(self):
        """Does the package say that its writing was cut off? It is refused then."""
        path = self.at('package/datapackage.json')
        if self.verb != 'import' or not os.path.exists(path):
            return False
        with open(path) as file:
            marked = '"unfinished": true' in file.read()
        done = subprocess.run([self.entente, 'check', 'package'], cwd=self.path, capture_output=True)
        return marked and done.returncode == 1 and b'cut off' in done.stdout

    def wrong(self, done, leavings_may_stay=False, unfinished=False):
        """Why this run broke the promise; None when it kept it. Puts the old outputs back."""
        state, self.unfinished = self.state(), unfinished
        if state != self.before:
            for name in self.leavings(state):
                os.unlink(self.at(name))
            self.put_old()
        if SANITIZER.search(done.stderr or b''):
            return 'a sanitizer speaks: %s' % done.stderr[:2000].decode('utf-8', 'replace')
        if self.leavings(state) and not leavings_may_stay:
            return 'left over: %s' % self.leavings(state)
        for name in self.leavings(state):
            del state[name]
        now, old, new = map(self.outputs_of, (state, self.before, self.after))
        for name, n, o, a in zip(self.outputs, now, old, new):
            if n != o and n != a and not unfinished:
                return '%s is neither old nor new' % name
        if done.returncode == 0:
            return self.different(done, now, new)
        return self.unclear(done, now, old)

    def different(self, done, now, new):
        if now != new:
            return 'exit 0, and the output is the old one'
        if done.stdout is not None and done.stdout != self.reference.stdout:
            return 'exit 0, and standard output differs'
        if done.stderr is not None and done.stderr != self.reference.stderr:
            return 'exit 0, and other words: %r' % done.stderr[-300:]
        return None

    def unclear(self, done, now, old):
        if done.returncode < 0:
            return 'ended by signal %d: %r' % (-done.returncode, (done.stderr or b'')[-300:])
        if self.outputs and now[-1] != old[-1] and not self.unfinished:
            return 'exit %d, and the output is new' % done.returncode
        if done.stderr is None:
            return None
        said = done.stderr + (done.stdout or b'' if self.verb == 'check' else b'')
        # libgomp, below igraph, ends the process with a line of its own
        clear = re.compile(rb': (error|warning|note): |^libgomp: Out of memory')
        errors = [x for x in said.split(b'\n') if b'error: ' in x or x.startswith(b'libgomp: ')]
        strange = [x for x in done.stderr.split(b'\n') if x and not clear.search(x)]
        if not errors or len(errors) > 4 or len(set(errors)) < len(errors) or strange:
            return 'exit %d, and not one clear line for what is wrong: %r' % (done.returncode,
                                                                             said[-400:])
        return None

    def serve(self, shims):
        """From now on by copies of a process that has these libraries and serve.c's."""
        self.server = Server(self.entente, shims)

    def close(self):
        if self.server:
            self.server.close()
        shutil.rmtree(self.path, ignore_errors=True)


def sweep_options(what, points, verbs):
    """What a sweep over verbs is asked for on its command line."""
    p = argparse.ArgumentParser()
    p.add_argument('entente', type=os.path.abspath)
    p.add_argument('shim', type=os.path.abspath)
    p.add_argument('--all', action='store_true', help='every ' + what)
    p.add_argument('--points', type=int, default=points, help='how many of a verb in a sample')
    p.add_argument('--verbs', default=verbs, help='only these, with commas between')
    p.add_argument('--jobs', type=int, default=2)
    return p.parse_args()


def spread(count, most):
    """At most `most` numbers of 1..count, the first and the last among them."""
    if most <= 0 or count <= most:
        return list(range(1, count + 1))
    if most == 1:
        return [1]
    return sorted({1 + i * (count - 1) // (most - 1) for i in range(most)})


def in_parallel(jobs, work, items):
    """Results of work(item), in order; threads, because each waits for a process."""
    with concurrent.futures.ThreadPoolExecutor(jobs) as pool:
        return list(pool.map(work, items))
