/* selection.c: see selection.h. */
#include "network/selection.h"

#include <string.h>

#include "base/mem.h"

enum { TYING = 1u << ENT_PARTY | 1u << ENT_SIGNATORY | 1u << ENT_MEMBER };

/* The next word of a list with ';' or ',' between. */
static bool next_word(ent_str *rest, ent_str *word)
{
    size_t at = 0;

    while (at < rest->len && rest->ptr[at] != ';' && rest->ptr[at] != ',')
        at++;
    if (!rest->len)
        return false;
    *word = ent_str_trim((ent_str){ rest->ptr, at });
    at += at < rest->len;
    rest->ptr += at;
    rest->len -= at;
    return true;
}

static ent_status read_mask(const char *list, const char *what, const char *(*name_of)(int),
                            int count, unsigned *mask, ent_diags *diags)
{
    ent_str rest = ent_str_of(list), word;

    while (next_word(&rest, &word)) {
        ent_str names[32], near;
        int i = 0;

        while (i < count && !ent_str_is(word, name_of(i)))
            i++;
        if (i < count) {
            *mask |= 1u << i;
            continue;
        }
        for (i = 0; i < count; i++)
            names[i] = ent_str_of(name_of(i));
        near = ent_str_nearest(word, names, (size_t)count);
        return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE, "unknown %s '%.*s'%s%.*s%s", what,
                        ENT_STR_ARG(word), near.len ? "; did you mean '" : "", ENT_STR_ARG(near),
                        near.len ? "'?" : "");
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

static ent_status read_actors(const ent_dataset *d, const char *list, bool **marks,
                              ent_diags *diags)
{
    ent_str rest = ent_str_of(list), word;
    ent_buf text = { 0 };
    ent_status status = ENT_OK;

    if ((*marks = ent_mem_new(ent_actor_count(d), sizeof **marks)) == NULL)
        return ent_out_of_memory(diags);
    while (status == ENT_OK && next_word(&rest, &word)) {
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

ent_status ent_filter_init(ent_filter *f, const ent_dataset *d, const ent_selection *s,
                           ent_diags *diags)
{
    ent_status status = ENT_OK;

    *f = (ent_filter){ .d = d, .selection = s, .ego = ENT_NONE };
    if (s->as_of.kind && s->during.kind)
        return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE, "give a day or a span, not both");
    if (s->level)
        status = read_mask(s->level, "level", level_at, ENT_LEVEL_MIXED, &f->levels, diags);
    if (status == ENT_OK && s->role)
        status = read_mask(s->role, "role", role_at, ENT_ROLE_COUNT, &f->roles, diags);
    if (!f->roles)
        f->roles = TYING;
    if (status == ENT_OK && s->within)
        status = read_actors(d, s->within, &f->within, diags);
    if (status == ENT_OK && s->only)
        status = read_actors(d, s->only, &f->only, diags);
    if (status == ENT_OK && s->ego && (f->ego = ent_actor_meant(d, s->ego, diags)) == ENT_NONE)
        status = ENT_EUSAGE;
    return status;
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

/* Is one of the words of `cell` (';' between) one of the words of `list`? */
static bool listed(const char *list, ent_str cell)
{
    ent_str part;

    while (ent_str_next(&cell, ';', &part)) {
        ent_str rest = ent_str_of(list), word;

        while (next_word(&rest, &word))
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
    if (s->kind ? !listed(s->kind, act->kind) : ent_str_is(act->kind, "dialogue"))
        return false; /* a dialogue is no instrument: it ties only when asked for */
    if (s->topic && !listed(s->topic, act->topic))
        return false;
    return !f->within || (act->within != ENT_NONE && f->within[act->within]);
}

bool ent_filter_role(const ent_filter *f, ent_role role)
{
    return role == ENT_ROLE_UNKNOWN || (f->roles & 1u << role) != 0; /* unknown may be any */
}

bool ent_filter_actor(const ent_filter *f, uint32_t actor)
{
    return !f->only || f->only[actor];
}
