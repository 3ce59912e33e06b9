"""COW IGO 1816-2014 as a series: every dyad-year against the answer key that others computed, and
the table of ten measures the same for one worker and for two. Skips without the reference data."""
import collections
import csv
import gzip
import os
import subprocess
import sys
import tempfile

entente, shared = sys.argv[1:3]
source = os.path.join(shared, "datasets", "cow-igo-v3")
if not os.path.isdir(source):
    print("skipped: no reference data at", source)
    sys.exit(77)

ROLES = {"1": "member", "2": "member", "3": "observer", "-9": "unknown"}
MEASURES = "degree,strength,betweenness,closeness,harmonic,eigenvector,density,transitivity," \
           "mean_distance,coreness"


def spells(years):
    """Runs of years with one role: role, first, last."""
    run = None
    for year in sorted(years):
        if run and run[0] == years[year] and run[2] == year - 1:
            run[2] = year
        else:
            if run:
                yield run
            run = [years[year], year, year]
    yield run


def write_package(folder):
    seen, years = collections.defaultdict(dict), collections.defaultdict(list)
    with gzip.open(os.path.join(source, "state_year_format3.csv.gz"), "rt", newline="") as file:
        rows = csv.reader(file)
        organizations = next(rows)[3:]
        for row in rows:
            years[row[0]].append(int(row[1]))
            for organization, code in zip(organizations, row[3:]):
                if code in ROLES:
                    seen[organization, row[0]][int(row[1])] = ROLES[code]
    with open(os.path.join(folder, "actors.csv"), "w", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(["id", "name", "type", "from", "to"])
        for state in sorted(years):
            end = max(years[state])
            table.writerow(["S" + state, "State " + state, "state", min(years[state]),
                            ".." if end == 2014 else end])
        for organization in organizations:
            table.writerow([organization, organization, "organization", "", ""])
    with open(os.path.join(folder, "memberships.csv"), "w", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(["organization", "member", "role", "from", "to"])
        for (organization, state), roles in sorted(seen.items()):
            for role, first, last in spells(roles):
                table.writerow([organization, "S" + state, role, first,
                                "2014-12-31/.." if last == 2014 else last])


def series(folder, out, measures, workers, *more):
    subprocess.run([entente, "series", folder, "--from", "1816", "--to", "2014", "-q", "--network",
                    "actors", "-m", measures, "--workers", str(workers), "-o", out, *more],
                   check=True)


with tempfile.TemporaryDirectory() as folder:
    write_package(folder)
    weights = os.path.join(folder, "weights.out.csv")
    series(folder, weights, "tie_weight", 2)
    got = {}
    with open(weights, newline="") as file:
        for row in csv.DictReader(file):
            a, b = sorted(int(state[1:]) for state in row["node"].split("|"))
            got[row["date"], a, b] = float(row["value"])
    with gzip.open(os.path.join(source, "cow_igo_ndy.csv.gz"), "rt", newline="") as file:
        right = checked = 0
        for row in csv.DictReader(file):
            pair = row["year"], int(row["ccode1"]), int(row["ccode2"])
            right += got.pop(pair, 0) == float(row["dyadigos"])
            checked += 1
    assert checked == 917695 and right == checked and not got, (checked, right, len(got))
    tables = []
    for workers in (1, 2):
        out = os.path.join(folder, "table%d.out.csv" % workers)
        series(folder, out, MEASURES, workers, "--distance", "inverse")
        with open(out, "rb") as file:
            tables.append(file.read())
    assert tables[0] == tables[1], "the number of workers shows"
    assert tables[0].count(b"\n") > 15557 * 7, "rows are missing"
print("917695 dyad-years agree; one worker and two give the same bytes")
