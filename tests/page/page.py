"""The page as its readers use it: by mouse, by touch and by keyboard, offline, with hostile names."""
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
report.end()
