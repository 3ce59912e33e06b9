"""Codes of the field, dyads and the forms that other programs read as they are.

usage: codes.py ENTENTE SOURCE
"""
import csv
import io
import itertools
import json
import os
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as tree

PROGRAM, SOURCE = sys.argv[1:3]
wrong = tests = 0


def expect(fine, words):
    global wrong, tests
    tests += 1
    if not fine:
        wrong += 1
        print("FAILED:", words)


def run(*words, fails=False):
    done = subprocess.run([PROGRAM, *words], cwd=SOURCE, capture_output=True)
    expect((done.returncode == 2) == fails, f"{words}: {done.stderr.decode()}")
    return done.stderr.decode() if fails else done.stdout.decode()


def rows(*words):
    return list(csv.DictReader(io.StringIO(run(*words, "-q"))))


TABLE = """agreement,party,signed,ended
Big,France,1955,
Big,West Germany,1955,
Big,Italy,1955,
Pair,France,1963-01-22,1964-06-01
Pair,West Germany,1963-01-22,1964-06-01
Later,Germany,1991,
Later,Italy,1991,
Odd,France,1960,
Odd,Ruritania,1960,
"""
folder = tempfile.mkdtemp()
data = os.path.join(folder, "t.csv")
with open(data, "w") as file:
    file.write(TABLE)

# the same codes as the register gives for the day
for year in (1965, 1992):
    register = {r["id"]: r for r in rows("list", "actors", "--as-of", f"{year}-12-31", "--format", "csv")}
    for r in rows("measure", data, "--during", str(year), "--scope", "node", "-m", "degree", "--codes",
                  "cow,cowc,gw,gwc,iso3,iso2,un", "--format", "csv"):
        known = register.get(r["id"])
        for scheme, column in (("cow", "cow"), ("cowc", "cowc"), ("gw", "gw"), ("gwc", "gwc"),
                               ("iso3", "iso3"), ("iso2", "iso2"), ("un", "isonum")):
            want = known[column] if known else r[scheme] if r["id"] in ("GFR", "DEU") else ""
            expect(r[scheme] == want, f"{year} {r['id']} {scheme}: {r[scheme]}, expected {want}")
expect("did you mean 'cow'" in run("measure", data, "--codes", "cwo", fails=True), "--codes cwo")

# a series has the codes of each step
series = rows("series", data, "--from", "1989", "--to", "1992", "-m", "degree,ties", "--codes", "cow,gw",
              "--format", "csv")
at = {(r["date"], r["node"]): r for r in series}
expect(at["1989", "GFR"]["cow"] == "260" and at["1992", "DEU"]["cow"] == "255", "series: Germany, COW")
expect(at["1992", "DEU"]["gw"] == "260", "series: Germany, Gleditsch and Ward")
expect(at["1992", ""]["cow"] == "" and at["1992", "Ruritania"]["cow"] == "", "series: no code")

# dyads: each pair of states with a code, each year; the weights of the network of that year
for codes, one, two in ((None, "ccode1", "ccode2"), ("gw,iso3", "gwcode1", "gwcode2")):
    more = ["--codes", codes] if codes else []
    dyads = rows("graph", data, "--during", "1954/1966", "--format", "dyads", "-m", "distance", *more, "-o", "-")
    for year in range(1954, 1967):
        network = json.loads(run("graph", data, "--during", str(year), "--network", "actors", "-q", "--format",
                                 "json", "-o", "-", "--codes", "cow,gw"))
        weight = {(t["source"], t["target"]): t["weight"] for t in network["ties"]}
        states = [n["id"] for n in network["nodes"] if n["gw" if codes else "cow"]]
        here = [r for r in dyads if r["year"] == str(year)]
        expect([(r["id1"], r["id2"]) for r in here] == list(itertools.combinations(states, 2)),
               f"{year}: pairs {[(r['id1'], r['id2']) for r in here]}")
        for r in here:
            expect(float(r["weight"]) == weight.get((r["id1"], r["id2"]), 0), f"{year}: {r}")
            expect(r[one] and r[two], f"{year}: codes {r}")
            expect((r["distance"] == "1") == ((r["id1"], r["id2"]) in weight), f"{year}: distance {r}")
            expect(int(r["agreements"]) == len([a for a in r["acts"].split(";") if a]), f"{year}: acts {r}")
in_1963 = {(r["id1"], r["id2"]): r for r in
           rows("graph", data, "--during", "1963", "--format", "dyads", "-o", "-")}
expect(in_1963["FRA", "GFR"]["acts"] == "Big;Pair" and in_1963["FRA", "GFR"]["ccode1"] == "220",
       f"1963: {in_1963}")
file = os.path.join(folder, "x.dyads.csv")
run("graph", data, "--as-of", "1963-06-01", "-q", "-o", file)
expect(open(file).readline().startswith("ccode1,ccode2,year,id1,id2,weight"), "the ending .dyads.csv")
for words in ((), ("--during", "1960/.."), ("--as-of", "1960", "--network", "two-mode"),
              ("--as-of", "1960", "-m", "degree"), ("--as-of", "1960", "--ledger", "x.csv")):
    run("graph", data, "--format", "dyads", "-o", "-", *words, fails=True)
run("graph", data, "-m", "distance", "-o", "-", fails=True)

empty = subprocess.run([PROGRAM, "graph", "tests/golden/arms.csv", "--directed", "--format", "dyads", "--during", "2000",
                        "-o", "-"], cwd=SOURCE, capture_output=True)
expect(empty.returncode == 1 and not empty.stdout and b"the table would be empty" in empty.stderr, "no state has a code")
# with directions each pair has two rows
arms = os.path.join(folder, "arms.csv")
with open(arms, "w") as file:
    file.write("party1,party2,weight,signed\nFrance,Italy,2,1960\nItaly,Spain,3,1960\nSpain,Italy,1,1960\n")
both = {(r["id1"], r["id2"]): float(r["weight"]) for r in
        rows("graph", arms, "--directed", "--format", "dyads", "--during", "1960", "-o", "-")}
expect(both == {("ESP", "FRA"): 0, ("ESP", "ITA"): 1, ("FRA", "ESP"): 0, ("FRA", "ITA"): 2, ("ITA", "ESP"): 3,
                ("ITA", "FRA"): 0}, f"directed: {both}")

# the node-link form
link = json.loads(run("graph", "data/iis", "-q", "--format", "node-link", "-o", "-"))
network = json.loads(run("graph", "data/iis", "-q", "--format", "json", "-o", "-"))
expect(link["directed"] is False and link["multigraph"] is False, "node-link: directed, multigraph")
expect(link["nodes"] == network["nodes"] and link["links"] == network["ties"] == link["edges"], "node-link: ties")

# GraphML and GEXF: a node has its own id where XML allows that
G, X = "{http://graphml.graphdrawing.org/xmlns}", "{http://www.gexf.net/1.2draft}"
for form, space in (("graphml", G), ("gexf", X)):
    for data_set in ("data/iis", "tests/golden/names.csv"):
        root = tree.fromstring(run("graph", data_set, "-q", "--format", form, "-o", "-"))
        ids = [n.get("id") for n in root.iter(space + "node")]
        expect(len(set(ids)) == len(ids), f"{form}: ids that repeat")
        ends = {e.get(k) for e in root.iter(space + "edge") for k in ("source", "target")}
        expect(ends <= set(ids), f"{form}: ends that are no nodes {ends - set(ids)}")
        expect(("RUS" in ids) == (data_set == "data/iis"), f"{form}: {ids[:5]}")

print(f"{tests} tests, {wrong} failures")
sys.exit(wrong > 0)
