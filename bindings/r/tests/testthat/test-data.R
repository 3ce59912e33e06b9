test_that("data frames arrive as they are: quotes, line breaks, lists, factors, dates, missing values", {
  need_program()
  hard <- data.frame(title = c("A \"quoted\", one", "two\nlines"), signed = as.Date(c("2001-02-03", NA)))
  hard$parties <- list(c("France", "Spain"), c("France", "Italy", NA))
  expect_equal(nrow(ent_measure(hard, "degree")), 3)
  ties <- ent_graph(hard)$ties
  expect_equal(ties$acts, c("A \"quoted\", one", "two\nlines"))
  expect_equal(ent_explain(hard, "France", "Spain")$signed_date, as.Date("2001-02-03"))
  expect_equal(entente:::ent_text(c(1e5, 0.1, NA, 123456789)), c("100000", "0.1", "", "123456789"))
  expect_equal(entente:::ent_text(factor(c("b", NA))), c("b", ""))
  labelled <- structure(c(1, 2, 9), labels = c(France = 1, Spain = 2))
  expect_equal(entente:::ent_text(labelled), c("France", "Spain", "9"))
})

test_that("a finding in a row after a cell with a line break names the right row", {
  need_program()
  wrong <- data.frame(agreement = c("two\nlines", "T"), party = c("France", "Spain"), signed = c("2000", "1/2/2001"))
  expect_error(ent_measure(wrong), "wrong, row 2, column 'signed'", class = "entente_error")
  found <- ent_check(wrong)
  expect_equal(found$place[found$severity == "error"], "wrong, row 2, column 'signed'")
})

test_that("a package can be a list of data frames, a table can have tables beside it", {
  need_program()
  tables <- list(agreements = data.frame(id = c("a", "b"), title = c("A", "B"), signed = 1950),
                 parties = data.frame(agreement = c("a", "a", "b", "b"), party = c("FRA", "ESP", "FRA", "ITA")))
  expect_equal(ent_value(tables, "degree", "France"), 2)
  beside <- list(treaties, actors = data.frame(id = "Westland", name = "Westland"))
  expect_equal(ent_value(beside, "isolates"), 1)
})

test_that("types: ids stay text, undefined is NA, dates are kept", {
  coded <- entente:::ent_typed(data.frame(id = c("002", "020"), name = c("2", "20"), degree = c("1", ""),
                                          betweenness = c("1.5", "inf"), signed = c("2001", "2001-02-03")))
  expect_equal(coded$id, c("002", "020"))
  expect_identical(coded$degree, c(1L, NA))
  expect_equal(coded$betweenness, c(1.5, Inf))
  expect_equal(coded$signed_date, as.Date(c(NA, "2001-02-03")))
  expect_equal(ent_date(c("2015-05-08", "2015-05", "2015~", NA)), as.Date(c("2015-05-08", NA, NA, NA)))
})

test_that("maps read foreign tables", {
  need_program()
  foreign <- data.frame(pact = c("P", "P", "Q", "Q"), state = c("France", "Spain", "France", "Italy"),
                        date = c("3/17/1950", "3/17/1950", "12/5/1961", "12/25/1961"))
  map <- tempfile(fileext = ".json")
  writeLines(ent_guess(foreign), map)
  package <- ent_map(foreign, map)
  expect_true(file.exists(file.path(package, "parties.csv")))
  expect_equal(ent_value(package, "degree", "FRA"), 2)
  expect_output(print(ent_guess(foreign)), "MM/DD/YYYY|M/D/Y")
  expect_equal(ent_value(ent_map(foreign, ent_guess(foreign)), "degree", "FRA"), 2)
})

test_that("messages speak of the data frame", {
  need_program()
  wrong <- data.frame(agreement = c("T", "T", "U", "U"), party = c("France", "Spain"), signed = c("x1", "x2", "x3", "x4"))
  expect_warning(ent_measure(list(x = wrong)$x), "x, row 1, column 'signed'.*4 times: row 1")
  expect_warning(ent_measure(wrong[1:2, ]), "data, row 1")
  x <- data.frame(one = 1, other = 2)
  expect_error(ent_measure(x), "ent_guess(x)", fixed = TRUE, class = "entente_error")
})
