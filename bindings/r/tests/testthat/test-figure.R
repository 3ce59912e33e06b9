test_that("a figure has a file, a caption and a description", {
  need_program()
  figure <- ent_draw(treaties, width = 88)
  expect_true(file.exists(figure$file))
  expect_match(figure$caption, "3 other actors, 3 ties")
  expect_match(figure$alt, "^Network figure: 3 other actors, 3 ties. Most ties")
  expect_output(print(figure), "Network figure")
  png <- ent_draw(treaties, tempfile(fileext = ".png"), width = 88)
  expect_match(png$alt, "Network figure: 3 other actors")
  expect_error(ent_draw(treaties, layout = "stres"), "did you mean 'stress'", class = "entente_error")
})

test_that("documents: engine, captions, labels, descriptions, tables and numbers", {
  need_program()
  skip_if_not_installed("rmarkdown")
  skip_if_not(rmarkdown::pandoc_available("2"))
  folder <- tempfile()
  dir.create(folder)
  document <- file.path(folder, "paper.Rmd")
  writeLines(c(
    "---", "title: Paper", "---", "",
    "```{r, include = FALSE}", "library(entente)", "```", "",
    "```{entente fig-engine}", "draw treaties --width 88", "```", "",
    "```{r fig-value, fig.cap = 'My caption', fig.alt = 'My description'}", "ent_draw(treaties, width = 90)", "```", "",
    "```{entente tab-engine, echo = FALSE, tab.cap = 'Most central'}", "measure treaties -m degree,strength", "```", "",
    "Norland has `r ent_value(treaties, \"degree\", \"Norland\")` ties."
  ), document)
  page <- readLines(rmarkdown::render(document, "html_document", quiet = TRUE, envir = globalenv_with(treaties),
                                      output_options = list(self_contained = FALSE)))
  page <- paste(page, collapse = " ")
  expect_match(page, "fig-engine-1.svg\" alt=\"Network figure: 3 other actors, 3 ties", fixed = TRUE)
  expect_match(page, "alt=\"My description\"", fixed = TRUE)
  expect_match(page, "My caption", fixed = TRUE)
  expect_match(page, "<caption>Most central</caption>", fixed = TRUE)
  expect_match(page, "Norland has 2 ties.", fixed = TRUE)
  word <- rmarkdown::render(document, "word_document", quiet = TRUE, envir = globalenv_with(treaties))
  expect_true(any(grepl("media/.*png$", utils::unzip(word, list = TRUE)$Name)))
  writeLines(c("```{r, include = FALSE}", "library(entente)", "```", "```{entente}", "draw treaties --layot x", "```"), document)
  expect_error(rmarkdown::render(document, "html_document", quiet = TRUE, envir = globalenv_with(treaties)),
               "--layot")
})
