# Figures, with their captions and descriptions.

ent_draw <- function(data, file = ent_figure_file(), ..., quiet = getOption("entente.quiet", FALSE)) {
  caption <- tempfile("entente-", fileext = ".md")
  on.exit(unlink(caption))
  options <- list(...)
  if (is.null(options$caption)) options$caption <- caption
  format <- options$format
  options$format <- NULL
  ent_call("draw", data, ent_name(substitute(data)), options, format = format, file = file, quiet = quiet)
  text <- paste(readLines(options$caption, warn = FALSE, encoding = "UTF-8"), collapse = " ")
  structure(list(file = file, caption = text, alt = ent_alt(file, text)), class = "entente_figure")
}

# The description for readers who do not see the figure: that in the SVG, else what the caption begins with.
ent_alt <- function(file, caption) {
  head <- if (grepl("\\.svg$", file)) readLines(file, n = 20, warn = FALSE, encoding = "UTF-8") else character()
  desc <- sub("^<desc[^>]*>(.*)</desc>$", "\\1", grep("^<desc", head, value = TRUE))
  if (!length(desc)) return(sub(" Network: .*$", "", caption))
  for (pair in list(c("&lt;", "<"), c("&gt;", ">"), c("&quot;", "\""), c("&apos;", "'"), c("&#39;", "'"), c("&amp;", "&")))
    desc <- gsub(pair[1], pair[2], desc, fixed = TRUE)
  desc[1]
}

format.entente_figure <- function(x, ...) paste0(x$file, "\n", x$caption)

print.entente_figure <- function(x, ...) {
  cat(format(x), "\n", sep = "")
  viewer <- getOption("viewer")
  if (interactive() && is.function(viewer) && grepl("\\.(svg|png)$", x$file)) viewer(x$file)
  invisible(x)
}
