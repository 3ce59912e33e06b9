# Tables on the way back: CSV to data frames with types.

# Columns that are text, even where every cell looks like a number: ids, names, lists of ids.
ent_text_columns <- c(
  "id", "name", "label", "short", "source", "target", "source_name", "target_name", "node", "title", "actor",
  "party", "agreement", "organization", "member", "body", "acts", "agreements_a", "agreements_b", "parties",
  "kind", "level", "type", "region", "status", "topic", "topics", "within", "role", "reason", "locator", "note",
  "summary", "measure", "scope", "name_ru", "iso2", "iso3",
  "id1", "id2", "iso2_1", "iso2_2", "iso3_1", "iso3_2", "cowc", "gwc", "tie", "holder", "person", "office"
)

# Columns that hold dates in EDTF (2015, 2015-05, 2015-05-08, 2015~, ...).
ent_date_columns <- c(
  "date", "signed", "ratified", "in_force", "ended", "withdrew", "from", "to", "as_of", "proposed", "submitted", "adopted",
  "begins", "ends"
)

#' The exact days among dates in EDTF; NA where a date is not exactly one day.
ent_date <- function(text) {
  text <- as.character(text)
  exact <- grepl("^[0-9]{4}-[0-9]{2}-[0-9]{2}$", text)
  days <- rep(as.Date(NA), length(text))
  days[exact] <- as.Date(text[exact], format = "%Y-%m-%d")
  days
}

# `text_columns`: the columns of ids and names; in a table of counts, the others of these names are numbers.
ent_typed <- function(table, text_columns = ent_text_columns) {
  number <- "^[+-]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([eE][+-]?[0-9]+)?$|^-?inf$|^nan$"
  out <- list()
  for (name in names(table)) {
    text <- table[[name]]
    text[text == ""] <- NA
    known <- text[!is.na(text)]
    value <- text
    if (!name %in% c(text_columns, ent_date_columns) && all(grepl(number, known))) {
      whole <- length(known) && all(grepl("^-?[0-9]{1,9}$", known))
      value <- if (whole) as.integer(text) else as.numeric(text)
    }
    out[[name]] <- value
    if (name %in% ent_date_columns && any(!is.na(days <- ent_date(text)))) out[[paste0(name, "_date")]] <- days
  }
  as.data.frame(out, check.names = FALSE, stringsAsFactors = FALSE)
}

ent_read <- function(file, text_columns = ent_text_columns) {
  if (!file.exists(file) || file.size(file) == 0) return(data.frame())
  ent_typed(utils::read.csv(file, colClasses = "character", na.strings = character(), check.names = FALSE,
                            encoding = "UTF-8"), text_columns)
}
