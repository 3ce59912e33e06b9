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
pairs = entente.dyads(alliances, first, last, ["common_agreements", "common_partners"], codes="cow")
pairs = pairs.dropna(subset=["ccode1", "ccode2"]).astype({"ccode1": int, "ccode2": int})

# 3. Properties of states in the year: how many allies each has
states = entente.series(alliances, first, last, "degree", wide=True)[["year", "node", "degree"]]
for end, side in (("source", "1"), ("target", "2")):
    pairs = pairs.merge(states.rename(columns={"node": end, "degree": "allies" + side}), on=["year", end], how="left")

# 4. The year before
before = pairs[["year", "source", "target", "common_agreements", "common_partners", "allies1", "allies2"]]
before = before.assign(year=before.year + 1)
frame = pairs[["year", "ccode1", "ccode2", "source", "target", "common_agreements"]].merge(
    before, on=["year", "source", "target"], suffixes=("", "_before"))
frame["allied"] = frame.common_agreements > 0

# 5. New alliances: pairs that were not allied in the year before
risk = frame[frame.common_agreements_before == 0]
print(len(frame), "dyad-years,", len(risk), "at risk,", int(risk.allied.sum()), "new alliances")
shares = risk.allied.groupby(pandas.cut(risk.common_partners, [-1, 0, 5, 20, numpy.inf])).mean()
print(shares.rename("share of new alliances by common allies in the year before").round(4).to_string())
