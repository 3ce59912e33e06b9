"""What tests of whole commands share: a folder of their own, files in it, runs, and checks that are counted.
The first two words on the command line of each are the built program and the folder of the sources."""
import os
import subprocess
import sys
import tempfile

ENTENTE, SOURCE = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
passed = 0
_folder = tempfile.TemporaryDirectory()
here = _folder.name
os.chdir(here)


def ok(condition, *what):
    global passed
    assert condition, what
    passed += 1


def put(name, data):
    """Writes a file of text or bytes, its folder too, and gives its name back."""
    if os.path.dirname(name):
        os.makedirs(os.path.dirname(name), exist_ok=True)
    with open(name, 'wb') as f:
        f.write(data.encode() if isinstance(data, str) else data)
    return name


def run(*words, code=None, seconds=300):
    """The finished command; with a code, it must have ended with it."""
    done = subprocess.run([ENTENTE, *words], capture_output=True, text=True, encoding='utf-8', timeout=seconds)
    assert code is None or done.returncode == code, (words, done.returncode, done.stderr[-2000:])
    return done


def finish():
    print('%d passed, 0 failed' % passed)
