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
        ent_count(f->words, &text, levels[f->bands[b].level], ENT_WORD("agreement|agreements"));
        f->bands[b].sub = ent_keep_text(f, &text);
    }
    ent_mem_free(shown);
    ent_buf_destroy(&text);
    return ENT_OK;
}

/* ---- looks ---- */

enum { SETS_UP = ENT_TIE_KIND_COUNT, KINDS }; /* of lines: those of ties, and one more */

static int kind_of_line(const context_tie *t)
{
    return t->sets_up ? SETS_UP : (int)t->kind;
}

void ent_context_encode(ent_figure *f)
{
    static const char *const ids[] = { "bound", "promoted", "talks", "sets-up" };
    static const char *const words[] = { ENT_WORD("bound: party, signatory"),
                                         ENT_WORD("promoted: sponsor, adopter, drafter"),
                                         ENT_WORD("talks: dialogue"),
                                         ENT_WORD("sets up a body (arrow)") };
    tie_look looks[KINDS] = {
        f->theme.styles[ENT_BILATERAL],
        { .colour = f->theme.ink, .width = 0.5, .dash = { 3, 1.4 }, .dashes = 2 },
        { .colour = f->theme.ink, .width = 0.8, .round = true, .dash = { 0.01, 2 }, .dashes = 2 },
        { .colour = f->theme.ink, .width = 0.7 }
    };
    bool used[KINDS] = { true }, strongest = false;
    size_t styles[KINDS];
    key_group *g;

    for (size_t i = 0; i < f->context.count; i++) {
        used[kind_of_line(&f->context.items[i])] |= !f->context.items[i].weaker;
        strongest |= f->context.items[i].weaker;
    }
    g = !f->wide ? NULL : ent_legend_group(f, strongest ? ENT_STR(ENT_WORD("The strongest kind of each tie"))
                                                         : ENT_STR(ENT_WORD("Kinds of ties")));
    for (int k = 0; k < KINDS && g; k++) {
        if (!used[k] || (k == ENT_TIE_BOUND && !f->layout->bands))
            continue;
        styles[k] = ent_legend_style(f, ids[k], ent_str_of(words[k]), &looks[k]);
        ent_legend_entry(f, g, KEY_LINE, ent_str_of(words[k]))->style = styles[k];
        for (size_t i = 0; i < f->context.count; i++)
            if (kind_of_line(&f->context.items[i]) == k)
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

/* ", 3 of a single party, 2 ended" */
static void count_reasons(const size_t *reasons, const ent_words *words, ent_buf *out)
{
    static const char *const said[ENT_BUCKET_COUNT] = {
        [ENT_ONE_PARTY] = ENT_WORD("{1} of a single party"), [ENT_OUTSIDE] = ENT_WORD("{1} outside the selection"),
        [ENT_NOT_YET] = ENT_WORD("{1} not yet there"),       [ENT_ENDED] = ENT_WORD("{1} ended"),
        [ENT_UNDATED] = ENT_WORD("{1} not known on the day"), [ENT_OVER_CAP] = ENT_WORD("{1} of too many parties"),
    };
    const char *between = ": ";

    for (int b = 0; b < ENT_BUCKET_COUNT; b++)
        if (reasons[b]) {
            ent_buf_text(out, between);
            ent_say(words, out, said[b] ? said[b] : ENT_WORD("{1} not drawn as ties"), ent_n(reasons[b]));
            between = ", ";
        }
}

void ent_context_account(const ent_figure *f, const ent_words *words, ent_buf *out)
{
    static const char *const verbs[] = { ENT_WORD("{1} binds|{1} bind"), ENT_WORD("{1} is promoted|{1} are promoted"),
                                         ENT_WORD("{1} is talks|{1} are talks") };
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
    ent_say(words, out, ENT_WORD("{1} of {2} agreements drawn"), ent_n(all - counts[0]), ent_n(all));
    for (int k = 0; k < ENT_TIE_KIND_COUNT; k++)
        if (counts[k + 1]) {
            ent_buf_text(out, between);
            ent_say(words, out, verbs[k], ent_n(counts[k + 1]));
            between = ", ";
        }
    for (size_t a = 0; a < all; a++)
        if (!shown[a])
            reasons[ent_ledger_bucket(f->wide, ENT_AGREEMENTS, a)]++;
    if (counts[0]) {
        ent_buf_text(out, "; ");
        ent_say(words, out, ENT_WORD("{1} not drawn"), ent_n(counts[0]));
    }
    count_reasons(reasons, words, out);
    ent_mem_free(shown);
}
