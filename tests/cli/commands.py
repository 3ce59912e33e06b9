"""What tests of whole commands share: a folder of their own, files in it, runs, and checks that are counted.
The first two words on the command line of each are the built program and the folder of the sources."""
import importlib.util
import os
import subprocess
import sys
import tempfile

ENTENTE, SOURCE = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
_test = os.path.abspath(sys.argv[0])
passed = failed = 0
_folder = tempfile.TemporaryDirectory()
here = _folder.name
os.chdir(here)


def ok(condition, *what):
    global passed
    assert condition, what
    passed += 1


def check(condition, *what):
    """Says what is wrong and goes on; finish() fails then."""
    global passed, failed
    if condition:
        passed += 1
    else:
        failed += 1
        print('FAIL', *what)


def need(*modules):
    """Skips the test without these modules; Debian's Python may have them where another comes first in the PATH."""
    debian = '/usr/bin/python3'
    missing = [m for m in modules if importlib.util.find_spec(m) is None]
    if missing and sys.executable != debian and os.path.exists(debian) and 'again' not in sys.argv:
        os.execv(debian, [debian, _test, ENTENTE, SOURCE, *sys.argv[3:], 'again'])
    if missing:
        print('skipped: not there: ' + ', '.join(missing))
        sys.exit(77)


def put(name, data):
    """Writes a file of text or bytes, its folder too, and gives its name back."""
    if os.path.dirname(name):
        os.makedirs(os.path.dirname(name), exist_ok=True)
    with open(name, 'wb') as f:
        f.write(data.encode() if isinstance(data, str) else data)
    return name


def run(*words, code=None, seconds=300, **environment):
    """The finished command; with a code, it must have ended with it."""
    done = subprocess.run([ENTENTE, *words], capture_output=True, text=True, encoding='utf-8', timeout=seconds,
                          env={**os.environ, **environment})
    assert code is None or done.returncode == code, (words, done.returncode, done.stderr[-2000:])
    return done


def outcome(*words, **environment):
    """(exit code, standard output, standard error)"""
    done = run(*words, **environment)
    return done.returncode, done.stdout, done.stderr


def finish():
    print('%d passed, %d failed' % (passed, failed))
    sys.exit(failed > 0)
