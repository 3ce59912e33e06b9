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

ent_engine_table <- function(words, options) {
  given <- ent_engine_data(words[2])
  file <- tempfile("entente-", fileext = ".csv")
  on.exit(unlink(c(given$remove, file), recursive = TRUE))
  ent_run(words[1], given$words, words[-(1:2)], "--format", "csv", "-o", file, given = given)
  # in Markdown a simple table: its columns are as wide as what they hold
  format <- if (identical(knitr::opts_knit$get("out.format"), "latex")) "latex" else "simple"
  table <- knitr::kable(ent_read(file), format, digits = 4, caption = options$tab.cap, label = if (!is.null(options$tab.cap)) options$label)
  paste0("\n\n", paste(table, collapse = "\n"), "\n\n")
}

.onLoad <- function(libname, pkgname) {
  register <- function(...) knitr::knit_engines$set(entente = ent_engine)
  if (isNamespaceLoaded("knitr")) register()
  setHook(packageEvent("knitr", "onLoad"), register)
}
