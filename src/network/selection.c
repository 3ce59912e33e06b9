/* selection.c: checks the options of a selection and looks its words up. */
#include "network/selection.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "data/records.h"
#include "network/tie_kind.h"
#include "network/weights.h"

static ent_status read_mask(const char *list, const char *what, const char *(*name_of)(int),
                            int count, unsigned *mask, ent_diags *diags)
{
    const char *words[32];
    ent_names names = { words, (size_t)count, sizeof *words };
    ent_str rest = ent_str_of(list), word;

    for (int i = 0; i < count; i++)
        words[i] = name_of(i);
    while (ent_str_next_item(&rest, &word)) {
        size_t i = ent_names_find(names, word);

        if (i == SIZE_MAX)
            return ent_fail_unknown(diags, ENT_NOWHERE, what, word, names,
                                    "see `entente list kinds`");
        *mask |= 1u << i;
    }
    return ENT_OK;
}

static const char *level_at(int i)
{
    return i ? ent_level_name((ent_level)i) : "none";
}

static const char *role_at(int i)
{
    return ent_role_name((ent_role)i);
}

static const char *tie_kind_at(int i)
{
    return ent_tie_kind_name((ent_tie_kind)i);
}

/* The roles of the kinds of ties; by default those of bound ties, in all agreements. */
static ent_status read_roles(ent_filter *f, const ent_selection *s, ent_diags *diags)
{
    ent_status status = ENT_OK;

    if (s->role && s->tie_kinds)
        return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE,
                        "--role and --tie-kinds both say which roles create ties: give one of them");
    if (s->role)
        status = read_mask(s->role, "role", role_at, ENT_ROLE_COUNT, &f->roles, diags);
    if (status == ENT_OK && s->tie_kinds)
        status = read_mask(s->tie_kinds, "kind of ties", tie_kind_at, ENT_TIE_KIND_COUNT,
                           &f->tie_kinds, diags);
    for (int k = 0; k < ENT_TIE_TALKS; k++)
        if (f->tie_kinds & 1u << k)
            f->roles |= ent_tie_kind_roles((ent_tie_kind)k);
    if (!f->roles && !f->tie_kinds)
        f->roles = ent_tie_kind_roles(ENT_TIE_BOUND);
    f->talking_roles = f->tie_kinds & 1u << ENT_TIE_TALKS ? ent_tie_kind_roles(ENT_TIE_TALKS)
                                                          : f->roles;
    return status;
}

static ent_status read_actors(const ent_dataset *d, const char *list, bool **marks,
                              ent_diags *diags)
{
    ent_str rest = ent_str_of(list), word;
    ent_buf text = { 0 };
    ent_status status = ENT_OK;

    if ((*marks = ent_mem_new(ent_actor_count(d), sizeof **marks)) == NULL)
        return ent_out_of_memory(diags);
    while (status == ENT_OK && ent_str_next_item(&rest, &word)) {
        uint32_t actor;

        ent_buf_clear(&text);
        ent_buf_str(&text, word);
        if ((actor = ent_actor_meant(d, ent_buf_string(&text), diags)) == ENT_NONE)
            status = ENT_EUSAGE;
        else
            (*marks)[actor] = true;
    }
    ent_buf_destroy(&text);
    return status;
}

/* ---- words that match nothing in the data ---- */

/* Different words of the data, for a message. */
enum { MAX_WORDS = 256, WORDS_SHOWN = 8 };

typedef struct word_list {
    ent_str words[MAX_WORDS];
    size_t count;
} word_list;

static void add_word(word_list *list, ent_str word)
{
    size_t i = 0;

    while (i < list->count && !ent_str_eq_fold(list->words[i], word))
        i++;
    if (word.len && i == list->count && i < MAX_WORDS)
        list->words[list->count++] = word;
}

static int by_name(const void *a, const void *b)
{
    return ent_str_compare_names(*(const ent_str *)a, *(const ent_str *)b);
}

/* "no topic 'trade' in these data; did you mean 'trade law'? There are: customs; trade law" */
static ent_status no_such_word(const char *what, ent_str word, word_list *list, ent_diags *diags)
{
    ent_str near = ent_str_nearest(word, list->words, list->count);
    ent_buf text = { 0 };
    ent_status status;

    if (!list->count)
        return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE,
                        "no %s '%.*s' in these data: no row of them has a %s", what,
                        ENT_STR_ARG(word), what);
    qsort(list->words, list->count, sizeof *list->words, by_name);
    ent_buf_format(&text, near.len ? "; did you mean '%.*s'? there are: " : "; there are: ",
                   ENT_STR_ARG(near));
    for (size_t i = 0; i < list->count && i < WORDS_SHOWN; i++)
        ent_buf_format(&text, "%s%.*s", i ? "; " : "", ENT_STR_ARG(list->words[i]));
    if (list->count > WORDS_SHOWN)
        ent_buf_format(&text, "; and %zu%s more", list->count - WORDS_SHOWN,
                       list->count == MAX_WORDS ? " or" : "");
    status = ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE, "no %s '%.*s' in these data%s", what,
                      ENT_STR_ARG(word), ent_buf_string(&text));
    ent_buf_destroy(&text);
    return status;
}

typedef ent_str cell_of_act(ent_act act);

static ent_str kind_of(ent_act act)
{
    return act.kind;
}

static ent_str topic_of(ent_act act)
{
    return act.topic;
}

/* Every word of the list must occur in some agreement. */
static ent_status check_words(const ent_dataset *d, const char *list, const char *what,
                              cell_of_act *cell_of, ent_diags *diags)
{
    ent_str rest = ent_str_of(list), word, cell, part;

    while (ent_str_next_item(&rest, &word)) {
        word_list there = { .count = 0 };
        bool found = !word.len;

        for (size_t i = 0; i < ent_act_count(d) && !found; i++)
            for (cell = cell_of(ent_act_at(d, i)); !found && ent_str_next(&cell, ';', &part);)
                found = ent_str_eq_fold(part, word);
        if (found)
            continue;
        for (size_t i = 0; i < ent_act_count(d); i++)
            for (cell = cell_of(ent_act_at(d, i)); ent_str_next(&cell, ';', &part);)
                add_word(&there, part);
        return no_such_word(what, word, &there, diags);
    }
    return ENT_OK;
}

/* Words of levels and roles are fixed: one of those listed must occur in the data. */
static ent_status check_levels(const ent_filter *f, ent_diags *diags)
{
    word_list there = { .count = 0 };

    for (size_t i = 0; i < ent_act_count(f->d); i++) {
        ent_level level = ent_act_level(f->d, i);

        if (f->levels & 1u << level)
            return ENT_OK;
        add_word(&there, ent_str_of(level_at((int)level)));
    }
    return no_such_word("level", ent_str_of(f->selection->level), &there, diags);
}

static ent_status check_roles(const ent_filter *f, ent_diags *diags)
{
    bool members = f->selection->network == ENT_NET_MEMBERS;
    word_list there = { .count = 0 };

    for (size_t i = 0; i < ent_party_count(f->d) && !members; i++) {
        if (f->roles & 1u << ent_party_at(f->d, i).role)
            return ENT_OK;
        add_word(&there, ent_str_of(ent_role_name(ent_party_at(f->d, i).role)));
    }
    for (size_t i = 0; i < ent_membership_count(f->d); i++) {
        if (!members && !f->selection->with_memberships)
            break;
        if (f->roles & 1u << ent_membership_at(f->d, i)->role)
            return ENT_OK;
        add_word(&there, ent_str_of(ent_role_name(ent_membership_at(f->d, i)->role)));
    }
    return no_such_word("role", ent_str_of(f->selection->role), &there, diags);
}

/* Some row must tie by one of the kinds that were asked for. */
static ent_status check_tie_kinds(const ent_filter *f, ent_diags *diags)
{
    word_list there = { .count = 0 };

    for (size_t i = 0; i < ent_party_count(f->d); i++) {
        const ent_party p = ent_party_at(f->d, i);

        if (ent_filter_selects(f, p.act) && ent_filter_party(f, &p))
            return ENT_OK;
        add_word(&there, ent_str_of(ent_tie_kind_name(ent_tie_kind_of_party(f->d, &p))));
    }
    return no_such_word("kind of ties", ent_str_of(f->selection->tie_kinds), &there, diags);
}

static bool has_members(const ent_filter *f, size_t actor)
{
    const uint32_t *rows;

    return (f->selection->network == ENT_NET_MEMBERS || f->selection->with_memberships) &&
           ent_actor_members(f->d, actor, &rows) > 0;
}

/* Refuses an organization within which no agreement was made. */
static ent_status check_within(const ent_filter *f, ent_diags *diags)
{
    size_t count = ent_actor_count(f->d);
    word_list there = { .count = 0 };

    for (size_t i = 0; i < count; i++) {
        const ent_actor *actor = ent_actor_at(f->d, i);

        if (!f->within[i] || actor->is_within || has_members(f, i))
            continue;
        for (size_t k = 0; k < count; k++)
            if (ent_actor_at(f->d, k)->is_within || has_members(f, k))
                add_word(&there, ent_actor_at(f->d, k)->id);
        return no_such_word("agreement within", actor->id, &there, diags);
    }
    return ENT_OK;
}

/* Actors without a row can be nodes only as members of an organization or as the successor of a
 * state. */
static ent_status check_actors(const ent_filter *f, ent_diags *diags)
{
    const ent_selection *s = f->selection;

    if (s->blocs != ENT_BLOCS_NODE || s->succession != ENT_SUCCESSION_SEPARATE)
        return ENT_OK;
    for (uint32_t i = 0; i < ent_actor_count(f->d); i++) {
        const ent_actor *actor = ent_actor_at(f->d, i);

        if (actor->is_reserve && (f->ego == i || (f->only && f->only[i])))
            return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE,
                            "%.*s (%.*s) is in no row of these data", ENT_STR_ARG(actor->name),
                            ENT_STR_ARG(actor->id));
    }
    return ENT_OK;
}

static ent_status check_selection(const ent_filter *f, ent_diags *diags)
{
    const ent_selection *s = f->selection;
    ent_status status = ENT_OK;

    if (s->level)
        status = check_levels(f, diags);
    if (status == ENT_OK && s->kind)
        status = check_words(f->d, s->kind, "kind", kind_of, diags);
    if (status == ENT_OK && s->topic)
        status = check_words(f->d, s->topic, "topic", topic_of, diags);
    if (status == ENT_OK && s->role)
        status = check_roles(f, diags);
    if (status == ENT_OK && s->tie_kinds && ent_party_count(f->d))
        status = check_tie_kinds(f, diags);
    if (status == ENT_OK && (s->only || s->ego))
        status = check_actors(f, diags);
    return status == ENT_OK && s->within ? check_within(f, diags) : status;
}

/* ---- defaults, and options that exclude each other ---- */

static bool is_projection(const ent_selection *s)
{
    return s->network == ENT_NET_ACTORS || s->network == ENT_NET_ACTS;
}

static ent_status check_weight(const ent_dataset *d, ent_selection *s, ent_diags *diags)
{
    if (s->weight == ENT_WEIGHT_DEFAULT) {
        s->weight = ENT_WEIGHT_COUNT;
        if (ent_dataset_weight_column(d) && s->network != ENT_NET_MEMBERS &&
            s->network != ENT_NET_ACTS) {
            s->weight = ENT_WEIGHT_COLUMN;
            s->weight_column = ent_dataset_weight_column(d);
        }
    }
    if (s->weight == ENT_WEIGHT_COLUMN && s->network == ENT_NET_ACTS)
        return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE,
                        "a column of the agreements cannot weigh the ties between agreements");
    if (s->weight == ENT_WEIGHT_COLUMN && !ent_table_has(d, ENT_AGREEMENTS, s->weight_column))
        return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE,
                        ent_table_has(d, ENT_PARTIES, s->weight_column)
                            ? "'%s' is a column of parties, of which an agreement has several; a "
                              "weight is in a column of the table of agreements, or of pair rows"
                            : "no column '%s' in the table of agreements to weigh ties with",
                        s->weight_column);
    if (!is_projection(s) && ent_dataset_shape(d) != ENT_PAIR_ROWS &&
        (s->weight == ENT_WEIGHT_NEWMAN || ent_weight_of_projection(s->weight)))
        return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE,
                        "the weight '%s' is one of projections; add --network actors",
                        ent_weight_name(s->weight));
    return ENT_OK;
}

static ent_status check_backbone(const ent_selection *s, ent_diags *diags)
{
    if (s->backbone && s->backbone != ENT_BACKBONE_DISPARITY && (!is_projection(s) || s->ego))
        return ent_fail(
            diags, ENT_EUSAGE, ENT_NOWHERE, "the backbone '%s' is one of whole projections; %s",
            ent_backbone_name(s->backbone), s->ego ? "leave --ego out" : "add --network actors");
    if (s->backbone == ENT_BACKBONE_DISPARITY &&
        (s->network == ENT_NET_TWO_MODE || s->network == ENT_NET_MEMBERS))
        return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE,
                        "a backbone is of a network of one mode; add --network actors");
    return ENT_OK;
}

ent_status ent_selection_check(ent_selection *s, const ent_dataset *d, ent_diags *diags)
{
    ent_status status;

    if (!ent_act_count(d) && ent_membership_count(d)) /* data of memberships alone */
        s->with_memberships = s->network != ENT_NET_MEMBERS;
    if (s->directed &&
        ((ent_dataset_shape(d) != ENT_PAIR_ROWS && !ent_table_has(d, ENT_PARTIES, "side")) ||
         (s->network != ENT_NET_TIES && s->network != ENT_NET_ACTORS)))
        return ent_fail(
            diags, ENT_EUSAGE, ENT_NOWHERE,
            "directions are read from rows of pairs (columns from and to, or source and "
            "target) or from the column 'side' of parties, for a network of ties or "
            "actors");
    status = check_weight(d, s, diags);
    return status == ENT_OK ? check_backbone(s, diags) : status;
}

/* ---- the filter ---- */

ent_status ent_filter_init(ent_filter *f, const ent_dataset *d, const ent_selection *s,
                           ent_diags *diags)
{
    ent_status status = ENT_OK;

    *f = (ent_filter){ .d = d, .selection = s, .ego = ENT_NONE };
    if (s->as_of.kind && s->during.kind)
        return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE, "give a day or a span, not both");
    if (s->level)
        status = read_mask(s->level, "level", level_at, ENT_LEVEL_MIXED, &f->levels, diags);
    if (status == ENT_OK)
        status = read_roles(f, s, diags);
    if (status == ENT_OK && s->within)
        status = read_actors(d, s->within, &f->within, diags);
    if (status == ENT_OK && s->only)
        status = read_actors(d, s->only, &f->only, diags);
    if (status == ENT_OK && s->ego && (f->ego = ent_actor_meant(d, s->ego, diags)) == ENT_NONE)
        status = ENT_EUSAGE;
    return status == ENT_OK ? check_selection(f, diags) : status;
}

void ent_filter_share(ent_filter *f, const uint32_t *node_of)
{
    for (size_t i = 0; f->only && i < ent_actor_count(f->d); i++)
        f->only[node_of[i]] |= f->only[i];
    if (f->ego != ENT_NONE)
        f->ego = node_of[f->ego];
}

void ent_filter_destroy(ent_filter *f)
{
    ent_mem_free(f->within);
    ent_mem_free(f->only);
    *f = (ent_filter){ 0 };
}

/* Is one of the words of `cell`, separated by ';', in `list`? */
static bool listed(const char *list, ent_str cell)
{
    ent_str part;

    while (ent_str_next(&cell, ';', &part)) {
        ent_str rest = ent_str_of(list), word;

        while (ent_str_next_item(&rest, &word))
            if (ent_str_eq_fold(word, part))
                return true;
    }
    return false;
}

bool ent_filter_act(const ent_filter *f, const ent_act *act)
{
    const ent_selection *s = f->selection;

    if (f->levels && !(f->levels & 1u << act->level))
        return false;
    if (s->kind && !listed(s->kind, act->kind))
        return false;
    if (f->tie_kinds ? !(f->tie_kinds & (ent_is_dialogue(act->kind)
                                             ? 1u << ENT_TIE_TALKS
                                             : 1u << ENT_TIE_BOUND | 1u << ENT_TIE_PROMOTED))
                     : !s->kind && ent_is_dialogue(act->kind))
        return false; /* dialogues are no agreements unless selected */
    if (s->topic && !listed(s->topic, act->topic))
        return false;
    return !f->within || (act->within != ENT_NONE && f->within[act->within]);
}

bool ent_filter_selects(const ent_filter *f, uint32_t index)
{
    const ent_act act = ent_act_at(f->d, index);

    return ent_filter_act(f, &act);
}

bool ent_filter_role(const ent_filter *f, ent_role role)
{
    return role == ENT_ROLE_UNKNOWN ||
           (f->roles & 1u << role) != 0; /* an unknown role may be any */
}

bool ent_filter_party(const ent_filter *f, const ent_party *p)
{
    unsigned roles = ent_is_dialogue(ent_act_kind(f->d, p->act)) ? f->talking_roles : f->roles;

    return p->role == ENT_ROLE_UNKNOWN || (roles & 1u << p->role) != 0;
}

bool ent_filter_actor(const ent_filter *f, uint32_t actor)
{
    return !f->only || f->only[actor];
}
