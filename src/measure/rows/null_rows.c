/* null_rows.c: measures against chance: of the backbone, and those that exist only beside a null. */
#include "measure/rows/rows.h"

#include <math.h>

static ent_status backbone_p(double *values, ent_work *w, ent_str argument)
{
    (void)argument;
    for (uint32_t t = 0; t < w->m && w->network; t++)
        values[t] = ent_tie_at(w->network, t)->chance;
    return ENT_OK;
}

/* Its value comes from null.c; without a null model there is none. */
static ent_status small_world(double *values, ent_work *w, ent_str argument)
{
    (void)values, (void)w, (void)argument;
    return ENT_OK;
}

static const char words[] =
    "\n## Projections, and how they are weighed\n\n"
    "Of two actors with x and y agreements, s of them in common, of N agreements in the network:\n\n"
    "| `--weight` | formula | read as | source |\n"
    "|---|---|---|---|\n"
    "| count | s | agreements in common | |\n"
    "| newman | sum over the agreements in common of 1/(k-1), k the parties of the agreement | small agreements "
    "count more; a node's strength is its number of agreements of two parties or more | Newman 2001 |\n"
    "| jaccard | s / (x + y - s) | a similarity, not an obligation | Jaccard 1912 |\n"
    "| cosine | s / sqrt(x y) | a similarity | Salton & McGill 1983 |\n"
    "| overlap | s / min(x, y) | a similarity: 1 when all agreements of one are agreements of the other | "
    "Simpson 1960 |\n"
    "| hypergeometric | -ln P(S >= s), S the agreements in common of x and y drawn blindly of N | "
    "surprise; 0 where no less is possible, and then there is no tie | Goldberg & Roth 2003 |\n"
    "| binary | 1 | tied or not | |\n"
    "| column:NAME | sum of the column over the agreements in common | what the data says | |\n\n"
    "`--max-parties N` leaves large agreements out; `entente measure --projection-report` says what that "
    "does, what share of the ties the largest agreements make, and how far the weights rank ties alike. "
    "Between agreements (`--network agreements`) the same holds with actors for agreements.\n"
    "\n## Backbones\n\n"
    "`--backbone` keeps the ties that are more than chance makes, for every verb that builds a "
    "network. Three tests ask how likely as many agreements in common, or more, are:\n\n"
    "- **sdsm**: each party is in each agreement with its own probability, such that agreements of parties and "
    "parties of agreements are on average what they are (the bipartite configuration model, Saracco et "
    "al. 2015). Acts in common are then a sum of unequal draws; its tail is computed exactly "
    "(Poisson-binomial). Neal 2014; Neal, Domagalski & Sagan 2021.\n"
    "- **fdsm**: both margins are kept exactly; `--samples` matrices are drawn by curveball from "
    "`--seed`, and p = (1 + samples with as many or more) / (1 + samples).\n"
    "- **hypergeometric**: only the agreements of each party are kept, all agreements being alike (Tumminello "
    "et al. 2011). Where agreements differ in size it takes ties of large agreements for more than they are.\n"
    "- **disparity** needs no agreements: a tie of weight w passes when (1 - w/s)^(k-1) is small at "
    "either "
    "end, s and k its strength and degree (Serrano, Boguna & Vespignani 2009).\n\n"
    "The tests hold both margins fixed: they find pairs that have more agreements in common than their numbers "
    "of agreements and the sizes of these explain, not pairs that are close. `--correction` (default: `holm`; or `bh`, "
    "`none`) takes the number of tests into account: all pairs of nodes that have an agreement, not "
    "only those that are tied; for disparity all ends of ties but only ones. A p-value that equals "
    "the level passes (to ten digits, as it is shown). Ties not known to "
    "exist on the day are not tested and not kept. Method, alpha, correction and number of tests "
    "stand in the record of every output; `backbone_p` is the p-value of a tie.\n"
    "\n## Against chance\n\n"
    "`entente measure --null MODEL --runs N --seed S` puts beside each value its mean, standard "
    "deviation, quantiles (2.5, 50 and 97.5 percent), z and p in N networks that chance made. What "
    "the model keeps:\n\n"
    "| `--null` | keeps | draws |\n"
    "|---|---|---|\n"
    "| curveball | the agreements of each party and the parties of each agreement | who is in which agreement; then "
    "projected and weighed as the network itself (Strona et al. 2014; uniform: Carstens 2015) |\n"
    "| degree | the partners of each node; weights and agreements stay with their tie | who is tied to "
    "whom, by swaps of ends |\n"
    "| density | the number of ties, with their weights and agreements | which pairs are tied |\n"
    "| labels | all ties | who is who, with all attributes, within each mode |\n\n"
    "For a projection curveball is the one that answers for its construction. p_low and p_high are "
    "(1 + runs as low, or high, or more so) / (1 + runs), p is twice the smaller of them and at "
    "most "
    "1. z is undefined when chance leaves no room. Run i has its own random numbers: results "
    "are "
    "the same for any number of `--workers`. Of a pair that is not tied in a run, weight and agreements "
    "are 0 and other measures of ties undefined. `small_world_sigma` exists only here.\n";

void ent_chance_document(ent_buf *out)
{
    ent_buf_text(out, words);
}

const ent_measure ent_measures_chance[] = {
    { .name = "backbone_p",
      .also = "",
      .scope = ENT_SCOPE_TIE,
      .summary = "how likely chance makes the tie as strong",
      .unit = "",
      .low = 0,
      .high = 1,
      .weight = ENT_MEANS_NOTHING,
      .formula =
          "p-value of the backbone's test, before the correction: P(agreements in common by chance "
          ">= those observed) under sdsm, fdsm or hypergeometric; the smaller of "
          "(1 - w/s)^(k-1) at the two ends under disparity. With --alpha 1 and --correction "
          "none every tie is kept and shown",
      .divisor = "",
      .disconnected = "makes no difference; undefined without --backbone",
      .two_modes = "undefined: a backbone is of a projection",
      .cost = "sdsm O(pairs of kinds x agreements x agreements in common); fdsm O(samples x sum of squared "
              "parties)",
      .source = "Neal 2014, Social Networks 39, 84-97; Neal, Domagalski & Sagan 2021, Scientific "
                "Reports 11, 23929; Serrano, Boguna & Vespignani 2009, PNAS 106(16), 6483-6488",
      .flags = ENT_MEASURE_ONE_MODE | ENT_MEASURE_EITHER | ENT_MEASURE_BACKBONE,
      .engine = ENT_NO_IGRAPH,
      .compute = backbone_p },
    { .name = ENT_SMALL_WORLD,
      .also = "sigma",
      .scope = ENT_SCOPE_NETWORK,
      .flags = ENT_MEASURE_ONE_MODE | ENT_MEASURE_NULL,
      .summary = "clustering beside chance, over distance beside chance",
      .unit = "",
      .low = 0,
      .high = INFINITY,
      .weight = ENT_MEANS_NOTHING,
      .formula = "(transitivity / its mean in the null) / (mean_distance / its mean in the null); "
                 "undefined without --null, and no more than --null makes of it: for projections "
                 "that is curveball",
      .divisor = "",
      .disconnected = "distances over the pairs that reach each other",
      .two_modes = "undefined: transitivity is",
      .cost = "O(n m) a run",
      .source = "Humphries & Gurney 2008, PLoS ONE 3(4), e0002051",
      .engine = ENT_NO_IGRAPH,
      .compute = small_world },
    { 0 }
};
