# ggraph.R: a network as ggraph draws it.
#   Rscript ggraph.R NETWORK.graphml OUT.svg default|tuned
#   Rscript ggraph.R NETWORK.graphml OUT.png careful COLOUR WIDTH HEIGHT
# default: what its first example gives. tuned: sizes by ties, small text. Labels of both have no leader
# lines, which measure.py would take for ties. careful: for the eye, what somebody does who knows ggraph
# well: colours by region, community, level or type, white rims, labels with halo and leader lines, pale
# ties where there are many, separate components packed, codes instead of names above 75 nodes.
# WIDTH and HEIGHT are in mm.
suppressMessages(library(ggraph))
arg <- commandArgs(TRUE)
g <- igraph::read_graph(arg[1], "graphml")
label <- if (is.null(igraph::V(g)$label)) igraph::V(g)$name else igraph::V(g)$label
set.seed(1)

drawn_carefully <- function(g, label, colour) {
    g <- igraph::set_vertex_attr(g, "words", value = if (igraph::vcount(g) > 75) igraph::V(g)$name else substr(label, 1, 28))
    g <- igraph::delete_vertices(g, igraph::degree(g) == 0)
    nodes <- igraph::vcount(g)
    igraph::V(g)$ties <- igraph::degree(g)
    if (is.null(igraph::E(g)$weight)) igraph::E(g)$weight <- 1
    kind <- igraph::V(g)$kind
    kind[is.na(kind) | kind == ""] <- "other"
    igraph::V(g)$kind <- kind
    igraph::V(g)$group <- if (colour == "community") {
        # the six largest communities are named after their node with most ties
        of <- igraph::membership(igraph::cluster_louvain(igraph::simplify(g, edge.attr.comb = list(weight = "sum", "ignore"))))
        large <- utils::head(names(sort(table(of)[table(of) > 2], decreasing = TRUE)), 6)
        first <- sapply(large, function(one) {
            inside <- which(of == one)
            igraph::V(g)$words[inside[which.max(igraph::degree(g)[inside])]]
        })
        ifelse(of %in% large, paste(first[as.character(of)], "group"), "small groups")
    } else if (colour == "region") {
        ifelse(is.na(igraph::V(g)$region), "none", igraph::V(g)$region)
    } else kind
    place <- graphlayouts::layout_with_stress(g)
    parts <- igraph::decompose(g)
    if (length(parts) > 3) {
        shapes <- lapply(parts, function(part) {
            if (igraph::vcount(part) < 3) cbind(seq_len(igraph::vcount(part)), 0) else graphlayouts::layout_with_stress(part)
        })
        order <- match(igraph::V(g)$name, unlist(lapply(parts, function(part) igraph::V(part)$name)))
        place <- igraph::merge_coords(parts, shapes)[order, ]
        place[, 1] <- place[, 1] * 1.3
    }
    weighted <- max(igraph::E(g)$weight) > 1
    p <- ggraph(g, "manual", x = place[, 1], y = place[, 2])
    p <- if (colour == "level" && !is.null(igraph::E(g)$level)) {
        p + geom_edge_link0(aes(edge_colour = level, edge_linetype = level), edge_width = 0.5) +
            scale_edge_colour_manual(values = c(bilateral = "grey65", multilateral = "#D55E00",
                                                regional = "#0072B2", global = "#222222"))
    } else {
        p + geom_edge_link0(aes(edge_width = weight), edge_colour = "grey60",
                            edge_alpha = if (igraph::ecount(g) > 3 * nodes) 0.28 else 0.75) +
            scale_edge_width(range = if (weighted) c(0.2, 1.3) else c(0.35, 0.35), name = "Weight",
                             guide = if (weighted) "legend" else "none")
    }
    several <- length(unique(kind)) > 1 && colour != "level"
    p + geom_node_point(aes(size = ties, fill = group, shape = kind), colour = "white", stroke = 0.3) +
        scale_shape_manual(values = c(state = 21, organization = 22, agreement = 22, body = 23, other = 24),
                           na.value = 22,
                           guide = if (several) ggplot2::guide_legend(override.aes = list(fill = "grey40", size = 2.6)) else "none") +
        ggplot2::scale_fill_manual(
            values = c("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#999999", "#444444"),
            name = c(region = "Region", community = "Community", level = "Kind", type = "Kind")[[colour]],
            guide = ggplot2::guide_legend(override.aes = list(size = 2.6, shape = 21))) +
        ggplot2::scale_size_area(max_size = if (nodes > 100) 4 else 6, name = "Ties",
                                 guide = ggplot2::guide_legend(override.aes = list(shape = 21, fill = "grey40"))) +
        geom_node_text(aes(label = words), repel = TRUE, size = if (nodes > 75) 1.9 else 2.3, max.overlaps = Inf,
                       bg.color = "white", bg.r = 0.12, box.padding = 0.12, point.padding = 0.15, force = 0.6,
                       segment.size = 0.15, segment.colour = "grey50", min.segment.length = 0.25,
                       seed = 1, max.time = 3) +
        theme_graph(base_family = "sans", base_size = 8, plot_margin = ggplot2::margin(4, 4, 4, 4)) +
        ggplot2::theme(legend.key.size = ggplot2::unit(3.2, "mm"),
                       legend.text = ggplot2::element_text(size = 6.5),
                       legend.title = ggplot2::element_text(size = 7, face = "bold"))
}

if (arg[3] == "careful") {
    ggplot2::ggsave(arg[2], drawn_carefully(g, label, arg[4]), width = as.numeric(arg[5]),
                    height = as.numeric(arg[6]), units = "mm", dpi = 150, bg = "white")
    quit()
}
igraph::V(g)$name <- label
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
