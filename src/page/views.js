/* views.js: the same network as a table, a matrix and a timeline; what is chosen is chosen in all of them. */

const VIEWS = ["network", ...(MAP ? ["map"] : []), "table", "matrix", "timeline"];

function showView_() {
    const drawn = isFigure(app.view), other = document.getElementById("view-other");
    document.getElementById("view-network").hidden = !drawn;
    other.hidden = drawn;
    if (drawn) {
        showFigure();
        showMarks();
    } else {
        other.replaceChildren({ table: tableView, matrix: matrixView, timeline: timelineView }[app.view]());
    }
    if (app.tabs)
        showPressed(app.tabs, app.view);
}

function setView(view) {
    app.view = view;
    hideTip();
    app.pointed = null;
    showView_();
    keepHash();
}

const scrolled = (label, ...content) => el("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": label }, ...content);

/* ---- tables ---- */

const firstDay = tie => tie.known.concat(tie.unknown).filter(e => typeOf(e) === BY_AGREEMENT).map(e => dayOfAct(agreementAt(recordOf(e)))).filter(d => d).sort()[0] ?? "";
const levelsOf = tie => [...new Set(tie.known.concat(tie.unknown).filter(e => typeOf(e) === BY_AGREEMENT).map(e => agreementAt(recordOf(e)).level).filter(l => l))].join("; ");
const titlesOf = tie => tie.known.concat(tie.unknown).map(e => typeOf(e) === BY_AGREEMENT ? titleOf(agreementAt(recordOf(e)))
    : say("membership", { name: app.data.actors[typeOf(e) === BY_MEMBERSHIP ? app.data.memberships[recordOf(e)][0] : recordOf(e)].name }));

/* Each table: its rows, and columns of a name, a value and whether it is a number. */
const TABLES = {
    ties: { rows: () => [...app.network.ties.values()], target: t => ({ tie: t.key }), columns: [
        ["from", t => nodeName(t.a)], ["to", t => nodeName(t.b)], ["count", t => t.known.length, true],
        ["statusColumn", t => say(t.known.length ? "counts" : "countsMaybe")], ["since", firstDay], ["level", levelsOf],
        ["titles", t => titlesOf(t).join("; ")]] },
    actorRows: { rows: () => [...app.network.nodes], target: node => ({ node }), columns: [
        ["name", nodeName], ["typeColumn", n => isActor(n) ? wordFor(app.data.actors[n].type) : say("agreement")],
        ["facet-region", n => isActor(n) ? app.data.actors[n].region ?? "" : ""],
        ["tiesColumn", n => tiesOfNode(n).filter(t => t.known.length).length, true],
        ["count", n => new Set(tiesOfNode(n).flatMap(t => t.known)).size, true]] },
    agreementRows: { rows: () => [...app.network.acts, ...app.network.maybe], target: act => ({ act }), columns: [
        ["title", i => titleOf(agreementAt(i))], ["kind", i => agreementAt(i).kind ?? ""], ["level", i => agreementAt(i).level ?? ""],
        ["signed", i => dayOfAct(agreementAt(i))], ["in_force", i => agreementAt(i).in_force ?? ""], ["ended", i => agreementAt(i).ended ?? ""],
        ["statusColumn", i => say(app.network.acts.has(i) ? "counts" : "countsMaybe")],
        ["parties", i => partyNames(agreementAt(i)).join("; ")]] }
};

/* With the measures of the day. */
const columnsOf = table => table === TABLES.actorRows ? table.columns.concat(measureColumns()) : table.columns;

function tableRows(table) {
    const columns = columnsOf(table), [column, down] = app.sort[app.table] ?? [0, false], [, value, numeric] = columns[column] ?? columns[0];
    const least = v => v === null || v === undefined ? -Infinity : v, order = (x, y) => x < y ? -1 : x > y ? 1 : 0;
    return table.rows().map(row => [value(row), row]).sort(([x], [y]) => (numeric ? order(least(x), least(y)) : String(x).localeCompare(String(y))) * (down ? -1 : 1)).map(r => r[1]);
}

function tableView() {
    const table = TABLES[app.table], columns = columnsOf(table), rows = tableRows(table), most = app.allRows ? Infinity : 400;
    const [sorted, down] = app.sort[app.table] ?? [0, false];
    const head = el("tr", {}, ...columns.map(([name, , numeric], i) => el("th", { scope: "col", class: numeric ? "number" : "",
        "aria-sort": i === sorted ? (down ? "descending" : "ascending") : false },
        el("button", { onclick: () => { app.sort[app.table] = [i, i === sorted ? !down : !!numeric]; showView_(); } }, say(name === "count" ? "agreementsColumn" : name === "from" || name === "to" ? name + "Column" : name), el("span", { "aria-hidden": "true" }, i === sorted ? (down ? " ↓" : " ↑") : "")))));
    const body = rows.slice(0, most).map(row => el("tr", { class: isChosen(table.target(row)) ? "chosen" : "", onclick: () => choose(table.target(row)) },
        ...columns.map(([, value, numeric], i) => i ? el("td", { class: numeric ? "number" : "" }, numeric ? valueText(value(row)) : value(row))
            : el("th", { scope: "row" }, el("button", { class: "link" }, String(value(row)))))));
    return el("div", { class: "tables" },
        el("div", { class: "over" }, choices(say("table"), Object.keys(TABLES).map(k => [k, say("table-" + k)]), () => app.table, t => { app.table = t; app.allRows = false; showView_(); }),
            el("button", { class: "chip", onclick: saveCsv }, say("saveCsv"))),
        scrolled(say("table-" + app.table), el("table", {}, el("thead", {}, head), el("tbody", {}, ...body)),
            rows.length > most ? el("button", { class: "chip", onclick: () => { app.allRows = true; showView_(); } }, say("allRows", { n: rows.length })) : ""));
}

const isChosen = target => app.chosen !== null && JSON.stringify(app.chosen) === JSON.stringify(target);

function csvOfTable() {
    const table = TABLES[app.table], cell = v => /[",\n\r]|^[=+\-@]/.test(v) ? `"${(/^[=+\-@]/.test(v) ? "'" : "") + v.replace(/"/g, '""')}"` : v;
    const ids = { ties: [["source", t => graphId(t.a)], ["target", t => graphId(t.b)]], actorRows: [["id", graphId]], agreementRows: [["id", i => agreementAt(i).id]] }[app.table];
    const columns = ids.concat(columnsOf(table).map(([name, value]) => [name, value]));
    return [columns.map(c => c[0]), ...tableRows(table).map(row => columns.map(([, value]) => String(value(row) ?? "")))].map(r => r.map(cell).join(",")).join("\r\n") + "\r\n";
}

/* ---- the matrix ---- */

function matrixView() {
    const region = n => isActor(n) ? app.data.actors[n].region ?? "~" : "~~", degree = new Map(), all = app.network.ties;
    for (const t of all.values())
        for (const n of [t.a, t.b])
            degree.set(n, (degree.get(n) ?? 0) + 1);
    const order = [...degree.keys()].sort((x, y) => region(x).localeCompare(region(y)) || degree.get(y) - degree.get(x) || x - y);
    const twoModes = [...all.values()].every(t => isActor(t.a) !== isActor(t.b)); /* a row for each actor, a column for each agreement */
    const rows = twoModes ? order.filter(isActor) : order, columns = twoModes ? order.filter(n => !isActor(n)) : order;
    const rowOf = new Map(rows.map((n, i) => [n, i])), columnOf = new Map(columns.map((n, i) => [n, i]));
    const size = Math.max(twoModes ? 10 : 4, Math.min(20, (twoModes ? 560 : 820) / Math.max(1, columns.length))), left = 150, top = twoModes ? 190 : 90;
    const paths = { one: "", more: "", many: "", maybe: "" };
    for (const t of all.values())
        for (const [a, b] of [[t.a, t.b], [t.b, t.a]])
            if (rowOf.has(a) && columnOf.has(b))
                paths[!t.known.length ? "maybe" : t.known.length > 4 ? "many" : t.known.length > 1 ? "more" : "one"] +=
                    `M${left + columnOf.get(b) * size},${top + rowOf.get(a) * size}h${size * .94}v${size * .94}h${-size * .94}z`;
    const wide = left + columns.length * size + (twoModes ? 120 : 10), high = top + rows.length * size + 10;
    const svg = svgEl("svg", { class: "matrix", viewBox: `0 0 ${wide} ${high}`, role: "img", "aria-label": say("matrixLabel"), "font-family": figure.svg.getAttribute("font-family") });
    svg.style.width = `${wide}px`;
    for (const key in paths)
        svg.append(svgEl("path", { class: key, d: paths[key] }));
    const every = Math.ceil(7 / size), font = Math.min(11, Math.max(7, size * .8));
    const name = (n, most, x, y, attributes) => {
        const text = svgEl("text", { x, y, "font-size": font, ...attributes }), full = nodeShort(n);
        text.textContent = full.length > most ? full.slice(0, most - 1) + "…" : full;
        svg.append(text);
        return text;
    };
    rows.forEach((n, i) => i % every || name(n, 24, left - 6, top + size * (i + .5) + font * .35, { "text-anchor": "end" }));
    columns.forEach((n, i) => {
        const x = left + size * (i + .5), y = top - 6;
        if (i % every)
            return;
        const text = name(n, twoModes ? 34 : 14, x, y, { transform: `rotate(-55 ${x} ${y})` });
        if (isActor(n) && app.data.actors[n].iso3)
            text.textContent = app.data.actors[n].iso3;
    });
    const hit = event => {
        const m = svg.getScreenCTM(), row = rows[Math.floor(((event.clientY - m.f) / m.d - top) / size)], k = Math.floor(((event.clientX - m.e) / m.a - left) / size);
        const column = columns[k], key = row !== undefined && column !== undefined && row !== column ? keyOf(app.model, row, column) : null;
        return key !== null && all.has(key) ? { tie: key } : row !== undefined && k < 0 ? { node: row } : null;
    };
    svg.addEventListener("pointermove", e => { const t = hit(e); svg.classList.toggle("pointed", t !== null); if (t) showTip(t, e); else hideTip(); });
    svg.addEventListener("pointerleave", hideTip);
    svg.addEventListener("click", e => choose(hit(e)));
    return scrolled(say("view-matrix"), svg);
}

/* ---- the timeline ---- */

/* From when to when some party counts under the rule (first, last), or may count (early, late). */
function spellOfAct(index) {
    const spell = { first: Infinity, last: -Infinity, early: Infinity, late: -Infinity };
    for (const p of app.model.agreements[index].parties) {
        const runs = p.runs[app.state.tieKinds && p.kind !== BOUND ? ANY_STATUS : app.state.rule];
        for (let i = 1; i < runs.length; i += 2) {
            const from = i === 1 ? -Infinity : runs[i - 1], to = i + 1 < runs.length ? runs[i + 1] : Infinity;
            if (runs[i] !== NO) {
                spell.early = Math.min(spell.early, from);
                spell.late = Math.max(spell.late, to);
            }
            if (runs[i] === YES || runs[i] === ASSUMED) {
                spell.first = Math.min(spell.first, from);
                spell.last = Math.max(spell.last, to);
            }
        }
    }
    return spell;
}

/* Agreements without a known start come last. */
const startOf = a => Number.isFinite(a.first) ? a.first : Number.isFinite(a.early) ? a.early : 1e7;

function timelineView() {
    const acts = [...app.network.acts, ...app.network.maybe].map(i => ({ i, ...spellOfAct(i) })).filter(a => a.early < a.late)
        .sort((x, y) => startOf(x) - startOf(y) || x.last - y.last || x.i - y.i);
    if (!time.span || !acts.length)
        return el("p", { class: "hint" }, say("noTies", { when: whenText(app.state) }));
    const from = time.span.first - 200, to = time.span.last + 200, wide = 900, tall = acts.length > 160 ? 5 : 17, names = tall > 8 ? 320 : 8, left = 8, top = 26;
    const x = day => left + wide * (Math.max(from, Math.min(to, day)) - from) / (to - from);
    const svg = svgEl("svg", { class: "lines", viewBox: `0 0 ${left + wide + names} ${top + acts.length * tall + 10}`, role: "img", "aria-label": say("timelineLabel"), "font-family": figure.svg.getAttribute("font-family") });
    svg.style.minWidth = "760px";
    const years = yearOf(to) - yearOf(from), step = [1, 2, 5, 10, 20, 50, 100].find(s => years / s < 12) ?? 100;
    for (let year = Math.ceil(yearOf(from) / step) * step; year <= yearOf(to); year += step) {
        const at = x(dayNumber(year, 1, 1)), text = svgEl("text", { x: at + 3, y: 12, "font-size": 10.5, class: "year" });
        text.textContent = year;
        svg.append(svgEl("path", { class: "grid", d: `M${at},0V${top + acts.length * tall}` }), text);
    }
    acts.forEach((a, row) => {
        const act = agreementAt(a.i), y = top + row * tall + tall / 2, g = svgEl("g", { class: isChosen({ act: a.i }) ? "act chosen" : "act" });
        const line = (from, to, name) => from < to ? svgEl("path", { class: name, d: `M${x(from)},${y}H${Math.max(x(to), x(from) + 2)}` }) : "";
        g.append(svgEl("rect", { class: "hit", x: 0, y: y - tall / 2, width: left + wide + names, height: tall }),
            line(a.early, Math.min(a.late, a.first), "maybe"), line(a.first, a.last, "sure"), line(Math.max(a.last, a.early), a.late, "maybe"));
        if (Number.isFinite(a.first))
            g.append(svgEl("circle", { cx: x(a.first), cy: y, r: tall > 8 ? 3 : 1.6 }));
        if (tall > 8) {
            const text = svgEl("text", { x: left + wide + 8, y: y + 3.6, "font-size": 11 }), name = act.short ?? titleOf(act);
            text.textContent = name.length > 50 ? name.slice(0, 49) + "…" : name;
            g.append(text);
        }
        g.append(svgEl("title"));
        g.lastChild.textContent = titleOf(act);
        g.addEventListener("click", () => choose({ act: a.i }));
        svg.append(g);
    });
    if (app.state.day !== null)
        svg.append(svgEl("path", { class: "now", d: `M${x(app.state.day)},14V${top + acts.length * tall}` }));
    return scrolled(say("view-timeline"), svg);
}
