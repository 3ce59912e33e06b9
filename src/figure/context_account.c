/* context_account.c: which agreements a figure with context shows, their numbers, and how its lines look. */
#include "figure/context.h"
#include "figure/encode.h"

uint8_t *ent_context_shown(const ent_figure *f, size_t counts[ENT_TIE_KIND_COUNT + 1])
{
    const ent_dataset *d = ent_network_dataset(f->wide);
    uint8_t *shown = ent_mem_new(ent_act_count(d), sizeof *shown);

    for (size_t t = 0; shown && t < f->tie_count; t++) {
        const ent_network *n = f->networks[0];
        const drawn_tie *drawn = &f->ties[t];
        const ent_evidence *e = ent_tie_evidence(n, drawn->tie);

        for (uint32_t i = 0; i < drawn->tie->count; i++)
            if (e[i].kind == ENT_EVIDENCE_ACT)
                shown[e[i].record] = ENT_TIE_BOUND + 1;
    }
    for (size_t t = 0; shown && t < f->context.count; t++)
        for (size_t i = 0; i < f->context.items[t].act_count; i++)
            if (!shown[f->context.items[t].acts[i]])
                shown[f->context.items[t].acts[i]] = (uint8_t)(f->context.items[t].kind + 1);
    for (size_t n = 0; shown && n < f->node_count; n++)
        for (size_t i = 0; i < f->nodes[n].document_count; i++)
            if (!shown[f->nodes[n].documents[i]])
                shown[f->nodes[n].documents[i]] = ENT_TIE_PROMOTED + 1;
    for (size_t a = 0; shown && a < ent_act_count(d); a++)
        counts[shown[a]]++;
    return shown;
}

ent_status ent_context_bands(ent_figure *f, ent_diags *diags)
{
    size_t counts[ENT_TIE_KIND_COUNT + 1] = { 0 }, levels[ENT_LEVEL_COUNT] = { 0 };
    ent_buf text = { 0 };
    uint8_t *shown;

    if (!f->wide || !f->layout->bands)
        return ENT_OK;
    if ((shown = ent_context_shown(f, counts)) == NULL)
        return ent_out_of_memory(diags);
    for (size_t a = 0; a < ent_act_count(ent_network_dataset(f->wide)); a++)
        levels[ent_act_at(ent_network_dataset(f->wide), a).level] += shown[a] != 0;
    for (size_t b = 0; b < f->band_count; b++) {
        ent_buf_clear(&text);
        ent_plural(&text, levels[f->bands[b].level], "agreement", "agreements");
        f->bands[b].sub = ent_keep_text(f, &text);
    }
    ent_mem_free(shown);
    ent_buf_destroy(&text);
    return ENT_OK;
}

/* ---- looks ---- */

void ent_context_encode(ent_figure *f)
{
    static const char *const ids[] = { "bound", "promoted", "talks" };
    static const char *const words[] = { "bound: party, signatory", "promoted: sponsor, adopter, drafter",
                                         "talks: dialogue" };
    tie_look looks[ENT_TIE_KIND_COUNT] = {
        f->theme.styles[ENT_BILATERAL],
        { .colour = f->theme.ink, .width = 0.5, .dash = { 3, 1.4 }, .dashes = 2 },
        { .colour = f->theme.ink, .width = 0.8, .round = true, .dash = { 0.01, 2 }, .dashes = 2 }
    };
    bool used[ENT_TIE_KIND_COUNT] = { true, false, false };
    size_t styles[ENT_TIE_KIND_COUNT];
    key_group *g;

    for (size_t i = 0; i < f->context.count; i++)
        used[f->context.items[i].kind] = true;
    g = f->wide ? ent_legend_group(f, ENT_STR("Kinds of ties")) : NULL;
    for (int k = 0; k < ENT_TIE_KIND_COUNT && g; k++) {
        if (!used[k] || (k == ENT_TIE_BOUND && !f->layout->bands))
            continue;
        styles[k] = ent_legend_style(f, ids[k], ent_str_of(words[k]), &looks[k]);
        ent_legend_entry(f, g, KEY_LINE, ent_str_of(words[k]))->style = styles[k];
        for (size_t i = 0; i < f->context.count; i++)
            if ((int)f->context.items[i].kind == k)
                f->context.items[i].style = styles[k];
    }
    for (size_t i = 0; i < f->tie_count && g && f->layout->bands; i++)
        if (f->ties[i].unknown) { /* bands explain levels, not this */
            size_t style = f->ties[i].style;

            ent_legend_entry(f, g, KEY_LINE, f->styles.items[style].label)->style = style;
            break;
        }
}

/* ---- the account ---- */

void ent_context_account(const ent_figure *f, ent_buf *out)
{
    static const char *const verbs[][2] = { { "binds", "bind" },
                                            { "is promoted", "are promoted" },
                                            { "is talks", "are talks" } };
    size_t counts[ENT_TIE_KIND_COUNT + 1] = { 0 }, all, reasons[ENT_BUCKET_COUNT] = { 0 };
    const char *between = ": ";
    uint8_t *shown;

    if (!f->wide)
        return;
    all = ent_act_count(ent_network_dataset(f->wide));
    if ((shown = ent_context_shown(f, counts)) == NULL) {
        out->failed = true;
        return;
    }
    ent_buf_format(out, "%zu of %zu agreements drawn", all - counts[0], all);
    for (int k = 0; k < ENT_TIE_KIND_COUNT; k++)
        if (counts[k + 1]) {
            ent_buf_format(out, "%s%zu %s", between, counts[k + 1], verbs[k][counts[k + 1] != 1]);
            between = ", ";
        }
    for (size_t a = 0; a < all; a++)
        if (!shown[a])
            reasons[ent_ledger_bucket(f->wide, ENT_AGREEMENTS, a)]++;
    between = ": ";
    if (counts[0])
        ent_buf_format(out, "; %zu not drawn", counts[0]);
    for (int b = 0; b < ENT_BUCKET_COUNT; b++)
        if (reasons[b]) {
            ent_buf_format(out, "%s%zu %s", between, reasons[b],
                           b == ENT_ONE_PARTY  ? "of a single party"
                           : b == ENT_OUTSIDE  ? "outside the selection"
                           : b == ENT_NOT_YET  ? "not yet there"
                           : b == ENT_ENDED    ? "ended"
                           : b == ENT_UNDATED  ? "not known on the day"
                           : b == ENT_OVER_CAP ? "of too many parties"
                                               : "not drawn as ties");
            between = ", ";
        }
    ent_mem_free(shown);
}
