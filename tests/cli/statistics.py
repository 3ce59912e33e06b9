"""Statistics that peers have, against plain computations by their definitions and, where R has it, the package sna.

usage: statistics.py ENTENTE SOURCE
"""
import csv
import io
import itertools
import math
import os
import random
import shutil
import subprocess
import sys
import tempfile

PROGRAM = sys.argv[1]
NEAR = 1e-6


def run(*words):
    done = subprocess.run([PROGRAM, *words], capture_output=True, text=True)
    assert done.returncode == 0, (words, done.stderr)
    return done.stdout


def rows(*words):
    return list(csv.DictReader(io.StringIO(run(*words, "-q", "--format", "csv"))))


def near(found, expected, what):
    if expected is None or isinstance(expected, float) and math.isnan(expected):
        assert found == "", (what, found, expected)
    else:
        assert found != "" and abs(float(found) - expected) <= NEAR * max(1, abs(expected)), (what, found, expected)


# ---- random data ----

REGIONS = ["east", "north", "south", ""]


def write_package(folder, nodes, arcs):
    """Pair rows with directions; nodes have a region, perhaps none, and a size. Every node is in some row."""
    os.makedirs(folder)
    with open(os.path.join(folder, "agreements.csv"), "w") as out:
        out.write("id,title\n" + "".join(f"A{i},Agreement {i}\n" for i in range(len(arcs))))
    with open(os.path.join(folder, "parties.csv"), "w") as out:
        out.write("agreement,party,role,side\n")
        for i, (a, b) in enumerate(arcs):
            out.write(f"A{i},{a},party,from\nA{i},{b},party,to\n")
    with open(os.path.join(folder, "actors.csv"), "w") as out:
        out.write("id,name,type,region,size\n")
        for name, (region, size) in nodes.items():
            out.write(f"{name},{name},organization,{region},{size}\n")
    return folder


def random_data(folder, count, density, seed):
    chance = random.Random(seed)
    names = [f"n{i:02d}" for i in range(count)]
    nodes = {name: (chance.choice(REGIONS), round(chance.gauss(10, 3), 3)) for name in names}
    arcs = [(a, b) for a in names for b in names if a != b and chance.random() < density]
    for a, b in zip(names, names[1:]):  # no isolates: they would be no nodes
        if not any(a in arc for arc in arcs):
            arcs.append((a, b))
    arcs += chance.choices(arcs, k=len(arcs) // 3)  # some are heavier
    return write_package(folder, nodes, arcs), nodes, arcs


def matrix(names, arcs, directed):
    x = {(a, b): 0 for a in names for b in names}
    for a, b in arcs:
        x[a, b] += 1
        if not directed:
            x[b, a] += 1
    return x


# ---- projections ----

def projections():
    chance = random.Random(3)
    inside = {(f"A{a}", f"P{p}") for a in range(40) for p in range(12) if chance.random() < 0.35}
    with open("two.csv", "w") as out:
        out.write("agreement,party\n" + "".join(f"{a},{p}\n" for a, p in sorted(inside)))
    acts, parties = sorted({a for a, _ in inside}), sorted({p for _, p in inside})
    for rule in ("phi", "yule", "bonacich", "matching"):
        found = {}
        for row in rows("graph", "two.csv", "--network", "actors", "--weight", rule, "-o", "-"):
            found[row["source"], row["target"]] = row["weight"]
        ties = 0
        for p, q in itertools.combinations(parties, 2):
            u, v = ([1 if (a, x) in inside else 0 for a in acts] for x in (p, q))
            a, b = sum(i * j for i, j in zip(u, v)), sum(i * (1 - j) for i, j in zip(u, v))
            c, d = sum((1 - i) * j for i, j in zip(u, v)), sum((1 - i) * (1 - j) for i, j in zip(u, v))
            if rule == "phi":
                mu, mv = sum(u) / len(acts), sum(v) / len(acts)
                value = sum((i - mu) * (j - mv) for i, j in zip(u, v)) / math.sqrt(
                    sum((i - mu) ** 2 for i in u) * sum((j - mv) ** 2 for j in v))
            elif rule == "yule":
                odds = a * d / (b * c) if b * c else math.inf
                value = 1 if odds == math.inf else (odds - 1) / (odds + 1)
            elif rule == "bonacich":
                value = 0.5 if a * d == b * c else (a * d - math.sqrt(a * d * b * c)) / (a * d - b * c)
            else:
                value = sum(i == j for i, j in zip(u, v)) / len(acts)
            tied = found.get((p, q), found.get((q, p)))
            if not a or value <= 0:
                assert tied is None, (rule, p, q)
            else:
                near(tied, value, (rule, p, q))
                ties += 1
        assert ties > 20, (rule, ties)
    print("ok: phi, Yule, Bonacich 1972 and matching, by their four-fold tables")


# ---- brokerage ----

ROLES = {"coordinator": lambda i, j, k: i == j == k, "consultant": lambda i, j, k: i == k != j,
         "gatekeeper": lambda i, j, k: j == k != i, "representative": lambda i, j, k: i == j != k,
         "liaison": lambda i, j, k: len({i, j, k}) == 3, None: lambda i, j, k: True}


def brokerage(data, nodes, arcs, directed):
    names = ["brokerage" + (f"_{role}" if role else "") for role in ROLES]
    x = matrix(nodes, arcs, directed)
    flags = ["--directed"] if directed else []
    table = {r["id"]: r for r in rows("measure", data, "--network", "ties", *flags, "-m",
                                      ",".join(f"{n}:region" for n in names))}
    for j in nodes:
        for name, role in zip(names, ROLES.values()):
            expected = None
            if nodes[j][0]:
                expected = sum(role(nodes[i][0], nodes[j][0], nodes[k][0])
                               for i in nodes for k in nodes
                               if i != k and x[i, j] and x[j, k] and not x[i, k] and nodes[i][0] and nodes[k][0])
            near(table[j][f"{name}:region"], expected, (name, j))


SNA = """suppressMessages(library(sna)); x <- as.matrix(read.csv('x.csv', header=FALSE)); dimnames(x) <- NULL
g <- as.integer(factor(readLines('g.txt'))); b <- brokerage(x, g)$raw.nli
write.table(b, 'b.csv', sep=',', row.names=FALSE, col.names=TRUE)
"""


def brokerage_by_sna(data, nodes, arcs):
    if not shutil.which("Rscript") or subprocess.run(["Rscript", "-e", "library(sna)"], capture_output=True).returncode:
        print("skipped: R has no package sna")
        return
    names = sorted(nodes)
    x = matrix(names, arcs, True)
    with open("x.csv", "w") as out:
        out.writelines(",".join(str(int(x[a, b] > 0)) for b in names) + "\n" for a in names)
    with open("g.txt", "w") as out:
        out.writelines((nodes[n][0] or "none") + "\n" for n in names)
    with open("x.R", "w") as out:
        out.write(SNA)
    subprocess.run(["Rscript", "x.R"], check=True, capture_output=True)
    with open("b.csv") as f:
        by_sna = list(csv.DictReader(f))
    filled = write_package("filled", {n: (r or "none", s) for n, (r, s) in nodes.items()}, arcs)
    found = {r["id"]: r for r in rows("measure", filled, "--network", "ties", "--directed", "-m",
                                      "brokerage:region,brokerage_coordinator:region,brokerage_consultant:region,"
                                      "brokerage_gatekeeper:region,brokerage_representative:region,"
                                      "brokerage_liaison:region")}
    columns = {"w_I": "_coordinator", "w_O": "_consultant", "b_IO": "_representative", "b_OI": "_gatekeeper",
               "b_O": "_liaison", "t": ""}
    sums = {column: 0 for column in columns}
    for name, row in zip(names, by_sna):
        for column, role in columns.items():
            near(found[name][f"brokerage{role}:region"], float(row[column]), (column, name))
            sums[column] += float(row[column])
    assert all(sums.values()), sums
    print("ok: brokerage by the package sna")


# ---- core and periphery, rich club ----

def phi_of(pairs):
    n = len(pairs)
    mx, my = (sum(p[k] for p in pairs) / n for k in (0, 1))
    sx, sy = (sum((p[k] - (mx, my)[k]) ** 2 for p in pairs) for k in (0, 1))
    return sum((p[0] - mx) * (p[1] - my) for p in pairs) / math.sqrt(sx * sy) if sx * sy > 0 else math.nan


def cores(data, nodes, arcs):
    names = sorted(nodes)
    x = {k: min(v, 1) for k, v in matrix(names, arcs, False).items()}
    degree = {i: sum(x[i, j] for j in names) for i in names}
    pairs = list(itertools.combinations(names, 2))
    measures = "core,core_fit,rich_club,rich_club:k=5"
    table = {r["id"]: r for r in rows("measure", data, "--network", "ties", "-m", measures)}
    whole = {r["measure"]: r["value"] for r in rows("measure", data, "--network", "ties", "--scope", "network", "-m", measures)}

    # no other core whose nodes have the highest degrees is nearer to the model
    core = {i for i in names if table[i]["core"] == "1"}
    against = lambda s: sum((not x[i, j]) if i in s and j in s else x[i, j] if i not in s and j not in s else 0 for i, j in pairs)
    cuts = [{i for i in names if degree[i] >= d} for d in sorted(set(degree.values()))] + [set()]
    assert core in cuts and against(core) == min(map(against, cuts)), (core, against(core))
    # nor any core at all, but for nodes of the degree at its edge
    if len(names) <= 12:
        best = min(against(set(s)) for k in range(len(names) + 1) for s in itertools.combinations(names, k))
        edge = [i for i in names if degree[i] == len(core)]
        assert against(core) <= best + len(edge), (against(core), best)
    near(whole["core_fit"], phi_of([(x[i, j], i in core) for i, j in pairs if (i in core) == (j in core)]), "core_fit")

    for name, k in (("rich_club", sum(degree.values()) / len(names)), ("rich_club:k=5", 5)):
        rich = [i for i in names if degree[i] > k]
        near(whole[name], sum(x[p] for p in itertools.combinations(rich, 2)) / (len(rich) * (len(rich) - 1) / 2)
             if len(rich) > 1 else None, name)


def main():
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        projections()
        for seed, (count, density) in enumerate(((10, 0.2), (12, 0.4), (25, 0.15), (40, 0.06))):
            data, nodes, arcs = random_data(f"data{seed}", count, density, seed)
            for directed in (True, False):
                brokerage(data, nodes, arcs, directed)
            cores(data, nodes, arcs)
        print("ok: brokerage, cores and rich clubs, by their definitions")
        brokerage_by_sna(data, nodes, arcs)
        os.chdir("/")


main()
