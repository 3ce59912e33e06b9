"""Kinds of ties: bound, promoted, talks. A small package with its ties by hand, then random packages: the bound
ties of all kinds together are the default network, whatever is promoted beside them.

usage: tie_kinds.py ENTENTE
"""
import csv
import io
import json
import os
import random
import subprocess
import sys
import tempfile

PROGRAM = sys.argv[1]
here = tempfile.mkdtemp()
ALL = "bound,promoted,talks"


def package(name, **tables):
    folder = os.path.join(here, name)
    os.makedirs(folder)
    for table, lines in tables.items():
        with open(os.path.join(folder, table + ".csv"), "w") as out:
            out.write("\n".join(lines) + "\n")
    return folder


def run(*args, code=0):
    done = subprocess.run([PROGRAM, *args], capture_output=True, text=True)
    assert done.returncode == code, (args, done.returncode, done.stderr)
    return done.stdout if code == 0 else done.stderr


def network(folder, *args):
    return json.loads(run("graph", folder, "--network", "ties", "-q", "--format", "json", "-o", "-", *args))


def ties(folder, *args, key="ties"):
    return {(t["source"], t["target"]): (t.get("tie_kind"), t["acts"], t.get("act_tie_kinds"))
            for t in network(folder, *args)[key]}


folder = package(
    "small",
    actors=["id,name,type,part_of", "ORG,Organization,organization,", "BODY,Body,body,ORG", "LONE,Lone,organization,"],
    agreements=["id,title,kind,within,signed,status,as_of",
                "PAIR,Pair,agreement,ORG,2010,,", "FREE,Free pair,agreement,,2011,,",
                "MANY,Many,agreement,ORG,2012,,", "RULES,Rules,draft,ORG,,proposed,2009-03",
                "SOLE,Sole proposal,draft,ORG,,proposed,2014", "OWN,Own plan,plan,LONE,2013,,",
                "MIX,Signed by one,statement,ORG,2013,,", "TALK,Talks,dialogue,,2001,,",
                "ROUND,Round table,dialogue,ORG,2002,,", "ONE,One party,agreement,ORG,2015,,"],
    parties=["agreement,party,role", "PAIR,FRA,party", "PAIR,DEU,party", "PAIR,ITA,sponsor", "PAIR,FRA,initiator",
             "FREE,FRA,party", "FREE,ESP,party", "FREE,ITA,participant",
             "MANY,FRA,party", "MANY,DEU,party", "MANY,ESP,signatory", "MANY,ITA,drafter", "MANY,CHE,observer",
             "RULES,ITA,sponsor", "RULES,PRT,sponsor", "RULES,BODY,adopter", "SOLE,PRT,initiator",
             "OWN,LONE,adopter", "MIX,ITA,signatory", "MIX,BODY,adopter", "TALK,FRA,party", "TALK,CHE,party",
             "ROUND,CHE,initiator", "ROUND,PRT,participant", "ROUND,FRA,party", "ONE,CHE,party"])
P, B, T = "promoted", "bound", "talks"
BOUND = {("DEU", "FRA"): (B, ["PAIR"], [B]), ("ESP", "FRA"): (B, ["FREE"], [B]),
         ("DEU", "ORG"): (B, ["MANY"], [B]), ("ESP", "ORG"): (B, ["MANY"], [B]), ("FRA", "ORG"): (B, ["MANY"], [B])}
PROMOTED = {("ITA", "ORG"): (P, ["MANY", "PAIR", "RULES"], [P, P, P]), ("FRA", "ITA"): (P, ["FREE"], [P]),
            ("ESP", "ITA"): (P, ["FREE"], [P]), ("ORG", "PRT"): (P, ["RULES", "SOLE"], [P, P]),
            ("BODY", "ORG"): (P, ["RULES"], [P]), ("BODY", "ITA"): (P, ["MIX"], [P])}
TALKS = {("CHE", "FRA"): (T, ["TALK"], [T]), ("CHE", "ORG"): (T, ["ROUND"], [T])}
assert {k: (B, a, [B] * len(a)) for k, (_, a, _) in ties(folder).items()} == BOUND, ties(folder)
assert ties(folder, "--tie-kinds", "bound") == BOUND
assert ties(folder, "--tie-kinds", "bound,promoted") == {**BOUND, **PROMOTED}
got = ties(folder, "--tie-kinds", ALL)
assert got == {**BOUND, **PROMOTED, **TALKS, ("FRA", "ORG"): (B, ["MANY", "ROUND"], [B, T]),
               ("ORG", "PRT"): (P, ["ROUND", "RULES", "SOLE"], [T, P, P])}, got
assert ties(folder, "--tie-kinds", "talks") == {**TALKS, ("FRA", "ORG"): (T, ["ROUND"], [T]),
                                                ("ORG", "PRT"): (T, ["ROUND"], [T])}
# alone, promoters tie without the parties of the agreement
assert ("BODY", "ITA") not in ties(folder, "--tie-kinds", "promoted")
assert ties(folder, "--tie-kinds", "promoted")[("BODY", "ORG")] == (P, ["MIX", "RULES"], [P, P])

# a draft is there from its proposal, under every rule; a party that signed is not in force
for rule in ("signed", "in-force"):
    got = ties(folder, "--tie-kinds", ALL, "--as-of", "2010-01-01", "--count", rule)
    assert got.get(("ORG", "PRT")) == (P, ["ROUND", "RULES"], [T, P]), (rule, got)
    assert got.get(("CHE", "FRA")) == (T, ["TALK"], [T]) and ("DEU", "ORG") not in got, (rule, got)
assert ("ORG", "PRT") not in ties(folder, "--role", "sponsor;adopter", "--as-of", "2010-01-01")  # --role: --count

# every format says the kind, and only when it was asked for
for fmt in ("dot", "graphml", "gexf", "gml", "csv", "json"):
    text = run("graph", folder, "--network", "ties", "-q", "--tie-kinds", ALL, "--format", fmt, "-o", "-")
    assert "tie_kind" in text and text.count("promoted") >= 6, fmt
    assert "tie_kind" not in run("graph", folder, "--network", "ties", "-q", "--format", fmt, "-o", "-"), fmt
rows = list(csv.DictReader(io.StringIO(run("explain", folder, "FRA", "ORG", "-q", "--tie-kinds", ALL, "--format", "csv"))))
assert {r["id"]: r["tie_kind"] for r in rows} == {"MANY": B, "ROUND": T, "PAIR": ""}, rows
assert "    tie kind   talks\n" in run("explain", folder, "CHE", "FRA", "--tie-kinds", ALL)

# refused
for words, args in (("unknown kind of ties 'bond'; did you mean 'bound'", ("--tie-kinds", "bond")),
                    ("--role and --tie-kinds both say which roles", ("--tie-kinds", "bound", "--role", "party")),
                    ("--tie-kinds has no effect on a network of members", ("--tie-kinds", "bound", "--network", "members"))):
    assert words in run("measure", folder, *args, code=2), (args, run("measure", folder, *args, code=2))
plain = package("plain", agreements=["id,title,kind,signed", "A,A,treaty,2000"],
                parties=["agreement,party,role", "A,FRA,party", "A,DEU,party"])
assert "no kind of ties 'talks' in these data; there are: bound" in run("measure", plain, "--tie-kinds", "talks", code=2)

# ---- random packages ----

STATES = ["FRA", "DEU", "ITA", "ESP", "PRT", "CHE"]
ROLES = ["party", "party", "signatory", "sponsor", "initiator", "adopter", "drafter", "participant", "observer"]


def random_package(number):
    draw = random.Random(number)
    agreements, parties = ["id,title,kind,within,signed,status,as_of"], ["agreement,party,role,withdrew"]
    for i in range(12):
        proposed = draw.random() < 0.3
        agreements.append(f"A{i},Act {i},{draw.choice(['treaty', 'draft', 'dialogue'])},"
                          f"{draw.choice(['', 'ORG', 'BODY'])},{'' if proposed else draw.randint(2000, 2010)},"
                          f"{'proposed' if proposed else ''},{'2005' if proposed else ''}")
        for actor in draw.sample(STATES + ["ORG", "BODY"], draw.randint(1, 5)):
            parties.append(f"A{i},{actor},{draw.choice(ROLES)},{draw.choice(['', '..', '2008'])}")
    return package(f"random{number}", agreements=agreements, parties=parties,
                   actors=["id,name,type,part_of", "ORG,Organization,organization,", "BODY,Body,body,ORG"])


for number in range(12):
    folder = random_package(number)
    for when in ((), ("--as-of", "2009-06-30"), ("--during", "2004/2007")):
        plain, full = network(folder, *when), network(folder, "--tie-kinds", ALL, *when)
        bound = {(t["source"], t["target"]): t["acts"] for t in plain["ties"]}
        kinds = {}
        for t in full["ties"]:
            acts = [a for a, k in zip(t["acts"], t["act_tie_kinds"]) if k == B]
            assert t["tie_kind"] == min(t["act_tie_kinds"], key=[B, P, T].index), t
            if acts:
                kinds[(t["source"], t["target"])] = acts
        assert kinds == bound, (number, when, kinds, bound)
        if not when:
            assert {n["id"] for n in plain["nodes"]} <= {n["id"] for n in full["nodes"]}
print("ok")
