"""A page whose data were damaged says so, or works: it is never blank or dead without a word, and nothing in it runs."""
import json
import os
import random
import re
import subprocess
import sys
import tempfile

from browser import Browser, Report

ENTENTE, SOURCE = sys.argv[1:3]
VARIANTS = 60
report = Report()
here = tempfile.TemporaryDirectory()
rng = random.Random(18)
HOSTILE = ["<img src=x onerror=window.hit=1>", "<script>window.hit=1<\\/script>", "__proto__", -1, 1e308, None, [], {}, True, ""]


def places(value, path=()):
    """All places of a JSON value that can be changed."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, part in items:
        yield value, key
        yield from places(part, path + (key,))


def damage(text):
    if rng.random() < 0.3:
        at = rng.randrange(len(text))
        return text[:at] + rng.choice(["", '"', "}", "[", "0", ","]) + text[at + rng.choice([0, 1, 1, 50, 5000]):]
    value = json.loads(text)
    every = list(places(value))
    for _ in range(rng.choice([1, 1, 3, 20])):
        holder, key = rng.choice(every)
        if isinstance(holder, dict) and rng.random() < 0.4:
            holder.pop(key, None)
        else:
            holder[key] = rng.choice(HOSTILE)
    return json.dumps(value).replace("<", "\\u003c")


page = os.path.join(here.name, "page.html")
subprocess.run([ENTENTE, "draw", SOURCE + "/data/iis", "--quiet", "--dates", "2010,2020", "-o", page], check=True)
whole = open(page, encoding="utf-8").read()
b = Browser()
told = 0
for variant in range(VARIANTS):
    name = rng.choice(["data", "data", "data", "map", "words"])
    found = re.search(f'id="{name}">(.*?)</script>', whole, re.S)
    path = os.path.join(here.name, "damaged.html")
    with open(path, "w", encoding="utf-8") as f:
        f.write(whole[:found.start(1)] + damage(found.group(1)) + whole[found.end(1):])
    b.complaints()
    b.open(path)
    b.run("""if (document.body.classList.contains("ready"))
        for (const view of VIEWS)
            setTimeout(() => setView(view));""")
    b.run("return new Promise(done => setTimeout(done, 150))")
    errors = [c for c in b.complaints() if "Uncaught" in c]
    note = b.text(".failed")
    told += note != ""
    report.check((note != "") == bool(errors), f"variant {variant} of {name}: errors {errors[:1]}, but the page says '{note}'")
    report.check(note != "" or b.run("return document.body.classList.contains('ready')"), f"variant {variant} of {name}: a dead page without a word")
    report.check(b.run("return window.hit === undefined && document.querySelectorAll('img, iframe, object').length === 0"),
                 f"variant {variant} of {name}: something ran")
b.close()
report.check(told > 5, f"only {told} of {VARIANTS} variants were damaged")
report.end()
