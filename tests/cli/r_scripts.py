"""Networks as R scripts for ergm, amen and goldfish: what R has after source() is what `graph` and `measure` say.
usage: r_scripts.py ENTENTE SOURCE
"""
import csv
import io
import json
import os
import shutil
import subprocess
import sys

from commands import SOURCE, check, finish, outcome, put, run

if not shutil.which("Rscript"):
    print("skipped: there is no Rscript")
    sys.exit(77)
DATA = os.path.join(SOURCE, "data/iis")


def rows(*words):
    return list(csv.DictReader(io.StringIO(run(*words, "-q", "--format", "csv", code=0).stdout)))


def in_r(script):
    put("test.R", script)
    done = subprocess.run(["Rscript", "test.R"], capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    return [line.split("|") for line in done.stdout.splitlines()]


def has(package):
    return subprocess.run(["Rscript", "-e", f"library({package})"], capture_output=True).returncode == 0


def ties(data, *words):
    return {(r["source"], r["target"]): float(r["weight"]) for r in rows("graph", data, *words, "-o", "-")}


put("arms.csv", 'source,target,weight\n"A ""q""",B,2\nB,"A ""q""",3\nB,C\\,1.5\nC\\,Ø,4\n')
NETWORKS = [(DATA, ["--network", "actors", "--as-of", "2021"]), (DATA, ["--network", "two-mode"]), (DATA, ["--network", "ties"]),
            ("arms.csv", ["--network", "actors", "--directed", "--weight", "column:weight"])]


def ergm():
    if not has("network"):
        print("skipped: R has no package network")
        return
    for data, words in NETWORKS:
        run("graph", data, *words, "--format", "ergm", "-o", "e.R", "-q", code=0)
        found = in_r("""suppressMessages(library(network)); source('e.R', encoding='UTF-8')
e <- as.edgelist(net, attrname='weight'); v <- net %v% 'vertex.names'
l <- as.matrix(net, matrix.type='edgelist', attrname='weight')
cat(network.size(net), network.edgecount(net), network.naedgecount(net), is.directed(net), net %n% 'bipartite', sep='|'); cat('\\n')
cat(paste(v[l[, 1]], v[l[, 2]], l[, 3], sep='|'), sep='\\n')
""")
        known = ties(data, *words)
        whole = json.loads(run("graph", data, *words, "--format", "json", "-o", "-", "-q", code=0).stdout)
        unknown = len(whole.get("unknown_ties", whole.get("unknown", [])))
        nodes = whole["nodes"]
        check(found[0][:4] == [str(len(nodes)), str(len(known)), str(unknown), str("--directed" in words).upper()], words, found[0])
        check((found[0][4] != "FALSE") == ("two-mode" in words), words, found[0])
        got = {(a, b) if (a, b) in known else (b, a): float(w) for a, b, w in found[1:] if w != "NA"}
        check(got == known, words, set(got.items()) ^ set(known.items()))
    print("ok: networks of the package network")


def amen():
    for data, words in (NETWORKS[0], NETWORKS[3]):
        directed = "--directed" in words
        run("graph", data, *words, "--format", "amen", "-m", "distance,common_partners", "-o", "a.R", "-q", code=0)
        found = in_r("""source('a.R', encoding='UTF-8')
ids <- rownames(Y)
for (i in seq_along(ids)) for (j in seq_along(ids)) if (i != j)
  cat(ids[i], ids[j], Y[i, j], Xdyad[i, j, 'distance'], Xdyad[i, j, 'common_partners'], sep='|', fill=FALSE, '\\n')
""")
        known = ties(data, *words)
        pairs = rows("measure", data, *words, "-m", "distance,common_partners", "--scope", "pair")
        of = {}
        for r in pairs:
            a, b = (r[k] for k in list(r)[:2])
            of[a, b] = r["distance"], r["common_partners"]
            if not directed:
                of[b, a] = of[a, b]
        check(len(found) == len(of), words, len(found), len(of))
        for a, b, weight, distance, common, _ in found:
            value = known.get((a, b), 0 if directed else known.get((b, a), 0))
            check(weight == "NA" and not value or weight != "NA" and abs(float(weight) - value) < 1e-9, a, b, weight, value)
            for here, there in zip((distance, common), of[a, b]):
                check(here == "NA" and there == "" or there != "" and abs(float(here) - float(there)) < 1e-5, a, b, here, there)
    print("ok: arrays for amen")


def goldfish():
    words = ["--network", "actors"]
    run("graph", DATA, *words, "--during", "2000/2021", "--format", "goldfish", "-o", "g.R", "-q", code=0)
    days = ["2000-01-01", "2006-06-15", "2009-06-16", "2015-05-08", "2020-11-11", "2021-12-31"]
    found = in_r("""source('g.R', encoding='UTF-8')
for (day in c('%s')) {
  now <- initial; there <- setNames(nodes$present, nodes$label); at <- as.POSIXct(day, tz='UTC')
  for (i in which(tie_changes$time <= at)) {
    now[tie_changes$sender[i], tie_changes$receiver[i]] <- tie_changes$replace[i]
    now[tie_changes$receiver[i], tie_changes$sender[i]] <- tie_changes$replace[i]
  }
  for (i in which(node_changes$time <= at)) there[node_changes$node[i]] <- node_changes$replace[i]
  e <- which(now != 0 & upper.tri(now), arr.ind=TRUE)
  cat(day, 'nodes', sum(there), sep='|'); cat('\\n')
  if (nrow(e)) cat(paste(day, rownames(now)[e[, 1]], rownames(now)[e[, 2]], now[e], sep='|'), sep='\\n')
}
""" % "','".join(days))
    for day in days:
        known = ties(DATA, *words, "--as-of", day)
        got = {(a, b) if (a, b) in known else (b, a): float(w) for d, a, b, w in (f for f in found if len(f) == 4) if d == day}
        check(got == known, day, set(got.items()) ^ set(known.items()))
        whole = json.loads(run("graph", DATA, *words, "--as-of", day, "--format", "json", "-o", "-", "-q", code=0).stdout)
        check([f[2] for f in found if f[0] == day and f[1] == "nodes"] == [str(len(whole["nodes"]))], day, len(whole["nodes"]))
    print("ok: changes for goldfish")


def refused():
    for words, text in ((["--format", "goldfish"], "add the period"), (["--format", "amen", "--network", "two-mode"], "of one mode"),
                        (["--format", "amen", "-m", "degree"], "expected measures of pairs"),
                        (["--format", "ergm", "-m", "distance"], "--measures has no effect")):
        code, _, error = outcome("graph", DATA, *(["--network", "actors"] if "--network" not in words else []), *words, "-o", "x.R")
        check(code and text in error and not os.path.exists("x.R"), words, error)


ergm()
amen()
goldfish()
refused()
finish()
