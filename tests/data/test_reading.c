/* test_reading.c: tables into records, and every wrong thing at its place. */
#include <criterion/criterion.h>

#include "support.h"

#define ACTORS_HEAD "id,name,type,iso3,region,from,to\n"
#define ACTS_HEAD "id,title,kind,level,signed,in_force,ended,status\n"
#define PARTIES_HEAD "agreement,party,role,signed,ratified,withdrew\n"

static const char actors[] = ACTORS_HEAD "AAA,Aland,state,,North,1900-01-01,\n"
                                         "BBB,Borland,state,,South,,\n"
                                         "ORG,The Union,organization,,,1950,\n";
static const char acts[] = ACTS_HEAD "T1,First treaty,treaty,bilateral,1960-05-01,1961,,in force\n"
                                     "T2,Second treaty,treaty,,1970,,,signed\n";
static const char parties[] = PARTIES_HEAD "T1,AAA,party,1960-05-01,,\n"
                                           "T1,BBB,party,,,\n"
                                           "T2,AAA,party,,,\n"
                                           "T2,FRA,party,,,\n";

/* Reads three tables and says what was found; *status is the reading's. */
static heard read_three(const char *a, const char *g, const char *p, ent_status *status)
{
    heard h = { "" };
    ent_diags diags = { .sink = hear, .ctx = &h };
    ent_dataset_options options = { 0 };
    ent_dataset *d = NULL;
    folder f;

    folder_make(&f);
    options.tables[ENT_ACTORS] = folder_put(&f, "actors.csv", a);
    options.tables[ENT_AGREEMENTS] = folder_put(&f, "agreements.csv", g);
    options.tables[ENT_PARTIES] = folder_put(&f, "parties.csv", p);
    *status = ent_dataset_read(&d, &options, &diags);
    if (*status == ENT_OK)
        *status = ent_dataset_check(d, &diags);
    else
        cr_expect_null(d);
    ent_dataset_free(d);
    folder_remove(&f);
    return h;
}

Test(reading, good_tables_say_nothing)
{
    ent_status status;
    heard h = read_three(actors, acts, parties, &status);

    cr_expect_eq(status, ENT_OK);
    cr_expect_str_eq(h.text, "");
    /* known on one side only is no mistake, and no end of what is in force */
    h = read_three(actors, ACTS_HEAD "T1,First treaty,treaty,,../1960,1961,1990/..,in force\n"
                                     "T2,Second treaty,treaty,,1970,,,signed\n",
                   parties, &status);
    cr_expect_eq(status, ENT_OK);
    cr_expect_str_eq(h.text, "");
}

/* One wrong line at the end of a good table; what must be found, and where. */
Test(reading, wrong_rows_are_found_at_their_place)
{
    static const struct {
        int table; /* 0 actors, 1 acts, 2 parties */
        const char *row, *found;
        ent_status status;
    } cases[] = {
        { 1, "T3,Third,treaty,,2015-02-30,,,\n", "date-impossible@4:18", ENT_EDATA },
        { 1, "T3,Third,treaty,,1951/03/02,,,\n", "date-form@4:18", ENT_EDATA },
        { 1, "T3,Third,treaty,,unknown,,,\n", "date-form@4:18", ENT_EDATA },
        { 1, "T3,Third,treaty,,1954-03-02/1954-03-05,,,\n", "date-span@4:18", ENT_OK },
        { 1, "T3,Third,treaty\n", "table-ragged@4:1", ENT_EDATA },
        { 1, "T3,Third,treaty,,,,,,,\n", "table-ragged@4:1", ENT_EDATA },
        { 1, "T1,Again,treaty,,,,,\n", "key-repeated@4:1", ENT_EDATA },
        { 1, "T3,,treaty,,,,,\n", "title-empty@4:4", ENT_OK },
        { 1, "T3,Third,treaty,cosmic,,,,\n", "value-unknown@4:17", ENT_OK },
        { 1, "T3,Third,treaty,,,,,sort of\n", "value-unknown@4:21", ENT_OK },
        { 1, "T3,\"Thi\"rd,treaty,,,,,\n", "table-syntax@4:9", ENT_EDATA },
        { 1, "T3,\"Third,treaty,,,,,\n", "table-syntax@4:4", ENT_EDATA },
        { 1, "T3,Th\"ird,treaty,,,,,\n", "table-syntax@4:6", ENT_EDATA },
        { 1, "T3,\"four\nlines\nof\ntitle\",treaty,,1980-02-30,,,\n", "date-impossible@7:16",
          ENT_EDATA },
        { 1, "T3,Third,treaty,,1990,1980,,\n", "date-order@4:23", ENT_OK },
        { 1, "T3,Third,treaty,,1990,,,ended\n", "status-ended@4:25", ENT_OK },
        { 1, "T3,First treaty,treaty,,1960-05-01,,,\n", "act-twice@4:4", ENT_OK },
        { 2, "T1,CCC,party,,,\n", "actor-unknown@6:4", ENT_EDATA },
        { 2, "T1,aaa,party,,,\n", "actor-unknown@6:4", ENT_EDATA },
        { 2, "T9,AAA,party,,,\n", "key-dangling@6:1", ENT_EDATA },
        { 2, ",AAA,party,,,\n", "value-missing@6:1", ENT_EDATA },
        { 2, "T1,,party,,,\n", "value-missing@6:4", ENT_EDATA },
        { 2, "T1,AAA,party,1960-05-01,,\n", "party-repeated@6:4", ENT_OK },
        { 2, "T1,AAA,godparent,,,\n", "value-unknown@6:8", ENT_OK },
        { 2, "T1, AAA,depositary,,,\n", "text-blanks@6:4", ENT_OK },
        { 2, "T1,ORG,party,1940,,\n", "actor-not-yet@6:14", ENT_OK },
        { 2, "T2,ORG,party,1980,1985,1983\n", "date-order@6:24", ENT_OK },
        { 2, "T1,ORG,party,,,\n", "act-level@2:24", ENT_OK },
        { 0, "CCC,Cland,kingdom,,,,\n", "value-unknown@5:11", ENT_OK },
        { 0, "CCC,Cland,state,a1,,,\n", "actor-code@5:17", ENT_OK },
        { 0, "CCC,Cland,organization,FRA,,,\n", "actor-code@5:24", ENT_OK },
        { 0, "CCC,Cland,state,,,1990,1980\n", "date-order@5:24", ENT_OK },
        { 0, "AA\xe2\x80\x8b" "A,Cland,state,,,,\n", "text-hidden@5:1", ENT_OK },
        { 0, "CCC,\xd0\xa1land,state,,,,\n", "text-mixed@5:1", ENT_OK },
        { 0, "CCC,Cl\xff" "nd,state,,,,\n", "file-encoding@5:7", ENT_EDATA },
        { 0, "CCC,Cl\x1b[31mnd,state,,,,\n", "file-encoding@5:7", ENT_EDATA },
    };

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char tables[3][1024];
        ent_status status;
        heard h;

        strcpy(tables[0], actors);
        strcpy(tables[1], acts);
        strcpy(tables[2], parties);
        strcat(tables[cases[i].table], cases[i].row);
        h = read_three(tables[0], tables[1], tables[2], &status);
        cr_expect(strstr(h.text, cases[i].found) != NULL, "%s gave \"%s\", expected %s",
                  cases[i].row, h.text, cases[i].found);
        cr_expect_eq(status, cases[i].status, "%s: status %d", cases[i].row, status);
    }
}

Test(reading, headers)
{
    ent_status status;
    heard h = read_three(actors, "id,id,kind\n", parties, &status);

    cr_expect(strstr(h.text, "column-repeated@1:4"), "%s", h.text);
    h = read_three(actors, "title,kind\nT1,x\n", parties, &status);
    cr_expect(strstr(h.text, "column-missing@1:1"), "%s", h.text);
    h = read_three("", acts, parties, &status);
    cr_expect(strstr(h.text, "file-empty@1"), "%s", h.text);
    h = read_three("id,name,typed\n", ACTS_HEAD, PARTIES_HEAD, &status);
    cr_expect(strstr(h.text, "column-unknown"), "near miss of 'type': %s", h.text);
    cr_expect_eq(status, ENT_OK);
}

/* Byte order mark, CRLF, quoted everything, semicolons: the same records. */
Test(reading, forms_of_one_table)
{
    static const char *const forms[] = {
        ("\xef\xbb\xbf" "agreement,party\r\nT1,A\r\nT1,B\r\n"),
        "\"agreement\",\"party\"\n\"T1\",\"A\"\n\n\"T1\",\"B\"",
        "agreement;party\nT1;A\nT1;B\n",
        "party,agreement\nA,T1\nB,T1\n",
    };
    char fingerprint[64] = "";

    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        ent_diags diags = { 0 };
        ent_dataset_options options = { 0 };
        ent_dataset *d = NULL;
        folder f;

        folder_make(&f);
        options.path = folder_put(&f, "t.csv", forms[i]);
        cr_assert_eq(ent_dataset_read(&d, &options, &diags), ENT_OK, "form %zu", i);
        cr_expect_eq(ent_act_count(d), 1);
        cr_expect_eq(ent_party_count(d), 2);
        if (i)
            cr_expect_str_eq(ent_dataset_fingerprint(d).ptr, fingerprint, "form %zu", i);
        strcpy(fingerprint, ent_dataset_fingerprint(d).ptr);
        ent_dataset_free(d);
        folder_remove(&f);
    }
}

Test(reading, plain_shapes)
{
    static const struct {
        const char *text;
        ent_shape shape;
        size_t acts, actors, parties;
    } cases[] = {
        { "treaty,country,date\nX,France,1950\nX,Germany,1950\nY,France,1960\nY,Italy,1961\n",
          ENT_PARTY_ROWS, 2, 3, 4 },
        { "source,target\n1,2\n2,3\n2,1\n", ENT_PAIR_ROWS, 3, 3, 6 },
        { "from,to,weight\nA,B,2.5\n", ENT_PAIR_ROWS, 1, 2, 2 },
        { "title,year,parties\nPact,1950,A;B; C\nPeace,1951,A;D\n", ENT_LIST_ROWS, 2, 4, 5 },
    };

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        ent_diags diags = { 0 };
        ent_dataset_options options = { 0 };
        ent_dataset *d = NULL;
        folder f;

        folder_make(&f);
        options.path = folder_put(&f, "plain.csv", cases[i].text);
        cr_assert_eq(ent_dataset_read(&d, &options, &diags), ENT_OK);
        cr_expect_eq(ent_dataset_shape(d), cases[i].shape);
        cr_expect_eq(ent_act_count(d), cases[i].acts);
        cr_expect_eq(ent_actor_count(d), cases[i].actors);
        cr_expect_eq(ent_party_count(d), cases[i].parties);
        ent_dataset_free(d);
        folder_remove(&f);
    }
}

/* Acts of the same parties that have no id are numbered by what their rows say, not by their order:
 * also where a row goes on over several lines. */
Test(reading, ids_that_are_made)
{
    static const char *const cases[][2] = {
        { "a.csv", "party1,party2,title\nA,\"B\nC\",two\nA,\"B\nC\",one\n" },
        { "a.csv", "party1,party2,title\nA,\"B\nC\",one\nA,\"B\nC\",two\n" },
        { "a.json", "[\n{\n\"party1\": \"A\",\n\"party2\": \"B\\nC\",\n\"title\": \"two\"\n},\n"
                    "{\n\"party1\": \"A\",\n\"party2\": \"B\\nC\",\n\"title\": \"one\"\n}\n]\n" },
    };

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        ent_diags diags = { 0 };
        ent_dataset_options options = { 0 };
        ent_dataset *d = NULL;
        folder f;
        uint32_t first, second;

        folder_make(&f);
        options.path = folder_put(&f, cases[i][0], cases[i][1]);
        cr_assert_eq(ent_dataset_read(&d, &options, &diags), ENT_OK);
        first = ent_act_find(d, ENT_STR("A|B\nC"));
        second = ent_act_find(d, ENT_STR("A|B\nC #2"));
        cr_assert(first != ENT_NONE && second != ENT_NONE);
        cr_expect(ent_str_eq(ent_act_at(d, first).title, ENT_STR("one")));
        cr_expect(ent_str_eq(ent_act_at(d, second).title, ENT_STR("two")));
        ent_dataset_free(d);
        folder_remove(&f);
    }
}

/* France and FRA and French Republic are one state; persons called Chad and Georgia are not, when
 * most others are no states. */
Test(reading, names_of_states)
{
    ent_diags diags = { 0 };
    ent_dataset_options options = { 0 };
    ent_dataset *d = NULL;
    folder f;

    folder_make(&f);
    options.path = folder_put(&f, "a.csv",
                              "agreement,party\nX,France\nX,Germany\nY,FRA\nY,Viet Nam\n"
                              "Z,French Republic\nZ,Utopia\n");
    cr_assert_eq(ent_dataset_read(&d, &options, &diags), ENT_OK);
    cr_expect_eq(ent_actor_count(d), 4, "%zu actors", ent_actor_count(d));
    cr_expect_neq(ent_actor_find(d, ENT_STR("FRA")), ENT_NONE);
    cr_expect_neq(ent_actor_find(d, ENT_STR("VNM")), ENT_NONE);
    cr_expect_eq(ent_actor_at(d, ent_actor_find(d, ENT_STR("Utopia")))->type, ENT_OTHER);
    ent_dataset_free(d);
    options.path = folder_put(&f, "b.csv", "source,target\nChad,Bob\nGeorgia,Ann\nAnn,Eve\n");
    cr_assert_eq(ent_dataset_read(&d, &options, &diags), ENT_OK);
    cr_expect_neq(ent_actor_find(d, ENT_STR("Chad")), ENT_NONE);
    ent_dataset_free(d);
    folder_remove(&f);
}

/* Every allocation of a reading is refused once: a clean error each time, and no leak (the
 * sanitizer build sees that). */
Test(reading, refused_memory, .timeout = 120 * ENT_SLOWER)
{
    extern void ent_mem_refuse(size_t nth, bool from_then_on);
    extern size_t ent_mem_requests(void);
    ent_dataset_options options = { 0 };
    size_t refused = 0;
    folder f;

    folder_make(&f);
    options.tables[ENT_ACTORS] = folder_put(&f, "actors.csv", actors);
    options.tables[ENT_AGREEMENTS] = folder_put(&f, "agreements.csv", acts);
    options.tables[ENT_PARTIES] = folder_put(&f, "parties.csv", parties);
    for (int lasting = 0; lasting < 2; lasting++)
        for (size_t nth = 1;; nth++) {
            ent_diags diags = { 0 };
            ent_dataset *d = NULL;
            ent_network *n = NULL;
            ent_selection selection = ENT_SELECTION_INIT;
            ent_status status;

            ent_mem_refuse(nth, lasting);
            status = ent_dataset_read(&d, &options, &diags);
            if (status == ENT_OK && (status = ent_dataset_check(d, &diags)) == ENT_OK)
                status = ent_network_new(&n, d, &selection, &diags);
            ent_mem_refuse(0, false);
            ent_network_free(n);
            ent_dataset_free(d);
            if (status == ENT_OK && diags.errors == 0)
                break;
            refused++;
            cr_assert_eq(status, ENT_ENOMEM, "allocation %zu: status %d", nth, status);
            cr_assert_lt(nth, 100000);
        }
    cr_expect_gt(refused, 50);
    folder_remove(&f);
}
