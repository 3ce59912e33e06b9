/* Runs of days against the answer of status.c on each of many random days. */
#include <criterion/criterion.h>

#include "base/random.h"
#include "network/network.h"
#include "network/runs.h"

enum { CASES = 10000 };

static ent_answer asked(const ent_times *times, const ent_party *p, ent_rule rule, ent_date day)
{
    ent_times own = *times;
    ent_selection selection = *times->selection;
    ent_standing standing;

    selection.as_of = day;
    selection.count = rule;
    own.selection = &selection;
    standing = ent_party_standing(&own, p);
    return standing.counts == ENT_NO        ? ENT_ANSWER_NO
           : standing.counts == ENT_UNKNOWN ? ENT_ANSWER_UNKNOWN
           : standing.assumed               ? ENT_ANSWER_ASSUMED
                                            : ENT_ANSWER_YES;
}

static void compare(const char *path, ent_open_ended open_ended)
{
    ent_dataset_options options = { .path = path };
    ent_selection selection = ENT_SELECTION_INIT;
    ent_diags diags = { 0 };
    ent_dataset *d;
    ent_network *n;
    ent_runs runs = { 0 };
    ent_random random = ent_random_stream(18, 0);

    selection.open_ended = open_ended;
    cr_assert_eq(ent_dataset_read(&d, &options, &diags), ENT_OK);
    cr_assert_eq(ent_network_new(&n, d, &selection, &diags), ENT_OK);
    for (int i = 0; i < CASES; i++) {
        uint32_t row = ent_random_below(&random, (uint32_t)ent_party_count(d));
        ent_party p = ent_party_at(d, row);
        ent_rule rule = (ent_rule)ent_random_below(&random, ENT_RULE_COUNT);
        int32_t day = (int32_t)ent_random_below(&random, 20000) + 8000;

        cr_assert_eq(ent_party_runs(ent_network_times(n), &p, rule, &runs, &diags), ENT_OK);
        cr_assert_eq(ent_runs_on(&runs, day), asked(ent_network_times(n), &p, rule, ent_date_of_day(day)),
                     "%s: party row %d under rule %d on day %d", path, (int)row, (int)rule,
                     (int)day);
        cr_assert_eq(runs.ever, asked(ent_network_times(n), &p, rule, (ent_date){ 0 }));
    }
    ent_runs_destroy(&runs);
    ent_network_free(n);
    ent_dataset_free(d);
}

Test(runs, answer_as_status_does)
{
    compare(ENT_SOURCE_DIR "/data/iis", ENT_OPEN_ENDED_HOLDS);
}

Test(runs, answer_as_status_does_without_open_ends)
{
    compare(ENT_SOURCE_DIR "/data/iis", ENT_OPEN_ENDED_UNKNOWN);
}
