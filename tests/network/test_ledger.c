/* test_ledger.c: rows add up, over every data package, every network, every rule, and copies whose
 * rows were shuffled; and refused memory loses nothing. */
#include <criterion/criterion.h>

#include "base/mem.h"
#include "support.h"

static const char *const inputs[] = {
    ENT_SOURCE_DIR "/data/iis",
    ENT_SOURCE_DIR "/data/examples/party-rows.csv",
    ENT_SOURCE_DIR "/data/examples/pair-rows.csv",
    ENT_SOURCE_DIR "/data/examples/list-rows.csv",
};
enum { INPUTS = sizeof inputs / sizeof *inputs };

static ent_dataset *read_path(const char *path)
{
    ent_dataset_options options = { .path = path };
    ent_diags diags = { 0 };
    ent_dataset *d = NULL;

    cr_assert_eq(ent_dataset_read(&d, &options, &diags), ENT_OK, "%s", path);
    return d;
}

/* The rows in the file by a count of our own: line ends outside quotes, less the header. */
static size_t rows_in(const char *path)
{
    FILE *file = fopen(path, "rb");
    size_t n = 0;
    bool quoted = false;
    int c;

    if (!file)
        return 0;
    while ((c = getc(file)) != EOF) {
        quoted ^= c == '"';
        n += c == '\n' && !quoted;
    }
    fclose(file);
    return n - 1;
}

/* Every network that can be asked for, one after the other; NULL past the last. */
static const ent_selection *selection_at(size_t i)
{
    static const char *const days[] = { NULL, "2010", "2015-05-08", "2021-06-30", "2021-12-31" };
    static ent_selection s;
    const size_t kinds = 6, rules = 4, when = sizeof days / sizeof *days, flags = 6;
    ent_date day = { 0 };

    if (i >= kinds * rules * when * flags)
        return NULL;
    s = (ent_selection)ENT_SELECTION_INIT;
    s.network = (ent_network_kind)(i % kinds);
    s.count = (ent_rule)(i / kinds % rules);
    if (days[i / kinds / rules % when])
        ent_date_read(&day, ent_str_of(days[i / kinds / rules % when]));
    s.as_of = day;
    switch (i / kinds / rules / when) {
    case 1:
        s.unknown_as_tie = s.with_memberships = true;
        break;
    case 2:
        s.role = "party;signatory;member;sponsor;initiator";
        s.level = "bilateral,regional";
        break;
    case 3:
        s.max_parties = 3;
        s.drop_isolates = true;
        break;
    case 4:
        s.blocs = ENT_BLOCS_MEMBERS;
        s.succession = ENT_SUCCESSION_CONTINUE;
        break;
    case 5:
        s.blocs = ENT_BLOCS_BOTH;
        s.unknown_as_tie = s.with_memberships = true;
        break;
    default:
        break;
    }
    return &s;
}

static void adds_up(const ent_network *n, const char *path, size_t which)
{
    const ent_dataset *d = ent_network_dataset(n);

    for (int t = 0; t < ENT_TABLE_COUNT; t++) {
        size_t counted[ENT_BUCKET_COUNT] = { 0 }, sum = 0, rows = ent_table_rows(d, (ent_table)t);

        for (size_t r = 0; r < rows; r++)
            counted[ent_ledger_bucket(n, (ent_table)t, r)]++;
        for (int k = 0; k < ENT_BUCKET_COUNT; k++) {
            cr_assert_eq(counted[k], ent_ledger_count(n, (ent_table)t, (ent_bucket)k),
                         "%s, selection %zu: %s, %s", path, which, ent_table_name((ent_table)t),
                         ent_bucket_name((ent_bucket)k));
            sum += counted[k];
        }
        cr_assert_eq(sum, rows, "%s, selection %zu: %s", path, which, ent_table_name((ent_table)t));
    }
}

Test(ledger, rows_add_up_in_every_network)
{
    for (size_t i = 0; i < INPUTS; i++) {
        ent_dataset *d = read_path(inputs[i]);
        const ent_selection *s;

        for (size_t k = 0; (s = selection_at(k)) != NULL; k++) {
            ent_diags diags = { 0 };
            ent_network *n = NULL;
            ent_status status = ent_network_new(&n, d, s, &diags);

            if (s->level && status == ENT_EUSAGE)
                continue; /* these data have no agreement of such a level */
            cr_assert_eq(status, ENT_OK);
            adds_up(n, inputs[i], k);
            ent_network_free(n);
        }
        ent_dataset_free(d);
    }
}

Test(ledger, every_row_of_the_files_is_in_the_tables)
{
    ent_dataset *d = read_path(ENT_SOURCE_DIR "/data/iis");

    for (int t = 0; t < ENT_TABLE_COUNT; t++) {
        char path[512];

        snprintf(path, sizeof path, ENT_SOURCE_DIR "/data/iis/%s.csv", ent_table_name((ent_table)t));
        cr_expect_eq(ent_table_rows(d, (ent_table)t), rows_in(path), "%s", path);
        cr_expect_gt(ent_table_rows(d, (ent_table)t), 0);
    }
    ent_dataset_free(d);
}

/* The lines of `from` in another order; our package has no line ends within cells. */
static const char *shuffled(folder *f, const char *name, unsigned seed)
{
    char path[512], table[32], *text = calloc(1, 1 << 18), *out = calloc(1, 1 << 18), *lines[400];
    size_t n = 0, len = 0;
    const char *put;
    FILE *file;

    snprintf(path, sizeof path, ENT_SOURCE_DIR "/data/iis/%s.csv", name);
    cr_assert_not_null(file = fopen(path, "rb"));
    cr_assert_gt(fread(text, 1, (1 << 18) - 1, file), 0);
    fclose(file);
    for (char *line = strtok(text, "\n"); line; line = strtok(NULL, "\n"))
        lines[n++] = line;
    for (size_t i = n - 1; i > 1; i--) {
        size_t k;
        char *swap = lines[i];

        seed = seed * 1103515245 + 12345;
        k = 1 + seed / 65536 % i;
        lines[i] = lines[k];
        lines[k] = swap;
    }
    for (size_t i = 0; i < n; i++)
        len += (size_t)sprintf(out + len, "%s\n", lines[i]);
    snprintf(table, sizeof table, "%.20s.csv", name);
    put = folder_put(f, table, out);
    free(text);
    free(out);
    return put;
}

Test(ledger, shuffled_rows_have_the_same_sums)
{
    ent_dataset *plain = read_path(ENT_SOURCE_DIR "/data/iis");

    for (unsigned seed = 1; seed <= 3; seed++) {
        folder f;
        ent_dataset *d;
        const ent_selection *s;

        folder_make(&f);
        for (int t = 0; t < ENT_TABLE_COUNT; t++)
            shuffled(&f, ent_table_name((ent_table)t), seed);
        d = read_path(f.path);
        for (size_t k = 0; (s = selection_at(k)) != NULL; k += 3) {
            ent_diags diags = { 0 };
            ent_network *a = NULL, *b = NULL;

            cr_assert_eq(ent_network_new(&a, plain, s, &diags), ENT_OK);
            cr_assert_eq(ent_network_new(&b, d, s, &diags), ENT_OK);
            adds_up(b, f.path, k);
            cr_assert_eq(ent_tie_count(a), ent_tie_count(b));
            for (size_t i = 0; i < ent_tie_count(a); i++) {
                const ent_tie *x = ent_tie_at(a, i), *y = ent_tie_at(b, i);

                cr_assert(x->a == y->a && x->b == y->b && x->count == y->count &&
                          x->weight == y->weight && x->uncertain == y->uncertain);
            }
            for (int t = 0; t < ENT_TABLE_COUNT; t++)
                for (int bucket = 0; bucket < ENT_BUCKET_COUNT; bucket++)
                    cr_assert_eq(ent_ledger_count(a, (ent_table)t, (ent_bucket)bucket),
                                 ent_ledger_count(b, (ent_table)t, (ent_bucket)bucket));
            ent_network_free(a);
            ent_network_free(b);
        }
        ent_dataset_free(d);
        folder_remove(&f);
    }
    ent_dataset_free(plain);
}

/* Each request for memory refused once, then from then on: a clean error, no crash, no leak (the
 * sanitizers watch), until nothing is refused any more. */
Test(ledger, refused_memory)
{
    for (size_t i = 0; i < INPUTS; i++)
        for (int on = 0; on < 2; on++) {
            size_t step = i == 0 ? 37 : 1; /* the package asks some thousand times */

            for (size_t nth = 1;; nth += step) {
                ent_dataset_options options = { .path = inputs[i] };
                ent_selection s = ENT_SELECTION_INIT;
                ent_diags diags = { 0 };
                ent_dataset *d = NULL;
                ent_network *n = NULL;
                ent_status status;
                size_t asked;

                ent_mem_refuse(nth, on);
                if ((status = ent_dataset_read(&d, &options, &diags)) == ENT_OK)
                    status = ent_network_new(&n, d, &s, &diags);
                asked = ent_mem_requests();
                ent_mem_refuse(0, false);
                cr_assert_eq(status == ENT_OK, n != NULL);
                cr_assert(status == ENT_OK || diags.errors > 0, "request %zu: nothing was said", nth);
                if (on || asked < nth)
                    cr_assert_eq(status == ENT_OK, asked < nth, "request %zu: status %d", nth,
                                 (int)status);
                ent_network_free(n);
                ent_dataset_free(d);
                if (asked < nth)
                    break;
            }
        }
}
