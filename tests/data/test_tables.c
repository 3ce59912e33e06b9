/* test_tables.c: the tables without records: relations, events, offices, votes, assertions. */
#include <criterion/criterion.h>

#include "support.h"

#define ACTS "id,title\nT1,First treaty\nT2,Second treaty\n"
#define ACTORS "id,name,type\nORG,The Union,organization\nCOM,The Committee,body\n"

typedef struct told {
    heard found;
    ent_status status;
    uint32_t lent; /* the actor DZA, which no other table names */
    size_t rows;
    char cell[64]; /* of the first row, in the column asked for */
} told;

/* Reads a folder with one of these tables. */
static told read_table(ent_table table, const char *text, const char *column)
{
    told t = { .lent = ENT_NONE };
    ent_diags diags = { .sink = hear, .ctx = &t.found };
    ent_dataset_options options = { 0 };
    ent_dataset *d = NULL;
    char name[32];
    folder f;

    folder_make(&f);
    snprintf(name, sizeof name, "%s.csv", ent_table_name(table));
    folder_put(&f, "actors.csv", ACTORS);
    folder_put(&f, "agreements.csv", ACTS);
    folder_put(&f, "parties.csv", "agreement,party\nT1,FRA\nT1,DEU\nT2,FRA\nT2,DEU\n");
    folder_put(&f, name, text);
    options.path = f.path;
    t.status = ent_dataset_read(&d, &options, &diags);
    if (t.status == ENT_OK) {
        ent_str cell = ent_cell(d, ent_table_row(d, table, 0), column);

        t.status = ent_dataset_check(d, &diags);
        t.rows = ent_table_rows(d, table);
        t.lent = ent_actor_find(d, ENT_STR("DZA"));
        snprintf(t.cell, sizeof t.cell, "%.*s", ENT_STR_ARG(cell));
    }
    ent_dataset_free(d);
    folder_remove(&f);
    return t;
}

Test(tables, good_rows)
{
    static const struct {
        ent_table table;
        const char *text, *column, *cell;
        bool lends;
    } good[] = {
        { ENT_RELATIONS, "from,kind,to,date\nT1,sets up,COM,2018-12-05\nT2,supersedes,T1,\n", "to", "COM", false },
        { ENT_RELATIONS, "from,kind,to\nDZA,implements,T1\n", "kind", "implements", true },
        { ENT_EVENTS, "id,title,kind,within,from,to,place,participants,count,agreement,status\n"
                      "E1,Rounds,round,COM,2021-06,2021-12,Geneva,FRA; DZA,4,T1,ended\nE2,Summit,,,,,,,,,\n",
          "count", "4", true },
        { ENT_OFFICES, "body,office,holder,person,from,to\nCOM,chair,DZA,,2021,\nORG,secretary-general,,A. Name,,\n",
          "office", "chair", true },
        { ENT_VOTES, "agreement,vote,voter,count,group,date\nT1,for,DZA,,,2018-12-05\nT1,against,,46,Western states,\n",
          "vote", "for", true },
        { ENT_ASSERTIONS, "id,statement,number,precision,table,where,as_of\nA1,the treaties,2,exact,agreements,,2021-11\n"
                          "A2,norms,2.5,about,,,\n", "number", "2", false },
    };

    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        told t = read_table(good[i].table, good[i].text, good[i].column);

        cr_expect_eq(t.status, ENT_OK, "%zu: %s", i, t.found.text);
        cr_expect_str_eq(t.found.text, "", "%zu", i);
        cr_expect_str_eq(t.cell, good[i].cell);
        cr_expect_eq(t.lent != ENT_NONE, good[i].lends, "%zu", i);
    }
}

/* One bad row each: the code of what must be found, and its place. */
Test(tables, bad_rows)
{
    static const struct {
        ent_table table;
        const char *text, *found;
        ent_status status;
    } bad[] = {
        { ENT_RELATIONS, "from,kind\nT1,sets up\n", "column-missing@1:", ENT_EDATA },
        { ENT_RELATIONS, "from,kind,to\nT1,,T2\n", "value-missing@2:4", ENT_EDATA },
        { ENT_RELATIONS, "from,kind,to\nT1,sets up,T9\n", "key-dangling@2:12", ENT_EDATA },
        { ENT_RELATIONS, "from,kind,to\nT9,sets up,T1\n", "key-dangling@2:1", ENT_EDATA },
        { ENT_RELATIONS, "from,kind,to\nT1,set up,T2\n", "value-unknown@2:4", ENT_OK },
        { ENT_RELATIONS, "from,kind,to,date\nT1,sets up,T2,2015-13\n", "date-impossible@2:15", ENT_EDATA },
        { ENT_EVENTS, "id,title\nE1,One\nE1,Two\n", "key-repeated@3:1", ENT_EDATA },
        { ENT_EVENTS, "id,title,participants\nE1,One,FRA;XQZ\n", "actor-unknown@2:8", ENT_EDATA },
        { ENT_EVENTS, "id,title,within\nE1,One,XQZ\n", "actor-unknown@2:8", ENT_EDATA },
        { ENT_EVENTS, "id,title,agreement\nE1,One,T9\n", "key-dangling@2:8", ENT_EDATA },
        { ENT_EVENTS, "id,title,count\nE1,One,several\n", "value-form@2:8", ENT_OK },
        { ENT_EVENTS, "id,title,count\nE1,One,2.5\n", "value-form@2:8", ENT_OK },
        { ENT_EVENTS, "id,title,status\nE1,One,sort of\n", "value-unknown@2:8", ENT_OK },
        { ENT_OFFICES, "body,office,holder\nCOM,chair,XQZ\n", "actor-unknown@2:11", ENT_EDATA },
        { ENT_OFFICES, "body,office\nXQZ,chair\n", "actor-unknown@2:1", ENT_EDATA },
        { ENT_VOTES, "agreement,vote\nT9,for\n", "key-dangling@2:1", ENT_EDATA },
        { ENT_VOTES, "agreement,vote\nT1,foor\n", "value-unknown@2:4", ENT_OK },
        { ENT_VOTES, "agreement,vote,count\nT1,for,many\n", "value-form@2:8", ENT_OK },
        { ENT_ASSERTIONS, "id,statement,number\nA1,x,-1\n", "value-form@2:6", ENT_OK },
        { ENT_ASSERTIONS, "id,statement,precision\nA1,x,abut\n", "value-unknown@2:6", ENT_OK },
    };

    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        told t = read_table(bad[i].table, bad[i].text, "id");

        cr_expect_eq(t.status, bad[i].status, "%zu: %s", i, t.found.text);
        cr_expect(strstr(t.found.text, bad[i].found), "%s gave \"%s\"", bad[i].text, t.found.text);
    }
}

/* The rows count in the fingerprint, in any order. */
Test(tables, fingerprint)
{
    static const char *const texts[] = { "from,kind,to\nT1,sets up,COM\nT2,amends,T1\n",
                                         "to,from,kind\nT1,T2,amends\nCOM,T1,sets up\n",
                                         "from,kind,to\nT1,sets up,COM\nT2,extends,T1\n" };
    char prints[3][40];

    for (size_t i = 0; i < 3; i++) {
        ent_dataset_options options = { 0 };
        ent_diags diags = { 0 };
        ent_dataset *d = NULL;
        folder f;

        folder_make(&f);
        folder_put(&f, "actors.csv", ACTORS);
        folder_put(&f, "agreements.csv", ACTS);
        folder_put(&f, "relations.csv", texts[i]);
        options.path = f.path;
        cr_assert_eq(ent_dataset_read(&d, &options, &diags), ENT_OK);
        snprintf(prints[i], sizeof prints[i], "%.*s", ENT_STR_ARG(ent_dataset_fingerprint(d)));
        ent_dataset_free(d);
        folder_remove(&f);
    }
    cr_expect_str_eq(prints[0], prints[1]);
    cr_expect_str_neq(prints[0], prints[2]);
}

/* ---- contradictions ---- */

Test(tables, contradictions)
{
    static const struct {
        ent_table table;
        const char *text, *found; /* all that must be found */
    } cases[] = {
        { ENT_RELATIONS, "from,kind,to\nT1,amends,T1\n", "relation-self@2:11 " },
        { ENT_RELATIONS, "from,kind,to\nT1,supersedes,T2\nT2,supersedes,T1\n",
          "relation-cycle@2:1 relation-cycle@3:1 " },
        { ENT_RELATIONS, "from,kind,to\nT1,builds on,T2\nT2,builds on,COM\nCOM,builds on,T1\nT1,builds on,ORG\n"
                         "FRA,builds on,T1\n",
          "relation-cycle@2:1 relation-cycle@3:1 relation-cycle@4:1 " },
        /* of two kinds, or of a kind that may run both ways */
        { ENT_RELATIONS, "from,kind,to\nT1,supersedes,T2\nT2,builds on,T1\n", "" },
        { ENT_RELATIONS, "from,kind,to\nT1,implements,T2\nT2,implements,T1\n", "" },
        { ENT_EVENTS, "id,title,from,to\nE1,One,2021-06,2021-05\nE2,Two,2021-06,2021-06\n", "date-order@2:16 " },
        { ENT_OFFICES, "body,office,from,to\nCOM,chair,2021,2020\n", "date-order@2:16 " },
    };

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        cr_expect_str_eq(read_table(cases[i].table, cases[i].text, "id").found.text, cases[i].found, "%s",
                         cases[i].text);
}

/* ---- asserted counts ---- */

typedef struct answer {
    const char *row; /* number,precision,table,where,as_of */
    bool comparable;
    size_t count, undated;
    ent_truth agrees;
    const char *found; /* by the check of the data */
} answer;

static const char assertion_acts[] =
    "id,title,kind,level,proposed,adopted,signed,as_of,topic\n"
    "T1,One,agreement,bilateral,,,2015-05-08,,crime;norms\nT2,Two,agreement,bilateral,,,2020,,norms\n"
    "T3,Three,resolution,global,,2018-12-05,,,\nT4,Four,draft,global,2011-09,,,,\n"
    "T5,Five,agreement,regional,,,,,\nT6,Six,agreement,regional,,,,2019,\n";

static const answer answers[] = {
    { "6,,agreements,,", true, 6, 0, ENT_YES, "" },
    { "4,exact,agreements,kind=agreement,", true, 4, 0, ENT_YES, "" },
    { "3,exact,agreements,kind=agreement,", true, 4, 0, ENT_NO, "assertion-count@2:3 " },
    { "5,,,kind=agreement|resolution,", true, 5, 0, ENT_YES, "" },
    { "2,,agreements,kind=agreement; level=bilateral,", true, 2, 0, ENT_YES, "" },
    { "2,,agreements,topic=norms,", true, 2, 0, ENT_YES, "" },
    { "4,,agreements,topic=,", true, 4, 0, ENT_YES, "" },
    /* by a day: T2 may have been signed before it or after, of T5 nothing is known, T6 was there in 2019 */
    { "1,,agreements,kind=agreement,2016", true, 1, 1, ENT_UNKNOWN, "" },
    { "3,,agreements,kind=agreement,2020-06-30", true, 2, 2, ENT_UNKNOWN, "" },
    { "5,,agreements,kind=agreement,2020-06-30", true, 2, 2, ENT_NO, "assertion-count@2:3 " },
    { "2,,agreements,level=global,2018-12-31", true, 2, 0, ENT_YES, "" },
    { "1,,agreements,level=global,2018-12-04", true, 1, 0, ENT_YES, "" },
    /* parties and roles: of one row */
    { "3,,agreements,party=FRA,", true, 3, 0, ENT_YES, "" },
    { "1,,agreements,party=FRA;role=sponsor,", true, 1, 0, ENT_YES, "" },
    { "2,,agreements,party=FRA|DEU;role=sponsor|adopter,", true, 2, 0, ENT_YES, "" },
    { "3,,parties,role=sponsor|adopter,", true, 3, 0, ENT_YES, "" },
    { "2,,parties,role=party,2015-12", true, 2, 0, ENT_YES, "" },
    /* how exact */
    { "7,about,agreements,,", true, 6, 0, ENT_YES, "" },
    { "8,about,agreements,,", true, 6, 0, ENT_NO, "assertion-count@2:3 " },
    { "6,at least,agreements,,", true, 6, 0, ENT_YES, "" },
    { "7,at least,agreements,,", true, 6, 0, ENT_NO, "assertion-count@2:3 " },
    { "6,at most,agreements,,", true, 6, 0, ENT_YES, "" },
    { "5,at most,agreements,,", true, 6, 0, ENT_NO, "assertion-count@2:3 " },
    /* tables that the data do not have hold nothing */
    { "0,,events,kind=round,", true, 0, 0, ENT_YES, "" },
    { "4,,events,kind=round,", true, 0, 0, ENT_NO, "assertion-count@2:3 " },
    /* not to be compared */
    { "6,,,,", false, 0, 0, ENT_UNKNOWN, "" },
    { ",,agreements,,", false, 0, 0, ENT_UNKNOWN, "" },
    { "6,,treaties,,", false, 0, 0, ENT_UNKNOWN, "assertion-form@2:6 " },
    { "6,,agreements,kinds=agreement,", false, 0, 0, ENT_UNKNOWN, "assertion-form@2:17 " },
    { "6,,agreements,agreement,", false, 0, 0, ENT_UNKNOWN, "assertion-form@2:17 " },
    { "6,,parties,within=UN,", false, 0, 0, ENT_UNKNOWN, "assertion-form@2:14 " },
};

Test(tables, asserted_counts)
{
    for (size_t i = 0; i < sizeof answers / sizeof *answers; i++) {
        const answer *a = &answers[i];
        heard h = { "" };
        ent_diags diags = { .sink = hear, .ctx = &h };
        ent_dataset_options options = { 0 };
        ent_dataset *d = NULL;
        ent_assertion found;
        char text[512];
        folder f;

        folder_make(&f);
        snprintf(text, sizeof text, "id,number,precision,table,where,as_of,statement,note\nA,%s,x,no matter\n", a->row);
        folder_put(&f, "agreements.csv", assertion_acts);
        folder_put(&f, "parties.csv", "agreement,party,role\nT1,FRA,party\nT1,DEU,party\nT2,FRA,party\nT2,DEU,sponsor\n"
                                      "T3,FRA,sponsor\nT3,DEU,adopter\n");
        folder_put(&f, "assertions.csv", text);
        options.path = f.path;
        cr_assert_eq(ent_dataset_read(&d, &options, &diags), ENT_OK, "%s", h.text);
        cr_expect_eq(ent_assertion_count(d, 0, &found), a->comparable, "%s", a->row);
        cr_expect(found.count == a->count && found.undated == a->undated && found.agrees == a->agrees,
                  "%s: %zu, %zu, %d", a->row, found.count, found.undated, (int)found.agrees);
        h.text[0] = '\0';
        cr_expect_eq(ent_dataset_check(d, &diags), ENT_OK);
        if (!strstr(h.text, a->found) || (!a->found[0] && strstr(h.text, "assertion")))
            cr_expect(false, "%s: %s", a->row, h.text);
        ent_dataset_free(d);
        folder_remove(&f);
    }
}

/* Rewriting a package keeps its tables, and describes their keys. */
Test(tables, written_again)
{
    ent_dataset_options options = { .path = ENT_SOURCE_DIR "/tests/documents" };
    ent_diags diags = { 0 };
    ent_dataset *d = NULL, *again = NULL;
    char out[128], text[20000];
    FILE *file;
    folder f;

    folder_make(&f);
    cr_assert_eq(ent_dataset_read(&d, &options, &diags), ENT_OK);
    cr_assert_eq(ent_dataset_save(d, f.path, false, &diags), ENT_OK);
    options.path = f.path;
    cr_assert_eq(ent_dataset_read(&again, &options, &diags), ENT_OK);
    cr_expect(ent_str_eq(ent_dataset_fingerprint(d), ent_dataset_fingerprint(again)));
    snprintf(out, sizeof out, "%s/datapackage.json", f.path);
    cr_assert_not_null(file = fopen(out, "rb"));
    text[fread(text, 1, sizeof text - 1, file)] = '\0';
    fclose(file);
    cr_expect(strstr(text, "{ \"fields\": \"holder\", \"reference\": { \"resource\": \"actors\", \"fields\": \"id\" } }"),
              "%s", text);
    cr_expect(strstr(text, "{ \"fields\": \"agreement\", \"reference\": { \"resource\": \"agreements\""), "%s", text);
    for (int t = 0; t < ENT_TABLE_COUNT; t++) {
        snprintf(out, sizeof out, "%s/%s.csv", f.path, ent_table_name((ent_table)t));
        cr_expect_eq(unlink(out) == 0, ent_table_file(d, (ent_table)t) != NULL, "%s", out);
    }
    snprintf(out, sizeof out, "%s/datapackage.json", f.path);
    unlink(out);
    ent_dataset_free(d);
    ent_dataset_free(again);
    folder_remove(&f);
}
