"""workbooks.py ENTENTE SHEET_CELLS SOURCE: workbooks are read as a plain reader in Python reads them (zipfile and
ElementTree), and as LibreOffice did (tests/sheets/*.csv); what is wrong with a workbook is one clear line."""
import csv
import datetime
import io
import os
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as xml
import zipfile

ENTENTE, CELLS, SOURCE = sys.argv[1:4]
SHEETS = os.path.join(SOURCE, "tests", "sheets")
failures = 0


def check(is_right, what):
    global failures
    if not is_right:
        failures += 1
        print("FAIL", what)


def run(*arguments, data=None):
    done = subprocess.run(arguments, capture_output=True, input=data)
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def ours(path, *sheet):
    code, out, err = run(CELLS, path, *sheet)
    return list(csv.reader(io.StringIO(out, newline=""))) if code == 0 else None, err


# ---- the second reader ----

def local(tag):
    return tag.rsplit("}", 1)[-1]


def attribute(node, name):
    return next((v for k, v in node.attrib.items() if local(k) == name), None)


def children(node, name):
    return [c for c in node.iter() if local(c.tag) == name]


def text_of(node):
    """The text of <si> or <is>, without phonetic runs; with Excel's escapes read."""
    parts = []

    def walk(at):
        for c in at:
            if local(c.tag) == "t":
                parts.append(c.text or "")
            elif local(c.tag) != "rPh":
                walk(c)

    walk(node)
    return re.sub("_x(000[9aAdD]|005[fF])_", lambda m: chr(int(m[1], 16)), "".join(parts))


BUILT_IN = {**{i: "d" for i in (14, 15, 16, 22)}, 17: "m y", **{i: "h" for i in (18, 19, 20, 21, 45, 46, 47)}}


def shows(code):
    code = re.sub(r'"[^"]*"|\\.|\[[^hHmMsS][^]]*\]', "", code.split(";")[0]).lower()
    if "d" in code:
        return "d"
    if "y" in code:
        return "m y" if "m" in code else "y"
    return "h" if re.search("[hs]", code) else ""


def number(text):
    value = float(text)
    return "%d" % value if value == int(value) and abs(value) < 1e15 else "%.15g" % value


def dated(day, kind):
    if kind == "y" and day.month == day.day == 1:
        return "%04d" % day.year
    return day.isoformat()[:7] if kind == "m y" and day.day == 1 else day.isoformat()


def xlsx(file, wanted):
    parts = zipfile.ZipFile(file)
    read = lambda name: xml.fromstring(parts.read(name))
    join = lambda folder, target: target[1:] if target[0] == "/" else os.path.normpath(folder + "/" + target)
    rels = lambda name: {r.get("Id"): (r.get("Type").rsplit("/", 1)[-1], r.get("Target")) for r in read(name)}
    book = next(join("", t) if t[0] == "/" else t for k, t in rels("_rels/.rels").values() if k == "officeDocument")
    folder, name = os.path.split(book)
    links = {i: (k, join(folder, t)) for i, (k, t) in rels(f"{folder}/_rels/{name}.rels").items()}
    root = read(book)
    mac = any(p.get("date1904") in ("1", "true") for p in children(root, "workbookPr"))
    strings = [text_of(s) for k, t in links.values() if k == "sharedStrings" for s in read(t)]
    kinds = []
    for k, t in links.values():
        if k == "styles":
            styles = read(t)
            own = {int(f.get("numFmtId")): shows(f.get("formatCode")) for f in children(styles, "numFmt")}
            kinds = [own.get(int(x.get("numFmtId")), BUILT_IN.get(int(x.get("numFmtId")), ""))
                     for x in children(children(styles, "cellXfs")[0], "xf")]
    sheets = [s for s in children(root, "sheet")]
    sheet = read(links[attribute(sheets[wanted - 1], "id")][1])
    cells, row = {}, 0
    for r in children(sheet, "row"):
        row, column = int(r.get("r") or row + 1), 0
        for c in r:
            if c.get("r"):
                letters = re.match("[A-Z]+", c.get("r"))[0]
                column = 0
                for letter in letters:
                    column = column * 26 + ord(letter) - 64
            else:
                column += 1
            kind, value = c.get("t", "n"), "".join(v.text or "" for v in children(c, "v"))
            look = kinds[int(c.get("s"))] if c.get("s") else ""
            if kind == "inlineStr":
                value = text_of(c)
            elif not value or kind == "e":
                continue
            elif kind == "s":
                value = strings[int(value)]
            elif kind == "b":
                value = "TRUE" if value == "1" else "FALSE"
            elif kind == "d":
                value = value[:10]
            elif kind == "n" and look == "h":
                value = str(datetime.timedelta(seconds=round(float(value) * 86400))).rjust(8, "0")
            elif kind == "n" and look:
                start = datetime.date(1904, 1, 1) if mac else datetime.date(1899, 12, 30)
                value = dated(start + datetime.timedelta(int(float(value))), look)
            elif kind == "n":
                value = number(value)
            if value:
                cells[row, column] = value
    return cells, [m.get("ref") for m in children(sheet, "mergeCell")]


def ods(file, wanted):
    root = xml.fromstring(zipfile.ZipFile(file).read("content.xml"))
    styles = {}
    for s in root.iter():
        if local(s.tag) == "date-style":
            has = {local(c.tag) for c in s}
            styles[attribute(s, "name")] = "d" if "day" in has else "m y" if "month" in has else "y"
        elif local(s.tag) == "style":
            styles[attribute(s, "name")] = styles.get(attribute(s, "data-style-name"), "d")
    table = [t for t in root.iter() if local(t.tag) == "table"][wanted - 1]
    cells, merged, row = {}, [], 1
    for r in children(table, "table-row"):
        column = 1
        for c in r:
            repeat = int(attribute(c, "number-columns-repeated") or 1)
            kind = attribute(c, "value-type") or ""
            error = c.get("{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}value-type") == "error"
            value = ""
            if local(c.tag) == "table-cell" and not error:
                office = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
                if kind == "string":
                    value = "\n".join(flat(p) for p in c if local(p.tag) == "p")
                elif kind == "date":
                    day = datetime.date.fromisoformat(c.get(office + "date-value")[:10])
                    value = dated(day, styles.get(attribute(c, "style-name"), "d"))
                elif kind == "time":
                    value = "%02d:%02d:%02d" % tuple(map(int, re.findall(r"\d+", c.get(office + "time-value"))[:3]))
                elif kind == "boolean":
                    value = c.get(office + "boolean-value").upper()
                elif kind:
                    value = number(c.get(office + "value"))
                down = int(attribute(c, "number-rows-spanned") or 1)
                if down > 1 and value:
                    merged.append((row, column, down))
            for i in range(repeat if value else 0):
                cells[row, column + i] = value
            column += repeat
        row += int(attribute(r, "number-rows-repeated") or 1)
    return cells, merged


def flat(node):
    out = node.text or ""
    for c in node:
        out += {"s": " " * int(attribute(c, "c") or 1), "tab": "\t", "line-break": "\n"}.get(local(c.tag)) or flat(c)
        out += c.tail or ""
    return out


def column_of(letters):
    value = 0
    for letter in letters:
        value = value * 26 + ord(letter) - 64
    return value


def table_of(cells, merged):
    """The header is the first row with more than one cell; columns have a name; merged cells count downwards."""
    for m in merged:
        if isinstance(m, str):
            a, top, b, bottom = re.match(r"([A-Z]+)(\d+):([A-Z]+)(\d+)", m).groups()
            m = (int(top), column_of(a), int(bottom) - int(top) + 1)
        for row in range(m[0] + 1, m[0] + m[2]):
            if any(r == row for r, _ in cells):
                cells[row, m[1]] = cells[m[0], m[1]]
    rows = sorted({r for r, _ in cells})
    head = next(r for r in rows if sum(1 for x, _ in cells if x == r) > 1)
    columns = sorted(c for r, c in cells if r == head)
    return [[cells.get((r, c), "") for c in columns] for r in rows if r >= head]


def same_as_python(name, sheet):
    found, err = ours(os.path.join(SHEETS, name), *([str(sheet)] if sheet > 1 else []))
    cells, merged = (ods if name.endswith(".ods") else xlsx)(os.path.join(SHEETS, name), sheet)
    expected = table_of(cells, merged)
    if found:
        found[0] = [h.strip() for h in found[0]]
    check(found == expected, f"{name}: {found}\n     {expected}\n{err}")
    return cells


def from_office(text):
    """A cell of LibreOffice's CSV: dates are in the American order there, numbers have a percent sign."""
    for form in ("%m/%d/%Y", "%m/%d/%Y %H:%M:%S", "%Y-%m-%d"):
        try:
            return datetime.datetime.strptime(text, form).date().isoformat()
        except ValueError:
            pass
    try:
        return datetime.datetime.strptime(text, "%I:%M:%S %p").time().isoformat()
    except ValueError:
        pass
    if re.fullmatch(r"[\d.]+%", text):
        return number(str(float(text[:-1]) / 100))
    return number(text) if re.fullmatch(r"-?\d+(\.\d+)?(E\+\d+)?", text) and not re.fullmatch("0\\d+", text) else text


def same_as_office(name, cells):
    """Cell by cell, by its place; a date that shows no day is compared without it."""
    with open(os.path.join(SHEETS, name + ".csv"), newline="", encoding="utf-8") as file:
        rows = list(csv.reader(file))
    raws = {(r + 1, c + 1): v for r, row in enumerate(rows) for c, v in enumerate(row)}
    theirs = {k: from_office(v) for k, v in raws.items() if v}
    theirs = {k: v for k, v in theirs.items() if not re.fullmatch("#[A-Z/0!?]+", v)} # errors are empty
    for place in sorted(set(theirs) | set(cells)):
        a, b = cells.get(place, ""), theirs.get(place, "")
        if re.fullmatch(r"\d{4}(-\d\d)?", a) and re.fullmatch(r"\d{4}-\d\d-\d\d", b):
            b = b[:len(a)]
        raw = raws.get(place, "")
        if a in ("1", "TRUE") and b in ("1", "TRUE"):
            b = a # a formula that gives a boolean is a number in OpenDocument
        # numbers and dates that are texts, and a tab that LibreOffice drops
        check(a == b or a == raw or a.replace("\t", "") == raw, f"{name} {place}: {a!r}, LibreOffice {b!r}")


def readers():
    count = 0
    for name in sorted(os.listdir(SHEETS)):
        if not name.endswith((".xlsx", ".ods")) or name.startswith(("uncomputed", "merged_head", "treaties")):
            continue
        sheet = 3 if name.startswith("several") else 1
        path = os.path.join(SHEETS, name)
        raw = (ods if name.endswith(".ods") else xlsx)(path, sheet)[0]
        same_as_python(name, sheet)
        if os.path.exists(path + ".csv"):
            same_as_office(name, dict(raw))
        count += 1
    check(count >= 10, f"{count} workbooks")


# ---- what is wrong ----

TYPES = "<Types/>"
RELS = '<R><Relationship Id="a" Type="x/officeDocument" Target="b.xml"/></R>'
BOOK = '<workbook xmlns:r="r"><sheets><sheet name="S" r:id="a"/></sheets></workbook>'
BOOK_RELS = '<R><Relationship Id="a" Type="x/worksheet" Target="s.xml"/></R>'


def book_of(path, sheet, **more):
    parts = {"_rels/.rels": RELS, "b.xml": BOOK, "_rels/b.xml.rels": BOOK_RELS, "s.xml": sheet, **more}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, text in parts.items():
            if text is not None:
                file.writestr(name, text)


def row(n, *cells):
    return f'<row r="{n}">' + "".join(f'<c t="str"><v>{c}</v></c>' for c in cells) + "</row>"


def sheet_of(*rows, more=""):
    return "<worksheet><sheetData>" + "".join(rows) + f"</sheetData>{more}</worksheet>"


GOOD = sheet_of(row(1, "agreement", "party"), row(2, "A", "France"), row(3, "A", "Italy"))


def wrong():
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "w.xlsx")

        def expect(words, *options, errors=1):
            code, out, err = run(ENTENTE, "measure", path, "-q", *options)
            lines = [line for line in err.splitlines() if ": error:" in line]
            check(code == (1 if errors else 0) and len(lines) == errors and (not errors or words in err),
                  f"{words!r}: {code} {err}")

        book_of(path, GOOD)
        expect("", errors=0)
        with open(path, "rb") as file:
            whole = file.read()
        check(run(ENTENTE, "measure", "-", "-q", data=whole)[0] == 0, "a workbook from standard input")
        expect("no sheet 'X'; the workbook has 'S'", "--sheet", "X")
        expect("", "--sheet", "s", errors=0)
        expect("", "--sheet", "1", errors=0)
        for cut in (4, 30, 100, len(whole) // 2, len(whole) - 1):
            with open(path, "wb") as file:
                file.write(whole[:cut])
            expect("error")
        book_of(path, "<!DOCTYPE a [<!ENTITY x 'y'>]>" + GOOD)
        expect("document type")
        book_of(path, GOOD[:-30])
        expect("s.xml")
        book_of(path, "<a>" * 300)
        expect("nested")
        book_of(path, GOOD, **{"s.xml": None})
        expect("missing")
        book_of(path, sheet_of(row(1, "agreement", "party"), '<row r="2"><c r="ZZZZ2" t="str"><v>x</v></c></row>'))
        expect("past the limits")
        book_of(path, sheet_of(row(1, "agreement", "party") + '<row r="9999999"><c><v>1</v></c></row>'))
        expect("past the limits")
        book_of(path, sheet_of(row(1, "agreement", "party", "x")) .replace("<v>x</v>", "<v>" + " " * 200_000_000 + "</v>"))
        expect("times its size")
        book_of(path, sheet_of(row(1, "agreement", "party"), row(2, "A", "France"),
                               more='<mergeCells><mergeCell ref="A1:B1"/></mergeCells>'))
        expect("w.xlsx:S!A1: error: the cells A1:B1 in the header are merged")
        book_of(path, sheet_of(row(1, "agreement", "party"), '<row r="2"><c r="B2"><f>1</f></c></row>'))
        expect("w.xlsx:S!B2: error: a formula without its value")
        book_of(path, sheet_of(row(1, "agreement", "party", "signed"), row(2, "A", "France", "soon"),
                               row(7, "A", "Italy", "later")))
        code, out, err = run(ENTENTE, "check", path)
        check("w.xlsx:S!C2: warning: 'soon' is not a date" in out, out)
        book_of(path, sheet_of())
        expect("empty")
        with zipfile.ZipFile(path, "w") as file:
            file.writestr("word/document.xml", "x")
        expect("text document")
        with zipfile.ZipFile(path, "w") as file: # one cell, repeated too often
            file.writestr("content.xml", '<d xmlns:office="o" xmlns:table="t"><office:spreadsheet><table:table table:name="a">'
                          '<table:table-row table:number-rows-repeated="1000000"><table:table-cell '
                          'office:value-type="string" office:string-value="x" table:number-columns-repeated="16000"/>'
                          '</table:table-row></table:table></office:spreadsheet></d>')
        expect("past the limits")
        book_of(path, sheet_of(row(1, "agreement", "party", "signed"),
                               '<row r="2"><c t="str"><v>A</v></c><c t="str"><v>Italy</v></c><c t="e"><v>#REF!</v></c></row>'))
        code, out, err = run(ENTENTE, "check", path)
        check("w.xlsx:S!C2: warning: the cell has the error '#REF!'" in out + err, f"an error in a cell: {out} {err}")


# ---- one table in many forms ----

def treaties():
    with tempfile.TemporaryDirectory() as folder:
        with open(os.path.join(SHEETS, "treaties.csv"), encoding="utf-8") as file:
            text = file.read()
        forms = {"utf8.csv": text.encode(), "bom.csv": b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode(),
                 "windows.csv": text.encode("cp1252"), "wide.csv": text.encode("utf-16"),
                 "tab.tab": text.replace(";", "\t").encode()}
        paths = [os.path.join(SHEETS, "treaties.xlsx"), os.path.join(SHEETS, "treaties.ods")]
        for name, data in forms.items():
            paths.append(os.path.join(folder, name))
            with open(paths[-1], "wb") as file:
                file.write(data)
        expected = None
        for path in paths:
            code, out, err = run(ENTENTE, "graph", path, "--as-of", "1990", "--format", "csv", "-o", "-")
            expected = expected or out
            check(code == 0 and out == expected and out.count("\n") > 200, f"{path}: {err} {out[:300]}")
        code, out, err = run(ENTENTE, "measure", paths[2], "-m", "nodes,ties", "--format", "csv", "-q")
        check("71" in out and "327" in out, f"27 treaties: {out} {err}")
        check("Windows-1252" in run(ENTENTE, "measure", os.path.join(folder, "windows.csv"))[2], "the note")
        ask = os.path.join(folder, "ask.csv")
        with open(ask, "w") as file:
            file.write("treaty,country,date\nA,France,3/4/1950\nA,Italy,3/4/1950\nB,France,5/6/1950\n")
        code, out, err = run(ENTENTE, "measure", ask)
        check(code == 1 and err.count(": error:") == 1 and "--date-format" in err, f"ambiguous: {err}")
        for order, day in (("DMY", "1950-04-03"), ("MDY", "1950-03-04")):
            code, out, err = run(ENTENTE, "explain", ask, "France", "Italy", "--date-format", order)
            check(code == 0 and day in out, f"{order}: {out} {err}")
        with open(ask, "ab") as file:
            file.write("C,C\xf4te d'Ivoire,1950\nC,C\u00f4te,1950\n".encode("latin-1") + "D,Côte,1950\n".encode())
        check("two encodings" in run(ENTENTE, "measure", ask)[2], "mixed encodings")


def maps():
    """A map names its sheet; --guess proposes a map that reads the sheet; findings of a map name rows of it."""
    with tempfile.TemporaryDirectory() as folder:
        path, made = os.path.join(folder, "several.xlsx"), os.path.join(folder, "map.json")
        with open(os.path.join(SHEETS, "several.xlsx"), "rb") as source, open(path, "wb") as copy:
            copy.write(source.read())
        code, out, err = run(ENTENTE, "import", "--guess", path, "--sheet", "2", "-o", made)
        check(code == 0 and "party (actor)" in err, f"guess: {err}")
        with open(made, encoding="utf-8") as file:
            check('"sheet": "2"' in file.read(), "the map names the sheet")
        code, out, err = run(ENTENTE, "graph", "--map", made, path, "-q", "--format", "csv", "-o", "-")
        check(code == 0 and "Chile" in out and "France" not in out, f"by the map: {out} {err}")
        code, out, err = run(ENTENTE, "import", "--map", made, path, "-q", "-o", os.path.join(folder, "out"))
        with open(os.path.join(folder, "out", "parties.csv"), encoding="utf-8") as file:
            check("row=2" in file.read(), "rows are those of the sheet")
        code, out, err = run(ENTENTE, "graph", path, "-q", "--date-format", "DMY", "-o", "-")
        check("--date-format has no effect" in run(ENTENTE, "graph", path, "--date-format", "DMY", "-o", "-")[2], err)


def packages():
    """Of a table that an option names, the sheet with its name is read."""
    for name in ("package.xlsx", "package.ods"):
        path = os.path.join(SHEETS, name)
        code, out, err = run(ENTENTE, "check", "--parties", path, "--agreements", path)
        check(code == 0 and "1 agreements, 2 parties: 0 errors, 0 warnings" in out and "note" not in out, f"{name}: {out} {err}")
        code, out, err = run(ENTENTE, "check", "--parties", path, "--agreements", path, "--sheet", "2")
        check(code == 1 and "no column" in out, f"{name} --sheet: {out} {err}")


def dataverse():
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "parties.tab")
        with open(path, "w") as file:
            file.write('agreement\tparty\ttitle\n"A"\t"France"\t"the \\"first\\", so\\nto say"\n"A"\t"Italy"\t""\n')
        check(ours(path)[0] == [["agreement", "party", "title"], ["A", "France", 'the "first", so  to say'],
                                ["A", "Italy", ""]], f"{ours(path)}")


readers()
maps()
packages()
dataverse()
wrong()
treaties()
print("%d failures" % failures)
sys.exit(failures > 0)
