#!/usr/bin/env python3
"""Run `entente graph` on each file of the corpus and compare with MANIFEST.csv.

    run.py ENTENTE [FORMAT...]

A case is run in a folder of its own: the hostile file takes the place of one of the good tables in
base/, and an older output is there. It passes when
  - the command ends by itself, and its result (error, warning, accepted) is the expected one or one
    that the manifest tolerates; an error names the file and, where the manifest gives one, the line;
  - after an error the older output is unchanged; else there is a new one that its own parser accepts
    and that holds no active content;
  - no input changed, no other file appeared, and no control character reached the terminal.
The cases for text documents and configuration files are left out: this command reads neither.
"""
import csv
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree

HERE = os.path.dirname(os.path.abspath(__file__))
TABLES = ('agreements', 'parties', 'actors')
OLD = b'an older output\n'
SECONDS = 30


def lay_out(case, folder):
    """Copies the inputs of a case into a folder; returns {table: path}."""
    paths = {}
    for table in TABLES:
        source = os.path.join(HERE, 'base', table + '.csv')
        if case['slot'] == 'set':
            source = os.path.join(HERE, case['file'], table + '.csv')
        elif case['slot'] == table:
            source = os.path.join(HERE, case['file'])
        paths[table] = os.path.join(folder, os.path.basename(source))
        shutil.copyfile(source, paths[table])
    return paths


def lines_named(message, names):
    """The line numbers that a message gives for one of the files; None when it names none of them."""
    found, named = set(), False
    for name in names:
        named = named or name in message
        found |= {int(n) for n in re.findall(re.escape(name) + r':(\d+)', message)}
    return found if named else None


def faults_of_output(path, kind):
    data = open(path, 'rb').read()
    if data == OLD:
        return 'no new output'
    try:
        text = data.decode('utf-8')
        if kind in ('graphml', 'gexf'):
            root = xml.etree.ElementTree.fromstring(text)
            if any(e.tag.split('}')[-1].lower() in ('script', 'iframe', 'a') for e in root.iter()):
                return 'active content'
        elif kind == 'json':
            json.loads(text)
        elif kind == 'csv' and any(re.match(r'[=@\t\r]', cell) for row in csv.reader(text.splitlines()) for cell in row):
            return 'a formula in a cell'
    except (ValueError, xml.etree.ElementTree.ParseError) as e:
        return f'not {kind}: {e}'
    return ''


def run(entente, case, kind):
    """The fault of one case, or ''."""
    with tempfile.TemporaryDirectory() as folder:
        inputs, place = os.path.join(folder, 'in'), os.path.join(folder, 'out')
        os.mkdir(inputs)
        os.mkdir(place)
        paths = lay_out(case, inputs)
        output = os.path.join(place, 'network.' + kind)
        with open(output, 'wb') as file:
            file.write(OLD)
        before = {p: open(p, 'rb').read() for p in paths.values()}
        words = [w for t in TABLES for w in ('--' + t, paths[t])]
        try:
            done = subprocess.run([entente, 'graph', *words, '-o', output], cwd=folder, timeout=SECONDS,
                                  stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        except subprocess.TimeoutExpired:
            return f'still running after {SECONDS} s'
        message = done.stderr.decode('utf-8', 'replace')
        if done.returncode not in (0, 1, 2):
            return f'ended with {done.returncode}'
        if re.search(r'[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]', message):
            return 'a control character in a message'
        if {p: open(p, 'rb').read() for p in paths.values()} != before:
            return 'an input was changed'
        if sorted(os.listdir(place)) != [os.path.basename(output)] or sorted(os.listdir(folder)) != ['in', 'out']:
            return 'another file appeared'
        if done.returncode:
            got = 'error'
            if open(output, 'rb').read() != OLD:
                return 'an error, and the older output is gone'
            lines = lines_named(message, [os.path.basename(p) for p in paths.values()])
            wanted = {int(n) for n in case['line'].split('|') if n}
            if lines is None or (wanted and not lines):
                return 'the message does not name the place: ' + message[:200]
            if wanted and case['expected'] == 'error' and not wanted & lines:
                return f'line {case["line"]} expected: {message[:200]}'
        else:
            got = 'warn' if 'warning' in message else 'ok'
            fault = faults_of_output(output, kind)
            if fault:
                return fault
        if got != case['expected'] and got not in case['also'].split():
            return f'{got} instead of {case["expected"]}: {message[:200]}'
    return ''


def main():
    entente, kinds = os.path.abspath(sys.argv[1]), sys.argv[2:] or ['graphml', 'json']
    with open(os.path.join(HERE, 'MANIFEST.csv'), encoding='utf-8', newline='') as file:
        cases = [c for c in csv.DictReader(file) if c['slot'] in (*TABLES, 'set')]
    failed = 0
    for kind in kinds:
        for case in cases:
            fault = run(entente, case, kind)
            if fault:
                failed += 1
                print(f'{case["file"]} ({case["what_is_wrong"]}), {kind}: {fault}')
    print(f'{len(cases) * len(kinds) - failed} passed, {failed} failed')
    sys.exit(failed > 0)


main()
