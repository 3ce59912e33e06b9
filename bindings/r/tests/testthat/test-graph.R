same_network <- function(graph, tables) {
  expect_setequal(igraph::V(graph)$name, tables$nodes$id)
  ends <- igraph::as_data_frame(graph, "edges")
  key <- function(a, b) paste(pmin(a, b), pmax(a, b))
  order <- match(key(ends$from, ends$to), key(tables$ties$source, tables$ties$target))
  expect_false(anyNA(order))
  expect_equal(nrow(ends), nrow(tables$ties))
  expect_equal(ends$weight, tables$ties$weight[order])
}

test_that("nodes, ties, weights and ids are the same in igraph and tidygraph, there and back", {
  need_program()
  skip_if_not_installed("igraph")
  for (network in c("actors", "ties", "two-mode")) {
    tables <- ent_graph(iis, network = network)
    graph <- ent_igraph(iis, network = network)
    same_network(graph, tables)
    expect_equal(igraph::is_bipartite(graph), network == "two-mode")
  }
  tables <- ent_graph(iis, network = "actors")
  graph <- ent_igraph(iis, network = "actors")
  same_network(graph, suppressWarnings(ent_graph(graph)))
  expect_equal(ent_value(graph, "strength", "RUS"), ent_value(iis, "strength", "RUS", network = "actors"))
  expect_equal(ent_measure(graph, "betweenness")$betweenness,
               unname(igraph::betweenness(graph, weights = NA)[ent_measure(graph, "betweenness")$id]))
  two <- ent_igraph(iis, network = "two-mode")
  same_network(two, suppressWarnings(ent_graph(two, network = "two-mode")))
  skip_if_not_installed("tidygraph")
  tidy <- tidygraph::as_tbl_graph(graph)
  same_network(tidy, suppressWarnings(ent_graph(tidy)))
})

test_that("a graph of another program without names is data too", {
  need_program()
  skip_if_not_installed("igraph")
  ring <- igraph::make_ring(5)
  expect_equal(ent_measure(ring, "degree")$degree, rep(2, 5))
  expect_equal(ent_value(igraph::add_vertices(ring, 1), "isolates"), 1)
})

test_that("directions and attributes stay", {
  need_program()
  skip_if_not_installed("igraph")
  sales <- igraph::graph_from_data_frame(data.frame(from = c("USA", "USA", "RUS"), to = c("IND", "FRA", "IND"), weight = c(5, 2.5, 1)))
  measured <- ent_measure(sales, c("indegree", "outdegree"), directed = TRUE)
  expect_equal(measured$indegree[measured$id == "IND"], 2)
  back <- ent_igraph(sales, directed = TRUE)
  expect_true(igraph::is_directed(back))
  expect_equal(back["USA", "FRA"], 2.5)
})
