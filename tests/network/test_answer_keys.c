/* Answer keys: what somebody else computed from the same data. The Correlates of War IGO matrix,
 * read by its map and projected, against published dyad-years and state-years; the two forms of
 * ATOP against each other. */
#include <criterion/criterion.h>
#include <math.h>

#include "data/table/tablefile.h"
#include "network/status.h"
#include "support.h"

#define IGO ENT_SHARED_DIR "/datasets/cow-igo-v3"
#define ATOP ENT_SHARED_DIR "/datasets/atop-4.01-members"

enum { FIRST = 1816, LAST = 2014, YEARS = LAST - FIRST + 1 };

static ent_dataset *read_by(const char *map, const char *const *files, size_t count)
{
    ent_dataset_options options = { .map = map, .files = files, .file_count = count };
    ent_diags diags = { 0 };
    ent_dataset *d;

    cr_assert_eq(ent_dataset_read(&d, &options, &diags), ENT_OK);
    return d;
}

static int number(ent_str text)
{
    double value;

    cr_assert(ent_str_number(text, &value));
    return (int)value;
}

static ent_date year_date(int year)
{
    ent_buf text = { 0 };
    ent_date date;

    ent_buf_format(&text, "%d", year);
    cr_assert_eq(ent_date_read(&date, ent_buf_view(&text)), ENT_DATE_OK);
    ent_buf_destroy(&text);
    return date;
}

/* ---- dyad-years ---- */

typedef struct dyad {
    uint32_t a, b; /* actors */
    int weight;
} dyad;

typedef struct key {
    ent_dataset *d;
    dyad *dyads[YEARS];
    size_t counts[YEARS], rooms[YEARS], rows;
} key;

static uint32_t actor_of(const ent_dataset *d, ent_str code, int year)
{
    ent_identity who =
        ent_world_identify(ent_dataset_world(d), ENT_STR("cow"), code, year_date(year));

    cr_assert_not_null(who.state, "%.*s in %d", ENT_STR_ARG(code), year);
    return ent_actor_find(d, who.state->id);
}

static ent_status read_dyad(void *ctx, ent_tablefile *file, size_t offset, const ent_str *row)
{
    key *k = ctx;
    int year = number(row[2]), at = year - FIRST;

    (void)file, (void)offset;
    if (k->counts[at] == k->rooms[at]) {
        k->rooms[at] = k->rooms[at] ? 2 * k->rooms[at] : 64;
        k->dyads[at] = realloc(k->dyads[at], k->rooms[at] * sizeof(dyad));
    }
    k->dyads[at][k->counts[at]++] =
        (dyad){ actor_of(k->d, row[0], year), actor_of(k->d, row[1], year), number(row[3]) };
    k->rows++;
    return ENT_OK;
}

Test(answer_keys, dyad_years_of_igo)
{
    const char *files[] = { IGO "/state_year_format3.csv.gz" };
    key k = { 0 };
    ent_tablefile file;
    ent_diags diags = { 0 };
    size_t equal = 0, ties = 0, shared = 0;

    if (!is_folder(IGO))
        cr_skip_test("skipped: no reference data at " IGO);
    k.d = read_by("cow-igo-states", files, 1);
    cr_assert_eq(ent_tablefile_open(&file, IGO "/cow_igo_ndy.csv.gz", &diags), ENT_OK);
    cr_assert_eq(ent_tablefile_rows(&file, read_dyad, &k, &diags), ENT_OK);
    cr_assert_eq(k.rows, 917695);
    for (int y = 0; y < YEARS; y++) {
        ent_selection s = ENT_SELECTION_INIT;
        ent_network *n;

        s.network = ENT_NET_ACTORS;
        s.role = "member;associate";
        s.during = year_date(FIRST + y);
        cr_assert_eq(ent_network_new(&n, k.d, &s, &diags), ENT_OK);
        ties += ent_tie_count(n);
        for (size_t i = 0; i < k.counts[y]; i++) {
            const dyad *pair = &k.dyads[y][i];
            uint32_t a = pair->a == ENT_NONE ? ENT_NONE : ent_node_of_actor(n, pair->a);
            uint32_t b = pair->b == ENT_NONE ? ENT_NONE : ent_node_of_actor(n, pair->b);
            uint32_t tie = a == ENT_NONE || b == ENT_NONE ? ENT_NONE : ent_tie_between(n, a, b);
            double weight = tie == ENT_NONE ? 0 : ent_tie_at(n, tie)->weight;

            equal += weight == pair->weight;
            shared += pair->weight > 0;
        }
        ent_network_free(n);
        free(k.dyads[y]);
    }
    cr_assert_eq(equal, 917695, "%zu equal", equal);
    cr_assert_eq(ties, shared); /* and there are no others */
    ent_tablefile_destroy(&file);
    ent_dataset_free(k.d);
}

/* ---- state-years ---- */

typedef struct sums {
    ent_dataset *d;
    unsigned short (*counts)[YEARS][3]; /* of each actor: full, associate, observer */
    size_t rows, equal, states[YEARS];
} sums;

static int year_of(int32_t day)
{
    int year, month, day_of_month;

    ent_day_split(day, &year, &month, &day_of_month);
    return year;
}

static ent_status compare_sums(void *ctx, ent_tablefile *file, size_t offset, const ent_str *row)
{
    sums *s = ctx;
    int year = number(row[1]);
    uint32_t actor = actor_of(s->d, row[0], year);
    bool equal = true;

    (void)file, (void)offset;
    for (int i = 0; i < 3; i++)
        equal &= number(row[2 + i]) == (actor == ENT_NONE ? 0 : s->counts[actor][year - FIRST][i]);
    s->equal += equal;
    s->rows++;
    s->states[year - FIRST]++;
    return ENT_OK;
}

Test(answer_keys, state_years_of_igo)
{
    static const ent_role roles[] = { ENT_MEMBER, ENT_ASSOCIATE, ENT_OBSERVER };
    const char *files[] = { IGO "/state_year_format3.csv.gz" };
    sums s = { 0 };
    ent_tablefile file;
    ent_diags diags = { 0 };
    size_t as_many = 0;

    if (!is_folder(IGO))
        cr_skip_test("skipped: no reference data at " IGO);
    s.d = read_by("cow-igo-states", files, 1);
    s.counts = calloc(ent_actor_count(s.d), sizeof *s.counts);
    for (size_t i = 0; i < ent_membership_count(s.d); i++) {
        const ent_membership *m = ent_membership_at(s.d, i);

        for (int r = 0; r < 3; r++)
            for (int y = year_of(m->from.last); m->role == roles[r] && y <= year_of(m->to.first); y++)
                s.counts[m->member][y - FIRST][r]++;
    }
    cr_assert_eq(ent_tablefile_open(&file, IGO "/cow_igo_sy.csv", &diags), ENT_OK);
    cr_assert_eq(ent_tablefile_rows(&file, compare_sums, &s, &diags), ENT_OK);
    cr_assert_eq(s.rows, 15557);
    cr_assert_eq(s.equal, 15557, "%zu equal", s.equal);
    /* the population of a year is that of the system of states; in 1918, 1922, 1976, 1990 to 1992
     * and 2006 a state ended and its heir began, and both were there at some time of the year */
    for (int y = 0; y < YEARS; y++) {
        ent_selection all = ENT_SELECTION_INIT;
        ent_network *n;

        all.network = ENT_NET_ACTORS;
        all.during = year_date(FIRST + y);
        all.population = ENT_POPULATION_COW;
        cr_assert_eq(ent_network_new(&n, s.d, &all, &diags), ENT_OK);
        as_many += ent_node_count(n) == s.states[y];
        cr_expect(ent_node_count(n) >= s.states[y] && ent_node_count(n) <= s.states[y] + 4);
        ent_network_free(n);
    }
    cr_expect_eq(as_many, YEARS - 7, "%zu years", as_many);
    ent_tablefile_destroy(&file);
    free(s.counts);
    ent_dataset_free(s.d);
}

/* ---- ATOP ---- */

/* ATOP counts codes: the Soviet Union and Russia are both 365, two states of the register. */
static ent_str code_of(const ent_dataset *d, uint32_t party)
{
    const ent_actor *actor = ent_actor_at(d, ent_party_at(d, party).actor);

    return actor->state ? ent_world_code(ent_dataset_world(d), actor->state, "cow") : actor->id;
}

static size_t members_of(const ent_dataset *d, size_t act)
{
    const uint32_t *rows;
    size_t count = ent_act_parties(d, act, &rows), distinct = 0;

    for (size_t i = 0; i < count; i++) {
        bool seen = false;

        for (size_t k = 0; k < i; k++)
            seen |= ent_str_eq(code_of(d, rows[k]), code_of(d, rows[i]));
        distinct += !seen;
    }
    return distinct;
}

Test(answer_keys, members_and_alliances_of_atop)
{
    const char *members[] = { ATOP "/atop-member-level.csv" };
    const char *alliances[] = { ATOP "/atop-alliance-level.csv" };
    ent_dataset *a, *b;
    size_t equal = 0;

    if (!is_folder(ATOP))
        cr_skip_test("skipped: no reference data at " ATOP);
    a = read_by("atop-members", members, 1);
    b = read_by("atop-alliances", alliances, 1);
    cr_assert_eq(ent_act_count(a), 745);
    cr_assert_eq(ent_act_count(b), 745);
    for (size_t i = 0; i < ent_act_count(a); i++) {
        uint32_t other = ent_act_find(b, ent_act_id(a, i));

        cr_assert_neq(other, ENT_NONE);
        equal += members_of(a, i) == members_of(b, other);
    }
    cr_assert_eq(equal, 745, "%zu equal", equal);
    ent_dataset_free(a);
    ent_dataset_free(b);
}
