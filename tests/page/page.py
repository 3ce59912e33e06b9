"""The page as its readers use it: by mouse, by touch and by keyboard, offline, with hostile names."""
import hashlib
import json
import os
import subprocess
import sys
import tempfile

from browser import Browser, Report

ENTENTE, SOURCE = sys.argv[1:3]
report = Report()
here = tempfile.TemporaryDirectory()


def draw(data, name, *options):
    path = os.path.join(here.name, name)
    subprocess.run([ENTENTE, "draw", data, "--quiet", "-o", path, *options], check=True)
    return path


def middle_of_tie(b, a, c):
    """A point of the tie in the window that no node lies on."""
    return b.run("""const key = keyOf(app.model, nodeById(arguments[0]), nodeById(arguments[1]));
        const line = figure.shown.find(l => l.tie.key === key), points = pointsOf(line), p = points[0], q = points.at(-1);
        const m = figure.svg.getScreenCTM();
        for (const t of [0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8]) {
            const at = { clientX: m.a * (p.x + t * (q.x - p.x)) + m.e, clientY: m.d * (p.y + t * (q.y - p.y)) + m.f };
            if (findAt(at)?.tie === key)
                return [at.clientX, at.clientY];
        }""", a, c)


def middle_of_node(b, node):
    return b.run("""const p = figure.nodes.get(nodeById(arguments[0])), m = figure.svg.getScreenCTM();
        return [m.a * p.x + m.e, m.d * p.y + m.f];""", node)


def reads_agreements():
    page = draw(SOURCE + "/data/iis", "iis.html")
    report.check(os.path.getsize(page) <= 250000, f"iis.html has {os.path.getsize(page)} bytes, more than 250 kB")
    report.check(open(page, "rb").read() == open(draw(SOURCE + "/data/iis", "again.html"), "rb").read(), "the page has other bytes when drawn again")
    b = Browser()
    b.open(page)
    report.check(b.text("h1") == "The system of international information security", "title: " + b.text("h1"))
    report.check("of 105 agreements shown" in b.text("#summary"), "summary: " + b.text("#summary"))
    b.point(*middle_of_tie(b, "CHN", "RUS"))
    b.click(*middle_of_tie(b, "CHN", "RUS"))
    side = b.text("#side")
    for words in ("Agreement between the Government of the Russian Federation and the Government of the People's Republic of China",
                  "2015-05-08", "bilateral", "party", "Boyko", "characters 10,759"):
        report.check(words in side, f"the panel of a tie lacks '{words}': {side}")
    b.run("document.querySelector('.cite button').click()")
    report.check("2015-05-08" in b.run("return app.copied"), "the citation lacks its date: " + b.run("return app.copied"))
    b.run("document.querySelectorAll('.cite button')[1].click()")
    report.check(b.run("return app.copied").startswith("@misc{"), "no BibTeX: " + b.run("return app.copied"))
    b.run("document.querySelectorAll('.cite button')[2].click()")
    item = json.loads(b.run("return app.copied"))[0]
    report.check(item["issued"] == {"date-parts": [[2015, 5, 8]]}, f"CSL-JSON has another date: {item}")
    b.click(*middle_of_node(b, "SCO"))
    report.check(b.text("#side h2") == "Shanghai Cooperation Organisation", "panel of a node: " + b.text("#side h2"))
    report.check(b.run("return document.querySelectorAll('#side .ties li').length") >= 8, "the SCO has fewer than 8 ties")
    b.run("document.querySelector('.close').click()")
    report.check(b.run("return document.querySelector('#side .legend svg') !== null"), "no legend")
    b.size(360, 740)
    b.open(page)
    b.tap(*middle_of_node(b, "SCO"))
    report.check(b.text("#side h2") == "Shanghai Cooperation Organisation", "tapped on a telephone: " + b.text("#side"))
    report.check(b.run("return document.documentElement.scrollWidth") <= 360, "the page is wider than a telephone")
    for complaint in b.complaints():
        report.check(False, complaint)
    b.close()


HOSTILE = ["</script><script>window.hit=1</script>", "<!--<script>", "\"><img src=x onerror=window.hit=1>", "'-window.hit=1-'",
           "{{data}}", "${window.hit=1}", "]]>&lt;b&gt;", "\u2028\u202e\u0301é漢\U0001f600", "javascript:window.hit=1", "__proto__", "constructor"]


def is_safe():
    data = os.path.join(here.name, "hostile")
    os.mkdir(data)

    def table(name, head, rows):
        quoted = [",".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows]
        with open(os.path.join(data, name), "w", encoding="utf-8") as f:
            f.write(head + "\n" + "\n".join(quoted) + "\n")

    table("actors.csv", "id,name,short,type,region", [["a" + h, h, h, "organization", h] for h in HOSTILE])
    table("sources.csv", "id,type,title,author,date,url", [["s" + str(i), h, h, h, "2015", h] for i, h in enumerate(HOSTILE)])
    table("agreements.csv", "id,title,short,kind,topic,status,signed,source,locator,quote",
          [["g" + h, h, h, h, h.replace(";", ","), h, "2015-05-08", "s" + str(i), h.replace(";", ","), h] for i, h in enumerate(HOSTILE)])
    table("parties.csv", "agreement,party,source,locator",
          [["g" + h, "a" + HOSTILE[(i + k) % len(HOSTILE)], "s" + str(i), h.replace(";", ",")] for i, h in enumerate(HOSTILE) for k in range(2)])
    page = draw(data, "hostile.html")
    b = Browser()
    b.open(page)
    b.run("""for (const key of app.network.ties.keys()) choose({ tie: key });
        for (const node of app.network.nodes) choose({ node });
        app.data.agreements.forEach((_, act) => { choose({ act }); document.querySelectorAll('.cite button').forEach(c => c.click()); });""")
    report.check(b.run("return window.hit === undefined"), "a hostile name ran")
    names = b.run("return app.data.actors.map(a => a.name)")
    report.check(sorted(names) == sorted(HOSTILE), f"names changed: {names}")
    report.check(b.run("return [...document.querySelectorAll('#side a')].every(a => /^https?:/.test(a.href))"), "a link that is none")
    report.check(b.run("return document.querySelectorAll('img, iframe, object').length") == 0, "an element from the data")
    for complaint in b.complaints():
        report.check(False, complaint)
    b.close()


def quotes_passages():
    """What the documents say stands in the page only with --documents: as text, with single blanks, cut after 500 characters."""
    data, documents = os.path.join(here.name, "cited"), os.path.join(here.name, "documents")
    os.mkdir(data)
    os.mkdir(documents)
    first = "In 1999 A and B\n  signed the Treaty of </script><script>window.hit=1</script>"
    long = "C joined later. " * 60
    text = first + "\n" + long
    with open(os.path.join(documents, "text.txt"), "w") as f:
        f.write(text)
    digest = hashlib.md5(text.encode()).hexdigest()
    for name, rows in (("actors.csv", ["id,name,type", "a,A,state", "b,B,state", "c,C,state"]),
                       ("sources.csv", ["id,type,title,file", "s,book,S,text.txt"]),
                       ("agreements.csv", ["id,title,signed,source,locator", f'x,X,1999,s,"char=0,{len(first)};md5={digest}"']),
                       ("parties.csv", ["agreement,party,source,locator,quote", f'x,a,s,"char=0,{len(first)};md5={digest}",', "x,b,s,,B was there",
                                        f'x,c,s,"char={len(first) + 1},{len(text) - 1};md5={digest}",'])):
        with open(os.path.join(data, name), "w") as f:
            f.write("\n".join(rows) + "\n")
    empty, lost = os.path.join(here.name, "no documents"), os.path.join(here.name, "lost.html")
    os.mkdir(empty)
    done = subprocess.run([ENTENTE, "draw", data, "-o", lost, "--documents", empty], capture_output=True, text=True)
    report.check(done.returncode == 1 and done.stderr.count("no document 'text.txt'") == 1, f"a missing document: {done.stderr}")
    report.check(not os.path.exists(lost), "a page without the passages that were asked for was written")
    b = Browser()
    for options, shown in (((), False), (("--documents", documents), True)):
        b.open(draw(data, "cited.html", "--network", "actors", *options))
        b.run("choose({ act: 0 })")
        report.check(b.run("return document.querySelectorAll('#side .passages').length") == shown, f"passages with {options}")
        quoted = b.run("return [...document.querySelectorAll('#side .parties blockquote')].map(e => e.textContent)")
        report.check(quoted == ["B was there"], f"quotes of parties: {quoted}")
    report.check("2 passages of the documents" in b.text("#side .passages summary"), "how many: " + b.text("#side .passages summary"))
    found = b.run("return [...document.querySelectorAll('#side .passages blockquote')].map(e => e.firstChild.data)")
    report.check(found[0] == first.replace("\n  ", " "), f"the first passage: {found[0]}")
    report.check(found[1] == ("C joined later. " * 60)[:498].strip() + " …", f"the long passage: {len(found[1])} {found[1][-30:]}")
    report.check(f"characters 0–{len(first)}" in b.run("return document.querySelector('#side .passages cite').textContent"), "the place of a passage")
    report.check(b.run("return window.hit === undefined"), "a passage ran")
    b.open(draw(data, "modes.html", "--network", "two-mode"), "#view=matrix")
    report.check(b.run("return document.querySelector('.matrix .one').getAttribute('d').split('M').length - 1") == 3, "a cell for each party")
    names = b.run("return [...document.querySelectorAll('.matrix text')].map(e => e.textContent)")
    report.check(sorted(names) == ["A", "B", "C", "X"], f"rows and columns of two modes: {names}")
    for complaint in b.complaints():
        report.check(False, complaint)
    b.close()


def names_the_day():
    """Actors have the names of the slider's day: those that the tables of that day have."""
    data = os.path.join(here.name, "persia")
    os.mkdir(data)
    for name, text in (("agreements.csv", "id,title,signed\nx,X,1925\ny,Y,1960\n"), ("parties.csv", "agreement,party\nx,IRN\nx,TUR\ny,IRN\ny,TUR\n")):
        with open(os.path.join(data, name), "w") as f:
            f.write(text)
    done = subprocess.run([ENTENTE, "draw", data, "-o", os.path.join(here.name, "uncited.html"), "--documents", here.name], capture_output=True, text=True)
    report.check(done.returncode == 0 and "--documents has no effect: no row of these data refers to a passage" in done.stderr, f"data without passages: {done.stderr}")
    b = Browser()
    b.open(draw(data, "persia.html", "--network", "actors"))
    for day, date in (((1930, 1, 1), "1930-01-01"), ((1970, 1, 1), "1970-01-01")):
        b.run("setState({ day: dayNumber(...arguments[0]) }); choose(targetOf('actor:IRN'))", day)
        table = subprocess.run([ENTENTE, "measure", data, "--network", "actors", "--as-of", date, "-m", "degree", "--scope", "node", "--format", "csv", "-q"],
                               capture_output=True, text=True, check=True).stdout
        said = b.text("#side h2")
        report.check(f",{said}," in table and said == ("Persia" if day[0] < 1935 else "Iran"), f"{said} on {date}: {table}")
        labels = b.run("return figure.nodes.get(nodeById('IRN')).labels.map(l => l.textContent)")
        report.check(labels == [said], f"labels on {date}: {labels}")
    for complaint in b.complaints():
        report.check(False, complaint)
    b.close()


def refuses():
    for options, words in ((("--panels", "2010,2015"), "--panels"), (("--layout", "matrix"), "layout matrix"),
                           (("--as-of", "2015"), "a whole date"), (("--during", "2010/2012"), "--during"),
                           (("--network", "agreements"), "--network"), (("--plot", "ranks"), "--plot")):
        done = subprocess.run([ENTENTE, "draw", SOURCE + "/data/iis", "-o", os.path.join(here.name, "no.html"), *options],
                              capture_output=True, text=True)
        report.check(done.returncode == 2 and words in done.stderr, f"{options}: {done.returncode} {done.stderr}")
    report.check(not os.path.exists(os.path.join(here.name, "no.html")), "a refused page was written")


refuses()
reads_agreements()
is_safe()
quotes_passages()
names_the_day()
report.end()
