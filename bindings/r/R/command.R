# Finding the program, running it, and turning its messages into conditions.

#' The path of the program: option entente.command, then the environment variable ENTENTE, then PATH.
ent_command <- function() {
  places <- c(
    "option 'entente.command'" = getOption("entente.command", ""),
    "environment variable ENTENTE" = Sys.getenv("ENTENTE"),
    PATH = "entente"
  )
  for (place in names(places)) {
    if (!nzchar(places[[place]])) next
    found <- Sys.which(path.expand(places[[place]]))[[1]]
    if (nzchar(found)) return(found)
    if (place != "PATH")
      ent_stop(paste0("the ", place, " names '", places[[place]], "', which is not a program"))
  }
  ent_stop(paste0("the program 'entente' was not found. Install it, or say where it is: ",
                  "options(entente.command = \"/path/to/entente\")"))
}

ent_available <- function() {
  !inherits(try(ent_command(), silent = TRUE), "try-error")
}

ent_version <- function() {
  sub("^entente ", "", ent_run("--version"))
}

# All messages of this package have a class of their own and the findings as a data frame.
ent_condition <- function(kind, text, findings = NULL, call = NULL) {
  base <- c(error = "error", warning = "warning", note = "message")[[kind]]
  structure(
    class = c(paste0("entente_", kind), base, "condition"),
    list(message = if (kind == "note") paste0(text, "\n") else text, call = call, findings = findings)
  )
}

ent_stop <- function(text, findings = NULL) stop(ent_condition("error", text, findings))

# Messages of the program: one row each, with the lines that follow them (the row of the data).
ent_findings <- function(lines) {
  form <- "^(.*?):(?:([0-9]+):)?(?:([0-9]+):)? (error|warning|note): (.*)$"
  found <- list()
  for (line in lines) {
    part <- regmatches(line, regexec(form, line, perl = TRUE))[[1]]
    if (length(part))
      found[[length(found) + 1]] <- part[-1]
    else if (length(found) && nzchar(trimws(line)))
      found[[length(found)]][5] <- paste(found[[length(found)]][5], line, sep = "\n")
  }
  part <- function(i) vapply(found, `[[`, "", i)
  data.frame(file = part(1), line = suppressWarnings(as.integer(part(2))),
             column = suppressWarnings(as.integer(part(3))), severity = part(4), text = part(5))
}

# Where a finding is: file:line:column, or row and column of the data frame that this package wrote there.
ent_place <- function(finding, given) {
  known <- given$places[[finding$file]]
  if (!is.null(known)) return(known(finding$line, finding$column))
  place <- finding$file
  for (number in c(finding$line, finding$column)) if (!is.na(number) && number > 0) place <- paste0(place, ":", number)
  place
}

# The words of a finding. For a data frame they speak of its rows and of ent_guess(), not of a file and a command.
ent_words <- function(finding, given) {
  text <- finding$text
  known <- given$places[[finding$file]]
  if (!is.null(known)) {
    name <- known(NA, NA)
    text <- gsub(paste0("entente import --guess ", finding$file), paste0("ent_guess(", name, ")"), text, fixed = TRUE)
    times <- regmatches(text, regexpr("\\([0-9]+ times: .*\\)", text))
    if (length(times)) {
      rows <- times
      for (cell in unique(regmatches(times, gregexpr("[0-9]+:[0-9]+", times))[[1]])) {
        row <- sub("^.*, (row [0-9]+).*$", "\\1", known(as.integer(sub(":.*", "", cell)), NA))
        rows <- sub(cell, row, rows, fixed = TRUE)
      }
      text <- sub(times, rows, text, fixed = TRUE)
    }
  }
  for (file in names(given$places)) text <- gsub(file, basename(file), text, fixed = TRUE)
  if (finding$file == "entente") text else paste0(ent_place(finding, given), ": ", text)
}

# Runs the program; `given` is what hand_over() returned. Returns standard output as lines.
#
# The words are quoted for the shell. A code of exit listed in `accept` is no error.
ent_run <- function(..., given = NULL, accept = 0L, quiet = getOption("entente.quiet", FALSE)) {
  words <- enc2utf8(as.character(c(...)))
  command <- ent_command()
  out <- tempfile("entente-out-")
  err <- tempfile("entente-err-")
  on.exit(unlink(c(out, err)))
  status <- suppressWarnings(system2(command, shQuote(words), stdout = out, stderr = err))
  said <- readLines(err, warn = FALSE, encoding = "UTF-8")
  findings <- unique(ent_findings(said)) # of several years, each says the same
  wrong <- !status %in% accept
  words_of <- vapply(seq_len(nrow(findings)), function(i) ent_words(findings[i, ], given), "")
  for (i in which(findings$severity == "warning"))
    warning(ent_condition("warning", words_of[i], findings[i, ]))
  if (wrong) {
    errors <- findings$severity == "error"
    text <- if (any(errors)) words_of[errors] else c(said, paste("entente ended with status", status))
    ent_stop(paste(text, collapse = "\n"), findings[errors, ])
  }
  if (!quiet)
    for (i in which(findings$severity == "note"))
      message(ent_condition("note", words_of[i], findings[i, ]))
  readLines(out, warn = FALSE, encoding = "UTF-8")
}

# Named arguments as options: as_of = "2015" is --as-of 2015; TRUE is the option alone; FALSE and NULL are
# left out; several values are joined by commas (by / for a span of time).
ent_options <- function(options) {
  if (!length(options)) return(character())
  if (is.null(names(options)) || !all(nzchar(names(options))))
    ent_stop("an option has no name; write for example as_of = \"2015\"")
  words <- character()
  for (name in names(options)) {
    value <- options[[name]]
    if (is.null(value) || isFALSE(value)) next
    if (name == "map" && (inherits(value, "entente_map") || startsWith(value[1], "{"))) { # the map itself, not its file
      file <- tempfile("entente-map-", fileext = ".json")
      writeLines(enc2utf8(unclass(value)), file, useBytes = TRUE)
      value <- file
    }
    option <- paste0("--", gsub("_", "-", name, fixed = TRUE))
    words <- c(words, option)
    if (!isTRUE(value))
      words <- c(words, paste(ent_text(value), collapse = if (name == "during") "/" else ","))
  }
  words
}
