"""The page's map, and the tool's measures on the slider's day: by mouse, by touch and by keyboard."""
import csv
import io
import os
import subprocess
import sys
import tempfile

from browser import Browser, Keys, Report

ENTENTE, SOURCE = sys.argv[1:3]
IIS = SOURCE + "/data/iis"
report = Report()
here = tempfile.TemporaryDirectory()


def run(*words):
    return subprocess.run([ENTENTE, *words], capture_output=True, text=True)


def draw(name, *options):
    path = os.path.join(here.name, name)
    done = run("draw", IIS, "-o", path, *options)
    report.check(done.returncode == 0, f"draw {options}: {done.stderr}")
    return path


def place_of(b, node):
    return b.run("""const p = figure.nodes.get(nodeById(arguments[0])), m = figure.svg.getScreenCTM();
        return [m.a * p.x + m.e, m.d * p.y + m.f];""", node)


def shows_places(b):
    b.run("[...document.querySelectorAll('#bar button')].find(e => e.textContent === 'Map').click()")
    report.check(b.run("return figure === figures.map && figures.network.svg.getBoundingClientRect().width === 0"),
                 "the map is not shown in place of the network")
    order = b.run("return ['USA', 'BRA', 'FRA', 'RUS', 'CHN', 'JPN'].map(id => figure.nodes.get(nodeById(id)).x)")
    report.check(order[0] < order[2] < order[3] < order[4] < order[5], f"places from west to east: {order}")
    report.check(b.run("return figure.nodes.get(nodeById('RUS')).y < figure.nodes.get(nodeById('ZAF')).y"), "north is not above south")
    report.check(b.run("return document.querySelector('.map .land path').getTotalLength() > 1000"), "there is no land")
    report.check(b.run("return new Set(figure.shown.map(l => l.tie.key)).size === app.network.ties.size"), "the map lacks ties")
    said = b.text("#placeless summary")
    without = b.run("return [...app.network.nodes].filter(n => !isActor(n) || app.data.actors[n].lat === undefined).length")
    report.check(said.startswith(f"{without} of 52 shown have no place"), "nodes without a place: " + said)
    b.run("document.getElementById('placeless').open = true")
    report.check(b.run("return document.querySelectorAll('#placeless button').length") == without, "they are not all listed")


def is_one_selection(b):
    b.click(*place_of(b, "CHN"))
    report.check(b.text("#side h2") == "China" and "view=map" in b.run("return location.hash"), "a click on the map: " + b.text("#side h2"))
    b.run("setView('network')")
    report.check(b.run("return document.querySelectorAll('#figure > svg:not(.away) .rings > *').length") == 1, "China is not chosen in the network")
    b.run("setView('map'); choose(null); time.slider.value = stepAt(dayNumber(2015, 12, 31)); slide()")
    report.check(b.run("return new Set(figure.shown.map(l => l.tie.key)).size === app.network.ties.size"), "the slider does not change the map")
    report.check(b.run("return ['M', undefined].includes(document.querySelector('.map .began')?.getAttribute('d')[0])"), "what began has no line on the map")
    b.run("[...document.querySelectorAll('.value[data-facet=level]')].find(e => e.textContent.startsWith('regional')).click()")
    report.check(b.run("return new Set(figure.shown.map(l => l.tie.key)).size === app.network.ties.size"), "a filter does not change the map")
    b.run("clearFilters(); setDay(null); document.getElementById('figure').focus()")
    b.press(Keys.ARROW_RIGHT)
    first = b.text("#spoken")
    b.press(Keys.ARROW_LEFT)
    b.press(Keys.ENTER)
    report.check("Russia" in first and b.text("#side h2"), f"keys on the map: {first}, {b.text('#side h2')}")
    b.run("choose(null); saveSvg()")
    svg = b.run("return app.saved.blob.text()")
    report.check("--layout map" in b.run("return commandFor('draw', 'x.svg')") and svg.count("<circle") >= 25, "the map is not saved with its command")
    b.size(360, 740)
    b.run("window.scrollTo(0, 0)")
    b.tap(*place_of(b, "BRA"))
    report.check(b.text("#side h2") == "Brazil", "a tap on the map: " + b.text("#side h2"))
    report.check(b.run("return document.documentElement.scrollWidth") <= 360, "the map is wider than a telephone")
    b.size(1280, 860)
    b.run("choose(null)")


def is_never_silent():
    data = os.path.join(here.name, "nowhere")
    os.mkdir(data)
    for name, text in (("actors.csv", "id,name,type\na,A,state\nb,B,state\n"), ("agreements.csv", "id,title,signed\nx,X,2000\n"),
                       ("parties.csv", "agreement,party\nx,a\nx,b\n")):
        with open(os.path.join(data, name), "w") as f:
            f.write(text)
    page = os.path.join(here.name, "nowhere.html")
    done = run("draw", data, "-o", page)
    report.check("the page has no map: no actor has a place" in done.stderr, "no word of the missing map: " + done.stderr)
    return page


def shows_measures(b, dates):
    done = run("series", IIS, "--dates", dates, "-m", "degree,betweenness,ties", "--format", "csv", "-o", "-", "--quiet")
    rows = list(csv.DictReader(io.StringIO(done.stdout)))
    value = lambda date, measure, node: next((r["value"] for r in rows if (r["date"], r["measure"], r["node"]) == (date, measure, node)), None)
    for day, date in (((2015, 12, 31), "2015"), ((2017, 6, 1), "2015"), ((2018, 1, 1), "2018")):
        b.run("setState({ day: dayNumber(...arguments[0]) })", day)
        found = b.run("return measuresNow().list.map(m => [m.name, [...app.network.nodes].filter(isActor).map(n => [nodeId(n), m.of(n) ?? null])])")
        report.check(b.run("return measuresNow().when") == date, f"{day}: measures of {b.run('return measuresNow().when')}")
        for measure, nodes in found:
            wrong = [(n, v, value(date, measure, n)) for n, v in nodes
                     if abs(float(value(date, measure, n) or 0) - (v or 0)) > 0.00001]
            report.check(not wrong, f"{measure} on {day}: {wrong[:3]}")
    b.run("choose(targetOf('actor:RUS'))")
    report.check("computed for 2018" in b.text(".measures summary"), "the date of the measures: " + b.text(".measures summary"))
    b.run("document.querySelector('.measures').open = true")
    report.check(b.run("return document.querySelector('.measures dd').textContent") == value("2018", "degree", "RUS"), "the degree of Russia")
    b.run("choose(null); app.table = 'actorRows'; setView('table')")
    heads = b.run("return [...document.querySelectorAll('thead button')].map(e => e.textContent)")
    report.check("degree (2018)" in heads and "betweenness (2018)" in heads, f"columns of the table: {heads}")
    b.run("[...document.querySelectorAll('thead button')].find(e => e.textContent.startsWith('degree')).click()")
    at = heads.index("degree (2018)")
    column = b.run("return [...document.querySelectorAll('tbody tr')].map(r => +r.cells[arguments[0]].textContent.replace('–', '-1'))", at)
    report.check(column == sorted(column, reverse=True) and column[0] > 0, f"sorted by degree: {column[:5]}")
    b.run("saveCsv()")
    report.check("degree (2018)" in b.run("return app.saved.blob.text()"), "the CSV lacks the measures")
    b.run("setState({ day: dayNumber(1996, 1, 1) })")
    b.run("setView('network'); choose(targetOf('actor:RUS'))")
    report.check("No measures were computed for days before 2005" in b.text("#side"), "a day before all measures: " + b.text("#side"))
    b.run("choose(null)")
    b.run("const s = document.getElementById('line'); s.value = 'ties'; s.dispatchEvent(new Event('change'))")
    most = max(float(r["value"]) for r in rows if r["measure"] == "ties")
    report.check(b.text(".scale") == f"ties: 0 – {most:g}" and "line=ties" in b.run("return location.hash"), "the line of the slider: " + b.text(".scale"))


def takes_tables():
    table = os.path.join(here.name, "series.csv")
    run("series", IIS, "--dates", "2010,2020", "-m", "degree,density", "-o", table)
    page = draw("table.html", "--series", table)
    b = Browser()
    b.open(page)
    b.run("setState({ day: dayNumber(2020, 12, 31) }); choose(targetOf('actor:RUS'))")
    b.run("document.querySelector('.measures').open = true")
    report.check("computed for 2020" in b.text(".measures") and "series.csv" in b.text(".measures"), "measures of a table: " + b.text(".measures"))
    for complaint in b.complaints():
        report.check(False, complaint)
    b.close()
    with open(table, "a") as f:
        f.write("2020,node,Atlantis,degree,3\n")
    done = run("draw", IIS, "-o", page, "--series", table)
    report.check("'Atlantis', are not in the data" in done.stderr, "an unknown node of a table: " + done.stderr)
    with open(table, "w") as f:
        f.write("date,node,measure,value\n2020,Atlantis,degree,3\n")
    done = run("draw", IIS, "-o", page, "--series", table)
    report.check(done.returncode != 0 and "no row of the series is of the network or of a node of these data, such as 'Atlantis'" in done.stderr,
                 "a table of other data: " + done.stderr)
    for options, words in ((("--series", table, "--from", "2000", "--to", "2010"), "the table has its own dates"),
                           (("--of", "degree"), "--of has no effect"), (("--dates", "2010", "--of", "communities-of"), "unknown measure")):
        done = run("draw", IIS, "-o", page, *options)
        report.check(done.returncode == 2 and words in done.stderr, f"{options}: {done.returncode} {done.stderr}")


nowhere = is_never_silent()
dates = "2005,2010,2015,2018,2021"
page = draw("iis.html", "--dates", dates, "--of", "degree,betweenness,ties")
b = Browser()
b.open(page)
shows_places(b)
is_one_selection(b)
shows_measures(b, dates)
b.open(nowhere)
report.check(b.run("return VIEWS.includes('map')") is False, "a page without places has a map")
for complaint in b.complaints():
    report.check(False, complaint)
b.close()
takes_tables()
report.end()
