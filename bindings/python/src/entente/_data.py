"""Data on the way to the program: paths, tables, graphs."""
from __future__ import annotations

import csv
import datetime
import itertools
import math
import os
import re
import shutil
import tempfile
from typing import Any, Iterable, Mapping, Optional, Sequence, Union

from ._command import Error, Place

Record = Mapping[str, Any]
#: A path, a DataFrame, a list of dictionaries, a dictionary of tables, or a graph of networkx or igraph.
Data = Any


def text(value: Any) -> str:
    """A value as the program reads it: dates in ISO 8601, whole numbers without a point, lists with ";"."""
    if value is None or value is False:
        return "" if value is None else "no"
    if value is True:
        return "yes"
    if isinstance(value, (list, tuple, set, frozenset)):
        return ";".join(t for t in map(text, value) if t)
    if isinstance(value, (datetime.datetime, datetime.date)):
        # pandas' NaT is a datetime, too
        return "" if value != value else value.isoformat()[:10]
    if isinstance(value, float) or type(value).__name__.startswith("float"):
        number = float(value)
        if math.isnan(number):
            return ""
        return str(int(number)) if number.is_integer() and abs(number) < 1e15 else repr(number)
    written = str(value)
    return "" if written in ("<NA>", "NaT") and not isinstance(value, str) else written


def is_frame(value: Any) -> bool:
    return hasattr(value, "columns") and hasattr(value, "itertuples")


def is_records(value: Any) -> bool:
    return isinstance(value, (list, tuple)) and all(isinstance(row, Mapping) for row in value)


class Given:
    """What the program gets: words that name the data, and how places in written files are called."""

    def __init__(self, data: Data, name: Optional[str] = None) -> None:
        self.words: list[str] = []
        self.places: dict[str, Place] = {}
        self.weight: Optional[str] = None
        self.folder: Optional[str] = None
        self.name = name or "data"
        try:
            self._take(data)
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> "Given":
        return self

    def __exit__(self, *_: Any) -> None:
        self.close()

    def close(self) -> None:
        if self.folder:
            shutil.rmtree(self.folder, ignore_errors=True)

    def _take(self, data: Data) -> None:
        if isinstance(data, (str, os.PathLike)):
            self.words = [os.path.expanduser(os.fspath(data))]
            return
        if hasattr(data, "adjacency") and hasattr(data, "is_multigraph"):
            data, self.weight = _of_networkx(data)
        elif hasattr(data, "vs") and hasattr(data, "es"):
            data, self.weight = _of_igraph(data)
        self.folder = tempfile.mkdtemp(prefix="entente-")
        if is_frame(data) or (is_records(data) and data):
            self.words = [self._write(data, self.name)]
        elif isinstance(data, Mapping) and data and all(is_frame(t) or is_records(t) for t in data.values()):
            plain = [n for n in data if n in ("", "data")]  # a plain table, with tables beside it
            for name, table in data.items():
                path = self._write(table, self.name if name in plain else name)
                self.words += [path] if name in plain else [f"--{name}", path]
            if not plain:
                self.words = [self.folder]
        else:
            raise Error("data: expected a path, a DataFrame, a list of dictionaries, a dictionary of tables, or a graph; "
                        f"this is {type(data).__name__}" + ("" if data is None or not is_records(data) else " without rows"))

    def _write(self, table: Any, name: str) -> str:
        assert self.folder
        base = re.sub(r"[^A-Za-z0-9._-]", "_", name)
        path = os.path.join(self.folder, base if base.endswith(".csv") else base + ".csv")
        if is_frame(table):
            heads: list[str] = [str(c) for c in table.columns]
            rows: Iterable[Sequence[Any]] = table.itertuples(index=False, name=None)
            labels: Optional[list[Any]] = list(table.index)
        else:
            heads = list(dict.fromkeys(itertools.chain.from_iterable(table)))
            rows, labels = [[row.get(h) for h in heads] for row in table], None
        first: list[int] = []  # line on which a row begins
        with open(path, "w", encoding="utf-8", newline="") as file:
            write = csv.writer(file, lineterminator="\n").writerow
            write(heads)
            line = 2 + sum(h.count("\n") for h in heads)
            cells = [[text(cell) for cell in row] for row in rows]
            for row in cells:
                write(row)
                first.append(line)
                line += 1 + sum(cell.count("\n") for cell in row)

        def place(line: int, column: int) -> str:
            if not line or not first or line < first[0]:
                return name if not line else f"{name}, names of the columns"
            at = max(i for i, begins in enumerate(first) if begins <= line)
            head = None
            if column and not any("\n" in cell for cell in cells[at]):
                ends = itertools.accumulate(len(_quoted(cell)) + 1 for cell in cells[at])
                head = next((h for h, end in zip(heads, ends) if column <= end), heads[-1])
            if labels is None:
                return f"{name}[{at}]" + (f"[{head!r}]" if head else "")
            return f"{name}.loc[{labels[at]!r}" + (f", {head!r}]" if head else "]")

        self.places[path] = place
        return path


def _quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"' if any(c in cell for c in ',"\r\n') else cell


def _package(nodes: Sequence[tuple[str, Record]], edges: Sequence[tuple[str, str, Record]], directed: bool,
             second: Optional[set[str]]) -> tuple[dict[str, list[dict[str, Any]]], Optional[str]]:
    """A graph as a data package, so that ids stay as they are. An edge becomes an agreement of two parties; in a
    graph with two modes the nodes of the second mode are the agreements."""
    tied = {end for a, b, _ in edges for end in (a, b)}
    label = {node: row.get("label") or node for node, row in nodes}
    actors: list[dict[str, Any]] = []
    for node, row in nodes:
        if second and node in second:
            continue
        actor = {k: v for k, v in row.items() if k not in ("name", "label", "type", "kind", "id", "bipartite")}
        kind = row.get("kind")
        # the program lists organizations only where they have ties; a graph has the nodes that it has
        kind = "other" if kind in ("organization", "body") and node not in tied else kind
        actors.append({"id": node, "name": label[node], **({"type": kind} if kind else {}), **actor})
    parties: list[dict[str, Any]] = []
    if second:
        for a, b, _ in edges:
            act, party = (a, b) if a in second else (b, a)
            parties.append({"agreement": act, "party": party})
        agreements = [{"id": node, "title": label[node]} for node, _ in nodes if node in second]
        return {"agreements": agreements, "parties": parties, "actors": actors}, None
    agreements = []
    for number, (a, b, row) in enumerate(edges, 1):
        kept = {k: v for k, v in row.items() if k not in ("acts", "act_count", "id") and (k, v) != ("level", "several")}
        agreements.append({"id": f"pair {number}", "title": f"{a} - {b}", **kept})
        for end, side in ((a, "from"), (b, "to")):
            parties.append({"agreement": f"pair {number}", "party": end, **({"side": side} if directed else {})})
    weight = "column:weight" if any("weight" in row for _, _, row in edges) else None
    return {"agreements": agreements, "parties": parties, "actors": actors}, weight


def _of_networkx(graph: Any) -> Any:
    nodes = [(str(node), row) for node, row in graph.nodes(data=True)]
    edges = [(str(a), str(b), row) for a, b, row in graph.edges(data=True)]
    second = {node for node, row in nodes if row.get("bipartite") == 1 or row.get("type") is True}
    return _package(nodes, edges, graph.is_directed(), second or None)


def _of_igraph(graph: Any) -> Any:
    named = "name" in graph.vs.attributes()
    ids = [str(v["name"]) if named else str(v.index) for v in graph.vs]
    nodes = list(zip(ids, (v.attributes() for v in graph.vs)))
    edges = [(ids[e.source], ids[e.target], e.attributes()) for e in graph.es]
    second = {node for node, row in nodes if row.get("type") is True}
    return _package(nodes, edges, graph.is_directed(), second or None)
