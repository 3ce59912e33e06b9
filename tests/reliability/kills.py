"""Kills at random moments while outputs are written over: each time the output is the old one or the
new one, whole, and no temporary file stays but after SIGKILL.

  python3 kills.py ENTENTE           60 kills, as ctest runs it
  python3 kills.py ENTENTE 500       the long form

Half of the moments lie anywhere in the run, half in its last tenth, where files are renamed. A
package of several files is old, new, or says itself that its writing was cut off (only SIGKILL can
do that; the others wait until all of its files are in their places)."""
import argparse
import collections
import os
import random
import signal
import subprocess
import sys
import time

import common

VERBS = ('graph-graphml', 'graph-dot', 'measure', 'draw', 'import')
SIGNALS = (signal.SIGKILL, signal.SIGTERM, signal.SIGINT, signal.SIGHUP)


def duration(place):
    """Of a run on this machine now, in seconds: the middle of five."""
    times = []
    for _ in range(5):
        start = time.monotonic()
        place.run()
        times.append(time.monotonic() - start)
        place.put_old()
    return sorted(times)[2]


def renderers(path):
    """Renderers that a run in this folder left behind."""
    found = []
    for pid in filter(str.isdigit, os.listdir('/proc')):
        try:
            if os.readlink('/proc/%s/cwd' % pid) == path:
                found.append(pid)
        except OSError:
            pass
    return found


def kill(place, which, after):
    child = subprocess.Popen([place.entente, *place.arguments], cwd=place.path,
                             env=common.environment(), stdin=subprocess.DEVNULL,
                             stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    time.sleep(after)
    child.send_signal(which)
    out, err = child.communicate(timeout=300)
    end = time.monotonic() + 5
    while renderers(place.path) and time.monotonic() < end:
        time.sleep(0.01)
    left = renderers(place.path)
    done = subprocess.CompletedProcess(child.args, child.returncode, out, None)
    killed = done.returncode == -which
    unfinished = killed and which == signal.SIGKILL and place.is_unfinished()
    fate = 'unfinished' if unfinished else 'cut off' if killed else 'done'
    if killed:
        done.returncode = 1
    if not unfinished and killed and place.outputs_of(place.state())[-1] == \
            place.outputs_of(place.after)[-1]:
        fate, done.returncode, done.stdout = 'new', 0, None
    why = place.wrong(done, leavings_may_stay=which == signal.SIGKILL, unfinished=unfinished)
    return fate, why or ('processes stay: %s' % left if left else None)


def main():
    p = argparse.ArgumentParser()
    p.add_argument('entente')
    p.add_argument('count', nargs='?', type=int, default=60)
    p.add_argument('--seed', type=int, default=1)
    p.add_argument('--verbs', default=','.join(VERBS))
    a = p.parse_args()
    r = random.Random(a.seed)
    verbs = a.verbs.split(',')
    fates, bad = collections.Counter(), []
    for verb in verbs:
        place = common.Place(os.path.abspath(a.entente), verb)
        whole = duration(place)
        for i in range(-(-a.count // len(verbs))):
            which = r.choice(SIGNALS)
            after = whole * (r.random() if i % 2 else 0.9 + 0.2 * r.random())
            fate, why = kill(place, which, after)
            fates[fate] += 1
            if why:
                bad.append('%s, %s after %.1f of %.1f ms: %s' % (verb, which.name, after * 1e3,
                                                                 whole * 1e3, why))
        place.close()
    for line in bad:
        print('FAILED: ' + line)
    print(', '.join('%d %s' % (n, fate) for fate, n in sorted(fates.items())))
    print('%d passed, %d failed' % (sum(fates.values()) - len(bad), len(bad)))
    return 1 if bad else 0


if __name__ == '__main__':
    sys.exit(main())
