# Data on the way to the program: paths, data frames, lists of tables, graphs.

# A column as text, as the program reads it: dates in ISO 8601, numbers with all their digits, lists with ";".
ent_text <- function(column) {
  if (inherits(column, "POSIXt")) column <- as.Date(column)
  if (inherits(column, "Date")) {
    text <- format(column, "%Y-%m-%d")
  } else if (is.list(column)) {
    text <- vapply(column, function(cell) paste(ent_text(cell[!is.na(cell)]), collapse = ";"), "")
  } else if (!is.null(attr(column, "labels")) && is.atomic(column)) { # haven's values with labels
    labels <- attr(column, "labels")
    at <- match(unclass(column), labels)
    text <- ifelse(is.na(at), as.character(unclass(column)), names(labels)[at])
  } else if (is.double(column)) {
    text <- vapply(column, function(x) if (is.na(x)) NA_character_ else format(x, digits = 15, scientific = FALSE), "")
  } else if (is.logical(column)) {
    text <- ifelse(column, "yes", "no")
  } else {
    text <- as.character(column)
  }
  text <- enc2utf8(text)
  text[is.na(column) & !is.list(column) | is.na(text)] <- ""
  text
}

ent_quote <- function(text) {
  special <- grepl("[\",\r\n]|^ | $", text)
  text[special] <- paste0("\"", gsub("\"", "\"\"", text[special], fixed = TRUE), "\"")
  text
}

# Writes a data frame as CSV; returns a function that says of a line and column of the file where it is in
# the data frame.
ent_write_csv <- function(table, file, name) {
  if (!ncol(table)) ent_stop(paste0(name, ": the data frame has no columns"))
  columns <- lapply(table, function(column) ent_quote(ent_text(column)))
  heads <- ent_quote(enc2utf8(names(table)))
  rows <- c(paste(heads, collapse = ","), do.call(paste, c(unname(columns), sep = ",")))
  writeLines(rows, file, useBytes = TRUE)
  lines <- 1L + nchar(gsub("[^\n]", "", rows))
  last <- cumsum(lines)
  heads <- names(table)
  function(line, column) {
    if (is.na(line) || line == 0) return(name)
    row <- sum(last < line)
    if (row == 0) return(paste0(name, ", names of the columns"))
    place <- paste0(name, ", row ", row)
    if (is.na(column) || column == 0 || lines[row + 1] > 1) return(place)
    ends <- cumsum(nchar(vapply(columns, `[`, "", row)) + 1)
    paste0(place, ", column '", heads[min(sum(ends < column) + 1, length(heads))], "'")
  }
}

# What the program gets: the words of the command line that name the data, files to remove afterwards,
# and for each file that was written a function that finds the place in the data frame.
ent_hand_over <- function(data, name = "data") {
  name <- if (length(name) == 1 && grepl("^[A-Za-z0-9._-]+$", name)) name else "data"
  if (is.character(data)) {
    if (length(data) != 1 || is.na(data)) ent_stop("data: expected one path")
    return(list(words = path.expand(data), places = list(), remove = character()))
  }
  if (inherits(data, "igraph")) data <- ent_tables_of_graph(data)
  folder <- tempfile("entente-")
  dir.create(folder)
  given <- list(words = character(), places = list(), remove = folder)
  add <- function(table, base) {
    file <- file.path(folder, if (grepl("\\.csv$", base)) base else paste0(base, ".csv"))
    given$places[[file]] <<- ent_write_csv(table, file, base)
    file
  }
  if (is.data.frame(data)) {
    given$words <- add(data, name)
  } else if (is.list(data) && length(data) && all(vapply(data, is.data.frame, NA))) {
    kinds <- names(data)
    if (is.null(kinds)) kinds <- rep("", length(data))
    if (sum(kinds == "") > 1) ent_stop("data: name the tables of the list, for example list(agreements = a, parties = p)")
    if (any(kinds == "")) { # a plain table, and tables beside it
      given$words <- add(data[[which(kinds == "")]], name)
      for (kind in kinds[kinds != ""]) given$words <- c(given$words, paste0("--", kind), add(data[[kind]], kind))
    } else { # a data package
      for (kind in kinds) add(data[[kind]], kind)
      given$words <- folder
    }
    if (!is.null(attr(data, "weight"))) given$weight <- attr(data, "weight")
  } else {
    ent_stop(paste0("data: expected a path, a data frame, a list of data frames or an igraph object; this is of class ",
                    class(data)[1]))
  }
  given
}

# An igraph (also tidygraph) object as a data package, so that ids stay as they are. An edge becomes an agreement
# of two parties; in a graph with two modes the vertices of the second mode are the agreements.
ent_tables_of_graph <- function(graph) {
  ent_need("igraph")
  ids <- igraph::V(graph)$name
  if (is.null(ids)) ids <- as.character(seq_len(igraph::vcount(graph)))
  vertices <- igraph::as_data_frame(graph, "vertices")
  edges <- igraph::as_data_frame(graph, "edges")[-(1:2)]
  edges <- edges[setdiff(names(edges), c("acts", "act_count", "id"))]
  if (!is.null(edges$level)) edges$level[edges$level %in% "several"] <- NA # said of ties, not of agreements
  ends <- matrix(ids[igraph::ends(graph, igraph::E(graph), names = FALSE)], ncol = 2)
  actors <- data.frame(id = ids)
  actors$name <- if (is.null(vertices$label)) ids else vertices$label
  if (!is.null(vertices$kind)) {
    # the program lists organizations only where they have ties; a graph has the nodes that it has
    alone <- igraph::degree(graph) == 0 & vertices$kind %in% c("organization", "body")
    actors$type <- ifelse(alone, "other", vertices$kind)
  }
  more <- setdiff(names(vertices), c("name", "label", "type", "kind", "id"))
  actors[more] <- vertices[more]
  second <- vertices$type
  if (is.logical(second)) {
    swap <- ends[, 1] %in% ids[second]
    list(agreements = data.frame(id = ids[second], title = actors$name[second]),
         parties = data.frame(agreement = ifelse(swap, ends[, 1], ends[, 2]), party = ifelse(swap, ends[, 2], ends[, 1])),
         actors = actors[!second, ])
  } else {
    pair <- paste0("pair ", seq_len(nrow(ends)))
    agreements <- cbind(data.frame(id = pair, title = paste0(ends[, 1], " - ", ends[, 2], recycle0 = TRUE)), edges)
    parties <- data.frame(agreement = rep(pair, 2), party = c(ends))
    if (igraph::is_directed(graph)) parties$side <- rep(c("from", "to"), each = nrow(ends))
    structure(list(agreements = agreements, parties = parties, actors = actors),
              weight = if (!is.null(edges$weight)) "column:weight")
  }
}

ent_need <- function(package) {
  if (!requireNamespace(package, quietly = TRUE))
    ent_stop(paste0("this needs the package ", package, ": install.packages(\"", package, "\")"))
}
