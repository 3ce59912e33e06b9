# The tables that README shows, as the R package computes them.
library(entente)
options(entente.quiet = TRUE)
lines <- readLines(commandArgs(TRUE)[1], encoding = "UTF-8")
shown <- grep("^ *\\$ build/release/entente measure .*--scope node", lines)
stopifnot(length(shown) >= 2)
for (at in shown) {
  words <- strsplit(sub(".*entente measure ", "", lines[at]), " +")[[1]]
  after <- function(option) {
    found <- match(option, words)
    if (all(is.na(found))) NULL else words[found[!is.na(found)] + 1]
  }
  measures <- strsplit(after(c("--measures", "-m")), ",")[[1]]
  head <- at + which(grepl("^ *rank ", lines[-(1:at)]))[1]
  rows <- lines[head + seq_len(which(!nzchar(trimws(lines[-(1:head)])))[1] - 1)]
  computed <- ent_measure(words[1], measures, scope = "node", top = after("--top"))
  stopifnot(nrow(computed) == length(rows))
  for (i in seq_along(rows)) {
    cells <- strsplit(trimws(rows[i]), " {2,}")[[1]]
    # in a row of the table, a rank stands before the id with one space or more
    id <- sub("^[0-9]+=? +", "", paste(cells[1:2], collapse = "  "))
    stopifnot(startsWith(id, computed$id[i]))
    numbers <- as.numeric(utils::tail(cells, length(measures)))
    stopifnot(all(abs(numbers - unlist(computed[i, measures])) < 1e-4))
  }
  cat("as README:", length(rows), "rows of", words[1], "\n")
}
