# series.R FOLDER FROM TO OUT SEARCHES: what bench/series.sh measures, by R igraph: the members of each year, the
# network of those that share organizations, ten measures, and the best of some searches for communities.
suppressMessages(library(igraph))
given <- commandArgs(TRUE)
searches <- as.integer(given[5])
rows <- read.csv(file.path(given[1], "memberships.csv"), colClasses = "character")
year_of <- function(date, unknown) {
    year <- suppressWarnings(as.integer(substr(date, 1, 4)))
    year[is.na(year)] <- unknown
    year
}
rows$first <- year_of(rows$from, -9999L)
rows$last <- year_of(rows$to, 9999L)

best_division <- function(network) {
    best <- NULL
    most <- -Inf
    for (search in seq_len(searches)) {
        found <- as.vector(membership(cluster_leiden(network, "modularity", E(network)$weight)))
        quality <- modularity(network, found, E(network)$weight)
        if (quality > most) {
            most <- quality
            best <- found
        }
    }
    best
}

year_table <- function(year) {
    now <- unique(rows[rows$first <= year & rows$last >= year, c("organization", "member")])
    states <- unique(now$member)
    if (length(states) < 2)
        return(NULL)
    table <- table(factor(now$member, states), now$organization)
    shared <- tcrossprod(matrix(as.numeric(table), nrow(table)))
    diag(shared) <- 0
    network <- graph_from_adjacency_matrix(shared, "undirected", weighted = TRUE)
    far <- 1 / E(network)$weight
    of_nodes <- function(measure, values) data.frame(date = year, scope = "node", node = states, measure, value = values)
    of_all <- function(measure, value) data.frame(date = year, scope = "network", node = "", measure, value)
    suppressWarnings(rbind(
        of_nodes("degree", degree(network)), of_nodes("strength", strength(network)),
        of_nodes("betweenness", betweenness(network, weights = far)),
        of_nodes("closeness", closeness(network, weights = far)),
        of_nodes("harmonic", harmonic_centrality(network, weights = far)),
        of_nodes("eigenvector", eigen_centrality(network)$vector),
        of_nodes("coreness", coreness(network)), of_nodes("community", best_division(network)),
        of_all("density", edge_density(network)), of_all("transitivity", transitivity(network)),
        of_all("mean_distance", mean_distance(network, weights = far))))
}

write.csv(do.call(rbind, lapply(given[2]:given[3], year_table)), given[4], row.names = FALSE)
