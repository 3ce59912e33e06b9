"""Power loss, simulated for every command that writes. `journal.c` writes down each creation, write, flush and
rename of a run. For a cut after any of them the disk is made as it may be then: what was not flushed is lost,
in any combination. The content of a file that was not flushed is a random part of it; a change of a folder
(creation, renaming, removal) that was not flushed survives or does not, independently of the others. Then each
output must be the old one or the new one, or the package must say that it is unfinished.

  python3 power.py ENTENTE JOURNAL.so [CUTS] [--seed N]      500 cuts, spread over the commands
"""
import argparse
import collections
import os
import random
import shutil
import sys
import tempfile

import common

WRITERS = {
    **{verb: common.VERBS[verb] for verb in common.VERBS if common.VERBS[verb][1]},
    'explain': (['explain', 'p', 'AUT', 'DEU', '-o', 'out.csv'], ['out.csv']),
    'check': (['check', 'p', '--format', 'csv', '-o', 'out.csv'], ['out.csv']),
    'list': (['list', 'states', '--format', 'csv', '-o', 'out.csv'], ['out.csv']),
    'series-more': (['series', 'p', '--from', '1990', '--to', '1992', '-o', 'out.csv', '--changes', 'changes.csv',
                     '--summary', 'summary.csv', '--workers', '1'], ['changes.csv', 'summary.csv', 'out.csv']),
    'draw-more': (['draw', 'p', '-o', 'out.pdf', '--starts', '1', '--save-places', 'places.csv'], ['places.csv', 'out.pdf']),
}
common.VERBS.update(WRITERS)


def entries(path):
    """The operations of a journal: (what, number, bytes)."""
    with open(path, 'rb') as file:
        data = file.read()
    at, found = 0, []
    while at < len(data):
        end = data.index(b'\n', at)
        what, number, length = data[at:end].split()
        at = end + 1 + int(length)
        found.append((what.decode(), int(number), data[end + 1:at]))
    return found


class File:
    def __init__(self, content=b'', flushed=True):
        self.content, self.flushed = content, content if flushed else None

    def after_cut(self, chance):
        if self.flushed is not None and self.flushed == self.content:
            return self.content
        start = len(self.flushed or b'')
        return self.content[:chance.randint(start, len(self.content))] if self.content else b''


class Disk:
    """The folder of a run: what programs see, and what a cut leaves."""

    def __init__(self, root, before):
        self.root = os.path.realpath(root)
        self.kept = {name: File(content) for name, content in before.items()}  # flushed entries
        self.seen = dict(self.kept)
        self.waiting = []  # changes of folders that were not flushed: (folder, function of a dict)
        self.open = {}

    def name(self, path):
        full = os.path.join(self.root, os.fsdecode(path))
        return os.path.relpath(os.path.join(os.path.realpath(os.path.dirname(full)), os.path.basename(full)), self.root)

    def change(self, name, how):
        how(self.seen)
        self.waiting.append((os.path.dirname(name), how))

    def do(self, what, number, data):
        if what == 'create':
            file, name = File(flushed=False), self.name(data)
            self.open[number] = file
            self.change(name, lambda entries: entries.__setitem__(name, file))
        elif what == 'folder':
            self.open[number] = self.name(data + b'/.')
        elif what == 'write':
            self.open[number].content += data
        elif what == 'sync' and isinstance(self.open[number], File):
            self.open[number].flushed = self.open[number].content
        elif what == 'sync':
            folder = '' if self.open[number] == '.' else self.open[number]
            for where, how in self.waiting:
                if where == folder:
                    how(self.kept)
            self.waiting = [x for x in self.waiting if x[0] != folder]
        elif what == 'close':
            self.open.pop(number)
        elif what == 'rename':
            old, new = self.name(data[:number]), self.name(data[number:])
            file = self.seen[old]

            def rename(entries):
                entries.pop(old, None)
                entries[new] = file
            self.change(new, rename)
        elif what == 'remove':
            name = self.name(data)
            self.change(name, lambda entries: entries.pop(name, None))

    def after_cut(self, chance):
        """The files as they may be: none, all, or any of the waiting changes."""
        share = chance.choice((0, 1, 0.5, 0.5))
        left = dict(self.kept)
        for _, how in self.waiting:
            if chance.random() < share:
                how(left)
        return {name: file.after_cut(chance) for name, file in left.items()}


def put(place, files):
    for name in place.state():
        os.unlink(place.at(name))
    for name, content in files.items():
        os.makedirs(os.path.dirname(place.at(name)), exist_ok=True)
        with open(place.at(name), 'wb') as file:
            file.write(content)


def judge(place, files):
    """Hidden temporary files may stay."""
    put(place, {name: content for name, content in files.items() if not os.path.basename(name).startswith('.')})
    now, old, new = map(place.outputs_of, (place.state(), place.before, place.after))
    if place.is_unfinished():
        return 'unfinished', None
    fates = {'old' if n == o else 'new' if n == a else 'half' for n, o, a in zip(now, old, new)}
    half = [name for name, n, o, a in zip(place.outputs, now, old, new) if n not in (o, a)]
    return '+'.join(sorted(fates)), half and '%s: neither old nor new' % half


def cut(place, operations, point, chance):
    disk = Disk(place.path, place.before)
    for operation in operations[:point]:
        disk.do(*operation)
    return judge(place, disk.after_cut(chance))


def main():
    p = argparse.ArgumentParser()
    p.add_argument('entente', type=os.path.abspath)
    p.add_argument('shim', type=os.path.abspath)
    p.add_argument('cuts', nargs='?', type=int, default=500)
    p.add_argument('--seed', type=int, default=1)
    a = p.parse_args()
    chance, fates, bad = random.Random(a.seed), collections.Counter(), []
    memory = '/dev/shm' if os.path.isdir('/dev/shm') else tempfile.gettempdir()
    journal = os.path.join(memory, 'journal.%d' % os.getpid())
    each = a.cuts * 3 // 4 // len(WRITERS)
    for verb in WRITERS:
        place = common.Place(a.entente, verb)
        try:
            done = place.run(env=common.environment(LD_PRELOAD=a.shim, JOURNAL=journal))
            operations = entries(journal)
            os.unlink(journal)
            if done.returncode or sum(x[0] == 'rename' for x in operations) < len(place.outputs):
                bad.append('%s: the journal lacks renames, or exit %d' % (verb, done.returncode))
            for i in range(each if verb != 'import' else a.cuts - each * (len(WRITERS) - 1)):
                # most cuts are where files are renamed, at the end
                point = chance.randint(0, len(operations)) if i % 3 == 0 else \
                    chance.randint(len(operations) // 2, len(operations))
                fate, why = cut(place, operations, point, chance)
                fates[fate] += 1
                if why:
                    bad.append('%s, cut after %d of %d operations: %s' % (verb, point, len(operations), why))
        finally:
            shutil.rmtree(place.path)
    for line in bad[:20]:
        print('FAILED: ' + line)
    print(', '.join('%d %s' % (n, fate) for fate, n in sorted(fates.items())))
    print('%d cuts of %d commands; %d failed' % (sum(fates.values()), len(WRITERS), len(bad)))
    return 1 if bad else 0


if __name__ == '__main__':
    sys.exit(main())
