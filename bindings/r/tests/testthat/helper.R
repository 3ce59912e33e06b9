options(entente.quiet = TRUE)
need_program <- function() if (!ent_available()) skip("the program entente is not installed")
iis <- system.file("extdata", "iis", package = "entente")
treaties <- data.frame(
  agreement = c("Pact of the North", "Pact of the North", "Pact of the North", "Border treaty", "Border treaty"),
  party = c("Norland", "Sudland", "Ostland", "Norland", "Sudland"),
  signed = c("1950-05-09", "1950-05-09", "1952", "1961", "1961")
)
globalenv_with <- function(treaties) list2env(list(treaties = treaties), parent = globalenv())
