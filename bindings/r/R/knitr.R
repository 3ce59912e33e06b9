# Documents: figures that a chunk returns, and an engine for chunks of commands.

# A file for a figure, in the form that the document wants; outside of documents a temporary one.
ent_figure_file <- function(options = knitr::opts_current$get(), number = NULL) {
  if (!isTRUE(getOption("knitr.in.progress"))) return(tempfile("entente-", fileext = ".svg"))
  ending <- if (knitr::is_latex_output()) ".pdf" else if (knitr::is_html_output()) ".svg" else ".png"
  if (is.null(number)) {
    number <- 1
    while (file.exists(knitr::fig_path(ending, options, number))) number <- number + 1
  }
  file <- knitr::fig_path(ending, options, number)
  dir.create(dirname(file), showWarnings = FALSE, recursive = TRUE)
  file
}

# A figure in a document of knitr. The caption of the chunk (fig.cap, fig.alt) goes before the figure's own.
knit_print.entente_figure <- function(x, options, ...) {
  options$engine <- "R"
  knitr::asis_output(ent_engine_figure(x, options))
}

ent_engine_figure <- function(figure, options) {
  if (is.null(options$fig.cap)) options$fig.cap <- figure$caption
  if (is.null(options$fig.alt) && knitr::is_html_output()) options$fig.alt <- figure$alt # the others warn
  options$echo <- FALSE
  options$fig.num <- 1L
  options$fig.cur <- 1L
  shown <- structure(figure$file, class = c("knit_image_paths", "knit_asis"))
  knitr::engine_output(options, out = list(shown))
}

# The engine: each line of the chunk is a command without the word `entente`, as in
#   draw treaties --width 120
#   measure treaties --top 5
# where `treaties` is a path, or a data frame or graph of the R session.
ent_engine <- function(options) {
  lines <- trimws(options$code)
  lines <- lines[nzchar(lines) & !startsWith(lines, "#")]
  shown <- character()
  if (!isFALSE(options$echo)) {
    echo <- options
    echo$engine <- "entente"
    shown <- knitr::engine_output(echo, options$code, out = NULL)
  }
  if (isFALSE(options$eval)) return(shown)
  for (at in seq_along(lines)) {
    words <- scan(text = lines[at], what = "", quiet = TRUE)
    if (length(words) < 2) ent_stop(paste0("chunk ", options$label, ": expected a command and data: measure treaties --top 5"))
    shown <- c(shown, if (words[1] == "draw") ent_engine_draw(words, at, options) else ent_engine_table(words, options))
  }
  paste(shown, collapse = "\n")
}

# The data of a chunk: a path, a data frame or a graph of the R session with that name, else the word is a path.
ent_engine_data <- function(word) {
  known <- get0(word, envir = knitr::knit_global())
  given <- ent_hand_over(if (is.list(known) || is.character(known) && length(known) == 1) known else word, word)
  if (!is.null(given$weight)) given$words <- c(given$words, "--weight", given$weight)
  given
}

ent_engine_draw <- function(words, at, options) {
  given <- ent_engine_data(words[2])
  caption <- tempfile("entente-", fileext = if (identical(knitr::opts_knit$get("out.format"), "latex")) ".txt" else ".md")
  on.exit(unlink(c(given$remove, caption), recursive = TRUE))
  file <- ent_figure_file(options, at)
  ent_run("draw", given$words, words[-(1:2)], "-o", file, "--caption", caption, given = given)
  text <- paste(readLines(caption, warn = FALSE, encoding = "UTF-8"), collapse = " ")
  ent_engine_figure(list(file = file, caption = text, alt = ent_alt(file, text)), options)
}

# A table as the terminal shows it, with ranks and few digits: what the program writes in Markdown.
ent_engine_table <- function(words, options) {
  given <- ent_engine_data(words[2])
  on.exit(unlink(given$remove, recursive = TRUE))
  latex <- identical(knitr::opts_knit$get("out.format"), "latex")
  lines <- ent_run(words[1], given$words, words[-(1:2)], "--format", if (latex) "tex" else "md", "-o", "-", given = given)
  if (latex) return(paste(lines, collapse = "\n"))
  rows <- strsplit(sub("^\\| *(.*) *\\|$", "\\1", grep("^\\|", lines, value = TRUE)), "(?<!\\\\)\\|", perl = TRUE)
  cells <- t(vapply(rows, function(row) trimws(c(row, rep("", length(rows[[1]]) - length(row)))), character(length(rows[[1]]))))
  title <- sub("^\\*\\*(.*)\\*\\*$", "\\1", grep("^\\*\\*.*\\*\\*$", lines, value = TRUE))
  caption <- if (!is.null(options$tab.cap)) options$tab.cap else title[1]
  notes <- grep("^- (?!entente [0-9])", lines, value = TRUE, perl = TRUE) # not the record of how it was made
  word <- !knitr::is_html_output() && !knitr::is_latex_output()
  right <- grepl(":$", cells[2, ])
  table <- knitr::kable(cells[-(1:2), , drop = FALSE], if (word) "pipe" else "simple", col.names = cells[1, ],
                        caption = caption, label = options$label, align = ifelse(right, "r", "l"))
  if (word) { # the rule below the head gives the widths of columns, in lines of more than 72 characters
    widths <- apply(nchar(cells[-2, , drop = FALSE]), 2, function(n) min(max(n), 28)) + 6
    dashes <- strrep("-", round(widths * max(1, 80 / sum(widths))))
    table[grep("^\\|:?-", table)] <- paste0("|", paste0(dashes, ifelse(right, ":", "-"), collapse = "|"), "|")
  }
  paste0("\n\n", paste(table, collapse = "\n"), "\n\n", paste(sub("^- ", "", notes), collapse = "\n\n"), "\n\n")
}

.onLoad <- function(libname, pkgname) {
  register <- function(...) knitr::knit_engines$set(entente = ent_engine)
  if (isNamespaceLoaded("knitr")) register()
  setHook(packageEvent("knitr", "onLoad"), register)
}
