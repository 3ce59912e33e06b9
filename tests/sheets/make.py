#!/usr/bin/python3
"""make.py: makes the workbooks of this folder, and what LibreOffice reads in them (*.csv). It needs
python3-openpyxl and libreoffice-calc; the tests need neither, since the results are part of the repository.

    python3 tests/sheets/make.py [FOLDER]

A workbook holds the time at which it was made: it is written again only when it is missing."""
import csv
import datetime
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile

import openpyxl
from openpyxl.utils.datetime import CALENDAR_MAC_1904

FOLDER = sys.argv[1] if len(sys.argv) > 1 else os.path.dirname(os.path.abspath(__file__))
DAY = datetime.date


def office(kind, source, folder, *options):
    """Converts a file by LibreOffice."""
    with tempfile.TemporaryDirectory() as home:
        subprocess.run(["soffice", f"-env:UserInstallation=file://{home}", "--headless", *options, "--convert-to",
                        kind, "--outdir", folder, source], check=True, stdout=subprocess.DEVNULL,
                       stderr=subprocess.DEVNULL)


def place(name):
    return os.path.join(FOLDER, name)


def save(book, name):
    if not os.path.exists(place(name)):
        book.save(place(name))


def through_office(book, name):
    """Saves a workbook that LibreOffice has computed and written."""
    if os.path.exists(place(name)):
        return
    with tempfile.TemporaryDirectory() as folder:
        first = os.path.join(folder, "in", os.path.splitext(name)[0] + ".xlsx")
        os.mkdir(os.path.dirname(first))
        book.save(first)
        office(os.path.splitext(name)[1][1:], first, folder)
        shutil.copy(os.path.join(folder, name), place(name))


def dates(book):
    sheet = book.active
    sheet.append(["agreement", "signed", "note"])
    rows = [
        (DAY(1948, 3, 17), "yyyy-mm-dd"), (DAY(1948, 3, 17), "dd/mm/yyyy"), (DAY(1948, 3, 17), "mm-dd-yy"),
        (DAY(1950, 5, 1), "mmm-yy"), (DAY(1950, 5, 9), "mmm-yy"), (DAY(1951, 1, 1), "yyyy"), (DAY(1951, 3, 1), "yyyy"),
        (DAY(2021, 9, 15), 'd" of "mmmm yyyy'), (DAY(2021, 9, 15), "[$-409]d\\-mmm\\-yyyy;@"),
        (datetime.datetime(2015, 5, 8, 13, 30), "dd/mm/yyyy hh:mm"), (datetime.time(13, 30), "h:mm"),
        (DAY(1900, 3, 1), "yyyy-mm-dd"), (DAY(9999, 12, 31), "yyyy-mm-dd"), (2015, "General"), (2015.5, "0.00"),
        (0.1 + 0.2, "General"), (1e20, "General"), (12345678901, "0"), (0.25, "0%"), (1234.5, '#,##0.00 "days"'),
        (-3, "0;[Red]-0"), ("17/3/1848", "General"), ("12/2/1898", "@"),
    ]
    for i, (value, form) in enumerate(rows):
        sheet.append([f"A{i}", value, form])
        sheet.cell(sheet.max_row, 2).number_format = form


def formulas(book):
    sheet = book.active
    sheet.append(["agreement", "party", "signed", "value", "text", "ok"])
    for i, party in enumerate(["France", "Italy", "Spain"]):
        n = i + 2
        sheet.append([f"T{i // 2}", party, f"=DATE({1950 + i},5,{i + 1})", f"={i}/{i}", f'="x"&B{n}', f"=D{n}=1"])
        sheet.cell(n, 3).number_format = "yyyy-mm-dd"
    sheet.append(["T2", "Norway", None, "=NA()", '=""', True])


def several(book):
    book.active.title = "Empty"
    hidden = book.create_sheet("Hidden")
    hidden.append(["agreement", "party"])
    hidden.append(["H", "Peru"])
    hidden.sheet_state = "hidden"
    data = book.create_sheet("Parties & dates")
    data.append(["agreement", "party"])
    data.append(["A", "France"])
    data.append(["A", "Italy"])
    notes = book.create_sheet("2")
    notes.append(["agreement", "party"])
    notes.append(["B", "Chile"])
    notes.append(["B", "Peru"])


def merged(book):
    sheet = book.active
    sheet["B2"] = "Table 1. Treaties of the region"
    sheet.merge_cells("B2:E2")
    for row, cells in {4: ["agreement", None, "party", "signed"], 5: ["First treaty", None, "France", 1950],
                       6: [None, None, "Italy", 1950], 8: ["Second", None, "Spain", 1960],
                       9: [None, None, "Côte d'Ivoire", 1961], 10: ["Third", None, "Peru", 1962]}.items():
        for i, cell in enumerate(cells):
            sheet.cell(row, 2 + i, cell)
    sheet.merge_cells("B5:B6")
    sheet.merge_cells("B8:B9")
    sheet["G9"] = "see note 3"
    sheet.row_dimensions[10].hidden = True


def merged_head(book):
    sheet = book.active
    for row in (["agreement", "parties", None], ["A", "France", "Italy"], ["B", "Spain", "Peru"]):
        sheet.append(row)
    sheet.merge_cells("B1:C1")


def texts(book):
    sheet = book.active
    sheet.append(["agreement", "party", "note"])
    sheet.append(["  A  ", "Côte d'Ivoire", "two\nlines"])
    sheet.append(["B", "Россия", 'quotes " and, commas'])
    sheet.append(["C", "日本", "tab\there"])
    sheet.append(["007", "=1+1 as text", "'"])
    sheet.cell(sheet.max_row, 2).data_type = "s"
    sheet.append(["D", "Übersee", "_x005F_x000D_"])


# What neither program writes: inline and rich strings, phonetic runs, prefixes of names, rows and cells without
# references, escapes, a date as text of ISO 8601.
STRANGE = {
    "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
                   '<Relationship Id="r1" Type="http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument"'
                   ' Target="/deep/er/book.xml"/></Relationships>',
    "deep/er/book.xml": '<x:workbook xmlns:x="http://purl.oclc.org/ooxml/spreadsheetml/main" '
                        'xmlns:r="http://purl.oclc.org/ooxml/officeDocument/relationships"><x:sheets>'
                        '<x:sheet name="S" sheetId="1" r:id="a"/></x:sheets></x:workbook>',
    "deep/er/_rels/book.xml.rels":
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="a" Type="http://purl.oclc.org/ooxml/officeDocument/relationships/worksheet" '
        'Target="../one.xml"/><Relationship Id="b" Target="strings.xml" '
        'Type="http://purl.oclc.org/ooxml/officeDocument/relationships/sharedStrings"/></Relationships>',
    "deep/er/strings.xml": '<sst xmlns="http://purl.oclc.org/ooxml/spreadsheetml/main"><si><t>agreement</t></si>'
                           '<si><r><t>par</t></r><r><rPr><b/></rPr><t>ty</t></r></si>'
                           '<si><t>日本</t><rPh sb="0" eb="2"><t>ニホン</t></rPh></si>'
                           '<si><t xml:space="preserve"> a_x000D__x000A_b_x0041_ </t></si></sst>',
    "deep/one.xml": '<x:worksheet xmlns:x="http://purl.oclc.org/ooxml/spreadsheetml/main"><x:sheetData>'
                    '<x:row><x:c t="s"><x:v>0</x:v></x:c><x:c t="s"><x:v>1</x:v></x:c>'
                    '<x:c t="inlineStr"><x:is><x:t>no</x:t><x:rPh><x:t>zz</x:t></x:rPh><x:t>te</x:t></x:is></x:c>'
                    '</x:row><x:row r="5"><x:c r="C5" t="d"><x:v>2015-05-08T00:00:00</x:v></x:c>'
                    '<x:c r="A5" t="s"><x:v>3</x:v></x:c><x:c r="B5" t="s"><x:v>2</x:v></x:c></x:row>'
                    '<x:row><x:c><x:v>12.50</x:v></x:c><x:c t="b"><x:v>1</x:v></x:c>'
                    '<x:c t="str"><x:f>x</x:f><x:v>done</x:v></x:c></x:row></x:sheetData></x:worksheet>',
}


def strange(name):
    if os.path.exists(place(name)):
        return
    with zipfile.ZipFile(place(name), "w", zipfile.ZIP_DEFLATED) as file:
        for part, text in STRANGE.items():
            info = zipfile.ZipInfo(part, (2020, 1, 1, 0, 0, 0))
            file.writestr(info, text.encode(), zipfile.ZIP_STORED if part == "_rels/.rels" else None)


def cells_by_office(name, sheet=None):
    """Writes what LibreOffice reads: raw values, dates as the ISO form of a locale."""
    target = place(name + ".csv")
    if os.path.exists(target):
        return
    with tempfile.TemporaryDirectory() as folder:
        # comma, quote, UTF-8, from line 1, formats of cells, language en-ZA (ISO dates), quote all texts: no,
        # detect numbers: no, as shown: no, formulas: no, blanks: no, sheet
        office(f"csv:Text - txt - csv (StarCalc):44,34,76,1,,7177,false,false,false,false,false,{sheet or 1}",
               place(name), folder)
        made = [os.path.join(folder, f) for f in os.listdir(folder)]
        shutil.copy(made[0], target)


def main():
    for name, fill, mac in [("dates", dates, False), ("dates1904", dates, True), ("several", several, False),
                            ("merged", merged, False), ("merged_head", merged_head, False), ("texts", texts, False)]:
        book = openpyxl.Workbook()
        if mac:
            book.epoch = CALENDAR_MAC_1904
        fill(book)
        save(book, name + ".xlsx")
        through_office(book, name + "_office.xlsx")
        through_office(book, name + ".ods")
    book = openpyxl.Workbook()
    formulas(book)
    save(book, "uncomputed.xlsx")
    through_office(book, "formulas.xlsx")
    through_office(book, "formulas.ods")
    strange("strange.xlsx")
    book = openpyxl.Workbook()
    with open(place("treaties.csv"), encoding="utf-8") as file:
        for row in csv.reader(file, delimiter=";"):
            book.active.append(row)
    save(book, "treaties.xlsx")
    through_office(book, "treaties.ods")
    for name in sorted(os.listdir(FOLDER)):
        if name.endswith((".xlsx", ".ods")) and name not in ("uncomputed.xlsx", "strange.xlsx", "treaties.xlsx", "treaties.ods"):
            cells_by_office(name, 3 if name.startswith("several") else 1)


if __name__ == "__main__":
    main()
