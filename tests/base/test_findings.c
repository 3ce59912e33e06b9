/* test_findings.c: findings come out of their bytes as they went in; damaged bytes are refused. */
#include <criterion/criterion.h>

#include "base/findings.h"
#include "support.h"

typedef struct got {
    size_t count;
    ent_diag last;
    char file[40], text[80], kind[40], line[40], field[40];
    bool has_file, has_sheet;
} got;

static void keep(void *ctx, const ent_diag *diag)
{
    got *h = ctx;

    h->count++;
    h->last = *diag;
    h->has_file = diag->where.file != NULL;
    h->has_sheet = diag->where.sheet != NULL;
    snprintf(h->file, sizeof h->file, "%s", diag->where.file ? diag->where.file : "");
    snprintf(h->text, sizeof h->text, "%s", diag->text);
    snprintf(h->kind, sizeof h->kind, "%s", diag->kind ? diag->kind : "");
    snprintf(h->line, sizeof h->line, "%.*s", ENT_STR_ARG(diag->where.text));
    snprintf(h->field, sizeof h->field, "%.*s", ENT_STR_ARG(diag->where.field));
}

static ent_buf packed(void)
{
    ent_buf bytes = { 0 };
    ent_diags diags = { .sink = ent_findings_pack, .ctx = &bytes };
    ent_where where = { .file = "a.csv", .line = 7, .column = 3, .span = 2, .text = ENT_STR("x;y z;"),
                        .field = ENT_STR("signed"), .about = ENT_STR("A") };

    ent_note(&diags, ENT_NOWHERE, "%d things", 3);
    ent_find(&diags, ENT_CHECK_DATE_FORM, where, "'%s' is no date", "y z");
    return bytes;
}

Test(findings, come_out_as_they_went_in)
{
    ent_buf bytes = packed();
    got h = { 0 };
    ent_diags diags = { .sink = keep, .ctx = &h };

    cr_assert(ent_findings_unpack(ent_buf_view(&bytes), &diags));
    cr_expect_eq(h.count, 2);
    cr_expect(diags.notes == 1 && diags.errors == 1);
    cr_expect_eq(h.last.code, ent_check_at(ENT_CHECK_DATE_FORM)->code, "a constant, not a copy");
    cr_expect_str_eq(h.file, "a.csv");
    cr_expect_str_eq(h.text, "'y z' is no date");
    cr_expect_str_eq(h.kind, "'%s' is no date");
    cr_expect_str_eq(h.line, "x;y z;");
    cr_expect_str_eq(h.field, "signed");
    cr_expect(h.has_file && !h.has_sheet);
    cr_expect(h.last.where.line == 7 && h.last.where.column == 3 && h.last.where.span == 2);
    ent_buf_destroy(&bytes);
}

Test(findings, damaged_bytes_are_refused)
{
    ent_buf bytes = packed();
    size_t whole = 0;

    for (size_t len = 1; len < bytes.len; len++) {
        got h = { 0 };
        ent_diags diags = { .sink = keep, .ctx = &h };
        char *copy = memcpy(malloc(len), bytes.data, len); /* so that a sanitizer sees a read past its end */

        whole += ent_findings_unpack((ent_str){ copy, len }, &diags);
        cr_expect(h.count <= 1, "%zu", len);
        free(copy);
    }
    cr_expect_eq(whole, 1, "the first of the two findings alone");
    ent_buf_destroy(&bytes);
}
