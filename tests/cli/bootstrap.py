"""The bootstrap of nodes (Snijders & Borgatti 1999): against a plain computation with the same random numbers, and
calibrated. usage: bootstrap.py ENTENTE SOURCE [RUNS]
"""
import csv
import io
import math
import random
import sys

from commands import SOURCE, check, finish, outcome, put, run

NEAR = 1e-6
CALIBRATED = int(sys.argv[3]) if len(sys.argv) > 3 else 40
WORD = (1 << 64) - 1


def rows(*words):
    return list(csv.DictReader(io.StringIO(run(*words, "-q", "--format", "csv", code=0).stdout)))


class Stream:
    """xoshiro256** seeded by SplitMix64, as src/base/random.h says."""

    def __init__(self, seed, stream):
        self.state = seed
        self.state = self.mix() ^ stream
        self.s = [self.mix() for _ in range(4)]

    def mix(self):
        self.state = (self.state + 0x9e3779b97f4a7c15) & WORD
        z = self.state
        z = ((z ^ z >> 30) * 0xbf58476d1ce4e5b9) & WORD
        z = ((z ^ z >> 27) * 0x94d049bb133111eb) & WORD
        return z ^ z >> 31

    def next(self):
        s = self.s
        x = s[1] * 5 & WORD
        shifted = s[1] << 17 & WORD
        x = (x << 7 | x >> 57) & WORD
        s[2] ^= s[0]
        s[3] ^= s[1]
        s[1] ^= s[2]
        s[0] ^= s[3]
        s[2] ^= shifted
        s[3] = (s[3] << 45 | s[3] >> 19) & WORD
        return x * 9 & WORD

    def below(self, n):
        product = (self.next() >> 32) * n
        if product & 0xffffffff < n:
            least = ((1 << 32) - n) % n
            while product & 0xffffffff < least:
                product = (self.next() >> 32) * n
        return product >> 32

    def pair(self, n):
        a, b = self.below(n), self.below(n - 1)
        return a, b + (b >= a)


def density(x, directed):
    n = len(x)
    return sum(map(sum, x)) / (n * (n - 1)) if directed else sum(x[i][j] for i in range(n) for j in range(i)) * 2 / (n * (n - 1))


def transitivity(x):
    n = len(x)
    paths = closed = 0
    for j in range(n):
        near = [i for i in range(n) if x[i][j] or x[j][i]]
        paths += len(near) * (len(near) - 1)
        closed += sum(1 for a in near for b in near if a != b and (x[a][b] or x[b][a]))
    return closed / paths if paths else math.nan


def sample(x, seed, number):
    n, r = len(x), Stream(seed, number)
    who = [r.below(n) for _ in range(n)]
    y = [[0] * n for _ in range(n)]
    for i in range(n):
        for j in range(n):
            if who[i] != who[j]:
                y[i][j] = x[who[i]][who[j]]
    for i in range(n):
        for j in range(i + 1, n):
            if who[i] == who[j]:
                u, v = r.pair(n)
                y[i][j], y[j][i] = x[u][v], x[v][u]
    return y


def summary(value, values):
    values = [v for v in values if not math.isnan(v)]
    mean = sum(values) / len(values)
    return dict(value=value, se=math.sqrt(sum((v - mean) ** 2 for v in values) / (len(values) - 1)), bias=mean - value)


def write(name, names, x, directed):
    put(name, "source,target\n" + "".join(f"{names[i]},{names[j]}\n" for i in range(len(names)) for j in range(len(names))
                                          if x[i][j] and (directed or i < j)))


def random_matrix(count, p, seed, directed):
    chance = random.Random(seed)
    x = [[0] * count for _ in range(count)]
    for i in range(count):
        for j in range(count):
            if i != j and (directed or i < j) and (chance.random() < p or j == i + 1):
                x[i][j] = 1
                if not directed:
                    x[j][i] = 1
    return x


def same_draws():
    for directed in (False, True):
        for count in (5, 14, 30):
            names = [f"n{i:02d}" for i in range(count)]
            x = random_matrix(count, 0.25, count, directed)
            write("b.csv", names, x, directed)
            words = ["measure", "b.csv", "--network", "actors", "--bootstrap", "-m", "density,transitivity", "--runs", "60",
                     "--seed", "5", *(["--directed"] if directed else [])]
            found = {r["measure"]: r for r in rows(*words)}
            samples = [sample(x, 5, k) for k in range(60)]
            for name, values in (("density", [density(y, directed) for y in samples]),
                                 ("transitivity", [transitivity(y) for y in samples])):
                known = summary(density(x, directed) if name == "density" else transitivity(x), values)
                for column, value in known.items():
                    check(abs(float(found[name][column]) - value) < NEAR, name, count, directed, column,
                          found[name][column], value)
            check(found["density"]["samples"] == "60", found)
    one = run(*words, "--workers", "1", "--format", "csv", code=0).stdout
    check(one == run(*words, "--workers", "2", "--format", "csv", code=0).stdout, "workers")
    for k in (1, 2, 3):
        run(*words, "--format", "csv", "--parts", "parts", "--part", f"{k}/3", code=0)
    check(one == run(*words, "--format", "csv", "--parts", "parts", code=0).stdout, "parts")


def differences():
    names = [f"n{i:02d}" for i in range(20)]
    x, y = random_matrix(20, 0.2, 1, False), random_matrix(20, 0.35, 2, False)
    write("x.csv", names, x, False)
    write("y.csv", names, y, False)
    found = {r["what"]: r for r in rows("compare", "x.csv", "y.csv", "--network", "actors", "--show", "summary", "--seed", "3",
                                        "--bootstrap", "80", "-m", "density")}
    values = []
    for k in range(80):
        r = Stream(3, k)
        who = [r.below(20) for _ in range(20)]
        draws = [who.count(v) for v in range(20)]
        d = sum((y[i][j] - x[i][j]) * draws[i] * draws[j] for i in range(20) for j in range(i))
        for v in range(20):
            for _ in range(draws[v] * (draws[v] - 1) // 2):
                a, b = r.pair(20)
                d += y[a][b] - x[a][b]
        values.append(d / 190)
    se = summary(0, values)["se"]
    change = density(y, False) - density(x, False)
    row = found["density of the nodes in both"]
    check(abs(float(row["change"]) - change) < NEAR, row)
    for what, value in (("standard error of the difference (bootstrap)", se), ("t of the difference (bootstrap)", change / se),
                        ("p of the difference (two-sided)", math.erfc(abs(change / se) / math.sqrt(2)))):
        cell = next(v for k, v in found[what].items() if k != "what" and v)
        check(abs(float(cell) - value) < NEAR, what, cell, value)


def calibrated(runs):
    """Nodes differ in how active they are: over many networks of one such population, the standard deviation of the
    density is near the mean of its standard errors."""
    chance, values, errors = random.Random(9), [], []
    for _ in range(runs):
        activity = [chance.gauss(0, 1.2) for _ in range(24)]
        x = [[0] * 24 for _ in range(24)]
        for i in range(24):
            for j in range(i):
                x[i][j] = x[j][i] = int(chance.random() < 1 / (1 + math.exp(0.5 - activity[i] - activity[j])))
        write("c.csv", [f"n{i:02d}" for i in range(24)], x, False)
        if not all(map(any, x)):
            continue  # isolates would be no nodes
        row = rows("measure", "c.csv", "--network", "actors", "--bootstrap", "-m", "density", "--runs", "100", "--workers", "1")[0]
        values.append(float(row["value"]))
        errors.append(float(row["se"]))
    mean = sum(values) / len(values)
    deviation = math.sqrt(sum((v - mean) ** 2 for v in values) / (len(values) - 1))
    ratio = sum(errors) / len(errors) / deviation
    error = 1 / math.sqrt(2 * len(values))
    check(1 - 3 * error < ratio < 1.15 + 3 * error, ratio, error)
    print(f"ok: standard errors are {ratio:.3f} of the standard deviation, in {len(values)} networks")


def refused():
    for words, text in ((["--network", "two-mode"], "nodes of one mode"), (["-m", "degree"], "none of these measures is of the network"),
                        (["--null", "degree"], "exclude each other"), (["--scope", "network"], "--scope has no effect"),
                        (["-m", "modularity:member=SCO"], "drawn twice"), (["-m", "sigma"], "needs a null model")):
        code, _, error = outcome("measure", SOURCE_DATA, *(["--network", "actors"] if "two-mode" not in words else []),
                                 "--bootstrap", *words)
        check(code and text in error, words, error)
    code, _, error = outcome("compare", "x.csv", "y.csv", "--bootstrap", "5", "--show", "nodes")
    check(code and "--bootstrap has no effect" in error, error)


SOURCE_DATA = SOURCE + "/data/iis"
same_draws()
differences()
calibrated(CALIBRATED)
refused()
finish()
