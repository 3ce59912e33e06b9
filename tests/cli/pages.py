"""The frame of a figure for a publication: pages by name, title, subtitle, source and note, the place of the legend.

usage: pages.py ENTENTE SOURCE
"""
import csv
import io
import os
import struct
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET

PROGRAM, SOURCE = sys.argv[1:3]
TITLE = "Bilateral agreements dominate: a title that is too long for one line of a narrow figure & has <signs>"
wrong = 0


def check(good, what):
    global wrong
    if not good:
        wrong += 1
        print(what, file=sys.stderr)


def run(*words):
    p = subprocess.run([PROGRAM, *words], capture_output=True, text=True, timeout=120)
    check(p.returncode == 0, f"entente {' '.join(words)}: {p.stderr}")
    return p.stdout


class Figure:
    def __init__(self, *options, name="x.svg"):
        run("draw", "plain.csv", "--layout", "stress", "-q", *options, "-o", name)
        self.svg = ET.parse(name).getroot()
        self.width, self.height = (float(self.svg.get(side)[:-2]) for side in ("width", "height"))

    def group(self, name):
        found = [g for g in self.svg.iter() if g.get("id") == name]
        return [t for g in found for t in g.iter() if t.tag.endswith("}text")]

    def words(self, name):
        return " ".join(t.text for t in self.group(name))

    def texts(self):
        return [t for t in self.svg.iter() if t.tag.endswith("}text")]

    def nodes(self):
        return {g.get("data-id"): (float(c.get("cx")), float(c.get("cy"))) for g in self.svg.iter()
                for c in g if g.get("data-id") and c.get("cx")}

    def title(self):
        return self.svg.find("{http://www.w3.org/2000/svg}title").text


def pages():
    rows = list(csv.DictReader(io.StringIO(run("list", "sizes", "--format", "csv"))))
    with open(os.path.join(SOURCE, "data/pages/pages.tsv")) as f:
        table = list(csv.DictReader(f, delimiter="\t"))
    check([r["size"] for r in rows] == [r["name"] for r in table], "`list sizes` does not list the table")
    for row in table:
        figure = Figure("--page", row["name"])
        height = float(row["height_mm"] or 0)
        check(abs(figure.width - float(row["width_mm"])) < 0.02, f"{row['name']}: {figure.width} mm wide")
        check(not height or (abs(figure.height - height) < 0.02 if row["height_is"] == "exact"
                             else figure.height <= height), f"{row['name']}: {figure.height} mm high")
        smallest = min(float(t.get("font-size")) for t in figure.texts())
        check(smallest >= float(row["least_text_pt"] or 5) - 0.01, f"{row['name']}: text of {smallest} points")
        check(row["source"], f"{row['name']}: no source")
        run("draw", "plain.csv", "--layout", "stress", "-q", "--size", row["name"], "-o", "y.svg")
        check(open("x.svg").read() == open("y.svg").read(), f"--size {row['name']} is not --page")
    for page, pixels in (("x-post", (1600, 900)), ("square", (1080, 1080)), ("portrait-4x5", (1080, 1350))):
        run("draw", "plain.csv", "--layout", "stress", "-q", "--page", page, "-o", "x.png")
        check(struct.unpack(">II", open("x.png", "rb").read()[16:24]) == pixels, f"{page}: not {pixels} pixels")
    run("draw", "plain.csv", "--layout", "stress", "-q", "--page", "x-post", "--dpi", "80", "-o", "x.png")
    check(struct.unpack(">II", open("x.png", "rb").read()[16:24]) == (800, 450), "--dpi does not count on a page")


def headings():
    plain = Figure("--width", "88", "--save-places", "plain-places.csv")
    options = ("--width", "88", "--title", TITLE, "--subtitle", "A subtitle", "--source", "Source: a ministry",
               "--note", "Note: all dates are days of signature.")
    full = Figure(*options, "--save-places", "full-places.csv")
    check(not plain.group("headings"), "headings without options")
    check(full.words("headings") == f"{TITLE} A subtitle Note: all dates are days of signature. Source: a ministry",
          f"headings: {full.words('headings')!r}")
    check(len(full.group("headings")) > 4, "the title is not wrapped")
    check(full.title() == TITLE, f"<title>: {full.title()!r}")
    check(full.height > plain.height + 8, f"the headings take no height: {plain.height}, {full.height}")
    y = [float(t.get("y")) for t in full.group("headings")]
    check(y == sorted(y) and y[-1] < full.height / 25.4 * 72, "the lines of the headings are not in order")
    marks = [at[1] for at in full.nodes().values()]
    check(y[-3] < min(marks) < max(marks) < y[-2], "headings are not above and below the network")
    # places do not count the title
    check(open("plain-places.csv").read() == open("full-places.csv").read(), "the title changes saved places")
    again = Figure(*options, "--places", "plain-places.csv", name="again.svg")
    check(again.nodes() == full.nodes() and again.height == full.height, "kept places move below a title")
    for name in ("x.tex", "x.dot"):
        run("draw", "plain.csv", "--layout", "stress", "-q", *options, "-o", name)
        check("A subtitle" in open(name).read(), f"no subtitle in {name}")
    run("draw", "plain.csv", "-q", "--plot", "ranks", "--title", "Ranks", "--source", "Source: x", "-o", "x.svg")
    check("Source: x" in open("x.svg").read(), "no source below a plot")


def legends():
    def sides(figure):
        return min(float(t.get("x")) for t in figure.group("legend")) if figure.group("legend") else None

    check(sides(Figure("--width", "180")) > 250, "the legend of a wide figure is not at the right")
    check(sides(Figure("--width", "180", "--legend", "below")) < 20, "--legend below")
    check(sides(Figure("--width", "100", "--legend", "right")) > 140, "--legend right")
    check(sides(Figure("--legend", "none")) is None, "--legend none")


# ---- files for journals ----

def tags_of(tiff):
    """The tags of the first directory of a TIFF file, whose values are numbers."""
    data = open(tiff, "rb").read()
    end = "<" if data[:2] == b"II" else ">"
    at = struct.unpack(end + "I", data[4:8])[0]
    tags = {}
    for i in range(struct.unpack(end + "H", data[at:at + 2])[0]):
        tag, kind, count, value = struct.unpack(end + "HHII", data[at + 2 + 12 * i:at + 14 + 12 * i])
        if kind == 5:
            a, b = struct.unpack(end + "II", data[value:value + 8])
            value = a / b
        elif kind == 3 and count == 1:
            value = struct.unpack(end + "HH", struct.pack(end + "I", value))[0]
        tags[tag] = value
    return tags


def tiff():
    run("draw", "plain.csv", "--layout", "stress", "-q", "--width", "60", "-o", "x.tif")
    run("draw", "plain.csv", "--layout", "stress", "-q", "--width", "60", "--format", "tiff", "-o", "y.tiff")
    check(open("x.tif", "rb").read() == open("y.tiff", "rb").read(), "a TIFF has other bytes each time")
    tags = tags_of("x.tif")
    check(tags[256] == round(60 / 25.4 * 600), f"TIFF: {tags[256]} pixels wide")
    check(tags[282] == tags[283] == 600 and tags[296] == 2, f"TIFF: resolution {tags[282]}, unit {tags[296]}")
    check(tags[259] == 5 and tags[277] == 3 and tags[262] == 2, "TIFF: not RGB compressed by LZW")
    check(338 not in tags and 306 not in tags, "TIFF: an alpha channel or a date")
    run("draw", "plain.csv", "--layout", "stress", "-q", "--width", "60", "--dpi", "300", "-o", "x.tif")
    check(tags_of("x.tif")[282] == 300, "TIFF: --dpi")


def labels_of_captions():
    run("draw", "plain.csv", "-q", "--layout", "stress", "--caption", "c.tex", "-o", "first.pdf")
    check("\\label{fig:first}" in open("c.tex").read(), "the label is not made from the name of the figure")


# ---- corrections by hand ----

def rows_of(places):
    with open(places) as f:
        return {r["node"]: r for r in csv.DictReader(f, delimiter="\t" if places.endswith("tsv") else ",")}


def near(a, b):
    return all(abs(float(x) - float(y)) < 0.02 for x, y in zip(a, b))


def where(row, *keys):
    return [row[k] for k in keys]


def corrections():
    Figure("--save-places", "all.tsv")
    Figure("--save-places", "all.csv")
    check(rows_of("all.tsv") == rows_of("all.csv"), "TSV and CSV differ")
    before = rows_of("all.tsv")
    Figure("--places", "all.tsv", "--save-places", "again.tsv")
    check(open("all.tsv").read() == open("again.tsv").read(), "kept places change")
    one, two = list(before)[:2]
    # one row that is changed in the whole file, and the same row alone
    x, y = float(before[one]["x"]) + 7, float(before[one]["y"]) + 5
    with open("edited.tsv", "w") as f:
        for line in open("all.tsv"):
            cells = line.rstrip("\n").split("\t")
            f.write("\t".join([one, f"{x}", f"{y}", "right", "", ""] if cells[0] == one else cells) + "\n")
    with open("row.csv", "w") as f:
        f.write(f"node,x,y,label_x,label_y\n{one},{x},{y},,\n{two},,,{float(before[two]['label_x']) + 9},"
                f"{before[two]['label_y']}\n")
    for name in ("edited.tsv", "row.csv"):
        Figure("--places", name, "--save-places", "after.tsv", name="after.svg")
        after = rows_of("after.tsv")
        check(near(where(after[one], "x", "y"), (x, y)), f"{name}: the node was not moved")
        moved = [n for n in before if n != one and not near(where(after[n], "x", "y"), where(before[n], "x", "y"))]
        check(not moved, f"{name}: {moved} moved as well")
        labels = [n for n in before if n not in (one, two) and
                  not near(where(after[n], "label_x", "label_y"), where(before[n], "label_x", "label_y"))]
        check(not labels, f"{name}: the labels of {labels} moved as well")
    check(near(where(after[two], "label_x"), (float(before[two]["label_x"]) + 9,)) and after[two]["label"] == "line",
          "the label was not moved, or has no line to its node")
    with open("bad.csv", "w") as f:
        f.write("node,x,y\nA1,3,\n")
    p = subprocess.run([PROGRAM, "draw", "plain.csv", "--places", "bad.csv", "-o", "x.svg"], capture_output=True, text=True)
    check(p.returncode == 1 and "bad.csv:2:4: error: expected both numbers of a place" in p.stderr, p.stderr)
    with open("other.csv", "w") as f:
        f.write("node,x,y\nZZ,3,4\n")
    p = subprocess.run([PROGRAM, "draw", "plain.csv", "--places", "other.csv", "-o", "x.svg"], capture_output=True, text=True)
    check("--places: 1 of 1 rows are of nodes that this figure does not draw" in p.stderr, p.stderr)


def example_of_the_manual():
    """The table of docs/figures.md, with the commands around it."""
    with open(os.path.join(SOURCE, "docs/figures.md")) as f:
        text = f.read()
    text = text[text.index("## The last millimetre by hand"):]
    table = text.split("```\n")[1]
    for command in text.split("\n\n"):
        if command.startswith("    entente draw data/iis"):
            run(*(w.replace("data/iis", os.path.join(SOURCE, "data/iis")) for w in command.split()[1:]), "-q")
    before = rows_of("places.tsv")
    with open("table.csv", "w") as f:
        f.write(table)
    run("draw", os.path.join(SOURCE, "data/iis"), "--layout", "stress", "-q", "--places", "table.csv", "-o", "x.svg",
        "--save-places", "after.csv")
    after = rows_of("after.csv")
    for node, row in rows_of("table.csv").items():
        for a, b in (("x", "y"), ("label_x", "label_y")):
            if row[a]:
                check(near(where(after[node], a, b), where(row, a, b)), f"the manual's example does not move {node}")
    check(all(near(where(after[n], "x", "y"), where(before[n], "x", "y")) for n in before if n != "IRN"),
          "the manual's example moves other nodes")


# ---- directions, and the ego ----

def directions():
    with open("pairs.csv", "w") as f:
        f.write("from,to,title,signed\nA,B,x,2001\nB,A,y,2002\nB,C,z,2003\nC,D,v,2004\n")
    run("draw", "pairs.csv", "--directed", "--layout", "stress", "-q", "-o", "x.svg")
    root = ET.parse("x.svg").getroot()
    lines = {(g.get("data-source"), g.get("data-target")):
             [float(v) for v in g[-1].get("d")[1:].replace("L", " ").replace(",", " ").split()] for g in root.iter() if g.get("data-source")}
    check(set(lines) == {("A", "B"), ("B", "A"), ("B", "C"), ("C", "D")}, f"directed ties: {sorted(lines)}")
    there, back = lines["A", "B"], lines["B", "A"]
    dx, dy = there[2] - there[0], there[3] - there[1]
    apart = abs(dx * (back[1] - there[1]) - dy * (back[0] - there[0])) / (dx * dx + dy * dy) ** 0.5
    check(2 < apart < 6, f"ties in both directions are {apart:.2f} points apart")
    heads = [p for g in root.iter() if g.get("id") == "axes" for p in g if p.get("d", "").endswith("Z")]
    check(len(heads) == 4, f"{len(heads)} heads of 4 arrows")


def ego():
    run("draw", "plain.csv", "--ego", "A1", "--layout", "stress", "-q", "-o", "x.svg")
    root = ET.parse("x.svg").getroot()
    fills = {g.get("data-id"): c.get("fill") for g in root.iter() for c in g if g.get("data-id") and c.get("cx")}
    check(fills["A1"] == "#000000" and list(fills.values()).count("#000000") == 1, f"the ego is not marked: {fills}")
    check("Ego" in [t.text for t in root.iter() if t.tag.endswith("}text")], "the legend does not explain the ego")


def main():
    with open("plain.csv", "w") as f:
        f.write("agreement,party,signed\n" + "".join(f"T{i},A{a},20{10 + i}\nT{i},A{b},20{10 + i}\n" for i, (a, b) in
                enumerate(((1, 2), (1, 3), (2, 3), (3, 4), (4, 5), (1, 6), (6, 7), (2, 8)))))
    pages()
    headings()
    legends()
    tiff()
    labels_of_captions()
    corrections()
    example_of_the_manual()
    directions()
    ego()
    print("all figures have the page that was asked for" if not wrong else f"{wrong} faults")
    return wrong != 0


with tempfile.TemporaryDirectory() as folder:
    PROGRAM, SOURCE = os.path.abspath(PROGRAM), os.path.abspath(SOURCE)
    os.chdir(folder)
    status = main()
    os.chdir("/")
sys.exit(status)
