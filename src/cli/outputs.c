/* outputs.c: writing results. */
#include "cli/outputs.h"

#include <string.h>
#include <sys/stat.h>

#include "base/mem.h"
#include "cli/formats.h"
#include "cli/input_output_paths.h"

void write_record_of_data(ent_buf *out, const ent_dataset *d, const ent_words *words)
{
    ent_buf lack = { 0 };

    ent_buf_format(out, "entente %s; ", ent_version());
    ent_say(words, out, ENT_WORD("data: {1}, content {2}"), ent_t(ent_dataset_name(d)),
            ent_t(ent_dataset_fingerprint(d)));
    ent_parts_describe(&lack);
    if (lack.len)
        ent_buf_format(out, "; %s", ent_buf_string(&lack));
    ent_buf_destroy(&lack);
}

void write_record(ent_buf *out, const ent_network *network, const char *more)
{
    write_record_of_data(out, ent_network_dataset(network), NULL);
    ent_buf_text(out, "; ");
    ent_network_describe(network, NULL, out);
    if (more && more[0])
        ent_buf_format(out, "; %s", more);
}

/* Says which network it is; and on a terminal, which it could be: a document is for readers who cannot choose. */
static void head_line(ent_report *report, const settings *set, const ent_selection *selection, const ent_dataset *dataset,
                      ent_buf *line, ent_diags *diags)
{
    const char *format = format_of(set, "txt");
    size_t i = ent_names_find((ent_names){ ent_sheet_formats, SIZE_MAX, sizeof *ent_sheet_formats },
                              ent_str_of(format));
    ent_buf head = { 0 };

    if (i == SIZE_MAX || !ent_sheet_formats[i].for_readers || strcmp(format, "txt") == 0)
        ent_selection_others(selection, dataset, line);
    if (i == SIZE_MAX || !ent_sheet_formats[i].has_head) {
        ent_note(diags, ENT_NOWHERE, "network: %s", ent_buf_string(line));
        return;
    }
    ent_buf_format(&head, "Network: %s", ent_buf_string(line));
    ent_report_head(report, ent_buf_view(&head));
    ent_buf_destroy(&head);
}

void head_network(ent_report *report, const settings *set, const ent_network *network, ent_diags *diags)
{
    ent_buf line = { 0 };

    ent_network_headline(network, &line);
    head_line(report, set, ent_network_selection(network), ent_network_dataset(network), &line, diags);
    ent_buf_destroy(&line);
}

void head_selection(ent_report *report, const settings *set, const ent_selection *selection,
                    const ent_dataset *dataset, ent_diags *diags)
{
    ent_buf line = { 0 };

    ent_selection_headline(selection, dataset, &line);
    head_line(report, set, selection, dataset, &line, diags);
    ent_buf_destroy(&line);
}

ent_status new_report(ent_report **report, const settings *set, bool several, ent_diags *diags)
{
    return ent_report_new(report, &set->table, several, diags);
}

ent_status add_sheet(ent_sheet **sheet, ent_report *report, const ent_dataset *dataset, const char *contents,
                     const char *name, ent_diags *diags)
{
    ent_status status = new_sheet(sheet, dataset, contents, diags);

    if (status != ENT_OK)
        return status;
    ent_sheet_name(*sheet, ent_dataset_name(dataset), ent_str_of(name));
    return ent_report_add(report, *sheet, diags);
}

ent_status write_report(ent_report *report, const settings *set, const ent_dataset *dataset,
                        ent_diags *diags)
{
    const char *format = format_of(set, "txt");
    ent_buf out = { 0 };
    ent_status status = ent_report_write(report, format, &out, diags);

    if (status == ENT_OK && out.failed)
        status = ent_out_of_memory(diags);
    if (status == ENT_OK)
        status = write_output(set, dataset, format, ent_buf_view(&out), diags);
    ent_buf_destroy(&out);
    return status;
}

void say_network(const ent_network *network, ent_diags *diags)
{
    ent_buf line = { 0 };

    ent_network_headline(network, &line);
    ent_selection_others(ent_network_selection(network), ent_network_dataset(network), &line);
    ent_note(diags, ENT_NOWHERE, "network: %s", ent_buf_string(&line));
    ent_buf_destroy(&line);
}

ent_status new_sheet(ent_sheet **sheet, const ent_dataset *dataset, const char *contents,
                     ent_diags *diags)
{
    ent_buf title = { 0 };
    ent_status status;

    ent_buf_format(&title, "%.*s: %s", ENT_STR_ARG(ent_dataset_title(dataset)), contents);
    status = ent_sheet_new(sheet, ent_buf_view(&title), diags);
    ent_buf_destroy(&title);
    return status;
}

void add_columns(ent_sheet *sheet, const char *const *names, size_t count, bool numbers)
{
    for (size_t i = 0; i < count; i++)
        ent_sheet_column(sheet, ent_str_of(names[i]), numbers);
}

void date_cell(ent_sheet *sheet, ent_date date)
{
    ent_buf text = { 0 };

    ent_date_write(&text, date);
    ent_sheet_text(sheet, ent_buf_view(&text));
    ent_buf_destroy(&text);
}

void rank_cell(ent_sheet *sheet, ent_rank rank)
{
    ent_buf text = { 0 };

    ent_rank_write(&text, rank);
    ent_sheet_text(sheet, ent_buf_view(&text));
    ent_buf_destroy(&text);
}

ent_status refuse_part(ent_diags *diags)
{
    return ent_mem_whole(ENT_OK, 0, diags);
}

ent_status save(const char *path, ent_str bytes, ent_diags *diags)
{
    ent_status status = refuse_part(diags);

    if (status == ENT_OK && ent_parts_is_part()) { /* its run ends before results are written */
        ent_note(diags, ENT_NOWHERE, "no part is written: there was nothing to divide, and merging needs no parts");
        return ENT_EPART;
    }
    return status == ENT_OK ? ent_output_save(path ? path : "-", bytes, diags) : status;
}

ent_status write_output(const settings *set, const ent_dataset *dataset, const char *format,
                        ent_str bytes, ent_diags *diags)
{
    ent_buf path = { 0 };
    ent_status status;

    if (set->out || !set->command->into_folder)
        return save(set->out, bytes, diags);
    mkdir("out", 0777); /* on failure, writing the file reports an error */
    ent_buf_format(&path, "out/%.*s.%s",
                   ENT_STR_ARG(dataset ? ent_dataset_name(dataset) : ENT_STR("series")), format);
    if ((status = check_paths(set, ent_buf_string(&path), diags)) == ENT_OK && dataset)
        status = check_paths_of_tables(set, dataset, ent_buf_string(&path), diags);
    if (status == ENT_OK)
        status = save(ent_buf_string(&path), bytes, diags);
    if (status == ENT_OK) {
        ent_buf_char(&path, '\n');
        status = save(NULL, ent_buf_view(&path), diags);
    }
    ent_buf_destroy(&path);
    return status;
}
