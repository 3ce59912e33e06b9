/* status.js: the network of a day: which parties count, and what the agreements then tie. It follows the
 * builder of the tool (src/network/build); tests compare both over many days, rules and filters. Whether
 * a row counts on a day is not decided here: the data have the days on which each row counts ("runs").
 *
 * Nodes are numbers: an actor has its place in data.actors, an agreement its place behind all actors. */

const NO = 0, YES = 1, UNKNOWN = 2, ASSUMED = 3; /* yes, while an end that is not recorded has not come */
const BOUND = 0, PROMOTED = 1, TALKS = 2;        /* kinds of ties */
const RULES = ["signed", "ratified", "in-force", "any"], ANY_STATUS = 3;
const BY_AGREEMENT = 0, BY_MEMBERSHIP = 1, BY_ORGANIZATION = 2; /* what makes a tie */

/* The answer of runs ([ever, answer, day, answer, day, answer ...]) on a day; null: at any time. */
function answerOn(runs, day) {
    if (day === null)
        return runs[0];
    let i = 1;
    while (i + 1 < runs.length && runs[i + 1] <= day)
        i += 2;
    return runs[i];
}

/* The words of a list as users type it, "a, b;c"; null: no list. */
function wordsOf(list) {
    return list === undefined ? null : new Set(list.split(/[;,]/).map(w => w.trim().toLowerCase()));
}

function partsOf(cell) {
    return cell ? cell.split(";").map(w => w.trim()).filter(w => w) : [];
}

/* What a piece of evidence is, in one number: a network can have tens of thousands. */
const evidence = (record, type, kind) => record * 16 + type * 4 + kind;
const recordOf = e => Math.floor(e / 16), typeOf = e => e >> 2 & 3, kindOf = e => e & 3;

/* The data, prepared once: numbers instead of words. */
function makeModel(data) {
    const role = name => data.roles.indexOf(name), bits = names => names.reduce((b, n) => b | 1 << role(n), 0);
    const actorCount = data.actors.length;
    const ids = new Map(data.actors.map((a, i) => [a.id, i]));
    const nodeOf = i => data.actors[i].node ?? i;
    const bound = bits(["party", "signatory", "member"]);
    const promoting = bits(["sponsor", "initiator", "adopter", "drafter", "participant"]);
    const chosen = data.selection;
    const actorsOf = list => list === undefined ? null : new Set(list.split(/[;,]/).map(w => findActor(data, w.trim())));

    data.agreements.forEach((act, i) => ids.set(act.node ?? act.id, actorCount + i));
    return {
        data, ids, actorCount, bound, promoting,
        network: chosen.network,
        unknownRole: 1 << role("unknown"),
        base: { level: wordsOf(chosen.level), kind: wordsOf(chosen.kind), topic: wordsOf(chosen.topic),
                within: actorsOf(chosen.within), only: actorsOf(chosen.only) },
        agreements: data.agreements.map(act => ({
            level: act.level ?? "none",
            kinds: partsOf(act.kind).map(w => w.toLowerCase()),
            topics: partsOf(act.topic).map(w => w.toLowerCase()),
            within: act.within ?? -1,
            dialogue: act.kind === "dialogue",
            weightless: act.weightless === true,
            parties: act.parties.map(([actor, r, kind, runs]) => ({
                actor: nodeOf(actor), role: 1 << r, kind,
                runs: RULES.map((_, rule) => data.runs[typeof runs === "number" ? runs : runs[rule]])
            }))
        })),
        memberships: data.memberships.map(([organization, member, r, kind, runs]) => ({
            organization, member: nodeOf(member), role: 1 << r, kind, runs: data.runs[runs]
        })),
        exists: data.actors.map(a => data.runs[a.exists]),
        isolates: data.actors.map(a => a.isolate === true),
        nodeOf, slot: new Int32Array(actorCount)
    };
}

/* The actor that an id, a name or a code means; -1: none. */
function findActor(data, text) {
    const wanted = text.toLowerCase(), is = (a, key) => a[key] !== undefined && a[key].toLowerCase() === wanted;
    for (const key of ["id", "name", "iso3", "short"]) {
        const found = data.actors.findIndex(a => is(a, key));
        if (found >= 0)
            return found;
    }
    return -1;
}

/* The state of the page that the tool was asked for. `context`: the figure shows all kinds of ties. */
function firstState(data, context) {
    const kinds = data.selection["tie-kinds"] ?? (context && !data.selection.role ? "bound,promoted,talks" : undefined);
    return { day: data.day ?? null, rule: data.selection.rule, tieKinds: kindsOf(kinds),
             roles: wordsOf(data.selection.role), level: null, kind: null, topic: null, within: null,
             region: null, ego: data.selection.ego === undefined ? null : findActor(data, data.selection.ego) };
}

function kindsOf(list) {
    const words = wordsOf(list);
    return words && new Set(["bound", "promoted", "talks"].map((w, i) => words.has(w) ? i : -1).filter(i => i >= 0));
}

/* ---- what is selected ---- */

const anyOf = (set, words) => set === null || words.some(w => set.has(w));

function actIsSelected(model, state, act) {
    const base = model.base;
    if ((state.level && !state.level.has(act.level)) || (base.level && !base.level.has(act.level)) ||
        !anyOf(state.kind, act.kinds) || !anyOf(base.kind, act.kinds) ||
        !anyOf(state.topic, act.topics) || !anyOf(base.topic, act.topics))
        return false;
    if (state.tieKinds ? !(act.dialogue ? state.tieKinds.has(TALKS) : state.tieKinds.has(BOUND) || state.tieKinds.has(PROMOTED))
                       : act.dialogue && !state.kind && !base.kind)
        return false; /* dialogues are no agreements unless they are selected */
    return (!state.within || state.within.has(act.within)) && (!base.within || base.within.has(act.within));
}

/* The roles that create ties, as bits: in agreements, and in dialogues. */
function tyingRoles(model, state) {
    const both = model.bound | model.promoting;
    let roles = 0;
    if (state.roles)
        state.roles.forEach(name => roles |= 1 << model.data.roles.indexOf(name));
    if (state.tieKinds && state.tieKinds.has(BOUND))
        roles |= model.bound;
    if (state.tieKinds && state.tieKinds.has(PROMOTED))
        roles |= model.promoting;
    if (!roles && !state.tieKinds)
        roles = model.bound;
    const talking = state.tieKinds && state.tieKinds.has(TALKS) ? both : roles;
    return { roles: roles | model.unknownRole, talking: talking | model.unknownRole };
}

/* The actors that are shown; null: all. */
function shownActors(model, state) {
    const only = model.base.only, region = state.region;
    if (!only && !region)
        return null;
    return new Set(model.data.actors.map((a, i) => i).filter(i =>
        (!only || only.has(i)) && (!region || region.has(model.data.actors[i].region ?? ""))).map(model.nodeOf));
}

/* ---- who takes part ---- */

/* Each actor once: its row that surely counts before others, one that binds before one that promotes. */
function addParticipant(model, list, x) {
    const at = model.slot[x.actor] - 1, had = at >= 0 && at < list.length && list[at].actor === x.actor ? list[at] : null;
    if (!had) {
        list.push(x);
        model.slot[x.actor] = list.length;
    } else if (x.unknown < had.unknown || (x.unknown === had.unknown && x.kind < had.kind)) {
        x.assumed = x.assumed && (had.unknown || had.assumed);
        list[at] = x;
    } else if (!x.unknown) {
        had.assumed = had.assumed && x.assumed;
    }
}

function participant(actor, kind, answer) {
    return { actor, kind, unknown: answer === UNKNOWN, assumed: answer === ASSUMED };
}

function participantsOf(model, state, act, tying) {
    const roles = act.dialogue ? tying.talking : tying.roles, list = [];
    for (const p of act.parties) {
        if (!(p.role & roles))
            continue;
        const answer = answerOn(p.runs[state.tieKinds && p.kind !== BOUND ? ANY_STATUS : state.rule], state.day);
        if (answer !== NO)
            addParticipant(model, list, participant(p.actor, p.kind, answer));
    }
    return list;
}

/* ---- ties ---- */

/* Calls link(a, b, evidence, unknown, assumed) for all that makes a tie; centre(node, participants) for
 * every organization or agreement that participants are tied to. */
function eachLink(model, state, link, centre) {
    const tying = tyingRoles(model, state), cap = model.data.selection["max-parties"] ?? Infinity;
    const pairs = (list, e) => {
        for (let i = 0; i < list.length; i++)
            for (let k = i + 1; k < list.length; k++) {
                const x = list[i], y = list[k];
                link(x.actor, y.actor, e(Math.max(x.kind, y.kind)), x.unknown || y.unknown, x.assumed || y.assumed);
            }
    };
    const star = (list, node, e) => {
        const met = node < model.actorCount ? answerOn(model.exists[node], state.day) : YES;
        centre(node, list);
        for (const x of list)
            if (x.actor !== node && met !== NO)
                link(x.actor, node, e(x.kind), x.unknown || met === UNKNOWN, x.assumed);
    };
    if (model.network !== "members")
        model.agreements.forEach((act, i) => {
            if (!act.weightless && actIsSelected(model, state, act))
                linkAgreement(model, state, i, participantsOf(model, state, act, tying), cap, pairs, star);
        });
    if (model.network === "members" || model.data.selection.memberships)
        linkMemberships(model, state, tying, cap, pairs, star);
}

function linkAgreement(model, state, index, list, cap, pairs, star) {
    const act = model.agreements[index], node = model.actorCount + index;
    const e = kind => evidence(index, BY_AGREEMENT, kind);
    const alone = state.tieKinds && model.network === "ties" && act.within >= 0 && list.length === 1 &&
                  list[0].kind !== BOUND && list[0].actor !== model.nodeOf(act.within);
    const least = model.network === "two-mode" || alone ? 1 : 2;

    if (list.length > cap || list.length < least)
        return;
    if (model.network === "actors")
        return pairs(list, e);
    if (model.network === "two-mode")
        return star(list, node, e);
    if (list.length === 2)
        return pairs(list, e);
    if (state.tieKinds) {
        const bound = list.filter(x => x.kind === BOUND), others = list.filter(x => x.kind !== BOUND);
        if (bound.length === 1) /* it has no other to be bound to */
            bound[0].kind = PROMOTED;
        if (bound.length === 2) {
            pairs(bound, e);
            for (const x of others)
                if (act.within >= 0)
                    star([x], act.within, e);
                else
                    bound.forEach(y => pairs([x, y], e));
            return;
        }
    }
    star(list, act.within >= 0 ? act.within : node, e);
}

function linkMemberships(model, state, tying, cap, pairs, star) {
    const each = model.network === "members" || model.network === "ties";
    const lists = new Map();

    model.memberships.forEach((m, row) => {
        const answer = answerOn(m.runs, state.day);
        if (!(m.role & tying.roles) || model.nodeOf(m.organization) === m.member || answer === NO ||
            (state.within && !state.within.has(m.organization)) ||
            (model.base.within && !model.base.within.has(m.organization)))
            return;
        const list = lists.get(m.organization) ?? lists.set(m.organization, []).get(m.organization);
        const x = participant(m.member, m.kind, answer);
        x.row = row;
        if (each)
            list.push(x);
        else
            addParticipant(model, list, x);
    });
    for (const [organization, list] of lists) {
        const node = model.nodeOf(organization), rows = () => list.forEach(x =>
            star([x], node, kind => evidence(x.row, BY_MEMBERSHIP, kind)));
        if (each || (model.network === "two-mode" && list.length <= cap))
            rows();
        else if (list.length >= 2 && list.length <= cap)
            pairs(list, kind => evidence(organization, BY_ORGANIZATION, kind));
    }
}

/* ---- the network ---- */

const keyOf = (model, a, b) => {
    const all = model.actorCount + model.agreements.length;
    return a < b ? a * all + b : b * all + a;
};

/* The network of a state: ties by key, each with the evidence that counts and that which may; nodes;
 * agreements that create a tie, and those that only may. */
function networkOf(model, state) {
    const ties = new Map(), nodes = new Set(), shown = shownActors(model, state);
    const kept = shown && new Set(shown), asTie = model.data.selection["unknown-as-tie"];

    eachLink(model, state, (a, b, e, unknown, assumed) => {
        const key = keyOf(model, a, b);
        let tie = ties.get(key);
        if (!tie)
            ties.set(key, tie = { key, a: Math.min(a, b), b: Math.max(a, b), known: [], unknown: [], sure: 0 });
        (unknown && !asTie ? tie.unknown : tie.known).push(e);
        tie.sure += !unknown && !assumed;
        nodes.add(a).add(b);
    }, (node, list) => {
        if (kept && list.some(x => shown.has(x.actor)))
            kept.add(node);
    });
    const near = state.ego === null ? null : nearEgo(ties, model.nodeOf(state.ego), model.data.selection.radius ?? 1);
    const stays = node => (!kept || kept.has(node)) && (!near || near.has(node));
    for (const [key, tie] of ties)
        if (!stays(tie.a) || !stays(tie.b))
            ties.delete(key);
    return { ties, nodes: nodesOf(model, state, ties, near ? near : nodes, stays, shown, near !== null), ...actsOf(ties) };
}

function nearEgo(ties, ego, radius) {
    let near = new Set([ego]);
    for (let step = 0; step < radius; step++) {
        const next = new Set(near);
        for (const tie of ties.values())
            if (near.has(tie.a) || near.has(tie.b))
                next.add(tie.a).add(tie.b);
        near = next;
    }
    return near;
}

/* Nodes with a tie before others were left out, and the population. */
function nodesOf(model, state, ties, nodes, stays, shown, ofEgo) {
    const found = new Set([...nodes].filter(stays));
    if (model.data.selection["drop-isolates"] && shown && !ofEgo) {
        found.clear();
        for (const tie of ties.values())
            found.add(tie.a).add(tie.b);
    }
    if (!model.data.selection["drop-isolates"] && !ofEgo)
        model.isolates.forEach((is, i) => {
            const node = model.nodeOf(i);
            if (is && (!shown || shown.has(node)) && answerOn(model.exists[i], state.day) !== NO)
                found.add(node);
        });
    return found;
}

function actsOf(ties) {
    const acts = new Set(), maybe = new Set();
    for (const tie of ties.values()) {
        for (const e of tie.known)
            if (typeOf(e) === BY_AGREEMENT)
                acts.add(recordOf(e));
        for (const e of tie.unknown)
            if (typeOf(e) === BY_AGREEMENT)
                maybe.add(recordOf(e));
    }
    for (const act of acts)
        maybe.delete(act);
    return { acts, maybe };
}

/* How many ties a state has, those that surely are and those that may be. */
function countTies(model, state) {
    const { ties } = networkOf(model, state);
    let known = 0;
    for (const tie of ties.values())
        known += tie.known.length > 0;
    return { known, unknown: ties.size - known };
}
