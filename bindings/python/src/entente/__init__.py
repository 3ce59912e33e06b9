"""Agreement data as networks, statistics and figures: calls the program entente.

Every function takes data (a path, a pandas DataFrame, a list of dictionaries, a dictionary of tables such as
{"agreements": ..., "parties": ...}, or a graph of networkx or igraph) and the options of the program as named
arguments: as_of="2015-12-31" is --as-of 2015-12-31. Tables are DataFrames, or lists of dictionaries where pandas is
absent or records=True. Dates stay as they are written (EDTF); a second column that ends in _date has the exact days.
"""
from __future__ import annotations

import os
import sys
import tempfile
import types
import warnings as _warnings
from typing import Any, Iterable, Optional, Sequence, Union

from ._command import DataWarning, Error, Finding, Settings, command, options as _options, run
from ._command import place_of as _place_of
from ._data import Data, Given
from ._figure import Figure, alt_of as _alt_of
from ._results import exact_date, framed as _framed, records_of as _records_of, table_of as _table_of

__version__ = "0.1.0"
__all__ = ["actors", "agreements", "as_igraph", "as_networkx", "check", "codes", "command", "compare", "convert", "DataWarning", "draw",
           "dyads", "Error", "exact_date", "explain", "Figure", "Finding", "graph", "guess", "listing", "measure",
           "regress", "run", "series", "table", "value", "version", "write"]

Names = Union[str, Iterable[str], None]


def _call(verb: str, data: Data, *words: Any, format: Optional[str] = "csv", file: str = "-", first: Sequence[str] = (),
          accept: Sequence[int] = (0,), name: Optional[str] = None, quiet: Optional[bool] = None, **options: Any) -> str:
    with Given(data, name) as given:
        if given.weight and verb in ("measure", "series", "graph", "compare", "regress", "draw"):
            options.setdefault("weight", given.weight)
        return run(verb, *first, *given.words, *words, *_options(options), *(["--format", format] if format else []), "-o",
                   file, places=given.places, accept=accept, quiet=quiet)


def _list(names: Names) -> Optional[list[str]]:
    return None if names is None else [names] if isinstance(names, str) else list(names)


def version() -> str:
    """The version of the program."""
    return run("--version").strip().replace("entente ", "", 1)


def measure(data: Data, measures: Names = None, scope: Optional[str] = None, *, records: bool = False, **options: Any) -> Any:
    """Statistics of nodes, ties, pairs or the network (scope); scope="all" has one row a value."""
    more: dict[str, Any] = {"long": True} if scope == "all" else {"scope": scope}
    return _table_of(_call("measure", data, measures=_list(measures), **more, **options), records)


def value(data: Data, measure: str, node: Optional[str] = None, **options: Any) -> Optional[float]:
    """One number: of a node (id or name) or, without one, of the network; None where it is undefined."""
    options.setdefault("quiet", True)
    scope = "network" if node is None else "node"
    rows = _records_of(_call("measure", data, measures=[measure], scope=scope, **options))
    if node is None:
        number: Optional[float] = next(row["value"] for row in rows if row["measure"] == measure)
        return number
    found = [row for row in rows if row["id"] == node] or [row for row in rows if row["name"] == node]
    if len(found) != 1:
        raise Error(f"'{node}' is the id or name of {len(found)} nodes of this network; expected one")
    number = found[0][measure]
    return number


def series(data: Data, from_: Any, to: Any, measures: Names = None, *, wide: bool = False, records: bool = False,
           **options: Any) -> Any:
    """The same over time: one row a value, with the year as a number where steps are years.

    With wide=True one row a date and node with a column a measure; where measures are of nodes and of the network, a
    dictionary of two such tables.
    """
    rows = _records_of(_call("series", data, measures=_list(measures), **{"from": from_}, to=to, **options))
    if all(len(row["date"]) == 4 for row in rows):
        rows = [{"year": int(row["date"]), **row} for row in rows]
    if not wide:
        return _framed(rows, records)
    parts = {scope: _framed(_wide([row for row in rows if row["scope"] == scope]), records)
             for scope in dict.fromkeys(row["scope"] for row in rows)}
    return next(iter(parts.values())) if len(parts) == 1 else parts


def _wide(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    out: dict[tuple[Any, ...], dict[str, Any]] = {}
    for row in rows:
        key = {k: row[k] for k in ("year", "date", "node") if row.get(k) is not None}
        out.setdefault(tuple(key.values()), key)[row["measure"]] = row["value"]
    return list(out.values())


def codes(scheme: str = "cow", on: Optional[str] = None) -> dict[str, Any]:
    """{id: code} in a scheme of the register (cow, gw, iso2, isonum, ...) on a day; without one, present or last codes."""
    rows = listing("actors", records=True, as_of=on)
    if scheme not in rows[0]:
        raise Error(f"unknown scheme '{scheme}'; expected cow, gw, iso2, iso3 or isonum")
    return {row["id"]: row[scheme] for row in rows if row[scheme] is not None}


def dyads(data: Data, from_: int, to: int, measures: Names = None, *, codes: Names = "cow", records: bool = False,
          **options: Any) -> Any:
    """A row for each year and pair of states that existed in it, tied or not, to be merged with other data on dyads.

    codes="cow" gives the columns ccode1 and ccode2, codes="gw" gwcode1 and gwcode2.
    """
    return _table_of(_call("graph", data, format="dyads.csv", during=(from_, to), measures=_list(measures),
                           codes=_list(codes), **options), records)


def compare(data: Data, a: Any, b: Any, *, records: bool = False, **options: Any) -> Any:
    """The ties of two dates, with what became of each."""
    return _table_of(_call("compare", data, a, b, **options), records)


def regress(data: Data, terms: Names, dyads: Optional[Data] = None, *, records: bool = False, **options: Any) -> Any:
    """Explains ties by attributes (MRQAP): terms=["same:region", "absdiff:size"], a row a term and then the fit.

    Terms such as "dyad:distance" are columns of dyads: a path or a table with the ids of two nodes, then numbers.
    """
    if dyads is None:
        return _table_of(_call("regress", data, terms=_list(terms), **options), records)
    with Given(dyads, "dyads") as pairs:
        return _table_of(_call("regress", data, terms=_list(terms), dyads=pairs.words[0], **options), records)


def agreements(data: Data, *, records: bool = False, **options: Any) -> Any:
    """One row for each agreement."""
    return _table_of(_call("agreements", data, **options), records)


def actors(data: Data, *, records: bool = False, **options: Any) -> Any:
    """One row for each actor."""
    # in the columns of roles are numbers of agreements
    return _table_of(_call("actors", data, **options), records, ("id", "name", "type", "region"))


def table(data: Data, rows: str, columns: Optional[str] = None, *, records: bool = False, **options: Any) -> Any:
    """A cross table of agreements: rows="topic", columns="party"."""
    return _table_of(_call("table", data, rows=rows, columns=columns, **options), records,
                     () if rows == "year" else (rows,))


def write(data: Data, file: Union[str, os.PathLike[str]], command: str = "measure", **options: Any) -> None:
    """Writes the table of a command to a file; its ending decides the format: docx, xlsx, html, tex, md, csv, ..."""
    _call(command, data, format=None, file=os.fspath(file), **options)


def explain(data: Data, a: str, b: str, *, records: bool = False, **options: Any) -> Any:
    """The agreements behind one tie, with dates, status and source."""
    return _table_of(_call("explain", data, a, b, **options), records)


def check(data: Data, *, records: bool = False, **options: Any) -> Any:
    """Every finding of the checks; `place` names the cell of a DataFrame or list. Errors are rows, no exceptions."""
    options.setdefault("quiet", True)
    with Given(data, options.pop("name", None)) as given, _warnings.catch_warnings():
        _warnings.simplefilter("ignore", DataWarning)  # they are in the table
        quiet = options.pop("quiet")
        written = run("check", *given.words, *_options(options), "--format", "csv", "-o", "-", places=given.places,
                      accept=(0, 1), quiet=quiet)
        rows = _records_of(written)
        for row in rows:
            row["place"] = _place_of(row["file"], row["line"] or 0, row["column"] or 0, given.places)
    return _framed(rows, records, ["file", "line", "column", "severity", "check", "text", "place"])


def listing(what: str = "measures", data: Optional[Data] = None, *, records: bool = False, **options: Any) -> Any:
    """What the program knows: measures, layouts, formats, checks, kinds, maps, states; actors (also of data)."""
    options.setdefault("quiet", True)
    if data is not None:
        return _table_of(_call("list", data, first=[what], **options), records)
    quiet = options.pop("quiet")
    return _table_of(run("list", what, *_options(options), "--format", "csv", "-o", "-", quiet=quiet), records)


def convert(data: Data, map: Optional[str] = None, to: Optional[str] = None, **options: Any) -> str:
    """Turns a table of any form into a data package by a map; returns its folder, which every function takes."""
    folder = to or os.path.join(tempfile.mkdtemp(prefix="entente-"), "package")
    name, quiet = options.pop("name", None), options.pop("quiet", None)
    with Given(data, name) as given:
        run("import", *_options({"map": map, **options}), *given.words, "-o", folder, places=given.places, quiet=quiet)
    return folder


def guess(data: Data, **options: Any) -> str:
    """A map that the program proposes for a table, as JSON."""
    name, quiet = options.pop("name", None), options.pop("quiet", None)
    with Given(data, name) as given:
        return run("import", "--guess", *given.words, *_options(options), places=given.places, quiet=quiet)


def draw(data: Data, file: Union[str, os.PathLike[str], None] = None, **options: Any) -> Figure:
    """Draws a figure; without `file` an SVG that a notebook shows with its caption."""
    with tempfile.TemporaryDirectory(prefix="entente-") as folder:
        path = os.fspath(file) if file is not None else os.path.join(folder, "figure.svg")
        caption = options.setdefault("caption", os.path.join(folder, "caption.txt"))
        _call("draw", data, format=options.pop("format", None), file=path, **options)
        with open(caption, encoding="utf-8") as said:
            words = said.read().strip()
        with open(path, "rb") as drawn:
            content = drawn.read()
    return Figure(path if file is not None else None, content, words, _alt_of(content, words))


def graph(data: Data, *, records: bool = False, **options: Any) -> types.SimpleNamespace:
    """The network as two tables: .nodes and .ties."""
    nodes = _table_of(_call("graph", data, format="nodes.csv", **options), records)
    with _warnings.catch_warnings():  # the same call again: its messages are known
        _warnings.simplefilter("ignore", DataWarning)
        options["quiet"] = True
        ties = _table_of(_call("graph", data, **options), records)
    return types.SimpleNamespace(nodes=nodes, ties=ties)


def _graphml(data: Data, folder: str, **options: Any) -> str:
    path = os.path.join(folder, "network.graphml")
    _call("graph", data, format="graphml", file=path, **options)
    return path


def as_networkx(data: Data, **options: Any) -> Any:
    """The network as a graph of networkx: nodes by id, the name to show in `label`; `bipartite` for two modes."""
    import networkx

    with tempfile.TemporaryDirectory(prefix="entente-") as folder:
        graph = networkx.read_graphml(_graphml(data, folder, **options))
    graph = networkx.relabel_nodes(graph, {node: row["name"] for node, row in graph.nodes(data=True)})
    for _, row in graph.nodes(data=True):
        if isinstance(row.get("type"), bool):
            row["bipartite"] = int(row["type"])
    for _, _, row in graph.edges(data=True):
        row.pop("id", None)  # GraphML's number of the edge
    return graph


def as_igraph(data: Data, **options: Any) -> Any:
    """The network as a graph of igraph: `name` is the id, `label` the name to show; a logical `type` for two modes."""
    import igraph

    with tempfile.TemporaryDirectory(prefix="entente-") as folder:
        graph = igraph.Graph.Read_GraphML(_graphml(data, folder, **options))
    for sequence in (graph.vs, graph.es):  # GraphML's numbers of vertices and edges
        if "id" in sequence.attributes():
            del sequence["id"]
    return graph


class _Module(types.ModuleType):
    """Lets `entente.program = ...` and `entente.quiet = True` reach every part of the package."""

    @property
    def program(self) -> Optional[str]:
        return Settings.program

    @program.setter
    def program(self, path: Optional[str]) -> None:
        Settings.program = path

    @property
    def quiet(self) -> bool:
        return Settings.quiet

    @quiet.setter
    def quiet(self, value: bool) -> None:
        Settings.quiet = value


sys.modules[__name__].__class__ = _Module
