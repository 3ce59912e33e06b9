"""A broken world around the program: calls of the system that fail one by one (`fail.c`), full disks,
limits, closed descriptors, folders that cannot be written, outputs and inputs that are not what they
should be. After each: all of the work is done, or one line says why not, and the old output is there.

  python3 outside.py ENTENTE FAIL.so          a sample of the failing calls, as ctest runs it
  python3 outside.py ENTENTE FAIL.so --all    every call of every verb
"""
import collections
import errno
import os
import resource
import shutil
import signal
import stat
import subprocess
import sys
import tempfile

import common

CALLS = {
    'write': (errno.ENOSPC, errno.EIO, errno.EINTR, 0), 'fsync': (errno.EIO, errno.ENOSPC),
    'close': (errno.EIO, errno.EINTR), 'rename': (errno.EACCES, errno.ENOSPC),
    'open': (errno.EMFILE, errno.EACCES), 'mkostemp': (errno.ENOSPC, errno.EACCES),
    'fchmod': (errno.EPERM,), 'read': (errno.EIO, errno.EINTR, 0), 'fork': (errno.EAGAIN,),
    'pipe': (errno.EMFILE,), 'remove': (errno.EPERM,), 'fstat': (errno.EIO,),
}
SWEPT = ('check', 'explain', 'list', 'guess', 'import', 'measure', 'measure-gz', 'measure-apart',
         'compare', 'series', 'graph-graphml', 'graph-json', 'graph-dot', 'draw')
LIVES = {'close': True, 'fsync': True}  # of a file that is read, of a folder: nothing is lost


def fault(place, shim, call, at, number, on):
    env = common.environment(LD_PRELOAD=shim, FAIL_CALL=call, FAIL_AT=str(at),
                             FAIL_ERRNO=str(number), **({'FAIL_ON': '1'} if on else {}))
    return place.run(env=env)


def calls_of(place, shim, call):
    path = place.at('count')
    place.run(env=common.environment(LD_PRELOAD=shim, FAIL_CALL=call, FAIL_COUNT=path))
    with open(path) as file:
        count = int(file.read())
    os.unlink(path)
    place.put_old()
    return count


def judge(place, call, on, done):
    """As common has it, but that words cannot come where their writing fails, and that a package
    whose renaming was cut in two says so itself."""
    unfinished = call in ('rename', 'remove') and done.returncode == 1 and place.is_unfinished()
    if call == 'write' and done.returncode == 1 and (on or not done.stderr):
        done.stderr = None
    if call == 'write' and done.returncode == 0:
        done.stderr = place.reference.stderr  # a note that could not be said
    return place.wrong(done, unfinished=unfinished)


def sweep(entente, verb, shim, most, jobs):
    places = [common.Place(entente, verb) for _ in range(jobs)]
    free = collections.deque(places)
    try:
        tasks = []
        for call, numbers in CALLS.items():
            count = calls_of(places[0], shim, call)
            tasks += [(call, at, number, on) for at in common.spread(count, most)
                      for number in numbers for on in (False, True)
                      if not (on and number == errno.EINTR)]

        def one(task):
            place = free.popleft()
            why = judge(place, task[0], task[3], fault(place, shim, *task))
            free.append(place)
            return why and '%s %d, %s%s: %s' % (task[0], task[1], errno.errorcode.get(task[2], 'short'),
                                                ', on' if task[3] else '', why)

        return len(tasks), [x for x in common.in_parallel(jobs, one, tasks) if x]
    finally:
        for place in places:
            place.close()


# ---- cases by hand: each gets a place, runs in it, and returns what is wrong, or None ----

VERBS = ('measure', 'graph-graphml', 'graph-dot', 'draw', 'import')
CASES = []


def case(function):
    CASES.append(function)
    return function


def limits(what, value):
    return lambda: resource.setrlimit(what, (value, value))


def must_fail(place, done, words=b''):
    why = place.wrong(done)
    if why:
        return why
    if done.returncode == 0:
        return 'exit 0'
    return None if words in done.stderr else 'says %r' % done.stderr


def into(place, path):
    """The same verb with its last output elsewhere."""
    place.arguments = list(place.arguments)
    place.arguments[place.arguments.index('-o') + 1] = path
    return place.run()


@case
def file_size_limit(place):
    for most in (0, 1, 100, 1000):
        if min(map(len, place.outputs_of(place.after)[-1].values())) <= most:
            continue
        done = place.run(preexec_fn=limits(resource.RLIMIT_FSIZE, most))
        why = must_fail(place, done, b'File too large')
        if why:
            return '%d bytes: %s' % (most, why)
    return None


@case
def few_descriptors(place):
    for most in range(3, 12):
        why = place.wrong(place.run(preexec_fn=limits(resource.RLIMIT_NOFILE, most)))
        if why and 'loading shared libraries' not in why:
            return '%d: %s' % (most, why)
    return None


@case
def no_processes(place):
    if os.geteuid() == 0:
        return 'skipped: root has no limit of processes'
    return place.wrong(place.run(preexec_fn=limits(resource.RLIMIT_NPROC, 1)))


@case
def little_address_space(place):
    for most in (24, 40, 64, 96, 160, 256):
        done = place.run(preexec_fn=limits(resource.RLIMIT_AS, most << 20))
        if b'loading shared libraries' in done.stderr or b'cannot allocate memory in static' in done.stderr:
            continue
        why = place.wrong(done)
        if why:
            return '%d MiB: %s' % (most, why)
    return None


@case
def closed_descriptors(place):
    for closed in ((0,), (1,), (2,), (0, 1), (1, 2), (0, 1, 2)):
        done = place.run(preexec_fn=lambda: [os.close(fd) for fd in closed])
        done.stderr = place.reference.stderr if 2 in closed and not done.returncode else done.stderr
        why = place.wrong(done)
        if why or done.returncode:
            return '%s: exit %d, %s' % (closed, done.returncode, why)
    return None


@case
def output_to_full_device(place):
    if place.verb == 'import' or not os.path.exists('/dev/full'):
        return 'skipped: not for this verb' if place.verb == 'import' else 'skipped: no /dev/full'
    return must_fail(place, into(place, '/dev/full'), b'No space left')


@case
def standard_output_is_full(place):
    if place.verb == 'import' or not os.path.exists('/dev/full'):
        return 'skipped: not for this verb' if place.verb == 'import' else 'skipped: no /dev/full'
    place.arguments = list(place.arguments)
    place.arguments[place.arguments.index('-o') + 1] = '-'
    place.arguments += [] if place.verb == 'measure' else ['--format', place.outputs[-1].split('.')[-1]]
    with open('/dev/full', 'wb') as full:
        done = place.run(stdout=full)
    return must_fail(place, done, b'No space left')


@case
def reader_of_standard_output_has_gone(place):
    if place.verb == 'import':
        return 'skipped: not for this verb'
    place.arguments = list(place.arguments)
    place.arguments[place.arguments.index('-o') + 1] = '-'
    place.arguments += [] if place.verb == 'measure' else ['--format', place.outputs[-1].split('.')[-1]]
    ours, theirs = os.pipe()
    os.close(ours)
    with os.fdopen(theirs, 'wb') as pipe:
        done = place.run(stdout=pipe, preexec_fn=lambda: signal.signal(signal.SIGPIPE, signal.SIG_DFL))
    if done.returncode == -signal.SIGPIPE:
        done.returncode, done.stderr = 1, None
    place.outputs = []
    return place.wrong(done) or (None if done.returncode else 'exit 0')


@case
def small_disk(place):
    if os.geteuid() != 0:
        return 'skipped: not root'
    disk = place.at('disk')
    os.mkdir(disk)
    for size in ('4k', '8k'):
        if subprocess.run(['mount', '-t', 'tmpfs', '-o', 'size=%s' % size, 'tmpfs', disk],
                          stderr=subprocess.DEVNULL).returncode:
            return 'skipped: cannot mount'
        try:
            old = os.path.join(disk, 'old')
            with open(old, 'w') as file:
                file.write(common.OLD)
            with open(os.path.join(disk, 'fill'), 'wb', 0) as fill:
                try:
                    while True:
                        fill.write(b'x' * 512)
                except OSError:
                    pass
            done = into(place, old if place.verb != 'import' else os.path.join(disk, 'p'))
            with open(old) as file:
                kept = file.read() == common.OLD
            files = set(os.listdir(disk)) - {'old', 'fill', 'p'}
        finally:
            subprocess.run(['umount', disk], check=True)
        if done.returncode != 1 or not kept or files or b'No space left' not in done.stderr:
            return '%s: exit %d, old %s, left %s: %r' % (size, done.returncode, kept, files, done.stderr)
    os.rmdir(disk)
    return None


def as_other_user():
    os.setgroups([])
    os.setgid(65534)
    os.setuid(65534)


def copy_programs(place):
    """Puts both programs where anybody may run them: the build may be in a folder of root's own."""
    own = place.at('bin')
    os.mkdir(own)
    for name in ('entente', 'entente-render'):
        shutil.copy(os.path.join(os.path.dirname(place.entente), name), own)
    place.entente = os.path.join(own, 'entente')
    return own


@case
def folder_of_another(place):
    """A folder that may not be written: nothing there changes."""
    if os.geteuid() == 0:
        os.chmod(place.path, 0o755)
        own = copy_programs(place)
        try:
            done = place.run(preexec_fn=as_other_user)
        except PermissionError:
            shutil.rmtree(own)
            return 'skipped: another user cannot start the program'
        shutil.rmtree(own)
    else:
        os.chmod(place.path, 0o555)
        done = place.run()
        os.chmod(place.path, 0o755)
    return must_fail(place, done, b'Permission denied')


@case
def read_only_file(place):
    """A file is replaced and not written into: who may write its folder may do so, its mode stays."""
    if place.verb == 'import':
        return None
    path = place.at(place.outputs[-1])
    os.chmod(path, 0o444)
    done = place.run()
    mode = stat.S_IMODE(os.stat(path).st_mode)
    os.chmod(path, 0o644)
    return place.wrong(done) or (None if mode == 0o444 and not done.returncode else 'mode %o' % mode)


@case
def output_is_a_folder(place):
    if place.verb == 'import':
        return must_fail(place, into(place, 'pairs.csv'), b'is a file')
    return must_fail(place, into(place, 'p'), b'is a folder')


@case
def output_is_an_input(place):
    if place.verb == 'import':
        return 'skipped: a package over itself is the same package'
    os.symlink('p/parties.csv', place.at('link'))
    os.link(place.at('p/parties.csv'), place.at('hard'))
    for path in ('p/parties.csv', 'link', 'hard', './p/../p/parties.csv'):
        place.arguments = list(place.arguments) + ['--format', place.outputs[-1].split('.')[-1]]
        done = into(place, path)
        if done.returncode != 2 or b'choose another' not in done.stderr:
            return '%s: exit %d: %r' % (path, done.returncode, done.stderr)
    os.unlink(place.at('link'))
    os.unlink(place.at('hard'))
    return place.wrong(done)


@case
def output_is_a_link(place):
    """The link stays; what it points at is replaced."""
    if place.verb == 'import':
        return None
    place.put('elsewhere', common.OLD)
    path = place.at(place.outputs[-1])
    os.unlink(path)
    os.symlink('elsewhere', path)
    done = place.run()
    with open(place.at('elsewhere'), 'rb') as file:
        written = file.read() != common.OLD.encode()
    stays = os.path.islink(path)
    if stays:
        os.unlink(path)
        os.rename(place.at('elsewhere'), path)
    why = place.wrong(done)
    return why or (None if written and stays and not done.returncode else 'not written through the link')


@case
def output_in_no_folder(place):
    name = 'nowhere/deep/out.csv' if place.verb != 'import' else 'pairs.csv/p'
    return must_fail(place, into(place, name))


@case
def inputs_that_are_gone(place):
    for change in ('missing', 'loop', 'folder', 'unreadable'):
        path = place.at('p/parties.csv')
        os.unlink(path)
        {'missing': lambda: None, 'loop': lambda: os.symlink('parties.csv', path),
         'folder': lambda: os.mkdir(path), 'unreadable': lambda: os.symlink('/proc/self/mem', path)}[change]()
        done = place.run()
        if os.path.isdir(path):
            os.rmdir(path)
        elif os.path.lexists(path):
            os.unlink(path)
        place.put('p/parties.csv', common.PACKAGE['parties.csv'])
        if change == 'missing' and done.returncode == 0:
            place.put_old()  # acts without parties are data
            continue
        why = must_fail(place, done)
        if why:
            return '%s: %s' % (change, why)
    return None


@case
def renderer_is_gone_or_dies(place):
    """The renderer as a child: missing, ended by a signal, silent, endless words."""
    if place.verb not in ('draw', 'graph-dot'):
        return 'skipped: not for this verb'
    own = place.at('bin')
    os.mkdir(own)
    shutil.copy(place.entente, own)
    keep, place.entente = place.entente, os.path.join(own, 'entente')
    for script in ('kill -SEGV $$', 'kill -9 $$', 'exit 0', 'exit 3', 'echo "error: no" >&2; exit 1',
                   'exec 0<&- 1>&-; exit 1', 'yes x | head -c 100000 >&2; exit 1'):
        with open(os.path.join(own, 'entente-render'), 'w') as file:
            file.write('#!/bin/sh\n%s\n' % script)
        os.chmod(file.name, 0o755)
        done = place.run()
        inside = sorted(os.listdir(own))
        if done.returncode != 1 or inside != ['entente', 'entente-render']:
            return '%s: exit %d, %s' % (script, done.returncode, inside)
        errors = [x for x in done.stderr.split(b'\n') if b'error: ' in x]
        if len(errors) != 1:
            return '%s: %r' % (script, done.stderr[-300:])
    shutil.rmtree(own)
    place.entente = keep
    return place.wrong(done)


def cases(entente, verb):
    found = []
    for function in CASES:
        place = common.Place(entente, verb)
        if os.geteuid() == 0:
            os.chmod(place.path, 0o755)
        try:
            found.append((function.__name__, function(place)))
        finally:
            place.close()
    return found


def main():
    a = common.sweep_options('call', 3, ','.join(SWEPT))
    entente, shim = a.entente, a.shim
    passed, skipped, bad = 0, set(), []
    verbs = [v for v in VERBS if a.all or v in ('measure', 'draw', 'import')]
    for verb, found in zip(verbs, common.in_parallel(a.jobs, lambda v: cases(entente, v), verbs)):
        for name, why in found:
            if why and why.startswith('skipped'):
                skipped.add('%s, %s: %s' % (verb, name, why))
            elif why:
                bad.append('%s, %s: %s' % (verb, name, why))
            else:
                passed += 1
    print('%d cases by hand, %d bad' % (passed + len(bad), len(bad)), flush=True)
    for verb in a.verbs.split(','):
        count, wrong = sweep(entente, verb, shim, 0 if a.all else a.points, a.jobs)
        print('%-14s %5d calls failed, %d bad' % (verb, count, len(wrong)), flush=True)
        passed += count - len(wrong)
        bad += ['%s: %s' % (verb, why) for why in wrong]
    for line in sorted(skipped):
        print(line)
    for line in bad:
        print('FAILED: ' + line)
    print('%d passed, %d failed' % (passed, len(bad)))
    return 1 if bad else 0


if __name__ == '__main__':
    sys.exit(main())
