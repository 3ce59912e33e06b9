"""stata_spss.py ENTENTE: Stata and SPSS files that pandas and haven write are read as those write them: labels, dates,
missing values; damaged ones are one error. Skipped without pandas, or in a build without ReadStat."""
import csv
import io
import os
import random
import shutil
import subprocess
import sys

from commands import ENTENTE, check, finish, need, outcome as run

need("pandas")
import pandas

READER = os.path.join(os.path.dirname(ENTENTE), "entente-read-stats")
if not os.path.exists(READER):
    print("this build has no entente-read-stats")
    sys.exit(77)


def rows(path):
    with open(path, "rb") as file:
        done = subprocess.run([READER, "dta" if path.endswith(".dta") else "sav"], stdin=file, capture_output=True)
    return list(csv.reader(io.StringIO(done.stdout.decode(), newline=""))), done


COLUMNS = {"treaty": ["A", "A", "B", "B"], "country": ["France", "Italy", "France", "Côte d'Ivoire"],
           "signed": pandas.to_datetime(["1850-05-08", "1950-12-31", "1960-01-01", None]), "weight": [1.5, 0.1, None, 4],
           "n": [1, 2, 3, -4], "kind": pandas.Categorical(["x, \"y\"", "z", "z", None])}


def stata():
    for version, form, dates in ((114, "td", 10), (117, "tc", 10), (118, "tm", 7), (119, "td", 10)):
        path = "v%d.dta" % version
        frame = pandas.DataFrame(COLUMNS)
        if version < 118:
            frame["country"] = frame["country"].str.replace("ô", "o")
        frame.to_stata(path, convert_dates={"signed": form}, write_index=False, version=version)
        got, done = rows(path)
        expected = [list(COLUMNS)]
        for i in range(4):
            day = COLUMNS["signed"][i]
            expected.append([COLUMNS["treaty"][i], frame["country"][i], "" if pandas.isna(day) else str(day.date())[:dates],
                             ["1.5", "0.1", "", "4"][i], str(COLUMNS["n"][i]), ["x, \"y\"", "z", "z", ""][i]])
        check(got == expected, path, got, expected)
        check(b"the labels of values are used for kind; 3 missing values" in done.stderr, path, done.stderr)
    code, out, err = run("graph", "v118.dta", "--network", "actors", "--weight", "count", "-q", "--format", "csv", "-o", "-")
    check(code == 0 and "FRA,ITA" in out.replace("\r", "") and "CIV,FRA" in out, out, err)
    code, out, err = run("measure", "v118.dta", "-m", "degree")
    check("v118.dta: note: read as a Stata file: 4 rows and 6 variables" in err and "v118: nodes" in out, err)
    code, out, err = run("import", "--guess", "v118.dta")
    check(code == 0 and '"file": "v118.dta"' in out and '"country"' in out, out, err)
    check(run("check", "v118.dta")[0] == 0, run("check", "v118.dta"))


def spss():
    if not shutil.which("Rscript"):
        return
    made = subprocess.run(["Rscript", "-e", 'library(haven); d <- data.frame(treaty = c("A", "A", "B"), '
                           'ccode = labelled(c(2, 20, 220), c(USA = 2, Canada = 20, France = 220)), '
                           'signed = as.Date(c("1850-05-08", "1950-05-08", NA)), '
                           'v = labelled_spss(c(1, 9, 2), c(none = 9), na_values = 9)); write_sav(d, "h.sav"); '
                           'write_sav(d, "h.zsav", compress = "zsav"); d$x <- tagged_na("a"); write_dta(d[, c(1, 2, 5)], "h.dta")'],
                          capture_output=True)
    if made.returncode:  # no haven
        return
    for path in ("h.sav", "h.zsav"):
        got, done = rows(path)
        check(got == [["treaty", "ccode", "signed", "v"], ["A", "USA", "1850-05-08", "1"], ["A", "Canada", "1950-05-08", ""],
                      ["B", "France", "", "2"]], path, got, done.stderr)
    check(rows("h.dta")[0][1] == ["A", "USA", ""], rows("h.dta"))
    code, out, err = run("measure", "h.sav", "-m", "degree", "--network", "actors")
    check(code == 0 and "read as an SPSS file: 3 rows and 4 variables; the labels of values are used for ccode" in err, err)


def damaged():
    with open("v118.dta", "rb") as file:
        data = bytearray(file.read())
    chance = random.Random(1)
    for i in range(60):
        wrong = bytearray(data)
        if i % 2:
            wrong = wrong[:chance.randrange(20, len(wrong))]
        for _ in range(i % 5):
            wrong[chance.randrange(20, len(wrong))] = chance.randrange(256)
        with open("wrong.dta", "wb") as file:
            file.write(wrong)
        code, out, err = run("measure", "wrong.dta", "-m", "degree", "-q")
        check(code in (0, 1) and (code == 0 or ("error:" in err and not out)), i, code, err)


def without_reader():
    """A copy of the command alone: the message says how to go on."""
    os.mkdir("alone")
    shutil.copy(ENTENTE, "alone/entente")
    done = subprocess.run(["alone/entente", "measure", "v118.dta"], capture_output=True, text=True)
    check(done.returncode == 1 and "libreadstat-dev" in done.stderr and "haven::read_dta" in done.stderr or
          "read as a Stata file" in done.stderr, done.stderr)  # the latter: one is installed in libexec


stata()
spss()
damaged()
without_reader()
finish()
