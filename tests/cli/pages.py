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


def main():
    with open("plain.csv", "w") as f:
        f.write("agreement,party,signed\n" + "".join(f"T{i},A{a},20{10 + i}\nT{i},A{b},20{10 + i}\n" for i, (a, b) in
                enumerate(((1, 2), (1, 3), (2, 3), (3, 4), (4, 5), (1, 6), (6, 7), (2, 8)))))
    pages()
    headings()
    legends()
    print("all figures have the page that was asked for" if not wrong else f"{wrong} faults")
    return wrong != 0


with tempfile.TemporaryDirectory() as folder:
    PROGRAM, SOURCE = os.path.abspath(PROGRAM), os.path.abspath(SOURCE)
    os.chdir(folder)
    status = main()
    os.chdir("/")
sys.exit(status)
