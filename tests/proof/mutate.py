"""mutate.py COUNT SEED FOLDER [STAGES]: would the tests notice? Changes one operator, constant or condition
at a seeded random place, builds, runs the tests that are about that stage of the code, and puts it back.
mutate.py --again LIST FOLDER: the survivors that stand in LIST, an earlier output, with the tests of today.
--quick behind either: without the tests in SLOW; what they might notice is "unnoticed", and --again decides.

Works in a copy of the tree in FOLDER (made, or brought up to date; several runs with different seeds add up).
STAGES are folders of src with commas between, all unless said, taken in turn. Each test is linked just before
it runs, and the first that fails ends the search; with ccache and lld, a change takes from ten seconds to a
minute. Ended early (SIGINT or SIGTERM), it prints the score of what it did.
Prints each change with "killed" and the test that noticed, "survived" or "not compiled", and the score. A
survivor is a test that is missing, or a change that changes nothing: a person looks.
"""
import collections
import filecmp
import glob
import os
import random
import re
import resource
import shutil
import signal
import subprocess
import sys
import time

HERE = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
# the tests that should notice, quick ones first: names of ctest, * for any
SUITES = {
    'base': ['base/*', 'data/map', 'data/documents', 'data/package', 'data/reading', 'network/selection', 'fuzz/json',
             'fuzz/escape', 'fuzz/table', 'fuzz/date', 'cli/codes', 'cli/verbs', 'cli/golden', 'data/tablefile', 'cli/outputs',
             'cli/input', 'cli/renderer'],
    'data': ['data/cells', 'data/zip', 'data/date_words', 'data/check', 'data/map', 'data/package', 'data/documents', 'data/tables',
             'data/reading', 'data/tablefile', 'data/world', 'data/workbooks', 'fuzz/table', 'fuzz/workbook', 'fuzz/netfile',
             'fuzz/package', 'fuzz/map', 'fuzz/guess', 'fuzz/documents', 'cli/names', 'cli/codes', 'cli/verbs', 'cli/golden',
             'cli/network_files', 'cli/sheets', 'cli/stata_spss', 'cli/package', 'cli/table_datasets', 'cli/maps', 'cli/map_keys',
             'cli/input', 'cli/datasets', 'cli/bad_input', 'hostile/json'],
    'network': ['network/*', 'measure/compare', 'measure/series', 'cli/golden', 'cli/questions', 'cli/parts', 'cli/tie_kinds',
                'cli/totals', 'cli/explain', 'cli/network', 'cli/tables', 'measure/bounds', 'fuzz/pipeline', 'cli/figure_truth',
                'reliability/invariants', 'reliability/completions'],
    'measure': ['measure/handles', 'measure/compare', 'measure/series', 'measure/path_sample', 'cli/numerics',
                'measure/engines', 'measure/oracle', 'cli/golden', 'measure/numerics', 'cli/compare', 'measure/definitions',
                'measure/metamorphic', 'measure/bounds', 'measure/registry', 'measure/communities', 'measure/null',
                'measure/known', 'cli/series', 'cli/overtime', 'cli/null_models', 'fuzz/pipeline', 'cli/statistics'],
    'export': ['export/*', 'cli/golden', 'cli/table_formats', 'cli/tables', 'cli/graphml', 'cli/verbs', 'fuzz/network',
               'cli/sheets', 'cli/compare', 'cli/readers', 'cli/documented', 'cli/same_bytes'],
    'figure': ['figure/*', 'render/scene', 'fuzz/theme', 'fuzz/places', 'cli/golden', 'cli/context', 'cli/audit', 'fuzz/draw',
               'cli/figure', 'cli/figure_truth', 'cli/overtime', 'cli/encoding', 'cli/legend', 'cli/silence', 'fuzz/pipeline',
               'cli/documented', 'cli/layouts'],
    'render': ['render/*', 'figure/*', 'export/renderer', 'cli/golden', 'cli/audit', 'fuzz/description', 'fuzz/places', 'fuzz/draw',
               'cli/figure', 'cli/figure_truth', 'cli/overtime', 'cli/encoding', 'cli/legend', 'cli/renderer', 'cli/layouts'],
    'page': ['page/*', 'cli/pages'],
    'cli': ['cli/codes', 'cli/verbs', 'cli/golden', 'fuzz/options', 'fuzz/command', 'cli/silence', 'cli/documented', 'cli/outputs',
            'cli/doctor', 'cli/questions', 'cli/compare', 'cli/series', 'cli/figure_truth', 'cli/input', 'cli/bad_input'],
}
# more than three seconds each
SLOW = {'data/workbooks', 'network/answer_keys', 'network/backbone', 'network/ledger', 'measure/definitions', 'measure/known',
        'measure/communities', 'measure/null', 'measure/bounds', 'measure/registry', 'measure/metamorphic', 'cli/series',
        'cli/statistics', 'cli/overtime', 'cli/null_models', 'cli/maps', 'cli/map_keys', 'cli/input', 'cli/datasets',
        'cli/table_datasets', 'cli/bad_input', 'cli/network_files', 'cli/stata_spss', 'cli/figure', 'cli/figure_truth',
        'cli/legend', 'cli/silence', 'cli/documented', 'cli/layouts', 'cli/renderer', 'cli/readers', 'cli/same_bytes',
        'cli/explain', 'cli/network', 'cli/outputs', 'cli/audit', 'cli/tables', 'fuzz/pipeline', 'fuzz/guess', 'hostile/json',
        'reliability/invariants', 'reliability/completions', 'page/page', 'page/features', 'page/truth', 'cli/pages'}
# what stands in the code, and what else it could be; a place is one match of one pattern
CHANGES = [
    (r'<=', ['<']), (r'>=', ['>']), (r'(?<![<\-])<(?![<=])(?= )', ['<=']), (r'(?<![>\-])>(?![>=])(?= )', ['>=']),
    (r'==', ['!=']), (r'!=', ['==']), (r'&&', ['||']), (r'\|\|', ['&&']),
    (r'(?<= )\+(?= )', ['-']), (r'(?<= )-(?= )', ['+']), (r'(?<= )\*(?= )', ['/']), (r'(?<= )/(?= )', ['*']),
    (r'\+=', ['-=']), (r'-=', ['+=']), (r'(?<=\()!(?=[a-z])', ['']), (r'\btrue\b', ['false']), (r'\bfalse\b', ['true']),
    (r'\bfmin\b', ['fmax']), (r'\bfmax\b', ['fmin']), (r'\bcontinue;', [';']),
    (r'(?<![\w.])\d+(?![\w.])', ['({} + 1)']),
]
LIMIT = 240  # seconds for a test that has not run yet
MEMORY = 8 << 30  # bytes of address space for a test: a change may ask for memory without end
# Not changed, since no output may depend on it: the length of an array where it is declared, how much room is
# asked for first where room doubles, and by how much a comparison for qsort is positive.
CAPACITY = re.compile(r'(?m)^\s*(?:(?:static|const|unsigned|struct)\s+)*(?!return\b)[a-z]\w*\s[\s*]*\w+(?:\[\w*\])*\[(\d+)\](?:\[\d+\])*[;,]'
                      r'|\? (?:2 \* [\w.>-]+|[\w.>-]+ \* 2) : (\d+)'
                      r'|return \w+->\w+ [<>] \w+->\w+ \? -(1) : (1)(?= *;)')


def code_only(text):
    """The text with comments, strings and lines of the preprocessor blanked, places kept."""
    def blank(m):
        return re.sub(r'[^\n]', ' ', m.group())
    return re.sub(r'/\*.*?\*/|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'|^#(?:\\\n|[^\n])*', blank, text,
                  flags=re.S | re.M)


def places(text):
    """Where the text can be changed, and to what. Lines of numbers alone are data: a coast a kilometre further
    is not a mistake of the code."""
    code = re.sub(r'(?m)^[\s\d,.{}-]+$', lambda m: re.sub(r'[^\n]', ' ', m.group()), code_only(text))
    capacities = {m.start(i) for m in CAPACITY.finditer(code) for i in (1, 2, 3, 4) if m.group(i)}
    return [(m.start(), m.end(), new.format(m.group())) for old, news in CHANGES
            for m in re.finditer(old, code) if m.start() not in capacities for new in news]


def run(words, folder, limit=None):
    def bounded():
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    try:
        return subprocess.run(words, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                              timeout=limit, preexec_fn=bounded).returncode
    except subprocess.TimeoutExpired:
        return -1


def bring_up_to_date(folder):
    """Copies what differs, so that only that is built again."""
    def copy(here, there):
        if not os.path.exists(there) or not filecmp.cmp(here, there, shallow=False):
            shutil.copy(here, there)
    shutil.copytree(HERE, folder, copy_function=copy, dirs_exist_ok=True,
                    ignore=lambda at, names: ('build', '.git', 'out') if at == HERE else ())


def prepare(folder):
    """The names of all tests, as ctest has them."""
    bring_up_to_date(folder)
    build = os.path.join(folder, 'build', 'release')
    shared = os.environ.get('ENTENTE_SHARED_DIR', os.path.join(HERE, '..', 'shared'))
    faster = ['-DCMAKE_C_COMPILER_LAUNCHER=ccache'] * bool(shutil.which('ccache'))
    faster += ['-DCMAKE_EXE_LINKER_FLAGS=-fuse-ld=lld'] * bool(shutil.which('ld.lld'))
    run(['cmake', '--preset', 'release', '-DENTENTE_WERROR=OFF', *faster, '-DENTENTE_SHARED_DIR=' + os.path.abspath(shared)], folder)
    listed = subprocess.run(['ctest', '--test-dir', build, '-N'], capture_output=True, text=True).stdout
    return re.findall(r'Test +#\d+: (\S+)', listed)


def chosen(patterns, tests):
    return [t for p in patterns for t in tests if t == p or (p[-1] == '*' and t.startswith(p[:-1]))]


def programs(tests):
    """What has to be built for them: whole commands need both programs."""
    made = set()
    for test in tests:
        stage, name = test.split('/')
        if stage == 'fuzz':
            made.add('fuzz_' + name)
        elif test == 'data/workbooks':
            made.add('sheet_cells')
        elif stage not in ('cli', 'reliability', 'proof', 'page', 'hostile'):
            made.add('test_%s_%s' % (stage, name))
        if stage not in ('base', 'measure', 'network', 'fuzz'):
            made |= {'entente-cli', 'entente-render'}
    return sorted(made)


class Tree:
    def __init__(self, folder):
        self.folder, self.build = folder, os.path.join(folder, 'build', 'release')
        self.tests = prepare(folder)
        run(['ninja', '-C', self.build], folder)
        self.sound = {}  # does a test pass on what is not changed?
        self.longest = {}  # seconds that a test took when it passed

    def made(self, tests):
        return run(['ninja', '-C', self.build, *programs(tests)], self.folder) == 0

    def passes(self, test):
        """A test that takes ten times as long as it did before, and half a minute more, has noticed."""
        limit = 30 + 10 * self.longest[test] if test in self.longest else LIMIT
        begun = time.monotonic()
        done = run(['ctest', '--test-dir', self.build, '-R', '^%s$' % test, '--timeout', '%d' % limit], self.build) == 0
        if done:
            self.longest[test] = max(self.longest.get(test, 0), time.monotonic() - begun)
        return done

    def noticed_by(self, suite, unchanged):
        """The first test that fails, and does not fail without the change; None: all pass; 'nothing': it
        does not compile."""
        for test in suite:
            if not self.made([test]):
                return 'nothing'
            if self.sound.get(test, True) and not self.passes(test):
                if test in self.sound:
                    return test
                with unchanged:
                    self.made([test])
                    self.sound[test] = self.passes(test)
                if self.sound[test]:
                    return test
                print('(%s fails without a change and is left out)' % test, flush=True)
        return None


class Change:
    """A file with one place changed; as a context, without it."""

    def __init__(self, file, start, end, new):
        with open(file, encoding='utf-8') as f:
            self.text = f.read()
        self.file, self.changed = file, self.text[:start] + new + self.text[end:]
        self.line = self.text.count('\n', 0, start) + 1
        self.words = "'%s' -> '%s': %s" % (self.text[start:end], new, self.text.split('\n')[self.line - 1].strip())

    def write(self, text):
        with open(self.file, 'w', encoding='utf-8') as f:
            f.write(text)

    def __enter__(self):
        self.write(self.text)

    def __exit__(self, *_):
        self.write(self.changed)


def random_change(chance, folder, stage):
    files = sorted(glob.glob(os.path.join(folder, 'src', stage, '**', '*.c'), recursive=True))
    found = [(f, p) for f in files for p in places(open(f, encoding='utf-8').read())]
    file, place = chance.choice(found)
    return Change(file, *place)


def earlier_changes(path, folder):
    """The survivors of an earlier output, found again by the words of their line."""
    with open(path, encoding='utf-8') as f:
        told = re.findall(r"(?m)^(?:survived|unnoticed) +(\S+?):(\d+): '(.*?)' -> '(.*?)': (.*)$", f.read())
    for name, line, old, new, words in told:
        file = os.path.join(folder, name)
        with open(file, encoding='utf-8') as f:
            text = f.read()
        found = [p for p in places(text) if (text[p[0]:p[1]], p[2]) == (old, new) and
                 text.split('\n')[text.count('\n', 0, p[0])].strip() == words]
        if not found:
            print('(gone: %s:%s: %s)' % (name, line, words))
        for place in found:
            yield Change(file, *place)


def judge(tree, change, stage, left_out):
    """Prints and returns what became of a change."""
    suite = [test for test in chosen(SUITES[stage], tree.tests) if test not in left_out]
    change.write(change.changed)
    try:
        noticed = tree.noticed_by(suite, change)
    finally:
        change.write(change.text)
    verdict = 'not compiled' if noticed == 'nothing' else 'killed' if noticed else 'unnoticed' if left_out else 'survived'
    print('%-13s%s:%d: %s%s' % (verdict, os.path.relpath(change.file, tree.folder), change.line, change.words,
                                ' [%s]' % noticed if verdict == 'killed' else ''), flush=True)
    return verdict


def stop(*_):
    raise KeyboardInterrupt


def print_score(score):
    score['all'] = sum(score.values(), collections.Counter())
    for stage, row in score.items():
        tried = row['killed'] + row['survived'] + row['unnoticed']
        print('%-8s %d of %d killed (%d %%)' % (stage, row['killed'], tried, 100 * row['killed'] // max(tried, 1)))


def main(count, seed, folder, stages=','.join(SUITES), left_out=()):
    signal.signal(signal.SIGTERM, stop)
    tree, score = Tree(os.path.abspath(folder)), collections.defaultdict(collections.Counter)
    if count == '--again':
        changes = earlier_changes(seed, tree.folder)
    else:
        chance, stages = random.Random(int(seed)), stages.split(',')
        changes = (random_change(chance, tree.folder, stages[i % len(stages)]) for i in range(int(count)))
    try:
        for change in changes:
            stage = os.path.relpath(change.file, os.path.join(tree.folder, 'src')).split(os.sep)[0]
            score[stage][judge(tree, change, stage, left_out)] += 1
    except KeyboardInterrupt:
        print('(ended early)')
    print_score(score)


if __name__ == '__main__':
    words = [word for word in sys.argv[1:] if word != '--quick']
    if len(words) < 3:
        sys.exit(__doc__.strip())
    main(*words, left_out=SLOW if '--quick' in sys.argv else ())
