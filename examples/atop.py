# From the table of members of ATOP (https://www.atopdata.org) to a frame of dyad-years for a model.
# usage: python3 atop.py atop-member-level.csv [FIRST LAST]
import sys

import numpy
import pandas

import entente

entente.quiet = True
first, last = map(int, sys.argv[2:4]) if len(sys.argv) > 2 else (1950, 1990)

# 1. The table, and what its columns mean (a map that is included in entente)
atop = pandas.read_csv(sys.argv[1])
alliances = entente.convert(atop, "atop-members")

# 2. Every pair of states in every year, tied or not, with the codes of Correlates of War
pairs = entente.dyads(alliances, first, last, "common_partners")

# 3. Properties of states in the year: how many allies each has
states = entente.series(alliances, first, last, "degree", wide=True)[["year", "node", "degree"]]
for side in ("1", "2"):
    of = states.rename(columns={"node": "id" + side, "degree": "allies" + side})
    pairs = pairs.merge(of, on=["year", "id" + side], how="left")

# 4. The year before
before = pairs[["year", "id1", "id2", "agreements", "common_partners", "allies1", "allies2"]]
before = before.assign(year=before.year + 1)
frame = pairs[["year", "id1", "id2", "ccode1", "ccode2", "agreements"]].merge(
    before, on=["year", "id1", "id2"], suffixes=("", "_before"))
frame["allied"] = frame.agreements > 0

# 5. New alliances: pairs that were not allied in the year before
risk = frame[frame.agreements_before == 0]
print(len(frame), "dyad-years,", len(risk), "at risk,", int(risk.allied.sum()), "new alliances")
shares = risk.allied.groupby(pandas.cut(risk.common_partners, [-1, 0, 5, 20, numpy.inf])).mean()
print(shares.rename("share of new alliances by common allies in the year before").round(4).to_string())
