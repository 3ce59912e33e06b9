/* filters.js: search, the status rule, and the parts of the data that are shown. */

/* ---- search ---- */

const plain = text => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase();

function findables(onlyActors) {
    const actors = app.data.actors.map((a, i) => ({ target: { node: app.model.nodeOf(i) }, name: a.name, detail: wordFor(a.type),
        words: plain([a.name, a.short, a.id, a.iso3, ...a.names ?? []].filter(t => t).join(" ")) }));
    return onlyActors ? actors : actors.concat(app.data.agreements.map((a, i) => ({ target: { act: i }, name: titleOf(a),
        detail: [a.kind, (dayOfAct(a).match(/\d{4}/) ?? [""])[0]].filter(t => t).join(", "), words: plain([titleOf(a), a.short, a.id].filter(t => t).join(" ")) })));
}

/* A field with suggestions (the pattern "combobox"). */
function searchField(label, id, onlyActors, done) {
    const all = findables(onlyActors), list = el("ul", { class: "found", id: id + "-list", role: "listbox", "aria-label": label, hidden: true });
    let found = [], at = -1;
    const field = el("input", { type: "search", id, placeholder: label, "aria-label": label, autocomplete: "off", role: "combobox", "aria-expanded": "false",
        "aria-controls": id + "-list", "aria-autocomplete": "list", oninput: show, onkeydown: key, onblur: () => setTimeout(hide, 150), onfocus: () => field.value && show() });
    function hide() {
        list.hidden = true;
        field.setAttribute("aria-expanded", "false");
        field.removeAttribute("aria-activedescendant");
    }
    function show() {
        const words = plain(field.value).split(/\s+/).filter(w => w), rank = f => f.words.startsWith(words[0]) ? 0 : f.words.includes(" " + words[0]) ? 1 : 2;
        found = words.length ? all.filter(f => words.every(w => f.words.includes(w))).sort((x, y) => rank(x) - rank(y)).slice(0, 8) : [];
        at = found.length ? 0 : -1;
        list.replaceChildren(...found.map((f, i) => el("li", { role: "option", id: `${id}-${i}`, onpointerdown: e => { e.preventDefault(); take(i); } },
            el("span", {}, f.name), el("span", { class: "quietly" }, f.detail))));
        if (words.length && !found.length)
            list.append(el("li", { class: "quietly", role: "option", "aria-disabled": "true" }, say("nothingFound")));
        list.hidden = !words.length;
        field.setAttribute("aria-expanded", String(words.length > 0));
        mark();
    }
    function mark() {
        [...list.children].forEach((li, i) => li.setAttribute("aria-selected", String(i === at)));
        if (at >= 0)
            field.setAttribute("aria-activedescendant", `${id}-${at}`);
    }
    function take(i) {
        field.value = "";
        hide();
        done(found[i].target);
    }
    function key(event) {
        if (event.key === "Escape" && !list.hidden) {
            hide();
            event.stopPropagation();
        } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && found.length) {
            at = (at + (event.key === "ArrowDown" ? 1 : found.length - 1)) % found.length;
            mark();
            event.preventDefault();
        } else if (event.key === "Enter" && at >= 0 && !list.hidden) {
            take(at);
        }
    }
    return el("div", { class: "search" }, field, list);
}

/* ---- the rule ---- */

function choices(label, options, chosen, choose) {
    return el("div", { class: "switch", role: "group", "aria-label": label },
        ...options.map(([value, text]) => el("button", { "aria-pressed": String(value === chosen()), "data-value": value,
            onclick: e => { choose(value); showPressed(e.target.parentNode, chosen()); } }, text)));
}

function showPressed(group, chosen) {
    for (const button of group.children)
        button.setAttribute("aria-pressed", String(button.dataset.value === String(chosen)));
}

/* ---- facets ---- */

const KIND_WORDS = ["bound", "promoted", "talks"];
const facetValues = {
    level: act => [act.level ?? "none"], kind: act => partsOf(act.kind), topic: act => partsOf(act.topic),
    within: act => act.within === undefined ? [] : [act.within],
    roles: act => [...new Set(act.parties.map(p => app.data.roles[p[1]]))],
    tieKinds: act => [...new Set(act.parties.map(p => p[2]))].sort(),
    region: act => [...new Set(act.parties.map(p => app.data.actors[p[0]].region).filter(r => r))]
};
const FACETS = ["tieKinds", "level", "kind", "topic", "within", "region", "roles"];

const facetText = (facet, value) => facet === "within" ? app.data.actors[value].short ?? app.data.actors[value].name
    : facet === "tieKinds" ? say(KIND_WORDS[value]) : wordFor(value);
const valueKey = (facet, value) => typeof value === "string" && facet !== "region" && facet !== "roles" ? value.toLowerCase() : value;

/* How many agreements have each value; the most first, levels and kinds of ties in their order. */
function countValues(facet) {
    const counts = new Map(), order = ["bilateral", "multilateral", "regional", "global", "none"];
    for (const act of app.data.agreements)
        for (const value of facetValues[facet](act))
            counts.set(value, (counts.get(value) ?? 0) + 1);
    const place = value => facet === "tieKinds" ? value : order.indexOf(value);
    return [...counts].sort((x, y) => facet === "level" || facet === "tieKinds" ? place(x[0]) - place(y[0]) : y[1] - x[1] || String(x[0]).localeCompare(String(y[0])));
}

function toggleValue(facet, value) {
    const key = valueKey(facet, value), old = app.state[facet];
    const next = new Set(old ?? []);
    if (!next.delete(key))
        next.add(key);
    const changes = { [facet]: next.size ? next : null };
    if (facet === "roles" && next.size)
        changes.tieKinds = null; /* both say which roles create ties */
    if (facet === "tieKinds")
        changes.roles = null;
    setState(changes);
    countSteps();
}

function facetSection(facet) {
    const values = countValues(facet), most = 8, all = app.openFacets.has(facet);
    if (values.length < 2 && !(facet === "within" && values.length))
        return "";
    const chip = ([value, n]) => el("button", { class: "value", "aria-pressed": String(app.state[facet]?.has(valueKey(facet, value)) ?? false),
        "data-facet": facet, onclick: () => toggleValue(facet, value) }, el("span", {}, facetText(facet, value)), el("span", { class: "quietly" }, number(n)));
    return el("section", { class: "facet" }, el("h3", {}, say("facet-" + facet)),
        el("div", { class: "values" }, ...(all ? values : values.slice(0, most)).map(chip),
            values.length > most ? el("button", { class: "link more", onclick: () => { app.openFacets[all ? "delete" : "add"](facet); showPanel(); } },
                say(all ? "fewer" : "more", { n: values.length - most })) : ""));
}

const isFiltered = () => ["level", "kind", "topic", "within", "region", "roles"].some(f => app.state[f]) || app.state.ego !== app.first.ego ||
    String([...app.state.tieKinds ?? []]) !== String([...app.first.tieKinds ?? []]);

function clearFilters() {
    setState({ level: null, kind: null, topic: null, within: null, region: null, roles: app.first.roles, tieKinds: app.first.tieKinds, ego: app.first.ego });
    countSteps();
}

/* "level regional, topic norms" */
function filterText() {
    const parts = FACETS.filter(f => app.state[f] && (f !== "tieKinds" || String([...app.state[f]]) !== String([...app.first.tieKinds ?? []])))
        .map(f => `${say("facet-" + f).toLowerCase()} ${[...app.state[f]].map(v => facetText(f, v)).join(", ")}`);
    if (app.state.ego !== null)
        parts.push(say("aroundOf", { name: nodeName(app.state.ego) }));
    return parts.join("; ");
}

/* ---- paths ---- */

/* A shortest path of ties that count; null: there is none. */
function pathBetween(from, to) {
    const next = new Map(), came = new Map([[from, null]]), queue = [from];
    for (const tie of app.network.ties.values())
        if (tie.known.length)
            for (const [a, b] of [[tie.a, tie.b], [tie.b, tie.a]])
                (next.get(a) ?? next.set(a, []).get(a)).push(b);
    while (queue.length && !came.has(to)) {
        const node = queue.shift();
        for (const other of next.get(node) ?? [])
            if (!came.has(other)) {
                came.set(other, node);
                queue.push(other);
            }
    }
    if (!came.has(to))
        return null;
    const path = [];
    for (let node = to; node !== null; node = came.get(node))
        path.unshift(node);
    return path;
}
