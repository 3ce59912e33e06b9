"""Nodes, ties, weights and ids are the same in networkx and igraph, there and back; figures; notebooks."""
import json

import pytest

import entente

networkx = pytest.importorskip("networkx")
igraph = pytest.importorskip("igraph")
pytest.importorskip("pandas")


def network(tables):
    return set(tables.nodes.id), {frozenset((a, b)): w for a, b, w in zip(tables.ties.source, tables.ties.target, tables.ties.weight)}


def of_networkx(g):
    return set(g), {frozenset((a, b)): row["weight"] for a, b, row in g.edges(data=True)}


def of_igraph(g):
    return set(g.vs["name"]), {frozenset((g.vs[e.source]["name"], g.vs[e.target]["name"])): e["weight"] for e in g.es}


@pytest.mark.filterwarnings("ignore:.*single party")
@pytest.mark.parametrize("kind", ["actors", "ties", "two-mode"])
def test_same_network(iis, kind):
    tables = network(entente.graph(iis, network=kind))
    g, h = entente.as_networkx(iis, network=kind), entente.as_igraph(iis, network=kind)
    assert of_networkx(g) == tables and of_igraph(h) == tables
    assert g.nodes["RUS"]["label"] == "Russia" and h.vs.find(name="RUS")["label"] == "Russia"
    if kind == "two-mode":
        assert set(h.vs["type"]) == {False, True}
        assert networkx.bipartite.is_bipartite_node_set(g, [n for n, row in g.nodes(data=True) if row["bipartite"] == 0])
    else:
        assert "type" not in h.vs.attributes()
    again = "actors" if kind == "ties" else kind  # the ties of a graph are between two nodes
    assert network(entente.graph(g, network=again)) == tables
    assert network(entente.graph(h, network=again)) == tables


def test_same_numbers(iis):
    g = entente.as_networkx(iis, network="actors")
    measured = entente.measure(g, ["betweenness", "degree"]).set_index("id")
    assert measured.degree.to_dict() == dict(g.degree())
    for node, value in networkx.betweenness_centrality(g, normalized=False).items():
        assert measured.betweenness[node] == pytest.approx(value)


def test_graphs_of_others():
    ring = igraph.Graph.Ring(5)
    ring.add_vertices(1)
    assert list(entente.measure(ring, "degree").degree) == [2, 2, 2, 2, 2, 0]
    sales = networkx.DiGraph()
    sales.add_weighted_edges_from([("USA", "IND", 5), ("USA", "FRA", 2.5), ("RUS", "IND", 1)])
    assert entente.value(sales, "indegree", "IND", directed=True) == 2
    back = entente.as_networkx(sales, directed=True)
    assert back.is_directed() and back["USA"]["FRA"]["weight"] == 2.5


def test_figure(rows, tmp_path):
    figure = entente.draw(rows, width=88)
    assert figure.alt.startswith("Network figure: 3 other actors, 3 ties. Most ties")
    assert figure._repr_svg_().startswith("<?xml") and figure._repr_png_() is None
    assert figure._repr_html_().startswith("<figure><svg") and "<figcaption>data. Network figure" in figure._repr_html_()
    png = entente.draw(rows, tmp_path / "x.png", width=88)
    assert png._repr_png_() and png._repr_html_() is None and "3 other actors" in png.alt
    with pytest.raises(entente.Error, match="did you mean 'stress'"):
        entente.draw(rows, layout="stres")


def test_notebook(rows, tmp_path):
    nbformat = pytest.importorskip("nbformat")
    preprocess = pytest.importorskip("nbconvert.preprocessors")
    pytest.importorskip("ipykernel")
    book = nbformat.v4.new_notebook()
    book.cells = [nbformat.v4.new_code_cell(f"import entente\nentente.quiet = True\nrows = {rows!r}\nentente.draw(rows, width=88)"),
                  nbformat.v4.new_code_cell("entente.measure(rows, 'degree')")]
    preprocess.ExecutePreprocessor(timeout=120, kernel_name="python3").preprocess(book, {"metadata": {"path": str(tmp_path)}})
    drawn, table = (cell.outputs[0].data for cell in book.cells)
    assert "<figcaption>" in drawn["text/html"] and "<svg" in drawn["image/svg+xml"]
    assert "Norland" in table["text/html"]
    json.dumps(book)
