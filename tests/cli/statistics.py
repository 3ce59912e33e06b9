"""Statistics that peers have, against plain computations by their definitions and, where R has it, the package sna.

usage: statistics.py ENTENTE SOURCE [RUNS]
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
RUNS = int(sys.argv[3]) if len(sys.argv) > 3 else 40
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


def has_sna():
    return shutil.which("Rscript") and not subprocess.run(["Rscript", "-e", "library(sna)"], capture_output=True).returncode


def brokerage_by_sna(data, nodes, arcs):
    if not has_sna():
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


# ---- layers ----

def layers():
    chance = random.Random(9)
    names, topics = [f"n{i:02d}" for i in range(15)], ["war", "trade", "law", "sea"]
    os.makedirs("layers")
    acts = [(sorted(chance.sample(names, chance.choice((2, 2, 3, 4)))), chance.sample(topics, chance.choice((0, 1, 1, 2))))
            for _ in range(40)]
    with open("layers/agreements.csv", "w") as out:
        out.write("id,title,topic\n" + "".join(f"A{i},Agreement {i},{';'.join(t)}\n" for i, (_, t) in enumerate(acts)))
    with open("layers/parties.csv", "w") as out:
        out.write("agreement,party\n" + "".join(f"A{i},{p}\n" for i, (parties, _) in enumerate(acts) for p in parties))
    with open("layers/actors.csv", "w") as out:
        out.write("id,name,type\n" + "".join(f"{n},{n},organization\n" for n in names))
    of = {}
    for parties, found in acts:
        for pair in itertools.combinations(parties, 2):
            of.setdefault(pair, set()).update(found)
    count = len({t for found in of.values() for t in found})
    words = ["measure", "layers", "--network", "actors", "-m"]
    for row in rows(*words, "tie_layers:topic", "--scope", "tie"):
        near(row["tie_layers:topic"], len(of[tuple(sorted((row["source"], row["target"])))]), "tie_layers")
    near(rows(*words, "layer_overlap:topic", "--scope", "network")[0]["value"],
         sum(map(len, of.values())) / count / sum(1 for v in of.values() if v), "layer_overlap")
    for row in rows(*words, "layer_degree:topic,layer_activity:topic,layer_participation:topic"):
        degrees = [sum(t in found for pair, found in of.items() if row["id"] in pair) for t in topics]
        total = sum(degrees)
        near(row["layer_degree:topic"], total, "layer_degree")
        near(row["layer_activity:topic"], sum(d > 0 for d in degrees), "layer_activity")
        near(row["layer_participation:topic"],
             count / (count - 1) * (1 - sum((d / total) ** 2 for d in degrees)) if total else None, "layer_participation")
    print("ok: layers, by their definitions")


# ---- regular equivalence ----

def regular(data, nodes, arcs, directed):
    names = sorted(nodes)
    x = matrix(names, arcs, directed)
    e = {p: 1.0 for p in itertools.product(names, names)}
    for _ in range(3):
        found = {}
        for i, j in e:
            matched = most = 0
            for a, b in ((i, j), (j, i)):
                for k in names:
                    if not x[a, k] + x[k, a]:
                        continue
                    best = max((round(e[k, m] * (min(x[a, k], x[b, m]) + min(x[k, a], x[m, b])), 12),
                                -max(x[a, k], x[b, m]) - max(x[k, a], x[m, b])) for m in names)
                    matched += best[0]
                    most -= best[1]
            found[i, j] = matched / most if most and i != j else 1.0
        e = found
    flags = ["--directed"] if directed else []
    table = rows("measure", data, "--network", "ties", *flags, "-m", "regular_equivalence", "--scope", "pair")
    assert len(table) == len(names) * (len(names) - 1) // (1 if directed else 2)
    for row in table:
        near(row["regular_equivalence"], e[row["source"], row["target"]], ("regular", row))


# ---- MRQAP ----

def solve(a, b):
    """Gauss with pivots."""
    n = len(b)
    rows_ = [list(r) + [v] for r, v in zip(a, b)]
    for i in range(n):
        best = max(range(i, n), key=lambda k: abs(rows_[k][i]))
        rows_[i], rows_[best] = rows_[best], rows_[i]
        for k in range(n):
            if k != i:
                f = rows_[k][i] / rows_[i][i]
                rows_[k] = [x - f * y for x, y in zip(rows_[k], rows_[i])]
    return [rows_[i][n] / rows_[i][i] for i in range(n)]


def least_squares(y, columns):
    """Estimates, their t and R squared; the first column is of ones."""
    normal = [[sum(a * b for a, b in zip(u, v)) for v in columns] for u in columns]
    estimates = solve(normal, [sum(a * b for a, b in zip(u, y)) for u in columns])
    rest = [v - sum(e * c[i] for e, c in zip(estimates, columns)) for i, v in enumerate(y)]
    left, mean = sum(r * r for r in rest), sum(y) / len(y)
    variance = left / (len(y) - len(columns))
    t = []
    for k in range(len(columns)):
        inverse = solve(normal, [float(i == k) for i in range(len(columns))])[k]
        t.append(estimates[k] / math.sqrt(variance * inverse))
    return estimates, t, 1 - left / sum((v - mean) ** 2 for v in y), rest


TERMS = {"same:region": lambda a, b: float(a[0] == b[0]), "absdiff:size": lambda a, b: abs(a[1] - b[1]),
         "sum:size": lambda a, b: a[1] + b[1], "sender:size": lambda a, b: a[1], "receiver:size": lambda a, b: b[1]}


def regressions(data, nodes, arcs, directed, exact, seed):
    names = [n for n in sorted(nodes) if nodes[n][0]]
    chance = random.Random(seed)
    distance = {(a, b): round(chance.random(), 4) for a, b in itertools.combinations(sorted(nodes), 2)}
    distance.update({(b, a): round(chance.random(), 4) if directed else v for (a, b), v in list(distance.items())})
    with open("dyads.csv", "w") as out:
        out.write("a,b,distance\n")
        out.writelines(f"{a},{b},{v}\n" for (a, b), v in distance.items() if directed or a < b)
    x = matrix(names, [arc for arc in arcs if arc[0] in names and arc[1] in names], directed)
    terms = ["same:region", "absdiff:size"] + (["sender:size", "receiver:size"] if directed else ["sum:size"]) + ["dyad:distance"]
    pairs = list(itertools.permutations(names, 2) if directed else itertools.combinations(names, 2))
    value = {t: {(a, b): TERMS[t](nodes[a], nodes[b]) if t in TERMS else distance[a, b]
                 for a, b in itertools.permutations(names, 2)} for t in terms}
    for binary in (False, True):
        y = [float(min(x[p], 1) if binary else x[p]) for p in pairs]
        columns = [[1.0] * len(pairs)] + [[value[t][p] for p in pairs] for t in terms]
        estimates, ts, r2, _ = least_squares(y, columns)
        words = ["regress", data, "--network", "ties", "--terms", ";".join(terms), "--dyads", "dyads.csv",
                 "--permutations", "8000" if exact else "200"]
        found = {r["term"]: r for r in rows(*words, *(["--directed"] if directed else []), *(["--binary"] if binary else []))}
        for name, estimate, t in zip(["(intercept)", *terms], estimates, ts):
            near(found[name]["estimate"], estimate, (name, directed, binary))
            near(found[name]["t"], t, (name, "t"))
        near(found["R squared"]["estimate"], r2, "R squared")
        assert found["pairs"]["estimate"] == str(len(pairs))
        if not exact or directed:
            continue
        for k, name in enumerate(terms):  # all permutations of the nodes: p without chance
            others = [c for i, c in enumerate(columns) if i != k + 1]
            rest = dict(zip(pairs, least_squares(columns[k + 1], others)[3]))
            if not directed:
                rest.update({(b, a): v for (a, b), v in rest.items()})
            larger = outside = count = 0
            for order in itertools.permutations(names):
                moved = dict(zip(names, order))
                t = least_squares(y, others + [[rest[moved[a], moved[b]] for a, b in pairs]])[1][-1]
                larger += t >= ts[k + 1] - 1e-9
                outside += abs(t) >= abs(ts[k + 1]) - 1e-9
                count += 1
            for column, p in (("p_high", larger / count), ("p", outside / count)):
                error = 4.5 * math.sqrt(p * (1 - p) / 8000) + 2 / 8000
                assert abs(float(found[name][column]) - p) <= error, (name, column, found[name][column], p)


NETLM = """suppressMessages(library(sna)); set.seed(1)
y <- as.matrix(read.csv('y.csv', header=FALSE)); dimnames(y) <- NULL
x <- lapply(list.files(pattern='^x[0-9]+[.]csv$'), function(f) { m <- as.matrix(read.csv(f, header=FALSE)); dimnames(m) <- NULL; m })
n <- netlm(y, x, mode='digraph', nullhyp='qapspp', test.statistic='t-value', reps=4000)
write.table(data.frame(n$coefficients, n$tstat, n$pgreq, n$pgreqabs), 'n.csv', sep=',', row.names=FALSE, col.names=FALSE)
"""


def regression_by_sna(data, nodes, arcs):
    if not has_sna():
        print("skipped: R has no package sna")
        return
    names = [n for n in sorted(nodes) if nodes[n][0]]
    x = matrix(names, [arc for arc in arcs if arc[0] in names and arc[1] in names], True)
    terms = ["same:region", "absdiff:size", "sender:size"]
    write = lambda path, f: open(path, "w").writelines(",".join(str(f(a, b)) for b in names) + "\n" for a in names)
    write("y.csv", lambda a, b: x[a, b])
    for k, t in enumerate(terms):
        write(f"x{k + 1}.csv", lambda a, b: TERMS[t](nodes[a], nodes[b]) if a != b else 0)
    with open("n.R", "w") as out:
        out.write(NETLM)
    subprocess.run(["Rscript", "n.R"], check=True, capture_output=True)
    with open("n.csv") as f:
        by_sna = [[float(v) for v in row] for row in csv.reader(f)]
    found = {r["term"]: r for r in rows("regress", data, "--network", "ties", "--directed", "--terms", ";".join(terms),
                                        "--permutations", "4000")}
    for name, (estimate, t, larger, outside) in zip(["(intercept)", *terms], by_sna):
        near(found[name]["estimate"], estimate, name)
        near(found[name]["t"], t, (name, "t"))
        for column, p in (("p_high", larger), ("p", outside)) if name in terms else ():
            error = 4.5 * math.sqrt(2 * max(p * (1 - p), 0.001) / 4000)
            assert abs(float(found[name][column]) - p) <= error, (name, column, found[name][column], p)
    print("ok: MRQAP by the package sna")


def calibrated(runs):
    """Under the null, p is uniform: ties and sizes have nothing to do with each other."""
    low = 0
    for seed in range(runs):
        chance = random.Random(1000 + seed)
        activity = [chance.gauss(0, 1) for _ in range(14)]  # pairs of a node are alike, in ties and in sizes
        names = [f"n{i:02d}" for i in range(14)]
        nodes = {n: ("", round(chance.gauss(0, 1), 4)) for n in names}
        arcs = [(a, b) for (i, a), (j, b) in itertools.combinations(enumerate(names), 2)
                if chance.random() < 1 / (1 + math.exp(1 - activity[i] - activity[j]))]
        arcs += [(a, b) for a, b in zip(names, names[1:])]
        data = write_package(f"null{seed}", nodes, arcs)
        found = rows("regress", data, "--network", "ties", "--terms", "absdiff:size;sum:size", "--permutations", "99",
                     "--workers", "1")
        low += sum(float(r["p"]) <= 0.1 for r in found if r["p"])
        shutil.rmtree(data)
    share, error = low / (2 * runs), math.sqrt(0.1 * 0.9 / (2 * runs))
    assert abs(share - 0.1) < 4 * error, (share, error)
    print(f"ok: under the null {share:.4f} of p are at most 0.1, in {runs} runs of two terms")


def directed_nulls():
    """Random networks of arcs: `degree` keeps what each node sends and receives, `density` the number of arcs alone, so
    that an arc is returned with the probability that any other pair has."""
    data, nodes, arcs = random_data("arcs", 12, 0.25, 3)
    shared, runs = ["measure", data, "--network", "actors", "--directed", "-m", "indegree,outdegree,reciprocity"], 400
    kept = rows(*shared, "--null", "degree", "--runs", "50")
    assert kept and all(r["value"] == r["mean"] and float(r["sd"]) == 0 for r in kept if r["scope"] == "node"), kept
    assert float(kept[-1]["sd"]) > 0, kept[-1]
    free = rows(*shared, "--null", "density", "--runs", str(runs))
    count = sum(float(r["value"]) for r in free if r["measure"] == "outdegree")
    for measure in ("indegree", "outdegree"):
        for r in free:
            if r["measure"] == measure:
                assert abs(float(r["mean"]) - count / 12) < 5 * float(r["sd"]) / math.sqrt(runs), r
    expected, found = (count - 1) / (12 * 11 - 1), free[-1]
    assert abs(float(found["mean"]) - expected) < 5 * float(found["sd"]) / math.sqrt(runs), (expected, found)
    done = subprocess.run([PROGRAM, *shared, "--null", "curveball"], capture_output=True, text=True)
    assert done.returncode and "has no direction" in done.stderr, done.stderr
    print("ok: random networks of arcs")


def refused():
    data, nodes, arcs = random_data("refused", 9, 0.3, 5)
    for words, text in ((["sender:size"], "this network has no directions"), (["same:blok"], "have a value in every column"),
                        (["absdiff:region"], "is no number; same: compares words"), (["like:size"], "unknown term 'like'"),
                        (["same"], "expected same:COLUMN"), (["dyad:x"], "give it with --dyads"),
                        (["sum:size;sum:size"], "is given twice"), (["same:type"], "is the same for all pairs"),
                        (["same:region", "--dyads", "two.csv"], "--dyads has no effect without a term dyad:COLUMN")):
        done = subprocess.run([PROGRAM, "regress", data, "--network", "ties", "--terms", *words], capture_output=True, text=True)
        assert done.returncode and text in done.stderr, (words, done.stderr)
    done = subprocess.run([PROGRAM, "regress", data, "--network", "two-mode", "--terms", "same:region"], capture_output=True,
                          text=True)
    assert "needs a network of one mode" in done.stderr, done.stderr


def main():
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        projections()
        layers()
        for seed, (count, density) in enumerate(((10, 0.2), (12, 0.4), (25, 0.15), (40, 0.06))):
            data, nodes, arcs = random_data(f"data{seed}", count, density, seed)
            for directed in (True, False):
                brokerage(data, nodes, arcs, directed)
                if count < 20:
                    regular(data, nodes, arcs, directed)
            cores(data, nodes, arcs)
        print("ok: brokerage, regular equivalence, cores and rich clubs, by their definitions")
        brokerage_by_sna(data, nodes, arcs)
        for seed, (count, density) in enumerate(((8, 0.5), (18, 0.3), (30, 0.2))):
            data, nodes, arcs = random_data(f"more{seed}", count, density, 70 + seed)
            for directed in (True, False):
                regressions(data, nodes, arcs, directed, count == 8, seed)
        print("ok: MRQAP, by least squares and by all permutations")
        regression_by_sna(data, nodes, arcs)
        calibrated(RUNS)
        directed_nulls()
        refused()
        os.chdir("/")


main()
