# One function a command of the program.

# Hands the data over, runs `verb` on them and returns what it writes to standard output, as lines.
# `words` are words after the data, `options` a list of named options.
ent_call <- function(verb, data, name, options, words = character(), format = "csv", file = "-", quiet,
                     accept = 0L, first = character()) {
  given <- ent_hand_over(data, name)
  on.exit(unlink(given$remove, recursive = TRUE))
  if (!is.null(given$weight) && is.null(options$weight) && verb %in% c("measure", "series", "graph", "compare", "regress", "draw"))
    options$weight <- given$weight
  ent_run(verb, first, given$words, words, ent_options(options), if (!is.null(format)) c("--format", format), "-o", file,
          given = given, accept = accept, quiet = quiet)
}

ent_frame <- function(..., text_columns = ent_text_columns) {
  file <- tempfile("entente-", fileext = ".csv")
  on.exit(unlink(file))
  ent_call(..., file = file)
  ent_read(file, text_columns)
}

# What messages call a data frame: its name, or that of the element of a list (x$treaties).
ent_name <- function(expression) {
  if (is.call(expression) && identical(expression[[1]], quote(`$`))) expression <- expression[[3]]
  name <- if (is.symbol(expression)) as.character(expression) else "data"
  if (name == ".") "data" else name
}

ent_measure <- function(data, measures = NULL, scope = NULL, ..., quiet = getOption("entente.quiet", FALSE)) {
  options <- c(list(measures = measures), list(...))
  if (identical(scope, "all")) options$long <- TRUE else options$scope <- scope
  ent_frame("measure", data, ent_name(substitute(data)), options, quiet = quiet)
}

ent_value <- function(data, measure, node = NULL, ..., quiet = TRUE) {
  name <- ent_name(substitute(data))
  if (length(measure) != 1) ent_stop("measure: expected one name")
  if (is.null(node)) {
    table <- ent_frame("measure", data, name, list(measures = measure, scope = "network", ...), quiet = quiet)
    return(table$value[table$measure == measure])
  }
  table <- ent_frame("measure", data, name, list(measures = measure, scope = "node", ...), quiet = quiet)
  at <- which(table$id == node)
  if (!length(at)) at <- which(table$name == node)
  if (length(at) != 1)
    ent_stop(paste0("'", node, "' is the id or name of ", length(at), " nodes of this network; expected one"))
  table[[measure]][at]
}

ent_series <- function(data, from, to, measures = NULL, ..., wide = FALSE, quiet = getOption("entente.quiet", FALSE)) {
  table <- ent_frame("series", data, ent_name(substitute(data)),
                     list(from = from, to = to, measures = measures, ...), quiet = quiet)
  if (all(grepl("^[0-9]{4}$", table$date))) table <- cbind(year = as.integer(table$date), table)
  if (wide) ent_wide(table) else table
}

# One row a date and node, one column a measure; a list of such tables when the series has several scopes.
ent_wide <- function(table) {
  parts <- lapply(split(table, table$scope), function(part) {
    keys <- part[intersect(c("year", "date", if (part$scope[1] != "network") "node"), names(part))]
    key <- do.call(paste, c(unname(keys), sep = "\r"))
    out <- keys[!duplicated(key), , drop = FALSE]
    for (measure in unique(part$measure)) {
      of <- part$measure == measure
      out[[measure]] <- part$value[of][match(unique(key), key[of])]
    }
    rownames(out) <- NULL
    out
  })
  if (length(parts) == 1) parts[[1]] else parts
}

ent_compare <- function(data, a, b, ..., quiet = getOption("entente.quiet", FALSE)) {
  ent_frame("compare", data, ent_name(substitute(data)), list(...), words = ent_text(c(a, b)), quiet = quiet)
}

ent_regress <- function(data, terms, dyads = NULL, ..., quiet = getOption("entente.quiet", FALSE)) {
  name <- ent_name(substitute(data))
  if (!is.null(dyads)) {
    pairs <- ent_hand_over(dyads, "dyads")
    on.exit(unlink(pairs$remove, recursive = TRUE))
    dyads <- pairs$words[1]
  }
  ent_frame("regress", data, name, list(terms = terms, dyads = dyads, ...), quiet = quiet)
}

ent_agreements <- function(data, ..., quiet = getOption("entente.quiet", FALSE)) {
  ent_frame("agreements", data, ent_name(substitute(data)), list(...), quiet = quiet)
}

ent_actors <- function(data, ..., quiet = getOption("entente.quiet", FALSE)) {
  # in the columns of roles are numbers of agreements
  ent_frame("actors", data, ent_name(substitute(data)), list(...), quiet = quiet,
            text_columns = c("id", "name", "type", "region"))
}

ent_table <- function(data, rows, columns = NULL, ..., quiet = getOption("entente.quiet", FALSE)) {
  ent_frame("table", data, ent_name(substitute(data)), list(rows = rows, columns = columns, ...), quiet = quiet,
            text_columns = setdiff(rows, "year"))
}

ent_explain <- function(data, a, b, ..., quiet = getOption("entente.quiet", FALSE)) {
  ent_frame("explain", data, ent_name(substitute(data)), list(...), words = c(a, b), quiet = quiet)
}

ent_write <- function(data, file, command = "measure", ..., quiet = getOption("entente.quiet", FALSE)) {
  ent_call(command, data, ent_name(substitute(data)), list(...), format = NULL, file = file, quiet = quiet)
  invisible(file)
}

# The program ends with 1 when it finds errors; the findings are then the answer, not a failure.
ent_check <- function(data, ..., quiet = TRUE) {
  given <- ent_hand_over(data, ent_name(substitute(data)))
  file <- tempfile("entente-", fileext = ".csv")
  on.exit(unlink(c(given$remove, file), recursive = TRUE))
  # what is said while checking is in the table
  suppressWarnings(ent_run("check", given$words, ent_options(list(...)), "--format", "csv", "-o", file, given = given,
                           accept = 0:1, quiet = quiet))
  table <- ent_read(file)
  place <- vapply(seq_len(nrow(table)), function(i) ent_place(table[i, ], given), "")
  cbind(place = place, table[c("severity", "check", "text")], table[c("file", "line", "column")])
}

ent_list <- function(what = "measures", data = NULL, ..., quiet = TRUE) {
  if (!is.null(data))
    return(ent_frame("list", data, ent_name(substitute(data)), list(...), quiet = quiet, first = what))
  file <- tempfile("entente-", fileext = ".csv")
  on.exit(unlink(file))
  ent_run("list", what, ent_options(list(...)), "--format", "csv", "-o", file, quiet = quiet)
  ent_read(file)
}

ent_map <- function(data, map = NULL, to = tempfile("entente-package-"), ..., file = NULL,
                    quiet = getOption("entente.quiet", FALSE)) {
  given <- ent_hand_over(data, if (is.null(file)) ent_name(substitute(data)) else file)
  on.exit(unlink(given$remove, recursive = TRUE))
  ent_run("import", ent_options(list(map = map, ...)), given$words, "-o", to, given = given, quiet = quiet)
  to
}

ent_guess <- function(data, ..., quiet = getOption("entente.quiet", FALSE)) {
  given <- ent_hand_over(data, ent_name(substitute(data)))
  on.exit(unlink(given$remove, recursive = TRUE))
  lines <- ent_run("import", "--guess", given$words, ent_options(list(...)), given = given, quiet = quiet)
  structure(paste(lines, collapse = "\n"), class = "entente_map")
}

print.entente_map <- function(x, ...) cat(x, "\n", sep = "")

# The codes of actors in a scheme of the register on a day; without a day, their present or last codes.
ent_codes <- function(id, scheme = "cow", on = NULL) {
  known <- ent_list("actors", as_of = on)
  if (is.null(known[[scheme]]))
    ent_stop(paste0("unknown scheme '", scheme, "'; expected ", paste(setdiff(names(known), ent_text_columns), collapse = ", ")))
  known[[scheme]][match(id, known$id)]
}

ent_dyads <- function(data, from, to, measures = NULL, ..., codes = "cow", quiet = getOption("entente.quiet", FALSE)) {
  ent_frame("graph", data, ent_name(substitute(data)),
            list(during = c(from, to), measures = measures, codes = codes, ...), format = "dyads.csv", quiet = quiet)
}
