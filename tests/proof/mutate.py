"""mutate.py COUNT SEED FOLDER [STAGES]: would the tests notice? Changes one operator, constant or condition
at a seeded random place, builds, runs the tests that are about that stage of the code, and puts it back.

Works in a copy of the tree in FOLDER (made when it is not there; a second run with another seed goes on
in it). STAGES are folders of src with commas between, all unless said, one after the other. Each test is
linked just before it runs, and the first that fails ends the search; with ccache and lld, a change takes from
ten seconds to a minute.
Prints each change with "killed" and the test that noticed, "survived" or "not compiled", and the score. A
survivor is a test that is missing, or a change that changes nothing: a person looks.
"""
import collections
import glob
import os
import random
import re
import shutil
import subprocess
import sys

HERE = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
# the tests that should notice, quick ones first: names of ctest, * for any
SUITES = {
    'base': ['base/*', 'data/reading', 'data/tablefile', 'fuzz/date', 'fuzz/escape', 'fuzz/json', 'fuzz/table', 'cli/verbs'],
    'data': ['data/*', 'cli/maps', 'cli/import', 'cli/input', 'cli/refused', 'fuzz/package', 'fuzz/map', 'fuzz/guess', 'fuzz/documents', 'cli/bad_input'],
    'network': ['network/*', 'cli/network', 'cli/figure_truth', 'cli/golden', 'fuzz/pipeline', 'measure/bounds'],
    'measure': ['measure/known', 'measure/series', 'measure/bounds', 'measure/compare', 'measure/registry', 'measure/oracle',
                'measure/communities', 'measure/null', 'measure/definitions', 'cli/golden', 'cli/compare', 'cli/series'],
    'export': ['cli/golden', 'cli/verbs', 'fuzz/network', 'cli/same_bytes', 'cli/compare'],
    'figure': ['cli/golden', 'cli/figure', 'cli/figure_truth', 'cli/documented', 'cli/audit', 'cli/legend', 'cli/encoding', 'cli/layouts', 'fuzz/theme',
               'fuzz/places', 'fuzz/pipeline'],
    'render': ['render/*', 'cli/golden', 'cli/figure', 'cli/figure_truth', 'cli/audit', 'cli/legend', 'cli/encoding', 'cli/layouts', 'fuzz/description',
               'fuzz/draw'],
    'cli': ['cli/verbs', 'cli/documented', 'cli/bad_input', 'cli/golden', 'cli/compare', 'cli/series', 'cli/figure_truth', 'fuzz/options',
            'fuzz/command'],
}
# what stands in the code, and what else it could be; a place is one match of one pattern
CHANGES = [
    (r'<=', ['<']), (r'>=', ['>']), (r'(?<![<\-])<(?![<=])(?= )', ['<=']), (r'(?<![>\-])>(?![>=])(?= )', ['>=']),
    (r'==', ['!=']), (r'!=', ['==']), (r'&&', ['||']), (r'\|\|', ['&&']),
    (r'(?<= )\+(?= )', ['-']), (r'(?<= )-(?= )', ['+']), (r'(?<= )\*(?= )', ['/']), (r'(?<= )/(?= )', ['*']),
    (r'\+=', ['-=']), (r'-=', ['+=']), (r'(?<=\()!(?=[a-z])', ['']), (r'\btrue\b', ['false']), (r'\bfalse\b', ['true']),
    (r'\bfmin\b', ['fmax']), (r'\bfmax\b', ['fmin']), (r'\bcontinue;', [';']),
    (r'(?<![\w.])\d+(?![\w.])', ['({} + 1)']),
]
LIMIT = 240  # seconds for a test; one that takes longer has noticed


def code_only(text):
    """The text with comments, strings and lines of the preprocessor blanked, places kept."""
    def blank(m):
        return re.sub(r'[^\n]', ' ', m.group())
    return re.sub(r'/\*.*?\*/|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'|^#(?:\\\n|[^\n])*', blank, text,
                  flags=re.S | re.M)


def places(text):
    """Lines of numbers alone are data: a coast a kilometre further is not a mistake of the code."""
    code = re.sub(r'(?m)^[\s\d,.{}-]+$', lambda m: re.sub(r'[^\n]', ' ', m.group()), code_only(text))
    return [(m.start(), m.end(), new.format(m.group())) for old, news in CHANGES
            for m in re.finditer(old, code) for new in news]


def run(words, folder, limit=None):
    try:
        return subprocess.run(words, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                              timeout=limit).returncode
    except subprocess.TimeoutExpired:
        return -1


def prepare(folder):
    """The names of all tests, as ctest has them."""
    if not os.path.exists(folder):
        shutil.copytree(HERE, folder, ignore=lambda at, names: ('build', '.git', 'out') if at == HERE else ())
    build = os.path.join(folder, 'build')
    shared = os.environ.get('ENTENTE_SHARED_DIR', os.path.join(HERE, '..', 'shared'))
    faster = ['-DCMAKE_C_COMPILER_LAUNCHER=ccache'] * bool(shutil.which('ccache'))
    faster += ['-DCMAKE_EXE_LINKER_FLAGS=-fuse-ld=lld'] * bool(shutil.which('ld.lld'))
    run(['cmake', '-S', folder, '-B', build, '-G', 'Ninja', '-DCMAKE_BUILD_TYPE=Release', *faster,
         '-DENTENTE_SHARED_DIR=' + os.path.abspath(shared)], folder)
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
        elif stage not in ('cli', 'reliability', 'proof'):
            made.add('test_%s_%s' % (stage, name))
        if stage in ('cli', 'reliability', 'export', 'figure'):
            made |= {'entente-cli', 'entente-render'}
    return sorted(made)


class Tree:
    def __init__(self, folder):
        self.folder, self.build = folder, os.path.join(folder, 'build')
        self.tests = prepare(folder)
        self.sound = {}  # does a test pass on what is not changed?

    def made(self, tests):
        return run(['nice', 'ninja', '-C', self.build, *programs(tests)], self.folder) == 0

    def passes(self, test):
        return run(['nice', 'ctest', '--test-dir', self.build, '-R', '^%s$' % test, '--timeout', str(LIMIT)], self.build) == 0

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


def main(count, seed, folder, stages=','.join(SUITES)):
    chance = random.Random(int(seed))
    tree, score = Tree(os.path.abspath(folder)), collections.defaultdict(collections.Counter)
    for i in range(int(count)):
        stage = stages.split(',')[i % len(stages.split(','))]
        suite = chosen(SUITES[stage], tree.tests)
        change = random_change(chance, tree.folder, stage)
        change.write(change.changed)
        try:
            noticed = tree.noticed_by(suite, change)
        finally:
            change.write(change.text)
        verdict = 'not compiled' if noticed == 'nothing' else 'killed' if noticed else 'survived'
        score[stage][verdict] += 1
        print('%-13s%s:%d: %s%s' % (verdict, os.path.relpath(change.file, tree.folder), change.line, change.words,
                                    ' [%s]' % noticed if verdict == 'killed' else ''), flush=True)
    for stage, row in score.items():
        print('%-8s %d of %d killed' % (stage, row['killed'], row['killed'] + row['survived']))
    killed = sum(row['killed'] for row in score.values())
    tried = killed + sum(row['survived'] for row in score.values())
    print('%d of %d killed (%d %%)' % (killed, tried, 100 * killed // max(tried, 1)))


if __name__ == '__main__':
    main(*sys.argv[1:])
