test_that("series, dyads and comparisons", {
  need_program()
  series <- ent_series(treaties, 1949, 1953, c("degree", "density"))
  expect_type(series$year, "integer")
  wide <- ent_series(treaties, 1949, 1953, c("degree", "density"), wide = TRUE)
  expect_named(wide, c("network", "node"))
  expect_equal(wide$network$density, c(0, 1 / 3, 1 / 3, 1, 1), tolerance = 1e-9)
  expect_equal(nrow(wide$node), 15)
  node <- wide$node
  expect_equal(node$degree[node$node == "Ostland"], c(0, 0, 0, 2, 2))
  dyads <- ent_dyads(treaties, 1951, 1952, c("common_agreements", "distance"))
  expect_equal(dyads$common_agreements, c(0, 1, 0, 1, 1, 1))
  changes <- ent_compare(treaties, "1951-01-01", "1970-01-01")
  expect_equal(sum(changes$tie == "entered"), 2)
})

test_that("lists, explanations, checks", {
  need_program()
  expect_true("betweenness" %in% ent_list()$measure)
  expect_true("RUS" %in% ent_list("actors", iis)$id)
  expect_true("RUS" %in% ent_list("states")$id)
  expect_equal(ent_explain(treaties, "Norland", "Sudland")$id, c("Border treaty", "Pact of the North"))
  expect_false("error" %in% ent_check(iis)$severity)
})
