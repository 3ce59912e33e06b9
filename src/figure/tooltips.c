/* tooltips.c: what readers see when they point at a node or a tie. */
#include "figure/describe.h"

/* "; and 2 more" */
static void put_rest(const ent_figure *f, size_t count, ent_buf *out)
{
    ent_buf_text(out, "; ");
    ent_say(f->words, out, ENT_WORD("and {1} more"), ent_n(count));
}

/* ": Rules of Conduct 2011; Rules of Conduct 2015; and 2 more" */
static void put_documents(const ent_figure *f, const uint32_t *acts, size_t count, ent_buf *out)
{
    enum { NAMED = 3 };
    const ent_dataset *d = ent_network_dataset(f->networks[0]);

    for (size_t i = 0; i < count && i < NAMED; i++) {
        ent_buf_text(out, i ? "; " : ": ");
        ent_buf_str(out, ent_act_at(d, acts[i]).title);
    }
    if (count > NAMED)
        put_rest(f, count - NAMED, out);
}

void ent_context_tooltip(const ent_figure *f, const context_tie *t, ent_buf *out)
{
    static const char *const kinds[ENT_TIE_KIND_COUNT] = { ENT_WORD("bound"), ENT_WORD("promoted"),
                                                           ENT_WORD("talks") };

    ent_buf_clear(out);
    ent_buf_str(out, f->nodes[t->from].name);
    if (t->to != t->from) {
        ent_buf_text(out, " \xe2\x80\x93 ");
        ent_buf_str(out, f->nodes[t->to].name);
    }
    ent_buf_format(out, " (%.*s)", ENT_STR_ARG(ent_translate(f->words, t->sets_up ? ENT_WORD("sets up") : kinds[t->kind])));
    put_documents(f, t->acts, t->act_count, out);
}

/* "Russia: 25 ties" */
void ent_node_tooltip(const ent_figure *f, const drawn_node *n, ent_buf *out)
{
    bool members = ent_network_selection(f->networks[0])->network == ENT_NET_MEMBERS;

    ent_buf_clear(out);
    ent_buf_str(out, n->name);
    if (n->members) {
        ent_buf_clear(out);
        ent_buf_str(out, n->label);
    } else if (n->document_count) {
        put_documents(f, n->documents, n->document_count, out);
    } else if (n->apart && n->type != ENT_NODE_ACT) {
        ent_buf_text(out, ": ");
        ent_buf_str(out, ent_translate(f->words, ENT_WORD("not a node of the network of binding ties")));
    } else if (n->at == ENT_NONE) {
        ent_buf_text(out, ", ");
        ent_words_date(f->words, out, n->when);
        ent_buf_text(out, ": ");
        ent_count(f->words, out, n->degree, ENT_WORD("party|parties"));
    } else {
        ent_buf_text(out, ": ");
        ent_count(f->words, out, n->degree, members ? ENT_WORD("membership|memberships") : ENT_WORD("tie|ties"));
    }
}

static void evidence_title(const ent_words *words, const ent_network *n, const ent_evidence *e, ent_buf *out)
{
    const ent_dataset *d = ent_network_dataset(n);

    if (ent_evidence_by_membership(e) && ent_network_selection(n)->network != ENT_NET_ACTORS) {
        ent_buf_str(out, ent_translate(words, ENT_WORD("membership")));
        return;
    }
    if (ent_evidence_by_membership(e) || ent_network_selection(n)->network == ENT_NET_ACTS) {
        ent_str own = ent_actor_name_in(d, e->record, words);

        ent_buf_str(out, own.len ? own : ent_actor_at(d, e->record)->name);
        return;
    }
    ent_buf_str(out, ent_act_at(d, e->record).title);
    if (ent_date_known(ent_act_concluded(ent_act_at(d, e->record)))) {
        ent_buf_text(out, ", ");
        ent_words_date(words, out, ent_act_concluded(ent_act_at(d, e->record)));
    }
}

/* "2 agreements and 1 organization in common" */
static void count_evidence(const ent_words *words, const ent_network *n, const ent_tie *tie, ent_buf *out)
{
    ent_network_kind kind = ent_network_selection(n)->network;
    const ent_evidence *e = ent_tie_evidence(n, tie);
    size_t counts[2] = { 0, 0 };
    ent_buf parts[2] = { { 0 }, { 0 } };

    for (uint32_t i = 0; i < tie->count; i++)
        counts[ent_evidence_by_membership(&e[i])]++;
    if (counts[0])
        ent_count(words, &parts[0], counts[0],
                  kind == ENT_NET_ACTS ? ENT_WORD("party in common|parties in common")
                                       : ENT_WORD("agreement|agreements"));
    if (counts[1])
        ent_count(words, &parts[1], counts[1],
                  kind == ENT_NET_ACTORS ? ENT_WORD("organization in common|organizations in common")
                                         : ENT_WORD("membership|memberships"));
    if (counts[0] && counts[1])
        ent_say(words, out, ENT_WORD("{1} and {2}"), ent_t(ent_buf_view(&parts[0])), ent_t(ent_buf_view(&parts[1])));
    else
        ent_buf_str(out, ent_buf_view(&parts[counts[1] > 0]));
    out->failed |= parts[0].failed || parts[1].failed;
    ent_buf_destroy(&parts[0]);
    ent_buf_destroy(&parts[1]);
}

/* "China – Russia: Agreement on ..., 2015-05-08; and 2 more". In a crowd the agreements are only
 * counted: each title would be in the file a hundred times. */
void ent_tie_tooltip(const ent_figure *f, const drawn_tie *t, ent_buf *out)
{
    enum { NAMED = 3, CROWD = 600 };
    const ent_network *n = f->networks[t->net];
    const ent_evidence *e = ent_tie_evidence(n, t->tie);

    ent_buf_clear(out);
    ent_buf_str(out, f->nodes[t->a].name);
    ent_buf_text(out, " \xe2\x80\x93 ");
    ent_buf_str(out, f->nodes[t->b].name);
    if (t->unknown) {
        ent_buf_text(out, " (");
        ent_buf_str(out, t->counted || !f->panels ? ent_unknown_words(f)
                                                  : ent_translate(f->words, ENT_WORD("not known at this date")));
        ent_buf_char(out, ')');
    }
    ent_buf_text(out, ": ");
    if (f->collapsed_nodes) {
        ent_count(f->words, out, (size_t)t->weight, ENT_WORD("tie|ties"));
        ent_buf_text(out, "; ");
        ent_count(f->words, out, t->act_count, ENT_WORD("agreement|agreements"));
        return;
    }
    if (t->of_act) {
        ent_count(f->words, out, t->act_count, ENT_WORD("agreement|agreements"));
        return;
    }
    if (f->tie_count > CROWD) {
        count_evidence(f->words, n, t->tie, out);
        return;
    }
    for (uint32_t i = 0; i < t->tie->count && i < NAMED; i++) {
        if (i)
            ent_buf_text(out, "; ");
        evidence_title(f->words, n, &e[i], out);
    }
    if (t->tie->count > NAMED)
        put_rest(f, t->tie->count - NAMED, out);
}

/* The distinct years of the agreements of a tie, earliest first; 0 when there are more than fit or one has
 * none. */
static size_t find_years(const ent_figure *f, const drawn_tie *t, int *years, size_t most)
{
    const ent_network *n = f->networks[t->net];
    const ent_evidence *e = ent_tie_evidence(n, t->tie);
    size_t count = 0;

    for (uint32_t i = 0; i < t->tie->count; i++) {
        ent_date date;
        int y, m, d;
        size_t k;

        if (e[i].kind != ENT_EVIDENCE_ACT)
            return 0;
        date = ent_act_concluded(ent_act_at(ent_network_dataset(n), e[i].record));
        if (!ent_date_known(date) || date.first == ENT_DAY_MIN)
            return 0;
        ent_day_split(date.first, &y, &m, &d);
        for (k = 0; k < count && years[k] != y; k++)
            ;
        if (k < count)
            continue;
        if (count == most)
            return 0;
        for (k = count++; k > 0 && years[k - 1] > y; k--)
            years[k] = years[k - 1];
        years[k] = y;
    }
    return count;
}

void ent_tie_year(const ent_figure *f, const drawn_tie *t, ent_buf *out)
{
    enum { MOST_YEARS = 3 };
    int years[MOST_YEARS] = { 0 };
    unsigned count = t->of_act ? (unsigned)t->act_count : t->tie->count;
    size_t known = t->of_act && t->act_count > 1 ? 0 : find_years(f, t, years, MOST_YEARS);

    ent_buf_clear(out);
    if (ent_network_selection(f->networks[t->net])->network == ENT_NET_ACTS)
        return;
    for (size_t i = 0; i < known; i++)
        ent_buf_format(out, "%s%d", i ? ";" : "", years[i]);
    if (!known && count > 1)
        ent_buf_format(out, "%u\xc3\x97", count);
}
