/* documents.c: passages of documents: the lines of the input are a locator and a quote, the rest is
 * the document. */
#include "base/escape.h"
#include "fuzz.h"

static ent_status read_data(ent_dataset **dataset, ent_str locator, ent_str quote, ent_diags *diags)
{
    ent_dataset_options options = { 0 };
    ent_buf out = { 0 }, text = { 0 };

    fuzz_text(&text, locator, false);
    ent_buf_text(&out, "id,title,signed,source,locator,quote\nx,Pact,1950-05-08,s,");
    ent_escape_csv_exact(&out, ent_buf_view(&text), ',');
    ent_buf_char(&out, ',');
    ent_buf_clear(&text);
    fuzz_text(&text, quote, false);
    ent_escape_csv_exact(&out, ent_buf_view(&text), ',');
    ent_buf_char(&out, '\n');
    options.tables[ENT_AGREEMENTS] = fuzz_put("agreements.csv", ent_buf_view(&out));
    options.tables[ENT_PARTIES] =
        fuzz_put("parties.csv", ENT_STR("agreement,party\nx,FRA\nx,DEU\n"));
    options.tables[ENT_SOURCES] = fuzz_put("sources.csv", ENT_STR("id,title,file\ns,A,text.txt\n"));
    ent_buf_destroy(&out);
    ent_buf_destroy(&text);
    return ent_dataset_read(dataset, &options, diags);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    ent_str rest = fuzz_input(data, size);
    ent_str locator = fuzz_line(&rest), quote = fuzz_line(&rest);
    ent_diags diags = fuzz_diags();
    ent_buf passages = { 0 };
    ent_dataset *dataset;
    ent_status status = read_data(&dataset, locator, quote, &diags);
    char *folder;
    size_t count;

    fuzz_verdict(status, &diags);
    fuzz_put("text.txt", rest);
    folder = strdup(fuzz_path("."));
    if (status == ENT_OK) {
        status = ent_dataset_check(dataset, &diags);
        fuzz_verdict(status, &diags);
    }
    if (status == ENT_OK) {
        status = ent_dataset_check_documents(dataset, folder, &count, &diags);
        fuzz_verdict(status, &diags);
    }
    if (status == ENT_OK) {
        ent_row row = ent_act_at(dataset, 0).row;

        fuzz_verdict(ent_dataset_passages(dataset, row, folder, &passages, &diags), &diags);
        REQUIRE(passages.len <= 4 * size + 500); /* no more than the document has */
    }
    free(folder);
    ent_buf_destroy(&passages);
    ent_dataset_free(dataset);
    return 0;
}
