"""What readers do with the page: time, rule, filters, search, path, views, export, links, keys; and whom it excludes."""
import json
import os
import re
import subprocess
import sys
import tempfile
import time

from browser import Browser, Keys, Report

ENTENTE, SOURCE, AXE = sys.argv[1:4]
report = Report()
here = tempfile.TemporaryDirectory()
page = os.path.join(here.name, "iis.html")
subprocess.run([ENTENTE, "draw", SOURCE + "/data/iis", "--quiet", "-o", page], check=True)


def shown(b):
    return int(re.match(r"(\d+) of 105", b.text("#summary")).group(1))


def press_button(b, text):
    b.run("[...document.querySelectorAll('button')].find(e => e.textContent.startsWith(arguments[0]) && e.offsetParent).click()", text)


def times(b):
    all_of_them = shown(b)
    b.run("time.slider.focus()")
    b.press(Keys.HOME)
    report.check(shown(b) <= 2, f"{shown(b)} agreements on the first day")
    b.press(Keys.ARROW_RIGHT)
    report.check(b.text(".day") == b.run("return dayText(time.steps[1])"), "the slider's day: " + b.text(".day"))
    b.press(Keys.END)
    last = b.text(".day")
    few = shown(b)
    b.run("time.slider.value = stepAt(dayNumber(2014, 12, 31)); slide()")
    b.run("time.slider.value = stepAt(dayNumber(2015, 12, 31)); slide()")
    report.check("began" in b.text(".turns"), "nothing began in 2015: " + b.text(".turns"))
    report.check(b.run("return document.querySelector('.began').getAttribute('d')").startswith("M"), "what began is not marked")
    report.check("of unknown status" in b.text("#summary"), "the unknown is not counted: " + b.text("#summary"))
    b.run("time.play.click()")
    time.sleep(0.5)
    day = b.text(".day")
    time.sleep(2)
    report.check(b.text(".day") > day or b.text(".day") == last, f"play stays on {day}")
    b.run("if (time.playing) time.play.click()")
    press_button(b, "Any time")
    report.check(shown(b) == all_of_them and few <= all_of_them, "any time shows something else than before")
    time.sleep(1)
    report.check(b.run("return time.counts.length") > 50, "no line of ties")
    report.check(b.run("return time.counts.every(c => { const n = countTies(app.model, { ...app.state, day: time.steps[c.at] }); return n.known === c.known })"),
                 "the line shows other numbers than the networks have")


def rules_and_filters(b):
    press_button(b, "in force")
    in_force = shown(b)
    press_button(b, "any status")
    report.check(shown(b) >= in_force, "in force counts more than any status")
    press_button(b, "signed")
    all_of_them = shown(b)
    b.run("[...document.querySelectorAll('.value[data-facet=level]')].find(e => e.textContent.startsWith('regional')).click()")
    regional = shown(b)
    report.check(0 < regional < all_of_them, f"{regional} regional agreements of {all_of_them}")
    report.check("level=regional" in b.run("return location.hash"), "the filter is not in the address: " + b.run("return location.hash"))
    report.check("--level regional" in b.run("return commandFor('graph', 'x.json')"), "the command lacks the filter")
    command = b.run("return commandFor('graph', '-')").replace("entente graph iis", f"{ENTENTE} graph {SOURCE}/data/iis --format json --quiet")
    graph = json.loads(subprocess.run(command, shell=True, capture_output=True, text=True, check=True).stdout)
    report.check(len(graph["ties"]) == b.run("return [...app.network.ties.values()].filter(t => t.known.length).length"),
                 "the command makes another network")
    b.run("document.querySelector('.clear').click()")
    report.check(shown(b) == all_of_them, "clearing the filters does not show all")


def search_and_paths(b):
    b.press("/")
    b.press("kazak", Keys.ENTER)
    report.check(b.text("#side h2") == "Kazakhstan", "found: " + b.text("#side h2"))
    b.run("document.getElementById('path').focus()")
    b.press("united st", Keys.ENTER)
    report.check(b.text("#side h2") == "From Kazakhstan to United States" and "Rules of Conduct" in b.text("#side"), "path: " + b.text("#side"))
    b.press(Keys.ESCAPE)
    report.check(b.run("return app.chosen === null"), "Escape does not close the panel")
    b.run("choose(targetOf('actor:SCO'))")
    press_button(b, "Only its neighbourhood")
    report.check(b.run("return [...app.network.ties.values()].some(t => nodeId(t.a) === 'SCO' || nodeId(t.b) === 'SCO')") and
                 b.run("return app.network.nodes.size") < 20, "the neighbourhood is the whole network")
    press_button(b, "Only its neighbourhood")
    b.press(Keys.ESCAPE)


def views(b):
    for view, mark in (("Table", "table tbody tr"), ("Matrix", "svg.matrix path.one"), ("Timeline", "svg.lines .act")):
        press_button(b, view)
        report.check(b.run("return document.querySelector(arguments[0]) !== null", mark), "no " + view)
    b.run("document.querySelector('svg.lines .act').dispatchEvent(new MouseEvent('click', { bubbles: true }))")
    report.check(b.run("return app.chosen.act !== undefined"), "an agreement of the timeline cannot be chosen")
    press_button(b, "Table")
    b.run("document.querySelectorAll('thead button')[2].click()")
    counts = b.run("return [...document.querySelectorAll('tbody tr')].map(r => +r.cells[2].textContent)")
    report.check(counts == sorted(counts, reverse=True), "the table is not sorted")
    b.run("saveCsv()")
    csv = b.run("return app.saved.blob.text()")
    report.check(csv.count("\n") == len(counts) + 1 and csv.lstrip("\ufeff").startswith("source,target,"), "the CSV has other rows: " + csv[:60])
    b.run("document.querySelector('tbody button').click()")
    report.check(b.run("return app.chosen.tie !== undefined"), "a row cannot be chosen")
    press_button(b, "Network")
    report.check(b.run("return document.querySelectorAll('.rings > *').length") == 2, "what is chosen in the table is not chosen in the network")
    b.press(Keys.ESCAPE)


def leaves(b):
    b.run("saveSvg()")
    svg = b.run("return app.saved.blob.text()")
    report.check(svg.count("<svg") == 2 and "entente draw iis" in svg and "agreements shown" in svg, "the SVG lacks its caption or command")
    b.run("savePng()")
    time.sleep(1.5)
    report.check(b.run("return app.saved.name").endswith(".png") and b.run("return app.saved.blob.size") > 20000, "no PNG")
    b.run("setDay(dayNumber(2015, 12, 31)); setState({ rule: 3 }); choose(targetOf('tie:CHN,RUS'))")
    hash = b.run("return location.hash")
    for part in ("day=2015-12-31", "count=any", "show=tie:"):
        report.check(part in hash, f"the address lacks {part}: {hash}")
    summary = b.text("#summary")
    b.open(page, hash)
    report.check(b.text("#summary") == summary and b.text("#side h2").replace("\n", " ") in ("Russia – China", "China – Russia"),
                 "the link leads elsewhere: " + b.text("#summary"))
    report.check(b.run("return app.state.day === dayNumber(2015, 12, 31) && app.state.rule === 3"), "the link forgets the day or the rule")
    b.open(page, "#day=junk&count=9&level=none-such&show=tie:x,%3Cb%3E&view=__proto__")
    report.check(b.run("return app.view === 'network' && app.chosen === null"), "a broken link breaks the page")
    b.open(page, "?embed")
    report.check(b.run("return getComputedStyle(document.querySelector('.head')).display") == "none", "?embed shows the head")
    b.open(page)


def keys(b):
    b.run("document.getElementById('figure').focus()")
    b.press(Keys.ARROW_RIGHT)
    first = b.text("#spoken")
    report.check("Russia" in first and "ties" in first, "the first arrow key says: " + first)
    b.press(Keys.ARROW_RIGHT)
    report.check(b.text("#spoken") != first, "the second arrow key says the same")
    b.press("n")
    report.check("–" in b.text("#spoken"), "N says no tie: " + b.text("#spoken"))
    b.press(Keys.ENTER)
    report.check(b.run("return app.chosen.tie !== undefined") and len(b.text("#side h2")) > 3, "Enter does not open the tie")
    b.press("+", "+", "0")
    report.check(not b.run("return isZoomed()"), "0 does not show the whole figure")
    b.press(Keys.ESCAPE)
    focusable = "return [...document.querySelectorAll('button, input, select, summary, a[href], [tabindex]')].filter(e => e.offsetParent && e.tabIndex < 0).length"
    report.check(b.run(focusable) == 0, "something can be reached by mouse only")


def excludes_nobody(b):
    if not os.path.exists(AXE):
        print("axe-core is not installed: not asked (npm install --prefix build/axe axe-core)")
        return
    axe = open(AXE, encoding="utf-8").read()
    for dark in (False, True):
        for width in (1280, 360):
            other = Browser(width, 760, dark=dark)
            other.driver.execute_cdp_cmd("Page.setBypassCSP", {"enabled": True})
            other.open(page)
            other.run(axe)
            for view in ("network", "map", "table", "matrix", "timeline"):
                for target in ("null", "targetOf('tie:CHN,RUS')", "targetOf('actor:RUS')"):
                    other.run(f"choose({target}); setView('{view}')")
                    found = other.driver.execute_async_script(
                        "const done = arguments[0]; axe.run(document, { resultTypes: ['violations'] }).then(r => done(r.violations))")
                    for v in found:
                        if v["impact"] in ("serious", "critical"):
                            report.check(False, f"axe, {view}, {target}, dark {dark}, {width}: {v['id']}: {v['nodes'][0]['html'][:160]}"
                                                f" {v['nodes'][0].get('failureSummary', '')[:260]}")
                    report.check(True, "")
            other.close()


def languages(b):
    words = b.run("return WORDS.languages")
    report.check(set(words) == {"en", "ru", "fr", "es"}, f"languages of the page: {set(words)}")
    for code, table in words.items():
        report.check(set(table) == set(words["en"]), f"{code} and English differ in {set(table) ^ set(words['en'])}")
        for key, word in table.items():
            values = lambda w: sorted(set(re.findall(r"\{\w+\}", w)))
            report.check(values(word) == values(words["en"][key]), f"{code} {key}: values {values(word)}")
    b.open(page, "?lang=ru")
    report.check("Показано соглашений" in b.text("#summary") and b.run("return document.documentElement.lang") == "ru", "no Russian: " + b.text("#summary"))
    b.open(page)


def fits(b):
    for width in (360, 768, 1920):
        b.size(width, 800)
        for view in ("network", "map", "table", "matrix", "timeline"):
            b.run("setView(arguments[0])", view)
            report.check(b.run("return document.documentElement.scrollWidth") <= width, f"{view} is wider than {width} pixels")
    b.run("setView('network')")


def every_mark(b):
    """Whatever shape a node has, the page finds its mark and adds no second one."""
    table = os.path.join(here.name, "shapes.csv")
    with open(table, "w") as f:
        f.write("agreement,parties,signed\n")
        for i, parties in enumerate(("France; Egypt", "Egypt; Japan", "Japan; Brazil", "Brazil; Kenya", "Kenya; Australia", "Australia; Canada")):
            f.write(f"a{i},{parties},19{50 + i}-05-08\n")
    for options in ("--shape region", "--shape type", "--layout rings", "--layout columns", "--layout map", "--layout blocs", "--layout bundle"):
        drawn = os.path.join(here.name, "shapes.html")
        subprocess.run([ENTENTE, "draw", table, "--quiet", *options.split(), "-o", drawn], check=True)
        b.open(drawn)
        report.check(b.run("return [figure.nodes.size, document.querySelectorAll('.node.other').length]") == [7, 0],
                     f"{options}: nodes drawn twice: " + str(b.run("return [figure.nodes.size, document.querySelectorAll('.node.other').length]")))
        report.check(b.run("return [...figure.nodes.values()].every(p => p.rx > 0.5 && p.x > 0 && p.y > 0)"), f"{options}: a node without a place")
    b.open(page)


def headings(b):
    drawn = os.path.join(here.name, "titled.html")
    subprocess.run([ENTENTE, "draw", SOURCE + "/data/iis", "--quiet", "--title", "Pacts & <treaties>", "--subtitle", "since 1998", "--note", "Notes & <b>", "--source", "Own", "-o", drawn], check=True)
    b.open(drawn)
    report.check(b.text("#title") == "Pacts & <treaties>" and [b.run("return [...document.querySelectorAll('.remark')].map(e => e.textContent)")] == [["since 1998", "Notes & <b>", "Own"]] and
                 b.run("return document.title") == "Pacts & <treaties>", "the page lacks its title: " + b.text("#title"))
    report.check("Pacts" not in b.text("#figure"), "the figure repeats the title of the page")
    b.open(page)


b = Browser()
b.open(page)
for part in (times, rules_and_filters, search_and_paths, views, leaves, keys, languages, fits, every_mark, headings):
    part(b)
for complaint in b.complaints():
    report.check(False, complaint)
b.close()
excludes_nobody(None)
report.end()
