"""The page's network is the tool's: for random days, rules and filters its script finds the same nodes, ties and
agreements as `entente graph`; and it looks days up in runs as a plain search does."""
import bisect
import datetime
import json
import os
import random
import subprocess
import sys
import tempfile

from browser import Browser, Report

ENTENTE, SOURCE = sys.argv[1:3]
LOOKUPS = 10000
RULES = ["signed", "ratified", "in-force", "any"]
report = Report()
here = tempfile.TemporaryDirectory()
rng = random.Random(18)


def date():
    year, month, day = rng.randint(1980, 2020), rng.randint(1, 12), rng.randint(1, 28)
    return rng.choice([f"{year}-{month:02}-{day:02}"] * 5 + [f"{year}-{month:02}", f"{year}", f"{year // 10}X", f"{year}?", "",
                                                            f"{year}/{year + 2}", f"../{year}"])


def end():
    return rng.choice(["", "", "", "..", date(), f"{rng.randint(2005, 2022)}", f"{rng.randint(2005, 2020)}-03-01"])


def random_data(number):
    """A small data set in which all that can be unknown is."""
    folder = os.path.join(here.name, f"random{number}")
    os.mkdir(folder)

    def table(name, head, rows):
        with open(os.path.join(folder, name), "w") as f:
            f.write(head + "\n" + "".join(",".join(row) + "\n" for row in rows))

    states, organizations = [f"s{i}" for i in range(10)], ["o1", "o2", "o3"]
    table("actors.csv", "id,name,type,region,from,to",
          [[s, s.upper(), "state", rng.choice(["north", "south", ""]), rng.choice(["", "", "1990", "1991-05-02"]),
            rng.choice(["", "", "", "2010", "2012-02-03"])] for s in states] +
          [[o, o.upper(), "organization", "", rng.choice(["", "1985"]), rng.choice(["", "2015-06-01"])] for o in organizations])
    acts, parties = [], []
    for i in range(30):
        status = rng.choice([""] * 4 + ["signed", "in force", "ended", "proposed", "planned"])
        acts.append([f"a{i}", f"Agreement {i}", rng.choice(["treaty", "statement", "dialogue"]), rng.choice(["bilateral", "regional", "global", ""]),
                     rng.choice(["", "", "o1", "o2"]), date() if rng.random() < .2 else "", date(), date() if rng.random() < .6 else "",
                     end(), status, rng.choice(["", "2016", "2018-05-06"]) if status else "", rng.choice(["arms", "trade", "arms;trade", ""])])
        for actor in rng.sample(states + organizations, rng.choice([1, 2, 2, 2, 3, 4, 6])):
            for _ in range(rng.choice([1, 1, 1, 1, 2])):
                parties.append([f"a{i}", actor, rng.choice(["party"] * 6 + ["signatory", "sponsor", "adopter", "observer", "unknown"]),
                                date() if rng.random() < .3 else "", date() if rng.random() < .3 else "",
                                date() if rng.random() < .3 else "", end() if rng.random() < .3 else ""])
    table("agreements.csv", "id,title,kind,level,within,proposed,signed,in_force,ended,status,as_of,topic", acts)
    table("parties.csv", "agreement,party,role,signed,ratified,in_force,withdrew", parties)
    table("memberships.csv", "organization,member,role,from,to",
          [[o, s, rng.choice(["member"] * 4 + ["observer", "unknown"]), date(), end()] for o in organizations for s in rng.sample(states, 5)])
    return folder


def words(page, key):
    """Words of a column of the agreements, for a filter."""
    found = {part.strip() for act in page["agreements"] for part in act.get(key, "").split(";") if part.strip()}
    return sorted(found, key=str.lower)


def random_state(page, of_agreements):
    state, options = {"day": None}, []
    if of_agreements:
        state["rule"] = rng.randrange(4)
        options += ["--count", RULES[state["rule"]]]
    if rng.random() < .8:
        day = rng.randint(3650, 18993)  # 1980 to 2021
        state["day"] = day
        options += ["--as-of", day_text(day)]
    if not of_agreements:
        return state, options
    for key in ("level", "kind", "topic"):
        there = words(page, key)
        if there and rng.random() < .25:
            chosen = rng.sample(there, rng.randint(1, min(2, len(there))))
            state[key] = chosen
            options += [f"--{key}", ";".join(chosen)]
    there = sorted({act["within"] for act in page["agreements"] if "within" in act})
    if there and rng.random() < .15:
        state["within"] = [rng.choice(there)]
        options += ["--within", page["actors"][state["within"][0]]["id"]]
    regions = sorted({a["region"] for a in page["actors"] if "region" in a})
    if regions and rng.random() < .15:
        region = rng.choice(regions)
        state["region"] = [region]
        options += ["--only", ";".join(a["id"] for a in page["actors"] if a.get("region") == region)]
    what = rng.random()
    if what < .3:
        kinds = rng.sample(range(3), rng.randint(1, 3))
        state["tieKinds"] = kinds
        options += ["--tie-kinds", ";".join(["bound", "promoted", "talks"][k] for k in kinds)]
    elif what < .4:
        roles = rng.sample(["party", "signatory", "sponsor", "observer"], 2)
        state["roles"] = roles
        options += ["--role", ";".join(roles)]
    if rng.random() < .1:
        ego = rng.choice([i for i, a in enumerate(page["actors"]) if a["type"] == "state"])
        state["ego"] = ego
        options += ["--ego", page["actors"][ego]["id"]]
    return state, options


def day_text(day):
    return (datetime.date(1970, 1, 1) + datetime.timedelta(days=day)).isoformat()


ASK = """
const record = e => typeOf(e) === BY_AGREEMENT ? app.data.agreements[recordOf(e)].id
    : typeOf(e) === BY_MEMBERSHIP ? "membership" : app.data.actors[recordOf(e)].id;
return arguments[0].map(s => {
    const state = Object.assign(firstState(app.data, false), s);
    for (const key of ["level", "kind", "topic", "within", "region", "tieKinds", "roles"])
        state[key] = s[key] ? new Set(s[key].map(w => typeof w === "string" && key !== "region" ? w.toLowerCase() : w)) : null;
    const n = networkOf(app.model, state), known = [], unknown = [];
    for (const tie of n.ties.values()) {
        const ends = [graphId(tie.a), graphId(tie.b)].sort();
        if (tie.known.length)
            known.push([...ends, ...tie.known.map(record).sort()].join("|"));
        else
            unknown.push(ends.join("|"));
    }
    return { nodes: [...n.nodes].map(graphId).sort(), known: known.sort(), unknown: unknown.sort() };
});"""


def of_graph(data, options):
    done = subprocess.run([ENTENTE, "graph", data, "--quiet", "-o", "-", "--format", "json", *options], capture_output=True, text=True)
    if done.returncode:
        return None
    graph = json.loads(done.stdout)
    ends = lambda t: "|".join(sorted((t["source"], t["target"])))
    return {"nodes": sorted(n["id"] for n in graph["nodes"]), "known": sorted("|".join([ends(t)] + sorted(t["acts"])) for t in graph["ties"]),
            "unknown": sorted(ends(t) for t in graph["unknown_ties"])}


def compare(b, data, states, more):
    page_file = os.path.join(here.name, "page.html")
    made = subprocess.run([ENTENTE, "draw", data, "--quiet", "--allow-empty", "-o", page_file, *more], capture_output=True, text=True)
    if made.returncode:
        report.check(False, f"draw {data} {more}: {made.stderr}")
        return
    b.open(page_file)
    page = b.run("return app.data")
    cases = []
    for _ in range(4 * states):  # some name what no row has, which is an error
        state, options = random_state(page, "members" not in more)
        graph = of_graph(data, more + options) if len(cases) < states else None
        if graph is not None:
            cases.append((state, options, graph))
    report.check(len(cases) == states, f"{data} {more}: only {len(cases)} networks to compare")
    for (state, options, graph), found in zip(cases, b.run(ASK, [c[0] for c in cases])):
        for key in graph:
            if graph[key] != found[key]:
                lost, won = sorted(set(graph[key]) - set(found[key])), sorted(set(found[key]) - set(graph[key]))
                report.check(False, f"{data} {' '.join(more + options)}: {key} lacks {lost[:5]}, has {won[:5]} too")
                break
        else:
            report.check(True, "")
    look_up(b, page)


def look_up(b, page):
    """Days in runs, by the script and by a search that is written in another way."""
    cases = [(rng.randrange(len(page["runs"])), rng.randint(-60000, 25000)) for _ in range(LOOKUPS // 8)]
    cases += [(r, first + rng.choice([-1, 0, 1])) for r, runs in enumerate(page["runs"]) for first in runs[2::2]]
    found = b.run("return arguments[0].map(([r, day]) => answerOn(app.data.runs[r], day))", cases)
    for (r, day), answer in zip(cases, found):
        runs = page["runs"][r]
        report.check(runs[1::2][bisect.bisect_right(runs[2::2], day)] == answer, f"runs {runs} on day {day}: {answer}")


b = Browser()
plans = [(SOURCE + "/data/iis", [], 40), (SOURCE + "/data/iis", ["--with-memberships"], 15), (SOURCE + "/data/iis", ["--network", "members"], 10)]
for i, more in enumerate((["--network", "ties"], ["--network", "actors"], ["--network", "two-mode"],
                          ["--network", "ties", "--with-memberships"],
                          ["--network", "actors", "--with-memberships", "--isolates", "drop"])):
    plans.append((random_data(i), more, 30))
for data, more, states in plans:
    compare(b, data, states, more)
for complaint in b.complaints():
    report.check(False, complaint)
b.close()
report.end()
