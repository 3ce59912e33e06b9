"""mutate.py COUNT SEED FOLDER: would the tests notice? Changes one operator, constant or condition at
a seeded random place, builds, runs the tests that matter for that file, and puts it back.

Works in a copy of the tree in FOLDER (made when it is not there; a second run with another seed goes on
in it). Prints each change with "killed", "survived" or "not compiled", and the score. A survivor is a
test that is missing, or a change that changes nothing: a person looks.
"""
import glob
import os
import random
import re
import shutil
import subprocess
import sys

HERE = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
# which files, and the tests that should notice (quick ones first)
SUITES = [
    (['src/base/date.c', 'src/base/escape.c'],
     ['base_date', 'base_escape', 'base_text', 'data_reading']),
    (['src/data/tablefile.c'], ['data_tablefile', 'data_reading', 'data_package']),
    (['src/network/*.c'],
     ['network_groups', 'network_network', 'network_who', 'network_ledger', 'network_backbone', 'network_answer_keys']),
    (['src/measure/*.c'],
     ['measure_known', 'measure_series', 'measure_bounds', 'measure_compare', 'measure_oracle', 'measure_communities',
      'measure_registry', 'measure_null', 'measure_definitions']),
]
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
    code = code_only(text)
    return [(m.start(), m.end(), new.format(m.group())) for old, news in CHANGES
            for m in re.finditer(old, code) for new in news]


def run(words, folder, limit=None):
    try:
        return subprocess.run(words, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                              timeout=limit).returncode
    except subprocess.TimeoutExpired:
        return -1


def prepare(folder):
    if not os.path.exists(folder):
        shutil.copytree(HERE, folder, ignore=shutil.ignore_patterns('build', '.git', 'out'))
    build = os.path.join(folder, 'build')
    run(['cmake', '-S', folder, '-B', build, '-G', 'Ninja', '-DCMAKE_BUILD_TYPE=Release',
         '-DCMAKE_C_FLAGS_RELEASE=-O1'], folder)
    tests = ['test_' + t for _, suite in SUITES for t in suite]
    if run(['ninja', '-C', build, '-j2', *tests], folder):
        sys.exit('mutate.py: the copy does not build')


def judge(folder, suite):
    build = os.path.join(folder, 'build')
    if run(['ninja', '-C', build, '-j2', *('test_' + t for t in suite)], folder):
        return 'not compiled'
    for test in suite:
        if run([os.path.join(build, 'tests', 'test_' + test), '-j2'], build, LIMIT):
            return 'killed'
    return 'survived'


def main(count, seed, folder):
    chance = random.Random(int(seed))
    prepare(folder)
    score = {'killed': 0, 'survived': 0, 'not compiled': 0}
    for _ in range(int(count)):
        patterns, suite = chance.choice(SUITES)
        files = sorted(f for p in patterns for f in glob.glob(os.path.join(folder, p)))
        texts = {f: open(f, encoding='utf-8').read() for f in files}
        file, (start, end, new) = chance.choice([(f, p) for f in files for p in places(texts[f])])
        text = texts[file]
        with open(file, 'w', encoding='utf-8') as f:
            f.write(text[:start] + new + text[end:])
        try:
            verdict = judge(folder, suite)
        finally:
            with open(file, 'w', encoding='utf-8') as f:
                f.write(text)
        score[verdict] += 1
        line = text.count('\n', 0, start) + 1
        print(f"{verdict:13}{os.path.relpath(file, folder)}:{line}: '{text[start:end]}' -> '{new}': "
              + text.split('\n')[line - 1].strip(), flush=True)
    tried = score['killed'] + score['survived']
    print(f"{score['killed']} of {tried} killed ({100 * score['killed'] // max(tried, 1)} %), "
          f"{score['not compiled']} not compiled")


if __name__ == '__main__':
    main(*sys.argv[1:])
