"""Tables in every format hold the same values: each file is read back by a second, plain reader and compared
with the CSV. Word, Excel and web pages by the standard library; LaTeX by pdflatex where there is one."""
import csv
import html.parser
import io
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as tree
import zipfile

entente, source = sys.argv[1:3]
here = tempfile.mkdtemp()
failures = 0
tests = 0

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def check(fine, words):
    global failures, tests
    tests += 1
    if not fine:
        failures += 1
        print("FAILED:", words)


def run(*args, fails=False):
    done = subprocess.run([entente, *args], capture_output=True, cwd=source)
    if fails:
        check(done.returncode == 2, f"{args}: expected a usage error, got {done.returncode}")
        return done.stderr.decode()
    check(done.returncode == 0, f"{args}: {done.stderr.decode()}")
    return done.stdout


def csv_rows(*args):
    """CSV puts an apostrophe before what a spreadsheet would take for a formula."""
    rows = list(csv.reader(io.StringIO(run(*args, "-q", "--format", "csv").decode())))
    return [[re.sub("^'(?=[=+@-])", "", cell) for cell in row] for row in rows]


def save(name, *args):
    path = os.path.join(here, name)
    run(*args, "-q", "-o", path)
    return path


# ---- readers ----

def docx_tables(path):
    with zipfile.ZipFile(path) as archive:
        check(archive.testzip() is None, f"{path}: a damaged archive")
        body = tree.fromstring(archive.read("word/document.xml"))
    return [[["".join(t.text or "" for t in cell.iter(W + "t")) for cell in row.iter(W + "tc")]
             for row in table.iter(W + "tr")] for table in body.iter(W + "tbl")]


def xlsx_sheets(path):
    sheets = {}
    with zipfile.ZipFile(path) as archive:
        check(archive.testzip() is None, f"{path}: a damaged archive")
        names = [s.get("name") for s in tree.fromstring(archive.read("xl/workbook.xml")).iter(S + "sheet")]
        for number, name in enumerate(names, 1):
            sheet = tree.fromstring(archive.read(f"xl/worksheets/sheet{number}.xml"))
            sheets[name] = [[cell_of(c) for c in row.iter(S + "c")] for row in sheet.iter(S + "row")]
    return sheets


def cell_of(cell):
    value = cell.find(S + "v")
    return value.text if value is not None else "".join(t.text or "" for t in cell.iter(S + "t"))


class Page(html.parser.HTMLParser):
    def __init__(self):
        super().__init__()
        self.tables, self.cell, self.other = [], None, []

    def handle_starttag(self, tag, attributes):
        if tag == "table":
            self.tables.append([])
        elif tag == "tr":
            self.tables[-1].append([])
        elif tag in ("td", "th"):
            self.cell = ""
        elif tag not in ("html", "head", "meta", "title", "style", "body", "p", "caption", "thead", "tbody"):
            self.other.append(tag)

    def handle_data(self, data):
        if self.cell is not None:
            self.cell += data

    def handle_endtag(self, tag):
        if tag in ("td", "th"):
            self.tables[-1][-1].append(self.cell)
            self.cell = None


def number(text):
    text = text.replace("\u2212", "-")
    return float(text[1:]) if text.startswith("<") else float(text)


def same(shown, exact, decimals):
    """Is the shown text the exact value with so many decimals?"""
    if exact == "" or shown == "":
        return shown == exact
    try:
        value = float(exact)
    except ValueError:
        return shown == exact
    try:
        return abs(number(shown) - value) <= 0.5000001 * 10 ** -decimals
    except ValueError:
        return False


def compare(table, want, decimals, what, heads=True):
    check(len(table) == len(want), f"{what}: {len(table)} rows, expected {len(want)}")
    if heads:
        check([h.replace(" ", "_") for h in table[0]] == want[0], f"{what}: head {table[0]}")
    wrong = [(i, a, b) for i, (row, exact) in enumerate(zip(table[1:], want[1:]), 1)
             for a, b in zip(row, exact) if not same(a, b, decimals)]
    check(not wrong, f"{what}: (row, shown, exact) {wrong[:3]}")


# ---- the same values everywhere ----

iis, names = "data/iis", "tests/golden/names.csv"
for data in (iis, names):
    of = ("measure", data, "--scope", "node", "--columns", "id,name,type,degree,betweenness,clustering",
          "--measures", "degree,betweenness,clustering")
    want = csv_rows(*of)
    want[1:] = sorted(want[1:])
    for form, read in (("docx", docx_tables), ("html", None)):
        path = save(f"t.{form}", *of)
        if read:
            table = read(path)[0]
        else:
            page = Page()
            page.feed(open(path, encoding="utf-8").read())
            check(not page.other, f"{data} html: tags from the data {page.other}")
            table = page.tables[0]
        table[1:] = sorted(table[1:])
        compare(table, want, 3, f"{data} {form}")
    sheets = xlsx_sheets(save("t.xlsx", *of))
    check(list(sheets) == ["nodes", "about"], f"{data} xlsx: sheets {list(sheets)}")
    table = sheets["nodes"]
    table[1:] = sorted(table[1:])
    compare(table, want, 11, f"{data} xlsx")

# all tables of a report, each once
whole = save("all.xlsx", "measure", iis)
check(list(xlsx_sheets(whole)) == ["network", "nodes", "about"], "xlsx: network, nodes, about")
check(len(docx_tables(save("all.docx", "measure", iis))) == 2, "docx: two tables")
check(list(xlsx_sheets(save("c.xlsx", "compare", iis, "2009", "2021"))) ==
      ["comparison", "compared nodes", "compared ties", "about"], "xlsx: the sheets of a comparison")

# the same bytes twice: archives have no time
check(open(whole, "rb").read() == open(save("again.xlsx", "measure", iis), "rb").read(),
      "xlsx: other bytes the second time")

# macros: each value by its key
text = run("measure", iis, "-q", "--format", "macros").decode()
values = dict(re.findall(r"\\ententedefine\{(.*?)\}\{(.*?)\}", text))
result = json.loads(run("measure", iis, "-q", "--format", "json"))
for row in result[0]["rows"]:
    check(same(values.get("network/" + row["measure"], "?"), str(row["value"]), 4),
          f"macros: {row} is {values.get('network/' + row['measure'])}")
for row in result[1]["rows"]:
    for measure, value in row.items():
        if isinstance(value, float) and measure != "rank":
            check(same(values.get(f"nodes/{row['id']}/{measure}", "?"), str(value), 4),
                  f"macros: nodes/{row['id']}/{measure}")

# ---- how a table is shown ----

of = ("measure", iis, "--scope", "node", "-m", "degree,betweenness", "--top", "3")
table = docx_tables(save("t.docx", *of, "--columns", "name,betweenness", "--header",
                         "name=Actor;betweenness=Brokerage", "--digits", "1"))[0]
check(table[0] == ["Actor", "Brokerage"] and all(re.fullmatch(r"\d+\.\d", row[1]) for row in table[1:]),
      f"--columns, --header, --digits: {table}")
text = run(*of, "-q", "--format", "tex", "--caption", "A & B", "--label", "tab:x", "--notes",
           "Own data").decode()
check(r"\caption{A \& B}\label{tab:x}" in text, "--caption, --label")
check("Own data" in text and "% entente" in text, "--notes replaces the record, which stays as a comment")
check("entente 0" not in run(*of, "-q", "--format", "md", "--notes", "none").decode(), "--notes none")
check(run(*of, "-q", "--format", "csv", "--bom").startswith(b"\xef\xbb\xbfid,"), "--bom")
check("did you mean 'degree'" in run(*of, "--columns", "degre", fails=True), "--columns degre")
check("did you mean 'name'" in run(*of, "--header", "nam=X", fails=True), "--header nam=X")
check("COLUMN=HEAD" in run(*of, "--header", "name", fails=True), "--header without =")
for words in (("--label", "a b"), ("--digits", "1.5"), ("--digits", "13"), ("--bom",),
              ("--format", "csv", "--digits", "2"), ("--format", "csv", "--caption", "x"),
              ("--format", "md", "--label", "x")):
    run(*of, *words, fails=True)
tiny = os.path.join(here, "tiny.csv")
with open(tiny, "w") as file:
    file.write("party1,party2,weight\n" + "".join(f"A{i},A{i + 1},{1 + i % 3}\n" for i in range(60)))
text = run("measure", tiny, "-q", "--format", "tex", "--scope", "node", "-m", "betweenness_norm,degree").decode()
check("longtable" in text, "a table of 61 rows is a longtable")

# lists are tables like others
text = run("list", "offices", iis, "-q", "--format", "tex", "--columns", "office,holder").decode()
check(r"\caption{offices}\label{tab:offices}" in text and "office & holder" in text, f"list: {text[:200]}")
run("list", "measures", "--format", "md", "--columns", "measure", fails=True)

# a number that is not zero never reads as zero
text = run("measure", tiny, "-q", "--format", "tex", "--scope", "node", "-m", "pagerank", "--digits", "1").decode()
check("$<$0.1" in text, "a small value is shown as less than the smallest that the digits can show")

# ---- LaTeX itself ----

if shutil.which("pdflatex") and not subprocess.run(["kpsewhich", "longtable.sty"], capture_output=True).returncode:
    save("all.tex", "measure", names)
    save("long.tex", "measure", tiny)
    run("measure", iis, "-q", "--format", "macros", "-o", os.path.join(here, "values.tex"))
    with open(os.path.join(here, "paper.tex"), "w") as file:
        file.write(r"""\documentclass{article}\usepackage[utf8]{inputenc}\usepackage[T1]{fontenc}
\usepackage{booktabs,longtable,graphicx}\input{values}\begin{document}
Density \ententevalue{network/density}, \ententevalue{nodes/RUS/degree}.
\input{all}\input{long}\end{document}""")
    done = subprocess.run(["pdflatex", "-interaction=nonstopmode", "paper.tex"], cwd=here, capture_output=True)
    log = done.stdout.decode("latin-1")
    errors = [line for line in log.splitlines() if line.startswith("!") and "Unicode character" not in line]
    check(not errors, f"pdflatex: {errors[:3]}")
else:
    print("no pdflatex: LaTeX was not run")

shutil.rmtree(here)
print(f"{tests} tests, {failures} failures")
sys.exit(failures > 0)
