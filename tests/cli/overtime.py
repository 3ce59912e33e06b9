"""Pictures over time show the numbers of `entente series`: each value of a line, in the attributes of its mark and in
the place of its points, against the table that the command writes.

The blocks and bands of communities are those of the members that the table names, and as high as their numbers.

usage: overtime.py ENTENTE SOURCE
"""
import csv
import datetime
import io
import math
import os
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET

PROGRAM, SOURCE = sys.argv[1:3]
IIS = os.path.join(SOURCE, "data/iis")
SVG = "{http://www.w3.org/2000/svg}"
passed = 0

# a state that ends, one that begins, a year without any tie (density 0, transitivity undefined)
PARTIES = """agreement,party,from,to
one,SUN,1980-02-01,1985-06-30
one,FRA,1980-02-01,1985-06-30
one,POL,1980-02-01,1985-06-30
two,RUS,1993-01-01,
two,FRA,1993-01-01,
two,DEU,1993-01-01,
three,DEU,1994-05-01,
three,POL,1994-05-01,
"""


def check(holds, words):
    global passed
    if not holds:
        sys.exit("FAILED: " + words)
    passed += 1


def entente(*words):
    done = subprocess.run([PROGRAM, *words], capture_output=True, text=True, timeout=300)
    check(done.returncode == 0, " ".join(words) + ": " + done.stderr)
    return done.stdout


def table(*words):
    """{(measure, node): {date: value}} of the command `series`; None: undefined."""
    found = {}
    for row in csv.DictReader(io.StringIO(entente("series", *words, "-q", "--format", "csv"))):
        value = float(row["value"]) if row["value"] else None
        found.setdefault((row["measure"], row["node"]), {})[row["date"]] = value
    return found


def marks(svg):
    """The marks of lines: [(measure, node, {date: value}, points)], each run of points of a line."""
    lines = []
    for group in ET.fromstring(svg).iter(SVG + "g"):
        if group.get("class") != "edge":
            continue
        path, dot = group.find(SVG + "path"), group.find(SVG + "circle")
        if path is not None:
            points = [tuple(map(float, p.split(","))) for p in re.findall(r"[-0-9.]+,[-0-9.]+", path.get("d"))]
        else:
            points = [(float(dot.get("cx")), float(dot.get("cy")))]
        if group.get("data-measure"):
            values = {}
            for item in group.get("data-values").split(";"):
                date, _, value = item.partition("=")
                values[date] = float(value) if value else None
            lines.append((group.get("data-measure"), group.get("data-node", ""), values, points))
        else:
            lines[-1][3].extend(points)
    return lines


def shown(value):
    return f"{value:.4g}"


def tells(svg, want):
    """The tooltip of each line: its first and last value, and its highest, each with its date."""
    told = {group.findtext(SVG + "title") for group in ET.fromstring(svg).iter(SVG + "g") if group.get("data-measure")}
    for (measure, node), values in want.items():
        known = [(date, value) for date, value in sorted(values.items()) if value is not None]
        if not known or node:
            continue
        peak = max(known, key=lambda item: item[1])
        ends = ", ".join(f"{shown(value)} in {date}" for date, value in [known[0]] + [known[-1]] * (len(known) > 1))
        words = f": {ends}; highest {shown(peak[1])} in {peak[0]}"
        check(any(text and text.endswith(words) for text in told), f"no tooltip ends with '{words}': {told}")


def same_scale(points, values):
    """Are the heights of the points a linear function of the values? The scale is fitted to both ends."""
    drawn = [v for _, v in sorted(values.items()) if v is not None]
    if len(drawn) != len(points):
        return False
    low, high = min(drawn), max(drawn)
    if low == high:
        return max(y for _, y in points) - min(y for _, y in points) < 0.02
    bottom, top = points[drawn.index(low)][1], points[drawn.index(high)][1]
    return all(abs(y - (bottom + (v - low) / (high - low) * (top - bottom))) < 0.02 for (_, y), v in zip(points, drawn))


def compare(data, steps, measures, *more, shown=None):
    """A figure of data against the table of the same series; then the figure of that table."""
    want = table(data, *steps, "-m", ",".join(measures), *more)
    svg = entente("draw", data, *steps, "--plot", "series", "--of", ",".join(measures), "-q", "-o", "-",
                  "--format", "svg", *more, *(shown or []))
    lines = marks(svg)
    check(lines, "no lines: " + data)
    for measure, node, values, points in lines:
        check(values == want[(measure, node)], f"{measure} of {node}: {values}, in the table {want[(measure, node)]}")
        check(same_scale(points, values), f"{measure} of {node}: points {points} of {values}")
    for (measure, node), values in want.items():
        if not node and any(v is not None for v in values.values()):
            check(any(m == measure and not n for m, n, _, _ in lines), f"{measure} has no line")
    with open("again.csv", "w") as file:
        file.write(entente("series", data, *steps, "-m", ",".join(measures), *more, "-q", "--format", "csv"))
    again = marks(entente("draw", "again.csv", "--plot", "series", "--of", ",".join(measures), "-q", "-o", "-",
                          "--format", "svg", *(shown or [])))
    check([line[:3] for line in again] == [line[:3] for line in lines], "the table draws other lines than the data")
    return lines, want, svg


def tallest(want, measure, count):
    peaks = {n: max((v for v in values.values() if v is not None), default=-math.inf)
             for (m, n), values in want.items() if m == measure and n}
    return peaks, sorted(peaks.values(), reverse=True)[:count]


def height(path):
    ys = [float(p.split(",")[1]) for p in re.findall(r"[-0-9.]+,[-0-9.]+", path.get("d"))]
    return max(ys) - min(ys)


def thickness(path):
    """Of a band: between its two left corners, which begin its upper edge and end its lower."""
    ys = [float(p.split(",")[1]) for p in re.findall(r"[-0-9.]+,[-0-9.]+", path.get("d"))]
    return ys[-1] - ys[0]


def members_of(group):
    return set(filter(None, group.get("data-members").split(";")))


def communities(data, steps, *more):
    """The diagram of communities against the rows that `series -m community` writes."""
    want = {}
    for (measure, node), values in table(data, *steps, "-m", "community").items():
        for date, value in values.items():
            want.setdefault(date, {})
            if value is not None:
                want[date].setdefault(int(value), set()).add(node)
    dates = sorted(want)
    svg = entente("draw", data, *steps, "--plot", "communities", "-q", "-o", "-", "--format", "svg", *more)
    blocks, bands = {}, {}
    for group in ET.fromstring(svg).iter(SVG + "g"):
        if group.get("data-community"):
            blocks[group.get("data-date"), group.get("data-community")] = group
        elif group.get("data-from"):
            bands[group.get("data-date"), group.get("data-from"), group.get("data-to")] = group
    named = {key[1] for key in blocks} - {"smaller"}
    largest = max(blocks.values(), key=lambda group: len(members_of(group)))
    unit = height(largest.find(SVG + "path")) / len(members_of(largest))

    def of(date, key):
        if key != "smaller":
            return want[date].get(int(key), set())
        return set().union(*(m for k, m in want[date].items() if str(k) not in named))

    for date in dates:
        for key in named | {"smaller"}:
            members, group = of(date, key), blocks.get((date, key))
            check((group is not None) == bool(members), f"{data}, {date}: block of {key}")
            if members:
                check(members_of(group) == members, f"{date}, {key}: {members_of(group)}, in the table {members}")
                check(abs(height(group.find(SVG + "path")) - unit * len(members)) < 0.03, f"{date}, {key}: height")
    for before, date in zip(dates, dates[1:]):
        for a in named | {"smaller"}:
            for b in named | {"smaller"}:
                both, group = of(before, a) & of(date, b), bands.get((date, a, b))
                check((group is not None) == bool(both), f"{data}, {date}: band from {a} to {b}")
                if both:
                    check(members_of(group) == both, f"{date}, {a} to {b}: {members_of(group)}, in the table {both}")
                    check(abs(thickness(group.find(SVG + "path")) - unit * len(both)) < 0.03, f"{date}, {a} to {b}: width")
    rows = csv.DictReader(io.StringIO(entente("draw", data, *steps, "--plot", "communities", "-q", "-o", "-", "--format",
                                              "csv", *more)))
    listed = {}
    for row in rows:
        if row["community"]:
            listed.setdefault(row["date"], {}).setdefault(int(row["community"]), set()).add(row["node"])
    check(listed == {date: groups for date, groups in want.items() if groups}, f"{data}: the table of the diagram is not that of the series")
    with open("members.csv", "w") as file:
        file.write(entente("series", data, *steps, "-m", "community,degree", "-q", "--format", "csv"))
    again = entente("draw", "members.csv", "--plot", "communities", "-q", "-o", "-", "--format", "svg", *more)
    check(again.count("data-members") == svg.count("data-members"), f"{data}: the table draws other blocks than the data")
    return svg, blocks, bands


def compare_days(data, before, after, *more):
    """The comparison of two dates against the table that `entente compare` writes; ties differ without colour."""
    fates = fates_between(data, before, after, *more)
    svg = entente("draw", data, "--compare", f"{before},{after}", *more, "-q", "-o", "-", "--format", "svg")
    drawn, looks = {}, {}
    for group in ET.fromstring(svg).iter(SVG + "g"):
        if group.get("class") == "edge" and group.get("data-change"):
            ends = frozenset((group.get("data-source"), group.get("data-target")))
            drawn.setdefault(group.get("data-change"), set()).add(ends)
            path = group.find(SVG + "path")
            if any(ends in fates.get(fate, ()) for fate in ("entered", "ended", "kept")):
                looks.setdefault(group.get("data-change"), set()).add(
                    (path.get("stroke-width"), path.get("stroke-dasharray")))
    words = {"entered": f"entered, only {after}: ", "ended": f"ended, only {before}: ", "kept": "kept, both: "}
    for fate, label in words.items():
        count = len(fates.get(fate, ()))
        check(fates.get(fate, set()) <= drawn.get(fate, set()), f"{data}: {fate}, in the table and not in the figure")
        said = re.search(re.escape(label) + r"(\d+)<", svg)
        check((int(said.group(1)) if said else 0) == count, f"{data}: {count} ties {fate}, the legend says {said}")
    check(f">Ties, {before} and {after}<" in svg, "no dates in the figure")
    unsure = sum(len(pairs) for fate, pairs in fates.items() if fate not in words)
    said = re.search(r"not known at one of the dates: (\d+)<", svg)
    check((int(said.group(1)) if said else 0) == unsure, f"{data}: {unsure} ties unknown at a date, the legend says {said}")
    alike = [look for fate in looks for look in looks[fate]]
    check(all(len(look) == 1 for look in looks.values()) and len(set(alike)) == len(alike),
          f"{data}: changes that differ in colour only: {looks}")


def fates_between(data, before, after, *more):
    """{fate: pairs} of the table of ties that `entente compare` writes."""
    rows = csv.DictReader(io.StringIO(entente("compare", data, before, after, *more, "-q", "--show", "ties", "--format",
                                              "csv")))
    fates = {}
    for row in rows:
        fates.setdefault(row["tie"], set()).add(frozenset((row["source"], row["target"])))
    return fates


def panels(data, dates, *more):
    """The numbers at the head of each panel, and the lines of ties that ended, against `entente compare`."""
    tree = ET.fromstring(entente("draw", data, "--panels", ",".join(dates), "--layout", "stress", *more, "-q", "-o", "-",
                                 "--format", "svg"))
    found = {panel.get("data-panel"): panel for panel in tree.iter(SVG + "g") if panel.get("data-panel")}
    for k, date in enumerate(dates):
        panel = found["abcdefghijkl"[k]]
        words = " ".join(text.text or "" for text in panel.iter(SVG + "text"))
        if not k:
            check(f"{panel.get('data-ties')} tie" in words, f"{date}: no number of ties in {words}")
            continue
        fates = fates_between(data, dates[k - 1], date, *more)
        fresh, ended = len(fates.get("entered", ())), len(fates.get("ended", ()))
        check(f", {fresh} new, {ended} ended" in words, f"{date}: {fresh} new, {ended} ended; the panel says: {words}")
        lines = sum(len(group.findall(SVG + "path")) for group in panel.iter(SVG + "g")
                    if group.get("id", "").startswith("blocs."))
        check(lines == 3 * ended, f"{date}: {lines} lines for {ended} ties that ended")


def days(text, last):
    """The first or the last day that an EDTF date of a table may mean, as a year with its fraction; None: open."""
    if text in ("", ".."):
        return None
    parts = [int(p) for p in text.rstrip("?~%").split("-")]
    if len(parts) == 3:
        day = datetime.date(*parts)
    elif not last:
        day = datetime.date(parts[0], parts[1] if len(parts) > 1 else 1, 1)
    else:
        month = parts[1] if len(parts) > 1 else 12
        day = datetime.date(parts[0] + month // 12, month % 12 + 1, 1) - datetime.timedelta(1)
    return day.year + (day - datetime.date(day.year, 1, 1)).days / 365.25


def lifelines(data, actor, own, other):
    """The bars of an actor's memberships against the rows of memberships.csv: solid from the last day on which they may
    begin to the first on which they may end, pale before and after."""
    with open(os.path.join(data, "memberships.csv"), encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row[own] == actor]
    svg = entente("draw", data, "--plot", "memberships", "--of", actor, "-q", "-o", "-", "--format", "svg")
    tree = ET.fromstring(svg)
    ticks = []
    for text in tree.iter(SVG + "text"):
        if re.fullmatch(r"\d{4}", text.text or "") and text.get("text-anchor") == "middle":
            ticks.append((float(text.text), float(text.get("x"))))
    (y0, x0), (y1, x1) = ticks[0], ticks[-1]
    bars = {}
    for group in tree.iter(SVG + "g"):
        if group.get("data-role"):
            xs = [float(p.split(",")[0]) for p in re.findall(r"[-0-9.]+,[-0-9.]+", group.find(SVG + "path").get("d"))]
            key = group.get("data-node"), group.get("data-role"), group.get("data-from"), group.get("data-to")
            bars.setdefault(key, []).append((min(xs), max(xs), group.find(SVG + "path").get("fill")))
    for row in rows:
        key = row[other], row["role"], row["from"], row["to"]
        check(key in bars, f"{actor}: no bar of {key}: {list(bars)[:3]}")
        pieces = sorted(bars.pop(key))
        begins, may_end = days(row["from"], False), days(row["to"], True)
        if begins is not None:
            want = x0 + (begins - y0) / (y1 - y0) * (x1 - x0)
            check(abs(pieces[0][0] - want) < 0.1, f"{actor}, {key}: begins at {pieces[0][0]}, not {want}")
        if may_end is not None:
            want = x0 + (may_end - y0) / (y1 - y0) * (x1 - x0)
            check(abs(pieces[-1][1] - want) < 0.1, f"{actor}, {key}: ends at {pieces[-1][1]}, not {want}")
        if len(row["from"]) == 4 and begins is not None:
            check(len(pieces) > 1 and pieces[0][2] != pieces[1][2], f"{actor}, {key}: the year of joining is not pale")
    check(not bars, f"{actor}: bars of no row: {list(bars)}")
    return len(rows)


with tempfile.TemporaryDirectory() as here:
    os.chdir(here)
    with open("small.csv", "w") as file:
        file.write(PARTIES)
    years = ["--from", "1984", "--to", "1996"]
    lines, want, svg = compare("small.csv", years, ["ties", "density", "transitivity"])
    tells(svg, want)
    check(any(v is None for v in want[("transitivity", "")].values()), "transitivity is always defined")
    runs = svg.count('class="edge"')
    check(runs > len(lines), "no gap where transitivity is undefined")
    lines, want, svg = compare("small.csv", years, ["degree"], shown=["--top", "9"])
    ends = {node: max(values) for _, node, values, _ in lines}
    check(ends["SUN"] == "1991" and ends["RUS"] == "1996", f"lines outlive their states: {ends}")
    compare("small.csv", ["--dates", "1984,1990,1994-06-01,1995"], ["ties", "degree"])

    lines, want, _ = compare(IIS, ["--from", "1999", "--to", "2021"], ["degree", "ties"], "--network", "actors",
                             shown=["--top", "5"])
    peaks, best = tallest(want, "degree", 5)
    drawn = [n for m, n, _, _ in lines if m == "degree"]
    check(sorted((peaks[n] for n in drawn), reverse=True) == best, f"not the five highest: {drawn}")
    lines, want, svg = compare(IIS, ["--from", "2009", "--to", "2021"], ["degree"], shown=["--highlight", "RUS,CHN"])
    check(len(lines) == sum(1 for m, n in want if m == "degree"), "a highlight leaves lines out")
    ends = re.findall(r">(Russia|China|SCO|Cuba)</text>", svg)
    check(sorted(ends) == ["China", "Russia"], f"names at the ends of lines: {ends}")
    compare(IIS, ["--from", "2009", "--to", "2021"], ["degree"], "--only", "RUS;CHN;SCO")
    svg = entente("draw", IIS, "--from", "2009", "--to", "2021", "--plot", "series", "--events", "summit", "-q", "-o", "-",
                  "--format", "svg")
    check("2021-06-16 Summit of the presidents" in svg, "no event in the figure")
    svg, blocks, bands = communities(IIS, ["--dates", "2009,2015,2018,2021"])
    check(len(blocks) > 5 and len(bands) > 4, "few blocks")
    svg, blocks, bands = communities(IIS, ["--from", "2006", "--to", "2021", "--network", "actors"], "--top", "2")
    check(any(key[1] == "smaller" for key in blocks), "no smaller communities")
    communities("small.csv", ["--dates", "1984,1993,1995"], "--width", "88")
    compare_days(IIS, "2009", "2021")
    compare_days(IIS, "2015", "2021-06-30", "--network", "actors")
    compare_days("small.csv", "1984", "1995")
    panels(IIS, ["2009", "2015", "2018", "2021"])
    panels("small.csv", ["1984", "1990", "1993", "1995"])
    check(lifelines(IIS, "ASEAN", "organization", "member") == 10, "not ten members of ASEAN")
    check(lifelines(IIS, "RUS", "member", "organization") > 3, "few organizations of Russia")
print(passed, "passed, 0 failed")
