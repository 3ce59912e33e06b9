# From the table of members of ATOP (https://www.atopdata.org) to a model of dyad-years.
# usage: Rscript atop.R atop-member-level.csv [FIRST LAST]
library(entente)
options(entente.quiet = TRUE)
args <- commandArgs(TRUE)
years <- if (length(args) > 1) as.integer(args[2:3]) else c(1950L, 1990L)

# 1. The table, and what its columns mean (a map that is included in entente)
atop <- read.csv(args[1])
alliances <- ent_map(atop, "atop-members")

# 2. Every pair of states in every year, tied or not, with the codes of Correlates of War
pairs <- ent_dyads(alliances, years[1], years[2], "common_partners")

# 3. Properties of states in the year: how many allies each has
states <- ent_series(alliances, years[1], years[2], "degree", wide = TRUE)
at <- function(id, year) match(paste(id, year), paste(states$node, states$year))
pairs$allies1 <- states$degree[at(pairs$id1, pairs$year)]
pairs$allies2 <- states$degree[at(pairs$id2, pairs$year)]

# 4. The year before
before <- pairs[c("year", "id1", "id2", "agreements", "common_partners", "allies1", "allies2")]
before$year <- before$year + 1L
frame <- merge(pairs[c("year", "id1", "id2", "ccode1", "ccode2", "agreements")], before,
               by = c("year", "id1", "id2"), suffixes = c("", "_before"))
frame$allied <- frame$agreements > 0

# 5. New alliances: pairs that were not allied in the year before
risk <- frame[frame$agreements_before == 0, ]
model <- glm(allied ~ log1p(common_partners) + log1p(allies1 * allies2) + I(year - years[1]), binomial, risk)
cat(nrow(frame), "dyad-years,", nrow(risk), "at risk,", sum(risk$allied), "new alliances\n")
print(round(summary(model)$coefficients, 3))
