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
  allies <- data.frame(agreement = c("T", "T", "T", "U", "U"), party = c("USA", "Soviet Union", "France", "USA", "France"),
                       signed = c(1980, 1980, 1980, 1981, 1981))
  dyads <- ent_dyads(allies, 1979, 1981, "distance")
  expect_equal(nrow(dyads), 9)
  both <- dyads[dyads$id1 == "FRA" & dyads$id2 == "USA", ]
  expect_equal(both$agreements, c(0, 1, 2))
  expect_equal(c(both$ccode1[1], both$ccode2[1]), c(220, 2))
  expect_named(ent_dyads(allies, 1980, 1980, codes = c("gw", "iso3"))[1:4], c("gwcode1", "gwcode2", "iso3_1", "iso3_2"),
               ignore.order = TRUE)
  expect_equal(ent_codes(c("RUS", "SUN", "Nowhere"), "cow", "1980-01-01"), c(NA, 365, NA))
  expect_error(ent_codes("RUS", "nato"), "unknown scheme 'nato'", class = "entente_error")
  changes <- ent_compare(treaties, "1951-01-01", "1970-01-01")
  expect_equal(sum(changes$tie == "entered"), 2)
})

test_that("regressions take data frames of pairs", {
  need_program()
  ends <- strsplit(c("ab", "ac", "bc", "cd", "ab", "ab"), "")
  regressed <- data.frame(agreement = rep(paste0("T", 1:6), each = 2), party = unlist(ends))
  pairs <- data.frame(one = c("a", "a", "a", "b", "b", "c"), other = c("b", "c", "d", "c", "d", "d"),
                      far = c(1, 4, 5, 2.5, 7, 3))
  found <- ent_regress(regressed, "dyad:far", pairs, network = "actors", permutations = 20, quiet = TRUE)
  known <- stats::lm(c(3, 1, 0, 1, 0, 1) ~ pairs$far)
  expect_equal(found$estimate[found$term == "dyad:far"], unname(stats::coef(known)[2]))
  expect_error(ent_regress(regressed, "dyad:far", network = "actors", quiet = TRUE), "give it with --dyads")
})

test_that("lists, explanations, checks", {
  need_program()
  expect_true("betweenness" %in% ent_list()$measure)
  expect_true("RUS" %in% ent_list("actors", iis)$id)
  expect_true("RUS" %in% ent_list("states")$id)
  expect_equal(ent_explain(treaties, "Norland", "Sudland")$id, c("Border treaty", "Pact of the North"))
  expect_false("error" %in% ent_check(iis)$severity)
})

test_that("agreements are rows with dates, and counts", {
  need_program()
  acts <- ent_agreements(treaties)
  expect_setequal(acts$id, c("Pact of the North", "Border treaty"))
  expect_equal(acts$party[acts$id == "Border treaty"], "Norland;Sudland")
  expect_s3_class(ent_agreements(iis, party = "RUS")$signed_date, "Date")
  expect_type(ent_agreements(iis, by = c("level", "kind"))$agreements, "integer")
})

test_that("actors, cross tables and tables for Word", {
  need_program()
  file <- ent_write(treaties, tempfile(fileext = ".docx"), measures = "degree", scope = "node")
  expect_true("word/document.xml" %in% utils::unzip(file, list = TRUE)$Name)
  actors <- ent_actors(treaties)
  expect_equal(actors$party[actors$id == "Norland"], 2)
  expect_type(ent_actors(iis)$member_of, "character")
  cross <- ent_table(treaties, "party", "year")
  expect_equal(cross$total[cross$party == "Norland"], 2)
  expect_type(ent_table(iis, "year", "level", show = "all")$total, "integer")
})
