"""A number of communities that was asked for, CONCOR, structural equivalence and block models: against plain
computations by their definitions, a published example and, where R has them, the packages igraph and sna.

usage: partitions.py ENTENTE SOURCE
"""
import csv
import io
import json
import math
import random
import subprocess

from commands import check, finish, outcome, put, run

NEAR = 1e-6


def rows(*words):
    return list(csv.DictReader(io.StringIO(run(*words, "-q", "--format", "csv", code=0).stdout)))


def by_r(package, script):
    """What an R script prints, as lists of numbers; None when R or the package is not there."""
    put("script.R", f"suppressMessages(library({package}))\n" + script)
    try:
        done = subprocess.run(["Rscript", "script.R"], capture_output=True, text=True)
    except FileNotFoundError:
        done = None
    if not done or done.returncode:
        assert not done or "there is no package" in done.stderr, done.stderr
        print("skipped: R has no package " + package)
        return None
    return [[float(x) for x in line.split()] for line in done.stdout.splitlines() if line.strip()]


def groups(values):
    """The same for two lists that number the same groups differently."""
    seen = {}
    return [seen.setdefault(v, len(seen)) for v in values]


def random_network(name, count, density, seed, directed, planted=3):
    chance = random.Random(seed)
    names = [f"n{i:02d}" for i in range(count)]
    x = [[0.0] * count for _ in names]
    for i in range(count):
        for j in range(count) if directed else range(i):
            near = 1 if i % planted == j % planted else 0.25
            if i != j and (chance.random() < density * near or abs(i - j) == 1):
                x[i][j] = round(chance.uniform(0.2, 4), 4)
                if not directed:
                    x[j][i] = x[i][j]
    ends = [(i, j) for i in range(count) for j in range(count) if x[i][j] and (directed or i < j)]
    put(name, "source,target,weight\n" + "".join(f"{names[i]},{names[j]},{x[i][j]}\n" for i, j in ends))
    put("matrix.csv", "".join(",".join(map(str, row)) + "\n" for row in x))
    return [name, "--network", "actors", "--weight", "column:weight", *(["--directed"] if directed else [])], x


# ---- communities ----

def communities():
    words, x = random_network("c.csv", 40, 0.35, 7, False)
    cuts = [("walktrap", 3), ("walktrap", 7), ("fast-greedy", 2), ("fast-greedy", 5), ("edge-betweenness", 6)]
    found = []
    for method, k in cuts:
        of = [int(r[f"community:{method}={k}"]) for r in rows("measure", *words, "-m", f"community:{method}={k}")]
        check(max(of) == k and len(set(of)) == k, method, k, of)
        counted = rows("measure", *words, "--scope", "network", "-m", "communities,modularity", "--community", f"{method}={k}")
        check({r["measure"]: r["value"] for r in counted}["communities"] == str(k), counted)
        found.append(of)
    known = by_r("igraph", """x <- as.matrix(read.csv('matrix.csv', header=FALSE)); dimnames(x) <- NULL
g <- graph_from_adjacency_matrix(x, 'undirected', weighted=TRUE)
cat(cut_at(cluster_walktrap(g), 3), '\\n'); cat(cut_at(cluster_walktrap(g), 7), '\\n')
cat(cut_at(cluster_fast_greedy(g), 2), '\\n'); cat(cut_at(cluster_fast_greedy(g), 5), '\\n')
cat(cut_at(cluster_edge_betweenness(g, weights=NULL), 6), '\\n')
""")
    for of, other, cut in zip(found, known or [], cuts):
        if cut[0] != "edge-betweenness":  # of ties with equal counts, which one is removed first differs
            check(groups(of) == groups(other), cut, of, other)
    if known:
        print("ok: numbers of communities, by the package igraph")
    put("apart.csv", "party1,party2\na,b\nb,c\nd,e\n")
    for spec, text in (("walktrap=1", "ask for 2 to 5"), ("walktrap=6", "ask for 2 to 5"), ("leiden=2", "no tree of merges"),
                       ("walktrap=", "expected a number of communities"), ("walktrap=1.5", "expected a number"),
                       ("walktrop=2", "did you mean 'walktrap'")):
        code, _, error = outcome("measure", "apart.csv", "--network", "actors", "-m", f"community:{spec}")
        check(code and text in error, spec, error)
    code, _, error = outcome("measure", "apart.csv", "--network", "actors", "-m", "consensus", "--community", "walktrap=2")
    check(code and "takes no number" in error, error)
    code, drawn, error = outcome("draw", *words, "--colour", "community:walktrap=3", "--layout", "stress", "-o", "c.svg")
    with open("c.svg") as figure:
        check(not code and "community:walktrap=3" in figure.read(), error)


# ---- CONCOR, by its definition ----

def correlation(u, v):
    both = [(a, b) for a, b in zip(u, v) if a is not None and b is not None]
    mu, mv = (sum(p[k] for p in both) / len(both) for k in (0, 1)) if len(both) > 1 else (0, 0)
    uu, vv = sum((a - mu) ** 2 for a, _ in both), sum((b - mv) ** 2 for _, b in both)
    if len(both) < 2 or uu < 1e-18 or vv < 1e-18:
        return None
    return sum((a - mu) * (b - mv) for a, b in both) / math.sqrt(uu * vv)


def concor(x, depth):
    n = len(x)
    stack = [[None if k == i else x[k][i] for k in range(n)] + [None if k == i else x[i][k] for k in range(n)]
             for i in range(n)]
    constant = [i for i in range(n) if len({v for v in stack[i] if v is not None}) < 2]
    blocks = [[i for i in range(n) if i not in constant]]
    for _ in range(depth):
        parts = []
        for block in blocks:
            m = [[1 if i == j else correlation(stack[i], stack[j]) for j in block] for i in block]
            for _ in range(50):
                if all(v is None or abs(v) > 0.9999999 for row in m for v in row):
                    break
                m = [[correlation(u, v) for v in m] for u in m]
            one = [i for k, i in enumerate(block) if k == 0 or (m[0][k] is not None and m[0][k] > 0)]
            parts += [p for p in (one, [i for i in block if i not in one]) if p]
        blocks = parts
    blocks += [constant] if constant else []
    return [next(k for k, b in enumerate(blocks) if i in b) for i in range(n)]


def splits():
    for seed, (count, density) in enumerate(((12, 0.4), (20, 0.3), (30, 0.3))):
        for directed in (True, False):
            words, x = random_network("s.csv", count, density, 20 + seed, directed)
            binary = [[float(v > 0) for v in row] for row in x]
            for depth in (1, 2, 3):
                for name, matrix in (("concor", binary), ("concor_w", x)):
                    of = [r[f"{name}:depth={depth}"] for r in rows("measure", *words, "-m", f"{name}:depth={depth}")]
                    check(groups(of) == groups(concor(matrix, depth)), name, count, depth, directed, of, concor(matrix, depth))
    # the example of the package concorR
    columns = ["00001", "10101", "11011", "10101", "10000"]
    put("example.csv", "source,target\n" + "".join(f"{'abcde'[i]},{'abcde'[j]}\n" for j in range(5) for i in range(5)
                                                   if columns[j][i] == "1"))
    of = {r["id"]: r["block"] for r in rows("blockmodel", "example.csv", "--network", "actors", "--directed", "--by",
                                            "concor:depth=1")}
    check(of == dict(a="1", e="1", b="2", c="2", d="2"), of)
    for depth in ("0", "11", "1.5"):
        code, _, error = outcome("measure", "example.csv", "--network", "actors", "-m", f"concor:depth={depth}")
        check(code and "expected a whole number from 1 to 10" in error, error)


# ---- structural equivalence and block models ----

SNA = """x <- as.matrix(read.csv('matrix.csv', header=FALSE)); dimnames(x) <- NULL
e <- equiv.clust(x, method='euclidean')
b <- blockmodel(x, e, k=5)
cat(cutree(e$cluster, 5), '\\n')
cat(t(b$block.model), '\\n')
b <- blockmodel(1 * (x > 0), e, k=5)
cat(t(b$block.model), '\\n')
"""


def equivalence():
    for directed in (True, False):
        words, x = random_network("e.csv", 30, 0.4, 90 + directed, directed)
        of = [int(r["block"]) for r in rows("blockmodel", *words, "--by", "equivalence_block_w:blocks=5")]
        check(len(set(of)) == 5 and [of.count(k) for k in range(1, 6)] == sorted((of.count(k) for k in range(1, 6)),
                                                                                reverse=True), of)
        known = by_r("sna", SNA)
        if known:
            check(groups(of) == groups(known[0]), directed, of, known[0])
        for weighted in (True, False):
            more = ["--weighted"] if weighted else []
            table = rows("blockmodel", *words, "--by", "equivalence_block_w:blocks=5", "--show", "densities", *more)
            image = rows("blockmodel", *words, "--by", "equivalence_block_w:blocks=5", "--show", "image", *more)
            value = lambda i, j: x[i][j] if weighted else float(x[i][j] > 0)
            pairs = [(i, j) for i in range(30) for j in range(30) if i != j]
            alpha = sum(value(i, j) for i, j in pairs) / len(pairs)
            for g in range(1, 6):
                for h in range(1, 6):
                    here = [value(i, j) for i, j in pairs if of[i] == g and of[j] == h]
                    found = table[g - 1][str(h)]
                    check(found == "" if not here else abs(float(found) - sum(here) / len(here)) < NEAR, g, h, found)
                    check(image[g - 1][str(h)] == ("" if not here else str(int(sum(here) / len(here) >= alpha))), g, h)
                    if known and here:
                        names = groups(known[0])
                        at = {k: names.index(groups(of)[of.index(k)]) for k in (g, h)}
                        cell = known[2 - weighted][(int(known[0][at[g]]) - 1) * 5 + int(known[0][at[h]]) - 1]
                        check(abs(float(found) - cell) < NEAR, g, h, found, cell)
            mean = {}
            for i, j in pairs:
                mean.setdefault((of[i], of[j]), []).append(value(i, j))
            left = sum((v - sum(c) / len(c)) ** 2 for c in mean.values() for v in c)
            note = json.loads(run("blockmodel", *words, "--by", "equivalence_block_w:blocks=5", "--format", "json", "-q", *more,
                                  code=0).stdout)[2]["notes"][0]
            share = float(note.split("densities explain: ")[1])
            check(abs(share - (1 - left / sum((value(i, j) - alpha) ** 2 for i, j in pairs))) < NEAR, share)
        if known:
            print("ok: equivalence and densities, by the package sna" + (", with directions" if directed else ""))
    fixed = rows("blockmodel", *words, "--cut", "2", "--show", "image")
    check(all(r[c] == "0" for r in fixed for c in r if c not in ("block", "nodes") and r[c]), fixed)
    for more, text in ((["--by", "degree"], "does not number groups"), (["--by", "blok"], "no node has a value in a column"),
                       (["--cut", "x"], "expected alpha"), (["--cut", "1", "--show", "nodes"], "--cut has no effect"),
                       (["--seed", "2", "--resolution", "2"], "--resolution has no effect")):
        code, _, error = outcome("blockmodel", *words, *more)
        check(code and text in error, more, error)
    code, _, error = outcome("blockmodel", words[0], "--network", "two-mode")
    check(code and "needs a network of one mode" in error, error)


communities()
splits()
equivalence()
finish()
