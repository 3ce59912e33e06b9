"""`explain` tells of the tie that the network has: for every pair, network and day what it lists as tying is
what `graph` writes; whatever else names both has its reason."""
import csv
import io
import itertools
import json
import os
import subprocess
import sys
import tempfile

ENTENTE, SOURCE = os.path.abspath(sys.argv[1]), sys.argv[2]
os.chdir(SOURCE)
KEPT = tempfile.TemporaryDirectory()
FOLDER = KEPT.name
KINDS = ("actors", "ties", "two-mode", "acts", "members")


def run(*words, code=0):
    done = subprocess.run([ENTENTE, *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, timeout=60)
    assert done.returncode == code, (words, done.returncode, done.stderr)
    return done


def rows(*words):
    return list(csv.DictReader(io.StringIO(run("explain", *words, "--format", "csv", "-q").stdout)))


def write(name, text):
    path = os.path.join(FOLDER, name)
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)
    return path


def check_pair(words, a, b, ties, unknown):
    found = rows(words[0], a, b, *words[1:])
    what = (words, a, b)
    yes = sorted(r["id"] for r in found if r["ties"] == "yes")
    maybe = sorted(r["id"] for r in found if r["ties"] == "unknown")
    assert yes == sorted(ties), (what, yes, sorted(ties))
    assert set(unknown) <= set(maybe), (what, maybe, unknown)
    assert ties or sorted(unknown) == maybe, (what, maybe, unknown)
    for r in found:
        assert r["ties"] == "yes" or r["reason"], (what, r)


def check_network(words, most):
    network = json.loads(run("graph", *words, "--format", "json", "-q", "-o", "-").stdout)
    ends = {}
    for key in ("ties", "unknown_ties"):
        for tie in network[key]:
            pair = frozenset((tie["source"], tie["target"]))
            ends.setdefault(pair, {})[key] = tie["acts"]
    nodes = sorted(n["id"] for n in network["nodes"])
    pairs = [frozenset(p) for p in itertools.combinations(nodes, 2)]
    # every tie, of large networks a part, and some of those who are not tied
    tied = [p for p in pairs if p in ends]
    apart = [p for p in pairs if p not in ends]
    for pair in tied[:: 1 + len(tied) // (4 * most)] + apart[:: 1 + len(apart) // most]:
        a, b = sorted(pair)
        tie = ends.get(pair, {})
        check_pair(words, a, b, tie.get("ties", []), tie.get("unknown_ties", []))
    return len(tied)


# ---- every network of the data that come along, on two days ----

seen = 0
for kind in KINDS:
    for day in ("2012-06-30", "2023-01-01"):
        seen += check_network(["data/iis", "--network", kind, "--as-of", day], 25)
for name in ("list-rows", "pair-rows", "party-rows"):
    for kind in KINDS[:4]:
        for day in ("1995-06-30", "2023-01-01"):
            seen += check_network(["data/examples/%s.csv" % name, "--network", kind, "--as-of", day], 12)
for more in (["--with-memberships"], ["--unknown", "as-tie"], ["--open-ended", "unknown"], ["--count", "in-force"],
             ["--during", "2009/2015"], ["--only", "RUS;CHN;SCO;IND"], ["--max-parties", "4"], ["--blocs", "members"]):
    for kind in ("actors", "ties"):
        seen += check_network(["data/iis", "--network", kind, *(["--as-of", "2022-06-01"] if more[0] != "--during" else []),
                               *more], 8)
assert seen > 100, seen

# ---- reasons ----

NAMES = ("Old", "Over", "Left", "Later", "Watch", "Dark", "Now")
write("agreements.csv", "id,title,ended\n" + "".join("%s,,%s\n" % (n, "1990-05-06" if n == "Over" else "") for n in NAMES))
write("parties.csv", "agreement,party,signed,withdrew,role\n"
      "Old,USA,1970-01-01,,\nOld,SUN,1970-01-01,,\n"
      "Over,USA,1980-01-01,,\nOver,FRA,1980-01-01,,\n"
      "Left,USA,1981-01-01,2001-02-03,\nLeft,FRA,1981-01-01,,\n"
      "Later,USA,2019-01-01,,\nLater,FRA,2019-01-01,,\n"
      "Watch,USA,1999-01-01,,\nWatch,FRA,1999-01-01,,observer\n"
      "Dark,USA,,,\nDark,FRA,,,\n"
      "Now,USA,1999-01-01,..,\nNow,FRA,1999-01-01,..,\n")
treaties = FOLDER


def reasons(*words):
    return {r["id"]: (r["ties"], r["reason"]) for r in rows(*words)}


told = reasons(treaties, "USA", "SUN", "--network", "actors", "--as-of", "2015")
assert told == {"Old": ("no", "Soviet Union ended on 1991-12-26")}, told
told = reasons(treaties, "USA", "FRA", "--network", "actors", "--as-of", "2015-01-01")
assert told["Over"][0] == "no" and "ended on 1990-05-06" in told["Over"][1], told
assert told["Left"] == ("no", "United States: its participation ended on 2001-02-03"), told
assert told["Later"][0] == "no" and "only on 2019-01-01" in told["Later"][1], told
assert told["Watch"] == ("no", "France: observer, a role that does not tie (--role 'party;signatory;member;observer' includes it)"), told
assert told["Dark"][0] == "unknown" and "not known" in told["Dark"][1], told
assert told["Now"][0] == "yes", told
told = reasons(treaties, "USA", "SUN", "--network", "actors", "--as-of", "2015", "--succession", "continue")
assert told["Old"][0] == "yes", told
text = run("explain", treaties, "USA", "FRA", "--network", "actors", "--as-of", "2015-01-01").stdout
first, rest = text.split("These name both, but do not tie them here")
assert "id         Now" in first and "id         Over" not in first, text
assert "id         Over\n    no tie     " in rest, text

# a party and the organization that the agreement was made within: tied only in the network that says so
for pair, words in ((("RUS", "UN"), ()), (("RUS", "CIS"), ()), (("CHN", "SCO"), ("--open-ended", "unknown", "--as-of", "2022-01-01"))):
    found = rows("data/iis", *pair, *words)
    assert found and all(r["ties"] == "yes" or r["reason"] for r in found), (pair, found)
assert {r["ties"] for r in rows("data/iis", "RUS", "SCO", "--network", "actors")} == {"no"}
assert "yes" in {r["ties"] for r in rows("data/iis", "RUS", "SCO", "--network", "ties")}
assert {r["reason"] for r in rows("data/iis", "RUS", "CHN", "--kind", "statement") if r["kind"] == "agreement"} \
    == {"outside the selection of agreements: its kind is 'agreement'"}

# ---- formats ----

HEAD = "id,title,kind,signed,in_force,ended,status,role_a,role_b,ties,reason,source,locator"
for form, begin in (("csv", HEAD), ("tsv", HEAD.replace(",", "\t")), ("md", "Network: "), ("tex", "%"), ("json", "{")):
    path = os.path.join(FOLDER, "x." + form)
    run("explain", "data/iis", "RUS", "CHN", "-o", path)
    with open(path, encoding="utf-8") as file:
        assert file.read().startswith(begin), form
assert "unknown table format" in run("explain", "data/iis", "RUS", "CHN", "-o", os.path.join(FOLDER, "x.png"), code=2).stderr
assert not os.path.exists(os.path.join(FOLDER, "x.png"))
assert "are the same" in run("explain", "data/iis", "RUS", "Russia", code=2).stderr
assert "--documents has no effect on a table" in run("explain", "data/iis", "RUS", "CHN", "--documents", "data",
                                                     "--format", "csv", code=2).stderr
ledger = os.path.join(FOLDER, "ledger.csv")
run("explain", "data/iis", "RUS", "CHN", "--ledger", ledger)
with open(ledger, encoding="utf-8") as file:
    assert len(file.readlines()) > 100, "explain --ledger"
print("%d ties explained" % seen)
