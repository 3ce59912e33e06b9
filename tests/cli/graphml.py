"""igraph reads our GraphML as a user expects: nodes by id, two modes that it can project.

usage: graphml.py ENTENTE SOURCE; run by a Python that has igraph, else skipped
"""
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


with tempfile.TemporaryDirectory() as folder:
    one = graph(folder, "--network", "actors")
    assert one.vs.find(name="RUS")["label"] == "Russia", one.vs.attributes()
    assert "type" not in one.vs.attributes() and one.vs.find(name="RUS")["kind"] == "state"
    two = graph(folder, "--network", "two-mode")
    assert set(two.vs["type"]) == {False, True} and two.is_bipartite(two.vs["type"])
    assert {v["kind"] == "act" for v in two.vs if v["type"]} == {True}
    parties, agreements = two.bipartite_projection()
    assert parties.vcount() == two.vs["type"].count(False)
    # igraph's projection ties those who share an agreement, as ours does
    ties = {frozenset((one.vs[e.source]["name"], one.vs[e.target]["name"])) for e in one.es}
    theirs = {frozenset((parties.vs[e.source]["name"], parties.vs[e.target]["name"])) for e in parties.es}
    assert ties == theirs, ties ^ theirs
print("igraph reads one mode and two")
