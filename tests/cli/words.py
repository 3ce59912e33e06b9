"""The words of figures in other languages: every text of the sources is translated, no row is left over, and a Russian
figure has no English word.

usage: words.py ENTENTE SOURCE
"""
import glob
import os
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET

PROGRAM, SOURCE = (os.path.abspath(a) for a in sys.argv[1:3])
FORMS = {"slavic": 3, "french": 2, "one-other": 2, "none": 1}
COLUMNS = {"type", "level", "kind", "name", "nodes"}  # of data and of series, which a legend or an axis may name
PUT_TOGETHER = {"years", "months", "days", "fromColumn", "toColumn"}  # by the script: step + "s", name + "Column"
WORDS_OF_DATA = {"bilateral", "multilateral", "regional", "global", "state", "body", "other", "agreement", "organizationType",
                   "role", "topic", "kind", "level"}  # say() gets them from the data
wrong = 0


def check(good, what):
    global wrong
    if not good:
        wrong += 1
        print(what, file=sys.stderr)


def run(*words, status=0):
    p = subprocess.run([PROGRAM, *words], capture_output=True, text=True, timeout=120)
    check(p.returncode == status, f"entente {' '.join(words)}: exit {p.returncode}: {p.stderr}")
    return p


def texts_of_sources():
    found = {}
    for path in glob.glob(SOURCE + "/src/**/*.[ch]", recursive=True):
        with open(path) as f:
            text = f.read()
        for macro in re.finditer(r'ENT_WORD\(\s*((?:"(?:[^"\\]|\\.)*"\s*)+)\)', text):
            key = "".join(re.findall(r'"((?:[^"\\]|\\.)*)"', macro.group(1)))
            key = key.encode().decode("unicode_escape").encode("latin-1").decode()
            found.setdefault(key, os.path.relpath(path, SOURCE))
    return found


def texts_of_pages():
    """The names by which the script of pages asks for words; those that are put together count by their beginning."""
    script = ""
    for path in glob.glob(SOURCE + "/src/page/*.js"):
        with open(path) as f:
            script += f.read()
    return script


def read_table(language):
    rows, settings = {}, {}
    with open(os.path.join(SOURCE, f"data/words/{language}.tsv")) as f:
        for line in f.read().splitlines():
            if line and not line.startswith("#"):
                english, text = line.split("\t")
                (settings if english.startswith("@") else rows)[english] = text
    del rows["english"]
    return rows, settings


def tables():
    sources, script = texts_of_sources(), texts_of_pages()
    measures = set(re.findall(r"^(\S+)", run("list", "measures", "--format", "csv").stdout.replace(",", " "), re.M))
    check(len(sources) > 200, f"only {len(sources)} texts in the sources")
    named = {key.partition("#page:")[2] for key in read_table("ru")[0] if "#page:" in key}
    for name in re.findall(r'\b(?:say|count)\("([\w-]+)"[,)]', script):
        check(name in named, f"data/words/ru.tsv: no row '...#page:{name}', which a page asks for")
    for language in ("ru", "fr", "es"):
        rows, settings = read_table(language)
        check(settings["@language"] == language, f"{language}: @language")
        for key, path in sources.items():
            check(key in rows, f"data/words/{language}.tsv: no row for '{key}' of {path}")
        for key in rows.keys() - sources.keys():
            english, is_page, name = key.partition("#page:")
            if is_page:  # "facet-level" is "facet-" + level
                check(re.search(rf"[\"'`.\s]{name}\b", script) or re.search(rf'"{name.split("-")[0]}-"', script) or name in WORDS_OF_DATA | PUT_TOGETHER,
                      f"data/words/{language}.tsv: '{key}' is in no script of pages")
                check(sorted(set(re.findall(r"{\w+}", rows[key]))) == sorted(set(re.findall(r"{\w+}", english))),
                      f"data/words/{language}.tsv: '{rows[key]}' has other values than '{english}'")
                continue
            check(key in measures | COLUMNS, f"data/words/{language}.tsv: '{key}' is in no source")
        for key, text in rows.items():
            numbers = set(re.findall(r"{\d}", key))
            check(set(re.findall(r"{\d}", text)) == numbers or key.endswith("#network"),
                  f"data/words/{language}.tsv: '{text}' has other numbers than '{key}'")
            forms = FORMS[settings["@plural"]] if "|" in key else 1
            check(len(text.split("|")) == forms, f"data/words/{language}.tsv: '{text}': expected {forms} forms")
        check(set(read_table("ru")[0]) == set(rows), f"data/words/{language}.tsv has other rows than ru.tsv")


# ---- a Russian figure ----

NAMES = {"RUS": "Россия", "CHN": "Китай", "KAZ": "Казахстан", "BRA": "Бразилия", "IND": "Индия", "ZAF": "ЮАР",
         "FRA": "Франция", "DEU": "Германия", "AUS": "Австралия", "EGY": "Египет", "TUR": "Турция", "IRN": "Иран"}
ACTORS = list(NAMES)
FIGURES = [
    ("--layout", "stress"), ("--layout", "stress", "--legend", "below", "--title", "Заголовок"),
    ("--layout", "stress", "--as-of", "2012-06-01"), ("--layout", "stress", "--width", "88"),
    ("--layout", "column"), ("--layout", "pyramid"), ("--layout", "timeline"), ("--layout", "map"),
    ("--layout", "rings", "--ego", "RUS"), ("--layout", "columns", "--network", "two-mode"),
    ("--layout", "blocs", "--network", "actors"), ("--layout", "bundle", "--network", "actors"),
    ("--layout", "matrix", "--network", "actors"), ("--layout", "matrix", "--network", "two-mode"),
    ("--layout", "stress", "--network", "agreements"), ("--layout", "stress", "--colour", "region"),
    ("--layout", "stress", "--colour", "community", "--network", "actors"),
    ("--layout", "stress", "--colour", "degree", "--size", "betweenness", "--shape", "type"),
    ("--layout", "stress", "--tie-colour", "level", "--tie-width", "weight", "--network", "actors"),
    ("--layout", "stress", "--directed"), ("--layout", "matrix", "--network", "actors", "--directed"),
    ("--layout", "stress", "--highlight", "RUS", "--label", "top:3"),
    ("--layout", "stress", "--network", "actors", "--weight", "jaccard", "--only", "RUS;CHN;KAZ;IND"),
    ("--compare", "2008,2013"), ("--panels", "2008,2013,2015-02-01"),
    ("--plot", "ranks", "--bounds"), ("--plot", "distribution", "--of", "betweenness"), ("--layout", "table", "--network", "two-mode"),
    ("--plot", "series", "--of", "ties,density", "--from", "2005", "--to", "2015"),
    ("--plot", "series", "--of", "degree", "--from", "2005", "--to", "2015", "--highlight", "RUS,CHN"),
]
# names of layouts and methods, of the program, ids and codes of the data
ALLOWED = re.compile(r"\b(entente|stress|column|columns|pyramid|timeline|map|rings|blocs|bundle|matrix|table|jaccard|"
                     r"[0-9a-f]{32}|[A-Z]{3}|D\d+)\b")


def make_data():
    levels = ["bilateral", "multilateral", "regional", "global"]
    with open("данные.csv", "w") as f:
        f.write("agreement,party,title,signed,level,ended,kind\n")
        for i in range(30):
            level = levels[i % 4]
            size = 2 if level == "bilateral" else 3 + i % 3
            ended = "" if i % 5 else "2012/.."
            for k in range(size):
                f.write(f"D{i},{ACTORS[(i * 5 + k * (1 + i % 3)) % len(ACTORS)]},Договор номер {i},"
                        f"20{5 + i % 11:02d}{'-03-04' if i % 2 else ''},{level},{ended},договор\n")


def make_directed():
    with open("пары.csv", "w") as f:
        f.write("from,to,title,signed\n")
        for i in range(14):
            f.write(f"{ACTORS[i % 7]},{ACTORS[(i * 3 + 1) % 7]},Договор {i},2005\n")


def english_of(svg):
    root = ET.parse(svg).getroot()
    texts = ["".join(e.itertext()) for e in root.iter() if e.tag.rsplit("}")[-1] in ("text", "title", "desc")]
    check(root.get("{http://www.w3.org/XML/1998/namespace}lang") == "ru", f"{svg}: xml:lang")
    return texts


def figures():
    make_data()
    make_directed()
    for options in FIGURES:
        run("draw", "пары.csv" if "--directed" in options else "данные.csv", "-q", "--language", "ru", *options, "--caption", "x.txt", "-o", "x.svg")
        with open("x.txt") as f:
            texts = english_of("x.svg") + [f.read()]
        for text in texts:
            left = re.findall(r"[A-Za-z]{2,}", ALLOWED.sub("", text))
            check(not left, f"draw --language ru {' '.join(options)}: English {left} in '{text}'")
        check(any("Россия" in text for text in texts) or "RUS" in texts or "--plot" in options or
              "timeline" in options or "agreements" in options, f"{options}: no Russian names")


def languages():
    run("draw", "данные.csv", "-q", "--layout", "stress", "-o", "en.svg")
    run("draw", "данные.csv", "-q", "--layout", "stress", "--language", "en", "-o", "x.svg")
    check(open("en.svg").read() == open("x.svg").read(), "--language en is not the default")
    for language, word in (("fr", "bilatéral"), ("es", "Vínculos")):
        p = run("draw", "данные.csv", "--layout", "stress", "--language", language, "-o", "x.svg")
        check(word in open("x.svg").read(), f"no '{word}' in a figure of the language {language}")
        check("they stay English" in p.stderr, f"no note about names in the language {language}")
    said = run("draw", "данные.csv", "--language", "rus", "-o", "x.svg", status=2).stderr
    check("unknown language 'rus'" in said and "did you mean 'ru'" in said, said)


def translators():
    with open(os.path.join(SOURCE, "data/words/ru.tsv")) as f:
        table = f.read()
    with open("own.tsv", "w") as f:
        f.write(table.replace("Связи по уровню", "Отношения по уровню"))
    p = run("draw", "данные.csv", "-q", "--layout", "stress", "--language", "own.tsv", "-o", "x.svg")
    check("Отношения по уровню" in open("x.svg").read() and "warning" not in p.stderr, f"a translator's file: {p.stderr}")
    with open("own.tsv", "w") as f:
        f.write("@language\tde\n@plural\tone-other\nTies, by level\tBeziehungen nach Ebene\n")
    p = run("draw", "данные.csv", "--layout", "stress", "--language", "own.tsv", "-o", "x.svg")
    check("Beziehungen nach Ebene" in open("x.svg").read() and "texts are not translated" in p.stderr, p.stderr)
    with open("own.tsv", "a") as f:
        f.write("Ties, by levels\tBeziehungen\n")
    p = run("draw", "данные.csv", "-q", "--language", "own.tsv", "-o", "x.svg", status=1)
    check("own.tsv:4:1: error: 'Ties, by levels' in a table of words: the program has no such text" in p.stderr, p.stderr)


with tempfile.TemporaryDirectory() as folder:
    os.chdir(folder)
    tables()
    figures()
    languages()
    translators()
    os.chdir("/")
print("all words are translated" if not wrong else f"{wrong} faults")
sys.exit(wrong != 0)
