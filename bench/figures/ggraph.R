# ggraph.R: a network as ggraph draws it, by default and tuned as a careful user would.
#   Rscript ggraph.R NETWORK.graphml OUT.svg default|tuned
# Labels have no leader lines: measure.py would take them for ties.
suppressMessages(library(ggraph))
arg <- commandArgs(TRUE)
g <- igraph::read_graph(arg[1], "graphml")
label <- if (is.null(igraph::V(g)$label)) igraph::V(g)$name else igraph::V(g)$label
igraph::V(g)$name <- label
set.seed(1)
if (arg[3] == "default") {
    p <- ggraph(g, "stress") + geom_edge_link() + geom_node_point() +
        geom_node_text(aes(label = name), repel = TRUE, min.segment.length = Inf)
} else {
    igraph::V(g)$ties <- igraph::degree(g)
    p <- ggraph(g, "stress") + geom_edge_link0(colour = "grey70", width = 0.3) +
        geom_node_point(aes(size = ties), colour = "#2166ac") +
        scale_size_area(max_size = 4) +
        geom_node_text(aes(label = name), repel = TRUE, size = 2.1, max.overlaps = Inf,
                       min.segment.length = Inf, box.padding = 0.15, point.padding = 0.1) +
        theme_graph(base_family = "sans", base_size = 8) + theme(legend.position = "bottom")
}
ggplot2::ggsave(arg[2], p, width = 180, height = 120, units = "mm", device = svglite::svglite)
