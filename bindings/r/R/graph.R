# The network itself: as two data frames, or as an igraph object.

ent_graph <- function(data, ..., quiet = getOption("entente.quiet", FALSE)) {
  name <- ent_name(substitute(data))
  nodes <- ent_frame("graph", data, name, list(...), format = "nodes.csv", quiet = quiet)
  # the same call again: its messages are known
  list(nodes = nodes, ties = suppressWarnings(ent_frame("graph", data, name, list(...), quiet = TRUE)))
}

ent_igraph <- function(data, ..., quiet = getOption("entente.quiet", FALSE)) {
  ent_need("igraph")
  file <- tempfile("entente-", fileext = ".graphml")
  on.exit(unlink(file))
  ent_call("graph", data, ent_name(substitute(data)), list(...), format = "graphml", file = file, quiet = quiet)
  graph <- igraph::read_graph(file, format = "graphml")
  # GraphML's own numbers of vertices and edges; the id of a vertex is its `name`
  for (which in c("vertex", "edge")) {
    remove <- getExportedValue("igraph", paste0("delete_", which, "_attr"))
    if ("id" %in% getExportedValue("igraph", paste0(which, "_attr_names"))(graph)) graph <- remove(graph, "id")
  }
  graph
}
