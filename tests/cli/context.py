"""The context of a figure: what is promoted and talked about, beside the network. Its marks are compared with the
network of all kinds of ties, the marks of the network with the network alone.

usage: context.py ENTENTE SOURCE
"""
import csv
import json
import os
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET

PROGRAM, SOURCE = sys.argv[1:3]
here = tempfile.mkdtemp()
ALL = "bound,promoted,talks"


def run(*args, code=0):
    done = subprocess.run([PROGRAM, *args], capture_output=True, text=True)
    assert done.returncode == code, (args, done.returncode, done.stderr)
    return done


def graph(data, *args):
    return json.loads(run("graph", data, "-q", "--network", "ties", "--format", "json", "-o", "-", *args).stdout)


def listed(text):
    return frozenset(filter(None, (text or "").split(";")))


class Figure:
    def __init__(self, data, layout, *args):
        path = os.path.join(here, "figure.svg")
        self.said = run("draw", data, "--network", "ties", "--layout", layout, "-o", path, *args).stderr
        self.root = ET.parse(path).getroot()
        self.words = ["".join(e.itertext()) for e in self.root.iter() if e.tag.endswith("}text")]

    def having(self, attribute):
        return [e for e in self.root.iter() if e.get(attribute) is not None]

    def context(self):
        return [(e.get("data-context"), e.get("data-from"), e.get("data-to"), listed(e.get("data-acts")))
                for e in self.having("data-context")]


def account(said):
    found = re.search(r"(\d+) of (\d+) agreements drawn: ([^;\n]*)(?:; (\d+) not drawn: ([^\n]*))?", said)
    assert found, said
    drawn, total, parts, left, reasons = found.groups()
    counts = [int(n) for n in re.findall(r"(\d+) ", parts + " ")]
    assert sum(counts) == int(drawn) and int(drawn) + int(left or 0) == int(total), said
    assert sum(int(n) for n in re.findall(r"(\d+) ", reasons or "")) == int(left or 0), said
    return int(drawn), int(total)


def marks(data, plain, wide):
    """The id whose mark stands for each: of bodies outside the network that of what they are part of."""
    with open(os.path.join(data, "actors.csv"), newline="") as table:
        actors = {row["id"]: row for row in csv.DictReader(table)}
    own, known = {n["id"] for n in plain["nodes"]}, {n["id"] for n in wide["nodes"]}
    mark = {}
    for n in known:
        at = n
        while actors.get(at, {}).get("type") == "body" and actors[at]["part_of"]:
            at = actors[at]["part_of"]
        whole = actors.get(at, {}).get("type") != "body"
        mark[n] = at if n not in own and whole and at in known else n
    return mark


def strongest(weak, mark, plain):
    """Of two marks the strongest kind alone is drawn; what ties a mark to itself is not."""
    lines = {}
    for (kind, ends), acts in weak.items():
        lines.setdefault((kind, frozenset(mark[e] for e in ends)), set()).update(acts)
    bound = {frozenset((t["source"], t["target"])) for t in plain["ties"] + plain["unknown_ties"]}
    return {(kind, ends): frozenset(acts) for (kind, ends), acts in lines.items()
            if len(ends) == 2 and ends not in bound and not (kind == "talks" and ("promoted", ends) in lines)}


def check(data):
    plain, wide = graph(data), graph(data, "--tie-kinds", ALL)
    weak = {}  # (kind, ends) -> agreements
    for t in wide["ties"]:
        for act, kind in zip(t["acts"], t["act_tie_kinds"]):
            if kind != "bound":
                weak.setdefault((kind, frozenset((t["source"], t["target"]))), set()).add(act)
    weak_acts = set().union(*weak.values())

    f = Figure(data, "stress")
    drawn = {(kind, frozenset((a, b))): acts for kind, a, b, acts in f.context()}
    expected = strongest(weak, marks(data, plain, wide), plain)
    assert len(drawn) == len(f.context()) and drawn == expected, (drawn, expected)
    ties = {frozenset((e.get("data-source"), e.get("data-target"))) for e in f.having("data-source")}
    assert ties == {frozenset((t["source"], t["target"])) for t in plain["ties"] + plain["unknown_ties"]}
    assert {e.get("data-id") for e in f.having("data-id")} <= {n["id"] for n in plain["nodes"]}
    seen = account(f.said)
    assert any(w.startswith(f"{seen[0]} of {seen[1]} agreements drawn") for w in f.words), f.words

    f = Figure(data, "pyramid")
    acts = set().union(*(a for _, _, _, a in f.context())) if f.context() else set()
    boxes = set().union(*(listed(e.get("data-documents")) for e in f.having("data-documents")))
    bound = set(a for t in plain["ties"] for a in t["acts"])
    assert acts <= weak_acts and not acts & (bound - weak_acts), acts - weak_acts
    account(f.said)
    return f, boxes


def package(name, **tables):
    folder = os.path.join(here, name)
    os.makedirs(folder)
    for table, lines in tables.items():
        with open(os.path.join(folder, table + ".csv"), "w") as out:
            out.write("\n".join(lines) + "\n")
    return folder


small = package(
    "small", actors=["id,name,type,part_of", "ORG,World Body,organization,", "COM,Committee,body,ORG",
                     "REG,Region,organization,", "SILENT,Silent,organization,"],
    agreements=["id,title,short,kind,level,within,signed,status,as_of",
                "PAIR1,Pair,Pair 1,agreement,bilateral,,2001,,", "PAIR2,Pair again,Pair 2,agreement,bilateral,,2009,,",
                "REGIO,Charter of the region,Charter,agreement,regional,REG,2005,,",
                "RES,Resolution,Resolution 7,resolution,global,ORG,2012,adopted,2012",
                "DRAFT1,Code of conduct one,Code of conduct 1,draft,global,ORG,,proposed,2013",
                "DRAFT2,Code of conduct two,Code of conduct 2,draft,global,ORG,,proposed,2016",
                "REPORT,Report,Report,report,global,ORG,2014,,", "CHARTER,Founding act,Act,charter,global,ORG,1990,,",
                "TALK,Talks,Talks,dialogue,bilateral,,2010,,", "ALONE,Lone law,Law,law,,,2011,,"],
    parties=["agreement,party,role", "PAIR1,FRA,party", "PAIR1,DEU,party", "PAIR2,FRA,party", "PAIR2,DEU,party",
             "REGIO,FRA,party", "REGIO,DEU,party", "REGIO,ITA,party", "RES,COM,adopter", "RES,ESP,sponsor",
             "RES,PRT,sponsor", "DRAFT1,ITA,sponsor", "DRAFT1,FRA,sponsor", "DRAFT2,ITA,sponsor", "DRAFT2,FRA,sponsor",
             "REPORT,COM,adopter", "CHARTER,ORG,adopter", "TALK,CHE,party", "TALK,FRA,party", "ALONE,FRA,adopter"])
f, boxes = check(small)
assert boxes == {"RES", "DRAFT1", "DRAFT2", "REPORT", "CHARTER"}, boxes
assert {"Global", "Regional", "Bilateral", "Resolution 7", "Code of conduct", "2013–2016"} <= set(f.words), f.words
dashed = [e for e in f.having("data-documents") if any(x.get("stroke-dasharray") for x in e.iter())]
assert [listed(e.get("data-documents")) for e in dashed] == [{"DRAFT1", "DRAFT2"}]
assert f.words.count("1 document") == 2 and account(f.said) == (9, 10), (f.words, f.said)
assert "World Body" not in " ".join(w for w in f.words if "Without a tie" in w)
assert sorted(k for k, _, _, _ in f.context()) == ["promoted"] * 4 + ["talks"]

# on a day, a draft is there from its proposal
f = Figure(small, "pyramid", "--as-of", "2013-06-30")
assert "conduct 1" in f.words and account(f.said)[1] == 10, f.words

# what was asked for is drawn as ties of the network, and nothing beside it
for args in (("--tie-kinds", ALL), ("--role", "party;sponsor"), ("--only", "FRA;DEU")):
    f = Figure(small, "stress", *args)
    assert not f.context() and "agreements drawn" not in f.said, args
    assert len(f.having("data-source")) == len(graph(small, *args)["ties"]), args

# nor has a narrow figure, which says so
f = Figure(small, "stress", "--width", "88")
assert not f.context() and "are not shown on less than 120 mm" in f.said, f.said

# data without levels have no context
plain = package("plain", agreements=["id,title,kind,signed", "A,A,treaty,2000"],
                parties=["agreement,party,role", "A,FRA,party", "A,DEU,party", "A,ITA,sponsor"])
assert not Figure(plain, "stress").context()

f, _ = check(os.path.join(SOURCE, "data", "iis"))
assert {"Global", "Regional", "Multilateral", "Bilateral", "United Nations"} <= set(f.words)

# what sets up what: an arrow from the agreement's box to the body
set_up = [(a, b) for kind, a, b, acts in f.context() if kind == "sets-up" and not acts]
assert sorted(set_up) == [("agreement:UNGA-73-27", "OEWG-2019"), ("agreement:UNGA-74-247", "AHC"),
                          ("agreement:UNGA-75-240", "OEWG-2021")], set_up
print("ok")
