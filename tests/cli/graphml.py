"""Other programs read our files as a user expects: igraph GraphML and GML, with nodes by id and two
modes that it can project; networkx GEXF; and a table of ties says what it has no place for.

usage: graphml.py ENTENTE SOURCE; run by a Python that has igraph, else skipped
"""
import csv
import os
import subprocess
import sys
import tempfile

DEBIAN = "/usr/bin/python3"
try:
    import igraph
except ImportError:
    if os.path.exists(DEBIAN) and not os.environ.get("ENTENTE_TRIED"):
        os.execve(DEBIAN, [DEBIAN, *sys.argv], {**os.environ, "ENTENTE_TRIED": "1"})
    print("skipped: no igraph for Python")
    sys.exit(77)

PROGRAM, SOURCE = sys.argv[1:3]
DATA = os.path.join(SOURCE, "data/iis")


def graph(folder, *words):
    path = os.path.join(folder, "g.graphml")
    subprocess.run([PROGRAM, "graph", DATA, "-q", "-o", path, *words], check=True)
    return igraph.Graph.Read_GraphML(path)


def ties_of(g):
    return {frozenset((g.vs[e.source]["name"], g.vs[e.target]["name"])) for e in g.es}


with tempfile.TemporaryDirectory() as folder:
    one = graph(folder, "--network", "actors")
    assert one.vs.find(name="RUS")["label"] == "Russia", one.vs.attributes()
    assert "type" not in one.vs.attributes() and one.vs.find(name="RUS")["kind"] == "state"
    two = graph(folder, "--network", "two-mode")
    assert set(two.vs["type"]) == {False, True} and two.is_bipartite(two.vs["type"])
    assert {v["kind"] == "agreement" for v in two.vs if v["type"]} == {True}
    parties, agreements = two.bipartite_projection()
    assert parties.vcount() == two.vs["type"].count(False)
    # igraph's projection ties those who share an agreement, as ours does
    assert ties_of(one) == ties_of(parties), ties_of(one) ^ ties_of(parties)
    # the same in GML
    path = os.path.join(folder, "g.gml")
    subprocess.run([PROGRAM, "graph", DATA, "-q", "-o", path, "--network", "actors"], check=True)
    gml = igraph.Graph.Read_GML(path)
    assert gml.vs["name"] == one.vs["name"] and gml.vs.find(name="RUS")["label"] == "Russia", gml.vs.attributes()
    assert gml.ecount() == one.ecount() and gml.es["weight"] == one.es["weight"]
    # tables: of nodes, all; of ties, with a word on who is not in it
    nodes, ties = os.path.join(folder, "x.nodes.csv"), os.path.join(folder, "x.csv")
    words = [PROGRAM, "graph", DATA, "--network", "actors", "--as-of", "2010-06-30", "-o"]
    subprocess.run([*words, nodes], check=True, stderr=subprocess.PIPE)
    said = subprocess.run([*words, ties], check=True, stderr=subprocess.PIPE, text=True).stderr
    with open(nodes, encoding="utf-8") as file:
        ids = {row["id"] for row in csv.DictReader(file)}
    with open(ties, encoding="utf-8") as file:
        tied = {row[end] for row in csv.DictReader(file) for end in ("source", "target")}
    assert tied < ids and "%d nodes without ties are not in this table" % len(ids - tied) in said, said
    try:
        import networkx
    except ImportError:
        print("skipped: no networkx for GEXF")
    else:
        path = os.path.join(folder, "g.gexf")
        subprocess.run([PROGRAM, "graph", DATA, "-q", "-o", path, "--network", "actors"], check=True)
        gexf = networkx.read_gexf(path)
        name = {node: data["id"] for node, data in gexf.nodes(data=True)}
        assert sorted(name.values()) == sorted(one.vs["name"])
        assert {frozenset((name[a], name[b])) for a, b in gexf.edges} == ties_of(one)
print("igraph reads one mode and two")
