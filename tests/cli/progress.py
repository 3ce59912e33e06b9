"""Progress: a line on a terminal when something takes longer than a second, erased at the end;
nothing with -q, and nothing when standard error is no terminal."""
import os
import pty
import subprocess
import sys
import time

entente = sys.argv[1]
try:
    for end in pty.openpty():
        os.close(end)
except OSError as refused:
    print('skipped: no terminal to be had here: %s' % refused)
    sys.exit(77)


def run(terminal, *more):
    """What a command says on standard error while its input comes slowly."""
    ours, theirs = pty.openpty() if terminal else os.pipe()
    child = subprocess.Popen([entente, 'check', '-', *more], stdin=subprocess.PIPE, stderr=theirs,
                             stdout=subprocess.DEVNULL, env=dict(os.environ, TERM='xterm'))
    os.close(theirs)
    child.stdin.write(b'agreement,party\n')
    for i in range(14):
        child.stdin.write(b'T%d,A\nT%d,B\n' % (i, i))
        child.stdin.flush()
        time.sleep(0.1)
    child.stdin.close()
    said = b''
    while True:
        try:
            piece = os.read(ours, 65536)
        except OSError:  # the other side of a terminal is gone
            break
        if not piece:
            break
        said += piece
    os.close(ours)
    assert child.wait() == 0, said
    return said


said = run(True)
assert b'opening (standard input)' in said, said
assert said.endswith(b'\r\x1b[K'), said
assert run(True, '-q') == b''
assert b'\r' not in run(False)
print('4 passed, 0 failed')
