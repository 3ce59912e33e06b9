"""network_files.py ENTENTE: network files that networkx and igraph write are read as those programs read them; our own
come back as they were; damaged files are one error with a line, never a crash."""
import json
import os
import random
import warnings
from collections import Counter

warnings.filterwarnings("ignore")
from commands import ENTENTE, check, finish, need, put, outcome as run

need("igraph", "networkx")
import igraph
import networkx


def ours(path, *options):
    """(names of nodes, {pair of names: weight}) as entente reads the file."""
    code, out, err = run("graph", path, "--network", "actors", "-q", "--format", "json", "-o", "-", *options)
    check(code == 0, path, err)
    if code:
        return None
    network = json.loads(out)
    names = {n["id"]: n["name"] for n in network["nodes"]}
    directed = "--directed" in options
    ties = Counter()
    for t in network["ties"]:
        pair = (names[t["source"]], names[t["target"]])
        ties[pair if directed else tuple(sorted(pair))] += t["weight"]
    return sorted(names.values()), {p: round(w, 9) for p, w in ties.items()}


def theirs(nodes, edges, directed):
    """The same of a list of (name, name, weight); loops are no ties."""
    ties = Counter()
    for a, b, weight in edges:
        if a != b:
            ties[(a, b) if directed else tuple(sorted((a, b)))] += weight
    return sorted(nodes), {p: round(w, 9) for p, w in ties.items()}


WORDS = ["Aland", "Bordavia", "Nordland & Co", "\"Quoted\" land", "Ünterland", "São Tomás", "x<y", "Ærø", "O'Neil", "Land 10",
         "Cotê", "Дом", "Tab land", "1st land"]


def graphs(seed):
    chance = random.Random(seed)
    directed = seed % 2 == 1
    names = chance.sample(WORDS, chance.randint(3, len(WORDS)))
    g = networkx.MultiDiGraph() if directed else networkx.MultiGraph()
    for i, name in enumerate(names):
        g.add_node(name, region=chance.choice(["North", "South"]), size=i)
    for _ in range(chance.randint(2, 30)):
        g.add_edge(*chance.sample(names, 2), weight=chance.choice([1, 2, 0.5, 3.25]), kind=chance.choice(["treaty", "pact"]))
    simple = (networkx.DiGraph if directed else networkx.Graph)(g)
    return directed, g, simple


def edges_of(g):
    return [(a, b, d.get("weight", 1)) for a, b, d in g.edges(data=True)]


def written_by_networkx(seed):
    directed, multi, simple = graphs(seed)
    flags = ["--directed"] if directed else []
    writers = {"graphml": networkx.write_graphml, "gexf": networkx.write_gexf, "gml": networkx.write_gml}
    for form, write in writers.items():
        for kind, g in (("simple", simple), ("multi", multi)):
            path = "nx-%d-%s.%s" % (seed, kind, form)
            write(g, path)
            again = networkx.read_gml(path) if form == "gml" else None
            check(again is None or sorted(again.nodes) == sorted(g.nodes), path)
            check(ours(path, *flags) == theirs(g.nodes, edges_of(g), directed), path)
            if directed:  # both directions of a pair are one tie
                check(ours(path) == theirs(g.nodes, edges_of(g), False), path, "undirected")
    path = "nx-%d.net" % seed
    plain = networkx.relabel_nodes(simple, {n: n.replace('"', "") for n in simple})
    for _, d in plain.nodes(data=True):
        d.clear()
    networkx.write_pajek(plain, path)
    check(ours(path, *flags) == theirs(plain.nodes, edges_of(plain), directed), path)


def written_by_igraph(seed):
    directed, multi, simple = graphs(seed)
    flags = ["--directed"] if directed else []
    names = [n.replace('"', "") for n in multi]
    number = {n: i for i, n in enumerate(multi)}
    g = igraph.Graph(len(names), [(number[a], number[b]) for a, b, _ in edges_of(multi)], directed=directed)
    g.es["weight"] = [w for _, _, w in edges_of(multi)]
    g.vs["name"] = names
    g.vs["id"] = names
    g.vs["label"] = names
    expected = theirs(names, [(names[e.source], names[e.target], e["weight"]) for e in g.es], directed)
    for form, write in {"graphml": g.write_graphml, "gml": g.write_gml, "net": g.write_pajek}.items():
        path = "ig-%d.%s" % (seed, form)
        write(path)
        check(ours(path, *flags) == expected, path, ours(path, *flags), expected)
    del g.vs["name"], g.vs["label"], g.vs["id"]
    g.write_graphml("bare.graphml")  # nodes n0, n1, ...
    got = ours("bare.graphml", *flags)
    check(got and len(got[0]) == len(names) and sum(got[1].values()) == sum(expected[1].values()), "bare", got)


def read_dl():
    texts = {
        "full.dl": "dl n=4\nformat = fullmatrix\nlabels:\nAnn,Bob,Carl,Dora\ndata:\n0 1 0 1\n1 0 1 0\n0 0 0 0\n1 0 1 0\n",
        "edges.dl": "dl n=5\nformat = edgelist1\nlabels:\ngeorge, sally, jim, billy, jane\ndata:\n1 2 1.5\n1 3\n2 4 2\n",
        "embedded.dl": "dl n=4\nformat=edgelist1\nlabels embedded\ndata:\ngeorge sally\njim billy\n",
    }
    for path, text in texts.items():
        put(path, text)
        g = igraph.Graph.Read_DL(path, directed=True)
        names = g.vs["name"] if "name" in g.vs.attributes() else [str(i + 1) for i in range(g.vcount())]
        names = [n.strip('"') for n in names]
        edges = [(names[e.source], names[e.target], e["weight"] if "weight" in g.es.attributes() else 1) for e in g.es]
        edges = [(a, b, 1 if w != w else w) for a, b, w in edges]
        check(ours(path, "--directed") == theirs(names, edges, True), path, ours(path, "--directed"), theirs(names, edges, True))
    put("upper.dl", "DL N = 3\nFORMAT = FULLMATRIX DIAGONAL ABSENT\nLABELS EMBEDDED\nDATA:\n  A B C\nA   1 1\nB 1   0\nC 1 0\n")
    check(ours("upper.dl") == (["A", "B", "C"], {("A", "B"): 1, ("A", "C"): 1}), ours("upper.dl"))
    put("nodes.dl", "dl n=5\nformat = nodelist1\ndata:\n1 3 2\n2 5\n4 1\n")
    check(ours("nodes.dl", "--directed") == (["1", "2", "3", "4", "5"], {("1", "3"): 1, ("1", "2"): 1, ("2", "5"): 1, ("4", "1"): 1}),
          ours("nodes.dl", "--directed"))
    put("mirror.dl", "dl n=3\ndata:\n0 1 0\n1 0 2\n0 2 0\n")  # every tie twice: one edge
    check(ours("mirror.dl") == (["1", "2", "3"], {("1", "2"): 1, ("2", "3"): 2}), ours("mirror.dl"))
    put("lines.dl", "dl n=2\nformat=fullmatrix\nlabels:\nUnited Kingdom\nCosta Rica\ndata:\n0 1\n1 0\n")
    check(ours("lines.dl")[0] == ["Costa Rica", "United Kingdom"], ours("lines.dl"))
    put("two.dl", "dl nr=3, nc=2\nrow labels:\nFrance,Italy,Peru\ncolumn labels:\nX,Y\ndata:\n1 0\n1 1\n0 1\n")
    check(ours("two.dl") == (["France", "Italy", "Peru"], {("France", "Italy"): 1, ("Italy", "Peru"): 1}), ours("two.dl"))


def two_modes():
    g = networkx.Graph()
    g.add_nodes_from(["France", "Italy", "Peru"], bipartite=0)
    g.add_nodes_from(["X", "Y"], bipartite=1)
    g.add_edges_from([("France", "X"), ("Italy", "X"), ("Italy", "Y"), ("Peru", "Y")])
    expected = (["France", "Italy", "Peru"], {("France", "Italy"): 1, ("Italy", "Peru"): 1})
    networkx.write_graphml(g, "two.graphml")
    check(ours("two.graphml") == expected, ours("two.graphml"))
    code, out, err = run("agreements", "two.graphml", "--format", "csv", "-q")
    check([line.split(",")[0] for line in out.splitlines()[1:]] == ["X", "Y"], out, err)
    put("two.net", "*Vertices 5 3\n1 \"France\"\n2 \"Italy\"\n3 \"Peru\"\n4 \"X\"\n5 \"Y\"\n*Edges\n1 4\n2 4\n2 5\n3 5\n")
    check(ours("two.net") == expected, ours("two.net"))
    put("twomatrix.net", "*Vertices 5 3\n1 \"France\"\n2 \"Italy\"\n3 \"Peru\"\n4 \"X\"\n5 \"Y\"\n*Matrix\n1 0\n1 1\n0 1\n")
    check(ours("twomatrix.net") == expected, ours("twomatrix.net"))
    g.add_edge("X", "Y")  # no longer two modes
    networkx.write_graphml(g, "broken.graphml")
    code, out, err = run("measure", "broken.graphml", "-m", "degree")
    check(code == 0 and "joins two of one mode" in err, err)


def times():
    put("spells.gexf", """<?xml version="1.0"?>
<gexf xmlns="http://gexf.net/1.3" version="1.3"><graph defaultedgetype="undirected" mode="dynamic" timeformat="date">
<attributes class="edge"><attribute id="a" title="topic" type="string"/></attributes>
<nodes><node id="0" label="France"/><node id="1" label="Italy"/><node id="2" label="Peru"/></nodes>
<edges><edge id="x" source="0" target="1" start="1950-03-01" end="1959-12-31" weight="2"><attvalues><attvalue for="a" value="war"/></attvalues></edge>
<edge id="y" source="1" target="2"><spells><spell start="1960" end="1965"/><spell start="1970"/></spells></edge>
</edges></graph></gexf>""")
    for day, expected in (("1955-01-01", {("France", "Italy"): 2}), ("1959-12-31", {("France", "Italy"): 2}),
                          ("1960-01-01", {}), ("1963-01-01", {("Italy", "Peru"): 1}), ("1968-01-01", {}),
                          ("1975-01-01", {("Italy", "Peru"): 1})):
        got = ours("spells.gexf", "--as-of", day, "--weight", "column:weight" if expected.get(("France", "Italy")) else "count")
        check(got and got[1] == expected, day, got)
    code, out, err = run("explain", "spells.gexf", "Italy", "Peru")
    check("edge 2, spell 2 of spells.gexf" in out and "spells.gexf:6" in out, out, err)
    put("times.net", "*Vertices 2\n1 \"France\"\n2 \"Italy\"\n*Edges\n1 2 1 [1950-1960,1970-*]\n")
    check(ours("times.net", "--as-of", "1975-01-01")[1] == {("France", "Italy"): 1})
    check(ours("times.net", "--as-of", "1965-01-01")[1] == {})


def round_trips():
    """Our own files: nodes, ids, ties and weights come back."""
    put("t.csv", "agreement,party,signed\n" + "".join("T%d,%s,%d\n" % (i, c, 1950 + i) for i in range(12)
                                                      for c in random.Random(i).sample(["France", "Italy", "Peru", "Chile", "Guild", "NATO"], 3)))
    for network in ("actors", "two-mode"):
        expected = json.loads(run("graph", "t.csv", "--network", network, "-q", "--format", "json", "-o", "-")[1])
        for form in ("graphml", "gexf", "gml", "net"):
            if network == "two-mode" and form != "graphml":
                continue  # these forms have no mark of the modes
            path = "%s.%s" % (network, form)
            check(run("graph", "t.csv", "--network", network, "-q", "-o", path)[0] == 0, path)
            again = json.loads(run("graph", path, "--network", network, "-q", "--format", "json", "-o", "-")[1])
            check([(n["id"], n["name"]) for n in again["nodes"]] == [(n["id"], n["name"]) for n in expected["nodes"]] or
                  form == "net", path, again["nodes"], expected["nodes"])
            check([(t["source"], t["target"], t["weight"]) for t in again["ties"]] ==
                  [(t["source"], t["target"], t["weight"]) for t in expected["ties"]] or form == "net", path, again["ties"])
            check(run("import", path, "-q", "-o", path + "-package")[0] == 0, path)
            check(run("check", path + "-package")[0] == 0, path, run("check", path + "-package"))
            packed = json.loads(run("graph", path + "-package", "--network", network, "-q", "--format", "json", "-o", "-")[1])
            check([(t["source"], t["target"], t["weight"]) for t in packed["ties"]] ==
                  [(t["source"], t["target"], t["weight"]) for t in again["ties"]], path, "as a package")
    code, out, err = run("measure", "actors.graphml", "-m", "degree")
    check("the file has no agreements, so that each of its" in err, err)
    code, out, err = run("draw", "actors.gexf", "-q", "-o", "drawn.svg")
    check(code == 0 and os.path.getsize("drawn.svg") > 1000, err)


def others():
    put("yed.graphml", """<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:y="http://www.yworks.com/xml/graphml">
<key for="node" id="d6" yfiles.type="nodegraphics"/><key for="edge" id="w" attr.name="weight" attr.type="double"><default>3</default></key>
<graph edgedefault="directed" id="G"><node id="n0"><data key="d6"><y:ShapeNode><y:Fill color="#FF"/><y:NodeLabel>France</y:NodeLabel></y:ShapeNode></data></node>
<node id="n1"><data key="d6"><y:ShapeNode><y:NodeLabel>Italy<y:LabelModel/></y:NodeLabel></y:ShapeNode></data></node>
<edge id="e0" source="n0" target="n1"/></graph></graphml>""")
    check(ours("yed.graphml") == (["France", "Italy"], {("France", "Italy"): 3}), ours("yed.graphml"))
    put("latin.net", "*Vertices 2\n1 \"Côte\"\n2 \"Perú\"\n*Arcslist\n1 2\n".encode("latin-1"))
    check(ours("latin.net", "--directed") == (["Côte", "Perú"], {("Côte", "Perú"): 1}), ours("latin.net", "--directed"))
    put("entities.gml", 'graph [ node [ id 1 label "A &amp; B &#233;" ] node [ id 2 label "C" ] edge [ source 1 target 2 ] ]')
    check(ours("entities.gml")[0] == ["A & B é", "C"], ours("entities.gml"))


def needs_no_map():
    code, out, err = run("import", "--guess", "yed.graphml")
    check(code == 2 and "yed.graphml: error: a network file needs no map" in err and not out, code, err)


def weights():
    put("some.gml", 'graph [ node [ id 1 label "A" ] node [ id 2 label "B" ] node [ id 3 label "C" ] '
                    'edge [ source 1 target 2 weight 2.5 ] edge [ source 2 target 3 ] ]')
    code, out, err = run("measure", "some.gml", "-m", "degree")
    check("1 edge without a weight weighs 1" in err, err)
    check(ours("some.gml")[1] == {("A", "B"): 2.5, ("B", "C"): 1}, ours("some.gml"))


def damaged():
    wrong = {
        "a.graphml": ("<graphml><graph><node/></graph></graphml>", "a.graphml:1: error:", "a node without an id"),
        "b.graphml": ("<!DOCTYPE x [<!ENTITY a 'b'>]><graphml/>", "error:", "declares a document type"),
        "c.graphml": ("<graphml>\n<graph><node id='a'>", "c.graphml:2:", "no element found"),
        "d.graphml": ("<graphml><graph><hyperedge/></graph></graphml>", "error:", "hyperedges"),
        "e.graphml": ("<graphml/>", "error:", "it has no nodes"),
        "f.net": ("*Vertices 2\n*Edges\n1 3\n", "f.net:3: error:", "'3' is not the number of a vertex (1 to 2)"),
        "g.net": ("*Vertices 900000000\n", "error:", ""),
        "h.net": ("hello\n", "h.net:1: error:", "expected *Vertices"),
        "i.gml": ("graph [ node [ id 1 ]", "error:", "a '[' without ']'"),
        "j.gml": ("graph [ edge [ source 1 ] ]", "j.gml:1: error:", "an edge without source or target"),
        "k.dl": ("dl n=2\ndata:\n1 2 3\n", "error:", "row 2 of the matrix"),
        "l.dl": ("dl n=2 format=cube\ndata:\n", "l.dl:1: error:", "unknown format 'cube'"),
        "m.dl": ("dl nm=2 n=2\n", "error:", "2 matrices"),
        "n.gexf": ("<gexf><graph><edges><edge source='a'/></edges></graph></gexf>", "error:", "an edge without source or target"),
    }
    for path, (text, place, words) in wrong.items():
        code, out, err = run("measure", put(path, text))
        check(code == 1 and err.count(": error:") == 1 and place in err and words in err and not out, path, err)
    for path in ("nx-1-multi.graphml", "nx-1-multi.gexf", "nx-1-multi.gml", "nx-1.net", "full.dl"):  # cut anywhere
        with open(path, "rb") as file:
            data = file.read()
        for i in range(1, 20):
            cut = path.replace(".", "-cut.")
            with open(cut, "wb") as file:
                file.write(data[:len(data) * i // 20])
            code, out, err = run("measure", cut, "-m", "degree", "-q")
            check(code in (0, 1) and (code == 0 or err.count("error:") == 1), cut, i, code, err)


for seed in range(6):
    written_by_networkx(seed)
    written_by_igraph(seed)
read_dl()
two_modes()
times()
round_trips()
others()
needs_no_map()
weights()
damaged()
finish()
