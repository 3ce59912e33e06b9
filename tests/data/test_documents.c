/* test_documents.c: rows that point at passages: the form of what they say, and whether it holds. */
#include <criterion/criterion.h>

#include "support.h"

/* "é" is one character of two bytes; the end of line is one of two. */
static const char document[] = "Un trait\xc3\xa9.\r\nFrance and Borland signed on 3 May 1960.\n";

static const char sources[] = "id,title,file\nS1,The text,text.txt\nS2,Lost,lost.txt\nS3,No file,\n"
                              "S4,Elsewhere,../text.txt\n";

typedef struct verdict {
    heard form, passages; /* findings of the tables, and of the documents */
    size_t opened;
    char text[512]; /* of the passages */
} verdict;

/* A row of parties that cites `source` and `locator`. */
static verdict cite(const char *source, const char *locator)
{
    verdict v = { .opened = 0 };
    ent_diags form = { .sink = hear, .ctx = &v.form }, opened = { .sink = hear, .ctx = &v.passages };
    ent_dataset_options options = { 0 };
    ent_buf out = { 0 };
    ent_dataset *d = NULL;
    char row[512];
    folder f;

    folder_make(&f);
    snprintf(row, sizeof row,
             "agreement,party,signed,source,locator\nT1,FRA,1960-05-03,%s,\"%s\"\nT1,DEU,,S1,\n", source,
             locator);
    folder_put(&f, "text.txt", document);
    options.tables[ENT_AGREEMENTS] = folder_put(&f, "agreements.csv", "id,title\nT1,First treaty\n");
    options.tables[ENT_PARTIES] = folder_put(&f, "parties.csv", row);
    options.tables[ENT_SOURCES] = folder_put(&f, "sources.csv", sources);
    cr_assert_eq(ent_dataset_read(&d, &options, &form), ENT_OK, "%s", v.form.text);
    v.form.text[0] = '\0';
    ent_dataset_check(d, &form);
    ent_dataset_check_documents(d, f.path, &v.opened, &opened);
    opened.sink = NULL;
    cr_expect_eq(ent_dataset_passages(d, ent_party_at(d, 0).row, f.path, &out, &opened), ENT_OK);
    snprintf(v.text, sizeof v.text, "%s", ent_buf_string(&out));
    ent_buf_destroy(&out);
    ent_dataset_free(d);
    folder_remove(&f);
    return v;
}

Test(documents, a_passage_that_holds)
{
    verdict v = cite("S1", "char=11,51;length=52");

    cr_expect_str_eq(v.form.text, "");
    cr_expect_str_eq(v.passages.text, "");
    cr_expect_eq(v.opened, 1);
    cr_expect_str_eq(v.text,
                     "S1, characters 11 to 51: \"France and Borland signed on 3 May 1960.\"\n");
    /* up to the very end, and by the sum of the bytes */
    v = cite("S1", "char=11,52;md5=5091d7b2561fddfac2ecdd5d6747ad14");
    cr_expect_str_eq(v.form.text, "");
    cr_expect_str_eq(v.passages.text, "");
}

Test(documents, wrong_forms)
{
    static const char *const locators[] = {
        "char=11;length=52",    "char=11,51,60;length=52", "char=51,11;length=52",
        "char=11,11;length=52", "char=a,51;length=52",     "char=,51;length=52",
        "char=11,1234567890123;length=52", "char=11,51", "length=52", "char=1,2;length=52;char=3,4;length=52",
    };

    for (size_t i = 0; i < sizeof locators / sizeof *locators; i++) {
        verdict v = cite("S1", locators[i]);

        cr_expect(strstr(v.form.text, "locator-form@2:") != NULL, "%s gave \"%s\"", locators[i],
                  v.form.text);
        cr_expect_str_eq(v.text, "", "%s opened %s", locators[i], v.text);
    }
    cr_expect_str_eq(cite("S1", "page 7").form.text, ""); /* a locator without a form that can be opened */
    cr_expect(strstr(cite("", "").form.text, "source-missing@2:"));
    cr_expect(strstr(cite("S9", "").form.text, "source-unknown@2:"));
    cr_expect(strstr(cite("S1;S2;;S3;S4;S1;S1;S1;S1;S1;S1;S1;S1;S1;S1;S1;S1;S1;S1;S1;S1", "").form.text,
                     "locator-form@2:"));
}

Test(documents, what_does_not_hold)
{
    static const struct {
        const char *source, *locator, *found;
    } wrong[] = {
        { "S1", "char=11,51;length=53", "locator-checksum@2:" },
        { "S1", "char=11,51;length=x", "locator-checksum@2:" },
        { "S1", "char=11,51;md5=00000000000000000000000000000000", "locator-checksum@2:" },
        { "S1", "char=11,53;length=52", "locator-range@2:" },
        { "S1", "char=0,9;length=52", "locator-silent@2:" },
        { "S2", "char=11,51;length=52", "document-missing@3:" },
        { "S3", "char=11,51;length=52", "document-missing@4:" },
        { "S4", "char=11,51;length=52", "document-missing@5:" },
    };

    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        verdict v = cite(wrong[i].source, wrong[i].locator);

        cr_expect_str_eq(v.form.text, "");
        cr_expect(strstr(v.passages.text, wrong[i].found) != NULL, "%s %s gave \"%s\"",
                  wrong[i].source, wrong[i].locator, v.passages.text);
    }
    cr_expect_str_eq(cite("S9", "char=11,51;length=52").passages.text, ""); /* said of the table */
}

/* Two citations in a row: each locator belongs to the source at its place. */
Test(documents, several)
{
    verdict v = cite("S2;S1", "page 7;char=11,51;length=52");

    cr_expect_str_eq(v.form.text, "");
    cr_expect_str_eq(v.passages.text, "");
    cr_expect(strstr(v.text, "S1, characters 11 to 51") != NULL, "%s", v.text);
}
