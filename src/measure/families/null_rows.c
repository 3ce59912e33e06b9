/* null_rows.c: the measure of backbones, and the measure that exists only with a null model. */
#include "measure/families/rows.h"

#include <math.h>

static ent_status backbone_p(double *values, ent_work *w)
{
    for (uint32_t t = 0; t < w->m && w->network; t++)
        values[t] = ent_tie_at(w->network, t)->chance;
    return ENT_OK;
}

/* Its value is computed in null.c; undefined without a null model. */
static ent_status small_world(double *values, ent_work *w)
{
    (void)values, (void)w;
    return ENT_OK;
}

static const char text[] =
    "\n## Weights of projections\n\n"
    "Of two actors with x and y agreements, s of them in common, of N agreements in the network:\n\n"
    "| `--weight` | formula | read as | source |\n"
    "|---|---|---|---|\n"
    "| count | s | agreements in common | |\n"
    "| newman | sum over the agreements in common of 1/(k-1), k the parties of the agreement | small agreements "
    "count more; the strength of a node is its number of agreements of two parties or more | Newman 2001 |\n"
    "| jaccard | s / (x + y - s) | a similarity, not an obligation | Jaccard 1912 |\n"
    "| cosine | s / sqrt(x y) | a similarity | Salton & McGill 1983 |\n"
    "| overlap | s / min(x, y) | a similarity: 1 when all agreements of one are agreements of the other | "
    "Simpson 1960 |\n"
    "| hypergeometric | -ln P(S >= s), S the agreements in common of x and y drawn at random of N | "
    "surprise; 0 where no smaller number is possible, and then there is no tie | Goldberg & Roth 2003 |\n"
    "| phi | (s d - (x-s)(y-s)) / sqrt(x y (N-x)(N-y)), d = N - x - y + s the agreements of neither | correlation of "
    "the two rows of the table of actors and agreements; 0 or less is no tie | Yule 1912 |\n"
    "| yule | (s d - (x-s)(y-s)) / (s d + (x-s)(y-s)) | association by odds: Yule's Q; 0 or less is no tie | Yule "
    "1912 |\n"
    "| bonacich | (s d - sqrt(s d (x-s)(y-s))) / (s d - (x-s)(y-s)), 1/2 where s d = (x-s)(y-s) | overlap that does "
    "not grow with the numbers of agreements of the two: 1/2 is what chance explains, 0 is no tie | Bonacich 1972 |\n"
    "| matching | (s + d) / N | share of agreements on which the two agree, by being in or out | Sokal & Michener "
    "1958 |\n"
    "| binary | 1 | tied or not | |\n"
    "| column:NAME | sum of the column over the agreements in common | a quantity of the data | |\n\n"
    "`--max-parties N` removes larger agreements; `entente measure --projection-report` reports the effect, "
    "the share of the ties that the largest agreements create, and how similarly the weights rank ties. "
    "In a network of agreements (`--network agreements`) the same holds with actors in the place of "
    "agreements.\n"
    "\n## Backbones\n\n"
    "`--backbone` keeps the ties that chance does not explain, in every command that builds a network. "
    "Three tests compute the probability of as many agreements in common, or more:\n\n"
    "- **sdsm**: each party is in each agreement with its own probability, such that agreements of parties and "
    "parties of agreements are on average what they are (the bipartite configuration model, Saracco et "
    "al. 2015). The number in common is then a sum of unequal draws; its tail is computed exactly "
    "(Poisson-binomial). Neal 2014; Neal, Domagalski & Sagan 2021.\n"
    "- **fdsm**: both margins are kept exactly; `--samples` matrices are drawn by curveball from "
    "`--seed`, and p = (1 + samples with as many or more) / (1 + samples).\n"
    "- **hypergeometric**: only the number of agreements of each party is kept, all agreements being alike (Tumminello "
    "et al. 2011). Where agreements differ in size it overrates the ties of large agreements.\n"
    "- **disparity** needs no agreements: a tie of weight w passes when (1 - w/s)^(k-1) is small at "
    "either end, s and k its strength and degree (Serrano, Boguna & Vespignani 2009).\n\n"
    "The tests hold both margins fixed: they find pairs that have more agreements in common than their numbers "
    "of agreements and the sizes of these explain, not pairs that are close. `--correction` (default: `holm`; or `bh`, "
    "`none`) takes the number of tests into account: all pairs of nodes that have an agreement, not "
    "only those that are tied; for disparity all ends of ties, except at nodes with one tie. A p-value that equals "
    "the level passes (to ten digits, as shown). Ties that may not "
    "exist on the day are not tested and not kept. Method, alpha, correction and number of tests "
    "are in the record of every output; `backbone_p` is the p-value of a tie.\n"
    "\n## Comparison with chance\n\n"
    "`entente measure --null MODEL --runs N --seed S` adds to each value its mean, standard "
    "deviation, quantiles (2.5, 50 and 97.5 percent), z and p in N random networks:\n\n"
    "| `--null` | keeps | draws at random |\n"
    "|---|---|---|\n"
    "| curveball | the agreements of each party and the parties of each agreement | the parties of each agreement; then "
    "projected and weighted as the network itself (Strona et al. 2014; uniform: Carstens 2015) |\n"
    "| degree | the partners of each node; weights and agreements stay with their tie | the ends of "
    "ties, by swaps |\n"
    "| density | the number of ties, with their weights and agreements | which pairs are tied |\n"
    "| labels | all ties | the node of each position, with all attributes, within each mode |\n\n"
    "For a projection use curveball, which takes its construction into account. p_low and p_high are "
    "(1 + runs with a value at most, or at least, as high) / (1 + runs); p is twice the smaller of them, "
    "at most 1. z is undefined when the value is the same in all runs. Each run has its own random "
    "numbers: results are the same for any number of `--workers`. For a pair that is not tied in a run, "
    "weight and agreements are 0 and other measures of ties undefined. `small_world_sigma` exists only "
    "here.\n";

void ent_chance_document(ent_buf *out)
{
    ent_buf_text(out, text);
}

const ent_measure ent_measures_chance[] = {
    { .name = "backbone_p",
      .also = "",
      .scope = ENT_SCOPE_TIE,
      .summary = "probability that chance makes the tie as strong",
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
      .two_modes = "undefined: only projections have a backbone",
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
      .summary = "clustering relative to chance, divided by distance relative to chance",
      .unit = "",
      .low = 0,
      .high = INFINITY,
      .weight = ENT_MEANS_NOTHING,
      .formula = "(transitivity / its mean in the null) / (mean_distance / its mean in the null); "
                 "undefined without --null; use --null curveball for projections",
      .divisor = "",
      .disconnected = "distances over the pairs that reach each other",
      .two_modes = "undefined, as transitivity is",
      .cost = "O(n m) a run",
      .source = "Humphries & Gurney 2008, PLoS ONE 3(4), e0002051",
      .engine = ENT_NO_IGRAPH,
      .compute = small_world },
    { 0 }
};
