#!/usr/bin/env python3
"""Check the structure of the sources at link level.

    structure.py BUILD [FOLDER...]

An arrow goes from a source file to each file that defines a symbol it uses, as the object files say
(nm); names in the text have no say. Three things are checked:
  1. stages form an order, and so do the folders of a stage: no arrow leads back;
  2. no circle of files within a folder;
  3. no source file over 700 lines but tables, no function over 80 lines.
With FOLDER... only what concerns src/FOLDER is reported.
"""
import collections
import os
import re
import subprocess
import sys

ORDER = ["base", "data", "network", "measure", "export", "figure", "page", "cli"]
MOST_LINES, MOST_FUNCTION = 700, 80
SOURCE = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))


def objects(build):
    """Object files of the libraries and programs, as {source file: object file}."""
    found = {}
    for folder, _, names in os.walk(os.path.join(build, "src")):
        for name in names:
            if not name.endswith(".c.o"):
                continue
            path = os.path.join(folder, name)
            target, _, inside = path.partition(".dir/")
            stage = os.path.relpath(target, os.path.join(build, "src")).split(os.sep)[0]
            if stage == "CMakeFiles":  # the library's own objects: their path has the stage
                stage = ""
            source = os.path.normpath(os.path.join(stage, inside[:-2]))
            found[source] = path
    for folder, _, names in os.walk(os.path.join(build, "CMakeFiles", "entente.dir", "src")):
        for name in names:
            if name.endswith(".c.o"):
                path = os.path.join(folder, name)
                found[os.path.relpath(path, os.path.join(build, "CMakeFiles", "entente.dir", "src"))[:-2]] = path
    return {s: o for s, o in found.items() if os.path.isfile(os.path.join(SOURCE, "src", s))}


def arrows(objects_of):
    """{file: {other file: {symbols}}}; only symbols that one file of a program defines."""
    defined, used = collections.defaultdict(set), {}
    for source, path in objects_of.items():
        used[source] = set()
        for line in subprocess.check_output(["nm", path], text=True).splitlines():
            kind, name = line.split()[-2:]
            if kind == "U":
                used[source].add(name)
            elif kind.isupper() and not (source == "render/memory.c" and not name.startswith("ent_")):
                defined[name].add(source)
    graph = {s: collections.defaultdict(set) for s in objects_of}
    for source, names in used.items():
        for name in names:
            # a name that two programs define each for itself: the one of the same stage
            where = defined.get(name, set())
            near = {w for w in where if w.split("/")[0] == source.split("/")[0]} or where
            for other in near if len(near) == 1 else []:
                if other != source:
                    graph[source][other].add(name)
    return graph


def circles(graph):
    """Strongly connected components of more than one file (Tarjan, without recursion)."""
    number, low, stack, on, out = {}, {}, [], set(), []
    for root in sorted(graph):
        if root in number:
            continue
        work = [(root, iter(sorted(graph[root])))]
        number[root] = low[root] = len(number)
        stack.append(root)
        on.add(root)
        while work:
            node, others = work[-1]
            for other in others:
                if other not in number:
                    number[other] = low[other] = len(number)
                    stack.append(other)
                    on.add(other)
                    work.append((other, iter(sorted(graph[other]))))
                    break
                if other in on:
                    low[node] = min(low[node], number[other])
            else:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[node])
                if low[node] == number[node]:
                    part = []
                    while True:
                        part.append(stack.pop())
                        on.discard(part[-1])
                        if part[-1] == node:
                            break
                    if len(part) > 1:
                        out.append(sorted(part))
    return out


def between(graph, members):
    """One line for each pair of files in a circle that use each other directly."""
    for a in members:
        for b in members:
            if b in graph[a]:
                yield f"    {a} -> {b}: {', '.join(sorted(graph[a][b])[:4])}"


def is_table(text):
    """More than half of the lines are rows of data: numbers, strings, designated initializers."""
    lines = [l for l in text.splitlines() if l.strip()]
    rows = [l for l in lines if re.match(r'\s*(\{|\.|"|-?\d)', l)]
    return len(rows) * 2 > len(lines)


def long_functions(path, text):
    start = None
    for i, line in enumerate(text.splitlines(), 1):
        if line == "{":
            start = i
        elif line == "}" and start:
            if i - start + 2 > MOST_FUNCTION:
                yield f"{path}:{start}: a function of {i - start + 2} lines"
            start = None


def main():
    build, only = sys.argv[1], sys.argv[2:]
    graph = arrows(objects(build))
    if len(graph) < 100:
        sys.exit(f"structure.py: only {len(graph)} object files in {build}: is it built?")
    faults = []
    folders = collections.defaultdict(lambda: collections.defaultdict(set))
    for a, others in graph.items():
        for b in others:
            stage_a, stage_b = a.split("/")[0], b.split("/")[0]
            if stage_a != stage_b:
                if stage_a == "render" and stage_b != "base":
                    faults.append(f"{a} uses {b}: render may use base only")
                elif stage_b == "render":
                    faults.append(f"{a} uses {b}: the renderer is another program")
                elif stage_a != "render" and ORDER.index(stage_b) > ORDER.index(stage_a):
                    faults.append(f"{a} uses {b}: an arrow back ({', '.join(sorted(graph[a][b])[:3])})")
            folder_a, folder_b = os.path.dirname(a), os.path.dirname(b)
            # a stage's own folder holds its model and its entry: only folders beside each other count
            if folder_a != folder_b and "/" in folder_a and "/" in folder_b:
                folders[folder_a][folder_b].add((a, b))
    for part in circles({os.path.dirname(f): folders[os.path.dirname(f)] for f in graph}):
        faults.append("circle of folders: " + ", ".join(part))
        for a in part:
            for b in part:
                for x, y in sorted(folders[a].get(b, ()))[:3]:
                    faults.append(f"    {x} -> {y}: {', '.join(sorted(graph[x][y])[:3])}")
    for part in circles(graph):
        faults.append("circle of files: " + ", ".join(part))
        faults.extend(between(graph, part))
    for folder, _, names in os.walk(os.path.join(SOURCE, "src")):
        for name in sorted(names):
            path = os.path.relpath(os.path.join(folder, name), SOURCE)
            if not name.endswith((".c", ".h")):
                continue
            text = open(os.path.join(folder, name), encoding="utf-8").read()
            lines = text.count("\n")
            if lines > MOST_LINES and not is_table(text):
                faults.append(f"{path}: {lines} lines, most are {MOST_LINES}")
            faults.extend(long_functions(path, text))
    if only:
        faults = [f for f in faults if any(o + "/" in f for o in only)]
    print("\n".join(faults) if faults else "no circle, no arrow back, no file or function too long")
    print(f"{len(graph)} files, {sum(len(o) for o in graph.values())} arrows")
    sys.exit(bool(faults))


if __name__ == "__main__":
    main()
