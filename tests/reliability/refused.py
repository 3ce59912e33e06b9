"""Refused memory: every request of a run, refused once and refused from then on. `refuse.c` counts
the requests of the whole process, libraries included.

  python3 refused.py ENTENTE REFUSE.so            a sample, as ctest runs it
  python3 refused.py ENTENTE REFUSE.so --all      every request of every verb, and --points N of whole drawings
"""
import collections
import os
import shutil
import subprocess
import sys
import tempfile

import common

FORMATS = ('svg', 'pdf', 'png', 'eps', 'tex', 'dot', 'places')


SAMPLE = ('check', 'list', 'guess', 'import', 'measure', 'measure-gz', 'measure-apart', 'compare',
          'graph-graphml', 'graph-json', 'draw', 'render svg', 'render pdf', 'draw pdf', 'draw png', 'draw eps')


class Drawing(common.Place):
    """A whole drawing of which the renderer is refused memory: entente starts it with an empty environment, so
    a script in its place passes on what is refused."""

    def __init__(self, entente, format):
        verb, output = 'draw ' + format, 'out.' + format
        common.VERBS[verb] = (['draw', 'p', '-o', output, '--starts', '1', '--caption', 'caption.txt'], ['caption.txt', output])
        self.folder = tempfile.mkdtemp(prefix='entente-renderer-')
        self.script, self.settings = (os.path.join(self.folder, name) for name in ('render', 'settings'))
        renderer = os.path.join(os.path.dirname(entente), 'entente-render')
        with open(self.script, 'w') as file:
            file.write('#!/bin/sh\nexec env $(cat %s) %s\n' % (self.settings, renderer))
        os.chmod(self.script, 0o755)
        self.refused = ''
        super().__init__(entente, verb)

    def serve(self, shims):
        self.refused = 'LD_PRELOAD=' + shims[0]

    def run(self, prefix=(), **options):
        asked = [name + '=' + value for name, value in options.pop('env', {}).items() if name.startswith('REFUSE_')]
        with open(self.settings, 'w') as file:
            file.write(' '.join([self.refused, *asked]))
        return super().run(prefix, env=common.environment(ENTENTE_RENDER=self.script), **options)

    def close(self):
        super().close()
        shutil.rmtree(self.folder)


class Renderer(common.Place):
    """The renderer by itself. Its description is taken from the pipe by a program in its place."""
    ends = True # with the first refused request (src/render/memory.c)

    def __init__(self, entente, format):
        common.VERBS[format] = ([], [])
        self.format = format
        super().__init__(os.path.join(os.path.dirname(entente), 'entente-render'), format)

    def put_old(self):
        if not os.path.exists(self.at('description')):
            self.catch()

    def catch(self):
        own = os.path.join(os.path.dirname(self.entente), 'entente')
        shutil.copy(own, self.at('entente'))
        with open(self.at('entente-render'), 'w') as file:
            file.write('#!/bin/sh\ncat >description\nexit 9\n')
        os.chmod(self.at('entente-render'), 0o755)
        verb = ['graph'] if self.format == 'graph' else ['draw', '--starts', '1', '--save-places', 'places']
        subprocess.run([self.at('entente'), *verb[:1], 'p', *verb[1:], '--format',
                        {'graph': 'dot', 'places': 'svg'}.get(self.format, self.format), '-o', 'x'],
                       cwd=self.path, stderr=subprocess.DEVNULL)
        for name in ('entente', 'entente-render'):
            os.unlink(self.at(name))
        if self.format == 'places':
            with open(self.at('description')) as file:
                text = file.read()
            self.put('description', text.replace('"svg"', '"places"', 1))

    def run(self, prefix=(), **options):
        with open(self.at('description'), 'rb') as file:
            return super().run(prefix, stdin=file, **options)

    def unclear(self, done, now, old):
        """Graphviz and cairo crash; the program that started the renderer reports that (outside.py)."""
        return None


def count(place):
    path = place.at('count')
    done = place.run(env=common.environment(REFUSE_COUNT=path))
    if done.returncode:
        sys.exit('%s does not run under the shim: %r' % (place.verb, done.stderr))
    with open(path) as file:
        requests, before_main = map(int, file.read().split())
    os.unlink(path)
    place.put_old()
    return requests, before_main


def fate(done):
    return ('same' if done.returncode == 0 else 'crash' if done.returncode < 0 else
            'said' if b'error: ' in done.stderr + done.stdout else 'silent')


def asked(path):
    """The library that asked for what was refused, without its version."""
    try:
        with open(path) as file:
            name = os.path.basename(file.read())
        os.unlink(path)
        return name.split('.so')[0]
    except FileNotFoundError:
        return '?'


def sweep(verb, make, shim, most, jobs, fates):
    """Refuses requests of one verb; returns how many, and what went wrong with which."""
    places = [make() for _ in range(jobs)]
    for place in places:
        place.serve([shim, os.path.join(os.path.dirname(shim), 'serve.so')])
    try:
        requests, before_main = count(places[0])
        points = [before_main + n for n in common.spread(requests - before_main, most)]
        free = collections.deque(places)

        def one(task):
            place = free.popleft()
            more = {'REFUSE_ON': '1'} if task[1] else {}
            who = os.path.join(tempfile.gettempdir(), os.path.basename(place.path) + '.who')
            try:
                done = place.run(env=common.environment(REFUSE_AT=str(task[0]), REFUSE_WHO=who, **more),
                                 timeout=20)
            except subprocess.TimeoutExpired as late:
                done = subprocess.CompletedProcess(late.cmd, -9, b'', b'still running')
            why = place.wrong(done)
            free.append(place)
            return task, why, fate(done), asked(who)

        told = common.in_parallel(jobs, one, [(n, False) for n in points])
        # where the first refused request ended the process, later ones make no difference
        ended = {n for (n, _), _, how, _ in told if how == 'said' and getattr(places[0], 'ends', False)}
        told += common.in_parallel(jobs, one, [(n, True) for n in points if n not in ended])
        fates.update((' ' in verb, library, how) for _, _, how, library in told)
        return requests - before_main, len(told), [x[:2] for x in told if x[1]]
    finally:
        for place in places:
            place.close()


def main():
    a = common.sweep_options('request', 8, '')
    entente, shim = a.entente, a.shim
    makers = {verb: (lambda v=verb: common.Place(entente, v)) for verb in common.VERBS}
    makers.update({'render ' + f: (lambda f=f: Renderer(entente, f)) for f in FORMATS})
    drawings = {'draw ' + f: (lambda f=f: Drawing(entente, f)) for f in ('pdf', 'png', 'eps')}
    makers.update(drawings)
    wanted = a.verbs.split(',') if a.verbs else list(makers) if a.all else SAMPLE
    passed = failed = 0
    fates = collections.Counter()
    for verb in wanted:
        requests, runs, bad = sweep(verb, makers[verb], shim, 0 if a.all and verb not in drawings else a.points,
                                    a.jobs, fates)
        print('%-16s %6d requests, %6d runs, %d bad' % (verb, requests, runs, len(bad)), flush=True)
        for (n, on), why in bad[:400 if a.all else 5]:
            print('    %d%s: %s' % (n, ' on' if on else '', why), flush=True)
        passed += runs - len(bad)
        failed += len(bad)
    for renderer in (False, True):
        print('in the renderer:' if renderer else 'in entente:')
        for library in sorted({k[1] for k in fates if k[0] == renderer}):
            print('    %-24s %s' % (library, ', '.join(
                '%d %s' % (fates[renderer, library, how], how)
                for how in ('same', 'said', 'silent', 'crash') if fates[renderer, library, how])))
    print('%d passed, %d failed' % (passed, failed))
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main())
