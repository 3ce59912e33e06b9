/* panel.js: what is known about the chosen tie, actor or agreement: the agreements with their dates, status,
 * parties, source and passage, each to be cited. Everything from the data is set as text. */

function el(name, attributes = {}, ...children) {
    const e = document.createElement(name);
    for (const key in attributes)
        if (key.startsWith("on"))
            e.addEventListener(key.slice(2), attributes[key]);
        else if (key === "class")
            e.className = attributes[key];
        else if (attributes[key] !== false && attributes[key] !== undefined)
            e.setAttribute(key, attributes[key] === true ? "" : attributes[key]);
    e.append(...children.filter(c => c !== null && c !== undefined && c !== ""));
    return e;
}

/* ---- names ---- */

const isActor = node => node < app.model.actorCount;
const agreementAt = i => app.data.agreements[i];
const titleOf = act => act.title ?? act.id;

/* An actor's name on the slider's day. */
function actorName(i) {
    const { name, names } = app.data.actors[i], day = app.state.day;
    if (!names || day === null)
        return name;
    let at = 0;
    while (names[at + 1] <= day)
        at += 2;
    return names[at];
}

const nodeName = node => isActor(node) ? actorName(node) : titleOf(agreementAt(node - app.model.actorCount));
const nodeShort = node => isActor(node) ? app.data.actors[node].short ?? actorName(node)
                                        : agreementAt(node - app.model.actorCount).short ?? nodeName(node);
const nodeId = node => isActor(node) ? app.data.actors[node].id : agreementAt(node - app.model.actorCount).id;
const tieName = tie => say("between", { a: nodeName(tie.a), b: nodeName(tie.b) });

/* "3 agreements, 1 membership" */
function countEvidence(list) {
    const acts = list.filter(e => typeOf(e) === BY_AGREEMENT).length, members = list.length - acts;
    return [acts ? count("agreements", acts) : "", members ? count("memberships", members) : ""].filter(t => t).join(", ");
}

/* One sentence for pointers and for screen readers. */
function sentence(target) {
    if (target.tie !== undefined) {
        const tie = app.network.ties.get(target.tie);
        return tie ? `${nodeShort(tie.a)} – ${nodeShort(tie.b)}: ${tie.known.length ? countEvidence(tie.known) : say("unknownTie")}` : "";
    }
    const ties = tiesOfNode(target.node);
    return `${nodeName(target.node)}: ${count("ties", ties.filter(t => t.known.length).length)}`;
}

const tiesOfNode = node => [...app.network.ties.values()].filter(t => t.a === node || t.b === node);
const otherEnd = (tie, node) => tie.a === node ? tie.b : tie.a;

/* ---- an agreement ---- */

const DATES = ["proposed", "submitted", "adopted", "signed", "in_force", "ended"];

function datesOf(record, names) {
    const list = el("dl", { class: "dates" });
    for (const name of names)
        if (record[name])
            list.append(el("div", {}, el("dt", {}, say(name)), el("dd", {}, dateText(record[name]))));
    return list.childElementCount ? list : null;
}

/* Whether a party counts on the day, in words; the strictest of them for the whole agreement is not made up. */
function answerWord(answer) {
    return say(["countsNot", "counts", "countsMaybe", "countsAssumed"][answer]);
}

function partyAnswer(act, i) {
    const p = app.model.agreements[act].parties[i];
    return answerOn(p.runs[app.state.tieKinds && p.kind !== BOUND ? ANY_STATUS : app.state.rule], app.state.day);
}

function partyRow(act, party, i) {
    const [actor, role, , , own] = party, answer = partyAnswer(act, i);
    const dates = ["signed", "ratified", "in_force", "withdrew"].filter(n => own[n]).map(n => `${say(n)} ${dateText(own[n])}`);
    return el("li", { class: ["not", "yes", "maybe", "yes"][answer] },
        el("button", { class: "link", onclick: () => choose({ node: app.model.nodeOf(actor) }) }, actorName(actor)),
        el("span", { class: "quietly" }, [app.data.roles[role], ...dates].join(", ")),
        answer === NO || answer === UNKNOWN ? el("span", { class: "mark" }, answerWord(answer)) : "",
        own.quote ? el("blockquote", {}, own.quote) : "");
}

function sourcesOf(record) {
    const ids = partsOf(record.source), places = partsOf(record.locator);
    return ids.map((id, i) => ({ id, source: app.data.sources.find(s => s.id === id), place: ids.length === 1 ? places.join("; ") : places[i] ?? "" }));
}


function placeText(place) {
    const found = place.match(/char=(\d+),(\d+)/);
    return found ? say("characters", { from: +found[1], to: +found[2] }) : place.replace(/=/g, " ");
}

/* A line for each source, with all its places. */
function sourceLines(record) {
    const bySource = new Map();
    for (const s of sourcesOf(record))
        (bySource.get(s.id) ?? bySource.set(s.id, { ...s, places: [] }).get(s.id)).places.push(placeText(s.place));
    return [...bySource.values()].map(s => sourceLine({ ...s, place: s.places.filter(p => p).join(", ") }));
}

function sourceLine({ id, source, place }) {
    const title = source?.title ?? id, url = source?.url;
    const safe = url && /^https?:\/\//i.test(url);
    return el("p", { class: "source" }, el("span", { class: "label" }, say("source") + " "),
        [source?.author, source?.date].filter(t => t).join(", "), source?.author || source?.date ? ". " : "",
        safe ? el("a", { href: url, rel: "noopener noreferrer" }, title) : title,
        place ? el("span", { class: "quietly" }, `, ${place}`) : "");
}

/* What the documents say, where the page was made with them. */
function passagesOf(act) {
    const found = (act.passages ?? []).map(i => app.data.passages[i]);
    return found.length ? el("details", { class: "passages" }, el("summary", {}, count("passages", found.length)),
        ...found.map(([source, from, to, text]) => el("blockquote", {}, text, el("cite", {}, `${source}, ${say("characters", { from, to })}`)))) : null;
}

function agreementCard(index) {
    const act = agreementAt(index);
    const facts = [act.kind, act.level && wordFor(act.level), act.within === undefined ? "" : say("within", { name: app.data.actors[act.within].short ?? app.data.actors[act.within].name }),
                   partsOf(act.topic).join(", ")].filter(t => t);
    return el("article", { class: "card" },
        el("h3", {}, el("button", { class: "link", onclick: () => choose({ act: index }) }, titleOf(act))),
        el("p", { class: "facts" }, facts.join(" · ")),
        datesOf(act, DATES),
        act.status ? el("p", { class: "status" }, el("span", { class: "label" }, `${act.as_of ? say("statusOf", { day: dateText(act.as_of) }) : say("statusWord")} `), act.status) : "",
        el("ul", { class: "parties", "aria-label": say("parties") }, ...act.parties.map((p, i) => partyRow(index, p, i))),
        act.quote ? el("blockquote", {}, act.quote) : "",
        passagesOf(act),
        ...sourceLines(act),
        citeButtons(act));
}

/* ---- citations ---- */

function citeButtons(act) {
    const button = (key, write) => el("button", { class: "small", onclick: e => copyText(write(act), e.target) }, say(key));
    return el("div", { class: "cite" }, el("span", { class: "label" }, say("copy") + " "),
        button("asText", citationText), button("asBibtex", citationBibtex), button("asCsl", citationCsl));
}

const dayOfAct = act => act.signed ?? act.adopted ?? act.in_force ?? act.submitted ?? act.proposed ?? "";
const partyNames = act => act.parties.filter(p => (1 << p[1]) & app.model.bound).map(p => app.data.actors[p[0]].name);

function citationText(act) {
    const parties = partyNames(act), some = parties.length > 4 ? [...parties.slice(0, 3), `and ${parties.length - 3} others`] : parties;
    const sources = sourcesOf(act).map(({ id, source, place }) =>
        [source?.author, source?.title ?? id, source?.publisher, source?.date, source?.url].filter(t => t).join(", ") + (place ? ` [${place}]` : ""));
    return [titleOf(act), some.join("; "), dayOfAct(act) && dateText(dayOfAct(act)), ...sources, `${app.data.title}, ${act.id}`].filter(t => t).join(". ") + ".";
}

function citationBibtex(act) {
    const safe = text => text.replace(/[\\{}]/g, "").replace(/([&%$#_])/g, "\\$1");
    const source = sourcesOf(act)[0]?.source, fields = { title: `{${safe(titleOf(act))}}`, year: (dayOfAct(act).match(/\d{4}/) ?? [""])[0],
        date: /^[\d-]+$/.test(dayOfAct(act)) ? dayOfAct(act) : "", howpublished: act.kind ? safe(act.kind) : "",
        url: source?.url ?? "", note: safe([partyNames(act).join(", "), source?.title].filter(t => t).join(". ")) };
    const lines = Object.entries(fields).filter(([, v]) => v).map(([k, v]) => `  ${k} = {${v}}`);
    return `@misc{${act.id.replace(/[^\w:.-]/g, "")},\n${lines.join(",\n")}\n}\n`;
}

function citationCsl(act) {
    const date = dayOfAct(act).match(/^(\d{4})(?:-(\d\d))?(?:-(\d\d))?/), source = sourcesOf(act)[0]?.source;
    const item = { id: act.id, type: "treaty", title: titleOf(act) };
    if (date)
        item.issued = { "date-parts": [date.slice(1).filter(p => p).map(Number)] };
    if (act.kind)
        item.genre = act.kind;
    item.author = partyNames(act).map(name => ({ literal: name }));
    if (source?.url)
        item.URL = source.url;
    if (source?.title)
        item.source = source.title;
    return JSON.stringify([item], null, 2);
}

function copyText(text, button) {
    const done = () => { tell(say("copied")); button.classList.add("done"); setTimeout(() => button.classList.remove("done"), 1500); };
    const byHand = () => {
        const area = el("textarea", { class: "spoken" }, text);
        document.body.append(area);
        area.select();
        document.execCommand("copy");
        area.remove();
        done();
    };
    app.copied = text;
    if (navigator.clipboard && window.isSecureContext)
        navigator.clipboard.writeText(text).then(done, byHand);
    else
        byHand();
}

/* ---- the panel ---- */

function evidenceCards(list, unknown) {
    return list.map(e => {
        const record = recordOf(e);
        if (typeOf(e) === BY_AGREEMENT)
            return agreementCard(record);
        const organization = typeOf(e) === BY_MEMBERSHIP ? app.data.memberships[record][0] : record;
        const own = typeOf(e) === BY_MEMBERSHIP ? app.data.memberships[record][5] : {};
        return el("article", { class: "card" }, el("h3", {}, say(typeOf(e) === BY_MEMBERSHIP ? "membership" : "organization", { name: app.data.actors[organization].name })),
            datesOf(own, ["from", "to"]), ...sourceLines(own));
    }).map(card => (card.classList.toggle("unknown", unknown), card));
}

function tiePanel(tie) {
    return [el("h2", {}, el("button", { class: "link", onclick: () => choose({ node: tie.a }) }, nodeName(tie.a)), el("span", { class: "dash" }, " – "),
               el("button", { class: "link", onclick: () => choose({ node: tie.b }) }, nodeName(tie.b))),
        el("p", { class: "lead" }, tie.known.length ? countEvidence(tie.known) : say("unknownTie"), ` ${whenText(app.state)}`),
        ...evidenceCards(tie.known, false), ...evidenceCards(tie.unknown, true)];
}

function nodePanel(node) {
    if (!isActor(node))
        return actPanel(node - app.model.actorCount);
    const actor = app.data.actors[node], ties = tiesOfNode(node).sort((x, y) => y.known.length - x.known.length ||
        nodeName(otherEnd(x, node)).localeCompare(nodeName(otherEnd(y, node))));
    const known = ties.filter(t => t.known.length).length;
    const span = [actor.from ? `${say("from")} ${dateText(actor.from)}` : "", actor.to && actor.to !== ".." ? `${say("to")} ${dateText(actor.to)}` : ""].filter(t => t).join(" ");
    const toPath = searchField(say("pathTo"), "path", true, target => choose({ path: pathBetween(node, target.node) ?? [], from: node, to: target.node }));
    return [el("h2", {}, nodeName(node)),
        el("p", { class: "facts" }, [wordFor(actor.type), actor.region, span && say("existed", { span })].filter(t => t).join(" · ")),
        el("p", { class: "lead" }, count("ties", known), known < ties.length ? `, ${count("unknownTies", ties.length - known)}` : "", ` ${whenText(app.state)}`),
        el("div", { class: "tools" }, el("button", { class: "chip", "aria-pressed": String(app.state.ego === node), onclick: () => { setState({ ego: app.state.ego === node ? null : node }); countSteps(); } }, say("onlyAround")), toPath),
        measuresOf(node),
        el("ul", { class: "ties", "aria-label": say("neighbours") }, ...ties.map(t => el("li", { class: t.known.length ? "" : "maybe" },
            el("button", { class: "row", onclick: () => choose({ tie: t.key }) }, el("span", {}, nodeName(otherEnd(t, node))),
                el("span", { class: "quietly" }, t.known.length ? number(t.known.length) : "?")))))];
}

/* Step by step, with the agreements of each. */
function pathPanel({ path, from, to }) {
    const head = el("h2", {}, say("pathTitle", { a: nodeName(from), b: nodeName(to) }));
    if (!path.length)
        return [head, el("p", { class: "lead" }, say("noPath", { when: whenText(app.state) }))];
    return [head, el("p", { class: "lead" }, count("steps", path.length - 1), ` ${whenText(app.state)}`),
        ...path.slice(1).flatMap((node, i) => {
            const tie = app.network.ties.get(keyOf(app.model, path[i], node));
            return [el("h3", { class: "step" }, el("button", { class: "link", onclick: () => choose({ tie: tie.key }) }, `${nodeName(path[i])} – ${nodeName(node)}`)),
                el("ul", { class: "by" }, ...tie.known.map((e, k) => el("li", {}, typeOf(e) === BY_AGREEMENT
                    ? el("button", { class: "link", onclick: () => choose({ act: recordOf(e) }) }, titleOf(agreementAt(recordOf(e)))) : titlesOf(tie)[k])))];
        })];
}

function actPanel(index) {
    const card = agreementCard(index);
    card.querySelector("h3").remove();
    return [el("h2", {}, titleOf(agreementAt(index))), card];
}

/* Nothing is chosen, or what was chosen is not in the network of this day. */
function emptyPanel() {
    return [el("p", { class: "hint" }, say("hint")), figure.legend ? el("section", { class: "legend" }, figure.legend, el("p", { class: "hint" }, say("legendTime"))) : "",
        el("div", { class: "filters" }, ...FACETS.map(facetSection))];
}

function panelContent() {
    const c = app.chosen;
    if (!c)
        return emptyPanel();
    if (c.act !== undefined)
        return actPanel(c.act);
    if (c.path)
        return pathPanel(c);
    if (c.node !== undefined)
        return nodePanel(c.node);
    const tie = app.network.ties.get(c.tie);
    if (tie)
        return tiePanel(tie);
    const [a, b] = endsOf(c.tie);
    return [el("h2", {}, say("between", { a: nodeName(a), b: nodeName(b) })), el("p", { class: "lead" }, say("noTie", { when: whenText(app.state) }))];
}

/* What the panel shows when nothing is chosen: the day has no part in it, so that the slider need not make it again. */
const emptyPanelOf = () => JSON.stringify([document.documentElement.lang, app.view, ...FACETS.map(f => [...app.state[f] ?? []]), [...app.openFacets]]);

function showPanel() {
    const side = document.getElementById("side"), empty = app.chosen ? null : emptyPanelOf();
    if (empty !== null && empty === app.emptyShown)
        return;
    app.emptyShown = empty;
    side.replaceChildren(app.chosen ? el("button", { class: "close", onclick: () => choose(null), "aria-label": say("close") }, "×") : "",
        ...panelContent());
    side.classList.toggle("open", app.chosen !== null);
    if (app.shownFor !== app.chosen)
        side.scrollTop = 0;
    app.shownFor = app.chosen;
}
